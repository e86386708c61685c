"""Readers: from an input's bytes to its text. A new format is one module and one row of the table in registry.py."""

from ingest.readers.registry import SUFFIXES, read

__all__ = ["SUFFIXES", "read"]
