"""Search and answers measured against judgements, and what is learned from these."""
