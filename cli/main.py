"""`platewise`: what operators and measurements call; JSON on standard output with `--json`."""

import typer

from cli.allergens import allergens
from cli.chat import chat
from cli.foods import foods_app
from cli.intent import intent
from cli.meal import meal
from cli.plan import plan
from cli.recipes import recipes_app

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Platewise on this machine.")
app.command()(meal)
app.command()(intent)
app.command()(allergens)
app.command()(plan)
app.command()(chat)
app.add_typer(foods_app, name="foods")
app.add_typer(recipes_app, name="recipes")
