"""Every text of a package on the page, without script: what each is for, changed, checked by line, previewed, decided by another person; new ones; what is no
text or none of a package is refused. test_studio.py has the editor."""
import html
import re

import pytest

import phase
import steady
import visitor
from daemon import PACKAGE, SAMPLE


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    made = phase.listening(tmp_path_factory.mktemp("texts"))
    made.add(steady.roster())
    made.advance("2024-12-07T09:00")
    made.add(steady.month("2024-11"))
    made.ctl("evaluate", "2024-11")
    for name, role in (("an", "administrator"), ("binh", "administrator"), ("truong", "leader")):
        visitor.enter(made, name, role)
    try:
        yield made
        assert made.stop() == 0
    finally:
        made.stop()


def read(daemon, path, name="an"):
    status, _, body = visitor.get(daemon, path, name)
    assert status == 200, (path, body.decode())
    return body.decode()


def text_on(page):
    """As a browser has it: without the first line's end behind the tag."""
    return html.unescape(re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)[1]).removeprefix("\n")


def said(page):
    return [(found[1], html.unescape(re.sub("<[^>]*>", "", found[2]))) for found in re.finditer(r'<p class="(?:error|warning|note)"(?: data-line="(\d*)")?>(.*?)</p>', page)]


def send(daemon, act, path, text, **fields):
    return visitor.send(daemon, f"rules/{act}", "an", **{"change.file": path, "change.text": text, "next": f"/rules/file?path={path}", **fields})


def test_every_file_has_a_line_and_a_page(office):
    rows = office.json("rules", "files")
    there = {str(path.relative_to(PACKAGE)) for path in PACKAGE.rglob("*") if path.is_file()}
    assert {row["path"] for row in rows if not row["new"]} == there and all(row["title_vi"] and row["title_en"] for row in rows)
    assert {row["path"] for row in rows if row["new"]} == {"conclusion.lua", "ranking.lua"} | {name for name in ("duties.ini",) if name not in there}
    assert {row["path"]: row["mode"] for row in rows if row["path"] in ("criteria/1.1.lua", "alerts.ini", "units.csv", "documents/a.docx")} == {
        "criteria/1.1.lua": "lua", "alerts.ini": "properties", "units.csv": "text", "documents/a.docx": None}
    page = read(office, "/rules/files")
    assert all((f'/rules/file?path={row["path"]}"' if row["mode"] else '/templates"') in page for row in rows)
    for row in rows:
        if row["mode"] and not row["new"] and not row["test"]:
            assert text_on(read(office, f'/rules/file?path={row["path"]}')) == (PACKAGE / row["path"]).read_text(), row["path"]
    assert "<textarea" not in read(office, "/rules/file?path=alerts.ini", "truong") and "Bắt đầu bằng" not in read(office, "/rules/files", "truong")


def test_what_is_no_text_of_a_package_is_refused(office):
    for path, word in (("contest.in", "rules files"), ("../etc/passwd", "rules files"), ("criteria/../../x.lua", "rules files"), ("documents/a.docx", "templates")):
        assert word in office.refused("rules", "text", path)
    assert "rules files" in office.refused("rules", "text", "criteria/8.1.lua", "--like", "criteria/9.lua")


@pytest.mark.parametrize("path, before, after, line, says", [
    ("alerts.ini", "", "[early_waning]\nopen = no\n", None, "early_warning"),
    ("targets.ini", "type = percent", "type = prozent", True, "percent"),
    ("criteria/1.1.lua", "title ", "titel ", True, "titel"),
    ("suggest.lua", "return suggestion", "return sugestion", True, "sugestion"),
    ("units.csv", "cat-bi,", "cat-bi,,", True, ""),
    ("documents/f1.sql", "SELECT", "SELECTT", None, ""),
])
def test_what_is_wrong_is_said_at_its_line(office, path, before, after, line, says):
    text = (PACKAGE / path).read_text()
    wrong = text.replace(before, after, 1) if before else text + after
    status, page = send(office, "examine", path, wrong)
    found = said(page)
    own = [words for at, words in found if at is not None]
    assert status == 200 and own and any(says in words for words in own), found
    at = wrong[:wrong.index(after)].count("\n") + 1
    assert line is None or str(at) in [number for number, _ in found], (at, found)
    assert text_on(page) == wrong
    assert send(office, "examine", path, text)[1].count("Chưa thấy lỗi.") == 1


def activate(office, path, text, **fields):
    before = office.json("rules", "list")
    status, where = send(office, "propose", path, text, reason="sửa tệp", **fields)
    assert status == 303, where
    proposal, = [row for row in office.json("rules", "list") if row not in before]
    shown = read(office, f"/rules/proposal?what={proposal['id']}", "binh")
    assert f"<code>{path}</code>" in shown
    assert visitor.send(office, "rules/activate", "binh", proposal=proposal["id"], next="/rules")[0] == 303
    return proposal["id"]


def test_another_text_comes_into_force(office):
    path, text = "texts.ini", (PACKAGE / "texts.ini").read_text()
    changed = text + "\n# xem lại\n"
    status, page = send(office, "preview", path, changed)
    assert status == 200 and "Nếu áp dụng" in page and text_on(page) == changed
    assert "<pre class=\"diff\">" in read(office, f"/rules/proposal?what={activate(office, path, changed)}", "binh")
    assert office.json("rules", "text", path)["text"] == changed
    assert "hông có gì thay đổi" in send(office, "propose", path, changed, reason="như cũ")[1]


def test_a_new_criterion_by_its_text(office):
    page = read(office, "/rules/file?path=criteria/8.1.lua&like=criteria/6.2.lua")
    assert "Gói chưa có tệp này" in page and text_on(page) == (PACKAGE / "criteria" / "6.2.lua").read_text()
    activate(office, "criteria/8.1.lua", text_on(page))
    assert "8.1" in [row["criterion"] for row in office.json("rules", "criteria")]


def test_lines_end_as_they_did(office):
    """A browser ends lines by CR LF, a table kept by a spreadsheet program too; neither may rewrite a file."""
    crlf = (PACKAGE / "units.csv").read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    made = office.folder / "units.csv"
    made.write_bytes(crlf)
    office.ctl("rules", "propose", made, "--reason", "CRLF")
    proposal, = office.json("rules", "list")
    assert visitor.send(office, "rules/activate", "binh", proposal=proposal["id"], next="/rules")[0] == 303
    text = crlf.decode().replace("\r\n", "\n")
    assert "hông có gì thay đổi" in send(office, "preview", "units.csv", text)[1]
    activate(office, "units.csv", text.replace("Phường Cát Bi", "Phường  Cát Bi") + "\n")
    assert office.json("rules", "text", "units.csv")["text"].count("\n") == office.json("rules", "text", "units.csv")["text"].count("\r\n")


def test_the_whole_sample_is_named():
    """Each file of the packages that are shipped has its line in the table."""
    table = (SAMPLE.parents[1] / "daemon" / "package" / "file_kind.def").read_text()
    named = re.findall(r'FILE_KIND\("([^"]+)"', table), re.findall(r'FILE_KINDS\("([^"]+)", "([^"]+)"', table)
    for path in SAMPLE.parent.rglob("*"):
        name = "/".join(path.relative_to(SAMPLE.parent).parts[1:])
        assert path.is_dir() or len(path.relative_to(SAMPLE.parent).parts) < 2 or name in named[0] or any(name.startswith(a) and name.endswith(b) for a, b in named[1]), path
