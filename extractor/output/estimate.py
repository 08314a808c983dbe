"""An estimate as a small table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from extractor.run.estimate import Estimate


def show_estimate(found: Estimate, model: str | None, console: Console) -> None:
    """Print what a run would take, and on what that is founded. `model`: None for a backend that asks none."""
    table = Table(box=box.SIMPLE, show_header=False)
    table.add_column()
    table.add_column(justify="right")
    table.add_column()
    table.add_row("articles to extract", f"{found.articles:,}", _apart(found))
    table.add_row(
        "requests", f"{found.requests:,}", "without any that has to be asked again" if model else "the built-in rules send nothing; for a model: --backend llm"
    )
    if model:
        table.add_row("input tokens", f"{found.input_tokens:,}", "a quarter of the requests' characters")
        table.add_row(
            "output tokens", f"{found.output_tokens:,}", f"{found.output_a_request:,} a request, {'as in this folder so far' if found.measured else 'assumed'}"
        )
        known = found.cost_usd is not None
        reason = f"list price of {model}, nothing from a cache" if known else f"no price is known for {model} at that server"
        table.add_row("cost", f"${found.cost_usd:,.4f}" if known else "unknown", Text(reason))
    console.print(table)
    console.print("Nothing was sent, nothing was written.", highlight=False)


def _apart(found: Estimate) -> str:
    others = ((found.settled, "done before"), (found.copies, "with a text that another has"), (found.unreadable, "unreadable"))
    said = [f"{count:,} {what}" for count, what in others if count]
    return f"besides {', '.join(said)}" if said else ""
