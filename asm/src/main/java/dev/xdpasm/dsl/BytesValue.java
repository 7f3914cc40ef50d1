package dev.xdpasm.dsl;

import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.isa.Size;
import dev.xdpasm.isa.Width;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Bytes that were read, in pieces as wide as a load can be. */
public final class BytesValue implements Bytes {
    /** The most bytes that are a value: more would not fit the registers. */
    static final int MOST = 64;

    private final Flow flow;
    private final int size;
    private final List<Value> pieces;
    private final Scope scope;
    private final Optional<Origin> origin;

    BytesValue(Flow flow, int size, List<Value> pieces, Optional<Origin> origin) {
        this.flow = flow;
        this.size = size;
        this.pieces = List.copyOf(pieces);
        this.scope = flow.scope();
        this.origin = origin;
    }

    static BytesValue read(Memory memory, int size) {
        List<Value> pieces = new ArrayList<>();
        int at = 0;
        for (Size piece : Sizes.covering(size)) {
            pieces.add(memory.plus(at).load(piece));
            at += piece.bytes();
        }
        return new BytesValue(memory.flow(), size, pieces, memory.origin());
    }

    void write(Memory memory) {
        requireKnown();
        int at = 0;
        List<Size> sizes = Sizes.covering(size);
        for (int i = 0; i < sizes.size(); i++) {
            memory.plus(at).store(sizes.get(i), pieces.get(i));
            at += sizes.get(i).bytes();
        }
    }

    @Override
    public BytesValue get() {
        return this;
    }

    Flow flow() {
        return flow;
    }

    int size() {
        return size;
    }

    Optional<Origin> origin() {
        requireKnown();
        return origin.filter(Origin::isCurrent);
    }

    Bool equalTo(BytesValue other) {
        if (other.size != size) {
            throw CallSite.refuse(size + " bytes are compared with " + other.size);
        }
        requireKnown();
        other.requireKnown();
        Bool all = Bool.test(flow, Condition.JEQ, Width.W64, pieces.get(0), other.pieces.get(0));
        for (int i = 1; i < pieces.size(); i++) {
            all = all.and(Bool.test(flow, Condition.JEQ, Width.W64, pieces.get(i), other.pieces.get(i)));
        }
        return all;
    }

    Bool allZero() {
        requireKnown();
        Value any = pieces.get(0);
        for (Value piece : pieces.subList(1, pieces.size())) {
            any = flow.binary(AluOp.OR, Width.W64, any, piece, Math.max(any.bits(), piece.bits()));
        }
        return Bool.test(flow, Condition.JEQ, Width.W64, any, Value.of(0));
    }

    private void requireKnown() {
        if (!scope.reaches(flow.scope()) && pieces.stream().anyMatch(Temp.class::isInstance)) {
            throw CallSite.refuse("these bytes were read in " + scope.where() + " and are not known outside of it");
        }
    }
}
