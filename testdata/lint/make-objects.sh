#!/usr/bin/env bash
# Makes the objects in this folder of corpus.c: each level at two ways of optimising. Needs clang 19.
set -euo pipefail
cd "$(dirname "$0")"
for level in v1 v2 v3 v4; do
  for optimised in O1 O2; do
    clang-19 "-$optimised" -target bpf "-mcpu=$level" -g0 -Wno-unused-value -c corpus.c -o "corpus-$level-$optimised.o"
  done
done
