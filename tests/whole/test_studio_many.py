"""Many who edit at once: ten texts examined and previewed beside statements that never end; each gets the answer to its own, the board is answered meanwhile,
and what nobody waits for any more is stopped. Nothing is measured by time."""
import concurrent.futures
import html
import http.client
import re
import subprocess
import urllib.parse

import pytest

import phase
import visitor
from daemon import PACKAGE, until

ENDLESS = "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT count(*) AS c FROM r"
EDITORS = ("an", "binh", "chi")


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("many")
    (folder / "thiduad.conf").write_text("[worker]\ndeadline = 600\ntrials = 2\n")
    made = phase.listening(folder, conf=folder / "thiduad.conf", play=phase.play_november)
    for name in EDITORS:
        visitor.enter(made, name, "administrator")
    try:
        yield made
        assert made.stop() == 0
    finally:
        made.stop()


def jobs(daemon, state="running"):
    return [row["command"] for row in daemon.json("jobs") if row["state"] == state]


@pytest.fixture
def endless(office):
    """As many as one person may have under way, and one that waits."""
    made = [subprocess.Popen(office.command("rules", "sql", "-"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    for one in made:
        one.stdin.write(ENDLESS.encode())
        one.stdin.close()
        one.stdin = None
    until(lambda: (jobs(office), jobs(office, "waiting")) == (["rules sql"], ["rules sql"]), what="one runs, one waits")
    yield made
    for one in made:
        one.kill()
        one.communicate()
    until(lambda: not office.json("jobs"), what="both are stopped")


def edit(daemon, number):
    """One of ten: of a text that is wrong in a way of its own, or of a target with a day of its own; what the page must say of it, and what it says."""
    name = EDITORS[number % len(EDITORS)]
    if number == 6:
        day = f"{number:02d}/11/2024"
        said = visitor.send(daemon, "rules/preview", name, **{"change.target": "1.1.share", "change.value": "97 %", "change.from": day, "change.reference": "CV", "next": "/rules/target?name=1.1.share"})
        return "Nếu áp dụng", f'value="{day}"', said
    text = (PACKAGE / "criteria" / "1.1.lua").read_text().replace("title ", f"titel{number} ", 1)
    said = visitor.send(daemon, "rules/examine", name, **{"change.file": "criteria/1.1.lua", "change.text": text, "next": "/rules/criterion?criterion=1.1"})
    return "Dòng 5: ", f"titel{number}", said


def test_ten_editors_beside_what_never_ends(office, endless):
    with concurrent.futures.ThreadPoolExecutor(10) as pool:
        under_way = [pool.submit(edit, office, number) for number in range(10)]
        boards = 0
        while not boards or not all(one.done() for one in under_way):
            assert visitor.get(office, "/board", "an")[0] == 200
            boards += 1
        for one in under_way:
            first, own, (status, page) = one.result()
            assert status == 200 and first in html.unescape(page) and own in html.unescape(page), (first, own)
    # none of the ten had to wait for them; an answer is there a moment before its job is no more
    until(lambda: (jobs(office), jobs(office, "waiting")) == (["rules sql"], ["rules sql"]), what="what never ends is all that is left")


def test_a_page_that_nobody_waits_for_is_stopped(office):
    """A browser that goes on, or whose person presses Cancel, closes the connection."""
    token = re.search(r'name="token" value="([0-9a-f]{64})"', visitor.get(office, "/records", "an")[2].decode())[1]
    fields = {"token": token, "next": "/rules/file?path=suggest.lua", "change.file": "documents/f1.sql", "change.text": ENDLESS, "rules/sql:in": "documents/f1.sql"}
    connection = http.client.HTTPConnection("127.0.0.1", office.port)
    connection.request("POST", "/do/rules/sql", urllib.parse.urlencode(fields), {
        "Cookie": office.cookies["an"], "Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{office.port}"})
    until(lambda: jobs(office) == ["rules sql"], what="it is worked on")
    assert visitor.get(office, "/board", "an")[0] == 200
    connection.sock.close()
    until(lambda: not office.json("jobs"), what="it is stopped")
