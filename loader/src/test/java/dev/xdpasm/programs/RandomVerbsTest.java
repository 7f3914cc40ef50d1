package dev.xdpasm.programs;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.BpfException;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.loader.Needs;
import dev.xdpasm.object.BpfObject;
import org.junit.jupiter.api.Test;

/** Whatever verbs a user says: what cannot be is refused at a Java line, and what comes out is accepted by the verifier. */
@KernelTest
class RandomVerbsTest {
    private static final int SEEDS = Boolean.getBoolean("xdpasm.full") ? 20_000 : 500;

    @Test
    void areRefusedAtALineOrAccepted() {
        Needs.version(6, 18, "verbs are of Linux up to that");
        int loaded = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            loaded += isLoaded(seed) ? 1 : 0;
        }
        assertTrue(loaded > SEEDS / 20, loaded + " programs came out");
    }

    private static boolean isLoaded(long seed) {
        RandomVerbs verbs = new RandomVerbs(seed);
        BpfObject object;
        try {
            object = verbs.write();
        } catch (AssemblyException refused) {
            assertTrue(refused.where().isPresent(), () -> "seed " + seed + ": " + refused);
            return false;
        } catch (ClassCastException mistyped) { // which the compiler would have found
            return false;
        } catch (RuntimeException | AssertionError wrong) {
            return fail(what(seed, verbs), wrong);
        }
        try (Bpf loaded = Bpf.load(object)) {
            return !loaded.programs().isEmpty();
        } catch (BpfException refused) {
            return fail(what(seed, verbs), refused);
        }
    }

    private static String what(long seed, RandomVerbs verbs) {
        return "seed " + seed + ":\n" + String.join("\n", verbs.said());
    }
}
