"""Real ways in which people write of danger: each must be heard. One phrasing per line."""

import pytest

from domain.safety.red_flags import Danger, find_danger

ANAPHYLAXIS = """
my throat is closing
my throat is closing up
My throat's closing up!!
throat closing help
my throat feels tight after the shrimp
my throat feels like its closing
my throat is swelling
my throat is swelling up
my throats swelling
throat swollen after peanuts
my throat is swollen
throat feels swollen
my throat is getting tight
tightness in my throat after eating nuts
throat tightening
my troat is closing
my throat is closeing
i feel my throat closing
it feels like my throat is closing up
My tongue is swelling
my tongue is swollen
tongue swelling up
my toungue is swelling
my lips are swelling
my lips are swollen and itchy
lips swelling up like crazy
lip swelling after eating mango
swollen lips and tongue
swollen tongue
my face is swelling up
my face is swollen
face swelling after shellfish
my face is puffing up
my face blew up after eating cashews
my eyes are swelling shut
my eyes are swollen shut
swelling of my lips and face
can't breathe
I can't breathe
i cant breathe
I cannot breathe
cant breath
i cant breath properly
i cant breathe after eating peanuts
can not breathe
im struggling to breathe
having trouble breathing
trouble breathing after eating
hard to breathe
its hard to breathe
it's getting hard to breathe
difficulty breathing
dificulty breathing
short of breath after eating shrimp
shortness of breath and hives
im wheezing after eating cashews
wheezing and itchy all over
I can't swallow
cant swallow my throat hurts
hives all over my body
i have hives everywhere
i'm covered in hives
broke out in hives and feel dizzy
hives spreading and i feel faint
severe allergic reaction
i'm having an allergic reaction
having a bad allergic reaction
my son is having an allergic reaction
i think im having an alergic reaction
allergic reaction help
I think this is anaphylaxis
anaphylactic shock
anaphilaxis
anaphalactic shock what do i do
going into anaphylaxis
where is my epipen
i need my epi pen
should i use my epipen
used my epipen
i used my epi-pen just now
se me cierra la garganta
se me está cerrando la garganta
se me hincha la lengua
tengo la cara hinchada
se me hincharon los labios
labios hinchados
no puedo respirar
me cuesta respirar
me falta el aire
reacción alérgica grave
tengo una reacción alérgica
choque anafiláctico
creo que es anafilaxia
"""

EMERGENCY = """
chest pain
i have chest pain
im having chest pains
my chest hurts
My chest hurts really bad
my chest is hurting
my chest feels tight
tightness in my chest
tight chest and my left arm is numb
pain in my chest
pains in my chest
pressure in my chest
chest pressure
crushing pain in the chest
pain in my left arm and jaw
my left arm is numb
my left arm went numb
I think I'm having a heart attack
im having a heart attack
hart attack
heart atack i think
my dad is having a heart attack
having a stroke
i think my mom had a stroke
half my face is drooping
face drooping and slurred speech
my speech is slurred
I can't feel my left side
i overdosed
i think i overdosed
I've overdosed
took an overdose
overdosed on pills
overdosed on my meds
i overdosed on tylenol
overdose on insulin
took too many pills
i took too much insulin
took to many pills
i took a whole bottle of pills
swallowed a bunch of pills
drank bleach
i drank bleach by accident
my kid swallowed bleach
my toddler ate a detergent pod
my son ate a tide pod
swallowed a battery
my baby swallowed a button battery
she drank antifreeze
i ate rat poison
ive been poisoned
i think i was poisoned
he passed out
i passed out
I just fainted
i keep fainting
im about to pass out
i feel like im going to pass out
i blacked out
she is unconscious
shes unconsious
he's unresponsive
he won't wake up
she wont wake up
not breathing
my baby is not breathing
he stopped breathing
he isnt breathing
my baby is choking
my son is choking on a grape
im choking
I'm choking on food
he's choking
hes choking what do i do
help she's choking
something is stuck in my throat and i cant breath
throwing up blood
vomiting blood
puking blood
i'm vomitting blood
coughing up blood
blood in my vomit
blood in my stool
theres blood in my poop
im having a seizure
my daughter is having a seizure
my blood sugar is 30
my sugar is 35 and im shaking
my blood sugar is dangerously low
hypoglycemia help im shaking
diabetic coma
call an ambulance
call 911
i need an ambulance
should i call 911
this is an emergency
medical emergency
me duele el pecho
dolor en el pecho
dolor de pecho
me está dando un infarto
ataque al corazon
sobredosis
me desmayé
se desmayó
llamen una ambulancia
se está ahogando
estoy vomitando sangre
no respira
"""

SELF_HARM = """
i want to die
I want to die.
i wanna die
i just want to die
i wanted to die last night
wanna die
i want too die
i wish i was dead
i wish i were dead
wish i was never born
i wish i could disappear
i wish i wouldnt wake up
i want to kill myself
i wanna kill myself
im going to kill myself
Im gonna kill myself
ill kill myself
I'll kill my self
kil myself
kms
i want to kms
killing myself
thinking about killing myself
i've been thinking of killing myself
i feel suicidal
im suicidal
suicidal thoughts
suicide
thinking about suicide
commit suicide
suicde
i feel sucidal
im suisidal
end my life
i want to end my life
thinking of ending my life
im going to end my life tonight
take my own life
taking my own life
i want to end it all
ending it all
i want to end it
i want it all to end
i dont want to live
i don't want to live anymore
i dont wanna live
i dont want to be alive
I don't want to be alive anymore
i dont want to be here anymore
i don't want to exist
i dont want to wake up
i dont want to wake up tomorrow
no reason to live
nothing to live for
nothing left to live for
life is not worth living
life isnt worth living
my life isn't worth living
no point in living
there is no point living anymore
whats the point of living
better off dead
im better off dead
everyone would be better off without me
they'd be better off without me
the world would be better without me
i want to hurt myself
i want to harm myself
hurting myself
i keep hurting myself
i cut myself
I cut myself again
i cut myself last night
i've been cutting myself
i want to cut myself
cutting again
i started cutting again
self harm
self-harm
i relapsed into self harm
selfharm
i self harmed
i cut my wrists
slit my wrists
going to hang myself
i will shoot myself
im going to jump off a bridge
jump in front of a train
i cant go on
I can't go on anymore
i cant do this anymore i want to be dead
tired of living
im tired of being alive
i hate my life and want it over
ready to die
i should just die
i deserve to die
wish i could die
unalive myself
i want to unalive
quiero morir
quiero morirme
me quiero morir
me quiero matar
quiero matarme
voy a suicidarme
pienso en el suicidio
no quiero vivir
ya no quiero vivir
no quiero seguir viviendo
quiero quitarme la vida
hacerme daño
me corto
sería mejor estar muerto
no vale la pena vivir
"""

EATING_DISORDER = """
i made myself throw up
I make myself throw up after dinner
i made myself sick after lunch
making myself vomit
i forced myself to puke
forcing myself to throw up
made my self throw up
how do i make myself throw up
how to make myself puke
i throw up after every meal
i threw up after eating so i dont gain weight
throwing up after meals
throwing up on purpose
i vomit after i eat
puking after meals
stick my fingers down my throat
fingers down my throat
finger down my throat
i purge
i purged again
purging
i keep purging
binge and purge
i binged and purged
i binged and threw up
bingeing and purging
binged and feel disgusting
i cant stop binging
i can't stop bingeing
binge eating disorder
i have bulimia
bulimia
bulemia
im bulimic
i am anorexic
anorexia
im anorexic
anorexic
anorexia nervosa
anerexia
anorexa
i have an eating disorder
eating disorder
my eating dissorder is back
i have an ED and im relapsing
relapsing into my eating disorder
disordered eating
starving myself
i'm starving myself
i starve myself
i starved myself all week
i want to starve myself
i havent eaten in 3 days
I haven't eaten in three days
havent eaten for 4 days
i have not eaten for five days
i haven't eaten anything in days
haven't eaten all week
i didnt eat for 3 days
not eating for a week to lose weight
i only ate 200 calories today
only eating 300 calories a day
living on 400 calories
can i live on 500 calories a day
how to survive on 300 calories
how long can i go without eating
how long can i survive without food
how can i stop eating completely
i want to stop eating
i dont deserve to eat
i dont deserve food
im scared to eat
i'm afraid of eating
i hate my body so much i cant eat
i took laxatives to lose weight
taking laxatives
taking laxatives after eating
laxatives to be skinny
i abuse laxatives
abusing laxitives
diet pills and laxatives to get thin
using diuretics to lose weight
i chew and spit
chewing and spitting my food
pro ana
proana
pro ana tips
thinspo
ana tips
how to be anorexic
im so fat i want to starve
vomito después de comer
me provoco el vómito
me provoqué el vómito
tengo bulimia
tengo anorexia
soy anoréxica
trastorno alimenticio
trastorno de la conducta alimentaria
tomo laxantes
tomo laxantes para adelgazar
llevo 3 días sin comer
llevo tres dias sin comer
no he comido en 4 días
dejar de comer para adelgazar
me da miedo comer
atracón y vomito
"""

HARMLESS = """
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


@pytest.mark.parametrize("text", phrasings(ANAPHYLAXIS))
def test_a_severe_allergic_reaction_is_heard(text, tables):
    assert find_danger(text, tables.red_flags) is Danger.ANAPHYLAXIS


@pytest.mark.parametrize("text", phrasings(EMERGENCY))
def test_an_emergency_is_heard(text, tables):
    assert find_danger(text, tables.red_flags) in {Danger.EMERGENCY, Danger.ANAPHYLAXIS}


@pytest.mark.parametrize("text", phrasings(SELF_HARM))
def test_thoughts_of_self_harm_are_heard(text, tables):
    assert find_danger(text, tables.red_flags) is Danger.SELF_HARM


@pytest.mark.parametrize("text", phrasings(EATING_DISORDER))
def test_signs_of_an_eating_disorder_are_heard(text, tables):
    assert find_danger(text, tables.red_flags) is Danger.EATING_DISORDER


@pytest.mark.parametrize("text", phrasings(HARMLESS))
def test_talk_of_food_is_no_red_flag(text, tables):
    assert find_danger(text, tables.red_flags) is None


@pytest.mark.parametrize("mark", ["'", "\u2019", "\u2018", "\u00b4", "`", "\uff07", "\u02bc", ""])
def test_an_apostrophe_of_any_keyboard_hides_no_danger(mark, tables):
    assert find_danger(f"I can{mark}t breathe", tables.red_flags) is Danger.ANAPHYLAXIS


@pytest.mark.parametrize(
    "hidden", ["\u200b", "\u200d", "\u034f", "\u00ad", "\u202e", "\ufe0f", "\x07"]
)
def test_invisible_characters_inside_a_word_hide_no_danger(hidden, tables):
    assert find_danger(f"I feel sui{hidden}cidal", tables.red_flags) is Danger.SELF_HARM


def test_the_most_urgent_danger_is_answered_first(tables):
    text = "I took laxatives and now I can't breathe"

    danger = find_danger(text, tables.red_flags)

    assert danger is Danger.ANAPHYLAXIS


def test_every_class_of_danger_has_sixty_phrasings_and_more():
    counts = [len(phrasings(e)) for e in (ANAPHYLAXIS, EMERGENCY, SELF_HARM, EATING_DISORDER)]

    assert min(counts) >= 60
