package dev.xdpasm.gen;

import dev.xdpasm.AssemblyException;
import dev.xdpasm.SourceLine;
import dev.xdpasm.ir.Address;
import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Const;
import dev.xdpasm.ir.Graph;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Slot;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.AtomicOp;
import dev.xdpasm.isa.ByteOrderOp;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.isa.Relocation;
import dev.xdpasm.isa.Size;
import dev.xdpasm.isa.Width;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Steps become instructions of virtual registers: the register of a temp is its number plus {@link VirtualInsn#FIRST}. An
 * operation is written as the machine has it, {@code to = left; to op= right}; that the move costs nothing is the
 * allocation's affair. What a level has no instruction for is said with others, or refused at its Java line.
 */
final class Selection {
    private final Graph graph;
    private final VirtualCode code;
    private final Step[] origins;
    private final ArithmeticSelection arithmetic = new ArithmeticSelection(this);
    private final CallSelection calls = new CallSelection(this);
    private final BranchSelection branches;
    private final Block[] reached;
    private final Sums sums;

    /** The register that the last constant for the stack was stored from. */
    private int stored = VirtualInsn.NONE;

    private int storedConstant;
    private CodeBlock block;
    private Optional<SourceLine> line = Optional.empty();

    private Selection(Graph graph, IsaLevel level) {
        this.graph = graph;
        this.code = new VirtualCode(graph.name(), level, graph.slots(), VirtualInsn.FIRST + graph.temps());
        this.origins = new Step[graph.temps()];
        this.block = new CodeBlock(-1);
        this.branches = new BranchSelection(this);
        this.reached = graph.reached();
        this.sums = new Sums(graph, reached);
    }

    /** {@return the code of a graph} */
    static VirtualCode select(Graph graph, IsaLevel level) {
        Selection selection = new Selection(graph, level);
        selection.run();
        return selection.code;
    }

    private void run() {
        CodeBlock[] blocks = new CodeBlock[graph.blocks()];
        for (Block from : reached) {
            blocks[from.number()] = code.block();
        }
        for (Block from : reached) {
            block = blocks[from.number()];
            sums.begin(from);
            if (from == graph.entry()) {
                List<Temp> parameters = graph.parameters();
                for (int i = 0; i < parameters.size(); i++) {
                    emit(VirtualInsn.move(register(parameters.get(i)), i + 1));
                }
            }
            for (Block.Lined step : from.steps()) {
                line = step.line();
                step(step.what());
                noteResult(step.what());
            }
            line = from.endingLine();
            branches.end(from.ending(), blocks);
            sums.end(from);
        }
    }

    /** Blocks come in reverse postorder, so that what sets a temp comes before what reads it. */
    private void noteResult(Step step) {
        Temp to = step.result().orElse(null);
        if (to == null) {
            return;
        }
        if (to.isVariable()) {
            sums.change(to);
        } else {
            origins[to.number()] = step;
        }
    }

    /** {@return the step that a temp is set by, null of a variable and a parameter} */
    @Nullable Step origin(Temp temp) {
        return origins[temp.number()];
    }

    private void step(Step step) {
        if (step instanceof Step.Move s) {
            move(s.to(), s.value());
        } else if (step instanceof Step.Binary s) {
            arithmetic.binary(s);
        } else if (step instanceof Step.Swap s) {
            swap(s);
        } else if (step instanceof Step.SignExtend s) {
            signExtend(register(s.to()), s.width(), s.value());
        } else if (step instanceof Step.Load s) {
            emit(VirtualInsn.load(s.size(), register(s.to()), place(s.from())));
        } else if (step instanceof Step.FieldLoad s) {
            emit(VirtualInsn.load(s.size(), register(s.to()), register(s.base()), Step.KernelFact.PREFIX + s.fact()));
        } else if (step instanceof Step.Store s) {
            store(s);
        } else if (step instanceof Step.FieldStore s) {
            emit(VirtualInsn.store(s.size(), register(s.base()), register(s.value()), Step.KernelFact.PREFIX + s.fact()));
        } else if (step instanceof Step.Atomic s) {
            atomic(s);
        } else if (step instanceof Step.Call s) {
            calls.call(s);
        } else {
            emit(making(step, register(step.result().orElseThrow())));
        }
    }

    /** The instruction of a step that makes its result of nothing. */
    private static VirtualInsn making(Step step, int to) {
        if (step instanceof Step.StackAddress s) {
            return VirtualInsn.stackAddress(to, s.slot().number(), s.offset());
        }
        if (step instanceof Step.MapHandle s) {
            return VirtualInsn.named(to, Relocation.Kind.MAP, s.map(), 0);
        }
        if (step instanceof Step.MapValue s) {
            return VirtualInsn.named(to, Relocation.Kind.MAP_VALUE, s.map(), (long) s.offset() << Integer.SIZE);
        }
        if (step instanceof Step.KernelFact s) {
            return VirtualInsn.named(to, Relocation.Kind.EXTERN, Step.KernelFact.PREFIX + s.fact(), 0);
        }
        return VirtualInsn.named(to, Relocation.Kind.FUNCTION, ((Step.FunctionAddress) step).function(), 0);
    }

    private void move(Temp to, Value value) {
        emit(value instanceof Const constant
                ? VirtualInsn.constant(register(to), constant.value())
                : VirtualInsn.move(register(to), register((Temp) value)));
    }

    private void swap(Step.Swap s) {
        int to = register(s.to());
        set(to, s.value());
        if (s.op() != ByteOrderOp.LE) {
            // on a little-endian machine be and bswap do the same, and all levels have be
            emit(VirtualInsn.swap(ByteOrderOp.BE, s.width(), to));
        } else if (s.value().bits() > s.width()) {
            emit(VirtualInsn.swap(ByteOrderOp.LE, s.width(), to));
        }
    }

    /** Sets a register to the lower bits of a value, sign-extended. */
    void signExtend(int to, int width, Value value) {
        if (value.bits() < width || width == Long.SIZE) {
            set(to, value);
        } else if (code.level().compareTo(IsaLevel.V4) >= 0) {
            emit(VirtualInsn.signExtend(to, register(value), width));
        } else {
            set(to, value);
            emit(VirtualInsn.aluConstant(AluOp.LSH, Width.W64, to, Long.SIZE - width));
            emit(VirtualInsn.aluConstant(AluOp.ARSH, Width.W64, to, Long.SIZE - width));
        }
    }

    private void store(Step.Store s) {
        Place at = place(s.at());
        // kernels before 6.4 take no constant into a context, those with v4 do
        boolean takesConstants = s.at().region().kind() != Region.Kind.CONTEXT || code.level().compareTo(IsaLevel.V4) >= 0;
        if (takesConstants && immediate(s.value()) instanceof Const constant) {
            long value = constant.value();
            if (s.size() != Size.DW || value == (int) value) {
                int cut = s.size() == Size.DW || s.size() == Size.W ? (int) value : (int) value & (1 << s.size().bytes() * 8) - 1;
                emit(at.frame() == VirtualInsn.NONE
                        ? VirtualInsn.storeConstant(s.size(), at, cut)
                        : VirtualInsn.store(s.size(), at, held(cut)));
                return;
            }
        }
        emit(VirtualInsn.store(s.size(), at, register(s.value())));
    }

    /**
     * {@return a register that holds a constant for a store to the stack} A key of a map is stored from a register: measured on
     * x86-64 (Zen 4), a store with an offset and four bytes of constant takes half a cycle more than both instructions.
     */
    private int held(int constant) {
        VirtualInsn last = block.last();
        if (stored == VirtualInsn.NONE || last == null || !last.isStore() || last.src != stored || storedConstant != constant) {
            stored = code.register();
            storedConstant = constant;
            emit(VirtualInsn.constant(stored, constant));
        }
        return stored;
    }

    private void atomic(Step.Atomic s) {
        if (s.size() != Size.W && s.size() != Size.DW) {
            throw refuse("an atomic works on 4 or 8 bytes, not on " + s.size().bytes());
        }
        AtomicOp op = s.to().isEmpty() ? s.op().withoutFetch() : s.op();
        if (op != AtomicOp.ADD) {
            require(IsaLevel.V3, s.op().symbol());
        }
        Place at = place(s.at());
        if (!op.fetches()) {
            emit(VirtualInsn.atomic(op, s.size(), at, register(s.value())));
            return;
        }
        if (op == AtomicOp.CMPXCHG) {
            int value = register(s.value());
            set(0, s.expected().orElseThrow());
            emit(VirtualInsn.atomic(op, s.size(), at, value));
            give(s.to(), 0);
            return;
        }
        int both = code.register();
        set(both, s.value());
        emit(VirtualInsn.atomic(op, s.size(), at, both));
        give(s.to(), both);
    }

    /** Gives what a register holds to a temp, if anyone asks for it. */
    void give(Optional<Temp> to, int held) {
        if (to.isPresent()) {
            emit(VirtualInsn.move(register(to.get()), held));
        }
    }

    /** {@return where an access goes; a base of the stack becomes the frame pointer} */
    Place place(Address address) {
        if (address.base() instanceof Slot slot) {
            return Place.in(slot, address.offset());
        }
        Temp base = (Temp) address.base();
        if (origin(base) instanceof Step.StackAddress stack) {
            return Place.in(stack.slot(), stack.offset() + address.offset());
        }
        int offset = address.offset();
        if (offset == (short) offset) {
            return Place.at(register(base), offset);
        }
        int far = code.register();
        emit(VirtualInsn.move(far, register(base)));
        emit(VirtualInsn.aluConstant(AluOp.ADD, Width.W64, far, offset));
        return Place.at(far, 0);
    }

    /** {@return the constant that a value is, also if a temp holds it; else the value} */
    Value immediate(Value value) {
        if (value instanceof Temp temp
                && origin(temp) instanceof Step.Move move
                && move.value() instanceof Const constant) {
            return constant;
        }
        return value;
    }

    /** {@return a register that holds a value} */
    int register(Value value) {
        if (value instanceof Temp temp) {
            return register(temp);
        }
        int made = code.register();
        emit(VirtualInsn.constant(made, ((Const) value).value()));
        return made;
    }

    /** {@return a temp's register} */
    static int register(Temp temp) {
        return VirtualInsn.FIRST + temp.number();
    }

    /** Sets a register to a value; what can be made of nothing is made anew. */
    void set(int to, Value value) {
        Value known = immediate(value);
        if (known instanceof Const constant) {
            emit(VirtualInsn.constant(to, constant.value()));
            return;
        }
        Temp temp = (Temp) known;
        Step origin = origin(temp);
        boolean isMadeOfNothing = origin instanceof Step.StackAddress
                || origin instanceof Step.MapHandle
                || origin instanceof Step.MapValue
                || origin instanceof Step.FunctionAddress
                || origin instanceof Step.KernelFact;
        if (origin != null && isMadeOfNothing) {
            emit(making(origin, to));
        } else {
            emit(VirtualInsn.move(to, register(temp)));
        }
    }

    void emit(VirtualInsn insn) {
        block.insns.add(insn.at(line));
    }

    Sums sums() {
        return sums;
    }

    VirtualCode code() {
        return code;
    }

    CodeBlock block() {
        return block;
    }

    /** Refuses what the level has no instruction for, and none to say it with. */
    void require(IsaLevel needed, String what) {
        if (code.level().compareTo(needed) < 0) {
            throw refuse(what + " needs ISA level " + needed + ", but the program is made for " + code.level()
                    + ": say " + needed + " if the kernel has it");
        }
    }

    AssemblyException refuse(String message) {
        return line.isPresent()
                ? new AssemblyException(line.get(), message)
                : new AssemblyException(graph.name() + ": " + message);
    }

    /** The mask of the bits that a value may have. */
    static long mask(int bits) {
        return bits >= Long.SIZE ? -1 : (1L << bits) - 1;
    }

    /** Whether the lower 32 bits of a constant say all of it when they are sign-extended. */
    static boolean fits(long constant) {
        return constant == (int) constant;
    }

    /** Whether a constant is within 32 bits, unsigned. */
    static boolean fitsUnsigned(long constant) {
        return constant >>> Integer.SIZE == 0;
    }
}
