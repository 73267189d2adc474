"""What all house tests read: the rooms' files, and C text without its comments."""
import os
import re
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ.get("THIDUA_BUILD", SOURCE / "build"))
DAEMON = SOURCE / "daemon"

TOKEN = re.compile(r"""/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""", re.DOTALL)


def files(*suffixes):
    return sorted(path for path in DAEMON.rglob("*") if path.suffix in suffixes and path.is_file())


def room(path):
    """The room of a file; main for daemon/main.c."""
    return path.relative_to(DAEMON).parts[0] if path.parent != DAEMON else "main"


def place(path, text, at):
    return f"{path.relative_to(SOURCE)}:{text.count(chr(10), 0, at) + 1}"


def without_comments(text):
    """Same length, comments blanked, so that places stay."""
    return TOKEN.sub(lambda found: re.sub(r"[^\n]", " ", found.group()) if found.group()[0] == "/" else found.group(), text)


def literals(text):
    """(position, string) of every string literal; neighbours are joined as the compiler joins them."""
    joined = []
    end = -1
    for found in TOKEN.finditer(without_comments(text)):
        if found.group()[0] != '"':
            continue
        if joined and not text[end:found.start()].strip():
            joined[-1][1] += found.group()[1:-1]
        else:
            joined.append([found.start(), found.group()[1:-1]])
        end = found.end()
    return joined


def make_variables():
    """The variables of the build's Makefile, as make would give them."""
    variables = {}
    text = (BUILD / "Makefile").read_text().replace("\\\n", " ")
    for name, value in re.findall(r"^([A-Za-z_0-9]+) = (.*)$", text, re.MULTILINE):
        variables[name] = value
    return variables
