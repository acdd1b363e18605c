"""The address of each tag: one tag, one address, and no two share one."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from hashlib import sha256

from notewright.build.address import own_file, relative
from notewright.build.draft import Draft
from notewright.build.elements import ready
from notewright.text.element import Element, Markdown
from notewright.vault import Vault

# What stays in an address as it is; every other character is written as `~` and its number.
_PLAIN = re.compile(r"[\w-]")
_RESERVED = re.compile(r"|index|readme|con|prn|aux|nul|com[0-9]|lpt[0-9]")
# Most file systems take names of 255 bytes; a kept character has four at most.
_LONGEST, _KEPT = 200, 40


def tag_slug(tag: str) -> str:
    """The tag in an address. Case does not tell tags apart, any other difference does."""
    return "/".join(_level(part) for part in tag.lower().split("/"))


def _level(part: str) -> str:
    """One level of a tag as the name of a folder."""
    slug = "".join(sign if _PLAIN.match(sign) else f"~{ord(sign):x}~" for sign in part)
    if len(slug.encode()) > _LONGEST:
        # The cut may fall inside a character's number; the digest tells the tags apart.
        return f"{slug[:_KEPT]}~x{sha256(part.encode()).hexdigest()[:16]}"
    # An empty level (`a//b`) would vanish from an address, `index` is the name of the page that lists a folder, and
    # Windows has names that no folder may bear.
    return f"~{slug}" if _RESERVED.fullmatch(slug) else slug


def tag_source(tag: str, folder: str) -> str:
    """The path of the source file that the page of a tag pretends to have."""
    return f"{folder}/{tag_slug(tag)}.md"


def tag_href(tag: str, draft: Draft) -> str:
    """The link from a page to that of a tag, ready for an attribute: a slug needs no escaping."""
    project = draft.project
    file = own_file(tag_source(tag, project.tag_folder), project.addresses.directories)
    return relative(project.addresses.file_url(file), draft.url)


def tags_href(draft: Draft) -> str:
    """The link from a page to the list of all tags, ready for an attribute."""
    return relative(draft.project.addresses.file_url(f"{draft.project.tag_folder}/index.html"), draft.url)


def tag_link(tag: str, draft: Draft, *, hash_sign: bool = False) -> str:
    """HTML: a link to the page of a tag."""
    shown = html.escape(("#" if hash_sign else "") + tag)
    return f'<a class="notewright-tag" href="{tag_href(tag, draft)}">{shown}</a>'


def tag_chips(tags: Iterable[str], draft: Draft) -> Element:
    """A row of links to the pages of tags, each with the number of its notes."""
    return Element("p", {"class": "notewright-tags"}, tuple(counted_tag(tag, draft) for tag in tags))


def counted_tag(tag: str, draft: Draft) -> Markdown:
    """A link to the page of a tag, with the number of notes that bear it or one below it."""
    vault = draft.project.vault
    count = f' <span class="notewright-count">{len(vault.tagged(tag))}</span>'
    return ready(tag_link(tag_name(vault, tag), draft) + count, draft)


def tag_name(vault: Vault, tag: str) -> str:
    """The tag in the casing met first."""
    return vault.tags.get(tag.lower(), tag)
