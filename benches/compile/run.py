#!/usr/bin/env python3
"""What `tools!` costs a user's `cargo check`, next to the same tools written by hand.

    benches/compile/run.py                    # 100 and 1,000 tools
    benches/compile/run.py --tools 100 --script --typify --repeat 5

Needs Python 3.9 and cargo, no more. Dependencies are built first and are not counted: what is
measured is `cargo check` of the crate that holds the tools, user CPU seconds and the peak
resident memory of its largest process. The least of the repeats counts, and the candidates
take turns, so that another load on the machine spoils neither the figures nor the ratios.

`script` is the same set by a build script and `include_tools!`. Its figures hold the script's run;
`kept` is a check without it, as after every edit of Rust code.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from by_hand import Hand
from definitions import change_one_enum_value, make

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "target" / "compile-bench"

# The goals: user CPU next to hand-written code at 100 tools; milliseconds a tool and peak
# memory of a clean check at 1,000.
GOAL_RATIO, GOAL_MS, GOAL_MB = 0.35, 12.0, 850


class Consumer:
    """A crate that holds the tools, one way or another."""

    def __init__(self, kind: str, tools: list[dict]):
        self.kind, self.count = kind, len(tools)
        self.folder = WORK / f"{kind}-{self.count}"
        shutil.rmtree(self.folder, ignore_errors=True)
        (self.folder / "src").mkdir(parents=True)
        shutil.copy(ROOT / "Cargo.lock", self.folder / "Cargo.lock")
        manifest = f'[package]\nname = "{kind}-{self.count}"\nversion = "0.0.0"\nedition = "2024"\n\n[workspace]\n\n[dependencies]\n'
        (self.folder / "Cargo.toml").write_text(manifest + self.dependencies())
        self.write(tools)

    def lib(self) -> Path:
        return self.folder / "src" / "lib.rs"

    def cargo(self, incremental: bool, *arguments: str, **options) -> "subprocess.Popen[str]":
        environment = dict(os.environ, CARGO_INCREMENTAL=str(int(incremental)), CARGO_TARGET_DIR=str(WORK / "target"))
        environment.pop("RUSTFLAGS", None)
        return subprocess.Popen(["cargo", *arguments], cwd=self.folder, env=environment, text=True, **options)

    def prepare(self, incremental: bool) -> None:
        if self.cargo(incremental, "check", "--quiet").wait():
            raise SystemExit(f"{self.kind}: cargo check failed")

    def touch(self) -> None:
        """Makes all of this crate's work necessary once more."""
        self.lib().touch()

    def measure(self, incremental: bool) -> tuple[float, float]:
        """User CPU seconds, and peak memory in MB, of a check of this crate alone."""
        self.touch()
        return self.check(incremental)

    def check(self, incremental: bool) -> tuple[float, float]:
        child = self.cargo(incremental, "check", stderr=subprocess.PIPE)
        said = child.stderr.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode or len(re.findall(r"^ *(?:Checking|Compiling) ", said, re.MULTILINE)) != 1:
            raise SystemExit(f"{self.kind}: not a check of one crate:\n{said}")
        return usage.ru_utime, usage.ru_maxrss / 1024

    def forget(self) -> None:
        """Forgets what incremental compilation remembers of this crate."""
        for folder in (WORK / "target/debug/incremental").glob(f"{self.kind}_{self.count}-*"):
            shutil.rmtree(folder)


def write(file: Path, text: str) -> None:
    """As an editor would: only what has changed gets a new modification time."""
    if not file.exists() or file.read_text() != text:
        file.write_text(text)


class Typed(Consumer):
    BUILD = 'fn main() {\n    println!("cargo::rerun-if-changed=tools");\n}\n'
    LIB = '//! Tools by typed-tools.\n#![deny(missing_docs)]\n\ntyped_tools::tools!("tools/*.json");\n'

    def dependencies(self) -> str:
        return f'typed-tools = {{ path = "{ROOT}" }}\n'

    def write(self, tools: list[dict]) -> None:
        (self.folder / "tools").mkdir(exist_ok=True)
        for tool in tools:
            write(self.folder / "tools" / f"{tool['name']}.json", json.dumps(tool, indent=2) + "\n")
        write(self.folder / "build.rs", self.BUILD)
        write(self.lib(), self.LIB)

    def lines(self) -> int:
        expand = self.cargo(
            False, "run", "--quiet", f"--manifest-path={ROOT}/Cargo.toml", "--package=cargo-typed-tools", "--",
            "typed-tools", "expand", str(self.folder / "tools/*.json"), stdout=subprocess.PIPE,
        )
        code = expand.communicate()[0]
        if expand.returncode:
            raise SystemExit("cargo typed-tools expand failed")
        return code.count("\n")


class Script(Typed):
    """The same set, compiled in the build script."""

    BUILD = 'fn main() -> Result<(), typed_tools_codegen::BuildError> {\n    typed_tools_codegen::build("tools/*.json")\n}\n'
    LIB = "//! Tools by a build script.\n#![deny(missing_docs)]\n\ntyped_tools::include_tools!();\n"

    def dependencies(self) -> str:
        compiler = f'typed-tools-codegen = {{ path = "{ROOT}/tools-codegen" }}'
        return f"{super().dependencies()}\n[build-dependencies]\n{compiler}\n"

    def touch(self) -> None:
        super().touch()
        next((self.folder / "tools").iterdir()).touch()

    def kept(self) -> float:
        """User CPU seconds of a check that leaves the script alone."""
        self.lib().touch()
        return self.check(False)[0]


class ByHand(Consumer):
    # What typed-tools takes of reqwest, TLS with it: the tools' URLs are `https`.
    def dependencies(self) -> str:
        return (
            'reqwest = { version = "0.13.5", default-features = false, features = ["http2", "gzip", "json", "rustls"] }\n'
            'serde = { version = "1", features = ["derive"] }\nserde_json = "1"\n'
        )

    def write(self, tools: list[dict]) -> None:
        self.lib().write_text(Hand(tools).source())
        subprocess.run(["rustfmt", "--edition=2024", f"--config-path={ROOT}", str(self.lib())], check=True)

    def lines(self) -> int:
        return self.lib().read_text().count("\n")


class Typify(Consumer):
    """The argument types alone, by typify: no requests, no calls."""

    def dependencies(self) -> str:
        return 'serde = { version = "1", features = ["derive"] }\nserde_json = "1"\ntypify = "0.8.0"\n'

    def write(self, tools: list[dict]) -> None:
        schemas = {tool["name"]: {"title": tool["name"], **tool["parameters"]} for tool in tools}
        (self.folder / "tools.json").write_text(json.dumps({"definitions": schemas}, indent=1))
        self.lib().write_text('//! Types by typify.\n\ntypify::import_types!(schema = "tools.json");\n')

    def lines(self) -> None:
        return None


def least(rounds: list[tuple[float, float]]) -> tuple[float, float]:
    return min(cpu for cpu, _ in rounds), min(memory for _, memory in rounds)


def compare(count: int, repeat: int, kinds: list[type]) -> bool:
    tools = make(ROOT / "tools", count)
    changed = change_one_enum_value(tools)
    consumers = [kind(kind.__name__.lower(), tools) for kind in kinds]
    clean: dict[str, list] = {c.kind: [] for c in consumers}
    first: dict[str, list] = {c.kind: [] for c in consumers}
    edited: dict[str, list] = {c.kind: [] for c in consumers}
    for consumer in consumers:
        consumer.prepare(False)
        consumer.prepare(True)
    for _ in range(repeat):
        for consumer in consumers:
            clean[consumer.kind].append(consumer.measure(False))
        for consumer in consumers:
            consumer.forget()
            first[consumer.kind].append(consumer.measure(True))
            consumer.write(changed)
            edited[consumer.kind].append(consumer.measure(True))
            consumer.write(tools)
    return report(count, consumers, clean, first, edited)


def report(count: int, consumers: list[Consumer], clean: dict, first: dict, edited: dict) -> bool:
    print(f"\n{count:,} tools: `cargo check`, user CPU seconds (÷ by hand), MB at the peak")
    print(f"  {'':10}{'clean':>17}{'ms/tool':>9}{'MB':>7}{'incremental, first':>21}{'MB':>7}{'after an edit':>17}{'lines/tool':>12}")
    base = {name: least(all_["byhand"])[0] for name, all_ in (("clean", clean), ("first", first), ("edited", edited))}
    for consumer in consumers:
        kind = consumer.kind
        (cpu, memory), (cpu1, memory1), (cpu2, _) = least(clean[kind]), least(first[kind]), least(edited[kind])
        lines = consumer.lines()
        print(
            f"  {kind:10}{cpu:9.2f} ({cpu / base['clean']:5.2f}){cpu * 1000 / count:9.1f}{memory:7.0f}"
            f"{cpu1:13.2f} ({cpu1 / base['first']:5.2f}){memory1:7.0f}{cpu2:9.2f} ({cpu2 / base['edited']:5.2f})"
            f"{'-' if lines is None else format(lines / count, '.1f'):>12}"
        )
        if kind == "script":
            kept = min(consumer.kept() for _ in clean[kind])
            print(f"  {'kept':10}{kept:9.2f} ({kept / base['clean']:5.2f})")
    cpu, memory = least(clean["typed"])
    met = True
    if count <= 100:
        met &= goal(f"at most {GOAL_RATIO} of hand-written code", cpu / base["clean"], GOAL_RATIO)
    if count >= 1000:
        met &= goal(f"at most {GOAL_MS:.0f} ms a tool", cpu * 1000 / count, GOAL_MS)
        met &= goal(f"at most {GOAL_MB} MB", memory, GOAL_MB)
    return met


def goal(text: str, value: float, limit: float) -> bool:
    print(f"  goal: {text}: {value:.2f}, {'met' if value <= limit else 'MISSED'}")
    return value <= limit


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tools", type=int, nargs="+", default=[100, 1000], help="how many tools")
    parser.add_argument("--repeat", type=int, default=3, help="how often each check is measured")
    parser.add_argument("--script", action="store_true", help="measure a build script and `include_tools!` too")
    parser.add_argument("--typify", action="store_true", help="measure typify's types too")
    arguments = parser.parse_args()
    kinds = [Typed, ByHand] + [Script] * arguments.script + [Typify] * arguments.typify
    met = [compare(count, arguments.repeat, kinds) for count in arguments.tools]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
