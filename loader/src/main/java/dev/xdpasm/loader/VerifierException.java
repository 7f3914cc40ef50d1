package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.SourceLine;
import dev.xdpasm.core.CoreOutcome;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.LlvmText;
import dev.xdpasm.loader.sys.KernelRelease;
import dev.xdpasm.uapi.Helper;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The verifier refused a program: at which instruction, from which source line, and its log.
 *
 * <p>The message's first line says all that in short; the end of the log follows.
 */
public final class VerifierException extends BpfException {
    private static final long serialVersionUID = 1L;

    /** The one refusal whose place is told in words. */
    private static final String NO_EXIT = "last insn is not an exit";

    /** What the verifier says of a helper's number that is above all it knows ({@code check_helper_call}, kernel/bpf/verifier.c). */
    private static final Pattern UNKNOWN_HELPER = Pattern.compile("invalid func .*#\\d+");

    /** What it says of programs that it follows for too long. */
    private static final String TOO_LARGE = "BPF program is too large";

    /** What it says where more than 8,192 conditions follow each other. */
    private static final Pattern TOO_COMPLEX = Pattern.compile("The sequence of \\d+ jumps is too complex");

    /** What it says of a helper's memory that may be of no bytes. */
    private static final String ZERO_SIZED = "invalid zero-sized read";

    /** What it says of fields of a struct of the kernel's that need not be there; of a map's value it is another word. */
    private static final Pattern KERNELS_OR_NULL = Pattern.compile("invalid mem access '(trusted_|rcu_|untrusted_)?ptr_or_null_'");

    private static final String SHARED_RECORD =
            " (tracepoints that share a declaration have the record of its class, as sched/sched_wakeup has that of sched_wakeup_template)";

    private static final String RULES = "thousands of conditions one behind the other are for a rule set (p.decide), which asks for a few";

    private final String program;
    private final String log;
    private final String reason;
    private final String hint;
    private final int slot;
    private final String instruction;
    private final transient @Nullable SourceLine line;

    private VerifierException(
            String program,
            String log,
            VerifierLog parsed,
            String instruction,
            Optional<SourceLine> line,
            Optional<String> hint) {
        super(text(program, log, parsed, instruction, line, hint));
        this.program = program;
        this.log = log;
        this.reason = parsed.reason();
        this.hint = hint.orElse("");
        this.instruction = instruction;
        this.slot = parsed.slot().orElse(-1);
        this.line = line.orElse(null);
    }

    /** {@return the error of a program whose load failed with this log} */
    static VerifierException of(
            String program, Code code, String log, List<CoreOutcome> outcomes, String license) {
        VerifierLog parsed = VerifierLog.parse(log);
        if (parsed.slot().isEmpty() && parsed.reason().startsWith(NO_EXIT)) {
            parsed = new VerifierLog(OptionalInt.of(code.size() - 1), parsed.reason());
        }
        int slot = parsed.slot().orElse(-1);
        boolean isKnown = slot >= 0 && slot < code.size();
        return new VerifierException(
                program,
                log,
                parsed,
                isKnown ? LlvmText.of(code.word(slot)) : "",
                isKnown ? code.lineAt(slot) : Optional.empty(),
                hint(parsed, isKnown ? OptionalLong.of(code.word(slot)) : OptionalLong.empty(), outcomes, license));
    }

    /** That a helper is of a later release than the running kernel, if the call is of one that is. */
    private static Optional<String> tooOld(long call) {
        KernelRelease running = KernelRelease.running();
        return Helper.byId(Insn.imm(call))
                .filter(helper -> !running.isAtLeast(KernelRelease.parse(helper.since())))
                .map(helper -> "this kernel is " + running + ", " + helper + " needs " + helper.since());
    }

    /** What the kernel does not say: the field that CO-RE did not find, what to do about many turns, that no license was given. */
    private static Optional<String> hint(
            VerifierLog parsed, OptionalLong refused, List<CoreOutcome> outcomes, String license) {
        Optional<CoreOutcome> poisoned = outcomes.stream()
                .filter(outcome -> outcome.status() == CoreOutcome.Status.POISONED)
                .filter(outcome -> OptionalInt.of(outcome.relocation().slot()).equals(parsed.slot()))
                .findFirst();
        if (poisoned.isPresent()) {
            String what = poisoned.get().toString();
            return Optional.of("CO-RE left it as an instruction that cannot be run: " + what
                    + (what.contains("has no struct trace_event_raw_") ? SHARED_RECORD : ""));
        }
        if (refused.isPresent() && UNKNOWN_HELPER.matcher(parsed.reason()).find()) {
            return tooOld(refused.getAsLong());
        }
        if (parsed.reason().startsWith(TOO_LARGE)) {
            return Optional.of("it follows each turn of a loop, and each way through what branches: many turns are for bpf_loop"
                    + " (p.loop), of which it follows one; " + RULES);
        }
        if (TOO_COMPLEX.matcher(parsed.reason()).find()) {
            return Optional.of(RULES);
        }
        if (parsed.reason().contains(ZERO_SIZED)) {
            return Optional.of("the number of bytes may be 0 for all that it knows: max(1), or asking for 0 before, tells it more since"
                    + " Linux 6.8, and(7).plus(1) before too");
        }
        if (parsed.reason().contains(ProgramLoader.OUT_OF_RANGE)) {
            return Optional.of("the kernel writes calls such as this out, and a jump from before it to behind it does not reach over all"
                    + " of them: have it lead to a goto on the way, or to less far");
        }
        if (KERNELS_OR_NULL.matcher(parsed.reason()).find()) {
            return Optional.of("the pointer to this struct of the kernel's may be null: ask isNull() before its fields");
        }
        boolean wantsGpl = parsed.reason().contains("GPL");
        return wantsGpl && license.isEmpty()
                ? Optional.of("the object says no license, and so does not get what is for GPL-compatible programs only")
                : Optional.empty();
    }

    private static String text(
            String program,
            String log,
            VerifierLog parsed,
            String instruction,
            Optional<SourceLine> line,
            Optional<String> hint) {
        StringBuilder text = new StringBuilder("program " + program + " was refused by the verifier");
        parsed.slot().ifPresent(slot -> text.append(" at instruction ").append(slot));
        if (!instruction.isEmpty()) {
            text.append(" (").append(instruction).append(')');
        }
        line.ifPresent(where -> text.append(" from ").append(where));
        if (!parsed.reason().isEmpty()) {
            text.append(": ").append(parsed.reason());
        }
        hint.ifPresent(words -> text.append("; ").append(words));
        return text.append('\n').append(VerifierLog.tail(log)).toString();
    }

    /** {@return the program's name} */
    public String program() {
        return program;
    }

    /** {@return the whole log, at log level 1} */
    public String log() {
        return log;
    }

    /** {@return why, in the verifier's own words on one line; empty if the log does not tell} */
    public String reason() {
        return reason;
    }

    /** {@return what to do about it, or what the verifier does not say; empty if nothing is known} */
    public String hint() {
        return hint;
    }

    /** {@return the refused instruction as llvm-objdump writes it, empty if the log does not tell which} */
    public String instruction() {
        return instruction;
    }

    /** {@return the refused instruction, in slots of 8 bytes from the program's start, if the log tells} */
    public OptionalInt slot() {
        return slot < 0 ? OptionalInt.empty() : OptionalInt.of(slot);
    }

    /** {@return the source line of that instruction, if it is known} */
    public Optional<SourceLine> line() {
        return Optional.ofNullable(line);
    }
}
