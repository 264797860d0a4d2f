"""Roles by edition and organisation in place of staff; participations of several roles; changes."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

_FIRST_ROLE = (
    "UPDATE people_participation SET roles = ARRAY[role]",
    "UPDATE people_participation SET role ="
    " CASE roles[1] WHEN 'buyer' THEN 'visitor' ELSE roles[1] END",
)
# Whoever was let into the office goes on being so, as owner of the whole site.
_STAFF = (
    "INSERT INTO people_membership (account_id, role, since)"
    " SELECT id, 'owner', now() FROM people_account WHERE is_staff OR is_superuser",
    "UPDATE people_account SET is_staff = true WHERE id IN (SELECT account_id"
    " FROM people_membership WHERE role IN ('owner', 'organiser'))",
)
_KEEP = (
    """
    CREATE FUNCTION people_change_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'UPDATE' AND current_setting('fairlead.erasing', true) = 'on'
            AND (OLD.id, OLD.at, OLD.account_id, OLD.acted_for_id, OLD.edition, OLD.act,
                 OLD.about, OLD.about_id)
            IS NOT DISTINCT FROM
                (NEW.id, NEW.at, NEW.account_id, NEW.acted_for_id, NEW.edition, NEW.act,
                 NEW.about, NEW.about_id)
        THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'what was recorded is not changed'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'change_stays';
    END $$
    """,
    "CREATE TRIGGER people_change_stays BEFORE UPDATE OR DELETE ON people_change"
    " FOR EACH ROW EXECUTE FUNCTION people_change_stays()",
)
_LET_GO = (
    "DROP TRIGGER people_change_stays ON people_change",
    "DROP FUNCTION people_change_stays()",
)


def _choices(names: list[str]) -> list[tuple[str, str]]:
    return [(name, name) for name in names]


_ROLES = ["visitor", "buyer", "exhibitor", "speaker", "delegate", "press", "organiser"]
_STATES = ["registered", "approved", "waiting", "rejected", "cancelled"]


class Migration(migrations.Migration):
    """Takes today's roles and staff along."""

    dependencies = [
        ("people", "0005_sign_in_tries"),
        ("fairs", "0010_quick_text_check"),
    ]

    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("account_id", models.BigIntegerField(blank=True, null=True)),
                ("acted_for_id", models.BigIntegerField(blank=True, null=True)),
                ("edition", models.CharField(blank=True, default="", max_length=64)),
                ("act", models.CharField(max_length=60)),
                ("about", models.CharField(max_length=60)),
                ("about_id", models.BigIntegerField()),
                ("before", models.JSONField(default=dict)),
                ("after", models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("owner", "owner"),
                            ("organiser", "organiser"),
                            ("registration", "registration"),
                            ("programme", "programme"),
                            ("hall_manager", "hall manager"),
                            ("check_in", "check-in"),
                            ("project_officer", "project officer"),
                            ("approver", "approver"),
                            ("auditor", "auditor"),
                            ("exhibitor_admin", "exhibitor admin"),
                            ("exhibitor_member", "exhibitor member"),
                            ("delegation_head", "head of delegation"),
                        ],
                        max_length=20,
                    ),
                ),
                ("since", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.AddField(
            model_name="participation",
            name="roles",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(choices=_choices(_ROLES), max_length=10),
                default=["visitor"],
                size=None,
            ),
            preserve_default=False,
        ),
        migrations.RemoveConstraint(
            model_name="participation",
            name="participation_role",
        ),
        migrations.RunSQL(_FIRST_ROLE[0], _FIRST_ROLE[1]),
        # So that the way back has something for rows there are.
        migrations.AlterField(
            model_name="participation",
            name="role",
            field=models.CharField(default="visitor", max_length=10),
        ),
        migrations.RemoveField(
            model_name="participation",
            name="role",
        ),
        migrations.AddField(
            model_name="participation",
            name="state",
            field=models.CharField(
                choices=_choices(_STATES), db_default="approved", default="approved", max_length=10
            ),
        ),
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "roles__contained_by",
                        [
                            "visitor",
                            "buyer",
                            "exhibitor",
                            "speaker",
                            "delegate",
                            "press",
                            "organiser",
                        ],
                    ),
                    ("roles__len__gte", 1),
                ),
                name="participation_roles",
            ),
        ),
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["registered", "approved", "waiting", "rejected", "cancelled"])
                ),
                name="participation_state",
            ),
        ),
        migrations.AddIndex(
            model_name="change",
            index=models.Index(fields=["edition", "-id"], name="change_edition"),
        ),
        migrations.AddIndex(
            model_name="change",
            index=models.Index(fields=["about", "about_id", "-id"], name="change_about"),
        ),
        migrations.AddField(
            model_name="membership",
            name="account",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="memberships",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="edition",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                to="fairs.edition",
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                to="people.organisation",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                fields=("account", "edition", "organisation", "role"),
                name="membership_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "owner",
                            "organiser",
                            "registration",
                            "programme",
                            "hall_manager",
                            "check_in",
                            "project_officer",
                            "approver",
                            "auditor",
                            "exhibitor_admin",
                            "exhibitor_member",
                            "delegation_head",
                        ],
                    )
                ),
                name="membership_role",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("organisation__isnull", True),
                        (
                            "role__in",
                            (
                                "owner",
                                "organiser",
                                "registration",
                                "programme",
                                "hall_manager",
                                "check_in",
                                "project_officer",
                                "approver",
                                "auditor",
                            ),
                        ),
                    ),
                    models.Q(
                        ("edition__isnull", True),
                        ("organisation__isnull", False),
                        ("role__in", ("exhibitor_admin", "exhibitor_member", "delegation_head")),
                    ),
                    _connector="OR",
                ),
                name="membership_place",
            ),
        ),
        migrations.RunSQL(_STAFF[0], _STAFF[1]),
        migrations.RemoveField(
            model_name="account",
            name="groups",
        ),
        migrations.RemoveField(
            model_name="account",
            name="is_staff",
        ),
        migrations.RemoveField(
            model_name="account",
            name="is_superuser",
        ),
        migrations.RemoveField(
            model_name="account",
            name="user_permissions",
        ),
        migrations.RunSQL(_KEEP, _LET_GO),
    ]
