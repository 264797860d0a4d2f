"""How large a figure and how long a text of a fair may be.

Each bound stands here once. The folder's schema reads a cell by it, the database's constraints
are made of it, and whatever is worked out of a fair has to hold anywhere within it, so that what
loads can be shown.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Bound:
    """The least and the greatest figure allowed; whole numbers when both are."""

    low: float
    high: float

    def __contains__(self, value: float | Decimal) -> bool:
        """Return whether a figure lies within; not-a-number never does."""
        return self.low <= value <= self.high

    @property
    def words(self) -> str:
        """Return the bound in words: ``0 to 1,000,000``."""
        return f"{write_limit(self.low)} to {write_limit(self.high)}"


def write_limit(value: float) -> str:
    """Return a limit as documents and messages have it: 1900, 0.1, 1,000,000, 1e18."""
    if 1_000_000 <= abs(value) < 10**10:
        return f"{int(value):,}"
    return f"{value:g}".replace("e+", "e")


MOST_SEED = 2**63 - 1  # as the database keeps what random numbers begin with
EDITION_NUMBER = Bound(1, 999_999)
DAYS = Bound(1, 60)
FIRST_YEAR, LAST_YEAR = 1900, 2200
YEAR = Bound(FIRST_YEAR, LAST_YEAR)
FIRST_DATE, LAST_DATE = dt.date(FIRST_YEAR, 1, 1), dt.date(LAST_YEAR, 12, 31)

SLOT_MINUTES = Bound(5, 240)
SLOTS_PER_DAY = Bound(1, 288)
SLOTS = 10_000  # over all days
TABLES = Bound(0, 10_000)
MEETINGS_PER_DAY = Bound(1, 1_000)
MEETINGS_IN_ALL = Bound(1, 10_000)
REST = Bound(1, 24)  # slots after each meeting
REQUEST_WEIGHT = Bound(0, 1_000)
PARTY = Bound(3, 1_000)
SEATS = Bound(1, 100_000)  # of a session
ROOM_PLACE = Bound(0, 32_767)  # of a room among the rooms
SESSION_MINUTES = Bound(1, 1439)
DELAY_MINUTES = Bound(0, 720)  # that a session begins later on the day
SCORE = Bound(0, 10)  # of a proposal, by a criterion
EVENT = Bound(1, 1_000_000)
MEETING_SLOTS = Bound(1, 24)  # one after another
VERSION = Bound(0, 1_000_000)  # 0 for what holds now
ENGINE_FIGURE = Bound(-1e18, 1e18)  # what an engine reached, whatever it counts
SECONDS = Bound(0, 1e9)
PROGRAMME_VERSION = Bound(1, 1_000_000)
DRAFT_CHANGE = Bound(1, 1_000_000)
TABLE_NUMBER = Bound(1, 10_000)
STAND_SEATS = Bound(1, 32_767)
GRACE_MINUTES = Bound(0, 240)  # that somebody is waited for
REQUESTS_AT_ONCE = Bound(0, 2_147_483_647)  # that somebody may make in a day, or have open

HALLS = 200
HALL_SIDE = Bound(1, 10_000)  # metres
STAND_PLACE = Bound(0, 10_000)
STAND_SIDE = Bound(0.1, 10_000)
FLOOR_AREA = Bound(0, 100_000_000)  # square metres

# In dollars: ten times what the world makes in a year. In any currency: ten thousand times the
# dearest project there ever was, in the currency of the smallest worth.
DOLLARS = Bound(0, 1e15)
TRADED = Bound(0, 1e16)  # of one product in all years together, in dollars
MONEY = Bound(0, 1e18)
SUM = Bound(0, 9e25)  # of amounts of many projects, in any currency
CONVERSION = Bound(0, 1e17)  # of one currency into another, by whichever of the two has a rate
PROJECTS = Bound(0, 10**9)  # counted
CASH_FLOW = Bound(-1e18, 1e18)
YEARS_OF_MONEY = 100  # of one project's cash flow, or one economy's budget
SHARE = Bound(0, 1)
CONCENTRATION = Bound(0, 1.000001)  # a sum of squared shares as it was rounded, or one of them
QUESTIONS = Bound(1, 32_767)  # of one participation type
TYPE_QUOTA = Bound(0, 2_147_483_647)  # places of a participation type
TYPE_PLACE = Bound(0, 32_767)  # of a type among the types
PRICE = Bound(0, 9_999_999_999.99)
ENTRY_DAYS, REMIND_DAYS = Bound(1, 1000), Bound(1, 365)  # of offers and needs
PASSES_BASE, METRES_A_PASS = Bound(0, 32_767), Bound(1, 32_767)
CONSENT_VERSION = Bound(1, 2_147_483_647)
PASSES = Bound(0, 99_999)  # of one organisation's team
JOBS = Bound(0, 10**9)
RATE = Bound(1e-9, 1e9)  # of one currency in another
MEASURED = Bound(-1e15, 1e15)  # a figure that somebody measured, in whatever unit
QUOTA = Bound(0, 10_000)  # of delegates
PERCENT = Bound(0, 100)
REVISION = Bound(1, 10_000)  # of a month
DIGITS = Bound(1, 20)  # of a product code
COUNTED = Bound(0, 10**9)  # products, and what differs of them
TRADED_IN_ALL = Bound(0, 9 * 10**17)  # in a month, in dollars
JSON_LENGTH = 200_000
JSON_LEVELS = 50  # of objects and lists within one another
PLACE = Bound(1, 10_000)  # of a row among those of one kind
ENTRIES = Bound(1, 10**9)  # of a ledger

PICTURES = Bound(1, 8)  # of one organisation, counted
WAITING_PICTURES = Bound(0, 8)
LOGO_SIDE = Bound(1, 480)  # pixels
PICTURE_WIDTH, PICTURE_HEIGHT = Bound(1, 1600), Bound(1, 1200)
PICTURE_BYTES = 8 * 2**20

CODE_LENGTH = 64
VERSION_LENGTH = 40  # of a program
FEATURE_LENGTH = 40  # of a room
SENDER_LENGTH, PURPOSE_LENGTH = 100, 30  # of mails
ADDRESS_LENGTH = 254  # of a mailbox, RFC 5321
NAME_LENGTH = 200  # of a document or a list
TEXT_LENGTH = 500
LANGUAGES = 20  # of one edition
LANGUAGE_TAG_LENGTH = 35  # RFC 5646, 4.4.1
LONG_TEXT_LENGTH = 20_000
MESSAGE_LENGTH = 2_000
CODES = 1_000  # products, speakers, projects named in one cell
