"""What a ward sends: the types and their columns, empty tables, and docs/records.*.md as they are followed."""
import os
import re
import sqlite3
import sys

import pytest

import record_types
import steady
from daemon import SAMPLE

SOURCE = SAMPLE.parent.parent
sys.path.append(str(SOURCE / "tests/sheet"))
import workbook  # noqa: E402

GUIDES = [(SOURCE / "docs" / f"records.{language}.md").read_text() for language in ("vi", "en")]
EXAMPLE = re.compile(r"^```csv (\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def play_to_december(daemon):
    daemon.add(steady.roster())
    daemon.advance("2024-12-03T09:00")
    return daemon


@pytest.fixture
def december(make):
    return make(play=play_to_december)


def state_of(daemon, tip):
    with sqlite3.connect(daemon.state / "thidua.db") as base:
        return base.execute("SELECT state, state_reason, verified, category FROM record_tip WHERE tip_id = ?", (tip,)).fetchone()


def test_every_type_s_template_is_a_file_that_the_import_takes(december, tmp_path):
    types = december.json("records", "list")
    assert {"unit", "member", "tip", "submission"} <= {one["type"] for one in types}
    for one in types:
        columns = [row["column"] for row in december.json("records", "show", one["type"])]
        assert columns[-2:] == ["state", "state_reason"] and set(columns[:-2]) == {*one["required"], *one["optional"]}
        path = tmp_path / f"{one['type']}.csv"
        said = december.json("records", "template", one["type"], "--out", path)
        assert path.read_text() == ",".join(columns[:-2]) + "\n" and said == {"file": str(path), "bytes": path.stat().st_size}
        assert december.json("import", one["type"], path)["problems"] == []
    assert "--force" in december.refused("records", "template", "tip", "--out", tmp_path / "tip.csv")


def test_a_template_without_a_file_is_printed(december):
    done = december.run("records", "template", "population")
    assert done.stdout == "population_id,ward,area,as_of,residents,provided\n" and "records show population" in done.stderr
    assert december.json("records", "template", "population")["text"] == done.stdout
    assert "“tip”" in december.refused("records", "template", "tpi") and "“tip”" in december.refused("records", "show", "tpi")


def test_columns_say_what_a_cell_takes(december):
    forms = {row["column"]: row["form"] for row in december.json("records", "show", "population")}
    assert forms["ward"] == "unit ward" and forms["residents"].startswith("number 0..") and forms["as_of"] == "date"
    tip = {row["column"]: row for row in december.json("records", "show", "tip")}
    assert tip["channel"]["choices"][:2] == ["force", "station"] and tip["tip_id"]["key"] and not tip["team"]["required"]
    assert tip["channel"]["titles"]["force"] == "qua lực lượng" and tip["team"]["titles"] == {}
    incident = {row["column"]: row for row in december.json("records", "show", "incident")}
    assert incident["confirmed_timely"]["titles"] == {"yes": "có", "no": "không"}
    for word in ("Kênh tiếp nhận", "choice force, station", "qua lực lượng", "text 40"):
        assert word in december.ctl("--wide", "records", "show", "tip")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_columns_of_each_type_stand_in_the_docs(daemon, language):
    """THIDUA_RECORD_TYPES=write writes the pages anew, to be looked at and committed."""
    path = SOURCE / "docs" / f"record-types.{language}.md"
    said = record_types.page(daemon, language)
    if os.environ.get("THIDUA_RECORD_TYPES") == "write":
        path.write_text(said)
    assert path.read_text() == said, f"{path.name} is not what the program prints"


@pytest.mark.parametrize("guide", GUIDES, ids=["vi", "en"])
def test_the_guide_is_followed(december, guide):
    examples = EXAMPLE.findall(guide)
    assert [name for name, _ in examples] == ["tip", "tip", "tip", "unit", "submission"]
    for name, text in examples[:2]:
        done = december.add_text(name, text)
        assert "lưu ý" not in done.stdout + done.stderr
    assert state_of(december, "cb-102") == ("confirmed", None, "yes", None)
    december.add_text(*examples[2])
    assert state_of(december, "cb-101")[:2] == ("withdrawn", "nhập nhầm")
    assert state_of(december, "cb-102") == ("returned", "chưa rõ ngày tiếp nhận", "yes", None)
    december.add_text("tip", "ward,tip_id,state\ncat-bi,cb-101,confirmed\n")
    assert state_of(december, "cb-101")[0] == "confirmed"
    december.add({"unit": [{"unit_id": "cat-bi-09", "level": "team", "parent": "cat-bi", "name": "Tổ 9 Cát Bi", "valid_from": "2024-11-01"}]})
    assert "nối tiếp dòng trước" in december.add_text(*examples[3]).stdout
    december.add_text(*examples[4])
    for form in {row["form"].split()[0] for one in december.json("records", "list") for row in december.json("records", "show", one["type"])}:
        assert f"`{form}" in guide, form


def test_tips_that_are_duplicates_of_each_other_are_said(december):
    head = "tip_id,ward,received_on,channel,verified,duplicate_of\n"
    december.add_text("tip", head + "a,cat-bi,2024-11-05,force,yes,\n")
    said = december.add_text("tip", head + "b,cat-bi,2024-11-05,zalo,yes,a\nc,cat-bi,2024-11-05,zalo,yes,cat-bi/c\n", "--dry-run")
    assert [line.split(": ")[0][-5:] for line in said.stdout.splitlines() if "lẫn nhau" in line] == ["csv:3"]
    december.add_text("tip", head + "b,cat-bi,2024-11-05,zalo,yes,a\n")
    assert "lẫn nhau" in december.add_text("tip", head + "a,cat-bi,2024-11-05,force,yes,b\n", "--dry-run").stdout


def test_a_record_of_the_wrong_unit_is_moved(december):
    """Withdrawn there, new here, each names the other; the log counts both, the month is run again."""
    head = "tip_id,ward,received_on,channel,verified\n"
    december.add_text("tip", head + "7,dang-hai,2024-11-05,force,yes\n")
    said = december.add_text("tip", head + "7,cat-bi,2024-11-05,force,yes\n", "--dry-run")
    assert "thiduactl records move tip dang-hai/7 --to cat-bi" in said.stdout + said.stderr
    words = ["records", "move", "tip", "dang-hai/7", "--to", "cat-bi", "--reason", "nhầm phường"]
    tried = december.json(*words, "--dry-run")
    assert not tried["written"] and [(one["key"], one["what"]) for one in tried["records"]] == [("dang-hai/7", "corrected"), ("cat-bi/7", "added")]
    assert state_of(december, "7")[0] == "confirmed" and "Chưa ghi gì" in december.ctl(*words, "--dry-run")
    moved = december.json(*words)
    assert [moved[key] for key in ("records", "reruns")] == [tried[key] for key in ("records", "reruns")]
    assert "chuyển đơn vị" in december.ctl("history", "tip", "cat-bi/7")
    assert [moved[key] for key in ("type", "from", "to", "problems", "written")] == ["tip", "dang-hai/7", "cat-bi/7", [], True]
    with sqlite3.connect(december.state / "thidua.db") as base:
        assert base.execute("SELECT ward, state, state_reason, source_file LIKE '%tip.csv', source_row FROM record_tip WHERE tip_id = '7'"
                            " ORDER BY ward").fetchall() == [
            ("cat-bi", "confirmed", "chuyển từ dang-hai/7: nhầm phường", 1, 2),
            ("dang-hai", "withdrawn", "chuyển sang cat-bi/7: nhầm phường", 1, 2)]
    december.ctl("audit", "verify")
    for words, to, said in (("dang-hai/7", "cat-bi", "không còn hiệu lực"), ("cat-bi/8", "dang-hai", "không có bản ghi"),
                            ("cat-bi/7", "cat-bi", "đã ở đơn vị này"), ("cat-bi/7", "cat-by", "cat-bi"), ("7", "dang-hai", "ward/tip_id")):
        assert said in december.refused("records", "move", "tip", words, "--to", to, "--reason", "thử"), words
    december.add_text("tip", head + "9,nam-hai,2024-11-06,force,yes\n9,trang-cat,2024-11-07,zalo,yes\n")
    assert "đã có bản ghi “trang-cat/9”" in december.refused("records", "move", "tip", "nam-hai/9", "--to", "trang-cat", "--reason", "thử")
    december.ctl("records", "withdraw", "tip", "trang-cat/9", "--reason", "không phải nguồn tin")  # another record, though it does not stand
    assert "lịch sử của một bản ghi khác" in december.refused("records", "move", "tip", "nam-hai/9", "--to", "trang-cat", "--reason", "thử")
    assert len(december.json("history", "tip", "trang-cat/9")) == 2
    december.add_text("tip", head + "7,cat-bi,2024-11-05,zalo,yes\n")  # corrected in between
    december.json("records", "move", "tip", "cat-bi/7", "--to", "dang-hai", "--reason", "về lại")  # and back
    assert state_of(december, "7")[0] in ("confirmed", "withdrawn")
    december.ctl("audit", "verify")
    assert december.json("records", "moved") == []


def test_what_another_unit_s_file_took_over_is_listed(december):
    """A state folder of a program whose key was the id alone: its tables follow, the taken record is named once in the log."""
    december.add_text("tip", "tip_id,ward,received_on,channel,verified\n1,dang-hai,2024-11-05,force,yes\n2,cat-bi,2024-11-05,force,yes\n")
    december.stop()
    with sqlite3.connect(december.state / "thidua.db") as base:  # as that program left it: the second ward's file moved tip 1
        made = base.execute("SELECT sql FROM sqlite_schema WHERE name = 'record_tip'").fetchone()[0]
        columns = "tip_id, ward, team, received_on, channel, category, verified, duplicate_of, state, state_reason, source_file, source_row"
        base.executescript(f"""
            ALTER TABLE record_tip RENAME TO other_tip;
            {made.replace("PRIMARY KEY (ward, tip_id)", "PRIMARY KEY (tip_id)")};
            INSERT INTO record_tip ({columns}, from_seq) SELECT {columns}, from_seq FROM other_tip;
            DROP TABLE other_tip;
            INSERT INTO history_tip ({columns}, from_seq, until_seq)
                SELECT tip_id, 'cat-bi', team, received_on, channel, category, verified, duplicate_of, state, state_reason, source_file,
                       source_row, from_seq - 1, from_seq FROM record_tip WHERE tip_id = '1'""")
    december.start()
    taken, = december.json("records", "moved")
    assert {name: taken[name] for name in ("type", "key", "to", "row", "restored")} == {
        "type": "tip", "key": "cat-bi/1", "to": "dang-hai", "row": 2, "restored": False}
    assert "có 1 bản ghi bị tệp của đơn vị khác lấy mất" in december.logged()
    raised, = [alert for alert in december.alerts("--open") if alert["kind"] == "taken"]  # where an administrator sees it
    assert "Có 01 bản ghi" in raised["text"] and "nguồn tin cat-bi/1, sang dang-hai" in raised["text"]
    first, = december.json("history", "tip", "cat-bi/1")
    december.ctl("records", "restore", "tip", "cat-bi/1", "--at", first["sequence"], "--reason", "tệp của Đằng Hải đã lấy mất")
    assert december.json("records", "moved")[0]["restored"] is True
    with sqlite3.connect(december.state / "thidua.db") as base:
        assert base.execute("SELECT ward, channel FROM record_tip WHERE tip_id = '1' ORDER BY ward").fetchall() == [("cat-bi", "force"), ("dang-hai", "force")]
    assert [alert["state"] for alert in december.alerts() if alert["kind"] == "taken"] == ["resolved"]
    december.stop()
    december.start()
    december.ctl("status")
    assert december.logged().count("lấy mất") == 1
    assert [alert["state"] for alert in december.alerts() if alert["kind"] == "taken"] == ["resolved"]  # once


def test_an_absent_column_keeps_what_is_stored_and_an_empty_cell_empties_it(december):
    head = "tip_id,ward,received_on,channel,verified"
    december.add_text("tip", f"{head},category\nk,cat-bi,2024-11-05,force,yes,ma túy\n")
    december.add_text("tip", f"{head}\nk,cat-bi,2024-11-05,force,no\n")
    assert state_of(december, "k")[2:] == ("no", "ma túy")
    december.add_text("tip", f"{head},category\nk,cat-bi,2024-11-05,force,no,\n")
    assert state_of(december, "k")[2:] == ("no", None)


def test_a_workbook_comes_in_as_its_csv_does(december, tmp_path):
    """The same table as CSV and as .xlsx: what the workbook brings is what the CSV has brought; its mistakes are said with their place."""
    head = ["ward", "tip_id", "received_on", "channel", "verified", "category"]
    text = ",".join(head) + "\ncat-bi,x1,2024-11-05,force,yes,Đánh bạc\ncat-bi,0012,2024-11-06,force,no,\n"
    december.add_text("tip", text)
    path = tmp_path / "Nguồn tin tháng 11.xlsx"
    path.write_bytes(workbook.zipped(workbook.parts(workbook.sheet(
        workbook.inline("NGUỒN TIN THÁNG 11") + workbook.inline(*head) +
        '<row><c t="s"><v>0</v></c><c t="inlineStr"><is><t>x1</t></is></c><c s="1"><v>45601</v></c><c t="s"><v>1</v></c><c t="inlineStr"><is><t>yes</t></is></c>'
        '<c t="inlineStr"><is><t>Đánh bạc</t></is></c></row>' + workbook.inline("cat-bi", "0012", "6/11/2024", "force", "no")), workbook.strings("cat-bi", "force"))))
    for words in (("tip", path), (path,)):  # the type by its name, or by the columns
        said = december.json("import", *words)
        assert (said["read"], said["unchanged"], said["added"]) == (2, 2, 0), said
        assert not [problem for problem in said["problems"] if problem["level"] == "error"]
    path.write_bytes(workbook.zipped(workbook.parts(workbook.sheet(
        workbook.inline(*head) + "<row>" + '<c t="inlineStr"><is><t>cat-bi</t></is></c><c><v>7</v></c><c><f>NOW()</f></c></row>'))))
    assert "C2" in december.refused("import", "tip", path)
    said = december.run("--json", "import", "tip", "--dry-run", path).stdout
    assert "C2" in said and "channel" in said  # the file's own mistakes and its rows' at once
    path.write_bytes(b"\xD0\xCF\x11\xE0" + bytes(600))
    assert ".xlsx" in december.refused("import", "tip", path)
    assert state_of(december, "x1")[0] == "confirmed"


def test_a_form_tells_its_type(december, tmp_path):
    """By its hidden key sheet; its titles are not spoken of, and it is taken as no other type."""
    columns = ["ward", "tip_id", "received_on", "channel", "verified"]
    path = tmp_path / "Biểu 1.xlsx"
    book = (f'{workbook.HEAD}<workbook xmlns="{workbook.MAIN}" xmlns:r="{workbook.RELATION}"><sheets><sheet name="a" sheetId="1" r:id="rId1"/>'
            '<sheet name="_khoa" sheetId="2" state="hidden" r:id="rId9"/></sheets></workbook>')
    path.write_bytes(workbook.zipped(workbook.parts(workbook.sheet(
        workbook.inline("NGUỒN TIN") + workbook.inline(*columns) + workbook.inline("cat-bi", "f1", "5/11/2024", "force", "yes")), book=book, **{
            "xl/_rels/workbook.xml.rels": workbook.relations(("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "styles", "styles.xml"),
                                                             ("rId9", "worksheet", "worksheets/k.xml")),
            "xl/worksheets/k.xml": workbook.sheet(workbook.inline("key", "value") + workbook.inline("form", "tip") + workbook.inline("unit", "cat-bi"))})))
    assert "“tip”" in december.refused("import", "patrol", path)
    said = december.json("import", path)
    assert said["added"] == 1 and said["problems"] == []
