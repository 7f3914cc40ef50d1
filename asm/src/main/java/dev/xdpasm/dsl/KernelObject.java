package dev.xdpasm.dsl;

import dev.xdpasm.btf.CoreRelocationKind;
import dev.xdpasm.ir.Address;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Slot;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.isa.Size;
import dev.xdpasm.isa.Width;
import dev.xdpasm.uapi.Helper;
import java.util.List;
import java.util.Set;

/**
 * A struct of the kernel's, by a pointer to it: what a probed function is given ({@link FunctionProbe#argument(int, String)}), what
 * a kfunc gives ({@link CallProgram#find}). Its fields are named as the kernel names them, and found in the types of the kernel that
 * loads the program, wherever they lie there (CO-RE); it is read only.
 *
 * <pre>{@code
 * var task = p.currentTask();
 * p.when(task.object("real_parent", "task_struct").field("tgid", S32).eq(1), () -> ...);
 * }</pre>
 *
 * <p>Where the kernel knows the pointer's type, fields are read in place; what lies behind a pointer that is null reads as 0. Where
 * it does not, as in a kprobe, they are copied ({@code bpf_probe_read_kernel}), and a path whose pointer leads nowhere ends. Bit
 * fields are not read. Linux 5.5.
 */
public final class KernelObject extends LaterKnown {
    private static final BtfShape POINTER = new BtfShape.Pointer(new BtfShape.Int("__u8", 1, false));

    /** What a field can be to CO-RE, where only its name counts. */
    private static final List<BtfShape> KINDS =
            List.of(new BtfShape.Int("__u32", Integer.BYTES, false), POINTER, new BtfShape.Struct("", 0, List.of()), new BtfShape.Bytes(1));

    private final CallProgram program;
    private final Memory memory;
    private final String struct;
    private final boolean typed;

    /**
     * Creates one.
     *
     * @param typed whether the verifier knows what the pointer leads to
     */
    KernelObject(CallProgram program, Memory memory, String struct, boolean typed) {
        this.program = program;
        this.memory = memory;
        this.struct = struct;
        this.typed = typed;
    }

    static KernelObject at(CallProgram program, Temp pointer, String struct, boolean typed) {
        return new KernelObject(program, Memory.of(program.flow(), pointer, 0, Region.object(struct)), struct, typed);
    }

    /**
     * {@return what a field holds now} The kernel refuses the program where a type is larger than its field that is read in place, or
     * smaller than one that is copied.
     *
     * @param path the field's name, with dots where it lies in structs in the struct: {@code __sk_common.skc_num}
     * @param type what it is: a number as large as the field, or bytes
     */
    public <V> V field(String path, Type<V, ?> type) {
        if (Given.notNull(type, "type").isNumber() && typed) {
            return type.of(program.flow(), load(path, type.shape(), type.size()));
        }
        @SuppressWarnings("unchecked") // a place of a type is seen as a value of it
        V copied = (V) copied(path, type);
        return copied;
    }

    /** {@return the struct that a field points to} */
    public KernelObject object(String path, String pointedTo) {
        Temp pointer = typed
                ? load(path, POINTER, Long.BYTES)
                : (Temp) copied(path, POINTER, Types.U64).get().value();
        return at(program, pointer, pointedTo, typed);
    }

    /** {@return whether the kernel that loads the program has such a field; the verifier leaves out what is for others} */
    public Bool has(String path) {
        Value any = Value.of(0);
        for (BtfShape kind : KINDS) {
            any = program.flow().binary(
                    AluOp.OR, Width.W64, fact(path, kind, CoreRelocationKind.BPF_CORE_FIELD_EXISTS), any, Long.SIZE);
        }
        return Bool.test(program.flow(), Condition.JNE, Width.W64, any, Value.of(0));
    }

    /** {@return whether the pointer leads nowhere} */
    public Bool isNull() {
        return Bool.test(program.flow(), Condition.JEQ, Width.W64, pointer(), Value.of(0));
    }

    /** {@return its address} A program that needs no privileges is refused what it does with it. */
    public Num address() {
        return new NumValue(program.flow(), pointer(), new NumType(Long.SIZE, false));
    }

    /** {@return the same memory as a type of the program's own, for functions that give memory and not a struct of the kernel's} */
    public <F> F as(Type<?, F> type) {
        return type.at(memory);
    }

    /** The pointer, where it may be used. */
    Temp pointer() {
        return (Temp) memory.address().base();
    }

    private Temp load(String path, BtfShape shape, int size) {
        Temp at = place(path, shape);
        return program.flow().load(Sizes.of(size), new Address(at, 0, Region.object(struct)));
    }

    private Temp place(String path, BtfShape shape) {
        Temp offset = fact(path, shape, CoreRelocationKind.BPF_CORE_FIELD_BYTE_OFFSET);
        return (Temp) program.flow().binary(AluOp.ADD, Width.W64, pointer(), offset, Long.SIZE);
    }

    private <F> F copied(String path, Type<?, F> type) {
        return copied(path, type.shape(), type);
    }

    private <F> F copied(String path, BtfShape shape, Type<?, F> type) {
        Flow flow = program.flow();
        Slot slot = flow.slot(type.name(), type.size(), 0);
        Memory copy = Memory.of(flow, slot, 0, Region.STACK);
        int at = 0;
        for (Size piece : Sizes.covering(type.size())) {
            copy.plus(at).store(piece, Value.of(0)); // a field that is smaller leaves the rest
            at += piece.bytes();
        }
        Temp from = place(path, shape);
        Temp size = fact(path, shape, CoreRelocationKind.BPF_CORE_FIELD_BYTE_SIZE);
        Temp to = flow.pointer(new Address(slot, 0, Region.STACK));
        Temp result = program.callHelper(Helper.bpf_probe_read_kernel, Set.of(Region.Kind.STACK), to, size, from);
        program.orEnd(program.isZero(result).likely(), "reading", program::byDefault);
        return type.at(copy);
    }

    private Temp fact(String path, BtfShape shape, CoreRelocationKind kind) {
        if (!path.matches("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)*")) {
            throw CallSite.refuse("'" + path + "' is no field, expected a name such as pid, or one in a struct such as"
                    + " __sk_common.skc_num");
        }
        Temp fact = program.flow().temp(Long.SIZE);
        int number = program.declared().facts().ask(new CoreFacts.Fact(struct, path, shape, kind));
        program.flow().add(new Step.KernelFact(fact, number));
        return fact;
    }
}
