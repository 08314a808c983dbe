"""The built-in extractor: English rules that make drafts without a model. One module a kind, found by the kind's name."""

from extractor.backends.rules.backend import RulesBackend

__all__ = ["RulesBackend"]
