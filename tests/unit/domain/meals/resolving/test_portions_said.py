from collections.abc import Callable

import pytest

from domain.meals.resolving.index import FoodRecord, index_of
from domain.meals.resolving.lexicon import Lexicon
from domain.meals.resolving.resolver import Resolver

MACROS = (400.0, 5.0, 60.0, 15.0)
FOODS = (
    FoodRecord(
        "1",
        ("Snack cake, not chocolate", "Twinkie"),
        "cakes",
        (
            ("1 snack cake", 40.0),
            ("1 Twinkie [Hostess Twinkies]", 42.0),
            ("1 snack cake [Tastykake Junior]", 94.0),
            ("Quantity not specified", 80.0),
        ),
        MACROS,
    ),
    FoodRecord(
        "2",
        ("Cookie, chocolate chip",),
        "cookies",
        (("1 medium cookie", 30.0), ("1 Nabisco Chips Ahoy!", 10.5), ("1 cup", 100.0)),
        MACROS,
    ),
    FoodRecord(
        "3",
        ("Soup, mostly noodles", "noodle soup"),
        "soups",
        (
            ("1 cup", 233.0),
            ("1 cup package (2.25 oz), prepared", 370.0),
            ("Quantity not specified", 388.0),
        ),
        MACROS,
    ),
    FoodRecord(
        "4", ("Rice cake",), "cakes", (("1 cake", 3.0), ("Quantity not specified", 18.0)), MACROS
    ),
    FoodRecord(
        "5",
        ("Oatmeal, instant",),
        "cereals",
        (("1 packet, dry, yields", 163.0), ("1 cup, cooked", 240.0)),
        MACROS,
    ),
    FoodRecord(
        "6",
        ("Sports drink, low calorie (Gatorade G2)", "Gatorade G2"),
        "drinks",
        (("1 bottle (12 fl oz)", 360.0),),
        MACROS,
    ),
    FoodRecord(
        "7",
        ("Sports drink (Gatorade G)", "Gatorade G"),
        "drinks",
        (("1 bottle (12 fl oz)", 372.0),),
        MACROS,
    ),
    FoodRecord("8", ("Crackers, round (Nabisco Ritz)",), "crackers", (("1 cracker", 3.0),), MACROS),
)


@pytest.fixture(scope="module")
def mass_g(lexicon: Lexicon) -> Callable[[str], float]:
    resolver = Resolver(index_of(FOODS, lexicon.name_rules, lexicon.version), lexicon)
    return lambda text: resolver.items(text)[0].mass_g


@pytest.mark.parametrize(
    ("text", "expected_g"),
    [
        ("I had a Twinkie", 42.0),
        ("I had a snack cake", 40.0),
        ("a Nabisco cookie", 10.5),
        ("a chocolate chip cookie", 30.0),
        ("a cup of noodle soup", 370.0),
        ("a rice cake", 3.0),
        ("three rice cakes", 9.0),
        ("a packet of instant oatmeal in a bowl", 163.0),
        ("a bottle of Gatorade G", 372.0),
        ("a bottle of Gatorade G2", 360.0),
    ],
)
def test_the_portion_said_is_the_one_weighed(
    mass_g: Callable[[str], float], text: str, expected_g: float
) -> None:
    assert mass_g(text) == pytest.approx(expected_g)
