#!/bin/bash
# tools/run-tests sums what ran, and never calls a crash or nothing at all a success.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

program() { printf '#!/bin/sh\n%s\n' "$2" >"$work/$1" && chmod +x "$work/$1"; }
program good 'echo "[==========] Running 3 test(s)."; echo "[  PASSED  ] 3 test(s)."'
program mixed 'echo "[  PASSED  ] 2 test(s)."; echo "[  SKIPPED ] 1 test(s), listed below:"; echo "[  FAILED  ] 1 test(s), listed below:"; exit 1'
program crash 'kill -SEGV $$'
program late_crash 'echo "[  PASSED  ] 2 test(s)."; exit 1'
program silent 'exit 0'
program ok.sh 'exit 0'
program skip.sh 'exit 77'
program bad.sh 'exit 1'
program counted.sh 'echo "4 passed, 0 failed, 2 skipped"'

# expect STATUS LAST-LINE PROGRAM...
expect() {
    local status=$1 line=$2 output
    output=$(BUILD=$work tools/run-tests "${@:3}" 2>&1)
    local got=$?
    if [ "$got" = "$status" ] && [ "$(printf '%s\n' "$output" | tail -n 1)" = "$line" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL ${*:3}: status $got, $(printf '%s\n' "$output" | tail -n 1)"
    fi
}
expect 0 "3 passed, 0 failed, 0 skipped" "$work/good"
expect 1 "5 passed, 1 failed, 1 skipped" "$work/good" "$work/mixed"
expect 1 "3 passed, 1 failed, 0 skipped" "$work/good" "$work/crash"
expect 1 "2 passed, 1 failed, 0 skipped" "$work/late_crash"
expect 1 "0 passed, 1 failed, 0 skipped" "$work/silent"
expect 0 "1 passed, 0 failed, 1 skipped" "$work/ok.sh" "$work/skip.sh"
expect 1 "0 passed, 1 failed, 0 skipped" "$work/bad.sh"
expect 0 "4 passed, 0 failed, 2 skipped" "$work/counted.sh"
expect 1 "0 passed, 0 failed, 1 skipped" "$work/skip.sh"
expect 1 "0 passed, 0 failed, 0 skipped"
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" = 0 ]
