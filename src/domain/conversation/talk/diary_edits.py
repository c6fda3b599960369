"""Putting meals into the diary, changing and removing them; every edit can be taken back."""

from dataclasses import dataclass, replace
from datetime import date

from domain.conversation.outcome import Situation
from domain.conversation.state import (
    REMEMBERED_EDITS,
    REMEMBERED_MEALS,
    Conversation,
    Edit,
    MealPlace,
    RememberedMeal,
)
from domain.identity import MealId
from domain.meals.diary import Day, Meal


@dataclass(frozen=True, slots=True)
class DiaryChange:
    """What an edit does to the diary, and the conversation that remembers it."""

    conversation: Conversation
    added: tuple[Meal, ...] = ()
    removed: tuple[MealPlace, ...] = ()

    def day(self, situation: Situation, on: date) -> Day:
        """Return a day as it is after the change."""
        day = situation.day(on)
        for place in self.removed:
            day = day.without_meal(place.meal_id) if place.day == on else day
        for meal in self.added:
            day = day.with_meal(meal) if meal.day == on else day
        return day

    def then(self, following: "DiaryChange") -> "DiaryChange":
        """Return both changes as one that touches every meal once."""
        last: dict[MealPlace, Meal | None] = {}
        for change in (self, following):
            last |= dict.fromkeys(change.removed)
            last |= {MealPlace(meal.meal_id, meal.day): meal for meal in change.added}
        return DiaryChange(
            following.conversation,
            tuple(meal for meal in last.values() if meal is not None),
            tuple(place for place, meal in last.items() if meal is None),
        )


def put(conversation: Conversation, meal: Meal, before: RememberedMeal | None) -> DiaryChange:
    """Add a meal, or replace the one it was before; a meal that moved leaves its old day."""
    moved = before is not None and before.day != meal.day
    removed = (MealPlace(before.meal_id, before.day),) if before is not None and moved else ()
    edit = Edit(meal.meal_id, before)
    remembered = _remembering(_with_edit(conversation, edit), RememberedMeal.of(meal))
    return DiaryChange(remembered, (meal,), removed)


def remove(conversation: Conversation, meal: RememberedMeal) -> DiaryChange:
    """Remove a meal."""
    forgotten = _forgetting(conversation, meal.meal_id)
    edit = Edit(meal.meal_id, meal)
    return DiaryChange(_with_edit(forgotten, edit), (), (MealPlace(meal.meal_id, meal.day),))


def take_back(
    conversation: Conversation, edit: Edit, restored: Meal | None
) -> tuple[DiaryChange, RememberedMeal | None]:
    """Undo the latest edit.

    Returns:
        The change, and the meal as it was until now, None if it was not there.
    """
    current = next((meal for meal in conversation.recent if meal.meal_id == edit.meal_id), None)
    shorter = replace(conversation, edits=conversation.edits[:-1])
    place = () if current is None else (MealPlace(current.meal_id, current.day),)
    if restored is None:
        return DiaryChange(_forgetting(shorter, edit.meal_id), (), place), current
    remembered = _remembering(shorter, RememberedMeal.of(restored))
    gone = tuple(each for each in place if each.day != restored.day)
    return DiaryChange(remembered, (restored,), gone), current


def _remembering(conversation: Conversation, meal: RememberedMeal) -> Conversation:
    """Remember a meal among the recent ones, in the order they were told: ids sort by time.

    An old meal is forgotten unless an edit of it can still be taken back.
    """
    others = [each for each in conversation.recent if each.meal_id != meal.meal_id]
    recent = sorted([*others, meal], key=lambda each: each.meal_id)
    needed = {edit.meal_id for edit in conversation.edits}
    old = [each for each in recent[:-REMEMBERED_MEALS] if each.meal_id in needed]
    return replace(conversation, recent=(*old, *recent[-REMEMBERED_MEALS:]))


def _forgetting(conversation: Conversation, meal_id: MealId) -> Conversation:
    kept = tuple(meal for meal in conversation.recent if meal.meal_id != meal_id)
    return replace(conversation, recent=kept)


def _with_edit(conversation: Conversation, edit: Edit) -> Conversation:
    return replace(conversation, edits=(*conversation.edits, edit)[-REMEMBERED_EDITS:])
