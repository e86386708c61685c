"""Names, entities, links and stores."""
