package dev.xdpasm.loader;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Whether kernel tests can be run here; asked once. */
final class KernelCondition implements ExecutionCondition {
    private static final List<String> MISSING = KernelAccess.missing();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (MISSING.isEmpty()) {
            return ConditionEvaluationResult.enabled("the kernel is at hand");
        }
        String reason = "the kernel is not at hand: " + String.join("; ", MISSING);
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
        return "required".equals(System.getProperty("xdpasm.kernel"));
    }
}
