/**
 * Floor 3: the model that every front makes and every back takes.
 *
 * <p>A {@link dev.xdpasm.object.BpfObject} is a value, immutable and comparable: programs and the functions they call, maps,
 * global data, externs, types and a license. What flows in comes from the assembler, text or an ELF file; what flows out goes to
 * an ELF file, a listing or the kernel. Several can be made one ({@link dev.xdpasm.object.ObjectLinker}). Nothing here knows a
 * kernel, a file or which front made it.
 */
@NullMarked
package dev.xdpasm.object;

import org.jspecify.annotations.NullMarked;
