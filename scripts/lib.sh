# What ./test and the other scripts share. To be sourced.

# What the summary tells.
notes=()
note() { notes+=("$1"); echo "$1"; }
say() { printf '\n== %s\n' "$1"; }

# Where Cargo puts what it builds.
target_folder() { cargo metadata --no-deps --format-version 1 | sed 's/.*"target_directory":"\([^"]*\)".*/\1/'; }

# as_root COMMAND…: fails where that cannot be done without asking.
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo --non-interactive "$@"; fi
}

# Debian packages and how to know that each is there.
missing_packages() {
    command -v cc >/dev/null || echo gcc libc6-dev
    command -v chromium >/dev/null || [ -n "${CHROMIUM:-}" ] || echo chromium
    command -v node >/dev/null || echo nodejs
    command -v npm >/dev/null || echo npm
    python3 -c "import ensurepip" 2>/dev/null || echo python3 python3-venv
    compgen -G '/usr/share/fonts/opentype/noto/NotoSansCJK*' >/dev/null || echo fonts-noto-cjk
    [ -n "${JIKENBO_TEST_POSTGRES:-}" ] || postgres_bin >/dev/null || echo postgresql
}

# Installs what is missing; where that fails, the tests that need it say so.
install_missing() {
    local packages
    mapfile -t packages < <(missing_packages | tr ' ' '\n')
    [ ${#packages[@]} -gt 0 ] || return 0
    say "installing ${packages[*]}"
    export DEBIAN_FRONTEND=noninteractive
    if as_root apt-get update -qq && as_root apt-get install -qq --yes --no-install-recommends "${packages[@]}" >/dev/null; then
        return 0
    fi
    note "could not install: ${packages[*]}"
}

# The folder of PostgreSQL's programs, the newest.
postgres_bin() {
    local newest
    newest=$(compgen -G '/usr/lib/postgresql/*/bin/initdb' | sort -V | tail -n 1)
    [ -n "$newest" ] && dirname "$newest"
}

# PostgreSQL does not run as root.
as_postgres() {
    if [ "$(id -u)" = 0 ]; then runuser --user postgres -- "$@"; else "$@"; fi
}

# A PostgreSQL of our own in a temporary folder, reached by a socket there alone; gone when the script ends.
start_postgres() {
    [ -z "${JIKENBO_TEST_POSTGRES:-}" ] || return 0
    local bin
    bin=$(postgres_bin) || return 1
    postgres_folder=$(mktemp -d)
    [ "$(id -u)" != 0 ] || chown postgres "$postgres_folder"
    trap stop_postgres EXIT
    cd "$postgres_folder"
    as_postgres "$bin/initdb" --pgdata=data --username=postgres --auth=trust --encoding=UTF8 --locale=C --no-sync >/dev/null &&
        as_postgres "$bin/pg_ctl" --pgdata=data --log=log --wait --options="-c listen_addresses= -c unix_socket_directories=$postgres_folder -c fsync=off" start >/dev/null
    local started=$?
    cd - >/dev/null
    [ $started = 0 ] || return 1
    export JIKENBO_TEST_POSTGRES="postgres://postgres@localhost/postgres?host=$postgres_folder"
    note "PostgreSQL: $("$bin/postgres" --version)"
}

stop_postgres() {
    local bin
    bin=$(postgres_bin) && as_postgres "$bin/pg_ctl" --pgdata="$postgres_folder/data" --mode=immediate stop >/dev/null 2>&1 || true
    rm -rf "$postgres_folder"
}
