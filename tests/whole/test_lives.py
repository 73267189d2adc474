"""Teams that move by one act, and the monthly returns as a list."""
import pytest

import base
import ledger
import steady
from daemon import cells


def play_to_december(daemon):
    """The final run of November is made."""
    daemon.add(steady.roster())
    daemon.advance("2024-12-03T09:00")
    daemon.add(steady.month("2024-11"))
    daemon.advance("2024-12-07T09:00")
    return daemon


@pytest.fixture
def december(make):
    return make(play=play_to_december)


def test_a_team_moves_by_one_act(december):
    before = base.query(december, "SELECT * FROM audit"), cells(december.json("results"))
    words = ["units", "move", "dang-hai-1", "--to", "cat-bi", "--on", "2024-11-20", "--reason", "điều chuyển"]
    tried = december.json(*words, "--dry-run")
    assert (base.query(december, "SELECT * FROM audit"), cells(december.json("results"))) == before
    assert (tried["added"], tried["corrected"], tried["written"]) == (1, 1, False)
    assert tried["problems"][0]["level"] == "note" and "parent: dang-hai → cat-bi" in tried["problems"][0]["vi"]
    assert december.json(*words)["written"] is True
    assert cells(december.json("results")) != before[1]  # November is run again
    assert base.query(december, "SELECT parent, valid_from, valid_until FROM record_unit WHERE unit_id = 'dang-hai-1' ORDER BY 2") == [
        ("dang-hai", 19905, 20046), ("cat-bi", 20047, None)]
    assert "đã ở “cat-bi”" in december.refused("units", "move", "dang-hai-1", "--to", "cat-bi", "--on", "2024-12-01", "--reason", "x")
    december.ctl("members", "move", "cat-bi-1-3", "--to", "dang-hai-1", "--on", "2024-12-01", "--reason", "đổi tổ")
    december.ctl("audit", "verify")
    assert ledger.differing(december.state / "thidua.db") == []


def test_returns_sent_nil_late_and_missing(december):
    def returns(*words):
        return {row["ward"]: row for row in december.json("returns", *words)}

    def counts(row):
        return [row[key] for key in ("expected", "sent", "nil", "late", "missing", "awaited", "completeness", "timeliness")]

    full = returns()["cat-bi"]
    assert (full["period"], full["due_on"], full["missing"], full["completeness"]) == ("2024-11", "2024-12-05", 0, "100%")
    december.add_text("submission", "ward,period,record_type,nil_return,submitted_on,state,state_reason\n"
                                    "nam-hai,2024-11,accident,yes,2024-12-05,,\nnam-hai,2024-11,tip,no,2024-12-06,,\n"
                                    "nam-hai,2024-11,model,yes,2024-12-07,,\nnam-hai,2024-11,patrol,no,2024-12-03,withdrawn,nhầm\n")
    row = returns("--period", "2024-11", "--unit", "nam-hai")["nam-hai"]
    assert counts(row) == [11, 10, row["nil"], 2, 1, 0, "90,9%", "72,7%"] and row["nil"] >= 2
    assert (row["missing_types"], row["late_types"]) == ("Lượt tuần tra của thành viên", "Nguồn tin; Mô hình")
    status = {one["type"]: (one["status"], one["nil_return"], one["submitted_on"]) for one in row["types"]}
    assert status["tip"] == ("late", False, "2024-12-06") and status["model"] == ("late", True, "2024-12-07")
    assert status["accident"] == ("nil", True, "2024-12-05") and status["patrol"] == ("missing", False, None)
    assert len(returns("--period", "2024-11")) == 8 and not december.json("returns", "--period", "2024-11", "--unit", "phuong-hai-an")
    assert counts(returns("--period", "2024-12")["cat-bi"]) == [11, 0, 0, 0, 0, 11, "0%", "0%"]
    assert "90,9%" in december.ctl("returns") and "Lượt tuần tra của thành viên" in december.ctl("returns")
    assert "không phải là tháng" in december.refused("returns", "--period", "phase-1")
