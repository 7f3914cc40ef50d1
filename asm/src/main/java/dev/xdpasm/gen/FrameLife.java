package dev.xdpasm.gen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/**
 * From where to where each frame object is wanted, so that those which are not at the same time can share memory. An object
 * that one block alone touches, and that is written first, is wanted from its first to its last touch there; any other in all
 * blocks that lie on a way from a touch to a touch.
 */
final class FrameLife {
    /** An object of one block alone, from its first to its last touch; in the order of blocks and first touches. */
    record Span(int object, int block, int first, int last) implements Comparable<Span> {
        @Override
        public int compareTo(Span other) {
            int order = Integer.compare(block, other.block);
            order = order != 0 ? order : Integer.compare(first, other.first);
            return order != 0 ? order : Integer.compare(object, other.object);
        }
    }

    private final VirtualCode code;
    private final BitSet used = new BitSet();
    private final BitSet shared = new BitSet();
    private final List<Span> spans = new ArrayList<>();

    /** For each block the objects of more than one block that are wanted in it; empty if there are no such objects. */
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
        if (!life.shared.isEmpty()) {
            life.spread();
        }
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

    /** {@return whether one of them is wanted in a block} */
    boolean wants(CodeBlock block, int object) {
        return wanted.get(block.number).get(object);
    }

    /** {@return the objects of one block alone, in the order of the blocks and their first touches} */
    List<Span> spans() {
        return spans;
    }

    private void collect() {
        for (CodeBlock block : code.blocks) {
            for (int i = 0; i < block.insns.size(); i++) {
                VirtualInsn insn = block.insns.get(i);
                if (insn.touchesNothing()) {
                    continue;
                }
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
                spans.add(new Span(object, home[object], firstTouch[object], lastTouch[object]));
            }
        }
        Collections.sort(spans);
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
        // what was touched on a way to here, and what is touched on a way from here
        List<BitSet> behind = new ArrayList<>();
        List<BitSet> ahead = new ArrayList<>();
        for (CodeBlock block : code.blocks) {
            BitSet touched = new BitSet();
            for (VirtualInsn insn : block.insns) {
                if (!insn.touchesNothing()) {
                    touched.or(insn.touched());
                }
            }
            touched.and(shared);
            wanted.add(touched);
            behind.add((BitSet) touched.clone());
            ahead.add((BitSet) touched.clone());
        }
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
