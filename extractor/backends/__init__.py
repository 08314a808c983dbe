"""Backends: from an article to drafts. They point at words and pick from lists; they never measure and never make records."""
