"""A partner that leaves is an entry of the ledger, with who says so and why."""

from django.db import migrations, models

_ACTS = [
    ("opening", "taken up"),
    ("move", "moved on evidence"),
    ("override", "moved without evidence"),
    ("amount", "amount"),
    ("ask", "approval asked"),
    ("approve", "approved"),
    ("condition", "approved on conditions"),
    ("meet", "conditions met"),
    ("refuse", "refused"),
    ("delegate", "decision delegated"),
    ("leave", "partner left"),
    ("end", "given up"),
    ("void", "entry taken back"),
]
_REASONED = ("override", "end", "void", "refuse", "leave")
_OF_PARTY = ("ask", "approve", "condition", "meet", "refuse", "delegate", "leave")


class Migration(migrations.Migration):
    """Widens the rules of an entry."""

    dependencies = (("cooperation", "0019_history"),)
    operations = (
        migrations.AlterField("entry", "act", models.CharField(choices=_ACTS, max_length=10)),
        migrations.RemoveConstraint("entry", "entry_act"),
        migrations.AddConstraint(
            "entry",
            models.CheckConstraint(
                condition=models.Q(act__in=[act for act, _words in _ACTS]), name="entry_act"
            ),
        ),
        migrations.RemoveConstraint("entry", "entry_says_who_and_why"),
        migrations.AddConstraint(
            "entry",
            models.CheckConstraint(
                condition=~models.Q(act__in=_REASONED)
                | ~models.Q(reason="") & ~models.Q(person=""),
                name="entry_says_who_and_why",
            ),
        ),
        migrations.RemoveConstraint("entry", "entry_decisions_name_a_party"),
        migrations.AddConstraint(
            "entry",
            models.CheckConstraint(
                condition=~models.Q(act__in=_OF_PARTY) | ~models.Q(party=""),
                name="entry_decisions_name_a_party",
            ),
        ),
    )
