"""The process that runs scripts: `python -I worker.py`, which has the engine and this file, and nothing of the build.

It reads a job, runs it in an engine of its own, and asks the build whenever the script asks for something.
Each message is a sign and a line of text: `<` a job, `?` a question, `=` its answer, `(` a call of one of the script's
functions and `)` what that returned, `.` the result, `!` the reason why there is none.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

import quickjs

LARGEST = 32 * 1024**2
STACK = 1024 * 1024


class Worker:
    """The two pipes to the build, and the runtime that every script gets."""

    def __init__(self, inbox: BinaryIO, outbox: BinaryIO) -> None:
        self.inbox = inbox
        self.outbox = outbox
        files = sorted((Path(__file__).parent / "runtime").glob("*.js"))
        runtime = "\n".join(file.read_text(encoding="utf-8") for file in files)
        self.runtime = f'(function () {{"use strict";\n{runtime}\n}})()'
        self.control: Any = None

    def serve(self) -> None:
        """Run jobs until the build closes the pipe."""
        while line := self.inbox.readline():
            job = json.loads(line[1:])
            try:
                self.send(b".", self.run(job))
            except Exception as error:  # out of memory, the engine can fail anywhere
                self.control = None
                self.send(b"!", json.dumps(str(error)))

    def run(self, job: dict[str, Any]) -> str:
        """What came of a script."""
        self.control = None  # the engine of the script before is free to go
        context = quickjs.Context()
        context.set_memory_limit(job["memory"])
        context.set_max_stack_size(STACK)
        context.add_callable("__host", self.ask)
        context.set("__world", json.dumps(job["world"]))
        self.control = context.eval(self.runtime)
        self.control("start", job["script"])
        self.settle(context)
        if not self.control("finished"):
            return json.dumps({"unsettled": True})
        return str(self.control("result"))

    def settle(self, context: quickjs.Context) -> None:
        """Do what the script has put off, until it is finished or nothing is left to do."""
        while True:
            while context.execute_pending_job():
                pass
            if not self.control("wait"):
                return

    def ask(self, question: str) -> str:
        """The build's answer. An error here would leave the engine in an unknown state."""
        try:
            if len(question) > LARGEST:
                return '{"error": "the script hands over more than the build takes at once"}'
            self.send(b"?", question)
            while True:
                line = self.inbox.readline()
                text = line[1:-1].decode("utf-8")
                if line[:1] != b"(":
                    return text or '{"error": "the build does not answer"}'
                self.send(b")", self.call(text))
        except Exception as error:
            return json.dumps({"error": str(error)})

    def call(self, text: str) -> str:
        """What a function of the script returns to the build."""
        try:
            return str(self.control("call", text))
        except Exception as error:
            return json.dumps({"error": str(error).split("\n")[0]})

    def send(self, sign: bytes, text: str) -> None:
        """Write a message."""
        self.outbox.write(sign + text.encode("utf-8", "surrogatepass").replace(b"\n", b" ") + b"\n")
        self.outbox.flush()


def limit() -> None:
    """Take from this process what a script has no use for, where the system can do that."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for name, most in (("RLIMIT_FSIZE", 0), ("RLIMIT_CORE", 0), ("RLIMIT_AS", 2 * 1024**3)):
        if hasattr(resource, name):
            number = getattr(resource, name)
            hard = resource.getrlimit(number)[1]
            least = most if hard == resource.RLIM_INFINITY else min(most, hard)
            with suppress(ValueError, OSError):  # macOS has limits that cannot be set
                resource.setrlimit(number, (least, least))


if __name__ == "__main__":
    limit()
    Worker(sys.stdin.buffer, sys.stdout.buffer).serve()
