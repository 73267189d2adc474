"""Hostile rules, of each class in hardening.md: refused when the package is checked or loaded, or an error of that one
criterion, while the other ten go on, the daemon answers, and the next run is right again."""
import os
import subprocess
import time

import pytest

import steady
from daemon import BUILD, SOURCE
from oracle import Book, results
from rules import without_papers

# A rule in the place of 4.3, sound but for one thing. Its example, and what the check tries on an empty database, are not
# what the records will give (num = 10: the steady ward's tips), so what is bad only at num = 10 comes through the check.
RULE = """return criterion {
  title   = "Một quy tắc lạ",
  subject = "ward",
  reports = { "weapon_case" },
  target  = "4.3.most",
  target_says = "{{ target }}",
  counts  = "vụ",
  measure = { %(measure)s },
  judge   = function(num, den, target, params)
    if num == 10 then
      %(act)s
    end
    return "missed"
  end,
  says    = "{{ num }} vụ (mức giao {{ target }})",
  examples = { { row = { num = 7 }, target = "0", verdict = "missed" } },
}
"""
DECLARED = 'of = "tip", date = "received_on"'

LUA = {
    "an endless loop": "while true do end",
    "an endless goto": "::again:: goto again",
    "a loop of calls": "local function f() return f() end return f()",
    "deep recursion": "local function f() return 1 + f() end return f()",
    "memory in a table": "local t = {} while true do t[#t + 1] = { t } end",
    "memory in a text": 'local s = "x" while true do s = s .. s end',
    "a text bomb": 'local s = ("x"):rep(1 << 30) return s',
    "a format bomb": 'return string.format("%99999999d", 1)',
    "a pattern bomb": 'return string.find(string.rep("a", 30000), string.rep("a?", 3000) .. "b")',
    "concat bomb": "local t = {} for i = 1, 1e7 do t[i] = 'xxxxxxxxxx' end return table.concat(t)",
    "unpack bomb": "return table.unpack({}, 1, 1e7)",
    "an error": 'error("hỏng")',
    "an error that is a table": "error(setmetatable and {} or {})",
    "an error in an error": "error(nil)",
    "a call of nothing": "local x = nil; x()",
    "another verdict": 'return "perfect"',
    "no verdict": "return nil",
    "a loop that eats a little more each time": "local s = 'x' for i = 1, 1e9 do s = 'x' .. i end return 'met'",
    "a table for a verdict": "return {}",
    "a number for a verdict": "return 0/0",
    "a huge verdict": 'local s = "x" for i = 1, 24 do s = s .. s end return s',
    "not UTF-8": 'return "\\xff\\xfe"',
    "os": 'os.execute("touch /tmp/escaped")',
    "io": 'io.open("/etc/passwd"):read("a")',
    "require": 'require("os")',
    "load": 'load("return 1")()',
    "dofile": 'dofile("/etc/passwd")',
    "pcall round a loop": "pcall(function() while true do end end) return 'met'",
    "a coroutine": "coroutine.wrap(function() while true do end end)()",
    "a metatable with __gc": "setmetatable({}, { __gc = function() while true do end end })",
    "__close": "local x <close> = setmetatable({}, { __close = function() while true do end end })",
    "the string metatable": "getmetatable('').__index = nil",
    "rawset": "rawset(_G, 'criterion', nil)",
    "debug": "debug.sethook()",
    "collectgarbage": "collectgarbage('stop')",
    "bytecode": 'string.dump(function() end)',
    "the clock": "return os.time()",
    "chance": "return math.random() > 0.5 and 'met' or 'missed'",
    "an address": "return tostring({})",
    "a write to the globals": "criterion = nil; string = nil; return 'perfect'",
    "a write to the target": "target.num = 99; params.x = 1; return 'perfect'",
}


def sql(text):
    return "sql = [[%s]], evidence = [[SELECT 1 AS x WHERE 0]]" % text


SUBJECTS = "SELECT unit AS subject, %s AS num FROM home WHERE own = 1"
SQL = {
    "a join without end": "SELECT h.unit AS subject, count(*) AS num FROM home h, patrol a, patrol b, patrol c,"
                          " patrol d, patrol e, patrol f, patrol g WHERE h.own = 1 GROUP BY 1",
    "a recursion without end": "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT h.unit AS subject,"
                               " max(x) AS num FROM n, home h WHERE h.own = 1",
    "a recursion that ends on an empty database": "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < "
                                                  "(SELECT count(*) FROM tip) * 100000000) SELECT h.unit AS subject, max(x) AS num"
                                                  " FROM n, home h WHERE h.own = 1 GROUP BY 1",
    "a replace bomb that is small on an empty database": SUBJECTS % (
        "(SELECT length(replace(replace(group_concat(tip_id), '1', group_concat(tip_id)), '2', group_concat(tip_id))) + max(length("
        "hex(zeroblob((SELECT count(*) FROM tip) * 10000000)))) FROM tip)"),
    "the schema": SUBJECTS % "(SELECT count(*) FROM sqlite_master)",
    "the schema of temp": SUBJECTS % "(SELECT count(*) FROM sqlite_temp_master)",
    "the audit log": SUBJECTS % "(SELECT count(*) FROM audit)",
    "the settings": SUBJECTS % "(SELECT count(*) FROM meta)",
    "stored records past the view": SUBJECTS % "(SELECT count(*) FROM record_tip)",
    "attach": "ATTACH '/tmp/other.db' AS other",
    "pragma": "PRAGMA journal_mode = DELETE",
    "a pragma function": SUBJECTS % "(SELECT count(*) FROM pragma_table_info('audit'))",
    "a write": "DELETE FROM tip",
    "a temp table": "CREATE TEMP TABLE x AS SELECT 1",
    "two statements": SUBJECTS % "0" + "; DROP TABLE audit",
    "a zeroblob": SUBJECTS % "length(zeroblob(999999999))",
    "a printf bomb": SUBJECTS % "length(printf('%.*c', 999999999, 'x'))",
    "a replace bomb": SUBJECTS % "length(replace(hex(zeroblob(100000)), '0', hex(zeroblob(100000))))",
    "group_concat": SUBJECTS % "(SELECT length(group_concat(a.patrol_id || b.patrol_id || c.patrol_id)) FROM patrol a, patrol b,"
                               " patrol c, patrol d, patrol e)",
    "the clock": SUBJECTS % "unixepoch('now')",
    "julianday": SUBJECTS % "julianday('now')",
    "chance": SUBJECTS % "abs(random()) % 2",
    "an extension": SUBJECTS % "load_extension('/tmp/x.so')",
    "a tokenizer": SUBJECTS % "fts3_tokenizer('simple')",
    "a file": SUBJECTS % "readfile('/etc/passwd')",
    "double quotes": SUBJECTS % '(SELECT count(*) FROM tip WHERE channel = "force")',
    "no such subject": "SELECT 'ngo-quyen' AS subject, 1 AS num",
    "a text for a number": SUBJECTS % "'nhiều'",
    "a real for a number": SUBJECTS % "0.5",
    "one subject twice": "SELECT unit AS subject, 1 AS num FROM home WHERE own = 1 UNION ALL"
                         " SELECT unit, 2 FROM home WHERE own = 1",
    "no columns that are asked for": "SELECT 1 AS one",
    "deep expressions": SUBJECTS % ("(" * 300 + "1" + ")" * 300 + "+1" * 300),
}
# Not hostile, and taken: the harness must be able to tell.
SOUND = {"sound": (DECLARED, "return 'met'"), "sound sql": (sql(SUBJECTS % "10"), "return 'met'")}


def package_with(tmp_path, rules):
    """A copy of the package with some criteria replaced; {id: text}."""
    copy = without_papers(tmp_path / "package")
    for name, text in rules.items():
        (copy / "criteria" / f"{name}.lua").write_text(text)
    return copy


def rule(measure=DECLARED, act="return 'met'"):
    return RULE % {"measure": measure, "act": act}


def load(daemon, package):
    """True when it was taken; when refused, with a sentence."""
    done = daemon.run("contest", "load", package)
    assert done.returncode in (0, 1), done
    if done.returncode == 1:
        assert "4.3.lua" in done.stderr + done.stdout, done
        assert "escaped" not in done.stderr
    return done.returncode == 0


@pytest.fixture
def hostile(make, tmp_path):
    """A daemon whose workers have two seconds, no contest loaded."""
    config = tmp_path / "thiduad.ini"
    config.write_text("[worker]\ndeadline = 2\n")
    return make(package=None, arguments=("--config", config))


def run_november(daemon):
    """November, steady but for what 4.3 says; the expected cells by hand."""
    book = Book()
    daemon.add(steady.roster())
    book.add(steady.roster())
    daemon.advance("2024-12-03T09:00")
    daemon.add(steady.month("2024-11"))
    book.add(steady.month("2024-11"))
    advancing = subprocess.Popen(daemon.command("clock", "advance", "2024-12-06T17:00"), stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL)
    answered = 0
    while advancing.poll() is None:  # the daemon answers all the while
        daemon.json("status")
        answered += advancing.poll() is None
        time.sleep(0.05)
    assert advancing.returncode == 0 and answered
    return {key: tuple(cell) for key, cell in results(book, "2024-11", "final").items()}


def check_the_others(daemon, expected, criterion="4.3"):
    rows = daemon.results(period="2024-11")
    for row in rows:
        found = (row["level"], row["num"], row["den"], row["verdict"])
        if row["criterion"] != criterion:
            assert found == expected[row["criterion"], row["subject"]], row
    return [row for row in rows if row["criterion"] == criterion]


def some(cases, short):
    """One of each class in every check, all of them with THIDUA_LONG."""
    assert set(short) <= set(cases)
    return cases if os.environ.get("THIDUA_LONG") else short


@pytest.mark.parametrize("name", some(LUA, [
    "an endless loop", "deep recursion", "memory in a table", "a pattern bomb", "an error", "load", "the string metatable",
    "a write to the globals"]))
def test_lua(hostile, tmp_path, name):
    if not load(hostile, package_with(tmp_path, {"4.3": rule(act=LUA[name])})):
        hostile.ctl("contest", "load", without_papers(tmp_path / "sound"))  # nothing of it remained
        return
    expected = run_november(hostile)
    rows = check_the_others(hostile, expected)
    assert len(rows) == 9 and {(row["verdict"], row["num"], row["den"]) for row in rows} == {("error", None, None)}, name
    assert hostile.process.poll() is None


@pytest.mark.parametrize("name", some(SQL, [
    "a join without end", "a recursion that ends on an empty database", "the schema", "stored records past the view", "attach", "a write",
    "a zeroblob", "no such subject"]))
def test_sql(hostile, tmp_path, name):
    if not load(hostile, package_with(tmp_path, {"4.3": rule(measure=sql(SQL[name]))})):
        hostile.ready()
        return
    expected = run_november(hostile)
    rows = check_the_others(hostile, expected)
    assert len(rows) == 9 and {(row["verdict"], row["num"], row["den"]) for row in rows} == {("error", None, None)}, name
    assert hostile.process.poll() is None


@pytest.mark.parametrize("name", SOUND)
def test_the_harness_takes_a_sound_rule(hostile, tmp_path, name):
    measure, act = SOUND[name]
    assert load(hostile, package_with(tmp_path, {"4.3": rule(measure, act)}))
    expected = run_november(hostile)
    rows = check_the_others(hostile, expected)
    assert {(row["verdict"], row["num"]) for row in rows if row["level"] == "ward"} == {("met", 10)}


def test_five_hostile_rules_at_once(hostile, tmp_path):
    """Six criteria still come out right beside five that do their worst."""
    bad = {"4.1": "while true do end", "4.3": "local t = {} while true do t[#t + 1] = {} end", "5.1": 'error("hỏng")',
           "6.2": "return 'perfect'", "3.1": "local function f() return 1 + f() end return f()"}
    assert load(hostile, package_with(tmp_path, {name: rule(act=act) for name, act in bad.items()}))
    expected = run_november(hostile)
    for row in hostile.results(period="2024-11"):
        if row["criterion"] in bad:
            assert row["verdict"] == "error", row
        else:
            assert (row["level"], row["num"], row["den"], row["verdict"]) == expected[row["criterion"], row["subject"]]
    # an error is no missed target; it is said at once, one alert a rule
    assert sorted((alert["kind"], alert["criterion"]) for alert in hostile.alerts()) == [("rule_error", name) for name in sorted(bad)]
    assert "hỏng" in hostile.ctl("explain", "2024-11/5.1/cat-bi/final") + hostile.ctl("status") + hostile.logged()


@pytest.mark.parametrize("text", ["", "return 1", "while true do end", "return criterion {}", "return criterion",
                                  "\x1bLua", "return criterion { title = " + "{" * 5000, "criterion = nil return nil"])
def test_what_is_no_rule_at_all(hostile, tmp_path, text):
    assert not load(hostile, package_with(tmp_path, {"4.3": text}))
    done = subprocess.run([BUILD / "thiduactl", "contest", "check", tmp_path / "package"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 1 and "4.3.lua" in done.stdout + done.stderr


CORPUS = SOURCE / "tests" / "hostile"


def expected_kinds(path):
    first = path.read_text(errors="surrogateescape").split("\n", 1)[0]
    return set(first.removeprefix("-- expect: ").split("|"))


def test_the_corpus_through_the_daemon(make, tmp_path):
    """The first file of each class as an editor would try it (tests/hostile/hostile runs them all, in workers alone);
    with THIDUA_LONG every file. The daemon answers `status` while each runs."""
    config = tmp_path / "thiduad.ini"
    config.write_text("[worker]\ndeadline = 1\n")
    daemon = make(arguments=("--config", config))
    for folder in sorted(folder for kind in ("rules", "sql") for folder in (CORPUS / kind).iterdir()):
        files = sorted(path for path in folder.iterdir() if path.suffix in (".lua", ".sql"))
        for path in files if os.environ.get("THIDUA_LONG") else files[:1]:
            if folder.name in ("files", "pieces"):
                words = ("rules", "try", path, "--row", "num=1", "--target", "0")
            elif path.suffix == ".lua":
                words = ("rules", "try", "--body", path.read_text(), "--row", "num=1,den=1", "--target", "100 %")
            else:
                words = ("rules", "sql", path)
            trying = subprocess.Popen(daemon.command("--json", *words), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            while trying.poll() is None:
                daemon.json("status")
            out, err = trying.communicate()
            assert "ESCAPED" not in out + err, path
            good = expected_kinds(path) == {"harmless"}
            assert good <= (trying.returncode == 0), (path, out, err)
            assert daemon.process.poll() is None, path
