"""A fair in memory: its settings and one typed table for each file of the folder."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

import pyarrow as pa

from fairlead.folder.fair_settings import FairSettings, FlowsSource
from fairlead.folder.fair_tables import build_text_column
from fairlead.folder.language_columns import OLD_LANGUAGES
from fairlead.folder.localized_text import LocalizedText
from fairlead.folder.month_files import ReadMonth
from fairlead.folder.picture_files import ReadPicture
from fairlead.folder.schema import language_columns
from fairlead.folder.schemas import BY_NAME, SCHEMAS


def _make_empty(name: str) -> pa.Table:
    return BY_NAME[name].arrow(OLD_LANGUAGES).empty_table()


@dataclass(frozen=True, slots=True)
class Fair:
    """A whole fair: settings, one table for each CSV file, and where the flows are.

    ``read_picture`` reads the pictures of pictures.csv, which may be many and large, one by one,
    ``read_month`` likewise what months.csv names.
    Every table has exactly the columns of its schema in the edition's languages; a table of an
    absent file is empty. Raises ValueError when a table has another schema.
    """

    settings: FairSettings
    organisations: pa.Table = field(default_factory=partial(_make_empty, "organisations"))
    people: pa.Table = field(default_factory=partial(_make_empty, "people"))
    offers: pa.Table = field(default_factory=partial(_make_empty, "offers"))
    needs: pa.Table = field(default_factory=partial(_make_empty, "needs"))
    requests: pa.Table = field(default_factory=partial(_make_empty, "requests"))
    availability: pa.Table = field(default_factory=partial(_make_empty, "availability"))
    sessions: pa.Table = field(default_factory=partial(_make_empty, "sessions"))
    projects: pa.Table = field(default_factory=partial(_make_empty, "projects"))
    partners: pa.Table = field(default_factory=partial(_make_empty, "partners"))
    rates: pa.Table = field(default_factory=partial(_make_empty, "rates"))
    ledger: pa.Table = field(default_factory=partial(_make_empty, "ledger"))
    stands: pa.Table = field(default_factory=partial(_make_empty, "stands"))
    expositions: pa.Table = field(default_factory=partial(_make_empty, "expositions"))
    products: pa.Table = field(default_factory=partial(_make_empty, "products"))
    request_parties: pa.Table = field(default_factory=partial(_make_empty, "request_parties"))
    request_history: pa.Table = field(default_factory=partial(_make_empty, "request_history"))
    headlines: pa.Table = field(default_factory=partial(_make_empty, "headlines"))
    headline_rows: pa.Table = field(default_factory=partial(_make_empty, "headline_rows"))
    history: pa.Table = field(default_factory=partial(_make_empty, "history"))
    approvers: pa.Table = field(default_factory=partial(_make_empty, "approvers"))
    passes: pa.Table = field(default_factory=partial(_make_empty, "passes"))
    stand_shares: pa.Table = field(default_factory=partial(_make_empty, "stand_shares"))
    need_figures: pa.Table = field(default_factory=partial(_make_empty, "need_figures"))
    pictures: pa.Table = field(default_factory=partial(_make_empty, "pictures"))
    waiting_profiles: pa.Table = field(default_factory=partial(_make_empty, "waiting_profiles"))
    waiting_entries: pa.Table = field(default_factory=partial(_make_empty, "waiting_entries"))
    waiting_pictures: pa.Table = field(default_factory=partial(_make_empty, "waiting_pictures"))
    delegations: pa.Table = field(default_factory=partial(_make_empty, "delegations"))
    delegates: pa.Table = field(default_factory=partial(_make_empty, "delegates"))
    interpreters: pa.Table = field(default_factory=partial(_make_empty, "interpreters"))
    interpretation: pa.Table = field(default_factory=partial(_make_empty, "interpretation"))
    visits: pa.Table = field(default_factory=partial(_make_empty, "visits"))
    interests: pa.Table = field(default_factory=partial(_make_empty, "interests"))
    consortia: pa.Table = field(default_factory=partial(_make_empty, "consortia"))
    members: pa.Table = field(default_factory=partial(_make_empty, "members"))
    agreements: pa.Table = field(default_factory=partial(_make_empty, "agreements"))
    sign_offs: pa.Table = field(default_factory=partial(_make_empty, "sign_offs"))
    signings: pa.Table = field(default_factory=partial(_make_empty, "signings"))
    signatories: pa.Table = field(default_factory=partial(_make_empty, "signatories"))
    appraisals: pa.Table = field(default_factory=partial(_make_empty, "appraisals"))
    practices: pa.Table = field(default_factory=partial(_make_empty, "practices"))
    effects: pa.Table = field(default_factory=partial(_make_empty, "effects"))
    practice_changes: pa.Table = field(default_factory=partial(_make_empty, "practice_changes"))
    changed_effects: pa.Table = field(default_factory=partial(_make_empty, "changed_effects"))
    screening_lists: pa.Table = field(default_factory=partial(_make_empty, "screening_lists"))
    screening_entries: pa.Table = field(default_factory=partial(_make_empty, "screening_entries"))
    screening_hits: pa.Table = field(default_factory=partial(_make_empty, "screening_hits"))
    screening_decisions: pa.Table = field(
        default_factory=partial(_make_empty, "screening_decisions")
    )
    check_ins: pa.Table = field(default_factory=partial(_make_empty, "check_ins"))
    no_shows: pa.Table = field(default_factory=partial(_make_empty, "no_shows"))
    outcomes: pa.Table = field(default_factory=partial(_make_empty, "outcomes"))
    follow_ups: pa.Table = field(default_factory=partial(_make_empty, "follow_ups"))
    started: pa.Table = field(default_factory=partial(_make_empty, "started"))
    request_limits: pa.Table = field(default_factory=partial(_make_empty, "request_limits"))
    blocks: pa.Table = field(default_factory=partial(_make_empty, "blocks"))
    timetables: pa.Table = field(default_factory=partial(_make_empty, "timetables"))
    meetings: pa.Table = field(default_factory=partial(_make_empty, "meetings"))
    unheld: pa.Table = field(default_factory=partial(_make_empty, "unheld"))
    draft_changes: pa.Table = field(default_factory=partial(_make_empty, "draft_changes"))
    rooms: pa.Table = field(default_factory=partial(_make_empty, "rooms"))
    room_hours: pa.Table = field(default_factory=partial(_make_empty, "room_hours"))
    live_changes: pa.Table = field(default_factory=partial(_make_empty, "live_changes"))
    arrivals: pa.Table = field(default_factory=partial(_make_empty, "arrivals"))
    floor_questions: pa.Table = field(default_factory=partial(_make_empty, "floor_questions"))
    session_records: pa.Table = field(default_factory=partial(_make_empty, "session_records"))
    followed: pa.Table = field(default_factory=partial(_make_empty, "followed"))
    stand_visits: pa.Table = field(default_factory=partial(_make_empty, "stand_visits"))
    programmes: pa.Table = field(default_factory=partial(_make_empty, "programmes"))
    programme_sessions: pa.Table = field(default_factory=partial(_make_empty, "programme_sessions"))
    calls: pa.Table = field(default_factory=partial(_make_empty, "calls"))
    call_questions: pa.Table = field(default_factory=partial(_make_empty, "call_questions"))
    call_criteria: pa.Table = field(default_factory=partial(_make_empty, "call_criteria"))
    call_reviewers: pa.Table = field(default_factory=partial(_make_empty, "call_reviewers"))
    session_proposals: pa.Table = field(default_factory=partial(_make_empty, "session_proposals"))
    proposed_speakers: pa.Table = field(default_factory=partial(_make_empty, "proposed_speakers"))
    proposal_reviews: pa.Table = field(default_factory=partial(_make_empty, "proposal_reviews"))
    months: pa.Table = field(default_factory=partial(_make_empty, "months"))
    month_figures: pa.Table = field(default_factory=partial(_make_empty, "month_figures"))
    month_differences: pa.Table = field(default_factory=partial(_make_empty, "month_differences"))
    proposed_needs: pa.Table = field(default_factory=partial(_make_empty, "proposed_needs"))
    told_makers: pa.Table = field(default_factory=partial(_make_empty, "told_makers"))
    search_rules: pa.Table = field(default_factory=partial(_make_empty, "search_rules"))
    watches: pa.Table = field(default_factory=partial(_make_empty, "watches"))
    participation_types: pa.Table = field(
        default_factory=partial(_make_empty, "participation_types")
    )
    questions: pa.Table = field(default_factory=partial(_make_empty, "questions"))
    answers: pa.Table = field(default_factory=partial(_make_empty, "answers"))
    consent_texts: pa.Table = field(default_factory=partial(_make_empty, "consent_texts"))
    consents: pa.Table = field(default_factory=partial(_make_empty, "consents"))
    marks: pa.Table = field(default_factory=partial(_make_empty, "marks"))
    mail_wishes: pa.Table = field(default_factory=partial(_make_empty, "mail_wishes"))
    mail_rules: pa.Table = field(default_factory=partial(_make_empty, "mail_rules"))
    market_rules: pa.Table = field(default_factory=partial(_make_empty, "market_rules"))
    flows: FlowsSource | None = None
    read_picture: ReadPicture | None = field(default=None, compare=False, repr=False)
    read_month: ReadMonth | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Check the columns and types of every table."""
        languages = self.settings.languages
        for schema in SCHEMAS:
            rows, arrow = getattr(self, schema.name), schema.arrow(languages)
            if rows.schema.equals(arrow, check_metadata=False):
                continue
            if rows.num_rows or not rows.schema.equals(schema.arrow(OLD_LANGUAGES)):
                raise ValueError(
                    f"Expected the columns of {schema.file} in Fair.{schema.name}, got "
                    f"{rows.schema.names}: build it with fairlead.folder.fair_tables and the "
                    f"languages {', '.join(languages)}."
                )
            object.__setattr__(self, schema.name, arrow.empty_table())

    def table(self, name: str) -> pa.Table:
        """Return the table of the file ``name``, such as "people"."""
        found: pa.Table = getattr(self, BY_NAME[name].name)
        return found

    def localized(self, name: str, field: str) -> list[LocalizedText]:
        """Return a text of every row of a file in all its languages."""
        rows, columns = self.table(name), language_columns(field, self.settings.languages)
        texts = zip(*(rows[column].to_pylist() for column in columns.values()), strict=True)
        return [LocalizedText(zip(columns, written, strict=True)) for written in texts]

    def texts(self, name: str, field: str, reader: str = "") -> pa.ChunkedArray:
        """Return a text of every row of a file for a reader, as `build_text_column` does."""
        return build_text_column(self.table(name), field, self.settings.languages, reader=reader)
