"""Names of agencies, enterprises and institutions, by grammar and by gazetteer."""
