"""What is asked where nothing is named. Apart from the rest, so that the commands can show it without loading the client libraries."""

DEFAULT_MODEL = "gpt-4.1-mini"
