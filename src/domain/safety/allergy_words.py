"""The words in which people speak of allergies, in English and Spanish, as patterns.

They are compared with text in the form `simplify` gives it.
"""

from domain.messaging.text import words
from domain.pattern import Pattern

_NOUN = r"al+er[gj](?:y|ys|ies?|ias?)|intol+er[ae]nces?|intolerancias?"
_STATE = r"al+er[gj]i[ck]o?s?|alergic[ao]s?|allegric|intol+[ea]r[ae]nt(?:es?)?|anaphylactic"
_ILLNESS = r"[cs](?:o)?[ei]li[ay][ck]s?|[cs]elia[ck][oa]|[cs]eliaquia|cmpa|alpha[ -]gal"
ALONE = Pattern(r"\A(?:lactose|lactosa|gluten|dairy|lacteos)\W*\Z")
"""What is said alone by who must avoid it: no meal, but no word for allergy either."""
NAMED = Pattern(rf"\b(?:{_NOUN}|{_STATE}|{_ILLNESS})\b")
_MUST_NOT = (
    r"(?:can'?t|cannot|can not|must not|mustn'?t|may not|not (?:allowed|supposed) to|unable to"
    r"|no pued[eo]|no deb[eo])(?: really| even| ever| ni)?"
    r" (?:eat|have|tolerate|digest|drink|touch|handle|stomach|comer|tomar|tolerar|beber|probar)"
)
_AVOID = (
    r"(?:(?<!no puedo )(?:avoid|avoiding|stay away from|steer clear of|evito|evitar)"
    r"|hives (?:from|after|when i (?:eat|have|drink))(?: eating| drinking)?|remember,? no"
    r"|epi[- ]?pens? (?:for|because of))"
)
_REACTION = (
    r"(?:makes? my|gives? me|makes? me|breaks? me out|me (?:da|dan|cae|caen|hace|hacen|sale))"
    r"\b[^,]{0,30}\b(?:itch\w*|swell\w*|hives|rash|sick|vomit|wheeze|sneeze|out|mal|dano|ronchas"
    r"|comezon|picazon|bloated|ill|nauseous)"
    r"|(?:doesn'?t|don'?t|does not|do not|never) (?:really )?(?:agree|sit well) with me"
)
CUE = Pattern(
    rf"\b(?:(?P<noun>{_NOUN})|(?P<state>{_STATE}|sensitive|sensible)|(?P<illness>{_ILLNESS})"
    rf"|(?P<weak>{_MUST_NOT}|{_AVOID})|(?P<reaction>{_REACTION}))\b"
)
SOY_MEANS_AM = Pattern(
    r"\bsoy (?=(?:(?:muy|super|severamente|algo|un poco) )?"
    r"(?:al+er[gj]ic|intoleran|celiac|sensible|vegan|vegetarian|de |una? |hombre|mujer))"
)
CLAUSES = Pattern(r"[.;!?]+|,? \b(?:but|pero|although|though|aunque|however)\b")
EXCEPT = Pattern(r"\b(?:except|apart from|other than|besides|excepto|salvo|menos)(?: for)?\b")
_IS_FINE = r"(?:fine|ok|okay|alright|all right|safe|good|bien)"
_FOODS = r"[^,.;()!?]{2,40}"
_FOODS_BEFORE = r"(?:(?!\b(?:but|pero|though|although|aunque)\b)[^,.;()!?]){2,40}?"
FINE = Pattern(
    r"(?:,|;|\.|\(|\A|\b(?:but|pero|and|y|though|although|aunque|except|excepto)\b)\s*"
    r"(?:(?:but|though|although|only|i'm|im|i am)\s+)*"
    rf"(?:(?P<food>{_FOODS_BEFORE}) (?:is|are|esta|estan)(?: totally| perfectly| all| muy)?"
    rf" {_IS_FINE}\b(?! \?)|(?:i )?can (?:eat|have|tolerate) (?P<eaten>{_FOODS})"
    rf"|(?:si )?puedo (?:comer|tomar) (?P<comido>{_FOODS})|{_IS_FINE} with (?P<with>{_FOODS}))"
)
"""What somebody may eat, told beside what they must not: "nuts, but peanuts are fine"."""
LEFT_OUT = Pattern(
    r"(?:\b(?:but not|pero no)|[,(] ?(?:not|no))(?: (?:to|al?))?"
    r"(?! (?:only|just|sure|certain|severe|really|very|that|solo)\b) (?P<food>[^.;()!?]{2,80})"
    r"|(?:,|\b) ?(?:except|apart from|other than|besides|excepto|salvo|menos)(?: for| to)?"
    r" (?P<except>[^.;()!?]{2,80})"
)
"""What is taken out of an allergy in the same breath: "nuts except peanuts"."""
FOR_ME = Pattern(r"\b(?:for me|though|however|again|para mi|now|ya|otra vez|de nuevo)\b")
ENDS = Pattern(
    r" (?:so|because|since|which|when|whenever|if|porque|cuando|and (?:i|i'm|im|i've|my|we)"
    r"|y (?:soy|estoy|mi|me|no)|please|thanks|thank you|por favor|gracias|any ?more|ya|now|btw)\b"
    r"|, (?:i|i'm|im|my|soy|estoy|tengo|had|ate|having|comi|desayune"
    r"|almorce|cene)\b"
)
BEGINS = Pattern(r"\b(?:have|got|i'm|im|i am|tengo|with)\b")
PREPOSITION = Pattern(
    r"\A\s*(?:(?:to|toward|towards|(?:are|is)(?! (?:all )?(?:gone|over|healed|cured))"
    r"|include|includes|a|al|por|son|es|of|from|con|de)\b|:)"
)
TOO_MUCH = Pattern(r"\b(?:enough|more|much|many|lots?|another|only|just|else|tanto|mas|\d+)\b")
PARTS = Pattern(r"\s*(?:[,/&+:()]|\b(?:and|or|nor|plus|y|e|o|u|ni|as well as)\b)\s*")
NOT_PART = Pattern(r"(?:not|no|but|sin)\b")
DROPPED = frozenset(
    words(
        "to the a an any all kind kinds of also too my some most product products food foods very"
        " really severely deathly badly highly mildly slightly both like type types stuff things"
        " el la los las un una todo toda todos todas tipo tipos de del al muy severamente"
        " btw i im am i'm have has had got ive i've that this it in with made containing well at"
        " everything anything something nothing cosas algo nada ninguna ninguno con tengo estoy que"
        " are is so severe bad mild mi mis ever raw they us we was been longer no not"
        " forget remove delete drop erase cancel outgrew outgrown quita borra elimina olvida deje"
        " lost over me da dan sufro hay ser gone please for"
    )
)
EVERYTHING = Pattern(r"\b(?:everything|all foods?|any food|todo|cualquier cosa)\b")
_GONE_BEFORE = (
    r"\b(?:not(?! (?:only|just|sure|certain))"
    r"|isn'?t|aren'?t|wasn'?t|no longer|never"
    r"|(?:don'?t|do not) (?:actually |really )?have|no(?! i\b| im\b| i'm)|ya no|nunca"
    r"|outgrew|outgrown|grew out of|over|lost|remove|delete|drop|forget|erase|cancel"
    r"|quita|borra|elimina|olvida|deje de|se me quito|se me fue)\b"
    r"(?: (?!i\b|i'm\b|im\b|sure\b)[\w']+){0,4}? "
)
_GONE_AFTER = (
    r"[^,]* (?:is|are|has|have|se me|ha)(?: all)?"
    r" (?:gone|over|went away|resolved|healed|cured|disappeared|passed|quito|fue|desaparecido)\b"
)
GONE = (
    Pattern(_GONE_BEFORE + NAMED.pattern.removeprefix(r"\b")),
    Pattern(NAMED.pattern + _GONE_AFTER),
    Pattern(
        r"\b(?:no longer|don'?t|do not|stopped|needn'?t|ya no)(?: [\w']+){0,3}? "
        r"(?:avoid|avoiding|evitar|evito)\b"
    ),
)
AGAIN = Pattern(
    r"\b(?:can|puedo)(?: [\w']+)? (?:eat|have|drink|comer|tomar) (?P<what>[^,]+?)"
    r" (?:again|now|otra vez|de nuevo)\b"
    r"|\bya puedo (?:comer|tomar) (?P<que>[^,]+)"
    r"|\b(?:stop|quit|no more) warn(?:ing|ings)(?: me)?(?: about| of)? (?P<warned>[^,]+)"
    r"|\bdeja de avisarme (?:de|del|sobre) (?P<aviso>[^,]+)"
)
