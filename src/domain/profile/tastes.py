"""What people do not like to eat, and what they like."""

import re

from domain.pattern import Pattern

MOST_TASTES = 30
"""Kept of one user, liked and disliked each. Source: own choice; the profile is one row"""

_DISLIKE = Pattern(
    r"(?:\b(?:i|but|and)(?: also| really| just)* (?:don'?t (?:really )?|do not (?:really )?|never )"
    r"(?:like|eat|want|enjoy)|(?:\b(?:i|and|also)(?: really| also| absolutely| just)? |\A|, ?)"
    r"(?:hate|dislike|detest|can'?t stand)|\bnot a fan of|\bno me (?:gustan?|agradan?)"
    r"|\b(?:odio|detesto)|\bno como)\s+(?P<what>[^,.;!?][^.;!?]{1,80})"
)
_LIKE = Pattern(
    r"\bi (?:do |actually )?(?:like|love|eat|enjoy) (?P<again>[^,.;!?]{2,40}?)"
    r" (?:now|again|after all)\b|\b(?:ya|ahora) me gustan? (?P<ya>[^,.;!?]{2,40})"
    r"|(?:\A|, ?|\b(?:and|but|y|pero) )(?:i (?:also |really |do |absolutely |just )*"
    r"(?:like|love|adore|enjoy|prefer)|i'?m (?:a )?(?:big )?fan of|(?:tambien )?me "
    r"(?:gustan?|encantan?)(?: mucho)?|prefiero) (?P<what>[^.;!?]{2,80})"
)
_PARTS = Pattern(r"\s*(?:,|/|&|\b(?:and|or|nor|y|e|o|u|ni)\b)\s*")
_LEADING = Pattern(
    r"\A(?:(?:the|any|some|eating|to eat|eat|el|la|los|las|taste of|really|comer|de|del) )+"
)
_TRAILING = Pattern(
    r"(?: (?:at all|any ?more|much|very much|please|too|either|either way|that much|para nada|mucho"
    r"|tampoco|por favor|a lot|so much|for (?:breakfast|lunch|dinner)|so no .*|because .*|porque .*"
    r"|but .*|pero .*|(?:over|rather|more than|mas que|que) .*))+\Z"
)
_NO_FOOD = Pattern(
    r"(?:i|i'm|im|i've|my|me|you|your|we|it|that|this|them|soy|estoy|tengo|mi|yo|but|pero|to|when"
    r"|how|what|being|feeling|much|anything|breakfast|lunch|dinner|eso|esto|am|have|weigh|live|peso"
    r"|mido|vivo|también|be|vegan|vegetarian|male|female|in|en|english|spanish|español|espanol"
    r"|ingles|kj|kcal|calories|pounds|kilos|metric|whatsapp|sms|plan|invent|something"
    r"|wash(?:ing)?|clean|cleaning|cooking|chopping|doing|dishes|waiting|shopping|lavar|limpiar"
    r"|cocinar|fregar)\b"
)
_CHORES = Pattern(
    r"(?:\b(?:i|we|and|yo) )?(?:\b(?:really|also|just) )*"
    r"\b(?:hate|detest|dislike|can'?t stand|(?:do not|don'?t) (?:really )?(?:like|want|enjoy)"
    r"|not a fan of|odio|detesto|no soporto|no me gusta)"
    r"(?: (?:to|doing|do|any|all|the|lots|of|long|much))*"
    r" (?:wash(?:ing)?(?:[ -]up)?(?: (?:the )?dishes)?|dishes|cleaning(?: up)?|chopping|cooking"
    r"|lavar(?: (?:los )?platos)?|fregar|limpiar|cocinar)\b",
    re.IGNORECASE,
)
_LONGEST = 40


def find_dislikes(bare: str) -> tuple[str, ...]:
    """Return the foods a simplified text dislikes: "i hate olives and beets"."""
    found = [food for match in _DISLIKE.finditer(bare) for food in _foods(match["what"])]
    return tuple(dict.fromkeys(found))


def find_likes(bare: str) -> tuple[str, ...]:
    """Return the foods a simplified text likes: "i love olives", "i like olives now"."""
    told = (match["again"] or match["ya"] or match["what"] for match in _LIKE.finditer(bare))
    return tuple(dict.fromkeys(food for what in told for food in _foods(what)))


def without_tastes(bare: str) -> str:
    """Return a simplified text without the foods it dislikes, so that they tell nothing else."""
    return _DISLIKE.sub(_without_foods, bare)


def without_chores(text: str) -> str:
    """Return a text without what it says of hating to wash up, to clean or to cook.

    Who cannot stand the dishes is in no danger. A text that says nothing else stays as it is.
    """
    rest = _CHORES.sub(" ", text)
    return rest if any(character.isalnum() for character in rest) else text


def _without_foods(match: re.Match[str]) -> str:
    foods = _foods(match["what"])
    end = max((match["what"].find(food) + len(food) for food in foods), default=0)
    return ", " + match["what"][end:] if foods else match.group()


def _foods(what: str) -> tuple[str, ...]:
    """Return the foods of a list; it ends where the talk turns to something else."""
    foods = []
    for part in _PARTS.split(what):
        food = _TRAILING.sub("", _LEADING.sub("", part.strip())).strip()
        if _NO_FOOD.match(food) or any(sign.isdigit() for sign in food):
            break
        if food:
            foods.append(food[:_LONGEST])
    return tuple(foods)
