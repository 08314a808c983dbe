"""How good the records are: gold labels, alignment, measures, gate. Never how records are made."""
