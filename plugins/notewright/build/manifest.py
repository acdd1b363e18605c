"""The formulas that were verified when the site was built before, so that none is lost without a word."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from notewright.build.prove import Proved
from notewright.formulas.binding import OptOut

MANIFEST = "formulas.json"
"""The file of the site."""
_ABOUT = "formulas that were verified by notewright"


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """A verified formula: where it stands, the function it says, and its text with single spaces."""

    path: str
    heading: str
    reference: str
    formula: str

    @property
    def line(self) -> str:
        """Its line in a manifest, without the comma."""
        return json.dumps(asdict(self), ensure_ascii=False)


class ManifestError(Exception):
    """A file is no manifest; the message says why."""


def entry_of(proved: Proved, heading: str) -> Entry:
    """The entry of a formula below a heading; without a reference where the author opted out."""
    binding = proved.formula.binding
    reference = "" if isinstance(binding, OptOut) else binding.function
    return Entry(proved.formula.path, heading, reference, " ".join(proved.formula.text.split()))


def write_manifest(entries: Iterable[Entry]) -> str:
    """The text of a manifest: an entry a line, so that one can be deleted and changes are easy to read."""
    body = ",\n".join(f"    {entry.line}" for entry in sorted(entries))
    return f'{{\n  "about": {json.dumps(_ABOUT)},\n  "verified": [\n{body}\n  ]\n}}\n'


def read_manifest(text: str) -> list[Entry]:
    """The entries of a manifest, also where lines were deleted and a comma is left at the end.

    Raises:
        ManifestError: when it is none.
    """
    try:
        listed = json.loads(text)["verified"]
    except (ValueError, KeyError, TypeError):
        listed = list(_lines(text))
    if not isinstance(listed, list):
        raise ManifestError("`verified` is no list")
    return [_entry(item) for item in listed]


def published(file: Path) -> Sequence[Entry]:
    """The manifest that a site was published with; of another file of that name nothing."""
    with suppress(OSError, ValueError, ManifestError):
        return read_manifest(file.read_text(encoding="utf-8"))
    return ()


def _lines(text: str) -> Iterable[object]:
    if f'"about": {json.dumps(_ABOUT)}' not in text:
        raise ManifestError("it is not JSON with a list `verified`")
    for line in text.splitlines():
        written = line.strip().rstrip(",")
        if written in {"{", "}", "[", "]", ""} or written.startswith(('"about"', '"verified"')):
            continue
        try:
            yield json.loads(written)
        except ValueError:
            raise ManifestError(f"this line is no entry: {written[:60]}") from None


def _entry(item: object) -> Entry:
    names = ("path", "heading", "reference", "formula")
    if not isinstance(item, dict) or not all(isinstance(item.get(name), str) for name in names):
        raise ManifestError("an entry needs the texts `path`, `heading`, `reference` and `formula`")
    return Entry(*(item[name] for name in names))
