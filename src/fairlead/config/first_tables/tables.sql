-- migration account 0001_initial 6f27ff6bdf57521a
-- migration account 0002_email_max_length c956ab7a3c3660a1
-- migration account 0003_alter_emailaddress_create_unique_verified_email 66b6f1939621bcfa
-- migration account 0004_alter_emailaddress_drop_unique_email ebc6317e90c47d7a
-- migration account 0005_emailaddress_idx_upper_email e7569f1662da1754
-- migration account 0006_emailaddress_lower 54adb08cb3fba66b
-- migration account 0007_emailaddress_idx_email 87fad70bfde8ae29
-- migration account 0008_emailaddress_unique_primary_email_fixup 794bf875bdbef9c4
-- migration account 0009_emailaddress_unique_primary_email 79762cfa7b1e1d7c
-- migration auth 0001_initial 845cff319606332f
-- migration auth 0002_alter_permission_name_max_length feaf97e0e8f7d148
-- migration auth 0003_alter_user_email_max_length 9d5657b4db9872dc
-- migration auth 0004_alter_user_username_opts 9538db342c9a9bec
-- migration auth 0005_alter_user_last_login_null 79f60a35dc000fdd
-- migration auth 0006_require_contenttypes_0002 00cb16e3405f14b6
-- migration auth 0007_alter_validators_add_error_messages 115db87dc327530f
-- migration auth 0008_alter_user_username_max_length 02857f65f7d64814
-- migration auth 0009_alter_user_last_name_max_length 19a89500e7f108a7
-- migration auth 0010_alter_group_name_max_length 0963ed6498ac0b3a
-- migration auth 0011_update_proxy_permissions 85a5dde708dc4b61
-- migration auth 0012_alter_user_first_name_max_length 6cefbc9f80903763
-- migration congress 0001_initial 1ce517603f9ff0ac
-- migration congress 0002_room_once c5ee98f2164eb6f7
-- migration congress 0003_watched 23b08d126735735a
-- migration congress 0004_localized_text b8bde7e573ba13d9
-- migration contenttypes 0001_initial 35ed8489a147e0b4
-- migration contenttypes 0002_remove_content_type_name 7d36494075750f0e
-- migration cooperation 0001_initial aba8fb2dd3ccd8db
-- migration cooperation 0002_shares_sum 2132907a246f2d6e
-- migration cooperation 0003_watched ad58bc0f3110587e
-- migration cooperation 0004_watched e35c2230b367809a
-- migration cooperation 0005_bounds d07c4135f111a944
-- migration cooperation 0006_localized_text 65a64bc1997e72c1
-- migration cooperation 0007_irr_found cf4a0f88050b47ab
-- migration exhibition 0001_initial a1290f9463d35a15
-- migration exhibition 0002_stands_apart 70c28428bdddb981
-- migration exhibition 0003_watched 955112dfcce417f8
-- migration exhibition 0004_bounds a46bbc572c8da753
-- migration exhibition 0005_localized_text f256d9d405153c23
-- migration fairs 0001_initial 3c1fab9a011edd08
-- migration fairs 0002_stamp 54ce84251e4603f3
-- migration fairs 0003_watch_through a9b76198c4599947
-- migration fairs 0004_bounds e042dbae968767e9
-- migration fairs 0005_localized_text a99b911113718d36
-- migration fairs 0006_search_words 30b2bdc28207786f
-- migration fairs 0007_search_stems 4e15a1beb40c37c2
-- migration fairs 0008_search_documents 70799ae004680c4a
-- migration fairs 0009_search_queries cdb3b9f817815d88
-- migration fairs 0010_quick_text_check 389141cf929a7326
-- migration fairs 0011_kept_rows c21024ff83af3e29
-- migration fairs 0012_within_edition fdd6f0750c9d75dc
-- migration fairs 0013_run_sentences 7e7d07bf71e73bbb
-- migration meetings 0001_initial e40d72c74892e0d6
-- migration meetings 0002_bookings 19efea4d515b23a7
-- migration meetings 0003_version ee084f6c0b2d0a37
-- migration meetings 0004_stamp c3bab417d505c5fa
-- migration meetings 0005_within_edition 6734a913ccadf3e4
-- migration mfa 0001_initial a42b6353f2ed5dd7
-- migration mfa 0002_authenticator_timestamps b6566eb07301e2e4
-- migration mfa 0003_authenticator_type_uniq 88550a456154080c
-- migration outbox 0001_initial f7b1afba98b839e1
-- migration people 0001_initial fc074c4a75b42064
-- migration people 0002_hidden 715a8604bb097314
-- migration people 0003_city_ru 0b3ff801e66aeb6d
-- migration people 0004_localized_text e9280d39a4a80fd2
-- migration people 0005_sign_in_tries d752ea91ec7bc63b
-- migration people 0006_memberships 302254798c0d5834
-- migration people 0007_sign_in_codes 844cfa526984d3ba
-- migration procrastinate 0001_initial 53918bfabb51d7c6
-- migration procrastinate 0002_drop_started_at_column fd998330eaf5626f
-- migration procrastinate 0003_drop_started_at_column 493c368ec2dcde05
-- migration procrastinate 0004_drop_procrastinate_version_table b9cce1d27cb4252b
-- migration procrastinate 0005_fix_procrastinate_fetch_job e4ef1bc97b3dad27
-- migration procrastinate 0006_fix_trigger_status_events_insert 025bb801f6e6f05a
-- migration procrastinate 0007_add_queueing_lock_column ba9981b33b6fd7d9
-- migration procrastinate 0008_close_fetch_job_race_condition b152d68bbcaf36be
-- migration procrastinate 0009_add_defer_job_function b7d4bbd37c141703
-- migration procrastinate 0010_add_procrastinate_periodic_defers 04e1e8c7691d53b6
-- migration procrastinate 0011_add_foreign_key_index 7da46d50fbc699b7
-- migration procrastinate 0012_add_locks_to_periodic_defer 2c6343e4e4889c4a
-- migration procrastinate 0013_fix_procrastinate_defer_periodic_job 7229a67fba587bbd
-- migration procrastinate 0014_add_finish_job_and_retry_job_functions 671abfedabd313d0
-- migration procrastinate 0015_add_trigger_on_job_deletion 40079989bc82691e
-- migration procrastinate 0016_delete_finished_jobs 08dc9240cadabe1f
-- migration procrastinate 0017_add_checks_to_finish_job df9bd28d6d30bc4d
-- migration procrastinate 0018_add_checks_to_retry_job 52939b5c8f404ef4
-- migration procrastinate 0019_fix_finish_job_compat_issue 3af85c185540fcb3
-- migration procrastinate 0020_add_index_on_procrastinate_jobs eeae8ea0358c3c1b
-- migration procrastinate 0021_add_kwargs_to_defer_periodic_job 7ab6e2d48ca04305
-- migration procrastinate 0022_null_locks_excluded d4f58ae77909f58c
-- migration procrastinate 0023_remove_old_finish_job_function bca027202c3b1e59
-- migration procrastinate 0024_job_id_bigint baf3bffab3be0920
-- migration procrastinate 0025_add_models 0448da691cfa2e99
-- migration procrastinate 0026_add_job_priority 8afb1d967582bc49
-- migration procrastinate 0027_add_periodic_job_priority d9bbfd5faec10d41
-- migration procrastinate 0028_add_cancel_states 73041339598b1b70
-- migration procrastinate 0029_add_additional_params_to_retry_job 4251cce9a349fe12
-- migration procrastinate 0030_alter_procrastinateevent_options 881f4ff840df5048
-- migration procrastinate 0031_add_indexes_for_fetch_job 3dca5978c5373540
-- migration procrastinate 0032_pre_cancel_notification a8f0177bcd61389b
-- migration procrastinate 0033_post_cancel_notification 45596a183c340b89
-- migration procrastinate 0034_pre_add_heartbeat 7a8e01dfc480db4b
-- migration procrastinate 0035_post_add_heartbeat dc6602025ce5aa95
-- migration procrastinate 0036_add_worker_model a47291c9816d5379
-- migration procrastinate 0037_pre_batch_defer_jobs 746baed04372fce9
-- migration procrastinate 0038_post_batch_defer_jobs a9b9fa44d8964b83
-- migration procrastinate 0039_pre_priority_lock_fetch_job 114eca6e14837356
-- migration procrastinate 0040_pre_retry_failed_job bb3536bfc66f9d74
-- migration procrastinate 0041_post_retry_failed_job 4316c4253d151754
-- migration sessions 0001_initial 2aa438e2393ee513
-- migration socialaccount 0001_initial 3647538d149b8190
-- migration socialaccount 0002_token_max_lengths 1f6fc8859622f595
-- migration socialaccount 0003_extra_data_default_dict e8b6fe9e20bed061
-- migration socialaccount 0004_app_provider_id_settings 82163ba3cc18a1ea
-- migration socialaccount 0005_socialtoken_nullable_app f023fe1a501c3e63
-- migration socialaccount 0006_alter_socialaccount_extra_data d1de2c79db317f6f
-- migration trade 0001_initial 1002518776481d78
-- migration trade 0002_catalogue 20083dc2667095d9
-- migration trade 0003_watched b6cc619ddfc928ab
-- migration trade 0004_matching adccfd56c9ab5d0f
-- migration trade 0005_watched 9eeacea2417101b4
-- migration trade 0006_watched 026bc47e13c4eaed
-- migration trade 0007_search_city_ru 35049d88d455f787
-- migration trade 0008_watched 1f685a477d68dec6
-- migration trade 0009_maker_group_covers 9feae35115cfcc95
-- migration trade 0010_bounds 5831e673d0c0d1f5
-- migration trade 0011_localized_text b84919363ea1554a
-- migration trade 0012_search 9f68f0b3fe97ad8f
-- migration usersessions 0001_initial b5d23c8ce0644061
-- migration work 0001_initial 8f3203e7b8eefa59
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM fairlead_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON SEQUENCES FROM fairlead_app;
SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

CREATE FUNCTION public.fairs_is_text(value jsonb, longest integer) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ((jsonb_typeof(value) = 'object'::text) AND (NOT (EXISTS (SELECT FROM jsonb_each(fairs_is_text.value) said(tag, words) WHERE ((jsonb_typeof(said.words) <> 'string'::text) OR ((said.words #>> '{}'::text[]) !~ '\S'::text) OR (char_length((said.words #>> '{}'::text[])) > fairs_is_text.longest) OR (char_length(said.tag) > 35) OR (said.tag !~ '^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$'::text))))));

CREATE DOMAIN public.fairs_line AS jsonb
	CONSTRAINT fairs_line_check CHECK (((jsonb_typeof(VALUE) = 'object'::text) AND ((((VALUE - ARRAY['en'::text, 'ru'::text, 'zh'::text, 'ar'::text, 'be'::text, 'kk'::text, 'zh-Hans'::text]) = '{}'::jsonb) AND (NOT (VALUE @? 'strict $.*?(!(@ > "!") || (@ > "!") is unknown)'::jsonpath)) AND (length((VALUE)::text) <= 500)) OR public.fairs_is_text(VALUE, 500))));

CREATE DOMAIN public.fairs_name AS jsonb
	CONSTRAINT fairs_name_check CHECK (((VALUE <> '{}'::jsonb) AND (jsonb_typeof(VALUE) = 'object'::text) AND ((((VALUE - ARRAY['en'::text, 'ru'::text, 'zh'::text, 'ar'::text, 'be'::text, 'kk'::text, 'zh-Hans'::text]) = '{}'::jsonb) AND (NOT (VALUE @? 'strict $.*?(!(@ > "!") || (@ > "!") is unknown)'::jsonpath)) AND (length((VALUE)::text) <= 500)) OR public.fairs_is_text(VALUE, 500))));

CREATE DOMAIN public.fairs_prose AS jsonb
	CONSTRAINT fairs_prose_check CHECK (((jsonb_typeof(VALUE) = 'object'::text) AND ((((VALUE - ARRAY['en'::text, 'ru'::text, 'zh'::text, 'ar'::text, 'be'::text, 'kk'::text, 'zh-Hans'::text]) = '{}'::jsonb) AND (NOT (VALUE @? 'strict $.*?(!(@ > "!") || (@ > "!") is unknown)'::jsonpath)) AND (length((VALUE)::text) <= 20000)) OR public.fairs_is_text(VALUE, 20000))));

CREATE TYPE public.procrastinate_job_event_type AS ENUM (
    'deferred',
    'started',
    'deferred_for_retry',
    'failed',
    'succeeded',
    'cancelled',
    'abort_requested',
    'aborted',
    'scheduled',
    'retried'
);

CREATE TYPE public.procrastinate_job_status AS ENUM (
    'todo',
    'doing',
    'succeeded',
    'failed',
    'cancelled',
    'aborting',
    'aborted'
);

CREATE TYPE public.procrastinate_job_to_defer_v1 AS (
	queue_name character varying,
	task_name character varying,
	priority integer,
	lock text,
	queueing_lock text,
	args jsonb,
	scheduled_at timestamp with time zone
);

CREATE TYPE public.search_text AS (
	owner bigint,
	weight "char",
	language text,
	body text
);

CREATE FUNCTION public.congress_touch_participations() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE fairs_edition SET stamp = DEFAULT WHERE id IN (
        SELECT changed.edition_id FROM new_rows changed
        JOIN congress_speaker speaker ON speaker.participation_id = changed.id
    );
    RETURN NULL;
END $$;

CREATE FUNCTION public.congress_touch_persons() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE fairs_edition SET stamp = DEFAULT WHERE id IN (
        SELECT participation.edition_id FROM new_rows changed
        JOIN people_participation participation ON participation.person_id = changed.id
        JOIN congress_speaker speaker ON speaker.participation_id = participation.id
    );
    RETURN NULL;
END $$;

CREATE FUNCTION public.cooperation_check_shares() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    row_now cooperation_share := COALESCE(NEW, OLD);
    total double precision;
BEGIN
    SELECT sum(share) INTO total FROM cooperation_share
    WHERE project_id = row_now.project_id AND kind = row_now.kind;
    IF abs(total - 1) > 1e-6 THEN
        RAISE EXCEPTION 'the % shares of project % sum to %, not to 1',
            row_now.kind, row_now.project_id, total
            USING ERRCODE = 'check_violation', CONSTRAINT = 'share_sum';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.fairs_join(english text, russian text) RETURNS jsonb
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN jsonb_strip_nulls(jsonb_build_object('en', CASE WHEN (english ~ '\S'::text) THEN english ELSE NULL::text END, 'ru', CASE WHEN (russian ~ '\S'::text) THEN russian ELSE NULL::text END));

CREATE FUNCTION public.fairs_keep_edition(kept regclass) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM pg_trigger WHERE tgrelid = kept AND tgname = 'fairs_edition_stays'
    ) THEN
        EXECUTE format('CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON %s'
            ' FOR EACH ROW WHEN (OLD.edition_id IS DISTINCT FROM NEW.edition_id)'
            ' EXECUTE FUNCTION fairs_refuse_edition()', kept);
    END IF;
END $$;

CREATE FUNCTION public.fairs_keep_together(joining regclass, key text, one regclass, other_key text, other regclass) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %s'
        ' REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT'
        ' EXECUTE FUNCTION fairs_refuse_strangers(%L, %L, %L, %L)',
        'fairs_' || other_key || '_inserted', joining, key, one, other_key, other);
    EXECUTE format('CREATE TRIGGER %I AFTER UPDATE ON %s'
        ' REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT'
        ' EXECUTE FUNCTION fairs_refuse_strangers(%L, %L, %L, %L)',
        'fairs_' || other_key || '_updated', joining, key, one, other_key, other);
    PERFORM fairs_keep_edition(one);
    PERFORM fairs_keep_edition(other);
END $$;

CREATE FUNCTION public.fairs_keep_together_no_more(joining regclass, other_key text) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE event text;
BEGIN
    FOREACH event IN ARRAY ARRAY['inserted', 'updated'] LOOP
        EXECUTE format('DROP TRIGGER %I ON %s', 'fairs_' || other_key || '_' || event, joining);
    END LOOP;
END $$;

CREATE FUNCTION public.fairs_keep_within(child regclass, key text, parent regclass) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    plain record;
    parent_key text;
BEGIN
    SELECT attname INTO STRICT parent_key FROM pg_index AS i
    JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
    WHERE i.indrelid = parent AND i.indisprimary;
    IF NOT EXISTS (
        SELECT FROM pg_constraint WHERE conrelid = parent AND conname = parent || '_of_edition'
    ) THEN
        EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %I UNIQUE (edition_id, %I)',
            parent, parent || '_of_edition', parent_key);
    END IF;
    FOR plain IN
        SELECT c.conname FROM pg_constraint AS c
        JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
        WHERE c.conrelid = child AND c.contype = 'f' AND cardinality(c.conkey) = 1
            AND c.confrelid = parent AND a.attname = key
    LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', child, plain.conname);
    END LOOP;
    EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %I FOREIGN KEY (edition_id, %I)'
        ' REFERENCES %s (edition_id, %I) DEFERRABLE INITIALLY DEFERRED', child,
        child || '_' || key || '_within', key, parent, parent_key);
    PERFORM fairs_keep_edition(parent);
    PERFORM fairs_keep_edition(child);
END $$;

CREATE FUNCTION public.fairs_keep_within_no_more(child regclass, key text, parent regclass) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I, ADD CONSTRAINT %I FOREIGN KEY (%I)'
        ' REFERENCES %s DEFERRABLE INITIALLY DEFERRED', child,
        child || '_' || key || '_within', child || '_' || key || '_plain', key, parent);
END $$;

CREATE FUNCTION public.fairs_refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    forgettable text[] := TG_ARGV[0];
    before jsonb := to_jsonb(OLD);
    after jsonb;
BEGIN
    IF TG_OP = 'UPDATE' AND forgettable <> '{}' THEN
        after := to_jsonb(NEW);
        IF after - forgettable = before - forgettable AND NOT EXISTS (
            SELECT FROM unnest(forgettable) AS name
            WHERE after ->> name IS NOT NULL AND after -> name <> before -> name
        ) THEN
            RETURN NEW;
        END IF;
    ELSIF TG_OP = 'DELETE' AND TG_ARGV[1] <> '' AND pg_trigger_depth() > 1 THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'rows of % are only added: % is refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
END $$;

CREATE FUNCTION public.fairs_refuse_edition() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'a row of % stays in its edition (%)', TG_TABLE_NAME,
        TG_TABLE_NAME || '_edition_stays'
        USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_edition_stays',
            TABLE = TG_TABLE_NAME;
END $$;

CREATE FUNCTION public.fairs_refuse_strangers() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE strangers boolean;
BEGIN
    EXECUTE format('SELECT EXISTS (SELECT FROM new_rows AS joined'
        ' JOIN %s AS one ON one.id = joined.%I JOIN %s AS other ON other.id = joined.%I'
        ' WHERE one.edition_id <> other.edition_id)',
        TG_ARGV[1], TG_ARGV[0], TG_ARGV[3], TG_ARGV[2]) INTO strangers;
    IF strangers THEN
        RAISE EXCEPTION 'a row of % joins two editions (%)', TG_TABLE_NAME,
            TG_TABLE_NAME || '_one_edition'
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_one_edition',
                TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.fairs_revoke_changes(kept regclass, forgettable text[], parent text) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE reference record;
BEGIN
    EXECUTE format('CREATE TRIGGER fairs_kept BEFORE UPDATE OR DELETE ON %s'
        ' FOR EACH ROW EXECUTE FUNCTION fairs_refuse_change(%L, %L)', kept, forgettable, parent);
    PERFORM fairs_withhold_changes(kept);
    IF parent <> '' THEN
        SELECT c.conname, c.confrelid::regclass AS referred, a.attname AS key
        INTO STRICT reference
        FROM pg_constraint AS c
        JOIN pg_attribute AS a ON a.attrelid = c.confrelid AND a.attnum = c.confkey[1]
        WHERE c.conrelid = kept AND c.contype = 'f' AND cardinality(c.conkey) = 1
            AND c.conkey[1] = (
                SELECT attnum FROM pg_attribute WHERE attrelid = kept AND attname = parent
            );
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I, ADD CONSTRAINT %I FOREIGN KEY (%I)'
            ' REFERENCES %s (%I) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED', kept,
            reference.conname, reference.conname, parent, reference.referred, reference.key);
    END IF;
END $$;

CREATE FUNCTION public.fairs_stamp() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    NEW.stamp := gen_random_uuid();
    RETURN NEW;
END $$;

CREATE FUNCTION public.fairs_touch() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        UPDATE fairs_edition SET stamp = DEFAULT
        WHERE id IN (SELECT DISTINCT edition_id FROM old_rows);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        UPDATE fairs_edition SET stamp = DEFAULT
        WHERE id IN (SELECT DISTINCT edition_id FROM new_rows);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.fairs_touch_through() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    touch text := 'UPDATE fairs_edition SET stamp = DEFAULT WHERE id IN ('
        'SELECT held.edition_id FROM %s held JOIN %I changed ON held.id = changed.%I)';
BEGIN
    IF TG_OP <> 'INSERT' THEN
        EXECUTE format(touch, TG_ARGV[0], 'old_rows', TG_ARGV[1]);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        EXECUTE format(touch, TG_ARGV[0], 'new_rows', TG_ARGV[1]);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.fairs_watch(watched regclass) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON %s'
        ' REFERENCING NEW TABLE AS new_rows'
        ' FOR EACH STATEMENT EXECUTE FUNCTION fairs_touch()', watched);
    EXECUTE format('CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON %s'
        ' REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows'
        ' FOR EACH STATEMENT EXECUTE FUNCTION fairs_touch()', watched);
    EXECUTE format('CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON %s'
        ' REFERENCING OLD TABLE AS old_rows'
        ' FOR EACH STATEMENT EXECUTE FUNCTION fairs_touch()', watched);
END $$;

CREATE FUNCTION public.fairs_watch_no_more(watched regclass) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE event text;
BEGIN
    FOREACH event IN ARRAY ARRAY['inserted', 'updated', 'deleted'] LOOP
        EXECUTE format('DROP TRIGGER fairs_touch_%s ON %s', event, watched);
    END LOOP;
END $$;

CREATE FUNCTION public.fairs_watch_through(watched regclass, through regclass, key text) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON %s'
        ' REFERENCING NEW TABLE AS new_rows'
        ' FOR EACH STATEMENT EXECUTE FUNCTION fairs_touch_through(%L, %L)', watched, through, key);
    EXECUTE format('CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON %s'
        ' REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows'
        ' FOR EACH STATEMENT EXECUTE FUNCTION fairs_touch_through(%L, %L)', watched, through, key);
    EXECUTE format('CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON %s'
        ' REFERENCING OLD TABLE AS old_rows'
        ' FOR EACH STATEMENT EXECUTE FUNCTION fairs_touch_through(%L, %L)', watched, through, key);
END $$;

CREATE FUNCTION public.fairs_withhold_changes(kept regclass) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    forgettable text[];
    role text;
BEGIN
    SELECT split_part(encode(tgargs, 'escape'), '\000', 1) INTO STRICT forgettable
    FROM pg_trigger WHERE tgrelid = kept AND tgname = 'fairs_kept';
    FOR role IN
        SELECT DISTINCT CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END
        FROM pg_class AS held, aclexplode(held.relacl)
        WHERE held.oid = kept AND grantee <> held.relowner
            AND privilege_type IN ('UPDATE', 'DELETE', 'TRUNCATE')
    LOOP
        EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %s FROM %s', kept, role);
        IF forgettable <> '{}' THEN
            EXECUTE format('GRANT UPDATE (%s) ON %s TO %s', (
                SELECT string_agg(quote_ident(name), ', ') FROM unnest(forgettable) AS name
            ), kept, role);
        END IF;
    END LOOP;
END $$;

CREATE FUNCTION public.fairs_words(value jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (SELECT string_agg(said.words, ' '::text ORDER BY said.tag) AS string_agg FROM jsonb_each_text(fairs_words.value) said(tag, words));

CREATE FUNCTION public.meetings_book() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM meetings_booking booking USING old_rows WHERE booking.meeting_id = old_rows.id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO meetings_booking (timetable_id, slot_id, participation_id, meeting_id)
        SELECT new_rows.timetable_id, new_rows.slot_id, request.requester_id, new_rows.id
        FROM new_rows JOIN meetings_meetingrequest request ON request.id = new_rows.request_id
        UNION ALL
        SELECT timetable_id, slot_id, representative_id, id
        FROM new_rows WHERE representative_id IS NOT NULL;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.meetings_book_again() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE meetings_meeting SET slot_id = slot_id WHERE request_id = NEW.id;
    RETURN NULL;
END $$;

CREATE FUNCTION public.meetings_touch() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        UPDATE meetings_timetable SET stamp = DEFAULT
        WHERE id IN (SELECT DISTINCT timetable_id FROM old_rows);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        UPDATE meetings_timetable SET stamp = DEFAULT
        WHERE id IN (SELECT DISTINCT timetable_id FROM new_rows);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.outbox_tell() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM pg_notify('fairlead_mail', '');
    RETURN NULL;
END $$;

CREATE FUNCTION public.people_change_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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
    END $$;

CREATE FUNCTION public.procrastinate_cancel_job_v1(job_id bigint, abort boolean, delete_job boolean) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status = 'todo'
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        IF abort THEN
            UPDATE procrastinate_jobs
            SET abort_requested = true,
                status = CASE status
                    WHEN 'todo' THEN 'cancelled'::procrastinate_job_status ELSE status
                END
            WHERE id = job_id AND status IN ('todo', 'doing')
            RETURNING id INTO _job_id;
        ELSE
            UPDATE procrastinate_jobs
            SET status = 'cancelled'::procrastinate_job_status
            WHERE id = job_id AND status = 'todo'
            RETURNING id INTO _job_id;
        END IF;
    END IF;
    RETURN _job_id;
END;
$$;

CREATE FUNCTION public.procrastinate_defer_jobs_v1(jobs public.procrastinate_job_to_defer_v1[]) RETURNS bigint[]
    LANGUAGE plpgsql
    AS $$
DECLARE
    job_ids bigint[];
BEGIN
    WITH inserted_jobs AS (
        INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args, scheduled_at)
        SELECT (job).queue_name,
               (job).task_name,
               (job).priority,
               (job).lock,
               (job).queueing_lock,
               (job).args,
               (job).scheduled_at
        FROM unnest(jobs) AS job
        RETURNING id
    )
    SELECT array_agg(id) FROM inserted_jobs INTO job_ids;

    RETURN job_ids;
END;
$$;

CREATE FUNCTION public.procrastinate_defer_periodic_job_v2(_queue_name character varying, _lock character varying, _queueing_lock character varying, _task_name character varying, _priority integer, _periodic_id character varying, _defer_timestamp bigint, _args jsonb) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
	_job_id bigint;
	_defer_id bigint;
BEGIN
    INSERT
        INTO procrastinate_periodic_defers (task_name, periodic_id, defer_timestamp)
        VALUES (_task_name, _periodic_id, _defer_timestamp)
        ON CONFLICT DO NOTHING
        RETURNING id into _defer_id;

    IF _defer_id IS NULL THEN
        RETURN NULL;
    END IF;

    UPDATE procrastinate_periodic_defers
        SET job_id = (
            SELECT COALESCE((
                SELECT unnest(procrastinate_defer_jobs_v1(
                    ARRAY[
                        ROW(
                            _queue_name,
                            _task_name,
                            _priority,
                            _lock,
                            _queueing_lock,
                            _args,
                            NULL::timestamptz
                        )
                    ]::procrastinate_job_to_defer_v1[]
                ))
            ), NULL)
        )
        WHERE id = _defer_id
        RETURNING job_id INTO _job_id;

    DELETE
        FROM procrastinate_periodic_defers
        USING (
            SELECT id
            FROM procrastinate_periodic_defers
            WHERE procrastinate_periodic_defers.task_name = _task_name
            AND procrastinate_periodic_defers.periodic_id = _periodic_id
            AND procrastinate_periodic_defers.defer_timestamp < _defer_timestamp
            ORDER BY id
            FOR UPDATE
        ) to_delete
        WHERE procrastinate_periodic_defers.id = to_delete.id;

    RETURN _job_id;
END;
$$;

SET default_tablespace = '';

SET default_table_access_method = heap;

CREATE TABLE public.procrastinate_jobs (
    id bigint NOT NULL,
    queue_name character varying(128) NOT NULL,
    task_name character varying(128) NOT NULL,
    lock text,
    args jsonb DEFAULT '{}'::jsonb NOT NULL,
    status public.procrastinate_job_status DEFAULT 'todo'::public.procrastinate_job_status NOT NULL,
    scheduled_at timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    queueing_lock text,
    priority integer DEFAULT 0 NOT NULL,
    abort_requested boolean DEFAULT false NOT NULL,
    worker_id bigint,
    CONSTRAINT check_not_todo_abort_requested CHECK ((NOT ((status = 'todo'::public.procrastinate_job_status) AND (abort_requested = true))))
);

CREATE FUNCTION public.procrastinate_fetch_job_v2(target_queue_names character varying[], p_worker_id bigint) RETURNS public.procrastinate_jobs
    LANGUAGE plpgsql
    AS $$
DECLARE
	found_jobs procrastinate_jobs;
BEGIN
    WITH candidate AS (
        SELECT jobs.*
            FROM procrastinate_jobs AS jobs
            WHERE
                -- reject the job if its lock has earlier or higher priority jobs
                NOT EXISTS (
                    SELECT 1
                        FROM procrastinate_jobs AS other_jobs
                        WHERE
                            jobs.lock IS NOT NULL
                            AND other_jobs.lock = jobs.lock
                            AND (
                                -- job with same lock is already running
                                other_jobs.status = 'doing'
                                OR
                                -- job with same lock is waiting and has higher priority (or same priority but was queued first)
                                (
                                    other_jobs.status = 'todo'
                                    AND (
                                        other_jobs.priority > jobs.priority
                                        OR (
                                        other_jobs.priority = jobs.priority
                                        AND other_jobs.id < jobs.id
                                        )
                                    )
                                )
                            )
                )
                AND jobs.status = 'todo'
                AND (target_queue_names IS NULL OR jobs.queue_name = ANY( target_queue_names ))
                AND (jobs.scheduled_at IS NULL OR jobs.scheduled_at <= now())
            ORDER BY jobs.priority DESC, jobs.id ASC LIMIT 1
            FOR UPDATE OF jobs SKIP LOCKED
    )
    UPDATE procrastinate_jobs
        SET status = 'doing', worker_id = p_worker_id
        FROM candidate
        WHERE procrastinate_jobs.id = candidate.id
        RETURNING procrastinate_jobs.* INTO found_jobs;

 RETURN found_jobs;
END;
$$;

CREATE FUNCTION public.procrastinate_finish_job_v1(job_id bigint, end_status public.procrastinate_job_status, delete_job boolean) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF end_status NOT IN ('succeeded', 'failed', 'aborted') THEN
        RAISE 'End status should be either "succeeded", "failed" or "aborted" (job id: %)', job_id;
    END IF;
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = end_status,
            abort_requested = false,
            attempts = CASE status
                WHEN 'doing' THEN attempts + 1 ELSE attempts
            END
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" or "todo" status (job id: %)', job_id;
    END IF;
END;
$$;

CREATE FUNCTION public.procrastinate_notify_queue_abort_job_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'abort_job_requested', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_notify_queue_job_inserted_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'job_inserted', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_prune_stalled_workers_v1(seconds_since_heartbeat double precision) RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    DELETE FROM procrastinate_workers
    WHERE last_heartbeat < NOW() - (seconds_since_heartbeat || 'SECOND')::INTERVAL
    RETURNING procrastinate_workers.id;
END;
$$;

CREATE FUNCTION public.procrastinate_register_worker_v1() RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    INSERT INTO procrastinate_workers DEFAULT VALUES
    RETURNING procrastinate_workers.id;
END;
$$;

CREATE FUNCTION public.procrastinate_retry_job_v1(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
BEGIN
    SELECT abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status = 'doing'
    FOR UPDATE
    INTO _abort_requested;
    IF _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" status (job id: %)', job_id;
    END IF;
END;
$$;

CREATE FUNCTION public.procrastinate_retry_job_v2(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
    _current_status procrastinate_job_status;
BEGIN
    SELECT status, abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status IN ('doing', 'failed')
    FOR UPDATE
    INTO _current_status, _abort_requested;
    IF _current_status = 'doing' AND _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status IN ('doing', 'failed')
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or has an invalid status to retry (job id: %)', job_id;
    END IF;

END;
$$;

CREATE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'abort_requested'::procrastinate_job_event_type);
    RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type, at)
        VALUES (NEW.id, 'scheduled'::procrastinate_job_event_type, NEW.scheduled_at);

	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'deferred'::procrastinate_job_event_type);
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_trigger_function_status_events_update_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    WITH t AS (
        SELECT CASE
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND NEW.status = 'doing'::procrastinate_job_status
                THEN 'started'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'deferred_for_retry'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'failed'::procrastinate_job_status
                THEN 'failed'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'succeeded'::procrastinate_job_status
                THEN 'succeeded'::procrastinate_job_event_type
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND (
                    NEW.status = 'cancelled'::procrastinate_job_status
                    OR NEW.status = 'failed'::procrastinate_job_status
                    OR NEW.status = 'succeeded'::procrastinate_job_status
                )
                THEN 'cancelled'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'aborted'::procrastinate_job_status
                THEN 'aborted'::procrastinate_job_event_type
            WHEN OLD.status = 'failed'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'retried'::procrastinate_job_event_type
            ELSE NULL
        END as event_type
    )
    INSERT INTO procrastinate_events(job_id, type)
        SELECT NEW.id, t.event_type
        FROM t
        WHERE t.event_type IS NOT NULL;
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_unlink_periodic_defers_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_periodic_defers
    SET job_id = NULL
    WHERE job_id = OLD.id;
    RETURN OLD;
END;
$$;

CREATE FUNCTION public.procrastinate_unregister_worker_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM procrastinate_workers
    WHERE id = worker_id;
END;
$$;

CREATE FUNCTION public.procrastinate_update_heartbeat_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_workers
    SET last_heartbeat = NOW()
    WHERE id = worker_id;
END;
$$;

CREATE FUNCTION public.search_any(lexemes text[]) RETURNS tsquery
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (((''''::text || array_to_string(lexemes, ''' | '''::text)) || ''''::text))::tsquery;

CREATE FUNCTION public.search_arabic(word text, written boolean) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $_$
DECLARE
    bases text[];
    base text;
    stem text;
    found text[] := '{}'::text[];
BEGIN
    base := regexp_replace(word, '^[وف]?(ال|بال|كال|لل)(?=...)', '');
    -- A short word may have its own ال: الواح is the plural of لوح, and not "the واح".
    bases := CASE WHEN base = word OR length(base) > 3 THEN ARRAY[base] ELSE ARRAY[base, word] END;
    IF written AND base = word AND word ~ '^[وفبل]....' THEN
        bases := bases || right(word, -1);
    END IF;
    FOREACH base IN ARRAY bases LOOP
        stem := base;
        FOR time IN 1..2 LOOP
            stem := regexp_replace(stem, '(?<=...)(ها|ون|ين|ان|يه|ي)$|(?<=..)(ات|ه)$', '');
        END LOOP;
        found := found || stem || search_arabic_singulars(base);
        IF stem <> base THEN
            found := found || search_arabic_singulars(stem)
                || CASE WHEN base LIKE '%ه' AND stem ~ '^ا...$'  -- اجهزه is جهاز
                THEN ARRAY[regexp_replace(stem, '^ا(..)', '\1ا')] ELSE '{}' END;
        END IF;
    END LOOP;
    RETURN found;
END $_$;

CREATE FUNCTION public.search_arabic_singulars(word text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN array_remove(ARRAY[CASE WHEN (word ~ '^م.ا..$'::text) THEN regexp_replace(word, '^(م.)ا'::text, '\1'::text) ELSE NULL::text END, CASE WHEN (word ~ '^.وا..$'::text) THEN regexp_replace(word, '^(.)و'::text, '\1'::text) ELSE NULL::text END, CASE WHEN (word ~ '^..اي.$'::text) THEN regexp_replace(word, '^(..)اي'::text, '\1ي'::text) ELSE NULL::text END, CASE WHEN (word ~ '^[ما].ا.ي.$'::text) THEN regexp_replace(word, '^(..)ا(.)ي'::text, '\1\2و'::text) ELSE NULL::text END, CASE WHEN (word ~ '^م.ا.ي.$'::text) THEN regexp_replace(word, '^(..)ا(.)ي'::text, '\1\2ا'::text) ELSE NULL::text END, CASE WHEN (word ~ '^ا..ا.$'::text) THEN regexp_replace(word, '^ا(..)ا'::text, '\1'::text) ELSE NULL::text END, CASE WHEN (word ~ '^..و.$'::text) THEN regexp_replace(word, '^(..)و'::text, '\1'::text) ELSE NULL::text END], NULL::text);

CREATE FUNCTION public.search_asked(languages text[], word text) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $_$
DECLARE
    found text[] := '{}'::text[];
    language text;
    guess text;
    ending text;
    stems text[];
BEGIN
    FOREACH language IN ARRAY languages LOOP
        stems := CASE
            WHEN word ~ '^[a-z]' THEN search_latin(search_dictionary(language), word)
            WHEN word ~ '^[а-я]' THEN search_cyrillic_stems(language, word)
            ELSE search_other(language, word, false) END;
        IF NOT stems <@ found THEN
            found := found || stems;
        END IF;
    END LOOP;
    IF found = '{}' THEN
        RETURN found;
    ELSIF word ~ '^[a-z]' THEN
        FOREACH guess IN ARRAY search_cyrillic(word) LOOP
            found := found || ('c=' || search_sound(guess));
            -- A last e after a consonant is English rather than a Russian ending: pile, plate.
            IF word !~ '[bcdfghjklmnpqrstvwxz]e$' THEN
                found := found || search_stem_sounds(search_russian(guess));
            END IF;
        END LOOP;
    ELSIF word ~ '^[а-я]' THEN
        found := found || ('l=' || search_sound(word));
        FOREACH guess IN ARRAY found LOOP
            -- Other forms in which a name is written in Latin letters; short ones mean too much.
            FOREACH ending IN ARRAY CASE WHEN length(guess) <= 5 THEN '{}'::text[]
                WHEN guess LIKE '%h' THEN '{"",а,о,и}' WHEN guess LIKE '%s' THEN '{"",я,е,и}'
                WHEN guess LIKE '%a' THEN '{и,ая,ое,ие}' ELSE '{}' END LOOP
                found := found || ('l=' || search_sound(left(guess, -1) || ending));
            END LOOP;
        END LOOP;
    END IF;
    RETURN found;
END $_$;

CREATE FUNCTION public.search_code(digits text, alone boolean) RETURNS tsquery
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (((length(digits) = ANY (ARRAY[2, 3])) AND alone) OR (length(digits) = ANY (ARRAY[4, 6]))) THEN public.search_any(ARRAY[('#'::text || digits)]) WHEN (length(digits) = 5) THEN public.search_any(ARRAY[('#'::text || digits), ('#0'::text || digits)]) WHEN (length(digits) = ANY (ARRAY[7, 9])) THEN public.search_any(ARRAY[('#'::text || digits), ('#0'::text || digits), ('#='::text || "left"(digits, 6)), ('#=0'::text || "left"(digits, 5))]) WHEN (length(digits) = ANY (ARRAY[8, 10])) THEN public.search_any(ARRAY[('#'::text || digits), ('#='::text || "left"(digits, 6))]) ELSE NULL::tsquery END;

CREATE FUNCTION public.search_codes(products text[]) RETURNS tsvector
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
DECLARE
    product text;
    digits text;
    found text := '';
BEGIN
    FOREACH product IN ARRAY products LOOP
        digits := regexp_replace(split_part(product, ':', 2), '[^0-9]', '', 'g');
        CONTINUE WHEN digits = '';
        found := found || ' ''#=' || digits || ''' ''#' || digits || '''';
        FOR size IN 2..length(digits) BY CASE WHEN product LIKE 'HS%' THEN 2 ELSE 1 END LOOP
            found := found || ' ''#' || left(digits, size) || '''';
        END LOOP;
    END LOOP;
    RETURN found::tsvector;
END $$;

CREATE FUNCTION public.search_cyrillic(word text) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $_$
BEGIN
    word := regexp_replace(word, '(?<=[bcdfghklmnpqrstvwxz])ye$', 'ые');
    word := replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(word, 'tsch', 'ч'), 'tch', 'ч'), 'shch', 'щ'), 'sch', 'ш'), 'zh', 'ж'), 'kh', 'х'), 'ch', 'ч'), 'sh', 'ш'), 'ts', 'ц'), 'ck', 'к'), 'ph', 'ф'), 'qu', 'кв'), 'x', 'кс'), 'iya', 'ия'), 'ija', 'ия'), 'iia', 'ия'), 'yu', 'ю'), 'ju', 'ю'), 'iu', 'ю'), 'ya', 'я'), 'ja', 'я'), 'yo', 'е'), 'jo', 'е'), 'ye', 'е'), 'je', 'е'), 'iy', 'ий'), 'ij', 'ий'), 'yy', 'ый'), 'yj', 'ый'), 'yi', 'ый');
    word := regexp_replace(word, 'ia(?=.)', 'я', 'g');
    word := regexp_replace(word, 'c(?=[eiy])', 'ц', 'g');
    word := regexp_replace(word, '(?<=[aeouаеоуюяи])y', 'й', 'g');
    word := translate(word, 'abvgdeziklmnoprstufhjwqcy', 'абвгдезиклмнопрстуфхйвккы');
    RETURN CASE
        WHEN word LIKE '%ы' THEN ARRAY[word, word || 'й']
        WHEN word LIKE '%ия' THEN ARRAY[word, left(word, -2) || 'я']
        WHEN word LIKE '%иа' THEN ARRAY[left(word, -1) || 'я', left(word, -2) || 'я']
        ELSE ARRAY[word] END;
END $_$;

CREATE FUNCTION public.search_cyrillic_stems(language text, word text) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
DECLARE
    found text[];
BEGIN
    IF ts_lexize('pg_catalog.russian_stem', word) = '{}' THEN
        RETURN '{}';
    END IF;
    found := search_russian(word);
    IF split_part(language, '-', 1) IN ('uk', 'be', 'bg', 'mk', 'sr') AND word LIKE '__%и' THEN
        found := found || (left(word, -1) || 'h');
    END IF;
    RETURN found;
END $$;

CREATE FUNCTION public.search_dictionary(language text) RETURNS regdictionary
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE lower(split_part(language, '-'::text, 1)) WHEN 'ca'::text THEN 'catalan_stem'::regdictionary WHEN 'da'::text THEN 'danish_stem'::regdictionary WHEN 'de'::text THEN 'german_stem'::regdictionary WHEN 'es'::text THEN 'spanish_stem'::regdictionary WHEN 'eu'::text THEN 'basque_stem'::regdictionary WHEN 'fi'::text THEN 'finnish_stem'::regdictionary WHEN 'fr'::text THEN 'french_stem'::regdictionary WHEN 'ga'::text THEN 'irish_stem'::regdictionary WHEN 'hu'::text THEN 'hungarian_stem'::regdictionary WHEN 'id'::text THEN 'indonesian_stem'::regdictionary WHEN 'it'::text THEN 'italian_stem'::regdictionary WHEN 'lt'::text THEN 'lithuanian_stem'::regdictionary WHEN 'nb'::text THEN 'norwegian_stem'::regdictionary WHEN 'nl'::text THEN 'dutch_stem'::regdictionary WHEN 'nn'::text THEN 'norwegian_stem'::regdictionary WHEN 'no'::text THEN 'norwegian_stem'::regdictionary WHEN 'pt'::text THEN 'portuguese_stem'::regdictionary WHEN 'ro'::text THEN 'romanian_stem'::regdictionary WHEN 'sv'::text THEN 'swedish_stem'::regdictionary WHEN 'tr'::text THEN 'turkish_stem'::regdictionary ELSE CASE WHEN (lower(split_part(language, '-'::text, 1)) = ANY ('{az,bs,cs,cy,et,hr,is,lv,ms,mt,pl,sk,sl,sq,sw,tk,uz,vi}'::text[])) THEN 'simple'::regdictionary ELSE 'english_stem'::regdictionary END END;

CREATE FUNCTION public.search_document(language text, body text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
SELECT coalesce((SELECT document
    FROM search_documents(ARRAY[ROW(0, 'D', language, body)::search_text])), '')
$$;

CREATE FUNCTION public.search_documents(texts public.search_text[]) RETURNS TABLE(owner bigint, document tsvector)
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
WITH given AS (
    SELECT text.owner, text.weight, text.language, text.body, text.number,
        sum(length(text.body)) OVER (PARTITION BY text.owner ORDER BY text.weight, text.number)
            - length(text.body) AS before
    FROM unnest(texts) WITH ORDINALITY AS text (owner, weight, language, body, number)
), bounded AS (
    SELECT given.owner, given.weight, given.number, given.language,
        left(given.body, (200000 - before)::int) AS body
    FROM given WHERE before < 200000
), bodies AS MATERIALIZED (
    SELECT language, body, row_number() OVER () AS number
    FROM (SELECT DISTINCT language, body FROM bounded) AS known
), chunks AS (
    SELECT bodies.number, bodies.language, part.number AS place, chunk
    FROM bodies, string_to_table(search_line(body), ' ') WITH ORDINALITY AS part (chunk, number)
    WHERE chunk <> ''
), vocabulary AS MATERIALIZED (
    SELECT language, chunk, width, places, lexemes
    FROM (SELECT DISTINCT language, chunk FROM chunks) AS known,
        LATERAL search_pieces(language, chunk)
    WHERE width > 0
), placed AS (
    -- The first word stands second, so that no phrase goes from one text on to the next.
    SELECT number, places, lexemes,
        sum(width) OVER (PARTITION BY number ORDER BY place) - width + 2 AS start
    FROM chunks JOIN vocabulary USING (language, chunk)
), found AS (
    SELECT number, lexeme, min(start + place) AS first,
        (array_agg(least(start + place, 16383) ORDER BY start + place))[:255] AS places
    FROM placed, unnest(places, lexemes) AS piece (place, lexeme)
    GROUP BY number, lexeme
), sized AS (
    SELECT number, lexeme, places, sum(octet_length(lexeme) + 2 * cardinality(places) + 7)
        OVER (PARTITION BY number ORDER BY first, lexeme) AS size
    FROM found
), written AS (
    SELECT number,
        string_agg('''' || lexeme || ''':' || array_to_string(places, ','), ' ')::tsvector AS words
    FROM sized WHERE size < 800000 GROUP BY number
), weighed AS (
    SELECT bounded.owner, bounded.weight, bounded.number, written.words,
        sum(pg_column_size(written.words)) OVER (
            PARTITION BY bounded.owner ORDER BY bounded.weight, bounded.number
        ) AS size
    FROM bounded JOIN bodies USING (language, body) JOIN written ON written.number = bodies.number
)
SELECT weighed.owner, search_join(setweight(words, weight) ORDER BY weight, number)
FROM weighed WHERE size < 1000000 GROUP BY weighed.owner
$$;

CREATE FUNCTION public.search_fold(body text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $_$
BEGIN
    IF body ~ '^[a-z0-9а-я ]*$' THEN
        RETURN body;
    END IF;
    -- A sign such as ™ is no pair of letters; a Persian joiner parts a word from its ending.
    body := regexp_replace(translate(body, '™®©℠', '    '), '([\u0600-\u06ff])\u200c', '\1 ', 'g');
    body := regexp_replace(body, '[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]', '', 'g');
    -- й is a letter, not и with a mark; the voiced letters of Japanese come together again.
    body := replace(lower(normalize(body, NFKD)), U&'\0438\0306', 'й');
    body := replace(body, U&'\0418\0306', 'й');
    body := normalize(regexp_replace(body, '[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]', '', 'g'), NFC);
    body := replace(replace(replace(body, 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe');
    RETURN translate(replace(body, 'þ', 'th'), 'ґєіўѓќђћџљњјәғқңөұүһҗҷłøđðħıŧəςةىکیہەھۇٱ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९๐๑๒๓๔๕๖๗๘๙АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯҐЄІӘҒҚҢӨҰҮҺŁØĐÐΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ', 'геиугкдчцлнйагкноуухжчloddhitaσهيكيهههوا0123456789012345678901234567890123456789абвгдежзийклмнопрстуфхцчшщъыьэюягеиагкноуухloddαβγδεζηθικλμνξοπρστυφχψω');
END $_$;

CREATE FUNCTION public.search_is_unparted(word text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (word ~ '^[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3021-\u302f\u3031-\u303c\u3040-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]'::text);

CREATE FUNCTION public.search_joined(chunk text, words text[]) RETURNS text
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $_$
DECLARE
    joined text;
BEGIN
    IF cardinality(words) NOT BETWEEN 2 AND 9 OR search_is_unparted(words[1])
            OR search_is_unparted(words[2]) THEN
        RETURN NULL;
    END IF;
    joined := left(array_to_string(words, ''), 64);
    IF cardinality(words) = 2 AND joined ~ '[^0-9]'
            AND chunk ~ ('[^\u0001-\u002f\u003a-\u0040][-\u2010-\u2015\u2212]'
                '[^\u0001-\u002f\u003a-\u0040]')
            OR joined ~ '[0-9]' AND chunk ~ ('^[^0-9A-Za-z\u0080-\uffff]*'
                '[0-9A-Za-z\u0080-\uffff]+[^0-9A-Za-z\u0080-\uffff]*$') THEN
        RETURN CASE WHEN joined ~ '[0-9]' AND joined ~ '^[0-9abcehkmoptxyавсенкмортху]*$'
            THEN translate(joined, 'abcehkmoptxy', 'авсенкмортху') ELSE joined END;
    END IF;
    RETURN NULL;
END $_$;

CREATE FUNCTION public.search_latin(dictionary regdictionary, word text) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
DECLARE
    found text[] := coalesce(ts_lexize(dictionary, word), ARRAY[word]);
BEGIN
    IF dictionary = 'pg_catalog.english_stem'::regdictionary THEN
        found := found || CASE
            WHEN word LIKE '__%ves' THEN ARRAY[left(word, -3) || 'f', left(word, -3) || 'fe']
            WHEN word LIKE '___%ices' THEN ARRAY[left(word, -4) || 'ix', left(word, -4) || 'ex']
            WHEN word LIKE '_%ses' OR word LIKE '_%xes'
                THEN ts_lexize(dictionary, left(word, -2) || 'is')
            WHEN word IN ('feet', 'teeth') THEN ARRAY[replace(word, 'ee', 'oo')]
            ELSE '{}' END;
    END IF;
    RETURN found;
END $$;

CREATE FUNCTION public.search_line(body text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN lower(NORMALIZE(translate(body, '	

™®©℠'::text, '         '::text), NFKC));

CREATE FUNCTION public.search_one_alphabet(word text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN ((word !~ '[a-z]'::text) OR (word !~ '[а-я]'::text)) THEN word WHEN (word !~ '[бгджзийлпфцчшщъыьэюя]'::text) THEN translate(word, 'авекмнорстух'::text, 'abekmhopctyx'::text) WHEN (word !~ '[dfgijlnqrsuvwz]'::text) THEN translate(word, 'abcehkmoptxy'::text, 'авсенкмортху'::text) ELSE word END;

CREATE FUNCTION public.search_other(language text, word text, written boolean) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
BEGIN
    IF word ~ '^[\u0621-\u06d3]' THEN
        RETURN CASE WHEN word = ANY('{من,في,علي,الي,عن,مع,او,و,هذا,هذه,التي,الذي,لا,ما,كل,بين,بعد,
            قبل,ان,هو,هي,كما,ثم,قد,لم,لن,اذا}'::text[]) THEN '{}'
            WHEN split_part(language, '-', 1) IN ('fa', 'ur', 'ps', 'ku', 'ug') THEN ARRAY[word]
            ELSE search_arabic(word, written) END;
    ELSIF word ~ '^[\u0370-\u03ff]' THEN
        RETURN coalesce(ts_lexize('pg_catalog.greek_stem', word), ARRAY[word]);
    ELSIF word ~ '^[\u0530-\u058f]' THEN
        RETURN coalesce(ts_lexize('pg_catalog.armenian_stem', word), ARRAY[word]);
    ELSIF word ~ '^[\u0900-\u097f]' THEN
        RETURN coalesce(ts_lexize('pg_catalog.hindi_stem', word), ARRAY[word]);
    ELSIF word ~ '^[\u0b80-\u0bff]' THEN
        RETURN coalesce(ts_lexize('pg_catalog.tamil_stem', word), ARRAY[word]);
    END IF;
    RETURN ARRAY[word];
END $$;

CREATE FUNCTION public.search_pieces(language text, chunk text, OUT places integer[], OUT lexemes text[], OUT width integer) RETURNS record
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
DECLARE
    words text[] := search_words(chunk);
    word text;
    letter text;
    former text;
    joined text;
    found text[];
BEGIN
    places := '{}';
    lexemes := '{}';
    width := 0;
    FOREACH word IN ARRAY words LOOP
        IF search_is_unparted(word) THEN
            former := NULL;
            FOREACH letter IN ARRAY string_to_array(word, NULL) LOOP
                IF former IS NOT NULL THEN
                    lexemes := array_append(lexemes, former || letter);
                    places := array_append(places, width);
                    width := width + 1;
                END IF;
                former := letter;
            END LOOP;
            found := ARRAY[former];
        ELSE
            found := search_written(language, word);
        END IF;
        lexemes := lexemes || found;
        places := places || array_fill(width, ARRAY[cardinality(found)]);
        width := width + 1;
    END LOOP;
    joined := search_joined(chunk, words);
    IF joined IS NOT NULL THEN
        found := CASE WHEN joined ~ '[0-9]' THEN ARRAY[joined]
            ELSE search_written(language, joined) END;
        lexemes := lexemes || found;
        places := places || array_fill(0, ARRAY[cardinality(found)]);
    END IF;
END $$;

CREATE FUNCTION public.search_query(languages text[], asked text, is_unfinished boolean DEFAULT false) RETURNS tsquery
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $_$
DECLARE
    scheme_words CONSTANT text[] :=
        '{hs,hts,cn,cpv,isic,nace,тн,вэд,тнвэд,оквэд,код,code}'::text[];
    typed text;
    terms text[];
    term text;
    words text[];
    joined text;
    bare text;  -- the digits of a term that is a number, with or without the name of its scheme
    part tsquery;
    chosen tsquery;  -- of the words since the last "or"
    without tsquery;  -- of what may not be there
    idle tsquery;  -- of those that say nothing by themselves
    found tsquery;
    digits text := '';
    numbers int := 0;
    is_code boolean := true;  -- all the words since the last "or" are numbers or name a scheme
    follows_word boolean := false;
    most int := 64;
BEGIN
    typed := translate(left(asked, 1000), '™®©℠', '    ');
    typed := translate(normalize(typed, NFKC), '“”„‟«»″＂', repeat('"', 8));
    IF typed ~ '"' THEN
        terms := array(SELECT coalesce(given[1], given[2])
            FROM regexp_matches(typed, '(-?"[^"]*")|([^\s"]+)', 'g') AS given);
    ELSE
        terms := string_to_array(btrim(regexp_replace(typed, '\s+', ' ', 'g')), ' ');
    END IF;
    FOREACH term IN ARRAY array_append(terms, 'or') LOOP
        IF lower(term) IN ('or', 'или', 'ИЛИ', '或', 'أو') THEN
            chosen := coalesce(chosen, idle);
            IF is_code AND digits <> '' THEN
                part := search_code(digits, numbers = 1 OR length(digits) > 3);
                chosen := coalesce(chosen || part, chosen, part);
            END IF;
            chosen := coalesce(chosen && without, chosen, without);
            found := coalesce(found || chosen, found, chosen);
            chosen := NULL;
            without := NULL;
            idle := NULL;
            digits := '';
            numbers := 0;
            is_code := true;
            follows_word := false;
            CONTINUE;
        END IF;
        words := (search_words(term))[1:most];
        CONTINUE WHEN words = '{}';
        most := most - cardinality(words);
        bare := array_to_string(words, '');
        IF words && scheme_words THEN
            bare := array_to_string(array(SELECT word FROM unnest(words) AS word
                WHERE word <> ALL(scheme_words)), '');
        END IF;
        part := search_sequence(languages, words,
            term ~ '^-?"' OR term !~ '[/\\|,;+&]' OR array_to_string(words, ' ') ~ '(^| ).( |$)',
            term ~ '^[A-ZА-ЯЁ]{2,4}$' AND typed ~ '[a-zа-яё]');
        IF is_unfinished AND term = terms[cardinality(terms)] AND term !~ '^-|"' THEN
            part := search_unfinished(languages, words);
        ELSIF cardinality(words) > 1 AND search_joined(term, words) IS NOT NULL THEN
            joined := search_joined(term, words);
            IF joined !~ '[0-9]' THEN
                part := coalesce(part || search_any(search_asked(languages, joined)), part);
            ELSIF EXISTS (SELECT FROM unnest(words) AS word
                    WHERE search_asked(languages, word) = '{}') THEN
                part := search_any(ARRAY[joined]);  -- A4 is not any 4
            ELSE
                part := part || search_any(ARRAY[joined]);
            END IF;
        END IF;
        IF part IS NULL AND term !~ '^-' THEN
            part := search_sequence(languages, words, true, true);
            idle := coalesce(idle && part, part);
            CONTINUE;
        END IF;
        IF bare ~ '^[0-9]+$' AND length(bare) >= 4 AND (NOT follows_word OR length(bare) >= 6) THEN
            part := coalesce(part || search_code(bare, false), part);
        END IF;
        CONTINUE WHEN part IS NULL;
        IF term LIKE '-%' THEN
            without := coalesce(without && !! part, !! part);
            CONTINUE;
        ELSIF bare ~ '^[0-9]*$' THEN
            digits := digits || bare;
            numbers := numbers + (bare <> '')::int;
            follows_word := false;
        ELSE
            is_code := false;
            follows_word := true;
        END IF;
        chosen := coalesce(chosen && part, chosen, part);
    END LOOP;
    RETURN coalesce(found, '');
END $_$;

CREATE FUNCTION public.search_query(language text, asked text) RETURNS tsquery
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN public.search_query(ARRAY[language], asked);

CREATE FUNCTION public.search_russian(word text) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $_$
DECLARE
    -- Each ending with the kinds of stem it is found on.
    endings CONSTANT jsonb := '{
        "": "h", "а": "h", "у": "h", "о": "h", "ов": "h", "ам": "h", "ами": "h", "ах": "h",
        "ы": "d", "и": "ksv", "е": "hsv", "ь": "zs", "ью": "zs", "ев": "zv", "я": "sv", "ю": "sv",
        "ям": "sv", "ями": "sv", "ях": "sv", "й": "j", "ья": "p", "ьев": "p", "ьям": "p",
        "ьями": "p", "ьях": "p", "ом": "ha", "ой": "ha", "ою": "ha", "ем": "zsva", "ей": "zsva",
        "ею": "zsva", "ый": "a", "ий": "a", "ая": "a", "яя": "a", "ое": "a", "ее": "a", "ые": "a",
        "ие": "a", "ого": "a", "его": "a", "ому": "a", "ему": "a", "ым": "a", "им": "a",
        "ых": "a", "их": "a", "ыми": "a", "ими": "a", "ую": "a", "юю": "a"}'::jsonb;
    -- Each kind of stem with the letters it ends in.
    letters CONSTANT jsonb := '{
        "h": "бвгджзклмнпрстфхцчшщ", "a": "бвгджзклмнпрстфхцчшщ", "p": "бвгджзклмнпрстфхцчшщ",
        "d": "бвдзлмнпрстфц", "k": "гкхжшщч", "z": "жшщчц", "s": "бвдзлмнпрстф",
        "v": "аеиоуыэюяь", "j": "аеиоуэюя"}'::jsonb;
    found text[] := '{}'::text[];
    size int := length(word);
    stem text;
    ending text;
    kind text;
    declension text;
BEGIN
    FOR cut IN 0..least(4, size - 2) LOOP
        ending := right(word, cut);
        CONTINUE WHEN NOT endings ? ending;
        stem := left(word, size - cut);
        FOREACH kind IN ARRAY string_to_array(endings ->> ending, NULL) LOOP
            CONTINUE WHEN strpos(letters ->> kind, right(stem, 1)) = 0;
            -- A short word that ends in a consonant is whole rather than inflected: хром, дом.
            CONTINUE WHEN size - cut < CASE WHEN kind = 'p' THEN 4
                WHEN ending ~ '[вмхй]$' THEN 3 ELSE 2 END
                AND (kind IN ('a', 'p') OR stem ~ '[аеиоуыэюя]');
            CONTINUE WHEN ending = 'у' AND stem !~ '[аеиоуыэюяь]';  -- ЧПУ is no form of ЧП
            declension := CASE WHEN kind = 'a' THEN 'a' WHEN kind IN ('s', 'v', 'j') THEN 's'
                ELSE 'h' END;
            -- оборудованье is оборудование
            IF stem LIKE '%нь' THEN
                stem := left(stem, -1) || 'и';
            END IF;
            found := found || (stem || declension);
        END LOOP;
    END LOOP;
    IF word ~ '[ео][бвгджзклмнрстхц]ь?$' THEN
        declension := CASE WHEN word LIKE '%ь' AND word NOT LIKE '%ць' THEN 's' ELSE 'h' END;
        stem := rtrim(word, 'ь');
        ending := right(stem, 1);
        IF word ~ ('[бвгджзкмнпрстфхцчшщ][ео][кцнлрм]ь?$|[лт]о[кцнлрм]ь?$|л[е]р$|[кгпм]оть$'
                '|^[бвгджзкмнпрстфхцчшщ]+[ео].ь?$') THEN
            found := found || (left(stem, -2) || ending || declension);
        END IF;
        IF stem ~ '([лнрстдз]е[км]|ле[цн])$|^л[ео].$' THEN
            found := found || (left(stem, -2) || 'ь' || ending || declension);
        ELSIF stem ~ '[аеиоуыэюя]е[кцмн]$' THEN
            found := found || (left(stem, -2) || 'й' || ending || declension);
        END IF;
        IF word ~ '[бвгджзклмпрстфхцчшщ]ен$' THEN  -- песен, песня; купален, купальня
            ending := CASE WHEN word LIKE '%лен' THEN 'ьнs' ELSE 'нs' END;
            found := found || (left(stem, -2) || ending);
        END IF;
        IF word LIKE '__%енок' OR word LIKE '__%онок' THEN  -- теленок, телята
            ending := translate(left(right(word, 4), 1), 'ео', 'яа') || 'тh';
            found := found || (left(word, -4) || ending);
        END IF;
    ELSIF word LIKE '__%мя' OR word LIKE '__%мян' THEN  -- семя, семена, семян
        stem := rtrim(word, 'ян') || 'ен';
        found := found || (stem || 'h') || (stem || 's');
    ELSIF word LIKE '_%аиц' OR word LIKE '%яиц' THEN  -- яиц, яйцо
        found := found || (left(word, -2) || 'йцh');
    ELSIF word LIKE '____%ся' THEN
        stem := regexp_replace(word,
            '([иеую]й|[аяую]я|[ое]е|ие|[ое]го|ему|[иыео]м|[иы]х|[иы]ми|[уюе]ю)ся$', '');
        IF stem <> word THEN
            found := found || (stem || 'r');
        END IF;
    END IF;
    RETURN CASE WHEN found = '{}' THEN ARRAY[word || 'h'] ELSE found END;
END $_$;

CREATE FUNCTION public.search_sequence(languages text[], words text[], adjacent boolean, every boolean) RETURNS tsquery
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
DECLARE
    word text;
    lexemes text[];
    part tsquery;
    found tsquery;
    place int := 0;
    last int := 0;
BEGIN
    FOREACH word IN ARRAY words LOOP
        part := NULL;
        IF search_is_unparted(word) THEN
            part := CASE WHEN length(word) = 1 THEN ('''' || word || ''':*')::tsquery
                ELSE search_any(ARRAY[left(word, 2)]) END;
            FOR letter IN 2..length(word) - 1 LOOP
                part := part <-> search_any(ARRAY[substr(word, letter, 2)]);
            END LOOP;
        ELSE
            lexemes := search_asked(languages, word);
            IF lexemes = '{}' AND every THEN
                lexemes := ARRAY['.' || word];
            END IF;
            IF lexemes <> '{}' THEN
                part := search_any(lexemes);
            END IF;
        END IF;
        IF part IS NOT NULL THEN
            found := CASE WHEN found IS NULL THEN part
                WHEN adjacent THEN tsquery_phrase(found, part, place - last)
                ELSE found && part END;
            -- A phrase stands where its last part does.
            last := place + CASE WHEN search_is_unparted(word) THEN greatest(length(word) - 2, 0)
                ELSE 0 END;
        END IF;
        place := place + CASE WHEN search_is_unparted(word) THEN length(word) ELSE 1 END;
    END LOOP;
    RETURN found;
END $$;

CREATE FUNCTION public.search_sound(word text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN regexp_replace(replace(replace(translate(replace(word, 'йо'::text, 'е'::text), 'йыэщьъ'::text, 'ииеш'::text), 'ю'::text, 'иу'::text), 'я'::text, 'иа'::text), '(.)\1+'::text, '\1'::text, 'g'::text);

CREATE FUNCTION public.search_stem_sounds(stems text[]) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
DECLARE
    stem text;
    found text[] := '{}'::text[];
BEGIN
    FOREACH stem IN ARRAY stems LOOP
        IF length(stem) > 4 THEN
            found := array_append(found, 'c~' || search_sound(left(stem, -1)) || right(stem, 1));
        END IF;
    END LOOP;
    RETURN found;
END $$;

CREATE FUNCTION public.search_unfinished(languages text[], words text[]) RETURNS tsquery
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
DECLARE
    last text := words[cardinality(words)];
    sound text := CASE WHEN last ~ '^[a-z]' THEN 'l=' || search_sound((search_cyrillic(last))[1])
        WHEN last ~ '^[а-я]' THEN 'c=' || search_sound(last) ELSE last END;
    before tsquery := search_sequence(languages, trim_array(words, 1), false, false);
    found tsquery := ('''' || sound || ''':*')::tsquery || search_sequence(
        languages, ARRAY[last], true, true);
BEGIN
    RETURN coalesce(before && found, found);
END $$;

CREATE FUNCTION public.search_words(body text) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $_$
BEGIN
    IF body ~ '^[a-zа-я]{1,64}$' THEN
        RETURN ARRAY[body];
    END IF;
    body := btrim(regexp_replace(search_fold(body), '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u02b0-\u02ff\u055a-\u055f\u0589-\u058f\u05be\u05c0\u05c3\u05c6\u05f3\u05f4\u0600-\u060f\u061b-\u061f\u066a-\u066d\u06d4\u0964\u0965\u0970\u0e2f\u0e3f\u0e4f\u0e5a\u0e5b\u1360-\u1368\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u3030\u303d\u30a0\u30fb\ue000-\uf8ff\ufd3e\ufd3f\ufe10-\ufe6b\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\uffe0-\uffff\U0001f000-\U0001faff]+', ' ', 'g'));
    IF body ~ '[0-9]' THEN
        body := regexp_replace(body, '([0-9])(?=[^0-9 ])|([^0-9 ])(?=[0-9])', '\1\2 ', 'g');
    END IF;
    IF body ~ '[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3021-\u302f\u3031-\u303c\u3040-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]' THEN
        body := regexp_replace(body,
            '([\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3021-\u302f\u3031-\u303c\u3040-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff])(?=[^\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3021-\u302f\u3031-\u303c\u3040-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff ])|([^\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3021-\u302f\u3031-\u303c\u3040-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff ])(?=[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3021-\u302f\u3031-\u303c\u3040-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff])', '\1\2 ', 'g');
    END IF;
    IF body ~ '[a-z][а-я]|[а-я][a-z]' THEN
        RETURN array(
            SELECT left(search_one_alphabet(word), 64)
            FROM unnest(string_to_array(body, ' ')) WITH ORDINALITY AS given (word, n) ORDER BY n
        );
    END IF;
    IF body = '' THEN
        RETURN '{}';
    END IF;
    RETURN array(
        SELECT CASE WHEN search_is_unparted(word) THEN word ELSE left(word, 64) END
        FROM unnest(string_to_array(body, ' ')) WITH ORDINALITY AS given (word, n) ORDER BY n
    );
END $_$;

CREATE FUNCTION public.search_written(language text, word text) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
DECLARE
    found text[];
BEGIN
    IF word ~ '^[a-z]' THEN
        found := search_latin(search_dictionary(language), word);
        RETURN CASE WHEN found = '{}' THEN ARRAY['.' || word]
            ELSE found || ('l=' || search_sound((search_cyrillic(word))[1])) END;
    ELSIF word ~ '^[а-я]' THEN
        found := search_cyrillic_stems(language, word);
        RETURN CASE WHEN found = '{}' THEN ARRAY['.' || word]
            ELSE found || ('c=' || search_sound(word)) || search_stem_sounds(found) END;
    END IF;
    found := search_other(language, word, true);
    RETURN CASE WHEN found = '{}' THEN ARRAY['.' || word] ELSE found END;
END $$;

CREATE FUNCTION public.trade_group(product text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ((CASE WHEN (product ~~ 'HS%'::text) THEN 'HS'::text ELSE split_part(product, ':'::text, 1) END || ':'::text) || "left"(split_part(product, ':'::text, 2), 2));

CREATE FUNCTION public.trade_headings(product text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ARRAY[product, "left"(product, '-2'::integer), "left"(product, '-4'::integer)];

CREATE FUNCTION public.trade_list(organisations bigint[]) RETURNS void
    LANGUAGE sql
    AS $$
INSERT INTO trade_catalogueentry
    (organisation_id, edition_id, products, groups, cooperation, document)
WITH codes AS (
    SELECT DISTINCT organisation_id, edition_id, offered_product
    FROM trade_offer, unnest(products) AS offered_product
    WHERE organisation_id = ANY(organisations)
), coded AS (
    SELECT organisation_id, array_agg(offered_product ORDER BY offered_product) AS products,
        array_agg(DISTINCT trade_group(offered_product)) AS groups
    FROM codes GROUP BY organisation_id
), formed AS (
    SELECT organisation_id, array_agg(DISTINCT form ORDER BY form) AS forms
    FROM trade_offer, unnest(cooperation) AS form
    WHERE organisation_id = ANY(organisations) GROUP BY organisation_id
), texts (owner, weight, language, body) AS (
    SELECT id, weight, language, body
    FROM people_organisation, LATERAL (VALUES
        ('A', name::jsonb), ('C', description::jsonb), ('C', city::jsonb)
    ) AS searched (weight, held), jsonb_each_text(held) AS said (language, body)
    WHERE id = ANY(organisations)
    UNION ALL
    SELECT organisation_id, weight, language, body
    FROM trade_offer, LATERAL (VALUES
        ('B', title::jsonb), ('C', description::jsonb)
    ) AS searched (weight, held), jsonb_each_text(held) AS said (language, body)
    WHERE organisation_id = ANY(organisations)
    UNION ALL
    SELECT organisation_id, 'B', language, body
    FROM (
        SELECT DISTINCT organisation_id, product.id
        FROM codes, unnest(trade_headings(offered_product)) AS heading
            JOIN trade_product product ON product.code = heading
        WHERE product.edition_id = codes.edition_id
    ) AS named JOIN trade_product USING (id), jsonb_each_text(title) AS said (language, body)
), documents AS (
    SELECT owner, document FROM search_documents(array(
        SELECT ROW(owner, weight, language, body)::search_text FROM texts
        ORDER BY owner, weight, language
    ))
)
SELECT organisation.id, organisation.edition_id, coalesce(coded.products, '{}'),
    coalesce(coded.groups, '{}'), coalesce(formed.forms, '{}'),
    coalesce(document, '') || search_codes(coalesce(coded.products, '{}')::text[])
FROM people_organisation organisation
    LEFT JOIN documents ON documents.owner = organisation.id
    LEFT JOIN coded ON coded.organisation_id = organisation.id
    LEFT JOIN formed ON formed.organisation_id = organisation.id
WHERE organisation.id = ANY(organisations)
ON CONFLICT (organisation_id) DO UPDATE SET edition_id = excluded.edition_id,
    products = excluded.products, groups = excluded.groups,
    cooperation = excluded.cooperation, document = excluded.document
$$;

CREATE FUNCTION public.trade_list_changed_needs() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM trade_needentry entry USING old_rows WHERE entry.need_id = old_rows.id;
    ELSE
        PERFORM trade_list_needs(array(SELECT id FROM new_rows));
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.trade_list_needs(needs bigint[]) RETURNS void
    LANGUAGE sql
    AS $$
INSERT INTO trade_needentry (need_id, document)
WITH listed AS (
    SELECT * FROM trade_need WHERE id = ANY(needs)
), texts (owner, weight, language, body) AS (
    SELECT id, weight, language, body
    FROM listed, LATERAL (VALUES
        ('B', title::jsonb), ('C', description::jsonb)
    ) AS searched (weight, held), jsonb_each_text(held) AS said (language, body)
    UNION ALL
    SELECT need, 'B', language, body
    FROM (
        SELECT DISTINCT listed.id AS need, product.id
        FROM listed, unnest(listed.products) AS sought, unnest(trade_headings(sought)) AS heading
            JOIN trade_product product ON product.code = heading
        WHERE product.edition_id = listed.edition_id
    ) AS named JOIN trade_product USING (id), jsonb_each_text(title) AS said (language, body)
), documents AS (
    SELECT owner, document FROM search_documents(array(
        SELECT ROW(owner, weight, language, body)::search_text FROM texts
    ))
)
SELECT listed.id, coalesce(document, '') || search_codes(listed.products::text[])
FROM listed LEFT JOIN documents ON documents.owner = listed.id
ON CONFLICT (need_id) DO UPDATE SET document = excluded.document
$$;

CREATE FUNCTION public.trade_list_offers() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM trade_list(array(SELECT DISTINCT organisation_id FROM old_rows));
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM trade_list(array(SELECT DISTINCT organisation_id FROM new_rows));
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.trade_list_organisations() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM trade_catalogueentry entry USING old_rows
        WHERE entry.organisation_id = old_rows.id;
    ELSE
        PERFORM trade_list(array(SELECT id FROM new_rows));
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.trade_list_products() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM trade_list(array(
        SELECT DISTINCT organisation_id FROM trade_offer offer
        WHERE EXISTS (
            SELECT FROM changed_rows changed, unnest(offer.products) AS offered_product
            WHERE changed.edition_id = offer.edition_id
                AND starts_with(offered_product, changed.code)
        )
    ));
    PERFORM trade_list_needs(array(
        SELECT id FROM trade_need need
        WHERE EXISTS (
            SELECT FROM changed_rows changed, unnest(need.products) AS sought
            WHERE changed.edition_id = need.edition_id AND starts_with(sought, changed.code)
        )
    ));
    RETURN NULL;
END $$;

CREATE FUNCTION public.work_tell() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM pg_notify('fairlead_work', NEW.id::text);
    RETURN NULL;
END $$;

CREATE AGGREGATE public.search_join(tsvector) (
    SFUNC = tsvector_concat,
    STYPE = tsvector,
    INITCOND = ''
);

CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id bigint NOT NULL
);

ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);

ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);

ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);

ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);

ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.congress_room (
    id bigint NOT NULL,
    name public.fairs_name NOT NULL,
    edition_id bigint NOT NULL
);

ALTER TABLE public.congress_room ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.congress_room_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.congress_session (
    id bigint NOT NULL,
    code character varying(64) NOT NULL,
    title public.fairs_name NOT NULL,
    date date NOT NULL,
    start time without time zone NOT NULL,
    "end" time without time zone NOT NULL,
    track public.fairs_line NOT NULL,
    description public.fairs_prose NOT NULL,
    edition_id bigint NOT NULL,
    room_id bigint NOT NULL,
    CONSTRAINT session_length CHECK (("end" > start))
);

ALTER TABLE public.congress_session ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.congress_session_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.congress_speaker (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    participation_id bigint NOT NULL,
    session_id bigint NOT NULL,
    CONSTRAINT congress_speaker_position_check CHECK (("position" >= 0))
);

ALTER TABLE public.congress_speaker ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.congress_speaker_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.cooperation_choice (
    id bigint NOT NULL,
    chosen boolean,
    npv double precision,
    irr double precision,
    mirr double precision,
    payback_years double precision,
    discounted_payback_years double precision,
    benefit_cost double precision,
    portfolio_id bigint NOT NULL,
    project_id bigint NOT NULL,
    irr_found character varying(9),
    CONSTRAINT choice_irr_found CHECK (((irr_found)::text = ANY ((ARRAY['one'::character varying, 'none'::character varying, 'several'::character varying, 'borrowing'::character varying])::text[])))
);

ALTER TABLE public.cooperation_choice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cooperation_choice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.cooperation_portfolio (
    id bigint NOT NULL,
    edition_id bigint NOT NULL,
    run_id bigint NOT NULL
);

ALTER TABLE public.cooperation_portfolio ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cooperation_portfolio_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.cooperation_project (
    id bigint NOT NULL,
    code character varying(64) NOT NULL,
    title public.fairs_name NOT NULL,
    stage character varying(20) NOT NULL,
    products character varying(64)[] NOT NULL,
    amount double precision NOT NULL,
    start_year smallint NOT NULL,
    cash_flows double precision[] NOT NULL,
    jobs bigint,
    local_share double precision,
    description public.fairs_prose NOT NULL,
    edition_id bigint NOT NULL,
    lead_id bigint,
    CONSTRAINT cooperation_project_jobs_check CHECK ((jobs >= 0)),
    CONSTRAINT cooperation_project_start_year_check CHECK ((start_year >= 0)),
    CONSTRAINT project_amount CHECK (((amount >= (0.0)::double precision) AND (amount <= ('1000000000000000000'::numeric)::double precision))),
    CONSTRAINT project_cash_flows CHECK (((cardinality(cash_flows) <= 100) AND (('-1000000000000000000'::bigint)::double precision <= ALL (cash_flows)) AND (('1000000000000000000'::bigint)::double precision >= ALL (cash_flows)))),
    CONSTRAINT project_jobs CHECK (((jobs >= 0) AND (jobs <= 1000000000))),
    CONSTRAINT project_local_share CHECK (((local_share >= (0.0)::double precision) AND (local_share <= (1.0)::double precision))),
    CONSTRAINT project_stage CHECK (((stage)::text = ANY ((ARRAY['idea'::character varying, 'need_confirmed'::character varying, 'consortium'::character varying, 'letter_of_intent'::character varying, 'feasibility'::character varying, 'approved'::character varying, 'financed'::character varying, 'signed'::character varying, 'implementation'::character varying, 'output'::character varying])::text[]))),
    CONSTRAINT project_start_year CHECK (((start_year >= 1900) AND (start_year <= 2200)))
);

ALTER TABLE public.cooperation_project ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cooperation_project_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.cooperation_share (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    "position" smallint NOT NULL,
    economy character varying(3) NOT NULL,
    share double precision NOT NULL,
    project_id bigint NOT NULL,
    CONSTRAINT cooperation_share_position_check CHECK (("position" >= 0)),
    CONSTRAINT share_kind CHECK (((kind)::text = ANY ((ARRAY['cost'::character varying, 'benefit'::character varying])::text[]))),
    CONSTRAINT share_share CHECK (((share >= (0.0)::double precision) AND (share <= (1.0)::double precision)))
);

ALTER TABLE public.cooperation_share ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cooperation_share_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.cooperation_spending (
    id bigint NOT NULL,
    economy character varying(3) NOT NULL,
    year smallint NOT NULL,
    budget double precision,
    spent double precision NOT NULL,
    portfolio_id bigint NOT NULL,
    CONSTRAINT cooperation_spending_year_check CHECK ((year >= 0))
);

ALTER TABLE public.cooperation_spending ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cooperation_spending_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.cooperation_tie (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    "position" smallint NOT NULL,
    other_id bigint NOT NULL,
    project_id bigint NOT NULL,
    CONSTRAINT cooperation_tie_position_check CHECK (("position" >= 0)),
    CONSTRAINT tie_kind CHECK (((kind)::text = ANY ((ARRAY['requires'::character varying, 'excludes'::character varying])::text[]))),
    CONSTRAINT tie_to_another CHECK ((NOT (project_id = other_id)))
);

ALTER TABLE public.cooperation_tie ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cooperation_tie_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);

ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);

ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);

CREATE TABLE public.exhibition_exhibitor (
    organisation_id bigint NOT NULL,
    edition_id bigint NOT NULL,
    stand_id bigint NOT NULL
);

CREATE TABLE public.exhibition_exposition (
    id bigint NOT NULL,
    code character varying(64) NOT NULL,
    name public.fairs_name NOT NULL,
    country character varying(3) NOT NULL,
    area_m2 double precision,
    edition_id bigint NOT NULL,
    CONSTRAINT exposition_area CHECK (((area_m2 >= (0.0)::double precision) AND (area_m2 <= (100000000.0)::double precision)))
);

ALTER TABLE public.exhibition_exposition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.exhibition_exposition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.exhibition_hall (
    id bigint NOT NULL,
    code character varying(64) NOT NULL,
    name public.fairs_name NOT NULL,
    width double precision NOT NULL,
    depth double precision NOT NULL,
    edition_id bigint NOT NULL,
    CONSTRAINT hall_depth CHECK (((depth >= (1.0)::double precision) AND (depth <= (10000.0)::double precision))),
    CONSTRAINT hall_width CHECK (((width >= (1.0)::double precision) AND (width <= (10000.0)::double precision)))
);

ALTER TABLE public.exhibition_hall ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.exhibition_hall_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.exhibition_stand (
    id bigint NOT NULL,
    code character varying(64) NOT NULL,
    number character varying(500) NOT NULL,
    x double precision NOT NULL,
    y double precision NOT NULL,
    width double precision NOT NULL,
    depth double precision NOT NULL,
    edition_id bigint NOT NULL,
    exposition_id bigint,
    hall_id bigint NOT NULL,
    CONSTRAINT stand_depth CHECK (((depth >= (0.1)::double precision) AND (depth <= (10000.0)::double precision))),
    CONSTRAINT stand_width CHECK (((width >= (0.1)::double precision) AND (width <= (10000.0)::double precision))),
    CONSTRAINT stand_x CHECK (((x >= (0.0)::double precision) AND (x <= (10000.0)::double precision))),
    CONSTRAINT stand_y CHECK (((y >= (0.0)::double precision) AND (y <= (10000.0)::double precision)))
);

ALTER TABLE public.exhibition_stand ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.exhibition_stand_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.fairs_edition (
    id bigint NOT NULL,
    code character varying(64) NOT NULL,
    name public.fairs_name NOT NULL,
    number integer NOT NULL,
    city public.fairs_name NOT NULL,
    country character varying(3) NOT NULL,
    first_day date NOT NULL,
    days smallint NOT NULL,
    time_zone character varying(64) NOT NULL,
    partner_country character varying(3) NOT NULL,
    bloc character varying(3)[] NOT NULL,
    currency character varying(3) NOT NULL,
    first_slot time without time zone NOT NULL,
    slot_minutes smallint NOT NULL,
    slots_per_day smallint NOT NULL,
    tables integer NOT NULL,
    max_meetings_per_day smallint,
    flows_source character varying(500) NOT NULL,
    flows_digest character varying(64) NOT NULL,
    flows_kind character varying(10) NOT NULL,
    flows_classification character varying(10) NOT NULL,
    flows_years smallint[] NOT NULL,
    discount_rate double precision,
    budgets_first_year smallint,
    budgets jsonb NOT NULL,
    loaded_at timestamp with time zone NOT NULL,
    stamp uuid DEFAULT gen_random_uuid() NOT NULL,
    languages character varying(35)[] NOT NULL,
    CONSTRAINT edition_budgets CHECK ((NOT jsonb_path_exists(budgets, 'strict $[*]?((@[1].size() > 100 || @[1][*] < 0) || @[1][*] > 1000000000000000000)'::jsonpath))),
    CONSTRAINT edition_budgets_first_year CHECK (((budgets_first_year >= 1900) AND (budgets_first_year <= 2200))),
    CONSTRAINT edition_days CHECK (((days >= 1) AND (days <= 60))),
    CONSTRAINT edition_discount_rate CHECK (((discount_rate >= (0.0)::double precision) AND (discount_rate <= (1.0)::double precision))),
    CONSTRAINT edition_flows_kind CHECK (((flows_kind)::text = ANY ((ARRAY['table'::character varying, 'baci'::character varying, 'comtrade'::character varying, ''::character varying])::text[]))),
    CONSTRAINT edition_flows_years CHECK (((cardinality(flows_years) <= 1000) AND (1900 <= ALL (flows_years)) AND (2200 >= ALL (flows_years)))),
    CONSTRAINT edition_languages CHECK ((
CASE
    WHEN (languages IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(languages, 1), 0)
END >= 1)),
    CONSTRAINT edition_max_meetings CHECK (((max_meetings_per_day >= 1) AND (max_meetings_per_day <= 1000))),
    CONSTRAINT edition_number CHECK (((number >= 1) AND (number <= 999999))),
    CONSTRAINT edition_slot_minutes CHECK (((slot_minutes >= 5) AND (slot_minutes <= 240))),
    CONSTRAINT edition_slots_per_day CHECK (((slots_per_day >= 1) AND (slots_per_day <= 288))),
    CONSTRAINT edition_tables CHECK (((tables >= 0) AND (tables <= 10000))),
    CONSTRAINT fairs_edition_budgets_first_year_check CHECK ((budgets_first_year >= 0)),
    CONSTRAINT fairs_edition_days_check CHECK ((days >= 0)),
    CONSTRAINT fairs_edition_max_meetings_per_day_check CHECK ((max_meetings_per_day >= 0)),
    CONSTRAINT fairs_edition_number_check CHECK ((number >= 0)),
    CONSTRAINT fairs_edition_slot_minutes_check CHECK ((slot_minutes >= 0)),
    CONSTRAINT fairs_edition_slots_per_day_check CHECK ((slots_per_day >= 0)),
    CONSTRAINT fairs_edition_tables_check CHECK ((tables >= 0))
);

ALTER TABLE public.fairs_edition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.fairs_edition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.fairs_run (
    id bigint NOT NULL,
    step character varying(20) NOT NULL,
    engine_version character varying(40) NOT NULL,
    parameters jsonb NOT NULL,
    seed bigint NOT NULL,
    input_digest character varying(64) NOT NULL,
    status character varying(40) NOT NULL,
    summary text NOT NULL,
    measure character varying(200) NOT NULL,
    objective double precision,
    bound double precision,
    seconds double precision NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    edition_id bigint NOT NULL,
    said jsonb NOT NULL,
    CONSTRAINT run_seconds CHECK ((seconds >= (0.0)::double precision)),
    CONSTRAINT run_step CHECK (((step)::text = ANY ((ARRAY['dependency'::character varying, 'matching'::character varying, 'scheduling'::character varying, 'portfolio'::character varying])::text[])))
);

ALTER TABLE public.fairs_run ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.fairs_run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.fairs_slot (
    id bigint NOT NULL,
    date date NOT NULL,
    number smallint NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    edition_id bigint NOT NULL,
    CONSTRAINT fairs_slot_number_check CHECK ((number >= 0)),
    CONSTRAINT slot_from_one CHECK ((number >= 1)),
    CONSTRAINT slot_length CHECK ((ends_at > starts_at))
);

ALTER TABLE public.fairs_slot ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.fairs_slot_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.meetings_booking (
    participation_id bigint NOT NULL,
    slot_id bigint NOT NULL,
    meeting_id bigint NOT NULL,
    timetable_id bigint NOT NULL
);

CREATE TABLE public.meetings_meeting (
    id bigint NOT NULL,
    place character varying(10) NOT NULL,
    seat smallint,
    representative_id bigint,
    slot_id bigint NOT NULL,
    stand_id bigint,
    request_id bigint NOT NULL,
    table_id bigint,
    timetable_id bigint NOT NULL,
    CONSTRAINT meeting_place CHECK (((((place)::text = 'stand'::text) AND (seat >= 1) AND (stand_id IS NOT NULL) AND (table_id IS NULL)) OR (((place)::text = 'table'::text) AND (seat IS NULL) AND (stand_id IS NULL) AND (table_id IS NOT NULL)) OR (((place)::text = 'online'::text) AND (seat IS NULL) AND (stand_id IS NULL) AND (table_id IS NULL)))),
    CONSTRAINT meetings_meeting_seat_check CHECK ((seat >= 0))
);

ALTER TABLE public.meetings_meeting ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_meeting_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.meetings_meetingrequest (
    id bigint NOT NULL,
    code character varying(64) NOT NULL,
    weight double precision NOT NULL,
    state character varying(10) NOT NULL,
    place character varying(10) NOT NULL,
    edition_id bigint NOT NULL,
    locked_id bigint,
    recipient_id bigint NOT NULL,
    requester_id bigint NOT NULL,
    CONSTRAINT request_place CHECK (((place)::text = ANY ((ARRAY['stand'::character varying, 'table'::character varying, 'online'::character varying])::text[]))),
    CONSTRAINT request_state CHECK (((state)::text = ANY ((ARRAY['pending'::character varying, 'accepted'::character varying, 'declined'::character varying, 'withdrawn'::character varying])::text[]))),
    CONSTRAINT request_weight CHECK (((weight >= (0.0)::double precision) AND (weight <= (1000.0)::double precision)))
);

ALTER TABLE public.meetings_meetingrequest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_meetingrequest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.meetings_table (
    id bigint NOT NULL,
    number integer NOT NULL,
    edition_id bigint NOT NULL,
    CONSTRAINT meetings_table_number_check CHECK ((number >= 0))
);

ALTER TABLE public.meetings_table ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_table_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.meetings_timetable (
    id bigint NOT NULL,
    version integer NOT NULL,
    state character varying(10) NOT NULL,
    released_at timestamp with time zone,
    edition_id bigint NOT NULL,
    run_id bigint NOT NULL,
    stamp uuid DEFAULT gen_random_uuid() NOT NULL,
    CONSTRAINT meetings_timetable_version_check CHECK ((version >= 0)),
    CONSTRAINT timetable_released_at CHECK ((((released_at IS NULL) AND ((state)::text = 'draft'::text)) OR ((NOT ((state)::text = 'draft'::text)) AND (released_at IS NOT NULL)))),
    CONSTRAINT timetable_state CHECK (((state)::text = ANY ((ARRAY['draft'::character varying, 'released'::character varying, 'superseded'::character varying])::text[]))),
    CONSTRAINT timetable_version_from_one CHECK ((version >= 1))
);

ALTER TABLE public.meetings_timetable ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_timetable_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.meetings_unheld (
    id bigint NOT NULL,
    reason character varying(200) NOT NULL,
    request_id bigint NOT NULL,
    timetable_id bigint NOT NULL
);

ALTER TABLE public.meetings_unheld ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_unheld_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.mfa_authenticator (
    id bigint NOT NULL,
    type character varying(20) NOT NULL,
    data jsonb NOT NULL,
    user_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone
);

ALTER TABLE public.mfa_authenticator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mfa_authenticator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.outbox_bouncedaddress (
    id bigint NOT NULL,
    address character varying(254) NOT NULL,
    said character varying(500) NOT NULL,
    bounced_at timestamp with time zone NOT NULL
);

ALTER TABLE public.outbox_bouncedaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outbox_bouncedaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.outbox_mailrules (
    id bigint NOT NULL,
    sender_name character varying(100) NOT NULL,
    reply_to character varying(254) NOT NULL,
    quiet_from time without time zone,
    quiet_until time without time zone,
    digest_at time without time zone,
    edition_id bigint NOT NULL,
    CONSTRAINT mail_rules_quiet_hours CHECK ((((quiet_from IS NULL) AND (quiet_until IS NULL)) OR ((quiet_from IS NOT NULL) AND (quiet_until IS NOT NULL))))
);

ALTER TABLE public.outbox_mailrules ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outbox_mailrules_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.outbox_mailwish (
    id bigint NOT NULL,
    purpose character varying(30) NOT NULL,
    wish character varying(10) NOT NULL,
    said_at timestamp with time zone NOT NULL,
    person_id bigint NOT NULL,
    CONSTRAINT mail_wish CHECK (((wish)::text = ANY ((ARRAY['each'::character varying, 'daily'::character varying, 'never'::character varying])::text[])))
);

ALTER TABLE public.outbox_mailwish ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outbox_mailwish_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.outbox_message (
    id bigint NOT NULL,
    uid uuid NOT NULL,
    address character varying(254) NOT NULL,
    purpose character varying(30) NOT NULL,
    key character varying(200) NOT NULL,
    language character varying(35) NOT NULL,
    subject character varying(300) NOT NULL,
    body text NOT NULL,
    link character varying(500) NOT NULL,
    state character varying(10) NOT NULL,
    due_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    attempts smallint NOT NULL,
    error character varying(500) NOT NULL,
    queued_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    sent_at timestamp with time zone,
    read_at timestamp with time zone,
    edition_id bigint,
    person_id bigint,
    CONSTRAINT message_sent_at CHECK (((sent_at IS NOT NULL) OR (NOT ((state)::text = ANY ((ARRAY['sent'::character varying, 'gathered'::character varying])::text[]))))),
    CONSTRAINT message_state CHECK (((state)::text = ANY ((ARRAY['held'::character varying, 'queued'::character varying, 'sent'::character varying, 'gathered'::character varying, 'failed'::character varying, 'unwanted'::character varying, 'no_address'::character varying, 'cancelled'::character varying])::text[]))),
    CONSTRAINT message_to_somebody CHECK ((((person_id IS NOT NULL) OR (NOT ((address)::text = ''::text))) AND (1 = (
CASE
    WHEN (person_id IS NOT NULL) THEN 1
    ELSE 0
END +
CASE
    WHEN (NOT ((address)::text = ''::text)) THEN 1
    ELSE 0
END)))),
    CONSTRAINT outbox_message_attempts_check CHECK ((attempts >= 0))
);

ALTER TABLE public.outbox_message ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outbox_message_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_account (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    email character varying(254) NOT NULL,
    is_active boolean NOT NULL,
    person_id bigint
);

ALTER TABLE public.people_account ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_account_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_availability (
    id bigint NOT NULL,
    date date NOT NULL,
    start time without time zone NOT NULL,
    "end" time without time zone NOT NULL,
    edition_id bigint NOT NULL,
    participation_id bigint NOT NULL,
    CONSTRAINT availability_length CHECK (("end" > start))
);

ALTER TABLE public.people_availability ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_availability_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_change (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    account_id bigint,
    acted_for_id bigint,
    edition character varying(64) NOT NULL,
    act character varying(60) NOT NULL,
    about character varying(60) NOT NULL,
    about_id bigint NOT NULL,
    before jsonb NOT NULL,
    after jsonb NOT NULL
);

ALTER TABLE public.people_change ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_change_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_membership (
    id bigint NOT NULL,
    role character varying(20) NOT NULL,
    since timestamp with time zone NOT NULL,
    account_id bigint NOT NULL,
    edition_id bigint,
    organisation_id bigint,
    CONSTRAINT membership_place CHECK ((((organisation_id IS NULL) AND ((role)::text = ANY ((ARRAY['owner'::character varying, 'organiser'::character varying, 'registration'::character varying, 'programme'::character varying, 'hall_manager'::character varying, 'check_in'::character varying, 'project_officer'::character varying, 'approver'::character varying, 'auditor'::character varying])::text[]))) OR ((edition_id IS NULL) AND (organisation_id IS NOT NULL) AND ((role)::text = ANY ((ARRAY['exhibitor_admin'::character varying, 'exhibitor_member'::character varying, 'delegation_head'::character varying])::text[]))))),
    CONSTRAINT membership_role CHECK (((role)::text = ANY ((ARRAY['owner'::character varying, 'organiser'::character varying, 'registration'::character varying, 'programme'::character varying, 'hall_manager'::character varying, 'check_in'::character varying, 'project_officer'::character varying, 'approver'::character varying, 'auditor'::character varying, 'exhibitor_admin'::character varying, 'exhibitor_member'::character varying, 'delegation_head'::character varying])::text[])))
);

ALTER TABLE public.people_membership ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_membership_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_officerules (
    edition_id bigint NOT NULL,
    second_factor boolean NOT NULL
);

CREATE TABLE public.people_organisation (
    id bigint NOT NULL,
    code character varying(64) NOT NULL,
    name public.fairs_name NOT NULL,
    country character varying(3) NOT NULL,
    city public.fairs_line NOT NULL,
    sector character varying(20) NOT NULL,
    size character varying(10) NOT NULL,
    languages character varying(2)[] NOT NULL,
    website character varying(500) NOT NULL,
    email character varying(500) NOT NULL,
    description public.fairs_prose NOT NULL,
    edition_id bigint NOT NULL,
    CONSTRAINT organisation_size CHECK (((size)::text = ANY ((ARRAY['micro'::character varying, 'small'::character varying, 'medium'::character varying, 'large'::character varying, ''::character varying])::text[])))
);

ALTER TABLE public.people_organisation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_organisation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_participation (
    id bigint NOT NULL,
    code character varying(64) NOT NULL,
    "position" public.fairs_line NOT NULL,
    edition_id bigint NOT NULL,
    organisation_id bigint,
    person_id bigint NOT NULL,
    hidden boolean DEFAULT false NOT NULL,
    roles character varying(10)[] NOT NULL,
    state character varying(10) DEFAULT 'approved'::character varying NOT NULL,
    CONSTRAINT participation_roles CHECK (((roles <@ ARRAY['visitor'::character varying(10), 'buyer'::character varying(10), 'exhibitor'::character varying(10), 'speaker'::character varying(10), 'delegate'::character varying(10), 'press'::character varying(10), 'organiser'::character varying(10)]) AND (
CASE
    WHEN (roles IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(roles, 1), 0)
END >= 1))),
    CONSTRAINT participation_state CHECK (((state)::text = ANY ((ARRAY['registered'::character varying, 'approved'::character varying, 'waiting'::character varying, 'rejected'::character varying, 'cancelled'::character varying])::text[])))
);

ALTER TABLE public.people_participation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_participation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_person (
    id bigint NOT NULL,
    name public.fairs_name NOT NULL,
    country character varying(3) NOT NULL,
    languages character varying(2)[] NOT NULL,
    email character varying(500) NOT NULL
);

ALTER TABLE public.people_person ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_person_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_signincode (
    id bigint NOT NULL,
    address character varying(254) NOT NULL,
    digest character varying(64) NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    tries smallint NOT NULL,
    used_at timestamp with time zone,
    edition_id bigint,
    CONSTRAINT people_signincode_tries_check CHECK ((tries >= 0))
);

ALTER TABLE public.people_signincode ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_signincode_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_signintries (
    id bigint NOT NULL,
    key character varying(64) NOT NULL,
    "window" bigint NOT NULL,
    count integer NOT NULL,
    CONSTRAINT people_signintries_count_check CHECK ((count >= 0))
);

ALTER TABLE public.people_signintries ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_signintries_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.procrastinate_events (
    id bigint NOT NULL,
    job_id bigint NOT NULL,
    type public.procrastinate_job_event_type,
    at timestamp with time zone DEFAULT now()
);

CREATE SEQUENCE public.procrastinate_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.procrastinate_events_id_seq OWNED BY public.procrastinate_events.id;

CREATE SEQUENCE public.procrastinate_jobs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.procrastinate_jobs_id_seq OWNED BY public.procrastinate_jobs.id;

CREATE TABLE public.procrastinate_periodic_defers (
    id bigint NOT NULL,
    task_name character varying(128) NOT NULL,
    defer_timestamp bigint,
    job_id bigint,
    periodic_id character varying(128) DEFAULT ''::character varying NOT NULL
);

CREATE SEQUENCE public.procrastinate_periodic_defers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.procrastinate_periodic_defers_id_seq OWNED BY public.procrastinate_periodic_defers.id;

CREATE TABLE public.procrastinate_workers (
    id bigint NOT NULL,
    last_heartbeat timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE public.procrastinate_workers ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.procrastinate_workers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.socialaccount_socialaccount (
    id integer NOT NULL,
    provider character varying(200) NOT NULL,
    uid character varying(191) NOT NULL,
    last_login timestamp with time zone NOT NULL,
    date_joined timestamp with time zone NOT NULL,
    extra_data jsonb NOT NULL,
    user_id bigint NOT NULL
);

ALTER TABLE public.socialaccount_socialaccount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.socialaccount_socialaccount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.socialaccount_socialapp (
    id integer NOT NULL,
    provider character varying(30) NOT NULL,
    name character varying(40) NOT NULL,
    client_id character varying(191) NOT NULL,
    secret character varying(191) NOT NULL,
    key character varying(191) NOT NULL,
    provider_id character varying(200) NOT NULL,
    settings jsonb NOT NULL
);

ALTER TABLE public.socialaccount_socialapp ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.socialaccount_socialapp_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.socialaccount_socialtoken (
    id integer NOT NULL,
    token text NOT NULL,
    token_secret text NOT NULL,
    expires_at timestamp with time zone,
    account_id integer NOT NULL,
    app_id integer
);

ALTER TABLE public.socialaccount_socialtoken ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.socialaccount_socialtoken_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.trade_catalogueentry (
    organisation_id bigint NOT NULL,
    products character varying(64)[] NOT NULL,
    groups character varying(64)[] NOT NULL,
    cooperation character varying(20)[] NOT NULL,
    document tsvector NOT NULL,
    edition_id bigint NOT NULL
);

CREATE TABLE public.trade_dependency (
    id bigint NOT NULL,
    economy character varying(4) NOT NULL,
    product character varying(64) NOT NULL,
    title public.fairs_line NOT NULL,
    critical boolean,
    imports_usd double precision NOT NULL,
    hhi_imports double precision,
    first_supplier character varying(3) NOT NULL,
    first_share double precision,
    second_supplier character varying(3) NOT NULL,
    second_share double precision,
    hhi_world double precision,
    exports_usd double precision,
    imports_over_exports double precision,
    reason text NOT NULL,
    edition_id bigint NOT NULL,
    run_id bigint NOT NULL,
    CONSTRAINT dependency_first_share CHECK (((first_share >= (0.0)::double precision) AND (first_share <= (1.000001)::double precision))),
    CONSTRAINT dependency_hhi_imports CHECK (((hhi_imports >= (0.0)::double precision) AND (hhi_imports <= (1.000001)::double precision))),
    CONSTRAINT dependency_hhi_world CHECK (((hhi_world >= (0.0)::double precision) AND (hhi_world <= (1.000001)::double precision))),
    CONSTRAINT dependency_imports CHECK ((imports_usd >= (0.0)::double precision)),
    CONSTRAINT dependency_second_share CHECK (((second_share >= (0.0)::double precision) AND (second_share <= (1.000001)::double precision)))
);

ALTER TABLE public.trade_dependency ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_dependency_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.trade_listmeasure (
    id bigint NOT NULL,
    market character varying(40) NOT NULL,
    about character varying(10) NOT NULL,
    side character varying(20) NOT NULL,
    name character varying(60) NOT NULL,
    value double precision NOT NULL,
    matching_id bigint NOT NULL,
    CONSTRAINT list_measure_about CHECK (((about)::text = ANY ((ARRAY['lists'::character varying, 'filter'::character varying])::text[])))
);

ALTER TABLE public.trade_listmeasure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_listmeasure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.trade_makergroup (
    id bigint NOT NULL,
    number smallint NOT NULL,
    members bigint[] NOT NULL,
    covers jsonb NOT NULL,
    cost double precision NOT NULL,
    bound double precision NOT NULL,
    proved boolean NOT NULL,
    missing character varying(64)[] NOT NULL,
    need_id bigint NOT NULL,
    matching_id bigint NOT NULL,
    CONSTRAINT maker_group_covers CHECK ((
CASE
    WHEN (members IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(members, 1), 0)
END = jsonb_array_length(covers))),
    CONSTRAINT maker_group_from_one CHECK ((number >= 1)),
    CONSTRAINT trade_makergroup_number_check CHECK ((number >= 0))
);

ALTER TABLE public.trade_makergroup ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_makergroup_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.trade_makerlist (
    id bigint NOT NULL,
    makers bigint[] NOT NULL,
    scores double precision[] NOT NULL,
    offers bigint[] NOT NULL,
    reasons jsonb[] CONSTRAINT trade_makerlist_english_not_null NOT NULL,
    need_id bigint NOT NULL,
    matching_id bigint NOT NULL,
    CONSTRAINT maker_list_length CHECK (((
CASE
    WHEN (makers IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(makers, 1), 0)
END =
CASE
    WHEN (scores IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(scores, 1), 0)
END) AND (
CASE
    WHEN (makers IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(makers, 1), 0)
END =
CASE
    WHEN (offers IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(offers, 1), 0)
END) AND (
CASE
    WHEN (makers IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(makers, 1), 0)
END =
CASE
    WHEN (reasons IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(reasons, 1), 0)
END)))
);

ALTER TABLE public.trade_makerlist ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_makerlist_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.trade_matching (
    id bigint NOT NULL,
    version integer NOT NULL,
    state character varying(10) NOT NULL,
    released_at timestamp with time zone,
    edition_id bigint NOT NULL,
    run_id bigint NOT NULL,
    CONSTRAINT matching_released_at CHECK ((((released_at IS NULL) AND ((state)::text = 'draft'::text)) OR ((NOT ((state)::text = 'draft'::text)) AND (released_at IS NOT NULL)))),
    CONSTRAINT matching_state CHECK (((state)::text = ANY ((ARRAY['draft'::character varying, 'released'::character varying, 'superseded'::character varying])::text[]))),
    CONSTRAINT matching_version_from_one CHECK ((version >= 1)),
    CONSTRAINT trade_matching_version_check CHECK ((version >= 0))
);

ALTER TABLE public.trade_matching ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_matching_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.trade_matchlist (
    id bigint NOT NULL,
    partner_kind character varying(12) NOT NULL,
    partners bigint[] NOT NULL,
    scores double precision[] NOT NULL,
    mutual double precision[] NOT NULL,
    reasons bigint[] NOT NULL,
    organisation_id bigint,
    participation_id bigint,
    run_id bigint NOT NULL,
    CONSTRAINT match_list_length CHECK (((
CASE
    WHEN (partners IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(partners, 1), 0)
END =
CASE
    WHEN (scores IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(scores, 1), 0)
END) AND (
CASE
    WHEN (partners IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(partners, 1), 0)
END =
CASE
    WHEN (mutual IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(mutual, 1), 0)
END) AND (
CASE
    WHEN (partners IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(partners, 1), 0)
END =
CASE
    WHEN (reasons IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(reasons, 1), 0)
END))),
    CONSTRAINT match_list_owner CHECK ((((organisation_id IS NULL) AND (participation_id IS NOT NULL)) OR ((organisation_id IS NOT NULL) AND (participation_id IS NULL)))),
    CONSTRAINT match_list_partner_kind CHECK (((partner_kind)::text = ANY ((ARRAY['organisation'::character varying, 'person'::character varying])::text[])))
);

ALTER TABLE public.trade_matchlist ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_matchlist_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.trade_need (
    id bigint NOT NULL,
    code character varying(64) NOT NULL,
    title public.fairs_name NOT NULL,
    description public.fairs_prose NOT NULL,
    products character varying(64)[] NOT NULL,
    cooperation character varying(20)[] NOT NULL,
    economy character varying(3) NOT NULL,
    volume_usd double precision,
    edition_id bigint NOT NULL,
    organisation_id bigint,
    hidden boolean DEFAULT false NOT NULL,
    CONSTRAINT need_cooperation CHECK ((cooperation <@ ARRAY['supply'::character varying(20), 'joint_production'::character varying(20), 'licence'::character varying(20), 'research'::character varying(20), 'localisation'::character varying(20), 'distribution'::character varying(20), 'investment'::character varying(20)])),
    CONSTRAINT need_of_one CHECK (((((economy)::text > ''::text) AND (organisation_id IS NULL)) OR (((economy)::text = ''::text) AND (organisation_id IS NOT NULL)))),
    CONSTRAINT need_volume CHECK (((volume_usd >= (0.0)::double precision) AND (volume_usd <= (1000000000000000.0)::double precision)))
);

ALTER TABLE public.trade_need ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_need_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.trade_needentry (
    need_id bigint NOT NULL,
    document tsvector NOT NULL
);

CREATE TABLE public.trade_offer (
    id bigint NOT NULL,
    code character varying(64) NOT NULL,
    title public.fairs_name NOT NULL,
    description public.fairs_prose NOT NULL,
    products character varying(64)[] NOT NULL,
    cooperation character varying(20)[] NOT NULL,
    edition_id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    CONSTRAINT offer_cooperation CHECK ((cooperation <@ ARRAY['supply'::character varying(20), 'joint_production'::character varying(20), 'licence'::character varying(20), 'research'::character varying(20), 'localisation'::character varying(20), 'distribution'::character varying(20), 'investment'::character varying(20)]))
);

ALTER TABLE public.trade_offer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_offer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.trade_product (
    id bigint NOT NULL,
    code character varying(64) NOT NULL,
    title public.fairs_name NOT NULL,
    edition_id bigint NOT NULL
);

ALTER TABLE public.trade_product ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_product_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.trade_reason (
    id bigint NOT NULL,
    words jsonb CONSTRAINT trade_reason_english_not_null NOT NULL,
    run_id bigint NOT NULL
);

ALTER TABLE public.trade_reason ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_reason_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.trade_shownlist (
    id bigint NOT NULL,
    surface character varying(16) NOT NULL,
    owner bigint NOT NULL,
    first_rank integer NOT NULL,
    hour timestamp with time zone NOT NULL,
    targets bigint[] NOT NULL,
    ranks integer[] NOT NULL,
    scores double precision[] NOT NULL,
    matching_id bigint NOT NULL,
    viewer_id bigint,
    CONSTRAINT shown_list_length CHECK (((
CASE
    WHEN (targets IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(targets, 1), 0)
END =
CASE
    WHEN (ranks IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(ranks, 1), 0)
END) AND (
CASE
    WHEN (targets IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(targets, 1), 0)
END =
CASE
    WHEN (scores IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(scores, 1), 0)
END))),
    CONSTRAINT shown_list_surface CHECK (((surface)::text = ANY ((ARRAY['need_makers'::character varying, 'need_groups'::character varying, 'exhibitor_needs'::character varying, 'partners'::character varying])::text[]))),
    CONSTRAINT trade_shownlist_first_rank_check CHECK ((first_rank >= 0))
);

ALTER TABLE public.trade_shownlist ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_shownlist_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.trade_standing (
    id bigint NOT NULL,
    market character varying(40) NOT NULL,
    price double precision,
    filled double precision NOT NULL,
    capacity double precision NOT NULL,
    shown integer NOT NULL,
    asked double precision NOT NULL,
    coded boolean NOT NULL,
    listed integer NOT NULL,
    stopped jsonb NOT NULL,
    matching_id bigint NOT NULL,
    organisation_id bigint,
    participation_id bigint,
    CONSTRAINT standing_of_one CHECK ((((organisation_id IS NULL) AND (participation_id IS NOT NULL)) OR ((organisation_id IS NOT NULL) AND (participation_id IS NULL)))),
    CONSTRAINT trade_standing_listed_check CHECK ((listed >= 0)),
    CONSTRAINT trade_standing_shown_check CHECK ((shown >= 0))
);

ALTER TABLE public.trade_standing ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_standing_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.trade_supplier (
    id bigint NOT NULL,
    rank smallint NOT NULL,
    economy character varying(3) NOT NULL,
    exports_usd double precision,
    world_share double precision,
    share_now double precision,
    dependency_id bigint NOT NULL,
    CONSTRAINT trade_supplier_rank_check CHECK ((rank >= 0))
);

ALTER TABLE public.trade_supplier ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_supplier_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.usersessions_usersession (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    ip inet NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    session_key character varying(40) NOT NULL,
    user_agent character varying(200) NOT NULL,
    data jsonb NOT NULL,
    user_id bigint NOT NULL
);

ALTER TABLE public.usersessions_usersession ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.usersessions_usersession_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.work_work (
    id bigint NOT NULL,
    kind character varying(40) NOT NULL,
    key character varying(100) NOT NULL,
    parameters jsonb NOT NULL,
    state character varying(10) NOT NULL,
    holder uuid,
    attempts smallint NOT NULL,
    cancelling boolean NOT NULL,
    progress jsonb NOT NULL,
    result jsonb NOT NULL,
    error text NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    began_at timestamp with time zone,
    ended_at timestamp with time zone,
    account_id bigint,
    edition_id bigint,
    CONSTRAINT work_ended CHECK ((((ended_at IS NULL) AND ((state)::text = ANY ((ARRAY['queued'::character varying, 'running'::character varying])::text[]))) OR ((NOT ((state)::text = ANY ((ARRAY['queued'::character varying, 'running'::character varying])::text[]))) AND (ended_at IS NOT NULL)))),
    CONSTRAINT work_held_while_running CHECK ((((holder IS NOT NULL) AND ((state)::text = 'running'::text)) OR ((NOT ((state)::text = 'running'::text)) AND (holder IS NULL)))),
    CONSTRAINT work_state CHECK (((state)::text = ANY ((ARRAY['queued'::character varying, 'running'::character varying, 'done'::character varying, 'failed'::character varying, 'cancelled'::character varying])::text[]))),
    CONSTRAINT work_work_attempts_check CHECK ((attempts >= 0))
);

ALTER TABLE public.work_work ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.work_work_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE ONLY public.procrastinate_events ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_events_id_seq'::regclass);

ALTER TABLE ONLY public.procrastinate_jobs ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_jobs_id_seq'::regclass);

ALTER TABLE ONLY public.procrastinate_periodic_defers ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_periodic_defers_id_seq'::regclass);

INSERT INTO public.auth_permission VALUES
	(1, 'Can add content type', 1, 'add_contenttype'),
	(2, 'Can change content type', 1, 'change_contenttype'),
	(3, 'Can delete content type', 1, 'delete_contenttype'),
	(4, 'Can view content type', 1, 'view_contenttype'),
	(5, 'Can add permission', 2, 'add_permission'),
	(6, 'Can change permission', 2, 'change_permission'),
	(7, 'Can delete permission', 2, 'delete_permission'),
	(8, 'Can view permission', 2, 'view_permission'),
	(9, 'Can add group', 3, 'add_group'),
	(10, 'Can change group', 3, 'change_group'),
	(11, 'Can delete group', 3, 'delete_group'),
	(12, 'Can view group', 3, 'view_group'),
	(13, 'Can add session', 4, 'add_session'),
	(14, 'Can change session', 4, 'change_session'),
	(15, 'Can delete session', 4, 'delete_session'),
	(16, 'Can view session', 4, 'view_session'),
	(17, 'Can add procrastinate event', 5, 'add_procrastinateevent'),
	(18, 'Can change procrastinate event', 5, 'change_procrastinateevent'),
	(19, 'Can delete procrastinate event', 5, 'delete_procrastinateevent'),
	(20, 'Can view procrastinate event', 5, 'view_procrastinateevent'),
	(21, 'Can add procrastinate job', 6, 'add_procrastinatejob'),
	(22, 'Can change procrastinate job', 6, 'change_procrastinatejob'),
	(23, 'Can delete procrastinate job', 6, 'delete_procrastinatejob'),
	(24, 'Can view procrastinate job', 6, 'view_procrastinatejob'),
	(25, 'Can add procrastinate periodic defer', 7, 'add_procrastinateperiodicdefer'),
	(26, 'Can change procrastinate periodic defer', 7, 'change_procrastinateperiodicdefer'),
	(27, 'Can delete procrastinate periodic defer', 7, 'delete_procrastinateperiodicdefer'),
	(28, 'Can view procrastinate periodic defer', 7, 'view_procrastinateperiodicdefer'),
	(29, 'Can add procrastinate worker', 8, 'add_procrastinateworker'),
	(30, 'Can change procrastinate worker', 8, 'change_procrastinateworker'),
	(31, 'Can delete procrastinate worker', 8, 'delete_procrastinateworker'),
	(32, 'Can view procrastinate worker', 8, 'view_procrastinateworker'),
	(33, 'Can add email address', 9, 'add_emailaddress'),
	(34, 'Can change email address', 9, 'change_emailaddress'),
	(35, 'Can delete email address', 9, 'delete_emailaddress'),
	(36, 'Can view email address', 9, 'view_emailaddress'),
	(37, 'Can add email confirmation', 10, 'add_emailconfirmation'),
	(38, 'Can change email confirmation', 10, 'change_emailconfirmation'),
	(39, 'Can delete email confirmation', 10, 'delete_emailconfirmation'),
	(40, 'Can view email confirmation', 10, 'view_emailconfirmation'),
	(41, 'Can add authenticator', 11, 'add_authenticator'),
	(42, 'Can change authenticator', 11, 'change_authenticator'),
	(43, 'Can delete authenticator', 11, 'delete_authenticator'),
	(44, 'Can view authenticator', 11, 'view_authenticator'),
	(45, 'Can add social account', 12, 'add_socialaccount'),
	(46, 'Can change social account', 12, 'change_socialaccount'),
	(47, 'Can delete social account', 12, 'delete_socialaccount'),
	(48, 'Can view social account', 12, 'view_socialaccount'),
	(49, 'Can add social application', 13, 'add_socialapp'),
	(50, 'Can change social application', 13, 'change_socialapp'),
	(51, 'Can delete social application', 13, 'delete_socialapp'),
	(52, 'Can view social application', 13, 'view_socialapp'),
	(53, 'Can add social application token', 14, 'add_socialtoken'),
	(54, 'Can change social application token', 14, 'change_socialtoken'),
	(55, 'Can delete social application token', 14, 'delete_socialtoken'),
	(56, 'Can view social application token', 14, 'view_socialtoken'),
	(57, 'Can add user session', 15, 'add_usersession'),
	(58, 'Can change user session', 15, 'change_usersession'),
	(59, 'Can delete user session', 15, 'delete_usersession'),
	(60, 'Can view user session', 15, 'view_usersession'),
	(61, 'Can add edition', 16, 'add_edition'),
	(62, 'Can change edition', 16, 'change_edition'),
	(63, 'Can delete edition', 16, 'delete_edition'),
	(64, 'Can view edition', 16, 'view_edition'),
	(65, 'Can add run', 17, 'add_run'),
	(66, 'Can change run', 17, 'change_run'),
	(67, 'Can delete run', 17, 'delete_run'),
	(68, 'Can view run', 17, 'view_run'),
	(69, 'Can add slot', 18, 'add_slot'),
	(70, 'Can change slot', 18, 'change_slot'),
	(71, 'Can delete slot', 18, 'delete_slot'),
	(72, 'Can view slot', 18, 'view_slot'),
	(73, 'Can add work', 19, 'add_work'),
	(74, 'Can change work', 19, 'change_work'),
	(75, 'Can delete work', 19, 'delete_work'),
	(76, 'Can view work', 19, 'view_work'),
	(77, 'Can add bounced address', 20, 'add_bouncedaddress'),
	(78, 'Can change bounced address', 20, 'change_bouncedaddress'),
	(79, 'Can delete bounced address', 20, 'delete_bouncedaddress'),
	(80, 'Can view bounced address', 20, 'view_bouncedaddress'),
	(81, 'Can add mail rules', 21, 'add_mailrules'),
	(82, 'Can change mail rules', 21, 'change_mailrules'),
	(83, 'Can delete mail rules', 21, 'delete_mailrules'),
	(84, 'Can view mail rules', 21, 'view_mailrules'),
	(85, 'Can add mail wish', 22, 'add_mailwish'),
	(86, 'Can change mail wish', 22, 'change_mailwish'),
	(87, 'Can delete mail wish', 22, 'delete_mailwish'),
	(88, 'Can view mail wish', 22, 'view_mailwish'),
	(89, 'Can add message', 23, 'add_message'),
	(90, 'Can change message', 23, 'change_message'),
	(91, 'Can delete message', 23, 'delete_message'),
	(92, 'Can view message', 23, 'view_message'),
	(93, 'Can add person', 24, 'add_person'),
	(94, 'Can change person', 24, 'change_person'),
	(95, 'Can delete person', 24, 'delete_person'),
	(96, 'Can view person', 24, 'view_person'),
	(97, 'Can add organisation', 25, 'add_organisation'),
	(98, 'Can change organisation', 25, 'change_organisation'),
	(99, 'Can delete organisation', 25, 'delete_organisation'),
	(100, 'Can view organisation', 25, 'view_organisation'),
	(101, 'Can add participation', 26, 'add_participation'),
	(102, 'Can change participation', 26, 'change_participation'),
	(103, 'Can delete participation', 26, 'delete_participation'),
	(104, 'Can view participation', 26, 'view_participation'),
	(105, 'Can add availability', 27, 'add_availability'),
	(106, 'Can change availability', 27, 'change_availability'),
	(107, 'Can delete availability', 27, 'delete_availability'),
	(108, 'Can view availability', 27, 'view_availability'),
	(109, 'Can add account', 28, 'add_account'),
	(110, 'Can change account', 28, 'change_account'),
	(111, 'Can delete account', 28, 'delete_account'),
	(112, 'Can view account', 28, 'view_account'),
	(113, 'Can add sign in tries', 29, 'add_signintries'),
	(114, 'Can change sign in tries', 29, 'change_signintries'),
	(115, 'Can delete sign in tries', 29, 'delete_signintries'),
	(116, 'Can view sign in tries', 29, 'view_signintries'),
	(117, 'Can add change', 30, 'add_change'),
	(118, 'Can change change', 30, 'change_change'),
	(119, 'Can delete change', 30, 'delete_change'),
	(120, 'Can view change', 30, 'view_change'),
	(121, 'Can add membership', 31, 'add_membership'),
	(122, 'Can change membership', 31, 'change_membership'),
	(123, 'Can delete membership', 31, 'delete_membership'),
	(124, 'Can view membership', 31, 'view_membership'),
	(125, 'Can add office rules', 32, 'add_officerules'),
	(126, 'Can change office rules', 32, 'change_officerules'),
	(127, 'Can delete office rules', 32, 'delete_officerules'),
	(128, 'Can view office rules', 32, 'view_officerules'),
	(129, 'Can add sign in code', 33, 'add_signincode'),
	(130, 'Can change sign in code', 33, 'change_signincode'),
	(131, 'Can delete sign in code', 33, 'delete_signincode'),
	(132, 'Can view sign in code', 33, 'view_signincode'),
	(133, 'Can add exposition', 34, 'add_exposition'),
	(134, 'Can change exposition', 34, 'change_exposition'),
	(135, 'Can delete exposition', 34, 'delete_exposition'),
	(136, 'Can view exposition', 34, 'view_exposition'),
	(137, 'Can add hall', 35, 'add_hall'),
	(138, 'Can change hall', 35, 'change_hall'),
	(139, 'Can delete hall', 35, 'delete_hall'),
	(140, 'Can view hall', 35, 'view_hall'),
	(141, 'Can add stand', 36, 'add_stand'),
	(142, 'Can change stand', 36, 'change_stand'),
	(143, 'Can delete stand', 36, 'delete_stand'),
	(144, 'Can view stand', 36, 'view_stand'),
	(145, 'Can add exhibitor', 37, 'add_exhibitor'),
	(146, 'Can change exhibitor', 37, 'change_exhibitor'),
	(147, 'Can delete exhibitor', 37, 'delete_exhibitor'),
	(148, 'Can view exhibitor', 37, 'view_exhibitor'),
	(149, 'Can add room', 38, 'add_room'),
	(150, 'Can change room', 38, 'change_room'),
	(151, 'Can delete room', 38, 'delete_room'),
	(152, 'Can view room', 38, 'view_room'),
	(153, 'Can add session', 39, 'add_session'),
	(154, 'Can change session', 39, 'change_session'),
	(155, 'Can delete session', 39, 'delete_session'),
	(156, 'Can view session', 39, 'view_session'),
	(157, 'Can add speaker', 40, 'add_speaker'),
	(158, 'Can change speaker', 40, 'change_speaker'),
	(159, 'Can delete speaker', 40, 'delete_speaker'),
	(160, 'Can view speaker', 40, 'view_speaker'),
	(161, 'Can add dependency', 41, 'add_dependency'),
	(162, 'Can change dependency', 41, 'change_dependency'),
	(163, 'Can delete dependency', 41, 'delete_dependency'),
	(164, 'Can view dependency', 41, 'view_dependency'),
	(165, 'Can add match list', 42, 'add_matchlist'),
	(166, 'Can change match list', 42, 'change_matchlist'),
	(167, 'Can delete match list', 42, 'delete_matchlist'),
	(168, 'Can view match list', 42, 'view_matchlist'),
	(169, 'Can add need', 43, 'add_need'),
	(170, 'Can change need', 43, 'change_need'),
	(171, 'Can delete need', 43, 'delete_need'),
	(172, 'Can view need', 43, 'view_need'),
	(173, 'Can add offer', 44, 'add_offer'),
	(174, 'Can change offer', 44, 'change_offer'),
	(175, 'Can delete offer', 44, 'delete_offer'),
	(176, 'Can view offer', 44, 'view_offer'),
	(177, 'Can add product', 45, 'add_product'),
	(178, 'Can change product', 45, 'change_product'),
	(179, 'Can delete product', 45, 'delete_product'),
	(180, 'Can view product', 45, 'view_product'),
	(181, 'Can add reason', 46, 'add_reason'),
	(182, 'Can change reason', 46, 'change_reason'),
	(183, 'Can delete reason', 46, 'delete_reason'),
	(184, 'Can view reason', 46, 'view_reason'),
	(185, 'Can add supplier', 47, 'add_supplier'),
	(186, 'Can change supplier', 47, 'change_supplier'),
	(187, 'Can delete supplier', 47, 'delete_supplier'),
	(188, 'Can view supplier', 47, 'view_supplier'),
	(189, 'Can add catalogue entry', 48, 'add_catalogueentry'),
	(190, 'Can change catalogue entry', 48, 'change_catalogueentry'),
	(191, 'Can delete catalogue entry', 48, 'delete_catalogueentry'),
	(192, 'Can view catalogue entry', 48, 'view_catalogueentry'),
	(193, 'Can add matching', 49, 'add_matching'),
	(194, 'Can change matching', 49, 'change_matching'),
	(195, 'Can delete matching', 49, 'delete_matching'),
	(196, 'Can view matching', 49, 'view_matching'),
	(197, 'Can add maker list', 50, 'add_makerlist'),
	(198, 'Can change maker list', 50, 'change_makerlist'),
	(199, 'Can delete maker list', 50, 'delete_makerlist'),
	(200, 'Can view maker list', 50, 'view_makerlist'),
	(201, 'Can add maker group', 51, 'add_makergroup'),
	(202, 'Can change maker group', 51, 'change_makergroup'),
	(203, 'Can delete maker group', 51, 'delete_makergroup'),
	(204, 'Can view maker group', 51, 'view_makergroup'),
	(205, 'Can add list measure', 52, 'add_listmeasure'),
	(206, 'Can change list measure', 52, 'change_listmeasure'),
	(207, 'Can delete list measure', 52, 'delete_listmeasure'),
	(208, 'Can view list measure', 52, 'view_listmeasure'),
	(209, 'Can add shown list', 53, 'add_shownlist'),
	(210, 'Can change shown list', 53, 'change_shownlist'),
	(211, 'Can delete shown list', 53, 'delete_shownlist'),
	(212, 'Can view shown list', 53, 'view_shownlist'),
	(213, 'Can add standing', 54, 'add_standing'),
	(214, 'Can change standing', 54, 'change_standing'),
	(215, 'Can delete standing', 54, 'delete_standing'),
	(216, 'Can view standing', 54, 'view_standing'),
	(217, 'Can add need entry', 55, 'add_needentry'),
	(218, 'Can change need entry', 55, 'change_needentry'),
	(219, 'Can delete need entry', 55, 'delete_needentry'),
	(220, 'Can view need entry', 55, 'view_needentry'),
	(221, 'Can add meeting request', 56, 'add_meetingrequest'),
	(222, 'Can change meeting request', 56, 'change_meetingrequest'),
	(223, 'Can delete meeting request', 56, 'delete_meetingrequest'),
	(224, 'Can view meeting request', 56, 'view_meetingrequest'),
	(225, 'Can add table', 57, 'add_table'),
	(226, 'Can change table', 57, 'change_table'),
	(227, 'Can delete table', 57, 'delete_table'),
	(228, 'Can view table', 57, 'view_table'),
	(229, 'Can add timetable', 58, 'add_timetable'),
	(230, 'Can change timetable', 58, 'change_timetable'),
	(231, 'Can delete timetable', 58, 'delete_timetable'),
	(232, 'Can view timetable', 58, 'view_timetable'),
	(233, 'Can add meeting', 59, 'add_meeting'),
	(234, 'Can change meeting', 59, 'change_meeting'),
	(235, 'Can delete meeting', 59, 'delete_meeting'),
	(236, 'Can view meeting', 59, 'view_meeting'),
	(237, 'Can add booking', 60, 'add_booking'),
	(238, 'Can change booking', 60, 'change_booking'),
	(239, 'Can delete booking', 60, 'delete_booking'),
	(240, 'Can view booking', 60, 'view_booking'),
	(241, 'Can add unheld', 61, 'add_unheld'),
	(242, 'Can change unheld', 61, 'change_unheld'),
	(243, 'Can delete unheld', 61, 'delete_unheld'),
	(244, 'Can view unheld', 61, 'view_unheld'),
	(245, 'Can add portfolio', 62, 'add_portfolio'),
	(246, 'Can change portfolio', 62, 'change_portfolio'),
	(247, 'Can delete portfolio', 62, 'delete_portfolio'),
	(248, 'Can view portfolio', 62, 'view_portfolio'),
	(249, 'Can add project', 63, 'add_project'),
	(250, 'Can change project', 63, 'change_project'),
	(251, 'Can delete project', 63, 'delete_project'),
	(252, 'Can view project', 63, 'view_project'),
	(253, 'Can add choice', 64, 'add_choice'),
	(254, 'Can change choice', 64, 'change_choice'),
	(255, 'Can delete choice', 64, 'delete_choice'),
	(256, 'Can view choice', 64, 'view_choice'),
	(257, 'Can add share', 65, 'add_share'),
	(258, 'Can change share', 65, 'change_share'),
	(259, 'Can delete share', 65, 'delete_share'),
	(260, 'Can view share', 65, 'view_share'),
	(261, 'Can add spending', 66, 'add_spending'),
	(262, 'Can change spending', 66, 'change_spending'),
	(263, 'Can delete spending', 66, 'delete_spending'),
	(264, 'Can view spending', 66, 'view_spending'),
	(265, 'Can add tie', 67, 'add_tie'),
	(266, 'Can change tie', 67, 'change_tie'),
	(267, 'Can delete tie', 67, 'delete_tie'),
	(268, 'Can view tie', 67, 'view_tie');

INSERT INTO public.django_content_type VALUES
	(1, 'contenttypes', 'contenttype'),
	(2, 'auth', 'permission'),
	(3, 'auth', 'group'),
	(4, 'sessions', 'session'),
	(5, 'procrastinate', 'procrastinateevent'),
	(6, 'procrastinate', 'procrastinatejob'),
	(7, 'procrastinate', 'procrastinateperiodicdefer'),
	(8, 'procrastinate', 'procrastinateworker'),
	(9, 'account', 'emailaddress'),
	(10, 'account', 'emailconfirmation'),
	(11, 'mfa', 'authenticator'),
	(12, 'socialaccount', 'socialaccount'),
	(13, 'socialaccount', 'socialapp'),
	(14, 'socialaccount', 'socialtoken'),
	(15, 'usersessions', 'usersession'),
	(16, 'fairs', 'edition'),
	(17, 'fairs', 'run'),
	(18, 'fairs', 'slot'),
	(19, 'work', 'work'),
	(20, 'outbox', 'bouncedaddress'),
	(21, 'outbox', 'mailrules'),
	(22, 'outbox', 'mailwish'),
	(23, 'outbox', 'message'),
	(24, 'people', 'person'),
	(25, 'people', 'organisation'),
	(26, 'people', 'participation'),
	(27, 'people', 'availability'),
	(28, 'people', 'account'),
	(29, 'people', 'signintries'),
	(30, 'people', 'change'),
	(31, 'people', 'membership'),
	(32, 'people', 'officerules'),
	(33, 'people', 'signincode'),
	(34, 'exhibition', 'exposition'),
	(35, 'exhibition', 'hall'),
	(36, 'exhibition', 'stand'),
	(37, 'exhibition', 'exhibitor'),
	(38, 'congress', 'room'),
	(39, 'congress', 'session'),
	(40, 'congress', 'speaker'),
	(41, 'trade', 'dependency'),
	(42, 'trade', 'matchlist'),
	(43, 'trade', 'need'),
	(44, 'trade', 'offer'),
	(45, 'trade', 'product'),
	(46, 'trade', 'reason'),
	(47, 'trade', 'supplier'),
	(48, 'trade', 'catalogueentry'),
	(49, 'trade', 'matching'),
	(50, 'trade', 'makerlist'),
	(51, 'trade', 'makergroup'),
	(52, 'trade', 'listmeasure'),
	(53, 'trade', 'shownlist'),
	(54, 'trade', 'standing'),
	(55, 'trade', 'needentry'),
	(56, 'meetings', 'meetingrequest'),
	(57, 'meetings', 'table'),
	(58, 'meetings', 'timetable'),
	(59, 'meetings', 'meeting'),
	(60, 'meetings', 'booking'),
	(61, 'meetings', 'unheld'),
	(62, 'cooperation', 'portfolio'),
	(63, 'cooperation', 'project'),
	(64, 'cooperation', 'choice'),
	(65, 'cooperation', 'share'),
	(66, 'cooperation', 'spending'),
	(67, 'cooperation', 'tie');

INSERT INTO public.django_migrations VALUES
	(1, 'fairs', '0001_initial', '2026-11-27 12:49:44.177702+00'),
	(2, 'contenttypes', '0001_initial', '2026-11-27 12:49:44.192538+00'),
	(3, 'contenttypes', '0002_remove_content_type_name', '2026-11-27 12:49:44.20506+00'),
	(4, 'auth', '0001_initial', '2026-11-27 12:49:44.260263+00'),
	(5, 'auth', '0002_alter_permission_name_max_length', '2026-11-27 12:49:44.387083+00'),
	(6, 'auth', '0003_alter_user_email_max_length', '2026-11-27 12:49:44.402529+00'),
	(7, 'auth', '0004_alter_user_username_opts', '2026-11-27 12:49:44.418358+00'),
	(8, 'auth', '0005_alter_user_last_login_null', '2026-11-27 12:49:44.434471+00'),
	(9, 'auth', '0006_require_contenttypes_0002', '2026-11-27 12:49:44.447995+00'),
	(10, 'auth', '0007_alter_validators_add_error_messages', '2026-11-27 12:49:44.459449+00'),
	(11, 'auth', '0008_alter_user_username_max_length', '2026-11-27 12:49:44.475554+00'),
	(12, 'auth', '0009_alter_user_last_name_max_length', '2026-11-27 12:49:44.490573+00'),
	(13, 'auth', '0010_alter_group_name_max_length', '2026-11-27 12:49:44.507088+00'),
	(14, 'auth', '0011_update_proxy_permissions', '2026-11-27 12:49:44.528202+00'),
	(15, 'auth', '0012_alter_user_first_name_max_length', '2026-11-27 12:49:44.534277+00'),
	(16, 'people', '0001_initial', '2026-11-27 12:49:44.656163+00'),
	(17, 'account', '0001_initial', '2026-11-27 12:49:44.712001+00'),
	(18, 'account', '0002_email_max_length', '2026-11-27 12:49:44.739568+00'),
	(19, 'account', '0003_alter_emailaddress_create_unique_verified_email', '2026-11-27 12:49:44.761546+00'),
	(20, 'account', '0004_alter_emailaddress_drop_unique_email', '2026-11-27 12:49:44.788074+00'),
	(21, 'account', '0005_emailaddress_idx_upper_email', '2026-11-27 12:49:44.813001+00'),
	(22, 'account', '0006_emailaddress_lower', '2026-11-27 12:49:44.857622+00'),
	(23, 'account', '0007_emailaddress_idx_email', '2026-11-27 12:49:44.898594+00'),
	(24, 'account', '0008_emailaddress_unique_primary_email_fixup', '2026-11-27 12:49:44.932991+00'),
	(25, 'account', '0009_emailaddress_unique_primary_email', '2026-11-27 12:49:44.948963+00'),
	(26, 'fairs', '0002_stamp', '2026-11-27 12:49:44.980051+00'),
	(27, 'fairs', '0003_watch_through', '2026-11-27 12:49:44.992012+00'),
	(28, 'fairs', '0004_bounds', '2026-11-27 12:49:45.11606+00'),
	(29, 'fairs', '0005_localized_text', '2026-11-27 12:49:45.232398+00'),
	(30, 'people', '0002_hidden', '2026-11-27 12:49:45.268541+00'),
	(31, 'congress', '0001_initial', '2026-11-27 12:49:45.404093+00'),
	(32, 'congress', '0002_room_once', '2026-11-27 12:49:45.414019+00'),
	(33, 'congress', '0003_watched', '2026-11-27 12:49:45.422101+00'),
	(34, 'congress', '0004_localized_text', '2026-11-27 12:49:45.66873+00'),
	(35, 'people', '0003_city_ru', '2026-11-27 12:49:45.697033+00'),
	(36, 'cooperation', '0001_initial', '2026-11-27 12:49:46.048051+00'),
	(37, 'cooperation', '0002_shares_sum', '2026-11-27 12:49:46.054526+00'),
	(38, 'cooperation', '0003_watched', '2026-11-27 12:49:46.06487+00'),
	(39, 'cooperation', '0004_watched', '2026-11-27 12:49:46.071931+00'),
	(40, 'cooperation', '0005_bounds', '2026-11-27 12:49:46.232108+00'),
	(41, 'cooperation', '0006_localized_text', '2026-11-27 12:49:46.641237+00'),
	(42, 'cooperation', '0007_irr_found', '2026-11-27 12:49:46.720507+00'),
	(43, 'exhibition', '0001_initial', '2026-11-27 12:49:46.988178+00'),
	(44, 'exhibition', '0002_stands_apart', '2026-11-27 12:49:46.999378+00'),
	(45, 'exhibition', '0003_watched', '2026-11-27 12:49:47.014145+00'),
	(46, 'exhibition', '0004_bounds', '2026-11-27 12:49:47.484248+00'),
	(47, 'exhibition', '0005_localized_text', '2026-11-27 12:49:47.608027+00'),
	(48, 'fairs', '0006_search_words', '2026-11-27 12:49:47.621979+00'),
	(49, 'fairs', '0007_search_stems', '2026-11-27 12:49:47.63506+00'),
	(50, 'fairs', '0008_search_documents', '2026-11-27 12:49:47.646402+00'),
	(51, 'fairs', '0009_search_queries', '2026-11-27 12:49:47.667255+00'),
	(52, 'fairs', '0010_quick_text_check', '2026-11-27 12:49:47.678027+00'),
	(53, 'fairs', '0011_kept_rows', '2026-11-27 12:49:47.685537+00'),
	(54, 'fairs', '0012_within_edition', '2026-11-27 12:49:47.689342+00'),
	(55, 'fairs', '0013_run_sentences', '2026-11-27 12:49:47.725032+00'),
	(56, 'trade', '0001_initial', '2026-11-27 12:49:48.746138+00'),
	(57, 'trade', '0002_catalogue', '2026-11-27 12:49:48.751385+00'),
	(58, 'trade', '0003_watched', '2026-11-27 12:49:48.762953+00'),
	(59, 'trade', '0004_matching', '2026-11-27 12:49:49.984109+00'),
	(60, 'trade', '0005_watched', '2026-11-27 12:49:49.993677+00'),
	(61, 'trade', '0006_watched', '2026-11-27 12:49:50.01739+00'),
	(62, 'trade', '0007_search_city_ru', '2026-11-27 12:49:50.029658+00'),
	(63, 'trade', '0008_watched', '2026-11-27 12:49:50.033195+00'),
	(64, 'trade', '0009_maker_group_covers', '2026-11-27 12:49:50.08074+00'),
	(65, 'trade', '0010_bounds', '2026-11-27 12:49:50.532101+00'),
	(66, 'people', '0004_localized_text', '2026-11-27 12:49:50.921158+00'),
	(67, 'trade', '0011_localized_text', '2026-11-27 12:49:51.664219+00'),
	(68, 'trade', '0012_search', '2026-11-27 12:49:51.772089+00'),
	(69, 'people', '0005_sign_in_tries', '2026-11-27 12:49:51.796023+00'),
	(70, 'meetings', '0001_initial', '2026-11-27 12:49:52.824078+00'),
	(71, 'meetings', '0002_bookings', '2026-11-27 12:49:52.833936+00'),
	(72, 'meetings', '0003_version', '2026-11-27 12:49:53.013459+00'),
	(73, 'meetings', '0004_stamp', '2026-11-27 12:49:53.105928+00'),
	(74, 'meetings', '0005_within_edition', '2026-11-27 12:49:53.256733+00'),
	(75, 'mfa', '0001_initial', '2026-11-27 12:49:53.42407+00'),
	(76, 'mfa', '0002_authenticator_timestamps', '2026-11-27 12:49:53.480006+00'),
	(77, 'mfa', '0003_authenticator_type_uniq', '2026-11-27 12:49:53.552188+00'),
	(78, 'outbox', '0001_initial', '2026-11-27 12:49:53.984444+00'),
	(79, 'people', '0006_memberships', '2026-11-27 12:49:55.713182+00'),
	(80, 'people', '0007_sign_in_codes', '2026-11-27 12:49:56.415574+00'),
	(81, 'procrastinate', '0001_initial', '2026-11-27 12:49:56.476498+00'),
	(82, 'procrastinate', '0002_drop_started_at_column', '2026-11-27 12:49:56.489854+00'),
	(83, 'procrastinate', '0003_drop_started_at_column', '2026-11-27 12:49:56.513794+00'),
	(84, 'procrastinate', '0004_drop_procrastinate_version_table', '2026-11-27 12:49:56.529806+00'),
	(85, 'procrastinate', '0005_fix_procrastinate_fetch_job', '2026-11-27 12:49:56.54068+00'),
	(86, 'procrastinate', '0006_fix_trigger_status_events_insert', '2026-11-27 12:49:56.557923+00'),
	(87, 'procrastinate', '0007_add_queueing_lock_column', '2026-11-27 12:49:56.580087+00'),
	(88, 'procrastinate', '0008_close_fetch_job_race_condition', '2026-11-27 12:49:56.59603+00'),
	(89, 'procrastinate', '0009_add_defer_job_function', '2026-11-27 12:49:56.61247+00'),
	(90, 'procrastinate', '0010_add_procrastinate_periodic_defers', '2026-11-27 12:49:56.657307+00'),
	(91, 'procrastinate', '0011_add_foreign_key_index', '2026-11-27 12:49:56.670751+00'),
	(92, 'procrastinate', '0012_add_locks_to_periodic_defer', '2026-11-27 12:49:56.699408+00'),
	(93, 'procrastinate', '0013_fix_procrastinate_defer_periodic_job', '2026-11-27 12:49:56.722121+00'),
	(94, 'procrastinate', '0014_add_finish_job_and_retry_job_functions', '2026-11-27 12:49:56.732323+00'),
	(95, 'procrastinate', '0015_add_trigger_on_job_deletion', '2026-11-27 12:49:56.739988+00'),
	(96, 'procrastinate', '0016_delete_finished_jobs', '2026-11-27 12:49:56.75736+00'),
	(97, 'procrastinate', '0017_add_checks_to_finish_job', '2026-11-27 12:49:56.769147+00'),
	(98, 'procrastinate', '0018_add_checks_to_retry_job', '2026-11-27 12:49:56.772936+00'),
	(99, 'procrastinate', '0019_fix_finish_job_compat_issue', '2026-11-27 12:49:56.785384+00'),
	(100, 'procrastinate', '0020_add_index_on_procrastinate_jobs', '2026-11-27 12:49:56.797492+00'),
	(101, 'procrastinate', '0021_add_kwargs_to_defer_periodic_job', '2026-11-27 12:49:56.806825+00'),
	(102, 'procrastinate', '0022_null_locks_excluded', '2026-11-27 12:49:56.828426+00'),
	(103, 'procrastinate', '0023_remove_old_finish_job_function', '2026-11-27 12:49:56.841668+00'),
	(104, 'procrastinate', '0024_job_id_bigint', '2026-11-27 12:49:56.869802+00'),
	(105, 'procrastinate', '0025_add_models', '2026-11-27 12:49:56.891177+00'),
	(106, 'procrastinate', '0026_add_job_priority', '2026-11-27 12:49:56.928203+00'),
	(107, 'procrastinate', '0027_add_periodic_job_priority', '2026-11-27 12:49:56.944846+00'),
	(108, 'procrastinate', '0028_add_cancel_states', '2026-11-27 12:49:56.974325+00'),
	(109, 'procrastinate', '0029_add_additional_params_to_retry_job', '2026-11-27 12:49:56.987117+00'),
	(110, 'procrastinate', '0030_alter_procrastinateevent_options', '2026-11-27 12:49:57.002136+00'),
	(111, 'procrastinate', '0031_add_indexes_for_fetch_job', '2026-11-27 12:49:57.015366+00'),
	(112, 'procrastinate', '0032_pre_cancel_notification', '2026-11-27 12:49:57.041761+00'),
	(113, 'procrastinate', '0033_post_cancel_notification', '2026-11-27 12:49:57.098681+00'),
	(114, 'procrastinate', '0034_pre_add_heartbeat', '2026-11-27 12:49:57.155983+00'),
	(115, 'procrastinate', '0035_post_add_heartbeat', '2026-11-27 12:49:57.16343+00'),
	(116, 'procrastinate', '0036_add_worker_model', '2026-11-27 12:49:57.187509+00'),
	(117, 'procrastinate', '0037_pre_batch_defer_jobs', '2026-11-27 12:49:57.195552+00'),
	(118, 'procrastinate', '0038_post_batch_defer_jobs', '2026-11-27 12:49:57.212876+00'),
	(119, 'procrastinate', '0039_pre_priority_lock_fetch_job', '2026-11-27 12:49:57.220443+00'),
	(120, 'procrastinate', '0040_pre_retry_failed_job', '2026-11-27 12:49:57.229178+00'),
	(121, 'procrastinate', '0041_post_retry_failed_job', '2026-11-27 12:49:57.237357+00'),
	(122, 'sessions', '0001_initial', '2026-11-27 12:49:57.272069+00'),
	(123, 'socialaccount', '0001_initial', '2026-11-27 12:49:57.588095+00'),
	(124, 'socialaccount', '0002_token_max_lengths', '2026-11-27 12:49:57.658548+00'),
	(125, 'socialaccount', '0003_extra_data_default_dict', '2026-11-27 12:49:57.682213+00'),
	(126, 'socialaccount', '0004_app_provider_id_settings', '2026-11-27 12:49:57.740005+00'),
	(127, 'socialaccount', '0005_socialtoken_nullable_app', '2026-11-27 12:49:57.868058+00'),
	(128, 'socialaccount', '0006_alter_socialaccount_extra_data', '2026-11-27 12:49:57.9282+00'),
	(129, 'usersessions', '0001_initial', '2026-11-27 12:49:58.13225+00'),
	(130, 'work', '0001_initial', '2026-11-27 12:49:58.376174+00');

SELECT pg_catalog.setval('public.account_emailaddress_id_seq', 1, false);

SELECT pg_catalog.setval('public.account_emailconfirmation_id_seq', 1, false);

SELECT pg_catalog.setval('public.auth_group_id_seq', 1, false);

SELECT pg_catalog.setval('public.auth_group_permissions_id_seq', 1, false);

SELECT pg_catalog.setval('public.auth_permission_id_seq', 268, true);

SELECT pg_catalog.setval('public.congress_room_id_seq', 1, false);

SELECT pg_catalog.setval('public.congress_session_id_seq', 1, false);

SELECT pg_catalog.setval('public.congress_speaker_id_seq', 1, false);

SELECT pg_catalog.setval('public.cooperation_choice_id_seq', 1, false);

SELECT pg_catalog.setval('public.cooperation_portfolio_id_seq', 1, false);

SELECT pg_catalog.setval('public.cooperation_project_id_seq', 1, false);

SELECT pg_catalog.setval('public.cooperation_share_id_seq', 1, false);

SELECT pg_catalog.setval('public.cooperation_spending_id_seq', 1, false);

SELECT pg_catalog.setval('public.cooperation_tie_id_seq', 1, false);

SELECT pg_catalog.setval('public.django_content_type_id_seq', 67, true);

SELECT pg_catalog.setval('public.django_migrations_id_seq', 130, true);

SELECT pg_catalog.setval('public.exhibition_exposition_id_seq', 1, false);

SELECT pg_catalog.setval('public.exhibition_hall_id_seq', 1, false);

SELECT pg_catalog.setval('public.exhibition_stand_id_seq', 1, false);

SELECT pg_catalog.setval('public.fairs_edition_id_seq', 1, false);

SELECT pg_catalog.setval('public.fairs_run_id_seq', 1, false);

SELECT pg_catalog.setval('public.fairs_slot_id_seq', 1, false);

SELECT pg_catalog.setval('public.meetings_meeting_id_seq', 1, false);

SELECT pg_catalog.setval('public.meetings_meetingrequest_id_seq', 1, false);

SELECT pg_catalog.setval('public.meetings_table_id_seq', 1, false);

SELECT pg_catalog.setval('public.meetings_timetable_id_seq', 1, false);

SELECT pg_catalog.setval('public.meetings_unheld_id_seq', 1, false);

SELECT pg_catalog.setval('public.mfa_authenticator_id_seq', 1, false);

SELECT pg_catalog.setval('public.outbox_bouncedaddress_id_seq', 1, false);

SELECT pg_catalog.setval('public.outbox_mailrules_id_seq', 1, false);

SELECT pg_catalog.setval('public.outbox_mailwish_id_seq', 1, false);

SELECT pg_catalog.setval('public.outbox_message_id_seq', 1, false);

SELECT pg_catalog.setval('public.people_account_id_seq', 1, false);

SELECT pg_catalog.setval('public.people_availability_id_seq', 1, false);

SELECT pg_catalog.setval('public.people_change_id_seq', 1, false);

SELECT pg_catalog.setval('public.people_membership_id_seq', 1, false);

SELECT pg_catalog.setval('public.people_organisation_id_seq', 1, false);

SELECT pg_catalog.setval('public.people_participation_id_seq', 1, false);

SELECT pg_catalog.setval('public.people_person_id_seq', 1, false);

SELECT pg_catalog.setval('public.people_signincode_id_seq', 1, false);

SELECT pg_catalog.setval('public.people_signintries_id_seq', 1, false);

SELECT pg_catalog.setval('public.procrastinate_events_id_seq', 1, false);

SELECT pg_catalog.setval('public.procrastinate_jobs_id_seq', 1, false);

SELECT pg_catalog.setval('public.procrastinate_periodic_defers_id_seq', 1, false);

SELECT pg_catalog.setval('public.procrastinate_workers_id_seq', 1, false);

SELECT pg_catalog.setval('public.socialaccount_socialaccount_id_seq', 1, false);

SELECT pg_catalog.setval('public.socialaccount_socialapp_id_seq', 1, false);

SELECT pg_catalog.setval('public.socialaccount_socialtoken_id_seq', 1, false);

SELECT pg_catalog.setval('public.trade_dependency_id_seq', 1, false);

SELECT pg_catalog.setval('public.trade_listmeasure_id_seq', 1, false);

SELECT pg_catalog.setval('public.trade_makergroup_id_seq', 1, false);

SELECT pg_catalog.setval('public.trade_makerlist_id_seq', 1, false);

SELECT pg_catalog.setval('public.trade_matching_id_seq', 1, false);

SELECT pg_catalog.setval('public.trade_matchlist_id_seq', 1, false);

SELECT pg_catalog.setval('public.trade_need_id_seq', 1, false);

SELECT pg_catalog.setval('public.trade_offer_id_seq', 1, false);

SELECT pg_catalog.setval('public.trade_product_id_seq', 1, false);

SELECT pg_catalog.setval('public.trade_reason_id_seq', 1, false);

SELECT pg_catalog.setval('public.trade_shownlist_id_seq', 1, false);

SELECT pg_catalog.setval('public.trade_standing_id_seq', 1, false);

SELECT pg_catalog.setval('public.trade_supplier_id_seq', 1, false);

SELECT pg_catalog.setval('public.usersessions_usersession_id_seq', 1, false);

SELECT pg_catalog.setval('public.work_work_id_seq', 1, false);

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_availability
    ADD CONSTRAINT availability_once UNIQUE (participation_id, date, start, "end");

ALTER TABLE ONLY public.cooperation_choice
    ADD CONSTRAINT choice_once UNIQUE (portfolio_id, project_id);

ALTER TABLE ONLY public.congress_room
    ADD CONSTRAINT congress_room_of_edition UNIQUE (edition_id, id);

ALTER TABLE ONLY public.congress_room
    ADD CONSTRAINT congress_room_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.congress_session
    ADD CONSTRAINT congress_session_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.congress_speaker
    ADD CONSTRAINT congress_speaker_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cooperation_choice
    ADD CONSTRAINT cooperation_choice_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cooperation_portfolio
    ADD CONSTRAINT cooperation_portfolio_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cooperation_portfolio
    ADD CONSTRAINT cooperation_portfolio_run_id_key UNIQUE (run_id);

ALTER TABLE ONLY public.cooperation_project
    ADD CONSTRAINT cooperation_project_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cooperation_share
    ADD CONSTRAINT cooperation_share_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cooperation_spending
    ADD CONSTRAINT cooperation_spending_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cooperation_tie
    ADD CONSTRAINT cooperation_tie_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trade_dependency
    ADD CONSTRAINT dependency_once UNIQUE (run_id, economy, product);

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);

ALTER TABLE public.fairs_edition
    ADD CONSTRAINT edition_first_day CHECK (((first_day >= '1900-01-01'::date) AND (first_day <= '2200-12-31'::date))) NOT VALID;

ALTER TABLE ONLY public.exhibition_exhibitor
    ADD CONSTRAINT exhibition_exhibitor_of_edition UNIQUE (edition_id, organisation_id);

ALTER TABLE ONLY public.exhibition_exhibitor
    ADD CONSTRAINT exhibition_exhibitor_pkey PRIMARY KEY (organisation_id);

ALTER TABLE ONLY public.exhibition_exposition
    ADD CONSTRAINT exhibition_exposition_of_edition UNIQUE (edition_id, id);

ALTER TABLE ONLY public.exhibition_exposition
    ADD CONSTRAINT exhibition_exposition_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.exhibition_hall
    ADD CONSTRAINT exhibition_hall_of_edition UNIQUE (edition_id, id);

ALTER TABLE ONLY public.exhibition_hall
    ADD CONSTRAINT exhibition_hall_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.exhibition_stand
    ADD CONSTRAINT exhibition_stand_of_edition UNIQUE (edition_id, id);

ALTER TABLE ONLY public.exhibition_stand
    ADD CONSTRAINT exhibition_stand_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.exhibition_exposition
    ADD CONSTRAINT exposition_code UNIQUE (edition_id, code);

ALTER TABLE ONLY public.fairs_edition
    ADD CONSTRAINT fairs_edition_code_key UNIQUE (code);

ALTER TABLE ONLY public.fairs_edition
    ADD CONSTRAINT fairs_edition_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.fairs_run
    ADD CONSTRAINT fairs_run_of_edition UNIQUE (edition_id, id);

ALTER TABLE ONLY public.fairs_run
    ADD CONSTRAINT fairs_run_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.fairs_slot
    ADD CONSTRAINT fairs_slot_of_edition UNIQUE (edition_id, id);

ALTER TABLE ONLY public.fairs_slot
    ADD CONSTRAINT fairs_slot_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.exhibition_hall
    ADD CONSTRAINT hall_code UNIQUE (edition_id, code);

ALTER TABLE ONLY public.trade_listmeasure
    ADD CONSTRAINT list_measure_once UNIQUE (matching_id, market, about, side, name);

ALTER TABLE ONLY public.outbox_mailwish
    ADD CONSTRAINT mail_wish_once UNIQUE (person_id, purpose);

ALTER TABLE ONLY public.trade_makergroup
    ADD CONSTRAINT maker_group_once UNIQUE (matching_id, need_id, number);

ALTER TABLE ONLY public.trade_makerlist
    ADD CONSTRAINT maker_list_once UNIQUE (matching_id, need_id);

ALTER TABLE ONLY public.trade_matchlist
    ADD CONSTRAINT match_list_once UNIQUE NULLS NOT DISTINCT (run_id, organisation_id, participation_id, partner_kind);

ALTER TABLE ONLY public.trade_matching
    ADD CONSTRAINT matching_version UNIQUE (edition_id, version);

ALTER TABLE ONLY public.meetings_meeting
    ADD CONSTRAINT meeting_of_request UNIQUE (timetable_id, request_id);

ALTER TABLE ONLY public.meetings_meetingrequest
    ADD CONSTRAINT meetingrequest_code UNIQUE (edition_id, code);

ALTER TABLE ONLY public.meetings_booking
    ADD CONSTRAINT meetings_booking_pkey PRIMARY KEY (timetable_id, slot_id, participation_id);

ALTER TABLE ONLY public.meetings_meeting
    ADD CONSTRAINT meetings_meeting_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_meetingrequest
    ADD CONSTRAINT meetings_meetingrequest_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_table
    ADD CONSTRAINT meetings_table_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_timetable
    ADD CONSTRAINT meetings_timetable_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_timetable
    ADD CONSTRAINT meetings_timetable_run_id_key UNIQUE (run_id);

ALTER TABLE ONLY public.meetings_unheld
    ADD CONSTRAINT meetings_unheld_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_membership
    ADD CONSTRAINT membership_once UNIQUE NULLS NOT DISTINCT (account_id, edition_id, organisation_id, role);

ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trade_need
    ADD CONSTRAINT need_code UNIQUE (edition_id, code);

ALTER TABLE ONLY public.trade_offer
    ADD CONSTRAINT offer_code UNIQUE (edition_id, code);

ALTER TABLE ONLY public.people_organisation
    ADD CONSTRAINT organisation_code UNIQUE (edition_id, code);

ALTER TABLE ONLY public.outbox_bouncedaddress
    ADD CONSTRAINT outbox_bouncedaddress_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.outbox_mailrules
    ADD CONSTRAINT outbox_mailrules_edition_id_key UNIQUE (edition_id);

ALTER TABLE ONLY public.outbox_mailrules
    ADD CONSTRAINT outbox_mailrules_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.outbox_mailwish
    ADD CONSTRAINT outbox_mailwish_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.outbox_message
    ADD CONSTRAINT outbox_message_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.outbox_message
    ADD CONSTRAINT outbox_message_uid_key UNIQUE (uid);

ALTER TABLE ONLY public.people_participation
    ADD CONSTRAINT participation_code UNIQUE (edition_id, code);

ALTER TABLE ONLY public.people_participation
    ADD CONSTRAINT participation_person UNIQUE (edition_id, person_id);

ALTER TABLE ONLY public.people_account
    ADD CONSTRAINT people_account_person_id_key UNIQUE (person_id);

ALTER TABLE ONLY public.people_account
    ADD CONSTRAINT people_account_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_availability
    ADD CONSTRAINT people_availability_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_change
    ADD CONSTRAINT people_change_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_membership
    ADD CONSTRAINT people_membership_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_officerules
    ADD CONSTRAINT people_officerules_pkey PRIMARY KEY (edition_id);

ALTER TABLE ONLY public.people_organisation
    ADD CONSTRAINT people_organisation_of_edition UNIQUE (edition_id, id);

ALTER TABLE ONLY public.people_organisation
    ADD CONSTRAINT people_organisation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_participation
    ADD CONSTRAINT people_participation_of_edition UNIQUE (edition_id, id);

ALTER TABLE ONLY public.people_participation
    ADD CONSTRAINT people_participation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_person
    ADD CONSTRAINT people_person_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_signincode
    ADD CONSTRAINT people_signincode_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_signintries
    ADD CONSTRAINT people_signintries_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_unique UNIQUE (task_name, periodic_id, defer_timestamp);

ALTER TABLE ONLY public.procrastinate_workers
    ADD CONSTRAINT procrastinate_workers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trade_product
    ADD CONSTRAINT product_code UNIQUE (edition_id, code);

ALTER TABLE ONLY public.cooperation_project
    ADD CONSTRAINT project_code UNIQUE (edition_id, code);

ALTER TABLE ONLY public.meetings_meetingrequest
    ADD CONSTRAINT request_of_pair UNIQUE (requester_id, recipient_id);

ALTER TABLE ONLY public.congress_session
    ADD CONSTRAINT session_code UNIQUE (edition_id, code);

ALTER TABLE ONLY public.congress_session
    ADD CONSTRAINT session_room_once EXCLUDE USING gist (int8range(room_id, room_id, '[]'::text) WITH &&, tsrange((date + start), (date + "end")) WITH &&);

ALTER TABLE ONLY public.cooperation_share
    ADD CONSTRAINT share_once UNIQUE (project_id, kind, economy);

ALTER TABLE ONLY public.trade_shownlist
    ADD CONSTRAINT shown_list_once UNIQUE NULLS NOT DISTINCT (matching_id, surface, owner, viewer_id, first_rank, hour);

ALTER TABLE ONLY public.people_signintries
    ADD CONSTRAINT sign_in_tries_key_window UNIQUE (key, "window");

ALTER TABLE ONLY public.fairs_slot
    ADD CONSTRAINT slot_number UNIQUE (edition_id, date, number);

ALTER TABLE ONLY public.socialaccount_socialaccount
    ADD CONSTRAINT socialaccount_socialaccount_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.socialaccount_socialaccount
    ADD CONSTRAINT socialaccount_socialaccount_provider_uid_fc810c6e_uniq UNIQUE (provider, uid);

ALTER TABLE ONLY public.socialaccount_socialapp
    ADD CONSTRAINT socialaccount_socialapp_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_socialtoken_app_id_account_id_fca4e0ac_uniq UNIQUE (app_id, account_id);

ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_socialtoken_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.congress_speaker
    ADD CONSTRAINT speaker_once UNIQUE (session_id, participation_id);

ALTER TABLE ONLY public.congress_speaker
    ADD CONSTRAINT speaker_position UNIQUE (session_id, "position");

ALTER TABLE ONLY public.cooperation_spending
    ADD CONSTRAINT spending_once UNIQUE (portfolio_id, economy, year);

ALTER TABLE ONLY public.exhibition_stand
    ADD CONSTRAINT stand_apart EXCLUDE USING gist (int8range(hall_id, hall_id, '[]'::text) WITH &&, box(point((x + (0.001)::double precision), (y + (0.001)::double precision)), point(((x + width) - (0.001)::double precision), ((y + depth) - (0.001)::double precision))) WITH &&);

ALTER TABLE ONLY public.exhibition_stand
    ADD CONSTRAINT stand_code UNIQUE (edition_id, code);

ALTER TABLE ONLY public.exhibition_stand
    ADD CONSTRAINT stand_number UNIQUE (hall_id, number);

ALTER TABLE ONLY public.trade_standing
    ADD CONSTRAINT standing_once UNIQUE NULLS NOT DISTINCT (matching_id, market, organisation_id, participation_id);

ALTER TABLE ONLY public.trade_supplier
    ADD CONSTRAINT supplier_once UNIQUE (dependency_id, economy);

ALTER TABLE ONLY public.trade_supplier
    ADD CONSTRAINT supplier_rank UNIQUE (dependency_id, rank);

ALTER TABLE ONLY public.meetings_table
    ADD CONSTRAINT table_number UNIQUE (edition_id, number);

ALTER TABLE ONLY public.cooperation_tie
    ADD CONSTRAINT tie_once UNIQUE (project_id, kind, other_id);

ALTER TABLE ONLY public.meetings_timetable
    ADD CONSTRAINT timetable_version UNIQUE (edition_id, version);

ALTER TABLE ONLY public.trade_catalogueentry
    ADD CONSTRAINT trade_catalogueentry_pkey PRIMARY KEY (organisation_id);

ALTER TABLE ONLY public.trade_dependency
    ADD CONSTRAINT trade_dependency_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trade_listmeasure
    ADD CONSTRAINT trade_listmeasure_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trade_makergroup
    ADD CONSTRAINT trade_makergroup_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trade_makerlist
    ADD CONSTRAINT trade_makerlist_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trade_matching
    ADD CONSTRAINT trade_matching_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trade_matching
    ADD CONSTRAINT trade_matching_run_id_key UNIQUE (run_id);

ALTER TABLE ONLY public.trade_matchlist
    ADD CONSTRAINT trade_matchlist_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trade_need
    ADD CONSTRAINT trade_need_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trade_needentry
    ADD CONSTRAINT trade_needentry_pkey PRIMARY KEY (need_id);

ALTER TABLE ONLY public.trade_offer
    ADD CONSTRAINT trade_offer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trade_product
    ADD CONSTRAINT trade_product_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trade_reason
    ADD CONSTRAINT trade_reason_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trade_shownlist
    ADD CONSTRAINT trade_shownlist_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trade_standing
    ADD CONSTRAINT trade_standing_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trade_supplier
    ADD CONSTRAINT trade_supplier_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_unheld
    ADD CONSTRAINT unheld_once UNIQUE (timetable_id, request_id);

ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_session_key_key UNIQUE (session_key);

ALTER TABLE ONLY public.work_work
    ADD CONSTRAINT work_work_pkey PRIMARY KEY (id);

CREATE UNIQUE INDEX account_email ON public.people_account USING btree (lower((email)::text));

CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);

CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);

CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);

CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);

CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);

CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);

CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);

CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);

CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);

CREATE UNIQUE INDEX bounced_address ON public.outbox_bouncedaddress USING btree (lower((address)::text));

CREATE INDEX catalogue_entry_document ON public.trade_catalogueentry USING gin (document);

CREATE INDEX change_about ON public.people_change USING btree (about, about_id, id DESC);

CREATE INDEX change_edition ON public.people_change USING btree (edition, id DESC);

CREATE INDEX congress_session_room_id_81a60daa ON public.congress_session USING btree (room_id);

CREATE INDEX congress_speaker_participation_id_c1b9186c ON public.congress_speaker USING btree (participation_id);

CREATE INDEX cooperation_choice_project_id_8caf9508 ON public.cooperation_choice USING btree (project_id);

CREATE INDEX cooperation_portfolio_edition_id_19f764c0 ON public.cooperation_portfolio USING btree (edition_id);

CREATE INDEX cooperation_project_lead_id_bbfd54c7 ON public.cooperation_project USING btree (lead_id);

CREATE INDEX cooperation_tie_other_id_ba9789d2 ON public.cooperation_tie USING btree (other_id);

CREATE INDEX dependency_economy ON public.trade_dependency USING btree (edition_id, economy);

CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);

CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);

CREATE INDEX exhibition_exhibitor_edition_id_ff5c0530 ON public.exhibition_exhibitor USING btree (edition_id);

CREATE INDEX exhibition_exhibitor_stand_id_a99d6e2a ON public.exhibition_exhibitor USING btree (stand_id);

CREATE INDEX exhibition_stand_exposition_id_fa43d389 ON public.exhibition_stand USING btree (exposition_id);

CREATE INDEX fairs_edition_code_e77d82bb_like ON public.fairs_edition USING btree (code varchar_pattern_ops);

CREATE INDEX fairs_run_edition_id_a5fa74f8 ON public.fairs_run USING btree (edition_id);

CREATE INDEX idx_procrastinate_jobs_worker_not_null ON public.procrastinate_jobs USING btree (worker_id) WHERE ((worker_id IS NOT NULL) AND (status = 'doing'::public.procrastinate_job_status));

CREATE INDEX idx_procrastinate_workers_last_heartbeat ON public.procrastinate_workers USING btree (last_heartbeat);

CREATE INDEX maker_list_makers ON public.trade_makerlist USING gin (makers);

CREATE UNIQUE INDEX matching_one_released ON public.trade_matching USING btree (edition_id) WHERE ((state)::text = 'released'::text);

CREATE UNIQUE INDEX meeting_seat_once ON public.meetings_meeting USING btree (timetable_id, slot_id, stand_id, seat) WHERE (stand_id IS NOT NULL);

CREATE UNIQUE INDEX meeting_table_once ON public.meetings_meeting USING btree (timetable_id, slot_id, table_id) WHERE (table_id IS NOT NULL);

CREATE INDEX meetings_booking_meeting_id_a86ca8d4 ON public.meetings_booking USING btree (meeting_id);

CREATE INDEX meetings_booking_participation_id_6a3bea7e ON public.meetings_booking USING btree (participation_id);

CREATE INDEX meetings_meeting_representative_id_dd14c031 ON public.meetings_meeting USING btree (representative_id);

CREATE INDEX meetings_meeting_request_id_9882212f ON public.meetings_meeting USING btree (request_id);

CREATE INDEX meetings_meeting_slot_id_57c4e492 ON public.meetings_meeting USING btree (slot_id);

CREATE INDEX meetings_meeting_stand_id_06fde4e6 ON public.meetings_meeting USING btree (stand_id);

CREATE INDEX meetings_meeting_table_id_6346c78e ON public.meetings_meeting USING btree (table_id);

CREATE INDEX meetings_meetingrequest_locked_id_3aea4939 ON public.meetings_meetingrequest USING btree (locked_id);

CREATE INDEX meetings_meetingrequest_recipient_id_be9c2a84 ON public.meetings_meetingrequest USING btree (recipient_id);

CREATE INDEX meetings_unheld_request_id_aa0ddb26 ON public.meetings_unheld USING btree (request_id);

CREATE INDEX message_due ON public.outbox_message USING btree (due_at, id) WHERE ((state)::text = 'queued'::text);

CREATE INDEX message_of_edition ON public.outbox_message USING btree (edition_id, purpose, state);

CREATE INDEX message_of_person ON public.outbox_message USING btree (person_id, queued_at DESC);

CREATE UNIQUE INDEX message_once ON public.outbox_message USING btree (person_id, purpose, key) WHERE (person_id IS NOT NULL);

CREATE UNIQUE INDEX message_once_to_address ON public.outbox_message USING btree (lower((address)::text), purpose, key) WHERE (person_id IS NULL);

CREATE INDEX mfa_authenticator_user_id_0c3a50c0 ON public.mfa_authenticator USING btree (user_id);

CREATE INDEX need_entry_document ON public.trade_needentry USING gin (document);

CREATE INDEX outbox_mailwish_person_id_dc7263b0 ON public.outbox_mailwish USING btree (person_id);

CREATE INDEX people_availability_edition_id_357cc6eb ON public.people_availability USING btree (edition_id);

CREATE INDEX people_membership_account_id_225eefa8 ON public.people_membership USING btree (account_id);

CREATE INDEX people_membership_edition_id_b55f20f3 ON public.people_membership USING btree (edition_id);

CREATE INDEX people_membership_organisation_id_a6c82864 ON public.people_membership USING btree (organisation_id);

CREATE INDEX people_participation_organisation_id_d3601d4d ON public.people_participation USING btree (organisation_id);

CREATE INDEX people_participation_person_id_55bf4bb9 ON public.people_participation USING btree (person_id);

CREATE INDEX people_signincode_edition_id_a0670ff3 ON public.people_signincode USING btree (edition_id);

CREATE INDEX procrastinate_events_job_id_fkey_v1 ON public.procrastinate_events USING btree (job_id);

CREATE INDEX procrastinate_jobs_id_lock_idx_v1 ON public.procrastinate_jobs USING btree (id, lock) WHERE (status = ANY (ARRAY['todo'::public.procrastinate_job_status, 'doing'::public.procrastinate_job_status]));

CREATE UNIQUE INDEX procrastinate_jobs_lock_idx_v1 ON public.procrastinate_jobs USING btree (lock) WHERE (status = 'doing'::public.procrastinate_job_status);

CREATE INDEX procrastinate_jobs_priority_idx_v1 ON public.procrastinate_jobs USING btree (priority DESC, id) WHERE (status = 'todo'::public.procrastinate_job_status);

CREATE INDEX procrastinate_jobs_queue_name_idx_v1 ON public.procrastinate_jobs USING btree (queue_name);

CREATE UNIQUE INDEX procrastinate_jobs_queueing_lock_idx_v1 ON public.procrastinate_jobs USING btree (queueing_lock) WHERE (status = 'todo'::public.procrastinate_job_status);

CREATE INDEX procrastinate_periodic_defers_job_id_fkey_v1 ON public.procrastinate_periodic_defers USING btree (job_id);

CREATE UNIQUE INDEX room_name ON public.congress_room USING btree (edition_id, md5((name)::text));

CREATE INDEX sign_in_code_sent ON public.people_signincode USING btree (sent_at);

CREATE INDEX sign_in_tries_window ON public.people_signintries USING btree ("window");

CREATE INDEX socialaccount_socialaccount_user_id_8146e70c ON public.socialaccount_socialaccount USING btree (user_id);

CREATE INDEX socialaccount_socialtoken_account_id_951f210e ON public.socialaccount_socialtoken USING btree (account_id);

CREATE INDEX socialaccount_socialtoken_app_id_636a42d7 ON public.socialaccount_socialtoken USING btree (app_id);

CREATE UNIQUE INDEX timetable_one_released ON public.meetings_timetable USING btree (edition_id) WHERE ((state)::text = 'released'::text);

CREATE INDEX trade_catalogueentry_edition_id_550ce021 ON public.trade_catalogueentry USING btree (edition_id);

CREATE INDEX trade_makergroup_need_id_28a5a024 ON public.trade_makergroup USING btree (need_id);

CREATE INDEX trade_makerlist_need_id_01fc1efa ON public.trade_makerlist USING btree (need_id);

CREATE INDEX trade_matchlist_organisation_id_3a02a3ba ON public.trade_matchlist USING btree (organisation_id);

CREATE INDEX trade_matchlist_participation_id_2210d36b ON public.trade_matchlist USING btree (participation_id);

CREATE INDEX trade_need_organisation_id_bd327bd5 ON public.trade_need USING btree (organisation_id);

CREATE INDEX trade_offer_organisation_id_4be0edf0 ON public.trade_offer USING btree (organisation_id);

CREATE INDEX trade_reason_run_id_f1f5140d ON public.trade_reason USING btree (run_id);

CREATE INDEX trade_shownlist_viewer_id_4bba95ca ON public.trade_shownlist USING btree (viewer_id);

CREATE INDEX trade_standing_organisation_id_35de1129 ON public.trade_standing USING btree (organisation_id);

CREATE INDEX trade_standing_participation_id_77321cb1 ON public.trade_standing USING btree (participation_id);

CREATE UNIQUE INDEX unique_authenticator_type ON public.mfa_authenticator USING btree (user_id, type) WHERE ((type)::text = ANY ((ARRAY['totp'::character varying, 'recovery_codes'::character varying])::text[]));

CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";

CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;

CREATE INDEX usersessions_usersession_session_key_fd35de43_like ON public.usersessions_usersession USING btree (session_key varchar_pattern_ops);

CREATE INDEX usersessions_usersession_user_id_af5e0a6d ON public.usersessions_usersession USING btree (user_id);

CREATE INDEX work_latest ON public.work_work USING btree (edition_id, asked_at DESC);

CREATE INDEX work_live ON public.work_work USING btree (id) WHERE ((state)::text = ANY ((ARRAY['queued'::character varying, 'running'::character varying])::text[]));

CREATE UNIQUE INDEX work_once ON public.work_work USING btree (edition_id, key) NULLS NOT DISTINCT WHERE ((state)::text = ANY ((ARRAY['queued'::character varying, 'running'::character varying])::text[]));

CREATE INDEX work_work_account_id_eca74339 ON public.work_work USING btree (account_id);

CREATE INDEX work_work_edition_id_164a068f ON public.work_work USING btree (edition_id);

CREATE TRIGGER congress_touch_updated AFTER UPDATE ON public.people_participation REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.congress_touch_participations();

CREATE TRIGGER congress_touch_updated AFTER UPDATE ON public.people_person REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.congress_touch_persons();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.congress_room FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.congress_session FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.cooperation_portfolio FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.cooperation_project FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.exhibition_exhibitor FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.exhibition_exposition FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.exhibition_hall FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.exhibition_stand FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.fairs_run FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.fairs_slot FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.meetings_meetingrequest FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.meetings_timetable FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.people_availability FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.people_organisation FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.people_participation FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.trade_dependency FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.trade_matching FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.trade_need FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.trade_offer FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_need_id_inserted AFTER INSERT ON public.trade_makergroup REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('matching_id', 'trade_matching', 'need_id', 'trade_need');

CREATE TRIGGER fairs_need_id_inserted AFTER INSERT ON public.trade_makerlist REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('matching_id', 'trade_matching', 'need_id', 'trade_need');

CREATE TRIGGER fairs_need_id_updated AFTER UPDATE ON public.trade_makergroup REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('matching_id', 'trade_matching', 'need_id', 'trade_need');

CREATE TRIGGER fairs_need_id_updated AFTER UPDATE ON public.trade_makerlist REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('matching_id', 'trade_matching', 'need_id', 'trade_need');

CREATE TRIGGER fairs_other_id_inserted AFTER INSERT ON public.cooperation_tie REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('project_id', 'cooperation_project', 'other_id', 'cooperation_project');

CREATE TRIGGER fairs_other_id_updated AFTER UPDATE ON public.cooperation_tie REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('project_id', 'cooperation_project', 'other_id', 'cooperation_project');

CREATE TRIGGER fairs_participation_id_inserted AFTER INSERT ON public.congress_speaker REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('session_id', 'congress_session', 'participation_id', 'people_participation');

CREATE TRIGGER fairs_participation_id_inserted AFTER INSERT ON public.trade_standing REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('matching_id', 'trade_matching', 'participation_id', 'people_participation');

CREATE TRIGGER fairs_participation_id_updated AFTER UPDATE ON public.congress_speaker REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('session_id', 'congress_session', 'participation_id', 'people_participation');

CREATE TRIGGER fairs_participation_id_updated AFTER UPDATE ON public.trade_standing REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('matching_id', 'trade_matching', 'participation_id', 'people_participation');

CREATE TRIGGER fairs_request_id_inserted AFTER INSERT ON public.meetings_unheld REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('timetable_id', 'meetings_timetable', 'request_id', 'meetings_meetingrequest');

CREATE TRIGGER fairs_request_id_updated AFTER UPDATE ON public.meetings_unheld REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('timetable_id', 'meetings_timetable', 'request_id', 'meetings_meetingrequest');

CREATE TRIGGER fairs_stamp BEFORE UPDATE ON public.fairs_edition FOR EACH ROW EXECUTE FUNCTION public.fairs_stamp();

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.congress_room REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.congress_session REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.congress_speaker REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('congress_session', 'session_id');

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.cooperation_choice REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('cooperation_portfolio', 'portfolio_id');

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.cooperation_portfolio REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.cooperation_project REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.cooperation_share REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('cooperation_project', 'project_id');

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.cooperation_tie REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('cooperation_project', 'project_id');

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.exhibition_exhibitor REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.exhibition_exposition REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.exhibition_hall REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.exhibition_stand REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.fairs_run REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.fairs_slot REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.trade_catalogueentry REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.trade_dependency REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.trade_makergroup REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('trade_matching', 'matching_id');

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.trade_makerlist REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('trade_matching', 'matching_id');

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.trade_matching REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.trade_need REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.trade_product REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.trade_supplier REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('trade_dependency', 'dependency_id');

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.congress_room REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.congress_session REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.congress_speaker REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('congress_session', 'session_id');

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.cooperation_choice REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('cooperation_portfolio', 'portfolio_id');

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.cooperation_portfolio REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.cooperation_project REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.cooperation_share REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('cooperation_project', 'project_id');

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.cooperation_tie REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('cooperation_project', 'project_id');

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.exhibition_exhibitor REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.exhibition_exposition REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.exhibition_hall REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.exhibition_stand REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.fairs_run REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.fairs_slot REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.trade_catalogueentry REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.trade_dependency REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.trade_makergroup REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('trade_matching', 'matching_id');

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.trade_makerlist REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('trade_matching', 'matching_id');

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.trade_matching REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.trade_need REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.trade_product REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.trade_supplier REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('trade_dependency', 'dependency_id');

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.congress_room REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.congress_session REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.congress_speaker REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('congress_session', 'session_id');

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.cooperation_choice REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('cooperation_portfolio', 'portfolio_id');

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.cooperation_portfolio REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.cooperation_project REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.cooperation_share REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('cooperation_project', 'project_id');

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.cooperation_tie REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('cooperation_project', 'project_id');

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.exhibition_exhibitor REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.exhibition_exposition REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.exhibition_hall REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.exhibition_stand REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.fairs_run REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.fairs_slot REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.trade_catalogueentry REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.trade_dependency REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.trade_makergroup REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('trade_matching', 'matching_id');

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.trade_makerlist REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('trade_matching', 'matching_id');

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.trade_matching REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.trade_need REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.trade_product REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.trade_supplier REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('trade_dependency', 'dependency_id');

CREATE TRIGGER meetings_book_deleted AFTER DELETE ON public.meetings_meeting REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.meetings_book();

CREATE TRIGGER meetings_book_inserted AFTER INSERT ON public.meetings_meeting REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.meetings_book();

CREATE TRIGGER meetings_book_updated AFTER UPDATE ON public.meetings_meeting REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.meetings_book();

CREATE TRIGGER meetings_requester_changed AFTER UPDATE OF requester_id ON public.meetings_meetingrequest FOR EACH ROW WHEN ((old.requester_id IS DISTINCT FROM new.requester_id)) EXECUTE FUNCTION public.meetings_book_again();

CREATE TRIGGER meetings_stamp BEFORE UPDATE ON public.meetings_timetable FOR EACH ROW EXECUTE FUNCTION public.fairs_stamp();

CREATE TRIGGER meetings_touch_deleted AFTER DELETE ON public.meetings_meeting REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.meetings_touch();

CREATE TRIGGER meetings_touch_inserted AFTER INSERT ON public.meetings_meeting REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.meetings_touch();

CREATE TRIGGER meetings_touch_updated AFTER UPDATE ON public.meetings_meeting REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.meetings_touch();

CREATE TRIGGER outbox_tell AFTER INSERT ON public.outbox_message FOR EACH STATEMENT EXECUTE FUNCTION public.outbox_tell();

CREATE TRIGGER people_change_stays BEFORE DELETE OR UPDATE ON public.people_change FOR EACH ROW EXECUTE FUNCTION public.people_change_stays();

CREATE TRIGGER procrastinate_jobs_notify_queue_job_aborted_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN (((old.abort_requested = false) AND (new.abort_requested = true) AND (new.status = 'doing'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_notify_queue_abort_job_v1();

CREATE TRIGGER procrastinate_jobs_notify_queue_job_inserted_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_notify_queue_job_inserted_v1();

CREATE TRIGGER procrastinate_trigger_abort_requested_events_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.abort_requested = true)) EXECUTE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1();

CREATE TRIGGER procrastinate_trigger_delete_jobs_v1 BEFORE DELETE ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_unlink_periodic_defers_v1();

CREATE TRIGGER procrastinate_trigger_scheduled_events_v1 AFTER INSERT OR UPDATE ON public.procrastinate_jobs FOR EACH ROW WHEN (((new.scheduled_at IS NOT NULL) AND (new.status = 'todo'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1();

CREATE TRIGGER procrastinate_trigger_status_events_insert_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1();

CREATE TRIGGER procrastinate_trigger_status_events_update_v1 AFTER UPDATE OF status ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_update_v1();

CREATE CONSTRAINT TRIGGER share_sum AFTER INSERT OR DELETE OR UPDATE ON public.cooperation_share DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.cooperation_check_shares();

CREATE TRIGGER trade_list_deleted AFTER DELETE ON public.people_organisation REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trade_list_organisations();

CREATE TRIGGER trade_list_deleted AFTER DELETE ON public.trade_need REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trade_list_changed_needs();

CREATE TRIGGER trade_list_deleted AFTER DELETE ON public.trade_offer REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trade_list_offers();

CREATE TRIGGER trade_list_deleted AFTER DELETE ON public.trade_product REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trade_list_products();

CREATE TRIGGER trade_list_inserted AFTER INSERT ON public.people_organisation REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trade_list_organisations();

CREATE TRIGGER trade_list_inserted AFTER INSERT ON public.trade_need REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trade_list_changed_needs();

CREATE TRIGGER trade_list_inserted AFTER INSERT ON public.trade_offer REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trade_list_offers();

CREATE TRIGGER trade_list_inserted AFTER INSERT ON public.trade_product REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trade_list_products();

CREATE TRIGGER trade_list_updated AFTER UPDATE ON public.people_organisation REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trade_list_organisations();

CREATE TRIGGER trade_list_updated AFTER UPDATE ON public.trade_need REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trade_list_changed_needs();

CREATE TRIGGER trade_list_updated AFTER UPDATE ON public.trade_offer REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trade_list_offers();

CREATE TRIGGER trade_list_updated AFTER UPDATE ON public.trade_product REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trade_list_products();

CREATE TRIGGER work_tell AFTER INSERT OR UPDATE ON public.work_work FOR EACH ROW EXECUTE FUNCTION public.work_tell();

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_people_account_id FOREIGN KEY (user_id) REFERENCES public.people_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.congress_room
    ADD CONSTRAINT congress_room_edition_id_98baca9c_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.congress_session
    ADD CONSTRAINT congress_session_edition_id_2d8a6f3e_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.congress_session
    ADD CONSTRAINT congress_session_room_id_within FOREIGN KEY (edition_id, room_id) REFERENCES public.congress_room(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.congress_speaker
    ADD CONSTRAINT congress_speaker_participation_id_c1b9186c_fk_people_pa FOREIGN KEY (participation_id) REFERENCES public.people_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.congress_speaker
    ADD CONSTRAINT congress_speaker_session_id_4a4c296b_fk_congress_session_id FOREIGN KEY (session_id) REFERENCES public.congress_session(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperation_choice
    ADD CONSTRAINT cooperation_choice_portfolio_id_fae4a6af_fk_cooperati FOREIGN KEY (portfolio_id) REFERENCES public.cooperation_portfolio(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperation_choice
    ADD CONSTRAINT cooperation_choice_project_id_8caf9508_fk_cooperati FOREIGN KEY (project_id) REFERENCES public.cooperation_project(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperation_portfolio
    ADD CONSTRAINT cooperation_portfolio_edition_id_19f764c0_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperation_portfolio
    ADD CONSTRAINT cooperation_portfolio_run_id_within FOREIGN KEY (edition_id, run_id) REFERENCES public.fairs_run(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperation_project
    ADD CONSTRAINT cooperation_project_edition_id_e72d65d8_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperation_project
    ADD CONSTRAINT cooperation_project_lead_id_within FOREIGN KEY (edition_id, lead_id) REFERENCES public.people_organisation(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperation_share
    ADD CONSTRAINT cooperation_share_project_id_1b7d8124_fk_cooperation_project_id FOREIGN KEY (project_id) REFERENCES public.cooperation_project(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperation_spending
    ADD CONSTRAINT cooperation_spending_portfolio_id_5f67b95a_fk_cooperati FOREIGN KEY (portfolio_id) REFERENCES public.cooperation_portfolio(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperation_tie
    ADD CONSTRAINT cooperation_tie_other_id_ba9789d2_fk_cooperation_project_id FOREIGN KEY (other_id) REFERENCES public.cooperation_project(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperation_tie
    ADD CONSTRAINT cooperation_tie_project_id_6b9e95e7_fk_cooperation_project_id FOREIGN KEY (project_id) REFERENCES public.cooperation_project(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.exhibition_exhibitor
    ADD CONSTRAINT exhibition_exhibitor_edition_id_ff5c0530_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.exhibition_exhibitor
    ADD CONSTRAINT exhibition_exhibitor_organisation_id_within FOREIGN KEY (edition_id, organisation_id) REFERENCES public.people_organisation(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.exhibition_exhibitor
    ADD CONSTRAINT exhibition_exhibitor_stand_id_within FOREIGN KEY (edition_id, stand_id) REFERENCES public.exhibition_stand(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.exhibition_exposition
    ADD CONSTRAINT exhibition_exposition_edition_id_26af07ed_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.exhibition_hall
    ADD CONSTRAINT exhibition_hall_edition_id_0da2efdd_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.exhibition_stand
    ADD CONSTRAINT exhibition_stand_edition_id_812d13fd_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.exhibition_stand
    ADD CONSTRAINT exhibition_stand_exposition_id_within FOREIGN KEY (edition_id, exposition_id) REFERENCES public.exhibition_exposition(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.exhibition_stand
    ADD CONSTRAINT exhibition_stand_hall_id_within FOREIGN KEY (edition_id, hall_id) REFERENCES public.exhibition_hall(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_run
    ADD CONSTRAINT fairs_run_edition_id_a5fa74f8_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fairs_slot
    ADD CONSTRAINT fairs_slot_edition_id_77878488_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_booking
    ADD CONSTRAINT meetings_booking_meeting_id_a86ca8d4_fk_meetings_meeting_id FOREIGN KEY (meeting_id) REFERENCES public.meetings_meeting(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_booking
    ADD CONSTRAINT meetings_booking_participation_id_6a3bea7e_fk_people_pa FOREIGN KEY (participation_id) REFERENCES public.people_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_booking
    ADD CONSTRAINT meetings_booking_slot_id_515fb10a_fk_fairs_slot_id FOREIGN KEY (slot_id) REFERENCES public.fairs_slot(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_booking
    ADD CONSTRAINT meetings_booking_timetable_id_9bca6a25_fk_meetings_timetable_id FOREIGN KEY (timetable_id) REFERENCES public.meetings_timetable(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_meeting
    ADD CONSTRAINT meetings_meeting_representative_id_dd14c031_fk_people_pa FOREIGN KEY (representative_id) REFERENCES public.people_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_meeting
    ADD CONSTRAINT meetings_meeting_request_id_9882212f_fk_meetings_ FOREIGN KEY (request_id) REFERENCES public.meetings_meetingrequest(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_meeting
    ADD CONSTRAINT meetings_meeting_slot_id_57c4e492_fk_fairs_slot_id FOREIGN KEY (slot_id) REFERENCES public.fairs_slot(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_meeting
    ADD CONSTRAINT meetings_meeting_stand_id_06fde4e6_fk_exhibition_stand_id FOREIGN KEY (stand_id) REFERENCES public.exhibition_stand(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_meeting
    ADD CONSTRAINT meetings_meeting_table_id_6346c78e_fk_meetings_table_id FOREIGN KEY (table_id) REFERENCES public.meetings_table(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_meeting
    ADD CONSTRAINT meetings_meeting_timetable_id_e5c67de0_fk_meetings_timetable_id FOREIGN KEY (timetable_id) REFERENCES public.meetings_timetable(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_meetingrequest
    ADD CONSTRAINT meetings_meetingrequest_edition_id_9fa0c521_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_meetingrequest
    ADD CONSTRAINT meetings_meetingrequest_locked_id_within FOREIGN KEY (edition_id, locked_id) REFERENCES public.fairs_slot(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_meetingrequest
    ADD CONSTRAINT meetings_meetingrequest_recipient_id_within FOREIGN KEY (edition_id, recipient_id) REFERENCES public.exhibition_exhibitor(edition_id, organisation_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_meetingrequest
    ADD CONSTRAINT meetings_meetingrequest_requester_id_within FOREIGN KEY (edition_id, requester_id) REFERENCES public.people_participation(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_table
    ADD CONSTRAINT meetings_table_edition_id_9281481f_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_timetable
    ADD CONSTRAINT meetings_timetable_edition_id_fc7ffdbf_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_timetable
    ADD CONSTRAINT meetings_timetable_run_id_within FOREIGN KEY (edition_id, run_id) REFERENCES public.fairs_run(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_unheld
    ADD CONSTRAINT meetings_unheld_request_id_aa0ddb26_fk_meetings_ FOREIGN KEY (request_id) REFERENCES public.meetings_meetingrequest(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_unheld
    ADD CONSTRAINT meetings_unheld_timetable_id_2081baee_fk_meetings_timetable_id FOREIGN KEY (timetable_id) REFERENCES public.meetings_timetable(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_user_id_0c3a50c0_fk_people_account_id FOREIGN KEY (user_id) REFERENCES public.people_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.outbox_mailrules
    ADD CONSTRAINT outbox_mailrules_edition_id_2c2ffd19_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.outbox_mailwish
    ADD CONSTRAINT outbox_mailwish_person_id_dc7263b0_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.outbox_message
    ADD CONSTRAINT outbox_message_edition_id_d9e61406_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.outbox_message
    ADD CONSTRAINT outbox_message_person_id_dec7f06b_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_account
    ADD CONSTRAINT people_account_person_id_899b64f8_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_availability
    ADD CONSTRAINT people_availability_edition_id_357cc6eb_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_availability
    ADD CONSTRAINT people_availability_participation_id_within FOREIGN KEY (edition_id, participation_id) REFERENCES public.people_participation(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_membership
    ADD CONSTRAINT people_membership_account_id_225eefa8_fk_people_account_id FOREIGN KEY (account_id) REFERENCES public.people_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_membership
    ADD CONSTRAINT people_membership_edition_id_b55f20f3_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_membership
    ADD CONSTRAINT people_membership_organisation_id_a6c82864_fk_people_or FOREIGN KEY (organisation_id) REFERENCES public.people_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_officerules
    ADD CONSTRAINT people_officerules_edition_id_03ac2086_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_organisation
    ADD CONSTRAINT people_organisation_edition_id_3684580e_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_participation
    ADD CONSTRAINT people_participation_edition_id_9cda66d0_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_participation
    ADD CONSTRAINT people_participation_organisation_id_within FOREIGN KEY (edition_id, organisation_id) REFERENCES public.people_organisation(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_participation
    ADD CONSTRAINT people_participation_person_id_55bf4bb9_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_signincode
    ADD CONSTRAINT people_signincode_edition_id_a0670ff3_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_worker_id_fkey FOREIGN KEY (worker_id) REFERENCES public.procrastinate_workers(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id);

ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_social_account_id_951f210e_fk_socialacc FOREIGN KEY (account_id) REFERENCES public.socialaccount_socialaccount(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_social_app_id_636a42d7_fk_socialacc FOREIGN KEY (app_id) REFERENCES public.socialaccount_socialapp(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.socialaccount_socialaccount
    ADD CONSTRAINT socialaccount_social_user_id_8146e70c_fk_people_ac FOREIGN KEY (user_id) REFERENCES public.people_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trade_catalogueentry
    ADD CONSTRAINT trade_catalogueentry_edition_id_550ce021_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trade_catalogueentry
    ADD CONSTRAINT trade_catalogueentry_organisation_id_45b26828_fk_people_or FOREIGN KEY (organisation_id) REFERENCES public.people_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trade_dependency
    ADD CONSTRAINT trade_dependency_edition_id_302dc668_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trade_dependency
    ADD CONSTRAINT trade_dependency_run_id_within FOREIGN KEY (edition_id, run_id) REFERENCES public.fairs_run(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trade_listmeasure
    ADD CONSTRAINT trade_listmeasure_matching_id_41e048e6_fk_trade_matching_id FOREIGN KEY (matching_id) REFERENCES public.trade_matching(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trade_makergroup
    ADD CONSTRAINT trade_makergroup_matching_id_022f0180_fk_trade_matching_id FOREIGN KEY (matching_id) REFERENCES public.trade_matching(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trade_makergroup
    ADD CONSTRAINT trade_makergroup_need_id_28a5a024_fk_trade_need_id FOREIGN KEY (need_id) REFERENCES public.trade_need(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trade_makerlist
    ADD CONSTRAINT trade_makerlist_matching_id_a18f50e1_fk_trade_matching_id FOREIGN KEY (matching_id) REFERENCES public.trade_matching(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trade_makerlist
    ADD CONSTRAINT trade_makerlist_need_id_01fc1efa_fk_trade_need_id FOREIGN KEY (need_id) REFERENCES public.trade_need(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trade_matching
    ADD CONSTRAINT trade_matching_edition_id_b92c605e_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trade_matching
    ADD CONSTRAINT trade_matching_run_id_within FOREIGN KEY (edition_id, run_id) REFERENCES public.fairs_run(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trade_matchlist
    ADD CONSTRAINT trade_matchlist_organisation_id_3a02a3ba_fk_people_or FOREIGN KEY (organisation_id) REFERENCES public.people_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trade_matchlist
    ADD CONSTRAINT trade_matchlist_participation_id_2210d36b_fk_people_pa FOREIGN KEY (participation_id) REFERENCES public.people_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trade_matchlist
    ADD CONSTRAINT trade_matchlist_run_id_26d8f53f_fk_fairs_run_id FOREIGN KEY (run_id) REFERENCES public.fairs_run(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trade_need
    ADD CONSTRAINT trade_need_edition_id_faed80d9_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trade_need
    ADD CONSTRAINT trade_need_organisation_id_within FOREIGN KEY (edition_id, organisation_id) REFERENCES public.people_organisation(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trade_needentry
    ADD CONSTRAINT trade_needentry_need_id_05e2a210_fk_trade_need_id FOREIGN KEY (need_id) REFERENCES public.trade_need(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trade_offer
    ADD CONSTRAINT trade_offer_edition_id_9d6fa15f_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trade_offer
    ADD CONSTRAINT trade_offer_organisation_id_within FOREIGN KEY (edition_id, organisation_id) REFERENCES public.people_organisation(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trade_product
    ADD CONSTRAINT trade_product_edition_id_b14541bf_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trade_reason
    ADD CONSTRAINT trade_reason_run_id_f1f5140d_fk_fairs_run_id FOREIGN KEY (run_id) REFERENCES public.fairs_run(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trade_shownlist
    ADD CONSTRAINT trade_shownlist_viewer_id_4bba95ca_fk_people_participation_id FOREIGN KEY (viewer_id) REFERENCES public.people_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trade_standing
    ADD CONSTRAINT trade_standing_matching_id_6ff045d3_fk_trade_matching_id FOREIGN KEY (matching_id) REFERENCES public.trade_matching(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trade_standing
    ADD CONSTRAINT trade_standing_organisation_id_35de1129_fk_people_or FOREIGN KEY (organisation_id) REFERENCES public.people_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trade_standing
    ADD CONSTRAINT trade_standing_participation_id_77321cb1_fk_people_pa FOREIGN KEY (participation_id) REFERENCES public.people_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trade_supplier
    ADD CONSTRAINT trade_supplier_dependency_id_b04aa3ba_fk_trade_dependency_id FOREIGN KEY (dependency_id) REFERENCES public.trade_dependency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_user_id_af5e0a6d_fk_people_account_id FOREIGN KEY (user_id) REFERENCES public.people_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.work_work
    ADD CONSTRAINT work_work_account_id_eca74339_fk_people_account_id FOREIGN KEY (account_id) REFERENCES public.people_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.work_work
    ADD CONSTRAINT work_work_edition_id_164a068f_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

REVOKE USAGE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.procrastinate_jobs TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.account_emailaddress TO fairlead_app;

GRANT USAGE ON SEQUENCE public.account_emailaddress_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.account_emailconfirmation TO fairlead_app;

GRANT USAGE ON SEQUENCE public.account_emailconfirmation_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.auth_group TO fairlead_app;

GRANT USAGE ON SEQUENCE public.auth_group_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.auth_group_permissions TO fairlead_app;

GRANT USAGE ON SEQUENCE public.auth_group_permissions_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.auth_permission TO fairlead_app;

GRANT USAGE ON SEQUENCE public.auth_permission_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.congress_room TO fairlead_app;

GRANT USAGE ON SEQUENCE public.congress_room_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.congress_session TO fairlead_app;

GRANT USAGE ON SEQUENCE public.congress_session_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.congress_speaker TO fairlead_app;

GRANT USAGE ON SEQUENCE public.congress_speaker_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.cooperation_choice TO fairlead_app;

GRANT USAGE ON SEQUENCE public.cooperation_choice_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.cooperation_portfolio TO fairlead_app;

GRANT USAGE ON SEQUENCE public.cooperation_portfolio_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.cooperation_project TO fairlead_app;

GRANT USAGE ON SEQUENCE public.cooperation_project_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.cooperation_share TO fairlead_app;

GRANT USAGE ON SEQUENCE public.cooperation_share_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.cooperation_spending TO fairlead_app;

GRANT USAGE ON SEQUENCE public.cooperation_spending_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.cooperation_tie TO fairlead_app;

GRANT USAGE ON SEQUENCE public.cooperation_tie_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.django_content_type TO fairlead_app;

GRANT USAGE ON SEQUENCE public.django_content_type_id_seq TO fairlead_app;

GRANT SELECT,MAINTAIN ON TABLE public.django_migrations TO fairlead_app;

GRANT USAGE ON SEQUENCE public.django_migrations_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.django_session TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.exhibition_exhibitor TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.exhibition_exposition TO fairlead_app;

GRANT USAGE ON SEQUENCE public.exhibition_exposition_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.exhibition_hall TO fairlead_app;

GRANT USAGE ON SEQUENCE public.exhibition_hall_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.exhibition_stand TO fairlead_app;

GRANT USAGE ON SEQUENCE public.exhibition_stand_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.fairs_edition TO fairlead_app;

GRANT USAGE ON SEQUENCE public.fairs_edition_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.fairs_run TO fairlead_app;

GRANT USAGE ON SEQUENCE public.fairs_run_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.fairs_slot TO fairlead_app;

GRANT USAGE ON SEQUENCE public.fairs_slot_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.meetings_booking TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.meetings_meeting TO fairlead_app;

GRANT USAGE ON SEQUENCE public.meetings_meeting_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.meetings_meetingrequest TO fairlead_app;

GRANT USAGE ON SEQUENCE public.meetings_meetingrequest_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.meetings_table TO fairlead_app;

GRANT USAGE ON SEQUENCE public.meetings_table_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.meetings_timetable TO fairlead_app;

GRANT USAGE ON SEQUENCE public.meetings_timetable_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.meetings_unheld TO fairlead_app;

GRANT USAGE ON SEQUENCE public.meetings_unheld_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.mfa_authenticator TO fairlead_app;

GRANT USAGE ON SEQUENCE public.mfa_authenticator_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.outbox_bouncedaddress TO fairlead_app;

GRANT USAGE ON SEQUENCE public.outbox_bouncedaddress_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.outbox_mailrules TO fairlead_app;

GRANT USAGE ON SEQUENCE public.outbox_mailrules_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.outbox_mailwish TO fairlead_app;

GRANT USAGE ON SEQUENCE public.outbox_mailwish_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.outbox_message TO fairlead_app;

GRANT USAGE ON SEQUENCE public.outbox_message_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.people_account TO fairlead_app;

GRANT USAGE ON SEQUENCE public.people_account_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.people_availability TO fairlead_app;

GRANT USAGE ON SEQUENCE public.people_availability_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.people_change TO fairlead_app;

GRANT USAGE ON SEQUENCE public.people_change_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.people_membership TO fairlead_app;

GRANT USAGE ON SEQUENCE public.people_membership_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.people_officerules TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.people_organisation TO fairlead_app;

GRANT USAGE ON SEQUENCE public.people_organisation_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.people_participation TO fairlead_app;

GRANT USAGE ON SEQUENCE public.people_participation_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.people_person TO fairlead_app;

GRANT USAGE ON SEQUENCE public.people_person_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.people_signincode TO fairlead_app;

GRANT USAGE ON SEQUENCE public.people_signincode_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.people_signintries TO fairlead_app;

GRANT USAGE ON SEQUENCE public.people_signintries_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.procrastinate_events TO fairlead_app;

GRANT USAGE ON SEQUENCE public.procrastinate_events_id_seq TO fairlead_app;

GRANT USAGE ON SEQUENCE public.procrastinate_jobs_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.procrastinate_periodic_defers TO fairlead_app;

GRANT USAGE ON SEQUENCE public.procrastinate_periodic_defers_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.procrastinate_workers TO fairlead_app;

GRANT USAGE ON SEQUENCE public.procrastinate_workers_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.socialaccount_socialaccount TO fairlead_app;

GRANT USAGE ON SEQUENCE public.socialaccount_socialaccount_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.socialaccount_socialapp TO fairlead_app;

GRANT USAGE ON SEQUENCE public.socialaccount_socialapp_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.socialaccount_socialtoken TO fairlead_app;

GRANT USAGE ON SEQUENCE public.socialaccount_socialtoken_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.trade_catalogueentry TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.trade_dependency TO fairlead_app;

GRANT USAGE ON SEQUENCE public.trade_dependency_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.trade_listmeasure TO fairlead_app;

GRANT USAGE ON SEQUENCE public.trade_listmeasure_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.trade_makergroup TO fairlead_app;

GRANT USAGE ON SEQUENCE public.trade_makergroup_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.trade_makerlist TO fairlead_app;

GRANT USAGE ON SEQUENCE public.trade_makerlist_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.trade_matching TO fairlead_app;

GRANT USAGE ON SEQUENCE public.trade_matching_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.trade_matchlist TO fairlead_app;

GRANT USAGE ON SEQUENCE public.trade_matchlist_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.trade_need TO fairlead_app;

GRANT USAGE ON SEQUENCE public.trade_need_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.trade_needentry TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.trade_offer TO fairlead_app;

GRANT USAGE ON SEQUENCE public.trade_offer_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.trade_product TO fairlead_app;

GRANT USAGE ON SEQUENCE public.trade_product_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.trade_reason TO fairlead_app;

GRANT USAGE ON SEQUENCE public.trade_reason_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.trade_shownlist TO fairlead_app;

GRANT USAGE ON SEQUENCE public.trade_shownlist_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.trade_standing TO fairlead_app;

GRANT USAGE ON SEQUENCE public.trade_standing_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.trade_supplier TO fairlead_app;

GRANT USAGE ON SEQUENCE public.trade_supplier_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.usersessions_usersession TO fairlead_app;

GRANT USAGE ON SEQUENCE public.usersessions_usersession_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.work_work TO fairlead_app;

GRANT USAGE ON SEQUENCE public.work_work_id_seq TO fairlead_app;

ALTER DEFAULT PRIVILEGES FOR ROLE fairlead_owner IN SCHEMA public GRANT USAGE ON SEQUENCES TO fairlead_app;

ALTER DEFAULT PRIVILEGES FOR ROLE fairlead_owner IN SCHEMA public GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLES TO fairlead_app;

