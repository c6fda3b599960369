"""What a food beside a dish stands for in it, and where two names overlap."""

import pytest


def held(gate, text):
    return {food.mention.said: set(food.kinds) for food in gate.contents(text).foods}


@pytest.mark.parametrize(
    ("text", "dish", "kinds"),
    [
        ("latte", "latte", {"milk", "caffeine"}),
        ("hemp milk latte", "latte", {"caffeine"}),
        ("hemp milk fresh latte", "latte", {"caffeine"}),
        ("hemp milk fresh hot latte", "latte", {"milk", "caffeine"}),
        ("hemp milk. latte", "latte", {"milk", "caffeine"}),
        ("hemp milk with latte", "latte", {"milk", "caffeine"}),
        ("cream latte", "latte", {"milk", "caffeine"}),
        ("hemp milk quiche", "quiche", {"egg", "milk", "wheat"}),
        ("latte with hemp milk", "latte", {"caffeine"}),
        ("latte made with hemp milk", "latte", {"caffeine"}),
        ("latte made with fresh hemp milk", "latte", {"caffeine"}),
        ("latte made with lovely fresh hemp milk", "latte", {"milk", "caffeine"}),
        ("latte fresh hemp milk", "latte", {"milk", "caffeine"}),
        ("latte hemp milk", "latte", {"milk", "caffeine"}),
        ("latte, with hemp milk", "latte", {"milk", "caffeine"}),
        ("latte or with hemp milk", "latte", {"milk", "caffeine"}),
        ("latte with milk", "latte", {"milk", "caffeine"}),
        ("latte with rice and hemp milk", "latte", {"milk", "caffeine"}),
        ("latte con leche de avena", "latte", {"caffeine"}),
        ("quesadilla de queso vegano", "quesadilla", {"corn", "soy", "wheat"}),
        ("vegan butter on toast", "toast", {"soy", "wheat"}),
        ("vegan butter on hot toast", "toast", {"soy", "wheat"}),
        ("vegan butter en toast", "toast", {"soy", "wheat"}),
        ("vegan butter with toast", "toast", {"milk", "soy", "wheat"}),
        ("vegan butter on rice on toast", "toast", {"milk", "soy", "wheat"}),
        ("toast with vegan butter", "toast", {"soy", "wheat"}),
        ("chickpea flour flatbread", "flatbread", set()),
        ("flatbread with chickpea flour", "flatbread", {"wheat"}),
    ],
)
def test_a_food_stands_for_another_in_the_dish_it_is_tied_to(gate, text, dish, kinds):
    assert held(gate, text)[dish] == kinds


def test_what_stands_for_another_is_still_held(gate):
    assert held(gate, "hemp milk latte")["hemp milk"] == {"hemp"}
    assert held(gate, "latte with pea milk and cream") == {
        "latte": {"caffeine"},
        "pea milk": {"pea"},
        "cream": {"milk"},
    }


def test_a_dish_that_is_left_out_is_not_held_again_by_what_is_in_it(gate):
    assert list(held(gate, "rice without latte with hemp milk")) == ["rice", "hemp milk"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("avena con leche", {"avena con leche": {"milk", "oat"}}),
        (
            "avena con leche de almendras",
            {"avena con leche": {"oat"}, "avena": {"oat"}, "leche de almendras": {"almond"}},
        ),
        ("plain rice cakes", {"rice cakes": {"rice"}}),
        ("fresh plain rice cakes", {"rice cakes": {"rice"}}),
        ("plain rice", {"plain rice": {"rice"}}),
        ("butter lettuce cups", {"butter lettuce": set()}),
        ("sweet potato salad", {"sweet potato": set(), "salad": {"celery"}}),
    ],
)
def test_of_two_names_that_overlap_the_one_that_tells_more_counts(gate, text, expected):
    assert held(gate, text) == expected


@pytest.mark.parametrize(
    ("text", "said", "kinds"),
    [
        ("requesón vegano", "requeson", set()),
        ("requesón", "requeson", {"milk"}),
        ("arroz y requesón vegano", "requeson", set()),
        ("requesón (vegano)", "requeson", set()),
        ("requesón, vegano", "requeson", set()),
        ("vegano, requesón", "requeson", {"milk"}),
        ("requesón no vegano", "requeson", {"milk"}),
        ("requesón con arroz vegano", "requeson", {"milk"}),
        ("salmón vegano", "salmon", {"chickpea", "soy", "wheat"}),
    ],
)
def test_a_word_after_the_food_says_that_it_is_vegan(gate, text, said, kinds):
    assert held(gate, text)[said] == kinds


@pytest.mark.parametrize(
    ("text", "said", "kinds"),
    [
        ("vegan-looking quiche", "quiche", {"egg", "milk", "wheat"}),
        ("egg-free-looking quiche", "quiche", {"egg", "milk", "wheat"}),
        ("vegan-ish quiche", "quiche", {"egg", "milk", "wheat"}),
        ("good looking vegan quiche", "quiche", {"wheat"}),
        ("vegan wrap with feta", "feta", {"milk"}),
    ],
)
def test_what_only_seems_to_be_left_out_is_held(gate, text, said, kinds):
    assert held(gate, text)[said] == kinds


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("eggless pancakes", ()),
        ("not eggless pancakes", ("eggless pancakes",)),
        ("hardly vegan cheese", ("vegan cheese",)),
        ("not hot. vegan cheese", ()),
        ("no sugar vegan cheese", ()),
        ("not cheese", ()),
        ("no es cerveza sin gluten", ("cerveza sin gluten",)),
    ],
)
def test_of_a_food_whose_claim_is_denied_nobody_knows_what_it_holds(gate, text, unknown):
    assert gate.contents(text).unknown == unknown


@pytest.mark.parametrize("link", ["con", "de", "del", "en", "with"])
def test_after_each_of_these_words_a_name_says_what_is_in_it(gate, link):
    scan, lexicon_of = type(gate).contents.__globals__["scan"], type(gate.foods)
    term_of = type(gate.foods.term(("peanut",)))
    names = {"oat": (), "leche": ("milk",), f"oat {link} leche": ("milk",)}
    names["leche de coco"] = ("coconut",)
    terms = {
        tuple(name.split()): term_of(tuple(name.split()), frozenset(kinds), "")
        for name, kinds in names.items()
    }
    lexicon = lexicon_of(terms, frozenset({"con", "de", "del", "en", "with"}))

    parts = scan(f"oat {link} leche de coco", lexicon)

    assert [(part.said, part.cut_off) for part in parts if hasattr(part, "cut_off")] == [
        (f"oat {link} leche", {"milk"}),
        ("oat", set()),
        ("leche de coco", set()),
    ]
