"""States of things with a life cycle are the table's alone (workflow/workflow_table.c): neither C nor SQL spells one, every effect is performed by a room."""
import re

from house import DAEMON, SOURCE, files, literals, place, without_comments

TABLE = (DAEMON / "workflow" / "workflow_table.c").read_text()
# Words that mean other things too: a state only where “state” stands before, in the same statement.
PLAIN = {"open", "draft", "not_applicable", "waiting", "revoked", "replaced"}
MAY = {  # file: words, and why
    "display/display.c": {"stale", "drafted", "refused", "not_applicable", "waiting"},  # “what” would become of papers in a preview; jobs that wait
    "page/page_paper.c": {"stale"},  # the key of a list of drafts
    "close/phase_paper.c": {"stale"}, "close/duty_paper.c": {"stale"},  # how many, in the audit row
    "agenda/waiting.c": {"waiting"},  # a seal that waits, in the timetable
    "door/door_internal.c": {"waiting"},  # jobs
    "document/document_report.c": {"proposed"}, "document/document.c": {"proposed"}, "close/redraft_foresee.c": {"proposed"},  # whom the dossier proposes
}
MAY_SQL = {"builtin_record.sql": {"confirmed"}}  # what counts, as rules see it (record_sql.c makes the rest from the table)


def kinds():
    """{kind: states}"""
    found = {}
    for kind, body in re.findall(r"workflow_state (\w+)_states\[\] = \{\n(.*?)\n\};", TABLE, re.DOTALL):
        found[kind] = set(re.findall(r'^    \{"(\w+)"', body, re.MULTILINE))
    return found


STATES = {state for states in kinds().values() for state in states}


def spelled(text):
    """(position, word) of every state that a C text spells."""
    for at, literal in literals(text):
        if literal in STATES - PLAIN:
            yield at, literal
        elif literal in PLAIN and not re.search(r"workflow_\w+\($", text[:at]):
            begin = max(text.rfind(mark, 0, at) for mark in ";{}")
            if '"state"' in text[max(begin, at - 60, 0):at]:
                yield at, literal


def test_the_table_is_read():
    assert set(kinds()) >= {"record", "proposal", "alert", "draft"} and len(STATES) > 12


def test_no_state_is_spelled_in_c():
    wrong = []
    for path in files(".c", ".h"):
        name = str(path.relative_to(DAEMON))
        if name.startswith("workflow/"):
            continue
        text = without_comments(path.read_text())
        wrong += [f"{place(path, text, at)}: “{word}”: ask workflow_to or workflow_is" for at, word in spelled(text) if word not in MAY.get(name, ())]
    assert not wrong, "\n".join(wrong)


def test_no_state_is_spelled_in_sql():
    wrong = []
    for path in sorted((DAEMON / "store" / "queries").glob("*.sql")):
        text = re.sub(r"--[^\n]*", "", path.read_text())
        for found in re.finditer(r"\b(?:state|event)\s*(?:=|<>|IN|IS|IS NOT)\s*\(?'(\w+)'", text):
            if found.group(1) not in MAY_SQL.get(path.name, ()):
                wrong.append(f"{path.name}: {found.group(0)}: take it as a parameter, from workflow_to or workflow_event")
            assert found.group(1) in STATES, found.group(0)
    assert not wrong, "\n".join(wrong)


def test_no_check_lists_states():
    """The newest making of each table."""
    made = {}
    for path in sorted((DAEMON / "store" / "schema").glob("*.sql")):
        for name, body in re.findall(r"CREATE TABLE (\w+) \((.*?)\) STRICT", path.read_text(), re.DOTALL):
            made[name] = body
    wrong = [name for name, body in made.items() if re.search(r"\b(state|event)\b[^\n]*\n?[^\n]*CHECK \((?:state|event) IN", body)]
    assert not wrong or wrong == ["alert_event"], wrong  # alert_event is no more


def test_what_is_allowed_is_still_needed():
    for name, words in MAY.items():
        text = without_comments((DAEMON / name).read_text())
        assert words <= {literal for _, literal in literals(text)}, name


def test_every_effect_is_performed_and_every_performed_one_follows():
    follows = set(re.findall(r'\.follows = "(\w+)"', TABLE))
    performed = []
    for path in files(".c"):
        for body in re.findall(r"struct transition_effect effects\[\] = \{(.*?)\};", path.read_text(), re.DOTALL):
            performed += re.findall(r'\{"(\w+)", \1\}', body)
    assert sorted(performed) == sorted(follows), (performed, follows)


def test_the_commands_that_acts_name_are_there():
    named = set(re.findall(r'^    \{"\w+", +"\w+", +"([a-z ]+)",', TABLE, re.MULTILINE))
    rows = {words for path in (DAEMON / "command" / "rows").glob("*.def") for words in re.findall(r'\.words = "([^"]+)"', path.read_text())}
    assert len(named) > 4 and named <= rows, named - rows


def test_the_pattern_would_find_them():
    for text in ('if (strcmp(state, "stale") == 0)', 'x = value_get_text(row, "state", ""), "open";'):
        assert list(spelled(text)), text
    assert not list(spelled('call_flag(call, "open");'))
