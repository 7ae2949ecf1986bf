"""Imports published OpenAPI documents, calls what they became, and has each request judged by an independent validator.

    check.py [--each N] [--only NAME ..] [--keep FOLDER] [--verbose]

N operations of each document (all, where N is 0), each with as few arguments as it takes and with as many as it names.
A request is right where `openapi-core` finds no fault in it by the document it came from, and where the values
that it decodes are those of the arguments: none lost, none changed."""

import argparse
import collections
import concurrent.futures
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import urllib.parse

import arguments
import known
import upstream

ROOT = pathlib.Path(__file__).resolve().parents[2]
TARGET = ROOT / "target"
CLI = TARGET / "debug/cargo-typed-tools"
PACKAGES = TARGET / "openapi"
ANYWHERE = "https://service.example"


def cli(*words):
    run = subprocess.run([CLI, *map(str, words)], capture_output=True, text=True)
    return run.returncode, run.stdout, run.stderr


def leaves(value, found):
    """How often each value occurs, wherever it stands."""
    if isinstance(value, dict):
        for one in value.values():
            leaves(one, found)
    elif isinstance(value, list):
        for one in value:
            leaves(one, found)
    elif isinstance(value, (bytes, bytearray)):
        found[value.decode(errors="replace")] += 1
    elif isinstance(value, bool) or value is None:
        found[json.dumps(value)] += 1
    elif isinstance(value, (int, float)):
        found[f"{value:.9g}"] += 1
    elif str(value).startswith(arguments.JSON):
        leaves(json.loads(value), found)
    else:
        found[str(value)] += 1
    return found


class Called:
    """One operation of a document, called."""

    def __init__(self, document, folder, services, file, everything):
        self.file, self.everything = file, everything
        self.definition = json.loads(file.read_text())
        self.document, self.services, self.folder = document, services, folder
        self.kind, self.why, self.sent, self.lost, self.body = "right", "", "", set(), None
        try:
            self.arguments = arguments.made(self.definition, everything)
        except (arguments.Unmade, RecursionError, KeyError, IndexError) as error:
            self.kind, self.why = "no arguments made", repr(error)
            return
        self.send()

    def service(self, url):
        parts = urllib.parse.urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self.services:
            self.services[origin] = upstream.Service(self.document, origin)
        return self.services[origin]

    def send(self):
        text = json.dumps(self.definition)
        endpoint = self.definition["api_endpoint"]
        secrets = {name: f"secret-of-{name.lower()}" for name in re.findall(r"\{\{([A-Z][A-Z0-9_]*)\}\}", text)}
        base = re.match(r"\{\{([A-Z0-9_]+)\}\}", endpoint)
        if base:
            endpoint = secrets[base[1]] = ANYWHERE + server_path(self.document)
        services = [self.service(endpoint)]
        if token := self.definition.get("auth", {}).get("token_url"):
            services.append(self.service(token))
            services[-1].token_paths.add(urllib.parse.urlsplit(token).path)
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump(secrets, file)
            file.flush()
            origins = [word for one in services for word in ["--origin", f"{one.origin}={one.url}"]]
            services[0].last = None
            words = ["request", self.definition["name"], self.file, "--args", json.dumps(self.arguments), "--send"]
            code, out, err = cli(*words, "--secrets", file.name, *origins)
        request = services[0].last
        if request is None:
            self.kind, self.why = "not sent", (err or out).strip()
            return
        self.judge(services[0], request)

    def judge(self, service, request):
        self.body = request.body if is_json(request) else None
        self.sent = f"{request.method.upper()} {request.target} {request.body!r}"
        try:
            errors = list(service.judge.iter_request_errors(request))
            result = service.judge.unmarshal_request(request)
        except Exception as error:  # Whatever the validator stumbles over is told apart by hand.
            self.kind, self.why = "the validator fails", f"{type(error).__name__}: {error}"
            return
        if errors:
            self.kind, self.why = "refused", "; ".join(map(cause, errors))
            return
        given = leaves(self.arguments, collections.Counter())
        if request.content_type.startswith("multipart/"):
            # A file goes as its bytes.
            given["hello"] += given.pop(arguments.FORMATS["binary"], 0)
        read = result.parameters
        got = collections.Counter()
        body = json.loads(request.body) if is_json(request) else result.body
        for part in [read.path, read.query, read.header, read.cookie, body]:
            leaves(part, got)
        lost = given - got
        if lost:
            self.kind, self.why, self.lost = "lost or changed", f"{dict(lost)}", set(lost)


def is_json(request):
    return request.body is not None and re.search("[/+]json", request.content_type) is not None


def cause(error):
    """The innermost reason."""
    while error.__cause__ is not None:
        error = error.__cause__
    inner = [f"{one.json_path}: {one.message}" for one in getattr(error, "schema_errors", [])]
    try:
        words = str(error)
    except Exception:  # One of its errors cannot say what it is.
        words = repr(vars(error))
    return f"{type(error).__name__}: {'; '.join(inner) or words}"[:1500]


def server_path(document):
    servers = document.get("servers") or [{"url": ""}]
    url = servers[0]["url"]
    return "" if "://" in url or "{" in url else url.rstrip("/")


def imported(name, path, folder):
    """What becomes of a document: operations, definitions, refusals by reason, and the verdict on the set."""
    began = time.monotonic()
    code, out, err = cli("import", "openapi", path, "-o", folder)
    seconds = time.monotonic() - began
    files = sorted(folder.rglob("*.json"))
    checked, _, why = cli("check", folder)
    print(f"{name}: {out.strip()}")
    print(f"    {seconds:.1f} s; check: {'no mistakes' if checked == 0 else why[-600:]}")
    return files


def spread(files, number):
    if not number or len(files) <= number:
        return files
    return [files[index * len(files) // number] for index in range(number)]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--each", type=int, default=10)
    parser.add_argument("--only", nargs="*")
    parser.add_argument("--keep", type=pathlib.Path)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    documents = json.loads((pathlib.Path(__file__).parent / "documents.json").read_text())
    total, unknown, operations = collections.Counter(), 0, 0
    with tempfile.TemporaryDirectory() as scratch:
        for name, place in documents.items():
            if options.only and name not in options.only:
                continue
            path = PACKAGES / place
            folder = (options.keep or pathlib.Path(scratch)) / name
            files = spread(imported(name, path, folder), options.each)
            document = upstream.read(path)
            counted, services = collections.Counter(), {}
            for file in files:
                operations += 1
                for everything in [False, True]:
                    call = Called(document, folder, services, file, everything)
                    kind = known.kind(name, call) or call.kind
                    counted[kind] += 1
                    if kind == call.kind and kind != "right":
                        unknown += 1
                    if kind != "right" and (options.verbose or kind == call.kind):
                        print(f"    {kind}: {file.name} ({'all' if everything else 'fewest'}): {call.why[:900]}")
                        print(f"        {call.sent[:500]}")
                        print(f"        {json.dumps(getattr(call, 'arguments', None))[:500]}")
            total += counted
            print(f"    requests: {dict(counted)}", flush=True)
    print(f"{operations} operations, {total.total()} requests: {dict(total)}")
    return 1 if unknown else 0


if __name__ == "__main__":
    sys.exit(main())
