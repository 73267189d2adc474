"""How alerts end that no record ends: final at the seal of their phase, passed on to the successor of a unit, or closed with it."""
import os
import sys

import pytest

import phase
import post
import steady
from base import query
from daemon import SOURCE

sys.path.insert(0, str(SOURCE / "tests" / "sample"))
import generate  # noqa: E402

BOTH = {("2024-11", "concluded"), ("phase-1", "concluded")}


def states(daemon, **match):
    return {(one["period"], one["state"]) for one in daemon.alerts(**match)}


def mailing(make, folder, play):
    daemon = make(arguments=["--config", post.configure(folder)], play=play)
    (folder / "mails").mkdir()
    post.channels(daemon, f"[email]\nplugin = file\nfolder = {folder / 'mails'}\n")
    return daemon


def told(daemon, address):
    return [one["kind"] for one in reversed(daemon.json("outbox", "list")) if one["address"] == address]


def at_the_last_run(daemon):
    """Before the final run of January and of the phase: Cát Bi has missed 1.1 in November."""
    daemon.add(steady.roster())
    for when, month in phase.PHASE:
        daemon.advance(when)
        daemon.add(phase.miss(month, steady.month(month)))


# ---- the seal ----

def test_the_seal_makes_them_final(make):
    daemon = make(play=phase.play)
    assert daemon.alerts("--open", kind="target") == [] and "1.1" not in daemon.ctl("alerts", "short")
    assert states(daemon, criterion="1.1") == BOTH
    [month, whole] = daemon.alerts(criterion="1.1")
    assert month["resolved_at"] == whole["resolved_at"] == daemon.json("seals")[0]["sealed_at"]
    shown = daemon.json("alerts", "show", month["id"])
    assert [one["event"] for one in shown["events"] if one["event"] != "escalated"] == ["opened", "concluded"] and "khép lại khi chốt đợt" in daemon.ctl("alerts", "show", month["id"])
    sequence = shown["events"][-1]["sequence"]
    assert query(daemon, "SELECT action FROM audit WHERE sequence = ?", sequence) == [("seal",)]
    assert "đã khép khi chốt đợt" in daemon.refused("alerts", "ack", month["id"], "--until", "2025-03-01", "--note", "để xem")
    daemon.ctl("evaluate", "2024-11")  # an adjusted run that finds what was sealed
    assert states(daemon, criterion="1.1") == BOTH and len(daemon.json("alerts", "show", month["id"])["events"]) == len(shown["events"])


def test_only_an_adjusted_run_changes_what_is_final(make):
    daemon = make(play=phase.play)
    missed = [tip for tip in phase.miss("2024-11", steady.month("2024-11"))["tip"] if tip["ward"] == "cat-bi"]
    daemon.add({"tip": [{**tip, "channel": "force"} for tip in missed]}, "--reason", "ghi nhầm nguồn")
    assert states(daemon, criterion="1.1") == {("2024-11", "resolved"), ("phase-1", "resolved")}
    [month, _] = daemon.alerts(criterion="1.1")
    assert "điều chỉnh" in daemon.json("alerts", "show", month["id"])["events"][-1]["note"]
    daemon.add({"tip": [{**tip, "channel": "force" if place < 2 else "zalo"} for place, tip in enumerate(missed)]}, "--reason", "xem lại", "--revive")
    opened = daemon.alerts("--open", criterion="1.1", period="2024-11")
    assert [one["id"] for one in opened] == [month["id"]] and "điều chỉnh" in opened[0]["text"]
    daemon.add({"tip": missed}, "--reason", "như cũ", "--revive")  # as it was sealed
    assert states(daemon, criterion="1.1") == BOTH and daemon.alerts("--open", kind="target") == []


def test_final_is_told_once_to_whom_the_opening_was_told(make, tmp_path):
    daemon = mailing(make, tmp_path, at_the_last_run)
    daemon.ctl("addresses", "set", "unit:cat-bi", "email", "catbi@example.vn", "--from", "2024-11-01")
    daemon.ctl("addresses", "set", "unit:nam-hai", "email", "namhai@example.vn", "--from", "2024-11-01")
    daemon.advance("2025-02-10T17:00")
    assert states(daemon, criterion="1.1") == BOTH
    assert told(daemon, "catbi@example.vn").count("alert.final") == 1 and told(daemon, "namhai@example.vn") == []
    [final] = [one for one in daemon.json("outbox", "list") if one["kind"] == "alert.final"]
    shown = daemon.json("outbox", "show", final["id"])
    assert "Đã chốt Đợt 1" in shown["subject"] and shown["text"].count("chỉ tiêu 1.1") == 2 and f"{post.LINK}/alerts" in shown["text"]
    daemon.restart()
    daemon.advance("2025-02-11T09:00")
    assert told(daemon, "catbi@example.vn").count("alert.final") == 1
