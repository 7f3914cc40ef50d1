package dev.xdpasm.loader.sys;

import dev.xdpasm.BpfException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The number of {@code bpf(2)} on each architecture (arch/&#42;/include, include/uapi/asm-generic/unistd.h): one row
 * each, little-endian 64-bit machines only, as those are what the memory layouts here are for.
 */
enum BpfSyscallNumber {
    AMD64(321, "amd64", "x86_64"),
    AARCH64(280, "aarch64", "arm64"),
    RISCV64(280, "riscv64"),
    LOONGARCH64(280, "loongarch64"),
    PPC64LE(361, "ppc64le");

    private final int number;
    private final String[] javaNames;

    BpfSyscallNumber(int number, String... javaNames) {
        this.number = number;
        this.javaNames = javaNames;
    }

    /** {@return the number on this machine} */
    static int here() {
        return Here.NUMBER;
    }

    /**
     * {@return the number on a machine that Java calls so ({@code os.arch})}
     *
     * @throws BpfException if no row has it
     */
    static int of(String arch) {
        for (BpfSyscallNumber row : values()) {
            if (Arrays.asList(row.javaNames).contains(arch)) {
                return row.number;
            }
        }
        throw new BpfException("loading is not possible on " + arch + ": the number of bpf(2) is known for "
                + Arrays.stream(values())
                        .map(row -> row.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")));
    }

    /** Looked up at the first call, so that its error is not wrapped into one of class loading each time. */
    private static final class Here {
        static final int NUMBER = of(System.getProperty("os.arch"));
    }
}
