"""A unit ends: from 30 days before, its people are listed for the successor and wait on the page of who sees to it; the successor's officer corrects the
records of the unit before, through the socket and by HTTP, and nobody else's."""
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

import steady
from base import query
from phase import listening
from test_login import act
from visitor import enter

UID = 4  # a user that every Debian has


@pytest.fixture(scope="module")
def daemon():
    folder = Path(tempfile.mkdtemp(prefix="successor.", dir="/tmp"))  # TMPDIR may let nobody else through
    folder.chmod(0o711)
    made = listening(folder, clock="2025-05-20T09:00")
    try:
        made.add({**steady.roster(), "tip": steady.tips("cat-bi", "2025-05", 1, 3) + steady.tips("dong-hai-1", "2025-05", 1, 3)})
        for name, role, *unit in (("lan", "officer", "--unit", "cat-bi"), ("minh", "officer", "--unit", "cat-bi"), ("quan", "administrator"),
                                  ("hoa", "reviewer"), ("huyen", "reviewer", "--unit", "quan-hai-an"), ("son", "leader")):
            enter(made, name, role, *unit)
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder)


def endings(daemon, name):
    with daemon.open("/api/today", headers={"Cookie": daemon.cookies[name]}) as answer:
        items = [item for item in json.load(answer)["items"] if item["kind"] == "unit_ending"]
    return {item["unit"]: (item["due_on"], item["successors"], sorted(person["name"] for person in item["people"])) for item in items}


def test_its_people_wait_for_who_sees_to_it_from_thirty_days_before(daemon):
    assert daemon.json("people", "list", "--ending") == [] and endings(daemon, "quan") == {}
    daemon.advance("2025-06-01T09:00")  # the last day is 30/6: thirty days before the first without it
    listed = {row["name"]: (row["ends_on"], row["successors"]) for row in daemon.json("people", "list", "--ending")}
    assert listed["lan"] == listed["minh"] == ("2025-06-30", ["phuong-hai-an"]) and "quan" not in listed
    for name in ("quan", "hoa", "huyen"):
        daemon.cookies[name] = daemon.sign_in(name)
        assert endings(daemon, name)["cat-bi"] == ("2025-06-30", ["phuong-hai-an"], ["lan", "minh"]), name
    for name in ("lan", "son"):
        daemon.cookies[name] = daemon.sign_in(name)
        assert endings(daemon, name) == {}
    with daemon.open("/", headers={"Cookie": daemon.cookies["quan"]}) as answer:
        text = answer.read().decode()
    assert "Cát Bi" in text and "30/6/2025" in text and "Người lan" in text and "giao vai trò ở đơn vị kế nhiệm" in text
    # whoever has a role of the successor is seen to
    daemon.ctl("people", "grant", "lan", "--role", "officer", "--unit", "phuong-hai-an", "--from", "2025-07-01")
    assert endings(daemon, "quan")["cat-bi"][2] == ["minh"]


@pytest.mark.skipif(os.geteuid() != 0, reason="another user takes root")
def test_the_successors_officer_corrects_the_records_of_the_unit_before(daemon):
    daemon.advance("2025-07-02T09:00")
    daemon.ctl("people", "change", "lan", "--unix", str(UID), "--reason", "gõ trên máy chủ")
    assert endings(daemon, "quan")["cat-bi"][2] == ["minh"]  # who has nothing yet
    daemon.cookies["lan"] = daemon.sign_in("lan")
    assert endings(daemon, "lan")["cat-bi"][2] == ["minh"]  # it is the successor's officer's too

    def by_socket(ward, channel):
        words = daemon.command("records", "enter", "tip", f"ward={ward}", f"tip_id=tin-2025-05-{ward}-1", f"channel={channel}", "--reason", "ghi nhầm kênh")
        return subprocess.run(words, user=UID, group=UID, extra_groups=[], capture_output=True, text=True, cwd="/", stdin=subprocess.DEVNULL,
                              env={"PATH": os.environ["PATH"]})

    def by_http(ward, channel):
        return act(daemon, daemon.cookies["lan"], "records/enter", type="tip", reason="ghi nhầm kênh", **{
            "cells.ward": ward, "cells.tip_id": f"tin-2025-05-{ward}-1", "cells.received_on": "2025-05-15", "cells.channel": channel, "cells.verified": "yes"})

    def channel(ward):
        return query(daemon, "SELECT channel FROM record_tip WHERE ward = ? AND tip_id = ?", ward, f"tin-2025-05-{ward}-1")[0][0]

    was = channel("dong-hai-1")
    for ask, good in ((by_socket, lambda said: said.returncode == 0), (by_http, lambda said: said[0] == 303)):
        for kind in ("zalo", "station"):
            said = ask("cat-bi", kind)
            assert good(said), said
            assert channel("cat-bi") == kind
            assert not good(ask("dong-hai-1", kind)) and channel("dong-hai-1") == was  # another successor's
