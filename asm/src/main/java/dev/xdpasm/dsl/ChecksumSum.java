package dev.xdpasm.dsl;

import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.Size;
import dev.xdpasm.isa.Width;
import dev.xdpasm.uapi.UapiConstant;
import java.util.ArrayList;
import java.util.List;
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
 * <p>Of a UDP datagram with its payload:
 *
 * <pre>{@code
 * udp.checksum(0);
 * var length = udp.length().host();
 * udp.checksum(Checksum.sum(udp).add(ip.saddr()).add(ip.daddr()).add(IPPROTO_UDP).add(udp.length())
 *         .add(p, length.minus(8), 1500).checksum());
 * }</pre>
 *
 * <p>Of a packet whose IPv6 addresses become IPv4 addresses:
 *
 * <pre>{@code
 * Checksum.changed(udp.checksum()).remove(ip.saddr()).remove(ip.daddr()).add(source).add(destination).checksum()
 * }</pre>
 *
 * <p>A header of odd size is not taken: what follows its last byte would be shifted.
 */
public final class ChecksumSum {
    private static final long LOW = 0xffff_ffffL;

    /** The bytes that a turn of a loop adds. */
    private static final int CHUNK = 32;

    private static final int MOST = 0x7fff;

    private final Flow flow;
    private Value sum = Value.of(0);

    ChecksumSum(Struct first) {
        flow = first.memory().flow();
        add(first);
    }

    /** What a checksum is the inverse of. */
    ChecksumSum(NetValue checksum) {
        flow = checksum.flow();
        plus(inverse(checksum.value(), Short.SIZE));
    }

    /** Adds the bytes of a header or struct. */
    public ChecksumSum add(Struct bytes) {
        requireEven(bytes.size());
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
        plus(requireWord(word).value());
        return this;
    }

    /** Adds an even number of bytes, such as an IPv6 address. */
    public ChecksumSum add(Bytes bytes) {
        for (Value word : words(bytes)) {
            plus(word);
        }
        return this;
    }

    /** Takes a word of 16 or 32 bits off the sum, such as an address that was replaced. */
    public ChecksumSum remove(Net word) {
        NetValue value = requireWord(word);
        plus(inverse(value.value(), value.bits()));
        return this;
    }

    /** Takes an even number of bytes off the sum, such as an IPv6 address that was replaced. */
    public ChecksumSum remove(Bytes bytes) {
        for (Value word : words(bytes)) {
            plus(inverse(word, Integer.SIZE));
        }
        return this;
    }

    /** A word of ones is 0 to end-around carry, so that the inverse of a word takes it off. */
    private Value inverse(Value word, int bits) {
        return flow.binary(AluOp.XOR, Width.W64, word, Value.of(LOW >>> Integer.SIZE - bits), bits);
    }

    private static NetValue requireWord(Net word) {
        NetValue value = word.get();
        if (value.bits() > Integer.SIZE) {
            throw CallSite.refuse("a be" + value.bits() + " in a checksum, expected a be16 or be32");
        }
        return value;
    }

    /** Bytes in words of 32 bits or fewer. */
    private List<Value> words(Bytes bytes) {
        BytesValue value = bytes.get();
        requireEven(value.size());
        List<Value> words = new ArrayList<>();
        for (Value piece : value.pieces()) {
            if (piece.bits() > Integer.SIZE) {
                words.add(flow.binary(AluOp.AND, Width.W64, piece, Value.of(LOW), Integer.SIZE));
                words.add(flow.binary(AluOp.RSH, Width.W64, piece, Value.of(Integer.SIZE), Integer.SIZE));
            } else {
                words.add(piece);
            }
        }
        return words;
    }

    private static void requireEven(int size) {
        if (size % Short.BYTES != 0) {
            throw CallSite.refuse("a checksum over " + size + " bytes, expected an even number");
        }
    }

    /** Adds a word of 16 bits, such as a length. */
    public ChecksumSum add(int word) {
        plus(Checksum.constant(flow, word).value());
        return this;
    }

    /** Adds a constant of the kernel, such as a protocol. */
    public ChecksumSum add(UapiConstant word) {
        return add(word.value());
    }

    /**
     * Adds what lies in the packet from the cursor on, such as a datagram's payload: {@code length} bytes, of which the last may be
     * odd; the cursor is behind them then. A packet that has fewer takes the default action, and so does a length of more than
     * {@code most}. What is added afterwards is at an even place only if the length is even.
     *
     * @param most the most bytes that are looked at, up to 32,767: the verifier follows some 25 instructions for each 32 of them
     */
    public ChecksumSum add(PacketProgram p, Num length, int most) {
        if (most < 1 || most > MOST) {
            throw CallSite.refuse("a checksum over up to " + most + " bytes, expected 1 to " + MOST);
        }
        Num bytes = length.as(Types.U32).get();
        p.when(bytes.gt(most).unlikely(), p::byDefault);
        int mask = 2 * Integer.highestOneBit(most) - 1;
        PacketState start = flow.packet().orElseThrow();
        NumVar total = p.var(Types.U64, total());
        p.skip(bytes.and(CHUNK - 2), CHUNK - 1);
        chunks(p, bytes, most, total);
        backTo(start);
        for (int part = CHUNK / 2; part > 1; part /= 2) {
            int some = part;
            p.when(bytes.has(some), () -> add(p, some, total));
        }
        backTo(start);
        p.skip(bytes.and(mask - 1), mask);
        p.when(bytes.has(1), () -> add(p, 1, total));
        backTo(start);
        p.skip(bytes, mask);
        sum = total.get().value();
        return this;
    }

    /**
     * Adds whole chunks, which lie behind the rest of them: what the verifier learns of the packet's bounds in each turn is about the
     * pointer to there only, so that all ways out of the loop are one to it.
     */
    private void chunks(PacketProgram p, Num bytes, int most, NumVar total) {
        if (most >= CHUNK) {
            NumVar left = p.var(Types.U32, bytes);
            p.repeat(LoopForm.VERIFIED, most / CHUNK, (turn, loop) -> {
                p.when(left.lt(CHUNK), loop::leave);
                add(p, CHUNK, total);
                left.set(left.minus(CHUNK));
            });
        }
    }

    /** Adds the next bytes, 1 or an even number of them. */
    private void add(PacketProgram p, int bytes, NumVar total) {
        sum = total.get().value();
        Part next = p.header(() -> new Part(bytes));
        if (bytes == 1) {
            plus(next.memory().load(Size.B));
        } else {
            add(next);
        }
        total.set(total());
    }

    private Num total() {
        return NumValue.u64(flow, sum);
    }

    /** Has the cursor where it was. */
    private void backTo(PacketState start) {
        flow.packet(start.writtenSince(flow.packet().orElseThrow()));
    }

    /** Bytes of the packet. */
    private static final class Part extends Header {
        Part(int bytes) {
            bytes(bytes);
        }
    }

    private void plus(Value word) {
        sum = flow.binary(AluOp.ADD, Width.W64, sum, word, Math.min(Long.SIZE, Math.max(sum.bits(), word.bits()) + 1));
    }

    /** {@return the checksum of all that was added} */
    public Net checksum() {
        return finished(flow, sum);
    }

    /** The checksum of a sum: what does not fit 16 bits is added to them, and all is turned over. */
    static Net finished(Flow flow, Value sum) {
        Value folded = half(flow, sum, LOW, Integer.SIZE);
        for (int i = 0; i < 3; i++) {
            folded = half(flow, folded, LOW >>> Short.SIZE, Short.SIZE);
        }
        Value inverse = flow.binary(AluOp.XOR, Width.W32, folded, Value.of(LOW >>> Short.SIZE), Short.SIZE + 1);
        Value checksum = flow.binary(AluOp.AND, Width.W32, inverse, Value.of(LOW >>> Short.SIZE), Short.SIZE);
        return new NetValue(flow, checksum, Short.SIZE, Optional.empty());
    }

    private static Value half(Flow flow, Value whole, long mask, int bits) {
        Value low = flow.binary(AluOp.AND, Width.W64, whole, Value.of(mask), Math.min(bits, whole.bits()));
        Value high = flow.binary(AluOp.RSH, Width.W64, whole, Value.of(bits), Math.max(1, whole.bits() - bits));
        return flow.binary(AluOp.ADD, Width.W64, low, high, Math.max(low.bits(), high.bits()) + 1);
    }
}
