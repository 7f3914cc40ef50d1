/**
 * Floor 6: the structured DSL, programs that read like Java. {@link dev.xdpasm.dsl.Xdp#program} takes a lambda, whose calls say
 * what the program does; the {@link dev.xdpasm.object.BpfObject} of it comes out.
 *
 * <p>Values are {@link dev.xdpasm.dsl.Num} (host order), {@link dev.xdpasm.dsl.Net} (network order; the two do not mix) and
 * {@link dev.xdpasm.dsl.Bytes}; conditions are {@link dev.xdpasm.dsl.Bool}; headers and structs are {@link
 * dev.xdpasm.dsl.Struct}s. What is said becomes a graph ({@code ir}) in the order in which it is said; a value is computed where
 * its call stands. What is wrong is refused with the Java line that says it.
 *
 * <p>Which room is where:
 *
 * <ul>
 *   <li>Verbs: the classes below {@code Program}, each of what it is called after; a type of program is a class at their end.
 *   <li>What goes to the kernel by its name: {@code HelperCall}, {@code KfuncCall}, {@code CallArguments}, {@code HelperTable}; what is
 *       declared as C does it is a {@code CFunction} of {@code CType}s.
 *   <li>Structs of functions: {@code OpsStruct} declares one, {@code Ops} is what stands in it, {@code OpsProgram} a program there.
 *   <li>Values: {@code Num}, {@code Net}, {@code Bytes} are interfaces; a {@code ...Value} was read, a {@code ...Var} is set on paths,
 *       a {@code ...Field} lies in {@code Memory}. {@code Type} says of each what it is in memory and in BTF.
 *   <li>Headers and contexts: a class each, by its protocol's or its struct's name.
 *   <li>Maps: {@code ...Ref} and {@code AnyMap}; {@code Maps} and {@code Globals} make them, {@code Declared} notes those in use.
 *   <li>Rules: {@code Rule} and what begins with it.
 *   <li>Writing: {@code Compilation} makes an object, {@code Flow} writes the graph of a function, {@code Scope}, {@code Meeting},
 *       {@code Holdings} and {@code PacketHistory} know what holds on its paths.
 * </ul>
 */
@NullMarked
package dev.xdpasm.dsl;

import org.jspecify.annotations.NullMarked;
