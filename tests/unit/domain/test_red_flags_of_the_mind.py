"""Real ways in which people write of harm to themselves: each must be heard."""

import pytest

from domain.safety.red_flags import Danger, find_danger

pytestmark = pytest.mark.no_cover  # many runs of what other tests reach

SELF_HARM = """
tired of existing
everyone would be happier without me
i wont be a problem much longer
kms, not joking
thinking about unaliving myself
self harm relapse last night
cansada de vivir
no le veo sentido, quiero desvivirme
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
haven't eaten in 4 days on purpose
set my calories to 300
ed relapse
b/p all weekend
remind me to throw up at 8
plan a week with no food at all
skipping insulin to get thin
recaí en el tca
bájame las calorías a 400
recuérdame no comer en 3 días
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


def phrasings(listing: str) -> list[str]:
    return listing.strip().splitlines()


@pytest.mark.parametrize("text", phrasings(SELF_HARM))
def test_thoughts_of_self_harm_are_heard(text, tables):
    assert find_danger(text, tables.tools.red_flags) is Danger.SELF_HARM


@pytest.mark.parametrize("text", phrasings(EATING_DISORDER))
def test_signs_of_an_eating_disorder_are_heard(text, tables):
    assert find_danger(text, tables.tools.red_flags) is Danger.EATING_DISORDER


def test_each_kind_of_danger_has_sixty_phrasings_and_more():
    counts = [len(phrasings(listing)) for listing in (SELF_HARM, EATING_DISORDER)]

    assert min(counts) >= 60
