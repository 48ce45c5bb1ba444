"""A question that compares councils: whether it does, what is left of it beside the comparing, and which end of the order it asks for.

Only how people compare is here, and nothing of any council or of any subject.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from difflib import get_close_matches
from typing import Literal

from assistant import words
from assistant.asked import topics
from assistant.asked.wanted import SUBJECT, masked
from assistant.model import Facts
from ingest.lexical import STOP_WORDS

End = Literal["most", "least"]

_COUNCILS = (
    r"(?:councils?|authorit(?:y|ies)|polic(?:y|ies)|frameworks?|documents?|them"
    r"|(?:these|those)(?! (?!asks?|says?|do|does|requires?|wants?|has|have|is|are|needs?|mentions?|sets?|would|must)[a-z]))"
)
"""Councils and what stands for them; "those call-offs" are others."""
_DOES = r"(?:is|has|asks?|requires?|wants?|sets?|says?|would|must|does|needs?|uses?|pays?|gives?|names?|approves?|mentions?|covers?)"
_MANY = r"(?:councils|authorities|policies|five|boroughs|partners)"
_ALL_FIVE = r"five(?! (?!(?:councils|authorities|policies|boroughs|partners|frameworks|documents|always|across|this|as|less)\b)[a-z]{2,}s\b)"
"""Five councils, and no five things of another name: "are the five themes"."""
_FIVE_THAT_ARE = r"(?<=are the )five(?! (?:councils|authorities|policies|boroughs|all|alike|agreed|at|in|on|different|similar|equally)\b|\W*$)"
_MANY_OR_FIVE = rf"(?:councils|authorities|policies|(?!{_FIVE_THAT_ARE}){_ALL_FIVE}|boroughs|partners)"
_OTHER_NUMBER = r"(?:of )?(?:the |our |these |those )?(?:two|three|four|six|seven|eight|nine|ten|eleven|twelve|\d+)"
PUT_TO_ALL = re.compile(
    rf"\b(?:wh?ich|whcih|what) (?:of (?:the |these |those |our )?)?(?:other |five |these |those |loaded )?(?:councils|authorities|policies|of them"
    rf"|(?:council|authority|policy|one) {_DOES}\b)"
    rf"|\b(?:at|in|for|by|with) (?:which|what) (?:council|authority)\b|\bwhich (?:one )?of the {_MANY}\b"
    rf"|\ball (?:of )?(?:the |our |these )?(?:five |loaded )?{_COUNCILS}\b|\ball five\b|\b(?:each|any|none|some|all) of the (?:five|lot)\b"
    rf"|\b(?:each|every|any|none|both|some) (?:single )?(?:of (?:the |these |those |our )?)?(?:five |other )?{_COUNCILS}\b"
    rf"|\b(?:across|between|among) (?:the |all |these )*{_MANY_OR_FIVE}\b|\bacross all\b(?! {_OTHER_NUMBER}\b)"
    rf"|\bout of (?:all )?(?:the|these|those|your|our) (?:five|lot|{_MANY})\b"
    rf"|\b(?:different|various|several|loaded|five|5) (?:different )?{_MANY}\b"
    rf"|\b(?:do|does|did|are|have|will|would|can|could|should|must|how|what) (?:the |these |those |our |your |all )+{_MANY_OR_FIVE}\b"
    rf"|\b(?:line|put|set|lay|rank|list|order|compare|tabulate)\b.{{0,30}}\b(?:the |these |our )?(?:five|councils|authorities|policies)\b"
    r"|\bof (?:all )?(?:the |those |these |your |our )?(?:councils|authorities|policies|documents|ones|lot) (?:(?:that|which) )?"
    r"(?:you|we|i)(?:['’]ve)? (?:hold|have|cover|keep|know|loaded|got|use)\b|\bof (?:your|our) (?:councils|authorities|policies)\b"
    r"|\b(?:strictest|toughest|hardest|most demanding|highest|lowest|best|stricter|tougher)\b.*\bcouncils?\b"
    r"|\b(?:do|does) (?:all|any|each|every)\b.*\bcouncils?\b",
    re.IGNORECASE,
)
"""Words that put a question to every council there is."""
OF_ONE = re.compile(
    r"(?<!\ball )(?<!\bacross )(?<!\bbetween )(?<!\bamong )\b(?P<which>the|this|that|our|your|my|a|their) (?P<body>councils|boroughs)"
    r"(?= (?:own |new |current |latest |social |value |sv |procurement )*(?:polic?y|framework|strategy|statement|document|toolkit|rules?|rulebook"
    r"|threshold|position|stance|guidance|constitution|(?:procurement )?team|cabinet)\b"
    r"(?! (?:documents|papers|frameworks|statements|wordings|thresholds)\b))",
    re.IGNORECASE,
)
"""One council that has a thing, written without the apostrophe: "the councils policy", but not "the councils policies"."""
SET_BESIDE = re.compile(
    r"\bcompar\w+|\bside by side\b|\bside-by-side\b|\bdifferen\w+ between\b|\bdiffer\b|\bversus\b|\bvs?\.?(?=\s)"
    r"|\b(?:which|who) (?:asks?|requires?|is|wants?|needs?|has|would|demands?)\b.{0,30}\b(?:most|least|more|less|strict\w*|tough\w*|hard\w*"
    r"|lowest|highest|lenient|demanding|easiest)\b",
    re.IGNORECASE,
)
"""Words that set one thing beside another: councils, unless one council alone is named, and then they may be things of its own."""
OTHERS = re.compile(
    rf"\b(?:others?|another|the rest|elsewhere|anyone else|only (?:one|council|policy))\b|\b(?:each|every|all|any)\b.{{0,20}}\b{_MANY}\b"
    r"|\b(?:each|every) council\b",
    re.IGNORECASE,
)
EACH_OTHER = re.compile(
    r"\b(?:one|each|both|either|neither|two|half|some) (?:[a-z]+ ){0,2}the other\b(?! (?:councils?|authorit))|\beach other\b|\bother than\b"
    r"|\bthe other (?:day|week|month|hand|side|way|half|end)\b",
    re.IGNORECASE,
)
"""Things told in turn, and no other council: "in three phases one after the other"."""
_PRONOUNS = re.compile(r"\b(?:them|these|those)$", re.IGNORECASE)
_SEVERAL = re.compile(r"\b(?:councils|authorities|policies|frameworks|documents|boroughs|five|partners)\b", re.IGNORECASE)
_BODY = r"(?:councils?|authorit(?:y|ies))"
OF_COUNCILS = re.compile(rf"\b(?:{_BODY}|policies|frameworks|boroughs|five|partners)\b", re.IGNORECASE)
"""Words for councils and their documents, one of which has to be spoken of where one council is set beside the question."""
SPOKEN_OF = re.compile(rf"{OF_COUNCILS.pattern}|\b(?:documents?|policy|ones (?:you|we) (?:hold|have|cover))\b", re.IGNORECASE)
"""Words of which one has to be spoken of for "all of them" to be councils."""
OF_THE_LAW = re.compile(
    r"\b(?:by|in|under|of|within) (?:uk |english |national |the |any |some )*(?:law|statute|legislation|(?:\(?\w+\)? ){0,5}act)\b"
    r"|\b(?:legal|statutory|national|nationwide) (?:minimum|maximum|requirements?|dut(?:y|ies)|obligations?|rules?|percentages?|weightings?|law"
    r"|floor|share|basis|terms)\b|\b(?:the|any|some|a|what|which|uk|no) (?:law|statute|legislation)\b|\b(?:nationally|statutorily|legally)\b"
    r"|\bact (?:requires?|says?|makes?|obliges?|tells?|asks?|forces?|binds?|expects?|demands?|applies|apply|require|make|oblige|tell|ask)\b",
    re.IGNORECASE,
)
"""Words that ask what the law has for councils at large, and not what the councils that are loaded have."""
COUNCILS_AT_LARGE = re.compile(
    rf"\b(?:all|every|each|any|no|local)(?: (?:single|local|principal|english))* {_BODY}\b(?!['’]?s? (?:own )?(?:social value )?(?:polic|docum"
    rf"|framew|paper))|(?<!which )(?<!what )(?<!the )(?<!five )(?<!these )\b{_BODY} (?=must|have|has|should|need|are|do|can|may|will|shall)",
    re.IGNORECASE,
)
_FROM_ABOVE = (
    r"(?:cabinet office|central government|whitehall|parliament|ministers?|government['’]?s?|ppn|policy (?:note|statement)|npps"
    r"|(?:social value|procurement|2012|2023) act|act of 20\d\d)"
)
_BINDS = (
    r"(?:bind(?:s|ing)?|bound|is (?:the |now )?law|law (?:for|in|on)|the force of law"
    r"|(?:force|make|oblige|compel|require|command)s? (?:every|all|each|any|local)"
    r"|(?:appl(?:y|ies|ied)|extends?) to|holds? (?:for|good)|covers?|(?:must|ha(?:ve|s) to) (?:\w+ ){0,4}(?:follow|obey|comply|use|give)"
    r"|mandatory|compulsory|obligatory|statutory)"
)
LAW_FOR_ALL = re.compile(rf"^(?=.*\b{_FROM_ABOVE}\b)(?=.*\b{_BINDS}\b)", re.IGNORECASE | re.DOTALL)
"""What government or Parliament laid down, and whether councils at large are bound by it."""
AT_LARGE = re.compile(
    rf"\b(?:which|what|all|any|every|each|do|must|are|whether)(?: (?:public|local|contracting|principal|english|other|of))* {_BODY}"
    r" (?:\w+ )?(?:must|may|can|shall|ha(?:ve|s) to|needs? to|(?:is|are) (?:required|obliged|bound|allowed|free|supposed))\b"
    rf"|\b(?:must|may|can|shall) (?:all|any|every|each)(?: (?:public|local|contracting|principal|english))* {_BODY}\b",
    re.IGNORECASE,
)
"""Authorities at large, of which is asked which of them have to do a thing."""
OF_LOADED = re.compile(
    rf"\b(?:polic(?:y|ies)(?! (?:statements?|notes?))|documents?|frameworks|loaded|of (?:them|these|those)|{_ALL_FIVE}"
    r"|(?:the|these|those|our|your) (?:councils|authorities))\b",
    re.IGNORECASE,
)
"""Councils that are loaded, or their documents."""
CALLED_OFF = re.compile(
    r"\bcall(?:ed|s|ing)?[- ]?offs?\b[^.?!;]{0,25}?\b(?:any|each|every|some|none|both) (?:of the )?(?:other |existing )?frameworks?\b"
    r"|\b(?:not|n['’]t|without|outside|off|no part of|not part of) (?:(?:under|from|on|in|of|through|using|part of|a part of) )?(?:any|some|each) "
    r"(?:existing )?frameworks?\b",
    re.IGNORECASE,
)
"""Frameworks that a contract is, or is not, called off from: no documents of councils."""
SET_APART = re.compile(
    r"\b(?:not|rather than|instead of|leaving|aside from|apart from|setting|never mind|regardless of|forget\w*|whatever)\b[^.?!:;,]{0,30}?"
    rf"\b{_BODY}['’]?s?['’]?(?: own)? (?:social value )?(?:polic(?:y|ies)|rules?|documents?|frameworks?|papers?)\b",
    re.IGNORECASE,
)
"""The policies of councils, set apart from what is asked about."""
FROM_OTHERS = re.compile(
    r"\b(?:learn|borrow|cop(?:y|ie)|work|shar|join|partner|collaborat|cooperat|co-operat|draw|look|adopt|follow|team|swap|exchang|talk|meet"
    rf"|consult|speak|lead|help|advis|buy|procur|benefit|pick|take|stud)\w*\b[^.?!;]{{0,40}}?"
    rf"\b(?:other|neighbouring|fellow|different|more) {_MANY}\b|\bcompar(?:e|es|ing) (?:its|their)\b",
    re.IGNORECASE,
)
"""What one council has to do with others, which is a matter of its own document: "learn from what other councils do"."""
_JOINT = (
    r"(?:projects?|groups?|partnerships?|frameworks?|networks?|consorti(?:um|a)|schemes?|alliances?|programmes?|forums?|pilots?|hubs?|clubs?"
    r"|collaborat(?:ion|ive)s?|initiatives?|charters?|pacts?|compacts?|ventures?|federations?|coalitions?)"
)
_IN = (
    r"(?:in|on|part of|(?:a |the )?members? of|involved in|(?:a |the )?part(?:y|ies|ners?) (?:to|in)|signed up (?:to|for)|behind|joining"
    r"|taking part in|participating in|working (?:together )?(?:in|on))"
)
_TAKES_PART = (
    rf"(?:(?:are|is|were|was|have been) (?:(?:also|all|now|currently|already) )*{_IN}|tak(?:e|es) part in|took part in|(?:have |has |had )?(?:also )?"
    r"(?:joined|signed up (?:to|for)|taken part in)|joins?|belong(?:s|ed)? to|participated? in|participates in|make up|makes up|sits? on|forms?)"
)
TAKING_PART = re.compile(
    rf"\b(?:which|what|who|how many) (?:(?:are|of) )?(?:the )?(?:(?P<other>other|neighbouring|fellow) )?(?:local |district |nearby )?{_MANY} "
    rf"(?:also |else |that |who |do |does )*{_TAKES_PART} (?(other)|(?=(?:the|this|that|its|their|our|your)\b))[^.?!;]{{0,80}}?\b{_JOINT}\b",
    re.IGNORECASE,
)
"""Who else takes part in a thing that one council's own document names: "which other councils are in the buying project"."""
_FIVE_THINGS = re.compile(
    r"\b(?:five|5) (?:[a-z-]+ ){0,2}?(?!councils|authorities|policies|boroughs|frameworks|documents|partners|years|months|weeks|days|times|pounds"
    r"|always|across|this|as|less|does|is|ours|theirs|yours|has|asks|says|wants|needs|requires|towards)[a-z-]{3,}s\b",
    re.IGNORECASE,
)
_THE_FIVE = re.compile(
    r"\b(?:across |between |among )?(?:(?:all|any|each|every|none|some) (?:one )?(?:of )?(?:the |these |those |our )?|(?:the|these|those|our) )"
    r"(?:five|5)\b"
    r"(?! (?:councils|authorities|policies|boroughs|frameworks|documents|partners|(?:ask|require|say|mention|expect|demand|insist|treat)s?)\b)",
    re.IGNORECASE,
)
"""All of the five things that were named before, and not what five councils ask for."""
_COUNCILS_SAID = re.compile(r"\b(?:councils|authorities|policies|boroughs)\b", re.IGNORECASE)
LEAST = re.compile(r"\b(?:least|less|lenient|laxest|easiest|easier|weakest|softest|lightest|lowest demands)\b", re.IGNORECASE)
MOST = re.compile(
    r"\b(?:strict\w*|tough\w*|hard(?:est|er)|(?:asks?|requires?|wants?|demands?|expects?)\b.{0,20}\b(?:the )?most|more|most (?:demanding|of)"
    r"|rank\w*|strongest|stronger|firmest|onerous|in order)\b",
    re.IGNORECASE,
)
CONSIDER_ONLY = re.compile(r"\bconsider\w*\b", re.IGNORECASE)
FIRMER = re.compile(
    r"\b(?:requir\w+|includ\w+|compulsory|mandatory|obligat\w+|must (?:we|they|i) include|a must)\b", re.IGNORECASE
)

MENTIONS = re.compile(
    r"\b(?:mention\w*|refer(?:s|red|ences?)? (?:made )?to|(?:say|says|said|saying) (?:anything|something|nothing|much|a word) (?:about|on|of)"
    r"|(?:anything|something|nothing|a word) (?:(?:in|from) (?:\w+ ){1,4})?(?:about|on)|talks? (?:about|of)|touch(?:es)? (?:up)?on"
    r"|(?:come|comes|crop|crops) up|appears?|listed)\b",
    re.IGNORECASE,
)
"""Words that ask whether, or where, a document speaks of a thing at all."""

QUOTES = re.compile(
    r"\b(?<!the )(?<!a )(?<!our )quot(?:e|ing) (?:how|what|where|me|us|from|each|both|them|the (?:words?|lines?|text|clauses?|bit|part|passages?))\b"
    r"|\b(?:word for word|wordings?|verbatim|passages?|extracts?|chapter and verse|exact words|(?:each|both|all|they) puts? it)\b",
    re.IGNORECASE,
)
"""Words that ask for the very words of documents; "the quote is £90k" is none."""
SHOWS = re.compile(
    rf"{QUOTES.pattern}|\b(?:show|read|give|tell) (?:me|us) (?:what|how|where|the (?:words|lines?|text|clauses?|bit|part))\b",
    re.IGNORECASE,
)
"""Words that ask several councils to be shown what their documents say."""

PUTTING = words.COMMON | set(
    re.findall(
        "[a-z]+",
        "which what who whom whose how both either neither all any five two three four other others another them they their these those"
        " say saying said share shares shared quote quotes quoted explain explains describe describes deals think thinks stated states"
        " show shown showing passage passages wording wordings verbatim clause clauses see look looks looking find list table"
        " compare compared compares comparing comparison differ differs different differently difference side beside rank ranked"
        " versus vs against between across respective respectively particular actually really just pls please thanks hi hello"
        " anywhere where something anything everything thing things bit part own document documents framework frameworks policy policies"
        " council councils authority authorities borough boroughs city county district partner partners"
        " mention mentions mentioned mentioning refer refers referred reference references appear appears listed word nothing much"
        " talk talks cover covers deal each every differences setting sets set use uses include includes"
        " name names one ones silent loaded",
    )
)
"""Words that put a question to several councils, and are no part of its matter."""
LONGER = sorted(word for word in PUTTING if len(word) > 4)
ALIKE = 0.85
"""How like one of those words a slip of it is, as `difflib` reckons."""
ASKS_WITH = frozenset(["who", "whom", "whose", "what", "which", "how"])
"""Words of those that tell which field is asked for."""
JOINING = STOP_WORDS - PUTTING | {
    "social",
    "value",
    "sv",
    "one",
    "all",
    "no",
    "and",
    "or",
    "of",
    "in",
    "for",
    "to",
    "with",
    "as",
    "from",
    "the",
    "not",
}
DROPPED = PUTTING - ASKS_WITH - STOP_WORDS - {"social", "value", "sv"}
GOES_BEFORE, GOES_AFTER = frozenset({"no", "one", "not", "social", "value"}), frozenset({"all"})
"""Words that belong to the matter where they stand beside it: "no one size fits all"."""
PARTED = re.compile(r"[.?!;:\n]|\s[-–—]\s|,\s")
PREFIX = re.compile(r"\b(?:ex|re|co|non|pre|anti|multi)-(?=[a-z]{3})", re.IGNORECASE)
JOINED = re.compile(r"\band\b|\bor\b|[/,;:&?]", re.IGNORECASE)
DEFINES = re.compile(
    r"\bdefin(?:e[sd]?|itions?|ing)\b(?: of)?|\bmean(?:s|ing|t)? by\b|\bmeaning of\b|\bunderst(?:ands?|ood) by\b"
    r"|\b(?:take|takes|taken|understand|understands|reckon|reckons)\b[^.?!]{0,30}\b(?:to mean|to be)\b",
    re.IGNORECASE,
)

OF_A_VERDICT = frozenset(
    words.key(word)
    for word in re.findall(
        "[a-z]+",
        "strict stricter strictest strictness tough tougher toughest hard harder hardest demanding lenient easy easier easiest strong stronger"
        " strongest most least more less high highest low lowest small smaller large larger big little tiny value values worth cost total"
        " require required requires requirement requirements compulsory mandatory obligatory obliged needed necessary must have has duty duties"
        " rule rules bind binds apply applies applicable consider considered considers considering include included includes ask asks asked"
        " want wants demand demands expect expects treat treats treated handle deal go make makes making would will should shall do does"
        " contract contracts procurement procurements tender tenders purchase purchases buy buying bought spend order orders job jobs project"
        " scheme work works services service supplies goods supply year years month months long over under below above about around roughly"
        " say plus vat excluding including exclusive inclusive net gross new one us we our them set out put get give up come count let"
        " become becomes start starts need needs bid bidding joint kind type size sum amount price case situation place places",
    )
)
"""Words with which a verdict on a contract is asked for; where no other is left, nothing else is."""


def compares(question: str, facts: Facts, before: Sequence[str] = (), *, of_one: bool = False) -> bool:
    """Whether a question sets councils side by side. "Cost vs quality in Southend" sets two things of one council side by side.

    What the law has for all councils there are is no comparison of those that are loaded. "All of them" are councils where such are
    spoken of, in the question or in those `before` it. `of_one` says that one council is set beside the question, which then has to
    speak of councils itself.

    >>> compares("Which councils mention apprentices?", Facts()), compares("Price versus quality, who decides?", Facts())
    (True, True)
    >>> compares("Three cars: permits for all of them?", Facts()), compares("And all of them?", Facts(), ["Which councils ask?"])
    (False, True)
    >>> compares("Do the councils ask for it?", Facts()), compares("Does the councils policy ask for it?", Facts())
    (True, False)
    >>> compares("We supply councils. Does it reach each of those call-offs?", Facts())
    False
    >>> compares("Must all councils publish it?", Facts()), compares("By law, must all councils publish it?", Facts())
    (True, False)
    >>> joined = "Which other councils are in the buying project?"
    >>> compares(joined, Facts(), of_one=True), compares(joined, Facts()), compares("Which other councils ask for it?", Facts(), of_one=True)
    (False, True, True)
    >>> compares("Does PPN 002 bind every council?", Facts()), compares("We call nothing off from any framework: is it due?", Facts())
    (False, False)
    """
    named = len(facts.councils.slugs) if facts.councils else 0
    question = without_five_things(question, before)
    if named == 1 or of_one:
        question = TAKING_PART.sub(" ", question)
    question = OF_ONE.sub(lambda found: f"{found['which']} council's", SET_APART.sub(" ", CALLED_OFF.sub(" ", question)))
    if named == 1:
        question = EACH_OTHER.sub(" ", FROM_OTHERS.sub(" ", question))
        return bool(OTHERS.search(question)) and (_is_put_to_several(question) or bool(SET_BESIDE.search(question)))
    if of_one and not named:
        put = PUT_TO_ALL.search(question)
        return bool(put and OF_COUNCILS.search(put[0])) or bool(SET_BESIDE.search(question) and OF_COUNCILS.search(question))
    if OF_THE_LAW.search(question) or LAW_FOR_ALL.search(question):
        question = COUNCILS_AT_LARGE.sub(" ", question)
    put = PUT_TO_ALL.search(question)
    spoken_of = put and any(SPOKEN_OF.search(text) for text in (question, *before))
    return named > 1 or bool(spoken_of or SET_BESIDE.search(question))


def without_five_things(question: str, before: Sequence[str] = ()) -> str:
    """The question without "all five" where five things that are no councils were named before it.

    >>> without_five_things("A framework with five suppliers. Across all five we spend £90k."), without_five_things("Do all five ask for it?")
    ('A framework with five suppliers.   we spend £90k.', 'Do all five ask for it?')
    >>> without_five_things("And across all five?", ["We buy for five schools."]), without_five_things("Five lots. Do all five councils ask?")
    ('And  ?', 'Five lots. Do all five councils ask?')
    """
    if _COUNCILS_SAID.search(question) or any(_COUNCILS_SAID.search(text) for text in before):
        return question
    named = _FIVE_THINGS.search(question)
    if named is None and not any(_FIVE_THINGS.search(text) for text in before):
        return question
    start = named.end() if named else 0
    return question[:start] + _THE_FIVE.sub(" ", question[start:])


def _is_put_to_several(question: str) -> bool:
    """Whether a question is put to every council; "none of them" are councils only where several such are spoken of.

    >>> _is_put_to_several("three phases, the others later, none of them large"), _is_put_to_several("do the other councils ask, any of them?")
    (False, True)
    """
    puts = [found[0] for found in PUT_TO_ALL.finditer(question)]
    return any(not _PRONOUNS.search(put) for put in puts) or (bool(puts) and bool(_SEVERAL.search(question)))


def end_asked(question: str) -> End | None:
    """Which end of the order of strictness a question asks for, where it asks for one.

    >>> end_asked("Who is stricter on works?"), end_asked("Which asks least of us?"), end_asked("Which require it?")
    ('most', 'least', None)
    """
    if LEAST.search(question):
        return "least"
    return "most" if MOST.search(question) else None


def outcome_asked(question: str) -> str | None:
    """The outcome whose councils are asked for, where one is: those that come first.

    >>> outcome_asked("Which would have to consider it?"), outcome_asked("Which require it?")
    ('consider', 'required')
    """
    if FIRMER.search(question):
        return "required"
    return "consider" if CONSIDER_ONLY.search(question) else None


def matter(question: str) -> str:
    """A question put to several councils without the words that put it: what to look for in each, as it is said.

    >>> matter("Which of the councils refer to climate change?"), matter("How does each of them define social value?")
    ('climate change', 'What is social value?')
    """
    if asks_definition(question):
        return "What is social value?"
    found = words.WORD.findall(question)
    kept = [at for at, word in enumerate(found) if word.lower() not in PUTTING]
    if not kept:
        return "social value" if SUBJECT.search(question) else ""
    first, last = kept[0], kept[-1]
    while first and found[first - 1].lower() in GOES_BEFORE:
        first -= 1
    while last + 1 < len(found) and found[last + 1].lower() in GOES_AFTER:
        last += 1
    span = found[first : last + 1]
    said = " ".join(word for word in span if word.lower() not in PUTTING or word.lower() in JOINING)
    return f"{said} social value" if len(kept) == 1 and SUBJECT.search(question) and not SUBJECT.search(said) else said


def asks_definition(question: str) -> bool:
    """Whether a question asks what social value is taken to be.

    >>> asks_definition("How does the policy define social value?"), asks_definition("Who defines the target?")
    (True, False)
    """
    return DEFINES.search(question) is not None and SUBJECT.search(question) is not None


def parts(question: str) -> list[str]:
    """The things that a matter is made of, where several are asked for in one; a document that holds one of them speaks of it.

    Words that only name a field of a policy ("measure", "responsible") are none: they are in every document.

    >>> parts("Which of them mention recycling and waste?"), parts("Ex-offenders: what does each say?")
    (['recycling', 'waste'], ['offenders'])
    """
    if asks_definition(question):
        return []
    found = (" ".join(_left(part)) for part in JOINED.split(PREFIX.sub("", question)))
    return [part for part in found if part and not all(topics.kinds(word) for word in part.split())]


def of_one(question: str) -> str:
    """The question as it would be put to one council.

    >>> of_one("Who reports, of the five councils?")
    'Who reports, of the ?'
    """
    return " ".join(
        re.sub(r"[a-z][a-z'’-]*", lambda m: " " if m[0].lower() in DROPPED else m[0], question, flags=re.IGNORECASE).split()
    )


def without_slips(question: str, known: Container[str]) -> str:
    """The question without words that are slips of those that put it: "menton" for "mention". `known` are the keys of real words.

    >>> without_slips("Which councils menton apprentices?", {"apprent"})
    'Which councils apprentices?'
    """

    if DEFINES.search(question):
        return question

    def is_slip(word: str) -> bool:
        low = word.lower().strip("?,.;:")
        return low not in PUTTING and words.key(low) not in known and bool(get_close_matches(low, LONGER, n=1, cutoff=ALIKE))

    return " ".join(word for word in question.split() if not is_slip(word))


def _left(question: str) -> list[str]:
    return [word for word in words.WORD.findall(question) if word.lower() not in PUTTING]


def asking_part(question: str) -> str:
    """The part of a question, between stops and commas, that puts it to the councils; the whole where there is none.

    >>> asking_part("We clean offices. A £120k job, which councils want social value?")
    'which councils want social value'
    """
    found = [part for part in PARTED.split(question) if PUT_TO_ALL.search(part) or SET_BESIDE.search(part)]
    return found[0] if found else question


def asks_only_of_a_contract(question: str, alone: Facts) -> bool:
    """Whether nothing is asked beside what a contract has to do: facts, names, and words with which a verdict is asked for.

    >>> asks_only_of_a_contract("Which asks most of a small contract?", Facts())
    True
    >>> asks_only_of_a_contract("Which asks for apprentices?", Facts())
    False
    """
    hidden = SUBJECT.sub(" ", re.sub(r"‹[a-z]+›", " ", masked(question, alone)))
    left = [word for word in words.WORD.findall(hidden) if word.lower() not in PUTTING and not word[0].isdigit()]
    return not set(words.content(" ".join(left))) - OF_A_VERDICT
