package dev.xdpasm.loader;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/** What of one object is left out or written otherwise because the kernel lacks it; each such thing is told once. */
final class Omissions {
    private final Set<LoadFeature> missing;
    private final Consumer<String> notes;
    private final Set<LoadFeature> told = EnumSet.noneOf(LoadFeature.class);

    Omissions(LoadOptions options) {
        this.missing = options.missing();
        this.notes = options.notes();
    }

    /** {@return whether the kernel lacks what the object has} To be asked only if the object has it, as it is told then. */
    boolean lacks(LoadFeature feature) {
        boolean lacks = missing.contains(feature)
                || Features.load(feature).support() == Feature.Support.NO;
        if (lacks && told.add(feature)) {
            notes.accept(feature.note());
        }
        return lacks;
    }

    /** Tells something else that was done otherwise. */
    void note(String text) {
        notes.accept(text);
    }
}
