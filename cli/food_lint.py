"""The rules the own food table keeps, each told with file and food.

Read from the files as a dietitian edits them, so that a row too broken to be loaded is named too.
"""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from domain.meals.vocabulary import canonical_words

Row = Mapping[str, str]

SOURCE = re.compile(
    r"FNDDS (2021-2023|2017-2018) \d{8}|SR28 \d{5}"
    r"|recipe: (FNDDS \d{8}|SR28 \d{5}) [\d.]+ g( \+ (FNDDS \d{8}|SR28 \d{5}) [\d.]+ g)+"
    r"( yields [\d.]+ g)?"
)
CODE = re.compile(r"(FNDDS|SR28) (?:2021-2023 |2017-2018 )?(\d{8}|\d{5})\b")
KCAL_PER_G = {"protein_g": 4, "carbohydrate_g": 4, "fat_g": 9, "alcohol_g": 7}
FIBER_KCAL_PER_G = 2
"""Energy of the macronutrients. Source: Regulation (EU) 1169/2011, annex XIV."""

ENERGY_TOLERANCE = 0.12
ENERGY_TOLERANCE_KCAL = 15.0
"""USDA uses Atwater's specific factors, which differ from the general ones by up to a tenth."""

MASS_G = {
    "tsp": (0.5, 10), "tbsp": (0.5, 40), "cup": (5, 420), "fl_oz": (20, 45), "shot": (20, 70),
    "handful": (5, 120), "slice": (1, 400), "bowl": (15, 900), "plate": (80, 800),
    "can": (40, 600), "bottle": (60, 1000), "glass": (90, 500), "packet": (0.5, 600),
    "bar": (10, 120), "clove": (1, 8), "leaf": (0.3, 30), "scoop": (5, 160),
}  # fmt: skip
ANY_MASS_G = (0.5, 1500)
"""What one unit of any food can weigh in a hand or on a plate. Source: own choice, wide."""

WEIGHED_G = (0.5, 6000)
"""What a portion of more than one word can weigh: a melon is one. Source: own choice, wide."""

WHOLE_G = 101.0
"""What the parts of 100 g may weigh: each is rounded by itself."""

REFINED_OIL = ("FNDDS", "82101000")
"""An ingredient whose soy need not be told. Source: FD&C Act 201(qq)(2), highly refined oil."""

PUBLISHED_TAGS = frozenset({"prebiotic", "phytoestrogen", "fodmap"})
GLYCEMIC_INDEX = (5, 110)
USD_PER_100_G = (0.02, 15)


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule a row breaks."""

    file: str
    food_id: str
    says: str


@dataclass(frozen=True)
class _Tables:
    folder: Path

    def rows(self, name: str) -> list[dict[str, str]]:
        with (self.folder / name).open(newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))

    @cached_property
    def foods(self) -> list[dict[str, str]]:
        return self.rows("foods/foods.csv")

    @cached_property
    def ids(self) -> frozenset[str]:
        return frozenset(food["food_id"] for food in self.foods)


def lint_foods(folder: Path) -> Iterator[Finding]:
    """Yield what is wrong in the food table.

    Args:
        folder: Holds `foods/`, as the product's `data` does.
    """
    tables = _Tables(folder)
    certain = _allergens_of_codes(tables)
    for food in tables.foods:
        for says in (*_composition(food), *_allergens(food, certain)):
            yield Finding("foods.csv", food["food_id"], says)
    yield from _portions(tables)
    yield from _weighed_portions(tables)
    yield from _aliases(tables)
    yield from _published(tables)


def _amount(food: Row, column: str) -> float:
    return float(food[column] or 0)


def _composition(food: Row) -> Iterator[str]:
    if not SOURCE.fullmatch(food["source"]):
        yield f"source {food['source']!r} is of no known form"
    mass_g = sum(_amount(food, part) for part in KCAL_PER_G)
    if mass_g > WHOLE_G:
        yield f"its macronutrients weigh {mass_g:.0f} g in 100 g"
    fiber_g = _amount(food, "fiber_g")
    expected = sum(factor * _amount(food, part) for part, factor in KCAL_PER_G.items())
    expected -= (KCAL_PER_G["carbohydrate_g"] - FIBER_KCAL_PER_G) * fiber_g
    stated = _amount(food, "energy_kcal")
    allowed = max(ENERGY_TOLERANCE_KCAL, ENERGY_TOLERANCE * stated)
    if abs(stated - expected) > allowed and not food["note"]:
        yield f"{stated:.0f} kcal, but its macronutrients give {expected:.0f}: correct or note why"


def _allergens_of_codes(tables: _Tables) -> Mapping[tuple[str, str], frozenset[str]]:
    """Return for each USDA food the allergens that all our foods of that code carry."""
    carried: dict[tuple[str, str], frozenset[str]] = {}
    for food in tables.foods:
        codes = CODE.findall(food["source"])
        if len(codes) == 1:
            found = frozenset(food["allergens"].split())
            carried[codes[0]] = carried.get(codes[0], found) & found
    return carried


def _allergens(food: Row, certain: Mapping[tuple[str, str], frozenset[str]]) -> Iterator[str]:
    carried, tags = frozenset(food["allergens"].split()), food["tags"].split()
    if "wheat" in carried and "gluten" not in carried:
        yield "wheat without gluten"
    if "vegan" in tags and carried & {"milk", "egg", "fish", "crustacean", "mollusc"}:
        yield "vegan, with an animal allergen"
    for kind, code in CODE.findall(food["source"]):
        missing = certain.get((kind, code), frozenset()) - carried
        if missing and (kind, code) != REFINED_OIL:
            yield f"its ingredient {kind} {code} carries {' '.join(sorted(missing))}"


def _portions(tables: _Tables) -> Iterator[Finding]:
    defaults = Counter[str]()
    for row in tables.rows("foods/portions.csv"):
        low, high = MASS_G.get(row["unit"], ANY_MASS_G)
        defaults[row["food_id"]] += row["is_default"] == "1"
        if not low <= float(row["mass_g"]) <= high:
            yield _portion(row, f"a {row['unit']} of {row['mass_g']} g, not {low} to {high} g")
        if not row["source"]:
            yield _portion(row, f"a {row['unit']} without source")
    for food_id in tables.ids | defaults.keys():
        if food_id not in tables.ids:
            yield Finding("portions.csv", food_id, "no such food")
        elif defaults[food_id] != 1:
            yield Finding("portions.csv", food_id, f"{defaults[food_id]} default portions")


def _portion(row: Row, says: str) -> Finding:
    return Finding("portions.csv", row["food_id"], says)


def _weighed_portions(tables: _Tables) -> Iterator[Finding]:
    """Check the portions of more than one word: no unit of `portions.csv` is weighed again."""
    file = "weighed_portions.csv"
    units = {(row["food_id"], row["unit"]) for row in tables.rows("foods/portions.csv")}
    rows = tables.rows(f"foods/{file}")
    yield from _facts(tables, file, rows, ("food_id", "portion"))
    low, high = WEIGHED_G
    for row in rows:
        count, _, unit = row["portion"].partition(" ")
        if not low <= float(row["mass_g"]) <= high:
            says = f"{row['portion']!r} of {row['mass_g']} g, not {low} to {high} g"
            yield Finding(file, row["food_id"], says)
        if not count.isdigit() or row["portion"] != row["portion"].lower():
            yield Finding(file, row["food_id"], f"{row['portion']!r} is no count and unit")
        if (row["food_id"], unit) in units:
            yield Finding(file, row["food_id"], f"a {unit} stands in portions.csv too")


def _aliases(tables: _Tables) -> Iterator[Finding]:
    owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
    spanish = set[str]()
    for food in tables.foods:
        owners[canonical_words(food["name"])].add(food["food_id"])
    for row in tables.rows("foods/aliases.csv"):
        owners[canonical_words(row["alias"])].add(row["food_id"])
        if row["language"] == "es":
            spanish.add(row["food_id"])
        if row["food_id"] not in tables.ids:
            yield Finding("aliases.csv", row["food_id"], "no such food")
    for words, found in owners.items():
        if len(found) > 1:
            says = f"{' '.join(words)!r} means {' and '.join(sorted(found))}"
            yield Finding("aliases.csv", min(found), says)
    for food_id in sorted(tables.ids - spanish):
        yield Finding("aliases.csv", food_id, "no Spanish word")


def _published(tables: _Tables) -> Iterator[Finding]:
    """Check the side tables of published facts: known foods, one fact each, with its source."""
    ranges = {
        ("glycemic.csv", "glycemic_index"): GLYCEMIC_INDEX,
        ("prices.csv", "usd_per_100_g"): USD_PER_100_G,
    }
    for (file, column), (low, high) in ranges.items():
        rows = tables.rows(f"foods/{file}")
        yield from _facts(tables, file, rows, ("food_id",))
        for row in rows:
            if not low <= float(row[column]) <= high:
                yield Finding(file, row["food_id"], f"{column} {row[column]}, not {low} to {high}")
    tags = tables.rows("foods/tags.csv")
    yield from _facts(tables, "tags.csv", tags, ("food_id", "tag"))
    for row in tags:
        if row["tag"] not in PUBLISHED_TAGS:
            yield Finding("tags.csv", row["food_id"], f"tag {row['tag']!r} is not one of these")


def _facts(
    tables: _Tables, file: str, rows: list[dict[str, str]], key: tuple[str, ...]
) -> Iterator[Finding]:
    told = Counter(tuple(row[column] for column in key) for row in rows)
    for row in rows:
        if row["food_id"] not in tables.ids:
            yield Finding(file, row["food_id"], "no such food")
        if not row["source"]:
            yield Finding(file, row["food_id"], "without source")
        if told[tuple(row[column] for column in key)] > 1:
            yield Finding(file, row["food_id"], "told twice")
