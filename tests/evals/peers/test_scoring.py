"""What counts as a hit, and what hits come to, on cases small enough to reckon by hand."""

from __future__ import annotations

import json

import pytest

from evals.peers.model import Asked, Found, PeersError, Place, Shown, Source, Stack, placed
from evals.peers.scoring import Scored, is_hit, lead, overlap, score, summary, values
from evals.peers.table import Run, build, markdown

CLAUSE = Place("policy", ((100, 200),))


def asked(*wanted: Place, outcome: str | None = None) -> Asked:
    return Asked("q", "Who approves?", (), None, wanted, outcome)


def found(*spans: tuple[int, int], outcome: str | None = None) -> Found:
    return Found(tuple(Shown("policy", start, end) for start, end in spans), outcome)


@pytest.mark.parametrize(
    ("start", "end", "share"),
    [
        pytest.param(0, 1000, 1.0, id="a large chunk that holds the clause whole"),
        pytest.param(120, 140, 1.0, id="a passage within a long clause"),
        pytest.param(0, 150, 0.5, id="a chunk that cuts the clause in its middle"),
        pytest.param(190, 290, 0.1, id="a chunk that holds the clause's last words"),
        pytest.param(200, 300, 0.0, id="the next clause, which begins where this one ends"),
    ],
)
def test_overlap_is_shared_characters_over_those_of_the_shorter(start: int, end: int, share: float) -> None:
    assert overlap(Shown("policy", start, end), CLAUSE) == pytest.approx(share)


def test_a_clause_that_goes_on_after_a_list_is_reckoned_over_all_its_spans() -> None:
    parted = Place("policy", ((0, 30), (80, 100)))
    assert overlap(Shown("policy", 20, 90), parted) == pytest.approx(20 / 50)


def test_the_same_offsets_in_another_document_are_no_hit() -> None:
    assert not is_hit(Shown("other", 100, 200), [CLAUSE])


def test_a_hit_holds_at_least_half_and_not_less() -> None:
    assert is_hit(Shown("policy", 0, 150), [CLAUSE])
    assert not is_hit(Shown("policy", 0, 149), [CLAUSE])
    assert not is_hit(Shown("policy", 0, 150), [CLAUSE], share=0.51)


def test_the_rank_is_the_first_hits_and_any_wanted_clause_is_one() -> None:
    other = Place("policy", ((500, 600),))
    assert score(asked(CLAUSE, other), found((0, 50), (500, 600), (100, 200))).rank == 2
    assert score(asked(CLAUSE), found((0, 50), (300, 400))).rank is None
    assert score(asked(CLAUSE), found()).rank is None


def test_a_hit_in_the_eleventh_place_is_not_looked_at() -> None:
    misses = [(300 + n, 310 + n) for n in range(10)]
    assert score(asked(CLAUSE), found(*misses, (100, 200))).rank is None
    assert score(asked(CLAUSE), found(*misses[:9], (100, 200))).rank == 10


def test_characters_are_counted_to_the_end_of_the_hit() -> None:
    one = score(asked(CLAUSE), found((1000, 2900), (100, 200), (0, 50)))
    assert (one.read, one.first, one.five) == (2000, 1900, 2050)
    assert values(one)["in 2,000"] == 1
    assert values(score(asked(CLAUSE), found((1000, 2901), (100, 200))))["in 2,000"] == 0


@pytest.mark.parametrize(
    ("rank", "hit_1", "hit_5", "reciprocal"),
    [(1, 1, 1, 1.0), (2, 0, 1, 0.5), (5, 0, 1, 0.2), (6, 0, 0, 1 / 6), (None, 0, 0, 0.0)],
)
def test_what_a_rank_counts(rank: int | None, hit_1: float, hit_5: float, reciprocal: float) -> None:
    counted = values(Scored("q", rank, None, 0, 0, None))
    assert (counted["hit@1"], counted["hit@5"], counted["MRR@10"]) == (hit_1, hit_5, reciprocal)


def test_a_verdict_counts_where_one_is_written_down_and_only_if_it_is_that_one() -> None:
    assert score(asked(CLAUSE, outcome="required"), found(outcome="required")).verdict is True
    assert score(asked(CLAUSE, outcome="required"), found(outcome="consider")).verdict is False
    assert score(asked(CLAUSE, outcome="required"), found()).verdict is False
    assert score(asked(CLAUSE), found(outcome="required")).verdict is None


def ranked(*ranks: int | None) -> list[Scored]:
    return [Scored(f"q-{n}", rank, 100, 100 * n, 500, None) for n, rank in enumerate(ranks)]


def test_a_summary_is_means_and_medians() -> None:
    made = summary(ranked(1, 2, None, 1))
    assert {f.name: f.value for f in made.figures} == {"hit@1": 0.5, "hit@5": 0.75, "MRR@10": 0.625, "in 2,000": 1.0}
    assert (made.characters_first, made.characters_five) == (150, 500)
    assert (made.verdicts_right, made.verdicts_asked) == (0, 0)


def test_a_lead_is_taken_question_by_question() -> None:
    ours, theirs = ranked(1, 1, 1, 2), ranked(1, 2, 2, 1)
    (first, *_) = lead(ours, theirs)
    assert (first.name, first.value) == ("hit@1", 0.25)
    assert first.low < 0.25 < first.high
    (same, *_) = lead(ours, ours)
    assert (same.value, same.low, same.high) == (0, 0, 0)


def test_a_chunk_stands_where_it_says_or_where_its_words_are() -> None:
    source = Source("policy", "fenmoor", "One rule. Another rule. One rule.")
    assert placed(source, "One rule.", 24) == Shown("policy", 24, 33)
    assert placed(source, "Another", None) == Shown("policy", 10, 17)
    assert placed(source, "Another", 3) == Shown("policy", 10, 17)
    with pytest.raises(PeersError, match="policy: a chunk is not in the text"):
        placed(source, "one RULE.", 0)


def test_the_part_set_apart_has_totals_of_its_own() -> None:
    scored = [*ranked(1, 2), Scored("q-9", None, None, 10, 20, None, set_apart=True)]
    ours, theirs = (Run(Stack(name, "as it comes", lambda asked: Found(())), tuple(scored)) for name in ("ours", "theirs"))
    made = build("digests/all/full", [ours, theirs], {})
    assert (made["all"]["questions"], made["set_apart"]["questions"]) == (3, 1)
    assert made["set_apart"]["rows"][0]["figures"][0]["value"] == 0
    text = markdown(json.loads(json.dumps(made)))
    assert text.count("| ours | as it comes |") == 2 and "q-9" not in json.dumps(made)


def test_without_a_part_set_apart_there_is_no_table_of_it() -> None:
    only = Run(Stack("ours", "as it comes", lambda asked: Found(())), tuple(ranked(1, 2)))
    assert build("digests/dev/full", [only], {})["set_apart"] is None
