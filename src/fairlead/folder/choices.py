"""The words that columns of a fair folder choose from."""

from __future__ import annotations

SIZES = ("micro", "small", "medium", "large")
ROLES = ("visitor", "buyer", "exhibitor", "speaker", "delegate", "press", "organiser")
TYPE_ROLES = ("visitor", "buyer", "exhibitor", "speaker", "delegate", "press")
# Who may come without being looked at.
TRUSTED_ROLES = ("visitor", "buyer")
QUESTION_KINDS = ("text", "yes_no", "choice")
CONSENT_PURPOSES = ("be_shown", "share_contact", "news")
# Of a need's makers so many offer what is sought, and those who only might make it are folded away.
ENOUGH_THAT_OFFER = 3
MARKS = ("saved", "dismissed")
MAIL_WISHES = ("each", "daily", "never")
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
SESSION_KINDS = ("plenary", "panel", "pitch", "council", "signing", "tour", "workshop")
# For whom a session is made, as calls for papers ask; empty: it is not said.
SESSION_LEVELS = ("everyone", "introductory", "intermediate", "advanced")
# Who may attend a session that is not open to everyone.
ACCESS = ("invitation", "delegates")
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
# Whose side somebody is on at a meeting; `party` for a third or further one.
CHECK_IN_SIDES = (*SIDES, "party")
LIVE_KINDS = ("late", "moved", "cancelled", "restored")
QUESTION_STATES = ("waiting", "shown", "answered", "hidden")
PROPOSAL_STATES = ("draft", "submitted", "accepted", "waiting", "rejected", "withdrawn")
PROPOSED_SPEAKER_STATES = ("invited", "confirmed", "declined")
VERSION_STATES = ("draft", "released", "superseded")
PROGRAMME_ORIGINS = ("drafted", "restored", "recorded")
TIMETABLE_STATES = (*VERSION_STATES, "current")
CHANGED_SINCE = "changed_since"  # why a draft leaves out what it held
ASKED_SINCE = "asked_since"  # why one leaves out what was asked after it was planned
TIMETABLE_ORIGINS = ("planned", "replanned", "restored")
# Who says that somebody did not come.
RELEASES = ("hand", "itself")
ADJUSTMENTS = ("moved", "added", "removed", "locked", "unlocked")
INTERESTS = ("none", "some", "strong")
NEXT_STEPS = (
    "nothing", "information", "offer", "sample", "visit", "meet_again", "contract", "project",
)  # fmt: skip
STARTED_KINDS = ("project", "consortium")
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
    "delegate", "leave", "end", "void",
)  # fmt: skip
# From the one that binds least; what is paid comes after what is owed.
AMOUNT_KINDS = ("announced", "approved", "financed", "signed", "disbursed")
STAND_SHARE_STATES = ("invited", "accepted", "declined", "ended")
CHANGE_KINDS = ("became", "worse", "ceased", "untraded", "unknown")
PROPOSED_STATES = ("waiting", "accepted", "dismissed", "withdrawn")
TOLD_BASES = ("watch", "offers", "near")
ENTRY_KINDS = ("offer", "need")
PICTURE_KINDS = ("logo", "pictures")
DELEGATION_KINDS = ("economy", "region", "body")
OFFICES = ("head", "focal", "delegate")
PARTS = ("supplier", "integrator", "research", "finance", "customer")
MEMBER_STATES = ("invited", "accepted", "declined", "withdrawn")
PRACTICE_STATES = ("waiting", "published", "refused", "withdrawn")
# What of the fair is screened.
HIT_KINDS = ("organisation", "need", "project", "person", "signatory")
HIT_BASES = ("name", "product")
HIT_STATES = ("open", "cleared", "confirmed")
WISHED, REQUIRED = "wished", "required"  # of the least meetings of people
