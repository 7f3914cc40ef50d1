package dev.xdpasm.cli;

import dev.xdpasm.BpfException;
import dev.xdpasm.loader.ActionCounts;
import dev.xdpasm.loader.LoadedProgram;
import dev.xdpasm.loader.ProgramInfo;
import dev.xdpasm.uapi.ProgramType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What XDP programs answered between two looks of {@code top}; each is counted from the first look that shows it on. */
final class ActionRates implements AutoCloseable {
    private final Consumer<String> notes;
    private final Map<Integer, ActionCounts> counting = new HashMap<>();
    private final Map<Integer, List<Long>> before = new HashMap<>();
    private final Set<Integer> refused = new HashSet<>();

    /**
     * Creates it.
     *
     * @param notes is told, once a program, why its answers cannot be counted
     */
    ActionRates(Consumer<String> notes) {
        this.notes = notes;
    }

    /** {@return such as {@code pass 1200/s  drop 31/s}; empty for what is no XDP program, is new, or cannot be counted} */
    Optional<String> of(ProgramInfo program, double seconds) {
        if (program.type().filter(ProgramType.BPF_PROG_TYPE_XDP::equals).isEmpty() || !begin(program.id())) {
            return Optional.empty();
        }
        List<Long> now = counting.get(program.id()).read();
        List<Long> last = before.put(program.id(), now);
        if (last == null) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < now.size(); i++) {
            long count = now.get(i) - last.get(i);
            if (count > 0) {
                text.append(String.format("%s%s %.0f/s", text.isEmpty() ? "" : "  ", ActionCounts.NAMES.get(i), count / seconds));
            }
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(text.toString());
    }

    private boolean begin(int id) {
        if (counting.containsKey(id) || refused.contains(id)) {
            return counting.containsKey(id);
        }
        try (LoadedProgram program = LoadedProgram.byId(id)) {
            counting.put(id, ActionCounts.of(program));
            return true;
        } catch (BpfException e) {
            refused.add(id);
            notes.accept("the actions of program " + id + " are not counted: " + e.getMessage());
            return false;
        }
    }

    @Override
    public void close() {
        counting.values().forEach(ActionCounts::close);
    }
}
