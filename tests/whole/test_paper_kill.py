"""The daemon is killed behind every sync of the disk in turn while somebody submits, returns, approves, issues a paper, sends an edited version of it or
attaches its signed copy: after the next start the paper is where it was or where it was to go, once, with its number once; the file is kept once or not at
all, byte for byte; and the log says the same."""
import hashlib
import http.client
import io
import urllib.error
import urllib.parse
import zipfile

import pytest

import sample_papers
from base import intact, query
from daemon import free_port
from world import WorldDaemon

ROLES = {"submit": "reviewer", "return": "leader", "approve": "leader", "issue": "clerk", "upload": "reviewer", "attach": "clerk"}
FIRST = {"submit": (), "return": ("submit",), "approve": ("submit",), "issue": ("submit", "approve"), "upload": (), "attach": ("submit", "approve", "issue")}  # what comes before
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
    made.papers = [draft["id"] for draft in made.papers() if draft["state"] == "drafted" and draft["kind"] not in ("f1", "f2")]
    yield made
    made.die_behind(0)
    made.stop()


def ask(daemon, act, paper, number, file=None):
    """Whether it was answered that it is done."""
    given = {"return": {"reason": "ghi rõ nguồn kinh phí"}, "issue": {"number": 100 + number, "day": "2025-02-12", "reason": "số của sổ giấy"}}.get(act, {})
    address = f"/api/drafts/{act}?{urllib.parse.urlencode({'id': paper, **given})}"
    body = b"%d %d\ntep.x" % (len("tep.x"), len(file)) + file if file else b""
    try:
        with daemon.open(address, data=body, headers={"Authorization": f"Bearer {daemon.tokens[ROLES[act]]}"}) as answer:
            return answer.status == 200
    except urllib.error.HTTPError as refused:
        raise AssertionError(refused.read().decode()) from refused
    except (urllib.error.URLError, ConnectionError, http.client.HTTPException):
        return False


def standing(daemon, paper):
    state, number, day = query(daemon, "SELECT state, issue_number, issued_on FROM draft WHERE id = ?", paper)[0]
    steps = [event for (event,) in query(daemon, "SELECT event FROM workflow_event WHERE kind = 'draft' AND object = ? ORDER BY id", paper)]
    return state, number, day, steps


def start_again(daemon):
    daemon.process.wait(20)
    daemon.process = None
    daemon.start()
    daemon.ready()


@pytest.mark.parametrize("act", ["submit", "return", "approve", "issue"])
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
            start_again(daemon)
        now = standing(daemon, paper)
        outcomes.append(now != was)
        assert now == was or (now[0] != was[0] and now[3][:-1] == was[3] and (act != "issue" or now[1] == 100 + len(daemon.papers))), (was, now)
        if done:
            assert now != was
            break
    assert done and outcomes == sorted(outcomes) and False in outcomes, outcomes
    assert query(daemon, "SELECT issue_number FROM draft WHERE issue_number NOT NULL GROUP BY kind, issue_number HAVING count(*) > 1") == []
    intact(daemon)


def edited(daemon, paper, number):
    """The paper as somebody leaves it behind in Word."""
    out = daemon.folder / "edited.docx"
    daemon.ctl("drafts", "export", paper, "--number", "1", "--out", out, "--force")
    with zipfile.ZipFile(out) as file:
        held = {entry: file.read(entry) for entry in file.namelist()}
    held["word/document.xml"] = held["word/document.xml"].replace(b"</w:t>", f" (lần {number})</w:t>".encode(), 1)
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as file:
        for entry, data in held.items():
            file.writestr(entry, data)
    return whole.getvalue()


def kept(daemon, paper):
    """Its files, each with whether its bytes are those of its hash, and what the history says."""
    files = query(daemon, "SELECT number, sha256, bytes FROM draft_version JOIN content ON hash = sha256 WHERE draft = ?1 UNION ALL "
                  "SELECT number, sha256, bytes FROM signed_copy JOIN content ON hash = sha256 WHERE draft = ?1", paper)
    assert all(hashlib.sha256(data).hexdigest() == sha256 for _, sha256, data in files)
    return sorted((number, sha256) for number, sha256, _ in files), standing(daemon, paper)[3]


@pytest.mark.parametrize("act", ["upload", "attach"])
def test_killed_behind_every_sync_a_file_is_kept_once_or_not_at_all(daemon, act):
    def file_of(number):
        return edited(daemon, paper, number) if act == "upload" else b"%%PDF-1.7\n%d\n%%%%EOF\n" % number

    paper = daemon.papers.pop()
    for before in FIRST[act]:
        assert ask(daemon, before, paper, 90)
    assert ask(daemon, act, paper, 0, file_of(0))  # the shim counts anew behind a sync that nobody is killed for
    outcomes = []
    for syncs in range(1, SYNCS_MOST):
        file = file_of(syncs)
        was = kept(daemon, paper)
        daemon.die_behind(syncs)
        done = ask(daemon, act, paper, syncs, file)
        daemon.die_behind(0)
        if not done:
            start_again(daemon)
        now = kept(daemon, paper)
        outcomes.append(now != was)
        assert now == was or (len(now[0]) == len(was[0]) + 1 and set(was[0]) < set(now[0]) and now[1][:-1] == was[1]), (was, now)
        if now != was and act == "attach":
            assert hashlib.sha256(file).hexdigest() in {sha256 for _, sha256 in now[0]}
        if done:
            assert now != was
            break
    assert done and outcomes == sorted(outcomes) and False in outcomes, outcomes
    intact(daemon)
