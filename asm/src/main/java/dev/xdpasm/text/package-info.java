/**
 * Floor 4: text in, text out.
 *
 * <p>In flows {@code .xasm} text, in LLVM's dialect, in mnemonics and with directives for people, mixed as one likes
 * ({@link dev.xdpasm.text.XasmReader}); out flows a {@link dev.xdpasm.object.BpfObject}. Back flows the listing that
 * llvm-objdump would print ({@link dev.xdpasm.text.Listing}). Uses the model and the instruction set; knows neither ELF
 * nor a kernel.
 */
@NullMarked
package dev.xdpasm.text;

import org.jspecify.annotations.NullMarked;
