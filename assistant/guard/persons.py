"""What is private to a person, and opinions of a person: asked for only where a person is spoken of.

A person is a name with a title, a given name with another name after it, one who holds a role ("the head of procurement"), or "he",
"she", "his" and "her". What is private is private only as the last word of its phrase: "the director's home phone" is, "the
director's home phone contract" is bought. What may be of business to others ("the manager's pay") has to be asked for outright.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

GIVEN_NAMES = Path(__file__).with_name("given_names.txt")

_NAME = r"(?:[od]['’])?[a-z][a-z-]*[a-z]"
_TITLED = (
    rf"(?:(?:mr|mrs|ms|miss|mx|dr|sir|dame|lord|cllr)\.?\s+{_NAME}"
    rf"|(?:councillor|mayor|alderman|professor)\s+(?-i:(?=[A-Z])){_NAME})(?:\s+(?-i:(?=[A-Z])){_NAME})?"
)
_OFFICE = (
    r"(?:(?:deputy )?chief exec(?:utive)?(?: officer)?|chief officer|ceo|director|head|officer|manager|leader|mayor|councillor|cllr"
    r"|chair(?:man|woman|person)?|(?:portfolio|budget) holder|cabinet member|treasurer|solicitor|commissioner|buyer|(?:procurement|policy"
    r"|category|social value) lead|author|boss|minister|mp)"
)
_NOT_OURS = r"(?!(?:suppliers?|bidders?|contractors?|providers?|tenderers?|compan(?:y|ies)|firms?|subcontractors?)['’])"
_THE = rf"(?:the|your|our|their|its|this|that|my|which|{_NOT_OURS}[a-z]+['’]s)"
_NO_MODIFIER = (
    r"(?!(?:is|are|was|were|do|does|did|must|should|has|have|says?|to|that|which|and|or|if|when|for|with|by|the|an?|who|of)\b)"
)
_WITHIN = r"(?:\s+(?:of|for|at|in|from)\s+(?:the\s+|our\s+|your\s+)?[a-z'’-]+(?:\s+[a-z-]+){0,3}?){0,2}?"
_HOLDER = (
    rf"(?:\b{_THE}\s+(?:{_NOT_OURS}{_NO_MODIFIER}[a-z&'’-]+\s+){{0,3}}?|(?<=\bof )|(?<=\bfor )|(?<=\bdoes )|(?<=\bis )|(?<=\bwas )"
    rf"|^){_OFFICE}{_WITHIN}"
)
_HOLDERS = rf"(?:{_OFFICE}s|heads of [a-z]+|members of staff|staff members)"

_ENDS = (
    r"(?=\s*(?:[?.!,;:)\"”]|$|(?:is|are|was|were|be|been|please|and|or|but|in|at|on|of|for|so|now|today|then|if|that|who|s?he|has|had|have"
    r"|do|does|did|i|we|you|me|than|because|as|when|while|which|where|exactly|actually|these|this|next|last|before|after|since|from|with"
    r"|again|go|went|live|work)\b))"
)
"""What is named ends its phrase: what follows is no noun, so it is not the first part of what is bought ("mobile contract")."""

_NEVER = (
    r"(?:(?:home|personal|private|residential)\s+(?:postal\s+)?(?:e-?mail|address|phone|telephone|mobile|number|life|details|contact)"
    r"(?:e?s)?(?:\s+(?:address|number|details))?(?:e?s)?"
    r"|dates? of birth|dob|birthdays?|national insurance numbers?|ni numbers?|bank (?:accounts?|details)(?: number)?|sort code|net worth"
    r"|marital status|(?:wife|husband|spouse|girlfriend|boyfriend|children|kids|sons?|daughters?|mother|father|parents)(?:['’]s?)?"
    r"|family life|love life|sex life|sexuality|sexual orientation|medical (?:conditions?|history|records?|problems?)|illness"
    r"|sick(?:ness)? (?:leave|record)|criminal record|passport(?: number)?|car registration|political views|personal opinions?|divorce)"
)
"""Nobody's business, whoever asks and however."""
_SELDOM = (
    r"(?:address|salary|pay(?: packet)?|wages?|income|earnings|pension|bonus|remuneration|age|religion|faith|ethnicity|race|gender|health"
    r"|disability|family|partner|marriage|politics|convictions|car|house|home|holidays?|debts|hobbies|lifestyle|facebook|instagram|photo"
    r"|mobile(?: phone)?(?: number)?)"
)
"""Of a person's own where it is asked for outright."""
_REACH = r"(?:e-?mail|(?:postal )?address|phone|telephone|mobile|(?:phone|telephone|mobile|contact)\s+(?:number|details))(?:\s+address)?"
"""How to reach somebody: of a named person it is private, of one who holds a role it may be published."""
_ASKED_FOR = (
    r"(?:\b(?:what|who|where|when|how (?:much|big|high|large|good|bad))(?:['’]?s|\s+(?:is|are|was|were|would be))\s+"
    r"|\b(?:give|tell|send|share|show|provide|list|find|get|need|want|know|grateful for|look up|disclose|reveal|confirm|leak|see|have)\b"
    r"(?:\s+(?:me|us|out|to|about|for|what|is|all|just|please|the)){0,4}\s+|^\W*(?:(?:and|so|please|the)\s+)*)"
)
_WHERE = r"(?:where(?:abouts)?|(?:what|which) (?:street|road|town|village|house|part of \w+|area))"
_UNWELL = r"(?:ill|unwell|sick|disabled|dying|depressed|pregnant|off sick|an? alcoholic|on drugs|on (?:sick|maternity|paternity) leave)"
_PRIVY = (
    r"(?:an? (?:drunk|addict|drinker|gambler|smoker)|married|single|divorced|engaged|gay|straight|lesbian|bisexual|trans(?:gender)?"
    r"|religious|muslim|christian|jewish|hindu"
    r"|sikh|catholic|an atheist|black|white|asian|rich|wealthy|poor|bankrupt|in debt|having an affair|dating|seeing (?:any|some)(?:one|body)"
    r"|a (?:tory|lib ?dem|(?:labour|conservative) (?:voter|supporter))|left[- ]wing|right[- ]wing|in prison)"
)
_LIVED = rf"(?:{_UNWELL}|{_PRIVY})"
_HAS = (
    r"(?:children|kids|a (?:wife|husband|partner|girlfriend|boyfriend|family|criminal record|disability|drink\w* problem|dog)"
    r"|an? (?:illness|affair)"
    r"|cancer|depression|debts|tattoos|(?:a )?convictions?|health problems|(?:money|family|marriage) (?:problems|troubles))"
)
_SUFFERED = (
    r"(?:arrested|convicted|divorced|married|ill|unwell|sick|off (?:sick|work)|hospitali[sz]ed|(?:in|to) (?:hospital|prison|jail)|bankrupt"
    r"|disciplined|charged with|cheating|having an affair|on (?:sick|maternity|paternity) leave)"
)
_OWN_THING = (
    r"(?:part(?:y|ies)|church|mosque|school|religion|faith|illness|disease|(?:kind of |sort of |make of )?car|medication|medical condition"
    r"|condition|football team|house|newspaper|pronouns|star sign|salary|bonus|pay|pension|medicines?)"
)
_PAID = r"(?:earn|make|get paid|paid|take home|have in the bank|have|bring home|owe|be earning|earning|on)"
_A_TIME = r"(?=\s*(?:[?.!,]|$|(?:a|per|each|every|these|now|last|this|for a|at|in|from|exactly|roughly|as)\b))"

_GOOD_OR_BAD = (
    r"(?:any use|(?:any )?good (?:at|in) (?:his|her|their|the) (?:job|role|work)|any good|no good|useless|competent(?! to)|incompetent"
    r"|honest(?! broker)|dishonest"
    r"|corrupt|lazy|trustworthy|untrustworthy|popular|unpopular|stupid|idiots?|liars?|lying|racist|sexist|nice|friendly|rude|clever|hard-?working"
    r"|bull(?:y|ies)|crooked|crooks?|bent|arrogant|fit for (?:the|his|her) (?:job|role|office)|up to (?:the|his|her) job|hopeless|a fool|fools"
    r"|bad (?:at|in) (?:his|her|their|the) (?:job|role|work)|doing a (?:good|bad|terrible|great) job|well liked|liked|hated|respected|attractive"
    r"|good[- ]looking|a waste of (?:space|money)|overpaid|dodgy)"
)
_ESTEEMED = (
    rf"(?:(?:good|bad|decent|poor|great|terrible|rubbish|nice|horrible|lousy)\s+(?:\w+\s+)?(?:{_OFFICE}|person|man|woman|boss"
    r"|colleague|leader))"
)
_SHADES = (
    r"(?:(?:really|an?|any|very|so|the|generally|considered|thought|seen|known|regarded|to be|as|such|actually|still|rather|quite|just|too|all"
    r"|not|always|often|that|bit|complete|total)\s+)*"
)
_FEELS = r"(?:trust|like|hate|rate|respect|admire|believe|fear|despise|dislike|recommend)"
_ANYONE = (
    r"(?:you|people|staff|everyone|everybody|anyone|anybody|others|colleagues|we|i|residents|suppliers|officers|councillors|members"
    r"|managers|they all)"
)
_WORST = r"(?:worst|laziest|nastiest|most (?:incompetent|competent|corrupt|hated|popular|unpopular|useless|dishonest|honest|overpaid|stupid))"
_ABOUT_WORK = r"(?!['’]s|\s+(?:role|to|should|must|signing|approving|having|being)\b)"


_NAMED = "‹named›"
"""What a person's name is put by before anything else is looked for."""
_PERSON = rf"(?:{_NAMED}|{_HOLDER}(?:\s+who\s+[^?.!]{{1,50}}?)?|\b(?:s?he)\b)"
_WHOSE = rf"(?:(?:{_NAMED}|{_HOLDER})['’]s?|(?<!\bhis or )(?<!\bhis/)\b(?:his|her)\b(?!\s+or\b|/))"
PRIVATE = re.compile(
    "|".join((
        rf"(?:{_WHOSE}|{_NAMED})\s+(?:own\s+)?{_NEVER}{_ENDS}",
        rf"\b(?:{_HOLDERS})['’]?\s+{_NEVER}{_ENDS}",
        rf"\b{_NEVER}\s+(?:of|for|belonging to)\s+(?:{_PERSON}|{_HOLDERS})",
        rf"{_ASKED_FOR}{_WHOSE}\s+(?:own\s+|current\s+|annual\s+)?{_SELDOM}{_ENDS}",
        rf"{_ASKED_FOR}(?:the\s+)?{_SELDOM}\s+(?:of|for)\s+(?:{_NAMED}|{_HOLDER}){_ENDS}",
        rf"(?:{_NAMED}['’]?s?|{_ASKED_FOR}(?:his|her))\s+{_REACH}{_ENDS}",
        rf"\b{_REACH}\s+(?:of|for)\s+{_NAMED}",
        rf"\b{_WHERE}\s+(?:does|do|did|is|was|would|might|could)\s+{_PERSON}\s+(?:\w+\s+)?(?:live|living|reside|stay|go(?:ing)? on holiday)\b",
        rf"\b{_WHERE}\s+{_PERSON}\s+(?:\w+\s+)?(?:lives?|lived|resides?|is living|goes on holiday)\b",
        rf"\b(?:what|how much|whether|that|if)\s+{_PERSON}\s+(?:\w+\s+)?(?:earns?|earned|is paid|gets paid|takes home)\b(?!\s+(?:its|value))",
        rf"\b(?:does|did)\s+{_PERSON}\s+(?:\w+\s+)?(?:live|reside)\s+(?:in|at|near|on|alone|here|locally)\b",
        rf"\b(?:is|are|was)\s+{_WHOSE}\s+(?:marriage|family|health|home life|love life|children|kids|wife|husband)\b",
        rf"\bhow\s+many\s+(?:children|kids|wives|husbands|cars|houses|homes)\s+(?:does|do|has)\s+{_PERSON}",
        rf"\b(?:whether|if|that)\s+{_PERSON}\s+(?:is\s+{_SHADES}(?:secretly\s+|also\s+)?(?:{_PRIVY})|has\s+(?:any\s+|an?\s+)?{_HAS})\b",
        rf"\bwhat\s+(?:does|did)\s+{_PERSON}\s+look like\b",
        rf"\bhow\s+old\s+{_PERSON}\s+(?:is|was|might be)\b",
        rf"\b(?:when|where|what (?:year|day))\s+(?:is|was)\s+{_PERSON}\s+born\b|\bwho\s+(?:is|was)\s+{_PERSON}\s+(?:married|engaged"
        r"|related) to\b",
        rf"\b(?:what|who)\s+(?:is|was)\s+{_PERSON}\s+(?:like (?:at home|in private|outside work)|dating|seeing|sleeping with|living with)\b",
        rf"\b(?:reach|ring|call|visit|write to|contact|find)\s+{_PERSON}\s+at (?:home|(?:his|her) (?:home|house))\b",
        rf"\b(?:has|have)\s+{_PERSON}\s+(?:ever\s+)?(?:got|had)\s+(?:any\s+|an?\s+)?{_HAS}\b",
        r"\bwhere\s+(?:does|did)\s+(?!(?:the|an?|this|that|it|our|your|my|each|every|social)\b)(?!\w+\s+(?:value|policy|duty|team|data)\b)"
        r"(?-i:[A-Z][a-z'’-]+\s+[A-Z][a-z'’-]+|[a-z]+\s+[a-z]+)\s+live(?=\s*(?:[?.!]|$|now\b|these\b))",
        r"\bhow\s+(?:much|well)\s+(?:money\s+)?(?:does|did|do|is|was|will|would"
        rf"|has)\s+{_PERSON}\s+(?:\w+\s+){{0,2}}?{_PAID}(?!\s+to\b){_A_TIME}",
        rf"\bwhat\s+(?:does|did|do|is|was|would)\s+{_PERSON}\s+(?:\w+\s+)?(?:earn|get paid|paid|make|earning)(?!\s+of\b){_A_TIME}",
        rf"\bhow\s+old\s+(?:is|was|are)\s+{_PERSON}{_ENDS}",
        rf"\b(?:is|was|isn['’]?t)\s+{_PERSON}\s+{_SHADES}(?:secretly\s+|also\s+)?{_LIVED}\b{_ENDS}",
        rf"\b(?:does|did|do)\s+{_PERSON}\s+(?:have|has|got|suffer from)\s+(?:any\s+|an?\s+)?{_HAS}\b",
        rf"\b(?:does|did)\s+{_PERSON}\s+(?:\w+\s+)?(?:drink|smoke|gamble|take drugs|use drugs|believe in god|go to church|vote for"
        r"|vote (?:labour|tory|conservative|reform|green))(?=\s*(?:[?.!,]|$|at|too|a lot|much))",
        rf"\b(?:has|had|was|were)\s+{_PERSON}\s+(?:ever\s+)?(?:been\s+)?{_SUFFERED}\b",
        rf"\b(?:what|which)\s+{_OWN_THING}\s+(?:is|does|did|do|has|had|was|would|will)\s+{_PERSON}",
        rf"\bwhy\s+(?:is|was|has)\s+{_PERSON}\s+(?:been\s+)?(?:off|away|absent|{_UNWELL})\b",
    )),
    re.IGNORECASE,
)  # fmt: skip
OPINION = re.compile(
    "|".join((
        rf"\b(?:is|are|was|were|isn['’]?t)\s+(?:{_PERSON}|{_HOLDERS}|(?:the|your|our|these"
        rf"|those)\s+(?:\w+\s+)?{_HOLDERS})\s+{_SHADES}(?:{_GOOD_OR_BAD}|{_ESTEEMED})\b",
        rf"\b(?:think|reckon|believe|say|agree|feel)\s+(?:that\s+)?{_PERSON}\s+(?:is|was)\s+{_SHADES}(?:{_GOOD_OR_BAD}|{_ESTEEMED})\b",
        rf"\b(?:do|does|did|would|can|could|should)\s+{_ANYONE}\s+(?:really\s+|ever\s+|all\s+)?{_FEELS}\s+{_PERSON}{_ABOUT_WORK}{_ENDS}",
        rf"\bwhat\s+(?:do|does|did|are|is)\s+{_ANYONE}\s+(?:really\s+)?(?:think|thinks|saying|say|says|make|reckon)\s+(?:of"
        rf"|about)\s+{_PERSON}{_ABOUT_WORK}{_ENDS}",
        rf"\b(?:opinion|view|thoughts|take|verdict|gossip|dirt|rumours?)\s+(?:of|on|about)\s+{_PERSON}{_ABOUT_WORK}{_ENDS}",
        rf"\bshould(?:n['’]?t)?\s+{_PERSON}\s+(?:be\s+(?:sacked|fired|dismissed|jailed)|resign|step down|lose (?:his|her) job)\b",
        rf"\b(?:who|which\s+{_OFFICE})(?:['’]?s|\s+(?:is|was))\s+(?:the\s+)?{_WORST}\b",
        rf"(?:^|[.!;:]\s*|\b(?:please|and|can you|could you)\s+)(?:rate|rank|insult|mock|criticise|slag off|make fun of)\s+{_PERSON}",
        rf"\bhow\s+(?:good|bad|competent|honest|popular|trustworthy|clever|useless|lazy)\s+(?:is|are|was)\s+(?:{_PERSON}|{_HOLDERS})\b(?!['’])",
        rf"\bwhy\s+(?:is|are|was)\s+(?:{_PERSON}|{_HOLDERS})\s+(?:so|such)\s+{_SHADES}(?:{_GOOD_OR_BAD}|{_ESTEEMED})\b",
    )),
    re.IGNORECASE,
)  # fmt: skip


@cache
def given_names() -> frozenset[str]:
    """Given names that are common in the United Kingdom, in lower case."""
    return frozenset(GIVEN_NAMES.read_text(encoding="utf-8").split())


@cache
def _names() -> re.Pattern[str]:
    """A name with a title before it, or a given name and another name."""
    given = "|".join(sorted(given_names()))
    return re.compile(rf"\b(?:{_TITLED}|(?:{given})\s+(?!(?:is|does|has|and|or|in|at)\b){_NAME})", re.IGNORECASE)


def _without_names(question: str) -> str:
    return _names().sub(_NAMED, question)


def asks_private(question: str) -> bool:
    """Whether what is private to a person is asked for.

    >>> asks_private("Where does the head of procurement live?"), asks_private("Does Southend's home care contract need social value?")
    (True, False)
    """
    return bool(PRIVATE.search(_without_names(question)))


def asks_opinion(question: str) -> bool:
    """Whether an opinion of a person is asked for.

    >>> asks_opinion("Is the leader any good?"), asks_opinion("Is the social value portal any good?")
    (True, False)
    """
    return bool(OPINION.search(_without_names(question)))
