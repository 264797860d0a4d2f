"""Who left after a meeting was at it all the same: the rule asks only for meetings to come."""

from django.db import migrations

_CHANGE = """
DO $do$
DECLARE
    body text := pg_get_functiondef('meetings_find_faults(bigint, bigint[])'::regprocedure);
    before text := $x$WHERE person.state <> 'approved'{before}$x$;
BEGIN
    IF position(before IN body) = 0 THEN
        RAISE EXCEPTION 'meetings_find_faults has another form than expected';
    END IF;
    EXECUTE replace(body, before, $x$WHERE person.state <> 'approved'{after}$x$);
END $do$;
"""
_TO_COME = " AND upper(held.during) > now()"


class Migration(migrations.Migration):
    """Changes the function."""

    dependencies = (("meetings", "0033_one_moment_of_an_act"),)
    operations = (
        migrations.RunSQL(
            _CHANGE.format(before="\n", after=f"{_TO_COME}\n"),
            _CHANGE.format(before=f"{_TO_COME}\n", after="\n"),
        ),
    )
