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


def announce(event: object) -> None:
    """Tell every listener of the event's kind, in the order they registered."""
    for listener in _listeners[type(event)]:
        listener(event)
