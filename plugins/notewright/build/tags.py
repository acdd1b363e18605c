"""The address of each tag: one tag, one address, and no two share one."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from notewright.build.address import own_file, relative
from notewright.build.draft import Draft
from notewright.text.element import Element, Markdown
from notewright.vault import Vault

# What stays in an address as it is; every other character is written as `~` and its number.
_PLAIN = re.compile(r"[\w-]")


def tag_slug(tag: str) -> str:
    """The tag in an address. Case does not tell tags apart, any other difference does."""
    folded = tag.casefold().strip("/")
    slug = "".join(
        character if character == "/" or _PLAIN.match(character) else f"~{ord(character):x}~" for character in folded
    )
    # An empty level (`a//b`) would vanish from an address, and `index` is the name of the page that lists a folder.
    return "/".join(part if part not in {"", "index", "readme"} else f"~{part}" for part in slug.split("/"))


def tag_source(tag: str, folder: str) -> str:
    """The path of the source file that the page of a tag pretends to have."""
    return f"{folder}/{tag_slug(tag)}.md"


def tag_href(tag: str, draft: Draft) -> str:
    """The link from a page to that of a tag, ready for an attribute: a slug needs no escaping."""
    project = draft.project
    file = own_file(tag_source(tag, project.tag_folder), project.addresses.directories)
    return relative(project.addresses.file_url(file), draft.url)


def tag_link(tag: str, draft: Draft, *, hash_sign: bool = False) -> str:
    """HTML: a link to the page of a tag."""
    shown = html.escape(("#" if hash_sign else "") + tag)
    return f'<a class="notewright-tag" href="{tag_href(tag, draft)}">{shown}</a>'


def write_tag(tag: str, draft: Draft, *, hash_sign: bool = False) -> str:
    """Markdown for a link to the page of a tag."""
    own = draft.own_tag(tag, hash_sign)
    return draft.stash.inline(tag_link(tag, draft, hash_sign=hash_sign)) if own is None else own


def tag_chips(tags: Iterable[str], draft: Draft) -> Element:
    """A row of links to the pages of tags."""
    names = (tag_name(draft.project.vault, tag) for tag in tags)
    return Element("p", {"class": "notewright-tags"}, tuple(Markdown(write_tag(name, draft)) for name in names))


def tags_below(vault: Vault, tag: str) -> list[str]:
    """The tags one level below a tag."""
    level = tag.count("/") + 1
    return [other for other in vault.tags if other.startswith(f"{tag}/") and other.count("/") == level]


def tag_name(vault: Vault, tag: str) -> str:
    """The tag in the casing met first."""
    return vault.tags.get(tag.casefold(), tag)
