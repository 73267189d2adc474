"""Packages that mean ill: each a change of a sound one, with a piece of the English sentence that refuses it (None: it is read, at once;
what its rules do is another worker's). One row is one kind of
mischief. A new idea is a new row."""
CASES = {}


def case(name, refused, *changes):
    assert name not in CASES
    CASES[name] = (refused, changes)


def put(path, data):
    def change(folder):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data if isinstance(data, bytes) else data.encode())
    return change


def add(path, data):
    def change(folder):
        with open(folder / path, "ab") as file:
            file.write(data if isinstance(data, bytes) else data.encode())
    return change


def many(count, text):
    return "".join(text.replace("#", str(i)) for i in range(count))


case("a file of two million lines", "is larger than 1 MiB", add("targets.ini", "[x]\n" + "k = 1\n" * 2_000_000))
case("a line of 900,000 letters", "longer than 197 bytes", add("targets.ini", "[x]\nk = " + "x" * 900_000))
case("100,000 sections", "2,000", add("targets.ini", many(100_000, "[s#]\n")))
case("90,000 keys", "400", add("targets.ini", "[zz 2024-12-01]\n" + many(90_000, "k#=1\n")))
case("a value of 200,000 lines", "file", add("documents.ini", "[zz]\ntitle = a\n" + " b\n" * 200_000))
case("zeros", "contest.ini", put("contest.ini", b"\0" * 100_000))
case("UTF-16", "contest.ini", put("contest.ini", "[contest]\ntitle = x\n".encode("utf-16")))
case("bytes that are no letters", "targets.ini", add("targets.ini", b"[x]\ntitle = \xff\xfe\n"))
case("escapes in a name", "targets.ini", add("targets.ini", b"[\x1b[31m 2024-12-01]\nvalue = 1\n"))
case("300 types", "more than 200 record types", add("records.ini", many(300, "[t#]\ntitle = T\nkey = a\n[t#.fields]\na = text\n")))
case("300 kinds of documents", "more than 100 kinds", add("documents.ini", many(300, "[k#]\ntitle = T\nfile = documents/k#.docx\ntrigger = notice\nissuer = x\n")))
case("units of quotes", "units.csv", put("units.csv", '"' * 900_000))
case("units of columns", "units.csv", put("units.csv", "," * 900_000))
case("6,000 units", "units.csv", put("units.csv", "unit_id,level,parent,name,valid_from\n" + many(6_000, "u#,ward,q,T,2020-01-01\n")))
case("units above themselves", "units.csv", put("units.csv", "unit_id,level,parent,name,valid_from\n" + many(4_000, "u#,ward,u#,T,2020-01-01\n")))
case("units that are a bomb", "units.csv", put("units.csv", b"PK\3\4" + b"\0" * 500_000))
case("successions without end", "successions.csv", add("successions.csv", many(4_900, "a#,b#,2024-11-01,x\n")))
case("a rule of braces", None, put("criteria/9.9.lua", "return criterion " + "{" * 250_000))
case("a rule of bytecode", "9.9", put("criteria/9.9.lua", b"\x1bLua" + b"\0" * 200_000))
case("300 rules", "200", *[put(f"criteria/8.{i}.lua", "return criterion {}") for i in range(300)])
case("SQL of brackets", "9.9", put("criteria/9.9.sql", "SELECT " + "(" * 90_000 + "1" + ")" * 90_000))
case("blocks inside each other", "texts.ini", add("texts.ini", "\n[alert.refused]\ntext = " + many(9_000, "{% if a# %}\n ")))
case("filters in a row", None, add("texts.ini", "\n[alert.refused]\ntext = {{ a\n " + many(9_000, "| dai\n ") + "}}\n"))
case("a field of a hundred thousand words", "records.ini", add("records.ini", "[big]\ntitle = T\nkey = a\n[big.fields]\na = choice " + many(100_000, "w#, ") + "\n"))
case("days without end", "calendar.ini", put("calendar.ini", "[holidays]\n" + many(390, "2024-01-01..2099-01-31 = x#\n")))
case("a case of nothing", "tests/", put("tests/x.ini", "[a]\n" * 100_000))
