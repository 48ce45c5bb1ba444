"""Things that are bought whose names hold a word of a matter of the law: a flood wall is no emergency, a tennis court no court.

Before a matter is looked for in a question, the names of such things are taken out of it.
"""

from __future__ import annotations

import re

_NO_THING = (
    r"contracts?|procur\w+|purchas\w+|buy\w*|bought|orders?|awards?|jobs?|works?|repairs?|needs?|situations?|cases?|basis|actions?|measures?"
    r"|requirements?|requests?|circumstances?|exempt\w+|exception\w*|rules?|provisions?|powers?|clauses?|clean\w*|damag\w*|hit|struck|water\w*"
    r"|victims?|happen\w*|has|have|had|is|are|was|were|will|would|can|could|may|might|must|do|does|did|and|or|but|so|as|if|when|that|which|who|this"
    r"|we|it|our|the|a|an|in|on|at|of|to|for|from|by|with|last|next|today|yesterday|tomorrow|again|now|yet|here|there|under|after|before"
    r"|about|because|since|let|lets|means?|left|came|took|swept|broke|made|hits|tore|tears|brought|forced|forces|makes|struck|strikes|mean|act"
    r"|duty|social|value|law|over|through|near|later|just|excus\w+|count\w*|be|been|being|not|no|out|off|up|down|tenders?|suppl(?:y|ies)|goods|services"
    r"|spend\w*|pumps?|too|also|then|than|while|during|might|needs|meant|apply|applies|turn\w*|ruin\w*|wreck\w*|destroy\w*|close[ds]?|shut"
)
"""Words after "flood", "storm", "crisis" that make no name of a thing with it."""
_AIMED_AT = r"(?:against|from|resist\w*|to (?:flooding|floods?)|risks? of|study of|models? of|modelling of|prone to|at risk of)"
THINGS = re.compile(
    r"\b(?:flood(?:ing)?|storm|disaster|crisis)(?:[- ]|[- ]water )"
    rf"(?!(?:{_NO_THING})\b)[a-z]+"
    rf"|\b(?:protect\w*|defen[cds]\w*|guard\w*|prevent\w*|alleviat\w+|mitigat\w+|resilien\w+|barriers?|walls?|banks?|gates?)\b[^.?!;]{{0,30}}?"
    rf"\b(?:{_AIMED_AT} |(?:the |of |river |coastal |surface water |future )+)?(?:floods?|flooding|storms?|emergencies)\b"
    r"|\bemergency[- ](?:temporary |overnight |winter |and |or |exit |mental health |out of hours |on[- ]call )*"
    r"(?:light\w*|accommodation|housing|planning|plann\w+|exits?|generators?|vehicles?|services? (?:centre|network|training|staff)|departments?"
    r"|calls?|call[- ]handling|(?:\w+ ){0,2}call[- ]?outs?|shelters?|food|telephones?|phones?|stop|kits?|radios?|plans?|response|responders?"
    r"|contacts?|cover"
    r"|duty team|team|training|doors?|lamps?|power|alarms?|alert\w*|care|dental|dentist\w*|beds?|grants?|control|room|centres?|preparedness|foster\w*"
    r"|placements?|refuges?|hostels?|social work|messag\w+|communications?|drills?|exercises?|escapes?|signs?|signage|ladders?|showers?|relief)\b"
    r"|\burgent[- ](?:care|treatment|and emergency|dental|community response|response service|eye care)\b"
    r"|\bdangerous (?:structures?|dogs?|goods|substances|waste|wild|animals?)\b|\b(?:business )?continuity\b"
    r"|\b(?:tennis|basket ?ball|netball|squash|badminton|sports?|multi-use|food|bowls?|volleyball|court ?yard) courts?\b"
    r"|\bcourt (?:transport|escorts?|buildings?|resurfac\w+|interpret\w+)|\b(?:resurfac\w+|relay\w*|relin\w+|flood ?light\w*) (?:\w+ ){0,3}courts?\b"
    r"|\bvoid (?:propert(?:y|ies)|homes?|houses?|flats?|dwellings?|repairs?|works?|clear\w*|clean\w*|units?|security|maintenance|management)\b"
    r"|\b(?:for|in|of|to|empty|council|housing) voids\b"
    r"|\bweight[- ](?:management|loss|training|watch\w*|machines?|room)\b|\bweigh\w*bridges?\b|\bfree weights\b"
    r"|\b(?:gas|oil|water|fuel|heating|heat|steam|sewage|district heating) pipelines?\b|\bpipeline (?:works|repairs?|laying|inspections?|survey\w*)\b"
    r"|\b(?:nature|wildlife|game|marine|sports?) reserves?\b|\breservoirs?\b"
    r"|\b(?:fresh|frozen|cooked|raw|halal|red|tinned|butcher\w*) meats?\b|\bmeat (?:and|products?|suppl\w+|for|deliver\w+)\b"
    r"|\bscrap (?:metal|cars?|vehicles?|yards?)\b|\bmixed[- ](?:use|recycl\w+|waste|tenure|paper|dry|glass)\b|\bsplit[- ](?:system|level|units?)\b"
    r"|\btransition (?:support|services?|workers?|coaching|planning|programmes?)\b|\bconsultation (?:rooms?|suites?)\b"
    r"|\b(?:window|roof|door|boiler|kitchen|bathroom|lift|bridge|lighting|lamp|column|fleet|vehicle|system|pipe|cable|heating|floor\w*|carpet|hip"
    r"|battery|filter|ceiling|fence|furniture|bus|cladding|server|software|it|website|street ?light\w*|playground|gutter\w*)"
    r" replac(?:ements?|ing)\b|\breplacements?\b"
    r"|\breplac(?:e|ing) (?:(?:the|our|its|all|an?|old|\d+|some|worn|broken|existing) )+(?!(?:public|social|2012|act|law|sv)\b)[a-z]+",
    re.IGNORECASE,
)


def without_things(question: str) -> str:
    """The question without the names of things that are bought and sound like a matter of the law.

    >>> without_things("Does the Act cover a flood wall?"), without_things("Does the Act apply after a flood?")
    ('Does the Act cover a  ?', 'Does the Act apply after a flood?')
    >>> without_things("emergency lighting"), without_things("emergency repairs"), without_things("it did replace the Act")
    (' ', 'emergency repairs', 'it did replace the Act')
    """
    return THINGS.sub(" ", question)
