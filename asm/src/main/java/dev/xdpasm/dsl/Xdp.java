package dev.xdpasm.dsl;

import dev.xdpasm.ir.Address;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.isa.Size;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.ProgramKind;
import dev.xdpasm.object.SectionType;
import dev.xdpasm.uapi.AttachType;
import dev.xdpasm.uapi.Helper;
import dev.xdpasm.uapi.ProgramType;
import dev.xdpasm.uapi.XdpAction;
import dev.xdpasm.uapi.XdpMd;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * An XDP program: sees each packet as the driver received it, and says what becomes of it.
 *
 * <pre>{@code
 * BpfObject dropAll = Xdp.program("drop_all", p -> p.drop());
 * }</pre>
 *
 * <p>A path that falls off its end passes the packet, unless the program was begun with another default.
 */
public final class Xdp extends PacketProgram {
    private final AttachType place;

    private Xdp(Flow flow, Declared declared, AttachType place, XdpAction byDefault) {
        super(flow, declared, PacketPointers.XDP);
        this.place = place;
        begin(Outcome.exit(this, possible(byDefault).value()));
    }

    /** {@return an object of one XDP program, whose default is {@code XDP_PASS}} */
    public static BpfObject program(String name, Consumer<Xdp> body) {
        return program(name, XdpAction.XDP_PASS, body);
    }

    /**
     * {@return an object of one XDP program}
     *
     * @param byDefault what becomes of packets of which it says nothing, and of those that are too short for a header it asks for
     * @throws dev.xdpasm.AssemblyException if something cannot be; names the Java line
     */
    public static BpfObject program(String name, XdpAction byDefault, Consumer<Xdp> body) {
        return program(name, IsaLevel.DEFAULT, byDefault, body);
    }

    /** As {@link #program(String, XdpAction, Consumer)}, of the instructions of a level. */
    public static BpfObject program(String name, IsaLevel level, XdpAction byDefault, Consumer<Xdp> body) {
        Compilation compilation = new Compilation(level);
        write(compilation, name, byDefault, body);
        return compilation.object(Programs.LICENSE);
    }

    static void write(Compilation compilation, String name, XdpAction byDefault, Consumer<Xdp> body) {
        write(compilation, name, SectionType.XDP.sectionName(), byDefault, body);
    }

    static void write(Compilation compilation, String name, String section, XdpAction byDefault, Consumer<Xdp> body) {
        Optional<ProgramKind> known = ProgramKind.ofSection(section);
        if (known.isEmpty() || known.get().type() != ProgramType.BPF_PROG_TYPE_XDP) {
            throw CallSite.refuse("'" + section + "' is no section of XDP programs, expected one such as xdp, xdp.frags, xdp/devmap or"
                    + " xdp/cpumap");
        }
        ProgramKind kind = known.get();
        compilation.program(name, section, kind, new Body(kind, byDefault, body));
    }

    private record Body(ProgramKind kind, XdpAction byDefault, Consumer<Xdp> said) implements BiConsumer<Flow, Declared> {
        @Override
        public void accept(Flow flow, Declared declared) {
            say(new Xdp(flow, declared, kind.attachType().orElse(AttachType.BPF_XDP), byDefault), said);
        }
    }

    @Override
    public void pass() {
        action(XdpAction.XDP_PASS);
    }

    @Override
    public void drop() {
        action(XdpAction.XDP_DROP);
    }

    /** Ends the path: the packet goes out where it came in. Not where a map has sent it already. */
    public void tx() {
        action(XdpAction.XDP_TX);
    }

    /** Ends the path as an error: the packet is thrown away, and {@code xdp:xdp_exception} is traced. */
    public void aborted() {
        action(XdpAction.XDP_ABORTED);
    }

    /** Ends the path with an action. */
    public void action(XdpAction action) {
        exit(Value.of(possible(action).value()));
    }

    /** {@return an action that is possible where such programs run} */
    private XdpAction possible(XdpAction action) {
        if (action == XdpAction.XDP_TX && place != AttachType.BPF_XDP) {
            throw CallSite.refuse("a packet that a map has sent elsewhere does not go back (XDP_TX): " + itself() + " passes or drops it");
        }
        return action;
    }

    private String itself() {
        return "a program of section xdp/" + (place == AttachType.BPF_XDP_DEVMAP ? "devmap" : "cpumap");
    }

    /** On its way out of an interface a packet is passed or dropped ({@code dev_map_bpf_prog_run}, kernel/bpf/devmap.c). */
    @Override
    void requireRedirects() {
        if (place == AttachType.BPF_XDP_DEVMAP) {
            throw CallSite.refuse("a packet that leaves by an interface is not redirected again: " + itself() + " passes or drops it");
        }
    }

    /** Ends the path with an action that was computed. */
    public void action(Num action) {
        exit(action.get().value());
    }

    // ---- where packets go

    /**
     * Ends the path: the packet goes where a map says, or where that says nothing, becomes what an action says. Linux 4.14; with
     * an action other than {@code XDP_ABORTED} 5.3.
     *
     * @param otherwise an action that ends the packet's way here: not {@code XDP_REDIRECT}
     */
    public void redirect(TargetsRef targets, Num index, XdpAction otherwise) {
        if (Given.notNull(otherwise, "otherwise") != XdpAction.XDP_ABORTED) {
            if (otherwise == XdpAction.XDP_REDIRECT) {
                throw CallSite.refuse("a packet for which the map says nothing has nowhere to be redirected to: expected XDP_PASS, XDP_DROP,"
                        + " XDP_TX or XDP_ABORTED");
            }
            declared().functions().require("a redirect with an action other than XDP_ABORTED", "5.3");
        }
        redirect(targets, index, otherwise.value());
    }

    /** As {@link #redirect(TargetsRef, Num, XdpAction)}. */
    public void redirect(TargetsRef targets, long index, XdpAction otherwise) {
        Given.notNull(targets, "targets").requireIndex(index);
        redirect(targets, num(Types.U32, index), otherwise);
    }

    /** Ends the path: a copy of the packet goes to each interface of a devmap but the one it came in on. Linux 5.14. */
    public void broadcast(TargetsRef devices) {
        declared().functions().require("a broadcast", "5.14");
        int broadcast = 1 << 3;
        int excludeIngress = 1 << 4;
        redirect(devices, num(Types.U32, 0), broadcast | excludeIngress);
    }

    private void redirect(TargetsRef targets, Num index, int flags) {
        requireRedirects();
        Given.notNull(targets, "targets").declareIn(declared());
        exit(callHelper(
                Helper.bpf_redirect_map,
                Set.of(),
                targets.handle(flow()),
                index.as(Types.U32).get().value(),
                Value.of(flags)));
    }

    // ---- what moves the packet

    /**
     * Moves the packet's begin: below 0 makes room for bytes before it, above 0 takes bytes off. The cursor is at the first byte;
     * what was found before has to be taken from the packet again. A packet that cannot be moved takes the default action. Linux
     * 4.10.
     */
    public void adjustHead(int bytes) {
        adjustHead(num(bytes), this::byDefault);
    }

    /** As {@link #adjustHead(int)}, by a number that was computed. */
    public void adjustHead(Num bytes) {
        adjustHead(bytes, this::byDefault);
    }

    /** As {@link #adjustHead(int)}; {@code otherwise} ends the path of a packet that cannot be moved. */
    public void adjustHead(Num bytes, Runnable otherwise) {
        moveOrEnd(Helper.bpf_xdp_adjust_head, otherwise, Given.notNull(bytes, "bytes").get().value());
    }

    /**
     * Moves the packet's end: below 0 cuts bytes off, above 0 adds zeros (Linux 5.8). The cursor is at the first byte; what was
     * found before has to be taken from the packet again. A packet that cannot be moved takes the default action. Linux 4.18.
     */
    public void adjustTail(int bytes) {
        if (bytes > 0) {
            declared().functions().require("adding bytes at a packet's end", "5.8");
        }
        adjustTail(num(bytes), this::byDefault);
    }

    /** As {@link #adjustTail(int)}, by a number that was computed. */
    public void adjustTail(Num bytes) {
        adjustTail(bytes, this::byDefault);
    }

    /** As {@link #adjustTail(int)}; {@code otherwise} ends the path of a packet that cannot be moved. */
    public void adjustTail(Num bytes, Runnable otherwise) {
        moveOrEnd(Helper.bpf_xdp_adjust_tail, otherwise, Given.notNull(bytes, "bytes").get().value());
    }

    /**
     * {@return room for a struct before the packet, for tc and for programs behind a redirect to read ({@code meta})} Its bytes are
     * a multiple of 4, 4 to 252. Where the driver has no room, the default action is taken. What was found in the packet before
     * has to be taken from it again. Linux 4.15.
     */
    public <S extends Struct> S addMeta(Supplier<S> maker) {
        int size = maker.get().size();
        int most = 252;
        if (size % Integer.BYTES != 0 || size == 0 || size > most) {
            throw CallSite.refuse("metadata of " + size + " bytes, expected a multiple of 4 from 4 up to " + most);
        }
        moveOrEnd(Helper.bpf_xdp_adjust_meta, this::byDefault, Value.of(-size));
        return meta(maker);
    }

    /** {@inheritDoc} {@code bpf_xdp_get_buff_len}, Linux 5.18. */
    @Override
    public Num frameLength() {
        return status(callHelper(Helper.bpf_xdp_get_buff_len, Set.of(), context())).as(Types.U32);
    }

    @Override
    Helper loading() {
        return Helper.bpf_xdp_load_bytes;
    }

    @Override
    Temp storing(Value offset, Temp from, Value size) {
        return callHelper(Helper.bpf_xdp_store_bytes, Set.of(Region.Kind.PACKET), context(), offset, from, size);
    }

    // ---- what the kernel says of the packet

    /** {@return the index of the interface that the packet came in on} Linux 4.16. */
    public Num ingressIfindex() {
        return contextField(XdpMd.ingress_ifindex);
    }

    @Override
    Num incoming() {
        return ingressIfindex();
    }

    /** {@return the index of the receive queue} Linux 4.16. */
    public Num rxQueueIndex() {
        return contextField(XdpMd.rx_queue_index);
    }

    /** {@return the index of the interface that the packet leaves by; in programs of section {@code xdp/devmap} only} Linux 5.8. */
    public Num egressIfindex() {
        if (place != AttachType.BPF_XDP_DEVMAP) {
            throw CallSite.refuse("the interface that a packet leaves by is known where a devmap sends it, in a program of section"
                    + " xdp/devmap");
        }
        return contextField(XdpMd.egress_ifindex);
    }

    private Num contextField(XdpMd field) {
        requireField(PacketPointers.XDP.struct(), field.value());
        return new NumValue(
                flow(),
                flow().load(Size.W, new Address(context(), field.value(), Region.CONTEXT)),
                new NumType(Integer.SIZE, false));
    }
}
