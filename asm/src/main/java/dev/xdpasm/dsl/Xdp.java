package dev.xdpasm.dsl;

import dev.xdpasm.ir.Address;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.isa.Size;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.uapi.XdpAction;
import dev.xdpasm.uapi.XdpMd;
import java.util.function.Consumer;

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
    private Xdp(Flow flow, Declared declared) {
        super(flow, declared, PacketPointers.XDP);
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
        compilation.function(name, (flow, declared) -> {
            Xdp program = new Xdp(flow, declared);
            program.begin(new Outcome(flow, end -> program.exit(Value.of(byDefault.value()))));
            body.accept(program);
            program.byDefault();
        });
        return compilation.object(code -> BpfProgram.xdp(name, code));
    }

    @Override
    public void pass() {
        action(XdpAction.XDP_PASS);
    }

    @Override
    public void drop() {
        action(XdpAction.XDP_DROP);
    }

    /** Ends the path: the packet goes out where it came in. */
    public void tx() {
        action(XdpAction.XDP_TX);
    }

    /** Ends the path as an error: the packet is thrown away, and {@code xdp:xdp_exception} is traced. */
    public void aborted() {
        action(XdpAction.XDP_ABORTED);
    }

    /** Ends the path with an action. */
    public void action(XdpAction action) {
        exit(Value.of(action.value()));
    }

    /** Ends the path with an action that was computed. */
    public void action(Num action) {
        exit(action.get().value());
    }

    /** {@return the index of the interface that the packet came in on} Linux 4.16. */
    public Num ingressIfindex() {
        return contextField(XdpMd.ingress_ifindex);
    }

    /** {@return the index of the receive queue} Linux 4.16. */
    public Num rxQueueIndex() {
        return contextField(XdpMd.rx_queue_index);
    }

    private Num contextField(XdpMd field) {
        return new NumValue(
                flow(),
                flow().load(Size.W, new Address(context(), field.value(), Region.CONTEXT)),
                new NumType(Integer.SIZE, false));
    }
}
