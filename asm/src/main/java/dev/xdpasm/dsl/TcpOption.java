package dev.xdpasm.dsl;

import dev.xdpasm.ir.Address;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.Size;
import dev.xdpasm.isa.Width;

/**
 * An option of a TCP header, as {@link PacketProgram#options} comes by it: a byte that says its kind, one that says its length, and
 * its value (RFC 9293 section 3.1).
 */
public final class TcpOption {
    /** The maximum segment size, a be16; in SYNs. */
    public static final int MSS = 2;

    /** How far the window is to be shifted, a u8; in SYNs (RFC 7323). */
    public static final int WINDOW_SCALE = 3;

    /** Selective acknowledgements are understood; in SYNs (RFC 2018). */
    public static final int SACK_PERMITTED = 4;

    /** Selective acknowledgements, be32 pairs of where a block begins and ends (RFC 2018). */
    public static final int SACK = 5;

    /** The sender's clock and the one that it saw last, be32 each (RFC 7323). */
    public static final int TIMESTAMPS = 8;

    private static final int END = 0;
    private static final int NO_OPERATION = 1;

    /** The most bytes that the header's length can say, as a mask. */
    private static final int MASK = 63;

    /** Kind and length. */
    private static final int HEAD = 2;

    private final PacketProgram program;
    private final Temp place;
    private final int offset;
    private final Num from;
    private final Num kind;
    private final Num length;

    private TcpOption(PacketProgram program, Temp place, int offset, Num from, Num kind, Num length) {
        this.program = program;
        this.place = place;
        this.offset = offset;
        this.from = from;
        this.kind = kind;
        this.length = length;
    }

    /** What is done for each option. */
    @FunctionalInterface
    public interface Body {
        /**
         * One option.
         *
         * @param loop what goes through them, to be left early
         */
        void option(TcpOption option, Loop loop);
    }

    /** {@return its kind, such as {@link #MSS}} */
    public Num kind() {
        return kind;
    }

    /** {@return its bytes, kind and length included: 2 or more, and no more than the header has} */
    public Num length() {
        return length;
    }

    /** {@return how many bytes of the TCP header lie before its value} Where that is odd, {@link Checksum#replaced(Net, Num, Net, Net)}. */
    public Num offset() {
        return from.plus(HEAD);
    }

    /** {@return its value, to be read and written} Of an option that is shorter the default action is taken. */
    public <F> F value(Type<?, F> type) {
        return value(type, 0);
    }

    /** {@return a part of its value, some bytes from its begin} Of an option that is shorter the default action is taken. */
    public <F> F value(Type<?, F> type, int at) {
        int whole = HEAD + at + type.size();
        if (at < 0 || whole > MASK) {
            throw CallSite.refuse("bytes " + at + " to " + (at + type.size() - 1) + " of an option's value, which has at most 38");
        }
        program.orByDefault(length.ge(whole).likely());
        program.need(place, offset + whole);
        return type.at(Memory.of(program.flow(), place, offset + HEAD + at, Region.PACKET));
    }

    /**
     * Goes through the options of a header; see {@link PacketProgram#options}. Bytes that are left are computed and then compared with
     * 0, since the verifier would learn from a comparison of where an option is with where they end: it would then follow each way to
     * come to a place by itself, a million instructions of them.
     */
    static void each(PacketProgram program, Tcp tcp, Body body) {
        Flow flow = program.flow();
        Address header = tcp.memory().address();
        int first = tcp.size();
        int mostTurns = MASK - 3 - first;
        Num end = tcp.headerLength().as(Types.U64);
        NumVar next = program.var(Types.U64, first);
        program.repeat(LoopForm.VERIFIED, mostTurns, (turn, loop) -> {
            Num from = next.and(MASK);
            program.when(left(end, from).le(0), loop::leave);
            Temp place = (Temp) flow.binary(AluOp.ADD, Width.W64, (Temp) header.base(), from.get().value(), Long.SIZE);
            Num kind = u8(program, place, header.offset());
            program.when(kind.eq(END), loop::leave);
            program.when(kind.eq(NO_OPERATION), () -> {
                next.set(from.plus(1));
                loop.next();
            });
            Num length = u8(program, place, header.offset() + 1);
            Num behind = from.plus(length);
            program.when(length.lt(HEAD).or(left(end, behind).lt(0)), loop::leave);
            next.set(behind);
            body.option(new TcpOption(program, place, header.offset(), from.as(Types.U32), kind, length), loop);
        });
    }

    private static Num left(Num end, Num from) {
        return end.minus(from).as(Types.S64);
    }

    private static Num u8(PacketProgram program, Temp place, int offset) {
        program.need(place, offset + 1);
        return new NumValue(
                program.flow(), program.flow().load(Size.B, new Address(place, offset, Region.PACKET)), new NumType(Byte.SIZE, false));
    }
}
