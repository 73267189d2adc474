"""The mutator itself: of a small text it makes precisely these mutants. What it finds in the rooms is `make check-mutation`."""
import re

import campaign
import coverage
import mutant
from workshop import SOURCE

C = r'''#include "a.h" /* x == y */
#define MOST (1 < 2)

static const int table[] = {3, 4}; /* data: not a statement */
enum { LAST = 5 };

/* if (a == b) return true; */
static bool within(const char *text, int n)
{
    char buffer[64] = {0};
    struct s empty = {0};
    if (n < 10 && strcmp(text, "a == b && !(7)") == 0) // n > 1
        return true;
    free(one->two[n]);
    while (n >= 2 ||
           text)
        n--;
    (void)put(text,
              "x");
    assert(n != 0);
    return n << 1 > buffer->len;
}

static int count(void)
{
    return 8u;
}
'''

SQL = '''-- all = of it
-- name: FIRST
-- Where a = b.
SELECT a FROM t LEFT JOIN u ON u.id = t.id
 WHERE a = ?1 AND b BETWEEN 1 AND 2 AND (c < 'x = y' OR d IS NULL) -- e = f
   AND EXISTS (SELECT 1 FROM v WHERE v.id >= t.id)
 ORDER BY a DESC;

-- name: SECOND
UPDATE t SET a = ?1, b = 2 WHERE id = ?2 RETURNING id;

-- name: THIRD
SELECT CASE WHEN a = 1 AND b = 2 THEN 3 END FROM t;
'''


def made(text, path):
    return [f"{mutant.line_of(text, one.start)} {one.what}" for one in mutant.mutants(path, text)]


def test_c_has_these_mutants_and_no_others():
    assert sorted(made(C, "a.c")) == sorted([
        "12 comparison turned: < → >=", "12 boundary changed: < → <=", "12 && → ||", "12 comparison turned: == → !=", "12 condition of if negated",
        "12 constant 10 → 11", "12 constant 10 → 9", "12 constant 0 → 1",
        "13 return turned: true",
        "14 call removed: free(…)",
        "15 comparison turned: >= → <", "15 boundary changed: >= → >", "15 || → &&", "15 condition of while negated", "15 constant 2 → 3", "15 constant 2 → 1",
        "18 call removed: put(…)",
        "20 comparison turned: != → ==", "20 constant 0 → 1",
        "21 comparison turned: > → <=", "21 boundary changed: > → >=", "21 constant 1 → 2", "21 constant 1 → 0", "21 return turned: n << 1 > buffer->len",
        "26 constant 8 → 9", "26 constant 8 → 7",
    ])


def test_sql_has_these_mutants_and_no_others():
    assert sorted(made(SQL, "a.sql")) == sorted([
        "4 term of no effect: u.id = t.id", "4 comparison turned: = → <>",
        "5 term of no effect: a = ?1", "5 comparison turned: = → <>",
        "5 term of no effect: b BETWEEN 1 AND 2",
        "5 term of no effect: (c < 'x = y' OR d IS NULL)", "5 comparison turned: < → >=", "5 boundary changed: < → <=",
        "6 term of no effect: EXISTS (SELECT 1 FROM v WHERE v.id >= t.id)",
        "6 term of no effect: v.id >= t.id", "6 comparison turned: >= → <", "6 boundary changed: >= → >",
        "7 order turned: DESC → ASC",
        "10 term of no effect: id = ?2", "10 comparison turned: = → <>",
    ])


def test_a_mutant_changes_its_place_and_nothing_else():
    for path, text in (("a.c", C), ("a.sql", SQL)):
        token = mutant.SQL_TOKEN if path.endswith(".sql") else mutant.C_TOKEN
        silent = [found.group() for found in token.finditer(text)]
        for one in mutant.mutants(path, text):
            changed = one.of(text)
            assert changed != text and changed.count("\n") == text.count("\n"), one
            assert changed[:one.start] == text[:one.start] and changed.endswith(text[one.end:]), one
            left = [found.group() for found in token.finditer(changed)]
            if "removed" not in one.what:
                assert left == silent, one
    texts = {one.what.split(":")[0]: one.of(C) for one in mutant.c_mutants(C)}
    assert "if (!(n < 10 && strcmp(text, \"a == b && !(7)\") == 0)) // n > 1" in texts["condition of if negated"]
    assert "    ;\n    while (n >= 2" in next(one.of(C) for one in mutant.c_mutants(C) if "free" in one.what)
    assert "return !(n << 1 > buffer->len);" in next(one.of(C) for one in mutant.c_mutants(C) if "buffer->len" in one.what and "turned: n" in one.what)
    assert "return false;" in next(one.of(C) for one in mutant.c_mutants(C) if one.what == "return turned: true")
    assert "WHERE (id = ?2 OR 1) RETURNING id;" in next(one.of(SQL) for one in mutant.sql_mutants(SQL) if one.what.endswith("id = ?2"))


def test_lines_are_written_short():
    assert coverage.ranges({1, 2, 3, 7, 9, 10}) == "1-3,7,9-10"
    assert coverage.ranges(set()) == ""
    for lines in (set(), {4}, {1, 2, 3, 7, 9, 10}):
        assert coverage.lines_of(coverage.ranges(lines)) == lines


def test_what_is_explained_is_a_mutant_that_there_is():
    for path, what, line in campaign.equivalents():
        text = (SOURCE / path).read_text()
        there = {(one.what, text.split("\n")[mutant.line_of(text, one.start) - 1].strip()) for one in mutant.mutants(path, text)}
        assert (what, line) in there, f"equivalent.txt: {path} has no such mutant now: {what}: {line}"
        assert [one.strip() for one in text.split("\n")].count(line) == 1, f"equivalent.txt: which of them in {path}: {line}"


def test_every_room_is_read_without_a_mistake():
    """A parenthesis that the mutator does not find closed, a function that it does not see, would be silence."""
    for room in ("store", "workflow", "person", "message"):
        for path in (SOURCE / "daemon" / room).glob("*.c"):
            text = path.read_text()
            mask = mutant.masked(text)
            bodies = mutant.functions(mask)
            assert len(bodies) == len(re.findall(r"^\{$", mask, re.MULTILINE)), path
            mutant.mutants(path, text)
