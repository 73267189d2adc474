"""A month that is locked: an officer is refused and told how to ask, asks on the page, a reviewer grants it there, the record comes in, the log
says by which exception; rules change the lock day like anything else of the package."""
import json
import re

import pytest

import base
import steady
import visitor
from phase import listening
from test_attachment import png

MONTH = "/records?unit=cat-bi&period=2024-11"


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lock")
    made = listening(folder, package=steady.locked(folder, days=10))
    try:
        made.add(steady.roster())
        made.advance("2024-12-13T09:00")
        made.add(steady.month("2024-11", ["cat-bi", "dang-lam"]))
        for name, role, *words in (("lan", "officer", "--unit", "cat-bi"), ("minh", "reviewer")):
            visitor.enter(made, name, role, *words)
        yield made
        assert made.json("audit", "verify")
        assert made.stop() == 0
    finally:
        made.stop()


def enter(daemon, number):
    return visitor.send(daemon, "records/enter", "lan", type="tip", next=MONTH, seen="0",
                        **{"cells.ward": "cat-bi", "cells.tip_id": number, "cells.received_on": "2024-11-20", "cells.channel": "zalo", "cells.verified": "yes"})


def test_the_whole_walk(daemon):
    assert enter(daemon, "900")[0] == 303  # the lock day itself
    daemon.advance("2024-12-14T09:00")
    status, page = enter(daemon, "901")
    assert status == 400 and "tháng 11/2024 đã khóa từ hết ngày 13/12/2024" in page and "exceptions ask --unit cat-bi --period 2024-11" in page
    page = visitor.get(daemon, MONTH, "lan")[2].decode()
    assert "đã khóa từ hết ngày 13/12/2024" in page and 'action="/do/exceptions/ask"' in page
    assert visitor.send(daemon, "exceptions/ask", "lan", next=MONTH, unit="dang-lam", period="2024-11", until="2024-12-16", reason="x")[0] == 403
    status, where = visitor.send(daemon, "exceptions/ask", "lan", next=MONTH, unit="cat-bi", period="2024-11", until="16/12/2024", reason="mất điện")
    assert status == 303, where
    assert enter(daemon, "901")[0] == 400  # asked for, not granted
    assert "đang chờ cho phép" in visitor.get(daemon, MONTH, "lan")[2].decode()
    review = visitor.get(daemon, "/review", "minh")[2].decode()
    number = re.search(r'action="/do/exceptions/grant">.*?name="number" value="(\d+)"', review, re.DOTALL)[1]
    assert "mất điện" in review and "do/exceptions/grant" not in visitor.get(daemon, "/review", "lan")[2].decode()
    assert visitor.send(daemon, "exceptions/grant", "lan", next="/review", number=number)[0] == 403
    assert visitor.send(daemon, "exceptions/grant", "minh", next="/review", number=number)[0] == 303
    assert enter(daemon, "901")[0] == 303
    one, = daemon.json("exceptions", "list")
    assert (one["asked_by"], one["decided_by"], one["state"], one["holds"], one["until"]) == ("person:lan", "person:minh", "granted", True, "2024-12-16")
    log = daemon.json("workflow", "history", "exception", number)
    assert [event["event"] for event in log] == ["requested", "granted"]
    daemon.ctl("records", "confirm", "tip", "cat-bi/900")  # what was sent in time
    daemon.advance("2024-12-17T09:00")
    assert enter(daemon, "902")[0] == 400
    daemon.ctl("records", "confirm", "tip", "cat-bi/901")
    assert "đã khóa" in daemon.refused("records", "withdraw", "tip", "cat-bi/901", "--reason", "nhầm")
    assert daemon.json("records", "month", "--unit", "cat-bi", "--period", "2024-11")["locked"] is True


def attach(daemon, key, name="lan"):
    return visitor.send(daemon, "records/attach", name, files=[("anh.png", png())], next=MONTH, type="tip", key=key, reason="bổ sung")


def test_files_are_entry_too(daemon):
    """Attached and detached until the lock, then with an exception alone; the log says by which."""
    status, page = attach(daemon, "cat-bi/900")
    assert status == 400 and "áng 11/2024 đã khóa" in page and "exceptions ask --unit cat-bi --period 2024-11" in page
    visitor.send(daemon, "exceptions/ask", "lan", next=MONTH, unit="cat-bi", period="2024-11", until="17/12/2024", reason="kèm ảnh")
    number = next(one["id"] for one in daemon.json("exceptions", "list") if one["waits"])
    visitor.send(daemon, "exceptions/grant", "minh", next="/review", number=number)
    status, where = attach(daemon, "cat-bi/900")
    assert status == 303, where
    file, = daemon.json("records", "files", "tip", "cat-bi/900")
    assert number in json.loads(base.query(daemon, "SELECT detail FROM audit ORDER BY sequence DESC LIMIT 1")[0][0])["exceptions"]
    daemon.advance("2024-12-18T09:00")
    assert "đã khóa" in daemon.refused("records", "detach", "tip", "cat-bi/900", file["id"], "--reason", "nhầm")
    assert daemon.json("records", "files", "tip", "cat-bi/900")[0]["attached"]


def test_another_s_own_unit_is_not_let_in_and_undoing_is_a_change_too(daemon):
    text = "ward,tip_id,received_on,channel,verified\ndang-lam,77,2024-11-20,zalo,yes\n"
    assert "exceptions ask --unit dang-lam" in daemon.add_text("tip", text, status=1).stderr
    sequence = daemon.json("import", "list")[-1]["sequence"]
    assert "đã khóa" in daemon.refused("import", "undo", sequence, "--reason", "thử")


def test_a_granted_one_is_taken_back_and_says_why(daemon):
    visitor.send(daemon, "exceptions/ask", "lan", next=MONTH, unit="cat-bi", period="2024-11", until="25/12/2024", reason="sót một tin")
    number = next(one["id"] for one in daemon.json("exceptions", "list") if one["waits"])
    visitor.send(daemon, "exceptions/grant", "minh", next="/review", number=number)
    assert enter(daemon, "903")[0] == 303
    assert 'action="/do/exceptions/revoke"' in visitor.get(daemon, "/review", "minh")[2].decode()
    assert visitor.send(daemon, "exceptions/revoke", "lan", next="/review", number=number, reason="x")[0] == 403
    status, page = visitor.send(daemon, "exceptions/revoke", "minh", next="/review", number=number, reason="")
    assert status == 400 and "vì sao" in page
    assert visitor.send(daemon, "exceptions/revoke", "minh", next="/review", number=number, reason="đã đủ số liệu")[0] == 303
    assert enter(daemon, "904")[0] == 400
    page = visitor.get(daemon, MONTH, "lan")[2].decode()
    assert "đã thu hồi" in page and "đã đủ số liệu" in page and 'action="/do/exceptions/ask"' in page
    assert "do/exceptions/revoke" not in visitor.get(daemon, "/review", "minh")[2].decode()
    assert daemon.json("history", "tip", "cat-bi/903")[-1]["state"] == "waiting"  # what came in stays
    one = next(one for one in daemon.json("exceptions", "list") if one["id"] == number)
    assert (one["state"], one["decision"], one["decided_by_name"], one["asked_by_name"]) == ("recalled", "đã đủ số liệu", "Người minh (minh)", "Người lan (lan)")
    assert [event["event"] for event in daemon.json("workflow", "history", "exception", number)] == ["requested", "granted", "recalled"]


def test_a_lock_before_the_final_run_is_no_package(daemon):
    done = daemon.run("contest", "check", steady.locked(daemon.folder, days=2))
    assert done.returncode == 1 and "từ 5 ngày trở lên" in done.stdout + done.stderr
