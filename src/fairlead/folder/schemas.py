"""The CSV files of a fair folder, column by column: the check and the reference page read it."""

from __future__ import annotations

from fairlead.folder import bounds
from fairlead.folder.choices import (
    ACCESS,
    ANSWERS,
    COOPERATION,
    PARTICIPATION_STATES,
    PLACES,
    PREFERENCES,
    REQUEST_ACTS,
    REQUEST_STATES,
    ROLES,
    SESSION_KINDS,
    SESSION_LEVELS,
    SIDES,
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
from fairlead.folder.headline_schemas import HEADLINE_SCHEMAS
from fairlead.folder.history_schemas import HISTORY
from fairlead.folder.kinds import (
    COUNTRY,
    DATE,
    EMAIL,
    FEATURE,
    GUID,
    ID,
    LANGUAGE,
    LINK,
    LISTED_TEXT,
    LONG_TEXT,
    MESSAGE,
    MOMENT,
    PRODUCT,
    SECTOR,
    TEXT,
    TIME,
    WEBSITE,
    build_decimal,
    build_integer,
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
from fairlead.folder.schema import Field, Schema, localized
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
        Field("number", TEXT, "Number painted on the floor, unique in its hall", "A12", True),
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
REQUESTS = Schema(
    "requests",
    "Meeting requests of a person to an exhibitor or to another person; of each pair at most one "
    "is pending or accepted at a time.",
    (
        build_id("Identifies the request", "r-000001"),
        build_reference("requester", "people", "Person who asks", "p-00001", required=True),
        build_reference(
            "recipient",
            "organisations",
            "Exhibitor that is asked (an organisation with a stand): this, or a person",
            "org-0001",
        ),
        build_reference("person", "people", "Person that is asked", ""),
        Field(
            "for_firm",
            build_one_of("yes"),
            "`yes`: the requester asks for the own organisation, and a colleague may go",
            "yes",
        ),
        build_reference(
            "assigned", "people", "Person of the exhibitor's who is to hold the meeting", ""
        ),
        build_reference("author", "people", "Person who wrote the request", "p-00001"),
        Field("asked_at", MOMENT, "When it was asked", "2023-06-01T08:00:00Z"),
        Field("answered_at", MOMENT, "When it was answered", "2023-06-02T08:00:00Z"),
        Field("expires_at", MOMENT, "When it ends unless it is answered", "2023-07-01T00:00:00Z"),
        Field("message", MESSAGE, "What the requester says", "We look for gearboxes."),
        Field(
            "preference",
            build_one_of(*PREFERENCES),
            "How much the requester wants it",
            "must",
            default="would_like",
        ),
        Field("purpose", build_one_of(*COOPERATION), "What it is to lead to", "supply"),
        Field(
            "slots",
            build_integer(bounds.MEETING_SLOTS),
            "Slots it lasts, one after another",
            "1",
            default="1",
        ),
        Field("link", WEBSITE, "Where to meet online", "https://meet.example.org/room"),
        Field(
            "turn",
            build_one_of(*SIDES),
            "Whose answer a pending request waits for",
            "recipient",
            default="recipient",
        ),
        Field("proposed_date", DATE, "Day proposed instead; needs proposed_slot", "2023-07-11"),
        Field("proposed_slot", build_integer(bounds.SLOTS_PER_DAY), "Slot proposed", "5"),
        Field("reason", TEXT, "Why it was declined or cancelled", "No time left"),
        Field(
            "weight",
            build_decimal(bounds.REQUEST_WEIGHT),
            "What holding the meeting is worth; a mutual wish weighs more",
            "2",
            default="1",
        ),
        Field("state", build_one_of(*REQUEST_STATES), "State", "accepted", default="pending"),
        Field("place", build_one_of(*PLACES), "Where they wish to meet", "stand", default="stand"),
        Field("locked_date", DATE, "Day that must be kept; needs locked_slot", "2023-07-11"),
        Field("locked_slot", build_integer(bounds.SLOTS_PER_DAY), "Slot of that day, from 1", "4"),
        Field(
            "locked_table",
            build_integer(bounds.TABLE_NUMBER),
            "Shared table that it is held at, in whatever slot; of a meeting at a table",
            "17",
        ),
    ),
)
REQUEST_PARTIES = Schema(
    "request_parties",
    "Third and further parties of meeting requests: exactly one of organisation and person.",
    (
        build_reference("request", "requests", "Request", "r-000001", required=True),
        Field("number", build_integer(bounds.PARTY), "Counts the parties", "3", required=True),
        build_reference("organisation", "organisations", "Exhibitor that comes too", "org-0002"),
        build_reference("person", "people", "Person who comes too", "p-00002"),
        build_reference("attends", "people", "Person who comes for the exhibitor", ""),
        Field("answer", build_one_of(*ANSWERS), "Answer", "accepted", default="pending"),
    ),
    key=("request", "number"),
)
REQUEST_HISTORY = Schema(
    "request_history",
    "What happened to meeting requests, in order.",
    (
        build_reference("request", "requests", "Request", "r-000001", required=True),
        Field(
            "number",
            build_integer(bounds.EVENT),
            "Counts what happened to the request, from 1",
            "1",
            required=True,
        ),
        Field("at", MOMENT, "When", "2023-06-02T08:00:00Z", required=True),
        Field("act", build_one_of(*REQUEST_ACTS), "What was done", "accepted", required=True),
        build_reference("by", "people", "Person who did it", "p-00001"),
        Field("state", build_one_of(*REQUEST_STATES), "State after it", "accepted", required=True),
        Field("date", DATE, "Day of the slot it was about", "2023-07-11"),
        Field("slot", build_integer(bounds.SLOTS_PER_DAY), "Slot of that day", "5"),
        Field("note", TEXT, "What was said", ""),
    ),
    key=("request", "number"),
)
AVAILABILITY = Schema(
    "availability",
    "When a person is free, in the fair's local time. A person with rows here is free only then; "
    "a person without is always free.",
    (
        build_reference("person", "people", "Person", "p-00001", required=True),
        Field("date", DATE, "Day of the fair", "2023-07-10", required=True),
        Field("start", TIME, "Free from", "10:00", required=True),
        Field("end", TIME, "Free until, later than start", "13:00", required=True),
    ),
    key=("person", "date", "start", "end"),
)
SESSIONS = Schema(
    "sessions",
    "The congress programme; a room holds one session at a time. A session whose end is not later "
    "than its start ends on the next day.",
    (
        build_id("Identifies the session", "s-001"),
        localized("title", TEXT, "Title", "Main strategic session", required=True),
        Field("date", DATE, "Day of the fair on which it begins", "2023-07-10", required=True),
        Field("start", TIME, "Begins", "10:00", required=True),
        Field("end", TIME, "Ends; 00:30 after a start at 22:00 is on the next day", "11:30", True),
        localized("subtitle", TEXT, "Line below the title", "Industry beyond 2030"),
        localized("room", TEXT, "Room", "Congress hall", required=True),
        localized("track", TEXT, "Track", "Technology"),
        Field("kind", build_one_of(*SESSION_KINDS), "Kind of session", "panel"),
        Field("level", build_one_of(*SESSION_LEVELS), "For whom it is", "introductory"),
        Field("language", LANGUAGE, "Language spoken", "en"),
        Field("interpretation", list_of(LANGUAGE), "Languages it is interpreted into", "ru|zh"),
        Field("speakers", list_of(ID), "Persons who speak", "p-00007|p-00009", refers="people"),
        Field("moderators", list_of(ID), "Persons who moderate", "p-00011", refers="people"),
        Field("capacity", build_integer(bounds.SEATS), "Places for visitors", "120"),
        Field("access", build_one_of(*ACCESS), "Who may attend; empty: everyone", "invitation"),
        Field(
            "guid",
            GUID,
            "Identifier in exports, kept from another system; made from the id when empty",
            "0c8b0cb4-6cf9-5ff8-928a-0a0f49558c48",
        ),
        Field("stream", WEBSITE, "Address of the stream", "https://example.org/live"),
        localized("abstract", LONG_TEXT, "The session in short", ""),
        build_description("session"),
        localized(
            "speakers_as",
            LONG_TEXT,
            "How speakers are presented on that day, a line each: id: position, organisation",
            "p-00007: Minister of Industry",
        ),
        Field("economies", list_of(COUNTRY), "Whose delegates may attend; empty: all", "BLR|KAZ"),
        Field("booking", build_one_of("yes"), "`yes`: a place has to be booked", "yes"),
        Field(
            "invited",
            list_of(ID, at_most=int(bounds.SEATS.high)),
            "Persons invited who have booked no place",
            "p-00030",
            refers="people",
        ),
        Field(
            "booked",
            list_of(ID, at_most=int(bounds.SEATS.high)),
            "Persons with a place, at most as many as there are places unless it is `overbooked`",
            "p-00031|p-00032",
            refers="people",
        ),
        Field(
            "waiting",
            list_of(ID, at_most=int(bounds.SEATS.high)),
            "Persons who wait for a place, who waits longest first",
            "p-00033",
            refers="people",
        ),
        Field(
            "by_invitation",
            list_of(ID, at_most=int(bounds.SEATS.high)),
            "Of those who booked or wait who was invited",
            "p-00031",
            refers="people",
        ),
        Field(
            "beside",
            list_of(ID, at_most=int(bounds.SEATS.high)),
            "Of those who booked or wait whose place lies beside meetings and takes no time",
            "p-00032",
            refers="people",
        ),
        Field(
            "overbooked",
            build_one_of("yes"),
            "`yes`: fewer places were set than were taken; all keep theirs, nobody new comes in",
            "yes",
        ),
        Field("expected", build_integer(bounds.SEATS), "How many are expected to come", "90"),
        Field("needs", list_of(FEATURE), "Features that its room must have", "interpretation"),
        Field(
            "delay",
            build_integer(bounds.DELAY_MINUTES),
            "Minutes by which it begins late on the day",
            "15",
        ),
        Field(
            "cancelled",
            build_one_of("yes"),
            "`yes`: it was cancelled on the day, and takes neither room nor speakers",
            "yes",
        ),
        Field(
            "partners",
            list_of(ID),
            "Organisations that hold it with the fair",
            "org-0001",
            refers="organisations",
        ),
        Field("links", list_of(LINK), "Pages about it", "Study https://example.org/study"),
        Field("materials", list_of(LINK), "Files of it", "Slides https://example.org/a.pdf"),
        Field("about_products", list_of(PRODUCT), PRODUCT_CODES, "HS:8517"),
        Field("about_needs", list_of(ID), "Needs it is about", "need-0001", refers="needs"),
        Field(
            "about_projects", list_of(ID), "Projects it is about", "project-01", refers="projects"
        ),
        Field(
            "about_practices",
            list_of(ID),
            "Practices it is about",
            "practice-01",
            refers="practices",
        ),
        Field(
            "extras",
            list_of(LISTED_TEXT),
            "What another system says of it besides, as name=value, for exports",
            "kind=Lightning talk",
        ),
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
