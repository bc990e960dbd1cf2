#!/bin/bash
# The program's manners: help, versions, usage errors, configuration files, log and progress, inspect, explain.
set -u
root=$(pwd -P)
saring=$(cd "${BUILD:-build}" && pwd -P)/saring
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
mkdir -p home/saring
export HOME=$work/home XDG_CONFIG_HOME=$work/home
unset COLUMNS NO_COLOR
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

for command in "" import clean inspect number explain db; do
    status 0 "help ${command:-of the program}" $command --help
    says out "Examples:"
    [ ! -s err ]
    verdict "help goes to standard output only" $?
done
status 0 "-h" clean -h
status 0 "versions" --version
for library in saring libxml2 libpq libzip uchardet utf8proc jansson OpenSSL iconv; do says out "$library "; done

status 2 "no command"
status 2 "an unknown command" clena x
says err "did you mean 'clean'?"
status 2 "an unknown option" clean --valuse x
says err "did you mean --values?"
[ "$(wc -l <err)" = 1 ] && [ ! -s out ]
verdict "usage errors are one line" $?
status 2 "too few arguments" clean
status 2 "too many arguments" explain N001 N002
status 2 "db and something else" db drop
status 2 "inspect a folder" inspect home

printf 'to = csv\n' >home/saring/saring.conf
printf 'Uraian\tPagu\nA\t1.500.000\nB\t2.500.000\n' >a.txt
status 0 "a configuration file" clean a.txt
head -n 1 out | grep -q '^document,'
verdict "its value is used" $?
status 0 "the command line wins" clean --to ndjson a.txt
head -n 1 out | grep -q '^{'
verdict "over the configuration" $?
printf 'quiet = yes\n' >other.conf
status 0 "--config" clean --config other.conf a.txt
head -n 1 out | grep -q '^{'
verdict "replaces the other files" $?
printf 'too = csv\n' >home/saring/saring.conf
status 2 "a wrong key" clean a.txt
says err "saring.conf:1: unknown option too; did you mean to?"
status 0 "help needs no configuration" clean --help
rm home/saring/saring.conf

status 1 "log as json" clean --log json missing.txt
grep -q '^{"time":"20.*","level":"error","document":".*missing.txt","message":"refused: .*"}$' err
verdict "is an object a line" $?
status 1 "quiet still tells errors" clean -q missing.txt
[ -s err ]
verdict "of documents" $?
status 0 "verbose" clean -v a.txt
says err "a.txt: loaded"
status 0 "no bar where there is no terminal" clean a.txt
[ ! -s err ]
verdict "standard error stays empty" $?
status 0 "a bar when asked for" clean --progress always a.txt
says err "1/1 documents"

status 0 "the catalogue" explain
says out "N003  mixed-separators"
status 0 "one finding" explain mixed-separators
says out "What to do:"
status 0 "as json" explain --json n003
grep -q '^{"code":"N003","name":"mixed-separators"' out
verdict "is an object" $?
status 2 "an unknown finding" explain N993
says err "no finding has the code"

status 0 "inspect" inspect a.txt
says out "adds up"
grep -q $'\x1b' out
[ $? = 1 ]
verdict "no colours where there is no terminal" $?
COLUMNS=60 "$saring" inspect a.txt >out 2>err
[ "$(LC_ALL=C.UTF-8 wc -L <out)" -le 60 ]
verdict "fits 60 columns" $?
LC_ALL=C "$saring" inspect a.txt | LC_ALL=C grep -q '[^ -~]'
[ $? = 1 ]
verdict "ASCII where the locale has no more" $?
cat >tree.txt <<'TXT'
Kode	Program/Kegiatan/Sub Kegiatan	Pagu (Rp)
1.02.01	Program Pelayanan Desa	30.000.000
1.02.01.2.01	Perencanaan Pelayanan Desa	30.000.000
1.02.01.2.01.0001	Penyusunan Dokumen Pelayanan	10.000.000
1.02.01.2.01.0002	Evaluasi Pelayanan	20.000.000
TXT
LC_ALL=C.UTF-8 "$saring" inspect tree.txt >out 2>err
says out "│ program "
says out "│ └ kegiatan "
says out "│   └ sub_kegiatan "
says out "4 of 4 numbers verified"
cat >wrong.txt <<'TXT'
No	Kegiatan	Pagu (Rp)
1	Jalan	12.345.678
2	Jembatan	#####
	JUMLAH	35.802.467

Kode	Program/Kegiatan	Anggaran (Rp)	Realisasi (Rp)	Realisasi (%)
2.01.02	Program Pesisir	30.000.500	15.000.250	105,00
2.01.02.2.01	Dermaga	10.000.300	6.000.180	60,00
2.01.02.2.02	Tambak	20.000.200	9.000.070	45,00
TXT
status 0 "one cell and its relations" inspect --explain 1,3,3 wrong.txt
says out '"#####" = 23456789 rupiah (inferred, verified)'
says out "holds "
says out "line 4"
status 0 "a cell that is wrong" inspect --tables 2 --explain 2,5 wrong.txt
says out "accused"
says out "sum of those of its 2 parts"
status 2 "a cell that is not there" inspect --explain 9,9,9 wrong.txt
status 2 "a place that is none" inspect --explain 3 wrong.txt
status 2 "nor this" inspect --explain 3,,4 wrong.txt
cat >sheet.fods <<'XML'
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="Lampiran 1">
<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>
<table:table-row><table:table-cell/><table:table-cell><text:p>Uraian</text:p></table:table-cell>
<table:table-cell><text:p>Pagu (Rp)</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell/><table:table-cell><text:p>Jalan</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="12345678"><text:p>12.345.678</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell/><table:table-cell><text:p>Jembatan</text:p></table:table-cell>
<table:table-cell><text:p>2 3.456.789</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell/><table:table-cell><text:p>JUMLAH</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="35802467" table:formula="of:=SUM([.C5:.C6])"><text:p>#####</text:p>
</table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document>
XML
status 0 "places on a sheet" inspect sheet.fods
says out "'Lampiran 1'!B4:C7"
says out "'Lampiran 1'!C6"
! grep -q 'line [0-9]' out
verdict "no line where a cell is named" $?
status 0 "a cell of a sheet" inspect --explain 1,4,2 sheet.fods
says out "'Lampiran 1'!C7: \"#####\", of:=SUM([.C5:.C6]) = 35802467 (ok, verified)"
says out "'Lampiran 1'!C6: \"2 3.456.789\" = 23456789 (repaired, verified)"
! grep -q 'line [0-9]' out
verdict "no line where a cell is named" $?
status 0 "tables asked for" inspect --tables 1 a.txt
status 2 "a list that is none" inspect --tables x a.txt
status 0 "inspect as json" inspect --json a.txt
if command -v python3 >/dev/null; then
    python3 -c 'import json; d = json.load(open("out", encoding="utf-8"))
assert d["accounting"]["adds_up"] and d["tables"][0]["rows"][1]["cells"][1]["value"] == 1500000' 2>>err
    verdict "is one object with all of it" $?
fi
status 1 "inspect nothing" inspect missing.txt
status 1 "inspect nothing as json" inspect --json missing.txt
says out '"code":"D001"'
if command -v tmux >/dev/null; then
    socket=$work/tmux
    tmux -S "$socket" new-session -d -x 70 -y 30 "TERM=xterm $saring inspect a.txt >$work/tty 2>&1; $saring inspect a.txt; sleep 5"
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        tmux -S "$socket" capture-pane -e -p >pane 2>/dev/null
        grep -q 'adds up' pane && break
        sleep 0.2
    done
    tmux -S "$socket" kill-server
    grep -q $'\x1b' pane && grep -q 'adds up' pane
    verdict "colours on a terminal" $?
fi

echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" = 0 ]
