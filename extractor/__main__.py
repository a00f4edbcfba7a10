"""`python -m extractor`: the same command line as `gouji`."""

import sys

from extractor.cli import main

if __name__ == "__main__":
    sys.exit(main())
