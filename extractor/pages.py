"""What the HTML pages of runs and of evals share."""

from __future__ import annotations

import base64
import hashlib


def csp_hash(source: str) -> str:
    """How a page's content security policy names its own style or script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
