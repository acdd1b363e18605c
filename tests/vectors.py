"""The notes that would run a program, from the cases in `tests/safety`."""

from __future__ import annotations

from pathlib import Path

from cases import read_cases
from rendered import converted, project_of

from notewright.build.settings import Publish, Settings

_CASES = Path(__file__).parent / "safety" / "cases" / "vectors.md"
_EXTENSIONS = (
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "pymdownx.arithmatex",
    "pymdownx.blocks.html",
    "pymdownx.caret",
    "pymdownx.critic",
    "pymdownx.details",
    "pymdownx.emoji",
    "pymdownx.inlinehilite",
    "pymdownx.keys",
    "pymdownx.smartsymbols",
    "pymdownx.tabbed",
)


def vectors() -> list[str]:
    """The text of each note."""
    found: list[str] = []
    for case in read_cases(_CASES):
        for name, text in case.parts:
            found.extend([text] if name == "note" else text.splitlines())
    return found


def page_of(text: str, *, html: str = "safe") -> str:
    """The page of a note with its title, properties and problems, on a site with many extensions."""
    settings = Settings(publish=Publish(html=html))
    return converted(
        project_of({"note.md": text, "other.md": "See [[note]].\n"}, settings),
        "note.md",
        {name: {} for name in _EXTENSIONS},
    )
