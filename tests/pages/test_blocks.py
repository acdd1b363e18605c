"""The blocks of a page are those that a renderer of CommonMark sees in the note."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_texts import documents
from rendered import outline, rendered

# The judge gives up at a depth of twenty unless it is told otherwise.
REFERENCE = MarkdownIt("commonmark", {"html": True, "maxNesting": 500}).enable("table")

NOTES = {
    "a list right after text": "text\n- a\n- b\n",
    "nested by two spaces": "- a\n  - b\n    - c\n- d\n",
    "nested by a tab": "- a\n\t- b\n\t\t- c\n",
    "nested by four spaces": "1. a\n    - b\n    - c\n2. d\n",
    "an ordered list that starts at 3": "3. a\n4. b\n",
    "an ordered list with parentheses": "1) a\n2) b\n",
    "numbers inside a text are text": "In the year\n1984. It was cold.\n",
    "a table right after text": "text\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    "a quote right after text": "text\n> quote\n",
    "a lazy line": "> quote\nlazy\n\nafter\n",
    "a list in a quote": "> - a\n>   - b\n> - c\n",
    "two quotes": "> a\n\n> b\n",
    "two lists of different bullets": "- a\n- b\n\n* c\n",
    "code in a list": "- a\n\n  ```py\n  x = 1\n  ```\n- b\n",
    "code right after an item": "- a\n  ```\n  x\n  ```\n- b\n",
    "an item that begins with code": "- ```\n  x\n  ```\n- b\n",
    "indented code": "text\n\n    code\n    more\n\nafter\n",
    "code after a list": "- a\n\nb\n\n    code\n",
    "an underlined heading": "Heading\n===\n\nOther\n---\n",
    "a heading between lists": "- a\n# h\n- b\n",
    "headings in items": "- # a\n- ## b\n",
    "a rule": "a\n\n---\n\nb\n\n***\n",
    "paragraphs in items": "- a\n\n  more\n- b\n\n  more\n",
    "an item after a paragraph of another": "- a\n    \n    more\n- b\n    - c\n- d\n",
    "empty items": "-\n- a\n-\n",
    "a deep mix": "1. a\n   > quote\n   > - x\n   >   1. y\n2. b\n   - c\n\n     d\n",
    "a table in a list": "- a\n\n  | x | y |\n  |---|---|\n  | 1 | 2 |\n- b\n",
    "a hash that is no heading": "#hash and\n#1984 again\n",
    "a callout": "> [!note] Title\n> text\n> - a\n> - b\nlazy\n",
    "a callout without a body": "> [!note]-\n\ntext\n",
    "a callout in a callout": "> [!a] A\n> > [!b]+ B\n> > | a |\n> > |---|\n\n> quote\n",
    "a callout between quotes": "> a\n\n> [!note] b\n\n> [!note] c\n> > d\n\n> e\n",
    "a callout in an item": "- > [!note] a\n  > b\n- > [!note]\n- c\n> [!note] d\n",
    "what looks like a callout": "> a\n> [!note] b\n\n>\n> [!note] c\n\n> - [!note] d\n",
    "tasks": "- [ ] a\n  - [x] b\n- [/]\n\n1. [-] c\n",
    "rows with too few cells and too many": "| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |\n4\n||\n",
    "bars only in some rows": "a | b\n--|--\n| 1 | 2 |\n3 | 4\n",
    "a table without rows": "| a |\n|:-:|\n\ntext\n",
    "escaped bars": "| a \\| b | `c\\|d` |\n|---|---|\n| \\\\| | `e|f` |\n| \\| | $g|h$ | \n",
    "a delimiter of one hyphen": "| a | b |\n| - | - |\n| 1 | 2 |\n",
    "a table of one column": "| a |\n|---|\n| 1\n2 |\n3\n",
    "a quote in an item right away": "- > a\n  > b\n- c\n",
    "a line far to the right goes on with the text": "- a\n        - b\n        1. c\n",
    "signs of blocks far to the right": "a\n    > b\n    ---\n    ***\n    ===\n    ```\n    | - |\n    # c\n",
    "an empty item at the end": "- a\n- \n",
    "HTML that a blank line divides": "<details>\n<summary>s</summary>\n\n- a\n\n> b\n\n</details>\n",
    "HTML that is never closed": "<center>\n\n- a\n\n# b\n",
    "a lone tag and lines below it": "<img src='a'>\n> b\n- c\n\n- d\n",
    "a comment between lists": "- a\n\n<!-- -->\n\n- b\n",
    "a comment in a quote between items": "> - a\n>\n>  <!-- c -->\n> - b\n",
    "a list deeper than twenty": "".join("  " * depth + "- a\n" for depth in range(25)),
}


@pytest.mark.parametrize("note", NOTES.values(), ids=NOTES.keys())
def test_the_outline_is_that_of_commonmark(note: str) -> None:
    assert outline(rendered(note)) == outline(REFERENCE.render(note))


WORDS = st.sampled_from(["alpha", "beta gamma", "delta", "x1", "two words"])


def _indented(text: str, by: str, first: str | None = None) -> str:
    lines = text.split("\n")
    head = (by if first is None else first) + lines[0]
    return "\n".join([head, *(by + line if line else line for line in lines[1:])])


def _items(items: list[str]) -> str:
    return "\n".join(_indented(item, "  ", "- ") for item in items)


def _numbered(items: list[str]) -> str:
    return "\n".join(_indented(item, "   ", f"{number}. ") for number, item in enumerate(items, 1))


def _quote(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _callout(text: str) -> str:
    return _quote(f"[!note]- Title\n{text}")


BLOCKS = st.recursive(
    st.one_of(
        WORDS,
        st.just("```\ncode\n```"),
        st.just("| a | b |\n|---|---|\n| 1 | 2 |"),
        st.just("| a | b\n|--|--\n1 |\n| 2 | 3 | 4 |"),
        st.just("## heading"),
        st.lists(WORDS, min_size=2, max_size=3).map("\n".join),
    ),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(_items),
        st.lists(inner, min_size=1, max_size=3).map(_numbered),
        inner.map(_quote),
        inner.map(_callout),
        st.lists(inner, min_size=2, max_size=3).map("\n\n".join),
    ),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(BLOCKS)
def test_the_outline_of_any_note_is_that_of_commonmark(note: str) -> None:
    assert outline(rendered(note)) == outline(REFERENCE.render(note))


# A fence that its quote or item ends is a problem that the page tells in a box of its own.
PROBLEMS = re.compile(r'<details class="notewright-problems.*?</details>', re.DOTALL)


@settings(max_examples=600, deadline=None, derandomize=True)
@given(documents)
def test_the_outline_of_a_document_of_any_make_is_that_of_commonmark(note: str) -> None:
    assert outline(PROBLEMS.sub("", rendered(note))) == outline(REFERENCE.render(note))
