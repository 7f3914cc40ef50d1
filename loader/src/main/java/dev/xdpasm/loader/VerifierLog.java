package dev.xdpasm.loader;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the verifier's log says at its end: which instruction it refused, and why. Reads the text of log level 1 as
 * kernels from 4.15 to 6.18 write it.
 *
 * @param slot the instruction, if the log tells
 * @param reason the verifier's own words on one line, empty if there are none
 */
record VerifierLog(OptionalInt slot, String reason) {
    /** {@code 3: (b7) r0 = r1}: the verifier prints an instruction before it judges it. */
    private static final Pattern INSTRUCTION = Pattern.compile("^(\\d+): \\([0-9a-f]{2}\\) .*");

    /** {@code unreachable insn 2}, {@code back-edge from insn 3 to 1}: judged before any instruction is printed. */
    private static final Pattern NAMED = Pattern.compile("\\binsn (\\d+)");

    /** What is printed beside the reasons: register states, source lines, statistics, the search for precision. */
    private static final Pattern NOISE = Pattern.compile(String.join(
            "|",
            "\\s*",
            ";.*",
            "\\s*\\d+: .*",
            "\\s*from \\d+ to \\d+.*",
            "\\s*(frame\\d+:? )?R\\d+(_w)?=.*",
            "\\s+frame\\d+: .*",
            "processed \\d+ .*",
            "verification time .*",
            "stack depth .*",
            "func#\\d+ .*",
            "(caller|callee|returning from callee):.*",
            "to caller at .*",
            "(cur|old) state:.*",
            "(mark_precise|last_idx|regs=|parent|Validating|propagating).*"));

    private static final int TAIL_LINES = 20;

    /** {@return what a log says; read from its end, as some have a million lines} */
    static VerifierLog parse(String log) {
        OptionalInt slot = OptionalInt.empty();
        Deque<String> reason = new ArrayDeque<>();
        for (int end = log.length(); end > 0 && slot.isEmpty(); end = log.lastIndexOf('\n', end - 1)) {
            String line = log.substring(log.lastIndexOf('\n', end - 1) + 1, end);
            Matcher instruction = INSTRUCTION.matcher(line);
            if (instruction.matches()) {
                slot = OptionalInt.of(Integer.parseInt(instruction.group(1)));
            } else if (!NOISE.matcher(line).matches()) {
                reason.addFirst(line.strip());
            }
        }
        String words = String.join("; ", reason);
        Matcher named = NAMED.matcher(words);
        return new VerifierLog(named.find() ? OptionalInt.of(Integer.parseInt(named.group(1))) : slot, words);
    }

    /** {@return the last lines of a log, as far as a reader may want them below an error} */
    static String tail(String log) {
        String whole = log.stripTrailing();
        int from = whole.length();
        for (int i = 0; i < TAIL_LINES && from > 0; i++) {
            from = whole.lastIndexOf('\n', from - 1);
        }
        return from <= 0 ? whole : "..." + whole.substring(from);
    }
}
