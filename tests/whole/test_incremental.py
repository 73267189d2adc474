"""A run after late data measures only what changed, and says of each criterion how; it equals a full run row for row.

Manual runs (`evaluate PERIOD`) are always counted in full: every late run is held against one made right after it.
"""
import json
import os
import random
import sqlite3
from datetime import timedelta

import pytest
import steady
from base import query
from oracle import FINAL_AT
from random_records import batches

LONG = int(os.environ.get("THIDUA_SEEDS", "0"))
DECLARED = {"1.1": "tip", "1.2": "incident", "2.1": "model", "3.1": "callout", "4.1": "business_violation",
            "4.3": "weapon_case", "6.2": "accident"}


def runs(daemon, **match):
    """The newest run of each (period, stage), with its receipt and cells."""
    base = sqlite3.connect(f"file:{daemon.state}/thidua.db?mode=ro", uri=True)
    base.row_factory = sqlite3.Row
    found = {}
    for run in base.execute("SELECT * FROM run WHERE id IN (SELECT max(id) FROM run GROUP BY period, stage)"):
        if all(run[name] == value for name, value in match.items()):
            cells = {(row["subject"], row["level"]): json.loads(row["cells"])
                     for row in base.execute("SELECT subject, level, cells FROM result_row WHERE run = ?", [run["id"]])}
            found[run["period"]] = (run["id"], run["cause"], json.loads(run["receipt"]), cells)
    base.close()
    return found


def kept(daemon, run):
    """What is kept with a run itself, and the run that has the rest."""
    return ({row[0] for row in query(daemon, "SELECT subject FROM result WHERE run = ?", run)},
            query(daemon, "SELECT base FROM run WHERE id = ?", run)[0][0])


def how(daemon, period):
    return {criterion: entry.get("how") for criterion, entry in runs(daemon, stage="final")[period][2].items()}


def without_way(receipt):
    return {criterion: {name: value for name, value in entry.items() if name not in ("how", "rows")}
            for criterion, entry in receipt.items()}


def compare_with_full(daemon, label, seen):
    """Every late run since the last look, against a manual one of now. Which ways were taken."""
    ways = []
    for period, (number, cause, receipt, cells) in runs(daemon, stage="final").items():
        if cause != "late" or number in seen:
            continue
        seen.add(number)
        daemon.ctl("evaluate", period, "--stage", "final")
        _, manual, full_receipt, full_cells = runs(daemon, stage="final")[period]
        assert manual == "manual" and {entry["how"] for entry in full_receipt.values()} == {"full"}
        assert cells.keys() == full_cells.keys(), (label, period)
        for subject in cells:
            assert cells[subject] == full_cells[subject], (label, period, subject)
        assert without_way(receipt) == without_way(full_receipt), (label, period)
        ways += [entry["how"] for entry in receipt.values()]
    return ways


def small_changes(dice, files, count):
    """A few rows of a batch at a time, so that runs build on runs."""
    rows = [(name, row) for name, all_rows in files.items() for row in all_rows]
    dice.shuffle(rows)
    for _ in range(count):
        some = {}
        for name, row in rows[:dice.choice([1, 2, 3])]:
            some.setdefault(name, []).append(row)
        del rows[:3]
        if some:
            yield some


@pytest.mark.parametrize("seed", range(301, 301 + (LONG or 1)))
def test_what_is_counted_by_difference_equals_the_whole(daemon, seed):
    dice, ways, seen = random.Random(seed), [], set()
    story, writer = batches(seed, 3)
    for batch in story:
        daemon.advance(f"{batch.at:%Y-%m-%dT%H:%M}")
        late = batch.label.endswith("late")
        parts = small_changes(dice, batch.files, 4) if late else [batch.files]
        for number, part in enumerate(parts):
            daemon.add({name: writer.file(name, rows) for name, rows in part.items()}, "--reason", f"{batch.label} {number}", "--moves")
            if late and dice.random() < 0.3:  # the next one builds on a late run, not on the full one made here
                continue
            ways += compare_with_full(daemon, f"seed {seed}, {batch.label} {number}", seen)
    assert {"kept", "difference", "full"} <= set(ways), ways
    assert ways.count("kept") > len(ways) / 3
    assert query(daemon, "SELECT count(base) FROM run WHERE cause = 'late'")[0][0] > 10
    assert not query(daemon, "SELECT run.id FROM run JOIN run AS base ON base.id = run.base WHERE base.base IS NOT NULL OR base.period <> run.period")


def test_one_late_fact_changes_one_criterion(daemon):
    steady.play_phase_1(daemon)
    periods = ["2024-12", "phase-1"]
    for period in periods:  # so that what came in for January lies before them
        daemon.ctl("evaluate", period, "--stage", "final")
    before = {period: runs(daemon, stage="final")[period][3] for period in periods}
    whole = {period: runs(daemon, stage="final")[period][0] for period in periods}
    daemon.add({"tip": [{"tip_id": "muon-1", "ward": "cat-bi", "received_on": "2024-12-31", "channel": "zalo",
                         "verified": "yes"}]}, "--reason", "late tip")
    after = runs(daemon, stage="final")
    for period in periods:
        number, cause, receipt, cells = after[period]
        assert cause == "late" and kept(daemon, number) == ({"cat-bi", "quan-hai-an"}, whole[period])
        assert how(daemon, period) == {name: "difference" if name == "1.1" else "kept" for name in receipt}
        assert receipt["1.1"]["rows"] == 1 and receipt["1.1"]["reads"] == ["tip"]
        for subject, row in cells.items():
            changed = {name for name in row if row[name] != before[period][subject].get(name)}
            assert changed == ({"1.1"} if subject[0] in ("cat-bi", "quan-hai-an") else set()), (period, subject)
    assert how(daemon, "2024-11") != how(daemon, "2024-12")  # the other months owed nothing

    # a word of the set counts again what the record touches: an area's unit, a member
    daemon.add({"population": [{"population_id": "nk-muon", "ward": "cat-bi", "area": "Khu 9", "as_of": "2024-12-30",
                                "residents": 10, "provided": 1}]}, "--reason", "late figures")
    assert how(daemon, "2024-12") == {name: "difference" if name == "4.2" else "kept" for name in receipt}
    assert runs(daemon, stage="final")["2024-12"][2]["4.2"]["reads"] == ["population"]
    daemon.add({"absence": [{"member_id": "cat-bi-1-2", "valid_from": "2024-12-01", "valid_until": "2024-12-31", "reason": "sickness"}]}, "--reason", "late absence")
    assert how(daemon, "2024-12") == {name: "difference" if name == "6.1" else "kept" for name in receipt}
    assert runs(daemon, stage="final")["2024-12"][2]["6.1"]["rows"] == 1

    # where each team is judged, the one that is touched
    daemon.add({"good_deed": [{"deed_id": "viec-muon", "team": "cat-bi-1", "on_date": "2024-12-30", "kind": "deed", "description": "x"}]}, "--reason", "late deed")
    for period in periods:
        assert how(daemon, period) == {name: "difference" if name == "7.1" else "kept" for name in receipt}
        number, _, receipt, _ = runs(daemon, stage="final")[period]
        assert receipt["7.1"]["rows"] == 1 and kept(daemon, number)[0] >= ({"cat-bi-1"} if period == "2024-12" else set())
    compare_with_full(daemon, "a deed", set())

    # a return decides for the criteria that ask for it
    daemon.add({"submission": [{"ward": "cat-bi", "period": "2024-12", "record_type": "tip", "nil_return": "no",
                                "submitted_on": "2025-01-03", "state": "withdrawn", "state_reason": "nhầm"}]}, "--reason", "mistake")
    assert how(daemon, "2024-12") == {name: "difference" if name == "1.1" else "kept" for name in receipt}
    assert daemon.result("2024-12", "1.1", "cat-bi")["verdict"] == "not_reported"

    # where teams belong decides where everything counts
    daemon.add({"unit": [{"unit_id": "cat-bi-9", "level": "team", "parent": "cat-bi", "name": "Tổ số 9",
                          "valid_from": "2024-12-01"}]}, "--reason", "a new team")
    assert set(how(daemon, "2024-12").values()) == {"full"}

    # a person who asks gets everything counted anew
    daemon.ctl("evaluate", "2024-12", "--stage", "final")
    assert set(how(daemon, "2024-12").values()) == {"full"}
    # One of each ward: a phase, which knows no teams, differs so much that it is kept whole; the next is kept by its difference from that.
    wards = [row[0] for row in query(daemon, "SELECT subject FROM result_row WHERE run = ? AND level = 'ward'", after["phase-1"][0])]
    for number, named in enumerate([wards, wards[:1]]):
        daemon.add({"tip": [{"tip_id": f"muon-{number}-{ward}", "ward": ward, "received_on": "2024-12-31", "channel": "zalo",
                             "verified": "yes"} for ward in named]}, "--reason", "late tips")
        phase = runs(daemon, stage="final")["phase-1"][0]
        if named == wards:
            base = phase
            assert kept(daemon, phase) == ({*wards, "quan-hai-an"}, None)
        else:
            assert kept(daemon, phase) == ({named[0], "quan-hai-an"}, base)
    cells = "SELECT count(*), count(DISTINCT subject) FROM result_cell WHERE run = ?"
    assert query(daemon, cells, phase) == query(daemon, cells, base) == query(daemon, cells, whole["phase-1"])


def test_what_is_sealed_was_counted_in_full(daemon):
    steady.play_phase_1(daemon, to=f"{FINAL_AT['2025-01'] + timedelta(days=3):%Y-%m-%dT%H:%M}")
    assert [seal["phase"] for seal in daemon.json("seals")] == ["phase-1"]
    assert runs(daemon, stage="final")["phase-1"][1] == "schedule"
    assert set(how(daemon, "phase-1").values()) == {"full"}
