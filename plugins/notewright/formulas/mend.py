"""Boxes, strokes, rules and bars: what browsers do not show of the library's MathML, in elements that they do show."""

from __future__ import annotations

import re

_ENCLOSED = re.compile('<menclose notation="([a-z ]*)">')
_STROKE = re.compile('<mrow class="menclose-[a-z]+"></mrow>')
# The library has a low line for the line above, which browsers set to the left of where it belongs.
_BAR_BELOW, _BAR = '<mo stretchy="true">\u0332</mo></mover>', '<mo stretchy="true">\u203e</mo></mover>'
_LAST_RULE = re.compile(
    '<mtr><mtd style="[^"]*?border-top: 0.05em (solid|dashed) currentcolor;[^"]*+"></mtd></mtr></mtable>'
)


def mended(element: str) -> str:
    """The element as all browsers show it."""
    element = element.replace("&ApplyFunction;", "\u2061").replace(_BAR_BELOW, _BAR)
    element = _with_last_rule(element) if "<mtable" in element else element
    return _with_strokes(element) if "<menclose" in element else element


def _with_last_rule(element: str) -> str:
    """A rule below a table, of which the library makes a row with one cell."""
    while row := _LAST_RULE.search(element):
        opening, depth = row.start(), 1
        while depth:
            closing = element.rfind("</mtable>", 0, opening)
            opening = max(element.rfind("<mtable", 0, opening), closing)
            depth += 1 if opening == closing else -1
        table = _ruled(element[opening : row.start()], row[1])
        element = element[:opening] + table + "</mtable>" + element[row.end() :]
    return element


def _ruled(table: str, kind: str) -> str:
    """The beginning of a table with a rule at its lower end."""
    rule = f"border-bottom: 0.05em {kind} currentcolor;"
    tag, rest = table.split(">", 1)
    styled = tag.replace('style="', f'style="{rule}') if "style=" in tag else f'{tag} style="{rule}"'
    return f"{styled}>{rest}"


def _with_strokes(element: str) -> str:
    """Boxes and strokes as styles: MathML Core has no element for them."""
    rows = _ENCLOSED.sub(lambda found: f'<mrow class="{_classes(found[1])}">', element)
    return _STROKE.sub("", rows).replace("</menclose>", "</mrow>")


def _classes(notation: str) -> str:
    return " ".join(f"notewright-{name}" for name in notation.split())
