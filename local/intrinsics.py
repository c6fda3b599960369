"""Intrinsic functions of a CloudFormation template, resolved to plain values for one machine."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

type Node = Any  # JSON

_NAME_PROPERTY = {
    "AWS::DynamoDB::Table": "TableName",
    "AWS::Events::Archive": "ArchiveName",
    "AWS::Events::EventBus": "Name",
    "AWS::Events::Rule": "Name",
    "AWS::Lambda::Function": "FunctionName",
    "AWS::SNS::Topic": "TopicName",
    "AWS::SQS::Queue": "QueueName",
    "AWS::SecretsManager::Secret": "Name",
    "AWS::StepFunctions::StateMachine": "StateMachineName",
}
_ARN_PATH = {
    "AWS::DynamoDB::Table": "dynamodb:{}:table/",
    "AWS::Events::Archive": "events:{}:archive/",
    "AWS::Events::EventBus": "events:{}:event-bus/",
    "AWS::Events::Rule": "events:{}:rule/",
    "AWS::Lambda::Function": "lambda:{}:function:",
    "AWS::SNS::Topic": "sns:{}:",
    "AWS::SQS::Queue": "sqs:{}:",
    "AWS::SecretsManager::Secret": "secretsmanager:{}:secret:",
    "AWS::StepFunctions::StateMachine": "states:{}:stateMachine:",
}
_REF_IS_ARN = {
    "AWS::SNS::Topic",
    "AWS::SecretsManager::Secret",
    "AWS::StepFunctions::StateMachine",
}
_VARIABLE = re.compile(r"\$\{(!?)([^}]+)\}")
_NO_VALUE = object()


class UnresolvedIntrinsicError(ValueError):
    """The template says something that cannot be resolved on one machine."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the stack believes it is deployed."""

    stack: str
    account: str
    region: str
    endpoint_url: str


@dataclass(frozen=True, slots=True)
class Resolver:
    """Resolves every intrinsic of a translated template without asking AWS."""

    place: Place
    template: dict[str, Node]
    parameters: dict[str, str]

    def resolve(self, node: Node) -> Node:
        """Return the node with each intrinsic replaced by its value."""
        if isinstance(node, list):
            values = [self.resolve(item) for item in node]
            return [value for value in values if value is not _NO_VALUE]
        if not isinstance(node, dict):
            return node
        if len(node) == 1:
            name, argument = next(iter(node.items()))
            if name == "Ref" or name.startswith("Fn::"):
                return self._call(name, argument)
        pairs = {key: self.resolve(value) for key, value in node.items()}
        return {key: value for key, value in pairs.items() if value is not _NO_VALUE}

    def holds(self, name: str) -> bool:
        """Return whether this condition of the template is true."""
        return self._condition(self.template.get("Conditions", {})[name])

    def ref(self, logical_id: str) -> str:
        """Return what `Ref` gives for a resource."""
        resource = self._resource(logical_id)
        kind = resource["Type"]
        if kind == "AWS::SQS::Queue":
            return (
                f"{self.place.endpoint_url}/{self.place.account}/{self.physical_name(logical_id)}"
            )
        if kind in _REF_IS_ARN:
            return self.arn(logical_id)
        return self.physical_name(logical_id)

    def arn(self, logical_id: str) -> str:
        """Return the resource's ARN; of an unknown type, one that is at least unique."""
        kind = self._resource(logical_id)["Type"]
        path = _ARN_PATH.get(kind, f"{kind.split('::')[1].lower()}:{{}}:")
        where = path.format(f"{self.place.region}:{self.place.account}")
        return f"arn:aws:{where}{self.physical_name(logical_id)}"

    def physical_name(self, logical_id: str) -> str:
        """Return the name the template gives, or one made of stack and logical id."""
        resource = self._resource(logical_id)
        properties = resource.get("Properties", {})
        given = properties.get(_NAME_PROPERTY.get(resource["Type"], ""))
        if given is not None:
            return str(self.resolve(given))
        suffix = ".fifo" if str(properties.get("FifoQueue", "")).lower() == "true" else ""
        return f"{self.place.stack}-{logical_id}{suffix}"

    def _resource(self, logical_id: str) -> dict[str, Node]:
        try:
            resource: dict[str, Node] = self.template["Resources"][logical_id]
        except KeyError:
            raise UnresolvedIntrinsicError(f"the template has no resource {logical_id}") from None
        return resource

    def _call(self, name: str, argument: Node) -> Node:
        functions: dict[str, Callable[[Node], Node]] = {
            "Ref": self._ref,
            "Fn::FindInMap": self._find_in_map,
            "Fn::GetAtt": self._get_att,
            "Fn::If": self._if,
            "Fn::Join": lambda a: str(a[0]).join(str(part) for part in self.resolve(a[1])),
            "Fn::Select": lambda a: self.resolve(a[1])[int(self.resolve(a[0]))],
            "Fn::Split": lambda a: str(self.resolve(a[1])).split(a[0]),
            "Fn::Sub": self._sub,
        }
        if name not in functions:
            raise UnresolvedIntrinsicError(f"{name} is not known to the local stack")
        return functions[name](argument)

    def _ref(self, name: str) -> Node:
        if name == "AWS::NoValue":
            return _NO_VALUE
        known = self._pseudo() | self.parameters
        return known[name] if name in known else self.ref(name)

    def _pseudo(self) -> dict[str, str]:
        account, region = self.place.account, self.place.region
        return {
            "AWS::AccountId": account,
            "AWS::Partition": "aws",
            "AWS::Region": region,
            "AWS::StackId": f"arn:aws:cloudformation:{region}:{account}:local",
            "AWS::StackName": self.place.stack,
            "AWS::URLSuffix": "amazonaws.com",
        }

    def _get_att(self, argument: Node) -> str:
        logical_id, attribute = argument.split(".", 1) if isinstance(argument, str) else argument
        if attribute == "Arn":
            return self.arn(logical_id)
        if attribute in {"QueueName", "Name", "TopicName"}:
            return self.physical_name(logical_id)
        if attribute == "QueueUrl":
            return self.ref(logical_id)
        if attribute == "ApiEndpoint":
            return self.parameters.get("PublicBaseUrl") or self.place.endpoint_url
        return f"{self.arn(logical_id)}/{attribute}"

    def _sub(self, argument: Node) -> str:
        text, extra = (argument, {}) if isinstance(argument, str) else argument

        def value(match: re.Match[str]) -> str:
            literal, name = match.groups()
            if literal:
                return f"${{{name}}}"
            if name in extra:
                return str(self.resolve(extra[name]))
            is_attribute = "." in name and name not in self.parameters
            return str(self._get_att(name) if is_attribute else self._ref(name))

        return _VARIABLE.sub(value, text)

    def _if(self, argument: Node) -> Node:
        condition, then, otherwise = argument
        return self.resolve(then if self.holds(condition) else otherwise)

    def _find_in_map(self, argument: Node) -> Node:
        name, first, second = (self.resolve(part) for part in argument)
        return self.template["Mappings"][name][first][second]

    def _condition(self, node: Node) -> bool:
        name, argument = next(iter(node.items()))
        match name:
            case "Condition":
                return self.holds(argument)
            case "Fn::Not":
                return not self._condition(argument[0])
            case "Fn::And":
                return all(self._condition(part) for part in argument)
            case "Fn::Or":
                return any(self._condition(part) for part in argument)
            case "Fn::Equals":
                left, right = (self.resolve(part) for part in argument)
                return str(left) == str(right)
        raise UnresolvedIntrinsicError(f"{name} is no condition")
