"""`extractor`, and the largest resident size that this process had, in KB, written to the file named first.

python -m tests.bench.peak FILE run ...

Read from within: what `wait` tells of a child counts the parent that it was forked from.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from extractor.cli import main

if __name__ == "__main__":
    code = main(sys.argv[2:])
    (peak,) = re.findall(r"^VmHWM:\s+(\d+) kB$", Path("/proc/self/status").read_text(), re.MULTILINE)
    Path(sys.argv[1]).write_text(peak)
    sys.exit(code)
