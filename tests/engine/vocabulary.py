"""The tokens of the engine: every byte, and the words of the shipped forms. Any text can be spelt with them."""

import re
from dataclasses import dataclass

from extractor.resources import data_root

_WORD = re.compile(r"[\u4e00-\u9fff]{2,8}|[a-z_]{3,}")
_JSON = (b'{"', b'":', b'":"', b'","', b',"', b'":{"', b'"},"', b'"}', b"},{", b"null", b"true", b"false")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Tokens by number; the last one ends an answer. The longest one that fits is taken."""

    tokens: tuple[bytes, ...]
    pattern: re.Pattern[bytes]
    numbers: dict[bytes, int]

    @property
    def end(self) -> int:
        """Return the number of the token that ends an answer."""
        return len(self.tokens) - 1

    def id(self, token: bytes) -> int:
        """Return the number of a token."""
        return self.numbers[token]

    def encode(self, data: bytes) -> list[int]:
        """Return the tokens of a text."""
        return [self.numbers[token] for token in self.pattern.findall(data)]


def vocabulary() -> Vocabulary:
    """Return the tokens, made on the spot: no file to fetch, and an answer is about as long as with other engines."""
    text = "".join(path.read_text("utf-8") for path in (data_root() / "schemas").iterdir() if path.name[-5:] == ".yaml")
    words = sorted({word.encode() for word in _WORD.findall(text)} | set(_JSON), key=lambda word: (-len(word), word))
    tokens = (*(bytes([byte]) for byte in range(256)), *words, b"<|end|>")
    return Vocabulary(
        tokens=tokens,
        pattern=re.compile(b"|".join([*map(re.escape, words), b"."]), re.DOTALL),
        numbers={token: number for number, token in enumerate(tokens)},
    )
