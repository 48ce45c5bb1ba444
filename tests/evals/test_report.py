"""The report: nothing of the part set apart but totals, every bar judged, a page that stands alone."""

from __future__ import annotations

import json
from html.parser import HTMLParser

from evals import report
from evals.baseline import Fall
from evals.page import page
from evals.run import Record
from tests.evals.answers import answer, question, record

DEV, APART = "q-open", "q-apart"


def wrong(name: str, text: str) -> Record:
    split = "held_out" if name == APART else "dev"
    asked = question(text, id=name, split=split, expect_outcome="required", expect_clauses=["9.2.1"])
    return record(asked, answer(outcome="consider"))


def built(*records: Record, fallen: list[Fall] | None = None) -> report.Report:
    return report.build(records, "digests/all/full", {"bank_sha256": "0" * 64}, fallen)


def test_the_part_set_apart_shows_in_totals_and_nowhere_else() -> None:
    made = built(wrong(DEV, "An open question?"), wrong(APART, "A question set apart?"))
    assert made["questions"] == 2
    assert [row["id"] for row in made["rows"]] == [DEV]
    for text in (json.dumps(made), report.markdown(made), page(made)):
        assert "An open question?" in text
        assert "A question set apart?" not in text
        assert f'"{APART}"' not in text and f">{APART}<" not in text


def test_a_miss_says_what_was_expected_and_what_came() -> None:
    (row,) = built(wrong(DEV, "An open question?"))["rows"]
    assert "outcome: required expected, consider given" in row["misses"]
    assert "clause: 9.2.1 not cited (cited: nothing)" in row["misses"]


def test_a_bar_is_met_at_its_bound_and_not_below() -> None:
    assert report.Bar("clause_recall", 0.95).met(0.95)
    assert not report.Bar("clause_recall", 0.95).met(0.949)
    assert report.Bar("unsupported_figures", 0, at_most=True).met(0)
    assert not report.Bar("unsupported_figures", 0, at_most=True).met(1)
    assert report.Bar("clause_recall", 0.95).met(None) is None


def test_not_measured_is_written_as_such() -> None:
    text = report.markdown(built(record(question(id=DEV), answer())))
    assert "| outcome_accuracy | not measured |" in text


def test_a_fall_stands_in_every_form() -> None:
    made = built(wrong(DEV, "An open question?"), fallen=[Fall("hit_at_1", 0.9, 0.5)])
    for text in (report.markdown(made), page(made), report.summary(made)):
        assert "hit_at_1: 0.9 in the baseline, 0.5 now" in text


def test_every_figure_has_a_formula() -> None:
    made = built(record(question(id=DEV), answer()))
    assert set(made["figures"]) == set(made["formulas"])


def test_the_run_is_judged_in_a_sentence_at_the_top() -> None:
    made = built(wrong(DEV, "An open question?"), fallen=[Fall("hit_at_1", 0.9, 0.5)])
    assert "outcome_accuracy" in report.verdict(made) and "1 figure fell" in report.verdict(made)
    assert page(made).index('class="verdict no"') < page(made).index("<table")
    assert report.verdict(built(record(question(id=DEV), answer()))).endswith("No baseline to compare with.")


def test_the_baseline_stands_beside_each_figure() -> None:
    made = report.build([record(question(id=DEV), answer())], "digests/all/full", {}, [], {"status_accuracy": 0.5})
    assert "| status_accuracy | 100.0 % | 100.0 % to 100.0 % | 50.0 % |" in report.markdown(made)
    assert '<circle class="before"' in page(made)


def test_slices_by_kind_and_council_have_their_intervals() -> None:
    made = built(wrong(DEV, "An open question?"), record(question(id=APART, about="norwich", kind="vat"), answer()))
    kinds, councils = made["slices"]["kind"], made["slices"]["council"]
    assert (set(kinds), set(councils)) == ({"threshold", "vat"}, {"southend", "norwich"})
    whole = councils["norwich"]["status_accuracy"]
    assert (whole["value"], whole["low"], whole["high"], whole["measured"]) == (1, 1, 1, 1)
    assert "status_accuracy by council, with 95 % intervals." in page(made)


def test_what_is_off_the_diagonal_is_marked_by_more_than_its_colour() -> None:
    text = page(built(wrong(DEV, "An open question?")))
    assert 'class="wrong"' in text and "stroke-dasharray" in text


class Tags(HTMLParser):
    """Collects tags and attributes, and fails on one that is closed out of turn."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.outside: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.outside += [value or "" for name, value in attrs if name in ("src", "href", "srcset", "data")]
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_stands_alone_and_escapes_what_was_asked() -> None:
    tags = Tags()
    text = page(built(wrong(DEV, "<script>alert(1)</script> & so on?")))
    tags.feed(text)
    assert tags.open == []
    assert "svg" in tags.seen and "script" not in tags.seen
    assert tags.outside == [] and "url(" not in text and "@import" not in text
