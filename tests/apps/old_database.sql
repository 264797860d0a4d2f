-- The database of the fair of tests/folder/small as a Fairlead of 2026-11-27 (ef5d7cd) left it:
-- one version of the timetable and of the lists released, one more of each a draft, an organiser.
-- It knew two languages, and wrote a meeting's bookings for every version.

INSERT INTO fairs_edition (id, code, name, name_ru, number, city, city_ru, country, first_day, days, time_zone, partner_country, bloc, currency, first_slot, slot_minutes, slots_per_day, tables, max_meetings_per_day, flows_source, flows_digest, flows_kind, flows_classification, flows_years, discount_rate, budgets_first_year, budgets, loaded_at, stamp) VALUES
    (1, 'river-fair-2024', 'River Industrial Fair 2024', 'Речная промышленная ярмарка 2024', 3, 'Example City', 'Примерск', 'RUS', '2024-07-08', 2, 'Asia/Yekaterinburg', 'BLR', '{BLR,KAZ,RUS}', 'USD', '10:00:00', 30, 6, 2, 4, '', '', '', '', '{}', 0.08, 2025, '[["BLR", [60.0, 60.0]], ["RUS", [90.0, 90.0]]]', '2026-11-27 20:20:27.913164+00', 'aff379db-3c57-4d24-bd75-bd5df3c5159c');
INSERT INTO congress_room (id, name, edition_id) VALUES
    (1, 'Main hall', 1);
INSERT INTO congress_session (id, code, title, title_ru, date, start, "end", track, description, description_ru, edition_id, room_id) VALUES
    (1, 'open', 'Opening', 'Открытие', '2024-07-08', '10:00:00', '11:00:00', 'Opening', '', '', 1, 1),
    (2, 'power', 'Power electronics', '', '2024-07-09', '12:00:00', '13:15:00', 'Technology', 'Where the chips come from', '', 1, 1);
INSERT INTO people_organisation (id, code, name, name_ru, country, city, sector, size, languages, website, email, description, description_ru, edition_id, city_ru) VALUES
    (1, 'gear', 'Gear Works', 'Завод передач', 'BLR', 'Minsk', 'ISIC4:2814', 'large', '{en,ru}', 'https://gear.example.org/', 'sales@gear.example.org', 'Gearboxes, shafts
and couplings', 'Редукторы и муфты', 1, 'Минск'),
    (2, 'bearing', 'Bearing "Circle" Ltd', 'ООО «Круг»', 'BLR', 'Vitebsk', 'ISIC4:2814', 'medium', '{ru}', '', 'info@bearing.example.org', '', '', 1, 'Витебск'),
    (3, 'pump', 'Pump House', '', 'KAZ', 'Almaty', 'ISIC4:2813', 'small', '{en,kk,ru}', '', '', 'Pumps for water and oil', '', 1, ''),
    (4, 'chip', 'Chip Foundry', '', 'CHN', 'Shenzhen', 'ISIC4:261', 'large', '{en,zh}', 'https://chip.example.org/', '', '', '', 1, 'Шэньчжэнь'),
    (5, 'mine', 'Ore Mine', 'Рудник', 'RUS', 'Example City', 'ISIC4:07', 'large', '{ru}', '', '', '', '', 1, 'Примерск');
INSERT INTO people_person (id, name, country, languages, email) VALUES
    (1, 'Person One', 'BLR', '{en,ru}', 'one@gear.example.org'),
    (2, 'Person Two', 'BLR', '{ru}', 'two@gear.example.org'),
    (3, 'Person Three', 'BLR', '{ru}', 'three@bearing.example.org'),
    (4, 'Person Four', 'KAZ', '{en,ru}', 'four@pump.example.org'),
    (5, 'Person Five', 'CHN', '{en,zh}', 'five@chip.example.org'),
    (6, 'Person Six', 'RUS', '{ru}', 'six@mine.example.org'),
    (7, 'Person Seven', 'RUS', '{en,ru}', 'seven@mine.example.org'),
    (8, 'Персона Восемь', 'RUS', '{ru}', 'eight@example.org'),
    (9, 'Person Nine', 'BLR', '{en}', 'nine@example.org');
INSERT INTO people_participation (id, code, role, "position", edition_id, organisation_id, person_id, hidden) VALUES
    (1, 'g1', 'exhibitor', 'Head of sales', 1, 1, 1, false),
    (2, 'g2', 'exhibitor', 'Engineer', 1, 1, 2, false),
    (3, 'b1', 'exhibitor', 'Director', 1, 2, 3, false),
    (4, 'u1', 'exhibitor', 'Sales', 1, 3, 4, false),
    (5, 'c1', 'exhibitor', 'Sales', 1, 4, 5, false),
    (6, 'v1', 'visitor', 'Chief mechanic', 1, 5, 6, false),
    (7, 'v2', 'visitor', 'Purchasing', 1, 5, 7, false),
    (8, 'v3', 'delegate', 'Ministry', 1, NULL, 8, false),
    (9, 's1', 'speaker', 'Professor', 1, NULL, 9, false);
INSERT INTO congress_speaker (id, "position", participation_id, session_id) VALUES
    (1, 0, 9, 1),
    (2, 0, 9, 2),
    (3, 1, 5, 2);
INSERT INTO fairs_run (id, step, engine_version, parameters, seed, input_digest, status, summary, measure, objective, bound, seconds, recorded_at, edition_id) VALUES
    (1, 'matching', '0.1.0', '{"top": 50, "beta": 0.16666666666666666, "near": 0.04, "pool": 3, "learn": true, "slack": 0.02, "groups": 3, "rounds": 100, "spread": 1.0, "attention": 1.0, "diversity": 0.0, "left.bias": -3.0, "left.size": 0.2, "left.text": 0.5, "tolerance": 0.001, "congestion": 0.5, "exhibitors": true, "makers.top": 20, "people_top": 10, "right.bias": -3.0, "right.size": 0.2, "right.text": 0.5, "concordance": 0, "exploration": 0.0, "left.circle": 2.0, "left.demand": 3.0, "left.sector": 0.4, "makers.near": 0.5, "left.country": 0.2, "left.product": 4.0, "makers.place": 0.15, "right.circle": 2.0, "right.demand": 3.0, "right.sector": 0.4, "left.language": 0.3, "makers.volume": 0.15, "right.country": 0.2, "right.product": 4.0, "makers.economy": 0.25, "makers.product": 1.0, "right.language": 0.3, "left.cooperation": 1.5, "makers.least_near": 0.4, "right.cooperation": 1.5, "makers.cooperation": 0.4, "makers.least_economy": 0.5, "makers.least_product": 0.05, "several_per_organisation": false}', 0, 'a9942f4394c25a25d6bae1901bf6b63f6983fe866336bec84063d6741742505d', 'ranked', '24 suggestions in the lists of 8 people and exhibitors, makers of 3 needs.', 'expected meetings of the lists', 0.7441706510726362, NULL, 1.221294939998188, '2026-11-27 20:20:40.405365+00', 1),
    (2, 'scheduling', '0.1.0', '{}', 0, 'a9942f4394c25a25d6bae1901bf6b63f6983fe866336bec84063d6741742505d', 'optimal', '6 of 6 requested meetings held, 0 breaks.', 'weight of the meetings held', 10.5, 10.5, 0.6587846679976792, '2026-11-27 20:20:40.419598+00', 1),
    (3, 'portfolio', '0.1.0', '{}', 0, 'a9942f4394c25a25d6bae1901bf6b63f6983fe866336bec84063d6741742505d', 'optimal', '2 of 3 projects chosen, 120 USD to invest.', 'net present value, USD', 43.81910691873601, 43.81910691873601, 0.02026225600275211, '2026-11-27 20:20:40.423558+00', 1),
    (4, 'matching', '0.1.0', '{"top": 50, "beta": 0.16666666666666666, "near": 0.04, "pool": 3, "learn": true, "slack": 0.02, "groups": 3, "rounds": 100, "spread": 1.0, "attention": 1.0, "diversity": 0.0, "left.bias": -3.0, "left.size": 0.2, "left.text": 0.5, "tolerance": 0.001, "congestion": 0.5, "exhibitors": true, "makers.top": 20, "people_top": 10, "right.bias": -3.0, "right.size": 0.2, "right.text": 0.5, "concordance": 0, "exploration": 0.0, "left.circle": 2.0, "left.demand": 3.0, "left.sector": 0.4, "makers.near": 0.5, "left.country": 0.2, "left.product": 4.0, "makers.place": 0.15, "right.circle": 2.0, "right.demand": 3.0, "right.sector": 0.4, "left.language": 0.3, "makers.volume": 0.15, "right.country": 0.2, "right.product": 4.0, "makers.economy": 0.25, "makers.product": 1.0, "right.language": 0.3, "left.cooperation": 1.5, "makers.least_near": 0.4, "right.cooperation": 1.5, "makers.cooperation": 0.4, "makers.least_economy": 0.5, "makers.least_product": 0.05, "several_per_organisation": false}', 0, 'a9942f4394c25a25d6bae1901bf6b63f6983fe866336bec84063d6741742505d', 'ranked', '24 suggestions in the lists of 8 people and exhibitors, makers of 3 needs.', 'expected meetings of the lists', 0.7441706510726362, NULL, 1.74532190500031, '2026-11-27 20:21:08.550524+00', 1),
    (5, 'scheduling', '0.1.0', '{}', 0, 'a9942f4394c25a25d6bae1901bf6b63f6983fe866336bec84063d6741742505d', 'optimal', '6 of 6 requested meetings held, 0 breaks.', 'weight of the meetings held', 10.5, 10.5, 0.8755424050032161, '2026-11-27 20:21:08.566344+00', 1),
    (6, 'portfolio', '0.1.0', '{}', 0, 'a9942f4394c25a25d6bae1901bf6b63f6983fe866336bec84063d6741742505d', 'optimal', '2 of 3 projects chosen, 120 USD to invest.', 'net present value, USD', 43.81910691873601, 43.81910691873601, 0.021509026999410708, '2026-11-27 20:21:08.58105+00', 1);
INSERT INTO cooperation_portfolio (id, edition_id, run_id) VALUES
    (1, 1, 3),
    (2, 1, 6);
INSERT INTO cooperation_project (id, code, title, title_ru, stage, products, amount, start_year, cash_flows, jobs, local_share, description, description_ru, edition_id, lead_id) VALUES
    (1, 'plant', 'Joint gearbox plant', 'Завод редукторов', 'feasibility', '{HS:848340}', 100, 2025, '{-60,-40,45,60,70}', 120, 0.6, '', '', 1, 1),
    (2, 'chips', 'Power device line', '', 'idea', '{HS:8541}', 80, 2025, '{-80,10,20,30,20}', 40, NULL, '', '', 1, NULL),
    (3, 'pumps', 'Pump assembly', '', 'letter_of_intent', '{HS:841381}', 20, 2025, '{-20,9,9,9}', 30, 0.4, '', '', 1, 3);
INSERT INTO cooperation_choice (id, chosen, npv, irr, mirr, payback_years, discounted_payback_years, benefit_cost, portfolio_id, project_id) VALUES
    (1, true, 40.6252340335051, 0.23024875687168378, 0.17867237846323958, 2.9166666666666665, 3.210425965714286, 1.4186569919483352, 1, 1),
    (2, false, -15.078400048170934, 0, 0.025058290031952257, 4, NULL, 0.8115199993978635, 1, 2),
    (3, true, 3.193872885230906, 0.16648741726482186, 0.1346750737240081, 2.2222222222222223, 2.5529600000000006, 1.1596936442615453, 1, 3),
    (4, true, 40.6252340335051, 0.23024875687168378, 0.17867237846323958, 2.9166666666666665, 3.210425965714286, 1.4186569919483352, 2, 1),
    (5, false, -15.078400048170934, 0, 0.025058290031952257, 4, NULL, 0.8115199993978635, 2, 2),
    (6, true, 3.193872885230906, 0.16648741726482186, 0.1346750737240081, 2.2222222222222223, 2.5529600000000006, 1.1596936442615453, 2, 3);
INSERT INTO cooperation_share (id, kind, "position", economy, share, project_id) VALUES
    (1, 'cost', 0, 'BLR', 0.5, 1),
    (2, 'cost', 1, 'RUS', 0.5, 1),
    (3, 'cost', 0, 'BLR', 0.25, 2),
    (4, 'cost', 1, 'RUS', 0.75, 2),
    (5, 'cost', 0, 'KAZ', 1, 3),
    (6, 'benefit', 0, 'BLR', 0.5, 2),
    (7, 'benefit', 1, 'RUS', 0.5, 2);
INSERT INTO cooperation_spending (id, economy, year, budget, spent, portfolio_id) VALUES
    (1, 'BLR', 2025, 60, 30, 1),
    (2, 'BLR', 2026, 60, 20, 1),
    (3, 'KAZ', 2025, NULL, 20, 1),
    (4, 'RUS', 2025, 90, 30, 1),
    (5, 'RUS', 2026, 90, 20, 1),
    (6, 'BLR', 2025, 60, 30, 2),
    (7, 'BLR', 2026, 60, 20, 2),
    (8, 'KAZ', 2025, NULL, 20, 2),
    (9, 'RUS', 2025, 90, 30, 2),
    (10, 'RUS', 2026, 90, 20, 2);
INSERT INTO cooperation_tie (id, kind, "position", other_id, project_id) VALUES
    (1, 'requires', 0, 1, 2),
    (2, 'excludes', 0, 2, 3);
INSERT INTO exhibition_exposition (id, code, name, name_ru, country, area_m2, edition_id) VALUES
    (1, 'belarus', 'Belarus', 'Беларусь', 'BLR', 300, 1);
INSERT INTO exhibition_hall (id, code, name, name_ru, width, depth, edition_id) VALUES
    (1, '1', 'Hall 1', 'Павильон 1', 60, 40, 1),
    (2, '2', 'Hall 2', '', 30, 20, 1);
INSERT INTO exhibition_stand (id, code, number, x, y, width, depth, edition_id, exposition_id, hall_id) VALUES
    (1, '1-A1', 'A1', 0, 0, 6, 3, 1, 1, 1),
    (2, '1-A2', 'A2', 6, 0, 6, 3, 1, 1, 1),
    (3, '1-B1', 'B1', 0, 10, 9, 6, 1, NULL, 1),
    (4, '2-A1', 'A1', 5, 5, 3, 3, 1, NULL, 2);
INSERT INTO exhibition_exhibitor (organisation_id, edition_id, stand_id) VALUES
    (1, 1, 1),
    (2, 1, 2),
    (3, 1, 3),
    (4, 1, 4);
INSERT INTO fairs_slot (id, date, number, starts_at, ends_at, edition_id) VALUES
    (1, '2024-07-08', 1, '2024-07-08 05:00:00+00', '2024-07-08 05:30:00+00', 1),
    (2, '2024-07-08', 2, '2024-07-08 05:30:00+00', '2024-07-08 06:00:00+00', 1),
    (3, '2024-07-08', 3, '2024-07-08 06:00:00+00', '2024-07-08 06:30:00+00', 1),
    (4, '2024-07-08', 4, '2024-07-08 06:30:00+00', '2024-07-08 07:00:00+00', 1),
    (5, '2024-07-08', 5, '2024-07-08 07:00:00+00', '2024-07-08 07:30:00+00', 1),
    (6, '2024-07-08', 6, '2024-07-08 07:30:00+00', '2024-07-08 08:00:00+00', 1),
    (7, '2024-07-09', 1, '2024-07-09 05:00:00+00', '2024-07-09 05:30:00+00', 1),
    (8, '2024-07-09', 2, '2024-07-09 05:30:00+00', '2024-07-09 06:00:00+00', 1),
    (9, '2024-07-09', 3, '2024-07-09 06:00:00+00', '2024-07-09 06:30:00+00', 1),
    (10, '2024-07-09', 4, '2024-07-09 06:30:00+00', '2024-07-09 07:00:00+00', 1),
    (11, '2024-07-09', 5, '2024-07-09 07:00:00+00', '2024-07-09 07:30:00+00', 1),
    (12, '2024-07-09', 6, '2024-07-09 07:30:00+00', '2024-07-09 08:00:00+00', 1);
INSERT INTO meetings_meetingrequest (id, code, weight, state, place, edition_id, locked_id, recipient_id, requester_id) VALUES
    (1, 'r1', 3, 'accepted', 'stand', 1, 1, 1, 6),
    (2, 'r2', 1, 'pending', 'stand', 1, NULL, 2, 6),
    (3, 'r3', 2, 'accepted', 'stand', 1, NULL, 1, 7),
    (4, 'r4', 1, 'pending', 'table', 1, NULL, 3, 7),
    (5, 'r5', 1.5, 'pending', 'online', 1, NULL, 4, 8),
    (6, 'r6', 2, 'accepted', 'stand', 1, NULL, 2, 4),
    (7, 'r7', 1, 'declined', 'stand', 1, NULL, 1, 8);
INSERT INTO meetings_table (id, number, edition_id) VALUES
    (1, 1, 1),
    (2, 2, 1);
INSERT INTO meetings_timetable (id, version, state, released_at, edition_id, run_id, stamp) VALUES
    (1, 1, 'released', '2026-11-27 20:20:40.603917+00', 1, 2, '28481acd-078d-4349-8839-6f09b4b6d88e'),
    (2, 2, 'draft', NULL, 1, 5, '6f727da6-f016-47b2-94cf-6edb5bb2d22c');
INSERT INTO meetings_meeting (id, place, seat, representative_id, slot_id, stand_id, request_id, table_id, timetable_id) VALUES
    (1, 'stand', 1, 1, 1, 1, 1, NULL, 1),
    (2, 'stand', 2, 2, 1, 1, 3, NULL, 1),
    (3, 'stand', 1, 3, 1, 2, 6, NULL, 1),
    (4, 'stand', 1, 3, 2, 2, 2, NULL, 1),
    (5, 'table', NULL, 4, 2, NULL, 4, 1, 1),
    (6, 'online', NULL, 5, 10, NULL, 5, NULL, 1),
    (7, 'stand', 1, 1, 1, 1, 1, NULL, 2),
    (8, 'stand', 2, 2, 1, 1, 3, NULL, 2),
    (9, 'stand', 1, 3, 1, 2, 6, NULL, 2),
    (10, 'stand', 1, 3, 2, 2, 2, NULL, 2),
    (11, 'table', NULL, 4, 2, NULL, 4, 1, 2),
    (12, 'online', NULL, 5, 10, NULL, 5, NULL, 2);
INSERT INTO meetings_booking (participation_id, slot_id, meeting_id, timetable_id) VALUES
    (6, 1, 1, 1),
    (7, 1, 2, 1),
    (4, 1, 3, 1),
    (6, 2, 4, 1),
    (7, 2, 5, 1),
    (8, 10, 6, 1),
    (1, 1, 1, 1),
    (2, 1, 2, 1),
    (3, 1, 3, 1),
    (3, 2, 4, 1),
    (4, 2, 5, 1),
    (5, 10, 6, 1),
    (6, 1, 7, 2),
    (7, 1, 8, 2),
    (4, 1, 9, 2),
    (6, 2, 10, 2),
    (7, 2, 11, 2),
    (8, 10, 12, 2),
    (1, 1, 7, 2),
    (2, 1, 8, 2),
    (3, 1, 9, 2),
    (3, 2, 10, 2),
    (4, 2, 11, 2),
    (5, 10, 12, 2);
INSERT INTO people_account (id, password, last_login, is_superuser, email, is_staff, is_active, person_id) VALUES
    (1, '!', NULL, false, 'old@example.org', true, true, NULL);
INSERT INTO people_availability (id, date, start, "end", edition_id, participation_id) VALUES
    (1, '2024-07-08', '10:00:00', '11:30:00', 1, 6),
    (2, '2024-07-09', '09:00:00', '18:00:00', 1, 8);
INSERT INTO trade_catalogueentry (organisation_id, products, groups, cooperation, document, edition_id) VALUES
    (5, '{}', '{}', '{}', '''citi'':8C ''city'':11C ''exampl'':7C ''example'':10C ''mine'':2A,5A ''ore'':1A,4A ''примерск'':9C,12C ''рудник'':3A,6A', 1),
    (1, '{HS:848340}', '{HS:84}', '{joint_production,supply}', '''848340'':23B,38B ''and'':33B,52C ''coupl'':42C ''couplings'':53C ''for'':25B ''gear'':1A,5A,17B ''gearbox'':9B,19B,39C,49C ''gearboxes'':24B,34B,50C,60C ''gears'':32B ''lorri'':12B ''lorries'':27B ''mine'':11B ''mining'':26B ''minsk'':46C,57C ''planetari'':48C ''planetary'':59C ''shaft'':16B,40C ''shafts'':31B,51C ''work'':2A ''works'':6A ''вал'':20B ''валы'':35B ''для'':29B ''завод'':3A,7A ''и'':36B,55C ''минск'':47C,58C ''муфт'':45C ''муфты'':56C ''передач'':4A,8A,22B ''передачи'':37B ''редуктор'':13B,43C ''редукторы'':28B,54C ''самосвал'':15B ''самосвалов'':30B', 1),
    (2, '{HS:848210}', '{HS:84}', '{supply}', '''848210'':17B,24B ''ball'':11B,14B,18B,21B ''bear'':1A,12B,15B ''bearing'':6A ''bearings'':19B,22B ''circl'':2A ''circle'':7A ''ltd'':3A,8A ''vitebsk'':25C,27C ''витебск'':26C,28C ''круг'':5A,10A ''оо'':4A ''ооо'':9A ''шарикоподшипник'':13B,16B ''шарикоподшипники'':20B,23B', 1),
    (3, '{HS:841381}', '{HS:84}', '{localisation,supply}', '''841381'':13B,22B ''almati'':28C ''almaty'':34C ''and'':32C ''for'':17B,30C ''hous'':2A ''house'':4A ''liquid'':9B ''liquids'':18B ''oil'':27C,33C ''pump'':1A,3A,6B,7B,23C ''pumps'':15B,16B,29C ''slurri'':5B ''slurry'':14B ''water'':25C,31C ''для'':20B ''жидкост'':12B ''жидкостей'':21B ''насос'':10B ''насосы'':19B', 1),
    (4, '{HS:854129}', '{HS:85}', '{licence,supply}', '''854129'':11B,18B ''chip'':1A,3A ''devic'':8B ''devices'':15B ''foundri'':2A ''foundry'':4A ''power'':5B,12B ''semiconductor'':7B,14B ''shenzhen'':19C,21C ''transistor'':6B ''transistors'':13B ''полупроводников'':9B ''полупроводниковые'':16B ''прибор'':10B ''приборы'':17B ''шэньчжэн'':20C ''шэньчжэнь'':22C', 1);
INSERT INTO trade_matching (id, version, state, released_at, edition_id, run_id) VALUES
    (1, 1, 'released', '2026-11-27 20:20:40.626368+00', 1, 1),
    (2, 2, 'draft', NULL, 1, 4);
INSERT INTO trade_listmeasure (id, market, about, side, name, value, matching_id) VALUES
    (1, 'organisation-person', 'lists', 'organisation', 'coverage', 1, 1),
    (2, 'organisation-person', 'lists', 'organisation', 'share never shown', 0, 1),
    (3, 'organisation-person', 'lists', 'organisation', 'exposure Gini', 0.1875, 1),
    (4, 'organisation-person', 'lists', 'organisation', 'most shown over the mean', 1.5, 1),
    (5, 'organisation-person', 'lists', 'person', 'coverage', 1, 1),
    (6, 'organisation-person', 'lists', 'person', 'share never shown', 0, 1),
    (7, 'organisation-person', 'lists', 'person', 'exposure Gini', 0.1875, 1),
    (8, 'organisation-person', 'lists', 'person', 'most shown over the mean', 1.5, 1),
    (9, 'organisation-person', 'lists', '', 'expected meetings', 0.7441706510726362, 1),
    (10, 'organisation-person', 'lists', '', 'pairs left by the filters', 8, 1),
    (11, 'organisation-organisation', 'lists', 'organisation', 'coverage', 1, 1),
    (12, 'organisation-organisation', 'lists', 'organisation', 'share never shown', 0, 1),
    (13, 'organisation-organisation', 'lists', 'organisation', 'exposure Gini', 0.1875, 1),
    (14, 'organisation-organisation', 'lists', 'organisation', 'most shown over the mean', 1.5, 1),
    (15, 'organisation-organisation', 'lists', '', 'expected meetings', 0.07845646608620882, 1),
    (16, 'organisation-organisation', 'lists', '', 'pairs left by the filters', 8, 1),
    (17, 'organisation-person', 'filter', '', 'embargo', 0, 1),
    (18, 'organisation-person', 'filter', '', 'no_capacity', 0, 1),
    (19, 'organisation-person', 'filter', '', 'organisation', 0, 1),
    (20, 'organisation-person', 'filter', '', 'language', 3, 1),
    (21, 'organisation-person', 'filter', '', 'slots', 0, 1),
    (22, 'organisation-person', 'filter', '', 'blocked', 5, 1),
    (23, 'organisation-person', 'filter', '', 'declined', 1, 1),
    (24, 'organisation-organisation', 'filter', '', 'embargo', 0, 1),
    (25, 'organisation-organisation', 'filter', '', 'no_capacity', 0, 1),
    (26, 'organisation-organisation', 'filter', '', 'organisation', 4, 1),
    (27, 'organisation-organisation', 'filter', '', 'language', 2, 1),
    (28, 'organisation-organisation', 'filter', '', 'slots', 0, 1),
    (29, 'organisation-organisation', 'filter', '', 'blocked', 2, 1),
    (30, 'organisation-organisation', 'filter', '', 'declined', 0, 1),
    (31, 'organisation-person', 'lists', 'organisation', 'coverage', 1, 2),
    (32, 'organisation-person', 'lists', 'organisation', 'share never shown', 0, 2),
    (33, 'organisation-person', 'lists', 'organisation', 'exposure Gini', 0.1875, 2),
    (34, 'organisation-person', 'lists', 'organisation', 'most shown over the mean', 1.5, 2),
    (35, 'organisation-person', 'lists', 'person', 'coverage', 1, 2),
    (36, 'organisation-person', 'lists', 'person', 'share never shown', 0, 2),
    (37, 'organisation-person', 'lists', 'person', 'exposure Gini', 0.1875, 2),
    (38, 'organisation-person', 'lists', 'person', 'most shown over the mean', 1.5, 2),
    (39, 'organisation-person', 'lists', '', 'expected meetings', 0.7441706510726362, 2),
    (40, 'organisation-person', 'lists', '', 'pairs left by the filters', 8, 2),
    (41, 'organisation-organisation', 'lists', 'organisation', 'coverage', 1, 2),
    (42, 'organisation-organisation', 'lists', 'organisation', 'share never shown', 0, 2),
    (43, 'organisation-organisation', 'lists', 'organisation', 'exposure Gini', 0.1875, 2),
    (44, 'organisation-organisation', 'lists', 'organisation', 'most shown over the mean', 1.5, 2),
    (45, 'organisation-organisation', 'lists', '', 'expected meetings', 0.07845646608620882, 2),
    (46, 'organisation-organisation', 'lists', '', 'pairs left by the filters', 8, 2),
    (47, 'organisation-person', 'filter', '', 'embargo', 0, 2),
    (48, 'organisation-person', 'filter', '', 'no_capacity', 0, 2),
    (49, 'organisation-person', 'filter', '', 'organisation', 0, 2),
    (50, 'organisation-person', 'filter', '', 'language', 3, 2),
    (51, 'organisation-person', 'filter', '', 'slots', 0, 2),
    (52, 'organisation-person', 'filter', '', 'blocked', 5, 2),
    (53, 'organisation-person', 'filter', '', 'declined', 1, 2),
    (54, 'organisation-organisation', 'filter', '', 'embargo', 0, 2),
    (55, 'organisation-organisation', 'filter', '', 'no_capacity', 0, 2),
    (56, 'organisation-organisation', 'filter', '', 'organisation', 4, 2),
    (57, 'organisation-organisation', 'filter', '', 'language', 2, 2),
    (58, 'organisation-organisation', 'filter', '', 'slots', 0, 2),
    (59, 'organisation-organisation', 'filter', '', 'blocked', 2, 2),
    (60, 'organisation-organisation', 'filter', '', 'declined', 0, 2);
INSERT INTO trade_need (id, code, title, title_ru, description, description_ru, products, cooperation, economy, volume_usd, edition_id, organisation_id, hidden) VALUES
    (1, 'n1', 'Gearboxes and bearings', 'Редукторы и подшипники', '', '', '{HS:8483,HS:848210}', '{supply}', '', 1500000, 1, 5, false),
    (2, 'n2', 'Semiconductors made at home', '', '', '', '{HS:8541}', '{localisation,licence}', 'RUS', NULL, 1, NULL, false),
    (3, 'n3', 'Bearings for pumps', '', '', '', '{HS:848210}', '{supply}', '', 20000.5, 1, 3, false);
INSERT INTO trade_makergroup (id, number, members, covers, cost, bound, proved, missing, need_id, matching_id) VALUES
    (1, 1, '{2,1}', '[["HS:848210", "supply"], ["HS:8483", "supply"]]', 2.83480104804039, 2.83480104804039, true, '{}', 1, 1),
    (2, 1, '{4}', '[["HS:8541", "licence"]]', 1.6049569249153137, 1.6049569249153137, true, '{localisation}', 2, 1),
    (3, 1, '{2}', '[["HS:848210", "supply"]]', 1, 1, true, '{}', 3, 1),
    (4, 1, '{2,1}', '[["HS:848210", "supply"], ["HS:8483", "supply"]]', 2.83480104804039, 2.83480104804039, true, '{}', 1, 2),
    (5, 1, '{4}', '[["HS:8541", "licence"]]', 1.6049569249153137, 1.6049569249153137, true, '{localisation}', 2, 2),
    (6, 1, '{2}', '[["HS:848210", "supply"]]', 1, 1, true, '{}', 3, 2);
INSERT INTO trade_makerlist (id, makers, scores, offers, english, russian, need_id, matching_id) VALUES
    (1, '{2,1}', '{0.86062765,0.3045713}', '{2,1}', '{"Offers “Ball bearings”, which meets the need at Ball bearings (HS 848210); supply is sought and offered; its size suits the volume.","Offers “Gearboxes for mining lorries”, which meets the need at Shafts, gears and gearboxes (HS 8483); supply is sought and offered; its size suits the volume."}', '{"Предлагает «Шарикоподшипники», что отвечает потребности по коду Шарикоподшипники (HS 848210); ищут и предлагают поставку; размер подходит для объёма.","Предлагает «Редукторы для самосвалов», что отвечает потребности по коду Валы и передачи (HS 8483); ищут и предлагают поставку; размер подходит для объёма."}', 1, 1),
    (2, '{4}', '{0.39504308}', '{4}', '{"Offers “Power transistors”, which meets the need at Semiconductor devices (HS 8541); a licence is sought and offered."}', '{"Предлагает «Power transistors», что отвечает потребности по коду Полупроводниковые приборы (HS 8541); ищут и предлагают лицензию."}', 2, 1),
    (3, '{2}', '{1}', '{2}', '{"Offers “Ball bearings”, which meets the need at Ball bearings (HS 848210); supply is sought and offered; its size suits the volume."}', '{"Предлагает «Шарикоподшипники», что отвечает потребности по коду Шарикоподшипники (HS 848210); ищут и предлагают поставку; размер подходит для объёма."}', 3, 1),
    (4, '{2,1}', '{0.86062765,0.3045713}', '{2,1}', '{"Offers “Ball bearings”, which meets the need at Ball bearings (HS 848210); supply is sought and offered; its size suits the volume.","Offers “Gearboxes for mining lorries”, which meets the need at Shafts, gears and gearboxes (HS 8483); supply is sought and offered; its size suits the volume."}', '{"Предлагает «Шарикоподшипники», что отвечает потребности по коду Шарикоподшипники (HS 848210); ищут и предлагают поставку; размер подходит для объёма.","Предлагает «Редукторы для самосвалов», что отвечает потребности по коду Валы и передачи (HS 8483); ищут и предлагают поставку; размер подходит для объёма."}', 1, 2),
    (5, '{4}', '{0.39504308}', '{4}', '{"Offers “Power transistors”, which meets the need at Semiconductor devices (HS 8541); a licence is sought and offered."}', '{"Предлагает «Power transistors», что отвечает потребности по коду Полупроводниковые приборы (HS 8541); ищут и предлагают лицензию."}', 2, 2),
    (6, '{2}', '{1}', '{2}', '{"Offers “Ball bearings”, which meets the need at Ball bearings (HS 848210); supply is sought and offered; its size suits the volume."}', '{"Предлагает «Шарикоподшипники», что отвечает потребности по коду Шарикоподшипники (HS 848210); ищут и предлагают поставку; размер подходит для объёма."}', 3, 2);
INSERT INTO trade_matchlist (id, partner_kind, partners, scores, mutual, reasons, organisation_id, participation_id, run_id) VALUES
    (1, 'organisation', '{3,2,4}', '{0.11963397,0.10549924,0.089719005}', '{0.123999655,0.10744868,0.089719005}', '{8,9,10}', 1, NULL, 1),
    (2, 'person', '{9}', '{0.06968581}', '{0.06968581}', '{1}', 1, NULL, 1),
    (3, 'organisation', '{1}', '{0.10631414}', '{0.10744868}', '{9}', 2, NULL, 1),
    (4, 'person', '{7,8}', '{0.78373194,0.056937166}', '{0.8442217,0.05762376}', '{2,1}', 2, NULL, 1),
    (5, 'organisation', '{1,4}', '{0.12269035,0.06354277}', '{0.123999655,0.06354277}', '{8,8}', 3, NULL, 1),
    (6, 'person', '{6,9,8}', '{0.07125743,0.064518385,0.056786202}', '{0.07549462,0.064518385,0.057470974}', '{1,1,1}', 3, NULL, 1),
    (7, 'organisation', '{1,3}', '{0.08877166,0.061305605}', '{0.089719005,0.06354277}', '{10,8}', 4, NULL, 1),
    (8, 'person', '{7,9}', '{0.0648259,0.058739286}', '{0.06982927,0.058739286}', '{3,4}', 4, NULL, 1),
    (9, 'organisation', '{3}', '{0.073754646}', '{0.07549462}', '{1}', NULL, 6, 1),
    (10, 'organisation', '{2,4}', '{0.768284,0.06821988}', '{0.8442217,0.06982927}', '{5,3}', NULL, 7, 1),
    (11, 'organisation', '{3,2}', '{0.056146406,0.052440505}', '{0.057470974,0.05762376}', '{1,1}', NULL, 8, 1),
    (12, 'organisation', '{3,1,4}', '{0.06303139,0.06968581,0.05738549}', '{0.064518385,0.06968581,0.058739286}', '{6,6,7}', NULL, 9, 1),
    (13, 'organisation', '{3,2,4}', '{0.11963397,0.10549924,0.089719005}', '{0.123999655,0.10744868,0.089719005}', '{18,19,20}', 1, NULL, 4),
    (14, 'person', '{9}', '{0.06968581}', '{0.06968581}', '{11}', 1, NULL, 4),
    (15, 'organisation', '{1}', '{0.10631414}', '{0.10744868}', '{19}', 2, NULL, 4),
    (16, 'person', '{7,8}', '{0.78373194,0.056937166}', '{0.8442217,0.05762376}', '{12,11}', 2, NULL, 4),
    (17, 'organisation', '{1,4}', '{0.12269035,0.06354277}', '{0.123999655,0.06354277}', '{18,18}', 3, NULL, 4),
    (18, 'person', '{6,9,8}', '{0.07125743,0.064518385,0.056786202}', '{0.07549462,0.064518385,0.057470974}', '{11,11,11}', 3, NULL, 4),
    (19, 'organisation', '{1,3}', '{0.08877166,0.061305605}', '{0.089719005,0.06354277}', '{20,18}', 4, NULL, 4),
    (20, 'person', '{7,9}', '{0.0648259,0.058739286}', '{0.06982927,0.058739286}', '{13,14}', 4, NULL, 4),
    (21, 'organisation', '{3}', '{0.073754646}', '{0.07549462}', '{11}', NULL, 6, 4),
    (22, 'organisation', '{2,4}', '{0.768284,0.06821988}', '{0.8442217,0.06982927}', '{15,13}', NULL, 7, 4),
    (23, 'organisation', '{3,2}', '{0.056146406,0.052440505}', '{0.057470974,0.05762376}', '{11,11}', NULL, 8, 4),
    (24, 'organisation', '{3,1,4}', '{0.06303139,0.06968581,0.05738549}', '{0.064518385,0.06968581,0.058739286}', '{16,16,17}', NULL, 9, 4);
INSERT INTO trade_offer (id, code, title, title_ru, description, description_ru, products, cooperation, edition_id, organisation_id) VALUES
    (1, 'o1', 'Gearboxes for mining lorries', 'Редукторы для самосвалов', 'Planetary gearboxes', '', '{HS:848340}', '{supply,joint_production}', 1, 1),
    (2, 'o2', 'Ball bearings', 'Шарикоподшипники', '', '', '{HS:848210}', '{supply}', 1, 2),
    (3, 'o3', 'Slurry pumps', '', '', '', '{HS:841381}', '{supply,localisation}', 1, 3),
    (4, 'o4', 'Power transistors', '', '', '', '{HS:854129}', '{supply,licence}', 1, 4);
INSERT INTO trade_product (id, code, title, title_ru, edition_id) VALUES
    (1, 'HS:8483', 'Shafts, gears and gearboxes', 'Валы и передачи', 1),
    (2, 'HS:848210', 'Ball bearings', 'Шарикоподшипники', 1),
    (3, 'HS:841381', 'Pumps for liquids', 'Насосы для жидкостей', 1),
    (4, 'HS:8541', 'Semiconductor devices', 'Полупроводниковые приборы', 1);
INSERT INTO trade_reason (id, english, russian, run_id) VALUES
    (1, 'For both sides: your economies work together closely; you share a language.', 'Для обеих сторон: ваши экономики тесно связаны; у вас есть общий язык.', 1),
    (2, 'For both sides: they seek what you offer: Ball bearings (HS 848210); they seek supply and you offer supply.', 'Для обеих сторон: им нужно то, что вы предлагаете: Шарикоподшипники (HS 848210); они ищут поставку, вы предлагаете поставку.', 1),
    (3, 'For both sides: you are of similar size; you share a language.', 'Для обеих сторон: вы близки по размеру; у вас есть общий язык.', 1),
    (4, 'For both sides: you share a language; your economies work together closely.', 'Для обеих сторон: у вас есть общий язык; ваши экономики тесно связаны.', 1),
    (5, 'For both sides: they offer what you seek: Ball bearings (HS 848210); you seek supply and they offer supply.', 'Для обеих сторон: они предлагают то, что вам нужно: Шарикоподшипники (HS 848210); вы ищете поставку, они предлагают поставку.', 1),
    (6, 'For both sides: your economies work together closely; you share a language. Your profile names no product, so the list is drawn: partners that fit the rest of it and have time are likelier.', 'Для обеих сторон: ваши экономики тесно связаны; у вас есть общий язык. В вашем профиле не назван ни один товар, поэтому список составлен жребием: вероятнее партнёры, которые подходят по остальным признакам и у которых есть время.', 1),
    (7, 'For both sides: you share a language; your economies work together closely. Your profile names no product, so the list is drawn: partners that fit the rest of it and have time are likelier.', 'Для обеих сторон: у вас есть общий язык; ваши экономики тесно связаны. В вашем профиле не назван ни один товар, поэтому список составлен жребием: вероятнее партнёры, которые подходят по остальным признакам и у которых есть время.', 1),
    (8, 'For both sides: you work in the same industry; you share a language.', 'Для обеих сторон: вы работаете в одной отрасли; у вас есть общий язык.', 1),
    (9, 'For both sides: you work in the same industry; your economies work together closely.', 'Для обеих сторон: вы работаете в одной отрасли; ваши экономики тесно связаны.', 1),
    (10, 'For both sides: you work in the same industry; you are of similar size.', 'Для обеих сторон: вы работаете в одной отрасли; вы близки по размеру.', 1),
    (11, 'For both sides: your economies work together closely; you share a language.', 'Для обеих сторон: ваши экономики тесно связаны; у вас есть общий язык.', 4),
    (12, 'For both sides: they seek what you offer: Ball bearings (HS 848210); they seek supply and you offer supply.', 'Для обеих сторон: им нужно то, что вы предлагаете: Шарикоподшипники (HS 848210); они ищут поставку, вы предлагаете поставку.', 4),
    (13, 'For both sides: you are of similar size; you share a language.', 'Для обеих сторон: вы близки по размеру; у вас есть общий язык.', 4),
    (14, 'For both sides: you share a language; your economies work together closely.', 'Для обеих сторон: у вас есть общий язык; ваши экономики тесно связаны.', 4),
    (15, 'For both sides: they offer what you seek: Ball bearings (HS 848210); you seek supply and they offer supply.', 'Для обеих сторон: они предлагают то, что вам нужно: Шарикоподшипники (HS 848210); вы ищете поставку, они предлагают поставку.', 4),
    (16, 'For both sides: your economies work together closely; you share a language. Your profile names no product, so the list is drawn: partners that fit the rest of it and have time are likelier.', 'Для обеих сторон: ваши экономики тесно связаны; у вас есть общий язык. В вашем профиле не назван ни один товар, поэтому список составлен жребием: вероятнее партнёры, которые подходят по остальным признакам и у которых есть время.', 4),
    (17, 'For both sides: you share a language; your economies work together closely. Your profile names no product, so the list is drawn: partners that fit the rest of it and have time are likelier.', 'Для обеих сторон: у вас есть общий язык; ваши экономики тесно связаны. В вашем профиле не назван ни один товар, поэтому список составлен жребием: вероятнее партнёры, которые подходят по остальным признакам и у которых есть время.', 4),
    (18, 'For both sides: you work in the same industry; you share a language.', 'Для обеих сторон: вы работаете в одной отрасли; у вас есть общий язык.', 4),
    (19, 'For both sides: you work in the same industry; your economies work together closely.', 'Для обеих сторон: вы работаете в одной отрасли; ваши экономики тесно связаны.', 4),
    (20, 'For both sides: you work in the same industry; you are of similar size.', 'Для обеих сторон: вы работаете в одной отрасли; вы близки по размеру.', 4);
INSERT INTO trade_standing (id, market, price, filled, capacity, shown, asked, coded, listed, stopped, matching_id, organisation_id, participation_id) VALUES
    (1, 'organisation-person', 0.17180887907792008, 0.7917445260542975, 7, 2, 0.9266729924175852, true, 2, '{}', 1, 2, NULL),
    (2, 'organisation-person', 0.13816913793250885, 0.8081087410121199, 7, 2, 0.8834844157099724, true, 2, '{}', 1, NULL, 7),
    (3, 'organisation-person', 0.10910136947314697, 4.080321836852363e-06, 2, 1, 0.08307366073131561, true, 1, '{}', 1, NULL, 6),
    (4, 'organisation-organisation', 0.06714376584047976, 0.6294693187109719, 8, 2, 0.15452501113702882, true, 2, '{}', 1, 3, NULL),
    (5, 'organisation-person', 0.04556405707178357, 2.1431696743956508e-06, 8, 3, 0.19604269415140152, true, 3, '{}', 1, 3, NULL),
    (6, 'organisation-person', 0.04556396368924687, 9.6908497060344e-07, 8, 2, 0.06879751707497772, true, 2, '{}', 1, 4, NULL),
    (7, 'organisation-organisation', 0.03515078474787725, 0.36532282668698357, 7, 1, 0.0630685415753944, true, 1, '{}', 1, 2, NULL),
    (8, 'organisation-person', 0.023688245693610166, 7.058881598132061e-07, 6, 2, 0.059238410605270735, true, 2, '{}', 1, NULL, 8),
    (9, 'organisation-organisation', 0.0191338413133737, 0.6133424277970059, 14, 3, 0.34856050461530685, true, 3, '{}', 1, 1, NULL),
    (10, 'organisation-person', 0, 2.9002121380017343e-06, 8, 3, 0.1455339089686963, false, 3, '{}', 1, NULL, 9),
    (11, 'organisation-organisation', 0, 0.14680646412973852, 8, 2, 0.08179415928458532, true, 2, '{}', 1, 4, NULL),
    (12, 'organisation-person', 0, 9.470353816709576e-07, 14, 1, 0.04657610555508728, true, 1, '{}', 1, 1, NULL),
    (13, 'organisation-person', 0.17180887907792008, 0.7917445260542975, 7, 2, 0.9266729924175852, true, 2, '{}', 2, 2, NULL),
    (14, 'organisation-person', 0.13816913793250885, 0.8081087410121199, 7, 2, 0.8834844157099724, true, 2, '{}', 2, NULL, 7),
    (15, 'organisation-person', 0.10910136947314697, 4.080321836852363e-06, 2, 1, 0.08307366073131561, true, 1, '{}', 2, NULL, 6),
    (16, 'organisation-organisation', 0.06714376584047976, 0.6294693187109719, 8, 2, 0.15452501113702882, true, 2, '{}', 2, 3, NULL),
    (17, 'organisation-person', 0.04556405707178357, 2.1431696743956508e-06, 8, 3, 0.19604269415140152, true, 3, '{}', 2, 3, NULL),
    (18, 'organisation-person', 0.04556396368924687, 9.6908497060344e-07, 8, 2, 0.06879751707497772, true, 2, '{}', 2, 4, NULL),
    (19, 'organisation-organisation', 0.03515078474787725, 0.36532282668698357, 7, 1, 0.0630685415753944, true, 1, '{}', 2, 2, NULL),
    (20, 'organisation-person', 0.023688245693610166, 7.058881598132061e-07, 6, 2, 0.059238410605270735, true, 2, '{}', 2, NULL, 8),
    (21, 'organisation-organisation', 0.0191338413133737, 0.6133424277970059, 14, 3, 0.34856050461530685, true, 3, '{}', 2, 1, NULL),
    (22, 'organisation-person', 0, 2.9002121380017343e-06, 8, 3, 0.1455339089686963, false, 3, '{}', 2, NULL, 9),
    (23, 'organisation-organisation', 0, 0.14680646412973852, 8, 2, 0.08179415928458532, true, 2, '{}', 2, 4, NULL),
    (24, 'organisation-person', 0, 9.470353816709576e-07, 14, 1, 0.04657610555508728, true, 1, '{}', 2, 1, NULL);
SELECT setval('congress_room_id_seq', 1);
SELECT setval('congress_session_id_seq', 2);
SELECT setval('congress_speaker_id_seq', 3);
SELECT setval('cooperation_choice_id_seq', 6);
SELECT setval('cooperation_portfolio_id_seq', 2);
SELECT setval('cooperation_project_id_seq', 3);
SELECT setval('cooperation_share_id_seq', 7);
SELECT setval('cooperation_spending_id_seq', 10);
SELECT setval('cooperation_tie_id_seq', 2);
SELECT setval('exhibition_exposition_id_seq', 1);
SELECT setval('exhibition_hall_id_seq', 2);
SELECT setval('exhibition_stand_id_seq', 4);
SELECT setval('fairs_edition_id_seq', 1);
SELECT setval('fairs_run_id_seq', 6);
SELECT setval('fairs_slot_id_seq', 12);
SELECT setval('meetings_meeting_id_seq', 12);
SELECT setval('meetings_meetingrequest_id_seq', 7);
SELECT setval('meetings_table_id_seq', 2);
SELECT setval('meetings_timetable_id_seq', 2);
SELECT setval('people_account_id_seq', 1);
SELECT setval('people_availability_id_seq', 2);
SELECT setval('people_organisation_id_seq', 5);
SELECT setval('people_participation_id_seq', 9);
SELECT setval('people_person_id_seq', 9);
SELECT setval('trade_listmeasure_id_seq', 60);
SELECT setval('trade_makergroup_id_seq', 6);
SELECT setval('trade_makerlist_id_seq', 6);
SELECT setval('trade_matching_id_seq', 2);
SELECT setval('trade_matchlist_id_seq', 24);
SELECT setval('trade_need_id_seq', 3);
SELECT setval('trade_offer_id_seq', 4);
SELECT setval('trade_product_id_seq', 4);
SELECT setval('trade_reason_id_seq', 20);
SELECT setval('trade_standing_id_seq', 24);
