package dev.xdpasm.dsl;

import dev.xdpasm.SourceLine;
import dev.xdpasm.ir.Region;
import dev.xdpasm.ir.Temp;
import dev.xdpasm.uapi.Helper;
import java.util.Optional;
import java.util.Set;

/**
 * A lock in a value of a hash map or an array ({@code struct bpf_spin_lock}), declared as a field: {@code final SpinLock lock =
 * struct(SpinLock::new)}. Linux 5.1.
 */
public final class SpinLock extends Struct {
    private final NumField val = u32();

    @Override
    String structName() {
        return "bpf_spin_lock";
    }

    void around(Program program, Runnable body) {
        Optional<SourceLine> line = CallSite.line();
        Flow flow = program.flow();
        Temp pointer = flow.pointer(memory().address());
        program.callHelper(Helper.bpf_spin_lock, Set.of(Region.Kind.MAP), pointer);
        Held lock = new Held() {
            @Override
            public void giveBack() {
                program.callHelper(Helper.bpf_spin_unlock, Set.of(Region.Kind.MAP), pointer);
            }

            @Override
            public void requireCallable(String function) {
                throw CallSite.refuse(function + " cannot be called while a lock is held"
                        + line.map(known -> " (" + known + ")").orElse("") + ": do it before or behind the body");
            }
        };
        program.holding(lock, () -> flow.within(body));
        if (flow.isReachable()) {
            lock.giveBack();
        }
    }
}
