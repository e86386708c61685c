"""Settings, services, command line and HTTP: the only place that wires the layers."""
