"""What the README shows works as it stands there."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from extractor.cli import app

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def test_the_python_example_runs_and_says_what_it_should(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(compile(example, "README.md", "exec"), {})
    assert capsys.readouterr().out == "casualty 2 2026-03-03\n"


def test_every_command_and_option_that_the_readme_names_exists() -> None:
    commands = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
    commands |= {group.name for group in app.registered_groups}
    assert set(re.findall(r"^\$ extractor (\w+)", README, re.MULTILINE)) <= commands
    named = set(re.findall(r"(?<!\w)--[a-z][a-z-]+", README))
    assert named
    assert named <= set(_options(get_command(app)))


def _options(command: Any) -> Iterator[str]:
    """Of a command and those below it."""
    for parameter in command.params:
        yield from (*parameter.opts, *parameter.secondary_opts)
    for below in getattr(command, "commands", {}).values():
        yield from _options(below)
