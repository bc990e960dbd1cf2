#!/bin/bash
# A spreadsheet of every feature, written by LibreOffice itself, packed and flat, is read cell by cell as LibreOffice
# reads it. Skips where there is no LibreOffice.
set -u
test=${BUILD:-build}/tests/importers/test_ods_corpus
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if ! command -v soffice >/dev/null || [ ! -x "$test" ]; then
    echo "skipped: no soffice"
    exit 77
fi

convert() { # FORMAT FOLDER FILE
    soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to "$1" --outdir "$2" "$3" >/dev/null 2>&1
}

mkdir "$work/made"
convert ods:calc8 "$work/made" tests/importers/features.fods
convert 'fods:OpenDocument Spreadsheet Flat XML' "$work/made" tests/importers/features.fods
for file in features.ods features.fods; do
    # All sheets (-1): as shown (the eighth), and as held.
    for kind in shown:true raw:false; do
        convert "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,${kind#*:},false,false,-1" \
            "$work/made-oracle/$file.d/lo-${kind%:*}" "$work/made/$file"
    done
done
SARING_ODS_MADE=$work/made "$test" 2>&1 | tee "$work/out" | grep -v '^\['
grep -q 'OK . as_libreoffice_writes' "$work/out" || {
    cat "$work/out"
    echo "0 passed, 1 failed, 0 skipped"
    exit 1
}
echo "1 passed, 0 failed, 0 skipped"
