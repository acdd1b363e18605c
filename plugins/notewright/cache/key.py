"""Keys of derived things."""

from __future__ import annotations

from hashlib import sha256


def digest(*parts: str | bytes) -> str:
    """A key for a sequence of parts: 32 hexadecimal digits.

    Each part is preceded by its length, so that `("ab", "c")` and `("a", "bc")` differ.
    """
    sum_ = sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        sum_.update(b"%d:" % len(data))
        sum_.update(data)
    return sum_.hexdigest()[:32]
