#!/bin/bash
# tools/pg-private: starts, starts again, serves, stops, starts with its data, drops; in deep and odd folders too.
set -u
work=$(mktemp -d)
# mktemp makes it private to this user; as root the server runs as another one and must get through.
[ "$(id -u)" = 0 ] && chmod 711 "$work"
passed=0 failed=0
pg=$PWD/tools/pg-private
# Deeper than a socket's path may be long (107 bytes), with a blank and a quote in it.
deep="$work/a folder, it's deep/$(printf 'd%.0s' {1..120})"
trap '"$pg" drop "$work/plain"; "$pg" drop "$deep"; rm -rf "$work"' EXIT

check() {
    if "${@:2}" >"$work/output" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $1"
        tail -n 5 "$work/output"
    fi
}
query() (
    eval "$("$pg" env "$1")"
    export PGHOST PGPORT PGUSER PGDATABASE
    "$("$pg" bindir)/psql" -XAtqc "$2"
)
is() { [ "$(query "$1" "$2")" = "$3" ]; }
no_tcp() { is "$1" "show listen_addresses" ""; }
stopped() { ! query "$1" "select 1"; }
closed_to_others() {
    local socket
    socket=$(cat "$1/socket-path")
    [ "$(stat -c %a "$socket")" = 700 ]
}
gone() { [ ! -e "$1" ]; }

for dir in "$work/plain" "$deep"; do
    check "start" "$pg" start "$dir"
    check "no TCP" no_tcp "$dir"
    check "only this user gets in" closed_to_others "$dir"
    check "a table" query "$dir" "create table kept as select 42 as n"
    check "start again" "$pg" start "$dir"
    check "still there" is "$dir" "select n from kept" 42
    check "stop" "$pg" stop "$dir"
    check "is stopped" stopped "$dir"
    check "stop again" "$pg" stop "$dir"
    check "start after stop" "$pg" start "$dir"
    check "data kept" is "$dir" "select n from kept" 42
    check "drop" "$pg" drop "$dir"
    check "gone" gone "$dir"
    check "drop again" "$pg" drop "$dir"
done
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" = 0 ]
