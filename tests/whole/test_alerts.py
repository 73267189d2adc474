"""Alerts: once, with the sentence, resolved by later data, acknowledged for a time, one for a silent ward."""
import os
import pwd

import pytest

import steady
from base import query

MISSED = {"2024-12": ("cat-bi", 20, 26)}


def miss_1_1(name, files):
    if name not in MISSED:
        return files
    ward, force, total = MISSED[name]
    return {**files, "tip": steady.without(files, "tip", ward=ward)["tip"] + steady.tips(ward, name, force, total)}


def play_to_december(daemon):
    """At 2025-01-08 17:00, Cát Bi at 20/26 in December."""
    daemon.add(steady.roster())
    for name in ("2024-11", "2024-12"):
        daemon.advance(f"{steady.SENT[name]:%Y-%m-%dT%H:%M}")
        daemon.add(miss_1_1(name, steady.month(name)))
    daemon.advance("2025-01-08T17:00")
    return daemon


@pytest.fixture
def december(make):
    return make(play=play_to_december)


def test_a_missed_target(december):
    alerts = december.alerts()
    assert len(alerts) == 1
    alert = alerts[0]
    assert {key: alert[key] for key in ("criterion", "subject", "period", "state", "opened_at", "acknowledged_until")} == {
        "criterion": "1.1", "subject": "cat-bi", "period": "2024-12", "state": "open", "opened_at": "2025-01-08T17:00:00+07:00",
        "acknowledged_until": None}
    for word in ("Cát Bi", "20/26", "76,9%", "80%", "còn thiếu 01 tin"):
        assert word in alert["text"], alert["text"]
    assert len(alert["text"]) <= 2000
    # the phase is missed only when it is: 29 of 36 and more to come
    december.advance("2025-01-20T08:00")
    december.ctl("evaluate", "2024-12")
    assert [one["id"] for one in december.alerts()] == [alert["id"]]


def test_provisional_runs_alert_nobody(daemon):
    daemon.add(steady.roster())
    daemon.advance("2024-11-29T08:00")
    daemon.add({"accident": [{"accident_id": "1", "ward": "cat-bi", "on_date": "2024-11-12", "level": "serious"}]})
    daemon.advance("2024-11-30T23:30")
    assert daemon.result("2024-11", "6.2", "cat-bi", "provisional")["verdict"] == "missed"
    assert daemon.alerts() == []


def test_late_data_resolves_and_a_correction_reopens(december):
    """An alert belongs to (criterion, subject, period): the same row opens again, with its history."""
    alert = december.alerts()[0]
    december.add({"tip": steady.tips("cat-bi", "2024-12", 21, 26)})
    assert december.alerts("--open") == []
    resolved = december.alerts()[0]
    assert (resolved["id"], resolved["state"]) == (alert["id"], "resolved")
    for word in ("--open=true", "--open=1", "--open=có"):
        assert december.alerts(word) == []
    for word in ("--open=false", "--open=0", "--open=no", "--open=không"):  # a flag set to false is false
        assert december.alerts(word) == [resolved], word
    december.add({"tip": steady.tips("cat-bi", "2024-12", 19, 26)}, "--revive")  # says in part what was said before
    opened = december.alerts("--open")
    assert [one["id"] for one in opened] == [alert["id"]] and "19/26" in opened[0]["text"]
    assert (opened[0]["state"], opened[0]["opened_at"], opened[0]["resolved_at"]) == ("open", alert["opened_at"], None)
    events = [event for event, in query(december, "SELECT event FROM workflow_event WHERE kind = 'alert' AND object = ? ORDER BY id", str(alert["id"]))]
    assert [event for event in events if event != "changed"] == ["opened", "resolved", "reopened"]


def test_the_sentence_follows_the_figures(december):
    before = december.alerts()[0]
    december.add({"tip": steady.tips("cat-bi", "2024-12", 18, 26)})
    after = december.alerts()[0]
    assert after["id"] == before["id"] and after["opened_at"] == before["opened_at"]
    assert "18/26" in after["text"] and "còn thiếu 03 tin" in after["text"]


def test_an_acknowledgement_expires(december):
    alert = december.alerts()[0]["id"]
    december.refused("alerts", "ack", alert, "--until", "2025-01-07", "--note", "hôm qua")
    december.refused("alerts", "ack", alert, "--until", "2025-01-10")
    assert "tự khép lại" in december.refused("alerts", "close", alert, "--reason", "đã xong")  # a later result ends it, no word
    december.ctl("alerts", "ack", alert, "--until", "2025-01-10", "--note", "phường đang rà soát")
    seen = december.alerts("--open")[0]  # open lists include acknowledged ones
    assert (seen["state"], seen["acknowledged_until"][:10]) == ("acknowledged", "2025-01-10")
    december.advance("2025-01-10T23:59")
    assert december.alerts()[0]["state"] == "acknowledged"
    december.advance("2025-01-11T00:00")
    assert december.alerts()[0]["state"] == "open"
    december.restart()
    assert december.alerts()[0]["state"] == "open"
    december.add({"tip": steady.tips("cat-bi", "2024-12", 26, 26)})
    december.refused("alerts", "ack", alert, "--until", "2025-02-10", "--note", "đã xong")


def test_an_alert_shows_who_acknowledged_it_and_its_history(december):
    alert = december.alerts()[0]["id"]
    assert december.alerts()[0]["acknowledged_by"] is None
    december.ctl("alerts", "ack", alert, "--until", "2025-01-10", "--note", "phường đang rà soát")
    seen = december.alerts()[0]
    assert seen["acknowledged_by"] and seen["note"] == "phường đang rà soát"
    assert seen["acknowledged_by"] == f"uid:{os.getuid()}"  # for ever; people read the account's name
    assert seen["acknowledged_by_name"] == pwd.getpwuid(os.getuid()).pw_name
    assert "phường đang rà soát" in december.ctl("alerts", "--wide") and seen["acknowledged_by_name"] in december.ctl("alerts", "--wide")
    december.add({"tip": steady.tips("cat-bi", "2024-12", 26, 26)})
    december.add({"tip": steady.tips("cat-bi", "2024-12", 19, 26)}, "--revive")
    shown = december.json("alerts", "show", alert)
    assert [one["event"] for one in shown["events"] if one["event"] != "changed"] == ["opened", "acknowledged", "resolved", "reopened"]
    assert (shown["state"], shown["acknowledged_by"], shown["note"]) == ("open", None, None)  # that was of what is over
    said = december.ctl("alerts", "show", alert)
    for word in ("đã nhận", "phường đang rà soát", "10/01/2025", "mở lại", "20/26", "19/26"):
        assert word in said, said
    assert "999" in december.refused("alerts", "show", "999")
    assert "no alert" in december.refused("--lang", "en", "alerts", "show", "999")


def test_one_alert_for_a_silent_ward(daemon):
    daemon.add(steady.roster())
    daemon.advance("2024-12-03T09:00")
    daemon.add(steady.month("2024-11", wards=[ward for ward in steady.WARDS if ward != "trang-cat"]))
    daemon.advance("2024-12-06T07:59")
    assert daemon.alerts() == []
    daemon.advance("2024-12-06T08:00")
    alerts = daemon.alerts()
    assert len(alerts) == 1
    alert = alerts[0]
    assert (alert["subject"], alert["period"], alert["criterion"]) == ("trang-cat", "2024-11", None)
    assert alert["opened_at"] == "2024-12-06T08:00:00+07:00" and "Tràng Cát" in alert["text"]
    daemon.advance("2024-12-06T17:00")  # the final run: not reported is not missed
    assert [one["id"] for one in daemon.alerts("--open")] == [alert["id"]]
    assert {row["verdict"] for row in daemon.results(period="2024-11", subject="trang-cat")} == {"not_reported"}
    # some of it comes: the alert stays and names what is still missing
    daemon.add({"submission": steady.returns("trang-cat", "2024-11", ("tip", "accident"))})
    assert [one["id"] for one in daemon.alerts("--open")] == [alert["id"]]
    assert daemon.alerts("--open")[0]["text"] != alert["text"]
    daemon.add({"submission": steady.returns("trang-cat", "2024-11")})
    resolved = [one for one in daemon.alerts() if one["id"] == alert["id"]][0]
    assert resolved["state"] == "resolved"


def test_a_withdrawn_return_is_missing_again(daemon):
    daemon.add(steady.roster())
    daemon.advance("2024-12-03T09:00")
    daemon.add(steady.month("2024-11"))
    daemon.advance("2024-12-06T17:00")
    assert daemon.alerts() == []
    row = {**steady.returns("cat-bi", "2024-11", ("tip",))[0], "state": "withdrawn", "state_reason": "chưa đủ"}
    daemon.add({"submission": [row]})
    assert daemon.result("2024-11", "1.1", "cat-bi")["verdict"] == "not_reported"
    assert [(one["subject"], one["criterion"]) for one in daemon.alerts("--open")] == [("cat-bi", None)]


def test_alerts_are_for_wards(december):
    december.add({"tip": [row for ward in steady.WARDS for row in steady.tips(ward, "2024-12", 1, 26)]})
    subjects = {alert["subject"] for alert in december.alerts("--open")}
    assert subjects == set(steady.WARDS)
    assert december.result("2024-12", "1.1", "quan-hai-an")["verdict"] == "missed"


def test_a_phase_alert_at_the_close(daemon):
    def change(name, files):
        return {**files, "reoffence": [{"reoffence_id": "1", "ward": "trang-cat", "person_code": "TC-1", "on_date": "2025-01-17",
                                        "basis": "criminal"}],
                "managed_person": [{"person_code": "TC-1", "ward": "trang-cat", "person_group": "released",
                                    "valid_from": "2024-06-01"}]} if name == "2025-01" else files
    steady.play_phase_1(daemon, change)
    assert {(alert["criterion"], alert["subject"], alert["period"], alert["state"]) for alert in daemon.alerts(kind="target")} == {("5.1", "trang-cat", "2025-01", "concluded"), ("5.1", "trang-cat", "phase-1", "concluded")}
