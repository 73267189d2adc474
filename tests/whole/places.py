"""Every page with what the demo (demo.py) has to show on it: one table for what looks at all of them (the review's pictures, the bench)."""
import re

from daemon import SOURCE

UNIT, MONTH = "unit=cat-bi", "period=2025-02"


def paths():
    """The pages with a frame, as the daemon's table names them."""
    text = "".join(path.read_text() for path in sorted((SOURCE / "daemon" / "page").glob("page*.c")))
    return re.findall(r'\{"(/[^"]*)",\s*"[\w-]+\.html"', text)


def board():
    return "/board" if "/board" in paths() else "/"


def places(demo):
    """{path: the address of the page with something on it}"""
    alert = demo.alerts("--open")[0]["id"]
    file = next(row["sequence"] for row in demo.json("import", "list") if row["added"] > 1)
    duty = demo.json("duties", "list")[-1]["id"]
    known = {"/": "/", "/today": "/today", "/login": "/login", "/live": "/live", "/board": "/board",
             board(): f"{board()}?period=phase-1&stage=final",
             "/unit": "/unit?subject=dong-hai-2", "/result": "/result?id=phase-1/1.1/dong-hai-2/final",
             "/alerts": "/alerts?open=true", "/alert": f"/alert?id={alert}",
             "/drafts": "/drafts", "/draft": "/draft?id=phase-1-a-1", "/seals": "/seals", "/seal": "/seal?id=phase-1-1", "/schedule": "/schedule",
             "/records": f"/records?{UNIT}&{MONTH}", "/records/type": f"/records/type?type=tip&{UNIT}&{MONTH}",
             "/records/entry": f"/records/entry?type=tip&key=cat-bi%2FCB-402&{UNIT}&{MONTH}", "/records/grid": f"/records/grid?type=tip&{UNIT}&{MONTH}",
             "/records/import": f"/records/import?{UNIT}&{MONTH}", "/records/imported": f"/records/imported?number={file}",
             "/duty": f"/duty?id={duty}", "/review": "/review", "/account": "/account"}
    return {path: known.get(path, path) for path in ("/login", *paths())}  # a new page shows itself without more, or says what it is asked for
