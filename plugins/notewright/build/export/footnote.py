"""The labels of footnotes, which an embedded note must not share with its host."""

from __future__ import annotations

import re
from hashlib import sha256

_LABEL = re.compile(r"\[\^(?=[^\]\s]+\])")


def scope_footnotes(text: str, scope: str) -> str:
    """The text with `scope` before every label in it."""
    return _LABEL.sub(f"[^{scope}-", text) if scope else text


def scope_of(path: str, anchor: str) -> str:
    """A short name for a part of a note, the same in every export."""
    return sha256(f"{path}#{anchor}".encode()).hexdigest()[:8]
