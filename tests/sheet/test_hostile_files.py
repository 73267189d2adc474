"""Every file of hostile_files.py comes to the end that it must, in a worker of at most 64 MiB and in time, with a sentence that
says what to do; and so does every file that is a good one with some of its bytes changed."""
import random

import pytest

import workbook
from hostile_files import CASES, GOOD, NAMES, TOP, plain
from reader import SANITIZED, read, said, table

pytestmark = pytest.mark.filterwarnings("ignore:Duplicate name")
KIB = 64 << 10
SECONDS = 30 if SANITIZED else 10
LARGE = {"texts_of_seventy_megabytes", "three_million_rows", "a_million_cells", "sixteen_thousand_columns_of_nothing"}


def told(data, folder):
    path = folder / "tip.xlsx"
    path.write_bytes(data)
    answer = read(path, ",".join(NAMES))
    path.unlink()
    assert answer["seconds"] < SECONDS
    assert SANITIZED or answer["kib"] <= KIB
    for problem in answer["problems"]:
        assert problem["vi"] and problem["en"] and len(problem["en"]) < 600
        assert "crashed" not in problem["en"] and "wrong shape" not in problem["en"] and " limit" not in problem["en"], problem["en"]
    return answer


@pytest.mark.parametrize("make, outcome", [(make, outcome) for _, make, outcome in CASES], ids=[name for name, *_ in CASES])
def test_hostile(make, outcome, tmp_path):
    if SANITIZED and make.__name__ in LARGE:
        pytest.skip("only more of what others are")
    answer = told(make(), tmp_path)
    errors = [sentence for _, _, sentence in said(answer)]
    if outcome is None:  # refused, or read right
        assert errors or table(answer) is not None
        return
    kind, words = outcome
    if kind == "reads":
        assert errors == []
        assert table(answer)[1:] == words
    else:
        assert any(words in sentence for sentence in errors), errors
        assert (table(answer) is None) == (kind == "refused")


def test_there_are_enough():
    assert len({name for name, *_ in CASES}) == len(CASES) >= 53


@pytest.mark.parametrize("seed", range(4))
def test_changed_bytes(seed, tmp_path):
    """Some bytes of a workbook changed, or of its sheet before it is packed: refused or read, never a crash."""
    chance = random.Random(seed)
    for _ in range(25):
        data = bytearray(plain())
        if chance.random() < 0.5:
            text = bytearray(workbook.sheet(TOP + GOOD * 3).encode())
            for _ in range(chance.randrange(1, 6)):
                text[chance.randrange(len(text))] = chance.choice(b"<>/&;\"'=x0- \xff")
            data = bytearray(workbook.zipped(workbook.parts(bytes(text))))
        else:
            for _ in range(chance.randrange(1, 6)):
                data[chance.randrange(len(data))] = chance.randrange(256)
        told(bytes(data), tmp_path)
