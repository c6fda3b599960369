"""How words are found in a text: the longest name, slips, compounds, words of cooking."""

import pytest

from domain.meals.vocabulary import tokens


def named(gate, text):
    return [food.mention.said for food in gate.contents(text).foods]


def respelled(gate, word):
    return gate.foods.respelled(tokens(word)[0])


@pytest.mark.parametrize(
    ("text", "foods"),
    [
        ("peanut butter", ["peanut butter"]),
        ("cream of tartar and cream", ["cream of tartar", "cream"]),
        ("Fry the fries", ["fries"]),
        ("butter, beans", ["butter", "beans"]),
        ("butter beans", ["butter beans"]),
        ("200 g of milk", ["milk"]),
        ("peanutbutter", ["peanutbutter"]),
        ("cashewnuts", ["cashewnuts"]),
        ("fry in a pan", []),
        ("pan con queso", ["pan con queso"]),
        ("pan con almendras", ["pan", "almendras"]),
        ("12", []),
    ],
)
def test_foods_are_named_by_their_longest_names(gate, text, foods):
    assert named(gate, text) == foods


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("walnut", ("walnut",)),
        ("penut", ("peanut",)),
        ("alnond", ("almond",)),
        ("wlnut", ("walnut",)),
        ("spinich", ("spinach",)),
        ("eggless", ("egg", "free")),
        ("glutenfrei", ("gluten", "free")),
        ("nutfree", ("nut", "free")),
        ("walnutbread", ("walnut", "bread")),
        ("walnutzorblax", ("walnutzorblax",)),
        ("jaibaes", ("jaiba",)),
        ("chocolateegg", ("chocolate", "egg")),
        ("eggchocolate", ("egg", "chocolate")),
        ("zorblax", ("zorblax",)),
        ("krale", ("krale",)),
        ("penutz", ("penutz",)),
        ("x" * 40, ("x" * 40,)),
        ("almond" * 6, ("almond" * 6,)),
        ("pan", ("pan",)),
        ("sesme", ("sesame",)),
        ("sesm", ("sesm",)),
        ("ricex", ("rice",)),
        ("50", ("50",)),
        ("less", ("less",)),
    ],
)
def test_words_are_mended_only_where_one_word_is_meant(gate, typed, meant):
    assert respelled(gate, typed) == meant


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("haselnussmus", {"haselnuss"}),
        ("peanutzorblax", {"peanut"}),
        ("zorblaxpeanut", {"peanut"}),
        ("eggzorblax", set()),
        ("zorbcheesezorb", set()),
        ("zorblax", set()),
        ("peanut" * 6, set()),
        ("zorblaxzorblaxzorblaxzo" + "peanuts"[:6], {"peanut"}),
        ("zorblaxzorblaxzorblaxzorb" + "peanut", set()),
    ],
)
def test_names_of_allergens_are_suspected_inside_unknown_words(gate, word, names):
    assert {" ".join(term.words) for term in gate.foods.suspects(word)} == names


def test_a_phrase_means_what_its_words_together_mean(gate):
    assert gate.foods.longest_at(("peanut", "butter", "rice"), 0)[0] == 2
    assert gate.foods.longest_at(("peanut", "butter", "rice"), 2)[0] == 1
    assert gate.foods.longest_at(("zorblax",), 0) == (1, None)
    assert gate.foods.longest_at(("without",), 0)[1].name == "WITHOUT"


def test_only_a_food_is_a_term(gate):
    assert gate.foods.term(("peanut",)).kinds == {"peanut"}
    assert gate.foods.term(("without",)) is None
    assert gate.foods.term(("zorblax",)) is None


def test_numbers_and_words_of_cooking_are_plain(gate):
    assert gate.foods.is_plain(tokens("fry")[0])
    assert gate.foods.is_plain(tokens("12")[0])
    assert not gate.foods.is_plain(tokens("peanut")[0])
    assert not gate.foods.is_plain(tokens("zorblax")[0])
