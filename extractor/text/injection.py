"""Words in an article that address a language model instead of a reader."""

from __future__ import annotations

import re

from extractor.text.quantity import lower_case

_ADDRESSED = re.compile(
    r"""
    (?=[adfiorsy<\[])  # how each of these begins: most places in a text are passed over at once
    (?:
      \b(?:ignore|disregard|forget|override)\s+(?:(?:all|any|of|the|my|these|those)\s+){0,3}
      (?:(?:(?:your|previous|prior|above|earlier|preceding)\s+){1,2}(?:instruction|prompt|rule|direction|message|context)|(?:instruction|prompt))s?\b
    | \b(?:system|developer)\s+prompt\b
    | \b(?:as|you\s+are)\s+an?\s+(?:ai|llm|large\s+language\s+model|language\s+model|ai\s+assistant|chatbot)\b
    | \b(?:answer|reply|respond|output|return)\s+(?:only\s+)?(?:with|in)\s+(?:valid\s+)?(?:json|the\s+following\s+json)\b
    | <\|?(?:im_start|im_end|endoftext|system)\|?>
    | \[/?INST\]
    | </?article\b
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_HINTS = (
    (("ignore", "disregard", "forget", "override"), ("instruction", "prompt", "rule", "direction", "message", "context")),
    (("prompt",), ("system", "developer")),
    (("language",), ("model",)),
    (("llm", "chatbot", "json", "<"), ("",)),
    (("[",), ("inst]",)),
)
"""Each of the ways above to address a model, but for "as an AI", holds one of the first and one of the second words of one of these."""
_AI = re.compile(r"ai\b(?<=\sai)")


def addresses_model(text: str) -> bool:
    """Whether `text` holds words that read like instructions to a model. A sign for readers; nothing is decided by it."""
    lower = lower_case(text).replace("ı", "i").replace("İ", "i").replace("ſ", "s")  # a pattern without regard to case takes them for these
    hinted = any(any(word in lower for word in first) and any(word in lower for word in second) for first, second in _HINTS) or _AI.search(lower)
    return bool(hinted) and _ADDRESSED.search(text) is not None
