"""Answers on national law: the thresholds of a day, and whether the 2012 Act reaches a contract."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from assistant.answer import Answer, Status, Warned
from assistant.asked.wanted import SUBJECT, masked
from assistant.compose import national, showing, warn
from assistant.compose.act_versions import THE_2012_ACT
from assistant.compose.asked import Asked
from assistant.compose.citing import Citer
from assistant.compose.matters import asked_about
from assistant.compose.sentences import compared, listed
from assistant.compose.verdict import markdown
from assistant.holdings import Holdings
from assistant.model import CONTRACT_TYPES, ContractType
from assistant.retrieve.evidence import own_sentence
from assistant.rules import wording
from assistant.rules.checks import Setting
from assistant.rules.engine import try_rules
from assistant.rules.model import AllOf, TypeTest
from assistant.rules.national import NationalTable, ThresholdRow
from assistant.rules.verdict import RuleResult

THRESHOLD = re.compile(r"\bthresh?h?olds?\b|\bfind a tender\b", re.IGNORECASE)
TYPE_PLURALS = {**wording.TYPE_WORDS, "concession": "concessions"}


ABOUT_A_SIDE = re.compile(r"\b(?:below|above|under|over|beneath)[- ](?:the )?thresh?h?old", re.IGNORECASE)
ASKS_FOR_ONE = re.compile(r"\b(?:what|which|current\w*|how (?:much|high)|tell me|give me|list|when did)\b", re.IGNORECASE)
VERB = re.compile(
    r"\b(?:is|are|was|were|do|does|did|must|can|could|should|shall|may|will|would|have|has|had|need|needs)\b", re.IGNORECASE
)
NOT_IN_TABLE = re.compile(r"\butilit\w+|\bdefence\b|\blight[- ]touch concessions?\b", re.IGNORECASE)
"""Whose amounts are in no table, and are told in the words of the clause."""
NOT_HELD = re.compile(rf"{NOT_IN_TABLE.pattern}|\bvat rate\b|\brate of vat\b", re.IGNORECASE)
"""What no table of thresholds has."""
ABOUT_ITS_DAY = re.compile(r"\b(?:date|day) of\b|\bwhich (?:date|day)\b|\bwhat counts\b", re.IGNORECASE)
MONTHS = [name.lower() for name in month_name[1:]]
MONTH = re.compile(rf"\b({'|'.join(MONTHS)}) (?:of )?(?:19|20)\d\d\b", re.IGNORECASE)
A_DAY = re.compile(r"\b(?:19|20)\d\d\b(?!/)")
ACTS = re.compile(
    r"\b(?:act|regulations?|regs?|pcr|of)(?: of)? (?:19|20)\d\d\b|\b(?:19|20)\d\d (?:\(?\w+\)? ){0,3}?(?:act|regulations?|regs?)\b|£ ?[\d,]+",
    re.IGNORECASE,
)
ASKS_VAT = re.compile(
    r"\b(?:do|does|are|is|was|were|did|has|have|when|since)\b.{0,60}\b(?:includ\w+|inclusive|exclud\w+|exclusive|gross|net|with|without|ex"
    r"|inc|before|after)\b.{0,12}\bVAT\b",
    re.IGNORECASE,
)
WITHOUT_VAT = re.compile(
    r"\b(?:without|excluding|exclusive of|excl?\.?|ex\.?|net of|less|minus|before|pre|strip\w*(?: out)?|tak\w+ (?:off|out|away)|once|off"
    r"|exc)[- ]?"
    r"(?:you |the |take |strip |off |out |away |is |was )*VAT\b|\bnet (?:figure|amount|value|threshold)\b"
    r"|\bVAT (?:is |was )?(?:off|removed|taken off|stripped)",
    re.IGNORECASE,
)
CENTRAL = re.compile(
    r"\bcentral (?:government|authorit\w+|bod\w+|department\w*)|\b(?:government )?departments?\b|\bministr\w+|\bwhitehall\b",
    re.IGNORECASE,
)
COUNCIL = re.compile(r"\bcouncils?\b|\blocal (?:authorit\w+|government)\b|\bsub-?central\b", re.IGNORECASE)
KINDS: dict[ContractType, re.Pattern[str]] = {
    "works": re.compile(r"\bworks\b|\bconstruction\b|\bbuilding\b", re.IGNORECASE),
    "services": re.compile(r"(?<!touch )\bservices?\b", re.IGNORECASE),
    "supplies": re.compile(r"\bgoods\b|\bsuppl(?:y|ies)\b", re.IGNORECASE),
    "light_touch": re.compile(r"\blight[- ]?touch\b|\bsocial care\b", re.IGNORECASE),
    "concession": re.compile(r"\bconcessions?\b", re.IGNORECASE),
}
WHEN = re.compile(r"\b(?:when|since)\b.{0,60}\bVAT\b", re.IGNORECASE)
OLD_OR_NEW = re.compile(
    r"\b(?:old|older|earlier|previous|new|newer)\b.{0,30}\bthresholds?\b|\bthresholds?\b.{0,30}\b(?:old|new)\b", re.IGNORECASE
)
HOW_MUCH = re.compile(
    r"\b(?:what|which|whats)(?:['’]s| is| are| was| were)?(?: the| a)?(?: \w+)? (?:sums?|values?|amounts?|figures?|prices?|sizes?|levels?|limits?"
    r"|cut-?offs?|floor)\b|\bwhat (?:counts?|counted|makes|made|brings|brought|takes|took|puts?|qualif\w+)\b"
    r"|\bhow (?:big|large|costly|dear|expensive|high|valuable|much(?! (?:of|notice|time|weight|detail|information|longer|say)))\b"
    r"|\b(?:minimum|lowest|smallest) (?:contract )?(?:value|sum|amount|price)\b|\b(?:value|price|spend|money|financial) (?:limit|cut-?off"
    r"|floor)\b|\bcut-?offs?\b"
    r"|\bhow many (?:pounds|thousand)\b|\bin pounds\b|\bmoney-?wise\b|\bnational (?:figure|limit|sum|amount)s?\b|\bby value\b|\bin (?:value"
    r"|money) terms\b",
    re.IGNORECASE,
)
"""The words by which a sum is asked for that is not called a threshold."""
THE_LINE = re.compile(
    r"\bpublic contracts?\b(?! regulations)|\bcovered procurements?\b|\babove[- ](?:the )?(?:\w+ ){0,3}thresh?h?olds?\b"
    r"|\b(?:over|past|beyond|exceed\w*|cross\w*|reach\w*|hit\w*|pass(?:es|ed)?|clear\w*|meets?|tops?) (?:the )?(?:\w+ ){0,4}thresh?h?olds?\b"
    r"|\b(?:under|covered by|regulated by|subject to|caught by|within|governed by|scope of|fall\w* under|go(?:es)? through)"
    r" (?:the )?(?:full )?(?:procurement act|pcr|public contracts? regulations|2023 act|act of 2023)\b"
    r"|\b(?:procurement act|2023 act|public contracts? regulations)(?: 20\d\d)? (?:to )?(?:appl(?:y|ies|ied)|bites?|covers?|kicks? in"
    r"|governs?)\b",
    re.IGNORECASE,
)
"""The line that the national thresholds draw, by what lies above it."""
OF_CONTRACTS = re.compile(
    r"\b(?:contracts?|concessions?|procurements?|purchases?|works|services?|goods|supplies|light touch)\b", re.IGNORECASE
)
OUTSIDE = "Works and goods under the Act"
PERIOD = "Which period's threshold applies"
OF_THE_PERIOD = re.compile(
    r"\bold(?:er)?\b|\bnew(?:er)?\b|\bearlier\b|\byear['’]?s?\b|\bset\b|\bperiod\b|\bversion\b|\bdates?\b|\bthe 20\d\d\b",
    re.IGNORECASE,
)
"""Words by which it is the period that is asked for, and not the amounts."""
NO_MATTER = re.compile(
    r"\bno matter (?:how|what|which|who|when)\b|\b(?:however|whatever|regardless of (?:how|what))\b", re.IGNORECASE
)
TURNED = re.compile(
    r"\bnever\b|\boutside\b|\bout of\b|\bexempt\w*|\bnot\b|n['’]t\b|\bfree (?:of|from)\b|\b(?:right|wrong|true|false|correct|yes|no|agreed?"
    r"|so)\W*$"
    r"|\bright or wrong\b|\btrue or false\b|\b(?:right|true|correct) (?:that|to say)\b|\b(?:breach|br[eo]k|unlawful|illegal|void|invalid"
    r"|su(?:e|ed|ing)\b|challeng|ignor|skip|leav|fail|forg)\w*"
    r"|\bnobody\b|\bno ?one\b|\bwithout\b",
    re.IGNORECASE,
)
"""Words that turn a question on the Act round, so that "yes" would say that it does not reach."""
THE_ACT = re.compile(r"\bact\b|\bnational (?:law|duty|rules?)\b|\blaw\b|\blegal\w*\b|\bstatut\w+\b", re.IGNORECASE)
OF_THE_ACT = re.compile(rf"{THE_2012_ACT.pattern}|\bthe act\b|\bduty\b", re.IGNORECASE)
"""The Act of 2012, or its duty, by name."""
WHAT_IT_SAYS = re.compile(
    r"\bact (?:actually |really |itself )?(?:says?|states?|requires?|lets?|allows?|wants?|expects?|demands?|permits?|insists?|tells?|asks?)\b"
    r"|\b(?:according to|under) the (?:[a-z]+ ){0,3}act\b",
    re.IGNORECASE,
)
"""Words that ask what the Act itself says."""
OF_POLICY = re.compile(r"\b(?:polic(?:y|ies)|frameworks?|strateg(?:y|ies)|our (?:rules?|documents?))\b", re.IGNORECASE)
SIDE = re.compile(
    r"\b(?:above|below|over|under|past|beyond|exceed\w*|reach\w*|which side of)(?: or (?:above|below|over|under))?"
    r" (?:the )?(?:\w+ ){0,4}thresh?h?olds?\b",
    re.IGNORECASE,
)
"""Words that ask on which side of a threshold a sum is."""
OPENS = re.compile(r"^\W*(?:\w+\W+){0,2}?(?:who|how|when|why|where|which|what)\b", re.IGNORECASE)


def asks_threshold(question: str) -> bool:
    """Whether a question on national law asks for its thresholds: their amounts, or whether they include VAT.

    >>> asks_threshold("What is the services threshold?"), asks_threshold("May we split a contract to stay below the threshold?")
    (True, False)
    >>> asks_threshold("Find a Tender threshold for goods?"), asks_threshold("Which date decides the threshold that applies?")
    (True, False)
    """
    if asks_side(question):
        return True
    if (
        not THRESHOLD.search(question)
        or NOT_HELD.search(question)
        or ABOUT_A_SIDE.search(question)
        or (ABOUT_ITS_DAY.search(question) and not A_DAY.search(question))
    ):
        return False
    return bool(ASKS_FOR_ONE.search(question) or OLD_OR_NEW.search(question) or ASKS_VAT.search(question)) or not VERB.search(
        own_sentence(question)
    )


def asks_side(question: str) -> bool:
    """Whether it is asked on which side of a national threshold a sum is.

    >>> asks_side("Is £210,000 of services above or below the national threshold?"), asks_side("What notice is due below the threshold?")
    (True, False)
    """
    asks = (
        "£" in question and SIDE.search(own_sentence(question)) is not None and VERB.search(own_sentence(question)) is not None
    )
    return asks and not OPENS.search(question) and not SUBJECT.search(question) and not NOT_HELD.search(question)


def asks_line(question: str) -> bool:
    """Whether a question asks for a national threshold by what lies above it: from what sum a contract is a public contract.

    >>> asks_line("At what value does a works contract become a public contract?"), asks_line("Is a works contract a public contract?")
    (True, False)
    """
    if SUBJECT.search(question) or THE_2012_ACT.search(question) or NOT_HELD.search(question):
        return False
    return all(pattern.search(question) for pattern in (HOW_MUCH, THE_LINE, OF_CONTRACTS))


def clause_of_the_day(question: str, table: NationalTable | None, day: date) -> tuple[str, ...]:
    """The clause with the thresholds of a day, where the question asks for amounts that the table does not have: of utilities, defence, light touch
    concessions."""
    row = table.row(day) if table and THRESHOLD.search(question) and NOT_IN_TABLE.search(question) else None
    return (row.clause,) if row else ()


def asks_of_the_act(question: str, *, verdict: bool) -> bool:
    """Whether a question asks if the Act's duty reaches a contract: yes or no, of the law.

    >>> asks_of_the_act("Are works covered by the Social Value Act?", verdict=False)
    True
    """
    return bool(THE_ACT.search(question)) and (verdict or not OPENS.search(NO_MATTER.sub("", question)))


def outside_the_act(asked: Asked) -> bool:
    """Whether a question is on a contract for works alone or goods alone, which the Act of 2012 never reaches."""
    told = asked.facts.contract_type
    kinds = told.options if told else kinds_named(asked)
    return bool(kinds) and set(kinds) <= {"works", "supplies"} and bool(THE_2012_ACT.search(asked.query))


def thresholds(holdings: Holdings, asked: Asked, setting: Setting) -> Answer | None:
    """The thresholds on the day asked about; None where no table is loaded."""
    table = holdings.table
    if table is None:
        return None
    row = table.row(setting.as_of)
    citer = Citer(holdings)
    late = [] if row else [Warned("date_outside_table", warn.NOTE_TEXTS["date_outside_table"][1])]
    if row is None:
        first = table.rows[0]
        headline = f"The national thresholds held here begin on {day_words(first)}; the day asked about is before that."
        citer.clause(table.document, first.clause)
        return _answer(asked, "abstained", headline, [], citer, late)
    kinds = kinds_asked(asked, row)
    of_period = asked_about(asked.query)[:1] == (PERIOD,)
    by_period = of_period and (not kinds_named(asked) or bool(OF_THE_PERIOD.search(own_sentence(asked.query))))
    rule = first_sentence(holdings.document(table.document).clause_texts.get(PERIOD, "")) if by_period else ""
    if rule:
        citer.clause(table.document, PERIOD)
    said = [f"{TYPE_PLURALS[kind]} {wording.money(row.pence(kind))}" for kind in kinds]
    for_whom = "a council"
    if CENTRAL.search(asked.query):
        central = f"services and supplies {wording.money(row.pence('central_services'))}"
        said, for_whom = (
            ([*said, f"for central government {central}"], for_whom)
            if COUNCIL.search(asked.query)
            else ([central], "central government")
        )
    first = next(one for one in table.rows if one.vat == row.vat)
    if WHEN.search(asked.query):
        citer.clause(table.document, first.clause)
    net = without_vat(holdings, table, row, kinds, setting) if WITHOUT_VAT.search(asked.query) else {}
    nets = [f"{TYPE_PLURALS[kind]} {amount}" for kind, (amount, _) in net.items()]
    marks = [f"{label} {citer.clause(table.document, label)}" for label in dict.fromkeys(label for _, label in net.values())]
    marks.append(f"{row.clause} {citer.clause(table.document, row.clause)}")
    until = "" if row.to is None else f" to {row.to.day} {row.to:%B %Y}"
    headline = (
        f"From {day_words(row)}{until} the national threshold for {for_whom} is, {wording.VAT_WORDS[row.vat]}: {listed(said)}"
    )
    headline += f"; without VAT: {listed(nets)}." if nets else "."
    if side := _side(asked, row, kinds):
        headline = f"{side}. {headline}"
    if rule:
        headline = f"{rule}. {headline}"
    if of_period:
        marks.append(f"{PERIOD} {citer.clause(table.document, PERIOD)}")
    if ASKS_VAT.search(asked.query) and not nets:
        headline = (
            f"The thresholds {'include VAT' if row.vat == 'inc' else 'are without VAT'} since {day_words(first)}. {headline}"
        )
        if first is not row:
            since = f"{first.clause} {citer.clause(table.document, first.clause)}"
            marks = [since, *marks]
    return _answer(asked, "answered", headline, marks, citer, _late(table, setting))


def _side(asked: Asked, row: ThresholdRow, kinds: Sequence[ContractType]) -> str:
    """On which side of the one threshold asked for the sum is, where both are said to be with VAT, or both without; else nothing."""
    amount = asked.facts.amount
    if (
        amount is None
        or len(kinds) != 1
        or amount.low_pence != amount.high_pence
        or amount.vat not in (row.vat, "none")
        or not asks_side(asked.query)
    ):
        return ""
    line = row.pence(kinds[0])
    is_side = "is under" if amount.low_pence < line else "is at least"
    return f"{wording.money(amount.low_pence)} {is_side} {wording.money(line)}"


def first_sentence(text: str) -> str:
    """The first sentence of a clause below its heading, without its stop.

    >>> first_sentence("## Its heading\\n\\nThe day decides. It is that of the notice.")
    'The day decides'
    """
    return re.sub(r"^#.*\n+", "", text).partition(". ")[0]


def kinds_named(asked: Asked) -> tuple[ContractType, ...]:
    """The types of contract that a question names, or those that its facts tell."""
    named = tuple(kind for kind, words in KINDS.items() if words.search(asked.question))
    told = asked.facts.contract_type
    return named or (told.options if told else ()) or tuple(kind for kind, words in KINDS.items() if words.search(asked.query))


def kinds_asked(asked: Asked, row: ThresholdRow) -> Sequence[ContractType]:
    """The types of contract whose thresholds are asked for: those named, or those whose threshold is the sum in the question; else all."""
    amount = asked.facts.amount
    same = [kind for kind in CONTRACT_TYPES if amount and row.pence(kind) == amount.low_pence == amount.high_pence]
    return kinds_named(asked) or same or CONTRACT_TYPES


def without_vat(
    holdings: Holdings, table: NationalTable, row: ThresholdRow, kinds: Sequence[ContractType], setting: Setting
) -> dict[ContractType, tuple[str, str]]:
    """Each threshold without VAT, with the clause that gives both amounts; those that no clause gives are left out."""
    percent = table.vat_percent(setting.as_of)
    if row.vat != "inc" or percent is None:
        return {}
    found: dict[ContractType, tuple[str, str]] = {}
    for kind in kinds:
        net = wording.money(Fraction(row.pence(kind)) / (1 + Fraction(percent) / 100))
        label = clause_with(holdings, table.document, (wording.money(row.pence(kind)), net))
        if label:
            found[kind] = (net, label)
    return found


def clause_with(holdings: Holdings, document: str, amounts: Sequence[str]) -> str | None:
    """The first clause of a document that gives all of several amounts."""
    texts = holdings.document(document).clause_texts.items()
    return next((label for label, text in texts if all(amount in text for amount in amounts)), None)


def day_of(question: str) -> date | None:
    """The day for which a threshold or the Act is asked: the first of the one month or year that the question names.

    >>> day_of("goods threshold 2024"), day_of("goods threshold")
    (datetime.date(2024, 1, 1), None)
    """
    years = set(A_DAY.findall(ACTS.sub(" ", question)))
    dated = THRESHOLD.search(question) or THE_2012_ACT.search(question) or asks_line(question)
    if len(years) != 1 or not dated:
        return None
    months = {month.lower() for month in MONTH.findall(question)}
    month = MONTHS.index(months.pop()) + 1 if len(months) == 1 else 1
    return date(int(years.pop()), month, 1)


def day_words(row: ThresholdRow) -> str:
    """The day a row begins: 1 January 2026."""
    return f"{row.from_.day} {row.from_:%B %Y}" if row.from_ else "the start"


def _late(table: NationalTable, setting: Setting) -> list[Warned]:
    if setting.as_of <= table.verified_to:
        return []
    text = warn.NOTE_TEXTS["after_verified_to"][1]
    return [Warned("after_verified_to", text.format(verified_to=wording.day(table.verified_to)))]


def act(holdings: Holdings, asked: Asked, setting: Setting) -> Answer:
    """Whether national law's duty to consider reaches the contract described."""
    citer = Citer(holdings)
    left_out = national.exclusions(holdings, asked.facts, setting, citer)
    results = [
        r for held in holdings.national for r in try_rules(held.packs, asked.facts, setting) if r.in_force and r.rule.when
    ]
    for one in results:
        if one.of_this_kind:
            citer.clauses(one.document, type_clauses(one))
    note = national.note(holdings, asked.facts, setting, citer)
    truths = {r.holds for r in results}
    first = national.without_marks(note.lines[0]) if note.lines else "No national rule was in force on that day."
    turns = [compared(check) for r in results if r.of_this_kind for check in r.checks if check.fact == "amount"]
    why = f" Here {turns[0]}." if turns and turns[0] not in first and not left_out else ""
    turned = bool(TURNED.search(masked(asked.query, asked.facts)))
    yes, no = ("The Act applies", "The Act does not apply") if turned else ("Yes", "No")
    lead = yes if True in truths else "It depends" if None in truths else no
    return replace(
        _answer(asked, "answered", f"{lead}. {first}{why}", list(note.lines), citer, list(note.warnings)), trace=note.trace
    )


def type_clauses(result: RuleResult) -> list[str]:
    """The clauses of a rule that tell for which types of contract it is."""
    when = result.rule.when
    tests = when.all if isinstance(when, AllOf) else [when]
    return [test.clause for test in tests if isinstance(test, TypeTest)]


def _answer(asked: Asked, status: Status, headline: str, lines: list[str], citer: Citer, warnings: list[Warned]) -> Answer:
    sections = [
        ("", [f"**{headline}**"]),
        ("National law", lines),
        ("Before you rely on this", [w.text for w in warnings]),
    ]
    return Answer(
        id=asked.id, question=asked.question, status=status, headline=headline,
        text=markdown(sections), as_of=asked.as_of, council=asked.council,
        facts=showing.facts(asked.facts, asked.council, asked.council_given), citations=citer.citations, warnings=tuple(warnings),
    )  # fmt: skip
