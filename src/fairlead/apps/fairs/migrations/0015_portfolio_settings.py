"""An edition says what its budgets allow after their lists, and whether sunk flows count."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds the columns with their defaults."""

    dependencies = [("fairs", "0014_flow_kinds")]
    operations = [
        migrations.AddField(
            model_name="edition",
            name="budgets_beyond",
            field=models.CharField(default="unlimited", max_length=9),
        ),
        migrations.AddField(
            model_name="edition",
            name="sunk_flows",
            field=models.CharField(default="left_out", max_length=8),
        ),
    ]
