package dev.xdpasm.programs;

import static dev.xdpasm.dsl.Types.*;
import static dev.xdpasm.programs.Refusals.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.BpfException;
import dev.xdpasm.dsl.Dynptr;
import dev.xdpasm.dsl.KernelObject;
import dev.xdpasm.dsl.Kfunc;
import dev.xdpasm.dsl.NumField;
import dev.xdpasm.dsl.Programs;
import dev.xdpasm.dsl.SocketTuple4;
import dev.xdpasm.dsl.Struct;
import dev.xdpasm.dsl.Type;
import dev.xdpasm.dsl.Xdp;
import dev.xdpasm.elf.ElfReader;
import dev.xdpasm.elf.ElfWriter;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.loader.Needs;
import dev.xdpasm.loader.SyscallProgram;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.uapi.Helper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions of the kernel that programs call by their declarations, dynptrs among what they take. */
@KernelTest(pins = true)
class KfuncTest {
    static final Kfunc FROM_XDP = Kfunc.of("int bpf_dynptr_from_xdp(struct xdp_md *x, u64 flags, struct bpf_dynptr *ptr)");
    static final Kfunc FROM_SKB = Kfunc.of("int bpf_dynptr_from_skb(struct __sk_buff *s, u64 flags, struct bpf_dynptr *ptr)");
    static final Kfunc IS_RDONLY = Kfunc.of("bool bpf_dynptr_is_rdonly(const struct bpf_dynptr *p);");
    static final Kfunc SIZE = Kfunc.of("extern __u32 bpf_dynptr_size(const struct bpf_dynptr *p) __ksym;");

    static final Kfunc TASK = Kfunc.of("struct task_struct *bpf_task_from_pid(s32 pid)")
            .releasedBy("void bpf_task_release(struct task_struct *p)");

    static final class Number extends Struct {
        final NumField number = u64();
    }

    static final Type<Number, Number> NUMBER = struct(Number::new);

    private static BpfObject both() {
        return Programs.object(o -> {
            o.xdp("early", p -> {
                var packet = p.make(Dynptr.TYPE, d -> {});
                p.when(p.call(FROM_XDP, 0, packet).ne(0), p::drop);
                var number = p.make(NUMBER, n -> {});
                p.when(p.call(Helper.bpf_dynptr_read, number, 2, packet, 20, 0).ne(0), p::drop);
                p.when(p.call(Helper.bpf_dynptr_write, packet, 0, number, 2, 0).ne(0), p::drop);
                p.when(p.call(IS_RDONLY, packet).ne(0), p::drop);
                p.action(number.number.plus(p.call(SIZE, packet)));
            });
            o.tc("late", p -> {
                var packet = p.make(Dynptr.TYPE, d -> {});
                p.when(p.call(FROM_SKB, 0, packet).ne(0), p::drop);
                p.when(p.call(SIZE, packet).eq(60), p::drop);
            });
        });
    }

    private static void requireBoth(Bpf bpf) {
        byte[] packet = Packets.ethernet(0x0800, 46);
        var result = bpf.xdp("early").run(packet);
        assertEquals(0x0706 + 60, result.retval());
        assertEquals(6, result.data()[0]);
        assertEquals(2, bpf.programs().get(1).run(packet).retval());
    }

    @Test
    void theLoaderFindsThemInTheKernelsTypes() {
        Needs.version(6, 4, "dynptrs of packets");
        try (Bpf bpf = Bpf.load(both())) {
            requireBoth(bpf);
        }
    }

    @Test
    void inElfTheyAreExternsAsCompilersLeaveThem(@TempDir Path dir) throws Exception {
        Needs.version(6, 4, "dynptrs of packets");
        Path file = Files.write(dir.resolve("kfuncs.o"), ElfWriter.write(both()));
        try (Bpf bpf = Bpf.load(ElfReader.read(file.toString(), Files.readAllBytes(file)))) {
            requireBoth(bpf);
        }
        Path pins = Path.of("/sys/fs/bpf/xdpasm-kfunc-" + ProcessHandle.current().pid());
        Process bpftool = new ProcessBuilder("bpftool", "prog", "loadall", file.toString(), pins.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(bpftool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        int status = bpftool.waitFor();
        for (String name : new String[] {"early", "late"}) {
            Files.deleteIfExists(pins.resolve(name));
        }
        Files.deleteIfExists(pins);
        assertEquals(0, status, said);
    }

    @Test
    void whatTheKernelLacksIsToldAtLoad() {
        var none = Kfunc.of("void bpf_no_such_function(void)");
        BpfObject object = Xdp.program("none", p -> p.call(none));
        BpfException error = assertThrows(BpfException.class, () -> Bpf.load(object).close());
        assertTrue(error.getMessage().contains("extern bpf_no_such_function is not in the kernel, as a function"), error::getMessage);
    }

    private static int run(BpfObject object, byte[] packet) {
        try (Bpf bpf = Bpf.load(object)) {
            return bpf.xdp(object.programs().get(0).name()).run(packet).retval();
        }
    }

    @Test
    void whatAFunctionGivesIsGivenBackOnEachPath() {
        Needs.version(6, 12, "tasks that XDP programs look up");
        int own = (int) ProcessHandle.current().pid();
        BpfObject object = Xdp.program("tasks", p -> {
            p.ethernet();
            p.find(TASK, own).ifPresent(task -> {
                var number = task.field("tgid", U32);
                p.when(task.field("pid", U32).ne(own), p::drop); // leaves with the task
                p.need(20); // a short packet leaves with it as well
                p.find(TASK, 0x7fff_fffe).ifPresent(other -> p.aborted()).otherwise(() -> p.action(number)); // there is none
            });
            p.drop();
        });
        assertEquals(own, run(object, Packets.ethernet(0x0800, 46)));
        assertEquals(2, run(object, Packets.ethernet(0x0800, 4)), "too short");
    }

    @Test
    void memoryThatAFunctionGivesIsSeenAsAType() {
        Needs.version(6, 4, "dynptrs of packets");
        var slice = Kfunc.of("void *bpf_dynptr_slice(const struct bpf_dynptr *p, u64 offset, void *buffer__opt, u64 buffer__szk)");
        BpfObject object = Xdp.program("slices", p -> {
            var packet = p.make(Dynptr.TYPE, d -> {});
            p.when(p.call(FROM_XDP, 0, packet).ne(0), p::drop);
            var room = p.make(NUMBER, n -> {});
            var found = p.find(slice, packet, 20, room, 8).orElse(p::aborted);
            p.action(found.as(BE16).host());
        });
        byte[] packet = Packets.ethernet(0x0800, 46);
        assertEquals((packet[20] & 0xff) << 8 | packet[21] & 0xff, run(object, packet));
        assertEquals(0, run(object, Packets.ethernet(0x0800, 4)), "the packet ends before");
    }

    @Test
    void setsOfProcessorsAreMadeAndReleased() {
        Needs.version(6, 12, "sets of processors in programs that are called");
        var create = Kfunc.of("struct bpf_cpumask *bpf_cpumask_create(void)").releasedBy("void bpf_cpumask_release(struct bpf_cpumask *c)");
        var set = Kfunc.of("void bpf_cpumask_set_cpu(u32 cpu, struct bpf_cpumask *cpumask)");
        var first = Kfunc.of("u32 bpf_cpumask_first(const struct cpumask *cpumask)");
        BpfObject object = Programs.object(o -> o.hook("sets", "syscall", Number::new, 0, p -> p.find(create).ifPresent(mask -> {
            p.call(set, p.ctx().number, mask); // one that this machine has
            p.ctx().number.set(p.call(first, mask).plus(100));
        })));
        try (Bpf bpf = Bpf.load(object)) {
            byte[] context = bpf.program("sets", SyscallProgram.class).call(new byte[] {1, 0, 0, 0, 0, 0, 0, 0}).context();
            assertEquals(101, context[0]);
        }
    }

    @Test
    void connectionsAreLookedUpAndMarked() {
        Needs.version(6, 1, "lookups of connections");
        var lookup = Kfunc.of("struct nf_conn *bpf_xdp_ct_lookup(struct xdp_md *xdp_ctx, struct bpf_sock_tuple *bpf_tuple, u32 tuple__sz,"
                        + " struct bpf_ct_opts *opts, u32 opts__sz)")
                .releasedBy("void bpf_ct_release(struct nf_conn *nfct)");
        BpfObject object = Xdp.program("tracks", p -> {
            var tuple = p.make(SocketTuple4.TYPE, t -> t.saddr.set(0x0a000001L));
            var options = p.make(OPTIONS, t -> {
                t.netns.set(-1);
                t.protocol.set(6);
            });
            p.find(lookup, tuple, 12, options, 12).ifPresent(known -> {
                known.set("mark", U32, known.field("mark", U32).or(2));
                p.action(known.field("mark", U32));
            }).otherwise(p::tx);
        });
        assertEquals(1, object.externs().stream().filter(e -> e.name().equals("bpf_ct_release")).count());
        try {
            assertEquals(3, run(object, Packets.ethernet(0x0800, 46)), "no such connection");
        } catch (BpfException e) {
            Needs.without("nf_conntrack", e.getMessage());
        }
    }

    static final class Options extends Struct {
        final NumField netns = field(S32);
        final NumField error = field(S32);
        final NumField protocol = u8();
        final NumField direction = u8();
        final NumField reserved = u16();
    }

    static final Type<Options, Options> OPTIONS = struct(Options::new);

    @Test
    void misuseIsRefused() {
        refused("'bpf_dynptr_size' declares no function", () -> Kfunc.of("bpf_dynptr_size"));
        refused("'uint32' is no type that is known", () -> Kfunc.of("uint32 bpf_dynptr_size(const struct bpf_dynptr *p)"));
        refused("'u64' is no parameter, expected one with type and name", () -> Kfunc.of("int f(u64)"));
        refused("bpf_task_from_pid returns a pointer, which may be null: p.find(FUNCTION, ...)", () ->
                Xdp.program("x", p -> p.call(TASK, 1)));
        refused("bpf_dynptr_size returns no pointer: p.call(FUNCTION, ...)", () -> Xdp.program("x", p -> p.find(SIZE)));
        refused("the kernel wants back what was found: use ifPresent(...)", () ->
                Xdp.program("x", p -> p.find(TASK, 1).orElse(p::drop)));
        refused("bpf_dynptr_size returns no pointer, so that there is nothing to release", () -> SIZE.releasedBy("void f(struct a *p)"));
        refused("f does not take a pointer alone", () -> Kfunc.of("struct a *g(void)").releasedBy("void f(struct a *p, int n)"));
        List<KernelObject> kept = new ArrayList<>();
        refused("this task_struct was given back at the end of the block that begins at KfuncTest.java", () -> Xdp.program("x", p -> {
            p.find(TASK, 1).ifPresent(kept::add);
            p.action(kept.get(0).field("pid", U32));
        }));
        refused("f has 6 parameters, registers hold 5", () -> Kfunc.of("int f(int a, int b, int c, int d, int e, int f)"));
        refused("bpf_dynptr_size takes 1 arguments (const struct bpf_dynptr *p), not 0", () -> Xdp.program("x", p -> p.call(SIZE)));
        refused("'const struct bpf_dynptr *p' of bpf_dynptr_size is given as a struct, a field or an object of the kernel's, not as Integer", () ->
                Xdp.program("x", p -> p.call(SIZE, 1)));
        refused("bpf_dynptr_size is declared in two ways", () -> Xdp.program("x", p -> {
            var d = p.make(Dynptr.TYPE, it -> {});
            p.call(SIZE, d);
            p.call(Kfunc.of("u64 bpf_dynptr_size(struct bpf_dynptr *p)"), d);
        }));
        refused("a call of the kernel's functions is of Linux 5.13, and the program is for 5.10 too", () -> Programs.object(o -> {
            o.kernel(5, 10);
            o.xdp("x", p -> p.call(SIZE, p.make(Dynptr.TYPE, it -> {})));
        }));
    }
}
