"""The kind of thing a question asks for: a sum, a share, a date, a name, the top of a scale. A passage without one cannot answer it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from assistant import words
from assistant.rules.quantities import SMALL, quantities
from assistant.rules.segments import plain, segments

AnswerType = Literal[
    "money", "share", "time", "number", "date", "end", "top", "members", "member", "chair", "contact", "places", "age", "often", "version", "author",
    "adopted", "whom", "recipient", "times", "system", "post", "named", "day",
]  # fmt: skip
OF_THE_DOCUMENT: frozenset[AnswerType] = frozenset(["version", "author", "adopted", "whom"])
"""Kinds that are told of a document as a whole, whatever else stands beside them."""
ANYWHERE: frozenset[AnswerType] = OF_THE_DOCUMENT | {"member"}
"""Kinds that a title line gives as well as a clause."""
FIGURES: frozenset[AnswerType] = frozenset(["money", "share", "time", "number"])
"""Kinds that nothing but a figure gives."""
BY_FORM: frozenset[AnswerType] = FIGURES | {
    "places",
    "recipient",
    "chair",
    "end",
    "top",
    "contact",
    "age",
    "member",
    "times",
    "system",
    "post",
    "named",
    "day",
}
"""Kinds without which a passage does not answer, however near it is: figures, names of places, bodies that something goes to, who leads one, when a
thing ends or begins, the top of a scale, an address, an age, an elected member, how many times a year, a computer system, a post, things by name,
a day or a month."""
_DOCUMENT = r"(?:(?:the|this|that|your|their|its)\b )?(?:[\w'’-]+ ){0,4}?(?:policy|framework|document|strategy|guidance|guide|report|paper|it|this)\b"
_TIMES = r"(?:hours?|days?|weeks?|fortnights?|months?|years?)"
_BODY = (
    r"(?:cabinet|committees?|sub-?committees?|scrutiny|boards?|panels?|full council|council meeting|councillors?|members|executive|leadership"
    r"|portfolio holders?|mayor|leader|directors?|(?:cross-sector |advisory |steering |working )?groups?|auditors?|trustees)"
)
_AGENT = (
    r"(?:councils?|authorit(?:y|ies)|officers?|managers?|directors?|heads?|leads?|leaders?|leadership|cabinet|committees?|groups?|teams?"
    r"|boards?|panels?"
    r"|members?|portfolio holders?|commissioners?|buyers?|suppliers?|contractors?|sub-?contractors?|bidders?|tenderers?|organisations?"
    r"|departments?|services?"
    r"|units?|partners?|partnerships?|providers?|assistants?|chief|executive|mayor|ministers?|government|office|authors?|owners?|holders?"
    r"|sponsors?|champions?"
    r"|residents?|communit(?:y|ies)|people|persons?|staff|employees?|workers?|everyone|everybody|anyone|anybody|all|individuals?|businesses"
    r"|business|firms?"
    r"|compan(?:y|ies)|enterprises?|charit(?:y|ies)|sector|employers?|bod(?:y|ies)|parties|party|stakeholders?|clients?|users?|schools?"
    r"|colleges?|citizens?"
    r"|children|families|forum|network|taskforce|commission|court|courts|trusts?|colleagues?|evaluators?|reviewers?|auditors?|applicants?"
    r"|volunteers?"
    r"|councillors?|cllrs?|learners?|carers?|tenants?|who|those|they|we|us|our|you)"
)
_ELECTED = r"(?:councillors?|cllrs?|portfolio holders?|(?:lead|cabinet|elected|council) members?)"
ASKED: tuple[tuple[AnswerType, re.Pattern[str]], ...] = (
    ("end", re.compile(r"\bby (?:what|which) (?:year|date|deadline)\b", re.I)),
    (
        "share",
        re.compile(
            r"\b(?:what|which|how (?:much|large|big|high)).{0,30}\b(?:percentages?|per ?cent|proportion|share|fraction)\b|\bhow much of the\b"
            r"|\bhow many (?:marks|points|per ?cent)\b",
            re.I,
        ),
    ),
    (
        "money",
        re.compile(
            r"(?<!by )\bhow much\b.{0,60}\b(?:costs?|charged?|pay|paid|price|fees?|worth|earns?)\b"
            r"|\bwhat\b.{0,40}\b(?:price|costs?|fees?|day rate|money value|financial value|salary|charges?)\b"
            r"|(?<!by )\bhow much (?:an?|per|is|are|does|do|did|will|would)\b.{0,40}\b(?:hour|day|week|month|year|each|wage|pay)\b|\bin pounds\b"
            r"|\b(?:what|which) (?:is the |are the )?(?:hourly|daily|day|weekly|monthly|annual|yearly) (?:rate|wage|fee|charge|sum|amount)s?\b"
            r"|\bwhat(?:['’]s| is| are| was)? the (?:fines?|penalt(?:y|ies)|service credits?|fees?|charges?|prices?|costs?)\b"
            r"|\bwhat (?:does|do|did|will|would|might|could|can)\b[^.?!]{0,100}\b(?<!about )(?<!of )(?<!at )(?<!on )(?<!the )cost"
            r"(?: (?:us|me|you|them|him|her|a|an|the|per|to)\b[^.?!]{0,60})?\W*$"
            r"|\bhow (?:big|large|high|heavy|steep|small)(?: is| are| was| were)?(?: an?| the| its| their| our)? (?:\w+ )?"
            r"(?:fines?|penalt(?:y|ies)|fees?|budgets?|grants?|charges?|funds?|pots?|discounts?|deposits?|bonds?|bills?)\b"
            r"|\bwhat(?:['’]s| is| was) (?:the|its|their|our) (?:\w+ )?budgets?\b"
            r"|\bhow many (?:pounds|million|thousand)\b|\bhow much money\b|\bhow much is the\b|\bwhat (?:rate|amount) of (?:interest|pay"
            r"|grant|subsidy|discount)\b|\bgoing rate\b"
            r"|\b(?:from|at|above|over|below|under) what (?:contract )?(?:value|amount|sum)\b"
            r"|\bwhat (?:does|do|did|will|would|must|should) [^.?!]{1,60}\b(?:pay (?:for|to)|dock|deduct|withhold|claw back|hold back)\b"
            r"|\bhow (?:much off|(?:much|many) pounds)\b|\bpounds?[- ](?:per|an|a|for (?:an|one|each|every))[- ]hour\b"
            r"|^\W*(?:(?:the|what|any|so|and|about) )*costs? of (?:the|an?|its|their|our|training|staff|membership)\b[^.!]*\?*\W*$"
            r"|^\W*(?:\w+\W+){0,2}?(?:what|how much)\b.{0,80}\b(?:set|knock) (?:\w+ ){1,3}back\b"
            r"|^\W*(?:\w+\W+){0,2}?how much (?:to|for) (?!be\b)\w+",
            re.I,
        ),
    ),
    ("times", re.compile(r"\bhow many times (?:an?|per|each|every|in an?)\b", re.I)),
    ("time", re.compile(rf"\bhow many (?:\w+ )?{_TIMES}\b|\bhow long in {_TIMES}\b", re.I)),
    ("number", re.compile(r"\bhow many\b", re.I)),
    (
        "end",
        re.compile(
            r"\bwhen (?:do|does|did|will|would|is|are)\b.{0,80}\b(?:end|ends|expire[sd]?|finish(?:es)?|run out|go(?:es)? live|come to an end)\b",
            re.I,
        ),
    ),
    ("day", re.compile(r"\b(?:what|which) (?:exact |precise |calendar )?(?:day|month)\b", re.I)),
    (
        "date",
        re.compile(
            r"^\W*(?:\w+\W+){0,2}?when (?:was|were|did)\b|\b(?:what|which) (?:date|year)\b|\bhow old\b",
            re.I,
        ),
    ),
    ("often", re.compile(r"\bhow (?:often|frequently|regularly)\b|\bhow many times\b", re.I)),
    (
        "age",
        re.compile(
            r"\b(?:what|which) age\b|\bhow (?:old|young) (?:must|do|does|can|is|are|may) (?:a|an|the|some|any|you|they|people)",
            re.I,
        ),
    ),
    (
        "top",
        re.compile(
            r"\b(?:maximum|max|ceiling|upper limit)\b(?! ?,? or\b)|\b(?:most (?:that )?(?:it|we|i|you|they|social value) (?:can|may))\b"
            r"|\b(?:is|are) there (?:a|any) cap\b",
            re.I,
        ),
    ),
    (
        "members",
        re.compile(
            r"\bwho(?: all)? (?:is|are|sits?|was|were) (?:the )?(?:members?|membership|on)\b|\bmembers of\b|\bmembership of\b|\bsits? on\b",
            re.I,
        ),
    ),
    (
        "member",
        re.compile(
            rf"\b(?:which|what) {_ELECTED}\b|\bwho(?:['’]s| is| was| are| were) the {_ELECTED}\b",
            re.I,
        ),
    ),
    ("version", re.compile(r"\b(?:what|which) (?:version|edition|issue)\b|\bversion (?:number|no\b)", re.I)),
    (
        "author",
        re.compile(
            rf"\bwho (?:wrote|drafted|authored|prepared|produced|put together) {_DOCUMENT}|\bauthors? of {_DOCUMENT}"
            r"|\bwho(?:['’]s| is| was| are| were) the authors?\b",
            re.I,
        ),
    ),
    (
        "adopted",
        re.compile(rf"\bwho (?:has |have )?(?:approved|adopted|agreed|signed off|endorsed|ratified) {_DOCUMENT}", re.I),
    ),
    (
        "recipient",
        re.compile(
            rf"\b(?:go|goes|went|sent|taken|put|presented|submitted|reported|referred|tabled|laid|come|comes)\b (?:\w+ ){{0,2}}(?:to|before)"
            rf" (?:\w+ ){{0,4}}?{_BODY}\b[^?]*\bor\b"
            r"|\bto whom (?:is|are|does|do|will|was|were)\b.*\b(?:report\w*|presented|submitted|sent|go|taken|referred)\b"
            rf"|\b(?:to|before|at) (?:which|what) (?:\w+ ){{0,2}}?{_BODY}\b"
            rf"|\b(?:which|what) (?:\w+ )?{_BODY} (?:gets?|receives?|sees?|is sent|is given|hears?|considers?|scrutinis\w+)\b",
            re.I,
        ),
    ),
    ("chair", re.compile(r"\bwho (?:chairs|is the chair)\b|\bchaired by\b", re.I)),
    (
        "whom",
        re.compile(
            r"\bwhom? (?:do|should|can|could|would|might|must|shall) (?:i|we|you|one|they|suppliers?|bidders?|officers?)"
            r" (?:contact|ring|phone|call|speak|talk|write|e-?mail|get in touch)\b|\bcontact (?:officer|point|person|details)\b"
            r"|\bpoint of contact\b",
            re.I,
        ),
    ),
    (
        "contact",
        re.compile(
            r"\b(?:phone|telephone|extension|mobile) numbers?\b|\bdirect (?:line|dial)\b|\b(?:mailbox|inbox)\b"
            r"|\b(?:number|person|someone|somebody|who|whom) (?:to|can i|do i) (?:ring|phone|call)\b|\b(?:e-?mail|web|postal) address\b|\burl\b"
            r"|\b(?:what|which|where|got|have|give|send|need|there)\b"
            r"(?:(?!\b(?:on|via|by|over|through|using|use|the \w+ing)\b)[^.?!]){0,60}?\b(?:phone|telephone|web ?site|link)\b",
            re.I,
        ),
    ),
    (
        "system",
        re.compile(
            r"\b(?:which|what) (?:\w+ ){0,2}?(?:(?:computer|it|software|digital|online|electronic|record\w*|case management) systems?"
            r"|software|portals?|platforms?|databases?|spreadsheets?|apps?)\b",
            re.I,
        ),
    ),
    (
        "post",
        re.compile(
            r"\b(?:which|what) (?:\w+ ){0,2}?(?:post|post-?holder|job title|officer|manager|director|head of service)\b",
            re.I,
        ),
    ),
    (
        "places",
        re.compile(
            r"\bwhich (?:\w+ )?(?:schools|towns|villages|wards|streets|places|parishes|firms|companies|charities|banks|hospitals)\b",
            re.I,
        ),
    ),
    (
        "named",
        re.compile(
            r"\bwhich (?:\w+ ){0,2}?(?:councils|authorities|employers|organisations|universities|colleges|contractors|suppliers|partners"
            r"|bod(?:y|ies))\b"
            r"(?: (?!ha(?:s|ve)\b)\w+){0,2} (?:(?:has|have|had)(?! to\b)|did|was|were|already)\b"
            r"|\bwhich (?:\w+ ){0,2}?(?:employers?|organisations?|bod(?:y|ies)|firms?|compan(?:y|ies)|charit(?:y|ies)) (?:has|have|holds?"
            r"|takes?) a (?:seat|place)\b"
            r"|\bby name\W*$|\bwhat (?:are|were) the names of\b|\bname (?:all |any |some |two |three )?(?:of )?the (?:\w+ ){0,2}?(?:towns"
            r"|villages|wards|schools|councils"
            r"|firms|companies|employers|partners)\b",
            re.I,
        ),
    ),
)
ASKS_WHO = re.compile(r"^\W*(?:(?:and|so|but|then|ok|hi|please|exactly) )*who(?:m|se)?\b(?!['’])", re.I)
DOER = re.compile(rf"\b{_AGENT}\b", re.I)
ASKS_WHAT_CAME = re.compile(
    r"^(?=.*\b(?:what|which|how|who|whose)\b)"
    r"(?=.*\b(?:was|were|did|went|has|have|had|got|made|won|spent|came|gave|took|bought|paid|found|held|let|sold|saw|fell|rose|grew|\w+ed)\b)"
    r".*\b(?:(?:in |over )?(?:the )?(?:last|past) (?:\w+ )?years?|so far|to date|up to now)(?=\W*$|[?!])"
    r"|\bwhat (?:did|does|has|do)\b[^.?!]*\b(?:stand at|stood at|come to|came to|amount to|end up at)\b"
    r"|\bwhat (?:did|has|have)\b.*\b(?:report|review|audit|survey|evaluation|inspection|study)s?\b.*(?<!to )\b(?:f[io]u?nd|showe?[dn]?|concluded?"
    r"|revealed?)\W*$",
    re.I | re.S,
)
TELLS_WHAT_CAME = re.compile(
    r"\b(?:(?:19|20)\d\d|so far|to date|currently|at present|already|(?:has|have|had) (?:\w+ )?(?:been|\w+ed)|was|were)\b", re.I
)
REFERENCE = re.compile(
    r"\b(?:sections?|regulations?|clauses?|paragraphs?|appendix|appendices|footnotes?|annex|schedules?|parts?|pages?|chapters?|rules?|articles?"
    r"|objectives?|SI|PPN|version|v|no\.?|the)\s*\d[\d().,/-]*(?:(?:,| and| or| to)\s*\d[\d().,/-]*)*"
    r"|\b\d{1,2}(?:st|nd|rd|th)?\s(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|\b(?:19|20)\d\d\b(?:\s?[/–-]\s?(?:20)?\d\d\b)?|^\W*\d[\d.]*\s|\b\d+(?:\.\d+)+\b",
    re.I | re.M,
)
"""Numbers by which something is called, and days and years: none of them tells how many there are."""
OF_AN_ACT = re.compile(
    r"\b(?:19|20)\d\d(?: [A-Z][\w()]*(?: and| of)?){1,5} Act\b|\b(?:Act|Regulations?|Order|Rules),? (?:19|20)\d\d\b"
)
"""A year that names a law, and dates nothing else."""
FINANCIAL_YEAR = re.compile(r"\b20\d\d ?[/–-] ?(?:20)?\d\d\b")
YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
DATE = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?)\b"
)
NAMED = re.compile(r"(?<=[a-z,] )(?!Social|Value|Council|Policy|The|SME|Act|Framework|Strategy)[A-Z][a-z]{2,}")
"""A name inside a sentence."""
NUMBER_WORD = re.compile(rf"\b(?:{'|'.join(w for w in SMALL if w not in ('zero', 'half', 'one'))})\b", re.I)
HELD: dict[AnswerType, re.Pattern[str]] = {
    "time": re.compile(
        rf"(?:\b\d[\d,.]*|{NUMBER_WORD.pattern}|\b(?:an?|one|each|every|per|half))(?:[ -](?:\w+ )?|){_TIMES}\b", re.I
    ),
    "recipient": re.compile(rf"\b{_BODY}\b", re.I),
    "times": re.compile(
        r"\b(?:annual\w*|yearly|monthly|quarterly|weekly|daily|bi-?(?:annual|month|week)\w*|every|each (?:year|quarter|month)|once|twice|\w+ times"
        r"|per (?:year|annum|quarter|month)|a year)\b",
        re.I,
    ),
    "system": re.compile(r"\b(?:systems?|software|portals?|platforms?|databases?|spreadsheets?|apps?|online|register)\b", re.I),
    "post": re.compile(
        r"\b(?:officers?|managers?|directors?|head of|lead(?:er)?s?|portfolio holders?|chief|executive|cabinet member|sponsors?"
        r"|commissioners?|authors?"
        r"|assistant|post|team)\b",
        re.I,
    ),
    "named": NAMED,
    "day": re.compile(
        r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December"
        r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|spring|summer|autumn|winter|quarter|(?:start|end) of (?:the|each|every)"
        r"|\d{1,2}/\d{1,2}/\d{2,4})\b",
        re.I,
    ),
    "date": DATE,
    "end": DATE,
    "age": re.compile(r"\b(?:age[sd]?|years? old|year-olds?|under-?\d+)\b", re.I),
    "often": re.compile(
        r"\b(?:annual\w*|yearly|monthly|quarterly|weekly|daily|regular\w*|periodic\w*|bi-?annual\w*"
        r"|every|each|once|twice|per|time to time|times a|ongoing)\b",
        re.I,
    ),
    "top": re.compile(
        r"\b(?:maxim\w+|max|highest|at most|up to|no more than|not exceed\w*|cap(?:ped)?|limit(?:ed)? to|ceiling)\b", re.I
    ),
    "members": re.compile(
        r"\b(?:members?|membership|compris\w+|consist\w*|made up of|composed|includes?|representatives?|drawn from|sits?)\b",
        re.I,
    ),
    "version": re.compile(
        r"\b(?:version|edition|issue|revision)\b[^.\n]{0,15}\d|\bv[-. ]?\d|\b(?:first|second|third|fourth|fifth|final) (?:version|edition)\b",
        re.I,
    ),
    "author": re.compile(
        r"\bauthors?\b|\b(?:written|prepared|produced|drafted) by\b|\b(?:report|lead) (?:author|officer|of|by)\b", re.I
    ),
    "adopted": re.compile(
        r"\b(?:approved|adopted|agreed|signed off|endorsed|ratified)\b.{0,60}\bby\b|\b(?:approv|adopt|ratifi)\w+ (?:of|by)\b",
        re.I,
    ),
    "chair": re.compile(r"\bchair", re.I),
    "member": re.compile(rf"\b{_ELECTED}\b", re.I),
    "whom": re.compile(
        r"\bcontact(?: (?:officer|details|point|person|us|the)\b|:)|@|\b(?:tele)?phone\b|\btel\b|\benquir\w+|\b(?:lead|report) (?:officer|author)\b"
        r"|\bget in touch\b",
        re.I,
    ),
    "contact": re.compile(r"@|https?:|www\.|\b0\d{3,4}[ \d]{5,}|\b(?:website|web page)\b", re.I),
    "places": NAMED,
}
"""What a text has to hold that gives a thing of the kind."""


SENTENCE_END = re.compile(r"(?<=[?!])\s+(?=\S)")
WORD = re.compile(r"[A-Za-z]{3,6}")
OPENING = ("what", "which", "when")
ASKING = (*OPENING, "much", "many", "long", "often", "date", "year", "years", "days", "cost", "costs", "price", "percent")
"""Words that ask for a kind of thing, as far as they are often typed in a hurry."""
ALSO_THINGS = frozenset(["cots"])
LEADS_TO_VERB = re.compile(r"\b(?:it|that|this|they|does|do|would|will|did|must|could) $", re.IGNORECASE)


OF_THE_KIND = frozenset(
    words.key(word)
    for word in re.findall(
        "[a-z]+", "cost price fee charge pay paid percentage percent share proportion number amount sum date year rate worth"
    )
)
"""Words that ask for a kind of figure; a sentence with a figure has to share another word with the question."""


def asked_for(question: str) -> AnswerType | None:
    """The kind of thing that a question asks for, where it asks for one that can be told by its form; its last sentence before the others.

    >>> asked_for("What percentage of the score goes to social value?"), asked_for("Who decides?")
    ('share', None)
    >>> asked_for("wat does it cots to sponsor a bin"), asked_for("what cots may be bought"), asked_for("hwo mnay days")
    ('money', None, None)
    """
    question = WORD.sub(lambda found: _meant(question, found), question)
    *before, last = SENTENCE_END.split(question.strip())
    return _kind(last) or (_kind(question) if before else None)


def _kind(question: str) -> AnswerType | None:
    return next((kind for kind, pattern in ASKED if pattern.search(question)), None)


def _meant(question: str, found: re.Match[str]) -> str:
    """The word of asking that a word is a slip of: the same letters in another order behind the first, or one letter left out.

    "Cots" is a word of its own, and a slip only behind one that a verb follows ("what does it cots").
    """
    word = found[0].lower()
    if word in ASKING or (word in ALSO_THINGS and not LEADS_TO_VERB.search(question[: found.start()])):
        return found[0]
    return next((meant for meant in ASKING if _is_slip(word, meant)), found[0])


def _is_slip(word: str, meant: str) -> bool:
    if word[:1] != meant[:1] or len(word) < 3:
        return False
    left_out = meant in OPENING and any(word == meant[:at] + meant[at + 1 :] for at in range(1, len(meant)))
    return left_out or (len(word) > 3 and sorted(word) == sorted(meant))


def is_of_another_year(question: str, text: str) -> bool:
    """Whether a question names a year, and a text only others.

    >>> is_of_another_year("What was spent in 2023/24?", "£5m in 2021/22"), is_of_another_year("What was spent in 2021?", "£5m in 2021/22")
    (True, False)
    """
    named, told = ({int(year) for year in YEAR.findall(OF_AN_ACT.sub(" ", one))} for one in (question, text))
    return bool(named and told) and named.isdisjoint(told)


def is_of_what_is_to_come(question: str, text: str) -> bool:
    """Whether a question asks what came of something, and a text tells only what is aimed at or has to be done.

    >>> told = "The Council aims to spend 25% with small firms."
    >>> is_of_what_is_to_come("What share went to small firms last year?", told), is_of_what_is_to_come("What share goes to small firms?", told)
    (True, False)
    """
    return ASKS_WHAT_CAME.search(question) is not None and TELLS_WHAT_CAME.search(text) is None


def lacks_doer(question: str, text: str) -> bool:
    """Whether a question asks who, and a text tells of nobody: no body, post or group of people.

    >>> lacks_doer("Who may raise it?", "The weighting may be higher."), lacks_doer("Who may raise it?", "The Procurement Manager may raise it.")
    (True, False)
    """
    return ASKS_WHO.match(question) is not None and DOER.search(text) is None


def gives(text: str, wanted: AnswerType, asked: Sequence[str]) -> bool:
    """Whether a sentence, item or row of a text holds a thing of that kind and one of the telling words of the question.

    >>> gives("Wages are fair. A permit costs £20.", "money", ["permit"]), gives("A permit costs £20.", "money", ["cost", "skip"])
    (True, False)
    """
    telling = set(asked) - OF_THE_KIND
    return any(holds(part.text, wanted) and not telling.isdisjoint(words.content(part.text)) for part in segments(text))


def holds(text: str, wanted: AnswerType) -> bool:
    """Whether a text holds a thing of that kind.

    >>> holds("at least 10% of the score", "share"), holds("x% of the score", "share")
    (True, False)
    """
    shown = OF_AN_ACT.sub(" ", plain(text)) if wanted in ("date", "end") else plain(text)
    if wanted in HELD:
        return bool(HELD[wanted].search(shown))
    kinds = {q.kind for q in quantities(shown)}
    if wanted == "number":
        counted = {q.kind for q in quantities(REFERENCE.sub(" ", shown))}
        return bool(counted & {"count", "months"}) or bool(NUMBER_WORD.search(shown))
    return ("percent" if wanted == "share" else "pounds") in kinds
