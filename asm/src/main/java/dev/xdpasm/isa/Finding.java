package dev.xdpasm.isa;

import dev.xdpasm.SourceLine;
import java.util.Optional;

/**
 * One thing that {@link Lint} found, for which the kernel would refuse the program.
 *
 * @param slot the instruction, in slots of 8 bytes from the code's start
 * @param kind what it is
 * @param text the instruction as llvm-objdump writes it
 * @param problem what is wrong with it
 * @param line the source line that it came from, if it is known
 */
public record Finding(int slot, Kind kind, String text, String problem, Optional<SourceLine> line) {

    /** What can be wrong, each with the verifier's own words for it. */
    public enum Kind {
        /** Bytes that are no instruction, or one that is wrong by itself ({@link Checks}): "unknown opcode", "invalid shift". */
        INSTRUCTION,
        /** A field that the instruction does not use is not zero: "uses reserved fields". */
        RESERVED_FIELD,
        /** Nothing follows the last instruction of a function: "last insn is not an exit or jmp". */
        OPEN_END,
        /** A jump leaves its function, a call the code: "jump out of range", "call to invalid destination". */
        JUMP_OUTSIDE,
        /** A jump leads to the second slot of an {@code lddw}: "jump into the middle of ldimm64". */
        JUMP_INTO_LDDW,
        /** No path leads to an instruction: "unreachable insn". */
        UNREACHABLE,
        /** Stack outside of the frame's 512 bytes: "invalid write to stack". */
        STACK_BOUNDS,
        /** Stack at an address that is no multiple of the size: "misaligned stack access". */
        STACK_ALIGNMENT,
        /** A register that no path has written is read: "!read_ok". */
        UNWRITTEN_REGISTER
    }

    /** {@return {@code FILE:LINE: instruction 3 (r0 = r5): what is wrong}, the place where it is known} */
    @Override
    public String toString() {
        return line.map(where -> where + ": ").orElse("") + "instruction " + slot + " (" + text + "): " + problem;
    }
}
