"""What the gate decides, on foods, recipes and texts, and the reasons it gives."""

from dataclasses import replace

from tests.cooking import tables

FOODS = tables().table.foods


def reasons(verdict):
    return [(finding.reason.value, finding.said, finding.allergens) for finding in verdict.findings]


def test_a_food_that_holds_nothing_avoided_is_served(gate):
    verdict = gate.check("peanuts", "rice")

    assert not verdict.is_refused
    assert verdict.findings == ()
    assert verdict.allergens == ()


def test_a_food_made_with_an_allergen_is_refused_with_how_it_is_known(gate):
    verdict = gate.check("almonds", "pesto, almonds and baklava")

    assert reasons(verdict) == [
        ("gate_holds", "pesto", ("tree nut",)),
        ("gate_named", "almonds", ("almond", "tree nut")),
        ("gate_holds", "baklava", ("almond", "tree nut")),
    ]
    assert verdict.allergens == ("tree nut", "almond")
    assert "Pine nuts" in verdict.findings[0].note


def test_one_reason_is_given_once(gate):
    assert len(gate.check("milk", "cheese and cheese").findings) == 1


def test_an_unknown_ingredient_is_refused_with_the_word(gate):
    verdict = gate.check("peanuts", "rice and zorblax")

    assert reasons(verdict) == [("gate_unknown_food", "zorblax", ())]


def test_an_unknown_word_with_an_allergen_in_it_names_the_allergen(gate):
    verdict = gate.check("almonds", "mandelzorblax")

    assert reasons(gate.check("milk", "mandelzorblax")) == [
        ("gate_unknown_food", "mandelzorblax", ())
    ]
    assert verdict.allergens == ("almond", "tree nut")


def test_a_text_that_names_no_food_is_refused(gate):
    assert reasons(gate.check("peanuts", "a delicious dish")) == [("gate_no_food", "", ())]
    assert reasons(gate.check("peanuts", "")) == [("gate_no_food", "", ())]


def test_an_allergy_nobody_understands_refuses_everything(gate):
    verdict = gate.check("zorblax and quumby", "rice")

    assert reasons(verdict) == [("gate_unclear_allergy", "zorblax, quumby", ())]


def test_a_food_of_the_table_is_judged_by_its_row_and_its_name(gate):
    pesto, coconut, rice = FOODS["pesto"], FOODS["coconut"], FOODS["rice-white"]

    assert gate.check_food(gate.avoidance("tree nuts"), pesto).is_refused
    assert not gate.check_food(gate.avoidance("tree nuts"), coconut).is_refused
    assert gate.check_food(gate.avoidance("coconut"), coconut).is_refused
    assert not gate.check_food(gate.avoidance("milk"), rice).is_refused
    listed = replace(rice, allergens=frozenset({"milk"}))
    assert gate.check_food(gate.avoidance("milk"), listed).is_refused
    assert gate.check_food(gate.avoidance("milk"), replace(rice, name="zorblax")).is_refused


def test_a_finer_kind_in_the_name_tells_the_row_more_exactly(gate):
    almonds = FOODS["almond"]

    assert not gate.check_food(gate.avoidance("tree nuts but almonds are fine"), almonds).is_refused
    assert gate.check_food(gate.avoidance("tree nuts but cashews are fine"), almonds).is_refused


def test_only_the_kind_of_the_row_that_the_name_tells_is_held(gate):
    assert gate.check_food(gate.avoidance("only almonds"), FOODS["almond"]).is_refused
    assert not gate.check_food(gate.avoidance("only cashews"), FOODS["almond"]).is_refused


def test_the_kinds_a_food_of_the_table_holds_are_those_of_its_row_and_its_name(gate):
    assert gate.kinds_of(FOODS["almond"]) == {"almond"}
    assert gate.kinds_of(FOODS["rice-white"]) == {"rice"}


def test_a_recipe_is_judged_by_every_part_of_it(gate):
    milk = gate.avoidance("milk")
    rice = FOODS["rice-white"]

    assert not gate.check_recipe(milk, "Zorblax surprise", [rice, "2 carrots"], "Boil.").is_refused
    assert gate.check_recipe(milk, "Cheese surprise", [rice, "2 carrots"], "Boil.").is_refused
    assert gate.check_recipe(milk, "Surprise", [rice, "2 cups ghee"], "Boil.").is_refused
    assert gate.check_recipe(milk, "Surprise", [FOODS["butter"], "rice"], "Boil.").is_refused
    assert gate.check_recipe(milk, "Surprise", [rice], "Add butter.").is_refused
    assert gate.check_recipe(milk, "Surprise", [rice], "Add zorblax.").is_refused
    assert gate.check_recipe(milk, "Surprise", [rice, "zorblax"]).is_refused


def test_an_ingredient_that_names_no_food_is_refused(gate):
    verdict = gate.check_recipe(gate.avoidance("milk"), "Rice", ["rice", "2 cups"])

    assert reasons(verdict) == [("gate_no_food", "", ())]


def test_a_recipe_says_each_unknown_word_once(gate):
    verdict = gate.check_recipe(gate.avoidance("milk"), "Rice", ["zorblax", "zorblax"], "zorblax")

    assert reasons(verdict) == [("gate_unknown_food", "zorblax", ())]


def test_parts_lie_within_their_kinds(gate):
    ontology = gate.ontology

    assert ontology.family("milk") == {"milk", "milk_protein", "lactose"}
    assert ontology.families(["lactose", "egg"]) == {"lactose", "egg"}
    assert ontology.related("lactose") == {"lactose", "milk"}
    assert ontology.related("strawberry") == {"strawberry", "berry", "fruit"}
    assert ontology.taken_with("shrimp") == {"crustacean"}
    assert ontology.taken_with("milk") == frozenset()
    assert ontology.name_of("tree_nut") == "tree nut"


def test_what_is_left_out_leaves_the_other_parts(gate):
    without = gate.ontology.without

    assert without(frozenset({"milk", "egg"}), {"lactose"}) == {"milk_protein", "egg"}
    assert without(frozenset({"milk"}), {"milk"}) == frozenset()
    assert without(frozenset({"lactose"}), {"milk"}) == frozenset()
    assert without(frozenset({"gluten", "soy"}), {"wheat"}) == {"barley", "rye", "oat", "soy"}
    assert without(frozenset({"wheat"}), {"gluten"}) == frozenset()


def test_coarse_kinds_are_told_apart_by_finer_ones(gate):
    refined = gate.ontology.refined

    assert refined({"tree_nut", "milk"}, {"almond"}) == {"almond", "milk"}
    assert refined({"tree_nut"}, {"coconut"}) == {"tree_nut", "coconut"}
    assert refined({"gluten", "wheat"}, frozenset()) == {"wheat"}
    assert refined({"egg"}, frozenset()) == {"egg"}


def test_a_food_of_no_kind_is_named_in_full(gate):
    assert gate.check("water chestnuts", "water chestnuts").allergens == ("water chestnut",)
