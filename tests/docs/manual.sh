#!/bin/bash
# README and the manual page name every command and every option that --help knows, and no option that it does not.
set -u
saring=${BUILD:-build}/saring
passed=0 failed=0
verdict() {
    if [ "$2" = 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $1"
    fi
}

commands=$("$saring" --help | awk '/^  saring [a-z]+ +\[options\]/ { print $2 }' | sort -u)
[ -n "$commands" ]
verdict "--help lists commands" $?
helps=$("$saring" --help; for command in $commands; do "$saring" "$command" --help; done)
options=$(printf '%s\n' "$helps" | grep -oE '^ +(-[a-z], )?--[a-z-]+' | grep -oE -e '--[a-z-]+$' | sort -u)
manual=$(sed 's/\\-/-/g' docs/saring.1)
readme=$(cat README.md)

for command in $commands; do
    grep -q "saring $command" <<<"$readme"
    verdict "README names saring $command" $?
    grep -qE "^\.B (saring )?$command" <<<"$manual"
    verdict "manual page names $command" $?
done
for option in $options; do
    short=$(printf '%s\n' "$helps" | grep -oE -e "-[a-z], $option" | head -n 1 | cut -c1-2)
    grep -qE -e "\`$option\b|\`$short\b" <<<"$readme" && grep -qE -e "$option\b" <<<"$readme"
    verdict "README names $option" $?
    grep -qE -e "^\.B.*$option\b" <<<"$manual"
    verdict "manual page names $option" $?
done
for named in $(grep -oE -e '--[a-z][a-z-]+' <<<"$(sed -n '/^## Commands/,/^## Configuration/p' README.md; grep '^\.B' <<<"$manual")" | sort -u); do
    grep -qxF -e "$named" <<<"$options"
    verdict "$named is an option" $?
done
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" = 0 ]
