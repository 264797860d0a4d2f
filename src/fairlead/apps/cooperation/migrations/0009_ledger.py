"""Ledgers of projects, their partners and rates; amounts as exact decimals."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import fairlead.apps.fairs.text_field
import fairlead.folder.localized_text

# What an entry's digest is made of: see fairlead.folder.ledger_chain, which does the same.
_CHAIN = """
CREATE FUNCTION cooperation_digest(project text, e cooperation_entry)
RETURNS text LANGUAGE sql STABLE AS $$
SELECT encode(sha256(convert_to(jsonb_build_array(
    e.number::text, project, e.act, to_char(e.day, 'YYYY-MM-DD'),
    to_char(e.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    e.person, e.party, e.stage, e.kind, e.amount::text, e.currency, e.document, e.sha256,
    e.source, e.reason, to_char(e.due, 'YYYY-MM-DD'), e.corrects::text, e.previous
)::text, 'UTF8')), 'hex') $$;

-- Entries go on where their ledger ends, are of its projects, and bear their own digest.
CREATE FUNCTION cooperation_chain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    held cooperation_ledger;
    wrong bigint;
BEGIN
    FOR held IN SELECT * FROM cooperation_ledger
        WHERE id IN (SELECT ledger_id FROM new_rows) ORDER BY id FOR UPDATE
    LOOP
        SELECT number INTO wrong FROM (
            SELECT e, e.number,
                e.number - row_number() OVER taken AS before,
                lag(e.digest, 1, held.head) OVER taken AS expected,
                lag(e.recorded_at) OVER taken AS earlier,
                project.code, project.ledger_id AS of
            FROM new_rows n
            JOIN cooperation_entry e ON e.id = n.id
            JOIN cooperation_project project ON project.id = e.project_id
            WHERE n.ledger_id = held.id
            WINDOW taken AS (ORDER BY e.number)
        ) found
        WHERE before <> held.size OR (e).previous <> expected OR of <> held.id
            OR (e).recorded_at < earlier
            OR (e).digest <> cooperation_digest(code, e)
        ORDER BY number LIMIT 1;
        IF wrong IS NOT NULL THEN
            RAISE EXCEPTION 'entry % does not go on where the ledger % ends', wrong, held.code
                USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_chain';
        END IF;
        UPDATE cooperation_ledger SET (size, head) = (
            SELECT number, digest FROM new_rows WHERE ledger_id = held.id
            ORDER BY number DESC LIMIT 1
        ) WHERE id = held.id;
    END LOOP;
    RETURN NULL;
END $$;
CREATE TRIGGER entry_chain AFTER INSERT ON cooperation_entry
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION cooperation_chain();

-- What was recorded stays.
SELECT fairs_revoke_changes('cooperation_entry', '{}', '');
SELECT fairs_revoke_changes('cooperation_rate', '{}', '');

CREATE FUNCTION cooperation_keep_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND OLD.size > 0
        OR TG_OP = 'UPDATE' AND (NEW.size < OLD.size OR NEW.code <> OLD.code) THEN
        RAISE EXCEPTION 'the ledger % keeps its code and what it has', OLD.code
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_insert_only';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER ledger_insert_only BEFORE UPDATE OR DELETE ON cooperation_ledger
    FOR EACH ROW EXECUTE FUNCTION cooperation_keep_ledger();

CREATE FUNCTION cooperation_keep_project() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the project % keeps its code and its ledger: its entries name them', OLD.code
        USING ERRCODE = 'check_violation', CONSTRAINT = 'project_keeps_its_code';
END $$;
CREATE TRIGGER project_keeps_its_code BEFORE UPDATE ON cooperation_project FOR EACH ROW
    WHEN (OLD.code <> NEW.code OR OLD.ledger_id <> NEW.ledger_id)
    EXECUTE FUNCTION cooperation_keep_project();

-- A project loses its edition when that goes, and finds it again.
DROP TRIGGER fairs_edition_stays ON cooperation_project;
CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON cooperation_project
    FOR EACH ROW WHEN (OLD.edition_id <> NEW.edition_id) EXECUTE FUNCTION fairs_refuse_edition();

SELECT fairs_watch_through('cooperation_entry', 'cooperation_project', 'project_id');
SELECT fairs_watch_through('cooperation_partner', 'cooperation_project', 'project_id');
"""
_NO_CHAIN = """
SELECT fairs_watch_no_more('cooperation_partner');
SELECT fairs_watch_no_more('cooperation_entry');
DROP TRIGGER fairs_edition_stays ON cooperation_project;
SELECT fairs_keep_edition('cooperation_project');
DROP TRIGGER project_keeps_its_code ON cooperation_project;
DROP FUNCTION cooperation_keep_project();
DROP TRIGGER ledger_insert_only ON cooperation_ledger;
DROP FUNCTION cooperation_keep_ledger();
DROP TRIGGER entry_chain ON cooperation_entry;
DROP FUNCTION cooperation_chain();
DROP FUNCTION cooperation_digest(text, cooperation_entry);
"""
# A float says exactly what its text says; a cast from it would drop what is beyond 15 digits.
_EXACT = """
ALTER TABLE cooperation_project ALTER cash_flows TYPE numeric(23, 4)[]
    USING cash_flows::text[]::numeric(23, 4)[];
ALTER TABLE cooperation_project ALTER costs TYPE numeric(23, 4)[]
    USING costs::text[]::numeric(23, 4)[];
ALTER TABLE cooperation_share ALTER share TYPE numeric(25, 24) USING share::text::numeric(25, 24);
"""
_FLOATS = """
ALTER TABLE cooperation_project ALTER cash_flows TYPE double precision[];
ALTER TABLE cooperation_project ALTER costs TYPE double precision[];
ALTER TABLE cooperation_share ALTER share TYPE double precision;
"""


class Migration(migrations.Migration):
    """Adds the tables, and what the database keeps of them."""

    dependencies = [
        ("cooperation", "0008_gross_costs"),
        ("fairs", "0018_stamp_slots"),
        ("meetings", "0005_within_edition"),
        ("people", "0005_sign_in_tries"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Approver",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("until", models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveBigIntegerField()),
                (
                    "act",
                    models.CharField(
                        choices=[
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
                            ("end", "given up"),
                            ("void", "entry taken back"),
                        ],
                        max_length=10,
                    ),
                ),
                ("day", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("account", models.BigIntegerField(blank=True, null=True)),
                ("person", models.CharField(blank=True, default="", max_length=500)),
                ("party", models.CharField(blank=True, default="", max_length=64)),
                (
                    "stage",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("idea", "idea"),
                            ("need_confirmed", "need confirmed"),
                            ("consortium", "consortium"),
                            ("letter_of_intent", "letter of intent"),
                            ("feasibility", "feasibility"),
                            ("approved", "approved"),
                            ("financed", "financed"),
                            ("signed", "signed"),
                            ("implementation", "implementation"),
                            ("output", "output"),
                        ],
                        default="",
                        max_length=20,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("announced", "announced"),
                            ("approved", "approved"),
                            ("financed", "financed"),
                            ("signed", "signed"),
                            ("disbursed", "disbursed"),
                        ],
                        default="",
                        max_length=10,
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(blank=True, decimal_places=4, max_digits=23, null=True),
                ),
                ("currency", models.CharField(blank=True, default="", max_length=3)),
                ("document", models.CharField(blank=True, default="", max_length=500)),
                ("sha256", models.CharField(blank=True, default="", max_length=64)),
                ("source", models.CharField(blank=True, default="", max_length=500)),
                ("reason", models.TextField(blank=True, default="")),
                ("due", models.DateField(blank=True, null=True)),
                ("corrects", models.PositiveBigIntegerField(blank=True, null=True)),
                ("previous", models.CharField(blank=True, default="", max_length=64)),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "ordering": ("ledger", "number"),
            },
        ),
        migrations.CreateModel(
            name="Ledger",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=64, unique=True)),
                ("size", models.PositiveBigIntegerField(db_default=0, default=0, editable=False)),
                (
                    "head",
                    models.CharField(
                        blank=True, db_default="", default="", editable=False, max_length=64
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Partner",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=64)),
                ("position", models.PositiveSmallIntegerField()),
                ("economy", models.CharField(max_length=3)),
                (
                    "name",
                    fairlead.apps.fairs.text_field.LocalizedTextField(
                        blank=True, default=fairlead.folder.localized_text.LocalizedText
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("body", "body of an economy"),
                            ("lead", "lead"),
                            ("supplier", "supplier"),
                            ("integrator", "integrator"),
                            ("research", "research"),
                            ("finance", "finance"),
                            ("customer", "customer"),
                            ("member", "member"),
                        ],
                        max_length=10,
                    ),
                ),
            ],
            options={
                "ordering": ("position",),
            },
        ),
        migrations.CreateModel(
            name="Rate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("currency", models.CharField(max_length=3)),
                ("against", models.CharField(max_length=3)),
                ("day", models.DateField()),
                ("rate", models.DecimalField(decimal_places=12, max_digits=24)),
                ("source", models.CharField(max_length=500)),
                ("recorded_at", models.DateTimeField()),
            ],
        ),
        migrations.AlterField(
            model_name="project",
            name="edition",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                to="fairs.edition",
            ),
        ),
        migrations.AddField(
            model_name="approver",
            name="account",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="approves",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="entry",
            name="project",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="entries",
                to="cooperation.project",
            ),
        ),
        migrations.AddField(
            model_name="entry",
            name="ledger",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="entries",
                to="cooperation.ledger",
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="ledger",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="projects",
                to="cooperation.ledger",
            ),
        ),
        migrations.AddField(
            model_name="partner",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="people.organisation",
            ),
        ),
        migrations.AddField(
            model_name="partner",
            name="project",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="partners",
                to="cooperation.project",
            ),
        ),
        migrations.AddField(
            model_name="approver",
            name="partner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="approvers",
                to="cooperation.partner",
            ),
        ),
        migrations.AddField(
            model_name="share",
            name="partner",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="shares",
                to="cooperation.partner",
            ),
        ),
        migrations.AddField(
            model_name="rate",
            name="ledger",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rates",
                to="cooperation.ledger",
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                condition=models.Q(("act__in", ("opening", "move", "override", "end"))),
                fields=["project", "-day", "-number"],
                include=("stage", "act"),
                name="entry_moves",
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                condition=models.Q(("act", "amount")),
                fields=["project", "kind", "-day", "-number"],
                include=("amount", "currency"),
                name="entry_amounts",
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["project", "number"], name="entry_project"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["ledger", "recorded_at"], name="entry_recorded"),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.UniqueConstraint(fields=("ledger", "number"), name="entry_number"),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.UniqueConstraint(
                condition=models.Q(("corrects__isnull", False)),
                fields=("ledger", "corrects"),
                name="entry_corrected_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "act__in",
                        [
                            "opening",
                            "move",
                            "override",
                            "amount",
                            "ask",
                            "approve",
                            "condition",
                            "meet",
                            "refuse",
                            "delegate",
                            "end",
                            "void",
                        ],
                    )
                ),
                name="entry_act",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "stage__in",
                        [
                            "idea",
                            "need_confirmed",
                            "consortium",
                            "letter_of_intent",
                            "feasibility",
                            "approved",
                            "financed",
                            "signed",
                            "implementation",
                            "output",
                            "",
                        ],
                    )
                ),
                name="entry_stage",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["announced", "approved", "financed", "signed", "disbursed", ""])
                ),
                name="entry_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gte", 0), ("amount__lte", 1e18)), name="entry_amount"
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("act__in", ("opening", "move", "override")),
                        models.Q(("stage", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("act__in", ("opening", "move", "override")), _negated=True),
                        ("stage", ""),
                    ),
                    _connector="OR",
                ),
                name="entry_moves_name_a_stage",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("act", "amount"),
                        ("amount__isnull", False),
                        models.Q(("kind", ""), _negated=True),
                        models.Q(("currency", ""), _negated=True),
                        models.Q(("source", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("act", "amount"), _negated=True),
                        ("amount__isnull", True),
                        ("currency", ""),
                        ("kind", ""),
                    ),
                    _connector="OR",
                ),
                name="entry_amounts_are_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("act", "move"), _negated=True),
                    models.Q(
                        models.Q(("document", ""), _negated=True),
                        ("sha256__regex", "^[0-9a-f]{64}$"),
                    ),
                    _connector="OR",
                ),
                name="entry_moves_show_a_document",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("act__in", ("override", "end", "void", "refuse")), _negated=True),
                    models.Q(
                        models.Q(("reason", ""), _negated=True),
                        models.Q(("person", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="entry_says_who_and_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("act__in", ("ask", "approve", "condition", "meet", "refuse", "delegate")),
                        _negated=True,
                    ),
                    models.Q(("party", ""), _negated=True),
                    _connector="OR",
                ),
                name="entry_decisions_name_a_party",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("corrects__isnull", True), models.Q(("act", "void"), _negated=True)),
                    models.Q(("corrects__isnull", False), ("corrects__lt", models.F("number"))),
                    _connector="OR",
                ),
                name="entry_corrects_an_earlier_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1)), name="entry_from_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="partner",
            constraint=models.UniqueConstraint(fields=("project", "code"), name="partner_code"),
        ),
        migrations.AddConstraint(
            model_name="partner",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "body",
                            "lead",
                            "supplier",
                            "integrator",
                            "research",
                            "finance",
                            "customer",
                            "member",
                        ],
                    )
                ),
                name="partner_role",
            ),
        ),
        migrations.AddConstraint(
            model_name="approver",
            constraint=models.UniqueConstraint(fields=("partner", "account"), name="approver_once"),
        ),
        migrations.AddConstraint(
            model_name="rate",
            constraint=models.UniqueConstraint(
                fields=("ledger", "currency", "against", "day", "source"), name="rate_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="rate",
            constraint=models.CheckConstraint(
                condition=models.Q(("rate__gte", 1e-09), ("rate__lte", 1000000000.0)),
                name="rate_rate",
            ),
        ),
        migrations.AddConstraint(
            model_name="rate",
            constraint=models.CheckConstraint(
                condition=models.Q(("currency", models.F("against")), _negated=True),
                name="rate_of_another",
            ),
        ),
        migrations.AlterField("project", "stage", models.CharField(max_length=20, null=True)),
        migrations.AlterField("project", "amount", models.FloatField(null=True)),
        migrations.AlterField("share", "economy", models.CharField(max_length=3, null=True)),
        migrations.RunSQL(
            _EXACT,
            _FLOATS,
            state_operations=[
                migrations.AlterField(
                    "project",
                    "cash_flows",
                    django.contrib.postgres.fields.ArrayField(
                        models.DecimalField(max_digits=23, decimal_places=4)
                    ),
                ),
                migrations.AlterField(
                    "project",
                    "costs",
                    django.contrib.postgres.fields.ArrayField(
                        models.DecimalField(max_digits=23, decimal_places=4),
                        blank=True,
                        default=list,
                    ),
                ),
                migrations.AlterField(
                    "share", "share", models.DecimalField(max_digits=25, decimal_places=24)
                ),
            ],
        ),
        migrations.RunSQL(_CHAIN, _NO_CHAIN),
    ]
