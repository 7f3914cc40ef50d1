package dev.xdpasm.dsl;

import dev.xdpasm.ir.Address;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Slot;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.Size;
import dev.xdpasm.object.ProgramKind;
import dev.xdpasm.uapi.AttachType;
import dev.xdpasm.uapi.Helper;
import dev.xdpasm.uapi.ProgramType;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A program that is run where a function is entered or returns: kprobe, uprobe and their kind, which find the arguments in the
 * processor's registers, and fentry and fexit, which the kernel gives them. It decides nothing, but for {@link #give}.
 *
 * <pre>{@code
 * o.probe("long_sleeps", "kprobe/hrtimer_nanosleep", p -> p.when(p.argument(0).gt(SECOND), () -> p.global(SLEEPS).atomicAdd(1)));
 * }</pre>
 */
public final class FunctionProbe extends TraceProgram {
    /** What the kernel gives fentry and fexit: {@code BTF_TRACING_...}, at most 12 words. */
    private static final int MOST_TRACED = 12;

    /** Types whose context are the arguments, a word each; of raw tracepoints the verifier does not know what they are. */
    private static final Set<ProgramType> TRACED = EnumSet.of(
            ProgramType.BPF_PROG_TYPE_TRACING, ProgramType.BPF_PROG_TYPE_LSM, ProgramType.BPF_PROG_TYPE_RAW_TRACEPOINT);

    /** What programs of a control group return that let something be done: they say yes or no, and why not by a helper. */
    private static final int ALLOWED = 1;

    private static final int REFUSED = 0;
    private static final int EPERM = 1;

    private final ProgramKind kind;
    private final Optional<PtRegs> registers;
    private final boolean returning;

    private FunctionProbe(Flow flow, Declared declared, ProgramKind kind, Optional<PtRegs> registers, boolean returning) {
        super(flow, declared, isOfCgroup(kind) ? ALLOWED : 0);
        this.kind = kind;
        this.registers = registers;
        this.returning = returning;
    }

    static void write(Compilation compilation, String name, String section, PtRegs registers, Consumer<FunctionProbe> body) {
        ProgramKind kind = ProgramKind.ofSection(section)
                .filter(known -> known.type() == ProgramType.BPF_PROG_TYPE_KPROBE || TRACED.contains(known.type()))
                .orElseThrow(() -> CallSite.refuse("'" + section + "' is no section of programs that probe a function, expected one"
                        + " such as kprobe/do_nanosleep, uretprobe or fexit/vfs_read"));
        boolean traced = TRACED.contains(kind.type());
        boolean returning = section.matches("(kret|uret|fexit|fmod_ret).*");
        compilation.program(name, section, kind, (flow, declared) -> say(
                new FunctionProbe(flow, declared, kind, traced ? Optional.empty() : Optional.of(registers), returning), body));
    }

    /**
     * Ends the path with a number, in programs that can refuse what they are asked about: {@code lsm/...}, {@code lsm_cgroup/...} and
     * {@code fmod_ret/...}. 0 lets it be done, -1 to -4095 is an error such as -1 (EPERM).
     */
    public void give(int result) {
        boolean decides = kind.type() == ProgramType.BPF_PROG_TYPE_LSM || kind.attachType().equals(Optional.of(AttachType.BPF_MODIFY_RETURN));
        if (!decides) {
            throw CallSite.refuse("a program that looks at a function decides nothing: give(" + result + ") is for sections lsm/...,"
                    + " lsm_cgroup/... and fmod_ret/...");
        }
        if (result > 0 || result < -4095) {
            throw CallSite.refuse("give(" + result + "): expected 0 or an error, -1 to -4095");
        }
        if (!isOfCgroup(kind)) {
            exit(Value.of(result));
            return;
        }
        if (result < -EPERM) {
            // what the kernel returns for a refusal if no other error is set
            callHelper(Helper.bpf_set_retval, Set.of(), Value.of(result));
        }
        exit(Value.of(result == 0 ? ALLOWED : REFUSED));
    }

    private static boolean isOfCgroup(ProgramKind kind) {
        return kind.attachType().equals(Optional.of(AttachType.BPF_LSM_CGROUP));
    }

    /**
     * {@return an argument of the function, the first is 0: 8 bytes, of which {@code as(S32)} takes an int} A pointer is its address,
     * for {@link #readKernel} and {@link #readUser}. Where a probe's function has returned, its registers hold other things.
     */
    public Num argument(int index) {
        if (registers.isEmpty()) {
            return contextWord(within(index, MOST_TRACED) * Long.BYTES);
        }
        if (returning) {
            throw CallSite.refuse("a function that has returned has no arguments in registers: keep them where it is entered, or use"
                    + " fexit");
        }
        return contextWord(registers.get().argument(index));
    }

    /**
     * {@return the struct that an argument of the function points to} fentry, fexit and tp_btf know what it is and read it in place;
     * of others its fields are copied.
     *
     * @param struct its name in the kernel, such as {@code task_struct}
     */
    public KernelObject argument(int index, String struct) {
        boolean typed = kind.type() == ProgramType.BPF_PROG_TYPE_TRACING || kind.type() == ProgramType.BPF_PROG_TYPE_LSM;
        Temp pointer = (Temp) argument(index).get().value();
        return KernelObject.at(this, pointer, struct, typed ? KernelObject.Reach.TYPED : KernelObject.Reach.COPIED);
    }

    /** {@return the number of an argument, of so many} */
    static int within(int index, int most) {
        if (index < 0 || index >= most) {
            throw CallSite.refuse("argument " + index + ", expected 0 to " + (most - 1));
        }
        return index;
    }

    /** {@return what the function returns: 8 bytes} fexit: Linux 5.17. */
    public Num result() {
        if (!returning) {
            throw CallSite.refuse("a function that is entered has no result: it is for kretprobe, uretprobe and fexit");
        }
        if (registers.isPresent()) {
            return contextWord(registers.get().result());
        }
        Slot slot = flow().slot("result", Long.BYTES, 0);
        Temp to = flow().pointer(new Address(slot, 0, Region.STACK));
        callHelper(Helper.bpf_get_func_ret, Set.of(Region.Kind.STACK), context(), to);
        return NumValue.u64(flow(), flow().load(Size.DW, new Address(slot, 0, Region.STACK)));
    }
}
