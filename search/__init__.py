"""Queries: keyword index, vectors, fusion, answers."""
