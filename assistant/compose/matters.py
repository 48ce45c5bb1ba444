"""The particular matters of national law that officers ask about, by the words they use, each with the clause of the digest on it.

A question on one of them is answered from that clause, and not by working out whether the Act reaches a contract.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from assistant.compose.things_named import without_things

_POLICY_DUTY = r"npps|policy statement|section 1[23]|procurement act|pa ?(?:20)?23|small firms|smes?\b|objectives"
_OLD_RULES = (
    r"\bpcr\b|\bpcr ?(?:20)?15|public contracts? regulations?|\b2015 regulations?|\bold (?:regs?|rules|regime|regulations?|law|act)\b"
    r"|\bprevious (?:regs?|rules|regime|regulations?)\b|\bdps\b|dynamic purchasing|\btransition\w*|\bwhich regime\b"
    r"|before (?:24 )?february 2025"
)
_SUES = (
    r"\bsu(?:e|ed|ing)\b|\bcourts?\b|\bchalleng\w+|\benforce\w*|\bremed(?:y|ies)\b|\bjudicial\w*|\blegal action\b|\bdamages\b"
    r"|\bhold (?:us|a council|the council|them) to\b"
)
_BREACH = (
    rf"\bbreach\w*|\b(?:in)?valid\w*|\bvoid\b|\bunlawful\w*|\bpenalt\w+|\bfined?\b|\bsanctions?\b|\bconsequences?\b|{_SUES}"
    r"|\b(?:forg[eo]t\w*|fail\w*|ignor\w+|did ?n[o'’]t|skipped)\b.{0,40}\b(?:consider\w*|duty|act|social value)"
    r"|\bnever\b.{0,20}\b(?:consider\w*|thought|looked at|met|did|complied|bothered|had regard)\b.{0,40}\b(?:duty|act|social value|it|so)\b"
    r"|\bnot (?:consider|think|look)\w*\b.{0,30}\bsocial value\b|\bwithout (?:consider|think|look)\w*\b.{0,30}\bsocial value\b"
    r"|\b(?:br(?:eak|oke|oken)|contraven\w+|infring\w+)\b.{0,20}\b(?:act|duty|law)\b"
    r"|\b(?:no ?one|nobody|none of us)\b.{0,50}\b(?:thought|consider\w*|looked at)\b"
    r"|\bwhat happens if\b.{0,40}\b(?:fail\w*|forg\w+|ignor\w+|breach\w*|do ?n[o'’]t|does ?n[o'’]t|skip\w*)"
)
_OUT = r"(?:out|advertised|published|issued|live|launched|invited|sent)"
_TIMING = (
    rf"\b(?:are we|am i|are they|still) in time\b|\btoo late\b|\bin (?:good )?time\b|\bby (?:when|what (?:point|stage|time))\b"
    r"|\bat (?:what|which) (?:point|stage|time)\b|\bhow (?:early|late|soon)\b.{0,40}\b(?:consider\w*|duty|social value)"
    r"|\bwhen (?:must|should|does|do|has|have|is|are|exactly|in the process)\b.{0,60}\b(?:consider\w*|duty|social value|be met|comply|the act)\b"
    rf"|\balready {_OUT}\b|\b(?:went|gone|is|was|are|been) (?:already )?{_OUT}\b.{{0,160}}\b(?:consider\w*|think\w*|thought|duty|in time"
    rf"|late|now)\b"
    rf"|\bafter (?:the |our |we )?(?:itt|tender|quotes?|notice|advert\w*|publi\w+|invit\w+|award\w*|{_OUT})\b|\bretrospectiv\w*|\bafterwards\b"
    r"|\bbefore or after\b|\bbefore (?:the |we )?(?:tender|itt|advert\w*|procurement (?:starts|begins)|publish\w*|go(?:es)? out)\b"
    r"|\b(?:launched|published|issued|sent|posted|advertised|placed)\b.{0,20}\b(?:advert\w*|tender|itt|notice)\b.{0,120}"
    r"\b(?:n[o'’]t|forg\w+|only now|yet|still|late)\b"
    r"|\b(?:latest|last) (?:point|moment|stage)\b|\bwhat (?:point|stage)\b"
)


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter with the clauses on it, the first before the rest."""

    clauses: tuple[str, ...]
    asked: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    also: re.Pattern[str] | None = None

    def holds(self, question: str) -> bool:
        """Whether the question asks about it."""
        beside = self.also is None or bool(self.also.search(question))
        return bool(self.asked.search(question)) and beside and not (self.unless and self.unless.search(question))


def _matter(*clauses: str, asked: str, unless: str = "", also: str = "") -> Matter:
    def compiled(words: str) -> re.Pattern[str] | None:
        return re.compile(words, re.IGNORECASE) if words else None

    return Matter(clauses, re.compile(asked, re.IGNORECASE), compiled(unless), compiled(also))


_BOTH_ACTS = (
    r"(?:social value\)? act|2012 act|act of 2012).*(?:procurement act|2023 act|act of 2023)|(?:procurement act|2023 act"
    r"|act of 2023).*(?:social value\)? act|2012)"
)
_STARTS = r"(?:notice|advert\w*|itt|invit\w+|start(?:s|ed)?|beg[aiu]n|publish\w*|contacted)"
_ENDS = r"(?:award\w*|sign\w*|ends?|let|conclud\w+|contract date|date of the contract)"
_MIDWAY = (
    r"\bunder ?way\b|\bin the middle\b|\bmid-?(?:way|procurement|tender|process)\b|\bhalf ?way\b|\bstraddl\w+|\bspan(?:s|ned|ning)?\b"
    r"|\balready (?:started|running|begun|out)\b|\bpart ?way\b"
)
_LIMITS = r"(?:thresh?h?olds?|ones?|amounts|figures|set|limits?)"
SPLIT = "Valuing frameworks, concessions and split contracts"
_CUTS = r"(?:cut(?:s|ting)?|slic(?:e|es|ed|ing)|chop\w*|divid\w+|carv\w+|break(?:s|ing)?|broken|hiv\w+|spread\w*|par(?:cel|tition)\w*)"
_IN_PARTS = (
    r"(?:in|into) (?:two|three|four|five|six|several|\d+|half|halves|thirds|quarters|parts|pieces|bits|chunks|slices|smaller|little|separate|lots)"
    r"(?= (?:so|to|and|or|parts?|pieces?|halves|bits|chunks|slices|smaller|little|lots?|contracts?|orders?|separate|packages?|jobs?|purchases?"
    r"|deals?|procurements?|that|each|just|equal|below|under|if|tenders?|where)\b|\W*$|[,.;?!)])"
)
_DODGES = (
    r"(?:dodg\w+|avoid\w*|escap\w+|evad\w+|duck\w*|side-?step\w*|(?:get|gets|got|getting|slip|slips) (?:round|around|under|below|out of|past)"
    r"|(?:stay|keep|remain|fall|sit|come|kept|stays)\w* (?:below|under|beneath|clear of))"
)
DODGING = re.compile(rf"\b(?:to|that|so) (?:\w+ ){{0,4}}?{_DODGES}", re.IGNORECASE)
"""What a contract is split for where a threshold is to be dodged: "to get under", "so that each stays below it"."""
MATTERS = (
    _matter(
        "Which period's threshold applies",
        asked=r"\b(?:which|what) (?:year|set|period|version)\w*\b"
        rf"|\b(?:old|older|new|newer|earlier|previous)\b.{{0,25}}\b{_LIMITS}\b|\bthresholds?\b.{{0,40}}\b(?:old|older|new|newer)\b"
        r"|\bthe 20\d\d\b.{0,30}\bor\b.{0,12}\b20\d\d\b"
        rf"|{_MIDWAY}|\b(?:{_STARTS}|{_ENDS}) date\b|\bdate of (?:the )?(?:award|notice|contract|advert\w*|start)\b"
        rf"|\b(?:{_STARTS}\b.{{0,40}}\bor\b.{{0,40}}{_ENDS}|{_ENDS}\b.{{0,40}}\bor\b.{{0,40}}{_STARTS})\b"
        rf"|\b{_STARTS}\b[^?]*\b20\d\d\b[^?]*\b{_ENDS}\b[^?]*\b20\d\d\b",
        also=rf"^(?=.*\bthresh?h?olds?\b)(?=.*(?:\b(?:{_STARTS}|{_ENDS})\b|{_MIDWAY}))(?=.*\b(?:which|what|do|does|is|are|or)\b)"
        r"(?=.*\b(?:appl(?:y|ies|ied)|govern\w*|count\w*|use|used|go by|matters?|decid\w+|right one|bites?|old|new|figures|holds?)\b)",
        unless=r"\bbelow[- ]threshold (?:tender )?notices?\b|\bnew(?:ly)? (?:act|contract|supplier|policy)\b",
    ),
    _matter(
        "Urgency",
        asked=r"\burgen\w+|\bemergenc\w+|\bcrisis\b|\bflood\w*|\bshort notice\b|\b(?:can ?not|can['’]?t|no time to) wait\b|\bin a hurry\b"
        r"|\bimmediate\w*|\b(?:straight|right) ?away\b|\basap\b|\bcollaps\w+|\bdisaster\b|\bstorm\b|\bdangerous\b",
        also=r"\bact\b|\bduty\b|\bsocial value\b|\blaw\b|\blegal\w*|\brules?\b",
    ),
    _matter(
        "Urgency",
        asked=r"\bwaiv\w+|\blet (?:us|you|me|them) off\b|\b(?:set|put|leave|left) aside\b|\bdisappl\w+|\bexcus\w+",
        also=r"\bact\b|\bduty\b",
    ),
    _matter("Health services under the Provider Selection Regime", asked=r"\bprovider selection\b|\bpsr\b"),
    _matter(SPLIT, asked=rf"\b{_CUTS}\b[^.?!;]{{0,60}}?\b{_IN_PARTS}"),
    _matter(
        SPLIT,
        asked=r"\bhalves\b|\b(?:one|two|three|four|several|many|lots of|little|small\w*|separate\w*|apart) (?:\w+ ){0,4}(?:orders|packages|contracts"
        r"|parts|pieces|purchases|jobs|deals|lots|tenders)\b|\bapart\b|\bsplit\w*",
        also=rf"\b{_DODGES}\b[^.?!;]{{0,40}}\b(?:threshold|line|limit|act|duty|law|rules?|figure)\b",
    ),
    _matter(
        "Whether to consult",
        asked=r"\bconsult(?:ation|ations|ed|s)?\b|\bconsulting (?:residents|users|people|the|with|on|stake\w+)"
        r"|\b(?:ask|talk to|speak to|engage|involve|hear from|survey)\b (?:with )?"
        r"(?:the |our |local )*(?:residents|users|public|people|communit\w+|stakeholders)",
        unless=r"\bconsultation of 2025|\b2025 consultation|\bgovernment['’]?s? consult|\bproposal",
    ),
    _matter("Enforcement of the Procurement Act duties", asked=_SUES, also=_POLICY_DUTY, unless=r"social value act|2012 act"),
    _matter(
        "Breach of the Act",
        asked=_BREACH,
        also=r"\bact\b|\bduty\b|\bsocial value\b|\b2012\b",
        unless=_POLICY_DUTY,
    ),
    _matter(
        "When the duty has to be met",
        asked=_TIMING,
        unless=_OLD_RULES + r"|\bpaid\b|\bkpis?\b|\bnotices? (?:due|published)",
    ),
    _matter(
        "Mixed contracts under the Act",
        asked=r"\bmixed\b|\bpart(?:ly)? (?:works|services|goods|supplies)\b|\b(?:services|works|goods|supplies) (?:combined|together"
        r"|and some) \w+",
    ),
    _matter(
        "Frameworks and call-offs under the Act",
        asked=r"\b(?:each|every|again|afresh|redo|repeat\w*|second time)\b.{0,60}\bcall[- ]?offs?\b"
        r"|\bcall[- ]?offs?\b.{0,80}\b(?:again|afresh|too|repeat\w*)\b",
        unless=_OLD_RULES,
    ),
    _matter(
        "Frameworks and call-offs under the Act",
        asked=r"\bframeworks?\b|\bcall[- ]?offs?\b",
        also=r"social value\)? act|2012 act|\bthe act\b",
        unless=_OLD_RULES + r"|\bnot (?:as )?a call|\bvalu(?:ed|ing|ation)\b|£",
    ),
    _matter(
        "The 2012 Act and the Procurement Act 2023",
        asked=r"\brepeal\w*|\breplac\w+|\bsupersed\w+|\bdone away with\b|\bscrap\w+"
        r"|\bstill (?:in force|law|alive|good law|exist\w*|valid|stand\w*|need\w*|a thing)",
        also=r"social value\)? act|2012",
    ),
    _matter(
        "The 2012 Act and the Procurement Act 2023",
        asked=r"\b(?:went|gone|goes)\b.{0,20}\b(?:when|with|now|since)\b|\babolish\w*|\blaps\w+|\bobsolete\b|\bdead\b|\bno longer\b"
        r"|\bended\b|\bover ?taken\b",
        also=_BOTH_ACTS,
    ),
    _matter(
        "The 2012 Act and the Procurement Act 2023",
        asked=r"\b(?:wip\w+|sw[ea]pt|kill\w*|swallow\w*|cancel\w*|revok\w+|remov\w+|ditch\w*|scrub\w*|kick\w*|throw\w*|threw|chuck\w*"
        r"|bin(?:ned)?) ?(?:out|off|up|away|aside)?\b"
        r"|\bput\w* (?:an end|paid|a stop) to\b|\b(?:vanish|disappear|extinguish|absorb|consum|merg|subsum|overr|overtak|displac|trump"
        r"|override|affect|chang|amend|alter)\w*"
        r"|\beffects?\b|\bimpact\b|\bforget\b|\bredundant\b|\btak\w+ (?:the |its )?place\b|\b(?:superfluous|unnecessary|pointless"
        r"|meaningless|needless)\b"
        r"|\bg[eo]t rid of\b|\bdid away with\b|\bstill\b|\bbecame of\b|\bhappen(?:s|ed) to\b|\bboth\b|\bside by side\b|\balongside\b"
        r"|\btogether\b|\bas well as\b"
        r"|\b(?:relat\w+|fit\w*|interact\w*|differ\w*|sit\w*|square\w*|stand\w*)\b.{0,40}\b(?:to|with|from|together|beside)\b"
        r"|\btook (?:the place|over)\b|\btaken over\b",
        also=_BOTH_ACTS,
        unless=r"\b(?:which|what) (?:\w+ )?contracts?\b|£",
    ),
    _matter(
        "The 2012 Act and the Procurement Act 2023",
        asked=r"\b(?:is|has|did|was|are|have)\b.{0,50}\b(?:history|vanish\w*|disappear\w*|defunct|wiped out|swept away|killed off"
        r"|a dead letter|gone|no more|binned|dropped"
        r"|done for|out of force|off the books|still with us|still around|still on the books|still going|survive\w*)\b|\bsurviv\w+"
        r"|\b(?:vanished|disappeared|went|was (?:swept|wiped|done|killed|cancelled|binned|abolished))\b",
        also=r"social value\)? act|2012 act",
        unless=r"\b(?:notice|tender|itt|advert\w*)\b",
    ),
    _matter("Standard rate of VAT", asked=r"\bvat rate\b|\brate of vat\b|\bstandard rate\b"),
    _matter(
        "Transition to the Procurement Act", "Procurement Act 2023", asked=_OLD_RULES, unless=r"\bvalu(?:e|ed|ing|ation)\b"
    ),
    _matter(
        "Which period's threshold applies",
        asked=r"\b(?:which|what|old|new|older|earlier|previous)\b.{0,50}\bthresholds?\b.{0,60}\b(?:govern\w*|appl(?:y|ies|ied)|count\w*|use"
        r"|bites?)\b"
        r"|\bthresholds?\b.{0,40}\b(?:old|new|older|earlier|previous) one\b|\bold thresholds?\b|\bold or (?:the )?new\b",
        also=r"\bnotice\b|\badvert\w*|\bdates?\b|\bday\b|\baward\w*|\bpublish\w*|\binvit\w*",
    ),
    _matter("Key performance indicators", asked=r"\bkpis?\b|\bkey performance\b|\bperformance indicators?\b"),
    _matter(
        "Performance and payment notices",
        asked=r"\b(?:performance|payments?(?: compliance)?) notices?\b|\bpublish\w*.{0,30}\bpayments?\b|\bpayments?\b.{0,30}\bpublish\w*",
    ),
    _matter(
        "Below-threshold contracts",
        asked=r"\b(?:get|be|been|being|must be|when|suppliers?)\b.{0,25}\bpaid\b|\bpayment (?:terms?|periods?|days|deadlines?|times?)\b"
        r"|\bprompt payment\b"
        r"|\bpay (?:\w+ ){0,3}(?:suppliers?|invoices?|contractors?|firms|us|them)\b|\binvoices?\b|\blate payments?\b|\bpay within\b|\b30 days\b"
        r"|\bpart 6\b|\bsuitability (?:stage|test|questions?)\b|\bpre-?qualif\w+|\bpqq\b",
        unless=r"\bnotices?\b|\bwages?\b|\bliving\b",
    ),
    _matter(
        "Below-threshold notices",
        asked=r"\bbelow[- ]threshold (?:tender )?notices?\b|\bcontract details notices?\b|\b(?:advertis\w+|notices?|contracts finder)\b.{0,60}"
        r"\b(?:small|low[- ]value|below|£ ?\d\d?,?\d{3}|\d\dk)\b|\b(?:small|low[- ]value|below[- ]threshold)\b.{0,60}\b(?:advertis\w+"
        r"|notices?)\b",
        unless=r"\bpipeline\b|\breserv\w+|\bwhich threshold\b|\bold threshold\b",
    ),
    _matter("Pipeline notices", asked=r"\bpipelines?\b"),
    _matter(
        "Reserving contracts for local suppliers",
        asked=r"\breserv\w+|\bring-?fenc\w+"
        r"|\b(?:only|limit\w*|restrict\w*|keep)\b.{0,40}\b(?:local|uk|british)\b|\blocal (?:firms|suppliers|companies) only\b",
    ),
    _matter("Non-commercial matters", asked=r"\bnon-?commercial\b|\blocal government act\b|\bsection 17\b"),
    _matter(
        SPLIT,
        asked=r"\bsplit\w*|\bdisaggregat\w+|\baggregat\w+|\bcarv\w+ up\b|\bbreak\w*\b.{0,30}\b(?:up|into)\b"
        r"|\bseparate (?:contracts|orders|lots)\b|\bseveral smaller\b"
        r"|\b(?:value|valu\w+|worth|estimate)\b.{0,30}\b(?:frameworks?|concessions?)\b",
    ),
    _matter(
        "Estimating a contract's value",
        asked=r"\bhow (?:do|is|are|should|to|would|must)\b.{0,50}\b(?:valu(?:e|ed|ing)|estimat\w+|work out|calculat\w+|reckon\w*)\b"
        r"|\b(?:value|valuation|estimate\w*)\b.{0,60}\b(?:options?|extensions?|whole life|per year|annual\w*|one year)\b"
        r"|\b(?:options?|extensions?)\b.{0,40}\b(?:count\w*|includ\w+|value)\b",
        unless=r"\b2015\b|\bpcr\b|\bframeworks?\b|\bconcessions?\b",
    ),
    _matter(
        "Barriers for small firms",
        "Below-threshold contracts",
        asked=r"\b(?:small\w*|smes?|micro)\b.{0,60}\b(?:barriers?|obstacles?|stop\w*|hinder\w*|prevent\w*|difficult\w*"
        r"|in the way|held back|disadvantag\w+)"
        r"|\b(?:barriers?|obstacles?|stops?|hinder\w*|prevent\w*|difficult\w*|in the way of)\b.{0,60}\b(?:small\w*|smes?|micro)\b",
    ),
    _matter(
        "Who the Act binds",
        asked=r"\b(?:bound|bind(?:s|ing)?|subject to|appl(?:y|ies) to)\b.{0,60}\b(?:public bod\w+|bodies|organisations?|us|everyone)\b"
        r"|\b(?:schools?|academ(?:y|ies)|universit\w+|housing associations?|nhs|police|charit\w+|trusts?|parish councils?|public bod\w+)\b.{0,30}"
        r"\b(?:bound|binds?|subject to|have to|has to|must|comply)\b"
        r"|\b(?:bind|apply to|bound)\b.{0,20}\b(?:schools?|academ(?:y|ies)|universit\w+|housing associations?|charit\w+|parish councils?)\b"
        r"|\bwho\b.{0,20}\b(?:bound|bind|covered|must follow|has to follow)\b",
        also=r"social value\)? act|2012 act|\bthe act\b",
        unless=r"\bppn\b|\bbuild\w*|\bconstruct\w*|£",
    ),
    _matter("PPN 003", asked=r"\bppn ?0?03\b"),
    _matter("PPN 002", asked=r"\bppn ?0?02\b"),
    _matter(
        "No national weighting for councils",
        asked=r"\bweight\w*|\b(?:\d+|five|ten|fifteen|twenty|twenty-five|thirty) ?(?:%|per ?cent)|\bpercentage\b"
        r"|\b(?:share|tenth|fifth|quarter|third) of (?:the |all |its )?(?:scores?|marks|points)\b",
        unless=r"\bppn\b|central(?!.*\b(?:every|each|all|any|our|local|a) (?:local )?(?:council|authorit))|department|\bvat\b"
        r"|\b20 ?%|\bconsult(?!ant)|\bscot|\bnorthern\b|\bwales\b|\bwelsh\b|\bproposal|\btarget",
    ),
    _matter("Social Value Model", asked=r"\bsocial value model\b"),
    _matter("National TOMs", asked=r"\btoms\b|\bthemes,? outcomes"),
    _matter(
        "Award criteria", asked=r"\baward criteria\b|\bmost (?:economically )?advantageous\b|\bmeat\b|\bsubject[- ]matter\b"
    ),
)


def asked_about(question: str) -> tuple[str, ...]:
    """The clauses on the matter that a question is about; empty where it is about none that is known here.

    >>> asked_about("Can we skip the Act in an emergency?"), asked_about("Is there a duty to consider social value?")
    (('Urgency',), ())
    >>> asked_about("Does the Act cover emergency lighting?"), asked_about("Does the Act cover a £6m flood wall?")
    ((), ())
    """
    question = without_things(question)
    return next((matter.clauses for matter in MATTERS if matter.holds(question)), ())


FROM_A_DAY = re.compile(r"\bfrom (\d{1,2} [A-Z][a-z]+ \d{4})$")


def dated_from(heading: str) -> date | None:
    """The day that a heading says its clause begins on.

    >>> dated_from("Thresholds from 1 January 2026"), dated_from("Urgency")
    (datetime.date(2026, 1, 1), None)
    """
    found = FROM_A_DAY.search(heading)
    return datetime.strptime(found[1], "%d %B %Y").date() if found else None


def place(clause: str, heading: str, wanted: Sequence[str], headings: Sequence[str], as_of: date) -> int:
    """Where a passage stands among those found: what is asked about first, then the law, then examples and what the law no longer is."""
    if clause in wanted:
        return wanted.index(clause)
    return len(wanted) + int(heading.startswith("Example") or not is_current(heading, headings, as_of))


def is_current(heading: str, headings: Sequence[str], as_of: date) -> bool:
    """Whether a clause that begins on a day is the one for the day asked about; one that names no day always is.

    >>> years = ["Thresholds from 1 January 2024", "Thresholds from 1 January 2026"]
    >>> [is_current(heading, years, date(2025, 3, 1)) for heading in years]
    [True, False]
    """
    begins = dated_from(heading)
    if begins is None:
        return True
    subject = heading.split(" from ")[0]
    days = [day for other in headings if other.split(" from ")[0] == subject and (day := dated_from(other)) and day <= as_of]
    return bool(days) and begins == max(days)
