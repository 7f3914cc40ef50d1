package dev.xdpasm.dsl;

import dev.xdpasm.ir.Value;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.ProgramKind;
import dev.xdpasm.uapi.EtherType;
import dev.xdpasm.uapi.Helper;
import dev.xdpasm.uapi.ProgramType;
import dev.xdpasm.uapi.TcAction;
import java.util.function.Consumer;

/**
 * A tc program: sees each packet that comes in or goes out, as the kernel holds it. What is said of the packet can be said to XDP
 * as well, by a method that takes a {@link PacketProgram}. Linux 4.1; direct access to packets 4.7.
 */
public final class Tc extends BufferProgram {
    private final SkBuff skb;

    private Tc(Flow flow, Declared declared, SkBuff skb, TcAction byDefault) {
        super(flow, declared, PacketPointers.SKB, skb, skb.len);
        this.skb = skb;
        begin(Outcome.exit(this, byDefault.value()));
    }

    /** {@return an object of one tc program, whose default is {@code TC_ACT_OK}} */
    public static BpfObject program(String name, Consumer<Tc> body) {
        return Programs.object(programs -> programs.tc(name, body));
    }

    static void write(Compilation compilation, String name, String section, TcAction byDefault, Consumer<Tc> body) {
        ProgramKind kind = ProgramKind.ofSection(section)
                .filter(known -> known.type() == ProgramType.BPF_PROG_TYPE_SCHED_CLS)
                .orElseThrow(() -> CallSite.refuse("'" + section + "' is no section of tc programs, expected one such as tc,"
                        + " tcx/ingress or netkit/primary"));
        compilation.program(name, section, kind, (flow, declared) -> say(new Tc(flow, declared, new SkBuff(), byDefault), body));
    }

    /** {@return what the kernel says of the packet} */
    public SkBuff skb() {
        return skb;
    }

    @Override
    Num incoming() {
        return skb.ifindex;
    }

    @Override
    public void pass() {
        action(TcAction.TC_ACT_OK);
    }

    @Override
    public void drop() {
        action(TcAction.TC_ACT_SHOT);
    }

    /** Ends the path with an action. */
    public void action(TcAction action) {
        exit(Value.of(action.value()));
    }

    /** Ends the path with an action that was computed. */
    public void action(Num action) {
        exit(action.get().value());
    }

    /**
     * Sends a copy of the packet out of another interface; {@return 0, or below 0 an error} What was found in the packet before has
     * to be taken from it again. Linux 4.2.
     */
    public Num cloneRedirect(Num ifindex) {
        return status(move(Helper.bpf_clone_redirect, ifindex.as(Types.U32).get().value(), Value.of(0)));
    }

    /**
     * Has so many bytes of the packet lie in one piece, so that headers can be taken from them; a packet that has fewer takes the
     * default action. What was found before has to be taken from the packet again. Linux 4.9.
     */
    public void pull(int bytes) {
        pullBytes(bytes);
    }

    /**
     * Puts a VLAN tag on the packet; {@return 0, or below 0 an error} What was found before has to be taken again. Linux 4.3.
     *
     * @param type {@code ETH_P_8021Q} or {@code ETH_P_8021AD}
     * @param tci VLAN id, drop eligibility and priority, 16 bits
     */
    public Num vlanPush(int type, Num tci) {
        if (type != EtherType.ETH_P_8021Q.value() && type != EtherType.ETH_P_8021AD.value()) {
            // the kernel would put an 802.1Q tag on it
            throw CallSite.refuse("a VLAN tag of type " + type + ", expected ETH_P_8021Q (0x8100) or ETH_P_8021AD (0x88a8)");
        }
        Value inNetworkOrder = Value.of(Folding.swapped(Short.SIZE, type));
        return status(move(Helper.bpf_skb_vlan_push, inNetworkOrder, tci.as(Types.U16).get().value()));
    }

    /** Takes the VLAN tag off; {@return 0, or below 0 an error} What was found before has to be taken again. Linux 4.3. */
    public Num vlanPop() {
        return status(move(Helper.bpf_skb_vlan_pop));
    }

    /**
     * Corrects an IP checksum for a word that changes; {@return 0, or below 0 an error} What was found before has to be taken again.
     * Linux 4.1.
     *
     * @param offset of the checksum, from the packet's first byte
     * @param before the word as it was, 2 or 4 bytes
     * @param after the word as it is to be
     */
    public Num replaceL3Checksum(Num offset, Net before, Net after) {
        return replace(Helper.bpf_l3_csum_replace, offset, before, after, 0);
    }

    /**
     * Corrects a TCP or UDP checksum for a word that changes; {@return 0, or below 0 an error} What was found before has to be taken
     * again. Linux 4.1.
     *
     * @param offset of the checksum, from the packet's first byte
     * @param before the word as it was, 2 or 4 bytes
     * @param after the word as it is to be
     * @param pseudoHeader whether the word is an address, which the pseudo header covers
     */
    public Num replaceL4Checksum(Num offset, Net before, Net after, boolean pseudoHeader) {
        int ofPseudoHeader = 1 << 4; // BPF_F_PSEUDO_HDR
        return replace(Helper.bpf_l4_csum_replace, offset, before, after, pseudoHeader ? ofPseudoHeader : 0);
    }

    private Num replace(Helper helper, Num offset, Net before, Net after, int flags) {
        NetValue old = before.get();
        NetValue next = after.get();
        if (old.bits() != next.bits() || old.bits() > Integer.SIZE) {
            throw CallSite.refuse("a be" + old.bits() + " becomes a be" + next.bits() + ", expected two be16 or two be32");
        }
        int size = old.bits() / Byte.SIZE;
        return status(move(helper, offset.as(Types.U32).get().value(), old.value(), next.value(), Value.of(flags | size)));
    }

    /**
     * On ingress: gives the packet to a socket, whatever its addresses say; {@return 0, or below 0 an error} The routes still have to
     * say that the packet is for this machine. Linux 5.7.
     */
    public Num assign(Sock socket) {
        return assignTo(socket);
    }
}
