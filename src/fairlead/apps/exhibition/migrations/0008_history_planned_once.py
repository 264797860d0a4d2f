"""What the history reads is planned once a connection."""

from django.db import migrations

_NAME = "exhibition_describe_organisations(bigint[])"


class Migration(migrations.Migration):
    """Sets how the function is planned; with a setting it is no part of what calls it."""

    dependencies = (("exhibition", "0007_history"), ("fairs", "0034_history_planned_once"))
    operations = (
        migrations.RunSQL(
            f"ALTER FUNCTION {_NAME} SET plan_cache_mode = 'force_generic_plan'",
            f"ALTER FUNCTION {_NAME} RESET plan_cache_mode",
        ),
    )
