"""Text in which no sign means anything to a reader of Markdown, whatever extensions it has."""

from __future__ import annotations

import html
import re

# What every reader lets a backslash protect; of other signs some readers would show the backslash too.
_ESCAPABLE = frozenset("\\`*_{}[]()#+-.!")
_SIGN = re.compile(
    r"(?P<first>^[#+-]|(?<=\d)[.)](?=\s|$))|[\\`*_{}\[\]|~^$<]|==|&(?=#?\w+;)|:(?=[\w+-]+:)|^>", re.MULTILINE
)
_TAG = re.compile(r"""(<(?:[^<>"']++|"[^"]*+"|'[^']*+')*+>)""")
_READ = re.compile(r"[\\`*_{}\[\]~^$=:]")
_NUMBER = re.compile(r"\d+[.)](?:\s|$)")

# Of what can stand in the box of a task, the signs that would begin something with what follows.
_OPENING = frozenset("`<&\\[]$|~")


def escape(text: str) -> str:
    """The text on one line, each sign that could mean something kept from doing so."""
    words = " ".join(text.split("\n"))
    return _SIGN.sub(lambda found: _escaped(found, words), words)


def escape_sign(sign: str) -> str:
    """One sign as nothing but itself."""
    if sign in _ESCAPABLE:
        return f"\\{sign}"
    return {"<": "&lt;", ">": "&gt;", "&": "&amp;"}.get(sign, f"&#{ord(sign)};")


def write_box(state: str) -> str:
    """The box of a task, with what stands in it."""
    return f"[{escape_sign(state) if state in _OPENING else state}] "


def unescape_html(text: str) -> str:
    """Markdown for text that was kept aside as HTML without a tag in it."""
    return escape(html.unescape(text))


def escape_html(written: str) -> str:
    """HTML that stands in a line of text, where Markdown would be read between its tags. A bar would part cells."""
    parts = (part if index % 2 else _READ.sub(_entity, part) for index, part in enumerate(_TAG.split(written)))
    return "".join(parts).replace("|", "&#124;")


def _entity(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"


def _escaped(found: re.Match[str], words: str) -> str:
    if found["first"] and found[0] in ".)" and not _NUMBER.match(words):
        return found[0]  # only at the start of a text does a number count a list
    return "".join(map(escape_sign, found[0]))
