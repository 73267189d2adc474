"""What falls due reaches people: by routes to addresses, once by its key, through quiet hours, a server that is away, a wire that breaks and
kill -9; by a real mail server, a real web server, a program of the office's own."""
import json
import re
import shutil
import stat
import subprocess
import tempfile
import threading
import urllib.parse
from pathlib import Path

import pytest

import post
import steady
from base import query
from daemon import Daemon, free_port, until
from test_alerts import play_to_december

pytest.importorskip("aiosmtpd", reason="there is no mail server: apt-get install python3-aiosmtpd")

SECRET = "mật-khẩu-thư-7413"
SUBJECT = "[BCĐ 799 Hải An] Cảnh báo: chỉ tiêu chưa đạt, Phường Cát Bi, tháng 12/2024"


@pytest.fixture(scope="module")
def house():
    """At 2025-01-08 17:00 (a Wednesday), before office hours end; Cát Bi has an address."""
    folder = Path(tempfile.mkdtemp(prefix="post.", dir="/tmp"))
    folder.chmod(0o711)
    programs = folder / "gateway.py"
    programs.write_text(GATEWAY)
    programs.chmod(0o755)
    config = post.configure(folder)
    config.write_text(config.read_text() + f"programs = {programs}\n")
    listens = free_port()
    running = Daemon(folder, arguments=["--config", config, "--listen", f"127.0.0.1:{listens}"], package=post.at_once(folder)).played(play_to_december)
    running.listens = listens
    running.mails, running.hooks = post.Mails(), post.Hooks()
    post.channels(running, smtp(running))
    flip(running, False)
    running.first = outbox(running)
    running.ctl("addresses", "set", "unit:cat-bi", "email", "catbi@example.vn", "--from", "2024-11-01")
    yield running
    assert running.stop() == 0
    running.mails.stop()
    running.hooks.stop()
    shutil.rmtree(folder)


GATEWAY = """#!/usr/bin/python3
import json, socket, sys
message = json.load(sys.stdin)
if message["recipient"] == "nobody":
    sys.exit(67)
if message["recipient"] == "busy":
    print("hàng đợi đầy", file=sys.stderr)
    sys.exit(1)
with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as talk:
    body = json.dumps({"to": message["recipient"], "text": message["text"], "key": message["key"], "secret": message["secret"]})
    talk.sendall(f"POST / HTTP/1.0\\r\\nContent-Length: {len(body)}\\r\\n\\r\\n{body}".encode())
    talk.recv(100)
"""


def smtp(house, **more):
    lines = {"plugin": "smtp", "server": "127.0.0.1", "port": house.mails.port, "security": "none", "from": "thidua@example.vn",
             "name": "Ban Chỉ đạo 799 quận Hải An", **more}
    return "[email]\n" + "".join(f"{name} = {value}\n" for name, value in lines.items())


def by_mail(house, **more):
    """Mails go to our server, nothing waits, and no alert is open."""
    house.mails.answers, house.mails.hold = [], None
    post.channels(house, smtp(house, **more))
    if [one["address"] for one in house.json("addresses", "list", "--who", "unit:cat-bi")][-1] != "catbi@example.vn":
        house.ctl("addresses", "set", "unit:cat-bi", "email", "catbi@example.vn")
    for one in outbox(house, state="to_send"):
        house.ctl("outbox", "drop", one["id"], "--reason", "thử xong")
    if house.alerts("--open", kind="target"):
        flip(house, False)
        until(lambda: not outbox(house, state="to_send"), what="rest")
    house.mails.got.clear()
    house.mails.arrived.clear()


def flip(house, missed):
    """Cát Bi's December misses its target, or does not: the alert opens again, or is resolved."""
    house.add({"tip": steady.tips("cat-bi", "2024-12", 20 if missed else 21, 26)}, "--revive")


def trial(house):
    """What became of a message that was tried: the ward's own."""
    [message] = [one for one in house.json("messages", "try", "alert.opened", "--unit", "cat-bi", "--send")["messages"] if one["to"] == "unit"]
    return message


def outbox(house, **match):
    return [one for one in house.json("outbox", "list") if all(one[name] == value for name, value in match.items())]


def settled(house, count):
    return until(lambda: len(house.mails.got) >= count and not outbox(house, state="to_send"), what=f"{count} mails")


def test_nothing_old_is_told_and_then_each_thing_once(house):
    assert house.first == []  # the alert that was open before there were channels, then resolved: nobody was told that it was open
    by_mail(house)
    flip(house, True)
    settled(house, 1)
    [(to, mail)] = house.mails.got
    assert to == ["catbi@example.vn"] and mail["Subject"] == SUBJECT and mail["To"] == "catbi@example.vn"
    assert mail["From"] == "Ban Chỉ đạo 799 quận Hải An <thidua@example.vn>" and mail["Date"] == "Wed, 08 Jan 2025 17:00:00 +0700"
    [text] = [part.get_content() for part in mail.walk() if part.get_content_type() == "text/plain"]
    assert "20/26 tin = 76,9%" in text and "còn thiếu 01 tin" in text and "Khả năng đạt mức giao: cần thêm 04 tin mới đều đạt yêu cầu, hoặc 01 trong 26 tin" in text and f"{post.LINK}/alert?id={house.alerts()[0]['id']}" in text
    flip(house, False)
    settled(house, 2)
    assert house.mails.got[1][1]["Subject"] == SUBJECT.replace("Cảnh báo", "Đã khép lại")
    assert [(one["kind"], one["state"], one["attempts"]) for one in outbox(house)[:2]] == [("alert.resolved", "delivered", 1), ("alert.opened", "delivered", 1)]
    house.restart()
    house.ctl("status")
    assert len(house.mails.got) == 2 and len(set(house.mails.ids())) == 2


def test_a_server_that_is_away_then_takes_it_under_the_same_key(house):
    by_mail(house)
    house.mails.answers = ["451 later", "451 later"]
    flip(house, True)
    waiting = until(lambda: outbox(house, attempts=1, state="to_send"), what="an attempt")[0]
    assert "451" in until(lambda: outbox(house, id=waiting["id"])[0]["problem"], what="why")
    for attempt in (2, 3):
        house.advance(outbox(house, id=waiting["id"])[0]["next_at"][:16])
        until(lambda: outbox(house, attempts=attempt, id=waiting["id"]), what="a try")
    settled(house, 3)
    assert len(set(house.mails.ids())) == 1 and house.json("outbox", "show", waiting["id"])["key"] in house.mails.ids()[0]
    assert [event["event"] for event in house.json("outbox", "show", waiting["id"])["events"]] == ["queued", "delayed", "delayed", "delivered"]


def test_what_is_refused_for_good_is_an_administrators_alert(house):
    by_mail(house)
    house.mails.answers = ["550 no such mailbox"]
    flip(house, True)
    dead = until(lambda: outbox(house, state="dead"), what="the end of it")[0]
    assert "550" in dead["problem"]
    [alert] = house.alerts("--open", kind="message")
    assert alert["criterion"] == "email" and "550" in alert["text"]
    house.ctl("outbox", "retry", dead["id"], "--reason", "đã sửa hộp thư")
    settled(house, 2)
    assert house.mails.ids()[0] == house.mails.ids()[1] and house.alerts("--open", kind="message") == []
    assert "đã gửi" in house.refused("outbox", "drop", dead["id"], "--reason", "x")


@pytest.mark.parametrize("moment", ["in the talk", "after the server's yes"])
def test_kill_in_the_middle_sends_no_other_message(house, moment):
    by_mail(house)
    house.mails.hold = threading.Event()
    flip(house, True)
    assert house.mails.arrived.wait(10)
    if moment == "in the talk":
        house.kill()
        house.mails.hold.set()
    else:
        house.mails.hold.set()
        house.kill()  # perhaps before, perhaps after what became of it was written
    house.mails.hold = None
    house.start()
    house.ready()
    for one in outbox(house, state="to_send"):
        house.advance(one["next_at"][:16])
    until(lambda: not outbox(house, state="to_send"), what="the mail")
    assert len(set(house.mails.ids())) == 1 and len(house.mails.got) in (1, 2)
    assert query(house, "SELECT count(*), count(DISTINCT key) FROM outbox")[0] == tuple([len(outbox(house))] * 2)
    house.ctl("audit", "verify")


def test_quiet_hours_become_one_digest_in_the_morning(house):
    by_mail(house)
    evening, morning = (f"2025-01-{day:02}" for day in (8, 9)) if house.json("status")["clock"] < "2025-01-08T18:30" else ("2025-01-09", "2025-01-10")
    house.advance(f"{evening}T18:30")
    for missed in (True, False, True):
        flip(house, missed)
    held = outbox(house, state="to_send")
    assert len(held) >= 2 and {one["due_at"] for one in held} == {f"{morning}T07:00:00+07:00"} and house.mails.got == []
    house.advance(f"{morning}T06:59")
    assert house.mails.got == []
    house.advance(f"{morning}T07:00")
    settled(house, 1)
    [(_, mail)] = house.mails.got
    assert mail["Subject"] == f"[BCĐ 799 Hải An] {len(held):02} tin mới"
    text = mail.get_body().get_content() if mail.get_body() else mail.get_payload(0).get_content()
    assert text.count("https://") == len(held) and text.index("Cảnh báo:") < text.rindex("Cảnh báo:")
    assert {one["state"] for one in outbox(house) if one["id"] in {was["id"] for was in held}} == {"gathered"}
    [digest] = outbox(house, kind="digest")
    assert [line["id"] for line in house.json("outbox", "show", digest["id"])["lines"]] == sorted(one["id"] for one in held)


def test_wards_are_reminded_before_their_returns_are_due(make, tmp_path):
    """Two working days before 5 December; who has sent all is left alone."""
    daemon = make(arguments=["--config", post.configure(tmp_path)])
    (tmp_path / "mails").mkdir()
    post.channels(daemon, f"[email]\nplugin = file\nfolder = {tmp_path / 'mails'}\n")
    daemon.add(steady.roster())
    daemon.advance("2024-12-02T08:00")
    for ward in ("cat-bi", "nam-hai"):
        daemon.ctl("addresses", "set", f"unit:{ward}", "email", f"{ward}@example.vn")
    sent = steady.month("2024-11")
    daemon.add({**sent, "submission": [row for row in sent["submission"] if row["ward"] != "nam-hai" or row["record_type"] == "tip"]})
    daemon.advance("2024-12-03T08:00")
    assert [(one["kind"], one["address"]) for one in outbox(daemon)] == [("report.due", "nam-hai@example.vn")]
    text = daemon.json("outbox", "show", outbox(daemon)[0]["id"])["text"]
    assert text.startswith("Phường Nam Hải: sắp đến hạn gửi báo cáo tháng 11/2024 (hạn 05/12/2024; còn thiếu 10 loại: ") and f"{post.LINK}/records?unit=nam-hai" in text
    daemon.advance("2024-12-06T08:00")
    assert sorted(one["kind"] for one in outbox(daemon, address="nam-hai@example.vn")) == ["alert.opened", "report.due"]


def test_a_route_is_tried_before_it_is_in_force(house):
    house.ctl("people", "add", "lan", "--full-name", "Nguyễn Thị Lan", "--role", "officer", "--unit", "cat-bi")
    by_mail(house)
    answer = house.json("messages", "try", "alert.opened", "--unit", "cat-bi")
    assert answer["link"] == post.LINK and [(one["route"], one["addressee"], one["to"], one["address"], one["outcome"]) for one in answer["messages"]] == [
        ("canh-bao-phuong", "person:lan", "officer", None, None), ("canh-bao-phuong", "unit:cat-bi", "unit", "catbi@example.vn", None),
        ("canh-bao-phuong", "body:thuong_truc_799", "body:thuong_truc_799", None, None)]
    assert house.mails.got == []
    assert house.json("messages", "try", "alert.opened", "--unit", "cat-bi", "--about", "clock")["messages"] == []  # administrators': nobody holds the role
    house.ctl("addresses", "set", "person:lan", "email", "lan@example.vn", "--until", "2025-06-30")
    sent = house.json("messages", "try", "alert.opened", "--unit", "cat-bi", "--send")["messages"]
    assert [one["outcome"] for one in sent] == ["done", "done", None] and sorted(to for [to], _ in house.mails.got) == ["catbi@example.vn", "lan@example.vn"]
    assert all(mail["Subject"].startswith("[thử] ") for _, mail in house.mails.got)
    assert "alert.opened" in house.refused("messages", "try", "alert.open")
    house.ctl("addresses", "set", "person:lan", "email", "-", "--from", "2025-01-09")
    assert [one["address"] for one in house.json("messages", "try", "alert.opened", "--unit", "cat-bi")["messages"]] == [None, "catbi@example.vn", None]


def test_an_office_is_told_through_whoever_follows_it(house):
    """Công an quận until 28/02/2025, then the city's; from 01/07/2025 each ward's own. An address holds as long as the body is called so."""
    by_mail(house)
    first = house.json("addresses", "set", "body:thuong_truc_799", "email", "caq@example.vn", "--from", "2024-11-01")
    second = house.json("addresses", "set", "body:thuong_truc_799", "email", "catp@example.vn", "--from", "2025-03-01")
    assert (first["until"], second["until"]) == ("2025-02-28", "2025-06-30")
    assert [one["address"] for one in house.json("messages", "try", "alert.opened", "--unit", "cat-bi")["messages"] if one["addressee"].startswith("body:")] == ["caq@example.vn"]
    house.ctl("addresses", "set", "body:cong_an_phuong/phuong-hai-an", "email", "capha@example.vn", "--from", "2025-07-01")
    assert "body:cong_an_phuong/" in house.refused("addresses", "set", "body:cong_an_phuong", "email", "x@example.vn", "--from", "2025-07-01")
    assert "--from" in house.refused("addresses", "set", "body:cong_an_phuong/phuong-hai-an", "email", "x@example.vn")
    assert "bodies.ini" in house.refused("addresses", "set", "body:khong_co", "email", "x@example.vn")
    house.ctl("addresses", "set", "body:thuong_truc_799", "email", "-", "--from", "2024-11-01")


def test_a_hook_is_signed(house):
    by_mail(house)
    post.channels(house, f"[email]\nplugin = webhook\nurl = http://127.0.0.1:{house.hooks.port}/in\nsecret = {SECRET}\n")
    house.hooks.got.clear()
    until(lambda: not outbox(house, state="to_send"), what="rest")
    house.hooks.got.clear()
    house.hooks.status = [503, 404]
    outcomes = [trial(house)["outcome"] for _ in range(3)]
    assert outcomes == ["later", "failed", "done"]
    event = house.hooks.event(2, SECRET)
    assert (event["specversion"], event["type"], event["data"]["recipient"]) == ("1.0", "vn.thidua.alert.opened", "catbi@example.vn")
    assert event["data"]["subject"].startswith("[thử]") and event["id"].endswith("@trial.thidua")


def test_a_program_of_the_offices_own(house):
    by_mail(house)
    house.hooks.got.clear()
    post.channels(house, f"[email]\nplugin = exec\nprogram = gateway.py\narguments = {house.hooks.port}\nsecret = {SECRET}\n")
    outcomes = {}
    for address in ("nobody", "busy", "0912345678"):
        house.ctl("addresses", "set", "unit:cat-bi", "email", address)
        message = trial(house)
        outcomes[address] = message["outcome"], message["why"]
    assert outcomes["nobody"][0] == "failed" and outcomes["busy"][0] == "later" and "hàng đợi đầy" in outcomes["busy"][1]
    assert outcomes["0912345678"][0] == "done", outcomes
    [(_, body)] = house.hooks.got
    assert b'"to": "0912345678"' in body and SECRET in json.loads(body)["secret"]


def test_by_an_encrypted_way_with_a_log_in(house, tmp_path):
    """A certificate of the office's own; the server knows one password."""
    from aiosmtpd.smtp import AuthResult
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                    "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate], check=True, capture_output=True)
    def knows(server, session, envelope, mechanism, data):
        return AuthResult(success=data.password.decode() == SECRET, handled=False)
    mails = post.Mails(tls_context=post.encrypted(certificate, key), require_starttls=True, authenticator=knows, auth_required=True)
    pem = certificate.read_text().strip().replace("\n", "\n    ")
    try:
        by_mail(house)
        lines = {"server": "localhost", "port": mails.port, "security": "starttls", "user": "thidua", "authority": pem}
        outcomes = {}
        for name, more in (("right", {"password": SECRET}), ("password", {"password": "x"}), ("authority", {"password": SECRET, "authority": ""}),
                           ("clear", {"password": SECRET, "security": "none"})):
            post.channels(house, smtp(house, **{**lines, **more}))
            message = trial(house)
            outcomes[name] = message["outcome"]
            assert SECRET not in (message["why"] or "")
        assert {**outcomes, "clear": None} == {"right": "done", "password": "later", "authority": "later", "clear": None} and outcomes["clear"] != "done"
        assert len(mails.got) == 1 and mails.got[0][1]["From"].startswith("Ban Chỉ đạo 799")
    finally:
        mails.stop()


def test_the_page_and_the_numbers(house):
    by_mail(house)
    house.mails.answers = ["550 no such mailbox"]
    flip(house, True)
    dead = until(lambda: outbox(house, state="dead"), what="the end of it")[0]
    house.add_person("quan.tri", "administrator")
    house.port = house.listens
    cookie = house.sign_in("quan.tri")
    page = house.open("/outbox", headers={"Cookie": cookie}).read().decode()
    assert "Không gửi được" in page and "550 no such mailbox" in page and "catbi@example.vn" in page
    assert "Undeliverable" in house.open("/en/outbox", headers={"Cookie": cookie}).read().decode()
    assert re.search(r'thidua_messages\{channel="email",state="dead"\} 1', house.open("/metrics").read().decode())
    token = re.search(r'name="token" value="([^"]+)"', page).group(1)
    fields = urllib.parse.urlencode({"token": token, "next": "/outbox", "number": dead["id"], "reason": "địa chỉ cũ"}).encode()
    house.open("/do/outbox/drop", headers={"Cookie": cookie, "Origin": f"http://127.0.0.1:{house.listens}"}, data=fields)
    assert house.json("outbox", "show", dead["id"])["state"] == "dropped" and house.alerts("--open", kind="message") == []


def test_a_set_clock_is_silent_unless_it_is_told_to(house):
    by_mail(house)
    config = Path(house.arguments[house.arguments.index("--config") + 1])
    said = config.read_text()
    config.write_text(said.replace("set_clock = yes", "set_clock = no"))
    house.restart()
    flip(house, True)
    assert [one["attempts"] for one in outbox(house, state="to_send")] == [0]
    config.write_text(said)
    house.restart()
    settled(house, 1)
    assert len(house.mails.got) == 1


def test_secrets_stay_where_they_are(house):
    post.channels(house, smtp(house, user="thidua", password=SECRET), mode=0o640)
    assert "chmod 600" in trial(house)["why"]
    post.channels(house, f"[email]\nplugin = smtp\n{SECRET}\n")
    said = trial(house)["why"]
    assert "channels.ini:3" in said and SECRET not in said
    post.channels(house, smtp(house, user="thidua", password=SECRET))
    house.json("messages", "try", "alert.opened", "--unit", "cat-bi", "--send")
    flip(house, not house.alerts("--open", kind="target"))
    for file in [house.log, *house.state.iterdir()]:
        if file.is_file() and not stat.S_ISSOCK(file.stat().st_mode) and file.name != "channels.ini":
            assert SECRET.encode() not in file.read_bytes(), file
    assert SECRET not in house.ctl("outbox", "list") + house.ctl("status")
