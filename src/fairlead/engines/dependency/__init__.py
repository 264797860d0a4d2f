"""What an economy or bloc cannot do without, and who could make it."""

from fairlead.engines.dependency.assess import assess
from fairlead.engines.dependency.backends.open_session import Engine
from fairlead.engines.dependency.criteria import Criteria, Rule, Side
from fairlead.engines.dependency.curve import count_at_thresholds, draw_curve
from fairlead.engines.dependency.evidence import VariedCriterion
from fairlead.engines.dependency.explain import Explanation, explain
from fairlead.engines.dependency.faults import BadFlows, Fault, NotAPartner, NoTrade
from fairlead.engines.dependency.flows import LEAST_COVERED, OWN_EXPORTS_SAID, Flows
from fairlead.engines.dependency.readers.layouts import KINDS, Kind
from fairlead.engines.dependency.readers.options import LEVELS, FileChoices, Unit
from fairlead.engines.dependency.relations.verdict import ONLY_INSIDE
from fairlead.engines.dependency.result import DependencyResult
from fairlead.engines.dependency.store.manifest import (
    Manifest,
    SourceEntry,
    is_store,
    read_manifest,
)
from fairlead.engines.dependency.store.sources import read_flows
from fairlead.engines.dependency.store.store import (
    ImportResult,
    find_damaged_files,
    import_flows,
    open_store,
)
from fairlead.engines.dependency.verification.verify import verify
from fairlead.engines.dependency.what_if import WhatIf, lose_partner

__all__ = [
    "KINDS",
    "LEAST_COVERED",
    "LEVELS",
    "ONLY_INSIDE",
    "OWN_EXPORTS_SAID",
    "BadFlows",
    "Criteria",
    "DependencyResult",
    "Engine",
    "Explanation",
    "Fault",
    "FileChoices",
    "Flows",
    "ImportResult",
    "Kind",
    "Manifest",
    "NoTrade",
    "NotAPartner",
    "Rule",
    "Side",
    "SourceEntry",
    "Unit",
    "VariedCriterion",
    "WhatIf",
    "assess",
    "count_at_thresholds",
    "draw_curve",
    "explain",
    "find_damaged_files",
    "import_flows",
    "is_store",
    "lose_partner",
    "open_store",
    "read_flows",
    "read_manifest",
    "verify",
]
