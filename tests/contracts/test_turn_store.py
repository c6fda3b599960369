"""TurnStore: everything of a turn, or nothing, once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from datetime import timedelta

import pytest

from domain.conversation.state import (
    Asking,
    Conversation,
    Edit,
    PastTurn,
    Pending,
    Question,
    RememberedMeal,
)
from domain.conversation.turn import Snapshot
from domain.errors import AlreadyRecordedError, RetryableError
from domain.events import MealLogged, TurnTaken
from domain.identity import MealId, MessageSid, PhoneKey, ReplyId, UserId
from domain.meals.diary import Day
from domain.meals.foods import FoodId
from domain.meals.nutrients import Nutrient, Total
from domain.memory.memory import Kind, Label, Memory, Part, Remembered
from domain.messaging.address import Channel
from domain.nutrition.rules import Advised
from domain.plans.order import Asked, Planning
from domain.profile.body import Activity, Body, Sex
from domain.profile.goal import Goal
from domain.profile.profile import Profile
from domain.profile.targets import Caution
from domain.recipes.diets import Diet
from domain.safety.allergens import Allergy
from tests.builders import (
    ANN_ID,
    ANN_KEY,
    NOON,
    TODAY,
    a_first_turn,
    a_meal,
    a_message,
    a_place,
    a_portion,
    a_profile,
    a_reply,
    a_settled_profile,
    a_turn,
    an_event,
)
from tests.planned import A_KEPT_RECIPE

YESTERDAY = TODAY - timedelta(days=1)
EGG = RememberedMeal.of(a_meal(a_portion(), a_portion(None, food_id=None, mass_g=None)))
RICE = RememberedMeal.of(a_meal(a_portion(200), meal_id="M2", day=YESTERDAY))
_SHAKE = Remembered(
    Kind.LABEL,
    "shake",
    1,
    Label(((Nutrient.ENERGY, 220.5), (Nutrient.PROTEIN, 30.0)), 40.0, 20.0, "scoop"),
    told_at=NOON,
)
_BOWL = Remembered(
    Kind.DISH,
    "tazón",
    2,
    parts=(Part("egg", FoodId("egg"), 50.25, "1", "un huevo"), Part("blorb", None, None)),
    servings=2.0,
    is_sure=False,
    replaces=1,
)
A_FULL_MEMORY = Memory((_SHAKE, _BOWL), (_SHAKE,), 2)
A_FULL_PROFILE = Profile(
    user_id=ANN_ID,
    phone_key=ANN_KEY,
    zone="Europe/Berlin",
    created_at=NOON,
    consented_at=NOON,
    opted_out_at=NOON + timedelta(microseconds=1),
    allergies=(Allergy("nuts", frozenset({"peanut", "tree_nut"})), Allergy("kiwi")),
    goal=Goal.BUILD_MUSCLE,
    name="Ann",
    language="es",
    has_chosen_language=True,
    energy_unit="kJ",
    hides_energy=True,
    uses_pounds=True,
    body=Body(70.5, 168, 41, Sex.FEMALE, Activity.LIGHT),
    age_told_on=TODAY,
    diets=frozenset({"vegan", "gluten_free"}),
    dislikes=("cilantro", "liver"),
    likes=("pasta",),
    people=3,
    budget_usd_week=120.5,
    cautions=frozenset({Caution.PREGNANT, Caution.INSULIN}),
    tastes={"masoor-dal-rice": 1.0, "tuna-stuffed-avocado": 0.25},
)
A_FULL_CONVERSATION = Conversation(
    version=1,
    held_text="2 eggs",
    held_caution="i'm pregnant",
    recent=(EGG, RICE),
    edits=(Edit(EGG.meal_id, None), Edit(RICE.meal_id, RICE)),
    pending=Pending(Question.REMOVE_ALLERGY, NOON + timedelta(hours=12), ("kiwi", "nuts")),
    asked=("body_mass", "conflict_vegan"),
    turns=(PastTurn(NOON, "log_meal"), PastTurn(NOON + timedelta(minutes=1), "undo")),
    earlier_turns=7,
    last_said="Logged.\n• egg ½",
    offered=("Undo", "My day"),
    hour_started_at=NOON,
    turns_in_hour=2,
    is_limited=True,
    advised=(Advised("fruit", TODAY),),
    planning=Planning("SM1", Asked(frozenset({Diet.VEGAN}), 60.0, without=("fish",))),
    pages=("the second page",),
    dish_id="masoor-dal-rice",
    made_up=A_KEPT_RECIPE,
    heard=("en", "es"),
    asking=Asking(1, NOON, ("milk",), is_unwanted=True),
)


def load(stores, sid="SM1", around=TODAY, phone_key=ANN_KEY):
    return stores.turns.load(phone_key, MessageSid(sid), around)


def day_of(stores, on=TODAY):
    return (load(stores, around=on).days or {}).get(on, Day(on))


def test_nothing_is_known_of_a_number_that_never_wrote(stores):
    assert load(stores) == Snapshot()


def test_a_stored_turn_comes_back(stores):
    turn = a_first_turn()

    stores.turns.commit(turn)

    assert load(stores) == Snapshot(
        profile=turn.profile, conversation=turn.conversation, days={}, recorded=turn.outbox
    )


def test_a_profile_comes_back_with_everything_in_it(stores):
    stores.turns.commit(a_first_turn(profile=A_FULL_PROFILE))

    assert load(stores).profile == A_FULL_PROFILE


def test_no_allergies_said_is_not_the_same_as_not_asked(stores):
    stores.turns.commit(a_first_turn(profile=a_settled_profile(allergies=())))

    assert load(stores).profile.allergies == ()


def test_a_profile_that_did_not_change_stays(stores):
    stores.turns.commit(a_first_turn(profile=a_settled_profile()))

    stores.turns.commit(a_turn("SM2", profile=None))

    assert load(stores).profile == a_settled_profile()


def test_a_conversation_comes_back_with_everything_in_it(stores):
    stores.turns.commit(a_first_turn(conversation=A_FULL_CONVERSATION))

    assert load(stores).conversation == A_FULL_CONVERSATION


@pytest.mark.parametrize(
    ("full", "blank"),
    [
        (A_FULL_PROFILE, Profile(UserId("U"), PhoneKey("k"), "UTC", NOON - timedelta(days=1))),
        (A_FULL_CONVERSATION, Conversation()),
        (A_FULL_MEMORY, Memory()),
    ],
)
def test_what_is_said_to_hold_everything_leaves_no_field_out(full, blank):
    same = [f.name for f in fields(full) if getattr(full, f.name) == getattr(blank, f.name)]

    assert same == []


def test_what_a_user_taught_comes_back_with_everything_in_it(stores):
    stores.turns.commit(a_first_turn(memory=A_FULL_MEMORY))

    assert load(stores).memory == A_FULL_MEMORY


def test_who_taught_nothing_has_an_empty_memory(stores):
    stores.turns.commit(a_first_turn())

    assert load(stores).memory == Memory()


def test_a_memory_that_did_not_change_stays(stores):
    stores.turns.commit(a_first_turn(memory=A_FULL_MEMORY))

    stores.turns.commit(a_turn("SM2", memory=None))

    assert load(stores).memory == A_FULL_MEMORY


def test_a_refused_turn_teaches_nothing(stores):
    stores.turns.commit(a_first_turn(memory=A_FULL_MEMORY))

    with pytest.raises(RetryableError):
        stores.turns.commit(a_turn("SM2", based_on=0, memory=Memory()))

    assert load(stores).memory == A_FULL_MEMORY


def test_the_outbox_of_a_recorded_turn_is_the_one_that_was_committed(stores):
    logged = MealLogged(MealId("M1"), TODAY, 216.5, foods=2, uncounted_foods=1, allergen_warnings=0)
    taken = TurnTaken(MessageSid("SM1"), "log_meal", Channel.WHATSAPP, replies=2)
    turn = a_first_turn(
        replies=(a_reply("first"), a_reply("second")),
        events=(an_event(logged, "e0"), an_event(taken, "e1")),
    )

    stores.turns.commit(turn)

    assert load(stores).recorded == turn.outbox


def test_a_turn_that_says_nothing_is_recorded_too(stores):
    silent = a_first_turn(replies=(), events=())

    stores.turns.commit(silent)

    assert load(stores).recorded == silent.outbox


def test_the_marker_of_one_message_says_nothing_of_another(stores):
    stores.turns.commit(a_first_turn())

    assert load(stores, "SM2").recorded is None


def test_the_same_message_is_recorded_once(stores):
    stores.turns.commit(a_first_turn())

    with pytest.raises(AlreadyRecordedError):
        stores.turns.commit(a_first_turn())


def test_a_message_that_was_recorded_is_told_from_a_conflict_of_versions(stores):
    stores.turns.commit(a_first_turn())
    stores.turns.commit(a_turn("SM2", based_on=1))

    with pytest.raises(AlreadyRecordedError):
        stores.turns.commit(a_turn("SM2", based_on=1))


def test_a_turn_decided_on_an_old_conversation_must_be_decided_again(stores):
    stores.turns.commit(a_first_turn())
    stores.turns.commit(a_turn("SM2", based_on=1))

    with pytest.raises(RetryableError):
        stores.turns.commit(a_turn("SM3", based_on=1))


def test_a_turn_that_was_refused_leaves_no_trace(stores):
    stores.turns.commit(a_first_turn())
    before = load(stores)
    late = a_turn(
        "SM2",
        based_on=7,
        profile=a_settled_profile(),
        added=(a_meal(),),
        replies=(a_reply("SM2"),),
    )

    with pytest.raises(RetryableError):
        stores.turns.commit(late)

    assert load(stores) == before
    assert load(stores, "SM2").recorded is None
    assert stores.replies.find(ANN_ID, a_reply("SM2").reply_id) is None


def test_two_first_messages_of_one_number_make_one_user(stores):
    stores.turns.commit(a_first_turn())
    twin = a_first_turn(a_message("SM2"), user_id=UserId("01SOMEBODYELSE"))

    with pytest.raises(RetryableError):
        stores.turns.commit(twin)

    assert load(stores).profile.user_id == ANN_ID


def test_meals_of_a_day_add_up(stores):
    stores.turns.commit(a_first_turn(added=(a_meal(meal_id="M1"),)))
    stores.turns.commit(a_turn("SM2", added=(a_meal(a_portion(200), meal_id="M2"),)))

    assert day_of(stores).totals[Nutrient.ENERGY] == Total(272, 0)


def test_what_is_not_known_of_a_meal_stays_unknown(stores):
    stores.turns.commit(a_first_turn(added=(a_meal(a_portion(72), a_portion(None)),)))

    assert day_of(stores).totals[Nutrient.ENERGY] == Total(72, 1)
    assert day_of(stores).totals[Nutrient.IRON] == Total(0, 2, 72)


def test_fractions_of_a_gram_come_back_exactly(stores):
    egg = a_portion(nutrients={Nutrient.PROTEIN: 6.3, Nutrient.SODIUM: 71})

    stores.turns.commit(a_first_turn(added=(a_meal(egg),)))

    assert day_of(stores).totals[Nutrient.PROTEIN] == Total(6.3, 0)


def test_each_day_has_its_own_meals(stores):
    stores.turns.commit(a_first_turn(added=(a_meal(meal_id="M1"),)))
    stores.turns.commit(a_turn("SM2", added=(a_meal(meal_id="M2", day=YESTERDAY),)))

    assert set(day_of(stores, TODAY).meals) == {"M1"}
    assert set(day_of(stores, YESTERDAY).meals) == {"M2"}


@pytest.mark.parametrize(
    ("offset", "is_loaded"), [(-9, False), (-8, True), (-1, True), (0, True), (1, True), (2, False)]
)
def test_the_days_around_now_are_loaded_and_no_others(stores, offset, is_loaded):
    on = TODAY + timedelta(days=offset)
    stores.turns.commit(a_first_turn(added=(a_meal(day=on),)))

    days = load(stores, around=TODAY).days

    assert (on in days) is is_loaded


def test_a_user_can_be_loaded_without_any_day(stores):
    stores.turns.commit(a_first_turn(added=(a_meal(),)))

    snapshot = load(stores, around=None)

    assert snapshot.days == {}
    assert snapshot.recorded == a_first_turn().outbox


def test_undo_takes_the_meal_out_of_its_day(stores):
    egg, rice = a_meal(meal_id="M1"), a_meal(a_portion(200), meal_id="M2")
    stores.turns.commit(a_first_turn(added=(egg,)))
    stores.turns.commit(a_turn("SM2", added=(rice,)))

    stores.turns.commit(a_turn("SM3", based_on=2, removed=(a_place(egg),)))

    assert day_of(stores).totals[Nutrient.ENERGY] == Total(200, 0)


def test_undo_of_the_only_meal_leaves_an_empty_day(stores):
    stores.turns.commit(a_first_turn(added=(a_meal(),)))

    stores.turns.commit(a_turn("SM2", removed=(a_place(a_meal()),)))

    assert day_of(stores).meals == {}


def test_a_meal_that_moved_to_another_day_is_in_that_day_only(stores):
    stores.turns.commit(a_first_turn(added=(a_meal(),)))
    moved = a_meal(day=YESTERDAY)

    stores.turns.commit(a_turn("SM2", added=(moved,), removed=(a_place(a_meal()),)))

    assert day_of(stores, TODAY).meals == {}
    assert set(day_of(stores, YESTERDAY).meals) == {"M1"}


def test_a_meal_that_was_changed_takes_the_place_it_had(stores):
    stores.turns.commit(a_first_turn(added=(a_meal(),)))

    stores.turns.commit(a_turn("SM2", added=(a_meal(a_portion(144)),)))

    assert day_of(stores).totals[Nutrient.ENERGY] == Total(144, 0)


def test_a_user_sees_nothing_of_another(stores):
    bob_key, bob_id = PhoneKey("b" * 64), UserId("01KAGVTM80BOBBOBBOBBOBBOBB")
    bob = a_profile(user_id=bob_id, phone_key=bob_key)
    message = a_message("SM9", phone_key=bob_key)
    stores.turns.commit(a_first_turn(added=(a_meal(),)))

    stores.turns.commit(a_first_turn(message, user_id=bob_id, profile=bob))

    assert load(stores, "SM1", phone_key=bob_key) == Snapshot(
        profile=bob, conversation=Conversation(version=1), days={}, recorded=None
    )


def test_the_replies_of_a_turn_can_be_found(stores):
    turn = a_first_turn(replies=(a_reply(may_follow_opt_out=True),))

    stores.turns.commit(turn)

    assert stores.replies.find(ANN_ID, turn.replies[0].reply_id) == (turn.replies[0], False)


def test_a_reply_is_never_written_over(stores):
    stores.turns.commit(a_first_turn())
    clash = replace(a_reply("SM1"), draft=a_reply(text="other").draft)

    with pytest.raises(RetryableError):
        stores.turns.commit(a_turn("SM2", replies=(clash,)))

    found, _ = stores.replies.find(ANN_ID, ReplyId(clash.reply_id))
    assert found == a_reply("SM1")


def attempt(stores, turn):
    try:
        stores.turns.commit(turn)
    except (AlreadyRecordedError, RetryableError) as error:
        return type(error)
    return None


def test_of_twenty_twins_at_once_exactly_one_is_recorded(stores):
    stores.turns.commit(a_first_turn())
    twins = [a_turn("SM2", added=(a_meal(),))] * 20

    with ThreadPoolExecutor(20) as threads:
        fates = list(threads.map(lambda turn: attempt(stores, turn), twins))

    assert fates.count(None) == 1
    assert attempt(stores, twins[0]) is AlreadyRecordedError
    assert load(stores).conversation.version == 2
    assert day_of(stores).totals[Nutrient.ENERGY] == Total(72, 0)


def test_of_twenty_different_messages_at_once_one_goes_first_and_the_rest_come_again(stores):
    stores.turns.commit(a_first_turn())
    rivals = [a_turn(f"SM{number}", based_on=1) for number in range(2, 22)]

    with ThreadPoolExecutor(20) as threads:
        fates = list(threads.map(lambda turn: attempt(stores, turn), rivals))

    assert fates.count(None) == 1
    assert fates.count(RetryableError) == 19
    assert load(stores).conversation.version == 2


def test_what_a_day_was_made_of_comes_back(stores):
    stores.turns.commit(a_first_turn(added=(a_meal(meal_id="M1"),)))

    meal = a_meal(meal_id="M1")
    assert day_of(stores).foods == {meal.meal_id: dict(meal.foods)}
