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
        self.period, self.months = self.whole, self.parts
        self.last, self.at_end = self.period["last"], self.period["until"] >= self.end
        self.facts = [(fact["id"], day(fact["from"]), day(fact["until"] or "9999-12-31")) for fact in given["units"]["facts"] if fact["level"] == "ward"]
        self.wards = self.standing(self.last)
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
        self.returns = set(self.base.execute("SELECT ward, period, record_type FROM submission"))
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
            after = [one for one in self.successions if one["main"] and one["from"] == ward and day(one["on"]) <= self.last]
            ward = max(after, key=lambda one: one["on"])["to"] if after else None
        return ward
    def origins(self, ward):
        found = [ward]
        for one in found:
            found += [step["from"] for step in self.successions if step["to"] == one and day(step["on"]) <= self.last and step["from"] not in found]
        return found
    def make_homes(self):
        self.homes, teams = {ward: self.home(ward) for ward, _, _ in self.facts}, {}
        for team, parent, start, end in self.base.execute("SELECT unit_id, parent, valid_from, valid_until FROM unit WHERE level = 'team' ORDER BY 1, 3"):
            covers = start <= self.last and (end is None or end >= self.last)
            if team not in teams or covers or (start <= self.last and not teams[team][0]):  # the row of the day, else the last before it, or the first
                teams[team] = covers, self.homes.get(parent)
        self.teams = {team: home for team, (_, home) in teams.items()}
        self.base.executescript("CREATE TABLE home (unit, ward, own); CREATE TABLE origin (ward, origin); CREATE TABLE period (from_day, until_day, last_day)")
        for unit, home in [*self.homes.items(), *self.teams.items()]:
            self.base.execute("INSERT INTO home SELECT ?1, ?2, ?1 = ?2 WHERE ?2 IS NOT NULL", (unit, home))
        self.base.executemany("INSERT INTO origin VALUES (?, ?)", [(ward, one) for ward in self.homes for one in self.origins(ward)])
    def ask(self, sql, span, **more):
        self.base.execute("DELETE FROM period")
        self.base.execute("INSERT INTO period VALUES (:from, :until, :last)", span)
        rows = self.base.execute(sql, {**span, **more})
        return [dict(zip([column[0] for column in rows.description], row)) for row in rows]
    def reported(self, ward, kinds):  # returns are of months: a week owes none
        return self.kind == "week" or all((one, month["period"], kind) in self.returns for month in self.months for one in self.origins(ward)
                   if one in self.standing(month["last"]) for kind in kinds)
def judged(judge, num, den, target, at_end):
    value = Fraction(target.replace("%", "").replace(" ", "").replace(",", "."))
    if den == 0:
        return "not_applicable"
    figure = num if den is None else Fraction(num, den) * (100 if "%" in target else 1)
    met = figure > value if judge == "share_above" else figure <= value if judge == "at_most" else figure >= value
    return "met" if met else "in_progress" if judge == "at_least_by_end" and not at_end else "missed"
def measured(contest, facts, measure):
    """{ward: [num, den]}, den None for a count."""
    span = {**contest.period, "from": contest.start} if facts["window"] == "contest" else contest.period
    if facts["subject"] == "team":  # of the team-months that count, those that met the target
        sums = {ward: [0, 0] for ward in contest.wards}
        for month in contest.months:
            for row in contest.ask(measure["sql"], month):
                if row["den"] and contest.teams[row["subject"]]:  # a team is held against what its ward is
                    ward = contest.teams[row["subject"]]
                    sums[ward][0] += judged(facts["judge"], row["num"], None, contest.target(facts["target"], month["last"], ward), month["until"] >= contest.end) == "met"
                    sums[ward][1] += 1
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
                sums[ward][0] += row["num"] or 0
                sums[ward][1] = sums[ward][1] if sums[ward][1] is None else sums[ward][1] + (row["den"] or 0)
    return sums
def shown(num, den):
    """As people read it: a share with one decimal cut off, never rounded."""
    whole, tenth = divmod(num * 1000 // den, 10) if den else (0, 0)
    return f"{num:02}" if den is None else "không phát sinh" if den == 0 else f"{whole},{tenth}%" if tenth else f"{whole}%"
def mean_of(figures, judge):
    """Of shares in parts of 2·10¹¹, an odd one where it is between two even ones; of counts rounded so that a whole target is met when the exact mean meets it."""
    parts, mean = 10 ** 11 if figures and figures[0][1] else 1, sum(Fraction(num, den or 1) for num, den in figures) / (len(figures) or 1)
    return (0, 0) if not figures else (2 * (mean * parts // 1) + (mean * parts % 1 > 0), 2 * parts) if figures[0][1] else (-(-mean // 1) if judge == "at_most" else mean // 1, None)
def computed(contest, facts, measure):
    """{subject: (num, den, verdict)} of the wards and the district; verdict None: by a function of the rule's own, in its Lua file."""
    sums, (judge, target) = measured(contest, facts, measure), (measure["share_judge"], facts["share_target"]) if facts["subject"] == "team" else (facts["judge"], facts["target"])
    def settled(unit, num, den, reported):
        verdict = "not_applicable" if den == 0 else None if judge == "function" else judged(judge, num, den, contest.target(target, contest.last, unit), contest.at_end)
        return verdict if reported or verdict in (facts["early"], None) else "not_reported"
    cells = {ward: (*sums[ward], settled(ward, *sums[ward], contest.reported(ward, facts["reports"]))) for ward in contest.wards}
    verdicts, how, order = [verdict for _, _, verdict in cells.values()], facts["roll_up"], {"max": 1, "min": -1}.get(facts["roll_up"], 0)  # of equal shares the one of more records; none: no figure
    num, den = max((pair for pair in sums.values() if order and pair[1] != 0), key=lambda pair: (order * Fraction(pair[0], pair[1] or 1), pair[1] or 0), default=(0, 0)) if how in ("max", "min", "none") \
        else mean_of([pair for pair in sums.values() if pair[1] != 0], judge) if how == "mean" else (sum(num for num, _ in sums.values()), None if any(den is None for _, den in sums.values()) else sum(den for _, den in sums.values()))
    return {**cells, contest.district: (num, den, next((one for one in ("not_reported", "in_progress", "missed", "met") if one in verdicts), "not_applicable") if how == "every"
                                        else settled(contest.district, num, den, how == "none" or "not_reported" not in verdicts))}
def graded(contest, facts, judge, cells, unit):
    """The highest grade that what is met has; of a district that is met when every ward is, the lowest of theirs. None: no grade."""
    (num, den, verdict), grades = cells[unit], facts.get("grades", [])
    ids = [None, *(one["id"] for one in grades)]
    if verdict == "met" and unit == contest.district and facts["roll_up"] == "every":
        return ids[min(ids.index(graded(contest, facts, judge, cells, ward)) for ward in contest.wards if cells[ward][2] == "met")]
    return [None, *(one["id"] for one in grades if verdict == "met" for value in contest.held(one["target"], contest.last) if value and judged(judge, num, den, value, contest.at_end) == "met")][-1]
def check_criteria(contest, given, seal, parts):
    """Each sealed cell of the paper's ward; of all wards and the district in a paper of the district."""
    sealed, rules, count = {row["subject"]: row["cells"] for row in seal["results"]}, {one["id"]: one["rule"] for one in seal["criteria"]}, 0
    for criterion in given["criteria"]:
        name, path = criterion["id"], "rules/" + criterion["path"]
        if path.endswith(".lua") and sha256(parts[path]) != rules[name]:
            wrong(f"{path} không phải quy tắc đã dùng khi chốt")
        if not criterion["measure"] or "uses" in criterion["facts"]:
            print(f"LƯU Ý chỉ tiêu {name} do {'một chương trình ngoài đo' if not criterion['measure'] else 'hàm trong ' + path + ' tính từ các chỉ tiêu ' + ', '.join(criterion['facts']['uses'])}, ở đây không tính lại được")
            continue
        if "function" in (criterion["facts"]["judge"], criterion["measure"]["share_judge"]):
            print(f"LƯU Ý chỉ tiêu {name}: kết luận do hàm riêng trong {path}, ở đây chỉ tính lại số liệu; hãy đọc hàm ấy")
        judged_here = contest.begin(criterion["facts"])
        nothing = {unit: (0, 0, "not_applicable") for unit in [*contest.wards, contest.district]}
        cells = computed(contest, criterion["facts"], criterion["measure"]) if judged_here else nothing
        for subject, (num, den, verdict) in cells.items():
            if given["subject"] not in (contest.district, subject): continue
            cell, count = sealed[subject][name], count + 1
            grade = graded(contest, criterion["facts"], criterion["measure"]["share_judge"] or criterion["facts"]["judge"], cells, subject)
            if grade != cell.get("grade") or (num, den) != (cell["num"], cell["den"]) or (judged_here and shown(num, den) != cell["value"]) or verdict not in (None, cell["verdict"]):
                wrong(f"chỉ tiêu {name} của {subject}: văn bản dùng {cell['num']}/{cell['den']} ({' '.join(filter(None, (cell['verdict'], cell.get('grade'))))}), bản ghi cho {num}/{den} ({' '.join(filter(None, (str(verdict), grade)))})")
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
