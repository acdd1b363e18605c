"""What stands for a link to something private that has no text of its own."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from notewright.build.hidden import is_file
from notewright.vault.outlink import Outlink
from notewright.vault.plain import shown_target
from notewright.vault.syntax.redacted import FILE, MASK, NOTE, PLACEHOLDERS

if TYPE_CHECKING:
    from notewright.build.draft import Draft


def placeholder(words: str, draft: Draft) -> str:
    """Markdown for words that tell a reader only that something is private."""
    opening = draft.stash.inline('<span class="notewright-private">')
    return opening + draft.plain(words) + draft.stash.inline("</span>")


def unspoken(link: Outlink, path: str, label: str, draft: Draft) -> str:
    """Markdown for a link of an answer that leads to the private file `path`: its label, if that is not its name."""
    if link.embed:
        return ""
    return label if _has_words(link) else placeholder(words_for(link, path, draft), draft)


def words_for(link: Outlink, path: str, draft: Draft) -> str:
    """Plain words for the same link."""
    if link.embed:
        return ""
    if _has_words(link):
        return link.display or ""
    shown = shown_target(link.target, link.fragment)
    names = draft.project.settings.publish.private_names and not shown.startswith(MASK)
    return shown if names else PLACEHOLDERS[FILE if is_file(path) else NOTE]


def _has_words(link: Outlink) -> bool:
    """Whether a link has a text that is not its name."""
    shown = shown_target(link.target, link.fragment)
    return bool(link.display) and link.display not in {link.target, shown, posixpath.basename(shown)}
