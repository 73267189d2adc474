"""Why a target was missed, as the ward writes it: on the page of the result, kept with its history, said by the notice and the report that are
drafted from then on, and by no paper of before; under the lock of the month and by who may."""
import re

import pytest

import steady
import visitor
from ledger import change
from phase import PHASE, listening, miss
from word import Word

NOVEMBER = "/result?id=2024-11/1.1/cat-bi/final"
WRITTEN = {"unit": "cat-bi", "criterion": "1.1", "period": "2024-11"}


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cause")
    made = listening(folder, package=steady.locked(folder, days=10))
    try:
        made.add(steady.roster())
        made.advance(PHASE[0][0])
        made.add(miss("2024-11", steady.month("2024-11")))
        made.advance("2024-12-10T09:00")
        for name, role, *words in (("lan", "officer", "--unit", "cat-bi"), ("hoa", "officer", "--unit", "dang-lam"), ("minh", "reviewer"), ("thu", "leader")):
            visitor.enter(made, name, role, *words)
        yield made
        assert made.json("audit", "verify")
        assert made.stop() == 0
    finally:
        made.stop()


def page(daemon, path, name):
    status, _, text = visitor.get(daemon, path, name)
    assert status == 200, text.decode()[-600:]
    return text.decode()


def write(daemon, name, **fields):
    return visitor.send(daemon, "causes/set", name, next=NOVEMBER, **{**WRITTEN, **fields})


def seen(text):
    return re.search(r'name="seen" value="(\d+)"', text)[1]


def paper(daemon, kind, subject):
    draft = [one for one in daemon.papers() if one["kind"] == kind and one["subject"] == subject][-1]
    out = daemon.folder / f"{draft['id']}.docx"
    daemon.ctl("drafts", "export", draft["id"], "--out", out, "--force")
    return draft["id"], Word(out).text()


def test_an_officer_writes_it_and_everybody_of_the_unit_reads_it(daemon):
    before = page(daemon, NOVEMBER, "lan")
    assert 'action="/do/causes/set"' in before and seen(before) == "0"
    assert 'action="/do/causes/set"' not in page(daemon, NOVEMBER, "thu")  # a leader reads
    assert 'action="/do/causes/set"' not in page(daemon, "/result?id=2024-11/1.1/dang-lam/final", "hoa")  # it is met
    assert write(daemon, "lan", seen="0", cause="  06 tin  người dân\r\nbáo trực tiếp. ", remedy="Phổ biến lại.")[0] == 303
    text = page(daemon, NOVEMBER, "thu")
    assert "06 tin người dân báo trực tiếp." in text and "Phổ biến lại." in text
    one, = daemon.json("causes", "list")
    assert (one["unit"], one["criterion"], one["period"], one["written_by"]) == ("cat-bi", "1.1", "2024-11", "person:lan")
    explained = daemon.json("explain", "2024-11/1.1/cat-bi/final")
    assert (explained["causes"][0]["cause"], explained["asks_cause"]) == (one["cause"], True)


def test_a_text_that_was_not_seen_is_not_written_over_and_none_is_lost(daemon):
    number = seen(page(daemon, NOVEMBER, "lan"))
    assert write(daemon, "minh", seen=number, cause="Tin báo qua trực ban", remedy="Phổ biến lại.")[0] == 303
    status, text = write(daemon, "lan", seen=number, cause="Lời thứ ba")
    assert status == 400 and "Người khác vừa ghi nguyên nhân: “Tin báo qua trực ban”" in text and "Lời thứ ba" in text  # both stand there
    assert [one["cause"] for one in daemon.json("explain", "2024-11/1.1/cat-bi/final")["causes"]] == ["Tin báo qua trực ban", "06 tin người dân báo trực tiếp."]
    assert len(daemon.json("causes", "list")) == 1 and len(daemon.json("causes", "list", "--all")) == 2
    assert "06 tin người dân báo trực tiếp." in page(daemon, NOVEMBER, "minh")
    again = daemon.json("causes", "set", "cat-bi", "1.1", "2024-11", "--cause", "Tin báo qua trực ban", "--remedy", "Phổ biến lại.")
    assert again["id"] == daemon.json("causes", "list")[0]["id"]  # the same again is no other text


def test_who_may_not_and_what_is_nothing_to_explain_is_refused(daemon):
    assert write(daemon, "hoa", cause="x")[0] == 403
    assert write(daemon, "thu", cause="x")[0] == 403
    assert [one["unit"] for one in daemon.json("causes", "list")] == ["cat-bi"]
    assert "không phải là chưa đạt" in daemon.refused("causes", "set", "cat-bi", "4.1", "2024-11", "--cause", "x")
    assert "chưa có kết quả" in daemon.refused("causes", "set", "cat-bi", "1.1", "2025-05", "--cause", "x")
    assert "nhiều nhất là 1000" in daemon.refused("causes", "set", "cat-bi", "1.1", "2024-11", "--cause", "x" * 1001)
    assert "chưa ghi nguyên nhân" in daemon.refused("causes", "set", "cat-bi", "1.1", "2024-11", "--cause", " \n ")


def test_a_locked_month_takes_an_exception(daemon):
    daemon.advance("2024-12-14T09:00")
    locked = page(daemon, NOVEMBER, "lan")
    assert 'action="/do/causes/set"' not in locked and "Tháng này đã khóa" in locked  # no form that would be refused
    status, text = write(daemon, "lan", cause="Muộn")
    assert status == 400 and "Tháng 11/2024 đã khóa từ hết ngày 13/12/2024" in text and "exceptions ask --unit cat-bi --period 2024-11" in text
    asked = visitor.send(daemon, "exceptions/ask", "lan", next="/records", unit="cat-bi", period="2024-11", until="2024-12-16", reason="bổ sung")
    assert asked[0] == 303
    daemon.ctl("exceptions", "grant", daemon.json("exceptions", "list")[0]["id"], "--reason", "đúng")
    assert 'action="/do/causes/set"' in page(daemon, NOVEMBER, "lan")
    assert write(daemon, "lan", cause="Tin báo qua trực ban phường", remedy="Phổ biến lại tại 05 tổ.")[0] == 303


def test_the_notice_and_the_report_say_it_and_a_paper_of_before_does_not_change(daemon):
    for when, month in PHASE[1:]:
        daemon.advance(when)
        daemon.add(miss(month, steady.month(month)))
    daemon.advance("2025-02-12T18:00")
    notice, text = paper(daemon, "e", "cat-bi")
    assert "tháng 11/2024: Tin báo qua trực ban phường. Biện pháp: tháng 11/2024: Phổ biến lại tại 05 tổ" in text and "[…]" not in text
    report, whole = paper(daemon, "d", "quan-hai-an")
    assert "phường Cát Bi (" in whole and "): tháng 11/2024: Tin báo qua trực ban phường. Biện pháp:" in whole
    daemon.ctl("causes", "set", "cat-bi", "1.1", "phase-1", "--cause", "Lời của cả đợt")
    daemon.advance("2025-02-13T18:00")
    assert (notice, text) == paper(daemon, "e", "cat-bi") and (report, whole) == paper(daemon, "d", "quan-hai-an")


def test_the_result_leads_to_its_papers(daemon):
    explained = daemon.json("explain", "phase-1/1.1/cat-bi/final")
    assert sorted(one["kind"] for one in explained["papers"]) == ["d", "e"]
    assert [one["cause"] for one in explained["causes_of_months"]] == ["Tin báo qua trực ban phường"]
    own, district = (next(one["id"] for one in explained["papers"] if one["kind"] == kind) for kind in "ed")
    seen_by = {name: set(re.findall(r"/draft\?id=([\w-]+)", page(daemon, "/result?id=phase-1/1.1/cat-bi/final", name))) for name in ("lan", "minh")}
    assert seen_by == {"lan": {own}, "minh": {own, district}}  # the district's report is not the ward's to read
    assert [one["kind"] for one in daemon.json("explain", "phase-1/1.1/dang-lam/final")["papers"]] == ["d"]
    assert [one["kind"] for one in daemon.json("explain", "2024-11/1.1/cat-bi/final")["papers"]] == []


def test_a_redraft_takes_the_phase_s_own_text(daemon):
    daemon.ctl("seal", "reopen", "phase-1", "--reason", "thử")
    change(daemon.state / "thidua.db", "seal_reopening", "UPDATE seal_reopening SET proposed_by = 'uid:7' WHERE id = ?", 1)
    daemon.ctl("seal", "approve", "phase-1")
    daemon.ctl("evaluate", "phase-1")
    daemon.advance("2025-02-14T18:00")
    assert "Lời của cả đợt" in paper(daemon, "e", "cat-bi")[1] and "tháng 11/2024: Tin báo" not in paper(daemon, "e", "cat-bi")[1]
