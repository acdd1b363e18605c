"""Scripts of notes: JavaScript that asks the vault through an object `dv`, run while the site is built.

A script runs in a process of its own kind (`worker`, `engine`), in an engine that knows neither files nor network nor a
clock. What it asks goes through a pipe to the build (`host`), whose values, pages and queries answer; what it puts out
comes back as a tree of elements (`output`). The JavaScript around it is in the folder `runtime`.
"""

from notewright.dataview.javascript.engine import Engine, is_installed
from notewright.dataview.javascript.outcome import Outcome, ScriptError
from notewright.dataview.javascript.run import Scripts

__all__ = ["Engine", "Outcome", "ScriptError", "Scripts", "is_installed"]
