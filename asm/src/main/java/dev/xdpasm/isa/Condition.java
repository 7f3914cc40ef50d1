package dev.xdpasm.isa;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a conditional jump is taken (RFC 9669 section 4.3): {@code if dst op src}. One row a condition. */
public enum Condition {
    JEQ(0x10, "==", "jeq"),
    JGT(0x20, ">", "jgt"),
    JGE(0x30, ">=", "jge"),
    /** Some bit is set in both. */
    JSET(0x40, "&", "jset"),
    JNE(0x50, "!=", "jne"),
    JSGT(0x60, "s>", "jsgt"),
    JSGE(0x70, "s>=", "jsge"),
    /** Linux 4.14. */
    JLT(0xa0, "<", "jlt"),
    /** Linux 4.14. */
    JLE(0xb0, "<=", "jle"),
    /** Linux 4.14. */
    JSLT(0xc0, "s<", "jslt"),
    /** Linux 4.14. */
    JSLE(0xd0, "s<=", "jsle");

    private static final @Nullable Condition[] BY_CODE = new Condition[16];

    static {
        for (Condition condition : values()) {
            BY_CODE[condition.bits >>> 4] = condition;
        }
    }

    private final int bits;
    private final String symbol;
    private final String mnemonic;

    Condition(int bits, String symbol, String mnemonic) {
        this.bits = bits;
        this.symbol = symbol;
        this.mnemonic = mnemonic;
    }

    /** {@return the four high bits of the code} */
    public int bits() {
        return bits;
    }

    /** {@return the operator in LLVM's and the kernel's text, such as {@code s>=}} */
    public String symbol() {
        return symbol;
    }

    /** {@return the name in mnemonic text, such as {@code jsge}; the 32-bit form has {@code 32} behind it} */
    public String mnemonic() {
        return mnemonic;
    }

    /** {@return the condition that holds when this one does not; {@link #JSET} has none} */
    public Optional<Condition> inverse() {
        return switch (this) {
            case JEQ -> Optional.of(JNE);
            case JNE -> Optional.of(JEQ);
            case JGT -> Optional.of(JLE);
            case JLE -> Optional.of(JGT);
            case JGE -> Optional.of(JLT);
            case JLT -> Optional.of(JGE);
            case JSGT -> Optional.of(JSLE);
            case JSLE -> Optional.of(JSGT);
            case JSGE -> Optional.of(JSLT);
            case JSLT -> Optional.of(JSGE);
            case JSET -> Optional.empty();
        };
    }

    /** {@return the condition that holds with the operands in each other's place} */
    public Condition mirrored() {
        return switch (this) {
            case JGT -> JLT;
            case JGE -> JLE;
            case JLT -> JGT;
            case JLE -> JGE;
            case JSGT -> JSLT;
            case JSGE -> JSLE;
            case JSLT -> JSGT;
            case JSLE -> JSGE;
            case JEQ, JNE, JSET -> this;
        };
    }

    /** {@return whether the operands are compared as signed numbers} */
    public boolean isSigned() {
        return this == JSGT || this == JSGE || this == JSLT || this == JSLE;
    }

    /** The condition of a code, null if there is none. */
    static @Nullable Condition of(int code) {
        return BY_CODE[code >>> 4];
    }
}
