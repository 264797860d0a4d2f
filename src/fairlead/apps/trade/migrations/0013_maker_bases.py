"""A need's list says on what each maker stands there."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds the column; it stays empty in lists of before."""

    dependencies = [("trade", "0012_search")]
    operations = [
        migrations.AddField(
            model_name="makerlist",
            name="bases",
            field=ArrayField(
                models.CharField(
                    choices=[
                        ("offers", "they offer it"),
                        ("near", "they make something near"),
                        ("economy", "their economy could"),
                    ],
                    max_length=8,
                ),
                blank=True,
                default=list,
            ),
        ),
        migrations.AddConstraint(
            model_name="makerlist",
            constraint=models.CheckConstraint(
                condition=models.Q(bases__len__isnull=True)
                | models.Q(bases__len=0)
                | models.Q(bases__len=models.F("makers__len")),
                name="maker_list_bases",
            ),
        ),
    ]
