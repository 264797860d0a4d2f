"""The files of a fair folder about good practice, and about screening."""

from __future__ import annotations

from fairlead.folder import bounds
from fairlead.folder.choices import (
    HIT_BASES,
    HIT_KINDS,
    HIT_STATES,
    PRACTICE_STATES,
)
from fairlead.folder.fields import build_id, build_reference
from fairlead.folder.figure_kinds import build_decimal, build_integer
from fairlead.folder.kinds import (
    COUNTRY,
    DIGEST,
    ID,
    LONG_TEXT,
    MESSAGE,
    NAME,
    PRODUCT,
    SECTOR,
    TEXT,
    build_one_of,
    list_of,
)
from fairlead.folder.schema import Field, Schema, localized
from fairlead.folder.time_kinds import DATE, MOMENT

_NUMBER = build_integer(bounds.PLACE)
_FIGURE = build_decimal(bounds.MEASURED)
_YES = build_one_of("yes")

PRACTICES = Schema(
    "practices",
    "Finished projects and practices: the problem, what was done, and for whom it is.",
    (
        build_id("Identifies the practice", "practice-01"),
        localized("title", TEXT, "Title", "A furnace that keeps its heat", required=True),
        localized("problem", LONG_TEXT, "What the problem was", "", required=True),
        localized("solution", LONG_TEXT, "What was done", "", required=True),
        Field("economy", COUNTRY, "Country where it was done", "BLR", required=True),
        build_reference("organisation", "organisations", "Who did it", "org-0001"),
        build_reference("project", "projects", "The project it comes of", "project-01"),
        Field("products", list_of(PRODUCT), "Product codes", "HS:841710"),
        Field("sectors", list_of(SECTOR), "Branches, ISIC rev. 4 codes", "ISIC4:24"),
        Field("year", build_integer(bounds.YEAR), "Year in which it was finished", "2022"),
        build_reference("contact", "people", "Whom to ask: who agreed to be named", "p-00001"),
        Field("contact_agreed_at", MOMENT, "When they agreed to be named", ""),
        build_reference("written_by", "people", "Who wrote it", "p-00001"),
        Field("state", build_one_of(*PRACTICE_STATES), "Where it stands; only published ones "
              "are seen", "published", default="published"),
        Field("reason", TEXT, "Why it was refused", ""),
        Field("number", _NUMBER, "Number of its last saving", "1", default="1"),
        Field("written_at", MOMENT, "When it was written", "2023-06-01T09:00:00Z"),
    ),
)  # fmt: skip
EFFECTS = Schema(
    "effects",
    "What was measured of a practice, before and after.",
    (
        build_reference("practice", "practices", "The practice", "practice-01", required=True),
        Field("number", _NUMBER, "Place among its effects", "1", required=True),
        localized("measure", TEXT, "What was measured", "Energy per casting", required=True),
        localized("unit", TEXT, "Unit", "kWh", required=True),
        Field("before", _FIGURE, "Figure before", "12.5"),
        Field("after", _FIGURE, "Figure after", "9", required=True),
        localized("measured_by", TEXT, "Who measured it", "Example Test House", required=True),
        Field("measured_on", DATE, "On which day", "2023-03-01"),
    ),
    key=("practice", "number"),
)
_SAYS = ("title", "problem", "solution", "economy", "organisation", "project", "products",
         "sectors", "year")  # fmt: skip
PRACTICE_CHANGES = Schema(
    "practice_changes",
    "What published practices are to say once the organiser approves it; until then everybody "
    "sees what `practices.csv` says.",
    (
        build_reference(
            "practice", "practices", "The practice", "practice-01", required=True, belongs=True
        ),
        *(PRACTICES.field(name) for name in _SAYS),
    ),
    key=("practice",),
)
CHANGED_EFFECTS = Schema(
    "changed_effects",
    "The effects of a practice that `practice_changes.csv` is to change, all of them.",
    (
        build_reference(
            "practice", "practices", "The practice", "practice-01", required=True, belongs=True
        ),
        *EFFECTS.fields[1:],
    ),
    key=("practice", "number"),
)
SCREENING_LISTS = Schema(
    "screening_lists",
    "Lists of restricted parties and goods as they were taken in; of a name one is in force.",
    (
        Field("name", NAME, "Name of the list", "Example list", required=True),
        Field("uploaded_at", MOMENT, "When it was taken in", "2023-06-01T09:00:00Z", True),
        Field("file", NAME, "Name of its file", "list.csv", required=True),
        Field("sha256", DIGEST, "SHA-256 of its file", "", required=True),
        Field("current", _YES, "`yes`: it is in force", "yes"),
        Field("screened_at", MOMENT, "When everybody was screened against it", ""),
    ),
    key=("name", "uploaded_at"),
)
SCREENING_ENTRIES = Schema(
    "screening_entries",
    "The parties and goods of those lists.",
    (
        Field("list", NAME, "Name of the list", "Example list", required=True),
        Field("uploaded_at", MOMENT, "When the list was taken in", "2023-06-01T09:00:00Z", True),
        Field("line", build_integer(bounds.ENTRIES), "Line of its file", "2", required=True),
        Field("name", TEXT, "Name of the party", "Example Party"),
        Field("aliases", list_of(TEXT), "Other names", ""),
        Field("country", COUNTRY, "Country", "BLR"),
        Field("codes", list_of(PRODUCT), "Product codes", "HS:9306"),
        Field("source", TEXT, "Who published it", "Example authority"),
        Field("day", DATE, "On which day", "2023-05-01"),
    ),
    key=("list", "uploaded_at", "line"),
)
SCREENING_HITS = Schema(
    "screening_hits",
    "What of the fair may be what a list names; it blocks until a person clears it.",
    (
        Field("kind", build_one_of(*HIT_KINDS), "What of the fair was hit", "organisation", True),
        Field("code", ID, "Its id", "org-0001", required=True),
        Field("identity", DIGEST, "Digest of what was compared", "", required=True),
        Field("basis", build_one_of(*HIT_BASES), "By what it was hit", "name", required=True),
        Field("ours", TEXT, "What matched here", "Example Works", required=True),
        Field("theirs", TEXT, "What matched in the list", "Example Work", required=True),
        Field("score", build_decimal(bounds.SHARE), "How alike they are", "0.95", required=True),
        Field("list", NAME, "Name of the list", "Example list", required=True),
        Field("entry", TEXT, "Name of the party in the list", "Example Work"),
        Field("country", COUNTRY, "Its country", "BLR"),
        Field("source", TEXT, "Who published it", "Example authority"),
        Field("day", DATE, "On which day", "2023-05-01"),
        Field("listed", _YES, "`yes`: a list in force says so still", "yes"),
        Field("found_at", MOMENT, "When it was found", "2023-06-01T09:00:00Z", required=True),
    ),
    key=("kind", "code", "identity"),
)
SCREENING_DECISIONS = Schema(
    "screening_decisions",
    "What people decided about hits, and why; only added to, the last one counts.",
    (
        Field("kind", build_one_of(*HIT_KINDS), "What was hit", "organisation", required=True),
        Field("code", ID, "Its id", "org-0001", required=True),
        Field("identity", DIGEST, "Digest of what was compared", "", required=True),
        Field("number", _NUMBER, "Place among the decisions about the hit", "1", required=True),
        Field("state", build_one_of(*HIT_STATES), "What was decided", "cleared", required=True),
        Field("reason", MESSAGE, "Why", "Another firm of that name", required=True),
        Field("person", TEXT, "Who decided", "Example Person", required=True),
        Field("at", MOMENT, "When", "2023-06-02T09:00:00Z", required=True),
    ),
    key=("kind", "code", "identity", "number"),
)
PRACTICE_SCHEMAS = (PRACTICES, EFFECTS, PRACTICE_CHANGES, CHANGED_EFFECTS)
SCREENING_SCHEMAS = (SCREENING_LISTS, SCREENING_ENTRIES, SCREENING_HITS, SCREENING_DECISIONS)
