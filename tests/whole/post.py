"""What stands at the other end of the wire: a mail server (aiosmtpd), a web server for hooks; and the daemon's channels.ini."""
import email
import email.policy
import hashlib
import hmac
import http.server
import json
import shutil
import ssl
import threading

from daemon import BUILD, PACKAGE, free_port

PLUGINS = BUILD / "plugins"
LINK = "https://thidua.example.vn"


def configure(folder, *more):
    """thiduad.conf of a daemon whose set clock sends; where the notifiers are gathered in one folder."""
    shelf = folder / "notifiers"
    shelf.mkdir(exist_ok=True)
    for name in ("mail/smtp", "mail/file", "webhook/webhook"):
        target = shelf / f"{name.split('/')[1]}.so"
        if not target.exists():
            target.write_bytes((PLUGINS / f"{name}.so").read_bytes())
    config = folder / "thiduad.conf"
    config.write_text("\n".join([f"[messages]\nlink = {LINK}\nset_clock = yes\ngather = 0", *more, f"[plugins]\nfolder = {shelf}\n"]))
    return config


def at_once(folder):
    """The package with routes that gather no day: what the wire does is seen when it happens."""
    package = shutil.copytree(PACKAGE, folder / "at-once")
    routes = package / "routes.ini"
    routes.write_text("".join(line for line in routes.read_text().splitlines(keepends=True) if not line.startswith("group")))
    return package


def channels(daemon, text, mode=0o600):
    path = daemon.state / "channels.ini"
    path.write_text(text)
    path.chmod(mode)


class Mails:
    """Takes mails; `answers` are the SMTP answers to give first instead, `hold` an event that DATA waits for."""

    def __init__(self, **options):
        from aiosmtpd.controller import Controller
        self.got, self.answers, self.hold, self.arrived = [], [], None, threading.Event()
        self.server = Controller(self, hostname="127.0.0.1", port=free_port(), **options)
        self.server.start()
        self.port = self.server.port

    async def handle_DATA(self, server, session, envelope):
        import asyncio
        self.got.append((envelope.rcpt_tos, email.message_from_bytes(envelope.content, policy=email.policy.default)))
        self.arrived.set()
        while self.hold and not self.hold.is_set():
            await asyncio.sleep(0.02)
        return self.answers.pop(0) if self.answers else "250 taken"

    def stop(self):
        self.server.stop()

    def ids(self):
        return [mail["Message-ID"] for _, mail in self.got]


class Hooks:
    def __init__(self):
        self.got, self.status = [], []
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.got.append((dict(self.headers), body))
                self.send_response(outer.status.pop(0) if outer.status else 202)
                self.end_headers()

            def log_message(self, *words):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def event(self, place, secret):
        """The event, once its signature was checked as docs/messages.en.md says."""
        headers, body = self.got[place]
        signed = headers["Thidua-Timestamp"].encode() + b"." + body
        assert headers["Thidua-Signature"] == "v1=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
        return json.loads(body)


def encrypted(certificate, key):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context
