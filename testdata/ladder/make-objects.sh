#!/bin/sh
# Makes NAME.bpf.o from each NAME.bpf.c here with clang 19 and the headers of Linux and libbpf (libbpf-dev): what programs of the
# DSL are measured by. The head of each source is the program's specification. The objects are checked in.
set -eu
cd "$(dirname "$0")"
for source in *.bpf.c; do
    object=${source%.c}.o
    clang-19 -O2 -g -target bpf -mcpu=v3 -Wall -I"/usr/include/$(uname -m)-linux-gnu" \
        -fdebug-prefix-map="$PWD"=. -ffile-prefix-map="$PWD"=. -c "$source" -o "$object"
    # the debugger's sections are of no use to anyone here, and the most of the bytes
    llvm-strip-19 -g "$object"
done
