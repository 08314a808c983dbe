"""What the gate holds a change to, and the hash by which a report tells that it was changed."""

from __future__ import annotations

import hashlib

from pydantic import Field

from schemas.common import Model


class Thresholds(Model):
    """Limits of the gate. The offline lanes allow no loss at all; a live model is judged by its interval."""

    ungrounded: int = Field(default=0, description="Ungrounded records, whatever the baseline has.")
    tenfold_above_baseline: int = 0
    on_empty_above_baseline: int = Field(default=0, description="Records in articles that hold none.")
    minimum_effect: float = Field(default=0.02, description="A smaller drop of core F1 is not worth stopping a live change for.")
    minimum_repeats: int = Field(default=3, description="How often a live model must be asked to be judged.")

    @property
    def version(self) -> str:
        """sha256 over all of them."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()


THRESHOLDS = Thresholds()
