"""From a closed phase to issued papers with nothing done by hand but what people decide: a reviewer submits, a leader approves on a phone, a clerk gives number
and day, for every paper of both phases: first under the district, then under the wards that follow it. One paper of each phase goes through browsers, the
others by the same forms without one (all through browsers with THIDUA_LONG=1). What was issued stays, whatever comes later."""
import os
import re

import pytest

import sample_papers
import steady
import visitor
from browser import Browser
from phase import listening

PEOPLE = {"thu": "reviewer", "chu": "leader", "van": "clerk"}
EVERY = os.environ.get("THIDUA_LONG") == "1"


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    made = listening(tmp_path_factory.mktemp("two-phases"))
    try:
        sample_papers.play(made)
        made.add({"nomination": sample_papers.nominations(), "business_violation": [
            {"violation_id": "1", "ward": "trang-cat", "business": "Karaoke", "act_on": "2025-01-20", "self_detected": "no"}]})
        made.advance("2025-02-12T18:00")
        for name, role in PEOPLE.items():
            visitor.enter(made, name, role)
        yield made
        assert made.json("audit", "verify")
    finally:
        made.stop()


@pytest.fixture(scope="module")
def people(daemon, tmp_path_factory):
    browser = Browser(daemon.port, tmp_path_factory.mktemp("chromium"))
    try:
        made = {name: browser.person(daemon.cookies[name]) for name in PEOPLE}
        made["chu"].screen(390, 844)
        yield made
    finally:
        browser.end()


def papers(daemon, phase):
    return {draft["id"]: draft for draft in daemon.json("drafts", "--phase", phase) if draft["state"] != "stale"}


def act(daemon, name, act, paper, **fields):
    status, said = visitor.send(daemon, f"drafts/{act}", name, id=paper, next=f"/draft?id={paper}", **fields)
    assert status == 303, (act, paper, re.sub(r"<[^>]*>|\s+", " ", said))


def look(daemon, name, paper, act):
    """The paper's page, as whoever has to act finds it."""
    status, _, text = visitor.get(daemon, f"/draft?id={paper}", name)
    page = text.decode()
    assert status == 200 and f'action="/do/drafts/{act}"' in page, (paper, name, re.sub(r"<[^>]*>|\s+", " ", page)[:1500])
    return page


def by_forms(daemon, paper, number, day):
    look(daemon, "thu", paper, "submit")
    act(daemon, "thu", "submit", paper)
    look(daemon, "chu", paper, "approve")
    act(daemon, "chu", "approve", paper)
    assert ('name="number"' in look(daemon, "van", paper, "issue")) == (number is not None)
    act(daemon, "van", "issue", paper, day=day, **({"number": number} if number else {}))


def by_browsers(people, paper, number, day):
    for name in PEOPLE:
        people[name].go(f"/draft?id={paper}")
    thu, chu, van = (people[name] for name in PEOPLE)
    thu.send("form[action='/do/drafts/submit'] button")
    chu.driver.refresh()
    assert chu.run("return document.documentElement.scrollWidth <= window.innerWidth")
    chu.send("form[action='/do/drafts/approve'] button")
    van.driver.refresh()
    form = "form[action='/do/drafts/issue']"
    if number:
        van.find(f"{form} [name=number]").send_keys(str(number))
    van.run(f"document.querySelector(\"{form} [name=day]\").value = '{day}'")
    van.send(f"{form} button")
    for person in (thu, chu, van):
        person.go(f"/draft?id={paper}")
        assert (f"{number}/" if number else "") in person.sound().text(".lede") and not person.all("form[action='/do/drafts/approve']")


def issue_all(daemon, people, phase, day):
    """Every paper of the phase, in the order in which they were drafted; {id: hash of its file}."""
    unnumbered = {"f1", "f2"}
    given = {}
    for place, (paper, draft) in enumerate(papers(daemon, phase).items()):
        assert draft["state"] in ("drafted", "not_applicable"), draft
        if draft["state"] == "not_applicable":
            continue
        number = None if draft["kind"] in unnumbered else given.setdefault((draft["kind"], draft["subject"]), len(given) + 1)
        if EVERY or not given.keys() - {(draft["kind"], draft["subject"])}:
            by_browsers(people, paper, number, day)
        else:
            by_forms(daemon, paper, number, day)
    return {paper: draft["sha256"] for paper, draft in papers(daemon, phase).items() if draft["state"] == "issued"}


def test_both_phases_come_to_issued_papers(daemon, people):
    kinds = {draft["kind"] for draft in papers(daemon, "phase-1").values() if draft["state"] == "drafted"}
    assert {"a", "b1", "b2", "c", "d", "e", "f1", "f2"} <= kinds
    first = issue_all(daemon, people, "phase-1", "2025-02-12")
    assert set(first) == {paper for paper, draft in papers(daemon, "phase-1").items() if draft["state"] != "not_applicable"}
    sample_papers.play_phase_2(daemon)
    assert not daemon.alerts("--open", kind="draft") and daemon.json("status")["drafts_refused"] == []
    second = issue_all(daemon, people, "phase-2", "2025-08-28")
    assert second and {draft["subject"] for draft in papers(daemon, "phase-2").values() if draft["state"] == "issued"} <= {"phuong-hai-an", "phuong-dong-hai"}
    decree = next(one for one in daemon.json("drafts", "basis", "phase-1-a-1")["legal"] if one["id"] == "emulation_decree")
    assert "98/2023/NĐ-CP" in decree["text"] and "152/2025/NĐ-CP" in decree["now"] and decree["now_from"] == "2025-08-05"  # what stands in its place today
    # What comes later touches no issued paper.
    daemon.add({"tip": [{**steady.tips("cat-bi", "2024-11", 1, 1)[0], "tip_id": "muon-1"}]})
    for phase, issued in (("phase-1", first), ("phase-2", second)):
        assert {paper: draft["sha256"] for paper, draft in papers(daemon, phase).items() if draft["state"] == "issued"} == issued
