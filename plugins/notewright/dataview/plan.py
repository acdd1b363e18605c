"""How a query is answered, step by step, with the numbers of one run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from notewright.dataview.columns import in_columns
from notewright.dataview.context import Context
from notewright.dataview.execute import answer
from notewright.dataview.pages import Pages
from notewright.dataview.preferences import APP, Preferences
from notewright.dataview.printer import print_clause, print_header, print_source
from notewright.dataview.sources import source_paths
from notewright.dataview.trace import Step
from notewright.dataview.tree import (
    CsvSource,
    FolderSource,
    Header,
    LinkSource,
    NotSource,
    Query,
    Source,
    SourceOperation,
    TagSource,
)
from notewright.values import Json

_HEADERS = ("step", "read", "kept", "dropped", "answered by")


@dataclass(frozen=True, slots=True)
class PlanStep:
    """A step: the text of its part of the query, how deep it lies in its source, and what it did."""

    text: str
    read: int
    kept: int
    dropped: int = 0
    index: str | None = None
    """The index of the vault that gave the notes; None: a step that goes through what it is given."""
    depth: int = 0

    def to_json(self) -> Json:
        """The JSON form."""
        return {
            "step": self.text,
            "depth": self.depth,
            "read": self.read,
            "kept": self.kept,
            "dropped": self.dropped,
            "index": self.index,
        }


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps in the order in which they are taken, and the notes whose fields were looked at."""

    steps: tuple[PlanStep, ...]
    notes: int

    def to_json(self) -> Json:
        """The JSON form."""
        return {"type": "plan", "steps": [step.to_json() for step in self.steps], "notes": self.notes}

    def to_text(self, width: int | None = None) -> str:
        """Lines for a terminal."""
        rows = [
            [
                "  " * step.depth + " ".join(step.text.split()),
                str(step.read),
                str(step.kept),
                str(step.dropped) if step.dropped else "",
                step.index or "",
            ]
            for step in self.steps
        ]
        read = f"{self.notes} note{'' if self.notes == 1 else 's'} looked into"
        return f"{in_columns(_HEADERS, rows, width, numbers=(1, 2, 3))}\n{read}\n"


def explain_query(
    query: Query, pages: Pages, origin: str | None, now: datetime, preferences: Preferences = APP
) -> Plan:
    """The plan of a query, which is carried out for its numbers; raises as `execute` does."""
    context = Context(pages, origin, now, preferences)
    answer(query, context)
    told = [_told(step) for step in context.trace]
    notes = len(context.read)
    return Plan((*_source_steps(query.source, Context(pages, origin, now, preferences)), *told), notes)


def _told(step: Step) -> PlanStep:
    text = print_header(step.part) if isinstance(step.part, Header) else print_clause(step.part)
    return PlanStep(text, step.read, step.kept, step.dropped)


def _source_steps(source: Source, context: Context) -> Iterator[PlanStep]:
    """The source as a whole, then what it is combined from."""
    read, kept = _sizes(source, context)
    yield PlanStep(f"FROM {print_source(source)}", read, kept, index=_index(source, context))
    for inner in _inner(source):
        yield from _inner_steps(inner, context, 1)


def _inner_steps(source: Source, context: Context, depth: int) -> Iterator[PlanStep]:
    read, kept = _sizes(source, context)
    yield PlanStep(print_source(source), read, kept, index=_index(source, context), depth=depth)
    for inner in _inner(source):
        yield from _inner_steps(inner, context, depth + 1)


def _inner(source: Source) -> Sequence[Source]:
    match source:
        case NotSource(inner):
            return (inner,)
        case SourceOperation(first, rest):
            return (first, *(operand for _, operand in rest))
    return ()


def _sizes(source: Source, context: Context) -> tuple[int, int]:
    """How many notes a source looks at and how many it gives. An index gives what it looks at."""
    kept = len(source_paths(source, context))
    match source:
        case NotSource():
            return len(context.pages.paths()), kept
        case SourceOperation():
            return sum(len(source_paths(inner, context)) for inner in _inner(source)), kept
    return kept, kept


def _index(source: Source, context: Context) -> str | None:
    match source:
        case TagSource():
            return "tags"
        case FolderSource("" | "/"):
            return "all notes"
        case FolderSource(path):
            return "paths" if context.pages.in_folder(path) is None else "folders"
        case LinkSource(_, outgoing):
            return "links out" if outgoing else "links in"
        case CsvSource():
            return "file"
    return None
