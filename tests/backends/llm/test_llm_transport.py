"""What goes wrong between here and a server: what is tried again, how long is waited, what is said at the end."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from threading import Event

import pytest

from extractor.article import Article
from extractor.backends.llm.asking import Found
from extractor.backends.llm.backend import LLMBackend, together
from extractor.backends.llm.failures import failure, retry_after
from extractor.errors import BackendError, FatalBackendError
from tests.backends.llm.conftest import KILLED, KINDS_ALL, TEXT, Connect, Slept, lists, stands
from tests.scripted_server import Reply, Request, ScriptedServer, answer, dropped, gone_between, html, status

GOOD = answer(lists([KILLED]))


@pytest.mark.parametrize(
    "bad",
    [
        status(408),
        status(409),
        status(429),
        status(500),
        status(502),
        status(503),
        status(529),
        html(502),
        html(200),
        Reply(body=b"{"),
        Reply(body=b'"ok"'),
        Reply(body=b'{"choices": []}'),
        Reply(body=b'{"error": {"message": "upstream", "code": 502}}'),
        dropped(),
        Reply(delay=5),
    ],
    ids=["408", "409", "429", "500", "502", "503", "529", "HTML 502", "HTML 200", "half JSON", "a string", "no choice", "error in a 200", "dropped", "timeout"],
)
async def test_passing_trouble_is_tried_again(connect: Connect, article: Article, slept: Slept, bad: Reply) -> None:
    with ScriptedServer([bad, bad, GOOD]) as server:
        drafts = await connect(server, timeout=0.3).draft(article, KINDS_ALL, stands)
        assert len(server.requests) == 3
    assert len(drafts.pointed) == 1
    assert drafts.usage.requests == 1, "only answers count"
    assert len(slept) == 2


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (status(429), "rate_limited"),
        (status(500), "server"),
        (status(504), "timeout"),
        (html(200), "server"),
        (dropped(), "connection"),
        (Reply(delay=5), "timeout"),
    ],
)
async def test_after_the_last_attempt_the_article_fails(connect: Connect, article: Article, bad: Reply, code: str) -> None:
    with ScriptedServer(then=bad) as server:
        with pytest.raises(BackendError) as caught:
            await connect(server, attempts=3, timeout=1 if bad.delay else 30).draft(article, KINDS_ALL, stands)
        assert len(server.requests) == 3
        assert server.base_url in str(caught.value)
    assert caught.value.code == code
    assert "\n" not in str(caught.value)


async def test_nobody_listens(connect: Connect, article: Article, slept: Slept) -> None:
    with ScriptedServer() as server:
        pass
    with pytest.raises(BackendError) as caught:
        await connect(server, attempts=4).draft(article, KINDS_ALL, stands)
    assert caught.value.code == "connection"
    assert len(slept) == 3


@pytest.mark.parametrize("code", [400, 401, 403, 404, 405, 413, 422])
async def test_what_cannot_pass_is_not_tried_again(connect: Connect, article: Article, slept: Slept, code: int) -> None:
    with ScriptedServer(then=status(code)) as server:
        with pytest.raises(BackendError if code in (400, 405, 413, 422) else FatalBackendError):
            await connect(server).draft(article, KINDS_ALL, stands)
        assert len(server.requests) <= 3, "at most one for each way to ask"
    assert slept == []


@pytest.mark.parametrize(
    ("reply", "advice"),
    [
        (status(401, {"message": "Incorrect API key provided: sk-plum"}), "check the key"),
        (status(403, {"message": "Country not supported"}), "check the key's rights"),
        (status(404, {"message": "The model `pear-9` does not exist", "code": "model_not_found"}), "check the model's name"),
        (status(404, 'model "pear-9" not found, try pulling it first'), "check the model's name"),
        (status(400, {"message": "pear-9 is not a valid model ID", "code": 400}), "check the model's name"),
        (status(429, {"message": "You exceeded your current quota", "code": "insufficient_quota"}), "add credit"),
        (status(402, {"message": "Insufficient Balance"}), "add credit"),
        (html(404), "check the base URL"),
    ],
)
async def test_what_no_article_can_pass_says_what_to_do(connect: Connect, article: Article, reply: Reply, advice: str) -> None:
    with ScriptedServer(then=reply) as server, pytest.raises(FatalBackendError) as caught:
        await connect(server, model="pear-9", api_key="sk-plum").draft(article, KINDS_ALL, stands)
    assert advice in str(caught.value)
    assert "sk-plum" not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [({"retry-after": "7"}, 7), ({"Retry-After-Ms": "2500"}, 2.5), ({"retry-after": "580"}, 580)],
    ids=["seconds", "milliseconds", "minutes"],
)
async def test_a_server_says_how_long_to_wait(connect: Connect, article: Article, slept: Slept, headers: dict[str, str], seconds: float) -> None:
    with ScriptedServer([status(429, headers=headers), GOOD]) as server:
        await connect(server).draft(article, KINDS_ALL, stands)
    assert seconds * 0.99 <= sum(slept) <= seconds + 1


NOW = datetime(2031, 5, 6, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "0"}, 0),
        ({"retry-after": "1.5"}, 1.5),
        ({"retry-after": "Tue, 06 May 2031 12:00:30 GMT"}, 30),
        ({"retry-after": "Tue, 06 May 2031 11:00:00 GMT"}, 0),
        ({"retry-after": "soon"}, None),
        ({"retry-after-ms": "300", "retry-after": "9"}, 0.3),
        ({"retry-after-ms": "many"}, None),
    ],
)
def test_retry_after(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after(headers, NOW) == seconds


@pytest.mark.parametrize(
    ("code", "error", "kind", "counted"),
    [
        (400, {"message": "blocked", "code": "content_filter"}, BackendError, "content_filter"),
        (400, {"message": "Rejected by our content management policy"}, BackendError, "content_filter"),
        (403, {"message": "Input was flagged by moderation"}, BackendError, "content_filter"),
        (400, {"message": "maximum context length is 4096 tokens", "code": "context_length_exceeded"}, BackendError, "truncated"),
        (400, {"message": "the request exceeds the available context size", "type": "exceed_context_size_error"}, BackendError, "truncated"),
        (400, {"message": "something else"}, BackendError, "bad_request"),
        (429, {"message": "slow down", "code": "rate_limit_exceeded"}, BackendError, "rate_limited"),
        (501, {"message": "not here"}, BackendError, "bad_request"),
        (400, {"message": "x", "code": "model_not_found"}, FatalBackendError, "backend"),
    ],
)
def test_errors_are_told_apart(code: int, error: object, kind: type[Exception], counted: str) -> None:
    for body in (error, {"error": error}):
        made = failure(code, body, {}, "http://host/v1", "pear-9")
        assert isinstance(made, kind)
        assert made.code == counted


@pytest.mark.parametrize("body", [None, "", "<html>", [], 3, {"error": None}, {"error": {"code": ["x"], "message": {"a": 1}}}])
def test_odd_bodies_are_no_trouble(body: object) -> None:
    assert isinstance(failure(500, body, {}, "http://host/v1", "m"), BackendError)


async def test_a_context_too_short_halves_the_window(connect: Connect) -> None:
    text = "\n\n".join(f'"Row {number} is dry," said the farmer of {number} fields. {"Dust. " * 40}' for number in range(6))
    too_long = status(400, {"message": "too long", "code": "context_length_exceeded"})
    with ScriptedServer(then=lambda request: too_long if len(request.article) > 900 else GOOD) as server:
        drafts = await connect(server, skip=False).draft(Article("a", text), KINDS_ALL, stands)
        assert len(server.requests) > 2
    assert {p.region[1] for p in drafts.pointed} >= {len(text)}


async def test_one_failed_request_fails_the_article(connect: Connect, article: Article) -> None:
    def reply(request: Request) -> Reply:
        return status(500) if "Rules of quote" in request.body["messages"][0]["content"] else GOOD

    with ScriptedServer(then=reply) as server, pytest.raises(BackendError) as caught:
        await connect(server, requests="per-kind", attempts=2).draft(article, KINDS_ALL, stands)
    assert caught.value.code == "server"


async def test_the_failure_that_stops_the_run_goes_before_the_others() -> None:
    async def fail(error: Exception) -> list[Found]:
        raise error

    with pytest.raises(FatalBackendError):
        await together([fail(BackendError("no", "refused")), fail(FatalBackendError("stop"))])


async def test_what_is_on_the_way_when_the_key_is_refused_is_counted(connect: Connect, article: Article) -> None:
    refused = Event()

    def late(_: Request) -> Reply:
        refused.wait()
        return replace(GOOD, delay=0.2)

    def refusing(_: Request) -> Reply:
        refused.set()
        return status(401)

    with ScriptedServer([GOOD, late, refusing], then=status(401)) as server, pytest.raises(FatalBackendError) as caught:
        await connect(server, requests="per-kind", concurrency=2).draft(article, KINDS_ALL, stands)
    assert caught.value.usage.requests == 2  # type: ignore[attr-defined]


async def _many(backend: LLMBackend, count: int) -> list[object]:
    drafts = (backend.draft(Article(str(number), f"{TEXT} Item {number}."), KINDS_ALL, stands) for number in range(count))
    return await asyncio.gather(*drafts, return_exceptions=True)


async def test_where_the_server_says_that_nothing_remains_it_is_left_alone_until_the_reset(connect: Connect, article: Article, slept: Slept) -> None:
    used_up = Reply(body=GOOD.body, headers={"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "12s"})
    with ScriptedServer([used_up, GOOD]) as server:
        backend = connect(server)
        await backend.draft(article, KINDS_ALL, stands)
        assert slept == []
        await backend.draft(Article("b", TEXT + " More."), KINDS_ALL, stands)
    assert 11 < sum(slept) <= 12


async def test_a_server_that_drops_every_connection_for_a_while_loses_no_article(connect: Connect) -> None:
    with ScriptedServer(then=gone_between(GOOD, 10, 40)) as server:
        results = await _many(connect(server, concurrency=8, attempts=40, outage=1e9), 50)  # waits only move the clock here
    assert not [result for result in results if isinstance(result, Exception)]


async def test_a_wrong_key_ends_all_that_are_under_way(connect: Connect) -> None:
    with ScriptedServer(then=status(401)) as server:
        results = await _many(connect(server, concurrency=2), 30)
        assert len(server.requests) < 15
    assert {type(result) for result in results} == {FatalBackendError}
