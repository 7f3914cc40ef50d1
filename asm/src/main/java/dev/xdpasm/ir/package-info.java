/**
 * Floor 4: what a structured program is between the Java that says it and the instructions that do it, a control-flow graph
 * over values ({@link dev.xdpasm.ir.Graph}).
 *
 * <p>In comes what the DSL says, in the order of its calls. {@code opt} makes the graph shorter, {@code gen} makes instructions
 * of it. Nothing here knows of registers, of encodings or of the DSL's types.
 */
@NullMarked
package dev.xdpasm.ir;

import org.jspecify.annotations.NullMarked;
