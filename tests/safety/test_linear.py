"""The time that a page takes, from its text to its HTML, grows with the text, whatever is in it."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest
from rendered import converted, project_of

Maker = Callable[[int], str]
TEXTS: dict[str, tuple[int, Maker]] = {
    "links": (10_000, lambda n: "".join(f"See [[other|x{i}]] here.\n\n" for i in range(n))),
    "links on a line": (4_000, lambda n: "[[other]] and [b](other.md) " * n),
    "paragraphs": (4_000, lambda n: "Some *text* and `code` here.\n\n" * n),
    "a line": (400_000, lambda n: "word " * (n // 5)),
    "headings": (4_000, lambda n: "".join(f"## h {i}\n\n" for i in range(n))),
    "footnotes": (2_000, lambda n: "".join(f"a[^{i}]\n\n[^{i}]: b\n\n" for i in range(n))),
    "items": (4_000, lambda n: "- item *a*\n" * n),
    "lines a hundred quotes deep": (100, lambda n: ("> " * 99 + "a\n\n") * n),
    "callouts": (1_000, lambda n: "> [!note] t\n> a\n\n" * n),
    "blocks of HTML": (3_000, lambda n: "<div>\na\n</div>\n\n" * n),
    "HTML in HTML": (10_000, lambda n: "<div>\n" * n + "a\n" + "</div>\n" * n),
    "HTML in HTML with Markdown": (2_000, lambda n: "<div markdown>\n" * n + "a\n" + "</div>\n" * n),
    "tags in a line": (10_000, lambda n: "a " + "<b>" * n),
    "cells": (20_000, lambda n: "| a | b |\n|---|---|\n" + "| c | d |\n" * (n // 2)),
    "a row": (10_000, lambda n: "| a " * n + "|\n" + "|---" * n + "|\n" + "| b " * n + "|\n"),
    "brackets in brackets": (8_000, lambda n: "[" * n + "a" + "]" * n),
    "brackets not closed": (8_000, lambda n: "a[" * n),
    "embeds not closed": (6_000, lambda n: "![[" * n),
    "links not closed": (4_000, lambda n: "[a](b " * n),
    "stars not closed": (8_000, lambda n: "a *b " * n),
    "stress in stress": (4_000, lambda n: "*a **b " * n + "** c*" * n),
    "marks not closed": (8_000, lambda n: "==a " * n),
    "tags not closed": (10_000, lambda n: "<a " * n),
    "attributes not closed": (10_000, lambda n: '<a b="' * n),
    "scripts not closed": (10_000, lambda n: "a <script> " * n),
    "comments of HTML not closed": (10_000, lambda n: "<div>\n" + "<!-- \n" * n),
    "dollars": (10_000, lambda n: "$a " * n),
    "percent signs": (10_000, lambda n: "a %% \n" * n),
    "backticks": (8_000, lambda n: "`a ``b " * n),
}


def seconds(text: str) -> float:
    start = process_time()
    converted(project_of({"note.md": text, "other.md": "Text."}), "note.md")
    return process_time() - start


@pytest.mark.slow
@pytest.mark.parametrize(("size", "make"), TEXTS.values(), ids=TEXTS.keys())
def test_time_grows_with_the_text(size: int, make: Maker) -> None:
    small, large = (min(seconds(make(n)) for _ in range(2)) for n in (size // 4, size))

    # Four times the text takes four times as long, and sixteen times if it is quadratic; see tests/vault/test_linear.
    assert large < 10 * max(small, 0.01)


@pytest.mark.parametrize("opening", ["> ", "- ", "[", "*", "<div>\n", "<div markdown>\n", "> [!note] a\n> "])
def test_a_hundred_in_one_another_are_a_page(opening: str) -> None:
    assert "the end" in converted(project_of({"note.md": opening * 100 + "the end"}), "note.md")
