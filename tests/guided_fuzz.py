"""Fuzzing that sees which lines an input reaches: python -m tests.guided_fuzz reader|markdown RUNS [SECONDS].

The targets, first inputs and words are those of fuzz.py; atheris (the extra `fuzz`) changes the inputs that reach
something new. It stops at the first crash, at what is told badly, at what takes too long, and writes down the input.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["fengbei", "markdown_it"]):
    from tests.fuzz import LONGEST, MARKS, SLOW, TOKENS, YAML, encoded, markdown, reader
    from tests.payloads import PROSE


def main(target: str, runs: str, seconds: str = "0") -> None:
    """Let atheris try a target; it ends the process: with 0, or with the report of what it found."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        seeds, words = (YAML, TOKENS) if target == "reader" else (PROSE, MARKS)
        (folder / "seeds").mkdir()
        for number, seed in enumerate(encoded(seeds)):
            (folder / "seeds" / str(number)).write_bytes(seed)
        told = ("".join(f"\\x{byte:02x}" for byte in word) for word in encoded(words) if word)
        (folder / "words").write_text("".join(f'"{word}"\n' for word in told))
        attempt = reader(folder) if target == "reader" else markdown

        def one(data: bytes) -> None:
            if said := attempt(data):
                raise AssertionError(said)

        limits = [f"-runs={runs}", f"-max_len={LONGEST}", f"-timeout={round(SLOW)}", f"-max_total_time={seconds}"]
        options = [
            *limits,
            f"-dict={folder / 'words'}",
            f"-artifact_prefix={place}.",
            "-seed=1",
            "-print_final_stats=1",
        ]
        atheris.Setup([sys.argv[0], *options, str(folder / "seeds")], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
