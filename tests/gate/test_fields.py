"""A link to something private in a field is a link to queries, one that leads nowhere and has no name."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from notewright.build.gate import admit
from notewright.build.pages import VaultPages
from notewright.build.settings import Publish
from notewright.dataview import execute, parse, to_json
from notewright.text import Source
from notewright.vault import read_note

SECRET = "---\npublish: false\nown: 7\n---\n"
NOTE = """---
rel: "[[{0}]]"
words: "[[{0}|words]]"
several: ["[[{0}]]", "[[open]]", "text"]
inner: {{k: "[[{0}]]"}}
said: "See [[{0}]]."
---
bare:: [[{0}]]
both:: [[{0}]], [[open]]
text:: See [[{0}]].

- [ ] a [who:: [[{0}]]]
"""


def told(expression: str, name: str = "secret") -> Any:
    texts = {"open.md": "---\nown: 8\n---\n", f"{name}.md": SECRET, "note.md": NOTE.format(name)}
    notes = [read_note(Source(path, text)) for path, text in texts.items()]
    pages = VaultPages(admit(notes, {}, Publish()).vault)
    query = parse(f'LIST WITHOUT ID {expression} FROM "note"')
    return to_json(execute(query, pages, None, datetime(2026, 1, 1, tzinfo=UTC)))["rows"][0]["value"]


@pytest.mark.parametrize(
    ("expression", "answer"),
    [
        ("rel.own", None),
        ("rel.file.name", None),
        ("typeof(rel)", "link"),
        ("meta(rel).type", "file"),
        ("meta(words).display", "words"),
        ("map(several, (x) => typeof(x))", ["link", "link", "string"]),
        ("several[1].own", 8),
        ("typeof(inner.k)", "link"),
        ("said", "See private note."),
        ("typeof(bare)", "link"),
        ("bare.own", None),
        ("map(both, (x) => x.own)", [None, 8]),
        ("text", "See private note."),
        ("typeof(file.tasks[0].who)", "link"),
        ("file.frontmatter.rel", "private note"),
    ],
)
def test_it_is_a_link_that_leads_nowhere(expression: str, answer: Any) -> None:
    assert told(expression) == answer


@pytest.mark.parametrize("expression", ["rel", "words", "several", "inner", "bare", "both", "string(rel)", "this"])
def test_it_is_the_same_whatever_its_name(expression: str) -> None:
    assert told(expression) == told(expression, "a much longer name")
    assert "secret" not in str(told(expression))


def test_a_link_to_a_public_note_has_its_name() -> None:
    assert told("several[1]")["link"] == "open.md"
