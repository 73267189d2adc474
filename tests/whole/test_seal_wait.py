"""A seal that waits, a person who has it made, and a seal that two people re-open (decisions/0030-a-seal-waits.md)."""
import json
import os
import pwd

import ledger
import steady
from base import intact, query
from daemon import until


def waiting(daemon):
    return daemon.json("status")["waiting"]


def sealed(daemon, count=1):
    """The seals, once there are as many: one that waited is made right after the import that ends it has answered."""
    until(lambda: len(daemon.json("seals")) == count, what="the seal")
    return daemon.json("seals")


def without_a_return(name, files):
    return steady.without(files, "submission", ward="cat-bi", record_type="tip") if name == "2024-12" else files


def test_it_waits_says_why_and_is_made_when_the_return_is_in(daemon):
    steady.play_phase_1(daemon, without_a_return, to="2025-02-10T16:59")
    assert waiting(daemon) == [] and "17:00" in daemon.refused("seal", "phase-1", "--reason", "sớm")
    daemon.advance("2025-02-12T18:00")
    assert daemon.json("seals") == [] and daemon.papers() == []
    row = waiting(daemon)[0]
    assert (row["kind"], row["period"], row["why"], row["until"]) == ("seal", "phase-1", ["returns"], "2025-02-13T17:00:00+07:00")
    assert row["missing"] == [{"ward": "cat-bi", "months": ["2024-12"]}]
    assert "17:00 ngày 13/02/2025" in row["vi"] and row["vi"] in daemon.ctl("status")
    states = {(entry["kind"], entry["period"]): entry["state"] for entry in daemon.json("schedule")}
    assert (states["seal", "phase-1"], states["decision", "phase-1"], states["final", "phase-1"]) == ("waiting", "waiting", "done")
    assert {alert["subject"] for alert in daemon.alerts("--open") if alert["kind"] == "seal"} == {"quan-hai-an", "cat-bi"}
    daemon.kill()  # a kill and a restart change nothing
    daemon.start()
    daemon.ready()
    assert waiting(daemon) == [row]
    daemon.add({"submission": [{"ward": "cat-bi", "period": "2024-12", "record_type": "tip", "nil_return": "no",
                                "submitted_on": "2025-02-12"}]})
    assert [seal["sealed_at"] for seal in sealed(daemon)] == ["2025-02-12T18:00:00+07:00"]
    assert waiting(daemon) == [] and not [alert for alert in daemon.alerts("--open") if alert["kind"] == "seal"]
    assert {draft["kind"] for draft in daemon.papers()} >= {"d"}
    daemon.ctl("audit", "verify")
    intact(daemon)


def test_the_waiting_time_ends(daemon):
    steady.play_phase_1(daemon, without_a_return, to="2025-03-01T08:00")
    assert [seal["sealed_at"] for seal in daemon.json("seals")] == ["2025-02-13T17:00:00+07:00"]
    assert daemon.json("seals", "show", "phase-1-1")["ordered"] is None


def test_the_daemon_was_away_over_the_instant(daemon):
    """December to the 20th of February without it: the waiting time begins when the people can do something again."""
    daemon.add(steady.roster())
    daemon.advance("2024-12-03T09:00")
    daemon.add(steady.month("2024-11"))
    daemon.advance("2024-12-13T08:00")
    daemon.stop()
    daemon.start("2025-02-20T09:00")
    daemon.ready()
    daemon.advance("2025-02-25T16:59")
    assert daemon.json("seals") == [] and waiting(daemon)[0]["passed"] is True
    for month in ("2024-12", "2025-01"):
        daemon.add(steady.month(month))
    assert [seal["sealed_at"] for seal in sealed(daemon)] == ["2025-02-25T16:59:00+07:00"]
    intact(daemon)


def test_a_person_has_it_sealed_and_two_have_it_re_opened(daemon):
    steady.play_phase_1(daemon, without_a_return, to="2025-02-11T09:00")
    done = daemon.json("seal", "phase-1", "--reason", "Cát Bi không phát sinh")
    assert (done["id"], done["sealed_at"]) == ("phase-1-1", "2025-02-11T09:00:00+07:00")
    ordered = daemon.json("seals", "show", "phase-1-1")["ordered"]
    assert ordered["reason"] == "Cát Bi không phát sinh" and ordered["missing"] == [{"ward": "cat-bi", "months": ["2024-12"]}]
    assert query(daemon, "SELECT reason FROM audit WHERE action = 'seal'") == [("Cát Bi không phát sinh",)]
    assert "seal reopen phase-1" in daemon.refused("seal", "phase-1", "--reason", "lại")
    before = query(daemon, "SELECT * FROM seal WHERE id LIKE 'phase-%'")
    drafts = {draft["id"] for draft in daemon.papers() if draft["state"] != "stale"}
    assert drafts

    daemon.refused("seal", "reopen", "phase-1")  # without a reason
    daemon.ctl("seal", "reopen", "phase-1", "--reason", "đã có báo cáo")
    assert [row["reopening"] for row in daemon.json("seals")] == ["proposed"]
    mine = pwd.getpwuid(os.getuid()).pw_name  # people read the account's name, never its number
    assert [row["reopening_by_name"] for row in daemon.json("seals") if row["reopening_by"]] == [mine]
    said = daemon.refused("seal", "approve", "phase-1")  # by the same person
    assert f"do chính {mine} " in said and "uid:" not in said, said
    ledger.change(daemon.state / "thidua.db", "seal_reopening", "UPDATE seal_reopening SET proposed_by = 'uid:7' WHERE id = ?", 1)
    assert daemon.json("seal", "approve", "phase-1")["state"] == "approved"
    assert query(daemon, "SELECT * FROM seal WHERE id LIKE 'phase-%'") == before
    assert all(draft["state"] == "stale" for draft in daemon.papers() if draft["id"] in drafts)
    assert "run" in waiting(daemon)[0]["why"] and waiting(daemon)[0]["until"] is None
    daemon.advance("2025-03-03T09:00")
    assert len(daemon.json("seals")) == 1
    daemon.add({"submission": [{"ward": "cat-bi", "period": "2024-12", "record_type": "tip", "nil_return": "no",
                                "submitted_on": "2025-03-03"}]})
    assert [(row["id"], row["reopening"]) for row in sealed(daemon, 2)] == [("phase-1-1", "approved"), ("phase-1-2", None)]
    assert query(daemon, "SELECT * FROM seal WHERE id = 'phase-1-1'") == before
    assert {draft["seal"] for draft in daemon.papers() if draft["state"] == "drafted"} == {"phase-1-2"}
    assert json.loads(query(daemon, "SELECT detail FROM audit WHERE action = 'seal approve'")[0][0])["seal"] == "phase-1-1"
    for seal in ("phase-1-1", "phase-1-2"):
        assert daemon.json("replay", seal)["replay"] == "identical"
    daemon.ctl("audit", "verify")
    intact(daemon)
