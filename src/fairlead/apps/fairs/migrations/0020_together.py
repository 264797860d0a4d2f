"""Brings two migrations together that were written at the same time."""

from django.db import migrations


class Migration(migrations.Migration):
    """Changes nothing."""

    dependencies = [("fairs", "0019_own_days"), ("fairs", "0019_programme_step")]
    operations = []
