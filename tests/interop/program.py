# SPDX-FileCopyrightText: 2026 The libtbs authors
# SPDX-License-Identifier: MIT

"""The program under test, run as a user runs it."""

import json
import signal
import subprocess
import threading
import time


class ProgramError(Exception):
    """The program did not do what it is for."""


class Program:
    def __init__(self, path, folder, environment):
        self.path, self.folder, self.environment = path, folder, environment

    def run(self, *arguments, codes=(0,), timeout=120):
        """The lines of JSON that `tbs ARGUMENTS` prints."""
        command = [self.path, *arguments]
        shown = "tbs " + " ".join(arguments)
        try:
            ended = subprocess.run(command, cwd=self.folder, env=self.environment, capture_output=True, text=True,
                                   timeout=timeout, check=False)
        except subprocess.TimeoutExpired as error:
            raise ProgramError(f"{shown}: not done after {timeout} s") from error
        if ended.returncode not in codes:
            raise ProgramError(f"{shown}: exit code {ended.returncode}\n{ended.stdout}{ended.stderr}")
        return [json.loads(line) for line in ended.stdout.splitlines()]

    def listen(self, *arguments):
        return Listener([self.path, "listen", *arguments], self.folder, self.environment)


class Listener:
    """`tbs listen`, from the beginning to the end of a `with`."""

    def __init__(self, command, folder, environment):
        self.command, self.folder, self.environment = command, folder, environment
        self.lines, self.arrived = [], threading.Condition()

    def __enter__(self):
        self.errors = open(self.folder / "listen.err", "a+", encoding="utf-8")
        self.process = subprocess.Popen(self.command, cwd=self.folder, env=self.environment, text=True,
                                        stdout=subprocess.PIPE, stderr=self.errors)
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()
        return self

    def read(self):
        with open(self.folder / "listen.out", "a", encoding="utf-8") as copy:
            for text in self.process.stdout:
                copy.write(text)
                with self.arrived:
                    self.lines.append((time.monotonic(), json.loads(text)))
                    self.arrived.notify_all()

    def find(self, kind, **members):
        """The lines of a type whose members are these, each with when it was written."""
        with self.arrived:
            return [(moment, line) for moment, line in self.lines
                    if line["type"] == kind and all(line.get(key) == value for key, value in members.items())]

    def wait(self, kind, timeout, count=1, **members):
        """When the last of `count` such lines was written, and the line."""
        end = time.monotonic() + timeout
        with self.arrived:
            while len(found := self.find(kind, **members)) < count:
                left = end - time.monotonic()
                if left <= 0 or self.process.poll() is not None:
                    raise ProgramError(f"no line {kind} {members} from tbs listen, which {self.state()}")
                self.arrived.wait(min(left, 0.5))
        return found[count - 1]

    def state(self):
        code = self.process.poll()
        last = [line for _, line in self.lines[-5:]]
        self.errors.seek(0)
        said = "".join(self.errors.readlines()[-5:])
        return f"{'runs' if code is None else f'ended with {code}'}; its last lines: {last}; it said: {said}"

    def stop(self, timeout=60):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout)
        self.reader.join(timeout)
        if code != 0:
            raise ProgramError(f"tbs listen {self.state()}")

    def __exit__(self, *exception):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.reader.join(10)
        self.process.stdout.close()
        self.errors.close()
