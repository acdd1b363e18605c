"""One file for each kind of token that an export writes otherwise than a page, in the form of the handlers of pages."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Mapping

from notewright.build.draft import Draft
from notewright.build.handlers import Handler, find_handlers
from notewright.build.stash import PLACE, Anchor, Code, Embed, Inset, Piece, Raw, cleaned
from notewright.text.element import Element
from notewright.vault.token import Token

_COMMENT = re.compile(r"%%.*?%%")
_KNOWN = (Anchor, Code, Element, Embed, Inset, Raw)


def find_export_handlers() -> Mapping[type[Token], Handler]:
    """The handler of every kind of token: that of the export, else that of pages."""
    found: dict[type[Token], Handler] = {kind: _as_written(handler) for kind, handler in find_handlers().items()}
    for info in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{info.name}")
        found[module.TOKEN] = module.handle
    return found


def _as_written(handler: Handler) -> Handler:
    """The handler; where it gives what only a page can show, the token stays as its author wrote it."""

    def handle(token: Token, draft: Draft) -> str:
        text = handler(token, draft)
        pieces = (draft.stash.pieces[int(found[1])] for found in PLACE.finditer(text))
        if all(type(piece) is Piece or isinstance(piece, _KNOWN) for piece in pieces):
            return text
        return _COMMENT.sub("", cleaned(draft.written(token)))

    return handle
