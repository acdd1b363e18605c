"""Queries over notes, from the source to the last column."""

from __future__ import annotations

import pytest
from cases import Case
from memory_notes import NOW, MemoryNotes

from notewright.dataview import FORMATS, EvaluationError, ExecutionError, evaluate_inline, execute, parse
from notewright.values import Link

NOTES = MemoryNotes({"a.md": "n:: 1\nself:: [[b]]\n", "b.md": "n:: x\n", "c.md": ""})


def notes(case: Case) -> MemoryNotes:
    return MemoryNotes({name.removeprefix("note "): text for name, text in case.parts if name.startswith("note ")})


@pytest.mark.cases("cases/execute.md", "cases/tasks.md")
def test_a_query_has_its_answer(case: Case) -> None:
    query = parse(case["query"].removesuffix("\n"))
    if "error" in case:
        with pytest.raises(ExecutionError) as caught:
            execute(query, notes(case), "a.md", NOW)
        assert caught.value.message == case["error"].removesuffix("\n")
    else:
        assert FORMATS["markdown"](execute(query, notes(case), "a.md", NOW)) == case["answer"]


def test_dropped_rows_are_counted_with_their_reasons() -> None:
    dropped = execute(parse("LIST n - 1"), NOTES, None, NOW).dropped

    assert dropped.count == 2
    assert dropped.messages == (
        "No implementation found for 'string - number'",
        "No implementation found for 'null - number'",
    )


def test_the_pages_looked_at_are_known() -> None:
    assert execute(parse('LIST self.n FROM "a"'), NOTES, None, NOW).read == {"a.md", "b.md"}
    assert execute(parse('LIST this.n FROM "a"'), NOTES, "c.md", NOW).read == {"a.md", "c.md"}


def test_an_origin_outside_the_vault_has_no_fields() -> None:
    assert evaluate_inline("this", NOTES, "elsewhere.md", NOW) == {}


def test_a_function_without_end_is_an_error_and_not_a_crash() -> None:
    with pytest.raises(EvaluationError, match="call stack"):
        evaluate_inline("((f) => row.f(row.f))((f) => row.f(row.f))", NOTES, None, NOW)


def test_a_text_without_end_is_an_error_and_not_a_full_memory() -> None:
    with pytest.raises(EvaluationError, match="string length"):
        evaluate_inline('"ab" * 1000000000', NOTES, None, NOW)


def test_the_time_is_the_one_given() -> None:
    assert evaluate_inline("string(date(now))", NOTES, None, NOW) == "10:30 AM - May 15, 2024"


def test_a_link_to_a_file_that_is_no_note_gives_no_row() -> None:
    class WithImage(MemoryNotes):
        def linked_from(self, path: str) -> list[str]:
            return ["figure.png", "b.md"]

    notes = WithImage({"a.md": "", "b.md": ""})

    assert [row.id for row in execute(parse("LIST FROM outgoing([[a]])"), notes, None, NOW).rows] == [Link("b.md")]


def test_a_number_in_the_properties_is_a_tag_to_queries() -> None:
    notes = MemoryNotes({"a.md": "---\ntags: [2024, x/y]\n---\n", "b.md": "Text with #2024 in it.\n"})

    assert [row.id for row in execute(parse("LIST FROM #2024"), notes, None, NOW).rows] == [Link("a.md")]
    assert [row.id for row in execute(parse("LIST FROM #X"), notes, None, NOW).rows] == [Link("a.md")]
