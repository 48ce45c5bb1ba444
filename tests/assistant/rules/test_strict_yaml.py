"""Strict YAML: one malformed input for each mistake, with the words its message must hold."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
import yaml

from assistant import corpus
from assistant.errors import PackError
from assistant.rules import strict_yaml
from assistant.rules.strict_yaml import load

PARSERS = [yaml.SafeLoader, strict_yaml.PARSER]

REFUSED = {
    "key twice": ("a: 1\nb: 2\na: 3\n", ["line 3", "given twice", "a"]),
    "key twice deeper": ("top:\n  - {x: 1, x: 2}\n", ["line 2", "given twice"]),
    "alias": ("a: &x 1\nb: *x\n", ["line 1", "anchor"]),
    "alias alone": ("a: *x\n", ["line 1", "alias"]),
    "tag": ("a: !!str 1\n", ["line 1", "tag"]),
    "python tag": ("a: !!python/object/apply:os.system ['true']\n", ["tag"]),
    "merge key": ("a: 1\n<<: {b: 2}\n", ["line 2", "merge"]),
    "nan": ("a: .nan\n", ["line 1", ".nan"]),
    "NaN": ("a: .NaN\n", [".NaN"]),
    "infinity": ("a: -.inf\n", ["-.inf"]),
    "base 60": ("a: 250:00\n", ["250:00", "base-60"]),
    "octal": ("a: 0100000\n", ["0100000", "octal"]),
    "octal 1.2": ("a: 0o17\n", ["0o17"]),
    "hexadecimal": ("a: 0x1F\n", ["0x1F"]),
    "underscores": ("a: 100_000\n", ["100_000"]),
    "commas": ("a: 100,000\n", ["100,000"]),
    "exponent": ("a: 1e5\n", ["1e5"]),
    "plus sign": ("a: +5\n", ["+5"]),
    "bare no": ("a: no\n", ["no", "quote"]),
    "bare Yes": ("a: Yes\n", ["Yes"]),
    "capital True": ("a: True\n", ["True"]),
    "tilde": ("a: ~\n", ["~"]),
    "no value": ("a:\nb: 1\n", ["line 1", "missing"]),
    "no such day": ("a: 2025-02-30\n", ["2025-02-30", "no such day"]),
    "two documents": ("a: 1\n---\nb: 2\n", ["one document"]),
    "empty": ("", ["empty"]),
    "only a comment": ("# nothing\n", ["empty"]),
    "list as key": ("[1, 2]: x\n", ["key"]),
    "not closed": ("a: [1, 2\n", ["not YAML"]),
    "tab indent": ("a:\n\t- b\n", ["not YAML"]),
    "control character": ("a: \x07\n", ["not YAML"]),
    "too deep": ("[" * 60 + "]" * 60, ["nested"]),
    "far too deep": ("[" * 50_000, ["nested"]),
    "too large": ("a: " + "x" * 1_100_000, ["bytes"]),
}


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("name", REFUSED)
def test_refuses_in_one_line_by_either_parser(name: str, parser: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strict_yaml, "PARSER", parser)
    text, words = REFUSED[name]
    with pytest.raises(PackError) as refused:
        load("some-pack", text)
    message = str(refused.value)
    assert "\n" not in message
    assert message.startswith("pack some-pack")
    for word in words:
        assert word in message


def test_reads_plain_values_as_they_stand() -> None:
    text = (
        'n: 100000\nd: 2.5\nday: 2026-01-01\nlabel: 9.2.1\nquoted: "4.1"\nyes: true\nnothing: null\nwords: no less than ten\n'
    )
    assert load("p", text.replace("yes:", "flag:")).data == {
        "n": 100000, "d": Decimal("2.5"), "day": date(2026, 1, 1), "label": "9.2.1", "quoted": "4.1", "flag": True, "nothing": None,
        "words": "no less than ten",
    }  # fmt: skip


def test_knows_the_line_of_each_value() -> None:
    loaded = load("p", "a: 1\nb:\n  - x: 2\n    y: 3\n")
    assert loaded.line(("b", 0, "y")) == 4
    assert loaded.line(("b", 0, "unknown")) == 3


def test_both_parsers_read_every_file_of_the_corpus_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    for entry in corpus.entries(corpus.DEFAULT):
        for text in (entry.card_text, *(pack.text for pack in entry.packs)):
            read = []
            for parser in PARSERS:
                monkeypatch.setattr(strict_yaml, "PARSER", parser)
                read.append(load(entry.card.id, text))
            assert read[0].data == read[1].data
            assert read[0].lines == read[1].lines
