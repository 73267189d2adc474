"""A form of a record's field is one row of functions (record/field_kind.c): nobody else asks which form a field has."""
import re

from house import DAEMON, files, place, without_comments

HOME = {"record/field_kind.c", "record/field.h"}
# Who may name a form, and why. A new form needs none of them: what they do not name is taken as it is.
MAY = {
    "import/reference.c": "what refers to something is looked up there",
    "import/named.c": "periods, phases and types are found by what people call them",
    "import/resolve.c": "units are found by what people call them, after the days and before the teams",
    "import/unit_validity.c": "which unit a record names",
    "package/field_line.c": "the limits that a text and a number have where the declaration names none",
    "package/record_file.c": "a record may touch the days of a period; what names a member needs members",
    "record/record_type.c": "the fields that every type has",
    "record/sql_domain.c": "the names that a package knows of what a field refers to",
    "record/sql_scope.c": "the columns of the house's own tables",
    "entry/entry_field.c": "what a form offers and asks for in Excel, one row a form of field",
    "import/touched_days.c": "a record of a phase stands in the form of that phase",
    "criterion/measure_set.c": "what people call a row of a life: its first text",
    "criterion/measure_set_sql.c": "what a record says of itself: its choices, its first text",
    "evaluate/explain.c": "the day beside an instant",
}
FORM = re.compile(r"\bFIELD_[A-Z_]+\b")


def test_forms_are_asked_of_the_table():
    wrong, used = [], set()
    forms = set(FORM.findall(re.search(r"enum field_type \{(.*?)\};", (DAEMON / "record" / "field.h").read_text(), re.DOTALL).group(1)))
    assert len(forms) > 12
    for path in files(".c", ".h"):
        name = str(path.relative_to(DAEMON))
        text = without_comments(path.read_text())
        found = [at for at in FORM.finditer(text) if at.group() in forms]
        if name in HOME or not found:
            continue
        used.add(name)
        if name not in MAY:
            wrong += [f"{place(path, text, at.start())}: {at.group()}: ask field_kind() instead" for at in found]
    assert not wrong, "\n".join(wrong)
    assert used == set(MAY), "an exception is not needed any more"


def test_every_form_has_its_row():
    header = (DAEMON / "record" / "field.h").read_text()
    forms = re.findall(r"^    (FIELD_[A-Z_]+),", re.search(r"enum field_type \{(.*?)\};", header, re.DOTALL).group(1), re.MULTILINE)
    rows = dict(re.findall(r"\[(FIELD_[A-Z_]+)\] = \{\"(\w+)\"(?:.*?)\.read = ", (DAEMON / "record" / "field_kind.c").read_text(), re.DOTALL))
    assert set(rows) == set(forms) - {"FIELD_TYPES"} and len(set(rows.values())) == len(rows)
