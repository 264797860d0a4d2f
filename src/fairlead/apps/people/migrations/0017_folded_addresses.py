"""One account for an address, of which only the letters A to Z are folded."""

from django.db import migrations, models

from fairlead.apps.fairs.folded_address import FoldAddress


class Migration(migrations.Migration):
    dependencies = [("people", "0016_places_loaded")]
    operations = [
        migrations.RemoveConstraint(model_name="account", name="account_email"),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.UniqueConstraint(FoldAddress("email"), name="account_email"),
        ),
    ]
