"""What the product makes today, to be held against the golden files under `events/`."""

from adapters.sqs import inbound_body, status_body
from domain import events
from domain.events import Event
from domain.identity import MealId, MessageSid
from domain.messaging.inbound import Media
from domain.messaging.reply import ReplyState
from tests.builders import ANN_ID, NOON, TODAY, a_message, a_reply, a_report

MEAL = MealId("01KAGVTM80MEALMEALMEALMEAL")
SID = MessageSid("SM00000000000000000000000000000001")


def _event(body: events.EventBody) -> Event:
    return Event("01KAGVTM80EVENTEVENTEVENTE", ANN_ID, NOON, body)


EVENTS = [
    _event(events.UserJoined("whatsapp")),
    _event(events.ConsentGiven()),
    _event(events.OptedOut()),
    _event(events.OptedIn()),
    _event(events.AllergiesChanged(2)),
    _event(events.GoalChosen("lose_weight")),
    _event(events.MealLogged(MEAL, TODAY, 216.5, 3, 1, 1, 1)),
    _event(events.MealRemoved(MEAL, TODAY)),
    _event(events.ProfileChanged()),
    _event(events.WeightLogged()),
    _event(events.RedFlagRaised("anaphylaxis")),
    _event(events.RecipePageNamed(SID)),
    _event(events.PlanOrdered(SID)),
    _event(events.WeekPlanned(SID, TODAY, 28, 143, 58.35)),
    _event(events.WeekNotPlanned(SID, "infeasible")),
    _event(events.DishRated("masoor-dal-rice", 1.0)),
    _event(events.TurnTaken(SID, "log_meal", "whatsapp", 1)),
    _event(events.TurnFailed(SID)),
]

MESSAGE = a_message(
    SID,
    "2 eggs & ½ toast 🥚",
    media=(Media("https://api.twilio.com/media/ME1", "image/jpeg"),),
    button="Undo",
    opt_out_type="START",
    has_location=True,
)
REPORT = a_report(a_reply(), ReplyState.FAILED, error_code=30008)
QUEUE_BODIES = {
    "inbound_message.v1": inbound_body(MESSAGE),
    "status_report.v1": status_body(REPORT),
}
