"""Ten Chairs: a terminal text-adventure about who held Stalin's power after Stalin, and an engine that knows nothing of it."""

__version__ = "0.1.0"
