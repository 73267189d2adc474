"""The reviewer's desk: what is unusual about what waits, confirming and returning many, the picture of returns; buttons that follow the roles for the
unit that a thing belongs to; what does not fit into one table; a receipt that both sides look up."""
import json
import re

import pytest

import steady
import visitor
from oracle import REPORTED
from phase import listening

MONTHS = ("2024-11", "2024-12", "2025-01")
DEED = {"team": "cat-bi-1", "on_date": "2025-02-10", "kind": "deed"}


def enter(daemon, record_type, *rows):
    return daemon.json("records", "enter", record_type, json.dumps(rows, ensure_ascii=False))


def tip(ward, number, **cells):
    return {"ward": ward, "tip_id": str(number), "received_on": "2025-02-12", "channel": "zalo", "verified": "yes", **cells}


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    made = listening(tmp_path_factory.mktemp("review"))
    try:
        made.add(steady.roster())
        made.advance("2025-02-20T09:00")
        areas = [{"ward": "cat-bi", "population_id": month, "area": "Khu 1", "as_of": f"{month}-20", "residents": 100, "provided": 95} for month in MONTHS]
        made.add({"tip": [row for month in MONTHS for row in steady.tips("cat-bi", month, 2, 4)], "population": areas,
                  "submission": steady.returns("cat-bi", "2024-11") + steady.returns("cat-bi", "2024-12", on=steady.date(2025, 1, 20))
                  + steady.returns("cat-bi", "2025-01", types=list(REPORTED.values())[:3])})
        enter(made, "good_deed", {**DEED, "deed_id": "1", "description": "Giúp bà Hòa, số 12 Lê Lợi, tìm lại ví"})
        for name, role, *words in (("lan", "officer", "--unit", "cat-bi"), ("binh", "officer", "--unit", "nam-hai"), ("minh", "reviewer"),
                                   ("hai", "officer", "--unit", "cat-bi")):
            visitor.enter(made, name, role, *words)
        made.ctl("people", "grant", "hai", "--role", "leader", "--unit", "nam-hai")
        yield made
        assert made.stop() == 0
    finally:
        made.stop()


def look(daemon, path, name="minh", status=200):
    said, _, text = visitor.get(daemon, path, name)
    assert said == status, text.decode()
    return text.decode()


def waiting(daemon, unit="cat-bi"):
    return {group["type"]: group for group in daemon.json("records", "waiting", "--unit", unit)}


def said_of(daemon, record_type, key, unit="cat-bi"):
    record, = [record for record in waiting(daemon, unit)[record_type]["records"] if record["key"] == key]
    return [word["vi"] for word in record["unusual"]]


def test_a_month_with_far_more_than_before_is_said(daemon):
    enter(daemon, "tip", *(tip("cat-bi", number, channel="zalo" if number % 2 else "phone", category=f"việc {number}", state="waiting") for number in range(20)))
    group = waiting(daemon)["tip"]
    word, = group["months"]
    assert "có 20 bản ghi, hơn ba lần mức giữa 4 của 03 tháng trước" in word["vi"] and "more than three times the middle of the 3 months before" in word["en"]
    assert all(not record["unusual"] for record in group["records"])
    assert "hơn ba lần mức giữa 4" in look(daemon, "/review?unit=cat-bi") and "more than three times" in look(daemon, "/en/review?unit=cat-bi")


def test_probably_entered_twice(daemon):
    """The same day and kind, nearly the same words without their marks; another house number, another day is another deed."""
    enter(daemon, "good_deed", {**DEED, "deed_id": "2", "description": "Giúp bà Hoà số 12 đường Lê lợi tìm lại ví", "state": "waiting"},
          {**DEED, "deed_id": "3", "description": "Giúp bà Hòa, số 14 Lê Lợi, tìm lại ví", "state": "waiting"},
          {**DEED, "deed_id": "4", "on_date": "2025-02-11", "description": "Giúp bà Hòa, số 12 Lê Lợi, tìm lại ví", "state": "waiting"})
    assert said_of(daemon, "good_deed", "cat-bi-1/2") == ["có thể trùng với bản ghi cat-bi-1/1: cùng ngày, cùng loại, nội dung gần như nhau"]
    assert said_of(daemon, "good_deed", "cat-bi-1/3") == said_of(daemon, "good_deed", "cat-bi-1/4") == []


def test_a_number_far_from_the_middle(daemon):
    rows = [{"ward": "cat-bi", "population_id": f"k{residents}", "area": f"Khu {residents}", "as_of": "2025-02-10", "residents": residents, "provided": 95, "state": "waiting"}
            for residents in (140, 900)]
    enter(daemon, "population", *rows)
    assert said_of(daemon, "population", "cat-bi/k140") == []
    word, = said_of(daemon, "population", "cat-bi/k900")
    assert "900 ngoài mức thường gặp của đơn vị: từ 50 đến 150, mức giữa 100 của 03 bản ghi" in word


def test_a_nil_return_that_cannot_be(daemon):
    rows = [{"ward": "cat-bi", "period": "2025-02", "record_type": record_type, "nil_return": "yes", "submitted_on": "2025-02-20", "state": "waiting"}
            for record_type in ("tip", "accident")]
    enter(daemon, "submission", *rows)
    word, = said_of(daemon, "submission", "cat-bi/2025-02/tip")
    assert "báo không phát sinh, nhưng tháng này đã có 20 bản ghi" in word
    assert said_of(daemon, "submission", "cat-bi/2025-02/accident") == []
    daemon.ctl("records", "withdraw", "population", "cat-bi/k140", "cat-bi/k900", "--reason", "thử")
    enter(daemon, "submission", {**rows[0], "record_type": "population"})
    assert any("cả 03 tháng trước đều có" in word for word in said_of(daemon, "submission", "cat-bi/2025-02/population"))


def picks(page):
    return re.findall(r'<input type="checkbox"[^>]*name="keys\.\d+" value="([^"]*)"', page)


def test_many_are_confirmed_or_none_and_each_refusal_is_said(daemon):
    assert {"cat-bi/0", "cat-bi/1"} <= set(picks(look(daemon, "/review?unit=cat-bi&type=tip")))
    status, page = visitor.send(daemon, "records/confirm", "minh", next="/review", type="tip", **{"keys.1": "cat-bi/0", "keys.2": "cat-bi/none", "keys.3": "cat-bi/nor"})
    assert status == 400 and "cat-bi/none" in page and "cat-bi/nor" in page
    assert "cat-bi/0" in {record["key"] for record in waiting(daemon)["tip"]["records"]}
    assert visitor.send(daemon, "records/confirm", "minh", next="/review", type="tip", **{"keys.1": "cat-bi/0", "keys.2": "cat-bi/1"})[0] == 303
    assert visitor.send(daemon, "records/return", "minh", next="/review", type="tip", reason="", **{"keys.1": "cat-bi/2"})[0] == 400
    assert visitor.send(daemon, "records/return", "minh", next="/review", type="tip", reason="chưa rõ nơi báo", **{"keys.1": "cat-bi/2", "keys.2": "cat-bi/3"})[0] == 303
    assert len(waiting(daemon)["tip"]["records"]) == 16
    month = look(daemon, "/records?unit=cat-bi&period=2025-02", "lan")
    assert "chưa rõ nơi báo" in month and "02 bị trả" in month, re.search(r"Nguồn tin</a>.*?</tr>", month, re.DOTALL)[0]


def test_the_picture_of_returns(daemon, tmp_path):
    rows = {(row["ward"], row["period"]): row["standing"] for row in daemon.json("returns")}
    assert [rows["cat-bi", month] for month in MONTHS] == ["complete", "complete_late", "lacking"] and rows["nam-hai", "2024-11"] == "lacking"
    assert daemon.json("returns", "--period", "2025-02", "--unit", "cat-bi")[0]["standing"] == "not_due"
    page = look(daemon, "/records/completeness")
    row = re.search(r'<th scope="row" lang="vi">Cát Bi</th>(.*?)</tr>', page, re.DOTALL)[1]
    assert re.findall(r'<td class="stands (\w+)" data-label="[\d/]+">', row) == ["complete", "complete_late", "lacking"]
    assert "đủ, trễ hạn" in row and "#missed" in row and "/records?unit=cat-bi&amp;period=2025-01" in row
    assert "format=xlsx" in page and "complete, late" in look(daemon, "/en/records/completeness")
    daemon.ctl("returns", "--out", tmp_path / "r.csv")
    assert "đủ, trễ hạn" in (tmp_path / "r.csv").read_text(encoding="utf-8-sig")


def test_buttons_follow_the_roles_for_the_unit(daemon):
    """An officer of one ward who only reads another: of each record what may be done about it, not what may be done about some."""
    enter(daemon, "tip", tip("nam-hai", "n1", state="confirmed"), tip("nam-hai", "n2", state="waiting"))
    own, other = (look(daemon, f"/records/entry?type=tip&key={key}", "hai") for key in ("cat-bi/0", "nam-hai/n1"))
    assert 'action="/do/records/enter"' in own and 'action="/do/records/withdraw"' in own and 'action="/do/records/attach"' in own
    assert "/do/records/" not in other
    rows = dict(re.findall(r'<th scope="row"><a [^>]*>([^<]*)</a>(.*?)</tr>', look(daemon, "/records/type?type=tip&sort=change%2Cdesc", "hai"), re.DOTALL))
    assert "/do/records/withdraw" in rows["cat-bi/0"] and "/do/records/withdraw" in rows["cat-bi/2"] and "/do/records/withdraw" not in rows["nam-hai/n1"]
    month = look(daemon, "/records?unit=nam-hai&period=2025-02", "hai")
    assert "/do/" not in re.sub(r"/do/(logout|sessions)\S*", "", month) and "/records/grid?type=tip&amp;unit=nam-hai" not in month
    assert "/do/records/enter" in look(daemon, "/records?unit=cat-bi&period=2025-02", "hai")
    daemon.ctl("people", "grant", "hai", "--role", "reviewer", "--unit", "nam-hai")
    review = look(daemon, "/review", "hai")
    groups = {re.search(r'<h2 id="heading-\d+" lang="vi">([^:]*):', group)[1]: group for group in re.findall(r'<section class="group review" id="group-.*?</section>', review, re.DOTALL)}
    assert any("Nam Hải" in unit and "/do/records/confirm" in group for unit, group in groups.items())
    assert all("/do/records/confirm" not in group for unit, group in groups.items() if "Cát Bi" in unit)


def test_what_was_entered_is_withdrawn_on_its_own_page(daemon):
    """A draft that says hardly anything as well as what counts; what was withdrawn is not offered it again."""
    daemon.ctl("records", "enter", "tip", "ward=cat-bi", "tip_id=half", "state=draft")
    address = "/records/entry?type=tip&key=cat-bi/half&unit=cat-bi"
    seen = re.search(r'action="/do/records/withdraw">.*?name="seen" value="(\d+)"', look(daemon, address, "lan"), re.DOTALL)[1]
    given = {"type": "tip", "keys.1": "cat-bi/half", "seen": seen}
    assert visitor.send(daemon, "records/withdraw", "lan", next=address, reason="", **given)[0] == 400
    assert visitor.send(daemon, "records/withdraw", "lan", next=address, reason="nhập nhầm", **given)[0] == 303
    page = look(daemon, address, "lan")
    assert 'action="/do/records/withdraw"' not in page and "nhập nhầm" in page


def test_a_list_says_how_many_there_are(daemon):
    page = look(daemon, "/records/type?type=tip&unit=cat-bi")
    total = daemon.json("records", "find", "tip", "--unit", "cat-bi", "--limit", 1)["total"]
    assert f"<strong>{total}</strong> bản ghi" in page
    assert "<strong>01</strong> record " in look(daemon, "/en/records/type?type=tip&unit=nam-hai&record-state=waiting")


def test_a_table_that_does_not_hold_all_says_so_and_is_paged(daemon):
    daemon.add({"tip": [tip("nam-hai", f"d{number:03}", state="draft") for number in range(220)]})
    address = "/records/grid?type=tip&unit=nam-hai&period=2025-02"
    first, second = look(daemon, address, "binh"), look(daemon, address + "&page=2", "binh")
    assert "Trang 1/2" in first and "<strong>220</strong>" in first and "page=2" in first
    keys = [set(re.findall(r'_key" value="([^"]*)"', page)) for page in (first, second)]
    assert len(keys[0]) == 200 and len(keys[1]) == 20 and not keys[0] & keys[1]
    fields = {"cells.1.tip_id": "moi", "cells.1.ward": "nam-hai", "cells.1._seen": "0"}
    assert visitor.send(daemon, "records/keep", "binh", next=address, type="tip", unit="nam-hai", period="2025-02", **fields)[0] == 303
    kept = look(daemon, address, "binh")
    assert "không ở trong bảng đang giữ này: <strong>220</strong>" in kept


def test_a_receipt_is_looked_up_by_both_sides_alone(daemon):
    status, where = visitor.send(daemon, "records/enter", "lan", next="/records", type="tip", seen="0", **{f"cells.{name}": value for name, value in tip("cat-bi", "r1").items()})
    assert status == 303
    code = re.search(r"receipt=([0-9A-Z-]+)", where)[1]
    assert f'href="/records/receipt?code={code}"' in look(daemon, where, "lan")
    for name in ("lan", "minh"):
        page = look(daemon, f"/records/receipt?code={code}", name)
        assert "Đúng là đã gửi" in page and "Người lan" in page and "cat-bi/r1" in page
    assert "hông có biên nhận" in look(daemon, f"/records/receipt?code={code}", "binh", 400)
    assert 'name="code"' in look(daemon, "/records/receipt", "lan")
