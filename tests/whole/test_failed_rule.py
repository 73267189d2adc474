"""A rule that fails only in the phase's run, from the first alert to the papers (decisions/0030-a-seal-waits.md)."""
import shutil

import pytest

import ledger
import steady
from base import intact
from daemon import PACKAGE, until
from rules import propose, put

RULE = (PACKAGE / "criteria" / "1.1.lua").read_text()
FAILS_IN_A_PHASE = RULE.replace("  judge   = share_at_least,\n", """  judge   = function(num, den, target, params, period)
    if period.kind == "phase" then error("chỉ hỏng ở kỳ đợt") end
    if den == 0 then return "not_applicable" end
    return num * target.den >= target.num * den and "met" or "missed"
  end,
""")
MENDED = FAILS_IN_A_PHASE.replace('    if period.kind == "phase" then error("chỉ hỏng ở kỳ đợt") end\n', "")


def open_alerts(daemon, kind):
    return [alert for alert in daemon.alerts("--open") if alert["kind"] == kind]


@pytest.fixture
def failed(make, tmp_path):
    """Phase 1 with every return in, its run made, 1.1 failed in it."""
    assert FAILS_IN_A_PHASE != RULE and MENDED != FAILS_IN_A_PHASE
    package = tmp_path / "package"
    shutil.copytree(PACKAGE, package)
    (package / "criteria" / "1.1.lua").write_text(FAILS_IN_A_PHASE)
    shutil.rmtree(package / "tests")
    daemon = make(package=package)
    steady.play_phase_1(daemon, to="2025-02-10T18:00")
    return daemon


def mend(daemon):
    daemon.ctl("rules", "activate", propose(daemon, put(daemon, "1.1.lua", MENDED)))


def test_the_first_error_is_said_and_the_seal_waits_for_the_rule(failed):
    assert {row["verdict"] for row in failed.results(period="phase-1", criterion="1.1")} == {"error"}
    alert, = open_alerts(failed, "rule_error")
    assert alert["criterion"] == "1.1" and alert["period"] == "phase-1" and "chỉ hỏng ở kỳ đợt" in alert["text"]
    row, = [row for row in failed.json("status")["waiting"] if row["kind"] == "seal"]
    assert row["why"] == ["error"] and row["errors"] == ["1.1"] and row["until"] is None
    assert "1.1" in row["vi"]
    failed.advance("2025-03-20T09:00")  # no waiting time seals over an error, no paper is made
    assert failed.json("seals") == [] and failed.papers() == []
    mend(failed)
    until(lambda: len(failed.json("seals")) == 1, what="the seal")
    assert {row["verdict"] for row in failed.results(period="phase-1", criterion="1.1", level="ward")} == {"met"}
    assert open_alerts(failed, "rule_error") == [] and open_alerts(failed, "seal") == []
    assert "d" in {draft["kind"] for draft in failed.papers() if draft["state"] == "drafted"}
    assert failed.json("replay", "phase-1-1")["replay"] == "identical"
    intact(failed)


def test_a_person_seals_over_it_and_two_open_it_again(failed):
    failed.add({"nomination": [steady.nomination(ward) for ward in sorted({row["subject"] for row in failed.results(period="phase-1", criterion="1.2", level="ward")})]})
    failed.ctl("seal", "phase-1", "--reason", "lãnh đạo yêu cầu")
    assert len(failed.json("seals")) == 1
    failed.advance("2025-02-20T09:00")
    assert not [draft for draft in failed.papers() if draft["state"] == "drafted"]  # no paper rests on a failed rule
    mend(failed)
    assert not [draft for draft in failed.papers() if draft["state"] == "drafted"]  # the seal has the rule that failed
    failed.ctl("seal", "reopen", "phase-1", "--reason", "quy tắc 1.1 đã sửa")
    ledger.change(failed.state / "thidua.db", "seal_reopening", "UPDATE seal_reopening SET proposed_by = 'uid:7' WHERE id = ?", 1)
    failed.ctl("seal", "approve", "phase-1")
    failed.ctl("evaluate", "phase-1")
    failed.advance("2025-02-21T09:00")
    until(lambda: len(failed.json("seals")) == 2, what="the second seal")
    drafted = {(draft["kind"], draft["seal"]) for draft in failed.papers() if draft["state"] == "drafted"}
    assert {seal for _, seal in drafted} == {"phase-1-2"} and {"a", "d"} <= {kind for kind, _ in drafted}
    assert open_alerts(failed, "rule_error") == [] and open_alerts(failed, "seal") == []
    intact(failed)
