"""A target with a value for one unit: a preview of it is what its activation does, nobody else moves; results, explanations, alerts and papers say the
unit's own value and by which document; a seal computes again as it was, and an outsider finds the same."""
import re
import shutil

import pytest

import steady
from daemon import PACKAGE, Daemon
from phase import PHASE
from rules import TARGETS, hold, propose, put, verdicts, without_papers
from verifier import outsider

OWN = ("\n[1.1.share cat-bi 2024-11-15]\nvalue = 95 %\nreference = Công văn số 12/BCĐ\n\n[7.1.deeds nam-hai 2024-11-01]\nvalue = 2\nreference = Công văn số 13/BCĐ\n"
       "until = 2024-12-30\n\n[6.2.most cat-bi 2024-11-01]\nvalue = 1\nreference = Công văn số 13/BCĐ\n")


def with_one_paper(to):
    """The report of the phase, whose dossier has all figures."""
    made = without_papers(to)
    parts = re.split(r"(?m)^(?=\[)", (PACKAGE / "documents.ini").read_text())
    (made / "documents.ini").write_text(parts[0] + next(part for part in parts if part.startswith("[d]")))
    (made / "documents").mkdir()
    for name in ("d.docx", "d.sql"):
        shutil.copy(PACKAGE / "documents" / name, made / "documents")
    return made


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    folder = tmp_path_factory.mktemp("own")
    made = Daemon(folder, package=with_one_paper(folder / "package"))
    made.add(steady.roster())
    made.advance("2024-12-07T09:00")
    made.add(steady.month("2024-11"))
    made.ctl("evaluate", "2024-11")
    yield made
    assert made.stop() == 0


def read_of(daemon, name):
    return [(row["name"], row["value"], row["from"], row["reference"]) for row in daemon.json("explain", name)["targets"]]


def test_what_rules_count_with_is_of_all(daemon):
    own = "\n[1.2.minutes cat-bi 2025-03-01]\nvalue = 10\nreference = CV\n\n[2.1.accepted cat-bi 2025-03-01]\nvalue = ministry\nreference = CV\n"
    said = daemon.refused("rules", "propose", put(daemon, "targets.ini", TARGETS + own), "--reason", "thử")
    assert "quy tắc 1.2 đọc “1.2.minutes”" in said and "quy tắc 2.1 đọc “2.1.accepted”" in said
    # nor may a paper's statement, a warning or the rows of evidence tell a unit the value of all
    of_share = put(daemon, "targets.ini", TARGETS + "\n[1.1.share cat-bi 2025-03-01]\nvalue = 95 %\nreference = CV\n")
    records = (PACKAGE / "records.ini").read_text() + "\n[tip.warning.9]\nwhen = param('1.1.share', r.received_on) > 90\ncolumn = ward\nvi = mức giao cao\nen = high\n"
    assert "records.ini đọc “1.1.share”" in daemon.refused("rules", "propose", of_share, put(daemon, "records.ini", records), "--reason", "thử")
    # nor may a grade of another rule be given by the value of all
    graded = (PACKAGE / "criteria" / "3.1.lua").read_text().replace("  says ", '  grades = { { id = "good", title = "khá", target = "1.1.share" } },\n  says ').replace("3.1.share", "1.1.share")
    assert "quy tắc 3.1 đọc “1.1.share” trong câu SQL, trong params hoặc trong grades" in daemon.refused("rules", "propose", of_share, put(daemon, "3.1.lua", graded), "--reason", "thử")
    rule = (PACKAGE / "criteria" / "6.1.lua").read_text()
    shown = "SELECT :subject AS ward, param_text('1.1.share', :last) AS \"Mức giao\""
    free = re.sub(r"(?s)  measure = \{.*?\n  \},\n", f"  measure = {{ sql = [[SELECT ward AS subject, 1 AS num, 1 AS den FROM home WHERE own]], evidence = [[{shown}]] }},\n", rule)
    assert "quy tắc 6.1 đọc “1.1.share”" in daemon.refused("rules", "propose", of_share, put(daemon, "6.1.lua", free), "--reason", "thử")


def test_a_preview_is_what_is_done(daemon):
    before = verdicts(daemon)
    assert hold(daemon, put(daemon, "targets.ini", TARGETS + OWN)) == 4
    moved = {key[2:] for key, now in verdicts(daemon).items() if before[key] != now}
    assert moved == {("1.1", "cat-bi"), ("7.1", "nam-hai"), ("7.1", "nam-hai-1"), ("7.1", "quan-hai-an")}
    assert [(row["criterion"], row["subject"]) for row in daemon.results(stage="final") if "95%" in (row["target"] or "")] == [("1.1", "cat-bi")]
    alert, = daemon.alerts("--open", criterion="1.1")
    assert alert["subject"] == "cat-bi" and "95%" in alert["text"]


def test_it_is_said(daemon):
    general = ("1.1.share", "80 %", "2024-11-01")
    assert [row[:3] for row in read_of(daemon, "2024-11/1.1/nam-hai")] == [general]
    first, own = read_of(daemon, "2024-11/1.1/cat-bi")
    assert first[:3] == general and own == ("1.1.share cat-bi", "95 %", "2024-11-15", "Công văn số 12/BCĐ")
    assert "Công văn số 12/BCĐ" in daemon.ctl("explain", "2024-11/1.1/cat-bi") and "Công văn số 12/BCĐ" not in daemon.ctl("explain", "2024-11/1.1/nam-hai")
    answer = daemon.json("rules", "sweep", "1.1.share", "--from", "90%", "--to", "96%", "--step", "6%")
    assert [head["own"] for head in answer["periods"]] == [["cat-bi"]] and [row["periods"][0]["met"] for row in answer["values"]] == [7, 0]


def cells(**change):
    return [word for key, value in change.items() for word in ("--change", f"{key}={value}")]


def test_by_cells_and_what_is_shown(daemon):
    """Written behind the unit's own section, else behind those for all; compared with what held for the unit."""
    of_share = [(row["name"], row["unit"], row["value"]) for row in daemon.json("rules", "targets", "1.1.share")]
    assert of_share == [("1.1.share", None, "80 %"), ("1.1.share cat-bi", "cat-bi", "95 %")]
    assert {"cat-bi", "quan-hai-an"} < {row["id"] for row in daemon.json("rules", "targets", "1.1.share")[0]["units"]}
    assert "1.1" in daemon.json("rules", "targets", "1.1.share cat-bi")[0]["used_by"]
    made = daemon.json("rules", "propose", "--reason", "thử", *cells(target="1.1.share", unit="nam-hai", value="70 %", reference="CV 14", until="2025-05-31", **{"from": "2025-03-01"}))
    row, = made["params"]
    assert (row["name"], row["before"], row["after"], row["from"]) == ("1.1.share nam-hai", "80 %", "70 %", "2025-03-01") and "phường Nam Hải" in row["title"]
    diff = daemon.json("rules", "diff", made["proposal"])
    assert "+[1.1.share nam-hai 2025-03-01]" in diff["files"][0]["diff"] and diff["params"] == made["params"]
    daemon.ctl("rules", "withdraw", made["proposal"], "--reason", "thôi")
    dropped = daemon.json("rules", "propose", "--reason", "thử", put(daemon, "targets.ini", TARGETS))
    assert [(row["name"], row["from"], row["before"], row["after"]) for row in dropped["params"]] == [
        ("1.1.share cat-bi", "2024-11-15", "95 %", "80 %"), ("7.1.deeds nam-hai", "2024-11-01", "2", "1"), ("6.2.most cat-bi", "2024-11-01", "1", "0")]
    daemon.ctl("rules", "withdraw", dropped["proposal"], "--reason", "thôi")
    assert "cat-bi?" in daemon.refused("rules", "preview", *cells(target="1.1.share", unit="cat-by", value="70 %", reference="CV", **{"from": "2025-03-01"}))
    assert "dấu cách" in daemon.refused("rules", "preview", *cells(target="1.1.share", unit="cat bi", value="70 %", reference="CV", **{"from": "2025-03-01"}))
    own = daemon.json("rules", "sweep", "1.1.share cat-bi", "--from", "90%", "--to", "96%", "--step", "6%")
    assert [head["own"] for head in own["periods"]] == [[]] and [row["periods"][0]["met"] for row in own["values"]] == [8, 7]


def test_what_must_not_happen_at_all(daemon):
    """One that may have a case is not told of it at once; nor is the early warning in its place."""
    daemon.advance("2024-12-15T09:00")
    daemon.add({"accident": [{"accident_id": f"tn-{ward}", "ward": ward, "on_date": "2024-12-10", "level": "serious"} for ward in ("cat-bi", "nam-hai")]})
    assert [alert["subject"] for alert in daemon.alerts("--open", kind="zero_tolerance")] == ["nam-hai"]


def test_a_seal_and_an_outsider(daemon, tmp_path):
    for when, month in PHASE[1:]:
        daemon.advance(when)
        daemon.add(steady.month(month))
    daemon.advance("2025-02-12T18:00")
    assert daemon.result("phase-1", "1.1", "cat-bi")["target"] == "từ 95%" and daemon.result("phase-1", "1.1", "cat-bi")["verdict"] == "missed"
    months = {month: daemon.result(month, "7.1", "nam-hai")["verdict"] for _, month in PHASE}
    assert months == {"2024-11": "missed", "2024-12": "met", "2025-01": "met"}  # `until` is the day before December is read
    phase = daemon.result("phase-1", "7.1", "nam-hai")
    assert (phase["num"], phase["den"], phase["verdict"]) == (2, 3, "missed")
    assert {ward: daemon.result("2024-12", "6.2", ward)["verdict"] for ward in ("cat-bi", "nam-hai")} == {"cat-bi": "met", "nam-hai": "missed"}
    assert daemon.json("replay", "phase-1-1")["replay"] == "identical"
    key, paper = daemon.json("keys", "show")["public"], next(draft for draft in daemon.papers() if draft["kind"] == "d")
    archive = tmp_path / "d.zip"
    daemon.ctl("drafts", "dossier", paper["id"], "--out", archive)
    assert "đã tính lại 99 kết quả" in outsider(archive, key, tmp_path)
    basis = daemon.json("drafts", "basis", paper["id"])["figures"]
    said = {row["subject"]: row["reference"] for row in basis if row["criterion"] == "1.1"}
    assert said["cat-bi"] == "Công văn số 12/BCĐ" and said["quan-hai-an"].startswith("Kế hoạch")
    daemon.json("rules", "activate", propose(daemon, put(daemon, "targets.ini", TARGETS)))
    assert daemon.json("replay", "phase-1-1")["replay"] == "identical" and daemon.result("phase-1", "1.1", "cat-bi")["verdict"] == "missed"
