"""One table as many programs write it: Excel, LibreOffice, openpyxl, SheetJS, Google Sheets, the Open XML SDK, the strict edition of
the standard. Each gives the same values. What openpyxl and LibreOffice write is theirs; the others' shapes are made by hand."""
import datetime
import shutil
import subprocess

import pytest

import workbook
from reader import SANITIZED, read, said, table
from workbook import HEAD, MAIN, RELATION, STRICT, STRICT_RELATION, TYPE

COLUMNS = ["tip_id", "ward", "received_on", "occurred_at", "verified", "count", "note"]
ROWS = [["T1", "cat-bi", "2024-11-05", "2024-11-05 21:40", "TRUE", "1234", "Đánh bạc & ma túy"],
        ["0012", "dang-hai", "1900-03-01", "08:30", "FALSE", "0.1", "hai\ndòng"],
        ["12", "cat-bi", "2025-02-28", "2024-12-31 23:59:30", "", "123456789012345", "#N/A"]]
EXPECTED = [COLUMNS, *ROWS]
# What stands in the cells: T1 … as shared string numbers, days as serial numbers.
TEXTS = [*COLUMNS, "T1", "cat-bi", "Đánh bạc &amp; ma túy", "0012", "dang-hai", "hai\ndòng"]
DATES = {"2024-11-05": 45601, "1900-03-01": 61, "2025-02-28": 45716}
INSTANTS = {"2024-11-05 21:40": "45601.902777777781", "08:30": "0.35416666666666669", "2024-12-31 23:59:30": "45657.999652777777"}


def place(row, column):
    return f"{'ABCDEFG'[column]}{row}"


def cell(row, column, text, attributes="", spell=lambda r: f' r="{r}"', prefix="", text_cell=None):
    """One cell of the table as `text_cell` writes texts; numbers, days and truth as everybody does."""
    at, c, v = spell(place(row, column)), f"{prefix}c", f"{prefix}v"
    if text == "":
        return ""
    if column == 2:
        return f'<{c}{at} s="1"{attributes}><{v}>{DATES[text]}</{v}></{c}>'
    if column == 3:
        return f'<{c}{at} s="2"{attributes}><{v}>{INSTANTS[text]}</{v}></{c}>'
    if column == 4:
        return f'<{c}{at} t="b"{attributes}><{v}>{int(text == "TRUE")}</{v}></{c}>'
    if column == 5:
        return f"<{c}{at}{attributes}><{v}>{'1.23456789012345E14' if len(text) > 9 else text}</{v}></{c}>"
    if text == "#N/A":
        return f'<{c}{at} t="e"{attributes}><{v}>#N/A</{v}></{c}>'
    return text_cell(at, text)


def shared(prefix=""):
    def write(at, text):
        number = TEXTS.index(text.replace("&", "&amp;"))
        return f'<{prefix}c{at} t="s"><{prefix}v>{number}</{prefix}v></{prefix}c>'
    return write


def rows(text_cell, row_attributes=lambda row: f' r="{row}"', **how):
    prefix = how.get("prefix", "")
    lines = [f"<{prefix}row{row_attributes(1)}>" + "".join(text_cell(how.get("spell", lambda r: f' r="{r}"')(place(1, i)), name)
                                                        for i, name in enumerate(COLUMNS)) + f"</{prefix}row>"]
    for number, values in enumerate(ROWS, 2):
        cells = "".join(cell(number, i, value, text_cell=text_cell, **how) for i, value in enumerate(values)
                        if not (i == 0 and value == "12"))
        first = how.get("spell", lambda r: f' r="{r}"')(place(number, 0))
        if values[0] == "12":
            cells = f"<{prefix}c{first}><{prefix}v>12</{prefix}v></{prefix}c>" + cells
        lines.append(f"<{prefix}row{row_attributes(number)}>{cells}</{prefix}row>")
    return "".join(lines)


def excel():
    """Excel 365: extensions in namespaces of their own, spans, a calculation chain, a theme, formulas shared by cells."""
    more = ('xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac xr" '
            'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision"')
    body = rows(shared(), lambda row: f' r="{row}" spans="1:7" x14ac:dyDescent="0.25"')
    body = body.replace("<v>1234</v>", '<f t="shared" ref="F2:F3" si="0">1000+234</f><v>1234</v>')
    worksheet = (f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{RELATION}" {more} xr:uid="{{00000000-0001-0000-0000-000000000000}}"><sheetPr><tabColor rgb="FF0000"/></sheetPr>'
                 '<dimension ref="A1:G4"/><sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
                 '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15" x14ac:dyDescent="0.25"/><cols><col min="1" max="7" width="12.7" customWidth="1"/></cols>'
                 f'<sheetData>{body}</sheetData><autoFilter ref="A1:G4"/><phoneticPr fontId="1" type="noConversion"/>'
                 '<dataValidations count="1"><dataValidation type="list" sqref="E2:E9"><formula1>"yes,no"</formula1></dataValidation></dataValidations>'
                 '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><extLst><ext uri="{{x}}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
                 "<x14:row/></ext></extLst></worksheet>")
    texts = (f'{HEAD}<sst xmlns="{MAIN}" count="20" uniqueCount="{len(TEXTS)}">' +
             "".join(f'<si><t xml:space="preserve">{text}</t></si>' if "\n" in text else f"<si><t>{text}</t></si>" for text in TEXTS) + "</sst>")
    texts = texts.replace("<t>Đánh bạc &amp; ma túy</t>", '<r><t xml:space="preserve">Đánh bạc </t></r><r><rPr><b/><sz val="11"/><rFont val="Calibri"/></rPr><t>&amp; ma túy</t></r>'
                          '<rPh sb="0" eb="2"><t>ヨミ</t></rPh><phoneticPr fontId="1"/>')
    book = (f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATION}" {more}><fileVersion appName="xl" lastEdited="7"/><workbookPr defaultThemeVersion="166925"/>'
            '<bookViews><workbookView xWindow="0" yWindow="0" activeTab="0"/></bookViews><sheets><sheet name="Số liệu" sheetId="7" r:id="rId2"/>'
            '<sheet name="Ẩn" sheetId="8" state="hidden" r:id="rId9"/></sheets><calcPr calcId="191029"/></workbook>')
    return workbook.zipped(workbook.parts(worksheet, texts, book=book, **{
        "xl/_rels/workbook.xml.rels": workbook.relations(("rId9", "worksheet", "worksheets/sheet2.xml"), ("rId2", "worksheet", "worksheets/sheet1.xml"),
                                                         ("rId3", "theme", "theme/theme1.xml"), ("rId4", "styles", "styles.xml"),
                                                         ("rId5", "sharedStrings", "sharedStrings.xml"), ("rId6", "calcChain", "calcChain.xml")),
        "xl/worksheets/sheet2.xml": workbook.sheet(workbook.inline("tip_id", "ward", "received_on") + workbook.inline("X", "x", "x")),
        "xl/theme/theme1.xml": '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/>',
        "xl/calcChain.xml": f'<calcChain xmlns="{MAIN}"><c r="F2" i="1"/></calcChain>',
        "docProps/core.xml": "<x/>", "docProps/app.xml": "<x/>"}))


def google():
    """Google Sheets: its own order of parts, a drawing for each sheet, a thousand styled rows without content behind the table."""
    body = rows(shared(), lambda row: f' r="{row}" ht="15.75" customHeight="1"')
    body += "".join(f'<row r="{row}" ht="15.75" customHeight="1"><c r="A{row}" s="1"/><c r="Z{row}" s="0"/></row>' for row in range(5, 1001))
    worksheet = workbook.sheet(body, '<sheetPr><outlinePr summaryBelow="0" summaryRight="0"/></sheetPr><sheetViews><sheetView workbookViewId="0"/></sheetViews>',
                               '<drawing xmlns:r="r" r:id="rId1"/>')
    book = (f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><workbookPr/><sheets><sheet state="visible" name="Trang tính1" sheetId="1" r:id="rId4"/>'
            "</sheets><definedNames/><calcPr/></workbook>")
    made = workbook.parts(worksheet, workbook.strings(*TEXTS), book=book, **{
        "xl/worksheets/sheet1.xml": None, "xl/worksheets/sheet-7.xml": worksheet,
        "xl/_rels/workbook.xml.rels": workbook.relations(("rId1", "theme", "theme/theme1.xml"), ("rId2", "styles", "/xl/styles.xml"),
                                                         ("rId3", "sharedStrings", "/xl/sharedStrings.xml"), ("rId4", "worksheet", "/xl/worksheets/sheet-7.xml")),
        "xl/worksheets/_rels/sheet-7.xml.rels": workbook.relations(("rId1", "drawing", "../drawings/drawing1.xml")),
        "xl/drawings/drawing1.xml": "<wsDr/>"})
    return workbook.zipped(dict(reversed(made.items())))


def sheetjs():
    """SheetJS: texts in the cells themselves, absolute targets, hardly any styles, CRLF behind the declaration."""
    def text_cell(at, text):
        escaped = text.replace("&amp;", "&").replace("&", "&amp;")
        return f'<c{at} t="str"><v>{escaped}</v></c>'
    worksheet = workbook.sheet(rows(text_cell), '<dimension ref="A1:G4"/>').replace("\n<worksheet", "\r\n<worksheet")
    return workbook.zipped(workbook.parts(worksheet, **{
        "_rels/.rels": workbook.relations(("rId1", "officeDocument", "/xl/workbook.xml"))}))


def sdk():
    """The Open XML SDK (ClosedXML, reports of ministries): every element with a prefix, no references to cells, inline texts."""
    def text_cell(at, text):
        return f'<x:c{at} t="inlineStr"><x:is><x:t xml:space="preserve">{text.replace("&amp;", "&").replace("&", "&amp;")}</x:t></x:is></x:c>'
    body = rows(text_cell, lambda row: "", spell=lambda r: "", prefix="x:").replace('<x:c t="e">', '<x:c t="e">')
    body = body.replace('<x:c><x:v>1.23456789012345E14</x:v></x:c>', '<x:c/><x:c><x:v>1.23456789012345E14</x:v></x:c>')
    worksheet = f'{HEAD}<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{body}</x:sheetData></x:worksheet>'
    book = f'{HEAD}<x:workbook xmlns:x="{MAIN}"><x:sheets><x:sheet name="mySheet" sheetId="1" r:id="rId1" xmlns:r="{RELATION}"/></x:sheets></x:workbook>'
    return workbook.zipped(workbook.parts(worksheet, book=book))


def strict():
    """Excel's “Strict Open XML Spreadsheet”: other namespaces, days as ISO texts."""
    body = rows(shared())
    for text, serial in DATES.items():
        body = body.replace(f'<c r="C{[r[2] for r in ROWS].index(text) + 2}" s="1"><v>{serial}</v>', f'<c r="C{[r[2] for r in ROWS].index(text) + 2}" s="1" t="d"><v>{text}T00:00:00</v>')
    made = workbook.parts(workbook.sheet(body, space=STRICT), workbook.strings(*TEXTS).replace(MAIN, STRICT), workbook.STYLES.replace(MAIN, STRICT))
    made["xl/workbook.xml"] = made["xl/workbook.xml"].replace(MAIN, STRICT).replace(RELATION, STRICT_RELATION)
    for name in ("_rels/.rels", "xl/_rels/workbook.xml.rels"):
        made[name] = made[name].replace(RELATION, STRICT_RELATION)
    return workbook.zipped(made)


def stored():
    """A writer that does not deflate, and counts days from 1904-01-01 on."""
    book = f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><workbookPr date1904="true"/><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>'
    body = rows(shared()).replace(f"<v>{DATES['1900-03-01']}</v>", '<f/><v>1900-03-01</v>').replace('<c r="C3" s="1">', '<c r="C3" t="str">')
    for serial in (*DATES.values(), *INSTANTS.values()):
        whole, point, part = str(serial).partition(".")
        if int(whole) > 1462:
            body = body.replace(f"<v>{serial}</v>", f"<v>{int(whole) - 1462}{point}{part}</v>")
    return workbook.zipped(workbook.parts(workbook.sheet(body), workbook.strings(*TEXTS), book=book), method=0)


@pytest.mark.parametrize("writer", [excel, google, sheetjs, sdk, strict, stored])
def test_a_table_is_the_same_whoever_wrote_it(writer, tmp_path):
    path = tmp_path / "tip.xlsx"
    path.write_bytes(writer())
    answer = read(path)
    assert table(answer) == EXPECTED
    assert answer["problems"] == []


def test_an_id_is_what_its_format_shows(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    page = book.active
    page.append(["tip_id", "ward", "count"])
    for row, (number, shows) in enumerate([(12, "0000"), (13, '"CB-"00'), (14, "0"), (4.5, "0000"), (1, "0%")], 2):
        page.append([number, "cat-bi", number])
        page.cell(row, 1).number_format = shows
    path = tmp_path / "tip.xlsx"
    book.save(path)
    answer = read(path, "tip_id,ward")
    assert table(answer)[1:] == [["0012", "cat-bi", "12"], ["CB-13", "cat-bi", "13"], ["14", "cat-bi", "14"], ["4.5", "cat-bi", "4.5"],
                                 ["100%", "cat-bi", "1"]]
    assert answer["problems"] == []


def by_openpyxl(path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    page = book.active
    page.append(COLUMNS)
    page.append(["T1", "cat-bi", datetime.date(2024, 11, 5), datetime.datetime(2024, 11, 5, 21, 40), True, 1234, ROWS[0][6]])
    page.append(["0012", "dang-hai", datetime.date(1900, 3, 1), datetime.time(8, 30), False, 0.1, ROWS[1][6]])
    page.append([12, "cat-bi", datetime.date(2025, 2, 28), datetime.datetime(2024, 12, 31, 23, 59, 30), None, 123456789012345, "#N/A"])
    book.save(path)


def by_libreoffice(source, folder):
    if not shutil.which("soffice"):
        pytest.skip("no LibreOffice here")
    folder.mkdir()
    subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "xlsx", "--outdir", folder, source],
                   check=True, capture_output=True, timeout=120)
    return folder / f"{source.stem}.xlsx"


def test_openpyxl_and_libreoffice(tmp_path):
    path = tmp_path / "tip.xlsx"
    by_openpyxl(path)
    answer = read(path)
    assert table(answer) == EXPECTED
    assert answer["problems"] == []
    answer = read(by_libreoffice(path, tmp_path / "office"))
    assert table(answer) == EXPECTED
    assert answer["problems"] == []


def test_the_sheet_with_the_head_line_is_read(tmp_path):
    path = tmp_path / "book.xlsx"
    names = ["Hướng dẫn", "T11", "T12", "Ẩn"]
    book = (f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><sheets>' +
            "".join(f'<sheet name="{name}" sheetId="{i}" r:id="r{i}"{" state=" + chr(34) + "veryHidden" + chr(34) if name == "Ẩn" else ""}/>' for i, name in enumerate(names)) +
            "</sheets></workbook>")
    row = workbook.inline
    made = workbook.parts("", book=book, **{
        "xl/worksheets/sheet1.xml": None,
        "xl/_rels/workbook.xml.rels": workbook.relations(*((f"r{i}", "worksheet", f"worksheets/p{i}.xml") for i in range(4))),
        "xl/worksheets/p0.xml": workbook.sheet(row("Cách ghi", "tip_id: mã nguồn tin") + row("1", "2")),
        "xl/worksheets/p1.xml": workbook.sheet(row("NGUỒN TIN") + "<row/>" + row("Tip_ID", "ward", "received_on") + row("T1", "cat-bi", "5/11/2024")),
        "xl/worksheets/p2.xml": workbook.sheet(row("tip_id", "ward", "received_on") + row("T2", "cat-bi", "5/12/2024")),
        "xl/worksheets/p3.xml": workbook.sheet(row("tip_id", "ward", "received_on"))})
    path.write_bytes(workbook.zipped(made))
    answer = read(path)
    assert table(answer) == [["Tip_ID", "ward", "received_on"], ["T1", "cat-bi", "5/11/2024"]]
    assert answer["rows"][0][0] == 4
    assert said(answer) == []
    (warning,) = said(answer, "warning")
    assert "“T12”" in warning[2] and "“T11”" in warning[2]
    assert len(said(answer, "note")) == 1  # the title above


# What the content type says a file is: how its own program writes it.
@pytest.mark.parametrize("kind, says", [
    (TYPE + "sheet.main+xml", None),
    (TYPE + "template.main+xml", None),
    ("application/vnd.ms-excel.sheet.macroEnabled.main+xml", "macros"),
    ("application/vnd.ms-excel.sheet.binary.macroEnabled.main", "(.xlsb)"),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", "Word"),
    ("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml", "no Excel workbook"),
])
def test_kinds_of_packages(kind, says, tmp_path):
    path = tmp_path / "tip.xlsx"
    path.write_bytes(workbook.zipped(workbook.parts(workbook.sheet(workbook.inline("tip_id", "ward")), **{
        "[Content_Types].xml": workbook.types(parts={"/xl/workbook.xml": kind})})))
    answer = read(path)
    assert (table(answer) is None) == (says is not None)
    assert [says in sentence for _, _, sentence in said(answer)] == ([True] if says else [])


def test_what_is_no_package(tmp_path):
    path = tmp_path / "tip.xlsx"
    for parts, says in (({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}, "(.ods)"),
                        ({"tip.csv": "tip_id,ward\n"}, "zip file"),
                        ({"[Content_Types].xml": workbook.types()}, "no Excel workbook")):
        path.write_bytes(workbook.zipped(parts))
        answer = read(path)
        assert table(answer) is None
        assert says in said(answer)[0][2]


@pytest.mark.skipif(SANITIZED, reason="measures")
def test_a_hundred_thousand_rows_pass_through(tmp_path):
    path = tmp_path / "tip.xlsx"
    texts = [*COLUMNS, *(f"T{i:06}" for i in range(100000)), "cat-bi", "Đánh bạc"]
    lines = [workbook.inline(*COLUMNS)]
    for i in range(100000):
        row = i + 2
        lines.append(f'<row r="{row}"><c r="A{row}" t="s"><v>{i + 7}</v></c><c r="B{row}" t="s"><v>100007</v></c><c r="C{row}" s="1"><v>{45601 + i % 30}</v></c>'
                     f'<c r="D{row}" s="2"><v>{45601 + i % 30}.5</v></c><c r="E{row}" t="b"><v>{i % 2}</v></c><c r="F{row}"><v>{i}</v></c><c r="G{row}" t="s"><v>100008</v></c></row>')
    path.write_bytes(workbook.zipped(workbook.parts(workbook.sheet("".join(lines)), workbook.strings(*texts)), level=1))
    answer = read(path)
    assert answer["problems"] == []
    assert answer["count"] == 100000
    assert answer["rows"][999] == [1001, "T000999", "cat-bi", "2024-11-14", "2024-11-14 12:00", "TRUE", "999", "Đánh bạc"]
    assert answer["kib"] <= 16 << 10
