"""Lints the Dockerfile, and runs its steps without a Docker daemon: for `deploy/check.sh`.

`lint` needs Python alone. `run` needs root on Linux: each stage is an overlay over this computer's own file system, which stands in for
the base image, so nothing outside a temporary folder is written. It happens in a namespace of its own for mounts and for processes: the
steps see neither this computer's processes nor its devices, no mount of theirs is seen outside, and what they leave running ends with
them. The last stage is then started as the image would be: as its own user, its file system read-only, in a network of its own that
reaches nothing, until its health check passes.
"""

from __future__ import annotations

import argparse
import fnmatch
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KNOWN = {
    "ARG",
    "FROM",
    "ENV",
    "RUN",
    "COPY",
    "WORKDIR",
    "USER",
    "VOLUME",
    "EXPOSE",
    "LABEL",
    "HEALTHCHECK",
    "ENTRYPOINT",
    "CMD",
}
DEVICES = ("null", "zero", "full", "random", "urandom")
STARTED_S = 300
PYTHON = Path(os.path.realpath(sys.executable))


@dataclass(frozen=True)
class Step:
    """One instruction, its continued lines joined."""

    line: int
    name: str
    text: str


@dataclass
class Stage:
    """What one FROM begins: its steps, and what they have set so far."""

    name: str
    base: str
    steps: list[Step] = field(default_factory=list)
    environment: dict[str, str] = field(default_factory=dict)
    folder: str = "/"
    user: str = "0:0"
    root: Path = Path("/")


def parse(text: str) -> list[Step]:
    """The instructions of a Dockerfile in order."""
    steps: list[Step] = []
    parts: list[str] = []
    begun = 0
    for number, line in enumerate(text.splitlines(), 1):
        if not parts and (not line.strip() or line.lstrip().startswith("#")):
            continue
        begun = begun if parts else number
        parts.append(line.rstrip().removesuffix("\\").strip())
        if not line.rstrip().endswith("\\"):
            name, _, rest = " ".join(parts).partition(" ")
            steps.append(Step(begun, name.upper(), rest.strip()))
            parts = []
    return steps


def stages(steps: list[Step], given: dict[str, str]) -> tuple[dict[str, str], list[Stage]]:
    """The arguments before the first FROM, and the stages."""
    arguments: dict[str, str] = {}
    found: list[Stage] = []
    for step in steps:
        if step.name == "FROM":
            words = expand(step.text, {**arguments, **given}).split()
            found.append(Stage(words[2] if len(words) == 3 else str(len(found)), words[0]))
        elif not found:
            name, _, value = step.text.partition("=")
            arguments[name] = value
        else:
            found[-1].steps.append(step)
    return arguments, found


def expand(text: str, values: dict[str, str]) -> str:
    return re.sub(r"\$\{(\w+)\}|\$(\w+)", lambda m: values.get(m[1] or m[2], ""), text)


def pairs(text: str) -> dict[str, str]:
    """NAME=value … of an ENV or LABEL."""
    return dict(word.partition("=")[::2] for word in shlex.split(text))


def lint(steps: list[Step], ignored: list[str]) -> Iterator[str]:
    """What is wrong with the Dockerfile, one line a fault."""
    _, found = stages(steps, {})
    for step in steps:
        if step.name not in KNOWN:
            yield f"line {step.line}: {step.name} is not an instruction that is used here"
        if step.name == "RUN" and re.search(r"apt-get|curl |wget |sudo ", step.text):
            yield f"line {step.line}: the image fetches nothing but Python packages, and needs no sudo"
        if step.name == "RUN" and "|" in step.text.replace("||", "") and "pipefail" not in step.text:
            yield f"line {step.line}: a pipe hides the failure of its first command"
        if step.name in ("CMD", "ENTRYPOINT", "VOLUME"):
            yield from _exec_form(step)
        if step.name == "COPY":
            yield from _sources(step, ignored)
    for stage in found:
        image = stage.base.rsplit("/", 1)[-1]
        if ":" not in image or image.endswith(":latest"):
            yield f"stage {stage.name}: the base image {stage.base} has no fixed version"
    last = found[-1].steps
    users = [step.text for step in last if step.name == "USER"]
    if not users or users[-1].split(":")[0] in ("root", "0"):
        yield "the last stage runs as root"
    for wanted in ("HEALTHCHECK", "ENTRYPOINT", "EXPOSE"):
        if wanted not in {step.name for step in last}:
            yield f"the last stage has no {wanted}"


def _exec_form(step: Step) -> Iterator[str]:
    try:
        words = json.loads(step.text)
    except ValueError:
        words = None
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        yield f"line {step.line}: {step.name} is not a JSON list of words"


def _sources(step: Step, ignored: list[str]) -> Iterator[str]:
    words = step.text.split()
    if words[0].startswith("--from="):
        return
    for source in words[:-1]:
        if not (ROOT / source).exists():
            yield f"line {step.line}: there is no {source} to copy"
        elif not in_context(source, ignored):
            yield f"line {step.line}: .dockerignore keeps out {source}"


def in_context(name: str, ignored: list[str]) -> bool:
    """Whether .dockerignore lets a path in: the last pattern that fits decides."""
    inside = True
    for pattern in ignored:
        kept, glob = pattern.startswith("!"), pattern.lstrip("!")
        candidates = [name, name.split("/")[0]]
        tail = glob.removeprefix("**/")
        fits = any(fnmatch.fnmatch(one, glob) for one in candidates) or (
            glob.startswith("**/") and any(fnmatch.fnmatch(part, tail) for part in name.split("/"))
        )
        inside = kept if fits else inside
    return inside


def run(steps: list[Step], ignored: list[str], given: dict[str, str], work: Path) -> None:
    """Runs every step in a folder, then starts the image; raises CalledProcessError at the first that fails.

    To be called in a namespace of its own (`alone`), so that no mount is ever seen, or left, outside.
    """
    arguments, found = stages(steps, given)
    for stage in found:
        _overlay(stage, work)
        stage.environment = {
            "PATH": f"{PYTHON.parent}:/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": "/root",
            **_pip(),
        }
        for step in stage.steps:
            _take(stage, step, {**arguments, **given}, found, ignored)
    _start(found[-1])


def _pip() -> dict[str, str]:
    """This computer's own settings for where packages come from."""
    return {name: value for name, value in os.environ.items() if name.startswith("PIP_")}


def _overlay(stage: Stage, work: Path) -> None:
    parts = {name: work / stage.name / name for name in ("upper", "work", "root")}
    for part in parts.values():
        part.mkdir(parents=True)
    stage.root = parts["root"]
    options = f"lowerdir=/,upperdir={parts['upper']},workdir={parts['work']}"
    _mount("-t", "overlay", "-o", options, "overlay", stage.root)
    _mount("-t", "proc", "-o", "ro,nosuid,nodev,noexec", "proc", stage.root / "proc")
    _mount("-t", "tmpfs", "tmpfs", stage.root / "tmp")
    _devices(stage.root / "dev")
    _stand_in(stage.root)


def _mount(*words: str | Path) -> None:
    subprocess.run(["mount", *map(str, words)], check=True)


def _devices(folder: Path) -> None:
    """The few devices that a program needs, and none of this computer's disks."""
    _mount("-t", "tmpfs", "-o", "mode=0755,nosuid", "tmpfs", folder)
    for name in DEVICES:
        (folder / name).touch()
        _mount("--bind", Path("/dev") / name, folder / name)
    for name in ("fd", "stdin", "stdout", "stderr"):
        (folder / name).symlink_to(
            "/proc/self/fd" if name == "fd" else f"/proc/self/fd/{('stdin', 'stdout', 'stderr').index(name)}"
        )
    (folder / "shm").mkdir()
    (folder / "shm").chmod(0o1777)


def _stand_in(root: Path) -> None:
    """The base image has a Python for everybody; here it is the one that runs this file."""
    for folder in PYTHON.parents:
        inside = root / folder.relative_to("/")
        inside.chmod(inside.stat().st_mode | 0o005)


def _take(stage: Stage, step: Step, given: dict[str, str], found: list[Stage], ignored: list[str]) -> None:
    print(f"[{stage.name}] {step.name} {step.text[:100]}", flush=True)
    if step.name == "ARG":
        name, _, value = step.text.partition("=")
        stage.environment[name] = given.get(name, value)
    elif step.name == "ENV":
        stage.environment |= {name: expand(value, stage.environment) for name, value in pairs(step.text).items()}
    elif step.name == "WORKDIR":
        stage.folder = step.text
        (stage.root / step.text.lstrip("/")).mkdir(parents=True, exist_ok=True)
    elif step.name == "USER":
        stage.user = step.text
    elif step.name == "COPY":
        _copy(stage, step.text.split(), found, ignored)
    elif step.name == "RUN":
        subprocess.run(_inside(stage, ["/bin/sh", "-c", f"cd {shlex.quote(stage.folder)} && {step.text}"]), check=True)


def _inside(stage: Stage, command: list[str]) -> list[str]:
    settings = [f"{name}={value}" for name, value in stage.environment.items()]
    return ["chroot", f"--userspec={stage.user}", "--groups=", str(stage.root), "/usr/bin/env", "-i", *settings, *command]


def _copy(stage: Stage, words: list[str], found: list[Stage], ignored: list[str]) -> None:
    *sources, target = words
    origin = ROOT
    if sources[0].startswith("--from="):
        name = sources.pop(0).removeprefix("--from=")
        origin = next(one.root for one in found if one.name == name)
    to = stage.root / os.path.join(stage.folder, target).lstrip("/")
    for source in sources:
        path = origin / source.lstrip("/")
        kept_out = (
            None
            if origin != ROOT
            else lambda folder, names: [n for n in names if not in_context(_under_root(folder, n), ignored)]
        )
        if path.is_dir():
            shutil.copytree(path, to, symlinks=True, dirs_exist_ok=True, ignore=kept_out)
        else:
            to.mkdir(parents=True, exist_ok=True) if target.endswith("/") else to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, to)


def _under_root(folder: str, name: str) -> str:
    return (Path(folder) / name).relative_to(ROOT).as_posix()


def _start(stage: Stage) -> None:
    """The image as `compose.yaml` runs it: with one account, until it is healthy; then one question is asked."""
    by_name = {step.name: step.text for step in stage.steps}
    command = [*json.loads(by_name["ENTRYPOINT"]), *json.loads(by_name["CMD"])]
    health = json.loads(by_name["HEALTHCHECK"].partition("CMD ")[2])
    secret = next(word for word in command if word.startswith("/run/secrets/"))
    (volume,) = json.loads(by_name["VOLUME"])
    _secret(stage, secret)
    owner, group = stage.user.split(":")
    _mount("-t", "tmpfs", "-o", f"uid={owner},gid={group},mode=0750", "tmpfs", stage.root / volume.lstrip("/"))
    _mount("-o", "remount,bind,ro", stage.root)
    script = _STARTED.format(
        folder=shlex.quote(stage.folder), command=shlex.join(command), health=shlex.join(health), seconds=STARTED_S
    )
    print(f"[{stage.name}] started with no network, read-only, as {stage.user}: {shlex.join(command)}", flush=True)
    outside = ["unshare", "--net", "--", sys.executable, __file__, "loopback", "--"]
    subprocess.run([*outside, *_inside(stage, ["/bin/sh", "-c", script])], check=True)


def _secret(stage: Stage, secret: str) -> None:
    (stage.root / secret.lstrip("/")).parent.mkdir(parents=True, exist_ok=True)
    add = ["clausewise", "serve", "--auth", secret, "--add-account", "check"]
    as_root = Stage(stage.name, stage.base, [], stage.environment, stage.folder, "0:0", stage.root)
    subprocess.run(_inside(as_root, add), input="a password to check with\n", text=True, check=True)
    (stage.root / secret.lstrip("/")).chmod(0o644)


_STARTED = """
cd {folder}
{command} & server=$!
for second in $(seq {seconds}); do
  if {health} 2> /dev/null; then healthy=yes; break; fi
  kill -0 $server 2> /dev/null || {{ echo 'the server stopped' >&2; exit 1; }}
  sleep 1
done
[ "$healthy" = yes ] || {{ echo 'not healthy in time' >&2; kill $server; exit 1; }}
python - <<'PYTHON'
import base64, json, urllib.request
account = base64.b64encode(b"check:a password to check with").decode()
body = json.dumps({{"question": "Is social value required for a £400k works contract in Southend?"}}).encode()
headers = {{"Authorization": f"Basic {{account}}", "Content-Type": "application/json"}}
answer = json.load(urllib.request.urlopen(urllib.request.Request("http://127.0.0.1:7860/api/ask", body, headers)))
print("answered:", answer["headline"])
assert answer["outcome"] == "not_required", answer
PYTHON
asked=$?
kill $server
wait $server
exit $asked
"""


def loopback(command: list[str]) -> int:
    """Brings up the loopback interface of a new network, and runs a command in it."""
    import fcntl
    import socket
    import struct

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        fcntl.ioctl(control, 0x8914, struct.pack("16sh", b"lo", 0x1 | 0x40))  # SIOCSIFFLAGS: IFF_UP, IFF_RUNNING
    return subprocess.run(command).returncode


def apart(arguments: list[str]) -> int:
    """This file again, in a namespace of its own for mounts and processes, and a temporary folder."""
    if os.geteuid() != 0:
        print("the steps were not run: that needs root, or a Docker daemon", file=sys.stderr)
        return 1
    new = ["unshare", "--mount", "--propagation", "private", "--pid", "--fork", "--kill-child", "--"]
    with tempfile.TemporaryDirectory(prefix="clausewise-image-") as work:
        again = [sys.executable, __file__, "inside", "--work", work, "--outside", namespace()]
        return subprocess.run([*new, *again, *arguments]).returncode


def namespace() -> str:
    """The namespace that this process sees mounts in."""
    return os.readlink("/proc/self/ns/mnt")


def alone(outside: str) -> bool:
    """Whether mounts made here stay here: this is not the namespace outside, and none of its mounts is shared with another."""
    own = Path("/proc/self/mountinfo").read_text().splitlines()
    return bool(outside) and namespace() != outside and not any(" shared:" in line for line in own)


def main() -> int:
    if sys.argv[1:3] == ["loopback", "--"]:
        return loopback(sys.argv[3:])
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("lint", "run", "inside"))
    parser.add_argument("--build-arg", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("--work", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--outside", default="", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    steps = parse((ROOT / "Dockerfile").read_text())
    ignored = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and not line.startswith("#")]
    faults = list(lint(steps, ignored))
    for fault in faults:
        print(f"Dockerfile: {fault}", file=sys.stderr)
    if faults or arguments.what == "lint":
        return 1 if faults else 0
    if arguments.what == "run":
        return apart(sys.argv[2:])
    if not alone(arguments.outside):
        print("the steps were not run: they would touch this computer's own mounts; use run", file=sys.stderr)
        return 1
    try:
        run(steps, ignored, dict(one.partition("=")[::2] for one in arguments.build_arg), arguments.work)
    except subprocess.CalledProcessError as error:
        print(f"failed with status {error.returncode}: {error.cmd[-1].strip().splitlines()[-1]}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
