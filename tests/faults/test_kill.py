"""Killed at random moments and started again; the script takes more of both."""

from pathlib import Path

import pytest

from tests.faults.kill import kill


@pytest.mark.parametrize("cache", [False, True])
def test_a_run_killed_again_and_again_ends_as_if_it_never_was(tmp_path: Path, cache: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    findings = kill(3, 60, seed=7, folder=tmp_path, cache=cache)
    assert findings.wrong == []
    assert findings.kills >= 2
