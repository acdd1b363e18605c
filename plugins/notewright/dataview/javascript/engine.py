"""The process in which scripts run: started when the first one comes, ended when one takes too long."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import IO, Any

from notewright.dataview.javascript.failure import exhausted
from notewright.dataview.javascript.outcome import ScriptError
from notewright.dataview.javascript.watch import Watch

DISTRIBUTION = "quickjs-ng"
_WORKER = Path(__file__).parent / "worker.py"
_LARGEST = 64 * 1024**2

Answer = Callable[[str], str]
"""From a question of the script to its answer."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a script may take: seconds of its own, seconds with all that it asks for, and bytes of memory."""

    seconds: float = 10.0
    all_seconds: float = 30.0
    memory: int = 256 * 1024**2


def is_installed() -> bool:
    """Whether there is an engine; another package has a module of the same name."""
    try:
        return bool(version(DISTRIBUTION))
    except PackageNotFoundError:
        return False


class Engine:
    """Runs scripts one after the other. One that hangs or crashes costs only itself: the next gets a new process."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._process: subprocess.Popen[bytes] | None = None
        self._watch: Watch

    def run(self, script: str, world: Mapping[str, Any], answer: Answer) -> str:
        """The worker's result for a script, whose questions `answer` answers.

        Raises:
            ScriptError: when the process came to an end, or had to.
        """
        process = self._started()
        watch = self._watch = Watch(self.limits.seconds, self.limits.all_seconds, process.kill)
        try:
            job = {"script": script, "world": world, "memory": self.limits.memory}
            self._send("<", json.dumps(job))
            return self._converse(answer)
        except (OSError, EOFError):
            self.close()
            raise ScriptError(self._end_of(watch), "limit") from None
        finally:
            watch.stop()
            if watch.is_over:
                self.close()  # it may have been ended right after its result

    def call(self, text: str, answer: Answer) -> str:
        """What a function of the running script returns; it may ask for something too."""
        with self._watch.calling():
            self._send("(", text)
            sign, returned = self._receive(answer)
        if sign != ")":
            raise EOFError
        return returned

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in self._pipes():
                with suppress(OSError):  # what was not read yet has no reader any more
                    pipe.close()
            self._process = None

    def __del__(self) -> None:
        self.close()

    def _end_of(self, watch: Watch) -> str:
        """Why a process came to an end."""
        if watch.is_all_over:
            return (
                f"the script and the answers to what it asks took more than {self.limits.all_seconds:g} seconds; "
                "let it ask for less, or less often"
            )
        if watch.is_over:
            return f"the script ran for more than {self.limits.seconds:g} seconds"
        return "the script brought the JavaScript engine down"

    def _converse(self, answer: Answer) -> str:
        sign, text = self._receive(answer)
        if sign == "!":
            raise exhausted(str(json.loads(text)))
        return text

    def _receive(self, answer: Answer) -> tuple[str, str]:
        """The next message that is no question; questions are answered."""
        while True:
            line = self._pipes()[1].readline(_LARGEST)
            if not line.endswith(b"\n"):
                raise EOFError
            sign, text = chr(line[0]), line[1:-1].decode("utf-8", "replace")
            if sign != "?":
                return sign, text
            with self._watch.answering():
                reply = answer(text)
            self._send("=", reply)

    def _send(self, sign: str, text: str) -> None:
        pipe = self._pipes()[0]
        pipe.write(f"{sign}{text}\n".encode())
        pipe.flush()

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        """Those into the process and out of it."""
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            raise EOFError
        return process.stdin, process.stdout

    def _started(self) -> subprocess.Popen[bytes]:
        """The process; a new one where there is none, or it has ended."""
        if self._process is not None and self._process.poll() is not None:
            self.close()
        if self._process is None:
            command = [sys.executable, "-I", "-B", str(_WORKER)]
            pipe = subprocess.PIPE
            # Whatever the engine itself writes has no reader.
            self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)
        return self._process
