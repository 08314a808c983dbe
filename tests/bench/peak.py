"""`extractor`, and the largest resident size that this process had, in MB, written to the file named first.

python -m tests.bench.peak FILE run ...
"""

from __future__ import annotations

import sys
from pathlib import Path

from extractor.cli import main
from tests.resident import peak_mb

if __name__ == "__main__":
    code = main(sys.argv[2:])
    Path(sys.argv[1]).write_text(f"{peak_mb():.2f}\n")
    sys.exit(code)
