"""From answers that came by batch to records: an ordinary run over the articles that are ready, which a later one continues."""

from __future__ import annotations

from collections.abc import Iterator

from extractor import __version__
from extractor.backends.llm.backend import LLMBackend, LLMSettings, live_answers
from extractor.run.batch.answers import BatchAnswers
from extractor.run.batch.job import BatchJob
from extractor.run.engine import Watcher, run
from extractor.run.folder import RunFolder
from extractor.run.readers import Item
from extractor.run.settings import new_run
from extractor.run.writer import RunWriter, held
from schemas.files import Run

NOT_ENDED = "some batches have not ended; collect again later"
NOT_SENT = "a batch was refused or cancelled, and some of its requests are unanswered"


async def collect(job: BatchJob, settings: LLMSettings, watch: Watcher) -> Run:
    """Extract the articles whose requests are settled into the job's folder. While others wait for their batches, the run counts as "stopped".

    Raises:
        UsageError: the folder can't be written, or holds another run.
    """
    answers = BatchAnswers(job.out, live_answers(settings))
    backend = LLMBackend(settings, answers=answers)
    started = new_run(__version__, job.job.kinds, backend, inputs=["batch job"])
    try:
        held(job.out, started, "move that run's files elsewhere, then collect again")
        with RunWriter(job.out, started) as writer:
            ended = await run(_items(job, answers), backend, job.job.kinds, writer, watch)
            if ended.status == "done" and job.job.waiting:
                because = NOT_ENDED if job.job.under_way else NOT_SENT
                ended = ended.model_copy(update={"status": "stopped", "stopped_because": because})
                writer.write_run(ended)
    finally:
        await backend.aclose()
    return ended


def _items(job: BatchJob, answers: BatchAnswers) -> Iterator[Item]:
    """The articles that are ready. Of those that failed before, the totals hold what their answers have cost."""
    failed = {result.article_id for result in RunFolder(job.out).articles() if result.status == "failed"}
    for entry in job.ready():
        if entry.item.id in failed:
            answers.count_as_paid(entry.keys)
        yield entry.item
