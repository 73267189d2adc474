"""Every text of a package on the page, without script: what each is for, changed, checked by line, previewed, decided by another person; new ones; what is no
text or none of a package is refused. test_studio.py has the editor."""
import html
import re

import pytest

import phase
import visitor
from daemon import PACKAGE, SAMPLE
from test_uses import SCORE, expected


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    made = phase.listening(tmp_path_factory.mktemp("texts"), play=phase.play_november)
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


def edited(daemon, path, text):
    """A file to be sent: a text among the arguments may be no longer than an address."""
    folder = daemon.folder / "edited"
    folder.mkdir(exist_ok=True)
    (folder / path.rsplit("/", 1)[-1]).write_text(text)
    return folder / path.rsplit("/", 1)[-1]


def test_what_a_file_makes_wrong_elsewhere_is_said(office):
    """A target that a criterion reads is gone: said at once, with the other file's name and line."""
    text = (PACKAGE / "targets.ini").read_text().replace("[6.2.most ", "[6.2.mos ", 1)
    status, page = send(office, "examine", "targets.ini", text)
    assert status == 200 and re.search(r'<p class="error"><code>criteria/6\.2\.lua(:\d+)?</code> [^<]*6\.2\.most', page)


def test_a_criterion_of_two_files_is_tried_once(office):
    text = (PACKAGE / "criteria" / "1.1.lua").read_text().replace("title ", "titel ", 1)
    found = said(send(office, "examine", "criteria/1.1.lua", text, **{"change.2.file": "criteria/1.1.evidence.sql", "change.2.text": "SELECT 1"})[1])
    assert len([words for _, words in found if "“titel”" in words]) == 1, found


def propose(office, path, text, **fields):
    status, where = send(office, "propose", path, text, reason="sửa tệp", **fields)
    assert status == 303, where
    proposal, = office.json("rules", "list")
    return proposal["id"]


def test_another_text_comes_into_force(office):
    path, text = "texts.ini", (PACKAGE / "texts.ini").read_text()
    changed = text + "\n# xem lại\n"
    status, page = send(office, "preview", path, changed)
    assert status == 200 and "Nếu áp dụng" in page and text_on(page) == changed
    number = propose(office, path, changed)
    shown = read(office, f"/rules/proposal?what={number}", "binh")
    assert f"<code>{path}</code>" in shown and '<span class="added">+# xem lại</span>' in shown
    assert visitor.send(office, "rules/activate", "binh", proposal=number, next="/rules")[0] == 303
    assert office.json("rules", "text", path)["text"] == changed
    assert "hông có gì thay đổi" in send(office, "propose", path, changed, reason="như cũ")[1]


def test_a_new_criterion_by_its_text(office):
    page = read(office, "/rules/file?path=criteria/8.1.lua&like=criteria/6.2.lua")
    assert "Gói chưa có tệp này" in page and text_on(page) == (PACKAGE / "criteria" / "6.2.lua").read_text()
    number = propose(office, "criteria/8.1.lua", text_on(page))
    assert "8.1" in [row["criterion"] for row in office.json("rules", "criteria", "--of", number)]
    office.ctl("rules", "withdraw", number, "--reason", "thôi")


def test_two_files_in_one_proposal(office):
    """A criterion and the target that it reads: neither could come alone."""
    path, rule = "criteria/8.2.lua", (PACKAGE / "criteria" / "6.2.lua").read_text().replace('"6.2.most"', '"8.2.most"')
    assert "8.2.most" in html.unescape(send(office, "propose", path, rule, reason="chỉ tiêu mới")[1])
    status, page = send(office, "examine", path, rule, **{"rules/examine:next": "/rules/file?path=targets.ini"})
    targets = (PACKAGE / "targets.ini").read_text()
    assert status == 200 and text_on(page) == targets and f'name="change.2.file" value="{path}"' in page
    carried = html.unescape(re.search(r'<textarea hidden name="change.2.text">\n(.*?)</textarea>', page, re.DOTALL)[1])
    assert carried == rule
    added = targets + "\n[8.2.most 2024-11-01]\ntitle = Mức giao của 8.2\ntype = number\nvalue = 0\nreference = Công văn số 1\n"
    status, page = send(office, "examine", "targets.ini", added, **{"change.2.file": path, "change.2.text": carried, "rules/examine:next": f"/rules/file?path={path}"})
    assert text_on(page) == rule and 'name="change.2.file" value="targets.ini"' in page  # and back again
    number = propose(office, "targets.ini", added, **{"change.2.file": path, "change.2.text": carried})
    assert {row["path"] for row in office.json("rules", "show", number)["changed"]} == {path, "targets.ini"}
    office.ctl("rules", "withdraw", number, "--reason", "thôi")


def test_lines_end_as_they_did(office):
    """A browser ends lines by CR LF and a form has LF alone; a table kept by a spreadsheet program is not written anew for that."""
    text = office.json("rules", "text", "units.csv")["text"].replace("\r\n", "\n")
    crlf = edited(office, "units.csv", "")
    crlf.write_bytes(text.replace("\n", "\r\n").encode())
    number = office.json("rules", "propose", crlf, "--reason", "CRLF")["proposal"]
    assert "hông có gì thay đổi" in send(office, "preview", "units.csv", text, onto=str(number))[1]
    office.ctl("rules", "withdraw", number, "--reason", "thôi")


def test_the_whole_sample_is_named():
    """Each file of the packages that are shipped has its line in the table."""
    table = (SAMPLE.parents[1] / "daemon" / "package" / "file_kind.def").read_text()
    named = re.findall(r'FILE_KIND\("([^"]+)"', table), re.findall(r'FILE_KINDS\("([^"]+)", "([^"]+)"', table)
    for path in SAMPLE.parent.rglob("*"):
        name = "/".join(path.relative_to(SAMPLE.parent).parts[1:])
        assert path.is_dir() or len(path.relative_to(SAMPLE.parent).parts) < 2 or name in named[0] or any(name.startswith(a) and name.endswith(b) for a, b in named[1]), path


# ---- tried on the data as it is (what a rule that is not in force counts, by commands and on the page) ----

FILTER = ("verified IS NOT 'no'", "channel = 'force'")


def test_the_records_behind_a_rule_that_is_being_edited(office):
    path, text = "criteria/1.1.lua", (PACKAGE / "criteria" / "1.1.lua").read_text()
    changed = text.replace(*FILTER)
    asked = ("rules", "evidence", "1.1", "cat-bi", "--period", "2024-11")
    assert changed != text
    stands = office.json("explain", "2024-11/1.1/cat-bi")
    same, other = office.json(*asked), office.json(*asked, edited(office, path, changed))
    assert [same[key] for key in ("num", "den", "verdict", "says")] == [stands[key] for key in ("num", "den", "verdict", "says")]
    assert same["evidence"]["rows"] == stands["evidence"]["rows"] and same["before"] is None
    assert other["before"]["num"] == stands["num"] and other["den"] < stands["den"] and other["evidence"]["total"] == other["den"]
    assert office.json("explain", "2024-11/1.1/cat-bi")["num"] == stands["num"] and not office.json("rules", "list")
    status, page = send(office, "evidence", path, changed, **{"rules/evidence:criterion": "1.1", "rules/evidence|rules/sql:period": "2024-11", "rules/evidence|rules/sql:subject": "cat-bi", "reason": "thử"})
    assert status == 200 and html.escape(other["says"]) in page and page.count("<tr><td") == other["den"] and text_on(page) == changed
    assert "title" in office.refused(*asked, edited(office, path, text.replace("title ", "titel ", 1)))
    for words, said_ in ((["1.9", "cat-bi", "--period", "2024-11"], "rules criteria"), (["1.1", "cat-bi", "--period", "2023-01"], "2024-11"), (["1.1", "nowhere", "--period", "2024-11"], "nowhere")):
        assert said_ in office.refused("rules", "evidence", *words)


def test_a_new_one_made_of_others(office):
    """Its figures are those of 1.1 and 6.2 by the same candidate."""
    new = office.json("rules", "evidence", "9.1", "cat-bi", "--period", "2024-11", edited(office, "9.1.lua", SCORE))
    cells = {id: office.json("explain", f"2024-11/{id}/cat-bi") for id in ("1.1", "6.2")}
    assert (new["num"], new["den"]) == expected(cells)[0] and new["before"] is None


def test_the_select_at_a_line(office):
    path, text = "suggest.lua", (PACKAGE / "suggest.lua").read_text()
    line = text[:text.index("SELECT")].count("\n") + 1
    assert office.json("rules", "text", path)["line"] <= line and office.json("rules", "form", "1.1")["line"] is None
    rows = office.json("rules", "sql", "--in", path, "--line", line, "--period", "2024-11")
    assert rows["verdict"] is None and rows["columns"]
    fields = {"rules/sql:in": path, "rules/sql:line": str(line), "rules/evidence|rules/sql:period": "2024-11"}
    status, page = send(office, "sql", path, text, **fields)
    assert status == 200 and all(f">{name}</th>" in page for name in rows["columns"])
    status, page = send(office, "sql", path, text.replace("SELECT", "SELECT nothing,", 1), **fields)
    assert status == 200 and f"dòng {line}" in page and "nothing" in page
    assert "rules evidence" in office.refused("rules", "sql", "--in", "criteria/1.1.lua")
    assert "--in" in office.refused("rules", "sql")


def test_examples_and_tests_beside_the_text(office):
    """Which are wrong, at their line; which lines nothing reaches, as a list and as data of the margin's colours."""
    path, text = "criteria/1.1.lua", (PACKAGE / "criteria" / "1.1.lua").read_text()
    given = office.json("rules", "reach", path)
    assert given["reached"] == given["places"] > 0 and given["rows"] > 10 and not given["failed"] and not given["problems"] and not given["missing"]
    assert {row["line"] for row in given["lines"]} >= {text[:text.index(words)].count("\n") + 1 for words in ("where = ", "num   = ", "says ")}
    changed = text.replace("num   = \"channel = 'force'\"", "num   = \"iif(team = 'nobody', 0, channel = 'station')\"")
    assert changed != text
    status, page = send(office, "reach", path, changed, **{"rules/reach:in": path, "reason": "thử"})
    line = text[:text.index("num   = ")].count("\n") + 1
    assert status == 200 and text_on(page) == changed and f'<li data-line="{line}" class="no"></li>' in page and 'class="yes"></li>' in page
    assert f"Dòng {line}: không ca nào" in html.unescape(page)
    assert re.search(r"<code>tests/1\.1/[^<]*/expected\.csv:\d+</code> [^<]*chờ đợi", page)
    case = "tests/1.1/thieu-bao-cao/expected.csv"
    wrong = (PACKAGE / case).read_text().replace("not_reported", "met", 1)
    status, page = send(office, "reach", case, wrong, **{"rules/reach:in": case})
    assert status == 200 and f"<code>{case}:" in page and 'data-line="' not in page.split("tried-heading")[1].split("</section>")[0]
    new = "tests/1.1/moi/expected.csv"  # of a name that other cases have too
    status, page = send(office, "reach", new, wrong.replace("cat-bi,met", "cat-bi,missed"), **{"rules/reach:in": new})
    assert status == 200 and f"<code>{new}:2</code>" in page
    assert "rules files" in office.refused("rules", "reach", "alerts.ini")
    assert "title" in office.refused("rules", "reach", path, edited(office, path, text.replace("title ", "titel ", 1)))


def test_what_is_private_stays_so_whatever_the_candidate_says(office):
    """A candidate that declares a private field as public shows no more of it than the rules in force."""
    records = (PACKAGE / "records.ini").read_text()
    public = re.sub(r"(?m)^private.*\n(?:[ \t]+.*\n)*", "", records)
    assert public != records
    made = office.folder / "member.sql"
    made.write_text("SELECT full_name, birth_date FROM member ORDER BY 1")
    number = office.json("rules", "propose", edited(office, "records.ini", public), "--reason", "mở")["proposal"]
    before, after = office.json("rules", "sql", made), office.json("rules", "sql", made, "--onto", number)
    assert before["rows"] and after["rows"] == before["rows"] and {row[1] for row in after["rows"]} == {"•••"}
    office.ctl("rules", "withdraw", number, "--reason", "thôi")


# ---- what goes ----

def remove(office, act, next, **fields):
    return visitor.send(office, f"rules/{act}", "an", **{"change.remove": "yes", "next": next, **fields})


@pytest.mark.parametrize("page, cell, what, places", [
    ("/rules/criterion?criterion=4.3", "criterion", "4.3", ("documents.ini: mục [f1], cells", "documents/c.docx", "documents/t21.docx", "limit_weapons")),
    ("/templates", "document", "a", ("certificates.ini, dòng 9", "duties.ini, dòng 184")),
    ("/rules/file?path=documents/f1.sql", "document", "f1", ("duties.ini",)),
    ("/rules/file?path=records.ini", "file", "records.ini", ("gói thiếu tệp này", "thêm tệp records.ini")),
])
def test_what_something_still_speaks_of_does_not_go(office, page, cell, what, places):
    """Each place is named; nothing was proposed."""
    assert re.search(rf'<(?:select id="d-what"|select id="d-kind") name="change\.{cell}"[^>]*>.*?(?:value="{what}"|<option>{re.escape(what)}</option>)', read(office, page), re.DOTALL)
    for act in ("preview", "propose"):
        text = html.unescape(re.sub("<[^>]*>", "", remove(office, act, page, **{f"change.{cell}": what, "reason": "bỏ"})[1]))
        assert all(place in text for place in places), text[:2000]
    assert not office.json("rules", "list")


def test_a_case_of_tests_goes(office):
    page = "/rules/file?path=tests/1.1/thieu-bao-cao/tip.csv"
    assert "<option>tests/1.1/thieu-bao-cao/</option>" in read(office, page)
    assert remove(office, "propose", "/rules", **{"change.file": "tests/1.1/thieu-bao-cao/", "reason": "thừa"})[0] == 303
    (number,) = [row["id"] for row in office.json("rules", "list")]
    assert {(row["path"], row["what"]) for row in office.json("rules", "show", number)["changed"]} == {
        (f"tests/1.1/thieu-bao-cao/{name}", "removed") for name in ("expected.csv", "submission.csv", "tip.csv")}
    office.ctl("rules", "withdraw", number, "--reason", "thôi")


def test_two_files_that_a_whole_package_has_too(office):
    """contest.ini and records.ini in one proposal are two changes, not a package of two files."""
    texts = {path: (PACKAGE / path).read_text() + "\n# xem lại\n" for path in ("contest.ini", "records.ini")}
    number = propose(office, "contest.ini", texts["contest.ini"], **{"change.2.file": "records.ini", "change.2.text": texts["records.ini"]})
    assert {(row["path"], row["what"]) for row in office.json("rules", "show", number)["changed"]} == {(path, "changed") for path in texts}
    office.ctl("rules", "withdraw", number, "--reason", "thôi")


def test_a_criterion_that_nothing_speaks_of_goes_and_comes_back(office):
    """A new one, put in force, counted, removed again by another proposal: what the preview says is what comes; its open figures go, and an earlier version brings it back."""
    rule = (PACKAGE / "criteria" / "6.2.lua").read_text()
    before = len(office.results(period="2024-11"))

    def activate():
        (number,) = [row["id"] for row in office.json("rules", "list")]
        assert visitor.send(office, "rules/activate", "binh", proposal=number, next="/rules")[0] == 303
        return office.results(period="2024-11")

    propose(office, "criteria/8.1.lua", rule)
    there = activate()
    assert len(there) == before + 9 and {row["criterion"] for row in there} >= {"8.1"}
    seen = office.json("rules", "preview", "--change", "criterion=8.1", "--change", "remove=yes")
    gone = {(row["criterion"], row["subject"], row["to"]["verdict"] if row["to"] else None) for row in seen["changes"]}
    assert len(gone) == 9 and {criterion for criterion, _, _ in gone} == {"8.1"}
    status, page = remove(office, "preview", "/rules/criterion?criterion=8.1", **{"change.criterion": "8.1"})
    assert status == 200 and "Nếu áp dụng" in page and page.count("8.1") > 9
    ended = visitor.send(office, "rules/preview", "an", **{"change.criterion": "8.1", "change.last_day": "30/11/2024", "next": "/rules/criterion?criterion=8.1"})[1]
    assert ended.count("thôi áp dụng") >= 9 and "0/0" not in ended  # the other way to be rid of it, from December on
    assert remove(office, "propose", "/rules", **{"change.criterion": "8.1", "reason": "bỏ"})[0] == 303
    assert len(activate()) == before and read(office, "/board") and read(office, "/rules")
    assert "8.1" in office.refused("rules", "criteria", "--of", "8.1") or "8.1" not in [row["criterion"] for row in office.json("rules", "criteria")]
    versions = office.json("rules", "history")
    office.ctl("rules", "restore", versions[-2]["package"], "--reason", "lấy lại")
    assert len(activate()) == before + 9
