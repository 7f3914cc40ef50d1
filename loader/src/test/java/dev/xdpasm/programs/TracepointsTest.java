package dev.xdpasm.programs;

import static dev.xdpasm.dsl.Types.S32;
import static dev.xdpasm.dsl.Types.U32;
import static dev.xdpasm.dsl.Types.U64;
import static dev.xdpasm.dsl.Types.U8;
import static dev.xdpasm.dsl.Types.struct;
import static dev.xdpasm.programs.Refusals.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.xdpasm.BpfException;
import dev.xdpasm.dsl.ArrayField;
import dev.xdpasm.dsl.BytesField;
import dev.xdpasm.dsl.Maps;
import dev.xdpasm.dsl.NumField;
import dev.xdpasm.dsl.Programs;
import dev.xdpasm.dsl.RingRef;
import dev.xdpasm.dsl.Struct;
import dev.xdpasm.loader.Bpf;
import dev.xdpasm.loader.BpfLink;
import dev.xdpasm.loader.KernelFeature;
import dev.xdpasm.loader.KernelTest;
import dev.xdpasm.loader.Needs;
import dev.xdpasm.loader.ProbeProgram;
import dev.xdpasm.loader.RingBuffer;
import dev.xdpasm.loader.VerifierException;
import dev.xdpasm.object.BpfObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Programs of tracepoints, which name the fields of what they are told. */
@KernelTest(pins = true)
class TracepointsTest {
    private static final int TEXT = 64;

    static final class Event extends Struct {
        final NumField pid = u32();
        final NumField other = u32();
        final BytesField text = bytes(TEXT);
    }

    private record Seen(int pid, int other, String text) {}

    private static final RingRef<Event> EVENTS = Maps.ring("events", struct(Event::new), 1 << 20);

    private static final BpfObject EXECS = Programs.object(o -> o.tracepoint("traces", "sched/sched_process_exec", p ->
            p.reserve(EVENTS, event -> {
                event.pid.set(p.field("pid", U32));
                event.other.set(p.field("old_pid", S32).as(U32));
                event.text.set(p.text("filename", TEXT));
            })));

    private static final BpfObject OPENS = Programs.object(o -> o.tracepoint("traces", "syscalls/sys_enter_openat", p ->
            p.reserve(EVENTS, event -> {
                event.pid.set(p.currentTask().field("tgid", U32));
                event.other.set(p.field("args[2]", U32)); // of 8 bytes: the flags
                event.text.set(p.readUserText(p.field("args[1]", U64), TEXT));
            })));

    private static final BpfObject WAKES = Programs.object(o -> o.tracepoint("traces", "sched/sched_wakeup", "sched_wakeup_template", p ->
            p.when(p.event().has("target_cpu"), () -> p.reserve(EVENTS, event -> {
                event.pid.set(p.field("pid", U32));
                event.other.set(p.field("prio", U32));
                event.text.set(p.readKernelText(p.event().address().plus(8), TEXT)); // comm is the first field
            }))));

    private static final int LONG_TEXT = 300;

    static final class LongEvent extends Struct {
        final NumField pid = u32();
        final NumField other = u32();
        final ArrayField<NumField> text = array(U8, LONG_TEXT);
    }

    static final class Words extends Struct {
        final ArrayField<NumField> words = array(U32, 4);
    }

    private static final RingRef<LongEvent> LONG_EVENTS = Maps.ring("events", struct(LongEvent::new), 1 << 20);

    @BeforeEach
    void linksArePerfEvents() {
        Needs.version(KernelFeature.PERF_LINK);
        Needs.version(5, 11, "the running task by its type");
        Needs.built(Files.exists(Path.of("/sys/kernel/tracing/events")), "tracefs that is mounted");
    }

    private static List<Seen> seen(BpfObject object, Executable doing) throws Throwable {
        return seen(object, TEXT, doing);
    }

    private static List<Seen> seen(BpfObject object, int bytes, Executable doing) throws Throwable {
        List<Seen> seen = new ArrayList<>();
        try (Bpf bpf = Bpf.load(object);
                RingBuffer ring = RingBuffer.of(bpf.map("events"))) {
            try (BpfLink link = bpf.program("traces", ProbeProgram.class).attachTracepoint()) {
                assertEquals("perf_event", link.info().typeName());
                doing.execute();
            }
            ring.drain(event -> {
                ByteBuffer data = event.order(ByteOrder.LITTLE_ENDIAN);
                byte[] text = new byte[bytes];
                data.get(data.position() + 8, text);
                String whole = new String(text, StandardCharsets.UTF_8);
                int end = whole.indexOf(0);
                assertEquals("\0".repeat(bytes - end), whole.substring(end), "zeros behind the text");
                seen.add(new Seen(data.getInt(data.position()), data.getInt(data.position() + 4), whole.substring(0, end)));
            });
        }
        return seen;
    }

    @Test
    void fieldsAndTextAreThoseOfTheEvent() throws Throwable {
        long[] pid = {0};
        List<Seen> seen = seen(EXECS, () -> {
            Process child = new ProcessBuilder("/bin/true").start();
            pid[0] = child.pid();
            assertEquals(0, child.waitFor());
        });
        int child = (int) pid[0];
        assertTrue(seen.contains(new Seen(child, child, "/bin/true")), seen::toString);
    }

    @Test
    void systemCallsHaveArguments() throws Throwable {
        Path path = Path.of("/no-such-file-" + "x".repeat(TEXT));
        List<Seen> seen = seen(OPENS, () -> assertThrows(NoSuchFileException.class, () -> Files.readAllBytes(path)));
        String begin = path.toString().substring(0, TEXT - 1);
        List<Seen> own = seen.stream().filter(event -> event.text().equals(begin)).toList();
        assertEquals(1, own.size(), seen::toString);
        assertEquals(ProcessHandle.current().pid(), own.get(0).pid());
        assertEquals(0, own.get(0).other() & 3, "O_RDONLY");
    }

    @Test
    void longTextIsCopiedToARecord() throws Throwable {
        BpfObject opens = Programs.object(o -> o.tracepoint("traces", "syscalls/sys_enter_openat", p ->
                p.reserve(LONG_EVENTS, event -> p.readUserText(p.field("args[1]", U64), event.text))));
        Path path = Path.of("/no-such-file-" + "x".repeat(200));
        List<Seen> opened = seen(opens, LONG_TEXT, () -> assertThrows(NoSuchFileException.class, () -> Files.readAllBytes(path)));
        assertTrue(opened.contains(new Seen(0, 0, path.toString())), opened::toString);

        BpfObject execs = Programs.object(o -> o.tracepoint("traces", "sched/sched_process_exec", p ->
                p.reserve(LONG_EVENTS, event -> p.text("filename", event.text))));
        String longer = "/bin" + "/../bin".repeat(20) + "/true";
        List<Seen> started = seen(execs, LONG_TEXT, () -> assertEquals(0, new ProcessBuilder(longer).start().waitFor()));
        assertTrue(started.contains(new Seen(0, 0, longer)), started::toString);
    }

    @Test
    void eventsOfAClassShareItsFields() throws Throwable {
        List<Seen> seen = seen(WAKES, () -> assertEquals(0, new ProcessBuilder("/bin/true").start().waitFor()));
        assertTrue(!seen.isEmpty() && seen.stream().allMatch(event -> event.pid() > 0 && event.other() <= 140), seen::toString);
        assertTrue(seen.stream().allMatch(event -> !event.text().isEmpty()), seen::toString);
    }

    @Test
    void libbpfFindsThemToo(@TempDir Path dir) throws IOException, InterruptedException {
        for (BpfObject object : List.of(EXECS, OPENS, WAKES)) {
            Libbpf.assertLoadsTheSame(object, "traces", dir);
        }
    }

    @Test
    void anEventWithoutTheFieldIsNamed() {
        BpfObject object = Programs.object(o -> o.tracepoint("traces", "sched/sched_wakeup", p -> p.printk("%d", p.field("pid", S32))));
        BpfException e = assertThrows(BpfException.class, () -> Bpf.load(object).close());
        assertTrue(e.getMessage().contains("trace_event_raw_sched_wakeup"), e::getMessage);
    }

    @Test
    void misuseIsRefused() {
        refused("'sched_switch' is no tracepoint, expected its group and name such as sched/sched_process_exec",
                () -> Programs.object(o -> o.tracepoint("x", "sched_switch", p -> {})));
        refused("'a/b' is no name of a class of events",
                () -> Programs.object(o -> o.tracepoint("x", "sched/sched_wakeup", "a/b", p -> {})));
        refused("text is bytes, expected a field array(U8, 4)", () -> Programs.object(o -> o.tracepoint("x", "a/b", p ->
                p.reserve(Maps.ring("words", struct(Words::new), 4096), record -> p.text("filename", record.words)))));
        refused("an array of a struct that is being put together cannot be filled in by the kernel", () -> Programs.object(o ->
                o.tracepoint("x", "a/b", p -> p.make(struct(LongEvent::new), event -> p.text("filename", event.text)))));
        refused("text in 65 bytes, expected 2 to 64", () -> Programs.object(o -> o.tracepoint("x", "a/b", p -> p.text("filename", 65))));
    }

    @Test
    void thatAnEventHasItsFieldsOfAClassIsSaid() {
        BpfObject object = Programs.object(o -> o.tracepoint("wakes", "sched/sched_wakeup", p ->
                p.when(p.field("pid", U32).eq(1), () -> p.printk("init"))));
        String refused = assertThrows(VerifierException.class, () -> Bpf.load(object).close()).getMessage();
        assertTrue(refused.contains("the target has no struct trace_event_raw_sched_wakeup (tracepoints that share a declaration have the"
                + " record of its class, as sched/sched_wakeup has that of sched_wakeup_template)"), refused);
    }
}
