/**
 * Floor 4: the Java front, one call for one instruction.
 *
 * <p>{@link dev.xdpasm.asm.Assembler} takes calls and gives {@link dev.xdpasm.isa.Code}. It knows instructions, labels and
 * the names of maps, globals, functions and externs; it knows no files, no kernel and no control flow beyond jumps.
 */
@NullMarked
package dev.xdpasm.asm;

import org.jspecify.annotations.NullMarked;
