/**
 * Floor 5: instructions for a graph, the code generator behind the structured DSL. The door is {@link
 * dev.xdpasm.gen.Generator}; a {@link dev.xdpasm.ir.Graph} goes in, {@link dev.xdpasm.isa.Code} of an {@link
 * dev.xdpasm.isa.IsaLevel} comes out. The same graph gives the same bytes.
 *
 * <p>The rooms, in the order that a program passes through them:
 *
 * <ol>
 *   <li>{@link dev.xdpasm.gen.Selection} (with {@link dev.xdpasm.gen.ArithmeticSelection}, {@link
 *       dev.xdpasm.gen.CallSelection} and {@link dev.xdpasm.gen.BranchSelection}): steps become {@link
 *       dev.xdpasm.gen.VirtualInsn}s, whose registers are numbers without end, in {@link dev.xdpasm.gen.CodeBlock}s;
 *   <li>{@link dev.xdpasm.gen.Frequencies}: how often each block is thought to run;
 *   <li>{@link dev.xdpasm.gen.Allocation}: the numbers become r0 to r9, what finds none is spilled, and what
 *       is not worth the one that it found ({@link dev.xdpasm.gen.SavedRegisters});
 *   <li>{@link dev.xdpasm.gen.FrameLayout}: where slots and spills lie in the 512 bytes of the stack (who uses it when: {@link
 *       dev.xdpasm.gen.FrameUse}, {@link dev.xdpasm.gen.FrameLife});
 *   <li>{@link dev.xdpasm.gen.TailMerging}, {@link dev.xdpasm.gen.BlockLayout}, {@link dev.xdpasm.gen.LoopRotation} and {@link
 *       dev.xdpasm.gen.FarJumps}: equal code once, blocks in a row;
 *   <li>{@link dev.xdpasm.gen.Emission}: packed instructions, jumps, names, source lines.
 * </ol>
 */
@NullMarked
package dev.xdpasm.gen;

import org.jspecify.annotations.NullMarked;
