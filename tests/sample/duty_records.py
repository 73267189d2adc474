"""What the plan's duties leave behind (parts IV and V of the plan), for the sample contest: who was briefed, peak campaigns, inspections and what
was mended, difficulties and their answers, what was given, what it cost. Written by hand, so that a report reads like one; nothing of it is real.

A table a record type: the folder that brings the rows, then the rows. A row with the key of an earlier one is its correction.
"""
from datetime import date

DISTRICT = "quan-hai-an"

# ward: the day on which its force was briefed, how many were absent, how many of them were told later and when
BRIEFED = {
    "2024-11": {"dong-hai-1": (date(2024, 11, 12), 2, 2, date(2024, 11, 15)), "dong-hai-2": (date(2024, 11, 13), 4, 3, date(2024, 11, 20)),
                "dang-lam": (date(2024, 11, 12), 0, 0, None), "thanh-to": (date(2024, 11, 14), 3, 3, date(2024, 11, 18)),
                "dang-hai": (date(2024, 11, 11), 1, 1, date(2024, 11, 14)), "nam-hai": (date(2024, 11, 15), 5, 3, date(2024, 11, 22)),
                "cat-bi": (date(2024, 11, 13), 2, 2, date(2024, 11, 18)), "trang-cat": (date(2024, 11, 15), 0, 0, None)},
    "2025-02": {"dong-hai-1": (date(2025, 2, 11), 1, 1, date(2025, 2, 14)), "dong-hai-2": (date(2025, 2, 12), 2, 2, date(2025, 2, 17)),
                "dang-lam": (date(2025, 2, 11), 0, 0, None), "thanh-to": (date(2025, 2, 13), 2, 2, date(2025, 2, 18)),
                "dang-hai": (date(2025, 2, 10), 0, 0, None), "nam-hai": (date(2025, 2, 14), 3, 2, date(2025, 2, 21)),
                "cat-bi": (date(2025, 2, 12), 1, 1, date(2025, 2, 17)), "trang-cat": (date(2025, 2, 14), 1, 0, None)},
    "2025-07": {"phuong-hai-an": (date(2025, 7, 8), 6, 6, date(2025, 7, 15)), "phuong-dong-hai": (date(2025, 7, 9), 3, 2, date(2025, 7, 16))},
}
BRIEFING_PHASE = {"2024-11": "phase-1", "2025-02": "phase-2", "2025-07": "phase-2"}

LAUNCHES = {"2024-11": ("lpd-01", DISTRICT, "phase-1", date(2024, 11, 20), "Trung tâm Hội nghị quận", 150, 146, 0, None,
                        "Văn phòng HĐND và UBND quận", "Biên bản ngày 20/11/2024")}

DIRECTIVE = ("directive_id", "unit", "phase", "kind", "document_no", "issued_on", "about")
DIRECTIVES = {
    "2024-11": [("vb-01", DISTRICT, "phase-1", "plan", "01/KH-BCĐ799", date(2024, 11, 6), "Phát động phong trào thi đua đặc biệt trong lực lượng tham gia bảo vệ "
                 "an ninh, trật tự ở cơ sở"),
                ("vb-02", DISTRICT, "phase-1", "guidance", "02/HD-BCĐ799", date(2024, 11, 8), "Nội dung trọng tâm của đợt 1 và cách ghi chép, báo cáo")],
    "2024-12": [("vb-03", DISTRICT, "phase-1", "urging", "05/CV-BCĐ799", date(2024, 12, 10), "Đôn đốc báo cáo số liệu tháng 11/2024")],
    "2025-01": [("vb-04", DISTRICT, "phase-1", "guidance", "01/HD-BCĐ799", date(2025, 1, 16), "Tự đánh giá, bình xét, đề nghị khen thưởng đợt 1")],
    "2025-02": [("vb-05", DISTRICT, "phase-2", "guidance", "03/HD-BCĐ799", date(2025, 2, 5), "Nội dung trọng tâm của đợt 2")],
    "2025-05": [("vb-06", DISTRICT, "phase-2", "urging", "09/CV-BCĐ799", date(2025, 5, 12), "Đôn đốc xây dựng mô hình ở các phường chưa có mô hình được ghi nhận")],
    "2025-07": [("vb-01", "phuong-hai-an", "phase-2", "guidance", "04/HD-UBND", date(2025, 7, 4), "Tiếp tục đợt 2 sau khi sắp xếp đơn vị hành chính"),
                ("vb-01", "phuong-dong-hai", "phase-2", "guidance", "03/HD-UBND", date(2025, 7, 7), "Tiếp tục đợt 2 sau khi sắp xếp đơn vị hành chính")],
}

CAMPAIGN = ("campaign_id", "unit", "name", "starts_on", "ends_on", "plan_no", "plan_on", "teams", "members", "other_forces", "patrols", "cases", "result")
CAMPAIGNS = {
    "2024-12": [("cd-01", DISTRICT, "Cao điểm bảo đảm an ninh, trật tự Tết Nguyên đán Ất Tỵ 2025", date(2025, 1, 10), date(2025, 2, 3),
                 "12/KH-BCĐ799", date(2024, 12, 27), None, None, "", None, None, "")],
    "2025-01": [("cd-01", DISTRICT, "Cao điểm bảo đảm an ninh, trật tự Tết Nguyên đán Ất Tỵ 2025", date(2025, 1, 10), date(2025, 2, 3),
                 "12/KH-BCĐ799", date(2024, 12, 27), 96, 1284, "Công an, dân quân, bảo vệ khu nhà ở các phường", 412, 9,
                 "Không để xảy ra đốt pháo tập trung, cháy lớn; thu gom, vận động giao nộp 14 kg pháo nổ")],
    "2025-05": [("cd-02", DISTRICT, "Cao điểm dịp lễ 30/4, 01/5 và kỷ niệm 70 năm Ngày giải phóng Hải Phòng", date(2025, 4, 25), date(2025, 5, 14),
                 "06/KH-BCĐ799", date(2025, 3, 28), 96, 936, "Công an các phường, dân quân", 305, 6,
                 "Giữ ổn định địa bàn các điểm tổ chức lễ; giải tán 05 tụ điểm đua xe, tụ tập đêm")],
    "2025-06": [("cd-03", DISTRICT, "Cao điểm bảo vệ Đại hội Đảng các cấp", date(2025, 6, 2), date(2025, 6, 20), "08/KH-BCĐ799", date(2025, 5, 14), 88, 742,
                 "Công an các phường, dân quân", 251, 3, "Bảo đảm an toàn tuyệt đối các địa điểm tổ chức đại hội")],
}

PLAN = ("plan_id", "unit", "phase", "plan_no", "plan_on", "starts_on", "ends_on", "units", "about")
INSPECTION_PLANS = {
    "2024-11": [("kh-01", DISTRICT, "phase-1", "03/KH-BCĐ799", date(2024, 11, 18), date(2024, 11, 25), date(2025, 1, 24), 4,
                 "Việc quán triệt, ghi sổ tuần tra, tiếp nhận nguồn tin, quản lý người sau cai")],
    "2025-03": [("kh-02", DISTRICT, "phase-2", "05/KH-BCĐ799", date(2025, 3, 7), date(2025, 3, 17), date(2025, 6, 20), 4,
                 "Xây dựng mô hình, thu thập thông tin nhân khẩu, trực và tuần tra đêm")],
    "2025-07": [("kh-01", "phuong-hai-an", "phase-2", "11/KH-UBND", date(2025, 7, 11), date(2025, 7, 21), date(2025, 8, 8), 6,
                 "Hoạt động của các tổ sau khi chuyển về phường mới")],
}
VISIT = ("inspection_id", "unit", "on_date", "inspected", "finding", "document", "plan_id", "inspectors", "minutes_by")
INSPECTORS = "Công an quận, Văn phòng HĐND và UBND quận"
INSPECTIONS = {
    "2024-11": [("kt-0001", DISTRICT, date(2024, 11, 26), "trang-cat", "Sổ tuần tra ghi đủ; cần bổ sung danh sách quản lý", "Biên bản ngày 26/11/2024", "kh-01",
                 INSPECTORS, "Đội Tham mưu")],
    "2024-12": [("kt-0002", DISTRICT, date(2024, 12, 11), "dong-hai-2", "Đã quán triệt; sổ tiếp nhận nguồn tin ghi chưa đủ kênh", "Biên bản ngày 11/12/2024", "kh-01",
                 INSPECTORS, "Đội Tham mưu"),
                ("kt-0003", DISTRICT, date(2024, 12, 18), "nam-hai", "Báo cáo tháng 11/2024 gửi chậm; lịch tuần tra đêm có đủ", "Biên bản ngày 18/12/2024", "kh-01",
                 INSPECTORS, "Đội Tham mưu")],
    "2025-01": [("kt-0004", DISTRICT, date(2025, 1, 15), "dang-lam", "Lịch trực Tết và phương án phối hợp đầy đủ", "Biên bản ngày 15/01/2025", "kh-01", INSPECTORS, "Đội Tham mưu")],
    "2025-03": [("kt-0005", DISTRICT, date(2025, 3, 19), "thanh-to", "Mô hình đã hoạt động, chưa lập hồ sơ đề nghị ghi nhận", "Biên bản ngày 19/3/2025", "kh-02",
                 "Văn phòng HĐND và UBND quận, Công an phường", "Văn phòng HĐND và UBND quận")],
    "2025-05": [("kt-0006", DISTRICT, date(2025, 5, 21), "cat-bi", "Tuần tra đêm có lịch; còn 02 tổ thiếu đèn pin, áo phản quang", "Biên bản ngày 21/5/2025", "kh-02",
                 "Văn phòng HĐND và UBND quận, Công an phường", "Văn phòng HĐND và UBND quận")],
    "2025-08": [("kt-0001", "phuong-hai-an", date(2025, 7, 23), "dang-lam-05", "Đã bàn giao đủ sổ sách, địa bàn rõ", "Biên bản ngày 23/7/2025", "kh-01",
                 "Công an phường, Văn phòng HĐND và UBND phường", "Công an phường")],
}
FINDING = ("finding_id", "unit", "inspection", "found_on", "description", "responsible", "deadline", "mended_on", "mended_how", "document")
TRANG_CAT = ("tt-0001", DISTRICT, "kt-0001", date(2024, 11, 26), "Danh sách người được quản lý, giáo dục chưa cập nhật", "trang-cat", date(2024, 12, 10))
DONG_HAI = ("tt-0002", DISTRICT, "kt-0002", date(2024, 12, 11), "Sổ tiếp nhận nguồn tin chưa ghi kênh tiếp nhận", "dong-hai-2", date(2024, 12, 31))
NAM_HAI = ("tt-0003", DISTRICT, "kt-0003", date(2024, 12, 18), "Chưa phân công người lập báo cáo tháng", "nam-hai", date(2025, 1, 10))
THANH_TO = ("tt-0004", DISTRICT, "kt-0005", date(2025, 3, 19), "Chưa lập hồ sơ đề nghị ghi nhận mô hình", "thanh-to", date(2025, 4, 15))
CAT_BI = ("tt-0005", DISTRICT, "kt-0006", date(2025, 5, 21), "02 tổ thiếu đèn pin, áo phản quang", "cat-bi", date(2025, 6, 15))
FINDINGS = {
    "2024-11": [(*TRANG_CAT, None, "", "")],
    "2024-12": [(*TRANG_CAT, date(2024, 12, 9), "Đã bổ sung 03 người, cán bộ cảnh sát khu vực ký xác nhận", ""), (*DONG_HAI, None, "", ""), (*NAM_HAI, None, "", "")],
    "2025-01": [(*DONG_HAI, date(2024, 12, 27), "Đã lập lại sổ theo mẫu", ""), (*NAM_HAI, date(2025, 1, 8), "Đã phân công Phó Trưởng Công an phường", "")],
    "2025-03": [(*THANH_TO, None, "", "")],
    "2025-04": [(*THANH_TO, date(2025, 4, 10), "Đã lập hồ sơ, gửi Công an thành phố", "")],
    "2025-05": [(*CAT_BI, None, "", "")],
    "2025-06": [(*CAT_BI, date(2025, 6, 12), "Đã trang bị từ nguồn vận động", "")],
}

OBSTACLE = ("obstacle_id", "unit", "reported_on", "description", "progress", "answer", "reported_by", "forwarded_on", "forwarded_to", "answered_on", "answered_by")
ZALO = ("vm-0001", "dong-hai-2", date(2024, 11, 21), "Người dân quen báo tin qua Zalo của Công an phường")
NIGHT = ("vm-0001", "trang-cat", date(2024, 12, 16), "Kinh phí bồi dưỡng tuần tra đêm chưa có mức chi cụ thể")
RADIO = ("vm-0001", "cat-bi", date(2025, 1, 13), "Một số tổ chưa có bộ đàm để liên lạc khi tuần tra")
NAMES = ("vm-0001", "phuong-hai-an", date(2025, 7, 14), "Tên, con dấu của tổ theo phường cũ, chưa có hướng dẫn thay đổi")
OBSTACLES = {
    "2024-11": [(*ZALO, "open", "", "zalo", None, "", None, "")],
    "2024-12": [(*NIGHT, "forwarded", "", "letter", date(2024, 12, 20), "Ủy ban nhân dân quận", None, "")],
    "2025-01": [(*NIGHT, "resolved", "Thực hiện theo nghị quyết của Hội đồng nhân dân thành phố về mức chi cho lực lượng", "letter", date(2024, 12, 20),
                 "Ủy ban nhân dân quận", date(2025, 1, 6), "Phòng Tài chính - Kế hoạch quận"), (*RADIO, "open", "", "phone", None, "", None, "")],
    "2025-02": [(*ZALO, "resolved", "Công an phường chuyển tin về tổ trên địa bàn để xác minh", "zalo", None, "", date(2025, 2, 12), "Công an quận"),
                (*RADIO, "resolved", "Cho phép dùng điện thoại, nhóm Zalo của tổ trong khi chờ trang bị", "phone", None, "", date(2025, 2, 17), "Công an quận")],
    "2025-07": [(*NAMES, "forwarded", "", "letter", date(2025, 7, 18), "Công an thành phố", None, "")],
}

BUDGET = ("line_id", "phase", "kind", "item", "amount", "document", "unit", "purpose", "on_date")
BUDGET_LINES = {
    "2024-11": [("dt-0001", "phase-1", "estimate", "Tiền thưởng kèm theo Giấy khen đợt 1", 12_000_000, "Tờ trình số 21/TTr-TCKH", "", "awards", date(2024, 11, 4)),
                ("dt-0002", "phase-1", "estimate", "Tổ chức lễ phát động", 15_000_000, "Tờ trình số 21/TTr-TCKH", "", "launch", date(2024, 11, 4)),
                ("dt-0003", "phase-1", "estimate", "Tuyên truyền, pa nô", 8_000_000, "Tờ trình số 21/TTr-TCKH", "", "publicity", date(2024, 11, 4)),
                ("dt-0004", "phase-1", "estimate", "Kiểm tra các phường", 4_000_000, "Tờ trình số 21/TTr-TCKH", "", "inspection", date(2024, 11, 4))],
    "2024-12": [("qt-0001", "phase-1", "settlement", "Tổ chức lễ phát động", 14_200_000, "Bảng thanh toán số 118", "", "launch", date(2024, 12, 12))],
    "2025-01": [("qt-0002", "phase-1", "settlement", "Tuyên truyền, pa nô", 7_650_000, "Bảng thanh toán số 09", "", "publicity", date(2025, 1, 21))],
    "2025-02": [("qt-0003", "phase-1", "settlement", "Kiểm tra các phường", 3_120_000, "Bảng thanh toán số 17", "", "inspection", date(2025, 2, 20)),
                ("dt-0005", "phase-2", "estimate", "Tiền thưởng kèm theo Giấy khen đợt 2 và tổng kết", 16_000_000, "Tờ trình số 04/TTr-TCKH", "", "awards", date(2025, 2, 6)),
                ("dt-0006", "phase-2", "estimate", "Tuyên truyền", 9_000_000, "Tờ trình số 04/TTr-TCKH", "", "publicity", date(2025, 2, 6))],
    "2025-06": [("qt-0004", "phase-2", "settlement", "Tuyên truyền", 6_480_000, "Bảng thanh toán số 52", "", "publicity", date(2025, 6, 24))],
    "2025-07": [("dt-0001-ha", "phase-2", "estimate", "Tiền thưởng và hội nghị tổng kết của phường", 10_000_000, "Tờ trình số 02/TTr-KTHTĐT", "phuong-hai-an", "awards",
                 date(2025, 7, 15))],
}

PUBLICITY = ("publicity_id", "unit", "on_date", "title", "channel", "link", "about", "topic", "times", "subject")
NEWS = {
    "2024-11": [("tv-0001", DISTRICT, date(2024, 11, 20), "Quận Hải An phát động phong trào thi đua trong lực lượng bảo vệ an ninh, trật tự ở cơ sở",
                 "Cổng thông tin điện tử quận", "https://haian.example.gov.vn/tin/le-phat-dong", "Lễ phát động", "launch", 1, "")],
    "2024-12": [("tv-0002", DISTRICT, date(2024, 12, 20), "“Tổ liên gia an toàn phòng cháy” ở Đằng Hải", "Đài truyền thanh quận", "", "", "model", 6, "")],
    "2025-01": [("tv-0003", DISTRICT, date(2025, 1, 22), "Người tổ trưởng 11 lần báo tin giúp Công an phường", "Cổng thông tin điện tử quận",
                 "https://haian.example.gov.vn/tin/nguoi-to-truong", "", "example", 1, "nam-hai-02-1")],
    "2025-02": [("tv-0004", DISTRICT, date(2025, 2, 26), "Kết quả đợt 1 phong trào thi đua của lực lượng bảo vệ an ninh, trật tự", "Cổng thông tin điện tử quận",
                 "https://haian.example.gov.vn/tin/ket-qua-dot-1", "", "results", 1, "")],
    "2025-06": [("tv-0005", DISTRICT, date(2025, 6, 18), "Ba mô hình mới được Công an thành phố ghi nhận", "Đài truyền thanh quận", "", "", "model", 4, "")],
}

GOODS = ["áo phản quang", "đèn pin", "gậy chỉ huy giao thông", "bộ đàm"]
TABLES = [("directive", DIRECTIVE, DIRECTIVES), ("campaign", CAMPAIGN, CAMPAIGNS), ("inspection_plan", PLAN, INSPECTION_PLANS), ("inspection", VISIT, INSPECTIONS),
          ("inspection_finding", FINDING, FINDINGS), ("obstacle", OBSTACLE, OBSTACLES), ("budget_line", BUDGET, BUDGET_LINES), ("publicity", PUBLICITY, NEWS)]


def funding(number, on, kind, amount):
    """The columns of the ward's book beside who gave what."""
    given = number % len(GOODS)
    if kind == "in_kind":
        return {"goods": GOODS[given], "quantity": amount // 250_000, "purpose": "uniform" if given == 0 else "tools", "receipt_no": f"BN{number:03d}", "receipt_on": on}
    return {"goods": "", "quantity": "", "purpose": ["uniform", "tools", "vehicle", "activity"][given], "receipt_no": f"PT{number:03d}", "receipt_on": on}


def briefings(sample, folder):
    members = {}
    for _, _, ward in sample.members if folder < "2025-07" else [(None, None, home) for member, team, _ in sample.members
                                                               for known, home in sample.teams if known == team]:
        members[ward] = members.get(ward, 0) + 1
    for number, (ward, (on, absent, later, later_on)) in enumerate(BRIEFED.get(folder, {}).items(), start=1):
        sample.add("briefing", briefing_id=f"qt-{folder}", unit=ward, phase=BRIEFING_PHASE[folder], kind="dissemination", held_on=on,
                   place="Nhà văn hóa phường", audience="force", expected=members[ward], attended=members[ward] - absent, made_up=later or "",
                   made_up_on=later_on, minutes_by="Công an phường", document=f"Biên bản ngày {on:%d/%m/%Y}")
    if folder in LAUNCHES:
        identity, unit, phase, on, place, expected, attended, later, later_on, minutes_by, document = LAUNCHES[folder]
        sample.add("briefing", briefing_id=identity, unit=unit, phase=phase, kind="launch", held_on=on, place=place, audience="mixed", expected=expected,
                   attended=attended, made_up=later or "", made_up_on=later_on, minutes_by=minutes_by, document=document)


def add(sample, folder):
    """What duties left behind by the day on which `folder` is sent; drawn from no chance."""
    for record_type, columns, folders in TABLES:
        for row in folders.get(folder, []):
            sample.add(record_type, **dict(zip(columns, row)))
    briefings(sample, folder)
