"""From answers that came by batch to records: an ordinary run over the articles that are ready, which a later one continues."""

from __future__ import annotations

from extractor import __version__
from extractor.backends.llm.backend import LLMBackend, LLMSettings, live_answers
from extractor.run.batch.answers import BatchAnswers
from extractor.run.batch.job import BatchJob
from extractor.run.engine import Watcher, run
from extractor.run.settings import new_run
from extractor.run.writer import RunWriter, held
from schemas.files import Run

NOT_ENDED = "some batches have not ended; collect again later"


async def collect(job: BatchJob, settings: LLMSettings, watch: Watcher) -> Run:
    """Extract the articles whose requests are settled into the job's folder. While others wait for their batches, the run counts as "stopped".

    Raises:
        UsageError: the folder can't be written, or holds another run.
    """
    backend = LLMBackend(settings, answers=BatchAnswers(job.out, live_answers(settings)))
    started = new_run(__version__, job.job.kinds, backend, inputs=["batch job"])
    try:
        held(job.out, started, "move that run's files elsewhere, then collect again")
        with RunWriter(job.out, started) as writer:
            ended = await run((entry.item for entry in job.ready()), backend, job.job.kinds, writer, watch)
            if ended.status == "done" and job.job.waiting:
                ended = ended.model_copy(update={"status": "stopped", "stopped_because": NOT_ENDED})
                writer.write_run(ended)
    finally:
        await backend.aclose()
    return ended
