"""Allergies told at any time, in any words; one less needs a second yes."""

import re
from dataclasses import replace

import pytest

from domain.conversation.state import Pending, Question
from domain.conversation.talk.allergies import MOST_ALLERGIES, allergies_told, tell_allergies
from domain.events import AllergiesChanged
from domain.safety.allergens import Allergy
from domain.safety.allergy_talk import AllergyReader
from tests.unit.domain.builders import NOON, Talk, a_newcomer, a_user
from tests.unit.domain.conversation.profile_builders import Telling, said, someone

PEANUT = Allergy("peanut", frozenset({"peanut"}))
NUT = Allergy("nut", frozenset({"peanut", "tree_nut"}))
MILK = Allergy("milk", frozenset({"milk"}))


@pytest.fixture
def reader(tables):
    return AllergyReader(tables.allergens, tables.foods)


TOLD = [
    ("btw I can't have shellfish", ["shellfish"]),
    ("soy alérgica al cacahuate", ["cacahuate"]),
    ("nuts make my throat itch", ["nut"]),
    ("I'm allergic to peanuts and kiwi", ["peanut", "kiwi"]),
    ("I'm alergic to penuts", ["peanut"]),
    ("I have a peanut and milk allergy, and a tree nut allergy", ["peanut", "milk", "tree nut"]),
    ("allergies: eggs, milk", ["egg", "milk"]),
    ("my allergies are peanuts and milk", ["peanut", "milk"]),
    ("I'm lactose intolerant", ["lactose"]),
    ("I'm celiac", ["celiac"]),
    ("soy celíaca", ["celíaca"]),
    ("tengo alergia a la nuez y al kiwi", ["nuez", "kiwi"]),
    ("me da alergia el camarón", ["camarón"]),
    ("no puedo comer mariscos", ["marisco"]),
    ("los mariscos me caen mal", ["marisco"]),
    ("milk is something I can't have", ["milk"]),
    ("I have to avoid sesame", ["sesame"]),
    ("I avoid pork", ["pork"]),
    ("allergic to apples", ["apple"]),
    ("no I'm allergic to milk", ["milk"]),
    ("No, I'm allergic to peanuts", ["peanut"]),
    ("I'm not sure but I think I'm allergic to milk", ["milk"]),
    ("I'm not just allergic to peanuts, also milk", ["peanut", "milk"]),
    ("no allergies except shellfish", ["shellfish"]),
    ("my son is allergic to nuts", ["nut"]),
    ("had 2 eggs and toast and I'm allergic to peanuts", ["peanut"]),
    ("2 eggs and toast, I have a peanut allergy", ["peanut"]),
    ("I'm allergic to peanuts. 2 eggs and toast", ["peanut"]),
    ("I'm allergic to peanuts, had 2 eggs", ["peanut"]),
    ("I'm allergic to nuts but not peanuts", ["nut"]),
    ("allergic to milk, not eggs", ["milk"]),
    ("I can't eat peanuts anymore", ["peanut"]),
    ("celiac and allergic to milk", ["celiac", "milk"]),
    ("Allergies\npeanut allergy", ["peanut"]),
]


@pytest.mark.parametrize(("text", "allergies"), TOLD)
def test_allergies_are_heard_in_any_words(text, allergies, reader):
    assert [each.said for each in reader.read(text).told] == allergies


@pytest.mark.parametrize(
    "text",
    ["I can't eat before noon", "I can't have enough cheese", "I can't eat dinner before 8",
     "I can't eat anything else", "I did not have milk today", "I don't eat fish", "2 eggs",
     "how do I avoid eating too much cheese?", "", "I love peanuts"],
)  # fmt: skip
def test_talk_of_food_is_no_allergy(text, reader):
    assert reader.read(text) is None


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("I'm not allergic to peanuts anymore", ["peanut"]),
        ("ya no soy alérgica al cacahuate", ["cacahuate"]),
        ("my peanut allergy is gone", ["peanut"]),
        ("I outgrew my egg allergy", ["egg"]),
        ("remove my peanut allergy", ["peanut"]),
        ("I can eat peanuts again", ["peanut"]),
        ("stop warning me about milk", ["milk"]),
        ("I no longer avoid milk", ["milk"]),
        ("ya puedo comer huevo", ["huevo"]),
        ("deja de avisarme de leche", ["leche"]),
    ],
)
def test_an_allergy_that_is_over_is_heard_as_such(text, gone, reader):
    talk = reader.read(text)

    assert [each.said for each in talk.gone] == gone
    assert talk.told == ()


def test_one_may_go_while_another_comes(reader):
    talk = reader.read("I am no longer allergic to milk but I am allergic to soy")

    assert [each.said for each in talk.told] == ["soy"]
    assert [each.said for each in talk.gone] == ["milk"]


def said_back(names):
    """An illness is said back as what is to be avoided."""
    return ["gluten" if name in {"celiac", "celíaca"} else name for name in names]


@pytest.mark.no_cover  # other tests reach all of it
@pytest.mark.parametrize("text", [text for text, _ in TOLD])
def test_a_told_allergy_counts_at_once_and_is_said_back(text, tables):
    person = someone(tables)

    outcome = person.tell(text)

    assert person.watched
    assert all(name in said(outcome) for name in said_back(person.watched))
    assert AllergiesChanged(len(person.watched)) in outcome.events


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("i'm allergic to nuts", "nuts"),
        ("i'm allergic to a nut", "nut"),
        ("allergic to strawberries", "strawberries"),
        ("tengo alergia a las nueces", "nueces"),
        ("soy alérgica al camarón y a los cacahuates", "cacahuates"),
    ],
)
def test_an_allergy_is_said_back_in_the_plural_it_was_told_in(text, name, tables):
    outcome = someone(tables).tell(text)

    assert re.search(rf"\b{name}\b", said(outcome))


def test_allergies_are_kept_beside_those_told_before(tables):
    person = someone(tables, PEANUT)

    person.tell("I'm allergic to milk")
    outcome = person.tell("and I'm allergic to milk and peanuts")

    assert person.watched == ["peanut", "milk"]
    assert "peanuts and milk" in said(outcome)


def test_no_more_are_kept_than_a_profile_holds(tables):
    person = someone(tables, *(Allergy(f"food {n}") for n in range(MOST_ALLERGIES)))

    person.tell("allergic to milk")

    assert len(person.watched) == MOST_ALLERGIES
    assert person.watched[-1] == "milk"


def test_allergies_may_be_told_by_name(tables):
    person = someone(tables)

    outcome = tell_allergies(person.situation(""), tables, (PEANUT,))

    assert outcome.profile.allergies == (PEANUT,)


@pytest.mark.parametrize("text", ["I'm allergic to everything", "soy alérgico a todo"])
def test_an_allergy_to_everything_is_asked_back(text, tables):
    person = someone(tables, PEANUT)

    outcome = person.tell(text)

    assert "Which foods must you avoid?" in said(outcome)
    assert person.watched == ["peanut"]


def test_an_allergy_to_what_nobody_knows_is_asked_back_in_its_words(tables):
    person = someone(tables)

    outcome = person.tell("I'm allergic to zork")

    assert "zork" in said(outcome)
    assert person.watched == []


def test_what_is_known_of_a_list_counts_and_the_rest_is_asked_about(tables):
    person = someone(tables)

    outcome = person.tell("allergic to peanuts, zork and milk")

    assert person.watched == ["peanut", "milk"]
    assert "zork" in said(outcome)


def test_a_removal_waits_for_a_second_yes(tables):
    person = someone(tables, PEANUT, MILK)

    asked = person.tell("I'm not allergic to peanuts anymore")
    still = person.watched
    done = person.tell("yes")

    assert asked.draft.buttons == ("Yes", "No")
    assert "peanut" in said(asked)
    assert still == ["peanut", "milk"]
    assert person.watched == ["milk"]
    assert done.events == (AllergiesChanged(1),)
    assert person.conversation.pending is None


@pytest.mark.parametrize("text", ["no", "no, keep it", "nope", "don't", "No gracias"])
def test_a_no_keeps_the_allergy(text, tables):
    person = someone(tables, PEANUT)
    person.tell("I'm not allergic to peanuts anymore")

    outcome = person.answer(text)

    assert "keep warning" in said(outcome)
    assert person.watched == ["peanut"]
    assert person.conversation.pending is None


@pytest.mark.parametrize(
    "text", ["2 eggs", "ok 2 eggs", "no butter", "yes but with oat milk", "hm"]
)
def test_anything_else_leaves_the_question_open(text, tables):
    person = someone(tables, PEANUT)
    person.tell("I'm not allergic to peanuts anymore")

    assert person.answer(text) is None
    assert person.watched == ["peanut"]

    person.answer("yes please")
    assert person.watched == []


def test_a_question_that_expired_does_nothing(tables):
    person = someone(tables, PEANUT)
    person.tell("I'm not allergic to peanuts anymore")
    person.wait(hours=12)

    assert person.answer("yes") is None
    assert person.watched == ["peanut"]


def test_telling_the_allergy_again_closes_the_question(tables):
    person = someone(tables, PEANUT)
    person.tell("I'm not allergic to peanuts anymore")

    person.tell("actually I am allergic to peanuts")

    assert person.answer("yes") is None
    assert person.watched == ["peanut"]


def test_another_question_stays_open_when_an_allergy_is_told(tables):
    person = someone(tables)
    person.tell("I want to lose weight")

    person.tell("I'm allergic to milk")

    assert person.conversation.pending.question is Question.BODY_MASS


def test_of_a_wider_allergy_the_rest_stays(tables):
    person = someone(tables, NUT)

    asked = person.tell("I'm not allergic to peanuts")
    person.tell("yes")

    assert "about peanut?" in said(asked)
    rest = Allergy("nut", frozenset({"tree_nut"}), frozenset({"peanut"}))
    assert person.profile.allergies == (rest,)


def test_the_question_names_what_would_really_go(tables):
    almond = Allergy("almond", frozenset({"tree_nut"}))
    person = someone(tables, almond)

    asked = person.tell("I'm not allergic to walnuts")

    assert "about almond?" in said(asked)


def test_a_food_of_no_table_can_go_too(tables):
    person = someone(tables, Allergy("kiwi"), MILK)

    person.tell("I'm not allergic to kiwi")
    person.tell("yes")

    assert person.watched == ["milk"]


def test_all_allergies_may_go_at_once(tables):
    person = someone(tables, PEANUT, MILK)

    asked = person.tell("I have no allergies anymore")
    person.tell("sí")

    assert "peanut and milk" in said(asked)
    assert person.profile.allergies == ()


def test_no_allergies_is_noted_where_there_are_none(tables):
    person = Telling(tables, a_newcomer(consented_at=NOON))

    outcome = person.tell("I'm not allergic to anything")

    assert said(outcome) == "Noted: no allergies."
    assert person.profile.allergies == ()


def test_what_was_never_told_cannot_go(tables):
    person = someone(tables, MILK)

    outcome = person.tell("I'm not allergic to peanuts")

    assert "no note of peanut" in said(outcome)
    assert person.conversation.pending is None


def test_one_told_and_one_taken_away_are_both_done(tables):
    person = someone(tables, MILK)

    outcome = person.tell("I am no longer allergic to milk but I am allergic to soy")
    person.tell("yes")

    assert outcome.draft.buttons == ("Yes", "No")
    assert person.watched == ["soy"]


def test_eating_something_again_that_was_no_allergy_says_nothing(tables):
    person = someone(tables)

    assert allergies_told(person.situation("I can eat bread again"), tables) is None


def test_an_allergy_gone_from_the_profile_meanwhile_is_no_error(tables):
    person = someone(tables, MILK)
    waiting = Pending(Question.REMOVE_ALLERGY, NOON.replace(hour=23), ("peanut",))
    person.conversation = person.conversation.__class__(pending=waiting)

    person.answer("yes")

    assert person.watched == ["milk"]


def test_a_list_alone_is_read_where_it_is_asked_for(reader):
    talk = reader.read_list("peanuts, kiwi and zork")

    assert [each.said for each in talk.told] == ["peanut", "kiwi"]
    assert talk.unknown == ("zork",)


def test_a_rule_of_life_is_no_name_of_a_food(reader):
    talk = reader.read("allergic to something weird outdoors every single spring")

    assert (talk.told, talk.unknown) == ((), ())


@pytest.mark.parametrize(
    ("text", "allergies"),
    [
        ("peanuts and kiwi", ["peanut", "kiwi"]),
        ("soy alérgica al cacahuate", ["cacahuate"]),
        ("I'm allergic to milk", ["milk"]),
        ("soy and milk", ["soy", "milk"]),
    ],
)
def test_the_first_question_hears_every_food_of_its_answer(text, allergies, tables):
    talk = Talk(tables, a_newcomer(consented_at=NOON))

    talk.hear(text)

    assert [each.said for each in talk.profile.allergies] == allergies


def test_the_first_question_is_asked_again_where_a_food_is_known_to_nobody(tables):
    outcome = Talk(tables, a_newcomer(consented_at=NOON)).hear("peanuts and zork")

    assert "I understood peanuts, but not all of it." in said(outcome)
    assert outcome.profile.allergies is None


def test_the_first_question_is_asked_again_where_everything_is_avoided(tables):
    talk = Talk(tables, a_newcomer(consented_at=NOON))

    assert "Name the foods" in said(talk.hear("everything"))
    assert talk.profile.allergies is None


def test_what_was_logged_today_against_an_allergy_told_only_now_is_warned_of(knowledge):
    talk = Talk(knowledge, someone(knowledge).profile)
    talk.log("a latte")
    talk.log("2 eggs")

    outcome = talk.hear("I'm lactose intolerant")

    assert said(outcome).endswith("⚠️ *Careful:* you already logged latte today.")


def test_what_was_logged_before_the_first_question_was_answered_is_warned_of(knowledge):
    talk = Talk(knowledge, a_newcomer(consented_at=NOON))
    talk.log("a latte")

    assert "you already logged latte today" in said(talk.hear("milk"))


# ---- what may be eaten all the same
REST = Allergy("nut", frozenset({"tree_nut"}), frozenset({"peanut"}))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("I'm allergic to nuts except peanuts", [REST]),
        ("allergic to nuts, peanuts are fine", [REST]),
        ("allergic to nuts but peanuts are fine", [REST]),
        ("allergic to nuts. peanuts are ok", [REST]),
        ("allergic to nuts, not peanuts", [REST]),
        ("I can't eat nuts but I can eat peanuts", [REST]),
        ("allergic to nuts and milk but not to peanuts", [REST, MILK]),
        ("I'm allergic to nuts but fine with peanuts", [REST]),
        ("I'm allergic to nuts but not coconut", [NUT]),
        ("I'm allergic to nuts, coconut is fine for me", [NUT]),
        ("nut allergy, coconut is ok", [NUT]),
        ("I'm allergic to all nuts except almonds", [Allergy("all nut", NUT.allergens)]),
        ("I'm allergic to nuts, bananas are fine", [NUT]),
        ("I'm not allergic to anything except nuts", [NUT]),
        ("no allergies except milk", [MILK]),
        ("I'm allergic to milk but not as bad as peanuts", [MILK]),
        ("allergic to nuts but not to the point that peanuts kill me", [NUT]),
        ("allergic to nuts but not only to peanuts", [NUT]),
        ("I am allergic to milk and not too fond of peanuts", [MILK]),
        ("I'm allergic to nuts, are peanuts fine?", [NUT, PEANUT]),
        ("soy alérgico a las nueces menos cacahuates", [replace(REST, said="nuez")]),
        ("alergia a frutos secos pero no al coco", [Allergy("fruto seco", NUT.allergens)]),
        ("alergia a frutos secos, puedo comer maní", [replace(REST, said="fruto seco")]),
    ],
)
def test_what_may_be_eaten_is_taken_out_of_an_allergy_and_nothing_else(reader, text, told):
    assert list(reader.read(text).told) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("nuts but not coconut", [NUT]),
        ("nuts, but coconut is ok", [NUT]),
        ("tree nuts except coconut", [Allergy("tree nut", frozenset({"tree_nut"}))]),
        ("nuts except peanuts", [REST]),
        ("nuts (not peanuts)", [REST]),
        ("no nuts, peanuts are ok", [REST]),
    ],
)
def test_so_it_is_out_of_a_list(reader, text, told):
    assert list(reader.read_list(text).told) == told


@pytest.mark.parametrize("text", ["peanuts are fine", "peanuts are ok now", "I can eat peanuts"])
def test_what_is_fine_after_all_is_asked_about_and_then_warned_of_nowhere(tables, text):
    talk = Talk(tables, a_user(NUT))

    asked = talk.hear(text)
    talk.hear("yes")

    assert "about peanut?" in said(asked)
    assert talk.profile.allergies == (REST,)
    assert "Careful" not in said(talk.hear("I had peanut butter"))
    assert "Careful" in said(talk.hear("I had almonds"))


def test_a_part_that_is_fine_is_warned_of_as_before_and_that_is_said(tables):
    person = someone(tables, NUT)

    outcome = person.tell("I'm not allergic to almonds")

    assert "I keep warning you about almond: you told me nut" in said(outcome)
    assert outcome.conversation.pending is None
    assert person.profile.allergies == (NUT,)


def test_of_what_is_left_a_part_stays_warned_of_as_well(tables):
    person = someone(tables, REST)

    assert "I keep warning you about almond" in said(person.tell("I'm not allergic to almonds"))


def test_a_warning_less_is_asked_about_where_an_allergy_is_told_narrower(tables):
    person = someone(tables, NUT)

    asked = person.tell("I'm allergic to nuts except peanuts")

    assert "about peanut?" in said(asked)
    assert person.profile.allergies == (NUT,)


def test_an_allergy_told_in_full_again_has_no_exception_any_more(tables):
    person = someone(tables, REST)

    outcome = person.tell("I'm allergic to nuts")

    assert person.profile.allergies == (NUT,)
    assert "warn you about nuts." in said(outcome)


def test_what_may_be_eaten_is_said_back(tables):
    person = someone(tables)

    outcome = person.tell("I'm allergic to nuts except peanuts")

    assert "I'll warn you about nuts except peanut." in said(outcome)


def test_a_recipe_with_what_may_be_eaten_is_served(tables):
    peanuts = tables.cookbook.gate.avoidance(tables.cookbook.find_avoided(REST))

    assert peanuts.is_clear
    assert "almond" in peanuts.kinds
    assert "peanut" not in peanuts.kinds
