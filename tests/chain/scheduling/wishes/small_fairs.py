"""What people wish of a timetable: for each wish a fair so small that all timetables are tried."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

ONLINE, TABLE = -2, -1
NOBODY_LEFT_OUT = "nothing is left out for its sake"
KEPT_BY_HOST = "in a folder who blocks somebody keeps the meetings that were released before"
NOT_IN_FOLDER = "a fair's folder does not say it"


@dataclass(frozen=True)
class Wish:
    """A fair in which a wish decides, as the JSON says it.

    ``plain``: what the JSON says instead where nobody has the wish. ``why``: what is said of a
    request that the wish alone leaves out. ``without``: the doors that do not know the wish, and
    for what reason. ``office``: the test of the page on which the office or those concerned say
    it, or the reason why there is none.
    """

    fair: dict[str, Any]
    plain: dict[str, Any]
    why: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    without: Mapping[str, str] = field(default_factory=dict)
    office: str = ""

    @property
    def said(self) -> dict[str, Any]:
        """Return the JSON of the fair with the wish."""
        return USUAL | self.fair

    @property
    def unsaid(self) -> dict[str, Any]:
        """Return the JSON of the fair without the wish."""
        return {name: value for name, value in (self.said | self.plain).items() if value != {}}


USUAL: dict[str, Any] = {"format": "fairlead-meetings/1", "tables": 0}
BUSY = ("one is full", "both are full", "no common free slot")
SOFT = {
    "verify": "it is no rule that a timetable could break: what it brings is a figure of the proof",
}
ALL_HELD = {
    **SOFT,
    "why": "every request is held, or there is no timetable",
    "changed": "what was released stays where it is: a replan gathers nothing",
}
PERSON_LIMITS = (
    "tests.sites.office.test_person_limits:test_limits_of_a_person_are_set_changed_and_taken_back"
)
TEAM_HOURS = (
    "tests.sites.desk.test_team_hours:test_a_manager_sets_the_hours_of_a_colleague_who_is_told"
)
MET = "tests.sites.desk.test_meetings:"


def ask(*pairs: tuple[int, int, float], at: int = ONLINE) -> list[list[float]]:
    """Return requests of two people and a weight."""
    return [[a, b, weight, at, 0] for a, b, weight in pairs]


def people(count: int, **own: dict[str, Any]) -> list[dict[str, Any]]:
    """Return people of whom some, as ``p2``, have something of their own."""
    return [own.get(f"p{at}", {}) for at in range(count)]


WISHES: dict[str, Wish] = {
    "three and more": Wish(
        {"slots_per_day": [1], "people": people(4), "requests": ask((0, 1, 2), (2, 3, 1)),
         "further": {"0": [2]}},
        {"further": {}}, BUSY,
        office=MET + "test_two_firms_and_a_delegation_meet",
    ),
    "several slots": Wish(
        {"slots_per_day": [2], "people": people(3), "requests": ask((0, 1, 2), (0, 2, 1)),
         "length": {"0": 2}},
        {"length": {}}, BUSY,
        office=MET + "test_a_meeting_with_a_time_says_its_length",
    ),
    "unequal slots": Wish(
        {"slots_per_day": [3], "people": people(3, p1={"unavailable": [0]}),
         "requests": ask((0, 1, 2), (0, 2, 1)), "length": {"0": 2},
         "slot_times": [[600, 20], [620, 40], [720, 30]]},
        {"slot_times": {}}, ("no common slot",),
        office="the days and their slots are the edition's, loaded with its folder",
    ),
    "minutes": Wish(
        {"slots_per_day": [3], "people": people(3, p0={"unavailable": [0]}),
         "requests": ask((0, 1, 2), (0, 2, 1)), "minutes": {"0": 60},
         "slot_times": [[600, 20], [620, 30], [650, 30]]},
        {"minutes": {}}, BUSY,
        without={"folder": "a folder says how many slots a meeting lasts, not how many minutes"},
        office="as in the folder: a meeting lasts so many slots",
    ),
    "least, wished": Wish(
        {"slots_per_day": [2], "people": people(4, p3={"min_meetings": 1}),
         "requests": ask((0, 1, 3), (0, 2, 2), (0, 3, 1))},
        {"people": people(4)}, BUSY, without=SOFT, office=PERSON_LIMITS,
    ),
    "least, required": Wish(
        {"slots_per_day": [2], "people": people(4, p3={"min_meetings": 1}),
         "requests": ask((0, 1, 3), (0, 2, 2), (0, 3, 1)), "min_meetings_required": True},
        {"people": people(4)}, BUSY, office=PERSON_LIMITS,
    ),
    "least a day, wished": Wish(
        {"slots_per_day": [1, 1], "people": people(3, p0={"min_per_day": 1}),
         "requests": ask((0, 1, 3), (1, 2, 3), (0, 2, 1))},
        {"people": people(3)}, BUSY, without=SOFT, office=PERSON_LIMITS,
    ),
    "least a day, required": Wish(
        {"slots_per_day": [1, 1], "people": people(3, p0={"min_per_day": 1}),
         "requests": ask((0, 1, 3), (1, 2, 3), (0, 2, 1)), "min_meetings_required": True},
        {"people": people(3)}, BUSY, office=PERSON_LIMITS,
    ),
    "most in all": Wish(
        {"slots_per_day": [2], "people": people(3, p0={"max_meetings": 1}),
         "requests": ask((0, 1, 2), (0, 2, 1))},
        {"people": people(3)}, ("a limit is reached",), office=PERSON_LIMITS,
    ),
    "most a day": Wish(
        {"slots_per_day": [2, 2], "people": people(4, p0={"max_per_day": 1}),
         "requests": ask((0, 1, 1), (0, 2, 2), (0, 3, 3))},
        {"people": people(4)}, ("a limit is reached",), office=PERSON_LIMITS,
    ),
    "must first": Wish(
        {"slots_per_day": [1], "people": people(4),
         "requests": ask((0, 1, 1), (1, 2, 9), (0, 3, 9)), "must": [0]},
        {"must": {}}, BUSY, without=SOFT,
        office="tests.sites.desk.test_meetings:test_asked_accepted_in_both_agendas_and_cancelled",
    ),
    "little waiting": Wish(
        {"slots_per_day": [6],
         "people": people(3, p0={"unavailable": [1, 2, 3, 4, 5]}, p1={"unavailable": [0, 1]}),
         "requests": ask((0, 2, 1), (1, 2, 1))},
        {}, without={
            **SOFT, "why": NOBODY_LEFT_OUT,
            "changed": "what was released stays where it is: a replan moves nothing for comfort",
        },
        office="every plan waits little; the list of versions says their breaks",
    ),
    "rest": Wish(
        {"slots_per_day": [3], "people": people(4, p0={"rest": 1}),
         "requests": ask((0, 1, 3), (0, 2, 2), (0, 3, 1))},
        {"people": people(4)}, ("there must be a rest",), office=PERSON_LIMITS,
    ),
    "fewest days": Wish(
        {"slots_per_day": [2, 2], "people": people(4, p1={"unavailable": [0]}),
         "requests": ask((0, 1, 1), (2, 3, 1), (0, 2, 1))},
        {}, options=("--fewest-days",), without=ALL_HELD,
        office="a choice of `fairlead schedule`: a released timetable is not gathered",
    ),
    "fewest slots": Wish(
        {"slots_per_day": [4], "people": people(4, p1={"unavailable": [0]}),
         "requests": ask((0, 1, 1), (2, 3, 1), (0, 2, 1))},
        {}, options=("--fewest-slots",), without=ALL_HELD,
        office="a choice of `fairlead schedule`: a released timetable is not gathered",
    ),
    "fewest days of one": Wish(
        {"slots_per_day": [2, 2], "people": people(4, p1={"unavailable": [0, 2]}),
         "requests": ask((0, 1, 1), (0, 3, 1), (1, 2, 1))},
        {}, options=("--fewest-days", "--person", "0"), without=ALL_HELD,
        office="a choice of `fairlead schedule`: a released timetable is not gathered",
    ),
    "representatives": Wish(
        {"slots_per_day": [4],
         "people": people(
             4, p0={"representatives": [{"unavailable": [1, 3]}, {"unavailable": [0, 2]}]},
             p2={"unavailable": [0, 1]}, p3={"unavailable": [0, 1]}),
         "requests": ask((1, 0, 5), (2, 0, 1), (3, 0, 1)), "length": {"0": 2}},
        {"people": people(
            4, p0={"capacity": 2, "capacity_by_slot": {"0": 1, "1": 1, "2": 1, "3": 1}},
            p2={"unavailable": [0, 1]}, p3={"unavailable": [0, 1]})},
        ("no representative is left", "no common slot"), office=TEAM_HOURS,
    ),
    "limits of representatives": Wish(
        {"slots_per_day": [2],
         "people": people(4, p0={"representatives": [{"max_meetings": 1}, {"rest": 1}]}),
         "requests": ask((1, 0, 3), (2, 0, 2), (3, 0, 1))},
        {"people": people(4, p0={"representatives": [{}, {}]})},
        ("no representative is left",), office=PERSON_LIMITS,
    ),
    "not sent": Wish(
        {"slots_per_day": [2],
         "people": people(5, p0={"representatives": [{"avoids": [0, 1, 2]}, {}]}),
         "requests": ask((1, 0, 3), (2, 0, 2), (3, 0, 1))},
        {"people": people(5, p0={"representatives": [{}, {}]})},
        ("no representative is left",),
        without={"verify": KEPT_BY_HOST, "changed": KEPT_BY_HOST},
        office="tests.sites.desk.test_meetings:test_who_was_blocked_can_be_let_ask_again",
    ),
    "fewer tables in a slot": Wish(
        {"slots_per_day": [2], "tables": 1, "people": people(4),
         "requests": ask((0, 1, 2), (2, 3, 1), at=TABLE), "tables_by_slot": {"0": 0}},
        {"tables_by_slot": {}}, ("no table free",),
        office="tests.sites.office.test_slot_tables:test_tables_are_set_changed_and_taken_back",
    ),
    "less capacity in a slot": Wish(
        {"slots_per_day": [2],
         "people": people(5, p0={"capacity": 2, "capacity_by_slot": {"1": 1}}),
         "requests": ask((1, 0, 4), (2, 0, 3), (3, 0, 2), (4, 0, 1))},
        {"people": people(5, p0={"capacity": 2})}, BUSY,
        office=TEAM_HOURS,
    ),
    "locked to a table": Wish(
        {"slots_per_day": [1], "tables": 2, "people": people(4),
         "requests": ask((0, 1, 2), (2, 3, 1), at=TABLE), "locked_table": {"0": 1, "1": 1}},
        {"locked_table": {}}, ("no table free",),
        office="a draft locks a meeting in its time; its table is the folder's to say",
    ),
    "locked to a slot": Wish(
        {"slots_per_day": [2], "people": people(3, p2={"unavailable": [1]}),
         "requests": ask((0, 1, 1), (0, 2, 5)), "locked": {"0": 0}},
        {"locked": {}}, BUSY,
        office="tests.apps.meetings.test_adjust_draft:test_what_is_not_free_locked_or_released_is_refused_and_nothing_changes",
    ),
    "at its stand": Wish(
        {"slots_per_day": [1], "tables": 1, "people": people(3),
         "requests": [[0, 1, 2, 1, 0], [0, 2, 1, 2, 0]]},
        {}, BUSY, without={"changed": "a meeting at a stand has no other place to be moved to"},
        office=MET + "test_the_place_is_changed_on_the_page",
    ),
    "order": Wish(
        {"slots_per_day": [2], "people": people(4, p1={"unavailable": [1]}),
         "requests": ask((0, 1, 2), (2, 3, 1)), "precedences": [[1, 0]]},
        {"precedences": {}}, ("another meeting must come first",),
        without={"folder": NOT_IN_FOLDER},
        office="as in the folder: requests of a fair have no order",
    ),
}  # fmt: skip
