"""What in a page could run a program or send something away, as a browser's own parser reads the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from justhtml import Element, JustHTML

_NAMES = re.compile(
    r"script|object|embed|applet|base|meta|link|form|frame|frameset|template|foreignobject|animate|animatemotion|set"
    r"|animatetransform|handler|listener|portal|xmp|plaintext|noscript|textarea|annotation-xml|marquee"
)
_ADDRESSES = re.compile(r"(?:xlink:)?href|src|action|formaction|poster|background|data|ping|cite|to|values|from")
_PROGRAM = re.compile(r"(?:javascript|vbscript|livescript|data(?!:image/(?:avif|bmp|gif|jpe?g|png|webp|x-icon)[;,])):")
_STYLE = re.compile(r"expression\(|javascript:|behavior:|-moz-binding|@import|//")
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0]+")


def dangers(html: str) -> list[str]:
    """What is dangerous in a part of a page; empty if nothing is."""
    root = JustHTML(html, fragment=True, sanitize=False).root
    return [danger for element in _elements(root) for danger in _of(element)]


def calls(html: str, words: str) -> list[str]:
    """The elements of a whole page, whose theme has scripts of its own, that would run these words."""
    found = []
    for element in _elements(JustHTML(html, sanitize=False).root):
        attributes = {name.lower(): value or "" for name, value in (element.attrs or {}).items()}
        programs = [
            value for name, value in attributes.items() if name.startswith("on") or _PROGRAM.match(_bare(value))
        ]
        found.extend(f"<{element.name}>" for program in programs if words in program)
        # A theme may hold the title in a script of its own, as a text.
        found.extend(["<script>"] if element.name == "script" and element.to_text().startswith(words) else [])
    return found


def _elements(node: object) -> Iterator[Element]:
    todo = [node]
    while todo:
        current = todo.pop()
        if isinstance(current, Element):
            yield current
        todo.extend(getattr(current, "children", None) or ())


def _of(element: Element) -> Iterator[str]:
    name = element.name.lower()
    if _NAMES.fullmatch(name):
        yield f"<{name}>"
    if name == "style" and _STYLE.search(_bare(element.to_text())):
        yield "<style>"
    for attribute, value in (element.attrs or {}).items():
        bare = _bare(value or "")
        is_address = _ADDRESSES.fullmatch(attribute.lower()) and _PROGRAM.match(bare)
        is_style = attribute.lower() == "style" and _STYLE.search(bare)
        if attribute.lower().startswith("on") or attribute.lower() == "srcdoc" or is_address or is_style:
            yield f"<{name} {attribute}={bare[:60]}>"


def _bare(value: str) -> str:
    return _UNSEEN.sub("", value).lower()
