"""What comes to be known after a paper was drafted: numbers of the papers that it cites and causes that its own page asks for are taken up while nobody has submitted
it; late records behind what it counted, recipients and bodies that are others now, are said beside it."""
import pytest

import sample_papers
import visitor
from word import Word


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    yield from visitor.office(tmp_path_factory.mktemp("paper-change"))


def held(daemon, kind, subject="quan-hai-an"):
    draft, = (row for row in daemon.papers() if (row["kind"], row["subject"]) == (kind, subject) and row["state"] not in ("stale", "superseded"))
    return draft


def text_of(daemon, draft):
    path = daemon.folder / f"{draft}.docx"
    daemon.ctl("drafts", "export", draft, "--out", path, "--force")
    return Word(path).check().plain().replace("\N{NO-BREAK SPACE}", " ")


def act(daemon, who, words, draft, **fields):
    status, said = visitor.send(daemon, f"drafts/{words}", who, id=draft, next="/drafts", **fields)
    assert status == 303, said


def issue(daemon, draft, number, day):
    act(daemon, "minh", "submit", draft)
    act(daemon, "truong", "approve", draft)
    act(daemon, "van", "issue", draft, number=str(number), day=day)


def test_a_decision_cites_the_submissions_by_their_numbers(daemon):
    decision = held(daemon, "a")["id"]
    assert "Trưởng Công an quận tại Tờ trình số […]/TTr-CAQ ngày […] tháng 02 năm 2025 và Trưởng phòng Nội vụ quận tại Tờ trình số […]/TTr-NV" in text_of(daemon, decision)
    issue(daemon, held(daemon, "b2")["id"], 9, "2025-02-12")
    made = held(daemon, "a")["id"]
    assert made != decision and "tại Tờ trình số 09/TTr-CAQ ngày 12 tháng 02 năm 2025 và" in text_of(daemon, made)
    act(daemon, "minh", "fill", made, **{"cells.request_number_phong_noi_vu": "17", "cells.request_on_phong_noi_vu": "2025-02-12"})
    assert "tại Tờ trình số 17/TTr-NV ngày 12 tháng 02 năm 2025." in text_of(daemon, held(daemon, "a")["id"])


def test_a_notice_asks_for_its_causes_and_keeps_them_where_causes_are(daemon):
    notice = held(daemon, "e", "cat-bi")["id"]
    page = visitor.get(daemon, f"/draft?id={notice}", "minh")[2].decode()
    assert 'name="cells.cause_1.1"' in page and 'name="cells.seen_1.1" value="0"' in page and "Nguyên nhân chưa đạt chỉ tiêu 1.1" in page
    act(daemon, "minh", "fill", notice, **{"cells.cause_1.1": "Dân báo thẳng Công an phường", "cells.remedy_1.1": "", "cells.seen_1.1": "0"})
    made = held(daemon, "e", "cat-bi")["id"]
    assert made != notice and "Dân báo thẳng Công an phường" in text_of(daemon, made)
    cause, = daemon.json("causes", "list", "--unit", "cat-bi")
    assert (cause["criterion"], cause["period"], cause["cause"], cause["remedy"]) == ("1.1", "phase-1", "Dân báo thẳng Công an phường", None)
    act(daemon, "minh", "fill", made, **{"cells.cause_1.1": "Dân báo thẳng Công an phường", "cells.remedy_1.1": "Tuyên truyền lại", "cells.seen_1.1": str(cause["id"])})
    assert "Biện pháp: Tuyên truyền lại" in text_of(daemon, held(daemon, "e", "cat-bi")["id"])
    status, said = visitor.send(daemon, "drafts/fill", "minh", id=held(daemon, "e", "cat-bi")["id"], next="/", **{"cells.cause_1.1": "Khác", "cells.seen_1.1": "0"})
    assert status == 400 and "Người khác vừa ghi nguyên nhân" in said.replace("1.1: người", "Người"), said
    assert [row["key"] for row in daemon.json("drafts", "blanks", held(daemon, "e", "dang-lam")["id"])] == ["signer"] if any(
        row["kind"] == "e" and row["subject"] == "dang-lam" for row in daemon.papers()) else True


def test_late_records_behind_what_a_paper_counted_are_said(daemon):
    assert all(row["differs"] is None or "số liệu gửi muộn" not in row["differs"] for row in daemon.papers())
    daemon.add({"patrol": [{"patrol_id": "muon-1", "member_id": sample_papers.LEADER, "on_date": "2025-01-20"}]}, "--reason", "phường bổ sung")
    told = {(row["kind"], row["subject"]): row["differs"] for row in daemon.papers() if row["state"] != "stale" and "số liệu gửi muộn" in (row["differs"] or "")}
    assert set(told) == {("f2", "nam-hai")} and told["f2", "nam-hai"] == "Lượt tuần tra: 22 (văn bản: 21), có số liệu gửi muộn", told
    page = visitor.get(daemon, f"/draft?id={held(daemon, 'f2', 'nam-hai')['id']}", "minh")[2].decode()
    assert "Lượt tuần tra: 22 (văn bản: 21), có số liệu gửi muộn" in page


def test_a_recipient_and_bodies_that_are_others_today_are_said(daemon):
    daemon.advance("2025-03-01T09:00")
    told = {(row["kind"], row["subject"]): row["differs"] or "" for row in daemon.papers() if row["state"] == "drafted"}
    assert "hôm nay không còn Công an quận Hải An" in told["a", "quan-hai-an"], told
    daemon.advance("2025-07-01T09:00")
    told = {(row["kind"], row["subject"]): row["differs"] or "" for row in daemon.papers() if row["state"] == "drafted"}
    assert "nơi nhận" in told["c", "quan-hai-an"], told
