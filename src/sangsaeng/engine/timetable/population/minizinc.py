"""MiniZinc data: assignments of numbers, sets, ranges and arrays, as published fairs are kept in."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sangsaeng.engine.timetable.faults import InvalidProblem
from sangsaeng.engine.timetable.population.faults import PopulationFault

Value = int | list["Value"]

_TOKEN = re.compile(
    r"(?P<skip>\s+|%[^\n]*|/\*.*?\*/)|(?P<number>-?\d+)|(?P<name>[A-Za-z_]\w*)"
    r"|(?P<range>\.\.)|(?P<sign>[\[\]{}(),;=|:<>])",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    line: int


def read_minizinc(text: str) -> Mapping[str, Value]:
    """Read the assignments of a MiniZinc data file; a set, a range or an array becomes a list."""
    reader = _Reader(list(_tokens(text)))
    values: dict[str, Value] = {}
    while reader.more():
        name = reader.take("name")
        reader.take("=")
        values[name] = reader.value()
        if reader.more():
            reader.take(";")
    return values


def _tokens(text: str) -> Iterator[_Token]:
    line, at = 1, 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise _unreadable(line)
        kind = str(found.lastgroup)
        if kind != "skip":
            yield _Token(kind, found.group(), line)
        line += found.group().count("\n")
        at = found.end()


def _unreadable(line: int) -> InvalidProblem:
    return InvalidProblem((PopulationFault(f"line {line}", "not_readable"),))


class _Reader:
    """Reads values from tokens, one after the other."""

    def __init__(self, tokens: list[_Token]) -> None:
        self.tokens = tokens
        self.at = 0

    def more(self) -> bool:
        """Whether a token is left."""
        return self.at < len(self.tokens)

    def next_is(self, *wanted: str) -> bool:
        """Whether the next tokens are these signs."""
        ahead = self.tokens[self.at : self.at + len(wanted)]
        return tuple(token.text for token in ahead) == wanted

    def take(self, wanted: str) -> str:
        """Take a token of this kind, or this very sign."""
        if not self.more():
            raise _unreadable(self.tokens[-1].line if self.tokens else 1)
        token = self.tokens[self.at]
        if wanted not in (token.kind, token.text):
            raise _unreadable(token.line)
        self.at += 1
        return token.text

    def value(self) -> Value:
        """Take one value: a number, a truth, a range, a set, an array, or an array by shape."""
        if self.next_is("["):
            return self._array()
        if self.next_is("{"):
            return self._listed("{", "}")
        if self.next_is("<", ">"):
            self.at += 2
            return 0
        if self.more() and self.tokens[self.at].kind == "name":
            return self._named()
        first = int(self.take("number"))
        if not self.next_is(".."):
            return first
        self.take("range")
        return list(range(first, int(self.take("number")) + 1))

    def _named(self) -> Value:
        name = self.take("name")
        if name in ("true", "false"):
            return int(name == "true")
        if self.next_is("("):
            *shape, filling = self._listed("(", ")")
            columns = len(shape[-1]) if shape and isinstance(shape[-1], list) else 0
            if name != "array2d" or not isinstance(filling, list) or not columns:
                return filling
            return [filling[at : at + columns] for at in range(0, len(filling), columns)]
        raise _unreadable(self.tokens[self.at - 1].line)

    def _listed(self, opening: str, closing: str) -> list[Value]:
        self.take(opening)
        values: list[Value] = []
        while not self.next_is(closing):
            values.append(self.value())
            if not self.next_is(closing):
                self.take(",")
        self.take(closing)
        return values

    def _array(self) -> list[Value]:
        if not self.next_is("[", "|"):
            return self._listed("[", "]")
        self.at += 2
        rows: list[Value] = []
        row: list[Value] = []
        while not self.next_is("]"):
            if self.next_is("|"):
                self.take("|")
                rows.append(row)
                row = []
                continue
            row.append(self.value())
            if self.next_is(","):
                self.take(",")
        self.take("]")
        return [one for one in [*rows, row] if one]
