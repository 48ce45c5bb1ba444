"""Word files: numbers as Word would print them, tracked changes settled, notes, tables, boxes."""

from __future__ import annotations

import pytest
from word_files import (
    HEADINGS,
    abstract,
    level,
    note,
    numbered_list,
    paragraph,
    run,
    style,
    table,
    word_file,
)

from ingest.clauses import build
from ingest.model import ReadText
from ingest.readers.docx import read_docx

STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def lines(body: str, **parts: object) -> list[str]:
    return read(body, **parts).text.replace("\n\n", "\n").split("\n")


def read(body: str, **parts: object) -> ReadText:
    return read_docx("policy.docx", word_file(body, **parts))  # type: ignore[arg-type]


def items(*numbers: tuple[int, int]) -> str:
    return "".join(paragraph(f"item {at}", number=number) for at, number in enumerate(numbers, 1))


LEGAL = abstract(
    1,
    level(0, "decimal", "%1"),
    level(1, "decimal", "%1.%2"),
    level(2, "lowerLetter", "(%3)", left=700),
    level(3, "lowerRoman", "(%4)", left=900),
)


def printed(body: str, numbering: str) -> list[str]:
    return [line.split(" item")[0] for line in lines(body, numbering=numbering)]


def test_levels_count_under_each_other_and_start_anew() -> None:
    order = items((1, 0), (1, 1), (1, 1), (1, 2), (1, 2), (1, 3), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1))
    assert printed(order, LEGAL + numbered_list(1, 1)) == [
        "1",
        "1.1",
        "1.2",
        "(a)",
        "(b)",
        "(i)",
        "(c)",
        "1.3",
        "(a)",
        "2",
        "2.1",
    ]


def test_lists_of_one_definition_count_on_and_overrides_start_anew() -> None:
    plain = abstract(1, level(0, "decimal", "%1."))
    numbering = (
        plain + numbered_list(1, 1) + numbered_list(2, 1) + numbered_list(3, 1, level0=1) + numbered_list(4, 1, level0=7)
    )
    assert printed(items((1, 0), (2, 0), (3, 0), (3, 0), (4, 0), (4, 0)), numbering) == ["1.", "2.", "1.", "2.", "7.", "8."]


def test_an_override_can_replace_a_level() -> None:
    changed = f'<w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "Part %1")}</w:lvlOverride></w:num>'
    assert printed(items((2, 0), (2, 0)), abstract(1, level(0, "decimal", "%1.")) + changed) == ["Part I", "Part II"]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("decimal", ["1", "2"]),
        ("lowerLetter", ["a", "b"]),
        ("upperLetter", ["A", "B"]),
        ("lowerRoman", ["i", "ii"]),
        ("upperRoman", ["I", "II"]),
        ("decimalZero", ["01", "02"]),
        ("ordinal", ["1st", "2nd"]),
    ],
)
def test_number_formats(form: str, expected: list[str]) -> None:
    assert printed(items((1, 0), (1, 0)), abstract(1, level(0, form, "%1")) + numbered_list(1, 1)) == expected


def test_a_level_that_is_skipped_prints_its_start() -> None:
    assert printed(items((1, 1), (1, 0)), LEGAL + numbered_list(1, 1)) == ["1.1", "2"]


def test_a_list_without_a_definition_and_list_nought_print_no_number() -> None:
    assert lines(
        paragraph("words", number=(9, 0)) + paragraph("more", number=(0, 0)), numbering=LEGAL + numbered_list(1, 1)
    ) == ["words", "more"]


def test_numbers_come_from_styles_and_from_the_styles_those_are_based_on() -> None:
    styles = style("Clause", "Clause", '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>') + style(
        "Sub", "Sub", based_on="Clause"
    )
    body = paragraph("item", number=(1, 0)) + paragraph("item", style="Clause") + paragraph("item", style="Sub")
    assert [line.split(" item")[0] for line in lines(body, numbering=LEGAL + numbered_list(1, 1), styles=styles)] == [
        "1",
        "1.1",
        "1.2",
    ]


def test_styles_that_are_based_on_each_other_do_not_hang() -> None:
    styles = style("A", "A", based_on="B") + style("B", "B", based_on="A")
    assert lines(paragraph("words", style="A"), styles=styles) == ["words"]


def test_insertions_stay_and_deletions_go() -> None:
    changed = "<w:ins><w:r><w:t>£100,000</w:t></w:r></w:ins><w:del><w:r><w:delText>£50,000</w:delText></w:r></w:del>"
    moved = "<w:moveFrom><w:r><w:t>never </w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t> plus VAT</w:t></w:r></w:moveTo>"
    assert lines(paragraph("The limit is ", runs=changed + moved)) == ["The limit is £100,000 plus VAT"]


def test_a_deleted_paragraph_end_joins_and_a_deleted_row_goes() -> None:
    assert lines(paragraph("One sentence", end="<w:del/>") + paragraph(" of two.")) == ["One sentence of two."]
    rows = table([["Works", "£1M"], ["Services", "£2M"]]).replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>", 1)
    assert lines(rows) == ["Services\t£2M"]


def test_an_item_that_was_deleted_takes_no_number() -> None:
    gone = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr></w:p>'
    plain = abstract(1, level(0, "decimal", "%1.")) + numbered_list(1, 1)
    assert printed(items((1, 0)) + gone + paragraph("item", number=(1, 0)), plain) == ["1.", "2."]


@pytest.mark.parametrize("properties", ["<w:strike/>", "<w:dstrike/>", "<w:vanish/>"])
def test_hidden_and_struck_words_are_left_out_and_named(properties: str) -> None:
    source = read(paragraph("The limit is ", runs=run("£50,000", properties) + run("£60,000")))
    assert source.text == "The limit is £60,000"
    assert "£50,000" in source.warnings[0]


def test_switches_that_say_off_are_off() -> None:
    assert lines(paragraph("A ", runs=run("seen word", '<w:vanish w:val="false"/><w:strike w:val="0"/>'))) == ["A seen word"]


def test_field_codes_are_left_out_and_their_results_stay() -> None:
    field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGEREF _Toc \\h</w:instrText></w:r><w:r><w:t>12</w:t></w:r>'
    assert lines(paragraph("See page ", runs=field)) == ["See page 12"]


def test_notes_follow_the_paragraph_that_refers_to_them_in_its_order() -> None:
    source = read(
        paragraph("First", runs=note(7) + run(" and second") + note(3)) + paragraph("Then more."),
        footnotes={3: "Of two.", 7: "Of one."},
    )
    assert source.text.split("\n\n") == ["First¹ and second²", "¹ Of one.", "² Of two.", "Then more."]
    assert [block.marker for block in source.blocks if block.kind == "footnote"] == ["1", "2"]


def test_raised_figures_are_raised_and_others_are_not() -> None:
    raised = run("2", '<w:vertAlign w:val="superscript"/>')
    assert lines(paragraph("CO", runs=raised + run(" and 1") + run("st", '<w:vertAlign w:val="superscript"/>'))) == [
        "CO² and 1st"
    ]


def test_tables_stand_in_their_place_with_merged_cells_left_empty() -> None:
    body = (
        paragraph("Before.") + table([["Theme", "Aim"], ["Jobs", "more"], ["^", "better"]], header_rows=1) + paragraph("After.")
    )
    source = read(body)
    assert source.text.split("\n") == ["Before.", "", "Theme\tAim", "Jobs\tmore", "\tbetter", "", "After."]
    assert [block.header for block in source.blocks if block.kind == "table_row"] == [True, False, False]


def test_a_box_of_one_cell_is_text() -> None:
    assert lines(table([["Words in a box."]])) == ["Words in a box."]


def test_text_boxes_and_content_controls_are_read_once() -> None:
    box = "<w:txbxContent>" + paragraph("In the box.") + "</w:txbxContent>"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    choices = f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
    both = f'<mc:AlternateContent xmlns:mc="{mc}">{choices}</mc:AlternateContent>'
    body = (
        paragraph("Outside.", runs=f"<w:r>{both}</w:r>")
        + "<w:sdt><w:sdtContent>"
        + paragraph("Controlled.")
        + "</w:sdtContent></w:sdt>"
    )
    assert lines(body) == ["Outside.", "In the box.", "Controlled."]


def test_lines_broken_by_hand_are_items_where_they_are_numbered() -> None:
    broken = run("We ask:") + "<w:r><w:br/></w:r>" + run("1. early") + "<w:r><w:br/></w:r>" + run("2. openly")
    source = read(paragraph(runs=broken))
    assert [source.text[block.start : block.end] for block in source.blocks] == ["We ask:", "1. early", "2. openly"]


def test_headings_come_from_styles_their_outline_and_whole_bold_lines() -> None:
    styles = (
        HEADINGS
        + style("Own", "Council heading", based_on="Heading2")
        + style("Out", "Other", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>')
    )
    body = (
        paragraph("One", style="Own")
        + paragraph("Two", style="Out")
        + paragraph(runs=run("Three", "<w:b/>"))
        + paragraph("Words.", runs=run(" Bold ones.", "<w:b/>"))
    )
    found = [(block.kind, block.level, block.marked) for block in read(body, styles=styles).blocks]
    assert found == [("heading", 2, True), ("heading", 3, True), ("heading", 0, False), ("paragraph", 0, False)]


def test_the_strict_form_of_the_format_is_read() -> None:
    assert lines(paragraph("Words of a policy."), namespace=STRICT) == ["Words of a policy."]


def test_a_file_that_python_docx_writes() -> None:
    import io

    import docx

    document = docx.Document()
    document.add_heading("Social Value Policy", 0)
    document.add_heading("Objectives", 1)
    for words in ("Jobs for local people", "Less carbon"):
        document.add_paragraph(words, style="List Number")
    document.add_paragraph("These are looked at each year.")
    document.add_paragraph("ask", style="List Bullet")
    file = io.BytesIO()
    document.save(file)
    source = read_docx("policy.docx", file.getvalue())
    assert [clause.label for clause in build(source)] == ["Front matter", "Objectives", "Objectives 1", "Objectives 2"]
    assert "- ask" in source.text
