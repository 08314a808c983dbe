"""From drafts to records or rejections: ground the words, measure them, link what belongs together. No backend runs here."""

from extractor.assemble.assembler import Assembled, Assembler

__all__ = ["Assembled", "Assembler"]
