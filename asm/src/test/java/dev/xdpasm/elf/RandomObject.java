package dev.xdpasm.elf;

import dev.xdpasm.isa.Insn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

/**
 * ELF files whose sections hold any bytes, with symbols anywhere and relocations of anything: what a listing must take. A
 * file is told by its seed.
 */
public final class RandomObject {
    /** Sections of each file. */
    public static final int SECTIONS = 50;

    private static final int MOST_SLOTS = 80;
    private static final int[] TYPES = {Elf.STT_FUNC, Elf.STT_FUNC, Elf.STT_FUNC, 0, Elf.STT_OBJECT};
    private static final int[] RELOCATIONS = {0, 1, 2, 3, 4, 10, 99};

    private RandomObject() {}

    /** {@return the bytes of a file} */
    public static byte[] of(long seed) {
        Random random = new Random(seed);
        ElfLayout elf = new ElfLayout();
        byte[][] relocations = new byte[SECTIONS + 1][];
        int symbols = 1;
        for (int i = 0; i < SECTIONS; i++) {
            byte[] bytes = bytes(random, i % 4);
            int section = elf.addSection("s" + i, Elf.SHF_ALLOC | Elf.SHF_EXECINSTR, Insn.BYTES, bytes);
            for (int k = random.nextInt(10); k > 0; k--) {
                int type = TYPES[random.nextInt(TYPES.length)];
                elf.addSymbol("f" + random.nextInt(30) + "_" + k, type, section, place(random, bytes.length), 0);
                symbols++;
            }
            relocations[section] = relocations(random, bytes.length, symbols);
        }
        int table = elf.symbolTableIndex(SECTIONS);
        for (int section = 1; section <= SECTIONS; section++) {
            elf.addRelocations(section, relocations[section], table);
        }
        return elf.toBytes();
    }

    /** Bytes of one of four kinds: any, plausible instructions, right ones, and many zeros. */
    private static byte[] bytes(Random random, int kind) {
        int slots = 1 + random.nextInt(MOST_SLOTS);
        byte[] bytes = new byte[slots * Insn.BYTES + random.nextInt(Insn.BYTES)];
        random.nextBytes(bytes);
        if (kind == 0) {
            return bytes;
        }
        ByteBuffer insns = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int slot = 0; slot < slots; slot++) {
            int off = random.nextBoolean() ? 0 : kind == 2 ? random.nextInt(-slot - 1, slots - slot) : random.nextInt(34);
            int imm = random.nextBoolean() ? random.nextInt(0x120) : random.nextInt();
            int code = kind == 2 && random.nextBoolean() ? 0x05 + 8 * random.nextInt(16) : random.nextInt(256);
            long insn = Insn.pack(code, random.nextInt(11), random.nextInt(11), (short) off, imm);
            insns.putLong(slot * Insn.BYTES, random.nextInt(kind == 3 ? 2 : 20) == 0 ? 0 : insn);
        }
        return bytes;
    }

    /** An offset for a symbol: most inside, others at the very end, behind it, before the section, or as far as can be. */
    private static long place(Random random, int size) {
        return switch (random.nextInt(10)) {
            case 0 -> size;
            case 1 -> size + random.nextInt(1 << 19);
            case 2 -> -random.nextInt(1 << 19);
            case 3 -> random.nextLong();
            case 4, 5, 6 -> random.nextInt(size) & -Insn.BYTES;
            default -> random.nextInt(size);
        };
    }

    private static byte[] relocations(Random random, int size, int symbols) {
        int count = random.nextInt(6);
        ByteBuffer records = ByteBuffer.allocate(count * Elf.REL_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            long symbol = random.nextInt(symbols);
            records.putLong(random.nextInt(size + Insn.BYTES))
                    .putLong(symbol << 32 | RELOCATIONS[random.nextInt(RELOCATIONS.length)]);
        }
        return records.array();
    }
}
