package dev.xdpasm.dsl;

import dev.xdpasm.ir.Value;
import dev.xdpasm.object.ProgramKind;
import java.util.function.Consumer;

/**
 * A program that sees the packets of a control group's sockets; they begin with the IP header. Linux 4.10; direct access to packets
 * 4.19.
 */
public final class CgroupSkb extends BufferProgram {
    private static final int DROP = 0;
    private static final int PASS = 1;

    private final SkBuff skb;

    private CgroupSkb(Flow flow, Declared declared, SkBuff skb) {
        super(flow, declared, PacketPointers.SEEN_SKB, skb, skb.len);
        this.skb = skb;
        begin(Outcome.exit(this, PASS));
    }

    static void write(Compilation compilation, String name, String section, Consumer<CgroupSkb> body) {
        ProgramKind kind = ProgramKind.ofSection(section).orElseThrow();
        compilation.program(name, section, kind, (flow, declared) -> say(new CgroupSkb(flow, declared, new SkBuff()), body));
    }

    /** {@return what the kernel says of the packet} */
    public SkBuff skb() {
        return skb;
    }

    @Override
    Net network(int tags) {
        return skb.protocol;
    }

    @Override
    Num incoming() {
        return skb.ifindex;
    }

    @Override
    public void pass() {
        exit(Value.of(PASS));
    }

    @Override
    public void drop() {
        exit(Value.of(DROP));
    }
}
