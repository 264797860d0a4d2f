"""The two roles of Fairlead in a database: one that owns its tables, one that pages work as."""

from __future__ import annotations

from psycopg import sql

OWNER, APPLICATION = "fairlead_owner", "fairlead_app"

# Running it again changes nothing: what a migration took from the application stays taken.
_SCRIPT = """
DO $roles$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = {owner_text}) THEN
        CREATE ROLE {owner} LOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = {application_text}) THEN
        CREATE ROLE {application} LOGIN;
    END IF;
END $roles$;
ALTER ROLE {owner} NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
ALTER ROLE {application} NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;

ALTER DATABASE {database} OWNER TO {owner};
ALTER SCHEMA public OWNER TO {owner};
REVOKE ALL ON DATABASE {database} FROM PUBLIC;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT CONNECT ON DATABASE {database} TO {application};
GRANT USAGE ON SCHEMA public TO {application};

-- Tables, types and functions that an older Fairlead made as another role.
DO $owned$ DECLARE found record; BEGIN
    FOR found IN
        SELECT 'TABLE' AS kind, c.oid::regclass::text AS name FROM pg_class AS c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
            AND c.relowner <> {owner_text}::regrole
        UNION ALL
        SELECT 'TYPE', t.oid::regtype::text FROM pg_type AS t
        LEFT JOIN pg_class AS c ON c.oid = t.typrelid
        WHERE t.typnamespace = 'public'::regnamespace AND t.typowner <> {owner_text}::regrole
            AND (t.typtype IN ('d', 'e', 'r') OR c.relkind = 'c')
            AND NOT EXISTS (
                SELECT FROM pg_depend AS d
                WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e'
            )
        UNION ALL
        SELECT 'ROUTINE', p.oid::regprocedure::text FROM pg_proc AS p
        WHERE p.pronamespace = 'public'::regnamespace AND p.proowner <> {owner_text}::regrole
            AND NOT EXISTS (
                SELECT FROM pg_depend AS d
                WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
            )
    LOOP
        EXECUTE format('ALTER %s %s OWNER TO %I', found.kind, found.name, {owner_text});
    END LOOP;
END $owned$;

-- Rows are the application's to read and write, and after a load to count (ANALYZE).
DO $granted$ DECLARE
    rights text := 'SELECT, INSERT, UPDATE, DELETE';
    found record;
BEGIN
    IF current_setting('server_version_num')::int >= 170000 THEN
        rights := rights || ', MAINTAIN';
    END IF;
    EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA public GRANT %s ON TABLES TO %I',
        {owner_text}, rights, {application_text});
    EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA public'
        ' GRANT USAGE ON SEQUENCES TO %I', {owner_text}, {application_text});
    FOR found IN
        SELECT c.oid::regclass::text AS name, c.relkind FROM pg_class AS c
        WHERE c.relnamespace = 'public'::regnamespace AND (
            c.relkind IN ('r', 'p', 'v', 'm')
                AND NOT has_table_privilege({application_text}, c.oid, 'SELECT')
            OR c.relkind = 'S' AND NOT has_sequence_privilege({application_text}, c.oid, 'USAGE')
        )
    LOOP
        IF found.relkind = 'S' THEN
            EXECUTE format('GRANT USAGE ON SEQUENCE %s TO %I', found.name, {application_text});
        ELSE
            EXECUTE format('GRANT %s ON %s TO %I', rights, found.name, {application_text});
        END IF;
    END LOOP;
END $granted$;

-- But what only grows is not the application's to change, nor is the record of migrations.
DO $withheld$ DECLARE kept regclass; BEGIN
    FOR kept IN SELECT tgrelid FROM pg_trigger WHERE tgname = 'fairs_kept' LOOP
        PERFORM fairs_withhold_changes(kept);
    END LOOP;
    IF to_regclass('public.django_migrations') IS NOT NULL THEN
        REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {application};
    END IF;
END $withheld$;

-- Nor are functions of the server that take time, disk or other connections from everybody.
DO $server$ DECLARE found regprocedure; BEGIN
    FOR found IN
        SELECT oid FROM pg_proc
        WHERE pronamespace = 'pg_catalog'::regnamespace AND (
            proname ~ '^(lo_|loread$|lowrite$|pg_sleep)' OR proname IN (
                'pg_cancel_backend', 'pg_terminate_backend', 'pg_logical_emit_message',
                'pg_export_snapshot'
            )
        )
    LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC, %I',
            found, {application_text});
    END LOOP;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE WARNING 'functions of the server stay open to %: only a superuser can withhold them',
        {application_text};
END $server$;
"""

# What has been done to the tables is for their owner to note.
_KEEP_HISTORY = """
DO $history$ DECLARE found text; BEGIN
    FOR found IN
        SELECT DISTINCT grantee::text FROM information_schema.role_table_grants
        WHERE table_schema = 'public' AND table_name = 'django_migrations'
            AND grantee <> current_user AND privilege_type IN ('INSERT', 'UPDATE', 'DELETE')
    LOOP
        EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM %I', found);
    END LOOP;
END $history$;
"""


def write_roles(
    database: str, *, owner: str = OWNER, application: str = APPLICATION
) -> sql.Composed:
    """Return the SQL that makes the roles and gives each what it needs, and no more.

    It is for the administrator of the server, in the database itself. The owner changes tables
    and is no superuser; the application reads and writes rows, and neither makes nor changes a
    table, nor empties one whole.
    """
    return sql.SQL(_SCRIPT).format(
        database=sql.Identifier(database),
        owner=sql.Identifier(owner),
        owner_text=sql.Literal(owner),
        application=sql.Identifier(application),
        application_text=sql.Literal(application),
    )


def write_history_rights() -> sql.SQL:
    """Return the SQL by which the owner keeps the record of migrations for itself."""
    return sql.SQL(_KEEP_HISTORY)
