package dev.xdpasm.programs;

import static dev.xdpasm.dsl.Types.*;
import static dev.xdpasm.programs.Refusals.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.BpfException;
import dev.xdpasm.dsl.Dynptr;
import dev.xdpasm.dsl.Kfunc;
import dev.xdpasm.dsl.NumField;
import dev.xdpasm.dsl.Programs;
import dev.xdpasm.dsl.Struct;
import dev.xdpasm.dsl.Type;
import dev.xdpasm.dsl.Xdp;
import dev.xdpasm.elf.ElfReader;
import dev.xdpasm.elf.ElfWriter;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.loader.Needs;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.uapi.Helper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions of the kernel that programs call by their declarations, dynptrs among what they take. */
@KernelTest(pins = true)
class KfuncTest {
    static final Kfunc FROM_XDP = Kfunc.of("int bpf_dynptr_from_xdp(struct xdp_md *x, u64 flags, struct bpf_dynptr *ptr)");
    static final Kfunc FROM_SKB = Kfunc.of("int bpf_dynptr_from_skb(struct __sk_buff *s, u64 flags, struct bpf_dynptr *ptr)");
    static final Kfunc IS_RDONLY = Kfunc.of("bool bpf_dynptr_is_rdonly(const struct bpf_dynptr *p);");
    static final Kfunc SIZE = Kfunc.of("extern __u32 bpf_dynptr_size(const struct bpf_dynptr *p) __ksym;");

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

    @Test
    void misuseIsRefused() {
        refused("'bpf_dynptr_size' declares no function", () -> Kfunc.of("bpf_dynptr_size"));
        refused("'uint32' is no type that is known", () -> Kfunc.of("uint32 bpf_dynptr_size(const struct bpf_dynptr *p)"));
        refused("'u64' is no parameter, expected one with type and name", () -> Kfunc.of("int f(u64)"));
        refused("bpf_dynptr_slice returns a pointer", () -> Kfunc.of("void *bpf_dynptr_slice(const struct bpf_dynptr *p, u64 offset)"));
        refused("f has 6 parameters, registers hold 5", () -> Kfunc.of("int f(int a, int b, int c, int d, int e, int f)"));
        refused("bpf_dynptr_size takes 1 arguments (const struct bpf_dynptr *p), not 0", () -> Xdp.program("x", p -> p.call(SIZE)));
        refused("'const struct bpf_dynptr *p' of bpf_dynptr_size is given as a struct or a field, not as Integer", () ->
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
