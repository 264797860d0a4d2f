"""The CSV files of a fair folder, column by column: the check and the reference page read it."""

from __future__ import annotations

from fairlead.folder import bounds
from fairlead.folder.choices import (
    COOPERATION,
    PARTICIPATION_STATES,
    ROLES,
    SIZES,
)
from fairlead.folder.congress_schemas import CONGRESS_SCHEMAS
from fairlead.folder.consortium_schemas import CONSORTIUM_SCHEMAS
from fairlead.folder.delegation_schemas import DELEGATION_SCHEMAS
from fairlead.folder.encounter_schemas import ENCOUNTER_SCHEMAS
from fairlead.folder.fields import (
    LANGUAGES,
    PRODUCT_CODES,
    build_description,
    build_id,
    build_reference,
)
from fairlead.folder.figure_kinds import build_decimal, build_integer
from fairlead.folder.headline_schemas import HEADLINE_SCHEMAS
from fairlead.folder.history_schemas import HISTORY
from fairlead.folder.kinds import (
    COUNTRY,
    EMAIL,
    ID,
    PRODUCT,
    SECTOR,
    STAND_NUMBER,
    TEXT,
    WEBSITE,
    build_one_of,
    list_of,
)
from fairlead.folder.market_schemas import MARKET_SCHEMAS
from fairlead.folder.month_schemas import MONTH_SCHEMAS
from fairlead.folder.practice_schemas import PRACTICE_SCHEMAS, SCREENING_SCHEMAS
from fairlead.folder.programme_schemas import PROGRAMMES, build_programme_sessions
from fairlead.folder.project_schemas import LEDGER, PARTNERS, PROJECTS, RATES
from fairlead.folder.proposal_schemas import PROPOSAL_SCHEMAS
from fairlead.folder.registration_schemas import REGISTRATION_SCHEMAS
from fairlead.folder.request_schemas import AVAILABILITY, REQUEST_HISTORY, REQUEST_PARTIES, REQUESTS
from fairlead.folder.schema import Field, Schema, localized
from fairlead.folder.session_schemas import SESSIONS
from fairlead.folder.time_kinds import DATE, MOMENT
from fairlead.folder.timetable_schemas import DRAFT_CHANGES, MEETINGS, TIMETABLES, UNHELD
from fairlead.folder.waiting_schemas import WAITING_SCHEMAS

PRODUCTS = Schema(
    "products",
    "The fair's product nomenclature. When the file is present, a product code used elsewhere "
    "must be in it, or above or below a code that is in it.",
    (
        Field("code", PRODUCT, "The code, with its scheme", "HS:851762", required=True),
        localized("title", TEXT, "What the code means", "Switching equipment", required=True),
    ),
    key=("code",),
)
EXPOSITIONS = Schema(
    "expositions",
    "Joint stands of a country or a region.",
    (
        build_id("Identifies the exposition", "belarus"),
        localized("name", TEXT, "Name", "Belarus", required=True),
        Field("country", COUNTRY, "Country of the exposition", "BLR", required=True),
        Field("area_m2", build_decimal(bounds.FLOOR_AREA), "Floor area in square metres", "3000"),
    ),
)
STANDS = Schema(
    "stands",
    "Stands: rectangles inside a hall that do not overlap.",
    (
        build_id("Identifies the stand", "1-A12"),
        Field("hall", ID, "Code of a hall in fair.toml", "1", required=True),
        Field(
            "number", STAND_NUMBER, "Number painted on the floor, unique in its hall", "A12", True
        ),
        Field(
            "x", build_decimal(bounds.STAND_PLACE), "Metres from the hall's left side", "12", True
        ),
        Field(
            "y", build_decimal(bounds.STAND_PLACE), "Metres from the hall's upper side", "6", True
        ),
        Field("width", build_decimal(bounds.STAND_SIDE), "Width in metres", "6", required=True),
        Field("depth", build_decimal(bounds.STAND_SIDE), "Depth in metres", "3", required=True),
        build_reference("exposition", "expositions", "Exposition the stand is part of", "belarus"),
    ),
)
ORGANISATIONS = Schema(
    "organisations",
    "Organisations that take part. One with a stand is an exhibitor.",
    (
        build_id("Identifies the organisation", "org-0001"),
        localized("name", TEXT, "Name", "Example Machine Works", required=True),
        Field("country", COUNTRY, "Country", "BLR", required=True),
        localized("city", TEXT, "City", "Minsk"),
        Field("sector", SECTOR, "Main activity, an ISIC rev. 4 code", "ISIC4:28"),
        Field("size", build_one_of(*SIZES), "Size by staff", "medium"),
        LANGUAGES,
        build_reference(
            "stand", "stands", "Stand; having one makes the organisation an exhibitor", "1-A12"
        ),
        Field("website", WEBSITE, "Web address", "https://works.example.org/"),
        Field("email", EMAIL, "Address for enquiries", "sales@works.example.org"),
        build_description("organisation"),
    ),
    required=True,
)
PEOPLE = Schema(
    "people",
    "Persons who take part. The staff of an exhibitor are its persons with the role exhibitor.",
    (
        build_id("Identifies the person", "p-00001"),
        localized("name", TEXT, "Full name", "Example Person", required=True),
        build_reference(
            "organisation", "organisations", "Organisation the person belongs to", "org-0001"
        ),
        Field("role", build_one_of(*ROLES), "Role at the fair", "visitor", required=True),
        Field("other_roles", list_of(build_one_of(*ROLES)), "Further roles there", "speaker|press"),
        localized("position", TEXT, "Position in the organisation", "Head of purchasing"),
        Field("country", COUNTRY, "Country", "RUS"),
        LANGUAGES,
        Field("email", EMAIL, "E-mail address", "person@example.org"),
        Field(
            "hidden",
            build_one_of("yes"),
            "`yes`: gets a list of people to meet and is on nobody's",
            "yes",
        ),
        Field(
            "state",
            build_one_of(*PARTICIPATION_STATES),
            "How far the registration is, `approved` when empty; nobody else takes part",
            "waiting",
        ),
        build_reference("type", "participation_types", "As what the person registered", "visitor"),
        Field(
            "registered_at",
            MOMENT,
            "When; of those who registered as a type",
            "2023-03-05T09:30:00Z",
        ),
        Field("reason", TEXT, "Why it was decided as it was, for the person", "No place left"),
        Field(
            "max_per_day",
            build_integer(bounds.MEETINGS_PER_DAY),
            "Meetings of this person in a day, instead of the edition's `max_per_day`",
            "4",
        ),
        Field(
            "max_meetings",
            build_integer(bounds.MEETINGS_IN_ALL),
            "Meetings of this person on all days together",
            "10",
        ),
        Field(
            "min_meetings",
            build_integer(bounds.MEETINGS_IN_ALL),
            "Meetings this person is to have at least; of people who receive for one exhibitor, "
            "the sum of theirs together",
            "2",
        ),
        Field(
            "min_per_day",
            build_integer(bounds.MEETINGS_PER_DAY),
            "Meetings this person is to have at least on each day on which it is there; of people "
            "who receive for one exhibitor, the sum of theirs together",
            "1",
        ),
        Field(
            "rest",
            build_integer(bounds.REST),
            "Slots of the day without a meeting that this person has after each",
            "1",
        ),
    ),
    required=True,
)
OFFERS = Schema(
    "offers",
    "What organisations can provide.",
    (
        build_id("Identifies the offer", "offer-0001"),
        build_reference("organisation", "organisations", "Who offers", "org-0001", required=True),
        localized("title", TEXT, "Title", "Gearboxes for mining lorries", required=True),
        build_description("offer"),
        Field("products", list_of(PRODUCT), PRODUCT_CODES, "HS:848340|HS:8708", required=True),
        Field(
            "cooperation",
            list_of(build_one_of(*COOPERATION)),
            "Forms of cooperation offered",
            "supply|joint_production",
            required=True,
        ),
        Field("expires_on", DATE, "Last day the site shows it", "2023-07-13"),
    ),
)
NEEDS = Schema(
    "needs",
    "What organisations or whole economies look for: exactly one of organisation and economy.",
    (
        build_id("Identifies the need", "need-0001"),
        build_reference("organisation", "organisations", "Who needs it", "org-0002"),
        Field("economy", COUNTRY, "The economy that needs it", "RUS"),
        build_reference(
            "posted_by", "organisations", "The delegation that posted its economy's need", ""
        ),
        localized("title", TEXT, "Title", "Bearings for wind turbines", required=True),
        build_description("need"),
        Field("products", list_of(PRODUCT), PRODUCT_CODES, "HS:848220", required=True),
        Field(
            "cooperation",
            list_of(build_one_of(*COOPERATION)),
            "Forms of cooperation sought",
            "supply|localisation",
            required=True,
        ),
        Field(
            "volume_usd", build_decimal(bounds.DOLLARS), "Yearly volume in US dollars", "1500000"
        ),
        Field(
            "hidden",
            build_one_of("yes"),
            "`yes`: only the organiser sees it and its makers; it shapes nobody's list",
            "yes",
        ),
        Field("expires_on", DATE, "Last day the site shows it", "2023-07-13"),
    ),
)
PROGRAMME_SESSIONS = build_programme_sessions(SESSIONS.fields)
SCHEMAS = (
    PRODUCTS,
    EXPOSITIONS,
    STANDS,
    ORGANISATIONS,
    PEOPLE,
    OFFERS,
    NEEDS,
    REQUESTS,
    REQUEST_PARTIES,
    REQUEST_HISTORY,
    AVAILABILITY,
    SESSIONS,
    PROJECTS,
    PARTNERS,
    RATES,
    LEDGER,
    *HEADLINE_SCHEMAS,
    HISTORY,
    *MARKET_SCHEMAS,
    *WAITING_SCHEMAS,
    *DELEGATION_SCHEMAS,
    *CONSORTIUM_SCHEMAS,
    *PRACTICE_SCHEMAS,
    *SCREENING_SCHEMAS,
    *MONTH_SCHEMAS,
    *ENCOUNTER_SCHEMAS,
    TIMETABLES,
    MEETINGS,
    UNHELD,
    DRAFT_CHANGES,
    *CONGRESS_SCHEMAS,
    PROGRAMMES,
    PROGRAMME_SESSIONS,
    *PROPOSAL_SCHEMAS,
    *REGISTRATION_SCHEMAS,
)
BY_NAME = {schema.name: schema for schema in SCHEMAS}
