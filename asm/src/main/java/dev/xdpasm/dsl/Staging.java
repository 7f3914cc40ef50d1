package dev.xdpasm.dsl;

import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Const;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Slot;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.Size;
import dev.xdpasm.isa.Width;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A struct that is being put together: what its fields are given is kept and written at the end in words as wide as possible, so
 * that no wider load has to wait for several narrow stores. Padding and what is left out become zero, and so does what is given on other
 * paths only.
 */
final class Staging {
    private final Flow flow;
    private final Slot slot;
    private final int size;
    private final Map<Integer, Piece> pieces = new TreeMap<>();
    private final Scope begun;
    private final Block before;
    private boolean finished;

    /**
     * What a field was given.
     *
     * @param last what it was given last
     * @param variable what it was given on the path that is taken
     * @param onSomePaths whether it was given {@code last} on some paths only, so that the variable says what it is
     */
    private record Piece(Size size, Value last, Temp variable, boolean onSomePaths) {}

    Staging(Flow flow, Slot slot, int size) {
        this.flow = flow;
        this.begun = flow.scope();
        this.before = flow.split();
        this.slot = slot;
        this.size = size;
    }

    Memory memory() {
        return Memory.staged(flow, slot, this);
    }

    void put(int offset, Size pieceSize, Value value) {
        if (finished) {
            throw CallSite.refuse("this struct is complete: what make() returns can be changed");
        }
        for (Map.Entry<Integer, Piece> known : pieces.entrySet()) {
            boolean apart = known.getKey() + known.getValue().size().bytes() <= offset || offset + pieceSize.bytes() <= known.getKey();
            if (!apart && !(known.getKey() == offset && known.getValue().size() == pieceSize)) {
                throw CallSite.refuse("bytes " + offset + " to " + (offset + pieceSize.bytes() - 1)
                        + " of the struct were given in another way before");
            }
        }
        int bits = pieceSize.bytes() * Byte.SIZE;
        Piece known = pieces.get(offset);
        Temp variable = known != null ? known.variable() : flow.graph().variable("", bits);
        boolean onSomePaths = flow.scope() != begun;
        if (onSomePaths && known == null) {
            before.add(new Step.Move(variable, Value.of(0)), flow.line());
        }
        flow.add(new Step.Move(variable, cut(value, bits)));
        pieces.put(offset, new Piece(pieceSize, value, variable, onSomePaths));
    }

    private Value value(Piece piece) {
        if (!piece.onSomePaths()) {
            return piece.last();
        }
        Temp now = flow.temp(piece.size().bytes() * Byte.SIZE);
        flow.add(new Step.Move(now, piece.variable()));
        return now;
    }

    void finish() {
        finished = true;
        Memory memory = Memory.of(flow, slot, 0, Region.STACK);
        for (int at = 0; at < size; ) {
            Size word = widest(at);
            memory.plus(at).store(word, word(at, word));
            at += word.bytes();
        }
    }

    /** The widest aligned word at an offset that no piece goes beyond. */
    private Size widest(int at) {
        int bytes = Long.BYTES;
        while (at % bytes != 0 || at + bytes > size || !holdsWhole(at, bytes)) {
            bytes /= 2;
        }
        return Sizes.of(bytes);
    }

    private boolean holdsWhole(int at, int bytes) {
        return pieces.entrySet().stream().noneMatch(entry -> {
            int from = entry.getKey();
            int to = from + entry.getValue().size().bytes();
            return from < at + bytes && to > at && (from < at || to > at + bytes);
        });
    }

    private Value word(int at, Size word) {
        long constant = 0;
        Optional<Value> composed = Optional.empty();
        for (Map.Entry<Integer, Piece> entry : pieces.entrySet()) {
            int shift = (entry.getKey() - at) * Byte.SIZE;
            if (shift < 0 || shift >= word.bytes() * Byte.SIZE) {
                continue;
            }
            int bits = entry.getValue().size().bytes() * Byte.SIZE;
            Value piece = cut(value(entry.getValue()), bits);
            if (piece instanceof Const known) {
                constant |= known.value() << shift;
            } else {
                Value moved = shift == 0 ? piece : flow.binary(AluOp.LSH, Width.W64, piece, Value.of(shift), bits + shift);
                composed = Optional.of(composed.map(sum -> or(sum, moved)).orElse(moved));
            }
        }
        Const known = Value.of(constant);
        return composed.map(sum -> known.value() == 0 ? sum : or(sum, known)).map(Value.class::cast).orElse(known);
    }

    private Value cut(Value value, int bits) {
        if (value instanceof Const known) {
            return Value.of(bits == Long.SIZE ? known.value() : known.value() & (1L << bits) - 1);
        }
        return value.bits() <= bits
                ? value
                : flow.binary(AluOp.AND, Width.W64, value, Value.of(-1L >>> Long.SIZE - bits), bits);
    }

    private Value or(Value left, Value right) {
        return flow.binary(AluOp.OR, Width.W64, left, right, Math.max(left.bits(), right.bits()));
    }
}
