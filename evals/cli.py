"""`extractor eval`: how good the records are. Options become settings here; the work is done in the modules beside."""

from __future__ import annotations

import asyncio
import os
from datetime import UTC, datetime
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.errors import UsageError

if TYPE_CHECKING:
    from evals.gate import Decision
    from evals.labels import LabelSet
    from evals.results import Results
    from evals.score import Prediction
    from extractor.backends.base import Backend
    from extractor.backends.llm.backend import LLMSettings

app = typer.Typer(help="Measure the records against hand-labelled articles.", invoke_without_command=True, no_args_is_help=False)

RECORDINGS = Path(__file__).parent / "recordings"
BASELINE = Path(__file__).parent / "baseline.json"


class Lane(StrEnum):
    rules = "rules"
    replay = "replay"
    llm = "llm"


Sets = Annotated[list[str] | None, typer.Option("--set", help="gold, challenge, or a path to labels of your own. Default: gold and challenge.", metavar="SET")]
Lanes = Annotated[list[Lane] | None, typer.Option("--backend", help="What to measure; may be given twice. Default: rules and replay.")]
Model = Annotated[str | None, typer.Option("--model", help="Name of the model on the server.", envvar="EXTRACTOR_MODEL")]
BaseUrl = Annotated[str | None, typer.Option("--base-url", help="Any OpenAI-compatible server.", envvar="OPENAI_BASE_URL")]
Concurrency = Annotated[int, typer.Option("--concurrency", min=1, help="Articles in work at once.", metavar="N")]
Timeout = Annotated[float, typer.Option("--timeout", min=0.1, help="Seconds to wait for one answer.")]


@app.callback()
def evaluate(
    context: typer.Context,
    set_names: Sets = None,
    backends: Lanes = None,
    model: Model = None,
    base_url: BaseUrl = None,
    repeat: Annotated[int, typer.Option("--repeat", min=1, help="Ask a live model this many times.", metavar="K")] = 1,
    concurrency: Concurrency = 8,
    timeout: Timeout = 120,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="Write results, errors, Markdown, JUnit and HTML below this folder.", metavar="OUT")] = None,
    gate: Annotated[bool, typer.Option("--gate", help="Compare with the committed baseline; the exit code tells.")] = False,
    details: Annotated[bool, typer.Option("--details", help="Show the slices by tag too.")] = False,
) -> None:
    """Measure the records against hand-labelled articles.

    Exit code with --gate: 0 pass, 1 regression, 2 incomplete or misconfigured, 3 inconclusive (live models only).
    """
    if find_spec("scipy") is None:
        raise UsageError("measuring needs scipy: pip install 'fact-extractor[eval]'")
    if context.invoked_subcommand:
        return
    from rich.console import Console

    from evals.files import append_step_summary, write
    from evals.gate import EXIT_CODES, decide, decide_live, load_baseline, worst
    from evals.savings import savings
    from evals.show import show

    console = Console(highlight=False)
    decisions: list[Decision] = []
    for lane in backends or [Lane.rules, Lane.replay]:
        for labels in _sets(set_names):
            repeats: list[Results] = []
            for number in range(repeat if lane is Lane.llm else 1):
                settings = _settings(model=model, base_url=base_url, timeout=timeout, repeat=number)
                results, predictions = asyncio.run(_measure(labels, lane, settings, concurrency))
                repeats.append(results)
                show(results, console, details=details)
                append_step_summary(results, os.environ)
                if out:
                    write(results, labels, predictions, out / f"{lane.value}-{labels.name}{f'-{number + 1}' if repeat > 1 else ''}")
            if gate:
                decisions.append(decide_live(repeats, load_baseline(BASELINE)) if lane is Lane.llm else decide(repeats[0], load_baseline(BASELINE)))
    for labels in _sets(set_names):
        console.print(f"{labels.name}: requests saved by the candidate test: {savings(labels)}", markup=False, soft_wrap=True)
    if out:
        console.print(f"Files: {out}")
    if gate:
        for decision in decisions:
            _tell(decision, console)
        raise typer.Exit(EXIT_CODES[worst(decision.verdict for decision in decisions)])


@app.command()
def bless(
    reason: Annotated[str, typer.Option("--reason", help="Why the change is right; kept in the baseline's log.")],
    set_names: Sets = None,
    backends: Lanes = None,
    concurrency: Concurrency = 8,
) -> None:
    """Accept what the offline lanes find now as the baseline of the gate."""
    from evals.gate import bless as accept
    from evals.gate import load_baseline

    if Lane.llm in (backends or ()):
        raise UsageError("a live model has no baseline of its own: record its answers (extractor eval record) and bless the replay lane")
    found = [asyncio.run(_measure(labels, lane, None, concurrency))[0] for lane in backends or [Lane.rules, Lane.replay] for labels in _sets(set_names)]
    new = accept(load_baseline(BASELINE), found, reason)
    BASELINE.write_text(new.model_dump_json(indent=1) + "\n", encoding="utf-8")
    for entry in new.log[-len(found) :]:
        typer.echo(f"{entry.lane}: {entry.lost} lost and {entry.false} false records accepted")


@app.command()
def record(
    answered_by: Annotated[str, typer.Option("--answered-by", help="What stands behind the model's name; kept beside the recordings.")],
    set_names: Sets = None,
    model: Model = None,
    base_url: BaseUrl = None,
    concurrency: Concurrency = 8,
    timeout: Timeout = 600,
) -> None:
    """Ask a model for all articles of the sets, and keep its answers for the replay lane."""
    from evals.run import predict
    from extractor.backends.llm.backend import LLMBackend, live_answers
    from extractor.backends.llm.prompts import load_prompts
    from extractor.backends.replay import Manifest, Recorder

    settings = _settings(model=model, base_url=base_url, timeout=timeout)
    labels = _sets(set_names)
    prompts = load_prompts()

    async def work() -> tuple[int, dict[str, str]]:
        recorder = Recorder(live_answers(settings))
        backend = LLMBackend(settings, prompts, answers=recorder)
        failed: dict[str, str] = {}
        try:
            for part in labels:
                predictions = await predict(part, backend, concurrency, lambda name: typer.echo(f"answered: {name}", err=True))
                failed |= {name: prediction.failed for name, prediction in predictions.items() if prediction.failed}
        finally:
            await backend.aclose()
        hashes = {name: template["sha256"] for name, template in prompts.summary().items()}
        manifest = Manifest(model=settings.model, recorded=datetime.now(UTC).date().isoformat(), answered_by=answered_by, prompts=hashes)
        return recorder.write(RECORDINGS, manifest), failed

    count, failed = asyncio.run(work())
    typer.echo(f"{count} recordings in {RECORDINGS}")
    for name, why in failed.items():
        typer.echo(f"failed: {name}: {why}", err=True)
    raise typer.Exit(1 if failed else 0)


@app.command()
def compare(
    first: Annotated[Path, typer.Argument(help="results.json, or the folder that holds it.", metavar="A")],
    second: Annotated[Path, typer.Argument(help="The same, of another lane or version.", metavar="B")],
) -> None:
    """Compare two evaluations of one set, paired by article: difference with interval, records won and lost."""
    from rich.console import Console

    from evals.compare import compare as compare_results
    from evals.compare import show_comparison

    show_comparison(compare_results(_results(first), _results(second)), Console(highlight=False))


@app.command()
def agree(
    first: Annotated[str, typer.Argument(help="Labels: gold, or a path.", metavar="A")],
    second: Annotated[str, typer.Argument(help="Another labeller's labels of the same articles.", metavar="B")],
) -> None:
    """How far two labellers agree: the second one's records, measured against the first one's."""
    from rich.console import Console

    from evals.compare import agree as agree_labels
    from evals.labels import sets
    from evals.show import show

    ours, theirs = sets(first), sets(second)
    if len(ours) != len(theirs):
        raise UsageError(f"{first} holds {len(ours)} sets and {second} {len(theirs)}: name the folders that belong together")
    for one, other in zip(ours, theirs, strict=True):
        show(agree_labels(one, other), Console(highlight=False))


async def _measure(labels: LabelSet, lane: Lane, settings: LLMSettings | None, concurrency: int) -> tuple[Results, dict[str, Prediction]]:
    from evals.run import evaluate_lane

    backend = _backend(lane, settings)
    try:
        return await evaluate_lane(labels, backend, concurrency)
    finally:
        await backend.aclose()


def _sets(names: list[str] | None) -> list[LabelSet]:
    from evals.labels import sets

    return [labels for name in names or ["gold", "challenge"] for labels in sets(name)]


def _settings(**options: object) -> LLMSettings:
    from extractor.backends.llm.backend import LLMSettings

    return LLMSettings(api_key=os.environ.get("OPENAI_API_KEY"), **{name: value for name, value in options.items() if value is not None})  # type: ignore[arg-type]


def _backend(lane: Lane, settings: LLMSettings | None) -> Backend:
    if lane is Lane.replay:
        from extractor.backends.replay import ReplayBackend

        return ReplayBackend(RECORDINGS)
    from extractor.backends.choose import choose

    return choose(lane.value, settings)


def _results(path: Path) -> Results:
    from pydantic import ValidationError

    from evals.results import Results

    file = path / "results.json" if path.is_dir() else path
    try:
        return Results.model_validate_json(file.read_bytes())
    except (OSError, ValidationError) as error:
        raise UsageError(f"{file}: no results here ({type(error).__name__}); make some with: extractor eval -o OUT") from None


def _tell(decision: Decision, console: object) -> None:
    from rich.console import Console

    from evals.show import number

    assert isinstance(console, Console)
    console.print(f"gate: {decision.lane}: {decision.verdict}", markup=False)
    for reason in (*decision.reasons, *decision.gained):
        console.print(f"  {reason}", markup=False, soft_wrap=True)
    shown = {name: (decision.old_core_f1.get(name), now) for name, now in decision.new_core_f1.items()}
    if decision.verdict != "pass":
        for name, (old, now) in shown.items():
            console.print(f"  core F1 {name}: {number(old)} in the baseline, {number(now)} now", markup=False)
    if decision.difference and decision.smallest_detectable_drop is not None:
        change = decision.difference
        console.print(f"  core F1 changed by {number(change.value)} [{number(change.low)}, {number(change.high)}]; ", end="", markup=False)
        console.print(f"the smallest drop that could be seen is {number(decision.smallest_detectable_drop)}", markup=False)
