#!/bin/bash
# Real documents through other doors: their text, made into HTML, CSV and spreadsheets by programs that are not saring
# (tools/convert-doors: LibreOffice, pandas, pandoc), comes to the same measures, apart from places in the source. Skips
# what is not there.
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

# What differs, and why; anything else fails. "- column value unit" is a measure of the text that the door does not have,
# "+ ..." one that the text does not have, "field times" a field that differs in so many measures (tools/door-diff).
explained() { # DOOR/NAME.EXT
    case $1 in
    # Calc read 6.195.233,742 as a number with three decimals; in the text the sum of its column decides. The three cells
    # with which it adds up are not verified then.
    calc-page*/jeneponto-*)
        cat <<'END'
- 14 6195233742 rupiah
+ 14 6195233.742 rupiah
verified 3
END
        ;;
    # Blank lines between paragraphs, which part one heading from the next, are nothing on a page: pandoc and Calc drop
    # them, so that a heading takes the one above it along.
    pandoc/way-kanan-* | calc-page*/way-kanan-*) echo "table_title 6" ;;
    esac
}

# What a door does not let through at all, and why.
is_closed() { # DOOR/NAME.EXT TEXT
    # Lines without a table are no CSV; nor are they a page once pandas took the blanks at their ends away, which tell what
    # goes on in the next line.
    case $1 in *.csv | pandas/*.html) ! grep -q -e $'\t' -e '^|' "$2" ;; *) false ;; esac
}

compare() { # DOOR/NAME.EXT NAME
    typed=
    case $1 in calc-page*) typed=--typed ;; esac # there numbers are numbers, whatever they looked like
    "$saring" clean -q --only measures "$work/$1" >"$work/measures"
    explained "$1" >"$work/explained"
    # shellcheck disable=SC2086
    tools/door-diff $typed "$work/$2.text" "$work/measures" >"$work/differs"
    if [ -s "$work/measures" ] && cmp -s "$work/explained" "$work/differs"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $1"
        diff "$work/explained" "$work/differs" | head -n 12
    fi
}

tools/convert-doors "$texts" "$work"
for text in "$texts"/*.txt; do
    name=$(basename "$text" .txt)
    "$saring" clean -q --only measures "$text" >"$work/$name.text"
    for door in plain/html plain/csv pandoc/html calc/ods calc-saved/html calc-saved/csv calc-saved/xml \
        calc-page/ods calc-page-saved/html calc-page-saved/xml pandas/html pandas/ods pandas/csv; do
        file=${door%/*}/$name.${door#*/}
        if is_closed "$file" "$text"; then
            continue
        elif [ -s "$work/$file" ]; then
            compare "$file" "$name"
        else
            skipped=$((skipped + 1))
        fi
    done
done
[ "$skipped" = 0 ] || echo "skipped: some of LibreOffice, pandas with odfpy and pandoc are not installed"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
