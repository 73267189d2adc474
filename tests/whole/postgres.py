"""A PostgreSQL of the test's own: Debian's, in a folder that goes with the test, by TCP on a free port, as a user that is not root."""
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from daemon import free_port

PROGRAMS = next((folder / "bin" for folder in sorted(Path("/usr/lib/postgresql").glob("*"), reverse=True) if (folder / "bin/initdb").exists()), None)


class Postgres:
    process = None

    def __init__(self):
        self.user = pwd.getpwnam("postgres" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name)
        self.folder = Path(tempfile.mkdtemp(prefix="thidua-postgres-"))  # not below pytest's, which nobody else may enter
        self.folder.chmod(0o711)
        self.data = self.folder / "data"
        self.port = free_port()
        self.data.mkdir(mode=0o700)
        os.chown(self.data, self.user.pw_uid, self.user.pw_gid)
        self.does("initdb", "-D", self.data, "-U", "thidua", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8")
        self.start()
        self.sql("CREATE DATABASE thidua", database="postgres")

    def does(self, program, *words):
        return subprocess.run([PROGRAMS / program, *map(str, words)], user=self.user.pw_uid, group=self.user.pw_gid, extra_groups=[], cwd="/", check=True,
                              capture_output=True, text=True).stdout

    def start(self):
        self.process = subprocess.Popen([PROGRAMS / "postgres", "-D", self.data, "-p", str(self.port), "-k", "", "-c", "listen_addresses=127.0.0.1"], user=self.user.pw_uid,
                                        group=self.user.pw_gid, extra_groups=[], cwd="/", stdout=subprocess.DEVNULL, stderr=open(self.folder / "postgres.log", "ab"))
        for _ in range(900):
            if self.process.poll() is not None:  # what was killed has not quite gone
                time.sleep(0.2)
                return self.start()
            if subprocess.run([PROGRAMS / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)]).returncode == 0:
                return
            time.sleep(0.1)
        raise AssertionError("PostgreSQL does not begin")

    def kill(self):
        """As a machine dies: the server and what works for it."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        self.process.kill()
        self.process.wait()
        subprocess.run(["kill", "-KILL", *children], stderr=subprocess.DEVNULL)
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def stop(self):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def connection(self):
        return f"host=127.0.0.1 port={self.port} dbname=thidua user=thidua"

    def sql(self, text, database="thidua"):
        return self.does("psql", "-h", "127.0.0.1", "-p", self.port, "-U", "thidua", "-d", database, "-XAtq", "-v", "ON_ERROR_STOP=1", "-c", text)

    def settings(self, build, folder):
        path = Path(folder) / "thiduad.conf"
        path.write_text(f"[plugins]\nfolder = {build}/plugins/pgsql\n[mirror]\nplugin = pgsql\nconnection = {self.connection()}\n")
        return path
