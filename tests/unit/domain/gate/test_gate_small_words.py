"""The rules for words at their edges, on a vocabulary small enough to see."""

import pytest

from domain.meals.vocabulary import tokens

FIFTEEN = "abcdefghijklmno"
SIXTEEN = "pqrstuvwxyzabcde"


def small(gate, *foods, plain=()):
    """A lexicon of these foods; those with an "!" carry an allergen."""
    term_of = type(gate.foods.term(("peanut",)))
    terms = {}
    for food in foods:
        words = tuple(food.rstrip("!").split())
        kinds = frozenset({"milk"}) if food.endswith("!") else frozenset()
        terms[words] = term_of(words, kinds, "", is_itself=True)
    return type(gate.foods)(terms, frozenset(plain))


def respelled(lexicon, word):
    return lexicon.respelled(tokens(word)[0])


@pytest.mark.parametrize(
    ("foods", "typed", "meant"),
    [
        (["turnip"], "turnop", ("turnop",)),  # six letters: as well another food
        (["parsnip"], "parsnop", ("parsnip",)),
        (["parsnip", "parsnap"], "parsnop", ("parsnop",)),
        (["nougat!"], "nougot", ("nougat",)),
        (["kefir!"], "kefor", ("kefir",)),
        (["ghee!"], "ghie", ("ghie",)),
        (["nougat!", "nouget!"], "nougit", ("nougat",)),
        (["parsnip", "parsnap!"], "parsnop", ("parsnap",)),
        (["flan"], "flanes", ("flan",)),
        (["flan"], "flanas", ("flana",)),
        (["flan"], "flonos", ("flono",)),
        (["rice"], "riceless", ("rice", "free")),
        (["rice"], "zorbless", ("zorbless",)),
        (["rice"], "less", ("less",)),
        (["abc", "defg"], "abcdefg", ("abc", "defg")),
        (["abc", "defg"], "defgabc", ("defg", "abc")),
        (["ab", "cdefg"], "abcdefg", ("abcdefg",)),
        (["ab", "cdefg"], "cdefgab", ("cdefgab",)),
        ([FIFTEEN, FIFTEEN], FIFTEEN * 2, (FIFTEEN, FIFTEEN)),
        ([FIFTEEN, SIXTEEN], FIFTEEN + SIXTEEN, (FIFTEEN + SIXTEEN,)),
        (["x" * 31 + "!"], "x" * 30, ("x" * 31,)),
        (["x" * 30 + "!"], "x" * 31, ("x" * 31,)),
    ],
)
def test_a_word_is_mended_up_to_these_lengths(gate, foods, typed, meant):
    assert respelled(small(gate, *foods), typed) == meant


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("kefir" + "z" * 25, ["kefir"]),
        ("z" * 25 + "kefir", ["kefir"]),
        ("kefir" + "z" * 26, []),
        ("ghee" + "z", []),
    ],
)
def test_each_name_inside_a_word_is_suspected_once(gate, word, names):
    lexicon = small(gate, "kefir!", "ghee!")

    assert [" ".join(term.words) for term in lexicon.suspects(word)] == names


def test_a_word_that_begins_with_a_letter_is_not_plain_for_a_figure_in_it(gate):
    assert not small(gate, "rice").is_plain(tokens("b12")[0])
    assert small(gate, "rice").is_plain(tokens("12")[0])


def test_a_name_that_is_written_by_its_own_words_alone_may_be_harmful_by_default(gate):
    term_of = type(gate.foods.term(("peanut",)))

    assert not term_of(("rice",), frozenset(), "").is_itself
