package dev.xdpasm.gen;

import java.util.Arrays;
import java.util.List;

/**
 * Which virtual registers hold something that is still wanted at the end of each block. Found register by register, from
 * each read back to the writes: the work is as much as there is to say, which of values that live shortly is little however
 * many there are. The machine's own registers never live from block to block.
 */
final class Liveness {
    private final IntList[] out;

    /** For each block the last register that was found to be written there, and to live on behind it. */
    private final int[] writtenBy;

    private final int[] outBy;
    private final VirtualCode code;
    private final int[] firstWrite;
    private final int[] firstRead;
    private final IntList nextWrite = new IntList();
    private final IntList writeBlocks = new IntList();
    private final IntList nextRead = new IntList();
    private final IntList readBlocks = new IntList();

    private Liveness(VirtualCode code) {
        this.code = code;
        out = new IntList[code.blocks.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = new IntList();
        }
        writtenBy = new int[out.length];
        outBy = new int[out.length];
        firstWrite = new int[code.registers()];
        firstRead = new int[code.registers()];
        Arrays.fill(firstWrite, -1);
        Arrays.fill(firstRead, -1);
        collect();
        explore();
    }

    static Liveness of(VirtualCode code) {
        return new Liveness(code);
    }

    /** {@return the registers that live on behind a block} */
    IntList out(CodeBlock block) {
        return out[block.number];
    }

    /** Where each register is written, and where it is read before it is written. */
    private void collect() {
        int[] writtenIn = new int[code.registers()];
        int[] readIn = new int[code.registers()];
        Arrays.fill(writtenIn, -1);
        Arrays.fill(readIn, -1);
        for (CodeBlock block : code.blocks) {
            int b = block.number;
            List<VirtualInsn> insns = block.insns;
            for (int i = 0; i < insns.size(); i++) {
                VirtualInsn insn = insns.get(i);
                int effects = insn.effects;
                int src = insn.src;
                int dst = insn.dst;
                if (src >= VirtualInsn.FIRST && writtenIn[src] != b) {
                    read(src, b, readIn);
                }
                if (dst >= VirtualInsn.FIRST && writtenIn[dst] != b) {
                    if ((effects & Effects.READS_DST) != 0) {
                        read(dst, b, readIn);
                    }
                    if ((effects & Effects.WRITES_DST) != 0) {
                        write(dst, b, writtenIn);
                    }
                }
                if (src >= VirtualInsn.FIRST && (effects & Effects.WRITES_SRC) != 0 && writtenIn[src] != b) {
                    write(src, b, writtenIn);
                }
            }
        }
    }

    private void read(int register, int block, int[] readIn) {
        if (readIn[register] != block) {
            readIn[register] = block;
            nextRead.add(firstRead[register]);
            firstRead[register] = readBlocks.size();
            readBlocks.add(block);
        }
    }

    private void write(int register, int block, int[] writtenIn) {
        writtenIn[register] = block;
        nextWrite.add(firstWrite[register]);
        firstWrite[register] = writeBlocks.size();
        writeBlocks.add(block);
    }

    private void explore() {
        Predecessors before = Predecessors.of(code.blocks);
        Arrays.fill(writtenBy, -1);
        Arrays.fill(outBy, -1);
        IntList open = new IntList();
        for (int register = VirtualInsn.FIRST; register < firstRead.length; register++) {
            if (firstRead[register] < 0) {
                continue;
            }
            for (int at = firstWrite[register]; at >= 0; at = nextWrite.get(at)) {
                writtenBy[writeBlocks.get(at)] = register;
            }
            for (int at = firstRead[register]; at >= 0; at = nextRead.get(at)) {
                open.add(readBlocks.get(at));
            }
            while (!open.isEmpty()) {
                int block = open.pop();
                while (block != VirtualInsn.NONE) {
                    block = spread(register, block, before, open);
                }
            }
        }
    }

    /** A register is wanted where a block begins; {@return a block before it where it is, the others being put down as open} */
    private int spread(int register, int block, Predecessors before, IntList open) {
        int goesOn = VirtualInsn.NONE;
        for (int at = before.begin(block), end = before.end(block); at < end; at++) {
            int from = before.get(at);
            if (outBy[from] != register) {
                outBy[from] = register;
                out[from].add(register);
                if (writtenBy[from] != register) {
                    if (goesOn != VirtualInsn.NONE) {
                        open.add(goesOn);
                    }
                    goesOn = from;
                }
            }
        }
        return goesOn;
    }
}
