"""Answers worded by a language model, checked against the passages."""
