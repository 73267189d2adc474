"""Behind a proxy that thiduad.conf names: what it says of its clients is believed, of nobody else; who comes unencrypted from another machine
is not let in."""
import http.client
import json
import re
import socket
import subprocess
import urllib.parse

import pytest

from daemon import BUILD, PASSWORD, Daemon, free_port

PROXY, OTHER = "127.0.0.2", "127.0.0.3"  # two machines, as far as the daemon can tell
NAME = "thidua.example.vn"


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    folder = tmp_path_factory.mktemp("proxy")
    port = free_port()
    (folder / "thiduad.conf").write_text(f"[http]\nlisten = 0.0.0.0:{port}\nnames = {NAME}\nproxy = {PROXY}\nper_peer = 3\nconnections = 12\n")
    daemon = Daemon(folder, arguments=("--config", folder / "thiduad.conf"))
    daemon.port = port
    try:
        daemon.add_person("lan", "administrator")
        yield daemon
    finally:
        assert daemon.stop() == 0


def ask(daemon, path, peer=PROXY, fields=None, host=f"{NAME}", **headers):
    """(status, headers, text) of a request that comes from this address; names of headers with _ for -."""
    client = http.client.HTTPConnection("127.0.0.1", daemon.port, timeout=20, source_address=(peer, 0))
    try:
        headers = {"Host": host, "Connection": "close", **{name.replace("_", "-"): value for name, value in headers.items()}}
        body = None
        if fields is not None:
            body, headers["Content-Type"] = urllib.parse.urlencode(fields), "application/x-www-form-urlencoded"
        client.request("GET" if fields is None else "POST", path, body, headers)
        answer = client.getresponse()
        return answer.status, answer.headers, answer.read().decode()
    finally:
        client.close()


def sign_in(daemon, password=PASSWORD, name="lan", **rest):
    return ask(daemon, "/login", fields={"name": name, "password": password}, **rest)


def test_secure_cookies_as_the_proxy_says(daemon):
    cases = ((PROXY, "https", True), (PROXY, "http", False), (PROXY, None, False), (OTHER, "https", False))
    for peer, proto, secure in cases:
        status, headers, _ = sign_in(daemon, peer=peer, **({"X_Forwarded_Proto": proto} if proto else {}))
        assert status == 303 and headers["Set-Cookie"].endswith("; Secure") == secure, (peer, proto)


def test_forms_come_from_the_page_that_the_browser_sees(daemon):
    """Origin is compared with the host and scheme that the browser asked for, not with those of the proxy's own request."""
    behind = {"host": f"127.0.0.1:{daemon.port}", "X_Forwarded_Host": NAME, "X_Forwarded_Proto": "https", "Sec_Fetch_Site": "same-origin"}
    for origin, status in ((f"https://{NAME}", 303), (f"http://{NAME}", 403), ("https://evil.com", 403), (f"http://127.0.0.1:{daemon.port}", 403)):
        assert sign_in(daemon, Origin=origin, **behind)[0] == status, origin
    assert sign_in(daemon, peer=OTHER, Origin=f"https://{NAME}", **behind)[0] == 403
    assert sign_in(daemon, peer=OTHER, Origin=f"http://127.0.0.1:{daemon.port}", **behind)[0] == 303
    cookie = sign_in(daemon, Origin=f"https://{NAME}", **behind)[1]["Set-Cookie"].split(";")[0]
    token = re.search(r'name="token" value="([0-9a-f]{64})"', ask(daemon, "/schedule", Cookie=cookie, **behind)[2]).group(1)
    fields = {"token": token, "next": "/schedule", "number": "999", "password": PASSWORD}
    assert ask(daemon, "/do/sessions/end", fields=fields, Cookie=cookie, Origin="https://evil.com", **behind)[0] == 403
    status, _, text = ask(daemon, "/do/sessions/end", fields=fields, Cookie=cookie, Origin=f"https://{NAME}", **behind)
    assert status == 400 and "999" in text  # the command was asked: there is no such session


def test_only_this_machine_s_names(daemon):
    for given, status in (({"host": NAME}, 200), ({"host": f"{NAME}:443"}, 200), ({"host": "localhost"}, 200), ({"host": "evil.com"}, 403),
                          ({"X_Forwarded_Host": "evil.com"}, 403), ({"X_Forwarded_Host": "evil.com", "peer": OTHER}, 200)):
        found, _, text = ask(daemon, "/healthz", **given)
        assert found == status, given
        assert status == 200 or "[http] names" in text


def test_the_browser_s_address_is_the_one_that_counts(daemon):
    """Sessions and failures (twenty an address: test_login.py) are those of the address that the proxy saw; a stranger's own word counts nothing."""
    assert sign_in(daemon, X_Forwarded_For="198.51.100.1, 203.0.113.7")[0] == 303
    assert sign_in(daemon, peer=OTHER, X_Forwarded_For="203.0.113.8")[0] == 303
    addresses = [row["address"] for row in daemon.json("sessions", "list")]
    assert "203.0.113.7" in addresses and OTHER in addresses and not {"198.51.100.1", "203.0.113.8"} & set(addresses)
    assert sign_in(daemon, "sai", X_Forwarded_For="203.0.113.9")[0] == sign_in(daemon, "sai", peer=OTHER, X_Forwarded_For="203.0.113.10")[0] == 403
    refused = [line for line in daemon.logged().splitlines() if "từ chối đăng nhập" in line]
    assert "203.0.113.9" in refused[-2] and OTHER in refused[-1] and "203.0.113.10" not in refused[-1]


def working(daemon, peer):
    """A connection whose request is under way: it does not go for another."""
    client = socket.create_connection(("127.0.0.1", daemon.port), timeout=20, source_address=(peer, 0))
    client.sendall(f"POST /login HTTP/1.1\r\nHost: {NAME}\r\nContent-Length: 1000\r\nExpect: 100-continue\r\n\r\n".encode())
    assert client.recv(100).startswith(b"HTTP/1.1 100 ")
    return client


def test_a_proxy_holds_more_than_one_person_s_places(daemon):
    for peer, count, status in ((PROXY, 8, 200), (OTHER, 3, 503)):
        clients = [working(daemon, peer) for _ in range(count)]
        assert ask(daemon, "/healthz", peer=peer)[0] == status
        for client in clients:
            client.close()


def own_address():
    """An address of this machine by which others reach it; None where there is no network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return None
        found = probe.getsockname()[0]
    return None if found.startswith("127.") else found


@pytest.mark.skipif(not own_address(), reason="this machine has no address but its own")
def test_who_comes_from_elsewhere_unencrypted_is_sent_away(daemon):
    with socket.create_connection((own_address(), daemon.port), timeout=20) as client:
        said = client.recv(65536).decode()
    assert said.startswith("HTTP/1.1 403 ") and "[http] proxy" in json.loads(said.partition("\r\n\r\n")[2])["error"]["en"]
    assert ask(daemon, "/healthz")[0] == 200


def test_no_door_to_other_machines_without_encryption(tmp_path):
    for address in ("0.0.0.0:8799", "[::]:8799", "192.0.2.1:8799"):
        done = subprocess.run([BUILD / "thiduad", "--state", tmp_path / "state", "--listen", address], capture_output=True, text=True, timeout=20,
                              env={"THIDUA_LANG": "en"})
        assert done.returncode == 1 and address in done.stderr and "[http] proxy" in done.stderr, done.stderr
