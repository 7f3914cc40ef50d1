package dev.xdpasm.gen;

import dev.xdpasm.ir.Slot;
import dev.xdpasm.isa.IsaLevel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A function while it becomes code: its blocks, of which the first is where it begins, its registers and its stack. Mutable. */
final class VirtualCode {
    private final String name;
    private final IsaLevel level;
    private final List<FrameObject> frame = new ArrayList<>();
    private final BitSet keptApart = new BitSet();
    private int registers;

    /** The blocks, each at the place that its number says. */
    List<CodeBlock> blocks = new ArrayList<>();

    VirtualCode(String name, IsaLevel level, List<Slot> slots, int registers) {
        this.name = name;
        this.level = level;
        for (Slot slot : slots) {
            frame.add(FrameObject.of(slot));
        }
        this.registers = registers;
    }

    String name() {
        return name;
    }

    IsaLevel level() {
        return level;
    }

    /** {@return the objects of the frame by their numbers: those of the graph's slots, then the spills} */
    List<FrameObject> frame() {
        return frame;
    }

    /** {@return the number of a new frame object for a spilled register} */
    int spill() {
        frame.add(FrameObject.SPILL);
        return frame.size() - 1;
    }

    /** Says that an object's memory is its own, since it may be touched where nobody sees it. */
    void keepApart(int object) {
        keptApart.set(object);
    }

    /** {@return the objects whose memory is their own} */
    BitSet keptApart() {
        return keptApart;
    }

    /** {@return a new block} */
    CodeBlock block() {
        CodeBlock block = new CodeBlock(blocks.size());
        blocks.add(block);
        return block;
    }

    /** {@return a new virtual register} */
    int register() {
        return registers++;
    }

    /** {@return the number of registers, the machine's among them} */
    int registers() {
        return registers;
    }

    /** Leaves only the given blocks, in that order, and numbers them anew. */
    void keep(List<CodeBlock> kept) {
        blocks = new ArrayList<>(kept);
        for (int i = 0; i < blocks.size(); i++) {
            blocks.get(i).number = i;
        }
    }

    @Override
    public String toString() {
        return VirtualText.of(this);
    }
}
