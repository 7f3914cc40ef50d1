#!/bin/sh
# Makes what the CO-RE tests compare with, with clang and libbpf and nothing of xdpasm; needs root, clang 14 and 19, libbpf-dev:
#   target.o            the types to fit to
#   programs-V.o        the programs, by clang V
#   programs-V.libbpf   their instructions as libbpf fits them to target.o
#   kernel.o            programs to fit to the running kernel
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
clang-19 -O2 -o "$work/libbpf-relocate" libbpf-relocate.c -lbpf
clang-19 -O2 -g -target bpf -ffile-prefix-map="$PWD"=. -c target.c -o target.o
llvm-objcopy-19 -O binary --only-section=.BTF --set-section-flags .BTF=alloc target.o "$work/target.btf"
for version in 14 19; do
    cpu=$([ $version = 14 ] && echo v2 || echo v4)
    clang-$version -O2 -g -target bpf -mcpu=$cpu -ffile-prefix-map="$PWD"=. -DCLANG=$version -c programs.c -o "programs-$version.o"
    "$work/libbpf-relocate" "programs-$version.o" "$work/target.btf" >"programs-$version.libbpf"
done
clang-19 -O2 -g -target bpf -mcpu=v3 -ffile-prefix-map="$PWD"=. -c kernel.c -o kernel.o
