package dev.xdpasm.loader;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Prints, with {@code -Dxdpasm.report=true}, what a run of tests on this kernel came to: how many of each class passed, each
 * test of the classes that bear the tag {@link #EACH}, and the tests that were skipped, by their reasons. JUnit finds it as
 * a service.
 */
public final class KernelReport implements TestExecutionListener {
    /** The tag of classes whose tests are named one by one. */
    public static final String EACH = "each";

    private final Map<String, Long> started = new ConcurrentHashMap<>();
    private final Map<String, Tally> classes = new TreeMap<>();
    private final Map<String, Map<String, Integer>> skipped = new TreeMap<>();
    private final List<String> each = new ArrayList<>();

    /** What became of a class's tests. */
    private static final class Tally {
        private int passed;
        private int failed;
        private int skipped;
        private long millis;

        @Override
        public String toString() {
            return passed + " passed, " + failed + " failed, " + skipped + " skipped";
        }

        void add(Tally other) {
            passed += other.passed;
            failed += other.failed;
            skipped += other.skipped;
        }
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        started.put(test.getUniqueId(), System.nanoTime());
    }

    @Override
    public synchronized void executionSkipped(TestIdentifier test, String reason) {
        skip(test, reason);
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        String name = className(test);
        if (name.isEmpty()) {
            return;
        }
        Tally tally = classes.computeIfAbsent(name, any -> new Tally());
        if (test.getSource().filter(ClassSource.class::isInstance).isPresent()) {
            tally.millis += (System.nanoTime() - started.getOrDefault(test.getUniqueId(), System.nanoTime())) / 1_000_000;
        }
        switch (result.getStatus()) {
            case ABORTED -> skip(test, result.getThrowable().map(Throwable::getMessage).orElse("(no reason)"));
            case FAILED -> tally.failed++;
            case SUCCESSFUL -> tally.passed += test.isTest() ? 1 : 0;
        }
        if (test.isTest() && test.getTags().contains(TestTag.create(EACH))) {
            String row = test.getDisplayName().startsWith("[") ? " " + test.getDisplayName() : "";
            each.add(label(test) + row + ": " + result.getStatus().name().toLowerCase(Locale.ROOT));
        }
    }

    private void skip(TestIdentifier test, String reason) {
        classes.computeIfAbsent(className(test), any -> new Tally()).skipped++;
        String first = reason.replaceFirst("^Assumption failed: ", "").lines().findFirst().orElse("(no reason)");
        skipped.computeIfAbsent(first, any -> new TreeMap<>()).merge(label(test), 1, Integer::sum);
    }

    private static String className(TestIdentifier test) {
        return test.getSource().flatMap(KernelReport::declaring).map(name -> name.replaceFirst(".*\\.", "")).orElse("");
    }

    private static Optional<String> declaring(TestSource source) {
        if (source instanceof MethodSource method) {
            return Optional.of(method.getClassName());
        }
        return source instanceof ClassSource type ? Optional.of(type.getClassName()) : Optional.empty();
    }

    private static String label(TestIdentifier test) {
        return test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> className(test) + "." + ((MethodSource) source).getMethodName())
                .orElseGet(() -> className(test));
    }

    @Override
    public synchronized void testPlanExecutionFinished(TestPlan plan) {
        if (!Boolean.getBoolean("xdpasm.report")) {
            return;
        }
        String release = System.getProperty("os.version");
        Tally all = new Tally();
        StringBuilder text = new StringBuilder();
        classes.forEach((name, tally) -> {
            all.add(tally);
            text.append("  ").append(name).append(": ").append(tally).append(", ").append(tally.millis).append(" ms\n");
        });
        each.forEach(line -> text.append("  ").append(line).append('\n'));
        text.append("Skipped on Linux ").append(release).append(":\n");
        skipped.forEach((reason, tests) -> {
            text.append("  ").append(reason).append('\n');
            tests.forEach((test, times) ->
                    text.append("    ").append(test).append(times == 1 ? "" : " (" + times + ")").append('\n'));
        });
        System.out.print("Linux " + release + ":\n" + text + "Linux " + release + ": " + all + "\n");
    }
}
