"""Starts the web chat on http://127.0.0.1:7860: `python app.py` is `clausewise serve`, and takes the same arguments."""

from __future__ import annotations

import sys

from assistant.surfaces.cli import main

if __name__ == "__main__":
    sys.exit(main(["serve", *sys.argv[1:]]))
