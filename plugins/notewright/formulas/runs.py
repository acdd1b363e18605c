"""Names of several plain letters in LaTeX, such as TP, which TeX sets as a product."""

from __future__ import annotations

import re
from collections.abc import Mapping

from notewright.formulas.error import FormulaError
from notewright.formulas.labels import TEXTS
from notewright.formulas.lexer import Notation, Token

_HEAD_ENDS = re.compile(r"[(_]")


def with_runs(tokens: list[Token], symbols: Mapping[str, int], notation: Notation) -> list[Token]:
    """The tokens with each bound name of several plain letters as one."""
    heads = {_HEAD_ENDS.split(name, maxsplit=1)[0] for name in symbols if len(name) > 1}
    names = {name for name in heads if len(name) > 1 and name.isascii() and name.isalpha()}
    if not names or notation == "unicode":
        return tokens
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        end = max(letter_run(tokens, at), at + 1)
        run = "".join(token.text for token in tokens[at:end])
        if run in names and not (len(found) > 1 and found[-1].text == "{" and found[-2].text in TEXTS):
            if all(letter in symbols for letter in run):
                raise FormulaError(
                    f"{run} is a symbol, and a product of symbols: write one of them otherwise", tokens[at].offset
                )
            found.append(Token("word", run, tokens[at].offset, tokens[end - 1].end))
        else:
            found += tokens[at:end]
        at = end
    return found


def letter_run(tokens: list[Token], at: int) -> int:
    """Where plain letters that stand together end."""
    end = at
    while (
        tokens[end].kind == "letter"
        and tokens[end].text[0] != "\\"
        and (end == at or tokens[end].offset == tokens[end - 1].end)
    ):
        end += 1
    return end
