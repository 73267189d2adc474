"""Forms of pages as a browser without a script sends them; whose session it is: visitor.enter."""
import html
import re
from html.parser import HTMLParser

import visitor


class Form(HTMLParser):
    """The fields of the first form of a class, as a browser without a script sends them; choices: {select: {what is read: what is sent}}; wrong: {field:
    what is said of it beside it}."""

    def __init__(self, page, name="rule-form"):
        super().__init__()
        self.fields, self.choices, self.name, self.inside, self.at, self.option = {}, {}, name, False, None, None
        self.about, self.errors, self.error = {}, {}, None
        self.feed(page)
        self.wrong = {name: next(self.errors[at].strip() for at in ids if at in self.errors) for name, ids in self.about.items()}

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if "aria-invalid" in given:
            self.about[given["name"].removeprefix("change.")] = given["aria-describedby"].split()
        if tag == "span" and given.get("class") == "error" and "id" in given:
            assert given["id"] not in self.errors
            self.error, self.errors[given["id"]] = given["id"], ""
        if tag == "form":
            self.inside = self.name in given.get("class", "").split() and not self.fields
        elif self.inside and tag == "input" and (given.get("type") != "checkbox" or "checked" in given):
            self.fields[given["name"]] = given.get("value") or ""
        elif self.inside and tag in ("select", "textarea"):
            self.at, self.fields[given["name"]] = given["name"], None if tag == "select" else ""
        elif self.inside and tag == "option" and self.at:
            self.option = given.get("value") or ""
            if self.fields[self.at] is None or "selected" in given:
                self.fields[self.at] = self.option

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "form"
        self.error = None if tag == "span" else self.error
        self.at = None if tag in ("select", "textarea") else self.at
        self.option = None if tag == "option" else self.option

    def handle_data(self, data):
        if self.error:
            self.errors[self.error] += data
        if self.at and self.option is not None:
            self.choices.setdefault(self.at, {})[data] = self.option
        elif self.at and self.at not in self.choices and self.fields[self.at] is not None:
            self.fields[self.at] += data


def form_of(daemon, path, name="rule-form"):
    return Form(visitor.get(daemon, path, "an")[2].decode(), name)


def send(daemon, command, form, **changed):
    """(what the page says, its form): the form as it stands but for some fields, change.X written X, where a dot is __."""
    fields = form.fields | {name if name in form.fields else "change." + name.replace("__", "."): text for name, text in changed.items()}
    status, page = visitor.send(daemon, command, "an", **(fields | ({"criterion": fields["change.criterion"]} if command == "rules/form" else {})))
    if status == 303:
        return page, None
    return html.unescape(re.sub(r"<[^>]+>", " ", re.search(r"<main.*</main>", page, re.DOTALL)[0])), Form(page)
