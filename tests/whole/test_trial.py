"""What somebody tries does not hold up others: hostile statements of one person, a trivial try of another; what is not wanted
any more is cancelled. Nothing here is measured by time: the hostile ones run on until they are cancelled (deadline 600 s)."""
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from daemon import BUILD, Daemon, until

HOSTILE = "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT count(*) AS c FROM r"
OTHER = 65534  # nobody
AUDITOR = 1  # daemon

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="two people: needs root to be somebody else")


@pytest.fixture(scope="module")
def daemon():
    folder = Path(tempfile.mkdtemp(prefix="trial.", dir="/tmp"))  # TMPDIR may let nobody else through
    folder.chmod(0o711)
    (folder / "thiduad.conf").write_text("[worker]\ndeadline = 600\ntrials = 4\n")
    running = Daemon(folder, arguments=["--config", folder / "thiduad.conf"]).ready()
    running.ctl("people", "add", "hai", "--full-name", "Trần Văn Hải", "--role", "administrator", "--unix", OTHER)
    running.ctl("people", "add", "ky", "--full-name", "Phạm Văn Kỳ", "--role", "auditor", "--unix", AUDITOR)
    yield running
    assert running.stop() == 0
    shutil.rmtree(folder)


def hostile(daemon):
    asked = subprocess.Popen(daemon.command("rules", "sql", "-"), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE, text=True)
    asked.stdin.write(HOSTILE)
    asked.stdin.close()
    asked.stdin = None
    return asked


def jobs(daemon, state=None):
    return {job["id"]: job for job in daemon.json("jobs") if state in (None, job["state"])}


def other_tries(daemon):
    """Another administrator's trivial try."""
    return subprocess.run(daemon.command("--json", "rules", "try", "--body", 'return "met"'), user=OTHER, group=OTHER, extra_groups=[],
                          capture_output=True, text=True, timeout=300, cwd="/", stdin=subprocess.DEVNULL, env={"PATH": os.environ["PATH"]})


@pytest.fixture
def flooded(daemon):
    """Six hostile statements of one person: half of the four places, the rest wait."""
    asked = [hostile(daemon) for _ in range(6)]
    until(lambda: (len(jobs(daemon, "running")), len(jobs(daemon, "waiting"))) == (2, 4), what="two under way, four waiting")
    yield asked
    for one in asked:
        one.kill()
        one.communicate()
    until(lambda: not jobs(daemon), what="nothing to do after the clients went away")


def test_another_s_try_is_answered_while_they_go_on(daemon, flooded):
    before = jobs(daemon)
    done = other_tries(daemon)
    assert done.returncode == 0 and '"verdict"' in done.stdout, done.stderr
    assert jobs(daemon).keys() == before.keys()  # none of them has ended meanwhile
    assert {job["command"] for job in before.values()} == {"rules sql"} and {job["actor"] for job in before.values()} == {"uid:0"}


def test_explanations_and_the_board_are_not_held_up(daemon, flooded):
    daemon.ctl("evaluate", "2024-11")
    assert daemon.json("explain", "2024-11/1.1/cat-bi/final")["id"] and daemon.json("plugins", "list")
    assert len(jobs(daemon)) == 6


def test_a_client_that_goes_away_cancels_its_job(daemon, flooded):
    gone = set(jobs(daemon, "running"))
    for one in flooded[:]:
        one.kill()
        one.communicate()
    until(lambda: not jobs(daemon), what="all are cancelled")
    assert gone and daemon.ctl("status")


def test_jobs_are_cancelled_by_their_number(daemon, flooded):
    running, waiting = list(jobs(daemon, "running")), list(jobs(daemon, "waiting"))
    for job in (waiting[-1], running[0]):
        assert daemon.json("jobs", "cancel", job) == {"id": job, "state": "cancelled"}
    ended = []
    until(lambda: ended.extend(one for one in flooded if one not in ended and one.poll() is not None) or len(ended) == 2,
          what="two clients are told")
    for one in ended:
        assert one.returncode == 1
        assert "đã bị hủy" in one.communicate()[1]
    until(lambda: (len(jobs(daemon, "running")), len(jobs(daemon, "waiting"))) == (2, 2), what="the next has its turn")
    assert "jobs" in daemon.refused("jobs", "cancel", running[0])


def test_who_does_not_administer_sees_and_cancels_nothing(daemon):
    for words in (("jobs",), ("jobs", "cancel", "1")):
        done = subprocess.run(daemon.command(*words), user=AUDITOR, group=AUDITOR, extra_groups=[], capture_output=True, text=True, cwd="/",
                              env={"PATH": os.environ["PATH"]})
        assert done.returncode == 1 and "dành cho quản trị viên" in done.stderr
    assert BUILD.exists()
