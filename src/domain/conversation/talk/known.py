"""What is known of a user, in words."""

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.talk.allergies import said_list
from domain.conversation.talk.replies import saying
from domain.conversation.talk.targets import target_lines
from domain.conversation.wording import ReplyTexts, listed, quoted
from domain.profile.facts import Facts
from domain.profile.measures import CM_PER_INCH, KILOGRAMS, MassUnit, Measure
from domain.profile.profile import Profile
from domain.understanding.intents import Intent

_INCHES_PER_FOOT = 12


def what_is_known(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Say what the coach knows of the user."""
    profile, texts = situation.profile, knowledge.texts
    facts = _listed_facts(situation, texts)
    lines = [
        texts.say("known_head"),
        texts.say("known_allergies", allergies=said_list(profile.allergies, texts))
        if profile.allergies
        else texts.say("known_no_allergies"),
        texts.say("known_goal", goal=texts.say(f"goal_{profile.goal}")) if profile.goal else "",
        texts.say("known_facts", facts=listed(facts, texts)) if facts else "",
        *target_lines(situation, texts),
        texts.say("known_zone", zone=profile.zone.rpartition("/")[2].replace("_", " ")),
        texts.say("known_own", count=len(situation.memory.entries))
        if situation.memory.entries
        else "",
        texts.say("known_meals", meals=len(situation.conversation.recent)),
        texts.say("known_foot"),
    ]
    return saying(Intent.EXPORT_DATA, lines, situation)


def said_back(facts: Facts, profile: Profile, texts: ReplyTexts) -> tuple[str, ...]:
    """Return facts as they were understood, in the order a person would say them."""
    said = (
        texts.say("fact_name", name=facts.name) if facts.name else "",
        texts.say(f"goal_{facts.goal}") if facts.goal else "",
        *(texts.say(f"diet_{diet}") for diet in sorted(facts.diets)),
        *(_no_longer(diet, texts) for diet in sorted(facts.diets_left)),
        *(texts.say("fact_dislike", food=quoted(food)) for food in facts.dislikes),
        *(texts.say("fact_like", food=quoted(food)) for food in facts.likes),
        *_body(facts, profile, texts),
        *_household(facts, texts),
        *(texts.say(f"caution_{caution}") for caution in sorted(facts.cautions)),
        *(texts.say(f"over_{caution}") for caution in sorted(facts.cautions_over)),
        texts.say("fact_place", place=facts.place) if facts.place else "",
        texts.say("fact_language") if facts.language else "",
        texts.say("fact_unit", unit=facts.energy_unit) if facts.energy_unit else "",
        _units(facts, texts),
    )
    return tuple(each for each in said if each)


def weight_text(mass_kg: float, profile: Profile) -> str:
    """Return a body mass in the user's unit."""
    if profile.uses_pounds:
        return f"{_in_tenths(mass_kg / KILOGRAMS[MassUnit.POUND])} lb"
    return f"{_in_tenths(mass_kg)} kg"


def _in_tenths(amount: float) -> str:
    """Return a number as scales show it, without a zero nobody said: "82", "82.4"."""
    return f"{amount:.1f}".removesuffix(".0")


def height_text(height_cm: float, profile: Profile) -> str:
    """Return a height in the user's unit."""
    if not profile.uses_pounds:
        return f"{height_cm:.0f} cm"
    feet, inches = divmod(round(height_cm / CM_PER_INCH), _INCHES_PER_FOOT)
    return f"{feet} ft {inches} in"


def _no_longer(diet: str, texts: ReplyTexts) -> str:
    return texts.say("fact_diet_left", diet=texts.say(f"diet_{diet}"))


def _body(facts: Facts, profile: Profile, texts: ReplyTexts) -> tuple[str, ...]:
    return (
        weight_text(facts.mass_kg.value, profile) if facts.mass_kg else "",
        height_text(facts.height_cm.value, profile) if facts.height_cm else "",
        texts.say("fact_age", age=int(facts.age_years.value)) if facts.age_years else "",
        texts.say(f"fact_{facts.sex}") if facts.sex else "",
    )


def _household(facts: Facts, texts: ReplyTexts) -> tuple[str, ...]:
    budget = facts.budget_usd_week
    return (
        texts.say("fact_people", people=int(facts.people.value)) if facts.people else "",
        texts.say("fact_budget", usd=f"{budget.value:.0f}") if budget else "",
    )


def _units(facts: Facts, texts: ReplyTexts) -> str:
    """Return the units asked for; those a weight was told in show by themselves."""
    if facts.uses_pounds is None or facts.mass_kg is not None:
        return ""
    return texts.say("fact_pounds" if facts.uses_pounds else "fact_kilograms")


def _listed_facts(situation: Situation, texts: ReplyTexts) -> tuple[str, ...]:
    """Return what is kept of a profile as if it had just been told."""
    profile, body = situation.profile, situation.body
    kept = Facts(
        name=profile.name,
        diets=profile.diets,
        dislikes=profile.dislikes,
        likes=profile.likes,
        mass_kg=_measure(body.mass_kg),
        height_cm=_measure(body.height_cm),
        age_years=_measure(body.age_years),
        sex=body.sex,
        people=_measure(profile.people),
        budget_usd_week=_measure(profile.budget_usd_week),
        cautions=profile.cautions,
        energy_unit=profile.energy_unit if profile.energy_unit != "kcal" else "",
        uses_pounds=profile.uses_pounds or None,
    )
    return said_back(kept, profile, texts)


def _measure(value: float | None) -> Measure | None:
    return None if value is None else Measure(value)
