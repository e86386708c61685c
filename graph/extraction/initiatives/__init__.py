"""Names of actions, projects, competitions, schemes, models, platforms and methods of work."""
