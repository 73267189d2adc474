"""The daemon is killed behind every sync of the disk in turn while somebody submits, returns, approves, issues a paper: after the next start the paper is
where it was or where it was to go, once, with its number once, and the log says the same."""
import http.client
import urllib.error
import urllib.parse

import pytest

import sample_papers
from base import intact, query
from daemon import free_port
from world import WorldDaemon

ROLES = {"submit": "reviewer", "return": "leader", "approve": "leader", "issue": "clerk"}
FIRST = {"submit": (), "return": ("submit",), "approve": ("submit",), "issue": ("submit", "approve")}  # what comes before
SYNCS_MOST = 12


def play(daemon):
    sample_papers.play(daemon)
    daemon.add({"nomination": sample_papers.nominations()})
    daemon.advance("2025-02-12T18:00")
    for role in set(ROLES.values()):
        daemon.ctl("people", "add", role, "--full-name", f"Người {role}", "--role", role)


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    port = free_port()
    made = WorldDaemon(tmp_path_factory.mktemp("paper-kill") / "one", "2026-01-01T00:00", arguments=("--listen", f"127.0.0.1:{port}"), play=play)
    made.port = port
    made.tokens = {role: made.json("tokens", "add", role, "--role", role, "--until", "2099-12-31", "--note", "thử")["token"] for role in set(ROLES.values())}
    made.papers = [draft["id"] for draft in made.json("drafts") if draft["state"] == "drafted" and draft["kind"] not in ("f1", "f2")]
    yield made
    made.die_behind(0)
    made.stop()


def ask(daemon, act, paper, number):
    """Whether it was answered that it is done."""
    given = {"return": {"reason": "ghi rõ nguồn kinh phí"}, "issue": {"number": 100 + number, "day": "2025-02-12", "reason": "số của sổ giấy"}}.get(act, {})
    address = f"/api/drafts/{act}?{urllib.parse.urlencode({'id': paper, **given})}"
    try:
        with daemon.open(address, data=b"", headers={"Authorization": f"Bearer {daemon.tokens[ROLES[act]]}"}) as answer:
            return answer.status == 200
    except urllib.error.HTTPError as refused:
        raise AssertionError(refused.read().decode()) from refused
    except (urllib.error.URLError, ConnectionError, http.client.HTTPException):
        return False


def standing(daemon, paper):
    state, number, day = query(daemon, "SELECT state, issue_number, issued_on FROM draft WHERE id = ?", paper)[0]
    steps = [event for (event,) in query(daemon, "SELECT event FROM workflow_event WHERE kind = 'draft' AND object = ? ORDER BY id", paper)]
    return state, number, day, steps


@pytest.mark.parametrize("act", ROLES)
def test_killed_behind_every_sync_a_step_is_made_once_or_not_at_all(daemon, act):
    outcomes = []
    for syncs in range(1, SYNCS_MOST):
        paper = daemon.papers.pop()
        for before in FIRST[act]:
            assert ask(daemon, before, paper, 0)
        was = standing(daemon, paper)
        daemon.die_behind(syncs)
        done = ask(daemon, act, paper, len(daemon.papers))
        daemon.die_behind(0)
        if not done:
            daemon.process.wait(20)
            daemon.process = None
            daemon.start()
            daemon.ready()
        now = standing(daemon, paper)
        outcomes.append(now != was)
        assert now == was or (now[0] != was[0] and now[3][:-1] == was[3] and (act != "issue" or now[1] == 100 + len(daemon.papers))), (was, now)
        if done:
            assert now != was
            break
    assert done and outcomes == sorted(outcomes) and False in outcomes, outcomes
    assert query(daemon, "SELECT issue_number FROM draft WHERE issue_number NOT NULL GROUP BY kind, issue_number HAVING count(*) > 1") == []
    intact(daemon)
