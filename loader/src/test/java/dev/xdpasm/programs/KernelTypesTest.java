package dev.xdpasm.programs;

import static dev.xdpasm.dsl.Types.ENUM;
import static dev.xdpasm.dsl.Types.S32;
import static dev.xdpasm.dsl.Types.S64;
import static dev.xdpasm.dsl.Types.U16;
import static dev.xdpasm.dsl.Types.U32;
import static dev.xdpasm.dsl.Types.U64;
import static dev.xdpasm.dsl.Types.U8;
import static dev.xdpasm.programs.Refusals.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.BpfException;
import dev.xdpasm.btf.BtfIndex;
import dev.xdpasm.btf.BtfKind;
import dev.xdpasm.dsl.FunctionProbe;
import dev.xdpasm.dsl.HookProgram;
import dev.xdpasm.dsl.KernelObject;
import dev.xdpasm.dsl.Kfunc;
import dev.xdpasm.dsl.Maps;
import dev.xdpasm.dsl.NumField;
import dev.xdpasm.dsl.Programs;
import dev.xdpasm.dsl.StorageRef;
import dev.xdpasm.dsl.Struct;
import dev.xdpasm.dsl.Xdp;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.Codecs;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.loader.Needs;
import dev.xdpasm.loader.RawTracepointProgram;
import dev.xdpasm.loader.RunRequest;
import dev.xdpasm.loader.SyscallProgram;
import dev.xdpasm.object.BpfObject;
import dev.xdpasm.uapi.MapType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kernel's types asked by name: bit fields, enums and their values, elements of arrays, sizes. */
@KernelTest(pins = true)
class KernelTypesTest {
    static final class Answer extends Struct {
        final NumField first = u64();
        final NumField second = u64();
        final NumField third = u64();
        final NumField fourth = u64();
    }

    private static final int BYTES = 32;

    @BeforeEach
    void programsThatAreCalledReadTasks() {
        Needs.version(5, 14, "programs that are called");
    }

    private static BpfObject object(Consumer<HookProgram<Answer>> body) {
        return Programs.object(o -> o.hook("asks", "syscall", Answer::new, 0, body));
    }

    private static ByteBuffer answer(Bpf bpf) {
        byte[] context = bpf.program("asks", SyscallProgram.class).call(new byte[BYTES]).context();
        return ByteBuffer.wrap(context).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void assertAnswers(BpfObject object, long... expected) {
        try (Bpf bpf = Bpf.load(object)) {
            ByteBuffer answer = answer(bpf);
            for (int i = 0; i < expected.length; i++) {
                assertEquals(expected[i], answer.getLong(i * Long.BYTES), "answer " + i);
            }
        }
    }

    private static BpfObject readsBits() {
        return object(p -> {
            KernelObject task = p.currentTask();
            p.ctx().first.set(task.bitField("sched_reset_on_fork", U8));
            p.ctx().second.set(task.bitField("tgid", U32)); // no bit field
            p.ctx().third.set(task.bitField("policy", U64)); // half as large
            p.ctx().fourth.set(task.object("signal", "signal_struct").bitField("is_child_subreaper", U16));
        });
    }

    @Test
    void bitFieldsAreReadInPlace() throws Exception {
        Path thread = Path.of("/proc/thread-self").toRealPath();
        long pid = ProcessHandle.current().pid();
        assertAnswers(readsBits(), 0, pid, 0, 0);
        chrt("--reset-on-fork", "--batch", thread);
        try {
            assertAnswers(readsBits(), 1, pid, 3, 0); // SCHED_BATCH
        } finally {
            chrt("--other", "--other", thread);
        }
    }

    private static void chrt(String option, String policy, Path thread) throws IOException, InterruptedException {
        Process chrt = new ProcessBuilder("chrt", option, policy, "--pid", "0", thread.getFileName().toString())
                .inheritIO()
                .start();
        assertEquals(0, chrt.waitFor());
    }

    @Test
    void bitFieldsAreCopiedWhereTheKernelDoesNotKnowThePointer() throws Exception {
        var answers = Maps.array("answers", U64, 3);
        BpfObject object = Programs.object(o -> {
            o.hook("asks", "syscall", Answer::new, 0, p -> p.ctx().first.set(p.currentTask().address()));
            o.probe("copies", "raw_tp/sched_process_exit", (FunctionProbe p) -> {
                KernelObject task = p.argument(0, "task_struct");
                p.lookup(answers, 0).ifPresent(to -> to.set(task.bitField("sched_reset_on_fork", U8)));
                p.lookup(answers, 1).ifPresent(to -> to.set(task.bitField("tgid", U32)));
                p.lookup(answers, 2).ifPresent(to -> to.set(task.field("comm[1]", U8)));
            });
        });
        Path thread = Path.of("/proc/thread-self").toRealPath();
        chrt("--reset-on-fork", "--other", thread);
        try (Bpf bpf = Bpf.load(object)) {
            RawTracepointProgram copies = bpf.program("copies", RawTracepointProgram.class);
            ByteBuffer arguments = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(answer(bpf).getLong(0));
            copies.run(RunRequest.ofContext(arguments.array()));
            var map = bpf.map("answers", Codecs.U32, Codecs.U64);
            assertEquals(1L, map.get(0L).orElseThrow());
            assertEquals(ProcessHandle.current().pid(), map.get(1L).orElseThrow());
            assertEquals(Files.readAllBytes(thread.resolve("comm"))[1], map.get(2L).orElseThrow().byteValue());
        } finally {
            chrt("--other", "--other", thread);
        }
    }

    @Test
    void enumsAreFields() {
        Needs.version(6, 4, "storages that tell their map");
        StorageRef<NumField> mark = Maps.taskStorage("mark", U64);
        BpfObject object = object(p -> {
            KernelObject task = p.currentTask();
            p.storage(mark, task).ifPresent(value -> value.set(1));
            KernelObject map = task.object("bpf_storage", "bpf_local_storage").object("smap", "bpf_local_storage_map");
            p.ctx().first.set(map.field("map.map_type", ENUM));
            p.ctx().second.set(map.bitField("map.map_type", ENUM));
            p.when(map.has("map.map_type"), () -> p.ctx().third.set(1));
        });
        int type = MapType.BPF_MAP_TYPE_TASK_STORAGE.value();
        assertAnswers(object, type, type, 1);
    }

    @ParameterizedTest
    @CsvSource({"000000000000, 0", "01005e000001, 2", "020000000001, 3"}) // PACKET_HOST, PACKET_MULTICAST, PACKET_OTHERHOST
    void aContextStandsForAStructOfTheKernels(String destination, int type) {
        Needs.version(6, 2, "contexts as the kernel has them");
        Kfunc context = Kfunc.of("struct sk_buff *bpf_cast_to_kern_ctx(struct __sk_buff *obj)");
        BpfObject object = Programs.object(o -> o.tc("type", p -> p.find(context).ifPresent(skb -> {
            p.when(skb.field("len", U32).ne(p.length()), () -> p.action(p.num(U32, 99)));
            p.action(skb.bitField("pkt_type", U8).as(U32));
        })));
        byte[] packet = Arrays.copyOf(HexFormat.of().parseHex(destination + "020000000002" + "88b5"), 64);
        try (Bpf bpf = Bpf.load(object)) {
            assertEquals(type, bpf.program("type").run(packet).retval());
        }
    }

    @Test
    void anEnumIsAValueOfAMap() {
        Bpf.load(Xdp.program("counts", p -> p.lookup(Maps.hash("states", U32, ENUM, 4), p.num(1)).ifPresent(state -> state.set(2)))).close();
    }

    private static BpfObject asksOfTypes() {
        return object(p -> {
            var types = p.kernelTypes();
            p.ctx().first.set(types.size("struct task_struct"));
            p.ctx().second.set(types.size("union bpf_attr"));
            p.ctx().third.set(types.size("enum bpf_func_id"));
            p.when(types.has("struct task_struct").and(types.has("union bpf_attr")).and(types.has("enum bpf_func_id")), () ->
                    p.ctx().fourth.set(1));
            p.when(types.has("struct bpf_attr").or(types.has("struct no_such")).or(types.has("enum no_such")), () -> {
                p.ctx().fourth.set(types.size("struct no_such")); // left out, so that it is no error
            });
        });
    }

    @Test
    void typesAreThereAndHaveASize() throws IOException {
        BtfIndex kernel = BtfIndex.ofKernel();
        int task = kernel.sizeOf(kernel.find("task_struct", BtfKind.STRUCT).orElseThrow());
        int attr = kernel.sizeOf(kernel.find("bpf_attr", BtfKind.UNION).orElseThrow());
        assertAnswers(asksOfTypes(), task, attr, 4, 1);
    }

    private static BpfObject asksOfEnums() {
        return object(p -> {
            var types = p.kernelTypes();
            p.ctx().first.set(types.enumerator("bpf_func_id", "BPF_FUNC_ktime_get_boot_ns", U32));
            p.ctx().second.set(types.enumerator("perf_event_state", "PERF_EVENT_STATE_ERROR", S64));
            p.ctx().third.set(types.enumerator("perf_event_state", "PERF_EVENT_STATE_ERROR", U16));
            p.when(types.hasEnumerator("perf_event_state", "PERF_EVENT_STATE_OFF"), () -> p.ctx().fourth.set(1));
            p.when(types.hasEnumerator("perf_event_state", "NO_SUCH"), () -> {
                p.ctx().fourth.set(types.enumerator("perf_event_state", "NO_SUCH", U32)); // left out, so that it is no error
            });
        });
    }

    @Test
    void valuesOfEnumsHaveTheirSign() {
        assertAnswers(asksOfEnums(), 125, -2, 0xfffe, 1);
    }

    @Test
    void libbpfMakesTheSameOfThem(@TempDir Path dir) throws Exception {
        Libbpf.assertLoadsTheSame(readsBits(), "asks", dir);
        Libbpf.assertLoadsTheSame(asksOfTypes(), "asks", dir);
        Libbpf.assertLoadsTheSame(asksOfEnums(), "asks", dir);
    }

    @Test
    void whatTheKernelLacksIsNamed() {
        BpfException e = assertThrows(BpfException.class, () -> Bpf.load(object(p ->
                p.ctx().first.set(p.kernelTypes().enumerator("bpf_func_id", "BPF_FUNC_no_such", U32)))).close());
        assertTrue(e.getMessage().contains("BPF_FUNC_no_such"), e::getMessage);
    }

    @Test
    void misuseIsRefused() {
        refused("'task_struct' is no type, expected one such as struct bpf_iter_num, union bpf_attr or enum tcp_ca_state",
                () -> object(p -> p.kernelTypes().size("task_struct")));
        refused("'a b' is no name of a enum", () -> object(p -> p.kernelTypes().hasEnumerator("a b", "C")));
        refused("'pid[x]' is no field, expected a name such as pid, one in a struct such as __sk_common.skc_num, or an element of an"
                + " array such as args[1]", () -> object(p -> p.currentTask().bitField("pid[x]", U32)));
    }
}
