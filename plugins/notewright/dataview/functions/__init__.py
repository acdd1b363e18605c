"""The functions of the query language, a module for each family. A new family is a new file here."""

from importlib import import_module
from pkgutil import iter_modules

from notewright.dataview.functions.registry import FUNCTIONS, QueryFunction

for _family in sorted(module.name for module in iter_modules(__path__)):
    import_module(f"{__name__}.{_family}")

__all__ = ["FUNCTIONS", "QueryFunction"]
