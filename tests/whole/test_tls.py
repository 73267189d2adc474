"""TLS of the door's own: what it speaks, what it says when a certificate is wrong, a new one on HUP, and slow ones who keep nobody out."""
import http.client
import json
import os
import re
import resource
import signal
import socket
import ssl
import subprocess
import time
import urllib.parse

import pytest

from daemon import BUILD, PASSWORD, Daemon, free_port, until

NAME = "thidua.example.vn"
CA = """[ca]
default_ca = one
[one]
database = {0}/index
new_certs_dir = {0}
rand_serial = yes
default_md = sha256
policy = any
copy_extensions = copy
[any]
commonName = supplied
"""


def openssl(*words):
    done = subprocess.run(["openssl", *map(str, words)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def make(folder, name, names=f"DNS:{NAME},DNS:localhost,IP:127.0.0.1", days=90, key=("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256")):
    """A certificate that signs itself, and its key."""
    certificate, private = folder / f"{name}.pem", folder / f"{name}.key"
    openssl("req", "-x509", *key, "-nodes", "-keyout", private, "-out", certificate, "-days", days, "-subj", f"/CN={name}",
            *(("-addext", f"subjectAltName={names}") if names else ()))
    private.chmod(0o600)
    return certificate, private


def make_dated(folder, name, since, end):
    """The same with days of one's own: 20200101000000Z."""
    certificate, private = make(folder, name)
    (folder / "index").write_text("")
    (folder / "ca.cnf").write_text(CA.format(folder))
    openssl("req", "-new", "-key", private, "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{NAME}", "-out", folder / "request")
    openssl("ca", "-batch", "-config", folder / "ca.cnf", "-selfsign", "-keyfile", private, "-in", folder / "request", "-notext", "-out", certificate,
            "-startdate", since, "-enddate", end)
    return certificate, private


def conf(folder, port, certificate, key, *lines):
    text = "\n".join(["[http]", f"listen = 0.0.0.0:{port}", f"certificate = {certificate}", f"key = {key}", *lines])
    (folder / "thiduad.conf").write_text(text + "\n")
    return folder / "thiduad.conf"


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    folder, port = tmp_path_factory.mktemp("tls"), free_port()
    certificate, key = make(folder, "first")
    daemon = Daemon(folder, package=None, arguments=("--config", conf(folder, port, certificate, key, "head = 1", "idle = 5")))
    daemon.port, daemon.certificate = port, certificate
    try:
        daemon.add_person("lan", "administrator")
        yield daemon
    finally:
        assert daemon.stop() == 0


def trust(certificate):
    context = ssl.create_default_context(cafile=str(certificate))
    return context


def connect(daemon, context=None, name=NAME, source="127.0.0.1"):
    plain = socket.create_connection(("127.0.0.1", daemon.port), timeout=20, source_address=(source, 0))
    return (context or trust(daemon.certificate)).wrap_socket(plain, server_hostname=name)


def ask(daemon, path, fields=None, body=None, host=None, **headers):
    """(status, headers, text); names of headers with _ for -."""
    client = http.client.HTTPSConnection("127.0.0.1", daemon.port, timeout=20, context=trust(daemon.certificate))
    headers = {"Host": host or f"{NAME}:{daemon.port}", **{name.replace("_", "-"): value for name, value in headers.items()}}
    if fields is not None:
        body, headers["Content-Type"] = urllib.parse.urlencode(fields), "application/x-www-form-urlencoded"
    try:
        client.request("GET" if body is None else "POST", path, body, headers)
        answer = client.getresponse()
        return answer.status, answer.headers, answer.read().decode()
    finally:
        client.close()


# ---- what is spoken ----

def offer(version, ciphers="ALL:@SECLEVEL=0"):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.set_ciphers(ciphers)
    context.minimum_version = context.maximum_version = version
    return context


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion")
def test_versions_and_ciphers(daemon):
    for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
        with connect(daemon, offer(version)) as client:
            assert re.search("GCM|CHACHA20", client.cipher()[0])
    for context in (offer(ssl.TLSVersion.TLSv1), offer(ssl.TLSVersion.TLSv1_1), offer(ssl.TLSVersion.TLSv1_2, "ECDHE+AES:!AESGCM:!AESCCM:@SECLEVEL=0"),
                    offer(ssl.TLSVersion.TLSv1_2, "kRSA:@SECLEVEL=0")):
        with pytest.raises((ssl.SSLError, ConnectionResetError)) as refused, connect(daemon, context):
            pass
        assert "alert" in str(refused.value).lower(), refused.value


def test_sessions_are_not_resumed_and_nothing_is_negotiated_anew(daemon):
    context = offer(ssl.TLSVersion.TLSv1_2)
    with connect(daemon, context) as client:
        session = client.session
    with connect(daemon, context) as client:
        assert not session.has_ticket and not client.session_reused
    done = subprocess.run(["openssl", "s_client", "-connect", f"127.0.0.1:{daemon.port}", "-tls1_2", "-legacy_renegotiation"], input="R\n",
                          capture_output=True, text=True, timeout=20)
    assert "RENEGOTIATING" in done.stdout + done.stderr and re.search("no renegotiation|handshake failure", done.stderr), done.stderr


def test_plain_http_is_told_where_it_is(daemon):
    with socket.create_connection(("127.0.0.1", daemon.port), timeout=20) as client:
        client.sendall(f"GET / HTTP/1.1\r\nHost: {NAME}\r\n\r\n".encode())
        said = b""
        while piece := client.recv(4096):
            said += piece
    assert said.startswith(b"HTTP/1.1 400 ") and "hãy ghi https://".encode() in said


# ---- what is answered ----

def test_every_answer_asks_for_https_and_cookies_are_secure(daemon):
    for path, status in (("/healthz", 200), ("/login", 200), ("/", 303), ("/api/status", 401), ("/nothing", 404), ("/style.css", 200)):
        found, headers, _ = ask(daemon, path)
        assert found == status and headers["Strict-Transport-Security"] == "max-age=31536000", path
    status, headers, _ = ask(daemon, "/login", {"name": "lan", "password": PASSWORD})
    assert status == 303 and headers["Set-Cookie"].endswith("; HttpOnly; SameSite=Strict; Secure")


def test_forms_and_names(daemon):
    """By the names of the certificate, and with an Origin of https."""
    fields = {"name": "lan", "password": PASSWORD}
    for origin, status in ((f"https://{NAME}:{daemon.port}", 303), (f"http://{NAME}:{daemon.port}", 403), (f"https://{NAME}", 403)):
        assert ask(daemon, "/login", fields, Origin=origin)[0] == status, origin
    for host, status in ((NAME, 200), ("localhost", 200), ("127.0.0.1:1", 200), ("evil.com", 403), (f"x.{NAME}", 403)):
        assert ask(daemon, "/healthz", host=host)[0] == status, host
    status, headers, _ = ask(daemon, "/login", fields, X_Forwarded_Proto="http", X_Forwarded_Host="evil.com")
    assert status == 303 and headers["Set-Cookie"].endswith("; Secure")  # no proxy is named


def test_much_at_once_and_much_behind_each_other(daemon):
    token = daemon.reader()["Authorization"]
    administrator = daemon.json("tokens", "add", "lan", "--role", "administrator", "--until", "2099-12-31", "--note", "x")["token"]
    status, _, text = ask(daemon, "/api/contest/load", body=b"x" * 3_000_000, Authorization=f"Bearer {administrator}")
    assert status == 400 and "error" in json.loads(text)  # all of it came: it is no pack of files
    one = f"GET /openapi.json HTTP/1.1\r\nHost: localhost\r\nAuthorization: {token}\r\nX: {'x' * 9000}\r\n"
    with connect(daemon) as client:
        client.sendall((one + "\r\n").encode() * 30 + (one + "Connection: close\r\n\r\n").encode())  # more than is read ahead
        said = b""
        while piece := client.recv(65536):
            said += piece
    assert said.count(b"HTTP/1.1 200 OK") == 31 and len(said) > 31 * 100_000


# ---- slow ones ----

SILENT, HALF = b"", bytes.fromhex("1603010200010001fc0303")  # of a first message that says it has 512 bytes


def test_half_a_handshake_is_not_waited_for(daemon):
    began = time.monotonic()
    clients = [socket.create_connection(("127.0.0.1", daemon.port), timeout=20) for _ in range(3)]
    clients[1].sendall(HALF)
    clients[2] = trust(daemon.certificate).wrap_socket(clients[2], server_hostname=NAME)  # a whole one, and nothing behind it
    for client in clients:
        assert client.recv(100) == b""
        client.close()
    assert time.monotonic() - began > 0.9


def test_a_thousand_of_them_keep_nobody_out(daemon):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < 1400:
        pytest.skip(f"this machine gives a process {hard} descriptors")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 1400), hard))
    clients = []
    try:
        for number in range(1000):
            client = socket.create_connection(("127.0.0.1", daemon.port), timeout=20, source_address=(f"127.0.0.{10 + number % 40}", 0))
            client.sendall(HALF if number % 2 else SILENT)
            clients.append(client)
        for _ in range(10):
            with connect(daemon, source="127.0.0.200") as client:
                client.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                assert client.recv(100).startswith(b"HTTP/1.1 200 ")
    finally:
        for client in clients:
            client.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


# ---- the certificate ----

def presented(daemon):
    with connect(daemon, offer(ssl.TLSVersion.TLSv1_3)) as client:
        return client.getpeercert(binary_form=True)


def pem(certificate):
    return ssl.PEM_cert_to_DER_cert(certificate.read_text())


def reload(daemon, said):
    """HUP, until the log says so anew."""
    before = daemon.logged().count(said)
    daemon.process.send_signal(signal.SIGHUP)
    until(lambda: daemon.logged().count(said) > before, what=said)


def test_a_new_certificate_on_hup_and_a_bad_one_refused(daemon):
    folder = daemon.folder
    path, key = daemon.certificate, daemon.certificate.with_suffix(".key")
    old = presented(daemon)
    assert old == pem(path)
    second, second_key = make(folder, "second", key=("-newkey", "rsa:2048"))  # it takes its time, and who says nothing is not waited for
    with connect(daemon) as open_before:
        path.write_text(second.read_text())  # half a renewal: the key is still the old one's
        reload(daemon, "giữ thiết lập cũ")
        assert "không phải của chứng thư" in daemon.logged() and presented(daemon) == old
        key.write_text(second_key.read_text())
        reload(daemon, "đã đọc lại thiết lập")
        assert presented(daemon) == pem(path) != old
        path.write_text("-----BEGIN CERTIFICATE-----\n")
        reload(daemon, "giữ thiết lập cũ")
        assert presented(daemon) == pem(second)
        path.write_text(second.read_text())
        open_before.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        assert open_before.recv(100).startswith(b"HTTP/1.1 200 ")  # as it was begun
    assert ask(daemon, "/healthz")[0] == 200


def test_the_end_of_a_certificate_is_seen_before_it_comes(daemon):
    """In status and /healthz always, as a warning in its last month and when it is over."""
    status = daemon.json("status")
    assert status["certificate"]["days"] in (89, 90) and status["certificate"]["vi"] is None and NAME in status["certificate"]["names"]
    assert f"certificate until {status['certificate']['until']}, " in ask(daemon, "/healthz")[2]
    before = daemon.certificate.read_text(), daemon.certificate.with_suffix(".key").read_text()
    cases = ((make_dated(daemon.folder, "over", "20200101000000Z", "20210304000000Z"), "đã hết hạn ngày 2021-03-04"),
             (make_dated(daemon.folder, "early", "20980101000000Z", "20990101000000Z"), "đến ngày 2098-01-01 mới có hiệu lực"),
             (make(daemon.folder, "soon", days=10), "sẽ hết hạn ngày"), (make(daemon.folder, "nameless", names=None), "subjectAltName"))
    for (certificate, key), said in cases:
        daemon.certificate.write_text(certificate.read_text())
        daemon.certificate.with_suffix(".key").write_text(key.read_text())
        reload(daemon, said)
        status = daemon.json("status")
        assert said in status["certificate"]["vi"] and said in status["problems"][-1]["vi"]
    text = daemon.ctl("status")
    assert "Chứng thư TLS có hạn đến" in text and "subjectAltName" in text
    daemon.certificate.write_text(before[0])
    key = daemon.certificate.with_suffix(".key")
    key.write_text(before[1])
    key.chmod(0o644)
    reload(daemon, "ai trên máy cũng đọc được khóa này")
    key.chmod(0o600)


@pytest.mark.parametrize("what, says", [
    ("no file", "thidua-none.pem: cannot be read: No such file or directory; the user that thiduad runs as"),
    ("a folder", "no certificate that can be used"),
    ("no certificate", "it takes a PEM file that begins with -----BEGIN CERTIFICATE-----"),
    ("no key", "it takes a PEM file that begins with -----BEGIN PRIVATE KEY-----"),
    ("another's key", "this key does not belong to the certificate"),
    ("another kind of key", "this key does not belong to the certificate"),
    ("a key with a passphrase", "take it off: openssl pkey -in"),
    ("a weak key", "no certificate that can be used (ee key too small)"),
    ("the certificate alone", "[http] certificate and key go together"),
    ("no whole path", "“pem” is not taken; write: /etc/thidua/certificate.pem"),
])
def test_what_is_no_certificate_is_said_at_the_start(tmp_path, what, says):
    certificate, key = make(tmp_path, "good")
    garbage = tmp_path / "garbage"
    garbage.write_text("xin chào\n")
    if what == "a key with a passphrase":
        openssl("pkey", "-in", key, "-aes256", "-passout", "pass:x", "-out", tmp_path / "locked")
    lines = {"no file": (tmp_path / "thidua-none.pem", key), "a folder": (tmp_path, key), "no certificate": (garbage, key), "no key": (certificate, garbage),
             "another's key": (certificate, make(tmp_path, "other")[1]), "a key with a passphrase": (certificate, tmp_path / "locked"),
             "another kind of key": (certificate, make(tmp_path, "rsa", key=("-newkey", "rsa:2048"))[1]),
             "no whole path": ("pem", key), "the certificate alone": (certificate, key)}
    pair = make(tmp_path, "weak", key=("-newkey", "rsa:1024")) if what == "a weak key" else lines[what]
    path = conf(tmp_path, free_port(), *pair)
    if what == "the certificate alone":
        path.write_text(re.sub("key = .*\n", "", path.read_text()))
    done = subprocess.run([BUILD / "thiduad", "--state", tmp_path / "state", "--config", path], capture_output=True, text=True, timeout=20,
                          env={**os.environ, "THIDUA_LANG": "en"})
    assert done.returncode == 1 and says in done.stderr, done.stderr
    assert not (tmp_path / "state").exists()
