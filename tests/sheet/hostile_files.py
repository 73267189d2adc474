"""Files that nobody should send, made anew for each run and equal each time: archives that lie, bombs, XML that attacks its reader,
packages whose parts lead nowhere or in circles, sheets out of order. Each says what must come of it:

    refused(words)   nothing is read, and one of the sentences holds these words
    bad(words)       the table is read, with an error that holds these words
    reads(*rows)     the rows behind the head line are these, without an error; None: any
"""
import io
import random
import struct
import zipfile

import workbook
from workbook import HEAD, MAIN, RELATION, inline, parts, relations, sheet, strings, zipped

NAMES = ("tip_id", "ward", "received_on")
TOP = inline(*NAMES)
GOOD = inline("T1", "cat-bi", "2024-11-05")
ROW = ["T1", "cat-bi", "2024-11-05"]
CASES = []
MIB = 1 << 20


def refused(words):
    return "refused", words


def bad(words):
    return "bad", words


def reads(*rows):
    return "reads", list(rows)


def case(outcome):
    def keep(make):
        CASES.append((make.__name__, make, outcome))
        return make
    return keep


def book(rows=GOOD, after="", before="", **more):
    return parts(sheet(TOP + rows, before, after), **more)


def plain():
    return zipped(book())


def end_of(data):
    return data.rindex(b"PK\5\6")


def patched(data, at, form, *values):
    return data[:at] + struct.pack(form, *values) + data[at + struct.calcsize(form):]


def directory_entry(data, name):
    """Where the directory's entry of a part begins."""
    at = data.index(b"PK\1\2")
    while data[at + 46:at + 46 + len(name)] != name.encode():
        at = data.index(b"PK\1\2", at + 4)
    return at


def local_entry(data, name):
    return struct.unpack_from("<I", data, directory_entry(data, name) + 42)[0]


SHEET = "xl/worksheets/sheet1.xml"

# Archives.


@case(refused("empty"))
def nothing():
    return b""


@case(refused(""))
def four_bytes():
    return b"PK\3\4"


@case(refused("broken"))
def half_a_file():
    data = plain()
    return data[:len(data) // 2]


@case(refused("broken"))
def without_its_last_bytes():
    return plain()[:-10]


@case(refused("broken"))
def without_a_directory():
    data = plain()
    return data[:data.index(b"PK\1\2")]


@case(refused("inflated"))
def a_wrong_checksum():
    data = plain()
    for at, offset in ((directory_entry(data, SHEET), 16), (local_entry(data, SHEET), 14)):
        data = patched(data, at + offset, "<I", 0x12345678)
    return data


@case(refused("inflated"))
def packed_bytes_that_are_noise():
    data = bytearray(plain())
    at = local_entry(bytes(data), SHEET) + 30 + len(SHEET)
    data[at:at + 60] = random.Random(1).randbytes(60)
    return bytes(data)


@case(refused("inflated"))
def a_size_that_is_too_small():
    data = plain()
    for at, offset in ((directory_entry(data, SHEET), 24), (local_entry(data, SHEET), 22)):
        data = patched(data, at + offset, "<I", 100)
    return data


@case(refused("inflated"))
def a_size_of_four_gigabytes():
    data = plain()
    for at, offset in ((directory_entry(data, SHEET), 24), (local_entry(data, SHEET), 22)):
        data = patched(data, at + offset, "<I", 0xFFFFFFF0)
    return data


@case(refused("broken"))
def a_packed_size_beyond_the_file():
    data = plain()
    for at, offset in ((directory_entry(data, SHEET), 20), (local_entry(data, SHEET), 18)):
        data = patched(data, at + offset, "<I", 0x7FFFFFFF)
    return data


@case(refused("broken"))
def another_name_in_the_local_header():
    data = plain()
    at = local_entry(data, SHEET) + 30
    return data[:at] + b"XL" + data[at + 2:]


@case(refused("broken"))
def a_part_twice():
    return zipped([*book().items(), (SHEET, sheet(TOP))])


@case(refused("twice"))
def a_part_twice_in_other_capitals():
    return zipped([*book().items(), (SHEET.upper(), sheet(TOP))])


def named(name):
    return zipped([*book().items(), (name, "x")])


@case(refused("not allowed"))
def a_name_that_climbs():
    return named("../../etc/cron.d/x")


@case(refused("not allowed"))
def a_name_from_the_root():
    return named("/etc/passwd")


@case(refused("not allowed"))
def a_name_of_windows():
    return named("C:\\Windows\\x")


@case(refused("not allowed"))
def a_name_of_sixty_thousand_letters():
    return named("x" * 60000)


@case(None)
def a_part_without_a_name():
    data = zipped([*book().items(), ("y", "x")])
    at, local = directory_entry(data, "y"), local_entry(data, "y")
    return data[:local + 30] + b"\0" + data[local + 31:at + 46] + b"\0" + data[at + 47:]


@case(refused("parts"))
def a_thousand_parts_and_more():
    return zipped([*book().items(), *((f"x/{i}", "") for i in range(1000))], 0)


@case(refused("parts"))
def sixty_five_thousand_parts_that_are_not_there():
    data = plain()
    return patched(data, end_of(data) + 8, "<HH", 65535, 65535)


@case(refused("parts"))
def a_trillion_parts_that_are_not_there():
    data = plain()
    at = end_of(data)
    size, offset = struct.unpack_from("<II", data, at + 12)
    long_end = struct.pack("<IQHHIIQQQQ", 0x06064b50, 44, 45, 45, 0, 0, 1 << 40, 1 << 40, size, offset)
    locator = struct.pack("<IIQI", 0x07064b50, 0, at, 1)
    return data[:at] + long_end + locator + patched(data[at:], 8, "<HH", 0xFFFF, 0xFFFF)


@case(refused("too large"))
def a_bomb_of_three_hundred_megabytes():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in book().items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(info, "w") as part:
                part.write(content.encode()[:-len("</worksheet>")] if name == SHEET else content.encode())
                for _ in range(300 if name == SHEET else 0):
                    part.write(b" " * MIB)
    return out.getvalue()


@case(refused("too large"))
def a_sheet_of_blanks():
    return zipped(book(after=" " * (40 * MIB)), level=9)


@case(refused("too many different texts"))
def texts_of_seventy_megabytes():
    noise = random.Random(2)
    texts = "".join(f"<si><t>{noise.getrandbits(64):016x}</t></si>" * 12 for _ in range(200000))
    return zipped(book(shared=f'{HEAD}<sst xmlns="{MAIN}">{texts}</sst>'), level=1)


@case(reads(ROW))
def an_archive_in_an_archive():
    return zipped([*book().items(), ("xl/embeddings/a.zip", plain() * 100)])


@case(refused(""))
def two_entries_of_the_same_bytes():
    data = plain()
    first, second = directory_entry(data, "xl/styles.xml"), directory_entry(data, SHEET)
    return patched(data, first + 42, "<I", struct.unpack_from("<I", data, second + 42)[0])


@case(refused("password"))
def a_locked_part():
    data = plain()
    for at, offset in ((directory_entry(data, SHEET), 8), (local_entry(data, SHEET), 6)):
        data = patched(data, at + offset, "<H", 1)
    return data


@case(refused("broken"))
def a_way_of_packing_that_nobody_knows():
    data = plain()
    for at, offset in ((directory_entry(data, SHEET), 10), (local_entry(data, SHEET), 8)):
        data = patched(data, at + offset, "<H", 99)
    return data


@case(refused(""))
def a_program_in_front():
    return b"MZ\x90\0" + bytes(500) + plain()


@case(refused("broken"))
def another_end_in_the_comment():
    data = plain()
    comment = b"PK\5\6" + bytes(18)
    return patched(data, end_of(data) + 20, "<H", len(comment)) + comment


@case(refused("broken"))
def a_disk_of_many():
    data = plain()
    return patched(data, end_of(data) + 4, "<HH", 7, 7)


# XML.

LAUGHS = "<!DOCTYPE x [" + '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12)) + "]>"


@case(refused("DTD"))
def a_billion_laughs():
    return zipped(book(shared=HEAD + LAUGHS + f'<sst xmlns="{MAIN}"><si><t>&a11;</t></si></sst>'))


@case(refused("DTD"))
def a_file_of_the_machine():
    return zipped(parts(HEAD + '<!DOCTYPE x [<!ENTITY p SYSTEM "file:///etc/passwd">]>' + sheet(TOP + inline("&p;", "x", "x"))[len(HEAD):]))


@case(refused("DTD"))
def a_page_of_the_net():
    return zipped(book(styles=HEAD + '<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">' + workbook.STYLES[len(HEAD):]))


@case(refused("DTD"))
def a_declaration_of_forty_megabytes():
    entities = "".join(f'<!ENTITY e{i} "{i}">' for i in range(2000000))
    return zipped(parts(HEAD + f"<!DOCTYPE x [{entities}]>" + sheet(TOP)[len(HEAD):]), level=1)


@case(refused("DTD"))
def a_declaration_in_the_relationships():
    return zipped(book(**{"_rels/.rels": HEAD + "<!DOCTYPE x []>" + relations(("rId1", "officeDocument", "xl/workbook.xml"))[len(HEAD):]}))


@case(refused("a processing instruction <?x?>"))
def an_instruction():
    return zipped(book(inline("<?x y?>", "x", "x")))


@case(refused("by XInclude"))
def an_inclusion():
    return zipped(book(after='<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'))


@case(refused("the prefix “q” without declaring"))
def a_prefix_of_nothing():
    return zipped(book(after="<q:x/>"))


@case(refused("cannot be read"))
def an_entity_that_is_not_declared():
    return zipped(book(inline("&nbsp;", "x", "x")))


@case(refused("more than 256 elements inside each other"))
def a_hundred_thousand_levels():
    return zipped(book(after="<a>" * 100000 + "</a>" * 100000))


@case(refused("an XML tag of more than"))
def an_attribute_of_twenty_megabytes():
    noise = random.Random(3).randbytes(10 * MIB).hex()
    return zipped(book(after=f'<x y="{noise}"/>'), level=1)


@case(bad("longer than"))
def a_cell_of_twenty_megabytes():
    noise = random.Random(4).randbytes(10 * MIB).hex()
    return zipped(book(inline(noise, "x", "x")), level=1)


@case(refused("more than 256 attributes"))
def a_hundred_thousand_attributes():
    return zipped(book(after="<x " + " ".join(f'a{i}="1"' for i in range(100000)) + "/>"))


@case(refused("too many different names"))
def a_million_names():
    return zipped(book(after="".join(f"<a{i}/>" for i in range(1000000))), level=1)


@case(refused("cannot be read"))
def an_element_that_is_never_closed():
    return zipped(book(after="<mergeCells>"))


@case(refused("cannot be read"))
def a_sheet_that_ends_in_the_middle():
    return zipped(parts(sheet(TOP + GOOD)[:-60]))


@case(refused("cannot be read"))
def bytes_that_are_no_letters():
    return zipped(parts(sheet(TOP + inline("T1", "cat-bi", "x")).encode().replace(b"cat-bi", b"c\xe1t-bi")))


@case(reads(ROW))
def letters_of_two_bytes():
    return zipped(parts(sheet(TOP + GOOD).replace("UTF-8", "UTF-16").encode("utf-16")))


@case(refused("is written in “windows-1258”"))
def an_encoding_of_windows():
    return zipped(parts(sheet(TOP + GOOD).replace("UTF-8", "windows-1258")))


@case(refused("only UTF-8 and UTF-16"))
def an_encoding_that_is_none():
    return zipped(parts(sheet(TOP + GOOD).replace("UTF-8", "x" * 100)))


@case(refused("cannot be read"))
def a_sign_that_no_document_holds():
    return zipped(book(inline("&#1;", "x", "x")))


@case(refused("no visible sheet"))
def no_namespace():
    return zipped(parts(sheet(TOP + GOOD).replace(f' xmlns="{MAIN}"', "")))


@case(reads(ROW))
def texts_in_sections():
    return zipped(book(GOOD.replace("cat-bi", "<![CDATA[cat]]>-<!-- x -->bi")))


@case(None)
def a_comment_of_thirty_megabytes():
    return zipped(book(before=f"<!--{random.Random(5).randbytes(15 * MIB).hex()}-->"), level=1)


@case(refused(""))
def nothing_but_a_mark():
    return zipped(parts(b"\xEF\xBB\xBF"))


@case(refused(""))
def an_empty_part():
    return zipped(parts(""))


# Packages.

def related(*targets):
    return zipped(book(**{"xl/_rels/workbook.xml.rels": relations(*targets)}))


@case(refused("no visible sheet"))
def the_book_is_its_own_sheet():
    return related(("rId1", "worksheet", "workbook.xml"))


@case(refused(""))
def relationships_that_are_their_own():
    return related(("rId1", "worksheet", "_rels/workbook.xml.rels"))


@case(refused("lacks the part"))
def a_sheet_that_is_not_there():
    return zipped(book(**{SHEET: None}))


@case(refused("lacks the part"))
def a_book_that_is_not_there():
    return zipped(book(**{"xl/workbook.xml": None}))


@case(refused(""))
def a_target_out_of_the_package():
    return related(("rId1", "worksheet", "../../../../etc/passwd"))


@case(refused("no visible sheet"))
def a_target_on_the_net():
    made = book()
    made["xl/_rels/workbook.xml.rels"] = made["xl/_rels/workbook.xml.rels"].replace('Target="worksheets/sheet1.xml"', 'Target="http://127.0.0.1:1/x" TargetMode="External"')
    return zipped(made)


@case(refused("no Excel workbook"))
def no_relationships():
    return zipped(book(**{"_rels/.rels": None}))


@case(None)
def ten_thousand_relationships():
    return related(*((f"x{i}", "worksheet", f"x{i}.xml") for i in range(10000)), ("rId1", "worksheet", "worksheets/sheet1.xml"))


@case(reads(ROW))
def one_id_twice():
    return related(("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId1", "worksheet", "worksheets/x.xml"))


@case(None)
def a_hundred_thousand_sheets():
    inner = "".join(f'<sheet name="s{i}" sheetId="{i + 1}" r:id="rId1"/>' for i in range(100000))
    return zipped(book(book=f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><sheets>{inner}</sheets></workbook>'))


@case(refused("no visible sheet"))
def sheets_all_hidden():
    made = book()
    made["xl/workbook.xml"] = made["xl/workbook.xml"].replace("<sheet ", '<sheet state="veryHidden" ')
    return zipped(made)


@case(refused("lacks the part"))
def texts_that_are_not_there():
    return related(("rId1", "worksheet", "worksheets/sheet1.xml"), ("r2", "sharedStrings", "sharedStrings.xml"))


@case(bad("points to a text"))
def indexes_of_no_text():
    cells = "".join(f'<c t="s"><v>{index}</v></c>' for index in ("0", "-1", "99999999999999999999"))
    return zipped(book(f"<row>{cells}</row><row><c t='s'><v>abc</v></c><c t='s'><v>1e0</v></c></row>", shared=strings("a")))


@case(bad("style"))
def indexes_of_no_style():
    return zipped(book("".join(f'<row><c s="{index}"><v>1</v></c></row>' for index in ("3", "-1", "99999999999", "x"))))


@case(reads(["45601", "", ""]))
def no_styles_at_all():
    made = book('<row><c s="7"><v>45601</v></c></row>', **{"xl/styles.xml": None})
    made["xl/_rels/workbook.xml.rels"] = relations(("rId1", "worksheet", "worksheets/sheet1.xml"))
    return zipped(made)


@case(refused("too many different texts"))
def texts_without_end():
    return zipped(book(shared=f'{HEAD}<sst xmlns="{MAIN}">' + "<si/>" * 6000000 + random.Random(6).randbytes(200000).hex() + "</sst>"), level=1)


@case(None)
def styles_without_end():
    formats = "".join(f'<numFmt numFmtId="{i}" formatCode="{"d" * 400}"/>' for i in range(30000))
    fonts, cells = "<font/>" * 300000, '<xf fontId="9"/>' * 300000
    return zipped(book(styles=f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><fonts>{fonts}</fonts><cellXfs>{cells}</cellXfs></styleSheet>'))


# Sheets.

def row(number, *cells):
    return f'<row r="{number}">' + "".join(f"<c{where}><v>{value}</v></c>" for where, value in cells) + "</row>"


for name, rows in {
    "a_row_below_nought": row(-5, ("", 1)), "row_nought": row(0, ("", 1)), "a_row_of_twenty_digits": row("9" * 20, ("", 1)),
    "a_row_behind_the_last": row(1048577, ("", 1)), "a_row_that_is_no_number": row("abc", ("", 1)),
    "rows_backwards": row(9, ("", 1)) + row(8, ("", 1)), "a_row_twice": row(2, ("", 1)) + row(2, ("", 1)),
    "a_cell_of_another_row": row(2, (' r="A3"', 1)), "a_cell_twice": row(2, (' r="A2"', 1), (' r="A2"', 2)),
    "cells_backwards": row(2, (' r="B2"', 1), (' r="A2"', 2)), "a_column_behind_the_last": row(2, (' r="XFE2"', 1)),
    "a_cell_in_small_letters": row(2, (' r="a2"', 1)), "a_cell_with_a_long_name": row(2, (f' r="{"A" * 500}2"', 1)),
    "a_row_in_a_row": "<row><row/></row>", "a_cell_in_a_cell": "<row><c><c/></c></row>", "a_cell_without_a_row": "<c/>",
}.items():
    def make(rows=rows):
        return zipped(book(rows))
    CASES.append((name, make, refused("out of order")))


@case(reads(["T1", "", ""]))
def a_gap_of_a_million_rows():
    return zipped(book('<row r="1048576"><c t="inlineStr"><is><t>T1</t></is></c></row>'))


@case(reads())
def a_million_rows_of_nothing():
    return zipped(book("<row/>" * 1048574), method=0)


@case(reads())
def sixteen_thousand_columns_of_nothing():
    return zipped(book(("<row>" + '<c s="1"/>' * 16384 + "</row>") * 200), level=1)


@case(refused("more than 256 columns"))
def sixteen_thousand_names():
    return zipped(parts(sheet(inline(*NAMES, *(f"x{i}" for i in range(16000))))))


@case(refused("too many cells"))
def rows_wider_than_the_head():
    return zipped(book(inline("T1", *"bcdefghij") * 5000), level=1)


@case(bad("a number"))
def numbers_that_are_none():
    return zipped(book("".join(f"<row><c><v>{value}</v></c></row>" for value in ("NaN", "INF", "-INF", "1e400", "0x10", "1,5", "1 2", "--1"))))


@case(bad("formatted as a date"))
def days_that_never_were():
    return zipped(book("".join(f'<row><c s="1"><v>{value}</v></c></row>' for value in (60, -1, 1e300, 2958466, 60.99))))


@case(refused("too many cells"))
def fifty_thousand_formulas_without_a_result():
    return zipped(book("<row><c><f>A1</f></c></row>" * 50000), level=1)


@case(bad("merged"))
def the_whole_sheet_merged():
    return zipped(book(after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'))


@case(bad("merged"))
def a_hundred_thousand_merges():
    return zipped(book(after="<mergeCells>" + '<mergeCell ref="A2:B2"/><mergeCell ref="zz"/>' * 50000 + "</mergeCells>"), level=1)


@case(reads(ROW))
def a_hundred_thousand_hidden_columns():
    return zipped(book(before="<cols>" + '<col min="1" max="9" hidden="1"/>' * 100000 + "</cols>"), level=1)


@case(bad("unknown type"))
def a_type_that_is_none():
    return zipped(book(f'<row><c t="{"x" * 5000}"><v>1</v></c><c t="strx"><v>1</v></c></row>'))


@case(reads(["a" * 32767, "cat-bi", ""]))
def a_cell_in_thirty_thousand_runs():
    runs = "<r><rPr><b/></rPr><t>a</t></r>" * 32767
    return zipped(book(f'<row><c t="inlineStr"><is>{runs}<rPh sb="0" eb="1"><t>x</t></rPh></is></c><c t="inlineStr"><is><t>cat-bi</t></is></c></row>'), level=1)


@case(reads(["_", "_x000D_", "_x0000_"]))
def escapes_of_escapes():
    return zipped(book(inline("_x005F_", "_x005F_x000D_", "_x0000_")))


@case(None)
def a_million_cells():
    line = "<row>" + "<c><v>1</v></c>" * 3 + "</row>"
    return zipped(book(line * 350000), level=1)


@case(bad("stands twice"))
def a_name_twice():
    return zipped(parts(sheet(inline(*NAMES, "ward") + GOOD)))


# Texts.

@case(bad("open"))
def a_quote_that_is_never_closed():
    return b"tip_id,ward,received_on\nT1,cat-bi,\"" + b"x,y\n" * (8 * MIB)


@case(refused("longer than 1 MB"))
def one_line_of_thirty_megabytes():
    return b"tip_id,ward,received_on," * MIB


@case(bad("longer than 1 MB"))
def one_row_of_thirty_megabytes():
    return b"tip_id,ward,received_on\n" + b"x," * (15 * MIB)


@case(refused("zero byte"))
def zeros():
    return b"tip_id,ward,received_on\n" + bytes(MIB)


@case(refused("too many rows"))
def three_million_rows():
    return b"tip_id,ward,received_on\n" + b"1,2,3\n" * 3000000


@case(refused("too many malformed rows"))
def rows_that_are_all_too_wide():
    return b"tip_id,ward,received_on\n" + b"1,2,3,4\n" * 100000


@case(refused("UTF-8"))
def letters_of_windows_at_the_very_end():
    return b"tip_id,ward,received_on\n" + b"1,2,3\n" * 1000000 + b"\xe1"
