"""Exports definitions for every provider, plain and strict, and holds the results against the
vendors' own types and the documented rules; then the messages that answer calls.

    check.py [--verbose] [PATHS..]

Without PATHS: the definitions of `tools/` as one set, and, where the folder is there, each file of
`../shared/corpus` as a set of its own."""

import collections
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys

import rules
import vendors

ROOT = pathlib.Path(__file__).resolve().parents[2]
CLI = ROOT / "target/debug/cargo-typed-tools"
ALLOW = ["--allow-http", "*"]
STRICT = ["openai-chat", "openai-responses", "azure", "anthropic", "bedrock", "groq", "xai", "deepseek"]


def cli(*arguments):
    run = subprocess.run([CLI, *map(str, arguments)], capture_output=True, text=True, cwd=ROOT)
    return run.returncode, run.stdout, run.stderr


def with_legal_names(folder):
    """A copy of a folder's definitions under target/, with names that every provider takes."""
    copy = ROOT / "target/providers-definitions" / folder.name
    for file in sorted(folder.rglob("*.json")):
        definition = json.loads(file.read_text())
        name = re.sub("[^a-zA-Z0-9_-]", "_", definition["name"])
        definition["name"] = (name if re.match("[a-zA-Z_]", name) else f"_{name}")[:64]
        target = copy / file.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(definition, indent=1))
    return copy


def files_that_compile(folder):
    """The JSON files of a folder in which `check` finds no error."""
    _, out, _ = cli("check", "--each", *ALLOW, "--message-format", "json", folder)
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


def exports(providers, paths):
    """What the command line says of a set: its export for each provider, plain and strict, and its report."""
    runs = [(provider, strict) for provider in providers for strict in [False, True] if not strict or provider in STRICT]
    words = lambda provider, strict: ["--provider", provider, *(["--strict"] if strict else [])]
    texts = [(provider, strict, cli("export", *ALLOW, *words(provider, strict), *paths)) for provider, strict in runs]
    return texts, cli("export", *ALLOW, "--report", "--message-format", "json", *paths)[1]


def judge(score, tools, what, texts):
    for provider, strict, (code, out, err) in texts:
        if code != 0:
            score.failed += 1
            print(f"FAILED {what} for {provider}: {err.strip()[:600]}")
            continue
        field = json.loads(out)
        score.tools[provider] += len(list(rules.each_tool(provider, field))) if not strict else 0
        name = f"{what} for {provider}{' strict' if strict else ''}"
        score.holds(name, [tools[provider], lambda field: rules.check(provider, field)], field)


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
    for folder in map(with_legal_names, folders):
        files, there_are = files_that_compile(folder)
        print(f"{folder.name}: {len(files)} of {there_are} files compile")
        sets += [(str(file.relative_to(folder.parent)), [file]) for file in files]
    # The command line runs on all cores while its answers are judged here.
    pool = concurrent.futures.ThreadPoolExecutor(os.cpu_count())
    answers = pool.map(lambda paths: exports(tools, paths), [files for _, files in sets])
    for (what, _), (texts, out) in zip(sets, answers):
        judge(score, tools, what, texts)
        # The last line is about the set as a whole.
        for line in map(json.loads, out.splitlines()[:-1]):
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
