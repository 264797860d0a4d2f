"""What kernels read, as records: every field by its name, compiled or plain."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from fairlead.engines.matching.vectors import Bits, Flags, Floats, Ints, Kinds, Positions, Ranks


class MarketRows(NamedTuple):
    """Two sides as the scores read them: R right profiles, one a row, and L left ones.

    A road is a sparse product of what one has and the other wants (`terms.Channels`).
    """

    start: Positions  # (features + 1,) of all roads: where the left entries of each begin
    holder: Ints  # left profiles that have the feature, rising
    amount: Floats
    wide: Ints  # (features,) the row of `dense` of a feature that many have, else -1
    dense: Floats  # (wide features, L)
    indptr: Positions  # (roads, R + 1)
    indices: Ints  # features of the right profiles
    data: Floats
    weight_forward: Floats  # (roads,) for the left asking
    weight_backward: Floats  # (roads,) for the right asking
    row: Ints  # (R, 4) the table rows to add for each right profile
    table_forward: Floats  # (rows, L); -inf stops a pair
    table_backward: Floats
    gets_kind: Ints  # (R,) its row of `gets`
    gives_kind: Ints  # (R,) its row of `gives`
    gets: Floats  # (kinds, L) how well what the right offers answers what the left seeks
    gives: Floats  # (kinds, L) the other way round
    left_forward: Floats  # (L,) to add when the left asks; -inf for who is out
    left_backward: Floats  # (L,) to add when the left is asked
    right_forward: Floats  # (R,) to add when the right is asked
    right_backward: Floats  # (R,) to add when the right asks
    left_organisation: Ints  # (L,)
    right_organisation: Ints  # (R,)
    left_free: Bits  # (words, L) free slots; no words: slots are not looked at
    right_free: Bits  # (R, words)
    known: Positions  # (R + 1,) pairs of which something is known
    known_left: Ints
    known_forward: Floats  # log odds to add
    known_backward: Floats
    closed: Positions  # (R + 1,) pairs that may not meet
    closed_left: Ints


class MatrixRows(NamedTuple):
    """The chances of all pairs, right x left, where they are there already."""

    forward: Floats
    backward: Floats


class ListRows(NamedTuple):
    """Who may be on a list, and how chance enters it."""

    factor: Floats  # (candidates,) what the price leaves of a score, 0 for who is not listed
    order: Ints  # candidates that may be listed, group by group
    place: Ints  # (candidates,) their place in `order`, -1 for who is not listed
    group: Ints  # (candidates,) of a group only one is listed
    alone: bool  # every group has one
    spread: Floats  # (owners,) above 0: the list is drawn
    owner_key: Ints  # (owners,) lots go by the keys of both
    key: Ints  # (candidates,)
    near: np.float32  # scores that differ by less than this share are alike
    seed: int


class SparseRows(NamedTuple):
    """Rows in compressed form; the features of a row ascend."""

    indptr: Positions
    indices: Ints
    data: Floats


class OfferRows(NamedTuple):
    """Needs and offers, one a row, as the search for the best offer reads them."""

    needs: SparseRows
    need_kinds: Kinds
    offers: SparseRows
    offer_kinds: Kinds
    owner: Ints  # the maker of each offer, rising
    ranks: Ranks  # (chosen needs, offers) how near each offer comes
    answers: Floats  # (kinds, kinds) how well offered types answer sought ones
    width: int  # features
    cooperation: float  # the weight of that answer


class Heaps(NamedTuple):
    """The best entries of each left profile as rows are looked at, in the order of `ListRows`.

    More than ``room`` are kept, so that the worst need to be sorted out from time to time only. Of
    two with the same score the one that comes first is the better. bar: the best mutual scores
    without a price.
    """

    score: Floats  # (L, more than room), filled to `size`
    place: Ints  # in `ListRows.order`, rising
    size: Ints
    bar: Floats  # (L, more than the room of the bar), filled to `bar_size`
    bar_size: Ints
    room: int
    bar_room: int


class RankedRows(NamedTuple):
    """The best entries of each right profile, best first, -1 where there is none: R x room."""

    who: Ints
    score: Floats  # without lots, but those of a drawn list
    p: Floats  # the owner asks
    q: Floats  # the partner does
    bar: Floats  # (R,) the mutual score of the last of a list without a price
    bar_room: int  # its places; 0: it is not looked for


class KeptRows(NamedTuple):
    """Lists that are kept (`kept.KeptLists`): owners x room, by falling score."""

    who: Ints
    score: Floats
    p: Floats  # without columns where chances are not kept
    q: Floats
    size: Ints  # (owners,) entries that are known to be the best
    whole: Flags  # (owners,) no others are above 0
    least: Floats  # (owners,) the least score that enters
    listed: Bits  # (candidates, words) the owners on whose lists each is, 64 of them in a word


class BestOffers(NamedTuple):
    """Of each (need, maker) the best offer: needs x makers."""

    product: Floats
    answer: Floats
    offer: Ints
    rank: Ranks


class EntryPairs(NamedTuple):
    """Pairs of who seeks and who offers, with the entries of both."""

    seeker: Positions
    offerer: Positions
    sought_start: Positions  # entries of party p: start[p] to start[p + 1]
    sought_code: Ints  # rows of `ranks`
    sought_kinds: Kinds
    offered_start: Positions
    offered_code: Ints  # columns of `ranks`
    offered_kinds: Kinds
    ranks: Ranks
    answers: Floats  # (kinds, kinds) how well offered types answer sought ones
    levels: Kinds  # (kinds, kinds) the place of that among all answers there are, from the least
    seeks: Ranks  # (kinds, kinds) the type sought that is answered best
    offers: Ranks  # the type that answers it


class EvidenceColumns(NamedTuple):
    """The columns of `evidence.Evidence`, one row a pair."""

    nearness: Ranks
    place: Ints
    seeks: Ranks
    offers: Ranks
    answer: Floats


class SideRows(NamedTuple):
    """Profiles of one side as reasons read them."""

    needs: SparseRows
    offers: SparseRows
    need_words: SparseRows
    offer_words: SparseRows
    circle: SparseRows
    languages: Bits  # (profiles, words)
    country: Ints
    sector: Ints
    size: Ints


class ReasonRows(NamedTuple):
    """Entries of lists, and all that reasons are found from."""

    owner: Positions  # (entries,) its row of `mine`
    partner: Positions
    mine: SideRows
    theirs: SideRows
    gets_nearness: Ranks  # (entries,) of what the owner seeks and the partner offers
    gets_answer: Floats
    gives_nearness: Ranks  # of what the owner offers and the partner seeks
    gives_answer: Floats
    affinity: Floats  # (owner's economies, partner's); without any the same economy counts 1
    own_weight: Floats  # (terms,)
    partner_weight: Floats  # (terms,) as the owner sees them
    codes: int  # features of codes
    words: int
    circles: int


class ReasonColumns(NamedTuple):
    """What reasons hold (`reasons.Reasons`), one row an entry."""

    facts: Kinds  # (entries,) a bit for each fact
    own: Ranks  # (entries, 2)
    partner: Ranks
    own_value: Floats
    partner_value: Floats


class TrialRows(NamedTuple):
    """A small fair in which lists are tried (`strength`), and what is drawn for each request."""

    asks: Floats  # (owners, candidates)
    answers: Floats
    lists: Ints  # (owners, places)
    owner: Positions  # (requests,) whose list it is of
    first: Positions  # (requests,) the place of its first candidate in the slots
    look: Floats  # (places, requests)
    answer: Floats


class ProfileRows(NamedTuple):
    """One profile beside everybody of the other side, as `roster.score_against` puts them.

    Of ``ask`` and ``answer``, that the left asks the right and back, the first of two each. A value
    of an attribute counts ``term[value - first]``; weights are in the order of `params.TERMS`.
    """

    base: Floats  # (2, others) bias and behaviour
    gets: Floats  # (others,) what the left seeks and the right offers
    gives: Floats
    text: Floats
    circle: Floats  # what their circles share
    gets_kind: Kinds
    gives_kind: Kinds
    gets_answer: Floats  # (kinds,)
    gives_answer: Floats
    sector: Ints
    sector_term: Floats
    country: Ints
    country_term: Floats
    size: Ints
    size_term: Floats
    spoken: Bits  # (words,) the languages of the one
    languages: Bits  # (others, words)
    interpreted: Flags
    weight: Floats  # (2, terms)
    known: Positions  # places of others of whom something is known
    known_odds: Floats  # (2, known)
    closed: Flags
    sector_first: int
    country_first: int
    size_first: int


class NetRows(NamedTuple):
    """Pairs of which either the owner or the candidate is one and the same: its arrays have one."""

    owner_key: Ints
    spread: Floats  # of the owner
    key: Ints
    factor: Floats
    mutual: Floats
    near: np.float32
    seed: int


class HeldRows(NamedTuple):
    """Who of a side holds each feature, and how much: from start[f] to start[f + 1]."""

    start: Positions
    holder: Ints
    amount: Floats
