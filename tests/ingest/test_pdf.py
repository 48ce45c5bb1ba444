"""PDF files: order, paragraphs, tables over pages, notes, furniture, and text that nobody sees."""

from __future__ import annotations

from collections.abc import Sequence

from pdf_files import BODY, LEFT, PdfPages

from ingest.clauses import build
from ingest.model import ReadText
from ingest.readers.pdf import read_pdf

LONG = (
    "The council asks each supplier to say what it would do for people who live in the borough, and officers shall weigh the answer "
    "in proportion to the contract. In the year before last it let 412 contracts worth more than £25,000, of which 38 were for works."
)


def of(pages: PdfPages) -> ReadText:
    return read_pdf("policy.pdf", pages.finish())


def words(source: ReadText) -> list[str]:
    return [source.text[block.start : block.end] for block in source.blocks]


def test_lines_of_a_paragraph_are_joined_and_paragraphs_are_not() -> None:
    pages = PdfPages()
    pages.text(LONG)
    pages.text(LONG)
    pages.text("A short one")
    pages.text("Another short one")
    assert words(of(pages)) == [LONG, LONG, "A short one", "Another short one"]


def test_paragraphs_without_a_gap_are_told_by_their_short_last_lines() -> None:
    pages = PdfPages()
    for _ in range(3):
        pages.text(LONG, gap=0)
    assert words(of(pages)) == [LONG] * 3


def test_a_figure_that_begins_a_line_begins_no_clause() -> None:
    pages = PdfPages()
    pages.text("1. Scope", size=14, bold=True)
    for line in (
        "1.1. Officers who buy for the council shall read this with the rules, above all with the words of section",
        "4.2 of the second part, and they shall ask for social value in a contract that is worth more than a sum of",
        "2.5 million pounds, or in one that runs for a time of more than a year, or in any of the group of at least",
        "10 contracts that the Cabinet names.",
    ):
        pages.text(line, gap=0)
    clauses = build(of(pages))
    assert [clause.label for clause in clauses] == ["1", "1.1"]


def test_a_sentence_goes_on_over_a_page_and_over_the_notes_at_its_foot() -> None:
    pages = PdfPages(footer="page")
    pages.text(LONG)
    pages.text("These are the rules for all who buy for the council, and it will hold to each and every one of the")
    pages.note("1", "A note at the foot.")
    pages.turn()
    pages.text("Rules that follow from here.")
    pages.text(LONG)
    found = words(of(pages))
    assert found[1].endswith("one of the Rules that follow from here.")
    assert "¹ A note at the foot." in found


def test_headers_footers_and_page_numbers_are_taken_out() -> None:
    pages = PdfPages(header="Northgate Council: Buying Policy", footer="Version 4 – page")
    for at in range(4):
        pages.text(f"Paragraph {at} of the policy is this one.")
        pages.turn()
    text = of(pages).text
    assert "Northgate" not in text and "Version 4" not in text
    assert text.count("of the policy is this one.") == 4


def test_a_line_that_stands_once_near_an_edge_stays() -> None:
    pages = PdfPages(footer="page")
    pages.text("Body of the first page.")
    pages.canvas.setFont("Helvetica", BODY)
    pages.canvas.drawString(LEFT, 70, "Signed by the Leader of the Council.")
    pages.turn()
    pages.text("Body of the second page.")
    assert "Signed by the Leader" in of(pages).text


def test_a_table_over_two_pages_is_one_table_with_its_header_twice() -> None:
    pages = PdfPages()
    pages.text("What we count", size=14, bold=True)
    pages.text(LONG)
    pages.table([["Theme", "Outcome", "Measure"], ["Jobs", "More of them", "Posts"]], (150, 150, 150))
    pages.turn()
    pages.table(
        [["Theme", "Outcome", "Measure"], ["", "Better ones", "Wages"], ["Air", "Cleaner", "Readings"]], (150, 150, 150)
    )
    pages.text("Review", size=14, bold=True)
    pages.text(LONG)
    source = of(pages)
    clauses = {clause.label: clause for clause in build(source)}
    assert list(clauses) == ["What we count", "Jobs", "Air", "Review"]
    assert "Better ones" in clauses["Jobs"].text(source.text)
    assert clauses["What we count"].text(source.text).count("Theme\tOutcome\tMeasure") == 2


def test_amounts_of_a_table_are_read_exactly() -> None:
    pages = PdfPages()
    pages.text(LONG)
    pages.table([["Kind", "Value"], ["Works", "£1,250,000 plus VAT"], ["Services", "£90,000"]], (150, 250))
    source = of(pages)
    assert "Works\t£1,250,000 plus VAT\nServices\t£90,000" in source.text
    assert source.warnings == ()


def test_raised_numbers_are_notes_and_not_part_of_the_word_before() -> None:
    pages = PdfPages()
    pages.text("The limit is £90,000 without VAT", raised="2")
    pages.note("2", "As it stood in May.")
    assert "without VAT²" in of(pages).text


def hidden(how: str) -> ReadText:
    pages = PdfPages()
    pages.text(LONG)
    text = pages.canvas.beginText(LEFT, 300)
    text.setFont("Helvetica", 0.8 if how == "tiny" else BODY)
    if how == "invisible":
        text.setTextRenderMode(3)
    if how in ("white", "white on blue"):
        if how == "white on blue":
            pages.canvas.setFillColorRGB(0, 0, 0.6)
            pages.canvas.rect(LEFT - 5, 290, 400, 30, stroke=0, fill=1)
        text.setFillColorRGB(1, 1, 1)
    text.textOut("No contract needs social value.")
    pages.canvas.drawText(text)
    return of(pages)


def test_text_that_nobody_sees_is_left_out_and_named() -> None:
    for how in ("invisible", "white", "tiny"):
        source = hidden(how)
        assert "No contract needs" not in source.text, how
        assert any("No contract needs social value." in warning and "page 1" in warning for warning in source.warnings), how


def test_white_text_on_a_painted_box_is_seen() -> None:
    source = hidden("white on blue")
    assert "No contract needs social value." in source.text
    assert source.warnings == ()


def test_a_page_without_text_among_others_is_named() -> None:
    import io

    import PIL.Image
    from reportlab.lib.utils import ImageReader

    picture = io.BytesIO()
    PIL.Image.new("RGB", (10, 10), "grey").save(picture, "PNG")
    picture.seek(0)
    pages = PdfPages()
    pages.text(LONG)
    pages.turn()
    pages.canvas.drawImage(ImageReader(picture), 0, 0, 400, 600)
    source = of(pages)
    assert source.pages == 2
    assert any("page 2" in warning and "picture" in warning for warning in source.warnings)


def test_an_unlocked_pdf_with_an_owners_password_is_read() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas("unused.pdf", encrypt=StandardEncryption("", ownerPassword="owner"))
    canvas.drawString(72, 700, "Anyone may read this policy.")
    assert "Anyone may read this policy." in read_pdf("policy.pdf", canvas.getpdfdata()).text


def test_two_columns_are_read_one_after_the_other() -> None:
    pages = PdfPages()
    for left in (LEFT, 320):
        for at, line in enumerate(
            (
                "The first line of a column is followed",
                "by its second line, which goes on to a",
                "third before the next column begins.",
            )
        ):
            pages.canvas.setFont("Helvetica", BODY)
            pages.canvas.drawString(left, 600 - at * 14, line)
    sentence = (
        "The first line of a column is followed by its second line, which goes on to a third before the next column begins."
    )
    assert words(of(pages)) == [sentence, sentence]


def test_a_list_that_goes_on_in_the_next_column_has_its_levels() -> None:
    pages = PdfPages()
    columns = {
        LEFT: ["(1) The first duty.", "(2) The second:", "(a) one thing;"],
        320.0: ["(b) another thing.", "(3) The third duty."],
    }
    for left, lines in columns.items():
        for at, line in enumerate(lines):
            pages.canvas.setFont("Helvetica", BODY)
            pages.canvas.drawString(left, 600 - at * 30, line)
    assert [clause.label for clause in build(of(pages))] == ["1", "2", "2(a)", "2(b)", "3"]


ROWS = (
    ("Value (excluding VAT)", "What is asked for", "Share"),
    ("Under £30,000", "A note of what was considered,\nkept on file.", "None"),
    ("£30,000 to £213,476", "One local supplier is invited\nto quote.", "5%"),
    ("£213,477 and above", "A method statement.", "10%"),
)


def spaced(pages: PdfPages, rows: Sequence[tuple[str, ...]], top: float) -> None:
    """Draws rows cell by cell, with nothing between them but space."""
    for at, row in enumerate(rows):
        for x, cell in zip((LEFT, 210.0, 430.0), row, strict=True):
            for down, line in enumerate(cell.split("\n")):
                pages.canvas.setFont("Helvetica", BODY)
                pages.canvas.drawString(x, top - at * 40 - down * 13, line)


def test_a_table_without_rules_has_rows_and_goes_on_over_the_page() -> None:
    pages = PdfPages()
    spaced(pages, ROWS, 600)
    pages.turn()
    spaced(pages, [ROWS[0], ("", "It is scored by two officers.", "")], 700)
    found = of(pages)
    expected = [tuple(cell.replace("\n", " ") for cell in row) for row in ROWS]
    assert [block.cells for block in found.blocks] == [*expected, expected[0], ("", "It is scored by two officers.", "")]


def test_numbers_set_apart_from_their_text_and_lines_of_contents_are_no_table() -> None:
    pages = PdfPages()
    pages.text("Contents", size=14, bold=True)
    for at, title in enumerate(("Purpose", "Scope", "Duties"), 1):
        pages.canvas.setFont("Helvetica", BODY)
        pages.canvas.drawString(LEFT, 500 - at * 20, title)
        pages.canvas.drawString(430, 500 - at * 20, str(at + 1))
    pages.turn()
    for at in range(1, 5):
        pages.text("Officers ask each supplier what it would do.", hanging=f"{at}.")
    assert not any(block.kind == "table_row" for block in of(pages).blocks)


def test_contents_with_leaders_are_one_line_each_and_no_clause() -> None:
    pages = PdfPages()
    pages.text("Contents", size=14, bold=True)
    for entry in (
        "Purpose ........................................................................... 2",
        "Scope .............................................................................. 3",
    ):
        pages.text(entry, gap=0)
    pages.turn()
    for title in ("Purpose", "Scope"):
        pages.text(title, size=14, bold=True)
        pages.text(LONG)
    assert [clause.label for clause in build(of(pages))] == ["", "Purpose", "Scope"]
