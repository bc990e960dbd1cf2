#!/bin/bash
# saring clean, as a user meets it: streams, forms, order, outputs that fail, and what a run leaves behind.
set -u
root=$(pwd -P)
saring=$(cd "${BUILD:-build}" && pwd -P)/saring
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
export HOME=$work XDG_CONFIG_HOME=$work
passed=0 failed=0
verdict() {
    if [ "$2" = 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $1"
        head -n 5 out err 2>/dev/null | sed 's/^/     /'
    fi
}
# status N NAME ARGUMENT...: the exit status, with standard output in out and standard error in err.
status() {
    local expected=$1 name=$2 got
    shift 2
    "$saring" "$@" >out 2>err
    got=$?
    [ "$got" = "$expected" ] || echo "     status $got, not $expected: saring $*"
    [ "$got" = "$expected" ]
    verdict "$name" $?
}
says() {
    grep -qF -e "$2" "$1"
    verdict "$1 says: $2" $?
}

mkdir in in/sub
printf 'No\tUraian\tPagu (Rp)\tTarget 2024\n1\tRapat "A", B\t1.500.000\t12 Orang\n2\tSurvei\t#####\t88,84%%\n3\tTamu\t2.000.000\t-\n' >in/a.txt
cp in/a.txt in/sub/a.txt
printf 'Uraian | Anggaran\n--- | ---\nSatu | 1.234.567\nDua | 2.000\n' >in/b.md
printf 'hanya prosa\n' >in/c.txt
printf '\177ELF\001\002\003\000\000\000' >in/x.bin

# Every stream, as NDJSON and as CSV.
rm in/x.bin
for stream in measures cells findings checks tables rows; do
    status 0 "stream $stream" clean --only $stream in
    if command -v python3 >/dev/null; then
        python3 -c 'import json, sys
for line in open("out", encoding="utf-8"): json.loads(line)' 2>>err
        verdict "$stream is JSON, an object a line" $?
    fi
    status 0 "stream $stream as csv" clean --only $stream --to csv in
    [ $stream = rows ] || { head -n 1 out | grep -q '^document,.*'$'\r''$'; verdict "$stream has a header line that ends with CRLF" $?; }
    grep -qv $'\r$' out
    [ $? = 1 ] && verdict "$stream: every line ends with CRLF" 0 || verdict "$stream: every line ends with CRLF" 1
done

# The same bytes whatever the number of workers, also when the outputs must wait for a slow first document.
{ printf 'Uraian\tPagu\n'; seq 1 60000 | sed 's/.*/Kegiatan &\t&.000.000/'; } >in/0-long.txt
status 0 "one worker" clean --jobs 1 in
mv out one
for jobs in 2 7; do
    status 0 "$jobs workers" clean --jobs $jobs in
    cmp -s one out
    verdict "the same bytes with $jobs workers" $?
done
head -n 1 one | grep -q '"document":"0-long.txt"'
verdict "documents in byte order" $?
rm in/0-long.txt

# Files and folders.
status 0 "-o FILE" clean -o m.ndjson in
"$saring" clean in | cmp -s - m.ndjson
verdict "-o FILE holds what standard output would" $?
[ ! -e m.ndjson.part ]
verdict "no part file is left" $?
status 0 "-o FOLDER with several streams" clean --only measures,findings,tables -o many in
[ -s many/measures.ndjson ] && [ -s many/findings.ndjson ] && [ -s many/tables.ndjson ] && [ "$(ls many | wc -l)" = 3 ]
verdict "a file a stream" $?
status 0 "rows into a folder" clean --only rows --to csv -o tables in
[ "$(cd tables && echo *)" = "a.txt.1.csv a.txt~2.1.csv b.md.1.csv" ]
verdict "a file a table: $(cd tables && echo *)" $?
printf 'No,Uraian,Pagu (Rp),Target 2024\r\n1,"Rapat ""A"", B",1.500.000,12 Orang\r\n2,Survei,#####,"88,84%%"\r\n3,Tamu,2.000.000,-\r\n' >expected
cmp -s expected tables/a.txt.1.csv
verdict "the cleaned table" $?
status 0 "rows with values" clean --only rows --to csv --values -o tables in/a.txt
printf 'No,Uraian,Pagu (Rp),Target 2024\r\n1,"Rapat ""A"", B",1500000,12\r\n2,Survei,#####,88.84\r\n3,Tamu,2000000,-\r\n' >expected
cmp -s expected tables/a.txt.1.csv
verdict "the cleaned table with numbers as read" $?
printf 'Pagu / Anggaran\tTarget\t\n\t2024\t2025\n5\t1\t2\n' >slash.txt
status 0 "headers of several rows" clean --only rows --to csv slash.txt
says out 'Pagu / Anggaran,Target 2024,Target 2025'
status 0 "standard input" clean --name dari.txt - <in/a.txt
says out '"document":"dari.txt"'
status 2 "several streams need a folder" clean --only measures,cells in
says err "-o FOLDER"

# Refused documents.
printf '\177ELF\001\002\003\000\000\000' >in/x.bin
status 1 "a document is refused" clean in
says err "refused"
says out '"document":"b.md"'
status 1 "no such file" clean missing.txt
says err "missing.txt"
status 1 "its finding" clean --only findings -q missing.txt
says out '"code":"D001"'
rm in/x.bin
status 0 "a folder with nothing in it" clean --jobs 4 "$(mkdir -p empty && echo empty)"
status 4 "--fail-on warning" clean --fail-on warning in
status 0 "--fail-on error" clean --fail-on error in

# Outputs that fail.
if [ -w /dev/full ]; then
    "$saring" clean in >/dev/full 2>err
    [ $? = 1 ]
    verdict "a full disk is status 1" $?
    says err "No space left on device"
    [ "$(wc -l <err)" = 1 ]
    verdict "and one line" $?
    status 1 "a full disk under -o" clean -o /dev/full in
fi
status 1 "-o in a folder that is not there" clean -o nowhere/x.ndjson in
says err "nowhere/x.ndjson"
status 1 "-o FOLDER that cannot be made" clean --only rows,cells -o in/a.txt/x in
{ printf 'Uraian\tPagu\n'; seq 1 200000 | sed 's/.*/Kegiatan &\t&.000.000/'; } >long.txt
(
    "$saring" clean long.txt 2>err
    echo $? >closed
) | head -n 1 >out
[ "$(cat closed)" = 1 ] && [ ! -s err ]
verdict "a closed pipe ends the run, quietly" $?
says out '"value":1000000'

# A run that is interrupted leaves no half file.
mkfifo fifo
"$saring" clean -o half.ndjson - <fifo 2>err &
pid=$!
exec 3>fifo
{ printf 'Uraian\tPagu\n'; cat long.txt; } >&3
kill -INT $pid
exec 3>&-
wait $pid
[ $? = 130 ]
verdict "interrupted is status 130" $?
[ ! -e half.ndjson ] && [ ! -e half.ndjson.part ]
verdict "an interrupted run leaves no file" $?

echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" = 0 ]
