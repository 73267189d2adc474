"""The HTTP door against abuse: every class of hardening.md gets its documented answer, on a real daemon's sockets."""
import json
import os
import re
import resource
import socket
import threading
import time
from contextlib import contextmanager

import pytest

from daemon import connected, free_port, until

OK = "GET /api/status HTTP/1.1\r\nHost: localhost\r\n"


def head(*lines, first="GET /api/status HTTP/1.1", host="Host: localhost"):
    return "\r\n".join([first, *([host] if host else []), *lines]) + "\r\n\r\n"


POST = "POST /api/contest/load HTTP/1.1"
ABUSE = {  # name: (bytes, status); the connection is closed after each
    # the first line
    "no version": ("GET /api/status\r\nHost: localhost\r\n\r\n", 400),
    "HTTP/0.9": ("GET /api/status HTTP/0.9\r\nHost: localhost\r\n\r\n", 505),
    "HTTP/2.0": (head(first="GET /api/status HTTP/2.0"), 505),
    "HTTP/1.2": (head(first="GET /api/status HTTP/1.2"), 505),
    "HTTP/11.1": (head(first="GET /api/status HTTP/11.1"), 400),
    "lower case http": (head(first="GET /api/status http/1.1"), 400),
    "HTTPS": (head(first="GET /api/status HTTPS/1.1"), 400),
    "two blanks": (head(first="GET  /api/status HTTP/1.1"), 400),
    "two blanks behind": (head(first="GET /api/status  HTTP/1.1"), 400),
    "a tab for a blank": (head(first="GET\t/api/status\tHTTP/1.1"), 400),
    "a blank in front": (head(first=" GET /api/status HTTP/1.1"), 400),
    "a blank at the end": (head(first="GET /api/status HTTP/1.1 "), 400),
    "an empty line in front": ("\r\n" + head(), 400),
    "no method": (head(first=" /api/status HTTP/1.1"), 400),
    "a method of other letters": (head(first="G(T /api/status HTTP/1.1"), 400),
    "a method nobody knows": (head(first="BREW /api/status HTTP/1.1"), 405),
    "a lower case method": (head(first="get /api/status HTTP/1.1"), 405),
    "CONNECT": (head(first="CONNECT localhost:443 HTTP/1.1"), 400),
    "OPTIONS *": (head(first="OPTIONS * HTTP/1.1"), 400),
    "TRACE": (head(first="TRACE /api/status HTTP/1.1"), 405),
    "HEAD": (head(first="HEAD /api/status HTTP/1.1"), 405),
    "PUT": (head(first="PUT /api/status HTTP/1.1"), 405),
    # the target
    "another host by two slashes": (head(first="GET //evil.com/api/status HTTP/1.1"), 400),
    "an absolute address": (head(first="GET http://evil.com/api/status HTTP/1.1"), 400),
    "a path without a slash": (head(first="GET api/status HTTP/1.1"), 400),
    "dot segments": (head(first="GET /api/../api/status HTTP/1.1"), 404),
    "encoded dot segments": (head(first="GET /api/%2e%2e/api/status HTTP/1.1"), 404),
    "an encoded slash": (head(first="GET /api%2fstatus HTTP/1.1"), 404),
    "a backslash": (head(first="GET /api\\status HTTP/1.1"), 400),
    "a fragment": (head(first="GET /api/status#x HTTP/1.1"), 400),
    "NUL encoded": (head(first="GET /api/results?period=%00 HTTP/1.1"), 400),
    "half an encoding": (head(first="GET /api/results?period=%4 HTTP/1.1"), 400),
    "no hexadecimal": (head(first="GET /api/results?period=%zz HTTP/1.1"), 400),
    "no UTF-8": (head(first="GET /api/results?period=%ff%fe HTTP/1.1"), 400),
    "bytes over 127": ("GET /api/results?period=\u00ff HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
    "a parameter without a value": (head(first="GET /api/results?period HTTP/1.1"), 400),
    "a parameter without a name": (head(first="GET /api/results?=1 HTTP/1.1"), 400),
    "a parameter twice": (head(first="GET /api/results?period=contest&period=contest HTTP/1.1"), 400),
    "an unknown parameter": (head(first="GET /api/results?colour=red HTTP/1.1"), 400),
    "an address of 9 KiB": (head(first="GET /api/" + "a" * 9000 + " HTTP/1.1"), 414),
    # lines
    "bare LF": ("GET /api/status HTTP/1.1\nHost: localhost\n\n", 400),
    "one bare LF": ("GET /api/status HTTP/1.1\r\nHost: localhost\nX: y\r\n\r\n", 400),
    "bare CR": ("GET /api/status HTTP/1.1\rHost: localhost\r\r", 400),
    "CR inside a value": (head("X: a\rb"), 400),
    "NUL in a value": (head("X: a\0b"), 400),
    "NUL in the first line": (head(first="GET /api/sta\0tus HTTP/1.1"), 400),
    "DEL in a value": (head("X: a\x7fb"), 400),
    "a folded line": (head("X: a", " b"), 400),
    "a line folded by a tab": (head("X: a", "\tb"), 400),
    "the first field folded": ("GET /api/status HTTP/1.1\r\n Host: localhost\r\n\r\n", 400),
    "a blank before the colon": (head("X : a"), 400),
    "no colon": (head("X"), 400),
    "an empty name": (head(": a"), 400),
    "a name with a bracket": (head("X(y): a"), 400),
    "a name over 127": (head("Xé: a"), 400),
    "65 fields": (head(*[f"X{i}: a" for i in range(64)]), 431),
    "17 KiB of fields": (head(*[f"X{i}: {'a' * 1000}" for i in range(17)]), 431),
    "17 KiB without an end": ("GET /api/status HTTP/1.1\r\nX: " + "a" * 17000, 431),
    # Host
    "no Host": (head(host=None), 400),
    "two Hosts": (head("Host: localhost"), 400),
    "two Hosts that differ": (head("HOST: evil.com"), 400),
    "an empty Host": (head(host="Host:"), 400),
    "a Host with a path": (head(host="Host: localhost/x"), 400),
    "a Host with a name before @": (head(host="Host: a@localhost"), 400),
    # how long the body is
    "length of letters": (head("Content-Length: abc", first=POST), 400),
    "length with a plus": (head("Content-Length: +3", first=POST), 400),
    "length below nothing": (head("Content-Length: -3", first=POST), 400),
    "length in hexadecimal": (head("Content-Length: 0x3", first=POST), 400),
    "length with a blank": (head("Content-Length: 3 3", first=POST), 400),
    "a list of lengths": (head("Content-Length: 3, 3", first=POST), 400),
    "an empty length": (head("Content-Length:", first=POST), 400),
    "two lengths that differ": (head("Content-Length: 3", "Content-Length: 4", first=POST), 400),
    "two lengths that agree": (head("Content-Length: 3", "Content-Length: 3", first=POST), 400),
    "a length of twenty digits": (head("Content-Length: 18446744073709551617", first=POST), 400),
    "65 MiB announced": (head(f"Content-Length: {65 << 20}", first=POST), 413),
    "chunked": (head("Transfer-Encoding: chunked", first=POST) + "0\r\n\r\n", 411),
    "chunked, its size with a plus": (head("Transfer-Encoding: chunked", first=POST) + "+3\r\nabc\r\n0\r\n\r\n", 411),
    "chunked, its size in 0x": (head("Transfer-Encoding: chunked", first=POST) + "0x3\r\nabc\r\n0\r\n\r\n", 411),
    "chunked, its size over 64 bits": (head("Transfer-Encoding: chunked", first=POST) + "f" * 17 + "\r\nabc", 411),
    "chunked, ended by LF": (head("Transfer-Encoding: CHUNKED", first=POST) + "3\nabc\n0\n\n", 411),
    "chunked and a length": (head("Transfer-Encoding: chunked", "Content-Length: 3", first=POST), 400),
    "a blank before the colon of the coding": (head("Transfer-Encoding : chunked", first=POST), 400),
    "xchunked": (head("Transfer-Encoding: xchunked", first=POST), 501),
    "chunked, identity": (head("Transfer-Encoding: chunked, identity", first=POST), 501),
    "two codings": (head("Transfer-Encoding: chunked", "Transfer-Encoding: identity", first=POST), 400),
    "a coding in HTTP/1.0": (head("Transfer-Encoding: chunked", first="POST /api/contest/load HTTP/1.0"), 400),
    "a body where none is taken": (head("Content-Length: 3", first="GET /api/status HTTP/1.1") + "abc", 400),
    "a body that is no pack of files": (head("Content-Length: 3", first=POST) + "abc", 400),
    "expecting something else": (head("Expect: 200-ok", "Content-Length: 3", first=POST), 417),
    # what is asked for
    "no such address": (head(first="GET /nothing HTTP/1.1"), 404),
    "changing by GET": (head(first="GET /api/clock/advance?when=2030-01-01T00:00 HTTP/1.1"), 405),
}
BY_TCP = {  # on the TCP address only
    "another Host": (head(host="Host: evil.com"), 403),
    "a Host that begins like ours": (head(host="Host: localhost.evil.com"), 403),
    # nobody is known: nothing but the log-in, the state of health and the sheets of pages
    "a command": (head(first="GET /api/status HTTP/1.1"), 401),
    "changing": (head(first="POST /api/clock/advance?when=2030-01-01T00:00 HTTP/1.1"), 401),
    "posting a reading command": (head(first="POST /api/status HTTP/1.1"), 401),
    "the table of commands": (head(first="GET /api/commands HTTP/1.1"), 401),
    "its description": (head(first="GET /openapi.json HTTP/1.1"), 401),
    "figures for monitoring": (head(first="GET /metrics HTTP/1.1"), 401),
    "a token that is none": (head("Authorization: Bearer thidua_0", first="GET /api/status HTTP/1.1"), 401),
    "a password by the field of tokens": (head("Authorization: Basic cm9vdDo=", first="GET /api/status HTTP/1.1"), 401),
    "a session that is none": (head("Cookie: thidua_session=" + "0" * 64, first="GET /api/status HTTP/1.1"), 401),
    "65 KiB by nobody": (head(f"Content-Length: {65 << 10}", first="POST /api/import?type=tip HTTP/1.1"), 401),
}


@pytest.fixture(scope="module")
def doors(tmp_path_factory):
    """One daemon with short limits: connect("socket") or connect("tcp")."""
    from daemon import Daemon
    port = free_port()
    folder = tmp_path_factory.mktemp("http")
    (folder / "thiduad.conf").write_text(f"[http]\nlisten = 127.0.0.1:{port}\n"
                                         "head = 1\nbody = 1\nanswer = 1\nidle = 2\nconnections = 24\nper_peer = 20\n")
    daemon = Daemon(folder, package=None, arguments=("--config", folder / "thiduad.conf"))
    daemon.ready()

    def connect(door):
        if door == "tcp":
            return socket.create_connection(("127.0.0.1", port), timeout=20)
        return connected(daemon.state, 20)

    connect.daemon = daemon
    connect.token = f"Authorization: {daemon.reader()['Authorization']}\r\n"
    yield connect
    assert daemon.stop() == 0


def read_all(client):
    """Until the daemon closes."""
    said = b""
    while True:
        try:
            piece = client.recv(65536)
        except ConnectionResetError:
            break
        if not piece:
            break
        said += piece
    return said


def answers(said):
    """The answers in what was said: [(status, fields, body)…]."""
    found = []
    while said:
        top, _, said = said.partition(b"\r\n\r\n")
        lines = top.decode().split("\r\n")
        fields = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines[1:])}
        body, said = said[:int(fields["content-length"])], said[int(fields["content-length"]):]
        found.append((int(re.fullmatch(r"HTTP/1.1 (\d{3}) [A-Z].*", lines[0]).group(1)), fields, body))
    return found


def check_refused(doors, door, name, text, status):
    with doors(door) as client:
        client.sendall(text.encode() if name != "bytes over 127" else text.encode("latin-1"))
        found = answers(read_all(client))
    assert [answer[0] for answer in found] == [status], (door, name, found)
    _, fields, body = found[0]
    assert fields["connection"] == "close" and fields["x-content-type-options"] == "nosniff", (door, name)
    assert set(json.loads(body)["error"]) == {"vi", "en"}, (door, name)


def test_files_that_many_send_at_once_have_a_limit_together(doors):
    """256 MiB of all requests under way; a small one is taken all the same, and a large one when another is over."""
    def announce(length):
        client = doors("socket")
        client.sendall(head(f"Content-Length: {length}", "Expect: 100-continue", first=POST).encode())
        return client, client.recv(4096)

    held = [announce(64 << 20) for _ in range(4)]
    try:
        assert all(said.startswith(b"HTTP/1.1 100 ") for _, said in held), held
        refused, said = announce(2 << 20)
        assert said.startswith(b"HTTP/1.1 503 ") and "quá nhiều tệp".encode() in said + read_all(refused)
        small, said = announce(3)
        assert said.startswith(b"HTTP/1.1 100 ")
        refused.close(), small.close(), held[0][0].close()
        for _ in range(100):
            again, said = announce(2 << 20)
            again.close()
            if said.startswith(b"HTTP/1.1 100 "):
                return
            time.sleep(0.02)
        assert False, said
    finally:
        for client, _ in held:
            client.close()


@pytest.mark.parametrize("door", ["socket", "tcp"])
def test_abuse(doors, door):
    posted = {name for name, (text, _) in ABUSE.items() if text.startswith("POST /api/contest/load HTTP/1.1")}
    for name, (text, status) in ABUSE.items():
        if door == "tcp" and (name in posted and status == 413 or name == "a body that is no pack of files"):
            status = 403  # who only reads changes nothing, so nobody looks at the body
        if door == "tcp" and "\r\n\r\n" in text:  # somebody who may read
            text = text.replace("\r\n\r\n", "\r\n" + doors.token + "\r\n", 1)
            status = 431 if name == "65 fields" else status
        check_refused(doors, door, name, text, status)
    assert len(ABUSE) >= 59


def test_abuse_by_tcp(doors):
    for name, (text, status) in BY_TCP.items():
        check_refused(doors, "tcp", name, text, status)


def test_a_good_request_keeps_the_connection(doors):
    with doors("tcp") as client:
        for _ in range(3):
            client.sendall((OK + doors.token + "\r\n").encode())
            said = client.recv(65536)
            (status, fields, body), = answers(said)
            assert status == 200 and "connection" not in fields and json.loads(body)["version"]
        client.sendall((OK + doors.token + "Connection: keep-alive, close\r\n\r\n").encode())
        (status, fields, _), = answers(read_all(client))
        assert status == 200 and fields["connection"] == "close"


def test_http_1_0_ends_with_its_answer(doors):
    with doors("tcp") as client:
        client.sendall(("GET /api/status HTTP/1.0\r\nHost: localhost\r\n" + doors.token + "\r\n").encode())
        assert [answer[0] for answer in answers(read_all(client))] == [200]


@pytest.mark.parametrize("door", ["socket", "tcp"])
def test_pipelined_requests_are_answered_in_order(doors, door):
    with doors(door) as client:
        paths = ["/api/status", "/api/commands"] * 25
        client.sendall("".join(head(doors.token.strip(), first=f"GET {path} HTTP/1.1") for path in paths).encode()
                       + head(doors.token.strip(), "Connection: close").encode())
        found = answers(read_all(client))
    assert [answer[0] for answer in found] == [200] * 51
    for path, (_, _, body) in zip(paths, found):
        assert isinstance(json.loads(body), dict if path.endswith("status") else list)


def test_a_request_in_single_bytes(doors):
    with doors("socket") as client:
        for byte in (OK + "Connection: close\r\n\r\n").encode():
            client.sendall(bytes([byte]))
        assert [answer[0] for answer in answers(read_all(client))] == [200]


def test_a_refused_body_is_still_told_why(doors):
    """A client that goes on sending reads the refusal, not a reset."""
    with doors("socket") as client:
        client.sendall(head(f"Content-Length: {65 << 20}", first=POST).encode())
        try:
            for _ in range(64):
                client.sendall(b"x" * 65536)
        except (BrokenPipeError, ConnectionResetError):
            pass
        assert answers(read_all(client))[0][0] == 413


def test_100_continue(doors):
    with doors("socket") as client:
        client.sendall(head("Content-Length: 3", "Expect: 100-continue", first=POST).encode())
        assert client.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        client.sendall(b"abc")
        assert answers(read_all(client))[0][0] == 400


def test_slow_ones_are_ended(doors):
    """Head, body and idleness have an end of their own, whatever still trickles in."""
    silent, slow_head, slow_body, idle = (doors("tcp"), doors("socket"), doors("socket"), doors("tcp"))
    slow_head.sendall(b"GET /api/st")
    slow_body.sendall(head("Content-Length: 100000", first=POST).encode())
    idle.sendall((OK + doors.token + "\r\n").encode())
    assert answers(idle.recv(65536))[0][0] == 200
    try:
        for _ in range(60):  # a byte now and then does not help
            slow_head.sendall(b"a")
            slow_body.sendall(b"a")
            time.sleep(0.05)
    except (BrokenPipeError, ConnectionResetError):
        pass
    assert read_all(silent) == b"" and read_all(idle) == b""
    assert [answer[0] for answer in answers(read_all(slow_head))] == [408]
    assert [answer[0] for answer in answers(read_all(slow_body))] == [408]
    for client in (silent, slow_head, slow_body, idle):
        client.close()


def test_one_door_full_leaves_the_other_open(doors):
    """One address takes all the places it may: the next one costs it the connection that has waited longest."""
    clients = [doors("tcp") for _ in range(20)]
    time.sleep(0.3)
    with doors("tcp") as late:
        late.sendall((OK + doors.token + "Connection: close\r\n\r\n").encode())
        assert answers(read_all(late))[0][0] == 200
    assert read_all(clients[0]) == b""  # it went, and said nothing
    assert doors.daemon.json("status")["version"]  # the socket is another door
    for client in clients:
        client.close()


def test_where_nobody_can_go_the_newcomer_is_sent_away(doors):
    """Who sends a body is at work: nobody's place."""
    clients = [doors("socket") for _ in range(20)]
    for client in clients:
        client.sendall(head("Content-Length: 3", first=POST).encode())
    time.sleep(0.3)
    with doors("socket") as late:
        assert answers(late.recv(65536))[0][0] == 503
    for client in clients:
        client.close()


# ---- who asks ----

NOBODY = 65534
needs_root = pytest.mark.skipif(os.getuid() != 0, reason="only root may ask as somebody else")


@contextmanager
def as_nobody(daemon):
    """connect() by the folder's own name: the folders above it are pytest's, for root only."""
    before = os.getcwd()
    os.chdir(daemon.state)
    os.seteuid(NOBODY)
    try:
        yield connect_here
    finally:
        os.seteuid(0)
        os.chdir(before)


def connect_here():
    client = socket.socket(socket.AF_UNIX)
    client.settimeout(20)
    client.connect("thidua.sock")
    return client


def status_of(client, first):
    client.sendall(head("Connection: close", first=first).encode())
    return answers(read_all(client))[0][0]


@needs_root
def test_the_kernel_says_who_asks(doors):
    """Another user has nothing without an account, with an auditor's it reads and changes nothing, whatever it says of itself."""
    for words in ("GET /api/status", "GET /", "GET /metrics", "POST /api/evaluate?period=2024-11"):
        with as_nobody(doors.daemon) as connect, connect() as client:
            assert status_of(client, f"{words} HTTP/1.1") == 403, words
    doors.daemon.ctl("people", "add", "ky", "--full-name", "Phạm Văn Kỳ", "--role", "auditor", "--unix", NOBODY)
    with as_nobody(doors.daemon) as connect:
        with connect() as client:
            assert status_of(client, "GET /api/status HTTP/1.1") == 200
        for words in ("evaluate?period=2024-11", "rules/propose?reason=x", "clock/advance?when=2030-01-01T00:00"):
            with connect() as client:
                assert status_of(client, f"POST /api/{words} HTTP/1.1") == 403, words
        with connect() as client:
            client.sendall(head("X-Uid: 0", "Authorization: Basic cm9vdDo=", "Connection: close", first="POST /api/evaluate?period=2024-11 HTTP/1.1").encode())
            assert answers(read_all(client))[0][0] == 403
    with doors("socket") as client:  # the same words by an administrator: refused by the command, not at the door
        assert status_of(client, "POST /api/evaluate?period=2024-11 HTTP/1.1") in (200, 400)


@needs_root
def test_one_user_does_not_shut_out_another(doors):
    clients = []
    with as_nobody(doors.daemon) as connect:
        clients = [connect() for _ in range(20)]
        with connect() as late:  # its own oldest one goes for it
            assert status_of(late, "GET /api/status HTTP/1.1") in (200, 403)
    assert read_all(clients[0]) == b""
    with doors("socket") as client:
        assert status_of(client, "GET /api/status HTTP/1.1") == 200
    for client in clients:
        client.close()


# ---- what there is only so much of ----

def test_who_does_not_take_an_answer_is_left(doors):
    """Answers that nobody reads are not kept: one second, then the connection is closed."""
    with doors("socket") as client:
        client.sendall(head(first="GET /openapi.json HTTP/1.1").encode() * 100)
        time.sleep(3)
        said = read_all(client)
    assert said.startswith(b"HTTP/1.1 200 OK") and said.count(b"HTTP/1.1 200 OK") < 100


@contextmanager
def crowded(folder, port, descriptors):
    """A daemon that would take any number of connections, with so many descriptors."""
    from daemon import Daemon
    (folder / "thiduad.conf").write_text(f"[http]\nlisten = 127.0.0.1:{port}\nconnections = 10000\nper_peer = 10000\nhead = 60\n")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, hard))
    try:
        daemon = Daemon(folder, arguments=("--config", folder / "thiduad.conf"))
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    try:
        yield daemon
    finally:
        assert daemon.stop() == 0


@contextmanager
def many_descriptors(count):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < count:
        pytest.skip(f"this machine gives a process {hard} descriptors")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, count), hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def is_closed(client):
    client.setblocking(False)
    try:
        return client.recv(100, socket.MSG_PEEK) == b""
    except BlockingIOError:
        return False


def test_a_thousand_idle_connections_leave_the_socket_and_the_work(tmp_path):
    """1,010 of them once took every descriptor, and thiduactl was shut out."""
    port = free_port()
    with many_descriptors(1400), crowded(tmp_path, port, 512) as daemon:
        clients = [socket.create_connection(("127.0.0.1", port), timeout=20) for _ in range(1010)]
        time.sleep(0.5)
        assert daemon.json("status")["version"]
        daemon.ctl("evaluate", "2024-11")  # workers and files have descriptors
        # each newcomer cost the one that had waited longest its place; the kernel brings some of so many a second later
        until(lambda: sum(map(is_closed, clients)) == 1010 - (512 - 128) // 2, what="the places of those who waited longest")
        for client in clients:
            client.close()
        deadline = time.monotonic() + 20
        while True:  # the places are free again
            with socket.create_connection(("127.0.0.1", port), timeout=20) as again:
                if status_of(again, "GET /healthz HTTP/1.1") == 200:
                    break
            assert time.monotonic() < deadline
    assert len(daemon.log.read_text().splitlines()) < 20


def test_a_start_that_is_refused_lets_nobody_in(tmp_path):
    """Who waits at the address meanwhile is not taken in by a daemon without its parts: it ended by a signal, one time in three."""
    port, ending = free_port(), threading.Event()
    from daemon import PACKAGE, Daemon
    daemon = Daemon(tmp_path, package=None, arguments=("--listen", f"127.0.0.1:{port}")).load(PACKAGE)
    daemon.kill()
    (tmp_path / "state" / "thidua.db-wal").unlink()  # acknowledged changes are gone

    def knock():
        while not ending.is_set():
            try:
                with socket.create_connection(("127.0.0.1", port), timeout=5) as client:
                    client.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    client.recv(100)
            except OSError:
                pass

    threads = [threading.Thread(target=knock) for _ in range(4)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(12):
            daemon.start()
            process, daemon.process = daemon.process, None
            assert process.wait(20) == 1, daemon.logged()
    finally:
        ending.set()
        for thread in threads:
            thread.join()
    assert daemon.logged().count("thiếu thay đổi đã được xác nhận") == 12


ATTACKERS, SLOW = [f"127.0.0.{number}" for number in range(10, 50)], 1000
GOOD = "127.0.0.200"


def connect_from(address, port):
    return socket.create_connection(("127.0.0.1", port), timeout=20, source_address=(address, 0))


def test_a_thousand_slow_clients_keep_nobody_out(tmp_path):
    """From 40 addresses, each byte of a head as late as it may be, come again as soon as they are closed: they shut a good one out 569 times of 570."""
    port = free_port()
    (tmp_path / "thiduad.conf").write_text(f"[http]\nlisten = 127.0.0.1:{port}\n")
    from daemon import Daemon
    with many_descriptors(2400):
        daemon = Daemon(tmp_path, package=None, arguments=("--config", tmp_path / "thiduad.conf"))
        token = daemon.reader()["Authorization"]
        slow, statuses, ending = [], [], threading.Event()

        def attack(number):
            mine = []
            while not ending.is_set():
                while len(mine) < SLOW // 4:
                    client = connect_from(ATTACKERS[len(mine) % len(ATTACKERS)], port)
                    client.setblocking(False)
                    client.send(b"GET /login HTTP/1.1\r\nHost: localhost\r\nX: ")
                    mine.append(client)
                for client in list(mine):
                    try:
                        client.send(b"x")
                        if client.recv(100) == b"":
                            raise ConnectionResetError
                    except BlockingIOError:
                        pass
                    except OSError:
                        client.close()
                        mine.remove(client)
                ending.wait(0.05)
            slow.extend(mine)

        def ask(times):
            for _ in range(times):
                with connect_from(GOOD, port) as client:
                    client.sendall(head(f"Authorization: {token}", "Connection: close").encode())
                    statuses.append(answers(read_all(client))[0][0])

        threads = [threading.Thread(target=attack, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        try:
            time.sleep(1.5)
            ask(400)
            login = []
            for _ in range(5):
                with connect_from(GOOD, port) as client:
                    client.sendall(head("Connection: close", first="GET /login HTTP/1.1").encode())
                    login.append(answers(read_all(client))[0][0])
        finally:
            ending.set()
            for thread in threads:
                thread.join()
            for client in slow:
                client.close()
            assert daemon.stop() == 0
    assert statuses == [200] * 400 and login == [200] * 5


def test_a_body_that_trickles_is_not_waited_for(tmp_path):
    """Below 1 KiB a second, though each byte comes in time; one that is fast enough is waited for longer than that."""
    port = free_port()
    (tmp_path / "thiduad.conf").write_text(f"[http]\nlisten = 127.0.0.1:{port}\nslow = 1\nbody = 60\n")
    from daemon import Daemon
    daemon = Daemon(tmp_path, package=None, arguments=("--config", tmp_path / "thiduad.conf"))

    def send(piece, seconds):
        """The status after so many seconds of a piece ten times a second, None: it is still waited for."""
        with connected(daemon.state, 20) as client:
            client.sendall(head("Content-Length: 1000000", first=POST).encode())
            client.setblocking(False)
            end = time.monotonic() + seconds
            while time.monotonic() < end:
                try:
                    client.send(piece)
                    said = client.recv(1000)
                    return int(said.split()[1])
                except BlockingIOError:
                    time.sleep(0.1)
                except (BrokenPipeError, ConnectionResetError):
                    return 408
        return None

    try:
        daemon.ready()
        assert send(b"x" * 20, 10) == 408
        assert send(b"x" * 1000, 3.5) is None
    finally:
        assert daemon.stop() == 0


def test_out_of_descriptors_it_rests_and_says_so_once(tmp_path):
    port = free_port()
    with crowded(tmp_path, port, 512) as daemon:
        daemon.ready()
        time.sleep(0.5)  # so that nothing of the start is given back any more
        pid = daemon.process.pid
        soft, hard = resource.prlimit(pid, resource.RLIMIT_NOFILE)
        used = max(int(name) for name in os.listdir(f"/proc/{pid}/fd")) + 1
        resource.prlimit(pid, resource.RLIMIT_NOFILE, (used, hard))
        taken = [socket.create_connection(("127.0.0.1", port), timeout=20) for _ in range(used)]  # what is free below, and more
        time.sleep(3.2)
        assert daemon.log.read_text().count("accept:") == 1
        with open(f"/proc/{pid}/stat") as stat:
            before = sum(int(ticks) for ticks in stat.read().rsplit(")", 1)[1].split()[11:13])
        time.sleep(1)
        with open(f"/proc/{pid}/stat") as stat:
            after = sum(int(ticks) for ticks in stat.read().rsplit(")", 1)[1].split()[11:13])
        assert after - before < 0.3 * os.sysconf("SC_CLK_TCK"), "it does not rest"
        resource.prlimit(pid, resource.RLIMIT_NOFILE, (soft, hard))
        assert daemon.json("status")["version"]
        for client in taken:
            client.close()
