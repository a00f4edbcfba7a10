"""A small recurrent network with random weights. It reads every token of the prompt and of its own answer."""

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_WIDTH = 96
_GAIN = 3.0  # far above 1 it is chaotic: one word more in the prompt makes another answer, at temperature 0 as well
_SPREAD = 2.0  # of the logits
_RELUCTANCE = 3.0  # closing an array at every second chance would leave nothing to check


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Weights: what a token puts into the state, what the state makes of itself, what it says about the next token."""

    inward: Floats
    around: Floats
    outward: Floats
    bias: Floats

    @classmethod
    def random(cls, *, seed: int, tokens: int, reluctant: int) -> "Network":
        """Return the network of a seed, which would rather not say `reluctant`."""
        rng = np.random.default_rng(seed)
        scale = _WIDTH**-0.5
        bias = np.zeros(tokens, dtype=np.float32)
        bias[reluctant] = -_RELUCTANCE
        return cls(
            inward=rng.standard_normal((tokens, _WIDTH), dtype=np.float32),
            around=rng.standard_normal((_WIDTH, _WIDTH), dtype=np.float32) * np.float32(_GAIN * scale),
            outward=rng.standard_normal((tokens, _WIDTH), dtype=np.float32) * np.float32(_SPREAD * scale),
            bias=bias,
        )

    @property
    def fingerprint(self) -> str:
        """Return a name for these weights."""
        return f"fp_{hashlib.sha256(self.around.tobytes()).hexdigest()[:10]}"

    def start(self) -> Floats:
        """Return the state before anything was read."""
        return np.zeros(_WIDTH, dtype=np.float32)

    def read(self, state: Floats, tokens: list[int]) -> Floats:
        """Return the state after some tokens more."""
        for given in self.inward[tokens]:
            state = np.tanh(given + self.around @ state)
        return state

    def logits(self, state: Floats) -> Floats:
        """Return what the network thinks of every token as the next one."""
        return self.outward @ state + self.bias
