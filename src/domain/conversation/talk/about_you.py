"""What users tell of themselves, how it is said back, and what is still worth asking."""

from dataclasses import replace
from datetime import date

from domain.conversation.outcome import Knowledge, Outcome, Situation, WeightEntry
from domain.conversation.state import QUESTION_STANDS, Conversation, Pending, Question
from domain.conversation.talk.replies import say, saying
from domain.conversation.wording import ReplyTexts, listed, quoted, shape
from domain.events import AllergiesChanged, EventBody, GoalChosen, ProfileChanged, WeightLogged
from domain.messaging.phrases import Phrase, spoken
from domain.profile.body import Body
from domain.profile.facts import Facts, read_facts
from domain.profile.measures import MassUnit, Measure, find_mass_kg
from domain.profile.profile import Profile
from domain.profile.targets import Caution
from domain.safety.allergens import Allergy
from domain.understanding.intents import Intent

_ABOUT_ALLERGY = Phrase(
    "allergic|allergy|allergies|intolerant|intolerance|celiac|coeliac|anaphylactic|epipen"
    "|alergia|alergias|alergico|alergica|intolerante|celiaco|celiaca"
)
_CANNOT_EAT = Phrase("cant|cannot|not ... eat|have")
_NO_LONGER = Phrase(
    "not|no|remove|delete|forget|isnt|longer|anymore|outgrew|quita|borra|ya ... allergic|allergy"
    "|alergia|alergico|alergica|allergies|intolerant"
)
_EVERYTHING = Phrase("everything|anything|todo ... ")
_LB_PER_KG = 2.2046226218  # Source: NIST Handbook 44, appendix C
_ASKED = (
    (Question.BODY_MASS, "mass_kg"),
    (Question.BODY_HEIGHT, "height_cm"),
    (Question.BODY_AGE, "age_years"),
    (Question.BODY_SEX, "sex"),
)
_SAME_KG = 0.05  # what scales and rounding cannot tell apart


def set_profile(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Keep what a message tells; allergies first, they take effect at once."""
    text = situation.message.text
    said = spoken(text)
    allergies = knowledge.allergens.allergies_named_in(text)
    is_about_allergy = _ABOUT_ALLERGY.is_in(said)
    if allergies and is_about_allergy and _NO_LONGER.is_in(said) and _known(allergies, situation):
        return _ask_to_remove(allergies, situation, knowledge)
    if is_about_allergy and not allergies:
        return say(Intent.SET_PROFILE, "allergy_unclear", situation, knowledge)
    if allergies and (is_about_allergy or _CANNOT_EAT.is_in(said)):
        return tell_allergies(situation, knowledge, allergies)
    facts = read_facts(text, knowledge.cities)
    if facts.is_empty:
        return say(Intent.SET_PROFILE, "profile_unclear", situation, knowledge)
    return keep_facts(facts, situation, knowledge)


def tell_allergies(
    situation: Situation, knowledge: Knowledge, allergies: tuple[Allergy, ...]
) -> Outcome:
    """Keep allergies told at any time, beside those told before, and say them back."""
    known = situation.profile.allergies or ()
    kept = known + tuple(each for each in allergies if each not in known)
    names = listed(tuple(each.said for each in kept), knowledge.texts)
    return Outcome(
        intent=Intent.SET_PROFILE,
        profile=replace(situation.profile, allergies=kept),
        conversation=situation.conversation,
        draft=shape(
            [knowledge.texts.say("allergies_kept", allergies=names)],
            situation.message.user.channel,
        ),
        events=(AllergiesChanged(len(kept)),),
    )


def keep_facts(facts: Facts, situation: Situation, knowledge: Knowledge) -> Outcome:
    """Keep facts, say them back, and ask for the next one if a target gains from it."""
    if odd := _implausible(facts):
        return say(Intent.SET_PROFILE, f"implausible_{odd}", situation, knowledge)
    profile = with_facts(situation.profile, facts, situation.message.received_at.date())
    told = replace(situation, profile=profile)
    texts = knowledge.in_language(profile.language).texts
    lines = [texts.say("noted", facts=listed(_said_back(facts, profile, texts), texts))]
    lines += target_lines(told, texts) if _concerns_target(facts) else []
    question, conversation = next_question(told, texts) if _concerns_target(facts) else ("", None)
    events: tuple[EventBody, ...] = (ProfileChanged(),)
    if facts.goal is not None:
        events += (GoalChosen(facts.goal.value),)
    return Outcome(
        intent=Intent.SET_PROFILE,
        profile=profile,
        conversation=conversation or situation.conversation,
        draft=shape([*lines, question], situation.message.user.channel),
        events=events,
    )


def log_weight(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Record a weight; what changed since the last one is said without judging."""
    unit = MassUnit.POUND if situation.profile.uses_pounds else MassUnit.KILOGRAM
    measure = find_mass_kg(situation.message.text, unit)
    texts = knowledge.texts
    if measure is None:
        return say(Intent.LOG_WEIGHT, "weight_unclear", situation, knowledge)
    if not measure.is_plausible:
        return say(Intent.LOG_WEIGHT, "implausible_mass_kg", situation, knowledge)
    before = situation.profile.body.mass_kg
    body = replace(situation.profile.body, mass_kg=measure.value)
    shown = weight_text(measure.value, situation.profile)
    lines = [texts.say("weight_logged", weight=shown)]
    if before is not None and Caution.EATING_DISORDER not in situation.profile.cautions:
        lines.append(_difference(before, measure.value, situation.profile, texts))
    entry = WeightEntry(situation.message.message_sid, situation.today, measure.value)
    return Outcome(
        intent=Intent.LOG_WEIGHT,
        profile=replace(situation.profile, body=body),
        conversation=situation.conversation,
        draft=shape(lines, situation.message.user.channel),
        events=(WeightLogged(),),
        weights=(entry,),
    )


def what_is_known(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Say what the coach knows of the user."""
    profile, texts = situation.profile, knowledge.texts
    allergies = tuple(each.said for each in profile.allergies or ())
    lines = [
        texts.say("known_head"),
        texts.say("known_allergies", allergies=listed(allergies, texts))
        if allergies
        else texts.say("known_no_allergies"),
        texts.say("known_goal", goal=texts.say(f"goal_{profile.goal}")) if profile.goal else "",
        *_known_facts(profile, texts),
        texts.say("known_zone", zone=profile.zone.rpartition("/")[2].replace("_", " ")),
        texts.say("known_meals", meals=len(situation.conversation.recent)),
        texts.say("known_foot"),
    ]
    return saying(Intent.EXPORT_DATA, lines, situation)


def next_question(situation: Situation, texts: ReplyTexts) -> tuple[str, Conversation | None]:
    """Return the next question a personal target needs, one at a time and never twice."""
    conversation = situation.conversation
    body = situation.profile.body
    if situation.profile.cautions & {Caution.EATING_DISORDER}:
        return "", None
    for question, fact in _ASKED:
        if getattr(body, fact) is None and question not in conversation.asked:
            expires_at = situation.message.received_at + QUESTION_STANDS
            asked = replace(
                conversation,
                asked=(*conversation.asked, question.value),
                pending=Pending(question, expires_at),
            )
            return texts.say(f"ask_{question}"), asked
    return "", None


def target_lines(situation: Situation, texts: ReplyTexts) -> list[str]:
    """Return the user's daily target once it is personal, and why it is no lower."""
    targets = situation.targets
    if not targets.is_personal:
        return []
    energy = texts.energy(targets.energy_kcal)
    protein = texts.say("target_protein", protein=targets.protein_g) if targets.protein_g else ""
    reason = texts.by_key.get(f"target_why_{targets.reason}", "")
    return [texts.say("target", energy=energy, protein=protein), reason]


def with_facts(profile: Profile, facts: Facts, on: date) -> Profile:
    """Return a profile with what was told."""
    old = profile.body
    body = Body(
        mass_kg=_value(facts.mass_kg, old.mass_kg),
        height_cm=_value(facts.height_cm, old.height_cm),
        age_years=old.age_years if facts.age_years is None else int(facts.age_years.value),
        sex=facts.sex or old.sex,
        activity=old.activity,
    )
    people = profile.people if facts.people is None else int(facts.people.value)
    return replace(
        profile,
        body=body,
        age_told_on=on if facts.age_years is not None else profile.age_told_on,
        goal=facts.goal or profile.goal,
        name=facts.name or profile.name,
        diets=profile.diets | facts.diets,
        dislikes=tuple(dict.fromkeys(profile.dislikes + facts.dislikes)),
        people=people,
        budget_usd_week=_value(facts.budget_usd_week, profile.budget_usd_week),
        cautions=profile.cautions | facts.cautions,
        zone=facts.zone or profile.zone,
        language=facts.language or profile.language,
        energy_unit=facts.energy_unit or profile.energy_unit,
    )


def weight_text(mass_kg: float, profile: Profile) -> str:
    """Return a body mass in the user's unit."""
    if profile.uses_pounds:
        return f"{mass_kg * _LB_PER_KG:.1f} lb"
    return f"{mass_kg:.1f} kg"


def _value(measure: Measure | None, old: float | None) -> float | None:
    return old if measure is None else measure.value


def _known(allergies: tuple[Allergy, ...], situation: Situation) -> bool:
    """Whether an allergy named is one the user told before."""
    told = situation.profile.allergies or ()
    return any(_is_same(allergy, each) for allergy in allergies for each in told)


def _is_same(one: Allergy, other: Allergy) -> bool:
    return one.said == other.said or bool(one.allergens & other.allergens)


def _ask_to_remove(
    allergies: tuple[Allergy, ...], situation: Situation, knowledge: Knowledge
) -> Outcome:
    """Ask for a second yes: a warning less can do harm."""
    told = situation.profile.allergies or ()
    meant = tuple(each.said for each in told if any(_is_same(a, each) for a in allergies))
    expires_at = situation.message.received_at + QUESTION_STANDS
    pending = Pending(Question.REMOVE_ALLERGY, expires_at, meant)
    asked = knowledge.texts.say("remove_allergy", allergy=listed(meant, knowledge.texts))
    buttons = (knowledge.texts.say("button_yes"), knowledge.texts.say("button_no"))
    return Outcome(
        intent=Intent.SET_PROFILE,
        profile=situation.profile,
        conversation=replace(situation.conversation, pending=pending),
        draft=shape([asked], situation.message.user.channel, buttons),
    )


def _implausible(facts: Facts) -> str:
    measures = {
        "mass_kg": facts.mass_kg,
        "height_cm": facts.height_cm,
        "age_years": facts.age_years,
        "people": facts.people,
        "budget": facts.budget_usd_week,
    }
    odd = (name for name, measure in measures.items() if measure and not measure.is_plausible)
    return next(odd, "")


def _concerns_target(facts: Facts) -> bool:
    body = (facts.mass_kg, facts.height_cm, facts.age_years, facts.sex, facts.goal)
    return any(fact is not None for fact in body) or bool(facts.cautions)


def _said_back(facts: Facts, profile: Profile, texts: ReplyTexts) -> tuple[str, ...]:
    """Return the facts as they were understood, in the order a person would say them."""
    said = [
        texts.say("fact_name", name=facts.name) if facts.name else "",
        texts.say(f"goal_{facts.goal}") if facts.goal else "",
        *[texts.say(f"diet_{diet}") for diet in sorted(facts.diets)],
        *[texts.say("fact_dislike", food=quoted(food)) for food in facts.dislikes],
        weight_text(facts.mass_kg.value, profile) if facts.mass_kg else "",
        f"{facts.height_cm.value:.0f} cm" if facts.height_cm else "",
        texts.say("fact_age", age=int(facts.age_years.value)) if facts.age_years else "",
        texts.say(f"fact_{facts.sex}") if facts.sex else "",
        texts.say("fact_people", people=int(facts.people.value)) if facts.people else "",
        texts.say("fact_budget", usd=f"{facts.budget_usd_week.value:.0f}")
        if facts.budget_usd_week
        else "",
        *[texts.say(f"caution_{caution}") for caution in sorted(facts.cautions)],
        texts.say("fact_place", place=facts.place) if facts.place else "",
        texts.say("fact_language") if facts.language else "",
        texts.say("fact_unit", unit=facts.energy_unit) if facts.energy_unit else "",
    ]
    return tuple(each for each in said if each)


def _known_facts(profile: Profile, texts: ReplyTexts) -> list[str]:
    body = profile.body
    facts = [
        profile.name,
        weight_text(body.mass_kg, profile) if body.mass_kg else "",
        f"{body.height_cm:.0f} cm" if body.height_cm else "",
        texts.say("fact_age", age=body.age_years) if body.age_years else "",
        texts.say(f"fact_{body.sex}") if body.sex else "",
        *[texts.say(f"diet_{diet}") for diet in sorted(profile.diets)],
        *[texts.say("fact_dislike", food=quoted(food)) for food in profile.dislikes],
    ]
    said = tuple(fact for fact in facts if fact)
    return [texts.say("known_facts", facts=listed(said, texts))] if said else []


def _difference(before: float, now: float, profile: Profile, texts: ReplyTexts) -> str:
    change = abs(now - before)
    if change < _SAME_KG:
        return texts.say("weight_same")
    key = "weight_less" if now < before else "weight_more"
    return texts.say(key, change=weight_text(change, profile), before=weight_text(before, profile))
