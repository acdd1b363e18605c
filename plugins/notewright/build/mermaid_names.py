"""Diagrams whose nodes are links: the text of a node that names a private note is overwritten."""

from __future__ import annotations

import re
from collections.abc import Callable

from notewright.build.hidden import MASK

_CLASS = re.compile(r"^[ \t]*class[ \t]+([^\n;]+?)[ \t]+internal-link\b", re.MULTILINE)
_INLINE_CLASS = re.compile(r"(?<![\w-])([\w-]++)(?:[\[({][^\n]*?[\])}])?:::internal-link\b")
_LABEL = re.compile(r"""(?<![\w-])([\w-]+)[\[({>]+["/\\]*([^\[\](){}"\n]+?)["/\\]*[\])}]""")


def without_names(code: str, leads_to_hidden: Callable[[str], object]) -> str:
    """The diagram, as long as before."""
    if "internal-link" not in code:
        return code
    nodes = {node.strip() for found in _CLASS.finditer(code) for node in found[1].split(",")}
    nodes |= {found[1] for found in _INLINE_CLASS.finditer(code)}
    labels = {found[1]: found[2].strip() for found in _LABEL.finditer(code)}
    for words in {labels.get(node, node) for node in nodes}:
        if leads_to_hidden(words):
            # An identifier has letters only, a text may have any sign.
            sign = "x" if words in nodes else MASK
            code = re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", sign * len(words), code)
    return code
