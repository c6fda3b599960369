"""The words in which people tell of themselves, in English and Spanish, as patterns.

Patterns are compared with text in the form `simplify` gives it, phrases with what `spoken` gives;
names keep their capitals.
"""

import re

from domain.messaging.people import KIN
from domain.messaging.phrases import Phrase
from domain.messaging.text import words
from domain.pattern import Pattern
from domain.profile.goal import Goal
from domain.profile.targets import Caution

GOALS = (
    (
        Goal.BUILD_MUSCLE,
        Phrase("muscle|muscles|bulk|bulking|strength|stronger|musculo|masa"),
    ),
    (
        Goal.LOSE_WEIGHT,
        Phrase("lose|losing|loss|slim|thinner|cutting|bajar|adelgazar|perder|deficit"),
    ),
    (Goal.LOSE_WEIGHT, Phrase("cut !out|back|down|on|sugar|carbs|salt|dairy|the")),
    (Goal.EAT_HEALTHIER, Phrase("healthier|healthy|maintain|maintenance|sano|sana|saludable")),
    (Goal.EAT_HEALTHIER, Phrase("health !condition|issue|issues|problem|problems|insurance")),
    (Goal.EAT_HEALTHIER, Phrase("eat|eating better|well")),
    (Goal.EAT_HEALTHIER, Phrase("comer|alimentarme mejor|bien")),
    (Goal.BUILD_MUSCLE, Phrase("gain|gaining|ganar")),  # last: who gains easily may want to lose
)
DIETS = (
    ("vegan", Phrase("vegan|vegana|vegano|veganism|veganismo")),
    ("vegetarian", Phrase("vegetarian|vegetariana|vegetariano|vegetarianism")),
    ("vegetarian", Phrase("veggie !burger|burgers|wrap|patty|straws|sticks|soup")),
    ("pescatarian", Phrase("pescatarian|pescetarian|pescetariana|pescetariano|pescatariana")),
    ("halal", Phrase("halal")),
    ("kosher", Phrase("kosher")),
    ("gluten_free", Phrase("glutenfree")),
    ("gluten_free", Phrase("gluten free")),
    ("gluten_free", Phrase("sin|without gluten")),
    ("low_carb", Phrase("keto|lowcarb|ketogenic|cetogenica")),
    ("low_carb", Phrase("low carb|carbs")),
    ("low_fodmap", Phrase("fodmap|fodmaps")),
)
CAUTIONS = (
    (Caution.PREGNANT, Phrase("pregnant|embarazada|embarazo|pregnancy")),
    (Caution.PREGNANT, Phrase("expecting a baby|child|boy|girl")),
    (Caution.PREGNANT, Phrase("expecting twins|triplets")),
    (Caution.BREASTFEEDING, Phrase("breastfeeding|breastfeed|lactando|amamantando|lactancia")),
    (Caution.BREASTFEEDING, Phrase("nursing !student|school|job|home|degree|shift|assistant")),
    (Caution.BREASTFEEDING, Phrase("breast feeding|feed")),
    (Caution.BREASTFEEDING, Phrase("dando|doy el|de pecho|mamar")),
    (Caution.BREASTFEEDING, Phrase("dando|doy pecho")),
    (Caution.KIDNEY_DISEASE, Phrase("kidney|kidneys !bean|beans|pie|pies")),
    (Caution.KIDNEY_DISEASE, Phrase("renal|dialysis|rinon|rinones|dialisis|ckd|nephropathy")),
    (Caution.INSULIN, Phrase("insulin|insulina !resistance|resistant")),
    (Caution.INSULIN, Phrase("type|tipo 1|one|uno")),
    (Caution.INSULIN, Phrase("t1d")),
)
_NO = (
    r"(?:not|don'?t|isn'?t|aren'?t|ain'?t|no(?! i\b| im\b| i'm)|never|no longer|stopped|quit|gave"
    r" up|done with|off|without(?! gluten)|forget|remove|delete|drop|ya no|nunca|deje|olvida|quita"
    r"|borra|wasn'?t|haven'?t|nor)"
)
DENIED = Pattern(rf"\b{_NO}\b(?:(?! but | pero | and i\b| y soy\b)[^,;.!?])*")
HOPED = Pattern(
    r"\b(?:trying|try|want|wanting|hoping|hope|plan|planning|like|would love|quiero|busco|intento"
    r"|intentando)\b[^,;.!?]*\b(?:pregnant|pregnancy|embarazada|embarazo|breastfeed)\b"
)
SOMEBODY_ELSE = Pattern(
    rf"\b(?:my|our|mi|mis|the|a) {KIN}(?:'s\b|,? (?:is|are|was|has|have|had|just|also|weighs?|eats"
    r"|hates?|likes?|loves?|doesn'?t|can'?t|needs?|takes?|says?|said|who|es|esta|tiene|pesa|come"
    r"|odia|toma|mide)\b)[^.;!?]*?(?=[.;!?]|,| but | pero | and i\b| y yo\b|\Z)"
)
DESIRED = Pattern(
    r"\b(?:goal|target|ideal|dream|want(?:ed)? to (?:weigh|be|get|reach|hit)|down to|get to|reach"
    r"|used to (?:weigh|be)|i was|peso ideal|meta|quiero (?:pesar|llegar)|llegar a|pesaba)\b"
    r"(?:(?! i | yo )[^.;!?\d]){0,20}\d+(?:[.,]\d+)? ?(?:kgs?|kilos?|lbs?|pounds?|libras?|st)\b"
    r"|\d+(?:[.,]\d+)? ?(?:kgs?|kilos?|lbs?|pounds?|libras?) (?:of|de)\b(?! (?:peso|weight))"
)
BARE = Pattern(r"\W*\d+(?:[.,]\d+)?\W*")
LISTED_AGE = Pattern(
    r"(?:\A|(?<!\d)[,;/] ?|[,;/] )(?P<years>\d{2})(?= ?(?:[,;/.](?!\d)|and\b|y\b|\Z))"
)
NAME = Pattern(
    r"\b(?:my name is|my name's|name's|call me|me llamo|mi nombre es|ll[aá]mame)\s+"
    r"(?P<name>[^\W\d_](?:[^\W\d_]|['-](?=[^\W\d_])){0,29})",
    re.IGNORECASE,
)
I_AM = Pattern(
    r"\b(?:[Ii]'?m|[Ii] am|[Ss]oy)\s+(?P<name>[A-ZÁÉÍÓÚÑ][a-záéíóúñü]{1,29})(?=\s*(?:[,.!\n]|\Z))"
)
NO_NAMES = frozenset(
    words(
        "a an the when later back at in if not so crazy on out no now vegan vegetarian"
        " pescatarian pregnant diabetic celiac coeliac allergic intolerant male female"
        " hungry full tired fine good ok okay done ready new sick sad happy here home"
        " muslim jewish hindu halal kosher keto veggie mexican american indian chinese"
        " spanish english german french italian breastfeeding nursing vegetariana"
        " vegetariano vegana vegano celiaca celiaco hombre mujer alergica alergico"
        " embarazada diabetica diabetico sorry sure hello confused lost single married"
        " short tall"
    )
)
_LANGUAGE = r"(?:espanol|spanish|castellano|english|ingles)"
SPEAK = Pattern(
    r"\b(?:in|en|speak|use|switch(?: back)? to|change to|talk|to|prefer|habla(?:me|s|mos|r)?|cambia"
    rf" a|al|prefiero) (?:language |idioma )?{_LANGUAGE}\b"
    rf"|\A{_LANGUAGE}(?: please| por favor)?\W*\Z"
)
_UNITS = r"(?:kjs?|kilo ?joules?|kilojulios?|joules?|kcals?|kilocalor\w+|calories|calorias)"
SHOW = Pattern(
    r"\b(?:use|using|show(?: me)?|switch(?: back)? to|change to|back to|prefer|in|usa|usar|muestra"
    r"(?:me)?|prefiero|en|cambia a)(?: it| them| energy| the| las| los| in| en)*"
    rf" (?P<unit>{_UNITS})\b"
    r"|\A(?P<alone>kjs?|kilo ?joules?|kilojulios|kcal)(?: please| por favor)?\W*\Z"
)
SPEAKS_POUNDS = Pattern(r"\d ?(?:lbs?|pounds?|libras?)\b")
SPEAKS_KILOGRAMS = Pattern(r"\d ?(?:kgs?|kilos?|kilogram\w*)\b")
POUNDS = Pattern(
    r"\b(?:use|in|to|prefer|show|usa|en) (?:me )?(?:lbs?|pounds?"
    r"|libras?|imperial|us units|us customary)\b"
)
KILOGRAMS = Pattern(
    r"\b(?:use|in|to|prefer|show|usa|en) (?:me )?(?:kgs?|kilos?"
    r"|kilograms?|metric|kilogramos)\b"
)
AT = Pattern(r"\b(?:in|to|at|en|a|from) (?=(?P<place>[a-z][a-z .'-]{1,30}))")
BEING = Pattern(
    r"\b(?:i'?m|i am|im|moved|arrived|landed|now|live|living|back|visiting|estoy|vivo|llegue"
    r"|me mude|ando)\b"
)
NOT_YET = Pattern(
    r"\b(?:going|go|fly|flying|travel(?:l?ing)?|tomorrow|next|will|want|wish|was|voy|viajo|manana"
    r"|used)\b"
)
WORD_FOR_NOW = Pattern(r"\b(?:now|today|tonight|currently|right now|ahora|hoy|here|ya)\b")
