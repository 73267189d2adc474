"""A state folder of an older version is brought up to date: every answer, seal and paper is what that version gave. The
folders in tests/fixture/ were written by the versions in their names (make_state.py there says how)."""
import hashlib
import json
import re
import tarfile

import pytest

from base import intact
from daemon import SOURCE, Daemon

FIXTURES = sorted((SOURCE / "tests" / "fixture").glob("state-*.tar.xz"))


@pytest.fixture(scope="module", params=FIXTURES, ids=lambda path: path.name)
def upgraded(request, tmp_path_factory):
    """Today's daemon on the old folder; `said` is what the old one answered."""
    folder = tmp_path_factory.mktemp("upgrade")
    with tarfile.open(request.param) as archive:
        archive.extractall(folder)
    (folder / "state").chmod(0o700)
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


def test_it_goes_on(upgraded):
    """After the questions: the next month's run is made on the old data, and the whole is sound."""
    upgraded.advance("2025-04-08T17:00")
    assert len(upgraded.results(period="2025-03", stage="final")) > 100
    assert upgraded.json("replay", "phase-1-1")["replay"] == "identical"
    assert upgraded.json("replay", "2025-03/1.1/cat-bi/final")["replay"] == "identical"
    upgraded.ctl("audit", "verify")
    intact(upgraded)
