package dev.xdpasm.dsl;

import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.ir.Value;
import dev.xdpasm.uapi.Helper;
import java.util.EnumSet;
import java.util.Set;

/** A call of a helper by its name: {@link CallProgram#call}. What the kernel would refuse is refused at its Java line. */
final class HelperCall {
    /** Helpers after which what was found in the packet is gone ({@code bpf_helper_changes_pkt_data}, net/core/filter.c). */
    private static final Set<Helper> MOVES = EnumSet.of(
            Helper.bpf_skb_store_bytes, Helper.bpf_l3_csum_replace, Helper.bpf_l4_csum_replace, Helper.bpf_clone_redirect,
            Helper.bpf_skb_vlan_push, Helper.bpf_skb_vlan_pop, Helper.bpf_skb_change_proto, Helper.bpf_skb_change_tail,
            Helper.bpf_skb_change_head, Helper.bpf_skb_pull_data, Helper.bpf_skb_adjust_room, Helper.bpf_xdp_adjust_head,
            Helper.bpf_xdp_adjust_meta, Helper.bpf_xdp_adjust_tail, Helper.bpf_msg_pull_data, Helper.bpf_msg_push_data,
            Helper.bpf_msg_pop_data, Helper.bpf_lwt_push_encap, Helper.bpf_lwt_seg6_store_bytes,
            Helper.bpf_lwt_seg6_adjust_srh, Helper.bpf_lwt_seg6_action, Helper.bpf_store_hdr_opt, Helper.bpf_xdp_store_bytes,
            Helper.bpf_dynptr_write);

    /** Helpers that the verifier replaces by the map's own functions ({@code do_misc_fixups}, kernel/bpf/verifier.c). */
    private static final Set<Helper> OF_MAPS = EnumSet.of(
            Helper.bpf_map_update_elem, Helper.bpf_map_delete_elem, Helper.bpf_map_push_elem, Helper.bpf_map_pop_elem,
            Helper.bpf_map_peek_elem);

    /** Helpers that give a reference ({@code is_acquire_function}, kernel/bpf/verifier.c), but those that have verbs. */
    private static final Set<Helper> GIVES =
            EnumSet.of(Helper.bpf_sk_lookup_tcp, Helper.bpf_sk_lookup_udp, Helper.bpf_skc_lookup_tcp);

    private final MapProgram program;
    private final Helper helper;
    private final HelperTable.Row row;

    /** A call for the number that a helper returns. */
    HelperCall(MapProgram program, Helper helper) {
        this(program, helper, row(helper));
        if (hasVerb(helper, row)) {
            throw CallSite.refuse(helper + " is not called by its name, since what it gives or takes has to be followed on each path:"
                    + " use a verb of the program (p.lookup, p.reserve, p.locked, p.forEach, p.after, p.tailCall, p.printk)");
        }
        if (row.returnsPointer()) {
            throw CallSite.refuse(helper + " returns a pointer, which may be null: p.find(Helper." + helper + ", ...) has it where it is not");
        }
    }

    private HelperCall(MapProgram program, Helper helper, HelperTable.Row row) {
        this.program = program;
        this.helper = helper;
        this.row = row;
        row.require(program.declared().functions().type());
    }

    /** A call for the pointer that a helper returns. */
    static HelperCall finding(MapProgram program, Helper helper) {
        HelperTable.Row row = row(helper);
        if (!row.returnsPointer()) {
            throw CallSite.refuse(helper + " returns no pointer: p.call(Helper." + helper + ", ...) has its number");
        }
        if (hasVerb(helper, row)) {
            throw CallSite.refuse(helper + " has a verb of its own: use p.lookup, p.reserve");
        }
        return new HelperCall(program, helper, row);
    }

    private static HelperTable.Row row(Helper helper) {
        return HelperTable.of(helper).orElseThrow(() -> CallSite.refuse("of " + helper + " nothing is known but its number"));
    }

    private static boolean hasVerb(Helper helper, HelperTable.Row row) {
        return row.hasCallback() || helper == Helper.bpf_tail_call || row.name().contains("spin_") || row.name().contains("ringbuf_")
                || row.name().contains("timer_") || row.name().contains("map_lookup_") || helper == Helper.bpf_kptr_xchg
                || row.parameters().stream().anyMatch(parameter -> parameter.text().equals("..."));
    }

    /** Whether what it returns has to be given back. */
    boolean gives() {
        return GIVES.contains(helper);
    }

    /** What its result points to: the name of a struct, or what C calls another type. */
    String pointedTo() {
        return row.returns().replace("struct ", "").replace(" *", "");
    }

    Temp pointer(Object... given) {
        Value[] arguments = new CallArguments(program, helper.name(), row.parameters()).of(given);
        return program.callHelper(helper, EnumSet.of(Region.Kind.STACK, Region.Kind.MAP, Region.Kind.OBJECT), arguments);
    }

    Num call(Object... given) {
        Value[] arguments = new CallArguments(program, helper.name(), row.parameters()).of(given);
        boolean moves = MOVES.contains(helper);
        Set<Region.Kind> writes = EnumSet.of(Region.Kind.STACK, Region.Kind.MAP, Region.Kind.OBJECT);
        if (moves) {
            writes.add(Region.Kind.PACKET);
        }
        Temp answer = program.callHelper(helper, writes, arguments);
        Num result = OF_MAPS.contains(helper) ? program.mapStatus(answer) : program.status(answer);
        if (moves) {
            program.flow().history().moved();
        }
        return switch (row.returns()) {
            case "u32" -> result.as(Types.U32);
            case "u64" -> result.as(Types.U64);
            case "int" -> result.as(Types.S32);
            default -> result;
        };
    }
}
