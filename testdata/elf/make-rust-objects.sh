#!/bin/sh
# Makes the objects beside from their Rust sources, *.rustc.o, with rustc 1.95 (LLVM 22). Apart from make-objects.sh, as another
# rustc makes other objects and Debian's knows neither this target nor these words of the language. The objects are checked in.
set -eu
cd "$(dirname "$0")"
target=$(mktemp --suffix=.json)
trap 'rm -f "$target"' EXIT
# what is unstable: a target without libcore, of which rustc is to write an object, and not bitcode for a linker
export RUSTC_BOOTSTRAP=1
rustc -Z unstable-options --print target-spec-json --target bpfel-unknown-none |
    sed 's/"obj-is-bitcode": true/"obj-is-bitcode": false/' > "$target"
for source in *.rs; do
    rustc -Z unstable-options --target "$target" --crate-type=lib --emit=obj -C opt-level=3 -C codegen-units=1 \
        -C debuginfo=0 -C panic=abort --crate-name "$(basename "$source" .rs | tr - _)" "$source" -o "${source%.rs}.rustc.o"
done
