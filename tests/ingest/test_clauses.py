"""Labels: what an officer would write in a file note. One small document for each trap."""

from __future__ import annotations

import pytest

from ingest.clauses import build
from ingest.model import Clause, ReadText
from ingest.readers.markdown import read_markdown
from ingest.readers.text import read_text


def of_text(text: str) -> tuple[ReadText, dict[str, Clause]]:
    source = read_text("policy.txt", text.encode())
    return source, {clause.label: clause for clause in build(source)}


def labels(text: str) -> list[str]:
    return [label for label in of_text(text)[1] if label]


def holding(text: str, words: str) -> list[str]:
    """The labels of the clauses whose text holds `words`."""
    source, clauses = of_text(text)
    return [label for label, clause in clauses.items() if words in " ".join(clause.text(source.text).split())]


RULES = """PROCUREMENT RULES

1. DEFINITIONS

1.1 In these rules:
"Officer" means a person who buys for the council.

1.2 A reference to a section is to a section of these rules.

2. SOCIAL VALUE

2.1 The Council shall, in relation to every contract:
(a) consider social value;
(b) record the outcome; and
(c) where the contract exceeds £100,000:
(i) apply a weighting of 10%; and
(ii) publish the commitment.

2.2 Rule 2.1 does not apply where:
(a) the contract is urgent; or
(b) the Cabinet agrees.

2.4 Nothing in rule 2.2 limits the duty in the Act.

SCHEDULE 1: FORMS

1. Waiver form
The waiver form is kept by Legal.

2. Award report
The award report is kept by Procurement.

Appendix A - Glossary

TOMs means themes, outcomes and measures.
"""


def test_rules_in_the_manner_of_lawyers() -> None:
    assert labels(RULES) == [
        "Front matter",
        *(
            "1",
            "1.1",
            "1.2",
            "2",
            "2.1",
            "2.1(a)",
            "2.1(b)",
            "2.1(c)",
            "2.1(c)(i)",
            "2.1(c)(ii)",
            "2.2",
            "2.2(a)",
            "2.2(b)",
            "2.4",
        ),
        *("Schedule 1", "Schedule 1 1", "Schedule 1 2", "Appendix A"),
    ]
    assert of_text(RULES)[1]["Appendix A"].heading == "Glossary"
    assert of_text(RULES)[1]["2"].heading == "Social Value"


def test_paragraphs_numbered_on_through_headings_without_numbers() -> None:
    report = (
        "Report to Cabinet\n12 May 2025\n\nPurpose of report\n\n1. This report asks Cabinet to approve the policy.\n\n"
        "Background\n\n2. The Council spends £90 million a year.\n\n3. Of this, 45% goes to local firms:\n- builders\n- caterers\n\n"
        "Recommendations\n\n4. Cabinet is asked to:\na) approve the policy; and\nb) note the costs.\n"
    )
    assert labels(report) == [
        *("Front matter", "Purpose of report", "Purpose of report 1", "Background", "Background 2", "Background 3"),
        *("Recommendations", "Recommendations 4", "Recommendations 4(a)", "Recommendations 4(b)"),
    ]
    assert holding(report, "caterers") == ["Background 3"]


def test_sections_numbered_without_a_dot() -> None:
    policy = (
        "Buying Policy 2024/25\n\n1\tIntroduction\n\n1.1\tThis policy applies from 1 April 2024.\n\n2\tThresholds\n\n"
        "2.1\tContracts of £50,000 or more:\n\n(i)\tmust carry a question;\n\n(ii)\tmust be published.\n\n"
        "2.2\t14 days are given to reply.\n\n3\tReview\n\nThe policy is reviewed every 2 years.\n"
    )
    assert labels(policy) == ["Front matter", "1", "1.1", "2", "2.1", "2.1(i)", "2.1(ii)", "2.2", "3"]


def test_roman_sections_with_lettered_items() -> None:
    policy = (
        "Our Way of Buying\n\nI. Introduction\n\nWe buy with care.\n\nII. Principles\n\n"
        "A. Be fair\nB. Be open\n\nIII. Thresholds\n\nOver £75,000.\n"
    )
    assert labels(policy) == ["Front matter", "I", "II", "II(A)", "II(B)", "III"]


def test_named_parts_keep_their_names() -> None:
    charter = (
        "Social Value Charter\n\nSection 1: Who we are\n\nWe are a council.\n\nSection 2 – What we ask\n\nSuppliers pay the living wage.\n\n"
        "Section 2 of the Act is not changed by this.\n\nAnnex A\n\nTable of measures\n\nMeasure\tUnit\tProxy value\nJobs\tFTE\t£28,000\n"
    )
    assert labels(charter) == ["Front matter", "Section 1", "Section 2", "Annex A", "Jobs"]
    assert holding(charter, "Section 2 of the Act") == ["Section 2"]


def test_a_document_that_is_an_appendix_itself_has_plain_numbers() -> None:
    assert labels("Appendix 1\n\nSocial Value Policy\n\n1. Scope\n\n1.1. All contracts.\n\n1.2. All councils.\n")[-3:] == [
        "1",
        "1.1",
        "1.2",
    ]


def test_numbers_that_start_anew_in_an_appendix_are_told_apart() -> None:
    text = "Policy\n\n1. Scope\n\n1.1. All contracts.\n\nAppendix A: Forms\n\n1. Waiver\n\n1.1. Kept by Legal.\n"
    assert labels(text) == ["Front matter", "1", "1.1", "Appendix A", "Appendix A 1", "Appendix A 1.1"]


@pytest.mark.parametrize(
    "sentence",
    [
        "2012 was the year in which it began.",
        "10 contracts were let under it.",
        "2.5 million pounds were spent on it.",
        "1.5 per cent of it went to waste.",
        "4.2 tonnes of waste were left over.",
        "3 months later it was over.",
        "(c) Crown copyright 2024.",
        "14 January 2025 is the day it starts.",
        "365. That is how many days it takes.",
        "Section 4 of the Act says more.",
        "A. Smith said so.",
    ],
)
def test_a_number_at_the_start_of_a_sentence_is_no_clause(sentence: str) -> None:
    text = (
        f"Policy\n\n1. Scope\n\n1.1. All contracts of any size are within it.\n\n{sentence}\n\n1.2. All officers keep to it.\n"
    )
    assert labels(text) == ["Front matter", "1", "1.1", "1.2"]
    assert holding(text, sentence) == ["1.1"]


def test_numbers_may_be_skipped_and_printed_out_of_order() -> None:
    text = (
        "Policy\n\n4. Aims\n\n4.1. The first of them is work.\n\n4.4. The last is air.\n\n"
        "4.3. The third is water.\n\n6. Means\n\n6.1. Money is one.\n"
    )
    assert labels(text) == ["Front matter", "4", "4.1", "4.4", "4.3", "6", "6.1"]


def test_the_same_number_twice_gets_its_heading() -> None:
    text = "Policy\n\n4. Aims\n\n4.1. First aims\n\nJobs come first.\n\n4.1. Later aims\n\nAir comes after.\n"
    assert labels(text) == ["Front matter", "4", "4.1 First aims", "4.1 Later aims"]


def test_the_same_heading_twice_gets_the_heading_above_it() -> None:
    text = "# Roads\n\n## Duties\n\nKeep them whole.\n\n# Parks\n\n## Duties\n\nKeep them green.\n"
    assert labels(text) == ["Roads", "Roads Duties", "Parks", "Parks Duties"]


def test_two_lists_under_one_heading() -> None:
    text = "## Aims\n\nFirst:\n\n1. jobs\n2. air\n\nThen:\n\n1. water\n2. light\n3. peace\n\n## End\n\nNo more.\n"
    assert labels(text) == ["Aims", "Aims 1", "Aims 2", "Aims 1 (2)", "Aims 2 (2)", "Aims 3", "End"]


def test_items_are_told_from_sections_that_have_the_next_number() -> None:
    text = (
        "Policy\n\n1. Aims\n\n1.1. There are these aims:\n\n1. More jobs for those who live here.\n2. Better air for those who breathe.\n\n"
        "2. Means\n\n2.1. Money is one.\n"
    )
    assert labels(text) == ["Front matter", "1", "1.1", "1.1.1", "1.1.2", "2", "2.1"]


def test_short_items_under_a_heading_are_a_list_and_titles_with_text_are_sections() -> None:
    items = "Policy\nMay 2024\n\nAims\n\n1. Jobs\n2. Air\n3. Water\n\nMeans\n\nMoney is one of them.\n"
    assert labels(items) == ["Front matter", "Aims", "Aims 1", "Aims 2", "Aims 3", "Means"]
    sections = "Policy\nMay 2024\n\n1. Jobs\n\nThey come first.\n\n2. Air\n\nIt comes next.\n"
    assert labels(sections) == ["Front matter", "1", "2"]


def test_a_guessed_heading_opens_no_clause_inside_a_numbered_paragraph_and_a_marked_one_does() -> None:
    text = (
        "Policy\n\n8. Principles\n\n8.1. These guide us.\n\nLeadership\n\n- We lead.\n\nFlexibility\n\n"
        "- We bend.\n\n9. Scope\n\n9.1. All of it.\n"
    )
    assert labels(text) == ["Front matter", "8", "8.1", "9", "9.1"]
    assert holding(text, "Flexibility") == ["8.1"]
    assert labels(text.replace("Flexibility", "## Flexibility")) == ["Front matter", "8", "8.1", "Flexibility", "9", "9.1"]


def test_short_lines_are_headings_where_clauses_have_no_numbers() -> None:
    text = (
        "NORTHGATE\nCity Council\n\nBuying Well\n\nOctober 2023\n\nIntroduction\n\nWhat is it?\n\n"
        "It is a way to buy.\n\nWho does it?\n\nAll who buy do it.\n"
    )
    assert labels(text) == ["Front matter", "Introduction", "What is it?", "Who does it?"]
    assert holding(text, "October 2023") == ["Front matter"]


def test_a_title_alone_is_front_matter_and_a_marked_one_is_a_heading() -> None:
    assert labels("Buying Well\n\nWe buy with care, and for all.\n") == ["Front matter"]
    assert labels("# Buying Well\n\nWe buy with care, and for all.\n") == ["Buying Well"]


TITLED = "{0}Fen Council\n\n{0}Buying Well\n\nDated May 2026\n\n{1}1. Aims\n\n1.1. All are asked.\n\n{1}2. Means\n\n2.1. None are left out.\n"


def test_a_title_in_markup_is_front_matter_as_it_is_without() -> None:
    assert labels(TITLED.format("# ", "## ")) == labels(TITLED.format("", "")) == ["Front matter", "1", "1.1", "2", "2.1"]
    clause = of_text(TITLED.format("# ", "## "))[1]["1.1"]
    assert clause.path == ("Buying Well", "Aims")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Buying Well\n\n## Aims\n\nOne.\n\n## Means\n\nTwo.\n", ["Front matter", "Aims", "Means"]),
        ("# Aims\n\nOne.\n\n# Means\n\nTwo.\n", ["Aims", "Means"]),
        ("# Buying Well\n\n## Aims\n\nOne.\n\n### Nearby\n\nTwo.\n", ["Front matter", "Aims", "Nearby"]),
        ("# Buying Well\n\n## For good\n\n2.1. One.\n\n2.2. Two.\n", ["Front matter", "2.1", "2.2"]),
        ("# Buying Well\n\nFen Council\n\nVersion 2.1 – adopted May 2025\n\n# Aims\n\nOne.\n", ["Front matter", "Aims"]),
        ("# Objectives\n\n1. One.\n\n2. Two.\n", ["Objectives", "Objectives 1", "Objectives 2"]),
        ("Fen Council\n\n# Buying Well\n\nOne.\n\n## Means\n\nTwo.\n", ["Front matter", "Buying Well", "Means"]),
    ],
)
def test_what_a_title_is_is_told_by_the_headings_below_it(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


def test_sections_numbered_with_the_letter_of_their_part() -> None:
    text = (
        "# Part A – Principles\n\n## A1. Aims\n\nA1.1 Fairly.\n\nA1.2 Openly.\n\n## A2. Means\n\nA2.1 Where it is worth it:\n\n(i) ask;\n\n"
        "(ii) record.\n\n# Part B – Procedures\n\n## B1. Quotes\n\nB1.1 Three.\n\nA4 paper is used for all of them.\n"
    )
    expected = ["Part A", "A1", "A1.1", "A1.2", "A2", "A2.1", "A2.1(i)", "A2.1(ii)", "Part B", "B1", "B1.1"]
    assert labels(text) == expected
    assert of_text(text)[1]["A1.1"].parent == "A1"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "ORDERS\nFen Council\n\nSECTION 1 - DUTIES\n\nClause 1.1 Bids over £75,000 are scored:\n\ta) jobs\n\tb) air\n"
            "Clause 1.2 The Chief Executive may agree otherwise. Section 1.1 says so.\n\nSECTION 2 - RECORDS\n\nClause 2.1 They are kept.\n",
            ["Front matter", "Section 1", "1.1", "1.1(a)", "1.1(b)", "1.2", "Section 2", "2.1"],
        ),
        (
            "Charter\n\n§1 Purpose\nWe want the best.\n\n§2 Duties\n(1) All bids are scored.\n(2) The score counts.\n\n§3 Exceptions\nNone.\n",
            ["Front matter", "1", "2", "2.1", "2.2", "3"],
        ),
        (
            "---\ntitle: Buying Well\n---\n\nBuying Well\n===========\n\n**Fen City Council**\n\nAims\n----\n\nOne.\n\nMeans\n-----\n\nTwo.\n",
            ["Front matter", "Aims", "Means"],
        ),
    ],
)  # fmt: skip
def test_numbers_in_other_dress(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


def test_capitals_are_set_as_a_title_but_known_short_forms_are_not() -> None:
    text = "# REVIEW OF THE SME PLAN\n\nEach SME is asked.\n\n# AIMS\n\nThere are two.\n"
    assert labels(text) == ["Review of the SME Plan", "Aims"]


def test_a_notes_mark_is_no_part_of_a_label() -> None:
    assert labels("## Thresholds³:\n\nKind\tValue\nWorks⁴\t£1M\n\n## Aims[^2]\n\nMany.\n") == ["Thresholds", "Works", "Aims"]


def test_heading_and_text_on_one_line_are_parted_at_the_dash() -> None:
    text = "Policy\n\n4. Aims\n\n4.1. Required measures – Success is counted in each quarter by the officer who let it.\n\n4.2. Others.\n"
    assert of_text(text)[1]["4.1"].heading == "Required measures"


def test_rows_of_a_table_under_a_heading_are_clauses() -> None:
    text = (
        "## What we count\n\n"
        "Theme\tOutcome\tMeasure\nJobs\tMore of them\tPosts\n\tBetter ones\tWages\nAir\tCleaner\tReadings\n\n"
        "More is to come.\n\n## End\n\nNo more.\n"
    )
    assert labels(text) == ["What we count", "Jobs", "Air", "End"]
    assert holding(text, "Better ones") == ["Jobs"]
    assert holding(text, "Theme Outcome Measure") == ["What we count"]
    assert holding(text, "More is to come.") == ["What we count"]


def test_a_table_that_completes_a_numbered_paragraph_or_an_item_belongs_to_it() -> None:
    text = (
        "Policy\n\n9. Scope\n\n9.1. Social value goes in at these values:\n\n"
        "Works\t£1M\nServices\t£100,000\n\n9.2. And else it does not.\n"
    )
    assert labels(text) == ["Front matter", "9", "9.1", "9.2"]
    assert holding(text, "£100,000") == ["9.1"]
    listed = "## Aims\n\n1. At these values:\n\nWorks\t£1M\nServices\t£100,000\n\n2. Else not.\n\n## End\n\nNo more.\n"
    assert holding(listed, "£1M") == ["Aims 1"]


def test_a_clause_number_in_the_first_cell_is_the_label() -> None:
    text = "## Rules\n\nClause\tRule\n4.1\tAsk early and in writing.\n4.2\tWrite the answer down.\n\n## End\n\nNo more.\n"
    assert labels(text) == ["Rules", "4.1", "4.2", "End"]
    assert labels(text.replace("4.1\t", "1.\t").replace("4.2\t", "2.\t")) == ["Rules", "Rules 1", "Rules 2", "End"]


def test_notes_are_clauses_of_their_own_and_what_they_interrupt_goes_on() -> None:
    text = (
        "Policy\n\n1. Scope\n\n1.1. All contracts¹ that we let, to\n\n¹ Those of schools apart.\n\n"
        "whomever it may be.\n\n1.2. No more.\n"
    )
    assert labels(text) == ["Front matter", "1", "1.1", "Footnote 1", "1.2"]
    assert holding(text, "whomever") == ["1.1"]


def test_notes_at_the_end_are_told_by_the_marks_in_the_text() -> None:
    text = (
        "Policy\n\n1. Scope\n\nAll contracts¹ and all councils² are in it.\n\n1. Those of schools apart.\n2. In this county.\n"
    )
    assert labels(text) == ["Front matter", "1", "Footnote 1", "Footnote 2"]
    assert labels(text.replace("²", ""))[-1] != "Footnote 2"


def test_contents_are_no_clause_with_page_numbers_or_without() -> None:
    body = "\n\n1. Scope\n\nAll contracts.\n\n2. Aims 2030\n\nMany of them.\n"
    for contents in (
        "Contents\n\n1. Scope.....2\n3. Aims 2030\t4",
        "CONTENTS\n\n1. Scope\n2. Aims 2030",
        "Table of contents\n\nScope ... page 2\nAims 2030 ... pages 3-4",
    ):
        source, clauses = of_text(f"Policy\n\n{contents}{body}")
        assert [label for label in clauses if label] == ["Front matter", "1", "2"]
        assert clauses[""].text(source.text) == contents


def test_an_item_cut_by_a_page_goes_on_in_small_letters() -> None:
    text = (
        "Policy\n\n4. Aims\n\n4.1. These:\n\n1. health and the wellbeing of local\n\n"
        "communities in the town. Also,\n\n2. sport.\n\nThat is all.\n"
    )
    assert holding(text, "communities") == ["4.1.1"]
    assert holding(text, "That is all.") == ["4.1"]


def test_a_bold_line_is_a_heading_where_clauses_have_no_numbers() -> None:
    source = read_markdown("policy.md", b"# Policy\n\nWords.\n\n**Officers**\n\nThey ask.\n\n**Members**\n\nThey agree.\n")
    assert [clause.label for clause in build(source)] == ["Policy", "Officers", "Members"]


def test_a_numbered_heading_in_markup_is_not_deeper_than_its_number_says() -> None:
    text = "## 2. Means\n\n### 2.1. Money\n\nSome.\n\n2.2. Time is the other of them.\n"
    clauses = of_text(text)[1]
    assert clauses["2.2"].parent == "2" and clauses["2.2"].heading == "Means"
    assert clauses["2.1"].path == ("Means",)


def test_digest_headings_are_their_own_labels() -> None:
    text = (
        "## 4.1\n\nThese:\n\n## 4.1(a)\n\nFirst.\n\n## 4.3 Priority aims\n\nAims.\n\n"
        "## 4.3 Other aims\n\nMore.\n\n## Governance 2\n\nA rule.\n\n## Footnote 3\n\nA note.\n"
    )
    assert labels(text) == ["4.1", "4.1(a)", "4.3 Priority aims", "4.3 Other aims", "Governance 2", "Footnote 3"]


def test_a_document_without_any_heading_is_front_matter() -> None:
    assert labels("We buy with care, and we buy for all.\n\nWe always have.\n") == ["Front matter"]


def test_sections_numbered_with_a_nought_and_parts_that_start_anew() -> None:
    text = (
        "Social Value Policy\n\nCONTENTS\n\nSection\tPage\n1.0 Introduction\t2\n2.0 Scope\t3\n\n1.0 INTRODUCTION\n\n1.1 Purpose\n\n"
        "This says why.\n\n2.0 SCOPE\n\n2.1 (a) All contracts are in it; and\n(b) all councils are.\n\n2.2 None is out.\n\n"
        "PART B – METHODS\n\n1) Ask\n\nAsk first.\n\n2) Weigh\n\nWeigh next.\n"
    )
    assert labels(text) == ["Front matter", "1.0", "1.1", "2.0", "2.1(a)", "2.1(b)", "2.2", "Part B", "1", "2"]
    clauses = of_text(text)[1]
    assert clauses["2.2"].heading == "Scope" and clauses["2.2"].parent == "2.0"
    assert clauses["2"].path == ("Methods",)


def test_a_markdown_table_without_outer_bars_has_rows() -> None:
    source = read_markdown(
        "policy.md", "## Values\n\nKind | Value\n--- | ---\nWorks | £1m\nServices | £2m\n\n## End\n\nNo more.\n".encode()
    )
    assert [clause.label for clause in build(source)] == ["Values", "Works", "Services", "End"]


def test_a_heading_without_a_number_above_the_first_clause_of_a_section() -> None:
    text = (
        "Report\nMay 2025\n\nBackground\n\n1.1 The council spends money.\n\n1.2 Some of it is spent here.\n\nLegal implications\n\n"
        "2.1 The Act applies to it.\n\nWhat it says\n\n2.2 It says much.\n"
    )
    assert labels(text) == ["Front matter", "Background", "1.1", "1.2", "Legal implications", "2.1", "2.2"]
    assert of_text(text)[1]["2.1"].heading == "Legal implications"
    assert holding(text, "What it says") == ["2.1"]


REPORT = """Cabinet
Tuesday, 4 March 2025

Report of: Head of Procurement
Wards affected: All

1. Recommendations

1.1 That Cabinet:

(i) approves the policy; and

(ii) notes the costs of £12,500.

2. Spending

Category    Spend    Share
Works       £12m     40%
            of it    here
Services    £18m     60%

3. Appendices

Appendix 1: Draft policy
Appendix 2: Equality impact assessment

Contact officer: J. Smith, Procurement Manager
"""


def test_a_report_with_a_head_of_keys_a_table_in_spaces_and_a_list_of_appendices() -> None:
    assert labels(REPORT) == ["Front matter", "1", "1.1", "1.1(i)", "1.1(ii)", "2", "Works", "Services", "3"]
    assert holding(REPORT, "Wards affected") == ["Front matter"]
    assert holding(REPORT, "here") == ["Works"]
    assert holding(REPORT, "Equality impact assessment") == ["3"]
    assert of_text(REPORT)[1]["1.1"].heading == "Recommendations"


PUT_IN_LATER = """PERMIT POLICY

4. Cars and cycles

4.1 A permit is for one car.

4.2 A second permit costs £60.

4.2A Motorcycles need no permit.

4.3 Cycles need none either. Wear of 1.5M tyres is no matter of this policy.

5. Visitors

5.1 A visitor's permit lasts a day.
"""


def test_a_clause_put_in_later_is_a_clause_of_its_own() -> None:
    assert [label for label in labels(PUT_IN_LATER) if label[0] in "45"] == ["4", "4.1", "4.2", "4.2A", "4.3", "5", "5.1"]
    assert holding(PUT_IN_LATER, "Motorcycles") == ["4.2A"]


def test_an_item_put_in_later_is_an_item_of_its_own() -> None:
    listed = "# Grants\n\n## What we pay for\n\n1. Hire of a hall.\n\n2. Travel.\n\n2A. Meals on a day out.\n\n3. Printing.\n"
    clauses = build(read_markdown("grants.md", listed.encode()))
    assert [clause.label for clause in clauses if clause.label.startswith("What we pay for ")] == [
        "What we pay for 1",
        "What we pay for 2",
        "What we pay for 2A",
        "What we pay for 3",
    ]


RUNNING_LETTERS = """# Buying policy

## Finding firms

(a) Two quotes are sought from local firms.

(b) The list of firms is open to all.

## Paying

(c) Invoices are paid within 20 days.

## Advice

(d) Help with a bid is free.

## Figures

(a) Figures are published each May.
"""


def test_letters_that_run_on_below_the_next_heading_are_items_there() -> None:
    items = [clause.label for clause in build(read_markdown("buying.md", RUNNING_LETTERS.encode())) if "(" in clause.label]
    assert items == ["Finding firms (a)", "Finding firms (b)", "Paying (c)", "Advice (d)", "Figures (a)"]


def test_a_letter_that_no_list_leads_up_to_begins_no_item() -> None:
    lonely = RUNNING_LETTERS.replace("(c) Invoices", "(f) Invoices")
    assert "Paying (f)" not in [clause.label for clause in build(read_markdown("buying.md", lonely.encode()))]
