"""The reply texts, read as the files an editor writes: complete, kind, short enough."""

import csv
import re
from pathlib import Path
from string import Formatter

import pytest

from adapters.tables import CsvTables
from domain.meals.corrections import correct, slot_meant
from domain.meals.questions import find_question
from domain.meals.reading import read_meal
from domain.messaging.phrases import Phrase, spoken
from domain.messaging.sms import foreign_characters, segment_count
from domain.profile.facts import find_goal
from domain.profile.goal import Goal
from domain.understanding.intents import Intent
from scripts.reply_texts_page import LANGUAGES, PAGE, filled, on_sms, page, read_texts

pytestmark = pytest.mark.no_cover  # many runs of what other tests reach

DATA = Path(__file__).parents[3] / "data"
REPLIES = DATA / "replies"
README = (REPLIES / "README.md").read_text(encoding="utf-8")
TEXTS = {language: read_texts(language) for language in LANGUAGES}
ENGLISH, SPANISH = TEXTS["en"], TEXTS["es"]

LONGEST_TEXT = 480
LONGEST_QUESTION = 200
LONGEST_BUTTON = 20  # Twilio Content API, title of a quick reply
MOST_SEGMENTS = 2

LONG_QUESTIONS = {"welcome": "consent must say what is kept, what for, and how to leave"}
TAKES_MORE_SEGMENTS = {"help": "sent only when asked for; on SMS its last examples give way"}

JUDGING = {
    "en": r"bad|cheat\w*|guilt\w*|naughty|junk|should(n't)? (not )?have|fail\w*|sin|sins|sinful"
    r"|lazy|shame\w*|excuse\w*|overat\w+|overeat\w*|too much|too many|indulg\w+|clean eating"
    r"|blew it|slipped up|behave\w*|weak|greedy|disappoint\w*|unhealthy",
    "es": r"mal[oa]s?|comiste mal|comes mal|culpa\w*|trampa\w*|pecad\w+|pecar|chatarra|basura"
    r"|deber[ií]as|tendr[ií]as que|fracas\w+|fallaste|vag[oa]s?|floj[oa]s?|perezos[oa]s?|pereza"
    r"|verg[üu]enza|excusas?|demasiad[oa]s?|te pasaste|atrac[oó]n\w*|gord[oa]s?|debilidad"
    r"|decepci\w+|porquer[ií]as?|tienes que",
}
PROMISING = {
    "en": r"cures?|curing|heals?|healing|treats?|treatment|diagnos\w+|guarantee\w*|prescri\w+"
    r"|clinically|proven|you will lose|you'll lose|prevents?|detox\w*|burns? fat|safe for you",
    "es": r"cura[rn]?|sanar|tratamientos?|diagn\w+|garanti\w+|receta m[eé]dica|cl[ií]nicamente"
    r"|comprobado|perder[aá]s|bajar[aá]s|previene|desintoxic\w+|quema grasa|segur[oa] para ti",
}
UNDERSTOOD_BY_RULE = {
    "en": {"button_agree": "confirm", "button_undo": "undo", "button_day": "ask_day"},
    "es": {"button_agree": "confirm", "button_undo": "undo", "button_day": "ask_day"},
}
MEALS_OFFERED = {
    "en": ["2 eggs and toast with butter", "2 eggs and toast", "bowl of oatmeal with banana"],
    "es": ["2 huevos y pan tostado con mantequilla", "2 huevos y pan tostado", "avena con plátano"],
}
BUTTER_LEFT_OUT = {
    "en": ["no butter", "remove the butter"],
    "es": ["sin mantequilla", "quita la mantequilla"],
}
COUNTS_OFFERED = {"en": "make it 3", "es": "que sean 3"}
QUESTIONS_OFFERED = {"en": "protein in 2 eggs", "es": "proteína en 2 huevos"}
SLOTS_OFFERED = {"en": "it was dinner", "es": "fue la cena"}

each_language = pytest.mark.parametrize("language", LANGUAGES)


def offenders(language, is_wrong):
    return [key for key, text in TEXTS[language].items() if is_wrong(text)]


def placeholders(text):
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def bare(text):
    """Leave out the user's words in quotes: what the coach itself says remains."""
    return re.sub(r'"[^"]*"', "", text)


def is_question(key, text):
    return key.startswith("ask_") or text.rstrip().endswith("?")


def words_in(text, words):
    return re.search(rf"\b({words})\b", text, re.IGNORECASE)


def sms(language, key):
    return on_sms(filled(TEXTS[language][key], TEXTS[language]))


@each_language
def test_a_file_is_utf_8_with_two_columns_and_no_key_twice(language):
    raw = (REPLIES / f"{language}.csv").read_bytes()
    header, *rows = csv.reader(raw.decode("utf-8").splitlines(), strict=True)

    assert header == ["key", "text"]
    assert all(len(row) == 2 for row in rows)
    assert len({key for key, _ in rows}) == len(rows)
    assert b"\r" not in raw
    assert raw.endswith(b"\n")


def test_every_file_is_a_language_that_is_checked():
    assert {path.stem for path in REPLIES.glob("*.csv")} == set(LANGUAGES)


@each_language
def test_every_language_says_the_same_things_in_the_same_order(language):
    assert list(TEXTS[language]) == list(ENGLISH)


@each_language
def test_a_text_names_the_same_values_in_every_language(language):
    texts = TEXTS[language]
    differing = [k for k, t in ENGLISH.items() if placeholders(texts[k]) != placeholders(t)]

    assert differing == []


@each_language
def test_placeholders_are_plain_names(language):
    assert offenders(language, lambda text: not re.fullmatch(r"([^{}]|\{[a-z]+\})*", text)) == []


@each_language
def test_nothing_is_left_empty(language):
    assert offenders(language, lambda text: not text.strip()) == []


@each_language
def test_a_part_of_a_sentence_begins_as_it_does_in_english(language):
    texts = TEXTS[language]

    assert [k for k, t in ENGLISH.items() if t.startswith(" ") != texts[k].startswith(" ")] == []
    assert offenders(language, lambda text: text != text.rstrip() or "  " in text) == []


@each_language
def test_lines_break_where_they_do_in_english(language):
    texts = TEXTS[language]

    assert [k for k, t in ENGLISH.items() if t.count("\n") != texts[k].count("\n")] == []


@each_language
def test_a_text_is_short(language):
    texts = TEXTS[language]

    assert [k for k, text in texts.items() if len(filled(text, texts)) > LONGEST_TEXT] == []


@each_language
def test_a_question_is_shorter(language):
    texts = TEXTS[language]
    long = {
        key
        for key, text in texts.items()
        if is_question(key, text) and len(filled(text, texts)) > LONGEST_QUESTION
    }

    assert long <= set(LONG_QUESTIONS)


@each_language
def test_a_button_fits_its_place_and_no_two_are_alike(language):
    buttons = {key: text for key, text in TEXTS[language].items() if key.startswith("button_")}
    choices = [text for key, text in buttons.items() if key != "button_agree"]

    assert [key for key, text in buttons.items() if len(text) > LONGEST_BUTTON] == []
    assert len(set(choices)) == len(choices)


@each_language
def test_a_text_asks_one_thing_at_most(language):
    assert offenders(language, lambda text: bare(text).count("?") > 1) == []


@each_language
def test_a_text_is_raised_in_voice_once_at_most(language):
    assert offenders(language, lambda text: text.count("!") > 1 or "!?" in text) == []


def test_a_spanish_question_is_opened_before_it_is_closed():
    unopened = offenders(
        "es", lambda text: text.count("?") != text.count("¿") or text.count("!") != text.count("¡")
    )

    assert unopened == []


@each_language
def test_no_text_judges(language):
    assert offenders(language, lambda text: words_in(text, JUDGING[language])) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "You should have skipped the junk."),
        ("en", "No cheating today"),
        ("es", "Eso estuvo malo"),
        ("es", "Comida chatarra"),
        ("es", "Deberías comer menos"),
    ],
)
def test_the_list_of_judging_words_finds_them(language, text):
    assert words_in(text, JUDGING[language])


@each_language
def test_no_text_promises_what_only_medicine_may(language):
    assert offenders(language, lambda text: words_in(text, PROMISING[language])) == []


@each_language
def test_emphasis_is_closed_on_its_line_and_hugs_its_words(language):
    def is_broken(text):
        plain = re.sub(r"\*\S(?:[^*\n]*\S)?\*", "", re.sub(r"\{[a-z]+\}", "x", text))
        return any(mark in plain for mark in "*_~`")

    assert offenders(language, is_broken) == []


@each_language
def test_quotes_are_straight_and_in_pairs(language):
    assert offenders(language, lambda text: re.search("[‘’“”«»]", text)) == []  # noqa: RUF001
    assert offenders(language, lambda text: text.count('"') % 2) == []


@each_language
def test_no_emoji_but_the_warning(language):
    emoji = re.compile("[\u2190-\u2bff\U0001f000-\U0001faff]")

    assert offenders(language, lambda text: set(emoji.findall(text)) - {"⚠"}) == []


@each_language
def test_warnings_come_with_the_same_signs(language):
    signs = re.compile(r"[⚠•·]")
    texts = TEXTS[language]

    assert [k for k, t in ENGLISH.items() if signs.findall(texts[k]) != signs.findall(t)] == []


@each_language
def test_numbers_are_those_of_the_english_text(language):
    texts = TEXTS[language]
    numbers = re.compile(r"\d+")

    assert [k for k, t in ENGLISH.items() if numbers.findall(texts[k]) != numbers.findall(t)] == []


@each_language
def test_every_text_keeps_to_the_alphabet_of_sms(language):
    foreign = {key: foreign_characters(sms(language, key)) for key in TEXTS[language]}

    assert {key: signs for key, signs in foreign.items() if signs} == {}


@each_language
def test_a_text_fits_two_segments_of_sms(language):
    long = {key for key in TEXTS[language] if segment_count(sms(language, key)) > MOST_SEGMENTS}

    assert long <= set(TAKES_MORE_SEGMENTS)


@each_language
def test_a_choice_fits_a_button_and_stands_for_one_thing(language):
    choices = {k: t for k, t in TEXTS[language].items() if k.startswith("choice_")}

    assert [key for key, text in choices.items() if len(text) > LONGEST_BUTTON] == []
    assert len(set(choices.values())) == len(choices)


def test_a_quiet_form_tells_no_energy_and_names_nothing_its_text_does_not():
    quiet = {key: text for key, text in ENGLISH.items() if key.endswith("_quiet")}
    loud = {key: ENGLISH[key.removesuffix("_quiet")] for key in quiet}

    assert all(set(placeholders(quiet[key])) <= set(placeholders(loud[key])) for key in quiet)
    assert not [
        key for key, text in quiet.items() if {"energy", "target"} & set(placeholders(text))
    ]


def test_every_intent_that_may_be_asked_about_has_its_choice_in_words():
    undecided = {"greet", "thanks", "help", "confirm", "decline", "out_of_scope", "red_flag"}
    asked = {each.value for each in Intent} - undecided - {"start", "stop"}

    assert asked == {k.removeprefix("choice_") for k in ENGLISH if k.startswith("choice_")} - {
        "other"
    }


@pytest.fixture(scope="module")
def foods():
    return CsvTables(DATA).foods()


@each_language
def test_what_a_text_offers_to_type_stands_in_a_text(language):
    said = " ".join(TEXTS[language].values()).casefold()
    offered = [
        *MEALS_OFFERED[language],
        *BUTTER_LEFT_OUT[language],
        COUNTS_OFFERED[language],
        QUESTIONS_OFFERED[language],
        SLOTS_OFFERED[language],
    ]

    assert [example for example in offered if f'"{example}' not in said.replace("¿", "")] == []


@each_language
def test_meals_offered_as_examples_are_read_whole(language, foods):
    readings = [read_meal(example, foods) for example in MEALS_OFFERED[language]]

    assert all(reading.portions and not reading.unread for reading in readings)


@each_language
def test_corrections_offered_as_examples_are_understood(language, foods):
    with_butter, *_ = (read_meal(example, foods).portions for example in MEALS_OFFERED[language])
    egg = with_butter[:1]
    changed = correct(egg, COUNTS_OFFERED[language], foods)
    fewer = [correct(with_butter, words, foods) for words in BUTTER_LEFT_OUT[language]]

    assert changed.portions[0].amount == "3"
    assert [len(each.portions) for each in fewer] == [len(with_butter) - 1] * 2
    assert slot_meant(SLOTS_OFFERED[language]) == "dinner"


@each_language
def test_the_question_offered_as_an_example_is_understood(language, foods):
    words = CsvTables(DATA).nutrient_words()
    question = find_question(QUESTIONS_OFFERED[language], foods, words)

    assert [portion.food_id for portion in question.portions] == ["egg"]


@each_language
def test_a_button_sends_words_a_rule_knows(language):
    with (DATA / "intents" / "rules.csv").open(newline="", encoding="utf-8") as file:
        rules = list(csv.DictReader(file))

    def intents_of(text):
        said = spoken(text)
        return {
            rule["intent"]
            for rule in rules
            if Phrase(rule["phrase"], rule["match"] == "whole").is_in(said)
        }

    for key, intent in UNDERSTOOD_BY_RULE[language].items():
        assert intents_of(TEXTS[language][key]) == {intent}


@each_language
def test_a_goal_is_understood_as_its_button_says_it(language):
    for goal in Goal:
        assert find_goal(TEXTS[language][f"button_{goal}"]) is goal
        assert find_goal(TEXTS[language][f"goal_{goal}"]) is goal


@each_language
def test_leaving_is_said_in_the_word_carriers_know(language):
    texts = TEXTS[language]

    assert [k for k in ("welcome", "preview", "help") if "STOP" not in texts[k]] == []
    assert "START" in texts["stopped"]


@each_language
def test_where_help_is_stands_in_every_text_of_danger(language):
    texts = TEXTS[language]
    dangers = [key for key in texts if key.startswith("danger_") and key != "danger_unclear"]

    assert len(dangers) == 4
    assert [key for key in dangers if "{emergency}" not in texts[key]] == []


def test_every_exception_is_explained_and_of_a_text_that_exists():
    named = LONG_QUESTIONS | TAKES_MORE_SEGMENTS

    assert set(named) <= set(ENGLISH)
    assert all(named.values())


def test_the_readme_tells_the_limits():
    for limit in (LONGEST_TEXT, LONGEST_QUESTION, LONGEST_BUTTON):
        assert str(limit) in README


def test_the_page_of_the_texts_is_as_they_are():
    assert PAGE.read_text(encoding="utf-8") == page()


@each_language
def test_every_allergen_of_the_tables_has_a_name(language):
    with (DATA / "allergens" / "allergens.csv").open(encoding="utf-8", newline="") as file:
        allergens = {row["allergen"] for row in csv.DictReader(file)}

    assert {f"allergen_{allergen}" for allergen in allergens} <= TEXTS[language].keys()
