/**
 * Floor 5: text in.
 *
 * <p>In flows {@code .xasm} text, in LLVM's dialect, in mnemonics and with directives for people, mixed as one likes, or the
 * assembly text that compilers write ({@link dev.xdpasm.text.XasmReader}); out flows a {@link dev.xdpasm.object.BpfObject}, or
 * of compilers' text an ELF file ({@link dev.xdpasm.text.AssembledText}). Uses the model, the instruction set and ELF; knows no
 * kernel.
 */
@NullMarked
package dev.xdpasm.text;

import org.jspecify.annotations.NullMarked;
