package dev.xdpasm.opt;

import dev.xdpasm.ir.Address;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Region.Kind;
import dev.xdpasm.ir.Slot;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;

/** Which steps may change what memory holds. */
final class Memory {
    private Memory() {}

    /** {@return whether a step may change any memory of a region} */
    static boolean changes(Step step, Region region) {
        if (step instanceof Step.Store store) {
            return store.at().region().equals(region);
        }
        if (step instanceof Step.Atomic atomic) {
            return atomic.at().region().equals(region);
        }
        if (step instanceof Step.FieldStore) { // one struct of the kernel's has several names: a tcp_sock is a sock
            return region.kind() == Kind.OBJECT;
        }
        return step instanceof Step.Call call && changes(call, region.kind());
    }

    private static boolean changes(Step.Call call, Kind kind) {
        return call.writes().contains(kind) || kind == Kind.CONTEXT && movesPacket(call);
    }

    /** {@return whether a step may change what a load reads} */
    static boolean changes(Step step, Step.Load load) {
        if (step instanceof Step.Store store) {
            return meet(store.at(), store.size().bytes(), load.from(), load.size().bytes());
        }
        if (step instanceof Step.Atomic atomic) {
            return meet(atomic.at(), atomic.size().bytes(), load.from(), load.size().bytes());
        }
        return changes(step, load.from().region());
    }

    /** {@return whether two accesses may touch the same byte} */
    static boolean meet(Address one, int oneBytes, Address other, int otherBytes) {
        if (!one.region().equals(other.region())) {
            return false;
        }
        boolean comparable = one.base() instanceof Temp temp ? !temp.isVariable() : true;
        if (one.base() == other.base() && comparable) {
            return one.offset() < other.offset() + otherBytes && other.offset() < one.offset() + oneBytes;
        }
        return !(one.base() instanceof Slot && other.base() instanceof Slot);
    }

    /** {@return whether pointers into the packet are no good after a step} */
    static boolean movesPacket(Step step) {
        return step instanceof Step.Call call && call.writes().contains(Kind.PACKET);
    }
}
