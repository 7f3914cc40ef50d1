package dev.xdpasm.dsl;

import dev.xdpasm.ir.Address;
import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Ending;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Step;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.AluOp;
import dev.xdpasm.isa.Width;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where paths meet. Of the packet is known there as much as all of them know: cursors that differ become a variable, which each path
 * gives its own pointer; where it moved on some of them it may have moved.
 */
final class Meeting {
    private Meeting() {}

    /** Lets paths meet, and has the flow go on behind that; those that have ended do not come. */
    static void of(Flow flow, List<Flow.Arm> arms) {
        List<Flow.Arm> open = new ArrayList<>();
        for (Flow.Arm arm : arms) {
            if (arm.reachable()) {
                open.add(arm);
            }
        }
        if (open.isEmpty()) {
            flow.goOn(flow.block());
        } else if (open.size() == 1) {
            flow.resume(open.get(0));
        } else {
            meet(flow, open);
        }
    }

    private static void meet(Flow flow, List<Flow.Arm> arms) {
        for (Flow.Arm arm : arms) {
            arm.forgetMeeting();
        }
        Block meeting = flow.block();
        Optional<PacketState> packet = packet(flow, arms);
        for (Flow.Arm arm : arms) {
            flow.end(arm.block(), new Ending.Jump(meeting));
        }
        flow.goOn(meeting, packet);
        if (packet.isPresent() && haveMoved(arms)) {
            flow.history().moved();
        }
    }

    /** Whether the packet lies elsewhere for some of them. */
    private static boolean haveMoved(List<Flow.Arm> arms) {
        int first = state(arms.get(0)).generation();
        for (Flow.Arm arm : arms) {
            if (state(arm).generation() != first) {
                return true;
            }
        }
        return false;
    }

    private static Optional<PacketState> packet(Flow flow, List<Flow.Arm> arms) {
        if (arms.get(0).packet().isEmpty()) {
            return Optional.empty();
        }
        PacketState first = state(arms.get(0));
        boolean wrote = false;
        boolean apart = false;
        int writes = first.writes();
        int reach = 0;
        for (Flow.Arm arm : arms) {
            PacketState state = state(arm);
            wrote |= state.writes() != first.writes();
            apart |= !state.isAt(first);
            writes = Math.max(writes, state.writes());
            reach = Math.max(reach, state.reach() + state.offset());
        }
        PacketState met = new PacketState(
                first.generation(), first.data(), first.end(), first.base(), first.offset(), reach - first.offset(), wrote ? writes + 1 : writes);
        if (!apart || haveMoved(arms)) {
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
