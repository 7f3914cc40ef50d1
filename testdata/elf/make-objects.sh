#!/bin/sh
# Makes the objects beside from their C sources. Each source says in its first line with which compiler (clang 14 or 19), for
# which -mcpu and whether with debug information (-g): "// objects: 14-v1 19-v3-g". The objects are checked in.
set -eu
cd "$(dirname "$0")"
find . -name "*.o" ! -name "*.rustc.o" -delete
for source in *.c; do
    for object in $(sed -n '1s,^// objects: ,,p' "$source"); do
        cpu=${object#*-}
        case $cpu in *-g) debug=-g ;; *) debug= ;; esac
        "clang-${object%%-*}" -O2 $debug -Wall -Wno-unused -target bpf "-mcpu=${cpu%-g}" \
            -fdebug-prefix-map="$PWD"=. -ffile-prefix-map="$PWD"=. -c "$source" -o "${source%.c}.$object.o"
    done
done
# the debugger's sections are of no use to anyone here, and the most of the bytes
for object in *-g.o; do
    llvm-strip-19 -g "$object"
done
