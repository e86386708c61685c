"""Candidate passages measured and weighed."""
