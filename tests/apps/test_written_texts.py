"""Every text that people write is one value in all languages, or a reason says why it is not."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import models

# Columns of these names, wherever they are, hold keys that programs compare.
_KEYS = frozenset(
    """
    about act address against code codes cooperation country currency digest economies economy
    edition engine_version first_supplier flows_digest head identity input_digest key keys
    kind kinds language languages market month partner_country partners previous product
    products purpose second_supplier sector sectors sha256 side stage steps time_zone token
    version about_needs about_practices about_products about_projects
    """.split()  # noqa: SIM905
)
_REASONS = {
    "a key that programs compare": """
        fairs.Edition.bloc fairs.Edition.budgets_beyond fairs.Edition.flows_classification
        fairs.Edition.flows_unit fairs.Edition.sunk_flows fairs.Run.measure fairs.Run.status
        fairs.Stamp.part people.Account.password
        congress.Session.interpretation congress.PlannedSession.interpretation
        proposals.Proposal.session trade.CatalogueEntry.groups trade.ListMeasure.name
        trade.MakerGroup.missing
        cooperation.Entry.party standing_search.Difference.compared_with
        standing_search.Difference.first_after standing_search.Difference.first_before
        standing_search.Difference.gained standing_search.Difference.lost
        standing_search.ProposedNeed.need standing_search.SearchedMonth.before
        standing_search.SearchedMonth.scheme standing_search.SearchedMonth.silent
        privacy.Erasure.why
    """,
    "an address": """
        people.Organisation.email people.Person.email outbox.Message.link
        congress.Session.links congress.PlannedSession.links
        congress.Session.materials congress.PlannedSession.materials
    """,
    "a word of the office's own, by which a room is found for a session; no page shows it": """
        congress.Room.features congress.Session.needs congress.PlannedSession.needs
    """,
    "elements of another program's file, kept to be written back as they came": """
        congress.Session.extras congress.PlannedSession.extras
    """,
    "the name of a file or a source of elsewhere": """
        fairs.Edition.flows_source trade.Assessment.source trade.NeedFigures.source
        standing_search.FoundFile.name standing_search.SearchedMonth.source
        screening.RestrictedList.file screening.RestrictedList.name screening.Hit.list_name
        screening.Restricted.source screening.Hit.source
        consortia.Agreement.document consortia.SharedFile.name cooperation.Entry.document
        cooperation.Entry.source cooperation.Rate.source cooperation.HeadlineRow.rate_source
        congress.Programme.taken transfer.LoadedFile.name transfer.UploadedList.name
        transfer.UploadedList.sheet
    """,
    "the name of a party as a list of restricted parties writes it, or ours that it was compared "
    "with": """
        screening.Restricted.aliases screening.Restricted.name screening.Hit.entry_name
        screening.Hit.ours screening.Hit.theirs
    """,
    "one person's own words to others, said once": """
        attendance.FloorQuestion.text proposals.Proposal.words proposals.Review.comment
        people.AnswerGiven.value people.Participation.reason
        meetings.FollowUp.text meetings.MeetingRequest.message meetings.MeetingRequest.reason
        meetings.PrivateNote.text meetings.RequestEvent.note market.Letter.text
        consortia.Interest.message consortia.Member.reason consortia.Note.text
        trade.Proposal.reason trade.StandShare.message practices.Practice.reason
        screening.Decision.reason standing_search.ProposedNeed.reason cooperation.Entry.reason
    """,
    "who did it, by the name at that time, which the record keeps as it was": """
        cooperation.Entry.person cooperation.Headline.person cooperation.ProjectAppraisal.person
        consortia.Agreement.person consortia.SignOff.person screening.Decision.person
        proposals.ProposalSpeaker.name
    """,
    "a mail's header, or a mail as it was sent, in its reader's language": """
        outbox.MailRules.sender_name outbox.Message.body outbox.Message.calendar
        outbox.Message.subject
    """,
    "what a program said": """
        fairs.Run.summary work.Work.error outbox.BouncedAddress.said outbox.Message.error
        standing_search.FoundFile.said transfer.UploadedList.refusal meetings.Unheld.reason
        trade.Dependency.reason
    """,
    "a product's title as the nomenclature of a month has it": "standing_search.Difference.title",
    "what is painted on the floor, the same for everybody": "exhibition.Stand.number",
}
_LISTED = {name for names in _REASONS.values() for name in names.split()}


def list_plain_texts() -> Iterator[str]:
    """Yield the columns that hold a text, or a list of texts, in one language."""
    for model in apps.get_models():
        if not model.__module__.startswith("fairlead."):
            continue
        for column in model._meta.local_fields:
            held = getattr(column, "base_field", column)
            is_text = isinstance(held, models.CharField | models.TextField)
            is_address = isinstance(held, models.URLField | models.EmailField)
            if is_text and not is_address and not held.choices:
                yield f"{model._meta.label}.{column.name}"


def test_a_text_that_people_write_is_in_all_languages_or_listed() -> None:
    plain = {name for name in list_plain_texts() if name.rpartition(".")[2] not in _KEYS}
    assert plain - _LISTED == set()  # make it a LocalizedTextField, or say here why it is none
    assert _LISTED - plain == set()  # no longer there
