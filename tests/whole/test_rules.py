"""Rules that change while the contest runs: a preview says what the activation then does, for targets, rules and money."""
import os

import steady
from base import intact, query
from daemon import PACKAGE
from random_records import batches
from rules import COUNTS_ALL, OTHERS, SHORT, SOUND, TARGETS, by_another, hold, propose, put, verdicts, with_value

LONG = bool(os.environ.get("THIDUA_LONG"))


def test_a_preview_is_what_the_activation_does(daemon):
    """Over a lively month, for the parameters one after the other (all of them with THIDUA_LONG), then for a rule."""
    plan, write = batches(11, 1)
    for batch in plan:
        daemon.advance(f"{batch.at:%Y-%m-%dT%H:%M}")
        daemon.ctl("import", "--dir", daemon.write({name: write.file(name, rows) for name, rows in batch.files.items()}))
    daemon.advance("2024-12-20T08:00")
    daemon.ctl("evaluate", "phase-1", "--stage", "provisional")
    text, moved = TARGETS, {}
    for name in OTHERS if LONG else SHORT:
        text = with_value(text, name, OTHERS[name])
        moved[name] = hold(daemon, put(daemon, "targets.ini", text))
    assert sum(count > 0 for count in moved.values()) >= (10 if LONG else 2), moved
    # a day in the middle: only what ends later is judged by the new value
    dated = text + "\n[6.2.most 2024-12-01]\nvalue = 9\nreference = Thông báo thử\n"
    hold(daemon, put(daemon, "targets.ini", dated))
    daemon.add({"accident": [{"accident_id": "light", "ward": "nam-hai", "on_date": "2024-11-20", "level": "minor"}]})
    assert hold(daemon, put(daemon, "6.2.lua", COUNTS_ALL)) > 0  # and it needs one return more than before
    assert daemon.alerts("--open", kind="return", period="2024-11", subject="nam-hai") != []
    intact(daemon)
    history = daemon.json("rules", "history")
    assert [row["cause"] for row in history] == ["load"] + ["proposal"] * (len(moved) + 2)
    assert history[-1]["files"] == "criteria/6.2.lua" and history[-1]["previous"] == history[-2]["package"]
    assert {row[0] for row in query(daemon, "SELECT engine FROM run")} == {"thidua " + daemon.json("status")["version"]}
    # every version is there, comparable and restorable
    first = history[0]["package"]
    diff = daemon.json("rules", "diff", first[:10], history[1]["package"][:10])
    assert [(row["path"], row["what"]) for row in diff["files"]] == [("targets.ini", "changed")]
    assert "-value = 80 %" in diff["files"][0]["diff"] and "+value = 97 %" in diff["files"][0]["diff"]
    assert [(row["name"], row["from"], row["before"], row["after"]) for row in diff["params"]] == [
        ("1.1.share", "2024-11-01", "80 %", "97 %")]
    assert daemon.json("rules", "show", first[:10], "targets.ini")["text"] == TARGETS
    assert daemon.json("rules", "show", "targets.ini")["text"] == dated
    assert "rules show" in daemon.refused("rules", "show", "9.9.lua") and "không có tệp “9.9.lua”" in daemon.refused(
        "rules", "show", first[:10], "9.9.lua")
    assert "Tiếp theo: rules preview" in daemon.ctl("rules", "restore", first[:10], "--reason", "thử")
    back = daemon.json("rules", "restore", first[:10], "--reason", "dùng lại")["proposal"]
    by_another(daemon, back)
    daemon.ctl("rules", "activate", back)
    assert daemon.json("status")["package"] == first and daemon.json("rules", "history")[-1]["cause"] == "restore"
    daemon.ctl("audit", "verify")


def test_the_close_the_seal_stays_and_the_draft_follows(daemon):
    """After the close of phase 1: figures of the phase stay, the prize of the decision not yet issued follows."""
    steady.play_phase_1(daemon)
    daemon.add({"nomination": [steady.nomination(ward) for ward in ("cat-bi", "dang-lam", "dang-hai", "dong-hai-1",
                                                                    "dong-hai-2", "nam-hai", "thanh-to", "trang-cat")]})
    daemon.advance("2025-02-14T17:00")
    before, seal, drafts = verdicts(daemon), daemon.json("seals"), daemon.json("drafts", "--phase", "phase-1")
    decision = [row for row in drafts if row["kind"] == "a" and row["state"] == "drafted"]
    assert len(decision) == 1
    targets = put(daemon, "targets.ini", with_value(TARGETS, "1.1.share", "99 %"))
    rates = put(daemon, "rates.ini", (PACKAGE / "rates.ini").read_text().replace("value = 2340000", "value = 3000000"))
    number = propose(daemon, targets, rates)
    preview = daemon.json("rules", "preview", number)
    assert {row["sealed"] for row in preview["changes"]} == {True} and preview["flips"] == 0 and preview["alerts"] == []
    assert [(row["id"], row["kind"], row["what"]) for row in preview["drafts"]] == [(decision[0]["id"], "a", "drafted")]
    assert "tiền thưởng" in preview["drafts"][0]["why"]
    prizes = {row["recipient"]: (row["from"], row["to"]) for row in preview["prizes"] if row["phase"] == "phase-1"}
    assert prizes["collective"][0] < prizes["collective"][1] and prizes["individual"][0] < prizes["individual"][1]
    assert "Tiền thưởng" in daemon.ctl("rules", "preview", number)
    daemon.ctl("rules", "activate", number)
    assert verdicts(daemon) == before and daemon.json("seals") == seal
    after = {row["id"]: row["state"] for row in daemon.json("drafts", "--phase", "phase-1") if row["kind"] == "a"}
    assert after == {decision[0]["id"]: "stale", "phase-1-a-2": "drafted"}
    # late data moves what is sealed by the rules of its seal: 90 % of tips is still met there
    daemon.add({"accident": [{"accident_id": "late", "ward": "nam-hai", "on_date": "2025-01-20", "level": "serious"}]})
    late = daemon.result("phase-1", "1.1", "nam-hai")
    assert late["adjusted"] and late["verdict"] == "met" and daemon.result("phase-1", "6.2", "nam-hai")["verdict"] == "missed"
    # what another rule would change is told without what the last change already made of sealed figures
    assert daemon.json("rules", "preview", put(daemon, "6.2.lua", SOUND + "-- ghi chú\n"))["changes"] == []
    # a criterion that needs one more return asks for it in no sealed month
    assert daemon.json("rules", "preview", put(daemon, "6.2.lua", SOUND + "-- ghi chú\n"))["drafts"] == []
    more = put(daemon, "6.2.lua", SOUND.replace('reports = { "accident" }', 'reports = { "accident", "weapon_handover" }'))
    hold(daemon, more)
    assert daemon.alerts("--open", kind="return") == []
