"""Indexes on disk: keywords, vectors, and the sentence model behind these."""
