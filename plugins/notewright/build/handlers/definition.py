"""`[name]: Note.md`: the links that use the name have its target already."""

from __future__ import annotations

from notewright.build.draft import Draft
from notewright.vault.reference import Definition

TOKEN = Definition


def handle(token: Definition, draft: Draft) -> str:
    """Nothing."""
    return ""
