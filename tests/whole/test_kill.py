"""kill -9 of the daemon at random moments of what it does: importing, evaluating, closing a phase, drafting, putting a
rule in force, taking an import or a record back, starting. Every scene begins with a copy of one prepared state folder; the daemon is killed several
times in it, then the scene is ended undisturbed and compared with a twin that nobody killed: nothing that was
acknowledged is lost, nothing is half there, nothing is there twice, all figures are the same.

THIDUA_KILLS (9; `make check-kill`: 1,000) says how many kills, over all scenes together."""
import os
import random
import shutil
import subprocess
import time
from dataclasses import dataclass, field
from typing import Callable

import pytest

import ledger
import steady
from base import intact, query
from daemon import PACKAGE, Daemon
from test_crash import NOMINATIONS, lose_a_ward, told

KILLS = int(os.environ.get("THIDUA_KILLS", 5))
CHAIN = 4 if KILLS >= 100 else 3  # kills before a scene is ended and compared


@dataclass
class Scene:
    name: str
    words: Callable  # daemon → the command that is disturbed
    whole: str       # a query whose answer is that of before or that of after, never another
    once: bool = True   # a second time changes nothing
    again: bool = True  # it may be asked for again when it was done
    before: object = None
    after: object = None
    told: dict = field(default_factory=dict)
    seconds: float = 0


def importing(month):
    return lambda daemon: ("import", "--dir", daemon.write(lose_a_ward(month, steady.month(month))))


def wrong_tips():
    """Cát Bi's file of November once more, with every channel wrong and a tip that never was."""
    return {"tip": [{**tip, "channel": "zalo"} for tip in steady.tips("cat-bi", "2024-11", 9, 10)] + steady.tips("cat-bi", "2024-11", 11, 11)[10:]}


def undoing(daemon):
    newest = next(row for row in daemon.json("import", "list") if row["action"] == "import")
    return "import", "undo", newest["sequence"], "--reason", "nhầm tệp"


def restoring(daemon):
    first = daemon.json("history", "tip", "cat-bi/tin-2024-11-cat-bi-0")[0]
    return "records", "restore", "tip", "cat-bi/tin-2024-11-cat-bi-0", "--at", first["sequence"], "--reason", "đúng như lúc đầu"


FORCE = "SELECT count(*) FROM record_tip WHERE ward = 'cat-bi' AND channel = 'force' AND state = 'confirmed'"

SCENES = [
    Scene("import", importing("2024-11"), "SELECT count(*) FROM record_tip"),
    Scene("evaluate", lambda daemon: ("evaluate", "2024-12"), "SELECT count(*) > 0 FROM run WHERE cause = 'manual'", once=False),
    Scene("close", lambda daemon: ("clock", "advance", "2025-02-13T17:00"), "SELECT count(*) FROM seal WHERE id LIKE 'phase-%'"),
    Scene("nominate", lambda daemon: ("import", "--dir", daemon.write(NOMINATIONS)), "SELECT count(*) FROM record_nomination"),
    Scene("undo", undoing, FORCE),
    Scene("restore", restoring, FORCE),
    Scene("activate", lambda daemon: ("rules", "activate", "1"), "SELECT count(*) FROM activation", again=False),
]


def propose_by_another(daemon):
    """A proposal that this user may put in force: it is another one's in the database."""
    targets = daemon.folder / "targets.ini"
    targets.write_text((PACKAGE / "targets.ini").read_text().replace("= 80 %", "= 60 %"))
    daemon.ctl("rules", "propose", targets, "--reason", "Công văn mới")
    daemon.stop()
    ledger.change(daemon.state / "thidua.db", "proposal", "UPDATE proposal SET proposed_by = 'uid:4242'")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """The state folders in which the scenes begin, each a moment in one daemon's life."""
    folder = tmp_path_factory.mktemp("kill")
    daemon = Daemon(folder)
    states = {}

    def keep(name):
        daemon.stop()
        states[name] = shutil.copytree(daemon.state, folder / name)
        daemon.start()

    daemon.add(steady.roster())
    daemon.advance("2024-12-06T18:00")
    keep("import")
    daemon.add(lose_a_ward("2024-11", steady.month("2024-11")))
    daemon.advance("2025-01-03T09:00")
    daemon.add(lose_a_ward("2024-12", steady.month("2024-12")))
    keep("evaluate")
    daemon.add(wrong_tips())
    keep("undo")
    states["restore"] = states["undo"]
    daemon.stop()
    shutil.rmtree(daemon.state)
    shutil.copytree(states["evaluate"], daemon.state)
    daemon.start()
    daemon.advance("2025-02-05T09:00")
    daemon.add(lose_a_ward("2025-01", steady.month("2025-01")))
    keep("close")
    propose_by_another(daemon)
    states["activate"] = shutil.copytree(daemon.state, folder / "activate")
    daemon.state = states["close"]  # goes on without the proposal; its copy is for the scenes
    states["close"] = shutil.copytree(daemon.state, folder / "close-kept")
    daemon.start()
    daemon.advance("2025-02-13T17:00")
    keep("nominate")
    daemon.stop()
    return states


class Killed(Daemon):
    def __init__(self, folder, state):
        folder.mkdir(exist_ok=True)
        shutil.rmtree(folder / "state", ignore_errors=True)
        shutil.copytree(state, folder / "state")
        super().__init__(folder, clock=None, package=None)


def figures(scene, daemon):
    """Everything a person sees; how often a person evaluated is theirs to decide."""
    seen = told(daemon)
    return seen if scene.once else {**seen, "alerts": [], "final": [row[1:] for row in sorted(seen["final"].items())]}


def undisturbed(scene, folder, state):
    twin = Killed(folder, state)
    twin.ready()
    scene.before = query(twin, scene.whole)
    began = time.monotonic()
    twin.ctl(*scene.words(twin))
    scene.seconds = time.monotonic() - began
    scene.after = query(twin, scene.whole)
    scene.told = figures(scene, twin)
    twin.stop()
    assert scene.before != scene.after


def kill_once(scene, daemon, chance):
    """One kill; whether the command had been acknowledged."""
    if chance.random() < 0.15:  # while it starts and takes up what was left
        daemon.stop()
        daemon.start()
        time.sleep(chance.uniform(0, 0.06))
        daemon.kill()
        return False
    process = subprocess.Popen(daemon.command(*scene.words(daemon)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(chance.uniform(0, scene.seconds * 1.05))
    acknowledged = process.poll() == 0
    daemon.kill()
    process.wait(30)
    return acknowledged


def test_kill(prepared, tmp_path, capsys):
    chance = random.Random(7)
    count, acknowledged, chains, began = {scene.name: 0 for scene in SCENES}, 0, 0, time.monotonic()
    for scene in SCENES:
        undisturbed(scene, tmp_path / "twin", prepared[scene.name])
    while sum(count.values()) < KILLS:
        scene = SCENES[chains % len(SCENES)]
        daemon = Killed(tmp_path / "killed", prepared[scene.name])
        chains += 1
        done = False
        for _ in range(min(CHAIN, KILLS - sum(count.values()))):
            daemon.ready()
            done = kill_once(scene, daemon, chance) or done
            count[scene.name] += 1
            acknowledged += done
            daemon.start()
            daemon.ready()
            found = query(daemon, scene.whole)
            assert found in (scene.before, scene.after), f"{scene.name}: half there"
            assert found == scene.after or not done, f"{scene.name}: acknowledged and lost"
            if done:
                break
        if scene.again or found == scene.before:
            daemon.ctl(*scene.words(daemon))
        daemon.ctl("audit", "verify")
        assert figures(scene, daemon) == scene.told, scene.name
        intact(daemon)
        daemon.stop()
    with capsys.disabled():
        print(f"\nkilled {sum(count.values())} times ({', '.join(f'{name} {n}' for name, n in count.items())}), {acknowledged} of them "
              f"after the command was acknowledged; {chains} ends compared with an undisturbed twin; {time.monotonic() - began:.0f} s")
