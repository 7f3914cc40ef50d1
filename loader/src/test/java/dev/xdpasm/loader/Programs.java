package dev.xdpasm.loader;

import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.LineTable;
import dev.xdpasm.isa.Opcode;
import dev.xdpasm.isa.Relocation;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.uapi.ProgramType;
import java.util.List;

/** The programs that the tests load, under names that tell whose they are. */
final class Programs {
    /** Begins the name of each program of this test run, so that others on the machine do not disturb. */
    static final String PREFIX = "xt" + ProcessHandle.current().pid() + "_";

    /** {@code r0 = 2; exit}: XDP_PASS. */
    static final Code PERMIT_ALL = Code.of(0x2_0000_00b7L, 0x95L);

    /** {@code r0 = 1; exit}: XDP_DROP. */
    static final Code DROP_ALL = Code.of(0x1_0000_00b7L, 0x95L);

    /** {@code r0 = r1; r2 = r3; exit} at lines 5 to 7: r3 was never written. */
    static final Code UNINITIALISED = Code.of(
            new long[] {0x2_0000_00b7L, 0x32bfL, 0x95L},
            3,
            List.of(),
            new LineTable.Builder()
                    .add(0, "fw.xasm", 6, 1)
                    .add(1, "fw.xasm", 7, 5)
                    .add(2, "fw.xasm", 8, 1)
                    .build());

    private Programs() {}

    static BpfObject permitAll() {
        return BpfObject.of(BpfProgram.xdp(PREFIX + "pass", PERMIT_ALL));
    }

    static BpfObject dropAll() {
        return BpfObject.of(BpfProgram.xdp(PREFIX + "drop", DROP_ALL));
    }

    /** A permit-all of another section: {@code xdp.frags}, {@code xdp/devmap}. */
    static BpfObject permitAllIn(String section) {
        return BpfObject.of(new BpfProgram(PREFIX + "pass", ProgramType.BPF_PROG_TYPE_XDP, section, PERMIT_ALL));
    }

    static XdpProgram first(Bpf bpf) {
        return (XdpProgram) bpf.programs().get(0);
    }

    static XdpProgram only(Bpf bpf) {
        return bpf.xdp("xdp");
    }

    /** {@code r1 = map; r0 = 2; exit}. */
    static Code referring(String map) {
        return Code.of(
                new long[] {Insn.pack(Opcode.LDDW, 1, 0, (short) 0, 0), 0, 0x2_0000_00b7L, 0x95L},
                4,
                List.of(new Relocation(0, Relocation.Kind.MAP, map)),
                LineTable.empty());
    }

    static BpfObject withMap(MapSpec map) {
        return BpfObject.of(BpfProgram.xdp(PREFIX + "map", referring(map.name())), map);
    }
}
