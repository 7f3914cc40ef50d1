#!/bin/sh
# Makes from each NAME.c here, with the flags that its first line names,
#   NAME.s       what clang 19 writes as assembly text
#   NAME.sha256  the hash of the object file that llvm-mc 19 makes of that text
# Nothing of xdpasm takes part.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for source in *.c; do
    name=${source%.c}
    flags=$(sed -n '1s,^/\* flags: \(.*\) \*/$,\1,p' "$source")
    # shellcheck disable=SC2086
    clang-19 -O2 -fno-verbose-asm $flags -S -target bpf -fdebug-compilation-dir=. -ffile-prefix-map="$PWD"=. \
        -Wall -Wno-unused-function "$source" -o - |
        # who built the compiler does not matter
        sed 's/"[A-Za-z ]*clang version 19[^"]*"/"clang version 19"/' >"$name.s"
    # clang writes zero-extension as r1 = w2, which llvm-mc does not know: to both it is the instruction w1 = w2
    sed 's/r\([0-9]*\) = w\([0-9]*\)$/w\1 = w\2/' "$name.s" |
        llvm-mc-19 -triple bpfel -filetype=obj - -o "$work/$name.o"
    sha256sum <"$work/$name.o" | cut -d' ' -f1 >"$name.sha256"
done
