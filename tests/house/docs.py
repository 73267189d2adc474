"""Documents: links that lead somewhere; a guide for users is in one language, with its twin beside it."""
import json
import re
import subprocess

from house import BUILD, SOURCE

LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
CODE = re.compile(r"^```.*?^```|`[^`\n]*`", re.MULTILINE | re.DOTALL)
GUIDES = {"overview": {"vi"}}  # guides with one language alone: the README is the overview in English


def documents():
    return [SOURCE / "README.md", *sorted((SOURCE / "docs").rglob("*.md")), *sorted((SOURCE / "plugins").rglob("*.md")),
            *sorted((SOURCE / "rules").glob("*/README.md"))]


def test_links_lead_somewhere():
    wrong = []
    for path in documents():
        for target in LINK.findall(CODE.sub("", path.read_text())):
            if "://" not in target and not (path.parent / target).exists():
                wrong.append(f"{path.relative_to(SOURCE)}: {target}")
    assert not wrong, "\n".join(wrong)


def test_the_readme_names_each_room():
    named = {name.strip("`").removeprefix("daemon/") for name in CODE.findall((SOURCE / "README.md").read_text())}
    missing = [room.name for room in sorted((SOURCE / "daemon").iterdir()) if room.is_dir() and room.name not in named]
    assert not missing, f"README.md has no row for: {', '.join(missing)}"


def test_a_guide_has_its_twin():
    wrong = []
    for path in sorted((SOURCE / "docs").glob("*.??.md")):
        name, language, _ = path.name.split(".")
        other = {"vi": "en", "en": "vi"}[language]
        if language not in GUIDES.get(name, set()) and not path.with_name(f"{name}.{other}.md").exists():
            wrong.append(f"docs/{path.name} has no {name}.{other}.md")
    assert not wrong, "\n".join(wrong)


def test_a_document_keeps_to_one_language():
    """The old form was a sentence and, after a dot, the same in the other language in italics."""
    wrong = [str(path.relative_to(SOURCE)) for path in documents()
             if re.search(r"(?:^|\s)·\s+\*+[A-Za-zÀ-ỹ]", CODE.sub("", path.read_text()))]
    assert not wrong, "\n".join(wrong)


ASKED = re.compile(r"\bthiduactl((?: --(?:state|lang) \S+| --json)*) ([a-z][^`#\n|]*)")
EVERYWHERE = {"json", "state", "lang", "help", "version", "completion", "values", "man"}


def asked(text):
    """The words of each command that the text's code asks thiduactl for."""
    for code in CODE.findall(text):
        for _, words in ASKED.findall(code):
            yield words.split()


def test_what_guides_tell_to_type_is_there():
    table = json.loads(subprocess.run([BUILD / "thiduad", "--print-commands"], capture_output=True, text=True, check=True).stdout)
    options = {tuple(one["command"].split()): {parameter["name"] for parameter in one["parameters"]} for one in table}
    wrong, seen = [], 0
    for path in [SOURCE / "README.md", *sorted((SOURCE / "docs").glob("*.??.md"))]:
        for words in asked(path.read_text()):
            named = next((words[:count] for count in (2, 1) if tuple(words[:count]) in options), None)
            used = set(re.findall(r"(?:^| )--([a-z-]+)", " ".join(words)))
            seen += 1
            if named is None or used - options[tuple(named)] - EVERYWHERE:
                wrong.append(f"{path.relative_to(SOURCE)}: thiduactl {' '.join(words)}")
    assert seen > 50 and not wrong, "\n".join(wrong)
