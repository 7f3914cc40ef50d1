package dev.xdpasm.dsl;

import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.uapi.Helper;
import java.util.Optional;
import java.util.Set;

/** A program that looks at what the kernel or a process does: {@link FunctionProbe}, {@link Tracepoint}. */
public abstract class TraceProgram extends CallProgram {
    /** A letter and the 0 behind it. */
    private static final int LEAST_TEXT = 2;

    private final int byDefault;

    /**
     * Begins a program.
     *
     * @param byDefault what it returns to have done what it looks at
     */
    TraceProgram(Flow flow, Declared declared, int byDefault) {
        super(flow, declared, Optional.of(flow.graph().parameter("ctx", Long.SIZE)));
        this.byDefault = byDefault;
        begin(Outcome.exit(this, byDefault));
    }

    /** Ends the path; what the program is asked about is done. */
    public final void done() {
        exit(Value.of(byDefault));
    }

    /** {@return a copy of what lies at an address of the kernel's; where nothing does, the path ends} Linux 5.5. */
    public final <F> F readKernel(Num address, Type<?, F> type) {
        return read(Helper.bpf_probe_read_kernel, address, type);
    }

    /** {@return a copy of what lies at an address of the process's; where nothing does, the path ends} Linux 5.5. */
    public final <F> F readUser(Num address, Type<?, F> type) {
        return read(Helper.bpf_probe_read_user, address, type);
    }

    /**
     * {@return a copy of the text at an address of the kernel's, with zeros behind it} Of longer text it is the beginning, the last byte
     * always 0; where there is none, the path ends. Linux 5.5.
     *
     * @param bytes of the copy, 2 to 64
     */
    public final BytesField readKernelText(Num address, int bytes) {
        return copyOfText(Helper.bpf_probe_read_kernel_str, address, bytes);
    }

    /** As {@link #readKernelText(Num, int)}, to a field {@code array(U8, n)} of a ring's record or a map's value; what is behind stays. */
    public final void readKernelText(Num address, ArrayField<NumField> to) {
        copyText(Helper.bpf_probe_read_kernel_str, address, to);
    }

    /** As {@link #readKernelText(Num, int)}, at an address of the process's. */
    public final BytesField readUserText(Num address, int bytes) {
        return copyOfText(Helper.bpf_probe_read_user_str, address, bytes);
    }

    /** As {@link #readKernelText(Num, ArrayField)}, at an address of the process's. */
    public final void readUserText(Num address, ArrayField<NumField> to) {
        copyText(Helper.bpf_probe_read_user_str, address, to);
    }

    private <F> F read(Helper how, Num address, Type<?, F> type) {
        Memory copy = room(Given.notNull(type, "type"));
        Temp to = flow().pointer(copy.address());
        Value from = Given.notNull(address, "address").as(Types.U64).get().value();
        Temp result = callHelper(how, Set.of(Region.Kind.STACK), to, Value.of(type.size()), from);
        orByDefault(Bool.isZero(flow(), result).likely());
        return type.at(copy);
    }

    private BytesField copyOfText(Helper how, Num address, int bytes) {
        if (bytes < LEAST_TEXT || bytes > BytesValue.MOST) {
            throw CallSite.refuse("text in " + bytes + " bytes, expected " + LEAST_TEXT + " to " + BytesValue.MOST
                    + ", the last of which is 0; longer text goes into a field array(U8, n)");
        }
        Type<Bytes, BytesField> type = Types.bytes(bytes);
        Memory copy = zeroed(type);
        copyText(how, address, copy, bytes);
        return type.at(copy);
    }

    private void copyText(Helper how, Num address, ArrayField<NumField> to) {
        if (Given.notNull(to, "to").bytes() != to.length()) {
            throw CallSite.refuse("text is bytes, expected a field array(U8, " + to.length() + ")");
        }
        if (to.length() < LEAST_TEXT) {
            throw CallSite.refuse("text in 1 byte, which is the 0 at its end: expected " + LEAST_TEXT + " or more");
        }
        copyText(how, address, to.memory(), to.length());
    }

    private void copyText(Helper how, Num address, Memory to, int bytes) {
        Value from = Given.notNull(address, "address").as(Types.U64).get().value();
        Temp length = callHelper(how, Set.of(to.region().kind()), flow().pointer(to.address()), Value.of(bytes), from);
        orByDefault(status(length).ge(0).likely());
    }
}
