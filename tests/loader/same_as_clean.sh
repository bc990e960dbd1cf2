#!/bin/bash
# The views and `saring clean` say the same: measures, cells, findings and tables of the samples (and of the documents in
# ../shared/seeds where they are) compared record by record. Two hands write them, one contract describes them.
set -u
saring=${BUILD:-build}/saring
[ -x "$saring" ] || { echo "skipped: $saring is not built"; exit 77; }
bin=$(tools/pg-private bindir 2>/dev/null) || { echo "skipped: no PostgreSQL server"; exit 77; }
command -v python3 >/dev/null || { echo "skipped: no python3 to compare records"; exit 77; }

work=$(mktemp -d)
[ "$(id -u)" = 0 ] && chmod 711 "$work"
trap 'tools/pg-private drop "$work/pg"; rm -rf "$work"' EXIT
tools/pg-private start "$work/pg" || exit 1
connection=$(tools/pg-private env "$work/pg")
set -a
eval "$connection"
set +a

paths=(samples)
[ -d ../shared/seeds ] && paths+=(../shared/seeds)
# Sheets with odd names, hidden parts, formulas, values of every type.
cat >"$work/sheets.fods" <<'FODS'
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><office:automatic-styles><style:style style:name="h"
 style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body>
<office:spreadsheet><table:table table:name="Rincian '25"><table:table-column/><table:table-column table:visibility="collapse"/>
<table:table-row><table:table-cell/><table:table-cell><text:p>Uraian</text:p></table:table-cell><table:table-cell><text:p>Pagu (Rp)</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell/><table:table-cell><text:p>Gaji</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="6329079568" table:formula="of:=[.D1]*2"><text:p>###</text:p></table:table-cell></table:table-row>
<table:table-row table:visibility="collapse"><table:table-cell/><table:table-cell office:value-type="date" office:date-value="2024-01-31"><text:p>31/01/24</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>#REF!</text:p></table:table-cell></table:table-row>
</table:table><table:table table:name="Data" table:style-name="h"><table:table-row><table:table-cell table:number-columns-repeated="30"/>
<table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell office:value-type="percentage" office:value="0.5"/></table:table-row></table:table>
<table:table table:name="Ékonomi_2"><table:table-row><table:table-cell table:number-columns-repeated="710"/><table:table-cell><text:p>x</text:p></table:table-cell><table:table-cell><text:p>y</text:p></table:table-cell></table:table-row></table:table>
</office:spreadsheet></office:body></office:document>
FODS
paths+=("$work/sheets.fods")
# A year in each row, several measures a row, each about something else; amounts in millions.
cat >"$work/counted.csv" <<'CSV'
kode_wilayah,nama_kecamatan,jenis_kelamin,jumlah_penduduk,rasio,upah (juta rp),tahun
9801,Melati,LAKI-LAKI,120,0.5,"1,25",2020
9801,Melati,PEREMPUAN,131,0.6,"2,5",2021
9802,,PEREMPUAN,17,0.7,"3,75",
CSV
paths+=("$work/counted.csv")
passed=0 failed=0

# One record a line, keys sorted, numbers with the digits they have, database ids off.
cat >"$work/normal.py" <<'PY'
import json, sys
for line in sys.stdin:
    record = json.loads(line, parse_float=str, parse_int=str)
    for key in ("document_id", "finding_id"):
        record.pop(key, None)
    print(json.dumps(record, sort_keys=True, ensure_ascii=False))
PY

"${saring}" import -q "${paths[@]}" 2>"$work/unmigrated"
case $? in
3) grep -q 'saring db migrate' "$work/unmigrated" && passed=$((passed + 1)) || { echo "FAIL: no hint to migrate"; failed=$((failed + 1)); } ;;
*) echo "FAIL: import without a schema must exit 3"; failed=$((failed + 1)) ;;
esac
"$saring" db migrate >/dev/null || exit 1
"$saring" import -q "${paths[@]}" || exit 1

for stream in measure cell finding table; do
    "$saring" clean -q --only "${stream}s" "${paths[@]}" | python3 "$work/normal.py" | LC_ALL=C sort >"$work/clean"
    "$bin/psql" -XAtqc "select to_jsonb(v) from saring.v_$stream v" | python3 "$work/normal.py" | LC_ALL=C sort >"$work/view"
    if [ -s "$work/clean" ] && cmp -s "$work/clean" "$work/view"; then
        passed=$((passed + 1))
    else
        echo "FAIL: v_$stream differs from clean --only ${stream}s"
        diff "$work/clean" "$work/view" | head -n 4
        failed=$((failed + 1))
    fi
done

# Again: nothing to do, and nothing written but the run.
"$bin/psql" -XAtqc "select count(*), max(document_id) from saring.document" >"$work/before"
"$saring" import -q --jobs 2 "${paths[@]}" || failed=$((failed + 1))
"$bin/psql" -XAtqc "select count(*), max(document_id) from saring.document" >"$work/after"
loaded=$("$bin/psql" -XAtqc "select loaded, unchanged = documents_seen from saring.v_run order by run_id desc limit 1")
if cmp -s "$work/before" "$work/after" && [ "$loaded" = "0|t" ]; then
    passed=$((passed + 1))
else
    echo "FAIL: import again is no no-op ($loaded)"
    failed=$((failed + 1))
fi
echo "$passed passed, $failed failed, 0 skipped"
[ $failed = 0 ]
