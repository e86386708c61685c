"""Titles of policies, and the links between policies, their issuers and what they provide for."""
