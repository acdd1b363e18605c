"""Whether readers may see a note. Where its author's will cannot be read, they may not, and an error says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from notewright.text import Diagnostic, Severity, Span
from notewright.vault import Note

_TRUE, _FALSE = {"true", "yes", "on", "1"}, {"false", "no", "off", "0"}
_KEYS = ("publish", "draft")
# The properties of a note as text: between the first two lines of hyphens, or to the end.
_BLOCK = re.compile(r"\s*+---[ \t]*+\n((?:(?!---[ \t]*+$)[^\n]*+\n)*+[^\n]*+)", re.MULTILINE)
_LINE = re.compile(
    r"""^(?P<inner>[ \t]*-?[ \t]*)["']?(?P<key>publish|draft)["']?[ \t]*:(?P<value>[^#\n]*)""",
    re.MULTILINE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Visibility:
    """Whether a note is public, and why that is in doubt."""

    public: bool
    doubts: tuple[Diagnostic, ...] = ()


def visibility(note: Note, default: str) -> Visibility:
    """What the properties `publish` and `draft` say, in any case of their letters; `default` holds without them."""
    lines = _lines(note)
    doubts = (*_unclear(note), *_unread(note, lines))
    if doubts:
        return Visibility(False, doubts)
    said = [(name.strip().lower(), flag(value)) for name, value in note.properties.items()] or [
        (line["key"].lower(), flag(line["value"])) for line in lines
    ]
    if ("publish", False) in said or ("draft", True) in said:
        return Visibility(False)
    return Visibility(default == "public" or ("publish", True) in said)


def flag(value: object) -> bool | None:
    """Yes or no, as YAML or as an author writes it; None for anything else."""
    words = str(value).strip(" \t\"'").lower() if isinstance(value, bool | int | str) else ""
    return True if words in _TRUE else False if words in _FALSE else None


def _unclear(note: Note) -> Iterator[Diagnostic]:
    for name, value in note.properties.items():
        if name.strip().lower() in _KEYS and flag(value) is None:
            place = note.front_matter.places.get(name, Span(0, 1))
            message = f"`{name}` is neither true nor false, so this note is taken as private; write one of them"
            yield Diagnostic.at(note.source, place, "GATE001", Severity.ERROR, message)


def _unread(note: Note, lines: Sequence[re.Match[str]]) -> Iterator[Diagnostic]:
    """Lines that no reading of the properties accounts for, unless all of them plainly say that the note is public."""
    counts = Counter(line["key"].lower() for line in lines if not line["inner"])
    twice = next((key for key, count in counts.items() if count > 1), "")
    if twice or not (note.properties or all(map(_is_plainly_public, lines))):
        reason = f"`{twice}` stands here twice" if twice else f"the properties with `{lines[0]['key']}` cannot be read"
        message = f"{reason}, so this note is taken as private; mend them, and check who may see it"
        # Signs that cannot be read were passed over, which moves the places.
        start = max(0, note.source.text.find(lines[-1][0], lines[-1].start()))
        yield Diagnostic.at(note.source, Span(start, start + 1), "GATE001", Severity.ERROR, message)


def _is_plainly_public(line: re.Match[str]) -> bool:
    return not line["inner"] and flag(line["value"]) is (line["key"].lower() == "publish")


def _lines(note: Note) -> list[re.Match[str]]:
    """The lines of the properties that begin as `publish` and `draft` do, also where YAML does not see them."""
    text = note.source.text.replace("\ufffd", "") if not note.properties else note.source.text
    block = _BLOCK.match(text)
    return list(_LINE.finditer(text, block.start(1), block.end(1))) if block else []
