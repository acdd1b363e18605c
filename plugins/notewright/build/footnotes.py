"""The footnotes of a page: numbered in the order of their first use, they stand below its text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from notewright.build.draft import Draft
from notewright.build.lines import Part
from notewright.build.passages import Places, guarded, write_passages
from notewright.vault.block import Indented, Kind
from notewright.vault.footnote import Definition, definition_depth, fold, footnote_uses
from notewright.vault.scan import Passage, scan_inline
from notewright.vault.syntax.footnote_reference import FootnoteReference
from notewright.vault.syntax.inline_footnote import InlineFootnote
from notewright.vault.token import Token

_NAME = re.compile(r"[\w-]+")
# Each reference has an arrow that leads back to it; nobody follows a hundred of them.
_ARROWS = 50


@dataclass(frozen=True, slots=True)
class Footnote:
    """One footnote: what its uses call it, its name on the page, and what it says."""

    key: str
    name: str
    said: Definition | InlineFootnote


def footnotes_of(passages: Sequence[Passage], draft: Draft) -> Sequence[Footnote]:
    """The footnotes that passages of the draft's note ask for: those of the text first, then those of footnotes."""
    found: dict[str, Footnote] = {}
    asking = [[token for passage in passages if definition_depth(passage) is None for token in passage.tokens]]
    for tokens in asking:
        for use in footnote_uses(tokens):
            said = use if isinstance(use, InlineFootnote) else draft.note.footnotes.get(fold(use.label))
            key = _key(use)
            if said is not None and key not in found:
                found[key] = Footnote(key, _name(use, len(found) + 1), said)
                asking.append(_tokens(said, draft))
    return list(found.values())


def _key(use: FootnoteReference | InlineFootnote) -> str:
    """What uses of one footnote have in common: their label, or the place of the only one."""
    return f"at.{use.span.start}" if isinstance(use, InlineFootnote) else fold(use.label)


def _name(use: FootnoteReference | InlineFootnote, number: int) -> str:
    """The name on the page: a label, or what no label is. A place in the note would tell how much is hidden before."""
    if isinstance(use, InlineFootnote):
        return f"at.{number}"
    label = fold(use.label)
    return label if _NAME.fullmatch(label) else f"label.{label.encode().hex()}"


def footnote_parts(footnotes: Sequence[Footnote], known: Places, draft: Draft) -> Iterator[Part]:
    """The footnotes as blocks."""
    for footnote in footnotes:
        said = footnote.said
        holder = Indented(said.span.start, 4, f"[^{footnote.name}]:")
        if isinstance(said, InlineFootnote):
            yield Part(Kind.PARAGRAPH, (holder,), guarded(" ".join(_written(said, draft).split()), draft))
            continue
        held = list(write_passages(said.passages, known, draft))
        yield from (replace(part, containers=(holder, *part.containers[said.depth + 1 :])) for part in held)
        if held and held[-1].kind is not Kind.PARAGRAPH:
            yield Part(Kind.PARAGRAPH, (holder,), draft.stash.inline(""))  # the arrow needs a text that it can end


def reference(use: FootnoteReference | InlineFootnote, draft: Draft) -> str | None:
    """Markdown for the number of a footnote; None if there is no such footnote."""
    number = draft.stash.footnotes.get(_key(use))
    if number is None:
        return None
    name = _name(use, number)
    draft.stash.references[name] += 1
    if draft.stash.references[name] <= _ARROWS:
        return f"[^{name}]{draft.stash.inline('')}"  # a colon behind it would make it a definition
    link = f'<a class="footnote-ref" href="#fn:{html.escape(name)}">{number}</a>'
    return draft.stash.inline(f"<sup>{link}</sup>")


def _tokens(said: Definition | InlineFootnote, draft: Draft) -> list[Token]:
    if isinstance(said, InlineFootnote):
        return _inner(said, draft) or []
    return [token for passage in said.passages for token in passage.tokens]


def _inner(footnote: InlineFootnote, draft: Draft) -> list[Token] | None:
    """The tokens of a footnote between brackets where they stand; None if quotes or lists stand between its lines."""
    start, end = footnote.span.start + 2, footnote.span.end - 1
    text = draft.note.source.text
    return scan_inline(text, start, end) if text[start:end] == footnote.text else None


def _written(footnote: InlineFootnote, draft: Draft) -> str:
    tokens = _inner(footnote, draft)
    return draft.markdown(footnote.text) if tokens is None else draft.write(tokens)
