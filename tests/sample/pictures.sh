#!/bin/sh
# pictures.sh BUILD OUT: the pictures of README.md and docs/records, made anew from the sample contest: OUT/board.png, the board of
# phase 1 as a browser shows it; OUT/decision.png, the first page of the drafted decision; OUT/form.png and OUT/marked.png, a form
# and a file given back, as LibreOffice shows them. Needs chromium, LibreOffice and pdftoppm.
set -eu
source=$(cd "$(dirname "$0")/../.." && pwd)
build=$(cd "$1" && pwd)
out=$(cd "$2" && pwd)
address=127.0.0.1:8798
work=$(mktemp -d)
daemon=
finish() {
    [ -z "$daemon" ] || kill "$daemon" 2>/dev/null || :
    rm -rf "$work"
}
trap finish EXIT INT TERM

sh "$source/tests/sample/demo.sh" "$build" --no-serve >"$work/demo.log" || { tail -n 20 "$work/demo.log" >&2; exit 1; }
"$build/thiduad" --state "$build/demo/state" --listen "$address" 2>"$work/thiduad.log" &
daemon=$!
"$build/thiduactl" --state "$build/demo/state" status >/dev/null # waits until it answers

chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$work/chromium" --force-device-scale-factor=0.8 --window-size=1440,1275 \
    --screenshot="$out/board.png" "http://$address/?period=phase-1&stage=final" >"$work/chromium.log" 2>&1

draft=$("$build/thiduactl" --state "$build/demo/state" --json drafts --phase phase-1 | python3 -c '
import json, sys
print(next(draft["id"] for draft in json.load(sys.stdin) if draft["kind"] == "a" and draft["state"] == "drafted"))')
soffice --headless "-env:UserInstallation=file://$work/office" --convert-to pdf --outdir "$work" "$build/demo/drafts/$draft.docx" >"$work/office.log" 2>&1
pdftoppm -png -gray -r 80 -f 1 -l 1 -singlefile "$work/$draft.pdf" "$out/decision"

ctl() { "$build/thiduactl" --state "$build/demo/state" "$@" >/dev/null; }
# picture NAME: the upper part of its first page
picture() {
    soffice --headless "-env:UserInstallation=file://$work/office" --convert-to pdf --outdir "$work" "$work/$1.xlsx" >"$work/office.log" 2>&1
    pdftoppm -png -r 100 -f 1 -l 1 -x 40 -y 40 -W 1090 -H "$2" -singlefile "$work/$1.pdf" "$out/$1"
}
ctl forms export tip --unit cat-bi --period 2024-11 --out "$work/form.xlsx"
picture form 414
cat >"$work/tip.csv" <<END
tip_id,ward,team,received_on,channel,category,verified
cb-101,cat-bi,cat-bi-01,05/11/2024,LL,trộm cắp,yes
cb-102,cat-bi,cat-bi-99,31/11/2024,force,,pending
cb-103,cat-bi,,07/11/2024,phone,ma túy,no
cb-103,cat-bi,,08/11/2024,phone,,no
cb-104,,,08/11/2024,zalo,cư trú,yes
END
(cd "$work" && ctl import tip tip.csv --dry-run --marked marked.xlsx) || : # it has errors: that is what it is for
picture marked 322

for picture in board decision form marked; do
    size=$(wc -c <"$out/$picture.png")
    [ "$size" -le 204800 ] || { echo "pictures: $picture.png has $size bytes, more than 200 kB" >&2; exit 1; }
    echo "$out/$picture.png: $size"
done
