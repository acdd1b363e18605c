"""The sentences of other notes at the end of a page."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st
from rendered import project_of, rendered_page

from notewright.build.project import Project
from notewright.build.settings import Links, Settings

LINKS = ["[[Alpha]]", "alpha", "![[Alpha]]", "![x](Alpha.md)", "[t [[Alpha]]](b.md)", "<https://x.y>", "![[p.png|10]]"]
SIGNS = [
    "**",
    "_",
    "`",
    "$",
    "==",
    "%%",
    "^b",
    "[^1]",
    "\\",
    " | ",
    "<b>",
    "</p>",
    "<a href='x'>",
    "</a>",
    "<!--",
    "-->",
]
BREAKS = [". ", " The ", "\n", "\n\n", "\n## ", "\n- [ ] ", "\n> [!note] ", "\n| a |\n|---|\n| ", "\n[^1]: ", "\n```\n"]
PIECES = st.sampled_from([*LINKS, *SIGNS, *BREAKS])
VOID = {"br", "hr", "img", "input"}


class Balance(HTMLParser):
    """The tags that are open at the end of a section, and what was marked in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.stray: list[str] = []
        self.marks = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.marks += ("class", "notewright-cited") in attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.stray.append(tag)


def page(text: str) -> tuple[Project, str]:
    plain = project_of({"Alpha.md": "Text.\n", "b.md": text})
    project = Project(
        plain.contents,
        Settings(links=Links(properties=False, mentions=True)),
        plain.addresses,
        plain.runs,
        plain.proof,
        plain.now,
    )
    return project, rendered_page(project, "Alpha.md")


@given(st.lists(PIECES, max_size=14).map("".join))
@settings(max_examples=300, derandomize=True, deadline=None)
def test_a_citation_closes_what_it_opens_and_marks_what_it_is_for(text: str) -> None:
    project, html = page(text)
    sections = Balance(html)

    assert not sections.open
    assert not sections.stray
    cited = project.vault.backlinks.get("Alpha.md", ()) or project.mentions.get("Alpha.md", ())
    assert bool(sections.marks) == bool(cited)


def test_every_place_in_a_sentence_is_marked_and_the_sentence_shown_once() -> None:
    html = page("See [[Alpha]] and [[Alpha|it]].")[1]

    assert Balance(html).marks == 2
    assert html.count("See ") == 1
