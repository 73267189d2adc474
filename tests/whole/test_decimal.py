"""Numbers with decimals: written with a comma, stored exactly, read the same in lists, forms, rules and conditions."""
import json
import re

import pytest

from base import intact
from daemon import Daemon, free_port, until

DAYS = ("--from", "2026-01-01", "--until", "2026-06-30")
RULE = """return criterion {
  title   = "Điểm trung bình",
  subject = "ward",
  reports = {},
  target  = "2.share",
  counts  = "điểm",
  measure = {
    of    = "activity",
    date  = "on_date",
    where = "score IS NOT NULL",
    num   = "score",
    den   = "100 * (score IS NOT NULL)",
  },
  judge   = share_at_least,
  says    = "{{ num | le(1) }} trên {{ den | le(1) }} điểm tối đa = {{ value }} (mức giao {{ target }})",
  examples = {
    { row = { num = 160, den = 200 }, target = "80 %", verdict = "met" },
    { row = { num = 159, den = 200 }, target = "80 %", verdict = "missed" },
  },
}
"""


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    folder = tmp_path_factory.mktemp("decimal")
    daemon = Daemon(folder, package=None, clock="2026-01-02T08:00", arguments=("--listen", f"127.0.0.1:{(port := free_port())}"))
    daemon.port = port
    made = folder / "contest"
    daemon.ctl("--json", "contest", "new", made, "--title", "Thử", *DAYS)
    records = made / "records.ini"
    records.write_text(records.read_text().replace("good = yes_no | Đạt yêu cầu\n", "good = yes_no | Đạt yêu cầu\nscore? = decimal 1 0..10 | Điểm\n"))
    (made / "targets.ini").write_text((made / "targets.ini").read_text() + "\n[2.share 2026-01-01]\ntitle = Điểm trung bình\ntype = percent\nvalue = 80 %\nreference = Kế hoạch\n")
    (made / "criteria" / "2.lua").write_text(RULE)
    try:
        daemon.load(made)
        daemon.advance("2026-02-02T08:00")
        daemon.add({"activity": [{"activity_id": f"a{i}", "ward": ward, "on_date": "2026-01-05", "good": "yes", "score": score}
                                 for i, (ward, score) in enumerate([("thon-1", "8,5"), ("thon-1", "7.5"), ("thon-2", "8"), ("thon-2", "7,90"), ("thon-1", "")])]})
        yield daemon
        assert daemon.stop() == 0
    finally:
        daemon.stop()


def scores(daemon):
    found = daemon.json("records", "find", "activity")
    place = [column["name"] for column in found["columns"]].index("score")
    return [row[place] for row in found["rows"]]


def test_what_was_written_is_read_and_counted_exactly(daemon):
    assert sorted(filter(None, scores(daemon))) == ["7,5", "7,9", "8,0", "8,5"]
    daemon.ctl("evaluate", "2026-01")
    assert {ward: (daemon.result("2026-01", "2", ward)["num"], daemon.result("2026-01", "2", ward)["den"], daemon.result("2026-01", "2", ward)["verdict"])
            for ward in ("thon-1", "thon-2", "xa")} == {"thon-1": (160, 200, "met"), "thon-2": (159, 200, "missed"), "xa": (319, 400, "missed")}
    explained = daemon.json("explain", "2026-01/2/thon-1")
    assert "16,0 trên 20,0 điểm tối đa = 80%" in explained["says"] and "8,5" in json.dumps(explained["evidence"], ensure_ascii=False)


def test_what_is_lacking_is_written_with_its_comma(daemon):
    """0,1 points, not 01: in the sentence of a result, tables, alerts, the forecast, papers; the number itself stays one of tenths."""
    daemon.ctl("evaluate", "2026-01")
    result = daemon.result("2026-01", "2", "thon-2")
    assert (result["needed"], result["decimals"]) == (1, 1) and "decimals" not in daemon.result("2026-01", "1", "thon-2")
    explained = daemon.json("explain", "2026-01/2/thon-2")
    assert explained["lacking"].startswith("cần thêm 0,1 điểm;") and explained["lacking_en"].startswith("0.1 more needed;"), explained
    assert re.search(r"(?m)^Cần thêm +0,1$", daemon.ctl("explain", "2026-01/2/thon-2"))
    assert re.search(r"thon-2 .* 159 .* chưa đạt +0,1 ", daemon.ctl("results", "--period", "2026-01", "--criterion", "2"))
    daemon.advance("2026-02-12T08:00")
    alert, = [one for one in daemon.json("alerts") if one["criterion"] == "2" and one["subject"] == "thon-2"]
    assert "còn thiếu 0,1 điểm" in alert["text"], alert
    # the open month: what has come so far, live, forecast, on the page
    daemon.add({"activity": [{"activity_id": "b1", "ward": "thon-2", "on_date": "2026-02-01", "good": "yes", "score": "6,8"}]})
    row = until(lambda: next((one for one in daemon.json("forecast", "--period", "2026-02")["rows"] if one["criterion"] == "2" and one["subject"] == "thon-2" and one["num"] == 68), None), what="the live figure")
    assert row["needed"] == 12 and row["lacking"].startswith("cần thêm 1,2 điểm")
    assert "còn đạt được  1,2" in daemon.ctl("forecast", "--period", "2026-02", "--unit", "thon-2")
    assert "1,2 điểm" in daemon.open("/live").read().decode() and "cần thêm 1,2" in re.sub("<[^>]*>| +", " ", daemon.open("/live").read().decode())


@pytest.mark.parametrize("score, sentence", [("8,55", "nhiều nhất 1 chữ số sau dấu phẩy; ghi như 10,0"), ("10,1", "ở ngoài giới hạn; ghi số từ 0,0 đến 10,0"),
                                             ("tám", "nhiều nhất 1 chữ số"), ("80 %", "nhiều nhất 1 chữ số"), ("-1", "ở ngoài giới hạn")])
def test_what_is_no_such_number_is_refused(daemon, score, sentence):
    row = {"activity_id": "x", "ward": "thon-1", "on_date": "2026-01-06", "good": "yes", "score": score}
    before = scores(daemon)
    with pytest.raises(AssertionError) as refused:
        daemon.add({"activity": [row]})
    assert sentence in str(refused.value) and scores(daemon) == before


def test_its_own_form_changes_nothing(daemon, tmp_path):
    form = tmp_path / "form.xlsx"
    daemon.ctl("forms", "export", "activity", "--unit", "thon-1", "--period", "2026-01", "--out", form)
    said = daemon.json("import", "activity", form)
    assert (said["read"], said["unchanged"]) == (3, 3), said


def test_a_condition_is_written_and_read_with_its_comma(daemon):
    cells = ["--change", "criterion=1", "--change", "where.1.field=score", "--change", "where.1.how=at_least", "--change", "where.1.value=8,5"]
    made = daemon.json("rules", "propose", "--reason", "thử", *cells)
    diff = daemon.json("rules", "diff", made["proposal"])["files"][0]["diff"]
    assert re.search(r"\+.*score >= 85", diff), diff
    refusal = daemon.refused("rules", "preview", *cells[:-1], "where.1.value=8,55")
    assert "8,55" in refusal and "ghi như 8,5" in refusal
    daemon.ctl("rules", "withdraw", made["proposal"], "--reason", "thôi")


def test_another_number_of_decimals_is_another_field(daemon):
    text = (daemon.folder / "contest" / "records.ini").read_text()
    changed = daemon.folder / "records.ini"
    changed.write_text(text.replace("decimal 1 0..10", "decimal 2 0..10"))
    assert "score" in daemon.refused("rules", "propose", "--reason", "thử", changed)
    changed.write_text(text.replace("decimal 1 0..10", "decimal 1 0..8"))
    assert "activity.fields.score: 1 bản ghi đã lưu" in daemon.refused("rules", "propose", "--reason", "thử", changed)
    intact(daemon)
