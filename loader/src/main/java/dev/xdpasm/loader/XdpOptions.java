package dev.xdpasm.loader;

/**
 * How an XDP program is to be put on an interface: {@code XdpOptions.DEFAULTS.withMethod(XdpMethod.LINK)}.
 *
 * @param mode where on a packet's way it is to run
 * @param method by what it is to be held there
 * @param ifOccupied what to do where another program is
 * @param orGeneric whether {@link XdpMode#GENERIC} will do where the driver refuses native mode; {@link
 *     Attachment#fallback} then says why it came to that
 */
public record XdpOptions(XdpMode mode, XdpMethod method, IfOccupied ifOccupied, boolean orGeneric) {
    /** The kernel's mode, by netlink, refusing an occupied interface, and no mode but that. */
    public static final XdpOptions DEFAULTS =
            new XdpOptions(XdpMode.AUTO, XdpMethod.NETLINK, IfOccupied.REFUSE, false);

    /** {@return the same in another mode} */
    public XdpOptions withMode(XdpMode changed) {
        return new XdpOptions(changed, method, ifOccupied, orGeneric);
    }

    /** {@return the same by another method} */
    public XdpOptions withMethod(XdpMethod changed) {
        return new XdpOptions(mode, changed, ifOccupied, orGeneric);
    }

    /** {@return the same with another answer to an occupied interface} */
    public XdpOptions withIfOccupied(IfOccupied changed) {
        return new XdpOptions(mode, method, changed, orGeneric);
    }

    /** {@return the same, with generic mode where the driver refuses native} */
    public XdpOptions withGenericFallback() {
        return new XdpOptions(mode, method, ifOccupied, true);
    }
}
