"""Takes the signs of the gate out of tokens in which nobody looks for them: targets, titles, tags, formulas, HTML.

The text of the note keeps them, so that no place of it moves.
"""

from __future__ import annotations

import re
from dataclasses import replace

from notewright.vault import Note
from notewright.vault.scan import Passage
from notewright.vault.syntax.inline_footnote import InlineFootnote
from notewright.vault.syntax.markdown_link import MarkdownLink
from notewright.vault.syntax.redacted import CLOSER, NOTHING, SIGNS, Redacted, unveiled
from notewright.vault.syntax.wikilink import WikiLink
from notewright.vault.token import Token

_NOTHING = re.compile(f"{NOTHING}[^{CLOSER}]*+{CLOSER}")


def settled(note: Note) -> Note:
    """The note with such tokens; itself, when nothing was taken out of it."""
    text = note.source.text
    if not SIGNS.search(text):
        return note
    return replace(note, passages=tuple(map(_settled, note.passages)))


def _settled(passage: Passage) -> Passage:
    """The passage; its own text may have no sign, since definitions stand elsewhere."""
    tokens = tuple(_plain(token) if _holds_signs(token) else token for token in passage.tokens)
    return passage._replace(tokens=tokens)


def _holds_signs(token: Token) -> bool:
    names: tuple[str, ...] = type(token).__match_args__
    return (
        len(names) > 1
        and not isinstance(token, Redacted | InlineFootnote)
        and any(isinstance(value := getattr(token, name), str) and SIGNS.search(value) for name in names)
    )


def _plain(token: Token) -> Token:
    """The token without signs. What is Markdown keeps those that stand for something."""
    match token:
        case WikiLink(display=words):
            words = unveiled(words or "") if token.embed else _shorter(words or "")
            plain = replace(token, display=words.strip() or None)
            plain = replace(plain, target=unveiled(plain.target).strip(), fragment=unveiled(plain.fragment).strip())
            is_link = plain.target or plain.fragment
            return plain if is_link else Redacted(token.span, display="" if token.embed else plain.display or "")
        case MarkdownLink(image=False):
            plain_link = replace(token, target=unveiled(token.target), title=unveiled(token.title))
            text = _shorter(token.text)
            return replace(plain_link, text=text) if plain_link.target else Redacted(token.span, display=text)
    names: tuple[str, ...] = type(token).__match_args__
    values = (getattr(token, name) for name in names[1:])
    return type(token)(token.span, *(unveiled(value) if isinstance(value, str) else value for value in values))


def _shorter(markdown: str) -> str:
    return _NOTHING.sub("", markdown)
