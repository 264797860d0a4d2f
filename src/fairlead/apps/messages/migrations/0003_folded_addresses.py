"""Addresses of mails are compared like those of accounts."""

from django.db import migrations, models

from fairlead.apps.fairs.folded_address import FoldAddress


class Migration(migrations.Migration):
    dependencies = [("outbox", "0002_calendar")]
    operations = [
        migrations.RemoveConstraint(model_name="bouncedaddress", name="bounced_address"),
        migrations.RemoveConstraint(model_name="message", name="message_once_to_address"),
        migrations.AddConstraint(
            model_name="bouncedaddress",
            constraint=models.UniqueConstraint(FoldAddress("address"), name="bounced_address"),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.UniqueConstraint(
                FoldAddress("address"),
                models.F("purpose"),
                models.F("key"),
                condition=models.Q(person__isnull=True),
                name="message_once_to_address",
            ),
        ),
    ]
