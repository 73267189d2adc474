"""The close of phase 1: seal, notices, the decision with quota, flags and declined wards, redrafts, refusals; and that
the Word files are sound and say what samples.md says."""
import json
import re

import pytest

import steady
import word
from base import intact, query
from daemon import PACKAGE
from rules import propose
from word import Word

COLLECTIVES = ["dang-lam", "thanh-to", "dang-hai", "cat-bi", "dong-hai-2"]
INDIVIDUALS = {"nam-hai": 1, "dong-hai-1": 2, "trang-cat": 3}  # which of the steady team's three


def nominations(wards=steady.WARDS, **more):
    rows = []
    for ward in wards:
        if ward in COLLECTIVES:
            rows.append(steady.nomination(ward, **more))
        else:
            rows.append(steady.nomination(ward, kind="individual", subject=f"{ward}-1-{INDIVIDUALS[ward]}", **more))
    return rows


def miss(name, files):
    """Đông Hải 2 at 20/26 in December and 40/52 in the phase; a reoffence in Tràng Cát."""
    force, total = {"2024-11": (10, 13), "2024-12": (20, 26), "2025-01": (10, 13)}[name]
    files = {**files, "tip": steady.without(files, "tip", ward="dong-hai-2")["tip"] + steady.tips("dong-hai-2", name, force, total)}
    if name == "2025-01":
        files["managed_person"] = [{"person_code": "TC-1", "ward": "trang-cat", "person_group": "released", "valid_from": "2024-06-01"}]
        files["reoffence"] = [{"reoffence_id": "1", "ward": "trang-cat", "person_code": "TC-1", "on_date": "2025-01-17",
                               "basis": "criminal"}]
    return files


def play_to_the_close(daemon):
    """All data is in; 2025-02-07 09:00, before the seal."""
    steady.play_phase_1(daemon, miss, to="2025-02-07T09:00")
    return daemon


@pytest.fixture
def closing(make):
    return make(play=play_to_the_close)


def drafts(daemon, kind=None):
    return [draft for draft in daemon.json("drafts", "--phase", "phase-1") if kind in (None, draft["kind"])]


def export(daemon, draft):
    path = daemon.folder / f"{draft['id']}.docx"
    daemon.ctl("drafts", "export", draft["id"], "--out", path, "--force")
    return Word(path).check()


# the seal --------------------------------------------------------------------------------------------------------
def test_the_seal(closing):
    closing.advance("2025-02-10T16:59")
    assert closing.json("seals") == [] and drafts(closing) == []
    closing.advance("2025-02-10T17:00")
    seals = closing.json("seals")
    assert len(seals) == 1
    seal = seals[0]
    assert set(seal) >= {"id", "phase", "sequence", "hash", "sealed_at"}
    assert (seal["phase"], seal["sealed_at"]) == ("phase-1", "2025-02-10T17:00:00+07:00")
    assert re.fullmatch("[0-9a-f]{64}", seal["hash"])
    intact(closing)


def test_what_follows_by_itself_is_the_daemon_s_act(closing):
    """Not of whoever moved the clock or sent the records: runs, the seal, papers and alerts."""
    closing.add({"nomination": nominations()})
    closing.advance("2025-02-12T18:00")
    own = "SELECT DISTINCT actor FROM audit WHERE action IN ('evaluate', 'seal', 'phase drafts', 'decision', 'returns')"
    assert query(closing, own) == [("thiduad",)]
    assert query(closing, "SELECT DISTINCT actor FROM audit WHERE action = 'import'") != [("thiduad",)]
    assert query(closing, "SELECT count(*) FROM audit WHERE action = 'clock advance' AND actor = 'thiduad'") == [(0,)]


def test_the_seal_stays_when_data_comes_late(closing):
    closing.advance("2025-02-10T17:00")
    seal = closing.json("seals")
    before = query(closing, "SELECT content FROM seal WHERE id LIKE 'phase-%'")
    assert closing.result("phase-1", "1.1", "dong-hai-2")["adjusted"] is False
    closing.advance("2025-02-11T09:00")
    closing.add({"tip": steady.tips("dong-hai-2", "2024-12", 26, 26)})
    late = closing.result("phase-1", "1.1", "dong-hai-2")
    assert (late["num"], late["den"], late["verdict"], late["adjusted"]) == (46, 52, "met", True)
    assert closing.json("seals") == seal and query(closing, "SELECT content FROM seal WHERE id LIKE 'phase-%'") == before
    assert "40" in before[0][0]
    # its alerts are resolved by the later result
    assert not closing.alerts("--open", subject="dong-hai-2", criterion="1.1", period="phase-1")


def test_two_states_with_the_same_records_seal_the_same(make):
    sealed = []
    for name in ("one", "other"):
        daemon = make(name)
        steady.play_phase_1(daemon, miss, to="2025-02-10T17:00")
        content = query(daemon, "SELECT content FROM seal WHERE id LIKE 'phase-%'")[0][0]
        sealed.append((daemon.json("seals"), content, [(d["id"], d["sha256"], d["content_sha256"]) for d in drafts(daemon)]))
    assert sealed[0] == sealed[1]


# notices (e) -----------------------------------------------------------------------------------------------------
def test_notices(closing, tmp_path):
    closing.advance("2025-02-10T17:00")
    notices = drafts(closing, "e")
    assert {(draft["subject"], draft["state"]) for draft in notices} == {("dong-hai-2", "drafted"), ("trang-cat", "drafted")}
    notice = next(draft for draft in notices if draft["subject"] == "dong-hai-2")
    path = tmp_path / "notice.docx"
    path.write_text("edited by a leader")
    said = closing.refused("drafts", "export", notice["id"], "--out", path)
    assert str(path) in said and "--force" in said and path.read_text() == "edited by a leader"
    closing.ctl("drafts", "export", notice["id"], "--out", path, "--force")
    assert path.read_bytes()[:2] == b"PK"
    document = export(closing, notice)
    text = document.plain()
    for sentence in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "ỦY BAN NHÂN DÂN QUẬN HẢI AN",
                     "BAN CHỈ ĐẠO 799", "/TB-BCĐ", "THÔNG BÁO", "phường Đông Hải 2", "01 chỉ tiêu chưa đạt", "40/52 tin = 76,9%",
                     "từ 80%", "02 tin", "Nơi nhận:", "UBND phường Đông Hải 2", "Lưu: VT"):
        assert sentence in text, f"“{sentence}” is not in {text}"
    # reply date: eight working days after the seal of 10/02/2025
    assert "20 tháng 02 năm 2025" in text
    assert any(row[0].startswith("1.1") and "01" not in row[1] for row in document.rows() if len(row) >= 4)
    office = word.by_libreoffice(document.path, tmp_path)
    if office is None:
        pytest.skip("LibreOffice is not installed: its reading of the draft was not compared")
    assert "40/52 tin = 76,9%" in office


# the decision (a) ------------------------------------------------------------------------------------------------
def test_the_decision_when_all_have_nominated(closing, tmp_path):
    closing.add({"nomination": nominations(steady.WARDS[:-1])})
    closing.advance("2025-02-10T17:00")
    assert drafts(closing, "a") == []  # one ward has not answered
    closing.advance("2025-02-11T09:00")
    closing.add({"nomination": nominations(steady.WARDS[-1:])})
    decision = drafts(closing, "a")
    assert [(draft["subject"], draft["state"]) for draft in decision] == [("quan-hai-an", "drafted")]
    document = export(closing, decision[0])
    text = document.plain()
    for sentence in (
            "ỦY BAN NHÂN DÂN QUẬN HẢI AN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "/QĐ-UBND",
            "QUYẾT ĐỊNH", "CHỦ TỊCH ỦY BAN NHÂN DÂN QUẬN HẢI AN", "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",
            "Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023", "Nghị định số 73/2024/NĐ-CP ngày 30 tháng 6 năm 2024",
            "Tặng Giấy khen của Chủ tịch Ủy ban nhân dân quận Hải An cho 05 tập thể và 03 cá nhân đã có thành tích xuất sắc trong Đợt 1"
            " (từ ngày 01/11/2024 đến ngày 03/02/2025)",
            "tập thể 1.410.000 đồng; cá nhân 710.000 đồng", "Tổng số tiền thưởng là 9.180.000 đồng",
            "Chín triệu một trăm tám mươi nghìn đồng", "Quyết định này có hiệu lực kể từ ngày ký", "Nơi nhận:",
            "DANH SÁCH", "Tổng cộng: 05 tập thể, 03 cá nhân", "phường Đằng Hải", "Ông Trần Văn Bình, Tổ trưởng",
            "Bà Phạm Thị Hoa, Tổ phó", "Ông Lê Văn Sáng, Tổ viên"):
        assert sentence in text, f"“{sentence}” is not in {text}"
    assert not re.search(r"Số: *\d", text)  # number and day are the clerk's
    listed = [row for row in document.rows() if len(row) == 4 and row[0].isdigit()]
    assert [row[2] for row in listed] == [f"phường {steady.NAMES[ward]}" for ward in
                                          ["dong-hai-2", "dang-lam", "thanh-to", "dang-hai", "cat-bi"]
                                          + ["nam-hai", "dong-hai-1", "trang-cat"]]  # wards' order; then Bình, Hoa, Sáng
    assert [row[3] for row in listed] == ["1.410.000"] * 5 + ["710.000"] * 3
    office = word.by_libreoffice(document.path, tmp_path)
    if office is None:
        pytest.skip("LibreOffice is not installed: its reading of the draft was not compared")
    assert "Tổng số tiền thưởng là 9.180.000 đồng" in office


def test_triggers_before_the_seal_wait_for_it(closing):
    closing.add({"nomination": nominations()})
    assert drafts(closing) == []
    closing.advance("2025-02-10T17:00")
    assert [draft["state"] for draft in drafts(closing, "a")] == ["drafted"]
    closing.advance("2025-02-12T18:00")  # the due instant makes no second one
    assert len(drafts(closing, "a")) == 1
    assert not [alert for alert in closing.json("alerts", "--open") if alert["criterion"] is None]


def test_at_the_due_instant_missing_wards_are_named(closing):
    closing.add({"nomination": nominations(["dang-hai", "cat-bi"])})
    closing.advance("2025-02-12T16:59")
    assert drafts(closing, "a") == []
    closing.advance("2025-02-12T17:00")
    assert [draft["state"] for draft in drafts(closing, "a")] == ["drafted"]
    text = export(closing, drafts(closing, "a")[0]).plain()
    assert "02 tập thể" in text and "2.820.000 đồng" in text and "cá nhân 710.000" not in text
    missing = {alert["subject"] for alert in closing.json("alerts", "--open") if alert["criterion"] is None}
    assert missing == set(steady.WARDS) - {"dang-hai", "cat-bi"}
    assert {alert["opened_at"] for alert in closing.json("alerts", "--open") if alert["criterion"] is None} == \
        {"2025-02-12T17:00:00+07:00"}


def test_a_later_nomination_makes_a_new_draft_and_the_old_one_stale(closing):
    closing.add({"nomination": nominations(["dang-hai", "cat-bi"])})
    closing.advance("2025-02-12T17:00")
    first = drafts(closing, "a")[0]
    kept = export(closing, first).parts
    closing.advance("2025-02-13T09:00")
    closing.add({"nomination": nominations(["dang-lam"], minutes_on="2025-02-12")})
    states = {draft["id"]: draft["state"] for draft in drafts(closing, "a")}
    assert states.pop(first["id"]) == "stale" and list(states.values()) == ["drafted"]
    assert export(closing, first).parts == kept  # a stale draft is marked and never changed
    new = next(draft for draft in drafts(closing, "a") if draft["state"] == "drafted")
    assert new["dossier"] != first["dossier"] and new["seal"] == first["seal"]
    assert "03 tập thể" in export(closing, new).plain()
    assert "dang-lam" not in {alert["subject"] for alert in closing.json("alerts", "--open") if alert["criterion"] is None}


def test_a_declined_ward_has_answered(closing):
    rows = nominations(steady.WARDS[:-1]) + [steady.nomination(steady.WARDS[-1], kind="declined",
                                                               achievement="Phường khen thưởng theo thẩm quyền")]
    closing.add({"nomination": rows})
    closing.advance("2025-02-10T17:00")
    decision = drafts(closing, "a")
    assert len(decision) == 1
    text = export(closing, decision[0]).plain()
    assert "05 tập thể và 02 cá nhân" in text and "8.470.000 đồng" in text and "Tràng Cát" not in text
    dossier = query(closing, "SELECT content FROM dossier WHERE hash = ?", decision[0]["dossier"])[0][0]
    assert "Phường khen thưởng theo thẩm quyền" in dossier


def test_none_nominated_means_an_alert_and_no_draft(closing):
    closing.add({"nomination": [steady.nomination(ward, kind="declined") for ward in steady.WARDS]})
    closing.advance("2025-02-12T18:00")
    assert [draft for draft in drafts(closing, "a") if draft["state"] == "drafted"] == []
    assert closing.alerts("--open", subject="quan-hai-an")


def test_a_flagged_nominee_is_left_out_with_the_reason(closing):
    closing.add({"nomination": nominations(), "eligibility_flag": [
        {"subject": "dang-hai-1", "kind": "complaint", "valid_from": "2025-01-20", "valid_until": ""},
        {"subject": "cat-bi-1-1", "kind": "discipline", "valid_from": "2025-01-20", "valid_until": ""},  # a member, not the team
        {"subject": "nam-hai-1-1", "kind": "investigation", "valid_from": "2024-12-01", "valid_until": "2025-02-09"}]})
    closing.advance("2025-02-10T17:00")
    decision = drafts(closing, "a")[0]
    text = export(closing, decision).plain()
    assert "04 tập thể và 03 cá nhân" in text and "phường Đằng Hải" not in text and "phường Cát Bi" in text
    dossier = query(closing, "SELECT content FROM dossier WHERE hash = ?", decision["dossier"])[0][0]
    left_out = json.loads(dossier)["left_out"]
    assert len(left_out) == 1 and left_out[0]["ward"] in ("dang-hai", "Đằng Hải") and left_out[0]["reason"].strip()


def test_nominations_to_the_city_police_are_not_in_the_district_s_decision(closing):
    rows = nominations()
    rows[0]["addressee"] = "city_police_director"
    rows[1]["addressee"] = ""  # empty means the district's chair
    rows[2]["addressee"] = rows[3]["addressee"] = "city_chair"
    closing.add({"nomination": rows})
    closing.advance("2025-02-10T17:00")
    text = export(closing, drafts(closing, "a")[0]).plain()
    wards = [f"phường {steady.NAMES[row['ward']]}" for row in rows]
    assert not any(ward in text for ward in (wards[0], wards[2], wards[3])) and wards[1] in text
    # they go up by a submission of its own, for the form of award that is given there
    for kind, listed, sentences in [
            ("b3", wards[2:4], ("ỦY BAN NHÂN DÂN QUẬN HẢI AN", "/TTr-UBND", "Về việc đề nghị tặng Bằng khen cho các", "Kính gửi: Chủ tịch Ủy ban nhân dân thành phố Hải Phòng.",
                                "Ủy ban nhân dân quận Hải An kính trình Chủ tịch Ủy ban nhân dân thành phố xem xét, quyết định tặng Bằng khen cho",
                                "của Hội đồng Thi đua - Khen thưởng quận", "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH", "- Lưu: VT, NV.")),
            ("b3_catp", wards[:1], ("CÔNG AN THÀNH PHỐ HẢI PHÒNG CÔNG AN QUẬN HẢI AN", "/TTr-CAQ", "quyết định tặng Giấy khen cho 01", "TRƯỞNG CÔNG AN QUẬN",
                                    "Kính gửi: Giám đốc Công an thành phố Hải Phòng (qua Công an quận Hải An)."))]:
        text = export(closing, drafts(closing, kind)[0]).plain()
        for sentence in sentences:
            assert sentence in text, f"“{sentence}” is not in {kind}: {text}"
        assert [ward for ward in wards if ward in text] == listed
    text = export(closing, drafts(closing, "c")[0]).plain()
    own, up = text.index("đề nghị Chủ tịch Ủy ban nhân dân quận Hải An tặng Giấy khen"), text.index("; Chủ tịch Ủy ban nhân dân thành phố Hải Phòng tặng Bằng khen cho")
    assert own < up and "dự thảo quyết định, tờ trình cấp trên trình ký" in text
    submission = next(draft for draft in drafts(closing, "b1") if draft["subject"] == rows[2]["ward"])
    text = export(closing, submission).plain()
    assert "Kính gửi: Chủ tịch Ủy ban nhân dân thành phố Hải Phòng (qua Ủy ban nhân dân quận Hải An)." in text and "tặng Bằng khen cho 01" in text
    assert closing.json("status")["drafts_refused"] == []


def test_the_quota_is_one(closing):
    closing.add({"nomination": nominations(["cat-bi"])})
    closing.refused("import", "--dir", closing.write({"nomination": [
        steady.nomination("cat-bi", nomination_id="another", subject="cat-bi-1-2", kind="individual")]}))
    # withdrawn, the next one is taken
    row = {**nominations(["cat-bi"])[0], "state": "withdrawn", "state_reason": "phường đề nghị lại"}
    closing.add({"nomination": [row]})
    closing.add({"nomination": [steady.nomination("cat-bi", nomination_id="another", subject="cat-bi-1-2", kind="individual")]})


def test_a_missing_value_refuses_the_document(make, tmp_path):
    """The rate of prizes begins only later in this copy: nothing is guessed, the draft says what is missing."""
    import shutil
    package = tmp_path / "package"
    shutil.copytree(PACKAGE, package)
    rates = package / "rates.ini"
    text = rates.read_text()
    sections = re.split(r"^(?=\[)", text, flags=re.MULTILINE)
    salaries = [section for section in sections if section.startswith("[base_salary ")]
    assert salaries
    first = re.sub(r"^\[base_salary [^\]]*\]", "[base_salary 2025-08-01]", salaries[0])
    rates.write_text("".join(first if section == salaries[0] else "" if section in salaries else section for section in sections))
    daemon = make(package=package)
    steady.play_phase_1(daemon, miss, to="2025-02-07T09:00")
    daemon.add({"nomination": nominations()})
    daemon.advance("2025-02-12T18:00")
    decision = drafts(daemon, "a")
    assert {draft["state"] for draft in decision} <= {"refused", "stale"}
    refused = [draft for draft in decision if draft["state"] == "refused"]
    assert len(refused) == 1 and refused[0]["sha256"] is None
    never = ("drafts", "export", refused[0]["id"], "--out", tmp_path / "never.docx")
    vi, en = refused[0]["refusal"], refused[0]["refusal_en"]
    assert "has no section that holds on" in en and vi in daemon.refused(*never) and en in daemon.refused("--lang", "en", *never)
    assert vi in daemon.ctl("status") and en not in daemon.ctl("status")
    assert en in daemon.ctl("--lang", "en", "status") and vi not in daemon.ctl("--lang", "en", "status")
    assert daemon.alerts("--open", subject="quan-hai-an")
    assert "refused" in daemon.ctl("--json", "status") or "drafts_refused" in daemon.ctl("--json", "status")
    assert {draft["state"] for draft in drafts(daemon, "e")} == {"drafted"}  # the notices need no rate
    # mended, it is drafted by itself
    daemon.ctl("rules", "activate", propose(daemon, PACKAGE / "rates.ini"))
    assert [draft["state"] for draft in drafts(daemon, "a")] == ["stale", "drafted"]
    assert not daemon.alerts("--open", kind="draft") and daemon.json("status")["drafts_refused"] == []


def test_after_the_district_has_ended(daemon):
    """Phase 2 closes under neither Công an quận nor UBND quận: the city's board notifies; the district's papers are not to
    be there, which is listed with who acts now and is nobody's alert. Phase 1, without nominations, stays without."""
    steady.play_phase_1(daemon, to="2025-08-20T09:00")
    daemon.add({"reoffence": [{"reoffence_id": "1", "ward": "cat-bi", "person_code": "CB-1", "on_date": "2025-05-17",
                               "basis": "criminal"}],
                "managed_person": [{"person_code": "CB-1", "ward": "cat-bi", "person_group": "released", "valid_from": "2024-06-01"}],
                "unit": [{"unit_id": "cat-bi-1", "level": "team", "parent": ward, "valid_from": first, "valid_until": last,
                          "name": "Tổ bảo vệ an ninh, trật tự tổ dân phố số 1"}
                         for ward, first, last in [("cat-bi", "2024-07-01", "2025-06-30"), ("phuong-hai-an", "2025-07-01", "")]],
                "nomination": [steady.nomination("phuong-hai-an", subject="cat-bi-1", phase="phase-2", minutes_on="2025-08-20")]})
    daemon.advance("2025-08-26T17:00")
    daemon.ctl("seal", "phase-2", "--reason", "chỉ một phường có số liệu")
    daemon.advance("2025-08-28T17:00")
    made = {(draft["phase"], draft["kind"], draft["subject"]): draft for draft in daemon.papers()}
    assert {key: draft["state"] for key, draft in made.items()} == {
        ("phase-2", "e", "phuong-hai-an"): "drafted", ("phase-2", "a", "quan-hai-an"): "not_applicable",
        ("phase-2", "b2", "phuong-hai-an"): "drafted", ("phase-2", "b1", "phuong-hai-an"): "not_applicable",
        ("phase-2", "f1", "phuong-hai-an"): "drafted", ("phase-2", "a_ward", "phuong-hai-an"): "drafted",
        ("phase-2", "c", "phuong-hai-an"): "drafted", ("phase-1", "d", "quan-hai-an"): "drafted",
        ("phase-2", "d", "phuong-hai-an"): "drafted", ("phase-2", "d", "phuong-dong-hai"): "drafted"}
    assert not daemon.alerts("--open", kind="draft", period="phase-2") and daemon.json("status")["drafts_refused"] == []
    decision = made["phase-2", "a", "quan-hai-an"]
    assert "không áp dụng" in daemon.ctl("drafts", "--phase", "phase-2")
    assert "không áp dụng" in daemon.refused("drafts", "export", decision["id"], "--out", daemon.folder / "never.docx")
    listed = daemon.ctl("--lang", "en", "drafts", "--phase", "phase-2")
    assert decision["refusal_en"] in listed and decision["refusal"] not in listed
    for sentence in ("28/8/2025", "“Ủy ban nhân dân quận Hải An” không còn", "Ủy ban nhân dân phường Hải An",
                     "Ủy ban nhân dân phường Đông Hải"):
        assert sentence in decision["refusal"], decision["refusal"]
    # the ward's own chairman decides now, by the decree and the rates of that day
    text = export(daemon, made["phase-2", "a_ward", "phuong-hai-an"]).plain()
    for sentence in ("CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG HẢI AN", "Nghị định số 152/2025/NĐ-CP", "tập thể 1.410.000 đồng. Tổng",
                     "Theo đề nghị của Trưởng phòng Văn hóa - Xã hội phường tại Tờ trình số […]/TTr-VHXH ngày […] tháng 8 năm 2025.",
                     "Thông tư số 15/2025/TT-BNV"):
        assert sentence in text, f"“{sentence}” is not in {text}"
    text = export(daemon, made["phase-2", "f1", "phuong-hai-an"]).plain()
    for sentence in ("Giấy khen của Chủ tịch Ủy ban nhân dân phường Hải An (thành tích trong Đợt 2", "phường Hải An, thành phố Hải Phòng."):
        assert sentence in text, f"“{sentence}” is not in {text}"
    assert "“Ủy ban nhân dân quận Hải An” không còn" in made["phase-2", "b1", "phuong-hai-an"]["refusal"]
    text = export(daemon, made["phase-2", "e", "phuong-hai-an"]).plain()
    for sentence in ("UBND THÀNH PHỐ HẢI PHÒNG BAN CHỈ ĐẠO 799", "/TB-BCĐ799", "Hải Phòng, ngày", "tháng 8 năm 2025",
                     "(từ ngày 04/02/2025 đến ngày 19/8/2025; chốt ngày 26/8/2025)", "vượt 01 trường hợp",
                     "Ban Chỉ đạo 799 thành phố thông báo đến Ủy ban nhân dân phường Hải An", "trước ngày 09 tháng 9 năm 2025"):
        assert sentence in text, f"“{sentence}” is not in {text}"
    assert "quận" not in text
    # what the district issued for all, each ward issues for itself; a result leads to the report that lists it
    assert {result: [paper["kind"] for paper in daemon.json("explain", f"phase-2/{result}/phuong-hai-an/final")["papers"]] for result in ("2.1", "5.1")} == {
        "2.1": ["d"], "5.1": ["d", "e"]}
    for kind, sentences in {
            "d": ("UBND PHƯỜNG HẢI AN BAN CHỈ ĐẠO 799", "/BC-BCĐ", "an ninh, trật tự ở cơ sở phường Hải An", "Ban Chỉ đạo 799 phường Hải An báo cáo",
                  "Kính gửi: Ban Chỉ đạo 799 thành phố (qua Công an thành phố).", "toàn phường có 05 Tổ bảo vệ an ninh, trật tự với 15 thành viên", "Kết quả toàn phường",
                  "Phường đã khen theo thẩm quyền", "Đề nghị Chủ tịch Ủy ban nhân dân phường tặng Giấy khen: 01 tập thể, 00 cá nhân", "[chức vụ]"),
            "c": ("UBND PHƯỜNG HẢI AN HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG", "trụ sở Ủy ban nhân dân phường Hải An", "Đại diện Công an phường báo cáo",
                  "Chủ tịch Ủy ban nhân dân phường Hải An tặng Giấy khen cho 01 tập thể; giao Phòng Văn hóa - Xã hội", "- Chủ tịch UBND phường;"),
            "b2": ("UBND PHƯỜNG HẢI AN PHÒNG VĂN HÓA - XÃ HỘI", "/TTr-VHXH", "Kính gửi: Chủ tịch Ủy ban nhân dân phường Hải An.", "TRƯỞNG PHÒNG",
                   "phối hợp Công an phường thẩm định hồ sơ", "kính đề nghị Chủ tịch Ủy ban nhân dân phường Hải An tặng Giấy khen cho 01 tập thể")}.items():
        text = export(daemon, made["phase-2", kind, "phuong-hai-an"]).plain()
        for sentence in sentences:
            assert sentence in text, f"“{sentence}” is not in {kind}: {text}"
        text = text.replace("Công an quận trở lên", "")  # a target's title
        assert "UBND quận" not in text and "Phòng Nội vụ" not in text and "Công an quận" not in text
    close_the_whole(daemon)


def close_the_whole(daemon):
    """Awards for carrying out the whole plan, and its final summary: closed like a phase, by the bodies of that day; nobody owes a nomination."""
    daemon.ctl("seal", "contest", "--reason", "đợt cuối đã chốt")

    def made():
        return {(draft["kind"], draft["subject"]): draft for draft in daemon.json("drafts", "--phase", "contest") if draft["state"] != "stale"}

    assert {key: draft["state"] for key, draft in made().items()} == {("t21", ward): "drafted" for ward in ("phuong-hai-an", "phuong-dong-hai")}
    daemon.add({"nomination": [steady.nomination("phuong-hai-an", nomination_id="whole", subject="cat-bi-1", phase="contest", minutes_on="2025-08-21")],
                "award": [{"award_id": "kt-1", "subject": "cat-bi-1", "phase": "phase-1", "form": "Giấy khen", "achievement": "Đợt 1", "amount": 710000,
                           "given_by": "Chủ tịch Ủy ban nhân dân phường Cát Bi", "decision_no": "18/QĐ-UBND", "decision_on": "2025-02-14"}]})
    papers = made()
    assert {key: draft["state"] for key, draft in papers.items()} == {
        ("a", "quan-hai-an"): "not_applicable", ("b1", "phuong-hai-an"): "not_applicable", ("b2", "phuong-hai-an"): "drafted",
        ("c", "phuong-hai-an"): "drafted", ("f1", "phuong-hai-an"): "drafted", ("a_ward", "phuong-hai-an"): "drafted",
        ("t21", "phuong-hai-an"): "drafted", ("t21", "phuong-dong-hai"): "drafted"}
    for kind, sentences in {
            "a_ward": ("thành tích xuất sắc trong cả hai đợt (từ ngày 01/11/2024 đến ngày 19/8/2025) phong trào thi đua", "tập thể 1.410.000 đồng"),
            "b2": ("thành tích xuất sắc trong cả hai đợt phong trào",), "c": ("chỉ tiêu thi đua cả hai đợt của phường",),
            # another achievement: listed, and no reason against this award
            "f1": ("Giấy khen của Chủ tịch Ủy ban nhân dân phường Cát Bi (Quyết định số 18/QĐ-UBND ngày 14/02/2025)",),
            "t21": ("Tổng kết phong trào thi đua đặc biệt trong lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở phường Hải An (từ ngày 01/11/2024 đến ngày 19/8/2025)",
                    "Ban Chỉ đạo 799 phường Hải An báo cáo tổng kết", "theo Nghị quyết số 1669/NQ-UBTVQH15", "- Đợt 1 (từ ngày 01/11/2024 đến ngày 03/02/2025): 05/05 phường"
                    " trước sắp xếp đạt toàn bộ", "- Đợt 2 (từ ngày 04/02/2025 đến ngày 19/8/2025): phường có chỉ tiêu chưa đạt;",
                    "đã được khen thưởng trong phong trào: 01 tập thể, 00 cá nhân; trong đó phường khen theo thẩm quyền: 01 tập thể, 00 cá nhân",
                    "thành tích thực hiện Kế hoạch: Chủ tịch Ủy ban nhân dân phường: 01 tập thể, 00 cá nhân")}.items():
        text = export(daemon, papers[kind, "phuong-hai-an"]).plain()
        for sentence in sentences:
            assert sentence in text, f"“{sentence}” is not in {kind}: {text}"
    daemon.add({"nomination": [steady.nomination("phuong-dong-hai", nomination_id=f"up-{phase}", subject="dong-hai-1-1", phase=phase, addressee=to,
                                                 minutes_on="2025-08-21") for phase, to in (("contest", "city_chair"), ("phase-2", "city_police_director"))]})
    papers = {(draft["phase"], draft["kind"]): draft for draft in daemon.papers() if draft["subject"] == "phuong-dong-hai" and draft["kind"] != "t21"}
    assert {key: draft["state"] for key, draft in papers.items() if key[0] != "phase-1" and key[1] != "d"} == {
        ("contest", "b3"): "drafted", ("contest", "b1"): "not_applicable", ("contest", "c"): "drafted", ("contest", "f1"): "drafted",
        ("phase-2", "b1"): "drafted", ("phase-2", "c"): "drafted", ("phase-2", "f1"): "drafted"}
    text = export(daemon, papers["contest", "b3"]).plain()
    for sentence in ("ỦY BAN NHÂN DÂN PHƯỜNG ĐÔNG HẢI", "kính trình Chủ tịch Ủy ban nhân dân thành phố xem xét, quyết định tặng Bằng khen cho 01 tập thể",
                     "- Phòng Văn hóa - Xã hội phường;", "Nghị định số 152/2025/NĐ-CP"):
        assert sentence in text, text
    assert "tặng Bằng khen cho 01 tập thể; giao" in export(daemon, papers["contest", "c"]).plain()
    above, = (draft for draft in daemon.papers() if draft["kind"] == "b3_catp")
    assert above["state"] == "not_applicable" and "trình thẳng Giám đốc Công an thành phố" in above["refusal"]
    assert not daemon.alerts("--open", period="contest") and daemon.json("status")["drafts_refused"] == []


def test_every_part_is_reproducible(closing):
    closing.add({"nomination": nominations()})
    closing.advance("2025-02-10T17:00")
    for draft in drafts(closing):
        document = export(closing, draft)
        assert document.stamps == {(1980, 1, 1, 0, 0, 0)}
        import hashlib
        assert hashlib.sha256(document.path.read_bytes()).hexdigest() == draft["sha256"]
