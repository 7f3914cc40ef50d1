package dev.xdpasm.dsl;

import dev.xdpasm.ir.Address;
import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Ending;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.Width;
import dev.xdpasm.uapi.Helper;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A program that stands at a place in a packet, the cursor: each header is taken from there and moves it behind itself. A packet that
 * is too short for a header takes the default action, or gives the default of the {@code compute} around.
 */
public abstract class CursorProgram extends CallProgram {
    /** {@code MAX_PACKET_OFF}, kernel/bpf/verifier.c. */
    static final int MOST_BYTES = 0xffff;

    private final PacketPointers pointers;

    CursorProgram(Flow flow, Declared declared, PacketPointers pointers) {
        super(flow, declared, Optional.of(flow.graph().parameter("ctx", Long.SIZE)));
        this.pointers = pointers;
        flow.history().begin(context(), pointers);
    }

    // ---- the packet as a whole

    /** {@return the bytes of the whole packet, fragments included} */
    public abstract Num frameLength();

    /**
     * {@return a copy of some bytes of the packet, wherever in its fragments they lie} A packet that is too short takes the default
     * action. {@code bpf_xdp_load_bytes}, Linux 5.18; {@code bpf_skb_load_bytes}, Linux 4.5.
     *
     * @param offset from the packet's first byte
     */
    public final <V, F> F loadBytes(Num offset, Type<V, F> type) {
        Memory copy = room(Given.notNull(type, "type"));
        Temp to = flow().pointer(copy.address());
        Temp result = callHelper(
                loading(),
                Set.of(Region.Kind.STACK),
                context(),
                Given.notNull(offset, "offset").as(Types.U32).get().value(),
                to,
                Value.of(type.size()));
        orByDefault(Bool.isZero(flow(), result));
        return type.at(copy);
    }

    /**
     * Writes a value to the packet, wherever in its fragments the bytes lie; {@return 0, or below 0 an error} What was found in the
     * packet before has to be taken from it again. {@code bpf_xdp_store_bytes}, Linux 5.18; {@code bpf_skb_store_bytes}, Linux 4.1.
     *
     * @param offset from the packet's first byte
     */
    public final <V> Num storeBytes(Num offset, Type<V, ?> type, V value) {
        Temp from = pointerTo(Given.notNull(type, "type"), value);
        Temp result = storing(Given.notNull(offset, "offset").as(Types.U32).get().value(), from, Value.of(type.size()));
        flow().history().moved();
        return status(result);
    }

    /** The helper that copies bytes from a packet to memory. */
    abstract Helper loading();

    /** Copies bytes from memory to the packet; {@return what the helper returned that did} */
    abstract Temp storing(Value offset, Temp from, Value size);

    /**
     * {@return the metadata before the packet, as another program left it; where there is none, the default action is taken} Linux 4.15.
     */
    public final <S extends Struct> S meta(Supplier<S> maker) {
        S meta = maker.get();
        int pointer = pointers.meta().orElseThrow(() -> CallSite.refuse("programs of this type do not see what lies before a packet:"
                + " XDP and tc do"));
        requireField(pointers.struct(), pointer);
        Temp from = flow().load(pointers.size(), new Address(context(), pointer, Region.CONTEXT));
        need(from, meta.size(), packet().data());
        meta.bind(Memory.of(flow(), from, 0, Region.PACKET));
        return meta;
    }

    /** Calls a helper, behind which the packet may lie elsewhere; {@return what it returned} */
    final Temp move(Helper helper, Value... arguments) {
        Value[] all = new Value[arguments.length + 1];
        all[0] = context();
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        Temp result = callHelper(helper, Set.of(Region.Kind.PACKET), all);
        flow().history().moved();
        return result;
    }

    /** Moves the packet by a helper that returns 0 where it could; where not, a body is done, which has to end the path. */
    final void moveOrEnd(Helper helper, Runnable otherwise, Value... arguments) {
        Bool moved = Bool.isZero(flow(), move(helper, arguments)).likely();
        orEnd(moved, "what is done where the packet cannot be moved has to end the path, such as with p.drop()", otherwise);
    }

    // ---- the cursor

    /** {@return the bytes of the packet that lie in one piece, all of them unless it has fragments} */
    public final Num length() {
        PacketState packet = packet();
        return NumValue.u64(flow(), flow().binary(AluOp.SUB, Width.W64, packet.end(), packet.data(), Long.SIZE));
    }

    /** {@return how many bytes lie before the cursor} */
    public final Num offset() {
        PacketState packet = packet();
        Value base = flow().binary(AluOp.SUB, Width.W64, packet.base(), packet.data(), Long.SIZE);
        return NumValue.u64(flow(), base).plus(packet.offset());
    }

    /** {@return a header that the class declares, from the cursor on} */
    public final <H extends Struct> H header(Supplier<H> maker) {
        H header = maker.get();
        header.takeFrom(this);
        return header;
    }

    /** Moves the cursor behind so many bytes; {@return where they lie} */
    final Memory take(int bytes) {
        PacketState at = packet();
        need(bytes);
        flow().packet(packet().at(at.base(), at.offset() + bytes));
        return Memory.of(flow(), at.base(), at.offset(), Region.PACKET);
    }

    /** Goes on only with packets that have so many bytes from the cursor on. */
    public final void need(int bytes) {
        need(packet().base(), upTo(packet(), bytes));
    }

    /** Goes on only with packets that have so many bytes behind a pointer into them. */
    final void need(Temp from, int bytes) {
        need(from, bytes, packet().end());
    }

    /** Goes on only where so many bytes lie between two pointers; elsewhere the packet is too short. */
    private void need(Temp from, int bytes, Temp end) {
        Block enough = flow().block();
        Optional<PacketState> packet = flow().packet();
        flow().end(new Ending.Bounds(from, bytes, end, enough, outcome().tooShort()));
        flow().goOn(enough, packet);
    }

    /** {@return whether there are so many bytes from the cursor on} */
    public final Bool has(int bytes) {
        PacketState packet = packet();
        int whole = upTo(packet, bytes);
        return Bool.of(flow(), (yes, no) -> flow().end(new Ending.Bounds(packet.base(), whole, packet.end(), yes, no)));
    }

    /** {@return so many bytes from the cursor on, counted from what the cursor is counted from} */
    private static int upTo(PacketState packet, int bytes) {
        int whole = packet.offset() + bytes;
        if (bytes < 0 || whole > MOST_BYTES) {
            throw CallSite.refuse(whole + " bytes of a packet, expected 0 to " + MOST_BYTES);
        }
        return whole;
    }

    /** Moves the cursor on by a constant. */
    public final void skip(int bytes) {
        PacketState packet = packet();
        if (bytes < 0 || packet.offset() + bytes > 0x7fff) {
            throw CallSite.refuse("skip(" + bytes + "): the cursor would be " + (packet.offset() + bytes)
                    + " bytes behind a header, expected 0 to 32767");
        }
        flow().packet(packet.at(packet.base(), packet.offset() + bytes));
    }

    /** Moves the cursor on by a number that is 0 to {@code most}: what is more is cut by {@code most} as a mask of bits. */
    public final void skip(Num bytes, int most) {
        if (most < 1 || most > 0x7fff || Integer.bitCount(most + 1) != 1) {
            String fitting = most < 1 || most > 0x7fff ? "" : ": " + (2 * Integer.highestOneBit(most) - 1) + " for numbers up to " + most;
            throw CallSite.refuse("skip(..., " + most + "): expected a mask of low bits, 1, 3, 7 ... 32767" + fitting);
        }
        Value masked = bytes.and(most).get().value();
        PacketState packet = packet();
        int furthest = packet.reach() + packet.offset() + most;
        if (furthest > MOST_BYTES) {
            throw CallSite.refuse("the cursor would be up to " + furthest + " bytes into the packet, and the verifier follows it to "
                    + MOST_BYTES + ": smaller masks say what is possible");
        }
        Temp base = (Temp) flow().binary(AluOp.ADD, Width.W64, packet.base(), masked, Long.SIZE);
        flow().packet(packet.at(base, packet.offset()).within(most));
    }

    /** Moves the cursor behind a header whose length 6 bits say, from where it began. */
    final void skipFrom(PacketState begin, Num length) {
        flow().packet(packet().at(begin.base(), begin.offset()));
        skip(length, 63);
    }

    /** Where the path stands in the packet. */
    final PacketState packet() {
        return flow().packet().orElseThrow();
    }
}
