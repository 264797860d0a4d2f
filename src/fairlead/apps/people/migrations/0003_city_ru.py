"""An organisation's city has its Russian name."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_hidden"),
    ]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="city_ru",
            field=models.CharField(blank=True, default="", max_length=500),
        ),
    ]
