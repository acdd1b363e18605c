"""An export has the blocks of its note for whoever reads it: plain Python-Markdown, or CommonMark as GitHub does."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from markdown import markdown
from markdown_it import MarkdownIt
from markdown_texts import documents
from rendered import outline, project_of, rendered_page

from notewright.build.export.draft import ExportDraft
from notewright.build.export.handlers import find_export_handlers
from notewright.build.export.note import write_note
from notewright.build.export.places import note_files
from notewright.build.handlers import find_handlers
from notewright.build.project import Project

COMMONMARK = MarkdownIt("commonmark", {"html": True}).enable("table")
READERS: dict[str, Callable[[str], str]] = {
    "MkDocs": lambda text: markdown(text, extensions=["toc", "tables", "fenced_code"]),
    "CommonMark": COMMONMARK.render,
}
PARAGRAPH = re.compile(r"<(?:p|li)>")
FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n\n", re.DOTALL)


def project_with(text: str) -> Project:
    project = project_of({"note.md": f"# Title\n\n{text}", "deep/X.md": "# X\n\n## H\n\nText ^id\n"})
    return replace(project, handlers=find_export_handlers(), _pages={})


def exported(project: Project) -> str:
    files = note_files(project.addresses, ())
    draft = ExportDraft(project, project.vault.notes["note.md"], "note/", file="note.md", files=files)
    return FRONT_MATTER.sub("", write_note(draft), count=1)


def page(project: Project) -> str:
    return rendered_page(replace(project, handlers=find_handlers(), _pages={}), "note.md")


def blocks(html: str) -> list[str]:
    """The outline without the first number of lists, which plain Python-Markdown does not know."""
    return [tag.partition("=")[0] for tag in outline(html)]


@pytest.mark.parametrize("reader", READERS)
@settings(max_examples=40, deadline=None, derandomize=True)
@given(text=documents)
def test_a_reader_of_the_export_sees_the_blocks_of_the_note(reader: str, text: str) -> None:
    assume("<div>" not in text)  # where HTML ends, the two do not agree
    project = project_with(text)
    read = READERS[reader](exported(project))

    # Where we and that renderer differ on what a note is, an export is as our page.
    assert blocks(read) in (blocks(COMMONMARK.render(f"# Title\n\n{text}")), ["h1", "/h1", *blocks(page(project))])


class _Hrefs(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a" and dict(attrs).get("href") is not None:
            self.found.append(dict(attrs)["href"] or "")


def hrefs(html: str) -> list[str]:
    parser = _Hrefs()
    parser.feed(html)
    return parser.found


LINKS = st.sampled_from(
    ["[[X]]", "[[X#H|*h*]]", "[t](deep/X.md#H)", "`[[X]]`", "$[[X]]$", "[[no]]", "[[X#^id]]", "[a](b"]
)


@pytest.mark.parametrize("reader", READERS)
@settings(max_examples=40, deadline=None, derandomize=True)
@given(text=documents, links=st.lists(LINKS, min_size=1, max_size=3).map(" ".join))
@example(text="a", links="[[X]]")
def test_a_reader_of_the_export_sees_the_links_of_our_page(reader: str, text: str, links: str) -> None:
    text = text.replace("see it", links).replace("word", links)
    project = project_with(text)
    ours = hrefs(page(project))

    read = hrefs(READERS[reader](exported(project)))

    assert [unquote(href) for href in read] == [unquote(href).replace("../deep/X/", "deep/X.md") for href in ours]


SIGNS = ["> q", "- x", "+ x", "* x", "1. x", "2) x", "---", "===", "***", "_ _ _", "- - -", "|---|", ":--", "-|-"]
SIGNS += ["```", "``` x", "~~~", "!!! x", "??? x", '=== "x"', "# x"]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("before", ["a | b\n      ", "%% comment %% ", "- a\n      "])
def test_a_line_that_looks_like_a_block_is_text_to_a_reader(reader: str, sign: str, before: str) -> None:
    project = project_with(f"{before}{sign}\n")

    read = READERS[reader](exported(project))

    assert blocks(read) == ["h1", "/h1", *(["ul", "li", "/li", "/ul"] if before.startswith("-") else [])]
    assert PARAGRAPH.search(read)
