"""Papers that thidua-render does not get from our templates: what it cannot draw it says, what means ill ends soon and in little memory.
A row is a case."""
import os
import pathlib
import re
import resource
import shutil
import signal
import struct
import subprocess
import sys
import zlib

import pytest

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / "tests" / "word"))
from word_package import IMAGE, PNG, W, cell, p, package, part, picture, row, run, save, table, xml  # noqa: E402

BUILD = pathlib.Path(os.environ.get("THIDUA_BUILD", SOURCE / "build"))
DRAW = BUILD / "tests/render/draw"
SANITIZED = "-fsanitize=" in (BUILD / "Makefile").read_text()
SECONDS, MEMORY = (60, None) if SANITIZED else (10, 96 << 20)


def limit():
    if MEMORY:
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))


def draw(folder, parts, mark="", change=None):
    """(pages, what is said to be missing) and the PDF's path; (None, why not) where there is none."""
    paper, out = folder / "paper.docx", folder / "paper.pdf"
    save(paper, parts, packed=False)  # or what repeats itself is refused as a bomb
    if change:
        paper.write_bytes(change(paper.read_bytes()))
    done = subprocess.run([DRAW, paper, out, mark], capture_output=True, text=True, timeout=SECONDS, preexec_fn=limit)
    if done.returncode == -signal.SIGABRT and "out of memory" in done.stderr:  # the daemon makes a sentence of it
        return None, done.stderr
    assert done.returncode in (0, 1), done.stderr[-2000:]
    if done.returncode:
        assert re.search(r"\w.* / \w", done.stderr) and not out.exists(), done.stderr
        return None, done.stderr
    pages, said = done.stdout.split(" ", 1)
    return int(pages), said


def text(folder):
    if not shutil.which("pdftotext"):
        pytest.skip("poppler-utils is not installed: what stands in the PDF was not read")
    return subprocess.run(["pdftotext", "-layout", folder / "paper.pdf", "-"], capture_output=True, text=True, check=True).stdout


# ---- what is said --------------------------------------------------------------------------------------------------
BOX = ('<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>'
       + p("Trong hộp") + '</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>')
LACKING = {
    "hộp văn bản ở đoạn 2 không vẽ được": package(p("Một") + p(BOX, "Hai")),
    "hình VML ở đoạn 1 không vẽ được": package(p("<w:r><w:pict><v:shape/></w:pict></w:r>")),
    "hình ở đoạn 1 không vẽ được": package(p(picture(rid="none"))),
    "công thức ở đoạn 1 không vẽ được": package(p("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>")),
    "chú thích cuối trang ở đoạn 1 không vẽ được": package(p('<w:r><w:footnoteReference w:id="2"/></w:r>')),
    "phông chữ khác ở đoạn 1 được vẽ bằng Liberation Serif": package(p(run("a", '<w:rPr><w:rFonts w:ascii="Arial"/></w:rPr>'))),
    "trường ở đoạn 1 giữ chữ đã lưu": package(p('<w:fldSimple w:instr=" DATE "><w:r><w:t>hôm qua</w:t></w:r></w:fldSimple>')),
    "ký tự ở đoạn 2 không có trong phông": package(p("a") + p("字")),
    "khung chữ ở đoạn 1 được vẽ như đoạn thường": package(p("a", style='<w:pPr><w:framePr w:w="2000" w:y="100"/></w:pPr>')),
    "cột báo ở đoạn 1 được vẽ thành một cột": package(p("a", style='<w:pPr><w:sectPr><w:cols w:num="2"/></w:sectPr></w:pPr>') + p("b")),
}


@pytest.mark.parametrize("said", LACKING)
def test_what_is_not_drawn_is_said(tmp_path, said):
    pages, lacks = draw(tmp_path, LACKING[said])
    assert pages and said in lacks
    assert re.search("Bản xem trước gần đúng: .*" + said.split(" ở ")[0], " ".join(text(tmp_path).split()))


def test_what_is_drawn_is_not_said(tmp_path):
    inside = p("Một", run("nghiêng", "<w:rPr><w:i/><w:u w:val=\"single\"/></w:rPr>"), picture()) + table(row(cell(p("a")), cell(p("b"))))
    assert draw(tmp_path, package(inside, parts=[IMAGE]))[1].strip() == "[]"


def test_the_mark_is_no_text_and_the_bytes_are_the_same(tmp_path):
    parts, files = package(p("Nội dung")), []
    for _ in range(2):
        draw(tmp_path, parts, "DỰ THẢO")
        files.append((tmp_path / "paper.pdf").read_bytes())
    draw(tmp_path, parts)
    assert files[0] == files[1] != (tmp_path / "paper.pdf").read_bytes()
    draw(tmp_path, parts, "DỰ THẢO")
    assert text(tmp_path).split() == ["Nội", "dung"]


def test_pages_are_counted_in_heads_and_feet(tmp_path):
    field = '<w:fldSimple w:instr=" {} "><w:r><w:t>?</w:t></w:r></w:fldSimple>'
    foot = part("footer", xml("w:ftr", p("Trang ", field.format("PAGE"), " trên ", field.format("NUMPAGES"))))
    section = '<w:footerReference w:type="default" r:id="rfooter"/>'
    pages, _ = draw(tmp_path, package(p("a", '<w:r><w:br w:type="page"/></w:r>') + p("b"), parts=[foot], section=section))
    assert pages == 2
    assert re.findall(r"Trang (\d) trên (\d)", text(tmp_path)) == [("1", "2"), ("2", "2")]


NARROW = '<w:pPr><w:ind w:right="{}"/></w:pPr>'


def test_a_line_does_not_end_behind_a_slash_where_a_blank_stands_before(tmp_path):
    """As LibreOffice has it: a paper's number stays whole; without a blank before it the line ends behind the slash."""
    assert draw(tmp_path, package(p("theo Nghị quyết số 1669/NQ-UBTVQH15", style=NARROW.format(7050))))[0] == 1
    assert text(tmp_path).split("\n")[:2] == ["theo Nghị quyết số", "1669/NQ-UBTVQH15"]
    draw(tmp_path, package(p("theo\u00a0Nghị\u00a0quyết\u00a0số\u00a01669/NQ-UBTVQH15", style=NARROW.format(7050))))
    assert text(tmp_path).split("\n")[0].endswith("1669/")


def test_what_parts_two_paragraphs_is_not_above_one_that_begins_a_page(tmp_path):
    spaced = '<w:pPr><w:spacing w:after="3000"/></w:pPr>'
    assert draw(tmp_path, package(p("a", style=spaced) * 12))[0] == 3  # with the space above each page's first it were four


def test_a_frame_at_a_place_of_the_page_takes_none_of_the_text(tmp_path):
    framed = '<w:pPr><w:framePr w:w="4000" w:vAnchor="page" w:hAnchor="margin" w:y="15000"/></w:pPr>'
    assert draw(tmp_path, package(p("đầu") + p("trong khung", style=framed) + p("cuối")))[1].strip() == "[]"
    assert text(tmp_path).split() == ["đầu", "cuối", "trong", "khung"]


# ---- what means ill ------------------------------------------------------------------------------------------------
def png(width, height, data=b"\0"):
    def chunk(kind, inside):
        return struct.pack(">I", len(inside)) + kind + inside + struct.pack(">I", zlib.crc32(kind + inside))
    return PNG[:8] + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")


def image(data):
    return package(p(picture()), parts=[part("image", data, name="word/media/a.png", content_type="image/png")])


def nested(deep):
    inside = p("trong cùng")
    for _ in range(deep):
        inside = table(row(cell(inside, p(""))))
    return package(inside)


def styles(inside):
    return part("styles", xml("w:styles", inside))


def look(inside):
    return f"<w:pPr>{inside}</w:pPr>"


CIRCLE = "".join(f'<w:style w:type="paragraph" w:styleId="S{i}"><w:basedOn w:val="S{(i + 1) % 3}"/></w:style>' for i in range(3))
HOSTILE = {  # (parts, pages: None where it may be refused, or not)
    "tables within tables": (nested(60), 1),
    "tables deeper than XML may be": (nested(120), None),
    "a table of 20,000 rows": (package(table(*[row(cell(p("a")))] * 20000)), None),
    "20,000 paragraphs": (package(p("a") * 20000), None),
    "60,000 paragraphs": (package(p("a") * 60000), None),
    "a new page for each of 3,000 paragraphs": (package(p("a", style=look("<w:pageBreakBefore/>")) * 3000), 400),
    "3,000 page breaks": (package(p('<w:r><w:br w:type="page"/></w:r>' * 3000)), 400),
    "all that must stay together": (package(p("a", style=look("<w:keepNext/><w:keepLines/>")) * 3000), None),
    "a row higher than any page": (package(table(row(cell(p("a") * 2000)))), None),
    "a row that must not be split and is higher than a page": (package(table("<w:tr><w:trPr><w:cantSplit/></w:trPr>" + cell(p("a") * 500) + "</w:tr>")), None),
    "rows that are all heads": (package(table(*["<w:tr><w:trPr><w:tblHeader/></w:trPr>" + cell(p("a")) + "</w:tr>"] * 3000)), None),
    "lines of no height": (package(p("a", style=look('<w:spacing w:line="0" w:lineRule="exact"/>')) * 3000), 1),
    "a line higher than a page": (package(p("a", style=look('<w:spacing w:line="31000" w:lineRule="exact"/>')) * 3), 3),
    "lengths without end": (package(p("a", style=look('<w:spacing w:before="1e400" w:after="nan" w:line="inf"/><w:ind w:left="-1e99" w:right="99999999999"/>'))), 1),
    "letters larger than paper": (package(p(run("A" * 50, '<w:rPr><w:sz w:val="999999"/></w:rPr>'))), None),
    "a word of 100,000 letters": (package(p("a" * 100000)), None),
    "100,000 blanks": (package(p(" " * 100000 + "a")), 1),
    "20,000 tabs": (package(p("<w:r>" + "<w:tab/>" * 20000 + "</w:r>")), None),
    "a cell over a million columns": (package('<w:tbl><w:tblGrid><w:gridCol w:w="1"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000"/></w:tcPr>' + p("a") + "</w:tc></w:tr></w:tbl>"), 1),
    "a table without columns": (package("<w:tbl><w:tr><w:tc>" + p("a") + "</w:tc></w:tr></w:tbl>"), 1),
    "merges that begin nowhere": (package('<w:tbl><w:tblGrid><w:gridCol w:w="900"/></w:tblGrid>' + ('<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>' + p("a") + "</w:tc></w:tr>") * 500 + "</w:tbl>"), 1),
    "a paper smaller than its margins": (package(p("a") + p("b", style=look('<w:sectPr><w:pgSz w:w="1" w:h="1"/><w:pgMar w:top="9000" w:left="9000"/></w:sectPr>')) + p("c")), 2),
    "a head higher than the page": (package(p("a"), parts=[part("header", xml("w:hdr", p("h") * 300))], section='<w:headerReference w:type="default" r:id="rheader"/>'), 1),
    "styles in a circle": (package(p("a", style=look('<w:pStyle w:val="S0"/>')), parts=[styles(CIRCLE)]), 1),
    "a picture of 4,000,000,000 points": (image(png(65000, 65000)), 1),
    "a picture that is cut": (image(png(100, 100)), 1),
    "a picture that is none": (image(b"\x89PNG\r\n\x1a\n" + b"\0" * 100), 1),
    "nothing": (package(""), 1),
    "a body without anything": ({**package(""), "word/document.xml": f'<w:document xmlns:w="{W}"><w:body/></w:document>'.encode()}, None),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_means_ill_ends(tmp_path, name):
    parts, pages = HOSTILE[name]
    drawn, said = draw(tmp_path, parts)
    assert pages is None or drawn == pages, said
    if drawn == 400:
        assert "quá số trang của bản xem trước" in said


@pytest.mark.parametrize("change", [lambda data: data[:len(data) // 2], lambda data: b"", lambda data: b"PK\3\4" + b"\0" * 1000])
def test_what_is_no_paper_is_refused(tmp_path, change):
    assert draw(tmp_path, package(p("a")), change=change)[0] is None
