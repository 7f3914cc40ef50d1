package dev.xdpasm.gen;

import dev.xdpasm.isa.Condition;
import dev.xdpasm.isa.IsaLevel;
import org.jspecify.annotations.Nullable;

/** The jump that is taken when another is not, as far as a level has it. */
final class Inversion {
    private static final @Nullable Condition[] BY_BITS = new Condition[16];

    static {
        for (Condition condition : Condition.values()) {
            BY_BITS[condition.bits() >>> 4] = condition;
        }
    }

    private Inversion() {}

    /** {@return the inverse of a jump; null if it is no conditional jump, or has none of this level} */
    static @Nullable VirtualInsn of(VirtualInsn jump, IsaLevel level) {
        Condition condition = jump.isConditionalJump() ? BY_BITS[jump.code() >>> 4] : null;
        Condition inverse = condition == null ? null : condition.inverse().orElse(null);
        if (inverse == null) {
            return null;
        }
        if (BranchSelection.has(level, inverse)) {
            return jump.withCondition(inverse);
        }
        // below v2 there is only > and >=, but between registers that is enough
        return jump.src == VirtualInsn.NONE
                ? null
                : jump.withCondition(inverse.mirrored()).with(jump.src, jump.dst);
    }
}
