"""`python -m extractor`: the command."""

import sys

from extractor.cli import main

sys.exit(main())
