-- migration account 0001_initial 6f27ff6bdf57521a
-- migration account 0002_email_max_length c956ab7a3c3660a1
-- migration account 0003_alter_emailaddress_create_unique_verified_email 66b6f1939621bcfa
-- migration account 0004_alter_emailaddress_drop_unique_email ebc6317e90c47d7a
-- migration account 0005_emailaddress_idx_upper_email e7569f1662da1754
-- migration account 0006_emailaddress_lower 54adb08cb3fba66b
-- migration account 0007_emailaddress_idx_email 87fad70bfde8ae29
-- migration account 0008_emailaddress_unique_primary_email_fixup 794bf875bdbef9c4
-- migration account 0009_emailaddress_unique_primary_email 79762cfa7b1e1d7c
-- migration attendance 0001_initial 5a918d39b1cc074f
-- migration attendance 0002_seats_counted 9415cedcb3a9ab0b
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
-- migration congress 0005_sessions_change_places 67de6e8af12b009b
-- migration congress 0006_speakers_counted 73445a76cea15c6c
-- migration congress 0007_kinds_of_sessions a1b18fcac66008c9
-- migration congress 0008_identifiers_of_sessions ea5afa2a5611e673
-- migration congress 0009_versions 36206c85673431ff
-- migration congress 0010_more_of_sessions 24644a891f44ddc5
-- migration congress 0011_about_practices c32ff09a80c4d35a
-- migration congress 0012_level_of_sessions c0cdeb4a1fe46a00
-- migration congress 0013_versions_kept e3d0828994030172
-- migration congress 0014_erased_speakers 25c2cbaa9904a992
-- migration congress 0015_live_changes_kept c3c13adda0dc0ef3
-- migration congress 0016_journals_kept 4eb40e146b5a4baf
-- migration consent 0001_initial ad7c456b9fc6f04e
-- migration consortia 0001_initial 4308619e095c1bab
-- migration consortia 0002_kept 59ed3ef1453f7f9e
-- migration consortia 0003_shares_at_once 4f02af87ce276b8c
-- migration consortia 0004_history 2c7d918d7249fd32
-- migration consortia 0005_signatory_texts 51bcf3eaf784ac5a
-- migration consortia 0006_history_held 53b490608779601b
-- migration consortia 0007_not_removed 7bf87b5d1581f7ff
-- migration contenttypes 0001_initial 35ed8489a147e0b4
-- migration contenttypes 0002_remove_content_type_name 7d36494075750f0e
-- migration cooperation 0001_initial aba8fb2dd3ccd8db
-- migration cooperation 0002_shares_sum 2132907a246f2d6e
-- migration cooperation 0003_watched ad58bc0f3110587e
-- migration cooperation 0004_watched e35c2230b367809a
-- migration cooperation 0005_bounds d07c4135f111a944
-- migration cooperation 0006_localized_text 65a64bc1997e72c1
-- migration cooperation 0007_irr_found cf4a0f88050b47ab
-- migration cooperation 0008_gross_costs 972b9042a7d3f1f1
-- migration cooperation 0009_ledger 57b4b54513ca05b8
-- migration cooperation 0010_open_ledgers 94a0e607c274b478
-- migration cooperation 0011_shares_of_partners 12e46b79bb468a9c
-- migration cooperation 0012_portfolio_versions 35a66103ad6022a4
-- migration cooperation 0013_headlines 7aa262ace2ff6e7e
-- migration cooperation 0014_kept_states 35fb98894a853cc1
-- migration cooperation 0015_appraisals 607e67f392925579
-- migration cooperation 0016_kept db065ef1aca56345
-- migration cooperation 0017_portfolios_whole 083daf78e8dd53ad
-- migration cooperation 0018_headline_titles 5f7b436f19d7731a
-- migration cooperation 0019_history 28190cd23ab98657
-- migration cooperation 0020_partners_leave 1797638ba450896d
-- migration cooperation 0021_least_rate 6a4fb930c9eb32c2
-- migration cooperation 0022_history_held 396f6f984bfe2254
-- migration cooperation 0023_not_removed 3b5a3ce460144043
-- migration delegations 0001_initial aeb0b18d15609328
-- migration delegations 0002_kept 9207385200e55fc5
-- migration delegations 0003_bounds dbe7038976fe5423
-- migration delegations 0004_visit_texts 6e0a44d2591aee1d
-- migration exhibition 0001_initial a1290f9463d35a15
-- migration exhibition 0002_stands_apart 70c28428bdddb981
-- migration exhibition 0003_watched 955112dfcce417f8
-- migration exhibition 0004_bounds a46bbc572c8da753
-- migration exhibition 0005_localized_text f256d9d405153c23
-- migration exhibition 0006_stands_change_places 1e41be1c9c3ba794
-- migration exhibition 0007_history d999e382ca123a05
-- migration exhibition 0008_history_planned_once 2951dd6c6ed76779
-- migration exhibition 0009_history_held b86f0f16b19fe9a2
-- migration fairs 0001_initial 3c1fab9a011edd08
-- migration fairs 0002_stamp 54ce84251e4603f3
-- migration fairs 0003_watch_through a9b76198c4599947
-- migration fairs 0004_bounds e042dbae968767e9
-- migration fairs 0005_localized_text a99b911113718d36
-- migration fairs 0006_search_words 30b2bdc28207786f
-- migration fairs 0007_search_stems 4e15a1beb40c37c2
-- migration fairs 0008_search_documents 70799ae004680c4a
-- migration fairs 0009_search_queries cdb3b9f817815d88
-- migration fairs 0010_quick_text_check 4d42c8cf780dec02
-- migration fairs 0011_kept_rows c21024ff83af3e29
-- migration fairs 0012_within_edition fdd6f0750c9d75dc
-- migration fairs 0013_run_sentences 7e7d07bf71e73bbb
-- migration fairs 0014_flow_kinds 9f4b001f7ca97025
-- migration fairs 0015_portfolio_settings 2e43f34f99c8a27a
-- migration fairs 0016_search_han e4abec568f31ec41
-- migration fairs 0017_stamps_by_part a43d5554d7b81ba9
-- migration fairs 0018_stamp_slots f52b84ad01d04a81
-- migration fairs 0019_own_days 9d0cbc10b833669c
-- migration fairs 0019_programme_step 7d2d78faf39f2983
-- migration fairs 0020_together a22fa7a0c39727bc
-- migration fairs 0021_opening ddd98751a63ac171
-- migration fairs 0022_fewer_tables 35b255e713c70c88
-- migration fairs 0023_renewed_once c23e95b62ee37a77
-- migration fairs 0024_search_designations 5f2b7168b164aea7
-- migration fairs 0025_one_edition bcc15bc87d28bce9
-- migration fairs 0026_search_spellings 89f6a016d5b8bc85
-- migration fairs 0027_search_glued 16172ef7f0e357a6
-- migration fairs 0028_kept_whole 73948d81c91504f9
-- migration fairs 0029_search_order_numbers 39c673188c36d909
-- migration fairs 0030_settings_of_loads 97dd31f2ab846fb6
-- migration fairs 0031_history dddbbc47d18f2b8c
-- migration fairs 0032_columns_withheld e9a24da78101e009
-- migration fairs 0033_search_plurals 01f71ddf6423960d
-- migration fairs 0034_history_planned_once a084f5b50f004d88
-- migration fairs 0035_search_signs 31514e4673534a80
-- migration fairs 0036_search_few_texts ab0f5e052a42350d
-- migration fairs 0037_search_inflections e132b308e6e3f97f
-- migration fairs 0038_search_compounds 8fdd3425dfc473a6
-- migration fairs 0039_history_of_parts dad22376ca1e42a7
-- migration fairs 0040_search_groups 57a78358c63c7881
-- migration fairs 0041_search_names 3d2e7d5d8161681d
-- migration fairs 0042_removed_by_the_owner f25fae952e8d1237
-- migration fairs 0043_search_marks 3b617a83aed6c869
-- migration market 0001_initial 7a7686ea9caecd9c
-- migration meetings 0001_initial e40d72c74892e0d6
-- migration meetings 0002_bookings 19efea4d515b23a7
-- migration meetings 0003_version ee084f6c0b2d0a37
-- migration meetings 0004_stamp c3bab417d505c5fa
-- migration meetings 0005_within_edition 6734a913ccadf3e4
-- migration meetings 0006_bookings_anew 515131df729068b2
-- migration meetings 0007_requests 6a5fe73197881338
-- migration meetings 0008_current 1c6d69c77ba197e5
-- migration meetings 0009_bookings 7c11affbe6a22177
-- migration meetings 0010_requests_kept 838376f52e54836e
-- migration meetings 0011_people_kept 5bef0a54c3a9fe9a
-- migration meetings 0012_request_limits 2ad5e8600361ee4a
-- migration meetings 0013_sessions_after_midnight 22b8209b3908532a
-- migration meetings 0014_adjustments 16b960f601dd30df
-- migration meetings 0015_slots_taken 538b9f1b6b28f691
-- migration meetings 0016_encounters ec6df413bc0c942f
-- migration meetings 0017_notes_forgotten 094714d559e87921
-- migration meetings 0018_leavers 15c08a22d9a4a855
-- migration meetings 0019_cancelled_sessions ac815a8fae825ecc
-- migration meetings 0020_seats 74c86280ccc6a7f2
-- migration meetings 0021_person_limits d66fe3705b699736
-- migration meetings 0022_versions_loaded eb23ce88d0241826
-- migration meetings 0023_given_references 4bb02337c11b319c
-- migration meetings 0024_promised_times_stay ad9b672230e5c2d2
-- migration meetings 0025_rest_and_tables 2cc296d1adb1cc2f
-- migration meetings 0026_sessions_moved 8c32612b712918c8
-- migration meetings 0027_meetings_move_in_place c95c18f2f45218d5
-- migration meetings 0028_requests_handed_on 580b6dd89b0901ba
-- migration meetings 0029_held_meetings_stay 1caca10e737d18da
-- migration meetings 0030_versions_kept aa05813728f772c8
-- migration meetings 0031_settings_of_loads 373e461e9ee1005a
-- migration meetings 0032_notes_emptied 9b41676400e0e830
-- migration meetings 0033_one_moment_of_an_act bbccef24e860a667
-- migration meetings 0034_left_after_meeting dc4dfaa66199e75a
-- migration meetings 0035_journals_kept 471425edbd05df89
-- migration meetings 0036_least_a_day de74a763a657bce4
-- migration mfa 0001_initial a42b6353f2ed5dd7
-- migration mfa 0002_authenticator_timestamps b6566eb07301e2e4
-- migration mfa 0003_authenticator_type_uniq 88550a456154080c
-- migration outbox 0001_initial f7b1afba98b839e1
-- migration outbox 0002_calendar 20a140a5d398e1bc
-- migration outbox 0003_folded_addresses 4de85d9b3e21ff23
-- migration outbox 0004_in_doubt 8ad200dc87b9baf2
-- migration people 0001_initial fc074c4a75b42064
-- migration people 0002_hidden 715a8604bb097314
-- migration people 0003_city_ru 0b3ff801e66aeb6d
-- migration people 0004_localized_text e9280d39a4a80fd2
-- migration people 0005_sign_in_tries d752ea91ec7bc63b
-- migration people 0006_memberships 302254798c0d5834
-- migration people 0007_sign_in_codes 844cfa526984d3ba
-- migration people 0008_registration e88eb47093229b54
-- migration people 0009_places 6bab8600177fc615
-- migration people 0010_marks 1bf615bfcc2ed945
-- migration people 0011_revisions 41cb0b723f5f3d2e
-- migration people 0012_passes 1b9b4da3fcedba1e
-- migration people 0013_erased 6dc38bec62dbe40c
-- migration people 0014_erased_entries 0859d7e943764cbc
-- migration people 0015_kept_to_bounds 746b97ab8e5b390e
-- migration people 0016_places_loaded 629e49021e840911
-- migration people 0017_folded_addresses 61e4368a789f3c7e
-- migration people 0018_history db1efb0728fbb9de
-- migration people 0019_history_planned_once 2dbf478ee2502e74
-- migration people 0020_meeting_days 7beafe6c2630e545
-- migration people 0021_history_held ec3583d3708298ef
-- migration people 0022_long_codes d36ce791c3a88ecc
-- migration people 0023_not_removed d81eeacd12394adc
-- migration practices 0001_initial daace4e946388a94
-- migration practices 0002_kept 49de8de64abd5416
-- migration practices 0003_effect_texts 1a355fdbc774442e
-- migration practices 0004_search_signs 9b29cfe57b34ecb1
-- migration practices 0005_search_compounds ae99c15789dc1fd1
-- migration practices 0006_search_groups 5733f08bde761be3
-- migration practices 0007_search_names 575fefbf8fde0485
-- migration practices 0008_search_marks 96a83eb93e061212
-- migration privacy 0001_initial 35154894f1f13ea9
-- migration privacy 0002_kept_kinds 3625117189acb0a8
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
-- migration proposals 0001_initial b29400bb1be0036c
-- migration proposals 0002_within_edition 782f1b29b0dd2606
-- migration proposals 0003_level_of_proposals 0d9926ad9ad7a363
-- migration proposals 0004_reviews_of_nobody 8b20dedfb085ad4f
-- migration proposals 0005_watched 65e56a3030abfa5b
-- migration screening 0001_initial c71ad7a37298da76
-- migration screening 0002_kept 71f91f4f7406dacf
-- migration screening 0003_persons 012ecc3866bdba2a
-- migration screening 0004_keys_anew d40efccc000ebb26
-- migration screening 0005_not_removed 15f259ea6cf5645a
-- migration sessions 0001_initial 2aa438e2393ee513
-- migration socialaccount 0001_initial 3647538d149b8190
-- migration socialaccount 0002_token_max_lengths 1f6fc8859622f595
-- migration socialaccount 0003_extra_data_default_dict e8b6fe9e20bed061
-- migration socialaccount 0004_app_provider_id_settings 82163ba3cc18a1ea
-- migration socialaccount 0005_socialtoken_nullable_app f023fe1a501c3e63
-- migration socialaccount 0006_alter_socialaccount_extra_data d1de2c79db317f6f
-- migration standing_search 0001_initial df46bf141cb0f0a6
-- migration standing_search 0002_kept 91a5f6340f936df7
-- migration standing_search 0003_years e20dd4271edc3a8c
-- migration standing_search 0004_not_removed 41ffb61e7c2c9585
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
-- migration trade 0013_maker_bases 31852f62fe489409
-- migration trade 0014_search_han b49e638445f254f3
-- migration trade 0015_watched 2ce1bdb0f87de15e
-- migration trade 0016_assessment e73ab0a13329aec4
-- migration trade 0017_own_pages cbbfdf5e1862447d
-- migration trade 0018_kept_to_bounds 3c62180dc7f9a96c
-- migration trade 0019_listed_once db4a33ad2bf394a7
-- migration trade 0020_search_designations 21f684ff96ee1e02
-- migration trade 0021_years_of_figures b963465e1846fdae
-- migration trade 0022_search_glued 6e50e10607002169
-- migration trade 0023_versions_kept 39c664d838fe2609
-- migration trade 0024_lists_frozen 6587d4f747259f9e
-- migration trade 0025_search_signs 832a1aeaf22e6b92
-- migration trade 0026_offers_words_kept 20b176a82af240fb
-- migration trade 0027_search_compounds e02fe916ea797750
-- migration trade 0028_search_groups e9f2f513faac49e3
-- migration trade 0029_search_names 16973181b27c7ccb
-- migration trade 0030_lists_kept d892b0f5f7045b2b
-- migration trade 0031_search_marks 4a6068edae748c11
-- migration transfer 0001_loaded_file f2021ce110705191
-- migration transfer 0002_uploaded_list 0346ed645a106276
-- migration transfer 0003_one_edition e3759e084558d898
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
	CONSTRAINT fairs_line_check CHECK (((jsonb_typeof(VALUE) = 'object'::text) AND ((((VALUE - ARRAY['en'::text, 'ru'::text, 'zh'::text, 'ar'::text, 'be'::text, 'kk'::text, 'zh-Hans'::text]) = '{}'::jsonb) AND (NOT (VALUE @? 'strict $.*?(((((!(@ > "!") || (@ > "!") is unknown) || @ >= "" && @ < "¡") || @ >= " " && @ < "ᚁ") || @ >= " " && @ < "⁰") || @ >= "　" && @ < "、")'::jsonpath)) AND (length((VALUE)::text) <= 500)) OR public.fairs_is_text(VALUE, 500))));

CREATE DOMAIN public.fairs_name AS jsonb
	CONSTRAINT fairs_name_check CHECK (((VALUE <> '{}'::jsonb) AND (jsonb_typeof(VALUE) = 'object'::text) AND ((((VALUE - ARRAY['en'::text, 'ru'::text, 'zh'::text, 'ar'::text, 'be'::text, 'kk'::text, 'zh-Hans'::text]) = '{}'::jsonb) AND (NOT (VALUE @? 'strict $.*?(((((!(@ > "!") || (@ > "!") is unknown) || @ >= "" && @ < "¡") || @ >= " " && @ < "ᚁ") || @ >= " " && @ < "⁰") || @ >= "　" && @ < "、")'::jsonpath)) AND (length((VALUE)::text) <= 500)) OR public.fairs_is_text(VALUE, 500))));

CREATE DOMAIN public.fairs_prose AS jsonb
	CONSTRAINT fairs_prose_check CHECK (((jsonb_typeof(VALUE) = 'object'::text) AND ((((VALUE - ARRAY['en'::text, 'ru'::text, 'zh'::text, 'ar'::text, 'be'::text, 'kk'::text, 'zh-Hans'::text]) = '{}'::jsonb) AND (NOT (VALUE @? 'strict $.*?(((((!(@ > "!") || (@ > "!") is unknown) || @ >= "" && @ < "¡") || @ >= " " && @ < "ᚁ") || @ >= " " && @ < "⁰") || @ >= "　" && @ < "、")'::jsonpath)) AND (length((VALUE)::text) <= 20000)) OR public.fairs_is_text(VALUE, 20000))));

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

CREATE FUNCTION public.attendance_count_seats() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    before bigint;
    after bigint;
    now_taken integer;
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.state = 'booked' THEN
        before := OLD.session_id;
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.state = 'booked' THEN
        after := NEW.session_id;
    END IF;
    IF before IS NOT DISTINCT FROM after THEN
        RETURN NULL;
    END IF;
    UPDATE attendance_seatcount SET taken = taken - 1 WHERE session_id = before;
    IF after IS NOT NULL THEN
        INSERT INTO attendance_seatcount (session_id, taken) VALUES (after, 1)
        ON CONFLICT (session_id) DO UPDATE SET taken = attendance_seatcount.taken + 1
        RETURNING taken INTO now_taken;
        -- The count's row is held until the end of the transaction: nobody counts beside it.
        IF now_taken > (SELECT capacity FROM congress_session WHERE id = after) THEN
            RAISE EXCEPTION 'no place is left at session %', after
                USING ERRCODE = 'check_violation', CONSTRAINT = 'seat_capacity',
                    TABLE = 'attendance_seat';
        END IF;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.attendance_keep_count() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF pg_trigger_depth() < 2 THEN
        NEW.taken := CASE TG_OP WHEN 'INSERT' THEN 0 ELSE OLD.taken END;
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.attendance_leave() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM attendance_seat WHERE participation_id = NEW.id;
    RETURN NULL;
END $$;

CREATE FUNCTION public.congress_find_end(date date, start time without time zone, "end" time without time zone) RETURNS timestamp without time zone
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT date + "end" + CASE WHEN "end" > start THEN interval '0' ELSE interval '1 day' END
$$;

CREATE FUNCTION public.congress_is_of_released(planned bigint) RETURNS boolean
    LANGUAGE sql
    AS $$
    SELECT EXISTS (
        SELECT FROM congress_plannedsession session
        JOIN congress_programme programme ON programme.id = session.programme_id
        WHERE session.id = planned AND programme.state <> 'draft'
    )
$$;

CREATE FUNCTION public.congress_is_released(programme bigint) RETURNS boolean
    LANGUAGE sql
    AS $$
    SELECT EXISTS (SELECT FROM congress_programme WHERE id = programme AND state <> 'draft')
$$;

CREATE FUNCTION public.congress_keep_session() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF congress_is_released(OLD.programme_id) THEN
        RAISE EXCEPTION 'a version that was released stays as it was'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'programme_frozen';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.congress_keep_speaker() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF congress_is_of_released(OLD.session_id) AND EXISTS (
        SELECT FROM people_participation one JOIN people_person person ON person.id = one.person_id
        WHERE one.id = OLD.participation_id AND person.erased_at IS NULL
    ) THEN
        RAISE EXCEPTION 'a version that was released stays as it was'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'programme_frozen';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.congress_keep_version() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF EXISTS (
        SELECT FROM congress_programme WHERE id = OLD.programme_id AND state <> 'draft'
    ) THEN
        RAISE EXCEPTION 'a version that was released stays as it was'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'programme_frozen';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.congress_refuse_version() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'a version that was released stays as it was'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'programme_frozen';
END $$;

CREATE FUNCTION public.congress_touch_participations() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM fairs_renew(edition_id, TG_TABLE_NAME) FROM (
        SELECT DISTINCT changed.edition_id FROM new_rows changed
        JOIN congress_speaker speaker ON speaker.participation_id = changed.id
    ) AS touched;
    RETURN NULL;
END $$;

CREATE FUNCTION public.congress_touch_persons() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM fairs_renew(edition_id, TG_TABLE_NAME) FROM (
        SELECT DISTINCT participation.edition_id FROM new_rows changed
        JOIN people_participation participation ON participation.person_id = changed.id
        JOIN congress_speaker speaker ON speaker.participation_id = participation.id
    ) AS touched;
    RETURN NULL;
END $$;

CREATE FUNCTION public.consortia_check_consortium() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM consortia_check_shares(NEW.id);
    RETURN NULL;
END $$;

CREATE FUNCTION public.consortia_check_member() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM consortia_check_shares(OLD.consortium_id);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM consortia_check_shares(NEW.consortium_id);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.consortia_check_shares(checked bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    sums record;
    missing bigint;
BEGIN
    PERFORM FROM consortia_consortium WHERE id = checked FOR NO KEY UPDATE;

    IF NOT EXISTS (SELECT FROM consortia_consortium WHERE id = checked AND shared) THEN
        RETURN;
    END IF;
    SELECT count(*) FILTER (WHERE cost IS NULL OR work IS NULL OR rights IS NULL)
        INTO missing FROM consortia_member
        WHERE consortium_id = checked AND state = 'accepted';
    IF missing > 0 THEN
        RAISE EXCEPTION '% members of consortium % have no complete shares', missing, checked
            USING ERRCODE = 'check_violation', CONSTRAINT = 'member_shares';
    END IF;
    FOR sums IN
        SELECT kind, COALESCE(sum(share), 0) AS total
        FROM (VALUES ('cost'), ('work'), ('rights')) AS kinds (kind)
        LEFT JOIN consortia_member member
            ON consortium_id = checked AND state = 'accepted'
        CROSS JOIN LATERAL (SELECT CASE kind WHEN 'cost' THEN cost WHEN 'work' THEN work
            ELSE rights END AS share) AS shares
        GROUP BY kind
    LOOP
        IF sums.total <> 100 THEN
            RAISE EXCEPTION 'the % shares of consortium % sum to %, not to 100',
                sums.kind, checked, trim_scale(sums.total)
                USING ERRCODE = 'check_violation', CONSTRAINT = 'member_shares';
        END IF;
    END LOOP;
END $$;

CREATE FUNCTION public.consortia_describe(asked bigint[]) RETURNS TABLE(edition text, key text, state jsonb)
    LANGUAGE sql STABLE
    AS $$
SELECT edition.code, consortium.code, jsonb_build_object(
    'title', consortium.title::jsonb,
    'steps', to_jsonb(consortium.steps),
    'shared', consortium.shared,
    'project', project.code,
    'members', coalesce((
        SELECT jsonb_agg(jsonb_build_object(
            'organisation', firm.code,
            'name', firm.name::jsonb,
            'country', firm.country,
            'part', member.part,
            'lead', member.lead,
            'state', member.state,
            'steps', to_jsonb(member.steps),
            'cost', member.cost::text,
            'work', member.work::text,
            'rights', member.rights::text
        ) ORDER BY member.lead DESC, member.id)
        FROM consortia_member member
        JOIN people_organisation firm ON firm.id = member.organisation_id
        WHERE member.consortium_id = consortium.id
    ), '[]')
)
FROM consortia_consortium consortium
JOIN fairs_edition edition ON edition.id = consortium.edition_id
LEFT JOIN cooperation_project project ON project.id = consortium.project_id
WHERE consortium.id = ANY(asked)
$$;

CREATE FUNCTION public.cooperation_chain() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.cooperation_check_shares() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM cooperation_check_sum(OLD.project_id, OLD.kind);
    END IF;
    IF TG_OP = 'INSERT' OR TG_OP = 'UPDATE' THEN
        PERFORM cooperation_check_sum(NEW.project_id, NEW.kind);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.cooperation_check_sum(checked bigint, of_kind text) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    total numeric;
BEGIN
    PERFORM FROM cooperation_project WHERE id = checked FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    SELECT sum(share) INTO total FROM cooperation_share
    WHERE project_id = checked AND kind = of_kind;
    -- Without shares of the benefit it is shared as the cost is.
    IF total IS NULL AND of_kind = 'benefit' THEN
        RETURN;
    END IF;
    IF abs(COALESCE(total, 0) - 1) > 1e-6 THEN
        RAISE EXCEPTION 'the % shares of project % sum to %, not to 1',
            of_kind, checked, trim_scale(round(COALESCE(total, 0), 9))
            USING ERRCODE = 'check_violation', CONSTRAINT = 'share_sum';
    END IF;
END $$;

CREATE FUNCTION public.cooperation_describe_projects(asked bigint[]) RETURNS TABLE(edition text, key text, state jsonb)
    LANGUAGE sql STABLE
    AS $$
SELECT ledger.code, project.code, jsonb_build_object(
    'title', project.title::jsonb,
    'lead', lead.code,
    'lead_name', lead.name::jsonb,
    'products', to_jsonb(project.products),
    'start_year', project.start_year,
    'cash_flows', to_jsonb(project.cash_flows::text[]),
    'costs', to_jsonb(project.costs::text[]),
    'jobs', project.jobs,
    'local_share', project.local_share,
    'partners', coalesce((
        SELECT jsonb_agg(jsonb_build_object(
            'code', partner.code,
            'economy', partner.economy,
            'organisation', firm.code,
            'name', partner.name::jsonb,
            'role', partner.role,
            'cost', cost.share::text,
            'benefit', benefit.share::text
        ) ORDER BY partner.position, partner.code)
        FROM cooperation_partner partner
        LEFT JOIN people_organisation firm ON firm.id = partner.organisation_id
        LEFT JOIN cooperation_share cost ON cost.project_id = partner.project_id
            AND cost.kind = 'cost' AND cost.partner_id = partner.id
        LEFT JOIN cooperation_share benefit ON benefit.project_id = partner.project_id
            AND benefit.kind = 'benefit' AND benefit.partner_id = partner.id
        WHERE partner.project_id = project.id
    ), '[]'),
    'ties', coalesce((
        SELECT jsonb_agg(jsonb_build_array(tie.kind, other.code) ORDER BY tie.kind, tie.position)
        FROM cooperation_tie tie JOIN cooperation_project other ON other.id = tie.other_id
        WHERE tie.project_id = project.id
    ), '[]')
)
FROM cooperation_project project
JOIN cooperation_ledger ledger ON ledger.id = project.ledger_id
LEFT JOIN people_organisation lead ON lead.id = project.lead_id
WHERE project.id = ANY(asked)
$$;

SET default_tablespace = '';

SET default_table_access_method = heap;

CREATE TABLE public.cooperation_entry (
    id bigint NOT NULL,
    number bigint NOT NULL,
    act character varying(10) NOT NULL,
    day date NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    account bigint,
    person character varying(500) NOT NULL,
    party character varying(64) NOT NULL,
    stage character varying(20) NOT NULL,
    kind character varying(10) NOT NULL,
    amount numeric(23,4),
    currency character varying(3) NOT NULL,
    document character varying(500) NOT NULL,
    sha256 character varying(64) NOT NULL,
    source character varying(500) NOT NULL,
    reason text NOT NULL,
    due date,
    corrects bigint,
    previous character varying(64) NOT NULL,
    digest character varying(64) NOT NULL,
    project_id bigint NOT NULL,
    ledger_id bigint NOT NULL,
    CONSTRAINT cooperation_entry_corrects_check CHECK ((corrects >= 0)),
    CONSTRAINT cooperation_entry_number_check CHECK ((number >= 0)),
    CONSTRAINT entry_act CHECK (((act)::text = ANY ((ARRAY['opening'::character varying, 'move'::character varying, 'override'::character varying, 'amount'::character varying, 'ask'::character varying, 'approve'::character varying, 'condition'::character varying, 'meet'::character varying, 'refuse'::character varying, 'delegate'::character varying, 'leave'::character varying, 'end'::character varying, 'void'::character varying])::text[]))),
    CONSTRAINT entry_amount CHECK (((amount >= (0)::numeric) AND (amount <= ('1000000000000000000'::bigint)::numeric))),
    CONSTRAINT entry_amounts_are_whole CHECK (((((act)::text = 'amount'::text) AND (amount IS NOT NULL) AND (NOT ((kind)::text = ''::text)) AND (NOT ((currency)::text = ''::text)) AND (NOT ((source)::text = ''::text))) OR ((NOT ((act)::text = 'amount'::text)) AND (amount IS NULL) AND ((currency)::text = ''::text) AND ((kind)::text = ''::text)))),
    CONSTRAINT entry_corrects_an_earlier_one CHECK ((((corrects IS NULL) AND (NOT ((act)::text = 'void'::text))) OR ((corrects IS NOT NULL) AND (corrects < number)))),
    CONSTRAINT entry_decisions_name_a_party CHECK (((NOT ((act)::text = ANY ((ARRAY['ask'::character varying, 'approve'::character varying, 'condition'::character varying, 'meet'::character varying, 'refuse'::character varying, 'delegate'::character varying, 'leave'::character varying])::text[]))) OR (NOT ((party)::text = ''::text)))),
    CONSTRAINT entry_from_one CHECK ((number >= 1)),
    CONSTRAINT entry_kind CHECK (((kind)::text = ANY ((ARRAY['announced'::character varying, 'approved'::character varying, 'financed'::character varying, 'signed'::character varying, 'disbursed'::character varying, ''::character varying])::text[]))),
    CONSTRAINT entry_moves_name_a_stage CHECK (((((act)::text = ANY ((ARRAY['opening'::character varying, 'move'::character varying, 'override'::character varying])::text[])) AND (NOT ((stage)::text = ''::text))) OR ((NOT ((act)::text = ANY ((ARRAY['opening'::character varying, 'move'::character varying, 'override'::character varying])::text[]))) AND ((stage)::text = ''::text)))),
    CONSTRAINT entry_moves_show_a_document CHECK (((NOT ((act)::text = 'move'::text)) OR ((NOT ((document)::text = ''::text)) AND ((sha256)::text ~ '^[0-9a-f]{64}$'::text)))),
    CONSTRAINT entry_says_who_and_why CHECK (((NOT ((act)::text = ANY ((ARRAY['override'::character varying, 'end'::character varying, 'void'::character varying, 'refuse'::character varying, 'leave'::character varying])::text[]))) OR ((NOT (reason = ''::text)) AND (NOT ((person)::text = ''::text))))),
    CONSTRAINT entry_stage CHECK (((stage)::text = ANY ((ARRAY['idea'::character varying, 'need_confirmed'::character varying, 'consortium'::character varying, 'letter_of_intent'::character varying, 'feasibility'::character varying, 'approved'::character varying, 'financed'::character varying, 'signed'::character varying, 'implementation'::character varying, 'output'::character varying, ''::character varying])::text[])))
);

CREATE FUNCTION public.cooperation_digest(project text, e public.cooperation_entry) RETURNS text
    LANGUAGE sql STABLE
    AS $$
SELECT encode(sha256(convert_to(jsonb_build_array(
    e.number::text, project, e.act, to_char(e.day, 'YYYY-MM-DD'),
    to_char(e.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    e.person, e.party, e.stage, e.kind, e.amount::text, e.currency, e.document, e.sha256,
    e.source, e.reason, to_char(e.due, 'YYYY-MM-DD'), e.corrects::text, e.previous
)::text, 'UTF8')), 'hex') $$;

CREATE FUNCTION public.cooperation_find_states(asked bigint[]) RETURNS TABLE(project_id bigint, stage character varying, ended boolean, kind character varying, amount numeric, currency character varying, number bigint)
    LANGUAGE sql STABLE
    AS $$
SELECT project.id, COALESCE(staged.stage, ''), COALESCE(moved.act = 'end', false),
    COALESCE(amount.kind, ''), amount.amount, COALESCE(amount.currency, ''), last.number
FROM unnest(asked) AS project (id)
JOIN LATERAL (
    SELECT e.number FROM cooperation_entry e WHERE e.project_id = project.id
    ORDER BY e.number DESC LIMIT 1
) last ON true
LEFT JOIN LATERAL (
    SELECT e.act FROM cooperation_entry e
    WHERE e.act IN ('opening', 'move', 'override', 'end') AND e.project_id = project.id AND NOT EXISTS (
        SELECT FROM cooperation_entry c
        WHERE c.ledger_id = e.ledger_id AND c.corrects = e.number
    )
    ORDER BY e.day DESC, e.number DESC LIMIT 1
) moved ON true
LEFT JOIN LATERAL (
    SELECT e.stage FROM cooperation_entry e
    WHERE e.act IN ('opening', 'move', 'override', 'end') AND e.act <> 'end' AND e.project_id = project.id AND NOT EXISTS (
        SELECT FROM cooperation_entry c
        WHERE c.ledger_id = e.ledger_id AND c.corrects = e.number
    )
    ORDER BY e.day DESC, e.number DESC LIMIT 1
) staged ON true
CROSS JOIN LATERAL (SELECT COALESCE((SELECT e.id FROM cooperation_entry e
        WHERE e.act = 'amount' AND e.kind = 'signed' AND e.project_id = project.id AND NOT EXISTS (
        SELECT FROM cooperation_entry c
        WHERE c.ledger_id = e.ledger_id AND c.corrects = e.number
    )
        ORDER BY e.day DESC, e.number DESC LIMIT 1), (SELECT e.id FROM cooperation_entry e
        WHERE e.act = 'amount' AND e.kind = 'financed' AND e.project_id = project.id AND NOT EXISTS (
        SELECT FROM cooperation_entry c
        WHERE c.ledger_id = e.ledger_id AND c.corrects = e.number
    )
        ORDER BY e.day DESC, e.number DESC LIMIT 1), (SELECT e.id FROM cooperation_entry e
        WHERE e.act = 'amount' AND e.kind = 'approved' AND e.project_id = project.id AND NOT EXISTS (
        SELECT FROM cooperation_entry c
        WHERE c.ledger_id = e.ledger_id AND c.corrects = e.number
    )
        ORDER BY e.day DESC, e.number DESC LIMIT 1), (SELECT e.id FROM cooperation_entry e
        WHERE e.act = 'amount' AND e.kind = 'announced' AND e.project_id = project.id AND NOT EXISTS (
        SELECT FROM cooperation_entry c
        WHERE c.ledger_id = e.ledger_id AND c.corrects = e.number
    )
        ORDER BY e.day DESC, e.number DESC LIMIT 1)) AS entry OFFSET 0) chosen
LEFT JOIN cooperation_entry amount ON amount.id = chosen.entry
$$;

CREATE FUNCTION public.cooperation_is_released(portfolio bigint) RETURNS boolean
    LANGUAGE sql
    AS $$
    SELECT EXISTS (SELECT FROM cooperation_portfolio WHERE id = portfolio AND state <> 'draft')
$$;

CREATE FUNCTION public.cooperation_keep_choice() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP <> 'DELETE' OR cooperation_is_released(OLD.portfolio_id) THEN

        RAISE EXCEPTION 'a version that was released stays as it was'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'portfolio_frozen';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.cooperation_keep_ledger() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP = 'DELETE' AND OLD.size > 0
        OR TG_OP = 'UPDATE' AND (NEW.size < OLD.size OR NEW.code <> OLD.code)
        OR TG_OP = 'UPDATE' AND pg_trigger_depth() = 1
            AND (NEW.size, NEW.head) IS DISTINCT FROM (OLD.size, OLD.head) THEN
        RAISE EXCEPTION 'the ledger % keeps its code and what it has', OLD.code
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_insert_only';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION public.cooperation_keep_project() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'the project % keeps its code and its ledger: its entries name them', OLD.code
        USING ERRCODE = 'check_violation', CONSTRAINT = 'project_keeps_its_code';
END $$;

CREATE FUNCTION public.cooperation_keep_states() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO '$user', 'public'
    AS $$
BEGIN
    INSERT INTO cooperation_projectstate
        (project_id, stage, ended, kind, amount, currency, number)
    SELECT * FROM cooperation_find_states(
        ARRAY(SELECT DISTINCT project_id FROM new_rows ORDER BY project_id)
    )
    ON CONFLICT (project_id) DO UPDATE SET
        (stage, ended, kind, amount, currency, number) = (
            EXCLUDED.stage, EXCLUDED.ended, EXCLUDED.kind, EXCLUDED.amount, EXCLUDED.currency,
            EXCLUDED.number
        );
    RETURN NULL;
END $$;

CREATE FUNCTION public.cooperation_refuse_hands() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF pg_trigger_depth() = 1 THEN
        RAISE EXCEPTION 'where a project stands follows its entries'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'state_by_hand';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.cooperation_touch_headline() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM fairs_renew(edition.id, TG_TABLE_NAME)
    FROM fairs_edition edition JOIN cooperation_ledger ledger ON ledger.code = edition.code
    WHERE ledger.id IN (SELECT ledger_id FROM new_rows);
    RETURN NULL;
END $$;

CREATE FUNCTION public.delegations_count() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        UPDATE delegations_delegation SET taken = taken - 1 WHERE id = OLD.delegation_id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        UPDATE delegations_delegation SET taken = taken + 1 WHERE id = NEW.delegation_id;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.delegations_keep_count() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF pg_trigger_depth() < 2 THEN
        NEW.taken := CASE TG_OP WHEN 'INSERT' THEN 0 ELSE OLD.taken END;
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.exhibition_describe_organisations(asked bigint[]) RETURNS TABLE(edition text, key text, state jsonb)
    LANGUAGE sql STABLE
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
SELECT edition.code, firm.code, jsonb_build_object(
    'name', firm.name::jsonb,
    'country', firm.country,
    'city', firm.city::jsonb,
    'sector', firm.sector,
    'size', firm.size,
    'languages', to_jsonb(firm.languages),
    'website', firm.website,
    'stand', stand.code
)
FROM people_organisation firm
JOIN fairs_edition edition ON edition.id = firm.edition_id
LEFT JOIN exhibition_exhibitor exhibitor ON exhibitor.organisation_id = firm.id
LEFT JOIN exhibition_stand stand ON stand.id = exhibitor.stand_id
WHERE firm.id = ANY(asked)
$$;

CREATE FUNCTION public.fairs_forget_history() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO '$user', 'public'
    AS $$
BEGIN
    DELETE FROM fairs_history WHERE edition = OLD.code AND kind <> 'project';
    RETURN NULL;
END $$;

CREATE FUNCTION public.fairs_freeze_versions(kept regclass) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    EXECUTE format('CREATE OR REPLACE TRIGGER fairs_version_frozen'
        ' BEFORE UPDATE ON %s FOR EACH ROW'
        ' WHEN (OLD.state IN (''released'', ''superseded'')'
        ' AND (to_jsonb(OLD) - ''{state,stamp,taken}''::text[]'
        ' IS DISTINCT FROM to_jsonb(NEW) - ''{state,stamp,taken}''::text[]'
        ' OR NEW.state NOT IN (OLD.state, ''superseded'')))'
        ' EXECUTE FUNCTION fairs_keep_version()', kept);
    IF NOT EXISTS (
        SELECT FROM pg_trigger WHERE tgrelid = kept AND tgname = 'fairs_version_kept'
    ) THEN
        EXECUTE format('CREATE CONSTRAINT TRIGGER fairs_version_kept AFTER DELETE ON %s'
            ' DEFERRABLE INITIALLY DEFERRED FOR EACH ROW'
            ' WHEN (OLD.state IN (''released'', ''superseded''))'
            ' EXECUTE FUNCTION fairs_keep_released()', kept);
    END IF;
END $$;

CREATE FUNCTION public.fairs_hold_in_history(watched regclass, things regclass, found_by text) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    made record;
    said text;
BEGIN
    FOR made IN
        SELECT oid, tgname FROM pg_trigger
        WHERE tgrelid = watched AND tgfoid = 'fairs_keep_history'::regproc AND tgnargs = 4
    LOOP
        said := pg_get_triggerdef(made.oid);
        EXECUTE format('DROP TRIGGER %I ON %s', made.tgname, watched);
        EXECUTE left(said, -1) || format(', %L, %L)', things, found_by);
    END LOOP;
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

CREATE FUNCTION public.fairs_keep_history() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO '$user', 'public'
    AS $_$
DECLARE
    ids bigint[];
    editions text[];
    keys text[];
    states jsonb[];
    asked text := 'SELECT %1$I FROM new_rows';
BEGIN
    IF TG_OP = 'DELETE' AND TG_ARGV[3] = 'thing' THEN
        SELECT array_agg(edition.code), array_agg(gone.code) INTO editions, keys
        FROM old_rows gone JOIN fairs_edition edition ON edition.id = gone.edition_id;
    ELSE
        IF TG_OP <> 'DELETE' AND TG_ARGV[2] = 'id' THEN
            SELECT array_agg(id) INTO ids FROM new_rows;
        ELSE
            IF TG_OP = 'DELETE' THEN
                asked := 'SELECT %1$I FROM old_rows';
            ELSIF TG_OP = 'UPDATE' THEN
                asked := asked || ' UNION SELECT %1$I FROM old_rows';
            END IF;
            EXECUTE format('SELECT array_agg(DISTINCT id) FROM (' || asked || ') AS changed (id)',
                TG_ARGV[2]) INTO ids;
        END IF;
        IF ids IS NOT NULL THEN
            IF TG_NARGS > 4 THEN
                EXECUTE format('SELECT FROM %s WHERE %I = ANY($1) ORDER BY id FOR NO KEY UPDATE',
                    TG_ARGV[4], TG_ARGV[5]) USING ids;
            END IF;
            EXECUTE format('SELECT array_agg(edition), array_agg(key), array_agg(state)'
                ' FROM %s($1)', TG_ARGV[1]) INTO editions, keys, states USING ids;
        END IF;
    END IF;
    IF keys IS NOT NULL THEN
        PERFORM fairs_write_history(TG_ARGV[0], editions, keys, states);
    END IF;
    RETURN NULL;
END $_$;

CREATE FUNCTION public.fairs_keep_one_edition(joining regclass, VARIADIC keys text[]) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    place int := 0;
    key text;
    step text;
    held regclass;
    parent record;
    above text;
    joins text := '';
    ends text[] := '{}';
    asked text;
BEGIN
    FOREACH key IN ARRAY keys LOOP
        held := joining;
        above := 'joined';
        FOREACH step IN ARRAY string_to_array(key, '.') LOOP
            SELECT c.confrelid::regclass AS name, a.attname AS id INTO STRICT parent
            FROM pg_constraint AS c
            JOIN pg_attribute AS k ON k.attrelid = c.conrelid AND k.attnum = c.conkey[1]
            JOIN pg_attribute AS a ON a.attrelid = c.confrelid AND a.attnum = c.confkey[1]
            WHERE c.contype = 'f' AND c.conrelid = held AND cardinality(c.conkey) = 1
                AND k.attname = step;
            place := place + 1;
            joins := joins || format(' LEFT JOIN %s AS held_%s ON held_%s.%I = %s.%I',
                parent.name, place, place, parent.id, above, step);
            above := 'held_' || place;
            held := parent.name;
        END LOOP;
        ends := ends || above;
        PERFORM fairs_keep_edition(held);
    END LOOP;
    SELECT 'SELECT EXISTS (SELECT FROM new_rows AS joined' || joins || ' WHERE '
        || string_agg(other || '.edition_id <> ' || ends[1] || '.edition_id', ' OR ') || ')'
        INTO asked FROM unnest(ends[2:]) AS other;
    EXECUTE format('CREATE TRIGGER fairs_mixed_inserted AFTER INSERT ON %s'
        ' REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT'
        ' EXECUTE FUNCTION fairs_refuse_mixed(%L)', joining, asked);
    EXECUTE format('CREATE TRIGGER fairs_mixed_updated AFTER UPDATE ON %s'
        ' REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT'
        ' EXECUTE FUNCTION fairs_refuse_mixed(%L)', joining, asked);
END $$;

CREATE FUNCTION public.fairs_keep_one_edition_no_more(joining regclass) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    EXECUTE format('DROP TRIGGER fairs_mixed_inserted ON %s', joining);
    EXECUTE format('DROP TRIGGER fairs_mixed_updated ON %s', joining);
END $$;

CREATE FUNCTION public.fairs_keep_released() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF EXISTS (SELECT FROM fairs_edition WHERE id = OLD.edition_id) THEN
        RAISE EXCEPTION 'version % was released and stays', OLD.version
            USING ERRCODE = 'check_violation', CONSTRAINT = 'version_kept';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.fairs_keep_rows(kept regclass) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER fairs_rows_kept BEFORE DELETE ON %s'
        ' FOR EACH STATEMENT EXECUTE FUNCTION fairs_refuse_removal()', kept);
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

CREATE FUNCTION public.fairs_keep_version() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'version % was released and stays as it was', OLD.version
        USING ERRCODE = 'check_violation', CONSTRAINT = 'version_frozen';
END $$;

CREATE FUNCTION public.fairs_keep_whole(kept regclass) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    EXECUTE format('CREATE OR REPLACE TRIGGER fairs_kept_whole BEFORE TRUNCATE ON %s'
        ' FOR EACH STATEMENT EXECUTE FUNCTION fairs_refuse_truncate()', kept);
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

CREATE FUNCTION public.fairs_may_load() RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
    SELECT has_table_privilege('public.fairs_edition', 'TRIGGER')
$$;

CREATE FUNCTION public.fairs_read_load_setting(what text) RETURNS text
    LANGUAGE sql STABLE
    AS $$
    SELECT CASE WHEN has_table_privilege('public.fairs_edition', 'TRIGGER')
        THEN current_setting('fairlead.' || what, true) END
$$;

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

CREATE FUNCTION public.fairs_refuse_history() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF pg_trigger_depth() > 1
        OR TG_OP = 'INSERT' AND has_table_privilege('public.fairs_history', 'TRIGGER') THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'rows of % are written by the database alone: % is refused',
        TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
END $$;

CREATE FUNCTION public.fairs_refuse_mixed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE mixed boolean;
BEGIN
    EXECUTE TG_ARGV[0] INTO mixed;
    IF mixed THEN
        RAISE EXCEPTION 'a row of % joins two editions (%)', TG_TABLE_NAME,
            TG_TABLE_NAME || '_one_edition'
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_one_edition',
                TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.fairs_refuse_removal() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NOT fairs_may_load() THEN
        RAISE EXCEPTION 'rows of % stay: % is refused', TG_TABLE_NAME, TG_OP
            USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
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

CREATE FUNCTION public.fairs_refuse_truncate() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'rows of % are only added: % is refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
END $$;

CREATE FUNCTION public.fairs_renew(edition bigint, changed text) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE done boolean := false;
BEGIN
    CASE current_setting('transaction_isolation')
    WHEN 'read committed', 'read uncommitted' THEN
        done := fairs_renew_free(edition, changed);
    WHEN 'repeatable read' THEN
        BEGIN
            done := fairs_renew_free(edition, changed);
        EXCEPTION WHEN serialization_failure THEN
            NULL; -- the free row is newer than what this transaction sees
        END;
    ELSE
        NULL;
    END CASE;
    IF NOT done THEN
        INSERT INTO fairs_stamp (edition_id, part, slot, changes)
        SELECT id, changed, pg_backend_pid() % 16, 1 + floor(random() * 1000000)::bigint
        FROM fairs_edition WHERE id = edition;
    END IF;
END $$;

CREATE FUNCTION public.fairs_renew_free(edition bigint, changed text) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE fairs_stamp SET changes = changes + 1 + floor(random() * 1000000)::bigint
    WHERE id = (
        SELECT id FROM fairs_stamp
        WHERE edition_id = edition AND part = changed AND slot = pg_backend_pid() % 16
        LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED
    );
    RETURN FOUND;
END $$;

CREATE FUNCTION public.fairs_revoke_changes(kept regclass, forgettable text[], parent text) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM fairs_revoke_row_changes(kept, forgettable, parent);
    PERFORM fairs_keep_whole(kept);
END $$;

CREATE FUNCTION public.fairs_revoke_row_changes(kept regclass, forgettable text[], parent text) RETURNS void
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

CREATE FUNCTION public.fairs_stamps(edition bigint) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
    SELECT coalesce(jsonb_object_agg(part, total), '{}') FROM (
        SELECT part, sum(changes) AS total FROM fairs_stamp
        WHERE edition_id = edition GROUP BY part
    ) AS summed
$$;

CREATE FUNCTION public.fairs_touch() RETURNS trigger
    LANGUAGE plpgsql
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
BEGIN
    CASE TG_OP
    WHEN 'UPDATE' THEN
        PERFORM fairs_renew(edition_id, TG_TABLE_NAME) FROM (
            SELECT edition_id FROM old_rows UNION SELECT edition_id FROM new_rows
        ) AS touched;
    WHEN 'DELETE' THEN
        PERFORM fairs_renew(edition_id, TG_TABLE_NAME)
        FROM (SELECT DISTINCT edition_id FROM old_rows) AS touched;
    ELSE
        PERFORM fairs_renew(edition_id, TG_TABLE_NAME)
        FROM (SELECT DISTINCT edition_id FROM new_rows) AS touched;
    END CASE;
    RETURN NULL;
END $$;

CREATE FUNCTION public.fairs_touch_edition() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM fairs_renew(NEW.id, 'fairs_edition');
    RETURN NULL;
END $$;

CREATE FUNCTION public.fairs_touch_through() RETURNS trigger
    LANGUAGE plpgsql
    SET plan_cache_mode TO 'force_generic_plan'
    AS $_$
DECLARE
    changed text := CASE TG_OP
        WHEN 'INSERT' THEN 'SELECT %1$I FROM new_rows'
        WHEN 'DELETE' THEN 'SELECT %1$I FROM old_rows'
        ELSE 'SELECT %1$I FROM old_rows UNION SELECT %1$I FROM new_rows' END;
BEGIN
    EXECUTE format('SELECT fairs_renew(edition_id, %2$L) FROM (SELECT DISTINCT held.edition_id'
        ' FROM %3$s held JOIN (' || changed || ') AS changed ON held.id = changed.%1$I)'
        ' AS touched', TG_ARGV[1], TG_TABLE_NAME, TG_ARGV[0]);
    RETURN NULL;
END $_$;

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

CREATE FUNCTION public.fairs_watch_history(watched regclass, kind text, describe text, key text, is_thing boolean) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    event text;
    rows text;
BEGIN
    FOREACH event IN ARRAY ARRAY['insert', 'update', 'delete'] LOOP
        rows := CASE event WHEN 'insert' THEN 'NEW TABLE AS new_rows'
            WHEN 'delete' THEN 'OLD TABLE AS old_rows'
            ELSE 'OLD TABLE AS old_rows NEW TABLE AS new_rows' END;
        EXECUTE format('CREATE TRIGGER %I AFTER %s ON %s REFERENCING %s FOR EACH STATEMENT'
            ' EXECUTE FUNCTION fairs_keep_history(%L, %L, %L, %L)',
            'history_' || kind || '_' || event, event, watched, rows, kind, describe, key,
            CASE WHEN is_thing THEN 'thing' ELSE 'part' END);
    END LOOP;
END $$;

CREATE FUNCTION public.fairs_watch_history_no_more(watched regclass, kind text) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE event text;
BEGIN
    FOREACH event IN ARRAY ARRAY['insert', 'update', 'delete'] LOOP
        EXECUTE format('DROP TRIGGER %I ON %s', 'history_' || kind || '_' || event, watched);
    END LOOP;
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
        FROM pg_class AS held, LATERAL (
            SELECT given.grantee, given.privilege_type FROM aclexplode(held.relacl) AS given
            UNION
            SELECT given.grantee, given.privilege_type
            FROM pg_attribute AS one, aclexplode(one.attacl) AS given
            WHERE one.attrelid = kept
        ) AS given
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

CREATE FUNCTION public.fairs_write_history(of_kind text, editions text[], keys text[], states jsonb[]) RETURNS void
    LANGUAGE plpgsql
    SET plan_cache_mode TO 'auto'
    AS $$
DECLARE writer bigint := pg_current_xact_id()::text::bigint;
BEGIN
    -- A saved form changes one thing; a load writes many, into tables that grow under it.
    PERFORM set_config('plan_cache_mode', CASE WHEN cardinality(keys) <= 10
        THEN 'force_generic_plan' ELSE 'force_custom_plan' END, true);
    WITH held AS MATERIALIZED (
        SELECT found.edition, found.key, found.state, last.id, last.since,
            last.state AS last_state,
            coalesce(last.written_by = writer AND last.since >= now(), false) AS own
        FROM unnest(editions, keys, states) AS found (edition, key, state) LEFT JOIN LATERAL (
            SELECT kept.* FROM fairs_history AS kept
            WHERE kept.edition = found.edition AND kept.kind = of_kind AND kept.key = found.key
            ORDER BY kept.since DESC LIMIT 1
        ) last ON true
    ), own AS MATERIALIZED (
        SELECT held.id, held.state, (
            SELECT kept.state FROM fairs_history AS kept
            WHERE kept.edition = held.edition AND kept.kind = of_kind AND kept.key = held.key
                AND kept.since < held.since
            ORDER BY kept.since DESC LIMIT 1
        ) AS before
        FROM held WHERE held.own
    ), undone AS (
        DELETE FROM fairs_history AS kept USING own
        WHERE kept.id = own.id AND own.state IS NOT DISTINCT FROM own.before
    ), changed AS (
        UPDATE fairs_history AS kept SET state = own.state FROM own
        WHERE kept.id = own.id AND own.state IS DISTINCT FROM own.before
            AND own.state IS DISTINCT FROM kept.state
    )
    INSERT INTO fairs_history (edition, kind, key, since, state, written_by)
    SELECT edition, of_kind, key,
        greatest(clock_timestamp(), held.since + interval '1 microsecond'), state, writer
    FROM held WHERE NOT own AND state IS DISTINCT FROM last_state;
END $$;

CREATE FUNCTION public.meetings_check_people(who bigint[]) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    held_in bigint;
    fault record;
    nested text := current_setting('enable_nestloop');
BEGIN
    -- Of many people the planner knows less than it thinks.
    IF cardinality(who) > 1000 THEN
        PERFORM set_config('enable_nestloop', 'off', true);
    END IF;
    FOR held_in IN
        SELECT DISTINCT timetable.id FROM meetings_timetable timetable
        JOIN people_participation participation USING (edition_id)
        WHERE timetable.state = 'current' AND participation.id = ANY (who)
    LOOP
        SELECT * INTO fault FROM meetings_find_faults(held_in, who) LIMIT 1;
        IF FOUND THEN
            PERFORM meetings_refuse(fault.rule, format('participation %s cannot be at meeting %s',
                fault.participation_id, fault.meeting_id));
        END IF;
    END LOOP;
    PERFORM set_config('enable_nestloop', nested, true);
END $$;

CREATE FUNCTION public.meetings_find_faults(held_in bigint, who bigint[]) RETURNS TABLE(meeting_id bigint, participation_id bigint, rule text)
    LANGUAGE sql
    AS $$
    WITH held AS MATERIALIZED (
        SELECT * FROM meetings_attendance attendance
        WHERE timetable_id = held_in AND (who IS NULL OR attendance.participation_id = ANY (who))
    ), edition AS MATERIALIZED (
        SELECT edition.* FROM fairs_edition edition
        JOIN meetings_timetable timetable ON timetable.edition_id = edition.id
        WHERE timetable.id = held_in
    ), hours AS (
        SELECT availability.participation_id, range_agg(tstzrange(
            (date + start) AT TIME ZONE edition.time_zone,
            (date + "end") AT TIME ZONE edition.time_zone
        )) AS free
        FROM people_availability availability JOIN edition ON edition.id = edition_id
        WHERE who IS NULL OR availability.participation_id = ANY (who)
        GROUP BY 1
    )
    SELECT held.meeting_id, held.participation_id, 'meeting_available'
    FROM held JOIN hours USING (participation_id) WHERE NOT held.during <@ hours.free
    UNION ALL
    SELECT held.meeting_id, held.participation_id, 'meeting_speaking'
    FROM held JOIN congress_speaker speaker USING (participation_id)
    JOIN congress_session session ON session.id = speaker.session_id AND NOT session.cancelled
    JOIN edition ON edition.id = session.edition_id
    WHERE held.during && tstzrange(
        (session.date + session.start) AT TIME ZONE edition.time_zone,
        congress_find_end(session.date, session.start, session."end") AT TIME ZONE edition.time_zone
    )
    UNION ALL
    SELECT held.meeting_id, held.participation_id, 'meeting_seat'
    FROM held JOIN attendance_seat seat USING (participation_id)
    JOIN congress_session session ON session.id = seat.session_id AND NOT session.cancelled
    JOIN edition ON edition.id = session.edition_id
    WHERE seat.state = 'booked' AND NOT seat.beside AND held.during && tstzrange(
        (session.date + session.start) AT TIME ZONE edition.time_zone,
        congress_find_end(session.date, session.start, session."end") AT TIME ZONE edition.time_zone
    )
    UNION ALL
    SELECT held.meeting_id, held.participation_id, 'meeting_taking_part'
    FROM held JOIN people_participation person ON person.id = held.participation_id
    WHERE person.state <> 'approved' AND upper(held.during) > now()
    UNION ALL
    SELECT max(held.meeting_id), held.participation_id, 'meeting_day_limit'
    FROM held CROSS JOIN edition
    LEFT JOIN meetings_personlimit own USING (participation_id)
    WHERE coalesce(own.a_day, edition.max_meetings_per_day) IS NOT NULL
    GROUP BY held.participation_id, held.date, own.a_day, edition.max_meetings_per_day
    HAVING count(*) > coalesce(own.a_day, edition.max_meetings_per_day)
    UNION ALL
    SELECT max(held.meeting_id), held.participation_id, 'meeting_limit'
    FROM held JOIN meetings_personlimit own USING (participation_id)
    GROUP BY held.participation_id, own.in_all HAVING count(*) > own.in_all
    UNION ALL
    SELECT one.meeting_id, one.participation_id, 'meeting_rest'
    FROM (
        SELECT held.*, own.rest, lag(upper(during)) OVER (
            PARTITION BY participation_id, date ORDER BY lower(during)
        ) AS until
        FROM held JOIN meetings_personlimit own USING (participation_id)
        WHERE own.rest IS NOT NULL
    ) one CROSS JOIN edition
    WHERE one.until <= lower(one.during) AND one.rest > (
        SELECT count(*) FROM fairs_slot slot
        WHERE slot.edition_id = edition.id AND slot.date = one.date
            AND slot.starts_at >= one.until AND slot.ends_at <= lower(one.during)
    )
$$;

CREATE FUNCTION public.meetings_find_overlaps(held_in bigint, who bigint[]) RETURNS TABLE(meeting_id bigint, rule text)
    LANGUAGE sql
    AS $$
    SELECT one.meeting_id, 'booking_person_once' FROM (
        SELECT attendance.meeting_id, during, max(upper(during)) OVER (
            PARTITION BY participation_id ORDER BY lower(during)
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS until
        FROM meetings_attendance attendance
        WHERE timetable_id = held_in AND (who IS NULL OR participation_id = ANY (who))
    ) one WHERE lower(one.during) < one.until
$$;

CREATE FUNCTION public.meetings_find_place_overlaps(held_in bigint, places bigint[]) RETURNS TABLE(meeting_id bigint, rule text)
    LANGUAGE sql
    AS $$
    SELECT one.id, CASE WHEN one.table_id IS NULL THEN 'booking_seat_once'
        ELSE 'booking_table_once' END
    FROM (
        SELECT meeting.id, meeting.table_id, slot.number, max(slot.number + meeting.slots) OVER (
            PARTITION BY slot.date, meeting.table_id, meeting.stand_id, meeting.seat
            ORDER BY slot.number ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS until
        FROM (
            SELECT * FROM meetings_meeting WHERE timetable_id = held_in AND places IS NULL
            UNION ALL
            SELECT * FROM meetings_meeting WHERE timetable_id = held_in AND table_id = ANY (places)
            UNION ALL
            SELECT * FROM meetings_meeting WHERE timetable_id = held_in
                AND stand_id = ANY (ARRAY(SELECT -place FROM unnest(places) place))
        ) meeting JOIN fairs_slot slot ON slot.id = meeting.slot_id
        WHERE meeting.place <> 'online'
    ) one WHERE one.number < one.until
$$;

CREATE FUNCTION public.meetings_find_promised(current bigint, draft bigint, lost bigint[]) RETURNS TABLE(meeting_id bigint)
    LANGUAGE sql
    AS $$
    SELECT meeting.id FROM meetings_meeting meeting
    JOIN meetings_meetingrequest request ON request.id = meeting.request_id
    WHERE meeting.timetable_id = current AND request.locked_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM meetings_meeting planned
        WHERE planned.timetable_id = draft AND planned.request_id = meeting.request_id
            AND NOT planned.id = ANY (lost)
    )
$$;

CREATE FUNCTION public.meetings_find_slots(meetings bigint[]) RETURNS TABLE(meeting_id bigint, slot_id bigint)
    LANGUAGE sql STABLE
    AS $$
    SELECT id, slot_id FROM meetings_meeting WHERE id = ANY (meetings) AND slots = 1
    UNION ALL
    SELECT meeting.id, taken.id FROM meetings_meeting meeting
    JOIN fairs_slot first ON first.id = meeting.slot_id
    JOIN fairs_slot taken ON taken.edition_id = first.edition_id AND taken.date = first.date
        AND taken.number BETWEEN first.number AND first.number + meeting.slots - 1
    WHERE meeting.id = ANY (meetings) AND meeting.slots > 1
$$;

CREATE FUNCTION public.meetings_find_stamp(held_in bigint) RETURNS uuid
    LANGUAGE sql STABLE
    AS $$
    SELECT md5(concat(held_in, string_agg(stamp::text, ' ' ORDER BY lane)))::uuid
    FROM meetings_lane WHERE timetable_id = held_in
$$;

CREATE FUNCTION public.meetings_follow() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    touched bigint[] := '{}';
    current bigint[];
    drafts bigint[];
    held_in bigint;
    who bigint[];
    fault record;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        touched := touched || ARRAY(SELECT DISTINCT timetable_id FROM old_rows);
        DELETE FROM meetings_placebooking booking USING old_rows
        WHERE booking.meeting_id = old_rows.id;
        DELETE FROM meetings_placeslot taken USING old_rows WHERE taken.meeting_id = old_rows.id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        touched := touched || ARRAY(SELECT DISTINCT timetable_id FROM new_rows);
    END IF;
    IF EXISTS (
        SELECT FROM meetings_timetable
        WHERE id = ANY (touched) AND state IN ('released', 'superseded')
    ) THEN
        PERFORM meetings_refuse('timetable_frozen', 'a version that was released stays as it was');
    END IF;
    WITH stamped AS (
        UPDATE meetings_timetable SET stamp = DEFAULT
        WHERE id = ANY (touched) AND state = 'draft' RETURNING id
    )
    SELECT array_agg(id) INTO drafts FROM stamped;
    -- Whoever releases locks the current timetable, and waits for those who book.
    current := ARRAY(
        SELECT id FROM meetings_timetable
        WHERE id = ANY (touched) AND state = 'current' ORDER BY id FOR KEY SHARE
    );
    INSERT INTO meetings_lane (timetable_id, lane)
    SELECT id, pg_backend_pid() % 16 FROM unnest(current) id
    ON CONFLICT (timetable_id, lane) DO UPDATE SET stamp = gen_random_uuid();

    who := ARRAY(SELECT NULL::bigint WHERE false);
    IF TG_OP <> 'INSERT' THEN
        who := who || ARRAY(
            SELECT DISTINCT booking.participation_id FROM meetings_booking booking
            JOIN old_rows ON old_rows.id = booking.meeting_id
        );
    END IF;
    IF TG_OP <> 'DELETE' THEN
        who := who || ARRAY(
            SELECT request.requester_id FROM new_rows written
            JOIN meetings_meetingrequest request ON request.id = written.request_id
            UNION
            SELECT representative_id FROM new_rows WHERE representative_id IS NOT NULL
            UNION
            SELECT attendee.participation_id FROM new_rows written
            JOIN meetings_attendee attendee ON attendee.meeting_id = written.id
        );
    END IF;
    IF cardinality(current) > 0 THEN
        PERFORM meetings_lock_people(who);
    END IF;
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM meetings_booking booking USING old_rows
        WHERE booking.meeting_id = old_rows.id;
        DELETE FROM meetings_personslot taken USING old_rows
        WHERE taken.meeting_id = old_rows.id;
    END IF;

    IF TG_OP <> 'DELETE' THEN
        IF cardinality(current) > 0 THEN
            PERFORM FROM meetings_meetingrequest
            WHERE id IN (SELECT request_id FROM new_rows) ORDER BY id FOR SHARE;
            PERFORM FROM exhibition_exhibitor
            WHERE stand_id IN (SELECT stand_id FROM new_rows) ORDER BY organisation_id FOR SHARE;
        END IF;
        SELECT id, CASE
            WHEN NOT (of_request AND of_slot AND of_person AND of_table) THEN 'meeting_edition'
            WHEN timetable_state = 'current' AND request_state <> 'accepted'
                THEN 'meeting_accepted'
            WHEN request_state NOT IN ('pending', 'accepted') THEN 'meeting_open'
            WHEN NOT represents THEN 'meeting_representative'
            WHEN NOT at_home THEN 'meeting_stand'
            ELSE 'meeting_length'
        END AS rule INTO fault
        FROM (
            SELECT written.id, timetable.state AS timetable_state, request.state AS request_state,
                request.edition_id = timetable.edition_id AS of_request,
                slot.edition_id = timetable.edition_id AS of_slot,
                coalesce(person.edition_id, timetable.edition_id) = timetable.edition_id
                    AS of_person,
                coalesce(shared.edition_id, timetable.edition_id) = timetable.edition_id
                    AS of_table,
                CASE
                    WHEN request.invitee_id IS NOT NULL
                        THEN written.representative_id IS NOT DISTINCT FROM request.invitee_id
                    WHEN written.representative_id IS NOT NULL
                        THEN person.organisation_id IS NOT DISTINCT FROM request.recipient_id
                    ELSE true
                END AS represents,
                written.stand_id IS NULL OR written.stand_id IS NOT DISTINCT FROM host.stand_id
                    AS at_home,
                written.slots = 1 OR EXISTS (
                    SELECT FROM fairs_slot last WHERE last.edition_id = slot.edition_id
                    AND last.date = slot.date AND last.number = slot.number + written.slots - 1
                    AND last.ends_at - slot.starts_at = (
                        SELECT sum(each.ends_at - each.starts_at) FROM fairs_slot each
                        WHERE each.edition_id = slot.edition_id AND each.date = slot.date
                            AND each.number BETWEEN slot.number AND last.number
                    )
                ) AS fits
            FROM new_rows written
            JOIN meetings_timetable timetable ON timetable.id = written.timetable_id
            JOIN meetings_meetingrequest request ON request.id = written.request_id
            JOIN fairs_slot slot ON slot.id = written.slot_id
            LEFT JOIN people_participation person ON person.id = written.representative_id
            LEFT JOIN exhibition_exhibitor host ON host.organisation_id =
                coalesce(request.recipient_id, person.organisation_id)
            LEFT JOIN meetings_table shared ON shared.id = written.table_id
        ) checked
        WHERE NOT (of_request AND of_slot AND of_person AND of_table AND represents AND at_home
            AND fits) OR request_state NOT IN ('pending', 'accepted')
            OR timetable_state = 'current' AND request_state <> 'accepted'
        LIMIT 1;
        IF FOUND THEN
            PERFORM meetings_refuse(fault.rule, format('meeting %s is refused', fault.id));
        END IF;

        FOREACH held_in IN ARRAY coalesce(drafts, '{}') LOOP
            SELECT * INTO fault FROM meetings_find_overlaps(
                held_in, CASE WHEN cardinality(who) < 1000 THEN who END) LIMIT 1;
            IF NOT FOUND THEN
                SELECT * INTO fault FROM meetings_find_place_overlaps(held_in,
                    CASE WHEN cardinality(who) < 1000 THEN ARRAY(
                        SELECT coalesce(table_id, -stand_id) FROM new_rows WHERE place <> 'online'
                    ) END) LIMIT 1;
            END IF;
            IF FOUND THEN
                PERFORM meetings_refuse(fault.rule,
                    format('meeting %s overlaps another one', fault.meeting_id));
            END IF;
        END LOOP;

        IF cardinality(current) > 0 THEN
            WITH timed AS (
                SELECT written.id, request_id, representative_id, tstzrange(slot.starts_at, CASE
                    WHEN written.slots = 1 THEN slot.ends_at
                    ELSE (
                        SELECT ends_at FROM fairs_slot last
                        WHERE last.edition_id = slot.edition_id AND last.date = slot.date
                            AND last.number = slot.number + written.slots - 1
                    )
                END) AS during
                FROM new_rows written JOIN fairs_slot slot ON slot.id = written.slot_id
                WHERE written.timetable_id = ANY (current)
            )
            INSERT INTO meetings_booking (meeting_id, participation_id, during)
            SELECT timed.id, request.requester_id, during
            FROM timed JOIN meetings_meetingrequest request ON request.id = timed.request_id
            UNION ALL
            SELECT id, representative_id, during FROM timed WHERE representative_id IS NOT NULL
            UNION ALL
            SELECT timed.id, attendee.participation_id, during
            FROM timed JOIN meetings_attendee attendee ON attendee.meeting_id = timed.id
            ORDER BY 2, 3;
            INSERT INTO meetings_placebooking (meeting_id, table_id, stand_id, seat, during)
            SELECT DISTINCT ON (written.id) written.id, table_id, stand_id, seat, during
            FROM new_rows written JOIN meetings_booking booking ON booking.meeting_id = written.id
            WHERE place <> 'online' AND written.timetable_id = ANY (current);
            INSERT INTO meetings_personslot (participation_id, slot_id, meeting_id)
            SELECT booking.participation_id, slot_id, meeting_id
            FROM meetings_find_slots(ARRAY(
                SELECT id FROM new_rows WHERE timetable_id = ANY (current)
            )) JOIN meetings_booking booking USING (meeting_id) ORDER BY 1, 2;
            INSERT INTO meetings_placeslot (meeting_id, slot_id, table_id, stand_id, seat)
            SELECT meeting_id, held.slot_id, table_id, stand_id, seat
            FROM meetings_find_slots(ARRAY(
                SELECT id FROM new_rows WHERE timetable_id = ANY (current)
            )) held JOIN new_rows written ON written.id = meeting_id
            WHERE place <> 'online' ORDER BY 3, 4, 2;
            PERFORM meetings_check_people(who);
        END IF;
    END IF;

    IF cardinality(current) > 0 THEN
        IF TG_OP <> 'DELETE' THEN
            INSERT INTO meetings_change (
                request_id, sequence, kind, during, before, place, stand_id, table_id, people, gone
            )
            SELECT now.request_id, coalesce(last.sequence + 1, 0),
                CASE WHEN last.kind IS NULL OR last.kind = 'cancelled' THEN 'booked'
                    ELSE 'changed' END,
                now.during, CASE WHEN last.kind <> 'cancelled' THEN last.during END,
                now.place, now.stand_id, now.table_id, now.people,
                CASE WHEN last.kind IS NULL OR last.kind = 'cancelled' THEN '{}'::bigint[]
                    ELSE ARRAY(SELECT unnest(last.people) EXCEPT SELECT unnest(now.people)) END
            FROM (
                SELECT new_rows.request_id, new_rows.place, new_rows.stand_id, new_rows.table_id,
                    (array_agg(booking.during))[1] AS during,
                    array_agg(booking.participation_id ORDER BY booking.participation_id) AS people
                FROM new_rows JOIN meetings_booking booking ON booking.meeting_id = new_rows.id
                WHERE new_rows.timetable_id = ANY (current)
                GROUP BY new_rows.id, 1, 2, 3, 4
            ) now
            LEFT JOIN LATERAL (
                SELECT * FROM meetings_change change WHERE change.request_id = now.request_id
                ORDER BY sequence DESC LIMIT 1
            ) last ON true
            WHERE last.kind IS NULL OR last.kind = 'cancelled' OR
                (last.during, last.place, last.stand_id, last.table_id, last.people)
                IS DISTINCT FROM
                (now.during, now.place, now.stand_id, now.table_id, now.people);
        ELSE
            INSERT INTO meetings_change (
                request_id, sequence, kind, during, before, place, stand_id, table_id, people, gone
            )
            SELECT last.request_id, last.sequence + 1, 'cancelled', last.during, last.during,
                last.place, last.stand_id, last.table_id, last.people, last.people
            FROM old_rows JOIN LATERAL (
                SELECT * FROM meetings_change change WHERE change.request_id = old_rows.request_id
                ORDER BY sequence DESC LIMIT 1
            ) last ON true
            WHERE old_rows.timetable_id = ANY (current);
        END IF;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.meetings_follow_attendees() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE stranger bigint;
BEGIN
    IF TG_OP = 'DELETE' THEN
        UPDATE meetings_meeting SET slot_id = slot_id
        WHERE id IN (SELECT meeting_id FROM old_rows);
        RETURN NULL;
    END IF;
    SELECT attendee.participation_id INTO stranger FROM new_rows attendee
    JOIN meetings_meeting meeting ON meeting.id = attendee.meeting_id
    JOIN people_participation person ON person.id = attendee.participation_id
    WHERE NOT EXISTS (
        SELECT FROM meetings_requestparty party
        WHERE party.request_id = meeting.request_id AND party.answer <> 'declined'
            AND (party.participation_id = person.id OR party.exhibitor_id = person.organisation_id)
    ) LIMIT 1;
    IF FOUND THEN
        PERFORM meetings_refuse('attendee_party',
            format('participation %s comes for no party of the request', stranger));
    END IF;
    UPDATE meetings_meeting SET slot_id = slot_id WHERE id IN (SELECT meeting_id FROM new_rows);
    RETURN NULL;
END $$;

CREATE FUNCTION public.meetings_free_left() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO meetings_freedtime (edition_id, begins, ends, people, absent)
    SELECT NEW.edition_id, lower(booking.during), upper(booking.during), ARRAY(
        SELECT other.participation_id FROM meetings_booking other
        WHERE other.meeting_id = booking.meeting_id AND other.participation_id <> NEW.id
    ), ARRAY[NEW.id]::bigint[]
    FROM meetings_booking booking
    WHERE booking.participation_id = NEW.id AND upper(booking.during) > now();
    RETURN NEW;
END $$;

CREATE FUNCTION public.meetings_is_released(held_in bigint) RETURNS boolean
    LANGUAGE sql
    AS $$
    SELECT EXISTS (
        SELECT FROM meetings_timetable WHERE id = held_in AND state IN ('released', 'superseded')
    )
$$;

CREATE FUNCTION public.meetings_keep_edition() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM FROM meetings_timetable WHERE edition_id = NEW.id AND state = 'current' FOR UPDATE;
    PERFORM meetings_check_people(ARRAY(
        SELECT DISTINCT participation_id FROM meetings_booking booking
        JOIN people_participation person ON person.id = participation_id
        WHERE person.edition_id = NEW.id
    ));
    RETURN NULL;
END $$;

CREATE FUNCTION public.meetings_keep_hours() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE who bigint[] := '{}';
BEGIN
    IF TG_OP <> 'INSERT' THEN
        who := who || ARRAY(SELECT DISTINCT participation_id::bigint FROM old_rows);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        who := who || ARRAY(SELECT DISTINCT participation_id::bigint FROM new_rows);
    END IF;
    PERFORM meetings_lock_people(who);
    IF EXISTS (SELECT FROM meetings_booking WHERE participation_id = ANY (who)) THEN
        PERFORM meetings_check_people(who);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.meetings_keep_limits() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    who bigint[] := ARRAY(SELECT DISTINCT participation_id FROM new_rows);
BEGIN
    PERFORM meetings_lock_people(who);
    PERFORM meetings_check_people(who);
    RETURN NULL;
END $$;

CREATE FUNCTION public.meetings_keep_parties() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE fault record;
BEGIN
    SELECT party.id INTO fault FROM new_rows party
    JOIN meetings_meetingrequest request ON request.id = party.request_id
    LEFT JOIN exhibition_exhibitor firm ON firm.organisation_id = party.exhibitor_id
    LEFT JOIN people_participation person ON person.id = party.participation_id
    LEFT JOIN people_participation attends ON attends.id = party.attends_id
    WHERE coalesce(firm.edition_id, person.edition_id) <> request.edition_id
        OR party.exhibitor_id = request.recipient_id
        OR party.exhibitor_id = request.asking_firm_id
        OR party.participation_id IN (request.requester_id, request.invitee_id)
        OR attends.id IS NOT NULL
            AND attends.organisation_id IS DISTINCT FROM party.exhibitor_id
    LIMIT 1;
    IF FOUND THEN
        PERFORM meetings_refuse('party_fits', format('party %s is refused', fault.id));
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.meetings_keep_released() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP = 'UPDATE' OR meetings_is_released(OLD.timetable_id)
        AND EXISTS (SELECT FROM meetings_meetingrequest WHERE id = OLD.request_id) THEN
        PERFORM meetings_refuse('timetable_frozen', 'a version that was released stays as it was');
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.meetings_keep_released_whole() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF EXISTS (SELECT FROM new_rows WHERE meetings_is_released(timetable_id)) THEN
        PERFORM meetings_refuse('timetable_frozen', 'a version that was released stays as it was');
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.meetings_keep_requests() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE fault record;
BEGIN
    SELECT request.id, CASE
        WHEN asks.organisation_id = request.recipient_id THEN 'request_own_firm'
        WHEN request.asking_firm_id IS DISTINCT FROM asks.organisation_id
            AND request.asking_firm_id IS NOT NULL THEN 'request_asking_firm'
        ELSE 'request_assigned'
    END AS rule INTO fault
    FROM new_rows request
    JOIN people_participation asks ON asks.id = request.requester_id
    LEFT JOIN people_participation assigned ON assigned.id = request.assigned_id
    WHERE request.state IN ('pending', 'accepted') AND (
        asks.organisation_id = request.recipient_id
        OR request.asking_firm_id IS NOT NULL
            AND request.asking_firm_id IS DISTINCT FROM asks.organisation_id
        OR request.assigned_id IS NOT NULL
            AND assigned.organisation_id IS DISTINCT FROM request.recipient_id
    ) LIMIT 1;
    IF FOUND THEN
        PERFORM meetings_refuse(fault.rule, format('request %s is refused', fault.id));
    END IF;
    IF TG_OP = 'INSERT' THEN
        RETURN NULL;
    END IF;

    SELECT new_rows.id INTO fault FROM new_rows
    JOIN meetings_meeting meeting ON meeting.request_id = new_rows.id
    JOIN meetings_timetable timetable ON timetable.id = meeting.timetable_id
    JOIN old_rows ON old_rows.id = new_rows.id
    WHERE timetable.state = 'current' AND (new_rows.state <> 'accepted'
        OR (new_rows.recipient_id, new_rows.invitee_id IS NULL)
            IS DISTINCT FROM (old_rows.recipient_id, old_rows.invitee_id IS NULL))
    LIMIT 1;
    IF FOUND THEN
        PERFORM meetings_refuse('meeting_accepted', format(
            'request %s is held: its meeting is cancelled first', fault.id));
    END IF;

    INSERT INTO meetings_requestevent (request_id, act, by_id, state, date, number, note)
    SELECT new_rows.id, CASE
        WHEN new_rows.state <> old_rows.state AND new_rows.state <> 'pending'
            THEN new_rows.state
        WHEN new_rows.proposed_id IS DISTINCT FROM old_rows.proposed_id
            AND new_rows.proposed_id IS NOT NULL THEN 'proposed'
        WHEN (new_rows.requester_id, new_rows.invitee_id, new_rows.assigned_id)
            IS DISTINCT FROM (old_rows.requester_id, old_rows.invitee_id, old_rows.assigned_id)
            THEN 'handed'
        ELSE 'changed'
    END, new_rows.changed_by_id, new_rows.state, slot.date, slot.number, new_rows.reason
    FROM new_rows JOIN old_rows ON old_rows.id = new_rows.id
    LEFT JOIN fairs_slot slot ON slot.id = coalesce(new_rows.proposed_id, new_rows.locked_id)
    WHERE (new_rows.state, new_rows.proposed_id, new_rows.requester_id, new_rows.invitee_id,
        new_rows.assigned_id, new_rows.locked_id, new_rows.place, new_rows.slots, new_rows.turn)
        IS DISTINCT FROM (old_rows.state, old_rows.proposed_id, old_rows.requester_id,
        old_rows.invitee_id, old_rows.assigned_id, old_rows.locked_id, old_rows.place,
        old_rows.slots, old_rows.turn)
    ORDER BY new_rows.id;

    -- Who asks, or is asked, instead of somebody else is booked instead.
    UPDATE meetings_meeting meeting
    SET representative_id = coalesce(new_rows.invitee_id, representative_id)
    FROM new_rows JOIN old_rows ON old_rows.id = new_rows.id
    WHERE meeting.request_id = new_rows.id
        AND (new_rows.requester_id, new_rows.invitee_id)
            IS DISTINCT FROM (old_rows.requester_id, old_rows.invitee_id)
        AND meeting.timetable_id IN (
            SELECT id FROM meetings_timetable WHERE state IN ('draft', 'current')
        );
    RETURN NULL;
END $$;

CREATE FUNCTION public.meetings_keep_sessions() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    moved bigint[] := ARRAY(
        SELECT new_rows.id FROM new_rows LEFT JOIN old_rows USING (id)
        WHERE (new_rows.edition_id, new_rows.date, new_rows.start, new_rows."end",
                new_rows.cancelled)
            IS DISTINCT FROM (old_rows.edition_id, old_rows.date, old_rows.start, old_rows."end",
                old_rows.cancelled)
    );
    who bigint[];
BEGIN
    IF cardinality(moved) = 0 THEN
        RETURN NULL;
    END IF;
    who := ARRAY(
        SELECT DISTINCT participation_id FROM congress_speaker WHERE session_id = ANY (moved)
    );
    PERFORM meetings_lock_people(who);
    PERFORM meetings_check_people(who);
    RETURN NULL;
END $$;

CREATE FUNCTION public.meetings_keep_slot() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM FROM meetings_timetable
    WHERE edition_id = OLD.edition_id AND state = 'current' FOR UPDATE;
    IF EXISTS (
        SELECT FROM meetings_meeting meeting
        JOIN meetings_timetable timetable ON timetable.id = timetable_id
        JOIN fairs_slot first ON first.id = meeting.slot_id
        WHERE timetable.state = 'current' AND timetable.edition_id = OLD.edition_id
            AND first.date = OLD.date
            AND OLD.number BETWEEN first.number AND first.number + meeting.slots - 1
    ) THEN
        PERFORM meetings_refuse('slot_taken', format('a meeting is held in slot %s', OLD.id));
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.meetings_keep_staff() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF EXISTS (
        SELECT FROM meetings_booking booking
        JOIN meetings_meeting meeting ON meeting.id = booking.meeting_id
        JOIN meetings_meetingrequest request ON request.id = meeting.request_id
        LEFT JOIN meetings_requestparty party
            ON party.request_id = request.id AND party.exhibitor_id = OLD.organisation_id
        WHERE booking.participation_id = OLD.id AND (
            meeting.representative_id = OLD.id AND request.invitee_id IS NULL
            OR request.requester_id = OLD.id AND request.asking_firm_id IS NOT NULL
            OR request.requester_id = OLD.id AND request.recipient_id = NEW.organisation_id
            OR party.id IS NOT NULL
        )
    ) THEN
        PERFORM meetings_refuse('meeting_representative', format(
            'participation %s stands for the firm at a meeting', OLD.id));
    END IF;
    -- All at once: others may have changed their firm in the same statement.
    UPDATE meetings_meetingrequest request SET
        assigned_id = (
            SELECT id FROM people_participation host
            WHERE host.id = request.assigned_id AND host.organisation_id = request.recipient_id
        ),
        asking_firm_id = CASE WHEN asks.organisation_id = request.asking_firm_id
            THEN request.asking_firm_id END,
        state = CASE WHEN asks.organisation_id IS DISTINCT FROM request.recipient_id
            THEN request.state WHEN request.state = 'accepted' THEN 'cancelled'
            ELSE 'withdrawn' END,
        proposed_id = CASE WHEN asks.organisation_id IS DISTINCT FROM request.recipient_id
            THEN request.proposed_id END,
        locked_id = CASE WHEN asks.organisation_id IS DISTINCT FROM request.recipient_id
            THEN request.locked_id END
    FROM people_participation asks
    WHERE asks.id = request.requester_id AND OLD.id IN (request.assigned_id, request.requester_id)
        AND request.state IN ('pending', 'accepted');
    RETURN NULL;
END $$;

CREATE FUNCTION public.meetings_keep_stand() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF EXISTS (
        SELECT FROM exhibition_exhibitor host
        JOIN people_participation person ON person.organisation_id = host.organisation_id
        JOIN meetings_meeting meeting ON meeting.representative_id = person.id
        JOIN meetings_timetable timetable ON timetable.id = meeting.timetable_id
        WHERE host.organisation_id = NEW.organisation_id AND timetable.state = 'current'
            AND meeting.stand_id IS NOT NULL AND meeting.stand_id <> host.stand_id
    ) OR EXISTS (
        SELECT FROM exhibition_exhibitor host
        JOIN meetings_meetingrequest request ON request.recipient_id = host.organisation_id
        JOIN meetings_meeting meeting ON meeting.request_id = request.id
        JOIN meetings_timetable timetable ON timetable.id = meeting.timetable_id
        WHERE host.organisation_id = NEW.organisation_id AND timetable.state = 'current'
            AND meeting.stand_id IS NOT NULL AND meeting.stand_id <> host.stand_id
    ) THEN
        PERFORM meetings_refuse('meeting_stand', format(
            'exhibitor %s has meetings at its old stand', NEW.organisation_id));
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.meetings_keep_state() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    -- A folder that an organiser loads over what is here may say anything.
    IF coalesce(fairs_read_load_setting('loading'), '') <> 'on'
    AND (OLD.state, NEW.state) NOT IN (
        ('pending', 'accepted'), ('pending', 'declined'), ('pending', 'withdrawn'),
        ('pending', 'expired'), ('accepted', 'cancelled')
    ) THEN
        PERFORM meetings_refuse('request_transition', format(
            'a request that is %s does not become %s', OLD.state, NEW.state));
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.meetings_keep_tables() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE full_slot bigint;
BEGIN
    PERFORM FROM fairs_slot
    WHERE tables IS NOT NULL AND id IN (SELECT slot_id FROM new_rows WHERE table_id IS NOT NULL)
    ORDER BY id FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    SELECT slot.id INTO full_slot FROM fairs_slot slot
    WHERE slot.tables IS NOT NULL AND slot.id IN (SELECT slot_id FROM new_rows) AND slot.tables < (
        SELECT count(*) FROM meetings_placeslot taken
        WHERE taken.slot_id = slot.id AND taken.table_id IS NOT NULL
    ) LIMIT 1;
    IF FOUND THEN
        PERFORM meetings_refuse('meeting_tables',
            format('slot %s has fewer tables than meetings at one', full_slot));
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.meetings_keep_tables_of_slot() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NEW.tables < (
        SELECT count(*) FROM meetings_placeslot taken
        WHERE taken.slot_id = NEW.id AND taken.table_id IS NOT NULL
    ) THEN
        PERFORM meetings_refuse('meeting_tables',
            format('slot %s has fewer tables than meetings at one', NEW.id));
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.meetings_keep_version() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.state <> 'draft' AND pg_trigger_depth() = 1 THEN
            PERFORM meetings_refuse('timetable_kept', 'only a draft is thrown away');
        END IF;
        RETURN OLD;
    END IF;
    IF OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN (
        ('draft', 'released'), ('released', 'superseded')
    ) THEN
        PERFORM meetings_refuse('timetable_transition', format(
            'a timetable that is %s does not become %s', OLD.state, NEW.state));
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.meetings_leave() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE held bigint[];
BEGIN
    DELETE FROM meetings_meeting WHERE id IN (
        SELECT meeting_id FROM meetings_booking
        WHERE participation_id = NEW.id AND upper(during) > now()
    );
    held := ARRAY(
        SELECT meeting.request_id FROM meetings_booking booking
        JOIN meetings_meeting meeting ON meeting.id = booking.meeting_id
        WHERE booking.participation_id = NEW.id
    );
    UPDATE meetings_meetingrequest
    SET state = CASE state WHEN 'accepted' THEN 'cancelled' ELSE 'withdrawn' END,
        proposed_id = NULL, locked_id = NULL
    WHERE requester_id = NEW.id AND state IN ('pending', 'accepted') AND NOT id = ANY (held);
    UPDATE meetings_meetingrequest
    SET state = CASE state WHEN 'accepted' THEN 'cancelled' ELSE 'declined' END,
        proposed_id = NULL, locked_id = NULL
    WHERE invitee_id = NEW.id AND state IN ('pending', 'accepted') AND NOT id = ANY (held);
    UPDATE meetings_meetingrequest SET assigned_id = NULL, locked_id = NULL
    WHERE assigned_id = NEW.id AND state IN ('pending', 'accepted') AND NOT id = ANY (held);
    RETURN NULL;
END $$;

CREATE FUNCTION public.meetings_leave_versions() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF EXISTS (
        SELECT FROM old_rows JOIN meetings_timetable timetable ON timetable.id = timetable_id
        WHERE timetable.state = 'current'
    ) THEN
        PERFORM meetings_refuse('timetable_frozen', 'what holds now is changed by its own rules');
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.meetings_lock_people(who bigint[]) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM FROM people_participation WHERE id = ANY (who) ORDER BY id FOR NO KEY UPDATE;
END $$;

CREATE FUNCTION public.meetings_move_seats() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE moved bigint[] := ARRAY(
    SELECT new_rows.id FROM new_rows JOIN old_rows USING (id)
    WHERE (new_rows.date, new_rows.start, new_rows."end")
        IS DISTINCT FROM (old_rows.date, old_rows.start, old_rows."end")
);
BEGIN
    IF cardinality(moved) = 0 THEN
        RETURN NULL;
    END IF;
    PERFORM meetings_lock_people(ARRAY(
        SELECT participation_id FROM attendance_seat
        WHERE session_id = ANY (moved) AND state = 'booked'
    ));
    UPDATE attendance_seat seat SET beside = EXISTS (
        SELECT FROM meetings_booking booking
        WHERE booking.participation_id = seat.participation_id AND booking.during && tstzrange(
            (session.date + session.start) AT TIME ZONE edition.time_zone,
            congress_find_end(session.date, session.start, session."end")
                AT TIME ZONE edition.time_zone
        )
    )
    FROM congress_session session JOIN fairs_edition edition ON edition.id = session.edition_id
    WHERE session.id = seat.session_id AND session.id = ANY (moved) AND seat.state = 'booked';
    RETURN NULL;
END $$;

CREATE FUNCTION public.meetings_refuse(rule text, said text) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION '% (%)', said, rule USING ERRCODE = 'check_violation', CONSTRAINT = rule;
END $$;

CREATE FUNCTION public.meetings_refuse_hands() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF pg_trigger_depth() = 1 THEN
        PERFORM meetings_refuse('booking_by_hand', 'bookings follow the meetings');
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.meetings_take_attendees() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE fault record;
BEGIN
    SELECT timetable.state, meeting.id AS meeting INTO fault FROM new_rows attendee
    JOIN meetings_meeting meeting ON meeting.id = attendee.meeting_id
    JOIN meetings_timetable timetable ON timetable.id = meeting.timetable_id
    JOIN people_participation person ON person.id = attendee.participation_id
    WHERE timetable.state = 'current' OR person.edition_id <> timetable.edition_id LIMIT 1;
    IF FOUND THEN
        PERFORM meetings_refuse('attendee_party', format('meeting %s is refused', fault.meeting));
    END IF;
    SELECT overlap.* INTO fault FROM meetings_timetable timetable,
        meetings_find_overlaps(timetable.id, NULL) overlap
    WHERE timetable.state = 'draft' AND timetable.id IN (
        SELECT meeting.timetable_id FROM new_rows
        JOIN meetings_meeting meeting ON meeting.id = new_rows.meeting_id
    ) LIMIT 1;
    IF FOUND THEN
        PERFORM meetings_refuse(fault.rule,
            format('meeting %s overlaps another one', fault.meeting_id));
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.meetings_take_versions() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    touched bigint[] := ARRAY(SELECT DISTINCT timetable_id FROM new_rows);
    held_in bigint;
    fault record;
BEGIN
    IF EXISTS (
        SELECT FROM meetings_timetable WHERE id = ANY (touched) AND state = 'current'
    ) OR EXISTS (
        SELECT FROM meetings_meeting meeting WHERE meeting.timetable_id = ANY (touched)
            AND NOT EXISTS (SELECT FROM new_rows WHERE new_rows.id = meeting.id)
    ) THEN
        PERFORM meetings_refuse('timetable_frozen', 'a version is brought whole');
    END IF;
    SELECT written.id, CASE WHEN one_edition THEN 'meeting_length' ELSE 'meeting_edition' END
        AS rule INTO fault
    FROM (
        SELECT written.id,
            request.edition_id = timetable.edition_id AND slot.edition_id = timetable.edition_id
            AND coalesce(person.edition_id, timetable.edition_id) = timetable.edition_id
            AND coalesce(shared.edition_id, timetable.edition_id) = timetable.edition_id
            AND coalesce(stand.edition_id, timetable.edition_id) = timetable.edition_id
                AS one_edition,
            written.slots = 1 OR EXISTS (
                SELECT FROM fairs_slot last WHERE last.edition_id = slot.edition_id
                AND last.date = slot.date AND last.number = slot.number + written.slots - 1
            ) AS fits
        FROM new_rows written
        JOIN meetings_timetable timetable ON timetable.id = written.timetable_id
        JOIN meetings_meetingrequest request ON request.id = written.request_id
        JOIN fairs_slot slot ON slot.id = written.slot_id
        LEFT JOIN people_participation person ON person.id = written.representative_id
        LEFT JOIN meetings_table shared ON shared.id = written.table_id
        LEFT JOIN exhibition_stand stand ON stand.id = written.stand_id
    ) written
    WHERE NOT (one_edition AND fits) LIMIT 1;
    IF FOUND THEN
        PERFORM meetings_refuse(fault.rule, format('meeting %s is refused', fault.id));
    END IF;
    FOREACH held_in IN ARRAY touched LOOP
        SELECT * INTO fault FROM meetings_find_place_overlaps(held_in, NULL) LIMIT 1;
        IF NOT FOUND THEN
            SELECT overlap.* INTO fault FROM meetings_timetable timetable,
                meetings_find_overlaps(timetable.id, NULL) overlap
            WHERE timetable.id = held_in AND timetable.state = 'draft' LIMIT 1;
        END IF;
        IF FOUND THEN
            PERFORM meetings_refuse(fault.rule,
                format('meeting %s overlaps another one', fault.meeting_id));
        END IF;
    END LOOP;
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

CREATE FUNCTION public.people_count_passes() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    left_pass bigint;
    took_pass bigint;
    most integer;
    now_taken integer;
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.state = 'approved'
        AND 'exhibitor' = ANY (OLD.roles) THEN
        left_pass := OLD.organisation_id;
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.state = 'approved'
        AND 'exhibitor' = ANY (NEW.roles) THEN
        took_pass := NEW.organisation_id;
    END IF;
    IF left_pass IS NOT DISTINCT FROM took_pass THEN
        RETURN NULL;
    END IF;
    UPDATE people_passquota SET taken = taken - 1 WHERE organisation_id = left_pass;
    IF took_pass IS NOT NULL THEN
        -- Whoever sets the first quota of the organisation waits for this, or this for them.
        PERFORM FROM people_organisation WHERE id = took_pass FOR KEY SHARE;
        UPDATE people_passquota SET taken = taken + 1 WHERE organisation_id = took_pass
            RETURNING quota, taken INTO most, now_taken;
        IF now_taken > most AND current_setting('fairlead.passes', true) IS DISTINCT FROM 'free'
            AND fairs_read_load_setting('loading') IS DISTINCT FROM 'on' THEN
            RAISE EXCEPTION 'no pass is left for organisation %', took_pass
                USING ERRCODE = 'check_violation', CONSTRAINT = 'pass_quota',
                    TABLE = 'people_passquota';
        END IF;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.people_count_places() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    left_place bigint;
    took_place bigint;
BEGIN
    IF fairs_read_load_setting('places') IN ('loading', 'counted') THEN
        RETURN NULL;
    END IF;
    IF TG_OP <> 'INSERT' AND OLD.state IN ('registered', 'approved') THEN
        left_place := OLD.type_id;
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.state IN ('registered', 'approved') THEN
        took_place := NEW.type_id;
    END IF;
    IF left_place IS DISTINCT FROM took_place THEN
        UPDATE people_participationtype SET taken = taken - 1 WHERE id = left_place;
        UPDATE people_participationtype SET taken = taken + 1 WHERE id = took_place;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.people_describe_participations(asked bigint[]) RETURNS TABLE(edition text, key text, state jsonb)
    LANGUAGE sql STABLE
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
SELECT edition.code, part.code, jsonb_build_object(
    'organisation', firm.code,
    'roles', to_jsonb(part.roles),
    'state', part.state,
    'complete', person.country <> '' AND cardinality(person.languages) > 0
        AND part.position <> '{}' AND part.organisation_id IS NOT NULL
)
FROM people_participation part
JOIN people_person person ON person.id = part.person_id
JOIN fairs_edition edition ON edition.id = part.edition_id
LEFT JOIN people_organisation firm ON firm.id = part.organisation_id
WHERE part.id = ANY(asked)
$$;

CREATE FUNCTION public.people_describe_persons(asked bigint[]) RETURNS TABLE(edition text, key text, state jsonb)
    LANGUAGE sql STABLE
    AS $$
SELECT * FROM people_describe_participations(
    ARRAY(SELECT id FROM people_participation WHERE person_id = ANY(asked))
)
$$;

CREATE FUNCTION public.people_keep_count() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF fairs_read_load_setting('places') = 'loading' THEN
        NEW.taken := 0;
    ELSIF fairs_read_load_setting('places') = 'counted' THEN
        NEW.taken := (
            SELECT count(*) FROM people_participation
            WHERE type_id = NEW.id AND state IN ('registered', 'approved')
        );
    ELSIF pg_trigger_depth() < 2 THEN
        NEW.taken := CASE TG_OP WHEN 'INSERT' THEN 0 ELSE OLD.taken END;
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.people_keep_passes() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM FROM people_organisation WHERE id = NEW.organisation_id FOR UPDATE;
        NEW.taken := (
            SELECT count(*) FROM people_participation
            WHERE organisation_id = NEW.organisation_id AND 'exhibitor' = ANY (roles)
                AND state = 'approved'
        );
    ELSIF pg_trigger_depth() < 2 THEN
        NEW.taken := OLD.taken;
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.practices_list(practices bigint[]) RETURNS void
    LANGUAGE sql
    AS $$
INSERT INTO practices_practiceentry (practice_id, document)
WITH listed AS (
    SELECT * FROM practices_practice WHERE id = ANY(practices)
), texts (owner, weight, language, body) AS (
    SELECT id, weight, language, body
    FROM listed, LATERAL (VALUES
        ('B', title::jsonb), ('C', problem::jsonb), ('C', solution::jsonb)
    ) AS searched (weight, held), jsonb_each_text(held) AS said (language, body)
    UNION ALL
    SELECT listed.id, 'C', language, body
    FROM listed JOIN practices_effect effect ON effect.practice_id = listed.id,
        jsonb_each_text(effect.measure::jsonb) AS said (language, body)
    UNION ALL
    SELECT practice, 'B', language, body
    FROM (
        SELECT DISTINCT listed.id AS practice, product.id
        FROM listed, unnest(listed.products) AS made, unnest(trade_headings(made)) AS heading
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
ON CONFLICT (practice_id) DO UPDATE SET document = excluded.document
$$;

CREATE FUNCTION public.practices_list_changed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM practices_practiceentry entry USING old_rows
        WHERE entry.practice_id = old_rows.id;
    ELSE
        PERFORM practices_list(array(SELECT id FROM new_rows));
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.practices_list_effects() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM practices_list(array(SELECT DISTINCT practice_id FROM changed_rows));
    RETURN NULL;
END $$;

CREATE FUNCTION public.practices_list_products() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM practices_list(array(
        SELECT id FROM practices_practice practice
        WHERE EXISTS (
            SELECT FROM changed_rows changed, unnest(practice.products) AS made
            WHERE changed.edition_id = practice.edition_id AND starts_with(made, changed.code)
        )
    ));
    RETURN NULL;
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

CREATE FUNCTION public.screening_keep_state() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF pg_trigger_depth() < 2 THEN
        NEW.state := CASE TG_OP WHEN 'INSERT' THEN 'open' ELSE OLD.state END;
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.screening_write_state() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE screening_hit SET state = NEW.state WHERE id = NEW.hit_id;
    RETURN NULL;
END $$;

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
        IF base ~ '^.(.)و\1$' THEN  -- خطوط, خط
            found := found || left(base, 2);
        END IF;
        IF stem <> base THEN
            found := found || search_arabic_singulars(stem)
                || CASE WHEN base LIKE '%ه' AND stem ~ '^ا...$'  -- اجهزه is جهاز
                THEN ARRAY[regexp_replace(stem, '^ا(..)', '\1ا'),
                    regexp_replace(stem, '^ا(..)', '\1و'),
                    regexp_replace(stem, '^ا(..)', '\1ي')] ELSE '{}' END;
        END IF;
    END LOOP;
    RETURN found;
END $_$;

CREATE FUNCTION public.search_arabic_singulars(word text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN array_remove(ARRAY[CASE WHEN (word ~~ '__ايا'::text) THEN ("left"(word, 2) || 'ي'::text) ELSE NULL::text END, CASE WHEN (word ~ '^..ا.ي.$'::text) THEN regexp_replace(word, '^(..)ا(.)ي'::text, '\1\2و'::text) ELSE NULL::text END, CASE WHEN (word ~ '^..ا.ي.$'::text) THEN regexp_replace(word, '^(..)ا'::text, '\1'::text) ELSE NULL::text END, CASE WHEN (word ~ '^.وا.ي.$'::text) THEN regexp_replace(word, '^(.)وا(.)ي'::text, '\1ا\2و'::text) ELSE NULL::text END, CASE WHEN (word ~~ '__%وات'::text) THEN ("left"(word, '-3'::integer) || 'ا'::text) ELSE NULL::text END, CASE WHEN (word ~ '^م.ا..$'::text) THEN regexp_replace(word, '^(م.)ا'::text, '\1'::text) ELSE NULL::text END, CASE WHEN (word ~ '^.وا..$'::text) THEN regexp_replace(word, '^(.)و'::text, '\1'::text) ELSE NULL::text END, CASE WHEN (word ~ '^..اي.$'::text) THEN regexp_replace(word, '^(..)اي'::text, '\1ي'::text) ELSE NULL::text END, CASE WHEN (word ~ '^[ما].ا.ي.$'::text) THEN regexp_replace(word, '^(..)ا(.)ي'::text, '\1\2و'::text) ELSE NULL::text END, CASE WHEN (word ~ '^م.ا.ي.$'::text) THEN regexp_replace(word, '^(..)ا(.)ي'::text, '\1\2ا'::text) ELSE NULL::text END, CASE WHEN (word ~ '^ا..ا.$'::text) THEN regexp_replace(word, '^ا(..)ا'::text, '\1'::text) ELSE NULL::text END, CASE WHEN (word ~ '^..و.$'::text) THEN regexp_replace(word, '^(..)و'::text, '\1'::text) ELSE NULL::text END], NULL::text);

CREATE FUNCTION public.search_asked(languages text[], word text) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $_$
DECLARE
    found text[] := '{}'::text[];
    language text;
    guess text;
    others text[];
    ending text;
    stems text[];
BEGIN
    others := CASE WHEN word ~ '^[a-z]' THEN search_english_spellings(word) END;
    FOREACH language IN ARRAY languages LOOP
        stems := CASE
            WHEN word ~ '^[a-z]' THEN search_latin(search_dictionary(language), word)
            WHEN word ~ '^[а-я]' THEN search_cyrillic_stems(language, word)
            ELSE search_other(language, word, false) END;
        IF stems <> '{}' THEN
            stems := stems || search_inflected(language, word);
        END IF;
        IF others IS NOT NULL AND stems <> '{}'
                AND search_kept_apart(word) IS DISTINCT FROM word THEN
            FOREACH guess IN ARRAY others || search_plurals(language, word) LOOP
                stems := stems || search_latin(search_dictionary(language), guess);
            END LOOP;
        END IF;
        IF NOT stems <@ found THEN
            found := found || stems;
        END IF;
    END LOOP;
    IF found = '{}' THEN
        RETURN found;
    END IF;
    found := found || search_units(word);
    IF word ~ '^[a-z]' THEN
        FOREACH guess IN ARRAY search_cyrillic(word) || array(
            SELECT unnest(search_cyrillic(other))
            FROM unnest(search_transliterations(word)) AS other
        ) LOOP
            found := found || ('c=' || search_sound(guess));
            -- A last e after a consonant is English rather than a Russian ending: pile, plate.
            IF word !~ '[bcdfghjklmnpqrstvwxz]e$' THEN
                found := found || search_stem_sounds(search_russian(guess));
            END IF;
            IF guess ~ '[бвгджзклмнпрстфхцчшщ]$' THEN
                IF length(guess) > 4 THEN  -- dvigatel, двигатели
                    found := found || search_stem_sounds(search_russian(guess || 'ь'));
                ELSIF length(word) > 3 THEN  -- kran, краны
                    found := found || ('c=' || search_sound(guess || 'и'));
                END IF;
            END IF;
        END LOOP;
    ELSIF word ~ '^[а-я]' THEN
        -- зуб, зубья; перо, перья: what comes before is too short for a rule.
        IF word ~ '^(зуб|кол|шило|перо)$' THEN
            found := found || (left(word, 3) || 'ьs');
        ELSIF word ~ '^(зуб|кол|шил|пер)ь(я|ев|ям|ями|ях)$' THEN
            found := found || (left(word, 3) || 'h');
        END IF;
        found := found || ('l=' || search_sound(word))
            || ('l=' || search_sound(replace(word, 'йе', 'е')));
        FOREACH guess IN ARRAY found LOOP
            -- Other forms in which a name is written in Latin letters; short ones mean too much.
            FOREACH ending IN ARRAY CASE WHEN length(guess) <= 5 THEN '{}'::text[]
                WHEN guess LIKE '%h' THEN '{"",а,о,и}' WHEN guess LIKE '%s' THEN '{"",я,е,и}'
                WHEN guess LIKE '%a' THEN '{и,ая,ое,ие}' ELSE '{}' END LOOP
                found := found || ('l=' || search_sound(left(guess, -1) || ending));
            END LOOP;
        END LOOP;
    END IF;
    RETURN found || search_looser(found);
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
    AS $_$
DECLARE
    -- Stems of plurals, and in the same order those of their words.
    plurals CONSTANT text[] := '{хозяевh,людs,детs,друзh,друзs,сыновьh,сыновs,сыновh,братьs,соседs,матерs,дочерs,ушh,чудесh,небесh,крючh,коленs,татарh,болгарh,господh,курh,щенятh,хребтh,овсh,камениs,сучьs,ручьs,комьs,клочьs,церквs,ржh,лжh,осьs,осямh,ушеs,дверьмs,лошадьмs,кочерьгh,серьгh}';
    singulars CONSTANT text[] := '{хозяинh,человекh,ребенокh,другh,другh,сынh,сынh,сынh,братh,соседh,матs,дочh,ухh,чудh,небh,крюкh,коленh,татаринh,болгаринh,господинh,курицh,щенокh,хребетh,овесh,каменs,сукh,ручеs,комh,клокh,церковs,ржs,лжs,осs,осs,ухh,дверs,лошадs,кочергh,сергh}';
    found text[];
BEGIN
    IF ts_lexize('pg_catalog.russian_stem', word) = '{}' THEN
        RETURN '{}';
    END IF;
    found := search_russian(word);
    IF found && plurals THEN
        FOR each IN 1..cardinality(plurals) LOOP
            IF plurals[each] = ANY(found) THEN
                found := found || singulars[each];
            END IF;
        END LOOP;
    END IF;
    -- The scales are no weights: весы, вес.
    IF word LIKE 'вес__%' OR word = 'весы' THEN
        found := CASE WHEN word ~ '^вес(ы|ов|ам|ами|ах)$' THEN ARRAY['весыh'] ELSE found END;
    ELSIF word LIKE 'суд%' AND word ~ '^суд(а|ов|ам|ами|ах)$' THEN
        found := found || 'суднh'::text;
    ELSIF word LIKE 'цвет%' AND word ~ '^цвет(ы|ов|ам|ами|ах)$' THEN
        found := found || 'цветкh'::text;
    -- A man of a place or people loses his ending with others: гражданин, граждане.
    ELSIF strpos(word, 'нин') > 2 AND word ~ '(ян|[джчш]ан)ин(а|у|ом|е)?$' THEN
        found := found || (left(word, strpos(word, 'нин')) || 'h');
    END IF;
    IF split_part(language, '-', 1) IN ('uk', 'be', 'bg', 'mk', 'sr') AND word LIKE '__%и' THEN
        found := found || (left(word, -1) || 'h');
    END IF;
    RETURN found;
END $_$;

CREATE FUNCTION public.search_designation(joined text) RETURNS tsquery
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN public.search_any(CASE WHEN ((joined ~ '[a-z]'::text) AND (joined ~ '[0-9]'::text)) THEN ARRAY[joined, translate(joined, 'abvgdezijklmnoprstufhcy'::text, 'абвгдезийклмнопрстуфхцы'::text)] ELSE ARRAY[joined] END);

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
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
DECLARE
    text search_text;
    size int := 0;
BEGIN
    IF cardinality(texts) <= 100 THEN
        FOREACH text IN ARRAY texts LOOP
            size := size + length(text.body);
        END LOOP;
    END IF;
    IF cardinality(texts) <= 100 AND size <= 10000 THEN
        RETURN QUERY SELECT * FROM search_documents_of_few(texts);
    ELSE
        RETURN QUERY SELECT * FROM search_documents_of_many(texts);
    END IF;
END $$;

CREATE FUNCTION public.search_documents_of_few(texts public.search_text[]) RETURNS TABLE(owner bigint, document tsvector)
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
DECLARE
    text record;
    chunk text;
    piece record;
    words text[];
    start int;
BEGIN
    FOR text IN
        SELECT given.* FROM unnest(texts)
            WITH ORDINALITY AS given (owner, weight, language, body, number)
        ORDER BY given.owner, given.weight, given.number
    LOOP
        IF text.owner <> owner THEN
            RETURN NEXT;
            document := NULL;
        END IF;
        owner := text.owner;
        words := '{}';
        -- The first word stands second, so that no phrase goes from one text on to the next.
        start := 2;
        FOREACH chunk IN ARRAY string_to_array(search_line(text.body), ' ') LOOP
            CONTINUE WHEN chunk = '';
            piece := search_pieces(text.language, chunk);
            FOR each IN 1..cardinality(piece.lexemes) LOOP
                words := array_append(words, '''' || piece.lexemes[each] || ''':'
                    || start + piece.places[each]);
            END LOOP;
            start := start + piece.width;
        END LOOP;
        document := coalesce(document, '')
            || setweight(array_to_string(words, ' ')::tsvector, text.weight);
    END LOOP;
    IF owner IS NOT NULL THEN
        RETURN NEXT;
    END IF;
END $$;

CREATE FUNCTION public.search_documents_of_many(texts public.search_text[]) RETURNS TABLE(owner bigint, document tsvector)
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

CREATE FUNCTION public.search_english_spellings(word text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN array_remove(array_remove(ARRAY[CASE WHEN (word ~~ '__%our%'::text) THEN regexp_replace(word, '(?<=..)our(?=s?$|ed$|ing$|ers?$|less$)'::text, 'or'::text) ELSE NULL::text END, CASE WHEN (word ~~ '__%or%'::text) THEN regexp_replace(word, '(?<=..)or(?=s?$|ed$|ing$|ers?$|less$)'::text, 'our'::text) ELSE NULL::text END, CASE WHEN ((rtrim(word, 's'::text) ~~ '%bre'::text) OR (rtrim(word, 's'::text) ~~ '%tre'::text)) THEN regexp_replace(word, 're(?=s?$)'::text, 'er'::text) ELSE NULL::text END, CASE WHEN ((rtrim(word, 's'::text) ~~ '%ber'::text) OR (rtrim(word, 's'::text) ~~ '%ter'::text)) THEN regexp_replace(word, 'er(?=s?$)'::text, 're'::text) ELSE NULL::text END, CASE WHEN ((word ~~ '___%is%'::text) OR (word ~~ '___%ys%'::text)) THEN regexp_replace(word, '(?<=...[iy])s(?=(e|es|ed|ers?|ing|ations?)$)'::text, 'z'::text) ELSE NULL::text END, CASE WHEN ((word ~~ '__%iz%'::text) OR (word ~~ '__%yz%'::text)) THEN regexp_replace(word, '(?<=..[iy])z(?=(e|es|ed|ers?|ing|ations?)$)'::text, 's'::text) ELSE NULL::text END, CASE WHEN (rtrim(word, 's'::text) ~~ '%nce'::text) THEN replace(word, 'nce'::text, 'nse'::text) WHEN (rtrim(word, 's'::text) ~~ '%nse'::text) THEN replace(word, 'nse'::text, 'nce'::text) WHEN (rtrim(word, 's'::text) ~~ '%logue'::text) THEN replace(word, 'logue'::text, 'log'::text) WHEN ((rtrim(word, 's'::text) ~~ '%alog'::text) OR (rtrim(word, 's'::text) ~~ '%olog'::text)) THEN replace(word, 'log'::text, 'logue'::text) WHEN (rtrim(word, 's'::text) ~~ '%gramme'::text) THEN replace(word, 'gramme'::text, 'gram'::text) ELSE NULL::text END, CASE WHEN (word ~~ '%_ll_%'::text) THEN regexp_replace(word, '(?<=[aeiou])ll(?=(ing|ings|ed|ers?)$)'::text, 'l'::text) WHEN (word ~~ '%_l_%'::text) THEN regexp_replace(word, '(?<=[aeiou])l(?=(ing|ings|ed|ers?)$)'::text, 'll'::text) ELSE NULL::text END, CASE WHEN (word ~~ '%fibre%'::text) THEN replace(word, 'fibre'::text, 'fiber'::text) WHEN (word ~~ '%fiber%'::text) THEN replace(word, 'fiber'::text, 'fibre'::text) WHEN (word ~~ '%programme%'::text) THEN replace(word, 'programme'::text, 'program'::text) WHEN (word = ANY (ARRAY['program'::text, 'programs'::text])) THEN replace(word, 'am'::text, 'amme'::text) WHEN (word ~~ '%jewell%'::text) THEN replace(word, 'jeweller'::text, 'jewelr'::text) WHEN (word ~~ 'jewelr%'::text) THEN replace(word, 'jewelr'::text, 'jeweller'::text) WHEN (word ~~ 'carburett%'::text) THEN replace(word, 'tt'::text, 't'::text) WHEN (word ~~ 'carburet%'::text) THEN replace(word, 'ret'::text, 'rett'::text) WHEN (word ~~ '%oeuv%'::text) THEN replace(word, 'oeuvre'::text, 'euver'::text) WHEN (word ~~ '%euver%'::text) THEN replace(word, 'euver'::text, 'oeuvre'::text) ELSE NULL::text END, CASE WHEN (word ~~ '%sulph%'::text) THEN replace(word, 'sulph'::text, 'sulf'::text) WHEN (word ~~ '%sulf%'::text) THEN replace(word, 'sulf'::text, 'sulph'::text) WHEN (word ~~ '%mould%'::text) THEN replace(word, 'mould'::text, 'mold'::text) WHEN (word ~~ 'mold%'::text) THEN replace(word, 'mold'::text, 'mould'::text) WHEN (word ~~ '%plough%'::text) THEN replace(word, 'plough'::text, 'plow'::text) WHEN (word ~~ '%plow%'::text) THEN replace(word, 'plow'::text, 'plough'::text) WHEN (word ~~ '%aluminium%'::text) THEN replace(word, 'aluminium'::text, 'aluminum'::text) WHEN (word ~~ '%aluminum%'::text) THEN replace(word, 'aluminum'::text, 'aluminium'::text) WHEN (word ~~ '%grey%'::text) THEN replace(word, 'grey'::text, 'gray'::text) WHEN (word ~~ '%gray%'::text) THEN replace(word, 'gray'::text, 'grey'::text) WHEN (word ~~ 'tyre%'::text) THEN replace(word, 'tyre'::text, 'tire'::text) WHEN (word = ANY (ARRAY['tire'::text, 'tires'::text])) THEN replace(word, 'tire'::text, 'tyre'::text) WHEN (rtrim(word, 's'::text) ~~ '%gauge'::text) THEN replace(word, 'gauge'::text, 'gage'::text) WHEN (rtrim(word, 's'::text) ~~ '%gage'::text) THEN replace(word, 'gage'::text, 'gauge'::text) WHEN (word ~~ '%draught%'::text) THEN replace(word, 'draught'::text, 'draft'::text) ELSE NULL::text END, CASE WHEN ((word ~~ '%ae%'::text) OR (word ~~ '%oe%'::text) OR (word ~~ '%ue%'::text)) THEN regexp_replace(word, '(?<=[^q])([aou])e'::text, '\1'::text, 'g'::text) ELSE NULL::text END], NULL::text), word);

CREATE FUNCTION public.search_figures(body text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
DECLARE
    piece text;
    pieces text[];
    read text := '';
    quoted boolean := false;
BEGIN
    IF strpos(upper(body), 'DC') > 0 OR strpos(upper(body), 'AC') > 0 THEN
        body := regexp_replace(body, '([0-9] ?k?V)[ -]?(DC|AC)\M', '\1 \2', 'gi');
        body := regexp_replace(body, '\m(DC|AC)-?(?=[0-9.,]+ ?k?V\M)', '\1 ', 'gi');
    END IF;
    IF strpos(translate(body, 'nOrR°º', 'Nooooo'), 'No') > 0 THEN
        body := regexp_replace(body, '\mN[oOrR°º]\.?(\s?)(?=[0-9])', 'N\1', 'g');
        body := regexp_replace(body, '\mn[or°º]\.(\s?)(?=[0-9])', 'N\1', 'g');
    END IF;
    IF strpos(translate(body, '”“„‟″＂', repeat('"', 6)), '"') > 0 OR strpos(body, '''''') > 0 THEN
        body := regexp_replace(body, '(?<=[0-9])\s?(″|''''|′′|’’)', ' inch ', 'g');
        pieces := string_to_array(translate(body, '”“„‟＂', repeat('"', 5)), '"');
        -- The sign after a figure is of inches, unless it ends what another began.
        FOR each IN 1..cardinality(pieces) - 1 LOOP
            piece := pieces[each];
            IF quoted OR right(piece, 1) NOT BETWEEN '0' AND '9' THEN
                read := read || piece || '"';
                quoted := NOT quoted;
            ELSE
                read := read || piece || ' inch ';
            END IF;
        END LOOP;
        body := read || pieces[cardinality(pieces)];
    END IF;
    RETURN body;
END $$;

CREATE FUNCTION public.search_fold(body text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
BEGIN
    body := search_fold_letters(body);
    IF body ~ '[\u4e00-\u9fff]' AND body ~ '[㑯㑳㑶㓨㘚㜄㜏㠏㥮㩜㩳㩵䁻䃮䊷䋙䋚䋹䋻䍦䎱䙡䜀䝼䥇䥑䥱䦛䦟䯀䰾䱷䱽䲁䲘䴉丟並么乾亂亙亞仝佇佈佔併來侖侶侷俁係俔俠俥俬俱倀倆倈倉個們倖倫倲偉偑側偵偽傌傑傖傘備傢傭傯傳傴債傷傾僂僅僉像僑僕僞僥僨僱價儀儁儂億儈儉儎儐儔儕儘償優儲儷儸儺儻儼兇兌兒兗內兩冊冑冪凈凍凜凱別刪剄則剋剎剗剛剝剮剴創剷劃劄劇劉劊劌劍劏劑劚勁動務勛勝勞勢勩勱勳勵勸勻匭匯匱區協卹卻卽厙厠厤厭厲厴參叄叚叢吒吳吶呂咼員哩唄唸問啓啞啟啢喆喎喚喪喫喬單喲嗆嗇嗊嗎嗚嗩嗶嘆嘍嘓嘔嘖嘗嘜嘩嘮嘯嘰嘵嘸嘽噁噓噚噝噠噥噦噯噲噴噸噹嚀嚇嚌嚐嚕嚙嚥嚦嚨嚮嚲嚳嚴嚶囀囁囂囅囈囉囌囑囪圇國圍園圓圖團坏垻埡埰執堃堅堊堖堝堯報場塊塋塏塒塗塚塢塤塵塹墊墜墮墰墳墶墻墾壇壋壎壓壘壙壚壜壞壟壠壢壩壪壯壺壼壽夠夢夥夾奐奧奩奪奬奮奼妝姍姦娛婁婦婭媧媯媰媼媽嫋嫗嫵嫺嫻嫿嬀嬃嬈嬋嬌嬙嬡嬤嬪嬰嬸孃孋孌孫學孿宮寀寢實寧審寫寬寵寶將專尋對導尷屆屍屓屜屢層屨屬岡峯峴島峽崍崑崗崙崢崬嵐嵗嵾嶁嶄嶇嶔嶗嶠嶢嶧嶨嶮嶸嶺嶼嶽巋巒巔巖巰巹帥師帳帶幀幃幓幗幘幟幣幫幬幷幹幾庫廁廂廄廈廎廕廚廝廟廠廡廢廣廩廬廳弒弔弳張強彆彈彌彎彔彙彠彥彫彲彷彿後徑從徠復徵徹恆恥悅悞悵悶悽惡惱惲惻愛愜愨愴愷愾慄態慍慘慚慟慣慤慪慫慮慳慶慺慼慾憂憊憐憑憒憖憚憤憫憮憲憶懇應懌懍懞懟懣懤懨懲懶懷懸懺懼懾戀戇戔戧戩戰戱戲戶扞拋拚挩挱挾捨捫捱捲掃掄掆掗掙掛採揀揚換揮揯損搖搗搧搵搶摑摜摟摯摳摶摺摻撈撏撐撓撝撟撣撥撫撲撳撻撾撿擁擄擇擊擋擓擔據擠擡擣擬擯擰擱擲擴擷擺擻擼擽擾攄攆攏攔攖攙攛攜攝攢攣攤攪攬敎敓敗敘敵數斂斃斆斕斬斷於旂旣昇時晉晝暈暉暘暢暫曄曆曇曉曏曖曠曨曬書會朧朮東枴柵柺査桿梔梘條梟梲棄棊棖棗棟棡棧棲棶椀椏椲楊楓楨業極榘榦榪榮榲榿構槍槓槤槧槨槮槳槶槼樁樂樅樑樓標樞樢樣樧樫樳樸樹樺樿橈橋機橢橫檁檉檔檜檟檢檣檮檯檳檸檻櫃櫓櫚櫛櫝櫞櫟櫥櫧櫨櫪櫫櫬櫱櫳櫸櫻欄欅權欏欒欖欞欽歎歐歟歡歲歷歸歿殘殞殤殨殫殭殮殯殰殲殺殻殼毀毆毿氂氈氌氣氫氬氳氾汎汙決沈沒沖況泝洩洶浹涇涗涼淒淚淥淨淩淪淵淶淺淼渙減渢渦測渾湊湞湧湯溈準溝溫溮溳溼滄滅滌滎滙滬滯滲滷滸滻滾滿漁漊漚漢漣漬漲漵漸漿潁潑潔潙潚潛潤潯潰潷潿澀澂澆澇澐澗澠澤澦澩澮澱澾濁濃濄濕濘濚濛濜濟濤濧濫濰濱濺濼濾瀂瀅瀆瀇瀉瀋瀏瀕瀘瀝瀟瀠瀦瀧瀨瀰瀲瀾灃灄灑灕灘灝灡灣灤灧灩災為烏烴無煉煒煙煢煥煩煬煱熅熒熗熱熲熾燁燈燉燒燙燜營燦燬燭燴燶燻燼燾爍爐爛爭爲爺爾牀牆牘牴牽犇犖犛犢犧狀狹狽猙猶猻獁獃獄獅獎獨獪獫獮獰獱獲獵獷獸獺獻獼玀現琱琺琿瑋瑒瑣瑤瑩瑪瑲璉璡璣璦璫璯環璵璸璽璿瓊瓏瓔瓚甌甕產産甦甯畝畢畫異畵當疇疊痙痠痾瘂瘋瘍瘓瘞瘡瘧瘮瘲瘺瘻療癆癇癉癒癘癟癡癢癤癥癧癩癬癭癮癰癱癲發皁皚皰皸皺盃盜盞盡監盤盧盪眞眥眾睏睜睞瞘瞜瞞瞭瞶瞼矇矓矚矯硃硜硤硨硯碕碩碭碸確碼碽磑磚磠磣磧磯磽磾礄礆礎礙礦礪礫礬礱祇祕祿禍禎禕禡禦禪禮禰禱禿秈稅稈稏稜稟種稱穀穇穌積穎穠穡穢穩穫穭窩窪窮窯窵窶窺竄竅竇竈竊竪競筆筍筦筧筴箇箋箏箚節範築篋篔篠篤篩篳簀簍簑簞簡簣簫簹簽簾籃籌籔籙籛籜籟籠籤籩籪籬籮籲粵糉糝糞糧糰糲糴糶糹糾紀紂約紅紆紇紈紉紋納紐紓純紕紖紗紘紙級紛紜紝紡紬紮細紱紲紳紵紹紺紼紿絀終絃組絅絆絎結絕絛絜絝絞絡絢給絨絰統絲絳絶絹綁綃綆綈綉綌綏綐綑經綜綞綠綢綣綫綬維綯綰綱網綳綴綵綸綹綺綻綽綾綿緄緇緊緋緑緒緓緔緗緘緙線緝緞締緡緣緦編緩緬緯緱緲練緶緹緻緼縈縉縊縋縐縑縕縗縛縝縞縟縣縧縫縭縮縱縲縳縴縵縶縷縹總績繃繅繆繒織繕繚繞繡繢繩繪繫繭繮繯繰繳繸繹繼繽繾繿纇纈纊續纍纏纓纔纖纘纜缽罃罈罌罎罰罵罷羅羆羈羋羣羥羨義羶習翫翬翹翽耑耬耮聖聞聯聰聲聳聵聶職聹聽聾肅脅脈脛脣脩脫脹腎腖腡腦腫腳腸膃膕膚膞膠膩膽膾膿臉臍臏臘臚臟臠臢臥臨臺與興舉舊舖舘艙艤艦艫艱艷芻苧茲荊莊莖莢莧菉華菴菸萇萊萬萴萵葉葒葤葦葯葷蒐蒓蒔蒕蒞蒼蓀蓆蓋蓮蓯蓴蓽蔔蔘蔞蔣蔥蔦蔭蕁蕆蕎蕒蕓蕕蕘蕢蕩蕪蕭蕷薀薈薊薌薑薔薘薟薦薩薳薴薵薹薺藉藍藎藝藥藪藭藴藶藹藺蘀蘄蘆蘇蘊蘋蘚蘞蘢蘭蘺蘿虆處虛虜號虧虯蛺蛻蜆蝕蝟蝦蝨蝸螄螞螢螮螻螿蟄蟈蟎蟣蟬蟯蟲蟶蟻蠁蠅蠆蠍蠐蠑蠔蠟蠣蠨蠱蠶蠻衆衊術衕衚衛衝衹袞袷裊裏補裝裡製複褌褘褲褳褸褻襇襉襏襖襝襠襤襪襬襯襲襴覆覈見覎規覓視覘覡覥覦親覬覯覲覷覺覽覿觀觴觶觸訁訂訃計訊訌討訐訒訓訕訖託記訛訝訟訢訣訥訩訪設許訴訶診註証詁詆詎詐詒詔評詖詗詘詛詞詠詡詢詣試詩詫詬詭詮詰話該詳詵詼詿誄誅誆誇誌認誑誒誕誘誚語誠誡誣誤誥誦誨說説誰課誶誹誼誾調諂諄談諉請諍諏諑諒論諗諛諜諝諞諡諢諤諦諧諫諭諮諱諳諶諷諸諺諼諾謀謁謂謄謅謊謎謐謔謖謗謙謚講謝謠謡謨謫謬謭謳謹謾譁證譎譏譖識譙譚譜譟譫譭譯議譴護譸譽譾讀讅變讋讌讎讒讓讕讖讚讜讞谿豈豎豐豔豬豶貍貓貙貝貞貟負財貢貧貨販貪貫責貯貰貲貳貴貶買貸貺費貼貽貿賀賁賂賃賄賅資賈賊賑賒賓賕賙賚賜賞賠賡賢賣賤賦賧質賫賬賭賰賴賵賺賻購賽賾贄贅贇贈贊贋贍贏贐贓贔贖贗贛贜赬趕趙趨趲跡踐踰踴蹌蹕蹟蹠蹣蹤蹺躂躉躊躋躍躎躑躒躓躕躚躡躥躦躪軀車軋軌軍軑軒軔軛軟軤軫軲軸軹軺軻軼軾較輅輇輈載輊輒輓輔輕輛輜輝輞輟輥輦輩輪輬輯輳輸輻輼輾輿轀轂轄轅轆轉轍轎轔轟轡轢轤辦辭辮辯農迴迺逕這連週進遊運過達違遙遜遞遠遡適遲遶遷選遺遼邁還邇邊邏邐邨郟郵鄆鄉鄒鄔鄖鄧鄭鄰鄲鄴鄶鄺酇酈醃醖醜醞醟醣醫醬醱釀釁釃釅釋釐釒釓釔釕釗釘釙針釣釤釦釧釩釵釷釹釺釾鈀鈁鈃鈄鈅鈈鈉鈍鈎鈐鈑鈒鈔鈕鈞鈡鈣鈥鈦鈧鈮鈰鈳鈴鈷鈸鈹鈺鈽鈾鈿鉀鉅鉆鉈鉉鉋鉍鉑鉕鉗鉚鉛鉞鉢鉤鉦鉬鉭鉳鉶鉸鉺鉻鉿銀銃銅銍銑銓銖銘銚銛銜銠銣銥銦銨銩銪銫銬銱銳銷銹銻銼鋁鋃鋅鋇鋌鋏鋒鋙鋝鋟鋣鋤鋥鋦鋨鋩鋪鋭鋮鋯鋰鋱鋶鋸鋼錁錄錆錇錈錏錐錒錕錘錙錚錛錟錠錡錢錦錨錩錫錮錯録錳錶錸錼鍀鍁鍃鍅鍆鍇鍈鍊鍋鍍鍔鍘鍚鍛鍠鍤鍥鍩鍬鍰鍵鍶鍺鍼鍾鎂鎄鎇鎊鎌鎔鎖鎘鎚鎛鎡鎢鎣鎦鎧鎩鎪鎬鎭鎮鎰鎲鎳鎵鎶鎸鎿鏃鏇鏈鏌鏍鏐鏑鏗鏘鏜鏝鏞鏟鏡鏢鏤鏨鏰鏵鏷鏹鏺鏽鐃鐋鐐鐒鐓鐔鐘鐙鐝鐠鐥鐦鐧鐨鐫鐮鐯鐲鐳鐵鐶鐸鐺鐿鑄鑊鑌鑑鑒鑔鑕鑞鑠鑣鑥鑭鑰鑱鑲鑷鑹鑼鑽鑾鑿钁钂長門閂閃閆閈閉開閌閎閏閑閒間閔閘閡閣閤閥閨閩閫閬閭閱閲閶閹閻閼閽閾閿闃闆闇闈闊闋闌闍闐闒闓闔闕闖關闞闠闡闢闤闥阪陘陝陞陣陰陳陸陽隉隊階隕際隨險隯隱隴隸隻雋雖雙雛雜雞離難雲電霑霢霧霽靂靄靆靈靉靚靜靝靦靨鞏鞝鞦鞽韁韃韆韉韋韌韍韓韙韜韝韞韻響頁頂頃項順頇須頊頌頎頏預頑頒頓頗領頜頡頤頦頭頮頰頲頴頷頸頹頻頽顆題額顎顏顒顓顔願顙顛類顢顥顧顫顬顯顰顱顳顴風颭颮颯颱颳颶颸颺颻颼飀飄飆飈飛飠飢飣飥飩飪飫飭飯飱飲飴飼飽飾飿餃餄餅餈餉養餌餎餏餑餒餓餕餖餘餚餛餜餞餡館餬餱餳餵餶餷餺餼餾餿饁饃饅饈饉饊饋饌饑饒饗饜饞饢馬馭馮馱馳馴馹駁駐駑駒駔駕駘駙駛駝駟駡駢駭駰駱駸駿騁騂騅騌騍騎騏騖騙騤騧騫騭騮騰騶騷騸騾驀驁驂驃驄驅驊驌驍驏驕驗驚驛驟驢驤驥驦驪驫骯髏髒體髕髖髮鬆鬍鬚鬢鬥鬧鬨鬩鬮鬱鬹魎魘魚魛魢魨魯魴魷魺鮁鮃鮊鮋鮍鮎鮐鮑鮒鮓鮚鮜鮝鮞鮣鮦鮪鮫鮭鮮鮳鮶鮺鯀鯁鯇鯉鯊鯒鯔鯕鯖鯗鯛鯝鯡鯢鯤鯧鯨鯪鯫鯰鯴鯷鯽鯿鰁鰂鰃鰆鰈鰉鰌鰍鰏鰐鰒鰓鰛鰜鰟鰠鰣鰥鰧鰨鰩鰭鰮鰱鰲鰳鰵鰷鰹鰺鰻鰼鰾鱂鱅鱈鱉鱒鱔鱖鱗鱘鱝鱟鱠鱣鱤鱧鱨鱭鱯鱷鱸鱺鳥鳧鳩鳬鳲鳳鳴鳶鳾鴆鴇鴉鴒鴕鴛鴝鴞鴟鴣鴦鴨鴯鴰鴴鴷鴻鴿鵁鵂鵃鵐鵑鵒鵓鵜鵝鵠鵡鵪鵬鵮鵯鵰鵲鵷鵾鶄鶇鶉鶊鶓鶖鶘鶚鶡鶥鶩鶪鶬鶯鶲鶴鶹鶺鶻鶼鶿鷀鷁鷂鷄鷉鷊鷓鷖鷗鷙鷚鷥鷦鷫鷯鷲鷳鷴鷸鷹鷺鷽鸂鸇鸊鸌鸏鸕鸘鸚鸛鸝鸞鹵鹹鹺鹼鹽麗麥麩麪麫麯麴麵麼麽黃黌點黨黲黴黶黷黽黿鼂鼉鼕鼴齊齋齎齏齒齔齕齗齙齜齟齠齡齣齦齧齪齬齲齶齷龍龎龐龑龔龕龜龢鿁鿓]' THEN
        RETURN (
            SELECT string_agg(coalesce('{"㑯": "㑔", "㑳": "㑇", "㑶": "㐹", "㓨": "刾", "㘚": "㘎", "㜄": "㚯", "㜏": "㛣", "㠏": "㟆", "㥮": "㤘", "㩜": "㨫", "㩳": "㧐", "㩵": "擜", "䁻": "䀥", "䃮": "鿎", "䊷": "䌶", "䋙": "䌺", "䋚": "䌻", "䋹": "䌿", "䋻": "䌾", "䍦": "䍠", "䎱": "䎬", "䙡": "䙌", "䜀": "䜧", "䝼": "䞍", "䥇": "䦂", "䥑": "鿏", "䥱": "䥾", "䦛": "䦶", "䦟": "䦷", "䯀": "䯅", "䰾": "鲃", "䱷": "䲣", "䱽": "䲝", "䲁": "鳚", "䲘": "鳤", "䴉": "鹮", "丟": "丢", "並": "并", "么": "幺", "乾": "干", "亂": "乱", "亙": "亘", "亞": "亚", "仝": "同", "佇": "伫", "佈": "布", "佔": "占", "併": "并", "來": "来", "侖": "仑", "侶": "侣", "侷": "局", "俁": "俣", "係": "系", "俔": "伣", "俠": "侠", "俥": "伡", "俬": "私", "俱": "具", "倀": "伥", "倆": "俩", "倈": "俫", "倉": "仓", "個": "个", "們": "们", "倖": "幸", "倫": "伦", "倲": "㑈", "偉": "伟", "偑": "㐽", "側": "侧", "偵": "侦", "偽": "伪", "傌": "㐷", "傑": "杰", "傖": "伧", "傘": "伞", "備": "备", "傢": "家", "傭": "佣", "傯": "偬", "傳": "传", "傴": "伛", "債": "债", "傷": "伤", "傾": "倾", "僂": "偻", "僅": "仅", "僉": "佥", "像": "象", "僑": "侨", "僕": "仆", "僞": "伪", "僥": "侥", "僨": "偾", "僱": "雇", "價": "价", "儀": "仪", "儁": "俊", "儂": "侬", "億": "亿", "儈": "侩", "儉": "俭", "儎": "傤", "儐": "傧", "儔": "俦", "儕": "侪", "儘": "尽", "償": "偿", "優": "优", "儲": "储", "儷": "俪", "儸": "㑩", "儺": "傩", "儻": "傥", "儼": "俨", "兇": "凶", "兌": "兑", "兒": "儿", "兗": "兖", "內": "内", "兩": "两", "冊": "册", "冑": "胄", "冪": "幂", "凈": "净", "凍": "冻", "凜": "凛", "凱": "凯", "別": "别", "刪": "删", "剄": "刭", "則": "则", "剋": "克", "剎": "刹", "剗": "刬", "剛": "刚", "剝": "剥", "剮": "剐", "剴": "剀", "創": "创", "剷": "铲", "劃": "划", "劄": "札", "劇": "剧", "劉": "刘", "劊": "刽", "劌": "刿", "劍": "剑", "劏": "㓥", "劑": "剂", "劚": "㔉", "勁": "劲", "動": "动", "務": "务", "勛": "勋", "勝": "胜", "勞": "劳", "勢": "势", "勩": "勚", "勱": "劢", "勳": "勋", "勵": "励", "勸": "劝", "勻": "匀", "匭": "匦", "匯": "汇", "匱": "匮", "區": "区", "協": "协", "卹": "恤", "卻": "却", "卽": "即", "厙": "厍", "厠": "厕", "厤": "历", "厭": "厌", "厲": "厉", "厴": "厣", "參": "参", "叄": "叁", "叚": "假", "叢": "丛", "吒": "咤", "吳": "吴", "吶": "呐", "呂": "吕", "咼": "呙", "員": "员", "哩": "里", "唄": "呗", "唸": "念", "問": "问", "啓": "启", "啞": "哑", "啟": "启", "啢": "唡", "喆": "哲", "喎": "㖞", "喚": "唤", "喪": "丧", "喫": "吃", "喬": "乔", "單": "单", "喲": "哟", "嗆": "呛", "嗇": "啬", "嗊": "唝", "嗎": "吗", "嗚": "呜", "嗩": "唢", "嗶": "哔", "嘆": "叹", "嘍": "喽", "嘓": "啯", "嘔": "呕", "嘖": "啧", "嘗": "尝", "嘜": "唛", "嘩": "哗", "嘮": "唠", "嘯": "啸", "嘰": "叽", "嘵": "哓", "嘸": "呒", "嘽": "啴", "噁": "恶", "噓": "嘘", "噚": "㖊", "噝": "咝", "噠": "哒", "噥": "哝", "噦": "哕", "噯": "嗳", "噲": "哙", "噴": "喷", "噸": "吨", "噹": "当", "嚀": "咛", "嚇": "吓", "嚌": "哜", "嚐": "尝", "嚕": "噜", "嚙": "啮", "嚥": "咽", "嚦": "呖", "嚨": "咙", "嚮": "向", "嚲": "亸", "嚳": "喾", "嚴": "严", "嚶": "嘤", "囀": "啭", "囁": "嗫", "囂": "嚣", "囅": "冁", "囈": "呓", "囉": "啰", "囌": "苏", "囑": "嘱", "囪": "囱", "圇": "囵", "國": "国", "圍": "围", "園": "园", "圓": "圆", "圖": "图", "團": "团", "坏": "坯", "垻": "坝", "埡": "垭", "埰": "采", "執": "执", "堃": "坤", "堅": "坚", "堊": "垩", "堖": "垴", "堝": "埚", "堯": "尧", "報": "报", "場": "场", "塊": "块", "塋": "茔", "塏": "垲", "塒": "埘", "塗": "涂", "塚": "冢", "塢": "坞", "塤": "埙", "塵": "尘", "塹": "堑", "墊": "垫", "墜": "坠", "墮": "堕", "墰": "坛", "墳": "坟", "墶": "垯", "墻": "墙", "墾": "垦", "壇": "坛", "壋": "垱", "壎": "埙", "壓": "压", "壘": "垒", "壙": "圹", "壚": "垆", "壜": "坛", "壞": "坯", "壟": "垄", "壠": "垅", "壢": "坜", "壩": "坝", "壪": "塆", "壯": "壮", "壺": "壶", "壼": "壸", "壽": "寿", "夠": "够", "夢": "梦", "夥": "伙", "夾": "夹", "奐": "奂", "奧": "奥", "奩": "奁", "奪": "夺", "奬": "奖", "奮": "奋", "奼": "姹", "妝": "妆", "姍": "姗", "姦": "奸", "娛": "娱", "婁": "娄", "婦": "妇", "婭": "娅", "媧": "娲", "媯": "妫", "媰": "㛀", "媼": "媪", "媽": "妈", "嫋": "袅", "嫗": "妪", "嫵": "妩", "嫺": "娴", "嫻": "娴", "嫿": "婳", "嬀": "妫", "嬃": "媭", "嬈": "娆", "嬋": "婵", "嬌": "娇", "嬙": "嫱", "嬡": "嫒", "嬤": "嬷", "嬪": "嫔", "嬰": "婴", "嬸": "婶", "孃": "娘", "孋": "㛤", "孌": "娈", "孫": "孙", "學": "学", "孿": "孪", "宮": "宫", "寀": "采", "寢": "寝", "實": "实", "寧": "宁", "審": "审", "寫": "写", "寬": "宽", "寵": "宠", "寶": "宝", "將": "将", "專": "专", "尋": "寻", "對": "对", "導": "导", "尷": "尴", "屆": "届", "屍": "尸", "屓": "屃", "屜": "屉", "屢": "屡", "層": "层", "屨": "屦", "屬": "属", "岡": "冈", "峯": "峰", "峴": "岘", "島": "岛", "峽": "峡", "崍": "崃", "崑": "昆", "崗": "岗", "崙": "仑", "崢": "峥", "崬": "岽", "嵐": "岚", "嵗": "岁", "嵾": "㟥", "嶁": "嵝", "嶄": "崭", "嶇": "岖", "嶔": "嵚", "嶗": "崂", "嶠": "峤", "嶢": "峣", "嶧": "峄", "嶨": "峃", "嶮": "崄", "嶸": "嵘", "嶺": "岭", "嶼": "屿", "嶽": "岳", "巋": "岿", "巒": "峦", "巔": "巅", "巖": "岩", "巰": "巯", "巹": "卺", "帥": "帅", "師": "师", "帳": "帐", "帶": "带", "幀": "帧", "幃": "帏", "幓": "㡎", "幗": "帼", "幘": "帻", "幟": "帜", "幣": "币", "幫": "帮", "幬": "帱", "幷": "并", "幹": "干", "幾": "几", "庫": "库", "廁": "厕", "廂": "厢", "廄": "厩", "廈": "厦", "廎": "庼", "廕": "荫", "廚": "厨", "廝": "厮", "廟": "庙", "廠": "厂", "廡": "庑", "廢": "废", "廣": "广", "廩": "廪", "廬": "庐", "廳": "厅", "弒": "弑", "弔": "吊", "弳": "弪", "張": "张", "強": "强", "彆": "别", "彈": "弹", "彌": "弥", "彎": "弯", "彔": "录", "彙": "汇", "彠": "彟", "彥": "彦", "彫": "雕", "彲": "彨", "彷": "仿", "彿": "佛", "後": "后", "徑": "径", "從": "从", "徠": "徕", "復": "复", "徵": "征", "徹": "彻", "恆": "恒", "恥": "耻", "悅": "悦", "悞": "悮", "悵": "怅", "悶": "闷", "悽": "凄", "惡": "恶", "惱": "恼", "惲": "恽", "惻": "恻", "愛": "爱", "愜": "惬", "愨": "悫", "愴": "怆", "愷": "恺", "愾": "忾", "慄": "栗", "態": "态", "慍": "愠", "慘": "惨", "慚": "惭", "慟": "恸", "慣": "惯", "慤": "悫", "慪": "怄", "慫": "怂", "慮": "虑", "慳": "悭", "慶": "庆", "慺": "㥪", "慼": "戚", "慾": "欲", "憂": "忧", "憊": "惫", "憐": "怜", "憑": "凭", "憒": "愦", "憖": "慭", "憚": "惮", "憤": "愤", "憫": "悯", "憮": "怃", "憲": "宪", "憶": "忆", "懇": "恳", "應": "应", "懌": "怿", "懍": "懔", "懞": "蒙", "懟": "怼", "懣": "懑", "懤": "㤽", "懨": "恹", "懲": "惩", "懶": "懒", "懷": "怀", "懸": "悬", "懺": "忏", "懼": "惧", "懾": "慑", "戀": "恋", "戇": "戆", "戔": "戋", "戧": "戗", "戩": "戬", "戰": "战", "戱": "戯", "戲": "戏", "戶": "户", "扞": "捍", "拋": "抛", "拚": "拼", "挩": "捝", "挱": "挲", "挾": "挟", "捨": "舍", "捫": "扪", "捱": "挨", "捲": "卷", "掃": "扫", "掄": "抡", "掆": "㧏", "掗": "挜", "掙": "挣", "掛": "挂", "採": "采", "揀": "拣", "揚": "扬", "換": "换", "揮": "挥", "揯": "搄", "損": "损", "搖": "摇", "搗": "捣", "搧": "扇", "搵": "揾", "搶": "抢", "摑": "掴", "摜": "掼", "摟": "搂", "摯": "挚", "摳": "抠", "摶": "抟", "摺": "折", "摻": "掺", "撈": "捞", "撏": "挦", "撐": "撑", "撓": "挠", "撝": "㧑", "撟": "挢", "撣": "掸", "撥": "拨", "撫": "抚", "撲": "扑", "撳": "揿", "撻": "挞", "撾": "挝", "撿": "捡", "擁": "拥", "擄": "掳", "擇": "择", "擊": "击", "擋": "挡", "擓": "㧟", "擔": "担", "據": "据", "擠": "挤", "擡": "抬", "擣": "捣", "擬": "拟", "擯": "摈", "擰": "拧", "擱": "搁", "擲": "掷", "擴": "扩", "擷": "撷", "擺": "摆", "擻": "擞", "擼": "撸", "擽": "㧰", "擾": "扰", "攄": "摅", "攆": "撵", "攏": "拢", "攔": "拦", "攖": "撄", "攙": "搀", "攛": "撺", "攜": "携", "攝": "摄", "攢": "攒", "攣": "挛", "攤": "摊", "攪": "搅", "攬": "揽", "敎": "教", "敓": "敚", "敗": "败", "敘": "叙", "敵": "敌", "數": "数", "斂": "敛", "斃": "毙", "斆": "敩", "斕": "斓", "斬": "斩", "斷": "断", "於": "于", "旂": "旗", "旣": "既", "昇": "升", "時": "时", "晉": "晋", "晝": "昼", "暈": "晕", "暉": "晖", "暘": "旸", "暢": "畅", "暫": "暂", "曄": "晔", "曆": "历", "曇": "昙", "曉": "晓", "曏": "向", "曖": "暧", "曠": "旷", "曨": "昽", "曬": "晒", "書": "书", "會": "会", "朧": "胧", "朮": "术", "東": "东", "枴": "拐", "柵": "栅", "柺": "拐", "査": "查", "桿": "杆", "梔": "栀", "梘": "枧", "條": "条", "梟": "枭", "梲": "棁", "棄": "弃", "棊": "棋", "棖": "枨", "棗": "枣", "棟": "栋", "棡": "㭎", "棧": "栈", "棲": "栖", "棶": "梾", "椀": "碗", "椏": "桠", "椲": "㭏", "楊": "杨", "楓": "枫", "楨": "桢", "業": "业", "極": "极", "榘": "矩", "榦": "干", "榪": "杩", "榮": "荣", "榲": "榅", "榿": "桤", "構": "构", "槍": "枪", "槓": "杠", "槤": "梿", "槧": "椠", "槨": "椁", "槮": "椮", "槳": "桨", "槶": "椢", "槼": "椝", "樁": "桩", "樂": "乐", "樅": "枞", "樑": "梁", "樓": "楼", "標": "标", "樞": "枢", "樢": "㭤", "樣": "样", "樧": "榝", "樫": "㭴", "樳": "桪", "樸": "朴", "樹": "树", "樺": "桦", "樿": "椫", "橈": "桡", "橋": "桥", "機": "机", "橢": "椭", "橫": "横", "檁": "檩", "檉": "柽", "檔": "档", "檜": "桧", "檟": "槚", "檢": "检", "檣": "樯", "檮": "梼", "檯": "台", "檳": "槟", "檸": "柠", "檻": "槛", "櫃": "柜", "櫓": "橹", "櫚": "榈", "櫛": "栉", "櫝": "椟", "櫞": "橼", "櫟": "栎", "櫥": "橱", "櫧": "槠", "櫨": "栌", "櫪": "枥", "櫫": "橥", "櫬": "榇", "櫱": "蘖", "櫳": "栊", "櫸": "榉", "櫻": "樱", "欄": "栏", "欅": "榉", "權": "权", "欏": "椤", "欒": "栾", "欖": "榄", "欞": "棂", "欽": "钦", "歎": "叹", "歐": "欧", "歟": "欤", "歡": "欢", "歲": "岁", "歷": "历", "歸": "归", "歿": "殁", "殘": "残", "殞": "殒", "殤": "殇", "殨": "㱮", "殫": "殚", "殭": "僵", "殮": "殓", "殯": "殡", "殰": "㱩", "殲": "歼", "殺": "杀", "殻": "壳", "殼": "壳", "毀": "毁", "毆": "殴", "毿": "毵", "氂": "牦", "氈": "毡", "氌": "氇", "氣": "气", "氫": "氢", "氬": "氩", "氳": "氲", "氾": "泛", "汎": "泛", "汙": "污", "決": "决", "沈": "沉", "沒": "没", "沖": "冲", "況": "况", "泝": "溯", "洩": "泄", "洶": "汹", "浹": "浃", "涇": "泾", "涗": "涚", "涼": "凉", "淒": "凄", "淚": "泪", "淥": "渌", "淨": "净", "淩": "凌", "淪": "沦", "淵": "渊", "淶": "涞", "淺": "浅", "淼": "渺", "渙": "涣", "減": "减", "渢": "沨", "渦": "涡", "測": "测", "渾": "浑", "湊": "凑", "湞": "浈", "湧": "涌", "湯": "汤", "溈": "沩", "準": "准", "溝": "沟", "溫": "温", "溮": "浉", "溳": "涢", "溼": "湿", "滄": "沧", "滅": "灭", "滌": "涤", "滎": "荥", "滙": "汇", "滬": "沪", "滯": "滞", "滲": "渗", "滷": "卤", "滸": "浒", "滻": "浐", "滾": "滚", "滿": "满", "漁": "渔", "漊": "溇", "漚": "沤", "漢": "汉", "漣": "涟", "漬": "渍", "漲": "涨", "漵": "溆", "漸": "渐", "漿": "浆", "潁": "颍", "潑": "泼", "潔": "洁", "潙": "沩", "潚": "㴋", "潛": "潜", "潤": "润", "潯": "浔", "潰": "溃", "潷": "滗", "潿": "涠", "澀": "涩", "澂": "澄", "澆": "浇", "澇": "涝", "澐": "沄", "澗": "涧", "澠": "渑", "澤": "泽", "澦": "滪", "澩": "泶", "澮": "浍", "澱": "淀", "澾": "㳠", "濁": "浊", "濃": "浓", "濄": "㳡", "濕": "湿", "濘": "泞", "濚": "溁", "濛": "蒙", "濜": "浕", "濟": "济", "濤": "涛", "濧": "㳔", "濫": "滥", "濰": "潍", "濱": "滨", "濺": "溅", "濼": "泺", "濾": "滤", "瀂": "澛", "瀅": "滢", "瀆": "渎", "瀇": "㲿", "瀉": "泻", "瀋": "沉", "瀏": "浏", "瀕": "濒", "瀘": "泸", "瀝": "沥", "瀟": "潇", "瀠": "潆", "瀦": "潴", "瀧": "泷", "瀨": "濑", "瀰": "弥", "瀲": "潋", "瀾": "澜", "灃": "沣", "灄": "滠", "灑": "洒", "灕": "漓", "灘": "滩", "灝": "灏", "灡": "㳕", "灣": "湾", "灤": "滦", "灧": "滟", "灩": "滟", "災": "灾", "為": "为", "烏": "乌", "烴": "烃", "無": "无", "煉": "炼", "煒": "炜", "煙": "烟", "煢": "茕", "煥": "焕", "煩": "烦", "煬": "炀", "煱": "㶽", "熅": "煴", "熒": "荧", "熗": "炝", "熱": "热", "熲": "颎", "熾": "炽", "燁": "烨", "燈": "灯", "燉": "炖", "燒": "烧", "燙": "烫", "燜": "焖", "營": "营", "燦": "灿", "燬": "毁", "燭": "烛", "燴": "烩", "燶": "㶶", "燻": "熏", "燼": "烬", "燾": "焘", "爍": "烁", "爐": "炉", "爛": "烂", "爭": "争", "爲": "为", "爺": "爷", "爾": "尔", "牀": "床", "牆": "墙", "牘": "牍", "牴": "抵", "牽": "牵", "犇": "奔", "犖": "荦", "犛": "牦", "犢": "犊", "犧": "牺", "狀": "状", "狹": "狭", "狽": "狈", "猙": "狰", "猶": "犹", "猻": "狲", "獁": "犸", "獃": "呆", "獄": "狱", "獅": "狮", "獎": "奖", "獨": "独", "獪": "狯", "獫": "猃", "獮": "狝", "獰": "狞", "獱": "㺍", "獲": "获", "獵": "猎", "獷": "犷", "獸": "兽", "獺": "獭", "獻": "献", "獼": "猕", "玀": "猡", "現": "现", "琱": "雕", "琺": "珐", "琿": "珲", "瑋": "玮", "瑒": "玚", "瑣": "琐", "瑤": "瑶", "瑩": "莹", "瑪": "玛", "瑲": "玱", "璉": "琏", "璡": "琎", "璣": "玑", "璦": "瑷", "璫": "珰", "璯": "㻅", "環": "环", "璵": "玙", "璸": "瑸", "璽": "玺", "璿": "璇", "瓊": "琼", "瓏": "珑", "瓔": "璎", "瓚": "瓒", "甌": "瓯", "甕": "瓮", "產": "产", "産": "产", "甦": "苏", "甯": "宁", "畝": "亩", "畢": "毕", "畫": "画", "異": "异", "畵": "画", "當": "当", "疇": "畴", "疊": "叠", "痙": "痉", "痠": "酸", "痾": "疴", "瘂": "痖", "瘋": "疯", "瘍": "疡", "瘓": "痪", "瘞": "瘗", "瘡": "疮", "瘧": "疟", "瘮": "瘆", "瘲": "疭", "瘺": "瘘", "瘻": "瘘", "療": "疗", "癆": "痨", "癇": "痫", "癉": "瘅", "癒": "愈", "癘": "疠", "癟": "瘪", "癡": "痴", "癢": "痒", "癤": "疖", "癥": "症", "癧": "疬", "癩": "癞", "癬": "癣", "癭": "瘿", "癮": "瘾", "癰": "痈", "癱": "瘫", "癲": "癫", "發": "发", "皁": "皂", "皚": "皑", "皰": "疱", "皸": "皲", "皺": "皱", "盃": "杯", "盜": "盗", "盞": "盏", "盡": "尽", "監": "监", "盤": "盘", "盧": "卢", "盪": "荡", "眞": "真", "眥": "眦", "眾": "众", "睏": "困", "睜": "睁", "睞": "睐", "瞘": "眍", "瞜": "䁖", "瞞": "瞒", "瞭": "了", "瞶": "瞆", "瞼": "睑", "矇": "蒙", "矓": "眬", "矚": "瞩", "矯": "矫", "硃": "朱", "硜": "硁", "硤": "硖", "硨": "砗", "硯": "砚", "碕": "埼", "碩": "硕", "碭": "砀", "碸": "砜", "確": "确", "碼": "码", "碽": "䂵", "磑": "硙", "磚": "砖", "磠": "硵", "磣": "碜", "磧": "碛", "磯": "矶", "磽": "硗", "磾": "䃅", "礄": "硚", "礆": "硷", "礎": "础", "礙": "碍", "礦": "矿", "礪": "砺", "礫": "砾", "礬": "矾", "礱": "砻", "祇": "只", "祕": "秘", "祿": "禄", "禍": "祸", "禎": "祯", "禕": "祎", "禡": "祃", "禦": "御", "禪": "禅", "禮": "礼", "禰": "祢", "禱": "祷", "禿": "秃", "秈": "籼", "稅": "税", "稈": "秆", "稏": "䅉", "稜": "棱", "稟": "禀", "種": "种", "稱": "称", "穀": "谷", "穇": "䅟", "穌": "稣", "積": "积", "穎": "颖", "穠": "秾", "穡": "穑", "穢": "秽", "穩": "稳", "穫": "获", "穭": "穞", "窩": "窝", "窪": "洼", "窮": "穷", "窯": "窑", "窵": "窎", "窶": "窭", "窺": "窥", "竄": "窜", "竅": "窍", "竇": "窦", "竈": "灶", "竊": "窃", "竪": "竖", "競": "竞", "筆": "笔", "筍": "笋", "筦": "管", "筧": "笕", "筴": "䇲", "箇": "个", "箋": "笺", "箏": "筝", "箚": "札", "節": "节", "範": "范", "築": "筑", "篋": "箧", "篔": "筼", "篠": "筿", "篤": "笃", "篩": "筛", "篳": "筚", "簀": "箦", "簍": "篓", "簑": "蓑", "簞": "箪", "簡": "简", "簣": "篑", "簫": "箫", "簹": "筜", "簽": "签", "簾": "帘", "籃": "篮", "籌": "筹", "籔": "䉤", "籙": "箓", "籛": "篯", "籜": "箨", "籟": "籁", "籠": "笼", "籤": "签", "籩": "笾", "籪": "簖", "籬": "篱", "籮": "箩", "籲": "吁", "粵": "粤", "糉": "粽", "糝": "糁", "糞": "粪", "糧": "粮", "糰": "团", "糲": "粝", "糴": "籴", "糶": "粜", "糹": "纟", "糾": "纠", "紀": "纪", "紂": "纣", "約": "约", "紅": "红", "紆": "纡", "紇": "纥", "紈": "纨", "紉": "纫", "紋": "纹", "納": "纳", "紐": "纽", "紓": "纾", "純": "纯", "紕": "纰", "紖": "纼", "紗": "纱", "紘": "纮", "紙": "纸", "級": "级", "紛": "纷", "紜": "纭", "紝": "纴", "紡": "纺", "紬": "䌷", "紮": "扎", "細": "细", "紱": "绂", "紲": "绁", "紳": "绅", "紵": "纻", "紹": "绍", "紺": "绀", "紼": "绋", "紿": "绐", "絀": "绌", "終": "终", "絃": "弦", "組": "组", "絅": "䌹", "絆": "绊", "絎": "绗", "結": "结", "絕": "绝", "絛": "绦", "絜": "洁", "絝": "绔", "絞": "绞", "絡": "络", "絢": "绚", "給": "给", "絨": "绒", "絰": "绖", "統": "统", "絲": "丝", "絳": "绛", "絶": "绝", "絹": "绢", "綁": "绑", "綃": "绡", "綆": "绠", "綈": "绨", "綉": "绣", "綌": "绤", "綏": "绥", "綐": "䌼", "綑": "捆", "經": "经", "綜": "综", "綞": "缍", "綠": "绿", "綢": "绸", "綣": "绻", "綫": "线", "綬": "绶", "維": "维", "綯": "绹", "綰": "绾", "綱": "纲", "網": "网", "綳": "绷", "綴": "缀", "綵": "彩", "綸": "纶", "綹": "绺", "綺": "绮", "綻": "绽", "綽": "绰", "綾": "绫", "綿": "绵", "緄": "绲", "緇": "缁", "緊": "紧", "緋": "绯", "緑": "绿", "緒": "绪", "緓": "绬", "緔": "绱", "緗": "缃", "緘": "缄", "緙": "缂", "線": "线", "緝": "缉", "緞": "缎", "締": "缔", "緡": "缗", "緣": "缘", "緦": "缌", "編": "编", "緩": "缓", "緬": "缅", "緯": "纬", "緱": "缑", "緲": "缈", "練": "练", "緶": "缏", "緹": "缇", "緻": "致", "緼": "缊", "縈": "萦", "縉": "缙", "縊": "缢", "縋": "缒", "縐": "绉", "縑": "缣", "縕": "缊", "縗": "缞", "縛": "缚", "縝": "缜", "縞": "缟", "縟": "缛", "縣": "县", "縧": "绦", "縫": "缝", "縭": "缡", "縮": "缩", "縱": "纵", "縲": "缧", "縳": "䌸", "縴": "纤", "縵": "缦", "縶": "絷", "縷": "缕", "縹": "缥", "總": "总", "績": "绩", "繃": "绷", "繅": "缫", "繆": "缪", "繒": "缯", "織": "织", "繕": "缮", "繚": "缭", "繞": "绕", "繡": "绣", "繢": "缋", "繩": "绳", "繪": "绘", "繫": "系", "繭": "茧", "繮": "缰", "繯": "缳", "繰": "缲", "繳": "缴", "繸": "䍁", "繹": "绎", "繼": "继", "繽": "缤", "繾": "缱", "繿": "䍀", "纇": "颣", "纈": "缬", "纊": "纩", "續": "续", "纍": "累", "纏": "缠", "纓": "缨", "纔": "才", "纖": "纤", "纘": "缵", "纜": "缆", "缽": "钵", "罃": "䓨", "罈": "坛", "罌": "罂", "罎": "坛", "罰": "罚", "罵": "骂", "罷": "罢", "羅": "罗", "羆": "罴", "羈": "羁", "羋": "芈", "羣": "群", "羥": "羟", "羨": "羡", "義": "义", "羶": "膻", "習": "习", "翫": "玩", "翬": "翚", "翹": "翘", "翽": "翙", "耑": "专", "耬": "耧", "耮": "耢", "聖": "圣", "聞": "闻", "聯": "联", "聰": "聪", "聲": "声", "聳": "耸", "聵": "聩", "聶": "聂", "職": "职", "聹": "聍", "聽": "听", "聾": "聋", "肅": "肃", "脅": "胁", "脈": "脉", "脛": "胫", "脣": "唇", "脩": "修", "脫": "脱", "脹": "胀", "腎": "肾", "腖": "胨", "腡": "脶", "腦": "脑", "腫": "肿", "腳": "脚", "腸": "肠", "膃": "腽", "膕": "腘", "膚": "肤", "膞": "䏝", "膠": "胶", "膩": "腻", "膽": "胆", "膾": "脍", "膿": "脓", "臉": "脸", "臍": "脐", "臏": "膑", "臘": "腊", "臚": "胪", "臟": "脏", "臠": "脔", "臢": "臜", "臥": "卧", "臨": "临", "臺": "台", "與": "与", "興": "兴", "舉": "举", "舊": "旧", "舖": "铺", "舘": "馆", "艙": "舱", "艤": "舣", "艦": "舰", "艫": "舻", "艱": "艰", "艷": "艳", "芻": "刍", "苧": "苎", "茲": "兹", "荊": "荆", "莊": "庄", "莖": "茎", "莢": "荚", "莧": "苋", "菉": "绿", "華": "华", "菴": "庵", "菸": "烟", "萇": "苌", "萊": "莱", "萬": "万", "萴": "荝", "萵": "莴", "葉": "叶", "葒": "荭", "葤": "荮", "葦": "苇", "葯": "药", "葷": "荤", "蒐": "搜", "蒓": "莼", "蒔": "莳", "蒕": "蒀", "蒞": "莅", "蒼": "苍", "蓀": "荪", "蓆": "席", "蓋": "盖", "蓮": "莲", "蓯": "苁", "蓴": "莼", "蓽": "荜", "蔔": "卜", "蔘": "参", "蔞": "蒌", "蔣": "蒋", "蔥": "葱", "蔦": "茑", "蔭": "荫", "蕁": "荨", "蕆": "蒇", "蕎": "荞", "蕒": "荬", "蕓": "芸", "蕕": "莸", "蕘": "荛", "蕢": "蒉", "蕩": "荡", "蕪": "芜", "蕭": "萧", "蕷": "蓣", "薀": "蕰", "薈": "荟", "薊": "蓟", "薌": "芗", "薑": "姜", "薔": "蔷", "薘": "荙", "薟": "莶", "薦": "荐", "薩": "萨", "薳": "䓕", "薴": "苎", "薵": "䓓", "薹": "苔", "薺": "荠", "藉": "借", "藍": "蓝", "藎": "荩", "藝": "艺", "藥": "药", "藪": "薮", "藭": "䓖", "藴": "蕴", "藶": "苈", "藹": "蔼", "藺": "蔺", "蘀": "萚", "蘄": "蕲", "蘆": "芦", "蘇": "苏", "蘊": "蕴", "蘋": "苹", "蘚": "藓", "蘞": "蔹", "蘢": "茏", "蘭": "兰", "蘺": "蓠", "蘿": "萝", "虆": "蔂", "處": "处", "虛": "虚", "虜": "虏", "號": "号", "虧": "亏", "虯": "虬", "蛺": "蛱", "蛻": "蜕", "蜆": "蚬", "蝕": "蚀", "蝟": "猬", "蝦": "虾", "蝨": "虱", "蝸": "蜗", "螄": "蛳", "螞": "蚂", "螢": "萤", "螮": "䗖", "螻": "蝼", "螿": "螀", "蟄": "蛰", "蟈": "蝈", "蟎": "螨", "蟣": "虮", "蟬": "蝉", "蟯": "蛲", "蟲": "虫", "蟶": "蛏", "蟻": "蚁", "蠁": "蚃", "蠅": "蝇", "蠆": "虿", "蠍": "蝎", "蠐": "蛴", "蠑": "蝾", "蠔": "蚝", "蠟": "蜡", "蠣": "蛎", "蠨": "蟏", "蠱": "蛊", "蠶": "蚕", "蠻": "蛮", "衆": "众", "衊": "蔑", "術": "术", "衕": "同", "衚": "胡", "衛": "卫", "衝": "冲", "衹": "只", "袞": "衮", "袷": "夹", "裊": "袅", "裏": "里", "補": "补", "裝": "装", "裡": "里", "製": "制", "複": "复", "褌": "裈", "褘": "袆", "褲": "裤", "褳": "裢", "褸": "褛", "褻": "亵", "襇": "裥", "襉": "裥", "襏": "袯", "襖": "袄", "襝": "裣", "襠": "裆", "襤": "褴", "襪": "袜", "襬": "摆", "襯": "衬", "襲": "袭", "襴": "襕", "覆": "复", "覈": "核", "見": "见", "覎": "觃", "規": "规", "覓": "觅", "視": "视", "覘": "觇", "覡": "觋", "覥": "觍", "覦": "觎", "親": "亲", "覬": "觊", "覯": "觏", "覲": "觐", "覷": "觑", "覺": "觉", "覽": "览", "覿": "觌", "觀": "观", "觴": "觞", "觶": "觯", "觸": "触", "訁": "讠", "訂": "订", "訃": "讣", "計": "计", "訊": "讯", "訌": "讧", "討": "讨", "訐": "讦", "訒": "讱", "訓": "训", "訕": "讪", "訖": "讫", "託": "托", "記": "记", "訛": "讹", "訝": "讶", "訟": "讼", "訢": "䜣", "訣": "诀", "訥": "讷", "訩": "讻", "訪": "访", "設": "设", "許": "许", "訴": "诉", "訶": "诃", "診": "诊", "註": "注", "証": "证", "詁": "诂", "詆": "诋", "詎": "讵", "詐": "诈", "詒": "诒", "詔": "诏", "評": "评", "詖": "诐", "詗": "诇", "詘": "诎", "詛": "诅", "詞": "词", "詠": "咏", "詡": "诩", "詢": "询", "詣": "诣", "試": "试", "詩": "诗", "詫": "诧", "詬": "诟", "詭": "诡", "詮": "诠", "詰": "诘", "話": "话", "該": "该", "詳": "详", "詵": "诜", "詼": "诙", "詿": "诖", "誄": "诔", "誅": "诛", "誆": "诓", "誇": "夸", "誌": "志", "認": "认", "誑": "诳", "誒": "诶", "誕": "诞", "誘": "诱", "誚": "诮", "語": "语", "誠": "诚", "誡": "诫", "誣": "诬", "誤": "误", "誥": "诰", "誦": "诵", "誨": "诲", "說": "说", "説": "说", "誰": "谁", "課": "课", "誶": "谇", "誹": "诽", "誼": "谊", "誾": "訚", "調": "调", "諂": "谄", "諄": "谆", "談": "谈", "諉": "诿", "請": "请", "諍": "诤", "諏": "诹", "諑": "诼", "諒": "谅", "論": "论", "諗": "谂", "諛": "谀", "諜": "谍", "諝": "谞", "諞": "谝", "諡": "谥", "諢": "诨", "諤": "谔", "諦": "谛", "諧": "谐", "諫": "谏", "諭": "谕", "諮": "咨", "諱": "讳", "諳": "谙", "諶": "谌", "諷": "讽", "諸": "诸", "諺": "谚", "諼": "谖", "諾": "诺", "謀": "谋", "謁": "谒", "謂": "谓", "謄": "誊", "謅": "诌", "謊": "谎", "謎": "谜", "謐": "谧", "謔": "谑", "謖": "谡", "謗": "谤", "謙": "谦", "謚": "谥", "講": "讲", "謝": "谢", "謠": "谣", "謡": "谣", "謨": "谟", "謫": "谪", "謬": "谬", "謭": "谫", "謳": "讴", "謹": "谨", "謾": "谩", "譁": "哗", "證": "证", "譎": "谲", "譏": "讥", "譖": "谮", "識": "识", "譙": "谯", "譚": "谭", "譜": "谱", "譟": "噪", "譫": "谵", "譭": "毁", "譯": "译", "議": "议", "譴": "谴", "護": "护", "譸": "诪", "譽": "誉", "譾": "谫", "讀": "读", "讅": "谉", "變": "变", "讋": "詟", "讌": "䜩", "讎": "雠", "讒": "谗", "讓": "让", "讕": "谰", "讖": "谶", "讚": "赞", "讜": "谠", "讞": "谳", "谿": "溪", "豈": "岂", "豎": "竖", "豐": "丰", "豔": "艳", "豬": "猪", "豶": "豮", "貍": "狸", "貓": "猫", "貙": "䝙", "貝": "贝", "貞": "贞", "貟": "贠", "負": "负", "財": "财", "貢": "贡", "貧": "贫", "貨": "货", "販": "贩", "貪": "贪", "貫": "贯", "責": "责", "貯": "贮", "貰": "贳", "貲": "赀", "貳": "贰", "貴": "贵", "貶": "贬", "買": "买", "貸": "贷", "貺": "贶", "費": "费", "貼": "贴", "貽": "贻", "貿": "贸", "賀": "贺", "賁": "贲", "賂": "赂", "賃": "赁", "賄": "贿", "賅": "赅", "資": "资", "賈": "贾", "賊": "贼", "賑": "赈", "賒": "赊", "賓": "宾", "賕": "赇", "賙": "赒", "賚": "赉", "賜": "赐", "賞": "赏", "賠": "赔", "賡": "赓", "賢": "贤", "賣": "卖", "賤": "贱", "賦": "赋", "賧": "赕", "質": "质", "賫": "赍", "賬": "账", "賭": "赌", "賰": "䞐", "賴": "赖", "賵": "赗", "賺": "赚", "賻": "赙", "購": "购", "賽": "赛", "賾": "赜", "贄": "贽", "贅": "赘", "贇": "赟", "贈": "赠", "贊": "赞", "贋": "赝", "贍": "赡", "贏": "赢", "贐": "赆", "贓": "赃", "贔": "赑", "贖": "赎", "贗": "赝", "贛": "赣", "贜": "赃", "赬": "赪", "趕": "赶", "趙": "赵", "趨": "趋", "趲": "趱", "跡": "迹", "踐": "践", "踰": "逾", "踴": "踊", "蹌": "跄", "蹕": "跸", "蹟": "迹", "蹠": "跖", "蹣": "蹒", "蹤": "踪", "蹺": "跷", "躂": "跶", "躉": "趸", "躊": "踌", "躋": "跻", "躍": "跃", "躎": "䟢", "躑": "踯", "躒": "跞", "躓": "踬", "躕": "蹰", "躚": "跹", "躡": "蹑", "躥": "蹿", "躦": "躜", "躪": "躏", "軀": "躯", "車": "车", "軋": "轧", "軌": "轨", "軍": "军", "軑": "轪", "軒": "轩", "軔": "轫", "軛": "轭", "軟": "软", "軤": "轷", "軫": "轸", "軲": "轱", "軸": "轴", "軹": "轵", "軺": "轺", "軻": "轲", "軼": "轶", "軾": "轼", "較": "较", "輅": "辂", "輇": "辁", "輈": "辀", "載": "载", "輊": "轾", "輒": "辄", "輓": "挽", "輔": "辅", "輕": "轻", "輛": "辆", "輜": "辎", "輝": "辉", "輞": "辋", "輟": "辍", "輥": "辊", "輦": "辇", "輩": "辈", "輪": "轮", "輬": "辌", "輯": "辑", "輳": "辏", "輸": "输", "輻": "辐", "輼": "辒", "輾": "辗", "輿": "舆", "轀": "辒", "轂": "毂", "轄": "辖", "轅": "辕", "轆": "辘", "轉": "转", "轍": "辙", "轎": "轿", "轔": "辚", "轟": "轰", "轡": "辔", "轢": "轹", "轤": "轳", "辦": "办", "辭": "辞", "辮": "辫", "辯": "辩", "農": "农", "迴": "回", "迺": "乃", "逕": "径", "這": "这", "連": "连", "週": "周", "進": "进", "遊": "游", "運": "运", "過": "过", "達": "达", "違": "违", "遙": "遥", "遜": "逊", "遞": "递", "遠": "远", "遡": "溯", "適": "适", "遲": "迟", "遶": "绕", "遷": "迁", "選": "选", "遺": "遗", "遼": "辽", "邁": "迈", "還": "还", "邇": "迩", "邊": "边", "邏": "逻", "邐": "逦", "邨": "村", "郟": "郏", "郵": "邮", "鄆": "郓", "鄉": "乡", "鄒": "邹", "鄔": "邬", "鄖": "郧", "鄧": "邓", "鄭": "郑", "鄰": "邻", "鄲": "郸", "鄴": "邺", "鄶": "郐", "鄺": "邝", "酇": "酂", "酈": "郦", "醃": "腌", "醖": "酝", "醜": "丑", "醞": "酝", "醟": "蒏", "醣": "糖", "醫": "医", "醬": "酱", "醱": "酦", "釀": "酿", "釁": "衅", "釃": "酾", "釅": "酽", "釋": "释", "釐": "厘", "釒": "钅", "釓": "钆", "釔": "钇", "釕": "钌", "釗": "钊", "釘": "钉", "釙": "钋", "針": "针", "釣": "钓", "釤": "钐", "釦": "扣", "釧": "钏", "釩": "钒", "釵": "钗", "釷": "钍", "釹": "钕", "釺": "钎", "釾": "䥺", "鈀": "钯", "鈁": "钫", "鈃": "钘", "鈄": "钭", "鈅": "钥", "鈈": "钚", "鈉": "钠", "鈍": "钝", "鈎": "钩", "鈐": "钤", "鈑": "钣", "鈒": "钑", "鈔": "钞", "鈕": "钮", "鈞": "钧", "鈡": "钟", "鈣": "钙", "鈥": "钬", "鈦": "钛", "鈧": "钪", "鈮": "铌", "鈰": "铈", "鈳": "钶", "鈴": "铃", "鈷": "钴", "鈸": "钹", "鈹": "铍", "鈺": "钰", "鈽": "钸", "鈾": "铀", "鈿": "钿", "鉀": "钾", "鉅": "巨", "鉆": "钻", "鉈": "铊", "鉉": "铉", "鉋": "铇", "鉍": "铋", "鉑": "铂", "鉕": "钷", "鉗": "钳", "鉚": "铆", "鉛": "铅", "鉞": "钺", "鉢": "钵", "鉤": "钩", "鉦": "钲", "鉬": "钼", "鉭": "钽", "鉳": "锫", "鉶": "铏", "鉸": "铰", "鉺": "铒", "鉻": "铬", "鉿": "铪", "銀": "银", "銃": "铳", "銅": "铜", "銍": "铚", "銑": "铣", "銓": "铨", "銖": "铢", "銘": "铭", "銚": "铫", "銛": "铦", "銜": "衔", "銠": "铑", "銣": "铷", "銥": "铱", "銦": "铟", "銨": "铵", "銩": "铥", "銪": "铕", "銫": "铯", "銬": "铐", "銱": "铞", "銳": "锐", "銷": "销", "銹": "锈", "銻": "锑", "銼": "锉", "鋁": "铝", "鋃": "锒", "鋅": "锌", "鋇": "钡", "鋌": "铤", "鋏": "铗", "鋒": "锋", "鋙": "铻", "鋝": "锊", "鋟": "锓", "鋣": "铘", "鋤": "锄", "鋥": "锃", "鋦": "锔", "鋨": "锇", "鋩": "铓", "鋪": "铺", "鋭": "锐", "鋮": "铖", "鋯": "锆", "鋰": "锂", "鋱": "铽", "鋶": "锍", "鋸": "锯", "鋼": "钢", "錁": "锞", "錄": "录", "錆": "锖", "錇": "锫", "錈": "锩", "錏": "铔", "錐": "锥", "錒": "锕", "錕": "锟", "錘": "锤", "錙": "锱", "錚": "铮", "錛": "锛", "錟": "锬", "錠": "锭", "錡": "锜", "錢": "钱", "錦": "锦", "錨": "锚", "錩": "锠", "錫": "锡", "錮": "锢", "錯": "错", "録": "录", "錳": "锰", "錶": "表", "錸": "铼", "錼": "镎", "鍀": "锝", "鍁": "锨", "鍃": "锪", "鍅": "钫", "鍆": "钔", "鍇": "锴", "鍈": "锳", "鍊": "炼", "鍋": "锅", "鍍": "镀", "鍔": "锷", "鍘": "铡", "鍚": "钖", "鍛": "锻", "鍠": "锽", "鍤": "锸", "鍥": "锲", "鍩": "锘", "鍬": "锹", "鍰": "锾", "鍵": "键", "鍶": "锶", "鍺": "锗", "鍼": "针", "鍾": "钟", "鎂": "镁", "鎄": "锿", "鎇": "镅", "鎊": "镑", "鎌": "镰", "鎔": "镕", "鎖": "锁", "鎘": "镉", "鎚": "锤", "鎛": "镈", "鎡": "镃", "鎢": "钨", "鎣": "蓥", "鎦": "镏", "鎧": "铠", "鎩": "铩", "鎪": "锼", "鎬": "镐", "鎭": "镇", "鎮": "镇", "鎰": "镒", "鎲": "镋", "鎳": "镍", "鎵": "镓", "鎶": "鿔", "鎸": "镌", "鎿": "镎", "鏃": "镞", "鏇": "旋", "鏈": "链", "鏌": "镆", "鏍": "镙", "鏐": "镠", "鏑": "镝", "鏗": "铿", "鏘": "锵", "鏜": "镗", "鏝": "镘", "鏞": "镛", "鏟": "铲", "鏡": "镜", "鏢": "镖", "鏤": "镂", "鏨": "錾", "鏰": "镚", "鏵": "铧", "鏷": "镤", "鏹": "镪", "鏺": "䥽", "鏽": "锈", "鐃": "铙", "鐋": "铴", "鐐": "镣", "鐒": "铹", "鐓": "镦", "鐔": "镡", "鐘": "钟", "鐙": "镫", "鐝": "镢", "鐠": "镨", "鐥": "䦅", "鐦": "锎", "鐧": "锏", "鐨": "镄", "鐫": "镌", "鐮": "镰", "鐯": "䦃", "鐲": "镯", "鐳": "镭", "鐵": "铁", "鐶": "镮", "鐸": "铎", "鐺": "铛", "鐿": "镱", "鑄": "铸", "鑊": "镬", "鑌": "镔", "鑑": "鉴", "鑒": "鉴", "鑔": "镲", "鑕": "锧", "鑞": "镴", "鑠": "铄", "鑣": "镳", "鑥": "镥", "鑭": "镧", "鑰": "钥", "鑱": "镵", "鑲": "镶", "鑷": "镊", "鑹": "镩", "鑼": "锣", "鑽": "钻", "鑾": "銮", "鑿": "凿", "钁": "镢", "钂": "镋", "長": "长", "門": "门", "閂": "闩", "閃": "闪", "閆": "闫", "閈": "闬", "閉": "闭", "開": "开", "閌": "闶", "閎": "闳", "閏": "闰", "閑": "闲", "閒": "闲", "間": "间", "閔": "闵", "閘": "闸", "閡": "阂", "閣": "阁", "閤": "合", "閥": "阀", "閨": "闺", "閩": "闽", "閫": "阃", "閬": "阆", "閭": "闾", "閱": "阅", "閲": "阅", "閶": "阊", "閹": "阉", "閻": "阎", "閼": "阏", "閽": "阍", "閾": "阈", "閿": "阌", "闃": "阒", "闆": "板", "闇": "暗", "闈": "闱", "闊": "阔", "闋": "阕", "闌": "阑", "闍": "阇", "闐": "阗", "闒": "阘", "闓": "闿", "闔": "阖", "闕": "阙", "闖": "闯", "關": "关", "闞": "阚", "闠": "阓", "闡": "阐", "闢": "辟", "闤": "阛", "闥": "闼", "阪": "坂", "陘": "陉", "陝": "陕", "陞": "升", "陣": "阵", "陰": "阴", "陳": "陈", "陸": "陆", "陽": "阳", "隉": "陧", "隊": "队", "階": "阶", "隕": "陨", "際": "际", "隨": "随", "險": "险", "隯": "陦", "隱": "隐", "隴": "陇", "隸": "隶", "隻": "只", "雋": "隽", "雖": "虽", "雙": "双", "雛": "雏", "雜": "杂", "雞": "鸡", "離": "离", "難": "难", "雲": "云", "電": "电", "霑": "沾", "霢": "霡", "霧": "雾", "霽": "霁", "靂": "雳", "靄": "霭", "靆": "叇", "靈": "灵", "靉": "叆", "靚": "靓", "靜": "静", "靝": "靔", "靦": "腼", "靨": "靥", "鞏": "巩", "鞝": "绱", "鞦": "秋", "鞽": "鞒", "韁": "缰", "韃": "鞑", "韆": "千", "韉": "鞯", "韋": "韦", "韌": "韧", "韍": "韨", "韓": "韩", "韙": "韪", "韜": "韬", "韝": "鞲", "韞": "韫", "韻": "韵", "響": "响", "頁": "页", "頂": "顶", "頃": "顷", "項": "项", "順": "顺", "頇": "顸", "須": "须", "頊": "顼", "頌": "颂", "頎": "颀", "頏": "颃", "預": "预", "頑": "顽", "頒": "颁", "頓": "顿", "頗": "颇", "領": "领", "頜": "颌", "頡": "颉", "頤": "颐", "頦": "颏", "頭": "头", "頮": "颒", "頰": "颊", "頲": "颋", "頴": "颕", "頷": "颔", "頸": "颈", "頹": "颓", "頻": "频", "頽": "颓", "顆": "颗", "題": "题", "額": "额", "顎": "颚", "顏": "颜", "顒": "颙", "顓": "颛", "顔": "颜", "願": "愿", "顙": "颡", "顛": "颠", "類": "类", "顢": "颟", "顥": "颢", "顧": "顾", "顫": "颤", "顬": "颥", "顯": "显", "顰": "颦", "顱": "颅", "顳": "颞", "顴": "颧", "風": "风", "颭": "飐", "颮": "飑", "颯": "飒", "颱": "台", "颳": "刮", "颶": "飓", "颸": "飔", "颺": "飏", "颻": "飖", "颼": "飕", "飀": "飗", "飄": "飘", "飆": "飙", "飈": "飚", "飛": "飞", "飠": "饣", "飢": "饥", "飣": "饤", "飥": "饦", "飩": "饨", "飪": "饪", "飫": "饫", "飭": "饬", "飯": "饭", "飱": "飧", "飲": "饮", "飴": "饴", "飼": "饲", "飽": "饱", "飾": "饰", "飿": "饳", "餃": "饺", "餄": "饸", "餅": "饼", "餈": "糍", "餉": "饷", "養": "养", "餌": "饵", "餎": "饹", "餏": "饻", "餑": "饽", "餒": "馁", "餓": "饿", "餕": "馂", "餖": "饾", "餘": "余", "餚": "肴", "餛": "馄", "餜": "馃", "餞": "饯", "餡": "馅", "館": "馆", "餬": "糊", "餱": "糇", "餳": "饧", "餵": "喂", "餶": "馉", "餷": "馇", "餺": "馎", "餼": "饩", "餾": "馏", "餿": "馊", "饁": "馌", "饃": "馍", "饅": "馒", "饈": "馐", "饉": "馑", "饊": "馓", "饋": "馈", "饌": "馔", "饑": "饥", "饒": "饶", "饗": "飨", "饜": "餍", "饞": "馋", "饢": "馕", "馬": "马", "馭": "驭", "馮": "冯", "馱": "驮", "馳": "驰", "馴": "驯", "馹": "驲", "駁": "驳", "駐": "驻", "駑": "驽", "駒": "驹", "駔": "驵", "駕": "驾", "駘": "骀", "駙": "驸", "駛": "驶", "駝": "驼", "駟": "驷", "駡": "骂", "駢": "骈", "駭": "骇", "駰": "骃", "駱": "骆", "駸": "骎", "駿": "骏", "騁": "骋", "騂": "骍", "騅": "骓", "騌": "骔", "騍": "骒", "騎": "骑", "騏": "骐", "騖": "骛", "騙": "骗", "騤": "骙", "騧": "䯄", "騫": "骞", "騭": "骘", "騮": "骝", "騰": "腾", "騶": "驺", "騷": "骚", "騸": "骟", "騾": "骡", "驀": "蓦", "驁": "骜", "驂": "骖", "驃": "骠", "驄": "骢", "驅": "驱", "驊": "骅", "驌": "骕", "驍": "骁", "驏": "骣", "驕": "骄", "驗": "验", "驚": "惊", "驛": "驿", "驟": "骤", "驢": "驴", "驤": "骧", "驥": "骥", "驦": "骦", "驪": "骊", "驫": "骉", "骯": "肮", "髏": "髅", "髒": "脏", "體": "体", "髕": "髌", "髖": "髋", "髮": "发", "鬆": "松", "鬍": "胡", "鬚": "须", "鬢": "鬓", "鬥": "斗", "鬧": "闹", "鬨": "哄", "鬩": "阋", "鬮": "阄", "鬱": "郁", "鬹": "鬶", "魎": "魉", "魘": "魇", "魚": "鱼", "魛": "鱽", "魢": "鱾", "魨": "鲀", "魯": "鲁", "魴": "鲂", "魷": "鱿", "魺": "鲄", "鮁": "鲅", "鮃": "鲆", "鮊": "鲌", "鮋": "鲉", "鮍": "鲏", "鮎": "鲇", "鮐": "鲐", "鮑": "鲍", "鮒": "鲋", "鮓": "鲊", "鮚": "鲒", "鮜": "鲘", "鮝": "鲞", "鮞": "鲕", "鮣": "䲟", "鮦": "鲖", "鮪": "鲔", "鮫": "鲛", "鮭": "鲑", "鮮": "鲜", "鮳": "鲓", "鮶": "鲪", "鮺": "鲝", "鯀": "鲧", "鯁": "鲠", "鯇": "鲩", "鯉": "鲤", "鯊": "鲨", "鯒": "鲬", "鯔": "鲻", "鯕": "鲯", "鯖": "鲭", "鯗": "鲞", "鯛": "鲷", "鯝": "鲴", "鯡": "鲱", "鯢": "鲵", "鯤": "鲲", "鯧": "鲳", "鯨": "鲸", "鯪": "鲮", "鯫": "鲰", "鯰": "鲶", "鯴": "鲺", "鯷": "鳀", "鯽": "鲫", "鯿": "鳊", "鰁": "鳈", "鰂": "鲗", "鰃": "鳂", "鰆": "䲠", "鰈": "鲽", "鰉": "鳇", "鰌": "䲡", "鰍": "鳅", "鰏": "鲾", "鰐": "鳄", "鰒": "鳆", "鰓": "鳃", "鰛": "鳁", "鰜": "鳒", "鰟": "鳑", "鰠": "鳋", "鰣": "鲥", "鰥": "鳏", "鰧": "䲢", "鰨": "鳎", "鰩": "鳐", "鰭": "鳍", "鰮": "鳁", "鰱": "鲢", "鰲": "鳌", "鰳": "鳓", "鰵": "鳘", "鰷": "鲦", "鰹": "鲣", "鰺": "鲹", "鰻": "鳗", "鰼": "鳛", "鰾": "鳔", "鱂": "鳉", "鱅": "鳙", "鱈": "鳕", "鱉": "鳖", "鱒": "鳟", "鱔": "鳝", "鱖": "鳜", "鱗": "鳞", "鱘": "鲟", "鱝": "鲼", "鱟": "鲎", "鱠": "鲙", "鱣": "鳣", "鱤": "鳡", "鱧": "鳢", "鱨": "鲿", "鱭": "鲚", "鱯": "鳠", "鱷": "鳄", "鱸": "鲈", "鱺": "鲡", "鳥": "鸟", "鳧": "凫", "鳩": "鸠", "鳬": "凫", "鳲": "鸤", "鳳": "凤", "鳴": "鸣", "鳶": "鸢", "鳾": "䴓", "鴆": "鸩", "鴇": "鸨", "鴉": "鸦", "鴒": "鸰", "鴕": "鸵", "鴛": "鸳", "鴝": "鸲", "鴞": "鸮", "鴟": "鸱", "鴣": "鸪", "鴦": "鸯", "鴨": "鸭", "鴯": "鸸", "鴰": "鸹", "鴴": "鸻", "鴷": "䴕", "鴻": "鸿", "鴿": "鸽", "鵁": "䴔", "鵂": "鸺", "鵃": "鸼", "鵐": "鹀", "鵑": "鹃", "鵒": "鹆", "鵓": "鹁", "鵜": "鹈", "鵝": "鹅", "鵠": "鹄", "鵡": "鹉", "鵪": "鹌", "鵬": "鹏", "鵮": "鹐", "鵯": "鹎", "鵰": "雕", "鵲": "鹊", "鵷": "鹓", "鵾": "鹍", "鶄": "䴖", "鶇": "鸫", "鶉": "鹑", "鶊": "鹒", "鶓": "鹋", "鶖": "鹙", "鶘": "鹕", "鶚": "鹗", "鶡": "鹖", "鶥": "鹛", "鶩": "鹜", "鶪": "䴗", "鶬": "鸧", "鶯": "莺", "鶲": "鹟", "鶴": "鹤", "鶹": "鹠", "鶺": "鹡", "鶻": "鹘", "鶼": "鹣", "鶿": "鹚", "鷀": "鹚", "鷁": "鹢", "鷂": "鹞", "鷄": "鸡", "鷉": "䴘", "鷊": "鹝", "鷓": "鹧", "鷖": "鹥", "鷗": "鸥", "鷙": "鸷", "鷚": "鹨", "鷥": "鸶", "鷦": "鹪", "鷫": "鹔", "鷯": "鹩", "鷲": "鹫", "鷳": "鹇", "鷴": "鹇", "鷸": "鹬", "鷹": "鹰", "鷺": "鹭", "鷽": "鸴", "鸂": "㶉", "鸇": "鹯", "鸊": "䴙", "鸌": "鹱", "鸏": "鹲", "鸕": "鸬", "鸘": "鹴", "鸚": "鹦", "鸛": "鹳", "鸝": "鹂", "鸞": "鸾", "鹵": "卤", "鹹": "咸", "鹺": "鹾", "鹼": "碱", "鹽": "盐", "麗": "丽", "麥": "麦", "麩": "麸", "麪": "面", "麫": "面", "麯": "曲", "麴": "曲", "麵": "面", "麼": "幺", "麽": "幺", "黃": "黄", "黌": "黉", "點": "点", "黨": "党", "黲": "黪", "黴": "霉", "黶": "黡", "黷": "黩", "黽": "黾", "黿": "鼋", "鼂": "鼌", "鼉": "鼍", "鼕": "冬", "鼴": "鼹", "齊": "齐", "齋": "斋", "齎": "赍", "齏": "齑", "齒": "齿", "齔": "龀", "齕": "龁", "齗": "龂", "齙": "龅", "齜": "龇", "齟": "龃", "齠": "龆", "齡": "龄", "齣": "出", "齦": "龈", "齧": "啮", "齪": "龊", "齬": "龉", "齲": "龋", "齶": "腭", "齷": "龌", "龍": "龙", "龎": "厐", "龐": "庞", "龑": "䶮", "龔": "龚", "龕": "龛", "龜": "龟", "龢": "和", "鿁": "䜤", "鿓": "鿒"}'::jsonb ->> letter, letter), '' ORDER BY place)
            FROM string_to_table(body, NULL) WITH ORDINALITY AS given (letter, place)
        );
    END IF;
    RETURN body;
END $$;

CREATE FUNCTION public.search_fold_letters(body text) RETURNS text
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
    body := normalize(regexp_replace(body, '[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u093c\u09bc\u0a3c\u0abc\u0b3c\u0cbc]', '', 'g'), NFC);
    body := replace(replace(replace(body, 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe');
    RETURN translate(replace(body, 'þ', 'th'), 'ґєіўѓќђћџљњјәғқңөұүһҗҷłøđðħıŧəςةىکیہەھۇٱ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९๐๑๒๓๔๕๖๗๘๙АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯҐЄІӘҒҚҢӨҰҮҺŁØĐÐΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩҳҡҟҝҕҙӡҫҹӌҷҵҥӈҭԥҧӷҲҠҘҪŋɣƶ', 'геиугкдчцлнйагкноуухжчloddhitaσهيكيهههوا0123456789012345678901234567890123456789абвгдежзийклмнопрстуфхцчшщъыьэюягеиагкноуухloddαβγδεζηθικλμνξοπρστυφχψωхккггззсчччцннтппгхкзсngz');
END $_$;

CREATE FUNCTION public.search_glued(chunk text, words text[]) RETURNS text
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $_$
DECLARE
    glued text := left(array_to_string(words, ''), 64);
BEGIN
    -- Without regular expressions where it can be: PostgreSQL keeps 32 of them.
    chunk := btrim(chunk, '.,;:!?()[]"«»');
    IF cardinality(words) NOT BETWEEN 3 AND 16 OR search_is_unparted(words[1])
            OR chunk <> translate(chunk, '/\|,;+&.:()[]"''*=<>#@!?%_~№«»', '')
            OR glued !~ '[0-9]' OR glued !~ '[^0-9]' THEN
        RETURN NULL;
    END IF;
    RETURN CASE WHEN glued ~ '^[0-9abcehkmoptxyавсенкмортху]*$'
        THEN translate(glued, 'abcehkmoptxy', 'авсенкмортху') ELSE glued END;
END $_$;

CREATE FUNCTION public.search_hebrew(word text) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
DECLARE
    bare text := regexp_replace(word, '^(ו?(כש|מה|שה|שב|של|לכ|ה|ב|ל|מ|ש|כ)|ו)(?=...)', '');
BEGIN
    RETURN CASE bare WHEN word THEN '{}' ELSE bare || search_inflected('he', bare) END;
END $$;

CREATE FUNCTION public.search_in_one(languages text[], first text, second text, stems text[]) RETURNS tsquery
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
DECLARE
    language text;
    found text[] := '{}';
    stem text;
BEGIN
    IF length(first) < 2 OR length(second) < 2 OR length(first) + length(second) > 24 THEN
        RETURN NULL;
    ELSIF first ~ '^[a-z]' AND second ~ '^[a-z]' THEN
        FOREACH language IN ARRAY languages LOOP
            found := found || coalesce(
                ts_lexize(search_dictionary(language), first || second), ARRAY[first || second]);
        END LOOP;
    ELSIF first ~ '^[а-я]' THEN
        FOREACH stem IN ARRAY stems LOOP
            found := array_append(found, first || stem);
        END LOOP;
    END IF;
    RETURN CASE WHEN found <> '{}' THEN search_any(found) END;
END $$;

CREATE FUNCTION public.search_in_two(languages text[], word text, stems text[]) RETURNS tsquery
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $_$
DECLARE
    dictionaries regdictionary[];
    dictionary regdictionary;
    size int := length(word);
    first text;
    second text;
    firsts text[];
    seconds text[];
    stem text;
    ways text := '';
BEGIN
    IF size NOT BETWEEN 4 AND 24 OR word !~ '^([a-z]+|[а-я]+)$' THEN
        RETURN NULL;
    END IF;
    IF word ~ '^[a-z]' THEN
        dictionaries := array(SELECT DISTINCT search_dictionary(language)
            FROM unnest(languages) AS language);
    END IF;
    FOR cut IN 2..size - 2 LOOP
        first := left(word, cut);
        second := substr(word, cut + 1);
        firsts := ARRAY['.' || first];
        seconds := '{}';
        IF dictionaries IS NOT NULL THEN
            FOREACH dictionary IN ARRAY dictionaries LOOP
                firsts := firsts || coalesce(ts_lexize(dictionary, first), ARRAY[first]);
                seconds := seconds || coalesce(ts_lexize(dictionary, second), ARRAY[second]);
            END LOOP;
        ELSE
            firsts := array_append(firsts, 'c=' || search_sound(first));
            -- The second word ends as the whole does.
            FOREACH stem IN ARRAY stems LOOP
                IF starts_with(stem, first) AND length(stem) > cut + 1 THEN
                    seconds := array_append(seconds, substr(stem, cut + 1));
                END IF;
            END LOOP;
        END IF;
        CONTINUE WHEN seconds = '{}';
        ways := ways || CASE ways WHEN '' THEN '' ELSE '|' END
            || '(''' || array_to_string(firsts, '''|''') || ''')<->('''
            || array_to_string(seconds, '''|''') || ''')';
    END LOOP;
    RETURN nullif(ways, '')::tsquery;
END $_$;

CREATE FUNCTION public.search_inflected(language text, word text) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $_$
DECLARE
    -- Of a language, endings of cases, of the plural, and of what belongs to another.
    cases text;
    plurals text;
    owned text;
    mark text := '';
    bare text;
    own text;
    plain text;
BEGIN
    CASE split_part(language, '-', 1)
    WHEN 'kk', 'ky', 'tt', 'ba' THEN
        cases := '([ндтз][ыиу]н|[дтнз][ае]н|нд[ае]|[мбп]ен|[дтз][аео]|[гк][аео]|[ндтз][ыиу])$';
        plurals := '[лдтнз][аео]р([ыиу])?$';
        owned := '(?<=...)с?[ыиу](н|н[аео]|нд[аео]|н[аео]н|н[ыиу]н|[мб]ен)?$';
        mark := 't';
    WHEN 'tg' THEN
        cases := '(ро|и)$';
        plurals := '(хо|он)$';
        mark := 't';
    WHEN 'uz' THEN
        cases := '(ning|dan|da|ga|ka|qa|ni)$';
        plurals := 'lar(i)?$';
        owned := '(?<=...)s?i(ning|dan|da|ga|ni)?$';
    WHEN 'tr' THEN
        cases := '(n[iu]n|[dt][ae]n|[dt][ae]|[yn][iu]|y[ae])$';
        plurals := 'l[ae]r(i)?$';
        owned := '(?<=...)s?[iu](n[iu]n|nd[ae]n|nd[ae]|n[ae]|n[iu])?$';
    WHEN 'az', 'tk' THEN
        cases := '(n[iuy]n|d[ae]n|d[ae]|[gyk][ae]|n[iuy])$';
        plurals := 'l[ae]r([iy])?$';
        owned := '(?<=...)s?[iuy](n|n[iuy]n|nd[ae]n|nd[ae]|n[ae]|n[iuy])?$';
    WHEN 'fa' THEN
        cases := 'ي$';
        plurals := '(ها|هاي|هايي|ات)$';
    WHEN 'he' THEN
        word := translate(word, 'םןץףך', 'מנצפכ');
        cases := '^ה(?=...)';
        plurals := '(ימ|ות|ה|ת)$';
    ELSE RETURN '{}';
    END CASE;
    IF mark <> '' AND word !~ '^[а-я]' OR word ~ '[0-9]' THEN
        RETURN '{}';
    END IF;
    bare := regexp_replace(word, cases, '');
    IF owned IS NOT NULL THEN
        own := regexp_replace(regexp_replace(word, owned, ''), plurals, '');
        -- The word's own last letters: өндіріс, өндірісі; kitob, kitobi.
        plain := regexp_replace(regexp_replace(word,
            replace(replace(owned, 'с?', ''), 's?', ''), ''), plurals, '');
        -- A last letter is voiced before a vowel: өнеркәсіп, өнеркәсібі; yurak, yuragi.
        IF own <> word THEN
            own := CASE right(own, 1) WHEN 'б' THEN left(own, -1) || 'п'
                WHEN 'г' THEN left(own, -1) || 'к' WHEN 'g' THEN left(own, -1) || 'k'
                WHEN 'b' THEN left(own, -1) || 'p' ELSE own END;
        END IF;
    END IF;
    RETURN array(
        SELECT DISTINCT stem || mark FROM unnest(ARRAY[
            word, bare, regexp_replace(word, plurals, ''), regexp_replace(bare, plurals, ''), own, plain
        ]) AS stem WHERE length(stem) > 2
    );
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
            AND chunk ~ ('[^\u0001-\u002f\u003a-\u0040][-\u2010-\u2015\u2212''\u2019\u02bc]'
                '[^\u0001-\u002f\u003a-\u0040]')
            OR joined ~ '[0-9]' AND chunk ~ ('^[^0-9A-Za-z\u0080-\uffff]*'
                '[0-9A-Za-z\u0080-\uffff]+[^0-9A-Za-z\u0080-\uffff]*$') THEN
        RETURN CASE WHEN joined ~ '[0-9]' AND joined ~ '^[0-9abcehkmoptxyавсенкмортху]*$'
            THEN translate(joined, 'abcehkmoptxy', 'авсенкмортху') ELSE joined END;
    END IF;
    RETURN NULL;
END $_$;

CREATE FUNCTION public.search_joined_units(asked text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
DECLARE
    unit CONSTANT text := '([kmMкмМ]?(?:N|A|V|W|Pa|Н|А|В|Вт|Па))';
    second CONSTANT text := '(m|h|A|s|м|ч|А|с)(?![A-Za-z\u00c0-\u04ff])';
BEGIN
    IF translate(asked, '·⋅∙•*×', '') <> asked THEN
        asked := regexp_replace(asked,
            '(?<![A-Za-z\u00c0-\u04ff])' || unit || '\s?[·⋅∙•*×]\s?' || second, '\1\2', 'gi');
    END IF;
    IF translate(asked, '0123456789', '') <> asked THEN
        asked := regexp_replace(asked, '([0-9]\s?)' || unit || '[ .-]' || second, '\1\2\3', 'g');
    END IF;
    IF strpos(asked, '/') > 0 THEN
        asked := regexp_replace(asked,
            '\m(r|rev|u|об)\.?\s?/\s?(min|мин)(?![A-Za-z\u00c0-\u04ff])', 'rpm', 'gi');
    END IF;
    RETURN asked;
END $$;

CREATE FUNCTION public.search_kept_apart(word text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (word ~~ 'engineer%'::text) THEN 'engineer'::text WHEN (word ~~ 'organis%'::text) THEN 'organize'::text WHEN (word ~~ 'organiz%'::text) THEN 'organize'::text WHEN (word ~~ 'organic%'::text) THEN 'organic'::text WHEN (word ~~ 'universit%'::text) THEN 'university'::text WHEN (word ~~ 'positiv%'::text) THEN 'positive'::text WHEN (word ~~ 'experienc%'::text) THEN 'experience'::text WHEN (word ~~ 'importan%'::text) THEN 'important'::text WHEN (word ~~ 'authorit%'::text) THEN 'authority'::text WHEN (word ~~ 'international%'::text) THEN 'international'::text WHEN (word = ANY (ARRAY['transformer'::text, 'transformers'::text])) THEN 'transformer'::text WHEN (word = ANY (ARRAY['container'::text, 'containers'::text])) THEN 'container'::text WHEN (word = ANY (ARRAY['customer'::text, 'customers'::text])) THEN 'customer'::text WHEN (word = ANY (ARRAY['training'::text, 'trainings'::text])) THEN 'training'::text WHEN (word = ANY (ARRAY['housing'::text, 'housings'::text])) THEN 'housing'::text WHEN (word = ANY (ARRAY['fitting'::text, 'fittings'::text])) THEN 'fitting'::text WHEN (word = ANY (ARRAY['coupling'::text, 'couplings'::text])) THEN 'coupling'::text WHEN (word = ANY (ARRAY['lining'::text, 'linings'::text])) THEN 'lining'::text WHEN (word = ANY (ARRAY['winding'::text, 'windings'::text])) THEN 'winding'::text WHEN (word = ANY (ARRAY['handling'::text, 'handlings'::text])) THEN 'handling'::text WHEN (word = ANY (ARRAY['paste'::text, 'pastes'::text])) THEN 'paste'::text WHEN (word = ANY (ARRAY['objective'::text, 'objectives'::text])) THEN 'objective'::text WHEN (word = 'customs'::text) THEN 'customs'::text ELSE NULL::text END;

CREATE FUNCTION public.search_latin(dictionary regdictionary, word text) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
DECLARE
    found text[] := coalesce(ts_lexize(dictionary, word), ARRAY[word]);
BEGIN
    IF dictionary = 'pg_catalog.english_stem'::regdictionary
            AND search_kept_apart(word) IS NOT NULL THEN
        RETURN ARRAY[search_kept_apart(word)];
    END IF;
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

CREATE FUNCTION public.search_signs(body text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
BEGIN
    IF translate(body, 'ʻ‘ʼ`´''’', '') <> body THEN  -- Oʻzbekiston, but O'Neill
        body := regexp_replace(body, '(?<=[oOgG])([ʻ‘ʼ`´](?=[A-Za-z])|[''’](?=[a-z]))', '', 'g');
    END IF;
    IF strpos(body, 'ー') > 0 THEN  -- モーター, モータ
        body := regexp_replace(body, '(?<=[ァ-ヺー]{2})ー(?![ァ-ヺー])', '', 'g');
    END IF;
    IF translate(body, '"״''׳', '') <> body AND body ~ '[\u05d0-\u05ea]["״''׳][\u05d0-\u05ea]' THEN
        body := regexp_replace(body, '(?<=[\u05d0-\u05ea])["״''׳](?=[\u05d0-\u05ea])', '', 'g');
    END IF;
    -- Regular expressions are few here, for PostgreSQL keeps 32 of them: most texts have no signs.
    IF translate(body, '½¼¾⅓⅔⅛⅜⅝⅞⌀∅ΦφϕΩΩµμ×№寸吋', '') <> body THEN
        body := regexp_replace(body, '([0-9])([½¼¾⅓⅔⅛⅜⅝⅞])', '\1 \2', 'g');
        body := regexp_replace(body, '(?<=[0-9])\s?(英?寸|吋)', ' inch ', 'g');
        -- 5 µｍ is 5 um; a sign such as ™ is no pair of letters.
        body := normalize(translate(body, '™®©℠№', '    N'), NFKC);
        body := regexp_replace(translate(body, '⌀∅', 'øø'),
            '(?<![\u0370-\u03ff])[Φφϕ](?=[[:space:]]?[0-9])', 'ø', 'g');
        body := regexp_replace(body, '[µμ](?=[A-Za-z\u00c0-\u024f\u1e00-\u1eff])', 'u', 'g');
        body := regexp_replace(body, '(^|[^A-Za-z\u00c0-\u04ff])([kKmMGuкКмМГ]?)[\u03a9\u2126]'
            '(?![A-Za-z\u00c0-\u04ff])', '\1\2ohm', 'g');
        body := regexp_replace(body, '(?<=[0-9])×(?![0-9A-Za-zА-Яа-я])', 'x', 'g');
    END IF;
    IF strpos(translate(body, '×*хХX', 'xxxxx'), ' x ') > 0 THEN
        body := regexp_replace(body, '(?<=[0-9]) ([x×*хХX]) (?=[0-9])', '\1', 'g');
    END IF;
    -- A Persian ending is written with its word, whatever joins them.
    body := replace(body, U&'\200C\0647\0627', U&'\0647\0627');
    IF translate(body, '0123456789', '') <> body THEN
        body := search_figures(body);
    END IF;
    RETURN body;
END $$;

CREATE FUNCTION public.search_line(body text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN lower(NORMALIZE(public.search_signs(translate(body, '	

™®©℠'::text, '         '::text)), NFKC));

CREATE FUNCTION public.search_looser(lexemes text[]) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
DECLARE
    lexeme text;
    looser text;
    found text[] := '{}'::text[];
BEGIN
    FOREACH lexeme IN ARRAY lexemes LOOP
        CONTINUE WHEN length(lexeme) < 7 OR left(lexeme, 2) NOT IN ('l=', 'c=', 'c~');
        looser := left(lexeme, 2) || search_looser_sound(substr(lexeme, 3));
        IF length(looser) > 6 AND looser <> lexeme AND looser <> ALL(found) THEN
            found := array_append(found, looser);
        END IF;
    END LOOP;
    RETURN found;
END $$;

CREATE FUNCTION public.search_looser_sound(sound text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN regexp_replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(CASE "left"(sound, 1) WHEN 'в'::text THEN ('ф'::text || substr(sound, 2)) ELSE sound END, 'тз'::text, 'ц'::text), 'тх'::text, 'т'::text), 'хл'::text, 'л'::text), 'хм'::text, 'м'::text), 'хн'::text, 'н'::text), 'хр'::text, 'р'::text), 'аи'::text, 'еи'::text), 'еу'::text, 'ои'::text), 'ие'::text, 'и'::text), 'ае'::text, 'е'::text), 'ое'::text, 'е'::text), 'иу'::text, 'у'::text), 'з'::text, 'с'::text), 'ц'::text, 'с'::text), 'ш'::text, 'с'::text), '(.)\1+'::text, '\1'::text, 'g'::text);

CREATE FUNCTION public.search_number_groups(digits text) RETURNS tsquery
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN ((length(digits) >= 6) AND (length(digits) <= 12)) THEN (WITH RECURSIVE way(written, rest) AS (SELECT ''::text AS "?column?", search_number_groups.digits AS digits UNION ALL SELECT ((way_1.written || CASE way_1.written WHEN ''::text THEN ''::text ELSE '<->'::text END) || "left"(way_1.rest, size.size)), substr(way_1.rest, (size.size + 1)) AS substr FROM way way_1, LATERAL generate_series(CASE way_1.written WHEN ''::text THEN 1 ELSE 2 END, 4) size(size) WHERE ((length(way_1.rest) = size.size) OR (length(way_1.rest) > (size.size + 1)))) SELECT (string_agg((('('::text || way.written) || ')'::text), '|'::text))::tsquery AS string_agg FROM way WHERE (way.rest = ''::text)) ELSE NULL::tsquery END;

CREATE FUNCTION public.search_one_alphabet(word text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN ((word !~ '[a-z]'::text) OR (word !~ '[а-я]'::text)) THEN word WHEN ((word !~ '[бгджзийлпфцчшщъыьэюя]'::text) AND (word ~ '[dfgijlnqrsuvwz]'::text)) THEN translate(word, 'авекмнорстух'::text, 'abekmhopctyx'::text) WHEN (word !~ '[dfgijlnqrsuvwz]'::text) THEN translate(word, 'abcehkmoptxy'::text, 'авсенкмортху'::text) ELSE word END;

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
    piece text[];
    part text[];
    before text[];
    hyphen boolean := false;
    place int := 0;
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
    ELSIF width > 2 AND width = cardinality(words) AND chunk ~ '[0-9]' THEN
        joined := search_glued(chunk, words);
        IF joined IS NOT NULL THEN
            lexemes := array_append(lexemes, joined);
            places := array_append(places, 0);
        END IF;
        FOR piece IN SELECT regexp_matches(
            translate(chunk, U&'\2010\2011\2012\2013\2014\2212', '------'),
            '([0-9A-Za-z\u0080-\uffff]+)([^0-9A-Za-z\u0080-\uffff]*)', 'g'
        ) LOOP
            part := search_words(piece[1]);
            joined := search_joined(piece[1], part);
            IF joined ~ '[0-9]' THEN
                lexemes := array_append(lexemes, joined);
                places := array_append(places, place);
            ELSIF hyphen AND cardinality(before || part) = 2 THEN
                joined := search_joined(array_to_string(before || part, '-'), before || part);
                IF joined ~ '[0-9]' THEN
                    lexemes := array_append(lexemes, joined);
                    places := array_append(places, place - 1);
                END IF;
            END IF;
            place := place + cardinality(part);
            hyphen := piece[2] = '-';
            before := part;
        END LOOP;
    END IF;
END $$;

CREATE FUNCTION public.search_plurals(language text, word text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN array_remove(CASE lower(split_part(language, '-'::text, 1)) WHEN 'en'::text THEN ARRAY[CASE WHEN (word = ANY (ARRAY['man'::text, 'men'::text])) THEN CASE word WHEN 'man'::text THEN 'men'::text ELSE 'man'::text END ELSE NULL::text END, CASE WHEN (word = ANY (ARRAY['child'::text, 'children'::text])) THEN CASE word WHEN 'child'::text THEN 'children'::text ELSE 'child'::text END ELSE NULL::text END, CASE WHEN (word = ANY (ARRAY['mouse'::text, 'mice'::text])) THEN CASE word WHEN 'mouse'::text THEN 'mice'::text ELSE 'mouse'::text END ELSE NULL::text END, CASE WHEN (word = ANY (ARRAY['louse'::text, 'lice'::text])) THEN CASE word WHEN 'louse'::text THEN 'lice'::text ELSE 'louse'::text END ELSE NULL::text END, CASE WHEN (word = ANY (ARRAY['goose'::text, 'geese'::text])) THEN CASE word WHEN 'goose'::text THEN 'geese'::text ELSE 'goose'::text END ELSE NULL::text END, CASE WHEN (word = ANY (ARRAY['ox'::text, 'oxen'::text])) THEN CASE word WHEN 'ox'::text THEN 'oxen'::text ELSE 'ox'::text END ELSE NULL::text END, CASE WHEN (word = ANY (ARRAY['datum'::text, 'data'::text])) THEN CASE word WHEN 'datum'::text THEN 'data'::text ELSE 'datum'::text END ELSE NULL::text END, CASE WHEN (word = ANY (ARRAY['medium'::text, 'media'::text])) THEN CASE word WHEN 'medium'::text THEN 'media'::text ELSE 'medium'::text END ELSE NULL::text END, CASE WHEN (word = ANY (ARRAY['stratum'::text, 'strata'::text])) THEN CASE word WHEN 'stratum'::text THEN 'strata'::text ELSE 'stratum'::text END ELSE NULL::text END, CASE WHEN (word = ANY (ARRAY['spectrum'::text, 'spectra'::text])) THEN CASE word WHEN 'spectrum'::text THEN 'spectra'::text ELSE 'spectrum'::text END ELSE NULL::text END, CASE WHEN (word = ANY (ARRAY['bacterium'::text, 'bacteria'::text])) THEN CASE word WHEN 'bacterium'::text THEN 'bacteria'::text ELSE 'bacterium'::text END ELSE NULL::text END, CASE WHEN (word = ANY (ARRAY['criterion'::text, 'criteria'::text])) THEN CASE word WHEN 'criterion'::text THEN 'criteria'::text ELSE 'criterion'::text END ELSE NULL::text END, CASE WHEN (word ~~ '__%s'::text) THEN ("left"(word, '-1'::integer) || 'ses'::text) ELSE NULL::text END, CASE WHEN (word ~~ '__%ses'::text) THEN ("left"(word, '-3'::integer) || 's'::text) ELSE NULL::text END, CASE WHEN (word ~~ '__%s'::text) THEN ("left"(word, '-1'::integer) || 'es'::text) ELSE NULL::text END, CASE WHEN (word ~~ '__%es'::text) THEN ("left"(word, '-2'::integer) || 's'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%men'::text) THEN ("left"(word, '-3'::integer) || 'man'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%man'::text) THEN ("left"(word, '-3'::integer) || 'men'::text) ELSE NULL::text END, CASE WHEN (word ~~ '___%us'::text) THEN ("left"(word, '-2'::integer) || 'i'::text) ELSE NULL::text END, CASE WHEN (word ~~ '___%i'::text) THEN ("left"(word, '-1'::integer) || 'us'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%z'::text) THEN ("left"(word, '-1'::integer) || 'zzes'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%zzes'::text) THEN ("left"(word, '-4'::integer) || 'z'::text) ELSE NULL::text END] WHEN 'fr'::text THEN ARRAY[CASE WHEN (word = ANY (ARRAY['oeil'::text, 'yeux'::text])) THEN CASE word WHEN 'oeil'::text THEN 'yeux'::text ELSE 'oeil'::text END ELSE NULL::text END, CASE WHEN (word ~~ '_%au'::text) THEN ("left"(word, '-2'::integer) || 'aux'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%aux'::text) THEN ("left"(word, '-3'::integer) || 'au'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%eu'::text) THEN ("left"(word, '-2'::integer) || 'eux'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%eux'::text) THEN ("left"(word, '-3'::integer) || 'eu'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%ou'::text) THEN ("left"(word, '-2'::integer) || 'oux'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%oux'::text) THEN ("left"(word, '-3'::integer) || 'ou'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%eu'::text) THEN ("left"(word, '-2'::integer) || 'eus'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%eus'::text) THEN ("left"(word, '-3'::integer) || 'eu'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%ail'::text) THEN ("left"(word, '-3'::integer) || 'aux'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%aux'::text) THEN ("left"(word, '-3'::integer) || 'ail'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%al'::text) THEN ("left"(word, '-2'::integer) || 'aux'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%aux'::text) THEN ("left"(word, '-3'::integer) || 'al'::text) ELSE NULL::text END] WHEN 'es'::text THEN ARRAY[CASE WHEN (word ~~ '_%z'::text) THEN ("left"(word, '-1'::integer) || 'ces'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%ces'::text) THEN ("left"(word, '-3'::integer) || 'z'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%d'::text) THEN ("left"(word, '-1'::integer) || 'des'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%des'::text) THEN ("left"(word, '-3'::integer) || 'd'::text) ELSE NULL::text END] WHEN 'pt'::text THEN ARRAY[CASE WHEN (word ~~ '_%ao'::text) THEN ("left"(word, '-2'::integer) || 'oes'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%oes'::text) THEN ("left"(word, '-3'::integer) || 'ao'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%ao'::text) THEN ("left"(word, '-2'::integer) || 'aes'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%aes'::text) THEN ("left"(word, '-3'::integer) || 'ao'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%ao'::text) THEN ("left"(word, '-2'::integer) || 'aos'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%aos'::text) THEN ("left"(word, '-3'::integer) || 'ao'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%al'::text) THEN ("left"(word, '-2'::integer) || 'ais'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%ais'::text) THEN ("left"(word, '-3'::integer) || 'al'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%el'::text) THEN ("left"(word, '-2'::integer) || 'eis'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%eis'::text) THEN ("left"(word, '-3'::integer) || 'el'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%ol'::text) THEN ("left"(word, '-2'::integer) || 'ois'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%ois'::text) THEN ("left"(word, '-3'::integer) || 'ol'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%ul'::text) THEN ("left"(word, '-2'::integer) || 'uis'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%uis'::text) THEN ("left"(word, '-3'::integer) || 'ul'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%il'::text) THEN ("left"(word, '-2'::integer) || 'is'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%is'::text) THEN ("left"(word, '-2'::integer) || 'il'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%il'::text) THEN ("left"(word, '-2'::integer) || 'eis'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%eis'::text) THEN ("left"(word, '-3'::integer) || 'il'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%m'::text) THEN ("left"(word, '-1'::integer) || 'ns'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%ns'::text) THEN ("left"(word, '-2'::integer) || 'm'::text) ELSE NULL::text END] WHEN 'it'::text THEN ARRAY[CASE WHEN (word = ANY (ARRAY['uomo'::text, 'uomini'::text])) THEN CASE word WHEN 'uomo'::text THEN 'uomini'::text ELSE 'uomo'::text END ELSE NULL::text END, CASE WHEN (word ~~ '_%co'::text) THEN ("left"(word, '-2'::integer) || 'chi'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%chi'::text) THEN ("left"(word, '-3'::integer) || 'co'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%go'::text) THEN ("left"(word, '-2'::integer) || 'ghi'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%ghi'::text) THEN ("left"(word, '-3'::integer) || 'go'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%ca'::text) THEN ("left"(word, '-2'::integer) || 'che'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%che'::text) THEN ("left"(word, '-3'::integer) || 'ca'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%ga'::text) THEN ("left"(word, '-2'::integer) || 'ghe'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%ghe'::text) THEN ("left"(word, '-3'::integer) || 'ga'::text) ELSE NULL::text END] WHEN 'de'::text THEN ARRAY[CASE WHEN (word = ANY (ARRAY['datum'::text, 'daten'::text])) THEN CASE word WHEN 'datum'::text THEN 'daten'::text ELSE 'datum'::text END ELSE NULL::text END, CASE WHEN (word ~~ '___%um'::text) THEN ("left"(word, '-2'::integer) || 'en'::text) ELSE NULL::text END, CASE WHEN (word ~~ '___%en'::text) THEN ("left"(word, '-2'::integer) || 'um'::text) ELSE NULL::text END, CASE WHEN (word ~~ '___%us'::text) THEN ("left"(word, '-2'::integer) || 'en'::text) ELSE NULL::text END, CASE WHEN (word ~~ '___%en'::text) THEN ("left"(word, '-2'::integer) || 'us'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%ma'::text) THEN ("left"(word, '-2'::integer) || 'men'::text) ELSE NULL::text END, CASE WHEN (word ~~ '_%men'::text) THEN ("left"(word, '-3'::integer) || 'ma'::text) ELSE NULL::text END, CASE WHEN (word ~~ '___%is'::text) THEN ("left"(word, '-2'::integer) || 'en'::text) ELSE NULL::text END, CASE WHEN (word ~~ '___%en'::text) THEN ("left"(word, '-2'::integer) || 'is'::text) ELSE NULL::text END] ELSE '{}'::text[] END, NULL::text);

CREATE FUNCTION public.search_query(languages text[], asked text, is_unfinished boolean DEFAULT false) RETURNS tsquery
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $_$
DECLARE
    typed text := search_joined_units(
        search_signs(normalize(left(asked, 1000), NFC)));
    spelled text := search_spelled_out(search_joined_units(search_signs(
        search_uzbek(normalize(left(asked, 1000), NFC)))));
    shut_out CONSTANT text := '(?:^|\s)(-(?:"[^"]*"|[^\s"]+))';
    found tsquery;
    without text;
    wanted text;
BEGIN
    -- ABB变频器 is two words, in any order.
    IF typed ~ '[一-鿿]' THEN
        typed := regexp_replace(typed,
            '([A-Za-z])(?=[一-鿿])|([一-鿿])(?=[A-Za-z])', '\1\2 ', 'g');
        spelled := search_spelled_out(typed);
    END IF;
    asked := typed;
    IF strpos(translate(typed, '－﹣', '--'), '-') = 0 OR typed !~ '(^|[\s"])[-－﹣]' THEN
        found := search_query_as_typed(languages, asked, is_unfinished);
        IF strpos(btrim(typed), ' ') > 0 THEN
            found := coalesce(found || search_typed_apart(languages, typed), found);
        END IF;
        RETURN CASE WHEN spelled = asked THEN found
            ELSE found || search_query_as_typed(languages, spelled, is_unfinished) END;
    ELSIF spelled = asked OR typed ~ '"[-－﹣]' OR lower(typed) ~ '(^|\s)(or|или|或|أو)(\s|$)' THEN
        RETURN search_query_as_typed(languages, asked, is_unfinished);
    END IF;
    typed := translate(typed, '－﹣', '--');
    without := array_to_string(
        array(SELECT term[1] FROM regexp_matches(typed, shut_out, 'g') AS term), ' ');
    wanted := regexp_replace(typed, shut_out, ' ', 'g');
    is_unfinished := is_unfinished AND typed !~ '(^|\s)-\S*$';
    found := search_query_as_typed(languages, without)
        && search_query_as_typed(languages, search_spelled_out(without));
    IF search_words(wanted) = '{}' THEN
        RETURN found;
    END IF;
    RETURN found && (search_query_as_typed(languages, wanted, is_unfinished)
        || search_query_as_typed(languages, search_spelled_out(wanted), is_unfinished));
END $_$;

CREATE FUNCTION public.search_query(language text, asked text) RETURNS tsquery
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN public.search_query(ARRAY[language], asked);

CREATE FUNCTION public.search_query_as_typed(languages text[], asked text, is_unfinished boolean DEFAULT false) RETURNS tsquery
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
    particles CONSTANT text[] := '{off,over,under,out,up,down}';
    most int := 64;
    former text;  -- the word before, if it is one of letters
    waiting tsquery;  -- what finds the term before, until the next is known
    joint tsquery;
    stems text[];
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
            chosen := coalesce(chosen && waiting, chosen, waiting, idle);
            waiting := NULL;
            former := NULL;
            IF is_code AND digits <> '' THEN
                part := search_code(digits, numbers = 1 OR length(digits) > 3);
                IF numbers > 1 AND length(digits) > 5 THEN
                    part := coalesce(part || search_any(ARRAY[digits]),
                        search_any(ARRAY[digits]));
                END IF;
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
            term ~ '^[A-ZА-ЯЁ]{2,4}$' AND typed ~ '[a-zа-яё]'
                OR cardinality(words) = 2 AND words[1] = ANY(particles));
        IF is_unfinished AND term = terms[cardinality(terms)] AND term !~ '^-|"' THEN
            part := search_unfinished(languages, words);
        ELSIF cardinality(words) > 1 AND search_joined(term, words) IS NOT NULL THEN
            joined := search_joined(term, words);
            IF joined !~ '[0-9]' THEN
                part := coalesce(part || search_any(nullif(search_asked(languages, joined), '{}')), part);
                -- ВВГнг(А)-LS is a ВВГнг-LS.
                part := coalesce(part || tsquery_phrase(
                    search_any(nullif(search_asked(languages, words[1]), '{}')),
                    search_any(nullif(search_asked(languages, words[2]), '{}')), 2
                ), part);
            ELSIF EXISTS (SELECT FROM unnest(words) AS word
                    WHERE search_asked(languages, word) = '{}') THEN
                -- A4 is not any 4, nor a 4-axis lathe; 16К20 may be 16 К 20.
                part := search_designation(joined);
                IF cardinality(words) > 2 OR words[1] !~ '^[aiавикосуя]$' THEN
                    part := part || search_sequence(languages, words, true, true);
                END IF;
            ELSE
                part := part || search_designation(joined);
            END IF;
        END IF;
        joined := CASE WHEN cardinality(words) > 2
            THEN search_glued(ltrim(term, '-'), words) END;
        IF joined IS NOT NULL THEN
            part := coalesce(part || search_designation(joined), part);
        END IF;
        -- A number may be written in groups, and groups as one.
        joined := array_to_string(words, '');
        IF joined ~ '^[0-9]{6,}$' AND term !~ '"' THEN
            part := coalesce(part || CASE cardinality(words)
                WHEN 1 THEN search_number_groups(joined)
                ELSE search_any(ARRAY[joined]) END, part);
        END IF;
        -- What is off shore is not the shore.
        IF former = ANY(particles)
                AND cardinality(words) = 1 AND words[1] ~ '^[a-z]+$'
                AND term !~ '^-|"' AND part IS NOT NULL
                AND search_asked(languages, former) = '{}' THEN
            part := search_sequence(languages, ARRAY[former, words[1]], true, true);
        END IF;
        -- A compound may be written in two words, and two words as one.
        IF cardinality(words) = 1 AND words[1] ~ '^([a-z]+|[а-я]+)$'
                AND term !~ '^-|"'
                AND NOT (is_unfinished AND term = terms[cardinality(terms)]) THEN
            stems := CASE WHEN words[1] ~ '^[а-я]' THEN search_russian(words[1])
                ELSE '{}' END;
            joint := search_in_one(languages, former, words[1], stems);
            waiting := coalesce(waiting || joint, waiting);
            part := coalesce(part || joint, part);
            part := coalesce(
                part || search_in_two(languages, words[1], stems), part);
            former := words[1];
        ELSE
            former := NULL;
        END IF;
        IF part IS NULL AND term !~ '^-' THEN
            chosen := coalesce(chosen && waiting, chosen, waiting);
            waiting := NULL;
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
        chosen := coalesce(chosen && waiting, chosen, waiting);
        waiting := part;
    END LOOP;
    RETURN coalesce(found, '');
END $_$;

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
                '|^[бвгджзклмнпрстфхцчшщ]+[ео].ь?$') THEN
            found := found || (left(stem, -2) || ending || declension);
        END IF;
        IF stem ~ '([лнрстдз]е[км]|ле[цн]|деб|[нр]ег)$|^л[ео].$' THEN
            found := found || (left(stem, -2) || 'ь' || ending || declension);
        ELSIF stem ~ '[аеиоуыэюя]е[кцмн]$' THEN
            found := found || (left(stem, -2) || 'й' || ending || declension);
            IF ending = 'н' THEN  -- боен, бойня
                found := found || (left(stem, -2) || 'йнs');
            END IF;
        END IF;
        IF word ~ '[бвгджзклмпрстфхцчшщ]ен$' THEN  -- песен, песня; купален, купальня
            ending := CASE WHEN word LIKE '%лен' THEN 'ьнs' ELSE 'нs' END;
            found := found || (left(stem, -2) || ending);
        END IF;
        IF word LIKE '__%енок' OR word LIKE '__%онок' THEN  -- теленок, телята
            ending := translate(left(right(word, 4), 1), 'ео', 'яа') || 'тh';
            found := found || (left(word, -4) || ending);
        END IF;
    ELSIF word LIKE '__%ей' AND word ~ '[бвгджзлмнпрстфхц]ей$' THEN  -- статей, статья
        found := found || (left(word, -2) || 'ьs');
    ELSIF word LIKE '_%мя' OR word LIKE '__%мян' THEN  -- семя, семена, семян
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
    AS $_$
DECLARE
    word text;
    twin text;
    lexemes text[];
    part tsquery;
    found tsquery;
    place int := 0;
    last int := 0;
    apart text;
BEGIN
    FOREACH word IN ARRAY words LOOP
        part := NULL;
        IF search_is_unparted(word) THEN
            part := CASE WHEN length(word) = 1 THEN ('''' || word || ''':*')::tsquery
                ELSE search_any(ARRAY[left(word, 2)]) END;
            FOR letter IN 2..length(word) - 1 LOOP
                -- A character by itself ends a word before a blank: 液压 油缸.
                part := part <-> search_any(CASE WHEN letter < length(word) - 1
                    THEN ARRAY[substr(word, letter, 2), substr(word, letter, 1)]
                    ELSE ARRAY[substr(word, letter, 2)] END);
            END LOOP;
        ELSE
            lexemes := search_asked(languages, word);
            IF lexemes = '{}' AND every THEN
                lexemes := ARRAY['.' || word];
            END IF;
            IF lexemes <> '{}' AND word ~ '^[abcehkmoptxyавсенкмортху]$' THEN
                -- One letter beside figures may be of either alphabet.
                twin := translate(word, 'abcehkmoptxyавсенкмортху', 'авсенкмортхуabcehkmoptxy');
                lexemes := lexemes || ('.' || twin)
                    || search_asked(languages, twin);
            END IF;
            IF lexemes <> '{}' THEN
                part := search_any(lexemes);
            END IF;
        END IF;
        -- A unit in two words is longer than in one: nothing may follow it here.
        IF part IS NOT NULL AND place = cardinality(words) - 1 THEN
            FOREACH apart IN ARRAY search_unit_parts(word) LOOP
                part := part || (SELECT string_agg(
                    format('(%1$s|.%1$s|%1$sh)', one), '<->')
                    FROM string_to_table(apart, ' ') AS one)::tsquery;
            END LOOP;
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
END $_$;

CREATE FUNCTION public.search_sound(word text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN regexp_replace(replace(replace(translate(replace(word, 'йо'::text, 'е'::text), 'йыэщьъ'::text, 'ииеш'::text), 'ю'::text, 'иу'::text), 'я'::text, 'иа'::text), '(.)\1+'::text, '\1'::text, 'g'::text);

CREATE FUNCTION public.search_spelled_out(asked text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $_$
DECLARE
    letter text;
BEGIN
    -- Regular expressions are few here, for PostgreSQL keeps 32 of them.
    IF length(asked) > 15 AND translate(asked, '0123456789', '') <> asked THEN
        asked := regexp_replace(asked,
            '\m(\d[a-z]{2}\d)(\d{3})-?(\d[a-z]{2}\d\d)-?(\d[a-z]{2}\d)\M', '\1 \2-\3-\4', 'gi');
    END IF;
    IF asked !~ '[šžčŝâûëèäöüŠŽČŜÂÛËÈÄÖÜ''’ʹʼʺ]|[a-z]"[a-z]' THEN
        RETURN asked;
    END IF;
    asked := regexp_replace(asked, '(?<=[a-z])"(?=[a-z])', '', 'g');
    asked := regexp_replace(lower(translate(asked, 'ŠŽČŜÂÛËÈÄÖÜ', 'šžčŝâûëèäöü')),
        '(?<=[a-zšžčŝ])[''’ʹʼʺ](?=[a-zâûëè ]|$)', '', 'g');
    FOREACH letter IN ARRAY '{šsh,žzh,čch,ŝshch,âya,ûyu,ëyo,èe,äae,öoe,üue}'::text[] LOOP
        asked := replace(asked, left(letter, 1), right(letter, -1));
    END LOOP;
    RETURN asked;
END $_$;

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

CREATE FUNCTION public.search_transliterations(word text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN array_remove(ARRAY[regexp_replace(word, '(?<=[aeiou])[yj]e'::text, 'йе'::text, 'g'::text), replace(replace(replace(word, 'shh'::text, 'щ'::text), 'cz'::text, 'ц'::text), 'x'::text, 'х'::text), regexp_replace(word, '^j'::text, 'ж'::text), regexp_replace(word, '(?<=[bdvzst])ie'::text, 'е'::text, 'g'::text), regexp_replace(word, '(?<=[bcdfghklmnpqrstvwxz])[yj]e$'::text, 'е'::text), replace(replace(replace(word, 'ch'::text, 'ч'::text), 'c'::text, 'ц'::text), 'lu'::text, 'лю'::text), CASE WHEN ((word ~~ '______%'::text) AND (("right"(word, 1) = ANY ('{a,i,j}'::text[])) OR ("right"(word, 2) = ANY ('{ak,ik,jk,ok,ov,ev,zo}'::text[])))) THEN CASE WHEN (word ~~ '%s%'::text) THEN OVERLAY(word PLACING 'ш'::text FROM strpos(word, 's'::text)) WHEN (word ~~ '%z%'::text) THEN OVERLAY(word PLACING 'ж'::text FROM strpos(word, 'z'::text)) ELSE NULL::text END ELSE NULL::text END, CASE WHEN (((word ~~ '___s%s_%'::text) AND ("right"(word, 1) = ANY ('{a,i,j}'::text[]))) OR ((word ~~ 's%s__%'::text) AND ("right"(word, 1) = ANY ('{a,i,j}'::text[])))) THEN replace(word, 's'::text, 'ш'::text) ELSE NULL::text END], word);

CREATE FUNCTION public.search_typed_apart(languages text[], asked text) RETURNS tsquery
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $_$
DECLARE
    words text[];
    glued text;
BEGIN
    IF length(asked) > 40 OR length(asked) > 13 AND asked !~ '[0-9]' THEN
        RETURN NULL;
    ELSIF strpos(asked, '"') > 0
            OR cardinality(string_to_array(btrim(asked), ' ')) NOT BETWEEN 2 AND 4 THEN
        RETURN NULL;
    END IF;
    words := search_words(asked);
    glued := search_glued(array_to_string(words, '-'), words);
    IF glued IS NOT NULL THEN
        RETURN search_designation(glued);
    ELSIF cardinality(words) BETWEEN 3 AND 4 AND length(array_to_string(words, '')) <= 10
            AND array_to_string(words, '') ~ '^[a-zа-я]+$' THEN
        words := search_asked(languages, array_to_string(words, ''));
        RETURN CASE WHEN words <> '{}' THEN search_any(words) END;
    END IF;
    RETURN NULL;
END $_$;

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

CREATE FUNCTION public.search_unit_parts(word text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (CASE word WHEN 'nm'::text THEN '{n m,н м}'::text WHEN 'нм'::text THEN '{n m,н м}'::text WHEN 'knm'::text THEN '{kn m,кн м}'::text WHEN 'кнм'::text THEN '{kn m,кн м}'::text WHEN 'wh'::text THEN '{w h,вт ч}'::text WHEN 'втч'::text THEN '{w h,вт ч}'::text WHEN 'kwh'::text THEN '{kw h,квт ч}'::text WHEN 'квтч'::text THEN '{kw h,квт ч}'::text WHEN 'mwh'::text THEN '{mw h,мвт ч}'::text WHEN 'мвтч'::text THEN '{mw h,мвт ч}'::text WHEN 'ah'::text THEN '{a h,а ч}'::text WHEN 'ач'::text THEN '{a h,а ч}'::text WHEN 'mah'::text THEN '{ma h,ма ч}'::text WHEN 'мач'::text THEN '{ma h,ма ч}'::text WHEN 'va'::text THEN '{v a,в а}'::text WHEN 'ва'::text THEN '{v a,в а}'::text WHEN 'kva'::text THEN '{kv a,кв а}'::text WHEN 'ква'::text THEN '{kv a,кв а}'::text WHEN 'mva'::text THEN '{mv a,мв а}'::text WHEN 'мва'::text THEN '{mv a,мв а}'::text WHEN 'pas'::text THEN '{pa s,па с}'::text WHEN 'пас'::text THEN '{pa s,па с}'::text WHEN 'mpas'::text THEN '{mpa s,мпа с}'::text WHEN 'мпас'::text THEN '{mpa s,мпа с}'::text WHEN 'rpm'::text THEN '{r min,rev min,об мин,u min}'::text WHEN 'lpm'::text THEN '{l min,л мин}'::text ELSE '{}'::text END)::text[];

CREATE FUNCTION public.search_units(word text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (CASE word WHEN 'um'::text THEN '{мкмh}'::text WHEN 'micron'::text THEN '{um,мкмh}'::text WHEN 'мкм'::text THEN '{um}'::text WHEN 'ohm'::text THEN '{омh}'::text WHEN 'ом'::text THEN '{ohm}'::text WHEN 'kohm'::text THEN '{комh}'::text WHEN 'ком'::text THEN '{kohm}'::text WHEN 'kw'::text THEN '{квтh}'::text WHEN 'квт'::text THEN '{kw}'::text WHEN 'kwh'::text THEN '{квтчh}'::text WHEN 'квтч'::text THEN '{kwh}'::text WHEN 'hz'::text THEN '{гцh}'::text WHEN 'гц'::text THEN '{hz}'::text WHEN 'nm'::text THEN '{нмh}'::text WHEN 'нм'::text THEN '{nm}'::text WHEN 'ah'::text THEN '{ачh}'::text WHEN 'ач'::text THEN '{ah}'::text WHEN 'kva'::text THEN '{кваh,квh}'::text WHEN 'ква'::text THEN '{kva}'::text WHEN 'h'::text THEN '{чh}'::text WHEN 'ч'::text THEN '{h}'::text WHEN 'inch'::text THEN '{inch,дюймh,zoll,pouc,pulgad,pollic,poleg,inc,بوص,اينچ}'::text WHEN 'inches'::text THEN '{inch,дюймh,zoll,pouc,pulgad,pollic,poleg,inc,بوص,اينچ}'::text WHEN 'дюйм'::text THEN '{inch,дюймh,zoll,pouc,pulgad,pollic,poleg,inc,بوص,اينچ}'::text WHEN 'дюйма'::text THEN '{inch,дюймh,zoll,pouc,pulgad,pollic,poleg,inc,بوص,اينچ}'::text WHEN 'дюймов'::text THEN '{inch,дюймh,zoll,pouc,pulgad,pollic,poleg,inc,بوص,اينچ}'::text WHEN 'дюймы'::text THEN '{inch,дюймh,zoll,pouc,pulgad,pollic,poleg,inc,بوص,اينچ}'::text WHEN 'zoll'::text THEN '{inch,дюймh,zoll,pouc,pulgad,pollic,poleg,inc,بوص,اينچ}'::text WHEN 'pouce'::text THEN '{inch,дюймh,zoll,pouc,pulgad,pollic,poleg,inc,بوص,اينچ}'::text WHEN 'pouces'::text THEN '{inch,дюймh,zoll,pouc,pulgad,pollic,poleg,inc,بوص,اينچ}'::text WHEN 'pulgada'::text THEN '{inch,дюймh,zoll,pouc,pulgad,pollic,poleg,inc,بوص,اينچ}'::text WHEN 'pulgadas'::text THEN '{inch,дюймh,zoll,pouc,pulgad,pollic,poleg,inc,بوص,اينچ}'::text WHEN 'pollice'::text THEN '{inch,дюймh,zoll,pouc,pulgad,pollic,poleg,inc,بوص,اينچ}'::text WHEN 'pollici'::text THEN '{inch,дюймh,zoll,pouc,pulgad,pollic,poleg,inc,بوص,اينچ}'::text WHEN 'polegada'::text THEN '{inch,дюймh,zoll,pouc,pulgad,pollic,poleg,inc,بوص,اينچ}'::text WHEN 'polegadas'::text THEN '{inch,дюймh,zoll,pouc,pulgad,pollic,poleg,inc,بوص,اينچ}'::text WHEN 'inc'::text THEN '{inch,дюймh,zoll,pouc,pulgad,pollic,poleg,inc,بوص,اينچ}'::text WHEN 'بوصه'::text THEN '{inch,дюймh,zoll,pouc,pulgad,pollic,poleg,inc,بوص,اينچ}'::text WHEN 'اينچ'::text THEN '{inch,дюймh,zoll,pouc,pulgad,pollic,poleg,inc,بوص,اينچ}'::text ELSE '{}'::text END)::text[];

CREATE FUNCTION public.search_uzbek(asked text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
BEGIN
    IF translate(asked, 'Ўўʻ‘ʼ`´''’', '') <> asked THEN
        asked := translate(asked, 'Ўў', 'Оо');
        asked := regexp_replace(asked, '[oO]([ʻ‘ʼ`´](?=[A-Za-z])|[''’](?=[a-z]))', 'u', 'g');
    END IF;
    RETURN asked;
END $$;

CREATE FUNCTION public.search_words(body text) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $_$
BEGIN
    IF body ~ '^([a-z]{1,64}|[а-я]{1,64}|[0-9]{1,64})$' THEN
        RETURN ARRAY[body];
    END IF;
    IF (strpos(body, '×') > 0 OR strpos(body, '*') > 0) AND body ~ '[0-9]' THEN
        body := regexp_replace(body, '(?<=[0-9])[×*](?=[0-9])', 'x', 'g');
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
        IF found = '{}' THEN
            RETURN ARRAY['.' || word];
        END IF;
        found := found || ('l=' || search_sound((search_cyrillic(word))[1]));
        RETURN found || search_looser(found) || search_inflected(language, word);
    ELSIF word ~ '^[а-я]' THEN
        found := search_cyrillic_stems(language, word);
        IF found = '{}' THEN
            RETURN ARRAY['.' || word];
        END IF;
        found := found || ('c=' || search_sound(word)) || search_stem_sounds(found);
        RETURN found || search_looser(found) || search_inflected(language, word);
    END IF;
    found := search_other(language, word, true);
    RETURN CASE WHEN found = '{}' THEN ARRAY['.' || word]
        ELSE found || search_inflected(language, word)
            || CASE WHEN word ~ '^[א-ת]' THEN search_hebrew(word)
            ELSE '{}' END END;
END $$;

CREATE FUNCTION public.trade_add_document(held tsvector, more tsvector) RETURNS tsvector
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
BEGIN
    IF pg_column_size(held) + pg_column_size(more) > 1000000 THEN
        RETURN held;
    END IF;
    RETURN held || more;
END $$;

CREATE FUNCTION public.trade_group(product text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ((CASE WHEN (product ~~ 'HS%'::text) THEN 'HS'::text ELSE split_part(product, ':'::text, 1) END || ':'::text) || "left"(split_part(product, ':'::text, 2), 2));

CREATE FUNCTION public.trade_has_left(gone jsonb) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
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

CREATE FUNCTION public.trade_headings(product text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ARRAY[product, "left"(product, '-2'::integer), "left"(product, '-4'::integer)];

CREATE FUNCTION public.trade_index_offers(offers bigint[]) RETURNS void
    LANGUAGE sql
    AS $$
INSERT INTO trade_offerentry (offer_id, document)
WITH listed AS (
    SELECT * FROM trade_offer WHERE id = ANY(offers)
), texts (owner, weight, language, body) AS (
    SELECT id, weight, language, body
    FROM listed, LATERAL (VALUES
        ('B', title::jsonb), ('C', description::jsonb)
    ) AS searched (weight, held), jsonb_each_text(held) AS said (language, body)
    UNION ALL
    SELECT offer, 'B', language, body
    FROM (
        SELECT DISTINCT listed.id AS offer, product.id
        FROM listed, unnest(listed.products) AS offered, unnest(trade_headings(offered)) AS heading
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
ON CONFLICT (offer_id) DO UPDATE SET document = excluded.document
$$;

CREATE FUNCTION public.trade_is_released_by_assessment(key bigint) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
    SELECT EXISTS (
        SELECT FROM (VALUES (key)) part (run_id) JOIN trade_assessment version ON version.run_id = part.run_id WHERE version.state <> 'draft'
    )
$$;

CREATE FUNCTION public.trade_is_released_by_matching(key bigint) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
    SELECT EXISTS (
        SELECT FROM (VALUES (key)) part (matching_id) JOIN trade_matching version ON version.id = part.matching_id WHERE version.state <> 'draft'
    )
$$;

CREATE FUNCTION public.trade_is_released_by_run(key bigint) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
    SELECT EXISTS (
        SELECT FROM (VALUES (key)) part (run_id) JOIN trade_matching version ON version.run_id = part.run_id WHERE version.state <> 'draft'
    )
$$;

CREATE FUNCTION public.trade_is_released_by_supplier(key bigint) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
    SELECT EXISTS (
        SELECT FROM (VALUES (key)) part (dependency_id) JOIN trade_dependency figure ON figure.id = part.dependency_id JOIN trade_assessment version ON version.run_id = figure.run_id WHERE version.state <> 'draft'
    )
$$;

CREATE FUNCTION public.trade_keep_assessment() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF trade_is_released_by_assessment(OLD.run_id) AND NOT trade_has_left(to_jsonb(OLD)) THEN
        PERFORM trade_refuse_version();
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.trade_keep_assessment_whole() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF EXISTS (SELECT FROM new_rows part JOIN trade_assessment version ON version.run_id = part.run_id WHERE version.state <> 'draft') THEN
        PERFORM trade_refuse_version();
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.trade_keep_figures() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'figures of % are not changed: a new run has new ones', TG_TABLE_NAME
        USING ERRCODE = 'check_violation', CONSTRAINT = 'figures_frozen';
END $$;

CREATE FUNCTION public.trade_keep_matching() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF trade_is_released_by_matching(OLD.matching_id) AND NOT trade_has_left(to_jsonb(OLD)) THEN
        PERFORM trade_refuse_version();
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.trade_keep_matching_whole() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF EXISTS (SELECT FROM new_rows part JOIN trade_matching version ON version.id = part.matching_id WHERE version.state <> 'draft') THEN
        PERFORM trade_refuse_version();
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.trade_keep_run() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF trade_is_released_by_run(OLD.run_id) AND NOT trade_has_left(to_jsonb(OLD)) THEN
        PERFORM trade_refuse_version();
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.trade_keep_run_whole() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF EXISTS (SELECT FROM new_rows part JOIN trade_matching version ON version.run_id = part.run_id WHERE version.state <> 'draft') THEN
        PERFORM trade_refuse_version();
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.trade_keep_supplier() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF trade_is_released_by_supplier(OLD.dependency_id) AND NOT trade_has_left(to_jsonb(OLD)) THEN
        PERFORM trade_refuse_version();
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.trade_keep_supplier_whole() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF EXISTS (SELECT FROM new_rows part JOIN trade_dependency figure ON figure.id = part.dependency_id JOIN trade_assessment version ON version.run_id = figure.run_id WHERE version.state <> 'draft') THEN
        PERFORM trade_refuse_version();
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.trade_list(organisations bigint[]) RETURNS void
    LANGUAGE sql
    AS $$
INSERT INTO trade_catalogueentry
    (organisation_id, edition_id, products, groups, cooperation, document)
WITH documents AS MATERIALIZED (
    SELECT owner, document FROM search_documents(array(
        SELECT ROW(id, weight, language, body)::search_text
        FROM people_organisation, LATERAL (VALUES
            ('A', name::jsonb), ('C', description::jsonb), ('C', city::jsonb)
        ) AS searched (weight, held), jsonb_each_text(held) AS said (language, body)
        WHERE id = ANY(organisations)
        ORDER BY id, weight, language
    ))
)
SELECT firm.id, firm.edition_id, offered.products,
    array(SELECT DISTINCT trade_group(product) FROM unnest(offered.products) AS product ORDER BY 1),
    array(
        SELECT DISTINCT form FROM trade_offer, unnest(cooperation) AS form
        WHERE organisation_id = firm.id AND NOT expired ORDER BY 1
    ),
    trade_add_document(coalesce(documents.document, ''), (
        SELECT trade_add_documents(entry.document ORDER BY entry.offer_id)
        FROM trade_offer offer JOIN trade_offerentry entry ON entry.offer_id = offer.id
        WHERE offer.organisation_id = firm.id AND NOT offer.expired
    ))
FROM people_organisation firm LEFT JOIN documents ON documents.owner = firm.id,
    LATERAL (SELECT array(
        SELECT DISTINCT product FROM trade_offer, unnest(products) AS product
        WHERE organisation_id = firm.id AND NOT expired ORDER BY 1
    )) AS offered (products)
WHERE firm.id = ANY(organisations)
ON CONFLICT (organisation_id) DO UPDATE SET edition_id = excluded.edition_id,
    products = excluded.products, groups = excluded.groups,
    cooperation = excluded.cooperation, document = excluded.document
$$;

CREATE FUNCTION public.trade_list_changed_needs() RETURNS trigger
    LANGUAGE plpgsql
    SET plan_cache_mode TO 'auto'
    AS $$
DECLARE needs bigint[];
BEGIN
    CASE TG_OP
    WHEN 'DELETE' THEN
        DELETE FROM trade_needentry entry USING old_rows WHERE entry.need_id = old_rows.id;
    WHEN 'INSERT' THEN
        needs := array(SELECT id FROM new_rows);
    ELSE
        needs := array(
            SELECT new_rows.id FROM new_rows LEFT JOIN old_rows USING (id)
            WHERE (new_rows.edition_id, new_rows.products, new_rows.title, new_rows.description)
                IS DISTINCT FROM (old_rows.edition_id, old_rows.products, old_rows.title,
                    old_rows.description)
        );
    END CASE;
    IF cardinality(needs) > 0 THEN
        PERFORM trade_plan_for(needs);
        PERFORM trade_list_needs(needs);
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
    SET plan_cache_mode TO 'auto'
    AS $$
DECLARE
    firms bigint[];
    offers bigint[] := '{}';
BEGIN
    CASE TG_OP
    WHEN 'INSERT' THEN
        SELECT array_agg(DISTINCT organisation_id), array_agg(id) INTO firms, offers FROM new_rows;
    WHEN 'DELETE' THEN
        firms := array(SELECT DISTINCT organisation_id FROM old_rows);
        DELETE FROM trade_offerentry entry USING old_rows WHERE entry.offer_id = old_rows.id;
    ELSE
        SELECT array_agg(DISTINCT firm), array_agg(DISTINCT changed.id) INTO firms, offers FROM (
            SELECT new_rows.id, ARRAY[old_rows.organisation_id, new_rows.organisation_id] AS firms
            FROM new_rows LEFT JOIN old_rows USING (id)
            WHERE (new_rows.edition_id, new_rows.organisation_id, new_rows.products,
                    new_rows.cooperation, new_rows.title, new_rows.description, new_rows.expired)
                IS DISTINCT FROM (old_rows.edition_id, old_rows.organisation_id, old_rows.products,
                    old_rows.cooperation, old_rows.title, old_rows.description, old_rows.expired)
        ) AS changed, unnest(changed.firms) AS firm;
    END CASE;
    IF cardinality(firms) > 0 THEN
        PERFORM trade_plan_for(firms || offers);
        IF cardinality(offers) > 0 THEN
            PERFORM trade_index_offers(offers);
        END IF;
        PERFORM trade_list(firms);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.trade_list_organisations() RETURNS trigger
    LANGUAGE plpgsql
    SET plan_cache_mode TO 'auto'
    AS $$
DECLARE firms bigint[];
BEGIN
    CASE TG_OP
    WHEN 'DELETE' THEN
        DELETE FROM trade_catalogueentry entry USING old_rows
        WHERE entry.organisation_id = old_rows.id;
    WHEN 'INSERT' THEN
        firms := array(SELECT id FROM new_rows);
    ELSE
        firms := array(
            SELECT new_rows.id FROM new_rows LEFT JOIN old_rows USING (id)
            WHERE (new_rows.edition_id, new_rows.name, new_rows.description, new_rows.city)
                IS DISTINCT FROM (old_rows.edition_id, old_rows.name, old_rows.description,
                    old_rows.city)
        );
    END CASE;
    IF cardinality(firms) > 0 THEN
        PERFORM trade_plan_for(firms);
        PERFORM trade_list(firms);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.trade_list_products() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    offers bigint[] := array(
        SELECT id FROM trade_offer offer
        WHERE EXISTS (
            SELECT FROM changed_rows changed, unnest(offer.products) AS offered
            WHERE changed.edition_id = offer.edition_id AND starts_with(offered, changed.code)
        )
    );
BEGIN
    PERFORM trade_index_offers(offers);
    PERFORM trade_list(array(
        SELECT DISTINCT organisation_id FROM trade_offer WHERE id = ANY(offers)
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

CREATE FUNCTION public.trade_plan_for(rows bigint[]) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM set_config('plan_cache_mode',
        CASE WHEN cardinality(rows) <= 10 THEN 'force_generic_plan' ELSE 'auto' END, true);
END $$;

CREATE FUNCTION public.trade_refuse_version() RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'a version that was released stays as it was'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'version_frozen';
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

CREATE AGGREGATE public.trade_add_documents(tsvector) (
    SFUNC = public.trade_add_document,
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

CREATE TABLE public.attendance_arrival (
    id bigint NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    account_id bigint,
    participation_id bigint NOT NULL,
    session_id bigint NOT NULL
);

ALTER TABLE public.attendance_arrival ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attendance_arrival_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.attendance_floorquestion (
    id bigint NOT NULL,
    text character varying(500) NOT NULL,
    named boolean NOT NULL,
    state character varying(10) NOT NULL,
    asked_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    participation_id bigint,
    session_id bigint NOT NULL,
    CONSTRAINT floor_question_state CHECK (((state)::text = ANY ((ARRAY['waiting'::character varying, 'shown'::character varying, 'answered'::character varying, 'hidden'::character varying])::text[])))
);

ALTER TABLE public.attendance_floorquestion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attendance_floorquestion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.attendance_questionvote (
    id bigint NOT NULL,
    participation_id bigint NOT NULL,
    question_id bigint NOT NULL
);

ALTER TABLE public.attendance_questionvote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attendance_questionvote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.attendance_seat (
    id bigint NOT NULL,
    state character varying(10) NOT NULL,
    invited boolean DEFAULT false NOT NULL,
    beside boolean DEFAULT false NOT NULL,
    asked_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    participation_id bigint NOT NULL,
    session_id bigint NOT NULL,
    CONSTRAINT seat_state CHECK (((state)::text = ANY ((ARRAY['invited'::character varying, 'booked'::character varying, 'waiting'::character varying])::text[])))
);

ALTER TABLE public.attendance_seat ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.attendance_seat_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.attendance_seatcount (
    session_id bigint NOT NULL,
    taken integer DEFAULT 0 NOT NULL,
    CONSTRAINT attendance_seatcount_taken_check CHECK ((taken >= 0))
);

CREATE TABLE public.attendance_sessionrecord (
    session_id bigint NOT NULL,
    summary public.fairs_prose NOT NULL,
    agreements public.fairs_prose NOT NULL,
    published_at timestamp with time zone
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

CREATE TABLE public.congress_livechange (
    id bigint NOT NULL,
    number integer NOT NULL,
    kind character varying(10) NOT NULL,
    before jsonb NOT NULL,
    after jsonb NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    account_id bigint,
    session_id bigint NOT NULL,
    CONSTRAINT congress_livechange_number_check CHECK ((number >= 0)),
    CONSTRAINT live_change_kind CHECK (((kind)::text = ANY ((ARRAY['late'::character varying, 'moved'::character varying, 'cancelled'::character varying, 'restored'::character varying])::text[])))
);

ALTER TABLE public.congress_livechange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.congress_livechange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.congress_plannedsession (
    id bigint NOT NULL,
    title public.fairs_name NOT NULL,
    track public.fairs_line NOT NULL,
    kind character varying(16) NOT NULL,
    language character varying(2) NOT NULL,
    interpretation character varying(2)[] NOT NULL,
    capacity integer,
    access character varying(16) NOT NULL,
    guid uuid,
    stream character varying(500) NOT NULL,
    description public.fairs_prose NOT NULL,
    expected integer,
    needs character varying(40)[] DEFAULT '{}'::character varying(40)[] NOT NULL,
    code character varying(64) NOT NULL,
    date date,
    start time without time zone,
    minutes smallint NOT NULL,
    base jsonb,
    locked boolean DEFAULT false NOT NULL,
    room_id bigint,
    programme_id bigint NOT NULL,
    about_needs character varying(64)[] DEFAULT '{}'::character varying(64)[] NOT NULL,
    about_products character varying(64)[] DEFAULT '{}'::character varying(64)[] NOT NULL,
    about_projects character varying(64)[] DEFAULT '{}'::character varying(64)[] NOT NULL,
    abstract public.fairs_prose NOT NULL,
    booking boolean DEFAULT false NOT NULL,
    economies character varying(3)[] DEFAULT '{}'::character varying(3)[] NOT NULL,
    extras character varying(500)[] DEFAULT '{}'::character varying(500)[] NOT NULL,
    links character varying(500)[] DEFAULT '{}'::character varying(500)[] NOT NULL,
    materials character varying(500)[] DEFAULT '{}'::character varying(500)[] NOT NULL,
    partners character varying(64)[] DEFAULT '{}'::character varying(64)[] NOT NULL,
    speakers_as public.fairs_prose NOT NULL,
    subtitle public.fairs_line NOT NULL,
    about_practices character varying(64)[] DEFAULT '{}'::character varying(64)[] NOT NULL,
    level character varying(12) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT congress_plannedsession_capacity_check CHECK ((capacity >= 0)),
    CONSTRAINT congress_plannedsession_expected_check CHECK ((expected >= 0)),
    CONSTRAINT congress_plannedsession_minutes_check CHECK ((minutes >= 0)),
    CONSTRAINT planned_session_capacity CHECK (((capacity >= 1) AND (capacity <= 100000))),
    CONSTRAINT planned_session_expected CHECK (((expected >= 1) AND (expected <= 100000))),
    CONSTRAINT planned_session_minutes CHECK (((minutes >= 1) AND (minutes <= 1439))),
    CONSTRAINT planned_session_place CHECK ((((date IS NULL) AND (room_id IS NULL) AND (start IS NULL)) OR ((date IS NOT NULL) AND (room_id IS NOT NULL) AND (start IS NOT NULL))))
);

ALTER TABLE public.congress_plannedsession ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.congress_plannedsession_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.congress_plannedspeaker (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    moderates boolean NOT NULL,
    participation_id bigint NOT NULL,
    session_id bigint NOT NULL,
    CONSTRAINT congress_plannedspeaker_position_check CHECK (("position" >= 0))
);

ALTER TABLE public.congress_plannedspeaker ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.congress_plannedspeaker_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.congress_programme (
    id bigint NOT NULL,
    version integer NOT NULL,
    state character varying(10) NOT NULL,
    released_at timestamp with time zone,
    origin character varying(10) NOT NULL,
    made_from integer,
    stamp uuid DEFAULT gen_random_uuid() NOT NULL,
    taken character varying(200) NOT NULL,
    edition_id bigint NOT NULL,
    run_id bigint,
    CONSTRAINT congress_programme_made_from_check CHECK ((made_from >= 0)),
    CONSTRAINT congress_programme_version_check CHECK ((version >= 0)),
    CONSTRAINT programme_origin CHECK (((origin)::text = ANY ((ARRAY['drafted'::character varying, 'restored'::character varying, 'recorded'::character varying])::text[]))),
    CONSTRAINT programme_released_at CHECK ((((released_at IS NULL) AND ((state)::text = 'draft'::text)) OR ((NOT ((state)::text = 'draft'::text)) AND (released_at IS NOT NULL)))),
    CONSTRAINT programme_state CHECK (((state)::text = ANY ((ARRAY['draft'::character varying, 'released'::character varying, 'superseded'::character varying])::text[]))),
    CONSTRAINT programme_version_from_one CHECK ((version >= 1))
);

ALTER TABLE public.congress_programme ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.congress_programme_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.congress_programmestep (
    id bigint NOT NULL,
    number integer NOT NULL,
    before jsonb NOT NULL,
    after jsonb NOT NULL,
    undone boolean NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    kind character varying(10) NOT NULL,
    account_id bigint,
    programme_id bigint NOT NULL,
    CONSTRAINT congress_programmestep_number_check CHECK ((number >= 0)),
    CONSTRAINT programme_step_kind CHECK (((kind)::text = ANY ((ARRAY['moved'::character varying, 'unplaced'::character varying, 'edited'::character varying, 'added'::character varying, 'removed'::character varying, 'locked'::character varying, 'proposed'::character varying])::text[])))
);

ALTER TABLE public.congress_programmestep ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.congress_programmestep_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.congress_room (
    id bigint NOT NULL,
    name public.fairs_name NOT NULL,
    edition_id bigint NOT NULL,
    capacity integer,
    features character varying(40)[] DEFAULT '{}'::character varying(40)[] NOT NULL,
    hall_id bigint,
    "position" smallint DEFAULT 0 NOT NULL,
    CONSTRAINT congress_room_capacity_check CHECK ((capacity >= 0)),
    CONSTRAINT congress_room_position_check CHECK (("position" >= 0)),
    CONSTRAINT room_capacity CHECK (((capacity >= 1) AND (capacity <= 100000)))
);

ALTER TABLE public.congress_room ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.congress_room_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.congress_roomhours (
    id bigint NOT NULL,
    date date NOT NULL,
    opens time without time zone NOT NULL,
    closes time without time zone NOT NULL,
    room_id bigint NOT NULL,
    CONSTRAINT room_hours_length CHECK ((NOT (closes = opens)))
);

ALTER TABLE public.congress_roomhours ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.congress_roomhours_id_seq
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
    kind character varying(16) NOT NULL,
    language character varying(2) NOT NULL,
    interpretation character varying(2)[] NOT NULL,
    capacity integer,
    access character varying(16) NOT NULL,
    stream character varying(500) NOT NULL,
    guid uuid,
    cancelled boolean DEFAULT false NOT NULL,
    delay smallint DEFAULT 0 NOT NULL,
    expected integer,
    needs character varying(40)[] DEFAULT '{}'::character varying(40)[] NOT NULL,
    about_needs character varying(64)[] DEFAULT '{}'::character varying(64)[] NOT NULL,
    about_products character varying(64)[] DEFAULT '{}'::character varying(64)[] NOT NULL,
    about_projects character varying(64)[] DEFAULT '{}'::character varying(64)[] NOT NULL,
    abstract public.fairs_prose NOT NULL,
    booking boolean DEFAULT false NOT NULL,
    economies character varying(3)[] DEFAULT '{}'::character varying(3)[] NOT NULL,
    extras character varying(500)[] DEFAULT '{}'::character varying(500)[] NOT NULL,
    links character varying(500)[] DEFAULT '{}'::character varying(500)[] NOT NULL,
    materials character varying(500)[] DEFAULT '{}'::character varying(500)[] NOT NULL,
    partners character varying(64)[] DEFAULT '{}'::character varying(64)[] NOT NULL,
    speakers_as public.fairs_prose NOT NULL,
    subtitle public.fairs_line NOT NULL,
    about_practices character varying(64)[] DEFAULT '{}'::character varying(64)[] NOT NULL,
    level character varying(12) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT congress_session_capacity_check CHECK ((capacity >= 0)),
    CONSTRAINT congress_session_delay_check CHECK ((delay >= 0)),
    CONSTRAINT congress_session_expected_check CHECK ((expected >= 0)),
    CONSTRAINT session_capacity CHECK (((capacity >= 1) AND (capacity <= 100000))),
    CONSTRAINT session_delay CHECK (((delay >= 0) AND (delay <= 720))),
    CONSTRAINT session_expected CHECK (((expected >= 1) AND (expected <= 100000))),
    CONSTRAINT session_length CHECK ((NOT ("end" = start)))
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
    moderates boolean NOT NULL,
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

CREATE TABLE public.consent_consent (
    id bigint NOT NULL,
    given boolean NOT NULL,
    language character varying(35) NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    account_id bigint,
    acted_for_id bigint,
    person_id bigint NOT NULL,
    text_id bigint NOT NULL
);

ALTER TABLE public.consent_consent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consent_consent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consent_consenttext (
    id bigint NOT NULL,
    purpose character varying(20) NOT NULL,
    version integer NOT NULL,
    text public.fairs_prose NOT NULL,
    asks_again boolean NOT NULL,
    withdrawn boolean NOT NULL,
    since timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    edition_id bigint NOT NULL,
    CONSTRAINT consent_consenttext_version_check CHECK ((version >= 0)),
    CONSTRAINT consent_text_purpose CHECK (((purpose)::text = ANY ((ARRAY['be_shown'::character varying, 'share_contact'::character varying, 'news'::character varying])::text[])))
);

ALTER TABLE public.consent_consenttext ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consent_consenttext_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consortia_agreement (
    id bigint NOT NULL,
    number integer NOT NULL,
    document character varying(200) NOT NULL,
    sha256 character varying(64) NOT NULL,
    terms jsonb NOT NULL,
    person character varying(500) NOT NULL,
    account bigint,
    at timestamp with time zone NOT NULL,
    consortium_id bigint NOT NULL,
    CONSTRAINT agreement_digest CHECK (((sha256)::text ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT agreement_from_one CHECK ((number >= 1)),
    CONSTRAINT consortia_agreement_number_check CHECK ((number >= 0))
);

ALTER TABLE public.consortia_agreement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consortia_agreement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consortia_blob (
    sha256 character varying(64) NOT NULL,
    size integer NOT NULL,
    content bytea NOT NULL,
    CONSTRAINT blob_digest CHECK (((encode(sha256(content), 'hex'::text) = (sha256)::text) AND (length(content) = size))),
    CONSTRAINT consortia_blob_size_check CHECK ((size >= 0))
);

CREATE TABLE public.consortia_consortium (
    id bigint NOT NULL,
    code character varying(64) NOT NULL,
    title public.fairs_name NOT NULL,
    economy character varying(3) NOT NULL,
    steps character varying(64)[] NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    shared boolean NOT NULL,
    edition_id bigint NOT NULL,
    need_id bigint,
    opened_by_id bigint,
    project_id bigint
);

ALTER TABLE public.consortia_consortium ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consortia_consortium_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consortia_interest (
    id bigint NOT NULL,
    message character varying(2000) NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint,
    edition_id bigint NOT NULL,
    need_id bigint NOT NULL,
    organisation_id bigint NOT NULL
);

ALTER TABLE public.consortia_interest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consortia_interest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consortia_member (
    id bigint NOT NULL,
    part character varying(10) NOT NULL,
    lead boolean NOT NULL,
    state character varying(10) NOT NULL,
    steps character varying(64)[] NOT NULL,
    cost numeric(9,6),
    work numeric(9,6),
    rights numeric(9,6),
    invited_at timestamp with time zone NOT NULL,
    answered_at timestamp with time zone,
    reason character varying(500) NOT NULL,
    consortium_id bigint NOT NULL,
    edition_id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    CONSTRAINT member_cost CHECK (((cost >= (0)::numeric) AND (cost <= (100)::numeric))),
    CONSTRAINT member_part CHECK (((part)::text = ANY ((ARRAY['supplier'::character varying, 'integrator'::character varying, 'research'::character varying, 'finance'::character varying, 'customer'::character varying])::text[]))),
    CONSTRAINT member_rights CHECK (((rights >= (0)::numeric) AND (rights <= (100)::numeric))),
    CONSTRAINT member_state CHECK (((state)::text = ANY ((ARRAY['invited'::character varying, 'accepted'::character varying, 'declined'::character varying, 'withdrawn'::character varying])::text[]))),
    CONSTRAINT member_work CHECK (((work >= (0)::numeric) AND (work <= (100)::numeric)))
);

ALTER TABLE public.consortia_member ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consortia_member_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consortia_note (
    id bigint NOT NULL,
    text character varying(2000) NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint,
    consortium_id bigint NOT NULL,
    member_id bigint,
    file_id bigint,
    CONSTRAINT note_not_empty CHECK (((NOT ((text)::text = ''::text)) OR (file_id IS NOT NULL)))
);

ALTER TABLE public.consortia_note ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consortia_note_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consortia_sharedfile (
    id bigint NOT NULL,
    name character varying(200) NOT NULL,
    at timestamp with time zone NOT NULL,
    blob_id character varying(64) NOT NULL,
    by_id bigint,
    consortium_id bigint NOT NULL
);

ALTER TABLE public.consortia_sharedfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consortia_sharedfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consortia_signatory (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    party public.fairs_name NOT NULL,
    economy character varying(3) NOT NULL,
    person public.fairs_name NOT NULL,
    office public.fairs_line NOT NULL,
    signing_id bigint NOT NULL,
    CONSTRAINT consortia_signatory_position_check CHECK (("position" >= 0))
);

ALTER TABLE public.consortia_signatory ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consortia_signatory_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consortia_signing (
    id bigint NOT NULL,
    code character varying(64) NOT NULL,
    title public.fairs_name NOT NULL,
    press public.fairs_prose NOT NULL,
    released_at timestamp with time zone,
    edition_id bigint NOT NULL,
    project_id bigint,
    session_id bigint NOT NULL
);

ALTER TABLE public.consortia_signing ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consortia_signing_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.consortia_signoff (
    id bigint NOT NULL,
    person character varying(500) NOT NULL,
    account bigint,
    day date NOT NULL,
    sha256 character varying(64) NOT NULL,
    at timestamp with time zone NOT NULL,
    agreement_id bigint NOT NULL,
    member_id bigint NOT NULL,
    CONSTRAINT sign_off_by_somebody CHECK ((NOT ((person)::text = ''::text)))
);

ALTER TABLE public.consortia_signoff ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consortia_signoff_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.cooperation_approver (
    id bigint NOT NULL,
    until date,
    account_id bigint NOT NULL,
    partner_id bigint NOT NULL
);

ALTER TABLE public.cooperation_approver ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cooperation_approver_id_seq
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

ALTER TABLE public.cooperation_entry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cooperation_entry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.cooperation_headline (
    id bigint NOT NULL,
    number integer NOT NULL,
    title public.fairs_name NOT NULL,
    question jsonb NOT NULL,
    day date NOT NULL,
    moment timestamp with time zone NOT NULL,
    size bigint NOT NULL,
    head character varying(64) NOT NULL,
    count integer NOT NULL,
    in_approval integer NOT NULL,
    amount numeric(30,4) NOT NULL,
    currency character varying(3) NOT NULL,
    unconverted jsonb NOT NULL,
    person character varying(500) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    ledger_id bigint NOT NULL,
    CONSTRAINT cooperation_headline_count_check CHECK ((count >= 0)),
    CONSTRAINT cooperation_headline_in_approval_check CHECK ((in_approval >= 0)),
    CONSTRAINT cooperation_headline_number_check CHECK ((number >= 0)),
    CONSTRAINT cooperation_headline_size_check CHECK ((size >= 0)),
    CONSTRAINT headline_from_one CHECK ((number >= 1))
);

ALTER TABLE public.cooperation_headline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cooperation_headline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.cooperation_headlinerow (
    id bigint NOT NULL,
    stage character varying(20) NOT NULL,
    stage_entry bigint NOT NULL,
    kind character varying(10) NOT NULL,
    amount numeric(23,4),
    currency character varying(3) NOT NULL,
    amount_entry bigint,
    rate numeric(36,18),
    rate_day date,
    rate_source character varying(500) NOT NULL,
    converted numeric(30,4),
    in_approval boolean NOT NULL,
    headline_id bigint NOT NULL,
    project_id bigint NOT NULL,
    CONSTRAINT cooperation_headlinerow_amount_entry_check CHECK ((amount_entry >= 0)),
    CONSTRAINT cooperation_headlinerow_stage_entry_check CHECK ((stage_entry >= 0))
);

ALTER TABLE public.cooperation_headlinerow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cooperation_headlinerow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.cooperation_ledger (
    id bigint NOT NULL,
    code character varying(64) NOT NULL,
    size bigint DEFAULT 0 NOT NULL,
    head character varying(64) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT cooperation_ledger_size_check CHECK ((size >= 0))
);

ALTER TABLE public.cooperation_ledger ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cooperation_ledger_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.cooperation_partner (
    id bigint NOT NULL,
    code character varying(64) NOT NULL,
    "position" smallint NOT NULL,
    economy character varying(3) NOT NULL,
    name public.fairs_line NOT NULL,
    role character varying(10) NOT NULL,
    organisation_id bigint,
    project_id bigint NOT NULL,
    CONSTRAINT cooperation_partner_position_check CHECK (("position" >= 0)),
    CONSTRAINT partner_role CHECK (((role)::text = ANY ((ARRAY['body'::character varying, 'lead'::character varying, 'supplier'::character varying, 'integrator'::character varying, 'research'::character varying, 'finance'::character varying, 'customer'::character varying, 'member'::character varying])::text[])))
);

ALTER TABLE public.cooperation_partner ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cooperation_partner_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.cooperation_portfolio (
    id bigint NOT NULL,
    edition_id bigint NOT NULL,
    run_id bigint NOT NULL,
    released_at timestamp with time zone,
    state character varying(10) NOT NULL,
    version integer NOT NULL,
    CONSTRAINT cooperation_portfolio_version_check CHECK ((version >= 0)),
    CONSTRAINT portfolio_released_at CHECK ((((released_at IS NULL) AND ((state)::text = 'draft'::text)) OR ((NOT ((state)::text = 'draft'::text)) AND (released_at IS NOT NULL)))),
    CONSTRAINT portfolio_state CHECK (((state)::text = ANY ((ARRAY['draft'::character varying, 'released'::character varying, 'superseded'::character varying])::text[]))),
    CONSTRAINT portfolio_version_from_one CHECK ((version >= 1))
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
    products character varying(64)[] NOT NULL,
    start_year smallint NOT NULL,
    cash_flows numeric(23,4)[] NOT NULL,
    jobs bigint,
    local_share double precision,
    description public.fairs_prose NOT NULL,
    edition_id bigint,
    lead_id bigint,
    costs numeric(23,4)[] NOT NULL,
    ledger_id bigint NOT NULL,
    CONSTRAINT cooperation_project_jobs_check CHECK ((jobs >= 0)),
    CONSTRAINT cooperation_project_start_year_check CHECK ((start_year >= 0)),
    CONSTRAINT project_cash_flows CHECK (((cardinality(cash_flows) <= 100) AND (('-1000000000000000000'::bigint)::double precision <= ALL ((cash_flows)::double precision[])) AND (('1000000000000000000'::bigint)::double precision >= ALL ((cash_flows)::double precision[])))),
    CONSTRAINT project_costs CHECK (((cardinality(costs) <= 100) AND ((0)::double precision <= ALL ((costs)::double precision[])) AND (('1000000000000000000'::numeric)::double precision >= ALL ((costs)::double precision[])))),
    CONSTRAINT project_jobs CHECK (((jobs >= 0) AND (jobs <= 1000000000))),
    CONSTRAINT project_local_share CHECK (((local_share >= (0.0)::double precision) AND (local_share <= (1.0)::double precision))),
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

CREATE TABLE public.cooperation_projectappraisal (
    id bigint NOT NULL,
    number integer NOT NULL,
    inputs jsonb NOT NULL,
    supply jsonb NOT NULL,
    person character varying(500) NOT NULL,
    account bigint,
    recorded_at timestamp with time zone NOT NULL,
    project_id bigint NOT NULL,
    CONSTRAINT appraisal_from_one CHECK ((number >= 1)),
    CONSTRAINT cooperation_projectappraisal_number_check CHECK ((number >= 0))
);

ALTER TABLE public.cooperation_projectappraisal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cooperation_projectappraisal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.cooperation_projectstate (
    project_id bigint NOT NULL,
    stage character varying(20) NOT NULL,
    ended boolean NOT NULL,
    kind character varying(10) NOT NULL,
    amount numeric(23,4),
    currency character varying(3) NOT NULL,
    number bigint NOT NULL,
    CONSTRAINT cooperation_projectstate_number_check CHECK ((number >= 0))
);

CREATE TABLE public.cooperation_rate (
    id bigint NOT NULL,
    currency character varying(3) NOT NULL,
    against character varying(3) NOT NULL,
    day date NOT NULL,
    rate numeric(24,12) NOT NULL,
    source character varying(500) NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    ledger_id bigint NOT NULL,
    CONSTRAINT rate_of_another CHECK ((NOT ((currency)::text = (against)::text))),
    CONSTRAINT rate_rate CHECK (((rate >= 0.000000001) AND (rate <= '1000000000'::numeric)))
);

ALTER TABLE public.cooperation_rate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cooperation_rate_id_seq
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
    share numeric(25,24) NOT NULL,
    project_id bigint NOT NULL,
    partner_id bigint NOT NULL,
    CONSTRAINT cooperation_share_position_check CHECK (("position" >= 0)),
    CONSTRAINT share_kind CHECK (((kind)::text = ANY ((ARRAY['cost'::character varying, 'benefit'::character varying])::text[]))),
    CONSTRAINT share_share CHECK ((((share)::double precision >= (0.0)::double precision) AND ((share)::double precision <= (1.0)::double precision)))
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

CREATE TABLE public.delegations_delegate (
    id bigint NOT NULL,
    office character varying(10) NOT NULL,
    "position" smallint NOT NULL,
    edition_id bigint NOT NULL,
    participation_id bigint NOT NULL,
    delegation_id bigint NOT NULL,
    CONSTRAINT delegate_office CHECK (((office)::text = ANY ((ARRAY['head'::character varying, 'focal'::character varying, 'delegate'::character varying])::text[]))),
    CONSTRAINT delegate_position CHECK ((("position" >= 1) AND ("position" <= 10000))),
    CONSTRAINT delegations_delegate_position_check CHECK (("position" >= 0))
);

ALTER TABLE public.delegations_delegate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.delegations_delegate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.delegations_delegation (
    id bigint NOT NULL,
    code character varying(64) NOT NULL,
    name public.fairs_name NOT NULL,
    kind character varying(10) NOT NULL,
    economy character varying(3) NOT NULL,
    "position" smallint NOT NULL,
    quota integer,
    taken integer DEFAULT 0 NOT NULL,
    arrives_at timestamp with time zone,
    leaves_at timestamp with time zone,
    language character varying(35) NOT NULL,
    edition_id bigint NOT NULL,
    exposition_id bigint,
    organisation_id bigint,
    CONSTRAINT delegation_kind CHECK (((kind)::text = ANY ((ARRAY['economy'::character varying, 'region'::character varying, 'body'::character varying])::text[]))),
    CONSTRAINT delegation_position CHECK ((("position" >= 1) AND ("position" <= 10000))),
    CONSTRAINT delegation_quota CHECK (((quota IS NULL) OR (taken <= quota))),
    CONSTRAINT delegation_quota_bound CHECK (((quota >= 0) AND (quota <= 10000))),
    CONSTRAINT delegation_stay CHECK (((arrives_at IS NULL) OR (leaves_at IS NULL) OR (leaves_at > arrives_at))),
    CONSTRAINT delegations_delegation_position_check CHECK (("position" >= 0)),
    CONSTRAINT delegations_delegation_quota_check CHECK ((quota >= 0)),
    CONSTRAINT delegations_delegation_taken_check CHECK ((taken >= 0))
);

ALTER TABLE public.delegations_delegation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.delegations_delegation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.delegations_interpreter (
    id bigint NOT NULL,
    code character varying(64) NOT NULL,
    name public.fairs_name NOT NULL,
    languages character varying(35)[] NOT NULL,
    edition_id bigint NOT NULL,
    CONSTRAINT interpreter_languages CHECK ((
CASE
    WHEN (languages IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(languages, 1), 0)
END >= 1))
);

ALTER TABLE public.delegations_interpreter ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.delegations_interpreter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.delegations_interpreterbooking (
    id bigint NOT NULL,
    language character varying(35) NOT NULL,
    during tstzrange NOT NULL,
    purpose character varying(500) NOT NULL,
    delegation_id bigint NOT NULL,
    edition_id bigint NOT NULL,
    interpreter_id bigint NOT NULL,
    CONSTRAINT interpreter_time CHECK (((NOT isempty(during)) AND (NOT lower_inf(during)) AND (NOT upper_inf(during))))
);

ALTER TABLE public.delegations_interpreterbooking ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.delegations_interpreterbooking_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.delegations_visititem (
    id bigint NOT NULL,
    title public.fairs_line NOT NULL,
    place public.fairs_line NOT NULL,
    begins_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    delegation_id bigint NOT NULL,
    edition_id bigint NOT NULL,
    exhibitor_id bigint,
    session_id bigint,
    CONSTRAINT visit_item_length CHECK ((ends_at > begins_at)),
    CONSTRAINT visit_named CHECK (((NOT ((title)::jsonb = '{}'::jsonb)) OR (session_id IS NOT NULL) OR (exhibitor_id IS NOT NULL)))
);

ALTER TABLE public.delegations_visititem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.delegations_visititem_id_seq
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
    languages character varying(35)[] NOT NULL,
    flows_unit character varying(500) NOT NULL,
    budgets_beyond character varying(9) NOT NULL,
    sunk_flows character varying(8) NOT NULL,
    own_days jsonb NOT NULL,
    opening jsonb DEFAULT '[]'::jsonb NOT NULL,
    least_required boolean DEFAULT false NOT NULL,
    CONSTRAINT edition_budgets CHECK ((NOT jsonb_path_exists(budgets, 'strict $[*]?((@[1].size() > 100 || @[1][*] < 0) || @[1][*] > 1000000000000000000)'::jsonpath))),
    CONSTRAINT edition_budgets_first_year CHECK (((budgets_first_year >= 1900) AND (budgets_first_year <= 2200))),
    CONSTRAINT edition_days CHECK (((days >= 1) AND (days <= 60))),
    CONSTRAINT edition_discount_rate CHECK (((discount_rate >= (0.0)::double precision) AND (discount_rate <= (1.0)::double precision))),
    CONSTRAINT edition_flows_kind CHECK (((flows_kind)::text = ANY ((ARRAY['table'::character varying, 'baci'::character varying, 'comtrade'::character varying, 'wits'::character varying, 'eurostat'::character varying, 'atlas'::character varying, ''::character varying])::text[]))),
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

CREATE TABLE public.fairs_history (
    id bigint NOT NULL,
    edition character varying(64) NOT NULL,
    kind character varying(20) NOT NULL,
    key character varying(64) NOT NULL,
    since timestamp with time zone NOT NULL,
    state jsonb,
    written_by bigint
);

ALTER TABLE public.fairs_history ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.fairs_history_id_seq
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
    CONSTRAINT run_step CHECK (((step)::text = ANY ((ARRAY['dependency'::character varying, 'matching'::character varying, 'scheduling'::character varying, 'portfolio'::character varying, 'programme'::character varying])::text[])))
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
    tables integer,
    CONSTRAINT fairs_slot_number_check CHECK ((number >= 0)),
    CONSTRAINT fairs_slot_tables_check CHECK ((tables >= 0)),
    CONSTRAINT slot_from_one CHECK ((number >= 1)),
    CONSTRAINT slot_length CHECK ((ends_at > starts_at)),
    CONSTRAINT slot_tables CHECK (((tables >= 0) AND (tables <= 10000)))
);

ALTER TABLE public.fairs_slot ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.fairs_slot_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.fairs_stamp (
    id bigint NOT NULL,
    part character varying(63) NOT NULL,
    changes bigint NOT NULL,
    edition_id bigint NOT NULL,
    slot smallint DEFAULT 0 NOT NULL
);

ALTER TABLE public.fairs_stamp ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.fairs_stamp_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.market_announced (
    id bigint NOT NULL,
    about character varying(80) NOT NULL,
    products character varying(64)[] NOT NULL,
    edition_id bigint NOT NULL
);

ALTER TABLE public.market_announced ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.market_announced_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.market_conversation (
    id bigint NOT NULL,
    code character varying(20) NOT NULL,
    economy character varying(3) NOT NULL,
    about character varying(80) NOT NULL,
    title public.fairs_name NOT NULL,
    state character varying(10) NOT NULL,
    begun_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    last_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    answered_by_id bigint,
    asker_id bigint NOT NULL,
    edition_id bigint NOT NULL,
    need_id bigint,
    offer_id bigint,
    owner_id bigint,
    CONSTRAINT conversation_owner CHECK (((((economy)::text = ''::text) AND (owner_id IS NOT NULL)) OR (((economy)::text > ''::text) AND (owner_id IS NULL)))),
    CONSTRAINT conversation_state CHECK (((state)::text = ANY ((ARRAY['asked'::character varying, 'accepted'::character varying, 'declined'::character varying, 'blocked'::character varying])::text[])))
);

ALTER TABLE public.market_conversation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.market_conversation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.market_letter (
    id bigint NOT NULL,
    of_asker boolean NOT NULL,
    text character varying(2000) NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    author_id bigint,
    conversation_id bigint NOT NULL,
    CONSTRAINT letter_says CHECK (((text)::text > ''::text))
);

ALTER TABLE public.market_letter ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.market_letter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.market_reading (
    id bigint NOT NULL,
    letter bigint NOT NULL,
    conversation_id bigint NOT NULL,
    reader_id bigint NOT NULL
);

ALTER TABLE public.market_reading ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.market_reading_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.market_watch (
    id bigint NOT NULL,
    product character varying(64) NOT NULL,
    offers boolean NOT NULL,
    needs boolean NOT NULL,
    since timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    participation_id bigint NOT NULL,
    CONSTRAINT watch_some CHECK ((offers OR needs))
);

ALTER TABLE public.market_watch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.market_watch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.meetings_adjustment (
    id bigint NOT NULL,
    number integer NOT NULL,
    kind character varying(10) NOT NULL,
    before jsonb NOT NULL,
    after jsonb NOT NULL,
    undone boolean NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    account_id bigint,
    request_id bigint NOT NULL,
    timetable_id bigint NOT NULL,
    CONSTRAINT adjustment_kind CHECK (((kind)::text = ANY ((ARRAY['moved'::character varying, 'added'::character varying, 'removed'::character varying, 'locked'::character varying, 'unlocked'::character varying])::text[]))),
    CONSTRAINT meetings_adjustment_number_check CHECK ((number >= 0))
);

ALTER TABLE public.meetings_adjustment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_adjustment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.meetings_agendafeed (
    participation_id bigint NOT NULL,
    token character varying(64) NOT NULL,
    renewed_at timestamp with time zone NOT NULL
);

CREATE TABLE public.meetings_attendee (
    id bigint NOT NULL,
    meeting_id bigint NOT NULL,
    participation_id bigint NOT NULL
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
    slots smallint DEFAULT 1 NOT NULL,
    locked boolean DEFAULT false NOT NULL,
    CONSTRAINT meeting_place CHECK (((((place)::text = 'stand'::text) AND (seat >= 1) AND (stand_id IS NOT NULL) AND (table_id IS NULL)) OR (((place)::text = 'table'::text) AND (seat IS NULL) AND (stand_id IS NULL) AND (table_id IS NOT NULL)) OR (((place)::text = 'online'::text) AND (seat IS NULL) AND (stand_id IS NULL) AND (table_id IS NULL)))),
    CONSTRAINT meeting_slots CHECK (((slots >= 1) AND (slots <= 24))),
    CONSTRAINT meetings_meeting_seat_check CHECK ((seat >= 0)),
    CONSTRAINT meetings_meeting_slots_check CHECK ((slots >= 0))
)
WITH (fillfactor='50');

CREATE TABLE public.meetings_meetingrequest (
    id bigint NOT NULL,
    code character varying(64) NOT NULL,
    weight double precision NOT NULL,
    state character varying(10) NOT NULL,
    place character varying(10) NOT NULL,
    edition_id bigint NOT NULL,
    locked_id bigint,
    recipient_id bigint,
    requester_id bigint NOT NULL,
    answered_at timestamp with time zone,
    asked_at timestamp with time zone,
    asking_firm_id bigint,
    assigned_id bigint,
    author_id bigint,
    changed_by_id bigint,
    expires_at timestamp with time zone,
    invitee_id bigint,
    link character varying(500) DEFAULT ''::character varying NOT NULL,
    message character varying(2000) DEFAULT ''::character varying NOT NULL,
    preference character varying(10) DEFAULT 'would_like'::character varying NOT NULL,
    proposed_id bigint,
    purpose character varying(20) DEFAULT ''::character varying NOT NULL,
    reason character varying(500) DEFAULT ''::character varying NOT NULL,
    slots smallint DEFAULT 1 NOT NULL,
    turn character varying(10) DEFAULT 'recipient'::character varying NOT NULL,
    locked_table_id bigint,
    CONSTRAINT meetings_meetingrequest_slots_check CHECK ((slots >= 0)),
    CONSTRAINT request_locked_table CHECK (((locked_table_id IS NULL) OR ((place)::text = 'table'::text))),
    CONSTRAINT request_of_oneself CHECK (((invitee_id IS NULL) OR (NOT ((invitee_id = requester_id) AND (invitee_id IS NOT NULL))))),
    CONSTRAINT request_place CHECK (((place)::text = ANY ((ARRAY['stand'::character varying, 'table'::character varying, 'online'::character varying])::text[]))),
    CONSTRAINT request_preference CHECK (((preference)::text = ANY ((ARRAY['must'::character varying, 'would_like'::character varying])::text[]))),
    CONSTRAINT request_proposed CHECK (((proposed_id IS NULL) OR ((state)::text = 'pending'::text))),
    CONSTRAINT request_purpose CHECK (((purpose)::text = ANY ((ARRAY['supply'::character varying, 'joint_production'::character varying, 'licence'::character varying, 'research'::character varying, 'localisation'::character varying, 'distribution'::character varying, 'investment'::character varying, ''::character varying])::text[]))),
    CONSTRAINT request_slots CHECK (((slots >= 1) AND (slots <= 24))),
    CONSTRAINT request_state CHECK (((state)::text = ANY ((ARRAY['pending'::character varying, 'accepted'::character varying, 'declined'::character varying, 'withdrawn'::character varying, 'cancelled'::character varying, 'expired'::character varying])::text[]))),
    CONSTRAINT request_turn CHECK (((turn)::text = ANY ((ARRAY['recipient'::character varying, 'requester'::character varying])::text[]))),
    CONSTRAINT request_weight CHECK (((weight >= (0.0)::double precision) AND (weight <= (1000.0)::double precision))),
    CONSTRAINT request_whom CHECK ((((invitee_id IS NOT NULL) AND (recipient_id IS NULL)) OR ((invitee_id IS NULL) AND (recipient_id IS NOT NULL))))
);

CREATE VIEW public.meetings_attendance AS
 WITH timed AS NOT MATERIALIZED (
         SELECT meeting.id,
            meeting.place,
            meeting.seat,
            meeting.representative_id,
            meeting.slot_id,
            meeting.stand_id,
            meeting.request_id,
            meeting.table_id,
            meeting.timetable_id,
            meeting.slots,
            slot.date,
            tstzrange(slot.starts_at,
                CASE
                    WHEN (meeting.slots = 1) THEN slot.ends_at
                    ELSE ( SELECT last.ends_at
                       FROM public.fairs_slot last
                      WHERE ((last.edition_id = slot.edition_id) AND (last.date = slot.date) AND (last.number = ((slot.number + meeting.slots) - 1))))
                END) AS during
           FROM (public.meetings_meeting meeting
             JOIN public.fairs_slot slot ON ((slot.id = meeting.slot_id)))
        )
 SELECT timed.timetable_id,
    timed.id AS meeting_id,
    request.requester_id AS participation_id,
    timed.date,
    timed.during
   FROM (timed
     JOIN public.meetings_meetingrequest request ON ((request.id = timed.request_id)))
UNION ALL
 SELECT timed.timetable_id,
    timed.id AS meeting_id,
    timed.representative_id AS participation_id,
    timed.date,
    timed.during
   FROM timed
  WHERE (timed.representative_id IS NOT NULL)
UNION ALL
 SELECT timed.timetable_id,
    timed.id AS meeting_id,
    attendee.participation_id,
    timed.date,
    timed.during
   FROM (timed
     JOIN public.meetings_attendee attendee ON ((attendee.meeting_id = timed.id)));

ALTER TABLE public.meetings_attendee ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_attendee_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.meetings_block (
    id bigint NOT NULL,
    by_id bigint NOT NULL,
    edition_id bigint NOT NULL,
    whom_id bigint NOT NULL,
    CONSTRAINT block_another CHECK ((NOT (by_id = whom_id)))
);

ALTER TABLE public.meetings_block ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_block_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.meetings_booking (
    meeting_id bigint NOT NULL,
    participation_id bigint NOT NULL,
    during tstzrange NOT NULL
);

CREATE TABLE public.meetings_change (
    id bigint NOT NULL,
    sequence integer NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    kind character varying(10) NOT NULL,
    during tstzrange NOT NULL,
    before tstzrange,
    place character varying(10) NOT NULL,
    people bigint[] NOT NULL,
    gone bigint[] NOT NULL,
    request_id bigint NOT NULL,
    stand_id bigint,
    table_id bigint,
    CONSTRAINT change_kind CHECK (((kind)::text = ANY ((ARRAY['booked'::character varying, 'changed'::character varying, 'cancelled'::character varying])::text[]))),
    CONSTRAINT meetings_change_sequence_check CHECK ((sequence >= 0))
);

ALTER TABLE public.meetings_change ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_change_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.meetings_checkin (
    id bigint NOT NULL,
    side character varying(20) NOT NULL,
    begins timestamp with time zone NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    participation_id bigint NOT NULL,
    request_id bigint NOT NULL
);

ALTER TABLE public.meetings_checkin ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_checkin_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.meetings_followedsession (
    id bigint NOT NULL,
    participation_id bigint NOT NULL,
    session_id bigint NOT NULL
);

ALTER TABLE public.meetings_followedsession ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_followedsession_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.meetings_followup (
    id bigint NOT NULL,
    text character varying(500) NOT NULL,
    day date NOT NULL,
    done_at timestamp with time zone,
    reminded_at timestamp with time zone,
    made_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    participation_id bigint NOT NULL,
    request_id bigint NOT NULL
);

ALTER TABLE public.meetings_followup ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_followup_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.meetings_freedtime (
    id bigint NOT NULL,
    begins timestamp with time zone NOT NULL,
    ends timestamp with time zone NOT NULL,
    people bigint[] NOT NULL,
    absent bigint[] NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    edition_id bigint NOT NULL
);

ALTER TABLE public.meetings_freedtime ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_freedtime_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.meetings_lane (
    timetable_id bigint NOT NULL,
    lane smallint NOT NULL,
    stamp uuid DEFAULT gen_random_uuid() NOT NULL,
    CONSTRAINT meetings_lane_lane_check CHECK ((lane >= 0))
);

ALTER TABLE public.meetings_meeting ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_meeting_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.meetings_meetingrequest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_meetingrequest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.meetings_meetingrules (
    edition_id bigint NOT NULL,
    grace_minutes smallint DEFAULT 10 NOT NULL,
    release_by character varying(10) DEFAULT 'hand'::character varying NOT NULL,
    hall_minutes smallint DEFAULT 5 NOT NULL,
    CONSTRAINT meeting_rules_grace CHECK (((grace_minutes >= 0) AND (grace_minutes <= 240))),
    CONSTRAINT meeting_rules_hall CHECK (((hall_minutes >= 0) AND (hall_minutes <= 240))),
    CONSTRAINT meeting_rules_release_by CHECK (((release_by)::text = ANY ((ARRAY['hand'::character varying, 'itself'::character varying])::text[]))),
    CONSTRAINT meetings_meetingrules_grace_minutes_check CHECK ((grace_minutes >= 0)),
    CONSTRAINT meetings_meetingrules_hall_minutes_check CHECK ((hall_minutes >= 0))
);

CREATE TABLE public.meetings_noshow (
    request_id bigint NOT NULL,
    absent bigint[] NOT NULL,
    begins timestamp with time zone NOT NULL,
    ends timestamp with time zone NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    by_id bigint
);

CREATE TABLE public.meetings_outcome (
    id bigint NOT NULL,
    interest character varying(10) NOT NULL,
    next_step character varying(20) NOT NULL,
    value numeric(23,4),
    currency character varying(3) DEFAULT ''::character varying NOT NULL,
    said_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    by_id bigint,
    organisation_id bigint,
    participation_id bigint,
    request_id bigint NOT NULL,
    CONSTRAINT outcome_currency CHECK (((((currency)::text = ''::text) AND (value IS NULL)) OR ((value IS NOT NULL) AND ((currency)::text ~ '^[A-Z]{3}$'::text)))),
    CONSTRAINT outcome_interest CHECK (((interest)::text = ANY ((ARRAY['none'::character varying, 'some'::character varying, 'strong'::character varying])::text[]))),
    CONSTRAINT outcome_next_step CHECK (((next_step)::text = ANY ((ARRAY['nothing'::character varying, 'information'::character varying, 'offer'::character varying, 'sample'::character varying, 'visit'::character varying, 'meet_again'::character varying, 'contract'::character varying, 'project'::character varying])::text[]))),
    CONSTRAINT outcome_of CHECK ((((organisation_id IS NULL) AND (participation_id IS NOT NULL)) OR ((organisation_id IS NOT NULL) AND (participation_id IS NULL)))),
    CONSTRAINT outcome_value CHECK (((value >= (0)::numeric) AND (value <= ('1000000000000000000'::bigint)::numeric)))
);

ALTER TABLE public.meetings_outcome ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_outcome_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.meetings_personlimit (
    participation_id bigint NOT NULL,
    a_day smallint,
    in_all smallint,
    at_least smallint,
    rest smallint,
    least_a_day smallint,
    CONSTRAINT meetings_personlimit_a_day_check CHECK ((a_day >= 0)),
    CONSTRAINT meetings_personlimit_at_least_check CHECK ((at_least >= 0)),
    CONSTRAINT meetings_personlimit_in_all_check CHECK ((in_all >= 0)),
    CONSTRAINT meetings_personlimit_least_a_day_check CHECK ((least_a_day >= 0)),
    CONSTRAINT meetings_personlimit_rest_check CHECK ((rest >= 0)),
    CONSTRAINT person_limit_a_day CHECK (((a_day >= 1) AND (a_day <= 1000))),
    CONSTRAINT person_limit_at_least CHECK (((at_least >= 1) AND (at_least <= 10000))),
    CONSTRAINT person_limit_given CHECK (((a_day IS NOT NULL) OR (in_all IS NOT NULL) OR (at_least IS NOT NULL) OR (least_a_day IS NOT NULL) OR (rest IS NOT NULL))),
    CONSTRAINT person_limit_in_all CHECK (((in_all >= 1) AND (in_all <= 10000))),
    CONSTRAINT person_limit_least_a_day CHECK (((least_a_day >= 1) AND (least_a_day <= 1000))),
    CONSTRAINT person_limit_possible CHECK ((at_least <= in_all)),
    CONSTRAINT person_limit_possible_a_day CHECK ((least_a_day <= a_day)),
    CONSTRAINT person_limit_possible_days CHECK ((least_a_day <= in_all)),
    CONSTRAINT person_limit_rest CHECK (((rest >= 1) AND (rest <= 24)))
);

CREATE TABLE public.meetings_personslot (
    meeting_id bigint NOT NULL,
    participation_id bigint NOT NULL,
    slot_id bigint NOT NULL
);

CREATE TABLE public.meetings_placebooking (
    meeting_id bigint NOT NULL,
    seat smallint,
    during tstzrange NOT NULL,
    stand_id bigint,
    table_id bigint,
    CONSTRAINT meetings_placebooking_seat_check CHECK ((seat >= 0))
);

CREATE TABLE public.meetings_placeslot (
    id bigint NOT NULL,
    seat smallint,
    meeting_id bigint NOT NULL,
    slot_id bigint NOT NULL,
    stand_id bigint,
    table_id bigint,
    CONSTRAINT meetings_placeslot_seat_check CHECK ((seat >= 0))
);

ALTER TABLE public.meetings_placeslot ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_placeslot_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.meetings_privatenote (
    id bigint NOT NULL,
    text text NOT NULL,
    noted_at timestamp with time zone NOT NULL,
    organisation_id bigint,
    participation_id bigint,
    request_id bigint NOT NULL,
    CONSTRAINT private_note_of CHECK ((((organisation_id IS NULL) AND (participation_id IS NOT NULL)) OR ((organisation_id IS NOT NULL) AND (participation_id IS NULL))))
);

ALTER TABLE public.meetings_privatenote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_privatenote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.meetings_requestevent (
    id bigint NOT NULL,
    at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    act character varying(10) NOT NULL,
    state character varying(10) NOT NULL,
    date date,
    number smallint,
    note character varying(500) DEFAULT ''::character varying,
    by_id bigint,
    request_id bigint NOT NULL,
    CONSTRAINT meetings_requestevent_number_check CHECK ((number >= 0)),
    CONSTRAINT request_event_act CHECK (((act)::text = ANY ((ARRAY['accepted'::character varying, 'declined'::character varying, 'withdrawn'::character varying, 'cancelled'::character varying, 'expired'::character varying, 'proposed'::character varying, 'handed'::character varying, 'changed'::character varying])::text[]))),
    CONSTRAINT request_event_state CHECK (((state)::text = ANY ((ARRAY['pending'::character varying, 'accepted'::character varying, 'declined'::character varying, 'withdrawn'::character varying, 'cancelled'::character varying, 'expired'::character varying])::text[])))
);

ALTER TABLE public.meetings_requestevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_requestevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.meetings_requestlimit (
    id bigint NOT NULL,
    role character varying(10) NOT NULL,
    a_day integer NOT NULL,
    open_at_once integer NOT NULL,
    edition_id bigint NOT NULL,
    CONSTRAINT meetings_requestlimit_a_day_check CHECK ((a_day >= 0)),
    CONSTRAINT meetings_requestlimit_open_at_once_check CHECK ((open_at_once >= 0)),
    CONSTRAINT request_limit_role CHECK (((role)::text = ANY ((ARRAY['visitor'::character varying, 'buyer'::character varying, 'exhibitor'::character varying, 'speaker'::character varying, 'delegate'::character varying, 'press'::character varying, 'organiser'::character varying])::text[])))
);

ALTER TABLE public.meetings_requestlimit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_requestlimit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.meetings_requestparty (
    id bigint NOT NULL,
    answer character varying(10) NOT NULL,
    attends_id bigint,
    exhibitor_id bigint,
    participation_id bigint,
    request_id bigint NOT NULL,
    CONSTRAINT party_answer CHECK (((answer)::text = ANY ((ARRAY['pending'::character varying, 'accepted'::character varying, 'declined'::character varying])::text[]))),
    CONSTRAINT party_who CHECK ((((exhibitor_id IS NULL) AND (participation_id IS NOT NULL)) OR ((exhibitor_id IS NOT NULL) AND (participation_id IS NULL))))
);

ALTER TABLE public.meetings_requestparty ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_requestparty_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.meetings_started (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    code character varying(64) NOT NULL,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    by_id bigint,
    request_id bigint NOT NULL,
    CONSTRAINT started_kind CHECK (((kind)::text = ANY ((ARRAY['project'::character varying, 'consortium'::character varying])::text[])))
);

ALTER TABLE public.meetings_started ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_started_id_seq
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
    run_id bigint,
    stamp uuid DEFAULT gen_random_uuid() NOT NULL,
    made_from integer,
    origin character varying(10) DEFAULT 'planned'::character varying NOT NULL,
    CONSTRAINT meetings_timetable_made_from_check CHECK ((made_from >= 0)),
    CONSTRAINT meetings_timetable_version_check CHECK ((version >= 0)),
    CONSTRAINT timetable_current CHECK ((((run_id IS NULL) AND ((state)::text = 'current'::text) AND (version = 0)) OR ((NOT ((state)::text = 'current'::text)) AND (version >= 1)))),
    CONSTRAINT timetable_origin CHECK ((((state)::text = 'current'::text) OR ((made_from IS NULL) AND ((origin)::text = 'planned'::text) AND (run_id IS NOT NULL)) OR ((NOT ((origin)::text = 'planned'::text)) AND (made_from IS NOT NULL)))),
    CONSTRAINT timetable_released_at CHECK ((((released_at IS NULL) AND ((state)::text = ANY ((ARRAY['draft'::character varying, 'current'::character varying])::text[]))) OR ((released_at IS NOT NULL) AND ((state)::text = ANY ((ARRAY['released'::character varying, 'superseded'::character varying])::text[]))))),
    CONSTRAINT timetable_state CHECK (((state)::text = ANY ((ARRAY['draft'::character varying, 'released'::character varying, 'superseded'::character varying, 'current'::character varying])::text[])))
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
    timetable_id bigint NOT NULL,
    said jsonb DEFAULT '[]'::jsonb NOT NULL
);

ALTER TABLE public.meetings_unheld ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_unheld_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.meetings_visit (
    id bigint NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    exhibitor_id bigint NOT NULL,
    participation_id bigint NOT NULL,
    CONSTRAINT visit_length CHECK ((ends_at > starts_at))
);

ALTER TABLE public.meetings_visit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.meetings_visit_id_seq
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
    calendar text DEFAULT ''::text NOT NULL,
    CONSTRAINT message_sent_at CHECK (((sent_at IS NOT NULL) OR (NOT ((state)::text = ANY ((ARRAY['sent'::character varying, 'gathered'::character varying])::text[]))))),
    CONSTRAINT message_state CHECK (((state)::text = ANY ((ARRAY['held'::character varying, 'queued'::character varying, 'sending'::character varying, 'doubtful'::character varying, 'sent'::character varying, 'gathered'::character varying, 'failed'::character varying, 'unwanted'::character varying, 'no_address'::character varying, 'cancelled'::character varying])::text[]))),
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

CREATE TABLE public.people_answergiven (
    id bigint NOT NULL,
    value character varying(2000) NOT NULL,
    participation_id bigint NOT NULL,
    question_id bigint NOT NULL
);

ALTER TABLE public.people_answergiven ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_answergiven_id_seq
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
    before jsonb,
    after jsonb
);

ALTER TABLE public.people_change ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_change_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_erasedentry (
    id bigint NOT NULL,
    edition character varying(64) NOT NULL,
    code character varying(64) NOT NULL,
    address character varying(64) NOT NULL
);

ALTER TABLE public.people_erasedentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_erasedentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_mark (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    at timestamp with time zone NOT NULL,
    organisation_id bigint,
    other_id bigint,
    participation_id bigint NOT NULL,
    CONSTRAINT mark_kind CHECK (((kind)::text = ANY ((ARRAY['saved'::character varying, 'dismissed'::character varying])::text[]))),
    CONSTRAINT mark_target CHECK ((((organisation_id IS NULL) AND (other_id IS NOT NULL)) OR ((organisation_id IS NOT NULL) AND (other_id IS NULL))))
);

ALTER TABLE public.people_mark ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_mark_id_seq
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
    reason character varying(500) DEFAULT ''::character varying NOT NULL,
    registered_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    type_id bigint,
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

CREATE TABLE public.people_participationtype (
    id bigint NOT NULL,
    code character varying(64) NOT NULL,
    name public.fairs_name NOT NULL,
    description public.fairs_prose NOT NULL,
    role character varying(10) NOT NULL,
    quota integer,
    taken integer DEFAULT 0 NOT NULL,
    price numeric(12,2) NOT NULL,
    opens_at timestamp with time zone,
    closes_at timestamp with time zone,
    needs_approval boolean NOT NULL,
    "position" smallint NOT NULL,
    edition_id bigint NOT NULL,
    meeting_days date[] DEFAULT '{}'::date[] NOT NULL,
    CONSTRAINT participation_type_approved CHECK ((needs_approval OR ((role)::text = ANY ((ARRAY['visitor'::character varying, 'buyer'::character varying])::text[])))),
    CONSTRAINT participation_type_price CHECK ((price >= (0)::numeric)),
    CONSTRAINT participation_type_quota CHECK (((quota IS NULL) OR (taken <= quota))),
    CONSTRAINT participation_type_role CHECK (((role)::text = ANY ((ARRAY['visitor'::character varying, 'buyer'::character varying, 'exhibitor'::character varying, 'speaker'::character varying, 'delegate'::character varying, 'press'::character varying])::text[]))),
    CONSTRAINT participation_type_times CHECK (((opens_at IS NULL) OR (closes_at IS NULL) OR (closes_at > opens_at))),
    CONSTRAINT people_participationtype_position_check CHECK (("position" >= 0)),
    CONSTRAINT people_participationtype_quota_check CHECK ((quota >= 0)),
    CONSTRAINT people_participationtype_taken_check CHECK ((taken >= 0))
);

ALTER TABLE public.people_participationtype ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_participationtype_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_passquota (
    organisation_id bigint NOT NULL,
    quota integer,
    taken integer DEFAULT 0 NOT NULL,
    set_by_hand boolean NOT NULL,
    CONSTRAINT pass_quota_bound CHECK (((quota >= 0) AND (quota <= 99999))),
    CONSTRAINT people_passquota_quota_check CHECK ((quota >= 0)),
    CONSTRAINT people_passquota_taken_check CHECK ((taken >= 0))
);

CREATE TABLE public.people_person (
    id bigint NOT NULL,
    name public.fairs_name NOT NULL,
    country character varying(3) NOT NULL,
    languages character varying(2)[] NOT NULL,
    email character varying(500) NOT NULL,
    erased_at timestamp with time zone
);

ALTER TABLE public.people_person ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_person_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_question (
    id bigint NOT NULL,
    text public.fairs_name NOT NULL,
    kind character varying(10) NOT NULL,
    choices jsonb NOT NULL,
    required boolean NOT NULL,
    "position" smallint NOT NULL,
    type_id bigint NOT NULL,
    CONSTRAINT people_question_position_check CHECK (("position" >= 0)),
    CONSTRAINT question_kind CHECK (((kind)::text = ANY ((ARRAY['text'::character varying, 'yes_no'::character varying, 'choice'::character varying])::text[])))
);

ALTER TABLE public.people_question ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_question_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_revision (
    id bigint NOT NULL,
    about character varying(80) NOT NULL,
    number integer NOT NULL,
    "values" jsonb,
    account_id bigint,
    at timestamp with time zone NOT NULL,
    organisation_id bigint NOT NULL,
    CONSTRAINT people_revision_number_check CHECK ((number >= 0))
);

ALTER TABLE public.people_revision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_revision_id_seq
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
    is_long boolean DEFAULT false NOT NULL,
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

CREATE TABLE public.practices_effect (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    measure public.fairs_name NOT NULL,
    unit public.fairs_name NOT NULL,
    before double precision,
    after double precision NOT NULL,
    measured_by public.fairs_name NOT NULL,
    measured_on date,
    practice_id bigint NOT NULL,
    CONSTRAINT effect_after CHECK (((after >= ('-1000000000000000.0'::numeric)::double precision) AND (after <= (1000000000000000.0)::double precision))),
    CONSTRAINT effect_before CHECK (((before >= ('-1000000000000000.0'::numeric)::double precision) AND (before <= (1000000000000000.0)::double precision))),
    CONSTRAINT practices_effect_position_check CHECK (("position" >= 0))
);

ALTER TABLE public.practices_effect ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.practices_effect_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.practices_practice (
    id bigint NOT NULL,
    code character varying(64) NOT NULL,
    title public.fairs_name NOT NULL,
    problem public.fairs_prose NOT NULL,
    solution public.fairs_prose NOT NULL,
    economy character varying(3) NOT NULL,
    products character varying(64)[] NOT NULL,
    sectors character varying(20)[] NOT NULL,
    year smallint,
    contact_agreed_at timestamp with time zone,
    state character varying(10) NOT NULL,
    proposed jsonb,
    reason character varying(500) NOT NULL,
    number integer NOT NULL,
    written_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    contact_id bigint,
    edition_id bigint NOT NULL,
    organisation_id bigint,
    project_id bigint,
    written_by_id bigint,
    CONSTRAINT practice_contact_agreed CHECK (((contact_id IS NULL) OR (contact_agreed_at IS NOT NULL))),
    CONSTRAINT practice_economy CHECK ((NOT ((economy)::text = ''::text))),
    CONSTRAINT practice_proposed CHECK (((proposed IS NULL) OR ((state)::text = 'published'::text))),
    CONSTRAINT practice_state CHECK (((state)::text = ANY ((ARRAY['waiting'::character varying, 'published'::character varying, 'refused'::character varying, 'withdrawn'::character varying])::text[]))),
    CONSTRAINT practice_year CHECK (((year >= 1900) AND (year <= 2200))),
    CONSTRAINT practices_practice_number_check CHECK ((number >= 0)),
    CONSTRAINT practices_practice_year_check CHECK ((year >= 0))
);

ALTER TABLE public.practices_practice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.practices_practice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.practices_practiceentry (
    practice_id bigint NOT NULL,
    document tsvector NOT NULL
);

CREATE TABLE public.privacy_erasure (
    id bigint NOT NULL,
    person_id bigint NOT NULL,
    account_id bigint,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    why character varying(20) NOT NULL,
    done jsonb NOT NULL
);

ALTER TABLE public.privacy_erasure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.privacy_erasure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.privacy_keptfor (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    days integer NOT NULL,
    edition_id bigint NOT NULL,
    CONSTRAINT kept_for_kind CHECK (((kind)::text = ANY ((ARRAY['people'::character varying, 'answers'::character varying, 'messages'::character varying, 'letters'::character varying, 'talks'::character varying, 'notes'::character varying, 'lists'::character varying, 'shown'::character varying, 'audit'::character varying])::text[]))),
    CONSTRAINT privacy_keptfor_days_check CHECK ((days >= 0))
);

ALTER TABLE public.privacy_keptfor ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.privacy_keptfor_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.privacy_personalfile (
    id bigint NOT NULL,
    person_id bigint NOT NULL,
    content bytea NOT NULL,
    made_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    account_id bigint NOT NULL
);

ALTER TABLE public.privacy_personalfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.privacy_personalfile_id_seq
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

CREATE TABLE public.proposals_call (
    id bigint NOT NULL,
    code character varying(64) NOT NULL,
    title public.fairs_name NOT NULL,
    text public.fairs_prose NOT NULL,
    kinds character varying(16)[] NOT NULL,
    opens_at timestamp with time zone NOT NULL,
    closes_at timestamp with time zone NOT NULL,
    edition_id bigint NOT NULL,
    CONSTRAINT call_kinds CHECK ((kinds <@ ARRAY['plenary'::character varying(16), 'panel'::character varying(16), 'pitch'::character varying(16), 'council'::character varying(16), 'signing'::character varying(16), 'tour'::character varying(16), 'workshop'::character varying(16)])),
    CONSTRAINT call_times CHECK ((closes_at > opens_at))
);

ALTER TABLE public.proposals_call ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.proposals_call_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.proposals_callquestion (
    id bigint NOT NULL,
    text public.fairs_name NOT NULL,
    required boolean NOT NULL,
    "position" smallint NOT NULL,
    call_id bigint NOT NULL,
    CONSTRAINT proposals_callquestion_position_check CHECK (("position" >= 0))
);

ALTER TABLE public.proposals_callquestion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.proposals_callquestion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.proposals_criterion (
    id bigint NOT NULL,
    name public.fairs_name NOT NULL,
    "position" smallint NOT NULL,
    call_id bigint NOT NULL,
    CONSTRAINT proposals_criterion_position_check CHECK (("position" >= 0))
);

ALTER TABLE public.proposals_criterion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.proposals_criterion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.proposals_proposal (
    id bigint NOT NULL,
    code character varying(64) NOT NULL,
    state character varying(10) NOT NULL,
    title public.fairs_line NOT NULL,
    text public.fairs_prose NOT NULL,
    kind character varying(16) NOT NULL,
    language character varying(2) NOT NULL,
    minutes smallint NOT NULL,
    answers jsonb NOT NULL,
    submitted_at timestamp with time zone,
    decided_at timestamp with time zone,
    words character varying(2000) NOT NULL,
    session character varying(64) NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    account_id bigint NOT NULL,
    call_id bigint NOT NULL,
    edition_id bigint NOT NULL,
    level character varying(12) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT proposal_how_far CHECK (((state)::text = ANY ((ARRAY['draft'::character varying, 'submitted'::character varying, 'accepted'::character varying, 'waiting'::character varying, 'rejected'::character varying, 'withdrawn'::character varying])::text[]))),
    CONSTRAINT proposal_minutes CHECK (((minutes >= 1) AND (minutes <= 1439))),
    CONSTRAINT proposal_submitted_at CHECK ((((state)::text = 'draft'::text) OR (submitted_at IS NOT NULL))),
    CONSTRAINT proposals_proposal_minutes_check CHECK ((minutes >= 0))
);

ALTER TABLE public.proposals_proposal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.proposals_proposal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.proposals_proposalspeaker (
    id bigint NOT NULL,
    name character varying(500) NOT NULL,
    email character varying(254) NOT NULL,
    state character varying(10) NOT NULL,
    token character varying(64) NOT NULL,
    asked_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    account_id bigint,
    proposal_id bigint NOT NULL,
    CONSTRAINT proposal_speaker_state CHECK (((state)::text = ANY ((ARRAY['invited'::character varying, 'confirmed'::character varying, 'declined'::character varying])::text[])))
);

ALTER TABLE public.proposals_proposalspeaker ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.proposals_proposalspeaker_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.proposals_review (
    id bigint NOT NULL,
    scores jsonb NOT NULL,
    mean double precision,
    comment character varying(2000) NOT NULL,
    conflicted boolean NOT NULL,
    given_at timestamp with time zone NOT NULL,
    account_id bigint,
    proposal_id bigint NOT NULL,
    CONSTRAINT review_mean CHECK (((conflicted AND (mean IS NULL)) OR ((NOT conflicted) AND (mean >= (0.0)::double precision) AND (mean <= (10.0)::double precision))))
);

ALTER TABLE public.proposals_review ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.proposals_review_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.proposals_reviewer (
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    call_id bigint NOT NULL
);

ALTER TABLE public.proposals_reviewer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.proposals_reviewer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.screening_decision (
    id bigint NOT NULL,
    state character varying(10) NOT NULL,
    reason character varying(2000) NOT NULL,
    account bigint,
    person character varying(500) NOT NULL,
    at timestamp with time zone NOT NULL,
    hit_id bigint NOT NULL,
    CONSTRAINT decision_says_who_and_why CHECK (((NOT ((reason)::text = ''::text)) AND (NOT ((person)::text = ''::text)))),
    CONSTRAINT decision_state CHECK (((state)::text = ANY ((ARRAY['open'::character varying, 'cleared'::character varying, 'confirmed'::character varying])::text[])))
);

ALTER TABLE public.screening_decision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.screening_decision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.screening_hit (
    id bigint NOT NULL,
    kind character varying(15) NOT NULL,
    code character varying(64) NOT NULL,
    identity character varying(64) NOT NULL,
    basis character varying(10) NOT NULL,
    ours character varying(500) NOT NULL,
    theirs character varying(500) NOT NULL,
    score double precision NOT NULL,
    list_name character varying(200) NOT NULL,
    entry_name character varying(500) NOT NULL,
    country character varying(3) NOT NULL,
    source character varying(500) NOT NULL,
    day date,
    state character varying(10) NOT NULL,
    listed boolean NOT NULL,
    found_at timestamp with time zone NOT NULL,
    edition_id bigint NOT NULL,
    CONSTRAINT hit_basis CHECK (((basis)::text = ANY ((ARRAY['name'::character varying, 'product'::character varying])::text[]))),
    CONSTRAINT hit_kind CHECK (((kind)::text = ANY ((ARRAY['organisation'::character varying, 'need'::character varying, 'project'::character varying, 'person'::character varying, 'signatory'::character varying])::text[]))),
    CONSTRAINT hit_score CHECK (((score >= (0.0)::double precision) AND (score <= (1.0)::double precision))),
    CONSTRAINT hit_state CHECK (((state)::text = ANY ((ARRAY['open'::character varying, 'cleared'::character varying, 'confirmed'::character varying])::text[])))
);

ALTER TABLE public.screening_hit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.screening_hit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.screening_restricted (
    id bigint NOT NULL,
    line integer NOT NULL,
    name character varying(500) NOT NULL,
    aliases character varying(500)[] NOT NULL,
    country character varying(3) NOT NULL,
    codes character varying(64)[] NOT NULL,
    source character varying(500) NOT NULL,
    day date,
    digest character varying(64) NOT NULL,
    keys character varying(80)[] NOT NULL,
    held_in_id bigint NOT NULL,
    CONSTRAINT restricted_something CHECK (((NOT ((name)::text = ''::text)) OR (
CASE
    WHEN (codes IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(codes, 1), 0)
END >= 1))),
    CONSTRAINT screening_restricted_line_check CHECK ((line >= 0))
);

ALTER TABLE public.screening_restricted ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.screening_restricted_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.screening_restrictedlist (
    id bigint NOT NULL,
    name character varying(200) NOT NULL,
    file character varying(200) NOT NULL,
    sha256 character varying(64) NOT NULL,
    current boolean NOT NULL,
    size integer NOT NULL,
    uploaded_at timestamp with time zone NOT NULL,
    screened_at timestamp with time zone,
    account_id bigint,
    edition_id bigint NOT NULL,
    CONSTRAINT screening_restrictedlist_size_check CHECK ((size >= 0))
);

ALTER TABLE public.screening_restrictedlist ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.screening_restrictedlist_id_seq
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

CREATE TABLE public.standing_search_difference (
    id bigint NOT NULL,
    economy character varying(3) NOT NULL,
    product character varying(64) NOT NULL,
    title character varying(500) NOT NULL,
    change character varying(10) NOT NULL,
    compared_with character varying(7) NOT NULL,
    gained character varying(4)[] NOT NULL,
    lost character varying(4)[] NOT NULL,
    imports_before bigint,
    imports_after bigint,
    hhi_before double precision,
    hhi_after double precision,
    first_before character varying(3) NOT NULL,
    first_after character varying(3) NOT NULL,
    share_before double precision,
    share_after double precision,
    searched_id bigint NOT NULL,
    CONSTRAINT difference_change CHECK (((change)::text = ANY ((ARRAY['became'::character varying, 'worse'::character varying, 'ceased'::character varying, 'untraded'::character varying, 'unknown'::character varying])::text[])))
);

ALTER TABLE public.standing_search_difference ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.standing_search_difference_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.standing_search_foundfile (
    id bigint NOT NULL,
    name character varying(500) NOT NULL,
    size bigint NOT NULL,
    modified_ns bigint NOT NULL,
    said text NOT NULL,
    judged_at timestamp with time zone NOT NULL,
    edition_id bigint NOT NULL
);

ALTER TABLE public.standing_search_foundfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.standing_search_foundfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.standing_search_monthfigures (
    id bigint NOT NULL,
    economy character varying(3) NOT NULL,
    products integer NOT NULL,
    critical integer NOT NULL,
    imports_usd bigint NOT NULL,
    critical_usd bigint NOT NULL,
    concentration double precision,
    became integer NOT NULL,
    worse integer NOT NULL,
    ceased integer NOT NULL,
    untraded integer NOT NULL,
    unknown integer NOT NULL,
    searched_id bigint NOT NULL,
    CONSTRAINT month_figures_concentration CHECK (((concentration >= (0.0)::double precision) AND (concentration <= (1.000001)::double precision))),
    CONSTRAINT standing_search_monthfigures_became_check CHECK ((became >= 0)),
    CONSTRAINT standing_search_monthfigures_ceased_check CHECK ((ceased >= 0)),
    CONSTRAINT standing_search_monthfigures_critical_check CHECK ((critical >= 0)),
    CONSTRAINT standing_search_monthfigures_products_check CHECK ((products >= 0)),
    CONSTRAINT standing_search_monthfigures_unknown_check CHECK ((unknown >= 0)),
    CONSTRAINT standing_search_monthfigures_untraded_check CHECK ((untraded >= 0)),
    CONSTRAINT standing_search_monthfigures_worse_check CHECK ((worse >= 0))
);

ALTER TABLE public.standing_search_monthfigures ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.standing_search_monthfigures_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.standing_search_monthtable (
    searched_id bigint NOT NULL,
    content bytea NOT NULL,
    changes bytea NOT NULL
);

CREATE TABLE public.standing_search_proposedneed (
    id bigint NOT NULL,
    economy character varying(3) NOT NULL,
    product character varying(64) NOT NULL,
    month character varying(7) NOT NULL,
    state character varying(10) NOT NULL,
    need character varying(64) NOT NULL,
    reason character varying(2000) NOT NULL,
    proposed_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    decided_at timestamp with time zone,
    told_at timestamp with time zone,
    account_id bigint,
    delegation_id bigint,
    difference_id bigint NOT NULL,
    edition_id bigint NOT NULL,
    CONSTRAINT proposed_need CHECK (((NOT ((state)::text = 'accepted'::text)) OR (NOT ((need)::text = ''::text)))),
    CONSTRAINT proposed_reason CHECK (((NOT ((state)::text = 'dismissed'::text)) OR (NOT ((reason)::text = ''::text)))),
    CONSTRAINT proposed_state CHECK (((state)::text = ANY ((ARRAY['waiting'::character varying, 'accepted'::character varying, 'dismissed'::character varying, 'withdrawn'::character varying])::text[])))
);

ALTER TABLE public.standing_search_proposedneed ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.standing_search_proposedneed_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.standing_search_searchedmonth (
    id bigint NOT NULL,
    month character varying(7) NOT NULL,
    revision integer NOT NULL,
    current boolean NOT NULL,
    digest character varying(64) NOT NULL,
    source character varying(500) NOT NULL,
    scheme character varying(20) NOT NULL,
    digits smallint NOT NULL,
    economies character varying(3)[] NOT NULL,
    silent character varying(3)[] NOT NULL,
    before character varying(7) NOT NULL,
    rule jsonb NOT NULL,
    engine_version character varying(40) NOT NULL,
    searched_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    edition_id bigint NOT NULL,
    years smallint[] DEFAULT '{}'::smallint[] NOT NULL,
    CONSTRAINT searched_digest CHECK (((digest)::text ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT searched_from_one CHECK ((revision >= 1)),
    CONSTRAINT searched_month CHECK (((month)::text ~ '^\d{4}-(0[1-9]|1[0-2])$'::text)),
    CONSTRAINT standing_search_searchedmonth_digits_check CHECK ((digits >= 0)),
    CONSTRAINT standing_search_searchedmonth_revision_check CHECK ((revision >= 0))
);

ALTER TABLE public.standing_search_searchedmonth ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.standing_search_searchedmonth_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.standing_search_searchrules (
    edition_id bigint NOT NULL,
    economies character varying(3)[] NOT NULL,
    public boolean NOT NULL
);

CREATE TABLE public.standing_search_toldmaker (
    id bigint NOT NULL,
    basis character varying(10) NOT NULL,
    score double precision,
    reason public.fairs_prose NOT NULL,
    organisation_id bigint NOT NULL,
    proposal_id bigint NOT NULL,
    CONSTRAINT told_maker_basis CHECK (((basis)::text = ANY ((ARRAY['watch'::character varying, 'offers'::character varying, 'near'::character varying])::text[])))
);

ALTER TABLE public.standing_search_toldmaker ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.standing_search_toldmaker_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.trade_assessment (
    id bigint NOT NULL,
    version integer NOT NULL,
    state character varying(10) NOT NULL,
    released_at timestamp with time zone,
    edition_id bigint NOT NULL,
    run_id bigint NOT NULL,
    flows_digest character varying(64) NOT NULL,
    source character varying(500) NOT NULL,
    years smallint[] NOT NULL,
    CONSTRAINT assessment_released_at CHECK ((((released_at IS NULL) AND ((state)::text = 'draft'::text)) OR ((NOT ((state)::text = 'draft'::text)) AND (released_at IS NOT NULL)))),
    CONSTRAINT assessment_state CHECK (((state)::text = ANY ((ARRAY['draft'::character varying, 'released'::character varying, 'superseded'::character varying])::text[]))),
    CONSTRAINT assessment_version_from_one CHECK ((version >= 1)),
    CONSTRAINT assessment_years CHECK (((cardinality(years) <= 1000) AND (1900 <= ALL (years)) AND (2200 >= ALL (years)))),
    CONSTRAINT trade_assessment_version_check CHECK ((version >= 0))
);

ALTER TABLE public.trade_assessment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_assessment_id_seq
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
    bases character varying(8)[] NOT NULL,
    CONSTRAINT maker_list_bases CHECK (((
CASE
    WHEN (bases IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(bases, 1), 0)
END IS NULL) OR (
CASE
    WHEN (bases IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(bases, 1), 0)
END = 0) OR (
CASE
    WHEN (bases IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(bases, 1), 0)
END =
CASE
    WHEN (makers IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(makers, 1), 0)
END))),
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

CREATE TABLE public.trade_marketrules (
    edition_id bigint NOT NULL,
    moderated boolean NOT NULL,
    entry_days smallint,
    remind_days smallint NOT NULL,
    passes_base smallint,
    metres_a_pass smallint,
    CONSTRAINT market_rules_entry_days CHECK (((entry_days >= 1) AND (entry_days <= 1000))),
    CONSTRAINT market_rules_metres CHECK ((metres_a_pass >= 1)),
    CONSTRAINT market_rules_remind_days CHECK (((remind_days >= 1) AND (remind_days <= 365))),
    CONSTRAINT trade_marketrules_entry_days_check CHECK ((entry_days >= 0)),
    CONSTRAINT trade_marketrules_metres_a_pass_check CHECK ((metres_a_pass >= 0)),
    CONSTRAINT trade_marketrules_passes_base_check CHECK ((passes_base >= 0)),
    CONSTRAINT trade_marketrules_remind_days_check CHECK ((remind_days >= 0))
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
    expired boolean DEFAULT false NOT NULL,
    expires_on date,
    posted_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    posted_by_id bigint,
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

CREATE TABLE public.trade_needfigures (
    need_id bigint NOT NULL,
    economy character varying(4) NOT NULL,
    product character varying(64) NOT NULL,
    years smallint[] NOT NULL,
    source character varying(500) NOT NULL,
    imports_usd double precision NOT NULL,
    hhi_imports double precision,
    first_supplier character varying(3) NOT NULL,
    first_share double precision,
    second_supplier character varying(3) NOT NULL,
    second_share double precision,
    hhi_world double precision,
    exports_usd double precision,
    engine_version character varying(40) NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT need_figures_exports CHECK (((exports_usd >= (0.0)::double precision) AND (exports_usd <= ('10000000000000000'::numeric)::double precision))),
    CONSTRAINT need_figures_first_share CHECK (((first_share >= (0.0)::double precision) AND (first_share <= (1.000001)::double precision))),
    CONSTRAINT need_figures_hhi_imports CHECK (((hhi_imports >= (0.0)::double precision) AND (hhi_imports <= (1.000001)::double precision))),
    CONSTRAINT need_figures_hhi_world CHECK (((hhi_world >= (0.0)::double precision) AND (hhi_world <= (1.000001)::double precision))),
    CONSTRAINT need_figures_imports CHECK (((imports_usd >= (0.0)::double precision) AND (imports_usd <= ('10000000000000000'::numeric)::double precision))),
    CONSTRAINT need_figures_second_share CHECK (((second_share >= (0.0)::double precision) AND (second_share <= (1.000001)::double precision))),
    CONSTRAINT need_figures_years CHECK (((cardinality(years) <= 1000) AND (1900 <= ALL (years)) AND (2200 >= ALL (years))))
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
    expired boolean DEFAULT false NOT NULL,
    expires_on date,
    posted_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
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

CREATE TABLE public.trade_offerentry (
    offer_id bigint NOT NULL,
    document tsvector NOT NULL
);

CREATE TABLE public.trade_picture (
    id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    "position" smallint NOT NULL,
    width smallint NOT NULL,
    height smallint NOT NULL,
    words public.fairs_line NOT NULL,
    organisation_id bigint NOT NULL,
    file_id character varying(64) NOT NULL,
    CONSTRAINT picture_count CHECK ((("position" = 1) OR (((kind)::text = 'pictures'::text) AND ("position" >= 1) AND ("position" <= 8)))),
    CONSTRAINT picture_kind CHECK (((kind)::text = ANY ((ARRAY['logo'::character varying, 'pictures'::character varying])::text[]))),
    CONSTRAINT trade_picture_height_check CHECK ((height >= 0)),
    CONSTRAINT trade_picture_position_check CHECK (("position" >= 0)),
    CONSTRAINT trade_picture_width_check CHECK ((width >= 0))
);

ALTER TABLE public.trade_picture ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_picture_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.trade_picturefile (
    digest character varying(64) NOT NULL,
    content bytea NOT NULL,
    width smallint NOT NULL,
    height smallint NOT NULL,
    kept_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    CONSTRAINT picture_height CHECK (((height >= 1) AND (height <= 1600))),
    CONSTRAINT picture_width CHECK (((width >= 1) AND (width <= 1600))),
    CONSTRAINT trade_picturefile_height_check CHECK ((height >= 0)),
    CONSTRAINT trade_picturefile_width_check CHECK ((width >= 0))
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

CREATE TABLE public.trade_proposal (
    id bigint NOT NULL,
    about character varying(80) NOT NULL,
    "values" jsonb NOT NULL,
    account_id bigint,
    at timestamp with time zone NOT NULL,
    state character varying(10) NOT NULL,
    reason character varying(500) NOT NULL,
    decided_at timestamp with time zone,
    organisation_id bigint NOT NULL,
    CONSTRAINT proposal_state CHECK (((state)::text = ANY ((ARRAY['waiting'::character varying, 'approved'::character varying, 'rejected'::character varying, 'replaced'::character varying, 'withdrawn'::character varying])::text[])))
);

ALTER TABLE public.trade_proposal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_proposal_id_seq
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

CREATE TABLE public.trade_standshare (
    id bigint NOT NULL,
    state character varying(10) NOT NULL,
    message character varying(500) NOT NULL,
    invited_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    answered_at timestamp with time zone,
    guest_id bigint NOT NULL,
    host_id bigint NOT NULL,
    CONSTRAINT stand_share_another CHECK ((NOT (host_id = guest_id))),
    CONSTRAINT stand_share_state CHECK (((state)::text = ANY ((ARRAY['invited'::character varying, 'accepted'::character varying, 'declined'::character varying, 'ended'::character varying])::text[])))
);

ALTER TABLE public.trade_standshare ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trade_standshare_id_seq
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

CREATE TABLE public.transfer_loadedfile (
    id bigint NOT NULL,
    name character varying(40) NOT NULL,
    content bytea NOT NULL,
    edition_id bigint NOT NULL
);

ALTER TABLE public.transfer_loadedfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.transfer_loadedfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.transfer_uploadedlist (
    id bigint NOT NULL,
    kind character varying(15) NOT NULL,
    name character varying(200) NOT NULL,
    content bytea NOT NULL,
    size integer NOT NULL,
    state character varying(10) NOT NULL,
    sheet character varying(100) NOT NULL,
    columns jsonb,
    reading jsonb NOT NULL,
    findings jsonb NOT NULL,
    faulty bytea,
    refusal text NOT NULL,
    uploaded_at timestamp with time zone NOT NULL,
    written_at timestamp with time zone,
    account_id bigint,
    edition_id bigint NOT NULL,
    CONSTRAINT transfer_uploadedlist_size_check CHECK ((size >= 0)),
    CONSTRAINT uploaded_list_kind CHECK (((kind)::text = ANY ((ARRAY['people'::character varying, 'organisations'::character varying])::text[]))),
    CONSTRAINT uploaded_list_state CHECK (((state)::text = ANY ((ARRAY['uploaded'::character varying, 'refused'::character varying, 'checked'::character varying, 'writing'::character varying, 'written'::character varying])::text[])))
);

ALTER TABLE public.transfer_uploadedlist ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.transfer_uploadedlist_id_seq
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
	(73, 'Can add stamp', 19, 'add_stamp'),
	(74, 'Can change stamp', 19, 'change_stamp'),
	(75, 'Can delete stamp', 19, 'delete_stamp'),
	(76, 'Can view stamp', 19, 'view_stamp'),
	(77, 'Can add history', 20, 'add_history'),
	(78, 'Can change history', 20, 'change_history'),
	(79, 'Can delete history', 20, 'delete_history'),
	(80, 'Can view history', 20, 'view_history'),
	(81, 'Can add work', 21, 'add_work'),
	(82, 'Can change work', 21, 'change_work'),
	(83, 'Can delete work', 21, 'delete_work'),
	(84, 'Can view work', 21, 'view_work'),
	(85, 'Can add consent text', 22, 'add_consenttext'),
	(86, 'Can change consent text', 22, 'change_consenttext'),
	(87, 'Can delete consent text', 22, 'delete_consenttext'),
	(88, 'Can view consent text', 22, 'view_consenttext'),
	(89, 'Can add consent', 23, 'add_consent'),
	(90, 'Can change consent', 23, 'change_consent'),
	(91, 'Can delete consent', 23, 'delete_consent'),
	(92, 'Can view consent', 23, 'view_consent'),
	(93, 'Can add bounced address', 24, 'add_bouncedaddress'),
	(94, 'Can change bounced address', 24, 'change_bouncedaddress'),
	(95, 'Can delete bounced address', 24, 'delete_bouncedaddress'),
	(96, 'Can view bounced address', 24, 'view_bouncedaddress'),
	(97, 'Can add mail rules', 25, 'add_mailrules'),
	(98, 'Can change mail rules', 25, 'change_mailrules'),
	(99, 'Can delete mail rules', 25, 'delete_mailrules'),
	(100, 'Can view mail rules', 25, 'view_mailrules'),
	(101, 'Can add mail wish', 26, 'add_mailwish'),
	(102, 'Can change mail wish', 26, 'change_mailwish'),
	(103, 'Can delete mail wish', 26, 'delete_mailwish'),
	(104, 'Can view mail wish', 26, 'view_mailwish'),
	(105, 'Can add message', 27, 'add_message'),
	(106, 'Can change message', 27, 'change_message'),
	(107, 'Can delete message', 27, 'delete_message'),
	(108, 'Can view message', 27, 'view_message'),
	(109, 'Can add person', 28, 'add_person'),
	(110, 'Can change person', 28, 'change_person'),
	(111, 'Can delete person', 28, 'delete_person'),
	(112, 'Can view person', 28, 'view_person'),
	(113, 'Can add organisation', 29, 'add_organisation'),
	(114, 'Can change organisation', 29, 'change_organisation'),
	(115, 'Can delete organisation', 29, 'delete_organisation'),
	(116, 'Can view organisation', 29, 'view_organisation'),
	(117, 'Can add participation', 30, 'add_participation'),
	(118, 'Can change participation', 30, 'change_participation'),
	(119, 'Can delete participation', 30, 'delete_participation'),
	(120, 'Can view participation', 30, 'view_participation'),
	(121, 'Can add availability', 31, 'add_availability'),
	(122, 'Can change availability', 31, 'change_availability'),
	(123, 'Can delete availability', 31, 'delete_availability'),
	(124, 'Can view availability', 31, 'view_availability'),
	(125, 'Can add account', 32, 'add_account'),
	(126, 'Can change account', 32, 'change_account'),
	(127, 'Can delete account', 32, 'delete_account'),
	(128, 'Can view account', 32, 'view_account'),
	(129, 'Can add sign in tries', 33, 'add_signintries'),
	(130, 'Can change sign in tries', 33, 'change_signintries'),
	(131, 'Can delete sign in tries', 33, 'delete_signintries'),
	(132, 'Can view sign in tries', 33, 'view_signintries'),
	(133, 'Can add change', 34, 'add_change'),
	(134, 'Can change change', 34, 'change_change'),
	(135, 'Can delete change', 34, 'delete_change'),
	(136, 'Can view change', 34, 'view_change'),
	(137, 'Can add membership', 35, 'add_membership'),
	(138, 'Can change membership', 35, 'change_membership'),
	(139, 'Can delete membership', 35, 'delete_membership'),
	(140, 'Can view membership', 35, 'view_membership'),
	(141, 'Can add office rules', 36, 'add_officerules'),
	(142, 'Can change office rules', 36, 'change_officerules'),
	(143, 'Can delete office rules', 36, 'delete_officerules'),
	(144, 'Can view office rules', 36, 'view_officerules'),
	(145, 'Can add sign in code', 37, 'add_signincode'),
	(146, 'Can change sign in code', 37, 'change_signincode'),
	(147, 'Can delete sign in code', 37, 'delete_signincode'),
	(148, 'Can view sign in code', 37, 'view_signincode'),
	(149, 'Can add participation type', 38, 'add_participationtype'),
	(150, 'Can change participation type', 38, 'change_participationtype'),
	(151, 'Can delete participation type', 38, 'delete_participationtype'),
	(152, 'Can view participation type', 38, 'view_participationtype'),
	(153, 'Can add question', 39, 'add_question'),
	(154, 'Can change question', 39, 'change_question'),
	(155, 'Can delete question', 39, 'delete_question'),
	(156, 'Can view question', 39, 'view_question'),
	(157, 'Can add answer given', 40, 'add_answergiven'),
	(158, 'Can change answer given', 40, 'change_answergiven'),
	(159, 'Can delete answer given', 40, 'delete_answergiven'),
	(160, 'Can view answer given', 40, 'view_answergiven'),
	(161, 'Can add mark', 41, 'add_mark'),
	(162, 'Can change mark', 41, 'change_mark'),
	(163, 'Can delete mark', 41, 'delete_mark'),
	(164, 'Can view mark', 41, 'view_mark'),
	(165, 'Can add revision', 42, 'add_revision'),
	(166, 'Can change revision', 42, 'change_revision'),
	(167, 'Can delete revision', 42, 'delete_revision'),
	(168, 'Can view revision', 42, 'view_revision'),
	(169, 'Can add pass quota', 43, 'add_passquota'),
	(170, 'Can change pass quota', 43, 'change_passquota'),
	(171, 'Can delete pass quota', 43, 'delete_passquota'),
	(172, 'Can view pass quota', 43, 'view_passquota'),
	(173, 'Can add erased entry', 44, 'add_erasedentry'),
	(174, 'Can change erased entry', 44, 'change_erasedentry'),
	(175, 'Can delete erased entry', 44, 'delete_erasedentry'),
	(176, 'Can view erased entry', 44, 'view_erasedentry'),
	(177, 'Can add exposition', 45, 'add_exposition'),
	(178, 'Can change exposition', 45, 'change_exposition'),
	(179, 'Can delete exposition', 45, 'delete_exposition'),
	(180, 'Can view exposition', 45, 'view_exposition'),
	(181, 'Can add hall', 46, 'add_hall'),
	(182, 'Can change hall', 46, 'change_hall'),
	(183, 'Can delete hall', 46, 'delete_hall'),
	(184, 'Can view hall', 46, 'view_hall'),
	(185, 'Can add stand', 47, 'add_stand'),
	(186, 'Can change stand', 47, 'change_stand'),
	(187, 'Can delete stand', 47, 'delete_stand'),
	(188, 'Can view stand', 47, 'view_stand'),
	(189, 'Can add exhibitor', 48, 'add_exhibitor'),
	(190, 'Can change exhibitor', 48, 'change_exhibitor'),
	(191, 'Can delete exhibitor', 48, 'delete_exhibitor'),
	(192, 'Can view exhibitor', 48, 'view_exhibitor'),
	(193, 'Can add room', 49, 'add_room'),
	(194, 'Can change room', 49, 'change_room'),
	(195, 'Can delete room', 49, 'delete_room'),
	(196, 'Can view room', 49, 'view_room'),
	(197, 'Can add session', 50, 'add_session'),
	(198, 'Can change session', 50, 'change_session'),
	(199, 'Can delete session', 50, 'delete_session'),
	(200, 'Can view session', 50, 'view_session'),
	(201, 'Can add speaker', 51, 'add_speaker'),
	(202, 'Can change speaker', 51, 'change_speaker'),
	(203, 'Can delete speaker', 51, 'delete_speaker'),
	(204, 'Can view speaker', 51, 'view_speaker'),
	(205, 'Can add live change', 52, 'add_livechange'),
	(206, 'Can change live change', 52, 'change_livechange'),
	(207, 'Can delete live change', 52, 'delete_livechange'),
	(208, 'Can view live change', 52, 'view_livechange'),
	(209, 'Can add planned session', 53, 'add_plannedsession'),
	(210, 'Can change planned session', 53, 'change_plannedsession'),
	(211, 'Can delete planned session', 53, 'delete_plannedsession'),
	(212, 'Can view planned session', 53, 'view_plannedsession'),
	(213, 'Can add planned speaker', 54, 'add_plannedspeaker'),
	(214, 'Can change planned speaker', 54, 'change_plannedspeaker'),
	(215, 'Can delete planned speaker', 54, 'delete_plannedspeaker'),
	(216, 'Can view planned speaker', 54, 'view_plannedspeaker'),
	(217, 'Can add programme', 55, 'add_programme'),
	(218, 'Can change programme', 55, 'change_programme'),
	(219, 'Can delete programme', 55, 'delete_programme'),
	(220, 'Can view programme', 55, 'view_programme'),
	(221, 'Can add programme step', 56, 'add_programmestep'),
	(222, 'Can change programme step', 56, 'change_programmestep'),
	(223, 'Can delete programme step', 56, 'delete_programmestep'),
	(224, 'Can view programme step', 56, 'view_programmestep'),
	(225, 'Can add room hours', 57, 'add_roomhours'),
	(226, 'Can change room hours', 57, 'change_roomhours'),
	(227, 'Can delete room hours', 57, 'delete_roomhours'),
	(228, 'Can view room hours', 57, 'view_roomhours'),
	(229, 'Can add seat count', 58, 'add_seatcount'),
	(230, 'Can change seat count', 58, 'change_seatcount'),
	(231, 'Can delete seat count', 58, 'delete_seatcount'),
	(232, 'Can view seat count', 58, 'view_seatcount'),
	(233, 'Can add session record', 59, 'add_sessionrecord'),
	(234, 'Can change session record', 59, 'change_sessionrecord'),
	(235, 'Can delete session record', 59, 'delete_sessionrecord'),
	(236, 'Can view session record', 59, 'view_sessionrecord'),
	(237, 'Can add floor question', 60, 'add_floorquestion'),
	(238, 'Can change floor question', 60, 'change_floorquestion'),
	(239, 'Can delete floor question', 60, 'delete_floorquestion'),
	(240, 'Can view floor question', 60, 'view_floorquestion'),
	(241, 'Can add question vote', 61, 'add_questionvote'),
	(242, 'Can change question vote', 61, 'change_questionvote'),
	(243, 'Can delete question vote', 61, 'delete_questionvote'),
	(244, 'Can view question vote', 61, 'view_questionvote'),
	(245, 'Can add seat', 62, 'add_seat'),
	(246, 'Can change seat', 62, 'change_seat'),
	(247, 'Can delete seat', 62, 'delete_seat'),
	(248, 'Can view seat', 62, 'view_seat'),
	(249, 'Can add arrival', 63, 'add_arrival'),
	(250, 'Can change arrival', 63, 'change_arrival'),
	(251, 'Can delete arrival', 63, 'delete_arrival'),
	(252, 'Can view arrival', 63, 'view_arrival'),
	(253, 'Can add call', 64, 'add_call'),
	(254, 'Can change call', 64, 'change_call'),
	(255, 'Can delete call', 64, 'delete_call'),
	(256, 'Can view call', 64, 'view_call'),
	(257, 'Can add call question', 65, 'add_callquestion'),
	(258, 'Can change call question', 65, 'change_callquestion'),
	(259, 'Can delete call question', 65, 'delete_callquestion'),
	(260, 'Can view call question', 65, 'view_callquestion'),
	(261, 'Can add criterion', 66, 'add_criterion'),
	(262, 'Can change criterion', 66, 'change_criterion'),
	(263, 'Can delete criterion', 66, 'delete_criterion'),
	(264, 'Can view criterion', 66, 'view_criterion'),
	(265, 'Can add proposal', 67, 'add_proposal'),
	(266, 'Can change proposal', 67, 'change_proposal'),
	(267, 'Can delete proposal', 67, 'delete_proposal'),
	(268, 'Can view proposal', 67, 'view_proposal'),
	(269, 'Can add proposal speaker', 68, 'add_proposalspeaker'),
	(270, 'Can change proposal speaker', 68, 'change_proposalspeaker'),
	(271, 'Can delete proposal speaker', 68, 'delete_proposalspeaker'),
	(272, 'Can view proposal speaker', 68, 'view_proposalspeaker'),
	(273, 'Can add review', 69, 'add_review'),
	(274, 'Can change review', 69, 'change_review'),
	(275, 'Can delete review', 69, 'delete_review'),
	(276, 'Can view review', 69, 'view_review'),
	(277, 'Can add reviewer', 70, 'add_reviewer'),
	(278, 'Can change reviewer', 70, 'change_reviewer'),
	(279, 'Can delete reviewer', 70, 'delete_reviewer'),
	(280, 'Can view reviewer', 70, 'view_reviewer'),
	(281, 'Can add dependency', 71, 'add_dependency'),
	(282, 'Can change dependency', 71, 'change_dependency'),
	(283, 'Can delete dependency', 71, 'delete_dependency'),
	(284, 'Can view dependency', 71, 'view_dependency'),
	(285, 'Can add match list', 72, 'add_matchlist'),
	(286, 'Can change match list', 72, 'change_matchlist'),
	(287, 'Can delete match list', 72, 'delete_matchlist'),
	(288, 'Can view match list', 72, 'view_matchlist'),
	(289, 'Can add need', 73, 'add_need'),
	(290, 'Can change need', 73, 'change_need'),
	(291, 'Can delete need', 73, 'delete_need'),
	(292, 'Can view need', 73, 'view_need'),
	(293, 'Can add offer', 74, 'add_offer'),
	(294, 'Can change offer', 74, 'change_offer'),
	(295, 'Can delete offer', 74, 'delete_offer'),
	(296, 'Can view offer', 74, 'view_offer'),
	(297, 'Can add product', 75, 'add_product'),
	(298, 'Can change product', 75, 'change_product'),
	(299, 'Can delete product', 75, 'delete_product'),
	(300, 'Can view product', 75, 'view_product'),
	(301, 'Can add reason', 76, 'add_reason'),
	(302, 'Can change reason', 76, 'change_reason'),
	(303, 'Can delete reason', 76, 'delete_reason'),
	(304, 'Can view reason', 76, 'view_reason'),
	(305, 'Can add supplier', 77, 'add_supplier'),
	(306, 'Can change supplier', 77, 'change_supplier'),
	(307, 'Can delete supplier', 77, 'delete_supplier'),
	(308, 'Can view supplier', 77, 'view_supplier'),
	(309, 'Can add catalogue entry', 78, 'add_catalogueentry'),
	(310, 'Can change catalogue entry', 78, 'change_catalogueentry'),
	(311, 'Can delete catalogue entry', 78, 'delete_catalogueentry'),
	(312, 'Can view catalogue entry', 78, 'view_catalogueentry'),
	(313, 'Can add matching', 79, 'add_matching'),
	(314, 'Can change matching', 79, 'change_matching'),
	(315, 'Can delete matching', 79, 'delete_matching'),
	(316, 'Can view matching', 79, 'view_matching'),
	(317, 'Can add maker list', 80, 'add_makerlist'),
	(318, 'Can change maker list', 80, 'change_makerlist'),
	(319, 'Can delete maker list', 80, 'delete_makerlist'),
	(320, 'Can view maker list', 80, 'view_makerlist'),
	(321, 'Can add maker group', 81, 'add_makergroup'),
	(322, 'Can change maker group', 81, 'change_makergroup'),
	(323, 'Can delete maker group', 81, 'delete_makergroup'),
	(324, 'Can view maker group', 81, 'view_makergroup'),
	(325, 'Can add list measure', 82, 'add_listmeasure'),
	(326, 'Can change list measure', 82, 'change_listmeasure'),
	(327, 'Can delete list measure', 82, 'delete_listmeasure'),
	(328, 'Can view list measure', 82, 'view_listmeasure'),
	(329, 'Can add shown list', 83, 'add_shownlist'),
	(330, 'Can change shown list', 83, 'change_shownlist'),
	(331, 'Can delete shown list', 83, 'delete_shownlist'),
	(332, 'Can view shown list', 83, 'view_shownlist'),
	(333, 'Can add standing', 84, 'add_standing'),
	(334, 'Can change standing', 84, 'change_standing'),
	(335, 'Can delete standing', 84, 'delete_standing'),
	(336, 'Can view standing', 84, 'view_standing'),
	(337, 'Can add need entry', 85, 'add_needentry'),
	(338, 'Can change need entry', 85, 'change_needentry'),
	(339, 'Can delete need entry', 85, 'delete_needentry'),
	(340, 'Can view need entry', 85, 'view_needentry'),
	(341, 'Can add assessment', 86, 'add_assessment'),
	(342, 'Can change assessment', 86, 'change_assessment'),
	(343, 'Can delete assessment', 86, 'delete_assessment'),
	(344, 'Can view assessment', 86, 'view_assessment'),
	(345, 'Can add need figures', 87, 'add_needfigures'),
	(346, 'Can change need figures', 87, 'change_needfigures'),
	(347, 'Can delete need figures', 87, 'delete_needfigures'),
	(348, 'Can view need figures', 87, 'view_needfigures'),
	(349, 'Can add market rules', 88, 'add_marketrules'),
	(350, 'Can change market rules', 88, 'change_marketrules'),
	(351, 'Can delete market rules', 88, 'delete_marketrules'),
	(352, 'Can view market rules', 88, 'view_marketrules'),
	(353, 'Can add offer entry', 89, 'add_offerentry'),
	(354, 'Can change offer entry', 89, 'change_offerentry'),
	(355, 'Can delete offer entry', 89, 'delete_offerentry'),
	(356, 'Can view offer entry', 89, 'view_offerentry'),
	(357, 'Can add picture file', 90, 'add_picturefile'),
	(358, 'Can change picture file', 90, 'change_picturefile'),
	(359, 'Can delete picture file', 90, 'delete_picturefile'),
	(360, 'Can view picture file', 90, 'view_picturefile'),
	(361, 'Can add picture', 91, 'add_picture'),
	(362, 'Can change picture', 91, 'change_picture'),
	(363, 'Can delete picture', 91, 'delete_picture'),
	(364, 'Can view picture', 91, 'view_picture'),
	(365, 'Can add proposal', 92, 'add_proposal'),
	(366, 'Can change proposal', 92, 'change_proposal'),
	(367, 'Can delete proposal', 92, 'delete_proposal'),
	(368, 'Can view proposal', 92, 'view_proposal'),
	(369, 'Can add stand share', 93, 'add_standshare'),
	(370, 'Can change stand share', 93, 'change_standshare'),
	(371, 'Can delete stand share', 93, 'delete_standshare'),
	(372, 'Can view stand share', 93, 'view_standshare'),
	(373, 'Can add meeting request', 94, 'add_meetingrequest'),
	(374, 'Can change meeting request', 94, 'change_meetingrequest'),
	(375, 'Can delete meeting request', 94, 'delete_meetingrequest'),
	(376, 'Can view meeting request', 94, 'view_meetingrequest'),
	(377, 'Can add table', 95, 'add_table'),
	(378, 'Can change table', 95, 'change_table'),
	(379, 'Can delete table', 95, 'delete_table'),
	(380, 'Can view table', 95, 'view_table'),
	(381, 'Can add timetable', 96, 'add_timetable'),
	(382, 'Can change timetable', 96, 'change_timetable'),
	(383, 'Can delete timetable', 96, 'delete_timetable'),
	(384, 'Can view timetable', 96, 'view_timetable'),
	(385, 'Can add meeting', 97, 'add_meeting'),
	(386, 'Can change meeting', 97, 'change_meeting'),
	(387, 'Can delete meeting', 97, 'delete_meeting'),
	(388, 'Can view meeting', 97, 'view_meeting'),
	(389, 'Can add unheld', 98, 'add_unheld'),
	(390, 'Can change unheld', 98, 'change_unheld'),
	(391, 'Can delete unheld', 98, 'delete_unheld'),
	(392, 'Can view unheld', 98, 'view_unheld'),
	(393, 'Can add agenda feed', 99, 'add_agendafeed'),
	(394, 'Can change agenda feed', 99, 'change_agendafeed'),
	(395, 'Can delete agenda feed', 99, 'delete_agendafeed'),
	(396, 'Can view agenda feed', 99, 'view_agendafeed'),
	(397, 'Can add attendee', 100, 'add_attendee'),
	(398, 'Can change attendee', 100, 'change_attendee'),
	(399, 'Can delete attendee', 100, 'delete_attendee'),
	(400, 'Can view attendee', 100, 'view_attendee'),
	(401, 'Can add block', 101, 'add_block'),
	(402, 'Can change block', 101, 'change_block'),
	(403, 'Can delete block', 101, 'delete_block'),
	(404, 'Can view block', 101, 'view_block'),
	(405, 'Can add change', 102, 'add_change'),
	(406, 'Can change change', 102, 'change_change'),
	(407, 'Can delete change', 102, 'delete_change'),
	(408, 'Can view change', 102, 'view_change'),
	(409, 'Can add place booking', 103, 'add_placebooking'),
	(410, 'Can change place booking', 103, 'change_placebooking'),
	(411, 'Can delete place booking', 103, 'delete_placebooking'),
	(412, 'Can view place booking', 103, 'view_placebooking'),
	(413, 'Can add request event', 104, 'add_requestevent'),
	(414, 'Can change request event', 104, 'change_requestevent'),
	(415, 'Can delete request event', 104, 'delete_requestevent'),
	(416, 'Can view request event', 104, 'view_requestevent'),
	(417, 'Can add request party', 105, 'add_requestparty'),
	(418, 'Can change request party', 105, 'change_requestparty'),
	(419, 'Can delete request party', 105, 'delete_requestparty'),
	(420, 'Can view request party', 105, 'view_requestparty'),
	(421, 'Can add booking', 106, 'add_booking'),
	(422, 'Can change booking', 106, 'change_booking'),
	(423, 'Can delete booking', 106, 'delete_booking'),
	(424, 'Can view booking', 106, 'view_booking'),
	(425, 'Can add lane', 107, 'add_lane'),
	(426, 'Can change lane', 107, 'change_lane'),
	(427, 'Can delete lane', 107, 'delete_lane'),
	(428, 'Can view lane', 107, 'view_lane'),
	(429, 'Can add request limit', 108, 'add_requestlimit'),
	(430, 'Can change request limit', 108, 'change_requestlimit'),
	(431, 'Can delete request limit', 108, 'delete_requestlimit'),
	(432, 'Can view request limit', 108, 'view_requestlimit'),
	(433, 'Can add adjustment', 109, 'add_adjustment'),
	(434, 'Can change adjustment', 109, 'change_adjustment'),
	(435, 'Can delete adjustment', 109, 'delete_adjustment'),
	(436, 'Can view adjustment', 109, 'view_adjustment'),
	(437, 'Can add person slot', 110, 'add_personslot'),
	(438, 'Can change person slot', 110, 'change_personslot'),
	(439, 'Can delete person slot', 110, 'delete_personslot'),
	(440, 'Can view person slot', 110, 'view_personslot'),
	(441, 'Can add place slot', 111, 'add_placeslot'),
	(442, 'Can change place slot', 111, 'change_placeslot'),
	(443, 'Can delete place slot', 111, 'delete_placeslot'),
	(444, 'Can view place slot', 111, 'view_placeslot'),
	(445, 'Can add freed time', 112, 'add_freedtime'),
	(446, 'Can change freed time', 112, 'change_freedtime'),
	(447, 'Can delete freed time', 112, 'delete_freedtime'),
	(448, 'Can view freed time', 112, 'view_freedtime'),
	(449, 'Can add meeting rules', 113, 'add_meetingrules'),
	(450, 'Can change meeting rules', 113, 'change_meetingrules'),
	(451, 'Can delete meeting rules', 113, 'delete_meetingrules'),
	(452, 'Can view meeting rules', 113, 'view_meetingrules'),
	(453, 'Can add no show', 114, 'add_noshow'),
	(454, 'Can change no show', 114, 'change_noshow'),
	(455, 'Can delete no show', 114, 'delete_noshow'),
	(456, 'Can view no show', 114, 'view_noshow'),
	(457, 'Can add check in', 115, 'add_checkin'),
	(458, 'Can change check in', 115, 'change_checkin'),
	(459, 'Can delete check in', 115, 'delete_checkin'),
	(460, 'Can view check in', 115, 'view_checkin'),
	(461, 'Can add followed session', 116, 'add_followedsession'),
	(462, 'Can change followed session', 116, 'change_followedsession'),
	(463, 'Can delete followed session', 116, 'delete_followedsession'),
	(464, 'Can view followed session', 116, 'view_followedsession'),
	(465, 'Can add follow up', 117, 'add_followup'),
	(466, 'Can change follow up', 117, 'change_followup'),
	(467, 'Can delete follow up', 117, 'delete_followup'),
	(468, 'Can view follow up', 117, 'view_followup'),
	(469, 'Can add outcome', 118, 'add_outcome'),
	(470, 'Can change outcome', 118, 'change_outcome'),
	(471, 'Can delete outcome', 118, 'delete_outcome'),
	(472, 'Can view outcome', 118, 'view_outcome'),
	(473, 'Can add private note', 119, 'add_privatenote'),
	(474, 'Can change private note', 119, 'change_privatenote'),
	(475, 'Can delete private note', 119, 'delete_privatenote'),
	(476, 'Can view private note', 119, 'view_privatenote'),
	(477, 'Can add started', 120, 'add_started'),
	(478, 'Can change started', 120, 'change_started'),
	(479, 'Can delete started', 120, 'delete_started'),
	(480, 'Can view started', 120, 'view_started'),
	(481, 'Can add visit', 121, 'add_visit'),
	(482, 'Can change visit', 121, 'change_visit'),
	(483, 'Can delete visit', 121, 'delete_visit'),
	(484, 'Can view visit', 121, 'view_visit'),
	(485, 'Can add person limit', 122, 'add_personlimit'),
	(486, 'Can change person limit', 122, 'change_personlimit'),
	(487, 'Can delete person limit', 122, 'delete_personlimit'),
	(488, 'Can view person limit', 122, 'view_personlimit'),
	(489, 'Can add hit', 123, 'add_hit'),
	(490, 'Can change hit', 123, 'change_hit'),
	(491, 'Can delete hit', 123, 'delete_hit'),
	(492, 'Can view hit', 123, 'view_hit'),
	(493, 'Can add decision', 124, 'add_decision'),
	(494, 'Can change decision', 124, 'change_decision'),
	(495, 'Can delete decision', 124, 'delete_decision'),
	(496, 'Can view decision', 124, 'view_decision'),
	(497, 'Can add restricted list', 125, 'add_restrictedlist'),
	(498, 'Can change restricted list', 125, 'change_restrictedlist'),
	(499, 'Can delete restricted list', 125, 'delete_restrictedlist'),
	(500, 'Can view restricted list', 125, 'view_restrictedlist'),
	(501, 'Can add restricted', 126, 'add_restricted'),
	(502, 'Can change restricted', 126, 'change_restricted'),
	(503, 'Can delete restricted', 126, 'delete_restricted'),
	(504, 'Can view restricted', 126, 'view_restricted'),
	(505, 'Can add delegation', 127, 'add_delegation'),
	(506, 'Can change delegation', 127, 'change_delegation'),
	(507, 'Can delete delegation', 127, 'delete_delegation'),
	(508, 'Can view delegation', 127, 'view_delegation'),
	(509, 'Can add delegate', 128, 'add_delegate'),
	(510, 'Can change delegate', 128, 'change_delegate'),
	(511, 'Can delete delegate', 128, 'delete_delegate'),
	(512, 'Can view delegate', 128, 'view_delegate'),
	(513, 'Can add interpreter', 129, 'add_interpreter'),
	(514, 'Can change interpreter', 129, 'change_interpreter'),
	(515, 'Can delete interpreter', 129, 'delete_interpreter'),
	(516, 'Can view interpreter', 129, 'view_interpreter'),
	(517, 'Can add interpreter booking', 130, 'add_interpreterbooking'),
	(518, 'Can change interpreter booking', 130, 'change_interpreterbooking'),
	(519, 'Can delete interpreter booking', 130, 'delete_interpreterbooking'),
	(520, 'Can view interpreter booking', 130, 'view_interpreterbooking'),
	(521, 'Can add visit item', 131, 'add_visititem'),
	(522, 'Can change visit item', 131, 'change_visititem'),
	(523, 'Can delete visit item', 131, 'delete_visititem'),
	(524, 'Can view visit item', 131, 'view_visititem'),
	(525, 'Can add conversation', 132, 'add_conversation'),
	(526, 'Can change conversation', 132, 'change_conversation'),
	(527, 'Can delete conversation', 132, 'delete_conversation'),
	(528, 'Can view conversation', 132, 'view_conversation'),
	(529, 'Can add letter', 133, 'add_letter'),
	(530, 'Can change letter', 133, 'change_letter'),
	(531, 'Can delete letter', 133, 'delete_letter'),
	(532, 'Can view letter', 133, 'view_letter'),
	(533, 'Can add reading', 134, 'add_reading'),
	(534, 'Can change reading', 134, 'change_reading'),
	(535, 'Can delete reading', 134, 'delete_reading'),
	(536, 'Can view reading', 134, 'view_reading'),
	(537, 'Can add watch', 135, 'add_watch'),
	(538, 'Can change watch', 135, 'change_watch'),
	(539, 'Can delete watch', 135, 'delete_watch'),
	(540, 'Can view watch', 135, 'view_watch'),
	(541, 'Can add announced', 136, 'add_announced'),
	(542, 'Can change announced', 136, 'change_announced'),
	(543, 'Can delete announced', 136, 'delete_announced'),
	(544, 'Can view announced', 136, 'view_announced'),
	(545, 'Can add searched month', 137, 'add_searchedmonth'),
	(546, 'Can change searched month', 137, 'change_searchedmonth'),
	(547, 'Can delete searched month', 137, 'delete_searchedmonth'),
	(548, 'Can view searched month', 137, 'view_searchedmonth'),
	(549, 'Can add search rules', 138, 'add_searchrules'),
	(550, 'Can change search rules', 138, 'change_searchrules'),
	(551, 'Can delete search rules', 138, 'delete_searchrules'),
	(552, 'Can view search rules', 138, 'view_searchrules'),
	(553, 'Can add month table', 139, 'add_monthtable'),
	(554, 'Can change month table', 139, 'change_monthtable'),
	(555, 'Can delete month table', 139, 'delete_monthtable'),
	(556, 'Can view month table', 139, 'view_monthtable'),
	(557, 'Can add month figures', 140, 'add_monthfigures'),
	(558, 'Can change month figures', 140, 'change_monthfigures'),
	(559, 'Can delete month figures', 140, 'delete_monthfigures'),
	(560, 'Can view month figures', 140, 'view_monthfigures'),
	(561, 'Can add difference', 141, 'add_difference'),
	(562, 'Can change difference', 141, 'change_difference'),
	(563, 'Can delete difference', 141, 'delete_difference'),
	(564, 'Can view difference', 141, 'view_difference'),
	(565, 'Can add proposed need', 142, 'add_proposedneed'),
	(566, 'Can change proposed need', 142, 'change_proposedneed'),
	(567, 'Can delete proposed need', 142, 'delete_proposedneed'),
	(568, 'Can view proposed need', 142, 'view_proposedneed'),
	(569, 'Can add told maker', 143, 'add_toldmaker'),
	(570, 'Can change told maker', 143, 'change_toldmaker'),
	(571, 'Can delete told maker', 143, 'delete_toldmaker'),
	(572, 'Can view told maker', 143, 'view_toldmaker'),
	(573, 'Can add found file', 144, 'add_foundfile'),
	(574, 'Can change found file', 144, 'change_foundfile'),
	(575, 'Can delete found file', 144, 'delete_foundfile'),
	(576, 'Can view found file', 144, 'view_foundfile'),
	(577, 'Can add portfolio', 145, 'add_portfolio'),
	(578, 'Can change portfolio', 145, 'change_portfolio'),
	(579, 'Can delete portfolio', 145, 'delete_portfolio'),
	(580, 'Can view portfolio', 145, 'view_portfolio'),
	(581, 'Can add project', 146, 'add_project'),
	(582, 'Can change project', 146, 'change_project'),
	(583, 'Can delete project', 146, 'delete_project'),
	(584, 'Can view project', 146, 'view_project'),
	(585, 'Can add choice', 147, 'add_choice'),
	(586, 'Can change choice', 147, 'change_choice'),
	(587, 'Can delete choice', 147, 'delete_choice'),
	(588, 'Can view choice', 147, 'view_choice'),
	(589, 'Can add share', 148, 'add_share'),
	(590, 'Can change share', 148, 'change_share'),
	(591, 'Can delete share', 148, 'delete_share'),
	(592, 'Can view share', 148, 'view_share'),
	(593, 'Can add spending', 149, 'add_spending'),
	(594, 'Can change spending', 149, 'change_spending'),
	(595, 'Can delete spending', 149, 'delete_spending'),
	(596, 'Can view spending', 149, 'view_spending'),
	(597, 'Can add tie', 150, 'add_tie'),
	(598, 'Can change tie', 150, 'change_tie'),
	(599, 'Can delete tie', 150, 'delete_tie'),
	(600, 'Can view tie', 150, 'view_tie'),
	(601, 'Can add approver', 151, 'add_approver'),
	(602, 'Can change approver', 151, 'change_approver'),
	(603, 'Can delete approver', 151, 'delete_approver'),
	(604, 'Can view approver', 151, 'view_approver'),
	(605, 'Can add entry', 152, 'add_entry'),
	(606, 'Can change entry', 152, 'change_entry'),
	(607, 'Can delete entry', 152, 'delete_entry'),
	(608, 'Can view entry', 152, 'view_entry'),
	(609, 'Can add ledger', 153, 'add_ledger'),
	(610, 'Can change ledger', 153, 'change_ledger'),
	(611, 'Can delete ledger', 153, 'delete_ledger'),
	(612, 'Can view ledger', 153, 'view_ledger'),
	(613, 'Can add partner', 154, 'add_partner'),
	(614, 'Can change partner', 154, 'change_partner'),
	(615, 'Can delete partner', 154, 'delete_partner'),
	(616, 'Can view partner', 154, 'view_partner'),
	(617, 'Can add rate', 155, 'add_rate'),
	(618, 'Can change rate', 155, 'change_rate'),
	(619, 'Can delete rate', 155, 'delete_rate'),
	(620, 'Can view rate', 155, 'view_rate'),
	(621, 'Can add headline', 156, 'add_headline'),
	(622, 'Can change headline', 156, 'change_headline'),
	(623, 'Can delete headline', 156, 'delete_headline'),
	(624, 'Can view headline', 156, 'view_headline'),
	(625, 'Can add headline row', 157, 'add_headlinerow'),
	(626, 'Can change headline row', 157, 'change_headlinerow'),
	(627, 'Can delete headline row', 157, 'delete_headlinerow'),
	(628, 'Can view headline row', 157, 'view_headlinerow'),
	(629, 'Can add project state', 158, 'add_projectstate'),
	(630, 'Can change project state', 158, 'change_projectstate'),
	(631, 'Can delete project state', 158, 'delete_projectstate'),
	(632, 'Can view project state', 158, 'view_projectstate'),
	(633, 'Can add project appraisal', 159, 'add_projectappraisal'),
	(634, 'Can change project appraisal', 159, 'change_projectappraisal'),
	(635, 'Can delete project appraisal', 159, 'delete_projectappraisal'),
	(636, 'Can view project appraisal', 159, 'view_projectappraisal'),
	(637, 'Can add blob', 160, 'add_blob'),
	(638, 'Can change blob', 160, 'change_blob'),
	(639, 'Can delete blob', 160, 'delete_blob'),
	(640, 'Can view blob', 160, 'view_blob'),
	(641, 'Can add consortium', 161, 'add_consortium'),
	(642, 'Can change consortium', 161, 'change_consortium'),
	(643, 'Can delete consortium', 161, 'delete_consortium'),
	(644, 'Can view consortium', 161, 'view_consortium'),
	(645, 'Can add agreement', 162, 'add_agreement'),
	(646, 'Can change agreement', 162, 'change_agreement'),
	(647, 'Can delete agreement', 162, 'delete_agreement'),
	(648, 'Can view agreement', 162, 'view_agreement'),
	(649, 'Can add interest', 163, 'add_interest'),
	(650, 'Can change interest', 163, 'change_interest'),
	(651, 'Can delete interest', 163, 'delete_interest'),
	(652, 'Can view interest', 163, 'view_interest'),
	(653, 'Can add member', 164, 'add_member'),
	(654, 'Can change member', 164, 'change_member'),
	(655, 'Can delete member', 164, 'delete_member'),
	(656, 'Can view member', 164, 'view_member'),
	(657, 'Can add shared file', 165, 'add_sharedfile'),
	(658, 'Can change shared file', 165, 'change_sharedfile'),
	(659, 'Can delete shared file', 165, 'delete_sharedfile'),
	(660, 'Can view shared file', 165, 'view_sharedfile'),
	(661, 'Can add note', 166, 'add_note'),
	(662, 'Can change note', 166, 'change_note'),
	(663, 'Can delete note', 166, 'delete_note'),
	(664, 'Can view note', 166, 'view_note'),
	(665, 'Can add signing', 167, 'add_signing'),
	(666, 'Can change signing', 167, 'change_signing'),
	(667, 'Can delete signing', 167, 'delete_signing'),
	(668, 'Can view signing', 167, 'view_signing'),
	(669, 'Can add signatory', 168, 'add_signatory'),
	(670, 'Can change signatory', 168, 'change_signatory'),
	(671, 'Can delete signatory', 168, 'delete_signatory'),
	(672, 'Can view signatory', 168, 'view_signatory'),
	(673, 'Can add sign off', 169, 'add_signoff'),
	(674, 'Can change sign off', 169, 'change_signoff'),
	(675, 'Can delete sign off', 169, 'delete_signoff'),
	(676, 'Can view sign off', 169, 'view_signoff'),
	(677, 'Can add practice', 170, 'add_practice'),
	(678, 'Can change practice', 170, 'change_practice'),
	(679, 'Can delete practice', 170, 'delete_practice'),
	(680, 'Can view practice', 170, 'view_practice'),
	(681, 'Can add effect', 171, 'add_effect'),
	(682, 'Can change effect', 171, 'change_effect'),
	(683, 'Can delete effect', 171, 'delete_effect'),
	(684, 'Can view effect', 171, 'view_effect'),
	(685, 'Can add practice entry', 172, 'add_practiceentry'),
	(686, 'Can change practice entry', 172, 'change_practiceentry'),
	(687, 'Can delete practice entry', 172, 'delete_practiceentry'),
	(688, 'Can view practice entry', 172, 'view_practiceentry'),
	(689, 'Can add loaded file', 173, 'add_loadedfile'),
	(690, 'Can change loaded file', 173, 'change_loadedfile'),
	(691, 'Can delete loaded file', 173, 'delete_loadedfile'),
	(692, 'Can view loaded file', 173, 'view_loadedfile'),
	(693, 'Can add uploaded list', 174, 'add_uploadedlist'),
	(694, 'Can change uploaded list', 174, 'change_uploadedlist'),
	(695, 'Can delete uploaded list', 174, 'delete_uploadedlist'),
	(696, 'Can view uploaded list', 174, 'view_uploadedlist'),
	(697, 'Can add erasure', 175, 'add_erasure'),
	(698, 'Can change erasure', 175, 'change_erasure'),
	(699, 'Can delete erasure', 175, 'delete_erasure'),
	(700, 'Can view erasure', 175, 'view_erasure'),
	(701, 'Can add personal file', 176, 'add_personalfile'),
	(702, 'Can change personal file', 176, 'change_personalfile'),
	(703, 'Can delete personal file', 176, 'delete_personalfile'),
	(704, 'Can view personal file', 176, 'view_personalfile'),
	(705, 'Can add kept for', 177, 'add_keptfor'),
	(706, 'Can change kept for', 177, 'change_keptfor'),
	(707, 'Can delete kept for', 177, 'delete_keptfor'),
	(708, 'Can view kept for', 177, 'view_keptfor');

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
	(19, 'fairs', 'stamp'),
	(20, 'fairs', 'history'),
	(21, 'work', 'work'),
	(22, 'consent', 'consenttext'),
	(23, 'consent', 'consent'),
	(24, 'outbox', 'bouncedaddress'),
	(25, 'outbox', 'mailrules'),
	(26, 'outbox', 'mailwish'),
	(27, 'outbox', 'message'),
	(28, 'people', 'person'),
	(29, 'people', 'organisation'),
	(30, 'people', 'participation'),
	(31, 'people', 'availability'),
	(32, 'people', 'account'),
	(33, 'people', 'signintries'),
	(34, 'people', 'change'),
	(35, 'people', 'membership'),
	(36, 'people', 'officerules'),
	(37, 'people', 'signincode'),
	(38, 'people', 'participationtype'),
	(39, 'people', 'question'),
	(40, 'people', 'answergiven'),
	(41, 'people', 'mark'),
	(42, 'people', 'revision'),
	(43, 'people', 'passquota'),
	(44, 'people', 'erasedentry'),
	(45, 'exhibition', 'exposition'),
	(46, 'exhibition', 'hall'),
	(47, 'exhibition', 'stand'),
	(48, 'exhibition', 'exhibitor'),
	(49, 'congress', 'room'),
	(50, 'congress', 'session'),
	(51, 'congress', 'speaker'),
	(52, 'congress', 'livechange'),
	(53, 'congress', 'plannedsession'),
	(54, 'congress', 'plannedspeaker'),
	(55, 'congress', 'programme'),
	(56, 'congress', 'programmestep'),
	(57, 'congress', 'roomhours'),
	(58, 'attendance', 'seatcount'),
	(59, 'attendance', 'sessionrecord'),
	(60, 'attendance', 'floorquestion'),
	(61, 'attendance', 'questionvote'),
	(62, 'attendance', 'seat'),
	(63, 'attendance', 'arrival'),
	(64, 'proposals', 'call'),
	(65, 'proposals', 'callquestion'),
	(66, 'proposals', 'criterion'),
	(67, 'proposals', 'proposal'),
	(68, 'proposals', 'proposalspeaker'),
	(69, 'proposals', 'review'),
	(70, 'proposals', 'reviewer'),
	(71, 'trade', 'dependency'),
	(72, 'trade', 'matchlist'),
	(73, 'trade', 'need'),
	(74, 'trade', 'offer'),
	(75, 'trade', 'product'),
	(76, 'trade', 'reason'),
	(77, 'trade', 'supplier'),
	(78, 'trade', 'catalogueentry'),
	(79, 'trade', 'matching'),
	(80, 'trade', 'makerlist'),
	(81, 'trade', 'makergroup'),
	(82, 'trade', 'listmeasure'),
	(83, 'trade', 'shownlist'),
	(84, 'trade', 'standing'),
	(85, 'trade', 'needentry'),
	(86, 'trade', 'assessment'),
	(87, 'trade', 'needfigures'),
	(88, 'trade', 'marketrules'),
	(89, 'trade', 'offerentry'),
	(90, 'trade', 'picturefile'),
	(91, 'trade', 'picture'),
	(92, 'trade', 'proposal'),
	(93, 'trade', 'standshare'),
	(94, 'meetings', 'meetingrequest'),
	(95, 'meetings', 'table'),
	(96, 'meetings', 'timetable'),
	(97, 'meetings', 'meeting'),
	(98, 'meetings', 'unheld'),
	(99, 'meetings', 'agendafeed'),
	(100, 'meetings', 'attendee'),
	(101, 'meetings', 'block'),
	(102, 'meetings', 'change'),
	(103, 'meetings', 'placebooking'),
	(104, 'meetings', 'requestevent'),
	(105, 'meetings', 'requestparty'),
	(106, 'meetings', 'booking'),
	(107, 'meetings', 'lane'),
	(108, 'meetings', 'requestlimit'),
	(109, 'meetings', 'adjustment'),
	(110, 'meetings', 'personslot'),
	(111, 'meetings', 'placeslot'),
	(112, 'meetings', 'freedtime'),
	(113, 'meetings', 'meetingrules'),
	(114, 'meetings', 'noshow'),
	(115, 'meetings', 'checkin'),
	(116, 'meetings', 'followedsession'),
	(117, 'meetings', 'followup'),
	(118, 'meetings', 'outcome'),
	(119, 'meetings', 'privatenote'),
	(120, 'meetings', 'started'),
	(121, 'meetings', 'visit'),
	(122, 'meetings', 'personlimit'),
	(123, 'screening', 'hit'),
	(124, 'screening', 'decision'),
	(125, 'screening', 'restrictedlist'),
	(126, 'screening', 'restricted'),
	(127, 'delegations', 'delegation'),
	(128, 'delegations', 'delegate'),
	(129, 'delegations', 'interpreter'),
	(130, 'delegations', 'interpreterbooking'),
	(131, 'delegations', 'visititem'),
	(132, 'market', 'conversation'),
	(133, 'market', 'letter'),
	(134, 'market', 'reading'),
	(135, 'market', 'watch'),
	(136, 'market', 'announced'),
	(137, 'standing_search', 'searchedmonth'),
	(138, 'standing_search', 'searchrules'),
	(139, 'standing_search', 'monthtable'),
	(140, 'standing_search', 'monthfigures'),
	(141, 'standing_search', 'difference'),
	(142, 'standing_search', 'proposedneed'),
	(143, 'standing_search', 'toldmaker'),
	(144, 'standing_search', 'foundfile'),
	(145, 'cooperation', 'portfolio'),
	(146, 'cooperation', 'project'),
	(147, 'cooperation', 'choice'),
	(148, 'cooperation', 'share'),
	(149, 'cooperation', 'spending'),
	(150, 'cooperation', 'tie'),
	(151, 'cooperation', 'approver'),
	(152, 'cooperation', 'entry'),
	(153, 'cooperation', 'ledger'),
	(154, 'cooperation', 'partner'),
	(155, 'cooperation', 'rate'),
	(156, 'cooperation', 'headline'),
	(157, 'cooperation', 'headlinerow'),
	(158, 'cooperation', 'projectstate'),
	(159, 'cooperation', 'projectappraisal'),
	(160, 'consortia', 'blob'),
	(161, 'consortia', 'consortium'),
	(162, 'consortia', 'agreement'),
	(163, 'consortia', 'interest'),
	(164, 'consortia', 'member'),
	(165, 'consortia', 'sharedfile'),
	(166, 'consortia', 'note'),
	(167, 'consortia', 'signing'),
	(168, 'consortia', 'signatory'),
	(169, 'consortia', 'signoff'),
	(170, 'practices', 'practice'),
	(171, 'practices', 'effect'),
	(172, 'practices', 'practiceentry'),
	(173, 'transfer', 'loadedfile'),
	(174, 'transfer', 'uploadedlist'),
	(175, 'privacy', 'erasure'),
	(176, 'privacy', 'personalfile'),
	(177, 'privacy', 'keptfor');

INSERT INTO public.django_migrations VALUES
	(1, 'fairs', '0001_initial', '2026-11-29 16:41:16.315408+00'),
	(2, 'contenttypes', '0001_initial', '2026-11-29 16:41:16.325664+00'),
	(3, 'contenttypes', '0002_remove_content_type_name', '2026-11-29 16:41:16.334661+00'),
	(4, 'auth', '0001_initial', '2026-11-29 16:41:16.35807+00'),
	(5, 'auth', '0002_alter_permission_name_max_length', '2026-11-29 16:41:16.365699+00'),
	(6, 'auth', '0003_alter_user_email_max_length', '2026-11-29 16:41:16.37297+00'),
	(7, 'auth', '0004_alter_user_username_opts', '2026-11-29 16:41:16.378865+00'),
	(8, 'auth', '0005_alter_user_last_login_null', '2026-11-29 16:41:16.382255+00'),
	(9, 'auth', '0006_require_contenttypes_0002', '2026-11-29 16:41:16.383367+00'),
	(10, 'auth', '0007_alter_validators_add_error_messages', '2026-11-29 16:41:16.386303+00'),
	(11, 'auth', '0008_alter_user_username_max_length', '2026-11-29 16:41:16.389675+00'),
	(12, 'auth', '0009_alter_user_last_name_max_length', '2026-11-29 16:41:16.394474+00'),
	(13, 'auth', '0010_alter_group_name_max_length', '2026-11-29 16:41:16.400391+00'),
	(14, 'auth', '0011_update_proxy_permissions', '2026-11-29 16:41:16.410621+00'),
	(15, 'auth', '0012_alter_user_first_name_max_length', '2026-11-29 16:41:16.416075+00'),
	(16, 'people', '0001_initial', '2026-11-29 16:41:16.462065+00'),
	(17, 'account', '0001_initial', '2026-11-29 16:41:16.489782+00'),
	(18, 'account', '0002_email_max_length', '2026-11-29 16:41:16.499519+00'),
	(19, 'account', '0003_alter_emailaddress_create_unique_verified_email', '2026-11-29 16:41:16.512751+00'),
	(20, 'account', '0004_alter_emailaddress_drop_unique_email', '2026-11-29 16:41:16.530947+00'),
	(21, 'account', '0005_emailaddress_idx_upper_email', '2026-11-29 16:41:16.53924+00'),
	(22, 'account', '0006_emailaddress_lower', '2026-11-29 16:41:16.556221+00'),
	(23, 'account', '0007_emailaddress_idx_email', '2026-11-29 16:41:16.565088+00'),
	(24, 'account', '0008_emailaddress_unique_primary_email_fixup', '2026-11-29 16:41:16.579204+00'),
	(25, 'account', '0009_emailaddress_unique_primary_email', '2026-11-29 16:41:16.591149+00'),
	(26, 'fairs', '0002_stamp', '2026-11-29 16:41:16.604825+00'),
	(27, 'fairs', '0003_watch_through', '2026-11-29 16:41:16.609169+00'),
	(28, 'fairs', '0004_bounds', '2026-11-29 16:41:16.648533+00'),
	(29, 'fairs', '0005_localized_text', '2026-11-29 16:41:16.680295+00'),
	(30, 'fairs', '0006_search_words', '2026-11-29 16:41:16.687573+00'),
	(31, 'fairs', '0007_search_stems', '2026-11-29 16:41:16.69589+00'),
	(32, 'fairs', '0008_search_documents', '2026-11-29 16:41:16.698429+00'),
	(33, 'fairs', '0009_search_queries', '2026-11-29 16:41:16.703895+00'),
	(34, 'fairs', '0010_quick_text_check', '2026-11-29 16:41:16.705833+00'),
	(35, 'fairs', '0011_kept_rows', '2026-11-29 16:41:16.712432+00'),
	(36, 'fairs', '0012_within_edition', '2026-11-29 16:41:16.718699+00'),
	(37, 'trade', '0001_initial', '2026-11-29 16:41:16.951237+00'),
	(38, 'trade', '0002_catalogue', '2026-11-29 16:41:16.964409+00'),
	(39, 'trade', '0003_watched', '2026-11-29 16:41:16.971409+00'),
	(40, 'people', '0002_hidden', '2026-11-29 16:41:16.988591+00'),
	(41, 'trade', '0004_matching', '2026-11-29 16:41:17.278043+00'),
	(42, 'trade', '0005_watched', '2026-11-29 16:41:17.283258+00'),
	(43, 'trade', '0006_watched', '2026-11-29 16:41:17.287237+00'),
	(44, 'people', '0003_city_ru', '2026-11-29 16:41:17.305164+00'),
	(45, 'trade', '0007_search_city_ru', '2026-11-29 16:41:17.311572+00'),
	(46, 'trade', '0008_watched', '2026-11-29 16:41:17.319073+00'),
	(47, 'trade', '0009_maker_group_covers', '2026-11-29 16:41:17.33423+00'),
	(48, 'trade', '0010_bounds', '2026-11-29 16:41:17.433922+00'),
	(49, 'people', '0004_localized_text', '2026-11-29 16:41:17.705725+00'),
	(50, 'people', '0005_sign_in_tries', '2026-11-29 16:41:17.713554+00'),
	(51, 'people', '0006_memberships', '2026-11-29 16:41:18.014878+00'),
	(52, 'people', '0007_sign_in_codes', '2026-11-29 16:41:18.062108+00'),
	(53, 'fairs', '0013_run_sentences', '2026-11-29 16:41:18.079439+00'),
	(54, 'people', '0008_registration', '2026-11-29 16:41:18.497512+00'),
	(55, 'people', '0009_places', '2026-11-29 16:41:18.509322+00'),
	(56, 'people', '0010_marks', '2026-11-29 16:41:18.536046+00'),
	(57, 'people', '0011_revisions', '2026-11-29 16:41:18.560663+00'),
	(58, 'people', '0012_passes', '2026-11-29 16:41:18.590267+00'),
	(59, 'people', '0013_erased', '2026-11-29 16:41:18.598531+00'),
	(60, 'people', '0014_erased_entries', '2026-11-29 16:41:18.605395+00'),
	(61, 'fairs', '0014_flow_kinds', '2026-11-29 16:41:18.677685+00'),
	(62, 'fairs', '0015_portfolio_settings', '2026-11-29 16:41:18.720452+00'),
	(63, 'fairs', '0016_search_han', '2026-11-29 16:41:18.728606+00'),
	(64, 'fairs', '0017_stamps_by_part', '2026-11-29 16:41:18.847394+00'),
	(65, 'fairs', '0018_stamp_slots', '2026-11-29 16:41:18.897524+00'),
	(66, 'exhibition', '0001_initial', '2026-11-29 16:41:19.221883+00'),
	(67, 'exhibition', '0002_stands_apart', '2026-11-29 16:41:19.22765+00'),
	(68, 'exhibition', '0003_watched', '2026-11-29 16:41:19.241824+00'),
	(69, 'exhibition', '0004_bounds', '2026-11-29 16:41:19.530755+00'),
	(70, 'exhibition', '0005_localized_text', '2026-11-29 16:41:19.62667+00'),
	(71, 'exhibition', '0006_stands_change_places', '2026-11-29 16:41:19.706229+00'),
	(72, 'congress', '0001_initial', '2026-11-29 16:41:19.873855+00'),
	(73, 'congress', '0002_room_once', '2026-11-29 16:41:19.879986+00'),
	(74, 'congress', '0003_watched', '2026-11-29 16:41:19.889069+00'),
	(75, 'congress', '0004_localized_text', '2026-11-29 16:41:20.214564+00'),
	(76, 'congress', '0005_sessions_change_places', '2026-11-29 16:41:20.219187+00'),
	(77, 'congress', '0006_speakers_counted', '2026-11-29 16:41:20.222904+00'),
	(78, 'congress', '0007_kinds_of_sessions', '2026-11-29 16:41:20.400441+00'),
	(79, 'congress', '0008_identifiers_of_sessions', '2026-11-29 16:41:20.441081+00'),
	(80, 'congress', '0009_versions', '2026-11-29 16:41:21.717514+00'),
	(81, 'congress', '0010_more_of_sessions', '2026-11-29 16:41:22.638717+00'),
	(82, 'attendance', '0001_initial', '2026-11-29 16:41:23.026035+00'),
	(83, 'attendance', '0002_seats_counted', '2026-11-29 16:41:23.041801+00'),
	(84, 'fairs', '0019_programme_step', '2026-11-29 16:41:23.125891+00'),
	(85, 'fairs', '0019_own_days', '2026-11-29 16:41:23.165681+00'),
	(86, 'fairs', '0020_together', '2026-11-29 16:41:23.168287+00'),
	(87, 'fairs', '0021_opening', '2026-11-29 16:41:23.207149+00'),
	(88, 'fairs', '0022_fewer_tables', '2026-11-29 16:41:23.535868+00'),
	(89, 'fairs', '0023_renewed_once', '2026-11-29 16:41:23.543406+00'),
	(90, 'fairs', '0024_search_designations', '2026-11-29 16:41:23.550862+00'),
	(91, 'fairs', '0025_one_edition', '2026-11-29 16:41:23.552943+00'),
	(92, 'fairs', '0026_search_spellings', '2026-11-29 16:41:23.561299+00'),
	(93, 'fairs', '0027_search_glued', '2026-11-29 16:41:23.576209+00'),
	(94, 'fairs', '0028_kept_whole', '2026-11-29 16:41:23.582591+00'),
	(95, 'fairs', '0029_search_order_numbers', '2026-11-29 16:41:23.584467+00'),
	(96, 'fairs', '0030_settings_of_loads', '2026-11-29 16:41:23.586855+00'),
	(97, 'fairs', '0031_history', '2026-11-29 16:41:23.597381+00'),
	(98, 'fairs', '0032_columns_withheld', '2026-11-29 16:41:23.60157+00'),
	(99, 'fairs', '0033_search_plurals', '2026-11-29 16:41:23.60505+00'),
	(100, 'fairs', '0034_history_planned_once', '2026-11-29 16:41:23.61002+00'),
	(101, 'fairs', '0035_search_signs', '2026-11-29 16:41:23.613395+00'),
	(102, 'fairs', '0036_search_few_texts', '2026-11-29 16:41:23.62342+00'),
	(103, 'fairs', '0037_search_inflections', '2026-11-29 16:41:23.627017+00'),
	(104, 'fairs', '0038_search_compounds', '2026-11-29 16:41:23.632212+00'),
	(105, 'fairs', '0039_history_of_parts', '2026-11-29 16:41:23.638657+00'),
	(106, 'fairs', '0040_search_groups', '2026-11-29 16:41:23.646609+00'),
	(107, 'fairs', '0041_search_names', '2026-11-29 16:41:23.652778+00'),
	(108, 'fairs', '0042_removed_by_the_owner', '2026-11-29 16:41:23.655757+00'),
	(109, 'people', '0015_kept_to_bounds', '2026-11-29 16:41:23.699085+00'),
	(110, 'people', '0016_places_loaded', '2026-11-29 16:41:23.706281+00'),
	(111, 'people', '0017_folded_addresses', '2026-11-29 16:41:23.734895+00'),
	(112, 'people', '0018_history', '2026-11-29 16:41:23.759097+00'),
	(113, 'congress', '0011_about_practices', '2026-11-29 16:41:23.832431+00'),
	(114, 'congress', '0012_level_of_sessions', '2026-11-29 16:41:23.898041+00'),
	(115, 'congress', '0013_versions_kept', '2026-11-29 16:41:23.904612+00'),
	(116, 'congress', '0014_erased_speakers', '2026-11-29 16:41:23.914205+00'),
	(117, 'congress', '0015_live_changes_kept', '2026-11-29 16:41:23.972751+00'),
	(118, 'congress', '0016_journals_kept', '2026-11-29 16:41:23.975564+00'),
	(119, 'consent', '0001_initial', '2026-11-29 16:41:24.148444+00'),
	(120, 'trade', '0011_localized_text', '2026-11-29 16:41:24.760924+00'),
	(121, 'trade', '0012_search', '2026-11-29 16:41:24.831399+00'),
	(122, 'meetings', '0001_initial', '2026-11-29 16:41:25.340626+00'),
	(123, 'meetings', '0002_bookings', '2026-11-29 16:41:25.345207+00'),
	(124, 'meetings', '0003_version', '2026-11-29 16:41:25.440996+00'),
	(125, 'meetings', '0004_stamp', '2026-11-29 16:41:25.486847+00'),
	(126, 'cooperation', '0001_initial', '2026-11-29 16:41:25.716126+00'),
	(127, 'cooperation', '0002_shares_sum', '2026-11-29 16:41:25.718558+00'),
	(128, 'cooperation', '0003_watched', '2026-11-29 16:41:25.721382+00'),
	(129, 'cooperation', '0004_watched', '2026-11-29 16:41:25.727447+00'),
	(130, 'cooperation', '0005_bounds', '2026-11-29 16:41:25.972387+00'),
	(131, 'cooperation', '0006_localized_text', '2026-11-29 16:41:26.061343+00'),
	(132, 'meetings', '0005_within_edition', '2026-11-29 16:41:26.103035+00'),
	(133, 'cooperation', '0007_irr_found', '2026-11-29 16:41:26.118597+00'),
	(134, 'cooperation', '0008_gross_costs', '2026-11-29 16:41:26.165959+00'),
	(135, 'cooperation', '0009_ledger', '2026-11-29 16:41:27.51896+00'),
	(136, 'cooperation', '0010_open_ledgers', '2026-11-29 16:41:27.52591+00'),
	(137, 'cooperation', '0011_shares_of_partners', '2026-11-29 16:41:27.984766+00'),
	(138, 'cooperation', '0012_portfolio_versions', '2026-11-29 16:41:28.237883+00'),
	(139, 'cooperation', '0013_headlines', '2026-11-29 16:41:28.625853+00'),
	(140, 'cooperation', '0014_kept_states', '2026-11-29 16:41:28.708294+00'),
	(141, 'cooperation', '0015_appraisals', '2026-11-29 16:41:28.809835+00'),
	(142, 'cooperation', '0016_kept', '2026-11-29 16:41:28.816221+00'),
	(143, 'cooperation', '0017_portfolios_whole', '2026-11-29 16:41:28.822343+00'),
	(144, 'cooperation', '0018_headline_titles', '2026-11-29 16:41:28.837401+00'),
	(145, 'cooperation', '0019_history', '2026-11-29 16:41:28.846553+00'),
	(146, 'trade', '0013_maker_bases', '2026-11-29 16:41:28.874552+00'),
	(147, 'trade', '0014_search_han', '2026-11-29 16:41:28.88368+00'),
	(148, 'trade', '0015_watched', '2026-11-29 16:41:28.89222+00'),
	(149, 'trade', '0016_assessment', '2026-11-29 16:41:28.945663+00'),
	(150, 'consortia', '0001_initial', '2026-11-29 16:41:30.804572+00'),
	(151, 'consortia', '0002_kept', '2026-11-29 16:41:30.83144+00'),
	(152, 'consortia', '0003_shares_at_once', '2026-11-29 16:41:30.837926+00'),
	(153, 'consortia', '0004_history', '2026-11-29 16:41:30.846828+00'),
	(154, 'consortia', '0005_signatory_texts', '2026-11-29 16:41:30.890633+00'),
	(155, 'consortia', '0006_history_held', '2026-11-29 16:41:30.896583+00'),
	(156, 'consortia', '0007_not_removed', '2026-11-29 16:41:30.9065+00'),
	(157, 'cooperation', '0020_partners_leave', '2026-11-29 16:41:31.06224+00'),
	(158, 'cooperation', '0021_least_rate', '2026-11-29 16:41:31.095543+00'),
	(159, 'cooperation', '0022_history_held', '2026-11-29 16:41:31.104734+00'),
	(160, 'cooperation', '0023_not_removed', '2026-11-29 16:41:31.11014+00'),
	(161, 'delegations', '0001_initial', '2026-11-29 16:41:32.206093+00'),
	(162, 'delegations', '0002_kept', '2026-11-29 16:41:32.224863+00'),
	(163, 'delegations', '0003_bounds', '2026-11-29 16:41:32.373747+00'),
	(164, 'delegations', '0004_visit_texts', '2026-11-29 16:41:32.521731+00'),
	(165, 'exhibition', '0007_history', '2026-11-29 16:41:32.534582+00'),
	(166, 'exhibition', '0008_history_planned_once', '2026-11-29 16:41:32.537993+00'),
	(167, 'exhibition', '0009_history_held', '2026-11-29 16:41:32.540659+00'),
	(168, 'fairs', '0043_search_marks', '2026-11-29 16:41:32.544169+00'),
	(169, 'trade', '0017_own_pages', '2026-11-29 16:41:33.415842+00'),
	(170, 'market', '0001_initial', '2026-11-29 16:41:34.350167+00'),
	(171, 'people', '0019_history_planned_once', '2026-11-29 16:41:34.355594+00'),
	(172, 'people', '0020_meeting_days', '2026-11-29 16:41:34.397908+00'),
	(173, 'people', '0021_history_held', '2026-11-29 16:41:34.403645+00'),
	(174, 'people', '0022_long_codes', '2026-11-29 16:41:34.435642+00'),
	(175, 'people', '0023_not_removed', '2026-11-29 16:41:34.443222+00'),
	(176, 'meetings', '0006_bookings_anew', '2026-11-29 16:41:34.44856+00'),
	(177, 'meetings', '0007_requests', '2026-11-29 16:41:38.834334+00'),
	(178, 'meetings', '0008_current', '2026-11-29 16:41:38.844231+00'),
	(179, 'meetings', '0009_bookings', '2026-11-29 16:41:38.858061+00'),
	(180, 'meetings', '0010_requests_kept', '2026-11-29 16:41:38.879273+00'),
	(181, 'meetings', '0011_people_kept', '2026-11-29 16:41:38.883626+00'),
	(182, 'meetings', '0012_request_limits', '2026-11-29 16:41:38.977754+00'),
	(183, 'meetings', '0013_sessions_after_midnight', '2026-11-29 16:41:38.985526+00'),
	(184, 'meetings', '0014_adjustments', '2026-11-29 16:41:39.617957+00'),
	(185, 'meetings', '0015_slots_taken', '2026-11-29 16:41:40.654534+00'),
	(186, 'meetings', '0016_encounters', '2026-11-29 16:41:41.846238+00'),
	(187, 'meetings', '0017_notes_forgotten', '2026-11-29 16:41:42.097125+00'),
	(188, 'meetings', '0018_leavers', '2026-11-29 16:41:42.109256+00'),
	(189, 'meetings', '0019_cancelled_sessions', '2026-11-29 16:41:42.115928+00'),
	(190, 'meetings', '0020_seats', '2026-11-29 16:41:42.120356+00'),
	(191, 'meetings', '0021_person_limits', '2026-11-29 16:41:42.209705+00'),
	(192, 'meetings', '0022_versions_loaded', '2026-11-29 16:41:42.215938+00'),
	(193, 'meetings', '0023_given_references', '2026-11-29 16:41:44.247365+00'),
	(194, 'meetings', '0024_promised_times_stay', '2026-11-29 16:41:44.253379+00'),
	(195, 'meetings', '0025_rest_and_tables', '2026-11-29 16:41:45.109335+00'),
	(196, 'meetings', '0026_sessions_moved', '2026-11-29 16:41:45.112885+00'),
	(197, 'meetings', '0027_meetings_move_in_place', '2026-11-29 16:41:45.195541+00'),
	(198, 'meetings', '0028_requests_handed_on', '2026-11-29 16:41:45.205919+00'),
	(199, 'meetings', '0029_held_meetings_stay', '2026-11-29 16:41:45.212225+00'),
	(200, 'meetings', '0030_versions_kept', '2026-11-29 16:41:45.221533+00'),
	(201, 'meetings', '0031_settings_of_loads', '2026-11-29 16:41:45.237833+00'),
	(202, 'meetings', '0032_notes_emptied', '2026-11-29 16:41:45.244701+00'),
	(203, 'meetings', '0033_one_moment_of_an_act', '2026-11-29 16:41:45.316264+00'),
	(204, 'meetings', '0034_left_after_meeting', '2026-11-29 16:41:45.325537+00'),
	(205, 'meetings', '0035_journals_kept', '2026-11-29 16:41:45.332372+00'),
	(206, 'meetings', '0036_least_a_day', '2026-11-29 16:41:45.51778+00'),
	(207, 'mfa', '0001_initial', '2026-11-29 16:41:45.86584+00'),
	(208, 'mfa', '0002_authenticator_timestamps', '2026-11-29 16:41:45.901948+00'),
	(209, 'mfa', '0003_authenticator_type_uniq', '2026-11-29 16:41:45.963817+00'),
	(210, 'outbox', '0001_initial', '2026-11-29 16:41:46.333792+00'),
	(211, 'outbox', '0002_calendar', '2026-11-29 16:41:46.401735+00'),
	(212, 'outbox', '0003_folded_addresses', '2026-11-29 16:41:46.781371+00'),
	(213, 'outbox', '0004_in_doubt', '2026-11-29 16:41:46.989986+00'),
	(214, 'practices', '0001_initial', '2026-11-29 16:41:48.245835+00'),
	(215, 'practices', '0002_kept', '2026-11-29 16:41:48.261917+00'),
	(216, 'practices', '0003_effect_texts', '2026-11-29 16:41:48.302064+00'),
	(217, 'practices', '0004_search_signs', '2026-11-29 16:41:48.314723+00'),
	(218, 'practices', '0005_search_compounds', '2026-11-29 16:41:48.320128+00'),
	(219, 'practices', '0006_search_groups', '2026-11-29 16:41:48.328651+00'),
	(220, 'practices', '0007_search_names', '2026-11-29 16:41:48.347501+00'),
	(221, 'practices', '0008_search_marks', '2026-11-29 16:41:48.35482+00'),
	(222, 'privacy', '0001_initial', '2026-11-29 16:41:48.584766+00'),
	(223, 'privacy', '0002_kept_kinds', '2026-11-29 16:41:48.971091+00'),
	(224, 'procrastinate', '0001_initial', '2026-11-29 16:41:48.98687+00'),
	(225, 'procrastinate', '0002_drop_started_at_column', '2026-11-29 16:41:48.994215+00'),
	(226, 'procrastinate', '0003_drop_started_at_column', '2026-11-29 16:41:49.002436+00'),
	(227, 'procrastinate', '0004_drop_procrastinate_version_table', '2026-11-29 16:41:49.010568+00'),
	(228, 'procrastinate', '0005_fix_procrastinate_fetch_job', '2026-11-29 16:41:49.01841+00'),
	(229, 'procrastinate', '0006_fix_trigger_status_events_insert', '2026-11-29 16:41:49.026285+00'),
	(230, 'procrastinate', '0007_add_queueing_lock_column', '2026-11-29 16:41:49.034541+00'),
	(231, 'procrastinate', '0008_close_fetch_job_race_condition', '2026-11-29 16:41:49.043246+00'),
	(232, 'procrastinate', '0009_add_defer_job_function', '2026-11-29 16:41:49.050214+00'),
	(233, 'procrastinate', '0010_add_procrastinate_periodic_defers', '2026-11-29 16:41:49.059722+00'),
	(234, 'procrastinate', '0011_add_foreign_key_index', '2026-11-29 16:41:49.066263+00'),
	(235, 'procrastinate', '0012_add_locks_to_periodic_defer', '2026-11-29 16:41:49.084644+00'),
	(236, 'procrastinate', '0013_fix_procrastinate_defer_periodic_job', '2026-11-29 16:41:49.089189+00'),
	(237, 'procrastinate', '0014_add_finish_job_and_retry_job_functions', '2026-11-29 16:41:49.094052+00'),
	(238, 'procrastinate', '0015_add_trigger_on_job_deletion', '2026-11-29 16:41:49.100369+00'),
	(239, 'procrastinate', '0016_delete_finished_jobs', '2026-11-29 16:41:49.11009+00'),
	(240, 'procrastinate', '0017_add_checks_to_finish_job', '2026-11-29 16:41:49.118068+00'),
	(241, 'procrastinate', '0018_add_checks_to_retry_job', '2026-11-29 16:41:49.126069+00'),
	(242, 'procrastinate', '0019_fix_finish_job_compat_issue', '2026-11-29 16:41:49.132337+00'),
	(243, 'procrastinate', '0020_add_index_on_procrastinate_jobs', '2026-11-29 16:41:49.146583+00'),
	(244, 'procrastinate', '0021_add_kwargs_to_defer_periodic_job', '2026-11-29 16:41:49.152926+00'),
	(245, 'procrastinate', '0022_null_locks_excluded', '2026-11-29 16:41:49.160698+00'),
	(246, 'procrastinate', '0023_remove_old_finish_job_function', '2026-11-29 16:41:49.170438+00'),
	(247, 'procrastinate', '0024_job_id_bigint', '2026-11-29 16:41:49.180432+00'),
	(248, 'procrastinate', '0025_add_models', '2026-11-29 16:41:49.198758+00'),
	(249, 'procrastinate', '0026_add_job_priority', '2026-11-29 16:41:49.214983+00'),
	(250, 'procrastinate', '0027_add_periodic_job_priority', '2026-11-29 16:41:49.220498+00'),
	(251, 'procrastinate', '0028_add_cancel_states', '2026-11-29 16:41:49.247821+00'),
	(252, 'procrastinate', '0029_add_additional_params_to_retry_job', '2026-11-29 16:41:49.256592+00'),
	(253, 'procrastinate', '0030_alter_procrastinateevent_options', '2026-11-29 16:41:49.271769+00'),
	(254, 'procrastinate', '0031_add_indexes_for_fetch_job', '2026-11-29 16:41:49.283251+00'),
	(255, 'procrastinate', '0032_pre_cancel_notification', '2026-11-29 16:41:49.300978+00'),
	(256, 'procrastinate', '0033_post_cancel_notification', '2026-11-29 16:41:49.318234+00'),
	(257, 'procrastinate', '0034_pre_add_heartbeat', '2026-11-29 16:41:49.341791+00'),
	(258, 'procrastinate', '0035_post_add_heartbeat', '2026-11-29 16:41:49.348182+00'),
	(259, 'procrastinate', '0036_add_worker_model', '2026-11-29 16:41:49.372058+00'),
	(260, 'procrastinate', '0037_pre_batch_defer_jobs', '2026-11-29 16:41:49.385803+00'),
	(261, 'procrastinate', '0038_post_batch_defer_jobs', '2026-11-29 16:41:49.392315+00'),
	(262, 'procrastinate', '0039_pre_priority_lock_fetch_job', '2026-11-29 16:41:49.400628+00'),
	(263, 'procrastinate', '0040_pre_retry_failed_job', '2026-11-29 16:41:49.410326+00'),
	(264, 'procrastinate', '0041_post_retry_failed_job', '2026-11-29 16:41:49.418654+00'),
	(265, 'proposals', '0001_initial', '2026-11-29 16:41:51.058483+00'),
	(266, 'proposals', '0002_within_edition', '2026-11-29 16:41:51.065067+00'),
	(267, 'proposals', '0003_level_of_proposals', '2026-11-29 16:41:51.114426+00'),
	(268, 'proposals', '0004_reviews_of_nobody', '2026-11-29 16:41:51.451306+00'),
	(269, 'proposals', '0005_watched', '2026-11-29 16:41:51.464773+00'),
	(270, 'screening', '0001_initial', '2026-11-29 16:41:52.346071+00'),
	(271, 'screening', '0002_kept', '2026-11-29 16:41:52.356453+00'),
	(272, 'screening', '0003_persons', '2026-11-29 16:41:52.784608+00'),
	(273, 'screening', '0004_keys_anew', '2026-11-29 16:41:52.867319+00'),
	(274, 'screening', '0005_not_removed', '2026-11-29 16:41:52.882591+00'),
	(275, 'sessions', '0001_initial', '2026-11-29 16:41:52.897952+00'),
	(276, 'socialaccount', '0001_initial', '2026-11-29 16:41:53.193882+00'),
	(277, 'socialaccount', '0002_token_max_lengths', '2026-11-29 16:41:53.233892+00'),
	(278, 'socialaccount', '0003_extra_data_default_dict', '2026-11-29 16:41:53.265868+00'),
	(279, 'socialaccount', '0004_app_provider_id_settings', '2026-11-29 16:41:53.501845+00'),
	(280, 'socialaccount', '0005_socialtoken_nullable_app', '2026-11-29 16:41:53.619949+00'),
	(281, 'socialaccount', '0006_alter_socialaccount_extra_data', '2026-11-29 16:41:53.647899+00'),
	(282, 'standing_search', '0001_initial', '2026-11-29 16:41:55.71003+00'),
	(283, 'standing_search', '0002_kept', '2026-11-29 16:41:55.744816+00'),
	(284, 'standing_search', '0003_years', '2026-11-29 16:41:55.793238+00'),
	(285, 'standing_search', '0004_not_removed', '2026-11-29 16:41:55.815737+00'),
	(286, 'trade', '0018_kept_to_bounds', '2026-11-29 16:41:56.140782+00'),
	(287, 'trade', '0019_listed_once', '2026-11-29 16:41:56.147942+00'),
	(288, 'trade', '0020_search_designations', '2026-11-29 16:41:56.16565+00'),
	(289, 'trade', '0021_years_of_figures', '2026-11-29 16:41:56.462599+00'),
	(290, 'trade', '0022_search_glued', '2026-11-29 16:41:56.475187+00'),
	(291, 'trade', '0023_versions_kept', '2026-11-29 16:41:56.486213+00'),
	(292, 'trade', '0024_lists_frozen', '2026-11-29 16:41:56.492722+00'),
	(293, 'trade', '0025_search_signs', '2026-11-29 16:41:56.507278+00'),
	(294, 'trade', '0026_offers_words_kept', '2026-11-29 16:41:56.525863+00'),
	(295, 'trade', '0027_search_compounds', '2026-11-29 16:41:56.535543+00'),
	(296, 'trade', '0028_search_groups', '2026-11-29 16:41:56.543877+00'),
	(297, 'trade', '0029_search_names', '2026-11-29 16:41:56.552016+00'),
	(298, 'trade', '0030_lists_kept', '2026-11-29 16:41:56.560334+00'),
	(299, 'trade', '0031_search_marks', '2026-11-29 16:41:56.576622+00'),
	(300, 'transfer', '0001_loaded_file', '2026-11-29 16:41:56.773896+00'),
	(301, 'transfer', '0002_uploaded_list', '2026-11-29 16:41:57.281824+00'),
	(302, 'transfer', '0003_one_edition', '2026-11-29 16:41:57.424138+00'),
	(303, 'usersessions', '0001_initial', '2026-11-29 16:41:57.545704+00'),
	(304, 'work', '0001_initial', '2026-11-29 16:41:57.805711+00');

SELECT pg_catalog.setval('public.account_emailaddress_id_seq', 1, false);

SELECT pg_catalog.setval('public.account_emailconfirmation_id_seq', 1, false);

SELECT pg_catalog.setval('public.attendance_arrival_id_seq', 1, false);

SELECT pg_catalog.setval('public.attendance_floorquestion_id_seq', 1, false);

SELECT pg_catalog.setval('public.attendance_questionvote_id_seq', 1, false);

SELECT pg_catalog.setval('public.attendance_seat_id_seq', 1, false);

SELECT pg_catalog.setval('public.auth_group_id_seq', 1, false);

SELECT pg_catalog.setval('public.auth_group_permissions_id_seq', 1, false);

SELECT pg_catalog.setval('public.auth_permission_id_seq', 708, true);

SELECT pg_catalog.setval('public.congress_livechange_id_seq', 1, false);

SELECT pg_catalog.setval('public.congress_plannedsession_id_seq', 1, false);

SELECT pg_catalog.setval('public.congress_plannedspeaker_id_seq', 1, false);

SELECT pg_catalog.setval('public.congress_programme_id_seq', 1, false);

SELECT pg_catalog.setval('public.congress_programmestep_id_seq', 1, false);

SELECT pg_catalog.setval('public.congress_room_id_seq', 1, false);

SELECT pg_catalog.setval('public.congress_roomhours_id_seq', 1, false);

SELECT pg_catalog.setval('public.congress_session_id_seq', 1, false);

SELECT pg_catalog.setval('public.congress_speaker_id_seq', 1, false);

SELECT pg_catalog.setval('public.consent_consent_id_seq', 1, false);

SELECT pg_catalog.setval('public.consent_consenttext_id_seq', 1, false);

SELECT pg_catalog.setval('public.consortia_agreement_id_seq', 1, false);

SELECT pg_catalog.setval('public.consortia_consortium_id_seq', 1, false);

SELECT pg_catalog.setval('public.consortia_interest_id_seq', 1, false);

SELECT pg_catalog.setval('public.consortia_member_id_seq', 1, false);

SELECT pg_catalog.setval('public.consortia_note_id_seq', 1, false);

SELECT pg_catalog.setval('public.consortia_sharedfile_id_seq', 1, false);

SELECT pg_catalog.setval('public.consortia_signatory_id_seq', 1, false);

SELECT pg_catalog.setval('public.consortia_signing_id_seq', 1, false);

SELECT pg_catalog.setval('public.consortia_signoff_id_seq', 1, false);

SELECT pg_catalog.setval('public.cooperation_approver_id_seq', 1, false);

SELECT pg_catalog.setval('public.cooperation_choice_id_seq', 1, false);

SELECT pg_catalog.setval('public.cooperation_entry_id_seq', 1, false);

SELECT pg_catalog.setval('public.cooperation_headline_id_seq', 1, false);

SELECT pg_catalog.setval('public.cooperation_headlinerow_id_seq', 1, false);

SELECT pg_catalog.setval('public.cooperation_ledger_id_seq', 1, false);

SELECT pg_catalog.setval('public.cooperation_partner_id_seq', 1, false);

SELECT pg_catalog.setval('public.cooperation_portfolio_id_seq', 1, false);

SELECT pg_catalog.setval('public.cooperation_project_id_seq', 1, false);

SELECT pg_catalog.setval('public.cooperation_projectappraisal_id_seq', 1, false);

SELECT pg_catalog.setval('public.cooperation_rate_id_seq', 1, false);

SELECT pg_catalog.setval('public.cooperation_share_id_seq', 1, false);

SELECT pg_catalog.setval('public.cooperation_spending_id_seq', 1, false);

SELECT pg_catalog.setval('public.cooperation_tie_id_seq', 1, false);

SELECT pg_catalog.setval('public.delegations_delegate_id_seq', 1, false);

SELECT pg_catalog.setval('public.delegations_delegation_id_seq', 1, false);

SELECT pg_catalog.setval('public.delegations_interpreter_id_seq', 1, false);

SELECT pg_catalog.setval('public.delegations_interpreterbooking_id_seq', 1, false);

SELECT pg_catalog.setval('public.delegations_visititem_id_seq', 1, false);

SELECT pg_catalog.setval('public.django_content_type_id_seq', 177, true);

SELECT pg_catalog.setval('public.django_migrations_id_seq', 304, true);

SELECT pg_catalog.setval('public.exhibition_exposition_id_seq', 1, false);

SELECT pg_catalog.setval('public.exhibition_hall_id_seq', 1, false);

SELECT pg_catalog.setval('public.exhibition_stand_id_seq', 1, false);

SELECT pg_catalog.setval('public.fairs_edition_id_seq', 1, false);

SELECT pg_catalog.setval('public.fairs_history_id_seq', 1, false);

SELECT pg_catalog.setval('public.fairs_run_id_seq', 1, false);

SELECT pg_catalog.setval('public.fairs_slot_id_seq', 1, false);

SELECT pg_catalog.setval('public.fairs_stamp_id_seq', 1, false);

SELECT pg_catalog.setval('public.market_announced_id_seq', 1, false);

SELECT pg_catalog.setval('public.market_conversation_id_seq', 1, false);

SELECT pg_catalog.setval('public.market_letter_id_seq', 1, false);

SELECT pg_catalog.setval('public.market_reading_id_seq', 1, false);

SELECT pg_catalog.setval('public.market_watch_id_seq', 1, false);

SELECT pg_catalog.setval('public.meetings_adjustment_id_seq', 1, false);

SELECT pg_catalog.setval('public.meetings_attendee_id_seq', 1, false);

SELECT pg_catalog.setval('public.meetings_block_id_seq', 1, false);

SELECT pg_catalog.setval('public.meetings_change_id_seq', 1, false);

SELECT pg_catalog.setval('public.meetings_checkin_id_seq', 1, false);

SELECT pg_catalog.setval('public.meetings_followedsession_id_seq', 1, false);

SELECT pg_catalog.setval('public.meetings_followup_id_seq', 1, false);

SELECT pg_catalog.setval('public.meetings_freedtime_id_seq', 1, false);

SELECT pg_catalog.setval('public.meetings_meeting_id_seq', 1, false);

SELECT pg_catalog.setval('public.meetings_meetingrequest_id_seq', 1, false);

SELECT pg_catalog.setval('public.meetings_outcome_id_seq', 1, false);

SELECT pg_catalog.setval('public.meetings_placeslot_id_seq', 1, false);

SELECT pg_catalog.setval('public.meetings_privatenote_id_seq', 1, false);

SELECT pg_catalog.setval('public.meetings_requestevent_id_seq', 1, false);

SELECT pg_catalog.setval('public.meetings_requestlimit_id_seq', 1, false);

SELECT pg_catalog.setval('public.meetings_requestparty_id_seq', 1, false);

SELECT pg_catalog.setval('public.meetings_started_id_seq', 1, false);

SELECT pg_catalog.setval('public.meetings_table_id_seq', 1, false);

SELECT pg_catalog.setval('public.meetings_timetable_id_seq', 1, false);

SELECT pg_catalog.setval('public.meetings_unheld_id_seq', 1, false);

SELECT pg_catalog.setval('public.meetings_visit_id_seq', 1, false);

SELECT pg_catalog.setval('public.mfa_authenticator_id_seq', 1, false);

SELECT pg_catalog.setval('public.outbox_bouncedaddress_id_seq', 1, false);

SELECT pg_catalog.setval('public.outbox_mailrules_id_seq', 1, false);

SELECT pg_catalog.setval('public.outbox_mailwish_id_seq', 1, false);

SELECT pg_catalog.setval('public.outbox_message_id_seq', 1, false);

SELECT pg_catalog.setval('public.people_account_id_seq', 1, false);

SELECT pg_catalog.setval('public.people_answergiven_id_seq', 1, false);

SELECT pg_catalog.setval('public.people_availability_id_seq', 1, false);

SELECT pg_catalog.setval('public.people_change_id_seq', 1, false);

SELECT pg_catalog.setval('public.people_erasedentry_id_seq', 1, false);

SELECT pg_catalog.setval('public.people_mark_id_seq', 1, false);

SELECT pg_catalog.setval('public.people_membership_id_seq', 1, false);

SELECT pg_catalog.setval('public.people_organisation_id_seq', 1, false);

SELECT pg_catalog.setval('public.people_participation_id_seq', 1, false);

SELECT pg_catalog.setval('public.people_participationtype_id_seq', 1, false);

SELECT pg_catalog.setval('public.people_person_id_seq', 1, false);

SELECT pg_catalog.setval('public.people_question_id_seq', 1, false);

SELECT pg_catalog.setval('public.people_revision_id_seq', 1, false);

SELECT pg_catalog.setval('public.people_signincode_id_seq', 1, false);

SELECT pg_catalog.setval('public.people_signintries_id_seq', 1, false);

SELECT pg_catalog.setval('public.practices_effect_id_seq', 1, false);

SELECT pg_catalog.setval('public.practices_practice_id_seq', 1, false);

SELECT pg_catalog.setval('public.privacy_erasure_id_seq', 1, false);

SELECT pg_catalog.setval('public.privacy_keptfor_id_seq', 1, false);

SELECT pg_catalog.setval('public.privacy_personalfile_id_seq', 1, false);

SELECT pg_catalog.setval('public.procrastinate_events_id_seq', 1, false);

SELECT pg_catalog.setval('public.procrastinate_jobs_id_seq', 1, false);

SELECT pg_catalog.setval('public.procrastinate_periodic_defers_id_seq', 1, false);

SELECT pg_catalog.setval('public.procrastinate_workers_id_seq', 1, false);

SELECT pg_catalog.setval('public.proposals_call_id_seq', 1, false);

SELECT pg_catalog.setval('public.proposals_callquestion_id_seq', 1, false);

SELECT pg_catalog.setval('public.proposals_criterion_id_seq', 1, false);

SELECT pg_catalog.setval('public.proposals_proposal_id_seq', 1, false);

SELECT pg_catalog.setval('public.proposals_proposalspeaker_id_seq', 1, false);

SELECT pg_catalog.setval('public.proposals_review_id_seq', 1, false);

SELECT pg_catalog.setval('public.proposals_reviewer_id_seq', 1, false);

SELECT pg_catalog.setval('public.screening_decision_id_seq', 1, false);

SELECT pg_catalog.setval('public.screening_hit_id_seq', 1, false);

SELECT pg_catalog.setval('public.screening_restricted_id_seq', 1, false);

SELECT pg_catalog.setval('public.screening_restrictedlist_id_seq', 1, false);

SELECT pg_catalog.setval('public.socialaccount_socialaccount_id_seq', 1, false);

SELECT pg_catalog.setval('public.socialaccount_socialapp_id_seq', 1, false);

SELECT pg_catalog.setval('public.socialaccount_socialtoken_id_seq', 1, false);

SELECT pg_catalog.setval('public.standing_search_difference_id_seq', 1, false);

SELECT pg_catalog.setval('public.standing_search_foundfile_id_seq', 1, false);

SELECT pg_catalog.setval('public.standing_search_monthfigures_id_seq', 1, false);

SELECT pg_catalog.setval('public.standing_search_proposedneed_id_seq', 1, false);

SELECT pg_catalog.setval('public.standing_search_searchedmonth_id_seq', 1, false);

SELECT pg_catalog.setval('public.standing_search_toldmaker_id_seq', 1, false);

SELECT pg_catalog.setval('public.trade_assessment_id_seq', 1, false);

SELECT pg_catalog.setval('public.trade_dependency_id_seq', 1, false);

SELECT pg_catalog.setval('public.trade_listmeasure_id_seq', 1, false);

SELECT pg_catalog.setval('public.trade_makergroup_id_seq', 1, false);

SELECT pg_catalog.setval('public.trade_makerlist_id_seq', 1, false);

SELECT pg_catalog.setval('public.trade_matching_id_seq', 1, false);

SELECT pg_catalog.setval('public.trade_matchlist_id_seq', 1, false);

SELECT pg_catalog.setval('public.trade_need_id_seq', 1, false);

SELECT pg_catalog.setval('public.trade_offer_id_seq', 1, false);

SELECT pg_catalog.setval('public.trade_picture_id_seq', 1, false);

SELECT pg_catalog.setval('public.trade_product_id_seq', 1, false);

SELECT pg_catalog.setval('public.trade_proposal_id_seq', 1, false);

SELECT pg_catalog.setval('public.trade_reason_id_seq', 1, false);

SELECT pg_catalog.setval('public.trade_shownlist_id_seq', 1, false);

SELECT pg_catalog.setval('public.trade_standing_id_seq', 1, false);

SELECT pg_catalog.setval('public.trade_standshare_id_seq', 1, false);

SELECT pg_catalog.setval('public.trade_supplier_id_seq', 1, false);

SELECT pg_catalog.setval('public.transfer_loadedfile_id_seq', 1, false);

SELECT pg_catalog.setval('public.transfer_uploadedlist_id_seq', 1, false);

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

ALTER TABLE ONLY public.meetings_adjustment
    ADD CONSTRAINT adjustment_number UNIQUE (timetable_id, number);

ALTER TABLE ONLY public.consortia_agreement
    ADD CONSTRAINT agreement_bytes UNIQUE (id, sha256);

ALTER TABLE ONLY public.consortia_agreement
    ADD CONSTRAINT agreement_number UNIQUE (consortium_id, number);

ALTER TABLE ONLY public.market_announced
    ADD CONSTRAINT announced_once UNIQUE (edition_id, about);

ALTER TABLE ONLY public.people_answergiven
    ADD CONSTRAINT answer_once UNIQUE (participation_id, question_id);

ALTER TABLE ONLY public.cooperation_projectappraisal
    ADD CONSTRAINT appraisal_number UNIQUE (project_id, number);

ALTER TABLE ONLY public.cooperation_approver
    ADD CONSTRAINT approver_once UNIQUE (partner_id, account_id);

ALTER TABLE ONLY public.attendance_arrival
    ADD CONSTRAINT arrival_once UNIQUE (session_id, participation_id);

ALTER TABLE ONLY public.trade_assessment
    ADD CONSTRAINT assessment_version UNIQUE (edition_id, version);

ALTER TABLE ONLY public.attendance_arrival
    ADD CONSTRAINT attendance_arrival_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attendance_floorquestion
    ADD CONSTRAINT attendance_floorquestion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attendance_questionvote
    ADD CONSTRAINT attendance_questionvote_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attendance_seat
    ADD CONSTRAINT attendance_seat_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attendance_seatcount
    ADD CONSTRAINT attendance_seatcount_pkey PRIMARY KEY (session_id);

ALTER TABLE ONLY public.attendance_sessionrecord
    ADD CONSTRAINT attendance_sessionrecord_pkey PRIMARY KEY (session_id);

ALTER TABLE ONLY public.meetings_attendee
    ADD CONSTRAINT attendee_once UNIQUE (meeting_id, participation_id);

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

ALTER TABLE ONLY public.meetings_block
    ADD CONSTRAINT block_once UNIQUE (by_id, whom_id);

ALTER TABLE ONLY public.meetings_personslot
    ADD CONSTRAINT booking_person_once PRIMARY KEY (participation_id, slot_id);

ALTER TABLE ONLY public.proposals_call
    ADD CONSTRAINT call_code UNIQUE (edition_id, code);

ALTER TABLE ONLY public.proposals_callquestion
    ADD CONSTRAINT call_question_position UNIQUE (call_id, "position");

ALTER TABLE ONLY public.meetings_change
    ADD CONSTRAINT change_sequence UNIQUE (request_id, sequence);

ALTER TABLE ONLY public.meetings_checkin
    ADD CONSTRAINT check_in_once UNIQUE (request_id, participation_id, begins);

ALTER TABLE ONLY public.cooperation_choice
    ADD CONSTRAINT choice_once UNIQUE (portfolio_id, project_id);

ALTER TABLE ONLY public.congress_livechange
    ADD CONSTRAINT congress_livechange_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.congress_plannedsession
    ADD CONSTRAINT congress_plannedsession_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.congress_plannedspeaker
    ADD CONSTRAINT congress_plannedspeaker_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.congress_programme
    ADD CONSTRAINT congress_programme_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.congress_programmestep
    ADD CONSTRAINT congress_programmestep_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.congress_room
    ADD CONSTRAINT congress_room_of_edition UNIQUE (edition_id, id);

ALTER TABLE ONLY public.congress_room
    ADD CONSTRAINT congress_room_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.congress_roomhours
    ADD CONSTRAINT congress_roomhours_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.congress_session
    ADD CONSTRAINT congress_session_of_edition UNIQUE (edition_id, id);

ALTER TABLE ONLY public.congress_session
    ADD CONSTRAINT congress_session_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.congress_speaker
    ADD CONSTRAINT congress_speaker_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consent_consent
    ADD CONSTRAINT consent_consent_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consent_consenttext
    ADD CONSTRAINT consent_consenttext_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consent_consenttext
    ADD CONSTRAINT consent_text_version UNIQUE (edition_id, purpose, version);

ALTER TABLE ONLY public.consortia_agreement
    ADD CONSTRAINT consortia_agreement_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consortia_blob
    ADD CONSTRAINT consortia_blob_pkey PRIMARY KEY (sha256);

ALTER TABLE ONLY public.consortia_consortium
    ADD CONSTRAINT consortia_consortium_of_edition UNIQUE (edition_id, id);

ALTER TABLE ONLY public.consortia_consortium
    ADD CONSTRAINT consortia_consortium_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consortia_consortium
    ADD CONSTRAINT consortia_consortium_project_id_key UNIQUE (project_id);

ALTER TABLE ONLY public.consortia_interest
    ADD CONSTRAINT consortia_interest_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consortia_member
    ADD CONSTRAINT consortia_member_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consortia_note
    ADD CONSTRAINT consortia_note_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consortia_sharedfile
    ADD CONSTRAINT consortia_sharedfile_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consortia_signatory
    ADD CONSTRAINT consortia_signatory_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consortia_signing
    ADD CONSTRAINT consortia_signing_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consortia_signing
    ADD CONSTRAINT consortia_signing_session_id_key UNIQUE (session_id);

ALTER TABLE ONLY public.consortia_signoff
    ADD CONSTRAINT consortia_signoff_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consortia_consortium
    ADD CONSTRAINT consortium_code UNIQUE (edition_id, code);

ALTER TABLE ONLY public.market_conversation
    ADD CONSTRAINT conversation_code UNIQUE (edition_id, code);

ALTER TABLE ONLY public.market_conversation
    ADD CONSTRAINT conversation_once UNIQUE (asker_id, about);

ALTER TABLE ONLY public.cooperation_approver
    ADD CONSTRAINT cooperation_approver_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cooperation_choice
    ADD CONSTRAINT cooperation_choice_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cooperation_entry
    ADD CONSTRAINT cooperation_entry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cooperation_headline
    ADD CONSTRAINT cooperation_headline_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cooperation_headlinerow
    ADD CONSTRAINT cooperation_headlinerow_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cooperation_ledger
    ADD CONSTRAINT cooperation_ledger_code_key UNIQUE (code);

ALTER TABLE ONLY public.cooperation_ledger
    ADD CONSTRAINT cooperation_ledger_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cooperation_partner
    ADD CONSTRAINT cooperation_partner_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cooperation_portfolio
    ADD CONSTRAINT cooperation_portfolio_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cooperation_portfolio
    ADD CONSTRAINT cooperation_portfolio_run_id_key UNIQUE (run_id);

ALTER TABLE ONLY public.cooperation_project
    ADD CONSTRAINT cooperation_project_of_edition UNIQUE (edition_id, id);

ALTER TABLE ONLY public.cooperation_project
    ADD CONSTRAINT cooperation_project_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cooperation_projectappraisal
    ADD CONSTRAINT cooperation_projectappraisal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cooperation_projectstate
    ADD CONSTRAINT cooperation_projectstate_pkey PRIMARY KEY (project_id);

ALTER TABLE ONLY public.cooperation_rate
    ADD CONSTRAINT cooperation_rate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cooperation_share
    ADD CONSTRAINT cooperation_share_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cooperation_spending
    ADD CONSTRAINT cooperation_spending_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cooperation_tie
    ADD CONSTRAINT cooperation_tie_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.proposals_criterion
    ADD CONSTRAINT criterion_position UNIQUE (call_id, "position");

ALTER TABLE ONLY public.delegations_delegation
    ADD CONSTRAINT delegation_code UNIQUE (edition_id, code);

ALTER TABLE ONLY public.delegations_delegate
    ADD CONSTRAINT delegations_delegate_participation_id_key UNIQUE (participation_id);

ALTER TABLE ONLY public.delegations_delegate
    ADD CONSTRAINT delegations_delegate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.delegations_delegation
    ADD CONSTRAINT delegations_delegation_of_edition UNIQUE (edition_id, id);

ALTER TABLE ONLY public.delegations_delegation
    ADD CONSTRAINT delegations_delegation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.delegations_interpreter
    ADD CONSTRAINT delegations_interpreter_of_edition UNIQUE (edition_id, id);

ALTER TABLE ONLY public.delegations_interpreter
    ADD CONSTRAINT delegations_interpreter_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.delegations_interpreterbooking
    ADD CONSTRAINT delegations_interpreterbooking_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.delegations_visititem
    ADD CONSTRAINT delegations_visititem_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trade_dependency
    ADD CONSTRAINT dependency_once UNIQUE (run_id, economy, product);

ALTER TABLE ONLY public.standing_search_difference
    ADD CONSTRAINT difference_once UNIQUE (searched_id, economy, product);

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

ALTER TABLE ONLY public.practices_effect
    ADD CONSTRAINT effect_position UNIQUE (practice_id, "position");

ALTER TABLE ONLY public.cooperation_entry
    ADD CONSTRAINT entry_number UNIQUE (ledger_id, number);

ALTER TABLE ONLY public.people_erasedentry
    ADD CONSTRAINT erased_entry_once UNIQUE (edition, code);

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

ALTER TABLE ONLY public.fairs_history
    ADD CONSTRAINT fairs_history_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.fairs_run
    ADD CONSTRAINT fairs_run_of_edition UNIQUE (edition_id, id);

ALTER TABLE ONLY public.fairs_run
    ADD CONSTRAINT fairs_run_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.fairs_slot
    ADD CONSTRAINT fairs_slot_of_edition UNIQUE (edition_id, id);

ALTER TABLE ONLY public.fairs_slot
    ADD CONSTRAINT fairs_slot_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.fairs_stamp
    ADD CONSTRAINT fairs_stamp_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_followedsession
    ADD CONSTRAINT followed_once UNIQUE (participation_id, session_id);

ALTER TABLE ONLY public.standing_search_foundfile
    ADD CONSTRAINT found_file_once UNIQUE (edition_id, name);

ALTER TABLE ONLY public.exhibition_hall
    ADD CONSTRAINT hall_code UNIQUE (edition_id, code);

ALTER TABLE ONLY public.cooperation_headline
    ADD CONSTRAINT headline_number UNIQUE (ledger_id, number);

ALTER TABLE ONLY public.cooperation_headlinerow
    ADD CONSTRAINT headline_row_once UNIQUE (headline_id, project_id);

ALTER TABLE ONLY public.fairs_history
    ADD CONSTRAINT history_since UNIQUE (edition, kind, key, since);

ALTER TABLE ONLY public.screening_hit
    ADD CONSTRAINT hit_once UNIQUE (edition_id, kind, code, identity);

ALTER TABLE ONLY public.consortia_interest
    ADD CONSTRAINT interest_once UNIQUE (need_id, organisation_id);

ALTER TABLE ONLY public.delegations_interpreter
    ADD CONSTRAINT interpreter_code UNIQUE (edition_id, code);

ALTER TABLE ONLY public.delegations_interpreterbooking
    ADD CONSTRAINT interpreter_once EXCLUDE USING gist (int8range(interpreter_id, interpreter_id, '[]'::text) WITH &&, during WITH &&);

ALTER TABLE ONLY public.privacy_keptfor
    ADD CONSTRAINT kept_for_once UNIQUE (edition_id, kind);

ALTER TABLE ONLY public.trade_listmeasure
    ADD CONSTRAINT list_measure_once UNIQUE (matching_id, market, about, side, name);

ALTER TABLE ONLY public.congress_livechange
    ADD CONSTRAINT live_change_number UNIQUE (session_id, number);

ALTER TABLE ONLY public.transfer_loadedfile
    ADD CONSTRAINT loaded_file_name UNIQUE (edition_id, name);

ALTER TABLE ONLY public.outbox_mailwish
    ADD CONSTRAINT mail_wish_once UNIQUE (person_id, purpose);

ALTER TABLE ONLY public.trade_makergroup
    ADD CONSTRAINT maker_group_once UNIQUE (matching_id, need_id, number);

ALTER TABLE ONLY public.trade_makerlist
    ADD CONSTRAINT maker_list_once UNIQUE (matching_id, need_id);

ALTER TABLE ONLY public.people_mark
    ADD CONSTRAINT mark_once UNIQUE NULLS NOT DISTINCT (participation_id, organisation_id, other_id);

ALTER TABLE ONLY public.market_announced
    ADD CONSTRAINT market_announced_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.market_conversation
    ADD CONSTRAINT market_conversation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.market_letter
    ADD CONSTRAINT market_letter_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.market_reading
    ADD CONSTRAINT market_reading_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.market_watch
    ADD CONSTRAINT market_watch_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trade_matchlist
    ADD CONSTRAINT match_list_once UNIQUE NULLS NOT DISTINCT (run_id, organisation_id, participation_id, partner_kind);

ALTER TABLE ONLY public.trade_matching
    ADD CONSTRAINT matching_version UNIQUE (edition_id, version);

ALTER TABLE ONLY public.meetings_meeting
    ADD CONSTRAINT meeting_of_request UNIQUE (timetable_id, request_id);

ALTER TABLE ONLY public.meetings_meetingrequest
    ADD CONSTRAINT meetingrequest_code UNIQUE (edition_id, code);

ALTER TABLE ONLY public.meetings_adjustment
    ADD CONSTRAINT meetings_adjustment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_agendafeed
    ADD CONSTRAINT meetings_agendafeed_pkey PRIMARY KEY (participation_id);

ALTER TABLE ONLY public.meetings_agendafeed
    ADD CONSTRAINT meetings_agendafeed_token_key UNIQUE (token);

ALTER TABLE ONLY public.meetings_attendee
    ADD CONSTRAINT meetings_attendee_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_block
    ADD CONSTRAINT meetings_block_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_booking
    ADD CONSTRAINT meetings_booking_pkey PRIMARY KEY (meeting_id, participation_id);

ALTER TABLE ONLY public.meetings_change
    ADD CONSTRAINT meetings_change_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_checkin
    ADD CONSTRAINT meetings_checkin_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_followedsession
    ADD CONSTRAINT meetings_followedsession_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_followup
    ADD CONSTRAINT meetings_followup_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_freedtime
    ADD CONSTRAINT meetings_freedtime_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_lane
    ADD CONSTRAINT meetings_lane_pkey PRIMARY KEY (timetable_id, lane);

ALTER TABLE ONLY public.meetings_meeting
    ADD CONSTRAINT meetings_meeting_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_meetingrequest
    ADD CONSTRAINT meetings_meetingrequest_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_meetingrules
    ADD CONSTRAINT meetings_meetingrules_pkey PRIMARY KEY (edition_id);

ALTER TABLE ONLY public.meetings_noshow
    ADD CONSTRAINT meetings_noshow_pkey PRIMARY KEY (request_id);

ALTER TABLE ONLY public.meetings_outcome
    ADD CONSTRAINT meetings_outcome_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_personlimit
    ADD CONSTRAINT meetings_personlimit_pkey PRIMARY KEY (participation_id);

ALTER TABLE ONLY public.meetings_placebooking
    ADD CONSTRAINT meetings_placebooking_pkey PRIMARY KEY (meeting_id);

ALTER TABLE ONLY public.meetings_placeslot
    ADD CONSTRAINT meetings_placeslot_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_privatenote
    ADD CONSTRAINT meetings_privatenote_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_requestevent
    ADD CONSTRAINT meetings_requestevent_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_requestlimit
    ADD CONSTRAINT meetings_requestlimit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_requestparty
    ADD CONSTRAINT meetings_requestparty_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_started
    ADD CONSTRAINT meetings_started_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_table
    ADD CONSTRAINT meetings_table_of_edition UNIQUE (edition_id, id);

ALTER TABLE ONLY public.meetings_table
    ADD CONSTRAINT meetings_table_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_timetable
    ADD CONSTRAINT meetings_timetable_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_timetable
    ADD CONSTRAINT meetings_timetable_run_id_key UNIQUE (run_id);

ALTER TABLE ONLY public.meetings_unheld
    ADD CONSTRAINT meetings_unheld_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_visit
    ADD CONSTRAINT meetings_visit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.consortia_member
    ADD CONSTRAINT member_once UNIQUE (consortium_id, organisation_id);

ALTER TABLE ONLY public.people_membership
    ADD CONSTRAINT membership_once UNIQUE NULLS NOT DISTINCT (account_id, edition_id, organisation_id, role);

ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.standing_search_monthfigures
    ADD CONSTRAINT month_figures_once UNIQUE (searched_id, economy);

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

ALTER TABLE ONLY public.people_participationtype
    ADD CONSTRAINT participationtype_code UNIQUE (edition_id, code);

ALTER TABLE ONLY public.cooperation_partner
    ADD CONSTRAINT partner_code UNIQUE (project_id, code);

ALTER TABLE ONLY public.cooperation_partner
    ADD CONSTRAINT partner_of_project UNIQUE (id, project_id);

ALTER TABLE ONLY public.people_account
    ADD CONSTRAINT people_account_person_id_key UNIQUE (person_id);

ALTER TABLE ONLY public.people_account
    ADD CONSTRAINT people_account_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_answergiven
    ADD CONSTRAINT people_answergiven_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_availability
    ADD CONSTRAINT people_availability_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_change
    ADD CONSTRAINT people_change_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_erasedentry
    ADD CONSTRAINT people_erasedentry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_mark
    ADD CONSTRAINT people_mark_pkey PRIMARY KEY (id);

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

ALTER TABLE ONLY public.people_participationtype
    ADD CONSTRAINT people_participationtype_of_edition UNIQUE (edition_id, id);

ALTER TABLE ONLY public.people_participationtype
    ADD CONSTRAINT people_participationtype_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_passquota
    ADD CONSTRAINT people_passquota_pkey PRIMARY KEY (organisation_id);

ALTER TABLE ONLY public.people_person
    ADD CONSTRAINT people_person_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_question
    ADD CONSTRAINT people_question_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_revision
    ADD CONSTRAINT people_revision_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_signincode
    ADD CONSTRAINT people_signincode_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_signintries
    ADD CONSTRAINT people_signintries_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trade_picture
    ADD CONSTRAINT picture_position UNIQUE (organisation_id, kind, "position");

ALTER TABLE ONLY public.congress_plannedsession
    ADD CONSTRAINT planned_session_code UNIQUE (programme_id, code);

ALTER TABLE ONLY public.congress_plannedspeaker
    ADD CONSTRAINT planned_speaker_once UNIQUE (session_id, participation_id);

ALTER TABLE ONLY public.congress_plannedspeaker
    ADD CONSTRAINT planned_speaker_position UNIQUE (session_id, "position");

ALTER TABLE ONLY public.cooperation_portfolio
    ADD CONSTRAINT portfolio_version UNIQUE (edition_id, version);

ALTER TABLE ONLY public.practices_practice
    ADD CONSTRAINT practice_code UNIQUE (edition_id, code);

ALTER TABLE ONLY public.practices_effect
    ADD CONSTRAINT practices_effect_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.practices_practice
    ADD CONSTRAINT practices_practice_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.practices_practiceentry
    ADD CONSTRAINT practices_practiceentry_pkey PRIMARY KEY (practice_id);

ALTER TABLE ONLY public.privacy_erasure
    ADD CONSTRAINT privacy_erasure_person_id_key UNIQUE (person_id);

ALTER TABLE ONLY public.privacy_erasure
    ADD CONSTRAINT privacy_erasure_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.privacy_keptfor
    ADD CONSTRAINT privacy_keptfor_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.privacy_personalfile
    ADD CONSTRAINT privacy_personalfile_pkey PRIMARY KEY (id);

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

ALTER TABLE ONLY public.congress_programmestep
    ADD CONSTRAINT programme_step_number UNIQUE (programme_id, number);

ALTER TABLE ONLY public.congress_programme
    ADD CONSTRAINT programme_version UNIQUE (edition_id, version);

ALTER TABLE ONLY public.cooperation_project
    ADD CONSTRAINT project_code UNIQUE (edition_id, code);

ALTER TABLE ONLY public.cooperation_project
    ADD CONSTRAINT project_ledger_code UNIQUE (ledger_id, code);

ALTER TABLE ONLY public.proposals_proposal
    ADD CONSTRAINT proposal_code UNIQUE (edition_id, code);

ALTER TABLE ONLY public.proposals_proposalspeaker
    ADD CONSTRAINT proposal_speaker_once UNIQUE (proposal_id, email);

ALTER TABLE ONLY public.proposals_call
    ADD CONSTRAINT proposals_call_of_edition UNIQUE (edition_id, id);

ALTER TABLE ONLY public.proposals_call
    ADD CONSTRAINT proposals_call_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.proposals_callquestion
    ADD CONSTRAINT proposals_callquestion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.proposals_criterion
    ADD CONSTRAINT proposals_criterion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.proposals_proposal
    ADD CONSTRAINT proposals_proposal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.proposals_proposalspeaker
    ADD CONSTRAINT proposals_proposalspeaker_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.proposals_proposalspeaker
    ADD CONSTRAINT proposals_proposalspeaker_token_key UNIQUE (token);

ALTER TABLE ONLY public.proposals_review
    ADD CONSTRAINT proposals_review_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.proposals_reviewer
    ADD CONSTRAINT proposals_reviewer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.standing_search_proposedneed
    ADD CONSTRAINT proposed_once UNIQUE (edition_id, economy, product, month);

ALTER TABLE ONLY public.cooperation_rate
    ADD CONSTRAINT rate_once UNIQUE (ledger_id, currency, against, day, source);

ALTER TABLE ONLY public.market_reading
    ADD CONSTRAINT reading_once UNIQUE (conversation_id, reader_id);

ALTER TABLE ONLY public.meetings_requestlimit
    ADD CONSTRAINT request_limit_once UNIQUE (edition_id, role);

ALTER TABLE ONLY public.meetings_meetingrequest
    ADD CONSTRAINT request_of_pair EXCLUDE USING btree (requester_id WITH =, recipient_id WITH =) WHERE ((((state)::text = ANY ((ARRAY['pending'::character varying, 'accepted'::character varying])::text[])) AND (recipient_id IS NOT NULL))) DEFERRABLE;

ALTER TABLE ONLY public.meetings_meetingrequest
    ADD CONSTRAINT request_of_two EXCLUDE USING btree (requester_id WITH =, invitee_id WITH =) WHERE ((((state)::text = ANY ((ARRAY['pending'::character varying, 'accepted'::character varying])::text[])) AND (invitee_id IS NOT NULL))) DEFERRABLE;

ALTER TABLE ONLY public.screening_restricted
    ADD CONSTRAINT restricted_line UNIQUE (held_in_id, line);

ALTER TABLE ONLY public.proposals_review
    ADD CONSTRAINT review_once UNIQUE (proposal_id, account_id);

ALTER TABLE ONLY public.proposals_reviewer
    ADD CONSTRAINT reviewer_once UNIQUE (call_id, account_id);

ALTER TABLE ONLY public.people_revision
    ADD CONSTRAINT revision_number UNIQUE (organisation_id, about, number);

ALTER TABLE ONLY public.congress_roomhours
    ADD CONSTRAINT room_hours_once UNIQUE (room_id, date, opens);

ALTER TABLE ONLY public.screening_decision
    ADD CONSTRAINT screening_decision_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.screening_hit
    ADD CONSTRAINT screening_hit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.screening_restricted
    ADD CONSTRAINT screening_restricted_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.screening_restrictedlist
    ADD CONSTRAINT screening_restrictedlist_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.standing_search_searchedmonth
    ADD CONSTRAINT searched_revision UNIQUE (edition_id, month, revision);

ALTER TABLE ONLY public.attendance_seat
    ADD CONSTRAINT seat_once UNIQUE (session_id, participation_id);

ALTER TABLE ONLY public.congress_session
    ADD CONSTRAINT session_code UNIQUE (edition_id, code);

ALTER TABLE ONLY public.congress_session
    ADD CONSTRAINT session_guid UNIQUE (edition_id, guid);

ALTER TABLE ONLY public.congress_session
    ADD CONSTRAINT session_room_once EXCLUDE USING gist (int8range(room_id, room_id, '[]'::text) WITH &&, tsrange((date + start), public.congress_find_end(date, start, "end")) WITH &&) WHERE ((NOT cancelled)) DEFERRABLE;

ALTER TABLE ONLY public.cooperation_share
    ADD CONSTRAINT share_once UNIQUE (project_id, kind, partner_id);

ALTER TABLE ONLY public.trade_shownlist
    ADD CONSTRAINT shown_list_once UNIQUE NULLS NOT DISTINCT (matching_id, surface, owner, viewer_id, first_rank, hour);

ALTER TABLE ONLY public.people_signintries
    ADD CONSTRAINT sign_in_tries_key_window UNIQUE (key, "window");

ALTER TABLE ONLY public.consortia_signoff
    ADD CONSTRAINT sign_off_once UNIQUE (agreement_id, member_id);

ALTER TABLE ONLY public.consortia_signatory
    ADD CONSTRAINT signatory_place UNIQUE (signing_id, "position");

ALTER TABLE ONLY public.consortia_signing
    ADD CONSTRAINT signing_code UNIQUE (edition_id, code);

ALTER TABLE ONLY public.fairs_slot
    ADD CONSTRAINT slot_apart EXCLUDE USING gist (int8range(edition_id, edition_id, '[]'::text) WITH &&, tstzrange(starts_at, ends_at) WITH &&) DEFERRABLE;

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
    ADD CONSTRAINT stand_apart EXCLUDE USING gist (int8range(hall_id, hall_id, '[]'::text) WITH &&, box(point((x + (0.001)::double precision), (y + (0.001)::double precision)), point(((x + width) - (0.001)::double precision), ((y + depth) - (0.001)::double precision))) WITH &&) DEFERRABLE;

ALTER TABLE ONLY public.exhibition_stand
    ADD CONSTRAINT stand_code UNIQUE (edition_id, code);

ALTER TABLE ONLY public.exhibition_stand
    ADD CONSTRAINT stand_number UNIQUE (hall_id, number) DEFERRABLE;

ALTER TABLE ONLY public.trade_standing
    ADD CONSTRAINT standing_once UNIQUE NULLS NOT DISTINCT (matching_id, market, organisation_id, participation_id);

ALTER TABLE ONLY public.standing_search_difference
    ADD CONSTRAINT standing_search_difference_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.standing_search_foundfile
    ADD CONSTRAINT standing_search_foundfile_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.standing_search_monthfigures
    ADD CONSTRAINT standing_search_monthfigures_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.standing_search_monthtable
    ADD CONSTRAINT standing_search_monthtable_pkey PRIMARY KEY (searched_id);

ALTER TABLE ONLY public.standing_search_proposedneed
    ADD CONSTRAINT standing_search_proposedneed_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.standing_search_searchedmonth
    ADD CONSTRAINT standing_search_searchedmonth_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.standing_search_searchrules
    ADD CONSTRAINT standing_search_searchrules_pkey PRIMARY KEY (edition_id);

ALTER TABLE ONLY public.standing_search_toldmaker
    ADD CONSTRAINT standing_search_toldmaker_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_started
    ADD CONSTRAINT started_once UNIQUE (request_id, kind);

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

ALTER TABLE ONLY public.standing_search_toldmaker
    ADD CONSTRAINT told_maker_once UNIQUE (proposal_id, organisation_id);

ALTER TABLE ONLY public.trade_assessment
    ADD CONSTRAINT trade_assessment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trade_assessment
    ADD CONSTRAINT trade_assessment_run_id_key UNIQUE (run_id);

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

ALTER TABLE ONLY public.trade_marketrules
    ADD CONSTRAINT trade_marketrules_pkey PRIMARY KEY (edition_id);

ALTER TABLE ONLY public.trade_matching
    ADD CONSTRAINT trade_matching_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trade_matching
    ADD CONSTRAINT trade_matching_run_id_key UNIQUE (run_id);

ALTER TABLE ONLY public.trade_matchlist
    ADD CONSTRAINT trade_matchlist_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trade_need
    ADD CONSTRAINT trade_need_of_edition UNIQUE (edition_id, id);

ALTER TABLE ONLY public.trade_need
    ADD CONSTRAINT trade_need_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trade_needentry
    ADD CONSTRAINT trade_needentry_pkey PRIMARY KEY (need_id);

ALTER TABLE ONLY public.trade_needfigures
    ADD CONSTRAINT trade_needfigures_pkey PRIMARY KEY (need_id);

ALTER TABLE ONLY public.trade_offer
    ADD CONSTRAINT trade_offer_of_edition UNIQUE (edition_id, id);

ALTER TABLE ONLY public.trade_offer
    ADD CONSTRAINT trade_offer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trade_offerentry
    ADD CONSTRAINT trade_offerentry_pkey PRIMARY KEY (offer_id);

ALTER TABLE ONLY public.trade_picture
    ADD CONSTRAINT trade_picture_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trade_picturefile
    ADD CONSTRAINT trade_picturefile_pkey PRIMARY KEY (digest);

ALTER TABLE ONLY public.trade_product
    ADD CONSTRAINT trade_product_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trade_proposal
    ADD CONSTRAINT trade_proposal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trade_reason
    ADD CONSTRAINT trade_reason_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trade_shownlist
    ADD CONSTRAINT trade_shownlist_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trade_standing
    ADD CONSTRAINT trade_standing_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trade_standshare
    ADD CONSTRAINT trade_standshare_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trade_supplier
    ADD CONSTRAINT trade_supplier_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.transfer_loadedfile
    ADD CONSTRAINT transfer_loadedfile_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.transfer_uploadedlist
    ADD CONSTRAINT transfer_uploadedlist_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meetings_unheld
    ADD CONSTRAINT unheld_once UNIQUE (timetable_id, request_id);

ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_session_key_key UNIQUE (session_key);

ALTER TABLE ONLY public.meetings_visit
    ADD CONSTRAINT visit_once UNIQUE (participation_id, starts_at, exhibitor_id);

ALTER TABLE ONLY public.attendance_questionvote
    ADD CONSTRAINT vote_once UNIQUE (question_id, participation_id);

ALTER TABLE ONLY public.market_watch
    ADD CONSTRAINT watch_once UNIQUE (participation_id, product);

ALTER TABLE ONLY public.work_work
    ADD CONSTRAINT work_work_pkey PRIMARY KEY (id);

CREATE UNIQUE INDEX account_email ON public.people_account USING btree (lower(((email)::text COLLATE "C")));

CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);

CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);

CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);

CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);

CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);

CREATE UNIQUE INDEX assessment_one_released ON public.trade_assessment USING btree (edition_id) WHERE ((state)::text = 'released'::text);

CREATE INDEX attendance_arrival_account_id_16ea95f2 ON public.attendance_arrival USING btree (account_id);

CREATE INDEX attendance_arrival_participation_id_5b2d14be ON public.attendance_arrival USING btree (participation_id);

CREATE INDEX attendance_floorquestion_participation_id_bd32447c ON public.attendance_floorquestion USING btree (participation_id);

CREATE INDEX attendance_floorquestion_session_id_fdc91afb ON public.attendance_floorquestion USING btree (session_id);

CREATE INDEX attendance_questionvote_participation_id_e29e36c6 ON public.attendance_questionvote USING btree (participation_id);

CREATE INDEX attendance_seat_participation_id_52ec839d ON public.attendance_seat USING btree (participation_id);

CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);

CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);

CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);

CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);

CREATE UNIQUE INDEX booking_seat_once ON public.meetings_placeslot USING btree (stand_id, seat, slot_id) WHERE (stand_id IS NOT NULL);

CREATE UNIQUE INDEX booking_table_once ON public.meetings_placeslot USING btree (table_id, slot_id) WHERE (table_id IS NOT NULL);

CREATE UNIQUE INDEX bounced_address ON public.outbox_bouncedaddress USING btree (lower(((address)::text COLLATE "C")));

CREATE INDEX catalogue_entry_document ON public.trade_catalogueentry USING gin (document);

CREATE INDEX change_about ON public.people_change USING btree (about, about_id, id DESC);

CREATE INDEX change_edition ON public.people_change USING btree (edition, id DESC);

CREATE INDEX congress_livechange_account_id_26dd47d8 ON public.congress_livechange USING btree (account_id);

CREATE INDEX congress_plannedsession_room_id_d8874b21 ON public.congress_plannedsession USING btree (room_id);

CREATE INDEX congress_plannedspeaker_participation_id_ebabba57 ON public.congress_plannedspeaker USING btree (participation_id);

CREATE INDEX congress_programme_run_id_bd9618cd ON public.congress_programme USING btree (run_id);

CREATE INDEX congress_programmestep_account_id_332081b0 ON public.congress_programmestep USING btree (account_id);

CREATE INDEX congress_room_hall_id_c8bc0a62 ON public.congress_room USING btree (hall_id);

CREATE INDEX congress_session_room_id_81a60daa ON public.congress_session USING btree (room_id);

CREATE INDEX congress_speaker_participation_id_c1b9186c ON public.congress_speaker USING btree (participation_id);

CREATE INDEX consent_consent_text_id_6c5057e1 ON public.consent_consent USING btree (text_id);

CREATE INDEX consent_of_person ON public.consent_consent USING btree (person_id, id DESC);

CREATE INDEX consortia_blob_sha256_633382ea_like ON public.consortia_blob USING btree (sha256 varchar_pattern_ops);

CREATE INDEX consortia_consortium_need_id_69fc8515 ON public.consortia_consortium USING btree (need_id);

CREATE INDEX consortia_consortium_opened_by_id_69c267a1 ON public.consortia_consortium USING btree (opened_by_id);

CREATE INDEX consortia_interest_by_id_3c2657aa ON public.consortia_interest USING btree (by_id);

CREATE INDEX consortia_interest_organisation_id_7da0704e ON public.consortia_interest USING btree (organisation_id);

CREATE INDEX consortia_member_organisation_id_5826b5f8 ON public.consortia_member USING btree (organisation_id);

CREATE INDEX consortia_note_by_id_a001a5f8 ON public.consortia_note USING btree (by_id);

CREATE INDEX consortia_note_file_id_474789cd ON public.consortia_note USING btree (file_id);

CREATE INDEX consortia_note_member_id_eba70441 ON public.consortia_note USING btree (member_id);

CREATE INDEX consortia_sharedfile_blob_id_8bfb1faf ON public.consortia_sharedfile USING btree (blob_id);

CREATE INDEX consortia_sharedfile_blob_id_8bfb1faf_like ON public.consortia_sharedfile USING btree (blob_id varchar_pattern_ops);

CREATE INDEX consortia_sharedfile_by_id_6b800c8a ON public.consortia_sharedfile USING btree (by_id);

CREATE INDEX consortia_signing_project_id_7edd01c3 ON public.consortia_signing USING btree (project_id);

CREATE INDEX consortia_signoff_member_id_014954a0 ON public.consortia_signoff USING btree (member_id);

CREATE INDEX conversation_latest ON public.market_conversation USING btree (edition_id, last_at DESC);

CREATE INDEX cooperation_approver_account_id_54fbb8d5 ON public.cooperation_approver USING btree (account_id);

CREATE INDEX cooperation_approver_partner_id_4b55874b ON public.cooperation_approver USING btree (partner_id);

CREATE INDEX cooperation_choice_project_id_8caf9508 ON public.cooperation_choice USING btree (project_id);

CREATE INDEX cooperation_headlinerow_project_id_c22db14c ON public.cooperation_headlinerow USING btree (project_id);

CREATE INDEX cooperation_ledger_code_e173da32_like ON public.cooperation_ledger USING btree (code varchar_pattern_ops);

CREATE INDEX cooperation_partner_organisation_id_3706845e ON public.cooperation_partner USING btree (organisation_id);

CREATE INDEX cooperation_project_lead_id_bbfd54c7 ON public.cooperation_project USING btree (lead_id);

CREATE INDEX cooperation_project_ledger_id_d83e5b2d ON public.cooperation_project USING btree (ledger_id);

CREATE INDEX cooperation_share_partner_id_6ddbcfcf ON public.cooperation_share USING btree (partner_id);

CREATE INDEX cooperation_tie_other_id_ba9789d2 ON public.cooperation_tie USING btree (other_id);

CREATE INDEX decision_hit ON public.screening_decision USING btree (hit_id, id);

CREATE UNIQUE INDEX delegate_one_head ON public.delegations_delegate USING btree (delegation_id) WHERE ((office)::text = 'head'::text);

CREATE INDEX delegate_order ON public.delegations_delegate USING btree (delegation_id, "position");

CREATE INDEX delegations_delegation_exposition_id_05c9ff2b ON public.delegations_delegation USING btree (exposition_id);

CREATE INDEX delegations_delegation_organisation_id_a73dcac3 ON public.delegations_delegation USING btree (organisation_id);

CREATE INDEX delegations_interpreterbooking_delegation_id_42c6467c ON public.delegations_interpreterbooking USING btree (delegation_id);

CREATE INDEX delegations_visititem_exhibitor_id_c593fc57 ON public.delegations_visititem USING btree (exhibitor_id);

CREATE INDEX delegations_visititem_session_id_bd7f32b1 ON public.delegations_visititem USING btree (session_id);

CREATE INDEX dependency_economy ON public.trade_dependency USING btree (edition_id, economy);

CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);

CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);

CREATE INDEX entry_amounts ON public.cooperation_entry USING btree (project_id, kind, day DESC, number DESC) INCLUDE (amount, currency) WHERE ((act)::text = 'amount'::text);

CREATE UNIQUE INDEX entry_corrected_once ON public.cooperation_entry USING btree (ledger_id, corrects) WHERE (corrects IS NOT NULL);

CREATE INDEX entry_decisions ON public.cooperation_entry USING btree (project_id, party, number DESC) INCLUDE (act, day) WHERE ((act)::text = ANY ((ARRAY['ask'::character varying, 'approve'::character varying, 'condition'::character varying, 'meet'::character varying, 'refuse'::character varying])::text[]));

CREATE INDEX entry_moves ON public.cooperation_entry USING btree (project_id, day DESC, number DESC) INCLUDE (stage, act) WHERE ((act)::text = ANY ((ARRAY['opening'::character varying, 'move'::character varying, 'override'::character varying, 'end'::character varying])::text[]));

CREATE INDEX entry_project ON public.cooperation_entry USING btree (project_id, number);

CREATE INDEX entry_recorded ON public.cooperation_entry USING btree (ledger_id, recorded_at);

CREATE INDEX exhibition_exhibitor_edition_id_ff5c0530 ON public.exhibition_exhibitor USING btree (edition_id);

CREATE INDEX exhibition_exhibitor_stand_id_a99d6e2a ON public.exhibition_exhibitor USING btree (stand_id);

CREATE INDEX exhibition_stand_exposition_id_fa43d389 ON public.exhibition_stand USING btree (exposition_id);

CREATE INDEX fairs_edition_code_e77d82bb_like ON public.fairs_edition USING btree (code varchar_pattern_ops);

CREATE INDEX fairs_run_edition_id_a5fa74f8 ON public.fairs_run USING btree (edition_id);

CREATE INDEX follow_up_due ON public.meetings_followup USING btree (day) WHERE ((done_at IS NULL) AND (reminded_at IS NULL));

CREATE INDEX idx_procrastinate_jobs_worker_not_null ON public.procrastinate_jobs USING btree (worker_id) WHERE ((worker_id IS NOT NULL) AND (status = 'doing'::public.procrastinate_job_status));

CREATE INDEX idx_procrastinate_workers_last_heartbeat ON public.procrastinate_workers USING btree (last_heartbeat);

CREATE INDEX letter_of_author ON public.market_letter USING btree (author_id, at);

CREATE INDEX letter_of_conversation ON public.market_letter USING btree (conversation_id, id);

CREATE INDEX maker_list_makers ON public.trade_makerlist USING gin (makers);

CREATE INDEX market_conversation_answered_by_id_607bbadd ON public.market_conversation USING btree (answered_by_id);

CREATE INDEX market_conversation_asker_id_aac7223d ON public.market_conversation USING btree (asker_id);

CREATE INDEX market_conversation_need_id_21ef24c8 ON public.market_conversation USING btree (need_id);

CREATE INDEX market_conversation_offer_id_e07a8a65 ON public.market_conversation USING btree (offer_id);

CREATE INDEX market_conversation_owner_id_4eec286c ON public.market_conversation USING btree (owner_id);

CREATE INDEX market_letter_author_id_7b71347e ON public.market_letter USING btree (author_id);

CREATE INDEX market_reading_reader_id_357c1c77 ON public.market_reading USING btree (reader_id);

CREATE UNIQUE INDEX matching_one_released ON public.trade_matching USING btree (edition_id) WHERE ((state)::text = 'released'::text);

CREATE INDEX meeting_representative_given ON public.meetings_meeting USING btree (representative_id) WHERE (representative_id IS NOT NULL);

CREATE INDEX meeting_stand_given ON public.meetings_meeting USING btree (stand_id) WHERE (stand_id IS NOT NULL);

CREATE INDEX meeting_table_given ON public.meetings_meeting USING btree (table_id) WHERE (table_id IS NOT NULL);

CREATE INDEX meetings_adjustment_account_id_9815ecdc ON public.meetings_adjustment USING btree (account_id);

CREATE INDEX meetings_adjustment_request_id_eb29a44d ON public.meetings_adjustment USING btree (request_id);

CREATE INDEX meetings_agendafeed_token_ec3b6166_like ON public.meetings_agendafeed USING btree (token varchar_pattern_ops);

CREATE INDEX meetings_attendee_meeting_id_7f19274c ON public.meetings_attendee USING btree (meeting_id);

CREATE INDEX meetings_attendee_participation_id_1bd2dfcc ON public.meetings_attendee USING btree (participation_id);

CREATE INDEX meetings_block_by_id_d71b989e ON public.meetings_block USING btree (by_id);

CREATE INDEX meetings_block_whom_id_9e1e4a0b ON public.meetings_block USING btree (whom_id);

CREATE INDEX meetings_booking_participation_id_6a3bea7e ON public.meetings_booking USING btree (participation_id);

CREATE INDEX meetings_checkin_participation_id_b59bfd1e ON public.meetings_checkin USING btree (participation_id);

CREATE INDEX meetings_checkin_request_id_ab0b7b2f ON public.meetings_checkin USING btree (request_id);

CREATE INDEX meetings_followedsession_session_id_b531ab53 ON public.meetings_followedsession USING btree (session_id);

CREATE INDEX meetings_followup_participation_id_d7610e20 ON public.meetings_followup USING btree (participation_id);

CREATE INDEX meetings_followup_request_id_422cc329 ON public.meetings_followup USING btree (request_id);

CREATE INDEX meetings_freedtime_edition_id_00e0e0c0 ON public.meetings_freedtime USING btree (edition_id);

CREATE INDEX meetings_meeting_request_id_9882212f ON public.meetings_meeting USING btree (request_id);

CREATE INDEX meetings_meetingrequest_recipient_id_be9c2a84 ON public.meetings_meetingrequest USING btree (recipient_id);

CREATE INDEX meetings_meetingrequest_requester_id_bf018f03 ON public.meetings_meetingrequest USING btree (requester_id);

CREATE INDEX meetings_noshow_by_id_1d31d084 ON public.meetings_noshow USING btree (by_id);

CREATE INDEX meetings_outcome_by_id_d9ba1143 ON public.meetings_outcome USING btree (by_id);

CREATE INDEX meetings_outcome_organisation_id_a2b122a6 ON public.meetings_outcome USING btree (organisation_id);

CREATE INDEX meetings_outcome_participation_id_cbb0e1c8 ON public.meetings_outcome USING btree (participation_id);

CREATE INDEX meetings_outcome_request_id_1cbe53b2 ON public.meetings_outcome USING btree (request_id);

CREATE INDEX meetings_personslot_meeting_id_1c10276b ON public.meetings_personslot USING btree (meeting_id);

CREATE INDEX meetings_placebooking_stand_id_36f94715 ON public.meetings_placebooking USING btree (stand_id);

CREATE INDEX meetings_placebooking_table_id_cdeb0d96 ON public.meetings_placebooking USING btree (table_id);

CREATE INDEX meetings_placeslot_meeting_id_e0f7cc13 ON public.meetings_placeslot USING btree (meeting_id);

CREATE INDEX meetings_privatenote_organisation_id_c2a5fce4 ON public.meetings_privatenote USING btree (organisation_id);

CREATE INDEX meetings_privatenote_participation_id_b21eb81d ON public.meetings_privatenote USING btree (participation_id);

CREATE INDEX meetings_privatenote_request_id_cf56d867 ON public.meetings_privatenote USING btree (request_id);

CREATE INDEX meetings_requestevent_request_id_e81fb422 ON public.meetings_requestevent USING btree (request_id);

CREATE INDEX meetings_requestparty_attends_id_320ecf00 ON public.meetings_requestparty USING btree (attends_id);

CREATE INDEX meetings_requestparty_exhibitor_id_d448c2ce ON public.meetings_requestparty USING btree (exhibitor_id);

CREATE INDEX meetings_requestparty_participation_id_02d4b471 ON public.meetings_requestparty USING btree (participation_id);

CREATE INDEX meetings_requestparty_request_id_f2f0dbf0 ON public.meetings_requestparty USING btree (request_id);

CREATE INDEX meetings_started_by_id_095c8941 ON public.meetings_started USING btree (by_id);

CREATE INDEX meetings_started_request_id_d8439ae2 ON public.meetings_started USING btree (request_id);

CREATE INDEX meetings_unheld_request_id_aa0ddb26 ON public.meetings_unheld USING btree (request_id);

CREATE INDEX meetings_visit_exhibitor_id_ed5b0f73 ON public.meetings_visit USING btree (exhibitor_id);

CREATE UNIQUE INDEX member_one_lead ON public.consortia_member USING btree (consortium_id) WHERE (lead AND ((state)::text = ANY ((ARRAY['invited'::character varying, 'accepted'::character varying])::text[])));

CREATE INDEX message_due ON public.outbox_message USING btree (due_at, id) WHERE ((state)::text = 'queued'::text);

CREATE INDEX message_of_edition ON public.outbox_message USING btree (edition_id, purpose, state);

CREATE INDEX message_of_person ON public.outbox_message USING btree (person_id, queued_at DESC);

CREATE UNIQUE INDEX message_once ON public.outbox_message USING btree (person_id, purpose, key) WHERE (person_id IS NOT NULL);

CREATE UNIQUE INDEX message_once_to_address ON public.outbox_message USING btree (lower(((address)::text COLLATE "C")), purpose, key) WHERE (person_id IS NULL);

CREATE INDEX message_sending ON public.outbox_message USING btree (due_at) WHERE ((state)::text = 'sending'::text);

CREATE INDEX mfa_authenticator_user_id_0c3a50c0 ON public.mfa_authenticator USING btree (user_id);

CREATE INDEX month_figures_economy ON public.standing_search_monthfigures USING btree (economy);

CREATE INDEX need_entry_document ON public.trade_needentry USING gin (document);

CREATE INDEX note_order ON public.consortia_note USING btree (consortium_id, at);

CREATE INDEX offer_entry_document ON public.trade_offerentry USING gin (document);

CREATE INDEX outbox_mailwish_person_id_dc7263b0 ON public.outbox_mailwish USING btree (person_id);

CREATE UNIQUE INDEX outcome_of_firm ON public.meetings_outcome USING btree (request_id, organisation_id) WHERE (organisation_id IS NOT NULL);

CREATE UNIQUE INDEX outcome_of_person ON public.meetings_outcome USING btree (request_id, participation_id) WHERE (participation_id IS NOT NULL);

CREATE UNIQUE INDEX party_exhibitor_once ON public.meetings_requestparty USING btree (request_id, exhibitor_id) WHERE (exhibitor_id IS NOT NULL);

CREATE UNIQUE INDEX party_person_once ON public.meetings_requestparty USING btree (request_id, participation_id) WHERE (participation_id IS NOT NULL);

CREATE INDEX people_answergiven_question_id_4169e2c5 ON public.people_answergiven USING btree (question_id);

CREATE INDEX people_availability_edition_id_357cc6eb ON public.people_availability USING btree (edition_id);

CREATE INDEX people_mark_organisation_id_0c55aca0 ON public.people_mark USING btree (organisation_id);

CREATE INDEX people_mark_other_id_adc19918 ON public.people_mark USING btree (other_id);

CREATE INDEX people_membership_account_id_225eefa8 ON public.people_membership USING btree (account_id);

CREATE INDEX people_membership_edition_id_b55f20f3 ON public.people_membership USING btree (edition_id);

CREATE INDEX people_membership_organisation_id_a6c82864 ON public.people_membership USING btree (organisation_id);

CREATE INDEX people_participation_organisation_id_d3601d4d ON public.people_participation USING btree (organisation_id);

CREATE INDEX people_participation_person_id_55bf4bb9 ON public.people_participation USING btree (person_id);

CREATE INDEX people_participation_type_id_2b3c7cac ON public.people_participation USING btree (type_id);

CREATE INDEX people_question_type_id_5de3d4b5 ON public.people_question USING btree (type_id);

CREATE INDEX people_signincode_edition_id_a0670ff3 ON public.people_signincode USING btree (edition_id);

CREATE UNIQUE INDEX portfolio_one_released ON public.cooperation_portfolio USING btree (edition_id) WHERE ((state)::text = 'released'::text);

CREATE INDEX practice_entry_document ON public.practices_practiceentry USING gin (document);

CREATE INDEX practice_project ON public.practices_practice USING btree (project_id);

CREATE INDEX practices_practice_contact_id_c921949f ON public.practices_practice USING btree (contact_id);

CREATE INDEX practices_practice_organisation_id_479254c0 ON public.practices_practice USING btree (organisation_id);

CREATE INDEX practices_practice_project_id_308d4231 ON public.practices_practice USING btree (project_id);

CREATE INDEX practices_practice_written_by_id_37ca4e96 ON public.practices_practice USING btree (written_by_id);

CREATE INDEX privacy_personalfile_account_id_29f4b177 ON public.privacy_personalfile USING btree (account_id);

CREATE INDEX privacy_personalfile_person_id_88dee536 ON public.privacy_personalfile USING btree (person_id);

CREATE UNIQUE INDEX private_note_of_firm ON public.meetings_privatenote USING btree (request_id, organisation_id) WHERE (organisation_id IS NOT NULL);

CREATE UNIQUE INDEX private_note_of_person ON public.meetings_privatenote USING btree (request_id, participation_id) WHERE (participation_id IS NOT NULL);

CREATE INDEX procrastinate_events_job_id_fkey_v1 ON public.procrastinate_events USING btree (job_id);

CREATE INDEX procrastinate_jobs_id_lock_idx_v1 ON public.procrastinate_jobs USING btree (id, lock) WHERE (status = ANY (ARRAY['todo'::public.procrastinate_job_status, 'doing'::public.procrastinate_job_status]));

CREATE UNIQUE INDEX procrastinate_jobs_lock_idx_v1 ON public.procrastinate_jobs USING btree (lock) WHERE (status = 'doing'::public.procrastinate_job_status);

CREATE INDEX procrastinate_jobs_priority_idx_v1 ON public.procrastinate_jobs USING btree (priority DESC, id) WHERE (status = 'todo'::public.procrastinate_job_status);

CREATE INDEX procrastinate_jobs_queue_name_idx_v1 ON public.procrastinate_jobs USING btree (queue_name);

CREATE UNIQUE INDEX procrastinate_jobs_queueing_lock_idx_v1 ON public.procrastinate_jobs USING btree (queueing_lock) WHERE (status = 'todo'::public.procrastinate_job_status);

CREATE INDEX procrastinate_periodic_defers_job_id_fkey_v1 ON public.procrastinate_periodic_defers USING btree (job_id);

CREATE UNIQUE INDEX programme_one_released ON public.congress_programme USING btree (edition_id) WHERE ((state)::text = 'released'::text);

CREATE INDEX proposal_about ON public.trade_proposal USING btree (organisation_id, about);

CREATE INDEX proposal_of_call ON public.proposals_proposal USING btree (call_id, state);

CREATE UNIQUE INDEX proposal_waiting ON public.trade_proposal USING btree (organisation_id, about) WHERE ((state)::text = 'waiting'::text);

CREATE INDEX proposals_callquestion_call_id_e4b38e41 ON public.proposals_callquestion USING btree (call_id);

CREATE INDEX proposals_criterion_call_id_e6b69b84 ON public.proposals_criterion USING btree (call_id);

CREATE INDEX proposals_proposal_account_id_2e9270f1 ON public.proposals_proposal USING btree (account_id);

CREATE INDEX proposals_proposal_call_id_381614fc ON public.proposals_proposal USING btree (call_id);

CREATE INDEX proposals_proposalspeaker_account_id_18f4afee ON public.proposals_proposalspeaker USING btree (account_id);

CREATE INDEX proposals_proposalspeaker_proposal_id_97634015 ON public.proposals_proposalspeaker USING btree (proposal_id);

CREATE INDEX proposals_proposalspeaker_token_988e29a1_like ON public.proposals_proposalspeaker USING btree (token varchar_pattern_ops);

CREATE INDEX proposals_review_account_id_09121c35 ON public.proposals_review USING btree (account_id);

CREATE INDEX proposals_reviewer_account_id_ecd27c77 ON public.proposals_reviewer USING btree (account_id);

CREATE INDEX proposals_reviewer_call_id_6c85d123 ON public.proposals_reviewer USING btree (call_id);

CREATE UNIQUE INDEX proposed_waiting_once ON public.standing_search_proposedneed USING btree (edition_id, economy, product) WHERE ((state)::text = 'waiting'::text);

CREATE INDEX request_asking_firm_given ON public.meetings_meetingrequest USING btree (asking_firm_id) WHERE (asking_firm_id IS NOT NULL);

CREATE INDEX request_assigned_given ON public.meetings_meetingrequest USING btree (assigned_id) WHERE (assigned_id IS NOT NULL);

CREATE INDEX request_author_given ON public.meetings_meetingrequest USING btree (author_id) WHERE (author_id IS NOT NULL);

CREATE INDEX request_changed_by_given ON public.meetings_meetingrequest USING btree (changed_by_id) WHERE (changed_by_id IS NOT NULL);

CREATE INDEX request_event_by_given ON public.meetings_requestevent USING btree (by_id) WHERE (by_id IS NOT NULL);

CREATE INDEX request_invitee_given ON public.meetings_meetingrequest USING btree (invitee_id) WHERE (invitee_id IS NOT NULL);

CREATE INDEX request_locked_given ON public.meetings_meetingrequest USING btree (locked_id) WHERE (locked_id IS NOT NULL);

CREATE INDEX request_locked_table_given ON public.meetings_meetingrequest USING btree (locked_table_id) WHERE (locked_table_id IS NOT NULL);

CREATE INDEX request_proposed_given ON public.meetings_meetingrequest USING btree (proposed_id) WHERE (proposed_id IS NOT NULL);

CREATE INDEX restricted_codes ON public.screening_restricted USING gin (codes);

CREATE UNIQUE INDEX restricted_current ON public.screening_restrictedlist USING btree (edition_id, name) WHERE current;

CREATE INDEX restricted_keys ON public.screening_restricted USING gin (keys);

CREATE UNIQUE INDEX room_name ON public.congress_room USING btree (edition_id, md5((name)::text));

CREATE INDEX screening_restrictedlist_account_id_4d2a69d2 ON public.screening_restrictedlist USING btree (account_id);

CREATE UNIQUE INDEX searched_current ON public.standing_search_searchedmonth USING btree (edition_id, month) WHERE current;

CREATE INDEX seat_order ON public.attendance_seat USING btree (session_id, state, asked_at);

CREATE INDEX shared_file_name ON public.consortia_sharedfile USING btree (consortium_id, name);

CREATE INDEX sign_in_code_sent ON public.people_signincode USING btree (sent_at);

CREATE INDEX sign_in_tries_window ON public.people_signintries USING btree ("window");

CREATE INDEX socialaccount_socialaccount_user_id_8146e70c ON public.socialaccount_socialaccount USING btree (user_id);

CREATE INDEX socialaccount_socialtoken_account_id_951f210e ON public.socialaccount_socialtoken USING btree (account_id);

CREATE INDEX socialaccount_socialtoken_app_id_636a42d7 ON public.socialaccount_socialtoken USING btree (app_id);

CREATE INDEX stamp_of_part ON public.fairs_stamp USING btree (edition_id, part, slot);

CREATE UNIQUE INDEX stand_share_of_two ON public.trade_standshare USING btree (host_id, guest_id) WHERE ((state)::text = ANY ((ARRAY['invited'::character varying, 'accepted'::character varying])::text[]));

CREATE UNIQUE INDEX stand_share_once ON public.trade_standshare USING btree (guest_id) WHERE ((state)::text = 'accepted'::text);

CREATE INDEX standing_search_proposedneed_account_id_568fcadc ON public.standing_search_proposedneed USING btree (account_id);

CREATE INDEX standing_search_proposedneed_delegation_id_b1588082 ON public.standing_search_proposedneed USING btree (delegation_id);

CREATE INDEX standing_search_proposedneed_difference_id_790b8171 ON public.standing_search_proposedneed USING btree (difference_id);

CREATE INDEX standing_search_toldmaker_organisation_id_40750478 ON public.standing_search_toldmaker USING btree (organisation_id);

CREATE UNIQUE INDEX timetable_one_released ON public.meetings_timetable USING btree (edition_id) WHERE ((state)::text = 'released'::text);

CREATE INDEX trade_catalogueentry_edition_id_550ce021 ON public.trade_catalogueentry USING btree (edition_id);

CREATE INDEX trade_makergroup_need_id_28a5a024 ON public.trade_makergroup USING btree (need_id);

CREATE INDEX trade_makerlist_need_id_01fc1efa ON public.trade_makerlist USING btree (need_id);

CREATE INDEX trade_matchlist_organisation_id_3a02a3ba ON public.trade_matchlist USING btree (organisation_id);

CREATE INDEX trade_matchlist_participation_id_2210d36b ON public.trade_matchlist USING btree (participation_id);

CREATE INDEX trade_need_organisation_id_bd327bd5 ON public.trade_need USING btree (organisation_id);

CREATE INDEX trade_need_posted_by_id_58ebb330 ON public.trade_need USING btree (posted_by_id);

CREATE INDEX trade_offer_organisation_id_4be0edf0 ON public.trade_offer USING btree (organisation_id);

CREATE INDEX trade_picture_file_id_38447122 ON public.trade_picture USING btree (file_id);

CREATE INDEX trade_picture_file_id_38447122_like ON public.trade_picture USING btree (file_id varchar_pattern_ops);

CREATE INDEX trade_picturefile_digest_523454f5_like ON public.trade_picturefile USING btree (digest varchar_pattern_ops);

CREATE INDEX trade_reason_run_id_f1f5140d ON public.trade_reason USING btree (run_id);

CREATE INDEX trade_shownlist_viewer_id_4bba95ca ON public.trade_shownlist USING btree (viewer_id);

CREATE INDEX trade_standing_organisation_id_35de1129 ON public.trade_standing USING btree (organisation_id);

CREATE INDEX trade_standing_participation_id_77321cb1 ON public.trade_standing USING btree (participation_id);

CREATE INDEX trade_standshare_guest_id_c82067fe ON public.trade_standshare USING btree (guest_id);

CREATE INDEX trade_standshare_host_id_9dc45813 ON public.trade_standshare USING btree (host_id);

CREATE INDEX transfer_uploadedlist_account_id_519470ba ON public.transfer_uploadedlist USING btree (account_id);

CREATE INDEX transfer_uploadedlist_edition_id_6aa82f85 ON public.transfer_uploadedlist USING btree (edition_id);

CREATE UNIQUE INDEX unique_authenticator_type ON public.mfa_authenticator USING btree (user_id, type) WHERE ((type)::text = ANY ((ARRAY['totp'::character varying, 'recovery_codes'::character varying])::text[]));

CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";

CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;

CREATE INDEX usersessions_usersession_session_key_fd35de43_like ON public.usersessions_usersession USING btree (session_key varchar_pattern_ops);

CREATE INDEX usersessions_usersession_user_id_af5e0a6d ON public.usersessions_usersession USING btree (user_id);

CREATE INDEX visit_order ON public.delegations_visititem USING btree (delegation_id, begins_at);

CREATE INDEX work_latest ON public.work_work USING btree (edition_id, asked_at DESC);

CREATE INDEX work_live ON public.work_work USING btree (id) WHERE ((state)::text = ANY ((ARRAY['queued'::character varying, 'running'::character varying])::text[]));

CREATE UNIQUE INDEX work_once ON public.work_work USING btree (edition_id, key) NULLS NOT DISTINCT WHERE ((state)::text = ANY ((ARRAY['queued'::character varying, 'running'::character varying])::text[]));

CREATE INDEX work_work_account_id_eca74339 ON public.work_work USING btree (account_id);

CREATE INDEX work_work_edition_id_164a068f ON public.work_work USING btree (edition_id);

CREATE TRIGGER attendance_keep_count BEFORE INSERT OR UPDATE OF taken ON public.attendance_seatcount FOR EACH ROW EXECUTE FUNCTION public.attendance_keep_count();

CREATE TRIGGER attendance_left AFTER UPDATE OF state ON public.people_participation FOR EACH ROW WHEN ((((old.state)::text = 'approved'::text) AND ((new.state)::text <> 'approved'::text))) EXECUTE FUNCTION public.attendance_leave();

CREATE TRIGGER attendance_seat_counted AFTER INSERT OR DELETE OR UPDATE OF state, session_id ON public.attendance_seat FOR EACH ROW EXECUTE FUNCTION public.attendance_count_seats();

CREATE TRIGGER congress_journal_frozen BEFORE UPDATE ON public.congress_programmestep FOR EACH ROW WHEN ((public.congress_is_released(old.programme_id) OR public.congress_is_released(new.programme_id))) EXECUTE FUNCTION public.congress_refuse_version();

CREATE CONSTRAINT TRIGGER congress_journal_left AFTER DELETE ON public.congress_programmestep DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (public.congress_is_released(old.programme_id)) EXECUTE FUNCTION public.congress_keep_session();

CREATE TRIGGER congress_journal_whole BEFORE INSERT ON public.congress_programmestep FOR EACH ROW WHEN (((NOT public.fairs_may_load()) AND public.congress_is_released(new.programme_id))) EXECUTE FUNCTION public.congress_refuse_version();

CREATE CONSTRAINT TRIGGER congress_session_left AFTER DELETE ON public.congress_plannedsession DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (public.congress_is_released(old.programme_id)) EXECUTE FUNCTION public.congress_keep_session();

CREATE TRIGGER congress_speaker_kept BEFORE UPDATE ON public.congress_plannedspeaker FOR EACH ROW WHEN ((public.congress_is_of_released(old.session_id) OR public.congress_is_of_released(new.session_id))) EXECUTE FUNCTION public.congress_refuse_version();

CREATE CONSTRAINT TRIGGER congress_speaker_left AFTER DELETE ON public.congress_plannedspeaker DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (public.congress_is_of_released(old.session_id)) EXECUTE FUNCTION public.congress_keep_speaker();

CREATE TRIGGER congress_speaker_whole BEFORE INSERT ON public.congress_plannedspeaker FOR EACH ROW WHEN (public.congress_is_of_released(new.session_id)) EXECUTE FUNCTION public.congress_refuse_version();

CREATE TRIGGER congress_touch_updated AFTER UPDATE ON public.people_participation REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.congress_touch_participations();

CREATE TRIGGER congress_touch_updated AFTER UPDATE ON public.people_person REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.congress_touch_persons();

CREATE TRIGGER congress_version_kept BEFORE UPDATE ON public.congress_plannedsession FOR EACH ROW EXECUTE FUNCTION public.congress_keep_version();

CREATE TRIGGER congress_version_whole BEFORE INSERT OR UPDATE OF programme_id ON public.congress_plannedsession FOR EACH ROW WHEN (public.congress_is_released(new.programme_id)) EXECUTE FUNCTION public.congress_refuse_version();

CREATE CONSTRAINT TRIGGER consortium_shares AFTER INSERT OR UPDATE OF shared ON public.consortia_consortium DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.consortia_check_consortium();

CREATE TRIGGER cooperation_hands BEFORE INSERT OR UPDATE ON public.cooperation_projectstate FOR EACH STATEMENT EXECUTE FUNCTION public.cooperation_refuse_hands();

CREATE TRIGGER delegations_counted AFTER INSERT OR DELETE ON public.delegations_delegate FOR EACH ROW EXECUTE FUNCTION public.delegations_count();

CREATE TRIGGER delegations_keep_count BEFORE INSERT OR UPDATE OF taken ON public.delegations_delegation FOR EACH ROW EXECUTE FUNCTION public.delegations_keep_count();

CREATE TRIGGER delegations_moved AFTER UPDATE OF delegation_id ON public.delegations_delegate FOR EACH ROW WHEN ((old.delegation_id <> new.delegation_id)) EXECUTE FUNCTION public.delegations_count();

CREATE TRIGGER entry_chain AFTER INSERT ON public.cooperation_entry REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.cooperation_chain();

CREATE TRIGGER entry_states AFTER INSERT ON public.cooperation_entry REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.cooperation_keep_states();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.congress_programme FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.congress_room FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.congress_session FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.consortia_consortium FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.consortia_interest FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.consortia_member FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.consortia_signing FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.cooperation_portfolio FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.cooperation_project FOR EACH ROW WHEN ((old.edition_id <> new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.delegations_delegate FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.delegations_delegation FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.delegations_interpreter FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.delegations_interpreterbooking FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.delegations_visititem FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.exhibition_exhibitor FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.exhibition_exposition FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.exhibition_hall FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.exhibition_stand FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.fairs_run FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.fairs_slot FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.market_conversation FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.meetings_block FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.meetings_meetingrequest FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.meetings_table FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.meetings_timetable FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.people_availability FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.people_organisation FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.people_participation FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.people_participationtype FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.practices_practice FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.proposals_call FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.proposals_proposal FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.standing_search_proposedneed FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.standing_search_searchedmonth FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.trade_assessment FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.trade_catalogueentry FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.trade_dependency FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.trade_matching FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.trade_need FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_edition_stays BEFORE UPDATE OF edition_id ON public.trade_offer FOR EACH ROW WHEN ((old.edition_id IS DISTINCT FROM new.edition_id)) EXECUTE FUNCTION public.fairs_refuse_edition();

CREATE TRIGGER fairs_forget_history AFTER DELETE ON public.fairs_edition FOR EACH ROW EXECUTE FUNCTION public.fairs_forget_history();

CREATE TRIGGER fairs_hands BEFORE INSERT OR DELETE OR UPDATE ON public.fairs_history FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_history();

CREATE TRIGGER fairs_host_id_inserted AFTER INSERT ON public.trade_standshare REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('guest_id', 'people_organisation', 'host_id', 'people_organisation');

CREATE TRIGGER fairs_host_id_updated AFTER UPDATE ON public.trade_standshare REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('guest_id', 'people_organisation', 'host_id', 'people_organisation');

CREATE TRIGGER fairs_kept BEFORE DELETE OR UPDATE ON public.congress_livechange FOR EACH ROW EXECUTE FUNCTION public.fairs_refuse_change('{account_id}', 'session_id');

CREATE TRIGGER fairs_kept BEFORE DELETE OR UPDATE ON public.consent_consent FOR EACH ROW EXECUTE FUNCTION public.fairs_refuse_change('{}', 'text_id');

CREATE TRIGGER fairs_kept BEFORE DELETE OR UPDATE ON public.consent_consenttext FOR EACH ROW EXECUTE FUNCTION public.fairs_refuse_change('{}', 'edition_id');

CREATE TRIGGER fairs_kept BEFORE DELETE OR UPDATE ON public.consortia_agreement FOR EACH ROW EXECUTE FUNCTION public.fairs_refuse_change('{}', 'consortium_id');

CREATE TRIGGER fairs_kept BEFORE DELETE OR UPDATE ON public.consortia_signoff FOR EACH ROW EXECUTE FUNCTION public.fairs_refuse_change('{}', 'agreement_id');

CREATE TRIGGER fairs_kept BEFORE DELETE OR UPDATE ON public.cooperation_entry FOR EACH ROW EXECUTE FUNCTION public.fairs_refuse_change('{}', '');

CREATE TRIGGER fairs_kept BEFORE DELETE OR UPDATE ON public.cooperation_headline FOR EACH ROW EXECUTE FUNCTION public.fairs_refuse_change('{}', '');

CREATE TRIGGER fairs_kept BEFORE DELETE OR UPDATE ON public.cooperation_headlinerow FOR EACH ROW EXECUTE FUNCTION public.fairs_refuse_change('{}', '');

CREATE TRIGGER fairs_kept BEFORE DELETE OR UPDATE ON public.cooperation_projectappraisal FOR EACH ROW EXECUTE FUNCTION public.fairs_refuse_change('{}', '');

CREATE TRIGGER fairs_kept BEFORE DELETE OR UPDATE ON public.cooperation_rate FOR EACH ROW EXECUTE FUNCTION public.fairs_refuse_change('{}', '');

CREATE TRIGGER fairs_kept BEFORE DELETE OR UPDATE ON public.meetings_change FOR EACH ROW EXECUTE FUNCTION public.fairs_refuse_change('{}', 'request_id');

CREATE TRIGGER fairs_kept BEFORE DELETE OR UPDATE ON public.meetings_requestevent FOR EACH ROW EXECUTE FUNCTION public.fairs_refuse_change('{by_id,note}', 'request_id');

CREATE TRIGGER fairs_kept BEFORE DELETE OR UPDATE ON public.people_change FOR EACH ROW EXECUTE FUNCTION public.fairs_refuse_change('{before,after}', '');

CREATE TRIGGER fairs_kept BEFORE DELETE OR UPDATE ON public.people_erasedentry FOR EACH ROW EXECUTE FUNCTION public.fairs_refuse_change('{}', '');

CREATE TRIGGER fairs_kept BEFORE DELETE OR UPDATE ON public.privacy_erasure FOR EACH ROW EXECUTE FUNCTION public.fairs_refuse_change('{}', '');

CREATE TRIGGER fairs_kept BEFORE DELETE OR UPDATE ON public.screening_decision FOR EACH ROW EXECUTE FUNCTION public.fairs_refuse_change('{}', 'hit_id');

CREATE TRIGGER fairs_kept BEFORE DELETE OR UPDATE ON public.standing_search_difference FOR EACH ROW EXECUTE FUNCTION public.fairs_refuse_change('{}', 'searched_id');

CREATE TRIGGER fairs_kept BEFORE DELETE OR UPDATE ON public.standing_search_monthfigures FOR EACH ROW EXECUTE FUNCTION public.fairs_refuse_change('{}', 'searched_id');

CREATE TRIGGER fairs_kept BEFORE DELETE OR UPDATE ON public.trade_needfigures FOR EACH ROW EXECUTE FUNCTION public.fairs_refuse_change('{}', 'need_id');

CREATE TRIGGER fairs_kept_whole BEFORE TRUNCATE ON public.congress_livechange FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_truncate();

CREATE TRIGGER fairs_kept_whole BEFORE TRUNCATE ON public.consent_consent FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_truncate();

CREATE TRIGGER fairs_kept_whole BEFORE TRUNCATE ON public.consent_consenttext FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_truncate();

CREATE TRIGGER fairs_kept_whole BEFORE TRUNCATE ON public.consortia_agreement FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_truncate();

CREATE TRIGGER fairs_kept_whole BEFORE TRUNCATE ON public.consortia_signoff FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_truncate();

CREATE TRIGGER fairs_kept_whole BEFORE TRUNCATE ON public.cooperation_entry FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_truncate();

CREATE TRIGGER fairs_kept_whole BEFORE TRUNCATE ON public.cooperation_headline FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_truncate();

CREATE TRIGGER fairs_kept_whole BEFORE TRUNCATE ON public.cooperation_headlinerow FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_truncate();

CREATE TRIGGER fairs_kept_whole BEFORE TRUNCATE ON public.cooperation_ledger FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_truncate();

CREATE TRIGGER fairs_kept_whole BEFORE TRUNCATE ON public.cooperation_projectappraisal FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_truncate();

CREATE TRIGGER fairs_kept_whole BEFORE TRUNCATE ON public.cooperation_projectstate FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_truncate();

CREATE TRIGGER fairs_kept_whole BEFORE TRUNCATE ON public.cooperation_rate FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_truncate();

CREATE TRIGGER fairs_kept_whole BEFORE TRUNCATE ON public.cooperation_share FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_truncate();

CREATE TRIGGER fairs_kept_whole BEFORE TRUNCATE ON public.meetings_booking FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_truncate();

CREATE TRIGGER fairs_kept_whole BEFORE TRUNCATE ON public.meetings_change FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_truncate();

CREATE TRIGGER fairs_kept_whole BEFORE TRUNCATE ON public.meetings_meeting FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_truncate();

CREATE TRIGGER fairs_kept_whole BEFORE TRUNCATE ON public.meetings_placebooking FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_truncate();

CREATE TRIGGER fairs_kept_whole BEFORE TRUNCATE ON public.meetings_requestevent FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_truncate();

CREATE TRIGGER fairs_kept_whole BEFORE TRUNCATE ON public.meetings_timetable FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_truncate();

CREATE TRIGGER fairs_kept_whole BEFORE TRUNCATE ON public.people_change FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_truncate();

CREATE TRIGGER fairs_kept_whole BEFORE TRUNCATE ON public.people_erasedentry FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_truncate();

CREATE TRIGGER fairs_kept_whole BEFORE TRUNCATE ON public.privacy_erasure FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_truncate();

CREATE TRIGGER fairs_kept_whole BEFORE TRUNCATE ON public.screening_decision FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_truncate();

CREATE TRIGGER fairs_kept_whole BEFORE TRUNCATE ON public.standing_search_difference FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_truncate();

CREATE TRIGGER fairs_kept_whole BEFORE TRUNCATE ON public.standing_search_monthfigures FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_truncate();

CREATE TRIGGER fairs_kept_whole BEFORE TRUNCATE ON public.trade_needfigures FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_truncate();

CREATE TRIGGER fairs_mixed_inserted AFTER INSERT ON public.attendance_floorquestion REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN congress_session AS held_1 ON held_1.id = joined.session_id LEFT JOIN people_participation AS held_2 ON held_2.id = joined.participation_id WHERE held_2.edition_id <> held_1.edition_id)');

CREATE TRIGGER fairs_mixed_inserted AFTER INSERT ON public.attendance_questionvote REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN attendance_floorquestion AS held_1 ON held_1.id = joined.question_id LEFT JOIN congress_session AS held_2 ON held_2.id = held_1.session_id LEFT JOIN people_participation AS held_3 ON held_3.id = joined.participation_id WHERE held_3.edition_id <> held_2.edition_id)');

CREATE TRIGGER fairs_mixed_inserted AFTER INSERT ON public.congress_plannedsession REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN congress_programme AS held_1 ON held_1.id = joined.programme_id LEFT JOIN congress_room AS held_2 ON held_2.id = joined.room_id WHERE held_2.edition_id <> held_1.edition_id)');

CREATE TRIGGER fairs_mixed_inserted AFTER INSERT ON public.congress_plannedspeaker REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN congress_plannedsession AS held_1 ON held_1.id = joined.session_id LEFT JOIN congress_programme AS held_2 ON held_2.id = held_1.programme_id LEFT JOIN people_participation AS held_3 ON held_3.id = joined.participation_id WHERE held_3.edition_id <> held_2.edition_id)');

CREATE TRIGGER fairs_mixed_inserted AFTER INSERT ON public.consortia_note REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN consortia_consortium AS held_1 ON held_1.id = joined.consortium_id LEFT JOIN people_participation AS held_2 ON held_2.id = joined.by_id LEFT JOIN consortia_member AS held_3 ON held_3.id = joined.member_id LEFT JOIN consortia_sharedfile AS held_4 ON held_4.id = joined.file_id LEFT JOIN consortia_consortium AS held_5 ON held_5.id = held_4.consortium_id WHERE held_2.edition_id <> held_1.edition_id OR held_3.edition_id <> held_1.edition_id OR held_5.edition_id <> held_1.edition_id)');

CREATE TRIGGER fairs_mixed_inserted AFTER INSERT ON public.consortia_sharedfile REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN consortia_consortium AS held_1 ON held_1.id = joined.consortium_id LEFT JOIN people_participation AS held_2 ON held_2.id = joined.by_id WHERE held_2.edition_id <> held_1.edition_id)');

CREATE TRIGGER fairs_mixed_inserted AFTER INSERT ON public.consortia_signoff REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN consortia_agreement AS held_1 ON held_1.id = joined.agreement_id LEFT JOIN consortia_consortium AS held_2 ON held_2.id = held_1.consortium_id LEFT JOIN consortia_member AS held_3 ON held_3.id = joined.member_id WHERE held_3.edition_id <> held_2.edition_id)');

CREATE TRIGGER fairs_mixed_inserted AFTER INSERT ON public.cooperation_choice REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN cooperation_portfolio AS held_1 ON held_1.id = joined.portfolio_id LEFT JOIN cooperation_project AS held_2 ON held_2.id = joined.project_id WHERE held_2.edition_id <> held_1.edition_id)');

CREATE TRIGGER fairs_mixed_inserted AFTER INSERT ON public.cooperation_partner REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN cooperation_project AS held_1 ON held_1.id = joined.project_id LEFT JOIN people_organisation AS held_2 ON held_2.id = joined.organisation_id WHERE held_2.edition_id <> held_1.edition_id)');

CREATE TRIGGER fairs_mixed_inserted AFTER INSERT ON public.market_letter REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN market_conversation AS held_1 ON held_1.id = joined.conversation_id LEFT JOIN people_participation AS held_2 ON held_2.id = joined.author_id WHERE held_2.edition_id <> held_1.edition_id)');

CREATE TRIGGER fairs_mixed_inserted AFTER INSERT ON public.market_reading REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN market_conversation AS held_1 ON held_1.id = joined.conversation_id LEFT JOIN people_participation AS held_2 ON held_2.id = joined.reader_id WHERE held_2.edition_id <> held_1.edition_id)');

CREATE TRIGGER fairs_mixed_inserted AFTER INSERT ON public.meetings_adjustment REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN meetings_timetable AS held_1 ON held_1.id = joined.timetable_id LEFT JOIN meetings_meetingrequest AS held_2 ON held_2.id = joined.request_id WHERE held_2.edition_id <> held_1.edition_id)');

CREATE TRIGGER fairs_mixed_inserted AFTER INSERT ON public.meetings_noshow REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN meetings_meetingrequest AS held_1 ON held_1.id = joined.request_id LEFT JOIN people_participation AS held_2 ON held_2.id = joined.by_id WHERE held_2.edition_id <> held_1.edition_id)');

CREATE TRIGGER fairs_mixed_inserted AFTER INSERT ON public.meetings_outcome REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN meetings_meetingrequest AS held_1 ON held_1.id = joined.request_id LEFT JOIN people_participation AS held_2 ON held_2.id = joined.by_id LEFT JOIN people_participation AS held_3 ON held_3.id = joined.participation_id WHERE held_2.edition_id <> held_1.edition_id OR held_3.edition_id <> held_1.edition_id)');

CREATE TRIGGER fairs_mixed_inserted AFTER INSERT ON public.meetings_privatenote REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN meetings_meetingrequest AS held_1 ON held_1.id = joined.request_id LEFT JOIN people_participation AS held_2 ON held_2.id = joined.participation_id WHERE held_2.edition_id <> held_1.edition_id)');

CREATE TRIGGER fairs_mixed_inserted AFTER INSERT ON public.meetings_requestevent REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN meetings_meetingrequest AS held_1 ON held_1.id = joined.request_id LEFT JOIN people_participation AS held_2 ON held_2.id = joined.by_id WHERE held_2.edition_id <> held_1.edition_id)');

CREATE TRIGGER fairs_mixed_inserted AFTER INSERT ON public.meetings_requestparty REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN meetings_meetingrequest AS held_1 ON held_1.id = joined.request_id LEFT JOIN exhibition_exhibitor AS held_2 ON held_2.organisation_id = joined.exhibitor_id LEFT JOIN people_participation AS held_3 ON held_3.id = joined.participation_id LEFT JOIN people_participation AS held_4 ON held_4.id = joined.attends_id WHERE held_2.edition_id <> held_1.edition_id OR held_3.edition_id <> held_1.edition_id OR held_4.edition_id <> held_1.edition_id)');

CREATE TRIGGER fairs_mixed_inserted AFTER INSERT ON public.meetings_started REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN meetings_meetingrequest AS held_1 ON held_1.id = joined.request_id LEFT JOIN people_participation AS held_2 ON held_2.id = joined.by_id WHERE held_2.edition_id <> held_1.edition_id)');

CREATE TRIGGER fairs_mixed_inserted AFTER INSERT ON public.meetings_visit REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN exhibition_exhibitor AS held_1 ON held_1.organisation_id = joined.exhibitor_id LEFT JOIN people_participation AS held_2 ON held_2.id = joined.participation_id WHERE held_2.edition_id <> held_1.edition_id)');

CREATE TRIGGER fairs_mixed_inserted AFTER INSERT ON public.people_answergiven REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN people_question AS held_1 ON held_1.id = joined.question_id LEFT JOIN people_participationtype AS held_2 ON held_2.id = held_1.type_id LEFT JOIN people_participation AS held_3 ON held_3.id = joined.participation_id WHERE held_3.edition_id <> held_2.edition_id)');

CREATE TRIGGER fairs_mixed_inserted AFTER INSERT ON public.standing_search_proposedneed REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows proposed JOIN standing_search_difference difference ON difference.id = proposed.difference_id JOIN standing_search_searchedmonth searched ON searched.id = difference.searched_id WHERE searched.edition_id <> proposed.edition_id)');

CREATE TRIGGER fairs_mixed_inserted AFTER INSERT ON public.standing_search_toldmaker REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN standing_search_proposedneed AS held_1 ON held_1.id = joined.proposal_id LEFT JOIN people_organisation AS held_2 ON held_2.id = joined.organisation_id WHERE held_2.edition_id <> held_1.edition_id)');

CREATE TRIGGER fairs_mixed_inserted AFTER INSERT ON public.trade_matchlist REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN fairs_run AS held_1 ON held_1.id = joined.run_id LEFT JOIN people_participation AS held_2 ON held_2.id = joined.participation_id LEFT JOIN people_organisation AS held_3 ON held_3.id = joined.organisation_id WHERE held_2.edition_id <> held_1.edition_id OR held_3.edition_id <> held_1.edition_id)');

CREATE TRIGGER fairs_mixed_inserted AFTER INSERT ON public.trade_standing REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN trade_matching AS held_1 ON held_1.id = joined.matching_id LEFT JOIN people_organisation AS held_2 ON held_2.id = joined.organisation_id WHERE held_2.edition_id <> held_1.edition_id)');

CREATE TRIGGER fairs_mixed_updated AFTER UPDATE ON public.attendance_floorquestion REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN congress_session AS held_1 ON held_1.id = joined.session_id LEFT JOIN people_participation AS held_2 ON held_2.id = joined.participation_id WHERE held_2.edition_id <> held_1.edition_id)');

CREATE TRIGGER fairs_mixed_updated AFTER UPDATE ON public.attendance_questionvote REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN attendance_floorquestion AS held_1 ON held_1.id = joined.question_id LEFT JOIN congress_session AS held_2 ON held_2.id = held_1.session_id LEFT JOIN people_participation AS held_3 ON held_3.id = joined.participation_id WHERE held_3.edition_id <> held_2.edition_id)');

CREATE TRIGGER fairs_mixed_updated AFTER UPDATE ON public.congress_plannedsession REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN congress_programme AS held_1 ON held_1.id = joined.programme_id LEFT JOIN congress_room AS held_2 ON held_2.id = joined.room_id WHERE held_2.edition_id <> held_1.edition_id)');

CREATE TRIGGER fairs_mixed_updated AFTER UPDATE ON public.congress_plannedspeaker REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN congress_plannedsession AS held_1 ON held_1.id = joined.session_id LEFT JOIN congress_programme AS held_2 ON held_2.id = held_1.programme_id LEFT JOIN people_participation AS held_3 ON held_3.id = joined.participation_id WHERE held_3.edition_id <> held_2.edition_id)');

CREATE TRIGGER fairs_mixed_updated AFTER UPDATE ON public.consortia_note REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN consortia_consortium AS held_1 ON held_1.id = joined.consortium_id LEFT JOIN people_participation AS held_2 ON held_2.id = joined.by_id LEFT JOIN consortia_member AS held_3 ON held_3.id = joined.member_id LEFT JOIN consortia_sharedfile AS held_4 ON held_4.id = joined.file_id LEFT JOIN consortia_consortium AS held_5 ON held_5.id = held_4.consortium_id WHERE held_2.edition_id <> held_1.edition_id OR held_3.edition_id <> held_1.edition_id OR held_5.edition_id <> held_1.edition_id)');

CREATE TRIGGER fairs_mixed_updated AFTER UPDATE ON public.consortia_sharedfile REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN consortia_consortium AS held_1 ON held_1.id = joined.consortium_id LEFT JOIN people_participation AS held_2 ON held_2.id = joined.by_id WHERE held_2.edition_id <> held_1.edition_id)');

CREATE TRIGGER fairs_mixed_updated AFTER UPDATE ON public.consortia_signoff REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN consortia_agreement AS held_1 ON held_1.id = joined.agreement_id LEFT JOIN consortia_consortium AS held_2 ON held_2.id = held_1.consortium_id LEFT JOIN consortia_member AS held_3 ON held_3.id = joined.member_id WHERE held_3.edition_id <> held_2.edition_id)');

CREATE TRIGGER fairs_mixed_updated AFTER UPDATE ON public.cooperation_choice REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN cooperation_portfolio AS held_1 ON held_1.id = joined.portfolio_id LEFT JOIN cooperation_project AS held_2 ON held_2.id = joined.project_id WHERE held_2.edition_id <> held_1.edition_id)');

CREATE TRIGGER fairs_mixed_updated AFTER UPDATE ON public.cooperation_partner REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN cooperation_project AS held_1 ON held_1.id = joined.project_id LEFT JOIN people_organisation AS held_2 ON held_2.id = joined.organisation_id WHERE held_2.edition_id <> held_1.edition_id)');

CREATE TRIGGER fairs_mixed_updated AFTER UPDATE ON public.market_letter REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN market_conversation AS held_1 ON held_1.id = joined.conversation_id LEFT JOIN people_participation AS held_2 ON held_2.id = joined.author_id WHERE held_2.edition_id <> held_1.edition_id)');

CREATE TRIGGER fairs_mixed_updated AFTER UPDATE ON public.market_reading REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN market_conversation AS held_1 ON held_1.id = joined.conversation_id LEFT JOIN people_participation AS held_2 ON held_2.id = joined.reader_id WHERE held_2.edition_id <> held_1.edition_id)');

CREATE TRIGGER fairs_mixed_updated AFTER UPDATE ON public.meetings_adjustment REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN meetings_timetable AS held_1 ON held_1.id = joined.timetable_id LEFT JOIN meetings_meetingrequest AS held_2 ON held_2.id = joined.request_id WHERE held_2.edition_id <> held_1.edition_id)');

CREATE TRIGGER fairs_mixed_updated AFTER UPDATE ON public.meetings_noshow REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN meetings_meetingrequest AS held_1 ON held_1.id = joined.request_id LEFT JOIN people_participation AS held_2 ON held_2.id = joined.by_id WHERE held_2.edition_id <> held_1.edition_id)');

CREATE TRIGGER fairs_mixed_updated AFTER UPDATE ON public.meetings_outcome REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN meetings_meetingrequest AS held_1 ON held_1.id = joined.request_id LEFT JOIN people_participation AS held_2 ON held_2.id = joined.by_id LEFT JOIN people_participation AS held_3 ON held_3.id = joined.participation_id WHERE held_2.edition_id <> held_1.edition_id OR held_3.edition_id <> held_1.edition_id)');

CREATE TRIGGER fairs_mixed_updated AFTER UPDATE ON public.meetings_privatenote REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN meetings_meetingrequest AS held_1 ON held_1.id = joined.request_id LEFT JOIN people_participation AS held_2 ON held_2.id = joined.participation_id WHERE held_2.edition_id <> held_1.edition_id)');

CREATE TRIGGER fairs_mixed_updated AFTER UPDATE ON public.meetings_requestevent REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN meetings_meetingrequest AS held_1 ON held_1.id = joined.request_id LEFT JOIN people_participation AS held_2 ON held_2.id = joined.by_id WHERE held_2.edition_id <> held_1.edition_id)');

CREATE TRIGGER fairs_mixed_updated AFTER UPDATE ON public.meetings_requestparty REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN meetings_meetingrequest AS held_1 ON held_1.id = joined.request_id LEFT JOIN exhibition_exhibitor AS held_2 ON held_2.organisation_id = joined.exhibitor_id LEFT JOIN people_participation AS held_3 ON held_3.id = joined.participation_id LEFT JOIN people_participation AS held_4 ON held_4.id = joined.attends_id WHERE held_2.edition_id <> held_1.edition_id OR held_3.edition_id <> held_1.edition_id OR held_4.edition_id <> held_1.edition_id)');

CREATE TRIGGER fairs_mixed_updated AFTER UPDATE ON public.meetings_started REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN meetings_meetingrequest AS held_1 ON held_1.id = joined.request_id LEFT JOIN people_participation AS held_2 ON held_2.id = joined.by_id WHERE held_2.edition_id <> held_1.edition_id)');

CREATE TRIGGER fairs_mixed_updated AFTER UPDATE ON public.meetings_visit REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN exhibition_exhibitor AS held_1 ON held_1.organisation_id = joined.exhibitor_id LEFT JOIN people_participation AS held_2 ON held_2.id = joined.participation_id WHERE held_2.edition_id <> held_1.edition_id)');

CREATE TRIGGER fairs_mixed_updated AFTER UPDATE ON public.people_answergiven REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN people_question AS held_1 ON held_1.id = joined.question_id LEFT JOIN people_participationtype AS held_2 ON held_2.id = held_1.type_id LEFT JOIN people_participation AS held_3 ON held_3.id = joined.participation_id WHERE held_3.edition_id <> held_2.edition_id)');

CREATE TRIGGER fairs_mixed_updated AFTER UPDATE ON public.standing_search_proposedneed REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows proposed JOIN standing_search_difference difference ON difference.id = proposed.difference_id JOIN standing_search_searchedmonth searched ON searched.id = difference.searched_id WHERE searched.edition_id <> proposed.edition_id)');

CREATE TRIGGER fairs_mixed_updated AFTER UPDATE ON public.standing_search_toldmaker REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN standing_search_proposedneed AS held_1 ON held_1.id = joined.proposal_id LEFT JOIN people_organisation AS held_2 ON held_2.id = joined.organisation_id WHERE held_2.edition_id <> held_1.edition_id)');

CREATE TRIGGER fairs_mixed_updated AFTER UPDATE ON public.trade_matchlist REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN fairs_run AS held_1 ON held_1.id = joined.run_id LEFT JOIN people_participation AS held_2 ON held_2.id = joined.participation_id LEFT JOIN people_organisation AS held_3 ON held_3.id = joined.organisation_id WHERE held_2.edition_id <> held_1.edition_id OR held_3.edition_id <> held_1.edition_id)');

CREATE TRIGGER fairs_mixed_updated AFTER UPDATE ON public.trade_standing REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_mixed('SELECT EXISTS (SELECT FROM new_rows AS joined LEFT JOIN trade_matching AS held_1 ON held_1.id = joined.matching_id LEFT JOIN people_organisation AS held_2 ON held_2.id = joined.organisation_id WHERE held_2.edition_id <> held_1.edition_id)');

CREATE TRIGGER fairs_need_id_inserted AFTER INSERT ON public.trade_makergroup REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('matching_id', 'trade_matching', 'need_id', 'trade_need');

CREATE TRIGGER fairs_need_id_inserted AFTER INSERT ON public.trade_makerlist REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('matching_id', 'trade_matching', 'need_id', 'trade_need');

CREATE TRIGGER fairs_need_id_updated AFTER UPDATE ON public.trade_makergroup REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('matching_id', 'trade_matching', 'need_id', 'trade_need');

CREATE TRIGGER fairs_need_id_updated AFTER UPDATE ON public.trade_makerlist REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('matching_id', 'trade_matching', 'need_id', 'trade_need');

CREATE TRIGGER fairs_organisation_id_inserted AFTER INSERT ON public.meetings_outcome REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('request_id', 'meetings_meetingrequest', 'organisation_id', 'people_organisation');

CREATE TRIGGER fairs_organisation_id_inserted AFTER INSERT ON public.meetings_privatenote REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('request_id', 'meetings_meetingrequest', 'organisation_id', 'people_organisation');

CREATE TRIGGER fairs_organisation_id_inserted AFTER INSERT ON public.people_mark REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('participation_id', 'people_participation', 'organisation_id', 'people_organisation');

CREATE TRIGGER fairs_organisation_id_updated AFTER UPDATE ON public.meetings_outcome REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('request_id', 'meetings_meetingrequest', 'organisation_id', 'people_organisation');

CREATE TRIGGER fairs_organisation_id_updated AFTER UPDATE ON public.meetings_privatenote REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('request_id', 'meetings_meetingrequest', 'organisation_id', 'people_organisation');

CREATE TRIGGER fairs_organisation_id_updated AFTER UPDATE ON public.people_mark REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('participation_id', 'people_participation', 'organisation_id', 'people_organisation');

CREATE TRIGGER fairs_other_id_inserted AFTER INSERT ON public.cooperation_tie REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('project_id', 'cooperation_project', 'other_id', 'cooperation_project');

CREATE TRIGGER fairs_other_id_inserted AFTER INSERT ON public.people_mark REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('participation_id', 'people_participation', 'other_id', 'people_participation');

CREATE TRIGGER fairs_other_id_updated AFTER UPDATE ON public.cooperation_tie REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('project_id', 'cooperation_project', 'other_id', 'cooperation_project');

CREATE TRIGGER fairs_other_id_updated AFTER UPDATE ON public.people_mark REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('participation_id', 'people_participation', 'other_id', 'people_participation');

CREATE TRIGGER fairs_participation_id_inserted AFTER INSERT ON public.attendance_arrival REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('session_id', 'congress_session', 'participation_id', 'people_participation');

CREATE TRIGGER fairs_participation_id_inserted AFTER INSERT ON public.attendance_seat REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('session_id', 'congress_session', 'participation_id', 'people_participation');

CREATE TRIGGER fairs_participation_id_inserted AFTER INSERT ON public.congress_speaker REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('session_id', 'congress_session', 'participation_id', 'people_participation');

CREATE TRIGGER fairs_participation_id_inserted AFTER INSERT ON public.meetings_checkin REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('request_id', 'meetings_meetingrequest', 'participation_id', 'people_participation');

CREATE TRIGGER fairs_participation_id_inserted AFTER INSERT ON public.meetings_followedsession REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('session_id', 'congress_session', 'participation_id', 'people_participation');

CREATE TRIGGER fairs_participation_id_inserted AFTER INSERT ON public.meetings_followup REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('request_id', 'meetings_meetingrequest', 'participation_id', 'people_participation');

CREATE TRIGGER fairs_participation_id_inserted AFTER INSERT ON public.trade_standing REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('matching_id', 'trade_matching', 'participation_id', 'people_participation');

CREATE TRIGGER fairs_participation_id_updated AFTER UPDATE ON public.attendance_arrival REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('session_id', 'congress_session', 'participation_id', 'people_participation');

CREATE TRIGGER fairs_participation_id_updated AFTER UPDATE ON public.attendance_seat REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('session_id', 'congress_session', 'participation_id', 'people_participation');

CREATE TRIGGER fairs_participation_id_updated AFTER UPDATE ON public.congress_speaker REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('session_id', 'congress_session', 'participation_id', 'people_participation');

CREATE TRIGGER fairs_participation_id_updated AFTER UPDATE ON public.meetings_checkin REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('request_id', 'meetings_meetingrequest', 'participation_id', 'people_participation');

CREATE TRIGGER fairs_participation_id_updated AFTER UPDATE ON public.meetings_followedsession REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('session_id', 'congress_session', 'participation_id', 'people_participation');

CREATE TRIGGER fairs_participation_id_updated AFTER UPDATE ON public.meetings_followup REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('request_id', 'meetings_meetingrequest', 'participation_id', 'people_participation');

CREATE TRIGGER fairs_participation_id_updated AFTER UPDATE ON public.trade_standing REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('matching_id', 'trade_matching', 'participation_id', 'people_participation');

CREATE TRIGGER fairs_request_id_inserted AFTER INSERT ON public.meetings_unheld REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('timetable_id', 'meetings_timetable', 'request_id', 'meetings_meetingrequest');

CREATE TRIGGER fairs_request_id_updated AFTER UPDATE ON public.meetings_unheld REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('timetable_id', 'meetings_timetable', 'request_id', 'meetings_meetingrequest');

CREATE TRIGGER fairs_rows_kept BEFORE DELETE ON public.consortia_blob FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_removal();

CREATE TRIGGER fairs_rows_kept BEFORE DELETE ON public.consortia_consortium FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_removal();

CREATE TRIGGER fairs_rows_kept BEFORE DELETE ON public.consortia_note FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_removal();

CREATE TRIGGER fairs_rows_kept BEFORE DELETE ON public.consortia_sharedfile FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_removal();

CREATE TRIGGER fairs_rows_kept BEFORE DELETE ON public.cooperation_project FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_removal();

CREATE TRIGGER fairs_rows_kept BEFORE DELETE ON public.fairs_edition FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_removal();

CREATE TRIGGER fairs_rows_kept BEFORE DELETE ON public.fairs_run FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_removal();

CREATE TRIGGER fairs_rows_kept BEFORE DELETE ON public.meetings_meetingrequest FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_removal();

CREATE TRIGGER fairs_rows_kept BEFORE DELETE ON public.people_organisation FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_removal();

CREATE TRIGGER fairs_rows_kept BEFORE DELETE ON public.people_participation FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_removal();

CREATE TRIGGER fairs_rows_kept BEFORE DELETE ON public.screening_hit FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_removal();

CREATE TRIGGER fairs_rows_kept BEFORE DELETE ON public.screening_restricted FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_removal();

CREATE TRIGGER fairs_rows_kept BEFORE DELETE ON public.screening_restrictedlist FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_removal();

CREATE TRIGGER fairs_rows_kept BEFORE DELETE ON public.standing_search_searchedmonth FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_removal();

CREATE TRIGGER fairs_run_kept BEFORE UPDATE ON public.fairs_run FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_removal();

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.attendance_sessionrecord REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('congress_session', 'session_id');

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.congress_livechange REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('congress_session', 'session_id');

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.congress_plannedsession REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('congress_programme', 'programme_id');

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.congress_programme REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.congress_room REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.congress_roomhours REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('congress_room', 'room_id');

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.congress_session REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.congress_speaker REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('congress_session', 'session_id');

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.cooperation_choice REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('cooperation_portfolio', 'portfolio_id');

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.cooperation_entry REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('cooperation_project', 'project_id');

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.cooperation_partner REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('cooperation_project', 'project_id');

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.cooperation_portfolio REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.cooperation_project REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.cooperation_projectstate REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('cooperation_project', 'project_id');

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.cooperation_share REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('cooperation_project', 'project_id');

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.cooperation_tie REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('cooperation_project', 'project_id');

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.exhibition_exhibitor REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.exhibition_exposition REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.exhibition_hall REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.exhibition_stand REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.fairs_run REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.fairs_slot REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.practices_effect REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('practices_practice', 'practice_id');

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.practices_practice REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.practices_practiceentry REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('practices_practice', 'practice_id');

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.proposals_call REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.standing_search_difference REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('standing_search_searchedmonth', 'searched_id');

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.standing_search_monthfigures REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('standing_search_searchedmonth', 'searched_id');

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.standing_search_searchedmonth REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.standing_search_searchrules REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.trade_assessment REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.trade_dependency REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.trade_makergroup REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('trade_matching', 'matching_id');

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.trade_makerlist REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('trade_matching', 'matching_id');

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.trade_matching REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.trade_need REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.trade_needfigures REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('trade_need', 'need_id');

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.trade_offer REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.trade_picture REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('people_organisation', 'organisation_id');

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.trade_product REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.trade_standshare REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('people_organisation', 'guest_id');

CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON public.trade_supplier REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('trade_dependency', 'dependency_id');

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.attendance_sessionrecord REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('congress_session', 'session_id');

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.congress_livechange REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('congress_session', 'session_id');

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.congress_plannedsession REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('congress_programme', 'programme_id');

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.congress_programme REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.congress_room REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.congress_roomhours REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('congress_room', 'room_id');

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.congress_session REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.congress_speaker REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('congress_session', 'session_id');

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.cooperation_choice REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('cooperation_portfolio', 'portfolio_id');

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.cooperation_entry REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('cooperation_project', 'project_id');

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.cooperation_headline REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.cooperation_touch_headline();

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.cooperation_partner REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('cooperation_project', 'project_id');

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.cooperation_portfolio REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.cooperation_project REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.cooperation_projectstate REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('cooperation_project', 'project_id');

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.cooperation_share REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('cooperation_project', 'project_id');

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.cooperation_tie REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('cooperation_project', 'project_id');

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.exhibition_exhibitor REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.exhibition_exposition REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.exhibition_hall REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.exhibition_stand REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.fairs_run REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.fairs_slot REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.practices_effect REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('practices_practice', 'practice_id');

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.practices_practice REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.practices_practiceentry REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('practices_practice', 'practice_id');

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.proposals_call REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.standing_search_difference REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('standing_search_searchedmonth', 'searched_id');

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.standing_search_monthfigures REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('standing_search_searchedmonth', 'searched_id');

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.standing_search_searchedmonth REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.standing_search_searchrules REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.trade_assessment REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.trade_dependency REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.trade_makergroup REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('trade_matching', 'matching_id');

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.trade_makerlist REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('trade_matching', 'matching_id');

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.trade_matching REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.trade_need REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.trade_needfigures REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('trade_need', 'need_id');

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.trade_offer REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.trade_picture REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('people_organisation', 'organisation_id');

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.trade_product REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.trade_standshare REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('people_organisation', 'guest_id');

CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON public.trade_supplier REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('trade_dependency', 'dependency_id');

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.attendance_sessionrecord REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('congress_session', 'session_id');

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.congress_livechange REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('congress_session', 'session_id');

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.congress_plannedsession REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('congress_programme', 'programme_id');

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.congress_programme REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.congress_room REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.congress_roomhours REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('congress_room', 'room_id');

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.congress_session REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.congress_speaker REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('congress_session', 'session_id');

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.cooperation_choice REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('cooperation_portfolio', 'portfolio_id');

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.cooperation_entry REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('cooperation_project', 'project_id');

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.cooperation_partner REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('cooperation_project', 'project_id');

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.cooperation_portfolio REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.cooperation_project REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.cooperation_projectstate REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('cooperation_project', 'project_id');

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.cooperation_share REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('cooperation_project', 'project_id');

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.cooperation_tie REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('cooperation_project', 'project_id');

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.exhibition_exhibitor REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.exhibition_exposition REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.exhibition_hall REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.exhibition_stand REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.fairs_edition FOR EACH ROW EXECUTE FUNCTION public.fairs_touch_edition();

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.fairs_run REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.fairs_slot REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.people_organisation REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.practices_effect REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('practices_practice', 'practice_id');

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.practices_practice REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.practices_practiceentry REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('practices_practice', 'practice_id');

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.proposals_call REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.standing_search_difference REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('standing_search_searchedmonth', 'searched_id');

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.standing_search_monthfigures REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('standing_search_searchedmonth', 'searched_id');

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.standing_search_searchedmonth REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.standing_search_searchrules REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.trade_assessment REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.trade_dependency REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.trade_makergroup REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('trade_matching', 'matching_id');

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.trade_makerlist REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('trade_matching', 'matching_id');

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.trade_matching REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.trade_need REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.trade_needfigures REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('trade_need', 'need_id');

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.trade_offer REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.trade_picture REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('people_organisation', 'organisation_id');

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.trade_product REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch();

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.trade_standshare REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('people_organisation', 'guest_id');

CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON public.trade_supplier REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_touch_through('trade_dependency', 'dependency_id');

CREATE TRIGGER fairs_version_frozen BEFORE UPDATE ON public.congress_programme FOR EACH ROW WHEN ((((old.state)::text = ANY ((ARRAY['released'::character varying, 'superseded'::character varying])::text[])) AND (((to_jsonb(old.*) - '{state,stamp,taken}'::text[]) IS DISTINCT FROM (to_jsonb(new.*) - '{state,stamp,taken}'::text[])) OR (((new.state)::text <> (old.state)::text) AND ((new.state)::text <> 'superseded'::text))))) EXECUTE FUNCTION public.fairs_keep_version();

CREATE TRIGGER fairs_version_frozen BEFORE UPDATE ON public.cooperation_portfolio FOR EACH ROW WHEN ((((old.state)::text = ANY ((ARRAY['released'::character varying, 'superseded'::character varying])::text[])) AND (((to_jsonb(old.*) - '{state,stamp,taken}'::text[]) IS DISTINCT FROM (to_jsonb(new.*) - '{state,stamp,taken}'::text[])) OR (((new.state)::text <> (old.state)::text) AND ((new.state)::text <> 'superseded'::text))))) EXECUTE FUNCTION public.fairs_keep_version();

CREATE TRIGGER fairs_version_frozen BEFORE UPDATE ON public.meetings_timetable FOR EACH ROW WHEN ((((old.state)::text = ANY ((ARRAY['released'::character varying, 'superseded'::character varying])::text[])) AND (((to_jsonb(old.*) - '{state,stamp,taken}'::text[]) IS DISTINCT FROM (to_jsonb(new.*) - '{state,stamp,taken}'::text[])) OR (((new.state)::text <> (old.state)::text) AND ((new.state)::text <> 'superseded'::text))))) EXECUTE FUNCTION public.fairs_keep_version();

CREATE TRIGGER fairs_version_frozen BEFORE UPDATE ON public.trade_assessment FOR EACH ROW WHEN ((((old.state)::text = ANY ((ARRAY['released'::character varying, 'superseded'::character varying])::text[])) AND (((to_jsonb(old.*) - '{state,stamp,taken}'::text[]) IS DISTINCT FROM (to_jsonb(new.*) - '{state,stamp,taken}'::text[])) OR (((new.state)::text <> (old.state)::text) AND ((new.state)::text <> 'superseded'::text))))) EXECUTE FUNCTION public.fairs_keep_version();

CREATE TRIGGER fairs_version_frozen BEFORE UPDATE ON public.trade_matching FOR EACH ROW WHEN ((((old.state)::text = ANY ((ARRAY['released'::character varying, 'superseded'::character varying])::text[])) AND (((to_jsonb(old.*) - '{state,stamp,taken}'::text[]) IS DISTINCT FROM (to_jsonb(new.*) - '{state,stamp,taken}'::text[])) OR (((new.state)::text <> (old.state)::text) AND ((new.state)::text <> 'superseded'::text))))) EXECUTE FUNCTION public.fairs_keep_version();

CREATE CONSTRAINT TRIGGER fairs_version_kept AFTER DELETE ON public.congress_programme DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((old.state)::text = ANY ((ARRAY['released'::character varying, 'superseded'::character varying])::text[]))) EXECUTE FUNCTION public.fairs_keep_released();

CREATE CONSTRAINT TRIGGER fairs_version_kept AFTER DELETE ON public.cooperation_portfolio DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((old.state)::text = ANY ((ARRAY['released'::character varying, 'superseded'::character varying])::text[]))) EXECUTE FUNCTION public.fairs_keep_released();

CREATE CONSTRAINT TRIGGER fairs_version_kept AFTER DELETE ON public.meetings_timetable DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((old.state)::text = ANY ((ARRAY['released'::character varying, 'superseded'::character varying])::text[]))) EXECUTE FUNCTION public.fairs_keep_released();

CREATE CONSTRAINT TRIGGER fairs_version_kept AFTER DELETE ON public.trade_assessment DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((old.state)::text = ANY ((ARRAY['released'::character varying, 'superseded'::character varying])::text[]))) EXECUTE FUNCTION public.fairs_keep_released();

CREATE CONSTRAINT TRIGGER fairs_version_kept AFTER DELETE ON public.trade_matching DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((old.state)::text = ANY ((ARRAY['released'::character varying, 'superseded'::character varying])::text[]))) EXECUTE FUNCTION public.fairs_keep_released();

CREATE TRIGGER fairs_viewer_id_inserted AFTER INSERT ON public.trade_shownlist REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('matching_id', 'trade_matching', 'viewer_id', 'people_participation');

CREATE TRIGGER fairs_viewer_id_updated AFTER UPDATE ON public.trade_shownlist REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_refuse_strangers('matching_id', 'trade_matching', 'viewer_id', 'people_participation');

CREATE TRIGGER figures_frozen BEFORE UPDATE ON public.trade_dependency FOR EACH ROW EXECUTE FUNCTION public.trade_keep_figures();

CREATE TRIGGER figures_frozen BEFORE UPDATE ON public.trade_listmeasure FOR EACH ROW EXECUTE FUNCTION public.trade_keep_figures();

CREATE TRIGGER figures_frozen BEFORE UPDATE ON public.trade_makergroup FOR EACH ROW EXECUTE FUNCTION public.trade_keep_figures();

CREATE TRIGGER figures_frozen BEFORE UPDATE ON public.trade_makerlist FOR EACH ROW EXECUTE FUNCTION public.trade_keep_figures();

CREATE TRIGGER figures_frozen BEFORE UPDATE ON public.trade_matchlist FOR EACH ROW EXECUTE FUNCTION public.trade_keep_figures();

CREATE TRIGGER figures_frozen BEFORE UPDATE ON public.trade_reason FOR EACH ROW EXECUTE FUNCTION public.trade_keep_figures();

CREATE TRIGGER figures_frozen BEFORE UPDATE ON public.trade_shownlist FOR EACH ROW EXECUTE FUNCTION public.trade_keep_figures();

CREATE TRIGGER figures_frozen BEFORE UPDATE ON public.trade_standing FOR EACH ROW EXECUTE FUNCTION public.trade_keep_figures();

CREATE TRIGGER figures_frozen BEFORE UPDATE ON public.trade_supplier FOR EACH ROW EXECUTE FUNCTION public.trade_keep_figures();

CREATE TRIGGER history_consortium_delete AFTER DELETE ON public.consortia_consortium REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_keep_history('consortium', 'consortia_describe', 'id', 'thing');

CREATE TRIGGER history_consortium_delete AFTER DELETE ON public.consortia_member REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_keep_history('consortium', 'consortia_describe', 'consortium_id', 'part', 'consortia_consortium', 'id');

CREATE TRIGGER history_consortium_insert AFTER INSERT ON public.consortia_consortium REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_keep_history('consortium', 'consortia_describe', 'id', 'thing');

CREATE TRIGGER history_consortium_insert AFTER INSERT ON public.consortia_member REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_keep_history('consortium', 'consortia_describe', 'consortium_id', 'part', 'consortia_consortium', 'id');

CREATE TRIGGER history_consortium_update AFTER UPDATE ON public.consortia_consortium REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_keep_history('consortium', 'consortia_describe', 'id', 'thing');

CREATE TRIGGER history_consortium_update AFTER UPDATE ON public.consortia_member REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_keep_history('consortium', 'consortia_describe', 'consortium_id', 'part', 'consortia_consortium', 'id');

CREATE TRIGGER history_organisation_delete AFTER DELETE ON public.exhibition_exhibitor REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_keep_history('organisation', 'exhibition_describe_organisations', 'organisation_id', 'part', 'people_organisation', 'id');

CREATE TRIGGER history_organisation_delete AFTER DELETE ON public.people_organisation REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_keep_history('organisation', 'exhibition_describe_organisations', 'id', 'thing');

CREATE TRIGGER history_organisation_insert AFTER INSERT ON public.exhibition_exhibitor REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_keep_history('organisation', 'exhibition_describe_organisations', 'organisation_id', 'part', 'people_organisation', 'id');

CREATE TRIGGER history_organisation_insert AFTER INSERT ON public.people_organisation REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_keep_history('organisation', 'exhibition_describe_organisations', 'id', 'thing');

CREATE TRIGGER history_organisation_update AFTER UPDATE ON public.exhibition_exhibitor REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_keep_history('organisation', 'exhibition_describe_organisations', 'organisation_id', 'part', 'people_organisation', 'id');

CREATE TRIGGER history_organisation_update AFTER UPDATE ON public.people_organisation REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_keep_history('organisation', 'exhibition_describe_organisations', 'id', 'thing');

CREATE TRIGGER history_participation_delete AFTER DELETE ON public.people_participation REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_keep_history('participation', 'people_describe_participations', 'id', 'thing');

CREATE TRIGGER history_participation_insert AFTER INSERT ON public.people_participation REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_keep_history('participation', 'people_describe_participations', 'id', 'thing');

CREATE TRIGGER history_participation_update AFTER UPDATE ON public.people_participation REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_keep_history('participation', 'people_describe_participations', 'id', 'thing');

CREATE TRIGGER history_participation_update AFTER UPDATE ON public.people_person REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_keep_history('participation', 'people_describe_persons', 'id', 'part', 'people_participation', 'person_id');

CREATE TRIGGER history_project_delete AFTER DELETE ON public.cooperation_partner REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_keep_history('project', 'cooperation_describe_projects', 'project_id', 'part', 'cooperation_project', 'id');

CREATE TRIGGER history_project_delete AFTER DELETE ON public.cooperation_project REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_keep_history('project', 'cooperation_describe_projects', 'id', 'part');

CREATE TRIGGER history_project_delete AFTER DELETE ON public.cooperation_share REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_keep_history('project', 'cooperation_describe_projects', 'project_id', 'part', 'cooperation_project', 'id');

CREATE TRIGGER history_project_delete AFTER DELETE ON public.cooperation_tie REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_keep_history('project', 'cooperation_describe_projects', 'project_id', 'part', 'cooperation_project', 'id');

CREATE TRIGGER history_project_insert AFTER INSERT ON public.cooperation_partner REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_keep_history('project', 'cooperation_describe_projects', 'project_id', 'part', 'cooperation_project', 'id');

CREATE TRIGGER history_project_insert AFTER INSERT ON public.cooperation_project REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_keep_history('project', 'cooperation_describe_projects', 'id', 'part');

CREATE TRIGGER history_project_insert AFTER INSERT ON public.cooperation_share REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_keep_history('project', 'cooperation_describe_projects', 'project_id', 'part', 'cooperation_project', 'id');

CREATE TRIGGER history_project_insert AFTER INSERT ON public.cooperation_tie REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_keep_history('project', 'cooperation_describe_projects', 'project_id', 'part', 'cooperation_project', 'id');

CREATE TRIGGER history_project_update AFTER UPDATE ON public.cooperation_partner REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_keep_history('project', 'cooperation_describe_projects', 'project_id', 'part', 'cooperation_project', 'id');

CREATE TRIGGER history_project_update AFTER UPDATE ON public.cooperation_project REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_keep_history('project', 'cooperation_describe_projects', 'id', 'part');

CREATE TRIGGER history_project_update AFTER UPDATE ON public.cooperation_share REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_keep_history('project', 'cooperation_describe_projects', 'project_id', 'part', 'cooperation_project', 'id');

CREATE TRIGGER history_project_update AFTER UPDATE ON public.cooperation_tie REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.fairs_keep_history('project', 'cooperation_describe_projects', 'project_id', 'part', 'cooperation_project', 'id');

CREATE TRIGGER ledger_insert_only BEFORE DELETE OR UPDATE ON public.cooperation_ledger FOR EACH ROW EXECUTE FUNCTION public.cooperation_keep_ledger();

CREATE TRIGGER meetings_attendees_deleted AFTER DELETE ON public.meetings_attendee REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.meetings_follow_attendees();

CREATE TRIGGER meetings_attendees_inserted AFTER INSERT ON public.meetings_attendee REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT WHEN ((public.fairs_read_load_setting('versions'::text) IS DISTINCT FROM 'on'::text)) EXECUTE FUNCTION public.meetings_follow_attendees();

CREATE TRIGGER meetings_attendees_updated AFTER UPDATE ON public.meetings_attendee REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.meetings_follow_attendees();

CREATE TRIGGER meetings_follow_deleted AFTER DELETE ON public.meetings_meeting REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT WHEN ((public.fairs_read_load_setting('versions'::text) IS DISTINCT FROM 'on'::text)) EXECUTE FUNCTION public.meetings_follow();

CREATE TRIGGER meetings_follow_inserted AFTER INSERT ON public.meetings_meeting REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT WHEN ((public.fairs_read_load_setting('versions'::text) IS DISTINCT FROM 'on'::text)) EXECUTE FUNCTION public.meetings_follow();

CREATE TRIGGER meetings_follow_updated AFTER UPDATE ON public.meetings_meeting REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.meetings_follow();

CREATE TRIGGER meetings_free_left BEFORE UPDATE OF state ON public.people_participation FOR EACH ROW WHEN ((((old.state)::text = 'approved'::text) AND ((new.state)::text <> 'approved'::text))) EXECUTE FUNCTION public.meetings_free_left();

CREATE TRIGGER meetings_hands BEFORE INSERT OR DELETE OR UPDATE ON public.meetings_booking FOR EACH STATEMENT EXECUTE FUNCTION public.meetings_refuse_hands();

CREATE TRIGGER meetings_hands BEFORE INSERT OR DELETE OR UPDATE ON public.meetings_change FOR EACH STATEMENT EXECUTE FUNCTION public.meetings_refuse_hands();

CREATE TRIGGER meetings_hands BEFORE INSERT OR DELETE OR UPDATE ON public.meetings_personslot FOR EACH STATEMENT EXECUTE FUNCTION public.meetings_refuse_hands();

CREATE TRIGGER meetings_hands BEFORE INSERT OR DELETE OR UPDATE ON public.meetings_placebooking FOR EACH STATEMENT EXECUTE FUNCTION public.meetings_refuse_hands();

CREATE TRIGGER meetings_hands BEFORE INSERT OR DELETE OR UPDATE ON public.meetings_placeslot FOR EACH STATEMENT EXECUTE FUNCTION public.meetings_refuse_hands();

CREATE TRIGGER meetings_hours_deleted AFTER DELETE ON public.people_availability REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.meetings_keep_hours();

CREATE TRIGGER meetings_hours_inserted AFTER INSERT ON public.congress_speaker REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.meetings_keep_hours();

CREATE TRIGGER meetings_hours_inserted AFTER INSERT ON public.people_availability REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.meetings_keep_hours();

CREATE TRIGGER meetings_hours_updated AFTER UPDATE ON public.congress_session REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.meetings_keep_sessions();

CREATE TRIGGER meetings_hours_updated AFTER UPDATE ON public.congress_speaker REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.meetings_keep_hours();

CREATE TRIGGER meetings_hours_updated AFTER UPDATE ON public.people_availability REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.meetings_keep_hours();

CREATE CONSTRAINT TRIGGER meetings_journal_kept AFTER DELETE OR UPDATE ON public.meetings_adjustment DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (public.meetings_is_released(old.timetable_id)) EXECUTE FUNCTION public.meetings_keep_released();

CREATE TRIGGER meetings_journal_whole AFTER INSERT ON public.meetings_adjustment REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT WHEN ((NOT public.fairs_may_load())) EXECUTE FUNCTION public.meetings_keep_released_whole();

CREATE TRIGGER meetings_kept BEFORE UPDATE OF state ON public.meetings_meetingrequest FOR EACH ROW WHEN (((old.state)::text <> (new.state)::text)) EXECUTE FUNCTION public.meetings_keep_state();

CREATE TRIGGER meetings_kept BEFORE DELETE OR UPDATE OF state ON public.meetings_timetable FOR EACH ROW EXECUTE FUNCTION public.meetings_keep_version();

CREATE TRIGGER meetings_left AFTER UPDATE OF state ON public.people_participation FOR EACH ROW WHEN ((((old.state)::text = 'approved'::text) AND ((new.state)::text <> 'approved'::text))) EXECUTE FUNCTION public.meetings_leave();

CREATE TRIGGER meetings_limits_updated AFTER UPDATE OF max_meetings_per_day, time_zone ON public.fairs_edition FOR EACH ROW WHEN ((((old.time_zone)::text <> (new.time_zone)::text) OR (new.max_meetings_per_day IS DISTINCT FROM old.max_meetings_per_day))) EXECUTE FUNCTION public.meetings_keep_edition();

CREATE TRIGGER meetings_limits_updated AFTER UPDATE ON public.meetings_personlimit REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.meetings_keep_limits();

CREATE TRIGGER meetings_limits_written AFTER INSERT ON public.meetings_personlimit REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.meetings_keep_limits();

CREATE TRIGGER meetings_parties_inserted AFTER INSERT ON public.meetings_requestparty REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.meetings_keep_parties();

CREATE TRIGGER meetings_parties_updated AFTER UPDATE ON public.meetings_requestparty REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.meetings_keep_parties();

CREATE TRIGGER meetings_requests_inserted AFTER INSERT ON public.meetings_meetingrequest REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.meetings_keep_requests();

CREATE TRIGGER meetings_requests_updated AFTER UPDATE ON public.meetings_meetingrequest REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.meetings_keep_requests();

CREATE TRIGGER meetings_seats_inserted AFTER INSERT ON public.attendance_seat REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.meetings_keep_hours();

CREATE TRIGGER meetings_seats_moved AFTER UPDATE ON public.congress_session REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.meetings_move_seats();

CREATE TRIGGER meetings_seats_updated AFTER UPDATE ON public.attendance_seat REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.meetings_keep_hours();

CREATE TRIGGER meetings_slot_kept BEFORE UPDATE OF date, number, starts_at, ends_at ON public.fairs_slot FOR EACH ROW WHEN (((((old.date IS DISTINCT FROM new.date) OR (old.number IS DISTINCT FROM new.number)) OR (old.starts_at IS DISTINCT FROM new.starts_at)) OR (old.ends_at IS DISTINCT FROM new.ends_at))) EXECUTE FUNCTION public.meetings_keep_slot();

CREATE TRIGGER meetings_staff_updated AFTER UPDATE OF organisation_id ON public.people_participation FOR EACH ROW WHEN ((old.organisation_id IS DISTINCT FROM new.organisation_id)) EXECUTE FUNCTION public.meetings_keep_staff();

CREATE TRIGGER meetings_stamp BEFORE UPDATE ON public.meetings_timetable FOR EACH ROW EXECUTE FUNCTION public.fairs_stamp();

CREATE CONSTRAINT TRIGGER meetings_stand_updated AFTER UPDATE OF stand_id ON public.exhibition_exhibitor DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((old.stand_id <> new.stand_id)) EXECUTE FUNCTION public.meetings_keep_stand();

CREATE TRIGGER meetings_tables_changed AFTER UPDATE OF tables ON public.fairs_slot FOR EACH ROW WHEN ((new.tables IS DISTINCT FROM old.tables)) EXECUTE FUNCTION public.meetings_keep_tables_of_slot();

CREATE TRIGGER meetings_tables_taken AFTER INSERT ON public.meetings_placeslot REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.meetings_keep_tables();

CREATE CONSTRAINT TRIGGER meetings_unheld_kept AFTER DELETE OR UPDATE ON public.meetings_unheld DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (public.meetings_is_released(old.timetable_id)) EXECUTE FUNCTION public.meetings_keep_released();

CREATE TRIGGER meetings_unheld_whole AFTER INSERT ON public.meetings_unheld REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT WHEN ((NOT public.fairs_may_load())) EXECUTE FUNCTION public.meetings_keep_released_whole();

CREATE TRIGGER meetings_versions_attendees AFTER INSERT ON public.meetings_attendee REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT WHEN ((public.fairs_read_load_setting('versions'::text) = 'on'::text)) EXECUTE FUNCTION public.meetings_take_attendees();

CREATE TRIGGER meetings_versions_deleted AFTER DELETE ON public.meetings_meeting REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT WHEN ((public.fairs_read_load_setting('versions'::text) = 'on'::text)) EXECUTE FUNCTION public.meetings_leave_versions();

CREATE TRIGGER meetings_versions_inserted AFTER INSERT ON public.meetings_meeting REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT WHEN ((public.fairs_read_load_setting('versions'::text) = 'on'::text)) EXECUTE FUNCTION public.meetings_take_versions();

CREATE CONSTRAINT TRIGGER meetings_versions_kept AFTER DELETE ON public.meetings_meeting DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((public.fairs_read_load_setting('versions'::text) = 'on'::text)) EXECUTE FUNCTION public.meetings_keep_released();

CREATE CONSTRAINT TRIGGER member_shares AFTER INSERT OR DELETE OR UPDATE ON public.consortia_member DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.consortia_check_member();

CREATE TRIGGER outbox_tell AFTER INSERT ON public.outbox_message FOR EACH STATEMENT EXECUTE FUNCTION public.outbox_tell();

CREATE TRIGGER people_keep_count BEFORE INSERT OR UPDATE OF taken ON public.people_participationtype FOR EACH ROW EXECUTE FUNCTION public.people_keep_count();

CREATE TRIGGER people_keep_passes BEFORE INSERT OR UPDATE OF taken ON public.people_passquota FOR EACH ROW EXECUTE FUNCTION public.people_keep_passes();

CREATE TRIGGER people_pass_changed AFTER UPDATE OF organisation_id, state, roles ON public.people_participation FOR EACH ROW WHEN ((('exhibitor'::text = ANY ((old.roles)::text[])) OR ('exhibitor'::text = ANY ((new.roles)::text[])))) EXECUTE FUNCTION public.people_count_passes();

CREATE TRIGGER people_pass_left AFTER DELETE ON public.people_participation FOR EACH ROW WHEN (('exhibitor'::text = ANY ((old.roles)::text[]))) EXECUTE FUNCTION public.people_count_passes();

CREATE TRIGGER people_pass_taken AFTER INSERT ON public.people_participation FOR EACH ROW WHEN (('exhibitor'::text = ANY ((new.roles)::text[]))) EXECUTE FUNCTION public.people_count_passes();

CREATE TRIGGER people_place_changed AFTER UPDATE OF type_id, state ON public.people_participation FOR EACH ROW WHEN (((old.type_id IS NOT NULL) OR (new.type_id IS NOT NULL))) EXECUTE FUNCTION public.people_count_places();

CREATE TRIGGER people_place_left AFTER DELETE ON public.people_participation FOR EACH ROW WHEN ((old.type_id IS NOT NULL)) EXECUTE FUNCTION public.people_count_places();

CREATE TRIGGER people_place_taken AFTER INSERT ON public.people_participation FOR EACH ROW WHEN ((new.type_id IS NOT NULL)) EXECUTE FUNCTION public.people_count_places();

CREATE CONSTRAINT TRIGGER portfolio_frozen AFTER DELETE OR UPDATE ON public.cooperation_choice DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (public.cooperation_is_released(old.portfolio_id)) EXECUTE FUNCTION public.cooperation_keep_choice();

CREATE CONSTRAINT TRIGGER portfolio_frozen AFTER DELETE OR UPDATE ON public.cooperation_spending DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (public.cooperation_is_released(old.portfolio_id)) EXECUTE FUNCTION public.cooperation_keep_choice();

CREATE TRIGGER portfolio_whole BEFORE INSERT OR UPDATE OF portfolio_id ON public.cooperation_choice FOR EACH ROW WHEN (public.cooperation_is_released(new.portfolio_id)) EXECUTE FUNCTION public.cooperation_keep_choice();

CREATE TRIGGER portfolio_whole BEFORE INSERT OR UPDATE OF portfolio_id ON public.cooperation_spending FOR EACH ROW WHEN (public.cooperation_is_released(new.portfolio_id)) EXECUTE FUNCTION public.cooperation_keep_choice();

CREATE TRIGGER practices_list_deleted AFTER DELETE ON public.practices_effect REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION public.practices_list_effects();

CREATE TRIGGER practices_list_deleted AFTER DELETE ON public.practices_practice REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.practices_list_changed();

CREATE TRIGGER practices_list_deleted AFTER DELETE ON public.trade_product REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION public.practices_list_products();

CREATE TRIGGER practices_list_inserted AFTER INSERT ON public.practices_effect REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION public.practices_list_effects();

CREATE TRIGGER practices_list_inserted AFTER INSERT ON public.practices_practice REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.practices_list_changed();

CREATE TRIGGER practices_list_inserted AFTER INSERT ON public.trade_product REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION public.practices_list_products();

CREATE TRIGGER practices_list_updated AFTER UPDATE ON public.practices_effect REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION public.practices_list_effects();

CREATE TRIGGER practices_list_updated AFTER UPDATE ON public.practices_practice REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.practices_list_changed();

CREATE TRIGGER practices_list_updated AFTER UPDATE ON public.trade_product REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION public.practices_list_products();

CREATE TRIGGER procrastinate_jobs_notify_queue_job_aborted_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN (((old.abort_requested = false) AND (new.abort_requested = true) AND (new.status = 'doing'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_notify_queue_abort_job_v1();

CREATE TRIGGER procrastinate_jobs_notify_queue_job_inserted_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_notify_queue_job_inserted_v1();

CREATE TRIGGER procrastinate_trigger_abort_requested_events_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.abort_requested = true)) EXECUTE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1();

CREATE TRIGGER procrastinate_trigger_delete_jobs_v1 BEFORE DELETE ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_unlink_periodic_defers_v1();

CREATE TRIGGER procrastinate_trigger_scheduled_events_v1 AFTER INSERT OR UPDATE ON public.procrastinate_jobs FOR EACH ROW WHEN (((new.scheduled_at IS NOT NULL) AND (new.status = 'todo'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1();

CREATE TRIGGER procrastinate_trigger_status_events_insert_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1();

CREATE TRIGGER procrastinate_trigger_status_events_update_v1 AFTER UPDATE OF status ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_update_v1();

CREATE TRIGGER project_keeps_its_code BEFORE UPDATE ON public.cooperation_project FOR EACH ROW WHEN ((((old.code)::text <> (new.code)::text) OR (old.ledger_id <> new.ledger_id))) EXECUTE FUNCTION public.cooperation_keep_project();

CREATE TRIGGER screening_decided AFTER INSERT ON public.screening_decision FOR EACH ROW EXECUTE FUNCTION public.screening_write_state();

CREATE TRIGGER screening_keep_state BEFORE INSERT OR UPDATE OF state ON public.screening_hit FOR EACH ROW EXECUTE FUNCTION public.screening_keep_state();

CREATE CONSTRAINT TRIGGER share_sum AFTER INSERT OR DELETE OR UPDATE ON public.cooperation_share DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.cooperation_check_shares();

CREATE TRIGGER trade_list_deleted AFTER DELETE ON public.people_organisation REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trade_list_organisations();

CREATE TRIGGER trade_list_deleted AFTER DELETE ON public.trade_need REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trade_list_changed_needs();

CREATE TRIGGER trade_list_deleted AFTER DELETE ON public.trade_offer REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trade_list_offers();

CREATE TRIGGER trade_list_deleted AFTER DELETE ON public.trade_product REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trade_list_products();

CREATE TRIGGER trade_list_inserted AFTER INSERT ON public.people_organisation REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trade_list_organisations();

CREATE TRIGGER trade_list_inserted AFTER INSERT ON public.trade_need REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trade_list_changed_needs();

CREATE TRIGGER trade_list_inserted AFTER INSERT ON public.trade_offer REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trade_list_offers();

CREATE TRIGGER trade_list_inserted AFTER INSERT ON public.trade_product REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trade_list_products();

CREATE TRIGGER trade_list_updated AFTER UPDATE ON public.people_organisation REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trade_list_organisations();

CREATE TRIGGER trade_list_updated AFTER UPDATE ON public.trade_need REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trade_list_changed_needs();

CREATE TRIGGER trade_list_updated AFTER UPDATE ON public.trade_offer REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trade_list_offers();

CREATE TRIGGER trade_list_updated AFTER UPDATE ON public.trade_product REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION public.trade_list_products();

CREATE CONSTRAINT TRIGGER version_frozen AFTER DELETE ON public.trade_dependency DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (public.trade_is_released_by_assessment(old.run_id)) EXECUTE FUNCTION public.trade_keep_assessment();

CREATE CONSTRAINT TRIGGER version_frozen AFTER DELETE ON public.trade_listmeasure DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (public.trade_is_released_by_matching(old.matching_id)) EXECUTE FUNCTION public.trade_keep_matching();

CREATE CONSTRAINT TRIGGER version_frozen AFTER DELETE ON public.trade_makergroup DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (public.trade_is_released_by_matching(old.matching_id)) EXECUTE FUNCTION public.trade_keep_matching();

CREATE CONSTRAINT TRIGGER version_frozen AFTER DELETE ON public.trade_makerlist DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (public.trade_is_released_by_matching(old.matching_id)) EXECUTE FUNCTION public.trade_keep_matching();

CREATE CONSTRAINT TRIGGER version_frozen AFTER DELETE ON public.trade_matchlist DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (public.trade_is_released_by_run(old.run_id)) EXECUTE FUNCTION public.trade_keep_run();

CREATE CONSTRAINT TRIGGER version_frozen AFTER DELETE ON public.trade_reason DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (public.trade_is_released_by_run(old.run_id)) EXECUTE FUNCTION public.trade_keep_run();

CREATE CONSTRAINT TRIGGER version_frozen AFTER DELETE ON public.trade_standing DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (public.trade_is_released_by_matching(old.matching_id)) EXECUTE FUNCTION public.trade_keep_matching();

CREATE CONSTRAINT TRIGGER version_frozen AFTER DELETE ON public.trade_supplier DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (public.trade_is_released_by_supplier(old.dependency_id)) EXECUTE FUNCTION public.trade_keep_supplier();

CREATE TRIGGER version_whole AFTER INSERT ON public.trade_dependency REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT WHEN ((NOT public.fairs_may_load())) EXECUTE FUNCTION public.trade_keep_assessment_whole();

CREATE TRIGGER version_whole AFTER INSERT ON public.trade_listmeasure REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT WHEN ((NOT public.fairs_may_load())) EXECUTE FUNCTION public.trade_keep_matching_whole();

CREATE TRIGGER version_whole AFTER INSERT ON public.trade_makergroup REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT WHEN ((NOT public.fairs_may_load())) EXECUTE FUNCTION public.trade_keep_matching_whole();

CREATE TRIGGER version_whole AFTER INSERT ON public.trade_makerlist REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT WHEN ((NOT public.fairs_may_load())) EXECUTE FUNCTION public.trade_keep_matching_whole();

CREATE TRIGGER version_whole AFTER INSERT ON public.trade_matchlist REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT WHEN ((NOT public.fairs_may_load())) EXECUTE FUNCTION public.trade_keep_run_whole();

CREATE TRIGGER version_whole AFTER INSERT ON public.trade_reason REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT WHEN ((NOT public.fairs_may_load())) EXECUTE FUNCTION public.trade_keep_run_whole();

CREATE TRIGGER version_whole AFTER INSERT ON public.trade_standing REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT WHEN ((NOT public.fairs_may_load())) EXECUTE FUNCTION public.trade_keep_matching_whole();

CREATE TRIGGER version_whole AFTER INSERT ON public.trade_supplier REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT WHEN ((NOT public.fairs_may_load())) EXECUTE FUNCTION public.trade_keep_supplier_whole();

CREATE TRIGGER work_tell AFTER INSERT OR UPDATE ON public.work_work FOR EACH ROW EXECUTE FUNCTION public.work_tell();

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_people_account_id FOREIGN KEY (user_id) REFERENCES public.people_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attendance_arrival
    ADD CONSTRAINT attendance_arrival_account_id_16ea95f2_fk_people_account_id FOREIGN KEY (account_id) REFERENCES public.people_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attendance_arrival
    ADD CONSTRAINT attendance_arrival_participation_id_5b2d14be_fk_people_pa FOREIGN KEY (participation_id) REFERENCES public.people_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attendance_arrival
    ADD CONSTRAINT attendance_arrival_session_id_2aae81c9_fk_congress_session_id FOREIGN KEY (session_id) REFERENCES public.congress_session(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attendance_floorquestion
    ADD CONSTRAINT attendance_floorques_participation_id_bd32447c_fk_people_pa FOREIGN KEY (participation_id) REFERENCES public.people_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attendance_floorquestion
    ADD CONSTRAINT attendance_floorques_session_id_fdc91afb_fk_congress_ FOREIGN KEY (session_id) REFERENCES public.congress_session(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attendance_questionvote
    ADD CONSTRAINT attendance_questionv_participation_id_e29e36c6_fk_people_pa FOREIGN KEY (participation_id) REFERENCES public.people_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attendance_questionvote
    ADD CONSTRAINT attendance_questionv_question_id_258f5fa4_fk_attendanc FOREIGN KEY (question_id) REFERENCES public.attendance_floorquestion(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attendance_seat
    ADD CONSTRAINT attendance_seat_participation_id_52ec839d_fk_people_pa FOREIGN KEY (participation_id) REFERENCES public.people_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attendance_seat
    ADD CONSTRAINT attendance_seat_session_id_756bb159_fk_congress_session_id FOREIGN KEY (session_id) REFERENCES public.congress_session(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attendance_seatcount
    ADD CONSTRAINT attendance_seatcount_session_id_33a393f4_fk_congress_session_id FOREIGN KEY (session_id) REFERENCES public.congress_session(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.attendance_sessionrecord
    ADD CONSTRAINT attendance_sessionre_session_id_7f3c5818_fk_congress_ FOREIGN KEY (session_id) REFERENCES public.congress_session(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.congress_livechange
    ADD CONSTRAINT congress_livechange_account_id_26dd47d8_fk_people_account_id FOREIGN KEY (account_id) REFERENCES public.people_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.congress_livechange
    ADD CONSTRAINT congress_livechange_session_id_6e13181b_fk_congress_session_id FOREIGN KEY (session_id) REFERENCES public.congress_session(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.congress_plannedsession
    ADD CONSTRAINT congress_plannedsess_programme_id_99acb6bf_fk_congress_ FOREIGN KEY (programme_id) REFERENCES public.congress_programme(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.congress_plannedsession
    ADD CONSTRAINT congress_plannedsession_room_id_d8874b21_fk_congress_room_id FOREIGN KEY (room_id) REFERENCES public.congress_room(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.congress_plannedspeaker
    ADD CONSTRAINT congress_plannedspea_participation_id_ebabba57_fk_people_pa FOREIGN KEY (participation_id) REFERENCES public.people_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.congress_plannedspeaker
    ADD CONSTRAINT congress_plannedspea_session_id_b66777ee_fk_congress_ FOREIGN KEY (session_id) REFERENCES public.congress_plannedsession(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.congress_programme
    ADD CONSTRAINT congress_programme_edition_id_8e1335f8_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.congress_programme
    ADD CONSTRAINT congress_programme_run_id_within FOREIGN KEY (edition_id, run_id) REFERENCES public.fairs_run(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.congress_programmestep
    ADD CONSTRAINT congress_programmest_programme_id_6d644c0e_fk_congress_ FOREIGN KEY (programme_id) REFERENCES public.congress_programme(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.congress_programmestep
    ADD CONSTRAINT congress_programmestep_account_id_332081b0_fk_people_account_id FOREIGN KEY (account_id) REFERENCES public.people_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.congress_room
    ADD CONSTRAINT congress_room_edition_id_98baca9c_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.congress_room
    ADD CONSTRAINT congress_room_hall_id_within FOREIGN KEY (edition_id, hall_id) REFERENCES public.exhibition_hall(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.congress_roomhours
    ADD CONSTRAINT congress_roomhours_room_id_063eab79_fk_congress_room_id FOREIGN KEY (room_id) REFERENCES public.congress_room(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.congress_session
    ADD CONSTRAINT congress_session_edition_id_2d8a6f3e_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.congress_session
    ADD CONSTRAINT congress_session_room_id_within FOREIGN KEY (edition_id, room_id) REFERENCES public.congress_room(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.congress_speaker
    ADD CONSTRAINT congress_speaker_participation_id_c1b9186c_fk_people_pa FOREIGN KEY (participation_id) REFERENCES public.people_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.congress_speaker
    ADD CONSTRAINT congress_speaker_session_id_4a4c296b_fk_congress_session_id FOREIGN KEY (session_id) REFERENCES public.congress_session(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consent_consent
    ADD CONSTRAINT consent_consent_person_id_7faabceb_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consent_consent
    ADD CONSTRAINT consent_consent_text_id_6c5057e1_fk_consent_consenttext_id FOREIGN KEY (text_id) REFERENCES public.consent_consenttext(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consent_consenttext
    ADD CONSTRAINT consent_consenttext_edition_id_89e2df88_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consortia_agreement
    ADD CONSTRAINT consortia_agreement_consortium_id_2b63bd03_fk_consortia FOREIGN KEY (consortium_id) REFERENCES public.consortia_consortium(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consortia_consortium
    ADD CONSTRAINT consortia_consortium_edition_id_7424a369_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consortia_consortium
    ADD CONSTRAINT consortia_consortium_need_id_within FOREIGN KEY (edition_id, need_id) REFERENCES public.trade_need(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consortia_consortium
    ADD CONSTRAINT consortia_consortium_opened_by_id_within FOREIGN KEY (edition_id, opened_by_id) REFERENCES public.people_participation(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consortia_consortium
    ADD CONSTRAINT consortia_consortium_project_id_within FOREIGN KEY (edition_id, project_id) REFERENCES public.cooperation_project(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consortia_interest
    ADD CONSTRAINT consortia_interest_by_id_within FOREIGN KEY (edition_id, by_id) REFERENCES public.people_participation(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consortia_interest
    ADD CONSTRAINT consortia_interest_edition_id_8dcc3c0c_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consortia_interest
    ADD CONSTRAINT consortia_interest_need_id_within FOREIGN KEY (edition_id, need_id) REFERENCES public.trade_need(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consortia_interest
    ADD CONSTRAINT consortia_interest_organisation_id_within FOREIGN KEY (edition_id, organisation_id) REFERENCES public.people_organisation(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consortia_member
    ADD CONSTRAINT consortia_member_consortium_id_within FOREIGN KEY (edition_id, consortium_id) REFERENCES public.consortia_consortium(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consortia_member
    ADD CONSTRAINT consortia_member_edition_id_77f04962_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consortia_member
    ADD CONSTRAINT consortia_member_organisation_id_within FOREIGN KEY (edition_id, organisation_id) REFERENCES public.people_organisation(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consortia_note
    ADD CONSTRAINT consortia_note_by_id_a001a5f8_fk_people_participation_id FOREIGN KEY (by_id) REFERENCES public.people_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consortia_note
    ADD CONSTRAINT consortia_note_consortium_id_cd9b9ce2_fk_consortia FOREIGN KEY (consortium_id) REFERENCES public.consortia_consortium(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consortia_note
    ADD CONSTRAINT consortia_note_file_id_474789cd_fk_consortia_sharedfile_id FOREIGN KEY (file_id) REFERENCES public.consortia_sharedfile(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consortia_note
    ADD CONSTRAINT consortia_note_member_id_eba70441_fk_consortia_member_id FOREIGN KEY (member_id) REFERENCES public.consortia_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consortia_sharedfile
    ADD CONSTRAINT consortia_sharedfile_blob_id_8bfb1faf_fk_consortia_blob_sha256 FOREIGN KEY (blob_id) REFERENCES public.consortia_blob(sha256) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consortia_sharedfile
    ADD CONSTRAINT consortia_sharedfile_by_id_6b800c8a_fk_people_participation_id FOREIGN KEY (by_id) REFERENCES public.people_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consortia_sharedfile
    ADD CONSTRAINT consortia_sharedfile_consortium_id_1a3d1920_fk_consortia FOREIGN KEY (consortium_id) REFERENCES public.consortia_consortium(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consortia_signatory
    ADD CONSTRAINT consortia_signatory_signing_id_63ab9eb7_fk_consortia_signing_id FOREIGN KEY (signing_id) REFERENCES public.consortia_signing(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consortia_signing
    ADD CONSTRAINT consortia_signing_edition_id_fd6b5e28_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consortia_signing
    ADD CONSTRAINT consortia_signing_project_id_within FOREIGN KEY (edition_id, project_id) REFERENCES public.cooperation_project(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consortia_signing
    ADD CONSTRAINT consortia_signing_session_id_within FOREIGN KEY (edition_id, session_id) REFERENCES public.congress_session(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consortia_signoff
    ADD CONSTRAINT consortia_signoff_agreement_id_77956a27_fk_consortia FOREIGN KEY (agreement_id) REFERENCES public.consortia_agreement(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consortia_signoff
    ADD CONSTRAINT consortia_signoff_member_id_014954a0_fk_consortia_member_id FOREIGN KEY (member_id) REFERENCES public.consortia_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperation_approver
    ADD CONSTRAINT cooperation_approver_account_id_54fbb8d5_fk_people_account_id FOREIGN KEY (account_id) REFERENCES public.people_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperation_approver
    ADD CONSTRAINT cooperation_approver_partner_id_4b55874b_fk_cooperati FOREIGN KEY (partner_id) REFERENCES public.cooperation_partner(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperation_choice
    ADD CONSTRAINT cooperation_choice_portfolio_id_fae4a6af_fk_cooperati FOREIGN KEY (portfolio_id) REFERENCES public.cooperation_portfolio(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperation_choice
    ADD CONSTRAINT cooperation_choice_project_id_8caf9508_fk_cooperati FOREIGN KEY (project_id) REFERENCES public.cooperation_project(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperation_entry
    ADD CONSTRAINT cooperation_entry_ledger_id_8d7576a5_fk_cooperation_ledger_id FOREIGN KEY (ledger_id) REFERENCES public.cooperation_ledger(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperation_entry
    ADD CONSTRAINT cooperation_entry_project_id_5f4708e6_fk_cooperation_project_id FOREIGN KEY (project_id) REFERENCES public.cooperation_project(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperation_headlinerow
    ADD CONSTRAINT cooperation_headline_headline_id_9ea80888_fk_cooperati FOREIGN KEY (headline_id) REFERENCES public.cooperation_headline(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperation_headline
    ADD CONSTRAINT cooperation_headline_ledger_id_13abcd3c_fk_cooperati FOREIGN KEY (ledger_id) REFERENCES public.cooperation_ledger(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperation_headlinerow
    ADD CONSTRAINT cooperation_headline_project_id_c22db14c_fk_cooperati FOREIGN KEY (project_id) REFERENCES public.cooperation_project(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperation_partner
    ADD CONSTRAINT cooperation_partner_organisation_id_3706845e_fk_people_or FOREIGN KEY (organisation_id) REFERENCES public.people_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperation_partner
    ADD CONSTRAINT cooperation_partner_project_id_ede908cb_fk_cooperati FOREIGN KEY (project_id) REFERENCES public.cooperation_project(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperation_portfolio
    ADD CONSTRAINT cooperation_portfolio_edition_id_19f764c0_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperation_portfolio
    ADD CONSTRAINT cooperation_portfolio_run_id_within FOREIGN KEY (edition_id, run_id) REFERENCES public.fairs_run(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperation_project
    ADD CONSTRAINT cooperation_project_edition_id_e72d65d8_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperation_project
    ADD CONSTRAINT cooperation_project_lead_id_within FOREIGN KEY (edition_id, lead_id) REFERENCES public.people_organisation(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperation_project
    ADD CONSTRAINT cooperation_project_ledger_id_d83e5b2d_fk_cooperation_ledger_id FOREIGN KEY (ledger_id) REFERENCES public.cooperation_ledger(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperation_projectappraisal
    ADD CONSTRAINT cooperation_projecta_project_id_0b1b90b0_fk_cooperati FOREIGN KEY (project_id) REFERENCES public.cooperation_project(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperation_rate
    ADD CONSTRAINT cooperation_rate_ledger_id_499aefe4_fk_cooperation_ledger_id FOREIGN KEY (ledger_id) REFERENCES public.cooperation_ledger(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperation_share
    ADD CONSTRAINT cooperation_share_partner_id_6ddbcfcf_fk_cooperation_partner_id FOREIGN KEY (partner_id) REFERENCES public.cooperation_partner(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperation_share
    ADD CONSTRAINT cooperation_share_project_id_1b7d8124_fk_cooperation_project_id FOREIGN KEY (project_id) REFERENCES public.cooperation_project(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperation_spending
    ADD CONSTRAINT cooperation_spending_portfolio_id_5f67b95a_fk_cooperati FOREIGN KEY (portfolio_id) REFERENCES public.cooperation_portfolio(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperation_tie
    ADD CONSTRAINT cooperation_tie_other_id_ba9789d2_fk_cooperation_project_id FOREIGN KEY (other_id) REFERENCES public.cooperation_project(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperation_tie
    ADD CONSTRAINT cooperation_tie_project_id_6b9e95e7_fk_cooperation_project_id FOREIGN KEY (project_id) REFERENCES public.cooperation_project(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.delegations_delegate
    ADD CONSTRAINT delegations_delegate_delegation_id_within FOREIGN KEY (edition_id, delegation_id) REFERENCES public.delegations_delegation(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.delegations_delegate
    ADD CONSTRAINT delegations_delegate_edition_id_37290dd4_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.delegations_delegate
    ADD CONSTRAINT delegations_delegate_participation_id_within FOREIGN KEY (edition_id, participation_id) REFERENCES public.people_participation(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.delegations_delegation
    ADD CONSTRAINT delegations_delegation_edition_id_2f8df1ad_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.delegations_delegation
    ADD CONSTRAINT delegations_delegation_exposition_id_within FOREIGN KEY (edition_id, exposition_id) REFERENCES public.exhibition_exposition(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.delegations_delegation
    ADD CONSTRAINT delegations_delegation_organisation_id_within FOREIGN KEY (edition_id, organisation_id) REFERENCES public.people_organisation(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.delegations_interpreterbooking
    ADD CONSTRAINT delegations_interpre_edition_id_92495aa1_fk_fairs_edi FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.delegations_interpreter
    ADD CONSTRAINT delegations_interpreter_edition_id_31efabab_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.delegations_interpreterbooking
    ADD CONSTRAINT delegations_interpreterbooking_delegation_id_within FOREIGN KEY (edition_id, delegation_id) REFERENCES public.delegations_delegation(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.delegations_interpreterbooking
    ADD CONSTRAINT delegations_interpreterbooking_interpreter_id_within FOREIGN KEY (edition_id, interpreter_id) REFERENCES public.delegations_interpreter(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.delegations_visititem
    ADD CONSTRAINT delegations_visititem_delegation_id_within FOREIGN KEY (edition_id, delegation_id) REFERENCES public.delegations_delegation(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.delegations_visititem
    ADD CONSTRAINT delegations_visititem_edition_id_2c3e66b7_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.delegations_visititem
    ADD CONSTRAINT delegations_visititem_exhibitor_id_within FOREIGN KEY (edition_id, exhibitor_id) REFERENCES public.exhibition_exhibitor(edition_id, organisation_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.delegations_visititem
    ADD CONSTRAINT delegations_visititem_session_id_within FOREIGN KEY (edition_id, session_id) REFERENCES public.congress_session(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

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

ALTER TABLE ONLY public.fairs_stamp
    ADD CONSTRAINT fairs_stamp_of_edition FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.market_announced
    ADD CONSTRAINT market_announced_edition_id_d83857e1_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.market_conversation
    ADD CONSTRAINT market_conversation_answered_by_id_within FOREIGN KEY (edition_id, answered_by_id) REFERENCES public.people_participation(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.market_conversation
    ADD CONSTRAINT market_conversation_asker_id_aac7223d_fk_people_pa FOREIGN KEY (asker_id) REFERENCES public.people_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.market_conversation
    ADD CONSTRAINT market_conversation_asker_id_within FOREIGN KEY (edition_id, asker_id) REFERENCES public.people_participation(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.market_conversation
    ADD CONSTRAINT market_conversation_edition_id_52ba21c6_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.market_conversation
    ADD CONSTRAINT market_conversation_need_id_within FOREIGN KEY (edition_id, need_id) REFERENCES public.trade_need(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.market_conversation
    ADD CONSTRAINT market_conversation_offer_id_within FOREIGN KEY (edition_id, offer_id) REFERENCES public.trade_offer(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.market_conversation
    ADD CONSTRAINT market_conversation_owner_id_4eec286c_fk_people_organisation_id FOREIGN KEY (owner_id) REFERENCES public.people_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.market_conversation
    ADD CONSTRAINT market_conversation_owner_id_within FOREIGN KEY (edition_id, owner_id) REFERENCES public.people_organisation(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.market_letter
    ADD CONSTRAINT market_letter_author_id_7b71347e_fk_people_participation_id FOREIGN KEY (author_id) REFERENCES public.people_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.market_letter
    ADD CONSTRAINT market_letter_conversation_id_22dc26be_fk_market_co FOREIGN KEY (conversation_id) REFERENCES public.market_conversation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.market_reading
    ADD CONSTRAINT market_reading_conversation_id_1b5897e5_fk_market_co FOREIGN KEY (conversation_id) REFERENCES public.market_conversation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.market_reading
    ADD CONSTRAINT market_reading_reader_id_357c1c77_fk_people_participation_id FOREIGN KEY (reader_id) REFERENCES public.people_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.market_watch
    ADD CONSTRAINT market_watch_participation_id_c511bea0_fk_people_pa FOREIGN KEY (participation_id) REFERENCES public.people_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_adjustment
    ADD CONSTRAINT meetings_adjustment_account_id_9815ecdc_fk_people_account_id FOREIGN KEY (account_id) REFERENCES public.people_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_adjustment
    ADD CONSTRAINT meetings_adjustment_request_id_eb29a44d_fk_meetings_ FOREIGN KEY (request_id) REFERENCES public.meetings_meetingrequest(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_adjustment
    ADD CONSTRAINT meetings_adjustment_timetable_id_ac877f1b_fk_meetings_ FOREIGN KEY (timetable_id) REFERENCES public.meetings_timetable(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_agendafeed
    ADD CONSTRAINT meetings_agendafeed_participation_id_b9b38a48_fk_people_pa FOREIGN KEY (participation_id) REFERENCES public.people_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_attendee
    ADD CONSTRAINT meetings_attendee_meeting_id_7f19274c_fk_meetings_meeting_id FOREIGN KEY (meeting_id) REFERENCES public.meetings_meeting(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_attendee
    ADD CONSTRAINT meetings_attendee_participation_id_1bd2dfcc_fk_people_pa FOREIGN KEY (participation_id) REFERENCES public.people_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_block
    ADD CONSTRAINT meetings_block_by_id_within FOREIGN KEY (edition_id, by_id) REFERENCES public.people_participation(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_block
    ADD CONSTRAINT meetings_block_edition_id_9b17e781_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_block
    ADD CONSTRAINT meetings_block_whom_id_within FOREIGN KEY (edition_id, whom_id) REFERENCES public.people_participation(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_change
    ADD CONSTRAINT meetings_change_request_id_faa9db84_fk_meetings_ FOREIGN KEY (request_id) REFERENCES public.meetings_meetingrequest(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_checkin
    ADD CONSTRAINT meetings_checkin_participation_id_b59bfd1e_fk_people_pa FOREIGN KEY (participation_id) REFERENCES public.people_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_checkin
    ADD CONSTRAINT meetings_checkin_request_id_ab0b7b2f_fk_meetings_ FOREIGN KEY (request_id) REFERENCES public.meetings_meetingrequest(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_followedsession
    ADD CONSTRAINT meetings_followedses_participation_id_56843e5c_fk_people_pa FOREIGN KEY (participation_id) REFERENCES public.people_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_followedsession
    ADD CONSTRAINT meetings_followedses_session_id_b531ab53_fk_congress_ FOREIGN KEY (session_id) REFERENCES public.congress_session(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_followup
    ADD CONSTRAINT meetings_followup_participation_id_d7610e20_fk_people_pa FOREIGN KEY (participation_id) REFERENCES public.people_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_followup
    ADD CONSTRAINT meetings_followup_request_id_422cc329_fk_meetings_ FOREIGN KEY (request_id) REFERENCES public.meetings_meetingrequest(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_freedtime
    ADD CONSTRAINT meetings_freedtime_edition_id_00e0e0c0_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_lane
    ADD CONSTRAINT meetings_lane_timetable_id_de7dac4f_fk_meetings_timetable_id FOREIGN KEY (timetable_id) REFERENCES public.meetings_timetable(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;

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
    ADD CONSTRAINT meetings_meeting_timetable_id_e5c67de0_fk_meetings_timetable_id FOREIGN KEY (timetable_id) REFERENCES public.meetings_timetable(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_meetingrequest
    ADD CONSTRAINT meetings_meetingrequest_asking_firm_id_within FOREIGN KEY (edition_id, asking_firm_id) REFERENCES public.people_organisation(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_meetingrequest
    ADD CONSTRAINT meetings_meetingrequest_assigned_id_within FOREIGN KEY (edition_id, assigned_id) REFERENCES public.people_participation(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_meetingrequest
    ADD CONSTRAINT meetings_meetingrequest_author_id_within FOREIGN KEY (edition_id, author_id) REFERENCES public.people_participation(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_meetingrequest
    ADD CONSTRAINT meetings_meetingrequest_changed_by_id_within FOREIGN KEY (edition_id, changed_by_id) REFERENCES public.people_participation(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_meetingrequest
    ADD CONSTRAINT meetings_meetingrequest_edition_id_9fa0c521_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_meetingrequest
    ADD CONSTRAINT meetings_meetingrequest_invitee_id_within FOREIGN KEY (edition_id, invitee_id) REFERENCES public.people_participation(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_meetingrequest
    ADD CONSTRAINT meetings_meetingrequest_locked_id_within FOREIGN KEY (edition_id, locked_id) REFERENCES public.fairs_slot(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_meetingrequest
    ADD CONSTRAINT meetings_meetingrequest_locked_table_id_within FOREIGN KEY (edition_id, locked_table_id) REFERENCES public.meetings_table(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_meetingrequest
    ADD CONSTRAINT meetings_meetingrequest_proposed_id_within FOREIGN KEY (edition_id, proposed_id) REFERENCES public.fairs_slot(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_meetingrequest
    ADD CONSTRAINT meetings_meetingrequest_recipient_id_within FOREIGN KEY (edition_id, recipient_id) REFERENCES public.exhibition_exhibitor(edition_id, organisation_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_meetingrequest
    ADD CONSTRAINT meetings_meetingrequest_requester_id_within FOREIGN KEY (edition_id, requester_id) REFERENCES public.people_participation(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_meetingrules
    ADD CONSTRAINT meetings_meetingrules_edition_id_1383b4a3_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_noshow
    ADD CONSTRAINT meetings_noshow_by_id_1d31d084_fk_people_participation_id FOREIGN KEY (by_id) REFERENCES public.people_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_noshow
    ADD CONSTRAINT meetings_noshow_request_id_558caeb2_fk_meetings_ FOREIGN KEY (request_id) REFERENCES public.meetings_meetingrequest(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_outcome
    ADD CONSTRAINT meetings_outcome_by_id_d9ba1143_fk_people_participation_id FOREIGN KEY (by_id) REFERENCES public.people_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_outcome
    ADD CONSTRAINT meetings_outcome_organisation_id_a2b122a6_fk_people_or FOREIGN KEY (organisation_id) REFERENCES public.people_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_outcome
    ADD CONSTRAINT meetings_outcome_participation_id_cbb0e1c8_fk_people_pa FOREIGN KEY (participation_id) REFERENCES public.people_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_outcome
    ADD CONSTRAINT meetings_outcome_request_id_1cbe53b2_fk_meetings_ FOREIGN KEY (request_id) REFERENCES public.meetings_meetingrequest(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_personlimit
    ADD CONSTRAINT meetings_personlimit_participation_id_a55c8bd5_fk_people_pa FOREIGN KEY (participation_id) REFERENCES public.people_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_privatenote
    ADD CONSTRAINT meetings_privatenote_organisation_id_c2a5fce4_fk_people_or FOREIGN KEY (organisation_id) REFERENCES public.people_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_privatenote
    ADD CONSTRAINT meetings_privatenote_participation_id_b21eb81d_fk_people_pa FOREIGN KEY (participation_id) REFERENCES public.people_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_privatenote
    ADD CONSTRAINT meetings_privatenote_request_id_cf56d867_fk_meetings_ FOREIGN KEY (request_id) REFERENCES public.meetings_meetingrequest(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_requestevent
    ADD CONSTRAINT meetings_requesteven_request_id_e81fb422_fk_meetings_ FOREIGN KEY (request_id) REFERENCES public.meetings_meetingrequest(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_requestevent
    ADD CONSTRAINT meetings_requestevent_by_id_8ea98919_fk_people_participation_id FOREIGN KEY (by_id) REFERENCES public.people_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_requestlimit
    ADD CONSTRAINT meetings_requestlimit_edition_id_e7c93097_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_requestparty
    ADD CONSTRAINT meetings_requestpart_attends_id_320ecf00_fk_people_pa FOREIGN KEY (attends_id) REFERENCES public.people_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_requestparty
    ADD CONSTRAINT meetings_requestpart_exhibitor_id_d448c2ce_fk_exhibitio FOREIGN KEY (exhibitor_id) REFERENCES public.exhibition_exhibitor(organisation_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_requestparty
    ADD CONSTRAINT meetings_requestpart_participation_id_02d4b471_fk_people_pa FOREIGN KEY (participation_id) REFERENCES public.people_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_requestparty
    ADD CONSTRAINT meetings_requestpart_request_id_f2f0dbf0_fk_meetings_ FOREIGN KEY (request_id) REFERENCES public.meetings_meetingrequest(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_started
    ADD CONSTRAINT meetings_started_by_id_095c8941_fk_people_participation_id FOREIGN KEY (by_id) REFERENCES public.people_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_started
    ADD CONSTRAINT meetings_started_request_id_d8439ae2_fk_meetings_ FOREIGN KEY (request_id) REFERENCES public.meetings_meetingrequest(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_table
    ADD CONSTRAINT meetings_table_edition_id_9281481f_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_timetable
    ADD CONSTRAINT meetings_timetable_edition_id_fc7ffdbf_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_timetable
    ADD CONSTRAINT meetings_timetable_run_id_within FOREIGN KEY (edition_id, run_id) REFERENCES public.fairs_run(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_unheld
    ADD CONSTRAINT meetings_unheld_request_id_aa0ddb26_fk_meetings_ FOREIGN KEY (request_id) REFERENCES public.meetings_meetingrequest(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_unheld
    ADD CONSTRAINT meetings_unheld_timetable_id_2081baee_fk_meetings_timetable_id FOREIGN KEY (timetable_id) REFERENCES public.meetings_timetable(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_visit
    ADD CONSTRAINT meetings_visit_exhibitor_id_ed5b0f73_fk_exhibitio FOREIGN KEY (exhibitor_id) REFERENCES public.exhibition_exhibitor(organisation_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.meetings_visit
    ADD CONSTRAINT meetings_visit_participation_id_99f9ee0d_fk_people_pa FOREIGN KEY (participation_id) REFERENCES public.people_participation(id) DEFERRABLE INITIALLY DEFERRED;

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

ALTER TABLE ONLY public.people_answergiven
    ADD CONSTRAINT people_answergiven_participation_id_a89a9b7a_fk_people_pa FOREIGN KEY (participation_id) REFERENCES public.people_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_answergiven
    ADD CONSTRAINT people_answergiven_question_id_4169e2c5_fk_people_question_id FOREIGN KEY (question_id) REFERENCES public.people_question(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_availability
    ADD CONSTRAINT people_availability_edition_id_357cc6eb_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_availability
    ADD CONSTRAINT people_availability_participation_id_within FOREIGN KEY (edition_id, participation_id) REFERENCES public.people_participation(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_mark
    ADD CONSTRAINT people_mark_organisation_id_0c55aca0_fk_people_organisation_id FOREIGN KEY (organisation_id) REFERENCES public.people_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_mark
    ADD CONSTRAINT people_mark_other_id_adc19918_fk_people_participation_id FOREIGN KEY (other_id) REFERENCES public.people_participation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_mark
    ADD CONSTRAINT people_mark_participation_id_60d65401_fk_people_pa FOREIGN KEY (participation_id) REFERENCES public.people_participation(id) DEFERRABLE INITIALLY DEFERRED;

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

ALTER TABLE ONLY public.people_participationtype
    ADD CONSTRAINT people_participation_edition_id_4886ae6b_fk_fairs_edi FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_participation
    ADD CONSTRAINT people_participation_edition_id_9cda66d0_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_participation
    ADD CONSTRAINT people_participation_organisation_id_within FOREIGN KEY (edition_id, organisation_id) REFERENCES public.people_organisation(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_participation
    ADD CONSTRAINT people_participation_person_id_55bf4bb9_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_participation
    ADD CONSTRAINT people_participation_type_id_within FOREIGN KEY (edition_id, type_id) REFERENCES public.people_participationtype(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_passquota
    ADD CONSTRAINT people_passquota_organisation_id_6956535d_fk_people_or FOREIGN KEY (organisation_id) REFERENCES public.people_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_question
    ADD CONSTRAINT people_question_type_id_5de3d4b5_fk_people_participationtype_id FOREIGN KEY (type_id) REFERENCES public.people_participationtype(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_revision
    ADD CONSTRAINT people_revision_organisation_id_0a368ced_fk_people_or FOREIGN KEY (organisation_id) REFERENCES public.people_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_signincode
    ADD CONSTRAINT people_signincode_edition_id_a0670ff3_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.practices_effect
    ADD CONSTRAINT practices_effect_practice_id_f8b726d7_fk_practices_practice_id FOREIGN KEY (practice_id) REFERENCES public.practices_practice(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.practices_practice
    ADD CONSTRAINT practices_practice_contact_id_within FOREIGN KEY (edition_id, contact_id) REFERENCES public.people_participation(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.practices_practice
    ADD CONSTRAINT practices_practice_edition_id_5d3bbf2b_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.practices_practice
    ADD CONSTRAINT practices_practice_organisation_id_within FOREIGN KEY (edition_id, organisation_id) REFERENCES public.people_organisation(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.practices_practice
    ADD CONSTRAINT practices_practice_project_id_within FOREIGN KEY (edition_id, project_id) REFERENCES public.cooperation_project(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.practices_practice
    ADD CONSTRAINT practices_practice_written_by_id_within FOREIGN KEY (edition_id, written_by_id) REFERENCES public.people_participation(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.practices_practiceentry
    ADD CONSTRAINT practices_practiceen_practice_id_fd9177cf_fk_practices FOREIGN KEY (practice_id) REFERENCES public.practices_practice(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.privacy_keptfor
    ADD CONSTRAINT privacy_keptfor_edition_id_59c3604d_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.privacy_personalfile
    ADD CONSTRAINT privacy_personalfile_account_id_29f4b177_fk_people_account_id FOREIGN KEY (account_id) REFERENCES public.people_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_worker_id_fkey FOREIGN KEY (worker_id) REFERENCES public.procrastinate_workers(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id);

ALTER TABLE ONLY public.cooperation_projectstate
    ADD CONSTRAINT projectstate_project FOREIGN KEY (project_id) REFERENCES public.cooperation_project(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.proposals_call
    ADD CONSTRAINT proposals_call_edition_id_aec713bd_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.proposals_callquestion
    ADD CONSTRAINT proposals_callquestion_call_id_e4b38e41_fk_proposals_call_id FOREIGN KEY (call_id) REFERENCES public.proposals_call(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.proposals_criterion
    ADD CONSTRAINT proposals_criterion_call_id_e6b69b84_fk_proposals_call_id FOREIGN KEY (call_id) REFERENCES public.proposals_call(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.proposals_proposal
    ADD CONSTRAINT proposals_proposal_account_id_2e9270f1_fk_people_account_id FOREIGN KEY (account_id) REFERENCES public.people_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.proposals_proposal
    ADD CONSTRAINT proposals_proposal_call_id_within FOREIGN KEY (edition_id, call_id) REFERENCES public.proposals_call(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.proposals_proposal
    ADD CONSTRAINT proposals_proposal_edition_id_0e2baedf_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.proposals_proposalspeaker
    ADD CONSTRAINT proposals_proposalsp_account_id_18f4afee_fk_people_ac FOREIGN KEY (account_id) REFERENCES public.people_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.proposals_proposalspeaker
    ADD CONSTRAINT proposals_proposalsp_proposal_id_97634015_fk_proposals FOREIGN KEY (proposal_id) REFERENCES public.proposals_proposal(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.proposals_review
    ADD CONSTRAINT proposals_review_account_id_09121c35_fk_people_account_id FOREIGN KEY (account_id) REFERENCES public.people_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.proposals_review
    ADD CONSTRAINT proposals_review_proposal_id_e1491c68_fk_proposals_proposal_id FOREIGN KEY (proposal_id) REFERENCES public.proposals_proposal(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.proposals_reviewer
    ADD CONSTRAINT proposals_reviewer_account_id_ecd27c77_fk_people_account_id FOREIGN KEY (account_id) REFERENCES public.people_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.proposals_reviewer
    ADD CONSTRAINT proposals_reviewer_call_id_6c85d123_fk_proposals_call_id FOREIGN KEY (call_id) REFERENCES public.proposals_call(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.screening_decision
    ADD CONSTRAINT screening_decision_hit_id_64a111ba_fk_screening_hit_id FOREIGN KEY (hit_id) REFERENCES public.screening_hit(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.screening_hit
    ADD CONSTRAINT screening_hit_edition_id_71055347_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.screening_restrictedlist
    ADD CONSTRAINT screening_restricted_account_id_4d2a69d2_fk_people_ac FOREIGN KEY (account_id) REFERENCES public.people_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.screening_restrictedlist
    ADD CONSTRAINT screening_restricted_edition_id_605a0441_fk_fairs_edi FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.screening_restricted
    ADD CONSTRAINT screening_restricted_held_in_id_65d17ba6_fk_screening FOREIGN KEY (held_in_id) REFERENCES public.screening_restrictedlist(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cooperation_share
    ADD CONSTRAINT share_of_partner FOREIGN KEY (partner_id, project_id) REFERENCES public.cooperation_partner(id, project_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.consortia_signoff
    ADD CONSTRAINT sign_off_of_bytes FOREIGN KEY (agreement_id, sha256) REFERENCES public.consortia_agreement(id, sha256) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_social_account_id_951f210e_fk_socialacc FOREIGN KEY (account_id) REFERENCES public.socialaccount_socialaccount(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_social_app_id_636a42d7_fk_socialacc FOREIGN KEY (app_id) REFERENCES public.socialaccount_socialapp(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.socialaccount_socialaccount
    ADD CONSTRAINT socialaccount_social_user_id_8146e70c_fk_people_ac FOREIGN KEY (user_id) REFERENCES public.people_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.standing_search_difference
    ADD CONSTRAINT standing_search_diff_searched_id_0fe4547e_fk_standing_ FOREIGN KEY (searched_id) REFERENCES public.standing_search_searchedmonth(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.standing_search_foundfile
    ADD CONSTRAINT standing_search_foun_edition_id_359986f7_fk_fairs_edi FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.standing_search_monthfigures
    ADD CONSTRAINT standing_search_mont_searched_id_63e2d461_fk_standing_ FOREIGN KEY (searched_id) REFERENCES public.standing_search_searchedmonth(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.standing_search_monthtable
    ADD CONSTRAINT standing_search_mont_searched_id_bb2cf9ba_fk_standing_ FOREIGN KEY (searched_id) REFERENCES public.standing_search_searchedmonth(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.standing_search_proposedneed
    ADD CONSTRAINT standing_search_prop_account_id_568fcadc_fk_people_ac FOREIGN KEY (account_id) REFERENCES public.people_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.standing_search_proposedneed
    ADD CONSTRAINT standing_search_prop_difference_id_790b8171_fk_standing_ FOREIGN KEY (difference_id) REFERENCES public.standing_search_difference(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.standing_search_proposedneed
    ADD CONSTRAINT standing_search_prop_edition_id_79141959_fk_fairs_edi FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.standing_search_proposedneed
    ADD CONSTRAINT standing_search_proposedneed_delegation_id_within FOREIGN KEY (edition_id, delegation_id) REFERENCES public.people_organisation(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.standing_search_searchrules
    ADD CONSTRAINT standing_search_sear_edition_id_b5cea704_fk_fairs_edi FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.standing_search_searchedmonth
    ADD CONSTRAINT standing_search_sear_edition_id_dd6794ba_fk_fairs_edi FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.standing_search_toldmaker
    ADD CONSTRAINT standing_search_told_organisation_id_40750478_fk_people_or FOREIGN KEY (organisation_id) REFERENCES public.people_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.standing_search_toldmaker
    ADD CONSTRAINT standing_search_told_proposal_id_9ed0c162_fk_standing_ FOREIGN KEY (proposal_id) REFERENCES public.standing_search_proposedneed(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trade_assessment
    ADD CONSTRAINT trade_assessment_edition_id_12e22f85_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trade_assessment
    ADD CONSTRAINT trade_assessment_run_id_7af601be_fk_fairs_run_id FOREIGN KEY (run_id) REFERENCES public.fairs_run(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trade_assessment
    ADD CONSTRAINT trade_assessment_run_id_within FOREIGN KEY (edition_id, run_id) REFERENCES public.fairs_run(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trade_catalogueentry
    ADD CONSTRAINT trade_catalogueentry_edition_id_550ce021_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trade_catalogueentry
    ADD CONSTRAINT trade_catalogueentry_organisation_id_within FOREIGN KEY (edition_id, organisation_id) REFERENCES public.people_organisation(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

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

ALTER TABLE ONLY public.trade_marketrules
    ADD CONSTRAINT trade_marketrules_edition_id_ead5acb2_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

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

ALTER TABLE ONLY public.trade_need
    ADD CONSTRAINT trade_need_posted_by_id_within FOREIGN KEY (edition_id, posted_by_id) REFERENCES public.people_organisation(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trade_needentry
    ADD CONSTRAINT trade_needentry_need_id_05e2a210_fk_trade_need_id FOREIGN KEY (need_id) REFERENCES public.trade_need(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trade_needfigures
    ADD CONSTRAINT trade_needfigures_need_id_48ee1784_fk_trade_need_id FOREIGN KEY (need_id) REFERENCES public.trade_need(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trade_offer
    ADD CONSTRAINT trade_offer_edition_id_9d6fa15f_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trade_offer
    ADD CONSTRAINT trade_offer_organisation_id_within FOREIGN KEY (edition_id, organisation_id) REFERENCES public.people_organisation(edition_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trade_offerentry
    ADD CONSTRAINT trade_offerentry_offer_id_a2899997_fk_trade_offer_id FOREIGN KEY (offer_id) REFERENCES public.trade_offer(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trade_picture
    ADD CONSTRAINT trade_picture_file_id_38447122_fk_trade_picturefile_digest FOREIGN KEY (file_id) REFERENCES public.trade_picturefile(digest) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trade_picture
    ADD CONSTRAINT trade_picture_organisation_id_9d4f1369_fk_people_or FOREIGN KEY (organisation_id) REFERENCES public.people_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trade_product
    ADD CONSTRAINT trade_product_edition_id_b14541bf_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trade_proposal
    ADD CONSTRAINT trade_proposal_organisation_id_567cb98e_fk_people_or FOREIGN KEY (organisation_id) REFERENCES public.people_organisation(id) DEFERRABLE INITIALLY DEFERRED;

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

ALTER TABLE ONLY public.trade_standshare
    ADD CONSTRAINT trade_standshare_guest_id_c82067fe_fk_people_organisation_id FOREIGN KEY (guest_id) REFERENCES public.people_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trade_standshare
    ADD CONSTRAINT trade_standshare_host_id_9dc45813_fk_exhibitio FOREIGN KEY (host_id) REFERENCES public.exhibition_exhibitor(organisation_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trade_supplier
    ADD CONSTRAINT trade_supplier_dependency_id_b04aa3ba_fk_trade_dependency_id FOREIGN KEY (dependency_id) REFERENCES public.trade_dependency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.transfer_loadedfile
    ADD CONSTRAINT transfer_loadedfile_edition_id_f2630694_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.transfer_uploadedlist
    ADD CONSTRAINT transfer_uploadedlist_account_id_519470ba_fk_people_account_id FOREIGN KEY (account_id) REFERENCES public.people_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.transfer_uploadedlist
    ADD CONSTRAINT transfer_uploadedlist_edition_id_6aa82f85_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_user_id_af5e0a6d_fk_people_account_id FOREIGN KEY (user_id) REFERENCES public.people_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.work_work
    ADD CONSTRAINT work_work_account_id_eca74339_fk_people_account_id FOREIGN KEY (account_id) REFERENCES public.people_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.work_work
    ADD CONSTRAINT work_work_edition_id_164a068f_fk_fairs_edition_id FOREIGN KEY (edition_id) REFERENCES public.fairs_edition(id) DEFERRABLE INITIALLY DEFERRED;

REVOKE USAGE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO fairlead_app;

GRANT SELECT,INSERT,MAINTAIN ON TABLE public.cooperation_entry TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.procrastinate_jobs TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.account_emailaddress TO fairlead_app;

GRANT USAGE ON SEQUENCE public.account_emailaddress_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.account_emailconfirmation TO fairlead_app;

GRANT USAGE ON SEQUENCE public.account_emailconfirmation_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.attendance_arrival TO fairlead_app;

GRANT USAGE ON SEQUENCE public.attendance_arrival_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.attendance_floorquestion TO fairlead_app;

GRANT USAGE ON SEQUENCE public.attendance_floorquestion_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.attendance_questionvote TO fairlead_app;

GRANT USAGE ON SEQUENCE public.attendance_questionvote_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.attendance_seat TO fairlead_app;

GRANT USAGE ON SEQUENCE public.attendance_seat_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.attendance_seatcount TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.attendance_sessionrecord TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.auth_group TO fairlead_app;

GRANT USAGE ON SEQUENCE public.auth_group_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.auth_group_permissions TO fairlead_app;

GRANT USAGE ON SEQUENCE public.auth_group_permissions_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.auth_permission TO fairlead_app;

GRANT USAGE ON SEQUENCE public.auth_permission_id_seq TO fairlead_app;

GRANT SELECT,INSERT,MAINTAIN ON TABLE public.congress_livechange TO fairlead_app;

GRANT UPDATE(account_id) ON TABLE public.congress_livechange TO fairlead_app;

GRANT USAGE ON SEQUENCE public.congress_livechange_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.congress_plannedsession TO fairlead_app;

GRANT USAGE ON SEQUENCE public.congress_plannedsession_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.congress_plannedspeaker TO fairlead_app;

GRANT USAGE ON SEQUENCE public.congress_plannedspeaker_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.congress_programme TO fairlead_app;

GRANT USAGE ON SEQUENCE public.congress_programme_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.congress_programmestep TO fairlead_app;

GRANT USAGE ON SEQUENCE public.congress_programmestep_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.congress_room TO fairlead_app;

GRANT USAGE ON SEQUENCE public.congress_room_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.congress_roomhours TO fairlead_app;

GRANT USAGE ON SEQUENCE public.congress_roomhours_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.congress_session TO fairlead_app;

GRANT USAGE ON SEQUENCE public.congress_session_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.congress_speaker TO fairlead_app;

GRANT USAGE ON SEQUENCE public.congress_speaker_id_seq TO fairlead_app;

GRANT SELECT,INSERT,MAINTAIN ON TABLE public.consent_consent TO fairlead_app;

GRANT USAGE ON SEQUENCE public.consent_consent_id_seq TO fairlead_app;

GRANT SELECT,INSERT,MAINTAIN ON TABLE public.consent_consenttext TO fairlead_app;

GRANT USAGE ON SEQUENCE public.consent_consenttext_id_seq TO fairlead_app;

GRANT SELECT,INSERT,MAINTAIN ON TABLE public.consortia_agreement TO fairlead_app;

GRANT USAGE ON SEQUENCE public.consortia_agreement_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.consortia_blob TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.consortia_consortium TO fairlead_app;

GRANT USAGE ON SEQUENCE public.consortia_consortium_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.consortia_interest TO fairlead_app;

GRANT USAGE ON SEQUENCE public.consortia_interest_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.consortia_member TO fairlead_app;

GRANT USAGE ON SEQUENCE public.consortia_member_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.consortia_note TO fairlead_app;

GRANT USAGE ON SEQUENCE public.consortia_note_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.consortia_sharedfile TO fairlead_app;

GRANT USAGE ON SEQUENCE public.consortia_sharedfile_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.consortia_signatory TO fairlead_app;

GRANT USAGE ON SEQUENCE public.consortia_signatory_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.consortia_signing TO fairlead_app;

GRANT USAGE ON SEQUENCE public.consortia_signing_id_seq TO fairlead_app;

GRANT SELECT,INSERT,MAINTAIN ON TABLE public.consortia_signoff TO fairlead_app;

GRANT USAGE ON SEQUENCE public.consortia_signoff_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.cooperation_approver TO fairlead_app;

GRANT USAGE ON SEQUENCE public.cooperation_approver_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.cooperation_choice TO fairlead_app;

GRANT USAGE ON SEQUENCE public.cooperation_choice_id_seq TO fairlead_app;

GRANT USAGE ON SEQUENCE public.cooperation_entry_id_seq TO fairlead_app;

GRANT SELECT,INSERT,MAINTAIN ON TABLE public.cooperation_headline TO fairlead_app;

GRANT USAGE ON SEQUENCE public.cooperation_headline_id_seq TO fairlead_app;

GRANT SELECT,INSERT,MAINTAIN ON TABLE public.cooperation_headlinerow TO fairlead_app;

GRANT USAGE ON SEQUENCE public.cooperation_headlinerow_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.cooperation_ledger TO fairlead_app;

GRANT USAGE ON SEQUENCE public.cooperation_ledger_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.cooperation_partner TO fairlead_app;

GRANT USAGE ON SEQUENCE public.cooperation_partner_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.cooperation_portfolio TO fairlead_app;

GRANT USAGE ON SEQUENCE public.cooperation_portfolio_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.cooperation_project TO fairlead_app;

GRANT USAGE ON SEQUENCE public.cooperation_project_id_seq TO fairlead_app;

GRANT SELECT,INSERT,MAINTAIN ON TABLE public.cooperation_projectappraisal TO fairlead_app;

GRANT USAGE ON SEQUENCE public.cooperation_projectappraisal_id_seq TO fairlead_app;

GRANT SELECT,MAINTAIN ON TABLE public.cooperation_projectstate TO fairlead_app;

GRANT SELECT,INSERT,MAINTAIN ON TABLE public.cooperation_rate TO fairlead_app;

GRANT USAGE ON SEQUENCE public.cooperation_rate_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.cooperation_share TO fairlead_app;

GRANT USAGE ON SEQUENCE public.cooperation_share_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.cooperation_spending TO fairlead_app;

GRANT USAGE ON SEQUENCE public.cooperation_spending_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.cooperation_tie TO fairlead_app;

GRANT USAGE ON SEQUENCE public.cooperation_tie_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.delegations_delegate TO fairlead_app;

GRANT USAGE ON SEQUENCE public.delegations_delegate_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.delegations_delegation TO fairlead_app;

GRANT USAGE ON SEQUENCE public.delegations_delegation_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.delegations_interpreter TO fairlead_app;

GRANT USAGE ON SEQUENCE public.delegations_interpreter_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.delegations_interpreterbooking TO fairlead_app;

GRANT USAGE ON SEQUENCE public.delegations_interpreterbooking_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.delegations_visititem TO fairlead_app;

GRANT USAGE ON SEQUENCE public.delegations_visititem_id_seq TO fairlead_app;

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

GRANT SELECT,MAINTAIN ON TABLE public.fairs_history TO fairlead_app;

GRANT USAGE ON SEQUENCE public.fairs_history_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.fairs_run TO fairlead_app;

GRANT USAGE ON SEQUENCE public.fairs_run_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.fairs_slot TO fairlead_app;

GRANT USAGE ON SEQUENCE public.fairs_slot_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.fairs_stamp TO fairlead_app;

GRANT USAGE ON SEQUENCE public.fairs_stamp_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.market_announced TO fairlead_app;

GRANT USAGE ON SEQUENCE public.market_announced_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.market_conversation TO fairlead_app;

GRANT USAGE ON SEQUENCE public.market_conversation_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.market_letter TO fairlead_app;

GRANT USAGE ON SEQUENCE public.market_letter_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.market_reading TO fairlead_app;

GRANT USAGE ON SEQUENCE public.market_reading_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.market_watch TO fairlead_app;

GRANT USAGE ON SEQUENCE public.market_watch_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.meetings_adjustment TO fairlead_app;

GRANT USAGE ON SEQUENCE public.meetings_adjustment_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.meetings_agendafeed TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.meetings_attendee TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.meetings_meeting TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.meetings_meetingrequest TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.meetings_attendance TO fairlead_app;

GRANT USAGE ON SEQUENCE public.meetings_attendee_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.meetings_block TO fairlead_app;

GRANT USAGE ON SEQUENCE public.meetings_block_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.meetings_booking TO fairlead_app;

GRANT SELECT,INSERT,MAINTAIN ON TABLE public.meetings_change TO fairlead_app;

GRANT USAGE ON SEQUENCE public.meetings_change_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.meetings_checkin TO fairlead_app;

GRANT USAGE ON SEQUENCE public.meetings_checkin_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.meetings_followedsession TO fairlead_app;

GRANT USAGE ON SEQUENCE public.meetings_followedsession_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.meetings_followup TO fairlead_app;

GRANT USAGE ON SEQUENCE public.meetings_followup_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.meetings_freedtime TO fairlead_app;

GRANT USAGE ON SEQUENCE public.meetings_freedtime_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.meetings_lane TO fairlead_app;

GRANT USAGE ON SEQUENCE public.meetings_meeting_id_seq TO fairlead_app;

GRANT USAGE ON SEQUENCE public.meetings_meetingrequest_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.meetings_meetingrules TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.meetings_noshow TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.meetings_outcome TO fairlead_app;

GRANT USAGE ON SEQUENCE public.meetings_outcome_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.meetings_personlimit TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.meetings_personslot TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.meetings_placebooking TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.meetings_placeslot TO fairlead_app;

GRANT USAGE ON SEQUENCE public.meetings_placeslot_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.meetings_privatenote TO fairlead_app;

GRANT USAGE ON SEQUENCE public.meetings_privatenote_id_seq TO fairlead_app;

GRANT SELECT,INSERT,MAINTAIN ON TABLE public.meetings_requestevent TO fairlead_app;

GRANT UPDATE(note) ON TABLE public.meetings_requestevent TO fairlead_app;

GRANT UPDATE(by_id) ON TABLE public.meetings_requestevent TO fairlead_app;

GRANT USAGE ON SEQUENCE public.meetings_requestevent_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.meetings_requestlimit TO fairlead_app;

GRANT USAGE ON SEQUENCE public.meetings_requestlimit_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.meetings_requestparty TO fairlead_app;

GRANT USAGE ON SEQUENCE public.meetings_requestparty_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.meetings_started TO fairlead_app;

GRANT USAGE ON SEQUENCE public.meetings_started_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.meetings_table TO fairlead_app;

GRANT USAGE ON SEQUENCE public.meetings_table_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.meetings_timetable TO fairlead_app;

GRANT USAGE ON SEQUENCE public.meetings_timetable_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.meetings_unheld TO fairlead_app;

GRANT USAGE ON SEQUENCE public.meetings_unheld_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.meetings_visit TO fairlead_app;

GRANT USAGE ON SEQUENCE public.meetings_visit_id_seq TO fairlead_app;

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

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.people_answergiven TO fairlead_app;

GRANT USAGE ON SEQUENCE public.people_answergiven_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.people_availability TO fairlead_app;

GRANT USAGE ON SEQUENCE public.people_availability_id_seq TO fairlead_app;

GRANT SELECT,INSERT,MAINTAIN ON TABLE public.people_change TO fairlead_app;

GRANT UPDATE(before) ON TABLE public.people_change TO fairlead_app;

GRANT UPDATE(after) ON TABLE public.people_change TO fairlead_app;

GRANT USAGE ON SEQUENCE public.people_change_id_seq TO fairlead_app;

GRANT SELECT,INSERT,MAINTAIN ON TABLE public.people_erasedentry TO fairlead_app;

GRANT USAGE ON SEQUENCE public.people_erasedentry_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.people_mark TO fairlead_app;

GRANT USAGE ON SEQUENCE public.people_mark_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.people_membership TO fairlead_app;

GRANT USAGE ON SEQUENCE public.people_membership_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.people_officerules TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.people_organisation TO fairlead_app;

GRANT USAGE ON SEQUENCE public.people_organisation_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.people_participation TO fairlead_app;

GRANT USAGE ON SEQUENCE public.people_participation_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.people_participationtype TO fairlead_app;

GRANT USAGE ON SEQUENCE public.people_participationtype_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.people_passquota TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.people_person TO fairlead_app;

GRANT USAGE ON SEQUENCE public.people_person_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.people_question TO fairlead_app;

GRANT USAGE ON SEQUENCE public.people_question_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.people_revision TO fairlead_app;

GRANT USAGE ON SEQUENCE public.people_revision_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.people_signincode TO fairlead_app;

GRANT USAGE ON SEQUENCE public.people_signincode_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.people_signintries TO fairlead_app;

GRANT USAGE ON SEQUENCE public.people_signintries_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.practices_effect TO fairlead_app;

GRANT USAGE ON SEQUENCE public.practices_effect_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.practices_practice TO fairlead_app;

GRANT USAGE ON SEQUENCE public.practices_practice_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.practices_practiceentry TO fairlead_app;

GRANT SELECT,INSERT,MAINTAIN ON TABLE public.privacy_erasure TO fairlead_app;

GRANT USAGE ON SEQUENCE public.privacy_erasure_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.privacy_keptfor TO fairlead_app;

GRANT USAGE ON SEQUENCE public.privacy_keptfor_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.privacy_personalfile TO fairlead_app;

GRANT USAGE ON SEQUENCE public.privacy_personalfile_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.procrastinate_events TO fairlead_app;

GRANT USAGE ON SEQUENCE public.procrastinate_events_id_seq TO fairlead_app;

GRANT USAGE ON SEQUENCE public.procrastinate_jobs_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.procrastinate_periodic_defers TO fairlead_app;

GRANT USAGE ON SEQUENCE public.procrastinate_periodic_defers_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.procrastinate_workers TO fairlead_app;

GRANT USAGE ON SEQUENCE public.procrastinate_workers_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.proposals_call TO fairlead_app;

GRANT USAGE ON SEQUENCE public.proposals_call_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.proposals_callquestion TO fairlead_app;

GRANT USAGE ON SEQUENCE public.proposals_callquestion_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.proposals_criterion TO fairlead_app;

GRANT USAGE ON SEQUENCE public.proposals_criterion_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.proposals_proposal TO fairlead_app;

GRANT USAGE ON SEQUENCE public.proposals_proposal_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.proposals_proposalspeaker TO fairlead_app;

GRANT USAGE ON SEQUENCE public.proposals_proposalspeaker_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.proposals_review TO fairlead_app;

GRANT USAGE ON SEQUENCE public.proposals_review_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.proposals_reviewer TO fairlead_app;

GRANT USAGE ON SEQUENCE public.proposals_reviewer_id_seq TO fairlead_app;

GRANT SELECT,INSERT,MAINTAIN ON TABLE public.screening_decision TO fairlead_app;

GRANT USAGE ON SEQUENCE public.screening_decision_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.screening_hit TO fairlead_app;

GRANT USAGE ON SEQUENCE public.screening_hit_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.screening_restricted TO fairlead_app;

GRANT USAGE ON SEQUENCE public.screening_restricted_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.screening_restrictedlist TO fairlead_app;

GRANT USAGE ON SEQUENCE public.screening_restrictedlist_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.socialaccount_socialaccount TO fairlead_app;

GRANT USAGE ON SEQUENCE public.socialaccount_socialaccount_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.socialaccount_socialapp TO fairlead_app;

GRANT USAGE ON SEQUENCE public.socialaccount_socialapp_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.socialaccount_socialtoken TO fairlead_app;

GRANT USAGE ON SEQUENCE public.socialaccount_socialtoken_id_seq TO fairlead_app;

GRANT SELECT,INSERT,MAINTAIN ON TABLE public.standing_search_difference TO fairlead_app;

GRANT USAGE ON SEQUENCE public.standing_search_difference_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.standing_search_foundfile TO fairlead_app;

GRANT USAGE ON SEQUENCE public.standing_search_foundfile_id_seq TO fairlead_app;

GRANT SELECT,INSERT,MAINTAIN ON TABLE public.standing_search_monthfigures TO fairlead_app;

GRANT USAGE ON SEQUENCE public.standing_search_monthfigures_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.standing_search_monthtable TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.standing_search_proposedneed TO fairlead_app;

GRANT USAGE ON SEQUENCE public.standing_search_proposedneed_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.standing_search_searchedmonth TO fairlead_app;

GRANT USAGE ON SEQUENCE public.standing_search_searchedmonth_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.standing_search_searchrules TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.standing_search_toldmaker TO fairlead_app;

GRANT USAGE ON SEQUENCE public.standing_search_toldmaker_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.trade_assessment TO fairlead_app;

GRANT USAGE ON SEQUENCE public.trade_assessment_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.trade_catalogueentry TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.trade_dependency TO fairlead_app;

GRANT USAGE ON SEQUENCE public.trade_dependency_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.trade_listmeasure TO fairlead_app;

GRANT USAGE ON SEQUENCE public.trade_listmeasure_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.trade_makergroup TO fairlead_app;

GRANT USAGE ON SEQUENCE public.trade_makergroup_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.trade_makerlist TO fairlead_app;

GRANT USAGE ON SEQUENCE public.trade_makerlist_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.trade_marketrules TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.trade_matching TO fairlead_app;

GRANT USAGE ON SEQUENCE public.trade_matching_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.trade_matchlist TO fairlead_app;

GRANT USAGE ON SEQUENCE public.trade_matchlist_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.trade_need TO fairlead_app;

GRANT USAGE ON SEQUENCE public.trade_need_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.trade_needentry TO fairlead_app;

GRANT SELECT,INSERT,MAINTAIN ON TABLE public.trade_needfigures TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.trade_offer TO fairlead_app;

GRANT USAGE ON SEQUENCE public.trade_offer_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.trade_offerentry TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.trade_picture TO fairlead_app;

GRANT USAGE ON SEQUENCE public.trade_picture_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.trade_picturefile TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.trade_product TO fairlead_app;

GRANT USAGE ON SEQUENCE public.trade_product_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.trade_proposal TO fairlead_app;

GRANT USAGE ON SEQUENCE public.trade_proposal_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.trade_reason TO fairlead_app;

GRANT USAGE ON SEQUENCE public.trade_reason_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.trade_shownlist TO fairlead_app;

GRANT USAGE ON SEQUENCE public.trade_shownlist_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.trade_standing TO fairlead_app;

GRANT USAGE ON SEQUENCE public.trade_standing_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.trade_standshare TO fairlead_app;

GRANT USAGE ON SEQUENCE public.trade_standshare_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.trade_supplier TO fairlead_app;

GRANT USAGE ON SEQUENCE public.trade_supplier_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.transfer_loadedfile TO fairlead_app;

GRANT USAGE ON SEQUENCE public.transfer_loadedfile_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.transfer_uploadedlist TO fairlead_app;

GRANT USAGE ON SEQUENCE public.transfer_uploadedlist_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.usersessions_usersession TO fairlead_app;

GRANT USAGE ON SEQUENCE public.usersessions_usersession_id_seq TO fairlead_app;

GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLE public.work_work TO fairlead_app;

GRANT USAGE ON SEQUENCE public.work_work_id_seq TO fairlead_app;

ALTER DEFAULT PRIVILEGES FOR ROLE fairlead_owner IN SCHEMA public GRANT USAGE ON SEQUENCES TO fairlead_app;

ALTER DEFAULT PRIVILEGES FOR ROLE fairlead_owner IN SCHEMA public GRANT SELECT,INSERT,DELETE,MAINTAIN,UPDATE ON TABLES TO fairlead_app;

