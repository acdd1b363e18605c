"""Takes the names of private notes and files out of inline text: links, embeds, definitions of links, HTML.

Each function takes a text and gives one of the same length, so that all other places stay where they are; only a value
may be of another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from notewright.build.hidden import Hidden, is_file, masked
from notewright.build.raw_links import may_name
from notewright.build.rewriting import Edit, edited
from notewright.text import Span
from notewright.vault.field import SEPARATOR
from notewright.vault.inline_query import PREFIXES, InlinePrefixes
from notewright.vault.outlink import outlink_of
from notewright.vault.reference import References
from notewright.vault.scan import scan_inline
from notewright.vault.syntax.code_span import CodeSpan
from notewright.vault.syntax.comment import Comment
from notewright.vault.syntax.html_comment import HtmlComment
from notewright.vault.syntax.markdown_link import MarkdownLink
from notewright.vault.syntax.markdown_link import match as match_markdown_link
from notewright.vault.syntax.math import Math
from notewright.vault.syntax.redacted import (
    BAR,
    FILE,
    FILLER,
    NOTE,
    NOTHING,
    SIGNS,
    TARGET,
    WORDS,
    Redacted,
    redaction,
)
from notewright.vault.syntax.wikilink import WikiLink
from notewright.vault.syntax.wikilink import match as match_wikilink
from notewright.vault.token import Mark, Prose, Token

_OPENING = re.compile(r"!?\[")
# A link that nothing closes, and how many words of its line could be its name.
_UNCLOSED = re.compile(r"\[\[(?P<words>[^\[\]|#\n]++)")
_WORD = re.compile(r"""[^\s`"'(),;]++""")
_MOST_WORDS = 12
_PIPE = re.compile(r"\\?\|")
_NO_REFERENCES: References = {}
# A string of a query, and whether it stands where a function takes the name of a note.
_STRING = re.compile(r'(?P<call>\be?link\s*+\(\s*+)?"(?P<words>(?:[^"\\]|\\.)*+)"', re.IGNORECASE | re.DOTALL)
_SOURCE = re.compile(
    r'\bfrom\b(?:"(?:[^"\\]|\\.)*+"|(?!\b(?:where|sort|group|flatten|limit)\b)[\s\S])*+', re.IGNORECASE | re.DOTALL
)

# What holds text of its own, such as a footnote, is read too; these hold none.
_CLOSED = CodeSpan | Math | Comment | HtmlComment | Redacted

Link = WikiLink | MarkdownLink


@dataclass(frozen=True, slots=True)
class Redactor:
    """Redacts texts of the note `origin`. `names` tells whether a link shows what it names."""

    hidden: Hidden
    origin: str
    names: bool = False
    prefixes: InlinePrefixes = PREFIXES

    def behind(self, link: Link) -> str | None:
        """The private file that a link leads to."""
        if isinstance(link, WikiLink):
            return self.hidden.behind(link.target, self.origin)
        found = outlink_of(link)
        if found is None:
            return self.hidden.behind_address(link.target, self.origin)
        return self.hidden.behind(found.target, self.origin)

    def concerns(self, tokens: Iterable[Token], text: str) -> bool:
        """Whether tokens of a text may name something private; if they may not, nobody has to look into them."""
        return any(self._may_name(token, text[token.span.start : token.span.end]) for token in tokens)

    def _may_name(self, token: Token, written: str) -> bool:
        match token:
            case MarkdownLink(title=title) if "[" in title:
                return True
            case WikiLink(display=words) | MarkdownLink(text=words):
                return "[" in (words or "") or self.behind(token) is not None
            case Prose():
                return "[[" in written or "](" in written or "<" in written or may_name(written)
            case CodeSpan(code=code):
                return self.prefixes.read(code) is not None
            case Comment() | HtmlComment():
                return "[" in written and SEPARATOR in written
            case _:
                return not isinstance(token, _CLOSED | Mark) and ("[" in written or "<" in written)

    def inline(self, text: str, known: References = _NO_REFERENCES) -> str:
        """Text whose links are looked for as a page does: none in code, but in inline queries."""
        return edited(text, list(self._edits(text, scan_inline(text, 0, len(text), known))))

    def flat(self, text: str) -> str:
        """Text in which every link counts, wherever it stands: properties, and HTML."""
        return edited(text, list(self._edits(text, list(every_link(text)))))

    def query(self, code: str) -> str:
        """A query, in which the names of private notes become a neutral one."""
        code = edited(code, [(span, masked(code[slice(*span)])) for span in self._targets(code)])
        return self.strings(code, _SOURCE.search(code))

    def value(self, text: str) -> str:
        """A text of any length of which no page is made, with the same short name for whatever is private."""
        parts, at = [], 0
        for start, end in self._targets(text):
            parts += [text[at:start], BAR]
            at = end
        return "".join([*parts, text[at:]])

    def strings(self, code: str, sources: re.Match[str] | None = None) -> str:
        """Code without the names of private notes that functions take, or the `sources` of a query."""
        return edited(code, [(span, masked(code[slice(*span)])) for span in self._strings(code, sources)])

    def _edits(self, text: str, tokens: Sequence[Token]) -> Iterator[Edit]:
        for token in tokens:
            written = text[token.span.start : token.span.end]
            if isinstance(token, CodeSpan) and self.prefixes.read(token.code):
                yield token.span, self.query(written)
            elif isinstance(token, WikiLink | MarkdownLink):
                yield token.span, self._link(token, written)
            elif "[" in written and (not isinstance(token, _CLOSED) or _holds_field(token, written)):
                yield token.span, self.flat(written)

    def _link(self, link: Link, written: str) -> str:
        start, end = display_of(link, written)
        embed = link.embed if isinstance(link, WikiLink) else link.image
        path = self.behind(link)
        if path is None:
            shown, rest = written[start:end], written[end:]
            shown = self.inline(shown) if "[" in shown else shown
            return written[:start] + shown + (self.flat(rest) if "[" in rest else rest)
        if embed:
            return redaction(written, NOTHING)
        if written[start:end].strip():
            return redaction(written[:start] + self._words(written[start:end]) + written[end:], WORDS, start, end)
        if self.names and (isinstance(link, WikiLink) or link.target in written[end:]):
            return redaction(written, TARGET, *target_of(link, written))
        return redaction(written, FILE if is_file(path) else NOTE)

    def _words(self, text: str) -> str:
        """The text of a redacted link; what is private in it again is left out, as redactions do not nest."""
        if "[" not in text and not SIGNS.search(text):
            return text
        return SIGNS.sub(FILLER, self.inline(text))

    def _targets(self, code: str) -> Iterator[Span]:
        at = 0
        for link in every_link(code):
            yield from self._unclosed(code, at, link.span.start)
            at = link.span.end
            if self.behind(link):
                start, end = target_of(link, code[link.span.start : link.span.end])
                yield Span(link.span.start + start, link.span.start + end)
        yield from self._unclosed(code, at, len(code))

    def _unclosed(self, code: str, start: int, end: int) -> Iterator[Span]:
        """The names behind brackets that nothing closes: an error would show them."""
        for opening in _UNCLOSED.finditer(code, start, end):
            ends = [word.end() for word in islice(_WORD.finditer(code, *opening.span("words")), _MOST_WORDS)]
            named = (Span(opening.start("words"), at) for at in reversed(ends))
            yield from islice((span for span in named if self.hidden.behind(code[slice(*span)], self.origin)), 1)

    def _strings(self, code: str, sources: re.Match[str] | None) -> Iterator[Span]:
        for found in _STRING.finditer(code):
            is_source = sources is not None and sources.start() < found.start() < sources.end()
            if (found["call"] or is_source) and self.hidden.behind_address(found["words"], self.origin):
                yield Span(*found.span("words"))


def _holds_field(token: Token, written: str) -> bool:
    """Whether it is a comment of which queries read a field, though no reader of the page sees it."""
    return isinstance(token, Comment | HtmlComment) and SEPARATOR in written


def every_link(text: str) -> Iterator[Link]:
    """The links of a text whose structure does not matter."""
    at = 0
    while found := _OPENING.search(text, at):
        start = found.start()
        link = match_wikilink(text, start, len(text)) or match_markdown_link(text, start, len(text))
        if link is not None:
            yield link
        at = link.span.end if link is not None else start + 1


def display_of(link: Link, written: str) -> Span:
    """Where the text of a link stands in it; empty where it has none."""
    if isinstance(link, MarkdownLink):
        start = written.index("[") + 1
        return Span(start, start + len(link.text))
    pipe = _PIPE.search(written)
    return Span(pipe.end(), len(written) - 2) if pipe else Span(len(written) - 2, len(written) - 2)


def target_of(link: Link, written: str) -> Span:
    """Where that stands which a link leads to."""
    if isinstance(link, WikiLink):
        pipe = _PIPE.search(written)
        return Span(written.index("[[") + 2, pipe.start() if pipe else len(written) - 2)
    start = written.index(link.target, display_of(link, written).end + 2) if link.target else len(written) - 1
    return Span(start, start + len(link.target))
