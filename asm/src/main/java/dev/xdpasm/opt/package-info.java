/**
 * Floor 5: a graph made shorter and faster ({@link dev.xdpasm.opt.Optimizer}).
 *
 * <p>In comes a {@link dev.xdpasm.ir.Graph} as the DSL builds it, everything computed where it was said; out goes the same
 * graph, changed in place, that does the same for every packet and every state of the maps. A {@link dev.xdpasm.opt.Pass} is
 * a way to better it and has a file of its own; {@link dev.xdpasm.opt.Optimizer} holds their table.
 * {@link dev.xdpasm.ir.Flow}, {@link dev.xdpasm.opt.Terms}, {@link dev.xdpasm.opt.KnownBits} and
 * {@link dev.xdpasm.opt.Memory} say what passes need to know.
 * Nothing here knows of registers or of encodings; what the verifier can follow is respected, so that code which it takes
 * stays code which it takes.
 */
@NullMarked
package dev.xdpasm.opt;

import org.jspecify.annotations.NullMarked;
