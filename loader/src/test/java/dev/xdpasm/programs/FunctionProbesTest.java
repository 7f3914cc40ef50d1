package dev.xdpasm.programs;

import static dev.xdpasm.dsl.Types.*;
import static dev.xdpasm.programs.Refusals.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.xdpasm.btf.BtfIndex;
import dev.xdpasm.btf.BtfKind;
import dev.xdpasm.btf.BtfType;
import dev.xdpasm.dsl.FunctionProbe;
import dev.xdpasm.dsl.GlobalRef;
import dev.xdpasm.dsl.Globals;
import dev.xdpasm.dsl.NumField;
import dev.xdpasm.dsl.Programs;
import dev.xdpasm.dsl.PtRegs;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.BpfLink;
import dev.xdpasm.loader.Codecs;
import dev.xdpasm.loader.KernelFeature;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.loader.Needs;
import dev.xdpasm.loader.ProbeProgram;
import dev.xdpasm.loader.RawTracepointProgram;
import dev.xdpasm.loader.TracingProgram;
import dev.xdpasm.object.BpfObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import jnr.ffi.LibraryLoader;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs at functions of the kernel and of processes: what these are given and what they return. */
@KernelTest
class FunctionProbesTest {
    private static final GlobalRef<NumField> HITS = Globals.counter("hits", U64);
    private static final GlobalRef<NumField> SEEN = Globals.counter("seen", U64);
    private static final long NANOS = 123_456_789;

    /** Functions of libc. */
    public interface LibC {
        /** {@return the number without its sign} */
        int abs(int number);

        /** {@return the number that a text says} */
        int atoi(String text);
    }

    private static BpfObject object(String section, Consumer<FunctionProbe> body) {
        return Programs.object(o -> o.probe("probe", section, body));
    }

    private static long value(Bpf bpf, int offset) {
        byte[] bytes = bpf.map(".bss", Codecs.U32, Codecs.bytes(16)).get(0L).orElseThrow();
        return java.nio.ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN).getLong(offset);
    }

    /** The offset of a function in the C library that this process uses, as the linker's table has it. */
    private static long offset(Path libc, String function) throws Exception {
        Process nm = new ProcessBuilder("llvm-nm-19", "-D", "--defined-only", libc.toString()).start();
        for (String line : new String(nm.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
            String[] words = line.split("\\s+");
            if (words.length == 3 && words[2].split("@")[0].equals(function)) {
                return Long.parseLong(words[0], 16); // the code of libc lies in the file where it lies in memory
            }
        }
        throw new AssertionError(function + " is not in " + libc);
    }

    private static Path libc() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/maps")).stream()
                .filter(line -> line.contains("/libc.so.6"))
                .map(line -> Path.of(line.substring(line.indexOf('/'))))
                .findFirst()
                .orElseThrow();
    }

    private static void inProcess(String section, String function, Consumer<FunctionProbe> body, Runnable call, long hits, long seen)
            throws Exception {
        Needs.version(KernelFeature.PERF_LINK);
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/llvm-nm-19")), "no llvm-nm-19");
        ProbeProgram.At at = section.equals("uprobe") ? ProbeProgram.At.ENTRY : ProbeProgram.At.RETURN;
        Path file = libc();
        try (Bpf bpf = Bpf.load(object(section, body));
                BpfLink link = ((ProbeProgram) bpf.program("probe"))
                        .attachUprobe(file, offset(file, function), Optional.of(ProcessHandle.current().pid()), at)) {
            assertEquals("perf_event", link.info().typeName());
            call.run();
            assertEquals(List.of(hits, seen), List.of(value(bpf, 0), value(bpf, 8)));
        }
    }

    @Test
    void uprobesSeeArguments() throws Exception {
        LibC c = LibraryLoader.create(LibC.class).load("c");
        inProcess("uprobe", "abs", p -> p.when(p.argument(0).as(S32).eq(-54321), () -> {
            p.global(HITS).atomicAdd(1);
            p.global(SEEN).set(p.argument(0).as(U32).as(U64));
        }), () -> c.abs(-54321), 1, -54321 & 0xffff_ffffL);
    }

    @Test
    void uretprobesSeeWhatIsReturned() throws Exception {
        LibC c = LibraryLoader.create(LibC.class).load("c");
        inProcess("uretprobe", "abs", p -> p.when(p.result().as(S32).eq(54321), () -> {
            p.global(HITS).atomicAdd(1);
            p.global(SEEN).set(p.result().as(U32).as(U64));
        }), () -> c.abs(-54321), 1, 54321);
    }

    @Test
    void whatArgumentsPointToIsRead() throws Exception {
        LibC c = LibraryLoader.create(LibC.class).load("c");
        inProcess("uprobe", "atoi", p -> {
            var text = p.readUser(p.argument(0), BE64);
            p.global(HITS).atomicAdd(1);
            p.global(SEEN).set(text.host());
            p.readUser(p.num(8), U64); // nothing lies there: the path ends
            p.global(SEEN).set(p.num(0));
        }, () -> c.atoi("1234567"), 1, 0x3132333435363700L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kprobe/hrtimer_nanosleep", "kprobe.multi/hrtimer_nanosleep", "fentry/hrtimer_nanosleep",
        "fexit/hrtimer_nanosleep"})
    void functionsOfTheKernelAreSeen(String section) throws Exception {
        BpfObject object = object(section, p -> p.when(p.argument(0).eq(NANOS), () -> {
            p.global(HITS).atomicAdd(1);
            p.global(SEEN).set(section.startsWith("fexit") ? p.result() : p.argument(0));
        }));
        if (section.startsWith("kprobe.multi")) {
            Needs.version(KernelFeature.KPROBE_MULTI);
        }
        try (Bpf bpf = Bpf.load(object)) {
            BpfLink link;
            try {
                link = bpf.program("probe") instanceof TracingProgram traced
                        ? traced.attach()
                        : section.startsWith("kprobe.multi")
                                ? ((ProbeProgram) bpf.program("probe"))
                                        .attachKprobes(List.of("hrtimer_nanosleep"), ProbeProgram.At.ENTRY)
                                : ((ProbeProgram) bpf.program("probe"))
                                        .attachKprobe("hrtimer_nanosleep", 0, ProbeProgram.At.ENTRY);
            } catch (dev.xdpasm.BpfException e) {
                // what kprobe.multi is made of is built, or left out, for itself
                link = Needs.without(section.startsWith("kprobe.multi") ? "fprobe" : "kprobes", e.getMessage());
            }
            try (BpfLink attached = link) {
                assertEquals(bpf.program("probe").id(), attached.info().programId());
                new ProcessBuilder("sleep", "0.123456789").start().waitFor();
                long seen = section.startsWith("fexit") ? 0 : NANOS;
                assertEquals(List.of(1L, seen), List.of(value(bpf, 0), value(bpf, 8)));
            }
        } catch (dev.xdpasm.loader.KernelException e) {
            Needs.without("fentry", e.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kprobe/wake_up_new_task", "fentry/wake_up_new_task", "tp_btf/sched_process_fork"})
    void structsThatFunctionsAreGivenAreRead(String section) throws Exception {
        long own = ProcessHandle.current().pid();
        BpfObject object = object(section, p -> {
            var task = p.argument(section.startsWith("tp_btf") ? 1 : 0, "task_struct");
            p.when(task.object("real_parent", "task_struct").field("tgid", U32).eq(own), () -> p.when(task.field("tgid", U32).ne(own), () -> {
                p.global(HITS).atomicAdd(1);
                p.global(SEEN).set(task.field("tgid", U32).as(U64));
            }));
        });
        try (Bpf bpf = Bpf.load(object)) {
            BpfLink link;
            try {
                link = bpf.program("probe") instanceof TracingProgram traced
                        ? traced.attach()
                        : ((ProbeProgram) bpf.program("probe")).attachKprobe("wake_up_new_task", 0, ProbeProgram.At.ENTRY);
            } catch (dev.xdpasm.BpfException e) {
                link = Needs.without("kprobes", e.getMessage());
            }
            try (BpfLink attached = link) {
                assertEquals(bpf.program("probe").id(), attached.info().programId());
                Process child = new ProcessBuilder("true").start();
                child.waitFor();
                assertEquals(List.of(1L, child.pid()), List.of(value(bpf, 0), value(bpf, 8)));
            }
        } catch (dev.xdpasm.loader.KernelException e) {
            Needs.without("fentry", e.getMessage());
        }
    }

    @Test
    void rawTracepointsCopyWhatTheirArgumentsPointTo() throws Exception {
        BpfObject object = object("raw_tp/sched_process_fork", p -> {
            var parent = p.argument(0, "task_struct");
            var child = p.argument(1, "task_struct").field("tgid", U32);
            p.when(parent.field("tgid", U32).eq(ProcessHandle.current().pid()).and(child.ne(parent.field("tgid", U32))), () -> {
                p.global(HITS).atomicAdd(1);
                p.global(SEEN).set(child.as(U64));
            });
        });
        try (Bpf bpf = Bpf.load(object);
                BpfLink link = bpf.program("probe", RawTracepointProgram.class).attach()) {
            assertEquals("raw_tracepoint", link.info().typeName());
            Process child = new ProcessBuilder("true").start();
            child.waitFor();
            assertEquals(List.of(1L, child.pid()), List.of(value(bpf, 0), value(bpf, 8)));
        }
    }

    @Test
    void hooksOfSecurityModulesRefuse() {
        BpfObject object = object("lsm/task_setnice", p -> {
            var task = p.argument(0, "task_struct");
            p.when(task.field("tgid", U32).eq(1), () -> p.give(-1));
            p.when(p.argument(1).as(S32).lt(-5), () -> p.give(-13));
        });
        try (Bpf bpf = Bpf.load(object)) {
            assertEquals("lsm", bpf.program("probe").info().typeName());
        } catch (dev.xdpasm.loader.KernelException e) {
            Needs.without("lsm", e.getMessage());
        }
    }

    @Test
    void registersLieWhereTheKernelsTypesSay() {
        Assumptions.assumeTrue(PtRegs.here() == PtRegs.X86_64, "this is " + PtRegs.here());
        BtfIndex kernel = BtfIndex.ofKernel();
        Map<String, Integer> offsets = new TreeMap<>();
        BtfType.Struct registers = (BtfType.Struct) kernel.type(kernel.find("pt_regs", BtfKind.STRUCT).orElseThrow());
        registers.members().forEach(member -> offsets.put(member.name(), member.bitOffset() / 8));
        String[] names = {"di", "si", "dx", "cx", "r8", "r9"};
        for (int i = 0; i < names.length; i++) {
            assertEquals(offsets.get(names[i]), PtRegs.X86_64.argument(i), names[i]);
        }
        assertEquals(offsets.get("ax"), PtRegs.X86_64.result());
        assertEquals(offsets.get("ip"), PtRegs.X86_64.instruction());
    }

    @Test
    void misuseIsRefused() {
        refused("argument 6, expected 0 to 5", () -> Programs.object(o ->
                o.probe("p", "kprobe/x", PtRegs.X86_64, p -> p.argument(6))));
        refused("a function that has returned has no arguments in registers", () -> object("kretprobe/x", p -> p.argument(0)));
        refused("a function that is entered has no result", () -> object("fentry/x", FunctionProbe::result));
        refused("decides nothing: give(-1) is for sections lsm/..., lsm_cgroup/... and", () -> object("fentry/x", p -> p.give(-1)));
        refused("give(1): expected 0 or an error, -1 to -4095", () -> object("lsm/file_open", p -> p.give(1)));
        refused("give(1): expected 0 or an error, -1 to -4095", () -> object("lsm_cgroup/socket_bind", p -> p.give(1)));
        refused("'xdp' is no section of programs that probe a function", () -> object("xdp", p -> {}));
    }
}
