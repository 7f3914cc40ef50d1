package dev.xdpasm.ir;

import dev.xdpasm.SourceLine;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.ByteOrderOp;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.isa.Size;
import dev.xdpasm.isa.Width;
import dev.xdpasm.uapi.Helper;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes graphs in few words, for tests: each call is a step of the current block, on a line of its own. */
public final class Sketch {
    public final Graph graph = new Graph("sketch");
    private Block block = graph.entry();
    private int line;

    /** {@return the next line, as if a user had written it} */
    private Optional<SourceLine> line() {
        return Optional.of(new SourceLine("Sketch.java", ++line, 0));
    }

    public Block block() {
        return graph.block();
    }

    /** Goes on writing in another block. */
    public void in(Block other) {
        block = other;
    }

    public Temp parameter(String name) {
        return graph.parameter(name, 64);
    }

    public Temp variable(String name, Value first) {
        Temp variable = graph.variable(name, 64);
        set(variable, first);
        return variable;
    }

    public Slot slot(String name, int size) {
        return graph.slot(name, size, 0, line());
    }

    public void step(Step step) {
        block.add(step, line());
    }

    public void set(Temp variable, Value value) {
        step(new Step.Move(variable, value));
    }

    public Temp load(Size size, Base base, int offset, Region region) {
        boolean isPointer = region.equals(Region.CONTEXT);
        Temp temp = graph.temp("", isPointer ? 64 : size.bytes() * 8);
        step(new Step.Load(temp, size, new Address(base, offset, region)));
        return temp;
    }

    public Temp packet(Size size, Temp base, int offset) {
        return load(size, base, offset, Region.PACKET);
    }

    public void store(Size size, Base base, int offset, Region region, Value value) {
        step(new Step.Store(size, new Address(base, offset, region), value));
    }

    public Temp binary(AluOp op, Width width, int bits, Value left, Value right) {
        Temp temp = graph.temp("", bits);
        step(new Step.Binary(temp, op, width, left, right));
        return temp;
    }

    public Temp add(Value left, Value right) {
        return binary(AluOp.ADD, Width.W64, 64, left, right);
    }

    public Temp and(Value left, long mask) {
        return binary(AluOp.AND, Width.W32, Value.of(mask).bits(), left, Value.of(mask));
    }

    public Temp swap(int width, Value value) {
        Temp temp = graph.temp("", width);
        step(new Step.Swap(temp, ByteOrderOp.BE, width, value));
        return temp;
    }

    public Temp map(String name) {
        Temp temp = graph.temp(name, 64);
        step(new Step.MapHandle(temp, name));
        return temp;
    }

    public Temp address(Slot slot) {
        Temp temp = graph.temp("", 64);
        step(new Step.StackAddress(temp, slot, 0));
        return temp;
    }

    public Temp call(Helper helper, Value... arguments) {
        Temp temp = graph.temp("", 64);
        List<Value> all = Arrays.asList(arguments);
        step(new Step.Call(Optional.of(temp), new Callee.OfHelper(helper), all, true, Set.of(), false));
        return temp;
    }

    public void jump(Block to) {
        end(new Ending.Jump(to));
    }

    public void exit(Value result) {
        end(new Ending.Exit(result));
    }

    public void bounds(Temp from, int bytes, Temp end, Block enough, Block tooShort) {
        end(new Ending.Bounds(from, bytes, end, enough, tooShort));
        block = enough;
    }

    /** Branches; goes on writing in {@code no} where that is likely, else in {@code yes}. */
    public void branch(Value left, Condition condition, long right, Block yes, Block no, Ending.Likely likely) {
        end(new Ending.Branch(condition, Width.W64, left, Value.of(right), yes, no, likely));
        block = likely == Ending.Likely.NO ? no : yes;
    }

    public void end(Ending ending) {
        block.end(ending, line());
    }
}
