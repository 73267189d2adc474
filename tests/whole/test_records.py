"""What a ward sends: the types and their columns, empty tables, and docs/records.*.md as they are followed."""
import re
import sqlite3

import pytest

import steady
from daemon import PACKAGE

SOURCE = PACKAGE.parent.parent
GUIDES = [(SOURCE / "docs" / f"records.{language}.md").read_text() for language in ("vi", "en")]
EXAMPLE = re.compile(r"^```csv (\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.fixture
def december(daemon):
    daemon.add(steady.roster())
    daemon.advance("2024-12-03T09:00")
    return daemon


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
        assert word in december.ctl("records", "show", "tip")


@pytest.mark.parametrize("guide", GUIDES, ids=["vi", "en"])
def test_the_guide_is_followed(december, guide):
    examples = EXAMPLE.findall(guide)
    assert [name for name, _ in examples] == ["tip", "tip", "tip", "submission"]
    for name, text in examples[:2]:
        done = december.add_text(name, text)
        assert "lưu ý" not in done.stdout + done.stderr
    assert state_of(december, "cb-102") == ("confirmed", None, "yes", None)
    december.add_text(*examples[2])
    assert state_of(december, "cb-101")[:2] == ("withdrawn", "nhập nhầm")
    assert state_of(december, "cb-102") == ("returned", "chưa rõ ngày tiếp nhận", "yes", None)
    december.add_text("tip", "ward,tip_id,state\ncat-bi,cb-101,confirmed\n")
    assert state_of(december, "cb-101")[0] == "confirmed"
    december.add_text(*examples[3])
    for form in {row["form"].split()[0] for one in december.json("records", "list") for row in december.json("records", "show", one["type"])}:
        assert f"`{form}" in guide, form


def test_an_absent_column_keeps_what_is_stored_and_an_empty_cell_empties_it(december):
    head = "tip_id,ward,received_on,channel,verified"
    december.add_text("tip", f"{head},category\nk,cat-bi,2024-11-05,force,yes,ma túy\n")
    december.add_text("tip", f"{head}\nk,cat-bi,2024-11-05,force,no\n")
    assert state_of(december, "k")[2:] == ("no", "ma túy")
    december.add_text("tip", f"{head},category\nk,cat-bi,2024-11-05,force,no,\n")
    assert state_of(december, "k")[2:] == ("no", None)
