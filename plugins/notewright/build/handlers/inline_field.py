"""`[key:: value]`: boxes, as the app shows them while it reads a note."""

from __future__ import annotations

from notewright.build.draft import Draft
from notewright.build.elements import inline_nodes
from notewright.build.inline_fields import InlineField
from notewright.dataview import render_field_value
from notewright.values import from_inline
from notewright.vault.token import Prose

TOKEN = InlineField


def handle(token: InlineField, draft: Draft) -> str:
    """The box. A value that is more than text, such as a date, is shown as queries show it."""
    opening = '<span class="notewright-field dataview inline-field">'
    value = _value(token, draft)
    if not token.shows_key:
        shown = draft.stash.within(
            f'<span class="dataview inline-field-standalone-value" {token.attributes}>', value, "</span>"
        )
    else:
        key_opening = f'<span class="dataview inline-field-key" {token.attributes}>'
        key = draft.stash.within(key_opening, draft.write(token.key_tokens), "</span>")
        shown = key + draft.stash.within('<span class="dataview inline-field-value">', value, "</span>")
    return draft.stash.inline(opening) + shown + draft.stash.inline("</span>")


def _value(token: InlineField, draft: Draft) -> str:
    value = from_inline(token.value)
    is_written = isinstance(value, str) and value == token.value
    if is_written or not all(isinstance(part, Prose) for part in token.value_tokens):
        return draft.write(token.value_tokens)
    return inline_nodes(render_field_value(value, draft.project.preferences), draft)
