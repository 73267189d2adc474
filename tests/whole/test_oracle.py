"""The independent computation itself, held against every vector that contest.md §4 gives in words."""
from datetime import date, timedelta

import pytest

import steady
from oracle import CONTEST, CRITERIA, DISTRICT, FINAL_AT, MONTHS, PERIODS, PHASES, Book, Span, instant_of, results, timely


def verdict(criterion, num, den, period="2024-11"):
    return CRITERIA[criterion][1](num, den, PERIODS[period])


@pytest.mark.parametrize("criterion, num, den, expected", [
    ("1.1", 79, 99, "missed"), ("1.1", 80, 100, "met"), ("1.1", 0, 0, "not_applicable"), ("1.1", 20, 26, "missed"),
    ("4.2", 900, 1000, "missed"), ("4.2", 901, 1000, "met"), ("6.1", 339, 340, "missed"), ("6.1", 340, 340, "met"),
    ("4.1", 0, None, "met"), ("4.1", 1, None, "missed"), ("2.1", 0, None, "in_progress"), ("2.1", 1, None, "met"),
])
def test_judges(criterion, num, den, expected):
    assert verdict(criterion, num, den) == expected


def test_2_1_is_missed_only_at_the_contests_end():
    assert [verdict("2.1", 0, None, period) for period in ("phase-1", "2025-07", "2025-08", "phase-2", "contest")] == \
        ["in_progress", "in_progress", "missed", "missed", "missed"]


@pytest.mark.parametrize("notified, arrived, expected", [
    ("21:59:00", "22:14:00", 1), ("21:59:00", "22:15:00", 0), ("22:00:00", "22:20:00", 1), ("22:00:00", "22:21:00", 0),
    ("05:59:59", "06:19:59", 1), ("06:00:00", "06:15:01", 0), ("06:00:00", "05:00:00", 1),
])
def test_1_2_minutes(notified, arrived, expected):
    book = Book()
    book.add({"incident": [{"incident_id": "1", "ward": "cat-bi", "occurred_at": "2024-11-05T05:00", "presence": "required",
                            "notified_at": f"2024-11-05T{notified}", "arrived_at": f"5/11/2024 {arrived}",
                            "confirmed_timely": "no" if expected else "yes"}]})
    assert results(book, "2024-11", "provisional")["1.2", "cat-bi"][1:3] == (expected, 1)


def test_a_missing_time_is_timely_only_when_confirmed():
    start = instant_of("2024-11-05T10:00")
    assert [timely(start, None, 15, said) for said in ("yes", "no", "", None)] == [True, False, False, False]


def test_months_tile_the_contest():
    assert MONTHS[0].first == CONTEST.first and MONTHS[-1].last == CONTEST.last
    for before, after in zip(MONTHS, MONTHS[1:]):
        assert before.last + timedelta(1) == after.first
    assert PERIODS["2025-01"].last == PHASES[0].last == date(2025, 2, 3)
    assert set(FINAL_AT) == set(PERIODS)


def test_a_steady_month_is_met_and_silence_is_not_reported():
    book = Book()
    book.add(steady.roster())
    book.add(steady.month("2024-11"))
    found = results(book, "2024-11", "final")
    assert {cell.verdict for (criterion, _), cell in found.items() if criterion != "3.1"} == {"met"}
    assert found["3.1", "cat-bi"][1:] == (0, 0, "not_applicable")
    assert {cell.verdict for cell in results(book, "2024-12", "final").values()} == {"not_reported", "met"}  # met: 2.1
    assert results(book, "phase-1", "final")["1.1", DISTRICT].verdict == "not_reported"


def test_days_of_a_span():
    span = Span(date(2024, 11, 16), date.max, "x")
    assert len(span.days(PERIODS["2024-11"])) == 15
