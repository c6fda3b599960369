"""Talk of food that sounds like danger, and danger that hides."""

import pytest

from domain.safety.red_flags import Danger, find_danger

pytestmark = pytest.mark.no_cover  # many runs of what other tests reach

HARMLESS = """
ran 10 kms today
how many kms to burn off a pizza
5 kms jog done
my b/p was 130/85
my grandpa had a stroke ten years ago
tuve un infarto en 2016, bajo en sal
i had wild mushroom risotto
purging old photos from my phone
i want to lose 300 calories a day from my target
lower my protein to 150 g
remind me that im a vegetarian
remind me not to eat after 9
natural laxative foods for dinner
tomo diuréticos recetados por la presión
plan de muerto y café
quiero terminar mi suscripción
sick of living on toast
shellfish, i get anaphylaxis
this cake is to die for
that pasta was to die for
I'm dying for pizza
dying to try that new ramen place
killer burger
a killer burger and fries
I could murder a curry
cut myself a slice of cake
I cut myself a piece of pie
cutting myself another slice
death by chocolate cake
I overdosed on cookies lol
overdosed on chocolate today
sugar overdose
grapes are a choking hazard
choking hazard
these brownies are sinful
i'm starving
I'm starving, had two burgers
starving! just ate a burrito
I'd kill for a taco
kill for some fries
this diet is killing me
bloody mary
shot of tequila
shoot, I forgot lunch: 2 tacos
heart of palm salad
artichoke hearts
chicken breast 200 g
i cut out sugar
cut up an apple
cutting carbs
I'm cutting, 2 eggs and toast
i'm stuffed
stroke of luck found a banana
hang on, it was 2 eggs
dead tired, had pizza
dead hungry
bomb burrito
poison ivy salad
food coma after thanksgiving turkey
pass the salt
passed on dessert, just salad
passion fruit
swallowed a whole pizza lol
i ate too much
i ate a whole bottle of ketchup
can't stop eating these chips
i can't eat milk
i don't want to eat bread
I'm allergic to peanuts
my allergies are peanuts and shrimp
bread is hard to digest
hard boiled eggs
hives of honey
jump start smoothie
emergency snack: a banana
ended my day with ice cream
end of day: salad
tired of salads
not worth it, the cake was dry
what's the point of kale
fish fingers
finger food
two lady fingers
pro yogurt
banana
Anna gave me tips on cooking rice
chew bar
stop reminders
i hate kale
no quiero pan
no puedo comer mariscos
me muero de hambre
estoy muerto de hambre
pan de muerto
carne al pastor
500 calories
400 calorie burger
only had 500 calories left
how many calories in 300 g rice
i skipped breakfast
haven't eaten yet today
havent eaten lunch
didn't eat breakfast
2 eggs after 3 days of travel
"""


def phrasings(listing: str) -> list[str]:
    return listing.strip().splitlines()


@pytest.mark.parametrize("text", phrasings(HARMLESS))
def test_talk_of_food_is_no_red_flag(text, tables):
    assert find_danger(text, tables.tools.red_flags) is None


@pytest.mark.parametrize("mark", ["'", "\u2019", "\u2018", "\u00b4", "`", "\uff07", "\u02bc", ""])
def test_an_apostrophe_of_any_keyboard_hides_no_danger(mark, tables):
    assert find_danger(f"I can{mark}t breathe", tables.tools.red_flags) is Danger.ANAPHYLAXIS


@pytest.mark.parametrize(
    "hidden", ["\u200b", "\u200d", "\u034f", "\u00ad", "\u202e", "\ufe0f", "\x07"]
)
def test_invisible_characters_inside_a_word_hide_no_danger(hidden, tables):
    assert find_danger(f"I feel sui{hidden}cidal", tables.tools.red_flags) is Danger.SELF_HARM


def test_the_most_urgent_danger_is_answered_first(tables):
    text = "I took laxatives and now I can't breathe"

    danger = find_danger(text, tables.tools.red_flags)

    assert danger is Danger.ANAPHYLAXIS
