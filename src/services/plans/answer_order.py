"""Use case: answer an order, once."""

from collections.abc import Callable
from dataclasses import dataclass

from domain.conversation.order_turn import OrderSnapshot, OrderTurn, final_turn, progress_turn
from domain.conversation.outcome import Knowledge
from domain.conversation.talk.planned import (
    answer_order,
    apologise_for_order,
    say_still_planning,
)
from domain.errors import AlreadyRecordedError, PermanentError
from services.conversation.ports import Relay
from services.plans.order_ports import OrderStore
from services.plans.orders import OrderRef, Step, loaded

Deciding = Callable[[OrderSnapshot], OrderTurn]
"""Decides on the turn that answers an order, or tells something on the way."""


@dataclass(frozen=True)
class OrderAnswerer:
    """Answers an order: week, list and reply in one transaction, which is then relayed."""

    knowledge: Knowledge
    orders: OrderStore
    relay: Relay

    def answer(self, ref: OrderRef, *, is_verified: bool) -> Step:
        """Answer with the draft; one that could not be verified is not told.

        Raises:
            PermanentError: There is no such order, or no draft of it.
            RetryableError: The user wrote in between, or the store, queue or bus is unavailable.
        """

        def decide(snapshot: OrderSnapshot) -> OrderTurn:
            if not is_verified:
                return final_turn(
                    snapshot, apologise_for_order(snapshot, self.knowledge, "refused")
                )
            if snapshot.draft is None:
                raise PermanentError("no draft to answer with")
            return final_turn(snapshot, answer_order(snapshot, snapshot.draft, self.knowledge))

        return self._say(ref, decide)

    def apologise(self, ref: OrderRef) -> Step:
        """Say that no plan could be made; whatever went wrong is in the log.

        Raises:
            PermanentError: There is no such order.
            RetryableError: The user wrote in between, or the store, queue or bus is unavailable.
        """
        return self._say(
            ref,
            lambda found: final_turn(found, apologise_for_order(found, self.knowledge, "failed")),
        )

    def say_longer(self, ref: OrderRef) -> Step:
        """Say that the plan takes longer; once.

        Raises:
            PermanentError: There is no such order.
            RetryableError: The store, queue or bus is unavailable.
        """
        return self._say(
            ref, lambda found: progress_turn(found, say_still_planning(found, self.knowledge))
        )

    def _say(self, ref: OrderRef, decide: Deciding) -> Step:
        snapshot = loaded(self.orders, ref)
        if snapshot.recorded is not None:
            self.relay.relay(snapshot.recorded)
            return Step.ANSWERED
        if not snapshot.is_wanted:
            return Step.UNWANTED
        turn = decide(snapshot)
        outbox = turn.outbox
        try:
            self.orders.commit(turn)
        except AlreadyRecordedError:
            outbox = loaded(self.orders, ref).recorded or outbox
        self.relay.relay(outbox)
        return Step.ANSWERED
