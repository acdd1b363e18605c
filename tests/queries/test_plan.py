"""`--explain` tells what each step of a query read and kept."""

from __future__ import annotations

import json

import pytest
from memory_notes import NOW, MemoryNotes
from test_query_verb import call

from notewright.dataview import ExecutionError, Plan, explain_query, parse

NOTES = MemoryNotes(
    {
        "a.md": "---\ntags: [x]\n---\nn:: 1\n[[b]]\n",
        "b.md": "---\ntags: [x/y]\n---\nn:: two\n",
        "c.md": "---\ntags: [x]\n---\nn:: 3\nm:: 1, 2\n",
        "d/e.md": "- [ ] one\n- [x] two\n- no task\n",
    }
)


def plan(query: str) -> Plan:
    return explain_query(parse(query), NOTES, "a.md", NOW)


def steps(query: str) -> list[tuple[str, int, int, int]]:
    return [(step.text, step.read, step.kept, step.dropped) for step in plan(query).steps]


def test_each_step_says_what_came_and_what_went_on() -> None:
    assert steps("TABLE n FROM #x WHERE n - 1 != 5 SORT n DESC FLATTEN m LIMIT 2") == [
        ("FROM #x", 3, 3, 0),
        ("WHERE n - 1 != 5", 3, 2, 1),
        ("SORT n DESC", 2, 2, 0),
        ("FLATTEN m", 2, 3, 0),
        ("LIMIT 2", 3, 2, 0),
        ("TABLE n", 2, 2, 0),
    ]


def test_a_column_that_fails_drops_the_row_in_the_last_step() -> None:
    assert steps("LIST n - 1 FROM #x")[-1] == ("LIST n - 1", 3, 2, 1)


def test_tasks_come_first_since_clauses_are_about_them() -> None:
    assert steps("TASK WHERE completed") == [
        ('FROM ""', 4, 4, 0),
        ("TASK", 4, 2, 0),
        ("WHERE completed", 2, 1, 0),
    ]


@pytest.mark.parametrize(
    ("source", "index", "count"),
    [
        ("#x", "tags", 3),
        ('"d"', "folders", 1),
        ('"a"', "paths", 1),
        ('""', "all notes", 4),
        ("[[b]]", "links in", 1),
        ("outgoing([[a]])", "links out", 1),
    ],
)
def test_a_source_is_answered_by_an_index(source: str, index: str, count: int) -> None:
    (first, *_) = plan(f"LIST FROM {source}").steps

    assert (first.index, first.read, first.kept) == (index, count, count)


def test_a_source_is_told_in_its_parts() -> None:
    assert [(step.depth, step.text, step.kept) for step in plan('LIST FROM #x and -("d" or [[b]])').steps] == [
        (0, 'FROM #x and -("d" or [[b]])', 2),
        (1, "#x", 3),
        (1, '-("d" or [[b]])', 2),
        (2, '"d" or [[b]]', 2),
        (3, '"d"', 1),
        (3, "[[b]]", 1),
        (0, "LIST", 2),
    ]


def test_only_notes_that_were_looked_into_count() -> None:
    assert plan("LIST FROM #x").notes == 3
    assert plan("LIST this.n FROM #x/y").notes == 2


def test_a_plan_of_what_fails_is_the_error() -> None:
    with pytest.raises(ExecutionError):
        plan("LIST LIMIT null")


def test_on_the_command_line_a_plan_is_a_table() -> None:
    assert call('LIST FROM "a" WHERE n', "--explain") == (
        0,
        "step      read  kept  dropped  answered by\n"
        "────────  ────  ────  ───────  ───────────\n"
        'FROM "a"     1     1           paths\n'
        "WHERE n      1     1\n"
        "LIST         1     1\n"
        "\n"
        "1 note looked into\n",
        "",
    )


def test_a_plan_has_a_json_form() -> None:
    status, out, _ = call('LIST n - 1 FROM "a" or "b"', "--explain", "--format", "json")

    assert status == 0
    answer = json.loads(out)
    assert (answer["type"], answer["notes"]) == ("plan", 2)
    assert answer["steps"][1:] == [
        {"step": '"a"', "depth": 1, "read": 1, "kept": 1, "dropped": 0, "index": "paths"},
        {"step": '"b"', "depth": 1, "read": 1, "kept": 1, "dropped": 0, "index": "paths"},
        {"step": "LIST n - 1", "depth": 0, "read": 2, "kept": 1, "dropped": 1, "index": None},
    ]


@pytest.mark.parametrize("words", [("LIST", "--format", "csv"), ("LIST", "--format", "markdown"), ("--batch",)])
def test_a_plan_has_no_other_form(words: tuple[str, ...]) -> None:
    assert call(*words, "--explain")[0] == 2


def test_an_error_in_a_query_is_told_instead_of_its_plan() -> None:
    status, out, err = call("LIST FRM #x", "--explain")

    assert (status, out) == (1, "")
    assert "^" in err
