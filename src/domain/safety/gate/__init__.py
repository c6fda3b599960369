"""The allergen gate: what every food and recipe passes before it leaves.

`ontology` knows what kinds of allergens there are, `lexicon` what words name them, `scanning`
finds those words in a text, `claims` takes off what a text says is left out, `avoidance` reads
what someone avoids, and `gate` decides. It never guesses: what nobody knows is refused.
"""
