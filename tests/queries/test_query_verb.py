"""`notewright query` answers one query, or a line of JSON for each line."""

from __future__ import annotations

import argparse
import io
import json

import pytest
from memory_notes import NOW, MemoryNotes

from notewright.cli.query import add_parser, run
from notewright.dataview import FORMATS, execute, parse

NOTES = MemoryNotes({"a.md": "n:: 1\n[[b|x,y]]\n", "日本.md": "n:: 20\n", "b.md": "n:: -\n"})


def call(*words: str, lines: str = "") -> tuple[int, str, str]:
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers())
    arguments = parser.parse_args(["query", "--now", "2024-05-15T10:30", *words])
    out, err = io.StringIO(), io.StringIO()
    status = run(arguments, NOTES, out, err, io.StringIO(lines))
    return status, out.getvalue(), err.getvalue()


def test_text_stands_in_columns_whatever_the_script() -> None:
    assert call('TABLE n FROM -"b"')[1].splitlines() == [
        "File     n",
        "───────  ──",
        "a.md     1",
        "日本.md  20",
    ]


def test_csv_is_quoted_where_it_must_be() -> None:
    assert call('TABLE file.outlinks FROM "a"', "--format", "csv") == (0, "File,file.outlinks\na.md,b.md\n", "")
    assert call('TABLE [1, 2] FROM "a"', "--format", "csv")[1] == 'File,"[1, 2]"\na.md,"1, 2"\n'


def test_json_is_the_form_of_exchange() -> None:
    status, out, _ = call('LIST n FROM "a"', "--format", "json")

    assert status == 0
    assert json.loads(out) == {"type": "list", "headers": [], "rows": [{"id": {"link": "a.md"}, "value": 1}]}


def test_an_error_is_shown_with_a_caret() -> None:
    assert call('LIST\nFROM "a" WERE n') == (
        1,
        "",
        '2:10: expected `and` or `or`, FROM, WHERE, SORT or LIMIT, found `WERE`; did you mean "WHERE"?\n'
        'FROM "a" WERE n\n         ^^^^\n',
    )


TASKS = MemoryNotes({"a.md": "---\ntext: x\n---\n- [ ] one\n  more [due:: 2024-05-01]\n    - [x] below, too\n"})


def asked(query: str, form: str) -> str:
    return FORMATS[form](execute(parse(query), TASKS, "a.md", NOW))


def test_tasks_say_where_they_stand() -> None:
    assert asked("TASK", "text") == ("- [ ] one more [due:: 2024-05-01]  (a.md:4)\n    - [x] below, too  (a.md:6)\n")


def test_groups_of_tasks_are_counted() -> None:
    assert asked("TASK WHERE completed GROUP BY status", "text") == "# x (1)\n\n- [x] below, too  (a.md:6)\n\n"


def test_tasks_are_records_with_the_keys_of_their_groups() -> None:
    assert asked("TASK GROUP BY file.name GROUP BY 1 AS one", "csv").splitlines() == [
        "group 1,group 2,path,line,status,text,due,completion",
        '1,a,a.md,4, ,"one',
        'more [due:: 2024-05-01]",2024-05-01T00:00:00.000,',
        '1,a,a.md,6,x,"below, too",,',
    ]


def test_a_calendar_is_a_list_of_days() -> None:
    assert asked("CALENDAR date(2024-02-30)", "text") == "2024-03-01  a.md\n"
    assert asked("CALENDAR date(2024-02-30)", "csv") == "date,link\n2024-03-01,a.md\n"
    assert asked("CALENDAR text", "markdown") == "- x: [[a.md|a]]\n"


def test_dropped_rows_are_told() -> None:
    status, out, err = call("LIST n - 1")

    assert status == 0
    assert out.count("\n") == 2
    assert err.startswith("1 rows dropped")


def test_a_batch_answers_each_line() -> None:
    lines = [
        {"origin": "a.md", "query": 'LIST n FROM "b"'},
        {"origin": "a.md", "query": "LIST SORT n"},
        {"origin": "a.md", "query": 'LIST FROM "a" LIMIT null'},
        {"origin": "a.md", "inline": "this.n + 1"},
        {"expr": "a + b", "data": {"a": {"date": "2024-01-01T00:00:00.000"}, "b": {"duration": "P1DT2H"}}},
        {"expr": "f(1)"},
        {"expr": "1 +"},
    ]

    status, out, _ = call("--batch", lines="".join(json.dumps(line) + "\n" for line in lines))

    assert status == 0
    assert [json.loads(line) for line in out.splitlines()] == [
        {"type": "list", "headers": [], "rows": [{"id": {"link": "b.md"}, "value": "-"}]},
        {"type": "error", "stage": "parse"},
        {
            "type": "error",
            "stage": "execute",
            "message": "Failed to execute 'limit' statement: limit should be a number, but got 'null' (null)",
        },
        2,
        {"date": "2024-01-02T02:00:00.000"},
        {"error": "eval", "message": "Unrecognized function name 'f'"},
        {"error": "parse"},
    ]


def test_a_line_that_is_no_request_does_not_end_the_batch() -> None:
    status, out, _ = call("--batch", lines='nonsense\n{"a": 1}\n{"expr": "1"}\n')

    assert status == 2
    answers = [json.loads(line) for line in out.splitlines()]
    assert [answer["error"] for answer in answers[:2]] == ["request", "request"]
    assert answers[2] == 1


@pytest.mark.parametrize("words", [(), ("LIST", "--batch")])
def test_a_query_or_a_batch_but_not_both(words: tuple[str, ...]) -> None:
    assert call(*words)[0] == 2


def test_a_time_that_is_none_is_a_bad_argument() -> None:
    with pytest.raises(SystemExit) as caught:
        call("LIST", "--now", "soon")

    assert caught.value.code == 2


@pytest.mark.parametrize("line", ["[]", "5", "null", '"x"', "{}"])
def test_a_line_that_asks_nothing_is_told(line: str) -> None:
    status, out, _ = call("--batch", lines=f'{line}\n{{"expr": "1"}}\n')

    answers = [json.loads(answer) for answer in out.splitlines()]
    assert (status, answers[0]["error"], answers[1]) == (2, "request", 1)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ('{"expr": 5}', "expr"),
        ('{"inline": null}', "inline"),
        ('{"query": ["LIST"]}', "query"),
        ('{"expr": "a", "data": [1]}', "data"),
        ('{"expr": "a", "data": {"a": {"number": "x"}}}', "data"),
        ('{"origin": 5, "query": "LIST"}', "origin"),
        ('{"origin": "aa.md", "query": "LIST"}', "origin"),
    ],
)
def test_a_field_that_is_wrong_is_named(line: str, name: str) -> None:
    status, out, _ = call("--batch", lines=f'{line}\n{{"expr": "1"}}\n')

    answers = [json.loads(answer) for answer in out.splitlines()]
    assert (status, answers[0]["error"], answers[1]) == (2, "request", 1)
    assert answers[0]["message"].startswith(f"{name}: ")


@pytest.mark.parametrize("origin", ["a.md", "a", "./a.md", "./a"])
def test_an_origin_is_a_path_with_or_without_its_ending(origin: str) -> None:
    assert call("LIST this.n LIMIT 1", "--origin", origin) == (0, "a.md: 1\n", "")


def test_an_origin_that_is_no_note_is_a_bad_argument() -> None:
    status, out, err = call("LIST", "--origin", "aa.md")

    assert (status, out) == (2, "")
    assert err == 'notewright query: origin: there is no note "aa.md"; did you mean "a.md"?\n'


def test_an_error_has_a_json_form_too() -> None:
    status, out, err = call("LISST", "--format", "json")

    assert (status, json.loads(out)) == (1, {"type": "error", "stage": "parse"})
    assert err.startswith("1:1: ")
