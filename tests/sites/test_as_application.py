"""Pages asked for in a test have the rights of a site, and no more."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client

from fairlead.config.roles import APPLICATION

pytestmark = pytest.mark.django_db


def test_a_page_is_answered_as_the_application() -> None:
    seen = set()

    def note(execute: Any, statement: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001  Django's signature
        seen.add(connection.connection.execute("SELECT current_user").fetchone()[0])
        return execute(statement, params, many, context)

    with connection.execute_wrapper(note):
        Client().get("/")
    assert seen == {APPLICATION}
    assert connection.connection.execute("SELECT current_user").fetchone()[0] != APPLICATION
