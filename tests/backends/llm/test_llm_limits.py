"""The laws of the limits: the gate, the quota and the circuit, each alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.backends.llm.circuit import Circuit
from extractor.backends.llm.gate import FIRST, HIGHEST, LOWEST, Gate
from extractor.backends.llm.quota import WINDOW, MinuteLimit, Quota, duration

GAPS = st.lists(st.floats(0, 30), min_size=1, max_size=200)


def _sent(rate: MinuteLimit, units: list[float], gaps: list[float], used: float = 1.0) -> list[tuple[float, float]]:
    """(time, units) of requests that come one after the other with `gaps` between them, and turn out to have used a share of what was reserved."""
    now, sent = 0.0, []
    for number, gap in enumerate(gaps):
        now += gap
        amount = units[number % len(units)]
        while wait := rate.wait(amount, now):
            now += wait
        rate.settle(rate.take(amount, now), used * amount, now)
        sent.append((now, used * amount))
    return sent


@settings(deadline=None)
@given(st.integers(1, 2000), GAPS)
def test_in_no_minute_go_more_requests_than_the_limit(limit: int, gaps: list[float]) -> None:
    sent = _sent(MinuteLimit(limit), [1], gaps)
    for start, _ in sent:
        assert sum(units for at, units in sent if start <= at < start + WINDOW - 1e-4) <= limit


@settings(deadline=None)
@given(st.integers(100, 100_000), st.lists(st.floats(1, 100), min_size=1, max_size=5), GAPS, st.floats(0, 1))
def test_in_no_minute_go_more_tokens_than_the_limit(limit: int, shares: list[float], gaps: list[float], used: float) -> None:
    sent = _sent(MinuteLimit(limit), [limit * share / 100 for share in shares], gaps, used)
    for start, _ in sent:
        assert sum(units for at, units in sent if start <= at < start + WINDOW - 1e-4) <= limit * (1 + 1e-9)


@settings(deadline=None)
@given(st.integers(6, 6000), st.integers(2, 5))
def test_who_always_waits_gets_nearly_all_of_the_limit(limit: int, minutes: int) -> None:
    sent = _sent(MinuteLimit(limit), [1], [0.0] * (limit * minutes))
    assert sent[-1][0] <= WINDOW * minutes / 0.97


def test_requests_are_spread_and_not_sent_in_bursts() -> None:
    times = [at for at, _ in _sent(MinuteLimit(600), [1], [0.0] * 600)]
    assert all(later - earlier == pytest.approx(0.1, rel=0.02) for earlier, later in pairwise(times[5:]))


def test_what_an_answer_has_not_used_is_given_back() -> None:
    modest, honest = (_sent(MinuteLimit(1_000), [500], [0.0] * 20, used)[-1][0] for used in (0.1, 1.0))
    assert modest < honest / 5


def test_a_request_larger_than_the_whole_limit_still_goes() -> None:
    assert len(_sent(MinuteLimit(100), [150], [0.0] * 3)) == 3


def test_what_a_request_costs_is_learnt() -> None:
    quota = Quota()
    assert quota.expected(4_000) == 2_000
    for _ in range(100):
        quota.learn(4_000, 800, 50)
    assert quota.expected(4_000) == pytest.approx(850, rel=0.01)


@pytest.mark.parametrize(
    ("words", "seconds"),
    [("1s", 1), ("6m0s", 360), ("120ms", 0.12), ("1h2m3.5s", 3723.5), ("2m59.56s", 179.56), ("7", 7), ("0s", 0), ("", None), ("soon", None), ("1s2m", None)],
)
def test_durations_as_servers_write_them(words: str, seconds: float | None) -> None:
    assert duration(words) == (None if seconds is None else pytest.approx(seconds))


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({}, 0),
        ({"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "12s"}, 12),
        ({"x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "250ms"}, 0.25),
        ({"x-ratelimit-remaining-tokens": "1", "x-ratelimit-reset-tokens": "250ms"}, 0),
        ({"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "8h"}, 60),
        ({"x-ratelimit-remaining-requests": "0"}, 0),
        ({"x-ratelimit-remaining-requests": "none", "x-ratelimit-reset-requests": "?"}, 0),
    ],
)
def test_where_nothing_remains_we_hold_back_until_the_reset(headers: dict[str, str], wait: float) -> None:
    quota = Quota()
    quota.heed(headers, now=5)
    assert quota.wait(10, now=5) == pytest.approx(wait)


def test_the_lower_of_the_users_and_the_servers_limit_counts() -> None:
    for own, told in ((60, "6000"), (6000, "60"), (None, "60")):
        quota = Quota(own)
        quota.heed({"x-ratelimit-limit-requests": told}, now=0)
        quota.take(0, now=0)
        assert quota.wait(0, now=0) == pytest.approx(1, rel=0.3)


Ends = st.sampled_from(["good", "slow", "refused", "lost"])


@settings(deadline=None)
@given(st.one_of(st.none(), st.integers(1, 50)), st.lists(st.tuples(st.integers(0, 300), Ends), max_size=400))
def test_the_gate_never_lets_more_through_than_its_limit(fixed: int | None, steps: list[tuple[int, str]]) -> None:
    gate, inside, told = Gate(fixed), [], []
    gate._changed = told.append
    for pick, end in steps:
        before = gate.limit
        while not gate.full:
            inside.append(gate.enter())
        assert len(inside) == gate.in_flight
        latency = {"good": 1.0, "slow": 9.0}.get(end)
        gate.leave(inside.pop(pick % len(inside)), latency=latency, tokens=10, refused=end == "refused")
        assert LOWEST <= gate.limit <= HIGHEST
        assert fixed is None or (gate.limit == fixed and not told)
        assert gate.limit == before or told[-1] == gate.limit
        while inside and gate.in_flight > gate.limit:
            gate.leave(inside.pop())


def _rounds(gate: Gate, count: int, latency: float) -> None:
    """`count` answers, sent as many at a time as the gate lets through."""
    left = count
    while left > 0:
        inside = []
        while not gate.full and left > 0:
            inside.append(gate.enter())
            left -= 1
        for number in inside:
            gate.leave(number, latency=latency, tokens=100)


def test_the_limit_doubles_while_all_goes_well_and_stops_at_the_top() -> None:
    gate = Gate()
    limits = [gate.limit]
    for _ in range(8):
        _rounds(gate, gate.limit, 1.0)
        limits.append(gate.limit)
    assert limits[:4] == [FIRST, 16, 32, 64]
    assert limits[-1] == HIGHEST


def test_an_idle_gate_does_not_grow() -> None:
    gate = Gate()
    for _ in range(100):
        gate.leave(gate.enter(), latency=1.0, tokens=100)
    assert gate.limit == FIRST


def test_many_refusals_of_one_round_trip_are_one_sign() -> None:
    gate = Gate()
    inside = [gate.enter() for _ in range(8)]
    for number in inside:
        gate.leave(number, refused=True)
    assert gate.limit == 4


def test_latency_that_doubles_is_a_sign_and_growth_is_slow_from_then_on() -> None:
    gate = Gate()
    _rounds(gate, 8 + 16, 1.0)
    assert gate.limit == 32
    _rounds(gate, 32, 2.5)
    assert gate.limit == 25
    _rounds(gate, 25, 1.0)
    assert gate.limit == 26


def test_longer_answers_may_take_longer() -> None:
    gate = Gate()
    for tokens in (100, 900):
        inside = [gate.enter() for _ in range(gate.limit)]
        for number in inside:
            gate.leave(number, latency=(100 + tokens) / 50, tokens=tokens)
    assert gate.limit == 32


def test_five_different_requests_in_a_row_open_the_circuit() -> None:
    circuit = Circuit(outage=600)
    for request in (1, 1, 1, 1, 1, 2, 3, 4):
        circuit.failed(request, False, now=0)
    assert not circuit.is_open
    circuit.answered()
    for request in range(5):
        circuit.failed(request, False, now=0)
    assert circuit.is_open


def test_while_the_circuit_is_open_one_probe_goes_out_after_growing_pauses() -> None:
    told: list[str] = []
    circuit, now, pauses = Circuit(600, told.append), 0.0, []
    for request in range(5):
        circuit.failed(request, False, now)
    while not circuit.lasts_too_long(now):
        pauses.append(circuit.wait(now))
        now += pauses[-1]
        assert circuit.wait(now) == 0
        assert circuit.enter()
        assert circuit.wait(now) > 0, "one at a time"
        circuit.failed(9, True, now)
    assert pauses[:7] == [1, 2, 4, 8, 16, 30, 30]
    assert told == ["open"]
    circuit.answered()
    assert told == ["open", "closed"]
    assert circuit.wait(now) == 0
