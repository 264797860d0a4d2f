"""An appraisal says how many internal rates of return there are."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds the column; it stays null in appraisals recorded before."""

    dependencies = [("cooperation", "0006_localized_text")]
    operations = [
        migrations.AddField(
            model_name="choice",
            name="irr_found",
            field=models.CharField(
                choices=[
                    ("one", "one"),
                    ("none", "none"),
                    ("several", "several"),
                    ("borrowing", "one, of borrowing"),
                ],
                max_length=9,
                null=True,
            ),
        ),
        migrations.AddConstraint(
            model_name="choice",
            constraint=models.CheckConstraint(
                condition=models.Q(irr_found__in=["one", "none", "several", "borrowing"]),
                name="choice_irr_found",
            ),
        ),
    ]
