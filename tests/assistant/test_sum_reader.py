"""A message read for the part that each of its sums plays: the same odds as the model that was fitted gives, and nothing of what is cut off."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
import torch

from assistant.errors import ClausewiseError
from assistant.facts import ROLES, SumAt
from assistant.sum_reader import MOST_TOKENS, SumReader
from evals.which_sum import fit

TEXT = "The desks are £82,000 and fitting is £31,000."
SUMS = (SumAt(14, 21, ("role:value",)), SumAt(37, 44, ("role:other", "no such sign")))


@pytest.fixture(scope="module")
def reader() -> SumReader:
    return SumReader()


def test_the_odds_of_a_sum_are_those_of_its_parts(reader: SumReader) -> None:
    told = reader.read(TEXT, SUMS)
    assert [len(one) for one in told] == [len(ROLES)] * 2
    assert all(math.fsum(map(math.exp, one)) == pytest.approx(1.0, abs=1e-3) for one in told)
    assert SumReader().read(TEXT, SUMS) == told


def test_signs_count(reader: SumReader) -> None:
    bare = tuple(one._replace(signs=()) for one in SUMS)
    assert reader.read(TEXT, SUMS)[0] != reader.read(TEXT, bare)[0]


def test_of_a_sum_beyond_what_is_read_nothing_is_told(reader: SumReader) -> None:
    text = "word " * MOST_TOKENS + "£5,000"
    told = reader.read(text, (SumAt(len(text) - 6, len(text), ()),))[0]
    assert list(told) == pytest.approx([-math.log(len(ROLES))] * len(ROLES), abs=1e-3)


def test_what_is_fitted_is_read_as_it_was_fitted(tmp_path: Path) -> None:
    message = fit.Message("", TEXT, SUMS, ((82_000_00, 82_000_00, None), (31_000_00, 31_000_00, None)), (0, 2), True)
    model = fit.Model(["role:other", "role:value"])
    torch.manual_seed(3)
    with torch.no_grad():
        model.signs.weight.normal_()
        model.bert.encoder.layer[5].output.dense.weight[:, :4].normal_(std=0.01)
    model.eval()
    fit.write(model, ["role:other", "role:value"], tmp_path / "sums.safetensors", tmp_path / "sums.json")
    own = SumReader(tmp_path / "sums.safetensors", tmp_path / "sums.json").read(TEXT, SUMS)
    expected = fit.told(model, [message])[0]
    assert [pytest.approx(one, abs=2e-2) for one in expected] == list(own)


@pytest.mark.parametrize("content", [None, b"", b"not weights"])
def test_weights_that_are_missing_or_damaged_are_one_clear_line(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "sum_reader.safetensors"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ClausewiseError, match=r"sum_reader\.safetensors: not the weights for sums .*install") as told:
        SumReader(file).read(TEXT, SUMS)
    assert "\n" not in str(told.value)
