"""The OpenAPI document: good by the OpenAPI Initiative's schema, whole by the table of commands, true by what a daemon answers."""
import copy
import json
import re
import subprocess

import pytest

from daemon import BUILD, SOURCE, Daemon, Door

jsonschema = pytest.importorskip("jsonschema")
SCHEMA = json.loads((SOURCE / "tests/whole/openapi-3.1.schema.json").read_text())
DOCUMENT = json.loads(subprocess.run([BUILD / "thiduad", "--openapi"], capture_output=True, text=True, check=True).stdout)
TABLE = json.loads(subprocess.run([BUILD / "thiduad", "--print-commands"], capture_output=True, text=True, check=True).stdout)
OPERATIONS = {path: (method, operation) for path, methods in DOCUMENT["paths"].items() for method, operation in methods.items()}


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    running = Daemon(tmp_path_factory.mktemp("openapi")).ready()
    running.ctl("evaluate", "2024-11")  # without a run there is no board
    yield running
    assert running.stop() == 0


def ask(daemon, path, method="GET"):
    """(status, type, body) of an address on the socket."""
    connection = Door(daemon.state)
    connection.request(method, path)
    answer = connection.getresponse()
    status, kind, body = answer.status, answer.headers.get_content_type(), answer.read().decode()
    connection.close()
    return status, kind, body


def resolved(item):
    while "$ref" in item:
        place = DOCUMENT
        for step in item["$ref"].removeprefix("#/").split("/"):
            place = place[step]
        item = place
    return item


def check_as(schema, instance):
    jsonschema.Draft202012Validator({**schema, "components": DOCUMENT["components"]}).validate(instance)


def test_it_is_an_openapi_3_1_document():
    """A path at a time: what is right of all is right of the whole, and the schema's "one of" over many paths is tried again for each fault."""
    validator = jsonschema.Draft202012Validator(SCHEMA)
    validator.validate({**DOCUMENT, "paths": {}})
    for path, item in DOCUMENT["paths"].items():
        validator.validate({"openapi": DOCUMENT["openapi"], "info": DOCUMENT["info"], "paths": {path: item}})
    small = {**DOCUMENT, "paths": {"/api/status": DOCUMENT["paths"]["/api/status"]}}
    for spoil in (lambda document: document.pop("info"), lambda document: document["paths"].update(status={}),
                  lambda document: document["paths"]["/api/status"]["get"]["parameters"].append({"name": "x"})):
        wrong = copy.deepcopy(small)
        spoil(wrong)
        assert not validator.is_valid(wrong), "the validator refuses nothing"


def test_names_are_one_and_references_lead_somewhere():
    names = [operation["operationId"] for _, operation in OPERATIONS.values()]
    assert len(set(names)) == len(names)
    for place in re.findall(r'"\$ref": "([^"]+)"', json.dumps(DOCUMENT)):
        assert resolved({"$ref": place}), place


def test_every_command_that_http_carries_is_in_it(daemon):
    for command in TABLE:
        path = "/api/" + command["command"].replace(" ", "/")
        carried = ask(daemon, path + "?nobody=knows")[0] != 404
        assert carried == (path in OPERATIONS), path
        if not carried:
            continue
        method, operation = OPERATIONS[path]
        assert method == ("post" if command["changes"] or command["files"] else "get"), path
        assert (operation["x-roles"], operation["summary"], operation["description"]) == (command["roles"], command["en"], command["vi"])
        wanted = [parameter for parameter in command["parameters"] if not parameter["local"]]
        assert [(it["name"], it["required"]) for it in operation["parameters"]] == [(it["name"], it["required"] and not it["instead"]) for it in wanted]
        for given, it in zip(operation["parameters"], wanted):
            words = it["choices"].split("|") if it["choices"] else None
            assert given["schema"].get("enum") == words and it["en"] in given["description"] and it["vi"] in given["description"]
            assert given["schema"]["type"] == it["type"]
        assert ("requestBody" in operation) == command["files"]
        assert {"200", "400", "403", "503"} <= set(operation["responses"])
    assert sum(path.startswith("/api/") for path in OPERATIONS) > 30


def test_statuses_are_those_of_the_docs():
    table = re.findall(r"^\| ([\d, ]+) \| ", (SOURCE / "docs/http.md").read_text(), re.MULTILINE)
    documented = {status for row in table for status in row.split(", ")}
    assert documented == {name.removeprefix("Refused") for name in DOCUMENT["components"]["responses"]} - {""}


def test_the_daemon_gives_the_same(daemon):
    status, kind, body = ask(daemon, "/openapi.json")
    assert (status, kind) == (200, "application/json") and json.loads(body) == DOCUMENT
    assert ask(daemon, "/openapi.json", "POST")[0] == 405


def test_answers_are_of_the_types_it_says(daemon):
    """Every reading address that needs no parameter, pages too, and a refusal of every command."""
    tried = 0
    for path, (method, operation) in OPERATIONS.items():
        if path.endswith(("/account", "/records/mirror")):  # root, who asks here, has none; there is no other database
            continue
        if method == "get" and not any(it["required"] for it in operation.get("parameters", [])):
            status, kind, _ = ask(daemon, path)
            assert status == 200 and {kind, "*/*"} & set(operation["responses"]["200"]["content"]), path
            tried += 1
        if path.startswith("/api/") and "parameters" in operation:
            status, kind, body = ask(daemon, path + "?nobody=knows", method.upper())
            refusal = resolved(operation["responses"][str(status)])["content"]
            if kind == "application/x-ndjson":
                check_as(operation["responses"]["200"]["content"][kind]["schema"], json.loads(body))
            else:
                check_as(refusal[kind]["schema"], json.loads(body))
            assert status == (400 if "administrator" in operation["x-roles"] else 403), path
    assert tried > 15


WRONG = {"boolean": ("maybe", "TRUE", ""), "integer": ("-1", "x", "1.5", "")}
SAYS = {"boolean": "true, 1, yes, có, false, 0, no, không", "integer": "no whole number"}


def test_a_wrong_value_is_a_400_that_says_what_is_taken(daemon):
    """Every parameter of every address, pages too, × values that its schema does not take. A field that a page's form left empty was not given."""
    tried = 0
    for path, (method, operation) in OPERATIONS.items():
        if "administrator" not in operation["x-roles"]:
            continue  # refused for who asks, before anything is read
        for it in operation.get("parameters", []):
            schema = it["schema"]
            for value in ("nonsense", "") if schema.get("enum") else WRONG.get(schema["type"], ("",)):
                if not value and not path.startswith("/api/"):
                    continue
                status, _, body = ask(daemon, f'{path}?{it["name"]}={value}', method.upper())
                if not value and not path.startswith("/api/"):
                    continue  # a form of a page sends what was left empty too: it was not given
                says = ", ".join(schema["enum"]) if schema.get("enum") else SAYS.get(schema["type"], "")
                if path.startswith("/api/") and value:
                    body = json.loads(body)["error"]["en"]
                    assert says in body and it["name"] in body, (path, it["name"], body)
                assert status == 400, (path, it["name"], value)
                tried += 1
    assert tried > 60


def test_a_name_twice_or_unknown_is_refused_by_its_name(daemon):
    for path in ("/api/alerts?open=true&open=false", "/api/alerts?opne=true", "/alerts?open=0&open=0", "/alerts?opne=1"):
        status, _, body = ask(daemon, path)
        assert status == 400 and ("open" in body or "opne" in body), path


REQUIRED = {"subject": "cat-bi", "key": "cat-bi/1", "unit": "cat-bi", "period": "2024-11", "type": "tip", "id": "2024-11/1.1/cat-bi/final", "version": "1", "number": "1", "kind": "alert.opened", "units": "cat-bi", "name": "1.1.share", "from": "70%25", "to": "80%25"}
ASKED = {"/rules/target": "&name=1.1.share&from=70%25&to=80%25"}  # parts of a page that are there when something else is asked for
NAMES = {"PERIOD": "2024-11", "PHASE": "phase-1, phase-2", "TYPE": "tip", "CRITERION": "1.1, 1.2", "LEVEL": "district, ward, team, member", "UNIT": "cat-bi"}


def test_what_a_parameter_names_is_there_or_what_there_is_is_said(daemon):
    """Every parameter of every reading address, pages too, that names something of the contest."""
    tried = set()
    for path, (method, operation) in OPERATIONS.items():
        for it in operation.get("parameters", []):
            form = it["schema"].get("x-form")
            if form not in NAMES or method != "get":
                continue
            others = "".join(f'&{other["name"]}={REQUIRED[other["name"]]}' for other in operation["parameters"] if other["required"] and other is not it) + ASKED.get(path, "")
            status, _, body = ask(daemon, f'{path}?{it["name"]}=nonsense{others}')
            assert status == 400 and "nonsense" in body and NAMES[form] in body, (path, it["name"], body)
            tried.add((path, it["name"]))
    assert {("/api/trend", "subject"), ("/api/results", "criterion"), ("/board", "period"), ("/unit", "subject"), ("/drafts", "phase")} <= tried


def test_pages_take_what_it_says(daemon):
    for path in ("/unit?subject=cat-bi", "/result?id=2024-11/1.1/cat-bi/final", "/board?period=2024-11"):
        assert ask(daemon, path)[0] == 200, path


def test_lines_of_a_long_answer_are_as_it_says(daemon):
    method, operation = OPERATIONS["/api/evaluate"]
    status, kind, body = ask(daemon, "/api/evaluate?period=2024-11", method.upper())
    lines = [json.loads(line) for line in body.splitlines()]
    assert status == 200 and "answer" in lines[-1] and "progress" in lines[0]
    for line in lines:
        check_as(operation["responses"]["200"]["content"][kind]["schema"], line)


def test_pages_name_the_commands_that_answer_the_same():
    commands = {command["command"] for command in TABLE}
    required = {path: [it["name"] for it in operation["parameters"] if it["required"]]
                for path, (_, operation) in OPERATIONS.items() if "x-json-twins" in operation}
    assert required["/unit"] == ["subject"] and required["/result"] == ["id"] and required["/board"] == []
    pages = {path: operation["x-json-twins"] for path, (_, operation) in OPERATIONS.items() if "x-json-twins" in operation}
    assert pages["/board"] == ["board", "live"] and len(pages) > 5
    for path, twins in pages.items():
        assert twins and set(twins) <= commands and all("/api/" + twin.replace(" ", "/") in OPERATIONS for twin in twins), path
