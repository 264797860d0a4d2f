"""Projects, their partners, their ledger, and the portfolios chosen of them."""

from fairlead.apps.cooperation.models.appraisals import ProjectAppraisal
from fairlead.apps.cooperation.models.headlines import Headline, HeadlineRow
from fairlead.apps.cooperation.models.ledger import (
    DECISIONS,
    MOVES,
    Act,
    AmountKind,
    Approver,
    Entry,
    Ledger,
    Rate,
    Stage,
)
from fairlead.apps.cooperation.models.portfolio import (
    Choice,
    Portfolio,
    RatesFound,
    Spending,
)
from fairlead.apps.cooperation.models.projects import (
    Partner,
    PartnerRole,
    Project,
    ProjectState,
    Share,
    ShareKind,
    Tie,
    TieKind,
)

__all__ = [
    "DECISIONS",
    "MOVES",
    "Act",
    "AmountKind",
    "Approver",
    "Choice",
    "Entry",
    "Headline",
    "HeadlineRow",
    "Ledger",
    "Partner",
    "PartnerRole",
    "Portfolio",
    "Project",
    "ProjectAppraisal",
    "ProjectState",
    "Rate",
    "RatesFound",
    "Share",
    "ShareKind",
    "Spending",
    "Stage",
    "Tie",
    "TieKind",
]
