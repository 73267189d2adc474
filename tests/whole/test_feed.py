"""A person's calendar by its secret address: what stands in it, as a phone's parser (python3-icalendar) reads it; who gets it, and who gets nothing."""
import base64
import datetime
import re
import unicodedata
import urllib.error

import icalendar
import pytest

import base
import visitor
from daemon import PASSWORD, until
from phase import listening

LINK = "https://thidua.example.vn"
DAY = datetime.date


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    folder = tmp_path_factory.mktemp("feed")
    (folder / "thiduad.conf").write_text(f"[messages]\nlink = {LINK}\n")
    made = listening(folder, conf=folder / "thiduad.conf")
    made.advance("2024-11-21T09:00")
    for name, role, *unit in (("lan", "officer", "--unit", "cat-bi"), ("hoa", "reviewer"), ("tu", "officer", "--unit", "nam-hai", "--until", "2024-11-30")):
        visitor.enter(made, name, role, *unit)
    yield made
    assert made.json("audit", "verify")
    assert made.stop() == 0


def secret(daemon, name):
    """A new address, as the page shows it once."""
    status, page = visitor.send(daemon, "feed/make", name, [("password", PASSWORD.encode())], next="/account")
    found = re.search(rf"{LINK}(/feed/[\w-]+\.ics)", page)
    assert status == 200 and found and f'href="webcal://thidua.example.vn{found[1]}"' in page and '<svg class="qr"' in page
    return found[1]


def ask(daemon, path, **headers):
    """(status, head, bytes); without a cookie, as a phone asks."""
    try:
        with daemon.open(path, headers=headers) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def events(bytes_):
    calendar = icalendar.Calendar.from_ical(bytes_)
    return calendar, {str(event["UID"]): event for event in calendar.walk("VEVENT")}


def test_what_a_phone_reads(daemon):
    path = secret(daemon, "lan")
    status, head, text = ask(daemon, path)
    assert status == 200 and head["Content-Type"] == "text/calendar; charset=utf-8" and head["Cache-Control"] == "private, no-cache" and "Set-Cookie" not in head
    assert all(len(line) <= 75 for line in text.split(b"\r\n")) and b"\n" not in text.replace(b"\r\n", b"")
    assert all(line.decode() is not None for line in text.split(b"\r\n"))  # no letter is cut by a fold
    assert unicodedata.is_normalized("NFC", text.decode())
    calendar, found = events(text)
    assert (str(calendar["X-WR-CALNAME"]), str(calendar["X-WR-TIMEZONE"]), calendar["VERSION"]) == ("Thi đua BCĐ 799 Hải An", "Asia/Ho_Chi_Minh", "2.0")
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n" in text and len(found) == len(calendar.walk("VEVENT"))
    told = found["duty-T08-phase-1-start-cat-bi@hai-an-2024.thidua"]
    assert (told["SUMMARY"], told["DTSTART"].dt, told["DTEND"].dt) == (
        "Hạn: Quán triệt phong trào và đợt thi đua đến toàn bộ lực lượng của phường (Đợt 1)", DAY(2024, 11, 18), DAY(2024, 11, 19))
    assert told["DESCRIPTION"].startswith("Ủy ban nhân dân phường Cát Bi\nĐể lại: ")
    assert re.fullmatch(rf"{LINK}/duty\?id=\d+", told["URL"]) and told.walk("VALARM")[0]["TRIGGER"].dt == datetime.timedelta(days=-5, hours=8)
    assert "duty-T11-phase-1-cat-bi@hai-an-2024.thidua" in found  # one to come
    assert not any("nam-hai" in uid or uid.startswith("duty-T05") for uid in found)  # nobody else's
    phase, run, due = (found[f"{what}@hai-an-2024.thidua"] for what in ("phase-phase-1", "final-2024-11", "return-2024-11"))
    assert (phase["DTSTART"].dt, phase["DTEND"].dt, phase["SUMMARY"]) == (DAY(2024, 11, 1), DAY(2025, 2, 4), "Đợt 1")
    assert run["DTSTART"].dt.isoformat() == "2024-12-06T17:00:00+07:00" and due["DTSTART"].dt == DAY(2024, 12, 5)
    assert "seal-phase-1@hai-an-2024.thidua" in found


def test_the_same_state_is_the_same_bytes_and_is_not_sent_again(daemon):
    path = secret(daemon, "hoa")
    status, head, text = ask(daemon, path)
    assert ask(daemon, path)[2] == text
    status, again, nothing = ask(daemon, path, **{"If-None-Match": head["ETag"]})
    assert (status, again["ETag"], nothing) == (304, head["ETag"], b"")
    number = next(row["id"] for row in daemon.json("duties", "list", "--open") if row["duty"] == "T01")
    uid = "duty-T01-2024-11-09@hai-an-2024.thidua"
    before = events(text)[1][uid]
    daemon.ctl("duties", "done", number, "--note", "số 12/KH-BCĐ")
    status, head, text = ask(daemon, path, **{"If-None-Match": head["ETag"]})
    after = events(text)[1][uid]
    assert status == 200 and after["SUMMARY"].startswith("Đã xong: ") and not after.walk("VALARM")
    assert after["SEQUENCE"] > before["SEQUENCE"] and after["LAST-MODIFIED"].dt >= before["LAST-MODIFIED"].dt
    third = next(row["id"] for row in daemon.json("duties", "list", "--open") if row["duty"] == "T03")
    daemon.ctl("duties", "skip", third, "--reason", "gộp hội nghị")
    assert "duty-T03-2024-11-09@hai-an-2024.thidua" not in events(ask(daemon, path)[2])[1]  # what does not apply any more is gone
    daemon.ctl("duties", "reopen", third, "--reason", "vẫn làm")
    assert events(ask(daemon, path)[2])[1]["duty-T03-2024-11-09@hai-an-2024.thidua"]["SEQUENCE"] >= 3


def test_what_people_wrote_breaks_nothing(daemon):
    daemon.add({"obstacle": [{"obstacle_id": "a,b;c\\d:e", "unit": "quan-hai-an", "reported_on": "2024-11-20", "description": "x\r\nBEGIN:VALARM", "progress": "open"}]})
    path = secret(daemon, "hoa")
    found = events(ask(daemon, path)[2])[1]
    caused = next(event for uid, event in found.items() if uid.startswith("duty-T20"))
    assert "a,b;c\\d:e" in caused["SUMMARY"] and "a,b;c\\d:e" in caused["UID"]


def test_it_is_one_persons_and_one_address(daemon):
    old = secret(daemon, "lan")
    new = secret(daemon, "lan")
    assert (ask(daemon, old)[0], ask(daemon, new)[0]) == (404, 200)
    assert "đang dùng lập lúc" in visitor.get(daemon, "/account", "lan")[2].decode()
    assert ask(daemon, new.replace(".ics", ""))[0] == 404 and ask(daemon, new.replace("/feed/", "/en/feed/"))[0] == 404
    assert visitor.send(daemon, "feed/make", "lan", [("password", b"sai")], next="/account")[0] == 400 and ask(daemon, new)[0] == 200  # who does not know the password
    assert visitor.send(daemon, "feed/revoke", "lan", next="/account")[0] == 303 and ask(daemon, new)[0] == 404
    assert "không có địa chỉ lịch nào" in visitor.send(daemon, "feed/revoke", "lan", next="/account")[1]
    assert "không có tài khoản" in daemon.refused("feed", "make")
    lost = secret(daemon, "lan")
    daemon.ctl("feed", "revoke", "lan")  # an administrator, for somebody whose phone was stolen
    until(lambda: ask(daemon, lost)[0] == 404, what="the change of people")


def test_the_secret_stands_nowhere(daemon):
    path = secret(daemon, "lan")
    word = path[len("/feed/"):-len(".ics")]
    assert len(base64.urlsafe_b64decode(word.removeprefix("thidua_") + "=")) >= 16
    ask(daemon, path)
    ask(daemon, f"/feed/{word[:-1]}x.ics")
    kept = b"".join(file.read_bytes() for file in daemon.state.iterdir() if file.is_file())
    assert word.encode() not in kept and word not in daemon.logged()
    assert base.query(daemon, "SELECT count(*) FROM audit WHERE action = 'feed make'")[0][0] > 0


def test_who_may_not_any_more_gets_what_nobody_gets(daemon):
    paths = {name: secret(daemon, name) for name in ("tu", "lan")}
    unknown = ask(daemon, "/feed/thidua_" + "A" * 43 + ".ics")
    assert unknown[0] == 404 and all(ask(daemon, path)[0] == 200 for path in paths.values())
    daemon.ctl("people", "disable", "lan", "--reason", "nghỉ")
    daemon.advance("2024-12-01T09:00")  # tu's role ended yesterday
    for path in paths.values():
        until(lambda: ask(daemon, path)[0] == 404, what="the change of people")
        assert ask(daemon, path)[2] == unknown[2]
    daemon.ctl("people", "enable", "lan", "--reason", "về lại")
    assert ask(daemon, paths["lan"])[0] == 200


def test_guessing_is_slowed_down(daemon):
    path = secret(daemon, "hoa")
    answers = [ask(daemon, f"/feed/thidua_{number:043}.ics")[0] for number in range(35)]
    assert answers[0] in (404, 429) and answers[-1] == 429
    assert ask(daemon, path)[0] == 200  # whoever has an address does not pay for those who guess
