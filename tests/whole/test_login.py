"""People log in by TCP: the page, sessions and what ends them, forms that act, and what nobody who is not known sees."""
import html
import json
import re
import shutil
import signal
import sqlite3
import subprocess
import time
import urllib.error
import urllib.parse

import pytest

from daemon import PASSWORD
from phase import listening

OTHER = "một mật khẩu mới"


@pytest.fixture(scope="module")
def peopled(tmp_path_factory):
    """A state folder with two people: a test begins on a copy of it, for their passwords cost more than most tests."""
    daemon = listening(tmp_path_factory.mktemp("peopled"))
    try:
        daemon.add_person("lan", "administrator")
        daemon.add_person("minh", "officer", "--unit", "cat-bi")
    finally:
        daemon.stop()
    return daemon.state


@pytest.fixture
def daemon(tmp_path, peopled):
    shutil.copytree(peopled, tmp_path / "state")
    daemon = listening(tmp_path, package=None)
    try:
        yield daemon.ready()
    finally:
        daemon.stop()


def ask(daemon, path, cookie=None, fields=None, headers=None):
    """(status, headers, text); fields: a form."""
    data = None if fields is None else fields if isinstance(fields, bytes) else urllib.parse.urlencode(fields).encode()
    headers = {**(headers or {}), **({"Cookie": cookie} if cookie else {})}
    try:
        with daemon.open(path, headers=headers, data=data) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.headers, refused.read().decode()


def token_of(daemon, cookie, path="/schedule"):
    """What every form of a session's pages carries."""
    status, _, text = ask(daemon, path, cookie)
    assert status == 200, text
    return re.search(r'name="token" value="([0-9a-f]{64})"', text).group(1)


def act(daemon, cookie, words, headers=None, **fields):
    """POST /do/…, with the session's token unless another is given."""
    fields = {"token": token_of(daemon, cookie) if cookie else "", "next": "/schedule", **fields}
    return ask(daemon, f"/do/{words}", cookie, fields, headers)


def alert_of(text):
    block = re.search(r'role="alert"[^>]*>(.*?)(?:</div>|<form)', text, re.DOTALL).group(1)
    return html.unescape(" ".join(re.sub(r"<[^>]*>", " ", block).split()))


# ---- logging in ----

def test_from_a_page_to_the_log_in_and_on(daemon):
    status, headers, _ = ask(daemon, "/unit?subject=cat-bi&period=2024-11")
    assert status == 303 and headers["Location"] == "/login?next=%2Funit%3Fsubject%3Dcat-bi%26period%3D2024-11"
    status, headers, text = ask(daemon, headers["Location"])
    assert status == 200 and headers["Cache-Control"] == "private, no-store" and "form-action 'self'" in headers["Content-Security-Policy"]
    following = html.unescape(re.search(r'name="next" value="([^"]*)"', text).group(1))
    assert following == "/unit?subject=cat-bi&period=2024-11"
    status, headers, _ = ask(daemon, "/login", fields={"name": "lan", "password": PASSWORD, "next": following})
    assert status == 303 and headers["Location"] == following
    cookie = headers["Set-Cookie"]
    assert re.fullmatch(r"thidua_session=[0-9a-f]{64}; Path=/; HttpOnly; SameSite=Strict", cookie)
    status, headers, text = ask(daemon, "/en/schedule", cookie.split(";")[0])
    assert status == 200 and "Người lan" in text and headers["Cache-Control"] == "private, no-store"
    assert ask(daemon, "/en/unit?subject=cat-bi")[1]["Location"].startswith("/en/login?next=%2Fen%2Funit")
    assert ask(daemon, "/login", cookie.split(";")[0])[1]["Location"] == "/"  # who is logged in need not again


@pytest.mark.parametrize("following", ["//evil.com/", "https://evil.com", "/\\evil.com", "/nothing", "/api/status", "/unit\r\nSet-Cookie: a=b"])
def test_nobody_is_sent_elsewhere(daemon, following):
    status, headers, _ = ask(daemon, "/login", fields={"name": "lan", "password": PASSWORD, "next": following})
    assert status == 303 and headers["Location"] == "/"


def test_a_refusal_tells_nobody_who_has_an_account(daemon):
    daemon.ctl("people", "add", "hoa", "--full-name", "Hoa", "--role", "leader")  # has no password yet
    said = {}
    for name in ("lan", "hoa", "nobody"):
        status, headers, text = ask(daemon, "/login", fields={"name": name, "password": OTHER})
        said[name] = (status, alert_of(text), {key: value for key, value in headers.items() if key not in ("Date", "Content-Length")})
        assert f'value="{name}"' in text and OTHER not in text
    assert said["lan"] == said["hoa"] == said["nobody"] and said["lan"][0] == 403
    times = {name: [] for name in ("lan", "nobody")}
    for _ in range(2):
        for name in times:
            began = time.monotonic()
            ask(daemon, "/login", fields={"name": name, "password": OTHER})
            times[name].append(time.monotonic() - began)
    assert min(times["nobody"]) > 0.25 * min(times["lan"])  # a password is hashed for either


def test_five_failures_and_twenty_from_an_address(daemon):
    for _ in range(5):
        assert ask(daemon, "/login", fields={"name": "lan", "password": OTHER})[0] == 403
    status, _, text = ask(daemon, "/login", fields={"name": "lan", "password": PASSWORD})
    assert status == 429 and "thử sai quá nhiều lần" in alert_of(text)
    daemon.kill()  # and a restart forgets nothing
    daemon.start(daemon.clock)
    daemon.ready()
    assert ask(daemon, "/login", fields={"name": "lan", "password": PASSWORD})[0] == 429
    for number in range(15):
        assert ask(daemon, "/login", fields={"name": f"x{number}", "password": OTHER})[0] == 403
    assert ask(daemon, "/login", fields={"name": "minh", "password": PASSWORD})[0] == 429  # another name, the same address


def test_a_form_of_another_site_logs_nobody_in(daemon):
    fields = {"name": "lan", "password": PASSWORD}
    ours = f"http://127.0.0.1:{daemon.port}"
    for headers, status in (({"Origin": ours}, 303), ({"Sec-Fetch-Site": "same-origin"}, 303), ({"Origin": "http://evil.com"}, 403),
                            ({"Sec-Fetch-Site": "cross-site"}, 403), ({"Origin": "null"}, 403), ({"Origin": f"http://127.0.0.1:{daemon.port + 1}"}, 403)):
        assert ask(daemon, "/login", fields=fields, headers=headers)[0] == status, headers


def test_what_is_no_form_of_a_log_in(daemon):
    for data, headers, status in ((b"x", {"Content-Type": "application/json"}, 400), (b"name=%ff&password=x", {}, 400), (b"", {}, 403),
                                  (b"a" * 17000, {}, 413), (b"name=lan&name=lan&password=x", {}, 403), (b"name=" + b"n" * 300 + b"&password=x", {}, 403)):
        assert ask(daemon, "/login", fields=data, headers={"Content-Type": "application/x-www-form-urlencoded", **headers})[0] == status, data[:40]
    assert ask(daemon, "/login?next=%zz")[0] == 400
    assert ask(daemon, "/do/import", fields=b"a" * (65 << 10))[0] == 403  # more than a log-in needs a session, and is not waited for without


# ---- sessions ----

def test_a_session_ends_where_it_was_begun_or_by_its_owner(daemon):
    first, second = daemon.sign_in("minh"), daemon.sign_in("minh")
    other = daemon.sign_in("lan")
    status, _, text = ask(daemon, "/api/sessions/list", second)
    rows = json.loads(text)
    assert status == 200 and len(rows) == 2 and [row["own"] for row in rows] == [False, True] and rows[0]["address"] == "127.0.0.1"
    form = ask(daemon, "/account", second)[2].split('action="/do/sessions/end"', 1)[1]
    assert form.index('name="others"') < form.index('name="number"')  # what Enter in the field of the password does
    theirs = next(row for row in daemon.json("sessions", "list") if row["name"] == "lan")["number"]
    assert act(daemon, second, "sessions/end", password=PASSWORD, number=theirs)[0] == 400  # somebody else's
    for wrong in ({}, {"password": OTHER}):  # somebody sits at a browser that was left open
        assert act(daemon, second, "sessions/end", number=rows[0]["number"], **wrong)[0] == 400
    status, headers, _ = act(daemon, second, "sessions/end", password=PASSWORD, number=rows[0]["number"])
    assert (status, headers["Location"]) == (303, "/schedule?said=sessions-end")
    assert ask(daemon, "/schedule", first)[0] == 303 and ask(daemon, "/schedule", second)[0] == 200
    assert ask(daemon, "/logout", second, {"token": "0" * 64})[0] == 403 and ask(daemon, "/schedule", second)[0] == 200
    status, headers, _ = ask(daemon, "/logout", second, {"token": token_of(daemon, second)})
    assert (status, headers["Location"]) == (303, "/login?said=logout") and "Max-Age=0" in headers["Set-Cookie"]
    assert ask(daemon, "/schedule", second)[0] == 303
    assert "đăng xuất" in ask(daemon, "/login?said=logout")[2]
    sequence = daemon.json("status")["sequence"]
    third = daemon.sign_in("minh")
    number = next(row for row in daemon.json("sessions", "list") if row["name"] == "minh")["number"]
    assert act(daemon, other, "sessions/end", password=PASSWORD, number=number)[0] == 303 and ask(daemon, "/schedule", third)[0] == 303
    assert daemon.json("status")["sequence"] == sequence + 1  # an administrator ends somebody's: the log has it
    first, second = daemon.sign_in("minh"), daemon.sign_in("minh")
    assert act(daemon, second, "sessions/end", password=PASSWORD, others="true", name="lan")[0] == 400  # somebody else's
    assert act(daemon, second, "sessions/end", password=PASSWORD, others="true")[0] == 303
    assert ask(daemon, "/schedule", first)[0] == 303 and ask(daemon, "/schedule", second)[0] == 200
    assert daemon.json("status")["sequence"] == sequence + 1
    assert act(daemon, other, "sessions/end", password=PASSWORD, number=theirs)[0] == 303  # one's own, with the form's last answer
    assert ask(daemon, "/schedule", other)[0] == 303


def test_a_log_in_is_another_session_than_the_one_before(daemon):
    before = daemon.sign_in("lan")
    _, headers, _ = ask(daemon, "/login", before, {"name": "lan", "password": PASSWORD})
    after = headers["Set-Cookie"].split(";")[0]
    assert after != before and ask(daemon, "/schedule", before)[0] == 303 and ask(daemon, "/schedule", after)[0] == 200


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_restart_keeps_sessions_and_a_leaping_clock_too(daemon, how):
    cookie = daemon.sign_in("lan")
    daemon.advance("2024-11-20T08:00")
    assert ask(daemon, "/schedule", cookie)[0] == 200
    daemon.stop(how)
    daemon.start()
    daemon.ready()
    assert ask(daemon, "/schedule", cookie)[0] == 200


def test_old_sessions_are_not_taken_up(daemon):
    cookie = daemon.sign_in("lan")
    for sql in ("UPDATE session SET last = last - 1801", "UPDATE session SET made = made - 43201", "UPDATE session SET boot = 'another'"):
        cookie = daemon.sign_in("lan")
        daemon.stop()
        with sqlite3.connect(daemon.state / "accounts.db") as base:
            base.execute(sql)
        base.close()
        daemon.start()
        daemon.ready()
        assert ask(daemon, "/schedule", cookie)[0] == 303, sql


def test_whoever_is_disabled_or_has_another_password_is_out(daemon):
    cookie, other = daemon.sign_in("minh"), daemon.sign_in("minh")
    daemon.set_password("minh", OTHER)
    assert ask(daemon, "/schedule", cookie)[0] == ask(daemon, "/schedule", other)[0] == 303
    cookie = daemon.sign_in("minh", OTHER)
    daemon.ctl("people", "disable", "minh", "--reason", "nghỉ việc")
    assert ask(daemon, "/schedule", cookie)[0] == 303
    assert ask(daemon, "/login", fields={"name": "minh", "password": OTHER})[0] == 403
    daemon.ctl("people", "enable", "minh", "--reason", "làm lại")
    assert daemon.sign_in("minh", OTHER)


def test_secrets_are_nowhere_in_the_clear(daemon):
    cookie = daemon.sign_in("lan")
    act(daemon, cookie, "people/password", old=PASSWORD, new=OTHER, again=OTHER)
    token = cookie.split("=")[1]
    daemon.stop()
    for path in daemon.state.iterdir():
        if path.is_file():
            held = path.read_bytes()
            for secret in (PASSWORD, OTHER, token):
                assert secret.encode() not in held, path
    assert (daemon.state / "accounts.db").stat().st_mode & 0o777 == 0o600
    assert PASSWORD not in daemon.logged() and token not in daemon.logged()


# ---- passwords ----

def test_a_password_is_changed_on_a_page(daemon):
    cookie, elsewhere = daemon.sign_in("minh"), daemon.sign_in("minh")
    for fields, says in (({"new": OTHER, "again": OTHER}, "mật khẩu đang dùng"), ({"old": OTHER, "new": OTHER, "again": OTHER}, "đang dùng không đúng"),
                         ({"old": PASSWORD, "new": OTHER, "again": PASSWORD}, "không giống nhau"), ({"old": PASSWORD, "new": "ngắn", "again": "ngắn"}, "ngắn quá"),
                         ({"old": PASSWORD, "new": "Cát Bi 2024-2025", "again": "Cát Bi 2024-2025"}, "dễ đoán"),
                         ({"old": PASSWORD, "new": PASSWORD, "again": PASSWORD}, "phải khác"),
                         ({"old": PASSWORD, "new": "minh va minh va minh", "again": "minh va minh va minh"}, "tên đăng nhập"),
                         ({"name": "lan", "old": PASSWORD, "new": OTHER, "again": OTHER}, "người khác")):
        status, _, text = act(daemon, cookie, "people/password", **fields)
        assert status == 400 and says in alert_of(text), (fields, alert_of(text))
        assert OTHER not in text and PASSWORD not in text  # what was typed there is not shown again
    status, headers, _ = act(daemon, cookie, "people/password", old=PASSWORD, new=OTHER, again=OTHER)
    assert (status, headers["Location"]) == (303, "/schedule?said=people-password")
    assert ask(daemon, "/schedule", cookie)[0] == 200 and ask(daemon, "/schedule", elsewhere)[0] == 303
    assert ask(daemon, "/login", fields={"name": "minh", "password": PASSWORD})[0] == 403 and daemon.sign_in("minh", OTHER)
    administrator = daemon.sign_in("lan")
    assert act(daemon, administrator, "people/password", name="minh", new=PASSWORD, again=PASSWORD)[0] == 303
    assert daemon.sign_in("minh") and daemon.json("audit", "verify")


def test_no_password_comes_by_an_address(daemon):
    with pytest.raises(urllib.error.HTTPError):
        daemon.open(f"/api/people/password?new={urllib.parse.quote(OTHER)}", headers=daemon.reader(), data=b"")
    assert "ngắn quá" in daemon.set_password("minh", "ngắn", status=1)
    done = subprocess.run(daemon.command("people", "password"), input=PASSWORD, capture_output=True, text=True)
    assert done.returncode == 1 and "không có tài khoản" in done.stderr  # root is nobody's account


# ---- forms act ----

def test_a_form_is_one_of_this_session_and_this_site(daemon):
    cookie, other = daemon.sign_in("lan"), daemon.sign_in("lan")
    number = len(daemon.json("sessions", "list"))
    for fields, headers in (({"token": ""}, {}), ({"token": "0" * 64}, {}), ({"token": token_of(daemon, other)}, {}), ({}, {"Origin": "http://evil.com"}),
                            ({}, {"Sec-Fetch-Site": "cross-site"}), ({}, {"Sec-Fetch-Site": "same-site"}), ({}, {"Origin": "null"})):
        status, _, text = act(daemon, cookie, "sessions/end", headers=headers, number="1", **fields)
        assert status == 403 and "chưa ghi gì cả" in text, (fields, headers)
    assert len(daemon.json("sessions", "list")) == number
    assert ask(daemon, "/do/sessions/end", None, {"number": "1"})[0] == 403  # nobody is logged in
    assert ask(daemon, "/do/sessions/end", cookie)[0] == 405 and ask(daemon, "/do/nothing", cookie, {})[0] == 404
    assert ask(daemon, "/api/sessions/end?number=1", cookie, {})[0] == 403  # a cookie alone changes nothing
    assert ask(daemon, "/api/sessions/list", cookie)[0] == 200


def test_who_may_not_is_told_on_a_page(daemon):
    status, headers, text = act(daemon, daemon.sign_in("minh"), "people/disable", name="lan", reason="x")
    assert status == 403 and headers["Content-Type"].startswith("text/html") and "quản trị viên" in text
    assert daemon.json("people", "show", "lan")["state"] == "enabled"


def test_a_refused_form_is_shown_again_with_what_was_typed(daemon):
    cookie = daemon.sign_in("lan")
    status, headers, text = act(daemon, cookie, "people/disable", name="khong-co", reason="nghỉ", next="/en/schedule")
    assert status == 400 and headers["Content-Type"].startswith("text/html") and '<html lang="en">' in text
    assert "khong-co" in alert_of(text) and 'action="/logout"' in text  # the page itself
    before = daemon.json("status")["sequence"]
    assert act(daemon, cookie, "people/disable", name="minh", reason="nghỉ")[1]["Location"] == "/schedule?said=people-disable"
    assert daemon.json("status")["sequence"] == before + 1
    status, _, text = ask(daemon, "/schedule?said=people-disable", cookie)
    assert status == 200 and "Đã xong" in text
    assert "Đã xong" not in ask(daemon, "/schedule?said=<script>", cookie)[2]


def test_a_form_brings_files(daemon):
    cookie = daemon.sign_in("lan")
    boundary = "----x"
    parts = {"token": token_of(daemon, cookie), "next": "/schedule", "type": "tip", "dry-run": "true"}
    body = "".join(f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in parts.items())
    body += (f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="tip.csv"\r\nContent-Type: text/csv\r\n\r\n'
             f"tip_id,ward,received_on,channel,verified\r\nt1,cat-bi,2024-10-20,phone,yes\r\n\r\n--{boundary}--\r\n")
    status, headers, text = ask(daemon, "/do/import", cookie, body.encode(), {"Content-Type": f"multipart/form-data; boundary={boundary}"})
    assert status == 200 and headers["Cache-Control"] == "private, no-store", text  # tried only: the page again, nothing was written
    status, headers, text = ask(daemon, "/do/import", cookie, body.replace("true", "false").encode(),
                                {"Content-Type": f"multipart/form-data; boundary={boundary}"})
    assert status == 303 and headers["Location"].startswith("/schedule?said=import"), text
    wrong = body.replace("cat-bi,2024-10-20", "khong-co,2024-10-20").replace("true", "false").encode()
    status, _, text = ask(daemon, "/do/import", cookie, wrong, {"Content-Type": f"multipart/form-data; boundary={boundary}"})
    assert status == 400 and "khong-co" in text, text


# ---- who is not known, programs ----

def test_a_program_changes_with_a_token_of_its_role(daemon):
    def token(person, role, *words):
        return {"Authorization": "Bearer " + daemon.json("tokens", "add", person, "--role", role, "--until", "2025-12-31", "--note", "thử", *words)["token"]}

    administrator, officer = token("lan", "administrator"), token("minh", "officer", "--unit", "cat-bi")
    assert ask(daemon, "/api/status", headers=officer)[0] == 200 and ask(daemon, "/schedule", headers=officer)[0] == 200
    assert ask(daemon, "/api/clock/advance?when=2024-11-01T08:00", headers=officer, fields=b"")[0] == 403
    assert ask(daemon, "/api/clock/advance?when=2024-11-01T08:00", headers=administrator, fields=b"")[0] == 200
    assert ask(daemon, "/do/people/disable", headers=administrator, fields={"name": "minh", "reason": "x"})[0] == 403  # forms are people's
    new = f"{len(OTHER.encode())}".encode()
    status, _, text = ask(daemon, "/api/people/password", headers=officer, fields=b"3 " + new + b"\nnew" + OTHER.encode())  # nor is the key to all of a person's roles
    assert status == 403 and "chủ tài khoản" in text and daemon.sign_in("minh")
    daemon.ctl("people", "disable", "minh", "--reason", "nghỉ")
    assert ask(daemon, "/api/status", headers=officer)[0] == 401
