"""Administrative divisions, towns and localities, and which place a stretch of text is about."""
