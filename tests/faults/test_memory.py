"""Memory does not grow with the queue."""

import subprocess
import sys

import pytest

from tests.faults.material import ROOT
from tests.resident import STATUS


def peak(articles: int) -> float:
    return float(subprocess.run([sys.executable, "-m", "tests.faults.memory", str(articles)], cwd=ROOT, capture_output=True, check=True).stdout)


@pytest.mark.skipif(not STATUS.exists(), reason="the size of a process is read from /proc, which only Linux has")
def test_ten_times_the_articles_take_no_more_memory() -> None:
    assert peak(4_000) <= 1.1 * peak(400)
