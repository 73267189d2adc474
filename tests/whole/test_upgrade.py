"""A state folder of an older version is brought up to date: every answer, seal and paper is what that version gave. The
folders in tests/fixture/ were written by the versions in their names (make_state.py there says how)."""
import hashlib
import json
import re
import sqlite3
import tarfile

import pytest

from base import intact
from daemon import SOURCE, Daemon, connected, until

FIXTURES = sorted((SOURCE / "tests" / "fixture").glob("state-*.tar.xz"))


def unpack(archive, folder):
    with tarfile.open(archive) as packed:
        packed.extractall(folder)
    (folder / "state").chmod(0o700)
    return folder


@pytest.fixture(scope="module", params=FIXTURES, ids=lambda path: path.name)
def upgraded(request, tmp_path_factory):
    """Today's daemon on the old folder; `said` is what the old one answered."""
    folder = unpack(request.param, tmp_path_factory.mktemp("upgrade"))
    daemon = Daemon(folder, clock=None, package=None)
    daemon.said = json.loads((folder / "answers.json").read_text())
    yield daemon
    assert daemon.stop() == 0, daemon.logged()[-3000:]


# What the old version said and should not have: an acknowledgement that had run out still named its taker and its day; what
# a target takes did not say why more new records are needed than are lacking among those there are.
MENDED = re.compile(r"(\[\d+\])?\.(acknowledged_until|acknowledged_by|acknowledged_by_name|note): .* became null"
                    r"|\.lacking: \"cần thêm (\d+ \w+); .* became \"cần thêm \3 mới đều đạt yêu cầu, .*"
                    r"|\.lacking_en: \"(\d+ more needed); .* became \"\4, all of them good, .*"
                    # what stood open of a phase that was sealed is final since then
                    r"|(\[\d+\])?\.state: \"(open|acknowledged)\" became \"concluded\"|(\[\d+\])?\.resolved_at: null became \"2025-02-10T17:00:00\+07:00\""
                    r"|\.events: .*\"opened\".*")


def differences(old, new, place=""):
    """Where the new answer lacks or contradicts what the old one said; what it says beside is its own affair."""
    if isinstance(old, dict) and isinstance(new, dict):
        return [found for name in old for found in ([f"{place}.{name} is gone"] if name not in new else
                                                    differences(old[name], new[name], f"{place}.{name}"))]
    if isinstance(new, list):  # nor did it say that one had run out
        new = [item for item in new if not (isinstance(item, dict) and item.get("event") == "expired")]
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        return [found for number, pair in enumerate(zip(old, new)) for found in differences(*pair, f"{place}[{number}]")]
    return [] if old == new else [f"{place}: {json.dumps(old, ensure_ascii=False):.200} became {json.dumps(new, ensure_ascii=False):.200}"]


def test_every_answer_is_the_old_one(upgraded):
    """Results, boards, alerts, drafts, rules; seals and results computed again from history are the stored ones."""
    assert len(upgraded.said) > 40
    found = {words: [place for place in differences(old, upgraded.json(*words.split(" "))) if not MENDED.fullmatch(place)]
             for words, old in upgraded.said.items()}
    assert {words: places[:3] for words, places in found.items() if places} == {}
    assert upgraded.said["replay phase-1-1"]["replay"] == "identical" and upgraded.said["replay phase-1-1"]["compared"] > 1000


def test_the_log_and_the_papers_are_whole(upgraded):
    upgraded.ctl("audit", "verify")
    intact(upgraded)
    drafts = [draft for draft in upgraded.said["drafts"] if draft["sha256"]]
    assert len(drafts) > 20
    for draft in drafts:
        path = upgraded.folder / f"{draft['id']}.docx"
        upgraded.ctl("drafts", "export", draft["id"], "--out", path)
        assert hashlib.sha256(path.read_bytes()).hexdigest() == draft["sha256"], draft["id"]


def asked(daemon):
    """An answer by the socket as it is, or None: nobody listens yet."""
    try:
        one = connected(daemon.state, 10)
    except OSError:
        return None
    with one:
        one.sendall(b"GET /api/status HTTP/1.1\r\nHost: localhost\r\n\r\n")
        said = b""
        while b"}\n" not in said and (piece := one.recv(4096)):
            said += piece
        return said.decode()


def files(state):
    """But for what a reader leaves beside a database, and the lock."""
    return {path.name: path.read_bytes() for path in state.iterdir() if path.is_file() and path.suffix not in (".lock", ".db-shm") and path.stat().st_size}


def computes_again(daemon):
    return "tính lại bản chốt phase-1-1 (1/1)" in daemon.logged()[daemon.began:]


def test_every_seal_is_computed_again_before_requests_are_taken(tmp_path):
    """Who comes meanwhile is told how far it is. A kill leaves the folder as it was; a build that was through with a folder starts at once, another not."""
    daemon = Daemon(unpack(FIXTURES[0], tmp_path), clock=None, package=None)
    before = files(daemon.state)
    try:
        said = until(lambda: asked(daemon), what="an answer while it starts")
        assert said.startswith("HTTP/1.1 503 ") and "Retry-After: 2" in said and '"starting":true' in said, said
        until(lambda: computes_again(daemon), what="the seal")
        said = asked(daemon)
        assert '"en":"the daemon is starting, try again in a few minutes: computing ' in said and said.startswith("HTTP/1.1 503 "), said  # the seal, or a run of it by now
        daemon.kill()
        assert list(daemon.state.glob("drill-*")) and files(daemon.state) == before
        daemon.start()
        daemon.ready()
        assert computes_again(daemon) and not list(daemon.state.glob("drill-*"))
        assert daemon.json("replay", "phase-1-1")["replay"] == "identical"
        daemon.restart()
        assert not computes_again(daemon)
        mark = daemon.state / "thidua.build"
        mark.write_text("of another build\n")
        daemon.restart()
        assert computes_again(daemon) and "another" not in mark.read_text()
        left = daemon.state / "drill-Ab12Cd"  # of a newer build that was killed; this one goes on with its own mark
        daemon.kill()
        left.mkdir()
        (left / "thidua.db").write_bytes(b"a copy")
        daemon.start()
        daemon.ready()
        assert not computes_again(daemon) and not left.exists()
    finally:
        assert daemon.stop() == 0


def test_a_seal_that_comes_out_otherwise_stops_the_upgrade(tmp_path):
    """The folder is as it was, and the sentence says what to do."""
    daemon = Daemon(unpack(FIXTURES[0], tmp_path), clock=None, package=None)
    daemon.kill()
    base = sqlite3.connect(daemon.state / "thidua.db")  # that version kept no hashes of rows: only the seal itself tells
    content, = base.execute("SELECT content FROM seal").fetchone()
    changed = content.replace('"verdict":"met"', '"verdict":"missed"', 1)
    assert changed != content
    base.execute("UPDATE seal SET content = ?", (changed,))
    base.commit()
    base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    base.close()
    before = files(daemon.state)
    daemon.start()
    assert daemon.process.wait(120) == 1
    daemon.process = None
    said = daemon.logged()[daemon.began:]
    assert "chưa nâng cấp, dữ liệu vẫn như cũ: hãy cài lại phiên bản trước" in said and "bản chốt phase-1-1 tính lại không ra như đã chốt" in said, said
    assert files(daemon.state) == before and not list(daemon.state.glob("drill-*"))


def test_it_goes_on(upgraded):
    """After the questions: the next month's run is made on the old data, and the whole is sound."""
    upgraded.advance("2025-04-08T17:00")
    assert len(upgraded.results(period="2025-03", stage="final")) > 100
    assert upgraded.json("replay", "phase-1-1")["replay"] == "identical"
    assert upgraded.json("replay", "2025-03/1.1/cat-bi/final")["replay"] == "identical"
    upgraded.ctl("audit", "verify")
    intact(upgraded)
