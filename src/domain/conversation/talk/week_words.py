"""A planned week in words: the whole of it, one day, what changed, why it is as it is."""

from datetime import date

from domain.conversation.wording import LONGEST_WITH_BUTTONS, ReplyTexts, listed, quoted
from domain.messaging.address import Channel
from domain.plans.order import Asked
from domain.plans.week import PlannedDay, PlannedMeal, PlannedWeek
from domain.recipes.recipe import Slot
from domain.recipes.scaling import quarters_text

_SHORT_DAY = 3  # letters of a weekday


def week_lines(week: PlannedWeek, channel: Channel, texts: ReplyTexts) -> list[str]:
    """Return a week: what it comes to, that it was verified, and a line a day.

    Snacks are told where the whole still fits one message; an SMS tells dinners.
    """
    heads = [week_head(week, texts), sum_line(week, texts), proof_line(week, texts)]
    if channel is Channel.SMS:
        return [*heads, *_days(week, (Slot.DINNER,), texts), texts.say("week_dinners")]
    whole = [*heads, *_days(week, tuple(Slot), texts)]
    if len("\n".join(whole)) <= LONGEST_WITH_BUTTONS:
        return whole
    meals = tuple(slot for slot in Slot if slot is not Slot.SNACK)
    return [*heads, *_days(week, meals, texts), texts.say("week_snacks")]


def week_head(week: PlannedWeek, texts: ReplyTexts) -> str:
    """Return the line over a whole week: from when to when it goes."""
    first, last = short_date(week.starts_on, texts), short_date(week.ends_on, texts)
    return texts.say("week_planned", first=first, last=last)


def _days(week: PlannedWeek, slots: tuple[Slot, ...], texts: ReplyTexts) -> list[str]:
    return [_day_line(day, slots, texts) for day in week.days]


def _day_line(day: PlannedDay, slots: tuple[Slot, ...], texts: ReplyTexts) -> str:
    meals = [dish_name(meal, texts) for meal in day.meals if meal.slot in slots]
    named = " · ".join(meals) if meals else texts.say("week_out")
    return texts.say("plan_week_line", day=short_day(day.on, texts), meals=named)


def dish_name(meal: PlannedMeal, texts: ReplyTexts) -> str:
    """Return what a dish is called, and that it is left over where it is."""
    name = meal.called(texts.language)
    if meal.is_new:
        name = texts.say("week_new", dish=name)
    return texts.say("week_leftover", dish=name) if meal.is_leftover else name


def sum_line(week: PlannedWeek, texts: ReplyTexts) -> str:
    """Return what a week comes to: the average day, and the cost; no number of energy to some."""
    full = [day for day in week.days if len(day.meals) == len(Slot)] or list(week.days)
    energy = sum(day.energy_kcal for day in full) / len(full)
    protein = sum(day.protein_g for day in full) / len(full)
    return texts.say_energy(
        "week_sum",
        energy=texts.aim(round(energy, -1)),
        protein=f"{protein:.0f}",
        cost=dollars(week.cost_usd),
    )


def proof_line(week: PlannedWeek, texts: ReplyTexts) -> str:
    """Return in one line that a week was verified, and of what it is free."""
    proven = week.proven
    if not proven.allergies:
        return texts.say("week_proof", limits=proven.limits)
    free = listed(tuple(quoted(each) for each in proven.allergies), texts, "or")
    return texts.say("week_proof_free", limits=proven.limits, dishes=proven.dishes, allergies=free)


def day_lines(
    day: PlannedDay, texts: ReplyTexts, slots: tuple[Slot, ...] = tuple(Slot)
) -> list[str]:
    """Return one day: each meal with its portion and what is in it; the sum where all are told."""
    head = texts.say("plan_day_head", day=short_date(day.on, texts))
    meals = [
        texts.say_energy(
            "plan_meal_line",
            slot=texts.say(f"meal_{meal.slot}"),
            dish=dish_name(meal, texts),
            portion=servings(meal.quarters[0], texts),
            energy=texts.energy(meal.energy_kcal),
            protein=f"{meal.protein_g:.0f}",
        )
        for meal in day.meals
        if meal.slot in slots
    ]
    if meals and len(slots) < len(Slot):
        return [head, *meals]
    total = texts.say_energy(
        "plan_day_sum", energy=texts.energy(day.energy_kcal), protein=f"{day.protein_g:.0f}"
    )
    return [head, *meals, total] if meals else [head, texts.say("week_out")]


def servings(quarters: int, texts: ReplyTexts) -> str:
    """Return a portion: "½ serving", "1 serving", "1½ servings"."""
    key = "one_serving" if quarters <= 4 else "servings"  # noqa: PLR2004
    return texts.say(key, number=quarters_text(quarters))


def changed_lines(before: PlannedWeek, after: PlannedWeek, texts: ReplyTexts) -> list[str]:
    """Return the meals of a week that are others now, or are not planned any more."""
    lines = []
    for day in after.days:
        old = before.find_day(day.on)
        for slot in Slot:
            was, meal = old.find(slot) if old else None, day.find(slot)
            if _told_apart(was) == _told_apart(meal):
                continue
            lines.append(meal_label(day.on, slot, meal, texts))
    return lines


def meal_label(on: date, slot: Slot, meal: PlannedMeal | None, texts: ReplyTexts) -> str:
    """Return a line that says what is planned for a meal: "• Tue, dinner: Masoor dal"."""
    return texts.say(
        "changed_meal",
        day=short_day(on, texts),
        slot=texts.say(f"slot_{slot}"),
        dish=dish_name(meal, texts) if meal else texts.say("week_out"),
    )


def _told_apart(meal: PlannedMeal | None) -> tuple[str, bool] | None:
    return None if meal is None else (meal.dish_id, meal.is_leftover)


def why_lines(week: PlannedWeek, budget_usd: float | None, texts: ReplyTexts) -> list[str]:
    """Return what was proved of a week, and what it was held to."""
    proven, asked = week.proven, week.asked
    lines = [
        texts.say("why_head", first=short_date(week.starts_on, texts), limits=proven.limits),
        texts.say_energy("why_energy"),
        _budget(week, budget_usd, texts),
        _minutes(asked, texts),
    ]
    if proven.allergies:
        free = listed(tuple(quoted(each) for each in proven.allergies), texts, "or")
        lines.append(texts.say("why_allergies", allergies=free, dishes=proven.dishes))
    else:
        lines.append(texts.say("why_no_allergies", dishes=proven.dishes))
    if proven.gap is not None:
        lines.append(texts.say("why_gap", gap=f"{100 * proven.gap:.0f}"))
    return lines


def _budget(week: PlannedWeek, budget_usd: float | None, texts: ReplyTexts) -> str:
    if budget_usd is None:
        return texts.say("why_cost", cost=dollars(week.cost_usd))
    return texts.say("why_budget", cost=dollars(week.cost_usd), budget=dollars(budget_usd))


def _minutes(asked: Asked, texts: ReplyTexts) -> str:
    if asked.minutes_weekday is None:
        return ""
    return texts.say("why_minutes", minutes=asked.minutes_weekday)


def dollars(amount_usd: float) -> str:
    """Return a sum in dollars: "$60", "$42.10"."""
    whole = amount_usd == round(amount_usd)
    return f"${amount_usd:,.0f}" if whole else f"${amount_usd:,.2f}"


def short_day(on: date, texts: ReplyTexts) -> str:
    """Return a weekday in three letters."""
    return texts.say(f"weekday_{on.weekday()}")[:_SHORT_DAY]


def short_date(on: date, texts: ReplyTexts) -> str:
    """Return a date: "Sat 21 Nov"."""
    return texts.say(
        "date", weekday=short_day(on, texts), day=on.day, month=texts.say(f"month_{on.month}")
    )
