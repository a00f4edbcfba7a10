"""`python -m tests.engine SEED [narrow]`: serve until standard input ends. The first line printed is the base URL."""

import sys
import threading

from tests.engine.network import Network
from tests.engine.sampling import Sampler
from tests.engine.server import Server
from tests.engine.vocabulary import vocabulary


def main() -> None:
    words = vocabulary()
    network = Network.random(seed=int(sys.argv[1]), tokens=len(words.tokens), reluctant=words.id(b"]"))
    with Server(Sampler(network, words), is_narrow="narrow" in sys.argv) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        sys.stdout.write(f"http://127.0.0.1:{server.server_port}/v1\n")
        sys.stdout.flush()
        sys.stdin.read()  # ends with whoever holds the other end, even if that one was killed
        server.shutdown()


if __name__ == "__main__":
    main()
