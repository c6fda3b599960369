"""Meals told in sentences: what is eaten is found, the story is passed over, the unknown asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.meals.diary import Portion
from domain.meals.foods import Food, FoodId, FoodTable, Found
from domain.meals.found_foods import portions_told
from domain.meals.nutrients import Nutrient
from domain.meals.reading import Doubt, Unread, read_meal
from domain.meals.sentences import respelled, understand
from tests.unit.domain.builders import Talk, a_user, said


def eaten(text, tables):
    reading = understand(text, tables.foods)
    return [(part.food_id, part.mass_g) for part in reading.portions]


def asked(text, tables):
    return [(part.text, part.doubt) for part in understand(text, tables.foods).unread]


@pytest.mark.parametrize(
    ("text", "foods"),
    [
        ("2 eggs and toast with butter at the new diner",
         [("egg", 100.0), ("toast-white", 25.0), ("butter", 7.0)]),
        ("ok so i had 3 bananas while watching the game", [("banana", 378.0)]),
        ("murdered a kebab lol", [("doner-kebab", 290.0)]),
        ("had the most amazing burger with fries at that new place downtown omg",
         [("hamburger", 145.0), ("french-fries", 110.0)]),
        ("grabbed 2 pancakes with syrup on the way to work",
         [("pancake", 100.0), ("pancake-syrup", 20.0)]),
        ("a ham sandwich on that bread from the place downtown", [("ham-sandwich-wheat", 115.0)]),
        ("had pesto pasta from the deli down the road", [("pasta-pesto", 150.0)]),
        ("me comí unos tacos al pastor bien ricos en la esquina", [("taco-al-pastor", 103.0)]),
        ("almorcé un sándwich de jamón en la oficina", [("ham-sandwich", 115.0)]),
        ("snacked on 30 g almonds 1 apple in the car", [("almond", 30.0), ("apple", 200.0)]),
        ("some 150g chicken breast my roomie cooked", [("chicken-breast", 150.0)]),
        ("agua de horchata grande", [("horchata", 248.0)]),
    ],
)  # fmt: skip
def test_a_story_leaves_what_was_eaten(text, foods, tables):
    assert eaten(text, tables) == foods
    assert asked(text, tables) == []


WALL = (
    "so today was wild. woke up late so grabbed a bagel w cream cheese and a large latte from the "
    "cart outside, then nothing til 3 when i had a chicken caesar salad at my desk, snacked on "
    "some almonds during the meeting lol, dinner was my moms lasagna (two big pieces) with garlic "
    "bread and a glass of red wine, oh and a couple cookies while watching netflix"
)


def test_a_wall_of_text_is_one_meal_with_nothing_left_to_ask(tables):
    outcome = Talk(tables, a_user()).hear(WALL)

    assert [part.food_id for part in outcome.added[0].portions] == [
        "bagel", "cream-cheese", "latte", "salad-chicken-caesar", "almond", "lasagna",
        "bread-garlic", "wine-red", "cookie-chocolate-chip",
    ]  # fmt: skip
    assert "I don't know" not in said(outcome)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("chiken brest and rice", "chicken breast and rice"), ("bananna", "banana"),
        ("yoghrt", "yogurt"), ("brocolli", "broccoli"), ("grilled cheeze", "grilled cheese"),
        ("a beach party since monday", "a beach party since monday"), ("2 kiwis", "2 kiwis"),
        ("glorp", "glorp"),
    ],
)  # fmt: skip
def test_slips_in_names_of_foods_are_mended_and_other_words_let_be(typed, meant, tables):
    assert read_meal(typed, tables.foods).portions == () or eaten(typed, tables) == eaten(
        meant, tables
    )
    assert eaten(typed, tables) == eaten(meant, tables)


def test_a_text_keeps_its_own_words_where_nothing_is_misspelt(tables):
    assert respelled("Some  rice, from Joe's!", tables.foods) == "Some  rice, from Joe's!"
    assert respelled("chiken with rice", tables.foods) == "chicken with rice"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("had some gribblefruit stew", "gribblefruit stew"),
        ("i had a chicken zorblax today", "chicken zorblax"),
        ("egg plant zorblax", "egg plant zorblax"),
        ("jalapeño rellenitos", "jalapeño rellenitos"),
        ("cream of tartar", "cream of tartar"),
        ("3 glorps of rice", "3 glorps of rice"),
        ("2 eggs and a blorbsnack", "blorbsnack"),
        ("zorgle and rice", "zorgle"),
        ("weetabix x2 with milk", "weetabix x2"),
    ],
)
def test_what_no_food_is_called_is_asked_about_with_what_it_belongs_to(text, words, tables):
    assert asked(text, tables) == [(words, Doubt.UNKNOWN_FOOD)]


@pytest.mark.parametrize("text", ["zorgle", "hello there", "the other day", "cerca de mi casa"])
def test_where_no_food_is_told_nothing_is_made_up(text, tables):
    assert eaten(text, tables) == []


def test_a_place_nobody_knows_is_no_food(tables):
    assert asked("2 eggs and toast, from Zorblax", tables) == []


def test_an_amount_nobody_eats_is_asked_about_in_a_story_too(tables):
    assert asked("ok so my buddies dared me and i ate 500 eggs", tables) == [
        ("500 eggs", Doubt.IMPLAUSIBLE)
    ]


def test_a_unit_that_does_not_fit_is_asked_about_when_it_was_counted(tables):
    assert asked("2 bottles of toast", tables) == [("2 bottles of toast", Doubt.UNKNOWN_UNIT)]


def test_a_question_about_food_is_no_meal(tables):
    assert Talk(tables, a_user()).log("can budgies eat grapes").added == ()


@pytest.mark.parametrize(
    ("allergy", "text"),
    [
        ("nuts", "had a salad loaded up with walnuts at the office party"),
        ("nuts", "grabbed this weird pastry thing full of hazelnut cream and a coffee"),
        ("peanuts", "chicken zorblax in peanut sauce at the diner"),
    ],
)
def test_whatever_may_carry_an_allergen_is_warned_of(allergy, text, tables):
    allergies = tables.allergens.allergies_named_in(allergy)

    outcome = Talk(tables, a_user(*allergies)).log(text)

    assert "Careful" in said(outcome)


PLAIN = ("2 eggs", "walnut bread", "shrimp pad thai", "a latte", "peanut butter toast", "zorblax")
STORY = ("at the new diner", "with my buddies", "lol", "from the cart outside", "while waiting")


@pytest.mark.no_cover  # other tests reach all of it
@given(st.lists(st.sampled_from(PLAIN + STORY), min_size=1, max_size=5))
def test_no_allergen_the_names_alone_give_away_is_lost_in_a_sentence(tables, parts):
    text, table = " and ".join(parts), tables.allergens
    names, told = read_meal(text, tables.foods), understand(text, tables.foods)
    alone = (*names.portions, *(replace_unknown(part) for part in names.unread))

    carried = [table.allergens_of(portion) for portion in alone]
    kept = [table.allergens_of(portion) for portion in (*told.portions, *told.heard)]
    kept += [table.allergens_of(replace_unknown(part)) for part in told.unread]

    assert frozenset().union(*carried) <= frozenset().union(*kept)


def replace_unknown(part):
    return Portion.unknown(part.text)


BREW = Food(FoodId("brew"), "brew", "own", {Nutrient.ENERGY: 40.0}, {"cup": 250.0}, "cup")
BREWS = FoodTable({BREW.food_id: BREW}, {})


def told_of(mass_g, portion, text="the old stuff"):
    found = Found(0, len(text), (), (), (), BREW.food_id, mass_g, portion, 0.0, 0.0)
    return portions_told((found,), text, BREWS)[0][1]


@pytest.mark.parametrize(
    ("mass_g", "portion", "amount"),
    [(500.0, "1 cup", "2 cups"), (60.0, "1 thimble", "60 g"), (60.0, "", "60 g"),
     (125.0, "Quantity not specified", "½ cup")],
)  # fmt: skip
def test_what_was_ranked_is_told_in_the_foods_own_units(mass_g, portion, amount):
    part = told_of(mass_g, portion)

    assert (part.mass_g, part.amount) == (mass_g, amount)


def test_a_portion_nobody_weighed_is_the_usual_one():
    assert told_of(0.0, "1 cup").mass_g == 250.0


def test_more_than_anybody_eats_is_asked_about():
    assert told_of(60_000.0, "1 cup") == Unread("the old stuff", Doubt.IMPLAUSIBLE)
