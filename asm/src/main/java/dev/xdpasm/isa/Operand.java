package dev.xdpasm.isa;

/** What an arithmetic instruction, a store or a conditional jump takes as its source: a register or 32 bits. */
public sealed interface Operand permits Register, Immediate {}
