"""The tags in the text of a list item, which the app looks for anew: also within words, links and code."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LIKE_A_TAG = re.compile(r"#[^\s\ufeff,;.:!?'\"`()\[\]{}]+")
_TAG = re.compile(r"#[^\u2000-\u206f\u2e00-\u2e7f'!\"#$%&()*+,.:;<=>?@^`{|}~\[\]\\\s\ufeff]*")


def item_tags(text: str) -> Sequence[str]:
    """The tags with their signs, each once."""
    if "#" not in text:
        return ()
    return list(dict.fromkeys(found for found in _LIKE_A_TAG.findall(text) if _TAG.fullmatch(found)))
