"""What a question asks, about what, and what narrows it."""
