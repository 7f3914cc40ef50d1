package dev.xdpasm.print;

import dev.xdpasm.isa.LlvmText;
import dev.xdpasm.isa.TextBuffer;
import java.util.Optional;

/** The ways to write an instruction that {@link SourceText} writes and the text reader reads. */
public enum Dialect {
    /** As llvm-mc reads and llvm-objdump prints it: {@code r0 = 2}, {@code if r0 == 0 goto pass}. */
    LLVM((out, insn, next) -> new LlvmText(out, false).append(insn, next, true), true),
    /** Mnemonics: {@code mov r0, 2}, {@code jeq r0, 0, pass}. */
    MNEMONIC(new MnemonicText(), true),
    /** As the kernel's verifier log and bpftool print it: {@code (b7) r0 = 2}, {@code (15) if r0 == 0x0 goto pc+2}. */
    KERNEL(new KernelText(), false);

    private final InstructionText text;
    private final boolean hasLabels;

    Dialect(InstructionText text, boolean hasLabels) {
        this.text = text;
        this.hasLabels = hasLabels;
    }

    /**
     * {@return the text of one instruction; empty for a slot that is none, or none that the dialect has a text of} Jumps have
     * distances, also where whole texts have labels.
     *
     * @param insn the slot
     * @param next the slot behind it, for {@code lddw}
     */
    public Optional<String> format(long insn, long next) {
        TextBuffer out = new TextBuffer();
        return text.append(out, insn, next) ? Optional.of(out.toString()) : Optional.empty();
    }

    /** {@return the text of its instructions} */
    InstructionText text() {
        return text;
    }

    /** {@return whether jumps go to labels, and not to a number of slots} */
    boolean hasLabels() {
        return hasLabels;
    }
}
