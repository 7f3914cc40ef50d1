package dev.xdpasm.loader;

import dev.xdpasm.BpfException;
import dev.xdpasm.isa.Code;
import dev.xdpasm.isa.Insn;
import dev.xdpasm.isa.LineTable;
import dev.xdpasm.isa.Opcode;
import dev.xdpasm.isa.Relocation;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.MapSpec;
import dev.xdpasm.uapi.Helper;
import dev.xdpasm.uapi.MapType;
import dev.xdpasm.uapi.ProgramType;
import java.util.ArrayList;
import java.util.List;

/**
 * How often an XDP program answered what: counted by a program of ours that the kernel runs whenever that one returns (fexit), for
 * as long as this is open. Only the program's own answer is seen, not those of programs that were called in its stead (tail calls
 * count as what the whole answers). Linux 5.17 (bpf_get_func_ret), where the kernel has trampolines; the program must have been loaded with types.
 */
public final class ActionCounts implements AutoCloseable {
    /** XDP_ABORTED, XDP_DROP, XDP_PASS, XDP_TX, XDP_REDIRECT ({@code enum xdp_action}), and whatever else it answers. */
    public static final List<String> NAMES = List.of("aborted", "drop", "pass", "tx", "redirect", "other");

    private static final String PROGRAM = "xdpasm_actions";
    private static final String MAP = "actions";
    private static final int MAP_SLOT = 10;
    private static final int OTHER = NAMES.size() - 1;

    private final Bpf counter;
    private final BpfLink link;
    private final BpfMap<Long, PerCpu<Long>> counts;

    private ActionCounts(Bpf counter, BpfLink link) {
        this.counter = counter;
        this.link = link;
        this.counts = counter.map(MAP, Codecs.U32, Codecs.perCpu(Codecs.U64));
    }

    /**
     * Begins to count.
     *
     * @param program an XDP program, whoever loaded and attached it; its handle may be closed then
     * @throws BpfException if it is of another type, or was loaded without types
     * @throws KernelException if the kernel refuses, as one does that has no trampolines
     */
    public static ActionCounts of(LoadedProgram program) {
        if (!(program instanceof XdpProgram)) {
            throw new BpfException("program " + program.name() + " is no XDP program: its answers are no actions");
        }
        BpfProgram fexit = new BpfProgram(
                PROGRAM, ProgramType.BPF_PROG_TYPE_TRACING, "fexit/" + function(program), counting());
        Bpf counter = Bpf.load(
                BpfObject.of(fexit, new MapSpec(MAP, MapType.BPF_MAP_TYPE_PERCPU_ARRAY, 4, Long.BYTES, NAMES.size(), 0)),
                LoadOptions.defaults().withTargetProgram(program));
        try {
            return new ActionCounts(counter, counter.program(PROGRAM, TracingProgram.class).attach());
        } catch (RuntimeException e) {
            counter.close();
            throw e;
        }
    }

    /** The name of its first function: the kernel's name of a program is often cut. */
    private static String function(LoadedProgram program) {
        return program.dump().functions().stream()
                .map(ProgramDump.Function::name)
                .findFirst()
                .filter(name -> !name.isEmpty())
                .orElseThrow(() -> new BpfException("program " + program.name()
                        + " was loaded without types: the kernel does not know what in it is a function"));
    }

    /** Where the answer stands in the context depends on how well the kernel knows the program's type, so that it is asked for. */
    private static Code counting() {
        long[] words = {
            insn("(7a) *(u64 *)(r10 -8) = 0", 0x7a, 10, 0, -8, 0),
            insn("(bf) r2 = r10", 0xbf, 2, 10, 0, 0),
            insn("(07) r2 += -8", 0x07, 2, 0, 0, -8),
            insn("(85) call bpf_get_func_ret#184", Opcode.CALL, 0, 0, 0, Helper.bpf_get_func_ret.value()),
            insn("(61) r1 = *(u32 *)(r10 -8)", 0x61, 1, 10, -8, 0),
            insn("(a5) if r1 < 0x5 goto pc+1", 0xa5, 1, 0, 1, OTHER),
            insn("(b7) r1 = 5", 0xb7, 1, 0, 0, OTHER),
            insn("(63) *(u32 *)(r10 -8) = r1", 0x63, 10, 1, -8, 0),
            insn("(bf) r2 = r10", 0xbf, 2, 10, 0, 0),
            insn("(07) r2 += -8", 0x07, 2, 0, 0, -8),
            insn("(18) r1 = map[actions]", Opcode.LDDW, 1, 0, 0, 0),
            0,
            insn("(85) call bpf_map_lookup_elem#1", Opcode.CALL, 0, 0, 0, Helper.bpf_map_lookup_elem.value()),
            insn("(15) if r0 == 0x0 goto pc+3", 0x15, 0, 0, 3, 0),
            insn("(79) r1 = *(u64 *)(r0 +0)", 0x79, 1, 0, 0, 0),
            insn("(07) r1 += 1", 0x07, 1, 0, 0, 1),
            insn("(7b) *(u64 *)(r0 +0) = r1", 0x7b, 0, 1, 0, 0),
            insn("(b7) r0 = 0", 0xb7, 0, 0, 0, 0),
            insn("(95) exit", Opcode.EXIT, 0, 0, 0, 0)
        };
        List<Relocation> maps = List.of(new Relocation(MAP_SLOT, Relocation.Kind.MAP, MAP));
        return Code.of(words, words.length, maps, LineTable.empty());
    }

    /** The text is the reader's: a front, which would read it, stands above the loader. */
    private static long insn(String text, int code, int dst, int src, int off, int imm) {
        return Insn.pack(code, dst, src, (short) off, imm);
    }

    /** {@return how often each was answered since it was opened, in the order of {@link #NAMES}} */
    public List<Long> read() {
        List<Long> sums = new ArrayList<>();
        for (long action = 0; action < NAMES.size(); action++) {
            sums.add(counts.get(action).orElseThrow().sum(Long::longValue));
        }
        return sums;
    }

    /** Ends the counting; a second time does nothing. */
    @Override
    public void close() {
        link.close();
        counter.close();
    }
}
