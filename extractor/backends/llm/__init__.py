"""A language model as backend, by any OpenAI-compatible server: prompts, windows, requests, cache, answers. It points at words and never measures.

`backend.LLMBackend` is the door; import it from there, so that nobody else pays for loading the client libraries.
"""
