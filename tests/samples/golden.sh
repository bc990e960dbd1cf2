#!/bin/bash
# What the samples come to, beside what they came to when somebody last read it: tests/samples/golden/. SARING_GOLDEN=write
# (make golden) rewrites. Measures and findings are kept, a line each.
set -u
saring=${BUILD:-build}/saring
golden=tests/samples/golden
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
[ -d "$golden" ] || [ "${SARING_GOLDEN:-}" = write ] || exit 77

# What says the same on every line, and what is unknown, is left out: the rest is for eyes.
without_repeats() {
    sed -E -e 's/"(document|archive|region|agency|kind|fiscal_year|table_title|tujuan|sasaran|fingerprint)":("([^"\\]|\\.)*"|[0-9]+|null)[,]?//g' \
        -e 's/"[a-z_]+":null,?//g' -e 's/,\}/}/'
}

for sample in samples/*; do
    name=$(basename "$sample")
    for stream in measures findings; do
        { "$saring" clean -q --only "$stream" "$sample" || echo "saring clean failed"; } | without_repeats >"$work/$name.$stream"
        if [ "${SARING_GOLDEN:-}" = write ]; then
            mkdir -p "$golden"
            cp "$work/$name.$stream" "$golden/$name.$stream"
        fi
        if diff -u "$golden/$name.$stream" "$work/$name.$stream" >"$work/difference"; then
            passed=$((passed + 1))
        else
            failed=$((failed + 1))
            echo "FAIL $name, $stream:"
            head -n 30 "$work/difference"
        fi
    done
done
[ "$failed" = 0 ] || echo "if that is what it should be: make golden, and read the difference"
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" = 0 ]
