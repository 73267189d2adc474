"""People with browsers: pages read and forms sent by TCP, each with a session of their own; the daemon is one that listens (phase.listening)."""
import re
import urllib.error

import phase
import sample_papers


def enter(daemon, name, role, *words):
    daemon.add_person(name, role, *words)
    daemon.cookies = {**getattr(daemon, "cookies", {}), name: daemon.sign_in(name)}


def office(folder):
    """Phase 1 with a paper of every kind, and whoever submits, decides and gives numbers; for a fixture."""
    running = phase.listening(folder, play=sample_papers.play_every_kind)
    try:
        for name, role in (("minh", "reviewer"), ("truong", "leader"), ("van", "clerk")):
            enter(running, name, role)
        yield running
        assert running.json("audit", "verify")
        assert running.stop() == 0
    finally:
        running.stop()


def get(daemon, path, name):
    """(status, head, bytes)"""
    try:
        with daemon.open(path, headers={"Cookie": daemon.cookies[name]}) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def send(daemon, command, name, files=(), **fields):
    """A form in parts, as a page sends it; (status, where it goes on or what the page says, without what is said while it is worked on)."""
    token = re.search(r'name="token" value="([0-9a-f]{64})"', get(daemon, "/records", name)[2].decode())[1]
    parts = [f'name="{key}"\r\n\r\n{value}'.encode() for key, value in {"token": token, **fields}.items()]
    parts += [f'name="files"; filename="{path}"\r\nContent-Type: text/html\r\n\r\n'.encode() + content for path, content in files]
    body = b"".join(b"--x\r\nContent-Disposition: form-data; " + part + b"\r\n" for part in parts) + b"--x--\r\n"
    headers = {"Cookie": daemon.cookies[name], "Content-Type": "multipart/form-data; boundary=x", "Origin": f"http://127.0.0.1:{daemon.port}"}
    try:
        with daemon.open(f"/do/{command}", headers=headers, data=body) as answer:
            return answer.status, answer.headers["Location"] or re.sub(r'<section class="working.*?</section>', "", answer.read().decode(), flags=re.DOTALL)
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
