"""Real ways in which people write of a body in danger: each must be heard."""

import pytest

from domain.safety.red_flags import Danger, find_danger

pytestmark = pytest.mark.no_cover  # many runs of what other tests reach

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
my puke looks like coffee grounds
im not safe at home
i smell gas
newborn floppy and wont feed
the kitchen is on fire
llama al 112
huele a gas y estamos mareados
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


def phrasings(listing: str) -> list[str]:
    return listing.strip().splitlines()


@pytest.mark.parametrize("text", phrasings(ANAPHYLAXIS))
def test_a_severe_allergic_reaction_is_heard(text, tables):
    assert find_danger(text, tables.tools.red_flags) is Danger.ANAPHYLAXIS


@pytest.mark.parametrize("text", phrasings(EMERGENCY))
def test_an_emergency_is_heard(text, tables):
    assert find_danger(text, tables.tools.red_flags) in {Danger.EMERGENCY, Danger.ANAPHYLAXIS}


def test_each_kind_of_danger_has_sixty_phrasings_and_more():
    counts = [len(phrasings(listing)) for listing in (ANAPHYLAXIS, EMERGENCY)]

    assert min(counts) >= 60
