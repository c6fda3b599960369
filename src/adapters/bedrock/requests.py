"""Questions as requests of the Converse API, and its responses as answers; nothing is sent here."""

import json
from collections.abc import Mapping
from typing import Any

from domain.adviser.question import Objection, Question
from domain.adviser.schema import unbounded
from domain.adviser.spending import Usage
from services.adviser.ports import ModelAnswer

_USE_ID = "answer-1"


def converse_request(question: Question, model_id: str, output_tokens_max: int) -> dict[str, Any]:
    """Return what Converse is called with.

    What is the same for everybody comes first, tools and system text, and ends with a cache point;
    the case follows as the user's message. The tool is the only way to answer.
    """
    prompt = question.prompt
    return {
        "modelId": model_id,
        "system": [{"text": prompt.instructions}, {"cachePoint": {"type": "default"}}],
        "messages": _messages(question),
        "toolConfig": {
            "tools": [
                {
                    "toolSpec": {
                        "name": prompt.tool,
                        "description": prompt.tool_description,
                        "strict": True,
                        "inputSchema": {"json": unbounded(prompt.form)},
                    }
                }
            ],
            "toolChoice": {"tool": {"name": prompt.tool}},
        },
        "inferenceConfig": {"maxTokens": output_tokens_max},
    }


def _messages(question: Question) -> list[dict[str, Any]]:
    said = {"role": "user", "content": [{"text": question.said}]}
    if question.objection is None:
        return [said]
    return [said, *_objected(question.objection, question.prompt.tool)]


def _objected(objection: Objection, tool: str) -> list[dict[str, Any]]:
    """Return an answer as the model's own turn, and what is wrong with it as the tool's result."""
    used = {"toolUseId": _USE_ID, "name": tool, "input": dict(objection.answer)}
    wrong = {"toolUseId": _USE_ID, "content": [{"text": _told(objection)}], "status": "error"}
    return [
        {"role": "assistant", "content": [{"toolUse": used}]},
        {"role": "user", "content": [{"toolResult": wrong}]},
    ]


def _told(objection: Objection) -> str:
    return "This cannot be used:\n" + "\n".join(f"- {fault}" for fault in objection.faults)


def size_bytes(request: Mapping[str, Any]) -> int:
    """Return how many bytes a request's texts have at most, which its tokens do not outnumber."""
    return len(json.dumps(request, ensure_ascii=False).encode())


def answer_of(response: Mapping[str, Any], tool: str) -> ModelAnswer:
    """Return the filled form of a response; whatever else it says is not read.

    A response that has not the shape of one is an answer without content.
    """
    usage = usage_of(response.get("usage"))
    stopped = str(response.get("stopReason", "nothing"))
    message = (response.get("output") or {}).get("message") or {}
    for block in message.get("content") or ():
        used = block.get("toolUse") if isinstance(block, Mapping) else None
        if used and used.get("name") == tool and isinstance(used.get("input"), Mapping):
            if stopped == "tool_use":
                return ModelAnswer(used["input"], usage)
            return ModelAnswer(None, usage, f"the form was not finished: {stopped[:40]}")
    return ModelAnswer(None, usage, f"the form was not filled: {stopped[:40]}")


def usage_of(told: object) -> Usage | None:
    """Return the tokens a response tells; None where it tells none that can be."""
    if not isinstance(told, Mapping):
        return None
    names = ("inputTokens", "outputTokens", "cacheReadInputTokens", "cacheWriteInputTokens")
    counts = [told.get(name, 0) for name in names]
    if not all(isinstance(count, int) and count >= 0 for count in counts):
        return None
    return Usage(*counts)
