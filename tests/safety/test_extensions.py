"""What the extensions of a site make of Markdown passes the list of HTML to the letter."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from markdown import Markdown
from material.extensions.emoji import to_svg, twemoji
from pymdownx.superfences import fence_code_format

from notewright.build.sanitize import sanitize

PAGE = Path(__file__).parent / "extensions.md"
MERMAID = {"name": "mermaid", "class": "mermaid", "format": fence_code_format}
EXTENSIONS: Mapping[str, Mapping[str, Any]] = {
    "abbr": {},
    "admonition": {},
    "attr_list": {},
    "def_list": {},
    "footnotes": {},
    "md_in_html": {},
    "sane_lists": {},
    "tables": {},
    "toc": {"permalink": True},
    "pymdownx.arithmatex": {"generic": True},
    "pymdownx.betterem": {},
    "pymdownx.blocks.caption": {},
    "pymdownx.blocks.html": {},
    "pymdownx.caret": {},
    "pymdownx.critic": {},
    "pymdownx.details": {},
    "pymdownx.emoji": {"emoji_index": twemoji, "emoji_generator": to_svg},
    "pymdownx.highlight": {"anchor_linenums": True, "line_spans": "__span", "pygments_lang_class": True},
    "pymdownx.inlinehilite": {},
    "pymdownx.keys": {},
    "pymdownx.magiclink": {},
    "pymdownx.mark": {},
    "pymdownx.progressbar": {},
    "pymdownx.quotes": {"callouts": True},
    "pymdownx.smartsymbols": {},
    "pymdownx.superfences": {"custom_fences": [MERMAID]},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {"custom_checkbox": True},
    "pymdownx.tilde": {},
}


def made(**highlight: object) -> str:
    settings = {name: dict(values) for name, values in EXTENSIONS.items()}
    settings["pymdownx.highlight"].update(highlight)
    return Markdown(extensions=list(EXTENSIONS), extension_configs=settings).convert(PAGE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("style", ["table", "inline", "pymdownx-inline"])
def test_everything_stays(style: str) -> None:
    page = made(linenums=True, linenums_style=style)

    assert sanitize(page) == page
    for part in ("twemoji", "tabbed-set", "task-list-control", "arithmatex", "footnote", "linenos", "mermaid", "keys"):
        assert part in page
