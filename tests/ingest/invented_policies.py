"""The invented policies of `tests/data` as Word and PDF files, each made with the format's own means.

Their text, Markdown and HTML forms stand in `tests/data`. "numbered" has numbered sections and clauses, "headed" has
headings without numbers.
"""

from __future__ import annotations

from pdf_files import PdfPages
from word_files import HEADINGS as HEADING_STYLES
from word_files import abstract, level, note, numbered_list, paragraph, run, style, table, word_file

ANSWER = "The answer may be short."
ASIDES = (
    "2012 was the year in which Parliament first asked councils to think about this.",
    "10 contracts were looked at for this paper.",
    "1.5 million meals stand behind one of them, and 2.5 tonnes of food left over from it went to waste in a month.",
)
OUTCOMES = [
    ["", "What we hope for", "How it is counted"],
    ["Environment", "Less waste goes to landfill", "Tonnes a year"],
    ["^", "Fewer miles are driven", "Miles a month"],
    ["^", "Air near schools is cleaner", "Readings a term"],
    ["Jobs, skills, and wages", "More people learn a trade", "Places filled"],
    ["^", "Wages reach the living wage", "Staff who are paid it"],
]
THRESHOLDS = [["Services and goods", "£90,000 plus VAT"], ["Works", "£750,000, where the contract runs for 18 months or more"]]

_CLAUSES, _LETTERS, _ITEMS, _QUOTED, _BULLETS, _AGAIN = 1, 2, 3, 4, 5, 6


def numbered_docx() -> bytes:
    """The numbered policy with every number counted by Word: headings and clauses in one list, items in others."""
    numbering = (
        abstract(10, level(0, "decimal", "%1.", style="Heading1"), level(1, "decimal", "%1.%2."))
        + abstract(11, level(0, "lowerLetter", "(%1)", left=360), level(1, "lowerRoman", "(%2)", left=720))
        + abstract(12, level(0, "decimal", "%1.", left=360))
        + abstract(13, level(0, "bullet", "\uf0b7", left=1080))
        + numbered_list(_CLAUSES, 10)
        + numbered_list(_LETTERS, 11)
        + numbered_list(_ITEMS, 12)
        + numbered_list(_QUOTED, 12, level0=7)
        + numbered_list(_BULLETS, 13)
        + numbered_list(_AGAIN, 10, level1=1)
        + numbered_list(7, 12, level0=1)
        + numbered_list(8, 12, level0=1)
    )
    heading_list = f'<w:pPr><w:numPr><w:numId w:val="{_CLAUSES}"/></w:numPr></w:pPr>'
    styles = HEADING_STYLES.replace(style("Heading1", "heading 1"), style("Heading1", "heading 1", heading_list)) + style(
        "TOC1", "toc 1"
    )
    return word_file(
        _numbered_body(),
        numbering=numbering,
        footnotes={2: "Set by the council on 4 March 2026.", 3: "The Portfolio Holder for Finance."},
        styles=styles,
    )


def _numbered_body() -> str:
    clause, letter, bullet = (_CLAUSES, 1), (_LETTERS, 0), (_BULLETS, 0)
    deleted = (
        '<w:del w:id="1"><w:r><w:delText>is never </w:delText></w:r></w:del><w:ins w:id="2"><w:r><w:t>is </w:t></w:r></w:ins>'
    )
    return "".join(
        [
            paragraph("Marlowe Vale District Council", style="Title"),
            paragraph("Responsible Buying Policy", style="Title"),
            paragraph("March 2026"),
            paragraph("1. Background 2", style="TOC1"),
            paragraph("2. How we buy 3", style="TOC1"),
            paragraph("Summary", style="Heading2"),
            paragraph("This paper asks members to adopt a policy on buying well, and to say how it will be watched."),
            paragraph("Recommendation", style="Heading2"),
            paragraph("Members are asked to agree:"),
            paragraph("That the policy at Appendix 2 is adopted.", number=(_ITEMS, 0)),
            paragraph("That the Head of Buying may correct it where the law changes.", number=(_ITEMS, 0)),
            paragraph("Background", style="Heading1"),
            paragraph(
                "The council spends some £40 million a year with others, and wants more of that money to stay in the vale.",
                number=clause,
            ),
            *map(paragraph, ASIDES),
            paragraph("Officers who buy shall:", number=clause),
            paragraph("ask, before they buy, what people nearby need;", number=letter),
            paragraph("write into the contract:", number=letter),
            paragraph("what was promised, and", number=(_LETTERS, 1)),
            paragraph("by when; and", number=(_LETTERS, 1)),
            paragraph("keep the answer on file.", number=letter),
            paragraph(ANSWER),
            paragraph("A group of councils has put it like this:", number=clause),
            paragraph(runs=run("Local skills", "<w:b/>")),
            paragraph("Every buyer should ask for training places where the work allows it:", number=(_QUOTED, 0)),
            paragraph("for school leavers", number=bullet),
            paragraph("for people who come back to work", number=bullet),
            paragraph("No buyer should ask for so much that small firms stay away.", number=(_QUOTED, 0)),
            paragraph(runs=run("Small firms", "<w:b/>")),
            paragraph("Lots should be cut so that a small firm can carry one.", number=(_QUOTED, 0)),
            paragraph("How we buy", style="Heading1"),
            paragraph("Adopted principles:", number=clause),
            paragraph("Weigh what is asked for against what the contract is worth.", number=(7, 0)),
            paragraph(
                "Ask early, so that a supplier can plan for it and the people who live nearby can hear of it in good time.",
                number=(7, 0),
            ),
            paragraph("Pay on time.", number=(7, 0)),
            paragraph(
                "Social value ",
                number=clause,
                runs=deleted + run("weighed in every contract at these values or over") + note(2) + run(":"),
            ),
            table(THRESHOLDS),
            paragraph("Below them it is weighed where it can be.", number=clause),
            paragraph("Checking", style="Heading1"),
            paragraph("Priority aims", number=clause),
            paragraph("More jobs for people who live here", number=(8, 0)),
            paragraph("Cleaner air near schools", number=(8, 0)),
            paragraph("Required measures", style="Heading2", number=(_AGAIN, 1)),
            paragraph("Success is counted in the quarter after the contract ends, by the officer who let it."),
            table(OUTCOMES, header_rows=1),
            paragraph("Review", style="Heading1"),
            paragraph(
                "The policy is looked at again each March. The Portfolio Holder signs it off",
                runs=note(3) + run(" and the figures are published."),
            ),
            paragraph("Background papers", style="Heading1"),
            paragraph("None"),
        ]
    )


def numbered_pdf() -> bytes:
    """The numbered policy on four pages: numbers are drawn, a principle and a table are cut by pages, notes stand at the foot."""
    pages = PdfPages(header="Marlowe Vale: Responsible Buying Policy", footer="Version 2, page")
    for words in ("Marlowe Vale District Council", "Responsible Buying Policy"):
        pages.text(words, size=20, bold=True)
    pages.text("March 2026")
    pages.text("Contents", size=14, bold=True)
    for entry in (
        "1. Background ............................ 2",
        "2. How we buy ............................ 2",
        "3. Checking .............................. 4",
    ):
        pages.text(entry, gap=2)
    _heading(pages, "Summary")
    pages.text("This paper asks members to adopt a policy on buying well, and to say how it will be watched.")
    _heading(pages, "Recommendation")
    pages.text("Members are asked to agree:")
    pages.text("That the policy at Appendix 2 is adopted.", hanging="1.", indent=18)
    pages.text("That the Head of Buying may correct it where the law changes.", hanging="2.", indent=18)
    pages.turn()
    _heading(pages, "1. Background")
    _clause(
        pages,
        "1.1.",
        "The council spends some £40 million a year with others, and wants more of that money to stay in the vale.",
    )
    for aside in ASIDES:
        pages.text(aside)
    _clause(pages, "1.2.", "Officers who buy shall:")
    pages.text("ask, before they buy, what people nearby need;", hanging="(a)", indent=24)
    pages.text("write into the contract:", hanging="(b)", indent=24)
    pages.text("what was promised, and", hanging="(i)", indent=48)
    pages.text("by when; and", hanging="(ii)", indent=48)
    pages.text("keep the answer on file.", hanging="(c)", indent=24)
    pages.text(ANSWER)
    _clause(pages, "1.3.", "A group of councils has put it like this:")
    pages.text("Local skills", bold=True)
    pages.text("Every buyer should ask for training places where the work allows it:", hanging="7.", indent=24)
    pages.text("for school leavers", hanging="•", indent=48)
    pages.text("for people who come back to work", hanging="•", indent=48)
    pages.text("No buyer should ask for so much that small firms stay away.", hanging="8.", indent=24)
    pages.text("Small firms", bold=True)
    pages.text("Lots should be cut so that a small firm can carry one.", hanging="9.", indent=24)
    _heading(pages, "2. How we buy")
    _clause(pages, "2.1.", "Adopted principles:")
    pages.text("Weigh what is asked for against what the contract is worth.", hanging="1.", indent=24)
    pages.text(
        "Ask early, so that a supplier can plan for it and, well before the day, the people who live", hanging="2.", indent=24
    )
    pages.turn()
    pages.text("nearby can hear of it in good time.", indent=48)
    pages.text("Pay on time.", hanging="3.", indent=24)
    _clause(pages, "2.2.", "Social value is weighed in every contract at these values or over", raised="1")
    pages.table(THRESHOLDS, (130, 300))
    _clause(pages, "2.3.", "Below them it is weighed where it can be.")
    _heading(pages, "3. Checking")
    _clause(pages, "3.1.", "Priority aims")
    pages.text("More jobs for people who live here", hanging="1.", indent=24)
    pages.text("Cleaner air near schools", hanging="2.", indent=24)
    pages.text("3.1. Required measures – Success is counted in the quarter after the contract ends, by the officer who let it.")
    pages.table(OUTCOMES[:3], (130, 200, 120))
    pages.note("1", "Set by the council on 4 March 2026.")
    pages.turn()
    pages.table([OUTCOMES[0], ["", *OUTCOMES[3][1:]], *OUTCOMES[4:]], (130, 200, 120))
    _heading(pages, "4. Review")
    pages.text(
        "The policy is looked at again each March and the figures are published. The Portfolio Holder signs it off.", raised="2"
    )
    _heading(pages, "5. Background papers")
    pages.text("None")
    pages.note("2", "The Portfolio Holder for Finance.")
    return pages.finish()


def _heading(pages: PdfPages, words: str) -> None:
    pages.text(words, size=14, bold=True)


def _clause(pages: PdfPages, number: str, words: str, *, raised: str = "") -> None:
    pages.text(words, hanging=number, raised=raised)


OBJECTIVES = (
    ("1.", "Bring people who live here into the talk at the first chance there is."),
    ("3.", "Give 15% of the quality score to social value where it fits the contract."),
    ("2.", "Settle the measures with those who sell before the papers go out."),
)
DELIVERY = (
    "Every contract over £80,000 has a social value question in it. An officer who leaves it out writes down why.",
    "The weight of the answer is 12% of the whole score, or more where that can be done.",
    "The officer who runs the contract sees to it that promises are kept.",
)
COUNTED = [
    ["Theme", "What we hope for", "How it shows"],
    ["People at work", "More people of all ages are in work", "Numbers of new posts"],
    ["^", "Pay goes up for those who earn least", "Share of staff on the living wage"],
    ["Streets, homes and parks", "Less is thrown away", "Tonnes a year"],
    ["^", "Parks are looked after by those who use them", "Number of groups"],
]
DETAILS = [
    ["Owner", "The Director of Places", "", ""],
    ["Version", "2", "", ""],
    ["Impact check done?", "YES", "NO", "N/A"],
    ["Changes", "", "", ""],
    ["Date", "What changed", "By whom", "Agreed by"],
    ["May 2026", "First version", "The Director of Places", ""],
]
REFERENCE = [["Ref:", "ABC 12"], ["Review date", "May 2027"]]
_HEADED_LISTS = {name: number for number, name in enumerate(("plans", "people", "early", "one", "delivery", "governance"), 1)}


def headed_docx() -> bytes:
    """The headed policy: headings by style, each list a number of its own that starts anew, objectives typed as printed."""
    decimal = abstract(20, level(0, "decimal", "%1."))
    numbering = decimal + "".join(numbered_list(at, 20, level0=2 if name == "one" else 1) for name, at in _HEADED_LISTS.items())

    def item(words: str, of: str) -> str:
        return paragraph(words, number=(_HEADED_LISTS[of], 0))

    body = [
        table(REFERENCE),
        paragraph("Ashcombe Borough Council"),
        paragraph("Buying for Good", style="Title"),
        paragraph(style="Heading3", runs=run("'Fairer and greener'", "<w:b/>")),
        paragraph("Two plans stand behind this one:"),
        *(item(words, "plans") for words in ("the jobs plan", "the climate plan")),
        paragraph("All who live in Ashcombe should:"),
        *(item(words, "people") for words in ("Find work that pays", "Feel at home", "Breathe clean air")),
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>',
        paragraph("Contents") + paragraph("Purpose 2") + paragraph("Objectives 3"),
        "</w:sdtContent></w:sdt>",
        paragraph("Purpose", style="Heading2"),
        paragraph("Buying well is more than a hard bargain – it is a promise to those who pay for it."),
        paragraph("For instance, one thing that this could mean in practice"),
        paragraph("Doing things early", style="Heading3"),
        item("This means that we talk to those who sell before we have written down what we want.", "early"),
        paragraph("Working as one", style="Heading3"),
        item("This means that everyone who buys for the town does so under one plan.", "one"),
        paragraph("AIMS", style="Heading1"),
        paragraph("OBJECTIVES", style="Heading1"),
        *(paragraph(f"{number} {words}") for number, words in OBJECTIVES),
        paragraph("Delivery and Reporting:", style="Heading2"),
        paragraph("In practice:"),
        *(item(words, "delivery") for words in DELIVERY),
        paragraph("Governance", style="Heading2"),
        paragraph("A group of members looks after this policy. It will:"),
        *(item(words, "governance") for words in ("Choose the measures.", "Write a report each year.")),
        paragraph("Contracts over £80K are for the leadership team and those above £300K for the Cabinet."),
        paragraph("The group may grow as the work does."),
        paragraph("What we count", style="Heading2"),
        table(COUNTED),
        paragraph("DOCUMENT DETAILS", style="Heading2"),
        table(DETAILS),
    ]
    return word_file("".join(body), numbering=numbering)


def headed_pdf() -> bytes:
    """The headed policy on three pages: headings in larger letters, the count's table ruled."""
    pages = PdfPages(footer="Page")
    pages.table(REFERENCE, (120, 200))
    pages.text("Ashcombe Borough Council", size=22, bold=True)
    pages.text("Buying for Good", size=22, bold=True)
    pages.text("'Fairer and greener'", size=12.5, bold=True)
    pages.text("Two plans stand behind this one:")
    _items(pages, [("1.", "the jobs plan"), ("2.", "the climate plan")])
    pages.text("All who live in Ashcombe should:")
    _items(pages, [("1.", "Find work that pays"), ("2.", "Feel at home"), ("3.", "Breathe clean air")])
    pages.turn()
    _heading(pages, "Purpose")
    pages.text("Buying well is more than a hard bargain – it is a promise to those who pay for it.")
    pages.text("For instance, one thing that this could mean in practice")
    pages.text("Doing things early", size=12.5, bold=True)
    _items(pages, [("1.", "This means that we talk to those who sell before we have written down what we want.")])
    pages.text("Working as one", size=12.5, bold=True)
    _items(pages, [("2.", "This means that everyone who buys for the town does so under one plan.")])
    pages.text("AIMS", size=16, bold=True)
    pages.text("OBJECTIVES", size=16, bold=True)
    _items(pages, list(OBJECTIVES))
    _heading(pages, "Delivery and Reporting:")
    pages.text("In practice:")
    _items(pages, [(f"{at}.", words) for at, words in enumerate(DELIVERY, 1)])
    _heading(pages, "Governance")
    pages.text("A group of members looks after this policy. It will:")
    _items(pages, [("1.", "Choose the measures."), ("2.", "Write a report each year.")])
    pages.text("Contracts over £80K are for the leadership team and those above £300K for the Cabinet.")
    pages.text("The group may grow as the work does.")
    pages.turn()
    _heading(pages, "What we count")
    pages.table(COUNTED, (130, 220, 100))
    _heading(pages, "DOCUMENT DETAILS")
    pages.table(DETAILS, (120, 130, 120, 80))
    return pages.finish()


def _items(pages: PdfPages, items: list[tuple[str, str]]) -> None:
    for number, words in items:
        pages.text(words, hanging=number, indent=18)
