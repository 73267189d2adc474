"""Every figure and verdict of the product against the independent computation (oracle.py), batch by batch, over random
record sets. THIDUA_SEEDS=n tries n seeds instead of the short form."""
import os
from datetime import datetime, time, timedelta

import pytest

from oracle import FINAL_AT, PERIODS, Book, results, teams_of
from random_records import batches, read

LONG = int(os.environ.get("THIDUA_SEEDS", "0"))
PROVISIONAL_AT = {name: datetime.combine(period.last, time(23, 30)) for name, period in PERIODS.items()}


def differences(rows, expected, teams, stage):
    """What the daemon says and the computation does not, as lines to read."""
    said = {}
    wrong = []
    for row in rows:
        key = (row["period"], row["criterion"], row["subject"])
        if row["id"] != "/".join([*key, stage]) or row["stage"] != stage or key in said:
            wrong.append(f"odd row {row}")
        said[key] = (row["level"], row["num"], row["den"], row["verdict"])
    for key in sorted(set(said) | set(expected)):
        if key not in expected and key[2] in teams and said[key][3] in ("not_applicable", "not_reported"):
            continue  # a team that does not live in the month: listed or not, it is in neither number
        if said.get(key) != expected.get(key):
            wrong.append(f"{'/'.join(key)}/{stage}: {said.get(key)}, expected {expected.get(key)}")
    return wrong


class Play:
    def __init__(self, daemon, seed, months):
        self.daemon, self.book = daemon, Book()
        self.now = datetime(2024, 10, 31, 8)
        self.batches, self.writer = batches(seed, months)
        self.provisional = {}
        self.label = f"seed {seed}"

    def expected(self, periods, stage):
        return {(period, criterion, subject): tuple(cell) for period in periods
                for (criterion, subject), cell in results(self.book, period, stage).items()}

    def advance(self, to):
        for name, at in PROVISIONAL_AT.items():
            if self.now < at <= to:  # no record comes in on the way
                self.provisional.update(self.expected([name], "provisional"))
        self.daemon.advance(f"{to:%Y-%m-%dT%H:%M}")
        self.now = to

    def compare(self, label):
        finals = [name for name, at in FINAL_AT.items() if at <= self.now]
        teams = set(teams_of(self.book))
        wrong = differences(self.daemon.results(), self.expected(finals, "final"), teams, "final")
        wrong += differences(self.daemon.results(stage="provisional"), self.provisional, teams, "provisional")
        assert not wrong, f"{self.label}, after {label}: {len(wrong)} differ\n" + "\n".join(wrong[:40])

    def play(self):
        for batch in self.batches:
            self.advance(batch.at)
            if batch.files:
                files = {name: self.writer.file(name, rows) for name, rows in batch.files.items()}
                self.daemon.add(files, "--reason", batch.label, "--moves")
                self.book.add({name: read(data) for name, data in files.items()})
            self.compare(batch.label)


@pytest.mark.parametrize("seed", range(1, (LONG or 1) + 1))
def test_phase_1(daemon, seed):
    play = Play(daemon, seed, months=3)
    play.play()
    daemon.advance("2025-02-13T17:00")  # some returns never come: it waits for them no longer than that
    sealed = daemon.json("seals")
    assert [seal["phase"] for seal in sealed] == ["phase-1"]


@pytest.mark.parametrize("seed", range(1001, 1001 + (LONG or 1)))
def test_whole_contest(daemon, seed):
    Play(daemon, seed, months=10).play()


def test_manual_runs_equal_scheduled_ones(make):
    """A run belongs to a period, whoever starts it: `evaluate` on the same data gives the same cells."""
    play = Play(make(), 7, months=1)
    play.play()
    before = play.daemon.results()
    play.daemon.ctl("evaluate", "2024-11")
    after = play.daemon.results()
    assert [{**row, "run": 0} for row in before] == [{**row, "run": 0} for row in after]
    play.daemon.ctl("evaluate", "2024-12", "--stage", "final")
    assert not differences([row for row in play.daemon.results() if row["period"] == "2024-12"],
                           play.expected(["2024-12"], "final"), set(teams_of(play.book)), "final")
