package dev.xdpasm.loader;

import java.util.EnumSet;
import java.util.Set;

/** What of one object is left out or written otherwise because the kernel lacks it; each such thing is told once. */
final class Omissions {
    private final LoadOptions options;
    private final Set<LoadFeature> told = EnumSet.noneOf(LoadFeature.class);

    Omissions(LoadOptions options) {
        this.options = options;
    }

    /** {@return whether the kernel lacks what the object has} To be asked only if the object has it, as it is told then. */
    boolean lacks(LoadFeature feature) {
        boolean lacks = options.missing().contains(feature)
                || Features.load(feature).support() == Feature.Support.NO;
        if (lacks && told.add(feature)) {
            options.notes().accept(feature.note());
        }
        return lacks;
    }

    /** {@return the descriptor of the token by which all is made, 0 for none} */
    int tokenFd() {
        return options.tokenFd();
    }

    /** Tells something else that was done otherwise. */
    void note(String text) {
        options.notes().accept(text);
    }
}
