"""What stands for a link to something private that has no text of its own."""

from __future__ import annotations

import posixpath

from notewright.build.draft import Draft
from notewright.build.hidden import MASK, is_file
from notewright.vault.outlink import Outlink
from notewright.vault.plain import shown_target
from notewright.vault.syntax.redacted import FILE, NOTE, PLACEHOLDERS


def placeholder(words: str, draft: Draft) -> str:
    """Markdown for words that tell a reader only that something is private."""
    opening = draft.stash.inline('<span class="notewright-private">')
    return opening + draft.plain(words) + draft.stash.inline("</span>")


def unspoken(link: Outlink, path: str, label: str, draft: Draft) -> str:
    """Markdown for a link of an answer that leads to the private file `path`: its label, if that is not its name."""
    if link.embed:
        return ""
    shown = shown_target(link.target, link.fragment)
    if link.display and link.display not in {link.target, shown, posixpath.basename(shown)}:
        return label
    names = draft.project.settings.publish.private_names and not shown.startswith(MASK)
    return placeholder(shown if names else PLACEHOLDERS[FILE if is_file(path) else NOTE], draft)
