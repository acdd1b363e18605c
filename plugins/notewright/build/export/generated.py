"""The pages that no author wrote, as files of plain Markdown: a home page, and one for each tag."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from notewright.build.export.draft import ExportDraft
from notewright.build.export.escape import escape
from notewright.build.export.pieces import fill
from notewright.build.generated import GeneratedKind, GeneratedPage
from notewright.build.home import home_page
from notewright.build.listing import note_list
from notewright.build.stash import PLACE, Stash
from notewright.build.tags import tag_name, write_tag
from notewright.text import Source
from notewright.vault import read_note
from notewright.vault.tags import ancestors

_HOME = "Home"
_WRITTEN = (GeneratedKind.HOME, GeneratedKind.TAGS, GeneratedKind.TAG)


def generated_files(draft: ExportDraft) -> Mapping[str, str]:
    """The text of each such file, by its path; `draft` lends all but the file."""
    pages = (page for page in draft.project.generated if page.kind in _WRITTEN)
    return {page.source: _text(page, _for(draft, page.source)) for page in pages}


def _text(page: GeneratedPage, draft: ExportDraft) -> str:
    match page.kind:
        case GeneratedKind.HOME:
            return _home(draft)
        case GeneratedKind.TAGS:
            return "\n".join(["# Tags", "", *_tree(draft), ""])
        case _:
            return _tag(page.tag, draft)


def _for(draft: ExportDraft, file: str) -> ExportDraft:
    return replace(draft, file=file, note=read_note(Source(file, "")), stash=Stash(), quotes=True, definitions=[])


def _home(draft: ExportDraft) -> str:
    text = fill(home_page(_HOME, draft).markdown, draft.stash, held=False)
    return PLACE.sub("", text).strip() + "\n"  # nothing leads to the anchor of its title


def _tree(draft: ExportDraft, above: str = "", indent: str = "") -> Iterator[str]:
    """The tags below one, or those at the top, each with its number of notes and the tags below it."""
    vault = draft.project.vault
    for tag in vault.tags_below(above) if above else (tag for tag in vault.tags if "/" not in tag):
        yield f"{indent}-   {write_tag(tag_name(vault, tag), draft)} ({len(vault.tagged(tag))})"
        yield from _tree(draft, tag, indent + "    ")


def _tag(tag: str, draft: ExportDraft) -> str:
    """The notes that bear a tag, and the way to the tags above it and below."""
    vault = draft.project.vault
    above = [write_tag(tag_name(vault, part), draft) for part in reversed(ancestors(tag)[1:])]
    way = " / ".join([f"[Tags]({draft.way(f'{draft.project.tag_folder}/index.md')})", *above])
    below = " ".join(write_tag(tag_name(vault, part), draft) for part in vault.tags_below(tag))
    notes = fill(draft.stash.put(note_list(vault.tagged(tag), draft)), draft.stash, held=False)
    parts = [f"# {escape(tag_name(vault, tag))}", f"In {way}", below, notes]
    return "\n\n".join(part for part in parts if part) + "\n"
