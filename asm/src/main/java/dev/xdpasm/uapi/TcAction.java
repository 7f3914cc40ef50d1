package dev.xdpasm.uapi;

/** What a tc program says becomes of a packet ({@code TC_ACT_*}, include/uapi/linux/pkt_cls.h); tcx has the first, 0, 2 and 7. */
public enum TcAction implements UapiConstant {
    /** As the filter is configured; with tcx the next program decides ({@code TCX_NEXT}). */
    TC_ACT_UNSPEC(-1),
    /** The packet goes on. */
    TC_ACT_OK(0),
    /** Classification begins anew. */
    TC_ACT_RECLASSIFY(1),
    /** The packet is thrown away. */
    TC_ACT_SHOT(2),
    /** The next action decides. */
    TC_ACT_PIPE(3),
    /** The packet is someone else's now. */
    TC_ACT_STOLEN(4),
    /** The packet was queued elsewhere. */
    TC_ACT_QUEUED(5),
    /** The action is done again. */
    TC_ACT_REPEAT(6),
    /** The packet goes where a helper said. */
    TC_ACT_REDIRECT(7),
    /** The packet goes to the processor from hardware. */
    TC_ACT_TRAP(8);

    private final int value;

    TcAction(int value) {
        this.value = value;
    }

    @Override
    public int value() {
        return value;
    }
}
