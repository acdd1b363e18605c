"""The cells of one note, one after the other, in the process that is theirs alone."""

from __future__ import annotations

import ast
import faulthandler
import linecache
import os
import random
import sys
import tempfile
import time
import types
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from notewright.examples import failure, outputs
from notewright.examples.cell import Cell
from notewright.examples.guard import Guard
from notewright.examples.job import Job, Result
from notewright.examples.left_behind import end_children, left_behind
from notewright.examples.limits import adopt_orphans, limit, release_reserve
from notewright.examples.outcome import CellFailure
from notewright.examples.output import Output
from notewright.examples.printed import Printed
from notewright.examples.recorder import Library, Recorder
from notewright.examples.supervise import DUMP, PRINTED, TEMPORARY

# What `plt.show()` says where there is no window to show it in; the figure is on the page.
_SHOWN = ".*is non-interactive, and thus cannot be shown"


class Session:
    """The state that the cells of a note share. There is one for each process."""

    def __init__(self, job: Job, scratch: Path, library: Library) -> None:
        settings = job.settings
        self._job = job
        self._process = os.getpid()
        self._dump = (scratch / DUMP).open("wb")
        self._printed = Printed(scratch / PRINTED, settings.output_limit)
        self._namespace = _main_module()
        self._lines: list[str] = []
        self._recorder = Recorder(settings.root, settings.python_path, library)
        _seed()
        _close_input()
        tempfile.tempdir = os.environ["TMPDIR"] = str(scratch / TEMPORARY)
        os.chdir(job.folder)
        sys.path[:0] = [str(place) for place in (*settings.python_path, settings.root)]
        adopt_orphans()
        self._guard = Guard()
        self._recorder.install()
        limit(settings.memory, sum(job.timeouts()) * (os.cpu_count() or 1))
        faulthandler.enable(self._dump)
        sys.addaudithook(_audit(self._guard, self._recorder))

    def run(self, send: Callable[[Result], None]) -> None:
        """Run the cells up to the first that fails."""
        for number, (cell, timeout) in enumerate(zip(self._job.note.cells, self._job.timeouts(), strict=True), 1):
            faulthandler.dump_traceback_later(timeout, exit=True, file=self._dump)
            result = self._run(cell, f"{cell.path}#{number}")
            faulthandler.cancel_dump_traceback_later()
            send(result)
            if result.failure:
                break
        end_children()

    def _run(self, cell: Cell, salt: str) -> Result:
        start = time.perf_counter()
        made: list[Output] = []
        problem: CellFailure | None = None
        try:
            problem = self._outcome(cell, salt, made)
        except BaseException as error:  # SystemExit and KeyboardInterrupt end a cell, not the build
            release_reserve()
            problem = failure.raised(cell, error)
        made[:0] = self._take()
        if problem is None and left_behind():
            problem = failure.left_process(cell)
        if problem:
            return Result(tuple(made), problem, time.perf_counter() - start, ())
        self._recorder.coarse = self._guard.processes > 0
        return Result(tuple(made), None, time.perf_counter() - start, self._recorder.dependencies())

    def _outcome(self, cell: Cell, salt: str, made: list[Output]) -> CellFailure | None:
        """Run a cell and add what it puts out to `made`."""
        try:
            value = self._execute(cell)
        except BaseException as error:
            if not _is_expected(error, cell.options.raises):
                raise
            made += [*outputs.collect(salt), Output("error", failure.describe(error) + "\n")]
            return None
        finally:
            if os.getpid() != self._process:
                os._exit(0)  # a fork of the cell's own, which ran on to here
        if value is not None:
            made += outputs.outputs_of(value, salt)
        made += outputs.collect(salt)
        self._printed.check()
        return failure.not_raised(cell) if cell.options.raises else None

    def _execute(self, cell: Cell) -> object:
        """Run the code under the note's own line numbers; the value of a last expression, unless `;` follows it."""
        self._show_lines(cell)
        tree = ast.parse("\n" * (cell.line - 1) + cell.code, cell.path)
        last = tree.body[-1] if tree.body else None
        if not isinstance(last, ast.Expr):
            exec(compile(tree, cell.path, "exec", dont_inherit=True), self._namespace)
            return None
        del tree.body[-1]
        exec(compile(tree, cell.path, "exec", dont_inherit=True), self._namespace)
        expression = compile(ast.Expression(last.value), cell.path, "eval", dont_inherit=True)
        value: object = eval(expression, self._namespace)
        return None if _is_muted(cell, last) else value

    def _show_lines(self, cell: Cell) -> None:
        """Let tracebacks find the note's lines."""
        missing = cell.line - 1 - len(self._lines)
        self._lines += [*["\n"] * missing, *[f"{line}\n" for line in cell.code.split("\n")]]
        linecache.cache[cell.path] = (sum(map(len, self._lines)), None, self._lines, cell.path)

    def _take(self) -> list[Output]:
        text = self._printed.take()
        return [Output("text", text)] if text else []


def _is_muted(cell: Cell, last: ast.Expr) -> bool:
    assert last.end_lineno is not None
    assert last.end_col_offset is not None
    line = cell.code.split("\n")[last.end_lineno - cell.line]
    return line.encode()[last.end_col_offset :].lstrip().startswith(b";")


def _is_expected(error: BaseException, name: str) -> bool:
    return any(name in (kind.__name__, f"{kind.__module__}.{kind.__qualname__}") for kind in type(error).__mro__)


def _main_module() -> dict[str, Any]:
    """The namespace of the cells, known as `__main__` to whatever looks for a class by its module."""
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    return vars(module)


def _seed() -> None:
    random.seed(0)
    numpy: Any = sys.modules.get("numpy")
    if numpy:
        numpy.random.seed(0)
    warnings.filterwarnings("ignore", message=_SHOWN)
    # Without file and line: both would change when the note does.
    warnings.formatwarning = lambda message, category, *_, **__: f"{category.__name__}: {message}\n"


def _close_input() -> None:
    empty = os.open(os.devnull, os.O_RDONLY)
    os.dup2(empty, 0)
    sys.stdin = os.fdopen(empty)


def _audit(*watchers: Guard | Recorder) -> Callable[[str, tuple[Any, ...]], None]:
    handlers: dict[str, list[Callable[..., None]]] = {}
    for watcher in watchers:
        for event, handler in watcher.events().items():
            handlers.setdefault(event, []).append(handler)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        for handler in handlers.get(event, ()):
            handler(*arguments)

    return hook
