package dev.xdpasm.loader.programs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a random program can name where it stands, and how many branches it may still have. */
final class TreeScope {
    record Named(int id, Kind kind) {}

    record NetNamed(int id, int bits) {}

    /** What a random program may say: the seeds that are kept as tests were found when there were fewer words. */
    enum Words {
        FIRST,
        ALL
    }

    /** Whose body it is: functions and callbacks know no packet. */
    enum Body {
        PROGRAM,
        FUNCTION,
        CALLBACK
    }

    /** Where a holder's bytes lie. */
    enum Place {
        PACKET,
        STACK,
        ELSEWHERE
    }

    /** A header or struct; of a map's value the table. */
    record Holder(int id, Shape shape, Place place, Optional<Table> table) {
        boolean inPacket() {
            return place == Place.PACKET;
        }
    }

    final List<Named> numbers = new ArrayList<>();
    final List<NetNamed> nets = new ArrayList<>();
    final List<Named> variables = new ArrayList<>();
    final List<NetNamed> netVariables = new ArrayList<>();
    final List<Holder> holders = new ArrayList<>();
    final List<Named> computations = new ArrayList<>();
    final List<Integer> loops = new ArrayList<>();
    final List<Integer> records = new ArrayList<>();
    final Words words;
    final Body body;

    /** The number of the function or callback. */
    final int owner;

    private final int[] branches;

    /** How often what stands here is done for a packet. */
    int weight = 1;

    TreeScope(Words words, Body body, int owner, int branches) {
        this.words = words;
        this.body = body;
        this.owner = owner;
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
        records.addAll(outer.records);
        words = outer.words;
        body = outer.body;
        owner = outer.owner;
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
