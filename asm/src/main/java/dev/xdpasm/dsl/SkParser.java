package dev.xdpasm.dsl;

import dev.xdpasm.ir.Value;
import dev.xdpasm.object.ProgramKind;
import java.util.function.Consumer;

/**
 * A program that finds the messages in what the sockets of a map receive ({@code sk_skb/stream_parser}): it gives the bytes of the
 * one that is to come next, and {@link SkSkb} is run once that is there as a whole. A path that says nothing gives all that is there;
 * one that is short of bytes waits for more. Linux 4.14.
 *
 * <p>What it sees is the packet from its first byte on, also where a message ended in it and the next one begins behind that (the
 * offset is in {@code struct strp_msg}, net/strparser, which {@code __sk_buff} does not show). Bytes may lie in fragments: {@code
 * loadBytes} has them.
 */
public final class SkParser extends BufferProgram {
    private static final int WAIT = 0;

    private final SkBuff skb;

    private SkParser(Flow flow, Declared declared, SkBuff skb) {
        super(flow, declared, PacketPointers.STREAM, skb, skb.len);
        this.skb = skb;
        begin(new Outcome(flow, end -> pass(), end -> more()));
    }

    static void write(Compilation compilation, String name, Consumer<SkParser> body) {
        String section = "sk_skb/stream_parser";
        ProgramKind kind = ProgramKind.ofSection(section).orElseThrow();
        compilation.program(name, section, kind, (flow, declared) -> say(new SkParser(flow, declared, new SkBuff()), body));
    }

    /** {@return what the kernel says of the bytes} */
    public SkBuff skb() {
        return skb;
    }

    /** Ends the path: the message has so many bytes, which may be more than there are yet. */
    public void give(Num bytes) {
        exit(Given.notNull(bytes, "bytes").as(Types.U32).get().value());
    }

    /** Ends the path: the message has so many bytes, 1 or more. */
    public void give(int bytes) {
        if (bytes < 1) {
            throw CallSite.refuse("a message of " + bytes + " bytes, expected 1 or more: more() waits for what says how many it has");
        }
        exit(Value.of(bytes));
    }

    /** Ends the path: there is too little to say how long the message is. */
    public void more() {
        exit(Value.of(WAIT));
    }

    /** Ends the path: all that is there is a message. */
    @Override
    public void pass() {
        exit(skb.len.get().value());
    }

    /** Refused: a parser says where messages end, what becomes of them says an {@link SkSkb}. */
    @Override
    public void drop() {
        throw CallSite.refuse("a parser says how long messages are: an SkSkb (o.skSkb) throws them away");
    }

    @Override
    void requireRedirects() {
        throw CallSite.refuse("a parser says how long messages are: an SkSkb (o.skSkb) says where they go");
    }
}
