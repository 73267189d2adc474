"""Ordinary programs in any language run behind the walls of `exec` as they do at a shell: what they start, threads, pipes, clocks, files of the system."""
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from plugin_build import COMPILER, CONTEST, configure, thiduad

C_SOURCE = r"""
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/wait.h>
static void *wait_a_little(void *given) { nanosleep(&(struct timespec){0, 1000000}, NULL); return given; }
int main(void)
{
    char line[200];
    pthread_t threads[8];
    int rows = 0, status;
    while (fgets(line, sizeof line, stdin))
        rows++;
    for (int i = 0; i < 8; i++)
        if (pthread_create(&threads[i], NULL, wait_a_little, NULL) != 0)
            return 2;
    for (int i = 0; i < 8; i++)
        pthread_join(threads[i], NULL);
    if (epoll_create1(0) < 0 || eventfd(0, 0) < 0 || !malloc(8 << 20))
        return 3;
    pid_t pid = fork();
    if (pid == 0)
        _exit(0);
    return waitpid(pid, &status, 0) == pid && rows == 1 && time(NULL) > 0 ? 0 : 3;
}
"""
SCRIPTS = {  # first line, body: each ends with 0 when all of it worked
    "sh": ("/bin/sh", 'set -e\nn=0\nwhile read row; do n=$((n + 1)); done\nx=$(echo b a | tr " " "\\n" | sort | head -1)\n(exit 3) || y=$?\nsleep 0.01 &\nwait\n'
                      'cat /etc/passwd > /dev/null\n[ "$x$y$n" = a31 ]\n'),
    "bash": ("/bin/bash", 'set -e\nmapfile -t rows\n[[ ${#rows[@]} == 1 ]]\nread -r when < <(date +%Y)\n(( when > 2000 ))\nfor path in /etc/*; do :; done\n'),
    "awk": ("/usr/bin/awk -f", 'BEGIN { "echo 5" | getline five } { rows++ } END { print rows | "cat >/dev/null"; exit !(five == 5 && rows == 1) }\n'),
    "python": ("/usr/bin/python3", "import asyncio, concurrent.futures, csv, datetime, decimal, hashlib, json, os, random, sqlite3, subprocess, sys, threading, time\n"
                                   "assert len(list(csv.reader(sys.stdin))) == 1\n"
                                   "assert subprocess.run(['/bin/echo', 'x'], capture_output=True, timeout=5).stdout == b'x\\n'\n"
                                   "assert list(concurrent.futures.ThreadPoolExecutor(3).map(str, range(3))) == ['0', '1', '2']\n"
                                   "asyncio.run(asyncio.sleep(0.01))\nassert sqlite3.connect(':memory:').execute('select 1').fetchone() == (1,)\n"
                                   "assert os.listdir('/etc') and os.cpu_count() and os.getpid()\n"),
    "perl": ("/usr/bin/perl", 'use strict; use POSIX; use Time::HiRes;\nmy @rows = <STDIN>; die unless @rows == 1;\ndie unless `echo hi` eq "hi\\n";\n'
                              'my $pid = fork // die; exit 0 unless $pid; waitpid $pid, 0; die if $?;\nTime::HiRes::sleep(0.01); opendir(my $d, "/etc") or die;\n'),
    "lua": ("/usr/bin/lua", 'assert(#io.read("*a") > 0 and os.time() > 0)\nlocal pipe = assert(io.popen("echo hi"))\nassert(pipe:read("*a") == "hi\\n")\n'),
    "tcl": ("/usr/bin/tclsh", 'set rows [split [string trim [read stdin]] "\\n"]\nif {[llength $rows] != 1 || [clock seconds] < 0} {exit 3}\nafter 10\n'),
    "jq": ("/usr/bin/jq -Rsf", 'if length > 0 then empty else error("no rows") end\n'),
}


@pytest.fixture()
def bin_folder():
    folder = Path(tempfile.mkdtemp(prefix="thidua-programs."))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def check(tmp_path, program):
    """A package whose fourth criterion asks that program, once, with a head line and no rows."""
    package = tmp_path / "contest"
    shutil.copytree(CONTEST, package)
    for other in ("1.ini", "2.ini", "2.sql", "2.evidence.sql", "3.ini", "3.sql", "3.evidence.sql", "5.ini", "5.lua"):
        (package / "criteria" / other).unlink()
    ini = package / "criteria/4.ini"
    ini.write_text(ini.read_text().replace("arguments = --period {period}\n", ""))
    done = thiduad("--config", configure(tmp_path, tmp_path, [program]), "--check", package)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_does_its_work(tmp_path, bin_folder, name):
    interpreter, body = SCRIPTS[name]
    if not Path(interpreter.split()[0]).exists():
        pytest.skip(f"{name} is not installed")
    program = bin_folder / "readers.py"
    program.write_text(f"#!{interpreter}\n{body}")
    program.chmod(0o755)
    assert subprocess.run([program], input="subject,reader\n", text=True, env={}, cwd="/").returncode == 0  # the case itself is right
    check(tmp_path, program)


@pytest.mark.parametrize("flags", [(), ("-static",)], ids=["linked", "static"])
def test_a_c_program_with_threads(tmp_path, bin_folder, flags):
    source = tmp_path / "program.c"
    source.write_text(C_SOURCE)
    program = bin_folder / "readers.py"
    subprocess.run([*COMPILER, "-pthread", *flags, "-o", program, source], check=True)
    program.chmod(0o755)
    check(tmp_path, program)
