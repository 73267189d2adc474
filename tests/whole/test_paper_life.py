"""What people do with a paper: the reviewer submits it, the leader returns it with a remark and then approves it, the clerk gives it its
number and day. Each is another user of the machine; nobody does another's part, and what was issued stays."""
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

import sample_papers
from daemon import Daemon

DRAFT = "phase-1-a-1"
# the number of a user that every Debian has, and a name
PEOPLE = {"reviewer": ("1", "Lê Thị Thu"), "leader": ("2", "Nguyễn Văn Chủ"), "clerk": ("3", "Đỗ Thị Văn"), "officer": ("5", "Vũ Văn Tổ")}


@pytest.fixture(scope="module")
def daemon():
    folder = Path(tempfile.mkdtemp(prefix="paper.", dir="/tmp"))  # TMPDIR may let nobody else through
    folder.chmod(0o711)
    running = Daemon(folder)
    sample_papers.play(running)
    running.add({"nomination": sample_papers.nominations()})
    running.advance("2025-02-12T18:00")
    for role, (uid, name) in PEOPLE.items():
        unit = "cat-bi" if role == "officer" else "quan-hai-an"
        running.ctl("people", "add", role, "--full-name", name, "--role", role, "--unit", unit, "--unix", uid)
    yield running
    assert running.stop() == 0
    shutil.rmtree(folder)


def as_person(daemon, role, *words):
    uid = int(PEOPLE[role][0])
    return subprocess.run(daemon.command(*words), user=uid, group=uid, extra_groups=[], capture_output=True, text=True, cwd="/",
                          stdin=subprocess.DEVNULL, env={"PATH": os.environ["PATH"]})


def done(daemon, role, *words):
    result = as_person(daemon, role, *words)
    assert result.returncode == 0, result.stderr


def refused(daemon, role, *words):
    result = as_person(daemon, role, *words)
    assert result.returncode == 1, (role, words, result.stdout, result.stderr)
    return result.stderr


def state(daemon, draft=DRAFT):
    return daemon.json("drafts", "show", draft)["state"]


@pytest.mark.skipif(os.geteuid() != 0, reason="several users take root")
def test_from_the_draft_to_its_number(daemon):
    assert "Điều 1. Tặng Giấy khen" in daemon.ctl("drafts", "read", DRAFT)
    for role, words in (("leader", ("submit", DRAFT)), ("officer", ("submit", DRAFT)), ("clerk", ("approve", DRAFT)),
                        ("reviewer", ("return", DRAFT, "--reason", "x")), ("leader", ("issue", DRAFT, "--number", "45", "--day", "2025-02-12"))):
        refused(daemon, role, "drafts", *words)
    daemon.refused("drafts", "approve", DRAFT)  # root keeps the house and decides on no paper
    assert "drafts submit" in refused(daemon, "leader", "drafts", "approve", DRAFT)
    assert state(daemon) == "drafted"
    done(daemon, "reviewer", "drafts", "submit", DRAFT)
    done(daemon, "leader", "drafts", "return", DRAFT, "--reason", "ghi rõ nguồn kinh phí")
    assert state(daemon) == "returned"
    done(daemon, "reviewer", "drafts", "submit", DRAFT, "--reason", "đã ghi")
    done(daemon, "leader", "drafts", "approve", DRAFT)
    assert "sau hôm nay" in refused(daemon, "clerk", "drafts", "issue", DRAFT, "--number", "45", "--day", "2025-02-13")
    done(daemon, "clerk", "drafts", "issue", DRAFT, "--number", "45", "--day", "12/02/2025")
    shown = daemon.json("drafts", "show", DRAFT)
    assert (shown["state"], shown["issue_number"], shown["issued_on"], shown["choices"]) == ("issued", 45, "2025-02-12", [])
    assert [(event["event"], event["actor"], event["actor_name"], event["note"]) for event in shown["events"]] == [
        ("drafted", "thiduad", "thiduad", None),
        ("presented", "person:reviewer", "Lê Thị Thu (reviewer)", None),
        ("returned", "person:leader", "Nguyễn Văn Chủ (leader)", "ghi rõ nguồn kinh phí"),
        ("presented", "person:reviewer", "Lê Thị Thu (reviewer)", "đã ghi"),
        ("approved", "person:leader", "Nguyễn Văn Chủ (leader)", None),
        ("issued", "person:clerk", "Đỗ Thị Văn (clerk)", "số 45/QĐ-UBND ngày 12/02/2025")]
    assert "không sửa được" in refused(daemon, "leader", "drafts", "return", DRAFT, "--reason", "muộn")
    daemon.ctl("audit", "verify")


@pytest.mark.skipif(os.geteuid() != 0, reason="several users take root")
def test_what_was_issued_stays_and_what_was_not_begins_anew(daemon):
    """A tip withdrawn after the seal and a nomination that came late move papers; the issued one is as it was."""
    report = "phase-1-b2-1"
    done(daemon, "reviewer", "drafts", "submit", report)
    before = daemon.json("drafts", "show", DRAFT)
    nominations = sample_papers.nominations()
    first = {**nominations[0], "achievement": nominations[0]["achievement"] + ", được Nhân dân ghi nhận"}
    daemon.add({"nomination": [first]}, "--reason", "bổ sung thành tích")
    after = daemon.json("drafts", "show", DRAFT)
    assert {key: after[key] for key in ("state", "sha256", "issue_number")} == {key: before[key] for key in ("state", "sha256", "issue_number")}
    assert state(daemon, report) == "stale"
