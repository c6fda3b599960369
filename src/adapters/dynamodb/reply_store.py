"""ReplyStore on the Coach table; every change is conditional: none undoes a better one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from adapters.dynamodb import keys
from adapters.dynamodb.failures import translated
from adapters.dynamodb.items import to_item
from adapters.dynamodb.reply_items import reply_from
from domain.errors import RetryableError
from domain.identity import ReplyId, UserId, ulid
from domain.messaging.reply import Reply, ReplyState, rank
from domain.messaging.status import StatusReport
from services.delivery.errors import UnknownReplyError
from services.delivery.ports import Lease

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_OLDEST_UNSENT = timedelta(days=4)  # the retention of the outbound queue
_ULID_TIME = 10
_UNSETTLED = rank(ReplyState.CLAIMED)


@dataclass(frozen=True, slots=True)
class DynamoReplyStore:
    """Replies in DynamoDB."""

    client: "DynamoDBClient"
    table: str

    def find(self, user_id: UserId, reply_id: ReplyId) -> tuple[Reply, bool] | None:
        """See ReplyStore.find."""
        wanted = [keys.reply(user_id, reply_id), keys.profile(user_id)]
        with translated():
            answer = self.client.batch_get_item(
                RequestItems={self.table: {"Keys": wanted, "ConsistentRead": True}}
            )
        if answer.get("UnprocessedKeys"):
            raise RetryableError("store: rows left unprocessed")
        rows = {row["sk"]["S"]: row for row in answer["Responses"].get(self.table, [])}
        reply = rows.get(f"{keys.REPLY_PREFIX}{reply_id}")
        if reply is None:
            return None
        return reply_from(reply), "opted_out_at" in rows.get("PROFILE", {})

    def claim(self, reply: Reply, owner: str, lease: Lease) -> None:
        """See ReplyStore.claim."""
        is_taken = self._update(
            reply.user_id,
            reply.reply_id,
            "SET #state = :claimed, #rank = :rank, #owner = :owner, lease_until = :until, "
            "attempted_at = :attempted_at",
            "#rank <= :rank AND (attribute_not_exists(lease_until) OR lease_until <= :taken_at)",
            {
                ":claimed": ReplyState.CLAIMED,
                ":rank": _UNSETTLED,
                ":owner": owner,
                ":until": lease.until,
                ":taken_at": lease.taken_at,
                ":attempted_at": lease.attempted_at,
            },
        )
        if not is_taken:
            raise RetryableError("another sender holds the reply")

    def settle(self, reply: Reply, owner: str, sid: str) -> None:
        """See ReplyStore.settle."""
        is_settled = self._update(
            reply.user_id,
            reply.reply_id,
            "SET #state = :accepted, #rank = :rank, sid = if_not_exists(sid, :sid) "
            "REMOVE lease_until",
            "#owner = :owner AND #rank < :rank",
            {
                ":accepted": ReplyState.ACCEPTED,
                ":rank": rank(ReplyState.ACCEPTED),
                ":sid": sid,
                ":owner": owner,
            },
        )
        if not is_settled:  # a callback was faster and knows more
            self._update(
                reply.user_id,
                reply.reply_id,
                "SET sid = if_not_exists(sid, :sid)",
                "attribute_exists(#state)",
                {":sid": sid},
            )

    def release(self, reply: Reply, owner: str, *, is_uncertain: bool) -> None:
        """See ReplyStore.release."""
        values: dict[str, Any] = {":owner": owner, ":claimed": _UNSETTLED}
        change = "REMOVE lease_until, #owner"
        if not is_uncertain:
            change = "SET #state = :created, #rank = :zero REMOVE lease_until, #owner, attempted_at"
            values |= {":created": ReplyState.CREATED, ":zero": rank(ReplyState.CREATED)}
        condition = "#owner = :owner AND #rank = :claimed"
        self._update(reply.user_id, reply.reply_id, change, condition, values)

    def finish(self, reply: Reply, state: ReplyState, error_code: int | None) -> None:
        """See ReplyStore.finish."""
        values = {":state": state, ":rank": rank(state), ":code": error_code or 0}
        self._update(
            reply.user_id,
            reply.reply_id,
            "SET #state = :state, #rank = :rank, error_code = :code REMOVE lease_until",
            "#rank < :rank",
            values,
        )

    def list_sids(self, user_id: UserId, since: datetime) -> frozenset[str]:
        """See ReplyStore.list_sids."""
        oldest = ulid(since - _OLDEST_UNSENT, "")[:_ULID_TIME]
        with translated():
            pages = self.client.get_paginator("query").paginate(
                TableName=self.table,
                KeyConditionExpression="pk = :user AND sk BETWEEN :oldest AND :newest",
                ExpressionAttributeValues={
                    ":user": {"S": keys.partition(user_id)},
                    ":oldest": {"S": f"{keys.REPLY_PREFIX}{oldest}"},
                    ":newest": {"S": f"{keys.REPLY_PREFIX}~"},
                },
                ProjectionExpression="sid",
                ConsistentRead=True,
            )
            return frozenset(
                row["sid"]["S"] for page in pages for row in page["Items"] if "sid" in row
            )

    def record(self, report: StatusReport) -> None:
        """See ReplyStore.record."""
        values = {
            ":state": report.state,
            ":rank": rank(report.state),
            ":sid": report.sid,
            ":at": report.reported_at,
            ":code": report.error_code or 0,
        }
        says_more = self._update(
            report.user_id,
            report.reply_id,
            "SET #state = :state, #rank = :rank, sid = if_not_exists(sid, :sid), "
            "reported_at = :at, error_code = :code REMOVE lease_until",
            "#rank < :rank",
            values,
        )
        if not says_more and self.find(report.user_id, report.reply_id) is None:
            raise UnknownReplyError("report for an unknown reply")

    def _update(
        self,
        user_id: UserId,
        reply_id: ReplyId,
        change: str,
        condition: str,
        values: dict[str, Any],
    ) -> bool:
        """Change a reply if the condition holds; return whether it did."""
        used = f"{change} {condition}"
        names = {"#state": "state", "#rank": "rank", "#owner": "owner"}
        try:
            with translated():
                self.client.update_item(
                    TableName=self.table,
                    Key=keys.reply(user_id, reply_id),
                    UpdateExpression=change,
                    ConditionExpression=condition,
                    ExpressionAttributeNames={n: a for n, a in names.items() if n in used},
                    ExpressionAttributeValues=to_item(values),
                )
        except ClientError:  # `translated` lets only a failed condition through
            return False
        return True
