package dev.xdpasm.ir;

import dev.xdpasm.SourceLine;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.AtomicOp;
import dev.xdpasm.isa.ByteOrderOp;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.isa.Size;
import dev.xdpasm.isa.Width;
import dev.xdpasm.uapi.Helper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Graphs of XDP programs, made by chance from a seed, that the verifier accepts: arithmetic of all kinds over a packet's first
 * half, branches, loops, variables, the stack, maps and calls; what was computed is written into the packet's second half.
 * The maps are {@link #TABLE} and {@link #GLOBAL}.
 */
public final class RandomGraph {
    /** Bytes that a packet must have. */
    public static final int PACKET = 256;

    /** An array of {@link #ENTRIES} values of 8 bytes. */
    public static final String TABLE = "table";

    public static final int ENTRIES = 4;

    /** An array of one value of {@link #GLOBAL_BYTES}. */
    public static final String GLOBAL = "global";

    public static final int GLOBAL_BYTES = 32;

    private static final int OUT = 128;
    private static final long[] CONSTANTS = {
        0, 1, 2, 3, 5, 7, 8, 31, 32, 63, 100, 255, 256, 0xffff, 0x7fff_ffffL, 0x8000_0000L, 0xffff_ffffL, 0x1_0000_0000L,
        -1, -2, -128, Integer.MIN_VALUE, Integer.MIN_VALUE - 1L, Long.MIN_VALUE, Long.MAX_VALUE, 0x1234_5678_9abc_def0L
    };

    private final Random random;
    private final IsaLevel level;
    private final Graph graph = new Graph("random");
    private final List<Temp> variables = new ArrayList<>();
    private final List<Slot> slots = new ArrayList<>();
    private List<Temp> temps = new ArrayList<>();
    private Block block = graph.entry();
    private Temp data;
    private Temp end;
    private int budget;
    private int branches;
    private int line = 1;

    private RandomGraph(long seed, IsaLevel level, int statements) {
        this.random = new Random(seed);
        this.level = level;
        this.budget = statements;
        this.branches = 7;
        Temp context = graph.parameter("ctx", 64);
        data = graph.temp("data", 64);
        end = graph.temp("end", 64);
        add(new Step.Load(data, Size.W, new Address(context, 0, Region.CONTEXT)));
        add(new Step.Load(end, Size.W, new Address(context, 4, Region.CONTEXT)));
    }

    /** {@return the graph of a seed, of steps that a level has} */
    public static Graph of(long seed, IsaLevel level) {
        return of(seed, level, 10 + (int) Math.floorMod(seed, 50L));
    }

    /** {@return the graph of a seed with about so many statements} */
    public static Graph of(long seed, IsaLevel level, int statements) {
        RandomGraph made = new RandomGraph(seed, level, statements);
        made.build();
        return made.graph;
    }

    private void build() {
        Block enough = graph.block();
        Block tooShort = graph.block();
        tooShort.end(new Ending.Exit(Value.of(1)), Optional.empty());
        end(new Ending.Bounds(data, PACKET, end, enough, tooShort));
        block = enough;
        int loads = 2 + random.nextInt(12);
        for (int i = 0; i < loads; i++) {
            load();
        }
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            Temp variable = graph.variable("v" + i, 64);
            add(new Step.Move(variable, value()));
            variables.add(variable);
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            int words = 1 + random.nextInt(2);
            Slot slot = graph.slot("s", words * 8, 0, Optional.empty());
            for (int word = 0; word < words; word++) {
                add(new Step.Store(Size.DW, new Address(slot, word * 8, Region.STACK), value()));
            }
            slots.add(slot);
        }
        statements(0);
        int at = OUT;
        for (Temp variable : variables) {
            add(new Step.Store(Size.DW, new Address(data, at, Region.PACKET), variable));
            at += 8;
        }
        for (Slot slot : slots) {
            add(new Step.Store(Size.DW, new Address(data, at, Region.PACKET), loaded(Size.DW, new Address(slot, 0, Region.STACK))));
            at += 8;
        }
        for (int i = 0; i < temps.size() && at < PACKET; i++) {
            add(new Step.Store(Size.DW, new Address(data, at, Region.PACKET), temps.get(i)));
            at += 8;
        }
        end(new Ending.Exit(value()));
    }

    private void statements(int depth) {
        int most = depth == 0 ? Integer.MAX_VALUE : 1 + random.nextInt(6);
        for (int i = 0; i < most && budget-- > 0; i++) {
            statement(depth);
        }
    }

    private void statement(int depth) {
        switch (random.nextInt(24)) {
            case 0, 1, 2, 3, 4, 5 -> binary();
            case 6 -> load();
            case 7 -> store();
            case 8 -> swap();
            case 9 -> signExtend();
            case 10 -> move();
            case 11, 12 -> stack();
            case 13, 14, 15 -> branch(depth);
            case 16 -> loop(depth);
            case 17 -> call();
            case 18, 19 -> lookup(depth);
            case 20 -> global();
            case 21 -> variablePointer();
            case 22 -> leave(depth);
            default -> atomic();
        }
    }

    private void add(Step step) {
        block.add(step, Optional.of(new SourceLine("Random.java", line++, 0)));
    }

    private void end(Ending ending) {
        block.end(ending, Optional.of(new SourceLine("Random.java", line++, 0)));
    }

    /** What a statement sets: a new temp, sometimes a variable. */
    private Temp target(int bits) {
        if (!variables.isEmpty() && random.nextInt(3) == 0) {
            return variables.get(random.nextInt(variables.size()));
        }
        Temp temp = graph.temp("", random.nextBoolean() ? bits : 64);
        temps.add(temp);
        return temp;
    }

    private Value value() {
        int choice = random.nextInt(10);
        if (choice < 2 || temps.isEmpty()) {
            return Value.of(constant());
        }
        return choice < 5 && !variables.isEmpty()
                ? variables.get(random.nextInt(variables.size()))
                : temps.get(random.nextInt(temps.size()));
    }

    private long constant() {
        return random.nextInt(4) == 0 ? random.nextLong() >>> random.nextInt(64) : CONSTANTS[random.nextInt(CONSTANTS.length)];
    }

    private <T> T any(T[] of) {
        return of[random.nextInt(of.length)];
    }

    private void binary() {
        AluOp op;
        do {
            op = any(AluOp.values());
        } while (op == AluOp.MOV || level != IsaLevel.V4 && (op == AluOp.SDIV || op == AluOp.SMOD));
        Width width = any(Width.values());
        Value left = value();
        Value right = random.nextInt(3) == 0 ? Value.of(constant()) : value();
        int bits = width.bits();
        if (op == AluOp.AND) {
            bits = Math.min(bits, Math.min(left.bits(), right.bits()));
        } else if (op == AluOp.OR || op == AluOp.XOR) {
            bits = Math.min(bits, Math.max(left.bits(), right.bits()));
        }
        add(new Step.Binary(target(bits), op, width, left, right));
    }

    private void load() {
        Size size = any(Size.values());
        Address from = new Address(data, random.nextInt(OUT - 8), Region.PACKET);
        Temp temp = graph.temp("in", size.bytes() * 8);
        add(new Step.Load(temp, size, from));
        temps.add(temp);
    }

    private Temp loaded(Size size, Address from) {
        Temp temp = graph.temp("", size.bytes() * 8);
        add(new Step.Load(temp, size, from));
        return temp;
    }

    private void store() {
        add(new Step.Store(any(Size.values()), new Address(data, random.nextInt(OUT - 8), Region.PACKET), value()));
    }

    private void move() {
        Value value = value();
        add(new Step.Move(target(64), value));
    }

    private void swap() {
        int width = 16 << random.nextInt(3);
        Value value = value();
        add(new Step.Swap(target(width), any(ByteOrderOp.values()), width, value));
    }

    private void signExtend() {
        Value value = value();
        add(new Step.SignExtend(target(64), 8 << random.nextInt(3), value));
    }

    private Address inSlot(Size size) {
        Slot slot = slots.get(random.nextInt(slots.size()));
        return new Address(slot, random.nextInt(slot.size() / size.bytes()) * size.bytes(), Region.STACK);
    }

    private void stack() {
        if (slots.isEmpty()) {
            return;
        }
        Size size = any(Size.values());
        if (random.nextBoolean()) {
            add(new Step.Store(size, inSlot(size), value()));
        } else {
            add(new Step.Load(target(size.bytes() * 8), size, inSlot(size)));
        }
    }

    private void atomic() {
        Size size = random.nextBoolean() ? Size.W : Size.DW;
        Address at;
        if (slots.isEmpty() || random.nextBoolean()) {
            Temp base = graph.temp("g", 64);
            add(new Step.MapValue(base, GLOBAL, 0));
            at = new Address(base, random.nextInt(GLOBAL_BYTES / 8) * 8, Region.map(GLOBAL));
        } else {
            at = inSlot(size);
        }
        AtomicOp op = level.compareTo(IsaLevel.V3) < 0 ? AtomicOp.ADD : any(AtomicOp.values());
        Optional<Value> expected = op == AtomicOp.CMPXCHG ? Optional.of(value()) : Optional.empty();
        Value operand = value();
        boolean fetches = op.fetches() && random.nextInt(3) > 0;
        Optional<Temp> to = fetches ? Optional.of(target(size.bytes() * 8)) : Optional.empty();
        add(new Step.Atomic(to, op, size, at, operand, expected));
    }

    private void branch(int depth) {
        if (depth > 2 || branches-- <= 0) {
            binary();
            return;
        }
        Block yes = graph.block();
        Block no = graph.block();
        Block after = random.nextBoolean() ? graph.block() : no;
        end(new Ending.Branch(
                any(Condition.values()), any(Width.values()), value(), value(), yes, no, any(Ending.Likely.values())));
        arm(yes, after, depth);
        if (after != no) {
            arm(no, after, depth);
        }
        block = after;
    }

    private void arm(Block from, Block after, int depth) {
        List<Temp> outer = temps;
        temps = new ArrayList<>(outer);
        block = from;
        statements(depth + 1);
        end(new Ending.Jump(after));
        temps = outer;
    }

    private void loop(int depth) {
        if (depth > 1 || branches < 4) {
            binary();
            return;
        }
        branches -= 4;
        Temp counter = graph.variable("i", 64);
        add(new Step.Move(counter, Value.of(0)));
        Block head = graph.block();
        Block body = graph.block();
        Block after = graph.block();
        end(new Ending.Jump(head));
        block = head;
        end(new Ending.Branch(
                Condition.JLT, Width.W64, counter, Value.of(1 + random.nextInt(4)), body, after, Ending.Likely.EITHER));
        List<Temp> outer = temps;
        temps = new ArrayList<>(outer);
        block = body;
        statements(depth + 1);
        add(new Step.Binary(counter, AluOp.ADD, Width.W64, counter, Value.of(1)));
        end(new Ending.Jump(head));
        temps = outer;
        block = after;
    }

    private void leave(int depth) {
        if (depth == 0 || branches-- <= 0) {
            return;
        }
        Block out = graph.block();
        Block on = graph.block();
        end(new Ending.Branch(Condition.JEQ, Width.W64, value(), Value.of(constant()), out, on, Ending.Likely.NO));
        block = out;
        end(new Ending.Exit(random.nextBoolean() ? Value.of(2) : value()));
        block = on;
    }

    private void call() {
        Temp cpu = graph.temp("cpu", 64);
        add(new Step.Call(
                Optional.of(cpu),
                new Callee.OfHelper(Helper.bpf_get_smp_processor_id),
                List.of(),
                false,
                Set.of(),
                random.nextBoolean()));
        add(new Step.Binary(target(0), AluOp.AND, Width.W64, cpu, Value.of(0)));
    }

    private void lookup(int depth) {
        if (depth > 2 || branches-- <= 0) {
            call();
            return;
        }
        Slot key = graph.slot("key", 4, random.nextInt(2) * 4, Optional.empty());
        Value index;
        if (random.nextBoolean()) {
            index = Value.of(random.nextInt(ENTRIES + 1));
        } else {
            Temp masked = graph.temp("", 3);
            add(new Step.Binary(masked, AluOp.AND, Width.W64, value(), Value.of(7)));
            index = masked;
        }
        add(new Step.Store(Size.W, new Address(key, 0, Region.STACK), index));
        Temp map = graph.temp("map", 64);
        Temp address = graph.temp("key", 64);
        Temp found = graph.temp("found", 64);
        add(new Step.MapHandle(map, TABLE));
        add(new Step.StackAddress(address, key, 0));
        add(new Step.Call(
                Optional.of(found),
                new Callee.OfHelper(Helper.bpf_map_lookup_elem),
                List.of(map, address),
                true,
                Set.of(),
                true));
        Block yes = graph.block();
        Block after = graph.block();
        end(new Ending.Branch(Condition.JNE, Width.W64, found, Value.of(0), yes, after, Ending.Likely.YES));
        List<Temp> outer = temps;
        temps = new ArrayList<>(outer);
        block = yes;
        Address at = new Address(found, 0, Region.map(TABLE));
        add(new Step.Load(target(64), Size.DW, at));
        statements(depth + 1);
        if (random.nextBoolean()) {
            add(new Step.Store(Size.DW, at, value()));
        }
        end(new Ending.Jump(after));
        temps = outer;
        block = after;
    }

    private void global() {
        Temp base = graph.temp("g", 64);
        int offset = random.nextInt(GLOBAL_BYTES / 8) * 8;
        add(new Step.MapValue(base, GLOBAL, offset));
        Address at = new Address(base, 0, Region.map(GLOBAL));
        if (random.nextBoolean()) {
            add(new Step.Store(any(Size.values()), at, value()));
        } else {
            Size size = any(Size.values());
            add(new Step.Load(target(size.bytes() * 8), size, at));
        }
    }

    /** A pointer at an offset that is not known, with a check of its own. */
    private void variablePointer() {
        Temp offset = graph.temp("off", 6);
        add(new Step.Binary(offset, AluOp.AND, Width.W64, value(), Value.of(63)));
        Temp pointer = graph.temp("p", 64);
        boolean turned = random.nextBoolean();
        add(new Step.Binary(pointer, AluOp.ADD, Width.W64, turned ? offset : data, turned ? data : offset));
        Block enough = graph.block();
        Block tooShort = graph.block();
        end(new Ending.Bounds(pointer, 16, end, enough, tooShort));
        block = tooShort;
        end(new Ending.Exit(Value.of(1 + random.nextInt(2))));
        block = enough;
        Size size = any(Size.values());
        Temp temp = graph.temp("", size.bytes() * 8);
        add(new Step.Load(temp, size, new Address(pointer, random.nextInt(9), Region.PACKET)));
        temps.add(temp);
    }
}
