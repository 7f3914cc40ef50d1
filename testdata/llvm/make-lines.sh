#!/bin/sh
# Makes lines.tsv from the texts in lines.txt, in which \n ends a line: the hash of the object file that llvm-mc 19 makes of
# the text, or "refused" where it takes it for wrong, crashes or is broken off after its output.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
{
    printf 'input (\\n ends a line, \\\\ is a backslash)\tSHA-256 of the object of llvm-mc 19, or refused\n'
    while IFS= read -r line; do
        printf '%b\n' "$line" >"$work/text.s"
        if llvm-mc-19 -triple bpfel -filetype=obj "$work/text.s" -o "$work/text.o" >/dev/null 2>&1; then
            hash=$(sha256sum <"$work/text.o" | cut -d' ' -f1)
        else
            hash=refused
        fi
        printf '%s\t%s\n' "$line" "$hash"
    done <lines.txt
} >lines.tsv
