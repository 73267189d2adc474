#!/bin/sh
# demo.sh BUILD [--no-serve] [--folder FOLDER] [--listen ADDRESS]: plays phase 1 of the sample contest on a set clock, from an empty
# state in FOLDER (BUILD/demo): each batch is imported on the day it was sent, the clock is moved on, everything due on the way is
# performed. Prints the board, the open alerts and where the drafts lie; then serves http://ADDRESS (127.0.0.1:8799) until Ctrl-C.
set -eu
source=$(cd "$(dirname "$0")/../.." && pwd)
build=$(cd "$1" && pwd)
shift
serve=yes
demo=$build/demo
address=127.0.0.1:8799
while [ $# -gt 0 ]; do
    case $1 in
    --no-serve) serve= ;;
    --folder) demo=$2 && shift ;;
    --listen) address=$2 && shift ;;
    *) echo "demo: $1?" >&2 && exit 1 ;;
    esac
    shift
done
state=$demo/state
until=2025-02-12T18:00

ctl() { "$build/thiduactl" --state "$state" "$@"; }
heading() { printf '\n=== %s\n' "$*"; }

if [ -f "$demo/pid" ] && kill -0 "$(cat "$demo/pid")" 2>/dev/null; then
    echo "demo: một bản chạy thử khác còn đang chạy, hãy dừng nó trước (Ctrl-C) / another demo is still running (pid $(cat "$demo/pid")): end it first" >&2
    exit 1
fi
rm -rf "$demo"
mkdir -p "$demo/drafts" "$demo/mails" "$demo/notifiers"
chmod 711 "$demo" "$demo/notifiers" # a worker of root's is another user

# Mails are written, not sent: by the notifier `file`, which a set clock may use because the settings say so.
cp "$build/plugins/mail/file.so" "$demo/notifiers/"
cat >"$demo/thiduad.conf" <<CONF
[messages]
link = http://$address
set_clock = yes
[plugins]
folder = $demo/notifiers
CONF

heading "Số liệu giả định / sample records"
python3 -B "$source/tests/sample/generate.py" "$demo/records"
echo "$(find "$demo/records" -name '*.csv' | wc -l) tệp / files: $demo/records"

heading "Khởi động / start: thiduad --clock 2024-10-31T08:00"
if [ -n "$serve" ]; then
    "$build/thiduad" --state "$state" --config "$demo/thiduad.conf" --clock 2024-10-31T08:00 --listen "$address" >"$demo/thiduad.log" 2>&1 &
else
    "$build/thiduad" --state "$state" --config "$demo/thiduad.conf" --clock 2024-10-31T08:00 >"$demo/thiduad.log" 2>&1 &
fi
daemon=$!
echo "$daemon" >"$demo/pid"
finish() {
    status=$?
    trap - EXIT INT TERM
    kill "$daemon" 2>/dev/null || :
    wait "$daemon" 2>/dev/null || :
    rm -f "$demo/pid"
    [ "$status" = 0 ] || { echo "demo: dừng giữa chừng, xem / failed, see $demo/thiduad.log" >&2; tail -n 20 "$demo/thiduad.log" >&2; }
    exit "$status"
}
trap finish EXIT
trap 'exit 0' INT TERM

ctl contest load "$source/rules/hai-an-2024"

heading "Mỗi vai trò một người, quản trị viên hai người / one of each role, two administrators"
(umask 077 && : >"$demo/passwords")
while IFS='|' read -r name role unit full_name work; do
    [ -z "$unit" ] || unit="--unit $unit"
    ctl people add "$name" --full-name "$full_name" --role "$role" $unit </dev/null >/dev/null
    # of consonants: a password that holds a log-in name, an or ky, is refused
    password=$(LC_ALL=C tr -dc bcdfghjklmnpqrstvwxz </dev/urandom | head -c 16 | sed 's/..../&-/g; s/-$//')
    echo "$password" | ctl people password "$name" --lasting >/dev/null
    printf '  %-7s %s  %-14s %s\n' "$name" "$password" "$role" "$work" >>"$demo/passwords"
done <<'PEOPLE'
lan|officer|cat-bi|Nguyễn Thị Lan|/records: số liệu tháng này của Cát Bi, một bản ghi bị trả / this month's records, one was returned
minh|reviewer||Lê Văn Minh|/review: bản ghi chờ xác nhận / records wait; /drafts: dự thảo để trình / papers to submit
truong|leader||Phạm Quốc Trường|/drafts: một dự thảo chờ duyệt / a paper waits for approval
hoa|clerk||Trần Thị Hoa|/drafts: một văn bản chờ số và ngày / a paper waits for its number and day
ky|auditor||Đỗ Văn Kỳ|/seals, lịch sử từng bản ghi / seals, the history of each record
binh|administrator||Phạm Thị Bình|/rules: quản trị viên thứ hai, áp dụng đề xuất của người kia / the second one, puts in force what the other proposes
an|administrator||Lê Văn An|/rules: đề nghị sửa quy tắc / proposes changes of the rules; thiduactl people: tài khoản và vai trò / accounts and roles
PEOPLE
ctl people list

heading "Ai nhận tin ở đâu / who is reached where"
(umask 077 && printf '[email]\nplugin = file\nfolder = %s\nname = Ban Chỉ đạo 799 quận Hải An\n' "$demo/mails" >"$state/channels.ini")
for name in lan minh truong hoa an; do
    ctl addresses set "person:$name" email "$name@haian.example.vn" --from 2024-10-31 </dev/null >/dev/null
done
for unit in cat-bi dang-hai dang-lam dong-hai-1 dong-hai-2 nam-hai thanh-to trang-cat; do
    ctl addresses set "unit:$unit" email "$unit@haian.example.vn" --from 2024-10-31 </dev/null >/dev/null
done
ctl messages try alert.opened --unit cat-bi

while IFS='	' read -r at folder words; do
    [ "$(printf '%s\n%s\n' "$at" "$until" | sort | head -n 1)" = "$at" ] || continue
    if [ "$(printf '%s\n%s\n' "$at" 2025-02-10T17:00 | sort | head -n 1)" != "$at" ] && [ "$(ctl --json seals)" = "[]" ]; then
        heading "Chốt đợt 1 khi còn thiếu một báo cáo của Nam Hải / sealing phase 1 while a return is missing"
        ctl clock advance 2025-02-10T17:00 </dev/null
        ctl seal phase-1 --reason "Nam Hải báo không phát sinh, gửi báo cáo sau" </dev/null
    fi
    heading "$at  $folder: $words"
    ctl clock advance "$at" </dev/null
    ctl import --dir "$demo/records/$folder" --reason "$words" </dev/null
done <"$demo/records/batches.tsv"
heading "$until"
ctl clock advance "$until"

heading "Bảng kết quả đợt 1 / board of phase 1"
ctl board --period phase-1
heading "Cảnh báo còn mở / open alerts"
ctl alerts --open
heading "Dự thảo / drafts"
ctl drafts --phase phase-1
for id in $(ctl --json drafts --phase phase-1 | python3 -c '
import json, sys
for draft in json.load(sys.stdin):
    if draft["state"] == "drafted":
        print(draft["id"])'); do
    ctl drafts export "$id" --out "$demo/drafts/$id.docx" >/dev/null
    echo "$demo/drafts/$id.docx"
done

# Written by now, or a moment later: what one addressee gets at one instant is one mail.
mails() {
    count=-1
    while [ "$count" != "$(find "$demo/mails" -name '*.eml' | wc -l)" ]; do
        count=$(find "$demo/mails" -name '*.eml' | wc -l)
        sleep 1
    done
    heading "Thư lẽ ra đã gửi / mails that would have been sent: $count, $demo/mails"
    python3 -B - "$demo/mails" <<'MAILS'
import collections, email, email.policy, pathlib, sys
mails = [email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in pathlib.Path(sys.argv[1]).glob("*.eml")]
for to, count in sorted(collections.Counter(mail["To"] for mail in mails).items()):
    print(f"  {count:3}  {to}")
MAILS
}

[ -n "$serve" ] || { mails; exit 0; }
heading "Mỗi người có việc / everybody has something to do"
python3 -B "$source/tests/sample/begin.py" "$build/thiduactl" "$state" "http://$address"

mails

heading "Đăng nhập tại / log in at http://$address/login"
cat "$demo/passwords"
echo "  mật khẩu cũng ở / the passwords are in $demo/passwords too"
heading "Máy chủ đang chạy / serving: http://$address (Ctrl-C để dừng / ends it)"
echo "  $build/thiduactl --state $state status"
wait "$daemon"
