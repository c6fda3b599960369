import pytest

from domain.meals.diary import Portion
from domain.safety.allergens import AllergenTable, Allergy
from tests.unit.domain.builders import Talk, a_user, said

NUTS = Allergy("nut", frozenset({"peanut", "tree_nut"}))
MILK = Allergy("milk", frozenset({"milk"}))


def test_without_words_no_allergy_is_named():
    assert AllergenTable({}, {}).allergies_named_in("peanuts") == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("peanuts, tree nuts and milk", ["peanut", "tree nut", "milk"]),
        ("Peanut butter", ["peanut butter"]),
        ("cacahuates y leche", ["cacahuate", "leche"]),
        ("milk, MILK and milk", ["milk"]),
        ("I'm lactose intolerant", ["lactose intolerant"]),
        ("none", []),
        ("kiwi", []),
    ],
)
def test_allergies_are_heard_in_one_sentence_the_longest_name_first(text, found, tables):
    assert [allergy.said for allergy in tables.allergens.allergies_named_in(text)] == found


@pytest.mark.no_cover  # other tests reach all of it
@pytest.mark.parametrize(
    ("allergy", "meal"),
    [
        ("peanuts", "1 tbsp peanut butter"), ("nuts", "walnuts"), ("nuts", "pesto pasta"),
        ("peanuts", "chicken satay"), ("milk", "cheese pizza"), ("eggs", "2 eggs"),
        ("gluten", "toast"), ("shellfish", "shrimp"), ("leche", "1 glass milk"),
        ("peanuts", "grandma's satay zorblax"), ("nuts", "zorblax pesto"), ("milk", "ghee zorblax"),
        ("nuts", "2 eggs, zorblax with hazelnut and toast"), ("nuts", "almond zorblax"),
        ("nuts", f"2 eggs, {'zor ' * 40}hazelnut {'blax ' * 40}"),
    ],
)  # fmt: skip
def test_a_food_against_an_allergy_is_said_so_known_or_not(allergy, meal, tables):
    told = tables.allergens.allergies_named_in(allergy)

    outcome = Talk(tables, a_user(*told)).log(meal)

    assert "Careful" in said(outcome)


@pytest.mark.no_cover  # other tests reach all of it
@pytest.mark.parametrize(
    ("allergy", "meal"),
    [
        ("nuts", "nutmeg"), ("nuts", "butternut squash"), ("nuts", "water chestnuts"),
        ("nuts", "fried water chestnut zorblax"), ("nuts", "butternut zorblax"),
        ("nuts", "a donut"), ("milk", "1 tbsp peanut butter"), ("butter", "almond butter"),
        ("milk", "grilled peanut butter zorblax"), ("milk", "butter bean zorblax"),
        ("milk", "soy milk"), ("eggs", "eggplant"), ("eggs", "egg plant zorblax"),
        ("wheat", "buckwheat zorblax"), ("fish", "swedish fish"), ("milk", "cream of tartar"),
        ("peanuts", "2 eggs and toast"),
    ],
)  # fmt: skip
def test_a_food_that_only_sounds_like_an_allergen_is_not_warned_of(allergy, meal, tables):
    told = tables.allergens.allergies_named_in(allergy)

    outcome = Talk(tables, a_user(*told)).log(meal)

    assert told
    assert "Careful" not in said(outcome)


def test_coconut_is_no_tree_nut_but_warned_of_where_it_was_named(tables):
    coconut = tables.allergens.allergies_named_in("coconut")

    nuts = Talk(tables, a_user(NUTS)).hear("thai curry")
    named = Talk(tables, a_user(*coconut)).hear("thai curry")

    assert "Careful" not in said(nuts)
    assert "thai green curry can contain coconut" in said(named)


def test_who_named_coconut_while_it_counted_among_tree_nuts_is_warned_of_it(tables):
    kept = Allergy("coconut", frozenset({"tree_nut"}))

    outcome = Talk(tables, a_user(kept)).hear("thai curry")

    assert "thai green curry can contain coconut" in said(outcome)


def test_a_food_no_table_groups_is_looked_for_by_its_words(tables):
    talk = Talk(tables, a_user(Allergy("kiwi")))

    assert "watch for kiwi" in said(talk.log("1 kiwi"))
    assert "watch for kiwi" in said(talk.log("kiwi zorblax"))
    assert "Careful" not in said(talk.log("1 banana"))


def test_a_food_eaten_many_times_is_warned_of_once(tables):
    outcome = Talk(tables, a_user(NUTS)).hear("walnuts, walnuts and walnuts")

    assert said(outcome).count("Careful") == 1


def test_every_allergy_a_portion_goes_against_is_paired_with_it(tables):
    pesto = Portion("pesto", "pesto", None, None, "", {})

    pairs = tables.allergens.warnings((NUTS, MILK), (pesto,))

    assert pairs == ((NUTS, pesto), (MILK, pesto))


def test_the_warnings_are_counted_in_what_happened(tables):
    outcome = Talk(tables, a_user(NUTS, MILK)).hear("pesto pasta and 2 eggs")

    assert [event.allergen_warnings for event in outcome.events] == [1]


def test_a_food_against_two_allergies_is_warned_of_in_one_line(tables):
    outcome = Talk(tables, a_user(NUTS, MILK)).hear("pesto pasta and 2 eggs")

    assert said(outcome).count("Careful") == 1
    assert "You told me to watch for nuts and milk." in said(outcome)
