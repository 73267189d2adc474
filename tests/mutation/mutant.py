"""Small changes to a text of C or SQL, each of which a test ought to notice. Pure: a text in, its mutants out.

Of C only statements in bodies of functions are changed; of SQL only what decides which rows (queries/*.sql). Strings, comments
and directives stay as they are, and so do the lines, so that a place in a mutant is the place in the original.
"""
import re
from typing import NamedTuple

TURNED = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
BOUNDARY = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
# What is no statement of its own, or whose absence is by definition not to be seen in a correct program.
NO_CALL = {"if", "while", "for", "switch", "return", "sizeof", "assert", "va_start", "va_end", "va_copy", "else", "do"}


class Mutant(NamedTuple):
    start: int  # where in the text
    end: int
    new: str
    what: str   # the kind of change, and what it did

    def of(self, text):
        return text[:self.start] + self.new + text[self.end:]


def line_of(text, at):
    return text.count("\n", 0, at) + 1


def _blank(found, by):
    return re.sub(r"[^\n]", by, found)


C_TOKEN = re.compile(r"""/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|^[ \t]*\#(?:[^\n]*\\\n)*[^\n]*""", re.DOTALL | re.MULTILINE)
SQL_TOKEN = re.compile(r"--[^\n]*|'(?:''|[^'])*'")


def masked(text, token=C_TOKEN):
    """The same length: comments and directives are blanks, strings are quotes."""
    return token.sub(lambda found: _blank(found.group(), '"' if found.group()[0] in "\"'" else " "), text)


def _closing(text, opening):
    """Where the parenthesis at `opening` is closed."""
    depth = 0
    for at in range(opening, len(text)):
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        if depth == 0:
            return at
    raise ValueError(f"a parenthesis is not closed: {text[opening:opening + 60]!r}")


def functions(mask):
    """(start, end, whether it returns bool) of each body."""
    depth, since, begun, found = 0, 0, None, []
    for at, sign in enumerate(mask):
        if sign == "{":
            if depth == 0:
                head = mask[since:at].strip()
                begun = (at + 1, re.match(r"(?:static |inline |extern )*bool \w+\s*\(", head) is not None) if head.endswith(")") else None
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0 and begun:
                found.append((begun[0], at, begun[1]))
        if depth == 0 and sign in ";}":
            since = at + 1
    return found


def _same_lines(old):
    return "\n" * old.count("\n")


def _c_body(text, mask, start, end, returns_bool):
    for found in re.compile(r"(?<=[ \n])(==|!=|<=|>=|<|>)(?=[ \n])").finditer(mask, start, end):
        sign = found.group()
        yield Mutant(*found.span(), TURNED[sign], f"comparison turned: {sign} → {TURNED[sign]}")
        if sign in BOUNDARY:
            yield Mutant(*found.span(), BOUNDARY[sign], f"boundary changed: {sign} → {BOUNDARY[sign]}")
    for found in re.compile(r"&&|\|\|").finditer(mask, start, end):
        other = "||" if found.group() == "&&" else "&&"
        yield Mutant(*found.span(), other, f"{found.group()} → {other}")
    for found in re.compile(r"\b(if|while) \(").finditer(mask, start, end):
        closing = _closing(mask, found.end() - 1)
        yield Mutant(found.end(), closing, f"!({text[found.end():closing]})", f"condition of {found.group(1)} negated")
    for found in re.compile(r"(?<![\w.\"])(\d+)([uUlL]*)(?![\w.\"])").finditer(mask, start, end):
        line = mask[mask.rfind("\n", 0, found.start()) + 1:mask.find("\n", found.end())]
        around = mask[found.start() - 1] + mask[found.end()]
        if around == "{}" or (around == "[]" and re.match(r"\s*(?:static |const |struct |unsigned )*\w+ \**\w+\[", line)):
            continue  # an empty struct; the size of a buffer
        number, suffix = int(found.group(1)), found.group(2)
        for other in [number + 1] + ([number - 1] if number > 0 else []):
            yield Mutant(*found.span(), f"{other}{suffix}", f"constant {number} → {other}")
    if returns_bool:
        for found in re.compile(r"\breturn ([^;{}]+);").finditer(mask, start, end):
            value = text[found.start(1):found.end(1)]
            turned = {"true": "false", "false": "true"}.get(value, f"!({value})")
            yield Mutant(*found.span(1), turned, f"return turned: {' '.join(value.split())}")
    for found in re.compile(r"(?:(?<=[;{})])|(?<=\belse))\s+((?:\(void\))?([A-Za-z_]\w*)(?:(?:->|\.)\w+)*\()").finditer(mask, start, end):
        closing = _closing(mask, found.end() - 1)
        if mask[closing + 1] == ";" and found.group(2) not in NO_CALL:
            old = text[found.start(1):closing + 1]
            yield Mutant(found.start(1), closing + 1, _same_lines(old), f"call removed: {found.group(2)}(…)")


def c_mutants(text):
    mask = masked(text)
    return [mutant for body in functions(mask) for mutant in _c_body(text, mask, *body)]


# SQL -------------------------------------------------------------------------------------------------------
SQL_WORD = re.compile(r"\(|\)|;|\b(?:WHERE|ON CONFLICT|DO UPDATE|ON|HAVING|AND|OR|BETWEEN|CASE|WHEN|THEN|ELSE|END|SET|ORDER BY|PARTITION BY|GROUP BY|LIMIT|RETURNING|UNION|EXCEPT|"
                      r"INTERSECT|WINDOW|SELECT|FROM|JOIN|LEFT JOIN|VALUES|INSERT|UPDATE|DELETE)\b")


def _terms(mask, start, end):
    """(start, end) of each term of a WHERE, ON or HAVING between start and end: what AND joins."""
    stack, between = [{"clause": None, "from": 0, "case": 0}], 0
    for found in SQL_WORD.finditer(mask, start, end):
        word, here = found.group(), stack[-1]
        if word == "(":
            stack.append({"clause": None, "from": 0, "case": 0})
            continue
        if word == "CASE":
            here["case"] += 1
        elif word == "END":
            here["case"] -= 1
        if here["case"] or word in ("END", "WHEN", "THEN", "ELSE", "OR"):
            continue
        if word == "BETWEEN":
            between += 1
            continue
        if word == "AND" and between:
            between -= 1
            continue
        if here["clause"]:
            yield here["from"], found.start()
        if word == ")":
            stack.pop()
            if not stack:
                stack.append({"clause": None, "from": 0, "case": 0})
        elif word in ("WHERE", "ON", "HAVING") or (word == "AND" and here["clause"]):
            here["clause"], here["from"] = True, found.end()
        else:
            here["clause"] = None


def queries(text):
    """(start, end, name) of each query's statement."""
    heads = list(re.finditer(r"^-- name:[ \t]*(\w+)[^\n]*\n", text, re.MULTILINE))
    return [(head.end(), after.start() if after else len(text), head.group(1)) for head, after in zip(heads, heads[1:] + [None])]


def sql_mutants(text):
    mask, made = masked(text, SQL_TOKEN), []
    for start, end, _ in queries(text):
        for from_, to in _terms(mask, start, end):
            while mask[from_] in " \n":
                from_ += 1
            while mask[to - 1] in " \n":
                to -= 1
            term = text[from_:to]
            made.append(Mutant(from_, to, f"({term} OR 1)", f"term of no effect: {' '.join(term.split())}"))
            for found in re.compile(r"(?<= )(=|<>|<=|>=|<|>)(?= )").finditer(mask, from_, to):
                depth = mask.count("(", from_, found.start()) - mask.count(")", from_, found.start())
                if depth and re.search(r"\b(?:WHERE|ON|HAVING)\b", mask[from_:found.start()]):
                    continue  # of a term within, which comes by itself
                sign = found.group()
                turned = {"=": "<>", "<>": "="}.get(sign) or TURNED[sign]
                made.append(Mutant(*found.span(), turned, f"comparison turned: {sign} → {turned}"))
                if sign in BOUNDARY:
                    made.append(Mutant(*found.span(), BOUNDARY[sign], f"boundary changed: {sign} → {BOUNDARY[sign]}"))
        for found in re.compile(r"\bDESC\b").finditer(mask, start, end):
            made.append(Mutant(*found.span(), "ASC", "order turned: DESC → ASC"))
    return sorted(set(made))


def mutants(path, text):
    return sql_mutants(text) if str(path).endswith(".sql") else c_mutants(text)
