"""Many articles: what is read, the run's folder, and the engine between them. Never how one article is extracted."""
