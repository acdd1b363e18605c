"""What stands where the visibility gate took something out of a note. No author can write it.

It is as long as what stood there, with the same line ends, so every other place of the note stays where it is. Its
signs are code points that no text may hold (Unicode calls them noncharacters).
"""

from __future__ import annotations

import re

from notewright.text import Span
from notewright.vault.token import Token, token

NOTHING, WORDS, TARGET, NOTE, FILE = OPENER = ("\ufdd2", "\ufdd3", "\ufdd4", "\ufdd5", "\ufdd6")
"""What is shown: nothing, the author's own words, what the link named, or that a note or a file is private."""
CLOSER = "\ufdd7"
FILLER = "\ufdd8"
MASK = "█"
"""What the name of a private note in code is overwritten with."""
BAR = MASK * 3
"""What readers see of it."""
PLACEHOLDERS = {NOTE: "private note", FILE: "private file"}
RESERVED = re.compile("[\ufdd0-\ufddf]")
"""The signs that no text of an author may hold."""
SIGNS = re.compile(f"[{NOTHING}-{CLOSER}]")

_REDACTED = re.compile(f"([{NOTHING}-{FILE}])([^{CLOSER}]*+){CLOSER}")
_VISIBLE = re.compile(r"[^\n]")


@token
class Redacted(Token):
    """A link or section that is not shown. `display` is Markdown, `named` what a link names, `placeholder` plain words.

    At most one of the three is not empty.
    """

    display: str = ""
    named: str = ""
    placeholder: str = ""


def match(text: str, at: int, end: int) -> Redacted | None:
    """The redaction at `at`. One of whole lines takes the line end after it along, and no blank line stays."""
    found = _REDACTED.match(text, at, end)
    if found is None:
        return None
    sign, stop = found[1], found.end()
    words = found[2].replace(FILLER, "").replace("\\|", "|").strip()
    if sign == NOTHING and (at == 0 or text[at - 1] == "\n") and text.startswith("\n", stop, end):
        stop += 1
    span = Span(at, stop)
    return Redacted(span, words if sign == WORDS else "", words if sign == TARGET else "", PLACEHOLDERS.get(sign, ""))


def redaction(written: str, sign: str, start: int = 1, end: int = 1) -> str:
    """What takes the place of `written`, of which the part from `start` to `end` is kept."""
    kept = "" if sign in PLACEHOLDERS or sign == NOTHING else written[start:end]
    return sign + filled(written[1:start]) + kept + filled(written[start + len(kept) : -1]) + CLOSER


def filled(written: str) -> str:
    """As much of nothing, with the same line ends."""
    return _VISIBLE.sub(FILLER, written)


def unveiled(text: str) -> str:
    """The text as plain words, where no page is made of it: a property."""
    return _REDACTED.sub(_plain, text) if SIGNS.search(text) else text


def as_links(text: str) -> str:
    """The text in which each link that was taken out is one that leads nowhere, for who reads values of a text."""
    return _REDACTED.sub(_link, text) if SIGNS.search(text) else text


def without_signs(text: str) -> str:
    """The text with the words for what was taken out of it, on as many lines: a note that another one includes."""
    return _REDACTED.sub(_on_its_lines, text) if SIGNS.search(text) else text


def _on_its_lines(found: re.Match[str]) -> str:
    words = _plain(found)
    return words + "\n" * (found[0].count("\n") - words.count("\n"))


def _plain(found: re.Match[str]) -> str:
    token = match(found[0], 0, len(found[0]))
    return token.display or token.named or token.placeholder if token else ""


def _link(found: re.Match[str]) -> str:
    token = match(found[0], 0, len(found[0]))
    if token is None or found[1] == NOTHING:
        return ""
    words = token.display or token.named or (token.placeholder if found[1] == FILE else "")
    return f"[[{BAR}|{words}]]" if words else f"[[{BAR}]]"
