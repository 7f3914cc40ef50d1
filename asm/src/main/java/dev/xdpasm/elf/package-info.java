/**
 * Floor 4: ELF object files of BPF programs (64-bit, little-endian, EM_BPF, relocatable).
 *
 * <p>In flow the bytes of a file; {@link dev.xdpasm.elf.ElfImage} takes them apart without understanding them, and
 * {@link dev.xdpasm.elf.ElfReader} makes a {@link dev.xdpasm.object.BpfObject} of them. Out flow the bytes that
 * {@link dev.xdpasm.elf.ElfWriter} makes of an object, or {@link dev.xdpasm.elf.RelocatableWriter} of the sections and symbols
 * that a compiler's text describes. Nothing in a file is trusted. Knows neither text nor a kernel.
 */
@NullMarked
package dev.xdpasm.elf;

import org.jspecify.annotations.NullMarked;
