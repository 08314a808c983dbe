"""How a server's way of being asked is found out, once."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from instructor import Mode

from extractor.article import Article
from extractor.backends.llm.modes import Dialect, step_down
from extractor.errors import BackendError, FatalBackendError
from tests.backends.llm.conftest import KILLED, KINDS_ALL, TEXT, Connect, lists, stands
from tests.scripted_server import Reply, Request, ScriptedServer, answer, status, text, tool_answer

ANSWER = lists([KILLED])
FENCED = "Here it is:\n```json\n" + str(ANSWER).replace("'", '"').replace("None", "null").replace("False", "false") + "\n```"


def _server(knows: set[str], code: int = 400, refuses: tuple[str, ...] = ()) -> object:
    """A server that knows some of: json_schema, tools; and refuses parameters."""

    def reply(request: Request) -> Reply:
        body = request.body
        for name in refuses:
            if name in body:
                return status(400, {"message": f"Unsupported value: '{name}' is not supported with this model.", "param": name})
        if "response_format" in body:
            return answer(ANSWER) if "json_schema" in knows else status(code, {"message": "response_format is unknown"})
        if "tools" in body:
            return tool_answer(ANSWER) if "tools" in knows else status(code, {"message": "tools are unknown"})
        return text(FENCED)

    return reply


@pytest.mark.parametrize("code", [400, 404, 422, 501])
@pytest.mark.parametrize(("knows", "mode", "probes"), [({"json_schema"}, "json_schema_mode", 0), ({"tools"}, "tool_call", 1), (set(), "markdown_json_mode", 2)])
async def test_a_server_is_asked_in_the_first_mode_it_takes(connect: Connect, article: Article, knows: set[str], mode: str, probes: int, code: int) -> None:
    with ScriptedServer(then=_server(knows, code)) as server:
        backend = connect(server)
        drafts = await backend.draft(article, KINDS_ALL, stands)
        assert len(server.requests) == 1 + probes
        await backend.draft(replace(article, text=TEXT + " "), KINDS_ALL, stands)
        assert len(server.requests) == 2 + probes, "found out once"
        (shown,) = backend.requests_for(article, KINDS_ALL)
        assert shown == server.bodies[probes]
    assert len(drafts.pointed) == 1
    assert backend.settings()["mode"] == mode


async def test_tools_are_strict(connect: Connect, article: Article) -> None:
    with ScriptedServer(then=_server({"tools"})) as server:
        await connect(server).draft(article, KINDS_ALL, stands)
        (tool,) = server.bodies[1]["tools"]
    assert tool["function"]["strict"] is True
    assert tool["function"]["parameters"]["additionalProperties"] is False
    assert server.bodies[1]["tool_choice"]["function"]["name"] == tool["function"]["name"]


async def test_many_articles_wait_for_one_probe(connect: Connect) -> None:
    with ScriptedServer(then=_server(set())) as server:
        backend = connect(server)
        await asyncio.gather(*(backend.draft(Article(str(n), f"{TEXT} {n}"), KINDS_ALL, stands) for n in range(20)))
        assert len(server.requests) == 2 + 20


@pytest.mark.parametrize(
    ("refused", "settings", "missing", "instead"),
    [
        ("temperature", {}, "temperature", "messages"),
        ("max_completion_tokens", {"max_output_tokens": 700}, "max_completion_tokens", "max_tokens"),
    ],
)
async def test_a_refused_parameter_is_left_out_from_then_on(
    connect: Connect, article: Article, refused: str, settings: dict[str, object], missing: str, instead: str
) -> None:
    with ScriptedServer(then=_server({"json_schema"}, refuses=(refused,))) as server:
        backend = connect(server, **settings)
        await backend.draft(article, KINDS_ALL, stands)
        await backend.draft(replace(article, text=TEXT + " "), KINDS_ALL, stands)
        first, *later = server.bodies
    assert refused in first
    assert len(later) == 2
    assert all(missing not in body and instead in body and "response_format" in body for body in later)


async def test_without_a_temperature_none_is_sent(connect: Connect, article: Article) -> None:
    with ScriptedServer([answer(ANSWER)]) as server:
        await connect(server, temperature=None).draft(article, KINDS_ALL, stands)
        assert "temperature" not in server.bodies[0]


async def test_once_understood_a_rejection_is_about_the_article(connect: Connect, article: Article) -> None:
    with ScriptedServer([answer(ANSWER), status(400), answer(ANSWER)]) as server:
        backend = connect(server)
        await backend.draft(article, KINDS_ALL, stands)
        with pytest.raises(BackendError) as caught:
            await backend.draft(replace(article, text=TEXT + " "), KINDS_ALL, stands)
        await backend.draft(replace(article, text=TEXT + "  "), KINDS_ALL, stands)
        assert len(server.requests) == 3
    assert caught.value.code == "bad_request"
    assert backend.settings()["mode"] == "json_schema_mode"


async def test_an_article_that_no_mode_passes_changes_nothing(connect: Connect, article: Article) -> None:
    with ScriptedServer([status(400)] * 3, then=answer(ANSWER)) as server:
        backend = connect(server, temperature=None)
        with pytest.raises(BackendError):
            await backend.draft(article, KINDS_ALL, stands)
        await backend.draft(article, KINDS_ALL, stands)
        assert "response_format" in server.bodies[-1]


@pytest.mark.parametrize(
    "ignorant",
    [text("Certainly! 14 workers were killed."), answer({"facts": ["14 killed"]}), answer({"casualties": [{"number": 14}]})],
    ids=["prose", "JSON of its own", "items of its own"],
)
async def test_a_server_that_passes_over_the_schema_gets_it_in_the_prompt(connect: Connect, article: Article, ignorant: Reply) -> None:
    with ScriptedServer(then=lambda request: text(FENCED) if "json_schema" in str(request.body["messages"]) else ignorant) as server:
        backend = connect(server)
        drafts = await backend.draft(article, KINDS_ALL, stands)
        assert len(server.requests) == 5, "each mode once, and asked again"
        await backend.draft(replace(article, text=TEXT + " "), KINDS_ALL, stands)
        assert len(server.requests) == 6
    assert len(drafts.pointed) == 1
    assert backend.settings()["mode"] == "markdown_json_mode"


@pytest.mark.parametrize(
    "content", [FENCED, f"<think>{{hm}} 14 or 41? {{}}</think>\n{FENCED}", FENCED.split("```json")[1].strip("`\n")], ids=["fenced", "thought", "bare"]
)
async def test_json_within_prose_counts(connect: Connect, article: Article, content: str) -> None:
    with ScriptedServer([text(content)]) as server:
        assert len((await connect(server).draft(article, KINDS_ALL, stands)).pointed) == 1


async def test_a_wrong_path_stops_the_run(connect: Connect, article: Article) -> None:
    with ScriptedServer(then=status(404)) as server, pytest.raises(FatalBackendError, match="base URL"):
        await connect(server).draft(article, KINDS_ALL, stands)


@pytest.mark.parametrize(
    ("dialect", "words", "lower"),
    [
        (Dialect(), "unknown field", Dialect(Mode.TOOLS)),
        (Dialect(), "temperature must be 1", Dialect(temperature=False)),
        (Dialect(temperature=False), "temperature must be 1", Dialect(Mode.TOOLS, temperature=False)),
        (Dialect(), "max_completion_tokens: extra fields not permitted", Dialect(limit="max_tokens")),
        (Dialect(Mode.TOOLS), "", Dialect(Mode.MD_JSON)),
        (Dialect(Mode.MD_JSON), "", None),
    ],
)
def test_step_down(dialect: Dialect, words: str, lower: Dialect | None) -> None:
    assert step_down(dialect, words) == lower


async def test_a_model_that_never_follows_the_schema_is_not_asked_about_a_whole_queue(connect: Connect, article: Article) -> None:
    with ScriptedServer(then=text("I found nothing.")) as server:
        backend = connect(server)
        for number in (0, 0, 0, 0, 0, 1, 2, 3, 4):  # an article that is tried again counts once
            with pytest.raises(BackendError, match="not of the form asked for"):
                await backend.draft(replace(article, id=str(number), text=f"{number} {TEXT}"), KINDS_ALL, stands)
        before = len(server.requests)
        with pytest.raises(FatalBackendError, match="Model scripted has not once answered in the form asked for, in 5 articles"):
            await backend.draft(article, KINDS_ALL, stands)
        assert len(server.requests) == before


async def test_a_model_that_has_followed_the_schema_once_is_asked_on(connect: Connect, article: Article) -> None:
    with ScriptedServer([answer(ANSWER)], then=text("I found nothing.")) as server:
        backend = connect(server)
        await backend.draft(article, KINDS_ALL, stands)
        for number in range(7):
            with pytest.raises(BackendError, match="not of the form asked for"):
                await backend.draft(replace(article, id=str(number), text=f"{number} {TEXT}"), KINDS_ALL, stands)
