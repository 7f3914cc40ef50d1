package dev.xdpasm.print;

import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Checks;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.Instruction;
import dev.xdpasm.isa.LineTable;
import dev.xdpasm.isa.Opcode;
import dev.xdpasm.isa.Relocation;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.uapi.MapType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Objects of random instructions, each of which is right by itself: jumps lead into the program, the last one exits. */
final class RandomPrograms {
    private static final int MOST_SLOTS = 60;
    private static final int PROGRAMS = 3;
    private static final int[] CONSTANTS = {0, 1, -1, 5, 8, 16, 32, 64, 0x40, 0x41, 0xa1, 0xe1, 0xf1, 0x100, 0x110, Integer.MIN_VALUE};
    private static final int[] OFFSETS = {0, 1, 8, 16, 32, -8, Short.MIN_VALUE, Short.MAX_VALUE};

    private RandomPrograms() {}

    /** {@return an object with maps and several programs that refer to them} */
    static BpfObject object(long seed, boolean anyFields) {
        Random random = new Random(seed);
        List<MapSpec> maps = List.of(
                new MapSpec("blocked", MapType.BPF_MAP_TYPE_LRU_HASH, 4, 8, 1024, 0),
                new MapSpec("ring", MapType.BPF_MAP_TYPE_RINGBUF, 0, 0, 4096, 0));
        List<BpfProgram> programs = new ArrayList<>();
        for (int i = 0; i < PROGRAMS; i++) {
            programs.add(BpfProgram.xdp("program_" + i, code(random, maps, anyFields)));
        }
        return new BpfObject(programs, maps, random.nextBoolean() ? "GPL" : "Dual MIT/GPL");
    }

    private static Code code(Random random, List<MapSpec> maps, boolean anyFields) {
        long[] words = new long[MOST_SLOTS + 3];
        List<Relocation> relocations = new ArrayList<>();
        List<Integer> starts = new ArrayList<>();
        int size = 0;
        int wanted = 1 + random.nextInt(MOST_SLOTS);
        while (size < wanted) {
            starts.add(size);
            if (random.nextInt(15) == 0) {
                relocations.add(new Relocation(size, Relocation.Kind.MAP, maps.get(random.nextInt(maps.size())).name()));
                words[size] = Insn.pack(Opcode.LDDW, random.nextInt(10), 0, (short) 0, 0);
                size += 2;
                continue;
            }
            long insn = instruction(random, anyFields);
            words[size++] = insn;
            if (Insn.isWide(insn)) {
                words[size++] = (long) random.nextInt() << 32;
            }
        }
        starts.add(size);
        words[size++] = Opcode.EXIT;
        for (int start : starts) {
            if (Insn.hasDistance(words[start])) {
                int target = starts.get(random.nextInt(starts.size()));
                words[start] = Insn.withDistance(words[start], target - start - 1);
            }
        }
        return Code.of(Arrays.copyOf(words, size), size, relocations, LineTable.empty());
    }

    private static long instruction(Random random, boolean anyFields) {
        while (true) {
            int imm = random.nextBoolean() ? CONSTANTS[random.nextInt(CONSTANTS.length)] : random.nextInt();
            int off = random.nextBoolean() ? OFFSETS[random.nextInt(OFFSETS.length)] : random.nextInt();
            long insn = Insn.pack(random.nextInt(256), random.nextInt(11), random.nextInt(11), (short) off, imm);
            Instruction decoded = Instruction.decode(insn, 0, true);
            boolean known = !(decoded instanceof Instruction.Unknown);
            if (known && Checks.isRight(anyFields ? insn : decoded.pack())) {
                return anyFields ? insn : decoded.pack();
            }
        }
    }
}
