#!/usr/bin/env bash
# Lints what is needed to deploy, and runs it as far as this computer can: the image's steps (with Docker where there is a daemon, else
# on an overlay of this computer's own files, as root), the compose file, the service, the backup.
# deploy/check.sh [--lint] [--build-arg NAME=VALUE …]
set -uo pipefail
cd "$(dirname "$0")/.."
python="${PYTHON:-python3}"
lint_only=no
[ "${1:-}" != --lint ] || { lint_only=yes; shift; }
failed=0
step() { echo "== $1"; shift; "$@" || { echo "FAILED: $*" >&2; failed=1; }; }
missing() { echo "== $1: not checked, there is no $2 here"; }

step "Dockerfile" "$python" deploy/dockerfile_steps.py lint
if command -v hadolint > /dev/null; then step "Dockerfile by hadolint" hadolint Dockerfile; else missing "Dockerfile by hadolint" hadolint; fi
step "shell scripts" bash -n deploy/check.sh deploy/backup.sh
if command -v shellcheck > /dev/null; then step "shell scripts by shellcheck" shellcheck deploy/*.sh; else missing "shell scripts by shellcheck" shellcheck; fi
if docker compose version > /dev/null 2>&1; then
  accounts_made=no; [ -e accounts ] || { : > accounts; accounts_made=yes; }
  step "compose file by Docker" docker compose config --quiet
  [ $accounts_made = no ] || rm accounts
else
  missing "compose file by Docker" "docker compose"
fi
if command -v systemd-analyze > /dev/null; then
  unit="$(mktemp -d)/clausewise.service"
  # The program is not installed where the unit says on this computer: another that is there stands in for it.
  sed 's#^ExecStart=[^ ]*#ExecStart=/bin/true#; /^Documentation=/d' deploy/clausewise.service > "$unit"
  step "service" systemd-analyze verify "$unit"
  step "service: what it could reach" bash -c 'systemd-analyze security --offline=true --threshold=20 --no-pager "$0" > /dev/null' "$unit"
  rm -r "$(dirname "$unit")"
else
  missing "service" systemd-analyze
fi
if [ -x .venv/bin/pytest ]; then step "compose file, service, backup and install page" .venv/bin/pytest tests/deploy; else missing "the files against each other" "make setup"; fi
if [ $lint_only = no ]; then
  if docker info > /dev/null 2>&1; then
    step "image" docker build --tag clausewise:check "$@" .
  else
    step "image, its steps without Docker" "$python" deploy/dockerfile_steps.py run "$@"
  fi
fi
[ $failed = 0 ] && echo "all that could be checked here is right"
exit $failed
