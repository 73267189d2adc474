"""What only people know of a paper: asked on its page and by drafts fill, kept with who and when, printed by the draft that is made anew; nothing after it is
submitted."""
import pytest

import sample_papers
import visitor
from base import query
from phase import listening
from word import Word

MINUTES = {"begins_at": "08:30 11/02/2025", "place": "Phòng họp số 2", "members": "13", "present": "11", "chair": "Trần Văn Minh", "chair_post": "deputy",
           "secretary": "Lê Thị Hoa", "returned": "0", "opinions": "nhất trí với danh sách", "vote": "giơ tay", "sign_on": "18/02/2025", "ends_at": "2025-02-11T10:15"}


@pytest.fixture(scope="module")
def closed(tmp_path_factory):
    daemon = listening(tmp_path_factory.mktemp("blank"))
    try:
        sample_papers.play(daemon, to="2025-02-11T09:00")
        daemon.add({"nomination": sample_papers.nominations()})
        for name, role, *words in (("lan", "officer", "--unit", "cat-bi"), ("minh", "reviewer"), ("truong", "leader")):
            visitor.enter(daemon, name, role, *words)
        yield daemon
        assert daemon.json("audit", "verify")
        assert daemon.stop() == 0
    finally:
        daemon.stop()


def held(daemon, kind, subject="quan-hai-an"):
    draft, = (one for one in daemon.papers() if (one["kind"], one["subject"]) == (kind, subject) and one["state"] != "stale")
    return draft["id"]


def fill(daemon, draft, who="minh", **cells):
    """Filled in by a reviewer; the status and what the page says."""
    return visitor.send(daemon, "drafts/fill", who, id=draft, next=f"/draft?id={draft}", **{f"cells.{key}": value for key, value in cells.items()})


def text_of(daemon, draft):
    path = daemon.folder / f"{draft}.docx"
    daemon.ctl("drafts", "export", draft, "--out", path, "--force")
    return Word(path).check().plain()


def test_the_minutes_take_what_people_say(closed):
    first = held(closed, "c")
    asked = {one["key"]: one for one in closed.json("drafts", "blanks", first)}
    voted = [key for key in asked if key.startswith("agreed_")]
    assert len(voted) == 8 and asked["vote"]["choices"][0] == {"word": "hands", "title": "giơ tay"} and asked["place"]["value"] is None
    assert "giơ tay/bỏ phiếu kín" not in text_of(closed, first) and "Biểu quyết bằng hình thức […], kết quả:" in text_of(closed, first)
    assert fill(closed, first, **MINUTES, **{key: str(max(6, 11 - number)) for number, key in enumerate(voted)})[0] == 303
    assert held(closed, "c") == "phase-1-c-2"
    text = text_of(closed, "phase-1-c-2")
    for sentence in ("Thời gian bắt đầu: 08 giờ 30 phút, ngày 11 tháng 02 năm 2025.", "Địa điểm: Phòng họp số 2, trụ sở Ủy ban nhân dân quận Hải An.",
                     "11/13 thành viên Hội đồng (đạt 84,6%; đủ điều kiện họp); vắng 02 đồng chí (có lý do).",
                     "Đồng chí Trần Văn Minh, Phó Chủ tịch Ủy ban nhân dân quận Hải An, Phó Chủ tịch Hội đồng.", "Biểu quyết bằng hình thức giơ tay, kết quả:",
                     "11/11 00 100%", "10/11 01 90,9%", "00 hồ sơ trả lại", "trước ngày 18 tháng 02 năm 2025.", "kết thúc vào 10 giờ 15 phút, ngày 11 tháng 02 năm 2025;"):
        assert sentence in text, f"“{sentence}” is not in {text}"
    assert "[" not in text, text
    assert "[…]" in text_of(closed, first)  # the one before is kept as it was
    rows = query(closed, "SELECT value, written_by FROM paper_blank WHERE kind = 'c' AND key = 'begins_at'")
    assert [value[:16] for value, _ in rows] == ["2025-02-11T08:30"]


def test_the_same_again_makes_nothing_and_a_later_draft_has_it_too(closed):
    before = held(closed, "c")
    assert fill(closed, before, present="11")[0] == 303 and held(closed, "c") == before
    closed.add({"nomination": [{**sample_papers.nominations()[0], "votes_for": 6}]})
    after = held(closed, "c")
    assert after != before and "11/13 thành viên Hội đồng" in text_of(closed, after)
    assert fill(closed, after, returned="")[0] == 303
    assert "[…] hồ sơ trả lại" in text_of(closed, held(closed, "c"))


def test_what_cannot_be_is_refused_by_name(closed):
    draft = held(closed, "c")
    voted = next(one["key"] for one in closed.json("drafts", "blanks", draft) if one["key"].startswith("agreed_"))
    for key, value, words in (("present", "14", "“Số thành viên dự họp” (14) không được quá “Số thành viên Hội đồng” (13)"), ("vote", "vỗ tay", "“Hình thức biểu quyết”"),
                              ("members", "20", "“Số thành viên dự họp” (11) chưa tới 2/3 “Số thành viên Hội đồng” (20)"), (voted, "5", "(5) không quá 1/2 “Số thành viên dự họp” (11)"),
                              ("ends_at", "11/02/2025 08:00", "“Bắt đầu họp lúc”"), ("plce", "x", "có phải là “place”"), ("members", "mười", "“Số thành viên Hội đồng”")):
        status, text = fill(closed, draft, **{key: value})
        assert status == 400 and words in text, (key, text[-800:])
    assert held(closed, "c") == draft


def test_the_page_asks_whoever_may_answer(closed):
    report = held(closed, "f1", "cat-bi")
    status, _, text = visitor.get(closed, f"/draft?id={report}", "lan")
    page = text.decode()
    assert status == 200 and 'name="cells.founded_on" type="date"' in page and 'action="/do/drafts/fill"' in page
    assert 'action="/do/drafts/fill"' not in visitor.get(closed, f"/draft?id={report}", "truong")[2].decode()
    sent = {"id": report, "next": f"/draft?id={report}", "seen": "0", "cells.founded_no": "45/QĐ-UBND", "cells.founded_on": "2024-06-28", "cells.area": "tổ dân phố số 1",
            "cells.households": "1612", "cells.residents": ""}
    assert visitor.send(closed, "drafts/fill", "lan", **sent)[0] == 303
    made = held(closed, "f1", "cat-bi")
    assert "Quyết định số 45/QĐ-UBND ngày 28 tháng 6 năm 2024" in text_of(closed, made) and "(1.612 hộ, […] nhân khẩu)" in text_of(closed, made)
    blank = closed.json("drafts", "show", made)["blanks"][0]
    assert (blank["shown"], blank["written_by"]) == ("45/QĐ-UBND", "person:lan")
    status, text = visitor.send(closed, "drafts/fill", "minh", **{**sent, "id": made})  # of a page from before
    assert status == 400 and "Người khác vừa điền" in text
    assert visitor.send(closed, "drafts/fill", "lan", **{"id": held(closed, "c"), "next": "/", "cells.place": "x"})[0] == 403


def test_what_is_submitted_is_not_filled_in(closed):
    draft = held(closed, "f1", "cat-bi")
    assert visitor.send(closed, "drafts/submit", "minh", id=draft, next="/")[0] == 303
    status, text = fill(closed, draft, area="y")
    assert status == 400 and "không còn ở chỗ điền được" in text
    assert "dành cho" in closed.refused("drafts", "fill", draft, "area=y")  # whoever keeps the house does not say what a paper says
    assert visitor.send(closed, "drafts/return", "truong", id=draft, next="/", reason="thiếu")[0] == 303
    assert fill(closed, draft, "lan", area="tổ dân phố số 1, 2")[0] == 303
    assert "địa bàn phụ trách: tổ dân phố số 1, 2 (" in text_of(closed, held(closed, "f1", "cat-bi"))


def test_what_is_typed_against_what_is_counted_is_decided_before_a_leader_reads_it(closed):
    nomination = next(row for row in sample_papers.nominations() if row["ward"] == "thanh-to")
    closed.add({"nomination": [{**nomination, "achievement": "Cung cấp 99 nguồn tin, giúp dân"}]})
    draft = held(closed, "f1", "thanh-to")
    conflict, = closed.json("drafts", "show", draft)["conflicts"]
    counted = conflict["counted"]
    assert (conflict["typed"], conflict["words"]) == (99, "nguồn tin") and counted != 99
    page = visitor.get(closed, f"/draft?id={draft}", "minh")[2].decode()
    assert f"99 nguồn tin</span> (đếm được {counted})" in page and 'name="cells.typed"' in page
    status, text = visitor.send(closed, "drafts/submit", "minh", id=draft, next="/")
    assert status == 400 and f"99 nguồn tin, đếm được {counted:02}" in text.replace("Thành tích ghi ", "")
    assert fill(closed, draft, typed="counted")[0] == 303
    draft = held(closed, "f1", "thanh-to")
    assert f"[Cung cấp {counted:02} nguồn tin, giúp dân]" in text_of(closed, draft)
    assert visitor.send(closed, "drafts/submit", "minh", id=draft, next="/")[0] == 303
    assert "typed" not in [one["key"] for one in closed.json("drafts", "blanks", held(closed, "f1", "dang-lam"))]  # there is nothing to decide
