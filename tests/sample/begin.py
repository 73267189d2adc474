"""begin.py THIDUACTL STATE ADDRESS: what the people of the demo have done this morning, each as themselves: a record is sent and waits, one was returned with a
reason, a paper waits for the leader and one for the clerk, duties of the first months are done. By tokens of one day, which are taken back at the end."""
import json
import subprocess
import sys
import urllib.parse
import urllib.request

program, state, address = sys.argv[1:]


def ctl(*words):
    return json.loads(subprocess.run([program, "--state", state, "--json", *words], stdin=subprocess.DEVNULL, capture_output=True, check=True).stdout)


class Person:
    def __init__(self, name, role, *words):
        self.name = name
        self.token = ctl("tokens", "add", name, "--role", role, "--until", ctl("status")["clock"][:10], "--note", "demo", *words)

    def does(self, command, **arguments):
        query = urllib.parse.urlencode({name.replace("__", "."): value for name, value in arguments.items()})
        request = urllib.request.Request(f"{address}/api/{command}?{query}", b"", {"Authorization": f"Bearer {self.token['token']}"})
        with urllib.request.urlopen(request) as answer:
            return answer.read()

    def leaves(self):
        ctl("tokens", "revoke", self.name, str(self.token["number"]), "--reason", "demo")


lan, minh, truong = Person("lan", "officer", "--unit", "cat-bi"), Person("minh", "reviewer"), Person("truong", "leader")
for number, day, channel in (("401", "2025-02-06", "zalo"), ("402", "2025-02-08", "phone"), ("403", "2025-02-11", "zalo")):
    lan.does("records/enter", type="tip", cells__ward="cat-bi", cells__tip_id=f"CB-{number}", cells__received_on=day, cells__channel=channel, cells__verified="yes")
minh.does("records/return", type="tip", keys="cat-bi/CB-402", reason="Ghi rõ tin đến qua số điện thoại trực ban hay tổ bảo vệ")
papers = [draft["id"] for draft in ctl("drafts", "--phase", "phase-1") if draft["state"] == "drafted"]
for paper in papers[:2]:
    minh.does("drafts/submit", id=paper)
truong.does("drafts/approve", id=papers[0])
for duty in ctl("duties", "list"):
    if duty["pending"] and duty["due_on"] < "2025-01-15":
        minh.does("duties/done", id=duty["id"], note="văn bản gửi qua hệ thống quản lý văn bản của quận")
for person in (lan, minh, truong):
    person.leaves()
