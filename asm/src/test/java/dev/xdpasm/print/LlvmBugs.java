package dev.xdpasm.print;

import dev.xdpasm.isa.LlvmText;
import java.util.HexFormat;
import java.util.Set;

/**
 * Where llvm-objdump 19 prints what an instruction is not, and we do not follow.
 *
 * <p>It looks at bits 4 to 7 of an atomic's imm only and so takes operations that do not exist, and those that came later,
 * for others: the kernel refuses imm 0x05 ("BPF_ATOMIC uses invalid atomic opcode"), which LLVM shows as an addition, and
 * reads 0x100 and 0x110 as a load that acquires and a store that releases, as LLVM 20 does.
 */
final class LlvmBugs {
    /** The first byte of an atomic's imm, of those that LLVM 19 knows. */
    private static final Set<String> ATOMICS = Set.of("00", "01", "40", "41", "50", "51", "a0", "a1", "e1", "f1");

    private LlvmBugs() {}

    /** {@return whether two lines may differ: the instruction is one that LLVM misreads, and ours is what we print for it} */
    static boolean isMisread(String theirs, String ours) {
        String[] parts = ours.split("\t");
        boolean withBytes = parts.length >= 3 && parts[1].length() == 23;
        if (!withBytes) {
            // without bytes only the texts tell: an atomic of theirs that is none, or one that they do not know
            String text = parts[parts.length - 1];
            boolean newer = text.contains("load_acquire(") || text.contains("store_release(");
            boolean none = text.equals(LlvmText.UNKNOWN) && theirs.matches(".*(lock |atomic_|xchg).*");
            return newer || none;
        }
        String imm = parts[1].substring(12);
        boolean misread =
                switch (parts[1].substring(0, 2)) {
                    case "c3", "db" -> !imm.endsWith(" 00 00 00") || !ATOMICS.contains(imm.substring(0, 2));
                    case "cb", "d3" -> imm.equals("00 01 00 00") || imm.equals("10 01 00 00");
                    default -> false;
                };
        byte[] bytes = HexFormat.ofDelimiter(" ").parseHex(parts[1]);
        long insn = 0;
        for (int i = 0; i < bytes.length; i++) {
            insn |= (bytes[i] & 0xffL) << 8 * i;
        }
        return misread && parts[2].equals(LlvmText.of(insn));
    }
}
