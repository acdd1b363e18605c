from __future__ import annotations

import pytest
from cases import Case

from notewright.examples import Block, Cell, CellError, Options, Show, is_cell, parse_cell, parse_cells


def _described(cell: Cell) -> str:
    values = {name: getattr(cell.options, name) for name in Options.__dataclass_fields__}
    said = [f"{name} {value}" for name, value in values.items() if value]
    return "\n".join([f"line {cell.line}", *said]) + "\n"


@pytest.mark.cases("cases/cell.md")
def test_a_cell_or_its_error(case: Case) -> None:
    try:
        found = _described(parse_cell("python exec", case["body"], "note.md", 10))
    except CellError as error:
        found = f"{error.line}:{error.column} {error.code} {error.message}\n"

    assert found == case.get("cell") + case.get("error")


@pytest.mark.parametrize(
    ("info", "expected"),
    [
        ("python exec", True),
        ("py exec", True),
        ("Python exec", True),
        ("python", False),
        ("exec python", False),
        ("text output", False),
        ("", False),
    ],
)
def test_only_python_with_exec_is_a_cell(info: str, expected: bool) -> None:
    assert is_cell(info) is expected


def test_an_unknown_word_on_the_fence_is_an_error_at_the_fence() -> None:
    with pytest.raises(CellError) as caught:
        parse_cell('python exec id="x"', "1", "note.md", 10)

    assert caught.value.line == 9


def test_the_column_of_an_indented_fence_is_the_notes() -> None:
    with pytest.raises(CellError) as caught:
        parse_cell("python exec", "x = )", "note.md", 10, column=5)

    assert (caught.value.line, caught.value.column) == (10, 9)


def test_cells_behind_one_that_cannot_run_are_left_out() -> None:
    blocks = [Block("python exec", code, line) for code, line in (("1", 3), ("1 +", 13), ("2", 23))]
    note, problems = parse_cells("note.md", blocks)

    assert [cell.line for cell in note.cells] == [3]
    assert [(problem.line, problem.code) for problem in problems] == [(13, "CELL002")]


def test_all_cells_are_kept_when_all_can_run() -> None:
    note, problems = parse_cells("note.md", [Block("python exec", "#| show: none\n1", 3), Block("python exec", "2", 9)])

    assert [cell.options.show for cell in note.cells] == [Show.NONE, Show.BOTH]
    assert problems == ()
