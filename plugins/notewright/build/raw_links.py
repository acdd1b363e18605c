"""Links that are no tokens, but that a page could make of a text: definitions, HTML, links with spaces in them.

What leads to something private is taken out. Each function takes a text and gives one of the same length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from notewright.build.rewriting import Edit, blank, edited
from notewright.text import Span
from notewright.vault.reference import definitions
from notewright.vault.scan import scan_inline
from notewright.vault.syntax.code_span import CodeSpan
from notewright.vault.syntax.markdown_link import unescaped
from notewright.vault.syntax.math import Math
from notewright.vault.syntax.redacted import NOTE, NOTHING, WORDS, Redacted, filled, redaction, unveiled

_DEFINITION = re.compile(
    r"^[ ]{0,3}\[(?!\^)(?P<label>[^\[\]]+)\]:[ \t]*+\n?[ \t]*+(?:<(?P<angled>[^<>\n]*)>|(?P<plain>\S+))[^\n]*"
    r"""(?:\n[ \t]*+(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\))[ \t]*+$)?""",
    re.MULTILINE,
)
_USE = re.compile(r"(?<![\]!\\])!?\[(?P<text>[^\[\]]*)\](?![(:])(?:[ ]?\[(?P<label>[^\[\]]*)\])?")
_LOOSE = re.compile(r"(?<=\])\((?P<target>(?:[^()]|\([^()]*+\))*+)\)")
_TITLE = re.compile(r"""\s["'(]""")
_AUTOLINK = re.compile(r"<(obsidian:[^\s<>]*+)>", re.IGNORECASE)
# The same without angle brackets; marks of the sentence behind it are none of it.
_APP = re.compile(
    r"""\b(?:obsidian|file):/(?:[^\s<>"'`|\[\]()*.,;:!?]++|[.,;:!?]++(?=[^\s<>"'`|\[\]()*.,;:!?]))*+""", re.IGNORECASE
)
# An address in a style, between quotes of either kind or none.
_STYLE_URL = re.compile(r"\burl\((?:\s|['\"]|&quot;|&\#39;)*+([^()'\"&\s]++)", re.IGNORECASE)
_VOID_TAG = re.compile(r"<(?:img|source|embed|track|input|link|area|base)\b[^<>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""[\s"'](?:href|src|srcset|poster|data|action|formaction|cite|background|xlink:href|content|style|data-[\w-]+)\s*+=\s*+"""
    r"""("[^"]*"|'[^']*'|[^\s"'=<>`]+)""",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"""url\(\s*+["']?([^"')]*)|([^\s,;"']+)""", re.IGNORECASE)

# Attributes behind what they belong to.
_BRACES = re.compile(r"\{:?[^{}\n]*+\}")

IsHidden = Callable[[str], object]


def labels_of(text: str, leads_to_hidden: IsHidden) -> Iterator[str]:
    """The labels of the definitions that name something private."""
    return (_label(label) for _, label in _definitions(text, leads_to_hidden))


def without_definitions(text: str, leads_to_hidden: IsHidden) -> str:
    """The text without the definitions of links to something private."""
    masked = _without_code(text)
    found = _definitions(masked, leads_to_hidden)
    return edited(text, [(span, redaction(text[span.start : span.end], NOTHING)) for span, _ in found])


def without_uses(text: str, labels: Collection[str]) -> str:
    """The text in which links by these labels are their own words."""
    return edited(text, list(_uses(text, _without_code(text), labels)))


def without_loose(text: str, leads_to_hidden: IsHidden) -> str:
    """The text without targets behind brackets that only some read as links: `[text](a name with spaces)`."""
    edits: list[Edit] = []
    for found in _LOOSE.finditer(_without_code(text)):
        if leads_to_hidden(_TITLE.split(found["target"], maxsplit=1)[0].strip(" <>")):
            edits.append((Span(*found.span()), redaction(found[0], NOTHING)))
    return edited(text, edits)


def may_name(text: str) -> bool:
    """Whether a text without brackets, code and HTML may name something: attributes, or an address of the app."""
    return "{" in text or names_app(text)


def without_attributes(text: str, leads_to_hidden: IsHidden) -> str:
    """The text without attributes in braces that name something private."""
    found = _BRACES.finditer(_without_code(text)) if "{" in text else ()
    hidden = [one for one in found if any(_attributes(f" {one[0][1:-1]}", leads_to_hidden))]
    return edited(text, [(Span(*one.span()), redaction(text[slice(*one.span())], NOTHING)) for one in hidden])


def names_app(text: str) -> bool:
    """Whether an address of the app may stand in a text."""
    return ":/" in text and _APP.search(text) is not None


def without_app_addresses(text: str, leads_to_hidden: IsHidden) -> str:
    """The text with words where a bare address of the app names something private: `obsidian://open?file=Note`."""
    if not names_app(text):
        return text
    found = [found for found in _APP.finditer(_without_code(text)) if leads_to_hidden(found[0])]
    return edited(text, [(Span(*one.span()), redaction(one[0], NOTE)) for one in found])


def without_addresses(
    html: str, leads_to_hidden: IsHidden, nothing: Callable[[str], str], gone: Callable[[str], str] = blank
) -> str:
    """HTML in which attributes that name something private are `gone`; a picture that does is `nothing`."""
    tags = [found for found in _VOID_TAG.finditer(html) if any(_attributes(found[0], leads_to_hidden))]
    tags += [found for found in _AUTOLINK.finditer(html) if leads_to_hidden(found[1])]
    tags.sort(key=lambda found: found.start())
    html = edited(html, [(Span(*found.span()), nothing(found[0])) for found in tags])
    html = edited(html, [(span, gone(html[slice(*span)])) for span in _attributes(html, leads_to_hidden)])
    urls = (Span(*found.span(1)) for found in _STYLE_URL.finditer(html) if leads_to_hidden(found[1].strip()))
    return edited(html, [(span, gone(html[slice(*span)])) for span in urls])


def public_html(html: str, leads_to_hidden: IsHidden) -> str:
    """HTML of any length without addresses of what is private: an answer, or a cell of a table."""

    def nothing(written: str) -> str:
        return redaction(written, NOTHING)

    return unveiled(without_addresses(html, leads_to_hidden, nothing, nothing)) if "<" in html else html


def _definitions(text: str, leads_to_hidden: IsHidden) -> Iterator[tuple[Span, str]]:
    """Where definitions stand that name something private, and their labels."""
    at = 0
    for definition in definitions(text, 0, len(text)):
        at = definition.span.end
        if leads_to_hidden(definition.target):
            yield definition.span, definition.label
    for found in _DEFINITION.finditer(text, at):  # those that are none in Obsidian, since text stands before them
        target = found["plain"] if found["angled"] is None else found["angled"]
        if leads_to_hidden(unescaped(target)):
            yield Span(*found.span()), found["label"]


def _uses(text: str, masked: str, labels: Collection[str]) -> Iterator[Edit]:
    for found in _USE.finditer(masked) if labels else ():
        if _label(found["label"] or found["text"]) in labels:
            span, written = Span(*found.span()), text[slice(*found.span())]
            start, end = found.start("text") - span.start, found.end("text") - span.start
            yield span, redaction(written, NOTHING if written.startswith("!") else WORDS, start, end)


def _label(words: str) -> str:
    return " ".join(words.split()).casefold()


def _attributes(html: str, leads_to_hidden: IsHidden) -> Iterator[Span]:
    for found in _ATTRIBUTE.finditer(html):
        value = found[1].strip("\"'")
        if leads_to_hidden(value) or any(
            leads_to_hidden(part[1] or part[2] or "") for part in _ADDRESS.finditer(value)
        ):
            yield Span(found.start() + 1, found.end())


def _without_code(text: str) -> str:
    """The text with nothing where code and formulas stand."""
    if not any(sign in text for sign in ("`", "$", NOTHING)):
        return text
    opaque = (token.span for token in scan_inline(text, 0, len(text)) if isinstance(token, CodeSpan | Math | Redacted))
    return edited(text, [(Span(*span), filled(text[span.start : span.end])) for span in opaque])
