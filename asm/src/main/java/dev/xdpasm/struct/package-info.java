/**
 * Floor 3: Java records as C structs: {@code record FlowKey(@Be32 int source, @Be16 int port)} is what a map's keys are made of
 * on both sides.
 *
 * <p>In flows the class of a record; out flow its size, its fields' places, its BTF, and bytes made of values and values made of
 * bytes ({@link dev.xdpasm.struct.StructLayout}). Fields lie as compilers lay them on 64-bit machines.
 */
@NullMarked
package dev.xdpasm.struct;

import org.jspecify.annotations.NullMarked;
