"""Sentence → what is asked of a week: budget, time, diets, kitchens, what to leave out."""

from domain.meals.foods import FoodTable
from domain.meals.quantities import find_number
from domain.meals.vocabulary import canonical_words
from domain.messaging.phrases import Phrase, spoken
from domain.messaging.text import simplify
from domain.pattern import Pattern
from domain.plans.order import Asked
from domain.plans.request import PLAUSIBLE_MINUTES
from domain.profile.fact_words import DIETS
from domain.profile.household import PLAUSIBLE_PEOPLE, find_budget_usd_week, find_people
from domain.recipes.diets import Diet
from domain.recipes.recipe import Kitchen

LONGEST_READ = 500
"""Characters of a message looked at. Source: own choice, three SMS"""

QUICK_MINUTES = 20
"""What "something quick" may take. Source: own choice, half an hour with the washing up"""

DIETS_BY_NAME = {
    "vegan": Diet.VEGAN,
    "vegetarian": Diet.VEGETARIAN,
    "pescatarian": Diet.PESCATARIAN,
    "halal": Diet.HALAL,
    "kosher": Diet.KOSHER_STYLE,
    "gluten_free": Diet.GLUTEN_FREE,
    "low_fodmap": Diet.LOW_FODMAP_CAUTION,
}
"""What people call their diets in a profile, as far as recipes can be held to them."""

_MORE_DIETS = (
    (Diet.DAIRY_FREE, Phrase("dairy|lactose free")),
    (Diet.DAIRY_FREE, Phrase("sin lacteos|lactosa")),
    (Diet.EGG_FREE, Phrase("egg free")),
    (Diet.NUT_FREE, Phrase("nut free")),
    (Diet.DIABETIC_FRIENDLY, Phrase("diabetic friendly")),
    (Diet.DIABETIC_FRIENDLY, Phrase("for diabetics|diabetes")),
    (Diet.DIABETIC_FRIENDLY, Phrase("para diabeticos|diabetes")),
)
_KITCHENS = (
    (Kitchen.MEXICAN, Phrase("mexican|mexicana|mexicano|mexicanas|mexicanos")),
    (Kitchen.INDIAN, Phrase("indian|india|indio|hindu")),
    (Kitchen.MEDITERRANEAN, Phrase("mediterranean|mediterranea|mediterraneo|greek|italian")),
    (Kitchen.EAST_ASIAN, Phrase("asian|chinese|japanese|korean|asiatica|asiatico|china|japonesa")),
    (Kitchen.BRAZILIAN, Phrase("brazilian|brasilena|brasileno")),
    (Kitchen.WEST_AFRICAN, Phrase("african|nigerian|ghanaian|senegalese|africana|africano")),
    (Kitchen.AMERICAN, Phrase("american|americana|estadounidense !cheese")),
)
_MINUTES = Pattern(
    r"(?P<count>\d{1,3}) ?-? ?(?P<unit>min(?:ute)?s?\b|minutos?\b|hours?\b|hrs?\b|horas?\b)"
)
_WEEKEND = Pattern(r"\b(?:week-? ?ends?|fin(?:es)? de semana|saturdays?|sundays?)\b")
_WEEKDAY = Pattern(
    r"\b(?:week-? ?days?|work ?days?|week ?nights?|entre semana|dias laborables|de lunes a viernes"
    r"|monday to friday|mon-fri)\b"
)
_QUICK = Pattern(
    r"\b(?:quick(?:er)?|fast(?:er)?|speedy|rapid[ao]s?|no time|hurry|prisa|facil(?:es)? y rapid)"
)
_BETWEEN = Pattern(r"[,.;!?\n]| and | y | but | pero | or | o | ni ")
_WITHOUT = Pattern(
    r"\b(?:(?:no|without|avoid|skip|leave out|sin|nada de|ni|nor)"
    r"|(?:i |we )?(?:don'?t|do not) want(?: any)?|no quiero)(?: more| any| mas)? "
    r"(?P<what>[a-z][a-z' -]{2,40})"
)
_OF_A_DAY = Pattern(
    r"\b(?:no|without|sin)\b[^,.;!?]{2,40}?\b(?:on|for|el|los|para el) "
    r"(?:mon|tue|wed|thu|fri|sat|sun|lunes|martes|miercoles|jueves|viernes|sabado|domingo)[a-z]*"
)
"""What is refused on a day is no wish about the week."""
_NO_FOOD = frozenset(
    [
        "more",
        "than",
        "cooking",
        "time",
        "limit",
        "idea",
        "problem",
        "budget",
        "please",
        "thanks",
        "thank",
        "leftovers",
        "leftover",
        "repeats",
        "mas",
        "de",
        "to",
        "limite",
        "sobras",
    ]
)
_KINDS = frozenset(
    [
        "fish",
        "meat",
        "pork",
        "beef",
        "chicken",
        "poultry",
        "seafood",
        "shellfish",
        "dairy",
        "cheese",
        "milk",
        "egg",
        "nut",
        "mushroom",
        "bean",
        "lentil",
        "tofu",
        "soy",
        "gluten",
        "bread",
        "rice",
        "pasta",
        "potato",
        "spicy",
        "lamb",
        "turkey",
        "legume",
    ]
)
_ENGLISH = {
    "pescado": "fish", "carne": "meat", "pollo": "chicken", "cerdo": "pork", "puerco": "pork",
    "re": "beef", "huevo": "egg", "queso": "cheese", "leche": "milk", "lacteo": "dairy",
    "marisco": "shellfish", "nuez": "nut", "hongo": "mushroom", "champinon": "mushroom",
    "seta": "mushroom", "frijol": "bean", "lenteja": "lentil", "arroz": "rice", "pan": "bread",
    "pavo": "turkey", "cordero": "lamb", "papa": "potato", "atun": "tuna", "veggy": "vegetable",
}  # fmt: skip


_COVERED = {
    "meat": ("meat", "poultry"),
    "seafood": ("fish",),
    "shellfish": ("shrimp", "prawn", "mussel", "clam", "crab", "lobster", "oyster", "scallop"),
}
"""What words of the kitchen cover that the groups of foods keep apart; fish has shrimp in it."""
_COUNT = r"\d{1,2}|one|two|three|four|five|six|seven|eight|dos|tres|cuatro|cinco|seis"
_FOR_PEOPLE = Pattern(
    r"(?:(?:ok|please|pls|can|could|you|i|actually|and|but|make|do|plan|cook|change|scale|it|this"
    r"|that|the|my|plan|week|recipe|up|down|now|just|only|want|need|enough|somos|we'?re|we|are|haz"
    r"|hazlo|que|sea|sean|es|prepara|lo|la|receta|mejor) )*"
    rf"(?:(?:for|to serve|para) (?P<count>{_COUNT})(?: (?:people|persons?|of us|adults|servings?"
    r"|portions?|personas|porciones|raciones))?"
    rf"|(?P<number>{_COUNT}) (?:people|persons|of us|servings|portions|personas|porciones"
    r"|raciones))(?: (?:please|pls|instead|por favor|now|not \w+))*\W*"
)


def read_asked(text: str, foods: FoodTable) -> Asked:
    """Return what a sentence asks of a week.

    "under $60, vegetarian, 20 minutes on weekdays, no mushrooms" asks four things. What is not
    understood asks nothing.
    """
    said = simplify(text[:LONGEST_READ])
    budget, people = find_budget_usd_week(said), find_people(said)
    weekday, weekend = _minutes(said)
    return Asked(
        diets=_diets(said),
        budget_usd=budget.value if budget and budget.is_plausible else None,
        people=int(people.value) if people and people.is_plausible else None,
        minutes_weekday=weekday,
        minutes_weekend=weekend,
        kitchens=frozenset(kitchen for kitchen, word in _KITCHENS if word.is_in(spoken(said))),
        without=find_unwanted(_OF_A_DAY.sub(" ", said), foods),
    )


def is_quick(text: str) -> bool:
    """Whether something quick is asked for."""
    return _QUICK.search(simplify(text[:LONGEST_READ])) is not None


def find_minutes(text: str) -> int | None:
    """Return the minutes a text names: "in 15 minutes", "half an hour" is not read."""
    match = _MINUTES.search(simplify(text[:LONGEST_READ]))
    return None if match is None else _count(match["count"], match["unit"])


def find_unwanted(text: str, foods: FoodTable) -> tuple[str, ...]:
    """Return the foods and kinds of food a text refuses, in English: "no fish, sin cerdo"."""
    found: list[str] = []
    is_list = False
    for part in _BETWEEN.split(simplify(text[:LONGEST_READ])):
        match = _WITHOUT.search(part)
        what = match["what"] if match else part.strip() if is_list else ""
        food = food_in(what, foods)
        is_list = bool(food)
        found.append(food)
    return tuple(dict.fromkeys(each for each in found if each))


def food_in(words: str, foods: FoodTable) -> str:
    """Return the food or kind of food that words begin with, in English; "" where they name none.

    "fish on friday" is fish, "pescado el viernes" is fish, "more than $60" is nothing.
    """
    said = canonical_words(words)
    if not said or said[0] in _NO_FOOD:
        return ""
    for end in range(min(len(said), 4), 0, -1):
        phrase = said[:end]
        if end == 1 and (phrase[0] in _KINDS or phrase[0] in _ENGLISH):
            return _ENGLISH.get(phrase[0], phrase[0])
        if food := foods.find(phrase):
            is_english = set(phrase) & set(canonical_words(food.name))
            return " ".join(phrase) if is_english else food.name
    return ""


def kinds_of(food: str) -> tuple[str, ...]:
    """Return the kinds that a word of the kitchen covers: no meat is no poultry either."""
    return _COVERED.get(food, (food,))


def people_meant(text: str) -> int | None:
    """Return for how many something shall be, where that is all a text says: "make it for 2"."""
    told = _FOR_PEOPLE.fullmatch(simplify(text[:LONGEST_READ]))
    if told is None:
        return None
    number = find_number(told["count"] or told["number"])
    least, most = PLAUSIBLE_PEOPLE
    return int(number) if number and number == int(number) and least <= number <= most else None


def english_of(words: str, foods: FoodTable) -> str:
    """Return a food that somebody dislikes as recipes call it; words nobody knows stay."""
    return food_in(words, foods) or words


def _diets(said: str) -> frozenset[Diet]:
    heard = spoken(said)
    named = {DIETS_BY_NAME.get(name) for name, phrase in DIETS if phrase.is_in(heard)}
    more = {diet for diet, phrase in _MORE_DIETS if phrase.is_in(heard)}
    return frozenset(diet for diet in named | more if diet is not None)


def _minutes(said: str) -> tuple[int | None, int | None]:
    """Return the minutes of weekdays and of the weekend; said of neither they are both's."""
    weekday: int | None = None
    weekend: int | None = None
    found = list(_MINUTES.finditer(said))
    for place, match in enumerate(found):
        end = found[place + 1].start() if place + 1 < len(found) else len(said)
        around = said[match.start() : end]
        minutes = _count(match["count"], match["unit"])
        is_weekend, is_weekday = _WEEKEND.search(around), _WEEKDAY.search(around)
        if is_weekend and not is_weekday:
            weekend = minutes
        elif is_weekday and not is_weekend:
            weekday = minutes
        else:
            weekday, weekend = minutes, minutes
    if not found and _QUICK.search(said):
        weekday = QUICK_MINUTES
    return weekday, weekend


def _count(digits: str, unit: str) -> int | None:
    minutes = int(digits) * (60 if unit[0] == "h" else 1)
    least, most = PLAUSIBLE_MINUTES
    return minutes if max(least, 1) <= minutes <= most else None
