package dev.xdpasm.dsl;

import dev.xdpasm.ir.Const;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.Width;
import java.util.Optional;

/**
 * Internet checksums (RFC 1071). Sums are made of the bytes as they lie in the packet: a sum of words with end-around carry is
 * the same in either byte order, but for the order of its own bytes.
 */
public final class Checksum {
    private static final int MASK = 0xffff;

    private Checksum() {}

    /**
     * {@return a checksum after a word of 16 or 32 bits that it covers has changed, such as a port or an address} By RFC 1624,
     * equation 3: {@code ~(~HC + ~m + m')}.
     *
     * @param checksum what the header holds
     * @param before the word as it was
     * @param after the word as it is now
     */
    public static Net replaced(Net checksum, Net before, Net after) {
        NetValue old = word(checksum);
        Flow flow = old.flow();
        NetValue was = before.get();
        NetValue is = after.get();
        if (was.bits() == Integer.SIZE && is.bits() == Integer.SIZE) {
            return replacedWide(flow, old, was, is);
        }
        Value removed = flow.binary(AluOp.XOR, Width.W32, word(was).value(), Value.of(MASK), Short.SIZE);
        Value change = flow.binary(AluOp.ADD, Width.W32, removed, word(is).value(), Short.SIZE + 1);
        if (change instanceof Const known) {
            return new NetValue(flow, minus(flow, old.value(), fold(known.value())), Short.SIZE, Optional.empty());
        }
        Value inverse = flow.binary(AluOp.XOR, Width.W32, old.value(), Value.of(MASK), Short.SIZE);
        Value sum = flow.binary(AluOp.ADD, Width.W32, inverse, change, Short.SIZE + 2);
        return finished(flow, folded(flow, folded(flow, sum)));
    }

    /** A word of 32 bits is the sum of its halves: 1 and 65536 are the same to end-around carry. */
    private static Net replacedWide(Flow flow, NetValue old, NetValue was, NetValue is) {
        Value removed = flow.binary(AluOp.XOR, Width.W32, was.value(), Value.of(-1), Integer.SIZE);
        Value change = flow.binary(AluOp.ADD, Width.W64, removed, is.value(), Integer.SIZE + 1);
        Value inverse = flow.binary(AluOp.XOR, Width.W32, old.value(), Value.of(MASK), Short.SIZE);
        return ChecksumSum.finished(flow, flow.binary(AluOp.ADD, Width.W64, inverse, change, Integer.SIZE + 2));
    }

    /** As {@link #replaced(Net, Net, Net)}, of a word of which is known what it was and what it is. */
    public static Net replaced(Net checksum, int before, int after) {
        Flow flow = checksum.get().flow();
        return replaced(checksum, constant(flow, before), constant(flow, after));
    }

    /**
     * As {@link #replaced(Net, Net, Net)}, of a word that need not lie at an even place, such as a TCP option's.
     *
     * @param offset how many bytes that the checksum covers lie before it
     */
    public static Net replaced(Net checksum, Num offset, Net before, Net after) {
        NetValue old = word(checksum);
        Flow flow = old.flow();
        Value removed = flow.binary(AluOp.XOR, Width.W32, word(before).value(), Value.of(MASK), Short.SIZE);
        Value sum = flow.binary(AluOp.ADD, Width.W32, removed, word(after).value(), Short.SIZE + 1);
        Num change = new NumValue(flow, folded(flow, sum), new NumType(Integer.SIZE, false));
        Num bits = offset.as(Types.U32).and(1).shl(3);
        Num turned = change.shl(bits);
        Value inverse = flow.binary(AluOp.XOR, Width.W32, old.value(), Value.of(MASK), Short.SIZE);
        Value whole = flow.binary(AluOp.ADD, Width.W32, inverse, turned.get().value(), Integer.SIZE);
        return finished(flow, folded(flow, folded(flow, whole)));
    }

    /**
     * {@return the sum that a checksum stands for, to which is added what a header covers now, and from which is taken what it covered}
     * By RFC 1624, for any number of words. What is removed and added lies at even places.
     */
    public static ChecksumSum changed(Net checksum) {
        return new ChecksumSum(word(Given.notNull(checksum, "checksum")));
    }

    /** {@return the checksum of a header or struct whose own checksum field is 0} */
    public static Net of(Struct bytes) {
        return sum(bytes).checksum();
    }

    /** {@return a sum that begins with a header or struct, to which a pseudo header and other parts are added} */
    public static ChecksumSum sum(Struct bytes) {
        return new ChecksumSum(bytes);
    }

    static NetValue constant(Flow flow, int word) {
        if (word < 0 || word > MASK) {
            throw CallSite.refuse(word + " is no word of 16 bits");
        }
        return new NetValue(flow, Value.of(Folding.swapped(Short.SIZE, word)), Short.SIZE, Optional.empty());
    }

    private static NetValue word(Net value) {
        NetValue word = value.get();
        if (word.bits() != Short.SIZE) {
            throw CallSite.refuse("a checksum is made of words of 16 bits, this is a be" + word.bits());
        }
        return word;
    }

    private static long fold(long sum) {
        return sum > MASK ? fold((sum & MASK) + (sum >>> Short.SIZE)) : sum;
    }

    /** {@code value - change}, less one more where that borrows: what the equation comes to for a change that is known. */
    private static Value minus(Flow flow, Value value, long change) {
        Value difference = flow.binary(AluOp.ADD, Width.W64, value, Value.of(-change), Long.SIZE);
        Value borrow = flow.binary(AluOp.ARSH, Width.W64, difference, Value.of(Long.SIZE - 1), Long.SIZE);
        Value whole = flow.binary(AluOp.ADD, Width.W64, difference, borrow, Long.SIZE);
        return flow.binary(AluOp.AND, Width.W32, whole, Value.of(MASK), Short.SIZE);
    }

    private static Value folded(Flow flow, Value sum) {
        Value low = flow.binary(AluOp.AND, Width.W32, sum, Value.of(MASK), Short.SIZE);
        Value carry = flow.binary(AluOp.RSH, Width.W32, sum, Value.of(Short.SIZE), Short.SIZE);
        return flow.binary(AluOp.ADD, Width.W32, low, carry, Short.SIZE + 1);
    }

    private static Net finished(Flow flow, Value sum) {
        Value inverse = flow.binary(AluOp.XOR, Width.W32, sum, Value.of(MASK), Short.SIZE + 1);
        return new NetValue(
                flow, flow.binary(AluOp.AND, Width.W32, inverse, Value.of(MASK), Short.SIZE), Short.SIZE, Optional.empty());
    }
}
