package dev.xdpasm.loader;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Whether kernel tests can be run here. */
final class KernelCondition implements ExecutionCondition {
    /** What is missing, asked once: asking makes a namespace. */
    static final List<String> MISSING = KernelAccess.missing();

    private static final Path BPFFS = Path.of("/sys/fs/bpf");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        boolean pins = AnnotationSupport.findAnnotation(context.getElement(), KernelTest.class)
                .filter(KernelTest::pins)
                .isPresent();
        List<String> missing = new ArrayList<>(MISSING);
        if (pins && !PinReason.isBpffs(BPFFS)) {
            missing.add("no bpffs is mounted on " + BPFFS);
        }
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("the kernel is at hand");
        }
        String reason = "the kernel is not at hand: " + String.join("; ", missing);
        if (isRequired()) {
            throw new IllegalStateException("kernel tests are required (-Dxdpasm.kernel=required), but " + reason);
        }
        return ConditionEvaluationResult.disabled(reason);
    }

    /** Skips the running test if a program is not installed; fails it where kernel tests are required. */
    static void needs(String program) {
        boolean there = List.of("/usr/bin", "/usr/sbin", "/bin", "/sbin").stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        if (!there && isRequired()) {
            throw new IllegalStateException("kernel tests are required, but " + program + " is not installed");
        }
        Assumptions.assumeTrue(there, program + " is not installed");
    }

    private static boolean isRequired() {
        return isComplete() || "required".equals(System.getProperty("xdpasm.kernel"));
    }

    /** {@return whether the kernel is known to have all that its version has} */
    static boolean isComplete() {
        return "complete".equals(System.getProperty("xdpasm.kernel"));
    }
}
