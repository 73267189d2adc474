"""No build is much slower than what was recorded: ratios of processor time in one run (smoke.py, decision 0118), and the guard finds what is."""
import json
import re

import pytest

import smoke
from daemon import BUILD, SANITIZED

FLAGS = re.search(r"^CFLAGS = (.*)$", (BUILD / "Makefile").read_text(encoding="utf-8"), re.M)[1]

pytestmark = pytest.mark.skipif(SANITIZED or "-O2" not in FLAGS, reason="recorded of a build with -O2")


def test_nothing_takes_twice_what_was_recorded(tmp_path):
    recorded = json.loads(smoke.RECORDED.read_text(encoding="utf-8"))
    best = smoke.least(tmp_path, recorded)
    assert set(smoke.WAYS) <= set(best) <= set(recorded)
    assert not smoke.beyond(best, recorded)


def test_what_takes_more_is_found():
    assert smoke.beyond({"one": 4.1, "other": 1.0}, {"one": 2.0, "other": 1.0}) == {"one": (4.1, 2.0)}
