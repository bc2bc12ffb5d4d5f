#!/bin/sh
# Looks at the pages in a real browser. `run.sh [BASE_URL]`: without an address it serves its own casebook of hand-made
# readings; with one it looks at what is served there. CHROMIUM names the browser, if not /usr/bin/chromium.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cd "$here"
[ -d node_modules/playwright-core ] && [ -d node_modules/axe-core ] || npm ci --no-audit --no-fund --silent

if [ $# -gt 0 ]; then
    exec node look.mjs "$@"
fi

# With the whole workspace, so that nothing is built twice beside the other tests.
cargo build --quiet --workspace --all-targets
target=$(cargo metadata --no-deps --format-version 1 | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
out=$(mktemp -d)
serving=""
trap 'kill $serving 2>/dev/null || true; rm -rf "$out"' EXIT INT TERM

# Serves a casebook ($1: full, empty, watched or people) and leaves its address in the file of that name.
serve() {
    "$target/debug/examples/web-demo" "$1" >"$out/$1" &
    serving="$serving $!"
    tries=0
    until [ -s "$out/$1" ]; do
        tries=$((tries + 1))
        [ $tries -lt 100 ] || { echo "web-demo $1: expected an address within 10 s, found none" >&2; exit 1; }
        sleep 0.1
    done
}
serve full
serve empty
serve watched
serve people
node look.mjs "$(cat "$out/full")" "$(cat "$out/empty")" "$(cat "$out/watched")" "$(cat "$out/people")"
