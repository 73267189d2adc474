"""Life cycles as people meet them: the table by command and API, its pictures in the docs, what became of a thing."""
import pytest

import steady
from base import intact, query
from daemon import SOURCE

KINDS = ["record", "proposal", "alert", "silence", "draft", "reopening", "exception", "quarantine", "duty", "person", "message"]


def test_the_table_is_asked_for(daemon):
    assert [row["name"] for row in daemon.json("workflow")] == KINDS
    shown = daemon.json("workflow", "show", "proposal")
    activate = next(row for row in shown["rows"] if row["act"] == "activate")
    assert (activate["from"], activate["to"], activate["roles"], activate["relation"], activate["follows"]) == (
        ["proposed"], "activated", ["administrator"], "another", "put_in_force")
    said = daemon.ctl("workflow", "show", "alert")
    for word in ("ghi nhận", "acknowledge", "alerts ack", "lý do", "ngày cuối", "máy chủ", "đang mở"):
        assert word in said, said
    assert "machine" not in said and "resolved" not in said, said
    kinds = daemon.ctl("workflow")
    assert "dự thảo" in kinds and "văn bản không dự thảo được" not in kinds and "superseded" not in kinds, kinds
    assert "record, proposal, alert, silence, draft" in daemon.refused("workflow", "show", "paper")
    assert "chưa có bước nào" in daemon.refused("workflow", "history", "alert", "999")


@pytest.mark.parametrize("kind", KINDS)
def test_the_picture_in_the_docs_is_the_one_that_is_printed(daemon, kind):
    """To write it anew: thiduactl --lang en workflow show KIND --svg > docs/workflow/KIND.svg"""
    printed = daemon.ctl("--lang", "en", "workflow", "show", kind, "--svg")
    assert printed == (SOURCE / "docs" / "workflow" / f"{kind}.svg").read_text()
    vietnamese = daemon.ctl("workflow", "show", kind, "--svg")
    assert vietnamese.startswith("<svg ") and vietnamese != printed


def test_what_became_of_things_is_told(daemon):
    daemon.add(steady.roster())
    daemon.advance("2024-12-03T09:00")
    daemon.add(steady.month("2024-11", wards=[ward for ward in steady.WARDS if ward != "trang-cat"]))
    daemon.advance("2024-12-06T17:00")
    alert = daemon.alerts()[0]["id"]
    daemon.ctl("alerts", "ack", alert, "--until", "2024-12-08", "--note", "đang đôn đốc")
    history = daemon.json("workflow", "history", "alert", alert)
    assert [(step["event"], step["state"]) for step in history] == [("opened", "open"), ("acknowledged", "acknowledged")]
    assert history[1]["note"] == "đang đôn đốc" and history[1]["until"] == "2024-12-08"
    log = query(daemon, "SELECT action, actor FROM audit WHERE sequence = ?", history[1]["sequence"])
    assert log == [("alerts ack", history[1]["actor"])]
    daemon.advance("2024-12-09T08:00")
    assert daemon.alerts()[0]["acknowledged_by"] is None
    assert [event["event"] for event in daemon.json("alerts", "show", alert)["events"]][-1] == "expired"
    assert [step["event"] for step in daemon.json("workflow", "history", "alert", alert)] == ["opened", "acknowledged", "expired"]
    intact(daemon)
