package dev.xdpasm.gen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * From where to where each frame object is wanted, so that those which are not at the same time can share memory. An object
 * that one block alone touches, and that is written first, is wanted from its first to its last touch there; any other in all
 * blocks that lie on a way from a touch to a touch.
 */
final class FrameLife {
    /** An object of one block alone, from its first to its last touch. */
    record Span(int object, int first, int last) {}

    private final VirtualCode code;
    private final BitSet used = new BitSet();
    private final BitSet shared = new BitSet();
    private final List<List<Span>> spans = new ArrayList<>();

    /** For each block the objects of more than one block that are wanted in it. */
    private final List<BitSet> wanted = new ArrayList<>();

    private final int[] home;
    private final int[] firstTouch;
    private final int[] lastTouch;

    private FrameLife(VirtualCode code) {
        this.code = code;
        int objects = code.frame().size();
        home = new int[objects];
        firstTouch = new int[objects];
        lastTouch = new int[objects];
        Arrays.fill(home, -1);
    }

    static FrameLife of(VirtualCode code) {
        FrameLife life = new FrameLife(code);
        life.collect();
        life.spread();
        return life;
    }

    /** {@return the objects that are touched at all} */
    BitSet used() {
        return used;
    }

    /** {@return the objects that are wanted in more than one block} */
    BitSet shared() {
        return shared;
    }

    /** {@return those of them that are wanted in a block} */
    BitSet wanted(CodeBlock block) {
        return wanted.get(block.number);
    }

    /** {@return the objects of a block alone, in the order of their first touches} */
    List<Span> spans(CodeBlock block) {
        return spans.get(block.number);
    }

    private void collect() {
        for (CodeBlock block : code.blocks) {
            spans.add(new ArrayList<>(0));
            for (int i = 0; i < block.insns.size(); i++) {
                VirtualInsn insn = block.insns.get(i);
                BitSet touched = insn.touched();
                for (int object = touched.nextSetBit(0); object >= 0; object = touched.nextSetBit(object + 1)) {
                    touch(object, block, i, insn.isStore() && insn.frame() == object);
                }
            }
        }
        shared.or(code.keptApart());
        shared.and(used);
        for (int object = used.nextSetBit(0); object >= 0; object = used.nextSetBit(object + 1)) {
            if (!shared.get(object)) {
                spans.get(home[object]).add(new Span(object, firstTouch[object], lastTouch[object]));
            }
        }
        spans.forEach(list -> list.sort(Comparator.comparingInt(Span::first).thenComparingInt(Span::object)));
    }

    private void touch(int object, CodeBlock block, int place, boolean writes) {
        if (!used.get(object)) {
            used.set(object);
            home[object] = block.number;
            firstTouch[object] = place;
            if (!writes) {
                shared.set(object);
            }
        } else if (home[object] != block.number) {
            shared.set(object);
        }
        lastTouch[object] = place;
    }

    private void spread() {
        List<BitSet> behind = new ArrayList<>();
        for (CodeBlock block : code.blocks) {
            BitSet touched = new BitSet();
            if (!shared.isEmpty()) {
                block.insns.forEach(insn -> touched.or(insn.touched()));
                touched.and(shared);
            }
            wanted.add(touched);
            behind.add((BitSet) touched.clone());
        }
        if (shared.isEmpty()) {
            return;
        }
        // what was touched on a way to here, and what is touched on a way from here
        List<BitSet> ahead = new ArrayList<>();
        behind.forEach(set -> ahead.add((BitSet) set.clone()));
        boolean changed = true;
        while (changed) {
            changed = false;
            for (CodeBlock block : code.blocks) {
                for (CodeBlock next : block.successors()) {
                    changed |= join(behind.get(next.number), behind.get(block.number));
                }
            }
            for (int b = code.blocks.size() - 1; b >= 0; b--) {
                for (CodeBlock next : code.blocks.get(b).successors()) {
                    changed |= join(ahead.get(b), ahead.get(next.number));
                }
            }
        }
        for (CodeBlock block : code.blocks) {
            BitSet between = behind.get(block.number);
            between.and(ahead.get(block.number));
            wanted.get(block.number).or(between);
            wanted.get(block.number).or(code.keptApart());
            wanted.get(block.number).and(used);
        }
    }

    private static boolean join(BitSet into, BitSet added) {
        int before = into.cardinality();
        into.or(added);
        return into.cardinality() != before;
    }
}
