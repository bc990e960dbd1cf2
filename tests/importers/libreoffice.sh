#!/bin/bash
# A spreadsheet of every feature, written by LibreOffice itself, packed and flat, is read cell by cell as LibreOffice
# reads it; what it marks beside the cells is kept; and one that it locks is refused. Skips where there is no LibreOffice.
set -u
saring=${BUILD:-build}/saring
test=${BUILD:-build}/tests/importers/test_ods_corpus
work=$(mktemp -d)
made=$work/made
trap 'rm -rf "$work"' EXIT
if ! command -v soffice >/dev/null || [ ! -x "$test" ]; then
    echo "skipped: no soffice"
    exit 77
fi
passed=0 failed=0

office() {
    soffice "-env:UserInstallation=file://$work/profile" --headless "$@" >/dev/null 2>&1
}

tell() { # NAME, of what was tried last
    if [ $? = 0 ]; then
        passed=$((passed + 1))
    else
        echo "FAIL $1"
        failed=$((failed + 1))
    fi
}

mkdir "$made"
office --convert-to ods:calc8 --outdir "$made" tests/importers/features.fods
office --convert-to 'fods:OpenDocument Spreadsheet Flat XML' --outdir "$made" tests/importers/features.fods
for file in features.ods features.fods; do
    # All sheets (-1): as shown (the eighth), and as held.
    for kind in shown:true raw:false; do
        office --convert-to "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,${kind#*:},false,false,-1" \
            --outdir "$made-oracle/$file.d/lo-${kind%:*}" "$made/$file"
    done
done
SARING_ODS_MADE=$made "$test" >"$work/out" 2>&1
grep -q 'OK . as_libreoffice_writes' "$work/out"
tell "cell by cell"
[ $failed = 0 ] || grep -v '^\[' "$work/out"

# What CSV cannot hold: hidden cells, formulas, values behind what is shown, errors, declared relations, what was left out.
for file in features.ods features.fods; do
    for stream in cells checks findings tables; do
        "$saring" clean -q --only "$stream" "$made/$file" >"$work/$stream" 2>/dev/null
    done
    while IFS='|' read -r stream times pattern; do
        [ "$(grep -cE "$pattern" "$work/$stream")" = "$times" ]
        tell "$file: $stream $pattern"
    done <<'EXPECTED'
cells|12|"hidden":true,.*"place":"'(Tersembunyi sebagian'!([ABC][23]|B[14])|Lembar tersembunyi'!..)"
cells|1|"hidden":false,.*"place":"'Tersembunyi sebagian'!C4"
cells|1|"formula":"of:=SUM\(\[.B2:.B3\]\)","place":"Rumus!B4"
cells|1|"text":"5,357,829","value":5357829000,.*"rule":"typed-value".*"place":"Nilai!B7"
cells|6|"status":"unreadable".*"rule":"error-value"
cells|1|"text":"5.357.829.000","value":5357829000,.*"rule":"grouped-id"
checks|2|"expression":".*sum|jumlah|=.*","expected".*"passed":true,"origin":"declared","operator":"sum"
checks|3|"passed":true,"origin":"declared","operator":"(ratio|percentage)"
checks|0|"passed":false
findings|6|"code":"N017"
findings|1|"code":"D018".*tracked changes
findings|2|"code":"D020"
tables|1|"title":"Tabel 1 Pagu",.*"rows":4,.*"sheet":"Pulau"
tables|1|"title":"Pulau",.*"line_first":7,.*"sheet":"Pulau"
tables|1|"sheet":"Lembar tersembunyi","hidden":true
EXPECTED
done

# LibreOffice locks a file only through its own interface; a macro of its Basic does it here.
basic=$work/profile/user/basic/Standard
cat >"$basic/script.xlb" <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Module1"/>
</library:library>
XML
cat >"$basic/Module1.xba" <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Secure(source, target)
 Dim opened(0) As New com.sun.star.beans.PropertyValue
 Dim saved(1) As New com.sun.star.beans.PropertyValue
 opened(0).Name = "Hidden"
 opened(0).Value = True
 saved(0).Name = "FilterName"
 saved(0).Value = "calc8"
 saved(1).Name = "Password"
 saved(1).Value = "rahasia"
 document = StarDesktop.loadComponentFromURL(source, "_blank", 0, opened())
 document.storeToURL(target, saved())
 document.close(True)
End Sub
</script:module>
XML
office "macro:///Standard.Module1.Secure(file://$made/features.ods,file://$made/locked.ods)"
[ -s "$made/locked.ods" ]
tell "LibreOffice locks a file"
"$saring" clean "$made/locked.ods" 2>&1 | grep -q 'refused: is encrypted: save it without a password first'
tell "a locked file is refused"
echo "$passed passed, $failed failed, 0 skipped"
[ $failed = 0 ]
