"""A formula that is verified, and its comment, without the macros of the site and of the note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from notewright.build.formula_uses import FormulaUse
from notewright.build.page_macros import PageMacros
from notewright.formulas.change import Change, changed, origin
from notewright.formulas.error import FormulaError
from notewright.formulas.macros import Macros, defined, expansions
from notewright.vault.syntax.math import Math


@dataclass(frozen=True, slots=True)
class MacroFree:
    """A text with every macro in it written out, and what was changed for it."""

    text: str
    changes: Sequence[Change] = ()

    def written(self, offset: int) -> int:
        """Where a place of it stood when it had macros."""
        return origin(self.changes, offset)


def macro_free(latex: str, macros: Macros) -> MacroFree:
    """The text without macros; one whose macro has no end stays, and is told where it is shown."""
    try:
        changes = expansions(latex, defined(latex, macros))
    except FormulaError:
        return MacroFree(latex)
    return MacroFree(changed(latex, changes), changes)


def formula_of(use: FormulaUse, macros: PageMacros, note_text: str) -> MacroFree:
    """The text of a formula that a comment is about."""
    if isinstance(use.formula, Math):
        return macro_free(use.formula.latex, macros.at(use.formula.span.start, note_text))
    return MacroFree(use.formula.code if use.formula else "")


def binding_of(use: FormulaUse, macros: PageMacros, note_text: str) -> MacroFree:
    """What a comment says, its symbols as those of the formula."""
    if isinstance(use.formula, Math):
        return macro_free(use.binding, macros.at(use.comment.start, note_text))
    return MacroFree(use.binding)
