"""Talks about recipes of one's own, read when the first message speaks of one."""

# ruff: noqa: PLC0415 (to import late is what this module is for)

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.state import Pending
from domain.pattern import Pattern
from domain.understanding.intents import Intent

if TYPE_CHECKING:
    from domain.messaging.page import PageRead

_OF_RECIPES = Pattern(
    r"\n|recipe|receta|\b(?:save|keep|store|remember|gu[aá]rda\w*|conserva) "
    r"|\bgu[aá]rda(?:me)?l[ao]\b|:\/\/|\bwww\.|\b(?:call|rename|name) (?:it|this|that)\b"
    r"|\bll[aá]mal[ao]\b",
    re.IGNORECASE,
)
"""What a message about a recipe of one's own has at least: lines, a link, or a word for keeping."""


def hear_recipe(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Keep a recipe a message tells, or one made up before; None where it is about none."""
    if not _OF_RECIPES.search(situation.message.text):
        return None
    from domain.conversation import own_recipes

    return own_recipes.hear_recipe(situation, knowledge)


def keep_page(page: "PageRead", situation: Situation, knowledge: Knowledge) -> Outcome:
    """Keep the recipe of a page the user named; nothing is said to who left meanwhile."""
    profile = situation.profile
    if situation.is_new or profile.consented_at is None or profile.opted_out_at:
        left = Outcome(Intent.RECIPE, profile, situation.conversation)
        return replace(left, is_recorded=False)
    from domain.conversation import own_recipes

    return own_recipes.keep_page(page, situation, knowledge)


def tells_recipe(text: str) -> bool:
    """Whether a message tells a recipe."""
    if not _OF_RECIPES.search(text):
        return False
    from domain.recipes.written import find_recipe

    return find_recipe(text) is not None


def answer_recipe(pending: Pending, situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Take what is said of a recipe that was just kept."""
    from domain.conversation import recipe_answers

    return recipe_answers.answer_recipe(pending, situation, knowledge)
