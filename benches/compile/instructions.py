#!/usr/bin/env python3
"""What a tool costs rustc in instructions, which another load on the machine does not change.

    benches/compile/instructions.py

Needs valgrind. `cargo check` of crates with 1 and with 21 tools runs under callgrind, once with
`tools!` and once by hand (see `run.py`); a twentieth of the difference is a tool, the rest is fixed.
"""

import os
import subprocess
import sys
from pathlib import Path

from definitions import make
from run import ROOT, WORK, ByHand, Typed

FEW, MANY = 1, 21


def wrap(rustc: list[str]) -> int:
    """As `RUSTC_WRAPPER`: counts the crates that are measured, and leaves the others alone."""
    name = rustc[rustc.index("--crate-name") + 1] if "--crate-name" in rustc else ""
    if name not in {f"{kind}_{count}" for kind in ("typed", "byhand") for count in (FEW, MANY)}:
        return subprocess.call(rustc, close_fds=False)
    sysroot = subprocess.check_output([rustc[0], "--print", "sysroot"], text=True).strip()
    counted = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={WORK}/{name}.callgrind", f"{sysroot}/bin/rustc"]
    return subprocess.call([*counted, *rustc[1:]], close_fds=False, stderr=subprocess.DEVNULL)


def count(kind: type, tools: int) -> int:
    consumer = kind(kind.__name__.lower(), make(ROOT / "tools", tools))
    out = WORK / f"{consumer.kind}_{tools}.callgrind"
    out.unlink(missing_ok=True)
    consumer.prepare(False)
    consumer.lib().touch()
    os.environ["RUSTC_WRAPPER"] = str(Path(__file__).resolve())
    consumer.prepare(False)
    del os.environ["RUSTC_WRAPPER"]
    total = [line for line in out.read_text().splitlines() if line.startswith(("summary:", "totals:"))]
    return int(total[-1].split()[1])


def main() -> None:
    for kind in (Typed, ByHand):
        few, many = count(kind, FEW), count(kind, MANY)
        tool = (many - few) / (MANY - FEW)
        print(f"{kind.__name__:8}{tool / 1e6:8.1f} million a tool, {(few - FEW * tool) / 1e6:6.0f} million besides")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.exit(wrap(sys.argv[1:]))
    main()
