"""A small invented set with an error of every sort, as show, files and report are given it."""

from __future__ import annotations

from evals.labels import LabelSet
from evals.results import Results
from evals.score import Prediction, evaluate
from schemas.common import Provenance, Span
from schemas.files import Rejection
from tests.evals.builders import Paper

MARKUP = "<script>alert('x')</script> | `a` *b* [c](http://d.example)"
RAID = Paper(f"In Sorrel 30 herders died and 8 were hurt on Friday. “{MARKUP}\x0b”, Mayor Edda Roon said.\nAbout 500 fled \U0001f30a north.", "raid")
QUIET = Paper("The 12 judges praised the bread.", "quiet")
LOST = Paper("Some 20 people were evacuated.", "lost")

DIED = RAID.casualty("c1", "30", 30, evidence="In Sorrel 30 herders died and 8 were hurt on Friday.", where=RAID.span("Sorrel"), victims=RAID.span("herders"))
HURT = RAID.casualty("c2", "8", 8, "injured", evidence="In Sorrel 30 herders died and 8 were hurt on Friday.")
FLED = RAID.displaced("d1", "About 500", 500, "fled", low=None, high=None, qualifier="about", evidence="About 500 fled \U0001f30a north.")
SAID = RAID.quote("q1", MARKUP, speaker="Edda Roon", role="Mayor")
MOVED = LOST.displaced("d1", "Some 20", 20, "evacuated", low=None, high=None, qualifier="about")
LABELS = LabelSet("invented", (RAID.labelled(DIED, HURT, FLED, SAID, tags=["raid|<b>"]), QUIET.labelled(), LOST.labelled(MOVED)))

PREDICTIONS = {
    "raid": Prediction(
        records=(
            DIED.model_copy(update={"id": "p1", "where": None}),
            DIED.model_copy(update={"id": "p2", "where": Span(start=0, end=6, text="Thrush")}),
            FLED.model_copy(update={"id": "p3", "quantity": RAID.quantity("500", 5000)}),
            SAID.model_copy(update={"id": "p4"}),
        ),
        rejections=(
            Rejection(article_id="raid", kind="casualty", reason="evidence_not_found", detail="no such words", draft={}, provenance=Provenance(backend="test")),
        ),
    ),
    "quiet": Prediction(records=(QUIET.casualty("p1", "12", 12),)),
    "lost": Prediction(failed="timeout: no answer\x1b[31m <b> | after 120 s\ufffe"),
}
RESULTS: Results = evaluate(LABELS, PREDICTIONS, {"backend": "llm", "model": "wren-2"})
