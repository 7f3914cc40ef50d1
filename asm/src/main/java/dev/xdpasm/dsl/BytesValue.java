package dev.xdpasm.dsl;

import dev.xdpasm.ir.Const;
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
public final class BytesValue extends LaterKnown implements Bytes {
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

    /** The loads that it was read by, each of 64 bits or fewer, as {@link Sizes#covering} has them. */
    List<Value> pieces() {
        requireKnown();
        return pieces;
    }

    Optional<Origin> origin() {
        requireKnown();
        return Origin.current(origin);
    }

    Bool equalTo(BytesValue other) {
        requireComparable(other);
        Bool all = Bool.test(flow, Condition.JEQ, Width.W64, pieces.get(0), other.pieces.get(0));
        for (int i = 1; i < pieces.size(); i++) {
            all = all.and(Bool.test(flow, Condition.JEQ, Width.W64, pieces.get(i), other.pieces.get(i)));
        }
        return all;
    }

    /** An address as bytes, as many as these. */
    BytesValue address(String text) {
        return AddressText.value(flow, text, size);
    }

    /** Whether these are the smaller ones in network order: the first piece that differs decides. */
    Bool before(BytesValue other) {
        requireComparable(other);
        List<Size> sizes = Sizes.covering(size);
        int last = sizes.size() - 1;
        Bool before = before(other, last, sizes);
        for (int i = last - 1; i >= 0; i--) {
            Bool same = Bool.test(flow, Condition.JEQ, Width.W64, pieces.get(i), other.pieces.get(i));
            before = before(other, i, sizes).or(same.and(before));
        }
        return before;
    }

    private Bool before(BytesValue other, int piece, List<Size> sizes) {
        int bits = sizes.get(piece).bytes() * Byte.SIZE;
        Value own = flow.swapped(bits, pieces.get(piece));
        return Bool.test(flow, Condition.JLT, Width.W64, own, flow.swapped(bits, other.pieces.get(piece)));
    }

    private void requireComparable(BytesValue other) {
        if (other.size != size) {
            throw CallSite.refuse(size + " bytes are compared with " + other.size);
        }
        requireKnown();
        other.requireKnown();
    }

    Bool within(String network) {
        int slash = network.indexOf('/');
        int most = size * Byte.SIZE;
        if (slash < 0) {
            return equalTo(address(network));
        }
        String prefixText = network.substring(slash + 1);
        if (!prefixText.matches("\\d{1,3}") || Integer.parseInt(prefixText) > most) {
            throw CallSite.refuse("'" + network + "': a prefix is 0 to " + most);
        }
        int prefix = Integer.parseInt(prefixText);
        BytesValue address = address(network.substring(0, slash));
        requireKnown();
        Bool all = Bool.test(flow, Condition.JEQ, Width.W64, Value.of(0), Value.of(0));
        int bit = 0;
        List<Size> sizes = Sizes.covering(size);
        for (int i = 0; i < sizes.size(); i++) {
            int bits = sizes.get(i).bytes() * Byte.SIZE;
            int covered = Math.max(0, Math.min(bits, prefix - bit));
            long inOrder = covered == 0 ? 0 : -1L << bits - covered & -1L >>> Long.SIZE - bits;
            long mask = Folding.swapped(bits, inOrder);
            long wanted = ((Const) address.pieces.get(i)).value();
            if ((wanted & ~mask) != 0) {
                throw CallSite.refuse("'" + network + "' has bits set behind its prefix: no address is in it");
            }
            if (covered > 0) {
                Value part = covered == bits
                        ? pieces.get(i)
                        : flow.binary(AluOp.AND, Width.W64, pieces.get(i), Value.of(mask), bits);
                Bool same = Bool.test(flow, Condition.JEQ, Width.W64, part, Value.of(wanted));
                all = bit == 0 ? same : all.and(same);
            }
            bit += bits;
        }
        return all;
    }

    /** The number that so many bytes are, put together from the pieces that hold them. */
    NetValue part(int offset, int bytes) {
        requireInside(offset, bytes);
        requireKnown();
        Value part = Value.of(0);
        int at = 0;
        List<Size> sizes = Sizes.covering(size);
        for (int i = 0; i < sizes.size(); i++) {
            if (overlap(at, sizes.get(i).bytes(), offset, bytes)) {
                Value moved = moved(pieces.get(i), (at - offset) * Byte.SIZE);
                part = flow.binary(AluOp.OR, Width.W64, part, moved, Long.SIZE);
            }
            at += sizes.get(i).bytes();
        }
        int bits = bytes * Byte.SIZE;
        return new NetValue(flow, masked(part, -1L >>> Long.SIZE - bits, bits), bits, Optional.empty());
    }

    /** The same bytes with a number in them. */
    BytesValue replaced(int offset, NetValue number) {
        int bytes = number.bits() / Byte.SIZE;
        requireInside(offset, bytes);
        requireKnown();
        List<Value> changed = new ArrayList<>(pieces);
        long ones = -1L >>> Long.SIZE - number.bits();
        int at = 0;
        List<Size> sizes = Sizes.covering(size);
        for (int i = 0; i < sizes.size(); i++) {
            int bits = sizes.get(i).bytes() * Byte.SIZE;
            if (overlap(at, sizes.get(i).bytes(), offset, bytes)) {
                int distance = (offset - at) * Byte.SIZE;
                long inPiece = -1L >>> Long.SIZE - bits;
                long taken = (distance >= 0 ? ones << distance : ones >>> -distance) & inPiece;
                Value rest = masked(pieces.get(i), ~taken & inPiece, bits);
                Value moved = masked(moved(number.value(), distance), inPiece, bits);
                changed.set(i, flow.binary(AluOp.OR, Width.W64, rest, moved, bits));
            }
            at += sizes.get(i).bytes();
        }
        return new BytesValue(flow, size, changed, Optional.empty());
    }

    private static boolean overlap(int one, int bytes, int other, int otherBytes) {
        return one < other + otherBytes && other < one + bytes;
    }

    private void requireInside(int offset, int bytes) {
        if (offset < 0 || offset + bytes > size) {
            throw CallSite.refuse(bytes + " bytes at offset " + offset + " of " + size);
        }
    }

    /** A number whose bits lie so many places higher, or lower. */
    private Value moved(Value value, int bits) {
        if (bits == 0) {
            return value;
        }
        AluOp op = bits > 0 ? AluOp.LSH : AluOp.RSH;
        return flow.binary(op, Width.W64, value, Value.of(Math.abs(bits)), bits > 0 ? Long.SIZE : value.bits());
    }

    private Value masked(Value value, long mask, int bits) {
        return mask == -1 ? value : flow.binary(AluOp.AND, Width.W64, value, Value.of(mask), bits);
    }

    Bool allZero() {
        requireKnown();
        Value any = pieces.get(0);
        for (Value piece : pieces.subList(1, pieces.size())) {
            any = flow.binary(AluOp.OR, Width.W64, any, piece, Math.max(any.bits(), piece.bits()));
        }
        return Bool.isZero(flow, any);
    }

    private void requireKnown() {
        if (!scope.reaches(flow.scope()) && pieces.stream().anyMatch(Temp.class::isInstance)) {
            throw CallSite.refuse("these bytes were read in " + scope.where() + " and are not known outside of it");
        }
    }
}
