"""What the lines of a list item say besides its marker and its box."""

from __future__ import annotations

import re
from dataclasses import dataclass

from notewright.values.name import SPACES, WHITESPACE
from notewright.vault import Note
from notewright.vault.list_item import ListItem
from notewright.vault.syntax.redacted import unveiled

# The app reads the first line anew; what looks like a box is left out even where it is none.
_FIRST_LINE = re.compile(
    rf"(?:{WHITESPACE}|>)*+(?P<symbol>[0-9]+[.)]|[*+-]){WHITESPACE}*+(?:\[[^\r\u2028\u2029]?\])?{WHITESPACE}*+"
    r"(?P<text>[^\r\u2028\u2029]*)"
)


@dataclass(frozen=True, slots=True)
class ItemText:
    """The marker of an item, and its lines without the white space around them."""

    symbol: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The lines, one below the other."""
        return unveiled("\n".join(self.lines))

    @property
    def joined(self) -> str:
        """The lines as one, in which tags are looked for."""
        return unveiled(self.written)

    @property
    def written(self) -> str:
        """The lines as one, in which fields are looked for: links that were taken out still have their signs."""
        return " ".join(self.lines)


def written(note: Note, item: ListItem) -> str:
    """The whole lines that an item takes up, as far as readers see them."""
    if note.unseen.sections:
        return note.visible.lines(item.span)
    text = note.source.text
    end = text.find("\n", item.span.end)
    return text[text.rfind("\n", 0, item.span.start) + 1 : len(text) if end < 0 else end]


def item_text(lines: str) -> ItemText | None:
    """What the lines of an item say; None where the first does not begin with a marker, as that of a footnote."""
    first, *others = lines.split("\n")
    found = _FIRST_LINE.match(first)
    if found is None:
        return None
    return ItemText(found["symbol"], tuple(line.strip(SPACES) for line in (found["text"], *others)))
