"""`[text](target)` and `![text](file)`: those that lead into the vault; addresses of the web stay as they are."""

from __future__ import annotations

from notewright.build.draft import Draft
from notewright.build.embed import embed
from notewright.build.label import write_label
from notewright.build.link import write_link
from notewright.build.link_attributes import attributes_of
from notewright.build.raw_html import report_address, write_html
from notewright.build.stash import cleaned
from notewright.build.web_media import web_media
from notewright.vault.outlink import outlink_of
from notewright.vault.syntax.markdown_link import MarkdownLink, match
from notewright.vault.syntax.redacted import unveiled
from notewright.vault.uncommented import uncommented

TOKEN = MarkdownLink


def handle(token: MarkdownLink, draft: Draft) -> str:
    """The link, image, text, or part of another note."""
    link = outlink_of(token)
    if link is None and token.image and (shown := web_media(token, draft)):
        return draft.stash.inline(shown)
    if link is None:
        report_address(token, draft)
        opening = "![" if token.image else "["
        text = cleaned(uncommented(token.text)) if token.image else write_label(token.text, draft)
        return opening + text + cleaned(_without_comments(_behind_text(token, draft), token))
    if link.embed and (shown := embed(link, draft)):
        return shown
    return write_link(link, write_label(token.text, draft), draft, uncommented(token.title), _attributes(token, draft))


def _behind_text(token: MarkdownLink, draft: Draft) -> str:
    """What stands behind the text of a link, as it is written."""
    source = draft.note.source.text[token.span.start : token.span.end]
    read = match(source, 0, len(source))
    start = len("![" if token.image else "[") + len(read.text if read else token.text)
    return unveiled(source[start:])


def _without_comments(rest: str, token: MarkdownLink) -> str:
    """What stands behind the text of a link, without the comments in the title, which the token does not have."""
    start = rest.rfind(")") - len(token.title) - 1 if "%%" in rest else len(rest)
    return rest[:start] + uncommented(rest[start:])


def _attributes(token: MarkdownLink, draft: Draft) -> str:
    """The attributes behind a link, as far as notes may use them; they are finished HTML."""
    attributes = attributes_of(token, draft.note.source.text)
    name = "img" if token.image else "a"
    return write_html(f"<{name}{attributes}>", token.span, draft)[len(name) + 1 : -1] if attributes else ""
