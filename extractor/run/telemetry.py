"""A run as OpenTelemetry sees it: a span an article with its requests below, and metrics. Where they go is the environment's word (OTEL_EXPORTER_OTLP_*)."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Collection
from threading import Thread
from typing import TYPE_CHECKING, Any

from extractor.article import Article
from extractor.backends.base import Backend, Check, Drafts
from extractor.backends.llm.observer import Observer, State
from extractor.errors import UsageError
from schemas.files import Usage

if TYPE_CHECKING:
    from opentelemetry.sdk.metrics import MeterProvider
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.trace import Span

    from extractor.run.engine import Step

_SCOPE = "fact-extractor"
_LAST_WAIT = 3.0
"""Seconds at the end of a run for what has not been sent."""

_log = logging.getLogger(__name__)


class Telemetry(Observer):
    """Watches a run at three places: the backend that it wraps, the requests that it is told of as an observer, and the articles as they end."""

    def __init__(self, traces: TracerProvider, metrics: MeterProvider) -> None:
        self._traces, self._metrics = traces, metrics
        self._heard = True
        self._tracer = traces.get_tracer(_SCOPE)
        meter = metrics.get_meter(_SCOPE)
        self._articles = meter.create_counter("extractor.articles", "{article}", "Articles that ended, by status and error code.")
        self._seconds = meter.create_histogram("extractor.article.duration", "s", "Time from taking an article to its last answer.")
        self._records = meter.create_counter("extractor.records", "{record}", "Records, by kind.")
        self._rejections = meter.create_counter("extractor.rejections", "{draft}", "Drafts that could not be grounded or measured.")
        self._tokens = meter.create_counter("extractor.tokens", "{token}", "Tokens, by type: input, cached_input (part of input), output.")
        self._cost = meter.create_counter("extractor.cost", "USD", "US dollars at list price, as far as it is known.")
        self._latency = meter.create_histogram("gen_ai.client.operation.duration", "s", "Time of one attempt at a request; error.type where it failed.")
        self._retries = meter.create_counter("extractor.retries", "{retry}", "Attempts made again, by reason.")
        self._limit = meter.create_gauge("extractor.concurrency.limit", "{request}", "Requests that may be in flight.")
        self._outages = meter.create_counter("extractor.outages", "{outage}", "Times that the server was found gone for everybody.")
        self._open: dict[str, Span] = {}

    def backend(self, backend: Backend) -> Backend:
        """`backend`, with a span for each article that it drafts."""
        return _Traced(backend, self)

    def begin(self, article: Article) -> Span:
        """The span of an article, which `tell` will end."""
        span = self._tracer.start_span("extract article", attributes={"extractor.article.id": article.id, "extractor.article.characters": len(article.text)})
        self._open[article.id] = span
        return span

    def tell(self, step: Step) -> None:
        """One article is behind us."""
        result = step.result
        if result is None:
            return
        outcome = {"status": result.status} | ({"error.type": result.error.code} if result.error else {})
        self._articles.add(1, outcome)
        self._seconds.record(result.seconds, outcome)
        for kind, count in result.records.items():
            self._records.add(count, {"kind": kind})
        if result.rejections:
            self._rejections.add(result.rejections)
        self._count(result.usage)
        if span := self._open.pop(result.article_id, None):
            span.set_attributes({f"extractor.{name}": value for name, value in outcome.items()})
            span.set_attributes({"extractor.records": sum(result.records.values()), "extractor.rejections": result.rejections})
            span.end()

    def _count(self, usage: Usage) -> None:
        tokens = {"input": usage.input_tokens, "cached_input": usage.cached_input_tokens, "output": usage.output_tokens}
        for name, count in tokens.items():
            if count:
                self._tokens.add(count, {"type": name})
        if usage.cost_usd:
            self._cost.add(usage.cost_usd)

    def unheard(self) -> None:
        """Something could not be sent: said once."""
        if self._heard:
            self._heard = False
            _log.warning("Not all spans and metrics could be sent: is a collector where OTEL_EXPORTER_OTLP_ENDPOINT says (default: http://localhost:4318)?")

    def close(self) -> None:
        """Send what has not been sent, as far as it can be sent in a few seconds."""
        for span in self._open.values():
            span.end()
        self._open.clear()
        # Side by side, and daemons: where no collector answers, each would hold up the end of the process.
        senders = [Thread(target=provider.shutdown, daemon=True) for provider in (self._traces, self._metrics)]
        for sender in senders:
            sender.start()
        end = time.monotonic() + _LAST_WAIT
        for sender in senders:
            sender.join(max(0.0, end - time.monotonic()))
        if any(sender.is_alive() for sender in senders):
            self.unheard()

    # ---------------------------------------------------------------- as an observer of requests

    def request_ended(self, latency: float, status: str, tokens: int) -> None:
        attributes: dict[str, Any] = {"gen_ai.operation.name": "chat"} | ({} if status == "ok" else {"error.type": status})
        self._latency.record(latency, attributes)
        now = time.time_ns()
        span = self._tracer.start_span("chat", start_time=now - int(latency * 1e9), attributes={**attributes, "extractor.tokens": tokens})
        span.end(now)

    def retried(self, reason: str, wait: float) -> None:
        self._retries.add(1, {"error.type": reason})

    def circuit(self, state: State) -> None:
        if state == "open":
            self._outages.add(1)

    def limit_changed(self, limit: int) -> None:
        self._limit.set(limit)


class _Traced:
    """A backend whose every article is drafted within a span."""

    def __init__(self, backend: Backend, telemetry: Telemetry) -> None:
        self.name = backend.name
        self._backend, self._telemetry = backend, telemetry

    @property
    def concurrency(self) -> int:
        return self._backend.concurrency

    async def draft(self, article: Article, kinds: Collection[str], check: Check) -> Drafts:
        from opentelemetry.trace import use_span

        with use_span(self._telemetry.begin(article)):
            return await self._backend.draft(article, kinds, check)

    def requests_for(self, article: Article, kinds: Collection[str]) -> list[dict[str, Any]]:
        return self._backend.requests_for(article, kinds)

    def settings(self) -> dict[str, object]:
        return self._backend.settings()

    async def aclose(self) -> None:
        await self._backend.aclose()


def exported() -> Telemetry:
    """Telemetry that goes where OTEL_EXPORTER_OTLP_ENDPOINT says, over HTTP.

    Raises:
        UsageError: the extra is not installed.
    """
    try:
        from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.metrics import MeterProvider
        from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError:
        raise UsageError("--otel needs OpenTelemetry: pip install 'fact-extractor[otel]'") from None
    resource = Resource.create({} if os.environ.get("OTEL_SERVICE_NAME") else {"service.name": _SCOPE})
    traces = TracerProvider(resource=resource, shutdown_on_exit=False)
    traces.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    metrics = MeterProvider([PeriodicExportingMetricReader(OTLPMetricExporter())], resource=resource, shutdown_on_exit=False)
    telemetry = Telemetry(traces, metrics)
    theirs = logging.getLogger("opentelemetry")
    theirs.propagate, theirs.handlers = False, [_Errors(telemetry)]
    return telemetry


class _Errors(logging.Handler):
    """In the place of what OpenTelemetry logs of its own: an error a batch."""

    def __init__(self, telemetry: Telemetry) -> None:
        super().__init__(logging.ERROR)  # each attempt in vain is a warning; the last is an error
        self._telemetry = telemetry

    def emit(self, record: logging.LogRecord) -> None:
        self._telemetry.unheard()
