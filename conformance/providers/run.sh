#!/usr/bin/env bash
# Holds what is exported against the vendors' own types. Needs Python 3.10 or later and a network
# for the first run; everything is kept under target/.
set -euo pipefail
cd "$(dirname "$0")/../.."
venv=target/providers-venv
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check -r conformance/providers/requirements.txt
# Of all members at once, as `cargo test` builds them: a package alone has other features, and its dependencies would be built again.
cargo build --quiet --bin cargo-typed-tools --example provider_shapes
exec "$venv/bin/python" conformance/providers/check.py "$@"
