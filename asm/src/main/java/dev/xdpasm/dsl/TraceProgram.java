package dev.xdpasm.dsl;

import dev.xdpasm.ir.Address;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Slot;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.uapi.Helper;
import java.util.Optional;
import java.util.Set;

/** A program that looks at what the kernel or a process does: {@link FunctionProbe}, {@link Tracepoint}. It returns 0. */
public abstract class TraceProgram extends CallProgram {
    TraceProgram(Flow flow, Declared declared) {
        super(flow, declared, Optional.of(flow.graph().parameter("ctx", Long.SIZE)));
        begin(Outcome.exit(this, 0));
    }

    /** Ends the path. */
    public final void done() {
        exit(Value.of(0));
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
        return copyText(Helper.bpf_probe_read_kernel_str, address.as(Types.U64).get().value(), bytes);
    }

    /** As {@link #readKernelText}, at an address of the process's. */
    public final BytesField readUserText(Num address, int bytes) {
        return copyText(Helper.bpf_probe_read_user_str, address.as(Types.U64).get().value(), bytes);
    }

    private <F> F read(Helper how, Num address, Type<?, F> type) {
        Slot slot = flow().slot(type.name(), type.size(), type.phase());
        Temp to = flow().pointer(new Address(slot, 0, Region.STACK));
        Value from = address.as(Types.U64).get().value();
        Temp result = callHelper(how, Set.of(Region.Kind.STACK), to, Value.of(type.size()), from);
        orByDefault(isZero(result).likely());
        return type.at(Memory.of(flow(), slot, 0, Region.STACK));
    }

    final BytesField copyText(Helper how, Value from, int bytes) {
        Type<Bytes, BytesField> type = Types.bytes(bytes);
        Memory copy = zeroed(type);
        Temp length = callHelper(how, Set.of(Region.Kind.STACK), flow().pointer(copy.address()), Value.of(bytes), from);
        orByDefault(status(length).ge(0).likely());
        return type.at(copy);
    }
}
