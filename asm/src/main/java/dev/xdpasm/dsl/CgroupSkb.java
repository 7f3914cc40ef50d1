package dev.xdpasm.dsl;

import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.object.ProgramKind;
import dev.xdpasm.uapi.Helper;
import java.util.function.Consumer;

/**
 * A program that sees the packets of a control group's sockets; they begin with the IP header. Linux 4.10; direct access to packets
 * 4.19.
 */
public final class CgroupSkb extends PacketProgram {
    private final SkBuff skb = new SkBuff();

    private CgroupSkb(Flow flow, Declared declared) {
        super(flow, declared, PacketPointers.SEEN_SKB);
        skb.bind(Memory.of(flow, context(), 0, Region.CONTEXT));
    }

    static void write(Compilation compilation, String name, String section, Consumer<CgroupSkb> body) {
        ProgramKind kind = ProgramKind.ofSection(section).orElseThrow();
        compilation.program(name, section, kind, (flow, declared) -> {
            CgroupSkb program = new CgroupSkb(flow, declared);
            program.begin(new Outcome(flow, end -> program.pass()));
            body.accept(program);
            program.finish();
        });
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
        exit(Value.of(1));
    }

    @Override
    public void drop() {
        exit(Value.of(0));
    }

    /** {@return the socket that the packet is of, if it is of one} Linux 5.1. */
    public Found<Sock> socket() {
        return socketOf(skb);
    }

    @Override
    public Num frameLength() {
        return skb.len.get();
    }

    @Override
    Helper loading() {
        return Helper.bpf_skb_load_bytes;
    }

    @Override
    Temp storing(Value offset, Temp from, Value size) {
        throw CallSite.refuse("a program of a control group does not write packets: do it in tc");
    }
}
