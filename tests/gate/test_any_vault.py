"""Whatever a public note does with what is private, its page does not name it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st
from rendered import rendered_page
from test_canaries import pass_everything

from notewright.build import read
from notewright.build.address import addresses
from notewright.build.gate import admit
from notewright.build.project import Project
from notewright.build.prove import Proof
from notewright.build.read import Contents
from notewright.build.run_cells import Runs
from notewright.build.settings import Publish, Settings
from notewright.text import Source
from notewright.vault import read_note

WORD = "wombat"
# Ways to name a note; nothing here is code, a formula or an escape, in which nothing is a link.
WAYS = [
    "[[{0}]]",
    "[[{0}.md#Part|words]]",
    "![[{0}]]",
    "![[{0}#^id|300]]",
    "[words]({0}.md)",
    "![words](<folder/{0}.md> 'title')",
    "[words](./{0})",
    "[words](/{0}.md#part)",
    "[see [[{0}]] and *more*](public.md)",
    "[words](https://example.org/ 'and') [[{0}]]",
    "`= [[{0}]]`",
    '<a href="../{0}/">words</a>',
    "<obsidian://open?vault=v&file=folder%2F{0}>",
    "[words](obsidian://open?vault=v&file={0}.md)",
    '[words](public.md "see [[{0}]]")',
    "<img src={0}.md>",
    '<div>\n<a title="x" href="{0}.md#part">words</a> [[{0}]]\n</div>\n',
    "[words][label]\n\n[label]: {0}.md\n\n",
    "[Label]\n\n[label]:\n <{0}.md>\n 'title'\n\n",
    "[see `code`, [more]][a] and ![picture][a]\n\n[b]: public.md\n[a]: <./{0}.md>\n[c]: public.md\n\n",
    "[Label][]\n\n[label]: obsidian://open?vault=v&file={0}\n\n",
    "[^1]\n\n[^1]: See [[{0}]].\n\n",
    "Text^[see [[{0}]] and ![[{0}]]].",
    "- [x] see [[{0}]]",
    "[words](../{0}/#part)",
    "[[folder/../{0}|words]]",
    "[words](obsidian://open?vault=v&file={0}#Part)",
    "See obsidian://open?vault=v&file=folder%2F{0}, and more.",
    '\n\n```mermaid\ngraph TD\nA --> B\nclick A "../{0}/"\n```\n',
    '`= meta(link("{0}#x")).path`',
    "%% private %% {0} %% /private %%",
    "%%PRIVATE%%\n\n# {0}\n\n#{0}\n\n%%/private%%",
    "%% private %% %% private %% {0} %% /private %% {0} %% /private %%",
    '\n\n```dataview\nTABLE [[{0}]], [[{0}|words]], link("{0}") AS it FROM [[{0}]] OR ""\n\n```\n',
]
GLUE = [
    "\n",
    "\n\n",
    " ",
    "text ",
    "> ",
    "- ",
    "  ",
    "# ",
    "1. ",
    "*",
    "**",
    "==",
    "| ",
    "\n| a | b |\n|---|---|\n| ",
    "$5 ",
    "> [!note] ",
]


def uncoded(text: str) -> str:
    """The text without the spaces that make code of a line."""
    return re.sub(" {3,}", "  ", text)


pieces = st.lists(st.sampled_from([*WAYS, *GLUE, *GLUE]), max_size=12).map("".join).map(uncoded)
private_notes = st.sampled_from(
    [
        "---\npublish: false\n---\n",
        "---\ndraft: true\naliases: [{0}]\ntags: [{0}]\n---\n# {0}\n\n[[public]] and [[note]]\n",
    ]
)


def pages(texts: Mapping[str, str]) -> str:
    """The HTML of all pages."""
    notes = [read_note(Source(path, text)) for path, text in texts.items()]
    admitted = read.admit(notes, {}, Publish())
    contents = Contents(admitted.vault, {}, admitted.of_notes, hidden=admitted.hidden)
    places = addresses(contents.vault, directories=True)
    project = Project(contents, Settings(), places, Runs(), Proof(), datetime(2026, 1, 1, tzinfo=UTC))
    return "\n".join(rendered_page(project, path) for path in contents.vault.notes)


def vault(text: str, private: str) -> dict[str, str]:
    return {
        f"{WORD}.md": private.format(WORD),
        f"folder/{WORD}.md": "---\npublish: no\n---\n",
        "public.md": f'---\nsee: ["[[{WORD}]]", "x [t]({WORD}.md) y"]\n---\nText.\n',
        "note.md": text.format(WORD),
    }


@given(pieces, private_notes)
@settings(deadline=None, max_examples=300, derandomize=True)
def test_no_page_names_what_is_private(text: str, private: str) -> None:
    assert WORD not in pages(vault(text, private)).lower()


def test_with_the_gate_open_each_way_names_it() -> None:
    public = {"public.md": "Text."}
    with patch.object(read, "admit", pass_everything):
        silent = [
            way
            for way in WAYS
            if WORD
            not in pages({**public, "note.md": way.format(WORD), f"{WORD}.md": "x"}).lower().replace(f"<h1>{WORD}", "")
        ]

    assert silent == []


def test_the_gate_is_the_real_one() -> None:
    assert read.admit is admit
    assert Path(read.__file__).name == "read.py"
