"""What gives way to a load gives way to a role that may change the rules, and to no other."""

from __future__ import annotations

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db
SETTINGS = ("loading", "places", "versions")
_READ_ALONE = """
    SELECT proname FROM pg_proc WHERE prosrc ~ %(setting)s AND proname <> 'fairs_read_load_setting'
    UNION ALL
    SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND pg_get_triggerdef(oid) ~ %(setting)s
"""


@pytest.mark.parametrize("name", SETTINGS)
def test_the_application_cannot_say_that_it_loads(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL fairlead.{name} = 'on'")
        cursor.execute("SELECT fairs_read_load_setting(%s)", [name])
        assert cursor.fetchone() == ("on",)
        cursor.execute("SET LOCAL ROLE fairlead_app")
        cursor.execute("SELECT fairs_read_load_setting(%s)", [name])
        assert cursor.fetchone() == (None,)
        cursor.execute("RESET ROLE")


@pytest.mark.parametrize("name", SETTINGS)
def test_no_rule_believes_the_setting_alone(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_READ_ALONE, {"setting": rf"current_setting\('fairlead\.{name}'"})
        assert cursor.fetchall() == []
