"""Documents: links that lead somewhere; a guide for users is in one language, with its twin beside it."""
import re

from house import SOURCE

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
