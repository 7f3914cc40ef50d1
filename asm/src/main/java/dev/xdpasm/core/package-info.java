/**
 * Floor 3: CO-RE, "compile once, run everywhere": what a program says of the kernel's structs and enums is looked up in the
 * types of the kernel that it is to run on.
 *
 * <p>In flow the code of a program, its CO-RE relocations, its own types and those of the target; out flows the code with the
 * target's offsets, sizes, values and ids in it, and what became of each relocation
 * ({@link dev.xdpasm.core.CoreRelocator}). The rules are libbpf's (relo_core.c, libbpf 1.1). Knows neither objects nor a kernel
 * that runs.
 */
@NullMarked
package dev.xdpasm.core;

import org.jspecify.annotations.NullMarked;
