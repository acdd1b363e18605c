"""Verifies the formulas of all notes together, those whose verdict the cache does not know."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from notewright.build.formula_place import place_of
from notewright.build.formula_uses import FormulaUse, formula_uses
from notewright.build.macro_free import MacroFree, binding_of, formula_of
from notewright.build.page_macros import PageMacros
from notewright.build.settings import Formulas
from notewright.cache import Store
from notewright.cache.closure import Surroundings
from notewright.formulas.binding import Binding, OptOut, parse_binding
from notewright.formulas.error import FormulaError
from notewright.formulas.key import verdict_key
from notewright.formulas.lexer import Notation
from notewright.formulas.macros import given
from notewright.formulas.verdict import Formula, Verdict
from notewright.formulas.worker import verify_apart
from notewright.text import Diagnostic, Severity, Source, Span
from notewright.vault import Note, Vault
from notewright.vault.syntax.math import Math

_KIND = "formulas"
_UNREAD = Binding("")  # what a comment claims that cannot be read
_PROBLEMS = {
    "refuted": ("FORM004", Severity.ERROR),
    "unsupported": ("FORM005", Severity.WARNING),
    "inconclusive": ("FORM006", Severity.ERROR),
}


@dataclass(frozen=True, slots=True)
class Proved:
    """A formula, where it stands in its note, and the verdict on it."""

    formula: Formula
    verdict: Verdict
    use: FormulaUse

    def to_json(self) -> Mapping[str, object]:
        """The form in which a check tells it."""
        verdict = self.verdict
        example = verdict.to_json()["counterexample"]
        told = {
            "path": self.formula.path,
            "line": self.formula.line,
            "reference": verdict.reference,
            "verdict": verdict.state,
            "draws": verdict.draws,
            "counterexample": None if example is None else {**example, "inputs": dict(example["inputs"])},
        }
        return told if verdict.stable else {**told, "stable": False}


@dataclass(frozen=True, slots=True)
class Proof:
    """The verdicts in the order of notes, those by the place of each comment, and what is wrong."""

    formulas: Sequence[Proved] = ()
    places: Mapping[tuple[str, Span], Verdict] = field(default_factory=dict)
    diagnostics: Mapping[str, Sequence[Diagnostic]] = field(default_factory=dict)


def prove(vault: Vault, root: Path, chosen: Formulas, store: Store) -> Proof:
    """A verdict for each `verify:` comment below a formula; one that cannot be read leaves it unsupported."""
    problems: dict[str, list[Diagnostic]] = {}
    macros: dict[str, PageMacros] = {}
    of_site = given(chosen.macros)
    claims: list[tuple[Note, FormulaUse, Formula, Verdict | None]] = []
    for note in vault.notes.values():
        if "verify" not in note.source.text.lower():
            continue
        macros[note.path] = PageMacros(note, of_site)
        for use in formula_uses(note):
            claim = _claim(note, use, macros[note.path])
            if isinstance(claim, Formula):
                claims.append((note, use, claim, None))
                continue
            problems.setdefault(note.path, []).append(claim)
            if use.formula is not None:
                unread = Verdict("unsupported", message=claim.message, in_comment=True)
                claims.append((note, use, _formula(note, use, macros[note.path], _UNREAD), unread))
    verdicts = iter(_verdicts([claim for _, _, claim, known in claims if known is None], root, chosen, store))
    proved, places = [], {}
    for note, use, claim, known in claims:
        verdict = known or next(verdicts)
        proved.append(Proved(claim, verdict, use))
        places[note.path, use.comment] = verdict
        if known is None:
            told = _as_written(verdict, formula_of(use, macros[note.path], note.source.text))
            problems.setdefault(note.path, []).extend(_problem(note.source, use, told))
    return Proof(proved, places, problems)


def _as_written(verdict: Verdict, formula: MacroFree) -> Verdict:
    """The verdict with its place in the formula as it stands in the note, with its macros."""
    return replace(verdict, offset=formula.written(verdict.offset)) if formula.changes else verdict


def _claim(note: Note, use: FormulaUse, macros: PageMacros) -> Formula | Diagnostic:
    if not use.is_alone:
        message = "other text on its line hides this comment, so the formula is not checked; give it a line of its own"
        return Diagnostic.at(note.source, use.comment, "FORM002", Severity.ERROR, message)
    if use.formula is None:
        message = "no formula stands right before this comment; put it below the formula that it is about"
        return Diagnostic.at(note.source, use.comment, "FORM003", Severity.ERROR, message)
    if not use.has_colon:
        message = "a colon is missing behind `verify`, so the formula is not checked; write `verify: …`"
        return Diagnostic.at(note.source, use.comment, "FORM002", Severity.ERROR, message)
    comment = binding_of(use, macros, note.source.text)
    try:
        binding = parse_binding(comment.text)
    except FormulaError as error:
        at = use.binding_start + comment.written(error.offset)
        return Diagnostic.at(note.source, Span(at, at + 1), "FORM002", Severity.ERROR, error.message)
    return _formula(note, use, macros, binding)


def _formula(note: Note, use: FormulaUse, macros: PageMacros, binding: Binding | OptOut) -> Formula:
    position = note.source.position(_text_start(note.source, use))
    text = formula_of(use, macros, note.source.text).text
    notation: Notation = "latex" if isinstance(use.formula, Math) else "unicode"
    return Formula(note.path, position.line, position.column, text, notation, binding)


def _text_start(source: Source, use: FormulaUse) -> int:
    """Where the text of the formula begins, behind its dollars or backticks."""
    assert use.formula is not None
    sign = "$" if isinstance(use.formula, Math) else "`"
    at = use.formula.span.start
    while at < use.formula.span.end and source.text[at] in f"{sign} \n\t>":
        at += 1
    return at


def _sign_of(source: Source, use: FormulaUse, offset: int) -> int:
    if isinstance(use.formula, Math):
        return place_of(use.formula, source.text, offset)
    return _text_start(source, use) + offset


def _verdicts(formulas: Sequence[Formula], root: Path, chosen: Formulas, store: Store) -> list[Verdict]:
    with importable_from(root):
        surroundings = Surroundings(chosen.references)
        keys = [verdict_key(formula, chosen.references, surroundings) for formula in formulas]
    known = [store.read(_KIND, key) for key in keys]
    missing = [formula for formula, entry in zip(formulas, known, strict=True) if entry is None]
    fresh = iter(verify_apart(missing, chosen.references, root) if missing else ())
    verdicts = []
    for key, entry in zip(keys, known, strict=True):
        if entry is not None:
            verdicts.append(Verdict.from_json(json.loads(entry)))
            continue
        verdict = next(fresh)
        verdicts.append(verdict)
        if verdict.lasts:
            store.write(_KIND, key, json.dumps(verdict.to_json()).encode())
    return verdicts


@contextmanager
def importable_from(folder: Path) -> Iterator[None]:
    """Find modules where the worker will import them from; none is imported here."""
    sys.path.insert(0, str(folder))
    importlib.invalidate_caches()
    try:
        yield
    finally:
        sys.path.remove(str(folder))


def _problem(source: Source, use: FormulaUse, verdict: Verdict) -> list[Diagnostic]:
    """What a verdict says is wrong: at the place it names, and for a wrong formula at the whole of it."""
    assert use.formula is not None
    at = _text_start(source, use)
    if verdict.state in _PROBLEMS:
        code, severity = _PROBLEMS[verdict.state]
        if verdict.counterexample is not None:
            message = f"this is not {verdict.reference}: {verdict.message}"
            return [Diagnostic.at(source, Span(at, use.formula.span.end), code, severity, message)]
        if verdict.in_comment:
            return [Diagnostic.at(source, use.comment, code, severity, verdict.message)]
        start = _sign_of(source, use, verdict.offset)
        return [Diagnostic.at(source, Span(start, start + 1), code, severity, verdict.message)]
    if not verdict.stable:
        message = verdict.message or f"the formula is right, but overflows where {verdict.reference} does not"
        return [Diagnostic.at(source, Span(at, at + 1), "FORM007", Severity.INFO, message)]
    return []
