"""The benchmark itself runs, on a contest of four wards, and what it measures is what it says. No time is judged."""
import importlib.util
import os
import shutil
import sqlite3
import xml.etree.ElementTree as xml

import bench
import growth
import growth_picture
import pages
import peers
import pytest
import scale


@pytest.fixture(scope="module")
def figures(tmp_path_factory):
    # The programs measured keep what they have until they end; under the sanitizers that is no leak of the house's.
    os.environ["ASAN_OPTIONS"] = "detect_leaks=0"
    return {line["name"]: line for line in bench.run(tmp_path_factory.mktemp("bench"), 4, 1, months=2).lines}


def test_every_figure_is_a_positive_number(figures):
    assert len(figures) > 35
    assert all(line["value"] > 0 for line in figures.values()), figures


def test_a_bar_is_met_or_not(figures):
    barred = {name for name, line in figures.items() if line["bar"]}
    # other programs bring a bar each where they are, and only there
    others = {"python3-docxtpl / ours, the same notice": importlib.util.find_spec("docxtpl"),
              "import / plain SQL that fills the same trees": shutil.which("sqlite3")}
    assert barred & set(others) == {name for name, there in others.items() if there}
    assert len(barred - set(others)) >= 12
    assert all(figures[name]["met"] in (True, False) for name in barred)


def test_what_every_bar_needs_is_measured(figures):
    for words in ("a month evaluated and stored", "declared measures in their workers", "latest and each (4.2, 6.1, 7.1) in their workers", "storing all / raw", "storing what changed / raw",
                  "two workers", "one month", "largest worker, declared", "largest worker, all", "at rest after a month, of its own", "one fact", "one late fact on an open connection", "0.1 % of a month /",
                  "1 % of a month /", "/ raw counting", "preview of a target", "preview of another value", "a record having come", "Python counting", "import of"):
        assert any(words in name for name in figures), words


def test_each_page_is_measured(tmp_path, capsys):
    pages.large(tmp_path, 3, 2)
    said = capsys.readouterr().out
    assert said.count(" whole ") > 14 and said.count(" 304 ") > 4 and "status" not in said, said


def test_python_counts_what_the_hand_written_sql_counts(tmp_path):
    state, _ = scale.make(tmp_path / "one", 3)
    assert peers.python_rows(state, 10) > 10 * 3 * 3  # a verdict a ward and month, of five kinds of records or more
    database = sqlite3.connect(state / "thidua.db")
    _, first, last = scale.MONTHS[3]
    names = {"from": scale.day(first), "until": scale.day(last) + 1, "last": scale.day(last)}
    sql = dict(peers.statements())
    for criterion, name in (("1.1", "tip"), ("3.1", "callout"), ("6.2", "accident")):
        date, columns, count = peers.DECLARED[name]
        counted = {}
        for ward, *row in database.execute(f"SELECT ward, {columns} FROM record_{name} WHERE {date} BETWEEN ? AND ?",
                                           (names["from"], names["last"])):
            num, den = count(*row)
            before = counted.get(ward, (0, 0))
            counted[ward] = (before[0] + num, before[1] + den)
        for ward, num, den in database.execute(sql[criterion], names):
            assert counted[ward] == (num, den or 0), (criterion, ward)


def test_the_same_size_gives_the_same_rows_and_raw_counts_what_the_house_counts(tmp_path):
    state, count = scale.make(tmp_path / "one", 3)
    assert scale.make(tmp_path / "two", 3)[1] == count > 8_000
    daemon = scale.Daemon(tmp_path / "one", clock=scale.CLOCK, package=None)
    try:
        daemon.ctl("evaluate", "2025-03")
        ours = {(row["criterion"], row["subject"]): (row["num"], row["den"]) for row in daemon.results(period="2025-03")}
    finally:
        daemon.stop()
    database = sqlite3.connect(state / "thidua.db")
    _, first, last = next(month for month in scale.MONTHS if month[0] == "2025-03")
    names = {"from": scale.day(first), "until": scale.day(last) + 1, "last": scale.day(last)}
    compared = 0
    for criterion, sql in peers.statements():
        for ward, num, den in database.execute(sql, names):
            assert ours[criterion, ward] == (num, den), (criterion, ward)
            compared += 1
    assert compared >= 3 * 5


def test_months_leave_behind_what_is_drawn(tmp_path):
    points, records = growth.run(tmp_path / "years", 2, 2, thin=10)
    assert [point["name"] for point in points] == ["2024-11", "2024-12"] and records > 2 * 300
    for point in points:
        assert all(point[name]["clock"] > 0 and point[name]["processor"] > 0 for name in growth.WAITED)
        assert 0.9 * point["bytes"] <= sum(point["kinds"].values()) <= point["bytes"]
        assert point["kinds"]["other"] < 0.2 * point["bytes"], {table: size for table, size in point["tables"].items() if growth.kind_of(table) == "other"}
    assert all(points[0]["kinds"][kind] < points[1]["kinds"][kind] for kind in ("records", "results", "seals, papers"))
    database = sqlite3.connect(tmp_path / "years" / "state" / "thidua.db")
    runs = database.execute("SELECT period, stage, cause FROM run ORDER BY id").fetchall()
    assert {(name, *how) for name in ("2024-11", "2024-12") for how in (("provisional", "schedule"), ("final", "schedule"), ("final", "late"))} == set(runs)
    said = {"wards": 2, "months": 2, "thin": 10, "records": records, "points": points}
    drawn = xml.fromstring(growth_picture.draw(said))
    assert len(drawn.findall("{*}polygon")) == len(points[0]["kinds"]) and len(drawn.findall("{*}polyline")) == 3
