"""Allergies in the spellings people use: each is understood, or asked about, none is dropped."""

import csv

import pytest

from domain.safety.allergy_talk import AllergyReader
from tests.conftest import ROOT

with (ROOT / "tests/data/allergy_spellings.csv").open(encoding="utf-8", newline="") as file:
    SAID = [(row["said"], frozenset(row["allergens"].split())) for row in csv.DictReader(file)]
ASKED = {"no peanuts for me, allergic", "lactose"}


@pytest.fixture(scope="module")
def read(tables):
    return AllergyReader(tables.allergens, tables.foods).read


def kinds(talk):
    return frozenset[str]().union(*(allergy.allergens for allergy in talk.told))


def test_of_many_spellings_each_names_what_is_meant(read):
    assert len(SAID) >= 150

    missed = [
        (said, meant)
        for said, meant in SAID
        if said not in ASKED and not meant <= kinds(read(said))
    ]

    assert missed == []


def test_what_is_not_understood_is_asked_about(read):
    for said, _ in SAID:
        talk = read(said)

        assert talk is not None, said
        assert talk.told or talk.unknown or talk.is_named, said


def test_what_only_sounds_like_an_allergen_is_not_taken_for_it(read):
    for said in ("allergic to nutmeg", "allergic to water chestnuts", "alérgico a la nuez moscada"):
        assert kinds(read(said)) == frozenset(), said


def test_shell_fish_is_no_fish(read):
    assert kinds(read("allergic to shell fish")) == {"crustacean", "mollusc"}
