"""What queries know of a note: its fields, its list items and tasks, and what its file says.

`page` gives all of it; everything but the fields is worked out when it is first asked for.
"""

from notewright.dataview.data.file import Facts, item_field_names
from notewright.dataview.data.item import ITEM_NAMES
from notewright.dataview.data.page import page
from notewright.dataview.data.problem import field_problems
from notewright.dataview.data.tags import tags

__all__ = ["ITEM_NAMES", "Facts", "field_problems", "item_field_names", "page", "tags"]
