"""Many requests at once against a server that is imagined, in virtual time: what goes out when, who waits, who fails."""

from __future__ import annotations

import asyncio
import logging
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from extractor.backends.llm.failures import RejectedError, TransientError
from extractor.backends.llm.observer import Observer
from extractor.backends.llm.traffic import Limits, Traffic
from extractor.errors import BackendError, FatalBackendError
from tests.backends.llm.virtual_time import CLOCK, now, run

ANSWER = {"usage": {"prompt_tokens": 100, "completion_tokens": 100}}


@pytest.fixture(autouse=True)
def _same_jitter_each_time() -> None:
    random.seed(7)


def gone() -> TransientError:
    return TransientError("nobody there", "connection")


def busy(retry_after: float | None = None) -> TransientError:
    return TransientError("too many", "rate_limited", retry_after, 429)


@dataclass
class Server:
    """Answers each attempt after `latency` seconds, or with the failure that `fails` names for the time and number of the attempt."""

    latency: float = 1.0
    fails: Callable[[float, int], Exception | None] = lambda at, number: None
    sent: list[float] = field(default_factory=list)
    in_flight: int = 0
    most: int = 0

    async def attempt(self) -> dict[str, Any]:
        self.sent.append(now())
        failure = self.fails(now(), len(self.sent))
        self.in_flight += 1
        self.most = max(self.most, self.in_flight)
        try:
            await asyncio.sleep(0.05 if failure else self.latency)
        finally:
            self.in_flight -= 1
        if failure:
            raise failure
        return ANSWER


@dataclass
class Watcher(Observer):
    told: list[tuple[Any, ...]] = field(default_factory=list)

    def request_ended(self, latency: float, status: str, tokens: int) -> None:
        self.told.append((status, tokens))

    def retried(self, reason: str, wait: float) -> None:
        self.told.append(("retried", reason))

    def circuit(self, state: str) -> None:
        self.told.append(("circuit", state))

    def limit_changed(self, limit: int) -> None:
        self.told.append(("limit", limit))


def send(server: Server, count: int, observer: Observer | None = None, **limits: Any) -> list[Any]:
    """What comes of `count` requests put at once."""

    async def work() -> list[Any]:
        traffic = Traffic("http://host/v1", Limits(**limits), CLOCK, observer or Observer())
        return await asyncio.gather(*(traffic.send(400, server.attempt) for _ in range(count)), return_exceptions=True)

    return run(work())


def test_no_more_are_in_flight_than_the_user_allows_and_never_fewer_while_some_wait() -> None:
    server = Server()
    assert send(server, 200, concurrency=20) == [ANSWER] * 200
    assert server.most == 20
    assert server.sent[-1] == pytest.approx(9.0)


def test_without_a_number_the_limit_grows_to_what_the_server_takes() -> None:
    server = Server()
    server.fails = lambda at, number: busy() if server.in_flight >= 50 else None
    results = send(server, 3_000)
    assert results == [ANSWER] * 3_000
    refused = len(server.sent) - 3_000
    assert refused < 0.05 * 3_000
    assert server.sent[-1] < 2.5 * 3_000 / 50, "on average near the 50 that it takes"


def test_retries_keep_to_the_limit_too() -> None:
    server = Server(fails=lambda at, number: TransientError("no", "server", None, 500) if number % 3 == 0 else None)
    assert send(server, 100, rpm=60, concurrency=50) == [ANSWER] * 100
    assert len(server.sent) > 140
    for start in server.sent:
        assert sum(start <= at < start + 60 for at in server.sent) <= 60


@pytest.mark.parametrize("fixed", [True, False], ids=["fixed minutes", "any 60 seconds"])
def test_a_server_that_enforces_the_rate_hardly_ever_has_to_say_so(fixed: bool) -> None:
    admitted: list[float] = []

    def over(at: float, number: int) -> Exception | None:
        counted = [time for time in admitted if (time // 60 == at // 60 if fixed else time > at - 60)]
        if len(counted) >= 600:
            return busy(1)
        admitted.append(at)
        return None

    server = Server(latency=2, fails=over)
    assert send(server, 2_400, rpm=600) == [ANSWER] * 2_400
    assert len(server.sent) == 2_400
    assert server.sent[-1] < 240 / 0.97


def test_tokens_are_reserved_by_estimate_and_settled_by_what_was_used() -> None:
    server = Server()
    send(server, 300, tpm=6_000, concurrency=50)
    later = [at for at in server.sent if at > 300]
    assert len(later) / (later[-1] - 300) == pytest.approx(6_000 / 60 / 200, rel=0.1), "200 tokens a request, not the 1,100 expected at first"


def test_a_limit_below_a_single_request_is_said_once_for_nothing_else_is_seen_for_minutes(caplog: pytest.LogCaptureFixture) -> None:
    server = Server()
    send(server, 3, tpm=500)
    assert server.sent[1] - server.sent[0] >= 60
    assert caplog.messages == ["A request takes about 1,100 tokens, more than the limit for a minute: one goes every 2.2 minutes"]
    caplog.clear()
    send(Server(), 3, tpm=2_000)
    assert not caplog.messages


def test_a_server_that_asks_for_silence_silences_everybody() -> None:
    server = Server(fails=lambda at, number: busy(30) if number == 5 else None)
    assert send(server, 40, concurrency=8) == [ANSWER] * 40
    assert not [at for at in server.sent if 0.05 < at < 30]


def test_a_silence_longer_than_an_outage_may_be_ends_everything_at_once_and_says_when_to_come_back() -> None:
    server = Server(fails=lambda at, number: busy(3_600))
    results = send(server, 30, concurrency=3)
    assert {type(result) for result in results} == {FatalBackendError}
    assert len(server.sent) == 3
    assert re.fullmatch(
        r"The server at http://host/v1 is to be asked again in 60 minutes \(at [\d: -]{16}\); run again on the same folder then", str(results[0])
    )


def test_silence_upon_silence_ends_everything_too_however_few_the_requests() -> None:
    server = Server(fails=lambda at, number: busy(120))
    results = send(server, 3, concurrency=3)
    assert [type(result) for result in results] == [FatalBackendError] * 3
    assert "for 10 minutes now" in str(results[0])


def test_who_comes_later_within_a_long_silence_does_not_wait() -> None:
    server = Server(fails=lambda at, number: busy(3_600))

    async def work() -> tuple[list[Any], float]:
        traffic = Traffic("http://host/v1", Limits(), CLOCK)
        ends = []
        for _ in range(2):
            ends += await asyncio.gather(traffic.send(400, server.attempt), return_exceptions=True)
        return ends, now()

    ends, at = run(work())
    assert [type(end) for end in ends] == [FatalBackendError] * 2
    assert (len(server.sent), at) == (1, 0.05)


def test_a_server_that_is_gone_for_a_minute_loses_no_request(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    watcher = Watcher()
    server = Server(fails=lambda at, number: gone() if 10 < at < 70 else None)
    assert send(server, 500, watcher, concurrency=16) == [ANSWER] * 500
    assert len([at for at in server.sent if 11 < at < 70]) < 40, "one at a time"
    assert [record.message for record in caplog.records] == ["The server at http://host/v1 fails every request; waiting for it, for up to 10 minutes"]
    assert [what for what in watcher.told if what[0] == "circuit"] == [("circuit", "open"), ("circuit", "closed")]


@pytest.mark.parametrize("failure", [gone(), TransientError("no", "server", None, 503), busy(), busy(20), TransientError("late", "timeout")])
def test_a_server_that_does_not_come_back_stops_everything_in_the_end(failure: TransientError) -> None:
    server = Server(fails=lambda at, number: type(failure)(str(failure), failure.code, failure.retry_after, failure.status))
    results = send(server, 30, concurrency=8, outage=300, attempts=50)
    assert {type(result) for result in results} == {FatalBackendError}
    assert 250 < server.sent[-1] < 400
    assert "5 minutes" in str(results[0])


def test_few_requests_that_always_fail_are_their_own_trouble() -> None:
    results = send(Server(fails=lambda at, number: gone()), 3)
    assert [type(result) for result in results] == [TransientError] * 3


def test_requests_that_break_the_server_fail_alone_even_at_the_end_of_a_queue() -> None:
    async def work() -> list[Any]:
        good, bad = Server(), Server(fails=lambda at, number: TransientError("no", "server", None, 500))
        traffic = Traffic("http://host/v1", Limits(concurrency=8), CLOCK)
        return await asyncio.gather(*(traffic.send(400, (bad if number % 20 == 0 else good).attempt) for number in range(200)), return_exceptions=True)

    results = run(work())
    assert [type(result) for result in results[::20]] == [TransientError] * 10
    assert sum(result == ANSWER for result in results) == 190


def test_where_others_are_served_a_429_uses_up_no_attempt() -> None:
    server = Server(latency=0.5)
    server.fails = lambda at, number: busy() if server.in_flight >= 2 else None
    assert send(server, 60, concurrency=20) == [ANSWER] * 60


@pytest.mark.parametrize("waiting", ["in line", "for a retry"])
def test_what_no_request_can_pass_ends_all_that_wait_at_once(waiting: str) -> None:
    async def work() -> tuple[list[Any], float]:
        traffic = Traffic("http://host/v1", Limits(concurrency=1 if waiting == "in line" else None), CLOCK)
        others = Server(latency=3_000, fails=lambda at, number: None if waiting == "in line" else busy())

        async def end() -> Any:
            await asyncio.sleep(0.2)
            raise FatalBackendError("no credit")

        results = await asyncio.gather(traffic.send(1, end), *(traffic.send(1, others.attempt) for _ in range(5)), return_exceptions=True)
        return results, now()

    results, ended = run(work())
    assert [str(result) for result in results] == ["no credit"] * 6
    assert ended < 1


def test_after_the_end_of_one_run_the_same_client_can_be_asked_again() -> None:
    async def work() -> Any:
        traffic = Traffic("http://host/v1", Limits(), CLOCK)
        with pytest.raises(FatalBackendError):
            await traffic.send(1, Server(fails=lambda at, number: FatalBackendError("wrong key")).attempt)
        return await traffic.send(1, Server().attempt)

    assert run(work()) == ANSWER


def test_one_who_gives_up_gives_its_place_back() -> None:
    async def work() -> Any:
        traffic = Traffic("http://host/v1", Limits(concurrency=1), CLOCK)
        holder, waiter = (asyncio.create_task(traffic.send(1, Server(latency=1_000).attempt)) for _ in range(2))
        await asyncio.sleep(1)
        for task in (waiter, holder):
            task.cancel()
        return await traffic.send(1, Server().attempt), now()

    assert run(work()) == (ANSWER, 2.0)


def test_a_probe_that_is_given_up_lets_another_one_go() -> None:
    async def work() -> Any:
        server = Server(fails=lambda at, number: gone() if at < 5 else None, latency=100)
        traffic = Traffic("http://host/v1", Limits(concurrency=8), CLOCK)
        tasks = [asyncio.create_task(traffic.send(1, server.attempt)) for _ in range(6)]
        await asyncio.sleep(20)  # a probe is out now, and slow
        for task in tasks[:-1]:
            task.cancel()
        return await asyncio.wait_for(tasks[-1], 300)

    assert run(work()) == ANSWER


def test_an_answer_that_is_no_completion_shows_that_the_server_is_there() -> None:
    server = Server(fails=lambda at, number: RejectedError("no", 400, "") if number % 5 == 0 else gone() if number < 60 else None)
    results = send(server, 80, concurrency=4)
    assert all(result == ANSWER or isinstance(result, BackendError) for result in results)


def test_what_happens_is_told() -> None:
    watcher = Watcher()
    server = Server(fails=lambda at, number: busy(1) if number == 1 else None)
    send(server, 9, watcher)
    assert watcher.told[:3] == [("limit", 4), ("rate_limited", 0), ("retried", "rate_limited")]
    assert watcher.told.count(("ok", 200)) == 9
