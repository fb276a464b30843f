"""Ten Chairs: a text-adventure about who held Stalin's power, and an engine for any such story."""

__version__ = "0.1.0"
