"""Pages asked for in a test work with the rights that a site has."""

from __future__ import annotations

from collections.abc import Callable

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
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        connection.ensure_connection()
        link = connection.connection
        link.execute(_TAKE_ON)
        try:
            return self.answer(request)
        finally:
            if connection.connection is link and not link.closed:
                if link.info.transaction_status != TransactionStatus.INERROR:
                    link.execute("RESET ROLE")
