"""A month that is locked: an officer is refused and told how to ask, asks on the page, a reviewer grants it there, the record comes in, the log
says by which exception; rules change the lock day like anything else of the package."""
import re

import pytest

import steady
import visitor
from phase import listening

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


def test_another_s_own_unit_is_not_let_in_and_undoing_is_a_change_too(daemon):
    text = "ward,tip_id,received_on,channel,verified\ndang-lam,77,2024-11-20,zalo,yes\n"
    assert "exceptions ask --unit dang-lam" in daemon.add_text("tip", text, status=1).stderr
    sequence = daemon.json("import", "list")[-1]["sequence"]
    assert "đã khóa" in daemon.refused("import", "undo", sequence, "--reason", "thử")


def test_a_lock_before_the_final_run_is_no_package(daemon):
    done = daemon.run("contest", "check", steady.locked(daemon.folder, days=2))
    assert done.returncode == 1 and "từ 5 ngày trở lên" in done.stdout + done.stderr
