"""An answer, token by token: the network says what it likes, the grammar what is allowed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from llguidance import LLMatcher, LLTokenizer, TokenizerWrapper

from tests.engine.network import Floats, Network
from tests.engine.vocabulary import Vocabulary

_COMPACT = {"whitespace_flexible": False}  # white space without end is allowed by JSON and worth nothing here


class UnsupportedError(ValueError):
    """A schema that cannot be made a grammar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be sampled: `schema` is None for free text, `seed` for another answer each time."""

    prompt: str
    schema: str | None
    max_tokens: int
    temperature: float = 1.0
    seed: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was sampled; cut if the tokens ran out before the end."""

    text: str
    prompt_tokens: int
    tokens: int
    is_cut: bool


class Sampler:
    """A network with its vocabulary. Stateless between answers, so several may be sampled at once."""

    def __init__(self, network: Network, vocabulary: Vocabulary) -> None:
        self.network = network
        self.vocabulary = vocabulary
        self._tokenizer = LLTokenizer(TokenizerWrapper(_AsWrapped(vocabulary)))
        self._grammar = lru_cache(maxsize=64)(self._new_grammar)

    def answer(self, wanted: Wanted) -> Answer:
        """Sample an answer; `UnsupportedError` says why there can be none."""
        prompt = self.vocabulary.encode(wanted.prompt.encode())
        matcher = self._grammar(wanted.schema).deep_copy()
        state = self.network.read(self.network.start(), prompt)
        rng = np.random.default_rng(wanted.seed)
        said: list[int] = []
        while not matcher.is_stopped() and len(said) < wanted.max_tokens:
            following = matcher.compute_ff_tokens() or [self._sampled(state, matcher, wanted.temperature, rng)]
            if following == [self.vocabulary.end]:
                break
            following = following[: wanted.max_tokens - len(said)]
            matcher.consume_tokens(following)
            state = self.network.read(state, following)
            said += following
        is_cut = len(said) >= wanted.max_tokens and not matcher.is_stopped()
        text = b"".join(self.vocabulary.tokens[token] for token in said).decode("utf-8", "replace")
        return Answer(text=text, prompt_tokens=len(prompt), tokens=len(said), is_cut=is_cut)

    def _sampled(self, state: Floats, matcher: LLMatcher, temperature: float, rng: np.random.Generator) -> int:
        mask = np.frombuffer(matcher.compute_bitmask(), dtype=np.uint8)
        allowed = np.flatnonzero(np.unpackbits(mask, count=len(self.vocabulary.tokens), bitorder="little"))
        logits = self.network.logits(state)[allowed]
        if temperature <= 0:
            return int(allowed[logits.argmax()])
        reached = np.exp((logits - logits.max()) / temperature).cumsum()
        return int(allowed[min(reached.searchsorted(rng.random() * reached[-1]), len(allowed) - 1)])

    def _new_grammar(self, schema: str | None) -> LLMatcher:
        grammar = LLMatcher.grammar_from_regex(r"(?s:.*)") if schema is None else _grammar_of(schema)
        matcher = LLMatcher(self._tokenizer, grammar, log_level=0)
        if matcher.is_error():
            raise UnsupportedError(matcher.get_error())
        return matcher


def canonical(schema: Mapping[str, object]) -> str:
    """Return a schema as text: its grammar is made once."""
    return json.dumps(schema, ensure_ascii=False)


def _grammar_of(schema: str) -> str:
    try:
        return LLMatcher.grammar_from_json_schema(schema, overrides=_COMPACT)
    except ValueError as error:
        raise UnsupportedError(str(error)) from error


class _AsWrapped:
    """A vocabulary as llguidance wants one."""

    bos_token_id = None

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.eos_token_id = vocabulary.end
        self.special_token_ids = [vocabulary.end]
        self.tokens = vocabulary.tokens
        self._encode = vocabulary.encode

    def __call__(self, data: bytes) -> list[int]:
        return self._encode(data)
