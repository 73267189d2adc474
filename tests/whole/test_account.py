"""The own account: a password that somebody else set, a second factor from its enrolment to its loss, what nobody may do who owes one, answers
that are shown once."""
import base64
import hashlib
import hmac
import html
import json
import re
import struct
import time
import unicodedata

import pytest

from daemon import PASSWORD
from phase import listening
from test_login import OTHER, alert_of, ask, token_of

FIRST = "bốn cây cau lùn"


def code_of(key, step=0):
    """RFC 6238, by nothing of the daemon's."""
    counter = struct.pack(">Q", int(time.time()) // 30 + step)
    digest = hmac.new(base64.b32decode(key), counter, "sha1").digest()
    at = digest[-1] & 15
    return f"{(int.from_bytes(digest[at:at + 4], 'big') & 0x7fffffff) % 10 ** 6:06d}"


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    folder = tmp_path_factory.mktemp("account")
    (folder / "thiduad.conf").write_text("[login]\nsecond_factor = leader, clerk\n")
    daemon = listening(folder, conf=folder / "thiduad.conf")
    try:
        daemon.add_person("lan", "administrator")
        yield daemon
    finally:
        daemon.stop()


def do(daemon, cookie, words, **fields):
    return ask(daemon, f"/do/{words}", cookie, {"token": token_of(daemon, cookie, "/account"), "next": "/account", **fields})


def enrol(daemon, cookie, password):
    """(the key, the code that it was confirmed with, the codes for the day the phone is lost)"""
    status, headers, text = do(daemon, cookie, "factor/begin", password=password)
    assert status == 200 and headers["Cache-Control"] == "private, no-store" and "Location" not in headers
    key = re.search(r"<code>([A-Z2-7]{32})</code>", text).group(1)
    assert f"secret={key}" in html.unescape(text) and '<path class="dark" d="M' in text and 'action="/do/factor/confirm"' in text
    assert key not in ask(daemon, "/account", cookie)[2]  # it is shown once
    status, _, text = do(daemon, cookie, "factor/confirm", code=str((int(code_of(key)) + 1) % 10 ** 6).zfill(6))
    assert status == 400 and "ã không đúng; hãy xem giờ" in alert_of(text) and "/do/factor/confirm" in text
    code = code_of(key)
    status, headers, text = do(daemon, cookie, "factor/confirm", code=code)
    codes = re.findall(r"<li><code>([A-Z2-7-]{19,})</code>", text)
    assert status == 200 and len(set(codes)) == 10 and headers["Cache-Control"] == "private, no-store"
    return key, code, codes


def enter(daemon, name, password, code=""):
    return ask(daemon, "/login", fields={"name": name, "password": password, "code": code})


def test_whoever_owes_something_sees_to_it_first(daemon):
    daemon.ctl("people", "add", "minh", "--full-name", "Lê Văn Minh", "--role", "leader")
    daemon.set_password("minh", FIRST, lasting=False)
    cookie = daemon.sign_in("minh", FIRST)
    for owed, form in (("mật khẩu", "people/password"), ("xác thực hai lớp", "factor/begin")):
        for path, on in (("/", "/account"), ("/en/schedule", "/en/account"), ("/unit?subject=cat-bi", "/account")):
            status, headers, _ = ask(daemon, path, cookie)
            assert (status, headers["Location"]) == (303, on), path
        status, _, text = ask(daemon, "/api/board", cookie)
        assert status == 403 and owed in text
        status, _, text = do(daemon, cookie, "alerts/ack", id="1", until="2024-12-01", reason="x")
        assert status == 403 and owed in html.unescape(text)
        status, _, text = ask(daemon, "/account", cookie)
        assert status == 200 and f'action="/do/{form}"' in text and "/alerts" not in text
        if form == "people/password":
            assert do(daemon, cookie, form, old=FIRST, new=FIRST, again=FIRST)[0] == 400  # another one than that
            assert do(daemon, cookie, form, old=FIRST, new=OTHER, again=OTHER)[1]["Location"] == "/account?said=people-password"
    other = daemon.sign_in("minh", OTHER)
    assert do(daemon, cookie, "factor/begin", password=PASSWORD)[0] == 400  # somebody sits at a browser that was left open
    key, spent, codes = enrol(daemon, cookie, OTHER)
    assert ask(daemon, "/", cookie)[0] == 200 and ask(daemon, "/account", other)[0] == 303
    # a code counts once, in whatever order
    assert enter(daemon, "minh", OTHER)[0] == 403 and enter(daemon, "minh", OTHER, spent)[0] == 403
    code = code_of(key, 1)
    assert enter(daemon, "minh", OTHER, code)[0] == 303 and enter(daemon, "minh", OTHER, code)[0] == 403
    assert enter(daemon, "minh", OTHER, codes[0].lower())[0] == 303 and enter(daemon, "minh", OTHER, codes[0])[0] == 403
    status, _, text = ask(daemon, "/account", cookie)
    assert "Mã dự phòng còn lại: 09" in text
    # it is removed by whoever has both, and owed again
    for fields in ({"password": OTHER, "code": codes[0]}, {"password": PASSWORD, "code": codes[1]}, {"password": OTHER}):
        assert do(daemon, cookie, "factor/remove", **fields)[0] == 400, fields
    assert do(daemon, cookie, "factor/remove", password=OTHER, code=codes[1])[1]["Location"] == "/account?said=factor-remove"
    assert ask(daemon, "/", cookie)[1]["Location"] == "/account" and enter(daemon, "minh", OTHER)[0] == 303
    assert daemon.json("audit", "verify")


def test_a_second_administrator_resets_what_was_lost(daemon):
    def as_person(name, *words):
        token = daemon.json("tokens", "add", name, "--role", "administrator", "--until", "2099-12-31", "--note", "thử")["token"]
        return lambda: ask(daemon, "/api/factor/reset?name=hoa&reason=m%E1%BA%A5t%20m%C3%A1y", headers={"Authorization": f"Bearer {token}"}, fields=b"")

    daemon.add_person("hoa", "administrator")
    key, spent, codes = enrol(daemon, daemon.sign_in("hoa"), PASSWORD)
    own, lan = as_person("hoa"), as_person("lan")
    status, _, text = own()
    assert status == 400 and "không ai tự đặt lại" in text
    assert daemon.json("factor", "reset", "hoa", "--reason", "mất máy") == {"name": "hoa", "asked_by": "uid:0", "done": False}
    assert "một quản trị viên khác" in daemon.refused("factor", "reset", "hoa", "--reason", "mất máy")
    assert enter(daemon, "hoa", PASSWORD)[0] == 403
    status, _, text = lan()
    assert status == 200 and '"done":true' in text and enter(daemon, "hoa", PASSWORD)[0] == 303
    enrol(daemon, daemon.sign_in("hoa"), PASSWORD)
    status, _, text = lan()  # nobody beside lan could decide
    assert status == 200 and '"asked_by":null,"done":true' in text and enter(daemon, "hoa", PASSWORD)[0] == 303
    assert "chưa có xác thực hai lớp" in daemon.refused("factor", "reset", "hoa", "--reason", "mất máy")


def test_a_token_is_shown_once_by_a_form(daemon):
    cookie = daemon.sign_in("lan")
    before = daemon.json("status")["sequence"]
    status, headers, text = do(daemon, cookie, "tokens/add", name="lan", role="administrator", until="2099-12-31", note="máy in", next="/en/account")
    token = re.search(r"<code>(thidua_[0-9a-zA-Z_-]+)</code>", text).group(1)
    assert status == 200 and headers["Cache-Control"] == "private, no-store" and '<html lang="en">' in text and 'href="/en/account"' in text
    assert ask(daemon, "/api/status", headers={"Authorization": f"Bearer {token}"})[0] == 200
    text = ask(daemon, "/account", cookie)[2]
    assert "máy in" in text and token not in text and daemon.json("status")["sequence"] == before + 1
    # a program has a part of a role, not the account: it sets no password and begins no second factor
    for words in ("people/password", "factor/begin", "sessions/end?others=true"):
        assert ask(daemon, f"/api/{words}", headers={"Authorization": f"Bearer {token}"}, fields=b"")[0] == 403, words


def test_the_account_of_who_holds_nothing(daemon):
    daemon.add_person("tu", "auditor")
    daemon.ctl("people", "revoke", "tu", next(row["id"] for row in daemon.json("people", "show", "tu")["grants"]), "--reason", "nghỉ")
    cookie = daemon.sign_in("tu")
    status, _, text = ask(daemon, "/en/account", cookie)
    assert status == 200 and "holds no role today" in text and "Firefox" not in text
    assert ask(daemon, "/", cookie)[0] == 403
    assert '<a class="who" href="/account">' in ask(daemon, "/account", cookie)[2]


def test_a_user_of_the_machine_is_not_another_person_than_their_account(daemon):
    """Whoever asked as root, and has an account by now, does not decide as that account; nor the other way round."""
    def reset(name, status):
        return daemon.ctl("factor", "reset", name, "--reason", "mất máy") if status == 0 else daemon.refused("factor", "reset", name, "--reason", "mất máy")

    daemon.add_person("chi", "administrator")
    for name in ("mai", "hue"):
        daemon.add_person(name, "auditor")
        enrol(daemon, daemon.sign_in(name), PASSWORD)
    reset("mai", 0)  # asked by root …
    daemon.ctl("people", "change", "chi", "--unix", "root", "--reason", "chị Chi là root")
    assert "do chính" in reset("mai", 1)  # … who has an account now
    reset("hue", 0)  # asked by the account …
    daemon.ctl("people", "change", "chi", "--unix", "-", "--reason", "thôi")
    assert "do chính" in reset("hue", 1) and "do chính" in reset("mai", 1)  # … which was root's
    assert daemon.json("workflow", "history", "person", "hue")[-1]["actor_name"] == "Người chi (chi)"


def test_a_leaked_password_is_not_taken(tmp_path):
    leaked, fine = "con trâu đen ăn cỏ non", "con trâu trắng ăn cỏ non"
    sums = sorted(hashlib.sha1(word.encode()).hexdigest().upper() for word in [leaked, *(f"word {number}" for number in range(5000))])
    (tmp_path / "leaked.txt").write_text("".join(f"{one}:{number}\r\n" for number, one in enumerate(sums)))
    (tmp_path / "thiduad.conf").write_text(f"[login]\nleaked = {tmp_path}/leaked.txt\n")
    daemon = listening(tmp_path, conf=tmp_path / "thiduad.conf", package=None)
    try:
        daemon.ctl("people", "add", "lan", "--full-name", "Lan", "--role", "leader")
        for typed in (leaked, unicodedata.normalize("NFD", leaked)):
            assert "đã lộ ở nơi khác" in daemon.set_password("lan", typed, status=1)
        daemon.set_password("lan", fine)
        (tmp_path / "leaked.txt").unlink()
        assert "không đọc được danh sách mật khẩu đã lộ" in daemon.set_password("lan", leaked, status=1)
        daemon.stop()
        assert daemon.state.exists() and daemon.process is None
        daemon.start()
        assert daemon.process.wait(20) != 0 and "leaked.txt" in daemon.logged()
        daemon.process = None
    finally:
        daemon.stop()


def test_an_administrator_sees_how_somebody_comes_in(daemon):
    daemon.ctl("people", "add", "thao", "--full-name", "Lê Thị Thảo", "--role", "clerk")
    shown = daemon.json("people", "show", "thao")
    assert (shown["password"], shown["factor"], shown["reset_asked_by"]) == ("none", "lacking", None)
    daemon.set_password("thao", FIRST, lasting=False)
    shown = daemon.json("people", "show", "thao")
    assert shown["password"] == "temporary" and shown["temporary_until"]
    daemon.set_password("thao", OTHER)
    cookie = daemon.sign_in("thao", OTHER)
    enrol(daemon, cookie, OTHER)
    shown = daemon.json("people", "show", "thao")
    assert (shown["password"], shown["factor"], shown["recovery"]) == ("own", "on", 10)
    assert not {"totp", "hash"} & set(json.dumps(shown).split('"'))
    assert "bắt buộc mà chưa có" not in daemon.ctl("people", "show", "thao")
    daemon.ctl("factor", "reset", "thao", "--reason", "mất máy")
    shown = daemon.json("people", "show", "thao")
    assert shown["reset_asked_by"] == "uid:0" and shown["reset_until"] > daemon.json("status")["clock"]
    assert "Đã có đề nghị đặt lại xác thực hai lớp của bạn" in ask(daemon, "/account", cookie)[2]
    with daemon.open("/api/today", headers={"Cookie": daemon.sign_in("lan")}) as answer:
        assert ("reset", "thao") in [(item["kind"], item.get("id")) for item in json.load(answer)["items"]]
