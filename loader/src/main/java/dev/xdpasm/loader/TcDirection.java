package dev.xdpasm.loader;

import dev.xdpasm.uapi.AttachType;
import java.util.Locale;

/** Which packets of an interface a tc program sees. */
public enum TcDirection {
    /** Those that come in. */
    INGRESS(0xffff_fff2, AttachType.BPF_TCX_INGRESS),
    /** Those that go out. */
    EGRESS(0xffff_fff3, AttachType.BPF_TCX_EGRESS);

    private final int parent;
    private final AttachType attachType;

    TcDirection(int parent, AttachType attachType) {
        this.parent = parent;
        this.attachType = attachType;
    }

    /** {@return the side of clsact, {@code TC_H_MAKE(TC_H_CLSACT, TC_H_MIN_INGRESS)} or its like} */
    int parent() {
        return parent;
    }

    AttachType attachType() {
        return attachType;
    }

    /** {@return the name in lower case} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
