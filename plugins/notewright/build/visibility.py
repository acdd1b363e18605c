"""Whether readers may see a note. Where its author's will cannot be read, they may not, and an error says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from notewright.text import Diagnostic, Severity, Span
from notewright.vault import Note

_TRUE, _FALSE = {"true", "yes", "on", "1"}, {"false", "no", "off", "0"}
_KEYS = ("publish", "draft")
# The properties of a note as text: between the first two lines of hyphens, or to the end.
_BLOCK = re.compile(r"\s*+---[ \t]*+\n((?:(?!---[ \t]*+$)[^\n]*+\n)*+[^\n]*+)", re.MULTILINE)
_LINE = re.compile(r"""^(?:[ \t]*-)?[ \t]*["']?(publish|draft)["']?[ \t]*:""", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Visibility:
    """Whether a note is public, and why that is in doubt."""

    public: bool
    doubts: tuple[Diagnostic, ...] = ()


def visibility(note: Note, default: str) -> Visibility:
    """What the properties `publish` and `draft` say, in any case of their letters; `default` holds without them."""
    doubts = tuple(_doubts(note))
    if doubts:
        return Visibility(False, doubts)
    said = {key: [flag(value) for name, value in _said(note.properties, key)] for key in _KEYS}
    if False in said["publish"] or True in said["draft"]:
        return Visibility(False)
    return Visibility(default == "public" or True in said["publish"])


def flag(value: object) -> bool | None:
    """Yes or no, as YAML or as an author writes it; None for anything else."""
    words = str(value).strip().lower() if isinstance(value, bool | int | str) else ""
    return True if words in _TRUE else False if words in _FALSE else None


def _said(properties: Mapping[str, object], key: str) -> list[tuple[str, object]]:
    return [(name, value) for name, value in properties.items() if name.strip().lower() == key]


def _doubts(note: Note) -> Iterator[Diagnostic]:
    for key in _KEYS:
        for name, value in _said(note.properties, key):
            if flag(value) is None:
                place = note.front_matter.places.get(name, Span(0, 1))
                message = f"`{name}` is neither true nor false, so this note is taken as private; write one of them"
                yield Diagnostic.at(note.source, place, "GATE001", Severity.ERROR, message)
    lines = _written(note)
    counts = Counter(line[1].lower() for line in lines if line[0][0] not in " \t-")
    twice = next((key for key, count in counts.items() if count > 1), "")
    if twice or (lines and not note.properties):
        reason = f"`{twice}` stands here twice" if twice else f"the properties with `{lines[0][1]}` cannot be read"
        message = f"{reason}, so this note is taken as private; mend them, and check who may see it"
        start = max(
            0, note.source.text.find(lines[-1][0], lines[-1].start())
        )  # signs that cannot be read are passed over
        yield Diagnostic.at(note.source, Span(start, start + 1), "GATE001", Severity.ERROR, message)


def _written(note: Note) -> list[re.Match[str]]:
    """The lines of the properties that begin as `publish` and `draft` do, also where YAML does not see them."""
    text = note.source.text.replace("\ufffd", "") if not note.properties else note.source.text
    block = _BLOCK.match(text)
    return list(_LINE.finditer(text, block.start(1), block.end(1))) if block else []
