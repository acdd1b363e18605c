"""Bytes that editors leave in notes: a page is made of them all the same."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from rendered import rendered_page

from notewright.build.open import open_project
from notewright.build.settings import Cache, Links, Settings

CHOSEN = Settings(Links(backlinks=False, properties=False), cache=Cache(dir=""))
NOTES: dict[str, tuple[bytes, str]] = {
    "line ends of Windows": (b"a\r\n- b\r\n  - c\r\n", "<p>a</p>\n<ul>\n<li>b<ul>\n<li>c</li>"),
    "line ends of old systems": (b"a\r\r# b\r", '<p>a</p>\n<h1 id="b">b</h1>'),
    "properties with line ends of Windows": (b"---\r\ntitle: T\r\n---\r\na\r\n", "<p>a</p>"),
    "a mark of byte order": (b"\xef\xbb\xbf---\ntitle: T\n---\n- a\n", "<ul>\n<li>a</li>"),
    "a null byte": (b"a\x00b\n", "<p>a\ufffdb</p>"),
    "the signs that Python-Markdown keeps for itself": (b"a\x02wzxhzdk:0\x03b\n", "b</p>"),
    "the same in code": (b"```\na\x02wzxhzdk:0\x03b\n```\n", "b\n</code>"),
    "the same in HTML": (b"<div>a\x02wzxhzdk:0\x03b</div>\n", "b</div>"),
    "a form feed": (b"a\x0cb\n\n\x0c- c\n", "- c"),
    "separators of lines and paragraphs": ("- a\u2028b\u2029c\u0085d\n".encode(), "<li>a\u2028b\u2029c\u0085d</li>"),
    "noncharacters": ("a\ufdd00\ufdd1b\n".encode(), "<p>a\ufffd0\ufffdb</p>"),
    "a very long line": (b"word " * 20_000 + b"end\n", "end</span></p>"),
    "a long word": (b"x" * 50_000 + b"end\n", "end</span></p>"),
}


@pytest.mark.parametrize(("data", "html"), NOTES.values(), ids=NOTES.keys())
def test_a_page_is_made(data: bytes, html: str, tmp_path: Path) -> None:
    file = tmp_path / "note.md"
    file.write_bytes(data)
    project = open_project({"note.md": file}, tmp_path, tmp_path, CHOSEN, datetime(2026, 1, 1, tzinfo=UTC))

    assert html in rendered_page(project, "note.md")
