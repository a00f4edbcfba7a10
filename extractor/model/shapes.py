"""How an answer is asked for and read: the three modes, and the body of a request in each.

instructor says what each mode sends and reads the reply; what it sends lacks `strict`, and its schema the words that
make constrained decoding constrain, so the schema is ours. All of it is built once for a class of answers.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from pydantic import JsonValue

from extractor.model.asked import Request
from extractor.model.endpoint import Endpoint

if TYPE_CHECKING:
    from pydantic import BaseModel

    from extractor.model.envelope import Envelope

Json = dict[str, JsonValue]
Read = Callable[["Envelope", "type[BaseModel]"], "BaseModel"]

SEED = 0
_UNSENT = {"default", "title"}


class Mode(StrEnum):
    """How the shape of the answer is made known, the most binding first."""

    SCHEMA = "json_schema"
    TOOLS = "tools"
    PROMPT = "prompt"


_IN_PROMPT = "\n\nAnswer with one JSON object of this JSON Schema and nothing else (只回答一个符合此模式的 JSON):\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A class of answers in one mode: the members its bodies have in common as JSON, and how its replies are read."""

    members: Mapping[str, str]
    system: str
    read: Read

    def request(self, request: Request) -> dict[str, str]:
        """Return the members that are the request's own, as JSON."""
        messages = [
            {"role": "system", "content": request.system + self.system},
            {"role": "user", "content": request.user},
        ]
        return {"messages": _json(messages)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A request as it is sent: `shared` is the JSON that its class has in common, `own` what only it has.

    Its answer takes `max_tokens` at most.
    """

    shared: str
    own: str
    content: bytes
    max_tokens: int


class Shapes:
    """The shapes of one endpoint and model, each built when it is first needed and gone with its class."""

    def __init__(self, endpoint: Endpoint, model: str) -> None:
        self._endpoint = endpoint
        self._common = common(endpoint, model)
        self._built: WeakKeyDictionary[type[BaseModel], dict[Mode, Shape]] = WeakKeyDictionary()

    def body(self, request: Request, mode: Mode) -> Body:
        """Return the request's body; the same request has the same bytes, today and tomorrow."""
        shape = self.shape(request.answer, mode)
        own, most = shape.request(request), self._endpoint.bound(request.max_tokens)
        if name := self._endpoint.bound_name:
            own[name] = str(most)
        content = _object({**shape.members, **own}).encode("utf-8", "replace")
        return Body(shared=_object(shape.members), own=_object(own), content=content, max_tokens=most)

    def shape(self, answer: "type[BaseModel]", mode: Mode) -> Shape:
        """Return the shape of a class of answers in a mode."""
        built = self._built.setdefault(answer, {})
        if mode not in built:
            built[mode] = _shape(answer, mode, self._common)
        return built[mode]


def common(endpoint: Endpoint, model: str) -> Json:
    """Return what every body has: the model, what makes it say the same twice, and what the profile sends."""
    kept = {"model": model, "temperature": 0, "seed": SEED, **endpoint.extra}
    return {name: value for name, value in kept.items() if name not in endpoint.leave_out}


def strict_schema(answer: "type[BaseModel]") -> Json:
    """Return the JSON Schema of an answer as strict engines want it: every key required, nothing else allowed.

    A reference with words beside it is replaced by what it refers to: engines refuse or overlook such words. The titles
    that Pydantic makes of names say nothing and are paid for with every call.
    """
    schema: Json = answer.model_json_schema()
    return _strict_object(schema, schema.get("$defs", {}))


def _strict_object(schema: Json, definitions: JsonValue) -> Json:
    name = schema.get("$ref")
    if isinstance(name, str) and len(schema) > 1 and isinstance(definitions, dict):
        meant = definitions[name.removeprefix("#/$defs/")]
        rest = {key: value for key, value in schema.items() if key != "$ref"}
        schema = {**(meant if isinstance(meant, dict) else {}), **rest}
    strict = {key: _strict(key, value, definitions) for key, value in schema.items() if key not in _UNSENT}
    if isinstance(properties := strict.get("properties"), dict):
        strict |= {"required": list(properties), "additionalProperties": False}
    return strict


def _strict(key: str, value: JsonValue, definitions: JsonValue) -> JsonValue:
    if key in {"properties", "$defs"} and isinstance(value, dict):
        # Its keys are names somebody gave: "default" may be one of them.
        return {
            name: _strict_object(each, definitions) if isinstance(each, dict) else each for name, each in value.items()
        }
    if isinstance(value, dict):
        return _strict_object(value, definitions)
    if isinstance(value, list):
        return [_strict_object(each, definitions) if isinstance(each, dict) else each for each in value]
    return value


def _shape(answer: "type[BaseModel]", mode: Mode, common: Json) -> Shape:
    from instructor import Mode as Theirs
    from instructor import Provider
    from instructor.v2.core.registry import mode_registry

    theirs = {Mode.SCHEMA: Theirs.JSON_SCHEMA, Mode.TOOLS: Theirs.TOOLS, Mode.PROMPT: Theirs.MD_JSON}[mode]
    handlers = mode_registry.get_handlers(Provider.OPENAI, theirs)
    schema = strict_schema(answer)
    name = re.sub(r"[^A-Za-z0-9_-]", "_", answer.__name__)[:64]

    def read(envelope: "Envelope", answer: "type[BaseModel]") -> "BaseModel":
        parsed: BaseModel = handlers.response_parser(response=envelope, response_model=answer, strict=True)
        vars(parsed).pop("_raw_response", None)  # it would keep every reply for as long as its answer
        return parsed

    if mode is Mode.PROMPT:
        # instructor's own words repeat the schema indented, at twice the tokens, and speak to "a genius expert".
        return Shape(members=_members(common), system=_IN_PROMPT + _json(schema), read=read)
    _, sent = handlers.request_handler(response_model=answer, kwargs={})
    sent.pop("messages")
    return Shape(members=_members({**common, **_made_strict(sent, mode, name, schema)}), system="", read=read)


def _made_strict(sent: Json, mode: Mode, name: str, schema: Json) -> Json:
    """Return what instructor sends with our name and schema in its places, and marked as strict."""
    if mode is Mode.SCHEMA:
        return sent | {
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": name, "strict": True, "schema": schema},
            }
        }
    function: Json = {"name": name, "strict": True, "parameters": schema}
    return sent | {
        "tools": [{"type": "function", "function": function}],
        "tool_choice": {"type": "function", "function": {"name": name}},
    }


def _members(members: Json) -> dict[str, str]:
    return {name: _json(value) for name, value in members.items()}


def _object(members: Mapping[str, str]) -> str:
    """Return an object of members that are JSON already, its keys in order; what is inside them keeps its own order.

    The order of a schema's properties is the order an engine asks for them in, so it is part of what is asked.
    """
    return "{" + ",".join(f"{_json(name)}:{members[name]}" for name in sorted(members)) + "}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
