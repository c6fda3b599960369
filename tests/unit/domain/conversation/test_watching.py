"""The coach's own warnings ask the allergen gate as well as the food table."""

from dataclasses import replace

import pytest

from domain.conversation.talk.advice import may_suggest
from domain.conversation.talk.allergies import tell_allergies
from domain.conversation.talk.watching import against, carried
from domain.meals.diary import Portion
from domain.plans.cookbook import Cookbook
from domain.safety.allergens import Allergy
from tests.unit.domain.builders import Talk, a_user
from tests.unit.domain.conversation.profile_builders import said

NUTS = Allergy("nuts", frozenset({"peanut", "tree_nut"}))
MILK = Allergy("milk", frozenset({"milk"}))
CORN = Allergy("corn")
CAREFUL = {"en": "⚠️ *Careful:*", "es": "⚠️ *Cuidado:*"}


def eaten(tables, text, food_id=None):
    if food_id is None:
        return Portion.unknown(text)
    food = tables.foods.foods[food_id]
    return replace(Portion.of(food, 100.0, "", text), nutrients={})


def named(tables, allergies, *portions):
    return [(allergy.said, p.text) for allergy, p in against(allergies, portions, tables)]


@pytest.mark.no_cover  # other tests reach all of it
@pytest.mark.parametrize(
    ("language", "said_of", "text", "food"),
    [
        ("en", NUTS, "what about pesto?", "pesto"),
        ("en", NUTS, "had 100 g pani puri", "pani puri"),
        ("en", MILK, "had 100 g of scrapple", "scrapple"),
        ("en", CORN, "had 3 tortilla chips", "tortilla chips"),
        ("es", NUTS, "¿y el pesto?", "pesto"),
        ("es", Allergy("nueces", NUTS.allergens), "comí 100 g de pesto", "pesto"),
        ("es", Allergy("maíz"), "comí 2 tortillas de maíz", "tortillas de maíz"),
    ],
)
def test_who_has_an_allergy_is_warned_in_their_language(tables, language, said_of, text, food):
    talk = Talk(tables, replace(a_user(said_of), language=language))

    answer = said(talk.hear(text))

    assert f"{CAREFUL[language]} {food}" in answer


def test_what_only_the_gate_knows_is_warned_of_with_what_it_can_hold(tables):
    talk = Talk(tables, a_user(MILK))

    answer = said(talk.log("100 g scrapple"))

    assert "scrapple can contain milk. You told me to watch for milk." in answer


def test_what_was_typed_may_tell_more_than_the_food_it_was_taken_for(tables):
    bread = eaten(tables, "walnut bread", "bread-white")

    assert "tree_nut" not in bread.allergens
    assert named(tables, (NUTS,), bread) == [("nuts", "walnut bread")]
    assert named(tables, (NUTS,), eaten(tables, "bread", "bread-white")) == []


def test_a_word_nobody_knows_with_an_allergen_in_it_is_warned_of(tables):
    assert named(tables, (NUTS,), eaten(tables, "haselnusszorblax")) == [
        ("nuts", "haselnusszorblax")
    ]
    assert named(tables, (NUTS,), eaten(tables, "zorblax")) == []


def test_one_pair_is_named_once_however_many_know_of_it(tables):
    pesto = eaten(tables, "pesto", "pesto")

    assert named(tables, (NUTS, MILK), pesto) == [("nuts", "pesto"), ("milk", "pesto")]


def test_what_sounds_like_an_allergen_and_is_none_is_not_warned_of(tables):
    safe = ("nutmeg", "water chestnuts", "coconut water", "butternut squash")

    assert named(tables, (NUTS,), *(eaten(tables, text) for text in safe)) == []


def test_of_an_allergy_with_a_part_taken_away_only_the_rest_is_watched_for(tables):
    rest = Allergy("nuts", frozenset({"tree_nut"}))

    soup = eaten(tables, "beef pho", "pho")

    assert named(tables, (NUTS,), soup) == [("nuts", "beef pho")]
    assert named(tables, (rest,), soup) == []


def test_an_allergy_nobody_understands_is_left_to_the_table(tables):
    zorblax = Allergy("zorblax")

    portions = (eaten(tables, "zorblax soup"), eaten(tables, "pesto", "pesto"))

    assert named(tables, (zorblax,), *portions) == [("zorblax", "zorblax soup")]


def test_an_allergy_in_words_only_the_table_knows_is_asked_of_the_gate_by_its_allergens(tables):
    odd = Allergy("zorblax nuts thing", frozenset({"tree_nut"}))

    assert named(tables, (odd,), eaten(tables, "cashew soup")) == [
        ("zorblax nuts thing", "cashew soup")
    ]


def test_what_a_food_carries_is_told_by_the_allergens_watched_for(tables):
    watched = frozenset({"tree_nut", "milk", "gluten"})

    assert carried(watched, eaten(tables, "almond cake"), tables) == {"tree_nut", "milk", "gluten"}
    assert carried(watched, eaten(tables, "rice"), tables) == frozenset()
    assert carried(frozenset(), eaten(tables, "almond cake"), tables) == frozenset()


def test_the_gate_is_not_opened_for_who_has_no_allergy(tables):
    def never():
        raise AssertionError

    closed = replace(tables, cookbook=Cookbook(never, never))
    pesto = eaten(tables, "pesto", "pesto")

    assert against((), (pesto,), closed) == ()
    assert against((MILK,), (), closed) == ()
    assert "pesto" in said(Talk(closed, a_user()).hear("had 100 g pesto")).lower()
    with pytest.raises(AssertionError):
        against((MILK,), (pesto,), closed)


def test_without_a_cookbook_the_table_alone_is_asked(tables):
    bare = replace(tables, cookbook=None)
    pesto, scrapple = eaten(tables, "pesto", "pesto"), eaten(tables, "scrapple", "scrapple")

    assert named(bare, (MILK,), pesto, scrapple) == [("milk", "pesto")]
    assert carried(MILK.allergens, pesto, bare) == {"milk"}


def test_what_was_logged_before_an_allergy_was_told_is_asked_of_the_gate(tables):
    talk = Talk(tables, a_user())
    talk.log("100 g scrapple")

    outcome = tell_allergies(talk.situation("I'm allergic to milk"), tables, (MILK,))

    assert "you already logged scrapple today" in said(outcome)


def test_no_food_is_suggested_that_the_gate_refuses(tables):
    assert may_suggest("scrapple", a_user(), tables)
    assert not may_suggest("scrapple", a_user(MILK), tables)
    assert not may_suggest("pesto", a_user(NUTS), tables)
    assert may_suggest("rice-white", a_user(NUTS, MILK), tables)


@pytest.mark.parametrize(
    ("language", "text", "warned"),
    [
        ("en", "what about pesto?", ["pesto"]),
        ("en", "what about pesto", ["pesto"]),
        ("en", "can he have muhammara?", ["muhammara"]),
        ("en", "is pesto ok with baklava?", ["pesto", "baklava"]),
        ("en", "can he have nutmeg?", []),
        ("en", "what about coconut water?", []),
        ("en", "is rice without nuts ok?", []),
        ("en", "pesto is fine", []),
        ("es", "¿y el pesto?", ["pesto"]),
        ("es", "¿qué tal el turrón?", ["turron"]),
        ("es", "¿puede comer coco?", []),
    ],
)
def test_whatever_a_question_is_taken_for_its_foods_are_warned_of(tables, language, text, warned):
    talk = Talk(tables, replace(a_user(NUTS), language=language))

    answer = said(talk.hear(text))

    lines = [line for line in answer.split("\n") if line.startswith(CAREFUL[language])]
    assert [line.removeprefix(CAREFUL[language]).split()[0].strip(".") for line in lines] == warned


def test_a_question_of_who_has_no_allergy_is_answered_without_a_warning(tables):
    assert "Careful" not in said(Talk(tables, a_user()).hear("what about pesto?"))


def test_without_a_cookbook_a_question_is_judged_by_the_table(tables):
    talk = Talk(replace(tables, cookbook=None), a_user(NUTS))

    assert CAREFUL["en"] + " pesto" in said(talk.hear("what about pesto?"))


@pytest.mark.parametrize(
    ("language", "eaten_first", "asked", "line"),
    [
        ("en", "100 g pesto", "is there nut in it?", "⚠️ There can be nut in pesto."),
        ("en", "100 g pesto", "Are there nuts in that?", "⚠️ There can be nut in pesto."),
        ("en", "100 g pesto", "does it have milk", "⚠️ There can be milk in pesto."),
        ("en", "100 g scrapple", "does it have milk?", "⚠️ There can be milk in scrapple."),
        ("en", "2 apples", "is there fish in it?", "As far as I know there is no fish in apple."),
        ("es", "100 g de pesto", "¿lleva nueces?", "⚠️ Puede haber nuez en pesto."),
        ("es", "2 manzanas", "¿tiene leche?", "Que yo sepa, no hay leche en manzanas."),
    ],
)
def test_what_is_in_the_last_meal_is_told(tables, language, eaten_first, asked, line):
    talk = Talk(tables, replace(a_user(), language=language))
    talk.log(eaten_first)

    assert said(talk.hear(asked)).startswith(line)


@pytest.mark.parametrize(
    "asked", ["is there sugar in coffee?", "is there milk in coffee?", "does it taste good?"]
)
def test_what_is_asked_of_something_else_is_not_taken_for_the_last_meal(tables, asked):
    talk = Talk(tables, a_user())
    talk.log("100 g pesto")

    assert "in pesto" not in said(talk.hear(asked))


def test_before_any_meal_there_is_none_to_ask_about(tables):
    answer = said(Talk(tables, a_user()).hear("is there nut in it?"))

    assert "There can be" not in answer
