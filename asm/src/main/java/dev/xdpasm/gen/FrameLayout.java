package dev.xdpasm.gen;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.SourceLine;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.Width;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the objects of the frame lie below r10; what is not wanted at the same time shares memory. */
final class FrameLayout {
    /** The stack that the kernel gives a function: {@code MAX_BPF_STACK}, include/linux/filter.h. */
    private static final int MOST_BYTES = 512;

    private static final int ALIGNMENT = 8;

    private final VirtualCode code;
    private final int[] offsets;
    private int bytes;

    private FrameLayout(VirtualCode code) {
        this.code = code;
        this.offsets = new int[code.frame().size()];
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
        code.blocks.forEach(layout::resolve);
        return layout.bytes;
    }

    private void resolve(CodeBlock block) {
        List<VirtualInsn> resolved = new ArrayList<>(block.insns.size());
        for (VirtualInsn insn : block.insns) {
            if (insn.frame() == VirtualInsn.NONE) {
                resolved.add(insn);
            } else if (insn.writesAddress()) {
                resolved.add(VirtualInsn.move(insn.dst, insn.src).at(insn.line()));
                int distance = offsets[insn.frame()] + (int) insn.imm();
                resolved.add(VirtualInsn.aluConstant(AluOp.ADD, Width.W64, insn.dst, distance).at(insn.line()));
            } else {
                resolved.add(insn.inFrame(offsets[insn.frame()]));
            }
        }
        block.insns = resolved;
    }

    private void place() {
        FrameLife life = FrameLife.of(code);
        List<BitSet> taken = new ArrayList<>();
        code.blocks.forEach(block -> taken.add(new BitSet()));
        placeShared(life, taken);
        for (CodeBlock block : code.blocks) {
            placeSpans(life.spans(block), taken.get(block.number));
        }
        bytes = (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        if (bytes > MOST_BYTES) {
            throw tooMuch(life.used());
        }
    }

    /** Objects of several blocks, the largest first: apart from those that are wanted in one of the same. */
    private void placeShared(FrameLife life, List<BitSet> taken) {
        Map<Integer, List<CodeBlock>> blocks = new HashMap<>();
        for (CodeBlock block : code.blocks) {
            life.wanted(block).stream()
                    .forEach(object -> blocks.computeIfAbsent(object, o -> new ArrayList<>()).add(block));
        }
        life.shared().stream()
                .boxed()
                .sorted(Comparator.comparingInt((Integer object) -> -code.frame().get(object).size())
                        .thenComparingInt(object -> object))
                .forEach(object -> {
                    BitSet busy = new BitSet();
                    List<CodeBlock> wanting = blocks.getOrDefault(object, List.of());
                    wanting.forEach(block -> busy.or(taken.get(block.number)));
                    place(object, busy);
                    wanting.forEach(block -> occupy(object, taken.get(block.number)));
                });
    }

    /** Objects of one block alone, as they are touched. */
    private void placeSpans(List<FrameLife.Span> spans, BitSet taken) {
        List<FrameLife.Span> active = new ArrayList<>();
        for (FrameLife.Span span : spans) {
            BitSet busy = (BitSet) taken.clone();
            active.removeIf(other -> other.last() < span.first());
            active.forEach(other -> occupy(other.object(), busy));
            place(span.object(), busy);
            active.add(span);
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
