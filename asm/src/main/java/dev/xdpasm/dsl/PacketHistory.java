package dev.xdpasm.dsl;

import dev.xdpasm.SourceLine;
import dev.xdpasm.ir.Address;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Temp;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What may have happened to a program's packet so far, on whichever path: that it moved, so that its pointers are loaded anew, and that
 * something was stored into it. Where a path stands in it is its {@link PacketState}.
 */
final class PacketHistory {
    private final Flow flow;
    private @Nullable Temp context;
    private @Nullable PacketPointers pointers;
    private int generations;
    private int stores;
    private Optional<SourceLine> movedAt = Optional.empty();

    PacketHistory(Flow flow) {
        this.flow = flow;
    }

    /** Says where the packet's pointers are, and loads them. */
    void begin(Temp from, PacketPointers places) {
        context = from;
        pointers = places;
        load(from, places);
    }

    private void load(Temp from, PacketPointers places) {
        Temp data = flow.load(places.size(), new Address(from, places.data(), Region.CONTEXT));
        Temp end = flow.load(places.size(), new Address(from, places.end(), Region.CONTEXT));
        flow.packet(new PacketState(++generations, data, end, data, 0, 0, 0));
    }

    /** Notes that the packet may have moved: the cursor is at its first byte. Of a function without a packet only the line is kept. */
    void moved() {
        movedAt = flow.line();
        if (context != null && pointers != null) {
            load(context, pointers);
        }
    }

    /** Where the packet was last said to move. */
    Optional<SourceLine> movedAt() {
        return movedAt;
    }

    /** How often it may have moved. */
    int generations() {
        return generations;
    }

    /** Notes a store into it. */
    void stored() {
        stores++;
    }

    /** How many stores into it were said. */
    int stores() {
        return stores;
    }

    /** Refuses to write a packet that such programs only see. */
    void requireWritable() {
        if (pointers != null && !pointers.writable()) {
            throw CallSite.refuse("programs of this type see packets and cannot write them: do it in XDP or tc");
        }
    }
}
