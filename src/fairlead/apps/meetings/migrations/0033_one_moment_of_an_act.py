"""What one act changes of a request is recorded as of one moment, and so can be read as one."""

from django.contrib.postgres.functions import TransactionNow
from django.db import migrations, models


class Migration(migrations.Migration):
    """Alters when an event of a request is said to have been."""

    dependencies = [("meetings", "0032_notes_emptied")]
    operations = [
        migrations.AlterField(
            model_name="requestevent",
            name="at",
            field=models.DateTimeField(db_default=TransactionNow()),
        )
    ]
