"""Appraisals of projects: versions of what people gave, whose rows are only added."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds the table."""

    dependencies = [("cooperation", "0014_kept_states")]
    operations = [
        migrations.CreateModel(
            name="ProjectAppraisal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("inputs", models.JSONField()),
                ("supply", models.JSONField(blank=True, default=dict)),
                ("person", models.CharField(max_length=500)),
                ("account", models.BigIntegerField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "project",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appraisals",
                        to="cooperation.project",
                    ),
                ),
            ],
            options={"ordering": ("number",)},
        ),
        migrations.AddConstraint(
            "projectappraisal",
            models.UniqueConstraint(fields=("project", "number"), name="appraisal_number"),
        ),
        migrations.AddConstraint(
            "projectappraisal",
            models.CheckConstraint(
                condition=models.Q(("number__gte", 1)), name="appraisal_from_one"
            ),
        ),
        migrations.RunSQL(
            "SELECT fairs_revoke_changes('cooperation_projectappraisal', '{}', '')",
            migrations.RunSQL.noop,
        ),
    ]
