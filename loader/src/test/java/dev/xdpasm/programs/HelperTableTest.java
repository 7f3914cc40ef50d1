package dev.xdpasm.programs;

import static dev.xdpasm.dsl.Types.*;
import static dev.xdpasm.programs.Refusals.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.asm.Assembler;
import dev.xdpasm.dsl.FibLookup;
import dev.xdpasm.dsl.Globals;
import dev.xdpasm.dsl.Programs;
import dev.xdpasm.dsl.Types;
import dev.xdpasm.dsl.Xdp;
import dev.xdpasm.isa.IsaLevel;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.loader.VerifierException;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.object.BpfProgram;
import dev.xdpasm.object.ProgramKind;
import dev.xdpasm.uapi.Helper;
import dev.xdpasm.uapi.ProgramType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The table of helpers says of each program type what the running kernel says. With {@code -Dxdpasm.write} it is written anew:
 * prototypes from {@code testdata/helpers/make-prototypes.sh} stay as they are.
 */
@KernelTest
class HelperTableTest {
    private static final Path TABLE = Path.of("../asm/src/main/resources/dev/xdpasm/dsl/helpers.tsv");

    /** Sections of types that the kernel loads without being told what to attach to. */
    private static final List<String> SECTIONS = List.of(
            "xdp", "tc", "cgroup_skb/ingress", "socket", "cgroup/connect4", "sockops", "sk_lookup", "tracepoint/syscalls/x",
            "raw_tracepoint/x", "cgroup/sock_create", "sk_skb/stream_parser", "sk_msg", "lwt_in", "lwt_out", "lwt_xmit", "lwt_seg6local",
            "cgroup/dev", "cgroup/sysctl", "cgroup/getsockopt", "flow_dissector", "perf_event", "syscall", "sk_reuseport", "netfilter",
            "raw_tracepoint.w/x");

    private static boolean allowed(ProgramKind kind, Helper helper) {
        return refusal(kind, helper)
                .filter(refusal -> refusal.log().contains("program of this type cannot use helper")
                        || refusal.log().contains("unknown func"))
                .isEmpty();
    }

    private static Map<String, List<String>> asked() {
        Map<String, List<String>> types = new LinkedHashMap<>();
        for (String section : SECTIONS) {
            ProgramKind kind = ProgramKind.ofSection(section).orElseThrow();
            for (Helper helper : Helper.values()) {
                List<String> known = types.computeIfAbsent(helper.name(), name -> new ArrayList<>());
                if (allowed(kind, helper)) {
                    known.add(kind.type().shortName());
                }
            }
        }
        types.values().forEach(list -> list.sort(null));
        return types;
    }

    @Test
    void tableIsWhatTheKernelAnswers() throws Exception {
        String release = Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip();
        Assumptions.assumeTrue(release.startsWith("6.18"), () -> "this kernel is " + release + ", not 6.18, of which the table is");
        Map<String, List<String>> asked = asked();
        List<String> lines = Files.readAllLines(TABLE);
        List<String> expected = lines.stream()
                .map(line -> line.split("\t"))
                .map(row -> String.join("\t", row[0], row[1], row[2], String.join(",", asked.getOrDefault(row[0], List.of()))))
                .toList();
        if (System.getProperty("xdpasm.write") != null) {
            Files.write(TABLE, expected);
        }
        assertEquals(String.join("\n", expected), String.join("\n", Files.readAllLines(TABLE)));
    }

    @Test
    void helpersAreCalledByName() {
        BpfObject object = Xdp.program("named", p -> {
            var route = p.make(FibLookup.TYPE, r -> r.family.set(200));
            var refusedRoute = p.call(Helper.bpf_fib_lookup, route, 64, 0);
            p.when(refusedRoute.ge(0), () -> p.drop());
            p.when(p.call(Helper.bpf_get_smp_processor_id).gt(4096), () -> p.drop());
            p.when(p.call(Helper.bpf_xdp_adjust_tail, p.num(-1)).ne(0), () -> p.drop());
            p.ethernet();
        });
        try (Bpf bpf = Bpf.load(object)) {
            assertEquals(2, bpf.xdp("named").run(Packets.ethernet(0x0800, 60)).retval());
        }
    }

    @Test
    void misuseIsRefused() {
        refused("programs of type BPF_PROG_TYPE_XDP cannot call bpf_skb_vlan_pop, those can:", () ->
                Xdp.program("x", p -> p.call(Helper.bpf_skb_vlan_pop)));
        refused("bpf_redirect takes 2 arguments (u32 ifindex, u64 flags), not 1", () ->
                Xdp.program("x", p -> p.call(Helper.bpf_redirect, 1)));
        refused("'u32 ifindex' of bpf_redirect is given as a number in host order, not as NetValue", () ->
                Xdp.program("x", p -> p.call(Helper.bpf_redirect, p.ethernet().type(), 0)));
        refused("int plen of bpf_fib_lookup is 65, the memory before it has 64 bytes", () -> Xdp.program("x", p -> {
            var route = p.make(FibLookup.TYPE, r -> {});
            p.call(Helper.bpf_fib_lookup, route, 65, 0);
        }));
        refused("bpf_spin_lock is not called by its name", () -> Xdp.program("x", p -> p.call(Helper.bpf_spin_lock, p.num(1))));
    }

    @Test
    void theFirstReleaseOfEachHelperIsWhatTheKernelAnswers() throws Exception {
        String[] running = Files.readString(Path.of("/proc/sys/kernel/osrelease")).split("[.-]");
        ProgramKind kind = ProgramKind.ofSection("xdp").orElseThrow();
        List<String> unknown = new ArrayList<>();
        List<String> later = new ArrayList<>();
        for (Helper helper : Helper.values()) {
            String[] since = helper.since().split("\\.");
            int major = Integer.compare(Integer.parseInt(since[0]), Integer.parseInt(running[0]));
            boolean isLater = major == 0 ? Integer.parseInt(since[1]) > Integer.parseInt(running[1]) : major > 0;
            Optional<VerifierException> refusal = refusal(kind, helper);
            if (isLater) {
                later.add(helper.name());
            }
            if (refusal.filter(e -> e.log().contains("invalid func")).isPresent()) {
                unknown.add(helper.name());
                assertTrue(refusal.get().getMessage().contains(", " + helper + " needs " + helper.since()), refusal.get()::getMessage);
            }
        }
        assertEquals(later, unknown);
    }

    private static Optional<VerifierException> refusal(ProgramKind kind, Helper helper) {
        Assembler code = new Assembler();
        code.call(helper);
        code.exit();
        BpfProgram probe = new BpfProgram("probe", "probe", kind, code.build());
        try {
            Bpf.load(BpfObject.builder().programs(List.of(probe)).license("GPL").build()).close();
            return Optional.empty();
        } catch (VerifierException refusal) {
            return Optional.of(refusal);
        }
    }

    @Test
    void helpersThatTheToldKernelLacksAreRefused() {
        refused("bpf_xdp_get_buff_len is of Linux 5.18, and the program is for 5.15 too (Programs.kernel)", () -> Programs.object(o -> {
            o.kernel(5, 15);
            o.xdp("old", p -> p.action(p.frameLength()));
        }));
        refused("bpf_xdp_adjust_tail is of Linux 4.18, and the program is for 4.17 too", () -> Programs.object(IsaLevel.V2, o -> {
            o.kernel(4, 17);
            o.xdp("old", p -> p.call(Helper.bpf_xdp_adjust_tail, -1));
        }));
        refused("memory at a fixed address (a global, an element of an array, a text) is of Linux 5.2", () -> Programs.object(o -> {
            o.kernel(5, 1);
            o.xdp("old", p -> p.global(Globals.counter("seen", Types.U64)).add(1));
        }));
        Programs.object(o -> {
            o.kernel(5, 18);
            o.xdp("new_enough", p -> p.action(p.frameLength()));
        });
    }
}
