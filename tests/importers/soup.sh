#!/bin/bash
# Pages of tags thrown together, the same ones every time: the importer's grids are those of a browser, cell by cell. In
# one thing it differs on purpose: text between the rows of a table that stands in a cell stays where it is written, so
# the words of a cell may come in another order. Skips where there is no Chromium or no python3.
set -u
pages=${PAGES:-120}
test=${BUILD:-build}/tests/importers/test_html_pages
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command -v python3 >/dev/null || { echo "skipped: no python3"; exit 77; }
mkdir "$work/pages" "$work/grids"

python3 - "$work/pages" "$pages" <<'PY'
import random, sys

TAGS = ("table /table tr tr tr /tr td td td /td th /th tbody /tbody thead /thead tfoot /tfoot caption /caption"
        " colgroup col /colgroup p /p b /b br div /div li ul /ul span /span form /form h2 /h2 a /a center /center"
        " font /font i /i pre /pre nobr text text text text text").split()
SPANS = "0 2 3 4 x -1 +2 2.9 1e1 1001 65535".split() + ['"2"', "'3'", "''"]

for page in range(int(sys.argv[2])):
    r = random.Random(page)
    words, out = 0, ["<!DOCTYPE html><meta charset=utf-8><title>x</title><body>\n<table>"]
    for _ in range(r.randint(5, 60)):
        tag = r.choice(TAGS)
        if tag in ("td", "th"):
            spans = "".join(" %s=%s" % (name, r.choice(SPANS)) for name in ("rowspan", "colspan") if r.random() < 0.3)
            out.append("<%s%s>" % (tag, spans))
        elif tag != "text":
            out.append("<%s>" % tag)
        if tag == "text" or (tag in ("td", "th") and r.random() < 0.7):
            words += 1
            out.append("w%d " % words)
        if r.random() < 0.2:
            out.append("\n")
    with open("%s/%04d.html" % (sys.argv[1], page), "w") as file:
        file.write("".join(out))
PY
if ! tools/browser-grids "$work/pages" "$work/grids"; then
    echo "skipped: there is no browser that runs here"
    exit 77
fi

# A grid whose cells hold their words in alphabetical order; blanks between them do not count.
words() {
    python3 -c '
import re, sys
for line in sys.stdin:
    if line.strip() and not line.endswith("differ\n"):
        print("".join("[" + "".join(re.findall(r"^\{\d+,\d+\}", cell)) + " ".join(sorted(re.findall(r"w\d+", cell))) + "]"
                      for cell in re.findall(r"\[([^\]]*)\]", line)) or line.strip())'
}
passed=0 failed=0
for page in "$work"/pages/*.html; do
    name=$(basename "$page" .html)
    mkdir "$work/one" "$work/one-grid"
    cp "$page" "$work/one" && cp "$work/grids/$name.grid" "$work/one-grid"
    if "$test" "$work/one" "$work/one-grid" >"$work/said" 2>&1 ||
        cmp -s <(sed -n '/should be$/,/^is$/p' "$work/said" | sed '1d;$d' | words) <(sed '1,/^is$/d' "$work/said" | words); then
        passed=$((passed + 1))
    else
        cat "$page" "$work/said"
        failed=$((failed + 1))
    fi
    rm -r "$work/one" "$work/one-grid"
done
echo "$passed passed, $failed failed, 0 skipped"
[ $failed = 0 ] && [ $passed -gt 0 ]
