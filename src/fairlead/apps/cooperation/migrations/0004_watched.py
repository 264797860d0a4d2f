"""Shares, ties and what a portfolio says of projects renew the stamp of their edition."""

from django.db import migrations

_THROUGH = (
    ("cooperation_share", "cooperation_project", "project_id"),
    ("cooperation_tie", "cooperation_project", "project_id"),
    ("cooperation_choice", "cooperation_portfolio", "portfolio_id"),
)


class Migration(migrations.Migration):
    """Adds the triggers."""

    dependencies = [("cooperation", "0003_watched"), ("fairs", "0003_watch_through")]
    operations = [
        migrations.RunSQL(
            "SELECT fairs_watch('cooperation_portfolio')",
            "SELECT fairs_watch_no_more('cooperation_portfolio')",
        ),
        *(
            migrations.RunSQL(
                f"SELECT fairs_watch_through('{table}', '{through}', '{key}')",
                f"SELECT fairs_watch_no_more('{table}')",
            )
            for table, through, key in _THROUGH
        ),
    ]
