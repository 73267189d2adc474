"""The sample contest that `./bootstrap demo` plays: deterministic, importable, and drawn to the report's figures."""
import csv
import filecmp
import sys
from datetime import datetime

import pytest

from daemon import SOURCE
from oracle import CRITERIA, DISTRICT, OLD_WARDS, PERIODS, Book, day_of, instant_of, results

sys.path.insert(0, str(SOURCE / "tests" / "sample"))
import generate  # noqa: E402


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample")
    generate.generate(str(folder))
    return folder


def batches(sample):
    for line in (sample / "batches.tsv").read_text().splitlines():
        at, name, words = line.split("\t")
        files = {path.stem: list(csv.DictReader(open(path, encoding="utf-8"))) for path in sorted((sample / name).iterdir())}
        yield datetime.fromisoformat(at), name, words, files


def test_the_same_seed_gives_the_same_bytes(sample, tmp_path):
    generate.generate(str(tmp_path))
    compared = filecmp.dircmp(sample, tmp_path)
    assert not compared.left_only + compared.right_only
    for name in compared.common_dirs:
        match, mismatch, errors = filecmp.cmpfiles(sample / name, tmp_path / name, compared.subdirs[name].left_list, shallow=False)
        assert match and not mismatch + errors


def test_its_size_and_reach(sample):
    types, wards, teams, members = set(), set(), set(), set()
    for at, name, _, files in batches(sample):
        types |= set(files)
        teams |= {row["unit_id"] for row in files.get("unit", [])}
        members |= {row["member_id"] for row in files.get("member", [])}
        for record_type, rows in files.items():
            for row in rows:
                for column, value in row.items():
                    planned = column in ("valid_from", "valid_until", "ended_on", "starts_on", "ends_on")
                    if value and not planned and (column.endswith("_on") or column in ("as_of", "birth_date")):
                        assert day_of(value) <= at.date(), (name, record_type, row)
                    if value and column.endswith("_at"):
                        assert instant_of(value) <= at, (name, record_type, row)
    assert types == set(generate_types()) and len(teams) == 96 and len(members) == 340


def generate_types():
    from oracle import KEYS
    return KEYS


def test_phase_1_has_the_report_s_figures(daemon, sample):
    """Through the product: the table of samples.md (d)."""
    book = Book()
    for at, name, words, files in batches(sample):
        if at > datetime(2025, 2, 10, 17):
            break
        daemon.advance(f"{at:%Y-%m-%dT%H:%M}")
        daemon.ctl("import", "--dir", sample / name, "--reason", words)
        book.add(files)
    daemon.advance("2025-02-10T17:00")
    district = {row["criterion"]: (row["num"], row["den"]) for row in daemon.results(period="phase-1", level="district")}
    assert district == {"1.1": (412, 489), "1.2": (57, 57), "2.1": (5, None), "3.1": (4, 4), "4.1": (0, None), "4.2": (148912, 156204),
                        "4.3": (0, None), "5.1": (1, None), "6.1": (340, 340), "6.2": (0, None), "7.1": (288, 288)}
    said = {(row["criterion"], row["subject"]): (row["num"], row["den"], row["verdict"]) for row in daemon.results(period="phase-1")}
    expected = {key: tuple(cell)[1:] for key, cell in results(book, "phase-1", "final").items()}
    assert said == expected
    assert [key for key, cell in expected.items() if cell[2] == "missed"] == [
        ("1.1", "dong-hai-2"), ("5.1", "trang-cat"), ("5.1", DISTRICT)]
    assert daemon.result("phase-1", "1.1", "dong-hai-2")["value"] == "76,9%"
    assert len(said) == len(CRITERIA) * (len(OLD_WARDS) + 1)
