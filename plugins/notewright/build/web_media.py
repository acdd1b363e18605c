"""`![…](https://…)`: pictures of the web, and boxes that lead to films and posts.

A film or post in the page would ask another site for it, and tell that site who reads; a box does so when it is
clicked.
"""

from __future__ import annotations

import html
import re
from urllib.parse import quote, urlsplit

from notewright.build.draft import Draft
from notewright.build.media import caption, card, picture
from notewright.vault.syntax.markdown_link import MarkdownLink

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_SAFE = "!#$%&'()*+,-./:;=?@_~"
_VIDEO = re.compile(r"(?:https?:)?//(?:www\.|m\.|music\.)?(?:youtu\.be/|youtube(?:-nocookie)?\.com/)", re.IGNORECASE)
_POST = re.compile(r"(?:https?:)?//(?:www\.|mobile\.)?(?:x|twitter)\.com/\w++/status/\d++", re.IGNORECASE)
_WEB = re.compile(r"(?:https?:)?//", re.IGNORECASE)


def web_media(token: MarkdownLink, draft: Draft) -> str:
    """HTML for what an image of the web shows; empty for one that Markdown can show as well."""
    if not _WEB.match(token.target):
        return ""
    address = html.escape(quote(html.unescape(_ESCAPED.sub(r"\1", token.target)), safe=_SAFE))
    shown = caption(token.text)
    if _VIDEO.match(token.target):
        return card(address, html.escape(shown.text or "Video"), _host(token.target), draft)
    if _POST.match(token.target):
        return card(address, html.escape(shown.text or "Post"), _host(token.target), draft)
    if not shown.width:
        return ""
    return picture(address, html.escape(shown.text), token.title, shown.size)


def _host(address: str) -> str:
    return html.escape((urlsplit(address).hostname or "").removeprefix("www."))
