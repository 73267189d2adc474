"""What a ward's nomination drafts: its submission (b1) and the achievement report (f1, f2), with the appraisal (b2) and
the ward's own decision: that they say what samples.md says, from which records, when, and what refuses them."""
import json
import re
import shutil
import subprocess

import pytest

import ledger
import sample_papers
import steady
from base import query
from daemon import Daemon
from word import Word


@pytest.fixture(scope="module")
def sealed(tmp_path_factory):
    """Phase 1 of samples.md, all nominated before the seal and sealed; for looking at only."""
    daemon = Daemon(tmp_path_factory.mktemp("sealed"))
    sample_papers.play(daemon)
    daemon.add({"nomination": sample_papers.nominations()})
    assert daemon.papers() == []  # they wait for the seal
    daemon.advance("2025-02-10T17:00")
    yield daemon
    assert daemon.stop() == 0


def close(daemon):
    """The same, sealed before anybody has nominated."""
    sample_papers.play(daemon, to="2025-02-11T09:00")
    return daemon


@pytest.fixture
def closed(make):
    return make(play=close)


def drafts(daemon, kind=None, subject=None, phase="phase-1"):
    """Of the kinds that this file is about."""
    return [draft for draft in daemon.json("drafts", "--phase", phase) if draft["kind"] in ("b1", "b2", "f1", "f2", "a_ward")
            and kind in (None, draft["kind"]) and subject in (None, draft["subject"])]


def only(daemon, kind, subject):
    """The one of them that holds."""
    found = [draft for draft in drafts(daemon, kind, subject) if draft["state"] != "stale"]
    assert len(found) == 1, found
    return found[0]


def export(daemon, draft):
    path = daemon.folder / f"{draft['id']}.docx"
    daemon.ctl("drafts", "export", draft["id"], "--out", path, "--force")
    return Word(path).check()


def dossier(daemon, draft):
    return json.loads(query(daemon, "SELECT content FROM dossier WHERE hash = ?", draft["dossier"])[0][0])


def says(text, *sentences):
    for sentence in sentences:
        assert sentence in text, f"“{sentence}” is not in {text}"


def own(*wards, **more):
    return [{**row, **more} for row in sample_papers.nominations() if row["ward"] in wards]


# samples.md ------------------------------------------------------------------------------------------------------
SAMPLES = {
    ("b1", "dang-hai"): [
        "ỦY BAN NHÂN DÂN PHƯỜNG ĐẰNG HẢI", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc", "/TTr-UBND",
        "Đằng Hải, ngày tháng 02 năm 2025",
        "TỜ TRÌNH Về việc đề nghị tặng Giấy khen cho tập thể có thành tích xuất sắc trong Đợt 1 phong trào thi đua đặc biệt trong lực"
        " lượng tham gia bảo vệ an ninh, trật tự ở cơ sở",
        "Kính gửi: - Chủ tịch Ủy ban nhân dân quận Hải An; - Hội đồng Thi đua - Khen thưởng quận Hải An (qua Phòng Nội vụ quận).",
        "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022; Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ"
        " quy định chi tiết thi hành một số điều của Luật Thi đua, khen thưởng;",
        "Thực hiện Kế hoạch số […]/KH-BCĐ ngày […] tháng 11 năm 2024 của Ban Chỉ đạo 799 quận",
        "Trên cơ sở kết quả thực hiện Đợt 1 (từ ngày 01/11/2024 đến ngày 03/02/2025) và Biên bản họp xét thi đua ngày 06 tháng 02 năm"
        " 2025 của Hội đồng Thi đua - Khen thưởng phường, với 07/07 thành viên dự họp nhất trí (đạt 100%),",
        "Ủy ban nhân dân phường Đằng Hải kính trình Chủ tịch Ủy ban nhân dân quận xem xét, quyết định tặng Giấy khen cho 01 tập thể: Tổ"
        " bảo vệ an ninh, trật tự tổ dân phố số 3, phường Đằng Hải, đã có thành tích xuất sắc trong Đợt 1 phong trào thi đua (loại"
        " hình khen thưởng: phong trào thi đua).",
        "Ủy ban nhân dân phường xác nhận tập thể được đề nghị không trong thời gian xem xét kỷ luật, không có đơn thư khiếu nại, tố cáo"
        " đang được xác minh; thành tích nêu trong hồ sơ chưa được khen thưởng bằng hình thức khác.",
        "(Gửi kèm: Báo cáo thành tích của tập thể; Biên bản họp xét thi đua; Danh sách đề nghị khen thưởng.)",
        "Kính đề nghị Chủ tịch Ủy ban nhân dân quận xem xét, quyết định./.",
        "Nơi nhận: - Như trên; - Phòng Nội vụ quận; - Công an quận; - Lưu: VT, VPTK.", "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH", "[Họ và tên]"],
    ("f1", "dang-hai"): [
        "UBND PHƯỜNG ĐẰNG HẢI TỔ BẢO VỆ AN NINH, TRẬT TỰ TỔ DÂN PHỐ SỐ 3", "Đằng Hải, ngày tháng 02 năm 2025",
        "BÁO CÁO THÀNH TÍCH Đề nghị tặng Giấy khen của Chủ tịch Ủy ban nhân dân quận Hải An (thành tích trong Đợt 1 phong trào thi đua"
        " đặc biệt trong lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở, từ 01/11/2024 đến 03/02/2025)",
        "Tên tập thể: Tổ bảo vệ an ninh, trật tự tổ dân phố số 3, phường Đằng Hải, quận Hải An.", "I. THÔNG TIN CHUNG",
        "1. Thành lập theo Quyết định số […] ngày […] của Chủ tịch Ủy ban nhân dân phường Đằng Hải; địa bàn phụ trách: […]"
        " ([…] hộ, […] nhân khẩu).",
        "2. Biên chế: 04 thành viên, gồm 01 Tổ trưởng, 01 Tổ phó, 02 Tổ viên; trong đó có 01 nữ.", "II. THÀNH TÍCH ĐẠT ĐƯỢC",
        "1. Nắm tình hình: tiếp nhận, cung cấp cho Công an phường 23 nguồn tin do Nhân dân cung cấp (trên tổng số 26 nguồn tin của địa"
        " bàn, đạt 88,4%), trong đó […] tin có giá trị.",
        "2. Có mặt kịp thời tại 05 vụ việc về an ninh, trật tự; tham gia 01 lần chữa cháy khi được huy động.",
        "3. Tham gia 36 lượt tuần tra với 100% thành viên; hỗ trợ phân luồng giao thông […] buổi.",
        "4. Thực hiện 04 việc tốt; tiêu biểu: ", "giúp người dân tìm lại tài sản (ngày 18/12/2024)",
        "5. Địa bàn phường không xảy ra tai nạn giao thông nghiêm trọng trở lên; không có người tái phạm; không có vụ việc vũ khí, vật"
        " liệu nổ, công cụ hỗ trợ.",
        "[Cung cấp nhiều nguồn tin có giá trị]",  # typed, so that nobody takes it for counted
        "III. CÁC HÌNH THỨC ĐÃ ĐƯỢC KHEN THƯỞNG: Không (trong Đợt 1).", "XÁC NHẬN CỦA ỦY BAN NHÂN DÂN PHƯỜNG", "TỔ TRƯỞNG"],
    ("f2", "nam-hai"): [
        "Họ và tên: Trần Văn Bình (Nam)", "Sinh ngày: 14/9/1968", "Nơi thường trú: […]",
        "Chức vụ: Tổ trưởng Tổ bảo vệ an ninh, trật tự tổ dân phố số 2 (từ 01/7/2024)", "Trình độ: […]",
        "I. SƠ LƯỢC NHIỆM VỤ Phụ trách chung hoạt động của Tổ (03 thành viên).",
        "II. THÀNH TÍCH ĐẠT ĐƯỢC Trong Đợt 1: tham gia 21 lượt tuần tra; thực hiện 01 việc tốt, tiêu biểu:"
        " cùng Công an phường hòa giải mâu thuẫn giữa 02 hộ dân (ngày 09/01/2025).", "Cùng Tổ: ", "việc tốt.", "[Vận động 02 hộ giao nộp công cụ tự chế]",
        "III. KHEN THƯỞNG ĐÃ NHẬN (kèm số, ngày quyết định): không.",
        "IV. CAM ĐOAN Nội dung báo cáo là đúng sự thật; nếu sai, tôi chịu trách nhiệm.", "NGƯỜI BÁO CÁO", "Trần Văn Bình"],
    ("b2", "quan-hai-an"): [
        "CÔNG AN THÀNH PHỐ HẢI PHÒNG CÔNG AN QUẬN HẢI AN", "/TTr-CAQ",
        "TỜ TRÌNH Về việc đề nghị khen thưởng các tập thể, cá nhân có thành tích xuất sắc trong Đợt 1 phong trào thi đua đặc biệt trong"
        " lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở", "Kính gửi: Chủ tịch Ủy ban nhân dân quận Hải An.",
        "Công an quận đã phối hợp Phòng Nội vụ quận thẩm định hồ sơ đề nghị khen thưởng của Ủy ban nhân dân 08 phường. Kết quả: 08/08"
        " phường gửi hồ sơ đúng thời hạn; 08/08 hồ sơ đủ thành phần (tờ trình, báo cáo thành tích, biên bản); 08/08 phường đề nghị đúng"
        " chỉ tiêu 01 tập thể hoặc 01 cá nhân; không có tập thể, cá nhân nào thuộc trường hợp chưa xét khen thưởng theo Điều 4 Nghị định"
        " số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ quy định chi tiết thi hành một số điều của Luật Thi đua, khen thưởng.",
        "Công an quận kính đề nghị Chủ tịch Ủy ban nhân dân quận Hải An tặng Giấy khen cho 05 tập thể và 03 cá nhân (có Danh sách kèm"
        " theo)./.", "Nơi nhận: - Như trên; - Phòng Nội vụ quận; - Lưu: VT, ĐTM.", "TRƯỞNG CÔNG AN QUẬN [cấp bậc, họ và tên]",
        "Tổng cộng: 05 tập thể, 03 cá nhân"],
}


@pytest.mark.parametrize("kind, subject", SAMPLES)
def test_a_paper_says_what_its_sample_says(sealed, kind, subject):
    draft = only(sealed, kind, subject)
    assert draft["state"] == "drafted"
    text = export(sealed, draft).plain()
    says(text, *SAMPLES[kind, subject])
    assert not re.search(r"Số: *\d|ngày *\d* *tháng 02 năm 2025$", text)  # number and day are the clerk's


def test_who_gets_which_paper(sealed):
    made = {(draft["kind"], draft["subject"]) for draft in drafts(sealed)}
    individuals = {"nam-hai", "dong-hai-1", "trang-cat"}
    assert made == {("b1", ward) for ward in steady.WARDS} | {("f2", ward) for ward in individuals} | \
        {("f1", ward) for ward in steady.WARDS if ward not in individuals} | {("b2", "quan-hai-an")}


def test_libreoffice_reads_them(sealed, tmp_path):
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed: its reading of the drafts was not compared")
    paths = [export(sealed, only(sealed, *key)).path for key in SAMPLES]
    subprocess.run(["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to",
                    "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), *map(str, paths)], check=True, capture_output=True, timeout=180)
    for path, key in zip(paths, SAMPLES):
        text = " ".join((tmp_path / (path.stem + ".txt")).read_text(encoding="utf-8-sig").split())
        says(text, max(SAMPLES[key], key=len))


def test_every_figure_leads_back_to_its_records(sealed):
    evidence = dossier(sealed, only(sealed, "f1", "dang-hai"))["evidence"]
    column = {name: place for place, name in enumerate(evidence["columns"])}
    records = {}
    for row in evidence["rows"]:
        records.setdefault(row[column["figure"]], []).append((row[column["record"]], row[column["num"]]))
    assert len(records["tips"]) == 26 and sum(num for _, num in records["tips"]) == 23
    assert not [record for record, _ in records["tips"] if record.endswith(("untrue", "again"))]
    assert {record for record, _ in records["deeds"]} == {f"{sample_papers.TEAM}/dh-{deed}" for deed in ("2024-11-0", "2024-12-0", "2024-12-1", "2025-01-0")}
    assert len(records["patrols"]) == 36 and records["fire"] == [("dang-hai/dh-1", 1)]
    for kind, figure in (("tip", "tips"), ("incident", "incidents"), ("callout", "fire"), ("patrol", "patrols"), ("good_deed", "deeds")):
        assert len(sealed.json("history", kind, records[figure][0][0])) == 1  # each is the record's key as people write it
    words = {row[column["figure"]]: row[column["words"]] for row in evidence["rows"]}
    assert words["patrols"] in {row[column["words"]] for row in evidence["rows"] if row[column["figure"]] == "force"}  # whose patrol it is
    assert evidence["subject"] == sample_papers.TEAM and re.fullmatch("[0-9a-f]{64}", evidence["source"])
    assert evidence["sequence"] == sealed.json("seals")[0]["sequence"]
    assert {param["name"] for param in evidence["params"]} >= {"1.2.minutes", "3.1.minutes"}  # with reference and date


# when, and anew when -----------------------------------------------------------------------------------------------
def test_a_nomination_after_the_seal_is_drafted_at_once(closed):
    assert drafts(closed, subject="dang-hai") == []
    closed.add({"nomination": own("dang-hai")})
    assert [(draft["kind"], draft["subject"], draft["state"]) for draft in drafts(closed, subject="dang-hai")] == \
        [("b1", "dang-hai", "drafted"), ("f1", "dang-hai", "drafted")]
    closed.add({"tip": [{"tip_id": "elsewhere", "ward": "cat-bi", "received_on": "2025-01-20", "channel": "force", "verified": "yes"}]})
    assert len(drafts(closed, subject="dang-hai")) == 2  # what is no cause drafts nothing


def test_a_later_nomination_makes_new_papers_and_the_old_ones_stale(closed):
    closed.add({"nomination": own("dang-hai")})
    first = drafts(closed, subject="dang-hai")
    kept = {draft["id"]: export(closed, draft).parts for draft in first}
    closed.advance("2025-02-11T15:00")
    # records that come after the seal change no figure; another nominee makes other papers
    closed.add({"good_deed": [{"deed_id": "late", "team": sample_papers.TEAM, "on_date": "2025-01-20", "kind": "deed", "description": "Muộn"}],
                "nomination": own("dang-hai", votes_for=6)})
    second = only(closed, "f1", "dang-hai")
    assert dossier(closed, second)["evidence"] == dossier(closed, first[1])["evidence"] and second["dossier"] != first[1]["dossier"]
    says(export(closed, only(closed, "b1", "dang-hai")).plain(), "06/07 thành viên dự họp nhất trí (đạt 85,7%)")
    closed.add({"nomination": own("dang-hai", kind="individual", subject=f"{sample_papers.TEAM}-2")}, "--moves")
    assert {(draft["kind"], draft["state"]) for draft in drafts(closed, subject="dang-hai")} == {("b1", "stale"), ("b1", "drafted"), ("f1", "stale"),
                                                                            ("f2", "drafted")}
    says(export(closed, only(closed, "b1", "dang-hai")).plain(), "cho 01 cá nhân: Bà Vũ Thị Hà, Tổ phó Tổ bảo vệ ANTT tổ dân phố số 3")
    says(export(closed, only(closed, "f2", "dang-hai")).plain(), "Giúp Tổ trưởng phụ trách hoạt động của Tổ (04 thành viên).")
    for draft in first:  # a stale draft is marked and never changed
        assert export(closed, draft).parts == kept[draft["id"]]
    closed.add({"nomination": own("dang-hai", kind="declined", subject="")}, "--moves")
    assert {draft["state"] for draft in drafts(closed, subject="dang-hai")} == {"stale"}


def told(daemon, files, *words):
    """What an import says of papers: beforehand, in the dry run, and when it is done. Both are the same but for the new numbers."""
    foreseen = daemon.json("import", "--dir", daemon.write(files), "--dry-run", *words)
    done = daemon.json("import", "--dir", daemon.write(files), *words)
    same = [[{key: paper[key] for key in paper if key not in ("by", "why", "why_en")} for paper in answer["papers"]] for answer in (foreseen, done)]
    assert sorted(same[0], key=str) == sorted(same[1], key=str) and foreseen["paper_count"] == done["paper_count"]
    assert all(paper["by"] is None for paper in foreseen["papers"])
    return done, {(paper["id"], paper["by"], paper["what"]) for paper in done["papers"]}


def test_an_import_and_its_undoing_name_the_papers_that_they_make_or_make_stale(closed):
    first, papers = told(closed, {"nomination": own("dang-hai")})
    assert papers == {(None, "phase-1-b1-dang-hai-1", "drafted"), (None, "phase-1-f1-dang-hai-1", "drafted"),
                      ("phase-1-d-1", "phase-1-d-2", "drafted")}  # the report counts whom the wards propose
    assert told(closed, {"tip": [{"tip_id": "elsewhere", "ward": "cat-bi", "received_on": "2025-01-20", "channel": "force", "verified": "yes"}]})[1] == set()
    second, papers = told(closed, {"nomination": own("dang-hai", kind="individual", subject=f"{sample_papers.TEAM}-2")}, "--moves")
    assert papers == {("phase-1-b1-dang-hai-1", "phase-1-b1-dang-hai-2", "drafted"), ("phase-1-f1-dang-hai-1", None, "stale"),
                      (None, "phase-1-f2-dang-hai-1", "drafted"), ("phase-1-d-2", "phase-1-d-3", "drafted")}
    paper, = [paper for paper in second["papers"] if paper["kind"] == "b1"]
    assert (paper["title"], paper["subject_name"], paper["phase_title"]) == ("Tờ trình của phường", "Đằng Hải", "Đợt 1")
    undo = ("import", "undo", second["sequence"], "--reason", "nhầm người")
    assert [paper["id"] for paper in closed.json(*undo, "--dry-run")["papers"]] == ["phase-1-d-3", "phase-1-b1-dang-hai-2", None, "phase-1-f2-dang-hai-1"]
    text = closed.ctl(*undo, "--dry-run")
    says(text, "Văn bản sẽ đổi:", "Tờ trình của phường (phase-1-b1-dang-hai-2), Đằng Hải, Đợt 1: dự thảo lại (đổi danh sách đề nghị khen thưởng)")
    done = closed.json(*undo)  # the drafts of the first nomination hold again
    assert {(paper["id"], paper["by"]) for paper in done["papers"]} == {("phase-1-b1-dang-hai-2", "phase-1-b1-dang-hai-1"),
                                                                       (None, "phase-1-f1-dang-hai-1"), ("phase-1-f2-dang-hai-1", None),
                                                                       ("phase-1-d-3", "phase-1-d-2")}
    text = closed.ctl("records", "restore", "nomination", "dang-hai/dn-dang-hai", "--at", second["sequence"], "--reason", "đúng là cá nhân")
    says(text, "Văn bản đổi:", "phase-1-b1-dang-hai-1", "dự thảo lại thành phase-1-b1-dang-hai-2", "(phase-1-f1-dang-hai-1), Đằng Hải, Đợt 1: đã cũ")


# to whom, and what refuses -----------------------------------------------------------------------------------------
def test_to_the_director_of_the_city_s_police(closed):
    closed.add({"nomination": own("dang-hai", addressee="city_police_director")})
    says(export(closed, only(closed, "b1", "dang-hai")).plain(),
         "Kính gửi: Giám đốc Công an thành phố Hải Phòng (qua Công an quận Hải An).", "kính trình Giám đốc Công an thành phố xem xét")
    says(export(closed, only(closed, "f1", "dang-hai")).plain(), "Đề nghị tặng Giấy khen của Giám đốc Công an thành phố Hải Phòng (thành")
    closed.advance("2025-03-05T09:00")  # Công an quận has ended
    closed.add({"nomination": own("dang-hai", addressee="city_police_director", votes_for=6)})
    text = export(closed, only(closed, "b1", "dang-hai")).plain()
    says(text, "(qua Phòng Tham mưu Công an thành phố).", "- Phòng Nội vụ quận;", "tháng 3 năm 2025")
    assert "Công an quận" not in text


def test_all_that_refuses_a_submission_is_said_at_once(closed):
    closed.add({"nomination": own("dang-hai", minutes_on="", votes_for=""), "eligibility_flag": [
        {"subject": sample_papers.TEAM, "kind": "complaint", "valid_from": "2025-01-20", "valid_until": ""}], "award": [
        {"award_id": "k1", "subject": sample_papers.TEAM, "phase": "phase-1", "form": "Bằng khen", "given_by": "Chủ tịch Ủy ban nhân dân thành phố",
         "achievement": "Như trên", "decision_no": "77/QĐ-UBND", "decision_on": "2025-02-05", "amount": 7020000}]})
    refused = only(closed, "b1", "dang-hai")
    assert refused["state"] == "refused"
    says(refused["refusal"], "“dn-dang-hai”: thiếu “Ngày họp xét” (minutes_on)", "thiếu “Số phiếu đồng ý” (votes_for)",
         "có đơn thư khiếu nại, tố cáo đang được giải quyết (từ ngày 20/01/2025)",
         "(Bằng khen của Chủ tịch Ủy ban nhân dân thành phố, Quyết định số 77/QĐ-UBND ngày 05/02/2025)")
    assert [alert["subject"] for alert in closed.json("alerts", "--open") if "Tờ trình của phường" in alert["text"]] == ["dang-hai"]
    assert only(closed, "f1", "dang-hai")["state"] == "refused"  # nobody with an open flag is reported for
    closed.add({"eligibility_flag": [
        {"subject": sample_papers.TEAM, "kind": "complaint", "valid_from": "2025-01-20", "valid_until": "2025-02-01"}]})
    says(export(closed, only(closed, "f1", "dang-hai")).plain(),
         "ĐÃ ĐƯỢC KHEN THƯỞNG: Bằng khen của Chủ tịch Ủy ban nhân dân thành phố (Quyết định số 77/QĐ-UBND ngày 05/02/2025).")
    assert "khiếu nại" not in only(closed, "b1", "dang-hai")["refusal"]
    closed.add({"nomination": own("dang-hai"), "award": [
        {"award_id": "k1", "subject": sample_papers.TEAM, "phase": "phase-1", "form": "Bằng khen", "given_by": "Chủ tịch Ủy ban nhân dân thành phố",
         "achievement": "Như trên", "decision_no": "77/QĐ-UBND", "decision_on": "2025-02-05", "amount": 7020000, "state": "withdrawn",
         "state_reason": "nhập nhầm đợt"}]})
    assert only(closed, "b1", "dang-hai")["state"] == "drafted"
    assert not [alert for alert in closed.json("alerts", "--open") if "Tờ trình của phường" in alert["text"]]


def test_the_appraisal_names_who_sent_nothing_and_who_is_left_out(closed):
    closed.add({"nomination": own("cat-bi") + own("dang-hai", minutes_on="") + own("nam-hai") + own("thanh-to", kind="declined", subject=""),
                "eligibility_flag": [{"subject": sample_papers.LEADER, "kind": "discipline", "valid_from": "2025-01-20", "valid_until": ""}]})
    closed.advance("2025-02-12T17:00")
    text = export(closed, only(closed, "b2", "quan-hai-an")).plain()
    says(text, "03/08 phường gửi hồ sơ đúng thời hạn; 01 phường không đề nghị (có nêu lý do); 04 phường chưa gửi (Đông Hải 1, Đông Hải 2, Đằng"
         " Lâm, Tràng Cát); 02/03 hồ sơ đủ thành phần", "01 trường hợp thuộc trường hợp chưa xét khen thưởng",
         "Trường hợp không đưa vào danh sách: Trần Văn Bình, phường Nam Hải (đang trong thời gian xem xét kỷ luật (từ ngày 20/01/2025)).",
         "tặng Giấy khen cho 02 tập thể (có Danh sách kèm theo)./.")


# the ward's own decision -------------------------------------------------------------------------------------------
def award(**more):
    return {"award_id": "kt-1", "subject": "thanh-to-1", "phase": "phase-1", "form": "Giấy khen", "achievement": "Thành tích xuất sắc đợt 1",
            "given_by": "Chủ tịch Ủy ban nhân dân phường Thành Tô", "decision_no": "18/QĐ-UBND", "decision_on": "2025-02-14", "amount": 710000, **more}


def test_the_ward_s_own_decision(closed):
    """What the ward means to give is drafted; with its number it is decided: the paper stays, and nothing is drafted about what was registered."""
    closed.advance("2025-02-17T09:00")
    meant = {"decision_no": "", "decision_on": ""}
    closed.add({"award": [award(**meant), award(award_id="kt-2", subject="thanh-to-1-3", amount=360000, **meant)]})
    document = export(closed, only(closed, "a_ward", "thanh-to"))
    text = document.plain()
    says(text, "ỦY BAN NHÂN DÂN PHƯỜNG THÀNH TÔ", "/QĐ-UBND", "CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG THÀNH TÔ", "Nghị định số 98/2023/NĐ-CP",
         "Tặng Giấy khen của Chủ tịch Ủy ban nhân dân phường Thành Tô cho 01 tập thể và 01 cá nhân đã có thành tích xuất sắc trong Đợt 1",
         "tập thể 710.000 đồng; cá nhân 360.000 đồng", "Tổng số tiền thưởng là 1.070.000 đồng (Bằng chữ: Một triệu không trăm bảy mươi nghìn"
         " đồng)", "Quỹ thi đua, khen thưởng phường năm 2025", "Ông Lê Văn Sáng, Tổ viên Tổ bảo vệ ANTT tổ dân phố số 1")
    assert "TM. ỦY BAN NHÂN DÂN" not in text  # a commendation is the chairman's own (Luật Thi đua, khen thưởng, Điều 80)
    closed.add({"award": [award(amount=700000, **meant)]})
    refused = only(closed, "a_ward", "thanh-to")
    assert refused["state"] == "refused"
    says(refused["refusal"], "“kt-1”", "700000", "710000")
    closed.add({"award": [award(**meant)]}, "--revive")
    paper = only(closed, "a_ward", "thanh-to")
    closed.advance("2025-03-05T09:00")  # another law on local government since
    says(closed.json("drafts", "show", paper["id"])["differs"], "căn cứ pháp lý của hôm nay khác")
    closed.add({"award": [award(), award(award_id="kt-2", subject="thanh-to-1-3", amount=360000)]})
    assert only(closed, "a_ward", "thanh-to")["id"] == paper["id"]


def test_what_is_recorded_as_decided_is_registered_and_not_drafted(closed):
    """A decision of 14/02 that is recorded in March makes no draft with the law of March; its amounts are held against the rates of its own day."""
    closed.advance("2025-03-05T09:00")
    closed.add({"award": [award()]})
    paper = only(closed, "a_ward", "thanh-to")
    assert paper["state"] == "not_applicable" and not [alert for alert in closed.alerts("--open", kind="draft") if alert["subject"] == "thanh-to"]
    says(paper["refusal"], "Quyết định số 18/QĐ-UBND (14/02/2025)", "ghi nhận, không dự thảo")
    closed.add({"award": [award(amount=700000)]})
    says(only(closed, "a_ward", "thanh-to")["refusal"], "“kt-1”", "700000", "710000")
    assert "thanh-to" in [alert["subject"] for alert in closed.alerts("--open", kind="draft")]
    # what has its day and no number yet is drafted, of the law of that day
    closed.add({"award": [award(decision_no="")]})
    text = export(closed, only(closed, "a_ward", "thanh-to")).plain()
    says(text, "Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015", "tháng 02 năm 2025")


# one achievement, one reward ---------------------------------------------------------------------------------------
def held(daemon, phase="phase-1"):
    return {(draft["kind"], draft["subject"]): draft["state"] for draft in daemon.json("drafts", "--phase", phase)
            if draft["state"] != "stale"}


def decide(daemon):
    """All eight wards nominate, the district's chairman decides on 11/02/2025."""
    daemon.add({"nomination": sample_papers.nominations()})
    decision, = (draft for draft in daemon.json("drafts", "--phase", "phase-1") if draft["kind"] == "a")
    assert decision["state"] == "drafted"
    return decision


def test_wards_that_ended_decide_nothing(closed):
    """After 30/06/2025 nothing of phase 1 is issued anew by a ward that has ended, nor rewarded a second time by a later event."""
    decide(closed)
    closed.add({"award": [award(subject="cat-bi-1-3", given_by="Chủ tịch Ủy ban nhân dân phường Cát Bi", award_id="kt-9",
                                decision_no="", decision_on="2025-02-10", amount=360000)]})
    before = held(closed)
    assert before["a_ward", "cat-bi"] == "drafted"
    closed.advance("2025-07-03T09:00")
    closed.add({"good_deed": [{"deed_id": "july", "team": sample_papers.TEAM, "on_date": "2025-06-20", "kind": "deed", "description": "Giúp dân"}]})
    closed.add({"nomination": own("nam-hai", votes_for=6)})  # a correction that comes when nobody is there to take it
    assert held(closed) == before
    assert not closed.alerts("--open", kind="draft")


def test_what_was_left_undecided_goes_to_the_successor(closed):
    """A ward that had not answered nominates after it ended: its successor's chairman decides, on that one alone."""
    closed.add({"nomination": [row for row in sample_papers.nominations() if row["ward"] != "cat-bi"]})
    closed.advance("2025-07-03T09:00")
    before = held(closed)
    assert before["a", "quan-hai-an"] == "drafted"
    closed.add({"nomination": [row for row in sample_papers.nominations() if row["ward"] == "cat-bi"]})
    after = held(closed)
    assert {key: state for key, state in after.items() if key not in before} == {
        ("a_ward", "phuong-hai-an"): "drafted", ("b1", "cat-bi"): "not_applicable", ("f1", "cat-bi"): "not_applicable",
        ("b2", "phuong-hai-an"): "drafted", ("c", "phuong-hai-an"): "drafted"}
    assert {key: after[key] for key in before} == before
    draft, = (draft for draft in closed.json("drafts", "--phase", "phase-1") if draft["kind"] == "a_ward")
    assert [row["subject"] for row in dossier(closed, draft)["nominees"]] == ["cat-bi-1"]
    says(export(closed, draft).plain(), "CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG HẢI AN", "tháng 7 năm 2025")
    reason = next(draft["refusal"] for draft in closed.papers() if (draft["kind"], draft["subject"]) == ("b1", "cat-bi"))
    says(reason, "phường Cát Bi không còn; đơn vị kế nhiệm: phường Hải An")
    assert not closed.alerts("--open", kind="draft")


def given(ward, subject, number, **more):
    """What the clerk records of the district's decision."""
    return award(award_id=f"qd-{number}", subject=subject, given_by="Chủ tịch Ủy ban nhân dân quận Hải An", decision_no="123/QĐ-UBND",
                 decision_on="2025-02-17", **more)


def test_an_issued_decision_stays(closed):
    """Its awards are recorded: a correction, a withdrawal or a late nomination never makes it again."""
    closed.add({"nomination": own("dang-hai") + own("nam-hai")})
    closed.advance("2025-02-12T17:00")
    first, = (draft for draft in closed.papers() if draft["kind"] == "a")
    closed.advance("2025-02-18T09:00")
    closed.add({"award": [given("dang-hai", sample_papers.TEAM, 1, amount=1410000), given("nam-hai", sample_papers.LEADER, 2, amount=710000)]})
    before = held(closed)
    closed.add({"nomination": own("dang-hai", votes_for=5)})
    assert held(closed) == before
    closed.add({"nomination": own("cat-bi")})  # a late one: decided on alone, beside the issued decision
    decisions = [draft for draft in closed.papers() if draft["kind"] == "a"]
    assert [(draft["id"], draft["state"]) for draft in decisions] == [(first["id"], "drafted"), ("phase-1-a-2", "drafted")]
    assert [row["subject"] for row in dossier(closed, decisions[1])["nominees"]] == ["cat-bi-1"]
    says("; ".join(row["reason"] for row in dossier(closed, decisions[1])["left_out"]), f"đã có trong quyết định khen thưởng (bản dự thảo {first['id']})")
    closed.add({"nomination": own("cat-bi", kind="declined", subject="")}, "--moves")  # the draft of the late one goes, the issued one stays
    assert [(draft["id"], draft["state"]) for draft in closed.papers() if draft["kind"] == "a"] == \
        [(first["id"], "drafted"), ("phase-1-a-2", "stale")]
    assert not [alert for alert in closed.alerts("--open", kind="draft")]


def test_whoever_was_rewarded_by_the_ward_is_not_in_the_district_s_decision(closed):
    closed.add({"award": [award(decision_on="2025-02-10")]})
    closed.add({"nomination": sample_papers.nominations()})
    closed.advance("2025-02-12T17:00")
    decision, = (draft for draft in closed.papers() if draft["kind"] == "a" and draft["state"] == "drafted")
    left_out = {row["subject"]: row["reason"] for row in dossier(closed, decision)["left_out"]}
    assert list(left_out) == ["thanh-to-1"]
    says(left_out["thanh-to-1"], "Giấy khen của Chủ tịch Ủy ban nhân dân phường Thành Tô, Quyết định số 18/QĐ-UBND")
    assert "thanh-to-1" not in [row["subject"] for row in dossier(closed, decision)["nominees"]]


def test_a_re_opened_seal_leaves_what_was_issued(closed):
    """Papers of the old seal that were not issued are stale; those whose awards are recorded stay, and are not made again."""
    closed.add({"nomination": own("dang-hai")})
    closed.advance("2025-02-12T17:00")
    closed.advance("2025-02-18T09:00")
    closed.add({"award": [given("dang-hai", sample_papers.TEAM, 1, amount=1410000)]})
    closed.ctl("seal", "reopen", "phase-1", "--reason", "số liệu sai")
    ledger.change(closed.state / "thidua.db", "seal_reopening", "UPDATE seal_reopening SET proposed_by = 'uid:7' WHERE id = ?", 1)
    closed.ctl("seal", "approve", "phase-1")
    issued = {("a", "quan-hai-an"), ("b1", "dang-hai"), ("f1", "dang-hai"), ("b2", "quan-hai-an"), ("c", "quan-hai-an")}
    assert set(held(closed)) == issued
    closed.ctl("evaluate", "phase-1")
    closed.advance("2025-02-18T10:00")
    assert [row["id"] for row in closed.json("seals")] == ["phase-1-1", "phase-1-2"]
    states = [(draft["kind"], draft["seal"]) for draft in closed.papers() if draft["state"] == "drafted"]
    assert [seal for kind, seal in states if kind == "a"] == ["phase-1-1"]
    assert ("d", "phase-1-2") in states
