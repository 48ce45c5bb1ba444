"""The question bank: questions put to the assistant, each with what a right answer holds.

Written from the documents and the law, never from what the program gives. One YAML file may hold several blocks, parted by
`---`; a block has `defaults` for its questions and either `questions` or `groups`. A group is one question in many wordings:
each wording becomes a question of its own, and the group is scored on whether they agree. Files in the folder `set_apart` hold
what is used to judge and never to tune. docs/evals.md explains the fields and how a question comes to be set apart.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

FOLDER = Path(__file__).resolve().parent / "questions"
ASKED_ON = dt.date(2026, 11, 21)
"""The day every question is put on: fixed, so that a run next year gives the same figures."""
SET_APART = "set_apart"
"""The folder of the questions that nothing is tuned on."""
FAST_OF_KIND, FAST_OF_GROUP = 2, 2
NATION = "nation"
SEVERAL = "several"
NATIONAL_DOCUMENT = "national-law"

Kind = Literal[
    "threshold", "boundary", "vat", "value_duration", "governance", "reporting", "definition", "outcomes", "principles",
    "sme", "status", "target", "figures", "law", "comparison", "follow_up", "silence", "paraphrase", "typo", "supplier",
]  # fmt: skip
Status = Literal["answered", "needs_facts", "abstained", "refused", "error"]
Outcome = Literal["required", "consider", "not_required", "depends", "no_rule"]
Split = Literal["dev", "held_out"]
Selected = Literal["dev", "held_out", "all"]
Fact = Literal["council", "amount", "vat", "contract_type", "duration", "date", "call_off"]
WarningCode = Literal[
    "instrument_proposed", "past_review_date", "law_replaced", "threshold_frozen", "internal_conflict", "exactly_on_the_line",
    "vat_basis_unstated", "digest_not_original", "after_verified_to", "instrument_missing", "law_withdrawn", "no_new_fact",
    "other_jurisdiction", "date_outside_table",
]  # fmt: skip
Identifier = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]


class BankError(Exception):
    """The bank cannot be read: one line that says which file, which question and what to mend."""


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Expected(Strict):
    """What a right answer holds. A field that is left out is not scored; a null outcome must be null.

    `clauses` are labels that must be cited; a list within the list means that any one of them will do. A label of another
    document than the question's own is written `council-slug:label`. `also` are clauses that are right to cite but need not
    be. `figures` and `words` must be in headline and text, `not_figures` must not. `missing` are exactly the facts asked for.
    `status` is one status, or a list of which any one is right.
    """

    status: Status | list[Status]
    outcome: Outcome | None = None
    council: str | None = None
    document: str | None = None
    clauses: list[str | list[str]] = []
    also: list[str] = []
    figures: list[str] = []
    not_figures: list[str] = []
    words: list[str] = []
    missing: list[Fact] | None = None
    warnings: list[WarningCode] = []

    @property
    def statuses(self) -> tuple[Status, ...]:
        return (self.status,) if isinstance(self.status, str) else tuple(self.status)

    @property
    def asks_outcome(self) -> bool:
        """Whether an outcome was written down at all; null counts."""
        return "outcome" in self.model_fields_set

    @property
    def asks_council(self) -> bool:
        return "council" in self.model_fields_set

    @property
    def wanted(self) -> tuple[tuple[str, ...], ...]:
        """The clauses that must be cited, each with its alternatives."""
        return tuple((c,) if isinstance(c, str) else tuple(c) for c in self.clauses)


class Question(Strict):
    """One question as it is put. `about` is the council (a slug), `nation` or `several`, for slices and clause labels.

    `council` is a setting made beside the question, `history` the questions put before it, `date` the day the
    procurement starts, where that is set beside the question. `split` is told by the folder and is no field of the file.
    """

    id: Identifier
    question: Annotated[str, Field(min_length=2, max_length=2000)]
    kind: Kind
    about: Identifier
    expect: Expected
    council: Identifier | None = None
    history: list[str] = []
    date: dt.date | None = None
    group: Identifier | None = None
    split: Split = "dev"

    @model_validator(mode="after")
    def _says_something(self) -> Question:
        if self.kind == "follow_up" and not self.history:
            raise ValueError("a follow_up needs the history it follows")
        return self

    @property
    def unit(self) -> str:
        """What is drawn together: a question stands for itself, the wordings of a group for one."""
        return self.group or self.id


def read_bank(folder: Path = FOLDER) -> tuple[Question, ...]:
    """Every question of every file, in the order of file names; raises BankError at the first that is not right."""
    files = _files(folder)
    if not files:
        raise BankError(f"{folder}: no *.yaml with questions")
    questions = tuple(
        question.model_copy(update={"split": "held_out" if file.parent.name == SET_APART else "dev"})
        for file in files
        for question in _of_file(file)
    )
    twice = [name for name, times in Counter(q.id for q in questions).items() if times > 1]
    if twice:
        raise BankError(f"{folder}: id given twice: {', '.join(sorted(twice))}")
    return questions


def select(questions: Sequence[Question], split: Selected = "all", fast: bool = False) -> tuple[Question, ...]:
    """The questions of a split; `fast` keeps two of every kind, and two wordings of every group, the first by hash."""
    kept = [q for q in questions if split in ("all", q.split)]
    return tuple(kept if not fast else _few_of_each(kept))


def bank_sha256(folder: Path = FOLDER) -> str:
    """sha256 over names and contents of the bank's files."""
    total = hashlib.sha256()
    for file in _files(folder):
        total.update(file.relative_to(folder).as_posix().encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def _files(folder: Path) -> list[Path]:
    """The open files, then those set apart, each part in the order of names."""
    return [*sorted(folder.glob("*.yaml")), *sorted((folder / SET_APART).glob("*.yaml"))]


def _few_of_each(questions: Sequence[Question]) -> Iterator[Question]:
    taken: Counter[str] = Counter()
    chosen: set[str] = set()
    for question in sorted(questions, key=lambda q: hashlib.sha256(q.id.encode()).hexdigest()):
        box = question.group or question.kind
        if taken[box] < (FAST_OF_GROUP if question.group else FAST_OF_KIND):
            taken[box] += 1
            chosen.add(question.id)
    return (q for q in questions if q.id in chosen)


def _of_file(file: Path) -> Iterator[Question]:
    try:
        blocks = list(yaml.load_all(file.read_text(encoding="utf-8"), Loader=_OnceOnly))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BankError(f"{file.name}: {' '.join(str(error).split())}") from None
    for block in blocks:
        yield from _of_block(file.name, block)


def _of_block(name: str, block: Any) -> Iterator[Question]:
    if not isinstance(block, dict) or not set(block) <= {"defaults", "questions", "groups"}:
        raise BankError(f"{name}: a block holds defaults and questions or groups, nothing else")
    defaults = block.get("defaults") or {}
    for entry in block.get("questions") or ():
        yield _question(name, _merged(name, defaults, entry))
    for entry in block.get("groups") or ():
        yield from _of_group(name, _merged(name, defaults, entry))


def _of_group(name: str, entry: dict[str, Any]) -> Iterator[Question]:
    """The wordings of a group as questions of their own: `<group>-1` and on."""
    group, wordings = entry.get("id"), entry.get("wordings")
    if not isinstance(group, str) or not isinstance(wordings, list) or len(wordings) < 2:
        raise BankError(f"{name}: a group has an id and two wordings or more: {str(group or entry)[:60]}")
    shared = {key: value for key, value in entry.items() if key != "wordings"}
    for number, wording in enumerate(wordings, start=1):
        yield _question(name, {**shared, "id": f"{group}-{number}", "group": group, "question": wording})


def _merged(name: str, defaults: dict[str, Any], entry: Any) -> dict[str, Any]:
    """An entry over its block's defaults; `expect` is merged field by field."""
    if not isinstance(entry, dict):
        raise BankError(f"{name}: not a question: {str(entry)[:60]}")
    if "split" in {**defaults, **entry}:
        raise BankError(f"{name}: {entry.get('id', 'a question')}: split is told by the folder; take it out")
    expect = {**defaults.get("expect", {}), **entry.get("expect", {})}
    return {**defaults, **entry, "expect": expect}


def _question(name: str, entry: dict[str, Any]) -> Question:
    try:
        return Question.model_validate(entry)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BankError(f"{name}: {entry.get('id', 'a question without id')}: {where or 'question'}: {first['msg']}") from None


class _OnceOnly(yaml.SafeLoader):
    """YAML in which a key given twice is an error: the second would silently win."""


def _mapping(loader: _OnceOnly, node: yaml.MappingNode) -> dict[Any, Any]:
    keys = [loader.construct_object(key, deep=True) for key, _ in node.value]
    twice = [key for key, times in Counter(map(str, keys)).items() if times > 1]
    if twice:
        raise yaml.MarkedYAMLError(None, None, f"key given twice: {', '.join(twice)}", node.start_mark)
    return {key: loader.construct_object(value, deep=True) for key, (_, value) in zip(keys, node.value, strict=True)}


_OnceOnly.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
