"""The flows that fair.toml names, whatever their source."""

from __future__ import annotations

from pathlib import Path

import pytest

from fairlead.chain.flows.fair_flows import open_fair_flows
from fairlead.folder.fair_settings import FlowsSource
from fairlead.folder.input_errors import InvalidInput

COMEXT = (
    "DECLARANT_ISO,PARTNER_ISO,PRODUCT_NC,FLOW,STAT_REGIME,PERIOD,VALUE_IN_EUROS\n"
    "DE,CN,85423190,1,1,202252,100\n"
)
WITS = (
    "Nomenclature,ReporterISO3,ProductCode,PartnerISO3,Year,TradeFlowName,"
    "TradeValue in 1000 USD\nH6,DEU,854231,CHN,2022,Gross Imp.,0.2\n"
)
ATLAS = (
    "country_iso3_code,partner_iso3_code,product_hs22_code,year,export_value,import_value\n"
    "DEU,CHN,854231,2022,0,300\n"
)


@pytest.mark.parametrize(
    ("kind", "text", "unit", "usd"),
    [
        ("eurostat", COMEXT, "1.05", 105),
        ("eurostat", COMEXT, "2022=1.05,2023=1.08", 105),
        ("wits", WITS, None, 200),
        ("atlas", ATLAS, None, 300),
        ("atlas", ATLAS, "thousand", 300_000),
    ],
)
def test_every_kind_of_a_file_may_be_a_fairs_flows(
    tmp_path: Path, kind: str, text: str, unit: str | None, usd: int
) -> None:
    path = tmp_path / "flows.csv"
    path.write_text(text)
    flows = open_fair_flows(FlowsSource("flows.csv", path, kind, "HS2022", unit=unit))
    assert [(part.year, part.usd) for part in flows.parts] == [(2022, usd)]


def test_euros_without_their_worth_and_a_worth_that_is_none_are_named(tmp_path: Path) -> None:
    path = tmp_path / "flows.csv"
    path.write_text(COMEXT)
    with pytest.raises(
        InvalidInput, match=r'the values are euros: say with unit in \[flows\] .* unit = "1.08", or'
    ):
        open_fair_flows(FlowsSource("flows.csv", path, "eurostat"))
    with pytest.raises(InvalidInput, match=r"fair.toml.*flows.unit.*expected thousand"):
        open_fair_flows(FlowsSource("flows.csv", path, "eurostat", unit="lots"))
