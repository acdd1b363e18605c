"""What queries know of a note: its fields, its list items and tasks, and what its file says.

`page` gives all of it; everything but the fields is worked out when it is first asked for.
"""

from notewright.dataview.data.file import Facts
from notewright.dataview.data.page import page
from notewright.dataview.data.tags import tags

__all__ = ["Facts", "page", "tags"]
