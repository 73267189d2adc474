"""A district of eight wards over so many months: a contest of half-year phases whose units never change, and its records a month in the sample's manner
(tests/sample/generate.py), two thousand a month. The same number of months gives the same bytes."""
import shutil
import sys
from datetime import date, datetime, timedelta

from daemon import SAMPLE, SOURCE

sys.path.insert(0, str(SOURCE / "tests" / "sample"))
import generate  # noqa: E402

FIRST = date(2024, 11, 1)
PHASE_MONTHS = 6
TIPS, INCIDENTS = 90, 30  # a ward and month, as tests/bench/scale.py has them


def begin(number):
    """The first day of the month so many months after the first."""
    return date(FIRST.year + (FIRST.month - 1 + number) // 12, (FIRST.month - 1 + number) % 12 + 1, 1)


def months(count):
    """{id: (first day, last day, when its figures are sent)}"""
    made = {}
    for number in range(count):
        first, after = begin(number), begin(number + 1)
        made[f"{first:%Y-%m}"] = first, after - timedelta(1), datetime(after.year, after.month, 4, 9)
    return made


def phases(count):
    """[(id, first day, last day)]"""
    return [(f"phase-{start // PHASE_MONTHS + 1}", begin(start), begin(min(start + PHASE_MONTHS, count)) - timedelta(1)) for start in range(0, count, PHASE_MONTHS)]


def package(folder, count):
    """Hải An's, as if its wards stayed as they are and it went on for so many months."""
    shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("tests"))  # they are about its own phases
    units, successions, contest, calendar = (folder / name for name in ("units.csv", "successions.csv", "contest.ini", "calendar.ini"))
    lines = [line for line in units.read_text().splitlines() if not line.startswith("phuong-")]
    units.write_text("\n".join(line.replace(",2025-06-30", ",") for line in lines) + "\n")
    successions.write_text(successions.read_text().splitlines()[0] + "\n")
    text = contest.read_text()
    last = begin(count) - timedelta(1)
    made = "".join(f"[{name}]\ntitle = Đợt {name[6:]}\nslogan = Thi đua lập thành tích đợt {name[6:]}\nfrom = {first}\nuntil = {until}\n\n" for name, first, until in phases(count))
    text = text[:text.index("[phase-1]")] + made + text[text.index("# Cả phong trào"):]
    contest.write_text(text.replace("until = 2025-08-19", f"until = {last}", 1))
    years = range(2026, last.year + 1)
    calendar.write_text(calendar.read_text().replace("\n[workdays]", "".join(f"{year}-01-01 = Tết Dương lịch {year}\n{year}-04-30..{year}-05-01 = Lễ 30/4, 01/5 {year}\n"
                                                                             for year in years) + "\n[workdays]", 1))
    return folder


class Years(generate.Sample):
    def fill(self):
        """The folder's name and when it is sent, in turn; its rows are in self.rows until the next."""
        generate.MONTHS = self.months  # what the sample's own functions look up
        self.roster()
        yield "roster", self.folders["roster"][0]
        for place, (name, (_, _, sent)) in enumerate(self.months.items()):
            self.folder(name, sent, name)
            for ward in generate.WARDS:
                force = TIPS - self.random.randrange(TIPS // 5)
                self.tips(ward, name, force, TIPS)
                self.incidents(ward, name, INCIDENTS, timely=self.random.random() < 0.9)
                self.callouts(ward, name, self.random.choice([0, 0, 1]))
                self.population(ward, name, *generate.POPULATION[ward])
                self.quiet_facts(ward, name)
            if place == 0:
                self.models()
                self.first_month()
            self.patrols_and_deeds(name)
            self.returns(generate.WARDS, name)
            yield name, sent
            del self.folders[name]

    def __init__(self, count):
        super().__init__(seed=count)
        self.months = months(count)
