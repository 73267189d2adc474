"""A ward's clerk, who has no manual: the form goes out, is filled in with LibreOffice, tried, given back marked, mended, imported,
sent again, taken back and imported again."""
import json

import pytest

import steady
from daemon import cells
from office import Office

HEAD = 4  # the line of a form with the titles


def fill_in(book):
    """Two tips behind the known ones, an empty line between them, and one that is known is corrected."""
    column = book.columns(HEAD)
    first = next(row for row in range(HEAD + 1, 100) if not book.text(f"A{row}"))
    for row, code, day, channel in ((first, "moi-1", "20/11/2024", "điện thoại"), (first + 2, "0012", "31/11/2024", "LL")):
        for title, text in (("Mã nguồn tin", code), ("Ngày tiếp nhận", day), ("Kênh tiếp nhận", channel), ("Đã xác minh", "đúng")):
            book.type(f"{column[title]}{row}", text)
    corrected = next(row for row in range(HEAD + 1, first) if book.text(f"{column['Kênh tiếp nhận']}{row}") == "qua lực lượng")
    book.type(f"{column['Kênh tiếp nhận']}{corrected}", "Zalo")
    return book.text(f"A{corrected}")


def mend(book):
    """Goes from red cell to red cell; the notes there say what is wrong."""
    noted = book.noted()
    for cell, words, better in zip(sorted(noted), ("31/11/2024", "“LL”"), ("30/11/2024", "qua lực lượng")):
        assert words in noted[cell]
        book.type(cell, better)
    return len(noted)


@pytest.mark.parametrize("locale", ["vi-VN", "en-US"])
def test_the_clerk_s_round_trip(daemon, tmp_path, locale):
    daemon.add(steady.roster())
    daemon.advance("2024-12-03T09:00")
    daemon.add(steady.month("2024-11"))
    daemon.advance("2024-12-07T09:00")  # the month is final: 9 of 10 tips came through the force
    before = cells(daemon.results())

    def sent(path, *words):
        return json.loads(daemon.run("--json", "import", "tip", path, *words).stdout)

    form, marked = tmp_path / "tip.xlsx", tmp_path / "sua.xlsx"
    daemon.ctl("forms", "export", "tip", "--unit", "cat-bi", "--period", "2024-11", "--out", form)
    with Office(tmp_path, locale) as office:
        book = office.open(form)
        corrected = fill_in(book)
        filled = book.save(tmp_path / "gui.xlsx")
        tried = sent(filled, "--dry-run", "--marked", marked)
        wrong = [(one["column"], one["heading"]) for one in tried["problems"] if one["level"] == "error"]
        assert sorted(wrong) == [("channel", "Kênh tiếp nhận"), ("received_on", "Ngày tiếp nhận")]
        book = office.open(marked)
        assert mend(book) == 2
        mended = book.save(tmp_path / "gui lại.xlsx")

    tried = sent(mended, "--dry-run")
    assert [tried[name] for name in ("added", "corrected", "unchanged", "written")] == [2, 1, 9, False]
    assert {one["key"] for one in tried["records"]} == {"cat-bi/moi-1", "cat-bi/0012", f"cat-bi/{corrected}"}
    assert cells(daemon.results()) == before
    done = sent(mended)
    assert (done["records"], done["reruns"]) == (tried["records"], tried["reruns"])
    moved, = [one for one in done["moved"] if one["subject"] == "cat-bi"]
    assert (moved["to"]["num"], moved["to"]["den"], moved["to"]["verdict"]) == (9, 12, "missed")
    after = cells(daemon.results())
    again = sent(mended)
    assert (again["unchanged"], again["written"]) == (12, False)

    daemon.ctl("import", "undo", done["sequence"], "--reason", "nhầm tháng")
    assert cells(daemon.results()) == before
    assert sent(mended)["written"] and cells(daemon.results()) == after
    assert [one["action"] for one in daemon.json("history", "tip", "cat-bi/0012")] == ["import", "import undo", "import"]
    daemon.ctl("audit", "verify")
