"""Why a text is no query: what stood there, what could have, and what people usually meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

from notewright.dataview.error import QueryError
from notewright.values.literal import scan_string
from notewright.values.utf16 import well_formed

RESERVED = frozenset({"FROM", "WHERE", "LIMIT", "GROUP", "FLATTEN"})
"""Words that are no variables, in any case."""

KEYWORDS = (
    *("TABLE", "LIST", "TASK", "CALENDAR", "WITHOUT", "FROM", "WHERE", "SORT"),
    *("LIMIT", "GROUP BY", "FLATTEN", "AS", "ASC", "DESC"),
)
_WORD = re.compile(r"[^\W\d_]+( +BY\b)?", re.IGNORECASE)
_FOUND = re.compile(r"\w+|\S")
_SHOWN = 5
_SOURCES = "`and` or `or`"
_SOURCE = "a source"
_INFIX = re.compile(r"(i?contains|econtains|containsword|startswith|endswith)\b(?!\s*+\()", re.IGNORECASE)
_ORDER = re.compile(r"ORDER\s++BY\b", re.IGNORECASE)
_OPERAND = re.compile(r'\s*+("[^"\n]*+"|\S++)')

_HINTS = (
    (re.compile(r"==+"), "`=` compares"),
    (re.compile(r"&&"), "write `and`"),
    (re.compile(r"\|\|"), "write `or`"),
    (re.compile(r"['‘’“”]"), 'text stands in straight double quotes: "text"'),
    (re.compile(r"<>"), "write `!=`"),
    (re.compile(r"=>"), "write `>=`"),
    (re.compile(r"=<"), "write `<=`"),
    (re.compile(r"--|#\s"), "a comment begins with `//`"),
    (re.compile(r"SELECT\b", re.IGNORECASE), "begin with TABLE or LIST, and name the columns: TABLE rating, author"),
    (re.compile(r"AS\s*+$", re.IGNORECASE), "behind AS stands the name of the column"),
    (re.compile(r"(in|like)\s", re.IGNORECASE), 'write contains(list, element), or contains(text, "part")'),
    (re.compile(r"GROUP\s+BY", re.IGNORECASE), "`GROUP BY` has exactly one space"),
    (re.compile(r"not\b", re.IGNORECASE), "write `!` right before what it negates"),
    (re.compile(r"(null|true|false)\w", re.IGNORECASE), 'a field of such a name is written row["name"]'),
    (re.compile(r"\.[0-9]"), "a number begins with a digit: 0.5"),
)

# These are told by what stands before the place, up to it.
_HINTS_BEFORE = (
    (
        re.compile(r"(LIST|TABLE)(\s+WITHOUT\s+ID)?\s+SORT\s+$", re.IGNORECASE),
        "right after LIST or TABLE the word SORT is a field; write a FROM before it",
    ),
    (
        re.compile(r"(!|(FROM|AND|OR|&|\||\()\s*-)\s+$", re.IGNORECASE),
        "no space may stand between a sign and what it belongs to",
    ),
    (
        re.compile(r"\sAS\s++(FROM|WHERE|SORT|LIMIT|FLATTEN)\s++$", re.IGNORECASE),
        "the word behind AS was taken as the name of the column; write a name before it",
    ),
)


def explain(text: str, at: int, expected: Iterable[str]) -> QueryError:
    """The error for a text that could not be read past `at`, where one of `expected` was looked for."""
    at = _skip_space(text, at)
    found = _FOUND.match(text, at)
    if text[:at].strip() == "" and found is None:
        return QueryError("the query is empty; it begins with TABLE, LIST, TASK or CALENDAR", 0, 1)
    wanted = _any_of(list(dict.fromkeys(expected)))
    message = f"expected {wanted}, found {f'`{well_formed(found[0])}`' if found else 'the end of the query'}"
    advice = _unclosed(text, at) or _meant(text, at, wanted) or _advice(text, at)
    # What is missing at the end is missed behind the last word, and not below it, where no query is.
    place, length = (at, len(found[0])) if found else (len(text.rstrip()), 1)
    return QueryError(f"{message}; {advice}" if advice else message, place, length)


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """`did you mean …?` with the nearest of the names, or nothing."""
    near = get_close_matches(name, list(names), n=1, cutoff=0.6) or [
        other for other in names if other.lower() == name.lower()
    ]
    return f'did you mean "{near[0]}"?' if near else ""


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _any_of(expected: list[str]) -> str:
    shown = expected[:_SHOWN] or ["the end of the query"]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} or {shown[-1]}"


def _unclosed(text: str, at: int) -> str:
    if text.startswith('"', at) and scan_string(text, at) is None:
        return "this quote is never closed"
    return ""


def _meant(text: str, at: int, wanted: str) -> str:
    """What people mean who write as in another language of queries."""
    if text.startswith(",", at) and _SOURCES in wanted:
        return "sources are joined by `and` or `or`"
    if text.startswith("*", at) and text[:at].strip().upper() in {"TABLE", "LIST", "TABLE WITHOUT ID"}:
        return "name the columns: TABLE rating, author"
    infix = _INFIX.match(text, at)
    before, operand = text[:at].split(), _OPERAND.match(text, infix.end()) if infix else None
    if infix and before and operand:
        return f"write `{infix[1]}({before[-1]}, {operand[1]})`"
    if _ORDER.match(text, max(0, at - 2)):  # its OR joins sources
        return "write SORT"
    word = _WORD.match(text, at)
    if word and wanted.startswith(_SOURCE):
        return f'a folder stands in quotes, a tag behind a sign: "{word[0]}" or #{word[0]}'
    return ""


def _advice(text: str, at: int) -> str:
    for pattern, hint in _HINTS_BEFORE:
        if pattern.search(text, 0, at):
            return hint
    for start in (at, max(0, at - 1)):
        for pattern, hint in _HINTS:
            if pattern.match(text, start):
                return hint
    word = _WORD.match(text, at)
    if word and word[0].upper() in RESERVED and not word[0].isupper():
        return f'"{word[0]}" is a word of the language; a field of that name is written row["{word[0]}"]'
    if word and word[0].upper() not in KEYWORDS:
        return did_you_mean(word[0].upper(), KEYWORDS)
    return ""
