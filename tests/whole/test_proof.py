"""Papers that anybody can check: the key, which is made once and stands in every backup; the dossier, with which somebody who has nothing but it and
Python computes each figure of each kind of paper again, and finds each byte that was changed."""
import csv
import hashlib
import io
import json
import os
import random
import shutil
import subprocess

import pytest

import sample_papers
from daemon import BUILD, Daemon
from verifier import PROGRAM, outsider, read, sign, told, verify, write

FORGER = bytes(32)


def public(daemon):
    answer = daemon.json("keys", "show")
    assert len(bytes.fromhex(answer["public"])) == 32 and answer["public"] in answer["text"]
    return answer["public"]


def test_the_key_stays_and_is_in_every_backup(daemon, tmp_path):
    key = public(daemon)
    assert (daemon.state / "accounts.db").stat().st_mode & 0o777 == 0o600
    backup = tmp_path / "a.db"
    daemon.json("backup", backup)
    daemon.stop()
    daemon.start()
    assert public(daemon) == key
    daemon.stop()
    shutil.rmtree(daemon.state)
    daemon.state.mkdir(mode=0o700)
    subprocess.run([BUILD / "thiduactl", "--state", daemon.state, "restore", backup], check=True, capture_output=True, timeout=60)
    daemon.start()
    assert public(daemon) == key
    daemon.stop()
    backup.with_name("a.db-accounts").unlink()
    shutil.rmtree(daemon.state)
    daemon.state.mkdir(mode=0o700)
    subprocess.run([BUILD / "thiduactl", "--state", daemon.state, "restore", backup], check=True, capture_output=True, timeout=60)
    daemon.start()
    assert public(daemon) != key  # without the accounts it is another office's


# ---- the dossier ----

def play(daemon):
    sample_papers.play(daemon)
    daemon.add({"nomination": sample_papers.nominations()})
    daemon.advance("2025-02-12T18:00")
    return daemon


@pytest.fixture(scope="module")
def closed(tmp_path_factory):
    """Phase 1 closed, with every paper that wards and the district have of it."""
    daemon = Daemon(tmp_path_factory.mktemp("proof"), play=play)
    yield daemon
    assert daemon.stop() == 0


def dossier(daemon, draft, folder, *words):
    out = folder / f"{draft}{''.join(words)}.zip"
    daemon.ctl("drafts", "dossier", draft, "--out", out, *words)
    return out


@pytest.fixture(scope="module")
def report(closed, tmp_path_factory):
    """The parts of the dossier of the report, which has most of them."""
    return read(dossier(closed, "phase-1-d-1", tmp_path_factory.mktemp("report")))


def test_an_outsider_computes_each_figure_of_each_kind_of_paper(closed, tmp_path):
    key, kinds = public(closed), {draft["kind"]: draft for draft in closed.json("drafts") if draft["state"] == "drafted"}
    assert set(kinds) == {"a", "b1", "b2", "c", "d", "f1", "f2"}
    for kind, draft in kinds.items():
        said = outsider(dossier(closed, draft["id"], tmp_path), key, tmp_path)
        assert f"đã tính lại {99 if kind in ('a', 'b2', 'c', 'd') else 11} kết quả" in said, said
        assert ("số liệu riêng của văn bản" in said) == (kind in ("d", "f1", "f2"))
    internal = dossier(closed, kinds["f1"]["id"], tmp_path, "--internal")
    assert "mọi thứ khớp" in outsider(internal, key, tmp_path)
    assert "paper/dossier.json" in read(internal)


def test_the_same_state_gives_the_same_bytes(closed, tmp_path):
    first = dossier(closed, "phase-1-d-1", tmp_path)
    again = tmp_path / "again.zip"
    said = subprocess.run([BUILD / "thiduactl", "--state", closed.state, "drafts", "dossier", "phase-1-d-1", "--out", again], capture_output=True, text=True, timeout=60)
    assert first.read_bytes() == again.read_bytes()
    assert len(PROGRAM.read_text().splitlines()) <= 300
    assert hashlib.sha256(PROGRAM.read_bytes()).hexdigest() in said.stderr


def test_people_stand_by_their_codes(closed, report, tmp_path):
    names = [row["full_name"].encode() for row in sample_papers.roster()["member"]] + [b"1968-09-14"]
    own = read(dossier(closed, "phase-1-f1-dang-hai-1", tmp_path))
    for parts in (report, own):
        for name, octets in parts.items():
            assert name.startswith("paper/") or not any(one in octets for one in names), name
    assert b"dang-hai-3-1" in own["data/member.csv"] and b"nam-hai" not in b"".join(octets for name, octets in own.items() if name.startswith("data/"))
    internal = read(dossier(closed, "phase-1-d-1", tmp_path, "--internal"))
    assert names[0] in internal["data/member.csv"] and b"1968-09-14" not in b"".join(internal.values())


def test_each_changed_byte_and_name_is_found(report, tmp_path):
    chance, archive = random.Random(13), tmp_path / "changed.zip"
    assert told(write(report, archive))[0]
    for _ in range(300 if os.environ.get("THIDUA_LONG") else 30):
        parts, name = dict(report), chance.choice(sorted(report))
        octets = bytearray(parts.pop(name))
        if chance.random() < 0.7:
            octets[chance.randrange(len(octets))] ^= chance.randrange(1, 256)
            parts[name] = bytes(octets)
        else:
            at = chance.randrange(len(name))
            parts[name[:at] + chance.choice("qzx") + name[at + 1:]] = bytes(octets)
        held, said = told(write(parts, archive))
        assert not held and name in said, (name, said)
    octets = bytearray(archive.read_bytes())
    octets[:4] = b"none"
    archive.write_bytes(octets[:-30])
    assert not told(archive)[0]


def forged(report, changes, folder):
    """The dossier with other parts, signed by somebody else."""
    parts = {**report, **changes}
    manifest = json.loads(parts["manifest.json"])
    manifest["parts"] = {name: hashlib.sha256(octets).hexdigest() for name, octets in parts.items() if not name.startswith("manifest.")}
    parts["manifest.json"] = json.dumps(manifest).encode()
    key, signature = sign(FORGER, parts["manifest.json"])
    parts["manifest.sig"] = json.dumps({"key": key, "signature": signature}).encode()
    return write(parts, folder / "forged.zip")


def without_a_row(octets, where):
    rows = list(csv.DictReader(io.StringIO(octets.decode())))
    at = next(i for i, row in enumerate(rows) if all(row[key] == value for key, value in where.items()))
    lines = octets.splitlines(keepends=True)
    return b"".join(lines[:at + 1] + lines[at + 2:])


def test_what_somebody_else_signed_is_found_by_what_it_says(closed, report, tmp_path):
    held, said = told(forged(report, {}, tmp_path), public(closed))
    assert not held and "không phải khóa đơn vị công bố" in said
    assert told(forged(report, {}, tmp_path))[0]  # whose key it is, the launch document says
    contest, seal = json.loads(report["contest.json"]), json.loads(report["seal.json"])
    contest["targets"]["1.1.share"][0]["value"] = "99,9 %"
    for changes, says in (
            ({"data/tip.csv": without_a_row(report["data/tip.csv"], {"ward": "dang-hai", "channel": "force"})}, "chỉ tiêu 1.1 của dang-hai: văn bản dùng"),
            ({"data/patrol.csv": report["data/patrol.csv"].replace(b"dang-hai-3-2", b"dang-hai-3-1")}, "chỉ tiêu 6.1 của"),
            ({"data/member.csv": without_a_row(report["data/member.csv"], {"member_id": "dang-hai-3-4"})}, "own/d.sql cho"),
            ({"data/submission.csv": without_a_row(report["data/submission.csv"], {"ward": "cat-bi", "record_type": "tip"})}, "(not_reported)"),
            ({"contest.json": json.dumps(contest).encode()}, "(missed)"),
            ({"rules/criteria/1.1.lua": report["rules/criteria/1.1.lua"] + b"-- \n"}, "rules/criteria/1.1.lua không phải quy tắc"),
            ({"own/d.sql": report["own/d.sql"] + b"\n"}, "figures.json: own/d.sql"),
            ({"seal.json": json.dumps(seal).encode()}, "seal.json hoặc tệp Word"),
            ({"chain.jsonl": b"".join(report["chain.jsonl"].splitlines(keepends=True)[:-1])}, "dòng cuối không phải dòng cuối của nhật ký"),
            ({"chain.jsonl": report["chain.jsonl"].replace(b'"actor":"', b'"actor":"x', 1)}, "không nối với dòng trước")):
        held, said = told(forged(report, changes, tmp_path))
        assert not held and says in said, (list(changes), said)
    assert verify.shown(8996, 10000) == "89,9%" and verify.judged("share_at_least", 8996, 10000, "90 %", False) == "missed"
