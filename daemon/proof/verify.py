#!/usr/bin/env python3
"""Kiểm tra hồ sơ của một văn bản do thidua lập: không cần mạng, không cần thidua, chỉ cần Python 3.9 trở lên.

    python3 verify.py HO-SO.zip [--key KHÓA]    hoặc giải nén rồi chạy python3 verify.py ngay trong thư mục ấy
    python3 verify.py --qr TỆP --key KHÓA       kiểm tra riêng mã QR ở chân văn bản: TỆP chứa những dòng chữ mà mã QR cho ra

KHÓA là khóa công khai (64 chữ số thập lục phân) mà đơn vị đã công bố trong kế hoạch phát động. Kiểm tra: từng phần có như lúc lập không (SHA-256), khóa
nào đã ký (Ed25519), nhật ký từ khi chốt đợt đến dòng cuối có liền mạch không; và tính lại mọi số liệu của văn bản từ các bản ghi (data/*.csv), câu đếm và mức
giao (contest.json). Mỗi chỗ không khớp là một dòng SAI; kết thúc bằng 0 khi mọi thứ khớp, bằng 1 khi không.
Checks a paper's dossier offline, from nothing but its files: the parts, the signature, the audit chain, every figure."""
import argparse, base64, csv, hashlib, io, json, re, sqlite3, sys, zipfile
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
problems = []


def wrong(sentence): problems.append(sentence) or print(f"SAI   {sentence}")
def sha256(octets): return hashlib.sha256(octets).hexdigest()


# ---- Ed25519 (RFC 8032, section 5.1) ----
P, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


def point(octets):
    """Extended coordinates of what 32 bytes name; None when it is no point of the curve."""
    y = int.from_bytes(octets, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if x * x % P == square else x * pow(2, (P - 1) // 4, P) % P
    if x * x % P != square or y >= P or (x == 0 and sign):
        return None
    x = x if x & 1 == sign else P - x
    return x, y, 1, x * y % P


def add(a, b):
    x, y, z, t = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P, 2 * a[2] * b[2] % P, 2 * a[3] * b[3] * D % P
    return (y - x) * (z - t) % P, (z + t) * (y + x) % P, (z - t) * (z + t) % P, (y - x) * (y + x) % P


def times(number, of):
    total = (0, 1, 1, 0)
    for bit in bin(number)[2:]:
        total = add(add(total, total), of) if bit == "1" else add(total, total)
    return total


def signed(public, message, signature):
    """Whether the key signed the message."""
    key, r, s = point(public), point(signature[:32]), int.from_bytes(signature[32:], "little")
    if len(public) != 32 or len(signature) != 64 or not key or not r or s >= ORDER:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % ORDER
    one, other = times(s, point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))), add(r, times(h, key))
    return (one[0] * other[2] - other[0] * one[2]) % P == 0 and (one[1] * other[2] - other[1] * one[2]) % P == 0


# ---- the parts, the signature, the audit chain ----
def read_parts(path):
    """{name: bytes} of an archive or of a folder."""
    if path.is_dir():
        return {file.relative_to(path).as_posix(): file.read_bytes() for file in path.rglob("*") if file.is_file() and "__pycache__" not in file.parts}
    parts = {}
    try:
        for entry in zipfile.ZipFile(path).infolist():
            if entry.filename in parts: wrong(f"phần {entry.filename} có hai lần")
            try:
                parts[entry.filename] = zipfile.ZipFile(path).read(entry)
            except Exception as why:  # what zipfile and zlib say of a damaged entry is of many kinds
                wrong(f"phần {entry.filename} hỏng: {why}")
    except (OSError, ValueError, zipfile.BadZipFile) as why:
        wrong(f"không mở được {path}: {why}")
    return parts


def check_parts(parts, announced):
    """The manifest, when it could be read: who signed it, and whether each part is the one that it names."""
    octets = parts.get("manifest.json", b"")
    try:
        manifest, given = json.loads(octets), json.loads(parts.get("manifest.sig", b""))
        key, signature, named = bytes.fromhex(given["key"]), bytes.fromhex(given["signature"]), dict(manifest["parts"])
    except (ValueError, KeyError, TypeError) as why:
        return wrong(f"manifest.json hoặc manifest.sig thiếu hoặc đã bị đổi: {why}")
    if not signed(key, octets, signature) or given.keys() != {"key", "signature"}:
        wrong("chữ ký không đúng: manifest.json hoặc manifest.sig đã bị đổi")
    elif announced and announced.lower() != key.hex():
        wrong(f"manifest.sig: khóa đã ký, {key.hex()}, không phải khóa đơn vị công bố: hồ sơ này không do đơn vị ấy lập")
    else:
        print(f"ĐÚNG  hồ sơ do khóa {key.hex()} ký" + ("" if announced else "; hãy so với khóa trong kế hoạch phát động, hoặc chạy lại với --key"))
    for name in sorted((named.keys() | parts.keys()) - {"manifest.json", "manifest.sig"}):
        if name not in named or name not in parts:
            wrong(f"phần {name} " + ("còn thiếu" if name in named else "không thuộc hồ sơ"))
        elif sha256(parts[name]) != named[name]:
            wrong(f"phần {name} đã bị đổi")
    return manifest


def check_chain(lines, chain):
    """Each line's hash is what the next one calls `previous`; the last one's is the head."""
    for i, line in enumerate(lines):
        row = json.loads(line)
        if row["sequence"] != chain["first"] + i or (i and row["previous"] != sha256(lines[i - 1])):
            return wrong(f"chain.jsonl: dòng nhật ký {row['sequence']} không nối với dòng trước")
    if chain["first"] + len(lines) - 1 != chain["last"] or sha256(lines[-1]) != chain["head"]:
        return wrong("chain.jsonl: dòng cuối không phải dòng cuối của nhật ký")
    print(f"ĐÚNG  nhật ký liền mạch từ dòng {chain['first']} đến dòng {chain['last']}, mã băm cuối {chain['head']}")


# ---- the functions of a rule: the part of Lua that they are written in, of whole numbers, texts and tables ----
class Beyond(Exception):
    """What is not of that part, or what a rule's function may not do: the figure is not computed here, and that is said."""


WORDS = set("and break do else elseif end false for function goto if in local nil not or repeat return then true until while".split())
TOKEN = re.compile(r"""\s+|--\[(?P<note>=*)\[.*?\](?P=note)\]|--[^\n]*|(?P<name>[A-Za-z_]\w*)|(?P<number>\d+)(?![\w.])
    |\[(?P<level>=*)\[\n?(?P<long>.*?)\](?P=level)\]|(?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(?P<sign>\.\.|//|[=~<>]=|[-+*%<>=\#(){}\[\];,.])""", re.S | re.A | re.X)
POWER = {"or": (1, 1), "and": (2, 2), **dict.fromkeys(("<", ">", "<=", ">=", "~=", "=="), (3, 3)), "..": (9, 8), "+": (10, 10), "-": (10, 10), **dict.fromkeys(("*", "//", "%"), (11, 11))}
UNARY = 12


def need(held, what):
    if not held: raise Beyond(what)


def true(value): return value is not None and value is not False
def same(a, b): return type(a) is type(b) and (a is b if type(a) is dict else a == b)


def whole(*numbers):
    """The last of whole numbers of 64 bits; a fraction, or a text that reads as a number, is beyond."""
    for number in numbers:
        need(type(number) is int and -2 ** 63 <= number < 2 ** 63, "phép tính không phải trên số nguyên")
    return numbers[-1]


def ordered(a, b):
    need(type(a) is type(b) and type(a) in (int, str), "so sánh hai thứ khác loại")
    return (a > b) - (a < b)


def written(value):
    need(type(value) in (int, str) and len(str(value)) < 100000, "nối chữ với thứ không phải chữ, số, hoặc chữ quá dài")
    return str(value)


def divided(a, b):
    need(whole(a, b) != 0, "chia cho 0")
    return divmod(a, b)


JOIN = {"+": lambda a, b: whole(whole(a) + whole(b)), "-": lambda a, b: whole(whole(a) - whole(b)), "*": lambda a, b: whole(whole(a) * whole(b)), "//": lambda a, b: whole(divided(a, b)[0]),
        "%": lambda a, b: divided(a, b)[1], "..": lambda a, b: written(written(a) + written(b)), "==": same, "~=": lambda a, b: not same(a, b), "<": lambda a, b: ordered(a, b) < 0,
        ">": lambda a, b: ordered(a, b) > 0, "<=": lambda a, b: ordered(a, b) <= 0, ">=": lambda a, b: ordered(a, b) >= 0}


def held_in(table, key):
    need(type(table) is dict and type(key) in (int, str), "đọc một ô của thứ không phải bảng")
    return table.get(key)


def length(value):
    """Of a text in bytes; of a table the numbers that its list has. One with holes has several, and Lua says any of them."""
    if type(value) is str:
        return len(value.encode("utf-8"))
    need(type(value) is dict, "độ dài của thứ không phải chữ, không phải bảng")
    numbers = [key for key in value if type(key) is int and key > 0]
    need(all(number <= len(numbers) for number in numbers), "độ dài của bảng có chỗ trống")
    return len(numbers)


def listed(table): return range(1, next(i for i in range(1, len(table) + 2) if i not in table))


def formatted(form, *values):
    need(re.fullmatch("(?:[^%]|%%|%[-+ 0]*[0-9]{0,3}d|%s)*", form), "string.format chỉ với %d, %s")
    return form % tuple(whole(value) if sign == "d" else written(value) for sign, value in zip(re.findall("%[^a-z%]*([a-z%])", form.replace("%%", "")), values))


class Listed(list):
    """The keys that a loop goes through, with their table."""
    def __init__(self, keys, table):
        super().__init__(keys)
        self.table = table


def known(function): return lambda *values: (function(*values),)


LIBRARY = {
    "math": {"floor": known(whole), "ceil": known(whole), "abs": known(lambda n: whole(abs(whole(n)))), "min": known(lambda *all: min(all, key=whole)), "max": known(lambda *all: max(all, key=whole))},
    "string": {"format": known(formatted), "len": known(lambda text: length(written(text)))},
    "table": {"concat": known(lambda table, between="": written(between.join(written(table[i + 1]) for i in range(length(table)))))},
    "tostring": known(lambda value: {None: "nil", True: "true", False: "false"}[value] if value is None or type(value) is bool else written(value)),
    "ipairs": known(lambda table: Listed(listed(table), table)),
    "pairs": known(lambda table: Listed(sorted(table, key=lambda key: (type(key) is str, key)), table)),
    "criterion": lambda table: (table,), **{name: name for name in ("share_at_least", "share_above", "at_most", "at_least", "at_least_by_end")}}


class Scope(dict):
    def __init__(self, outer, names=()):
        super().__init__(names)
        self.outer = outer

    def of(self, name):
        """The scope that has the name."""
        while name not in self:
            need(self.outer is not None, f"“{name}”")
            self = self.outer
        return self


class Name:
    def __init__(self, name): self.name = name
    def __call__(self, scope): return scope.of(self.name)[self.name]
    def put(self, scope, value): scope.of(self.name)[self.name] = value


class Field:
    def __init__(self, table, key): self.table, self.key = table, key
    def __call__(self, scope): return held_in(self.table(scope), self.key(scope))

    def put(self, scope, value):
        table, key = self.table(scope), self.key(scope)
        held_in(table, key)
        if value is None: table.pop(key, None)
        else: table[key] = value


class Call:
    def __init__(self, function, items): self.function, self.items = function, items
    def __call__(self, scope): return next(iter(self.all(scope)), None)

    def all(self, scope):
        function = self.function(scope)
        need(callable(function), "gọi thứ không phải hàm")
        return function(*every(self.items, scope))


def every(items, scope):
    """The values of expressions; a call that stands last gives all of its own."""
    values = [item(scope) for item in items[:-1]]
    return [*values, *(items[-1].all(scope) if items and type(items[-1]) is Call else [item(scope) for item in items[-1:]])]


def unescaped(found):
    need(found[1] in "nt\\\"'\n", f"“{found[0]}” trong chữ")
    return {"n": "\n", "t": "\t"}.get(found[1], found[1])


BREAK = object()


class Rule:
    """A rule's file, read; `given`: the table that it hands to criterion. Each reading function answers a function of a scope: an expression's gives its
    value, a statement's what ends the block: None (nothing), BREAK, or a tuple that is returned."""
    def __init__(self, text):
        self.tokens, self.left, at = [], 1000000, 0
        while at < len(text):
            found = TOKEN.match(text, at)
            need(found, f"“{text[at:at + 10]}”")
            at, kind = found.end(), found.lastgroup
            if kind == "text":
                self.tokens.append(("text", re.sub(r"\\(.)", unescaped, found["text"][1:-1], flags=re.S)))
            elif kind == "number":
                self.tokens.append((kind, int(found[kind])))
            elif kind not in (None, "note"):
                self.tokens.append(("text" if kind == "long" else "sign" if found[kind] in WORDS else kind, found[kind]))
        self.tokens = [("end", None), *reversed(self.tokens)]
        body = self.block()
        need(self.tokens[-1][0] == "end", f"“{self.tokens[-1][1]}”")
        said = body(Scope(Scope(None, {name: dict(one) if type(one) is dict else one for name, one in LIBRARY.items()})))
        self.given = said[0] if type(said) is tuple and said else None
        need(type(self.given) is dict, "tệp không trả về criterion { … }")

    def sign(self): return self.tokens[-1][1] if self.tokens[-1][0] == "sign" else None

    def take(self, kind):
        need(self.tokens[-1][0] == kind, f"“{self.tokens[-1][1]}”")
        return self.tokens.pop()[1]

    def has(self, sign):
        """Passes over the sign, where it stands next."""
        return self.sign() == sign and self.tokens.pop() is not None

    def must(self, sign): need(self.has(sign), f"“{self.tokens[-1][1]}”")

    def step(self):
        self.left -= 1
        need(self.left > 0, "hàm chạy quá lâu")

    def listed(self, read):
        items = [read()]
        while self.has(","):
            items.append(read())
        return items

    def expression(self, limit=0):
        left = self.unary()
        while (power := POWER.get(self.sign())) and power[0] > limit:
            sign = self.take("sign")
            left = self.joined(sign, left, self.expression(power[1]))
        return left

    def joined(self, sign, a, b):
        if sign == "and":
            return lambda scope: b(scope) if true(left := a(scope)) else left
        if sign == "or":
            return lambda scope: left if true(left := a(scope)) else b(scope)
        return lambda scope: JOIN[sign](a(scope), b(scope))

    def unary(self):
        kind, value = self.tokens[-1]
        if kind in ("number", "text"):
            self.tokens.pop()
            return lambda scope: value
        if value in ("nil", "true", "false") and self.has(value):
            return lambda scope: {"nil": None, "true": True, "false": False}[value]
        for sign, answer in (("not", lambda value: not true(value)), ("-", lambda value: whole(-whole(value))), ("#", length)):
            if self.has(sign):
                of = self.expression(UNARY)
                return lambda scope: answer(of(scope))
        return self.function() if self.has("function") else self.table() if self.has("{") else self.suffixed()

    def suffixed(self):
        if self.has("("):
            inner = self.expression()
            self.must(")")
            found = lambda scope: inner(scope)
        else:
            found = Name(self.take("name"))
        while True:
            if self.has("."):
                found = Field(found, lambda scope, key=self.take("name"): key)
            elif self.has("["):
                found = Field(found, self.expression())
                self.must("]")
            elif self.has("("):
                found = Call(found, [] if self.sign() == ")" else self.listed(self.expression))
                self.must(")")
            elif self.has("{"):
                found = Call(found, [self.table()])
            else:
                return found

    def table(self):
        fields, place = [], 0
        while not self.has("}"):
            if self.has("["):
                key = self.expression()
                self.must("]")
                self.must("=")
            elif self.tokens[-1][0] == "name" and self.tokens[-2] == ("sign", "="):
                key = lambda scope, name=self.take("name"): name
                self.must("=")
            else:
                place += 1
                key = lambda scope, place=place: place
            fields.append((key, self.expression()))
            need(self.has(",") or self.has(";") or self.sign() == "}", f"“{self.tokens[-1][1]}”")

        def make(scope):
            made = {}
            for key, value in fields:
                Field(lambda _: made, key).put(scope, value(scope))
            return made
        return make

    def function(self):
        self.must("(")
        names = [] if self.sign() == ")" else self.listed(lambda: self.take("name"))
        self.must(")")
        body = self.block("end")

        def make(scope):
            def function(*values):
                self.step()
                said = body(Scope(scope, zip(names, [*values, *[None] * len(names)])))
                return said if type(said) is tuple else ()
            return function
        return make

    def block(self, *ends):
        """Statements to one of the words that end them, which is passed over and kept as `ended`."""
        statements = []
        while not (self.sign() in ends if ends else self.tokens[-1][0] == "end"):
            if not self.has(";"):
                statements.append(self.statement())
        self.ended = self.take("sign") if ends else None

        def run(scope):
            for statement in statements:
                if (said := statement(scope)) is not None:
                    return said
        return run

    def statement(self):
        for sign, read in (("local", self.local), ("if", self.choice), ("for", self.loop), ("return", self.returned)):
            if self.has(sign):
                return read()
        if self.has("break"):
            return lambda scope: BREAK
        if self.has("do"):
            body = self.block("end")
            return lambda scope: body(Scope(scope))
        first = self.suffixed()
        if type(first) is Call:
            return lambda scope: (first.all(scope), None)[1]
        places = [first, *(self.listed(self.suffixed) if self.has(",") else ())]
        need(all(type(place) in (Name, Field) for place in places), "một câu lệnh")
        self.must("=")
        items = self.listed(self.expression)

        def put(scope):
            for place, value in zip(places, [*every(items, scope), *[None] * len(places)]):
                place.put(scope, value)
        return put

    def local(self):
        items, is_function = [], self.has("function")
        names = [self.take("name")] if is_function else self.listed(lambda: self.take("name"))
        if is_function:
            items = [self.function()]
        elif self.has("="):
            items = self.listed(self.expression)

        def put(scope):
            if is_function: scope[names[0]] = None
            scope.update(zip(names, [*every(items, scope), *[None] * len(names)]))
        return put

    def choice(self):
        ways = []
        while True:
            condition = self.expression()
            self.must("then")
            ways.append((condition, self.block("elseif", "else", "end")))
            if self.ended == "else":
                ways.append((lambda scope: True, self.block("end")))
            if self.ended == "end":
                return lambda scope: next((body(Scope(scope)) for condition, body in ways if true(condition(scope))), None)

    def loop(self):
        names = self.listed(lambda: self.take("name"))
        counts = self.has("=")
        if not counts: self.must("in")
        items = self.listed(self.expression)
        self.must("do")
        body = self.block("end")

        def run(scope):
            given = every(items, scope)
            if counts:
                first, last, by = [whole(number) for number in [*given, 1][:3]]
                need(by != 0, "vòng lặp có bước 0")
                turns = ((number,) for number in range(first, last + (1 if by > 0 else -1), by))
            else:
                need(type(given[0]) is Listed, "vòng lặp không qua pairs, ipairs")
                turns = ((key, given[0].table.get(key)) for key in given[0])
            for values in turns:
                self.step()
                said = body(Scope(scope, zip(names, values)))
                if said is not None:
                    return None if said is BREAK else said
        return run

    def returned(self):
        items = [] if self.sign() in ("end", "else", "elseif", ";") or self.tokens[-1][0] == "end" else self.listed(self.expression)
        self.has(";")
        return lambda scope: tuple(every(items, scope))


def asked(function, *values):
    """What a function of a rule answers."""
    try:
        need(callable(function), "không có hàm ấy")
        return (*function(*values), None)[0]
    except (RecursionError, TypeError, ValueError, OverflowError) as why:  # too deep, or a library function given what it does not take
        raise Beyond(str(why)) from None


# ---- the contest as a database: records, units, targets ----
def day(text): return (date.fromisoformat(text) - date(1970, 1, 1)).days


def stored(text, kind):
    """A cell of a CSV file as the rules see it: days as days since 1970, instants as seconds; what was left out (•) as it is."""
    if text == "" or text.startswith("•"):
        return text or None
    return {"date": day, "number": int, "decimal": lambda number: int(number.replace(",", "")), "datetime": lambda at: int(datetime.fromisoformat(at).timestamp())}.get(kind, str)(text)


class Contest:
    def __init__(self, given, files):
        self.targets, self.successions, self.district = given["targets"], given["units"]["successions"], given["district"]
        self.start, self.end = day(given["from"]), day(given["until"])
        self.whole, self.parts, self.kind = self.span(given["period"]), [self.span(month) for month in given["period"]["months"]], given["period"]["kind"]
        self.period, self.months, self.last, self.at_end = self.whole, self.parts, self.whole["last"], self.whole["until"] >= self.end
        units = [(fact["id"], day(fact["from"]), day(fact["until"] or "9999-12-31"), fact["level"], fact["parent"]) for fact in given["units"]["facts"]]
        self.facts, self.below = [unit[:3] for unit in units if unit[3] == "ward"], [unit for unit in units if unit[3] == "below"]
        self.level = next((level["id"] for level in given.get("levels", [{"id": "team", "level": "team"}]) if level["level"] == "team"), "")  # of teams, as records say it
        self.wards, self.team, self.of_team = self.standing(self.last), given.get("team"), {}  # of a team's paper: whose it is, and what it has here
        self.told = self.wards if given["subject"] == self.district else [given["subject"]]  # of the others a ward's dossier has no records
        self.kinds = {kind["name"]: {field["name"]: field for field in kind["fields"]} for kind in given["types"]}
        self.base = sqlite3.connect(":memory:")
        self.load(files)
        text, make = self.target, self.base.create_function  # what a rule's SQL may call; of NULL it answers NULL
        make("param_text", 2, text)
        make("param", 2, lambda name, on: None if on is None else int(text(name, on)))
        make("param_has", 3, lambda name, on, word: None if on is None else word in [one.strip() for one in text(name, on).split(",")])
        make("minute_of_day", 1, lambda at: None if at is None else (at + 7 * 3600) % 86400 // 60)
        make("rank", 3, lambda kind, field, word: None if word is None else self.kinds[kind][field]["choices"].index(word))
        self.make_homes()
        self.returns = set(self.base.execute("SELECT ward, period, record_type FROM submission")) if "submission" in self.kinds else set()

    def span(self, given):
        until = day(given["until"])
        return {"from": day(given["from"]), "until": until, "last": until - 1, "period": given["id"], "contest_from": self.start}

    def begin(self, facts):
        """Whether the criterion is judged in the period; one that begins within it is of its days and returns from then on."""
        start = max(day(facts.get("from") or "0001-01-01"), self.whole["from"])
        self.period, self.months = {**self.whole, "from": start}, [{**month, "from": max(start, month["from"])} for month in self.parts if month["until"] > start]
        return start < self.whole["until"] and self.kind in facts.get("periods", [self.kind])

    def standing(self, on): return [ward for ward, start, until in self.facts if start <= on < until]

    def load(self, files):
        for name, octets in files.items():
            kinds = {field["name"]: field["type"] for field in self.kinds[name].values()}
            kinds.update({f"{field[:-3]}_on": "date" for field, kind in kinds.items() if kind == "datetime"})
            head, *rows = csv.reader(io.StringIO(octets.decode("utf-8"), newline=""))
            self.base.execute(f"CREATE TABLE {name} ({', '.join(head)})")
            self.base.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(head))})",
                                  [[stored(text, kinds[column]) for text, column in zip(row, head)] for row in rows])

    def held(self, name, on): return [entry["value"] for entry in self.targets.get(name, ()) if day(entry["from"]) <= on][-1:]
    def target(self, name, on, unit=""): return None if on is None else "".join(self.held(f"{name} {unit}", on)) or self.held(name, on)[0]  # the unit's own comes first

    def home(self, ward):
        while ward and ward not in self.wards:
            rows = [unit for unit in self.below if unit[0] == ward]  # a unit in a ward: that one while it stands, or where nothing follows it
            _, start, until, _, above = ([unit for unit in rows if unit[1] <= self.last][-1:] or rows[:1] or [(ward, 0, 0, "ward", None)])[0]
            after = [one for one in self.successions if one["main"] and one["from"] == ward and day(one["on"]) <= self.last]
            ward = max(after, key=lambda one: one["on"])["to"] if after and not (above and start <= self.last < until) else above
        return ward

    def origins(self, ward):
        found = [ward]
        for one in found:
            found += [step["from"] for step in self.successions if step["to"] == one and day(step["on"]) <= self.last and step["from"] not in found]
        return found

    def make_homes(self):
        self.homes, teams = {unit[0]: self.home(unit[0]) for unit in [*self.facts, *self.below]}, {}
        for team, parent, start, end in self.base.execute("SELECT unit_id, parent, valid_from, valid_until FROM unit WHERE level = ? ORDER BY 1, 3", (self.level,)):
            covers = start <= self.last and (end is None or end >= self.last)
            if team not in teams or covers or (start <= self.last and not teams[team][0]):  # the row of the day, else the last before it, or the first
                teams[team] = covers, self.homes.get(parent)
        self.teams = {team: home for team, (_, home) in teams.items()}
        self.base.executescript("CREATE TABLE home (unit, ward, own); CREATE TABLE origin (ward, origin); CREATE TABLE period (from_day, until_day, last_day)")
        for unit, home in [*self.homes.items(), *self.teams.items()]:
            self.base.execute("INSERT INTO home SELECT ?1, ?2, ?1 = ?2 WHERE ?2 IS NOT NULL", (unit, home))
        self.base.executemany("INSERT INTO origin VALUES (?, ?)", [(ward, one) for ward in dict.fromkeys(fact[0] for fact in self.facts) for one in self.origins(ward)])

    def ask(self, sql, span, **more):
        self.base.execute("DELETE FROM period")
        self.base.execute("INSERT INTO period VALUES (:from, :until, :last)", span)
        rows = self.base.execute(sql, {**span, **more})
        self.columns = [column[0] for column in rows.description]
        return [dict(zip(self.columns, row)) for row in rows]

    def reported(self, ward, kinds):  # returns are of months: a week owes none
        return self.kind == "week" or all((one, month["period"], kind) in self.returns for month in self.months for one in self.origins(ward)
                   if one in self.standing(month["last"]) for kind in kinds)


def fraction(target):
    """A parameter's value as a rule's function sees it: a whole number, a fraction that is not made shorter, or a text."""
    number = re.fullmatch(r"\s*([-+]?\d+)(?:[,.](\d+))?\s*(%?)\s*", target)
    if not number or not (number[2] or number[3]):
        return int(target) if number else target
    return {"num": int(number[1] + (number[2] or "")), "den": 10 ** len(number[2] or "") * (100 if number[3] else 1)}


def judge_of(contest, facts, judge, function, span, kind):
    """The comparison that the rule names; where that is a function of its own, one that asks it."""
    def ask(num, den, target, at_end):
        bare = fraction(target)
        period = {"id": span["period"], "kind": kind, "days": span["until"] - span["from"], "at_end": at_end}
        return asked(function, num, den, bare if type(bare) is dict else {"num": bare, "den": 1}, params_of(contest, facts), period)
    return ask if judge == "function" else judge


def params_of(contest, facts): return {name: fraction(contest.target(name, contest.last)) for name in facts["params"]}


def judged(judge, num, den, target, at_end):
    if den == 0:
        return "not_applicable"
    if callable(judge):
        return judge(num, den, target, at_end)
    value = Fraction(target.replace("%", "").replace(" ", "").replace(",", "."))
    figure = num if den is None else Fraction(num, den) * (100 if "%" in target else 1)
    met = figure > value if judge == "share_above" else figure <= value if judge == "at_most" else figure >= value
    return "met" if met else "in_progress" if judge == "at_least_by_end" and not at_end else "missed"


def made_of_others(contest, facts, own, function, found):
    """{ward: [num, den]} as the rule's function makes them of the figures of the criteria that it uses, and of its own statement."""
    rows, sums = {row["subject"]: row for row in contest.ask(own, contest.period)} if own else {}, {ward: [0, 0] for ward in contest.wards}
    for ward in contest.told:
        numbers = {column: rows.get(ward, {}).get(column, 0) for column in contest.columns if column != "subject"} if own else {}
        cells = {name: {key: value for key, value in zip(("num", "den", "verdict", "grade"), found[name][ward]) if value is not None} for name in facts["uses"]}
        said = asked(function, {"period": contest.kind, "criteria": cells, "own": numbers, "params": params_of(contest, facts)})
        sums[ward] = [held_in(said, "num"), held_in(said, "den")]
        need(type(sums[ward][0]) is int and type(sums[ward][1]) in (int, type(None)), "hàm không trả về num, den")
    return sums


BELOW = ("team", "member")  # what is judged one by one, so that a ward has a share


def measured(contest, facts, measure, rule, found):
    """{ward: [num, den]}, den None for a count."""
    span = {**contest.period, "from": contest.start} if facts["window"] == "contest" else contest.period
    if "uses" in facts:
        return made_of_others(contest, facts, measure["sql"], rule.get("measure"), found)
    if facts["subject"] in BELOW:  # of the team-months, or of the members, that count, those that met the target
        sums, teams = {ward: [0, 0] for ward in contest.wards}, facts["subject"] == "team"
        for span in contest.months if teams else [contest.period]:
            judge = judge_of(contest, facts, facts["judge"], rule.get("judge"), span, "month" if teams else contest.kind)
            for row in contest.ask(measure["sql"], span):
                home = row["subject"] if teams else row["place"]
                ward = contest.teams.get(home) or contest.homes.get(home)
                if row["den"] and ward:  # each is held against what the ward is
                    verdict = judged(judge, row["num"], None, contest.target(facts["target"], span["last"], ward), span["until"] >= contest.end)
                    sums[ward] = [sums[ward][0] + (verdict == "met"), sums[ward][1] + 1]
                    if (home, contest.kind) == (contest.team, "month"): contest.of_team[id(facts)] = {home: (row["num"], None, verdict if contest.reported(ward, facts["reports"]) or verdict == facts["early"] else "not_reported", None)}
    elif measure["sql"]:
        rows = {row["subject"]: [row["num"], row.get("den")] for row in contest.ask(measure["sql"], span)}
        nothing = 0 if facts["judge"].startswith("share") or any(den is not None for _, den in rows.values()) else None
        sums = {ward: rows.get(ward, [0, nothing]) for ward in contest.wards}
    else:
        of, date_, where = measure["of"], measure["date"], f"AND ({measure['where']}\n)" if measure["where"] else ""
        sums = {ward: [0, 0 if measure["den"] else None] for ward in contest.wards}
        for row in contest.ask(f"SELECT *, ({measure['num']}\n) AS num, ({measure['den'] or 0}\n) AS den FROM {of} WHERE {date_} >= :from AND {date_} < :until {where}", span):
            ward = row.get("ward") if row.get("ward") in contest.wards else contest.teams.get(row.get("team")) or contest.homes.get(row.get("ward"))
            if ward:
                sums[ward] = [sums[ward][0] + (row["num"] or 0), sums[ward][1] if sums[ward][1] is None else sums[ward][1] + (row["den"] or 0)]
    return sums


def shown(num, den):
    """As people read it: a share with one decimal cut off, never rounded."""
    whole, tenth = divmod(num * 1000 // den, 10) if den else (0, 0)
    return f"{num:02}" if den is None else "không phát sinh" if den == 0 else f"{whole},{tenth}%" if tenth else f"{whole}%"


def mean_of(figures, judge):
    """Of shares in parts of 2·10¹¹, an odd one where it is between two even ones; of counts rounded so that a whole target is met when the exact mean meets it."""
    parts, mean = 10 ** 11 if figures and figures[0][1] else 1, sum(Fraction(num, den or 1) for num, den in figures) / (len(figures) or 1)
    return (0, 0) if not figures else (2 * (mean * parts // 1) + (mean * parts % 1 > 0), 2 * parts) if figures[0][1] else (-(-mean // 1) if judge == "at_most" else mean // 1, None)


def computed(contest, facts, measure, rule, found):
    """{subject: (num, den, verdict, grade)} of the wards that the dossier tells of, and of the district where it tells of all."""
    below = facts["subject"] in BELOW
    sums, target = measured(contest, facts, measure, rule, found), facts["share_target"] if below else facts["target"]
    name = measure["share_judge"] if below else facts["judge"]
    judge = judge_of(contest, facts, name, rule.get("share_judge" if below else "judge"), contest.period, contest.kind)

    def settled(unit, num, den, reported):
        verdict = judged(judge, num, den, contest.target(target, contest.last, unit), contest.at_end)
        return verdict if reported or verdict == facts["early"] else "not_reported"
    cells = {ward: (*sums[ward], settled(ward, *sums[ward], contest.reported(ward, facts["reports"]))) for ward in contest.told}
    if contest.told is contest.wards:
        verdicts, figures, how = [verdict for _, _, verdict in cells.values()], [pair for pair in sums.values() if pair[1] != 0], facts["roll_up"]
        order = {"max": 1, "min": -1}.get(how, 0)  # of equal shares the one of more records; none: no figure
        if how in ("max", "min", "none"):
            num, den = max((pair for pair in figures if order), key=lambda pair: (order * Fraction(pair[0], pair[1] or 1), pair[1] or 0), default=(0, 0))
        elif how == "mean":
            num, den = mean_of(figures, name)
        else:
            num, den = sum(num for num, _ in sums.values()), None if any(den is None for _, den in sums.values()) else sum(den for _, den in sums.values())
        cells[contest.district] = (num, den, next((one for one in ("not_reported", "in_progress", "missed", "met") if one in verdicts), "not_applicable") if how == "every"
                                   else settled(contest.district, num, den, how == "none" or "not_reported" not in verdicts))
    return {unit: (*cell, graded(contest, facts, name, cells, unit)) for unit, cell in cells.items()}


def graded(contest, facts, judge, cells, unit):
    """The highest grade that what is met has; of a district that is met when every ward is, the lowest of theirs. None: no grade."""
    (num, den, verdict), grades = cells[unit], facts.get("grades", [])
    ids = [None, *(one["id"] for one in grades)]
    if verdict == "met" and unit == contest.district and facts["roll_up"] == "every":
        return ids[min(ids.index(graded(contest, facts, judge, cells, ward)) for ward in contest.wards if cells[ward][2] == "met")]
    return [None, *(one["id"] for one in grades if verdict == "met" for value in contest.held(one["target"], contest.last) if value and judged(judge, num, den, value, contest.at_end) == "met")][-1]


def compute(contest, criterion, criteria, parts, found):
    """Puts the criterion's cells into `found`, those that it uses first; what cannot be computed here is None there, and is said."""
    name, path, facts = criterion["id"], "rules/" + criterion["path"], criterion["facts"]
    found[name] = None
    for used in facts.get("uses", ()):
        if used not in found: compute(contest, criteria[used], criteria, parts, found)
    lacking = [used for used in facts.get("uses", ()) if not found[used]]
    if not criterion["measure"] or lacking:
        return print(f"LƯU Ý chỉ tiêu {name} do {'một chương trình ngoài đo' if not lacking else 'hàm trong ' + path + ' tính từ chỉ tiêu ' + ', '.join(lacking)}, ở đây không tính lại được")
    if not contest.begin(facts):
        found[name] = {unit: (0, 0, "not_applicable", None) for unit in [*contest.told, *([contest.district] if contest.told is contest.wards else ())]}
        return
    try:
        has_function = "uses" in facts or "function" in (facts["judge"], criterion["measure"]["share_judge"])
        found[name] = computed(contest, facts, criterion["measure"], Rule(parts[path].decode("utf-8-sig")).given if has_function else {}, found)
    except Beyond as why:
        print(f"LƯU Ý chỉ tiêu {name}: hàm riêng trong {path} không tính lại được ở đây ({why}); hãy đọc hàm ấy")


def check_criteria(contest, given, seal, parts):
    """Each sealed cell of the paper's ward; of all wards and the district in a paper of the district."""
    sealed, rules, found, count = {row["subject"]: row["cells"] for row in seal["results"]}, {one["id"]: one["rule"] for one in seal["criteria"]}, {}, 0
    for criterion in given["criteria"]:
        name, path = criterion["id"], "rules/" + criterion["path"]
        if path.endswith(".lua") and sha256(parts[path]) != rules[name]:
            wrong(f"{path} không phải quy tắc đã dùng khi chốt")
        if name not in found:
            compute(contest, criterion, {one["id"]: one for one in given["criteria"]}, parts, found)
        for subject, (num, den, verdict, grade) in {**(found[name] or {}), **contest.of_team.get(id(criterion["facts"]), {})}.items():
            cell, count = sealed[subject][name], count + 1
            value = shown(num, den) if subject != contest.team and contest.begin(criterion["facts"]) else cell["value"]
            if (num, den, verdict, grade, value) != (cell["num"], cell["den"], cell["verdict"], cell.get("grade"), cell["value"]):
                wrong(f"chỉ tiêu {name} của {subject}: văn bản dùng {cell['num']}/{cell['den']} ({' '.join(filter(None, (cell['verdict'], cell.get('grade'))))}), bản ghi cho {num}/{den} ({' '.join(filter(None, (str(verdict), grade)))})")
    if contest.team and contest.kind != "month": print(f"LƯU Ý kết quả từng tháng của {contest.team} là của các lần tính tháng ghi trong bản chốt (month_runs); hồ sơ này không tính lại, replay thì tính lại")
    print(f"      đã tính lại {count} kết quả đã chốt từ {len(contest.kinds)} loại bản ghi")


def check_own(contest, own, sql):
    """What the paper counted by a SELECT of its own, with the target values that it read."""
    contest.targets = {**contest.targets, **{one["name"]: [other for other in own["params"] if other["name"] == one["name"]] for one in own["params"]}}
    found = [[row[column] for column in own["columns"]] for row in contest.ask(sql.decode("utf-8"), contest.period, subject=own["subject"])]
    expected = [[day(value) if column == "on_date" and value else value for column, value in zip(own["columns"], row)] for row in own["rows"]]
    if sha256(sql) != own["source"] or sorted(map(repr, found)) != sorted(map(repr, expected)):
        return wrong(f"figures.json: {own['path']} cho {len(found)} dòng, khác với {len(expected)} dòng mà văn bản dùng")
    print(f"ĐÚNG  đã đếm lại {len(found)} dòng số liệu riêng của văn bản bằng {own['path']}")


def check_prizes(prizes, parts, file):
    """Each prize: coefficient × base salary, rounded up to a multiple (Nghị định 98/2023/NĐ-CP, Điều 53); the sum; and that the paper prints them."""
    rates, number, said = prizes["rates"], lambda text: Fraction(text.replace(",", ".")), lambda amount: f"{amount:,}".replace(",", ".")
    printed = re.sub("<[^>]*>", "", zipfile.ZipFile(io.BytesIO(parts[file])).read("word/document.xml").decode("utf-8"))
    step, salary = rates["round_up_to"], rates["base_salary"]["value"]
    due = {kind: -(-number(rates[kind]["coefficient"]) * number(salary) // step) * step for kind in prizes["nominees"]}
    total = sum(count * due[kind] for kind, count in prizes["nominees"].items())
    for kind in [kind for kind in due if due[kind] != rates[kind]["amount"]]:
        wrong(f"prizes.json: mức thưởng {kind} là {said(due[kind])} đồng, văn bản dùng {said(rates[kind]['amount'])}")
    missing = [amount for amount in {*due.values(), total} if said(amount) not in printed]
    for amount in missing if len(missing) < len({*due.values(), total}) else ():  # a paper may print none of them
        wrong(f"{file} không ghi {said(amount)} đồng")
    law = [text for start, text in re.findall(r"^\[\S+ (\S+)\]([^\[]*)", parts["rules/rates.ini"].decode("utf-8"), re.M) if start <= prizes["day"]]
    for value in [value for value in (salary, *(rates[kind]["coefficient"] for kind in due)) if not any(f"\nvalue = {value}\n" in text for text in law)]:
        print(f"LƯU Ý mức {value} không có trong rules/rates.ini của bản chốt: văn bản lập theo quy tắc áp dụng sau đó")
    print(f"      đã tính lại tiền thưởng của {sum(prizes['nominees'].values())} đề nghị: {said(total)} đồng")


def check_stamp(lines, key):
    """What a QR code says: payload (7 lines), code, signature; who signed it is the key's owner."""
    payload = "\n".join(lines[:7]).encode()
    bits = int.from_bytes(hashlib.sha256(payload).digest()[:10], "big")
    code = "".join("0123456789ABCDEFGHJKMNPQRSTVWXYZ"[bits >> 75 - 5 * i & 31] + ("-" if i in (3, 7, 11) else "") for i in range(16))
    if len(lines) != 9 or lines[0] != "THIDUA1" or lines[7] != code or not signed(bytes.fromhex(key), payload, base64.b64decode(lines[8])):
        return wrong("mã QR không do khóa ấy ký: văn bản không do đơn vị công bố khóa lập, hoặc mã đã bị đổi")
    print(f"ĐÚNG  {lines[2]}: văn bản {lines[3]}, phiên bản {lines[4]}, mã {code}; mã băm số liệu {lines[5]}…, đầu nhật ký {lines[6]}…")


def main(file, key, qr):
    parts = {} if qr else read_parts(file)
    manifest = check_stamp(qr.read_text("utf-8").strip().splitlines(), key or "") if qr else check_parts(parts, key)
    if manifest and not problems:  # what was changed is named above; there is nothing to compute with it
        print(f"ĐÚNG  cả {len(parts)} phần như lúc lập; văn bản {manifest['paper']['id']}: {manifest['paper']['title']}")
        check_chain(parts["chain.jsonl"].splitlines(), manifest["chain"])
        given, seal, own, prizes = (json.loads(parts[name]) for name in ("contest.json", "seal.json", "figures.json", "prizes.json"))
        contest = Contest(given, {name[5:-4]: octets for name, octets in parts.items() if name.startswith("data/")})
        if sha256(parts["seal.json"]) != manifest["seal"]["hash"] or sha256(parts[f"paper/{manifest['paper']['id']}.docx"]) != manifest["paper"]["sha256"]:
            wrong("seal.json hoặc tệp Word không phải của văn bản ấy")
        check_criteria(contest, given, seal, parts)
        if own: check_own(contest, own, parts[own["path"]])
        if prizes: check_prizes(prizes, parts, f"paper/{manifest['paper']['id']}.docx")
    print(f"KẾT LUẬN: {len(problems)} chỗ không khớp" if problems else "KẾT LUẬN: mọi thứ khớp")
    return 1 if problems else 0


if __name__ == "__main__":
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("file", nargs="?", type=Path, default=Path(__file__).resolve().parent)
    words.add_argument("--key")
    words.add_argument("--qr", type=Path)
    sys.exit(main(**vars(words.parse_args())))
