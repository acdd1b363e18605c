"""The page that lists every formula with a verdict."""

from __future__ import annotations

import html
import re
from collections import Counter

from notewright.build.badge import SIGNS, numbers_of
from notewright.build.compile import Page
from notewright.build.draft import Draft
from notewright.build.formula_links import source_href
from notewright.build.formula_uses import heading_above
from notewright.build.passages import title_line
from notewright.build.problems import with_code
from notewright.build.prove import Proved
from notewright.formulas.verdict import State
from notewright.text.element import Element, Markdown
from notewright.vault.syntax.math import Math

TITLE = "Formulas"
_STATES: tuple[State, ...] = ("verified", "refuted", "unsupported", "inconclusive", "opted-out")
_COLUMNS = ("Formula", "Note", "Function", "Verdict")


def formulas_page(draft: Draft) -> Page:
    """The list, in the order of notes."""
    formulas = draft.project.proof.formulas
    head = Element("tr", {}, tuple(Element("th", {"scope": "col"}, (Markdown(name),)) for name in _COLUMNS))
    rows = tuple(_row(one, draft) for one in formulas)
    table = Element(
        "table", {"class": "notewright-formulas"}, (Element("thead", {}, (head,)), Element("tbody", {}, rows))
    )
    scroll = {"class": "notewright-answer", "tabindex": "0", "role": "region", "aria-label": TITLE}
    parts = [title_line(TITLE, draft), _summary(draft), draft.stash.put(Element("div", scroll, (table,)))]
    return Page(TITLE, "\n\n".join(parts) + "\n", draft.stash)


def _summary(draft: Draft) -> str:
    counts = Counter(one.verdict.state for one in draft.project.proof.formulas)
    told = ", ".join(f"{counts[state]} {state.replace('-', ' ')}" for state in _STATES if counts[state])
    return draft.plain(f"What came of each formula that was to be compared with the function that computes it: {told}.")


def _row(one: Proved, draft: Draft) -> Element:
    cells = (_formula(one, draft), _note(one, draft), _function(one, draft), _verdict(one, draft))
    return Element("tr", {}, tuple(Element("td", {}, (Markdown(cell),)) for cell in cells))


def _formula(one: Proved, draft: Draft) -> str:
    token = one.use.formula
    if isinstance(token, Math):
        return draft.quoting(draft.project.vault.notes[one.formula.path]).write((token,))
    return draft.stash.inline(f"<code>{html.escape(one.formula.text)}</code>")


def _note(one: Proved, draft: Draft) -> str:
    note = draft.project.vault.notes[one.formula.path]
    heading = heading_above(note, one.use)
    link = f'<a href="{draft.href(note.path, heading.id if heading else "")}">{html.escape(note.title)}</a>'
    below = heading is not None and not heading.opens_note
    return draft.stash.inline(f"{link}<br><small>{html.escape(heading.text)}</small>" if heading and below else link)


def _function(one: Proved, draft: Draft) -> str:
    # A long name breaks where its words do.
    words = re.sub(r"(?=[._])", "<wbr>", html.escape(one.verdict.reference))
    name = f"<code>{words}</code>" if words else ""
    href = source_href(one.verdict.reference, draft)
    return draft.stash.inline(f'<a href="{href}">{name}</a>' if href else name)


def _verdict(one: Proved, draft: Draft) -> str:
    verdict = one.verdict
    sign = f'<span aria-hidden="true">{SIGNS[verdict.state]}</span> ' if verdict.state in SIGNS else ""
    words = f'<span class="notewright-{verdict.state}">{sign}{verdict.state.replace("-", " ")}</span>'
    about = [numbers_of(verdict)] if verdict.state == "verified" else []
    about += [with_code(verdict.message)] if verdict.message else []
    return draft.stash.inline("<br>".join([words, *(f"<small>{part}</small>" for part in about)]))
