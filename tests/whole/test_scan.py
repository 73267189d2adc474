"""Files that come in are shown to a scanner for malware first (clamd's INSTREAM): what it finds is refused by name, and where it cannot be asked no file
comes in. The scanner is a small one of the test's own; beside it clamd itself where it is installed."""
import shutil
import socket
import struct
import subprocess
import threading
import time

import pytest

import steady
from daemon import PACKAGE, until
from phase import listening
from test_attachment import jpeg

# the harmless file by which scanners are tried (EICAR); in two parts, so that no scanner takes this one for it
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"


class Scanner(threading.Thread):
    """Speaks INSTREAM: says `answer`, or what it finds; keeps what it was shown."""

    def __init__(self, path):
        super().__init__(daemon=True)
        self.answer, self.seen, self.limit = None, [], None
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.bind(str(path))
        path.chmod(0o666)
        self.socket.listen()

    def run(self):
        while True:
            try:
                asked, _ = self.socket.accept()
            except OSError:
                return
            with asked:
                self.look(asked)

    def look(self, asked):
        stream = asked.makefile("rb")
        assert stream.read(10) == b"zINSTREAM\0"
        found = b""
        while size := struct.unpack(">I", stream.read(4))[0]:
            found += stream.read(size)
            if self.limit and len(found) > self.limit:
                asked.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                return
        self.seen.append(found)
        said = self.answer if self.answer is not None else b"stream: Eicar-Test-Signature FOUND\0" if EICAR in found else b"stream: OK\0"
        asked.sendall(said[:5])  # in two pieces
        asked.sendall(said[5:])


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    folder = tmp_path_factory.mktemp("scan")
    (folder / "thiduad.conf").write_text(f"[files]\nscanner = {folder}/clamd.ctl\n")
    made = listening(folder, conf=folder / "thiduad.conf", package=None, clock="2024-12-07T09:00")
    try:
        yield made
    finally:
        made.stop()


def attach(daemon, name, content):
    path = daemon.folder / name
    path.write_bytes(content)
    return daemon.run("records", "attach", "tip", "cat-bi/tin-2024-11-cat-bi-0", path, "--reason", "ảnh hiện trường")


def test_without_a_scanner_that_answers_no_file_comes_in_and_with_it_what_is_clean(daemon):
    path = daemon.folder / "clamd.ctl"
    said = daemon.refused("contest", "load", PACKAGE)
    assert "chưa được nhận: không hỏi được trình quét mã độc" in said and str(path) in said and "No such file" in said
    scanner = Scanner(path)
    scanner.start()
    daemon.ctl("contest", "load", PACKAGE)
    daemon.add({**steady.roster(), "tip": steady.tips("cat-bi", "2024-11", 1, 3)})
    assert any(b"tin-2024-11-cat-bi-0" in seen for seen in scanner.seen)
    done = attach(daemon, "anh.jpg", jpeg())
    assert done.returncode == 0, done.stderr
    assert scanner.seen[-1] == jpeg()
    before = daemon.json("status")["sequence"]
    done = attach(daemon, "virus.jpg", jpeg() + EICAR)
    assert done.returncode == 1 and "virus.jpg” có mã độc (Eicar-Test-Signature), không nhận" in done.stderr
    tips = daemon.write({"tip": [{**steady.tips("cat-bi", "2024-11", 1, 1)[0], "tip_id": EICAR.decode()}]})
    assert "có mã độc" in daemon.refused("import", "--dir", tips)
    assert "có mã độc" in daemon.refused("import", "--dir", tips, "--dry-run")
    for answer, told in ((b"", "trả lời “”"), (b"stream: OK and more\0", "OK and more"), (b"UNKNOWN COMMAND\0", "UNKNOWN COMMAND"), (b"x" * 9999, "xxx")):
        scanner.answer = answer
        done = attach(daemon, "anh2.jpg", jpeg(b"3"))
        assert done.returncode == 1 and "chưa được nhận" in done.stderr and told in done.stderr, (answer, done.stderr)
    scanner.answer, scanner.limit = None, 10
    done = attach(daemon, "anh2.jpg", jpeg(b"3") + bytes(5 * 1024 * 1024))  # it has enough before all was said
    assert done.returncode == 1 and "size limit exceeded" in done.stderr
    assert daemon.json("status")["sequence"] == before
    scanner.socket.close()


def test_secrets_are_no_files(daemon):
    """A password comes beside the arguments as a file does; it is shown to nobody."""
    daemon.add_person("hoa", "leader")  # whose scanner is away
    assert daemon.sign_in("hoa")


@pytest.mark.skipif(not shutil.which("clamd"), reason="clamav-daemon is not installed")
def test_with_clamd_itself(tmp_path):
    """With one signature of the test's own: the machine's may be absent."""
    (tmp_path / "db").mkdir()
    (tmp_path / "db" / "test.ndb").write_text("Thidua.Test:0:*:" + EICAR[:40].hex() + "\n")
    path = tmp_path / "clamd.ctl"
    (tmp_path / "clamd.conf").write_text(f"LocalSocket {path}\nDatabaseDirectory {tmp_path}/db\nForeground yes\nUser root\nLogFile {tmp_path}/log\n")
    (tmp_path / "thiduad.conf").write_text(f"[files]\nscanner = {path}\n")
    with open(tmp_path / "out", "wb") as out:
        clamd = subprocess.Popen(["clamd", "-c", str(tmp_path / "clamd.conf")], stdout=out, stderr=out)
    try:
        until(path.exists, seconds=60, what="clamd")
        time.sleep(0.2)
        (tmp_path / "one").mkdir()
        daemon = listening(tmp_path / "one", conf=tmp_path / "thiduad.conf", clock="2024-12-07T09:00")
        try:
            daemon.add({**steady.roster(), "tip": steady.tips("cat-bi", "2024-11", 1, 3)})
            assert attach(daemon, "anh.jpg", jpeg()).returncode == 0
            done = attach(daemon, "virus.jpg", jpeg() + EICAR)
            assert done.returncode == 1 and "có mã độc (Thidua.Test" in done.stderr, done.stderr
        finally:
            daemon.stop()
    finally:
        clamd.terminate()
        clamd.wait(20)
