"""Pure functions over text: sentences, grounding, numbers, dates, quotation marks, names. Never I/O, never a model.

All offsets are code points into the unmodified text.
"""
