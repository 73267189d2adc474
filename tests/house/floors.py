"""Which room may include which, and which foreign library lives where (architecture.md). Includes go down only."""
import re

import pytest

from house import files, place, room, without_comments

FLOOR_0 = {"base"}
FLOOR_1 = {"workflow", "person", "template", "zip", "xml", "record", "package", "calendar", "store", "script", "plugin", "worker", "workbook", "draft", "sheet", "media", "diff", "ical", "rewrite", "grammar"}
SOURCES_MOST = 30
CONTEST = {"contest", "run", "alert", "document", "duty", "message", "close", "amendment"}
CONTEST_BASE = {"base", "workflow", "template", "store", "package", "calendar", "record"}
ROOMS = {  # room: the rooms whose headers it may include, beside its own
    "base": set(),
    "workflow": {"base"},
    "template": {"base"},
    "zip": {"base"},
    "xml": {"base"},
    "record": {"base", "workflow"},
    "ical": {"base"},
    "package": {"base", "workflow", "template", "record", "sheet", "ical"},  # sheet: its .csv files; workflow: the roles
    "calendar": {"base", "package"},
    "store": {"base", "record"},
    "login": {"base", "store"},
    "script": {"base"},
    "plugin": {"base"},
    "person": {"base", "workflow", "store", "package"},
    "worker": {"base"},
    "workbook": {"base", "worker"},
    "excel": {"base", "worker"},  # a program of its own
    "media": {"base"},
    "diff": {"base"},
    "rewrite": {"base"},
    "grammar": {"base", "rewrite"},
    "cleaner": {"base", "media", "worker"},  # a program of its own
    "signature": {"base", "worker"},  # a program of its own
    "draft": {"base", "template", "zip", "xml"},
    "render": {"base", "zip", "xml", "draft", "worker"},  # a program of its own
    "sheet": {"base", "zip", "xml"},
    "parse": {"base", "sheet", "draft", "package", "worker"},
    "attachment": {"base", "media", "record", "store", "worker"},
    "lock": CONTEST_BASE | {"contest"},
    "cause": CONTEST_BASE | {"contest", "lock"},
    "import": {"base", "workflow", "store", "sheet", "record", "package", "calendar", "lock"},
    "revision": {"base", "workflow", "store", "record", "package", "calendar", "import"},
    "entry": {"base", "workflow", "store", "sheet", "record", "package", "calendar", "workbook", "import", "listing"},
    "listing": {"base", "workflow", "store", "record", "package", "calendar"},
    "criterion": {"base", "template", "script", "store", "record", "package"},
    "dialect": {"base", "record", "package", "criterion"},
    "mirror": {"base", "workflow", "record", "store", "plugin", "worker", "dialect"},
    "evaluate": {"base", "dialect", "template", "script", "plugin", "store", "record", "package", "criterion", "worker"},
    "standing": {"base", "template", "script", "plugin", "store", "record", "package", "criterion", "evaluate", "worker"},
    # floor 2 of the contest, from below; none of them sees evaluate/, nor evaluate/ them
    "contest": CONTEST_BASE,
    "run": CONTEST_BASE | {"contest", "plugin", "worker", "grammar", "mirror"},
    "alert": CONTEST_BASE | {"contest", "run"},
    "register": CONTEST_BASE | {"contest", "media", "worker"},
    "document": CONTEST_BASE | {"person", "register", "contest", "run", "worker", "parse"},
    "message": CONTEST_BASE | {"person", "contest", "run", "alert", "document", "worker", "parse"},
    "duty": CONTEST_BASE | {"contest", "run", "alert", "document", "media"},
    "team": CONTEST_BASE | {"contest", "run", "worker"},
    "close": CONTEST_BASE | {"contest", "cause", "run", "alert", "document", "duty", "team"},
    "described": {"base", "record", "package", "criterion", "rewrite"},
    "amendment": CONTEST_BASE | {"contest", "run", "alert", "document", "duty", "close", "worker", "parse", "diff", "award", "trial"},
    "trial": CONTEST_BASE | {"document", "duty", "parse"},
    "award": CONTEST_BASE | {"document", "trial"},
    "edit": CONTEST_BASE | {"contest", "document", "worker", "parse", "diff"},
    "drill": CONTEST_BASE | {"contest", "run", "alert", "worker"},
    "upgrade": {"base", "store", "contest", "drill", "worker"},
    "agenda": CONTEST_BASE | CONTEST | {"import", "drill"},
    "display": {"base", "workflow", "alert"},
    "parameter": {"base"},
    "explain": FLOOR_0 | FLOOR_1 | {"attachment", "cause", "revision", "display", "command"} | CONTEST,
    "proof": FLOOR_0 | FLOOR_1 | {"login", "parse", "command"} | CONTEST,
    "alerting": CONTEST_BASE | {"contest", "run", "alert", "document", "message", "person", "command"},
    "outlook": CONTEST_BASE | {"contest", "run", "worker", "command"},
    "today": FLOOR_0 | FLOOR_1 | {"login", "entry", "listing", "agenda", "command"} | CONTEST,
    "paper": FLOOR_0 | FLOOR_1 | {"explain", "register", "revision", "login", "cause", "parse", "proof", "display", "parameter", "agenda", "command", "edit", "award", "trial"} | CONTEST,
    "handler": FLOOR_0 | FLOOR_1 | {"mirror", "login", "attachment", "lock", "cause", "explain", "today", "import", "revision", "parse", "entry", "listing", "display", "parameter", "agenda", "drill", "studio", "command"} | CONTEST,
    "received": FLOOR_0 | FLOOR_1 | {"proof", "import", "agenda", "handler", "command"} | CONTEST,
    "studio": FLOOR_0 | FLOOR_1 | {"parse", "testing", "command", "criterion", "described"} | CONTEST,
    "command": FLOOR_0 | FLOOR_1 | {"import", "revision", "parse", "entry", "display", "parameter", "agenda"} | CONTEST,
    "testing": CONTEST_BASE | {"workflow", "sheet", "contest", "run", "worker", "import"},
    "authoring": FLOOR_0 | FLOOR_1 | {"import", "testing", "drill"} | CONTEST,
    "picture": {"base"},
    "form": {"base"},
    "page": {"base", "picture", "form", "workflow", "alert", "template", "person", "parameter", "command", "display"},
    "door": FLOOR_0 | FLOOR_1 | {"login", "attachment", "message", "contest", "parse", "parameter", "command", "page", "upgrade"},
    "ctl": {"base", "workflow", "alert", "display", "parameter", "command"},
    "main": None,  # wires; includes what it wires
}
ONE_HEADER = {("agenda", "import"): {"import/import_call.h", "import/import_file.h", "import/touched_days.h"},  # what came of it
              ("excel", "worker"): {"worker/lock_down.h", "worker/worker_main.h"},
              ("cleaner", "worker"): {"worker/lock_down.h", "worker/worker_main.h"},
              ("signature", "worker"): {"worker/lock_down.h", "worker/worker_main.h"},
              ("render", "draft"): {"draft/docx_look.h", "draft/docx_tree.h", "draft/opc.h"},
              ("render", "worker"): {"worker/lock_down.h", "worker/worker_main.h"},
              ("door", "attachment"): {"attachment/attachment_limits.h"},
              ("door", "message"): {"message/message_settings.h"},
              ("door", "parse"): {"parse/preview_cache.h"},
              ("entry", "import"): {"import/by_hand.h", "import/header_row.h", "import/import_file.h", "import/touched_days.h"},
              ("evaluate", "worker"): {"worker/worker.h"},  # only the work knows when its files are open (worker_lock_down)
              ("standing", "worker"): {"worker/worker.h"},
              ("run", "plugin"): {"plugin/evaluator_file.h"},  # what a quarantine is about
              ("received", "handler"): {"handler/record_call.h"},
              ("run", "mirror"): {"mirror/mirror.h"},
              ("handler", "mirror"): {"mirror/mirror.h"},
              ("page", "alert"): {"alert/alert_kind.h"},  # the words of its kinds
              ("display", "alert"): {"alert/alert_kind.h"},
              ("ctl", "alert"): {"alert/alert_kind.h"},
              ("ctl", "command"): {"command/command.h", "command/list_parameters.h", "command/list_table.h", "command/rows.def"},  # the table, how its lists stand in answers
              ("door", "package"): {"package/ini.h", "package/package.h"}}

STANDARD = set("""assert ctype errno fcntl getopt inttypes glob libgen limits malloc math netdb poll pthread pwd grp dirent signal stdarg stdatomic link
    stdbool stddef stdint stdio semaphore stdlib termios string strings time unistd locale sched wchar
    arpa/inet netinet/in netinet/tcp sys/file sys/ioctl sys/mman sys/prctl sys/random sys/resource sys/socket sys/stat sys/statvfs sys/syscall
    sys/time sys/timex sys/types sys/uio sys/un sys/wait""".split())
LIBRARIES = {  # foreign headers: the rooms that may touch them
    r"sodium\.h": {"base", "login"},  # hashes of contents; passwords, tokens
    r"oath\.h": {"login"},
    r"qrencode\.h": {"login"},
    r"libical/ical\.h": {"ical"},
    r"setjmp\.h": {"base"},
    r"cairo(-ft|-pdf)?\.h|freetype/\w+\.h|hb-ot\.h": {"render"},
    r"unicode/u(brk|text)\.h": {"render"},  # where lines may end
    r"jansson\.h|uni\w+\.h|unicode/\w+\.h": {"base"},
    r"sqlite3\.h": {"store"},
    r"lua\.h|lauxlib\.h|lualib\.h": {"script"},
    r"dlfcn\.h|thidua_plugin\.h": {"plugin"},
    r"ini\.h": {"package"},
    r"libxml/\w+\.h": {"xml"},
    r"zip\.h": {"zip"},
    r"zlib\.h": {"media"},
    r"qpdf/qpdf-c\.h": {"cleaner", "signature"},  # files written anew; which bytes a signature covers
    r"poppler\.h|nss\.h": {"signature"},
    r"openssl/evp\.h": {"login"},  # SHA-1, which lists of leaked passwords have
    r"event2/\w+\.h|openssl/(?!evp)\w+\.h|systemd/sd-daemon\.h": {"door"},
    r"xlsxwriter\.h|minizip/zip\.h": {"excel"},
    r"seccomp\.h|linux/\w+\.h": {"worker"},
}
INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)', re.MULTILINE)


def includes():
    for path in files(".c", ".h"):
        text = without_comments(path.read_text())
        for found in INCLUDE.finditer(text):
            yield path, place(path, text, found.start()), found.group(1), found.group(2)


def test_every_room_is_in_the_table():
    assert {room(path) for path in files(".c", ".h")} <= set(ROOMS)


def test_includes_go_down():
    wrong = []
    for path, where, own, _ in includes():
        home = room(path)
        if own is None or own == "config.h":
            continue
        if "/" not in own:
            wrong.append(f"{where}: \"{own}\": name it from daemon/, as \"{home}/{own}\"")
            continue
        target = own.split("/")[0]
        allowed = ROOMS[home]
        if target == home or allowed is None:
            continue
        if target not in allowed:
            wrong.append(f"{where}: {home} may not include {own}")
        elif own not in ONE_HEADER.get((home, target), {own}):
            wrong.append(f"{where}: {home} may include only {sorted(ONE_HEADER[home, target])} of {target}")
    assert not wrong, "\n".join(wrong)


def test_each_foreign_library_has_its_room():
    wrong = []
    for path, where, _, foreign in includes():
        if foreign is None or foreign.removesuffix(".h") in STANDARD:
            continue
        rooms = next((rooms for names, rooms in LIBRARIES.items() if re.fullmatch(names, foreign)), None)
        if rooms is None:
            wrong.append(f"{where}: <{foreign}> is in no table: which room is it for?")
        elif room(path) not in rooms:
            wrong.append(f"{where}: <{foreign}> belongs to {sorted(rooms)}")
    assert not wrong, "\n".join(wrong)


def test_the_table_itself_has_no_circle():
    order = []
    left = {name: (allowed or set()) & set(ROOMS) for name, allowed in ROOMS.items() if name != "main"}
    while left:
        free = [name for name, allowed in left.items() if allowed <= set(order)]
        assert free, f"a circle among {sorted(left)}"
        order += free
        for name in free:
            del left[name]


@pytest.mark.parametrize("one, other", [("agenda", "evaluate"), ("run", "evaluate"), ("evaluate", "run"), ("evaluate", "contest"), ("base", "store")])
def test_the_walls_that_matter_most(one, other):
    assert other not in ROOMS[one]


def test_no_paper_knows_an_estimate():
    """What an open period says so far, and where it leads, is read for pages and messages alone: what makes, seals and checks papers cannot see it."""
    may = {"alert", "handler", "message", "outlook", "run", "today"}
    wrong = [f"{where}: {room(path)} may not include {own}" for path, where, own, _ in includes()
             if own and own.startswith(("run/live", "outlook/")) and room(path) not in may]
    assert not wrong, "\n".join(wrong)


def test_no_folder_is_too_full():
    """Thirty sources are what a newcomer can look over."""
    full = {}
    for path in files(".c"):
        full[room(path)] = full.get(room(path), 0) + 1
    wrong = [f"{name}: {count} sources, at most {SOURCES_MOST}" for name, count in full.items() if count > SOURCES_MOST]
    assert not wrong, "\n".join(wrong)


def test_no_header_stands_in_two_rooms():
    where = {}
    for path in files(".h"):
        where.setdefault(path.name, []).append(room(path))
    wrong = [f"{name}: {' and '.join(sorted(rooms))}" for name, rooms in where.items() if len(rooms) > 1]
    assert not wrong, "\n".join(wrong)
