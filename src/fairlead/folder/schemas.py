"""The CSV files of a fair folder, column by column: the check and the reference page read it."""

from __future__ import annotations

from fairlead.folder import bounds
from fairlead.folder.kinds import (
    COUNTRY,
    CURRENCY,
    DATE,
    DIGEST,
    EMAIL,
    ID,
    LANGUAGE,
    LONG_TEXT,
    MESSAGE,
    MOMENT,
    PRODUCT,
    SECTOR,
    SHARES,
    TEXT,
    TIME,
    WEBSITE,
    build_decimal,
    build_integer,
    build_money,
    build_one_of,
    list_of,
)
from fairlead.folder.schema import Field, Schema, localized

SIZES = ("micro", "small", "medium", "large")
ROLES = ("visitor", "buyer", "exhibitor", "speaker", "delegate", "press", "organiser")
PARTICIPATION_STATES = ("registered", "approved", "waiting", "rejected", "cancelled")
COOPERATION = (
    "supply",
    "joint_production",
    "licence",
    "research",
    "localisation",
    "distribution",
    "investment",
)
REQUEST_STATES = ("pending", "accepted", "declined", "withdrawn", "cancelled", "expired")
# A request that may still be held; the others ask for nothing any more.
OPEN_STATES = ("pending", "accepted")
PLACES = ("stand", "table", "online")
PREFERENCES = ("must", "would_like")
SIDES = ("recipient", "requester")
ANSWERS = ("pending", "accepted", "declined")
REQUEST_ACTS = (
    "accepted",
    "declined",
    "withdrawn",
    "cancelled",
    "expired",
    "proposed",
    "handed",
    "changed",
)
STAGES = (
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
)
PARTNER_ROLES = (
    "body", "lead", "supplier", "integrator", "research", "finance", "customer", "member",
)  # fmt: skip
ACTS = (
    "opening", "move", "override", "amount", "ask", "approve", "condition", "meet", "refuse",
    "delegate", "end", "void",
)  # fmt: skip
# From the one that binds least; what is paid comes after what is owed.
AMOUNT_KINDS = ("announced", "approved", "financed", "signed", "disbursed")


def _build_id(doc: str, example: str) -> Field:
    return Field("id", ID, doc, example, required=True)


def _build_reference(
    name: str, refers: str, doc: str, example: str, *, required: bool = False
) -> Field:
    return Field(name, ID, doc, example, required=required, refers=refers)


def _build_description(of: str) -> Field:
    return localized("description", LONG_TEXT, f"What the {of} is about", "")


_PRODUCTS = "Product codes; a heading (HS:8517) stands for everything below it"
_LANGUAGES = Field(
    "languages",
    list_of(LANGUAGE),
    "Languages spoken; a person's first one is the language of the agenda",
    "en|ru",
)

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
        _build_id("Identifies the exposition", "belarus"),
        localized("name", TEXT, "Name", "Belarus", required=True),
        Field("country", COUNTRY, "Country of the exposition", "BLR", required=True),
        Field("area_m2", build_decimal(bounds.FLOOR_AREA), "Floor area in square metres", "3000"),
    ),
)
STANDS = Schema(
    "stands",
    "Stands: rectangles inside a hall that do not overlap.",
    (
        _build_id("Identifies the stand", "1-A12"),
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
        _build_reference("exposition", "expositions", "Exposition the stand is part of", "belarus"),
    ),
)
ORGANISATIONS = Schema(
    "organisations",
    "Organisations that take part. One with a stand is an exhibitor.",
    (
        _build_id("Identifies the organisation", "org-0001"),
        localized("name", TEXT, "Name", "Example Machine Works", required=True),
        Field("country", COUNTRY, "Country", "BLR", required=True),
        localized("city", TEXT, "City", "Minsk"),
        Field("sector", SECTOR, "Main activity, an ISIC rev. 4 code", "ISIC4:28"),
        Field("size", build_one_of(*SIZES), "Size by staff", "medium"),
        _LANGUAGES,
        _build_reference(
            "stand", "stands", "Stand; having one makes the organisation an exhibitor", "1-A12"
        ),
        Field("website", WEBSITE, "Web address", "https://works.example.org/"),
        Field("email", EMAIL, "Address for enquiries", "sales@works.example.org"),
        _build_description("organisation"),
    ),
    required=True,
)
PEOPLE = Schema(
    "people",
    "Persons who take part. The staff of an exhibitor are its persons with the role exhibitor.",
    (
        _build_id("Identifies the person", "p-00001"),
        localized("name", TEXT, "Full name", "Example Person", required=True),
        _build_reference(
            "organisation", "organisations", "Organisation the person belongs to", "org-0001"
        ),
        Field("role", build_one_of(*ROLES), "Role at the fair", "visitor", required=True),
        Field("other_roles", list_of(build_one_of(*ROLES)), "Further roles there", "speaker|press"),
        localized("position", TEXT, "Position in the organisation", "Head of purchasing"),
        Field("country", COUNTRY, "Country", "RUS"),
        _LANGUAGES,
        Field("email", EMAIL, "E-mail address", "person@example.org"),
        Field(
            "hidden",
            build_one_of("yes"),
            "`yes`: gets a list of whom to meet and is on nobody's",
            "yes",
        ),
        Field(
            "state",
            build_one_of(*PARTICIPATION_STATES),
            "How far the registration is, `approved` when empty; nobody else takes part",
            "waiting",
        ),
    ),
    required=True,
)
OFFERS = Schema(
    "offers",
    "What organisations can provide.",
    (
        _build_id("Identifies the offer", "offer-0001"),
        _build_reference("organisation", "organisations", "Who offers", "org-0001", required=True),
        localized("title", TEXT, "Title", "Gearboxes for mining lorries", required=True),
        _build_description("offer"),
        Field("products", list_of(PRODUCT), _PRODUCTS, "HS:848340|HS:8708", required=True),
        Field(
            "cooperation",
            list_of(build_one_of(*COOPERATION)),
            "Forms of cooperation offered",
            "supply|joint_production",
            required=True,
        ),
    ),
)
NEEDS = Schema(
    "needs",
    "What organisations or whole economies look for: exactly one of organisation and economy.",
    (
        _build_id("Identifies the need", "need-0001"),
        _build_reference("organisation", "organisations", "Who needs it", "org-0002"),
        Field("economy", COUNTRY, "The economy that needs it", "RUS"),
        localized("title", TEXT, "Title", "Bearings for wind turbines", required=True),
        _build_description("need"),
        Field("products", list_of(PRODUCT), _PRODUCTS, "HS:848220", required=True),
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
    ),
)
REQUESTS = Schema(
    "requests",
    "Meeting requests of a person to an exhibitor or to another person; of each pair at most one "
    "is pending or accepted at a time.",
    (
        _build_id("Identifies the request", "r-000001"),
        _build_reference("requester", "people", "Person who asks", "p-00001", required=True),
        _build_reference(
            "recipient",
            "organisations",
            "Exhibitor that is asked (an organisation with a stand): this, or a person",
            "org-0001",
        ),
        _build_reference("person", "people", "Person that is asked", ""),
        Field(
            "for_firm",
            build_one_of("yes"),
            "`yes`: the requester asks for the own organisation, and a colleague may go",
            "yes",
        ),
        _build_reference(
            "assigned", "people", "Person of the exhibitor's who is to hold the meeting", ""
        ),
        _build_reference("author", "people", "Person who wrote the request", "p-00001"),
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
    ),
)
REQUEST_PARTIES = Schema(
    "request_parties",
    "Third and further parties of meeting requests: exactly one of organisation and person.",
    (
        _build_reference("request", "requests", "Request", "r-000001", required=True),
        Field("number", build_integer(bounds.PARTY), "Counts the parties", "3", required=True),
        _build_reference("organisation", "organisations", "Exhibitor that comes too", "org-0002"),
        _build_reference("person", "people", "Person who comes too", "p-00002"),
        _build_reference("attends", "people", "Person who comes for the exhibitor", ""),
        Field("answer", build_one_of(*ANSWERS), "Answer", "accepted", default="pending"),
    ),
    key=("request", "number"),
)
REQUEST_HISTORY = Schema(
    "request_history",
    "What happened to meeting requests, in order.",
    (
        _build_reference("request", "requests", "Request", "r-000001", required=True),
        Field(
            "number",
            build_integer(bounds.EVENT),
            "Counts what happened to the request, from 1",
            "1",
            required=True,
        ),
        Field("at", MOMENT, "When", "2023-06-02T08:00:00Z", required=True),
        Field("act", build_one_of(*REQUEST_ACTS), "What was done", "accepted", required=True),
        _build_reference("by", "people", "Person who did it", "p-00001"),
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
        _build_reference("person", "people", "Person", "p-00001", required=True),
        Field("date", DATE, "Day of the fair", "2023-07-10", required=True),
        Field("start", TIME, "Free from", "10:00", required=True),
        Field("end", TIME, "Free until, later than start", "13:00", required=True),
    ),
    key=("person", "date", "start", "end"),
)
SESSIONS = Schema(
    "sessions",
    "The congress programme; a room holds one session at a time.",
    (
        _build_id("Identifies the session", "s-001"),
        localized("title", TEXT, "Title", "Main strategic session", required=True),
        Field("date", DATE, "Day of the fair", "2023-07-10", required=True),
        Field("start", TIME, "Begins", "10:00", required=True),
        Field("end", TIME, "Ends, later than start", "11:30", required=True),
        localized("room", TEXT, "Room", "Congress hall", required=True),
        localized("track", TEXT, "Track", "Technology"),
        Field("speakers", list_of(ID), "Persons who speak", "p-00007|p-00009", refers="people"),
        _build_description("session"),
    ),
)
PROJECTS = Schema(
    "projects",
    "Joint projects of partner economies.",
    (
        _build_id("Identifies the project", "project-01"),
        localized("title", TEXT, "Title", "Joint gearbox plant", required=True),
        Field("stage", build_one_of(*STAGES), "Stage reached", "feasibility", required=True),
        _build_reference("lead", "organisations", "Organisation that leads", "org-0001"),
        Field("partners", SHARES, "Shares of the cost by economy", "BLR=0.5|RUS=0.5", True),
        Field("benefit_shares", SHARES, "Shares of the benefit; as the cost when empty", ""),
        Field("products", list_of(PRODUCT), "Product codes it makes", "HS:848340"),
        Field(
            "amount",
            build_money(bounds.MONEY),
            "Investment: the amount that binds most (signed, else financed, approved, announced)",
            "250000000",
            True,
        ),
        Field(
            "currency", CURRENCY,
            "Currency of the amount; the fair's when empty", "RUB",
        ),
        Field(
            "start_year", build_integer(bounds.YEAR), "Year of the first cash flow",
            "2024", required=True,
        ),
        Field(
            "cash_flows",
            list_of(build_money(bounds.CASH_FLOW), at_most=bounds.YEARS_OF_MONEY),
            "Net cash flow of each year from start_year, in the fair's currency",
            "-200|-50|90|120|120",
            required=True,
        ),
        Field(
            "costs",
            list_of(build_money(bounds.MONEY), at_most=bounds.YEARS_OF_MONEY),
            "What the partners pay in each of these years, gross; without it, what the net cash "
            "flow is below nought",
            "200|80|30|0|0",
        ),
        Field("jobs", build_integer(bounds.JOBS), "Jobs created", "420"),
        Field("local_share", build_decimal(bounds.SHARE), "Share of local content", "0.6"),
        Field("requires", list_of(ID), "Projects that must be chosen too", "", refers="projects"),
        Field("excludes", list_of(ID), "Projects that cannot be too", "", refers="projects"),
        _build_description("project"),
    ),
)  # fmt: skip

PARTNERS = Schema(
    "partners",
    "Who takes part in a project, organisations and bodies of economies. Where a project has rows "
    "here, their shares summed by economy are those in projects.csv; without, each economy there "
    "is a partner as a body.",
    (
        _build_reference("project", "projects", "The project", "project-01", required=True),
        Field("partner", ID, "Identifies the partner in the project", "gear", required=True),
        Field("economy", COUNTRY, "Economy the partner is of", "BLR", required=True),
        _build_reference("organisation", "organisations", "The organisation", "org-0001"),
        localized("name", TEXT, "Name of a body that is no organisation of the fair", ""),
        Field("role", build_one_of(*PARTNER_ROLES), "What it does there", "supplier",
              default="body"),
        Field("cost_share", build_decimal(bounds.SHARE), "Share of the cost", "0.5", True),
        Field("benefit_share", build_decimal(bounds.SHARE), "Share of the benefit", ""),
    ),
    key=("project", "partner"),
)  # fmt: skip
RATES = Schema(
    "rates",
    "What one unit of a currency was worth in another, by day and source.",
    (
        Field("currency", CURRENCY, "Currency of which one unit is priced", "USD", required=True),
        Field("against", CURRENCY, "Currency it is priced in", "RUB", required=True),
        Field("day", DATE, "Day of the rate", "2023-07-10", required=True),
        Field("rate", build_decimal(bounds.RATE), "Units of the second for one of the first",
              "90.5", required=True),
        Field("source", TEXT, "Who published it", "Central bank", required=True),
        Field("recorded_at", MOMENT, "When it was imported; now when empty", ""),
    ),
    key=("currency", "against", "day", "source"),
)  # fmt: skip
LEDGER = Schema(
    "ledger",
    "What was recorded of the projects, in the order it was. Each entry holds the digest of the "
    "one before, so that none can be changed, left out or put in between unnoticed.",
    (
        Field("number", build_integer(bounds.ENTRIES), "Place in the ledger, from 1", "1", True),
        _build_reference("project", "projects", "The project", "project-01", required=True),
        Field("act", build_one_of(*ACTS), "What was done", "move", required=True),
        Field("day", DATE, "Day from which it holds", "2023-07-10", required=True),
        Field("recorded_at", MOMENT, "Moment it was recorded", "2023-07-10T09:30:00Z", True),
        Field("person", TEXT, "Who recorded it", "Example Person"),
        Field("party", ID, "Partner whose act it is", "BLR"),
        Field("stage", build_one_of(*STAGES), "Stage reached", "signed"),
        Field("kind", build_one_of(*AMOUNT_KINDS), "What the amount says", "signed"),
        Field("amount", build_money(bounds.MONEY), "Amount", "250000000"),
        Field("currency", CURRENCY, "Currency of the amount", "RUB"),
        Field("document", TEXT, "Name of the document that shows it", "agreement.pdf"),
        Field("sha256", DIGEST, "SHA-256 of the document", ""),
        Field("source", TEXT, "Where the amount was published", "Statement of the ministry"),
        Field("reason", LONG_TEXT, "Reason, or conditions", ""),
        Field("due", DATE, "Day by which the party is to decide", ""),
        Field("corrects", build_integer(bounds.ENTRIES), "Entry this one stands in place of", ""),
        Field("previous", DIGEST, "Digest of the entry before; empty for the first", ""),
        Field("digest", DIGEST, "Digest of this entry", "", required=True),
    ),
    key=("number",),
)

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
)
BY_NAME = {schema.name: schema for schema in SCHEMAS}
