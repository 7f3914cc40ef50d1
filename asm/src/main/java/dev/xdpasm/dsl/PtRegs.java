package dev.xdpasm.dsl;

import java.util.Locale;

/**
 * Where a processor's registers lie in the context of probes ({@code struct pt_regs}, {@code struct user_pt_regs} in
 * arch/.../include/uapi/asm/ptrace.h), and which of them functions are given their arguments in.
 */
public enum PtRegs {
    /** x86-64: rdi, rsi, rdx, rcx, r8, r9; rax. */
    X86_64(80, 128, 112, 104, 96, 88, 72, 64),
    /** arm64: x0 to x7; x0. */
    ARM64(0, 256, 0, 8, 16, 24, 32, 40, 48, 56),
    /** riscv64: a0 to a7; a0. */
    RISCV64(80, 0, 80, 88, 96, 104, 112, 120, 128, 136);

    private final int result;
    private final int instruction;
    private final int[] arguments;

    PtRegs(int result, int instruction, int... arguments) {
        this.result = result;
        this.instruction = instruction;
        this.arguments = arguments;
    }

    /** {@return the registers of the processor that this JVM runs on} */
    public static PtRegs here() {
        return switch (System.getProperty("os.arch").toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> X86_64;
            case "aarch64", "arm64" -> ARM64;
            case "riscv64" -> RISCV64;
            default -> throw CallSite.refuse("of the registers of " + System.getProperty("os.arch")
                    + " nothing is known: tell those of the processor that is to run the program");
        };
    }

    /** {@return how many arguments functions are given in registers} */
    public int arguments() {
        return arguments.length;
    }

    /** {@return the offset of an argument's register, in bytes; the first is 0, of those that {@link #arguments} counts} */
    public int argument(int index) {
        return arguments[FunctionProbe.within(index, arguments.length)];
    }

    /** {@return the offset of the register that holds what a function returns, in bytes} */
    public int result() {
        return result;
    }

    /** {@return the offset of the register that says where the processor is, in bytes} */
    public int instruction() {
        return instruction;
    }
}
