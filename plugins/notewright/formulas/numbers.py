r"""The numbers of formulas: `\tag`, and `\label` with what refers to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from itertools import zip_longest

from notewright.formulas.change import Change, changed
from notewright.formulas.environments import EDGE, NUMBERED
from notewright.formulas.error import FormulaError
from notewright.formulas.macros import Macros, defined, expansions, group_end
from notewright.formulas.marks import Marks

NAMED = re.compile(r"\\(?:tag|label|ref|eqref)(?![A-Za-z])")
"""What a formula holds that has a number, a name, or refers to one."""

_NUMBER = re.compile(
    rf"(?P<row>\\\\)|{EDGE.pattern}|\\(?P<command>tag|label)(?P<star>\*?)\s*(?P<brace>\{{)|\\.", re.DOTALL
)
_REFERENCE = re.compile(r"\\(?:(?P<bare>ref)|eqref)\s*\{(?P<label>[^{}]*)\}")
UNKNOWN_LABEL = "no formula is called"
_PLAIN = re.compile(r"[^\\${}<>&]*")


@dataclass(frozen=True, slots=True)
class Place:
    r"""A row with a `\tag` or a `\label`; the `first` of them stands for its number. `is_row`: of several rows."""

    first: int
    spans: tuple[tuple[int, int], ...]
    labels: tuple[str, ...]
    tag: str | None
    is_row: bool


@dataclass(frozen=True, slots=True)
class Number:
    """The number of a row, as LaTeX takes it in a text, and the id that links lead to."""

    text: str
    id: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether it is text without a formula in it."""
        return _PLAIN.fullmatch(self.text) is not None

    @property
    def attributes(self) -> str:
        """The attributes of its element."""
        place = f' id="{escape(self.id)}"' if self.id else ""
        return f' class="notewright-number"{place}'


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of one formula: of itself, and of its places in order; and where references lead."""

    whole: Number | None = None
    places: tuple[Number | None, ...] = ()
    references: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """The text and the address for each label."""


def places(latex: str) -> list[Place]:
    """The rows with a tag or a name. The formula holds no macros of its author any more."""
    found: list[Place] = []
    environments: list[str] = []
    parts: list[tuple[re.Match[str], int]] = []
    in_row = False
    for token in _NUMBER.finditer(latex):
        if token["command"]:
            in_row = bool(environments) and environments[-1] in NUMBERED
            parts.append((token, group_end(latex, token.start("brace")) or len(latex)))
        elif token["edge"] == "begin":
            environments.append(token["name"])
        elif token["edge"] == "end" or (token["row"] and environments and environments[-1] in NUMBERED):
            if parts and in_row:
                found.append(_place(latex, parts, is_row=True))
                parts = []
            if token["edge"] and environments:
                environments.pop()
    return [*found, _place(latex, parts, is_row=False)] if parts else found


def expanded(latex: str, macros: Macros) -> str:
    """A formula without macros."""
    return changed(latex, expansions(latex, defined(latex, macros)))


def of_tags(latex: str) -> Numbers:
    """The numbers that a formula has of its own: those of its tags."""
    return Numbers(places=tuple(Number(place.tag) if place.tag else None for place in places(latex)))


def number_changes(latex: str, numbers: Numbers, marks: Marks) -> tuple[list[Change], Number | None]:
    """What becomes of tags, names and references; and the number that stands beside the whole formula."""
    if NAMED.search(latex) is None:
        return [], numbers.whole
    changes, whole = list(_references(latex, numbers, marks)), numbers.whole
    for place, number in zip_longest(places(latex), numbers.places):
        if place is None:
            continue
        changes += [Change(start, end, " ") for start, end in place.spans]
        if number and place.is_row:
            changes.append(Change(place.first, place.first, _row(number, marks)))
        elif number and whole is not None:
            raise FormulaError("this formula has a number already; only rows of `align` and the like have one each", 0)
        elif number:
            whole = number
    return sorted(changes), whole


def with_tags(latex: str, numbers: Numbers) -> str:
    """The LaTeX with its numbers as tags, which readers of LaTeX show without counting."""
    changes = [
        Change(place.first, place.first, rf"\tag*{{{number.text}}} ")
        for place, number in zip_longest(places(latex), numbers.places)
        if place and number and place.tag is None
    ]
    whole = rf" \tag*{{{numbers.whole.text}}}" if numbers.whole else ""
    references = [
        Change(*found.span(), rf"\text{{{text.strip('()') if found['bare'] else text}}}")
        for found in _REFERENCE.finditer(latex)
        for text, _ in [numbers.references.get(found["label"].strip(), (found["label"], ""))]
    ]
    return changed(latex, sorted([*changes, *references])) + whole


def _row(number: Number, marks: Marks) -> str:
    if number.is_plain:
        return marks.tag(f"<mtext{number.attributes}>{escape(number.text)}</mtext>")
    shown = marks.inner(_in_text(number.text))
    return marks.tag(f"<mrow{number.attributes}>{shown}</mrow>")


def _in_text(text: str) -> str:
    return rf"\text{{{text}}}"


def _references(latex: str, numbers: Numbers, marks: Marks) -> Iterator[Change]:
    for found in _REFERENCE.finditer(latex):
        known = numbers.references.get(found["label"].strip())
        if known is None:
            marks.notice(found.start(), f"{UNKNOWN_LABEL} `{found['label'].strip()}` in this note")
            text = found["label"] if found["bare"] else f"({found['label']})"
            yield Change(*found.span(), marks.put(f"<mtext>{escape(text)}</mtext>"))
            continue
        text, address = known
        text = text.removeprefix("(").removesuffix(")") if found["bare"] else text
        shown = escape(text) if _PLAIN.fullmatch(text) else f"<math>{marks.inner(_in_text(text))}</math>"
        link = f'<a class="notewright-link" href="{escape(address)}">{shown}</a>'
        yield Change(*found.span(), marks.put(f"<mtext>{link}</mtext>"))


def _place(latex: str, parts: list[tuple[re.Match[str], int]], *, is_row: bool) -> Place:
    values = [(token, latex[token.end() : end - 1].strip()) for token, end in parts]
    tags = [value if token["star"] else f"({value})" for token, value in values if token["command"] == "tag"]
    labels = tuple(value for token, value in values if token["command"] == "label")
    spans = tuple((token.start(), end) for token, end in parts)
    return Place(spans[0][0], spans, labels, tags[0] if tags else None, is_row)
