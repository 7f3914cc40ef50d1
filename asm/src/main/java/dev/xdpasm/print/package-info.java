/**
 * Floor 5: objects and sections as text for people and for other tools.
 *
 * <p>In flow a {@link dev.xdpasm.object.BpfObject} or the sections of an {@link dev.xdpasm.elf.ElfImage}; out flows text: the
 * listing that llvm-objdump would print ({@link dev.xdpasm.print.Listing}), the {@code .xasm} text that makes the same object
 * ({@link dev.xdpasm.print.AssemblyText}, in three {@link dev.xdpasm.print.Dialect}s), Java
 * ({@link dev.xdpasm.print.JavaText}), C ({@link dev.xdpasm.print.CText}), JSON ({@link dev.xdpasm.print.JsonText}). Reads
 * no text and knows no kernel.
 */
@NullMarked
package dev.xdpasm.print;

import org.jspecify.annotations.NullMarked;
