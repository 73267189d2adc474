# Turns the .sql files of the store into C. Run by generate.sh, which says what is made:
#   -v make=header   enum query and the declarations of its tables
#   -v make=texts    query_texts and query_names
#   -v make=schema   the migrations of a database, in their order: every file whole, and then its number as the user_version;
#                    -v list=main or account says which database it is of
#
# A query is a line "-- name: ALERT_LIST", comment lines that say what it gives, and one statement whose last
# line ends in ";". Comment lines may stand between queries. A mistake ends the run with its file and line.

function fail(line, what) {
    printf "%s:%d: %s\n", FILENAME, line, what > "/dev/stderr"
    failed = 1
    exit 1
}

function base_name(path) {
    sub(/^.*\//, "", path)
    return path
}

# A line of SQL as a line of a C string.
function quoted(line) {
    gsub(/\\/, "\\\\", line)
    gsub(/"/, "\\\"", line)
    return "    \"" line "\\n\""
}

function end_of_file(file) {
    if (state == "name" || state == "statement") {
        printf "%s:%d: query %s has no statement that ends in \";\"\n", file, name_line, name > "/dev/stderr"
        failed = 1
        exit 1
    }
}

function begin_query(line) {
    name = line
    sub(/^-- name:[ \t]*/, "", name)
    if (name !~ /^[A-Z][A-Z0-9_]*$/)
        fail(FNR, "a query's name is one word of A-Z, 0-9 and _, such as ALERT_LIST: \"" name "\"")
    if (name in where)
        fail(FNR, "query " name " is already at " where[name])
    where[name] = base_name(FILENAME) ":" FNR
    files[++count] = base_name(FILENAME)
    names[count] = name
    name_line = FNR
    state = "name"
}

FNR == 1 {
    end_of_file(previous)
    previous = FILENAME
    state = "between"
    if (make == "schema")
        steps[++count] = base_name(FILENAME)
}

{ sub(/[ \t\r]+$/, "") }

make == "schema" {
    texts[count] = texts[count] (texts[count] == "" ? "" : "\n") quoted($0)
    next
}

/^-- name:/ {
    if (state == "name" || state == "statement")
        fail(name_line, "query " name " has no statement that ends in \";\"")
    begin_query($0)
    next
}

/^[ \t]*(--.*)?$/ { next }

{
    if (state == "between")
        fail(FNR, "SQL outside a named query: a line \"-- name: …\" must come before it")
    state = "statement"
    texts[count] = texts[count] (texts[count] == "" ? "" : "\n") quoted($0)
    if ($0 ~ /;$/)
        state = "between"
}

END {
    if (failed)
        exit 1
    end_of_file(previous)
    if (count == 0) {
        print "queries.awk: no query was found" > "/dev/stderr"
        exit 1
    }
    print "/* Made at build by queries.awk from the .sql files; change those. */"
    if (make == "header") {
        print "#ifndef STORE_QUERY_H\n#define STORE_QUERY_H\n\nenum query {"
        for (i = 1; i <= count; i++) {
            if (files[i] != files[i - 1])
                printf "    /* %s */\n", files[i]
            printf "    QUERY_%s,\n", names[i]
        }
        print "    QUERY_COUNT\n};\n"
        print "extern const char *const query_texts[QUERY_COUNT];"
        print "extern const char *const query_names[QUERY_COUNT];\n\n#endif"
    } else if (make == "texts") {
        print "#include \"store/query.h\"\n\nconst char *const query_texts[QUERY_COUNT] = {"
        for (i = 1; i <= count; i++)
            printf "    [QUERY_%s] =\n%s,\n", names[i], texts[i]
        print "};\n\nconst char *const query_names[QUERY_COUNT] = {"
        for (i = 1; i <= count; i++)
            printf "    [QUERY_%s] = \"%s\",\n", names[i], names[i]
        print "};"
    } else {
        printf "#include \"store/migration.h\"\n\nstatic const struct migration %s_steps[] = {\n", list
        for (i = 1; i <= count; i++)
            printf "    {\"%s\",\n%s\n    \"PRAGMA user_version = %d;\\n\"},\n", steps[i], texts[i], i
        printf "};\n\nconst struct migration_list %s_migrations = {%s_steps, %d};\n", list, list, count
    }
}
