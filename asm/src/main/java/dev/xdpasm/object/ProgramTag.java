package dev.xdpasm.object;

import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.Opcode;
import dev.xdpasm.isa.Relocation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The tag by which the kernel lists a program: the first 8 bytes of a hash over its instructions, computed here without a
 * kernel.
 *
 * <p>Hashed are the bytes as they go into BPF_PROG_LOAD, with the immediates of both halves of each {@code lddw} of a map
 * (by fd or by value) set to zero, as the numbers of file descriptors say nothing about a program
 * ({@code bpf_prog_calc_tag}, kernel/bpf/core.c).
 */
public final class ProgramTag {
    /** Bytes of a tag (BPF_TAG_SIZE). */
    public static final int BYTES = 8;

    /** Which hash a kernel uses. */
    public enum Hash {
        /** Up to Linux 6.17. */
        SHA1("SHA-1"),
        /** Since Linux 6.18. */
        SHA256("SHA-256");

        private final String algorithm;

        Hash(String algorithm) {
            this.algorithm = algorithm;
        }
    }

    private ProgramTag() {}

    /**
     * {@return the tag in hex, 16 digits, as {@code bpftool prog list} prints it} References to maps may be resolved or not: the
     * tag is the same.
     *
     * @throws IllegalArgumentException if the code refers to a function, whose distance belongs to the tag and is not known
     */
    public static String of(Code code, Hash hash) {
        byte[] bytes = code.toBytes();
        ByteBuffer insns = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (Relocation relocation : code.relocations()) {
            int at = relocation.slot() * Insn.BYTES;
            insns.putLong(at, Insn.withSrcReg(insns.getLong(at), pseudoSource(relocation)));
        }
        for (int slot = 0; slot + 1 < code.size(); slot++) {
            long insn = insns.getLong(slot * Insn.BYTES);
            if (!Insn.isWide(insn)) {
                continue;
            }
            int source = Insn.srcReg(insn);
            if (source == Opcode.BPF_PSEUDO_MAP_FD || source == Opcode.BPF_PSEUDO_MAP_VALUE) {
                insns.putLong(slot * Insn.BYTES, Insn.withImm(insn, 0));
                int second = (slot + 1) * Insn.BYTES;
                insns.putLong(second, Insn.withImm(insns.getLong(second), 0));
            }
            slot++;
        }
        return firstBytes(bytes, hash);
    }

    private static int pseudoSource(Relocation relocation) {
        return switch (relocation.kind()) {
            case MAP -> Opcode.BPF_PSEUDO_MAP_FD;
            case MAP_VALUE -> Opcode.BPF_PSEUDO_MAP_VALUE;
            case FUNCTION -> throw new IllegalArgumentException("no tag without the place of function " + relocation.symbol());
            case EXTERN -> throw new IllegalArgumentException("no tag without the kernel's " + relocation.symbol());
        };
    }

    private static String firstBytes(byte[] bytes, Hash hash) {
        try {
            byte[] digest = MessageDigest.getInstance(hash.algorithm).digest(bytes);
            return HexFormat.of().formatHex(Arrays.copyOf(digest, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(hash.algorithm + " is part of every Java platform", e);
        }
    }
}
