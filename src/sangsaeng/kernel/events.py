"""Events: how a lower context lets higher ones hear what happened, without knowing them."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

E = TypeVar("E")
_listeners: dict[type, list[Callable[[Any], None]]] = defaultdict(list)


def listen(kind: type[E]) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Register the decorated function for events of this kind; it runs in the same transaction."""

    def register(listener: Callable[[E], None]) -> Callable[[E], None]:
        if listener not in _listeners[kind]:
            _listeners[kind].append(listener)
        return listener

    return register


def listeners_of(kind: type[E]) -> tuple[Callable[[E], None], ...]:
    """Return who listens to events of this kind, in the order they registered."""
    return tuple(_listeners[kind])


def announce(event: object) -> None:
    """Tell every listener of the event's kind."""
    for listener in listeners_of(type(event)):
        listener(event)
