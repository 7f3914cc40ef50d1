/**
 * Floor 3: the model that every front makes and every back takes.
 *
 * <p>A {@link dev.xdpasm.object.BpfObject} is a value: programs, maps and a license, immutable and comparable. What flows
 * in comes from the assembler, text or an ELF file; what flows out goes to an ELF file, a listing or the kernel. Nothing
 * here knows a kernel, a file or which front made it.
 */
@NullMarked
package dev.xdpasm.object;

import org.jspecify.annotations.NullMarked;
