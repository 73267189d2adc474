"""A command is a row and a function (docs/architecture.md): nothing that follows from them is forgotten, nothing is left over."""
import json
import re
import subprocess

from house import BUILD, DAEMON, SOURCE, files

ROWS = DAEMON / "command" / "rows"
ROLES = {"officer", "reviewer", "leader", "clerk", "auditor", "administrator"}
ROW = re.compile(r"^(CLIENT_COMMAND|COMMAND)\((?:(\w+), (\w+),)?", re.MULTILINE)


def run(program, *words):
    return subprocess.run([BUILD / program, *words], capture_output=True, text=True, check=True).stdout


def table():
    return json.loads(run("thiduad", "--print-commands"))


def split(text):
    """(COMMAND or CLIENT_COMMAND, function, printer, what follows) of each row of a file."""
    heads = list(ROW.finditer(text))
    for head, after in zip(heads, heads[1:] + [None]):
        yield *head.groups(), text[head.end():after.start() if after else len(text)]


def rows():
    """(whether thiduactl performs it, function, printer, its words) of each row."""
    found = []
    for path in sorted(ROWS.glob("*.def")):
        for kind, function, printed, body in split(path.read_text()):
            found.append((kind == "CLIENT_COMMAND", function, printed, re.search(r'\.words = "([^"]+)"', body).group(1)))
    return found


def test_all_rows_are_in_the_table():
    named = {path.name for path in ROWS.iterdir()}
    assert named == set(re.findall(r'rows/(\w+\.def)"', (DAEMON / "command" / "rows.def").read_text()))
    assert sorted(words for _, _, _, words in rows()) == sorted(command["command"] for command in table())
    built = (SOURCE / "daemon" / "command" / "room.mk").read_text()
    assert all(f"rows/{name}" in built for name in named)  # so that a change of them builds anew, and the tarball has them


def test_a_row_and_its_function_bear_one_name():
    for client, function, _, words in rows():
        assert client or function == re.sub("[ -]", "_", words), words


def test_functions_without_a_row_are_none():
    defined = set()
    for path in files(".c"):
        if path.parent.name in ("handler", "paper", "proof", "today", "alerting", "studio", "outlook", "received"):
            defined |= set(re.findall(r"^struct value \*command_(\w+)\(struct command_call \*call, struct err \*err\)\n\{", path.read_text(), re.MULTILINE))
    assert defined == {function for client, function, _, _ in rows() if not client}


def test_printers_without_a_row_are_none():
    defined = set()
    for path in files(".c"):
        if path.parent.name == "ctl":
            defined |= set(re.findall(r"^void print_(\w+)\(struct buffer \*out, struct arena \*arena, const struct command \*command", path.read_text(), re.MULTILINE))
    assert defined - {"command"} == {printed for client, _, printed, _ in rows() if not client}


def test_every_answer_can_be_shown():
    """What print_answer shows is the row's columns: without them it prints nothing. A printer of its own that prints the row's columns needs them too."""
    by_columns = {"answer"}
    for path in files(".c"):
        if path.parent.name == "ctl":
            for name, body in re.findall(r"^void print_(\w+)\(struct buffer \*out[^{]*\n\{\n(.*?)^\}", path.read_text(), re.MULTILINE | re.DOTALL):
                if "command->columns" in body or "print_answer(" in body:
                    by_columns.add(name)
    assert {"answer", "contest", "import"} <= by_columns
    for path in sorted(ROWS.glob("*.def")):
        for _, function, printed, body in split(path.read_text()):
            assert printed not in by_columns or ".columns = {{" in body or ".bytes = true" in body, f"{path.name}: {function} prints nothing"


def test_every_command_has_its_permission_and_words():
    for command in table():
        assert command["roles"] and set(command["roles"]) <= ROLES | {"public"}, command["command"]
        assert command["scope"] in ("own", "all", "contest", "unit"), command["command"]
        assert set(command["roles"]) < ROLES or command["scope"] == "own" or not command["changes"], command["command"]
        named = [parameter["name"] for parameter in command["parameters"]]
        assert command["unit"] in (named if command["scope"] == "unit" else []) + [None], command["command"]
        assert command["vi"] and command["en"] and command["vi"] != command["en"], command["command"]
        for parameter in command["parameters"]:
            assert parameter["vi"] and parameter["en"], (command["command"], parameter["name"])


def test_no_option_is_thiduactl_s_own():
    """--state before a command is the folder, wherever it stands."""
    own = set(re.findall(r'take_(?:switch|value)\(rest, i, "(\w+)"', (DAEMON / "ctl" / "command_line.c").read_text()))
    assert {"state", "json", "wide", "lang"} <= own
    for command in table():
        for parameter in command["parameters"]:
            assert not parameter["option"] or parameter["name"] not in own - {"lang"}, (command["command"], parameter["name"])  # lang: a list's too


def test_every_command_is_in_the_help_the_manual_and_the_completion():
    completion = run("thiduactl", "--completion", "bash")
    for language in ("vi", "en"):
        help_text, manual = run("thiduactl", "--lang", language, "--help"), run("thiduactl", "--lang", language, "--man")
        for command in table():
            assert command["command"] in help_text and command[language] in help_text, command["command"]
            assert f'.SS "{command["command"]}"' in manual.replace("\\-", "-"), command["command"]
            own = run("thiduactl", "--lang", language, *command["command"].split(), "--help")
            assert all(parameter[language] in own for parameter in command["parameters"]), command["command"]
    for command in table():
        assert f'"{command["command"]}")' in completion, command["command"]
        for parameter in command["parameters"]:
            assert not parameter["option"] or f'--{parameter["name"]} ' in completion, (command["command"], parameter["name"])


def test_every_command_of_the_daemon_is_in_openapi_with_its_permission():
    paths = json.loads(run("thiduad", "--openapi"))["paths"]
    clients = {words for client, _, _, words in rows() if client}
    for command in table():
        path = "/api/" + command["command"].replace(" ", "/")
        assert (path in paths) == (command["command"] not in clients), path
        if path not in paths:
            continue
        (method, operation), = paths[path].items()
        assert operation["x-roles"] == command["roles"] and operation["x-scope"] == command["scope"], path
        assert method == "post" or not command["changes"], path
        assert operation["security"] == [{"bearer": []}] + [{"session": []}] * (method == "get"), path  # a cookie alone changes nothing
        described = {parameter["name"] for parameter in operation["parameters"]}
        assert described == {parameter["name"] for parameter in command["parameters"] if not parameter["local"]}, path


# What only reads and is no list of things: why nobody wants it as a workbook. Whatever else reads gives its list as a file.
NO_LIST = {
    "outbox show": "one message; outbox list gives all of them",
    "status": "how the daemon stands, a line each; its lists are those of alerts, drafts, rules list",
    "metrics": "numbers for a monitoring program, which reads /metrics",
    "audit verify": "whether the store is whole, in four numbers",
    "replay": "whether one result comes out again, and the first difference",
    "records mirror": "how far a copy elsewhere is, for whoever looks after it; it changes while one looks",
    "rules try": "what one criterion says of one row",
    "rules sql": "a trial of a rule's statement; records find gives records",
    "rules reach": "which lines of one text examples and tests reach",
    "rules evidence": "a trial of a rule that is not in force; explain gives the rows of results",
    "rules show": "the text of files",
    "rules diff": "the difference of two versions' texts",
    "rules sweep": "a grid of values by periods, looked at as a whole",
    "rules preview": "what a change would do, eight tables that are read together before they are decided on",
    "templates check": "what is wrong with one file; it goes out as comments within that file",
    "templates try": "a file filled",
    "seals walk": "the rows behind one total of one unit; results and seals taken give the lists",
    "seals read": "a file that somebody sent; seals show gives the house's own",
    "records form": "the form of one record; forms export writes it as a workbook",
    "records grid": "the form of many; forms export writes it as a workbook",
    "account": "one person's own account, a line each; sessions list gives where one is logged in",
    "drafts changes": "two texts of a paper compared, read as a text",
    "rules text": "the text of one file",
    "rules form": "one criterion, as the fields of a form",
    "rules examine": "what is wrong with texts that are being edited",
    "verify": "whether one paper is genuine, a line each",
    "keys show": "the public key by which papers are checked, one",
    "drafts read": "the text of a paper; drafts export writes it as a Word file",
}


def test_every_list_goes_out_as_a_file():
    """A command that reads takes LIST_PARAMETERS and says which columns its list has; or it has a reason above."""
    bodies = {}
    for path in sorted(ROWS.glob("*.def")):
        for kind, _, _, body in split(path.read_text()):
            words = re.search(r'\.words = "([^"]+)"', body).group(1)
            if kind == "COMMAND" and ".bytes = true" not in body and ".acts = true" not in body and "COMMAND_ON_WRITER" not in body and "ADMINISTERS" not in body:
                bodies[words] = body
    reading = {command["command"] for command in table() if not command["changes"]}
    assert set(bodies) < reading and len(bodies) > 30
    files_of = {command["command"] for command in table() if any(parameter["name"] == "format" for parameter in command["parameters"])}
    assert set(bodies) - files_of == set(NO_LIST), set(bodies) - files_of ^ set(NO_LIST)
    for words in files_of:
        assert ".columns = {{" in bodies[words] or ".list = " in bodies[words] or ".ordered = true" in bodies[words], words  # which columns
    compared = set(re.findall(r'^    "([a-z ]+)": \(', (SOURCE / "tests" / "whole" / "test_lists.py").read_text(), re.MULTILINE))
    assert compared == files_of, compared ^ files_of  # each file is held against its JSON answer there (LISTS)
