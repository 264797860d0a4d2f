"""Lists and figures of a version that was released become neither fewer nor more."""

from django.db import migrations

_KEPT = """
-- A row goes with its version, with whom or what it is of, and with a person who is erased.
CREATE FUNCTION trade_has_left(gone jsonb) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT gone ->> 'need_id' IS NOT NULL
        AND NOT EXISTS (SELECT FROM trade_need WHERE id = (gone ->> 'need_id')::bigint)
    OR gone ->> 'organisation_id' IS NOT NULL AND NOT EXISTS (
        SELECT FROM people_organisation WHERE id = (gone ->> 'organisation_id')::bigint
    )
    OR gone ->> 'participation_id' IS NOT NULL AND NOT EXISTS (
        SELECT FROM people_participation one JOIN people_person person ON person.id = one.person_id
        WHERE one.id = (gone ->> 'participation_id')::bigint AND person.erased_at IS NULL
    )
$$;
CREATE FUNCTION trade_refuse_version() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a version that was released stays as it was'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'version_frozen';
END $$;
"""
# By the rows of a table: the column by which they are of a version, and how it is found.
_VERSIONS = {
    "matching": ("matching_id", "trade_matching version ON version.id = part.matching_id"),
    "run": ("run_id", "trade_matching version ON version.run_id = part.run_id"),
    "assessment": ("run_id", "trade_assessment version ON version.run_id = part.run_id"),
    "supplier": (
        "dependency_id",
        "trade_dependency figure ON figure.id = part.dependency_id"
        " JOIN trade_assessment version ON version.run_id = figure.run_id",
    ),
}
_TABLES = {
    "matching": ("makerlist", "makergroup", "listmeasure", "standing"),
    "run": ("matchlist", "reason"),
    "assessment": ("dependency",),
    "supplier": ("supplier",),
}


def _write_functions(name: str) -> str:
    key, versions = _VERSIONS[name]
    return f"""
CREATE FUNCTION trade_is_released_by_{name}(key bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM (VALUES (key)) part ({key}) JOIN {versions} WHERE version.state <> 'draft'
    )
$$;
CREATE FUNCTION trade_keep_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF trade_is_released_by_{name}(OLD.{key}) AND NOT trade_has_left(to_jsonb(OLD)) THEN
        PERFORM trade_refuse_version();
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION trade_keep_{name}_whole() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM new_rows part JOIN {versions} WHERE version.state <> 'draft') THEN
        PERFORM trade_refuse_version();
    END IF;
    RETURN NULL;
END $$;
"""  # noqa: S608  words of ours


def _write_triggers(name: str, table: str) -> str:
    key, _ = _VERSIONS[name]
    return f"""
CREATE CONSTRAINT TRIGGER version_frozen AFTER DELETE ON trade_{table}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (trade_is_released_by_{name}(OLD.{key}))
    EXECUTE FUNCTION trade_keep_{name}();
CREATE TRIGGER version_whole AFTER INSERT ON trade_{table} REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT WHEN (NOT fairs_may_load()) EXECUTE FUNCTION trade_keep_{name}_whole();
"""


_RULES = (
    _KEPT
    + "".join(map(_write_functions, _VERSIONS))
    + "".join(_write_triggers(name, table) for name, held in _TABLES.items() for table in held)
    + """
-- What was shown is forgotten after a while, but says nothing else meanwhile.
CREATE TRIGGER figures_frozen BEFORE UPDATE ON trade_shownlist
    FOR EACH ROW EXECUTE FUNCTION trade_keep_figures();
SELECT fairs_keep_together(
    'trade_shownlist', 'matching_id', 'trade_matching', 'viewer_id', 'people_participation'
);
"""
)
_NO_RULES = (
    "DROP TRIGGER figures_frozen ON trade_shownlist;"
    "DROP TRIGGER fairs_viewer_id_inserted ON trade_shownlist;"
    "DROP TRIGGER fairs_viewer_id_updated ON trade_shownlist;"
    + "".join(
        f"DROP FUNCTION trade_keep_{name}() CASCADE;"
        f"DROP FUNCTION trade_keep_{name}_whole() CASCADE;"
        f"DROP FUNCTION trade_is_released_by_{name}(bigint) CASCADE;"
        for name in _VERSIONS
    )
    + "DROP FUNCTION trade_refuse_version(); DROP FUNCTION trade_has_left(jsonb);"
)


class Migration(migrations.Migration):
    """Adds the rules."""

    dependencies = (("trade", "0029_search_names"), ("fairs", "0042_removed_by_the_owner"))
    operations = (migrations.RunSQL(_RULES, _NO_RULES),)
