#!/bin/sh
# Makes the objects beside from their C sources with clang 19, which the project needs for nothing else.
set -eu
cd "$(dirname "$0")"
for source in *.c; do
    clang-19 -O2 -g -target bpf -mcpu=v3 -fdebug-prefix-map="$PWD"=. -ffile-prefix-map="$PWD"=. -c "$source" -o "${source%.c}.o"
done
