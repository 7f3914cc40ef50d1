/**
 * Floor 1: the instruction set (RFC 9669 and what the kernel adds to it).
 *
 * <p>One instruction has two forms. The packed form is a {@code long}, the 8 bytes of {@code struct bpf_insn} read
 * little-endian ({@link dev.xdpasm.isa.Insn}), and a program is an array of them ({@link dev.xdpasm.isa.Code}). The view is
 * a record of the sealed family {@link dev.xdpasm.isa.Instruction}, decoded on demand where exhaustive matching pays.
 * What is wrong with one instruction {@link dev.xdpasm.isa.Checks} says, what with a whole program {@link dev.xdpasm.isa.Lint}.
 * The facts (opcodes, symbols, mnemonics) stand in the enums, once.
 */
@NullMarked
package dev.xdpasm.isa;

import org.jspecify.annotations.NullMarked;
