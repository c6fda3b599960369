"""The people users speak of."""

KIN = (
    r"(?:wife|husband|partner|girlfriend|boyfriend|son|daughter|kid|kids|child|children|baby|mom"
    r"|mum|mother|dad|father|sister|brother|friend|friends|roommate|boss|coworker|dog|cat|grandma"
    r"|grandpa|esposa|esposo|marido|mujer|pareja|novia|novio|hijo|hija|hijos|hijas|mama|papa|madre"
    r"|padre|hermana|hermano|amigo|amiga|perro|gato|gata|jefe|jefa)"
)
"""Words for relatives, friends and pets, for patterns; plain, without accents."""
