"""The hash of contents and states: BLAKE2b, without the OpenSSL that `hashlib` would load."""

from __future__ import annotations

try:
    from _blake2 import blake2b
except ImportError:  # a Python built otherwise
    from hashlib import blake2b

__all__ = ["blake2b"]
