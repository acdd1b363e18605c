"""Markdown → the text without its marks, for what cannot show them."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from notewright.dataview.limits import Budget
from notewright.dataview.pattern_matching import Rule, replace_in_turn
from notewright.values.name import WHITESPACE

_SPACE: Final = WHITESPACE
_INK: Final = f"[^{WHITESPACE[1:]}"
_ANY: Final = r"[^\n\r\u2028\u2029]"
_NO_WORD: Final = "[^0-9A-Za-z_]"

# In this order: a mark may only show once another is gone.
_MARKS: Final = (
    (r"\[\[([^|]*?)\]\]", r"\1"),
    (rf"^[-*_](?:{_SPACE}*+[-*_]){{2}}[-*_]*+{_SPACE}*+", ""),
    (rf"^({_SPACE}*+)(?:[*+-]|[0-9]+\.){_SPACE}+", r"\1"),
    (r"\n={2,}", "\n"),
    (rf"~{{3}}{_ANY}*\n", ""),
    (r"~~", ""),
    (rf"```{_ANY}*\n", ""),
    (r"<[^>]*>", ""),
    (r"<[^>]*>", ""),
    (rf"\A[=-]{{2,}}{_SPACE}*\Z", ""),
    (rf"\[\^{_ANY}+?\](?:: {_ANY}*?\Z)?", ""),
    (rf"{_SPACE}{{0,2}}\[{_ANY}*?\]: {_ANY}*?\Z", ""),
    (rf"!\[({_ANY}*?)\][\[(]{_ANY}*?[\])]", r"\1"),
    (rf"\[([^\]]*+)\][\[(]{_ANY}*?[\])]", r"\1"),
    (rf"^(\n)?{_SPACE}{{0,3}}>{_SPACE}?", r"\1"),
    (rf"\A{_SPACE}{{1,2}}\[{_ANY}*?\]: {_INK}+(?: \"{_ANY}*?\")?{_SPACE}*\Z", ""),
    (
        rf"^(\n)?{_SPACE}*+#{{1,6}}{_SPACE}*(?: ({_ANY}+))? +#+$"
        rf"|^(\n)?{_SPACE}*+#{{1,6}}{_SPACE}*(?: ({_ANY}+))?$",
        r"\1\2\3\4",
    ),
    (rf"(\*+)({_INK})({_ANY}*?{_INK})??\1", r"\2\3"),
    (rf"(\A|{_NO_WORD})(_+)({_INK})({_ANY}*?{_INK})??\2(\Z|{_NO_WORD})", r"\1\3\4\5"),
    (rf"(`{{3,}})({_ANY}*?)\1", r"\2"),
    (rf"`({_ANY}+?)`", r"\1"),
    (rf"~({_ANY}*?)~", r"\1"),
)

_PIPED_LINK: Final = rf"\[\[{_ANY}*?\|({_ANY}*?)\]\]"


def plain_text(markdown: str, budget: Budget) -> str:
    """The text; of links with a label only the first loses its brackets, as in the app.

    Raises:
        EvaluationError: when that takes longer than a pattern may.
    """
    return replace_in_turn(_rules(), markdown, budget)


@lru_cache(maxsize=1)
def _rules() -> tuple[Rule, ...]:
    # Most vaults have no call of it, and loading this takes longer than many a query.
    import regex

    (links, label), *marks = _MARKS
    rules = ((links, label, 0), (_PIPED_LINK, r"\1", 1), *((*mark, 0) for mark in marks))
    return tuple(Rule(regex.compile(pattern, regex.MULTILINE), text, count) for pattern, text, count in rules)
