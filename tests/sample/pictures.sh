#!/bin/sh
# pictures.sh BUILD OUT: the pictures of README.md and docs/records, made anew from the sample contest: OUT/board.png, the board of
# phase 1 as a browser shows it; OUT/decision.png, the first page of the drafted decision; OUT/form.png and OUT/marked.png, a form
# and a file given back, as LibreOffice shows them; OUT/dry-run.png and OUT/dry-run.en.png, what a terminal says of that file, tried.
# OUT/account.png and OUT/factor.png, the own account on a phone. Needs chromium, python3-selenium, LibreOffice and pdftoppm.
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
printf '[http]\npublic = board\n' >"$work/thiduad.conf"
"$build/thiduad" --state "$build/demo/state" --config "$work/thiduad.conf" --listen "$address" 2>"$work/thiduad.log" &
daemon=$!
"$build/thiduactl" --state "$build/demo/state" status >/dev/null # waits until it answers

# shot NAME SIZE SCALE ADDRESS: what a browser shows there
shot() {
    chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$work/chromium" --force-device-scale-factor="$3" --window-size="$2" \
        --screenshot="$out/$1.png" "$4" >"$work/chromium.log" 2>&1
}
python3 -B "$source/tests/sample/account_pictures.py" "$build/demo/passwords" "http://$address" "$out"
shot board 1440,1275 0.8 "http://$address/?period=phase-1&stage=final"

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
STT,Mã nguồn tin,Phường,Tổ,Ngày tiếp nhận,Kênh tiếp nhận,Đã xác minh,Ghi chú
1,cb-101,Cát Bi,cat-bi-01,05-11-2024,lực lượng,đúng,
2,cb-102,Cát Bi,,06/11/2024,LL,đúng,gọi lại
3,cb-103,Cát Bi,,08/11/2024,LL,chưa,
4,tin-0140,Cát Bi,cat-bi-09,06/11/2024,điện thoại,đúng,
5,cb-104,Cát Bi,,31/11/2024,Zalo,đúng,
,Tổng cộng,5,,,,,
END
(cd "$work" && ctl import tip tip.csv --dry-run --marked marked.xlsx) || : # it has errors: that is what it is for
picture marked 322

# dry_run NAME LANGUAGE: the same file tried, as a terminal shows it
dry_run() {
    (cd "$work" && "$build/thiduactl" --state "$build/demo/state" --lang "$2" import tip tip.csv --dry-run >said 2>&1) || :
    size=$(python3 -B "$source/tests/sample/terminal.py" "$work/said.html" "thiduactl import tip tip.csv --dry-run" <"$work/said")
    shot "$1" "$size" 1 "file://$work/said.html"
}
dry_run dry-run vi
dry_run dry-run.en en

for picture in account factor board decision form marked dry-run dry-run.en; do
    size=$(wc -c <"$out/$picture.png")
    [ "$size" -le 204800 ] || { echo "pictures: $picture.png has $size bytes, more than 200 kB" >&2; exit 1; }
    echo "$out/$picture.png: $size"
done
