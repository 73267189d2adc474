#!/bin/sh
# generate.sh SOURCE_STORE_DIR OUT_DIR
# Makes OUT_DIR/query.h and query.c (enum query and its texts, from queries/*.sql) and OUT_DIR/schema.c (the
# numbered migrations: of the main database from schema/*.sql, of accounts.db from account/*.sql). A file whose content would not change is not touched, so that make
# builds nothing again. Any mistake in a .sql file ends with status 1, its file and line; nothing is written.
set -eu
LC_ALL=C
export LC_ALL
source=$1
out=$2
awk=${AWK:-awk}
new=$(mktemp -d)
trap 'rm -rf "$new"' EXIT

for folder in schema account; do
    number=0
    for step in "$source/$folder"/*.sql; do
        number=$((number + 1))
        case ${step##*/} in
        "$(printf '%04d' "$number")"_*) ;;
        *)
            echo "$step:1: migrations are numbered without a gap: $(printf '%04d' "$number")_… comes here" >&2
            exit 1
            ;;
        esac
    done
done

"$awk" -v make=header -f "$source/queries.awk" "$source"/queries/*.sql > "$new/query.h"
"$awk" -v make=texts -f "$source/queries.awk" "$source"/queries/*.sql > "$new/query.c"
"$awk" -v make=schema -v list=main -f "$source/queries.awk" "$source"/schema/*.sql > "$new/schema.c"
"$awk" -v make=schema -v list=account -f "$source/queries.awk" "$source"/account/*.sql >> "$new/schema.c"

mkdir -p "$out"
for made in query.h query.c schema.c; do
    # Written beside and renamed: a second make at the same time never reads half a file.
    if ! cmp -s "$new/$made" "$out/$made"; then
        cp "$new/$made" "$out/.$made.$$"
        mv "$out/.$made.$$" "$out/$made"
    fi
done
