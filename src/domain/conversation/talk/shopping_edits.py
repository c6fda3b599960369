"""Edits of a shopping list: what is at home, what is wanted besides. They outlast a new plan."""

from dataclasses import replace

from domain.conversation.outcome import Knowledge
from domain.plans.asking import english_of
from domain.plans.week import KeptList


def having(kept: KeptList, words: str, knowledge: Knowledge) -> KeptList:
    """Return the list without what is at home; the same list where nothing on it is meant.

    It is meant by its name in the food table, or else by the words the list has for it.
    """
    cookbook = knowledge.cookbook
    products = frozenset[str]() if cookbook is None else cookbook.tables.book.products
    lists = (
        kept.items.having(said, knowledge.foods, products=products)
        for said in (english_of(words, knowledge.foods), words)
    )
    items = next((each for each in lists if each != kept.items), None)
    if items is None:
        return kept
    return replace(kept, items=items, had=(*kept.had, words))


def adding(kept: KeptList, words: str, knowledge: Knowledge) -> KeptList:
    """Return the list with one more thing."""
    if knowledge.cookbook is None:
        items = kept.items.adding(words, knowledge.foods, {})
    else:
        tables = knowledge.cookbook.tables
        items = kept.items.adding(words, knowledge.foods, tables.offers, tables.book.shelves)
    return replace(kept, items=items, added=(*kept.added, words))


def edited_again(fresh: KeptList, old: KeptList, knowledge: Knowledge) -> KeptList:
    """Return a new list with the edits of the one before."""
    for words in old.had:
        fresh = having(fresh, words, knowledge)
    for words in old.added:
        fresh = adding(fresh, words, knowledge)
    return fresh
