package dev.xdpasm.dsl;

import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.Size;
import dev.xdpasm.isa.Width;
import java.util.Optional;

/**
 * An internet checksum in the making (RFC 1071): words are added as they lie in memory, the carries folded in at the end. Of a TCP
 * header without payload:
 *
 * <pre>{@code
 * tcp.checksum(0);
 * tcp.checksum(Checksum.sum(tcp).add(ip.saddr()).add(ip.daddr()).add(IPPROTO_TCP).add(20).checksum());
 * }</pre>
 *
 * <p>A header of odd size is not taken: what follows its last byte would be shifted.
 */
public final class ChecksumSum {
    private static final long LOW = 0xffff_ffffL;

    private final Flow flow;
    private Value sum = Value.of(0);

    ChecksumSum(Struct first) {
        flow = first.memory().flow();
        add(first);
    }

    /** Adds the bytes of a header or struct. */
    public ChecksumSum add(Struct bytes) {
        if (bytes.size() % Short.BYTES != 0) {
            throw CallSite.refuse("a checksum over " + bytes.size() + " bytes, expected an even number");
        }
        int at = 0;
        for (; at + Integer.BYTES <= bytes.size(); at += Integer.BYTES) {
            plus(bytes.memory().plus(at).load(Size.W));
        }
        if (at < bytes.size()) {
            plus(bytes.memory().plus(at).load(Size.H));
        }
        return this;
    }

    /** Adds a word of 16 or 32 bits, such as an address. */
    public ChecksumSum add(Net word) {
        NetValue value = word.get();
        if (value.bits() > Integer.SIZE) {
            throw CallSite.refuse("a be" + value.bits() + " in a checksum, expected a be16 or be32");
        }
        plus(value.value());
        return this;
    }

    /** Adds a word of 16 bits, such as a length. */
    public ChecksumSum add(int word) {
        plus(Checksum.constant(flow, word).value());
        return this;
    }

    private void plus(Value word) {
        sum = flow.binary(AluOp.ADD, Width.W64, sum, word, Math.min(Long.SIZE, Math.max(sum.bits(), word.bits()) + 1));
    }

    /** {@return the checksum of all that was added} */
    public Net checksum() {
        Value folded = half(sum, LOW, Integer.SIZE);
        for (int i = 0; i < 3; i++) {
            folded = half(folded, LOW >>> Short.SIZE, Short.SIZE);
        }
        Value inverse = flow.binary(AluOp.XOR, Width.W32, folded, Value.of(LOW >>> Short.SIZE), Short.SIZE + 1);
        Value checksum = flow.binary(AluOp.AND, Width.W32, inverse, Value.of(LOW >>> Short.SIZE), Short.SIZE);
        return new NetValue(flow, checksum, Short.SIZE, Optional.empty());
    }

    private Value half(Value whole, long mask, int bits) {
        Value low = flow.binary(AluOp.AND, Width.W64, whole, Value.of(mask), Math.min(bits, whole.bits()));
        Value high = flow.binary(AluOp.RSH, Width.W64, whole, Value.of(bits), Math.max(1, whole.bits() - bits));
        return flow.binary(AluOp.ADD, Width.W64, low, high, Math.max(low.bits(), high.bits()) + 1);
    }
}
