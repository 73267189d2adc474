"""What thidua-signatures says of PDFs: who signed, when, and whether the file is what they signed; what means ill ends soon, and is said. A row is a case."""
import datetime
import os
import pathlib
import random
import socket
import struct
import subprocess
import json
import tempfile
import time

import pytest

from signed_pdf import Signer, plain, signed

SOURCE = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("THIDUA_BUILD", SOURCE / "build"))
SANITIZED = "-fsanitize=" in (BUILD / "Makefile").read_text()
NAME = "Nguyễn Văn Chủ"


def ask(data):
    """The answer of a worker, as the daemon gets it; how it ended, when it gave none."""
    ours, theirs = socket.socketpair()
    with tempfile.TemporaryFile() as file, ours, theirs:
        file.write(data)
        file.flush()
        os.lseek(file.fileno(), 0, os.SEEK_SET)
        code = "import os, sys; os.dup2(int(sys.argv[2]), 9); os.dup2(int(sys.argv[3]), 10); os.dup2(9, 3); os.dup2(10, 4); os.execv(sys.argv[1], ['thidua-signatures', '--worker'])"
        process = subprocess.Popen(["/usr/bin/python3", "-c", code, BUILD / "thidua-signatures", str(theirs.fileno()), str(file.fileno())], pass_fds=(theirs.fileno(), file.fileno()))
        theirs.close()
        job = b'{"kind":"signatures"}'
        ours.sendall(struct.pack(">I", len(job)) + job)
        ours.settimeout(60)
        raw = b""
        while piece := ours.recv(1 << 16):
            raw += piece
        process.wait(60)
    return json.loads(raw[4:]) if raw else process.returncode


def said(data):
    answer = ask(data)
    assert isinstance(answer, dict), answer
    return [(one["signer"], one["state"]) for one in answer["ok"]["signatures"]] if "ok" in answer else answer["error"]["en"]


@pytest.fixture(scope="module")
def signer(tmp_path_factory):
    return Signer(tmp_path_factory.mktemp("signer"), NAME)


@pytest.fixture(scope="module")
def paper(signer):
    return signed(plain(), signer)


def test_who_when_and_that_it_is_intact(paper):
    answer = ask(paper)["ok"]["signatures"]
    assert [(one["signer"], one["state"]) for one in answer] == [(NAME, "intact")]
    assert abs(answer[0]["signed_at"] - datetime.datetime.now().timestamp()) < 600


CASES = {
    "a scan": (lambda paper, signer: plain(), []),
    "a byte of the page": (lambda paper, signer: paper.replace(b"100 100 l", b"100 900 l"), [(NAME, "changed")]),
    "a page put in behind": (lambda paper, signer: paper + b"\n% them vao\n", [(NAME, "partial")]),
    "something in the gap": (lambda paper, signer: signed(plain(), signer, gap=b" /X (chen)"), [(NAME, "partial")]),
    "two who signed": (lambda paper, signer: signed(paper, signer, number=14, name=b"hai", earlier=b"10 0 R "), [(NAME, "partial"), (NAME, "intact")]),
    "a signature of zeros": (lambda paper, signer: paper[:paper.index(b"/Contents <") + 11] + b"0" * 12000 + paper[paper.index(b"/Contents <") + 12011:], [(None, "unreadable")]),
    "no PDF inside": (lambda paper, signer: b"%PDF-1.7\nkhong co gi\n", "the PDF is damaged or encrypted"),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_said(paper, signer, case):
    make, expected = CASES[case]
    assert said(make(paper, signer)) == expected


def test_damaged_files_end_soon_and_never_are_intact(paper):
    """Bytes turned over, halves, ranges that lie: whatever is said, it is not that the file is whole; nothing is killed for a call that NSS makes."""
    rounds = random.Random(74)
    begun = time.monotonic()
    files = [paper[:len(paper) * part // 8] for part in (1, 4, 7)]
    files += [paper.replace(b"/ByteRange [0 ", b"/ByteRange [%d " % lie) for lie in (1, 10 ** 12)]
    for _ in range(10 if not SANITIZED else 3):
        first = paper.index(b"/Contents <") + 10
        place = rounds.choice([rounds.randrange(9, first), rounds.randrange(first + 12002, len(paper))])  # the signature itself is not signed
        files.append(paper[:place] + bytes([paper[place] ^ 1 << rounds.randrange(8)]) + paper[place + 1:])
    for data in files:
        answer = ask(data)
        assert isinstance(answer, dict) or answer in (-6, -11), answer  # it may end itself; -31 would be a call out of the ordinary
        assert not (isinstance(answer, dict) and "ok" in answer and any(one["state"] == "intact" for one in answer["ok"]["signatures"])), data
    assert time.monotonic() - begun < 60
