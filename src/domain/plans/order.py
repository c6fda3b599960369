"""What a user orders in the chat: a new week, or a change of the week that stands."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.identity import MessageSid
from domain.recipes.diets import Diet
from domain.recipes.recipe import Kitchen, Slot


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of a week beside what the profile tells; empty and None are not asked.

    `without` are foods and kinds of food in the user's words. What a model made of free words
    stands beside them: `kept_away` are foods held off as if they were allergies, this week;
    `likes` are foods wished for, `is_one_pan` wants little to wash up.
    """

    diets: frozenset[Diet] = frozenset()
    budget_usd: float | None = None
    people: int | None = None
    minutes_weekday: int | None = None
    minutes_weekend: int | None = None
    kitchens: frozenset[Kitchen] = frozenset()
    without: tuple[str, ...] = ()
    kept_away: tuple[str, ...] = ()
    likes: tuple[str, ...] = ()
    is_one_pan: bool = False

    def and_then(self, later: "Asked") -> "Asked":
        """Return what is asked once more was said: what is said later counts."""
        return Asked(
            diets=self.diets | later.diets,
            budget_usd=_newer(self.budget_usd, later.budget_usd),
            people=_newer(self.people, later.people),
            minutes_weekday=_newer(self.minutes_weekday, later.minutes_weekday),
            minutes_weekend=_newer(self.minutes_weekend, later.minutes_weekend),
            kitchens=later.kitchens or self.kitchens,
            without=_both(self.without, later.without),
            kept_away=_both(self.kept_away, later.kept_away),
            likes=_both(self.likes, later.likes),
            is_one_pan=self.is_one_pan or later.is_one_pan,
        )


def _both(before: tuple[str, ...], later: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*before, *later)))


def _newer[T](before: T | None, later: T | None) -> T | None:
    return before if later is None else later


NOT_VEGETARIAN, NOT_VEGAN = "not vegetarian", "not vegan"
"""What a change refuses, beside foods: whatever a diet leaves out."""


class ChangeKind(StrEnum):
    """How a week is to change."""

    SWAP = "swap"
    REFUSE = "refuse"
    EAT_OUT = "eat_out"
    USE_UP = "use_up"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a week.

    `on` and `slots` are the meals it is about, empty are all; `what` is the food refused or to be
    used up, in words; `minutes_max` is how long another dish may take at most, `dish_id` the one
    that was named.
    """

    kind: ChangeKind
    on: tuple[date, ...] = ()
    slots: tuple[Slot, ...] = ()
    what: str = ""
    minutes_max: int | None = None
    dish_id: str = ""


@dataclass(frozen=True, slots=True)
class Invention:
    """A new dish that is asked for: the meal, its day if one is named, and the user's words."""

    slot: Slot
    on: date | None = None
    theme: str = ""


@dataclass(frozen=True, slots=True)
class PlanOrder:
    """An order, named by the message that gave it.

    Seven days from `starts_on` are planned anew, or the week that stands is changed. `today` is
    the user's date when it was given; `unread` are its words that no rule of ours speaks for;
    `invention` is a new dish that is asked for, alone and in no week where it `is_of_dish`;
    `serves` are the user's own recipes that are asked for, by their ids.
    """

    order_id: MessageSid
    starts_on: date
    today: date
    asked: Asked = Asked()
    changes: tuple[Change, ...] = ()
    is_change: bool = False
    unread: str = ""
    invention: Invention | None = None
    is_of_dish: bool = False
    serves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Planning:
    """The order a conversation waits for, and what was asked last.

    `order_id` is empty once it was answered: an answer to any other order comes too late.
    """

    order_id: str = ""
    asked: Asked = Asked()
