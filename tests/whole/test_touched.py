"""A change that nobody foresaw marks exactly the papers that it touches: those that rest on what changed become stale, those whose printed figures are other ones now
say so, and none that was issued becomes another. At random, with fixed seeds: late records, a nominee's record corrected or withdrawn, a team's name, a target, a seal
that is re-opened, bodies that end. Which paper rests on what, the package's documents.ini says and contest.md: computed here once more."""
import configparser
import os
import random
from datetime import date, timedelta

import pytest

import ledger
import phase
import sample_papers
import steady
from base import query
from daemon import PACKAGE
from oracle import DISTRICT, results
from rules import TARGETS, propose, put, with_value
from test_deputy import ask, token
from test_rows import book_of

PHASE = "phase-1"
LONG = bool(os.environ.get("THIDUA_LONG"))
NOMINEES = {row["ward"]: row for row in sample_papers.nominations()}
TEAM_OF = {ward: row["subject"] if row["kind"] == "collective" else row["subject"].rsplit("-", 1)[0] for ward, row in NOMINEES.items()}
PRINTS = {"decision": None, "ward_decision": None, "notice": "own", "nomination": "own", "report": "all", "appraisal": "all", "posting": None}  # contest.md §7: by what makes the paper


@pytest.fixture
def daemon(tmp_path):
    made = phase.listening(tmp_path, play=sample_papers.play_every_kind)
    made.tokens = {}
    for name, role in (("truong", "leader"), ("thu", "reviewer"), ("van", "clerk")):
        made.ctl("people", "add", name, "--full-name", f"Người {name}", "--role", role, "--from", "2025-01-01")
        made.tokens[name] = token(made, name, role)
    yield made
    assert made.stop() == 0


def documents():
    """{kind: (whose figures, which criteria or None for all)}"""
    made = configparser.RawConfigParser(strict=False, interpolation=None, delimiters=("=",))
    made.optionxform = str
    made.read_string("[all]\n" + (PACKAGE / "documents.ini").read_text())
    kinds = {}
    for name in made.sections():
        section = dict(made[name])
        if section.get("trigger", "month") not in ("month", "duty", "demand"):  # these are no papers of a phase
            cells = section.get("cells")
            kinds[name] = PRINTS[section["trigger"]], None if cells is None else [cell.strip() for cell in cells.split(",")]
    return kinds


KINDS = documents()


def papers(daemon):
    return {draft["id"]: draft for draft in daemon.json("drafts", "--phase", PHASE)}


def standing(found):
    return {paper: draft for paper, draft in found.items() if draft["state"] in ("drafted", "issued")}


def issue(daemon, paper, number):
    kind = paper.split("-")[2]
    assert ask(daemon, "thu", "drafts/submit", id=paper)[0] == ask(daemon, "truong", "drafts/approve", id=paper)[0] == 200, paper
    status, said = ask(daemon, "van", "drafts/issue", id=paper, day="2025-02-12", **({} if kind in ("f1", "f2") else {"number": number}))
    assert status == 200, (paper, said)


# ---- which papers rest on what ----

LEFT_OUT = "thanh-to"  # its own chairman commends its nominee: the district's papers say that it is left out, not what for


def rests_on_nominee(draft, ward, said=True):
    """Decided on, or told about. said: what is said of the nominee; else who it is."""
    decided = draft["kind"] in ("a", "b2", "c") and not (said and ward == LEFT_OUT)
    return decided or draft["kind"] in ("b1", "f1", "f2") and draft["subject"] == ward


def prints_changed(draft, changed, teams):
    """A cell of the seal that it prints is another one now, or late records stand behind what it counted."""
    whose, cells = KINDS[draft["kind"]]
    printed = [key for key in changed if whose and (cells is None or key[0] in cells) and draft["subject"] in (key[1], DISTRICT)]
    return bool(printed) or (draft["kind"], TEAM_OF.get(draft["subject"])) in teams


# ---- what may happen ----

class Story:
    """What has happened so far, and what each change is expected to touch."""

    def __init__(self, daemon, dice):
        self.daemon, self.dice, self.number = daemon, dice, 0
        self.book = book_of(daemon)
        self.sealed = results(self.book, PHASE, "final")
        self.teams, self.gone = set(), set()

    def add(self, files, reason="phát hiện sau"):
        self.daemon.add(files, "--reason", reason)
        self.book = book_of(self.daemon)

    def late(self):
        """Records of what happened in the phase, sent after it was sealed."""
        self.number += 1
        ward, day = self.dice.choice(steady.WARDS), (date(2024, 11, 5) + timedelta(self.dice.randrange(85))).isoformat()
        team = self.dice.choice([TEAM_OF[ward], "", ""])
        kind = self.dice.choice(["tip", "incident", "business_violation", "population"])
        row = {"tip": {"tip_id": f"muon-{self.number}", "team": team, "received_on": day, "channel": self.dice.choice(["force", "zalo"]), "verified": "yes"},
               "incident": {"incident_id": f"muon-{self.number}", "team": team, "occurred_at": f"{day}T08:00", "notified_at": f"{day}T08:05", "presence": "required",
                            "arrived_at": f"{day}T08:{self.dice.choice([10, 50])}"},
               "business_violation": {"violation_id": f"muon-{self.number}", "business": "Karaoke", "act_on": day, "self_detected": "no"},
               "population": {"population_id": f"muon-{self.number}", "area": f"Khu {self.number}", "as_of": day, "residents": 40, "provided": 10}}[kind]
        self.add({kind: [{**row, "ward": ward}]})
        if team and kind in ("tip", "incident"):  # a person's report counts the tips of the team that the force brought; a team's own all of them
            self.teams |= {("f1", team), *([("f2", team)] if kind == "incident" or row["channel"] == "force" else [])}
        return lambda draft: False

    def nominee(self):
        """What is said of a nominee is another thing."""
        ward = self.dice.choice(sorted(set(NOMINEES) - self.gone))
        self.number += 1
        self.add({"nomination": [{**NOMINEES[ward], "achievement": f"Thành tích viết lại lần {self.number}"}]}, "đính chính")
        return lambda draft: rests_on_nominee(draft, ward)

    def withdrawn(self):
        """Nobody is nominated any more: reports count who was."""
        ward = self.dice.choice(sorted(set(NOMINEES) - self.gone))
        self.gone.add(ward)
        self.add({"nomination": [{**NOMINEES[ward], "state": "withdrawn", "state_reason": "rút đề nghị"}]}, "rút đề nghị")
        return lambda draft: rests_on_nominee(draft, ward, said=False) or draft["kind"] == "d"

    def target(self):
        """The seal's own rules stay those of its papers."""
        self.number += 1
        text = with_value(TARGETS, self.dice.choice(["1.1.share", "4.2.share", "6.1.share"]), f"{60 + self.number} %")
        self.daemon.ctl("rules", "activate", propose(self.daemon, put(self.daemon, "targets.ini", text)))
        return lambda draft: False

    def bodies_end(self):
        """What the district and its wards drafted in their time stays."""
        self.daemon.advance("2025-07-02T09:00")
        return lambda draft: False

    def reopened(self):
        self.daemon.ctl("seal", "reopen", PHASE, "--reason", "kiểm tra lại")
        ledger.change(self.daemon.state / "thidua.db", "seal_reopening", "UPDATE seal_reopening SET proposed_by = 'uid:7'")
        self.daemon.ctl("seal", "approve", PHASE, "--reason", "đồng ý")
        return lambda draft: True


def check(story, before, touches, says):
    after = papers(story.daemon)
    issued = {paper for paper, draft in before.items() if draft["state"] == "issued"}
    expected = {paper for paper, draft in standing(before).items() if paper not in issued and touches(draft)}
    marked = {paper for paper in standing(before) if after[paper]["state"] not in ("drafted", "issued")}
    assert marked == expected, (says, sorted(marked - expected), sorted(expected - marked))
    for paper in issued:
        assert [after[paper][key] for key in ("state", "sha256", "issue_number", "issued_on")] == [before[paper][key] for key in ("state", "sha256", "issue_number", "issued_on")], paper
    return after


def check_said(story, found, says):
    """Each paper whose figures are other ones now says so, issued or not; no other does."""
    now = results(story.book, PHASE, "final")
    changed = {key for key in story.sealed if story.sealed[key] != now[key]}
    told = {paper for paper, draft in standing(found).items() if draft["differs"]}
    expected = {paper for paper, draft in standing(found).items() if prints_changed(draft, changed, story.teams)}
    assert told == expected, (says, sorted(told - expected), sorted(expected - told), {paper: found[paper]["differs"] for paper in told - expected})


@pytest.mark.parametrize("seed", range(1, 11) if LONG else [1])
def test_a_change_marks_what_it_touches_and_nothing_else(daemon, seed):
    dice = random.Random(seed)
    story, files = Story(daemon, dice), {paper: sha for paper, sha in query(daemon, "SELECT id, sha256 FROM draft")}
    for number, paper in enumerate(sorted(dice.sample(sorted(standing(papers(daemon))), 4)), start=1):
        issue(daemon, paper, number)
    before = papers(daemon)
    changes = [dice.choice([story.late, story.late, story.nominee, story.withdrawn, story.target]) for _ in range(12 if LONG else 3)]
    for change in [story.late, story.nominee, *changes, dice.choice([story.reopened, story.bodies_end])]:
        touches = change()
        before = check(story, before, touches, change.__name__)
        if change.__name__ not in ("bodies_end", "reopened"):
            check_said(story, before, change.__name__)
    assert files and daemon.json("audit", "verify")
