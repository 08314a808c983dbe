"""The Ray engine: the local engine's per-article function in actors on many machines, through Ray Data.

Here lives what spreads a queue over actors and brings the results home to one run's folder; never how an article is extracted, read or written.
Imported only when asked for: it needs the extra `ray`.
"""
