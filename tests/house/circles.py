"""No circle of files (architecture.md): a file may use only files that do not use it, by includes and by calls."""
import re

from house import SOURCE, files, room, without_comments

INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.MULTILINE)
# What a source defines for others, and where it is called.
DEFINED = re.compile(r"^(?!static\b|typedef\b|#|\s|\}|extern\b)[A-Za-z_][\w\s\*]*?[\s\*](\w+)\s*\([^;{]*\)\s*\{", re.MULTILINE)
WORD = re.compile(r"\b[a-z]\w*\b(?=\s*[(,;)}])")


def subject(path):
    """A source and its header are one subject."""
    return f"{room(path)}/{path.stem}" if path.parent != SOURCE / "daemon" else path.stem


def circles(arrows):
    """The strongly connected components of more than one node (Tarjan), each sorted."""
    index, low, stack, on, found, count = {}, {}, [], set(), [], [0]

    def visit(node):
        work = [(node, iter(sorted(arrows.get(node, ()))))]
        index[node] = low[node] = count[0]
        count[0] += 1
        stack.append(node)
        on.add(node)
        while work:
            at, rest = work[-1]
            for other in rest:
                if other not in index:
                    index[other] = low[other] = count[0]
                    count[0] += 1
                    stack.append(other)
                    on.add(other)
                    work.append((other, iter(sorted(arrows.get(other, ())))))
                    break
                if other in on:
                    low[at] = min(low[at], index[other])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[at])
                if low[at] == index[at]:
                    component = []
                    while True:
                        component.append(stack.pop())
                        on.discard(component[-1])
                        if component[-1] == at:
                            break
                    if len(component) > 1:
                        found.append(sorted(component))

    for node in sorted(arrows):
        if node not in index:
            visit(node)
    return sorted(found)


def arrows_by_includes():
    arrows = {}
    for path in files(".c", ".h"):
        for own in INCLUDE.findall(without_comments(path.read_text())):
            if "/" in own:
                target = own.removesuffix(".h")
                if target != subject(path):
                    arrows.setdefault(subject(path), set()).add(target)
    return arrows


def arrows_by_calls():
    """From each source to the sources that define what it names."""
    home, texts = {}, {}
    for path in files(".c"):
        text = without_comments(path.read_text())
        texts[path] = text
        for name in DEFINED.findall(text):
            home.setdefault(name, subject(path))
    arrows = {}
    for path, text in texts.items():
        for name in set(WORD.findall(text)):
            if name in home and home[name] != subject(path):
                arrows.setdefault(subject(path), set()).add(home[name])
    return arrows


def say(found, arrows):
    return "\n".join(f"a circle of {len(group)}: " + "; ".join(
        f"{node} -> {', '.join(sorted(arrows[node] & set(group)))}" for node in group) for group in found)


def test_no_circle_by_includes():
    arrows = arrows_by_includes()
    found = circles(arrows)
    assert not found, say(found, arrows)


def test_no_circle_by_calls():
    arrows = arrows_by_calls()
    found = circles(arrows)
    assert not found, say(found, arrows)


def test_a_circle_is_found():
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [["a", "b", "c"]]
    assert circles({"a": {"b", "c"}, "b": {"c"}}) == []
