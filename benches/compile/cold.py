#!/usr/bin/env python3
"""What a first `cargo build` costs a small crate that uses `tools!`: crates, user CPU, what dominates.

    benches/compile/cold.py

Needs Python 3.9 and cargo. Everything is built from nothing, for each set of features in a target
folder of its own; the dependencies are downloaded before.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "target" / "cold-bench"

VARIANTS = {
    "default": "",
    "rustls-ring": ', default-features = false, features = ["macros", "http", "rustls-ring"]',
    "native-tls": ', default-features = false, features = ["macros", "http", "native-tls"]',
    "without http": ', default-features = false, features = ["macros"]',
}

MAIN = """mod tools {
    typed_tools::tools!("tools/*.json");
}

fn main() {
    println!("{}", tools::Tools::specs(typed_tools::Provider::OpenAiChat).as_str());
}
"""


def build(name: str, features: str) -> None:
    folder = WORK / name.replace(" ", "-")
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "src").mkdir(parents=True)
    shutil.copytree(ROOT / "tools", folder / "tools", ignore=shutil.ignore_patterns("*.md"))
    shutil.copy(ROOT / "Cargo.lock", folder)
    (folder / "src/main.rs").write_text(MAIN)
    (folder / "build.rs").write_text('fn main() {\n    println!("cargo::rerun-if-changed=tools");\n}\n')
    (folder / "Cargo.toml").write_text(
        '[package]\nname = "cold"\nversion = "0.0.0"\nedition = "2024"\n\n[workspace]\n\n'
        f'[dependencies]\ntyped-tools = {{ path = "{ROOT}"{features} }}\n'
    )
    environment = dict(os.environ, CARGO_TARGET_DIR=str(folder / "target"))
    subprocess.run(["cargo", "fetch", "--quiet"], cwd=folder, env=environment, check=True)
    child = subprocess.Popen(
        ["cargo", "build", "--timings"], cwd=folder, env=environment, text=True, stderr=subprocess.PIPE
    )
    said = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(said)
    crates = len(re.findall(r"^ *Compiling ", said, re.MULTILINE))
    print(f"{name}: {crates} crates, {usage.ru_utime:.1f} s of user CPU (and {usage.ru_stime:.1f} s of system)")
    print("  longest (wall clock, two or more at a time):", ", ".join(longest(folder)))
    shutil.rmtree(folder)


def longest(folder: Path) -> list[str]:
    """The units that took longest, out of cargo's report."""
    report = (folder / "target/cargo-timings/cargo-timing.html").read_text()
    units = json.loads(re.search(r"const UNIT_DATA = (\[.*?\]);", report, re.DOTALL)[1])
    units.sort(key=lambda unit: -unit["duration"])
    return [f"{unit['name']}{unit['target']} {unit['duration']:.1f} s" for unit in units[:8]]


def main() -> int:
    for name, features in VARIANTS.items():
        build(name, features)
    return 0


if __name__ == "__main__":
    sys.exit(main())
