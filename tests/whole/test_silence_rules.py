"""Unseen routes and silences do what a simulation of their text says: random routes.ini and alerts.ini, then weeks of misses, mends, acknowledgements and silences
by a set clock that sends nothing; who is to get which message, when, by which way, and what is taken back, is worked out here from the texts alone."""
import os
import random
import shutil
from datetime import datetime, timedelta

import pytest

import steady
from base import query
from daemon import PACKAGE, Daemon
from test_alerts import play_to_december

WARDS = ("dang-lam", "nam-hai", "thanh-to")
PEOPLE = {"lan": ("officer", "nam-hai"), "hoa": ("reviewer", None), "minh": ("leader", "dang-lam"), "tuan": ("leader", None)}
SEEDS = range(40) if os.environ.get("THIDUA_LONG") else (8,)
STEPS = 60 if os.environ.get("THIDUA_LONG") else 22
OFF = {datetime(2025, 1, 25) + timedelta(days) for days in range(9)}  # Tết
KINDS = ("alert.opened", "alert.expired", "alert.worse", "alert.escalated", "alert.resolved")
FIRST = datetime(2025, 1, 8, 17)


def routes_of(chance):
    """[{key: value}…] and the same as a file."""
    routes = []
    for number in range(chance.randint(3, 6)):
        route = {"name": f"tuyen-{number}", "kinds": chance.sample(KINDS, chance.randint(2, 5)), "channel": chance.choice(("email", "zalo")),
                 "to": chance.sample(("officer", "reviewer", "leader", "unit", "next", "person:lan", "person:tuan"), chance.randint(1, 3))}
        if chance.random() < 0.4:
            route["units"] = chance.sample(WARDS, 2)
        if chance.random() < 0.3:
            route["about"] = chance.choice((["target"], ["return", "nomination"]))
        if chance.random() < 0.6:
            route["quiet"] = chance.choice(("18:00-07:00", "12:00-13:30", "20:15-06:45"))
        if chance.random() < 0.5:
            route["days"] = "working"
        if chance.random() < 0.5:
            route["group"], route["group_at"] = "unit day", chance.choice(("17:00", "09:30", "21:00"))
        routes.append(route)
    text = "\n".join(f"[{route['name']}]\n" + "".join(f"{key} = {', '.join(value) if isinstance(value, list) else value}\n" for key, value in route.items() if key != "name")
                     for route in routes)
    return routes, text


def is_working(day):
    return day.weekday() < 5 and day not in OFF


def minutes(text):
    return int(text[:2]) * 60 + int(text[3:5])


def day_of(at):
    return datetime(at.year, at.month, at.day)


def due_of(route, at):
    """When a message may go that came about at an instant."""
    if "group" in route:
        end = day_of(at) + timedelta(minutes=minutes(route["group_at"]))
        at = end if end >= at else end + timedelta(1)
    start, end = (minutes(text) for text in route.get("quiet", "00:00-00:00").split("-"))
    minute, day, restful = at.hour * 60 + at.minute, day_of(at), route.get("days") == "working"
    quiet = (start <= minute < end) if start < end else start != end and (minute >= start or minute < end)
    off = restful and not is_working(day)
    if not quiet and not off:
        return at
    if off or not (quiet and minute < end):
        day += timedelta(1)
    while restful and not is_working(day):
        day += timedelta(1)
    return day + timedelta(minutes=end)


class World:
    """What the texts say would happen; nothing of the daemon's own is read."""

    def __init__(self, routes, escalate_after, escalate_to, addresses):
        self.routes, self.after, self.next, self.addresses = routes, escalate_after, escalate_to, addresses
        self.now, self.messages, self.silences, self.alerts = FIRST, [], [], {}

    def holders(self, word, ward):
        if word == "unit":
            return [f"unit:{ward}"]
        if word == "next":
            return [who for each in self.next for who in self.holders(each, ward)]
        if word.startswith("person:"):
            return [word]
        return [f"person:{name}" for name, (role, unit) in sorted(PEOPLE.items()) if role == word and unit in (None, ward)]

    def silenced(self, ward):
        return any(not one["ended"] and one["until"] >= day_of(self.now) and one["unit"] in (None, ward) and one["criterion"] in (None, "1.1") for one in self.silences)

    def tell(self, ward, kind):
        alert = self.alerts[ward]
        if kind != "alert.resolved" and alert["open"] and self.silenced(ward):
            alert["owed"].append(kind) if kind == "alert.escalated" or not set(alert["owed"]) - {"alert.escalated"} else None
            return
        known = {message["to"] for message in self.messages if message["ward"] == ward and message["life"] == alert["life"] and not message["dropped"]
                 and message["kind"] != "alert.resolved"}
        told = set()
        for route in self.routes:
            if kind not in route["kinds"] or ward not in route.get("units", [ward]) or "target" not in route.get("about", ["target"]):
                continue
            for who in dict.fromkeys(who for word in route["to"] for who in self.holders(word, ward)):
                asked = who not in known if kind == "alert.opened" else who in known if kind == "alert.resolved" else True
                if asked and (who, route["channel"]) in self.addresses and (who, route["channel"]) not in told:
                    told.add((who, route["channel"]))
                    self.messages.append({"ward": ward, "kind": kind, "to": who, "channel": route["channel"], "due": due_of(route, self.now), "life": alert["life"],
                                          "dropped": False})

    def measure(self, ward, short):
        alert = self.alerts.setdefault(ward, {"open": False, "life": 0, "owed": [], "taken": None})
        if not short and alert["open"]:
            alert["open"] = False
            self.tell(ward, "alert.resolved")
        elif short and not alert["open"]:
            alert.update(open=True, short=short, life=alert["life"] + 1, since=self.now, escalated=False, taken=None)
            self.tell(ward, "alert.opened")
        elif short:
            worse = alert["taken"] is not None and alert["taken"] >= day_of(self.now) and short > alert["took"]
            alert["short"] = short
            if worse:
                alert.update(taken=None, since=self.now)
                self.tell(ward, "alert.worse")

    def escalates_at(self, alert):
        day, left = day_of(alert["since"]), self.after
        while left:
            day += timedelta(1)
            left -= is_working(day)
        return day + (alert["since"] - day_of(alert["since"]))

    def tend(self):
        today, news = day_of(self.now), []
        for one in self.silences:
            one["ended"] = one["ended"] or one["until"] < today
        for ward, alert in sorted(self.alerts.items()):
            late = alert["open"] and alert["taken"] is None and not alert["owed"] and not alert["escalated"] and self.escalates_at(alert) <= self.now
            if late and not self.silenced(ward):
                alert["escalated"] = True
                news.append((ward, "alert.escalated"))
            if alert["owed"] and (not alert["open"] or alert["taken"] is not None):
                alert["owed"] = []
            elif alert["owed"] and not self.silenced(ward):
                news += [(ward, kind) for kind in sorted(alert["owed"], key=lambda kind: kind == "alert.escalated")]
                alert.update(owed=[], since=self.now)
            if alert["open"] and alert["taken"] is not None and alert["taken"] < today:
                alert.update(taken=None, since=self.now)
                news.append((ward, "alert.expired"))
        for ward, kind in news:
            self.tell(ward, kind)

    def instants(self, until):
        midnight = [one["until"] + timedelta(1) for one in self.silences if not one["ended"]]
        midnight += [alert["taken"] + timedelta(1) for alert in self.alerts.values() if alert["open"] and alert["taken"] is not None]
        late = [self.escalates_at(alert) for alert in self.alerts.values() if alert["open"] and alert["taken"] is None and not alert["escalated"]]
        return [at for at in midnight + late if self.now < at <= until]

    def advance(self, until):
        while self.instants(until):
            self.now = min(self.instants(until))
            self.tend()
        self.now = until
        self.tend()

    def silence(self, unit, criterion, until):
        self.silences.append({"unit": unit, "criterion": criterion, "until": until, "ended": False})
        for message in self.messages:
            alert = self.alerts[message["ward"]]
            standing = alert["open"] and message["life"] == alert["life"]  # the end of an earlier one is told too
            if not message["dropped"] and message["kind"] != "alert.resolved" and standing and self.silenced(message["ward"]):
                message["dropped"] = True
                kind = message["kind"]
                if kind not in alert["owed"] and (kind == "alert.escalated" or not set(alert["owed"]) - {"alert.escalated"}):
                    alert["owed"].append(kind)


def start(folder, chance):
    routes, text = routes_of(chance)
    after, to = chance.randint(1, 4), chance.sample(("leader", "reviewer", "person:tuan"), chance.randint(1, 2))
    package = shutil.copytree(PACKAGE, folder / "package")
    (package / "routes.ini").write_text(text)
    (package / "alerts.ini").write_text(f"[target]\nescalate_after = {after}\nescalate_to = {', '.join(to)}\n\n[early_warning]\nat = never\n")
    daemon = Daemon(folder, package=package).played(play_to_december)
    (daemon.state / "channels.ini").write_text("[email]\nplugin = file\nfolder = /nowhere\n")
    (daemon.state / "channels.ini").chmod(0o600)
    for name, (role, unit) in PEOPLE.items():
        daemon.ctl("people", "add", name, "--full-name", name, "--role", role, *(["--unit", unit] if unit else []))
    everybody = [f"person:{name}" for name in PEOPLE] + [f"unit:{ward}" for ward in WARDS]
    addresses = {(who, channel) for who in everybody for channel in ("email", "zalo") if chance.random() < 0.75}
    for who, channel in sorted(addresses):
        daemon.ctl("addresses", "set", who, channel, f"{who}@{channel}")
    daemon.ctl("alerts", "silence", "--unit", "cat-bi", "--until", "2025-02-05", "--reason", "ngoài phạm vi thử")  # missed before there were messages
    return daemon, World(routes, after, to, addresses)


def act(daemon, world, chance):
    """One thing that a person does, to both."""
    choice, ward, today = chance.random(), chance.choice(WARDS), day_of(world.now)
    day = today + timedelta(chance.randint(0, 4))
    alert = world.alerts.get(ward)
    if choice < 0.45:
        short = chance.choice((0, 0, 1, 2, 3))
        daemon.add({"tip": steady.tips(ward, "2024-12", 21 - short, 26)}, "--revive")
        world.measure(ward, short)
        world.tend()
    elif choice < 0.6 and alert and alert["open"]:
        daemon.ctl("alerts", "ack", daemon.alerts(subject=ward, kind="target", criterion="1.1")[0]["id"], "--until", f"{day:%Y-%m-%d}", "--note", "x")
        alert.update(taken=day, took=alert["short"])
        world.tend()
    elif choice < 0.75:
        unit, criterion = chance.choice(((ward, None), (ward, "1.1"), (ward, "4.1"), (None, "1.1")))
        daemon.ctl("alerts", "silence", *(["--unit", unit] if unit else []), *(["--criterion", criterion] if criterion else []), "--until", f"{day:%Y-%m-%d}", "--reason", "x")
        world.silence(unit, criterion, day)
        world.tend()
    elif choice < 0.8 and any(not one["ended"] for one in world.silences):
        number = chance.choice([place for place, one in enumerate(world.silences) if not one["ended"]])
        daemon.ctl("alerts", "unsilence", number + 2, "--reason", "x")  # the first is Cát Bi's
        world.silences[number]["ended"] = True
        world.tend()
    else:
        until = world.now + timedelta(minutes=chance.choice((7, 61, 300, 1000, 2100, 4000)))
        if until < datetime(2025, 2, 3, 17):
            daemon.advance(f"{until:%Y-%m-%dT%H:%M}")
            world.advance(until)
    if chance.random() < 0.1:
        daemon.restart()


@pytest.mark.parametrize("seed", SEEDS)
def test_the_outbox_is_what_the_texts_say(tmp_path, seed):
    chance = random.Random(seed)
    daemon, world = start(tmp_path, chance)
    try:
        daemon.ctl("status")
        for _ in range(STEPS):
            act(daemon, world, chance)
        daemon.ctl("status")
        rows = query(daemon, "SELECT alert.subject, outbox.kind, addressee, channel, strftime('%Y-%m-%d %H:%M', due_at + 25200, 'unixepoch'), outbox.state = 'dropped' "
                             "FROM outbox JOIN message_cause ON message_cause.id = cause JOIN alert ON object = CAST(alert.id AS TEXT) "
                             "WHERE outbox.kind LIKE 'alert.%' AND alert.subject <> 'cat-bi'")
        said = [(one["ward"], one["kind"], one["to"], one["channel"], f"{one['due']:%Y-%m-%d %H:%M}", int(one["dropped"])) for one in world.messages]
        assert sorted(rows) == sorted(said) and (len(said) > 5 or seed != 8)  # the one of every check tells something
    finally:
        assert daemon.stop() == 0
