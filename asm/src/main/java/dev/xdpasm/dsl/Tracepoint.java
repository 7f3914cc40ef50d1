package dev.xdpasm.dsl;

import dev.xdpasm.ir.Region;
import dev.xdpasm.object.ProgramKind;
import java.util.function.Consumer;

/**
 * A program of a tracepoint ({@link Programs#tracepoint(String, String, Consumer)}), which is told of an event by a record. Fields of the
 * record have the names that tracefs shows ({@code events/GROUP/NAME/format}) and are found in the types of the kernel that loads the
 * program, wherever they lie there (CO-RE).
 *
 * <pre>{@code
 * o.tracepoint("execs", "sched/sched_process_exec", p -> p.printk("%d", p.field("pid", S32)));
 * }</pre>
 */
public final class Tracepoint extends TraceProgram {
    /** How the kernel calls the record of a class of events ({@code include/trace/stages/stage1_struct_define.h}). */
    private static final String RECORD = "trace_event_raw_";

    /** How it calls what says where in the record the bytes of a field of any length are. */
    private static final String PLACE = "__data_loc_";

    private final String record;

    private Tracepoint(Flow flow, Declared declared, String record) {
        super(flow, declared, 0);
        this.record = record;
    }

    static void write(Compilation compilation, String name, String where, String eventClass, Consumer<Tracepoint> body) {
        Names.require("class of events", eventClass);
        String section = "tracepoint/" + where;
        ProgramKind kind = ProgramKind.ofSection(section).orElseThrow();
        compilation.program(name, section, kind, (flow, declared) -> say(new Tracepoint(flow, declared, RECORD + eventClass), body));
    }

    /** The class of an event: those of system calls share two, others have one of their own name unless it is told. */
    static String classOf(String where) {
        if (!Given.notNull(where, "where").matches("[^/]+/[^/]+")) {
            throw CallSite.refuse("'" + where + "' is no tracepoint, expected its group and name such as sched/sched_process_exec");
        }
        String name = where.substring(where.indexOf('/') + 1);
        return where.startsWith("syscalls/sys_enter_") ? "sys_enter" : where.startsWith("syscalls/sys_exit_") ? "sys_exit" : name;
    }

    /** {@return what a field of the record holds} See {@link KernelObject#field}. */
    public <V> V field(String name, Type<V, ?> type) {
        return event().field(name, type);
    }

    /**
     * {@return the text of a field of any length, which tracefs shows as {@code __data_loc char[]}, with zeros behind it} Of longer text it
     * is the beginning, the last byte always 0. Linux 5.5.
     *
     * @param name the field's name, such as {@code filename}
     * @param bytes of the copy, 2 to 64
     */
    public BytesField text(String name, int bytes) {
        return readKernelText(place(name), bytes);
    }

    /** As {@link #text(String, int)}, to a field {@code array(U8, n)} of a ring's record or a map's value; what is behind stays. */
    public void text(String name, ArrayField<NumField> to) {
        readKernelText(place(name), to);
    }

    /** The lower half of what says where the bytes are is how far they are from the record's first, the upper half how many. */
    private Num place(String name) {
        Names.require("field", name);
        return event().address().plus(field(PLACE + name, Types.U32).and(0xffff));
    }

    /** {@return the record} For whether it {@linkplain KernelObject#has has} a field, and for structs that its pointers lead to. */
    public KernelObject event() {
        return new KernelObject(this, Memory.of(flow(), context(), 0, Region.CONTEXT), record, KernelObject.Reach.CONTEXT);
    }
}
