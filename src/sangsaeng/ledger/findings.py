"""What a check found: one line for each thing that holds or does not."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing that was checked, in both languages; the code names the kind of check."""

    code: str
    is_sound: bool
    korean: str
    english: str

    def __str__(self) -> str:
        return f"{'✔' if self.is_sound else '✘'} {self.korean} / {self.english}"


def holds(code: str, korean: str, english: str) -> Finding:
    """Say that something holds."""
    return Finding(code, True, korean, english)


def fails(code: str, korean: str, english: str) -> Finding:
    """Say that something does not hold."""
    return Finding(code, False, korean, english)
