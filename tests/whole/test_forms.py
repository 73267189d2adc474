"""Forms go out as workbooks and come back: what stands in them, marked, mended, imported (test_clerk: with LibreOffice)."""
import datetime
import json

import openpyxl
import pytest

import steady
from daemon import Daemon


@pytest.fixture(scope="module")
def november(tmp_path_factory):
    daemon = Daemon(tmp_path_factory.mktemp("forms"))
    try:
        daemon.add(steady.roster())
        daemon.advance("2024-12-03T09:00")
        daemon.add(steady.month("2024-11", ["cat-bi", "nam-hai"]))
        yield daemon
    finally:
        daemon.stop()


def form(daemon, folder, record_type, unit="cat-bi", period="2024-11", name=None):
    path = folder / (name or f"{record_type}.xlsx")
    daemon.ctl("forms", "export", record_type, "--unit", unit, "--period", period, "--out", path)
    return path


def rows_of(path):
    sheet = openpyxl.load_workbook(path).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    return sheet, dict(zip(rows[3], range(len(rows[3])))), rows[4:]


def rules_of(sheet):
    return {str(rule.sqref).split(":")[0].rstrip("0123456789"): rule for rule in sheet.data_validations.dataValidation}


def test_what_a_form_has(november, tmp_path):
    path = form(november, tmp_path, "tip")
    book = openpyxl.load_workbook(path)
    sheet, columns, rows = rows_of(path)
    assert sheet["A1"].value == "BIỂU NHẬP: NGUỒN TIN"
    assert sheet["A2"].value == "Phường Cát Bi, tháng 11/2024 (từ 01/11/2024 đến hết 30/11/2024)"
    titles = [row["title"] for row in november.json("records", "show", "tip") if not row["column"].startswith("state")]
    assert list(columns) == titles and sheet.freeze_panes == "A5" and sheet.protection.sheet
    known = [row for row in rows if row[0]]
    assert len(known) == 10 and all(row[columns["Phường"]] == "Cát Bi (cat-bi)" for row in rows)
    assert isinstance(known[0][columns["Ngày tiếp nhận"]], datetime.datetime)
    assert {row[columns["Kênh tiếp nhận"]] for row in known} == {"qua lực lượng", "Zalo"}
    assert not any(cell.protection.locked for cell in sheet[5]) and all(cell.protection.locked for cell in sheet[4])
    rules, lists = rules_of(sheet), book["_danh_muc"]
    channel = rules[openpyxl.utils.get_column_letter(columns["Kênh tiếp nhận"] + 1)]
    words = [cell.value for cell, in lists[channel.formula1.split("!")[1].replace("$", "")]]
    assert words[0] == "qua lực lượng" and "VNeID" in words
    day = rules[openpyxl.utils.get_column_letter(columns["Ngày tiếp nhận"] + 1)]
    assert (day.type, day.formula1, day.formula2) == ("date", "45597", "45626") and "30/11/2024" in day.error and "Bắt buộc" in day.prompt
    team = rules[openpyxl.utils.get_column_letter(columns["Tổ"] + 1)]
    assert [cell.value for cell in lists["B"] if cell.value] and team.type == "list"
    key = dict(book["_khoa"].iter_rows(values_only=True))
    assert book["_khoa"].sheet_state == "hidden" and (key["form"], key["unit"], key["period"]) == ("tip", "cat-bi", "2024-11")
    assert key["version"] == november.json("status")["package"]


def test_members_and_teams_are_those_of_the_unit(november, tmp_path):
    book = openpyxl.load_workbook(form(november, tmp_path, "good_deed"))
    offered = [value for row in book["_danh_muc"].iter_rows(values_only=True) for value in row if value]
    assert "Trần Văn Bình (cat-bi-1-1)" in offered and not any("nam-hai" in value for value in offered)
    district = openpyxl.load_workbook(form(november, tmp_path, "patrol", unit="quan-hai-an", period="phase-1"))
    offered = [value for row in district["_danh_muc"].iter_rows(values_only=True) for value in row if value]
    assert any("nam-hai-1-3" in value for value in offered)
    assert len([row for row in rows_of(tmp_path / "patrol.xlsx")[2] if row[0]]) == 6  # two wards, three members


def test_a_unit_that_ends_has_its_form_of_that_period(november, tmp_path):
    sheet, columns, rows = rows_of(form(november, tmp_path, "tip", period="contest"))
    assert "đến hết" in sheet["A2"].value and len([row for row in rows if row[0]]) == 10


def test_every_type_has_its_form_and_equal_bytes(november, tmp_path):
    for one in november.json("records", "list"):
        path = form(november, tmp_path, one["type"])
        assert path.read_bytes() == form(november, tmp_path, one["type"], name="again.xlsx").read_bytes(), one["type"]
        (tmp_path / "again.xlsx").unlink()


def test_what_is_no_form(november, tmp_path):
    def refused(*words):
        return november.refused("forms", "export", *words, "--out", tmp_path / "no.xlsx")
    assert "“tip”" in refused("tpi", "--unit", "cat-bi", "--period", "2024-11")
    assert "cat-bi" in refused("tip", "--unit", "cat-by", "--period", "2024-11")
    assert "2024-11" in refused("tip", "--unit", "cat-bi", "--period", "2024-99")
    assert "“cat-bi”" in refused("tip", "--unit", "cat-bi-1", "--period", "2024-11")
    assert "không có ngày nào trong kỳ này" in refused("tip", "--unit", "phuong-hai-an", "--period", "2024-11")


BAD = """tip_id,ward,team,received_on,channel,category,verified
a-1,cat-bi,cat-bi-1,05/11/2024,LL,trộm cắp,yes
a-2,cat-bi,,31/11/2024,force,=1+1,pending
a-3,cat-bi,,06/11/2024,phone,,no
a-4,cat-bi,nam-hai-1,2024-11-07,phone,,no
"""


def test_a_file_comes_back_marked_is_mended_and_imported(november, tmp_path):
    bad, marked = tmp_path / "tip.csv", tmp_path / "marked.xlsx"
    bad.write_text(BAD)
    said = november.run("--json", "import", "tip", bad, "--dry-run", "--marked", marked)
    answer = json.loads(said.stdout)
    assert said.returncode == 1 and answer["marked"] == {"file": str(marked), "bytes": marked.stat().st_size}
    sheet = openpyxl.load_workbook(marked).worksheets[0]
    assert "02 dòng có lỗi" in sheet["A2"].value and "Tệp tip.csv:" in sheet["A2"].value
    head = [cell.value for cell in sheet[3]]
    assert head == [*BAD.split("\n")[0].split(","), "Lỗi"]
    cells = {(row[0].value, title): cell for row in sheet.iter_rows(min_row=4) for title, cell in zip(head, row)}
    assert "“LL”" in cells["a-1", "channel"].comment.text and "“LL”" in cells["a-1", "Lỗi"].value
    assert cells["a-1", "Lỗi"].value.startswith("Kênh tiếp nhận: ") and "31/11/2024" in cells["a-2", "Lỗi"].value
    plain, error = (cells[place].fill.fgColor.rgb for place in (("a-3", "channel"), ("a-1", "channel")))
    assert plain != error and cells["a-2", "received_on"].fill.fgColor.rgb == error
    assert cells["a-1", "received_on"].value == datetime.datetime(2024, 11, 5) and cells["a-3", "Lỗi"].value is None
    assert cells["a-2", "category"].value == "=1+1" and cells["a-2", "category"].data_type == "s"
    again = tmp_path / "again.xlsx"
    november.run("import", "tip", bad, "--dry-run", "--marked", again)
    assert again.read_bytes() == marked.read_bytes()
    # the officer mends the two cells and sends the same file
    cells["a-1", "channel"].value, cells["a-2", "received_on"].value = "force", datetime.datetime(2024, 11, 30)
    sheet.parent.save(tmp_path / "mended.xlsx")
    done = november.json("import", "tip", tmp_path / "mended.xlsx", "--dry-run", "--marked", tmp_path / "good.xlsx")
    assert (done["added"], done["read"]) == (4, 4) and not [one for one in done["problems"] if one["level"] == "error"]
    good = openpyxl.load_workbook(tmp_path / "good.xlsx").worksheets[0]
    assert [cell.value for cell in good[3]].count("Lỗi") == 1 and "00 dòng có lỗi" in good["A2"].value
    warned = next(row for row in good.iter_rows(min_row=4) if row[0].value == "a-4")[2]  # a team of another ward: taken, and said
    assert warned.comment and warned.fill.fgColor.rgb not in (plain, error) and "01 ô nền vàng" in good["A2"].value


HEADED = """Mã nguồn tin,Phường (*),Ngày tiếp nhậm,kenh tiep nhan,Đã xác minh,Số lạ
a-1,Cát Bi,05/11/2024,LL,yes,1
a-2,Cát Bi,31/11/2024,LL,pending,2
a-3,Cát Bi,06/11/2024,phone,no,3
"""


def test_problems_say_the_heading_of_the_sheet(november, tmp_path):
    """Field and heading stand side by side, a mistaken heading is coloured as what it was meant for, a workbook's cells are named."""
    bad, marked = tmp_path / "tip.csv", tmp_path / "marked.xlsx"
    bad.write_text(HEADED)
    said = json.loads(november.run("--json", "import", "tip", bad, "--dry-run", "--marked", marked).stdout)
    found = {one["column"]: one for one in said["problems"] if one["level"] == "error" and one["row"] != 1}
    assert {name: (one["heading"], one["lines"], one["cells"]) for name, one in found.items()} == {
        "channel": ("kenh tiep nhan", [2, 3], []), "received_on": ("Ngày tiếp nhậm", [3], [])}
    text = november.run("import", "tip", bad, "--dry-run").stdout
    assert "tip.csv:2, 3: cột “kenh tiep nhan”: 2 dòng: “LL”" in text and "tip.csv:1: Số lạ: " in text
    book = openpyxl.load_workbook(marked)
    sheet = book.worksheets[0]
    head = next(row[0].row for row in sheet.iter_rows() if row[0].value == "Mã nguồn tin")
    coloured = {cell.coordinate for row in sheet.iter_rows(min_row=head + 1, max_col=6) for cell in row if cell.comment}
    assert coloured == {f"D{head + 1}", f"C{head + 2}", f"D{head + 2}"}
    assert "kenh tiep nhan: “LL”" in sheet.cell(head + 1, 7).value
    said = json.loads(november.run("--json", "import", "tip", marked, "--dry-run").stdout)
    error = next(one for one in said["problems"] if one["column"] == "channel")
    assert error["cells"] == [f"D{head + 1}", f"D{head + 2}"] and error["heading"] == "kenh tiep nhan"
    assert f"marked.xlsx:D{head + 1}, D{head + 2}: cột “kenh tiep nhan”: " in november.run("import", "tip", marked, "--dry-run").stdout
    sheet.merge_cells(f"C{head + 1}:C{head + 2}")  # found before the type is known, by its cell
    sheet.cell(head + 3, 3).value = "=1+1"
    book.save(tmp_path / "again.xlsx")
    said = json.loads(november.run("--json", "import", "tip", tmp_path / "again.xlsx", "--dry-run", "--marked", tmp_path / "last.xlsx").stdout)
    error, = [one for one in said["problems"] if one["cells"] == [f"C{head + 3}"]]
    assert (error["column"], error["heading"]) == ("received_on", "Ngày tiếp nhậm")
    sheet = openpyxl.load_workbook(tmp_path / "last.xlsx").worksheets[0]
    assert [cell.coordinate[0] for cell in next(row for row in sheet.iter_rows() if row[0].value == "a-3") if cell.comment] == ["C"]


def test_what_cannot_be_marked(november, tmp_path):
    bad = tmp_path / "tip.csv"
    bad.write_text(BAD)
    assert "--dry-run" in november.refused("import", "tip", bad, "--marked", tmp_path / "m.xlsx")
    bad.write_bytes(b"\xff\xfe\x00")
    said = november.run("--json", "import", "tip", bad, "--dry-run", "--marked", tmp_path / "m.xlsx")
    assert "marked" not in json.loads(said.stdout) and not (tmp_path / "m.xlsx").exists()
    bad.write_text(BAD)
    (tmp_path / "m.xlsx").write_text("của tôi")
    assert "--force" in november.refused("import", "tip", bad, "--dry-run", "--marked", tmp_path / "m.xlsx")


def test_rows_that_nobody_filled_in_are_no_records(november, tmp_path):
    lines = ["patrol_id,member_id,on_date", ",cat-bi-1-1,", "x-1,cat-bi-1-1,2024-11-05", ",,"]
    done = november.add_text("patrol", "\n".join(lines) + "\n", "--dry-run")
    assert "1" in done.stdout.splitlines()[0]
    assert november.add_text("patrol", "patrol_id,member_id,on_date\n,cat-bi-1-1,2024-11-05\n", "--dry-run", status=1)


def test_a_model_that_waits_for_its_recognition_is_in_the_form(november, tmp_path):
    head = "model_id,ward,name,started_on,ended_on,recognised_on,recognised_by\n"
    november.add_text("model", head + "w-1,thanh-to,Camera,2024-09-01,,,\nw-2,thanh-to,Loa,2024-12-02,,,\n"
                      "w-3,thanh-to,Tổ,2024-08-01,2024-10-15,,\nw-4,thanh-to,Đèn,2024-09-01,,2024-12-02,ward\n")
    path = form(november, tmp_path, "model", unit="thanh-to")
    assert [row[0] for row in rows_of(path)[2] if row[0]] == ["w-1"]  # begun later, ended before, recognised later: of other months


def fill(path, columns, rows, folder, name="filled.xlsx", key=None):
    """The form with rows of {heading: value} in its first free lines, and other words in its hidden sheet."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    free = next(row for row in range(5, 200) if not sheet.cell(row, 1).value)
    for i, row in enumerate(rows):
        for heading, value in row.items():
            sheet.cell(free + i, columns[heading] + 1).value = value
    for row in book["_khoa"].iter_rows() if key else ():
        row[1].value = key.get(row[0].value, row[1].value)
    book.save(folder / name)
    return folder / name, free


def test_a_form_takes_the_rows_of_its_unit_and_period(november, tmp_path):
    path = form(november, tmp_path, "tip")
    columns = rows_of(path)[1]
    row = {"Mã nguồn tin": "x-1", "Ngày tiếp nhận": datetime.datetime(2024, 11, 20), "Kênh tiếp nhận": "Zalo", "Đã xác minh": "có"}
    other = {**row, "Mã nguồn tin": "x-2", "Phường": "Nam Hải (nam-hai)"}
    late = {**row, "Mã nguồn tin": "x-3", "Ngày tiếp nhận": datetime.datetime(2024, 12, 2)}
    filled, free = fill(path, columns, [row, other, late], tmp_path)
    said = json.loads(november.run("--json", "import", "tip", filled, "--dry-run", "--marked", tmp_path / "marked.xlsx").stdout)
    error, = [one for one in said["problems"] if one["level"] == "error"]
    assert error["cells"] == [f"B{free + 1}"] and error["heading"] == "Phường" and "“nam-hai”" in error["vi"] and "Cát Bi" in error["vi"]
    warning, = [one for one in said["problems"] if one["level"] == "warning" and one["column"] == "received_on"]  # beside an error too
    assert warning["lines"] == [free + 2] and "tháng 11/2024" in warning["vi"]
    # given back to be mended, it is still the form of its unit
    assert dict(openpyxl.load_workbook(tmp_path / "marked.xlsx")["_khoa"].iter_rows(values_only=True))["unit"] == "cat-bi"
    assert [one["cells"] for one in json.loads(november.run("--json", "import", "tip", tmp_path / "marked.xlsx", "--dry-run").stdout)["problems"]
            if one["level"] == "error"]
    filled, free = fill(path, columns, [row, late], tmp_path)
    said = november.json("import", "tip", filled, "--dry-run")
    warning, = [one for one in said["problems"] if one["level"] == "warning" and one["column"] == "received_on"]
    assert warning["lines"] == [free + 1] and "tháng 11/2024" in warning["vi"] and said["added"] == 2
    district = form(november, tmp_path, "tip", unit="quan-hai-an", name="district.xlsx")  # wards and teams below are its own
    filled, free = fill(district, columns, [row | {"Phường": "cat-bi"}, other], tmp_path)
    assert november.json("import", "tip", filled, "--dry-run")["added"] == 2
    deed = form(november, tmp_path, "good_deed", name="deed.xlsx")
    columns = rows_of(deed)[1]
    row = {"Mã": "v-1", "Ngày": datetime.datetime(2024, 11, 20), "Tổ": "nam-hai-1"}
    headings = {one["column"]: one["title"] for one in november.json("records", "show", "good_deed")}
    filled, free = fill(deed, columns, [{headings["deed_id"]: "v-1", headings["team"]: team, headings["on_date"]: row["Ngày"],
                                         headings["kind"]: "deed", headings["description"]: "giúp dân"} for team in ("nam-hai-1", "cat-bi-1")], tmp_path)
    error, = [one for one in json.loads(november.run("--json", "import", "good_deed", filled, "--dry-run").stdout)["problems"] if one["level"] == "error"]
    assert error["column"] == "team" and error["lines"] == [free]


def test_a_form_of_another_declaration_or_contest(november, tmp_path):
    path = form(november, tmp_path, "tip")
    columns = rows_of(path)[1]
    assert not [one for one in november.json("import", "tip", path)["problems"] if "bản quy tắc" in one["vi"]]
    row = {"Mã nguồn tin": "x-1", "Ngày tiếp nhận": datetime.datetime(2024, 11, 20), "Kênh tiếp nhận": "Zalo", "Đã xác minh": "có"}
    older, _ = fill(path, columns, [row], tmp_path, key={"version": "0" * 64})
    said = november.json("import", "tip", older, "--dry-run")
    note, = [one for one in said["problems"] if "bản quy tắc khác" in one["vi"]]
    assert note["level"] == "note" and said["added"] == 1
    book = openpyxl.load_workbook(older)
    book.worksheets[0].delete_cols(columns["Tổ"] + 1)
    book.save(tmp_path / "narrow.xlsx")
    said = november.json("import", "tip", tmp_path / "narrow.xlsx", "--dry-run")
    warning, = [one for one in said["problems"] if "bản quy tắc khác" in one["vi"]]
    assert warning["level"] == "warning" and "“Tổ”" in warning["vi"] and (said["added"], said["corrected"]) == (1, 0)
    for key, words in (({"unit": "le-chan"}, "“le-chan”"), ({"period": "2031-01"}, "“2031-01”")):
        assert words in november.refused("import", "tip", fill(path, columns, [row], tmp_path, key=key)[0])
    assert "biểu của loại “tip”" in november.refused("import", "incident", path)


def test_every_form_comes_back_unchanged(november, tmp_path):
    read = 0
    for one in november.json("records", "list"):
        path = form(november, tmp_path, one["type"])
        done = november.json("import", one["type"], path)
        assert done["read"] == done["unchanged"] and done["added"] == done["corrected"] == 0, (one["type"], done)
        read += done["read"]
    assert read > 30
