"""Sankey, threshold curve, product space and PNG: what is drawn is what was said."""

from __future__ import annotations

import dataclasses
import re
import struct
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.chain.trade import write_flows

from fairlead.chain.flows.prepared import PreparedFlows, open_ready, prepare_flows
from fairlead.chain.study.study import ImportStudy, study_imports
from fairlead.charts.imports import (
    Speech,
    draw_curve,
    draw_product_space,
    draw_suppliers,
    sum_supply,
)
from fairlead.charts.network import Point, draw_network
from fairlead.charts.png import Caption, set_png
from fairlead.charts.sankey import Band, Stop, draw_sankey
from fairlead.charts.text import measure_text
from fairlead.charts.threshold_curve import CurveWords, count_at, draw_threshold_steps

WORDS = CurveWords("How many", "threshold", "imports", "3 at 0.4")
SPEECH = Speech(
    economy=lambda code: f"<{code}>",
    title=lambda code: f"Product & {code}",
    money=lambda usd: f"{usd:,.0f}",
    others="others",
    sold="sold",
    critical="critical",
    address=lambda code: f"/products/{code}/?a=1&b=2",
)


def elements(picture: str, name: str) -> list[ET.Element]:
    root = ET.fromstring(picture)  # noqa: S314  made by us
    return [one for one in root.iter() if one.tag.endswith(name)]


@st.composite
def flows(draw: st.DrawFn) -> tuple[int, int, list[Band]]:
    left, right = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    pairs = [(one, other) for one in range(left) for other in range(right)]
    kept = draw(st.lists(st.sampled_from(pairs), min_size=1, unique=True))
    values = draw(st.lists(st.floats(1, 1e9), min_size=len(kept), max_size=len(kept)))
    return left, right, [Band(*pair, value) for pair, value in zip(kept, values, strict=True)]


@given(flows())
def test_bars_are_as_high_as_their_values_and_stay_inside(
    drawn: tuple[int, int, list[Band]],
) -> None:
    left, right, bands = drawn
    columns = [
        [Stop(f"a{place}") for place in range(left)],
        [Stop(f"b{place}") for place in range(right)],
    ]
    picture = draw_sankey(columns, [bands], width=600, height=400, title="t")
    bars = [
        (float(bar.get("y", "0")), float(bar.get("height", "0")))
        for bar in elements(picture, "rect")
    ]
    assert len(bars) == left + right
    assert all(y >= -1 and y + high <= 401 for y, high in bars)
    assert len(elements(picture, "path")) == len(bands)
    sums = [sum(band.value for band in bands if band.source == place) for place in range(left)]
    largest = max(range(left), key=lambda place: sums[place])
    for place in range(left):
        expected = max(bars[largest][1] * sums[place] / sums[largest], 1.0)
        assert bars[place][1] == pytest.approx(expected, abs=0.2)


def test_a_sankey_refuses_what_it_cannot_draw() -> None:
    with pytest.raises(ValueError, match="between 2 columns"):
        draw_sankey([[Stop("a")], [Stop("b")]], [], width=10, height=10, title="t")
    with pytest.raises(ValueError, match="above 0"):
        draw_sankey([[Stop("a")], [Stop("b")]], [[Band(0, 0, 0)]], width=10, height=10, title="t")


@pytest.mark.parametrize("width", [260, 380, 700])
@pytest.mark.parametrize("chosen", [0.0, 0.1, 0.4, 0.5, 0.9, 1.0])
def test_what_the_curve_says_of_a_threshold_is_seen_whole(chosen: float, width: float) -> None:
    words = replace(WORDS, mark="3 критические позиции при 0,4")
    picture = draw_threshold_steps(
        [(0.0, 9), (0.5, 3), (1.0, 1)], chosen=chosen, words=words, width=width, height=200
    )
    (found,) = re.findall(r'<text x="([\d.]+)"[^>]*font-weight="600"[^>]*anchor="(\w+)"', picture)
    long = measure_text(words.mark, 13)
    begin = float(found[0]) - (long if found[1] == "end" else 0)
    assert 0 <= begin <= width - long


def test_the_curve_marks_the_count_at_the_chosen_threshold() -> None:
    points = [(0.0, 9), (0.2, 7), (0.4, 3), (0.6, 3), (1.0, 0)]
    assert count_at(points, 0.4) == 3
    assert count_at(points, 0.39) == 7
    picture = draw_threshold_steps(points, chosen=0.4, words=WORDS, width=500, height=200)
    dot = elements(picture, "circle")[0]
    texts = [one.text for one in elements(picture, "text")]
    assert "3 at 0.4" in texts
    line = next(one.get("d", "") for one in elements(picture, "path") if one.get("fill") == "none")
    places = [float(x) for x in re.findall(r"H([\d.]+)", line)]
    assert float(dot.get("cx", "0")) == pytest.approx(places[1], abs=0.1)
    heights = [float(y) for y in re.findall(r"V([\d.]+)", line)]
    assert float(dot.get("cy", "0")) == pytest.approx(heights[1], abs=0.1)
    assert heights == sorted(heights), "it never rises"


def test_a_curve_without_points_has_its_axes() -> None:
    picture = draw_threshold_steps([], chosen=0.4, words=WORDS, width=500, height=200)
    assert not elements(picture, "circle")
    assert len(elements(picture, "text")) > 5


def test_lit_points_and_alarms_are_told_apart_and_labels_do_not_meet() -> None:
    points = [
        Point(0.5, 0.5, alarm=True, label="Ball bearings", hint="h<1>", href="/a"),
        Point(0.51, 0.5, alarm=True, label="Roller bearings"),
        Point(0.2, 0.2, lit=True, size=1.0, hint="made"),
        Point(0.8, 0.1),
    ]
    picture = draw_network(points, [(0, 1), (2, 3)], width=400, height=300, title="t")
    circles = elements(picture, "circle")
    assert len(circles) == 3, "a dim point is part of one path"
    labels = [one.text for one in elements(picture, "text")]
    assert labels == ["Ball bearings"] or labels == ["Roller bearings"]
    assert [one.get("href") for one in elements(picture, "a")] == ["/a"]
    lines = elements(picture, "path")[0].get("d", "")
    assert lines.count("M") == 2


def test_lit_points_that_say_nothing_are_drawn_together_and_each_is_there() -> None:
    points = [
        Point(place / 10, 0.5, lit=True, size=0.0 if place < 4 else 1.0) for place in range(9)
    ]
    points.append(Point(0.95, 0.5, lit=True, hint="said"))
    picture = draw_network(points, [], width=400, height=300, title="t")
    assert len(elements(picture, "circle")) == 1
    dots = [one for one in elements(picture, "path") if "brand" in one.get("stroke", "")]
    assert [one.get("d", "").count("M") for one in dots] == [4, 5], "a path for each size"
    widths = [float(one.get("stroke-width", "0")) for one in dots]
    assert widths[0] < widths[1]


@pytest.fixture(scope="module")
def studied(tmp_path_factory: pytest.TempPathFactory) -> tuple[PreparedFlows, ImportStudy]:
    folder = tmp_path_factory.mktemp("ready")
    source = write_flows(folder / "flows.parquet")
    prepare_flows(source, folder / "kept")
    known = open_ready(source, folder / "kept")
    return known, study_imports(known, ("BLR", "KAZ", "RUS"))


def test_supply_is_summed_without_loss(studied: tuple[PreparedFlows, ImportStudy]) -> None:
    _, study = studied
    count = study.critical.num_rows
    for most in (1, 2, 20):
        supply = sum_supply(study, products=count, suppliers=most, importers=most)
        for product, usd in zip(
            study.critical["product"].to_pylist(),
            study.critical["imports_usd"].to_pylist(),
            strict=True,
        ):
            assert supply.of_product(product) == usd
            assert sum(v for (one, _), v in supply.bought.items() if one == product) == usd
    few, all_of_them = (
        sum_supply(study, products=count, suppliers=most, importers=most) for most in (1, 20)
    )
    assert few.importers == (all_of_them.importers[0], "")
    assert set(all_of_them.importers) == set(study.members)
    assert "" not in all_of_them.suppliers


def test_pictures_of_a_study_name_link_and_escape(
    studied: tuple[PreparedFlows, ImportStudy],
) -> None:
    known, study = studied
    links = known.drawing.links.tolist()
    for phone in (False, True):
        sold = draw_suppliers(study, SPEECH, title="<t>", narrow=phone)
        space = draw_product_space(study, links, SPEECH, title="<t>", narrow=phone)
        curve = draw_curve(study, WORDS, narrow=phone)
        for picture in (sold, space, curve):
            ET.fromstring(picture)  # noqa: S314  well formed, so every text is escaped
            assert "style=" not in picture, "a strict policy allows no inline style"
        assert [ET.fromstring(one).get("role") for one in (sold, curve)] == ["group", "img"]  # noqa: S314
        linked = {one.get("href") for one in elements(sold, "a")}
        expected = {SPEECH.address(code) for code in study.critical["product"].to_pylist()[:7]}
        assert expected <= linked
    wide, narrow = (
        draw_product_space(study, links, SPEECH, title="t", narrow=one) for one in (False, True)
    )
    made = sum(study.nodes["made"].to_pylist())
    critical = sum(study.nodes["critical"].to_pylist())
    both = sum(
        one and other
        for one, other in zip(
            study.nodes["made"].to_pylist(), study.nodes["critical"].to_pylist(), strict=True
        )
    )
    assert len(elements(wide, "circle")) == made + critical - both
    assert len(elements(narrow, "circle")) == critical, "the others say nothing"
    assert len(elements(narrow, "title")) == critical
    mute = dataclasses.replace(SPEECH, address=lambda _: "")
    silent = draw_product_space(study, links, mute, title="t", narrow=True)
    assert len(elements(silent, "circle")) == critical
    assert not elements(silent, "title"), "without a way on, a point of a phone says nothing"


@pytest.mark.parametrize("title", ["Откуда поступает импорт", "A & B <c>", "关键进口"])
def test_a_png_is_as_large_as_the_picture_and_its_captions(tmp_path: Path, title: str) -> None:
    picture = draw_threshold_steps(
        [(0.0, 3), (1.0, 0)], chosen=0.4, words=WORDS, width=500, height=200
    )
    made = set_png(picture, Caption(title, "line", "note"), scale=1.0)
    assert made.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", made[16:24])
    assert (width, height) == (548, 300)
    empty = set_png(picture, Caption(""), scale=1.0)
    assert empty != made, "the captions are in it"
    assert set_png(picture, Caption(title, "line", "note"), scale=1.0) == made
    twice = set_png(picture, Caption(title), scale=2.0)
    assert struct.unpack(">II", twice[16:24]) == (1096, 600)


def test_a_png_is_made_of_pictures_only() -> None:
    with pytest.raises(ValueError, match="viewBox"):
        set_png("<p>no picture</p>", Caption("t"))
