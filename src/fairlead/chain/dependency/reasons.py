"""Why a figure of a product is undefined or unknown, marked for the catalogues.

The engine writes these sentences in English, several with `REASON_BREAK` between them; a page
translates each.
"""

from __future__ import annotations

from fairlead.chain.sentences import mark_text

REASON_BREAK = "; "
REASONS = (
    mark_text("no trade recorded in the chosen years: c1 and c3 are undefined"),
    mark_text(
        "members buy it only from one another, nothing from outside: c1 and c3 are undefined"
    ),
    mark_text("members sell it only to one another, nothing outside: c1 and c3 are undefined"),
    mark_text("below the floor: not judged critical"),
    mark_text("no trade in the other direction: the ratio is set to 9999"),
    mark_text("one year judged: c4 is undefined"),
    mark_text("the world's exports are unknown, nobody else reports imports: c2 is unknown"),
    mark_text("its exports are unknown, nobody else reports imports: c3 is unknown"),
    mark_text("its customers are unknown, fewer than two others report imports: c1 is unknown"),
    mark_text("the world's imports are unknown, fewer than two report them: c2 is unknown"),
    mark_text("its imports are unknown, it does not report them: c3 is unknown"),
    mark_text("its exports are its own report, others report too little of them"),
)
