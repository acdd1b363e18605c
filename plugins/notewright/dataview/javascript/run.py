"""Runs the scripts of a build, each in an engine of its own, and reads what came of them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zlib import crc32

from notewright.dataview.context import Context
from notewright.dataview.error import EvaluationError, LimitError
from notewright.dataview.functions import FUNCTIONS
from notewright.dataview.javascript import ask_markdown, ask_time, ask_values, ask_vault  # noqa: F401  (they declare)
from notewright.dataview.javascript.engine import Engine
from notewright.dataview.javascript.failure import failure
from notewright.dataview.javascript.host import Host, Surroundings
from notewright.dataview.javascript.outcome import Outcome, ScriptError
from notewright.dataview.javascript.output import Output
from notewright.dataview.pages import Pages
from notewright.dataview.preferences import APP, Preferences
from notewright.values import from_datetime

_CAMEL = re.compile(r"_(\w)")


class Scripts:
    """The scripts of one build."""

    def __init__(
        self, pages: Pages, now: datetime, preferences: Preferences = APP, engine: Engine | None = None
    ) -> None:
        self.pages = pages
        self.now = now
        self.preferences = preferences
        self.engine = engine or Engine()
        self._page_texts: dict[str, str] = {}
        self._outcomes: dict[tuple[str, str, bool], Outcome | ScriptError] = {}

    def run(self, script: str, origin: str, *, inline: bool = False) -> Outcome:
        """What a script that stands in the note `origin` puts out; of an inline one also its value.

        Raises:
            ScriptError: when it fails, or takes more than it may.
        """
        key = (script, origin, inline)
        if key not in self._outcomes:
            self._outcomes[key] = self._run(script, origin, inline)
        outcome = self._outcomes[key]
        if isinstance(outcome, ScriptError):
            raise outcome
        return outcome

    def _run(self, script: str, origin: str, inline: bool) -> Outcome | ScriptError:
        """What comes of a script; a note that others embed is shown often, and runs once."""
        try:
            return self._ended(script, origin, inline)
        except ScriptError as error:
            return error

    def _ended(self, script: str, origin: str, inline: bool) -> Outcome:
        context = Context(self.pages, origin, self.now, preferences=self.preferences)
        host = Host(Surroundings(context, self._page_texts), self.engine.call)
        result = _read(self.engine.run(script, self._world(script, origin, inline), host.answer))
        if not isinstance(result.get("output"), list):
            raise failure(result, script)
        output = Output(host)
        try:
            nodes = output.read(result["output"])
        except (ValueError, TypeError, LookupError, AttributeError, EvaluationError, LimitError) as error:
            raise ScriptError(f"what the script puts on the page cannot be shown: {error}") from None
        except RecursionError:
            raise ScriptError("what the script puts on the page is nested too deeply", "limit") from None
        return Outcome(nodes, context.read, context.dependencies, tuple(output.failed))

    def _world(self, script: str, origin: str, inline: bool) -> Mapping[str, Any]:
        """What a script finds there; chance depends on the script and its note only."""
        return {
            "path": origin,
            "now": int(from_datetime(self.now).instant),
            "seed": crc32(f"{origin}\n{script}".encode("utf-8", "replace")),
            "inline": inline,
            "functions": sorted(FUNCTIONS),
            "settings": _settings(self.preferences),
        }


def _read(text: str) -> dict[str, Any]:
    """The result in a text; none in what is no JSON."""
    try:
        result = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return result if isinstance(result, dict) else {}


def _settings(preferences: Preferences) -> Mapping[str, Any]:
    """The author's settings under the names that the app has for them."""
    values = {name: getattr(preferences, name) for name in preferences.__dataclass_fields__}
    return {_CAMEL.sub(lambda found: found[1].upper(), name): value for name, value in values.items()}
