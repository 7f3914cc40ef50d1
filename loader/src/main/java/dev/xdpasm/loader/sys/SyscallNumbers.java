package dev.xdpasm.loader.sys;

import dev.xdpasm.BpfException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The numbers of the system calls that the C library has no function for, on each architecture (arch/&#42;/include,
 * include/uapi/asm-generic/unistd.h): one row each, little-endian 64-bit machines only, as those are what the memory
 * layouts here are for.
 */
enum SyscallNumbers {
    AMD64(321, 298, "amd64", "x86_64"),
    AARCH64(280, 241, "aarch64", "arm64"),
    RISCV64(280, 241, "riscv64"),
    LOONGARCH64(280, 241, "loongarch64"),
    PPC64LE(361, 319, "ppc64le");

    private final int bpf;
    private final int perfEventOpen;
    private final String[] javaNames;

    SyscallNumbers(int bpf, int perfEventOpen, String... javaNames) {
        this.bpf = bpf;
        this.perfEventOpen = perfEventOpen;
        this.javaNames = javaNames;
    }

    /** {@return the number of bpf(2)} */
    int bpf() {
        return bpf;
    }

    /** {@return the number of perf_event_open(2)} */
    int perfEventOpen() {
        return perfEventOpen;
    }

    /** {@return the numbers on this machine} */
    static SyscallNumbers here() {
        return Here.ROW;
    }

    /**
     * {@return the numbers on a machine that Java calls so ({@code os.arch})}
     *
     * @throws BpfException if no row has it
     */
    static SyscallNumbers of(String arch) {
        for (SyscallNumbers row : values()) {
            if (Arrays.asList(row.javaNames).contains(arch)) {
                return row;
            }
        }
        throw new BpfException("loading is not possible on " + arch + ": the number of bpf(2) is known for "
                + Arrays.stream(values())
                        .map(row -> row.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")));
    }

    /** Looked up at the first call, so that its error is not wrapped into one of class loading each time. */
    private static final class Here {
        static final SyscallNumbers ROW = of(System.getProperty("os.arch"));
    }
}
