#!/bin/bash
# The demonstration: the first time it loads every sample, the second time it finds all of them unchanged, quickly.
set -u
work=$(mktemp -d)
[ "$(id -u)" = 0 ] && chmod 711 "$work"
trap 'tools/pg-private drop "$work/demo"; rm -rf "$work"' EXIT
export SARING_DEMO=$work/demo
# A sanitizer build is slow on purpose.
limit=3
[[ ${BUILD:-build} == build-asan ]] && limit=30
passed=0 failed=0

check() {
    if [ "$2" = "$3" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $1: expected $2, got $3"
        tail -n 30 "$work/output"
    fi
}
ask() (
    eval "$(tools/pg-private env "$work/demo")"
    export PGHOST PGPORT PGUSER PGDATABASE
    "$(tools/pg-private bindir)/psql" -XAtqc "$1"
)

samples=$(find samples -type f | wc -l)
tools/demo >"$work/output" 2>&1
check "first run" 0 $?
check "every sample is loaded" "$samples" "$(ask "select count(*) from saring.v_document where status = 'loaded'")"
check "there are measures of every sample that has tables" 0 "$(ask "select count(*) from saring.v_document d where tables > 0
    and not exists (select from saring.v_measure m where m.document_id = d.document_id)")"
began=$SECONDS
tools/demo >"$work/output" 2>&1
check "second run" 0 $?
check "second run is quick" yes "$([ $((SECONDS - began)) -le $limit ] && echo yes || echo "$((SECONDS - began)) s")"
check "second run: all unchanged" "0|$samples|0" \
    "$(ask "select loaded, unchanged, refused from saring.v_run order by run_id desc limit 1")"
check "still there" "$samples" "$(ask "select count(*) from saring.v_document")"
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" = 0 ]
