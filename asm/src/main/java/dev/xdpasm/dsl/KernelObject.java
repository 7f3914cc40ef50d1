package dev.xdpasm.dsl;

import dev.xdpasm.btf.CoreRelocationKind;
import dev.xdpasm.ir.Address;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.Size;
import dev.xdpasm.isa.Width;
import dev.xdpasm.uapi.Helper;
import java.util.List;
import java.util.Set;

/**
 * A struct of the kernel's, by a pointer to it: what a probed function is given ({@link FunctionProbe#argument(int, String)}), what
 * a kfunc gives ({@link CallProgram#find}). Its fields are named as the kernel names them, and found in the types of the kernel that
 * loads the program, wherever they lie there (CO-RE). It is read, and where the kernel lets a program do so {@linkplain #set written}.
 *
 * <pre>{@code
 * var task = p.currentTask();
 * p.when(task.object("real_parent", "task_struct").field("tgid", S32).eq(1), () -> ...);
 * }</pre>
 *
 * <p>A name has dots where the field lies in structs in the struct, {@code __sk_common.skc_num}, and an index in brackets where it is an
 * element of an array, {@code args[1]}.
 *
 * <p>Where the kernel knows the pointer's type, fields are read in place; what lies behind a pointer that is null reads as 0. Where
 * it does not, as in a kprobe, they are copied ({@code bpf_probe_read_kernel}), and a path whose pointer leads nowhere ends. Linux 5.5.
 */
public final class KernelObject extends LaterKnown {
    private static final BtfShape POINTER = new BtfShape.Pointer(new BtfShape.Int("__u8", 1, false));

    /** What a field can be to CO-RE, where only its name counts. */
    private static final List<BtfShape> KINDS =
            List.of(BtfShapes.INDEX, POINTER, new BtfShape.Struct("", 0, List.of()), new BtfShape.Bytes(1), new BtfShape.Enum());

    /** A field or an element of one. */
    private static final String NAME = "[A-Za-z_]\\w*(\\[[0-9]{1,6}\\])?";

    private final CallProgram program;
    private final Memory memory;
    private final String struct;
    private final Reach reach;

    /** How fields are read. */
    enum Reach {
        /** In place: the verifier knows what the pointer leads to, and what pointers in it lead to. */
        TYPED,
        /** Numbers in place, as it is the program's context, in which no address is computed; pointers lead to what is copied. */
        CONTEXT,
        /** By a helper that copies them. */
        COPIED
    }

    KernelObject(CallProgram program, Memory memory, String struct, Reach reach) {
        Names.require("struct", struct);
        this.program = program;
        this.memory = memory;
        this.struct = struct;
        this.reach = reach;
    }

    static KernelObject at(CallProgram program, Temp pointer, String struct, Reach reach) {
        return new KernelObject(program, Memory.of(program.flow(), pointer, 0, Region.object(struct)), struct, reach);
    }

    /**
     * {@return what a field holds now} One of another size is read as C converts it where neither is signed. Where one is, or where
     * it is copied and larger than the type, the kernel refuses the program: {@link #bitField} reads a number of any size.
     *
     * @param path the field's name
     * @param type what it is: a number, {@link Types#ENUM}, or bytes
     */
    public <V> V field(String path, Type<V, ?> type) {
        if (Given.notNull(type, "type").isNumber() && reach != Reach.COPIED) {
            return type.of(program.flow(), load(path, type.shape(), type.size()));
        }
        @SuppressWarnings("unchecked") // a place of a type is seen as a value of it
        V copied = (V) copied(path, type.shape(), type);
        return copied;
    }

    /**
     * Writes a field. Which fields a program may write the kernel decides, which refuses it for any other: a congestion control a
     * few of {@code tcp_sock}, such as {@code snd_cwnd} (Linux 5.6), XDP and tc the {@code mark} of {@code nf_conn} (Linux 6.1).
     *
     * @param path the field's name
     * @param type what it is; its size is the field's on the kernels that the program is for
     * @param number what it becomes; what does not fit is cut
     */
    public void set(String path, Type<Num, NumField> type, Num number) {
        if (reach != Reach.TYPED) {
            throw CallSite.refuse("'" + path + "' of " + struct + " is read as a copy: only what fentry, members of structs of functions and"
                    + " kfuncs are given can be written");
        }
        int offset = offset(path, Given.notNull(type, "type").shape());
        Value value = Given.notNull(number, "number").get().value();
        program.flow().add(new Step.FieldStore(Sizes.of(type.size()), pointer(), offset, value));
    }

    /** As {@link #set(String, Type, Num)}. */
    public void set(String path, Type<Num, NumField> type, long number) {
        set(path, type, program.num(type, number));
    }

    /**
     * {@return what a bit field holds now, or a number that is one on some kernels or has another size or sign there} It is read as C
     * reads it and then taken {@linkplain Num#as as} the type. {@link #field} is shorter where the size is known.
     *
     * @param path the field's name
     * @param type what is made of it, {@link Types#ENUM} if the field is one
     */
    public Num bitField(String path, Type<Num, NumField> type) {
        BtfShape shape = Given.notNull(type, "type").shape();
        Value word = (reach == Reach.TYPED ? loadAny(path, shape) : copied(path, shape, Types.U64)).get().value();
        Temp above = fact(path, shape, CoreRelocationKind.BPF_CORE_FIELD_LSHIFT_U64);
        Temp down = fact(path, shape, CoreRelocationKind.BPF_CORE_FIELD_RSHIFT_U64);
        Value bits = program.flow().binary(AluOp.LSH, Width.W64, word, above, Long.SIZE);
        NumVar number = program.var(Types.U64, 0);
        program.when(isFact(fact(path, shape, CoreRelocationKind.BPF_CORE_FIELD_SIGNED)), () -> number.set(shifted(AluOp.ARSH, bits, down)))
                .otherwise(() -> number.set(shifted(AluOp.RSH, bits, down)));
        return number.as(type);
    }

    private Num shifted(AluOp op, Value bits, Temp by) {
        return number(program.flow().binary(op, Width.W64, bits, by, Long.SIZE));
    }

    /** The bytes that a bit field lies in, of which the verifier follows the one load that has the kernel's size. */
    private Num loadAny(String path, BtfShape shape) {
        Temp at = place(path, shape);
        NumVar word = program.var(Types.U64, 0);
        program.match(number(fact(path, shape, CoreRelocationKind.BPF_CORE_FIELD_BYTE_SIZE)), sizes -> {
            for (Size size : Size.values()) {
                sizes.on(size.bytes(), () -> word.set(number(program.flow().load(size, new Address(at, 0, Region.object(struct))))));
            }
        });
        return word;
    }

    /** {@return the struct that a field points to} */
    public KernelObject object(String path, String pointedTo) {
        Temp pointer = reach == Reach.COPIED
                ? (Temp) copied(path, POINTER, Types.U64).get().value()
                : load(path, POINTER, Long.BYTES);
        return at(program, pointer, pointedTo, reach == Reach.TYPED ? Reach.TYPED : Reach.COPIED);
    }

    /** {@return whether the kernel that loads the program has such a field; the verifier leaves out what is for others} */
    public Bool has(String path) {
        Value any = Value.of(0);
        for (BtfShape kind : KINDS) {
            any = program.flow().binary(
                    AluOp.OR, Width.W64, fact(path, kind, CoreRelocationKind.BPF_CORE_FIELD_EXISTS), any, Long.SIZE);
        }
        return isFact(any);
    }

    private Bool isFact(Value fact) {
        return Bool.isNotZero(program.flow(), fact);
    }

    /** {@return whether the pointer leads nowhere} */
    public Bool isNull() {
        return Bool.isZero(program.flow(), pointer());
    }

    /** {@return its address} A program that needs no privileges is refused what it does with it. */
    public Num address() {
        return number(pointer());
    }

    /** {@return the same memory as a type of the program's own, for functions that give memory and not a struct of the kernel's} */
    public <F> F as(Type<?, F> type) {
        return type.at(memory);
    }

    private Num number(Value word) {
        return NumValue.u64(program.flow(), word);
    }

    /** The pointer, where it may be used. */
    Temp pointer() {
        return (Temp) memory.address().base();
    }

    private Temp load(String path, BtfShape shape, int size) {
        Temp word = program.flow().temp(Long.SIZE);
        program.flow().add(new Step.FieldLoad(word, Sizes.of(size), pointer(), offset(path, shape)));
        return word;
    }

    /** The number of the question where a field lies that is read or written in place. */
    private int offset(String path, BtfShape shape) {
        int offset = ask(path, shape, CoreRelocationKind.BPF_CORE_FIELD_BYTE_OFFSET);
        if (program.declared().facts().own(offset) > Short.MAX_VALUE) {
            throw CallSite.refuse("'" + path + "' lies " + program.declared().facts().own(offset)
                    + " bytes behind the array's begin, and what is read in place lies at most " + Short.MAX_VALUE + " from where its struct does");
        }
        return offset;
    }

    private Temp place(String path, BtfShape shape) {
        Temp offset = fact(path, shape, CoreRelocationKind.BPF_CORE_FIELD_BYTE_OFFSET);
        return (Temp) program.flow().binary(AluOp.ADD, Width.W64, pointer(), offset, Long.SIZE);
    }

    private <F> F copied(String path, BtfShape shape, Type<?, F> type) {
        Flow flow = program.flow();
        Memory copy = program.zeroed(type); // a field that is smaller leaves the rest
        Temp from = place(path, shape);
        Temp size = fact(path, shape, CoreRelocationKind.BPF_CORE_FIELD_BYTE_SIZE);
        Temp to = flow.pointer(copy.address());
        Temp result = program.callHelper(Helper.bpf_probe_read_kernel, Set.of(Region.Kind.STACK), to, size, from);
        program.orByDefault(Bool.isZero(program.flow(), result).likely());
        return type.at(copy);
    }

    private Temp fact(String path, BtfShape shape, CoreRelocationKind kind) {
        Temp fact = program.flow().temp(Long.SIZE);
        program.flow().add(new Step.KernelFact(fact, ask(path, shape, kind)));
        return fact;
    }

    private int ask(String path, BtfShape shape, CoreRelocationKind kind) {
        if (!path.matches(NAME + "(\\." + NAME + ")*")) {
            throw CallSite.refuse("'" + path + "' is no field, expected a name such as pid, one in a struct such as"
                    + " __sk_common.skc_num, or an element of an array such as args[1]");
        }
        return program.declared().facts().ask(new CoreFacts.Fact(struct, path, shape, kind));
    }
}
