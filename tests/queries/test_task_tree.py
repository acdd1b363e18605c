"""Which tasks of a result are shown at the top, for any lists and any choice among their items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st

from notewright.dataview.task_tree import children, count, is_grouping, nested
from notewright.values import Value

Item = dict[str, Value]


@st.composite
def forests(draw: st.DrawFn) -> list[Item]:
    """The items of a note in order: each is below an earlier one, or at the top."""
    items: list[Item] = []
    for line in range(draw(st.integers(0, 12))):
        item: Item = {"path": "a.md", "line": line, "text": str(line), "task": draw(st.booleans()), "children": []}
        parent = draw(st.none() | st.integers(0, line - 1)) if line else None
        if parent is not None:
            item["parent"] = parent
            below = items[parent]["children"]
            assert isinstance(below, list)
            below.append(item)
        items.append(item)
    return items


def shown(tops: Iterable[Mapping[str, Value]]) -> Iterator[Value]:
    """The lines that a reader sees."""
    for item in tops:
        yield item["line"]
        yield from shown(children(item))


def lines(items: Iterable[Mapping[str, Value]]) -> Sequence[Value]:
    return [item["line"] for item in items]


@given(forests(), st.randoms())
def test_each_item_that_matches_is_shown_once(items: list[Item], random: object) -> None:
    chosen = [item for item in items if random.random() < 0.5]  # type: ignore[attr-defined]
    found = list(shown(nested(chosen)))

    assert len(found) == len(set(map(str, found)))
    assert set(map(str, lines(chosen))) <= set(map(str, found))


@given(forests())
def test_all_items_together_are_shown_as_they_are_written(items: list[Item]) -> None:
    assert lines(nested(items)) == [item["line"] for item in items if "parent" not in item]


@given(forests())
def test_the_order_of_the_rows_is_kept(items: list[Item]) -> None:
    backwards = items[::-1]
    assert lines(nested(backwards)) == [item["line"] for item in backwards if "parent" not in item]


def test_items_of_other_notes_are_no_parents() -> None:
    rows: list[Item] = [{"path": "a.md", "line": 0}, {"path": "b.md", "line": 1, "parent": 0}]
    assert lines(nested(rows)) == [0, 1]


def test_groups_of_groups_are_counted_by_their_tasks() -> None:
    inner: list[Value] = [{"key": 1, "rows": [{"line": 0}, {"line": 1}]}, {"key": 2, "rows": [{"line": 2}]}]
    assert is_grouping(inner)
    assert count([{"key": "all", "rows": inner}]) == 3
    assert not is_grouping([])
