import dataclasses
import struct

import pytest

from domain.errors import InvalidTableError
from domain.meals.resolving.index import FoodRecord, index_of
from domain.meals.resolving.matching import NameMatcher
from domain.meals.resolving.meal_resolver import MealResolver
from domain.meals.resolving.questions import best_question
from domain.meals.resolving.ranges import RangeFinder, _quantile, compressed
from domain.meals.resolving.resolver import Resolver
from domain.meals.resolving.stored_index import restored, stored

MACROS = (100.0, 1.0, 20.0, 1.0)


def resolver_over(lexicon, *foods):
    others = [a_food(f"Other {first}{second}") for first in "bcdfghjk" for second in "bcdfghjk"]
    return Resolver(index_of((*foods, *others), lexicon.name_rules, "v"), lexicon)


def a_food(name, *others, portions=(("Quantity not specified", 100.0),)):
    return FoodRecord(name, (name, *others), "", tuple(portions), MACROS)


def test_a_food_without_any_portion_is_found_but_not_weighed(lexicon):
    resolver = resolver_over(lexicon, a_food("Salt", portions=()), a_food("Rice"), a_food("Egg"))
    meals = MealResolver(resolver.index, lexicon)
    finder = RangeFinder(resolver.index, lexicon)

    items = resolver.items("some salt")

    assert [item.mass_g for item in items] == [0.0]
    assert finder.outcomes(items[0]) == ()
    assert finder.energy_kcal(items) == (0.0, 0.0)
    assert best_question(items, finder) is None
    assert meals.resolve("some salt").items[0].reason == "said: salt"


def test_among_very_many_alike_the_first_is_taken(lexicon):
    foods = [a_food(f"Soup {letter}{other}") for letter in "bcdfghjk" for other in "bcdfghjk"]
    resolver = resolver_over(lexicon, *foods, a_food("Rice"))

    items = resolver.items("a soup bb")

    assert [resolver.index.food_names[item.best.food] for item in items] == ["Soup bb"]


def test_an_addition_names_no_food_by_itself(lexicon):
    taco = a_food("Taco", "with beef", "tacos dorados")
    resolver = resolver_over(lexicon, taco, a_food("Beef"), a_food("Rice"), a_food("Egg"))

    beef, taco_found = resolver.items("beef"), resolver.items("a taco dorado")

    assert [resolver.index.food_names[item.best.food] for item in beef] == ["Beef"]
    assert [resolver.index.food_names[item.best.food] for item in taco_found] == ["Taco"]


def test_a_food_that_has_what_was_denied_is_less_likely(lexicon):
    with_cheese, without = a_food("Pizza cheese"), a_food("Pizza crust")
    resolver = resolver_over(lexicon, with_cheese, without, a_food("Rice"), a_food("Egg"))

    items = resolver.items("a pizza without cheese")

    assert resolver.index.food_names[items[0].best.food] != "Pizza cheese"


def test_words_in_brackets_that_the_name_has_say_nothing_of_the_portion(lexicon):
    portions = (("1 cup (barley soup)", 200.0), ("1 cup (prepared dry)", 300.0))
    resolver = resolver_over(lexicon, a_food("Barley soup", portions=portions), a_food("Egg"))

    items = resolver.items("a cup of dry barley soup")

    assert items[0].best.fits[0].mass_g == 300.0


def test_the_same_grams_in_two_sentences_are_two_foods(lexicon):
    resolver = resolver_over(lexicon, a_food("Rice"), a_food("Egg"), a_food("Milk"))

    items = resolver.items("I had 100 g of rice and 50 g of milk. Later I had 80 g of rice")

    assert sorted(item.mass_g for item in items) == [50.0, 80.0, 100.0]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("an egg and a cup of cool, clear milk", ["Egg", "Milk"]),
        ("a soup, the rice soup", ["Rice soup"]),
        ("excluding egg and bread a milk", ["Milk"]),
        ("bread filled with egg, milk", ["Bread", "Milk"]),
        ("a soup of rice; no thanks", ["Rice soup"]),
    ],
)
def test_words_find_the_food_they_belong_to(lexicon, text, names):
    foods = [a_food(name) for name in ("Egg", "Milk", "Rice soup", "Bread")]
    resolver = resolver_over(lexicon, *foods)

    found = [resolver.index.food_names[item.best.food] for item in resolver.items(text)]

    assert found == names


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Soup no with oil", ("soup", "oil")),
        ("Chicken or with turkey", ("chicken", "turkey")),
        ("Ham no egg a milk", ("ham", "no:egg", "milk")),
    ],
)
def test_names_are_read_to_their_end(lexicon, name, words):
    index = index_of((a_food(name),), lexicon.name_rules, "v")

    assert set(index.words) == {word for word in words if word != "a"} | (
        {"a"} if "a" in index.words else set()
    )


def test_a_quantile_past_all_points_is_the_last():
    assert _quantile([(0.4, 1.0), (0.4, 2.0)], 0.9) == 2.0
    assert _quantile([], 0.5) == 0.0


def test_many_points_are_joined_and_keep_their_weight():
    points = [(0.5 / 99, float(value)) for value in range(99)] + [(0.5, 99.0)]
    uneven = [(0.8 / 60, float(value)) for value in range(60)] + [(0.2 - 0.19, 60.0), (0.19, 61.0)]

    assert sum(weight for weight, _ in compressed(points)) == pytest.approx(1.0)
    assert sum(weight for weight, _ in compressed(uneven)) == pytest.approx(1.0)
    assert sum(w for w, _ in compressed([(1e-9, float(v)) for v in range(60)])) < 1e-6


def test_signs_in_names_are_no_words():
    matcher = NameMatcher(("sausage, link/patty", "rice"))

    match = matcher.best("patty / link sausage")

    assert match is not None
    assert match.place == 0


def test_a_length_without_its_bytes_is_refused(index):
    content = stored(index) + struct.pack("<H", 7)

    with pytest.raises(InvalidTableError):
        restored(content)


def test_weights_can_be_replaced_by_name(lexicon):
    changed = dataclasses.replace(lexicon, weights={**lexicon.weights, "weak_word": 0.0})

    assert changed.worth("fresh") == 0.0
    assert lexicon.worth("fresh") > 0.0


def test_a_bare_count_takes_pieces_and_a_plural_alone_what_is_usual(lexicon):
    portions = (("1 piece", 8.0), ("Quantity not specified", 40.0))
    resolver = resolver_over(lexicon, a_food("Date", portions=portions), a_food("Rice"))

    masses_g = [resolver.items(text)[0].mass_g for text in ("a date", "3 dates", "dates")]

    assert masses_g == [8.0, 24.0, 40.0]


def test_a_size_alone_is_that_of_the_package_and_not_of_the_slice(lexicon):
    portions = (("1 large", 85.0), ("1 bag", 28.0), ("1 slice", 2.0))
    resolver = resolver_over(lexicon, a_food("Chip", portions=portions), a_food("Rice"))

    masses_g = [
        resolver.items(text)[0].mass_g for text in ("a large bag of chips", "a large slice of chip")
    ]

    assert masses_g == [85.0, 2.0]


def test_a_plain_food_stands_before_the_many_dishes_it_is_in(lexicon):
    dishes = [a_food(f"Rice {n}{m}", "onions") for n in "bcdfghjk" for m in "bcdfghjk"]
    resolver = resolver_over(lexicon, *dishes, a_food("Onion, raw"))

    items = resolver.items("18 g of onion")

    assert [resolver.index.food_names[item.best.food] for item in items] == ["Onion, raw"]


def test_how_much_protein_a_cup_has_is_no_part_of_the_name():
    names = ["yogurt", "yogurt, plain, skim milk, 13 grams protein per 8 ounce", "milk, skim"]
    matcher = NameMatcher([*names, *(f"soup {letter}" for letter in "bcdfghjk")])

    match = matcher.best("yogurt, plain, skim milk")

    assert match is not None
    assert names[match.place] == names[1]


@pytest.fixture(scope="module")
def pantry(lexicon):
    """Return a kitchen where most foods are weighed raw and cooked."""
    names = (
        "Lentils, NFS", "Lentils, raw", "Pasta, cooked", "Pasta, dry, enriched",
        "Kale, raw", "Kale, cooked, boiled, drained", "Mango", "Mango, dried", "Pears, raw",
        "Bread, flat", "Wheat flour, white", "Crackers", "Breadsticks", "Cheese", "Injera",
        "Beef, ground, 75% lean", "Roll, white, hamburger bun",
        "Cheeseburger, on white bun, 1 small patty", "Vegetable stew", "Olive oil", "Oil, salad",
        "Cucumber salad", "Coffee, latte, with non-dairy milk", "Coffee with milk",
        "Chives, raw", "Chives, freeze-dried", "Couscous, cooked", "Couscous, dry",
        "Sweet pepper, pickled", "Sweet pepper, green, raw",
    )  # fmt: skip
    return resolver_over(lexicon, *(a_food(name) for name in names))


def found(resolver, text):
    return [
        (resolver.index.food_names[item.best.food], item.mass_g) for item in resolver.items(text)
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("80 g of lentils", ["Lentils, NFS"]),
        ("80 g of raw lentils", ["Lentils, raw"]),
        ("80 g of dry lentils", ["Lentils, raw"]),
        ("80 g of boiled lentils", ["Lentils, NFS"]),
        ("80 g of dry pasta", ["Pasta, dry, enriched"]),
        ("80 g of raw couscous", ["Couscous, dry"]),
        ("80 g of cooked pasta", ["Pasta, cooked"]),
        ("80 g of boiled kale", ["Kale, cooked, boiled, drained"]),
        ("80 g of raw mango", ["Mango"]),
        ("80 g of dried mango", ["Mango, dried"]),
        ("120 g of baked pears", ["Pears, raw"]),
        ("10 g of steamed chives", ["Chives, raw"]),
        ("80 g of sweet pepper", ["Sweet pepper, green, raw"]),
        ("200 g of coffee with milk", ["Coffee with milk"]),
    ],
)
def test_a_food_is_weighed_in_the_state_that_was_said(pantry, text, names):
    assert [name for name, _ in found(pantry, text)] == names


@pytest.mark.parametrize(
    ("text", "foods"),
    [
        (
            "20 g of crackers and breadsticks, 30 g of cheese",
            [("Crackers", 20.0), ("Cheese", 30.0)],
        ),
        (
            "41 g of pears, 32 g of xyzzy without peel, 30 g of cheese",
            [("Pears, raw", 41.0), ("Cheese", 30.0)],
        ),
        ("120 g of flat bread made from wheat flour", [("Bread, flat", 120.0)]),
        ("64 g of injera, 75% teff", [("Injera", 64.0)]),
        (
            "90 g of vegetable stew with olive oil, 30 g of cheese",
            [("Vegetable stew", 90.0), ("Cheese", 30.0)],
        ),
        (
            "a cucumber salad with olive oil weighing 60 g, and 30 g of cheese",
            [("Cucumber salad", 60.0), ("Cheese", 30.0)],
        ),
        (
            "90 g of vegetable stew with 10 g of olive oil",
            [("Vegetable stew", 90.0), ("Olive oil", 10.0)],
        ),
        ("146 g plain bun", [("Roll, white, hamburger bun", 146.0)]),
    ],
)
def test_grams_belong_to_the_food_beside_them(pantry, text, foods):
    assert found(pantry, text) == foods
