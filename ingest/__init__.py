"""Files, text and documents: readers, reflow, header, outline, passages, and the ledger."""
