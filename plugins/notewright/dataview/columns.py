"""Texts in columns, as wide as they are shown: fitted to a terminal where there is one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from unicodedata import category, east_asian_width

from notewright.values.name import EMOJI

_GAP = "  "
_LEAST = 6
_PIECE = re.compile(f"(?:{EMOJI})|.", re.DOTALL)
_LINES = 3


def in_columns(
    headers: Sequence[str],
    rows: Iterable[Sequence[str]],
    width: int | None = None,
    numbers: Collection[int] = (),
) -> str:
    """A table with a rule below its headers; the columns of `numbers` are aligned to the right.

    With a width, long cells are broken into lines, and what does not fit into three of them ends in `…`.
    """
    table = [headers, *rows]
    widths = [max(map(shown_width, column)) for column in zip(*table, strict=True)]
    if width is not None:
        widths = _fitted(widths, width)
    head, *body = (_lines(row, widths, numbers, broken=width is not None) for row in table)
    rule = _GAP.join("─" * one for one in widths)
    return "".join(f"{line}\n" for line in [*head, rule, *(line for lines in body for line in lines)])


def shown_width(text: str) -> int:
    """How many columns a terminal takes for a text: two for an emoji and for a letter of East Asia."""
    return len(text) if text.isascii() else sum(_piece_width(piece) for piece in _pieces(text))


def cut(text: str, width: int) -> tuple[str, str]:
    """The beginning of a text that fits into a width, if possible whole words, and the rest."""
    end = used = 0
    for piece in _pieces(text):
        used += _piece_width(piece)
        if used > width:
            break
        end += len(piece)
    if end == len(text):
        return text, ""
    space = text.rfind(" ", 0, end + 1)
    at = space if space > 0 else max(end, 1)
    return text[:at].rstrip(), text[at:].lstrip()


def _pieces(text: str) -> Iterator[str]:
    return (match[0] for match in _PIECE.finditer(text))


def _piece_width(piece: str) -> int:
    if len(piece) > 1:
        return 2
    if category(piece) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(piece) in "WF" else 1


def _fitted(widths: list[int], width: int) -> list[int]:
    """The widths, the widest columns narrowed until all fit; none gets so narrow that it cannot be read."""
    room = width - len(_GAP) * (len(widths) - 1)
    fair = max(_LEAST, room // max(len(widths), 1))
    wide = [position for position, one in enumerate(widths) if one > fair]
    while sum(widths) > room and wide:
        left = room - sum(one for position, one in enumerate(widths) if position not in wide)
        share = max(_LEAST, left // len(wide))
        narrow = [position for position in wide if widths[position] <= share]
        if not narrow:
            return [share if position in wide else one for position, one in enumerate(widths)]
        wide = [position for position in wide if position not in narrow]
    return widths


def _lines(row: Sequence[str], widths: list[int], numbers: Collection[int], *, broken: bool) -> list[str]:
    cells = [_cell_lines(cell, one) if broken else [cell] for cell, one in zip(row, widths, strict=True)]
    height = max(map(len, cells), default=1)
    return [_line([cell[at] if at < len(cell) else "" for cell in cells], widths, numbers) for at in range(height)]


def _cell_lines(text: str, width: int) -> list[str]:
    lines: list[str] = []
    while shown_width(text) > width and len(lines) < _LINES - 1:
        line, text = cut(text, width)
        lines.append(line)
    if shown_width(text) > width:
        text = cut(text, width - 1)[0] + "…"
    return [*lines, text]


def _line(cells: Sequence[str], widths: list[int], numbers: Collection[int]) -> str:
    padded = []
    for position, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        space = " " * (width - shown_width(cell))
        padded.append(space + cell if position in numbers else cell + space)
    return _GAP.join(padded).rstrip()
