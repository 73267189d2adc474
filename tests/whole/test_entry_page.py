"""The pages of an officer by HTTP, without a browser and so without JavaScript: the list of a type's records, the table of many, a file that is tried and sent, its undoing."""
import html
import re
import urllib.error
import urllib.parse

import pytest

import steady
from daemon import Daemon
from phase import listening

PEOPLE = [("lan", "officer", "--unit", "cat-bi"), ("minh", "reviewer")]


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    made = listening(tmp_path_factory.mktemp("entry"))
    try:
        made.advance("2024-12-04T09:00")
        made.add(steady.roster())
        made.add({"tip": steady.tips("cat-bi", "2024-11", 9, 10) + steady.tips("nam-hai", "2024-11", 60, 60)})
        for name, role, *unit in PEOPLE:
            made.add_person(name, role, *unit)
        yield made
    finally:
        made.stop()


class Desk:
    """A person's page: looks, and sends its forms."""

    def __init__(self, daemon, name):
        self.daemon, self.cookie = daemon, {"Cookie": daemon.sign_in(name)}

    def ask(self, path, data=None):
        try:
            with self.daemon.open(path, headers=dict(self.cookie), data=data) as answer:
                return answer.status, answer.headers.get("Location"), answer.read().decode()
        except urllib.error.HTTPError as refusal:
            return refusal.code, None, refusal.read().decode()

    def look(self, path, status=200):
        said, _, text = self.ask(path)
        assert said == status, text
        return text


@pytest.fixture(scope="module")
def lan(daemon):
    return Desk(daemon, "lan")


@pytest.fixture(scope="module")
def minh(daemon):
    return Desk(daemon, "minh")


def keys(text):
    return re.findall(r'<th scope="row"><a href="[^"]*">([^<]*)</a>', text)


def link(text, words):
    return html.unescape(re.search(r'<a [^>]*href="([^"]*)"[^>]*>' + words, text)[1])


def test_a_list_is_searched_filtered_and_paged(daemon, minh):
    first = minh.look("/records/type?type=tip&unit=&period=2024-11&record-state=&find=")  # as a form sends what is left empty
    assert len(keys(first)) == 50 and "cat-bi/tin-2024-11-cat-bi-0" in keys(first)
    second = minh.look(link(first, "Trang sau"))
    assert len(keys(second)) == 20 and not set(keys(first)) & set(keys(second))
    assert keys(minh.look(link(second, "Trang đầu"))) == keys(first)
    assert set(keys(minh.look("/records/type?type=tip&find=ZALO"))) == {"cat-bi/tin-2024-11-cat-bi-9"}
    assert "Không có bản ghi nào như vậy" in minh.look("/records/type?type=tip&record-state=withdrawn")
    assert "05/11/2024" in first and "qua lực lượng" in first and "Nam Hải" in second  # as people write it


def test_people_stand_by_given_name(daemon, minh):
    shown = re.findall(r">((?:Trần Văn|Phạm Thị|Lê Văn) \w+)<", minh.look("/records/type?type=member&unit=cat-bi&sort=full_name"))
    assert shown == ["Trần Văn Bình", "Phạm Thị Hoa", "Lê Văn Sáng"]


def test_a_draft_is_in_the_list_and_is_opened_by_its_key_alone(daemon, lan):
    daemon.ctl("records", "enter", "tip", "ward=cat-bi", "tip_id=nháp 1", "--draft")
    text = lan.look("/records/type?type=tip&unit=cat-bi&period=2024-11&record-state=draft")
    assert keys(text) == ["cat-bi/nháp 1"]  # though it says no day yet
    form = lan.look(link(text, "cat-bi/nháp 1"))
    assert 'value="nháp 1"' in form and "Nháp" in form
    daemon.ctl("records", "withdraw", "tip", "cat-bi/nháp 1", "--reason", "bỏ")
    old = lan.look("/records/entry?type=tip&key=cat-bi%2Ftin-2024-11-cat-bi-3")  # of the month that it is of
    assert "tháng 11/2024" in old and "từ tệp <code>tip.csv</code>" in old


def test_another_unit_s_records_are_not_there(daemon, lan):
    assert {key.split("/")[0] for key in keys(lan.look("/records/type?type=tip"))} == {"cat-bi"}
    lan.look("/records/type?type=tip&unit=nam-hai", status=403)
    lan.look("/records/entry?type=tip&key=nam-hai%2Ftin-2024-11-nam-hai-1", status=403)


# ---- the table of many records --------------------------------------------------------------------------------

GRID = "/records/grid?type=tip&unit=cat-bi&period=2024-11"


class Table:
    """A form as a browser sends it, from the page as it came."""

    def __init__(self, desk, text):
        self.desk, self.text = desk, text
        form = re.search(r'<form class="grid-form".*?</form>', text, re.DOTALL)[0]
        form = re.sub(r"<template>.*?</template>", "", form, flags=re.DOTALL)
        self.fields = {}
        for tag in re.findall(r"<input [^>]*>", form):
            self.fields[re.search(r'name="([^"]*)"', tag)[1]] = html.unescape((re.search(r'value="([^"]*)"', tag) or [None, ""])[1])
        for name, inside in re.findall(r'<select [^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL):
            self.fields[name] = html.unescape((re.search(r"<option selected>([^<]*)", inside) or [None, ""])[1])
        for name, inside in re.findall(r'<textarea [^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
            self.fields[name] = html.unescape(inside)

    def row(self, number, **cells):
        for name, value in cells.items():
            assert f"cells.{number}.{name}" in self.fields
            self.fields[f"cells.{number}.{name}"] = value
        return self

    def cell(self, number, name):
        return self.fields[f"cells.{number}.{name}"]

    def error(self, number, name):
        found = re.search(rf'<span id="e-{number}-{name}">(.*?)</td>', self.text, re.DOTALL)
        return html.unescape(re.sub("<[^>]*>", " ", found[1])) if found else ""

    def press(self, words="records/enter", **button):
        """The page that comes; after a redirect the one to which it leads."""
        data = urllib.parse.urlencode({**self.fields, **button}).encode()
        status, to, text = self.desk.ask(f"/do/{words}", data)
        self.status = status
        return Table(self.desk, self.desk.look(to) if status == 303 else text)


TIP = {"tip_id": "b1", "received_on": "6/11/2024", "channel": "Zalo", "verified": "đúng"}


def test_rows_are_checked_then_sent_all_or_none(daemon, lan, minh):
    table = Table(lan, lan.look(GRID))
    table.row(2, **TIP).row(4, **{**TIP, "tip_id": "b2", "received_on": "6/13/2024", "verified": ""})
    tried = table.press(**{"dry-run": "yes"})
    assert table.status == 200 and "Chưa gửi được" in tried.text and "Dòng 4, <span lang=\"vi\">Ngày tiếp nhận" in tried.text
    assert "không có tháng 13" in tried.error(4, "received_on") and "để trống" in tried.error(4, "verified") and not tried.error(2, "received_on")
    assert (tried.cell(2, "tip_id"), tried.cell(4, "received_on"), tried.cell(2, "channel")) == ("b1", "6/13/2024", "Zalo")  # as typed
    refused = tried.press()
    assert tried.status == 400 and "không có tháng 13" in refused.error(4, "received_on")
    assert daemon.run("history", "tip", "cat-bi/b1").returncode == 1  # nothing of it was written
    right = refused.row(4, received_on="7/11/2024", verified="đúng").press(**{"dry-run": "yes"})
    assert "Gửi được" in right.text and "<strong>02</strong> bản ghi mới" in right.text
    sent = right.press()
    assert right.status == 303 and "Mã biên nhận" in sent.text and sent.cell(1, "tip_id") == ""  # an empty table again
    assert {row["key"] for group in daemon.json("records", "waiting") for row in group["records"]} == {"cat-bi/b1", "cat-bi/b2"}
    daemon.ctl("records", "return", "tip", "cat-bi/b1", "cat-bi/b2", "--reason", "ghi tổ nhận tin")


def test_a_returned_row_that_nobody_mends_stays_returned(daemon, lan):
    table = Table(lan, lan.look(GRID))
    assert [table.cell(row, "tip_id") for row in (1, 2)] == ["b1", "b2"] and "ghi tổ nhận tin" in table.text
    table.row(1, channel="điện thoại").press()
    states = {key: daemon.json("history", "tip", key)[-1]["state"] for key in ("cat-bi/b1", "cat-bi/b2")}
    assert states == {"cat-bi/b1": "waiting", "cat-bi/b2": "returned"}


def test_what_is_typed_is_kept_wrong_or_not_and_nobody_else_sees_it(daemon, lan, minh):
    table = Table(lan, lan.look(GRID)).row(3, tip_id="c1", received_on="hôm qua").row(5, tip_id="c2")
    kept = table.press("records/keep")
    assert "Đang giữ, chưa gửi" in kept.text and kept.cell(3, "received_on") == "hôm qua" and "đã giữ lại" in kept.text
    assert 'value="c2"' not in minh.look(GRID)
    daemon.restart()  # and a phone that is lost
    again = Table(lan, Desk(daemon, "lan").look(GRID))
    assert (again.cell(3, "tip_id"), again.cell(5, "tip_id")) == ("c1", "c2")
    lan.cookie = {"Cookie": daemon.sign_in("lan")}
    minh.cookie = {"Cookie": daemon.sign_in("minh")}
    dropped = Table(lan, lan.look(GRID)).press("records/keep", drop="3")
    assert dropped.cell(4, "tip_id") == "c2" and "hôm qua" not in dropped.text
    longer = dropped.press("records/keep", next=GRID + "&empty=20")
    assert "cells.24.tip_id" in longer.fields and "cells.25.tip_id" not in longer.fields
    gone = longer.press("records/keep", discard="yes")
    assert 'value="c2"' not in gone.text and gone.cell(1, "tip_id") == "b2"


def test_rows_are_pasted_without_javascript(daemon, lan):
    table = Table(lan, lan.look(GRID))
    pasted = "STT\tKênh tiếp nhận\tMã nguồn tin\tLĩnh vực\n1\tZalo\td1\t\"trộm cắp\nban đêm\"\n2\tSố 113\td2\tmất điện"
    table.fields["paste"] = pasted
    refused = table.press()  # nothing is sent behind one's back
    assert table.status == 400 and "Đưa vào bảng" in refused.text and refused.fields["paste"] == pasted
    filled = refused.press("records/keep")
    assert [filled.cell(row, "tip_id") for row in (1, 2, 3)] == ["b2", "d1", "d2"]
    assert (filled.cell(3, "channel"), filled.fields["paste"]) == ("Số 113", "")
    filled.fields["paste"] = "Màu\tKênh tiếp nhận\tMã nguồn tin\nđỏ\tZalo\td3"
    wrong = filled.press("records/keep")
    assert filled.status == 400 and "“Màu” không có" in wrong.text and wrong.cell(2, "tip_id") == "d1"
    wrong.fields["paste"] = ""
    wrong.press("records/keep", discard="yes")


def test_a_row_that_another_changed_stands_beside_what_was_typed(daemon, lan):
    table = Table(lan, lan.look(GRID)).row(1, channel="VNeID")
    table.press("records/keep")
    daemon.ctl("records", "enter", "tip", "ward=cat-bi", "tip_id=b2", "channel=zalo", "category=an ninh", "state=returned", "state_reason=xem lại")
    kept = Table(lan, lan.look(GRID))
    assert kept.cell(1, "channel") == "VNeID" and "người khác đã sửa thành" in kept.error(1, "category") and "an ninh" in kept.error(1, "category")
    refused = table.press()  # a page of before, sent now
    assert table.status == 400 and "khác đã sửa sau khi mở" in refused.error(1, "channel") and refused.cell(1, "channel") == "VNeID"
    assert daemon.json("history", "tip", "cat-bi/b2")[-1]["state"] == "returned"
    refused.press()  # both were seen
    assert refused.status == 303 and daemon.json("history", "tip", "cat-bi/b2")[-1]["state"] == "waiting"


def test_a_new_row_does_not_write_over_a_record_that_is_there(daemon, lan):
    table = Table(lan, lan.look(GRID)).row(1, **{**TIP, "tip_id": "b1"})
    refused = table.press()
    assert table.status == 400 and "ã có bản ghi “cat-bi/b1”" in refused.error(1, "tip_id")
    lan.look(GRID.replace("cat-bi", "nam-hai"), status=403)
    foreign = Table(lan, lan.look(GRID))
    foreign.fields["unit"] = "nam-hai"
    assert foreign.row(1, **TIP).press("records/keep") and foreign.status == 403


# ---- a file -----------------------------------------------------------------------------------------------------

def parts(fields, name="", content=b""):
    """A form with a file, as a browser sends it."""
    lines = [f'--b\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode() for key, value in fields.items()]
    lines.append(f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\nContent-Type: text/csv\r\n\r\n'.encode() + content + b"\r\n--b--\r\n")
    return b"".join(lines)


def form_of(text, action):
    found = re.search(rf'<form [^>]*action="{action}".*?</form>', text, re.DOTALL)[0]
    return {re.search(r'name="([^"]*)"', tag)[1]: html.unescape((re.search(r'value="([^"]*)"', tag) or [None, ""])[1])
            for tag in re.findall(r"<input [^>]*>", found) if 'type="file"' not in tag and 'type="checkbox"' not in tag}


def try_file(desk, content, name="tip.csv", **fields):
    page = desk.look("/records/import?unit=cat-bi&period=2024-11")
    desk.cookie["Content-Type"] = "multipart/form-data; boundary=b"
    try:
        return desk.ask("/do/import", parts({**form_of(page[page.index("send-heading"):], "/do/import"), **fields}, name, content))
    finally:
        del desk.cookie["Content-Type"]


def send(desk, text, action, **fields):
    status, to, again = desk.ask(f"/do/{action}", urllib.parse.urlencode({**form_of(text, f"/do/{action}"), **fields}).encode())
    return (status, desk.look(to) if status == 303 else again)


HEAD = "Mã nguồn tin,Phường,Ngày tiếp nhận,Kênh tiếp nhận,Đã xác minh\n"


def test_a_file_is_tried_kept_and_sent(daemon, lan):
    status, _, wrong = try_file(lan, (HEAD + "f1,Cát Bi,05/11/2024,Zalo,đúng\nf2,Cát Bi,06/13/2024,Zalo,đúng\n").encode())
    assert status == 200 and "Tệp còn lỗi" in wrong and "không có tháng 13" in wrong and "Ngày tiếp nhận" in wrong
    assert 'download="tip-loi.xlsx"' in wrong and "UEsDB" in wrong  # a workbook
    status, sent = send(lan, wrong[wrong.index("trial-heading"):], "import", **{"good-rows": "yes"})
    assert status == 303 and "Mã biên nhận" in sent
    assert daemon.run("history", "tip", "cat-bi/f2").returncode == 1 and daemon.json("history", "tip", "cat-bi/f1")[-1]["state"] == "waiting"
    assert send(lan, wrong[wrong.index("trial-heading"):], "import")[0] == 400  # it went with what was sent
    status, _, right = try_file(lan, (HEAD + "f1,Cát Bi,05/11/2024,số 113,đúng\nf3,Cát Bi,06/11/2024,Zalo,đúng\n").encode())
    assert status == 200 and "Gửi được" in right and "<del>Zalo</del> → <ins>số 113</ins>" in right and "<strong>01</strong> bản ghi mới" in right
    assert daemon.run("history", "tip", "cat-bi/f3").returncode == 1
    status, sent = send(lan, right[right.index("trial-heading"):], "import", reason="nghe lại")
    assert status == 303 and len(daemon.json("history", "tip", "cat-bi/f3")) == 1
    assert "tip.csv" in sent[sent.index("before-heading"):]


def test_a_file_that_was_not_chosen_or_is_another_s_is_refused(daemon, lan):
    status, _, text = try_file(lan, b"", "")
    assert status == 400 and "Chưa chọn tệp" in text
    status, _, text = try_file(lan, (HEAD + "f9,Nam Hải,05/11/2024,Zalo,đúng\n").encode())
    assert status == 200 and "Tệp còn lỗi" in text and "không có quyền" in text


def test_one_s_own_import_is_undone_after_a_look(daemon, lan, minh):
    mine = lan.look("/records/import")
    numbers = re.findall(r'/records/imported\?number=(\d+)"', mine)
    text = lan.look(f"/records/imported?number={numbers[0]}")
    assert "cat-bi/f3" in text and "<del>Zalo</del> → <ins>số 113</ins>" in text
    status, tried = send(lan, text, "import/undo", reason="nhầm tệp", **{"dry-run": "yes"})
    assert status == 200 and "Hoàn tác được" in tried and 'value="nhầm tệp"' in tried
    assert len(daemon.json("history", "tip", "cat-bi/f3")) == 1
    status, done = send(lan, tried, "import/undo", reason="nhầm tệp")
    assert status == 303 and "hoàn tác bởi lần" in done and daemon.json("history", "tip", "cat-bi/f3")[-1]["state"] == "withdrawn"
    foreign = [row["sequence"] for row in daemon.json("import", "list") if str(row["sequence"]) not in numbers]
    assert foreign and lan.look(f"/records/imported?number={foreign[-1]}", status=400)
    refused = lan.ask("/do/import/undo", urllib.parse.urlencode({**form_of(tried, "/do/import/undo"), "number": foreign[-1], "reason": "x"}).encode())
    assert refused[0] == 400 and "không ghi bản ghi nào" in refused[2]
    assert str(foreign[-1]) in re.findall(r'/records/imported\?number=(\d+)"', minh.look("/records/import"))


def test_the_form_of_the_own_unit_is_there_to_download(daemon, lan):
    address = html.unescape(re.search(r'href="(/api/forms/export\?type=tip[^"]*)"', lan.look("/records/import?unit=cat-bi&period=2024-11"))[1])
    with daemon.open(address, headers=lan.cookie) as answer:
        assert answer.read(4) == b"PK\x03\x04" and "tip-cat-bi-2024-11.xlsx" in answer.headers["Content-Disposition"]
