"""Answers from the graph and from the text, or what the documents lack."""
