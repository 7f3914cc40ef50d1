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
        List<PacketState> states = arms.stream().map(arm -> arm.packet().orElseThrow()).toList();
        PacketState first = states.get(0);
        int writes = states.stream().mapToInt(PacketState::writes).max().orElse(0);
        boolean wrote = states.stream().anyMatch(state -> state.writes() != first.writes());
        PacketState met = new PacketState(
                first.generation(), first.data(), first.end(), first.base(), first.offset(), reach(states) - first.offset(), wrote ? writes + 1 : writes);
        boolean moved = states.stream().anyMatch(state -> state.generation() != first.generation());
        if (moved || states.stream().allMatch(first::isAt)) {
            return Optional.of(met);
        }
        Temp cursor = flow.graph().variable("cursor", Long.SIZE);
        for (Flow.Arm arm : arms) {
            assign(flow, arm, cursor);
        }
        return Optional.of(met.at(cursor, 0));
    }

    /** How far the furthest cursor may be. */
    private static int reach(List<PacketState> states) {
        return states.stream().mapToInt(state -> state.reach() + state.offset()).max().orElse(0);
    }

    private static void assign(Flow flow, Flow.Arm arm, Temp cursor) {
        PacketState state = arm.packet().orElseThrow();
        Address at = new Address(state.base(), state.offset(), Region.PACKET);
        Step step = at.offset() == 0
                ? new Step.Move(cursor, state.base())
                : new Step.Binary(cursor, AluOp.ADD, Width.W64, state.base(), Value.of(at.offset()));
        arm.block().add(step, flow.line());
    }
}
