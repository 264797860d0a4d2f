"""Pages asked for in a test work with the rights that a site has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection
from django.http import HttpRequest, HttpResponseBase
from psycopg import sql
from psycopg.pq import TransactionStatus

from fairlead.config.roles import APPLICATION

_TAKE_ON = sql.SQL("SET ROLE {}").format(sql.Identifier(APPLICATION))


class AsApplication:
    """Lets the database see the application while a request is answered, as on a site.

    A test's own statements are its superuser's. What is set here counts as no query of the page.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Take what answers."""
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a request as the application."""
        with work_as_application():
            return self.answer(request)


@contextmanager
def work_as_application() -> Iterator[None]:
    """Give this thread's connection the application's rights, where a test may use the database."""
    try:
        connection.ensure_connection()
    except RuntimeError:  # of pytest-django: this test does without
        yield
        return
    link = connection.connection
    link.execute(_TAKE_ON)
    try:
        yield
    finally:
        usable = connection.connection is link and not link.closed
        if usable and link.info.transaction_status != TransactionStatus.INERROR:
            link.execute("RESET ROLE")
