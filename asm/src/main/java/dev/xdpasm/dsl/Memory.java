package dev.xdpasm.dsl;

import dev.xdpasm.ir.Address;
import dev.xdpasm.ir.Base;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Slot;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.Size;
import dev.xdpasm.isa.Width;
import java.util.Optional;

/**
 * Where a struct or a field lies as the program runs: behind a pointer that was checked, for as long as it may be used.
 *
 * @param flow the program
 * @param base the pointer, or a slot of the stack
 * @param offset bytes from there
 * @param region which memory it is
 * @param generation of the packet: which of its places this was found in
 * @param scope where it is known
 * @param staging the struct that is being put together here, if one is
 * @param state of memory that is taken back: whether it may still be used, as a record of a ring is gone once it is submitted
 */
record Memory(Flow flow, Base base, int offset, Region region, int generation, Scope scope, Optional<Liveness> state,
        Optional<Staging> staging)
        implements Field.Place {

    @Override
    public Memory memory() {
        return this;
    }

    /** A struct on the stack that is being put together. */
    static Memory staged(Flow flow, Base base, Staging staging) {
        return new Memory(flow, base, 0, Region.STACK, 0, flow.scope(), Optional.empty(), Optional.of(staging));
    }

    Value load(Size size) {
        if (staging.isPresent()) {
            throw CallSite.refuse("a struct that is being put together can be read once it is complete: what make() returns");
        }
        Address from = address();
        if (isAligned(size)) {
            return flow.load(size, from);
        }
        Size half = Sizes.of(size.bytes() / 2);
        int bits = half.bytes() * Byte.SIZE;
        Value upper = flow.binary(AluOp.LSH, Width.W64, plus(half.bytes()).load(half), Value.of(bits), 2 * bits);
        return flow.binary(AluOp.OR, Width.W64, upper, load(half), 2 * bits);
    }

    void store(Size size, Value value) {
        if (!isAligned(size)) {
            Size half = Sizes.of(size.bytes() / 2);
            store(half, value);
            Value upper = flow.binary(AluOp.RSH, Width.W64, value, Value.of((long) half.bytes() * Byte.SIZE), Long.SIZE);
            plus(half.bytes()).store(half, upper);
        } else if (staging.isPresent()) {
            staging.get().put(offset, size, value);
        } else {
            flow.store(size, address(), value);
        }
    }

    /** The verifier takes aligned accesses of the stack only; elsewhere all processors that run it take any. */
    boolean isAligned(Size size) {
        int phase = base instanceof Slot slot ? slot.phase() : 0;
        return !region.isAligned() || (offset - phase) % size.bytes() == 0;
    }

    /**
     * Whether a key may lie there ({@code map_key_value_types}, kernel/bpf/verifier.c): of what helpers hand out records of rings are
     * taken, but only since Linux 6.2, so that a number is copied.
     */
    boolean isKey() {
        return region.kind() != Region.Kind.CONTEXT && region.kind() != Region.Kind.OBJECT || region.equals(Region.CALLERS);
    }

    /** Whether its bytes are what they seem: the fields of contexts and sockets are, each for itself, something else in the kernel. */
    boolean isPlain() {
        return region.kind() != Region.Kind.CONTEXT && !region.equals(Region.SOCKET);
    }

    /** Whether memory that was handed out is still the program's. */
    interface Liveness {
        /** Refuses the use of what is gone. */
        void requireAlive();
    }

    static Memory of(Flow flow, Base base, int offset, Region region) {
        int generation = region.kind() == Region.Kind.PACKET ? flow.generation() : 0;
        return new Memory(flow, base, offset, region, generation, flow.scope(), Optional.empty(), Optional.empty());
    }

    Memory plus(int bytes) {
        return new Memory(flow, base, offset + bytes, region, generation, scope, state, staging);
    }

    /** What lies at a computed place of the same memory. */
    Memory at(Temp pointer) {
        return new Memory(flow, pointer, 0, region, generation, flow.scope(), state, staging);
    }

    /** The same memory, to be used only while something else says so. */
    Memory during(Liveness alive) {
        return new Memory(flow, base, offset, region, generation, scope, Optional.of(alive), staging);
    }

    /** The address, if the memory may be used where the path stands. */
    Address address() {
        if (state.isPresent()) {
            state.get().requireAlive();
        }
        if (!scope.reaches(flow.scope())) {
            throw CallSite.refuse("this was found in " + scope.where() + " and may not be there outside of it");
        }
        if (region.kind() == Region.Kind.PACKET && flow.isReachable() && flow.generation() != generation) {
            throw CallSite.refuse("the packet may have moved since this header was found"
                    + flow.history().movedAt().map(line -> " (" + line + ")").orElse("") + ": take it from the packet again");
        }
        return new Address(base, offset, region);
    }

    /** The place as one that a value can be fetched from again, as long as nothing is written there. */
    Optional<Origin> origin() {
        Address address = address();
        if (region.kind() == Region.Kind.PACKET && flow.packet().isPresent()) {
            return Optional.of(new Origin(address, flow, flow.packet()));
        }
        return Optional.empty();
    }
}
