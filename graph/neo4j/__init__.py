"""A Neo4j kept up to the ledger, and asked in its place."""
