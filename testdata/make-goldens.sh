#!/bin/sh
# Makes the golden files of testdata/programs from testdata/llvm with the real llvm tools, version 19:
#   NAME.hex      the bytes of the program, 8 a line
#   NAME.listing  what llvm-objdump prints of the object NAME.o
# and those of testdata/llvm and testdata/clang by the scripts there. Nothing of xdpasm takes part. Run it anywhere; it writes beside the programs.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for source in "$here"/llvm/*.s; do
    name=$(basename "$source" .s)
    cd "$work"
    llvm-mc-19 -triple bpfel -mcpu=v4 -filetype=obj -o "$name.o" "$source"
    llvm-objcopy-19 -O binary --only-section=xdp "$name.o" "$name.bin"
    od -An -v -w8 -tx1 "$name.bin" | sed 's/^ //' >"$here/programs/$name.hex"
    llvm-objdump-19 -d --mcpu=v4 --no-print-imm-hex "$name.o" >"$here/programs/$name.listing"
done

"$here/llvm/make-lines.sh"
"$here/clang/make-objects.sh"
