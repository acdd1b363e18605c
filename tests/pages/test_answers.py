"""No text that a query finds reaches what stands around its answer."""

from __future__ import annotations

import json
from html.parser import HTMLParser

from hypothesis import example, given, settings
from hypothesis import strategies as st
from rendered import project_of, rendered_page

SIGNS = [
    "*",
    "**",
    "_",
    "`",
    "``",
    "```\n",
    "~~",
    "==",
    "[",
    "](x)",
    "[[note]]",
    "![[note]]",
    "^[x]",
    "[^1]",
    "$$",
    "|",
]
SIGNS += ["<div>", "</div>", "<b>", "</b>", "</span>", "</li>", "<script>", "<!--", "-->", "%%", "\\", "text ", "{.x}"]
SIGNS += ["\n", "\n\n", "- a", "1. x", "> q", "# h", "| a |\n|---|\n", "[^1]: f", "[k:: v]", "`= 1`", "    code"]
TEXTS = st.lists(st.sampled_from(SIGNS), max_size=12).map("".join)
NOTE = "A `= this.v` *c `= this.v` d* **`= [this.v, this.v]`**\n\n| `= this.v` |\n|---|\n\n## h `= this.v`"
QUERIES = '```dataview\nTABLE v, list(v, 1) FROM "note"\n```\n\n```dataview\nLIST v FROM "note"\n```'
LAST = "Last *words*."
VOID = frozenset({"br", "hr", "img", "input"})


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.astray: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and (not self.open or self.open.pop() != tag):
            self.astray.append(tag)


@settings(max_examples=60, deadline=None)
@given(text=TEXTS)
@example(text="| a |\n|---|\n***")
@example(text="%%|| a |\n|---|\n```\n[k:: v]`<b>`")
def test_an_answer_ends_where_it_ends(text: str) -> None:
    project = project_of(
        {"note.md": f"---\nv: {json.dumps(text)}\n---\n# T\n\n{NOTE}\n\n{LAST}", "q.md": f"# Q\n\n{QUERIES}\n\n{LAST}"}
    )
    for path in ("note.md", "q.md"):
        page, tags = rendered_page(project, path), _Tags()
        tags.feed(page)

        assert (tags.open, tags.astray) == ([], [])
        assert "<p>Last <em>words</em>.</p>" in page
        assert "<script" not in page
