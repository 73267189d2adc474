#!/usr/bin/env python3
"""bench.py [--wards N] [--rounds N] [--folder F] [--json]: what thidua costs on this machine, as ratios in one run.

N wards are N × 4,000 records of ten months: 3321 are the country, 332 a tenth of it, 8 a district. The state is made once
in the folder and kept; every run works on a copy. Each line gives the figure, the bar of docs/performance.md and whether it
is met. Nothing here fails because a figure is poor. What is not on the machine (sqlite3, npm, python3-docxtpl) is left out.
"""
import argparse
import io
import json
import os
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import textwrap
import time
import urllib.request
from pathlib import Path

import loading
import peers
import scale
from daemon import BUILD, PACKAGE, Daemon, Door, free_port
from loading import spent
from resting import rested

HERE = Path(__file__).resolve().parent
PROGRAM = Path(os.environ.get("THIDUA_BENCH", BUILD / "tests" / "bench" / "bench"))
MONTH = "2025-07"  # whose records change


def ask(*words, only=None):
    """The figures that the C program prints: {way: {…}}; only: of these ways."""
    chosen = {"THIDUA_BENCH_ONLY": ";".join(only)} if only else {}
    done = subprocess.run([str(PROGRAM), *map(str, words)], capture_output=True, text=True, check=False, env={**os.environ, **chosen})
    if done.returncode != 0:
        sys.exit(f"{PROGRAM.name} {words[0]}: {done.stderr.strip() or done.returncode}")
    return {row["way"]: row for row in map(json.loads, done.stdout.splitlines())}


def timed(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


class Figures:
    """One line a figure: name, value, unit, the bar ("<=" or ">=", number), and of a comparison with others what each side did."""

    def __init__(self):
        self.lines = []

    def add(self, name, value, unit="x", bar=None, says=None):
        met = None if bar is None else (value <= bar[1] if bar[0] == "<=" else value >= bar[1])
        self.lines.append({"name": name, "value": value, "unit": unit, "bar": bar, "met": met, "says": says})

    def print(self):
        for line in self.lines:
            bar = f"{line['bar'][0]} {line['bar'][1]:g}" if line["bar"] else ""
            says = {None: "", True: "met", False: "SHORT"}[line["met"]]
            print(f"{line['name']:<58} {line['value']:>12.3f} {line['unit']:<6} {bar:>9}  {says}")
            if line["says"]:
                print(textwrap.indent(textwrap.fill(line["says"], 150), "    "))
        if any(line["met"] is False for line in self.lines):
            print("Why those are SHORT, by a profile of each: docs/performance.md, “What is short, and why”")


def by_size(wards, district=None, city=None, country=None):
    """A bar of contests of that size; None: it speaks of others. The tests' contest of four wards is a district."""
    return district if wards <= 16 else city if wards < 1000 else country


def evaluation(figures, state, months, rounds, wards):
    ways = ask("evaluate", state, BUILD / "thiduad", HERE / "raw.sql", months, rounds)
    wall = {name: row["seconds"] for name, row in ways.items() if "seconds" in row}
    # Processor time of daemon and workers: on a machine that is busy with other things the clock on the wall says little.
    seconds = {name: ways[name]["own"] + ways[name]["children"] for name in wall}
    memory = {name: ways[name]["kilobytes"] / 1024 for name in ("declared workers", "all workers")}
    raw = seconds["raw"]
    figures.add(f"hand-written SQL, {months} months (raw)", raw, "s")
    figures.add(f"all criteria in workers, {months} months", wall["all"], "s")
    figures.add("declared measures in their workers / raw", seconds["declared"] / seconds["raw declared"], bar=by_size(wards, country=("<=", 0.95)))
    figures.add("declared measures without processes / raw", seconds["declared, no process"] / seconds["raw declared"])
    figures.add("latest and each (4.2, 6.1, 7.1) in their workers / raw", seconds["free"] / seconds["raw free"],
                bar=by_size(wards, city=("<=", 1.3), country=("<=", 1.3)))
    figures.add("latest and each without processes / raw", seconds["free, no process"] / seconds["raw free"])
    whole = by_size(wards, city=("<=", 1.5), country=("<=", 1.2))
    figures.add("all criteria in workers / raw", seconds["all"] / raw, bar=whole)
    figures.add("all criteria, with storing all / raw, with storing", seconds["all and writing"] / seconds["raw and writing"], bar=whole,
                says="raw: each figure a row of a bare table with a key, a month a transaction on the disk; ours: runs with cells, sentences, receipts, what moved, "
                     "digests and the log of changes, a month a transaction on the disk")
    figures.add("a month evaluated and stored", wall["all and writing"] / months * 1000, "ms", bar=by_size(wards, district=("<=", 20)))
    figures.add("all criteria, with storing what changed / raw, with storing", seconds["nothing changed"] / seconds["raw and writing"],
                says="ours: the same months again after a change that moves nothing; raw: as above, all of it again")
    figures.add("two workers / one (wall clock)", wall["all, two workers"] / wall["all"], bar=("<=", 0.65))
    figures.add(f"one month / {months}", seconds["one month"] / seconds["all"], bar=("<=", 1.3 / months))
    figures.add("live figures of an open month and phase, from nothing", seconds["live"] * 1000, "ms")
    figures.add("live figures when no record changed", seconds["live, nothing changed"] * 1000, "ms")
    figures.add("a worker that has nothing to count", wall["an idle worker"] * 1000, "ms")
    figures.add("the same started by exec, without a fork_server", wall["an idle worker by exec"] * 1000, "ms")
    figures.add("memory of the largest worker, declared measures", memory["declared workers"], "MiB",
                bar=("<=", by_size(wards, 12, 32, 32)))
    figures.add("memory of the largest worker, all", memory["all workers"], "MiB", bar=("<=", by_size(wards, 12, 32, 32)))
    return wall, seconds, memory["all workers"]


def fences(figures, raw, wards, times, rounds):
    ways = ask("script", times, rounds)
    seconds = {name: row["own"] for name, row in ways.items()}
    each = {name: seconds[name] / ways[name]["count"] for name in ways}
    judged = peers.judgements(wards, len(scale.MONTHS))
    figures.add("a judge in its rule's state", each["judge in a rule's state"] * 1e9, "ns")
    figures.add("the same, Lua alone", each["judge, bare"] * 1e9, "ns")
    figures.add("the same comparison in C", each["judge in C"] * 1e9, "ns")
    # Shares of the whole, were every judge a function of Lua (most are words that C judges).
    figures.add("Lua's share: all judgements in Lua / raw", judged * each["judge in a rule's state"] / raw, bar=("<=", 0.14))
    figures.add("hook and allocator of these / raw",
                judged * max(0, each["judge, hook and allocator"] - each["judge, bare"]) / raw + 1e-9, bar=("<=", 0.09))
    for function in ("judge", "writes", "loops"):
        figures.add(f"count hook / bare ({function})", each[f"{function}, hook"] / each[f"{function}, bare"])
        figures.add(f"counting allocator / bare ({function})", each[f"{function}, allocator"] / each[f"{function}, bare"])
    return {"Lua": each["judge in a rule's state"], "C": each["judge in C"]}


def resident(copy, figures, wards):
    """What a daemon keeps once it has run a month and rests. Of its own: of no file, so that no other process has it and no page cache."""
    daemon = Daemon(copy, clock=scale.CLOCK, package=None, arguments=settings(copy, wards))
    try:
        daemon.ready().ctl("evaluate", MONTH, timeout=600)
        whole, own = rested(daemon)
        bar = by_size(wards, district=("<=", 16))
        figures.add("memory of the daemon at rest after a month, resident", whole / 1024, "MiB", bar=bar)
        figures.add("memory of the daemon at rest after a month, of its own", own / 1024, "MiB", bar=bar)
    finally:
        daemon.stop(timeout=120)


def tips(count, start, prefix):
    return [{"tip_id": f"{prefix}-{number:07d}", "ward": scale.ward(number % start["wards"]), "received_on": f"{MONTH}-15",
             "channel": "force", "verified": "yes"} for number in range(count)]


def late_fact(daemon, start, rounds):
    """A record of a month that is over, sent again and again on one connection; answered when all that it owes is run: (seconds, of processor time)."""
    connection = Door(daemon.state, None)
    whole, own = [], []
    for row in tips(rounds + 1, start, "muon"):
        text = f"{','.join(row)}\n{','.join(row.values())}\n"
        before, begun = spent(daemon.process.pid), time.perf_counter()
        connection.request("POST", "/api/import?type=tip", body=f"7 {len(text)}\ntip.csv{text}".encode())  # as frame_pack_files writes it
        answer = connection.getresponse()
        said = answer.read()
        whole.append(time.perf_counter() - begun)
        own.append(spent(daemon.process.pid) - before)
        assert answer.status == 200 and b'"moved_count"' in said, said
    connection.close()
    return statistics.median(whole[1:]), statistics.median(own[1:])


def changed(daemon, figures, wards, months, wall, month_records):
    """Late records of one month; the daemon answers when every period concerned is evaluated again."""
    for name, _, _ in scale.MONTHS[-months:]:
        daemon.ctl("evaluate", name, timeout=600)
    start = {"wards": wards}
    figures.add("thiduactl asking for nothing but the status", statistics.median(timed(lambda: daemon.ctl("status"))
                                                                              for _ in range(5)) * 1000, "ms")
    whole, own = late_fact(daemon, start, by_size(wards, 21, 21, 5))
    figures.add("one late fact on an open connection, from request to answer", whole * 1000, "ms", bar=by_size(wards, ("<=", 8), ("<=", 8)))
    figures.add("the daemon's processor time of it", own * 1000, "ms")
    for words, count in (("one fact", 1), ("0.1 % of a month", max(2, month_records // 1000)),
                         ("1 % of a month", max(2, month_records // 100))):
        spent = []
        for turn in range(by_size(wards, 3, 3, 1)):
            folder = daemon.write({"tip": tips(count, start, f"moi-{count}-{turn}")}, name="late")
            spent.append(timed(lambda: daemon.ctl("import", "--dir", folder, timeout=600)))
        seconds = statistics.median(spent)
        bar = {"one fact": None, "0.1 % of a month": ("<=", 0.05), "1 % of a month": ("<=", 0.15)}[words]
        figures.add(f"{words} imported late by thiduactl, all runs made again", seconds * 1000, "ms")
        figures.add(f"{words} / evaluating {months} months", seconds / wall["all"], bar=bar)
        figures.add(f"{words} / raw counting {months} months", seconds / wall["raw"],
                    says="ours: thiduactl, the file checked and imported, each period that it concerns run again and stored; raw: nothing stored")


def previews(daemon, figures, wards):
    """What a target would do, on one connection: asked first since the start, with another value, and again when a record has come. Seconds from request to answer."""
    text = (PACKAGE / "targets.ini").read_text(encoding="utf-8")
    section = re.search(r"\[1\.1\.share [^\]]*\][^\[]*?\nvalue = ", text).end()
    end = text.index("\n", section)
    connection = Door(daemon.state, None)

    def ask(path, name, sent):
        connection.request("POST", path, body=f"{len(name)} {len(sent.encode())}\n{name}{sent}".encode())
        answer = connection.getresponse()
        said = answer.read()
        assert answer.status == 200, said

    def preview(percent):
        return timed(lambda: ask("/api/rules/preview", "targets.ini", f"{text[:section]}{percent} %{text[end:]}"))

    first, others, after = preview(81), [], []
    for number in range(by_size(wards, 5, 5, 1)):
        others.append(preview(82 + number))
        row = tips(1, {"wards": wards}, f"xem-{number}")[0]
        ask("/api/import?type=tip", "tip.csv", f"{','.join(row)}\n{','.join(row.values())}\n")
        after.append(preview(82 + number))
    connection.close()
    bar = by_size(wards, district=("<=", 0.5))
    figures.add("preview of a target, the first since the start", first, "s", bar=by_size(wards, district=("<=", 1)))
    figures.add("preview of another value of it", statistics.median(others), "s", bar=bar)
    figures.add("the same, a record having come", statistics.median(after), "s", bar=bar)


def lists(daemon, figures, count, rounds):
    """Tips of every kind of text, past the import; their keys made at a start; then found, ordered and paged."""
    daemon.stop(timeout=120)
    words = ["ma túy", "đánh bạc", "trộm cắp", "hoà giải", "an ninh mạng", "cờ bạc", "cư trú", "ăn chơi", "bạo lực gia đình", "ẩu đả"]
    database = sqlite3.connect(daemon.state / "thidua.db", isolation_level=None)
    sequence, = database.execute("SELECT max(sequence) FROM audit").fetchone()
    there, = database.execute("SELECT count(*) FROM record_tip").fetchone()
    database.execute("BEGIN")
    database.executemany("INSERT INTO record_tip (tip_id, ward, received_on, channel, verified, category, state, source_file, from_seq) "
                         "VALUES (?, ?, ?, 'zalo', 'yes', ?, 'confirmed', 'scale', ?)",
                         ((f"tim-{number}", scale.ward(0), scale.day(scale.MONTHS[0][1]) + number % 28, f"{words[number % 10]} {number % 997}",
                           sequence) for number in range(max(100, count - there))))
    database.execute("DELETE FROM listing WHERE type = 'tip'")
    database.execute("COMMIT")
    count, = database.execute("SELECT count(*) FROM record_tip").fetchone()
    database.close()
    daemon.start(scale.CLOCK)
    figures.add(f"keys of {count} records made at a start", timed(daemon.ready) * 1000, "ms")
    for name, words in (("by key, the first page", []), ("found by a word", ["--find", "hoa giai"]), ("found by a unit's name", ["--find", "phuong so 0"]),
                        ("in order of a text", ["--sort", "category"]), ("in order of a day, downwards", ["--sort", "received_on,desc"]),
                        ("found, in order, a later page", ["--find", "hoa giai", "--sort", "category", "--after", f"{scale.ward(0)}/tim-3"])):
        ask = ["--json", "records", "find", "tip", *words]
        figures.add(f"{count} records, {name}", statistics.median(timed(lambda: daemon.ctl(*ask)) for _ in range(rounds)) * 1000, "ms")


def pages(daemon, figures, count, bar):
    """The board over and over on one connection: made anew, as it was made before, and asked for by a browser that has it."""
    connection = Door(daemon.state, None)

    def ask(status, query="", **fields):
        connection.request("GET", f"/board{query}", headers=fields)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == status, answer.status
        return answer.headers["ETag"]

    tag = ask(200)
    addresses = (f"?pick={number}" for number in range(count))  # each another page, of the same figures
    made = statistics.median(timed(lambda: ask(200, next(addresses))) for _ in range(count))
    whole = statistics.median(timed(lambda: ask(200)) for _ in range(count))
    kept = statistics.median(timed(lambda: ask(304, **{"If-None-Match": tag})) for _ in range(count))
    connection.close()
    figures.add("the board, made anew", made * 1000, "ms", bar=bar)
    figures.add("the board, as it was made before", whole * 1000, "ms")
    figures.add("the board, kept by the browser", kept * 1000, "ms")
    figures.add("the board as it was made before / made anew", whole / made)


def web_server(folder, page):
    """nginx sending these bytes as a file; its process and address. None without it."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if not program:
        return None, None
    port, root = free_port(), folder / "nginx"
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir()
    (root / "board").write_bytes(page)
    user = "user root; " if os.geteuid() == 0 else ""  # its worker would be somebody else, who may not read here
    (root / "conf").write_text(f"{user}daemon off; worker_processes 1; pid {root}/pid; error_log {root}/log; events {{}} http {{ access_log off; "
                               f"server {{ listen 127.0.0.1:{port}; root {root}; default_type text/html; }} }}\n", encoding="utf-8")
    return subprocess.Popen([program, "-p", root, "-c", root / "conf", "-e", root / "log"]), f"http://127.0.0.1:{port}/board"


def requests_a_second(address, seconds=2):
    said = subprocess.run(["wrk", "-t1", "-c8", f"-d{seconds}", address], capture_output=True, text=True, check=True).stdout
    assert "Non-2xx" not in said and "Socket errors" not in said, said
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])


def throughput(copy, figures, rounds):
    """The board that anybody may see, by TCP to eight connections that ask again at once, and nginx sending the same bytes as a file, by turns."""
    if not shutil.which("wrk"):
        print("wrk is not installed: nobody asked for the board as often as it can be sent", file=sys.stderr)
        return
    conf, port = copy / "public.conf", free_port()
    conf.write_text(f"[http]\npublic = board\nlisten = 127.0.0.1:{port}\n", encoding="utf-8")
    daemon = Daemon(copy, clock=scale.CLOCK, package=None, arguments=["--config", conf])
    other = None
    try:
        daemon.ready()
        address = f"http://127.0.0.1:{port}/board"
        with urllib.request.urlopen(address) as answer:
            page = answer.read()
        other, beside = web_server(copy, page)
        ours, theirs = [], []
        for _ in range(max(3, rounds)):
            ours.append(requests_a_second(address))
            if beside:
                theirs.append(requests_a_second(beside))
        figures.add(f"the board ({len(page) / 1024:.0f} KiB) by TCP, requests a second", statistics.median(ours), "", bar=(">=", 10_000))
        if theirs:
            figures.add("nginx sending the same bytes", statistics.median(theirs), "")
            figures.add("the board / nginx", statistics.median(mine / its for mine, its in zip(ours, theirs)))
    finally:
        daemon.stop(timeout=120)
        if other:
            other.terminate()
            other.wait()


class Filters(dict):
    """Every filter of ours does nothing: only the filling is compared."""

    def get(self, name, default=None):
        return super().get(name) or (lambda value, *_, **__: value)

    def __contains__(self, name):
        return True

    __getitem__ = get


def docxtpl(template, count):
    """Seconds of processor time that python3-docxtpl takes for one; None when it is not there."""
    try:
        import docxtpl as library
        import jinja2
    except ImportError:
        return None
    environment = jinja2.Environment()
    environment.filters = Filters(environment.filters)
    data = json.loads((HERE / "notice.json").read_text(encoding="utf-8"))
    start = time.process_time()
    for _ in range(count):
        document = library.DocxTemplate(str(template))
        document.render(data, environment)
        document.save(io.BytesIO())
    return (time.process_time() - start) / count


def documents(figures, count, rounds):
    ways = ask("draft", BUILD / "thiduad", PACKAGE / "documents" / "e.docx", HERE / "notice.json", count, rounds)
    each = ways["documents"]["own"] / ways["documents"]["count"]
    worker = (ways["worker"]["own"] + ways["worker"]["children"]) / ways["worker"]["count"]
    figures.add("notices drafted a second of processor time", 1 / each, "")
    figures.add("the same by a worker, as the daemon does", 1 / worker, "")
    drawn = ask("preview", BUILD / "thiduad", PACKAGE / "documents" / "e.docx", HERE / "notice.json", count, rounds)
    figures.add("notices drawn as PDF a second of processor time", drawn["preview"]["count"] / drawn["preview"]["children"], "", bar=(">=", 50))
    figures.add("memory of the worker that draws them", drawn["preview memory"]["kilobytes"] / 1024, "MiB", bar=("<=", 48))
    spent = [docxtpl(PACKAGE / "documents" / "e.docx", max(3, count // 30)) for _ in range(rounds)]
    if spent[0]:
        figures.add("python3-docxtpl / ours, the same notice", statistics.median(spent) / each, bar=(">=", 50))
    else:
        print("python3-docxtpl is not installed: notices were not compared with it", file=sys.stderr)


def settings(folder, wards):
    """With thousands of wards, what an administrator would give the workers (bench_evaluate.c does the same)."""
    if wards < 1000:
        return []
    path = folder / "thiduad.conf"
    path.write_text("[worker]\nmemory = 1024\nanswer = 256\ndeadline = 120\n", encoding="utf-8")
    return ["--config", path]


def of_a_daemon(copy, figures, wards, months, wall, records):
    daemon = Daemon(copy, clock=scale.CLOCK, package=None, arguments=settings(copy, wards))
    try:
        changed(daemon, figures, wards, months, wall, records // len(scale.MONTHS))
        previews(daemon, figures, wards)
        loading.compare(daemon, figures, wards, min(50_000, 5_000 * max(1, wards // 8)))
        pages(daemon, figures, by_size(wards, 300, 300, 10), by_size(wards, ("<=", 3), ("<=", 3)))
        lists(daemon, figures, 100_000 if wards >= 8 else 5_000, by_size(wards, 3, 3, 1))
    finally:
        daemon.stop(timeout=120)


def run(folder, wards, rounds, months=len(scale.MONTHS), modules=None):
    state, records = scale.make(folder / str(wards), wards)
    copy = folder / "run"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(state, copy / "state")
    figures = Figures()
    figures.add("wards", wards, "")
    figures.add("records", records, "")
    wall, seconds, memory = evaluation(figures, copy / "state", months, rounds, wards)
    judge = fences(figures, seconds["raw"], wards, 200_000 if wards > 16 else 5_000, rounds)
    peers.compare(figures, copy / "state", seconds, memory, judge, (wards, months, min(rounds, 3)), modules)
    documents(figures, 300 if wards > 16 else 20, rounds)
    try:
        resident(copy, figures, wards)
        of_a_daemon(copy, figures, wards, months, wall, records)
        if wards < 1000:  # a country's board is 11 MB, and made for each that asks
            throughput(copy, figures, rounds)
    finally:
        shutil.rmtree(copy, ignore_errors=True)
    return figures


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wards", type=int, default=83)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, default=BUILD / "bench")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    figures = run(options.folder, options.wards, options.rounds, modules=options.folder / "npm")
    if options.json:
        print(json.dumps(figures.lines, indent=1))
    else:
        figures.print()


if __name__ == "__main__":
    main()
