"""The organisations of the synthetic fair: exhibitors of every size, and buyers without a stand."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from fairlead.demo.names import SECTORS, make_firm_name, make_stems
from fairlead.demo.size import Size
from fairlead.demo.trade import Trade, export_strength
from fairlead.demo.world import EXPOSITIONS, HOST, PARTNER, Economy, Floats, stream
from fairlead.folder.localized_text import LocalizedText

SCALES = ("micro", "small", "medium", "large")
_HOST_SHARE, _PARTNER_SHARE, _EXPOSITION_SHARE = 0.42, 0.16, 0.20


@dataclass(frozen=True, slots=True)
class Firm:
    """One organisation; ``exposition`` is the economy whose joint stand it is on."""

    id: str
    name: LocalizedText
    economy: Economy
    sector: str
    scale: str
    exhibits: bool
    exposition: str | None = None


def make_firms(size: Size, trade: Trade, *, seed: int) -> list[Firm]:
    """Return the exhibitors, then the buyers."""
    draw = stream(seed, "firms")
    words = make_stems(size.exhibitors + size.buyers, draw)
    homes = _draw_exhibitor_homes(size, trade, draw)
    sectors = _compute_sector_chances(trade)
    scales = draw.choice(SCALES, len(words), p=(0.22, 0.4, 0.26, 0.12)).tolist()
    buyer_homes = draw.choice(
        [HOST, PARTNER, *homes], size.buyers, p=_compute_buyer_chances(len(homes))
    )
    firms = []
    for i, code in enumerate([*homes, *buyer_homes.tolist()]):
        at = trade.position(code)
        sector = str(draw.choice(SECTORS, p=sectors[at]))
        name = make_firm_name(words[i], sector=sector, country=code, draw=draw)
        exhibits = i < size.exhibitors
        firms.append(
            Firm(
                id=f"ex-{i + 1:04d}" if exhibits else f"buyer-{i + 1 - size.exhibitors:04d}",
                name=LocalizedText(name),
                economy=trade.economies[at],
                sector=sector,
                scale=scales[i],
                exhibits=exhibits,
                exposition=code if exhibits and code in (PARTNER, *EXPOSITIONS) else None,
            )
        )
    return _tell_apart(firms)


def _draw_exhibitor_homes(size: Size, trade: Trade, draw: np.random.Generator) -> list[str]:
    """Return each exhibitor's economy: exactly ``size.countries`` of them, the host's most."""
    expositions = [e for e in EXPOSITIONS if e in {x.code for x in trade.economies}]
    rest = [e for e in trade.economies if e.code not in {HOST, PARTNER, *expositions}]
    rest.sort(key=lambda e: (-e.output * (0.3 + e.skill), e.code))
    others = [e.code for e in rest[: size.countries - 2 - len(expositions)]]
    every = [HOST, PARTNER, *expositions, *others]
    weights = np.array(
        [_HOST_SHARE, _PARTNER_SHARE]
        + [_EXPOSITION_SHARE * EXPOSITIONS[code] for code in expositions]
        + [0.22 / len(others)] * len(others)
    )
    weights[-len(others) :] *= draw.lognormal(0, 0.6, len(others))
    drawn = draw.choice(every, size.exhibitors - len(every), p=weights / weights.sum()).tolist()
    return [*every, *drawn]


def _compute_buyer_chances(homes: int) -> list[float]:
    return [0.72, 0.08, *[0.2 / homes] * homes]


def _compute_sector_chances(trade: Trade) -> Floats:
    """Return, per economy, how likely a firm of each sector is: as it exports, machinery more."""
    strength = np.minimum(export_strength(trade), 6.0)
    of = np.array([SECTORS.index(p.sector) for p in trade.products])
    chances = np.zeros((len(trade.economies), len(SECTORS)))
    for s in range(len(SECTORS)):
        chances[:, s] = strength[:, of == s].sum(axis=1)
    chances += 0.15 * chances.mean(axis=1, keepdims=True)
    chances[:, (of == np.arange(len(SECTORS))[:, None]).sum(axis=1) == 0] = 0.0
    shares: Floats = chances / chances.sum(axis=1, keepdims=True)
    return shares


def _tell_apart(firms: list[Firm]) -> list[Firm]:
    """Return the firms with a number added to a name that two of them would share."""
    seen: dict[tuple[str, str], int] = {}
    told = []
    for firm in firms:
        names = dict(firm.name)
        for key in firm.name.items():
            seen[key] = seen.get(key, 0) + 1
            if seen[key] > 1:
                names[key[0]] = f"{key[1]} {seen[key]}"
        told.append(replace(firm, name=LocalizedText(names)))
    return told
