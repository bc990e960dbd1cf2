#!/bin/bash
# Every ```sh block of the pages runs, in order, as one session a page; every ```sql block runs in psql on the samples.
# `make` is only asked whether it knows what to do (-n): this runs inside make test. ```console and ```text are not run.
set -u
root=$(pwd -P)
build=$(cd "${BUILD:-build}" && pwd -P)
work=$(mktemp -d)
passed=0 failed=0
trap '"$root/tools/pg-private" drop "$work/pg"; rm -rf "$work"' EXIT

if ! "$root/tools/pg-private" start "$work/pg"; then
    echo "no private PostgreSQL"
    exit 1
fi
# As a newcomer would have it: the programs in the path, the samples beside, nothing else.
mkdir "$work/here"
for name in samples docs lexicons; do ln -s "$root/$name" "$work/here/$name"; done
ln -s "$build" "$work/here/build"
unset PGSERVICE PGHOSTADDR PGPASSFILE PGOPTIONS PGSSLMODE MAKEFLAGS MAKELEVEL MFLAGS
set -a
eval "$("$root/tools/pg-private" env "$work/pg")"
set +a
export PATH=$build:$("$root/tools/pg-private" bindir):$PATH ROOT=$root PSQL_PAGER='' HOME=$work XDG_CONFIG_HOME=$work

# blocks PAGE LANGUAGE FOLDER: one file a block, named by the line it begins on.
blocks() {
    awk -v language="$2" -v folder="$3" '
        /^```/ { if (file) { close(file); file = "" } else if ($0 == "```" language) { file = sprintf("%s/%04d", folder, FNR) ; printf "" >file } next }
        file { print >file }' "$1"
}

count() {
    if [ "$1" = 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $2"
        tail -n 20 "$work/output" | sed 's/^/     /'
    fi
}

(cd "$work/here" && saring db migrate && saring import -q samples) >"$work/output" 2>&1
count $? "importing the samples"

for page in README.md CONTRIBUTING.md docs/*.md; do
    folder=$work/$(basename "$page").blocks
    mkdir "$folder"
    blocks "$root/$page" sh "$folder"
    for block in "$folder"/*; do
        [ -f "$block" ] || continue
        (
            cd "$work/here" || exit 1
            make() { command make -n -C "$ROOT" "$@" >/dev/null; }
            export -f make
            bash -euo pipefail "$block"
        ) >"$work/output" 2>&1 </dev/null
        count $? "$page, sh block on line $((10#$(basename "$block")))"
    done
    mkdir "$folder.sql"
    blocks "$root/$page" sql "$folder.sql"
    for block in "$folder.sql"/*; do
        [ -f "$block" ] || continue
        psql -X -v ON_ERROR_STOP=1 -f "$block" >"$work/output" 2>&1
        status=$?
        # A report query that finds nothing in the samples shows nothing to the reader.
        [ $status = 0 ] && grep -q '^(0 rows)' "$work/output" && status=1
        count $status "$page, sql block on line $((10#$(basename "$block")))"
    done
done
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" = 0 ]
