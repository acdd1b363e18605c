"""A page for each tag, and one that lists them all."""

from __future__ import annotations

import html

from notewright.build.compile import Page
from notewright.build.draft import Draft
from notewright.build.listing import note_list
from notewright.build.passages import title_line
from notewright.build.tags import counted_tag, tag_chips, tag_link, tag_name, tags_href
from notewright.text.element import Element
from notewright.vault import Note
from notewright.vault.tags import ancestors


def tag_page(tag: str, draft: Draft) -> Page:
    """The notes that bear a tag or one below it; `tag` is folded."""
    vault = draft.project.vault
    paths = vault.tagged(tag)
    below = vault.tags_below(tag)
    count = f"{len(paths)} note{'s' if len(paths) > 1 else ''}"
    parts = [
        title_line(tag_name(vault, tag), draft),
        draft.stash.block(f'<p class="notewright-tags-above">{_way(tag, draft)} · {count}</p>'),
    ]
    if below:
        parts.append(draft.stash.put(tag_chips(below, draft)))
    parts.append(draft.stash.put(note_list(paths, draft, lambda note: _borne(note, tag, draft))))
    return Page(tag_name(vault, tag), "\n\n".join(parts) + "\n", draft.stash)


def _way(tag: str, draft: Draft) -> str:
    """Links to the list of tags and to the tags above this one, then this one's last level."""
    above = [tag_link(tag_name(draft.project.vault, part), draft) for part in reversed(ancestors(tag)[1:])]
    last = html.escape(tag_name(draft.project.vault, tag).rpartition("/")[2])
    return " / ".join([f'<a href="{tags_href(draft)}">Tags</a>', *above, last])


def _borne(note: Note, tag: str, draft: Draft) -> str:
    """The tags below this one that a note bears: they are why it is listed."""
    names = [name for name in note.tags if name.lower().startswith(f"{tag}/")]
    return draft.stash.inline(" ".join(tag_link(name, draft) for name in names)) if names else ""


def tags_page(draft: Draft) -> Page:
    """Every tag that stands alone or at the top, each with those below it."""
    vault = draft.project.vault
    top = [tag for tag in vault.tags if "/" not in tag]
    items = tuple(_entry(tag, draft) for tag in top)
    text = draft.stash.put(Element("ul", {"class": "notewright-tag-tree"}, items)) if items else "No note bears a tag."
    return Page("Tags", f"{title_line('Tags', draft)}\n\n{text}\n", draft.stash)


def _entry(tag: str, draft: Draft) -> Element:
    below = draft.project.vault.tags_below(tag)
    inner = (Element("ul", {}, tuple(_entry(other, draft) for other in below)),) if below else ()
    return Element("li", {}, (counted_tag(tag, draft), *inner))
