"""One policy in five formats gives the same clauses: two invented policies hold every trap that the real ones do."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented_policies import headed_docx, headed_pdf, numbered_docx, numbered_pdf

from ingest.clauses import build
from ingest.model import Clause, ReadText
from ingest.passages import cut
from ingest.readers import READERS

DATA = Path(__file__).resolve().parents[1] / "data"
MADE = {
    ("numbered", "docx"): numbered_docx,
    ("numbered", "pdf"): numbered_pdf,
    ("headed", "docx"): headed_docx,
    ("headed", "pdf"): headed_pdf,
}
FORMATS = ("txt", "md", "html", "docx", "pdf")
BOTH = [(policy, form) for policy in ("numbered", "headed") for form in FORMATS]


def read_policy(policy: str, form: str) -> ReadText:
    made = MADE.get((policy, form))
    data = made() if made else (DATA / policy / f"policy.{form}").read_bytes()
    return READERS[f".{form}"](f"policy.{form}", data)


def clauses_of(policy: str, form: str) -> tuple[ReadText, dict[str, Clause]]:
    source = read_policy(policy, form)
    return source, {clause.label: clause for clause in build(source)}


def notes_last(labels: list[str]) -> list[str]:
    """Notes stand where the format puts them: under the paragraph, at the foot, at the end."""
    return [label for label in labels if not label.startswith("Footnote")] + sorted(
        label for label in labels if label.startswith("Footnote")
    )


@pytest.mark.parametrize(("policy", "form"), BOTH)
def test_labels_are_the_same_in_every_format(policy: str, form: str) -> None:
    _, clauses = clauses_of(policy, form)
    expected = (DATA / policy / "labels.txt").read_text().splitlines()
    assert notes_last([label for label in clauses if label]) == notes_last(expected)


@pytest.mark.parametrize(("policy", "form"), BOTH)
def test_no_word_is_lost_and_none_stands_in_two_clauses(policy: str, form: str) -> None:
    source, clauses = clauses_of(policy, form)
    at = 0
    for start, end in sorted((span.start, span.end) for clause in clauses.values() for span in clause.spans):
        assert at <= start < end and not source.text[at:start].strip()
        at = end
    assert not source.text[at:].strip()


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("1.1", ("£40 million", "2012 was the year", "10 contracts were", "1.5 million meals", "2.5 tonnes")),
        ("1.2", ("Officers who buy shall", "The answer may be short.")),
        ("1.2(b)(ii)", ("by when",)),
        ("1.3", ("put it like this", "Local skills", "Small firms")),
        ("1.3.7", ("training places", "for school leavers", "for people who come back to work")),
        ("2.1.2", ("Ask early", "nearby can hear of it in good time.")),
        ("2.2", ("at these values or over", "£90,000", "plus VAT", "£750,000", "18 months or more")),
        ("Footnote 1", ("Set by the council",)),
        ("3.1 Required measures", ("Success is counted",)),
        ("Environment", ("Less waste", "Fewer miles", "Air near schools")),
        ("Jobs, skills, and wages", ("learn a trade", "living wage")),
        ("4", ("each March", "signs it off")),
        ("5", ("None",)),
    ],
)
def test_a_clause_holds_its_words_in_every_format(form: str, label: str, words: tuple[str, ...]) -> None:
    source, clauses = clauses_of("numbered", form)
    text = " ".join(clauses[label].text(source.text).split())
    assert [wanted for wanted in words if wanted not in text] == []


@pytest.mark.parametrize("form", FORMATS)
def test_words_of_one_clause_are_not_in_its_neighbours(form: str) -> None:
    source, clauses = clauses_of("numbered", form)
    text = {label: clause.text(source.text) for label, clause in clauses.items()}
    assert "ask, before they buy" not in text["1.2"]
    assert "What we hope for" not in text["Environment"]
    assert "Set by the council" not in text["2.2"] + text["2.3"]
    assert "Cleaner air" not in text["3.1 Priority aims"]
    assert "The answer may be short" not in text["1.2(c)"]


@pytest.mark.parametrize("form", FORMATS)
def test_governance_goes_on_after_its_list(form: str) -> None:
    source, clauses = clauses_of("headed", form)
    text = clauses["Governance"].text(source.text)
    assert "above £300K" in text and "may grow" in text
    assert len(clauses["Governance"].spans) == 2
    assert "£80,000" in clauses["Delivery and Reporting 1"].text(source.text)


@pytest.mark.parametrize("form", FORMATS)
def test_a_table_that_completes_a_clause_is_one_passage_with_it(form: str) -> None:
    source, clauses = clauses_of("numbered", form)
    passages = [one for one in cut("p", "0" * 64, source.text, tuple(clauses.values())) if one.clause == "2.2"]
    assert len(passages) == 1
    assert "values or over" in passages[0].text and "18 months" in passages[0].text


@pytest.mark.parametrize("form", FORMATS)
def test_a_row_is_found_by_its_column_headings_and_its_heading(form: str) -> None:
    source, clauses = clauses_of("numbered", form)
    passages = [one for one in cut("p", "0" * 64, source.text, tuple(clauses.values())) if one.clause == "Environment"]
    assert passages
    for passage in passages:
        assert "How it is counted" in passage.context and "Required measures" in passage.context


@pytest.mark.parametrize("form", FORMATS)
def test_headings_paths_and_parents_are_told(form: str) -> None:
    _, clauses = clauses_of("numbered", form)
    assert clauses["1.2(b)(i)"].parent == "1.2(b)"
    assert clauses["2.1.3"].parent == "2.1"
    assert clauses["2.2"].parent == "2" and clauses["2.2"].heading == "How we buy"
    assert clauses["Environment"].kind == "table_row" and clauses["Environment"].heading == "Required measures"
    assert clauses["Recommendation 2"].heading == "Recommendation"


def test_contents_and_furniture_are_no_clauses() -> None:
    for form, words in (
        ("txt", "How we buy"),
        ("md", "How we buy"),
        ("html", "Marlowe Vale online"),
        ("docx", "How we buy"),
        ("pdf", "How we buy"),
    ):
        source, clauses = clauses_of("numbered", form)
        assert words in clauses[""].text(source.text)
        assert clauses[""].kind == "contents"


def test_page_furniture_is_not_in_a_pdfs_text() -> None:
    source, _ = clauses_of("numbered", "pdf")
    assert "Version 2, page" not in source.text
    assert "Marlowe Vale: Responsible Buying Policy" not in source.text


def test_a_pdfs_clauses_know_their_pages() -> None:
    source, clauses = clauses_of("numbered", "pdf")
    assert source.pages == 4
    assert [clauses[label].spans[0].page for label in ("Summary", "1.3", "2.2", "4")] == [1, 2, 3, 4]


def test_deletions_and_hidden_words_are_left_out_and_said() -> None:
    source, clauses = clauses_of("numbered", "docx")
    assert "Social value is weighed in every contract" in clauses["2.2"].text(source.text)
    page, _ = clauses_of("numbered", "html")
    assert "£80,000" not in page.text and "Nothing of this is true" not in page.text
    assert any("Nothing of this is true" in warning for warning in page.warnings)
    assert any("£80,000" in warning for warning in page.warnings)
