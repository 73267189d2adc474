"""Teams that move by one act, and the monthly returns as a list."""
import pytest

import base
import ledger
import steady
from daemon import cells


@pytest.fixture
def december(daemon):
    """The final run of November is made."""
    daemon.add(steady.roster())
    daemon.advance("2024-12-03T09:00")
    daemon.add(steady.month("2024-11"))
    daemon.advance("2024-12-07T09:00")
    return daemon


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
