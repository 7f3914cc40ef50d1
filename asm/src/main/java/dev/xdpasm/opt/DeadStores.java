package dev.xdpasm.opt;

import dev.xdpasm.ir.Address;
import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Block.Lined;
import dev.xdpasm.ir.Callee;
import dev.xdpasm.ir.Const;
import dev.xdpasm.ir.Ending;
import dev.xdpasm.ir.Graph;
import dev.xdpasm.ir.Reader;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.uapi.Helper;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Bytes of a ring's record that are written again on every way before someone sees them are not written the first time: the zeros
 * of a record whose fields are all filled in. Until it is handed out a record is the program's alone, and of one that is thrown
 * away nobody sees anything.
 */
final class DeadStores implements Pass {
    @Override
    public String name() {
        return "dead stores";
    }

    @Override
    public boolean run(Graph graph) {
        Block[] blocks = graph.reached();
        Map<Temp, Integer> records = records(blocks);
        boolean changed = false;
        for (Map.Entry<Temp, Integer> record : records.entrySet()) {
            changed |= new Record(record.getKey(), record.getValue(), blocks).sweep();
        }
        return changed;
    }

    /** Records by their pointers, with their bytes; not those of which a pointer goes elsewhere than to accesses and calls. */
    private static Map<Temp, Integer> records(Block[] blocks) {
        Map<Temp, Integer> records = new LinkedHashMap<>();
        for (Block block : blocks) {
            for (Lined lined : block.steps()) {
                if (lined.what() instanceof Step.Call call
                        && calls(call, Helper.bpf_ringbuf_reserve)
                        && call.to().isPresent()
                        && call.arguments().get(1) instanceof Const size) {
                    records.put(call.to().get(), (int) size.value());
                }
            }
        }
        if (!records.isEmpty()) {
            for (Block block : blocks) {
                for (Lined lined : block.steps()) {
                    forgetEscaped(lined.what(), records);
                }
                if (!(block.ending() instanceof Ending.Branch)) {
                    forget(block.ending(), records);
                }
            }
        }
        return records;
    }

    private static boolean calls(Step.Call call, Helper helper) {
        return call.callee() instanceof Callee.OfHelper called && called.helper() == helper;
    }

    private static void forgetEscaped(Step step, Map<Temp, Integer> records) {
        if (step instanceof Step.Load || step instanceof Step.Call) {
            return;
        }
        if (step instanceof Step.Store store) {
            if (store.value() instanceof Temp stored) {
                records.remove(stored);
            }
            return;
        }
        forget(step, records);
    }

    private static void forget(Reader reader, Map<Temp, Integer> records) {
        for (int i = 0; i < Reader.operands(reader); i++) {
            if (Reader.operand(reader, i) instanceof Temp temp) {
                records.remove(temp);
            }
        }
    }

    /** One record: for each block the bytes that are written behind its begin before anyone sees them. */
    private static final class Record {
        private final Temp pointer;
        private final int size;
        private final Block[] blocks;
        private final Map<Block, BitSet> written = new HashMap<>();

        Record(Temp pointer, int size, Block[] blocks) {
            this.pointer = pointer;
            this.size = size;
            this.blocks = blocks;
            for (Block block : blocks) {
                written.put(block, all());
            }
            boolean changed = true;
            while (changed) {
                changed = false;
                for (int at = blocks.length - 1; at >= 0; at--) {
                    BitSet bytes = behind(blocks[at]);
                    Lined[] steps = blocks[at].steps();
                    for (int i = steps.length - 1; i >= 0; i--) {
                        pass(steps[i].what(), bytes);
                    }
                    changed |= !bytes.equals(written.put(blocks[at], bytes));
                }
            }
        }

        private BitSet all() {
            BitSet bytes = new BitSet(size);
            bytes.set(0, size);
            return bytes;
        }

        private BitSet behind(Block block) {
            BitSet bytes = block.ending() instanceof Ending.Exit ? new BitSet() : all();
            for (Block next : block.successors()) {
                bytes.and(written.get(next));
            }
            return bytes;
        }

        private void pass(Step step, BitSet bytes) {
            if (step instanceof Step.Store store && store.at().base() == pointer) {
                bytes.set(store.at().offset(), store.at().offset() + store.size().bytes());
            } else if (step instanceof Step.Load load && load.from().base() == pointer) {
                Address from = load.from();
                bytes.clear(from.offset(), from.offset() + load.size().bytes());
            } else if (step instanceof Step.Call call && call.arguments().contains(pointer)) {
                bytes.set(0, size, calls(call, Helper.bpf_ringbuf_discard));
            } else if (step.sets(pointer)) {
                bytes.clear();
            }
        }

        /** Leaves out what is not seen. */
        boolean sweep() {
            boolean changed = false;
            for (Block block : blocks) {
                BitSet bytes = behind(block);
                List<Lined> kept = new ArrayList<>();
                Lined[] steps = block.steps();
                for (int i = steps.length - 1; i >= 0; i--) {
                    if (!isDead(steps[i].what(), bytes)) {
                        kept.add(steps[i]);
                        pass(steps[i].what(), bytes);
                    }
                }
                if (kept.size() < steps.length) {
                    Collections.reverse(kept);
                    block.steps(kept);
                    changed = true;
                }
            }
            return changed;
        }

        private boolean isDead(Step step, BitSet bytes) {
            if (step instanceof Step.Store store && store.at().base() == pointer) {
                int from = store.at().offset();
                return from >= 0 && bytes.nextClearBit(from) >= from + store.size().bytes();
            }
            return false;
        }
    }
}
