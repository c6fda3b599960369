"""Work on an order: draft, verify, answer; each ends in what the user should hear."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from adapters.in_memory.order_store import InMemoryOrderStore
from adapters.in_memory.relay import RecordingRelay
from adapters.in_memory.turn_store import InMemoryTurnStore
from domain.conversation.state import Conversation, Question
from domain.errors import PermanentError, RetryableError
from domain.identity import MessageSid
from domain.memory.memory import Memory
from domain.memory.own_recipes import USUAL_MINUTES, entry_of
from domain.plans.conflict import Conflict, Relaxation
from domain.plans.drafted import DraftStatus
from domain.plans.order import Asked, Change, ChangeKind, Planning
from domain.plans.ordering import LIKED
from domain.recipes.kept import kept_recipe
from domain.recipes.own_recipe import own_recipe
from domain.recipes.recipe import Slot, Swapped
from domain.recipes.written import find_recipe
from domain.safety.allergens import Allergy
from services.plans.answer_order import OrderAnswerer
from services.plans.draft_order import WeekDrafter
from services.plans.order_readings import Readings
from services.plans.orders import OrderRef, Step
from services.plans.ports import Draft
from services.plans.start_planning import PlanningStarter
from services.plans.verify_draft import DraftVerifier
from tests.builders import ANN_ID, NOON, a_first_turn, a_settled_profile, a_turn
from tests.cooking import SMALL, SOLVER, tables
from tests.planned import ORDER_ID, STARTS, a_draft, a_list, a_placed, a_week, an_order

REF = OrderRef(ANN_ID, ORDER_ID)
PLAIN = an_order(asked=Asked(), changes=())


@dataclass
class Scripted:
    """A solver that answers as told, the last answer again and again."""

    drafts: list[Draft]

    def solve(self, wishes, dishes, offers, effort):
        return self.drafts.pop(0) if len(self.drafts) > 1 else self.drafts[0]


@dataclass
class Kitchen:
    """Everything that works on one order of one user."""

    knowledge: object
    turns: InMemoryTurnStore = field(default_factory=InMemoryTurnStore)
    relay: RecordingRelay = field(default_factory=RecordingRelay)

    def __post_init__(self):
        self.orders = InMemoryOrderStore(self.turns)
        self.readings = Readings(self.knowledge, self.knowledge.cookbook)

    def place(self, order=PLAIN, **profile):
        waiting = Conversation(version=1, planning=Planning(order.order_id, order.asked))
        self.turns.commit(
            a_first_turn(
                profile=a_settled_profile(**profile),
                conversation=waiting,
                order=a_placed(order),
                replies=(),
                events=(),
            )
        )
        return self

    def draft(self, solver=SOLVER, ref=REF):
        return WeekDrafter(self.readings, self.orders, solver, SMALL, SMALL).run(ref)

    def verify(self):
        return DraftVerifier(self.readings, self.orders).run(REF)

    @property
    def answerer(self):
        return OrderAnswerer(self.knowledge, self.orders, self.relay)

    def found(self):
        return self.orders.load(ANN_ID, ORDER_ID)

    def said(self):
        reply, _ = self.turns.replies.find(ANN_ID, self.relay.relayed[-1].replies[0])
        return reply.draft

    def change_profile(self, **changes):
        self.turns.profiles[ANN_ID] = replace(self.turns.profiles[ANN_ID], **changes)

    def write_meanwhile(self, **conversation):
        told = Conversation(version=2, **conversation)
        self.turns.commit(a_turn("SM2", conversation=told, based_on=1, replies=(), events=()))


@pytest.fixture
def kitchen(knowledge):
    return Kitchen(knowledge)


# ---- a plan
def test_a_week_is_drafted_verified_and_answered_in_one_reply(kitchen):
    kitchen.place(allergies=(Allergy("peanuts", frozenset({"peanut"})),))

    assert kitchen.draft() is Step.DRAFTED
    assert kitchen.verify() is Step.VERIFIED
    assert kitchen.answerer.answer(REF, is_verified=True) is Step.ANSWERED

    week = kitchen.found().week
    assert len(week.days) == 7
    assert all(len(day.meals) == 4 for day in week.days)
    assert "none of the" in kitchen.said().text
    assert kitchen.found().kept_list.starts_on == STARTS
    assert kitchen.found().conversation.planning.order_id == ""


def test_answering_again_says_the_same_again_and_changes_nothing(kitchen):
    kitchen.place().orders.keep_draft(a_placed(PLAIN), ANN_ID, a_draft())
    kitchen.answerer.answer(REF, is_verified=True)
    before = kitchen.found()

    assert kitchen.answerer.answer(REF, is_verified=True) is Step.ANSWERED

    assert kitchen.found() == before
    assert kitchen.relay.relayed[0] == kitchen.relay.relayed[1]
    assert kitchen.draft() is Step.ANSWERED
    assert kitchen.verify() is Step.ANSWERED


def test_a_twin_that_was_faster_is_relayed(kitchen):
    kitchen.place().orders.keep_draft(a_placed(PLAIN), ANN_ID, a_draft())
    kitchen.answerer.answer(REF, is_verified=True)
    blind = _Blind(kitchen.orders)

    step = OrderAnswerer(kitchen.knowledge, blind, kitchen.relay).answer(REF, is_verified=True)

    assert step is Step.ANSWERED
    assert kitchen.relay.relayed[0] == kitchen.relay.relayed[1]


@dataclass
class _Blind:
    """A store that did not see the answer yet when it was first asked."""

    store: InMemoryOrderStore
    looks: int = 0

    def load(self, user_id, order_id):
        self.looks += 1
        found = self.store.load(user_id, order_id)
        hidden = replace(found, recorded=None, draft=a_draft(), conversation=_WAITING)
        return hidden if self.looks == 1 else found

    def commit(self, turn):
        self.store.commit(turn)


_WAITING = Conversation(version=1, planning=Planning(ORDER_ID))


# ---- what happens meanwhile
def test_a_newer_order_makes_an_older_one_silent(kitchen):
    kitchen.place().write_meanwhile(planning=Planning("SMNEWER"))

    assert kitchen.draft() is Step.UNWANTED
    assert kitchen.verify() is Step.UNWANTED
    assert kitchen.answerer.answer(REF, is_verified=True) is Step.UNWANTED
    assert kitchen.answerer.say_longer(REF) is Step.UNWANTED
    assert kitchen.answerer.apologise(REF) is Step.UNWANTED
    assert kitchen.relay.relayed == []


def test_who_said_stop_meanwhile_hears_nothing(kitchen):
    kitchen.place().change_profile(opted_out_at=NOON)

    assert kitchen.draft() is Step.UNWANTED
    assert kitchen.answerer.apologise(REF) is Step.UNWANTED


def test_an_allergy_told_meanwhile_keeps_the_draft_back_and_the_next_one_keeps_to_it(kitchen):
    kitchen.place()
    kitchen.draft()
    served = kitchen.found().draft.week
    carried = {allergen for each in _cooked(kitchen, served) for allergen in each.allergens}
    kitchen.change_profile(allergies=(Allergy("milk", frozenset({"milk"})),))

    assert "milk" in carried
    assert kitchen.verify() is Step.REFUSED
    assert kitchen.draft(ref=replace(REF, attempt=1)) is Step.DRAFTED
    assert kitchen.verify() is Step.VERIFIED
    drafted = kitchen.found().draft.week
    assert not any("milk" in each.allergens for each in _cooked(kitchen, drafted))


def _cooked(kitchen, week):
    book = kitchen.knowledge.cookbook.adding(week.recipes, kitchen.knowledge.foods.foods)
    return [book.tables.recipes[meal.dish_id] for _, meal in week.meals()]


def test_a_draft_that_may_not_be_served_is_never_told(kitchen):
    kitchen.place().orders.keep_draft(a_placed(PLAIN), ANN_ID, a_draft())

    kitchen.answerer.answer(REF, is_verified=False)

    assert "kept it back" in kitchen.said().text
    assert kitchen.found().week is None


def test_an_allergy_nobody_knows_told_meanwhile_refuses_the_draft(kitchen):
    kitchen.place().orders.keep_draft(a_placed(PLAIN), ANN_ID, a_draft())
    kitchen.change_profile(allergies=(Allergy("grobnik"),))

    assert kitchen.verify() is Step.REFUSED


def test_an_answer_waits_for_a_user_who_wrote_in_between(kitchen):
    kitchen.place().orders.keep_draft(a_placed(PLAIN), ANN_ID, a_draft())
    snapshot = kitchen.found()
    kitchen.write_meanwhile(planning=Planning(ORDER_ID))
    stale = _Stale(kitchen.orders, snapshot)

    with pytest.raises(RetryableError):
        OrderAnswerer(kitchen.knowledge, stale, kitchen.relay).answer(REF, is_verified=True)

    assert kitchen.answerer.answer(REF, is_verified=True) is Step.ANSWERED


@dataclass
class _Stale:
    """A store that was read before the user wrote."""

    store: InMemoryOrderStore
    snapshot: object

    def load(self, user_id, order_id):
        return self.snapshot

    def commit(self, turn):
        self.store.commit(turn)


# ---- no plan
def test_neither_plan_nor_proof_is_first_searched_on_and_then_said(kitchen):
    kitchen.place()
    nothing = Scripted([Draft(bound=1.0)])

    assert kitchen.draft(nothing) is Step.UNFINISHED
    assert kitchen.answerer.say_longer(REF) is Step.ANSWERED
    assert "still at it" in kitchen.said().text
    assert kitchen.draft(nothing, replace(REF, attempt=1)) is Step.DRAFTED
    assert kitchen.verify() is Step.VERIFIED
    kitchen.answerer.answer(REF, is_verified=True)

    assert "no proof that there is none" in kitchen.said().text


def test_that_it_takes_longer_is_said_once(kitchen):
    kitchen.place()

    kitchen.answerer.say_longer(REF)
    kitchen.answerer.say_longer(REF)

    assert len({outbox.replies for outbox in kitchen.relay.relayed}) == 1


def test_the_nearest_week_is_named_by_what_it_exceeds(kitchen):
    kitchen.place()
    kitchen.draft()
    plan = kitchen.found().draft.week.plan()
    cheap = Kitchen(kitchen.knowledge).place(an_order(asked=Asked(budget_usd=20.0), changes=()))

    cheap.draft(Scripted([Draft(nearest=plan, bound=1.0)]), replace(REF, attempt=1))
    cheap.answerer.answer(REF, is_verified=True)

    assert "• the budget: " in cheap.said().text
    assert "not $20" in cheap.said().text


def test_a_contradiction_is_named_with_the_cheapest_way_out_and_can_be_taken(kitchen):
    order = an_order(asked=Asked(budget_usd=20.0), changes=())
    conflict = Conflict(("budget", "protein"), (Relaxation("budget", 0.25),))
    kitchen.place(order)

    assert kitchen.draft(Scripted([Draft(conflict=conflict)])) is Step.DRAFTED
    kitchen.verify()
    kitchen.answerer.answer(REF, is_verified=True)

    assert "$20 a week and the protein of the day" in kitchen.said().text
    assert "$32 a week instead of $20" in kitchen.said().text
    assert kitchen.said().buttons == ("Plan with $32",)
    pending = kitchen.found().conversation.pending
    assert pending.question is Question.PLAN_CONFLICT
    assert pending.expires_at == NOON + timedelta(hours=12)


def test_a_budget_of_the_profile_is_named_as_well(kitchen):
    conflict = Conflict(("budget",), (Relaxation("budget", 0.25),))
    kitchen.place(budget_usd_week=40.0)

    kitchen.draft(Scripted([Draft(conflict=conflict)]))
    kitchen.answerer.answer(REF, is_verified=True)

    assert "$40 a week" in kitchen.said().text


def test_short_time_is_loosened_until_a_week_exists(kitchen):
    order = an_order(asked=Asked(minutes_weekday=10), changes=())
    impossible = Draft(conflict=Conflict(("the recipes there are",)))
    kitchen.place(order)

    kitchen.draft(Scripted([impossible, impossible, Draft(bound=1.0)]))
    kitchen.answerer.answer(REF, is_verified=True)

    assert "10 minutes a dish" in kitchen.said().text
    assert kitchen.said().buttons == ("Plan: 15 min",)


def test_where_no_time_is_enough_the_wishes_are_named_alone(kitchen):
    order = an_order(asked=Asked(minutes_weekend=10), changes=())
    conflict = Conflict(("variety", "fiber_g", "unheard of"))
    kitchen.place(order)

    kitchen.draft(Scripted([Draft(conflict=conflict)]))
    kitchen.answerer.answer(REF, is_verified=True)

    assert "variety, fibre and a nutrient of the week" in kitchen.said().text
    assert kitchen.said().buttons == ()


def test_an_allergy_nobody_knows_is_asked_about_instead_of_planned(kitchen):
    kitchen.place(allergies=(Allergy("grobnik"),))

    kitchen.draft()
    assert kitchen.found().draft.status is DraftStatus.UNCLEAR
    assert kitchen.verify() is Step.VERIFIED
    kitchen.answerer.answer(REF, is_verified=True)

    assert "I don't know what grobnik is made of" in kitchen.said().text


def test_whatever_failed_the_user_hears_of_it(kitchen):
    kitchen.place()

    assert kitchen.answerer.apologise(REF) is Step.ANSWERED
    assert "I couldn't make your plan just now" in kitchen.said().text
    assert kitchen.found().recorded is not None


def test_an_order_or_a_draft_that_is_not_there_is_no_work(kitchen):
    kitchen.place()

    with pytest.raises(PermanentError, match="no draft"):
        kitchen.verify()
    with pytest.raises(PermanentError, match="no draft"):
        kitchen.answerer.answer(REF, is_verified=True)
    with pytest.raises(PermanentError, match="no such order"):
        kitchen.draft(ref=replace(REF, order_id=MessageSid("SMNONE")))


# ---- a change of a week
def a_change(kind=ChangeKind.SWAP, **parts):
    change = Change(kind, (STARTS,), (Slot.DINNER,))
    return an_order(changes=(replace(change, **parts),), is_change=True)


def test_a_change_no_week_can_hold_leaves_the_week_as_it_is(kitchen):
    kitchen.place(a_change()).turns.keep_week(ANN_ID, a_week(), a_list())

    kitchen.draft(Scripted([Draft(conflict=Conflict(("budget",)))]))
    kitchen.answerer.answer(REF, is_verified=True)

    assert "your plan stays as it is" in kitchen.said().text
    assert kitchen.found().week == a_week()


def test_a_change_for_which_nothing_is_found_leaves_the_week_as_it_is(kitchen):
    kitchen.place(a_change()).turns.keep_week(ANN_ID, a_week(), a_list())

    kitchen.draft(Scripted([Draft(bound=1.0)]), replace(REF, attempt=1))
    kitchen.answerer.answer(REF, is_verified=True)

    assert "I found nothing else" in kitchen.said().text


def test_a_swap_that_fits_no_day_as_it_is_may_change_the_day(kitchen):
    kitchen.place(replace(PLAIN, asked=Asked(budget_usd=90.0)))
    kitchen.draft()
    kitchen.answerer.answer(REF, is_verified=True)
    week = kitchen.found().week
    swap = Change(ChangeKind.SWAP, (week.days[1].on,), (Slot.DINNER,))
    again = replace(PLAIN, asked=Asked(budget_usd=90.0), changes=(swap,), is_change=True)

    class WithoutPlanForTheMeal:
        asked = 0

        def solve(self, *asked):
            self.asked += 1
            is_of_meal = self.asked <= 2  # as written, and for less
            return Draft(bound=1.0) if is_of_meal else SOLVER.solve(*asked)

    snapshot = replace(kitchen.found(), placed=a_placed(again), draft=None, recorded=None)
    solver = WithoutPlanForTheMeal()
    draft = WeekDrafter(kitchen.readings, kitchen.orders, solver, SMALL, SMALL).drafted(
        snapshot, REF
    )

    changed = [a.on for a, b in zip(draft.week.days, week.days, strict=True) if a != b]
    assert solver.asked == 3
    assert week.days[1].on in changed


def test_a_change_of_a_meal_that_is_not_planned_says_so(kitchen):
    kitchen.place(a_change(slots=(Slot.SNACK,))).turns.keep_week(ANN_ID, a_week(), a_list())

    assert kitchen.draft() is Step.DRAFTED
    assert kitchen.verify() is Step.VERIFIED
    kitchen.answerer.answer(REF, is_verified=True)

    assert kitchen.said().text == "There is no such meal in your plan."


# ---- the beginning
def test_an_order_is_begun_under_its_own_name():
    begun = []

    class Remembering:
        def start(self, user_id, order_id):
            begun.append((user_id, order_id))

    PlanningStarter(Remembering()).run(ANN_ID, ORDER_ID)

    assert begun == [(ANN_ID, ORDER_ID)]


# ---- recipes of one's own
def taught(kitchen, text, **profile):
    kitchen.place(**profile)
    written = find_recipe(text)
    book = tables().book
    read = own_recipe(written, kitchen.knowledge.foods, book.measures)
    memory, _ = Memory().keep(entry_of(read, written, written.name, book.dish_words))
    kitchen.turns.memories[ANN_ID] = memory
    return kitchen.readings.having(kitchen.found())


STEW = "my recipe for stew: 1 cup lentils, 2 tbsp olive oil, 50 g gruyere cheese. Serves 4"


def offered(readings, kitchen):
    return readings.command(kitchen.found(), SMALL).menu.dishes


def test_a_recipe_of_ones_own_is_offered_to_the_planner_and_liked(kitchen):
    readings = taught(kitchen, STEW)

    assert offered(readings, kitchen)["own-1"].ready_minutes == USUAL_MINUTES
    assert readings.command(kitchen.found(), SMALL).wishes.taste("own-1") == LIKED


def test_one_with_what_is_avoided_is_never_offered(kitchen):
    readings = taught(kitchen, STEW, allergies=(Allergy("milk", frozenset({"milk"})),))

    assert "own-1" not in offered(readings, kitchen)


def test_one_whose_words_name_what_is_avoided_is_never_offered(kitchen):
    told = f"{STEW}. Top with chopped peanuts"
    peanuts = (Allergy("peanuts", frozenset({"peanut"})),)

    assert "own-1" not in offered(taught(kitchen, told, allergies=peanuts), kitchen)


def test_one_that_is_asked_for_is_in_the_week_which_keeps_it(kitchen):
    taught(kitchen, STEW)
    kitchen.turns.placed[ANN_ID, ORDER_ID] = a_placed(replace(PLAIN, serves=("own-1",)))

    kitchen.draft()
    kitchen.answerer.answer(REF, is_verified=kitchen.verify() is Step.VERIFIED)

    week = kitchen.found().week
    assert "own-1" in {meal.dish_id for _, meal in week.meals()}
    assert [each.recipe_id for each in week.recipes] == ["own-1"]
    assert "stew" in kitchen.said().text


def test_one_that_stands_in_no_meal_is_said_to_be_left_out(kitchen):
    taught(kitchen, STEW)
    asked = a_placed(replace(PLAIN, serves=("own-1", "own-9")))
    kitchen.turns.placed[ANN_ID, ORDER_ID] = asked
    kitchen.orders.keep_draft(asked, ANN_ID, a_draft())

    kitchen.answerer.answer(REF, is_verified=True)

    assert "I left stew out" in kitchen.said().text


def a_swap_for(dish_id):
    swap = Change(ChangeKind.SWAP, (STARTS,), (Slot.DINNER,), dish_id=dish_id)
    return replace(PLAIN, changes=(swap,), is_change=True)


@pytest.mark.parametrize(
    ("dish_id", "said"), [("own-1", "I leave out stew"), ("beef-barley-stew", "I leave out Beef")]
)
def test_one_that_is_named_and_may_not_be_served_changes_nothing(kitchen, dish_id, said):
    taught(kitchen, STEW, diets=frozenset({"vegan"}))
    kitchen.turns.keep_week(ANN_ID, a_week(), a_list())
    kitchen.turns.placed[ANN_ID, ORDER_ID] = a_placed(a_swap_for(dish_id))

    kitchen.draft()
    kitchen.answerer.answer(REF, is_verified=kitchen.verify() is Step.VERIFIED)

    assert said in kitchen.said().text
    assert kitchen.found().week == a_week()


# ---- dishes cooked with other foods
MILK = (Allergy("milk", frozenset({"milk"})),)


def _swapped(week):
    return {each.recipe_id for each in week.recipes if each.swapped}


def test_a_week_keeps_how_its_dishes_are_cooked_for_who_must_not_eat_them_as_written(kitchen):
    kitchen.place(allergies=MILK)
    kitchen.draft()
    kitchen.answerer.answer(REF, is_verified=kitchen.verify() is Step.VERIFIED)

    week = kitchen.found().week
    names = {meal.name for _, meal in week.meals() if meal.dish_id in _swapped(week)}
    written = kitchen.knowledge.cookbook.tables.recipes
    assert _swapped(week)
    assert all(name.endswith(")") for name in names)
    assert all("milk" in written[each].allergens for each in _swapped(week))
    assert not any("milk" in each.allergens for each in _cooked(kitchen, week))


def test_a_change_leaves_the_other_dishes_cooked_as_they_were_told(kitchen):
    kitchen.place(allergies=MILK)
    kitchen.draft()
    kitchen.answerer.answer(REF, is_verified=kitchen.verify() is Step.VERIFIED)
    before = kitchen.found().week
    swap = Change(ChangeKind.SWAP, (before.days[1].on,), (Slot.DINNER,))
    again = a_placed(replace(PLAIN, changes=(swap,), is_change=True))
    snapshot = replace(kitchen.found(), placed=again, draft=None, recorded=None)

    readings = kitchen.readings.having(snapshot)
    drafter = WeekDrafter(readings, kitchen.orders, SOLVER, SMALL, SMALL)
    after = drafter.drafted(snapshot, REF).week

    told = {each.recipe_id: each for each in before.recipes}
    served = {meal.dish_id for _, meal in after.meals()}
    assert after != before
    assert {each.recipe_id for each in after.recipes} >= told.keys() & served
    assert all(each == told.get(each.recipe_id, each) for each in after.recipes)


def test_a_new_week_is_not_made_of_what_the_old_one_was_cooked_with(kitchen):
    written = next(iter(kitchen.knowledge.cookbook.tables.book.recipes.values()))
    swap = Swapped("soy milk", "bebida de soya", "milk", "leche")
    old = replace(a_week(), recipes=(kept_recipe(replace(written, swapped=(swap,))),))
    kitchen.place()
    kitchen.turns.keep_week(ANN_ID, old, a_list())

    anew = kitchen.readings.having(kitchen.found())

    assert anew.kept == ()
    assert anew.staying == frozenset()


def test_a_draft_is_judged_by_what_it_was_told_to_be_cooked_with(kitchen):
    kitchen.place()
    kitchen.draft()
    draft = kitchen.found().draft
    mended = kitchen.readings.having(kitchen.found(), draft.week)
    kitchen.change_profile(allergies=MILK)

    menu = mended.command(kitchen.found(), SMALL).menu

    with_milk = {r.recipe_id for r in _cooked(kitchen, draft.week) if "milk" in r.allergens}
    assert with_milk
    assert with_milk.isdisjoint(menu.dishes)
