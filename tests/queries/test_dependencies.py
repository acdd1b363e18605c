"""An answer knows what it was made from: as long as that is the same, so is the answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from memory_notes import NOW, MemoryNotes

from notewright.dataview import (
    FORMATS,
    AskedPages,
    Dependencies,
    EvaluationError,
    ExecutionError,
    evaluate_inline,
    execute,
    parse,
)

TEXTS = {
    "a.md": "---\ntags: [x]\nn: 1\n---\n[[b]]\n",
    "b.md": '---\ntags: [x/y]\nn: 2\nup: "[[c]]"\n---\n[[nowhere]]\n',
    "c.md": "---\nn: 3\n---\n- [ ] task\n",
    "d/e.md": "n:: 4\n\n[[a]]\n",
}


def asked(query: str, texts: dict[str, str], origin: str = "a.md") -> tuple[str, Dependencies]:
    """The answer, or why there is none, and what it was made from."""
    pages = AskedPages(MemoryNotes(texts))
    try:
        if query.startswith("="):
            answer = repr(evaluate_inline(query[1:].strip(), pages, origin, NOW))
        else:
            answer = FORMATS["json"](execute(parse(query), pages, origin, NOW))
    except (ExecutionError, EvaluationError) as error:
        answer = error.message
    return answer, pages.dependencies


def is_stale(query: str, change: dict[str, str | None]) -> bool:
    """Whether the answer to a query is told to be stale after some notes changed, or went (None)."""
    _, dependencies = asked(query, TEXTS)
    after = {path: text for path, text in {**TEXTS, **change}.items() if text is not None}
    return dependencies.digest(MemoryNotes(TEXTS)) != dependencies.digest(MemoryNotes(after))


@pytest.mark.parametrize(
    ("query", "change"),
    [
        ("LIST n FROM #x", {"a.md": "---\ntags: [x]\nn: 9\n---\n[[b]]\n"}),
        ("LIST FROM #x", {"new.md": "---\ntags: [x/z]\n---\n"}),
        ("LIST FROM #x", {"b.md": None}),
        ('LIST FROM "d"', {"d/new.md": ""}),
        ('LIST FROM "f"', {"f/new.md": ""}),
        ('LIST FROM "f"', {"f.md": ""}),
        ("LIST FROM [[a]]", {"c.md": "[[a]]"}),
        ("LIST FROM outgoing([[a]])", {"a.md": "[[c]]"}),
        ("LIST FROM [[nowhere]]", {"nowhere.md": ""}),
        ("LIST FROM [[nowhere]]", {"c.md": "[[nowhere]]"}),
        ("LIST file.inlinks FROM #x/y", {"c.md": "[[b]]"}),
        ("LIST up.n FROM #x", {"c.md": "n:: 7"}),
        ("LIST up.n FROM #x", {"c.md": None}),
        ("LIST", {"new.md": ""}),
        ("LIST FROM -#x", {"new.md": ""}),
        ("LIST this.n FROM #none", {"a.md": "n:: 5"}),
        ("TASK", {"c.md": "- [x] task"}),
        ("= this.n", {"a.md": "n:: 5"}),
        ("= [[c]].n", {"c.md": "n:: 5"}),
        ("= [[c]] = [[d/c]]", {"d/c.md": ""}),
        ("LIST n - 1 FROM #x/y", {"b.md": "---\ntags: [x/y]\n---\n"}),
    ],
)
def test_what_changes_an_answer_makes_it_stale(query: str, change: dict[str, str | None]) -> None:
    assert is_stale(query, change)


@pytest.mark.parametrize(
    ("query", "change"),
    [
        ("LIST n FROM #x", {"c.md": "n:: 9"}),
        ("LIST n FROM #x", {"new.md": "n:: 9"}),
        ('LIST FROM "d"', {"c.md": "n:: 9"}),
        ("LIST FROM [[a]]", {"c.md": "n:: 9"}),
        ("= this.n", {"c.md": "n:: 9"}),
        ("LIST 1 FROM #none", {"a.md": "n:: 9"}),
    ],
)
def test_what_a_query_did_not_ask_leaves_its_answer_fresh(query: str, change: dict[str, str | None]) -> None:
    assert not is_stale(query, change)


PATHS = st.sampled_from(["a.md", "b.md", "c.md", "d/e.md", "d/a.md", "new.md"])
LINES = st.sampled_from(
    [
        "n:: 1",
        "n:: 2",
        "n:: [[b]]",
        "up:: [[c]]",
        "[[a]]",
        "[[new]]",
        "![[e]]",
        "#x",
        "#x/y",
        "- [ ] n",
        "- [x] n",
        "# b",
    ]
)
NOTES = st.dictionaries(PATHS, st.lists(LINES, max_size=4).map("\n\n".join), min_size=1, max_size=5)
SOURCES = st.sampled_from(
    [
        'FROM ""',
        "FROM #x",
        "FROM -#x",
        'FROM "d"',
        'FROM "new"',
        "FROM [[a]]",
        "FROM outgoing([[b]])",
        "FROM #x and [[new]]",
    ]
)
HEADERS = st.sampled_from(
    ["LIST", "LIST n", "LIST up.n", "TABLE this.n, file.inlinks", "TABLE n.n, file.tags", "TASK", "LIST [[new]].n"]
)
CLAUSES = st.sampled_from(["", "WHERE n", "WHERE n = [[b]]", "WHERE this.n = n", "SORT n", "FLATTEN file.outlinks"])
QUERIES = st.one_of(
    st.tuples(HEADERS, SOURCES, CLAUSES).map(" ".join),
    st.sampled_from(["= this.n", "= [[new]].up.n", "= this.n = [[e]]"]),
)


@given(QUERIES, NOTES, PATHS, st.one_of(st.none(), st.lists(LINES, max_size=4).map("\n\n".join)))
def test_an_answer_that_is_not_stale_is_right(query: str, notes: dict[str, str], path: str, text: str | None) -> None:
    before, dependencies = asked(query, notes)
    changed = {**notes, path: text}
    after = {path: text for path, text in changed.items() if text is not None}

    if dependencies.digest(MemoryNotes(notes)) == dependencies.digest(MemoryNotes(after)):
        assert asked(query, after)[0] == before
