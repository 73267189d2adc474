"""What a browser keeps: style and icon by their bytes for good, pages that are nobody's own until anything of them is otherwise. A changed figure is never
served stale: after each change the tag is another one; two people never share one."""
import contextlib
import re
import sqlite3

import pytest

import steady
from base import measured
from daemon import until
from phase import listening

KEPT = ["/board", "/en/board", "/live", "/unit?subject=cat-bi", "/drafts", "/seals"]


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kept")
    (folder / "thiduad.conf").write_text("[http]\npublic = board\n")
    made = listening(folder, conf=folder / "thiduad.conf", clock="2024-11-20T09:00")
    made.add({**steady.roster(), "tip": steady.tips("cat-bi", "2024-11", 1, 3)})
    made.ctl("evaluate", "2024-11", "--stage", "provisional")
    measured(made)
    for name, role, *unit in (("lan", "officer", "--unit", "cat-bi"), ("mai", "officer", "--unit", "cat-bi"), ("hoa", "reviewer")):
        made.add_person(name, role, *unit)
    yield made
    assert made.stop() == 0


def ask(daemon, path, tag=None, **fields):
    answer = daemon.open(path, headers={**daemon.reader(), **({"If-None-Match": tag} if tag else {}), **fields})
    return answer.status, answer.headers, answer.read().decode()


@pytest.mark.parametrize("path", KEPT)
def test_a_page_that_holds_is_not_sent_again(daemon, path):
    status, fields, text = ask(daemon, path)
    assert (status, fields["Cache-Control"]) == (200, "private, no-cache") and 'name="token"' not in text
    again, more, nothing = ask(daemon, path, f'"x", W/{fields["ETag"]}')
    assert (again, more["ETag"], nothing, more["Content-Length"]) == (304, fields["ETag"], "", None)
    assert ask(daemon, path, '"x"')[0] == 200 and ask(daemon, path, "*")[0] == 200


def test_after_each_change_it_is_another_page(daemon):
    """The tag of each page before and after; where the figures moved, the text too."""
    def fourth_tip():
        """With its live figure, which comes by itself: not to be awaited apart, for the page of the tip may show it already."""
        daemon.add({"tip": steady.tips("cat-bi", "2024-11", 4, 5)})
        until(lambda: next(row for row in daemon.json("live", "--unit", "cat-bi")["rows"] if row["criterion"] == "1.1")["num"] == 4,
              what="the live figure")

    changes = [fourth_tip,
               lambda: daemon.ctl("evaluate", "2024-11", "--stage", "provisional"),
               lambda: daemon.ctl("people", "add", "moi", "--full-name", "Người mới", "--role", "auditor"),
               lambda: daemon.advance("2024-11-20T09:20"),
               lambda: daemon.advance("2024-11-21T08:00"),
               lambda: daemon.restart()]
    before = {path: ask(daemon, path) for path in KEPT}
    for number, change in enumerate(changes):
        change()
        after = {path: ask(daemon, path, before[path][1]["ETag"]) for path in KEPT}
        for path in KEPT:
            assert after[path][0] == 200 and after[path][1]["ETag"] != before[path][1]["ETag"], (number, path)
        before = after
    assert "04/05 tin" in before["/unit?subject=cat-bi"][2] and ">80%<" in before["/live"][2]


def test_a_page_is_made_once(daemon):
    """Its figures are changed behind the daemon's back, which no version tells: who asks again gets the bytes that were made before, another address has
    them anew, and after a change of the daemon's own so has the first."""
    path = "/live?unit=cat-bi"
    made = ask(daemon, path)[2]
    with contextlib.closing(sqlite3.connect(daemon.state / "thidua.db")) as database:
        say = "UPDATE live_result SET cells = replace(cells, ?, ?) WHERE subject = 'cat-bi'"
        database.execute(say, ('"80%', '"79%'))
        database.commit()
        assert ">80%<" in made and ask(daemon, path)[2] == made
        assert ">79%<" in ask(daemon, f"{path}&pick=1")[2]
        daemon.ctl("people", "add", "khac", "--full-name", "Người khác", "--role", "auditor")
        assert ">79%<" in ask(daemon, path)[2]
        database.execute(say, ('"79%', '"80%'))
        database.commit()


def test_nobody_shares_a_tag(daemon):
    """Two people of one role and unit, two roles, whoever is not known; two languages, two addresses."""
    tags = []
    for name in ("lan", "mai", "hoa", None):
        cookie = {"Cookie": daemon.sign_in(name)} if name else {}
        for path in ("/board", "/en/board") if not name else ("/board", "/en/board", "/live", "/drafts", "/drafts?phase=phase-1"):
            with daemon.open(path, headers=cookie) as answer:
                tags.append(answer.headers["ETag"])
                assert answer.status == 200 and answer.headers["Cache-Control"] == "private, no-cache", (name, path)
    assert len(set(tags)) == len(tags)
    lan, mai = ({"Cookie": daemon.sign_in(name)} for name in ("lan", "mai"))
    own = daemon.open("/board", headers=lan).headers["ETag"]
    assert daemon.open("/board", headers={**lan, "If-None-Match": own}).status == 304
    assert daemon.open("/board", headers={**mai, "If-None-Match": own}).status == 200


def test_what_is_a_persons_own_is_not_kept(daemon):
    cookie = {"Cookie": daemon.sign_in("mai")}
    for path in ("/records", "/review", "/schedule"):
        answer = daemon.open(path, headers=cookie)
        assert answer.headers["Cache-Control"] == "private, no-store" and answer.headers["ETag"] is None, path
    assert daemon.open("/api/board", headers=daemon.reader()).headers["Cache-Control"] == "no-store"


def test_files_are_called_by_their_bytes(daemon):
    names = re.findall(r'"(/[a-z]+\.[0-9a-f]{16}\.(?:css|svg|js))"', ask(daemon, "/")[2])
    assert len(names) >= 2
    for name in names:
        answer = daemon.open(name, headers={})
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable" and answer.read()
        plain = daemon.open(re.sub(r"\.[0-9a-f]{16}", "", name), headers={})
        assert plain.headers["Cache-Control"] == "no-store"
    assert '"/style.css"' not in ask(daemon, "/")[2]
