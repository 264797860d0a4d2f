"""The files of a fair folder about registration, and about what people say of themselves."""

from __future__ import annotations

from fairlead.folder import bounds
from fairlead.folder.choices import (
    CONSENT_PURPOSES,
    MAIL_WISHES,
    MARKS,
    QUESTION_KINDS,
    TYPE_ROLES,
)
from fairlead.folder.fields import build_description, build_id, build_reference
from fairlead.folder.figure_kinds import build_exact, build_integer
from fairlead.folder.kinds import (
    EMAIL,
    LANGUAGE_TAG,
    LONG_TEXT,
    MESSAGE,
    TEXT,
    build_one_of,
    build_text,
    list_of,
)
from fairlead.folder.schema import Field, Schema, localized
from fairlead.folder.time_kinds import DATE, MOMENT, TIME

_PERSON = build_reference("person", "people", "The person", "p-00001", required=True, belongs=True)
_TYPE = build_reference(
    "type", "participation_types", "The type", "visitor", required=True, belongs=True
)
_NUMBER = Field(
    "number",
    build_integer(bounds.QUESTIONS),
    "Counts the questions of the type, from 1",
    "1",
    required=True,
)
_PURPOSE = Field(
    "purpose", build_one_of(*CONSENT_PURPOSES), "What it is for", "be_shown", required=True
)

PARTICIPATION_TYPES = Schema(
    "participation_types",
    "As what one may register.",
    (
        build_id("Identifies the type", "visitor"),
        localized("name", TEXT, "Name", "Visitor", required=True),
        build_description("type"),
        Field(
            "role",
            build_one_of(*TYPE_ROLES),
            "What one is there as",
            "visitor",
            default="visitor",
        ),
        Field("quota", build_integer(bounds.TYPE_QUOTA), "Places; empty: as many as come", "500"),
        Field(
            "price",
            build_exact(bounds.PRICE, digits=12, places=2),
            "Price, which is paid elsewhere",
            "120",
            default="0",
        ),
        Field("opens_at", MOMENT, "From when one may register", "2023-03-01T06:00:00Z"),
        Field("closes_at", MOMENT, "Until when", "2023-07-09T18:00:00Z"),
        Field(
            "needs_approval",
            build_one_of("yes"),
            "`yes`: the organiser approves each; so it is of all but visitors and buyers",
            "yes",
        ),
        Field(
            "position", build_integer(bounds.TYPE_PLACE), "Place in the list", "1", default="0"
        ),
        Field(
            "meeting_days",
            list_of(DATE, at_most=int(bounds.DAYS.high)),
            "Days on which who registers is free at first, which availability.csv says; empty: all",
            "2023-07-10|2023-07-11",
        ),
    ),
)  # fmt: skip
QUESTIONS = Schema(
    "questions",
    "What is asked of those who register as a type.",
    (
        _TYPE,
        _NUMBER,
        localized("text", TEXT, "The question", "What do you look for?"),
        Field(
            "kind", build_one_of(*QUESTION_KINDS), "How it is answered", "choice", default="text"
        ),
        localized("choices", LONG_TEXT, "Of a choice: its answers, a line each; an empty line "
                  "for one without words in this language", ""),
        Field("required", build_one_of("yes"), "`yes`: has to be answered", "yes"),
    ),
    key=("type", "number"),
)  # fmt: skip
ANSWERS_GIVEN = Schema(
    "answers",
    "What people answered.",
    (
        _PERSON,
        _TYPE,
        _NUMBER,
        Field(
            "value",
            MESSAGE,
            "The answer: words, `yes`, or a choice in the first language that it has",
            "Gearboxes",
            required=True,
        ),
    ),
    key=("person", "type", "number"),
)
CONSENT_TEXTS = Schema(
    "consent_texts",
    "What people are asked to agree to, in its versions; only added to. The newest is asked.",
    (
        _PURPOSE,
        Field(
            "version",
            build_integer(bounds.CONSENT_VERSION),
            "Counts the versions, from 1",
            "1",
            required=True,
        ),
        localized("text", LONG_TEXT, "The text", "My name is shown to others."),
        Field(
            "asks_again",
            build_one_of("yes"),
            "`yes`: what was said to earlier versions counts no more",
            "yes",
        ),
        Field("withdrawn", build_one_of("yes"), "`yes`: it is not asked any more", "yes"),
        Field("since", MOMENT, "Since when", "2023-03-01T06:00:00Z", required=True),
    ),
    key=("purpose", "version"),
)
CONSENTS = Schema(
    "consents",
    "What people answered to these texts; only added to, and the last answer counts.",
    (
        _PERSON,
        _PURPOSE,
        Field(
            "version",
            build_integer(bounds.CONSENT_VERSION),
            "Version of the text",
            "1",
            required=True,
        ),
        Field("given", build_one_of("yes"), "`yes`: agreed; empty: did not", "yes"),
        Field("language", LANGUAGE_TAG, "In which it was read", "en", required=True),
        Field("at", MOMENT, "When", "2023-03-05T09:30:00Z", required=True),
    ),
    key=("person", "purpose", "at"),
)
MARKS_MADE = Schema(
    "marks",
    "Whom people saved or do not want of those who were proposed to them: an organisation, or "
    "another person.",
    (
        _PERSON,
        build_reference(
            "organisation", "organisations", "The organisation", "org-0001", belongs=True
        ),
        build_reference("other", "people", "Or the other person", "", belongs=True),
        Field("mark", build_one_of(*MARKS), "What was said", "saved", required=True),
        Field("at", MOMENT, "When", "2023-06-01T08:00:00Z", required=True),
    ),
    key=("person", "organisation", "other"),
)
MAIL_WISHES_SAID = Schema(
    "mail_wishes",
    "How people want the messages of a purpose by mail, where they said so.",
    (
        _PERSON,
        Field(
            "purpose",
            build_text(bounds.PURPOSE_LENGTH),
            "Purpose of the messages",
            "marketplace",
            required=True,
        ),
        Field("wish", build_one_of(*MAIL_WISHES), "How they want them", "daily", required=True),
        Field("said_at", MOMENT, "When they said so", "2023-06-01T08:00:00Z", required=True),
    ),
    key=("person", "purpose"),
)
MAIL_RULES = Schema(
    "mail_rules",
    "How the edition's messages are mailed; one row at most. Times are the fair's own.",
    (
        Field("rules", build_one_of("mail"), "Whose rules they are", "mail", required=True),
        Field(
            "sender_name", build_text(bounds.SENDER_LENGTH), "Name of the sender", "Example Fair"
        ),
        Field("reply_to", EMAIL, "Where answers go", "office@example.org"),
        Field("quiet_from", TIME, "Nothing is mailed from; needs quiet_until", "22:00"),
        Field("quiet_until", TIME, "Nothing is mailed until", "07:00"),
        Field("digest_at", TIME, "When what is gathered is mailed", "08:00"),
    ),
    key=("rules",),
)
MARKET_RULES = Schema(
    "market_rules",
    "What the edition asks of exhibitors' own pages and of the marketplace; one row at most.",
    (
        Field("rules", build_one_of("market"), "Whose rules they are", "market", required=True),
        Field("moderated", build_one_of("yes"), "`yes`: texts and pictures wait for the organiser",
              "yes"),
        Field("entry_days", build_integer(bounds.ENTRY_DAYS),
              "Days after which an offer or a need ends; empty: it stays", "90"),
        Field("remind_days", build_integer(bounds.REMIND_DAYS),
              "Days before it that its owner is reminded", "7", default="7"),
        Field("passes_base", build_integer(bounds.PASSES_BASE), "Passes of every exhibitor", "2"),
        Field("metres_a_pass", build_integer(bounds.METRES_A_PASS),
              "Square metres of a stand for each further pass", "6"),
    ),
    key=("rules",),
)  # fmt: skip
REGISTRATION_SCHEMAS = (
    PARTICIPATION_TYPES, QUESTIONS, ANSWERS_GIVEN, CONSENT_TEXTS, CONSENTS, MARKS_MADE,
    MAIL_WISHES_SAID, MAIL_RULES, MARKET_RULES,
)  # fmt: skip
