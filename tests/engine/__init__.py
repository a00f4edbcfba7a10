"""A model server for tests: it tokenises, runs a network, samples under the grammar of a JSON schema. Its weights are
random, so what it says is the worst a model can: well-formed nonsense.

    with engine(seed=0) as base_url:
        ...

It is a process of its own, on a loopback port of its own, and goes away with whoever started it.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MODEL = "random-weights"
"""The only model it serves."""

_ROOT = Path(__file__).resolve().parents[2]
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}  # small matrices: more threads are only slower
_PATIENCE_SECONDS = 30


@contextmanager
def engine(seed: int = 0, *, is_narrow: bool = False) -> Iterator[str]:
    """Serve a network with the weights of that seed; yields the base URL a client of the protocol is given.

    A narrow one answers questions about cells as `tests.engine.narrowing` says: nonsense that is hard to tell.
    """
    command = [sys.executable, "-m", "tests.engine", str(seed), *(["narrow"] if is_narrow else [])]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=_ROOT, env=os.environ | _ONE_THREAD, **pipes) as process:
        try:
            base_url = process.stdout.readline().strip()
            if not base_url:
                raise RuntimeError(f"the engine did not start: exit code {process.wait(_PATIENCE_SECONDS)}")
            yield base_url
        finally:
            process.stdin.close()  # it serves until then
            process.wait(_PATIENCE_SECONDS)
