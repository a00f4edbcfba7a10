"""Time the reading of the demo reports, file bytes to record: `make bench`. Prints the best of several rounds."""

import time
from pathlib import Path

from extractor.ingest import ingest
from extractor.pipeline import read_document
from extractor.schema import shipped_schemas

ROUNDS = 5
DEMO = Path(__file__).resolve().parents[1] / "eval" / "demo"


def main() -> None:
    schemas = shipped_schemas()
    total = 0.0
    for path in sorted(DEMO.iterdir()):
        data = path.read_bytes()
        best = min(seconds(data, path.name, schemas) for _ in range(ROUNDS))
        total += best
        print(f"{best * 1000:8.1f} ms  {path.name}")
    print(f"{total * 1000:8.1f} ms  all")


def seconds(data: bytes, name: str, schemas) -> float:
    start = time.perf_counter()
    read_document(ingest(data, name), schemas)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
