"""`extractor` with a watch on its event loop: the longest time that one callback held it, in milliseconds, goes to the file named first.

python -m tests.bench.blocked FILE run ...
"""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path
from typing import Any

from extractor.cli import main

if __name__ == "__main__":
    longest = [0.0]
    run = asyncio.Handle._run

    def timed(handle: Any) -> None:
        began = time.perf_counter()
        run(handle)
        longest.append(time.perf_counter() - began)

    asyncio.Handle._run = timed  # type: ignore[method-assign]
    code = main(sys.argv[2:])
    Path(sys.argv[1]).write_text(f"{1000 * max(longest):.1f}\n")
    sys.exit(code)
