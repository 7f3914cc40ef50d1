package dev.xdpasm.programs;

import static dev.xdpasm.dsl.Types.S32;
import static dev.xdpasm.dsl.Types.U32;
import static dev.xdpasm.dsl.Types.U64;
import static dev.xdpasm.dsl.Types.bytes;
import static dev.xdpasm.programs.Refusals.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.BpfException;
import dev.xdpasm.dsl.BytesField;
import dev.xdpasm.dsl.HookProgram;
import dev.xdpasm.dsl.Maps;
import dev.xdpasm.dsl.NumField;
import dev.xdpasm.dsl.Programs;
import dev.xdpasm.dsl.StorageRef;
import dev.xdpasm.dsl.Struct;
import dev.xdpasm.dsl.Xdp;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.loader.Needs;
import dev.xdpasm.loader.SyscallProgram;
import dev.xdpasm.object.BpfObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Structs of the kernel's, of which fields are read by their names: this thread's task. */
@KernelTest(pins = true)
class KernelObjectsTest {
    private static final int NAME = 16;

    static final class Answer extends Struct {
        final NumField tgid = u32();
        final NumField parent = u32();
        final NumField has = u32();
        final NumField lacks = u32();
        final NumField started = u64();
        final BytesField name = bytes(NAME);
    }

    @BeforeEach
    void sleepableProgramsReadTasks() {
        Needs.version(5, 14, "programs that are called");
    }

    private static BpfObject object(Consumer<HookProgram<Answer>> body) {
        return Programs.object(o -> o.hook("asks", "syscall", Answer::new, 0, body));
    }

    private static ByteBuffer answer(BpfObject object) {
        try (Bpf bpf = Bpf.load(object)) {
            byte[] context = bpf.program("asks", SyscallProgram.class).call(new byte[40]).context();
            return ByteBuffer.wrap(context).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    private static BpfObject asks() {
        return object(p -> {
            var task = p.currentTask();
            p.ctx().tgid.set(task.field("tgid", U32));
            p.ctx().parent.set(task.object("real_parent", "task_struct").field("tgid", U32));
            p.when(task.has("real_parent").and(task.has("se")).and(task.has("pid")).and(task.has("comm")), () -> p.ctx().has.set(1));
            p.when(task.has("no_such_field"), () -> {
                p.ctx().lacks.set(1);
                p.ctx().lacks.set(task.field("no_such_field", U32)); // left out, so that it is no error
            });
            p.ctx().started.set(task.field("se.load.weight", U64));
            p.ctx().name.set(task.field("comm", bytes(NAME)));
        });
    }

    @Test
    void fieldsLieWhereTheKernelSays() throws Exception {
        ByteBuffer answer = answer(asks());
        ProcessHandle own = ProcessHandle.current();
        assertEquals(own.pid(), answer.getInt(0));
        assertEquals(own.parent().orElseThrow().pid(), answer.getInt(4));
        assertEquals(1, answer.getInt(8), "the fields that it has");
        assertEquals(0, answer.getInt(12), "the field that it lacks");
        assertTrue(answer.getLong(16) > 0);
        byte[] name = Files.readAllBytes(Path.of("/proc/thread-self/comm"));
        byte[] seen = Arrays.copyOfRange(answer.array(), 24, 24 + name.length - 1);
        assertArrayEquals(Arrays.copyOf(name, name.length - 1), seen, () -> new String(seen, StandardCharsets.US_ASCII));
    }

    @Test
    void aPointerThatLeadsNowhereIsTold() {
        ByteBuffer answer = answer(object(p -> {
            var task = p.currentTask();
            p.when(task.object("mm", "mm_struct").isNull(), () -> p.ctx().lacks.set(1));
            p.when(task.object("io_uring", "io_uring_task").isNull(), () -> p.ctx().has.set(1)); // of a JVM that has no ring
        }));
        assertEquals(1, answer.getInt(8));
        assertEquals(0, answer.getInt(12));
    }

    @Test
    void libbpfFindsThemToo(@TempDir Path dir) throws Exception {
        Libbpf.assertLoadsTheSame(asks(), "asks", dir);
    }

    @Test
    void aTaskCarriesAValue() {
        Needs.version(6, 1, "values on tasks in programs that are called");
        StorageRef<NumField> calls = Maps.taskStorage("calls", U64);
        BpfObject object = object(p -> {
            p.lookup(calls, p.currentTask()).ifPresent(known -> p.ctx().has.set(1));
            p.storage(calls, p.currentTask()).ifPresent(known -> {
                known.add(1);
                p.ctx().started.set(known);
            });
        });
        try (Bpf bpf = Bpf.load(object)) {
            SyscallProgram program = bpf.program("asks", SyscallProgram.class);
            ByteBuffer first = ByteBuffer.wrap(program.call(new byte[40]).context()).order(ByteOrder.LITTLE_ENDIAN);
            ByteBuffer second = ByteBuffer.wrap(program.call(new byte[40]).context()).order(ByteOrder.LITTLE_ENDIAN);
            assertEquals(List.of(0, 1L), List.of(first.getInt(8), first.getLong(16)));
            assertEquals(List.of(1, 2L), List.of(second.getInt(8), second.getLong(16)));
        }
    }

    @Test
    void aFieldThatTheKernelLacksIsNamed() {
        BpfObject object = object(p -> p.ctx().tgid.set(p.currentTask().field("no_such_field", S32)));
        BpfException e = assertThrows(BpfException.class, () -> Bpf.load(object).close());
        assertTrue(e.getMessage().contains("no_such_field"), e::getMessage);
    }

    @Test
    void misuseIsRefused() {
        refused("'pid->x' is no field, expected a name such as pid, one in a struct", () -> object(p -> p.currentTask().field("pid->x", U32)));
        refused("bpf_get_current_task_btf is of Linux 5.11, and the program is for 5.10 too", () -> Programs.object(o -> {
            o.kernel(5, 10);
            o.xdp("x", Xdp::currentTask);
        }));
    }
}
