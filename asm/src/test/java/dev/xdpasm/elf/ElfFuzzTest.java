package dev.xdpasm.elf;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.BpfException;
import dev.xdpasm.btf.Btf;
import dev.xdpasm.btf.BtfException;
import dev.xdpasm.btf.BtfExt;
import dev.xdpasm.print.ListedImage;
import dev.xdpasm.text.XasmReader;
import dev.xdpasm.tools.Mutations;
import dev.xdpasm.tools.Testdata;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Damaged files give one of our errors, or what is left of them; nothing else, and not at the price of more memory than
 * their size warrants. Each test goes on for a fixed time, from another seed in each run.
 */
class ElfFuzzTest {
    private static final Duration TIME = Duration.ofSeconds(5);

    /** What a try may allocate: a first part for errors and their traces, and so many bytes for a byte of the file. */
    private static final long ALLOWANCE = 1 << 20;

    private static final long ALLOWANCE_PER_BYTE = 100;

    private static final List<byte[]> VALID = List.of(
            ElfWriter.write(XasmReader.read(Testdata.path("programs/permit-all.xasm"))),
            ElfWriter.write(XasmReader.read(Testdata.path("programs/firewall.xasm"))),
            clang("maps.19-v3-g.o"),
            clang("globals.19-v3-g.o"),
            clang("map-in-map.14-v2-g.o"),
            clang("subprograms.19-v3-g.o"),
            clang("core.14-v2-g.o"),
            clang("legacy-maps.14-v2.o"),
            clang("struct-ops.19-v3-g.o"),
            clang("rust-firewall.rustc.o"));

    @Test
    void damagedObjects() {
        fuzz(random -> {
            byte[] file = Mutations.of(any(VALID, random), random);
            try {
                assertFalse(ElfReader.read("fuzz.o", file).name().isEmpty());
            } catch (ElfFormatException expected) {
                // the only way to fail
            }
        });
    }

    @Test
    void damagedListings() {
        fuzz(random -> {
            byte[] file = Mutations.of(any(VALID, random), random);
            try {
                assertFalse(ListedImage.of("fuzz.o", ElfImage.read("fuzz.o", file)).isEmpty());
            } catch (ElfFormatException expected) {
                // the only way to fail
            }
        });
    }

    @Test
    void damagedTypes() {
        List<byte[]> types = List.of(section(VALID.get(1), ".BTF"), section(VALID.get(2), ".BTF"));
        List<byte[]> lines = List.of(section(VALID.get(1), ".BTF.ext"), section(VALID.get(2), ".BTF.ext"));
        fuzz(random -> {
            byte[] damaged = Mutations.of(any(types, random), random);
            try {
                Btf btf = Btf.decode(damaged);
                for (int id = 1; id <= btf.types().size(); id++) {
                    sizeOf(btf, id);
                }
                BtfExt.decode(damaged, Mutations.of(any(lines, random), random));
                MapSection.read(btf);
            } catch (BtfException expected) {
                // the only way to fail
            }
        });
    }

    private static void fuzz(Consumer<Random> attempt) {
        long biggest = VALID.stream().mapToLong(file -> file.length).max().orElseThrow();
        long allowed = ALLOWANCE + ALLOWANCE_PER_BYTE * biggest;
        long end = System.nanoTime() + TIME.toNanos();
        for (long seed = new Random().nextLong(); System.nanoTime() < end; seed++) {
            long before = allocated();
            try {
                attempt.accept(new Random(seed));
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed, e);
            }
            long taken = allocated() - before;
            assertTrue(taken <= allowed, "seed " + seed + ": " + taken + " bytes allocated, expected at most " + allowed);
        }
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static byte[] any(List<byte[]> files, Random random) {
        return files.get(random.nextInt(files.size()));
    }

    private static void sizeOf(Btf btf, int id) {
        try {
            btf.sizeOf(id);
        } catch (BtfException expected) {
            // not every type has a size
        }
    }

    private static byte[] clang(String name) {
        try {
            return Files.readAllBytes(Testdata.path("elf/" + name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] section(byte[] file, String name) {
        ElfImage image = ElfImage.read("valid.o", file);
        return image.bytes(image.section(name).orElseThrow(() -> new BpfException("no " + name)));
    }
}
