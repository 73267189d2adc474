"""What tests/sheet/read says of a file: the worker of the daemon, in a program of its own."""
import json
import os
import pathlib
import subprocess

SOURCE = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("THIDUA_BUILD", SOURCE / "build"))
READ = BUILD / "tests/sheet/read"
SANITIZED = "-fsanitize=" in (BUILD / "Makefile").read_text()


def read(path, names="tip_id,ward,received_on"):
    done = subprocess.run([READ, "--names", names, path], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def table(said):
    """Head and rows without their lines; None when nothing was read."""
    return [said["columns"], *(row[1:] for row in said["rows"])] if "columns" in said else None


def said(answer, level="error"):
    return [(problem["row"], problem["column"], problem["en"]) for problem in answer["problems"] if problem["level"] == level]
