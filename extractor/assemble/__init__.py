"""From drafts to records or rejections: ground the words, measure them, link what belongs together. No backend runs here."""

from extractor.assemble.assembler import Assembled, Assembler
from extractor.assemble.identity import readdress

__all__ = ["Assembled", "Assembler", "readdress"]
