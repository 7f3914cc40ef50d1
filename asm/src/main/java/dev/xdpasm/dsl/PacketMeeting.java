package dev.xdpasm.dsl;

import dev.xdpasm.ir.Address;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.Width;
import java.util.List;
import java.util.Optional;

/**
 * What is known of the packet where paths meet: as much as all of them know. Cursors that differ become a variable, which
 * each path gives its own pointer.
 */
final class PacketMeeting {
    private PacketMeeting() {}

    static Optional<PacketState> of(Flow flow, List<Flow.Arm> arms) {
        if (arms.get(0).packet().isEmpty()) {
            return Optional.empty();
        }
        PacketState first = state(arms.get(0));
        boolean moved = false;
        boolean wrote = false;
        boolean apart = false;
        int writes = first.writes();
        int reach = 0;
        for (Flow.Arm arm : arms) {
            PacketState state = state(arm);
            moved |= state.generation() != first.generation();
            wrote |= state.writes() != first.writes();
            apart |= !state.isAt(first);
            writes = Math.max(writes, state.writes());
            reach = Math.max(reach, state.reach() + state.offset());
        }
        PacketState met = new PacketState(
                first.generation(), first.data(), first.end(), first.base(), first.offset(), reach - first.offset(), wrote ? writes + 1 : writes);
        if (moved || !apart) {
            return Optional.of(met);
        }
        Temp cursor = flow.graph().variable("cursor", Long.SIZE);
        for (Flow.Arm arm : arms) {
            assign(flow, arm, cursor);
        }
        return Optional.of(met.at(cursor, 0));
    }

    private static PacketState state(Flow.Arm arm) {
        return arm.packet().orElseThrow();
    }

    private static void assign(Flow flow, Flow.Arm arm, Temp cursor) {
        PacketState state = state(arm);
        Address at = new Address(state.base(), state.offset(), Region.PACKET);
        Step step = at.offset() == 0
                ? new Step.Move(cursor, state.base())
                : new Step.Binary(cursor, AluOp.ADD, Width.W64, state.base(), Value.of(at.offset()));
        arm.block().add(step, flow.line());
    }
}
