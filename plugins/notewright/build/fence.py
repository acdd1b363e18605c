"""Code between fences, as the highlighting extension takes it."""

from __future__ import annotations

import re

_LANGUAGE = re.compile(r"[\w#.+-]+")
# What the extension understands after the language; with anything else it would not see a fence at all.
_OPTIONS = re.compile(r"""\s*(?:\{[^{}\n]*\}|(?:\s*[\w-]+=(?:"[^"\n]*"|'[^'\n]*'))+)\s*""")


def fenced(info: str, code: str) -> str:
    """The code between fences longer than any in it."""
    longest = max((len(run) for run in re.findall("`+", code)), default=0)
    fence = "`" * max(3, longest + 1)
    language = _LANGUAGE.match(info)
    words = language[0] if language else ""
    options = info[language.end() :] if language else info
    if _OPTIONS.fullmatch(options):
        words += f" {options.strip()}" if words else options.strip()
    return f"{fence}{words}\n{code.rstrip(chr(10))}\n{fence}"
