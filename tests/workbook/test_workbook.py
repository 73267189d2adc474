"""What stands in the workbooks that thidua-workbook writes, as openpyxl and LibreOffice read it."""
import datetime
import io
import subprocess
import zipfile

import openpyxl
import pytest

from worker import answer, write


def sheet(columns, rows, **more):
    return {"name": "Bảng", "above": [], "columns": columns, "rows": rows, **more}


def column(title, kind="text", **more):
    return {"title": title, "kind": kind, "width": 12, **more}


def book(*sheets):
    return {"title": "Thử", "sheets": list(sheets)}


def read(*sheets):
    return openpyxl.load_workbook(io.BytesIO(write(book(*sheets))))


HOSTILE = {
    "=1+1": "=1+1",
    "=HYPERLINK(\"http://x\",\"y\")": "=HYPERLINK(\"http://x\",\"y\")",
    "+84": "+84",
    "-5": "-5",
    "@SUM(A1)": "@SUM(A1)",
    "{=1}": "{=1}",
    "'x": "'x",
    "0012": "0012",
    "1.23457E+15": "1.23457E+15",
    "2024-11": "2024-11",
    "TRUE": "TRUE",
    "http://vd.vn/a": "http://vd.vn/a",
    "internal:Bảng!A1": "internal:Bảng!A1",
    "<b>&amp;\"'": "<b>&amp;\"'",
    "a\nb": "a\nb",
    "a\u0001b\u0008c\u007f": "abc",
    "a\uffffb": "ab",
    " đầu và cuối ": " đầu và cuối ",
    "Nguyễn Thị Hoà 🎖": "Nguyễn Thị Hoà 🎖",
}


def test_texts_stay_texts():
    made = read(sheet([column("Ghi")], [[text] for text in HOSTILE]))
    cells = [row[0] for row in made.worksheets[0].iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == list(HOSTILE.values())
    assert {cell.data_type for cell in cells} == {"s"} and not any(cell.hyperlink for cell in cells)


def test_libreoffice_reads_the_same(tmp_path):
    """It decodes _x0041_ as Excel does."""
    texts = [text for text in HOSTILE if "\n" not in text] + ["_x0041_", "a_x000D_b", "_xZZZZ_"]
    (tmp_path / "a.xlsx").write_bytes(write(book(sheet([column("Ghi")], [[text] for text in texts]))))
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/office", "--convert-to",
                    "csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true,false", "--outdir", tmp_path, tmp_path / "a.xlsx"],
                   check=True, capture_output=True, timeout=120)
    lines = (tmp_path / "a.csv").read_text().splitlines()
    expected = [HOSTILE.get(text, text) for text in texts]
    assert [line.strip('"').replace('""', '"') for line in lines[1:]] == expected


@pytest.mark.parametrize("part, count, length", [("a", 40000, 32767), ("đ", 32767, 32767), ("🎖", 20000, 16383)])
def test_a_cell_has_an_end(part, count, length):
    made = read(sheet([column("Ghi")], [[part * count]]))
    assert made.worksheets[0]["A2"].value == part * length


def test_numbers_days_and_formats():
    made = read(sheet([column("Số", "number"), column("Ngày", "date"), column("Lúc", "instant"), column("Khác")],
                      [[1234, "2024-11-05", "2024-11-05 21:40", {"is": 0.857, "kind": "number", "format": "0.0%"}],
                       [None, "1900-03-01", "2024-12-31 23:59:59", None],
                       ["1.234", "05/11", "hôm qua", {"is": "2024-02-29", "kind": "date"}]])).worksheets[0]
    assert [cell.value for cell in made[2]] == [1234, datetime.datetime(2024, 11, 5), datetime.datetime(2024, 11, 5, 21, 40), 0.857]
    assert made["D2"].number_format == "0.0%" and made["B2"].number_format == "dd/mm/yyyy"
    assert made["B3"].value == datetime.datetime(1900, 3, 1) and made["C3"].value.second == 59
    assert [cell.value for cell in made[4]] == ["1.234", "05/11", "hôm qua", datetime.datetime(2024, 2, 29)]


def test_a_form_has_lists_limits_hints_and_a_locked_frame():
    words = ["qua lực lượng, trực tiếp", "điện thoại"] + [f"kênh {i}" for i in range(60)]  # over 255 letters, a comma
    made = read(sheet([column("Mã", required=True, letters=40, complaint="nhiều nhất 40 chữ"),
                       column("Kênh", words=words, hint="chọn trong danh sách"),
                       column("Ngày", "date", **{"from": "2024-11-01", "until": "2024-11-30"}),
                       column("Số", "number", **{"from": 0, "until": 100}), column("Trên", "number", **{"from": 1}),
                       column("Lúc", "instant", **{"from": "2024-11-01", "until": "2024-11-30 23:59"}), column("Phường", given=True),
                       column("Kênh 2", words=words)],
                      [["t1", "điện thoại", "2024-11-05", 3, 1, "2024-11-05 08:00", "Cát Bi"]],
                      locked=True, open=5, filled=100, above=["NGUỒN TIN", "Phường Cát Bi"]),
                sheet([column("k"), column("v")], [["form", "tip"]], name="_khoa", hidden=True))
    one, key, lists = made.worksheets
    assert (key.title, key.sheet_state, lists.title, lists.sheet_state) == ("_khoa", "hidden", "_danh_muc", "hidden")
    assert one["A1"].value == "NGUỒN TIN" and [cell.value for cell in one[3]][:3] == ["Mã", "Kênh", "Ngày"]
    assert one.protection.sheet and one["A3"].protection.locked and one["A1"].protection.locked
    assert not one["A4"].protection.locked and not one["C9"].protection.locked and one["G4"].protection.locked
    assert not one.column_dimensions["B"].protection.locked if one.column_dimensions["B"].protection else True
    assert one.freeze_panes == "A4" and one.page_setup.orientation == "landscape" and one.page_setup.paperSize in (9, "9")
    rules = {str(rule.sqref).split(":")[0][0]: rule for rule in one.data_validations.dataValidation}
    assert rules["A"].type == "textLength" and rules["A"].formula1 == "40" and rules["A"].error == "nhiều nhất 40 chữ"
    assert rules["B"].type == "list" and rules["B"].prompt == "chọn trong danh sách" and rules["B"].promptTitle == "Kênh"
    assert rules["B"].formula1 == rules["H"].formula1 == "_danh_muc!$A$1:$A$62"
    assert [cell.value for cell in lists["A"]] == words and lists.max_column == 1
    assert (rules["C"].type, rules["C"].formula1, rules["C"].formula2) == ("date", "45597", "45626")
    assert (rules["D"].type, rules["D"].formula1, rules["D"].formula2) == ("whole", "0", "100")
    assert (rules["E"].operator, rules["E"].formula1) == ("greaterThanOrEqual", "1")
    assert rules["F"].type == "date" and str(rules["A"].sqref) == "A4:A103"
    assert one["A3"].fill.fgColor.rgb != one["B3"].fill.fgColor.rgb  # required


def test_marks_and_notes():
    made = read(sheet([column("Mã"), column("Ngày", "date")],
                      [[{"is": "t1", "mark": "error", "note": "trùng mã; ghi mã khác"}, {"is": "2024-11-05", "mark": "warning"}],
                       ["t2", None]])).worksheets[0]
    assert "trùng mã; ghi mã khác" in made["A2"].comment.text
    colours = [made[place].fill.fgColor.rgb for place in ("A2", "B2", "A3")]
    assert len(set(colours)) == 3 and made["B2"].value == datetime.datetime(2024, 11, 5)


def test_long_hints_are_cut_not_refused():
    made = read(sheet([column("T" * 50, hint="h" * 300, complaint="c" * 300, letters=5)], [], filled=10)).worksheets[0]
    rule, = made.data_validations.dataValidation
    assert (len(rule.promptTitle), len(rule.prompt), len(rule.error)) == (32, 255, 255)


def test_the_document_says_no_time():
    one = write(book(sheet([column("Mã")], [["a"]])))
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2000-01-01T00:00:00Z" in archive.read("docProps/core.xml")
        assert not any("external" in name.lower() or "link" in name.lower() for name in archive.namelist())
    assert write(book(sheet([column("Mã")], [["a"]]))) == one


def test_two_sheets_of_one_name_are_refused():
    assert "kind" in answer(book(sheet([column("a")], []), sheet([column("a")], [])))["error"]


def test_many_rows():
    made = write(book(sheet([column(str(i)) for i in range(10)], [[f"dòng {i}", i, "x", None, 1, 2, 3, 4, 5, 6] for i in range(20000)])))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.read("xl/worksheets/sheet1.xml").count(b"<row ") == 20001
