#!/usr/bin/env bash
# Published OpenAPI documents, imported and called, each request judged by an independent validator; `run.sh --each 0` calls
# every operation. Needs Python 3.10 or later, npm, and a network for the first run; everything is kept under target/.
set -euo pipefail
cd "$(dirname "$0")/../.."
packages=$PWD/target/openapi
if [ ! -e "$packages/complete-1" ]; then
    rm -rf "$packages"
    mkdir -p "$packages"
    npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$packages" \
        @octokit/openapi@23.0.2 @figma/rest-api-spec@0.43.0 @directus/specs@15.2.0 @blockfrost/openapi@0.1.93 \
        @ideal-postcodes/openapi@4.21.0 @readme/oas-examples@8.2.2 @scalar/galaxy@0.2.20 rclone-openapi@1.75.0 \
        shipengine-openapi@1.4.0
    python3 -m venv "$packages/venv"
    "$packages/venv/bin/pip" install --quiet --disable-pip-version-check -r conformance/openapi/requirements.txt
    ln -s node_modules "$packages/npm"
    (cd "$packages" && ln -s venv/lib/python3*/site-packages pypi)
    touch "$packages/complete-1"
fi
cargo build --locked --quiet -p cargo-typed-tools
exec "$packages/venv/bin/python" -W ignore conformance/openapi/check.py "$@"
