# Turns the pages' files into C: awk -v tags="style.css=0a1b… icon.svg=…" -f asset.awk html/*.html style.css icon.svg vi.po en.po > asset.c
# asset.h says what comes out. tags: of what browsers fetch a hash of its bytes, which stands in its name on every page: "/style.css" in a file
# becomes "/style.0a1b….css". A name in one .po file alone ends with status 1. A line <!-- include chart.html --> stands
# for that file, beside the one it is in.
function quoted(text) {
    gsub(/\\/, "&&", text)
    gsub(/"/, "\\\"", text)
    gsub(/\?/, "\\?", text)
    return "\"" text "\\n\""
}
function close_file() {
    if (open)
        print ";"
    open = 0
}
# Browsers keep what is named by its bytes (page_file.h).
function tagged(text,   name) {
    for (name in tag)
        gsub("\"/" name "\"", "\"/" kept_name(name) "\"", text)
    return text
}
function kept_name(name,   end) {
    end = name
    sub(/^.*\./, "", end)
    return substr(name, 1, length(name) - length(end)) tag[name] "." end
}
function is_include(line) {
    return line ~ /^<!-- include [a-z-]+\.html -->$/
}
# What a part includes stands in it too.
function put_part(name,   part, line, got, words) {
    part = FILENAME
    sub(/[^\/]*$/, name, part)
    while ((got = (getline line < part)) > 0)
        if (is_include(line)) {
            split(line, words, " ")
            put_part(words[3])
        } else {
            print "    " quoted(tagged(line))
        }
    if (got < 0) {
        print "pages: " FILENAME " includes " part ", which cannot be read" > "/dev/stderr"
        exit 1
    }
    close(part)
}
BEGIN {
    count_tags = split(tags, parts, " ")
    for (i = 1; i <= count_tags; i++) {
        split(parts[i], pair, "=")
        tag[pair[1]] = pair[2]
    }
}
BEGIN { print "#include \"page/asset.h\"\n" }
FNR == 1 {
    close_file()
    po = FILENAME ~ /\.po$/
    name = FILENAME
    sub(/^.*\//, "", name)
    if (!po) {
        names[++count] = name
        printf "static const char file_%d[] =\n", count
        open = 1
    }
    language = name
    id = ""
}
!po && is_include($0) { put_part($3); next }
!po { print "    " quoted(tagged($0)); next }
/^msgid "/ { id = $0; sub(/^msgid "/, "", id); sub(/"$/, "", id); next }
/^msgstr "/ && id != "" {
    text = $0
    sub(/^msgstr /, "", text)
    if (!(id in seen)) { seen[id] = 1; ids[++words] = id }
    said[language, id] = text
}
END {
    close_file()
    print "\nconst struct asset_file asset_files[] = {"
    for (i = 1; i <= count; i++)
        printf "    {\"%s\", file_%d, sizeof file_%d - 1, \"%s\"},\n", names[i], i, i, names[i] in tag ? kept_name(names[i]) : ""
    print "    {0},\n};\n\nconst struct asset_word asset_words[] = {"
    for (i = 1; i <= words; i++) {
        id = ids[i]
        if (!(("vi.po", id) in said) || !(("en.po", id) in said)) {
            print "pages: \"" id "\" is in one .po file only" > "/dev/stderr"
            exit 1
        }
        printf "    {\"%s\", %s, %s},\n", id, said["vi.po", id], said["en.po", id]
    }
    print "    {0},\n};"
}
