#!/usr/bin/env bash
# Holds what is exported against the vendors' own types. Needs Python 3.10 or later and a network
# for the first run; everything is kept under target/.
set -euo pipefail
cd "$(dirname "$0")/../.."
venv=target/providers-venv
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check -r conformance/providers/requirements.txt
cargo build --quiet -p cargo-typed-tools
cargo build --quiet -p typed-tools-runtime --example provider_shapes
exec "$venv/bin/python" conformance/providers/check.py "$@"
