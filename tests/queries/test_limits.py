"""No query hangs, fills the memory or crashes: what would take too much ends in an error that says what is too much."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest
from memory_notes import NOW, MemoryNotes

from notewright.dataview import EvaluationError, ExecutionError, evaluate_expression, execute, limits, parse
from notewright.dataview.limits import ALL_PATTERNS_SECONDS
from notewright.values import Value

NOTES = MemoryNotes({f"n{number}.md": "" for number in range(150)})
LONGEST = 30.0
FORK = "[(g, m) => m, f][choice(n > 0, 1, 0)](f, n - 1)"


def refusal(expression: str, **row: Value) -> str:
    """The message of an error that must come in time."""
    start = time.monotonic()
    with pytest.raises(EvaluationError) as caught:
        evaluate_expression(expression, row, NOTES, NOW)
    assert time.monotonic() - start < LONGEST
    return caught.value.message


@pytest.mark.parametrize(
    "expression",
    [
        '"a" * 1000000000',
        '1e9 * "a"'.replace("1e9", "1000000000"),
        'padleft("a", 1000000000)',
        'padright("a", 1000000000, "xy")',
        '"ab" * 500000 + "c"',
        'replace("a" * 100000, "a", "b" * 100000)',
        'replace("a" * 100000, "", "b" * 100000)',
        'regexreplace("a" * 100000, "a", "$`$&")',
        'regexreplace("a" * 1000, "a+", "$&" * 20000)',
        'join(split("a" * 10000, ""), "x" * 1000)',
    ],
)
def test_a_text_without_end_is_refused(expression: str) -> None:
    assert refusal(expression) == "Invalid string length: a text may have 1,000,000 characters"


def test_a_long_text_is_made() -> None:
    assert evaluate_expression('length("ab" * 500000)', {}, NOTES, NOW) == 1_000_000


def doubled(start: str, step: str) -> str:
    """A value made from another twice, 28 times over."""
    return f"reduce([{start}{', 1' * 28}], (x, y) => {step})"


@pytest.mark.parametrize(
    "expression",
    [
        doubled("[1]", "x + x"),
        f"string({doubled('1', '[x, x]')})",
        f'"" + {doubled("1", "[x, x]")}',
        f"join({doubled('1', '[x, x]')})",
        f"display({doubled('1', '[x, x]')})",
        f"flat({doubled('1', '[x, x]')}, 99)",
        f"contains({doubled('1', '[x, x]')}, 2)",
        f"econtains([1], {doubled('1', '{a: x, b: x}')})",
        f"{doubled('1', '[x, x]')} = {doubled('1', '[x, x]')}",
        f"{doubled('1', '[x, x]')} < 3",
        f"sort([{doubled('1', '[x, x]')}])",
        f"unique([{doubled('1', '[x, x]')}])",
        f"min({doubled('1', '[x, x]')}, 1)",
        f"maxby([1, 2], (y) => {doubled('1', '[x, x]')})",
        f"lower({doubled('[null]', '[x, x]')})",
        f"{doubled('1', '[x, x]')}.a",
        f'extract({doubled("{}", "[x, x]")}, "a")',
        doubled("1", "[x, x]"),
        doubled("1", "{a: x, b: x}"),
        'map(split("a" * 10000, ""), (x) => map(split("a" * 10000, ""), (y) => x))',
        'map(split("a" * 10000, ""), (x) => hash("a" * 100000, x))',
        f"((f) => row.f(row.f, 30))((f, n) => {FORK} + {FORK})",
        'display("[[" * 500000)',
        'display(link("[[" * 500000))',
    ],
)
def test_work_without_end_is_refused(expression: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "STEPS", 200_000)

    assert refusal(expression) == "the query takes more than 200,000 steps; choose fewer notes or rows first"


def test_all_steps_are_taken_in_time() -> None:
    assert "more than 10,000,000 steps" in refusal(f"contains({doubled('1', '[x, x]')}, 2)")


def test_much_work_is_done() -> None:
    expression = 'length(map(split("a" * 300, ""), (x) => map(split("a" * 300, ""), (y) => x)))'

    assert evaluate_expression(expression, {}, NOTES, NOW) == 300


@pytest.mark.parametrize("expression", ['reduce(split("a" * 500, ""), (all, x) => [all])', "deep", "sort([deep])"])
def test_values_deep_in_one_another_are_refused(expression: str) -> None:
    deep: Value = 1
    for _ in range(500):
        deep = [deep]

    assert "levels deep in one another" in refusal(expression, deep=deep)


@pytest.mark.parametrize(
    "expression",
    ["((f) => row.f(row.f))((f) => row.f(row.f))", "((f) => row.f(row.f))((f) => [row.f(row.f)])", "lower(deep)"],
)
def test_a_function_without_end_is_refused(expression: str) -> None:
    deep: Value = "A"
    for _ in range(5000):
        deep = [deep]

    assert refusal(expression, deep=deep) == "Maximum call stack size exceeded"


def test_all_regular_expressions_together_have_a_time() -> None:
    start = time.process_time()
    with pytest.raises(ExecutionError, match="the regular expressions of the query took longer than 5 seconds"):
        execute(parse('LIST WHERE regextest("(a|aa)+$", file.name + "a" * 60 + "!")'), NOTES, None, NOW)

    assert time.process_time() - start < ALL_PATTERNS_SECONDS + 3


def test_a_long_pattern_is_refused() -> None:
    assert "5,000 characters" in refusal('regextest("a+" * 50000, "a")')


@pytest.mark.parametrize(
    "query",
    [
        "LIST FLATTEN xs AS a FLATTEN xs AS b FLATTEN xs AS c FLATTEN xs AS d",
        "TABLE a FLATTEN xs AS a FLATTEN xs AS b FLATTEN xs AS c FLATTEN xs AS d GROUP BY a",
    ],
)
def test_a_product_without_a_limit_is_refused(query: str) -> None:
    notes = MemoryNotes({"a.md": "xs:: " + ", ".join(map(str, range(100)))})

    with pytest.raises(
        ExecutionError, match="more than 1,000,000 rows; put a WHERE or LIMIT before this FLATTEN"
    ) as caught:
        execute(parse(query), notes, None, NOW)

    assert query[caught.value.offset :].startswith("FLATTEN xs AS d")


def test_a_query_says_itself_which_clause_takes_too_much() -> None:
    query = f"LIST WHERE true WHERE {doubled('[file.name]', 'x + x')}"

    with pytest.raises(ExecutionError, match="10,000,000 steps") as caught:
        execute(parse(query), NOTES, None, NOW)

    assert caught.value.offset == query.index("WHERE", 12)


@pytest.mark.skipif(sys.platform == "win32", reason="no limit can be set on memory there")
def test_what_is_refused_does_not_fill_the_memory_first() -> None:
    script = (
        "import sys; sys.path[:0] = sys.argv[1:]\n"
        "from test_limits import *\n"
        "for text in (doubled('[1]', 'x + x'), doubled('\"abcdefgh\"', 'x + x')):\n"
        "    refusal(text)\n"
    )
    folder = str(Path(__file__).parent)
    limit = 1 << 30

    subprocess.run(
        [sys.executable, "-c", script, folder, str(Path(folder).parent)],
        check=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)),
    )
