"""Which code spans are queries: `` `= expression` ``, `` `$= script` ``, or what the author has chosen as prefixes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class InlineQuery:
    """What stands behind the prefix of a code span."""

    kind: Literal["expression", "script"]
    text: str


@dataclass(frozen=True, slots=True)
class InlinePrefixes:
    """What the code spans begin with that are queries; one that is empty begins none."""

    expression: str = "="
    script: str = "$="

    def read(self, code: str) -> InlineQuery | None:
        """The query that the text of a code span is."""
        stripped = code.strip()
        if self.script and stripped.startswith(self.script):
            return _query("script", stripped.removeprefix(self.script))
        if self.expression and stripped.startswith(self.expression):
            text = stripped.removeprefix(self.expression)
            # `==`, `=>` and a lone `=` are code that happens to begin with the sign.
            return None if self.expression == "=" and text[:1] in ("=", ">") else _query("expression", text)
        return None


PREFIXES = InlinePrefixes()
NO_PREFIXES = InlinePrefixes("", "")


def _query(kind: Literal["expression", "script"], text: str) -> InlineQuery | None:
    return InlineQuery(kind, text.strip()) if text.strip() else None
