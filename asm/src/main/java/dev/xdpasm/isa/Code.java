package dev.xdpasm.isa;

import dev.xdpasm.SourceLine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Instructions in their packed form, with what is known about some of them beside: names that are still to be resolved
 * and source lines. Immutable; equal if all three are.
 *
 * <p>Positions are slots of 8 bytes, as the kernel counts: an {@code lddw} takes two.
 */
public final class Code {
    private final long[] words;
    private final List<Relocation> relocations;
    private final LineTable lines;

    private Code(long[] words, List<Relocation> relocations, LineTable lines) {
        this.words = words;
        this.relocations = relocations;
        this.lines = lines;
    }

    /** {@return code of these packed instructions and nothing beside} */
    public static Code of(long... words) {
        return new Code(words.clone(), List.of(), LineTable.empty());
    }

    /**
     * {@return code of the first {@code size} packed instructions of an array, with its relocations and source lines}
     *
     * @throws IllegalArgumentException if a relocation is outside the code, or on an instruction that can have no such name
     */
    public static Code of(long[] words, int size, List<Relocation> relocations, LineTable lines) {
        return own(Arrays.copyOf(words, size), relocations, lines);
    }

    /** Code over an array that nobody else will change. */
    static Code own(long[] words, List<Relocation> relocations, LineTable lines) {
        int size = words.length;
        List<Relocation> sorted = sorted(relocations);
        for (Relocation relocation : sorted) {
            if (relocation.slot() >= size) {
                throw new IllegalArgumentException(relocation + " is outside of the code, which has " + size + " slots");
            }
            if (!relocation.kind().fits(words[relocation.slot()])) {
                throw new IllegalArgumentException(
                        relocation + " is on an instruction without such a name: " + LlvmText.of(words[relocation.slot()]));
            }
        }
        return new Code(words, sorted, lines);
    }

    /** In the order of their slots, in which whoever makes code of instructions has them already. */
    private static List<Relocation> sorted(List<Relocation> relocations) {
        for (int i = 1; i < relocations.size(); i++) {
            if (relocations.get(i - 1).slot() > relocations.get(i).slot()) {
                return relocations.stream().sorted(Comparator.comparingInt(Relocation::slot)).toList();
            }
        }
        return List.copyOf(relocations);
    }

    /**
     * {@return code of the bytes as they stand in an ELF section or a {@code bpf_attr}, little-endian}
     *
     * @throws IllegalArgumentException if their number is not a multiple of 8
     */
    public static Code ofBytes(byte[] bytes) {
        if (bytes.length % Insn.BYTES != 0) {
            throw new IllegalArgumentException(
                    bytes.length + " bytes are not whole instructions, which are 8 bytes each");
        }
        long[] words = new long[bytes.length / Insn.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(words);
        return new Code(words, List.of(), LineTable.empty());
    }

    /** {@return the number of slots} */
    public int size() {
        return words.length;
    }

    /** {@return the packed instruction at a slot} */
    public long word(int slot) {
        return words[slot];
    }

    /** {@return a copy of all packed instructions} */
    public long[] words() {
        return words.clone();
    }

    /** {@return the instruction at a slot, as a record; the second slot of an {@code lddw} is {@link Instruction.Unknown}} */
    public Instruction instruction(int slot) {
        return Instruction.decode(words[slot], slot + 1 < words.length ? words[slot + 1] : 0, slot + 1 < words.length);
    }

    /** {@return the relocations in the order of their slots} */
    public List<Relocation> relocations() {
        return relocations;
    }

    /** {@return the relocation of the instruction at a slot, if it has one} */
    public Optional<Relocation> relocationAt(int slot) {
        int low = 0;
        int high = relocations.size() - 1;
        while (low <= high) {
            int mid = (low + high) >>> 1;
            int at = relocations.get(mid).slot();
            if (at == slot) {
                return Optional.of(relocations.get(mid));
            }
            if (at < slot) {
                low = mid + 1;
            } else {
                high = mid - 1;
            }
        }
        return Optional.empty();
    }

    /** {@return which source line each instruction came from} */
    public LineTable lines() {
        return lines;
    }

    /** {@return the source line of the instruction at a slot, if it is known} */
    public Optional<SourceLine> lineAt(int slot) {
        return lines.at(slot);
    }

    /** {@return the same instructions with other relocations} */
    public Code withRelocations(List<Relocation> changed) {
        return own(words, changed, lines);
    }

    /** {@return the same instructions and relocations with other source lines} */
    public Code withLines(LineTable changed) {
        return new Code(words, relocations, changed);
    }

    /** Writes the bytes as they stand in an ELF section or a {@code bpf_attr}, whatever the buffer's own byte order. */
    public void writeTo(ByteBuffer out) {
        ByteOrder before = out.order();
        out.order(ByteOrder.LITTLE_ENDIAN);
        try {
            out.asLongBuffer().put(words);
            out.position(out.position() + words.length * Insn.BYTES);
        } finally {
            out.order(before);
        }
    }

    /** {@return the bytes as they stand in an ELF section or a {@code bpf_attr}} */
    public byte[] toBytes() {
        ByteBuffer out = ByteBuffer.allocate(words.length * Insn.BYTES);
        writeTo(out);
        return out.array();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Code that
                && Arrays.equals(words, that.words)
                && relocations.equals(that.relocations)
                && lines.equals(that.lines);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(words);
    }

    /** {@return one instruction a line, as llvm-objdump writes them} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int slot = 0; slot < words.length; slot++) {
            text.append(slot == 0 ? "" : "\n");
            text.append(LlvmText.of(words[slot], slot + 1 < words.length ? words[slot + 1] : 0, slot + 1 < words.length));
            if (Insn.isWide(words[slot])) {
                slot++;
            }
        }
        return text.toString();
    }
}
