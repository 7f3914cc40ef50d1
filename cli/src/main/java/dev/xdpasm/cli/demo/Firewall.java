package dev.xdpasm.cli.demo;

import static dev.xdpasm.isa.AtomicOp.ADD;
import static dev.xdpasm.isa.Register.R0;
import static dev.xdpasm.isa.Register.R1;
import static dev.xdpasm.isa.Register.R10;
import static dev.xdpasm.isa.Register.R2;
import static dev.xdpasm.isa.Register.R3;
import static dev.xdpasm.isa.Register.R4;
import static dev.xdpasm.isa.Register.R6;
import static dev.xdpasm.isa.Size.DW;
import static dev.xdpasm.uapi.EtherType.ETH_P_IP;
import static dev.xdpasm.uapi.Helper.bpf_map_lookup_elem;
import static dev.xdpasm.uapi.NetworkOrder.be16;
import static dev.xdpasm.uapi.XdpAction.XDP_DROP;
import static dev.xdpasm.uapi.XdpAction.XDP_PASS;
import static dev.xdpasm.uapi.XdpMd.data;
import static dev.xdpasm.uapi.XdpMd.data_end;

import dev.xdpasm.asm.Assembler;
import dev.xdpasm.asm.Label;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.uapi.XdpAction;

/**
 * A firewall in the Java DSL: permits by default, drops the IPv4 sources that a map holds, counts both.
 *
 * <p>The same program stands in testdata/programs/firewall.xasm as text; a test holds the two to the same bytes.
 */
public final class Firewall {
    /** The program's name. */
    public static final String NAME = "xdp_firewall";

    /** IPv4 sources to drop, in network order; the value counts the packets dropped from each. */
    public static final MapSpec BLOCKED = MapSpec.hash("blocked", Integer.BYTES, Long.BYTES, 1024);

    /** IPv4 packets by what was done with them: index is the {@link XdpAction}. */
    public static final MapSpec COUNTERS = MapSpec.array("counters", Long.BYTES, XdpAction.values().length);

    private static final int ETHERNET_HEADER = 14;
    private static final int IPV4_HEADER = 20;
    private static final int ETHER_TYPE = 12;
    private static final int SOURCE_ADDRESS = ETHERNET_HEADER + 12;
    private static final int KEY = -4;

    private Firewall() {}

    /** {@return the program and its maps} */
    public static BpfObject object() {
        return BpfObject.of(BpfProgram.xdp(NAME, Assembler.assemble(Firewall::assemble)), BLOCKED, COUNTERS);
    }

    private static void assemble(Assembler a) {
        Label count = a.label("count");
        Label done = a.label("done");
        Label pass = a.label("pass");

        // what is not IPv4, or too short to be, passes uncounted
        a.ldxw(R2, R1, data);
        a.ldxw(R3, R1, data_end);
        a.mov(R4, R2);
        a.add(R4, ETHERNET_HEADER + IPV4_HEADER);
        a.jgt(R4, R3, pass);
        a.ldxh(R4, R2, ETHER_TYPE);
        a.jne(R4, be16(ETH_P_IP), pass);

        // r0 = &blocked[source]
        a.ldxw(R4, R2, SOURCE_ADDRESS);
        a.stxw(R10, KEY, R4);
        a.loadMap(R1, BLOCKED);
        a.mov(R2, R10);
        a.add(R2, KEY);
        a.call(bpf_map_lookup_elem);

        // r6 = the action
        a.mov(R6, XDP_PASS);
        a.jeq(R0, 0, count);
        a.mov(R1, 1);
        a.atomic(ADD, DW, R0, 0, R1);
        a.mov(R6, XDP_DROP);

        // counters[action] += 1
        a.bind(count);
        a.stxw(R10, KEY, R6);
        a.loadMap(R1, COUNTERS);
        a.mov(R2, R10);
        a.add(R2, KEY);
        a.call(bpf_map_lookup_elem);
        a.jeq(R0, 0, done);
        a.mov(R1, 1);
        a.atomic(ADD, DW, R0, 0, R1);

        a.bind(done);
        a.mov(R0, R6);
        a.exit();

        a.bind(pass);
        a.mov(R0, XDP_PASS);
        a.exit();
    }
}
