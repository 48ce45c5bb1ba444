"""`clausewise record` and `clausewise replay`, on a library of the invented council."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.surfaces import cli
from tests.assistant.surfaces import invented_council

QUESTION = "Is social value required for a £400k works contract in Wexcombe?"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("library")


@pytest.fixture
def run(tmp_path: Path, index: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    """Runs a command in an empty folder and gives its exit status, output and errors; the library stays from test to test."""
    monkeypatch.setenv("CLAUSEWISE_CORPUS", str(invented_council.write(tmp_path / "corpus")))
    monkeypatch.setenv("CLAUSEWISE_INDEX", str(index))
    monkeypatch.chdir(tmp_path)

    def command(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        status = cli.main(words)
        done = capsys.readouterr()
        return status, done.out.strip(), "\n".join(line for line in done.err.splitlines() if "into the library" not in line)

    return command


@pytest.mark.parametrize("name", ["note.json", "note.docx", "note.pdf"])
def test_a_record_is_written_and_comes_out_the_same(run, name: str) -> None:  # type: ignore[no-untyped-def]
    status, said, errors = run("record", QUESTION, "--out", name)
    assert (status, errors) == (0, "") and said.startswith(
        f"{name}: No. Wexcombe Borough Council's Social Value Policy does not require"
    )
    status, said, errors = run("replay", name, "--out", f"again-{name}")
    assert (status, errors) == (0, "") and said.startswith("same: ")
    assert Path(f"again-{name}").read_bytes() == Path(name).read_bytes()


def test_a_passage_that_was_searched_for_is_recorded_and_found_again(run) -> None:  # type: ignore[no-untyped-def]
    assert run("record", "What do officers think about?", "--council", "wexcombe", "--out", "words.json")[0] == 0
    assert "Officers will think about social value" in Path("words.json").read_text()
    assert run("replay", "words.json")[0] == 0


def test_earlier_questions_and_the_start_of_the_procurement_are_kept(run) -> None:  # type: ignore[no-untyped-def]
    words = ("And for services, excluding VAT?", "--earlier", QUESTION, "--as-of", "2027-01-04", "--out", "later.json")
    status, said, _ = run("record", *words)
    assert status == 0 and "Yes." in said
    text = Path("later.json").read_text()
    assert '"as_of": "2027-01-04"' in text and QUESTION in text
    assert run("replay", "later.json")[0] == 0


def test_a_changed_pack_makes_the_check_fail_and_is_named(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    run("record", QUESTION, "--out", "then.json")
    invented_council.write(tmp_path / "corpus", pack=invented_council.PACK + "# looked at again\n")
    assert run("replay", "then.json") == (1, "differs: pack wexcombe/social-value changed; the answer is the same", "")


def test_a_tampered_record_is_refused_on_one_line(run) -> None:  # type: ignore[no-untyped-def]
    run("record", QUESTION, "--out", "true.json")
    Path("false.json").write_text(Path("true.json").read_text().replace("not_required", "required"))
    status, said, errors = run("replay", "false.json")
    assert (status, said) == (1, "") and errors.startswith("clausewise: tampered: ") and "\n" not in errors


def test_a_record_is_never_written_over(run) -> None:  # type: ignore[no-untyped-def]
    Path("kept.json").write_text("mine")
    status, _, errors = run("record", QUESTION, "--out", "kept.json")
    assert (
        status == 1 and errors == "clausewise: kept.json is there already, and a record is not written over; give another name"
    )
    assert Path("kept.json").read_text() == "mine"


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("record", "", "--out", "x.json"), "the question is empty"),
        (("record", QUESTION, "--as-of", "soon", "--out", "x.json"), "not a date"),
        (("record", QUESTION, "--council", "nowhere", "--out", "x.json"), "council not loaded: 'nowhere'"),
        (
            ("record", QUESTION, "--out", "no/such/folder/x.json"),
            "cannot write no/such/folder/x.json: No such file or directory",
        ),
        (("replay", "none.json"), "cannot read the record none.json: No such file or directory"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(run, words: tuple[str, ...], error: str) -> None:  # type: ignore[no-untyped-def]
    status, said, errors = run(*words)
    assert (status, said) == (1, "") and errors.startswith("clausewise: ") and error in errors and "\n" not in errors
    assert not Path("x.json").exists()


def test_a_name_that_ends_in_no_format_is_wrong_use(run) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(SystemExit) as stopped:
        run("record", QUESTION, "--out", "note.txt")
    assert stopped.value.code == 2
