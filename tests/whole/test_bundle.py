"""A sealed phase as one signed file, read elsewhere: what it says is the seal's, what stands behind it can be shown, and what somebody changed in it is
found: a byte, a figure signed anew by another key, wards that do not add up."""
import copy
import hashlib
import importlib.util
import json
import random
import sqlite3

import pytest

from daemon import SOURCE
from phase import phase_1

PATH = SOURCE / "daemon" / "proof" / "verify.py"
verify = importlib.util.module_from_spec(importlib.util.spec_from_file_location("verify", PATH))
verify.__loader__.exec_module(verify)


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    with phase_1(tmp_path_factory.mktemp("bundle")) as made:
        yield made


@pytest.fixture(scope="module")
def exported(daemon, tmp_path_factory):
    path = tmp_path_factory.mktemp("exported") / "one.json"
    daemon.ctl("seals", "export", "phase-1-1", "--out", path)
    return path


def canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sign(seed, message):
    """RFC 8032, 5.1.6, by the arithmetic of verify.py."""
    def packed(one):
        inverse = pow(one[2], -1, verify.P)
        x, y = one[0] * inverse % verify.P, one[1] * inverse % verify.P
        return (y | (x & 1) << 255).to_bytes(32, "little")

    base = verify.point((4 * pow(5, -1, verify.P) % verify.P).to_bytes(32, "little"))
    half = hashlib.sha512(seed).digest()
    scalar = int.from_bytes(half[:32], "little") & ((1 << 254) - 8) | 1 << 254
    public = packed(verify.times(scalar, base))
    once = int.from_bytes(hashlib.sha512(half[32:] + message).digest(), "little") % verify.ORDER
    point = packed(verify.times(once, base))
    challenge = int.from_bytes(hashlib.sha512(point + public + message).digest(), "little") % verify.ORDER
    return public.hex(), (point + ((once + challenge * scalar) % verify.ORDER).to_bytes(32, "little")).hex()


def own_seed(daemon):
    with sqlite3.connect(f"file:{daemon.state}/accounts.db?mode=ro", uri=True) as base:
        return bytes.fromhex(base.execute("SELECT seed FROM signing_key").fetchone()[0])


def read(daemon, path, *words):
    done = daemon.run("seals", "read", path, *words, "--json")
    return done.returncode, json.loads(done.stdout) if done.stdout else done.stderr


def write(path, bundle, seed, changed_hash=True):
    if changed_hash:
        bundle["seal"]["hash"] = hashlib.sha256(canonical(bundle["seal"]["content"])).hexdigest()
    key, signature = sign(seed, canonical(bundle))
    path.write_bytes(canonical({"bundle": bundle, "key": key, "signature": signature}) + b"\n")
    return path


def test_it_says_what_the_seal_says(daemon, exported, tmp_path):
    again = tmp_path / "again.json"
    daemon.ctl("seals", "export", "phase-1-1", "--out", again)
    assert again.read_bytes() == exported.read_bytes()
    key = daemon.json("keys", "show")["public"]
    status, answer = read(daemon, exported, "--key", key)
    sealed = daemon.json("seals", "show", "phase-1-1")
    assert status == 0 and answer["problems"] == [] and answer["own"] and answer["key"] == key
    assert (answer["contest"], answer["issuer"], answer["seal"], answer["phase"]) == ("hai-an-2024", "quan-hai-an", "phase-1-1", "phase-1")
    assert [(row["subject"], row["cells"]) for row in answer["rows"]] == [(row["subject"], row["cells"]) for row in sealed["rows"]]
    whole = json.loads(exported.read_bytes())
    assert canonical(whole) + b"\n" == exported.read_bytes()
    assert verify.signed(bytes.fromhex(key), canonical(whole["bundle"]), bytes.fromhex(whole["signature"]))
    assert sign(own_seed(daemon), canonical(whole["bundle"])) == (key, whole["signature"])


def test_the_rows_behind_a_figure_are_those_that_were_counted(daemon, exported):
    bundle = json.loads(exported.read_bytes())["bundle"]
    cells = {row["subject"]: row["cells"] for row in bundle["seal"]["content"]["results"] if row["level"] == "ward"}
    assert set(bundle["evidence"]) == {"1.1", "1.2", "2.1", "3.1", "4.1", "4.2", "4.3", "5.1", "6.1", "6.2", "7.1"}
    assert all(set(of) == set(cells) for of in bundle["evidence"].values())
    for criterion, ward in (("1.1", "cat-bi"), ("6.1", "nam-hai"), ("4.1", "dong-hai-1")):
        evidence = daemon.json("explain", f"phase-1/{criterion}/{ward}/final", "--limit", "10000")["evidence"]
        assert bundle["evidence"][criterion][ward] == {"rows": evidence["total"], "sha256": hashlib.sha256(canonical(evidence["rows"])).hexdigest()}
    assert bundle["evidence"]["1.1"]["cat-bi"]["rows"] == cells["cat-bi"]["1.1"]["den"] > 0


def test_a_changed_byte_is_found(daemon, exported, tmp_path):
    chance, octets = random.Random(13), exported.read_bytes()
    for _ in range(25):
        changed = bytearray(octets)
        changed[chance.randrange(len(octets) - 1)] ^= 1 << chance.randrange(7)
        path = tmp_path / "changed.json"
        path.write_bytes(changed)
        status, answer = read(daemon, path)
        assert status == 1 and (isinstance(answer, str) or answer["problems"]), bytes(changed)


def test_what_another_key_signed_is_said_to_be_that(daemon, exported, tmp_path):
    bundle = json.loads(exported.read_bytes())["bundle"]
    path = write(tmp_path / "other.json", bundle, b"\x07" * 32)
    status, answer = read(daemon, path)
    assert status == 0 and not answer["own"]  # of another house: whole, and whose it is the announced key says
    status, answer = read(daemon, path, "--key", daemon.json("keys", "show")["public"])
    assert status == 1 and "không phải khóa đơn vị công bố" in answer["problems"][0]["vi"]


def test_wards_that_do_not_add_up_and_a_hash_of_something_else(daemon, exported, tmp_path):
    given = json.loads(exported.read_bytes())["bundle"]
    for change, words in ((("cat-bi", "1.1", "den"), "cộng các đơn vị"), (("quan-hai-an", "1.2", "num"), "cộng các đơn vị")):
        bundle = copy.deepcopy(given)
        subject, criterion, figure = change
        next(row for row in bundle["seal"]["content"]["results"] if row["subject"] == subject)["cells"][criterion][figure] += 1
        status, answer = read(daemon, write(tmp_path / "sum.json", bundle, own_seed(daemon)))
        assert status == 1 and [criterion] == [problem["column"] for problem in answer["problems"]] and words in answer["problems"][0]["vi"]
    bundle = copy.deepcopy(given)
    bundle["seal"]["content"]["sealed_at"] = "2025-02-11T17:00:00+07:00"
    status, answer = read(daemon, write(tmp_path / "hash.json", bundle, own_seed(daemon), changed_hash=False))
    assert status == 1 and "mã băm" in answer["problems"][0]["vi"]


HOSTILE = {
    "no JSON": b"PK\x03\x04",
    "a list": b"[]",
    "nothing in it": b'{"bundle":{}}',
    "another format": b'{"bundle":{"format":2,"seal":{"content":{"criteria":[],"results":[]}}},"key":"","signature":""}',
    "numbers for maps": b'{"bundle":{"format":1,"seal":{"content":{"criteria":[1],"results":[{"subject":1,"cells":[]}]}}}}',
    "cells of cells": b'{"bundle":{"format":1,"seal":{"content":{"criteria":[],"results":[{"subject":"a","level":"ward","name":"a","cells":{"1.1":[]}}]}}}}',
    "deep": b'{"bundle":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "many values": b'{"bundle":[' + b"1," * 3_000_000 + b"1]}",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_bundle_is_refused(daemon, tmp_path, name):
    path = tmp_path / "x.json"
    path.write_bytes(HOSTILE[name])
    status, said = read(daemon, path)
    assert status == 1 and isinstance(said, str) and said.strip() and daemon.run("status").returncode == 0
