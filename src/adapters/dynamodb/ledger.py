"""Ledger on the Coach table: what is committed in a period, holds, and costs."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from adapters.dynamodb import keys
from adapters.dynamodb.failures import cancellation_codes, translated
from adapters.dynamodb.items import Item, from_item, to_item
from domain.errors import RetryableError
from domain.identity import ulid
from services.adviser.ports import BudgetSpentError, Reservation

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_CONDITION_FAILED = "ConditionalCheckFailed"


@dataclass(frozen=True, slots=True)
class DynamoLedger:
    """Budgets in DynamoDB: settled and reserved in one attribute of a user's period."""

    client: "DynamoDBClient"
    table: str

    def reserve(self, reservation: Reservation, cap_uusd: int, now: datetime) -> None:
        """See Ledger.reserve."""
        if self._reserved(reservation, cap_uusd):
            return
        if not self._release_expired(reservation, now) or not self._reserved(reservation, cap_uusd):
            raise BudgetSpentError(f"{cap_uusd} micro-dollars of {reservation.period}")

    def _reserved(self, reservation: Reservation, cap_uusd: int) -> bool:
        room_uusd = cap_uusd - reservation.most_uusd
        if room_uusd < 0:
            return False
        hold = {
            "period": reservation.period,
            "most_uusd": reservation.most_uusd,
            "until": reservation.expires_at.timestamp(),
        }
        try:
            with translated():
                self.client.transact_write_items(
                    TransactItems=[
                        self._committed(reservation, reservation.most_uusd, room_uusd),
                        {
                            "Put": {
                                "TableName": self.table,
                                "Item": _hold(reservation) | to_item(hold),
                                "ConditionExpression": "attribute_not_exists(pk)",
                            }
                        },
                    ]
                )
        except ClientError as error:
            if cancellation_codes(error)[:1] == (_CONDITION_FAILED,):
                return False
            raise RetryableError("not reserved") from error
        return True

    def _release_expired(self, reservation: Reservation, now: datetime) -> bool:
        """Release the user's holds whose call must have ended long ago; tell if there were any.

        Only they stand in the way of this user's reservation: no one else need look for them.
        """
        with translated():
            found = self.client.query(
                TableName=self.table,
                KeyConditionExpression="pk = :user AND begins_with(sk, :hold)",
                ExpressionAttributeValues=to_item(
                    {":user": keys.partition(reservation.user_id), ":hold": keys.HOLD_PREFIX}
                ),
                ConsistentRead=True,
            )
        held = map(from_item, found["Items"])
        expired = [row for row in held if row["until"] <= now.timestamp()]
        for row in expired:
            old = Reservation(
                user_id=reservation.user_id,
                period=row["period"],
                hold_id=row["sk"].removeprefix(keys.HOLD_PREFIX),
                most_uusd=row["most_uusd"],
                expires_at=now,
            )
            self._replaced(old, 0, ())
        return bool(expired)

    def settle(self, reservation: Reservation, cost_uusd: int, what: str, now: datetime) -> None:
        """See Ledger.settle."""
        cost = self._cost(reservation, cost_uusd, what, now)
        if self._replaced(reservation, cost_uusd, cost) or not cost:
            return
        # The hold expired and was released: what was spent all the same is committed anew.
        with translated():
            self.client.transact_write_items(
                TransactItems=[self._committed(reservation, cost_uusd, None), *cost]
            )

    def _replaced(self, reservation: Reservation, cost_uusd: int, cost: Any) -> bool:
        """Put a cost in the place of its hold; False where the hold is gone."""
        difference = cost_uusd - reservation.most_uusd
        try:
            with translated():
                self.client.transact_write_items(
                    TransactItems=[
                        {
                            "Delete": {
                                "TableName": self.table,
                                "Key": _hold(reservation),
                                "ConditionExpression": "attribute_exists(pk)",
                            }
                        },
                        self._committed(reservation, difference, None),
                        *cost,
                    ]
                )
        except ClientError as error:
            if cancellation_codes(error)[:1] == (_CONDITION_FAILED,):
                return False
            raise RetryableError("not settled") from error
        return True

    def _committed(self, reservation: Reservation, uusd: int, room_uusd: int | None) -> Any:
        """Return the change of what is committed, where there is still room for it."""
        update: dict[str, Any] = {
            "TableName": self.table,
            "Key": keys.usage(reservation.user_id, reservation.period),
            "UpdateExpression": "ADD committed_uusd :uusd",
            "ExpressionAttributeValues": to_item({":uusd": uusd}),
        }
        if room_uusd is not None:
            update["ConditionExpression"] = (
                "attribute_not_exists(committed_uusd) OR committed_uusd <= :room"
            )
            update["ExpressionAttributeValues"] |= to_item({":room": room_uusd})
        return {"Update": update}

    def _cost(
        self, reservation: Reservation, cost_uusd: int, what: str, now: datetime
    ) -> tuple[Any, ...]:
        """Return the write of a cost, under an id that is the same when it is written again."""
        if not cost_uusd:
            return ()
        cost_id = ulid(reservation.expires_at, f"cost:{reservation.hold_id}")
        cost = to_item(
            {"period": reservation.period, "uusd": cost_uusd, "what": what, "spent_at": now}
        )
        item = keys.cost(reservation.user_id, cost_id) | cost
        condition = "attribute_not_exists(pk)"
        return ({"Put": {"TableName": self.table, "Item": item, "ConditionExpression": condition}},)


def _hold(reservation: Reservation) -> Item:
    return keys.hold(reservation.user_id, reservation.hold_id)
