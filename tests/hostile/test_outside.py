"""Templates and packages that mean ill (hostile_templates.py, hostile_packages.py) end in a worker, soon, and with one sentence in both
languages that names file and part; and a daemon that is sent the worst of them goes on."""
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time

import pytest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "word"), str(HERE.parent / "whole")]

import hostile_packages
import hostile_templates
import steady
from daemon import BUILD, PACKAGE, SANITIZED, Daemon
from word_package import p, package, save

PROGRAM = BUILD / "tests" / "hostile" / "outside"
SECONDS = 8 if SANITIZED else 2  # of processor time
DATA = {"ward": {"name": "phường Đằng Hải", "id": "dang-hai"}, "yes": True, "list": [1, 2, 3], "thousand": list(range(1000))}
FREEZES = "a paragraph with 100,000 attributes"


def told(folder, paths):
    """What the program says of each path, by its name; one process takes all of them."""
    (folder / "data.json").write_text(json.dumps(DATA))
    done = subprocess.run([PROGRAM, folder / "data.json", *paths], capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(paths)
    return answers


def write_template(path, name):
    _, parts, change = hostile_templates.CASES[name]
    save(path, parts, packed="bomb" in name)
    if change:
        path.write_bytes(change(path.read_bytes()))
    return path


def errors(answer):
    return [problem for problem in answer["problems"] if problem["level"] == "error"]


def shown(answer):
    return " ".join(f"{problem['file'] or ''} {problem['column'] or ''}: {problem['en']}" for problem in errors(answer))


def check(name, refused, answer):
    """One sentence or more in both languages, none of them about a worker; soon."""
    for problem in errors(answer):
        assert problem["vi"] and problem["vi"] != problem["en"], (name, problem)
        assert not set(problem["vi"] + problem["en"]) & set("\x1b\x07\0"), (name, problem)
        assert "crashed" not in problem["en"] and "wrong shape" not in problem["en"], (name, problem)
    assert answer["taken"] == (refused is None), (name, shown(answer))
    assert refused is None or refused in shown(answer), (name, shown(answer))


def test_templates(tmp_path):
    names = [name for name in hostile_templates.CASES if not SANITIZED or "5,000" not in name]
    answers = told(tmp_path, [write_template(tmp_path / f"{i}.docx", name) for i, name in enumerate(names)])
    assert len(names) >= 40
    slow = {}
    for name, answer in zip(names, answers):
        check(name, hostile_templates.CASES[name][0], answer)
        if answer["seconds"] > SECONDS:
            slow[name] = answer["seconds"]
        why = answer.get("uncommented")
        assert answer["taken"] or bool(answer["commented"]) != bool(why), name
        assert not why or "crashed" not in why and "wrong shape" not in why, (name, why)
    assert not slow
    assert sum(bool(answer.get("commented")) for answer in answers) >= 12
    for name in ("5,000 halves of tags", "5,000 blocks inside each other"):  # a slip repeated is not said thousands of times
        assert name not in names or len(answers[names.index(name)]["problems"]) <= 101


def test_packages(tmp_path):
    paths = []
    for i, (_, changes) in enumerate(hostile_packages.CASES.values()):
        paths.append(tmp_path / str(i))
        shutil.copytree(PACKAGE, paths[-1])
        for change in changes:
            change(paths[-1])
    assert len(paths) >= 20
    for (name, (refused, _)), answer in zip(hostile_packages.CASES.items(), told(tmp_path, paths)):
        check(name, refused, answer)
        assert answer["seconds"] < SECONDS, (name, answer["seconds"])


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    daemon = Daemon(tmp_path_factory.mktemp("outside"))
    yield daemon
    if daemon.process:
        daemon.stop()


def proposing(daemon, template):
    return subprocess.Popen(daemon.command("rules", "propose", template, "--reason", "thử"), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def test_the_daemon_goes_on(daemon, tmp_path):
    """The template that once held every change for minutes is refused, while another change is made."""
    template = write_template(tmp_path / "e.docx", FREEZES)
    sent = proposing(daemon, template)
    daemon.add(steady.roster())
    said = sent.communicate(timeout=60)[0]
    assert sent.returncode == 1
    assert "documents/e.docx" in said and "word/document.xml" in said and "256" in said


def is_busy(daemon):
    """Whether one of the daemon's children has computed for a while."""
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[1]) == daemon.process.pid and int(fields[11]) > os.sysconf("SC_CLK_TCK") // 2:
            return True
    return False


def test_it_ends_when_it_is_told(daemon, tmp_path):
    """A template that would take hours is in its worker when the daemon is told to end: nothing is waited for, nothing proposed."""
    loops = "".join(f"{{% for a{i} in targets %}}" for i in range(15)) + "{% for b in targets %}{% endfor %}" * 200 + "{% endfor %}" * 15
    save(tmp_path / "e.docx", package(p(loops)))
    before = daemon.json("rules", "history")
    sent = proposing(daemon, tmp_path / "e.docx")
    while not is_busy(daemon):
        assert sent.poll() is None, sent.communicate()[0]
        time.sleep(0.02)
    daemon.stop(signal.SIGTERM)
    said = sent.communicate(timeout=60)[0]
    assert sent.returncode != 0 and "đã bị hủy" in said, said
    daemon.start()
    assert daemon.json("rules", "history") == before
