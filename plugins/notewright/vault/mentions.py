"""Where notes name each other without a link.

Every name is a row of words in one tree, and the prose of each note is read once along that tree, so that the work
grows with the text and not with the number of names.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from notewright.text import Span
from notewright.vault.note import Note
from notewright.vault.scan import Passage
from notewright.vault.syntax.html_tag import HtmlTag
from notewright.vault.token import Mark, Prose

# Scripts without spaces: each character with its signs is a word, so that a name is found anywhere.
_UNSPACED = (
    "\u0e00-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e80-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6\u1000-\u102a\u1780-\u17b3"
    "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_SIGNS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u17b4-\u17d3\u3099\u309a"
# Vowels and accents that are written around a letter belong to its word, though Python takes them for no letters.
_JOINED = "\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0981-\u0dff\u200c\u200d"
_LETTER = rf"[^\W_{_UNSPACED}]"
# An address and a link with its target elsewhere (`[text][name]`) are one word each, which no name is.
_WORD = re.compile(
    r"(?:[a-z][a-z0-9+.-]{1,20}://|www\.)\S++"
    r"|[\w.+-]{1,64}+@[\w-]++\.\w\S*+"
    r"|\[(?!\^)[^\[\]\n]{0,200}+\](?:\[(?!\^)[^\[\]\n]{0,200}+\]|:\s.*+)"
    rf"|[{_UNSPACED}][{_SIGNS}]*+"
    rf"|{_LETTER}++(?:(?:[{_JOINED}]++|_++(?={_LETTER})){_LETTER}*+)*+"
    r"|[^\w\s]|_"
)
_UNSPACED_WORD = re.compile(f"[{_UNSPACED}]")
# A name of hundreds of words is a text; and this bounds how far a place is read again.
_LONGEST = 40
_NO_NAMES = frozenset({"index", "readme"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the prose of the note `origin` that names another note."""

    origin: str
    span: Span


@dataclass(slots=True)
class _Branch:
    """The words that may follow, and the notes whose name ends here."""

    following: dict[str, _Branch] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def mentions(notes: Iterable[Note]) -> Mapping[str, Sequence[Mention]]:
    """For each note the places where others name it, in the order of paths and places."""
    notes = list(notes)
    tree = _tree(notes)
    found: dict[str, list[Mention]] = {}
    for note in notes:
        for span, paths in _named(note, tree):
            for path in paths:
                if path != note.path:
                    found.setdefault(path, []).append(Mention(note.path, span))
    return found


def names(note: Note) -> Iterator[str]:
    """What a note is called by, in lower case: its title, its file's name and its aliases."""
    for name in dict.fromkeys(_folded(name).strip() for name in (note.title, note.name, *note.aliases)):
        least = 2 if _UNSPACED_WORD.search(name) else 3
        if len(name) >= least and name not in _NO_NAMES and any(map(str.isalpha, name)):
            yield name


def _tree(notes: Iterable[Note]) -> _Branch:
    tree = _Branch()
    for note in notes:
        for name in names(note):
            # A file's name comes from macOS with its accents apart, and from others with accents composed.
            for form in {unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name)}:
                _plant(form, note.path, tree)
    return tree


def _plant(name: str, path: str, tree: _Branch) -> None:
    words = _WORD.findall(name)
    if len(words) > _LONGEST:
        return
    for word in words:
        tree = tree.following.setdefault(word, _Branch())
    if path not in tree.notes[-1:]:
        tree.notes.append(path)


def _named(note: Note, tree: _Branch) -> Iterator[tuple[Span, Sequence[str]]]:
    """The places of a note at which a name stands, the longest if there are several."""
    text = _folded(note.source.text)
    for passage in note.passages:
        for run in _runs(passage, text):
            words = [found for stretch in run for found in _WORD.finditer(text, *stretch)]
            at = 0
            while at < len(words):
                length, paths = _longest(words, at, tree)
                if length:
                    yield Span(words[at].start(), words[at + length - 1].end()), paths
                at += length or 1


def _longest(words: Sequence[re.Match[str]], at: int, tree: _Branch) -> tuple[int, Sequence[str]]:
    branch: _Branch | None = tree
    best: tuple[int, Sequence[str]] = (0, ())
    for index in range(at, len(words)):
        branch = branch.following.get(words[index][0]) if branch else None
        if branch is None:
            break
        if branch.notes:
            best = (index - at + 1, branch.notes)
    return best


def _runs(passage: Passage, text: str) -> Iterator[list[Span]]:
    """Stretches of prose with nothing but the ends of lines between them, outside links that are written as HTML."""
    run: list[Span] = []
    in_link = False
    for token in passage.tokens:
        if isinstance(token, Prose):
            if not in_link:
                run.append(token.span)
        elif not isinstance(token, Mark):
            if isinstance(token, HtmlTag):
                in_link = _in_link(text[token.span.start : token.span.end], in_link)
            if run:
                yield run
            run = []
    if run:
        yield run


def _in_link(tag: str, before: bool) -> bool:
    if re.match(r"<a[\s>]", tag):
        return True
    return before and not tag.startswith("</a")


def _folded(text: str) -> str:
    """The text in lower case, character by character: a place in it is a place in the text."""
    folded = text.lower().replace("’", "'")
    if len(folded) == len(text):
        return folded
    return "".join(low if len(low := sign.lower()) == 1 else sign for sign in text).replace("’", "'")
