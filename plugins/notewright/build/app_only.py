"""What only the app, or a plugin of it, can show: in its place the page says so, and nothing of its text is shown."""

from __future__ import annotations

import html
from collections.abc import Mapping

from notewright.build.draft import Draft
from notewright.text import Severity, Span
from notewright.vault.token import Fence

_SHOWN: Mapping[str, tuple[str, str]] = {
    "query": (
        "This list is made by Obsidian's search, and is not shown here.",
        "a `query` block is answered by Obsidian's search only; write it as a `dataview` block",
    ),
    "base": (
        "This view of notes is made by Obsidian, and is not shown here.",
        "a `base` block is answered by Obsidian only; write it as a `dataview` block",
    ),
    "tasks": (
        "This list of tasks is made by a plugin of Obsidian, and is not shown here.",
        "a `tasks` block is answered by a plugin of Obsidian only; write it as a `dataview` block",
    ),
    "excalidraw": (
        "This drawing is made by a plugin of Obsidian, and is not shown here.",
        "a drawing is shown by a plugin of Obsidian only; export it as an image and embed that",
    ),
}
_OTHER_NAMES = {"compressed-json": "excalidraw"}  # the plugin's own form of a drawing


def app_only_box(token: Fence, draft: Draft) -> str | None:
    """What stands in the place of a block; None for a block that a page can show."""
    language = _OTHER_NAMES.get(token.language, token.language)
    if language not in _SHOWN:
        return None
    shown, message = _SHOWN[language]
    line = draft.note.source.text.find("\n", token.span.start)
    place = Span(token.span.start, line if 0 <= line < token.span.end else token.span.end)
    draft.report(place, "NOTE021", Severity.WARNING, message)
    return draft.stash.block(f'<div class="notewright-app-only" role="note"><p>{html.escape(shown)}</p></div>')
