package dev.xdpasm.btf;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.core.CoreException;
import dev.xdpasm.core.CoreRelocator;
import dev.xdpasm.core.CoreTarget;
import dev.xdpasm.isa.Code;
import dev.xdpasm.tools.Mutations;
import dev.xdpasm.tools.Testdata;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Damaged types give our errors, or what is left of them, whatever is done with them; soon, and not at the price of more memory
 * than their size warrants. Each test goes on for a fixed time, or for {@code -Dxdpasm.fuzz=N} tries, from another seed in each
 * run.
 */
class BtfFuzzTest {
    private static final Duration TIME = Duration.ofSeconds(4);
    private static final long TRIES = Long.getLong("xdpasm.fuzz", Long.MAX_VALUE);

    /** What a try may allocate and take, for blobs of a few KiB. */
    private static final long MOST_BYTES = 64 << 20;

    private static final Duration MOST_TIME = Duration.ofSeconds(1);

    private static final com.sun.management.ThreadMXBean THREAD =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final List<byte[]> VALID = Stream.of("core", "kinds", "layout", "linked-a", "records")
            .map(name -> ClangObject.of(name).btf())
            .toList();

    private static final ClangObject CORE = ClangObject.of(Testdata.path("core/programs-19.o"));
    private static final byte[] TARGET = ClangObject.of(Testdata.path("core/target.o")).btf();

    @Test
    void damagedTypes() {
        fuzz(random -> {
            BtfIndex index = BtfIndex.of(Mutations.of(any(VALID, random), random));
            index.named("int");
            index.flavorsOf("flow");
            Btf btf = index.decodeAll();
            attempt(() -> BtfRules.check(btf));
            attempt(() -> BtfCDump.of(btf));
            attempt(() -> BtfDedup.of(btf));
            attempt(() -> BtfDiff.of(btf, btf));
            attempt(() -> BtfWriter.write(btf));
            for (int id = 1; id <= btf.count(); id++) {
                BtfRawDump.of(btf, id);
                int sized = id;
                attempt(() -> btf.sizeOf(sized));
            }
        });
    }

    @Test
    void damagedModules() {
        BtfIndex base = BtfIndex.of(VALID.get(1));
        BtfBuilder builder = new BtfBuilder(base);
        Btf.decode(VALID.get(0)).types().forEach(builder::add);
        byte[] module = BtfWriter.write(builder.build());
        fuzz(random -> {
            BtfIndex index = BtfIndex.of(Mutations.of(module, random), base);
            index.flavorsOf("flow");
            attempt(() -> BtfCDump.of(index.decodeAll()));
        });
    }

    /** Both sides and the relocations damaged: the object's own types, the target's, the section that refers to them. */
    @Test
    void damagedRelocations() {
        Code code = Code.ofBytes(CORE.section("?raw_tp"));
        byte[] types = CORE.btf();
        byte[] ext = CORE.ext();
        fuzz(random -> {
            int what = random.nextInt(3);
            byte[] own = what == 0 ? Mutations.of(types, random) : types;
            byte[] target = what == 1 ? Mutations.of(TARGET, random) : TARGET;
            byte[] records = what == 2 ? Mutations.of(ext, random) : ext;
            CoreRelocator relocator = new CoreRelocator(Btf.decode(own), CoreTarget.of(BtfIndex.of(target)));
            for (BtfExt.CoreRelocation relocation : BtfExt.decode(own, records).coreRelocations()) {
                try {
                    relocator.relocate(code, List.of(relocation));
                } catch (CoreException expected) {
                    // the only way to fail
                }
            }
        });
    }

    private static void attempt(Runnable action) {
        try {
            action.run();
        } catch (BtfException expected) {
            // the only way to fail
        }
    }

    private static void fuzz(Consumer<Random> attempt) {
        long end = System.nanoTime() + TIME.toNanos();
        long seed = new Random().nextLong();
        for (long tries = 0; tries < TRIES && (TRIES != Long.MAX_VALUE || System.nanoTime() < end); tries++, seed++) {
            long start = THREAD.getCurrentThreadCpuTime();
            long before = THREAD.getCurrentThreadAllocatedBytes();
            try {
                long from = seed;
                attempt(() -> attempt.accept(new Random(from)));
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed, e);
            }
            long taken = THREAD.getCurrentThreadAllocatedBytes() - before;
            assertTrue(taken <= MOST_BYTES, "seed " + seed + ": " + taken + " bytes allocated, expected at most " + MOST_BYTES);
            Duration time = Duration.ofNanos(THREAD.getCurrentThreadCpuTime() - start);
            assertTrue(time.compareTo(MOST_TIME) < 0, "seed " + seed + ": " + time.toMillis() + " ms");
        }
    }

    private static byte[] any(List<byte[]> blobs, Random random) {
        return blobs.get(random.nextInt(blobs.size()));
    }
}
