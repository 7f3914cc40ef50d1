#!/usr/bin/env bash
# Writes the prototypes of the kernel's helpers, as include/uapi/linux/bpf.h documents them, one a line:
# name, what it returns, its parameters. Of a helper with several prototypes, the first. HelperTableTest adds what program types
# may call each, as the running kernel answers.
set -euo pipefail
header=${1:-/usr/include/linux/bpf.h}
sed -nE 's/^ \* ((void|int|long|u32|u64|s64|struct [a-z0-9_]+) \*?bpf_[a-z0-9_]+\(.*\))$/\1/p' "$header" |
    sed -E 's/^(.*[ *])(bpf_[a-z0-9_]+)\((.*)\)$/\2\t\1\t\3/; s/ \t/\t/' |
    awk -F'\t' '!seen[$1]++'
# Linux 6.2, not in older headers
grep -q 'bpf_cgrp_storage_get(' "$header" || printf '%s\t%s\t%s\n' \
    bpf_cgrp_storage_get 'void *' 'struct bpf_map *map, struct cgroup *cgroup, void *value, u64 flags' \
    bpf_cgrp_storage_delete long 'struct bpf_map *map, struct cgroup *cgroup'
