"""Adding things is local (docs/architecture.md): a kind of alert is a row and its sentences, a trigger a row and its functions; nothing that follows from
them is forgotten, no second list stands anywhere. (Commands: commands.py; life cycles: states.py.)"""
import re

from house import DAEMON, SOURCE, files, without_comments

ROW = re.compile(r'\{\s*"(\w+)",\s*"[^"]+",\s*"[^"]+",\s*(ALERT_FOR_\w+),\s*(ALERT_ENDS_\w+),\s*\{([^}]*)\},((?:\s*"[^\n]+")+)\}')
# Texts of wording.c that are parts of others.
PARTS = {"alert.head", "alert.short", "alert.succeeded", "alert.lapsed"}


def kinds():
    """{name: keys of its texts}"""
    body = re.search(r"alert_kinds\[\] = \{\n(.*?)\n\};", (DAEMON / "alert" / "alert_kind.c").read_text(), re.DOTALL).group(1)
    found = {name: re.findall(r'"([\w.]+)"', texts) for name, _, _, texts, _ in ROW.findall(body)}
    assert len(found) == body.count("ALERT_FOR_")
    return found


def raised():
    """{kind: files} of what is raised, resolved or foreseen anywhere."""
    found = {}
    for path in files(".c", ".h"):
        text = without_comments(path.read_text())
        names = re.findall(r'\balert_(?:apply|set|is|same|foresee)\([^;()"]*"(\w+)",', text) + re.findall(r'^#define \w+_ALERT "(\w+)"', text, re.MULTILINE)
        for name in names:
            found.setdefault(name, set()).add(path.name)
    return found


def test_every_kind_that_is_raised_is_a_row_and_every_row_is_raised():
    assert set(raised()) == set(kinds())


def test_every_kind_has_its_sentences_and_every_sentence_its_kind():
    wording = set(re.findall(r'^    \{"(alert\.\w+)"', (DAEMON / "contest" / "wording.c").read_text(), re.MULTILINE))
    said = {text for texts in kinds().values() for text in texts}
    assert all(kinds().values()) and said == wording - PARTS


def test_no_other_list_names_the_kinds():
    """Pages and thiduactl take their words from the row, SQL takes none."""
    for language in ("vi", "en"):
        words = re.findall(r'^msgid "alert_(\w+)"', (DAEMON / "page" / f"{language}.po").read_text(), re.MULTILINE)
        assert not set(words) & set(kinds()), language
    shown = set(re.findall(r'\{"kind", "(\w+)"', (DAEMON / "display" / "display.c").read_text()))
    assert shown & set(kinds()) <= {"return", "seal", "duty"}  # what falls due, too
    newest = sorted((DAEMON / "store" / "schema").glob("*.sql"))
    made = [body for path in newest for body in re.findall(r"CREATE TABLE alert \((.*?)\) STRICT", path.read_text(), re.DOTALL)]
    assert "CHECK" not in made[-1]


def triggers():
    """(name, dossier) of each."""
    return re.findall(r"^TRIGGER\((\w+), \w+, \w+, \w+, \w+, \w+, (\w+), \w+\)", (DAEMON / "package" / "document_trigger.def").read_text(), re.MULTILINE)


def test_every_function_of_a_trigger_has_its_row():
    """That every row has its functions the linker sees."""
    made = set()
    for path in (DAEMON / "document").glob("*.c"):
        made |= set(re.findall(r"^bool document_(\w+)_dossier\(", without_comments(path.read_text()), re.MULTILINE))
    assert len(triggers()) > 5 and made == {dossier for _, dossier in triggers()}


def test_every_trigger_is_in_the_docs_in_both_languages():
    for page in ("templates.vi.md", "templates.en.md"):
        text = (SOURCE / "docs" / page).read_text()
        assert not [name for name, _ in triggers() if f"`{name}`" not in text], page
