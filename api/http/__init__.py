"""The HTTP API: its application, routes, bodies and errors."""
