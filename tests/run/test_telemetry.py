"""Spans and metrics of a run, as an exporter gets them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Event
from typing import Any

import pytest

pytest.importorskip("opentelemetry.sdk", reason="the extra `otel` is not installed")

from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from extractor.article import Article
from extractor.backends.llm.backend import LLMBackend, LLMSettings
from extractor.cli import main
from extractor.run import telemetry
from extractor.run.engine import run
from extractor.run.settings import new_run
from extractor.run.telemetry import Telemetry
from extractor.run.writer import RunWriter
from tests.scripted_server import ScriptedServer, answer, status

FOUND = {
    "casualties": [
        {
            **{"evidence": "Two people died.", "quantity": "Two", "status": "asserted", "sources": [], "when": None, "part_of": None},
            **{"outcome": "killed", "implicit": False, "victims": "people", "victim_status": "unknown", "scope": "incident", "where": None, "cause": None},
        }
    ],
    "displacements": [],
    "quotes": [],
}


class Watched:
    """Telemetry whose spans and metrics can be read."""

    def __init__(self) -> None:
        self.exporter, self.reader = InMemorySpanExporter(), InMemoryMetricReader()
        traces = TracerProvider()
        traces.add_span_processor(SimpleSpanProcessor(self.exporter))
        self.telemetry = Telemetry(traces, MeterProvider([self.reader]))

    def points(self) -> Iterator[tuple[str, Mapping[str, Any], float]]:
        data = self.reader.get_metrics_data()
        for metric in (metric for resource in data.resource_metrics for scope in resource.scope_metrics for metric in scope.metrics):
            for point in metric.data.data_points:
                yield metric.name, dict(point.attributes), getattr(point, "value", getattr(point, "count", None))

    def metric(self, name: str) -> dict[str, float]:
        return {" ".join(map(str, attributes.values())): value for found, attributes, value in self.points() if found == name}


@pytest.fixture
def watched() -> Watched:
    return Watched()


async def test_a_run_as_an_exporter_sees_it(tmp_path: Path, watched: Watched) -> None:
    with ScriptedServer([status(500), answer(FOUND), status(400)]) as server:
        settings = LLMSettings(model="scripted", base_url=server.base_url, api_key="k", observer=watched.telemetry)
        backend = LLMBackend(settings)
        items = [Article("good", "Two people died."), Article("bad", "Three people died.")]
        with RunWriter(tmp_path, new_run("0", ["casualty"], backend)) as writer:
            await run(items, watched.telemetry.backend(backend), ["casualty"], writer, watched.telemetry.tell)
        await backend.aclose()
    assert watched.metric("extractor.articles") == {"done": 1, "failed bad_request": 1}
    assert watched.metric("extractor.records") == {"casualty": 1}
    assert watched.metric("extractor.tokens") == {"input": 100, "cached_input": 40, "output": 20}
    assert watched.metric("extractor.retries") == {"server": 1}
    assert watched.metric("gen_ai.client.operation.duration") == {"chat": 1, "chat server": 1, "chat bad_request": 1}
    spans = watched.exporter.get_finished_spans()
    articles = {span.attributes["extractor.article.id"]: span for span in spans if span.name == "extract article"}
    assert {key: span.attributes["extractor.status"] for key, span in articles.items()} == {"good": "done", "bad": "failed"}
    assert articles["good"].attributes["extractor.records"] == 1
    requests = [span for span in spans if span.name == "chat" and span.parent]
    assert sorted(span.parent.span_id == articles["good"].context.span_id for span in requests) == [False, True, True]


async def test_articles_that_a_stopped_run_left_in_work_end_their_spans(watched: Watched) -> None:
    watched.telemetry.begin(Article("a", "Two people died."))
    assert watched.exporter.get_finished_spans() == ()
    watched.telemetry.close()
    assert len(watched.exporter.get_finished_spans()) == 1


def test_an_exporter_that_nobody_hears_is_one_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
    (tmp_path / "a.txt").write_text("Two people died.")
    assert main(["run", str(tmp_path / "a.txt"), "-o", str(tmp_path / "out"), "--backend", "rules", "--otel", "--log-json"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [line["event"] for line in told] == ["article_done", "log", "run_ended"]
    assert "OTEL_EXPORTER_OTLP_ENDPOINT" in told[1]["message"]


def test_an_exporter_that_never_ends_does_not_hold_up_a_run(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    class Hanging(TracerProvider):
        def shutdown(self) -> None:
            Event().wait()

    monkeypatch.setattr(telemetry, "_LAST_WAIT", 0.01)
    Telemetry(Hanging(shutdown_on_exit=False), MeterProvider([InMemoryMetricReader()])).close()
    assert "Not all spans and metrics could be sent" in caplog.text
