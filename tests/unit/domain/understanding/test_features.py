"""What of a message the classifier looks at."""

import pytest

from domain.messaging.phrases import Phrase
from domain.understanding.features import Lexicon, find_features, known_words


@pytest.fixture
def lexicon():
    return Lexicon(
        kinds=known_words([("food", ["berry", "potato", "peach", "egg"]), ("day", ["monday"])]),
        standards={"pls": "please", "aint": "is not"},
        contexts=(("logged", Phrase("logged")),),
    )


@pytest.mark.parametrize("plural", ["berries", "potatoes", "peaches", "eggs"])
def test_a_plural_is_of_the_kinds_of_its_singular(plural, lexicon):
    assert lexicon.kinds_of(plural) == ("food",)


@pytest.mark.parametrize("word", ["is", "yes", "ties", "gravel"])
def test_a_word_nobody_knows_is_of_no_kind(word, lexicon):
    assert lexicon.kinds_of(word) == ()


def test_slang_is_spelled_out(lexicon):
    assert lexicon.standard(["aint", "it", "pls"]) == ["is", "not", "it", "please"]


def test_a_word_may_be_of_several_kinds():
    assert known_words([("food", ["mate"]), ("you", ["mate"])]) == {"mate": ("food", "you")}


def test_what_the_coach_said_last_is_known_by_its_kind_and_by_its_echo(lexicon):
    found = find_features("eggs", "Logged: 2 eggs", lexicon)

    assert {"after logged", "after logged echo:all", "after logged kind:food"} <= set(found)


def test_the_first_of_several_wishes_is_told_from_the_rest(lexicon):
    found = find_features("had 2 eggs, remind me on monday", "", lexicon)

    assert "first kind:food" in found
    assert "first kind:day" not in found


def test_no_feature_is_named_twice(lexicon):
    found = find_features("eggs eggs eggs, more eggs", "eggs", lexicon)

    assert len(found) == len(set(found))
