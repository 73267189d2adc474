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
from daemon import Daemon, free_port
from phase import phase_1

ADDRESS = f"127.0.0.1:{free_port()}"
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


TIP = {"ward": "cat-bi", "received_on": "2024-11-20", "channel": "phone", "verified": "yes"}


@pytest.fixture(scope="module")
def sealed(tmp_path_factory):
    """Phase 1 to its seal; a record that waits and one that was corrected, with texts that a spreadsheet would compute."""
    with phase_1(tmp_path_factory.mktemp("sealed")) as daemon:
        daemon.add({"tip": [{**TIP, "tip_id": "w1", "state": "waiting", "category": "@SUM(A1)"}, {**TIP, "tip_id": "c1", "category": "-1+1"}]})
        daemon.add({"tip": [{**TIP, "tip_id": "c1", "category": "+1", "channel": "force"}]}, "--reason", "=nghe nhầm")
        daemon.add_person("minh", "officer", "--unit", "cat-bi")
        daemon.json("tokens", "add", "minh", "--role", "officer", "--unit", "cat-bi", "--until", "2025-12-31", "--note", "=HYPERLINK(1)")
        yield daemon


def each(things, items, *names):
    """A row an item of each thing: what the item says, else its thing; a thing without items is a row."""
    return [tuple({**thing, **item}.get(name) for name in names) for thing in things for item in thing[items] or [{}]]


def of(rows, *names):
    return [tuple(row.get(name) for name in names) for row in rows]


# The words after each list's own; then columns of its file, and the same of the JSON answer (none: the number of rows is compared).
SOME = ["--unit", "cat-bi", "--period", "2024-11"]
LISTS = {
    "alerts": ([], ["Số", "Nội dung"], lambda a: of(a, "id", "text")),
    "alerts short": ([], ["Mã đơn vị", "Tin nhắn"], lambda a: of(a, "subject", "text")),
    "alerts silences": ([], None, lambda a: a),
    "alerts show": (["1"], ["Lúc", "Nội dung"], lambda a: of(a["events"], "at", "note")),
    "addresses list": ([], None, lambda a: a),
    "outbox list": ([], None, lambda a: a),
    "messages try": (["alert.opened", "--unit", "cat-bi"], ["Tuyến", "Người nhận", "Tiêu đề"], lambda a: of(a["messages"], "route", "addressee", "subject")),
    "board": ([], ["Đơn vị", "Số chỉ tiêu đạt"], lambda a: [(row["name"], (row["conclusion"] or {}).get("met")) for row in a["rows"]]),
    "causes list": ([], None, lambda a: a),
    "brief": (["--period", "2024-11"], ["Đơn vị", "Chỉ tiêu", "Kết quả", "Giải thích"], lambda a: of(a["exceptions"], "name", "criterion", "value", "says")),
    "compare": (["--units", "cat-bi,nam-hai", "--period", "2024-12", "--against", "2024-11"],
                ["Chỉ tiêu", "Tên"], lambda a: of(a["rows"], "criterion", "title")),
    "ranking": ([], ["Hạng", "Đơn vị", "Số chỉ tiêu đạt"], lambda a: of(a["rows"], "place", "name", "met")),
    "nominations list": ([], None, lambda a: a["rows"]),
    "nominations posted": ([], None, lambda a: a),
    "nominations suggest": (["--period", "phase-1"], ["Đơn vị", "Mã", "Lý do"], lambda a: of(a["candidates"], "ward_name", "subject", "says")),
    "contest show": ([], ["Kỳ", "Từ ngày"], lambda a: of(a["periods"], "id", "from")),
    "drafts": ([], ["Dự thảo", "Dự thảo lúc"], lambda a: of(a, "id", "made_at")),
    "drafts blanks": (["phase-1-d-1"], ["Khóa", "Chỗ trống", "Kiểu"], lambda a: of(a, "key", "title", "form")),
    "drafts show": (["phase-1-d-1"], ["Số liệu", "Bản ghi", "Ngày", "Được tính", "Nội dung"], lambda a: [tuple(row) for row in a["content"]["evidence"]["rows"]]),
    "drafts basis": (["phase-1-d-1"], ["Chỉ tiêu", "Đơn vị", "Kết quả", "Căn cứ"], lambda a: of(a["figures"], "criterion", "subject_name", "value", "reference")),
    "drafts copies": (["phase-1-d-1"], None, lambda a: a),
    "register list": ([], None, lambda a: a),
    "register issuers": ([], ["Mã", "Cơ quan ban hành", "Từ ngày"], lambda a: of(a, "id", "name", "from")),
    "awards list": ([], None, lambda a: a),
    "awards totals": ([], None, lambda a: a),
    "drafts versions": (["phase-1-d-1"], ["Phiên bản", "Lúc", "SHA-256"], lambda a: of(a, "number", "made_at", "sha256")),
    "duties list": ([], ["Số", "Mã", "Đơn vị", "Hạn"], lambda a: of(a, "id", "duty", "holder", "due_on")),
    "duties plan": ([], ["Mở ngày", "Mã", "Đợt, kỳ, dịp"], lambda a: of(a["rows"], "opens_on", "duty", "occurrence_title")),
    "duties show": (["1"], ["Lúc"], lambda a: of(a["events"], "at")),
    "exceptions list": ([], None, lambda a: a),
    "explain": (["phase-1/1.1/cat-bi/final"], ["Mã nguồn tin", "Tử số"], lambda a: [(row[0], row[-2]) for row in a["evidence"]["rows"]]),
    "history": (["tip", "cat-bi/c1"], ["Số", "Lúc", "Người làm", "Ô", "Từ", "Thành", "Lý do", "Dòng"],
                lambda a: each(a, "fields", "sequence", "at", "actor_name", "title", "from_title", "to_title", "reason", "row")),
    "import list": ([], ["Số", "Lúc", "Tệp", "Lý do"], lambda a: of(a, "sequence", "at", "file_names", "reason")),
    "import show": (["NEWEST"], ["Bản ghi", "Ô", "Từ", "Thành"], lambda a: each(a["records"], "fields", "key", "title", "from_title", "to_title")),
    "jobs": ([], None, lambda a: a or [("itself",)]),
    "live": ([], ["Kỳ", "Chỉ tiêu", "Đơn vị", "Tử số"], lambda a: of(a["rows"], "period", "criterion", "name", "num")),
    "people list": ([], ["Tên đăng nhập"], lambda a: of(a, "name")),
    "people show": (["minh"], ["Số", "Đơn vị", "Đến hết ngày", "Mã của chương trình, dùng để"],
                    lambda a: of(a["grants"] + a["tokens"], "id", "unit", "until", "note")),
    "plugins list": ([], ["Tên"], lambda a: of(a, "name")),
    "plugins show": (["exec"], ["Tham số", "Nghĩa (tiếng Anh)"], lambda a: of(a["parameters"], "name", "en")),
    "receipt": (["RECEIPT"], ["Bản ghi", "Ô", "Thành"], lambda a: each(a["records"], "fields", "key", "title", "to_title")),
    "records files": (["tip", "cat-bi/c1"], None, lambda a: a),
    "records find": (["tip", *SOME], ["Bản ghi", "Lĩnh vực"], lambda a: [(row[0], row[6]) for row in a["rows"]]),
    "records list": ([], ["Loại", "Tên"], lambda a: of(a, "type", "title")),
    "records month": (SOME, ["Loại", "Bản ghi", "chờ xác nhận", "Ngày gửi"],
                      lambda a: [(row["title"], row["records"], row["counts"]["waiting"], (row["monthly_return"] or {}).get("submitted_on")) for row in a["types"]]),
    "records moved": ([], None, lambda a: a),
    "records of": (["tip", *SOME], ["Bản ghi", "Ngày tiếp nhận", "Lĩnh vực"], lambda a: [
        (row["key"], *(next((cell["value"] for cell in row["cells"] if cell["name"] == name), None) for name in ("received_on", "category"))) for row in a["records"]]),
    "records show": (["tip"], ["Cột", "Tên"], lambda a: of(a, "column", "title")),
    "records waiting": ([], ["Loại", "Bản ghi", "Nội dung", "Chờ từ"], lambda a: each(a, "records", "title", "key", "says", "at")),
    "results difference": (["phase-1/1.1/cat-bi/final"], ["Số dòng", "Nội dung"], lambda a: of(a["parts"], "count", "text")),
    "results": ([], ["Kỳ", "Đơn vị", "Tử số"], lambda a: of(a, "period", "subject", "num")),
    "readings list": ([], None, lambda a: a),
    "returns": ([], ["Đơn vị", "Tháng", "Hạn"], lambda a: of(a, "ward_name", "period", "due_on")),
    "rules history": ([], ["Từ lúc", "Lý do"], lambda a: of(a, "at", "reason")),
    "forecast": ([], ["Chỉ tiêu", "Kỳ"], lambda a: of(a["rows"], "criterion", "period")),
    "rules lint": ([], ["Mức", "Nội dung"], lambda a: [({"warning": "lưu ý", "note": "ghi chú"}[row["severity"]], row["text"]) for row in a]),
    "rules list": ([], None, lambda a: a),
    "rules targets": ([], ["Tham số", "Giá trị"], lambda a: of(a, "name", "value")),
    "rules files": ([], ["Tệp", "Dùng để"], lambda a: of(a, "path", "title_vi")),
    "rules criteria": ([], ["Chỉ tiêu", "Cách đếm"], lambda a: of(a, "criterion", "sentence_vi")),
    "schedule": ([], ["Đến hạn", "Kỳ"], lambda a: of(a, "due_at", "period")),
    "seals": ([], ["Bản chốt", "Mã băm"], lambda a: of(a, "id", "hash")),
    "seals show": (["phase-1-1"], ["Đơn vị", "1.1 tử số", "1.1 mẫu số"], lambda a: [(row["name"], *of([row["cells"].get("1.1", {})], "num", "den")[0]) for row in a["rows"]]),
    "seals senders": ([], ["Mã đơn vị", "Khóa công khai"], lambda a: of(a, "unit", "key")),
    "seals taken": ([], ["Đơn vị", "Bản chốt"], lambda a: of(a, "unit", "seal")),
    "sessions list": ([], ["Tên đăng nhập", "Đăng nhập lúc"], lambda a: of(a, "name", "made_at")),
    "templates": ([], ["Loại", "Văn bản", "Tệp"], lambda a: of(a, "kind", "title", "file")),
    "templates fields": (["e"], ["Thẻ"], lambda a: of(a["fields"], "tag")),
    "today": ([], ["Số lượng"], lambda a: of(a["items"], "count")),
    "trend": (["cat-bi"], ["Chỉ tiêu", "Kỳ", "Tử số", "Mẫu số"], lambda a: each(a["criteria"], "points", "id", "period", "num", "den")),
    "unit": (["cat-bi"], ["Mã", "Kỳ", "Từ ngày", "Số thành viên"], lambda a: each(a["teams"], "months", "id", "period", "valid_from", "members")),
    "units tree": ([], ["Mã", "Từ ngày", "Số tổ"], lambda a: of(a, "id", "valid_from", "teams")),
    "units history": (["cat-bi"], ["Ngày", "Tên", "Đơn vị kia", "Lần"], lambda a: of(a, "day", "name", "other_name", "sequence")),
    "workflow": ([], ["Mã", "Loại"], lambda a: of(a, "name", "title")),
    "workflow history": (["alert", "1"], ["Lúc", "Nội dung"], lambda a: of(a, "at", "note")),
    "workflow show": (["draft"], ["Việc", "Tên", "Đến"], lambda a: of(a["rows"], "title", "act", "to_title")),
}


def as_cell(value):
    """As CSV has it: days as people write them, what would be computed behind an apostrophe."""
    text = "" if value is None else str(value)
    if day := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d:\d\d)\+07:00)?", text):
        return f"{day[3]}/{day[2]}/{day[1]}" + (f" {day[4]}" if day[4] else "")
    return f"'{text}" if re.match(r"[=+@-]", text) and not re.fullmatch(r"-?\d+", text) else text


def same_cell(cell, text):
    """A workbook's cell and the same of CSV: a text is a text in both, whatever it begins with."""
    if isinstance(cell, datetime.datetime):
        return text in (f"{cell:%d/%m/%Y}", f"{cell:%d/%m/%Y %H:%M:%S}")
    if isinstance(cell, (int, float)):
        return text.replace(",", ".").rstrip("%").replace(".", "").strip("0") == f"{cell:.6f}".replace(".", "").strip("0")
    return text in (cell or "", f"'{cell}")


def correction(daemon):
    return daemon.json("records", "enter", "tip", "ward=cat-bi", "tip_id=c1", "channel=zalo", "--reason", "@")


def test_every_list_is_a_workbook_and_a_csv(sealed, tmp_path):
    """The same rows in the JSON answer, the CSV and the workbook, and nothing in them is a formula."""
    newest = sealed.json("import", "list")[0]
    named = {"NEWEST": newest["sequence"], "RECEIPT": correction(sealed)["receipt"]}
    commands = json.load(sealed.open("/api/commands"))
    assert set(LISTS) == {one["command"] for one in commands if any(parameter["name"] == "format" for parameter in one["parameters"])}
    for command, (words, titles, expected) in LISTS.items():
        words = command.split() + [named.get(word, word) for word in words]
        sealed.ctl(*words, "--out", tmp_path / "list.xlsx", "--force")
        said = sealed.json(*words, "--out", tmp_path / "list.csv", "--force")
        text = (tmp_path / "list.csv").read_bytes()
        assert said["bytes"] == len(text) and text.startswith(b"\xef\xbb\xbf") and b"\r\n" in text
        head, *rows = csv.reader(io.StringIO(text.decode("utf-8-sig"), newline=""), delimiter=";")
        sheet = openpyxl.load_workbook(tmp_path / "list.xlsx").worksheets[0]
        assert [cell.value for cell in sheet[1]] == head and len(set(head)) == len(head) and all(head), command
        assert all(cell.data_type != "f" for line in sheet for cell in line), command
        wanted = expected(sealed.json(*words))
        assert len(rows) == sheet.max_row - 1 == len(wanted), command
        if not titles:
            continue
        places = [head.index(title) for title in titles]
        assert [[row[place] for place in places] for row in rows] == [[as_cell(value) for value in row] for row in wanted], command
        for line, row in zip(sheet.iter_rows(min_row=2), rows):
            assert all(same_cell(cell.value, text.replace("\r\n", "\n")) for cell, text in zip(line, row)), (command, row, [cell.value for cell in line])


def test_lists_within_lists_are_found_and_ordered(sealed, tmp_path):
    """What is left keeps its form: things with those of their items that were asked for."""
    history = sealed.json("history", "tip", "cat-bi/c1", "--find", "linh vuc", "--sort", "sequence,desc")
    assert [field["title"] for version in history for field in version["fields"]] == ["Lĩnh vực"] * 2
    assert [version["fields"][0]["to"] for version in history] == ["+1", "-1+1"]
    assert sealed.ctl("history", "tip", "cat-bi/c1", "--find", "linh vuc").count("Lĩnh vực") == 2
    trend = sealed.json("trend", "cat-bi", "--find", "1.1", "--sort", "value,desc")
    assert [criterion["id"] for criterion in trend["criteria"]] == ["1.1"] and len(trend["criteria"][0]["points"]) == 3
    assert [point["period"] for point in trend["criteria"][0]["points"]][2] == "2024-11"
    assert [team["id"] for team in sealed.json("unit", "cat-bi", "--find", "2024-12")["teams"]] == ["cat-bi-1"]
    sealed.ctl("--lang", "en", "history", "tip", "cat-bi/c1", "--out", tmp_path / "h.xlsx")
    assert {"Field (Vietnamese)", "From", "To"} <= set(rows_of(tmp_path / "h.xlsx")[0])
    assert "actor_name" in sealed.refused("history", "tip", "cat-bi/c1", "--sort", "nothing")


def test_an_officer_gets_the_files_of_what_he_may_see(sealed):
    token = sealed.json("tokens", "add", "minh", "--role", "officer", "--unit", "cat-bi", "--until", "2025-12-31", "--note", "x")["token"]
    for path, status in (("history?type=tip&key=cat-bi/c1", 200), ("history?type=tip&key=nam-hai/tin-2024-11-nam-hai-0", 403), ("records/waiting?unit=cat-bi", 200),
                         ("people/show?name=minh", 403), ("import/list?last=1", 200)):
        try:
            with sealed.open(f"/api/{path}&format=csv", sealed.port, headers={"Authorization": f"Bearer {token}"}) as answer:
                assert answer.status == status and answer.headers["Content-Type"] == "text/csv; charset=utf-8", path
        except HTTPError as refused:
            assert refused.code == status, path


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
    assert keys(page) == ["cat-bi/t8", "cat-bi/t7", "cat-bi/t6"] and page["more"] and (page["next"], page["total"]) == ("cat-bi/t6", 8)
    assert find("--limit", 3, "--after", "cat-bi/t3")["total"] == 8 and find("--find", "DIEN thoai", "--limit", 1)["total"] == 2
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
    line = {"phase": "phase-1", "kind": "estimate", "item": "Tuyên truyền", "amount": "1"}  # a type whose records may be of no unit
    november.add({"budget_line": [{**line, "line_id": "dt-1", "unit": ""}, {**line, "line_id": "dt-2", "unit": "cat-bi"}, {**line, "line_id": "dt-3", "unit": "nam-hai"}]})
    assert keys(asked("type=budget_line")) == ["dt-2"]


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
    for page, language, word in (("/board?period=2024-11", "vi", "tải về"), ("/en/board?period=2024-11", "en", "download")):
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
