"""What a folder said is kept beside the edition."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Makes the table; nobody knows what the folders of editions that are there said."""

    initial = True
    dependencies = [("fairs", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="LoadedFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40)),
                ("content", models.BinaryField()),
                (
                    "edition",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="loaded_files",
                        to="fairs.edition",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="loadedfile",
            constraint=models.UniqueConstraint(fields=("edition", "name"), name="loaded_file_name"),
        ),
    ]
