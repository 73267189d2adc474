"""The preview of a change says who would be told of what by it: the same as `messages try` says before and after the activation, kind by kind, unit by unit."""
import re

import steady
from rules import COUNTS_ALL, TARGETS, propose, put

KINDS = {"alert.opened": ["target", "zero_tolerance", "clock", "seal"], "report.due": [None], "paper.submitted": ["a", "b1"], "digest.weekly": [None]}
UNITS = ["cat-bi", "dang-lam", None]


def tried(daemon):
    """{(kind, about, the route's word, channel): {(unit, addressee)}} by `messages try`."""
    found = {}
    for kind, abouts in KINDS.items():
        for about in abouts:
            for unit in UNITS:
                words = [*(["--unit", unit] if unit else []), *(["--about", about] if about else [])]
                for one in daemon.json("messages", "try", kind, *words)["messages"]:
                    found.setdefault((kind, about, one["to"], one["channel"]), set()).add((unit, one["addressee"]))
    return found


def people(daemon):
    daemon.add_person("lan", "officer", "--unit", "cat-bi")
    daemon.add_person("hoa", "officer", "--unit", "dang-lam")
    daemon.add_person("minh", "leader")
    daemon.add_person("tuan", "administrator")


def test_a_change_of_routes_says_who_would_be_told(daemon):
    people(daemon)
    before = tried(daemon)
    text = daemon.json("rules", "show", "routes.ini")["text"]
    assert daemon.json("rules", "preview", put(daemon, "targets.ini", TARGETS + "\n# ghi chú\n"))["messages"] == []
    changed = re.sub(r"(\[canh-bao-phuong\][^\[]*?\nto = )officer, ", r"\1", text)  # the officer hears of alerts no more, the unit and the body do
    changed = re.sub(r"(\[tinh-hinh-tuan\][^\[]*?\nto = )leader", r"\1leader, administrator", changed)
    changed = re.sub(r"(\[trinh-duyet\][^\[]*?\nchannel = )email", r"\1web", changed)
    changed += "\n[rieng-cat-bi]\nkinds = report.due\nunits = cat-bi\nto = person:minh\nchannel = email\n"
    number = propose(daemon, put(daemon, "routes.ini", changed))
    rows = daemon.json("rules", "preview", number)["messages"]
    found = {tuple(row["kind"]): row for row in rows if row["to"] != "leader"}
    assert set(found) == {("alert.opened", "alert.resolved", "alert.final", "alert.expired", "alert.worse"), ("report.due",), ("digest.weekly",)}
    # the two wards that have an officer; what must not happen, and administrators' alerts, go other ways
    alerts = next(row for kinds, row in found.items() if "alert.opened" in kinds)
    assert set(alerts["about"]) == {"target", "return", "nomination", "seal", "early_warning", "idle", "pending"} and set(alerts["units"]) == {"cat-bi", "dang-lam"}
    assert (alerts["to"], alerts["before"], alerts["after"], alerts["quiet"], alerts["group_at"]) == ("officer", 2, 0, "18:00-07:00", "17:00")
    mine, week = found[("report.due",)], found[("digest.weekly",)]
    assert (mine["to"], mine["before"], mine["after"], mine["units"], mine["about"]) == ("person:minh", 0, 1, ["cat-bi"], [])
    assert (week["to"], week["before"], week["after"], week["units"]) == ("administrator", 0, 1, None)
    assert {(row["channel"], row["before"], row["after"]) for row in rows if row["kind"] == ["paper.submitted"]} == {("email", 1, 0), ("web", 0, 1)}
    said = daemon.ctl("rules", "preview", number)
    assert "Ai nhận tin" in said
    assert "Who is told" in daemon.ctl("--lang", "en", "rules", "preview", number)
    daemon.ctl("rules", "activate", number)
    after = tried(daemon)
    differing = {key for key in before.keys() | after.keys() if before.get(key, set()) != after.get(key, set())}
    foreseen = {(kind, about, row["to"], row["channel"]) for row in rows for kind in row["kind"] for about in row["about"] or KINDS.get(kind, [])}
    assert {key for key in foreseen if key[1] in KINDS.get(key[0], [])} == differing


def test_a_route_names_kinds_of_periods_as_it_names_kinds_of_messages(daemon):
    people(daemon)

    def routes(*words):
        return {one["route"] for one in daemon.json("messages", "try", "alert.opened", "--unit", "cat-bi", "--about", "target", *words)["messages"]}
    text = daemon.json("rules", "show", "routes.ini")["text"]
    changed = re.sub(r"(\[canh-bao-phuong\][^\[]*?\n)(to = officer)", r"\1periods = month, phase\n\2", text)
    assert changed != text and "“months” không phải là loại kỳ; ghi week, month" in daemon.refused("rules", "propose", "--reason", "x", put(daemon, "routes.ini", changed.replace("= month,", "= months,")))
    number = propose(daemon, put(daemon, "routes.ini", changed))
    rows = [row for row in daemon.json("rules", "preview", number)["messages"] if row["to"] == "officer" and "alert.opened" in row["kind"]]
    assert [(row["periods"], row["before"], row["after"]) for row in rows] == [(["other"], 2, 0)]  # of months and phases as before
    assert "kỳ khác, hoặc không về kỳ nào" in daemon.ctl("rules", "preview", number)
    daemon.ctl("rules", "activate", number)
    assert routes("--period", "month") == routes("--period", "phase") == routes() == {"canh-bao-phuong"} and routes("--period", "week") == routes("--period", "quarter") == set()


def test_only_when_it_is_told_is_a_change_too(daemon):
    people(daemon)
    text = daemon.json("rules", "show", "routes.ini")["text"]
    later = re.sub(r"(\[trinh-duyet\][^\[]*?\nquiet = )20:00-06:30", r"\g<1>21:00-06:00", text)
    rows = daemon.json("rules", "preview", put(daemon, "routes.ini", later))["messages"]
    assert {(*row["kind"], *row["about"], row["quiet"], row["before"], row["after"]) for row in rows} == {
        ("paper.submitted", "20:00-06:30", 1, 0), ("paper.submitted", "21:00-06:00", 0, 1)}


def test_each_alert_that_would_open_says_who_hears_of_it(daemon):
    people(daemon)
    daemon.add(steady.roster())
    daemon.advance("2024-12-03T09:00")
    daemon.add(steady.month("2024-11"))
    daemon.add({"accident": [{"accident_id": "light", "ward": "nam-hai", "on_date": "2024-11-20", "level": "minor"},
                             {"accident_id": "grave", "ward": "cat-bi", "on_date": "2024-11-21", "level": "serious"}]})
    daemon.advance("2024-12-07T09:00")
    preview = daemon.json("rules", "preview", put(daemon, "6.2.lua", COUNTS_ALL))
    opening = [alert for alert in preview["alerts"] if alert["what"] == "open"]
    assert ("target", "nam-hai") in {(alert["kind"], alert["subject"]) for alert in opening}
    for alert in opening:
        told = daemon.json("messages", "try", "alert.opened", "--unit", alert["subject"], "--about", alert["kind"])["messages"]
        assert alert["told"] == list(dict.fromkeys(one["addressee"] for one in told)) and alert["told"], alert
    assert all("told" not in alert for alert in preview["alerts"] if alert["what"] != "open")
