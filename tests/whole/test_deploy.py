"""docs/deploy as it is written: its commands and files make a machine that people of an office, and a real nginx, reach. What it does with systemd
is tried by make check-deb (tests/package)."""
import http.client
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import urllib.parse

import pytest

from daemon import BUILD, PASSWORD, SOURCE, Daemon, free_port, until

NAME = "thidua.example.vn"
BLOCK = re.compile(r"^```(\w+)(?: ([\w-]+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(language):
    return BLOCK.findall((SOURCE / f"docs/deploy.{language}.md").read_text())


WRITTEN = {name: text for _, name, text in blocks("en") if name}


def here(text, folder, ports=None):
    """What is written, with this folder for the machine's, no users, and other ports."""
    for path in ("/root/thidua-ca", "/etc/thidua", "/etc/nginx", "/var/backups/thidua"):
        text = text.replace(path, str(folder / path.split("/")[-1]))
    text = re.sub(r" -o \w+ -g \w+", "", text)
    for written, port in (ports or {}).items():
        text = re.sub(rf"\b{written}\b", str(port), text)
    return text


def run(folder, name, daemon=None, **environment):
    text = here(WRITTEN[name], folder)
    if daemon:
        text = text.replace("systemctl reload thiduad", f"kill -HUP {daemon.process.pid}").replace("thiduactl", " ".join(daemon.command()))
    for made in ("thidua", "nginx"):
        (folder / made).mkdir(exist_ok=True)
    done = subprocess.run(["sh", "-e", "-c", text], cwd=folder, capture_output=True, text=True, timeout=60, env={**os.environ, **environment})
    assert done.returncode == 0, f"{name}: {done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Where the authority of one's own and its first certificate are."""
    folder = tmp_path_factory.mktemp("deploy")
    run(folder, "certificate")
    return folder


@pytest.fixture(scope="module")
def daemon(folder):
    """Behind nginx, in the clear."""
    port = free_port()
    (folder / "thidua/thiduad.conf").write_text(here(WRITTEN["behind"], folder, {8799: port}))
    daemon = Daemon(folder, arguments=("--config", folder / "thidua/thiduad.conf"))
    daemon.port = port
    try:
        daemon.add_person("lan", "administrator")
        yield daemon
    finally:
        assert daemon.stop() == 0


def connect(folder, port, source="127.0.0.1"):
    """As a browser of the office, which knows the authority and the name."""
    context = ssl.create_default_context(cafile=str(folder / "thidua-ca/ca.pem"))
    plain = socket.create_connection(("127.0.0.1", port), timeout=20, source_address=(source, 0))
    client = http.client.HTTPConnection(NAME, port, timeout=20)
    client.sock = context.wrap_socket(plain, server_hostname=NAME)
    return client


def ask(folder, port, path, body=None, source="127.0.0.1", **headers):
    client = connect(folder, port, source)
    headers = {"Host": f"{NAME}:{port}", **{name.replace("_", "-"): value for name, value in headers.items()}}
    if isinstance(body, dict):
        body, headers["Content-Type"] = urllib.parse.urlencode(body), "application/x-www-form-urlencoded"
    client.request("GET" if body is None else "POST", path, body, headers)
    answer = client.getresponse()
    said = answer.status, answer.headers, answer.read().decode()
    client.close()
    return said


def test_both_languages_say_the_same():
    assert blocks("vi") == blocks("en") and len(WRITTEN) == 12
    for language, other in (("vi", "en"), ("en", "vi")):
        text = (SOURCE / f"docs/deploy.{language}.md").read_text()
        assert f"deploy.{other}.md" in text and text.count("\n## ") == 8


def test_one_machine_in_an_office(folder, tmp_path):
    port = free_port()
    conf = tmp_path / "thiduad.conf"
    conf.write_text(here(WRITTEN["office"], folder, {8443: port}))
    run(folder, "request")
    daemon = Daemon(tmp_path, package=None, arguments=("--config", conf))
    try:
        daemon.ready()
        status, headers, text = ask(folder, port, "/healthz")
        assert status == 200 and "certificate until" in text and headers["Strict-Transport-Security"]
        certificate = folder / "thidua/certificate.pem"
        before, reloaded = certificate.read_text(), lambda times: until(lambda: daemon.logged().count("đã đọc lại thiết lập") == times)
        assert "Chứng thư TLS" in run(folder, "renew", daemon)
        assert certificate.read_text() != before
        reloaded(1)
        assert ask(folder, port, "/healthz")[0] == 200
        lineage = tmp_path / "lineage"
        lineage.mkdir()
        shutil.copy(folder / "thidua-ca/thidua.pem", lineage / "fullchain.pem")
        shutil.copy(folder / "thidua-ca/thidua.key", lineage / "privkey.pem")
        run(folder, "hook", daemon, RENEWED_LINEAGE=str(lineage))
        reloaded(2)
        assert ask(folder, port, "/healthz")[0] == 200
        run(folder, "backup", daemon)
        assert sorted(path.suffix for path in (folder / "thidua").parent.glob("thidua/*.db*")) == [".db", ".db-accounts"]
    finally:
        assert daemon.stop() == 0


@pytest.fixture(scope="module")
def nginx(folder, daemon):
    """The port of https, and of http."""
    if not shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin"):
        pytest.skip("no nginx")
    https, plain = free_port(), free_port()
    shutil.copy(folder / "thidua-ca/thidua.pem", folder / "nginx/thidua.pem")
    shutil.copy(folder / "thidua-ca/thidua.key", folder / "nginx/thidua.key")
    site = re.sub(r"^ +listen \[::\].*\n", "", here(WRITTEN["front"], folder, {8799: daemon.port}), flags=re.MULTILINE)
    site = site.replace("listen 443 ", f"listen 127.0.0.1:{https} ").replace("listen 80;", f"listen 127.0.0.1:{plain};")
    (folder / "nginx.conf").write_text(f"daemon off; master_process off; pid {folder}/pid; error_log stderr;\nevents {{}}\n"
                                       f"http {{ access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;\n"
                                       f"fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;\n{site}}}\n")
    with open(folder / "nginx.log", "wb") as log:
        process = subprocess.Popen([shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin"), "-p", folder, "-c", folder / "nginx.conf"],
                                   stdout=log, stderr=log)

    def listens():
        assert process.poll() is None, (folder / "nginx.log").read_text()
        with socket.socket() as client:
            return client.connect_ex(("127.0.0.1", https)) == 0
    try:
        until(listens, what="nginx")
        yield https, plain
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def test_nginx_in_front(folder, daemon, nginx):
    https, plain = nginx
    fields, browser = {"name": "lan", "password": PASSWORD}, "127.0.0.5"
    ours = {"Origin": f"https://{NAME}:{https}", "Sec_Fetch_Site": "same-origin"}
    status, headers, _ = ask(folder, https, "/login", fields, browser, **ours)
    assert status == 303 and headers["Set-Cookie"].endswith("; Secure") and headers["Location"] == "/"
    assert headers.get_all("Strict-Transport-Security") == ["max-age=31536000"]
    cookie = headers["Set-Cookie"].split(";")[0]
    status, headers, text = ask(folder, https, "/schedule", source=browser, Cookie=cookie)
    assert status == 200 and headers["Cache-Control"] == "private, no-store"
    assert [row["address"] for row in daemon.json("sessions", "list")] == [browser]
    assert ask(folder, https, "/login", fields, browser, Origin="https://evil.com")[0] == 403
    ask(folder, https, "/login", {**fields, "password": "sai"}, browser, X_Forwarded_For="203.0.113.7")
    assert f"từ chối đăng nhập từ {browser}" in daemon.logged() and "203.0.113.7" not in daemon.logged()
    token = daemon.json("tokens", "add", "lan", "--role", "administrator", "--until", "2099-12-31", "--note", "x")["token"]
    assert ask(folder, https, "/api/contest/load", b"x" * 3_000_000, Authorization=f"Bearer {token}")[0] == 400  # it came, and is no pack of files
    client = http.client.HTTPConnection("127.0.0.1", plain, timeout=20)
    client.request("GET", "/unit?subject=cat-bi", headers={"Host": NAME})
    answer = client.getresponse()
    assert answer.status == 301 and answer.headers["Location"] == f"https://{NAME}/unit?subject=cat-bi"
    client.close()


def test_nginx_by_http_2(folder, daemon, nginx):
    """The host comes as :authority there."""
    if "HTTP2" not in subprocess.run(["curl", "--version"], capture_output=True, text=True).stdout:
        pytest.skip("no curl that speaks it")
    https, _ = nginx
    done = subprocess.run(["curl", "-s", "-i", "--http2", "--cacert", folder / "thidua-ca/ca.pem", "--resolve", f"{NAME}:{https}:127.0.0.1",
                           "-H", f"Origin: https://{NAME}:{https}", "-d", f"name=lan&password={urllib.parse.quote(PASSWORD)}",
                           f"https://{NAME}:{https}/login"], capture_output=True, text=True, timeout=20)
    assert done.stdout.startswith("HTTP/2 303") and "; Secure" in done.stdout, done.stdout
