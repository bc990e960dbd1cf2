#!/bin/bash
# tools/deps: silent when all is there; where something is missing and cannot be installed it says what, and fails.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

verdict() {
    if [ "$2" = 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $1"
        cat "$work/output"
    fi
}
says() { grep -q -e "$1" "$work/output"; }

tools/deps build >"$work/output" 2>&1
verdict "all is there" $?
[ ! -s "$work/output" ]
verdict "and nothing is said" $?

# A machine that has a shell's tools and no more.
mkdir "$work/bin"
for tool in sh bash env dirname basename cat ls sort tr id printf sed wc; do
    ln -s "$(command -v "$tool")" "$work/bin/$tool"
done
PATH=$work/bin tools/deps --check build >"$work/output" 2>&1
[ $? = 1 ] && says 'missing: cc make pkg-config libxml-2.0' && says 'make deps' && says 'libxml2-dev'
verdict "--check tells what is missing" $?
! says cmocka
verdict "--check asks for what the compiler needs only" $?
PATH=$work/bin tools/deps build >"$work/output" 2>&1
[ $? = 1 ] && says 'not Debian' && says 'libcmocka-dev'
verdict "no Debian: tells the packages" $?
PATH=$work/bin tools/deps nonsense >"$work/output" 2>&1
[ $? = 2 ]
verdict "an unknown set is a usage error" $?

if [ "$(id -u)" != 0 ]; then
    printf '#!/bin/sh\nexit 1\n' >"$work/bin/apt-get"
    chmod +x "$work/bin/apt-get"
    PATH=$work/bin tools/deps build >"$work/output" 2>&1
    [ $? = 1 ] && says 'as root, please run: apt-get install gcc'
    verdict "neither root nor sudo: tells the command" $?
fi
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" = 0 ]
