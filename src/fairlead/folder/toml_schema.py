"""The sections of fair.toml, key by key: the check and the reference page both read it."""

from __future__ import annotations

from fairlead.folder import bounds
from fairlead.folder.choices import RELEASES, REQUIRED, WISHED
from fairlead.folder.codes import HS_VERSIONS
from fairlead.folder.figure_kinds import build_decimal, build_integer
from fairlead.folder.kinds import (
    COUNTRY,
    CURRENCY,
    ID,
    LANGUAGE_TAG,
    SLUG,
    TEXT,
    TIME_ZONE,
    build_one_of,
    list_of,
)
from fairlead.folder.schema import Field, Section, localized
from fairlead.folder.time_kinds import DATE, SPAN, TIME

FLOW_KINDS = ("table", "baci", "comtrade", "wits", "eurostat", "atlas")

LANGUAGES = Field(
    "languages",
    list_of(LANGUAGE_TAG, at_most=bounds.LANGUAGES),
    "Languages its texts are written in (BCP 47); the first is the edition's own. When absent: "
    "`en`, and `ru` where a column or key of the folder ends with `_ru`",
    "en|ru|zh|ar",
)

LEASTS = (WISHED, REQUIRED)
BEYOND = ("unlimited", "nothing", "last")
SUNK = ("left_out", "counted")
SECTIONS = (
    Section(
        "fair",
        "The edition.",
        (
            Field("code", SLUG, "Code of the edition, used in addresses", "innoprom-2023", True),
            localized("name", TEXT, "Name", "Innoprom 2023", required=True),
            LANGUAGES,
            Field(
                "edition", build_integer(bounds.EDITION_NUMBER), "Number of the edition", "13", True
            ),
            localized("city", TEXT, "City", "Yekaterinburg", required=True),
            Field("country", COUNTRY, "Country of the fair", "RUS", required=True),
            Field("first_day", DATE, "First day", "2023-07-10", required=True),
            Field("days", build_integer(bounds.DAYS), "Number of days", "4", required=True),
            Field("time_zone", TIME_ZONE, "Time zone of the city", "Asia/Yekaterinburg", True),
            Field("partner_country", COUNTRY, "Partner country", "BLR"),
            Field("bloc", list_of(COUNTRY), "Economies that pool", "BLR|KAZ|RUS"),
            Field("currency", CURRENCY, "Currency of amounts", "USD", required=True),
        ),
    ),
    Section(
        "slots",
        "Meeting slots of each day, one after another.",
        (
            Field("first", TIME, "Start of the first slot, local time", "10:00", required=True),
            Field("minutes", build_integer(bounds.SLOT_MINUTES), "Length of a slot", "20", True),
            Field("per_day", build_integer(bounds.SLOTS_PER_DAY), "Slots in a day", "24", True),
        ),
    ),
    Section(
        "own_days",
        "Days whose slots are others than those of [slots]: of unequal length, or with pauses. A "
        "meeting of several slots never runs across a pause.",
        (
            Field("date", DATE, "Day of the fair", "2023-07-11", required=True),
            Field(
                "slots",
                list_of(SPAN, at_most=int(bounds.SLOTS_PER_DAY.high)),
                "Its slots in order, local time, none begins before the one before ends",
                "10:00-10:20|10:20-11:00|13:00-14:00",
                required=True,
            ),
        ),
        required=False,
        many=True,
        at_most=int(bounds.DAYS.high),
    ),
    Section(
        "opening",
        "When the fair itself is open. Sessions outside are warned of, and the engine places none "
        "there; a day without hours is not checked.",
        (
            Field("date", DATE, "Day of the fair, once", "2023-07-11", required=True),
            Field("opens", TIME, "When it opens, local time", "10:00", required=True),
            Field(
                "closes",
                TIME,
                "When it closes, local time; on the next day if it is earlier than it opens",
                "18:00",
                required=True,
            ),
        ),
        required=False,
        many=True,
        at_most=int(bounds.DAYS.high),
    ),
    Section(
        "meetings",
        "Rules for meetings.",
        (
            Field(
                "tables",
                build_integer(bounds.TABLES),
                "Shared tables in each slot",
                "300",
                default="0",
            ),
            Field(
                "max_per_day",
                build_integer(bounds.MEETINGS_PER_DAY),
                "Meetings of a person in a day",
                "12",
            ),
            Field(
                "grace_minutes",
                build_integer(bounds.GRACE_MINUTES),
                "Minutes for which who comes late is waited for",
                "15",
                default="10",
            ),
            Field(
                "release_by",
                build_one_of(*RELEASES),
                "Who says then that somebody did not come: who waits or the organiser by `hand`, "
                "or the system by `itself` where one side is there and the other is not",
                "itself",
                default="hand",
            ),
            Field(
                "hall_minutes",
                build_integer(bounds.GRACE_MINUTES),
                "Minutes of the way between two halls",
                "8",
                default="5",
            ),
            Field(
                "min_meetings",
                build_one_of(*LEASTS),
                "Whether `min_meetings` and `min_per_day` of people are a wish, of which as little "
                "as possible is missing, or without all of them there is no timetable",
                "required",
                default="wished",
            ),
        ),
        required=False,
    ),
    Section(
        "fewer_tables",
        "Slots in which not all of the shared tables can be used at once.",
        (
            Field("date", DATE, "Day of the fair", "2023-07-11", required=True),
            Field(
                "slot", build_integer(bounds.SLOTS_PER_DAY), "Slot of that day, from 1", "5",
                required=True,
            ),
            Field(
                "tables", build_integer(bounds.TABLES), "Shared tables then", "120", required=True
            ),
        ),
        required=False,
        many=True,
        at_most=bounds.SLOTS,
    ),
    Section(
        "halls",
        "Halls, rectangles measured in metres.",
        (
            Field("code", ID, "Identifies the hall", "1", required=True),
            localized("name", TEXT, "Name", "Hall 1", required=True),
            Field(
                "width", build_decimal(bounds.HALL_SIDE), "Width in metres", "180", required=True
            ),
            Field("depth", build_decimal(bounds.HALL_SIDE), "Depth in metres", "90", required=True),
        ),
        required=False,
        many=True,
        at_most=bounds.HALLS,
    ),
    Section(
        "flows",
        "Trade flows, a file or folder inside the fair folder.",
        (
            Field("source", TEXT, "Path inside the folder", "flows.parquet", required=True),
            Field("kind", build_one_of(*FLOW_KINDS), "How the flows are written", "table", True),
            Field(
                "classification",
                build_one_of(*(f"HS{version}" for version in HS_VERSIONS)),
                "Version of the product codes",
                "HS2022",
                default="HS2022",
            ),
            Field(
                "years",
                list_of(build_integer(bounds.YEAR)),
                "Years to use; all when absent",
                "2020|2021|2022",
            ),
            Field(
                "unit",
                TEXT,
                "What one value of the file is worth: `thousand`, `million`, or dollars, by year "
                "where they differ. When absent: as the source is known to write, else one dollar",
                "2022=1.05,2023=1.08",
            ),
        ),
        required=False,
    ),
    Section(
        "portfolio",
        "What the choice of projects may spend. Under [portfolio.budgets] each economy has a list "
        "of amounts in the fair's currency, one per year from first_year.",
        (
            Field(
                "discount_rate", build_decimal(bounds.SHARE), "Yearly discount rate", "0.08",
                required=True,
            ),
            Field(
                "first_year", build_integer(bounds.YEAR), "First year of the budgets",
                "2024", required=True,
            ),
            Field(
                "beyond", build_one_of(*BEYOND),
                "What an economy may spend in the years after its list: no limit, nothing, or "
                "the list's last amount in each",
                "nothing", default="unlimited",
            ),
            Field(
                "sunk", build_one_of(*SUNK),
                "Whether cash flows before first_year, which no choice can change, are left out "
                "of what a project is worth and costs, or counted at the discount rate",
                "counted", default="left_out",
            ),
        ),
        required=False,
    ),
)  # fmt: skip
BUDGET = Field(
    "budgets",
    list_of(build_decimal(bounds.MONEY), at_most=bounds.YEARS_OF_MONEY),
    "Amounts per year",
    "1000000000",
    True,
)
