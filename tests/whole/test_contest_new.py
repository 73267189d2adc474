"""A contest is begun by one command: its package checks clean, runs, judges and drafts; what lies there already is not touched."""
import configparser
import json
import re

import pytest

from base import intact
from daemon import Daemon

DAYS = ("--from", "2026-01-01", "--until", "2026-06-30")


def begin(ctl, folder, *words):
    return json.loads(ctl.ctl("--json", "contest", "new", folder, *words))


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    """Over the package that a contest begins as."""
    folder = tmp_path_factory.mktemp("begun")
    daemon = Daemon(folder, package=None, clock="2025-12-31T08:00")
    try:
        daemon.made = folder / "new" / "contest"
        daemon.said = begin(daemon, daemon.made, "--title", "Phong trào “Xã sạch”", *DAYS)
        daemon.load(daemon.made)
        yield daemon
    finally:
        daemon.stop()


def test_it_checks_clean_and_explains_its_keys(daemon):
    assert daemon.said["problems"] == [] and daemon.said["files"] == len([path for path in daemon.made.rglob("*") if path.is_file()])
    assert daemon.json("status")["package"] == daemon.said["package"] and daemon.json("rules", "check", daemon.made)["problems"] == []
    assert daemon.json("contest", "show")["title"] == "Phong trào “Xã sạch”"
    text = (daemon.made / "contest.ini").read_text()
    parser = configparser.ConfigParser(interpolation=None)
    parser.read_string(text)
    assert parser["contest"]["until"] == "2026-06-30" and len(re.findall("^#", text, re.MULTILINE)) >= 20
    assert not re.search("@[A-Z]+@", "".join(path.read_text() for path in daemon.made.rglob("*.*") if path.suffix != ".docx"))


def test_it_runs_judges_and_drafts(daemon):
    daemon.advance("2026-02-02T08:00")
    daemon.add({"activity": [{"activity_id": f"a{i}", "ward": ward, "on_date": "2026-01-05", "good": "yes" if i < good else "no"}
                             for ward, good in (("thon-1", 9), ("thon-2", 3)) for i in range(10)]})
    daemon.ctl("evaluate", "2026-01")
    assert [daemon.result("2026-01", "1", ward)["verdict"] for ward in ("thon-1", "thon-2", "xa")] == ["met", "missed", "missed"]
    daemon.advance("2026-07-20T08:00")
    draft, = daemon.json("drafts")
    assert (draft["kind"], draft["subject"], draft["state"]) == ("e", "thon-2", "drafted")
    paper = daemon.ctl("drafts", "read", draft["id"])
    assert "3/10 hoạt động = 30%" in paper and "“Xã sạch”" in paper and "14 tháng 7 năm 2026" in paper
    assert daemon.json("status")["owed"] == [] and daemon.json("rules", "lint") != []
    intact(daemon)


@pytest.mark.parametrize("words, said", [
    (("--from", "2026-01-01", "--until", "2026-01-01"), "từ hai ngày đến ba năm"), (("--until", "2020-01-01"), "từ hai ngày đến ba năm"),
    (("--title", "a\nb"), "--title")])
def test_what_is_refused_writes_nothing(daemon, tmp_path, words, said):
    assert said in daemon.refused("contest", "new", tmp_path / "x", *words) and not (tmp_path / "x").exists()


def test_what_lies_there_is_not_touched(daemon, tmp_path):
    (tmp_path / "mine").write_text("x")
    assert "không ghi đè" in daemon.refused("contest", "new", tmp_path, *DAYS) and [path.name for path in tmp_path.iterdir()] == ["mine"]
    (tmp_path / "mine").unlink()
    for days in (("--from", "2025-07-15", "--until", "2025-08-31"), ("--from", "2026-12-20", "--until", "2027-01-10")):  # no day off between; over a new year
        folder = tmp_path / days[1]
        folder.mkdir()
        assert begin(daemon, folder, *days)["problems"] == []
