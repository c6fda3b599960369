"""The curated food table, read as the files a dietitian edits."""

import csv
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.food_lint import lint_foods

pytestmark = pytest.mark.no_cover  # many runs of what other tests reach

DATA = Path(__file__).parents[3] / "data"
FOODS = DATA / "foods"
README = (FOODS / "README.md").read_text(encoding="utf-8")

Row = dict[str, str]

NUTRIENTS = [
    "energy_kcal",
    "protein_g",
    "carbohydrate_g",
    "fat_g",
    "fiber_g",
    "sugar_g",
    "saturated_fat_g",
    "sodium_mg",
    "added_sugar_g",
    "calcium_mg",
    "iron_mg",
    "magnesium_mg",
    "potassium_mg",
    "zinc_mg",
    "vitamin_a_ug",
    "vitamin_c_mg",
    "vitamin_d_ug",
    "vitamin_e_mg",
    "vitamin_k_ug",
    "thiamin_mg",
    "riboflavin_mg",
    "niacin_mg",
    "vitamin_b6_mg",
    "folate_ug",
    "vitamin_b12_ug",
    "choline_mg",
    "cholesterol_mg",
    "caffeine_mg",
    "alcohol_g",
]
FOOD_HEADER = ["food_id", "name", "group", "source", *NUTRIENTS, "allergens", "tags", "note"]

WORDS_THAT_NAME_AN_ALLERGEN = {
    "milk": "milk latte cappuccino cheese butter cream yogurt ghee paneer kefir whey mozzarella",
    "egg": "egg eggs omelet mayonnaise eggnog meringue quiche",
    "fish": "fish salmon tuna cod sardines anchovies trout tilapia mackerel worcestershire",
    "crustacean": "shrimp crab lobster prawn",
    "mollusc": "clam clams oyster oysters mussels scallops calamari",
    "tree_nut": "almond almonds cashews walnuts pecans pecan pistachios hazelnut hazelnuts "
    "macadamia pesto baklava",
    "coconut": "coconut",
    "peanut": "peanut peanuts satay",
    "wheat": "wheat bread toast pasta spaghetti noodles bagel croissant pizza burger sandwich "
    "cake cookie pancake waffle muffin donut naan couscous bulgur lasagna seitan burrito",
    "soy": "soy tofu edamame miso tempeh teriyaki",
    "sesame": "sesame tahini hummus",
    "gluten": "oat oats oatmeal granola barley rye beer malt",
    "celery": "celery",
    "mustard": "mustard",
    "sulphite": "wine",
}
NAMED_AFTER_WHAT_THEY_LACK = {
    ("bread-gluten-free", "wheat"): "made without it",
    ("oats-gluten-free", "gluten"): "grown and milled apart from wheat",
    ("burrito-bowl", "wheat"): "a burrito without its tortilla",
    ("burger-lettuce-wrap", "wheat"): "a burger without its bun",
    ("burrito-bowl-steak", "wheat"): "a burrito without its tortilla",
    ("burrito-bowl-veggie", "wheat"): "a burrito without its tortilla",
    ("cappuccino-oat", "milk"): "made with plant milk",
    ("cracker-oyster", "mollusc"): "eaten with oysters",
    ("cream-soda", "milk"): "a soft drink",
    ("diet-cream-soda", "milk"): "a soft drink",
    ("head-cheese", "milk"): "a jellied meat",
    ("ice-cream-nondairy", "milk"): "made without it",
    ("lava-cake", "wheat"): "made without flour",
    ("lettuce-butter", "milk"): "a lettuce",
    ("mayonnaise-vegan", "egg"): "made without it",
    ("mustard-greens", "mustard"): "the leaf; the seed is the allergen",
    ("pizza-no-cheese", "milk"): "made without it",
    ("popcorn-theater-plain", "milk"): "made without it",
    ("root-beer-diet", "gluten"): "a soft drink",
    ("root-beer-float", "gluten"): "a soft drink with ice cream",
    ("spaghetti-squash", "wheat"): "a squash",
    ("syrup-light", "wheat"): "poured over pancakes",
    ("pancake-syrup", "wheat"): "poured over pancakes",
    ("root-beer", "gluten"): "a soft drink",
    ("yogurt-soy", "milk"): "made of soy",
}
PLANT_MILKS = re.compile(
    r"\b(almond|soy|oat|rice|coconut) milk|coconut milk drink|cream of coconut"
)
NOT_DAIRY = re.compile(
    r"\b(peanut|almond|apple|cashew|sunflower) butter|peanut butter cup$|butter crackers"
    r"|cream of (wheat|rice)"
)
NOT_WHEAT = re.compile(
    r"(rice|glass) noodles|rice cake|crab cake|gluten-free|cornbread|tteok|bread pudding"
)
NOT_EGG = re.compile(r"eggplant|egg rolls? wrapper")


def rows(path: Path) -> list[Row]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def header(path: Path) -> list[str]:
    with path.open(newline="", encoding="utf-8") as file:
        return next(csv.reader(file))


def folded(text: str) -> str:
    """Without accents, hyphens and case: what the parser compares."""
    plain = unicodedata.normalize("NFD", text.lower().replace("-", " "))
    return "".join(letter for letter in plain if unicodedata.category(letter) != "Mn")


def closed_set(title: str) -> set[str]:
    """The backticked words of one section of the table's README."""
    section = README.split(f"### {title}\n", 1)[1].split("\n#", 1)[0]
    return set(re.findall(r"`([a-z_]+)`", section))


def amount(row: Row, column: str) -> float:
    return float(row[column] or 0)


foods = rows(FOODS / "foods.csv")
aliases = rows(FOODS / "aliases.csv")
portions = rows(FOODS / "portions.csv")
allergen_keys = {row["allergen"] for row in rows(DATA / "allergens" / "allergens.csv")}
by_id = {food["food_id"]: food for food in foods}


def portions_of() -> dict[str, dict[str, float]]:
    masses: dict[str, dict[str, float]] = defaultdict(dict)
    for row in portions:
        masses[row["food_id"]][row["unit"]] = float(row["mass_g"])
    return masses


def named_allergens(name: str) -> Iterator[str]:
    words = set(re.findall(r"[a-z]+", folded(name)))
    for allergen, naming in WORDS_THAT_NAME_AN_ALLERGEN.items():
        if words & set(naming.split()):
            yield allergen


def test_the_columns_are_the_documented_ones():
    assert header(FOODS / "foods.csv") == FOOD_HEADER
    assert header(FOODS / "aliases.csv") == ["alias", "food_id", "language"]
    assert header(FOODS / "portions.csv") == [
        "food_id",
        "unit",
        "mass_g",
        "is_default",
        "source",
    ]
    assert all(f"`{column}`" in README for column in FOOD_HEADER)


@pytest.mark.parametrize("path", sorted(DATA.glob("foods/*.csv")), ids=lambda path: path.name)
def test_files_are_utf8_with_unix_line_ends_and_sorted(path):
    raw = path.read_bytes()

    first_column = [next(iter(row.values())) for row in rows(path)]

    assert b"\r" not in raw
    assert first_column == sorted(first_column)


def test_every_food_has_an_id_of_its_own_in_kebab_case():
    ids = [food["food_id"] for food in foods]

    assert len(set(ids)) == len(ids) >= 1250
    assert not [i for i in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", i)]


def test_every_food_has_a_name_of_its_own_as_the_coach_would_say_it():
    names = [food["name"] for food in foods]

    assert len({folded(name) for name in names}) == len(names)
    assert not [n for n in names if n != n.lower() or len(n) > 40 or "," in n or n != n.strip()]


@pytest.mark.parametrize(("column", "title"), [("group", "Groups"), ("tags", "Tags")])
def test_groups_and_tags_are_of_the_documented_sets(column, title):
    used = {word for food in foods for word in food[column].split()}
    published = {row["tag"] for row in rows(FOODS / "tags.csv")} if column == "tags" else set()

    assert used | published == closed_set(title)


def test_units_are_of_the_documented_set():
    assert {row["unit"] for row in portions} == closed_set("Units")


def test_the_four_numbers_of_every_reply_are_known():
    unknown = [
        (food["food_id"], column)
        for food in foods
        for column in ("energy_kcal", "protein_g", "carbohydrate_g", "fat_g")
        if food[column] == ""
    ]

    assert unknown == []


def test_no_amount_is_negative_or_more_than_the_food_itself():
    per_gram = {"_g": 1, "_mg": 1e3, "_ug": 1e6}

    wrong = [
        (food["food_id"], column)
        for food in foods
        for column in NUTRIENTS[1:]
        for suffix, parts in per_gram.items()
        if column.endswith(suffix) and not 0 <= amount(food, column) <= 100 * parts
    ]

    assert wrong == []


def test_a_part_is_not_more_than_its_whole():
    wholes = {
        "sugar_g": "carbohydrate_g",
        "fiber_g": "carbohydrate_g",
        "saturated_fat_g": "fat_g",
        "added_sugar_g": "sugar_g",
    }

    wrong = [
        (food["food_id"], part)
        for food in foods
        for part, whole in wholes.items()
        if amount(food, part) > amount(food, whole) + 1
    ]

    assert wrong == []


def test_an_alias_belongs_to_one_food_and_is_not_the_name_of_another():
    owners = defaultdict(set)
    for food in foods:
        owners[folded(food["name"])].add(food["food_id"])
    for row in aliases:
        owners[folded(row["alias"])].add(row["food_id"])

    assert {alias: ids for alias, ids in owners.items() if len(ids) > 1} == {}
    assert max(Counter(folded(row["alias"]) for row in aliases).values()) == 1


def test_aliases_are_written_as_the_parser_reads_them():
    shape = re.compile(r"[\w&%'.+-]+( [\w&%'.+-]+)*")

    assert {row["language"] for row in aliases} == {"en", "es"}
    assert not [r["alias"] for r in aliases if r["alias"] != r["alias"].lower()]
    assert not [r["alias"] for r in aliases if not shape.fullmatch(r["alias"])]
    assert not [r["alias"] for r in aliases if re.match(r"(a|an|the|un|una|el|la) ", r["alias"])]


def test_the_table_keeps_the_rules_of_its_linter():
    assert list(lint_foods(DATA)) == []


def test_a_unit_of_a_food_has_one_mass_with_a_source():
    assert max(Counter((row["food_id"], row["unit"]) for row in portions).values()) == 1
    assert all(row["source"] for row in portions)


def test_sizes_grow():
    wrong = []
    for food_id, masses in portions_of().items():
        sizes = [masses[size] for size in ("small", "medium", "large") if size in masses]
        if sizes != sorted(set(sizes)):
            wrong.append((food_id, sizes))

    assert wrong == []


def test_spoons_are_parts_of_the_cup():
    wrong = []
    for food_id, masses in portions_of().items():
        if {"tbsp", "cup"} <= set(masses) and not 10 <= masses["cup"] / masses["tbsp"] <= 18:
            wrong.append((food_id, masses["tbsp"], masses["cup"]))
        if {"tsp", "tbsp"} <= set(masses) and not 2.5 <= masses["tbsp"] / masses["tsp"] <= 3.5:
            wrong.append((food_id, masses["tsp"], masses["tbsp"]))

    assert wrong == []


def test_every_liquid_can_be_measured_by_volume():
    liquids = {food["food_id"] for food in foods if "liquid" in food["tags"].split()}
    drinks = {food["food_id"] for food in foods if food["group"] in {"drink", "alcohol"}}
    masses = portions_of()

    assert drinks <= liquids
    assert not [i for i in liquids if not {"cup", "fl_oz"} <= set(masses[i])]
    assert not [i for i in liquids if not 6.5 <= masses[i]["cup"] / masses[i]["fl_oz"] <= 8.5]


def test_allergens_of_foods_are_known_keys():
    used = {key for food in foods for key in food["allergens"].split()}

    assert used <= allergen_keys


def test_a_food_carries_the_allergen_its_name_says():
    missing = []
    for food in foods:
        name = food["name"]
        for allergen in set(named_allergens(name)) - set(food["allergens"].split()):
            excused = {
                "milk": PLANT_MILKS.search(name) or NOT_DAIRY.search(name),
                "wheat": NOT_WHEAT.search(name),
                "egg": NOT_EGG.search(name),
            }.get(allergen)
            if not excused and (food["food_id"], allergen) not in NAMED_AFTER_WHAT_THEY_LACK:
                missing.append((food["food_id"], allergen))

    assert missing == []


def test_a_vegetarian_food_holds_no_meat_and_no_fish():
    eaten_dead = {"fish", "crustacean", "mollusc"}
    for food in foods:
        tags = set(food["tags"].split())
        if "vegetarian" in tags:
            assert not eaten_dead & set(food["allergens"].split()), food["food_id"]
            assert not {"pork", "beef"} & tags, food["food_id"]
            assert food["group"] not in {"meat", "poultry", "fish"}, food["food_id"]
        if "vegan" in tags:
            assert "vegetarian" in tags, food["food_id"]


def test_drinks_with_alcohol_are_tagged_so():
    assert not [
        food["food_id"]
        for food in foods
        if (amount(food, "alcohol_g") >= 0.5) != ("alcohol" in food["tags"].split())
    ]


@pytest.mark.parametrize(
    ("word", "food_id"),
    [
        ("egg", "egg"),
        ("milk", "milk"),
        ("coffee", "coffee"),
        ("rice", "rice-white"),
        ("bread", "bread-white"),
        ("chicken", "chicken-breast"),
        ("oj", "orange-juice"),
        ("pb&j", "pbj"),
        ("mac and cheese", "mac-and-cheese"),
        ("huevo", "egg"),
        ("café con leche", "cafe-con-leche"),
    ],
)
def test_the_plain_word_means_what_most_people_eat(word, food_id):
    named = {food["name"]: food["food_id"] for food in foods}
    meant = named | {row["alias"]: row["food_id"] for row in aliases}

    assert meant[word] == food_id
