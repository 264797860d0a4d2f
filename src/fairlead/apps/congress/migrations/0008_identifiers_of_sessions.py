"""A session keeps the identifier that it has in another system."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds the column."""

    dependencies = [("congress", "0007_kinds_of_sessions")]
    operations = [
        migrations.AddField("session", "guid", models.UUIDField(blank=True, null=True)),
        migrations.AddConstraint(
            "session", models.UniqueConstraint(fields=("edition", "guid"), name="session_guid")
        ),
    ]
