"""A city takes what its districts have sealed: a real district's bundle becomes records that are counted, walked down to the wards' rows and checked without a
daemon; what is not whole, not theirs or older is refused with its place and what to do; twice is once; a later seal replaces an earlier one, which is kept."""
import copy
import hashlib
import json
import subprocess
import sys
import zipfile

import pytest

import city
import visitor
from base import intact, query
from phase import phase_1
from rules import by_another
from verifier import sign

OTHER = b"\x09" * 32  # the key of quan-le-chan, a district of the test's own
ROGUE = b"\x07" * 32
HERE = "2025-02-13T09:00"


def canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def public(seed):
    return sign(seed, b"")[0]


def write(path, bundle, seed, rehashed=True):
    if rehashed:
        bundle["seal"]["hash"] = hashlib.sha256(canonical(bundle["seal"]["content"])).hexdigest()
    key, signature = sign(seed, canonical(bundle))
    path.write_bytes(canonical({"bundle": bundle, "key": key, "signature": signature}) + b"\n")
    return path


def of_other(bundle, unit="quan-le-chan"):
    """The same as another district would have sealed it."""
    made = copy.deepcopy(bundle)
    for row in made["seal"]["content"]["results"]:
        row["subject"] = unit if row["subject"] == "quan-hai-an" else row["subject"]
    for criterion in made["evidence"].values():
        if "quan-hai-an" in criterion:
            criterion[unit] = criterion.pop("quan-hai-an")
    made["issuer"] = {"unit": unit, "name": "quận Lê Chân"}
    return made


def later(bundle, sequence=1, **figures):
    """A seal of the same phase made after it, with 1.1 of Cát Bi and of the district changed by so much."""
    made = copy.deepcopy(bundle)
    made["seal"]["sequence"] += sequence
    made["seal"]["id"] = "phase-1-2"
    made["seal"]["content"]["sealed_at"] = "2025-02-12T19:00:00+07:00"
    for row in made["seal"]["content"]["results"]:
        if row["subject"] == "cat-bi" or row["level"] != "ward":
            for name, more in figures.items():
                row["cells"]["1.1"][name] += more
    return made


@pytest.fixture(scope="module")
def district(tmp_path_factory):
    """(its bundle as a file, its key, the rows behind Cát Bi's 1.1 as it shows them)."""
    folder = tmp_path_factory.mktemp("district")
    with phase_1(folder / "daemon") as daemon:
        daemon.ctl("seals", "export", "phase-1-1", "--out", folder / "one.json")
        rows = daemon.json("explain", "phase-1/1.1/cat-bi/final", "--limit", "10000")["evidence"]["rows"]
        yield folder / "one.json", daemon.json("keys", "show")["public"], rows


@pytest.fixture(scope="module")
def bundle(district):
    return json.loads(district[0].read_bytes())["bundle"]


@pytest.fixture(scope="module")
def above(tmp_path_factory, district):
    daemon = city.begin(tmp_path_factory.mktemp("city"), {"quan-hai-an": district[1], "quan-le-chan": public(OTHER)})
    daemon.advance(HERE)
    yield daemon
    intact(daemon)
    daemon.ctl("audit", "verify")
    assert daemon.stop() == 0


def stored(daemon, what="*"):
    return query(daemon, f"SELECT {what} FROM record_sealed_result ORDER BY ward, phase, criterion, subject")


def own(bundle, criterion, subject):
    return next(row["cells"][criterion] for row in bundle["seal"]["content"]["results"] if row["subject"] == subject)


def offline(folder, key, rows=None):
    """(whether all holds, what is said) with nothing but Python and what was handed out."""
    words = [sys.executable, "-I", "-B", folder / "verify_bundle.py", "--key", key, *(["--rows", rows] if rows else [])]
    done = subprocess.run(words, cwd=folder, env={}, capture_output=True, text=True, timeout=60)
    return done.returncode == 0, done.stdout + done.stderr


def altered(octets):
    at = octets.index(b'"num":') + 6
    return octets[:at] + (b"9" if octets[at:at + 1] != b"9" else b"8") + octets[at + 1:]


def changed(bundle, *path, to):
    made = copy.deepcopy(bundle)
    place = made
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = to
    return made


# what is sent (from the real bundle's bytes, or what is in it, signed by whom): what is said of it
REFUSED = {
    "a byte altered": (lambda octets, _: altered(octets), "chữ ký không đúng"),
    "cut": (lambda octets, _: octets[:len(octets) // 2], "JSON sai ở dòng 1"),
    "a stranger's key": (lambda _, bundle: (bundle, ROGUE), "không phải của đơn vị nào đã đăng ký"),
    "another district's": (lambda _, bundle: (bundle, OTHER), "đơn vị chỉ gửi gói của chính mình"),
    "another contest's": (lambda _, bundle: (changed(of_other(bundle), "contest", "id", to="nam-truoc"), OTHER), "chỉ nhận phong trào “hai-an-2024”"),
    "a period outside": (lambda _, bundle: (changed(of_other(bundle), "seal", "content", "period", "from", to="2023-11-01"), OTHER), "nằm ngoài phong trào này"),
    "no period": (lambda _, bundle: (changed(of_other(bundle), "seal", "content", "period", to=7), OTHER), "không nói kỳ"),
    "wards that do not add up": (lambda _, bundle: (changed(of_other(bundle), "seal", "content", "results", [row["subject"] for row in bundle["seal"]["content"]["results"]].index("cat-bi"),
                                                            "cells", "1.1", "den", to=1), OTHER), "cộng các đơn vị"),
    "figures that are none": (lambda _, bundle: (changed(of_other(bundle), "seal", "content", "results", 0, "cells", "1.1", "num", to="rất nhiều"), OTHER), "“rất nhiều” không phải số"),
    "another's seal as its own": (lambda _, bundle: ({**copy.deepcopy(bundle), "issuer": {"unit": "quan-le-chan", "name": "quận Lê Chân"}}, OTHER), "không có dòng của chính “quan-le-chan”"),
    "no JSON": (lambda *_: b"PK\x03\x04", "JSON sai ở dòng 1"),
    "deep": (lambda *_: b'{"bundle":' + b"[" * 100_000 + b"]" * 100_000 + b"}", "maximum parsing depth"),
    "gigantic": (lambda *_: b'{"bundle":"' + b"a" * (17 << 20) + b'"}', "dài hơn 16777216 byte"),
    "maps that are none": (lambda *_: b'{"bundle":{"format":1,"seal":{"content":{"criteria":[1],"results":[{"subject":1,"cells":[]}]}}}}', "không phải là gói kết quả"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_whole_or_not_theirs_is_refused(above, district, bundle, tmp_path, name):
    make, words = REFUSED[name]
    made, path = make(district[0].read_bytes(), bundle), tmp_path / "sent.json"
    path.write_bytes(made) if isinstance(made, bytes) else write(path, *made)
    before = stored(above)
    assert words in above.refused("seals", "import", path)
    assert words in above.refused("seals", "import", district[0], path)  # all or nothing
    assert stored(above) == before and query(above, "SELECT count(*) FROM received_bundle") == [(0,)]


def test_it_is_taken_counted_and_walked_to_the_ward(above, district, bundle, tmp_path):
    path, key, rows = district
    tried = above.json("seals", "import", path, "--dry-run")
    assert tried["dry_run"] and not tried["written"] and stored(above) == []
    taken = above.json("seals", "import", path)
    told = [row for row in bundle["seal"]["content"]["results"] if row["level"] == "ward" or row["subject"] == "quan-hai-an"]
    assert taken["written"] and taken["added"] == taken["read"] == tried["added"] == sum(len(row["cells"]) for row in told)
    cell, count = own(bundle, "1.1", "quan-hai-an"), query(above, "SELECT count(*) FROM audit")
    again = above.json("seals", "import", path)
    assert (again["written"], again["unchanged"]) == (False, taken["added"]) and query(above, "SELECT count(*) FROM audit") == count
    # the city's figure, the district's row behind it, the row in the bundle, the ward's, the records there
    above.ctl("evaluate", "contest")
    shown = above.json("explain", f"contest/1/{above.top}")
    assert (shown["num"], shown["den"]) == (cell["num"], cell["den"])
    shown = above.json("explain", "contest/1/quan-hai-an")
    (behind,) = [{column["name"]: cell for column, cell in zip(shown["evidence"]["columns"], row)} for row in shown["evidence"]["rows"]]
    assert (behind["ward"], behind["criterion"], behind["seal"]) == ("quan-hai-an", "1.1", bundle["seal"]["hash"])
    walk = above.json("seals", "walk", "quan-hai-an", "phase-1", "1.1", "--seal", behind["seal"])
    assert walk["problems"] == [] and walk["rows"][0]["subject"] == "quan-hai-an" and (walk["rows"][0]["num"], walk["rows"][0]["den"]) == (cell["num"], cell["den"])
    assert sum(row["den"] for row in walk["rows"][1:]) == cell["den"] and walk["key"] == key and walk["sequence"] == taken["sequence"]
    ward = next(row for row in walk["rows"] if row["subject"] == "cat-bi")
    assert (ward["records"], ward["sha256"], ward["kept_at"]) == (len(rows), hashlib.sha256(canonical(rows)).hexdigest(), "quận Hải An")
    said = above.ctl("seals", "walk", "quan-hai-an", "phase-1", "1.1", "--wide")
    assert "LƯU TẠI" in said.upper() and "cát bi" in said.lower() and ward["sha256"] in said
    above.ctl("seals", "proof", "quan-hai-an", "phase-1", "--out", tmp_path / "proof.zip")
    with zipfile.ZipFile(tmp_path / "proof.zip") as parts:
        parts.extractall(tmp_path / "proof")
    kept = (tmp_path / "proof" / "bundle.json").read_bytes()
    assert kept == path.read_bytes() and hashlib.sha256(kept).hexdigest() == walk["file_sha256"]
    # without a daemon: the file, the rows that the district shows of one figure, and others
    (tmp_path / "rows.json").write_bytes(canonical({"evidence": {"rows": rows}}))
    held, said = offline(tmp_path / "proof", key, tmp_path / "rows.json")
    assert held and walk["file_sha256"] in said and walk["seal_hash"] in said and "chỉ tiêu 1.1 của cat-bi" in said
    (tmp_path / "rows.json").write_bytes(canonical({"evidence": {"rows": rows[1:]}}))
    assert not offline(tmp_path / "proof", key, tmp_path / "rows.json")[0] and not offline(tmp_path / "proof", public(OTHER))[0]
    (tmp_path / "proof" / "bundle.json").write_bytes(altered(kept))
    assert not offline(tmp_path / "proof", key)[0]
    assert [(row["unit"], row["key"]) for row in above.json("seals", "senders")] == [("quan-hai-an", key), ("quan-le-chan", public(OTHER))]
    assert [(row["unit"], row["seal"], row["hash"]) for row in above.json("seals", "taken")] == [("quan-hai-an", "phase-1-1", walk["seal_hash"])]


def test_nobody_writes_such_records_by_hand(above):
    text = "ward,phase,criterion,subject,level,first_day,last_day,num,den,verdict,seal\nquan-le-chan,phase-1,1.1,quan-le-chan,district,2024-11-01,2025-02-03,9,9,met,x\n"
    assert "chỉ nhận từ gói có chữ ký" in above.add_text("sealed_result", text, status=1).stderr
    assert "không chuyển sang đơn vị khác" in above.refused("records", "move", "sealed_result", "quan-hai-an/phase-1/1.1/cat-bi", "--to", "quan-le-chan", "--reason", "thử")


def test_a_later_seal_replaces_an_earlier_one_which_is_kept(above, bundle, tmp_path):
    first = write(tmp_path / "first.json", of_other(bundle), OTHER)
    second = write(tmp_path / "second.json", of_other(later(bundle, den=3, num=2)), OTHER)
    third = later(bundle, sequence=2)
    del third["seal"]["content"]["criteria"][-1]  # a criterion that was taken out: its rows are withdrawn
    third = write(tmp_path / "third.json", of_other(third), OTHER)
    above.ctl("seals", "import", first)
    taken = above.json("seals", "import", second)
    assert taken["written"] and taken["added"] == 0 and taken["corrected"] > 0
    den = own(bundle, "1.1", "cat-bi")["den"]
    assert query(above, "SELECT den FROM record_sealed_result WHERE ward = 'quan-le-chan' AND criterion = '1.1' AND subject = 'cat-bi'") == [(den + 3,)]
    assert query(above, "SELECT den FROM history_sealed_result WHERE ward = 'quan-le-chan' AND criterion = '1.1' AND subject = 'cat-bi'") == [(den,)]
    assert "không nhận bản cũ hơn" in above.refused("seals", "import", first)  # out of order
    earlier = above.json("seals", "walk", "quan-le-chan", "phase-1", "1.1", "--seal", json.loads(first.read_bytes())["bundle"]["seal"]["hash"])
    now = above.json("seals", "walk", "quan-le-chan", "phase-1", "1.1")
    assert now["rows"][0]["den"] == earlier["rows"][0]["den"] + 3 and now["seal"] == "phase-1-2"
    # the import is undone, then taken again: as it was
    rows = stored(above, "ward, criterion, subject, num, den, seal, state")
    above.ctl("import", "undo", taken["sequence"], "--reason", "thử hoàn tác")
    assert query(above, "SELECT den FROM record_sealed_result WHERE ward = 'quan-le-chan' AND criterion = '1.1' AND subject = 'cat-bi'") == [(den,)]
    above.ctl("seals", "import", second)
    assert stored(above, "ward, criterion, subject, num, den, seal, state") == rows
    above.ctl("seals", "import", third)
    gone = bundle["seal"]["content"]["criteria"][-1]["id"]
    states = dict(query(above, "SELECT criterion, group_concat(DISTINCT state) FROM record_sealed_result WHERE ward = 'quan-le-chan' GROUP BY 1"))
    assert states.pop(gone) == "withdrawn" and set(states.values()) == {"confirmed"}


def of_phase_2(bundle, sequence, without=None):
    made = of_other(later(bundle, sequence=sequence))
    made["seal"]["content"]["phase"] = "phase-2"
    if without:
        made["seal"]["content"]["criteria"] = [row for row in made["seal"]["content"]["criteria"] if row["id"] != without]
    return made


def test_what_is_withdrawn_follows_from_what_stands(above, bundle, tmp_path):
    def states():
        return dict(query(above, "SELECT criterion, group_concat(DISTINCT state) FROM record_sealed_result WHERE ward = 'quan-le-chan' AND phase = 'phase-2' GROUP BY 1"))

    def current():
        return [row["hash"] for row in above.json("seals", "taken") if row["phase"] == "phase-2" and row["current"]]

    gone = bundle["seal"]["content"]["criteria"][-1]["id"]
    whole, less, least = of_phase_2(bundle, 1), of_phase_2(bundle, 2, gone), of_phase_2(bundle, 3, gone)
    least["seal"]["content"]["sealed_at"] = "2025-02-12T20:00:00+07:00"
    a, b, c = (write(tmp_path / f"{name}.json", made, OTHER) for name, made in (("a", whole), ("b", less), ("c", least)))
    assert "hai gói của" in above.refused("seals", "import", a, b)
    above.ctl("seals", "import", a)
    second = above.json("seals", "import", b)
    assert states()[gone] == "withdrawn" and current() == [less["seal"]["hash"]]
    above.ctl("import", "undo", second["sequence"], "--reason", "thử hoàn tác")
    assert states()[gone] == "confirmed" and current() == [whole["seal"]["hash"]]
    assert above.json("seals", "walk", "quan-le-chan", "phase-2", "1.1")["seal_hash"] == whole["seal"]["hash"]
    # the same seal with other evidence: another file, of which nothing is taken while the first one stands
    other = copy.deepcopy(whole)
    other["evidence"]["1.1"]["cat-bi"]["sha256"] = "0" * 64
    rows, count = stored(above), query(above, "SELECT count(*) FROM audit")
    again = above.json("seals", "import", write(tmp_path / "other.json", other, OTHER))
    assert not again["written"] and stored(above) == rows and query(above, "SELECT count(*) FROM audit") == count
    assert "đã nhận bằng một tệp khác" in json.dumps(again, ensure_ascii=False)
    # again, undone again, then another one without it
    second = above.json("seals", "import", b)
    assert states()[gone] == "withdrawn"
    above.ctl("import", "undo", second["sequence"], "--reason", "thử hoàn tác")
    third = above.json("seals", "import", c)
    assert states()[gone] == "withdrawn" and current() == [least["seal"]["hash"]]
    # once its import is undone the seal is taken from another file, which is the one behind its records
    above.ctl("import", "undo", third["sequence"], "--reason", "thử hoàn tác")
    least["evidence"]["1.1"]["cat-bi"]["sha256"] = "0" * 64
    sent = write(tmp_path / "c.json", least, OTHER)
    assert above.json("seals", "import", sent)["written"]
    walk = above.json("seals", "walk", "quan-le-chan", "phase-2", "1.1")
    assert walk["file_sha256"] == hashlib.sha256(sent.read_bytes()).hexdigest() and {"0" * 64} == {row["sha256"] for row in walk["rows"] if row["subject"] == "cat-bi"}
    assert query(above, "SELECT records_sha256 FROM record_sealed_result WHERE ward = 'quan-le-chan' AND phase = 'phase-2' AND criterion = '1.1' AND subject = 'cat-bi'") == [("0" * 64,)]
    # a seal is looked up by its unit and phase, too
    assert "chưa nhận gói nào như vậy" in above.refused("seals", "walk", "quan-hai-an", "phase-2", "1.1", "--seal", least["seal"]["hash"])
    assert "chưa nhận gói nào như vậy" in above.refused("seals", "walk", "quan-le-chan", "phase-1", "1.1", "--seal", least["seal"]["hash"])
    assert "không khôi phục từng bản ghi" in above.refused("records", "restore", "sealed_result", "quan-le-chan/phase-2/1.1/cat-bi", "--at", second["sequence"], "--reason", "thử")


def test_the_page_checks_and_takes_them(above, bundle, tmp_path):
    visitor.enter(above, "an", "reviewer")
    sent = write(tmp_path / "page.json", of_other(later(bundle, sequence=3)), OTHER).read_bytes()
    before = stored(above)
    status, page = visitor.send(above, "seals/import", "an", [("page.json", altered(sent))], next="/seals/taken", **{"dry-run": "yes"})
    assert status == 200 and "chữ ký không đúng" in page and "page.json" in page
    status, page = visitor.send(above, "seals/import", "an", [("page.json", sent)], next="/seals/taken", **{"dry-run": "yes"})
    assert status == 200 and "Đã kiểm tra, chưa ghi gì" in page and "quan-le-chan" in page and stored(above) == before
    status, place = visitor.send(above, "seals/import", "an", [("page.json", sent)], next="/seals/taken")
    assert status == 303 and place.startswith("/seals/taken") and stored(above) != before
    assert json.loads(sent)["bundle"]["seal"]["hash"] in visitor.get(above, "/seals/taken", "an")[2].decode()
    assert "/seals/taken" in visitor.get(above, "/seals", "an")[2].decode()


def test_a_key_is_replaced_by_two_people(above, bundle, tmp_path):
    new = b"\x0a" * 32
    text = (above.folder / "contest" / "bodies.ini").read_text() + city.sender("quan-le-chan", public(new), day="2025-02-13")
    (tmp_path / "bodies.ini").write_text(text)
    sent = of_other(later(bundle, sequence=4))
    path = write(tmp_path / "new.json", sent, new)
    assert "đã đăng ký" in above.refused("seals", "import", path)
    number = above.json("rules", "propose", tmp_path / "bodies.ini", "--reason", "quận đổi khóa")["proposal"]
    above.refused("rules", "activate", number)  # by who proposed it
    assert "đã đăng ký" in above.refused("seals", "import", path)
    by_another(above, number)
    above.ctl("rules", "activate", number)
    assert "đã đăng ký" in above.refused("seals", "import", write(tmp_path / "old.json", copy.deepcopy(sent), OTHER))
    above.ctl("seals", "import", path)
