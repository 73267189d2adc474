"""Nominations: whom the contest's own rule suggests and why, the meeting's votes, what is refused and with which sentence, and what became of each."""
import re
import shutil
from pathlib import Path

import pytest

import daemon as quiet
import visitor
from daemon import Daemon, Refused
from phase import listening, play
from rules import propose, put
from word import Word

PACKAGE = Path(__file__).resolve().parents[2] / "rules" / "hai-an-2024"
NOMINATED = {"nomination_id": "DN-1", "ward": "cat-bi", "phase": "phase-1", "kind": "collective", "subject": "cat-bi-1", "addressee": "district_chair",
             "achievement": "dẫn đầu phong trào", "minutes_on": "2025-02-06", "votes_for": 7, "votes_present": 7}
GIVEN = {"award_id": "KT-1", "subject": "nam-hai-1-1", "phase": "phase-1", "form": "Giấy khen", "given_by": "Giám đốc Công an thành phố Hải Phòng",
         "achievement": "bắt quả tang", "decision_no": "12/QĐ-CATP", "decision_on": "2025-01-15", "amount": 710000}


@pytest.fixture(scope="module")
def closed(tmp_path_factory):
    """Phase 1 closed, nobody nominated yet; one person was rewarded for it already, one is under complaint."""
    daemon = listening(tmp_path_factory.mktemp("nominations"), play=play)
    try:
        yield daemon
        assert daemon.json("audit", "verify")
        assert daemon.stop() == 0
    finally:
        daemon.stop()


def suggested(daemon, *words):
    return daemon.json("nominations", "suggest", "--period", "phase-1", *words)


def newest_sequence(daemon):
    return str(daemon.json("status")["sequence"])


def nominate(daemon):
    """The same whenever it is asked for: what is there already changes nothing."""
    daemon.add({"award": [GIVEN]})
    daemon.add({"nomination": [{**NOMINATED, "votes_members": 9, "votes_against": 0}, {**NOMINATED, "ward": "dang-lam", "kind": "declined", "subject": "", "achievement": "chưa có ai tiêu biểu"},
                               {**NOMINATED, "ward": "thanh-to", "subject": "thanh-to-1"}],
                "eligibility_flag": [{"subject": "thanh-to-1", "kind": "complaint", "valid_from": "2025-02-01"}]})


def refused(daemon, rows):
    with pytest.raises(Refused) as raised:
        daemon.add(rows)
    return str(raised.value)


def test_the_rule_ranks_with_reasons_and_the_same_comes_out_again(closed):
    first = suggested(closed, "--unit", "cat-bi")
    assert [(one["kind"], one["place"], one["tied"], one["name"]) for one in first["candidates"]] == [
        ("collective", 1, False, "Tổ bảo vệ an ninh, trật tự tổ dân phố số 1"), ("individual", 1, False, "Phạm Thị Hoa"),
        ("individual", 2, True, "Trần Văn Bình"), ("individual", 2, True, "Lê Văn Sáng")]
    assert first["candidates"][0]["says"] == "00 nguồn tin qua tổ; 03/03 thành viên tuần tra, 09 lượt; 03 việc tốt"
    assert "cuộc họp chọn" in first["tie"] and {ward["ward"] for ward in suggested(closed)["candidates"]} > {"cat-bi", "nam-hai"}
    receipt = first["receipt"]
    closed.add({"good_deed": [{"deed_id": "muộn-1", "team": "cat-bi-1", "on_date": "2025-01-10", "kind": "praise", "member_id": "cat-bi-1-1", "description": "giúp dân"}]})
    assert suggested(closed)["receipt"]["hash"] == receipt["hash"]  # a sealed phase: what came later changes nothing
    newest = suggested(closed, "--sequence", newest_sequence(closed))
    assert newest["receipt"]["hash"] != receipt["hash"]
    assert [one["name"] for one in newest["candidates"] if one["ward"] == "cat-bi" and one["place"] == 1][1] == "Trần Văn Bình"
    again = suggested(closed, "--sequence", str(receipt["sequence"]), "--package", receipt["package"])
    assert again["receipt"] == receipt
    assert "chưa có phiên bản dữ liệu" in closed.refused("nominations", "suggest", "--period", "phase-1", "--sequence", "999999")


@pytest.mark.parametrize("change, sentence", [
    ({"votes_for": 3}, "votes_for: Số phiếu đồng ý (3) không quá 1/2 Số người dự họp (7), theo thông lệ"),
    ({"votes_members": 11}, "votes_present: Số người dự họp (7) chưa tới 2/3 Số thành viên của Hội đồng (tập thể họp xét) (11)"),
    ({"votes_members": 6}, "votes_present: 7 người dự họp của 6 thành viên"),
    ({"votes_for": 6, "votes_against": 2}, "votes_against: 6 phiếu đồng ý và 2 phiếu không đồng ý nhiều hơn 7 người dự họp"),
    ({"ward": "nam-hai", "kind": "individual", "subject": "nam-hai-1-1"}, "Quyết định số 12/QĐ-CATP ngày 15/01/2025"),
    ({"ward": "nam-hai", "kind": "individual", "subject": "nam-hai-1-1"}, "một thành tích không khen nhiều lần"),
])
def test_a_nomination_that_may_not_be_is_refused_by_its_rule(closed, change, sentence):
    closed.add({"award": [GIVEN]})
    before = closed.json("nominations", "list", "--period", "phase-1")
    assert sentence in refused(closed, {"nomination": [{**NOMINATED, **change}]})
    assert closed.json("nominations", "list", "--period", "phase-1") == before


def test_an_award_is_not_meant_for_whom_another_gave_one(closed):
    closed.add({"award": [GIVEN]})
    meant = {**GIVEN, "award_id": "KT-2", "given_by": "Chủ tịch Ủy ban nhân dân phường Nam Hải", "decision_no": "", "decision_on": "", "amount": 360000}
    assert "thành tích của đợt này đã được khen" in refused(closed, {"award": [meant]})
    kept_out = {one["subject"]: one["kept_out"] for one in suggested(closed, "--sequence", newest_sequence(closed))["candidates"] if one["kept_out"]}
    assert kept_out == {"nam-hai-1-1": "thành tích của đợt này đã được khen: Giấy khen của Giám đốc Công an thành phố Hải Phòng"}


def test_what_became_of_each_stands_beside_what_it_costs(closed):
    nominate(closed)
    assert closed.json("nominations", "list", "--period", "phase-2")["rows"] == []
    said = closed.json("nominations", "list")  # the phase that ended last
    assert said["period"] == "phase-1"
    rows = {row["ward"]: row for row in said["rows"]}
    assert {ward: row["outcome"] for ward, row in rows.items()} == {"cat-bi": "named", "dang-lam": "declined", "thanh-to": "kept_out", "nam-hai": "decided"}
    assert rows["thanh-to"]["why"] == "có đơn thư khiếu nại, tố cáo đang được giải quyết (từ ngày 01/02/2025)"
    assert (rows["cat-bi"]["votes_for"], rows["cat-bi"]["votes_present"], rows["cat-bi"]["amount"], rows["cat-bi"]["draft"]) == (7, 7, 1410000, "phase-1-a-1")
    assert (rows["nam-hai"]["number"], rows["nam-hai"]["decided_on"], rows["nam-hai"]["amount"]) == ("12/QĐ-CATP", "2025-01-15", 710000)
    assert said["sums"] == {"collective": 1, "individual": 1, "amount": 2120000}
    own = closed.json("nominations", "list", "--period", "phase-1", "--unit", "cat-bi")
    assert own["sums"] == {"collective": 1, "individual": 0, "amount": 1410000}


def test_the_page_shows_both_to_whoever_may(closed):
    nominate(closed)
    visitor.enter(closed, "lan", "officer", "--unit", "cat-bi")
    status, _, text = visitor.get(closed, "/nominations?period=phase-1", "lan")
    page = text.decode()
    assert status == 200 and "1.410.000" in page and "Phạm Thị Hoa" in page and "ngang nhau" in page
    assert "Nam Hải" not in page and "12/QĐ-CATP" not in page  # another ward's


POSTED = {"posting_id": "NY-1", "unit": "quan-hai-an", "phase": "phase-1", "posted_on": "2025-02-12", "posted_until": "2025-02-14", "place": "trụ sở Ủy ban nhân dân quận"}
OBJECTED = {"objection_id": "PA-1", "ward": "cat-bi", "phase": "phase-1", "subject": "cat-bi-1", "received_on": "2025-02-12", "from_whom": "resident",
            "about": "tổ vắng mặt một vụ việc", "outcome": "open", "concluded_on": "", "reason": ""}
UPHELD = {**OBJECTED, "outcome": "upheld", "concluded_on": "2025-02-12", "reason": "đã xác minh"}


def posted_paper(daemon):
    """The text of the paper that is hung; None when there is none that holds."""
    for draft in daemon.papers():
        if draft["kind"] == "n" and draft["state"] != "stale":
            path = daemon.folder / f"{draft['id']}.docx"
            daemon.ctl("drafts", "export", draft["id"], "--out", path, "--force")
            return Word(path).check().plain()
    return None


def dismiss(daemon, reason="không đúng sự thật"):
    """Another reason each time: a row that is as it was before something newer came is taken for an old file."""
    daemon.add({"objection": [{**OBJECTED, "outcome": "dismissed", "concluded_on": "2025-02-12", "reason": reason}]}, "--reason", "kết luận")


@pytest.mark.parametrize("rows, sentence", [
    ({"posting": [{**POSTED, "posted_until": "2025-02-13"}]}, "posted_until: niêm yết ngắn hơn số ngày phải niêm yết (posting.days trong targets.ini); lùi ngày kết thúc, hoặc niêm yết sớm hơn: 3 ngày"),
    ({"objection": [{**UPHELD, "reason": ""}]}, "outcome: kết luận thì phải có ngày và lý do"),
    ({"objection": [{**UPHELD, "concluded_on": "2025-02-11"}]}, "concluded_on: kết luận trước ngày nhận"),
])
def test_a_posting_is_long_enough_and_a_conclusion_has_its_reason(closed, rows, sentence):
    assert sentence in refused(closed, rows)


def test_a_list_is_posted_for_everybody_and_an_upheld_objection_takes_the_nominee_out(closed):
    nominate(closed)
    closed.add({"posting": [POSTED]})
    dismiss(closed)
    visitor.enter(closed, "hoa", "officer", "--unit", "nam-hai")
    posted = closed.json("nominations", "posted", "--period", "phase-1")
    assert [(row["unit_name"], row["ward_name"], row["posted_until"]) for row in posted] == [("quận Hải An", "Cát Bi", "2025-02-14")]  # who is kept out is not posted
    paper = posted_paper(closed)
    for sentence in ("THÔNG BÁO", "từ ngày 12/02/2025 đến hết ngày 14/02/2025, tại trụ sở Ủy ban nhân dân quận.", "Tổ bảo vệ an ninh, trật tự tổ dân phố số 1", "Tổng cộng: 01 tập thể"):
        assert sentence in paper, paper
    assert "trụ sở Ủy ban nhân dân quận" in visitor.get(closed, "/nominations?period=phase-1", "hoa")[2].decode()  # of another ward, yet posted
    assert "Cát Bi" in closed.json("nominations", "list", "--period", "phase-1", "--unit", "cat-bi")["rows"][0]["ward_name"]
    assert "sẽ không đưa vào quyết định" not in closed.ctl("import", "--dir", closed.write({"objection": [OBJECTED]}), "--reason", "mở lại")
    assert closed.json("nominations", "list", "--period", "phase-1", "--unit", "cat-bi")["rows"][0]["outcome"] == "named"  # nothing is concluded yet
    closed.add({"objection": [UPHELD]}, "--reason", "kết luận")
    row, = closed.json("nominations", "list", "--period", "phase-1", "--unit", "cat-bi")["rows"]
    assert (row["outcome"], row["why"], row["amount"]) == ("kept_out", "có ý kiến phản ánh được kết luận là đúng (ngày 12/02/2025)", None)
    assert closed.json("nominations", "posted", "--period", "phase-1") == [] and posted_paper(closed) is None
    dismiss(closed, "xác minh lại: không đúng")
    assert closed.json("nominations", "list", "--period", "phase-1", "--unit", "cat-bi")["rows"][0]["outcome"] == "named"
    assert "Tổng cộng: 01 tập thể" in posted_paper(closed)


@pytest.mark.parametrize("old, new, sentence", [
    ("f.patrols, f.women }\n    end", "f.patrls, f.women }\n    end", "patrls"),
    ("SELECT candidate.kind,", "SELECT candidate.kinds,", "kinds"),
    ("{{ deeds | so2 }} việc tốt{% else %}", "{{ deds | so2 }} việc tốt{% else %}", "deds"),
    ("women = 0 }, tied = true },", "women = 0 } },", "hai bên ngang nhau"),
    ("return { f.praised,", "return { \"nhiều\",", "số nguyên"),
    ("  tie   =", "  ties  =", "tie"),
    ("  tie   =", "  uses  = { \"1.1\", \"1.11\" },\n  tie   =", "có phải là “1.1”?"),
    ("  tie   =", "  uses  = { \"1.1\", \"1.1\" },\n  tie   =", "“1.1” ghi hai lần"),
    ("women = 0 }, tied = true },", "women = 0, criteria = {} }, tied = true },", "criteria"),
])
def test_a_rule_that_cannot_be_is_refused_when_it_is_checked(tmp_path, closed, old, new, sentence):
    folder = shutil.copytree(PACKAGE, tmp_path / "package")
    text = (folder / "suggest.lua").read_text()
    assert old in text
    (folder / "suggest.lua").write_text(text.replace(old, new, 1))
    checked = closed.run("contest", "check", folder)
    assert checked.returncode == 1 and "suggest.lua" in checked.stdout and sentence in checked.stdout, checked


def test_a_contest_without_the_rule_says_so_and_takes_one_to_its_place(tmp_path):
    """Its place is at the top of the package, also where only the file is given."""
    daemon = Daemon(tmp_path, package=PACKAGE.parent / "tan-minh-2025")
    try:
        assert "không có quy tắc gợi ý (suggest.lua)" in daemon.refused("nominations", "suggest")
        (tmp_path / "suggest.lua").write_text("return suggestion { title = 'x' }")
        said = daemon.refused("rules", "propose", "--reason", "thử", tmp_path / "suggest.lua")
        assert "suggest.lua: suggestion.tie" in said and "tên tệp tiêu chí phải là số" not in said, said
        assert daemon.stop() == 0
    finally:
        daemon.stop()


def test_a_ward_itself_is_nominated_where_the_package_takes_one(tmp_path):
    daemon = listening(tmp_path, play=play)
    try:
        itself = {**NOMINATED, "subject": "cat-bi"}
        assert "tổ hoặc thành viên" in refused(daemon, {"nomination": [itself]})
        wider = re.sub(r"(?m)^(subject\??) = subject \|", r"\1 = subject ward |", (quiet.PACKAGE / "records.ini").read_text())
        daemon.ctl("rules", "activate", propose(daemon, put(daemon, "records.ini", wider)))
        daemon.add({"nomination": [{**itself, "subject": "phường Cát Bi"}, {**NOMINATED, "ward": "dang-lam", "subject": "dang-lam-1"}]})
        assert "mỗi phường chỉ đề nghị" in refused(daemon, {"nomination": [{**NOMINATED, "ward": "nam-hai", "subject": "cat-bi"}]})
        assert "“nam-hai” là phường" in refused(daemon, {"nomination": [{**NOMINATED, "ward": "nam-hai", "kind": "individual", "subject": "nam-hai"}]})
        row, = [row for row in daemon.json("nominations", "list", "--period", "phase-1")["rows"] if row["ward"] == "cat-bi"]
        assert (row["subject"], row["subject_name"], row["kind"]) == ("cat-bi", "Cát Bi", "collective")
        daemon.advance("2025-02-12T18:00")
        decision = daemon.ctl("drafts", "read", "phase-1-a-1")
        assert "Phường Cát Bi" in decision and "Tổ bảo vệ an ninh, trật tự tổ dân phố số 1" in decision
        daemon.add({"award": [{**GIVEN, "subject": "cat-bi", "award_id": "KT-9", "given_by": "Chủ tịch Ủy ban nhân dân quận", "decision_no": "01/QĐ", "decision_on": "2025-02-12"}]})
        row, = [row for row in daemon.json("nominations", "list", "--period", "phase-1")["rows"] if row["ward"] == "cat-bi"]
        assert (row["outcome"], row["number"]) == ("decided", "01/QĐ")  # its award is its own, not its district's
        assert "nomination.fields.subject: 1 bản ghi đã lưu" in daemon.refused("rules", "propose", "--reason", "thu hẹp", put(daemon, "records.ini", (quiet.PACKAGE / "records.ini").read_text()))
    finally:
        daemon.stop()
