"""Papers that anybody can check: the key, which is made once and stands in every backup; the dossier, with which somebody who has nothing but it and
Python computes each figure of each kind of paper again, and finds each byte that was changed."""
import base64
import contextlib
import csv
import hashlib
import io
import json
import os
import random
import re
import shutil
import subprocess
import urllib.error
import urllib.parse
import zipfile
import zlib

import pytest

import sample_papers
from base import query
from daemon import BUILD, PACKAGE, SOURCE
from phase import listening
from rules import propose, put
from test_deputy import ask, token
from verifier import FORGER, PROGRAM, forged, outsider, read, sign, told, verify, write



def public(daemon):
    answer = daemon.json("keys", "show")
    assert len(bytes.fromhex(answer["public"])) == 32 and answer["public"] in answer["text"]
    return answer["public"]


def test_the_key_stays_and_is_in_every_backup(daemon, tmp_path):
    key = public(daemon)
    assert (daemon.state / "accounts.db").stat().st_mode & 0o777 == 0o600
    backup = tmp_path / "a.db"
    daemon.json("backup", backup)
    daemon.stop()
    daemon.start()
    assert public(daemon) == key
    daemon.stop()
    shutil.rmtree(daemon.state)
    daemon.state.mkdir(mode=0o700)
    subprocess.run([BUILD / "thiduactl", "--state", daemon.state, "restore", backup], check=True, capture_output=True, timeout=60)
    daemon.start()
    assert public(daemon) == key
    daemon.stop()
    backup.with_name("a.db-accounts").unlink()
    shutil.rmtree(daemon.state)
    daemon.state.mkdir(mode=0o700)
    subprocess.run([BUILD / "thiduactl", "--state", daemon.state, "restore", backup], check=True, capture_output=True, timeout=60)
    daemon.start()
    assert public(daemon) != key  # without the accounts it is another office's


# ---- the dossier ----

def one_who_moved():
    """From the ward of a notice to another one in the middle of the phase: what he did counts where he is, and nowhere else."""
    base = {"member_id": "chuyen", "full_name": "Người chuyển", "birth_date": "1970-05-01", "sex": "male", "role": "member"}
    return {"member": [{**base, "team": "dang-hai-1", "valid_from": "2024-10-01", "valid_until": "2024-12-20"}, {**base, "team": "cat-bi-1", "valid_from": "2024-12-21"}],
            "patrol": [{"patrol_id": f"chuyen-{month}", "member_id": "chuyen", "on_date": f"{month}-02"} for month in ("2024-11", "2024-12", "2025-01")]}


def play(daemon):
    sample_papers.play(daemon)
    daemon.add(one_who_moved(), "--reason", "bổ sung")
    daemon.add({"nomination": sample_papers.nominations()})
    daemon.advance("2025-02-12T18:00")
    return daemon


@pytest.fixture(scope="module")
def closed(tmp_path_factory):
    """Phase 1 closed, with every paper that wards and the district have of it."""
    daemon = listening(tmp_path_factory.mktemp("proof"), play=play)
    daemon.tokens = {}
    for name, role in (("truong", "leader"), ("thu", "reviewer"), ("van", "clerk")):
        daemon.ctl("people", "add", name, "--full-name", f"Người {name}", "--role", role, "--from", "2025-01-01")
        daemon.tokens[name] = token(daemon, name, role)
    yield daemon
    assert daemon.json("audit", "verify")
    assert daemon.stop() == 0


def dossier(daemon, draft, folder, *words):
    out = folder / f"{draft}{''.join(words)}.zip"
    daemon.ctl("drafts", "dossier", draft, "--out", out, *words)
    return out


@pytest.fixture(scope="module")
def report(closed, tmp_path_factory):
    """The parts of the dossier of the report, which has most of them."""
    return read(dossier(closed, "phase-1-d-1", tmp_path_factory.mktemp("report")))


def test_an_outsider_computes_each_figure_of_each_kind_of_paper(closed, tmp_path):
    key, kinds = public(closed), {draft["kind"]: draft for draft in closed.papers() if draft["state"] == "drafted"}
    assert set(kinds) == {"a", "b1", "b2", "c", "d", "f1", "f2"}
    for kind, draft in kinds.items():
        said = outsider(dossier(closed, draft["id"], tmp_path), key, tmp_path)
        assert f"đã tính lại {99 if kind in ('a', 'b2', 'c', 'd') else 11} kết quả" in said, said
        assert ("số liệu riêng của văn bản" in said) == (kind in ("d", "f1", "f2"))
        assert ("tiền thưởng của 8 đề nghị: 9.180.000 đồng" in said) == (kind == "a") and "LƯU Ý" not in said, said
    internal = dossier(closed, kinds["f1"]["id"], tmp_path, "--internal")
    assert "mọi thứ khớp" in outsider(internal, key, tmp_path)
    assert "paper/dossier.json" in read(internal)


def test_the_same_state_gives_the_same_bytes(closed, tmp_path):
    first = dossier(closed, "phase-1-d-1", tmp_path)
    again = tmp_path / "again.zip"
    said = subprocess.run([BUILD / "thiduactl", "--state", closed.state, "drafts", "dossier", "phase-1-d-1", "--out", again], capture_output=True, text=True, timeout=60)
    assert first.read_bytes() == again.read_bytes()
    assert len(PROGRAM.read_text().splitlines()) <= 800  # half of them are Ed25519 and a reader of Lua, and blank ones
    assert hashlib.sha256(PROGRAM.read_bytes()).hexdigest() in said.stderr


def test_people_stand_by_their_codes(closed, report, tmp_path):
    names = [row["full_name"].encode() for row in sample_papers.roster()["member"]] + [b"1968-09-14"]
    own = read(dossier(closed, "phase-1-f1-dang-hai-1", tmp_path))
    for parts in (report, own):
        for name, octets in parts.items():
            assert name.startswith("paper/") or not any(one in octets for one in names), name
    assert b"dang-hai-3-1" in own["data/member.csv"] and b"nam-hai" not in b"".join(octets for name, octets in own.items() if name.startswith("data/"))
    internal = read(dossier(closed, "phase-1-d-1", tmp_path, "--internal"))
    assert names[0] in internal["data/member.csv"] and b"1968-09-14" not in b"".join(internal.values())


def test_each_changed_byte_and_name_is_found(report, tmp_path):
    chance, archive = random.Random(13), tmp_path / "changed.zip"
    assert told(write(report, archive))[0]
    for _ in range(300 if os.environ.get("THIDUA_LONG") else 30):
        parts, name = dict(report), chance.choice(sorted(report))
        octets = bytearray(parts.pop(name))
        if chance.random() < 0.7:
            octets[chance.randrange(len(octets))] ^= chance.randrange(1, 256)
            parts[name] = bytes(octets)
        else:
            at = chance.randrange(len(name))
            parts[name[:at] + chance.choice("qzx") + name[at + 1:]] = bytes(octets)
        held, said = told(write(parts, archive))
        assert not held and name in said, (name, said)
    octets = bytearray(archive.read_bytes())
    octets[:4] = b"none"
    archive.write_bytes(octets[:-30])
    assert not told(archive)[0]


def test_a_prize_that_does_not_follow_from_the_law_is_found(closed, tmp_path):
    parts = read(dossier(closed, next(draft["id"] for draft in closed.papers() if draft["kind"] == "a" and draft["state"] != "stale"), tmp_path))
    prizes = json.loads(parts["prizes.json"])
    assert prizes["rates"]["collective"]["amount"] == 1410000 and prizes["nominees"] == {"collective": 5, "individual": 3}

    def with_change(change):
        changed = json.loads(parts["prizes.json"])
        change(changed)
        return told(forged(parts, {"prizes.json": json.dumps(changed).encode()}, tmp_path))
    assert told(forged(parts, {}, tmp_path))[0]
    held, said = with_change(lambda one: one["rates"]["collective"].update(amount=1500000))
    assert not held and "mức thưởng collective là 1.410.000 đồng, văn bản dùng 1.500.000" in said, said
    held, said = with_change(lambda one: one["nominees"].update(individual=2))
    assert not held and "không ghi 8.470.000 đồng" in said, said
    held, said = with_change(lambda one: one["rates"]["individual"].update(coefficient="0,31", amount=730000))
    assert not held and "không ghi 730.000 đồng" in said and "LƯU Ý mức 0,31 không có trong rules/rates.ini" in said, said


def without_a_row(octets, where):
    rows = list(csv.DictReader(io.StringIO(octets.decode())))
    at = next(i for i, row in enumerate(rows) if all(row[key] == value for key, value in where.items()))
    lines = octets.splitlines(keepends=True)
    return b"".join(lines[:at + 1] + lines[at + 2:])


def test_what_somebody_else_signed_is_found_by_what_it_says(closed, report, tmp_path):
    held, said = told(forged(report, {}, tmp_path), public(closed))
    assert not held and "không phải khóa đơn vị công bố" in said
    assert told(forged(report, {}, tmp_path))[0]  # whose key it is, the launch document says
    contest, seal = json.loads(report["contest.json"]), json.loads(report["seal.json"])
    contest["targets"]["1.1.share"][0]["value"] = "99,9 %"
    for changes, says in (
            ({"data/tip.csv": without_a_row(report["data/tip.csv"], {"ward": "dang-hai", "channel": "force"})}, "chỉ tiêu 1.1 của dang-hai: văn bản dùng"),
            ({"data/patrol.csv": report["data/patrol.csv"].replace(b"dang-hai-3-2", b"dang-hai-3-1")}, "chỉ tiêu 6.1 của"),
            ({"data/member.csv": without_a_row(report["data/member.csv"], {"member_id": "dang-hai-3-4"})}, "own/d.sql cho"),
            ({"data/submission.csv": without_a_row(report["data/submission.csv"], {"ward": "cat-bi", "record_type": "tip"})}, "(not_reported)"),
            ({"contest.json": json.dumps(contest).encode()}, "(missed)"),
            ({"rules/criteria/1.1.lua": report["rules/criteria/1.1.lua"] + b"-- \n"}, "rules/criteria/1.1.lua không phải quy tắc"),
            ({"own/d.sql": report["own/d.sql"] + b"\n"}, "figures.json: own/d.sql"),
            ({"seal.json": json.dumps(seal).encode()}, "seal.json hoặc tệp Word"),
            ({"chain.jsonl": b"".join(report["chain.jsonl"].splitlines(keepends=True)[:-1])}, "dòng cuối không phải dòng cuối của nhật ký"),
            ({"chain.jsonl": report["chain.jsonl"].replace(b'"actor":"', b'"actor":"x', 1)}, "không nối với dòng trước")):
        held, said = told(forged(report, changes, tmp_path))
        assert not held and says in said, (list(changes), said)
    # a mean as tests/unit/test_mean.c has it
    assert verify.mean_of([(1, 2), (3, 4), (2, 4)], "share_at_least") == (116666666667, 2 * 10 ** 11) and verify.mean_of([(9, 10), (0, 1)], "share_above") == (9 * 10 ** 10, 2 * 10 ** 11)
    assert [verify.mean_of([(3, None), (4, None)], judge) for judge in ("at_most", "at_least")] == [(4, None), (3, None)] and verify.mean_of([], "at_most") == (0, 0)
    assert verify.shown(8996, 10000) == "89,9%" and verify.judged("share_at_least", 8996, 10000, "90 %", False) == "missed"


# ---- the functions of rules ----

def values(package):
    """The last value of each parameter, as a rule's function has it."""
    return {name: verify.fraction(value.strip()) for name, value in re.findall(r"^\[(\S+) [0-9-]+\][^\[]*?^value = (.*)$", (SOURCE / "rules" / package / "targets.ini").read_text(), re.M)}


@pytest.mark.parametrize("path", [path for path in sorted((SOURCE / "rules").glob("*/criteria/*.lua")) if "function(" in path.read_text()], ids=lambda path: f"{path.parent.parent.name} {path.stem}")
def test_the_functions_of_the_packages_give_what_their_examples_say(path):
    rule, params, tried = verify.Rule(path.read_text()).given, values(path.parent.parent.name), 0
    nothing = {"verdict": "not_applicable", "num": 0, "den": 0}
    for example in (rule["examples"][i + 1] for i in range(verify.length(rule["examples"]))):
        given = {name: {**params, **{one: verify.fraction(value) for one, value in example.get("params", {}).items()}}[name] for name in rule.get("params", {}).values()}
        if "used" in example:
            unit = {"period": "phase", "criteria": {name: example["used"].get(name, nothing) for name in rule["uses"].values()}, "params": given}
            unit["own"] = {**dict.fromkeys(re.findall(r"AS (\w+|\"[^\"]+\")", rule["own"]), 0), **example.get("own", {})}
            unit["own"] = {name.strip('"'): number for name, number in unit["own"].items()}
            said = verify.asked(rule["measure"], unit)
            assert (said["num"], said.get("den")) == (example["row"]["num"], example["row"].get("den")) if "row" in example else said["num"] >= 0
        elif callable(rule["judge"]) and example["row"].get("den") != 0 and example.get("reported") is None:
            period = example.get("period", {"kind": "phase", "days": 92})
            target = verify.fraction(example["target"])
            said = verify.asked(rule["judge"], example["row"]["num"], example["row"].get("den"), target if type(target) is dict else {"num": target, "den": 1}, given, period)
            assert said == example["verdict"], example
        else:
            continue
        tried += 1
    assert tried >= 3


def test_lua_is_read_as_lua_or_not_at_all():
    """What a rule may write gives what Lua gives; of the rest the program says that it does not know it."""
    def given(body):
        return verify.asked(verify.Rule(f"local ten = 10\nreturn criterion {{ measure = function(unit) {body} end }}").given["measure"], {"n": -7, "t": {1: 5, 2: 6, "k": "chữ"}})
    for body, value in (
            ("return unit.n // 2", -4), ("return unit.n % 4", 1), ("return -2 * 3 + ten", 4), ("return 2 + 3 * 4 - 1", 13), ("return (2 + 3) * 4", 20), ("return not nil == true", True),
            ("return 1 < 2 and 'a' < 'b' and 3", 3), ("return nil or false or 5", 5), ("return unit.x", None), ("return 1 == true", False), ("return '1' == 1", False), ("return 10 .. '/' .. 4", "10/4"),
            ("return #'chữ'", 5), ("return #unit.t", 2), ("return string.format('%03d %s%%', 7, 'a')", "007 a%"), ("return tostring(nil) .. tostring(true)", "niltrue"), ("return table.concat({ 1, 'b', 3 }, ', ')", "1, b, 3"),
            ("local s = 0 for i = 1, 4 do if i == 3 then break end s = s + i end return s", 3), ("local s = 0 for i = 5, 1, -2 do s = s * 10 + i end return s", 531),
            ("local s = '' for k, v in pairs(unit.t) do s = s .. k .. '=' .. v .. ';' end return s", "1=5;2=6;k=chữ;"), ("local s = 0 for i, v in ipairs({ 4, 5, nil, 6 }) do s = s + i * v end return s", 14),
            ("local a, b = (function() return 1, 2 end)() return a + b", 3), ("local a, b = 1 return b", None), ("local t = { x = 1, ['y z'] = 2; 3 } t.x, t[2] = t[1], 9 return t.x + t['y z'] + t[2]", 14),
            ("local function f(n) if n < 2 then return 1 end return n * f(n - 1) end return f(10)", 3628800), ("local n = 1 do local n = 2 end return n --[[ a\n note ]]", 1),
            ("local t = {} t.a = 1 t.a = nil return t.a", None), ("return [[\nxin]] .. \"\\n\"", "xin\n"), ("return math.max(1, 3, 2) - math.min(4, 2) + math.abs(-1)", 2), ("if unit.n > 0 then return 1 elseif unit.n == -7 then return 2 else return 3 end", 2)):
        assert given(body) == value and type(given(body)) is type(value), body
    for body in ("return 1 / 2", "return 1.5", "return 2 ^ 2", "return '1' + 1", "return 9223372036854775807 + 1", "return 1 // 0", "return 5 % 0", "return nil .. 'a'", "return 1 < 'a'", "return unit.x.y", "return os.time()",
                 "return sqrt", "return unit.n()", "while true do end", "for i = 1, 9000000 do end", "for i = 1, 2, 0 do end", "goto x", "local f f = function() return f() end return f()", "return ...", "return 'a' & 1", "return string.format('%f', 1)",
                 "return string.format('%d', 'a')", "return math.max()", "x = 1", "return ('a'):len()", "return 'a\\x41'", "return }", "return 1 1", "return #5", "return #{ 1, nil, 3 }", "return { } < { }", "repeat until true", "return ~1", "(f)", "return math.floor('1')"):
        with pytest.raises(verify.Beyond):
            said = given(body)
            print(body, said)


# ---- the stamp ----

def approve(daemon, draft):
    assert ask(daemon, "thu", "drafts/submit", id=draft)[0] == ask(daemon, "truong", "drafts/approve", id=draft)[0] == 200


def exported(daemon, draft, folder):
    daemon.ctl("drafts", "export", draft, "--out", folder / "one.docx", "--force")
    return (folder / "one.docx").read_bytes()


def points(picture):
    """The rows of a PNG of one bit, without its edge of one point: 1 is black."""
    side, data = int.from_bytes(picture[16:20], "big"), picture[picture.index(b"IDAT") + 4:picture.index(b"IEND") - 8]
    rows, width = zlib.decompress(data), (side + 7) // 8 + 1
    return [f"{int.from_bytes(rows[y * width + 1:(y + 1) * width], 'big') ^ (1 << 8 * (width - 1)) - 1:0{8 * (width - 1)}b}"[1:side - 1] for y in range(1, side - 1)]


def test_what_is_approved_bears_a_stamp_and_bears_it_again(closed, tmp_path):
    draft = "phase-1-b1-dang-hai-1"
    before = exported(closed, draft, tmp_path)
    assert ask(closed, "thu", "drafts/submit", id=draft)[0] == ask(closed, "truong", "drafts/show", id=draft)[0] == 200
    head, = query(closed, "SELECT hash FROM audit ORDER BY sequence DESC LIMIT 1")
    assert ask(closed, "truong", "drafts/approve", id=draft)[0] == 200
    stamped = exported(closed, draft, tmp_path)
    (code, version, payload, signature, key, sha), = query(
        closed, f"SELECT code, version, payload, signature, key, sha256 FROM stamp WHERE draft = '{draft}'")
    assert (version, key, sha) == (1, public(closed), hashlib.sha256(before).hexdigest())
    assert payload.split("\n")[:5] == ["THIDUA1", "b1", "Ủy ban nhân dân phường Đằng Hải", draft, "1"] and payload.split("\n")[6] == head[0][:32]
    bits = int.from_bytes(hashlib.sha256(payload.encode()).digest()[:10], "big")
    assert code.replace("-", "") == "".join("0123456789ABCDEFGHJKMNPQRSTVWXYZ"[bits >> 75 - 5 * i & 31] for i in range(16))
    assert verify.signed(bytes.fromhex(key), payload.encode(), bytes.fromhex(signature))
    parts, plain = read(tmp_path / "one.docx"), None
    (tmp_path / "plain.docx").write_bytes(before)
    plain = read(tmp_path / "plain.docx")
    picture = points(parts["word/media/thidua-stamp.png"])
    assert len(picture) == len(picture[0]) and picture[0][:8] == picture[6][:8] == "11111110" and picture[3][:8] == "10111010"
    text = parts["word/document.xml"].decode()
    assert f"Mã kiểm tra: {code} (nhật ký: {head[0][:16]})" in text and text.index("thiduaStamp") > text.rindex("CHỦ TỊCH")
    changed = {name for name in parts if parts[name] != plain.get(name)}
    assert changed == {"[Content_Types].xml", "word/_rels/document.xml.rels", "word/document.xml", "word/media/thidua-stamp.png"}
    # returned and approved again, much later: nothing of it is another
    assert ask(closed, "truong", "drafts/return", id=draft, reason="xem lại")[0] == 200
    assert exported(closed, draft, tmp_path) == before
    approve(closed, draft)
    assert exported(closed, draft, tmp_path) == stamped
    assert [(one["origin"], one["current"]) for one in closed.json("drafts", "versions", draft)] == [("machine", False), ("stamped", False), ("stamped", True)]
    held, said = told(dossier(closed, draft, tmp_path), public(closed))
    assert held, said


# ---- which paper is it ----

def saved_again(octets, change=lambda text: text):
    """As another program writes the file: other bytes, the same text."""
    parts = {}
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        for name in archive.namelist():
            parts[name] = archive.read(name)
    parts["word/document.xml"] = change(parts["word/document.xml"].decode()).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(parts):
            archive.writestr(name, parts[name])
    return out.getvalue()


def checked(daemon, octets, folder):
    (folder / "asked.docx").write_bytes(octets)
    return daemon.json("verify", "--file", folder / "asked.docx")


def visited(daemon, path):
    """(status, page) as somebody whom nobody knows."""
    try:
        with daemon.open(path, headers={}) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_a_code_or_a_file_says_which_paper_it_is(closed, tmp_path):
    draft = "phase-1-a-1"
    made = exported(closed, draft, tmp_path)
    approve(closed, draft)
    stamped = exported(closed, draft, tmp_path)
    code, = query(closed, f"SELECT code FROM stamp WHERE draft = '{draft}'")[0]
    said = closed.json("verify", code.lower().replace("-", " "))
    assert (said["found"], said["paper"], said["is_issued"], said["newest"], said["issuer"]) == ("code", draft, False, True, "Ủy ban nhân dân quận Hải An")
    assert [(row["criterion"], row["num"], row["den"]) for row in said["rows"]][0] == ("1.1", 239, 266)
    assert closed.json("verify", "7KQ2-9ZXA-04MN-PR5T")["found"] == "none"
    assert "không phải là mã kiểm tra" in closed.refused("verify", "phase-1-a-1")
    # strangers hear of what is not issued that it is not, and nothing else
    status, page = visited(closed, f"/verify?code={code}")
    assert status == 200 and "Chưa ban hành" in page and draft not in page and "Ủy ban" not in page and "/drafts" not in page
    assert ask(closed, "van", "drafts/issue", id=draft, number=12, day="2025-02-12")[0] == 200
    said = closed.json("verify", code)
    assert (said["is_issued"], said["issue_number"], said["issued_on"]) == (True, 12, "2025-02-12")
    status, page = visited(closed, f"/verify?code={code}")
    assert status == 200 and "Ủy ban nhân dân quận Hải An" in page and draft in page and "12/02/2025" in page and "239/266" in page
    assert "Không có văn bản nào mang mã" in visited(closed, "/verify?code=7KQ2-9ZXA-04MN-PR5T")[1]
    assert "thu hồi" not in page and visited(closed, "/api/verify?code=" + code)[0] == 401
    # by its bytes, by its figures, by its code with other figures
    assert checked(closed, stamped, tmp_path)["found"] == "file" and checked(closed, stamped, tmp_path)["code"] == code
    assert checked(closed, made, tmp_path)["found"] == "file"
    again = checked(closed, saved_again(stamped), tmp_path)
    assert (again["found"], again["code"]) == ("figures", code)
    forged = checked(closed, saved_again(stamped, lambda text: text.replace("1.410.000", "1.510.000").replace("04 tập thể", "05 tập thể")), tmp_path)
    assert (forged["found"], forged["paper"]) == ("changed", draft)
    assert checked(closed, saved_again(made, lambda text: text.replace("1.410.000", "1.510.000")), tmp_path)["found"] == "none"
    (tmp_path / "one.pdf").write_bytes(b"%PDF-1.7 ...")
    assert "mã ở chân trang cuối" in closed.refused("verify", "--file", tmp_path / "one.pdf")
    # what was revoked is said to be
    assert ask(closed, "van", "drafts/revoke", id=draft, decision="Quyết định số 50/QĐ-UBND", day="2025-02-12", reason="sai căn cứ")[0] == 200
    assert closed.json("verify", code)["state"] == "revoked" and "đã thu hồi" in visited(closed, f"/verify?code={code}")[1]


def sent(daemon, octets, name="x.docx", origin=None, path="/do/verify", **fields):
    """(status, page) of a file that somebody sends whom nobody knows, by the form of the page."""
    mark = "-----------------------------thidua"
    parts = [f'--{mark}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode() for key, value in {"next": "/verify", **fields}.items()]
    parts.append(f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\nContent-Type: application/octet-stream\r\n\r\n'.encode() + octets + b"\r\n")
    headers = {"Content-Type": f"multipart/form-data; boundary={mark}", "Origin": origin or f"http://127.0.0.1:{daemon.port}", "Sec-Fetch-Site": "same-origin" if not origin else "cross-site"}
    try:
        with daemon.open(path, headers=headers, data=b"".join(parts) + f"--{mark}--\r\n".encode()) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_a_stranger_sends_a_file(closed, tmp_path):
    draft = next(one["id"] for one in closed.papers() if one["kind"] == "b2" and one["state"] == "drafted")
    made = exported(closed, draft, tmp_path)
    approve(closed, draft)
    stamped = exported(closed, draft, tmp_path)
    for octets in (made, stamped, saved_again(stamped)):  # not issued: nothing but that, not even whether the file is its own
        status, page = sent(closed, octets)
        assert status == 200 and "Chưa ban hành" in page and draft not in page and "Ủy ban" not in page and "giống từng byte" not in page, page[-2000:]
    assert ask(closed, "van", "drafts/issue", id=draft, number=31, day="2025-02-12")[0] == 200
    for octets, says in ((stamped, "giống từng byte"), (saved_again(stamped), "đã được lưu lại"),
                         (saved_again(stamped, lambda text: text.replace("tập thể", "9 tập thể", 1)), "tệp đã bị sửa")):
        status, page = sent(closed, octets)
        assert status == 200 and says in page and draft in page, page[-2500:]
    status, page = sent(closed, made[:200] + b"x" * 100)  # what no Word file is
    assert status in (200, 400) and draft not in page
    assert "mã ở chân trang cuối" in sent(closed, b"%PDF-1.7 ...", "one.pdf")[1]
    # from another site, too large, and of a command that is not for strangers
    assert sent(closed, made, origin="http://evil.example")[0] == 403
    assert sent(closed, b"x" * (5 << 20))[0] == 413
    assert sent(closed, made, path="/do/drafts/upload", id=draft)[0] == 403
    # the register, for who has an account
    said = closed.json("verify", "--number", "31")
    assert (said["found"], said["paper"], said["issue_number"]) == ("number", draft, 31) and said["rows"]
    symbol = said["symbol"]
    assert closed.json("verify", "--number", f"31/{symbol}", "--year", "2025")["paper"] == draft
    assert closed.json("verify", "--number", "31", "--year", "2024")["found"] == "none"
    assert "không phải số văn bản" in closed.refused("verify", "--number", "ba mốt")
    assert "chỉ một trong ba" in closed.refused("verify", "--number", "31", "--file", tmp_path / "one.docx")
    assert draft not in visited(closed, "/verify?number=31")[1] and visited(closed, "/api/verify?number=31")[0] == 401


def test_strangers_ask_so_often_and_no_more(closed):
    statuses = [visited(closed, "/verify?code=7KQ2-9ZXA-04MN-PR5T")[0] for _ in range(40)]
    assert 200 in statuses and statuses[-1] != 200 and "quá nhiều lần" in visited(closed, "/verify?code=7KQ2-9ZXA-04MN-PR5T")[1]
    assert sent(closed, b"PK")[0] == 429
    assert closed.json("verify", "7KQ2-9ZXA-04MN-PR5T")["found"] == "none"  # others do


def qr_text(daemon, draft):
    """What the QR code of a stamped paper says."""
    (payload, code, signature), = query(daemon, f"SELECT payload, code, signature FROM stamp WHERE draft = '{draft}'")
    return f"{payload}\n{code}\n{base64.b64encode(bytes.fromhex(signature)).decode()}"


def test_a_qr_code_is_checked_without_us(closed, tmp_path):
    draft = "phase-1-b1-cat-bi-1"
    approve(closed, draft)
    text, key = qr_text(closed, draft), public(closed)
    lines = text.split("\n")

    def says(text, key=key):
        (tmp_path / "qr.txt").write_text(text)
        verify.problems.clear()
        with contextlib.redirect_stdout(io.StringIO()) as said:
            good = verify.main(None, key, tmp_path / "qr.txt") == 0
        return good, said.getvalue()
    assert says(text) == (True, said := says(text)[1]) and "Ủy ban nhân dân phường Cát Bi" in said and draft in said
    forged = "\n".join([*lines[:4], "2", *lines[5:]])
    for bad, by in ((forged, key), (text.replace("Cát Bi", "Cát Hải"), key), (text, sign(FORGER, b"")[0]), ("\n".join(lines[:8]), key), (text + "\nx", key)):
        assert not says(bad, by)[0]
    page = tmp_path / "kiem-tra.html"
    closed.ctl("keys", "page", "--out", page)
    assert key in page.read_text() and "@KEY@" not in page.read_text() and "http" not in page.read_text().replace("http-equiv", "")
    if browser := shutil.which("chromium-headless-shell"):
        for asked, good in ((text, True), (forged, False)):
            shown = subprocess.run([browser, "--no-sandbox", "--virtual-time-budget=5000", "--dump-dom", f"{page.as_uri()}#{urllib.parse.quote(asked)}"],
                                   capture_output=True, text=True, timeout=60).stdout
            assert ("ĐÚNG: Ủy ban nhân dân phường Cát Bi" in shown) == good and ("SAI: " in shown.split("<script>")[0]) != good, shown[-600:]


def test_a_kind_that_needs_no_stamp_gets_none(closed, tmp_path):
    texts = (PACKAGE / "documents.ini").read_text()
    assert texts.count("\n[f2]\n") == 1
    closed.ctl("rules", "activate", propose(closed, put(closed, "documents.ini", texts.replace("\n[f2]\n", "\n[f2]\nstamp = no\n"))))
    draft = next(one["id"] for one in closed.papers() if one["kind"] == "f2" and one["state"] == "drafted")
    before = exported(closed, draft, tmp_path)
    approve(closed, draft)
    assert exported(closed, draft, tmp_path) == before and query(closed, f"SELECT count(*) FROM stamp WHERE draft = '{draft}'") == [(0,)]
    assert [(one["origin"], one["current"]) for one in closed.json("drafts", "versions", draft)] == [("machine", True)]
    said = checked(closed, before, tmp_path)
    assert (said["found"], said["paper"], said.get("code")) == ("file", draft, None)
    assert "phiên bản khác" not in sent(closed, before)[1]
    assert ask(closed, "van", "drafts/issue", id=draft, day="2025-02-12")[0] == 200 and checked(closed, before, tmp_path)["is_issued"]
