"""Wexcombe, an invented council, as a corpus folder on disk: small enough to see at a glance, and to change."""

from __future__ import annotations

from pathlib import Path

from assistant import corpus
from assistant.library import digest_documents
from assistant.proving import assemble
from assistant.service import Assistant

CARD = """\
id: wexcombe-policy
council:
  slug: wexcombe
  name: Wexcombe Borough Council
  also_known_as: [Wexcombe]
title: Social Value Policy
publisher: Wexcombe Borough Council
status: in_force
status_note: Adopted by the Cabinet on 4 May 2024.
version: "1.2"
dated: "2024-05"
published: "2024-06"
review_due: 2026-05
jurisdiction: england
"""

DIGEST = """\
# Social Value Policy

## 1. Duties

1.1. Officers will think about social value in everything the council buys.

1.2. Social value must form part of every services contract over £100,000 excluding VAT.

1.3. Social value “must form part” of works contracts at £1M or more.

## 2. Scoring

2.1. A minimum of 10% of the total score goes to social value.
"""

PACK = """\
pack: wexcombe-social-value
document: wexcombe-policy
rules:
  - id: services
    strength: must_include
    clauses: ["1.2"]
    says: Services contracts over £100,000 excluding VAT have to include social value.
    must_words: must form part
    note: Over is read as more than, so that £100,000 itself is below the line.
    when:
      all:
        - {fact: contract_type, one_of: [services], clause: "1.2", near: services}
        - fact: amount
          figure: {clause: "1.2", pounds: 100000, vat: ex, comparator: over, words: over, near: services}
  - id: works
    strength: must_include
    clauses: ["1.3"]
    says: Works contracts of £1M or more have to include social value.
    must_words: must form part
    when:
      all:
        - {fact: contract_type, one_of: [works], clause: "1.3", near: works}
        - fact: amount
          figure: {clause: "1.3", pounds: 1000000, vat: unstated, comparator: at_least, words: or more, near: works}
  - id: think-about-it
    strength: must_consider
    clauses: ["1.1"]
    says: Social value is thought about in everything the council buys.
    must_words: will think about
provisions:
  - id: weighting
    kind: weighting
    clauses: ["2.1"]
    says: At least 10% of the total score goes to social value.
    figures: [{clause: "2.1", percent: 10, comparator: at_least, words: minimum of, near: total score}]
    of: overall_score
    near: total score
"""

OTHER_CARD = """\
id: ashby-policy
council: {slug: ashby, name: Ashby District Council, also_known_as: [Ashby]}
title: Buying Policy
publisher: Ashby District Council
status: in_force
status_note: In force.
"""
OTHER_DIGEST = "# Buying Policy\n\n1. Ashby buys with care and asks suppliers what good they can do.\n"


def write(corpus_folder: Path, *, card: str = CARD, digest: str = DIGEST, pack: str = PACK) -> Path:
    """Writes Wexcombe's folder, and gives the corpus folder that holds it."""
    own = corpus_folder / "wexcombe"
    (own / "rules").mkdir(parents=True, exist_ok=True)
    (own / "document.yaml").write_text(card)
    (own / "digest.md").write_text(digest)
    (own / "rules" / "social-value.yaml").write_text(pack)
    return corpus_folder


def write_other(corpus_folder: Path) -> None:
    """Adds a council that no question here is about."""
    other = corpus_folder / "ashby"
    other.mkdir()
    (other / "document.yaml").write_text(OTHER_CARD)
    (other / "digest.md").write_text(OTHER_DIGEST)


def assistant(corpus_folder: Path) -> Assistant:
    """An assistant on a corpus folder, without a library: rules answer, nothing is searched for."""
    holdings = assemble(digest_documents(corpus.entries(corpus_folder)))
    return Assistant(holdings, None)  # type: ignore[arg-type] - a question that rules settle is never searched for
