"""What is made of a list item as a whole is made of all its names, of those too that it does not list."""

from __future__ import annotations

import pytest
from memory_notes import NOW, MemoryNotes

from notewright.dataview import EvaluationError, evaluate_inline, limits
from notewright.values import Value

NOTES = MemoryNotes(
    {
        "a.md": "- [ ] one [due:: 2024-05-01]\n  - two ^id\n",
        "deep.md": "".join(f"{'  ' * level}- level {level}\n" for level in range(40)),
    }
)
TWO = (
    "{ symbol: -, link: [[a.md#^id|a > id]], section: [[a.md|a]], text: two ^id, tags: [], line: 1, lineCount: 1, "
    "list: 0, outlinks: [], path: a.md, children: [], task: false, annotated: false, "
    "position: { start: { line: 1, col: 2, offset: 31 }, end: { line: 1, col: 11, offset: 40 } }, subtasks: [], "
    "real: false, header: [[a.md|a]], parent: 0, blockId: id }"
)


def value(expression: str, origin: str = "a.md") -> Value:
    return evaluate_inline(expression, NOTES, origin, NOW)


@pytest.mark.parametrize(
    "expression",
    ["string({0})", '"" + {0}', '{0} + ""', "join([{0}])", "display({0})", "join({0})", "string([{0}])"],
)
def test_the_text_of_an_item_has_all_its_names(expression: str) -> None:
    assert value(expression.format("this.file.lists[1]")) == TWO


def test_what_is_below_an_item_stands_there_under_both_names() -> None:
    text = str(value("string(this.file.tasks)"))

    assert text.count(TWO) == 2
    assert f"children: [{TWO}], task: true, annotated: true, position: {{ start: " in text
    assert f"subtasks: [{TWO}], real: true, header: [[a.md|a]], due: " in text


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("length(this.file.lists[1])", 19),
        ("length(this.file.tasks[0])", 22),
        ('contains(this.file.tasks[0], "position")', True),
        ('contains(this.file.tasks, "real")', True),
        ('icontains(this.file.tasks[0], "header")', True),
        ('econtains(this.file.tasks[0], "subtasks")', True),
        ('contains(this.file.tasks[0], "nothing")', False),
        ('contains({a: this.file.tasks[0]}, "real")', False),
        ('contains(this.file, "real")', False),
    ],
)
def test_all_names_of_an_item_count(expression: str, expected: Value) -> None:
    assert value(expression) == expected


def test_the_text_of_a_deep_tree_is_refused_in_time() -> None:
    with pytest.raises(EvaluationError, match="more than 10,000,000 steps"):
        value("string(this.file.lists)", "deep.md")


def test_the_text_of_other_values_costs_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "STEPS", 150)

    assert value("string([[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]])")
