"""Words: the terms of the index, and other words for one thing."""
