"""Keeps the served nodes and edges equal to the sum of the documents' contributions, change by change."""
