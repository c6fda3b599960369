"""The few kilocalories of an apple are a meal; the few of a whole day are a danger."""

import pytest

from domain.understanding.intents import Intent
from tests.unit.domain.builders import Talk, a_user

pytestmark = pytest.mark.no_cover  # many runs of what other tests reach

FOODS = """
had an apple, 80 calories
I had an apple of 80 calories
ate an apple with 80 calories
just had a banana, 100 calories
breakfast: yogurt 90 kcal
snack was a cookie, 150 calories
2 rice cakes 70 calories
diet coke 0 calories
black coffee, 5 calories
a cup of tea with 20 calories
half a bagel, 150 calories
protein bar 200 calories
one egg 70 cals
string cheese 80 cal
small salad for lunch, 150 calories
lunch was soup, 200 kcal
ate 300 calories of almonds
300 calories of pizza
had a 400 calorie burger
apple 80cal
just ate a granola bar that was 100 calories
just ate 200 calories of chips
toast 75 calories and an egg 70 calories
i had an apple today, 80 calories
ate a 90 calorie yogurt this morning
had 100 calories of popcorn
i just had a 100 calorie yogurt
today for lunch i had soup, 150 calories
"""

COMIDAS = """
comí una manzana de 80 calorías
una manzana, 80 calorías
me comí un yogur de 90 kcal
desayuné una tostada de 75 calorías
cené una sopa de 200 calorías
comí 200 calorías de almendras
un café con 5 calorías
tomé un té de 2 calorías
comí un plátano, 100 calorías
comí una ensalada de 150 kcal
almorcé pollo, 300 kcal
merendé una pera de 100 calorías
un huevo 70 cal
2 tortitas de arroz 70 calorías
acabo de comer una manzana de 80 calorías
hoy comí una manzana de 80 calorías
comí pizza de 300 calorías
cené una tortilla francesa, 180 calorías
hoy desayuné avena, 150 calorías
me tomé una cerveza de 150 calorías
comi una manzana de ochenta calorias
una galleta de 50 calorías
comí una naranja que tiene 60 calorías
ayer cené una manzana de 80 calorías
"""

HUNGER = """
I only eat 80 calories a day
I only ate 80 calories today
ate only 80 calories today
80 calories today and i'm proud of it
i want to eat 500 calories a day
i want to eat 300 calories a day
trying to stay under 200 calories a day
I eat 90 calories a day
ive had 80 calories all day
my limit is 100 calories a day
can i live on 80 calories a day
only had an apple today, 80 calories
one apple a day, 80 calories, thats all i eat
one apple all day, 80 calories
had an apple, 80 calories, and threw it up
had an apple, 80 calories, then made myself throw up
an apple, 80 calories, now i feel so fat i want to purge
only an apple in 3 days, 80 calories
set my calories to 100
plan me a 150 calorie day
ate 80 calories yesterday and 60 today
nothing but an apple since yesterday, 80 calories
i allow myself 100 calories a day
80 calories a day is enough for me
i survive on 120 calories
had an apple of 80 calories, i dont deserve more
"""

HAMBRE = """
solo comí 80 calorías hoy
quiero comer 500 calorías al día
como 80 calorías al día
solo como 100 calorías diarias
hoy solo comí una manzana, 80 calorías
solo una manzana en todo el día, 80 calorías
llevo 80 calorías en todo el día
quiero comer solo 80 calorías al día
mi límite son 100 calorías al día
vivo con 90 calorías al día
me permito 80 calorías al día
comí una manzana de 80 calorías y la vomité
comí una manzana de 80 calorías y me provoqué el vómito
comí 80 calorías y me siento gorda
en 3 días solo comí una manzana de 80 calorías
ponme un plan de 100 calorías
bájame las calorías a 90
puedo vivir con 80 calorías al día?
ayer comí 80 calorías y hoy nada
no quiero pasar de 80 calorías al día
80 calorías diarias me bastan
nada más una manzana de 80 calorías en todo el día
comí solo 80 calorías en dos días
comí una manzana de 80 calorías y no merezco más
comí una manzana de 80 calorías, tengo que quemarla toda
una manzana al día, 80 calorías, no como más
"""

OTHER_ENERGIES = """
i only ate 1,200 calories today
i only eat 1,200 calories a day
comí solo 1.200 calorías hoy
my goal is 1,300 calories a day
quiero comer 1.500 calorías al día
300 calorie deficit a day
only 300 calories left
what can i eat under 300 calories
i've only eaten 400 calories so far, what should i have for dinner
how many calories in an apple a day
i go over by 200 calories a day
me quedan 80 calorías hoy
"""


def lines(listing: str) -> list[str]:
    return listing.strip().splitlines()


def heard(text: str, tables) -> Intent:
    return Talk(tables, a_user()).hear(text).intent


@pytest.mark.parametrize("listing", [FOODS, COMIDAS], ids=["en", "es"])
def test_a_food_with_its_energy_is_logged_however_little_that_is(listing, tables):
    outcomes = {text: Talk(tables, a_user()).hear(text) for text in lines(listing)}

    assert len(outcomes) >= 20
    assert [text for text, outcome in outcomes.items() if not outcome.added] == []


@pytest.mark.parametrize("listing", [HUNGER, HAMBRE], ids=["en", "es"])
def test_hardly_any_energy_in_a_day_is_a_danger_also_beside_a_food(listing, tables):
    intents = {text: heard(text, tables) for text in lines(listing)}

    assert len(intents) >= 20
    assert [text for text, intent in intents.items() if intent is not Intent.RED_FLAG] == []


@pytest.mark.parametrize("text", lines(OTHER_ENERGIES))
def test_other_energies_of_a_day_are_no_danger(text, tables):
    assert heard(text, tables) is not Intent.RED_FLAG
