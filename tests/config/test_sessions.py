"""A run of the tests leaves no session behind that would keep its database from being dropped."""

from __future__ import annotations

import psycopg
import pytest
from django.db import connection
from tests.database import end_other_sessions


@pytest.mark.django_db
def test_a_session_that_was_left_open_is_ended() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    left = psycopg.connect(**connection.get_connection_params(), autocommit=True)
    left.execute("SELECT 1")
    end_other_sessions(patience=0.1)
    with pytest.raises(psycopg.OperationalError, match="terminat"):
        left.execute("SELECT 1")
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")  # this one stays
    left.close()
