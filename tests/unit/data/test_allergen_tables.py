"""The allergen tables, and the foods held against them."""

import csv
import re
import unicodedata
from pathlib import Path

import pytest

pytestmark = pytest.mark.no_cover  # many runs of what other tests reach

DATA = Path(__file__).parents[3] / "data"
US_NINE = {"milk", "egg", "fish", "crustacean", "tree_nut", "peanut", "wheat", "soy", "sesame"}
EU_ONLY = {"gluten", "celery", "mustard", "lupin", "sulphite", "mollusc"}

Row = dict[str, str]

NAMES_THAT_MISLEAD = re.compile(
    r"gluten free (dry oat|oat|tamari|soy sauce)s?|sunflower (seed )?butter"
    r"|(chickpea|garbanzo|gram|rice|manioc|tapioca) flour|masa harina|nuez moscada"
    r"|harina de (arroz|garbanzo|maiz nixtamalizado|maiz|yuca)|avena sin gluten|"
    r"chocolate (almond|soy) milk|leche de (soya|almendra) con chocolate"
    r"|(non dairy|vegan|soy|coconut|(oat|almond) milk) ice cream|(coconut|almond) milk yogurt"
    r"|mantequilla de manzana|castana de agua|(almond|coconut) yogurt"
    r"|(almond|soy|soya|oat|rice|coconut|plant) milk|(peanut|almond|nut) butter|butter cracker"
    r"|(non dairy|plant|vegan|soy) yogurt|coconut cream|bean curd|cream of wheat|cream soda"
    r"|(brazil|pine|macadamia|cashew|honey) nut|swedish fish|root beer|ginger beer"
    r"|gluten free bread|gluten free|gf bread|dairy free|no dairy|without dairy|non dairy"
    r"|vegan mayo|cheese bread"
    r"|apple cider|cassava flour|rice wine|rye whiskey|tomato bisque|hot dog bun"
    r"|leche de (almendra|arroz|avena|coco|soja|soya)|(leche vegetal|sin leche)"
    r"|mantequilla de (almendra|cacahuate|mani)|sin gluten|pan de hot dog"
    r"|nuez de (brasil|castilla|la india|macadamia|nogal)|nuez pecana?|pay de nuez|^nuez$"
    r"|(vegan|vegetarian) hot dog"
    r"|peanut marzipan|no raisin|(apple|fruit|cashew|nutter|sunflower|sunflower seed) butter"
    r"|butter lettuce|lechuga mantequilla|butter bean|(head|guava) cheese|queso de (cerdo|puerco)"
    r"|(without|no|sin) (butter|mantequilla|cheese|queso|peanut|raisin)|water chestnut"
    r"|cream of (coconut|rice)"
    r"|cream style corn|(almond|corn) flour"
    r"|masa harina|harina de (maiz|almendra)|mustard greens|(grape|corn|soy) nut|oyster cracker"
    r"|trigo sarraceno|(coconut|almond) yogurt"
)


def rows(name: str) -> list[Row]:
    with (DATA / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def folded(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.lower().replace("-", " "))
    return "".join(letter for letter in plain if unicodedata.category(letter) != "Mn")


allergens = {row["allergen"]: row for row in rows("allergens/allergens.csv")}
words = rows("allergens/words.csv")
hidden = rows("allergens/hidden_sources.csv")


def test_the_allergens_are_the_nine_of_the_us_and_the_fourteen_of_the_eu():
    by_region = {key: row["region"] for key, row in allergens.items()}

    assert set(by_region) == US_NINE | EU_ONLY | {"coconut"}
    assert {key for key, region in by_region.items() if region == "eu"} == EU_ONLY
    assert all(row["name"] and row["source"] for row in allergens.values())


@pytest.mark.parametrize(
    ("table", "column"),
    [("words", "word"), ("hidden_sources", "food_word")],
    ids=["words", "hidden"],
)
def test_words_are_normalised_sorted_and_stand_for_known_allergens(table, column):
    entries = rows(f"allergens/{table}.csv")
    keys = [row[column] for row in entries]

    assert keys == sorted(keys)
    assert len({folded(key) for key in keys}) == len(keys)
    assert not [key for key in keys if key != key.lower().strip()]
    assert not [
        row for row in entries if not set(row["allergens"].split()) <= set(allergens) or not row
    ]
    assert all(row["allergens"] for row in entries)


def test_every_hidden_source_says_why():
    assert all(row["source"] for row in hidden)


def test_wheat_always_brings_gluten():
    carrying = [set(row["allergens"].split()) for row in [*words, *hidden]]

    assert all("gluten" in keys for keys in carrying if "wheat" in keys)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("nut", {"tree_nut", "peanut"}),
        ("fruto seco", {"tree_nut", "peanut"}),
        ("tree nut", {"tree_nut"}),
        ("shellfish", {"crustacean", "mollusc"}),
        ("marisco", {"crustacean", "mollusc"}),
        ("seafood", {"fish", "crustacean", "mollusc"}),
        ("celiac", {"gluten", "wheat"}),
        ("lactose", {"milk"}),
        ("leche", {"milk"}),
        ("cacahuate", {"peanut"}),
    ],
)
def test_a_word_stands_for_all_it_may_mean(word, expected):
    meant = {row["word"]: set(row["allergens"].split()) for row in words}

    assert meant[word] == expected


@pytest.mark.parametrize(
    ("food", "allergen"),
    [
        ("pesto", "tree_nut"),
        ("worcestershire sauce", "fish"),
        ("satay", "peanut"),
        ("seitan", "wheat"),
        ("marzipan", "tree_nut"),
        ("ghee", "milk"),
        ("whey", "milk"),
        ("surimi", "crustacean"),
        ("mayonnaise", "egg"),
        ("soy sauce", "wheat"),
        ("tahini", "sesame"),
        ("hummus", "sesame"),
        ("almond milk", "tree_nut"),
        ("caesar dressing", "fish"),
        ("oyster sauce", "mollusc"),
    ],
)
def test_documented_hidden_allergens_are_found(food, allergen):
    found = {row["food_word"]: set(row["allergens"].split()) for row in hidden}

    assert allergen in found[food]


def test_a_food_carries_what_the_words_of_its_name_and_aliases_hide():
    carried = {row["food_id"]: set(row["allergens"].split()) for row in rows("foods/foods.csv")}
    said = [(row["food_id"], row["name"]) for row in rows("foods/foods.csv")]
    said += [(row["food_id"], row["alias"]) for row in rows("foods/aliases.csv")]
    texts = [(food_id, NAMES_THAT_MISLEAD.sub(" ", folded(text))) for food_id, text in said]
    lexicon = [(row["food_word"], row["allergens"]) for row in hidden]
    lexicon += [(row["word"], row["allergens"]) for row in words]
    patterns = [
        (re.compile(rf"\b{re.escape(folded(word))}s?\b"), set(keys.split()))
        for word, keys in lexicon
    ]

    missing = [
        (food_id, text, sorted(keys - carried[food_id]))
        for food_id, text in texts
        for pattern, keys in patterns
        if not keys <= carried[food_id] and pattern.search(text)
    ]

    assert missing == []
