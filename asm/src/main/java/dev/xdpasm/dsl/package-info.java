/**
 * Floor 6: the structured DSL, programs that read like Java. {@link dev.xdpasm.dsl.Xdp#program} takes a lambda, whose calls say
 * what the program does; the {@link dev.xdpasm.object.BpfObject} of it comes out.
 *
 * <p>Values are {@link dev.xdpasm.dsl.Num} (host order), {@link dev.xdpasm.dsl.Net} (network order; the two do not mix) and
 * {@link dev.xdpasm.dsl.Bytes}; conditions are {@link dev.xdpasm.dsl.Bool}; headers and structs are {@link
 * dev.xdpasm.dsl.Struct}s. What is said becomes a graph ({@code ir}) in the order in which it is said; a value is computed where
 * its call stands. What is wrong is refused with the Java line that says it.
 */
@NullMarked
package dev.xdpasm.dsl;

import org.jspecify.annotations.NullMarked;
