#!/usr/bin/env bash
# Copies the library's record to a file while the service runs, checks the copy, and takes the feedback with it.
# deploy/backup.sh LIBRARY-FOLDER BACKUP-FOLDER [PYTHON]
set -euo pipefail
library="${1:?the folder of the library}" to="${2:?the folder for backups}" python="${3:-python3}"
copy="$to/clausewise-$(date --utc +%Y%m%dT%H%M%SZ)"
[ -f "$library/record.sqlite3" ] || { echo "no library in $library" >&2; exit 1; }
umask 077
mkdir -p "$copy"
"$python" - "$library/record.sqlite3" "$copy/record.sqlite3" <<'PYTHON'
import sqlite3, sys
from pathlib import Path

source, target = map(Path, sys.argv[1:])
with sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True) as given, sqlite3.connect(target) as copy:
    given.backup(copy)
    found = copy.execute("PRAGMA integrity_check").fetchone()[0]
    copy.execute("PRAGMA journal_mode = DELETE")
sys.exit(None if found == "ok" else f"the copy is not whole: {found}")
PYTHON
[ ! -d "$library/feedback" ] || cp -p -r "$library/feedback" "$copy/"
(cd "$copy" && find . -type f ! -name SHA256SUMS -print0 | sort -z | xargs -0 sha256sum > SHA256SUMS)
echo "$copy"
