"""The benchmark itself runs, on a contest of four wards, and what it measures is what it says. No time is judged."""
import os
import sqlite3

import bench
import pytest
import scale


@pytest.fixture(scope="module")
def figures(tmp_path_factory):
    # The programs measured keep what they have until they end; under the sanitizers that is no leak of the house's.
    os.environ["ASAN_OPTIONS"] = "detect_leaks=0"
    return {line["name"]: line for line in bench.run(tmp_path_factory.mktemp("bench"), 4, 1, months=2).lines}


def test_every_figure_is_a_positive_number(figures):
    assert len(figures) > 25
    assert all(line["value"] > 0 for line in figures.values()), figures


def test_a_bar_is_met_or_not(figures):
    barred = [line for line in figures.values() if line["bar"]]
    assert len(barred) >= 9
    assert all(line["met"] in (True, False) for line in barred)


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
    for criterion, sql in bench.raw_statements():
        for ward, num, den in database.execute(sql, names):
            assert ours[criterion, ward] == (num, den), (criterion, ward)
            compared += 1
    assert compared >= 3 * 5
