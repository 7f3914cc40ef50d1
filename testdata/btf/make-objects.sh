#!/bin/sh
# Makes from the C sources beside, with the real tools and nothing of xdpasm:
#   NAME.o     the object, by clang 19
#   NAME.core  its CO-RE relocations as llvm-objdump prints them, if it has any
#   NAME.raw   its types as bpftool prints them, NAME.h the same as C
set -eu
cd "$(dirname "$0")"
for source in *.c; do
    name=${source%.c}
    clang-19 -O2 -g -target bpf -mcpu=v3 -fdebug-prefix-map="$PWD"=. -ffile-prefix-map="$PWD"=. -c "$source" -o "$name.o"
    llvm-objdump-19 -dr "$name.o" | sed -n 's/^[[:space:]]*\([0-9a-f]*\):  CO-RE /\1 /p' >"$name.core"
    [ -s "$name.core" ] || rm "$name.core"
    bpftool btf dump file "$name.o" format raw >"$name.raw"
    bpftool btf dump file "$name.o" format c >"$name.h"
done
