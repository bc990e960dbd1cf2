#!/bin/bash
# saring import and db, against a PostgreSQL of their own: exit statuses, summaries, interruption, a server that dies.
set -u
root=$(pwd -P)
saring=$(cd "${BUILD:-build}" && pwd -P)/saring
work=$(mktemp -d)
[ "$(id -u)" = 0 ] && chmod 711 "$work"
trap '"$root/tools/pg-private" drop "$work/pg" 2>/dev/null; rm -rf "$work"' EXIT
export HOME=$work XDG_CONFIG_HOME=$work
unset PGSERVICE PGHOSTADDR PGPASSFILE PGOPTIONS PGSSLMODE
passed=0 failed=0
verdict() {
    if [ "$2" = 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $1"
        head -n 5 "$work/out" "$work/err" 2>/dev/null | sed 's/^/     /'
    fi
}
status() {
    local expected=$1 name=$2 got
    shift 2
    "$saring" "$@" >"$work/out" 2>"$work/err"
    got=$?
    [ "$got" = "$expected" ] || echo "     status $got, not $expected: saring $*"
    [ "$got" = "$expected" ]
    verdict "$name" $?
}
says() {
    grep -qF -e "$2" "$work/$1"
    verdict "$1 says: $2" $?
}
ask() { "$("$root/tools/pg-private" bindir)/psql" -XAtqc "$1"; }
is() {
    [ "$2" = "$(ask "$3")" ]
    verdict "$1: $2, not $(ask "$3")" $?
}

mkdir "$work/in"
for i in 1 2 3; do
    printf 'Uraian\tPagu\nRapat %s\t1.50%s.000\nSurvei\t2.000.000\n' $i $i >"$work/in/$i.txt"
done

PGHOST=$work PGPORT=5432 status 3 "no server" import --db '' "$work/in"
says err "$work"
[ "$(wc -l <"$work/err")" = 1 ]
verdict "one line" $?

"$root/tools/pg-private" start "$work/pg" >/dev/null 2>&1 || { echo "no private PostgreSQL"; exit 77; }
set -a
eval "$("$root/tools/pg-private" env "$work/pg")"
set +a
status 3 "no schema" import "$work/in"
says err "saring db migrate"
status 0 "migrate" db migrate
status 0 "migrate again" db migrate
status 2 "migrate as json" db migrate --json
status 0 "import" import --jobs 2 "$work/in"
says err "3 loaded, 0 unchanged, 0 refused; 6 rows"
[ ! -s "$work/out" ]
verdict "nothing on standard output" $?
status 0 "import again" import "$work/in"
says err "0 loaded, 3 unchanged, 0 refused"
status 0 "import by force" import --force "$work/in/1.txt"
says err "1 loaded"
status 0 "quiet" import -q "$work/in"
[ ! -s "$work/err" ]
verdict "says nothing" $?
printf '\177ELF\001\002\003\000\000\000' >"$work/in/x.bin"
status 1 "a refused document" import "$work/in" "$work/missing.txt"
says err "0 loaded, 3 unchanged, 2 refused"
is "run record" "done,done,done,done,refused" "select string_agg(outcome, ',' order by run_id) from saring.v_run"
is "what was refused has its finding" "D004" "select f.code from saring.v_finding f join saring.v_document d using (document_id) where d.name = 'x.bin'"
printf 'Uraian\tPagu\nSurvei\t#####\nRapat\t1.000.000\nTamu\t2.000.000\n' >"$work/in/4.txt"
status 4 "--fail-on warning" import --fail-on warning "$work/in/4.txt"
is "what was found stays loaded" 1 "select count(*) from saring.v_document where name = '4.txt'"
status 0 "standard input" import --name dari.txt - <"$work/in/1.txt"
status 0 "status" db status
is "its name is its path" "dari.txt" "select path from saring.v_document where name = 'dari.txt'"
status 0 "status as json" db status --json
if command -v python3 >/dev/null; then
    python3 -c 'import json, sys; json.load(open(sys.argv[1]))' "$work/out"
    verdict "is JSON" $?
fi
status 3 "a wrong database" import --db dbname=nosuch "$work/in"
says err "nosuch"
ask "alter database \"$PGDATABASE\" set default_transaction_read_only = on"
printf 'Uraian\tPagu\nBaru\t1.000.000\n' >"$work/in/5.txt"
status 3 "a database that is read-only" import "$work/in/5.txt"
PGOPTIONS='-c default_transaction_read_only=off' ask "alter database \"$PGDATABASE\" reset default_transaction_read_only"

# What clean writes is what the views show, key by key.
status 0 "the samples" import --jobs 2 samples
for pair in measures:measure cells:cell findings:finding tables:table checks:check; do
    stream=${pair%:*} view=saring.v_${pair#*:}
    status 0 "clean --only $stream" clean --only "$stream" samples
    # Quote and delimiter that do not occur: each line is one field.
    differ=$("$("$root/tools/pg-private" bindir)/psql" -XAtq -v ON_ERROR_STOP=1 \
        -c "create temp table written (record jsonb)" \
        -c "\\copy written from '$work/out' with (format csv, quote e'\\x01', delimiter e'\\x02')" \
        -c "create temp view shown as select to_jsonb(v) - 'document_id' - 'finding_id' as record from $view v
            where document_id in (select document_id from saring.v_document where archive = 'samples')" \
        -c "select count(*) from ((table written except all table shown) union all (table shown except all table written)) d")
    [ "$differ" = 0 ]
    verdict "$view and clean --only $stream differ in ${differ:-what psql says} records" $?
done

# Interrupted in mid-load: what was committed stays, nothing half remains, the run says so.
mkdir "$work/long"
printf 'Uraian\tPagu\nAwal\t1.000.000\n' >"$work/long/0.txt"
{ printf 'Uraian\tPagu\n'; seq 1 400000 | sed 's/.*/Kegiatan &\t&/'; } >"$work/long/1.txt"
"$saring" import --jobs 1 "$work/long" >"$work/out" 2>"$work/err" &
pid=$!
for _ in $(seq 100); do
    [ "$(ask "select count(*) from saring.v_document where name = '0.txt'")" = 1 ] && break
    sleep 0.05
done
kill -INT $pid
wait $pid
[ $? = 130 ]
verdict "interrupted is status 130" $?
is "the committed document stays, the other left nothing" "0.txt" "select string_agg(name, ',') from saring.v_document where archive = 'long'"
is "the run says so" "interrupted" "select outcome from saring.v_run order by run_id desc limit 1"

# The connection is lost in mid-load: another try brings the document in whole, once.
"$saring" import --jobs 1 "$work/long" >"$work/out" 2>"$work/err" &
pid=$!
for _ in $(seq 100); do
    [ "$(ask "select count(*) from pg_stat_activity where pid <> pg_backend_pid() and query ilike 'copy%' and state = 'active'")" -gt 0 ] && break
    sleep 0.05
done
ask "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()" >/dev/null
wait $pid
[ $? = 0 ]
verdict "a lost connection is no failure" $?
says err "trying again"
is "the document is there, whole and once" "1,400000" "select count(*), sum(rows) from saring.v_document where name = '1.txt' and archive = 'long'" | tr '|' ','
# A server that gives one connection only. Last, because nothing can be asked beside it, or undone.
ask "alter role \"$PGUSER\" connection limit 1; alter role \"$PGUSER\" nosuperuser" 2>/dev/null
status 0 "more workers than connections" import --jobs 3 --force "$work/in/1.txt" "$work/in/2.txt" "$work/in/3.txt"
says err "3 loaded"
says err "fewer workers"
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" = 0 ]
