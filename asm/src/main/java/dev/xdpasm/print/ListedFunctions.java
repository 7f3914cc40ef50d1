package dev.xdpasm.print;

import dev.xdpasm.isa.Insn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The instructions of a section under the symbols that they stand under, for the printers that list them one by one. */
final class ListedFunctions {

    /**
     * An instruction.
     *
     * @param function the symbol before it, or the section's name if there is none
     * @param slot its place in the section, in slots of 8 bytes
     * @param insn the slot
     * @param next the slot behind it; 0 if there is none
     * @param slots how many slots it takes: 2 for a whole {@code lddw}
     */
    record Instruction(String function, int slot, long insn, long next, int slots) {}

    private ListedFunctions() {}

    /** {@return the instructions of a section; bytes behind the last whole slot are left out} */
    static List<Instruction> of(ListedSection section) {
        List<ListedSection.Symbol> symbols = section.symbols().stream()
                .filter(symbol -> symbol.offset() >= 0 && symbol.offset() < section.bytes().length && !symbol.data())
                .sorted(Comparator.comparingLong(ListedSection.Symbol::offset).thenComparing(ListedSection.Symbol::name))
                .toList();
        ByteBuffer bytes = ByteBuffer.wrap(section.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        List<Instruction> instructions = new ArrayList<>();
        String function = section.name();
        int symbol = 0;
        int count = section.bytes().length / Insn.BYTES;
        for (int slot = 0; slot < count; ) {
            while (symbol < symbols.size() && symbols.get(symbol).offset() <= (long) slot * Insn.BYTES) {
                function = symbols.get(symbol++).name();
            }
            long insn = bytes.getLong(slot * Insn.BYTES);
            long next = slot + 1 < count ? bytes.getLong((slot + 1) * Insn.BYTES) : 0;
            int slots = Insn.isWide(insn) && slot + 1 < count ? 2 : 1;
            instructions.add(new Instruction(function, slot, insn, next, slots));
            slot += slots;
        }
        return instructions;
    }

    /** {@return what stands in a section's last bytes that are no whole slot, empty if there are none} */
    static Optional<byte[]> tail(ListedSection section) {
        int whole = section.bytes().length / Insn.BYTES * Insn.BYTES;
        return whole == section.bytes().length
                ? Optional.empty()
                : Optional.of(Arrays.copyOfRange(section.bytes(), whole, section.bytes().length));
    }
}
