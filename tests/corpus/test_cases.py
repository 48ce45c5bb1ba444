"""Every rule's cases hold on the digests: below, at and above, the day before and the day, each fact missing."""

from __future__ import annotations

from datetime import date

import pytest

from tests.corpus.held import digests
from tests.corpus.running import Case, cases, wrong

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_case_holds(case: Case) -> None:
    assert wrong(case, digests(), TODAY) == []


def test_every_rule_of_every_pack_has_cases() -> None:
    tried = {(case.file, case.rule) for case in cases()}
    written = {(held.council, rule.id) for held in digests().documents for pack in held.packs for rule in pack.rules}
    assert written - tried == set()
