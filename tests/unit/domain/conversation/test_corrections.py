"""What a meal becomes by what is said of it afterwards."""

from dataclasses import replace

import pytest

from domain.meals.corrected_amounts import as_much_as, find_amount, read_only_amount, reweighed
from domain.meals.correction_words import wish_of
from domain.meals.corrections import Corrected, Missed, correct, goes_into, says_nothing, slot_meant
from domain.meals.diary import Portion
from domain.meals.foods import FoodId
from domain.meals.quantities import Quantity
from domain.meals.reading import Doubt, Unread, amount_text
from tests.unit.domain.conversation.builders import foods, told

BREAKFAST = "2 eggs and toast with butter"
DESAYUNO = "2 huevos y pan tostado con mantequilla"


def corrected(meal, text, knowledge):
    result = correct(told(meal, knowledge), text, knowledge.foods)
    assert isinstance(result, Corrected), result
    return foods(result.portions)


def slot_of(meal, text, knowledge):
    result = correct(told(meal, knowledge), text, knowledge.foods)
    assert isinstance(result, Corrected), result
    assert foods(result.portions) == foods(told(meal, knowledge))
    return result.slot


@pytest.mark.parametrize(
    "text",
    [
        "make it 3 eggs",
        "make it 3",
        "make it three",
        "it was 3 eggs not 2",
        "it was 3, not 2",
        "3 not 2",
        "no, 3 eggs",
        "no no 3 eggs",
        "i had 3",
        "the eggs were 3",
        "make the eggs 3",
        "you logged 2 eggs but i had 3",
        "3 eggs actually",
        "change the eggs to 3",
    ],
)
def test_the_count_that_was_said_is_set(text, knowledge):
    assert corrected(BREAKFAST, text, knowledge) == ["3 egg", "1 slice toast", "butter"]


@pytest.mark.parametrize(
    ("meal", "text", "expected"),
    [
        (BREAKFAST, "actually 2 slices of toast", ["2 egg", "2 slices toast", "butter"]),
        (BREAKFAST, "2 slices of toast actually", ["2 egg", "2 slices toast", "butter"]),
        (BREAKFAST, "3 slices", ["2 egg", "3 slices toast", "butter"]),
        ("soup and bread", "the soup was 2 cups", ["2 cups vegetable soup", "1 slice white bread"]),
        ("soup and bread", "it was 2 cups", ["2 cups vegetable soup", "1 slice white bread"]),
        ("a coffee", "it was a large one", ["1 large black coffee"]),
        ("a coffee", "large", ["1 large black coffee"]),
        ("2 medium coffees", "large, not medium", ["2 large black coffee"]),
        ("a glass of milk", "no, that was 2 glasses", ["2 glasses milk"]),
        ("a glass of milk", "it was 200 ml", ["200 ml milk"]),
        ("200 g rice", "make it 250", ["250 g white rice"]),
        ("2 beers", "only 1", ["1 can beer"]),
        ("2 apples and 3 kiwis", "4, not 3", ["2 medium apple", "4 kiwi"]),
        ("toast with jam", "make it 2 beers and 3 kiwis", ["2 cans beer", "3 kiwi"]),
    ],
)  # fmt: skip
def test_an_amount_goes_to_the_food_it_fits(meal, text, expected, knowledge):
    assert corrected(meal, text, knowledge) == expected


@pytest.mark.parametrize(
    ("meal", "text"),
    [
        ("2 eggs and 2 kiwis", "make it 3"),
        ("latte and a croissant", "make it 2"),
        (BREAKFAST, "large not medium"),
        (BREAKFAST, "150 g"),
        (BREAKFAST, "7, not 5"),
        (BREAKFAST, "no it was oatmeal"),
        ("latte and a croissant", "it was soy milk"),
    ],
)
def test_it_is_asked_which_food_where_several_may_be_meant(meal, text, knowledge):
    assert correct(told(meal, knowledge), text, knowledge.foods) is Missed.WHICH


def test_the_food_that_was_told_apart_is_corrected(knowledge):
    two = told("2 eggs and 2 kiwis", knowledge)

    assert foods(correct(two, "make it 3", knowledge.foods, "kiwi").portions) == ["2 egg", "3 kiwi"]
    assert foods(correct(two, "oatmeal", knowledge.foods, "kiwi").portions) == [
        "2 egg",
        "1 cup oatmeal",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no butter", ["2 egg", "1 slice toast"]),
        ("without the butter", ["2 egg", "1 slice toast"]),
        ("it wasn't butter", ["2 egg", "1 slice toast"]),
        ("it had no butter", ["2 egg", "1 slice toast"]),
        ("there was no butter", ["2 egg", "1 slice toast"]),
        ("remove the toast", ["2 egg", "butter"]),
        ("take off the toast pls", ["2 egg", "butter"]),
        ("delete the toast from breakfast but keep the eggs", ["2 egg", "butter"]),
        ("remove the toast and butter", ["2 egg"]),
        ("no eggs", ["1 slice toast", "butter"]),
        ("3 eggs, no butter", ["3 egg", "1 slice toast"]),
        ("remove the butter and add jam", ["2 egg", "1 slice toast", "1 tbsp jam"]),
        ("edit my breakfast: no butter", ["2 egg", "1 slice toast"]),
    ],
)
def test_what_was_not_eaten_goes(text, expected, knowledge):
    assert corrected(BREAKFAST, text, knowledge) == expected


@pytest.mark.parametrize(
    ("meal", "text", "expected"),
    [
        ("coffee with milk", "no milk", ["1 cup black coffee"]),
        ("coffee with milk and sugar", "no sugar", ["1 cup coffee with milk"]),
        ("peanut butter sandwich and an apple", "no apple", ["1 peanut butter sandwich"]),
        ("sourdough bread and an apple", "remove the sourdough", ["1 medium apple"]),
        ("scrambled eggs toast", "remove the toast", ["1 serving scrambled eggs"]),
        ("2 eggs and old zorgle", "remove the old zorgle", ["2 egg"]),
    ],
)  # fmt: skip
def test_what_is_named_goes_and_what_only_sounds_like_it_stays(meal, text, expected, knowledge):
    assert corrected(meal, text, knowledge) == expected


@pytest.mark.parametrize("text", ["remove it", "delete lunch", "delete", "no eggs and no toast"])
def test_a_meal_of_which_nothing_is_left_is_none(text, knowledge):
    assert correct(told("2 eggs", knowledge), text, knowledge.foods) is Missed.NOTHING_LEFT


@pytest.mark.parametrize(
    ("meal", "text", "expected"),
    [
        (BREAKFAST, "no, it was sourdough toast", ["2 egg", "1 slice sourdough bread", "butter"]),
        (BREAKFAST, "the toast was sourdough", ["2 egg", "1 slice sourdough bread", "butter"]),
        (BREAKFAST, "the eggs were fried", ["2 fried egg", "1 slice toast", "butter"]),
        (BREAKFAST, "they were fried", ["2 fried egg", "1 slice toast", "butter"]),
        (BREAKFAST, "it was margarine, not butter", ["2 egg", "1 slice toast", "margarine"]),
        (BREAKFAST, "swap the butter for margarine", ["2 egg", "1 slice toast", "margarine"]),
        (BREAKFAST, "margarine instead of butter", ["2 egg", "1 slice toast", "margarine"]),
        ("2 eggs and toast", "3 eggs and bacon", ["3 egg", "1 slice toast", "1 serving bacon"]),
        (BREAKFAST, "no, it was oatmeal and a banana", ["1 cup oatmeal", "1 banana"]),
        ("a glass of milk", "no, that was oat milk", ["1 glass oat milk"]),
        ("a glass of milk", "no that was oat milk", ["1 glass oat milk"]),
        ("2 cups of coffee", "no, decaf", ["2 cups decaf coffee"]),
        ("a coffee", "no, it was a cappuccino", ["1 small cappuccino"]),
        ("latte and a croissant", "no, that was tea", ["1 cup tea", "1 croissant"]),
        ("200 g rice", "brown rice, not white", ["200 g brown rice"]),
        ("soup and bread", "the soup was lentil", ["1 cup lentil soup", "1 slice white bread"]),
        ("2 apples", "no, it was kiwis", ["2 kiwi"]),
        ("2 apples", "no, it was a kiwi", ["1 kiwi"]),
        ("2 apples", "no, it was soup", ["1 cup vegetable soup"]),
        ("2 slices of toast", "it was soup", ["1 cup vegetable soup"]),
        ("2 apples", "no, it was 3 kiwis and a banana", ["3 kiwi", "1 banana"]),
        ("dumplings", "dinner was pizza", ["1 serving cheese pizza"]),
    ],
)  # fmt: skip
def test_another_food_takes_the_place_and_keeps_the_amount(meal, text, expected, knowledge):
    assert corrected(meal, text, knowledge) == expected


@pytest.mark.parametrize(
    ("meal", "text", "expected"),
    [
        (BREAKFAST, "add a coffee", ["2 egg", "1 slice toast", "butter", "1 cup black coffee"]),
        (BREAKFAST, "and a coffee", ["2 egg", "1 slice toast", "butter", "1 cup black coffee"]),
        (BREAKFAST, "add jam to the toast", ["2 egg", "1 slice toast", "butter", "1 tbsp jam"]),
        (BREAKFAST, "add 2 more eggs", ["2 egg", "1 slice toast", "butter", "2 egg"]),
        ("a coffee", "yes but with oat milk", ["1 cup black coffee", "oat milk"]),
        ("a coffee", "it had oat milk", ["1 cup black coffee", "oat milk"]),
        ("a coffee", "the coffee had oat milk", ["1 cup black coffee", "oat milk"]),
        ("a coffee", "i used oat milk", ["1 cup black coffee", "oat milk"]),
        ("coffee with milk", "yes but with oat milk", ["1 cup black coffee", "oat milk"]),
        ("tea, milk", "with oat milk", ["1 cup tea", "oat milk"]),
        ("a latte", "with oat milk", ["1 small oat milk latte"]),
    ],
)
def test_what_was_left_out_is_added(meal, text, expected, knowledge):
    assert corrected(meal, text, knowledge) == expected


def test_milk_in_coffee_is_a_splash_and_not_a_cup(knowledge):
    added = correct(told("a coffee", knowledge), "yes but with oat milk", knowledge.foods)
    swapped = correct(added.portions, "no, almond milk", knowledge.foods)

    assert [portion.mass_g for portion in added.portions] == [240, 60]
    assert [portion.mass_g for portion in swapped.portions] == [240, 60]
    assert foods(swapped.portions)[1] == "almond milk"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("half of that", [50, 12.5, 3.5]),
        ("I only ate half", [50, 12.5, 3.5]),
        ("i left half", [50, 12.5, 3.5]),
        ("i left a quarter of it", [75, 18.8, 5.2]),
        ("double it", [200, 50, 14]),
        ("make that a double", [200, 50, 14]),
        ("la mitad", [50, 12.5, 3.5]),
        ("el doble", [200, 50, 14]),
        ("half the toast", [100, 12.5, 7]),
        ("double the eggs", [200, 25, 7]),
    ],
)
def test_a_share_multiplies_what_it_is_of(text, expected, knowledge):
    result = correct(told(BREAKFAST, knowledge), text, knowledge.foods)

    assert [portion.mass_g for portion in result.portions] == expected


def test_a_share_of_what_is_not_known_stays_unknown(knowledge):
    result = correct(told("2 eggs and zorgle", knowledge), "half of it", knowledge.foods)

    assert foods(result.portions) == ["1 egg", "zorgle"]
    assert result.portions[1].mass_g is None


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("it was dinner, not lunch", "dinner"),
        ("not dinner, lunch", "lunch"),
        ("put it under dinner", "dinner"),
        ("fue la cena, no el almuerzo", "dinner"),
        ("no fue almuerzo, fue cena", "dinner"),
    ],
)
def test_the_slot_that_is_meant_is_set(text, slot, knowledge):
    assert slot_of(BREAKFAST, text, knowledge) == slot
    assert slot_meant(text) == slot


def test_a_slot_told_with_the_food_is_set_too(knowledge):
    result = correct(told(BREAKFAST, knowledge), "it was 3 eggs for dinner", knowledge.foods)

    assert (foods(result.portions)[0], result.slot) == ("3 egg", "dinner")


@pytest.mark.parametrize(
    ("meal", "text", "expected"),
    [
        ("2 bowls of zorgle", "the zorgle was lentil soup", ["2 bowls lentil soup"]),
        ("zorgle", "it was lentil soup", ["1 cup lentil soup"]),
        ("zorgle and an apple", "zorgle is lentil soup", ["1 medium apple", "1 cup lentil soup"]),
        ("zorgle and a kiwi", "it was soup, not zorgle", ["1 kiwi", "1 cup vegetable soup"]),
    ],
)  # fmt: skip
def test_a_food_nobody_knew_is_replaced_by_one_that_is_known(meal, text, expected, knowledge):
    assert corrected(meal, text, knowledge) == expected


@pytest.mark.parametrize(
    ("meal", "text", "expected"),
    [
        (DESAYUNO, "que sean 3 huevos", ["3 egg", "1 slice toast", "butter"]),
        (DESAYUNO, "que sean 3", ["3 egg", "1 slice toast", "butter"]),
        (DESAYUNO, "fueron 3 huevos, no 2", ["3 egg", "1 slice toast", "butter"]),
        (DESAYUNO, "sin mantequilla", ["2 egg", "1 slice toast"]),
        (DESAYUNO, "quita el pan", ["2 egg", "butter"]),
        (DESAYUNO, "era pan integral", ["2 egg", "1 slice whole-wheat bread", "butter"]),
        (DESAYUNO, "y un plátano", ["2 egg", "1 slice toast", "butter", "1 banana"]),
        (DESAYUNO, "cambia la mantequilla por mermelada", ["2 egg", "1 slice toast", "1 tbsp jam"]),
        ("un vaso de leche", "era leche de avena", ["1 glass oat milk"]),
        ("un vaso de leche", "no, era leche de avena", ["1 glass oat milk"]),
        ("un vaso de leche", "no era leche de avena", ["1 glass oat milk"]),
        ("pan y leche", "no era leche", ["1 slice white bread"]),
        ("un vaso de leche", "fueron 2 vasos", ["2 glasses milk"]),
    ],
)
def test_spanish_corrects_as_well(meal, text, expected, knowledge):
    assert corrected(meal, text, knowledge) == expected


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("make it 500 eggs", Doubt.IMPLAUSIBLE),
        ("make it 500", Doubt.IMPLAUSIBLE),
        ("make it 0", Doubt.IMPLAUSIBLE),
        ("it was zorgle", Doubt.UNKNOWN_FOOD),
        ("add zorgle", Doubt.UNKNOWN_FOOD),
    ],
)
def test_what_cannot_be_is_asked_about(text, doubt, knowledge):
    result = correct(told(BREAKFAST, knowledge), text, knowledge.foods)

    assert isinstance(result, Unread)
    assert result.doubt is doubt


@pytest.mark.parametrize(
    ("meal", "text", "doubt"),
    [
        ("an egg", "it was 3 glasses", Doubt.UNKNOWN_UNIT),
        ("an egg", "it was large", None),
        ("zorgle", "it was 3", Doubt.UNKNOWN_FOOD),
        ("4 kg rice", "double it", Doubt.IMPLAUSIBLE),
    ],
)
def test_an_amount_that_fits_no_food_is_asked_about(meal, text, doubt, knowledge):
    result = correct(told(meal, knowledge), text, knowledge.foods)

    assert getattr(result, "doubt", None) is doubt


@pytest.mark.parametrize(
    "text",
    [
        "blah blah",
        "no coffee",
        "half the coffee",
        "the coffee was 2 cups",
        "not",
        "",
        "hello there my dear friend how are you",
        "nobody in this house knows what any of this was",
    ],
)
def test_what_says_nothing_of_the_meal_is_not_understood(text, knowledge):
    result = correct(told(BREAKFAST, knowledge), text, knowledge.foods)

    assert result is Missed.NOT_UNDERSTOOD


@pytest.mark.parametrize(
    ("text", "is_nothing"),
    [("that was", True), ("move it to", True), ("no, eso fue", True), ("it was dinner", False),
     ("it was 3 eggs", False), ("not lunch", False), ("remove it", False), ("half", False)],
)  # fmt: skip
def test_a_correction_without_foods_says_nothing_but_when(text, is_nothing, knowledge):
    assert says_nothing(text, knowledge.foods) is is_nothing


def test_the_users_words_tell_the_new_count(knowledge):
    [eggs] = correct(told("2 huevos", knowledge), "que sean 3", knowledge.foods).portions
    [six] = correct(told("half a dozen eggs", knowledge), "make it 5", knowledge.foods).portions

    assert (eggs.text, eggs.mass_g) == ("3 huevos", 150)
    assert (six.text, six.mass_g) == ("egg", 250)


def test_words_that_tell_another_amount_are_not_kept(knowledge):
    [soup] = correct(told("soup 2 cups", knowledge), "3 bowls", knowledge.foods).portions
    [rice] = correct(told("rice", knowledge), "3 bowls", knowledge.foods).portions

    assert (soup.amount, soup.text) == ("3 bowls", "vegetable soup")
    assert (rice.amount, rice.text) == ("3 bowls", "rice")


def test_a_drop_has_no_count_any_more(knowledge):
    portions = told("a beer", knowledge)
    for _ in range(5):
        portions = correct(portions, "a quarter of it", knowledge.foods).portions

    assert (portions[0].amount, portions[0].mass_g) == ("", 0.3)
    assert correct(portions, "make it 3", knowledge.foods) == Unread("3", Doubt.IMPLAUSIBLE)


def test_every_amount_shown_is_read_back_as_it_was(knowledge):
    for food in knowledge.foods.foods.values():
        for unit, mass_g in food.portions.items():
            shown = "" if unit == "added" else amount_text(2, unit)
            amount = find_amount(Portion.of(food, 2 * mass_g, shown, ""), knowledge.foods)

            assert amount == (None if unit == "added" else Quantity(2, unit))


def test_an_amount_nobody_wrote_is_none(knowledge):
    [egg] = told("an egg", knowledge)

    assert find_amount(replace(egg, amount="some"), knowledge.foods) is None
    assert find_amount(replace(egg, amount="2 zorgles"), knowledge.foods) is None
    assert find_amount(replace(egg, food_id=FoodId("gone")), knowledge.foods) is None


def test_a_food_that_cannot_be_weighed_so_keeps_its_usual_amount(knowledge):
    [huge] = told("5 kg carrots", knowledge)
    [banana] = told("a banana", knowledge)

    assert as_much_as(banana, replace(huge, amount="9 kg"), knowledge.foods) == banana
    assert reweighed(Portion.unknown("zorgle"), Quantity(2), knowledge.foods) is None


@pytest.mark.parametrize(
    ("text", "amount"),
    [("3", Quantity(3)), ("2 cups", Quantity(2, "cup")), ("a large one", Quantity(1, "large")),
     ("medium", Quantity(0, "medium")), ("a", None), ("cups", None), ("2 eggs", None), ("", None)],
)  # fmt: skip
def test_an_amount_alone_is_read(text, amount, knowledge):
    assert read_only_amount(text, knowledge.foods) == amount


def test_what_is_spoken_of_is_told_apart():
    assert wish_of("the soup was 2 cups").about == "soup"
    assert wish_of("the burger had no bun").about == "burger"
    assert wish_of("delete lunch").slot_about == "lunch"
    assert wish_of("it had milk").about == ""


@pytest.mark.parametrize(
    ("meal", "text", "expected"),
    [
        ("coffee with milk", "no, it was oat milk", ["1 cup black coffee", "oat milk"]),
        ("coffee with milk", "it was 100 ml oat milk", ["1 cup black coffee", "100 ml oat milk"]),
        ("latte", "it was oat milk", ["1 small oat milk latte"]),
        ("apple", "it was a banana", ["1 banana"]),
    ],
)
def test_what_was_in_a_mixture_takes_the_place_of_its_like(meal, text, expected, knowledge):
    corrected = correct(told(meal, knowledge), text, knowledge.foods)

    assert foods(corrected.portions) == expected


def test_a_mixture_told_in_words_nobody_knows_is_still_one(knowledge):
    [latte] = told("latte", knowledge)
    brew = replace(latte, text="strange brew with milk")

    corrected = correct((brew,), "it was oat milk", knowledge.foods)

    assert foods(corrected.portions) == ["1 small oat milk latte"]


@pytest.mark.parametrize(
    ("meal", "text", "is_part"),
    [
        ("latte", "oat milk", True),
        ("apple", "banana", False),
        ("2 eggs and toast", "oat milk", False),
        ("latte", "oat milk and sugar", False),
        ("latte", "blorb", False),
    ],
)
def test_a_food_goes_into_the_only_one_there_is_or_into_none(meal, text, is_part, knowledge):
    assert goes_into(told(meal, knowledge), text, knowledge.foods) is is_part


def test_what_it_was_not_ends_where_what_it_was_begins(knowledge):
    counted = corrected("2 huevos y un café", "no eran dos eran tres", knowledge)
    flautas = correct(told("3 tacos", knowledge), "no eran tacos, eran flautas", knowledge.foods)

    assert counted[0] == "3 egg"
    assert [portion.text for portion in flautas.portions] == ["flautas"]


@pytest.mark.parametrize("text", ["no no era yogur era kefir", "it was kefir not yogurt"])
def test_what_is_denied_of_no_food_of_the_meal_changes_nothing(text, knowledge):
    tacos = told("3 tacos", knowledge)

    assert correct(tacos, text, knowledge.foods) is Missed.NOT_UNDERSTOOD
    assert corrected("yogurt", text, knowledge) == ["1 cup kefir"]


@pytest.mark.parametrize(
    ("meal", "text", "name"),
    [
        ("a sandwich", "it was tuna", "tuna sandwich"), ("soup", "it was lentil", "lentil soup"),
        ("a sandwich", "it was a burger", "hamburger"), ("pizza", "it was pasta", "pasta"),
        ("juice", "it was apple", "apple juice"), ("rice", "it was quinoa", "quinoa"),
        ("a wrap", "it was quinoa", "quinoa"),
    ],
)  # fmt: skip
def test_a_filling_tells_the_kind_of_the_only_food(meal, text, name, knowledge):
    result = correct(told(meal, knowledge), text, knowledge.foods)

    assert [portion.name for portion in result.portions] == [name]
