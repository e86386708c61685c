"""Ranked passages as they are shown: hits, groups, facets."""
