"""`fairlead dependencies`: what an economy or bloc cannot do without, from trade flows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fairlead.cli.dependency_tables import (
    MOST_ROWS,
    order_as_lost,
    print_largest,
    print_table,
)
from fairlead.cli.file_options import (
    ClassificationOption,
    DecimalOption,
    KindOption,
    LevelOption,
    UnitOption,
)
from fairlead.cli.repeated_options import split_names

if TYPE_CHECKING:
    import pyarrow as pa

    from fairlead.chain.dependency.analysis import Analysis, Criteria, DependencyResult


_PAGES = frozenset({".html", ".htm"})


def dependencies(
    source: Annotated[
        Path,
        typer.Argument(
            help="A store, a file of Comtrade, BACI, WITS, Eurostat or the Atlas, a plain table.",
            show_default=False,
        ),
    ],
    importer: Annotated[
        list[str] | None,
        typer.Option(
            "--importer", "--economy", help="Whom to judge, by name or ISO code; may be repeated."
        ),
    ] = None,
    bloc: Annotated[
        list[str] | None,
        typer.Option(
            help="Members that pool, judged as one: DEU,FRA,ITA or EU27, EAEU; or one at a time."
        ),
    ] = None,
    years: Annotated[
        str | None, typer.Option(help="2019-2022 or 2019,2021; all without it.")
    ] = None,
    side: Annotated[str, typer.Option(help="import or export.")] = "import",
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="Write one row per product to this CSV; a name that ends in .html gets a page "
            "with the pictures of the site.",
        ),
    ] = None,
    by_year: Annotated[
        Path | None, typer.Option(help="Also write the figures of each year to this CSV.")
    ] = None,
    suppliers: Annotated[
        Path | None,
        typer.Option(
            help="Also write the largest partners per product to this CSV (with --explain the "
            "world's, with --what-if who else sells what is lost)."
        ),
    ] = None,
    curve: Annotated[
        Path | None,
        typer.Option(help="Also write how many products are critical at each threshold."),
    ] = None,
    vary: Annotated[str, typer.Option(help="The criterion the curve moves: c1, c2, c3.")] = "c1",
    explain: Annotated[
        str | None, typer.Option(help="Open one product's figures to the flows behind them.")
    ] = None,
    what_if: Annotated[
        str | None, typer.Option("--what-if", help="What is lost when this supplier stops.")
    ] = None,
    rule: Annotated[
        str, typer.Option(help="What makes critical: geodep (c1-c4) or commission (cdi1-3).")
    ] = "geodep",
    concentration: Annotated[float, typer.Option(help="c1, cdi1: HHI of imports above it.")] = 0.4,
    world_concentration: Annotated[
        float, typer.Option(help="c2: HHI of world exports above it.")
    ] = 0.4,
    coverage: Annotated[float, typer.Option(help="c3, cdi3: imports over exports above it.")] = 1.0,
    outside_share: Annotated[
        float, typer.Option(help="cdi2: a bloc's imports from outside above it.")
    ] = 0.5,
    persistence: Annotated[
        str, typer.Option(help="c4: c1 to c3 hold in so many of so many years.")
    ] = "2/3",
    floor: Annotated[int, typer.Option(help="Dollars below which nothing is critical.")] = 0,
    kind: KindOption = None,
    unit: UnitOption = None,
    level: LevelOption = None,
    decimal: DecimalOption = None,
    classification: ClassificationOption = None,
    titles: Annotated[
        Path | None,
        typer.Option(help="CSV of product codes and titles; the source's own or chapters without."),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(
            help="Of a page with pictures: en, or another that the site speaks (ru, zh, ar)."
        ),
    ] = None,
    engine: Annotated[str, typer.Option(help="duckdb or spark.")] = "duckdb",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Judge what economies (or a bloc) cannot do without: GeoDep's and the Commission's criteria.

    Without --importer and --bloc every economy is judged. Undefined figures are empty and
    explained in the column reason.
    """
    from fairlead.chain.dependency import options as chosen
    from fairlead.chain.dependency.analysis import SubjectChoice, open_analysis
    from fairlead.cli.csv_file import expect_places

    expect_places(output, by_year, suppliers, curve, reads=[source, titles])
    criteria = chosen.parse_criteria(
        concentration=concentration,
        world_concentration=world_concentration,
        coverage=coverage,
        outside_share=outside_share,
        persistence=persistence,
        floor=floor,
        rule=rule,
    )
    varied = chosen.parse_curve(vary)
    asked = SubjectChoice(
        importers=split_names("--importer", importer),
        bloc=split_names("--bloc", bloc),
        years=None if years is None else chosen.parse_years(years),
        side=chosen.parse_side(side),
        criteria=criteria,
        engine=chosen.parse_engine(engine),
    )
    if explain is not None:
        _refuse("--explain", {"--what-if": what_if, "--by-year": by_year, "--curve": curve})
    elif what_if is not None:
        _refuse("--what-if", {"--by-year": by_year, "--curve": curve})
    if language is not None:
        _expect_language(language, output)
    if output is not None and output.suffix.lower() in _PAGES:
        _refuse(
            f"-o {output.name}",
            {
                "--explain": explain,
                "--what-if": what_if,
                "--by-year": by_year,
                "--curve": curve,
                "--suppliers": suppliers,
            },
        )
    if not (asked.importers or asked.bloc):
        _require_subject({"--explain": explain, "--what-if": what_if, "--by-year": by_year})
    found = open_analysis(
        source,
        asked,
        kind=chosen.parse_kind(kind),
        classification=classification,
        titles=titles,
        choices=chosen.parse_file_choices(unit=unit, level=level, decimal=decimal),
    )
    if output is not None and output.suffix.lower() in _PAGES:
        _write_page(found, output, language=language or "en", as_json=as_json)
    elif explain is not None:
        _explain(found, explain, criteria, as_json=as_json, output=output, suppliers=suppliers)
    elif what_if is not None:
        _print_what_if(found, what_if, as_json=as_json, output=output, suppliers=suppliers)
    else:
        result = found.assess()
        steps = None if curve is None else found.curve(varied)
        _save(
            found,
            {
                output: result.table,
                by_year: result.by_year,
                suppliers: result.partners,
                curve: steps,
            },
        )
        _report(found, result, output, as_json=as_json)


def _expect_language(language: str, output: Path | None) -> None:
    """Raise `InvalidInput` for a language without a page, or one that the site does not speak."""
    from fairlead.chain.options import report_option
    from fairlead.ui.languages import list_translations
    from fairlead.ui.texts import is_site_language

    if output is None or output.suffix.lower() not in _PAGES:
        raise report_option("language", language, "expected a page to be in it: -o page.html")
    if not is_site_language(language):
        spoken = ", ".join(code for code, _name in list_translations())
        raise report_option("language", language, f"expected a language of the site: {spoken}")


def _write_page(analysis: Analysis, output: Path, *, language: str, as_json: bool) -> None:
    """Write the page with the pictures, and print what a table would say."""
    from fairlead.chain.dependency.analysis import study_subjects
    from fairlead.folder.atomic_write import write_whole
    from fairlead.report.dependency_page import dependency_page
    from fairlead.ui.texts import speaking

    subjects = study_subjects(analysis)
    with speaking(language):
        page = dependency_page(analysis, subjects).encode()
    write_whole(output, lambda file: file.write(page))
    result = subjects[0].result if len(subjects) == 1 else analysis.assess()
    _report(analysis, result, output, as_json=as_json)


def _refuse(option: str, others: dict[str, object]) -> None:
    """Raise `InvalidInput` for an option that says nothing beside another."""
    from fairlead.folder.input_errors import report_invalid

    for name, value in others.items():
        if value is not None:
            raise report_invalid(name, f"expected without {option}: ask twice", value=str(value))


def _require_subject(options: dict[str, object]) -> None:
    """Raise `InvalidInput` for an option that is about somebody, when nobody is named."""
    from fairlead.folder.input_errors import report_invalid

    for name, value in options.items():
        if value is not None:
            raise report_invalid(name, "expected --importer or --bloc with it", value=str(value))


def _save(analysis: Analysis, files: dict[Path | None, pa.Table | None]) -> None:
    """Write the tables that have a place, with names for codes; all are worked out by now."""
    from fairlead.cli.csv_file import write_csv

    for path, table in files.items():
        if path is not None and table is not None:
            write_csv(analysis.named(table), path)


def _report(
    analysis: Analysis, result: DependencyResult, output: Path | None, *, as_json: bool
) -> None:
    from fairlead.chain.dependency.wording import describe_period

    notes = analysis.notes(result)
    if as_json:
        _print_json(
            {
                "status": result.status,
                "subject": analysis.subject,
                "side": result.side,
                "years": list(result.years),
                "products": result.table.num_rows,
                "judged": analysis.judged(result),
                "critical": result.critical.num_rows,
                "unknown": analysis.unknown(result),
                "reporters": {str(year): count for year, count in result.reporters.items()},
                "seconds": round(result.runtime, 3),
                "notes": notes,
                "rows": analysis.named(result.critical).to_pylist(),
            }
        )
        return
    from rich.console import Console

    console = Console()
    unknown = analysis.unknown(result)
    console.print(
        f"{analysis.subject}, {result.side}s {describe_period(result.years)}: "
        f"{result.critical.num_rows:,} critical of {analysis.judged(result):,} products traded"
        f"{f', {unknown:,} unknown' if unknown else ''} "
        f"({result.table.num_rows:,} in the flows)",
        style="bold",
        highlight=False,
        markup=False,
    )
    print_largest(console, analysis, result)
    for note in notes:
        console.print(f"- {note}", style="dim", highlight=False, markup=False)
    if output is not None:
        page = output.suffix.lower() in _PAGES
        what = "a page" if page else f"{result.table.num_rows:,} rows"
        console.print(f"{what} written to {output}", highlight=False, markup=False)


def _explain(
    analysis: Analysis,
    product: str,
    criteria: Criteria,
    *,
    as_json: bool,
    output: Path | None,
    suppliers: Path | None,
) -> None:
    found = analysis.explain(product)
    row = analysis.named(found.table)
    flows = analysis.named(found.flows)
    world = analysis.named(found.world)
    by_year = None if found.by_year is None else analysis.named(found.by_year)
    _save(analysis, {output: found.flows, suppliers: found.world})
    if as_json:
        _print_json(
            {
                "product": analysis.flows.product_code(found.product),
                "subject": analysis.subject,
                "figures": row.to_pylist(),
                "by_year": None if by_year is None else by_year.to_pylist(),
                "flows": flows.to_pylist(),
                "world": world.to_pylist(),
            }
        )
        return
    from rich.console import Console

    from fairlead.chain.dependency.wording import explain_row

    console = Console()
    for one in row.to_pylist():
        for line in explain_row(one, criteria, analysis.asked.side):
            console.print(line, highlight=False, markup=False)
    if by_year is not None:
        print_table("each year", by_year, most=50)
    print_table("the flows behind it", flows, most=50)
    print_table(
        "the world's suppliers" if analysis.asked.side == "import" else "the world's buyers",
        world,
        most=10,
    )


def _print_what_if(
    analysis: Analysis,
    partner: str,
    *,
    as_json: bool,
    output: Path | None,
    suppliers: Path | None,
) -> None:
    found = analysis.what_if(partner)
    losses, others = analysis.named(found.losses), analysis.named(found.alternatives)
    _save(analysis, {output: found.losses, suppliers: found.alternatives})
    if as_json:
        _print_json(
            {
                "status": found.status,
                "subject": analysis.subject,
                "without": partner,
                "losses": losses.to_pylist(),
                "alternatives": others.to_pylist(),
                "seconds": round(found.runtime, 3),
            }
        )
        return
    from rich.console import Console

    becomes = losses["becomes_critical"].to_pylist()
    unknown = becomes.count(None)
    Console().print(
        f"{analysis.subject} without {partner}: {losses.num_rows:,} products touched, "
        f"{becomes.count(True):,} become critical"
        f"{f', of {unknown:,} it is unknown' if unknown else ''}",
        style="bold",
        highlight=False,
        markup=False,
    )
    print_table("lost", losses, most=MOST_ROWS)
    print_table("who else sells them", order_as_lost(others, losses), most=MOST_ROWS)


def _print_json(found: dict[str, Any]) -> None:
    typer.echo(json.dumps(found, ensure_ascii=False, allow_nan=False))


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(dependencies)
