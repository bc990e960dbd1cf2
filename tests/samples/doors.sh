#!/bin/bash
# Real documents through other doors: their text, made into HTML, CSV and a spreadsheet by a reader that is not saring
# (tools/text-doors, then LibreOffice), comes to the same measures, apart from places. Skips what is not there.
set -u
saring=$PWD/${BUILD:-build}/saring
texts=${DOORS_TEXTS:-../shared/seeds}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0 skipped=0
if ! compgen -G "$texts/*.txt" >/dev/null || ! command -v python3 >/dev/null; then
    echo "skipped: no documents beside the checkout, or no python3"
    exit 77
fi

# Lines of measures that may differ, and why.
explained() {
    case $1 in
    # The formular's last columns are blank to the end of each row, and the last rows hold one text each: the one is not
    # in a spreadsheet, the other is text below a table there.
    ods/banjarbaru-renja-perubahan-2024) echo 450 ;;
    # Lines of scrambled order: a page folds the blanks at their ends, which say where a cell was cut into lines.
    html/luwu-timur-rencana-aksi-2023) echo 564 ;;
    *) echo 0 ;;
    esac
}

measures() { # FILE OPTION...
    "$saring" clean -q --only measures "${@:2}" "$1" |
        sed -E 's/"(document|archive|line_no|row_no|page_no|table_no)":("([^"\\]|\\.)*"|[0-9]+|null),?//g'
}

compare() { # DOOR NAME OPTION...
    measures "$work/$2.$1" "${@:3}" >"$work/$1"
    differ=$(diff "$work/text" "$work/$1" | grep -c '^[<>]')
    if [ "$differ" -le "$(explained "$1/$2")" ] && [ -s "$work/$1" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $2 as $1: $differ lines differ"
        diff "$work/text" "$work/$1" | head -n 6 | cut -c -900
    fi
}

for text in "$texts"/*.txt; do
    tools/text-doors "$text" "$work/$(basename "$text" .txt)"
done
# Every column as text: what a number looks like stays as it stands.
if command -v soffice >/dev/null; then
    (cd "$work" && soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to ods:calc8 \
        --infilter="CSV:44,34,76,1,$(seq -s/ -f '%g/2' 1 64)" ./*.csv >/dev/null 2>&1)
fi
for text in "$texts"/*.txt; do
    name=$(basename "$text" .txt)
    measures "$text" >"$work/text"
    compare html "$name"
    # After pages of prose a file is text unless one says otherwise; lines without a table are no CSV.
    ! grep -q '<table>' "$work/$name.html" || compare csv "$name" --as csv
    if [ -s "$work/$name.ods" ]; then
        compare ods "$name"
    else
        skipped=$((skipped + 1))
    fi
done
[ "$skipped" = 0 ] || echo "skipped: no soffice to make spreadsheets"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
