"""One tag of raw HTML: what of it may stand on a page, and what is wrong with the rest."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from notewright.build.allowed_html import ADDRESSES, EMPTIED, HTML, MATHML, PROGRAMS, REFUSED, SVG, VOID, attributes_of
from notewright.build.safe_value import (
    are_safe_sources,
    is_safe_id,
    is_safe_link,
    is_safe_source,
    is_safe_style,
    scheme_of,
)

_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9:-]*+)(?=[\s/>])")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++)))?+""")
_OWN = re.compile(r"(?!data-md-component$)(?:data|aria)-[a-z0-9_.:-]+")
_SIGNS = str.maketrans({'"': "&quot;", "<": "&lt;", ">": "&gt;"})
_TOGGLES = frozenset({' type="checkbox"', ' type="radio"'})
_LONGEST_KNOWN = 400


class Fate(Enum):
    """What becomes of a tag."""

    KEPT = auto()
    WITH_CONTENT = auto()
    """Kept, if what it holds may stay too: a browser reads that by other rules."""
    IN_SVG = auto()
    """Kept in an `<svg>`; elsewhere it is text."""
    IN_MATH = auto()
    """Kept in a `<math>`; elsewhere it is text."""
    DROPPED = auto()
    EMPTIED = auto()
    """It goes with all that it holds."""
    TEXT = auto()
    """It is no HTML: its signs are shown."""


@dataclass(frozen=True, slots=True)
class Loss:
    """What is taken away, and why; without a reason it is an attribute that no list has."""

    what: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag as it may be written."""

    name: str
    html: str
    fate: Fate
    closes: bool = False
    losses: tuple[Loss, ...] = ()
    is_single: bool = False
    """Whether no end answers it."""


def read_tag(text: str) -> Tag:
    """The tag that a text from `<` to `>` is. Those that come again and again are read once."""
    return _known(text) if len(text) <= _LONGEST_KNOWN else _read(text)


def _read(text: str) -> Tag:
    found = _NAME.match(text)
    name = found[1].lower() if found else ""
    fate, closes = _fate(name), text.startswith("</")
    if found is None or fate is Fate.TEXT:
        return Tag(name, html.escape(text, quote=False), fate, closes)
    if fate in {Fate.DROPPED, Fate.EMPTIED}:
        return Tag(name, "", fate, closes, () if closes else (_refusal(name, fate),))
    shown = found[1] if fate is Fate.IN_SVG else name
    if closes:
        return Tag(name, f"</{shown}>", fate, closes=True)
    losses: list[Loss] = []
    attributes = "".join(_attributes(name, text[found.end() : -1], losses))
    if name == "input" and not any(kind in attributes for kind in _TOGGLES):
        return Tag(name, "", Fate.DROPPED, losses=(_refusal(name, Fate.DROPPED),))
    ending = _ending(name, text)
    is_single = name in VOID or ending != ">"
    return Tag(name, f"<{shown}{attributes}{ending}", fate, losses=tuple(losses), is_single=is_single)


_known = lru_cache(maxsize=20_000)(_read)


def _fate(name: str) -> Fate:
    if name in {"style", "iframe"}:
        return Fate.WITH_CONTENT
    if name in HTML or name in {"svg", "math"}:
        return Fate.KEPT
    if name in SVG:
        return Fate.IN_SVG
    if name in MATHML:
        return Fate.IN_MATH
    if name in EMPTIED:
        return Fate.EMPTIED
    return Fate.DROPPED if name in REFUSED else Fate.TEXT


def _ending(name: str, text: str) -> str:
    """`/>` only where it ends the element for a browser too."""
    if not text.endswith("/>") or (name in HTML and name not in VOID):
        return ">"
    return " />" if text.endswith(" />") else "/>"


def _refusal(name: str, fate: Fate) -> Loss:
    if name == "script":
        return Loss("`<script>` is taken away with what it holds", "notes may not run programs")
    held = " with what it holds" if fate is Fate.EMPTIED else ""
    return Loss(f"`<{name}>` is taken away{held}", "it is none of the elements that notes may use")


def _attributes(name: str, text: str, losses: list[Loss]) -> Iterator[str]:
    seen: set[str] = set()
    for found in _ATTRIBUTE.finditer(text):
        written, *values = found.groups()
        attribute = written.lower()
        if attribute in seen:
            continue  # browsers take the first
        seen.add(attribute)
        value = next((each for each in values if each is not None), None)
        if loss := _loss(name, attribute, value or ""):
            losses.append(loss)
        else:
            kept = written if name in SVG else attribute
            # Character references stay as they are written.
            yield f" {kept}" if value is None else f' {kept}="{value.translate(_SIGNS)}"'
    if name == "iframe" and "loading" not in seen:
        yield ' loading="lazy"'


def _loss(name: str, attribute: str, value: str) -> Loss | None:
    """Why an attribute may not stay; None when it may."""
    taken = f"`{attribute}` is taken away"
    if attribute.startswith("on") or attribute in PROGRAMS:
        return Loss(taken, "notes may not run programs")
    if not _OWN.fullmatch(attribute) and attribute not in attributes_of(name):
        return Loss(taken)
    if attribute == "style" and not is_safe_style(value):
        return Loss(taken, "it would run a program, or ask another site for something")
    if attribute == "id" and not is_safe_id(value):
        return Loss(taken, f"`{value}` is the name of a part of the theme")
    if attribute in ADDRESSES and not _is_safe_address(name, attribute, value):
        scheme = scheme_of(value)
        return Loss(taken, f"the scheme `{scheme}` may not stand here" if scheme else "it leads out of the picture")
    if name in SVG and "(" in value and not is_safe_style(value):
        return Loss(taken, "it would ask another site for something")
    return None


def _is_safe_address(name: str, attribute: str, value: str) -> bool:
    if name in SVG and name not in {"svg", "image"}:
        return value.strip().startswith("#")
    if attribute == "srcset":
        return are_safe_sources(value)
    if attribute in {"src", "poster"} or name == "image":
        return is_safe_source(value, image=name in {"img", "image"})
    return is_safe_link(value)
