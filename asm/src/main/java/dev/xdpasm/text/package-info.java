/**
 * Floor 4: text in.
 *
 * <p>In flows {@code .xasm} text, in LLVM's dialect, in mnemonics and with directives for people, mixed as one likes
 * ({@link dev.xdpasm.text.XasmReader}); out flows a {@link dev.xdpasm.object.BpfObject}. Uses the model and the instruction
 * set; knows no kernel.
 */
@NullMarked
package dev.xdpasm.text;

import org.jspecify.annotations.NullMarked;
