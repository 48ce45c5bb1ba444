"""The files to install with agree with each other, with the program, and with the page that explains them."""

from __future__ import annotations

import configparser
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from assistant.surfaces import cli
from deploy import dockerfile_steps
from ingest.record import Record

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "install.md").read_text()
STEPS = dockerfile_steps.parse((ROOT / "Dockerfile").read_text())
IGNORED = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and not line.startswith("#")]
LAST = dockerfile_steps.stages(STEPS, {})[1][-1].steps
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]["clausewise"]


def instruction(name: str) -> str:
    return next(step.text for step in LAST if step.name == name)


def settings_of_the_code() -> set[str]:
    """Every CLAUSEWISE_ name that the program reads."""
    sources = [*(ROOT / "assistant").rglob("*.py"), *(ROOT / "ingest").rglob("*.py"), ROOT / "app.py"]
    return {name for path in sources for name in re.findall(r"[\"'](CLAUSEWISE_[A-Z_]+)[\"']", path.read_text())}


def test_the_dockerfile_has_no_fault() -> None:
    assert list(dockerfile_steps.lint(STEPS, IGNORED)) == []


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        ("FROM python\nUSER 1", "no fixed version"),
        ("FROM python:latest\nUSER 1", "no fixed version"),
        ("FROM python:3.11\nRUN curl x", "fetches nothing but Python packages"),
        ("FROM python:3.11\nRUN a | b", "a pipe hides"),
        ("FROM python:3.11\nCMD serve", "CMD is not a JSON list"),
        ("FROM python:3.11\nCOPY nowhere .", "there is no nowhere to copy"),
        ("FROM python:3.11\nCOPY tests .", ".dockerignore keeps out tests"),
        ("FROM python:3.11\nADD x .", "ADD is not an instruction"),
        ("FROM python:3.11\nUSER root", "runs as root"),
        ("FROM python:3.11\nUSER 1", "no HEALTHCHECK"),
    ],
)
def test_the_lint_finds_faults(broken: str, fault: str) -> None:
    assert any(fault in found for found in dockerfile_steps.lint(dockerfile_steps.parse(broken), IGNORED))


def test_the_image_starts_a_command_of_the_program() -> None:
    words = [*json.loads(instruction("ENTRYPOINT")), *json.loads(instruction("CMD"))]
    assert words[0] == "clausewise"
    parsed = cli.parser("serve").parse_args(words[1:])
    assert parsed.host == "0.0.0.0" and str(parsed.auth) == "/run/secrets/clausewise_accounts"


def test_the_image_listens_where_its_health_is_asked_and_compose_publishes() -> None:
    port = instruction("EXPOSE")
    assert cli.parser("serve").parse_args(["serve"]).port == int(port)
    assert f"127.0.0.1:{port}/healthz" in instruction("HEALTHCHECK")
    assert COMPOSE["ports"] == [f"127.0.0.1:{port}:{port}"]


def test_compose_keeps_the_volume_and_the_accounts_of_the_image() -> None:
    (volume,) = json.loads(instruction("VOLUME"))
    assert [one.split(":")[1] for one in COMPOSE["volumes"]] == [volume]
    assert COMPOSE["secrets"] == ["clausewise_accounts"]
    assert COMPOSE["read_only"] and COMPOSE["cap_drop"] == ["ALL"] and "no-new-privileges:true" in COMPOSE["security_opt"]


def test_the_service_starts_a_command_of_the_program_as_a_user_of_its_own() -> None:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(ROOT / "deploy" / "clausewise.service")
    program, *words = unit["Service"]["ExecStart"].split()
    assert program.endswith("/.venv/bin/clausewise") and unit["Service"]["User"] == "clausewise"
    assert cli.parser("serve").parse_args(words).host == "127.0.0.1"
    assert unit["Service"]["IPAddressDeny"] == "any" and unit["Service"]["IPAddressAllow"] == "localhost"


def test_every_setting_is_on_the_page_and_every_setting_on_the_page_is_read() -> None:
    assert set(re.findall(r"CLAUSEWISE_[A-Z_]+", PAGE)) == settings_of_the_code()


def test_every_setting_of_the_compose_file_and_the_image_is_read() -> None:
    image = {
        name
        for step in LAST
        if step.name == "ENV"
        for name in dockerfile_steps.pairs(step.text)
        if name.startswith("CLAUSEWISE_")
    }
    assert set(COMPOSE["environment"]) | image <= settings_of_the_code()


def test_every_command_on_the_page_is_one_of_the_program() -> None:
    named = set(re.findall(r"(?:^ *|`|bin/)clausewise ([a-z]+)\b", PAGE, re.MULTILINE))
    assert {"serve", "ingest", "check", "audit", "digest", "replay", "mcp"} <= named
    assert named <= set(cli.COMMANDS)


def test_every_file_the_page_names_is_there() -> None:
    for name in re.findall(r"(?<![\w/])(?:deploy/[\w.]+|compose\.yaml|requirements\.lock)", PAGE):
        assert (ROOT / name).exists(), name


def test_a_backup_beside_an_open_library_is_whole_and_restores(tmp_path: Path) -> None:
    library = tmp_path / "library"
    with Record.open(library, write=True) as record:
        record.audit("note", {"n": 1})
        (library / "feedback").mkdir()
        (library / "feedback" / "feedback.jsonl").write_text("{}\n")
        command = [str(ROOT / "deploy" / "backup.sh"), str(library), str(tmp_path / "backups"), sys.executable]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        record.audit("note", {"n": 2})
    copy = Path(done.stdout.strip())
    assert {path.name for path in copy.iterdir()} == {"record.sqlite3", "feedback", "SHA256SUMS"}
    assert subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=copy).returncode == 0
    with Record.open(copy) as restored:
        check = restored.audit_verify()
        assert check.whole and [entry.event for entry in restored.audit_entries()] == ["note"]


def test_a_backup_of_no_library_says_so(tmp_path: Path) -> None:
    command = [str(ROOT / "deploy" / "backup.sh"), str(tmp_path), str(tmp_path / "backups"), sys.executable]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 1 and done.stderr.strip() == f"no library in {tmp_path}"
