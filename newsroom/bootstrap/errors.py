"""What a failed set-up says. Every expected failure becomes one line for a person."""

import sys


class SetupError(Exception):
    """One line: what happened and what to do now. ``details`` is what a tool printed, for a log file."""

    def __init__(self, message: str, details: str = "") -> None:
        super().__init__(message)
        self.details = details


def say(line: str) -> None:
    """One line of progress, on standard error: standard output belongs to the command."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
