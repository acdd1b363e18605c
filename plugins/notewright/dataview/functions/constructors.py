"""Functions that make values of one type from values of another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from notewright.dataview.context import Context
from notewright.dataview.date_pattern import parse_date
from notewright.dataview.error import EvaluationError
from notewright.dataview.expression_parser import SHORTHANDS
from notewright.dataview.functions.registry import NULL_OF_TWO, function
from notewright.dataview.shorthand import shorthand_date
from notewright.values import Date, ExternalLink, Link, Value, to_text, type_name
from notewright.values.literal import scan_date, scan_duration
from notewright.values.name import WHITESPACE

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_EDGES = re.compile(rf"^{WHITESPACE}+|{WHITESPACE}+$")


@function("object")
def object_(context: Context, *arguments: Value) -> Value:
    """An object from keys and values in turn.

    dql> object("a", 1, "b", [2])
    {"object": {"a": 1, "b": [2]}}
    """
    if len(arguments) % 2:
        raise EvaluationError("object() requires an even number of arguments")
    result: dict[str, Value] = {}
    for key, value in zip(arguments[::2], arguments[1::2], strict=True):
        if not isinstance(key, str):
            raise EvaluationError("keys should be of type string for object(key1, value1, ...)")
        result[key] = value
    return result


@function("list")
@function("array")
def list_(context: Context, *elements: Value) -> Value:
    """A list of the arguments; `array` is another name for it.

    dql> list(1, "a", null)
    [1, "a", null]
    dql> array()
    []
    """
    return list(elements)


@function("date", "string", "date", "link", "string string", null=["null", "null string"], over={1: [0]})
def date(context: Context, given: Date | Link | str, pattern: str | None = None) -> Value:
    """A date from a text, a link or, with a pattern of tokens, from a text of that form. What is no date is null.

    A link is asked for its display text, then its path, then the day of the note.

    dql> date("2024-05-15")
    {"date": "2024-05-15T00:00:00.000"}
    dql> date("tomorrow")
    {"date": "2024-05-16T00:00:00.000"}
    dql> date("15.05.2024", "dd.MM.yyyy")
    {"date": "2024-05-15T00:00:00.000"}
    dql> date([[2024-05-15|that day]])
    {"date": "2024-05-15T00:00:00.000"}
    dql> date("soon")
    null
    """
    if isinstance(given, Date):
        return given
    if isinstance(given, Link):
        return _date_of_link(context, given)
    if pattern is not None:
        return parse_date(given, pattern, context.now)
    return shorthand_date(given, context.now) if given in SHORTHANDS else _date_of_text(given)


def _date_of_text(text: str) -> Value:
    scanned = scan_date(text)
    return scanned.value if scanned is not None and scanned.end == len(text) else None


def _date_of_link(context: Context, link: Link) -> Value:
    written = (_date_of_text(link.display) if link.display else None) or _date_of_text(link.path)
    if written:
        return written
    page = context.linked_page(link.path)
    file = page.get("file") if page else None
    return file.get("day") if isinstance(file, Mapping) else None


@function("dur", "string", "duration", null=["null"], over={1: [0]})
def dur(context: Context, given: Value) -> Value:
    """A duration from a text; what is no duration is null.

    dql> dur("1 day, 2 hours")
    {"duration": "P1DT2H", "text": "1 day, 2 hours"}
    dql> dur("a while")
    null
    """
    if not isinstance(given, str):
        return given
    text = _EDGES.sub("", given)
    scanned = scan_duration(text)
    return scanned.value if scanned is not None and scanned.end == len(text) else None


@function("number", "number", "string", null=["null"], over={1: [0]})
def number(context: Context, given: float | str) -> Value:
    """The first number in a text.

    dql> number("12.5 kg")
    12.5
    dql> number("none")
    null
    """
    if not isinstance(given, str):
        return given
    found = _NUMBER.search(given)
    return float(found[0]) if found else None


@function("string", "*")
def string(context: Context, value: Value) -> Value:
    """Any value as text.

    dql> string(1.50) + string([1, [2]])
    "1.51, [2]"
    dql> string(date(2024-05-15))
    "May 15, 2024"
    """
    context.budget.spend_on(value)
    return to_text(value, context.preferences.form)


@function(
    "link",
    "string",
    "link",
    "null",
    "string string",
    "string string boolean",
    "link string",
    "null *",
    "* null",
    over={1: [0], 2: [0, 1]},
)
def link(context: Context, target: Value, display: str | None = None, embed: bool = False) -> Value:
    """A link to a note, with the text to show and whether to embed it.

    dql> link("Note", "shown")
    {"link": "Note", "display": "shown"}
    dql> link([[Note]], "other")
    {"link": "Note", "display": "other"}
    dql> link(["A", "B"])
    [{"link": "A"}, {"link": "B"}]
    """
    if target is None:
        return None
    if isinstance(target, Link):
        return target if display is None else replace(target, display=display)
    if isinstance(target, str):
        return Link(context.normalize(target), display, embed=embed)
    raise EvaluationError(f"No implementation of 'link' found for arguments: {type_name(target)}")


@function("embed", "link", "link boolean", null=["null", *NULL_OF_TWO], over={1: [0], 2: [0, 1]})
def embed(context: Context, target: Link, embedded: bool = True) -> Value:
    """A link as an embed, or with `false` an embed as a link.

    dql> embed([[Figure.png]])
    {"link": "Figure.png", "embed": true}
    dql> embed(embed([[Figure.png]]), false)
    {"link": "Figure.png"}
    """
    return replace(target, embed=embedded)


@function("elink", "string", "string string", "string null", null=["null", "null *"], over={1: [0], 2: [0]})
def elink(context: Context, url: str, display: str | None = None) -> Value:
    """A link to an address outside the vault.

    dql> elink("https://example.org", "Example")
    {"elink": "https://example.org", "display": "Example"}
    """
    return ExternalLink(url, url if display is None else display)


@function("typeof", "*", called="type")
def typeof(context: Context, value: Value) -> Value:
    """The name of a value's type.

    dql> map([1, "a", [], {}, null, true, [[x]], dur(1 d)], (v) => typeof(v))
    ["number", "string", "array", "object", "null", "boolean", "link", "duration"]
    """
    return type_name(value)


@function("meta", "link")
def meta(context: Context, target: Link) -> Value:
    """What a link itself says: where it leads, what it shows.

    dql> meta([[Note#Part|shown]])
    {"object": {"display": "shown", "embed": false, "path": "Note", "subpath": "Part", "type": "header"}}
    """
    return {
        "display": target.display,
        "embed": target.embed,
        "path": target.path,
        "subpath": target.subpath,
        "type": target.kind,
    }
