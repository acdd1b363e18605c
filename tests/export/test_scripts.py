"""What scripts put out is in an export, as Markdown."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import markdown
import pytest
from justhtml import JustHTML

if TYPE_CHECKING:
    from conftest import Export

SCRIPT = """```dataviewjs
dv.header(2, "Notes");
dv.table(["Note"], dv.pages('"x"').map(page => [page.file.link]));
dv.paragraph("1. one\\n2. two [[A]]");
dv.span("**line**");
dv.list([1, 2]);
```

Of `$= dv.pages('"x"').length` notes.
"""
WRITTEN = """## Notes

| Note (1) |
| --- |
| [A](x/A.md) |

1.  one
2.  two [A](x/A.md)

**line**

-   1
-   2

Of 1 notes.
"""


def test_the_output_of_scripts_is_markdown(exported: Export) -> None:
    files = exported({"note.md": SCRIPT, "x/A.md": "A"}, js=True)

    assert files["note.md"].endswith(WRITTEN)


def test_a_script_that_does_not_run_leaves_a_word(exported: Export) -> None:
    files = exported({"note.md": SCRIPT, "x/A.md": "A"})

    assert "disabled" in files["note.md"]
    assert "dv.table" not in files["note.md"]


HARM = '"><script>alert(1)</script>'
FIELDS = """```dataviewjs
const harm = HARM;
const task = key => ({text: "x", task: true, path: "A.md", children: [], line: 1, link: dv.fileLink("A"), [key]: harm});
for (const key of ["status", "text", "symbol", "path", "link", harm]) dv.taskList([task(key)], false);
dv.taskList([{key: harm, rows: [task("status")]}]);
dv.taskList([{...task("status"), status: "`", text: "<script>alert(1)</script> ` b"}], false);
dv.table([harm, "b"], [[{[harm]: harm}, dv.fileLink(harm, false, harm)]]);
dv.list([harm, {[harm]: [harm]}, dv.fileLink(harm, true, harm)]);
dv.header(2, harm);
dv.el("b" + harm, harm, {cls: harm, attr: {title: harm, id: harm, [harm]: harm, style: harm}});
dv.el("p", harm, {cls: harm, attr: {title: harm, id: harm, [harm]: harm, style: harm}});
dv.span(harm);
```
"""


def test_a_script_brings_no_program_into_a_file(exported: Export) -> None:
    files = exported({"note.md": FIELDS.replace("HARM", json.dumps(HARM)), "A.md": "A"}, js=True)

    assert "alert(1)" in files["note.md"]
    assert "<script" not in re.sub(r"`[^`\n]*`", "", files["note.md"].replace("\\`", ""))
    assert "](javascript:" not in files["note.md"]


@pytest.mark.parametrize("state", ['"><script>alert(1)</script>', "", "ab", "\n"])
def test_a_status_that_is_no_character_is_a_space(state: str, exported: Export) -> None:
    task = json.dumps({"text": "x", "status": state, "task": True, "path": "A.md", "children": [], "line": 1})
    files = exported({"note.md": f"```dataviewjs\ndv.taskList([{task}], false)\n```\n"}, js=True)

    assert files["note.md"].endswith("-   [ ] x\n")


def test_a_status_that_would_open_code_is_escaped(exported: Export) -> None:
    files = exported({"note.md": "- [`] a `<script>` b\n\n```dataview\nTASK\n```\n"})

    assert files["note.md"].count("[\\`] a `<script>` b") == 2


@pytest.mark.parametrize("address", ["data:text/html,<script>alert(1)</script>", "javascript:alert(1)", "vbscript:(x"])
def test_an_address_that_runs_a_program_is_no_link(address: str, exported: Export) -> None:
    files = exported({"note.md": f'`= elink("{address}", "words")` and [b]\n\n[b]: {address}\n'})

    shown = JustHTML(markdown.markdown(files["note.md"]), fragment=True, sanitize=False).root.to_html()
    assert "words" in shown
    assert "href" not in shown
    assert "<script" not in shown
