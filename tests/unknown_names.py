"""Names in templates that something of ours does not have: Django prints nothing for them."""

from __future__ import annotations

import logging

from django.template.base import VariableDoesNotExist


class UnknownNames(logging.Handler):
    """Collects what templates asked of an object of Fairlead's that has no such property.

    What is absent on purpose stays out: names not given, nothing's own names, a form's fields.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__(logging.DEBUG)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a name that was asked for in vain."""
        error = record.exc_info[1] if record.exc_info else None
        if not isinstance(error, VariableDoesNotExist):
            return
        name, asked = error.params
        kind = type(asked)
        if kind.__module__.startswith("fairlead.") and not isinstance(asked, dict):
            self.found.append(f"{kind.__module__}.{kind.__name__} has no {name}")


def listen() -> UnknownNames:
    """Return who hears from now on of every name that a template asks for in vain."""
    heard = UnknownNames()
    log = logging.getLogger("django.template")
    log.addHandler(heard)
    log.setLevel(logging.DEBUG)
    log.propagate = False
    return heard
