"""Links between bodies, persons, initiatives and places that sentences state."""
