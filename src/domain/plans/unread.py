"""What of a request for a week none of our rules speaks for: the words a model is asked about.

"plan my week under $60, nothing slimy, eating out on Friday" leaves "nothing slimy".
"""

from datetime import date

from domain.meals.foods import FoodTable
from domain.messaging.text import simplify, words
from domain.pattern import Pattern
from domain.plans.asking import LONGEST_READ, find_unwanted, food_in
from domain.plans.change_words import read_first_changes
from domain.plans.inventions import asks_for_new
from domain.plans.words import without_private, without_read
from domain.profile.tastes import find_dislikes

_PARTS = Pattern(r"[,.;:!?()\n]+|\b(?:and|but|y|pero|also|tambien|because|porque)\b")
_OF_PLANS = frozenset(
    words(
        "plan plans planning planned planner mealplan menu menus week weeks weekly weekday weekdays"
        " day days meal meals dinner dinners supper lunch lunches breakfast breakfasts snack snacks"
        " food foods eat eating cook cooking prep diet chart schedule timetable list shopping"
        " grocery groceries whole full entire all every each new fresh another other different one"
        " again redo remake regenerate make start over scratch begin ahead properly out together"
        " today tonight tomorrow from until till next coming monday tuesday wednesday thursday"
        " friday saturday sunday mon tue tues wed thu thur fri sat sun weekend weekends"
        " create build do give write generate send design draw organise organize sort map have"
        " lets let us help get got id i'd ill i'll im i'm we're were you your u can could would"
        " should may might please pls plz ok okay hey hi hello then now also too really very"
        " something anything things stuff so as yes the an and or for of to in on at is are be"
        " thanks thank we me us our it that this want need some he she am having eaten planned"
        " scheduled"
        " show see check send scrap cancel drop delete change figure help teas fri el la los las un"
        " una con para de por favor gracias quiero necesito mi mis esta este hay toca comemos comer"
        " muestrame ayudame rehaz segun en lo le wk w n r wat plane weekley meel whats thats its"
        " my under like love with was after work rest fortnight month calorie calories caloria kcal"
        " calorias ideas cenar eatin dieta organizame mealprep quick quicker quickly fast rapido"
        " rapidos rapida rapidas"
        " call text phone mail email"
        " whatever sorted needs next ahead monday's kind sort bit maybe perhaps"
        " recipe recipes dish dishes what whats put into around budget money cost costs people"
        " person persons ppl people adults family household husband wife partner kids student me"
        " two three four five six seven few"
        " planea planear planifica planificar organiza organizar arma armar armame creame hazme haz"
        " dame prepara preparar semana semanal semanales comida comidas cena cenas almuerzo"
        " almuerzos desayuno desayunos merienda meriendas dia dias nuevo nueva otro otra todo toda"
        " todos todas hoy manana lunes martes miercoles jueves viernes sabado domingo proxima que"
        " viene menus hacer quisiera puedes podrias me nos del al lista compra super cocinar cocina"
        " platos plato recetas receta personas familia hola"
        " only just minutes minute min hour hours budget presupuesto time tiempo max maximum"
        " most least about than less more per"
    )
)
"""Words in which weeks are asked for; alone they wish for nothing more."""

_NEGATIONS = frozenset(words("no not nothing without sin nada ni never nor none don't"))
"""They mean something only with what they deny."""

_FEELS = Pattern(r"\b(?:hate|stand|like|want|enjoy|detest|odio|gusta|soporto|detesto)\b")
"""What follows is what it is about, common as the word may be: "hate cooking"."""

_LONGEST = 300


def unread_words(text: str, today: date, dates: tuple[date, ...], foods: FoodTable) -> str:
    """Return what of a request for a week is left once the rules have read what they can.

    Parts keep the words they were said in, so that they can be quoted; of those that were read in
    part the rest is kept. What looks like an address or a number to call is left out.
    """
    kept = []
    for part in _PARTS.split(without_private(simplify(text[:LONGEST_READ]))):
        if not _is_read(part, today, dates, foods):
            kept += [rest for rest in map(_bare, without_read(part).split(",")) if _says(rest)]
    return ", ".join(kept)[:_LONGEST]


def _is_read(part: str, today: date, dates: tuple[date, ...], foods: FoodTable) -> bool:
    """Whether a part tells a change of single days, or a food that is not wanted."""
    if asks_for_new(part) or any(food_in(each, foods) for each in find_dislikes(part)):
        return True
    return bool(find_unwanted(part, foods) or read_first_changes(part, today, dates, foods))


def _says(part: str) -> bool:
    return any(not _is_common(word) and word not in _NEGATIONS for word in words(part))


def _is_common(word: str) -> bool:
    return word.removesuffix("'s") in _OF_PLANS or word.isdigit() or len(word) == 1


def _bare(part: str) -> str:
    """Return a part without the common words it begins and ends with."""
    said = part.split()
    while said and _is_joint(said[0]):
        said = said[1:]
    while said and _is_joint(said[-1]) and not _FEELS.search(part):
        said = said[:-1]
    return " ".join(said)


def _is_joint(said: str) -> bool:
    return all(_is_common(word) for word in words(said))
