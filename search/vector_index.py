"""Placeholder"""

from __future__ import annotations


class VectorIndex:
    def catch_up(self, ledger: object, progress: object) -> int:
        return 0
