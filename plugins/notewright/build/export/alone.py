"""Markdown in a line that every reader takes by itself: no sign of it pairs with one that stands beside it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from notewright.build.emphasis import stresses
from notewright.build.export.escape import escape_html, escape_sign
from notewright.build.stash import PLACE

_CODE = re.compile(
    r"\\.|(?<!`)(?P<ticks>`++)(?P<code>(?:[^`]++|(?!(?P=ticks)(?!`))`++){0,500}+)(?P=ticks)(?!`)", re.DOTALL
)
# A place, an escape, a formula, a link, a tag: no reader looks into them.
_WHOLE = re.compile(
    rf"{PLACE.pattern}|\\.|\$[^$\n]++\$|!?\[[^\[\]]*+\]\((?:[^()<>\s]|<[^<>\n]*+>)*+(?:\s\"[^\"]*+\")?+\)|<[^<>\s][^<>]*+>",
    re.DOTALL,
)
_HIDDEN = "\ufffc"
_SIGN = re.compile(r"[`*~^\[\]{}]|(?<![^\W_])_|_(?![^\W_])|==|^(?:[#+>-]|(?P<number>\d++)[.)](?=\s|$))|[\\<]\Z")
_OTHER = {"~": "del", "=": "mark"}


def alone(text: str) -> str:
    """The text; its emphasis and code are HTML, and signs that are neither are escaped."""
    text = _CODE.sub(_code, text)
    hidden = _WHOLE.sub(lambda found: _HIDDEN * len(found[0]), text)
    tags = dict(_tags(hidden.replace("`", _HIDDEN)))
    taken = {at for start, (end, _) in tags.items() for at in range(start, end)}
    return _edited(text, tags | dict(_escapes(hidden, taken)))


def _code(found: re.Match[str]) -> str:
    if not found["ticks"]:
        return found[0]
    code = found["code"]
    code = code[1:-1] if code[:1] == code[-1:] == " " and code.strip() else code
    return escape_html(f"<code>{html.escape(code, quote=False)}</code>")


def _tags(text: str) -> Iterator[tuple[int, tuple[int, str]]]:
    """The tags for emphasis, by where its signs begin, with where these end."""
    for start, end, sign in stresses(text):
        if end - start == 2 * len(sign):
            continue  # it would stress nothing
        names = [_OTHER[sign[0]]] if sign[0] in _OTHER else ["em"] * (len(sign) % 2) + ["strong"] * (len(sign) // 2)
        yield start, (start + len(sign), "".join(f"<{name}>" for name in names))
        yield end - len(sign), (end, "".join(f"</{name}>" for name in reversed(names)))


def _escapes(text: str, taken: set[int]) -> Iterator[tuple[int, tuple[int, str]]]:
    """What stands for each sign that is not `taken`, by where it begins."""
    for found in _SIGN.finditer(text):
        if found.start() not in taken:
            kept = found["number"] or ""
            yield found.start(), (found.end(), kept + "".join(map(escape_sign, found[0][len(kept) :])))


def _edited(text: str, edits: Mapping[int, tuple[int, str]]) -> str:
    out: list[str] = []
    done = 0
    for start, (end, written) in sorted(edits.items()):
        out += text[done:start], written
        done = end
    return "".join([*out, text[done:]])
