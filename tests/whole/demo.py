"""What `./bootstrap demo` leaves: the sample contest after its first phase, one person of each role with something to do, the log-ins as
they were printed. A Daemon whose process is the demo's script, in a folder and on a port of its own."""
import re
import subprocess

from daemon import BUILD, SOURCE, Daemon, free_port, until

SERVING = "Máy chủ đang chạy"
LOG_IN = re.compile(r"^  (\w+) +([a-z]{4}(?:-[a-z]{4}){3})  (\w+) +(.*)$", re.MULTILINE)


class Demo(Daemon):
    def __init__(self, folder):
        self.port = free_port()
        self.said = folder / "demo.log"
        super().__init__(folder / "demo", package=None)
        try:
            until(lambda: SERVING in self.said.read_text() or self.process.poll() is not None, 120, "the demo")
            assert self.process.poll() is None, self.said.read_text()[-3000:]
        except BaseException:
            self.stop()
            raise
        # {log-in name: password}, and {role: log-in name}
        printed = LOG_IN.findall(self.said.read_text())
        self.passwords = {name: password for name, password, *_ in printed}
        self.roles = {role: name for name, _, role, _ in printed}

    def start(self, clock=None):
        with open(self.said, "wb") as said:
            self.process = subprocess.Popen(["sh", str(SOURCE / "tests" / "sample" / "demo.sh"), str(BUILD), "--folder", str(self.folder),
                                             "--listen", f"127.0.0.1:{self.port}"], stdin=subprocess.DEVNULL, stdout=said, stderr=said)

    def begins(self):
        return False  # who made it waited

    def cookie(self, name):
        return self.sign_in(name, self.passwords[name])
