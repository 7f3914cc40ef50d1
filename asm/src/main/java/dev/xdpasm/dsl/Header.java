package dev.xdpasm.dsl;

/** A header of a packet: a {@link Struct} whose fields lie one behind the other without padding. */
public abstract class Header extends Struct {
    /** Begins a header. */
    protected Header() {
        super(true);
    }
}
