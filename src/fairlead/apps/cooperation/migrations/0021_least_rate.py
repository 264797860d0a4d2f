"""A rate may be the least of its bound: the float that stood for it is a little more."""

from decimal import Decimal

from django.db import migrations, models


class Migration(migrations.Migration):
    """Writes the bound in decimals."""

    dependencies = [("cooperation", "0020_partners_leave")]
    operations = [
        migrations.RemoveConstraint("rate", "rate_rate"),
        migrations.AddConstraint(
            "rate",
            models.CheckConstraint(
                condition=models.Q(("rate__gte", Decimal("1e-9")), ("rate__lte", Decimal("1e9"))),
                name="rate_rate",
            ),
        ),
    ]
