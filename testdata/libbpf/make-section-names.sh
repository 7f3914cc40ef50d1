#!/usr/bin/env bash
# make-section-names.sh DIRECTORY > section-names-1.5.tsv: what a libbpf that need not be installed makes of each section name that it has:
# name, program type, attach type.
# DIRECTORY: a kernel's tools/lib/bpf (Linux 6.12 has libbpf 1.5), with libbpf.a built in it by make.
set -euo pipefail
source=$1
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
mkdir "$work/bpf"
cp "$source"/*.h "$work/bpf"
clang-19 -O1 -I"$work" -I"$source/../../include/uapi" -o "$work/names" \
  "$here/../../asm/src/test/resources/libbpf/section-names.c" "$source/libbpf.a" -lelf -lz
grep -oP '\tSEC_DEF\("\K[^"]+' "$source/libbpf.c" | sed 's/+$//' | sort -u | "$work/names"
