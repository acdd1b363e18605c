r"""The numbers of a note's formulas: tags, and counted ones for those that links or `\eqref` can point at."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from urllib.parse import quote

from notewright.build.page_macros import PageMacros
from notewright.formulas.error import FormulaError
from notewright.formulas.numbers import NAMED, Number, Numbers, Place, expanded, places
from notewright.text import Diagnostic, Severity, Span
from notewright.vault import Note
from notewright.vault.syntax.math import Math

_PREFIX = "eq-"
"""What the name of a block begins with that is a numbered formula."""


@dataclass(frozen=True, slots=True)
class Equations:
    """The numbers of each formula by its place, those of named blocks, and what is wrong with them."""

    numbers: Mapping[Span, Numbers] = field(default_factory=dict)
    blocks: Mapping[str, Number] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()


NONE = Equations()


def equations(note: Note, macros: PageMacros) -> Equations:
    """What is numbered in a note, from 1 in the order of its text."""
    if NAMED.search(note.source.text) is None and f"^{_PREFIX}" not in note.source.text.lower():
        return NONE
    named = _named(note)
    formulas = [
        (token, _places(token, note, macros))
        for token in note.tokens
        if isinstance(token, Math) and (token.span in named or NAMED.search(token.latex))
    ]
    tags = {place.tag for _, rows in formulas for place in rows if place.tag}
    fresh = (text for number in count(1) if (text := f"({number})") not in tags)
    numbers: dict[Span, Numbers] = {}
    blocks: dict[str, Number] = {}
    for token, rows in formulas:
        given = tuple(_number(place, fresh) for place in rows)
        known = [number for number in given if number]
        names = named.get(token.span, ())
        whole = None if known or not names else Number(next(fresh))
        numbers[token.span] = Numbers(whole, given)
        blocks |= dict.fromkeys(names, whole or (known or [Number("")])[0])
    references = _references(formulas, numbers)
    numbers = {span: replace(known, references=references) for span, known in numbers.items()}
    return Equations(numbers, blocks, tuple(_repeated(note, formulas)))


def _named(note: Note) -> Mapping[Span, tuple[str, ...]]:
    """The names of formulas that are to be numbered: those of the last formula before a name, in its block."""
    formulas = [token.span for token in note.tokens if isinstance(token, Math) and token.display]
    starts = [span.start for span in formulas]
    found: dict[Span, tuple[str, ...]] = {}
    for name, block in note.named_blocks.items():
        at = bisect_left(starts, block.span.start) - 1
        if name.startswith(_PREFIX) and at >= 0 and starts[at] >= note.passages[block.first].block.span.start:
            found[formulas[at]] = (*found.get(formulas[at], ()), name)
    return found


def _places(token: Math, note: Note, macros: PageMacros) -> list[Place]:
    if NAMED.search(token.latex) is None:
        return []
    try:
        return places(expanded(token.latex, macros.at(token.span.start, note.source.text)))
    except FormulaError:
        return []  # what is wrong is told where the formula is shown


def _number(place: Place, fresh: Iterator[str]) -> Number | None:
    text = place.tag or (next(fresh) if place.labels else None)
    return Number(text, f"label-{place.labels[0]}" if place.labels else "") if text else None


def _references(
    formulas: list[tuple[Math, list[Place]]], numbers: Mapping[Span, Numbers]
) -> Mapping[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for token, rows in formulas:
        for place, number in zip(rows, numbers[token.span].places, strict=True):
            for label in place.labels if number else ():
                assert number is not None
                found.setdefault(label, (number.text, f"#{quote(number.id)}"))
    return found


def _repeated(note: Note, formulas: list[tuple[Math, list[Place]]]) -> Iterator[Diagnostic]:
    """The tags and labels that an earlier formula of the note has already."""
    seen: set[tuple[str, str]] = set()
    for token, rows in formulas:
        uses = [("tag", place.tag) for place in rows if place.tag]
        uses += [("label", label) for place in rows for label in place.labels]
        for what, text in uses:
            if (what, text) in seen:
                at = note.source.text.find(f"\\{what}", token.span.start, token.span.end)
                message = f"another formula of this note has the {what} `{text}`; give each its own"
                place_of = Span(max(at, token.span.start), token.span.end)
                yield Diagnostic.at(note.source, place_of, "FORM014", Severity.WARNING, message)
            seen.add((what, text))
