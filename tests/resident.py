"""The largest resident size of this process. Not what `getrusage` or `wait` tell: that counts the parent it was forked from."""

import re
from pathlib import Path

STATUS = Path("/proc/self/status")


def peak_mb() -> float:
    """Megabytes; on Linux only."""
    (peak,) = re.findall(r"^VmHWM:\s+(\d+) kB$", STATUS.read_text(), re.MULTILINE)
    return int(peak) / 1024
