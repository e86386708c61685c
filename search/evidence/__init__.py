"""Sentences of passages that could answer a question, weighed and cited."""
