package dev.xdpasm.dsl;

import dev.xdpasm.ir.Block;
import dev.xdpasm.ir.Ending;
import dev.xdpasm.ir.Value;
import dev.xdpasm.isa.Condition;
import dev.xdpasm.isa.Width;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;

/**
 * Cases of a {@link Match} that are constants and follow each other: few are asked for one by one in their order, many by halves,
 * which takes the logarithm of their number.
 */
final class ConstantCases {
    /** Up to so many are asked for one by one: the first are thought to be met most. */
    private static final int FEW = 8;

    private static final int LEAF = 3;

    private final Function<Long, Bool> less;
    private final LongUnaryOperator key;
    private final boolean signed;
    private final Map<Long, Case> cases = new LinkedHashMap<>();
    private Optional<Flow.Arm> begun = Optional.empty();

    private record Case(long number, Function<Long, Bool> equal, Runnable body) {}

    private ConstantCases(Function<Long, Bool> less, LongUnaryOperator key, boolean signed) {
        this.less = less;
        this.key = key;
        this.signed = signed;
    }

    static ConstantCases of(Flow flow, NumValue value) {
        return new ConstantCases(value::lt, number -> number, value.type().signed());
    }

    /** The order of numbers in network order is that of their bytes as a load gives them. */
    static ConstantCases of(Flow flow, NetValue value) {
        return new ConstantCases(
                number -> Bool.test(
                        flow, Condition.JLT, Width.W64, value.value(), Value.of(Folding.swapped(value.bits(), number))),
                number -> Folding.swapped(value.bits(), number),
                false);
    }

    /** Whether nothing was said since the last case, so that another can be asked for together with it. */
    boolean goesOn(Flow flow) {
        return begun.isEmpty() || flow.isStill(begun.get());
    }

    void add(long number, Function<Long, Bool> equal, Runnable body, Flow flow) {
        begun = Optional.of(flow.arm());
        cases.putIfAbsent(number, new Case(number, equal, body));
    }

    /** Writes the cases so far; goes on where none is met. {@return where the paths of their bodies end} */
    List<Flow.Arm> write(Flow flow) {
        List<Case> all = new ArrayList<>(cases.values());
        cases.clear();
        begun = Optional.empty();
        List<Flow.Arm> arms = new ArrayList<>();
        if (all.size() <= FEW) {
            all.forEach(one -> ask(flow, one, arms));
            return arms;
        }
        Comparator<Long> order = signed ? Comparator.naturalOrder() : Long::compareUnsigned;
        all.sort(Comparator.comparing(one -> key.applyAsLong(one.number()), order));
        Block none = flow.block();
        Optional<PacketState> packet = flow.packet();
        split(flow, all, none, arms);
        flow.goOn(none, packet);
        return arms;
    }

    private void split(Flow flow, List<Case> part, Block none, List<Flow.Arm> arms) {
        if (part.size() <= LEAF) {
            part.forEach(one -> ask(flow, one, arms));
            flow.end(new Ending.Jump(none));
            return;
        }
        int middle = part.size() / 2;
        Block low = flow.block();
        Block high = flow.block();
        Optional<PacketState> packet = flow.packet();
        less.apply(part.get(middle).number()).branch(low, high, Ending.Likely.EITHER);
        flow.goOn(low, packet);
        split(flow, part.subList(0, middle), none, arms);
        flow.goOn(high, packet);
        split(flow, part.subList(middle, part.size()), none, arms);
    }

    private static void ask(Flow flow, Case one, List<Flow.Arm> arms) {
        Optional<PacketState> packet = flow.packet();
        Block yes = flow.block();
        Block no = flow.block();
        one.equal().apply(one.number()).branch(yes, no, Ending.Likely.EITHER);
        flow.goOn(yes, packet);
        flow.within(one.body());
        arms.add(flow.arm());
        flow.goOn(no, packet);
    }
}
