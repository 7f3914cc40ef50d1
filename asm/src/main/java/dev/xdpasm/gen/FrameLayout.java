package dev.xdpasm.gen;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.SourceLine;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.Width;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the objects of the frame lie below r10; what is not wanted at the same time shares memory. */
final class FrameLayout {
    /** The stack that the kernel gives a function: {@code MAX_BPF_STACK}, include/linux/filter.h. */
    private static final int MOST_BYTES = 512;

    private static final int ALIGNMENT = 8;

    private final VirtualCode code;
    private final int[] offsets;

    /** For each block the bytes of objects that other blocks want too; null where there are none. */
    private final @Nullable BitSet[] taken;

    private int bytes;

    private FrameLayout(VirtualCode code) {
        this.code = code;
        this.offsets = new int[code.frame().size()];
        this.taken = new BitSet[code.blocks.size()];
    }

    /**
     * Lays out the objects that the code uses and puts their places into its instructions; refuses more than 512 bytes.
     *
     * @return the bytes of the frame, a multiple of 8
     */
    static int layOut(VirtualCode code) {
        if (code.frame().isEmpty()) {
            return 0;
        }
        FrameLayout layout = new FrameLayout(code);
        layout.place();
        for (CodeBlock block : code.blocks) {
            layout.resolve(block.insns);
        }
        return layout.bytes;
    }

    private void resolve(List<VirtualInsn> insns) {
        for (int i = 0; i < insns.size(); i++) {
            VirtualInsn insn = insns.get(i);
            if (insn.frame() == VirtualInsn.NONE) {
                continue;
            }
            if (insn.writesAddress()) {
                insns.set(i++, VirtualInsn.move(insn.dst, insn.src).at(insn.line()));
                int distance = offsets[insn.frame()] + (int) insn.imm();
                insns.add(i, VirtualInsn.aluConstant(AluOp.ADD, Width.W64, insn.dst, distance).at(insn.line()));
            } else {
                insns.set(i, insn.inFrame(offsets[insn.frame()]));
            }
        }
    }

    private void place() {
        FrameLife life = FrameLife.of(code);
        placeShared(life);
        placeSpans(life.spans());
        bytes = (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        if (bytes > MOST_BYTES) {
            throw tooMuch(life.used());
        }
    }

    /** Objects of several blocks, the largest first: apart from those that are wanted in one of the same. */
    private void placeShared(FrameLife life) {
        BitSet open = (BitSet) life.shared().clone();
        for (int object = largest(open); object >= 0; object = largest(open)) {
            open.clear(object);
            BitSet busy = new BitSet();
            for (CodeBlock block : code.blocks) {
                BitSet there = taken[block.number];
                if (there != null && life.wants(block, object)) {
                    busy.or(there);
                }
            }
            place(object, busy);
            for (CodeBlock block : code.blocks) {
                if (life.wants(block, object)) {
                    BitSet there = taken[block.number];
                    if (there == null) {
                        there = new BitSet();
                        taken[block.number] = there;
                    }
                    occupy(object, there);
                }
            }
        }
    }

    private int largest(BitSet objects) {
        int largest = -1;
        for (int object = objects.nextSetBit(0); object >= 0; object = objects.nextSetBit(object + 1)) {
            if (largest < 0 || code.frame().get(object).size() > code.frame().get(largest).size()) {
                largest = object;
            }
        }
        return largest;
    }

    /** Objects of one block alone, as they are touched. */
    private void placeSpans(List<FrameLife.Span> spans) {
        for (int i = 0; i < spans.size(); i++) {
            FrameLife.Span span = spans.get(i);
            BitSet there = taken[span.block()];
            BitSet busy = there == null ? new BitSet() : (BitSet) there.clone();
            for (int j = i - 1; j >= 0 && spans.get(j).block() == span.block(); j--) {
                if (spans.get(j).last() >= span.first()) {
                    occupy(spans.get(j).object(), busy);
                }
            }
            place(span.object(), busy);
        }
    }

    /** Puts an object at the highest free place: bytes are counted downward from r10. */
    private void place(int object, BitSet busy) {
        FrameObject it = code.frame().get(object);
        int depth = it.size() + Math.floorMod(it.phase() - it.size(), ALIGNMENT);
        while (true) {
            int clash = busy.nextSetBit(depth - it.size());
            if (clash < 0 || clash >= depth) {
                break;
            }
            depth += ALIGNMENT;
        }
        offsets[object] = -depth;
        bytes = Math.max(bytes, depth);
    }

    private void occupy(int object, BitSet busy) {
        int depth = -offsets[object];
        busy.set(depth - code.frame().get(object).size(), depth);
    }

    private AssemblyException tooMuch(BitSet used) {
        FrameObject largest = FrameObject.SPILL;
        int spilled = 0;
        for (int object = used.nextSetBit(0); object >= 0; object = used.nextSetBit(object + 1)) {
            FrameObject it = code.frame().get(object);
            if (it == FrameObject.SPILL) {
                spilled += Long.BYTES;
            } else if (largest == FrameObject.SPILL || it.size() > largest.size()) {
                largest = it;
            }
        }
        String text = "the stack frame of " + code.name() + " needs " + bytes + " bytes, but the kernel gives " + MOST_BYTES;
        if (spilled > largest.size()) {
            return error(firstSpill(), text + "; most are values that no register is left for: keep fewer values at a time,"
                    + " or do a part of the work in a function");
        }
        String what = largest.name().isEmpty() ? "has " : "'" + largest.name() + "' has ";
        String all = text + "; the largest part " + what + largest.size() + ": keep it in a value of a per-CPU array";
        return error(largest.line(), all);
    }

    /** The line of the first value that was given a place on the stack. */
    private Optional<SourceLine> firstSpill() {
        return code.blocks.stream()
                .flatMap(block -> block.insns.stream())
                .filter(insn -> insn.frame() != VirtualInsn.NONE && code.frame().get(insn.frame()) == FrameObject.SPILL)
                .findFirst()
                .flatMap(VirtualInsn::line);
    }

    private static AssemblyException error(Optional<SourceLine> line, String text) {
        return line.map(known -> new AssemblyException(known, text)).orElseGet(() -> new AssemblyException(text));
    }
}
