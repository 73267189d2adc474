"""The board held against another period, ranked, units side by side, on one sheet for a leader: every place and difference is computed
again here from the independent figures (oracle.py), and the command line, HTTP and files say the same. The pages of it: test_board_page.py."""
from fractions import Fraction

import pytest

import base
import steady
from daemon import Daemon, Refused
from oracle import Book, results
from phase import listening
from random_records import batches, read
from test_lists import rows_of

WARDS = steady.WARDS
NO_FIGURE = ("not_applicable", "not_reported", "error")


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """(daemon, book): two months and a half of records that nobody chose, judged in November and December."""
    daemon = listening(tmp_path_factory.mktemp("board"))
    book = Book()
    try:
        made, writer = batches(11, 3)
        for batch in made:
            if f"{batch.at:%Y-%m-%d}" > "2025-01-20":
                break
            daemon.advance(f"{batch.at:%Y-%m-%dT%H:%M}")
            if batch.files:
                files = {name: writer.file(name, rows) for name, rows in batch.files.items()}
                daemon.add(files, "--reason", batch.label, "--moves")
                book.add({name: read(data) for name, data in files.items()})
        for month in ("2024-11", "2024-12"):
            daemon.ctl("evaluate", month)
        yield daemon, book
        base.intact(daemon)
    finally:
        daemon.stop()


def written(cell):
    """A figure in tenths of a percent as it is written (cut off), or a count; None: there is none."""
    if cell is None or cell.verdict in NO_FIGURE or cell.num is None or cell.den == 0:
        return None
    return cell.num if cell.den is None else cell.num * 1000 // cell.den


def difference(now, before):
    """As a person writes it: +5,2 điểm %, −3; None where one of both has no figure."""
    one, other = written(now), written(before)
    if one is None or other is None:
        return None
    change = one - other
    if change == 0:
        return "không đổi"
    sign = "+" if change > 0 else "−"
    if now.den is None:
        return f"{sign}{abs(change):,}".replace(",", ".")
    whole, tenth = divmod(abs(change), 10)
    return f"{sign}{whole}{f',{tenth}' if tenth else ''} điểm %"


def ranks(figures):
    """{ward: (place, tied)}: one more than the number of wards with a larger share of targets met; none for who has not reported."""
    shares = {}
    for ward in WARDS:
        verdicts = [cell.verdict for (_, subject), cell in figures.items() if subject == ward]
        arose = [verdict for verdict in verdicts if verdict not in ("not_applicable", "in_progress")]
        if arose and not set(verdicts) & {"not_reported", "error"}:
            shares[ward] = Fraction(arose.count("met"), len(arose))
    return {ward: (1 + sum(other > share for other in shares.values()), list(shares.values()).count(share) > 1) for ward, share in shares.items()}


def test_differences_are_those_of_the_independent_figures(played):
    daemon, book = played
    now, before = results(book, "2024-12", "final"), results(book, "2024-11", "final")
    board = daemon.json("board", "--period", "2024-12", "--against", "2024-11")
    assert board["against"]["title"] == "tháng 11/2024" and board["previous"]["period"] == "2024-11"
    seen = {"up": 0, "down": 0, "same": 0, None: 0}
    for row in board["rows"]:
        for criterion, cell in row["cells"].items():
            key = (criterion, row["subject"])
            expected = difference(now[key], before.get(key))
            assert (cell["change"] and cell["change"]["text"]) == expected, (key, cell, now[key], before.get(key))
            assert cell["before"]["num"] == before[key].num and cell["before"]["verdict"] == before[key].verdict
            seen[cell["change"] and cell["change"]["direction"]] += 1
    assert all(seen.values()), seen  # each of the four was there


def test_places_are_those_of_the_independent_figures(played):
    daemon, book = played
    for month in ("2024-11", "2024-12"):
        expected = ranks(results(book, month, "final"))
        board = daemon.json("board", "--period", month)
        said = {row["subject"]: (row["place"], row["tied"]) for row in board["rows"] if row["place"]}
        assert said == expected
        ranking = daemon.json("ranking", "--period", month)["rows"]
        assert {row["subject"]: (row["place"], row["tied"]) for row in ranking if row["place"]} == expected
        assert [row["place"] or 99 for row in ranking] == sorted(row["place"] or 99 for row in ranking)
        assert {row["subject"] for row in ranking} == set(WARDS)  # those without a place too, and no district


def test_ties_are_said(tmp_path):
    """Three wards meet all, two miss one: 1, 1, 1, 4, 4 and so on, by the command line too."""
    daemon = Daemon(tmp_path)
    files = steady.month("2024-11")
    for tip in files["tip"]:
        if tip["ward"] in ("cat-bi", "nam-hai"):
            tip["channel"] = "station"
    files["submission"] = [row for row in files["submission"] if row["ward"] != "thanh-to"]
    daemon.add(steady.roster())
    daemon.advance("2024-12-03T09:00")
    daemon.add(files)
    daemon.ctl("evaluate", "2024-11")
    rows = daemon.json("ranking", "--period", "2024-11")["rows"]
    assert [row["place"] for row in rows] == [1] * 5 + [6, 6, None]
    assert [row["subject"] for row in rows[5:]] == ["nam-hai", "cat-bi", "thanh-to"] and rows[-1]["class"] == "incomplete"
    table = daemon.ctl("board", "--period", "2024-11")
    assert "đồng hạng 1" in table and "đồng hạng 6" in table
    assert "6 tied" in daemon.ctl("--lang", "en", "board", "--period", "2024-11")
    assert daemon.stop() == 0


def test_units_stand_side_by_side(played):
    daemon, _ = played
    words = ["--period", "2024-12", "--against", "2024-11"]
    board = daemon.json("board", *words)
    answer = daemon.json("compare", "--units", "nam-hai,cat-bi,quan-hai-an", *words)
    rows = {row["subject"]: row for row in board["rows"]}
    assert [unit["id"] for unit in answer["units"]] == ["nam-hai", "cat-bi", "quan-hai-an"]
    assert [row["criterion"] for row in answer["rows"]] == [criterion["id"] for criterion in board["criteria"]]
    for unit in answer["units"]:
        own = rows[unit["id"]]
        assert (unit["conclusion"], unit["place"], unit["tied"]) == (own["conclusion"], own["place"], own["tied"])
        assert {row["criterion"]: row["cells"][unit["id"]] for row in answer["rows"]} == own["cells"]
    assert {other["id"] for other in answer["others"]} == set(rows) - {"nam-hai", "cat-bi", "quan-hai-an"}


def test_what_cannot_be_compared_is_said(played):
    daemon, _ = played
    for words, says in ((["--units", "cat-bi,nam-hay"], "đơn vị “nam-hay” không có trên bảng của kỳ này"), (["--units", "cat-bi,cat-bi"], "ghi hai lần"),
                        (["--units", ",".join(["cat-bi"] * 13)], "từ 1 đến 12 đơn vị"), ([], "--units"),
                        (["--units", "cat-bi", "--against", "2025-05"], "kỳ “2025-05” chưa có lần tính nào để so")):
        with pytest.raises(Refused) as refused:
            daemon.ctl("compare", *words)
        assert says in str(refused.value)
    with pytest.raises(Refused) as refused:
        daemon.ctl("board", "--against", "2024-13")
    assert "không có kỳ “2024-13”" in str(refused.value)


def test_a_board_is_ordered_by_any_target_and_by_place(played):
    daemon, book = played
    figures = results(book, "2024-12", "final")
    for criterion, down in (("1.1", ""), ("1.1", ",desc"), ("4.2", ",desc")):
        rows = daemon.json("board", "--period", "2024-12", "--sort", f"cells.{criterion}.value{down}")["rows"]
        numbers = [written(figures[criterion, row["subject"]]) for row in rows if row["cells"][criterion]["verdict"] in ("met", "missed")]
        assert len(numbers) > 2 and numbers == sorted(numbers, reverse=bool(down)), (criterion, down)
    rows = daemon.json("board", "--period", "2024-12", "--sort", "place")["rows"]
    places = [row["place"] or 99 for row in rows]
    assert places == sorted(places)
    assert [row["name"] for row in daemon.json("board", "--period", "2024-12", "--find", "cat bi")["rows"]] == ["Cát Bi"]


def test_differences_are_numbers_in_a_file(played, tmp_path):
    daemon, _ = played
    board = daemon.json("board", "--period", "2024-12", "--against", "2024-11")
    daemon.ctl("board", "--period", "2024-12", "--against", "2024-11", "--out", tmp_path / "b.xlsx")
    rows = {row["Đơn vị"]: row for row in rows_of(tmp_path / "b.xlsx")}
    for row in board["rows"]:
        for criterion, cell in row["cells"].items():
            change = cell["change"]
            share = cell["den"] is not None
            assert rows[row["name"]].get(f"{criterion} chênh lệch (điểm % hoặc số)") == (change and change["amount"] / (10 if share else 1)), (row["name"], criterion)
    daemon.ctl("board", "--period", "2024-12", "--out", tmp_path / "plain.xlsx")
    assert not [head for head in rows_of(tmp_path / "plain.xlsx")[0] if "chênh lệch" in head or "Hạng kỳ so" in head]
    daemon.ctl("ranking", "--period", "2024-12", "--out", tmp_path / "r.xlsx")
    assert [row["Hạng"] for row in rows_of(tmp_path / "r.xlsx")] == [row["place"] for row in daemon.json("ranking", "--period", "2024-12")["rows"]]


def test_a_brief_says_what_the_figures_say(played):
    daemon, book = played
    now, before = results(book, "2024-12", "final"), results(book, "2024-11", "final")
    brief = daemon.json("brief", "--period", "2024-12")
    wards = {key: cell for key, cell in now.items() if key[1] in WARDS}
    assert brief["against"]["period"] == "2024-11" and brief["wards"] == len(WARDS) == sum(entry["count"] for entry in brief["classes"])
    said = {(entry["criterion"], entry["subject"]): entry["verdict"] for entry in brief["exceptions"]}
    assert said == {key: cell.verdict for key, cell in wards.items() if cell.verdict in ("missed", "error")} and said
    for name, was, is_now in (("better", "missed", "met"), ("worse", "met", "missed")):
        turned = {(entry["criterion"], entry["subject"]) for entry in brief[name]}
        assert turned == {key for key, cell in wards.items() if key in before and (before[key].verdict, cell.verdict) == (was, is_now)}
    lacks = {(criterion, entry["subject"]) for entry in brief["unreported"] for criterion in entry["criteria"]}
    assert lacks == {key for key, cell in wards.items() if cell.verdict == "not_reported"}
    assert daemon.json("brief", "--period", "2024-11")["against"] is None  # there is none before the first month
