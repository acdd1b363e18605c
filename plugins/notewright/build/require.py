"""Notes in which no display formula may go without a word on whether it is right."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from notewright.build.formula_uses import formula_uses
from notewright.text import Diagnostic, Severity
from notewright.vault import Note
from notewright.vault.syntax.math import Math
from notewright.vault.tags import ancestors


def unclaimed(note: Note, required: Collection[str]) -> Iterator[Diagnostic]:
    """The display formulas of a note without a `verify:` comment, if one of its tags, or one above it, requires it."""
    tag = _requiring(note, required)
    if not tag:
        return
    claimed = {use.formula.span for use in formula_uses(note) if use.formula is not None}
    for token in note.tokens:
        if isinstance(token, Math) and token.display and token.span not in claimed:
            message = (
                f"nothing checks this formula, and the tag #{tag} requires it (`formulas: require`): put a `verify:` "
                "comment below it, or `verify: none (reason)`"
            )
            yield Diagnostic.at(note.source, token.span, "FORM010", Severity.WARNING, message)


def _requiring(note: Note, required: Collection[str]) -> str:
    """The first tag that asks for it; empty when none does."""
    folded = {tag.strip().lstrip("#").strip("/").lower() for tag in required} - {""}
    return next((tag for tag in note.tags if folded.intersection(ancestors(tag.lower()))), "")
