"""SQL is read as SQL and pages as pages: neither stands in a C string (style.md 8)."""
import re

from house import SOURCE, files, literals, place, room

SQL = re.compile(r"\b(SELECT\s+[\w(*'\"]|INSERT\s+(OR \w+ )?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+(TEMP |UNIQUE )?(TABLE|VIEW|INDEX)"
                 r"|BEGIN IMMEDIATE|PRAGMA\s+\w)")
HTML = re.compile(r"</?(html|head|body|div|span|p|table|tr|td|th|ul|ol|li|br|h[1-6]|a|form|input|script|style)(\s[^>]*)?/?>", re.IGNORECASE)
# store runs it; record and the files named here make it from declarations (what a package declares is not known at build).
MAY_GENERATE = {
    "listing/record_list_sql.c",
    "outlook/choice_sql.c",
    "authoring/skeleton.c",     # the rule that an editor begins with
    "mirror/mirror_sql.c",
    "record/field_declare.c",   # what a limit of before took
    "record/record_folded.c",
    "record/record_sql.c",
    "record/version_sql.c",
    "evaluate/criterion_check.c",    # one piece of a rule prepared alone, so that an error names it
    "evaluate/measure.c",  # the scan that follows from a declared measure
}
MAY_ROOMS = {"store"}
MAY_FILES = re.compile(r"(^|/)\w*sql\w*\.c$")  # a file that says in its name that it makes SQL


def test_no_sql_in_c():
    wrong = []
    for path in files(".c", ".h"):
        name = str(path.relative_to(SOURCE / "daemon"))
        if room(path) in MAY_ROOMS or name in MAY_GENERATE or (room(path) in ("criterion", "evaluate", "import", "proof", "amendment", "team") and MAY_FILES.search(name)):
            continue
        text = path.read_text()
        wrong += [f"{place(path, text, at)}: {literal[:70]}" for at, literal in literals(text) if SQL.search(literal)]
    assert not wrong, "\n".join(wrong)


def test_no_html_in_c():
    wrong = []
    for path in files(".c", ".h"):
        text = path.read_text()
        wrong += [f"{place(path, text, at)}: {literal[:70]}" for at, literal in literals(text) if HTML.search(literal)]
    assert not wrong, "\n".join(wrong)


def test_the_patterns_would_find_them():
    for text in ("SELECT a FROM b", "INSERT INTO x", "UPDATE x SET", "DELETE FROM t", "CREATE TEMP VIEW", "PRAGMA query_only"):
        assert SQL.search(text)
    for text in ("hãy SELECT", "update of the set", "deleted from"):
        assert not SQL.search(text)
    assert HTML.search("<td class=x>") and not HTML.search("<w:p>") and not HTML.search("a < b > c")
