"""Passages embedded a second: by Wenmai's embedder, and by the bare model given the same batches, in one run.

    python benchmarks/search_embedding.py HOME [--model NAME_OR_FOLDER] [--count 512]

The bare model gets tokenized, length-sorted batches of 32 and runs forward and mean pooling: no bookkeeping at all.
Rounds alternate, so that a busy machine hurts both; the best round of each counts.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ingest.storage.sqlite_ledger import open_ledger
from search.indexes.embed import Embedder
from search.indexes.models import find_model
from search.indexes.vector_index import embedded_text

ROUNDS = 3
BARE_BATCH = 32


def bare(transformer: Any, texts: list[str]) -> None:
    """Forward passes of the model under sentence-transformers, on length-sorted batches."""
    import torch

    module = transformer[0]
    ordered = sorted(texts, key=len, reverse=True)
    with torch.inference_mode():
        for start in range(0, len(ordered), BARE_BATCH):
            batch = ordered[start : start + BARE_BATCH]
            inputs = module.tokenizer(
                batch, padding=True, truncation=True, max_length=transformer.max_seq_length, return_tensors="pt"
            )
            hidden = module.auto_model(**inputs).last_hidden_state
            mask = inputs["attention_mask"].unsqueeze(-1)
            pooled = (hidden * mask).sum(1) / mask.sum(1)
            torch.nn.functional.normalize(pooled, dim=1)


def seconds(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("home", type=Path)
    parser.add_argument("--model")
    parser.add_argument("--count", type=int, default=512)
    arguments = parser.parse_args()
    model = find_model(arguments.model, arguments.home / "models", print)
    assert model is not None
    ledger = open_ledger(arguments.home)
    texts = [
        embedded_text(record.title, passage)
        for record in ledger.records()
        for passage in ledger.document_passages(record.id)
    ][: arguments.count]
    embedder = Embedder(model)
    embedder.passages(texts[:32])
    transformer = embedder._transformer()
    ours = theirs = float("inf")
    for _ in range(ROUNDS):
        theirs = min(theirs, seconds(lambda: bare(transformer, texts)))
        ours = min(ours, seconds(lambda: embedder.passages(texts)))
    print(f"{len(texts)} passages, mean {sum(map(len, texts)) / len(texts):.0f} characters, {model.name}")
    print(f"bare model {len(texts) / theirs:.1f}/s  Wenmai {len(texts) / ours:.1f}/s  ratio {theirs / ours:.2f}")


if __name__ == "__main__":
    main()
