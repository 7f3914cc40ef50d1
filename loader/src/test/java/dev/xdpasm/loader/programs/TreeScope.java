package dev.xdpasm.loader.programs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a random program can name where it stands, and how many branches it may still have. */
final class TreeScope {
    record Named(int id, Kind kind) {}

    record NetNamed(int id, int bits) {}

    /** A header or struct; of a map's value the table. */
    record Holder(int id, Shape shape, boolean inPacket, Optional<Table> table) {}

    final List<Named> numbers = new ArrayList<>();
    final List<NetNamed> nets = new ArrayList<>();
    final List<Named> variables = new ArrayList<>();
    final List<NetNamed> netVariables = new ArrayList<>();
    final List<Holder> holders = new ArrayList<>();
    final List<Named> computations = new ArrayList<>();
    final List<Integer> loops = new ArrayList<>();
    private final int[] branches;

    /** How often what stands here is done for a packet. */
    int weight = 1;

    TreeScope(int branches) {
        this.branches = new int[] {branches};
    }

    private TreeScope(TreeScope outer) {
        numbers.addAll(outer.numbers);
        nets.addAll(outer.nets);
        variables.addAll(outer.variables);
        netVariables.addAll(outer.netVariables);
        holders.addAll(outer.holders);
        computations.addAll(outer.computations);
        loops.addAll(outer.loops);
        branches = outer.branches;
        weight = outer.weight;
    }

    TreeScope inner() {
        return new TreeScope(this);
    }

    /** {@return whether there may be so many branches more; takes them} */
    boolean branch(int ways) {
        int cost = ways * weight;
        if (branches[0] < cost) {
            return false;
        }
        branches[0] -= cost;
        return true;
    }

    /** Whether a value of a table is held, which would be another's once the table is changed. */
    boolean isHeld(Table table) {
        return holders.stream().anyMatch(holder -> holder.table().equals(Optional.of(table)));
    }
}
