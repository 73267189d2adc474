"""Somebody at the door who means ill: what is written into every field comes back as text, what is whose stays theirs, and what was taken
back acts no more. Each case is one that was tried by hand first (docs/security.md)."""
import contextlib
import html
import re
import sqlite3
import threading
from datetime import date, timedelta
from urllib.parse import parse_qs, quote, urlsplit

import pytest

import steady
from daemon import PASSWORD, until
from phase import listening
from test_attachment import jpeg
from test_login import act, ask, token_of

EVIL = """<x-evil a="b" c='d'>&{{ 7*7 }}"""
PEOPLE = [("lan", "administrator"), ("minh", "officer", "--unit", "cat-bi"), ("thu", "reviewer")]
TIP = {"type": "tip", "cells.ward": "cat-bi", "cells.tip_id": "77", "cells.received_on": "2024-11-05", "cells.channel": "zalo", "cells.verified": "yes"}


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    """November of a district in which every name and text is hostile."""
    made = listening(tmp_path_factory.mktemp("adversary"))
    try:
        roster, files = steady.roster(), steady.month("2024-11", ["cat-bi", "nam-hai"])
        for row, name in [*((unit, "name") for unit in roster["unit"]), *((member, "full_name") for member in roster["member"]),
                          *((deed, "description") for deed in files["good_deed"]), *((model, "name") for model in files["model"])]:
            row[name] = f"Tên {EVIL}"
        made.add(roster)
        made.advance("2024-12-07T09:00")
        made.add(files)
        for name, role, *unit in PEOPLE:
            made.ctl("people", "add", name, "--full-name", f"Người {EVIL}", "--role", role, *unit)
            made.set_password(name, PASSWORD)
        made.cookies = {name: made.sign_in(name) for name, *_ in PEOPLE}
        yield made
        assert made.json("audit", "verify") and made.stop() == 0
    finally:
        made.stop()


# ---- what is shown ----

def attach(daemon):
    """A picture whose name is hostile, on a record that waits."""
    cookie, name = daemon.cookies["minh"], EVIL.replace('"', "%22")
    fields = {"token": token_of(daemon, cookie), "next": "/schedule", "type": "good_deed", "key": "cat-bi-1/x"}
    parts = [f'name="{field}"\r\n\r\n{text}'.encode() for field, text in fields.items()]
    parts.append(f'name="files"; filename="{name}.jpg"\r\nContent-Type: text/html\r\n\r\n'.encode() + jpeg())
    body = b"".join(b"--x\r\nContent-Disposition: form-data; " + part + b"\r\n" for part in parts) + b"--x--\r\n"
    status, _, text = ask(daemon, "/do/records/attach", cookie, body, {"Content-Type": "multipart/form-data; boundary=x"})
    assert status == 303, text


def links(text):
    for address in map(html.unescape, re.findall(r'(?:href|src|action)="([^"]*)"', text)):
        assert address.startswith(("/", "#")) and not address.startswith("//"), address
        if not address.startswith(("#", "/api/", "/do/", "/logout")):
            yield address.partition("#")[0]


def kind_of(address):
    """Pages of one kind are looked at twice, not for every unit and target."""
    split = urlsplit(address)
    return split.path, tuple(sorted(parse_qs(split.query)))


def test_no_text_of_a_record_or_an_address_is_a_tag(daemon):
    """Whatever links reach from the first page, and addresses that bring the text themselves."""
    act(daemon, daemon.cookies["minh"], "records/enter", **{"type": "good_deed", "cells.team": "cat-bi-1", "cells.deed_id": "x", "cells.on_date": "2024-11-05",
                                                            "cells.kind": "deed", "cells.description": EVIL})
    act(daemon, daemon.cookies["thu"], "records/return", **{"type": "good_deed", "keys.1": "cat-bi-1/x", "reason": EVIL})
    attach(daemon)
    evil = quote(EVIL)
    todo = ["/", "/review", f"/schedule?said={evil}&receipt={evil}", f"/board?period={evil}", f"/unit?subject={evil}", f"/records/entry?type={evil}",
            f"/records/type?type=good_deed&find={evil}", "/records/entry?type=good_deed&key=cat-bi-1/x", f"/login?next={evil}&said={evil}"]
    seen, marked = {}, 0
    while todo:
        address = todo.pop(0)
        if seen.setdefault(kind_of(address), 0) >= 2:
            continue
        seen[kind_of(address)] += 1
        status, headers, text = ask(daemon, address, daemon.cookies["lan"])
        assert "<x-evil" not in text and "Tên 49" not in text, address
        assert headers["Content-Security-Policy"] and headers["X-Content-Type-Options"] == "nosniff", address
        assert headers["Cross-Origin-Resource-Policy"] == headers["Cross-Origin-Opener-Policy"] == headers["Referrer-Policy"] == "same-origin", address
        if headers.get("Content-Type", "").startswith("text/html"):
            kept = headers["Cache-Control"] == "private, no-cache" and headers["ETag"] and 'name="token"' not in text  # asked about each time
            assert (kept or headers["Cache-Control"] == "private, no-store") and "frame-ancestors 'none'" in headers["Content-Security-Policy"], address
            marked += "x-evil" in text
            todo += links(text)
    assert marked > 15 and len(seen) > 25, (marked, len(seen))


def test_what_was_typed_comes_back_as_text(daemon):
    cells = {"cells.tip_id": EVIL, "cells.received_on": EVIL, "cells.channel": EVIL, "next": "/records/entry?type=tip&unit=cat-bi&period=2024-11"}
    status, _, text = act(daemon, daemon.cookies["minh"], "records/enter", **{**TIP, **cells})
    assert status == 400 and text.count("x-evil") > 5 and "<x-evil" not in text
    assert "<x-evil" not in ask(daemon, "/login", None, {"name": EVIL, "password": EVIL, "next": EVIL})[2]
    status, headers, text = ask(daemon, f"/api/records/find?type={quote(EVIL)}", daemon.cookies["lan"])
    assert status == 400 and headers["Content-Type"].startswith("application/json") and headers["X-Content-Type-Options"] == "nosniff"


# ---- whose it is ----

@pytest.mark.parametrize("query", ["key=nam-hai/tin-2024-11-nam-hai-1", "key=nam-hai/tin-2024-11-nam-hai-1&unit=cat-bi", "key=NAM-HAI/tin-2024-11-nam-hai-1",
                                   "key=%20nam-hai/tin-2024-11-nam-hai-1", "unit=nam-hai", "unit=NAM-HAI", "unit=cat-bi&unit=nam-hai", "unit=11419",
                                   "unit=Nam%20H%E1%BA%A3i", "find=nam-hai"])
def test_another_wards_records_by_no_address(daemon, query):
    for words in ("records/form", "records/of", "records/find", "records/files", "history"):
        status, _, text = ask(daemon, f"/api/{words}?type=tip&{query}", daemon.cookies["minh"])
        assert status in (400, 403) or status == 200 and "tin-2024-11-nam-hai" not in text, (words, text[:300])


def test_a_refused_forms_page_is_the_callers_own(daemon):
    for following in ("/unit?subject=nam-hai", "/records/entry?type=tip&key=nam-hai/tin-2024-11-nam-hai-1", "/records?unit=nam-hai"):
        status, _, text = act(daemon, daemon.cookies["minh"], "records/withdraw", type="tip", **{"keys.1": "cat-bi/none", "reason": "x", "next": following})
        assert status == 400 and "tin-2024-11-nam-hai" not in text and "<dl" not in text, following


def test_a_receipt_is_for_whom_it_is_about(daemon):
    _, headers, _ = act(daemon, daemon.cookies["thu"], "records/enter", **{**TIP, "cells.ward": "nam-hai"})
    code = parse_qs(urlsplit(headers["Location"]).query)["receipt"][0]
    assert ask(daemon, f"/api/receipt?code={code}", daemon.cookies["thu"])[0] == 200
    status, _, text = ask(daemon, f"/api/receipt?code={code}", daemon.cookies["minh"])
    assert status == 400 and "không có biên nhận" in text


# ---- who it is ----

def test_a_session_is_none_that_somebody_chose(daemon):
    planted = "ab" * 32
    _, headers, _ = ask(daemon, "/login", f"thidua_session={planted}", {"name": "thu", "password": PASSWORD})
    assert planted not in headers["Set-Cookie"] and ask(daemon, "/schedule", f"thidua_session={planted}")[0] == 303
    cookie = daemon.cookies["lan"]
    for other in (cookie.upper(), cookie + "; thidua_session=x", "thidua_session=x; " + cookie, cookie[:-1], "thidua_session=" + "z" * 64):
        assert ask(daemon, "/schedule", other)[0] == 303, other


def test_names_that_are_none_are_locked_out_like_those_that_are(daemon):
    """By when the answer changes nobody learns who has an account (test_login.py: the same for one that there is)."""
    assert [ask(daemon, "/login", None, {"name": "khong-co", "password": "một mật khẩu khác"})[0] for _ in range(6)] == [403] * 5 + [429]


# ---- what was taken back ----

def waiting(daemon):
    return [job["command"] for job in daemon.json("jobs")]


@contextlib.contextmanager
def writer_held(daemon):
    """Whatever changes something waits: another program holds the database."""
    base = sqlite3.connect(daemon.state / "thidua.db", isolation_level=None)
    base.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        base.execute("ROLLBACK")
        base.close()


def end_role(daemon, name, cookie, administrator):
    grant = daemon.json("people", "show", name)["grants"][0]["id"]
    return "people revoke", lambda: ask(daemon, f"/api/people/revoke?name={name}&number={grant}&reason=x", None, b"", administrator)


def end_account(daemon, name, cookie, administrator):
    return "people disable", lambda: ask(daemon, f"/api/people/disable?name={name}&reason=x", None, b"", administrator)


def end_session(daemon, name, cookie, administrator):
    other = daemon.sign_in(name)  # the owner ends it from elsewhere
    token = token_of(daemon, other)
    number = next(session["number"] for session in daemon.json("sessions", "list", "--name", name) if "Python" in session["agent"])
    return "sessions end", lambda: ask(daemon, "/do/sessions/end", other, {"number": number, "password": PASSWORD, "token": token, "next": "/schedule"})


def log_out(daemon, name, cookie, administrator):
    token = token_of(daemon, cookie)
    return None, lambda: ask(daemon, "/logout", cookie, {"token": token})


def end_day(daemon, name, cookie, administrator):
    """The role was for this day; midnight passes while the request waits."""
    today = daemon.json("status")["clock"][:10]
    tomorrow = date.fromisoformat(today) + timedelta(1)
    daemon.ctl("people", "grant", name, "--role", "officer", "--unit", "cat-bi", "--until", today)
    daemon.ctl("people", "revoke", name, daemon.json("people", "show", name)["grants"][0]["id"], "--reason", "x")
    return "clock advance", lambda: daemon.advance(f"{tomorrow}T00:01")


@pytest.mark.parametrize("ending", [end_role, end_account, end_session, log_out, end_day])
def test_what_waits_is_not_done_for_who_may_not_any_more(daemon, ending):
    """A request is let in and waits behind another; meanwhile its role, its account, its session or its day ends. It is not performed, and the page
    that says so shows nothing of what the person saw before."""
    name = f"cho-{ending.__name__.replace('_', '-')}"
    daemon.add_person(name, "officer", "--unit", "cat-bi")
    administrator = {"Authorization": "Bearer " + daemon.json("tokens", "add", "lan", "--role", "administrator", "--until", "2099-12-31", "--note", "thử")["token"]}
    cookie = daemon.sign_in(name)
    token = token_of(daemon, cookie)
    waits_as, end = ending(daemon, name, cookie, administrator)
    answers = {}

    def enter(what, by, by_token):
        fields = {**TIP, "cells.tip_id": f"{what}-{name}", "token": by_token, "next": "/records?unit=cat-bi"}
        answers[what] = ask(daemon, "/do/records/enter", by, fields)

    def finish():
        answers["end"] = end()

    # The request that holds the writer is somebody else's where the end does not wait: it would find its own session ended or not, as chance has it.
    first = (cookie, token) if waits_as else (daemon.cookies["minh"], token_of(daemon, daemon.cookies["minh"]))
    before = threading.Thread(target=enter, args=("before", *first))
    late, ends = threading.Thread(target=enter, args=("late", cookie, token)), threading.Thread(target=finish)
    threads = [before, ends, late] if waits_as else [before, late, ends]  # of who was served least comes next
    with writer_held(daemon):
        for number, thread in enumerate(threads):
            thread.start()
            if thread is ends and not waits_as:
                thread.join(20)
            else:
                until(lambda: len(waiting(daemon)) == number + 1, what=thread.name)
    for thread in threads:
        thread.join(120)
    status, _, text = answers["late"]
    said = "hôm nay không giữ vai trò nào" if ending in (end_role, end_day) else "chưa làm gì cả"
    assert answers["before"][0] == 303 and status == 403 and said in text, answers
    assert 'action="/do/' not in text and "cat-bi" not in text
    assert [daemon.run("history", "tip", f"cat-bi/{what}-{name}").returncode for what in ("before", "late")] == [0, 1]
    assert ask(daemon, "/records?unit=cat-bi", cookie)[0] in (303, 403)


def test_two_decisions_about_one_record_are_one(daemon):
    act(daemon, daemon.cookies["minh"], "records/enter", **TIP)
    seen = daemon.json("history", "tip", "cat-bi/77")[-1]["sequence"]
    answers = []

    def decide(name, words):
        answers.append(act(daemon, daemon.cookies[name], f"records/{words}", type="tip", seen=seen, **{"keys.1": "cat-bi/77", "reason": "x", "next": "/review"})[0])

    threads = [threading.Thread(target=decide, args=one) for one in (("lan", "confirm"), ("thu", "return"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(answers) == [303, 400]
    assert len(daemon.json("history", "tip", "cat-bi/77")) == 2
