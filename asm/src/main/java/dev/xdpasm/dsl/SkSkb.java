package dev.xdpasm.dsl;

import dev.xdpasm.ir.Value;
import dev.xdpasm.object.ProgramKind;
import dev.xdpasm.uapi.Helper;
import dev.xdpasm.uapi.ProgramType;
import java.util.function.Consumer;

/**
 * A program that sees what the sockets of a map receive: the bytes of a stream, without headers. They lie in fragments as a rule:
 * {@link #pull} comes before what takes a header from them. Linux 4.14 (TCP, behind a {@link SkParser}), 5.13 without one.
 */
public final class SkSkb extends StreamProgram {
    private final SkBuff skb;

    private SkSkb(Flow flow, Declared declared, SkBuff skb) {
        super(flow, declared, PacketPointers.STREAM, skb, skb.len);
        this.skb = skb;
    }

    static void write(Compilation compilation, String name, String section, Consumer<SkSkb> body) {
        ProgramKind kind = ProgramKind.ofSection(section)
                .filter(known -> known.type() == ProgramType.BPF_PROG_TYPE_SK_SKB && !section.endsWith("parser"))
                .orElseThrow(() -> CallSite.refuse("'" + section + "' is no section of programs that see what sockets receive, expected"
                        + " sk_skb/stream_verdict or sk_skb/verdict"));
        compilation.program(name, section, kind, (flow, declared) -> say(new SkSkb(flow, declared, new SkBuff()), body));
    }

    /** {@return what the kernel says of the bytes; {@code priority} and {@code tcIndex} may be written} */
    public SkBuff skb() {
        return skb;
    }

    /**
     * Has so many bytes lie in one piece, so that they can be taken from the packet; where there are fewer, the default action is
     * taken. What was found before has to be taken from the packet again.
     */
    public void pull(int bytes) {
        pullBytes(bytes);
    }

    @Override
    Helper redirectsByIndex() {
        return Helper.bpf_sk_redirect_map;
    }

    @Override
    Helper redirectsByKey() {
        return Helper.bpf_sk_redirect_hash;
    }
}
