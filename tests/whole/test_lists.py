"""Every list goes out as a workbook or CSV: by the command line, over HTTP, from a page; numbers and days are what they are."""
import csv
import datetime
import io
import json
import re
import sqlite3
from urllib.error import HTTPError

import openpyxl
import pytest

import steady
from daemon import Daemon

ADDRESS = "127.0.0.1:8795"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(scope="module")
def november(tmp_path_factory):
    daemon = Daemon(tmp_path_factory.mktemp("lists"), arguments=["--listen", ADDRESS])
    try:
        get.daemon = daemon
        daemon.add(steady.roster())
        daemon.advance("2024-12-03T09:00")
        daemon.add({"tip": [{"tip_id": f"t{i}", "ward": "cat-bi", "received_on": f"2024-11-{i:02}", "channel": "force" if i < 7 else "phone",
                             "verified": "yes"} for i in range(1, 9)]})
        daemon.add({"submission": steady.returns("cat-bi", "2024-11", ("tip",))})
        daemon.advance("2024-12-06T18:00")
        yield daemon
    finally:
        daemon.stop()


def get(path):
    """By whoever reads all, from the daemon of the fixture below."""
    with get.daemon.open(path, ADDRESS.split(":")[1]) as answer:
        return answer.headers, answer.read()


def rows_of(path):
    book = openpyxl.load_workbook(path)
    head, *rows = book.worksheets[0].iter_rows(values_only=True)
    return [dict(zip(head, row)) for row in rows]


def lists():
    return [command for command in json.loads(get("/api/commands")[1]) if any(
        parameter["name"] == "format" for parameter in command["parameters"])]


def test_every_list_is_a_workbook_and_a_csv(november, tmp_path):
    needed = {"records show": ["tip"], "records find": ["tip"], "workflow history": ["alert", "1"]}
    found = lists()
    assert {"results", "board", "alerts", "schedule", "drafts", "seals", "records list", "rules history"} <= {one["command"] for one in found}
    for one in found:
        words = one["command"].split() + needed.get(one["command"], [])
        name = one["command"].replace(" ", "-")
        november.ctl(*words, "--out", tmp_path / f"{name}.xlsx")
        said = november.json(*words, "--out", tmp_path / f"{name}.csv")
        assert said["bytes"] == (tmp_path / f"{name}.csv").stat().st_size
        book = openpyxl.load_workbook(tmp_path / f"{name}.xlsx")
        text = (tmp_path / f"{name}.csv").read_bytes()
        assert text.startswith(b"\xef\xbb\xbf") and b"\r\n" in text
        parsed = list(csv.reader(io.StringIO(text.decode("utf-8-sig")), delimiter=";"))
        sheet = book.worksheets[0]
        assert [cell.value for cell in sheet[1]] == parsed[0] and sheet.max_row == len(parsed), one["command"]
        answer = november.json(*words)
        count = len(answer["rows"] if isinstance(answer, dict) else answer)
        assert len(parsed) == count + 1, one["command"]


def test_cells_are_numbers_days_and_words(november, tmp_path):
    path = tmp_path / "r.xlsx"
    november.ctl("results", "--period", "2024-11", "--subject", "cat-bi", "--out", path)
    row = next(row for row in rows_of(path) if row["Chỉ tiêu"] == "1.1")
    assert (row["Tử số"], row["Mẫu số"], row["Kết quả"], row["Đánh giá"]) == (6, 8, 0.75, "chưa đạt")
    assert row["Kỳ"] == "2024-11" and row["Chỉ tiêu"] == "1.1"  # texts: Excel must not read days in them
    november.ctl("--lang", "en", "board", "--period", "2024-11", "--out", tmp_path / "b.xlsx")
    board = {row["Unit"]: row for row in rows_of(tmp_path / "b.xlsx")}
    assert board["Cát Bi"]["1.1 value"] == 0.75 and board["Cát Bi"]["1.1 verdict"] == "missed"
    november.ctl("schedule", "--out", tmp_path / "s.xlsx")
    done = next(row for row in rows_of(tmp_path / "s.xlsx") if row["Đã làm lúc"])
    assert isinstance(done["Đến hạn"], datetime.datetime) and done["Trạng thái"] == "đã làm"
    november.ctl("results", "--period", "2024-11", "--out", tmp_path / "r.csv")
    assert ";6;8;75%;" in (tmp_path / "r.csv").read_text(encoding="utf-8-sig")


def keys(answer):
    return [row[0] for row in answer["rows"]]


def test_the_records_themselves_are_a_list(november, tmp_path):
    def find(*words):
        return november.json("records", "find", "tip", *words)
    everything = find()
    assert keys(everything) == [f"cat-bi/t{number}" for number in range(1, 9)] and everything["next"] is None
    assert [column["name"] for column in everything["columns"]][:3] == ["key", "tip_id", "ward"] and everything["names"]["cat-bi"] == "Cát Bi"
    page = find("--limit", 3, "--sort", "Ngày tiếp nhận,desc")
    assert keys(page) == ["cat-bi/t8", "cat-bi/t7", "cat-bi/t6"] and page["more"] and page["next"] == "cat-bi/t6"
    assert keys(find("--limit", 3, "--sort", "received_on,desc", "--after", page["next"])) == ["cat-bi/t5", "cat-bi/t4", "cat-bi/t3"]
    assert keys(find("--find", "DIEN thoai")) == ["cat-bi/t7", "cat-bi/t8"] == keys(find("--find", "cát bi", "--sort", "channel"))[-2:]
    assert keys(find("--unit", "nam-hai")) == keys(find("--period", "2024-12")) == keys(find("--record-state", "đã rút")) == []
    assert len(keys(find("--unit", "quan-hai-an", "--period", "2024-11", "--record-state", "confirmed"))) == 8
    shown = november.ctl("records", "find", "tip", "--limit", 2)
    assert "qua lực lượng" in shown and "--after cat-bi/t2" in shown and "01/11/2024" in shown
    november.ctl("records", "find", "tip", "--find", "t3", "--out", tmp_path / "tips.xlsx")
    row, = rows_of(tmp_path / "tips.xlsx")
    assert (row["Bản ghi"], row["Phường"], row["Kênh tiếp nhận"], row["Trạng thái"]) == ("cat-bi/t3", "Cát Bi", "qua lực lượng", "đã xác nhận")
    assert row["Ngày tiếp nhận"] == datetime.datetime(2024, 11, 3)
    for words, said in ((["tip", "--sort", "x"], "received_on"), (["tip", "--record-state", "x"], "confirmed"), (["tip", "--after", "cat-bi/x"], "cat-bi/x"),
                        (["tip", "--after", "x"], "ward/tip_id"), (["tip", "--unit", "cat-by"], "cat-bi"), (["award", "--period", "2024-11"], "--period")):
        assert said in november.refused("records", "find", *words)


def test_a_unit_s_role_finds_the_unit_s_records_alone(november):
    november.add({"tip": [{"tip_id": "n1", "ward": "nam-hai", "received_on": "2024-10-20", "channel": "zalo", "verified": "yes"}]})
    november.add_person("minh", "officer", "--unit", "cat-bi")
    token = november.json("tokens", "add", "minh", "--role", "officer", "--unit", "cat-bi", "--until", "2025-12-31", "--note", "test")["token"]

    def asked(query):
        with november.open(f"/api/records/find?{query}", ADDRESS.split(":")[1], headers={"Authorization": f"Bearer {token}"}) as answer:
            return json.load(answer)
    assert "nam-hai/n1" in keys(november.json("records", "find", "tip")) and keys(november.json("records", "find", "tip", "--unit", "nam-hai"))
    assert len(keys(asked("type=tip"))) == 8 == len(keys(asked("type=tip&unit=cat-bi"))) and keys(asked("type=tip&find=nam+hai")) == []
    assert {row[2] for row in asked("type=member")["rows"]} <= {"cat-bi-1", "cat-bi-2", "cat-bi-3"}
    with pytest.raises(HTTPError) as refused:
        asked("type=tip&unit=nam-hai")
    assert refused.value.code == 403
    with pytest.raises(HTTPError) as refused:
        asked("type=budget_line")  # of no unit
    assert refused.value.code in (400, 403)


def test_keys_that_another_library_made_are_made_again(make):
    daemon = make()
    daemon.add({"tip": [{"tip_id": "t1", "ward": "cat-bi", "received_on": "2024-10-20", "channel": "zalo", "verified": "yes", "category": "Hoà giải"}]})
    daemon.stop()
    with sqlite3.connect(daemon.state / "thidua.db") as base:
        assert base.execute("SELECT count(*) FROM listing WHERE made LIKE 'ICU %'").fetchone()[0] > 20
        base.execute("UPDATE listing SET made = 'ICU 1' WHERE type = 'tip'")
        base.execute("UPDATE listing_tip SET search = '', sort_category = NULL")
    daemon.start()
    assert keys(daemon.json("records", "find", "tip", "--find", "hòa")) == ["cat-bi/t1"]
    assert "khóa để tìm và xếp danh sách" in daemon.logged()
    daemon.ctl("audit", "verify")
    daemon.stop()
    with sqlite3.connect(daemon.state / "thidua.db") as base:
        base.execute("UPDATE listing_tip SET search = ''")
    daemon.start()
    assert "“tip”" in daemon.refused("audit", "verify")


def test_equal_lists_are_equal_bytes(november, tmp_path):
    for name in ("a", "b"):
        november.ctl("results", "--out", tmp_path / f"{name}.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_http_and_pages(november):
    headers, body = get("/api/results?period=2024-11&format=xlsx")
    assert headers["Content-Type"] == XLSX and headers["Content-Disposition"] == 'attachment; filename="results-2024-11.xlsx"'
    assert body[:2] == b"PK"
    headers, body = get("/api/results?period=2024-11&format=csv&lang=en")
    assert headers["Content-Type"] == "text/csv; charset=utf-8" and body.decode("utf-8-sig").startswith("Period;Criterion;")
    assert get("/api/results?format=json")[0]["Content-Type"].startswith("application/json")
    for page, language, word in (("/?period=2024-11", "vi", "tải về"), ("/en/?period=2024-11", "en", "download")):
        html = get(page)[1].decode()
        link, = re.findall(r'href="(/api/board[^"]*format=xlsx[^"]*)"', html)
        assert word in html and f"lang={language}" in link
        assert get(link.replace("&amp;", "&"))[0]["Content-Type"] == XLSX
    for wrong in ("/api/results?format=ods", "/api/status?format=csv", "/alerts?format=csv"):
        with pytest.raises(HTTPError) as refused:
            get(wrong)
        assert refused.value.code == 400, wrong


def test_what_the_command_line_refuses(november, tmp_path):
    assert "--format" in november.refused("results", "--out", tmp_path / "r.ods")
    assert "--out" in november.refused("results", "--format", "xlsx")
    assert "--out" in november.refused("results", "--format", "json", "--out", tmp_path / "r.csv")
    (tmp_path / "kept.xlsx").write_text("của tôi")
    assert "--force" in november.refused("results", "--out", tmp_path / "kept.xlsx")
    november.ctl("results", "--out", tmp_path / "kept.xlsx", "--force")
    assert november.ctl("results", "--format", "csv").startswith("\ufeffKỳ;")
    assert november.ctl("results", "--format", "json") == november.ctl("--json", "results")
