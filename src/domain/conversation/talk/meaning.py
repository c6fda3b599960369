"""What the user's own intake means: one nutrient, or those furthest from their aim."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.talk.aims import aims_of, cautions_in
from domain.conversation.talk.meals import when_eaten
from domain.conversation.talk.replies import NAMED_DAYS, say, saying, uncounted
from domain.conversation.wording import ReplyTexts, listed
from domain.meals.diary import Day
from domain.meals.nutrients import Nutrient, Totals, combined
from domain.nutrition.intake import NOT_PUSHED, Aim, Standing, list_lowest, standing
from domain.nutrition.intake_questions import IntakeQuestion, find_intake_question
from domain.understanding.intents import Intent

_WEEK = 7
_MOST_NAMED = 5
_WHOLE_FROM = 10  # below, two digits say more than a whole number


@dataclass(frozen=True, slots=True)
class _Intake:
    """What was taken in over some days, and what a day aims at."""

    totals: Totals
    days: int
    aims: Sequence[Aim]

    def standings(self) -> tuple[Standing, ...]:
        return tuple(standing(self.totals, aim, self.days) for aim in self.aims)

    def find(self, nutrient: Nutrient) -> Standing | None:
        aims = (aim for aim in self.aims if aim.nutrient is nutrient)
        aim = next(aims, None)
        return None if aim is None else standing(self.totals, aim, self.days)


def answer_intake(
    situation: Situation, knowledge: Knowledge, days: Sequence[Day] | None = None
) -> Outcome | None:
    """Answer "how's my iron", "what am I low in"; None where nothing of the kind is asked.

    `days` are those another talk knows to be asked about; else the question tells.
    """
    text, is_known = situation.message.text, days is not None
    question = find_intake_question(text, knowledge.nutrient_words, is_of_intake=is_known)
    if question is None:
        return None
    days = days or _days_asked(question, situation)
    logged = [day for day in days if day.meals]
    is_week = len(days) > 1
    intent = Intent.ASK_WEEK if is_week else Intent.ASK_DAY
    if not logged and not is_week and days[0].on != situation.today:
        return None  # that nothing was logged on that day is said by its own talk
    if not logged:
        return say(intent, "week_empty" if is_week else "day_empty", situation, knowledge)
    totals = combined(day.totals for day in logged)
    intake = _Intake(totals, len(logged), aims_of(situation, knowledge))
    texts = knowledge.texts
    when = _when(days, intake, situation, texts)
    told = _named_lines if question.nutrients else _lowest_lines
    lines = [when, *told(question, intake, situation, texts), _note(intake, texts)]
    return saying(intent, [*lines, _whose(question, situation, knowledge)], situation)


def _days_asked(question: IntakeQuestion, situation: Situation) -> list[Day]:
    """Return the days a question is about: a week, a day of the last week it names, or today."""
    if question.is_of_week:
        back = (timedelta(days=each) for each in range(_WEEK))
        return [situation.day(situation.today - each) for each in back]
    on = when_eaten(situation, situation.message.text).day
    is_earlier = timedelta() < situation.today - on <= NAMED_DAYS
    return [situation.day(on if is_earlier else situation.today)]


def _when(days: Sequence[Day], intake: _Intake, situation: Situation, texts: ReplyTexts) -> str:
    if len(days) > 1:
        return texts.say("intake_week", days=intake.days)
    if days[0].on == situation.today:
        return texts.say("intake_day")
    return texts.say("intake_other", day=texts.say(f"weekday_{days[0].on.weekday()}"))


def _named_lines(
    question: IntakeQuestion, intake: _Intake, situation: Situation, texts: ReplyTexts
) -> list[str]:
    named = question.nutrients[:_MOST_NAMED]
    return [_line(nutrient, intake, situation, texts) for nutrient in named]


def _lowest_lines(
    _question: IntakeQuestion, intake: _Intake, _situation: Situation, texts: ReplyTexts
) -> Iterator[str]:
    standings = intake.standings()
    if lowest := list_lowest(standings):
        yield texts.say("intake_lowest")
        yield from (_reach_line(each, texts) for each in lowest)
    else:
        yield texts.say("intake_lowest_none")
    unknown = [each.aim.nutrient for each in standings if each.share is None]
    if unknown:
        names = tuple(texts.say(f"nutrient_{nutrient}") for nutrient in unknown[:_MOST_NAMED])
        yield texts.say("intake_not_told", names=listed(names, texts))


def _note(intake: _Intake, texts: ReplyTexts) -> str:
    """Say what is counted, and what is not."""
    return texts.say("intake_note") + uncounted(intake.totals[Nutrient.ENERGY], texts)


def _whose(question: IntakeQuestion, situation: Situation, knowledge: Knowledge) -> str:
    """Say that aims are those of adults in general, where age or sex would change them."""
    body, referred = situation.body, knowledge.nutrition.references.nutrients
    is_referred = not question.nutrients or bool(set(question.nutrients) & set(referred))
    is_general = body.age_years is None or body.sex is None
    return knowledge.texts.say("intake_general") if is_referred and is_general else ""


def _line(nutrient: Nutrient, intake: _Intake, situation: Situation, texts: ReplyTexts) -> str:
    found, total = intake.find(nutrient), intake.totals[nutrient]
    if found is None:
        key = "intake_care" if _is_cared_for(nutrient, situation) else "intake_plain"
        return _say(key, nutrient, total.amount / intake.days, texts)
    if found.share is None:
        return texts.say("intake_unknown", name=texts.say(f"nutrient_{nutrient}"))
    if not found.aim.is_maximum:
        return _reach_line(found, texts)
    key = "intake_most" if found.is_complete else "intake_most_least"
    return _say(key, nutrient, found.amount, texts, aim=_shown(found.aim.amount, texts))


def _is_cared_for(nutrient: Nutrient, situation: Situation) -> bool:
    return any(nutrient in NOT_PUSHED.get(each, ()) for each in cautions_in(situation))


def _reach_line(found: Standing, texts: ReplyTexts) -> str:
    share = texts.whole((found.share or 0.0) * 100)
    aim = _shown(found.aim.amount, texts)
    key = "intake_reach" if found.is_complete else "intake_least"
    return _say(key, found.aim.nutrient, found.amount, texts, share=share, aim=aim)


def _say(key: str, nutrient: Nutrient, amount: float, texts: ReplyTexts, **more: str) -> str:
    return texts.say(
        key,
        name=texts.say(f"nutrient_{nutrient}"),
        value=_shown(amount, texts),
        unit=nutrient.value.rpartition("_")[2].replace("ug", "mcg"),
        **more,
    )


def _shown(amount: float, texts: ReplyTexts) -> str:
    return texts.whole(amount) if amount >= _WHOLE_FROM else f"{amount:.2g}"
