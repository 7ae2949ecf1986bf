"""Exports definitions for every provider, plain and strict, and holds the results against the
vendors' own types and the documented rules; then the messages that answer calls.

    check.py [--verbose] [PATHS..]

Without PATHS: the definitions of `tools/` as one set, and, where the folder is there, each file of
`../shared/corpus` as a set of its own."""

import collections
import json
import pathlib
import subprocess
import sys

import rules
import vendors

ROOT = pathlib.Path(__file__).resolve().parents[2]
CLI = ROOT / "target/debug/cargo-typed-tools"
STRICT = ["openai-chat", "openai-responses", "azure", "anthropic", "bedrock", "groq", "xai", "deepseek"]


def cli(*arguments):
    run = subprocess.run([CLI, *map(str, arguments)], capture_output=True, text=True, cwd=ROOT)
    return run.returncode, run.stdout, run.stderr


def files_that_compile(folder):
    """The JSON files of a folder in which `check` finds no error."""
    _, out, _ = cli("check", "--each", "--message-format", "json", folder)
    lines = [json.loads(line) for line in out.splitlines()]
    broken = {str((ROOT / line["file"]).resolve()) for line in lines if line.get("level") == "error"}
    files = sorted(pathlib.Path(folder).rglob("*.json"))
    return [file for file in files if str(file.resolve()) not in broken], len(files)


class Score:
    def __init__(self, verbose):
        self.passed = self.failed = 0
        self.tools = collections.Counter()
        self.verbose = verbose

    def holds(self, what, checks, value):
        for check in checks:
            try:
                check(value)
                self.passed += 1
            except Exception as error:  # Whatever a vendor's type raises is its refusal.
                self.failed += 1
                text = str(error)
                print(f"FAILED {what}: {text if self.verbose else text[:600]}")


def export(score, tools, what, paths):
    for provider, typed in tools.items():
        for strict in [False, True] if provider in STRICT else [False]:
            arguments = ["export", "--provider", provider, *(["--strict"] if strict else []), *paths]
            code, out, err = cli(*arguments)
            if code != 0:
                score.failed += 1
                print(f"FAILED {what} for {provider}: {err.strip()[:600]}")
                continue
            field = json.loads(out)
            score.tools[provider] += len(list(rules.each_tool(provider, field))) if not strict else 0
            name = f"{what} for {provider}{' strict' if strict else ''}"
            score.holds(name, [typed, lambda field: rules.check(provider, field)], field)


def main():
    arguments = sys.argv[1:]
    verbose = "--verbose" in arguments
    paths = [pathlib.Path(path).resolve() for path in arguments if path != "--verbose"]
    score = Score(verbose)
    tools = vendors.tools()
    verdicts = collections.Counter()
    reasons = collections.Counter()
    sets = [("tools", [ROOT / "tools"])] if not paths else []
    corpus = ROOT.parent / "shared/corpus"
    folders = paths or ([corpus] if corpus.is_dir() else [])
    for folder in folders:
        files, there_are = files_that_compile(folder)
        print(f"{folder.name}: {len(files)} of {there_are} files compile")
        sets += [(str(file.relative_to(folder.parent)), [file]) for file in files]
    for what, files in sets:
        export(score, tools, what, files)
        _, out, _ = cli("export", "--report", "--message-format", "json", *files)
        for line in map(json.loads, out.splitlines()):
            verdicts[line["provider"], line["verdict"]] += 1
            if line["provider"] in ("openai-chat", "anthropic") and line["verdict"] != "strict":
                for why in line["why"][:1]:
                    generic = "".join(part if index % 2 == 0 else ".." for index, part in enumerate(why.split("`")))
                    reasons[line["provider"], generic] += 1
    shapes = json.loads(subprocess.run(
        [ROOT / "target/debug/examples/provider_shapes"], capture_output=True, text=True, check=True).stdout)
    for provider, typed in vendors.results().items():
        score.holds(f"results for {provider}", [typed], shapes[provider])

    words = ["strict", "ok", "degraded", "impossible"]
    print(f"\n{'provider':<18}{'offered':>9}" + "".join(f"{word:>12}" for word in words))
    for provider in tools:
        row = "".join(f"{verdicts[provider, word]:>12}" for word in words)
        print(f"{provider:<18}{score.tools[provider]:>9}{row}")
    print("\nwhy tools are not strict:")
    for (provider, why), count in sorted(reasons.items(), key=lambda item: (item[0][0], -item[1])):
        print(f"  {provider:<12}{count:>5}  {why}")
    total = sum(score.tools.values())
    print(f"\n{len(tools)} providers, {total} tools x providers")
    print(f"{score.passed} passed, {score.failed} failed")
    sys.exit(1 if score.failed or not score.passed else 0)


main()
